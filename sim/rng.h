/* Keyed (counter-based) chance.  A 64-bit key names an object; sim_rng_key() derives
 * the key of a part of it; the bits for one purpose are a pure function of key and
 * purpose. Nothing is consumed in order, so nobody's luck depends on what others drew.
 *
 * The mixing function is a 64-bit bijection in the manner of MurmurHash3's finaliser
 * with better constants ("moremur", Evensen 2019); along one key it is a SplitMix
 * generator (Steele, Lea and Flood, OOPSLA 2014).  tests/rng_stream.c writes its
 * output, as keyed, for a standard battery. */
#ifndef SIM_RNG_H
#define SIM_RNG_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

#include "sim/ziggurat_table.h" /* made by sim/ziggurat_table.c when building */

static inline uint64_t sim_rng_mix(uint64_t x)
{
    x ^= x >> 27;
    x *= 0x3C79AC492BA7B653u;
    x ^= x >> 33;
    x *= 0x1C69B3F74AC4AE35u;
    return x ^ x >> 27;
}

/* The key of part number `part` of the object named `key`; also the 64 random bits
 * that this object has for purpose number `part`. */
static inline uint64_t sim_rng_key(uint64_t key, uint64_t part)
{
    return sim_rng_mix(key + (part + 1) * 0x9E3779B97F4A7C15u);
}

/* Uniform in the open interval (0, 1) from 64 random bits: an odd multiple of 2^-53.
 * With one bit more the half would round away, at the top to 1. */
static inline double sim_rng_unit(uint64_t bits)
{
    return ((double) (int64_t) (bits >> 12) + 0.5) * 0x1p-52;
}

/* The rare branches of the two below; not for callers. */
double sim_rng_exponential_tail(uint64_t bits);
double sim_rng_normal_tail(uint64_t bits);

/* Exponential with mean 1 from 64 random bits.  Ziggurat of 256 layers (Marsaglia and
 * Tsang, J. Stat. Software 5, 2000), 53-bit resolution within a layer. */
static inline double sim_rng_exponential(uint64_t bits)
{
    const unsigned layer = bits & 255;
    const double x = (double) (int64_t) (bits >> 11) * 0x1p-53 * sim_zig_exp_x[layer];
    if (__builtin_expect(x < sim_zig_exp_x[layer + 1], 1))
        return x;
    return sim_rng_exponential_tail(bits);
}

/* Standard normal from 64 random bits, in the same way. */
static inline double sim_rng_normal(uint64_t bits)
{
    const unsigned layer = bits & 255;
    const double x = (double) ((int64_t) bits >> 11) * 0x1p-52 * sim_zig_norm_x[layer];
    if (__builtin_expect(__builtin_fabs(x) < sim_zig_norm_x[layer + 1], 1))
        return x;
    return sim_rng_normal_tail(bits);
}

/* Number of events of a Poisson law with this mean, 0 to 4e9, by inversion of the
 * uniform u in (0, 1): it never falls when u or the mean rises (but for u within 1e-12
 * of 1, where rounding shows).  Takes O(mean) steps of about a nanosecond up to a mean
 * of 600, a few evaluations of the cdf up to 10,000; beyond, an expansion that is one
 * off in fewer than one draw in 2,000. */
unsigned sim_rng_poisson(double mean, double u);

/* The keyed generator as GSL knows it; gsl_rng_set() and sim_rng_gsl_key() choose the
 * key.  For samplers that GSL has and we have not. */
extern const gsl_rng_type *const sim_rng_gsl_type;
struct sim_rng_gsl {
    uint64_t key, drawn;
};
static inline gsl_rng sim_rng_gsl(struct sim_rng_gsl *state)
{
    return (gsl_rng){ .type = sim_rng_gsl_type, .state = state };
}

#endif
