/* Runs the points of a sweep that are not there yet, several at a time. */
#ifndef TOOLS_SWEEP_RUN_H
#define TOOLS_SWEEP_RUN_H

#include <stdatomic.h>

#include "tools/sweep_journal.h"
#include "tools/sweep_ranks.h"
#include "tools/sweep_text.h"

struct sweep_run {
    const struct sweep_job *job;
    struct sweep_ranks ranks;
    struct sweep_journal *journal; /* its file may be -1: nothing is kept */
    struct sweep_texts *texts;     /* what is there; grows */
    char *samples;     /* owned: of the base, see sweep_run.c; null: it is run */
    atomic_bool *stop; /* by the user; set as well when a point fails */
    int missing;       /* sweep_run_missing() at the end */
};

/* Whether a point is of this shard. */
bool sweep_run_has(const struct sweep_job *job, int point);

/* Points of this shard that are not there. */
int sweep_run_missing(const struct sweep_run *run);

/* The base first, with all threads, then points side by side.  The same texts for any
 * number of threads and ranks.  Complains on stderr and gives an exit status:
 * TENFIVE_INTERRUPTED when the user stopped it. */
int sweep_run_all(struct sweep_run *run);

#endif
