/* The keys of chance, in one place: which random bits belong to what.  The nesting is
 * seed, replication, then what; for a caller stream, quarter hour since 1970 (civil
 * time has no part in it: a key must be unique), index in the quarter hour; for a draw
 * visit and purpose. */
#ifndef MODEL_CHANCE_H
#define MODEL_CHANCE_H

#include <stdint.h>

#include "sim/rng.h"

/* Children of a replication's key. */
enum chance_object {
    CHANCE_CALLERS, /* then stream, then quarter hour, then index */
    CHANCE_STORM,   /* callers of random surges: the same nesting */
    CHANCE_COUNT,   /* how many callers: stream, quarter hour */
    CHANCE_STORM_COUNT,
    CHANCE_STORMS,   /* when surges start: stream, day */
    CHANCE_BUSYNESS, /* stream (or all: the common factor), day */
    CHANCE_STAFF,    /* team; further nesting in staffing.c */
    CHANCE_OUTAGE    /* outage, quarter hour */
};

/* What a caller draws for, at one visit to a stage; `arrival` only once. */
enum chance_purpose {
    CHANCE_WAY,     /* which way out */
    CHANCE_TIME,    /* delay or menu */
    CHANCE_AT_ONCE, /* balks */
    CHANCE_PATIENCE,
    CHANCE_PICK_UP,
    CHANCE_TALK,
    CHANCE_WRAP_UP,
    CHANCE_MORE,        /* what few draw for: see chance_more() */
    CHANCE_PURPOSES = 8 /* a power of two */
};
/* Outside visit * CHANCE_PURPOSES + purpose. */
enum { CHANCE_ARRIVAL = -2, CHANCE_ATTEMPT = -3 };

/* Children of CHANCE_MORE. */
enum chance_further {
    CHANCE_REDIAL_WAY,
    CHANCE_REDIAL_TIME,
    CHANCE_ACCEPTS, /* a call-back */
    CHANCE_AGAIN,
    CHANCE_AGAIN_TIME,
    CHANCE_CUT_OFF_WAY, /* by an outage */
    CHANCE_CUT_OFF_TIME,
    CHANCE_TRY /* then number of the try * 4 + what */
};

/* Children of CHANCE_TRY, for each try. */
enum chance_try { CHANCE_REACHED, CHANCE_SET_UP, CHANCE_NO_ANSWER, CHANCE_TRIES = 4 };

static inline uint64_t chance_replication(uint64_t seed, int replication)
{
    return sim_rng_key(sim_rng_key(0x74656e66697665u, seed), (uint64_t) replication);
}

static inline uint64_t chance_draw(uint64_t caller, unsigned visit,
                                   enum chance_purpose purpose)
{
    return sim_rng_key(caller, (uint64_t) visit * CHANCE_PURPOSES + purpose);
}

static inline uint64_t chance_more(uint64_t caller, unsigned visit,
                                   enum chance_further further)
{
    return sim_rng_key(chance_draw(caller, visit, CHANCE_MORE), (uint64_t) further);
}

static inline uint64_t chance_try(uint64_t caller, unsigned visit, int number,
                                  enum chance_try what)
{
    return sim_rng_key(chance_more(caller, visit, CHANCE_TRY),
                       (uint64_t) number * CHANCE_TRIES + what);
}

/* The caller's key in the next attempt. */
static inline uint64_t chance_attempt(uint64_t caller)
{
    return sim_rng_key(caller, (uint64_t) CHANCE_ATTEMPT);
}

#endif
