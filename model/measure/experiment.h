/* An experiment: a scenario compiled, its replications run over threads and folded in
 * order, and estimated.  The same scenario, seed and number of replications give the
 * same bits with any number of threads. */
#ifndef MODEL_EXPERIMENT_H
#define MODEL_EXPERIMENT_H

#include <stdatomic.h>

#include "model/measure/result.h"
#include "model/scenario/scenario.h"

struct fold;
struct tally;

/* How small the 95 % half-widths of the expectations of all targets must be for a run
 * to end at a checkpoint (sim/replicate.h).  Shares: `points`, or `relative` times the
 * value if points is 0.  Times: `relative`; not looked at if that is 0.  Without a
 * target to look at: the mean wait and the share abandoned of every line.  Both 0:
 * never. */
struct experiment_precision {
    double points, relative; /* >= 0; half a point is 0.005 */
};

struct experiment_options {
    int replications; /* >= 1; with a precision, at most these */
    int threads;      /* 1 .. SIM_REPLICATE_MOST_THREADS */
    uint64_t seed;
    struct experiment_precision precision;
    bool quarters;           /* figures by quarter hour too: some 70 MB a year */
    const char *version;     /* static, goes into the result */
    const atomic_bool *stop; /* set from outside to end early, or null */
    void (*progress)(void *to, int folded, int planned); /* null: nobody is told */
    void *progress_to;
    /* Shown every replication, in order, just after it was folded.  Null: nobody is. */
    void (*observe)(void *to, const struct fold *fold, const struct tally *tally);
    void *observe_to;
};

/* Complains and returns false, leaving *out alone, when the scenario asks for what the
 * engine cannot carry or count.  Otherwise fills *out, also when the run was stopped
 * early (out->partial) or did not balance (out->fault). */
bool experiment_run(const struct scenario *scenario,
                    const struct experiment_options *options, struct sim_diag *diag,
                    struct result *out);

#endif
