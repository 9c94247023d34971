/* Whole people made better one or two shifts at a time: what rounding leaves.  Private
 * to model/planner/. */
#ifndef MODEL_LINEAR_IMPROVE_H
#define MODEL_LINEAR_IMPROVE_H

#include "model/planner/linear_parts.h"

struct linear_improve {
    const struct linear_view *view;
    /* [teams * slots]: people outside of these cost outside[.] each and quarter hour */
    const int *low, *high;
    double outside;
    const double *cost; /* [columns]: of one person */
    /* Rows, by the linear view; null: none. */
    const struct linear_problem *problem;
    const struct linear_scale *scale;
};

/* Drops, adds and swaps people of columns[.] as long as that makes the sum less, up to
 * a count of steps; never makes it more.  now[.] is the plan at hand, of the view. */
void linear_improve(const struct linear_improve *ask, const int *now, int *columns);

#endif
