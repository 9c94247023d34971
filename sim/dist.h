/* Laws of durations: talk, wrap-up, patience, delays.  Seconds throughout.
 *
 * A family is one row of sim_dist_types: its parameters as a user writes them, and four
 * functions.  A new law is a new row; reader, manual and goodness-of-fit test walk the
 * table. */
#ifndef SIM_DIST_H
#define SIM_DIST_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "sim/rng.h"

enum sim_dist_law {
    SIM_DIST_FIXED,
    SIM_DIST_EXPONENTIAL,
    SIM_DIST_LOGNORMAL,
    SIM_DIST_WEIBULL,
    SIM_DIST_GAMMA,
    SIM_DIST_HYPEREXPONENTIAL,
    SIM_DIST_UNIFORM,
    SIM_DIST_TABLE,
    SIM_DIST_LAWS
};

enum { SIM_DIST_PARAMS = 2 };

/* A law made ready for drawing.  Only carries data; fill it with sim_dist_init() or
 * sim_dist_table_init(). */
struct sim_dist {
    enum sim_dist_law law;
    double mean_s;                 /* of the law, seconds */
    double given[SIM_DIST_PARAMS]; /* the parameters as the user wrote them */
    double a, b, c;                /* what the draw needs, law by law */
    const double *time_s, *below;  /* table only: points of the cdf, borrowed */
    int points;
};

enum sim_dist_unit { SIM_DIST_TIME, SIM_DIST_NUMBER };

struct sim_dist_param {
    const char *name; /* null: the law has no such parameter */
    enum sim_dist_unit unit;
    double low, high; /* allowed: low <= value <= high */
    double example;
    const char *help;
};

struct sim_dist_type {
    const char *name, *help;
    struct sim_dist_param params[SIM_DIST_PARAMS];
    void (*init)(struct sim_dist *dist); /* from given[] to a, b, c, mean */
    double (*draw)(const struct sim_dist *dist, uint64_t bits);
    double (*cdf)(const struct sim_dist *dist, double x_s);
};

extern const struct sim_dist_type sim_dist_types[SIM_DIST_LAWS];

/* Makes a law ready from parameters in the order of its row (unused ones ignored).
 * Returns false, leaving *out alone, when a parameter is outside its range.  Not for
 * SIM_DIST_TABLE. */
bool sim_dist_init(enum sim_dist_law law, const double given[SIM_DIST_PARAMS],
                   struct sim_dist *out);

/* An empirical law: P(X <= time_s[i]) = below[i], linear between points, starting from
 * the first.  points >= 2, times rising and >= 0, shares not falling, last share 1; a
 * first share above 0 is a lump at the first time.  Borrows both arrays.  Returns false
 * and leaves *out alone otherwise. */
bool sim_dist_table_init(const double *time_s, const double *below, int points,
                         struct sim_dist *out);

/* One value from 64 random bits.  The laws of nearly every scenario are inline.
 */
static inline double sim_dist_draw(const struct sim_dist *dist, uint64_t bits)
{
    if (dist->law == SIM_DIST_EXPONENTIAL)
        return dist->a * sim_rng_exponential(bits);
    if (dist->law == SIM_DIST_LOGNORMAL)
        return exp(dist->a + dist->b * sim_rng_normal(bits));
    if (dist->law == SIM_DIST_FIXED)
        return dist->a;
    if (dist->law == SIM_DIST_UNIFORM)
        return dist->a + (dist->b - dist->a) * sim_rng_unit(bits);
    return sim_dist_types[dist->law].draw(dist, bits);
}

/* P(X <= x_s). */
double sim_dist_cdf(const struct sim_dist *dist, double x_s);

#endif
