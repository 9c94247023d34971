/* Who calls and when.  Statistical checks use fixed seeds and bands of 4 standard
 * errors (a right generator leaves one figure in 15,000 outside) and say what they can
 * see; the rest is exact. */
#include "model/world/arrivals.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>

#include "model/world/chance.h"
#include "sim/estimate.h"
#include "sim/mem.h"
#include "tests/build_scenario.h"
#include "tests/near.h"

enum { APRIL_2022 = 19086, DST_MARCH_2022 = 19078, DST_OCTOBER_2022 = 19295, WEEK = 7 };
static const double QUARTER_S = CALENDAR_QUARTER_S;

static void agrees(const struct sim_moments *moments, double want, double widest)
{
    const struct sim_estimate got = sim_estimate_ratio(moments);
    assert_true(2.0 * sim_estimate_half_width(&got) <= widest);
    assert_within(got.value, want, 2.0 * sim_estimate_half_width(&got));
}

/* ---- a program that is all demand ---- */

struct demand {
    struct scenario scenario;
    struct program program;
    struct arrivals arrivals;
};

static void demand_init(struct demand *d, int32_t first, int days)
{
    build_init(&d->scenario, first, days);
    build_stage(&d->scenario, SCENARIO_END, "left");
}

static struct scenario_stream *demand_stream(struct demand *d, double calls_a_quarter)
{
    build_stream(&d->scenario, "stream", 0, 0.0);
    struct scenario_stream *stream = &d->scenario.streams[d->scenario.stream_count - 1];
    struct calendar calendar;
    calendar_init(&calendar, d->scenario.period, 0.0);
    stream->calls = calls_a_quarter * (calendar.to - calendar.from);
    calendar_done(&calendar);
    return stream;
}

static void demand_compile(struct demand *d)
{
    d->program = build_program(&d->scenario, NULL);
    arrivals_init(&d->arrivals, &d->program);
}

static void demand_done(struct demand *d)
{
    arrivals_done(&d->arrivals);
    program_done(&d->program);
    scenario_done(&d->scenario);
}

static int count_of(const struct arrivals *arrivals, uint32_t stream)
{
    int count = 0;
    for (int i = 0; i < arrivals->count; i++)
        count += arrivals->list[i].stream == stream;
    return count;
}

static const struct arrival *find(const struct arrivals *arrivals, uint64_t key)
{
    for (int i = 0; i < arrivals->count; i++)
        if (arrivals->list[i].key == key)
            return &arrivals->list[i];
    return NULL;
}

/* ---- numbers and times ---- */

/* Means on each of the ways in which a number is drawn; the variance is the mean. */
static void numbers_of_a_quarter_hour_are_poisson(void **state)
{
    (void) state;
    static const double means[] = { 0.2, 7.3, 81.7, 911.0 };
    for (size_t i = 0; i < sizeof means / sizeof means[0]; i++) {
        struct demand d = { 0 };
        demand_init(&d, APRIL_2022, 1);
        demand_stream(&d, means[i]);
        demand_compile(&d);
        struct sim_moments mean = { 0 }, variance = { 0 };
        const int replications = means[i] > 100.0 ? 30 : 200;
        for (int r = 0; r < replications; r++) {
            arrivals_start(&d.arrivals, chance_replication(11, r));
            for (int q = 0; q < 96; q++) {
                arrivals_quarter(&d.arrivals, q);
                const double off = d.arrivals.count - means[i];
                sim_moments_add(&mean, d.arrivals.count, 1.0);
                sim_moments_add(&variance, off * off, 1.0);
            }
        }
        agrees(&mean, means[i], 0.08 * means[i]);
        agrees(&variance, means[i], 0.12 * means[i]);
        demand_done(&d);
    }
}

static int by_value(const void *left, const void *right)
{
    const double a = *(const double *) left, b = *(const double *) right;
    return (a > b) - (a < b);
}

