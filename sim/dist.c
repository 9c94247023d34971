#include "sim/dist.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <stddef.h>

#define YEAR_S (366.0 * 86400.0)

static void fixed_init(struct sim_dist *d)
{
    d->a = d->mean_s = d->given[0];
}

static double fixed_draw(const struct sim_dist *d, uint64_t bits)
{
    (void) bits;
    return d->a;
}

static double fixed_cdf(const struct sim_dist *d, double x)
{
    return x >= d->a ? 1.0 : 0.0;
}

static double exponential_draw(const struct sim_dist *d, uint64_t bits)
{
    return d->a * sim_rng_exponential(bits);
}

static double exponential_cdf(const struct sim_dist *d, double x)
{
    return -expm1(-x / d->a);
}

/* exp(a + b Z) has mean exp(a + b^2/2) and squared cv exp(b^2) - 1. */
static void lognormal_init(struct sim_dist *d)
{
    d->mean_s = d->given[0];
    d->b = sqrt(log1p(d->given[1] * d->given[1]));
    d->a = log(d->mean_s) - 0.5 * d->b * d->b;
}

static double lognormal_draw(const struct sim_dist *d, uint64_t bits)
{
    return exp(d->a + d->b * sim_rng_normal(bits));
}

static double lognormal_cdf(const struct sim_dist *d, double x)
{
    return x > 0.0 ? gsl_cdf_lognormal_P(x, d->a, d->b) : 0.0;
}

/* a E^b, E exponential with mean 1: scale a, shape 1/b, mean a Gamma(1 + b). */
static void weibull_init(struct sim_dist *d)
{
    d->mean_s = d->given[0];
    d->b = 1.0 / d->given[1];
    d->a = d->mean_s / gsl_sf_gamma(1.0 + d->b);
}

static double weibull_draw(const struct sim_dist *d, uint64_t bits)
{
    return d->a * pow(sim_rng_exponential(bits), d->b);
}

static double weibull_cdf(const struct sim_dist *d, double x)
{
    return -expm1(-pow(x / d->a, 1.0 / d->b));
}

static void gamma_init(struct sim_dist *d)
{
    d->mean_s = d->given[0];
    d->a = 1.0 / (d->given[1] * d->given[1]);
    d->b = d->mean_s / d->a;
}

static double gamma_draw(const struct sim_dist *d, uint64_t bits)
{
    struct sim_rng_gsl state = { .key = bits };
    const gsl_rng rng = sim_rng_gsl(&state);
    return gsl_ran_gamma(&rng, d->a, d->b);
}

static double gamma_cdf(const struct sim_dist *d, double x)
{
    return gsl_cdf_gamma_P(x, d->a, d->b);
}

/* Two exponentials with balanced means: share a has mean b, the rest mean c, and
 * a b = (1 - a) c (Whitt, Oper. Res. 30, 1982, section 3). */
static void hyperexponential_init(struct sim_dist *d)
{
    const double cv2 = d->given[1] * d->given[1];
    d->mean_s = d->given[0];
    d->a = 0.5 * (1.0 + sqrt((cv2 - 1.0) / (cv2 + 1.0)));
    d->b = d->mean_s / (2.0 * d->a);
    d->c = d->mean_s / (2.0 * (1.0 - d->a));
}

static double hyperexponential_draw(const struct sim_dist *d, uint64_t bits)
{
    const double mean = sim_rng_unit(bits) < d->a ? d->b : d->c;
    return mean * sim_rng_exponential(sim_rng_mix(~bits));
}

static double hyperexponential_cdf(const struct sim_dist *d, double x)
{
    return -d->a * expm1(-x / d->b) - (1.0 - d->a) * expm1(-x / d->c);
}

static void uniform_init(struct sim_dist *d)
{
    d->a = d->given[0];
    d->b = d->given[1];
    d->mean_s = 0.5 * (d->a + d->b);
}

static double uniform_draw(const struct sim_dist *d, uint64_t bits)
{
    return d->a + (d->b - d->a) * sim_rng_unit(bits);
}

static double uniform_cdf(const struct sim_dist *d, double x)
{
    if (x < d->a)
        return 0.0;
    return x >= d->b ? 1.0 : (x - d->a) / (d->b - d->a);
}

static void table_init(struct sim_dist *d)
{
    d->mean_s = d->below[0] * d->time_s[0];
    for (int i = 1; i < d->points; i++)
        d->mean_s +=
            (d->below[i] - d->below[i - 1]) * 0.5 * (d->time_s[i - 1] + d->time_s[i]);
}

static double between(double x, double x0, double x1, double y0, double y1)
{
    return x1 > x0 ? y0 + (y1 - y0) * (x - x0) / (x1 - x0) : y1;
}

