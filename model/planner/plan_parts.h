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

/* What assumed inputs do to the plan, with its policies: fills plan->sensitivities.
 * Both the plan with the input and the one without are what a short search finds from
 * the plan on the same callers, brought to the limits at the prices that it saw, so
 * that neither its luck nor what it leaves undone is taken for an effect.  People who
 * are not ready are paid for and not simulated: on the phones nothing changes.  With a
 * budget (BEST_SERVICE) hours are given, and only those are told. */
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

/* The plan's question asked of a scenario that differs in inputs from the one that was
 * planned: the same columns, and the plan's policies, which are no longer free.  False,
 * leaving *out zeroed, when the scenario cannot be planned so.  The scenario must
 * outlive *out. */
bool plan_question(const struct plan *plan, const struct scenario *scenario,
                   struct question *out);

/* What the whole search may simulate, and one replication of one plan: see search.h. */
void plan_effort(const struct question *question, const struct plan_options *options,
                 double *effort, double *work);

#endif
