/* How often the sequential tests err, and how many observations they take, over
 * thousands of repetitions with the truth at the limit, half way and at limit + d.
 * Seeds are fixed.  An error that is just as asked would fail here with chance 0.0014
 * on each of the 2 x 12 counts; errors half as large again as asked are noticed with a
 * chance above 0.9 where errors are 0.04 or more. */
#include "sim/sequential.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "tests/near.h"

/* One observation of a law whose ratio x / y is `ratio`: x and y. */
struct seen {
    double x, y;
};

static struct seen normal(gsl_rng *rng, double ratio)
{
    return (struct seen){ ratio + gsl_ran_gaussian(rng, 1.0), 1.0 };
}

/* Skewness -2: rare bad replications. */
static struct seen skewed(gsl_rng *rng, double ratio)
{
    return (struct seen){ ratio + 1.0 - gsl_ran_exponential(rng, 1.0), 1.0 };
}

/* Ten calls in the mean, their number as variable as an exponential law and more. */
static struct seen gamma_counts(gsl_rng *rng, double ratio)
{
    const unsigned calls = gsl_ran_poisson(rng, 10.0 * gsl_ran_gamma(rng, 1.0, 1.0));
    return (struct seen){ gsl_ran_binomial(rng, ratio, calls), calls };
}

/* Waits, summed, of as many calls: one in five waits, exponentially. */
static struct seen waits(gsl_rng *rng, double ratio)
{
    const unsigned calls = gsl_ran_poisson(rng, 10.0 * gsl_ran_gamma(rng, 1.0, 1.0));
    const unsigned waiting = gsl_ran_binomial(rng, 0.2, calls);
    const double sum = waiting > 0 ? gsl_ran_gamma(rng, waiting, 1.0) : 0.0;
    return (struct seen){ (ratio + 0.2) * calls - sum, calls };
}

/* A half hour of three calls, one in twenty empty, that are lost in clusters. */
static struct seen clustered(gsl_rng *rng, double ratio)
{
    const unsigned calls = gsl_ran_poisson(rng, 3.0);
    const double share = gsl_ran_beta(rng, 3.0 * ratio, 3.0 * (1.0 - ratio));
    return (struct seen){ gsl_ran_binomial(rng, share, calls), calls };
}

static struct seen met_or_not(gsl_rng *rng, double ratio)
{
    return (struct seen){ gsl_rng_uniform(rng) < ratio, 1.0 };
}

/* The share of seven days that are met, days of a week being alike. */
static struct seen days_met(gsl_rng *rng, double ratio)
{
    const double share = gsl_ran_beta(rng, 5.0 * ratio, 5.0 * (1.0 - ratio));
    return (struct seen){ gsl_ran_binomial(rng, share, 7) / 7.0, 7.0 };
}

/* `low`, `mid`, `high`: the mean number of observations is below that with the truth at
 * the limit, half way and at limit + margin. */
struct row {
    const char *name;
    struct seen (*draw)(gsl_rng *rng, double ratio);
    struct sim_sequential_spec spec;
    int repetitions;
    int low, mid, high;
};

#define RATIO(l, d, h, f) \
    { \
        SIM_SEQUENTIAL_RATIO, l, d, h, f \
    }
#define BOUNDED(l, d, h, f) \
    { \
        SIM_SEQUENTIAL_BOUNDED, l, d, h, f \
    }

/* Wald's test with known variance takes 133 and 133 observations at the ends of the
 * first row, 398 and 230 of the second, 597 at the upper end of the third. */
