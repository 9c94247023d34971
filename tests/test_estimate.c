/* Coverage tests: 1,000 experiments each with a fixed seed.  Were the true coverage
 * 95 %, the count would leave 92 .. 98 % with a chance below 2e-5; a true coverage of
 * 90 % is noticed with a chance of 0.98. */
#include "sim/estimate.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "sim/replicate.h"
#include "tests/near.h"

enum { EXPERIMENTS = 1000 };

static struct sim_moments moments_of(int n, const double *x, const double *y)
{
    struct sim_moments m = { 0 };
    for (int i = 0; i < n; i++)
        sim_moments_add(&m, x[i], y[i]);
    return m;
}

static const double calls[] = { 88.0, 93.0, 71.0, 102.0, 97.0 };
static const double answered[] = { 80.0, 90.0, 70.0, 85.0, 95.0 };

/* By hand: r = 420/451, the squared residuals sum to 151.9356, t(4) = 2.776445105. */
static void a_ratio_of_sums_agrees_with_hand_calculation(void **state)
{
    (void) state;
    const struct sim_moments m = moments_of(5, answered, calls);
    const struct sim_estimate got = sim_estimate_ratio(&m);
    double squares = 0.0;
    for (int i = 0; i < 5; i++)
        squares += pow(answered[i] - 420.0 / 451.0 * calls[i], 2.0);
    assert_int_equal(got.kind, SIM_ESTIMATE_INTERVAL);
    assert_near(got.value, 420.0 / 451.0, 1e-15);
    assert_within(squares, 151.9356, 1e-3);
    assert_near(sim_estimate_half_width(&got),
                2.776445105 * sqrt(squares / 4.0 / 5.0) / (451.0 / 5.0), 1e-8);
    assert_near(got.high - got.value, got.value - got.low, 1e-9);
}

/* Values 1, 2, 4, 9: mean 4, sd sqrt(38/3), t(3) = 3.182446305. */
static void a_mean_agrees_with_hand_calculation(void **state)
{
    (void) state;
    const double x[] = { 1.0, 2.0, 4.0, 9.0 }, y[] = { 7.0, 5.0, 3.0, 2.0 };
    const struct sim_moments m = moments_of(4, x, y);
    const struct sim_estimate got = sim_estimate_mean(&m);
    assert_near(got.value, 4.0, 1e-15);
    assert_near(sim_estimate_half_width(&got), 3.182446305 * sqrt(38.0 / 3.0) / 2.0,
                1e-8);
    const struct sim_estimate around = sim_estimate_around(3.5, &m);
    assert_near(around.value, 3.5, 1e-15);
    assert_near(sim_estimate_half_width(&around), sim_estimate_half_width(&got), 1e-12);
}

static void one_replication_has_no_interval_and_none_has_no_value(void **state)
{
    (void) state;
    const struct sim_moments one = moments_of(1, answered, calls), empty = { 0 };
    const struct sim_moments no_calls =
        moments_of(1, (double[]){ 0.0 }, (double[]){ 0.0 });
    const struct sim_estimate points[] = { sim_estimate_ratio(&one),
                                           sim_estimate_mean(&one),
                                           sim_estimate_share(&one) };
    for (int i = 0; i < 3; i++) {
        assert_int_equal(points[i].kind, SIM_ESTIMATE_POINT);
        assert_near(points[i].low, points[i].value, 0.0);
        assert_near(points[i].high, points[i].value, 0.0);
        assert_int_equal(sim_estimate_verdict(&points[i], 0.5, true), SIM_UNDECIDED);
    }
    assert_near(points[0].value, 80.0 / 88.0, 1e-15);
    assert_int_equal(sim_estimate_ratio(&empty).kind, SIM_ESTIMATE_NONE);
    assert_int_equal(sim_estimate_mean(&empty).kind, SIM_ESTIMATE_NONE);
    assert_int_equal(sim_estimate_share(&empty).kind, SIM_ESTIMATE_NONE);
    assert_int_equal(sim_estimate_ratio(&no_calls).kind, SIM_ESTIMATE_NONE);
}

