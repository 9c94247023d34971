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
    CHANCE_STAFF     /* team; further nesting in staffing.c */
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
    CHANCE_PURPOSES = 8 /* a power of two */
};
enum { CHANCE_ARRIVAL = -2 }; /* outside visit * CHANCE_PURPOSES + purpose */

static inline uint64_t chance_replication(uint64_t seed, int replication)
{
    return sim_rng_key(sim_rng_key(0x74656e66697665u, seed), (uint64_t) replication);
}

static inline uint64_t chance_draw(uint64_t caller, unsigned visit,
                                   enum chance_purpose purpose)
{
    return sim_rng_key(caller, (uint64_t) visit * CHANCE_PURPOSES + purpose);
}

#endif