static const struct row rows[] = {
    { "normal", normal, RATIO(0.9, 0.2, 0.05, 0.05), 4000, 195, 290, 195 },
    { "normal, small errors", normal, RATIO(0.9, 0.2, 1e-2, 3e-4), 20000, 500, 760,
      300 },
    { "normal, narrow", normal, RATIO(0.0, 0.1, 0.05, 1e-3), 4000, 1470, 1950, 690 },
    { "normal, smallest errors", normal, RATIO(0.0, 0.3, 1e-4, 1e-4), 40000, 320, 640,
      320 },
    { "skewed", skewed, RATIO(0.0, 0.2, 0.05, 0.01), 4000, 345, 520, 295 },
    { "skewed, small errors", skewed, RATIO(0.0, 0.2, 2e-3, 1e-3), 20000, 550, 1090,
      570 },
    { "gamma counts", gamma_counts, RATIO(0.9, 0.02, 0.05, 0.01), 4000, 330, 410, 205 },
    { "waits", waits, RATIO(0.0, 0.02, 0.05, 0.01), 4000, 930, 1470, 740 },
    { "clustered", clustered, RATIO(0.9, 0.02, 0.05, 0.01), 4000, 1270, 2060, 1060 },
    { "clustered, few", clustered, RATIO(0.9, 0.03, 0.05, 0.002), 4000, 930, 1220,
      510 },
    { "met or not", met_or_not, BOUNDED(0.95, 0.02, 0.04, 1e-3), 10000, 1260, 1980,
      720 },
    { "days met", days_met, BOUNDED(0.95, 0.02, 0.05, 0.01), 4000, 260, 395, 255 },
};

enum { ROWS = sizeof rows / sizeof rows[0], MOST = 200000 };

struct outcome {
    double holds, fails, observations;
};

static struct outcome repeat(const struct row *row, double ratio)
{
    struct outcome outcome = { 0.0, 0.0, 0.0 };
    gsl_rng *const rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int r = 0; r < row->repetitions; r++) {
        struct sim_sequential test;
        sim_sequential_init(&test, &row->spec);
        while (test.state == SIM_SEQUENTIAL_OPEN && test.count < MOST) {
            const struct seen seen = row->draw(rng, ratio);
            const bool is_ratio = row->spec.kind == SIM_SEQUENTIAL_RATIO;
            sim_sequential_add(
                &test, is_ratio ? seen.x - row->spec.limit * seen.y : seen.x, seen.y);
        }
        outcome.holds += test.state == SIM_SEQUENTIAL_HOLDS;
        outcome.fails += test.state == SIM_SEQUENTIAL_FAILS;
        outcome.observations += (double) test.count / row->repetitions;
    }
    gsl_rng_free(rng);
    return outcome;
}

static void check_end(const struct row *row, const char *end, double wrong,
                      double asked, double observations, int bound)
{
    const double n = row->repetitions;
    const double allowed = n * asked + 3.0 * sqrt(n * asked * (1.0 - asked));
    print_message("# %s, %s: wrong %g of %g, asked %g; %.0f observations\n", row->name,
                  end, wrong, n, asked, observations);
    assert_true(wrong <= allowed);
    assert_true(observations <= bound);
}

static void errors_at_the_limit_are_as_asked(void **state)
{
    (void) state;
    for (int i = 0; i < ROWS; i++) {
        const struct outcome got = repeat(&rows[i], rows[i].spec.limit);
        assert_near(got.holds + got.fails, rows[i].repetitions, 0.0);
        check_end(&rows[i], "limit", got.holds, rows[i].spec.error_holds,
                  got.observations, rows[i].low);
    }
}

static void errors_at_limit_plus_margin_are_as_asked(void **state)
{
    (void) state;
    for (int i = 0; i < ROWS; i++) {
        const struct outcome got =
            repeat(&rows[i], rows[i].spec.limit + rows[i].spec.margin);
        assert_near(got.holds + got.fails, rows[i].repetitions, 0.0);
        check_end(&rows[i], "limit + margin", got.fails, rows[i].spec.error_fails,
                  got.observations, rows[i].high);
    }
}

static void half_way_every_test_ends(void **state)
{
    (void) state;
    for (int i = 0; i < ROWS; i++) {
        const struct outcome got =
            repeat(&rows[i], rows[i].spec.limit + rows[i].spec.margin / 2.0);
        print_message("# %s, half way: %g of %d hold; %.0f observations\n",
                      rows[i].name, got.holds, rows[i].repetitions, got.observations);
        assert_near(got.holds + got.fails, rows[i].repetitions, 0.0);
        assert_true(got.observations <= rows[i].mid);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_at_the_limit_are_as_asked),
        cmocka_unit_test(errors_at_limit_plus_margin_are_as_asked),
        cmocka_unit_test(half_way_every_test_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