/* What every replication does alike is known exactly: rounding must not widen it. */
static void a_constant_has_no_noise(void **state)
{
    (void) state;
    struct sim_moments m = { 0 };
    for (int i = 0; i < 37; i++)
        sim_moments_add(&m, 35040.1 * 0.3, 35040.1);
    const struct sim_estimate ratio = sim_estimate_ratio(&m);
    const struct sim_estimate mean = sim_estimate_mean(&m);
    assert_near(ratio.high, ratio.low, 0.0);
    assert_near(mean.high, mean.low, 0.0);
}

/* Wilson's interval for 15 of 20 with t(19) = 2.093024054 for z, solved from its
 * definition |p - P| = t sqrt(P (1 - P) / n) rather than by the closed form. */
static void a_share_agrees_with_the_definition_of_the_score_interval(void **state)
{
    (void) state;
    struct sim_moments m = { 0 };
    for (int i = 0; i < 20; i++)
        sim_moments_add(&m, i < 15 ? 1.0 : 0.0, 1.0);
    const struct sim_estimate got = sim_estimate_share(&m);
    /* One period a replication: the variance shown is p (1 - p) / (n - 1). */
    const double ends[] = { got.low, got.high };
    for (int i = 0; i < 2; i++)
        assert_near(fabs(0.75 - ends[i]),
                    2.093024054 * sqrt(ends[i] * (1.0 - ends[i]) / 19.0), 1e-8);
    assert_true(got.low < 0.75 && got.high > 0.75);
}

/* All of R met: low = R / (R + t^2), however many periods a replication has. */
static void shares_of_all_and_none_count_replications(void **state)
{
    (void) state;
    struct sim_moments all = { 0 }, no = { 0 };
    for (int i = 0; i < 40; i++) {
        sim_moments_add(&all, 12.0, 12.0);
        sim_moments_add(&no, 0.0, 12.0);
    }
    const double t = 2.022690920; /* of 39 degrees of freedom */
    const struct sim_estimate high = sim_estimate_share(&all);
    const struct sim_estimate low = sim_estimate_share(&no);
    assert_near(high.low, 40.0 / (40.0 + t * t), 1e-8);
    assert_near(high.high, 1.0, 0.0);
    assert_near(low.high, t * t / (40.0 + t * t), 1e-8);
    assert_near(low.low, 0.0, 0.0);
}

/* Clusters that are all or nothing weigh as one observation each, not as twelve. */
static void a_share_of_alike_periods_counts_replications(void **state)
{
    (void) state;
    struct sim_moments clustered = { 0 }, single = { 0 };
    for (int i = 0; i < 31; i++) {
        sim_moments_add(&clustered, i % 4 == 0 ? 12.0 : 0.0, 12.0);
        sim_moments_add(&single, i % 4 == 0 ? 1.0 : 0.0, 1.0);
    }
    const struct sim_estimate a = sim_estimate_share(&clustered);
    const struct sim_estimate b = sim_estimate_share(&single);
    assert_near(a.low, b.low, 1e-12);
    assert_near(a.high, b.high, 1e-12);
}

/* Months that always and months that never meet: no noise is seen, yet the share is not
 * claimed to be known better than to about one period. */
static void a_share_without_noise_is_known_to_one_period(void **state)
{
    (void) state;
    struct sim_moments m = { 0 };
    for (int i = 0; i < 40; i++)
        sim_moments_add(&m, 5.0, 12.0);
    const struct sim_estimate got = sim_estimate_share(&m);
    assert_within(sim_estimate_half_width(&got), 2.02 / 480.0, 1e-4);
}

/* Oracle: residual of each pair, one by one. */
static void a_paired_difference_agrees_with_its_residuals(void **state)
{
    (void) state;
    const double u[] = { 84.0, 90.0, 71.0, 92.0, 97.5 };
    const double v[] = { 90.0, 94.0, 73.0, 104.0, 98.0 };
    struct sim_pairs pairs = { 0 };
    double su = 0.0, sv = 0.0;
    for (int i = 0; i < 5; i++) {
        sim_pairs_add(&pairs, answered[i], calls[i], u[i], v[i]);
        su += u[i];
        sv += v[i];
    }
    const double r = 420.0 / 451.0, s = su / sv;
    double squares = 0.0;
    for (int i = 0; i < 5; i++)
        squares += pow((u[i] - s * v[i]) / (sv / 5.0)
                           - (answered[i] - r * calls[i]) / (451.0 / 5.0),
                       2.0);
    const struct sim_estimate got = sim_estimate_difference(&pairs);
    assert_near(got.value, s - r, 1e-12);
    assert_near(sim_estimate_half_width(&got), 2.776445105 * sqrt(squares / 20.0),
                1e-7);
    const struct sim_pairs empty = { 0 };
    assert_int_equal(sim_estimate_difference(&empty).kind, SIM_ESTIMATE_NONE);
}

