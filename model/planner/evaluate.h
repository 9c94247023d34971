/* Several plans met by the same callers: what every need came to in each, and where in
 * the pattern it differs from the first.
 *
 * A need is held as a sum: in expectation z = x - limit * y (turned round where the
 * target says at most), so that z >= 0 on average is what is asked and z / y is how far
 * the value is on the right side of the limit; with probability, met periods of counted
 * ones.  A *row* is one of those: a unit of a need in expectation, or a whole need with
 * probability. */
#ifndef MODEL_EVALUATE_H
#define MODEL_EVALUATE_H

#include <stdatomic.h>

#include "model/planner/roster.h"
#include "sim/estimate.h"
#include "sim/sequential.h"

/* Parts of the pattern in which one roster's differences are added up. */
struct evaluate_blocks {
    const int *of_slot; /* [slots]: 0 .. count - 1, or -1 */
    int count;
};

struct evaluate_options {
    const struct roster *rosters; /* borrowed; the others are compared with the first */
    int count;                    /* >= 1 */
    uint64_t seed;
    int replications, threads;
    /* Each run ends a day after the period, with callers who were still to call again
     * or wait that long left as they are: for searching, where a quarter of the time
     * would go to those few.  Such runs are not checked for balance. */
    bool is_brief;
    const atomic_bool *stop;
    /* [replications * units of the need], by need: how much a replication's unit counts
     * in `change`; null, or null for a need: 1. */
    const double *const *weights;
    const struct evaluate_blocks *blocks; /* [roster]; fill `blocks`.  Or null */
    bool wants_change;                    /* fill `change` */
    bool wants_series;                    /* fill `series` */
    /* [rows]: fed with what the first roster does; when none is open any more the run
     * ends at the next checkpoint.  Or null. */
    struct sim_sequential *tests;
    void (*progress)(void *to, int folded, int planned); /* or null */
    void *progress_to;
};

/* A line in the period, with the first roster: sums over replications. */
struct evaluate_line {
    double offered, answered, abandoned, left;
    double wait_s; /* of the answered */
};

struct evaluation {
    int count, done;             /* rosters, replications */
    struct evaluate_line *lines; /* owned, [line_count] */
    bool is_partial;             /* stopped */
    char *fault;                 /* owned; the first roster's run did not balance */
    double callers;              /* first attempts of all rosters */
    /* Owned, [roster][row]: expectation: x is z, y is y; probability: x met, y counted.
     */
    struct sim_moments *rows;
    double *of; /* owned, likewise: sum of the numerators in expectation */
    /* Owned, [roster][row]: differences of z from the first roster, paired; y is the
     * first's y.  Probability: of met. */
    struct sim_moments *differences;
    /* Owned, [roster][need][slot]: mean over replications of z less that of the first,
     * of calls that arrive in that slot of the pattern; with probability the z of the
     * target itself.  Null unless asked for. */
    double *change;
    /* Owned, [roster]: [need][block], the sums of `change` over the slots of the block,
     * by replication: x is that, y the need's y of the first roster.  Null unless asked
     * for. */
    struct sim_moments **blocks;
    /* Owned, [need]: of the first roster, [replication * units] pairs z, y; only needs
     * with probability, the others null.  Null unless asked for. */
    double **series;
};

/* Rows of a need, and of all: see above. */
int evaluate_rows(const struct question_need *need);
int evaluate_first_row(const struct question *question, int need);
int evaluate_row_count(const struct question *question);

/* The same rosters, seed and number of replications give the same bits with any number
 * of threads.  Memory: a world a roster and thread. */
void evaluate_run(const struct question *question,
                  const struct evaluate_options *options, struct evaluation *out);
void evaluation_done(const struct question *question, struct evaluation *evaluation);

/* How far a row is on the right side of its limit: in the unit of the target, or as a
 * share of P(met); SIM_ESTIMATE_NONE when it was empty throughout. */
struct sim_estimate evaluate_slack(const struct question *question,
                                   const struct evaluation *evaluation, int roster,
                                   int need, int row);

/* The value itself: of the target, or P(met). */
struct sim_estimate evaluate_value(const struct question *question,
                                   const struct evaluation *evaluation, int roster,
                                   int need, int row);

#endif
