/* Chance for the reference kernels: xoshiro256++ (Blackman and Vigna, ACM Trans. Math.
 * Softw. 47, 2021) drawn in order, with the ziggurats of sim/rng.h on top.  The engine
 * pays for keyed chance; the kernels do not, so that the ratio shows what it costs. */
#ifndef TESTS_BENCH_RANDOM_H
#define TESTS_BENCH_RANDOM_H

#include <math.h>
#include <stdint.h>

#include "sim/ziggurat_table.h"

struct random {
    uint64_t s[4];
};

static inline uint64_t rotated(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

static inline uint64_t random_bits(struct random *r)
{
    uint64_t *s = r->s;
    const uint64_t bits = rotated(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotated(s[3], 45);
    return bits;
}

/* Uniform in [0, 1). */
static inline double random_unit(struct random *r)
{
    return (double) (int64_t) (random_bits(r) >> 11) * 0x1p-53;
}

/* The rare branches of the two below, in random.c. */
double random_exponential_tail(struct random *r, unsigned layer, double x);
double random_normal_tail(struct random *r, uint64_t bits);

/* Exponential with mean 1. */
static inline double random_exponential(struct random *r)
{
    const uint64_t bits = random_bits(r);
    const unsigned layer = bits & 255;
    const double x = (double) (int64_t) (bits >> 11) * 0x1p-53 * sim_zig_exp_x[layer];
    if (__builtin_expect(x < sim_zig_exp_x[layer + 1], 1))
        return x;
    return random_exponential_tail(r, layer, x);
}

/* Standard normal. */
static inline double random_normal(struct random *r)
{
    const uint64_t bits = random_bits(r);
    const unsigned layer = bits & 255;
    const double x = (double) ((int64_t) bits >> 11) * 0x1p-52 * sim_zig_norm_x[layer];
    if (__builtin_expect(fabs(x) < sim_zig_norm_x[layer + 1], 1))
        return x;
    return random_normal_tail(r, bits);
}

/* State from a seed by SplitMix64, as the authors of xoshiro advise. */
struct random random_seeded(uint64_t seed);

#endif
