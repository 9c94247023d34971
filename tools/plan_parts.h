/* The parts of tenfive plan and tenfive verify: what each of them is given. */
#ifndef TOOLS_PLAN_PARTS_H
#define TOOLS_PLAN_PARTS_H

#include <stdbool.h>
#include <stdio.h>

#include "model/planner/plan.h"
#include "model/planner/week.h"
#include "model/scenario/scenario.h"
#include "tools/output.h"
#include "tools/report_table.h"

/* One planned week or range of dates and all that stands round it.  A borrowed view. */
struct plan_page {
    const struct plan *plan;
    const struct scenario *scenario; /* as read with the week's sets, its targets as the
                                        user wrote them */
    const struct week *week;
    const char *file; /* the scenario, as named on the command line */
    const struct scenario_change_list *sets; /* --set of the user */
    uint64_t seed;                           /* --seed: of the search */
    double seconds;                          /* wall time of the plan */
    const char *const *files; /* written, with their directory; or none */
    int file_count;
};

/* ---- for people: plan_report*.c ---- */

/* Everything about one plan, as printed on the terminal. */
void plan_report(const struct plan_page *page, struct report_style style, FILE *to);

/* The plans of several months side by side: people, hours, cost, whether certified.
 * Printed behind their pages; count >= 2. */
void plan_report_months(const struct plan_page *pages, int count,
                        struct report_style style, FILE *to);

/* The table of needs with what was found on the callers of the last test: what
 * plan_report() shows of them, also for tenfive verify. */
void plan_report_grades(const struct plan *plan, struct report_style style, FILE *to);

/* ---- for programs ---- */

/* All that a plan has (plan.schema.json).  Several pages: those of months. */
void plan_json(const struct plan_page *pages, int count, FILE *to);

/* staffing.csv and prices.csv, added to the set. */
void plan_csv(const struct plan_page *pages, int count, const char *directory,
              struct output *output);

/* plan.cfg, or one for each month and plan.cfg for all of them, added to the set. */
void plan_write(const struct plan_page *pages, int count, const char *directory,
                struct output *output);

#endif
