#include "sim/sequential.h"

#include <assert.h>
#include <limits.h>
#include <math.h>

/* The whole stake is the one that grows fastest at the far end of the zone; half of it
 * grows, too, wherever the truth is more than a quarter of the zone away from what is
 * bet against, so that the truth in the middle cannot keep a test open for long. */
static const double part[SIM_SEQUENTIAL_STAKES] = { 1.0, 0.5 };
static const double share[SIM_SEQUENTIAL_STAKES] = { 0.8, 0.2 };

/* A stake loses at most so much of its capital at a time ... */
static const double most_lost = 0.9;
/* ... also by an observation so many times as large as the largest before. */
static const double beyond = 2.0;

/* One of the two things that are bet against, as seen from before the next
 * observation. */
struct against {
    double stake; /* the whole one, in units of 1 / observation */
    double variance;
};

/* Where a mean is surely enough: p + d, or half way to 1 if that is not below 1. */
static double enough(const struct sim_sequential_spec *spec)
{
    return fmin(spec->limit + spec->margin, (1.0 + spec->limit) / 2.0);
}

static double least_of(double a, double b)
{
    return a < b ? a : b;
}

/* Bets against a mean of z - shift * y of 0, the other end of the zone being margin * y
 * away: the stake is that distance over the variance (Kelly, for small stakes). */
static struct against of_ratio(const struct sim_sequential *test, double shift,
                               double largest)
{
    if (test->used < SIM_SEQUENTIAL_FIRST || largest <= 0.0)
        return (struct against){ 0.0, 0.0 };
    const double n = test->used, sum = test->z - shift * test->y;
    const double squares = test->zz - 2.0 * shift * test->zy + shift * shift * test->yy;
    const double variance = fmax(squares - sum * sum / n, 0.0) / (n - 1.0);
    const double stake = test->spec.margin * test->y / n / variance;
    return (struct against){ least_of(stake, most_lost / (beyond * largest)),
                             variance };
}

/* The stake at which the capital is Wald's likelihood ratio when scores are 0 or 1,
 * larger in proportion where scores in between vary less than that. `room` is how far a
 * score can be on the losing side. */
static struct against of_bounded(const struct sim_sequential *test, double at,
                                 double room)
{
    const double n = fmax(test->used, 1.0), mean = test->z / n;
    const double width = enough(&test->spec) - test->spec.limit;
    const double before = SIM_SEQUENTIAL_FIRST * at * (1.0 - at);
    const double spread = before + fmax(test->zz - n * mean * mean, 0.0);
    const double widest = before + n * mean * (1.0 - mean);
    const double variance = at * (1.0 - at) * spread / widest;
    return (struct against){ least_of(width / variance, most_lost / room), variance };
}

static struct against below(const struct sim_sequential *test)
{
    const double p = test->spec.limit;
    return test->spec.kind == SIM_SEQUENTIAL_RATIO
               ? of_ratio(test, 0.0, test->largest_below)
               : of_bounded(test, p, p);
}

static struct against above(const struct sim_sequential *test)
{
    const double q = enough(&test->spec);
    return test->spec.kind == SIM_SEQUENTIAL_RATIO
               ? of_ratio(test, test->spec.margin, test->largest_above)
               : of_bounded(test, q, 1.0 - q);
}

/* Puts what is won on each stake into its capital, and tells whether the capital has
 * reached what an honest game reaches with probability `error`. */
static bool wins(double log_capital[SIM_SEQUENTIAL_STAKES],
                 const struct against *against, double won, double error)
{
    double capital = 0.0;
    for (int k = 0; k < SIM_SEQUENTIAL_STAKES; k++) {
        log_capital[k] += log1p(fmax(part[k] * against->stake * won, -most_lost));
        capital += share[k] * exp(log_capital[k]);
    }
    return capital >= 1.0 / error;
}

void sim_sequential_init(struct sim_sequential *test,
                         const struct sim_sequential_spec *spec)
{
    assert(spec->margin > 0.0);
    assert(spec->error_holds > 0.0 && spec->error_holds < 0.5);
    assert(spec->error_fails > 0.0 && spec->error_fails < 0.5);
    assert(spec->kind == SIM_SEQUENTIAL_RATIO
           || (spec->limit > 0.0 && spec->limit < 1.0));
    *test = (struct sim_sequential){ .spec = *spec };
}

static void decide(struct sim_sequential *test, double z, double y)
{
    const bool is_ratio = test->spec.kind == SIM_SEQUENTIAL_RATIO;
    const double over = is_ratio ? z : z - test->spec.limit;
    const double under = is_ratio ? test->spec.margin * y - z : enough(&test->spec) - z;
    const struct against low = below(test), high = above(test);
    const bool holds = wins(test->up, &low, over, test->spec.error_holds);
    const bool fails = wins(test->down, &high, under, test->spec.error_fails);
    if (!holds && !fails)
        return;
    test->state = fails ? SIM_SEQUENTIAL_FAILS : SIM_SEQUENTIAL_HOLDS;
    test->decided_at = test->count;
}

void sim_sequential_add(struct sim_sequential *test, double z, double y)
{
    assert(isfinite(z) && isfinite(y));
    test->count++;
    if (y <= 0.0)
        return;
    if (test->spec.kind == SIM_SEQUENTIAL_BOUNDED) {
        z = fmin(fmax(z, 0.0), 1.0);
        y = 1.0;
    }
    if (test->state == SIM_SEQUENTIAL_OPEN)
        decide(test, z, y);
    test->used++;
    test->z += z;
    test->y += y;
    test->zz += z * z;
    test->yy += y * y;
    test->zy += z * y;
    test->largest_below = fmax(test->largest_below, fabs(z));
    test->largest_above = fmax(test->largest_above, fabs(z - test->spec.margin * y));
}

/* With the truth half way: the whole stake's logarithm is a walk that drifts little or
 * not at all and leaves after the product of its two distances over its variance, the
 * half stakes' drift upwards.  Whichever comes first. */
int sim_sequential_most(const struct sim_sequential *test)
{
    const struct sim_sequential_spec *const spec = &test->spec;
    const struct against low = below(test);
    if (low.stake <= 0.0)
        return INT_MAX;
    const double width = spec->kind == SIM_SEQUENTIAL_RATIO
                             ? spec->margin * test->y / test->used
                             : enough(spec) - spec->limit;
    const double step = low.stake * low.stake * low.variance;
    const double walk =
        log(share[0] * spec->error_holds) * log(share[0] * spec->error_fails) / step;
    const double error = fmax(spec->error_holds, spec->error_fails);
    const double drift = low.stake * width / 4.0 - step / 8.0;
    double about = fmin(walk, -log(share[1] * error) / drift);
    if (test->used > 0)
        about *= (double) test->count / test->used;
    return about < INT_MAX ? (int) ceil(about) : INT_MAX;
}
