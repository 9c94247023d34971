/* Every law of sim_dist_types at its example and at both ends of each parameter's
 * range, so that a new row needs no new test.  The cdf is held against what the
 * parameters promise, the draws against the cdf. */
#include "sim/dist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/near.h"

#define YEAR_S (366.0 * 86400.0)

enum { DRAWS = 200000, MOST_CASES = 64 };

static const double measured_s[] = { 4.0, 9.5, 31.7, 32.0, 207.3 },
                    measured_below[] = { 0.08, 0.31, 0.31, 0.86, 1.0 };

struct cases {
    struct sim_dist dist[MOST_CASES];
    bool usual[MOST_CASES]; /* the example of its row */
    int count;
};

static bool accepted(enum sim_dist_law law, const double given[SIM_DIST_PARAMS])
{
    struct sim_dist dist;
    return sim_dist_init(law, given, &dist);
}

static void add(struct cases *cases, enum sim_dist_law law,
                const double given[SIM_DIST_PARAMS], bool usual)
{
    assert_true(cases->count < MOST_CASES);
    assert_true(sim_dist_init(law, given, &cases->dist[cases->count]));
    cases->usual[cases->count++] = usual;
}

/* The ends of a range that a rule of the law itself forbids (a span turned round) are
 * left out. */
static struct cases all_cases(void)
{
    struct cases cases = { .count = 0 };
    for (int law = 0; law < SIM_DIST_LAWS; law++) {
        if (law == SIM_DIST_TABLE)
            continue;
        const struct sim_dist_param *params = sim_dist_types[law].params;
        const double example[SIM_DIST_PARAMS] = { params[0].example,
                                                  params[1].example };
        add(&cases, law, example, true);
        for (int i = 0; i < SIM_DIST_PARAMS && params[i].name != NULL; i++)
            for (int end = 0; end < 2; end++) {
                double given[SIM_DIST_PARAMS] = { example[0], example[1] };
                given[i] = end == 0 ? params[i].low : params[i].high;
                if (accepted(law, given))
                    add(&cases, law, given, false);
            }
    }
    assert_true(
        sim_dist_table_init(measured_s, measured_below, 5, &cases.dist[cases.count]));
    cases.usual[cases.count++] = true;
    return cases;
}

static const char *name(const struct sim_dist *dist)
{
    static char text[128];
    snprintf(text, sizeof text, "%s(%g, %g)", sim_dist_types[dist->law].name,
             dist->given[0], dist->given[1]);
    return text;
}

/* The integral of power * x^(power - 1) * P(X > x): the mean for power 1, the mean
 * square for power 2.  Trapezoids in log x, from far below to far above. */
static double moment(const struct sim_dist *dist, int power)
{
    const double step = 1e-3, top = power == 1 ? 24.0 : 30.0;
    double sum = 0.0;
    for (double y = -30.0; y < top; y += step) {
        const double x = dist->mean_s * exp(y);
        sum += power * pow(x, power) * (1.0 - sim_dist_cdf(dist, x)) * step;
    }
    return sum;
}

static void cdf_rises_from_nothing_to_all(void **state)
{
    (void) state;
    const struct cases cases = all_cases();
    for (int c = 0; c < cases.count; c++) {
        const struct sim_dist *dist = &cases.dist[c];
        double last = sim_dist_cdf(dist, -1e-9);
        near_absolute(last, 0.0, 0.0, name(dist), __FILE__, __LINE__);
        for (double x = 1e-6; x < 1e14; x *= 1.1) {
            const double p = sim_dist_cdf(dist, x);
            near_check(p >= last && p <= 1.0, p, last, 0.0, name(dist), __FILE__,
                       __LINE__);
            last = p;
        }
        near_absolute(last, 1.0, 1e-3, name(dist), __FILE__, __LINE__);
    }
}

