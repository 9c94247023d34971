#include "sim/rng.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* Further draws after the first 64 bits were refused: a SplitMix sequence of their own.
 */
struct more {
    uint64_t state;
};

static uint64_t next(struct more *more)
{
    more->state += 0x9E3779B97F4A7C15u;
    return sim_rng_mix(more->state);
}

double sim_rng_exponential_tail(uint64_t bits)
{
    struct more more = { ~bits };
    double offset = 0.0;
    for (;;) {
        const unsigned layer = bits & 255;
        const double x = (double) (bits >> 11) * 0x1p-53 * sim_zig_exp_x[layer];
        if (x < sim_zig_exp_x[layer + 1])
            return offset + x;
        if (layer == 0) {
            offset += SIM_ZIG_EXP_R; /* the tail of an exponential is an exponential */
        } else {
            const double low = sim_zig_exp_f[layer], high = sim_zig_exp_f[layer + 1];
            if (low + (high - low) * sim_rng_unit(next(&more)) < exp(-x))
                return offset + x;
        }
        bits = next(&more);
    }
}

double sim_rng_normal_tail(uint64_t bits)
{
    struct more more = { ~bits };
    for (;;) {
        const unsigned layer = bits & 255;
        const double x =
            (double) ((int64_t) bits >> 11) * 0x1p-52 * sim_zig_norm_x[layer];
        if (fabs(x) < sim_zig_norm_x[layer + 1])
            return x;
        if (layer == 0) { /* Marsaglia's tail beyond R */
            double a, b;
            do {
                a = -log(sim_rng_unit(next(&more))) / SIM_ZIG_NORM_R;
                b = -log(sim_rng_unit(next(&more)));
            } while (b + b < a * a);
            return x < 0.0 ? -(SIM_ZIG_NORM_R + a) : SIM_ZIG_NORM_R + a;
        }
        const double low = sim_zig_norm_f[layer], high = sim_zig_norm_f[layer + 1];
        if (low + (high - low) * sim_rng_unit(next(&more)) < exp(-0.5 * x * x))
            return x;
        bits = next(&more);
    }
}

/* Smallest n with P(N <= n) >= u, from the cumulative sum.  The sum can stick just
 * below 1; past the mean a term too small to move it ends the walk. */
static unsigned poisson_walk(double mean, double u)
{
    double term = exp(-mean), sum = term;
    unsigned n = 0;
    while (sum < u) {
        n++;
        term *= mean / n;
        sum += term;
        if (n > mean && term < 1e-18)
            break;
    }
    return n;
}

/* The u-quantile by Cornish and Fisher, to third order: the law's skewness is
 * 1/sqrt(mean) and its excess kurtosis 1/mean. */
static double poisson_expansion(double mean, double u)
{
    const double z = gsl_cdf_ugaussian_Pinv(u), sd = sqrt(mean);
    return mean + sd * z + (z * z - 1.0) / 6.0 + (z - z * z * z) / (72.0 * sd);
}

unsigned sim_rng_poisson(double mean, double u)
{
    const double walk_up_to = 600.0; /* exp(-mean) is far from underflow */
    const double search_up_to = 1e4; /* GSL's cdf is off by 2e-7 at 1e5, 0.4 at 1e6 */
    if (mean <= walk_up_to)
        return poisson_walk(mean, u);
    const double guess = poisson_expansion(mean, u);
    unsigned n = guess < 0.0 ? 0 : (unsigned) (guess + 0.5);
    if (mean > search_up_to)
        return n;
    while (n > 0 && gsl_cdf_poisson_P(n - 1, mean) >= u)
        n--;
    while (gsl_cdf_poisson_P(n, mean) < u)
        n++;
    return n;
}

static void gsl_set(void *state, unsigned long seed)
{
    *(struct sim_rng_gsl *) state = (struct sim_rng_gsl){ .key = sim_rng_mix(seed) };
}

static unsigned long gsl_get(void *state)
{
    struct sim_rng_gsl *rng = state;
    return sim_rng_key(rng->key, rng->drawn++);
}

static double gsl_get_double(void *state)
{
    return (double) (gsl_get(state) >> 11) * 0x1p-53; /* [0, 1), as GSL asks */
}

static const gsl_rng_type type = {
    .name = "tenfive-keyed",
    .max = UINT64_MAX,
    .min = 0,
    .size = sizeof(struct sim_rng_gsl),
    .set = gsl_set,
    .get = gsl_get,
    .get_double = gsl_get_double,
};
const gsl_rng_type *const sim_rng_gsl_type = &type;
