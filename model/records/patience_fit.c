#include "model/records/patience_fit.h"

#include <math.h>
#include <string.h>

enum { CUTS = 16 }; /* parts of a band that n(t) is summed over */

static const double NORMAL_95 = 1.959963984540054;
/* Twice the gain in log likelihood that the Weibull law must bring, and how far its
 * shape must be from 1: clearly better, not merely significant. */
static const double CLEAR_GAIN = 10.0, CLEAR_SHAPE = 0.1;
static const double LEAST_SHAPE = 0.2, MOST_SHAPE = 5.0;

const char *const patience_fit_reasons[PATIENCE_FIT_STATUSES] = {
    [PATIENCE_FIT_OK] = "fitted",
    [PATIENCE_FIT_NO_BANDS] =
        "answered and abandoned calls have fewer than three bands in common",
    [PATIENCE_FIT_FEW] = "too few callers hung up beyond the first band",
};

/* The bands that both sides share. */
struct life {
    int count;
    double from_s[RECORDS_MOST_BANDS], to_s[RECORDS_MOST_BANDS];
    double answered[RECORDS_MOST_BANDS], abandoned[RECORDS_MOST_BANDS];
};

/* Callers waiting, as time spent: band j's is cut into parts in which `waited_s` was
 * spent at about `at_s`. */
struct exposure {
    double at_s[RECORDS_MOST_BANDS][CUTS], waited_s[RECORDS_MOST_BANDS][CUTS];
};

static double end_of(const struct records_bands *bands, int i)
{
    return bands->to_s[i];
}

/* Merges bands until both sides end together. */
static struct life life_of(const struct records *records, const struct records_sum *sum)
{
    const struct records_bands *const a = &records->answered, *const b =
                                                                  &records->abandoned;
    struct life life = { 0 };
    double from_s = 0.0, answered = 0.0, abandoned = 0.0;
    for (int i = 0, j = 0; i < a->count && j < b->count;) {
        const double end_a = end_of(a, i), end_b = end_of(b, j);
        if (end_a <= end_b)
            answered += sum->answered_in[i++];
        if (end_b <= end_a)
            abandoned += sum->abandoned_in[j++];
        if (end_a == end_b) {
            life.from_s[life.count] = from_s;
            life.to_s[life.count] = end_a;
            life.answered[life.count] = answered;
            life.abandoned[life.count++] = abandoned;
            from_s = end_a;
            answered = abandoned = 0.0;
        }
    }
    return life;
}

/* The total rate at which callers leave in each band, from the share that does.  The
 * last band of callers has no end that could tell: it goes on as the one before. */
static void leaving(const struct life *life, double rate[RECORDS_MOST_BANDS],
                    double there[RECORDS_MOST_BANDS + 1])
{
    there[life->count] = 0.0;
    for (int j = life->count - 1; j >= 0; j--)
        there[j] = there[j + 1] + life->answered[j] + life->abandoned[j];
    for (int j = 0; j < life->count; j++) {
        const double width_s = life->to_s[j] - life->from_s[j];
        rate[j] = j > 0 ? rate[j - 1] : 0.0;
        if (there[j] > 0.0 && there[j + 1] > 0.0)
            rate[j] = -log(there[j + 1] / there[j]) / width_s;
        else if (there[j] > 0.0 && isfinite(width_s))
            rate[j] = fmax(rate[j], 2.0 / width_s);
    }
}

/* Spreads callers over a band: n(t) = there * exp(-rate t), cut off at its end. */
static void fill_band(const struct life *life, int j, double there, double rate,
                      struct exposure *out)
{
    double width_s = life->to_s[j] - life->from_s[j];
    if (!isfinite(width_s))
        width_s = rate > 0.0 ? 8.0 / rate : 0.0; /* exp(-8): what is left is nothing */
    const double part_s = width_s / CUTS;
    for (int i = 0; i < CUTS; i++) {
        const double begin_s = i * part_s;
        out->at_s[j][i] = life->from_s[j] + begin_s + 0.5 * part_s;
        out->waited_s[j][i] = rate * part_s > 1e-9 ? there * exp(-rate * begin_s)
                                                         * -expm1(-rate * part_s) / rate
                                                   : there * part_s;
    }
}

/* The other extreme: leaving evenly over the band. */
static void fill_evenly(const struct life *life, int j, const double there[2],
                        struct exposure *out)
{
    const double part_s = (life->to_s[j] - life->from_s[j]) / CUTS;
    for (int i = 0; i < CUTS; i++)
        out->waited_s[j][i] =
            part_s * (there[0] + (there[1] - there[0]) * (i + 0.5) / CUTS);
}