/* Kolmogorov and Smirnov: the critical value of 1.95 is that of 1 in 1,000; a lump of
 * 1 % anywhere is seen. */
static void times_are_uniform_in_the_quarter_hour(void **state)
{
    (void) state;
    struct demand d = { 0 };
    demand_init(&d, APRIL_2022, 1);
    demand_stream(&d, 900.0);
    demand_compile(&d);
    double *at = sim_mem_array(200000, sizeof *at);
    int n = 0;
    arrivals_start(&d.arrivals, chance_replication(12, 0));
    for (int q = 0; q < 96; q++) {
        arrivals_quarter(&d.arrivals, q);
        for (int i = 0; i < d.arrivals.count; i++) {
            const double at_s = d.arrivals.list[i].at_s;
            assert_true(at_s >= q * QUARTER_S && at_s < (q + 1) * QUARTER_S);
            at[n++] = at_s / QUARTER_S - q;
        }
    }
    qsort(at, (size_t) n, sizeof *at, by_value);
    double furthest = 0.0;
    for (int i = 0; i < n; i++)
        furthest = fmax(furthest, fabs(at[i] - (i + 0.5) / n));
    assert_true(furthest * sqrt(n) < 1.95);
    free(at);
    demand_done(&d);
}

/* The inverse of sim_rng_mix(), which is a bijection: each step undone. */
static uint64_t unmix(uint64_t x)
{
    uint64_t inverse[2] = { 0x3C79AC492BA7B653u, 0x1C69B3F74AC4AE35u };
    for (int i = 0; i < 2; i++) {
        const uint64_t odd = inverse[i];
        for (int bits = 3; bits < 64; bits *= 2) /* Newton: right bits double */
            inverse[i] *= 2 - odd * inverse[i];
    }
    x ^= x >> 27 ^ x >> 54;
    x *= inverse[1];
    x ^= x >> 33;
    x *= inverse[0];
    return x ^ x >> 27 ^ x >> 54;
}

/* The key whose part `part` is `child`. */
static uint64_t parent(uint64_t child, uint64_t part)
{
    return unmix(child) - (part + 1) * 0x9E3779B97F4A7C15u;
}

/* The latest of all uniforms, which only one in 10^16 callers has: a second caller of
 * the last quarter hour of ten years is still in it. */
static void the_last_moment_of_a_quarter_hour_is_in_it(void **state)
{
    (void) state;
    struct demand d = { 0 };
    demand_init(&d, APRIL_2022, 3650);
    demand_stream(&d, 5.0);
    demand_compile(&d);
    const int quarter = d.program.calendar.to - 1;
    const uint64_t interval =
        (uint64_t) (d.program.calendar.start_utc_s / CALENDAR_QUARTER_S + quarter);
    uint64_t key = parent(UINT64_MAX, (uint64_t) CHANCE_ARRIVAL);
    const uint64_t caller = key;
    key = parent(parent(parent(parent(key, 1), interval), 0), CHANCE_CALLERS);
    arrivals_start(&d.arrivals, key);
    arrivals_quarter(&d.arrivals, quarter);
    const struct arrival *last = find(&d.arrivals, caller);
    assert_non_null(last);
    assert_true(last->at_s < (quarter + 1) * QUARTER_S);
    assert_true(last->at_s > (quarter + 1) * QUARTER_S - 1e-6);
    demand_done(&d);
}

/* ---- the same callers ---- */