static void mean_is_that_of_the_cdf(void **state)
{
    (void) state;
    const struct cases cases = all_cases();
    for (int c = 0; c < cases.count; c++) {
        const struct sim_dist *dist = &cases.dist[c];
        /* A step of the cdf costs half a step of the integral. */
        near_relative(moment(dist, 1), dist->mean_s, 6e-4, name(dist), __FILE__,
                      __LINE__);
        const struct sim_dist_param *first = &sim_dist_types[dist->law].params[0];
        if (first->name != NULL && strcmp(first->name, "mean") == 0)
            near_relative(dist->mean_s, dist->given[0], 1e-12, name(dist), __FILE__,
                          __LINE__);
    }
}

static void cv_is_standard_deviation_over_mean(void **state)
{
    (void) state;
    const struct cases cases = all_cases();
    int seen = 0;
    for (int c = 0; c < cases.count; c++) {
        const struct sim_dist *dist = &cases.dist[c];
        const struct sim_dist_param *second = &sim_dist_types[dist->law].params[1];
        if (second->name == NULL || strcmp(second->name, "cv") != 0)
            continue;
        /* 1 - P(X <= x) has lost the far tail of the widest laws. */
        const double square = moment(dist, 2) / (dist->mean_s * dist->mean_s);
        near_relative(square, 1.0 + dist->given[1] * dist->given[1], 3e-4, name(dist),
                      __FILE__, __LINE__);
        seen++;
    }
    assert_true(seen >= 9); /* three laws at three values at least */
}

/* Weibull: the logarithm of P(X > x) goes as x to the shape. */
static void weibull_has_its_shape(void **state)
{
    (void) state;
    static const double shapes[] = { 0.1, 0.71, 1.0, 2.3, 50.0 };
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        const double given[SIM_DIST_PARAMS] = { 187.3, shapes[i] };
        struct sim_dist dist;
        assert_true(sim_dist_init(SIM_DIST_WEIBULL, given, &dist));
        const double x = dist.mean_s, y = 1.05 * x;
        const double ratio =
            log1p(-sim_dist_cdf(&dist, y)) / log1p(-sim_dist_cdf(&dist, x));
        assert_near(ratio, pow(1.05, shapes[i]), 1e-9);
    }
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

/* The greatest distance between the cdf and the share of sorted draws below x.  At a
 * lump the draws are compared with the cdf on either side of it. */
static double kolmogorov_smirnov(const struct sim_dist *dist, const double *x)
{
    double worst = 0.0;
    for (int i = 0; i < DRAWS;) {
        const int first = i;
        while (i < DRAWS && x[i] == x[first])
            i++;
        const double before = nextafter(x[first], -INFINITY);
        worst = fmax(worst, fabs(sim_dist_cdf(dist, before) - (double) first / DRAWS));
        worst = fmax(worst, fabs(sim_dist_cdf(dist, x[first]) - (double) i / DRAWS));
    }
    return worst;
}

/* A distance of 2.5/sqrt(n) = 0.0056 has a chance of 2 exp(-12.5) = 7.5e-6 with fresh
 * keys.  The smallest faults seen: 0.6 % of the draws in the wrong place, a scale off
 * by 1.5 % (exponential). */
static void draws_follow_the_cdf(void **state)
{
    (void) state;
    const struct cases cases = all_cases();
    double *x = malloc(DRAWS * sizeof *x);
    assert_non_null(x);
    for (int c = 0; c < cases.count; c++) {
        const struct sim_dist *dist = &cases.dist[c];
        double sum = 0.0, squares = 0.0;
        for (int i = 0; i < DRAWS; i++) {
            x[i] = sim_dist_draw(dist, sim_rng_key(1000 + (uint64_t) c, (uint64_t) i));
            sum += x[i];
            squares += x[i] * x[i];
        }
        qsort(x, DRAWS, sizeof *x, by_value);
        near_check(x[0] >= 0.0 && isfinite(x[DRAWS - 1]), x[0], 0.0, 0.0, name(dist),
                   __FILE__, __LINE__);
        near_absolute(kolmogorov_smirnov(dist, x), 0.0, 2.5 / sqrt(DRAWS), name(dist),
                      __FILE__, __LINE__);
        const double mean = sum / DRAWS,
                     sd = sqrt(fmax(0.0, squares / DRAWS - mean * mean));
        if (cases.usual[c])
            near_absolute(mean, dist->mean_s,
                          5.0 * sd / sqrt(DRAWS) + 1e-9 * dist->mean_s, name(dist),
                          __FILE__, __LINE__);
    }
    free(x);
}

