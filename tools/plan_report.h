/* A plan as a page for a terminal: what it comes to in one sentence, targets, people,
 * hours and money, what assumptions do to it, who is there when, where the next hour
 * would buy most, the certificate, and what formulas would have said. */
#ifndef TOOLS_PLAN_REPORT_H
#define TOOLS_PLAN_REPORT_H

#include <stdio.h>

#include "model/planner/plan.h"
#include "tools/report_table.h"

/* What a page is made from; all borrowed. */
struct plan_page {
    const struct plan *plan;         /* without a fault */
    const struct scenario *scenario; /* as read with the week's sets: the question's own
                                        copy has nothing taken off its teams */
    uint64_t seed;                   /* of the search */
};

/* Prints the page, at most REPORT_WIDTH columns wide. */
void plan_report(const struct plan_page *page, struct report_style style, FILE *to);

/* The plans of several months side by side: people, hours, money, whether they are
 * certified; to be printed behind their pages. */
void plan_report_months(const struct plan_page *pages, int count,
                        struct report_style style, FILE *to);

/* A row a need: asked, found on the callers of the last test, where it is worst,
 * verdict.  Preceded by an empty line; plan->grades must be there. */
void plan_report_grades(const struct plan *plan, struct report_style style, FILE *to);

#endif
