/* The parts of the page of a plan.  Each begins with an empty line, and prints nothing
 * when it has nothing to say. */
#ifndef TOOLS_PLAN_REPORT_PARTS_H
#define TOOLS_PLAN_REPORT_PARTS_H

#include "tools/plan_report.h"

/* ---- plan_report_needs.c ---- */

/* The sentence that matters most. */
void plan_report_headline(const struct plan_page *page, struct report_style style,
                          FILE *to);
/* ---- plan_report_reach.c ---- */

/* Of a plan that cannot be: what the most people reach, and what may stand in the way.
 */
void plan_report_reach(const struct plan_page *page, struct report_style style,
                       FILE *to);

/* ---- plan_report_lines.c ---- */

/* What callers of every line meet, and a word about those whom no target counts. */
void plan_report_lines(const struct plan_page *page, struct report_style style,
                       FILE *to);

/* ---- plan_report_teams.c ---- */

/* A row a team: seats, hours, FTE, money, and how far above the work alone. */
void plan_report_teams(const struct plan_page *page, struct report_style style,
                       FILE *to);
void plan_report_policies(const struct plan_page *page, struct report_style style,
                          FILE *to);
/* What other inputs would do to it. */
void plan_report_sensitivities(const struct plan_page *page, struct report_style style,
                               FILE *to);

/* ---- plan_report_chain.c ---- */

/* A line a team: from people on the phones to the establishment. */
void plan_report_chain(const struct plan_page *page, struct report_style style,
                       FILE *to);
/* The fewest, the mean and the most people in each shift that the team works. */
void plan_report_shifts(const struct plan_page *page, struct report_style style,
                        FILE *to);

/* ---- plan_report_staff.c ---- */

/* Of each team, people by time and day, or by shift and day. */
void plan_report_staff(const struct plan_page *page, struct report_style style,
                       FILE *to);

/* ---- plan_report_price.c ---- */

/* Hours of the week where one person counts most and least, by need. */
void plan_report_prices(const struct plan_page *page, struct report_style style,
                        FILE *to);

/* ---- plan_report_test.c ---- */

/* The tests on fresh callers, and what one person less does. */
void plan_report_certificate(const struct plan_page *page, struct report_style style,
                             FILE *to);

/* ---- plan_report_rivals.c ---- */

/* What formulas would have said, and what that would have delivered. */
void plan_report_rivals(const struct plan_page *page, struct report_style style,
                        FILE *to);
/* Service against hours. */
void plan_report_frontier(const struct plan_page *page, struct report_style style,
                          FILE *to);

#endif