static double time_in(const struct exposure *exposure, int j)
{
    double sum = 0.0;
    for (int i = 0; i < CUTS; i++)
        sum += exposure->waited_s[j][i];
    return sum;
}

/* Callers who waited at all and did not leave at once, the rate at which they leave the
 * first band being that of the second. */
static double who_wait(const struct life *life, double there, double rate)
{
    return there * exp(rate * (life->to_s[0] - life->from_s[0]));
}

static void spend(const struct life *life, bool evenly, struct exposure *out)
{
    double rate[RECORDS_MOST_BANDS], there[RECORDS_MOST_BANDS + 1];
    leaving(life, rate, there);
    there[0] = who_wait(life, there[1], rate[1]);
    rate[0] = rate[1];
    for (int j = 0; j < life->count; j++) {
        fill_band(life, j, there[j], rate[j], out);
        if (evenly && j > 0 && isfinite(life->to_s[j]))
            fill_evenly(life, j, &there[j], out);
    }
}

/* Makes the time spent waiting add up to the sums of the export. */
static void adjust(const struct life *life, double waited_s, struct exposure *exposure)
{
    double total_s = 0.0;
    for (int j = 0; j < life->count; j++)
        total_s += time_in(exposure, j);
    for (int j = 0; j < life->count && total_s > 0.0; j++)
        for (int i = 0; i < CUTS; i++)
            exposure->waited_s[j][i] *= waited_s / total_s;
}

/* Integral of n(t) k t^(k-1) over band j; k = 1: the time spent. */
static double weighted(const struct exposure *exposure, int j, double k)
{
    double sum = 0.0;
    for (int i = 0; i < CUTS; i++)
        sum += exposure->waited_s[j][i] * k * pow(exposure->at_s[j][i], k - 1.0);
    return sum;
}

/* The largest log likelihood with shape k, and the factor of the hazard that gives it:
 * hang-ups over their weighted exposure. */
static double likelihood(const struct life *life, const struct exposure *exposure,
                         double k, double *factor)
{
    double hang_ups = 0.0, all = 0.0, sum = 0.0, weight[RECORDS_MOST_BANDS];
    for (int j = 1; j < life->count; j++) {
        weight[j] = weighted(exposure, j, k);
        hang_ups += life->abandoned[j];
        all += weight[j];
    }
    *factor = all > 0.0 ? hang_ups / all : 0.0;
    for (int j = 1; j < life->count; j++)
        if (life->abandoned[j] > 0.0 && weight[j] > 0.0)
            sum += life->abandoned[j] * log(*factor * weight[j]);
    return sum - hang_ups;
}

/* The shape of the largest likelihood, by golden section on its logarithm. */
static double best_shape(const struct life *life, const struct exposure *exposure)
{
    const double golden = 0.6180339887498949;
    double low = log(LEAST_SHAPE), high = log(MOST_SHAPE), factor;
    for (int i = 0; i < 60; i++) {
        const double a = high - golden * (high - low), b = low + golden * (high - low);
        if (likelihood(life, exposure, exp(a), &factor)
            < likelihood(life, exposure, exp(b), &factor))
            low = a;
        else
            high = b;
    }
    return exp(0.5 * (low + high));
}

/* Mean of the Weibull law with hazard factor * k t^(k-1). */
static double mean_of(double k, double factor)
{
    return pow(factor, -1.0 / k) * tgamma(1.0 + 1.0 / k);
}

/* One estimate, for one way of spreading callers over the bands. */
struct estimate {
    double k, factor, mean_s, gain;
};

static struct estimate estimate(const struct life *life,
                                const struct exposure *exposure, bool weibull)
{
    struct estimate out = { .k = 1.0 };
    double factor;
    const double plain = likelihood(life, exposure, 1.0, &out.factor);
    if (weibull) {
        out.k = best_shape(life, exposure);
        out.gain = 2.0 * (likelihood(life, exposure, out.k, &factor) - plain);
        out.factor = factor;
    }
    out.mean_s = mean_of(out.k, out.factor);
    return out;
}

/* Standard errors: of the shape from the curvature of the profile likelihood, of the
 * mean from how it moves with the shape and, the shape held, from the hang-ups. */
