/* One replication: callers arrive, pass the stages, wait, are answered or hang up, from
 * the warm-up to the last counted call.  The state of a world is data that can be
 * copied; the program is const and shared; what happened is counted in a tally.
 *
 * Simultaneous events: by time, then kind (staffing, completion, timer, abandonment,
 * arrival), then call.  Luck is keyed by (seed, replication, stream, quarter hour of
 * the first attempt, index in it, visit, purpose); see world_key below. */
#ifndef MODEL_WORLD_H
#define MODEL_WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "model/measure/tally.h"
#include "model/world/program.h"

struct world;

/* Scratch for one program; reused for any number of replications by one thread. */
struct world *world_new(const struct program *program);
void world_free(struct world *world);

/* A line of the trace: see world_trace. */
struct world_event {
    double at_s;       /* since quarter 0 */
    uint64_t call;     /* serial number within the replication, by first attempt */
    int stream, place; /* place: stage index */
    int team;          /* who answers, or -1 */
    double wait_s;     /* answered, abandoned: the wait at this line */
    double talk_s, wrap_up_s; /* answered: in full, as drawn */
    int attempt;              /* of the journey, 1 the first */
    enum world_happening {
        WORLD_ENTERS, /* a stage */
        WORLD_WAITS,  /* joined a line and found nobody free */
        WORLD_ANSWERED,
        WORLD_HANGS_UP,
        WORLD_CLOSED,    /* found the stage closed, or was there too often */
        WORLD_ENDS,      /* the journey is over, at this stage */
        WORLD_CUT_OFF,   /* by an outage of this stage */
        WORLD_OFFERED,   /* a call-back, and accepted it */
        WORLD_DIALLED,   /* rung in vain */
        WORLD_GIVEN_UP,  /* rung in vain for the last time */
        WORLD_OVERFLOWS, /* left the line for another stage */
        WORLD_STOPPED,   /* work interrupted */
        WORLD_RESUMED,
        WORLD_AGAIN /* will call again; place: the stage where */
    } what;
};

/* Called for each event of the following replications, not in order of time within a
 * replication.  Null switches it off.  Results are the same bits with and without. */
void world_trace(struct world *world,
                 void (*trace)(void *to, const struct world_event *), void *to);

/* Runs one whole replication into `tally`, made by tally_init() with the same program
 * and cleared here.  The same (program, seed, replication) gives the same bits. */
void world_run(struct world *world, uint64_t seed, int replication,
               struct tally *tally);

/* The same in steps: start, go on until a quarter hour begins, copy, go on, finish. Two
 * copies that go on alike give the same tallies. */
void world_start(struct world *world, uint64_t seed, int replication,
                 struct tally *tally);
/* Runs all events before quarter hour `quarter` begins.  Returns false when the run is
 * over: every call of a journey begun before the end of the period has left. */
bool world_run_until(struct world *world, int quarter);
void world_finish(struct world *world);
/* Makes `to` (of the same program) a twin of `from` that counts into `tally`, whose
 * content the caller has copied. */
void world_copy(struct world *to, const struct world *from, struct tally *tally);

#endif
