/* When stages are down in one replication. */
#ifndef MODEL_OUTAGES_H
#define MODEL_OUTAGES_H

#include <stdint.h>

#include "model/world/program.h"

/* Fills down[outage][quarter] with 0 and 1.  Planned ones are as they are; one at
 * random starts at the beginning of quarter hours, a Poisson number in each, and lasts
 * to the end of the quarter hour in which its time is over.  None has begun before
 * quarter 0. The key is the replication's.  O(outages x quarters). */
void outages_draw(const struct program *program, uint64_t replication_key,
                  uint8_t *down);

#endif
