/* People of a plan as lines of staffing, as they are written in a scenario. */
#ifndef TOOLS_PLAN_LINES_H
#define TOOLS_PLAN_LINES_H

#include <stdio.h>

#include "model/planner/chain.h"
#include "model/planner/plan.h"

/* People on the phones, people[question->slots], as shift lines in fresh memory: equal
 * neighbouring quarter hours are one line, and days that are the same throughout share
 * theirs.  On dated patterns the first and last day go on before and after.  Never
 * none: nobody at all is one line of 0. */
struct scenario_shift *plan_lines_net(const struct question *question,
                                      const int *people, int *count);

/* "Mon-Fri 08:00-10:30 11" in fresh memory: what text_shift() reads. */
char *plan_lines_words(const struct scenario_shift *shift);

/* The value of a `net` or `shifts` setting: ( "Mon-Fri 08:00-10:30 11", { add = ...;
 * dates = ...; }, ... ), several lines a row, `indent` blanks before each row. */
void plan_lines_put(const struct scenario_shift *shifts, int count, int indent,
                    FILE *to);

/* From the planned people of a free team, by index, to its establishment; `scenario` is
 * the one that was planned, as read. */
void plan_lines_chain(const struct plan *plan, const struct scenario *scenario,
                      int team, struct chain *out);

/* Whether a need counts those who hang up at a line. */
bool plan_lines_is_counted(const struct question *question, int stage);

/* "Mon,Wed-Fri" of bits of the weekdays, in fresh memory. */
char *plan_lines_days(unsigned days);

/* "Mon", or "2022-01-31" of a dated pattern, of the day in which a slot lies; the
 * day before the first of a dated pattern has slots below 0. */
char *plan_lines_day(const struct question *question, int slot);

#endif