static void a_scenario_does_not_differ_from_itself(void **state)
{
    (void) state;
    struct sim_pairs pairs = { 0 };
    for (int i = 0; i < 5; i++)
        sim_pairs_add(&pairs, answered[i], calls[i], answered[i], calls[i]);
    const struct sim_estimate got = sim_estimate_difference(&pairs);
    assert_near(got.value, 0.0, 0.0);
    assert_near(got.high, got.low, 0.0);
}

static void verdicts_look_at_the_whole_interval(void **state)
{
    (void) state;
    static const struct {
        double low, high, limit;
        bool at_least;
        enum sim_verdict want;
    } rows[] = {
        { 0.91, 0.93, 0.90, true, SIM_MET },
        { 0.90, 0.93, 0.90, true, SIM_MET }, /* exactly at the limit is met */
        { 0.89, 0.93, 0.90, true, SIM_UNDECIDED },
        { 0.87, 0.90, 0.90, true, SIM_UNDECIDED },
        { 0.87, 0.89, 0.90, true, SIM_NOT_MET },
        { 0.03, 0.05, 0.05, false, SIM_MET },
        { 0.03, 0.06, 0.05, false, SIM_UNDECIDED },
        { 0.05, 0.06, 0.05, false, SIM_UNDECIDED },
        { 0.06, 0.07, 0.05, false, SIM_NOT_MET },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct sim_estimate e = { SIM_ESTIMATE_INTERVAL,
                                        0.5 * (rows[i].low + rows[i].high), rows[i].low,
                                        rows[i].high };
        assert_int_equal(sim_estimate_verdict(&e, rows[i].limit, rows[i].at_least),
                         rows[i].want);
    }
}

static void a_change_of_unit_scales_everything(void **state)
{
    (void) state;
    const struct sim_estimate e = sim_estimate_times(
        (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, 3, 2, 5 }, 2.5);
    assert_near(e.value, 7.5, 0.0);
    assert_near(e.low, 5.0, 0.0);
    assert_near(e.high, 12.5, 0.0);
}

/* One replication of a synthetic experiment, and the truth of its estimate. */
struct synthetic {
    struct sim_estimate (*estimate)(const struct sim_moments *moments);
    void (*draw)(gsl_rng *rng, double a, double b, double *x, double *y);
    double a, b, truth;
};

/* Calls: Poisson with a gamma busyness (cv b); each answered with a chance that falls
 * with the busyness, a on average when weighted by calls. */
static void draw_ratio(gsl_rng *rng, double a, double b, double *x, double *y)
{
    const double busy = gsl_ran_gamma(rng, 1.0 / (b * b), b * b);
    const unsigned n = gsl_ran_poisson(rng, 300.0 * busy);
    const double p = a / (busy * (1.0 + b * b) > a ? busy * (1.0 + b * b) : a);
    *x = gsl_ran_binomial(rng, p < 1.0 ? p : 1.0, n);
    *y = n;
}

static void draw_mean(gsl_rng *rng, double a, double b, double *x, double *y)
{
    *x = gsl_ran_gamma(rng, 1.0 / (b * b), a * b * b);
    *y = 1.0;
}

/* Twelve months, met with a chance that is Beta distributed between replications: mean
 * a, correlation b between months of one replication. */
static void draw_share(gsl_rng *rng, double a, double b, double *x, double *y)
{
    const double size = 1.0 / b - 1.0;
    const double p = gsl_ran_beta(rng, a * size, (1.0 - a) * size);
    *x = gsl_ran_binomial(rng, p, 12);
    *y = 12.0;
}

