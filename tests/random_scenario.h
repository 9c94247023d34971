/* Small scenarios at random, with everything that a world knows in odd combinations:
 * several lines, teams and streams, loops with caps, reserves, delays, ringing, changes
 * of the clock; redials, call-backs, dialling out, overflow, chats, work that yields,
 * outages.  In every second one all times are fixed multiples of half a minute, so
 * that much happens at the same moment. */
#ifndef TESTS_RANDOM_SCENARIO_H
#define TESTS_RANDOM_SCENARIO_H

#include "model/scenario/scenario.h"

/* The same key gives the same scenario.  Each mechanism is there in about two of five
 * scenarios; one in seven has none.  scenario_done() frees it. */
void random_scenario(uint64_t key, struct scenario *out);

/* With all mechanisms at once, so far as there are stages for them. */
void random_scenario_of_all(uint64_t key, struct scenario *out);

#endif
