/* Small scenarios at random, with everything that a world knows in odd combinations:
 * several lines, teams and streams, loops with caps, reserves, delays, ringing, changes
 * of the clock.  In every second one all times are fixed multiples of half a minute, so
 * that much happens at the same moment. */
#ifndef TESTS_RANDOM_SCENARIO_H
#define TESTS_RANDOM_SCENARIO_H

#include "model/scenario/scenario.h"

/* The same key gives the same scenario.  scenario_done() frees it. */
void random_scenario(uint64_t key, struct scenario *out);

#endif
