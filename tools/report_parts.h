/* The parts of the page. */
#ifndef TOOLS_REPORT_PARTS_H
#define TOOLS_REPORT_PARTS_H

#include <stdio.h>

#include "model/measure/result.h"
#include "model/scenario/scenario.h"
#include "tools/report_table.h"

/* What stands at the top; all borrowed, title and marking may be null or empty. */
struct report_heading {
    const char *title, *file, *marking;
};

/* The title, or the file where there is none, and the marking at the right edge of the
 * page, or below where there is no room. */
void report_title(const struct report_heading *heading, struct report_style style,
                  FILE *to);

/* How many inputs a scenario has, and how many of each basis; those of which nothing is
 * said are assumed. */
struct report_basis {
    int inputs, counts[SCENARIO_ASSUMED + 1];
};
struct report_basis report_basis_of(const struct scenario *scenario);

/* What was run: title, marking, period, replications, callers and seed. */
void report_top(const struct result *result, struct report_style style, FILE *to);

/* Tables, each preceded by an empty line; nothing when empty. */
void report_targets(const struct result *result, struct report_style style, FILE *to);
void report_lines(const struct result *result, struct report_style style, FILE *to);
void report_teams(const struct result *result, struct report_style style, FILE *to);
void report_flow(const struct result *result, struct report_style style, FILE *to);

/* Of lines: call-backs, overflow and the like, and the work they make. */
void report_work(const struct result *result, struct report_style style, FILE *to);
/* What those did who hung up, by stage and outage. */
void report_hang_ups(const struct result *result, struct report_style style, FILE *to);
/* Streams from first attempt to end, where there may be several attempts. */
void report_journeys(const struct result *result, struct report_style style, FILE *to);
/* Lines with 0, 1, 2, 3 or more people short. */
void report_shorts(const struct result *result, struct report_style style, FILE *to);

/* Shares of those who came to a stage or hung up there, the same place named once:
 * "desk 40.0 %, lost 60.0 %"; null without any. */
char *report_ways(const struct result_way *ways, int count);

#endif
