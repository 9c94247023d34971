/* One point of a sweep: a scenario's figures, and how far they are from those of the
 * base, which met the same callers. */
#ifndef MODEL_SWEEP_POINT_H
#define MODEL_SWEEP_POINT_H

#include <stdbool.h>

#include "model/measure/experiment.h"
#include "model/sweep/figure.h"

/* Which figures, and of which targets the verdicts. */
struct sweep_look {
    struct sweep_figure *figures; /* owned, as each of them */
    int figure_count;
    char **targets; /* owned: names */
    int target_count;
};

void sweep_look_done(struct sweep_look *look);

struct sweep_point {
    int replications;
    double *values, *half_widths; /* owned, [figures]: NaN: none, not known */
    enum sim_verdict *verdicts;   /* owned, [targets] */
    struct grade_ratio *samples;  /* owned, [replications][figures] */
    double callers;
    bool is_partial; /* stopped: nothing above may be used */
    char *fault;     /* owned: what did not balance; null: nothing */
};

/* Runs a scenario.  Complains and returns false, with *out zeroed, where the engine
 * cannot carry it.  The observer of the options is not used. */
bool sweep_point_run(const struct scenario *scenario, const struct sweep_look *look,
                     const struct experiment_options *options, struct sim_diag *diag,
                     struct sweep_point *out);
void sweep_point_done(struct sweep_point *point);

/* A figure of a point less that of the base.  Paired figures: with the interval of
 * differences within replications (sim_estimate_difference()).  Others: both noises
 * added as if the luck were not shared, which is too wide as a rule; without an
 * interval where either noise is not known. */
struct sim_estimate sweep_point_change(const struct sweep_look *look,
                                       const struct sweep_point *base,
                                       const struct sweep_point *point, int figure);

#endif
