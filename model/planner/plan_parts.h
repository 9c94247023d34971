/* What a plan is given after its test.  Private to model/planner/. */
#ifndef MODEL_PLAN_PARTS_H
#define MODEL_PLAN_PARTS_H

#include "model/planner/evaluate.h"
#include "model/planner/plan.h"

/* Each adds to plan->callers and plan->evaluations, and stops early when
 * options->stop is set, leaving out what is not finished.  Figures are on the callers
 * of the plan's last test (plan->seed), so that they compare with its grades. */

/* What formulas alone, and the scenario's own staffing, would have said and would have
 * delivered: fills plan->rivals. */
void plan_rivals(const struct question *question, const struct plan_options *options,
                 struct plan *plan);

/* What assumed inputs do to the plan: fills plan->sensitivities. */
void plan_sensitivities(const struct question *question,
                        const struct plan_options *options, struct plan *plan);

/* Hours against service: fills plan->frontier with options->frontier_points plans. */
void plan_frontier(const struct question *question, const struct plan_options *options,
                   struct plan *plan);

/* Columns, policies, teams, cost and hours of a plan that is settled. */
void plan_fill(const struct question *question, const int *columns, const int *policies,
               struct plan *plan);

/* Hours and pounds of a pattern. */
void plan_sums(const struct question *question, const int *columns, double *hours,
               double *cost);

/* Values of all needs, each of its worst unit, in fresh memory. */
struct sim_estimate *plan_values(const struct question *question,
                                 const struct evaluation *seen, int roster);

/* Tells what is done with a settled plan. */
void plan_tell(const struct plan_options *options, const struct plan *plan,
               const char *doing, double share);

#endif