static void inline_draw_is_the_draw_of_the_row(void **state)
{
    (void) state;
    const struct cases cases = all_cases();
    for (int c = 0; c < cases.count; c++) {
        const struct sim_dist *dist = &cases.dist[c];
        for (uint64_t i = 0; i < 1000; i++) {
            const uint64_t bits = sim_rng_key(5, i);
            near_relative(sim_dist_draw(dist, bits),
                          sim_dist_types[dist->law].draw(dist, bits), 0.0, name(dist),
                          __FILE__, __LINE__);
        }
    }
}

static void refuses_each_parameter_outside_its_range(void **state)
{
    (void) state;
    for (int law = 0; law < SIM_DIST_LAWS; law++)
        for (int i = 0; i < SIM_DIST_PARAMS; i++) {
            const struct sim_dist_param *params = sim_dist_types[law].params;
            if (params[i].name == NULL)
                continue;
            const double bad[] = { nextafter(params[i].low, -INFINITY),
                                   nextafter(params[i].high, INFINITY), NAN, INFINITY,
                                   -INFINITY };
            for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++) {
                double given[SIM_DIST_PARAMS] = { params[0].example,
                                                  params[1].example };
                given[i] = bad[k];
                struct sim_dist out, before;
                memset(&out, 0x5a, sizeof out);
                memcpy(&before, &out, sizeof out);
                assert_false(sim_dist_init(law, given, &out));
                assert_memory_equal(&out, &before, sizeof out);
            }
        }
}

static void refuses_a_span_turned_round(void **state)
{
    (void) state;
    const double given[SIM_DIST_PARAMS] = { 61.7, 21.3 };
    struct sim_dist out = { .mean_s = 0.25 };
    assert_false(sim_dist_init(SIM_DIST_UNIFORM, given, &out));
    assert_near(out.mean_s, 0.25, 0.0);
    const double point[SIM_DIST_PARAMS] = { 21.3, 21.3 };
    assert_true(sim_dist_init(SIM_DIST_UNIFORM, point, &out));
    assert_near(sim_dist_draw(&out, 12345), 21.3, 0.0);
    assert_near(sim_dist_cdf(&out, 21.3), 1.0, 0.0);
}

