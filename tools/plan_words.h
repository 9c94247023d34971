/* Figures and places of a plan in words.  Functions that return char * give fresh
 * memory. */
#ifndef TOOLS_PLAN_WORDS_H
#define TOOLS_PLAN_WORDS_H

#include "model/measure/measure.h"
#include "model/planner/plan.h"

/* "2,614", below a hundred "37.5" or "37.25": hours of whole people are exact. */
char *plan_words_hours(double hours);

/* "£49,730": four figures, which is more than the price of an hour carries; the other
 * the same for a column of pounds, "49,730". */
char *plan_words_pounds(double pounds);
char *plan_words_money(double pounds);

/* What plan.cost and its bounds are counted in: "£49,730", "2,614 h" or, at the peak,
 * "31 people". */
char *plan_words_cost(const struct question *question, double cost);

/* "a week", "in 14 days", "in a day": what sums of a pattern are about. */
char *plan_words_pattern(const struct question *question);

/* "Mon", or "Tue 14 Jun" of a plan by date; days past the end of a week go on at its
 * beginning. */
char *plan_words_day(const struct question *question, int day);

/* "Mon 08:00-10:00" */
char *plan_words_run(const struct question *question, struct question_run run);

/* "08:00" of a minute, which may pass midnight; 1440 is "24:00". */
char *plan_words_clock(int minute);

/* "three" up to ten, then digits. */
char *plan_words_number(int number);

/* What a need's value is counted in. */
enum measure_unit plan_words_unit(const struct plan *plan, int need);

/* Whether a need is the target that is to be served best: it has no limit. */
bool plan_words_is_best(const struct question *question, int need);

/* "≥ 90 %", "≤ 2 min" */
char *plan_words_limit(const struct plan *plan, int need, double limit, bool at_least);

/* "+0.042 points", "-1.3 s": a small change with two figures. */
char *plan_words_change(double change, enum measure_unit unit);

/* A label of a team by its index among the free teams; borrowed. */
const char *plan_words_team(const struct question *question, int team);

#endif