static void with_more_demand_the_old_callers_are_still_there(void **state)
{
    (void) state;
    struct demand less = { 0 }, more = { 0 };
    demand_init(&less, APRIL_2022, 2);
    demand_stream(&less, 20.0);
    demand_compile(&less);
    demand_init(&more, APRIL_2022, 2);
    demand_stream(&more, 21.0);
    demand_compile(&more);
    int old = 0, all = 0;
    for (int r = 0; r < 20; r++) {
        arrivals_start(&less.arrivals, chance_replication(13, r));
        arrivals_start(&more.arrivals, chance_replication(13, r));
        for (int q = 0; q < 192; q++) {
            arrivals_quarter(&less.arrivals, q);
            arrivals_quarter(&more.arrivals, q);
            for (int i = 0; i < less.arrivals.count; i++) {
                const struct arrival *caller = &less.arrivals.list[i];
                const struct arrival *same = find(&more.arrivals, caller->key);
                assert_non_null(same);
                assert_near(same->at_s, caller->at_s, 0.0);
            }
            old += less.arrivals.count;
            all += more.arrivals.count;
        }
    }
    assert_within((all - old) / (double) old, 0.05, 0.01);
    demand_done(&less);
    demand_done(&more);
}

/* Stream 0 alone, and beside another with random surges and busy days, and with people.
 */
static void other_streams_and_people_change_nobody(void **state)
{
    (void) state;
    struct demand alone = { 0 }, beside = { 0 };
    demand_init(&alone, APRIL_2022, 2);
    demand_stream(&alone, 6.0)->day_to_day = 0.3;
    demand_compile(&alone);
    demand_init(&beside, APRIL_2022, 2);
    demand_stream(&beside, 6.0)->day_to_day = 0.3;
    struct scenario_stream *other = demand_stream(&beside, 9.0);
    other->day_to_day = 0.2;
    other->storms = (struct scenario_storms){ .given = true,
                                              .per_month = 20.0,
                                              .times = 1.0,
                                              .extra_calls = 60.0,
                                              .decay_s = 3600.0 };
    build_shift(&beside.scenario, build_team(&beside.scenario, "team"), 3, 0, 600);
    demand_compile(&beside);
    for (int r = 0; r < 10; r++) {
        arrivals_start(&alone.arrivals, chance_replication(14, r));
        arrivals_start(&beside.arrivals, chance_replication(14, r));
        for (int q = 0; q < 192; q++) {
            arrivals_quarter(&alone.arrivals, q);
            arrivals_quarter(&beside.arrivals, q);
            assert_int_equal(count_of(&beside.arrivals, 0), alone.arrivals.count);
            for (int i = 0; i < alone.arrivals.count; i++) {
                const struct arrival *caller = &alone.arrivals.list[i];
                const struct arrival *same = find(&beside.arrivals, caller->key);
                assert_non_null(same);
                assert_near(same->at_s, caller->at_s, 0.0);
            }
        }
    }
    demand_done(&alone);
    demand_done(&beside);
}

static int by_key(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *) left, b = *(const uint64_t *) right;
    return (a > b) - (a < b);
}

/* Of two streams and their surges, in two replications, two seeds, all quarter hours.
 */
static void no_two_callers_share_their_luck(void **state)
{
    (void) state;
    struct demand d = { 0 };
    demand_init(&d, APRIL_2022, WEEK);
    for (int s = 0; s < 2; s++) {
        demand_stream(&d, 20.0)->storms =
            (struct scenario_storms){ .given = true,
                                      .per_month = 30.0,
                                      .times = 1.0,
                                      .extra_calls = 200.0,
                                      .decay_s = 3600.0 };
    }
    demand_compile(&d);
    uint64_t *keys = NULL;
    size_t count = 0, capacity = 0;
    for (int run = 0; run < 4; run++) {
        arrivals_start(&d.arrivals, chance_replication(15 + run / 2, run % 2));
        for (int q = 0; q < WEEK * 96; q++) {
            arrivals_quarter(&d.arrivals, q);
            for (int i = 0; i < d.arrivals.count; i++) {
                keys = sim_mem_grow(keys, &capacity, count + 1, sizeof *keys);
                keys[count++] = d.arrivals.list[i].key;
            }
        }
    }
    qsort(keys, count, sizeof *keys, by_key);
    for (size_t i = 1; i < count; i++)
        assert_true(keys[i] != keys[i - 1]);
    assert_true(count > 100000);
    free(keys);
    demand_done(&d);
}

