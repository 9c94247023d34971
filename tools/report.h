/* The result as a page for a terminal: what was run, targets, lines, teams, the way of
 * the callers, and what the figures do and do not tell. */
#ifndef TOOLS_REPORT_H
#define TOOLS_REPORT_H

#include <stdio.h>

#include "tools/outcome.h"
#include "tools/report_table.h"

/* From the locale, the stream and the environment (NO_COLOR, TERM=dumb). */
struct report_style report_style_of(FILE *to);

/* Prints the page, at most REPORT_WIDTH columns wide.  The result has no fault. */
void report_print(const struct outcome *outcome, struct report_style style, FILE *to);

#endif
