#include "sim/sequential.h"

#include <assert.h>
#include <limits.h>
#include <math.h>

/* The height, in units of variance over twice the slope, of a line that a normal sum
 * of mean 0 passes with probability `error`: exp(-height) if the variance is known.
 * Averaged over the chi-squared law of a variance estimated with n degrees of freedom
 * it is (1 + 2 height / n)^(-n / 2), which is solved here. */
static double height(double error)
{
    const double freedom = SIM_SEQUENTIAL_FIRST - 1;
    return freedom / 2.0 * (pow(error, -2.0 / freedom) - 1.0);
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

static void decide(struct sim_sequential *test, bool holds, bool fails)
{
    if (!holds && !fails)
        return;
    test->state = fails ? SIM_SEQUENTIAL_FAILS : SIM_SEQUENTIAL_HOLDS;
    test->decided_at = test->count;
}

/* Variance of z - margin / 2 * y and mean of y, from the sums. */
static void freeze(struct sim_sequential *test)
{
    const double n = test->used, half = test->spec.margin / 2.0;
    const double sum = test->z - half * test->y;
    const double squares = test->zz - 2.0 * half * test->zy + half * half * test->yy;
    test->mean_y = test->y / n;
    const double variance = (squares - sum * sum / n) / (n - 1.0);
    test->spread = fmax(sqrt(fmax(variance, 0.0)), half * test->mean_y);
    const double scale = test->spread * test->spread / (half * test->mean_y);
    test->up = height(test->spec.error_holds) * scale;
    test->down = height(test->spec.error_fails) * scale;
}

static void add_ratio(struct sim_sequential *test, double z, double y)
{
    if (y <= 0.0)
        return;
    test->used++;
    test->z += z;
    test->y += y;
    test->zz += z * z;
    test->yy += y * y;
    test->zy += z * y;
    if (test->state != SIM_SEQUENTIAL_OPEN || test->used < SIM_SEQUENTIAL_FIRST)
        return;
    if (test->used == SIM_SEQUENTIAL_FIRST)
        freeze(test);
    const double rise = test->spec.margin * test->mean_y / 4.0 * test->used;
    decide(test, test->z >= test->up + rise,
           test->z - test->spec.margin * test->y <= -(test->down + rise));
}

/* Where a mean is surely enough: p + d, or half way to 1 if that is not below 1. */
static double enough(const struct sim_sequential_spec *spec)
{
    return fmin(spec->limit + spec->margin, (1.0 + spec->limit) / 2.0);
}

static void add_bounded(struct sim_sequential *test, double z, double y)
{
    if (y <= 0.0)
        return;
    const double score = fmin(fmax(z, 0.0), 1.0);
    test->used++;
    test->z += score;
    if (test->state != SIM_SEQUENTIAL_OPEN)
        return;
    const double p = test->spec.limit, q = enough(&test->spec);
    test->up += log1p((q - p) / (p * (1.0 - p)) * (score - p));
    test->down += log1p((q - p) / (q * (1.0 - q)) * (q - score));
    decide(test, test->up >= -log(test->spec.error_holds),
           test->down >= -log(test->spec.error_fails));
}

void sim_sequential_add(struct sim_sequential *test, double z, double y)
{
    assert(isfinite(z) && isfinite(y));
    test->count++;
    if (test->spec.kind == SIM_SEQUENTIAL_RATIO)
        add_ratio(test, z, y);
    else
        add_bounded(test, z, y);
}

int sim_sequential_most(const struct sim_sequential *test)
{
    const struct sim_sequential_spec *spec = &test->spec;
    double most = INFINITY;
    if (spec->kind == SIM_SEQUENTIAL_BOUNDED) {
        const double p = spec->limit, q = enough(spec);
        most = log(spec->error_holds) * log(spec->error_fails)
               / (log(q / p) * log((1.0 - p) / (1.0 - q)));
    } else if (test->used >= SIM_SEQUENTIAL_FIRST) {
        most = (test->up + test->down) / (spec->margin * test->mean_y / 2.0);
    }
    if (test->used > 0)
        most *= (double) test->count / test->used;
    return most < INT_MAX ? (int) ceil(most) : INT_MAX;
}
