/* The parts of tenfive plan and what each of them is given.  The page for people is in
 * plan_report.h. */
#ifndef TOOLS_PLAN_PARTS_H
#define TOOLS_PLAN_PARTS_H

#include <stdbool.h>
#include <stdio.h>

#include "model/planner/plan.h"
#include "model/planner/week.h"
#include "model/scenario/change.h"
#include "model/scenario/scenario.h"
#include "tools/output.h"

/* One planned week or range of dates and all that stands round it; borrowed. */
struct plan_case {
    const struct plan *plan;
    const struct week *week;
    const struct scenario *scenario; /* as read with the week's sets, its targets as the
                                        user wrote them */
};

/* A command's plans: one, or one a month. */
struct plan_cases {
    const struct plan_case *cases;
    int count;
    int asked; /* weeks that were asked for; fewer are planned when it was stopped */
    const struct scenario *whole;            /* as read without the sets of any week */
    const char *file;                        /* as named on the command line */
    const struct scenario_change_list *sets; /* --set of the user */
    uint64_t seed;                           /* --seed: of the search */
};

/* All that the plans have (plan.schema.json). */
void plan_json(const struct plan_cases *plans, FILE *to);

/* Adds staffing.csv and prices.csv to the set. */
void plan_csv(const struct plan_cases *plans, const char *directory,
              struct output *output);

/* Adds plan.cfg to the set: a what-if on the scenario with the people of the plan.  Of
 * months, plan-2022-01.cfg ... for each and, when all are planned, plan.cfg for their
 * dates together, which was not tested as a whole and says so. */
void plan_write(const struct plan_cases *plans, const char *directory,
                struct output *output);

#endif