/* ---- busy days ---- */

/* The normal behind a day's busyness. */
static double normal_of(const struct demand *d, int stream, int day, double cv)
{
    const double busyness =
        d->arrivals.busyness[stream * d->program.calendar.days + day];
    const double shape = 1.0 / (cv * cv);
    return gsl_cdf_ugaussian_Pinv(gsl_cdf_gamma_P(busyness, shape, 1.0 / shape));
}

/* Each is a standard normal behind its gamma law; the correlations are those asked for:
 * of two streams on one day, of a stream from day to day, of one with the other's
 * yesterday their product.  5 points of any are seen. */
static void busyness_is_gamma_and_correlated_as_asked_for(void **state)
{
    (void) state;
    const double cvs[] = { 0.09, 0.35 }, between = 0.6, next = 0.45;
    struct demand d = { 0 };
    demand_init(&d, APRIL_2022, 30);
    for (int s = 0; s < 2; s++)
        demand_stream(&d, 1.0)->day_to_day = cvs[s];
    demand_stream(&d, 1.0);
    d.scenario.busyness = (struct scenario_busyness){ between, next };
    demand_compile(&d);
    struct sim_moments mean[2] = { 0 }, square[2] = { 0 }, same = { 0 },
                       day_to_day[2] = { 0 }, across = { 0 }, factor[2] = { 0 };
    for (int r = 0; r < 1000; r++) {
        arrivals_start(&d.arrivals, chance_replication(16, r));
        const int day = r % 29; /* one pair of days of each replication: independent */
        double z[2][2];
        for (int s = 0; s < 2; s++)
            for (int k = 0; k < 2; k++)
                z[s][k] = normal_of(&d, s, day + k, cvs[s]);
        for (int s = 0; s < 2; s++) {
            sim_moments_add(&mean[s], z[s][0], 1.0);
            sim_moments_add(&square[s], z[s][0] * z[s][0], 1.0);
            sim_moments_add(&day_to_day[s], z[s][0] * z[s][1], 1.0);
            sim_moments_add(&factor[s],
                            d.arrivals.busyness[s * d.program.calendar.days + day],
                            1.0);
        }
        sim_moments_add(&same, z[0][0] * z[1][0], 1.0);
        sim_moments_add(&across, z[0][0] * z[1][1], 1.0);
        for (int k = 0; k < d.program.calendar.days; k++)
            assert_near(d.arrivals.busyness[2 * d.program.calendar.days + k], 1.0, 0.0);
    }
    for (int s = 0; s < 2; s++) {
        agrees(&mean[s], 0.0, 0.15);
        agrees(&square[s], 1.0, 0.2);
        agrees(&day_to_day[s], next, 0.15);
        agrees(&factor[s], 1.0, 0.15 * cvs[s]);
    }
    agrees(&same, between, 0.16);
    agrees(&across, between * next, 0.16);
    demand_done(&d);
}

/* Busyness belongs to the local day, also when that has 92 or 100 quarter hours: it is
 * what multiplies the number of callers, 4 % apart at 10,000 of them. */
static void busyness_changes_at_local_midnight(void **state)
{
    (void) state;
    static const struct {
        int32_t first;
        int quarters;
    } days[] = { { DST_MARCH_2022, 92 }, { DST_OCTOBER_2022, 100 } };
    for (int i = 0; i < 2; i++) {
        struct demand d = { 0 };
        demand_init(&d, days[i].first - 1, 3);
        demand_stream(&d, 10000.0)->day_to_day = 0.3;
        demand_compile(&d);
        arrivals_start(&d.arrivals, chance_replication(17, 0));
        const double *busyness = d.arrivals.busyness;
        const int starts[] = { 0, 96, 96 + days[i].quarters, 192 + days[i].quarters };
        assert_int_equal(d.program.calendar.to, starts[3]);
        for (int day = 0; day < 3; day++)
            for (int q = starts[day]; q < starts[day + 1]; q++) {
                arrivals_quarter(&d.arrivals, q);
                assert_near(d.arrivals.count, d.program.rates[q] * busyness[day], 0.06);
            }
        assert_true(fabs(busyness[0] / busyness[1] - 1.0) > 0.1);
        assert_true(fabs(busyness[2] / busyness[1] - 1.0) > 0.1);
        demand_done(&d);
    }
}

