#include "tests/bench/kernel.h"

#include <stdlib.h>

#include "sim/mem.h"
#include "tests/bench/random.h"
#include "tests/bench/station.h"

enum { PEOPLE = 48 };
#define GAP_S (1.0 / 0.15) /* mean time between two callers */
#define SERVICE_S 300.0
#define PATIENCE_S 300.0
#define WITHIN_S 10.0

struct kernel_result kernel_w1(long calls, uint64_t seed)
{
    struct random r = random_seeded(seed);
    struct ring ring = { .callers = sim_mem_array(RING, sizeof *ring.callers) };
    struct kernel_line line = { .offered = calls };
    struct people people;
    people_init(&people, PEOPLE);
    long left = calls;
    double arrival_s = random_exponential(&r) * GAP_S;
    while (arrival_s < NEVER || people.next_s < NEVER) {
        if (arrival_s <= people.next_s) {
            const double t = arrival_s;
            arrival_s = --left > 0 ? t + random_exponential(&r) * GAP_S : NEVER;
            const double e = random_exponential(&r);
            if (people.idle == 0) {
                ring_push(&ring, t, t + e * PATIENCE_S);
            } else {
                people_start(&people, t + e * SERVICE_S);
                line.within_10s++;
            }
        } else {
            const double t = people.next_s;
            const struct waiting *caller = ring_pop(&ring, t, &line.abandoned);
            double end_s = NEVER;
            if (caller != NULL) {
                line.within_10s += t - caller->since_s <= WITHIN_S;
                end_s = t + random_exponential(&r) * SERVICE_S;
            }
            people_go_on(&people, PEOPLE, end_s);
        }
    }
    free(ring.callers);
    return (struct kernel_result){ .line[KERNEL_URGENT] = line };
}
