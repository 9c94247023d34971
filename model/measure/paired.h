/* The same callers through several scenarios: variants run on one seed, replication by
 * replication, and what a few figures of the whole period came to in each, so that
 * differences are those of the scenarios and hardly of luck.
 *
 * A figure of one replication is a ratio, numerator over denominator, in the unit of
 * its measure (calls and hours a day, seconds, shares 0..1).  Over replications it is
 * the ratio of both sums, so replications in which the denominator is 0 (nobody came)
 * add nothing to either; paired_empty() counts them.  Percentiles and longest waits are
 * the exception: their numerator is the value of the replication, their denominator 1,
 * and the figure is the mean of replications.
 *
 * The same variants, seed and number of replications give the same bits with any number
 * of threads, and two equal variants differ by exactly 0 with an interval of 0. */
#ifndef MODEL_PAIRED_H
#define MODEL_PAIRED_H

#include <stdatomic.h>

#include "model/measure/result.h"
#include "model/scenario/scenario.h"
#include "sim/estimate.h"

/* What is looked at: a target's value, or a measure of a line, stream or team.  Objects
 * are found by name in each variant; one that a variant has not was offered 0 calls and
 * worked 0 hours there, and its ratios are empty. */
struct paired_figure {
    enum paired_kind { PAIRED_TARGET, PAIRED_MEASURE } kind;
    const char *name; /* borrowed: of the target, stage, stream or team */
    /* PAIRED_MEASURE: a row with MEASURE_RATIO or MEASURE_RATE in calls or hours, that
     * does not need the number of those who waited (MEASURE_Q_WAITED). */
    enum measure_object object;
    enum measure_id measure;
};

struct paired;

struct paired_options {
    int replications; /* >= 1; with is_enough, at most these */
    int threads;      /* 1 .. SIM_REPLICATE_MOST_THREADS */
    uint64_t seed;
    const atomic_bool *stop; /* set from outside to end early, or null */
    void (*progress)(void *to, int folded, int planned); /* null: nobody is told */
    void *progress_to;
    /* Asked at the checkpoints of sim/replicate.h; true ends the run.  Null: never. */
    bool (*is_enough)(void *to, const struct paired *so_far);
    void *is_enough_to;
    /* [count]: filled too, each as experiment_run() of the variant alone would, unless
     * the run is refused.  Null: not asked for.  Takes a tally a thread and variant. */
    struct result *results;
    const char *version; /* static, goes into results */
};

/* What was seen.  Stands alone but for the names that the figures borrow. */
struct paired {
    int variant_count, figure_count;
    struct paired_figure *figures; /* owned */
    enum measure_unit *units;      /* owned, by figure */
    int planned, done;             /* replications */
    bool is_partial;               /* stopped before all that was planned */
    bool is_settled;               /* is_enough() ended the run */
    char *fault;    /* owned; what did not balance, first of all, in words; null: all
                       did.  With a fault no figure may be shown */
    double callers; /* first attempts of all variants, warm-up included */
    double *values; /* owned: [done][variant][figure][2], numerator and denominator */
    size_t capacity;
};

/* Runs `count` >= 1 variants.  Complains and returns false, leaving *out alone, when a
 * variant asks for what the engine cannot carry or count.  Memory: one world and tally
 * a thread, and 16 bytes a figure, variant and replication. */
bool paired_run(const struct scenario *const *variants, int count,
                const struct paired_figure *figures, int figure_count,
                const struct paired_options *options, struct sim_diag *diag,
                struct paired *out);

/* Frees all that it owns and zeroes it; zeroed memory is fine. */
void paired_done(struct paired *paired);

/* A figure of one variant over all replications.  O(replications), as all below. */
struct sim_estimate paired_value(const struct paired *paired, int variant, int figure);

/* The figure of one variant less that of variant 0. */
struct sim_estimate paired_difference(const struct paired *paired, int variant,
                                      int figure);

/* The sum over variants of weight times figure, for differences of differences; none
 * when the figure is empty in a variant whose weight is not 0.  The interval is by the
 * delta method: residuals (x - r y) over the mean denominator, weighted and summed
 * within each replication, since all variants met the same callers.
 *
 * Source: Law, "Simulation modeling and analysis", 5th ed., sections 9.5.3 and 10.2.1.
 */
struct sim_estimate paired_contrast(const struct paired *paired, const double *weights,
                                    int figure);

/* Replications in which the denominator of a figure was 0, in any variant or, with
 * variant >= 0, in that one. */
int paired_empty(const struct paired *paired, int variant, int figure);

#endif
