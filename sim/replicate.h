/* Independent replications over threads, with the same bits for any number of threads:
 * workers claim numbers in order, each has its own scratch, and the products are folded
 * strictly in order of replication by whoever's turn it is.  Memory is flat: there are
 * never more products than threads plus SIM_REPLICATE_SPARE. */
#ifndef SIM_REPLICATE_H
#define SIM_REPLICATE_H

#include <stdatomic.h>
#include <stdbool.h>

enum { SIM_REPLICATE_SPARE = 2, SIM_REPLICATE_MOST_THREADS = 1024 };

/* What to do.  run() is called by several threads at once, each with its own scratch
 * and product; all other functions by one thread at a time, though not always the same.
 */
struct sim_replicate {
    int replications; /* >= 0: numbers 0 .. replications - 1 */
    int threads;      /* >= 1 */
    void *context;    /* handed to every function below */

    void *(*scratch_new)(void *context);
    void (*scratch_free)(void *context, void *scratch);
    void *(*product_new)(void *context); /* reused: run() must clear it */
    void (*product_free)(void *context, void *product);

    void (*run)(void *context, int replication, void *scratch, void *product);
    void (*fold)(void *context, int replication, const void *product);

    /* Asked after `folded` replications, only when sim_replicate_is_checkpoint(folded):
     * true ends the run there.  Null: never.  What was begun beyond is discarded. */
    bool (*is_enough)(void *context, int folded);
    /* Told after each fold.  Null: nobody is. */
    void (*progress)(void *context, int folded, int planned);
    /* Set from outside (a signal handler, another thread): no replication is begun any
     * more, those under way are finished and folded.  Null: never. */
    const atomic_bool *stop;
};

struct sim_replicate_end {
    int folded;      /* replications 0 .. folded - 1 were folded, no other */
    bool is_enough;  /* is_enough() ended the run */
    bool is_stopped; /* the stop flag ended the run before `replications` */
};

/* Returns when every thread it made has ended.  When the machine refuses a thread,
 * fewer do the work; the caller's own always takes part. */
struct sim_replicate_end sim_replicate_run(const struct sim_replicate *job);

/* Numbers of replications at which a run may stop by precision: 20, 30, 40, 60, 80,
 * 120,
 * ...: 20 and 30 times the powers of 2.  Set beforehand, not below 20 and far apart, so
 * that looking costs the intervals at most 2 points of their coverage: 93.4 % is the
 * least that was measured, over all precisions, for a skewed mean (gamma, cv 0.4). */
bool sim_replicate_is_checkpoint(int replications);

#endif
