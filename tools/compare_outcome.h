/* What a comparison came to: the scenarios, their figures replication by replication,
 * and the result of each.  Page, JSON and CSV files show this. */
#ifndef TOOLS_COMPARE_OUTCOME_H
#define TOOLS_COMPARE_OUTCOME_H

#include "model/measure/paired.h"
#include "tools/compare_figures.h"
#include "tools/compare_plan.h"

struct compare_outcome {
    const struct compare_plan *plan; /* borrowed, as all */
    const struct compare_figures *figures;
    const struct paired *paired;  /* no fault, and at least one replication */
    const struct result *results; /* by scenario */
    const struct sim_diag *diag;
    const struct scenario_change_list *sets;
    uint64_t seed;
};

/* The figure in one scenario; none where it has no such object. */
struct sim_estimate compare_outcome_value(const struct compare_outcome *outcome,
                                          int scenario, int figure);

/* A contrast of the figure, with its paired interval; none where a scenario of it has
 * no such object, or asks for something else under that target's name. */
struct sim_estimate compare_outcome_contrast(const struct compare_plan *plan,
                                             const struct paired *paired,
                                             const struct compare_item *item,
                                             int figure);

/* How many replications of each scenario, with callers of their own, would have shown
 * the difference as precisely: those done, times the variance of independent runs over
 * that of paired ones.  NaN when not known, or when pairs do not vary at all. */
double compare_outcome_worth(const struct compare_outcome *outcome,
                             const struct compare_item *item, int figure);

/* Where a target of a result stands, null without. */
const struct result_target *
compare_outcome_target(const struct compare_outcome *outcome, int scenario, int figure);

/* Index of an object among those of a scenario's result, -1 without. */
int compare_outcome_object(const struct result *result, enum measure_object kind,
                           const char *name);

/* People of a team in a scenario; null where there is no such team. */
const struct result_people *compare_outcome_people(const struct result *result,
                                                   const char *team);

#endif
