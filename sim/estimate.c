#include "sim/estimate.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

const char *const sim_verdict_names[SIM_VERDICTS] = {
    [SIM_UNDECIDED] = "undecided",
    [SIM_MET] = "met",
    [SIM_NOT_MET] = "not met",
};

static const double upper_tail = 0.975; /* of a two-sided interval of 95 % */

/* Sums of squares that ought to cancel leave this share of themselves in rounding. */
static const double rounding = 1e-14;

static struct sim_estimate none(void)
{
    return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
}

/* `squares` is a sum of n squared residuals with mean 0, `scale` the mean denominator,
 * `size` the magnitude of the terms that went into `squares`. */
static struct sim_estimate from_residuals(double value, double n, double squares,
                                          double size, double scale)
{
    struct sim_estimate out = { SIM_ESTIMATE_POINT, value, value, value };
    if (n < 2.0)
        return out;
    const double clean = squares > rounding * size ? squares : 0.0;
    const double error = sqrt(clean / (n * (n - 1.0))) / fabs(scale);
    const double half = gsl_cdf_tdist_Pinv(upper_tail, n - 1.0) * error;
    out.kind = SIM_ESTIMATE_INTERVAL;
    out.low = value - half;
    out.high = value + half;
    return out;
}

struct sim_estimate sim_estimate_times(struct sim_estimate estimate, double by)
{
    assert(by > 0.0);
    estimate.value *= by;
    estimate.low *= by;
    estimate.high *= by;
    return estimate;
}

/* Sum of (x - r y)^2. */
static double ratio_squares(const struct sim_moments *m, double r)
{
    return m->xx - 2.0 * r * m->xy + r * r * m->yy;
}

struct sim_estimate sim_estimate_ratio(const struct sim_moments *moments)
{
    if (moments->y <= 0.0)
        return none();
    const double r = moments->x / moments->y;
    return from_residuals(r, moments->n, ratio_squares(moments, r),
                          moments->xx + r * r * moments->yy, moments->y / moments->n);
}

/* Sum of (x - mean)^2. */
static double mean_squares(const struct sim_moments *m)
{
    return m->xx - m->x * m->x / m->n;
}

struct sim_estimate sim_estimate_mean(const struct sim_moments *moments)
{
    if (moments->n <= 0.0)
        return none();
    return sim_estimate_around(moments->x / moments->n, moments);
}

struct sim_estimate sim_estimate_around(double value, const struct sim_moments *moments)
{
    if (moments->n <= 0.0)
        return none();
    return from_residuals(value, moments->n, mean_squares(moments), moments->xx, 1.0);
}

/* Variance of the share p that the replications show; of one period at the least, since
 * a share of `y` periods can be known no finer than that. */
static double share_variance(const struct sim_moments *m, double p)
{
    const double shown = m->n / (m->n - 1.0) * ratio_squares(m, p) / (m->y * m->y);
    const double least = 1.0 / (m->y * m->y);
    return shown > least ? shown : least;
}

struct sim_estimate sim_estimate_share(const struct sim_moments *moments)
{
    const struct sim_moments *const m = moments;
    if (m->y <= 0.0)
        return none();
    const double p = m->x / m->y;
    struct sim_estimate out = { SIM_ESTIMATE_POINT, p, p, p };
    if (m->n < 2.0)
        return out;
    const bool varies = m->x > 0.0 && m->x < m->y;
    const double n = varies ? p * (1.0 - p) / share_variance(m, p) : m->n;
    const double t = gsl_cdf_tdist_Pinv(upper_tail, m->n - 1.0);
    const double centre = (p + t * t / (2.0 * n)) / (1.0 + t * t / n);
    const double half =
        t / (1.0 + t * t / n) * sqrt(p * (1.0 - p) / n + t * t / (4.0 * n * n));
    out.kind = SIM_ESTIMATE_INTERVAL;
    out.low = m->x > 0.0 ? fmin(p, centre - half) : 0.0;
    out.high = m->x < m->y ? fmax(p, centre + half) : 1.0;
    return out;
}

void sim_pairs_add(struct sim_pairs *pairs, double x, double y, double u, double v)
{
    sim_moments_add(&pairs->first, x, y);
    sim_moments_add(&pairs->second, u, v);
    pairs->xu += x * u;
    pairs->xv += x * v;
    pairs->yu += y * u;
    pairs->yv += y * v;
}

struct sim_estimate sim_estimate_difference(const struct sim_pairs *pairs)
{
    const struct sim_moments *const a = &pairs->first, *const b = &pairs->second;
    if (a->y <= 0.0 || b->y <= 0.0)
        return none();
    const double r = a->x / a->y, s = b->x / b->y;
    /* Residuals over the mean denominators, d = (x - r y) / c - (u - s v) / e. */
    const double c = a->y / a->n, e = b->y / b->n;
    const double cross = pairs->xu - s * pairs->xv - r * pairs->yu + r * s * pairs->yv;
    const double squares = ratio_squares(a, r) / (c * c) + ratio_squares(b, s) / (e * e)
                           - 2.0 * cross / (c * e);
    const double size =
        (a->xx + r * r * a->yy) / (c * c) + (b->xx + s * s * b->yy) / (e * e);
    return from_residuals(s - r, a->n, squares, size, 1.0);
}

enum sim_verdict sim_estimate_verdict(const struct sim_estimate *estimate, double limit,
                                      bool at_least)
{
    if (estimate->kind != SIM_ESTIMATE_INTERVAL)
        return SIM_UNDECIDED;
    if (at_least ? estimate->low >= limit : estimate->high <= limit)
        return SIM_MET;
    if (at_least ? estimate->high < limit : estimate->low > limit)
        return SIM_NOT_MET;
    return SIM_UNDECIDED;
}
