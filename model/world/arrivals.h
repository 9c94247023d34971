/* First attempts of one quarter hour at a time, all streams together.
 *
 * The number of each stream is one keyed uniform by inversion of the Poisson law, so it
 * rises with the rate; each caller has a key and a time of their own.  With more demand
 * the old callers are still there, the same ones, and new ones join. */
#ifndef MODEL_ARRIVALS_H
#define MODEL_ARRIVALS_H

#include <stdint.h>

#include "model/world/program.h"

struct arrival {
    double at_s;  /* since quarter 0 */
    uint64_t key; /* of the caller */
    uint32_t stream;
};

struct arrivals {
    const struct program *program;
    uint64_t key;         /* of the replication */
    double *busyness;     /* owned: [stream][local day], mean 1 */
    double *storm;        /* owned: [stream][quarter], mean extra calls; null if none */
    struct arrival *list; /* owned: this quarter hour's, by stream and index; their
                             times are in no order */
    int count;
    size_t list_capacity;
};

void arrivals_init(struct arrivals *arrivals, const struct program *program);
void arrivals_done(struct arrivals *arrivals);

/* Draws what belongs to a whole replication: busyness of days, random surges.
 * O(days x streams). */
void arrivals_start(struct arrivals *arrivals, uint64_t replication_key);

/* Fills the list with the callers of one quarter hour.  O(callers). */
void arrivals_quarter(struct arrivals *arrivals, int quarter);

/* The same program; copies what arrivals_start() drew. */
void arrivals_copy(struct arrivals *to, const struct arrivals *from);

#endif
