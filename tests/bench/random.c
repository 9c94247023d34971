#include "tests/bench/random.h"

struct random random_seeded(uint64_t seed)
{
    struct random r;
    for (int i = 0; i < 4; i++) {
        uint64_t z = seed += 0x9E3779B97F4A7C15u;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
        z = (z ^ z >> 27) * 0x94D049BB133111EBu;
        r.s[i] = z ^ z >> 31;
    }
    return r;
}

/* In (0, 1]: what a logarithm can take. */
static double positive_unit(struct random *r)
{
    return (double) (int64_t) ((random_bits(r) >> 11) + 1) * 0x1p-53;
}

double random_exponential_tail(struct random *r, unsigned layer, double x)
{
    double offset = 0.0;
    for (;;) {
        if (layer == 0) { /* the tail of an exponential is an exponential */
            offset += SIM_ZIG_EXP_R;
        } else {
            const double low = sim_zig_exp_f[layer], high = sim_zig_exp_f[layer + 1];
            if (low + (high - low) * random_unit(r) < exp(-x))
                return offset + x;
        }
        const uint64_t bits = random_bits(r);
        layer = bits & 255;
        x = (double) (int64_t) (bits >> 11) * 0x1p-53 * sim_zig_exp_x[layer];
        if (x < sim_zig_exp_x[layer + 1])
            return offset + x;
    }
}

/* Marsaglia's tail beyond the last layer. */
static double beyond(struct random *r)
{
    double a, b;
    do {
        a = -log(positive_unit(r)) / SIM_ZIG_NORM_R;
        b = -log(positive_unit(r));
    } while (b + b < a * a);
    return SIM_ZIG_NORM_R + a;
}

double random_normal_tail(struct random *r, uint64_t bits)
{
    for (;; bits = random_bits(r)) {
        const unsigned layer = bits & 255;
        const double x =
            (double) ((int64_t) bits >> 11) * 0x1p-52 * sim_zig_norm_x[layer];
        if (fabs(x) < sim_zig_norm_x[layer + 1])
            return x;
        if (layer == 0)
            return x < 0.0 ? -beyond(r) : beyond(r);
        const double low = sim_zig_norm_f[layer], high = sim_zig_norm_f[layer + 1];
        if (low + (high - low) * random_unit(r) < exp(-0.5 * x * x))
            return x;
    }
}