static void find_noise(const struct life *life, const struct exposure *exposure,
                       const struct estimate *e, struct patience_fit *out)
{
    const double known = e->mean_s / (e->k * sqrt(out->hang_ups));
    out->mean_half_s = NORMAL_95 * known;
    if (out->law != SIM_DIST_WEIBULL)
        return;
    const double step = 0.02 * e->k;
    double up, down, factor;
    const double curve = (2.0 * likelihood(life, exposure, e->k, &factor)
                          - likelihood(life, exposure, e->k + step, &up)
                          - likelihood(life, exposure, e->k - step, &down))
                         / (step * step);
    const double shape_se = curve > 0.0 ? 1.0 / sqrt(curve) : INFINITY;
    const double slope =
        (mean_of(e->k + step, up) - mean_of(e->k - step, down)) / (2.0 * step);
    out->shape_half = NORMAL_95 * shape_se;
    out->mean_half_s = NORMAL_95 * hypot(known, slope * shape_se);
}

/* Hang-ups of the first band beyond what patience explains are callers who leave unless
 * answered at once. */
static void find_at_once(const struct life *life, const struct exposure *exposure,
                         const struct estimate *e, struct patience_fit *out)
{
    double rate[RECORDS_MOST_BANDS], there[RECORDS_MOST_BANDS + 1];
    leaving(life, rate, there);
    const double waiting = who_wait(life, there[1], rate[1]);
    const double impatient = e->factor * weighted(exposure, 0, e->k);
    const double more = fmax(life->abandoned[0] - impatient, 0.0);
    out->at_once = more > 0.0 ? more / (more + waiting) : 0.0;
    /* Poisson noise of the hang-ups, and a fifth of what is taken off them. */
    const double off = hypot(sqrt(life->abandoned[0]), 0.2 * impatient);
    out->at_once_half = NORMAL_95 * off / (more + waiting);
}

static double chi_square(const struct life *life, const struct exposure *exposure,
                         const struct estimate *e)
{
    double sum = 0.0;
    int used = 0;
    for (int j = 1; j < life->count; j++) {
        const double mean = e->factor * weighted(exposure, j, e->k);
        if (mean >= 1.0) {
            sum += (life->abandoned[j] - mean) * (life->abandoned[j] - mean) / mean;
            used++;
        }
    }
    return used > 1 ? sum / (used - 1) : 0.0;
}

enum patience_fit_status patience_fit(const struct records *records,
                                      const struct records_sum *sum,
                                      struct patience_fit *out)
{
    const struct life life = life_of(records, sum);
    struct patience_fit fit = { .law = SIM_DIST_EXPONENTIAL, .bands = life.count };
    for (int j = 1; j < life.count; j++)
        fit.hang_ups += life.abandoned[j];
    if (life.count < 3)
        return PATIENCE_FIT_NO_BANDS;
    if (fit.hang_ups < PATIENCE_FIT_LEAST)
        return PATIENCE_FIT_FEW;
    struct exposure steady, even;
    spend(&life, false, &steady);
    even = steady;
    spend(&life, true, &even);
    fit.has_sums = records->has_wait && records->has_lost_wait;
    if (fit.has_sums) {
        adjust(&life, sum->wait_s + sum->lost_wait_s, &steady);
        adjust(&life, sum->wait_s + sum->lost_wait_s, &even);
    }
    const struct estimate a = estimate(&life, &steady, true);
    const struct estimate b = estimate(&life, &even, true);
    const bool weibull = fmin(a.gain, b.gain) > CLEAR_GAIN
                         && fmin(fabs(a.k - 1.0), fabs(b.k - 1.0)) > CLEAR_SHAPE
                         && (a.k - 1.0) * (b.k - 1.0) > 0.0;
    const struct estimate e = weibull ? a : estimate(&life, &steady, false);
    const struct estimate other = weibull ? b : estimate(&life, &even, false);
    fit.law = weibull ? SIM_DIST_WEIBULL : SIM_DIST_EXPONENTIAL;
    fit.mean_s = e.mean_s;
    fit.shape = e.k;
    find_noise(&life, &steady, &e, &fit);
    /* Half of what the two ways of spreading callers differ by is what the bands leave
     * open. */
    fit.mean_half_s = hypot(fit.mean_half_s, 0.5 * fabs(other.mean_s - e.mean_s));
    fit.shape_half = hypot(fit.shape_half, 0.5 * fabs(other.k - e.k));
    find_at_once(&life, &steady, &e, &fit);
    fit.misfit = chi_square(&life, &steady, &e);
    *out = fit;
    return PATIENCE_FIT_OK;
}