/* ---- random surges ---- */

static struct scenario_storms extra_calls(double per_month, double calls,
                                          double decay_s)
{
    return (struct scenario_storms){ .given = true,
                                     .per_month = per_month,
                                     .times = 1.0,
                                     .extra_calls = calls,
                                     .decay_s = decay_s };
}

static double storm_sum(const struct demand *d)
{
    double sum = 0.0;
    for (int q = 0; q < d->program.calendar.quarters; q++)
        sum += d->arrivals.storm[q];
    return sum;
}

/* 67 days with the run-on: the surges of the last hours are cut off, half a per mille.
 */
static void surges_add_their_calls_on_average(void **state)
{
    (void) state;
    for (int kind = 0; kind < 2; kind++) {
        struct demand d = { 0 };
        demand_init(&d, APRIL_2022, 60);
        struct scenario_stream *stream = demand_stream(&d, 11.3);
        stream->storms = extra_calls(9.0, 77.7, 2700.0);
        if (kind == 1) {
            stream->storms.extra_calls = 0.0;
            stream->storms.times = 4.0; /* 3 more times 11.3 a quarter for 3 quarters */
        }
        const double one = kind == 1 ? 3.0 * 11.3 * 2700.0 / 900.0 : 77.7;
        demand_compile(&d);
        struct sim_moments calls = { 0 };
        for (int r = 0; r < 1500; r++) {
            arrivals_start(&d.arrivals, chance_replication(18, r));
            sim_moments_add(&calls, storm_sum(&d), 1.0);
        }
        const double want = one * 9.0 * 67.0 / 30.4375;
        agrees(&calls, want, 0.03 * want);
        demand_done(&d);
    }
}

/* Those who are drawn are as many as the surge says. */
static void callers_of_surges_are_poisson_around_the_surge(void **state)
{
    (void) state;
    struct demand d = { 0 };
    demand_init(&d, APRIL_2022, WEEK);
    demand_stream(&d, 0.0)->storms = extra_calls(30.0, 400.0, 3600.0);
    demand_compile(&d);
    struct sim_moments calls = { 0 }, square = { 0 };
    for (int r = 0; r < 40; r++) {
        arrivals_start(&d.arrivals, chance_replication(19, r));
        for (int q = 0; q < d.program.calendar.quarters; q++) {
            const double mean = d.arrivals.storm[q];
            arrivals_quarter(&d.arrivals, q);
            if (mean < 1.0)
                continue;
            const double off = d.arrivals.count - mean;
            sim_moments_add(&calls, d.arrivals.count, mean);
            sim_moments_add(&square, off * off, mean);
        }
    }
    agrees(&calls, 1.0, 0.03);
    agrees(&square, 1.0, 0.12);
    demand_done(&d);
}

/* A surge that stands alone: quarter hours after its first fall by exp(-900 / decay),
 * until a ten thousandth is left. */
