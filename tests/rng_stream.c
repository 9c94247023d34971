/* Writes the bits that callers' luck is made of, keyed as the engine keys them, without
 * end, for a standard battery to read:
 *
 *     rng_stream ORDER | dieharder -g 200 -S 1 -a -k 2
 *
 * Seen with dieharder 3.31.1, "WEAK" being one in a hundred for perfect bits and
 * "FAILED" one in a million: `caller` with all tests 111 passed, 3 weak (sums, which
 * its author calls faulty, and serial 12 twice), 0 failed; `purpose` and `interval`
 * with 24 tests 113 passed, 1 weak, 0 failed; the other six orders with 10 tests each
 * 244 passed, 2 weak, 0 failed.  tests/battery.sh repeats the quick ones. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/world/chance.h"

enum {
    CALLERS = 30,
    DRAWS = 8,
    YEAR = 35040
}; /* in a quarter hour, of a caller, ... */

/* Draw `draw` of one caller: the time of arrival, then the purposes of one visit. */
static uint64_t drawn(uint64_t caller, unsigned visit, uint64_t draw)
{
    if (draw == 0)
        return sim_rng_key(caller, (uint64_t) CHANCE_ARRIVAL);
    return chance_draw(caller, visit, (enum chance_purpose)(draw - 1));
}

static uint64_t caller(uint64_t seed, uint64_t replication, uint64_t interval,
                       uint64_t index)
{
    const uint64_t key = chance_replication(seed, (int) replication);
    const uint64_t stream = sim_rng_key(sim_rng_key(key, CHANCE_CALLERS), 1);
    return sim_rng_key(sim_rng_key(stream, 1822176 + interval), index);
}

static uint64_t by_caller(uint64_t n)
{
    return drawn(caller(2022, 0, n / DRAWS / CALLERS, n / DRAWS % CALLERS), 0,
                 n % DRAWS);
}

static uint64_t by_purpose(uint64_t n)
{
    return drawn(caller(2022, 0, n / CALLERS / DRAWS, n % CALLERS), 0,
                 n / CALLERS % DRAWS);
}

static uint64_t by_interval(uint64_t n)
{
    return drawn(caller(2022, n / YEAR, n % YEAR, 0), 0, 0);
}

static uint64_t by_replication(uint64_t n)
{
    return drawn(caller(2022, n % 1000, n / 1000, 3), 0, 6);
}

static uint64_t by_visit(uint64_t n)
{
    return drawn(caller(2022, 0, n / 64, 0), n % 64, 4);
}

static uint64_t by_seed(uint64_t n)
{
    return drawn(caller(n, 0, 0, 0), 0, 4);
}

static uint64_t counts(uint64_t n)
{
    const uint64_t key = chance_replication(2022, (int) (n / YEAR));
    return sim_rng_key(sim_rng_key(sim_rng_key(key, CHANCE_COUNT), 1), n % YEAR);
}

static uint64_t low_halves(uint64_t n)
{
    return by_caller(2 * n) << 32 | (by_caller(2 * n + 1) & UINT32_MAX);
}

static uint64_t reversed(uint64_t n)
{
    const uint64_t bits = by_caller(n);
    uint64_t turned = 0;
    for (int i = 0; i < 64; i++)
        turned |= (bits >> i & 1) << (63 - i);
    return turned;
}

static const struct order {
    const char *name, *help;
    uint64_t (*word)(uint64_t n);
} orders[] = {
    { "caller", "caller by caller, all draws of each", by_caller },
    { "purpose", "draw by draw, 30 callers of a quarter hour each", by_purpose },
    { "interval", "one caller's arrival, quarter hour by quarter hour", by_interval },
    { "replication", "one draw of one caller, simulated year by year", by_replication },
    { "visit", "one draw of one caller, visit by visit", by_visit },
    { "seed", "one draw of one caller, seed by seed", by_seed },
    { "count", "how many callers, quarter hour by quarter hour", counts },
    { "low", "the lower halves of `caller`", low_halves },
    { "reversed", "`caller` with the bits of each word turned round", reversed },
};

enum { ORDERS = sizeof orders / sizeof orders[0], BLOCK = 4096 };

int main(int argc, char **argv)
{
    static uint64_t words[BLOCK];
    for (int i = 0; argc == 2 && i < ORDERS; i++) {
        if (strcmp(argv[1], orders[i].name) != 0)
            continue;
        for (uint64_t n = 0;; n += BLOCK) {
            for (uint64_t k = 0; k < BLOCK; k++)
                words[k] = orders[i].word(n + k);
            if (fwrite(words, sizeof words[0], BLOCK, stdout) != BLOCK)
                return 3; /* the reader has had enough */
        }
    }
    fputs("usage: rng_stream ORDER | dieharder -g 200 ...\n", stderr);
    for (int i = 0; i < ORDERS; i++)
        fprintf(stderr, "  %-12s %s\n", orders[i].name, orders[i].help);
    return 2;
}
