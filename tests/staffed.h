/* A scenario simulated under staffings set by hand, callers being the same under all:
 * the planner's questions answered by brute force, with no part of the planner. */
#ifndef TESTS_STAFFED_H
#define TESTS_STAFFED_H

#include "model/measure/tally.h"
#include "model/world/world.h"
#include "tests/scratch.h"

struct staffed {
    struct scenario scenario;
    struct program program;
    struct program_measured *measured; /* owned, by target */
    struct world *world;
    struct tally tally; /* of the last replication */
};

/* Reads the text, or fails the test.  No staffing set later may pass the most people
 * that the text has in the team at one time. */
void staffed_init(struct staffed *staffed, const char *text);
void staffed_done(struct staffed *staffed);

/* People of a team from local minute to local minute of every date of the run. */
void staffed_people(struct staffed *staffed, int team, int from_min, int to_min,
                    int people);
/* The reserve of a team for the line that it serves in this place. */
void staffed_reserve(struct staffed *staffed, int team, int position, int keep_free);

void staffed_run(struct staffed *staffed, uint64_t seed, int replication);

/* Of a line's calls that arrived between two local minutes of the period. */
struct staffed_sums {
    double offered, answered, abandoned, within, wait_s; /* wait: of the answered */
};
/* within: of the threshold of `target`, or 0 if that is -1. */
struct staffed_sums staffed_sums(const struct staffed *staffed, int line, int target,
                                 int from_min, int to_min);

#endif
