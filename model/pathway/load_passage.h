/* The way of callers through the stages, as of one quarter hour; only
 * model/pathway/load*.c use this. */
#ifndef MODEL_LOAD_PASSAGE_H
#define MODEL_LOAD_PASSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/demand/calendar.h"
#include "model/scenario/scenario.h"

/* Callers who are still on their way, as a share of one, below which they are left out.
 */
#define LOAD_NEGLIGIBLE 1e-12

enum { LOAD_MOST_STEPS = 20000 };

/* Which stages are open, and the share let in where visits are capped. */
struct load_passage {
    const struct scenario *scenario;
    bool open[SCENARIO_MOST_STAGES];
    uint64_t shut_ways[SCENARIO_MOST_STAGES]; /* bit w: option w is closed */
    double let_in[SCENARIO_MOST_STAGES];
    int origin; /* arrivals here are counted but go no further; -1: none */
};

/* Sets who is open in quarter q and what is let in where visits are capped; returns
 * whether that differs from before.  To begin with the passage is zeroed but for its
 * scenario and its origin of -1. */
bool load_passage_set(struct load_passage *passage, const struct calendar *calendar,
                      int q);

/* Expected entries to every stage, added to visits[stages], of callers who arrive at
 * from[stages]; returns those who come (back) to the origin, where they are taken out.
 */
double load_pass(const struct load_passage *passage, const double *from,
                 double *visits);

#endif