static void a_surge_decays(void **state)
{
    (void) state;
    const double decay_s = 4800.0;
    struct demand d = { 0 };
    demand_init(&d, APRIL_2022, 30);
    demand_stream(&d, 5.0)->storms = extra_calls(1.0, 1000.0, decay_s);
    demand_compile(&d);
    int alone = 0;
    for (int r = 0; r < 200; r++) {
        arrivals_start(&d.arrivals, chance_replication(20, r));
        const double *storm = d.arrivals.storm;
        int first = 0, last = d.program.calendar.quarters - 1;
        while (first < last && storm[first] <= 0.0)
            first++;
        while (last > first && storm[last] <= 0.0)
            last--;
        if (storm_sum(&d) > 1100.0 || last == d.program.calendar.quarters - 1
            || first == last)
            continue;
        alone++;
        assert_near(storm_sum(&d), 1000.0, 1.1e-4);
        assert_true(storm[first] < 1000.0 * -expm1(-900.0 / decay_s) + 1e-9);
        for (int q = first + 1; q < last; q++)
            assert_near(storm[q + 1], storm[q] * exp(-900.0 / decay_s), 1e-9);
    }
    assert_true(alone > 40);
    demand_done(&d);
}

/* Six hours of warm-up are a quarter of a day, and see a quarter of its surges. */
static void part_of_a_day_has_its_part_of_the_surges(void **state)
{
    (void) state;
    struct demand d = { 0 };
    demand_init(&d, APRIL_2022, 2);
    d.scenario.warm_up_s = 6 * 3600.0;
    demand_stream(&d, 1.0)->storms = extra_calls(30.4375, 100.0, 60.0);
    demand_compile(&d);
    struct sim_moments warm_up = { 0 }, day = { 0 };
    for (int r = 0; r < 4000; r++) {
        arrivals_start(&d.arrivals, chance_replication(21, r));
        double calls[2] = { 0 };
        for (int q = 0; q < 24 + 96; q++)
            calls[q >= 24] += d.arrivals.storm[q];
        sim_moments_add(&warm_up, calls[0], 1.0);
        sim_moments_add(&day, calls[1], 1.0);
    }
    agrees(&warm_up, 25.0, 4.0);
    agrees(&day, 100.0, 8.0);
    demand_done(&d);
}

/* ---- copies ---- */

static void a_copy_draws_the_same_callers(void **state)
{
    (void) state;
    struct demand d = { 0 };
    demand_init(&d, APRIL_2022, 3);
    struct scenario_stream *stream = demand_stream(&d, 7.0);
    stream->day_to_day = 0.3;
    stream->storms = extra_calls(30.0, 200.0, 3600.0);
    demand_compile(&d);
    struct arrivals twin;
    arrivals_init(&twin, &d.program);
    arrivals_start(&twin, chance_replication(99, 9));
    arrivals_quarter(&twin, 5);
    arrivals_start(&d.arrivals, chance_replication(22, 0));
    arrivals_copy(&twin, &d.arrivals);
    for (int q = 0; q < 3 * 96; q++) {
        arrivals_quarter(&d.arrivals, q);
        arrivals_quarter(&twin, q);
        assert_int_equal(twin.count, d.arrivals.count);
        for (int i = 0; i < twin.count; i++) {
            assert_true(twin.list[i].key == d.arrivals.list[i].key);
            assert_near(twin.list[i].at_s, d.arrivals.list[i].at_s, 0.0);
            assert_int_equal(twin.list[i].stream, d.arrivals.list[i].stream);
        }
    }
    arrivals_done(&twin);
    demand_done(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_a_quarter_hour_are_poisson),
        cmocka_unit_test(times_are_uniform_in_the_quarter_hour),
        cmocka_unit_test(the_last_moment_of_a_quarter_hour_is_in_it),
        cmocka_unit_test(with_more_demand_the_old_callers_are_still_there),
        cmocka_unit_test(other_streams_and_people_change_nobody),
        cmocka_unit_test(no_two_callers_share_their_luck),
        cmocka_unit_test(busyness_is_gamma_and_correlated_as_asked_for),
        cmocka_unit_test(busyness_changes_at_local_midnight),
        cmocka_unit_test(surges_add_their_calls_on_average),
        cmocka_unit_test(callers_of_surges_are_poisson_around_the_surge),
        cmocka_unit_test(a_surge_decays),
        cmocka_unit_test(part_of_a_day_has_its_part_of_the_surges),
        cmocka_unit_test(a_copy_draws_the_same_callers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
