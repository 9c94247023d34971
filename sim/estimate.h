/* From replications to estimates with 95 % intervals.  A replication gives a numerator
 * and a denominator; only sums, squares and the cross-product are kept, so memory does
 * not grow.  Replications are the independent unit throughout. */
#ifndef SIM_ESTIMATE_H
#define SIM_ESTIMATE_H

#include <stdbool.h>

enum sim_estimate_kind {
    SIM_ESTIMATE_NONE,    /* nothing to estimate from; the fields are 0 */
    SIM_ESTIMATE_POINT,   /* a value whose noise is not known: low = high = value */
    SIM_ESTIMATE_INTERVAL /* a value and its 95 % interval */
};

struct sim_estimate {
    enum sim_estimate_kind kind;
    double value, low, high; /* low <= value <= high */
};

/* Half the length of the interval; 0 without one. */
static inline double sim_estimate_half_width(const struct sim_estimate *estimate)
{
    return 0.5 * (estimate->high - estimate->low);
}

/* Multiplies value and interval, for a change of unit; by > 0. */
struct sim_estimate sim_estimate_times(struct sim_estimate estimate, double by);

/* Sums over replications: x numerators, y denominators.  Zeroed memory is empty. */
struct sim_moments {
    double n, x, y, xx, yy, xy;
};

static inline void sim_moments_add(struct sim_moments *moments, double x, double y)
{
    moments->n += 1.0;
    moments->x += x;
    moments->y += y;
    moments->xx += x * x;
    moments->yy += y * y;
    moments->xy += x * y;
}

/* Ratio of sums, sum x / sum y.  Interval by the delta method: the residuals x - r y
 * have mean 0, and their standard error over the mean denominator is that of r;
 * Student's t with n - 1 degrees of freedom.  One replication: a point.  No
 * denominator: none.
 *
 * Source: Law, "Simulation modeling and analysis", 5th ed., section 9.5.3 (m). */
struct sim_estimate sim_estimate_ratio(const struct sim_moments *moments);

/* Mean of x over replications; y is not looked at. */
struct sim_estimate sim_estimate_mean(const struct sim_moments *moments);

/* A value found by other means (a pooled quantile), with the interval of the mean of x,
 * x being the same figure of each single replication. */
struct sim_estimate sim_estimate_around(double value,
                                        const struct sim_moments *moments);

/* A share of periods: x of y periods met their target in a replication.  Wilson's score
 * interval, which stays inside 0..1 and covers near its ends, at an effective number of
 * periods: p (1 - p) over the variance that the replications show (one period's worth
 * at the least), with Student's t for the normal quantile.  When all periods or none
 * were met they show no variance; the number of replications is taken then.
 *
 * Source: Wilson, JASA 22 (1927) 209; effective size as in Korn and Graubard, Survey
 * Methodology 24 (1998) 193. */
struct sim_estimate sim_estimate_share(const struct sim_moments *moments);

/* Difference of two ratios of sums, second less first, from replications that met the
 * same callers: pairs (x, y) of the one and (u, v) of the other. */
struct sim_pairs {
    struct sim_moments first, second; /* (x, y) and (u, v) */
    double xu, xv, yu, yv;
};

void sim_pairs_add(struct sim_pairs *pairs, double x, double y, double u, double v);
struct sim_estimate sim_estimate_difference(const struct sim_pairs *pairs);

/* Does the estimate meet a limit? */
enum sim_verdict {
    SIM_UNDECIDED, /* the interval straddles the limit, or there is none */
    SIM_MET,
    SIM_NOT_MET,
    SIM_VERDICTS
};

extern const char *const sim_verdict_names[SIM_VERDICTS];

enum sim_verdict sim_estimate_verdict(const struct sim_estimate *estimate, double limit,
                                      bool at_least);

#endif