static double table_draw(const struct sim_dist *d, uint64_t bits)
{
    const double u = sim_rng_unit(bits);
    if (u <= d->below[0])
        return d->time_s[0];
    int low = 0, high = d->points - 1; /* below[low] < u <= below[high] */
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        if (d->below[middle] < u)
            low = middle;
        else
            high = middle;
    }
    return between(u, d->below[low], d->below[high], d->time_s[low], d->time_s[high]);
}

static double table_cdf(const struct sim_dist *d, double x)
{
    if (x < d->time_s[0])
        return 0.0;
    for (int i = 1; i < d->points; i++)
        if (x < d->time_s[i])
            return between(x, d->time_s[i - 1], d->time_s[i], d->below[i - 1],
                           d->below[i]);
    return 1.0;
}

#define MEAN \
    { \
        "mean", SIM_DIST_TIME, 1e-3, YEAR_S, 187.3, "the mean" \
    }
#define CV(low, high, example, text) \
    { \
        "cv", SIM_DIST_NUMBER, low, high, example, text \
    }

const struct sim_dist_type sim_dist_types[SIM_DIST_LAWS] = {
    [SIM_DIST_FIXED] = { "fixed",
                         "always the same time",
                         { { "time", SIM_DIST_TIME, 0.0, YEAR_S, 6.5, "the time" } },
                         fixed_init,
                         fixed_draw,
                         fixed_cdf },
    [SIM_DIST_EXPONENTIAL] = { "exponential",
                               "no memory: what is left never depends on what has "
                               "passed",
                               { MEAN },
                               fixed_init,
                               exponential_draw,
                               exponential_cdf },
    [SIM_DIST_LOGNORMAL] = { "lognormal",
                             "the usual shape of handling times",
                             { MEAN,
                               CV(1e-3, 20.0, 0.9, "standard deviation over mean") },
                             lognormal_init,
                             lognormal_draw,
                             lognormal_cdf },
    [SIM_DIST_WEIBULL] = { "weibull",
                           "hazard that falls (shape below 1) or rises (above 1) with "
                           "time",
                           { MEAN,
                             { "shape", SIM_DIST_NUMBER, 0.1, 50.0, 0.71,
                               "1 is exponential" } },
                           weibull_init,
                           weibull_draw,
                           weibull_cdf },
    [SIM_DIST_GAMMA] = { "gamma",
                         "between fixed (cv 0) and exponential (cv 1), or beyond",
                         { MEAN, CV(0.02, 10.0, 0.63, "standard deviation over mean") },
                         gamma_init,
                         gamma_draw,
                         gamma_cdf },
    [SIM_DIST_HYPEREXPONENTIAL] = { "hyperexponential",
                                    "a mixture of short and long: two exponentials "
                                    "with balanced means",
                                    { MEAN,
                                      CV(1.0, 20.0, 1.7,
                                         "standard deviation over mean, at least 1") },
                                    hyperexponential_init,
                                    hyperexponential_draw,
                                    hyperexponential_cdf },
    [SIM_DIST_UNIFORM] = { "uniform",
                           "every time between two limits is equally likely",
                           { { "from", SIM_DIST_TIME, 0.0, YEAR_S, 21.3,
                               "the shortest" },
                             { "to", SIM_DIST_TIME, 0.0, YEAR_S, 61.7,
                               "the longest" } },
                           uniform_init,
                           uniform_draw,
                           uniform_cdf },
    [SIM_DIST_TABLE] = { "table",
                         "measured times: points of the cumulative share, linear "
                         "between",
                         { { 0 } },
                         table_init,
                         table_draw,
                         table_cdf },
};

bool sim_dist_init(enum sim_dist_law law, const double given[SIM_DIST_PARAMS],
                   struct sim_dist *out)
{
    const struct sim_dist_type *type = &sim_dist_types[law];
    struct sim_dist dist = { .law = law };
    for (int i = 0; i < SIM_DIST_PARAMS && type->params[i].name != NULL; i++) {
        const struct sim_dist_param *param = &type->params[i];
        if (!(given[i] >= param->low && given[i] <= param->high))
            return false;
        dist.given[i] = given[i];
    }
    if (law == SIM_DIST_UNIFORM && !(given[0] <= given[1]))
        return false;
    type->init(&dist);
    *out = dist;
    return true;
}

bool sim_dist_table_init(const double *time_s, const double *below, int points,
                         struct sim_dist *out)
{
    if (points < 2 || !(time_s[0] >= 0.0) || !(below[0] >= 0.0)
        || below[points - 1] != 1.0)
        return false;
    for (int i = 1; i < points; i++)
        if (!(time_s[i] > time_s[i - 1]) || !(below[i] >= below[i - 1])
            || !(time_s[i] <= YEAR_S))
            return false;
    struct sim_dist dist = {
        .law = SIM_DIST_TABLE, .time_s = time_s, .below = below, .points = points
    };
    table_init(&dist);
    *out = dist;
    return true;
}

double sim_dist_cdf(const struct sim_dist *dist, double x_s)
{
    return x_s < 0.0 ? 0.0 : sim_dist_types[dist->law].cdf(dist, x_s);
}
