/* The parts of the page. */
#ifndef TOOLS_REPORT_PARTS_H
#define TOOLS_REPORT_PARTS_H

#include <stdio.h>

#include "model/measure/result.h"
#include "tools/report_table.h"

/* What was run: title, marking, period, replications, callers and seed. */
void report_top(const struct result *result, struct report_style style, FILE *to);

/* Tables, each preceded by an empty line; nothing when empty. */
void report_targets(const struct result *result, struct report_style style, FILE *to);
void report_lines(const struct result *result, struct report_style style, FILE *to);
void report_teams(const struct result *result, struct report_style style, FILE *to);
void report_flow(const struct result *result, struct report_style style, FILE *to);

#endif