static struct sim_estimate experiment(const struct synthetic *s, gsl_rng *rng, int n,
                                      double precision)
{
    struct sim_moments m = { 0 };
    struct sim_estimate e = { 0 };
    for (int i = 1; i <= n; i++) {
        double x, y;
        s->draw(rng, s->a, s->b, &x, &y);
        sim_moments_add(&m, x, y);
        e = s->estimate(&m);
        if (precision > 0.0 && sim_replicate_is_checkpoint(i)
            && sim_estimate_half_width(&e) <= precision)
            break;
    }
    return e;
}

static double coverage(const struct synthetic *s, int n, double precision)
{
    gsl_rng *const rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 20220101);
    int covered = 0;
    for (int i = 0; i < EXPERIMENTS; i++) {
        const struct sim_estimate e = experiment(s, rng, n, precision);
        covered += e.low <= s->truth && s->truth <= e.high;
    }
    gsl_rng_free(rng);
    return (double) covered / EXPERIMENTS;
}

/* The truth of draw_ratio, by simulation with a thousand times the replications. */
static double true_ratio(double a, double b)
{
    gsl_rng *const rng = gsl_rng_alloc(gsl_rng_taus2);
    double sx = 0.0, sy = 0.0;
    for (int i = 0; i < 400000; i++) {
        double x, y;
        draw_ratio(rng, a, b, &x, &y);
        sx += x;
        sy += y;
    }
    gsl_rng_free(rng);
    return sx / sy;
}

static void check_coverage(const char *what, double got)
{
    print_message("# coverage of %s: %.3f\n", what, got);
    assert_within(got, 0.95, 0.03);
}

static void intervals_of_ratios_cover(void **state)
{
    (void) state;
    const struct synthetic s = { sim_estimate_ratio, draw_ratio, 0.8, 0.12,
                                 true_ratio(0.8, 0.12) };
    check_coverage("ratio, 10 replications", coverage(&s, 10, 0.0));
    check_coverage("ratio, 40 replications", coverage(&s, 40, 0.0));
    check_coverage("ratio, to a precision of 0.02", coverage(&s, 1000, 0.02));
    check_coverage("ratio, to a precision of 0.008", coverage(&s, 1000, 0.008));
}

static void intervals_of_means_cover(void **state)
{
    (void) state;
    const struct synthetic s = { sim_estimate_mean, draw_mean, 38.5, 0.4, 38.5 };
    check_coverage("mean, 10 replications", coverage(&s, 10, 0.0));
    check_coverage("mean, 40 replications", coverage(&s, 40, 0.0));
    check_coverage("mean, to a precision of 5 s", coverage(&s, 1000, 5.0));
    check_coverage("mean, to a precision of 2 s", coverage(&s, 1000, 2.0));
}

static void intervals_of_p_met_cover(void **state)
{
    (void) state;
    static const struct {
        double p, correlation;
    } rows[] = {
        { 0.5, 0.05 }, { 0.8, 0.3 }, { 0.95, 0.05 }, { 0.93, 0.02 }, { 0.12, 0.1 }
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct synthetic s = { sim_estimate_share, draw_share, rows[i].p,
                                     rows[i].correlation, rows[i].p };
        char what[80];
        snprintf(what, sizeof what, "P(met) = %.2f, correlation %.2f", s.a, s.b);
        check_coverage(what, coverage(&s, 40, 0.0));
        check_coverage("... to a precision of 0.04", coverage(&s, 1000, 0.04));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ratio_of_sums_agrees_with_hand_calculation),
        cmocka_unit_test(a_mean_agrees_with_hand_calculation),
        cmocka_unit_test(one_replication_has_no_interval_and_none_has_no_value),
        cmocka_unit_test(a_constant_has_no_noise),
        cmocka_unit_test(a_share_agrees_with_the_definition_of_the_score_interval),
        cmocka_unit_test(shares_of_all_and_none_count_replications),
        cmocka_unit_test(a_share_of_alike_periods_counts_replications),
        cmocka_unit_test(a_share_without_noise_is_known_to_one_period),
        cmocka_unit_test(a_paired_difference_agrees_with_its_residuals),
        cmocka_unit_test(a_scenario_does_not_differ_from_itself),
        cmocka_unit_test(verdicts_look_at_the_whole_interval),
        cmocka_unit_test(a_change_of_unit_scales_everything),
        cmocka_unit_test(intervals_of_ratios_cover),
        cmocka_unit_test(intervals_of_means_cover),
        cmocka_unit_test(intervals_of_p_met_cover),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