static void refuses_a_table_that_is_no_cdf(void **state)
{
    (void) state;
    static const struct {
        const char *fault;
        int points;
        double time_s[3], below[3];
    } bad[] = {
        { "one point", 1, { 4.0 }, { 1.0 } },
        { "times fall", 3, { 4.0, 3.0, 9.0 }, { 0.1, 0.5, 1.0 } },
        { "a time twice", 3, { 4.0, 4.0, 9.0 }, { 0.1, 0.5, 1.0 } },
        { "shares fall", 3, { 4.0, 5.0, 9.0 }, { 0.5, 0.1, 1.0 } },
        { "a share above 1", 3, { 4.0, 5.0, 9.0 }, { 0.1, 1.5, 1.0 } },
        { "does not end at 1", 3, { 4.0, 5.0, 9.0 }, { 0.1, 0.5, 0.99 } },
        { "ends above 1", 3, { 4.0, 5.0, 9.0 }, { 0.1, 0.5, 1.01 } },
        { "negative time", 3, { -1.0, 5.0, 9.0 }, { 0.1, 0.5, 1.0 } },
        { "negative share", 3, { 4.0, 5.0, 9.0 }, { -0.1, 0.5, 1.0 } },
        { "time is no number", 3, { 4.0, NAN, 9.0 }, { 0.1, 0.5, 1.0 } },
        { "first time is no number", 3, { NAN, 5.0, 9.0 }, { 0.1, 0.5, 1.0 } },
        { "share is no number", 3, { 4.0, 5.0, 9.0 }, { 0.1, NAN, 1.0 } },
        { "endless", 3, { 4.0, 5.0, INFINITY }, { 0.1, 0.5, 1.0 } },
        { "over a year", 3, { 4.0, 5.0, YEAR_S + 1.0 }, { 0.1, 0.5, 1.0 } },
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct sim_dist out = { .mean_s = 0.25 };
        if (sim_dist_table_init(bad[i].time_s, bad[i].below, bad[i].points, &out))
            fail_msg("accepted: %s", bad[i].fault);
        assert_near(out.mean_s, 0.25, 0.0);
    }
}

/* measured_s by hand: 8 % at exactly 4 s, 23 % between 4 and 9.5, none up to 31.7,
 * 55 % within the next 0.3 s, 14 % up to 207.3. */
static void table_is_linear_between_its_points(void **state)
{
    (void) state;
    struct sim_dist dist;
    assert_true(sim_dist_table_init(measured_s, measured_below, 5, &dist));
    assert_near(dist.mean_s, 0.08 * 4.0 + 0.23 * 6.75 + 0.55 * 31.85 + 0.14 * 119.65,
                1e-12);
    assert_near(sim_dist_cdf(&dist, 3.999), 0.0, 0.0);
    assert_near(sim_dist_cdf(&dist, 4.0), 0.08, 1e-12);
    assert_near(sim_dist_cdf(&dist, 6.75), 0.195, 1e-12);
    assert_near(sim_dist_cdf(&dist, 20.0), 0.31, 1e-12);
    assert_near(sim_dist_cdf(&dist, 207.3), 1.0, 0.0);
    assert_near(sim_dist_draw(&dist, 0), 4.0, 0.0);
    assert_near(sim_dist_draw(&dist, UINT64_MAX), 207.3, 1e-12);
    /* 0.585 of the way from 0 to 1 is in the middle of the steep piece. */
    assert_near(sim_dist_draw(&dist, (uint64_t) (0.585 * 0x1p64)), 31.85, 1e-9);
}

static void every_row_says_what_it_is(void **state)
{
    (void) state;
    for (int law = 0; law < SIM_DIST_LAWS; law++) {
        const struct sim_dist_type *type = &sim_dist_types[law];
        assert_non_null(type->name);
        assert_non_null(type->help);
        for (int i = 0; i < SIM_DIST_PARAMS && type->params[i].name != NULL; i++) {
            const struct sim_dist_param *param = &type->params[i];
            assert_non_null(param->help);
            assert_true(param->low <= param->example && param->example <= param->high);
        }
        for (int other = 0; other < law; other++)
            assert_string_not_equal(type->name, sim_dist_types[other].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cdf_rises_from_nothing_to_all),
        cmocka_unit_test(mean_is_that_of_the_cdf),
        cmocka_unit_test(cv_is_standard_deviation_over_mean),
        cmocka_unit_test(weibull_has_its_shape),
        cmocka_unit_test(draws_follow_the_cdf),
        cmocka_unit_test(inline_draw_is_the_draw_of_the_row),
        cmocka_unit_test(refuses_each_parameter_outside_its_range),
        cmocka_unit_test(refuses_a_span_turned_round),
        cmocka_unit_test(refuses_a_table_that_is_no_cdf),
        cmocka_unit_test(table_is_linear_between_its_points),
        cmocka_unit_test(every_row_says_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
