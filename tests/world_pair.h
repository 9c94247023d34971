/* One random scenario, run by the world and by its slow twin, and compared caller by
 * caller and cell by cell.  A difference fails the test, with the key of the scenario.
 */
#ifndef TESTS_WORLD_PAIR_H
#define TESTS_WORLD_PAIR_H

#include "model/world/world.h"
#include "tests/reference_world.h"

struct told {
    struct world_event *events; /* owned */
    size_t count, capacity;
};

/* One scenario, run both ways. */
struct pair {
    uint64_t key;
    struct scenario scenario;
    struct program program;
    struct program_measured measured[SCENARIO_MOST_TARGETS];
    struct tally tally;
    struct told told;
    struct reference reference;
};

/* Makes the scenario and runs the world; with or without every mechanism. */
void pair_run_world(uint64_t key, bool everything, struct pair *out);
/* Runs the twin too. */
void pair_run(uint64_t key, struct pair *out);
void pair_done(struct pair *pair);

/* Fails, naming the scenario, unless it is so. */
void pair_check(bool ok, const struct pair *pair, const char *what, int row, double got,
                double want);
/* The trace, all that is counted, and what targets count. */
void pair_is_the_same(const struct pair *pair);

#endif
