/* The linear view of a problem as a program for the solver.  Private to model/planner/.
 *
 * Free form: a column's change of people is what counts, one variable for each person
 * more or fewer.  Rosterable: people of each shift, and for each price slot the same
 * variables, held to what the shifts put there; where shifts begin or end inside a
 * price slot, that is the mean over its quarter hours, and the range of each of these
 * is a row of its own. */
#ifndef MODEL_LINEAR_BUILD_H
#define MODEL_LINEAR_BUILD_H

#include "model/planner/linear_parts.h"
#include "model/planner/linear_program.h"

/* A variable that stands for one person more (k >= 1) or fewer (k <= -1), of a free
 * column or of a price slot of a rosterable team. */
struct linear_level {
    int variable, k;
    int column; /* free form; else -1 */
    int slot;   /* else: team * price_slots + price slot */
};

struct linear_build {
    const struct linear_problem *problem;
    struct linear_view view;
    struct linear_scale scale;
    struct linear_program program;
    struct linear_level *levels; /* owned */
    int level_count;
    size_t level_capacity;
    int *people;   /* owned: [columns], the variable of a rosterable column, else -1 */
    int *slot_row; /* owned: [teams * price slots], the row of a rosterable team's */
    int *need_row; /* owned: [rows], the row of the program, -1: none */
    double *need_times; /* owned: [rows], what that was multiplied with */
    double constant;    /* of the sum that is minimised */
};

/* O(columns x slots + rows x price slots). */
void linear_build_init(struct linear_build *build,
                       const struct linear_problem *problem);
void linear_build_done(struct linear_build *build);

/* What one person of a column counts for in the sum. */
double linear_build_price(const struct linear_build *build, int column);

#endif
