/* The world a second time, slow and obvious: every event is an entry of a plain list
 * that is searched from end to end; every caller who ever rang is kept; after each
 * event whoever can start does; what is counted is counted when it happens.  It reads
 * the scenario itself, by the letter of the definitions (manual, "meanings").  It
 * shares with the world the arrivals, the staffing in numbers, the calendar, and the
 * keys of chance. */
#ifndef TESTS_REFERENCE_WORLD_H
#define TESTS_REFERENCE_WORLD_H

#include "model/world/world.h"

/* A target's counts by quarter hour: numerator, and the denominator of a journey's. */
struct reference_target {
    uint32_t *hits, *out_of, *reached; /* owned; reached: its ceiling */
};

struct reference {
    struct world_event *events; /* owned; as told by world_trace, by time */
    size_t event_count, event_capacity;
    struct tally tally; /* slots, journeys and steps are left empty: */
    struct reference_target targets[SCENARIO_MOST_TARGETS];
    int target_count;
    struct tally_more no_account; /* what a scenario without specials has no room for */
    uint64_t callers;
    uint64_t joined; /* calls taken by a person who was on others of that line */
    bool cut;        /* the run-on ended before every counted caller had left */
};

/* O(events * (events under way + teams * waiting callers)). */
void reference_run(const struct scenario *scenario, const struct program *program,
                   uint64_t seed, int replication, struct reference *out);
void reference_done(struct reference *reference);

#endif
