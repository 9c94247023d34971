/* Over which dates a plan runs: one week that stands for the period, one for each of
 * its months, or its dates as they are.  The rules are in "The week" under "Planning"
 * in scenarios/meanings.md. */
#ifndef MODEL_WEEK_H
#define MODEL_WEEK_H

#include <stdbool.h>

#include "model/scenario/scenario.h"
#include "sim/diag.h"

enum { WEEK_NAME = 40 };

/* One run of the planner. */
struct week {
    char name[WEEK_NAME];         /* "typical week", "January 2022", "as dated" */
    struct scenario_dates period; /* that are simulated and counted */
    bool is_typical; /* demand is the mean of typical_of; else of the period */
    struct scenario_dates typical_of;
};

/* The weeks that scenario->plan asks for, in order of time; *out is owned by the
 * caller: free().  When some target must hold for a month, weeks become the whole month
 * in which most of their days lie.
 *
 * Complains at the plan and returns 0, with *out null, when the period, or a part month
 * of it, has no week from Monday to Sunday, when its days outside bank holidays have
 * not every hour of the week, and when a period that is typical_of others is asked for
 * month by month. */
int week_list(const struct scenario *scenario, struct sim_diag *diag,
              struct week **out);

/* The changes that turn the scenario into one of its weeks when its file is read again
 * with them after its own --set: `count` texts such as "period.from=2022-06-13", for a
 * scenario_change_list.  None when it is that week already.  Streams that count their
 * calls in the period go on counting them in the same dates. */
char **week_sets(const struct scenario *scenario, const struct week *week, int *count);
void week_sets_free(char **sets, int count);

#endif
