#include "sim/sequential.h"

#include <limits.h>

#include "sim/rng.h"
#include "tests/near.h"

static const struct sim_sequential_spec ratio = { .kind = SIM_SEQUENTIAL_RATIO,
                                                  .margin = 0.2,
                                                  .error_holds = 0.05,
                                                  .error_fails = 0.01 };
static const struct sim_sequential_spec bounded = { .kind = SIM_SEQUENTIAL_BOUNDED,
                                                    .limit = 0.5,
                                                    .margin = 0.25,
                                                    .error_holds = 0.05,
                                                    .error_fails = 0.01 };

static struct sim_sequential fresh(const struct sim_sequential_spec *spec)
{
    struct sim_sequential test;
    sim_sequential_init(&test, spec);
    return test;
}

static void add_many(struct sim_sequential *test, int n, double z, double y)
{
    for (int i = 0; i < n; i++)
        sim_sequential_add(test, z, y);
}

static int until_decided(struct sim_sequential *test, double z, double y)
{
    while (test->state == SIM_SEQUENTIAL_OPEN && test->count < 100000)
        sim_sequential_add(test, z, y);
    return test->decided_at;
}

/* ---- bounded ---- */

/* Against 1/2 the stakes are 1 and 1/2, so a 1 multiplies by 1.5 and 1.25:
 * 0.8 * 1.5^8 + 0.2 * 1.25^8 = 21.7 is the first above 20.  Against 3/4 they are 4/3
 * and 2/3, so a 0 multiplies by 2 and 1.5: 0.8 * 2^7 + 0.2 * 1.5^7 = 105.8 is the first
 * above 100. */
static void scores_of_0_or_1_are_decided_where_hand_calculation_says(void **state)
{
    (void) state;
    struct sim_sequential test = fresh(&bounded);
    assert_int_equal(until_decided(&test, 1.0, 1.0), 8);
    assert_int_equal(test.state, SIM_SEQUENTIAL_HOLDS);
    test = fresh(&bounded);
    assert_int_equal(until_decided(&test, 0.0, 1.0), 7);
    assert_int_equal(test.state, SIM_SEQUENTIAL_FAILS);
}

static void scores_of_0_or_1_give_the_likelihood_ratio(void **state)
{
    (void) state;
    struct sim_sequential test = fresh(&bounded);
    const double scores[] = { 1.0, 0.0, 0.0, 1.0, 1.0 };
    for (int i = 0; i < 5; i++)
        sim_sequential_add(&test, scores[i], 1.0);
    const double likelihood = 3.0 * log(0.75 / 0.5) + 2.0 * log(0.25 / 0.5);
    assert_near(test.up[0], likelihood, 1e-12);
    assert_near(test.down[0], -likelihood, 1e-12);
    assert_near(test.up[1], 3.0 * log(1.25) + 2.0 * log(0.75), 1e-12);
    assert_near(test.down[1], 3.0 * log(1.0 - 1.0 / 6.0) + 2.0 * log(1.5), 1e-12);

    struct sim_sequential_spec spec = bounded;
    spec.limit = 0.3;
    spec.margin = 0.1;
    test = fresh(&spec);
    sim_sequential_add(&test, 1.0, 1.0);
    assert_near(test.up[0], log(0.4 / 0.3), 1e-12);
    assert_near(test.down[0], log(0.3 / 0.4), 1e-12);
}

/* After one score of 3/4 the spread is 20 quarters where 0s and 1s of that mean would
 * have 20 quarters and 3/16: the stake rises by 5.1875 / 5. */
static void scores_that_vary_less_are_bet_on_with_more(void **state)
{
    (void) state;
    struct sim_sequential test = fresh(&bounded);
    add_many(&test, 2, 0.75, 1.0);
    assert_near(test.up[0], log(1.25) + log(1.0 + 5.1875 / 5.0 / 4.0), 1e-12);
    assert_int_equal(test.down[0] == 0.0, 1);
}

/* A stake above 0.9 / p could lose more than nine tenths on a score of 0. */
static void no_score_can_ruin_a_capital(void **state)
{
    (void) state;
    struct sim_sequential_spec spec = bounded;
    spec.error_holds = spec.error_fails = 1e-300;
    spec.margin = 0.01;
    struct sim_sequential test = fresh(&spec);
    add_many(&test, 2000, 0.502, 1.0);
    const double before = test.up[0];
    assert_int_equal(test.state, SIM_SEQUENTIAL_OPEN);
    sim_sequential_add(&test, 0.0, 1.0);
    assert_true(test.up[0] - before >= log(0.1) - 1e-12);
    assert_true(test.up[0] - before < log(0.5));
}

static void one_more_success_never_makes_it_fail(void **state)
{
    (void) state;
    for (int flipped = 0; flipped < 200; flipped++) {
        struct sim_sequential plain = fresh(&bounded), better = fresh(&bounded);
        for (uint64_t i = 0; i < 200; i++) {
            const double score = sim_rng_unit(sim_rng_key(3, i)) < 0.62;
            sim_sequential_add(&plain, score, 1.0);
            sim_sequential_add(&better, (int) i == flipped ? 1.0 : score, 1.0);
        }
        assert_true(plain.state != SIM_SEQUENTIAL_OPEN);
        if (plain.state == SIM_SEQUENTIAL_HOLDS)
            assert_int_equal(better.state, SIM_SEQUENTIAL_HOLDS);
    }
}

static void weights_and_scores_out_of_range_are_taken_as_said(void **state)
{
    (void) state;
    struct sim_sequential test = fresh(&bounded), same = fresh(&bounded);
    sim_sequential_add(&test, 1.0, 0.0);
    assert_int_equal(test.count, 1);
    assert_int_equal(test.used, 0);
    assert_true(test.up[0] == 0.0);
    sim_sequential_add(&test, 1.0 + 1e-9, 31.0);
    sim_sequential_add(&test, -3.0, 0.125);
    sim_sequential_add(&same, 1.0, 1.0);
    sim_sequential_add(&same, 0.0, 1.0);
    assert_true(test.up[0] == same.up[0] && test.down[1] == same.down[1]);
    assert_int_equal(test.used, 2);
    assert_true(test.y == 2.0);
}

/* p + d = 1.01 is taken as 0.995: one failure in 200 is half way there. */
static void a_margin_that_passes_1_is_cut(void **state)
{
    (void) state;
    struct sim_sequential_spec spec = bounded;
    spec.limit = 0.99;
    spec.margin = 0.02;
    struct sim_sequential test = fresh(&spec);
    sim_sequential_add(&test, 1.0, 1.0);
    assert_near(test.up[0], log(0.995 / 0.99), 1e-12);
    assert_near(test.down[0], log(0.99 / 0.995), 1e-12);
    assert_true(until_decided(&test, 1.0, 1.0) < 1000);
    assert_int_equal(test.state, SIM_SEQUENTIAL_HOLDS);
}

/* ---- ratio ---- */

/* Twenty observations of -1 and 1 with y = 1: variance 20/19, so the stake is
 * 0.2 * 19/20 = 0.19.  An observation of 3 wins 0.57 of the capital; from the other it
 * takes 0.19 * (3 - 0.2). */
static void a_ratio_is_bet_on_as_hand_calculation_says(void **state)
{
    (void) state;
    struct sim_sequential test = fresh(&ratio);
    for (int i = 0; i < SIM_SEQUENTIAL_FIRST; i++)
        sim_sequential_add(&test, i % 2 == 0 ? -1.0 : 1.0, 1.0);
    assert_true(test.up[0] == 0.0 && test.down[1] == 0.0);
    sim_sequential_add(&test, 3.0, 1.0);
    assert_near(test.up[0], log(1.57), 1e-12);
    assert_near(test.up[1], log(1.0 + 0.57 / 2.0), 1e-12);
    assert_near(test.down[0], log(1.0 - 0.19 * 2.8), 1e-12);
    assert_near(test.down[1], log(1.0 - 0.19 * 1.4), 1e-12);
}

/* The largest of |z| is 1, of |z - 0.2 y| 1.2: stakes are 0.45 and 0.375 at most. */
static void a_stake_loses_nine_tenths_at_most(void **state)
{
    (void) state;
    struct sim_sequential test = fresh(&ratio);
    for (int i = 0; i < SIM_SEQUENTIAL_FIRST; i++)
        sim_sequential_add(&test, i == 7 ? -1.0 : 0.0, 1.0);
    struct sim_sequential other = test, twice = test, far = test;
    sim_sequential_add(&other, 0.5, 1.0);
    assert_near(other.up[0], log(1.0 + 0.45 * 0.5), 1e-12);
    assert_near(other.down[0], log(1.0 - 0.375 * 0.3), 1e-12);
    sim_sequential_add(&twice, -2.0, 1.0);
    assert_near(twice.up[0], log(0.1), 1e-12);
    assert_near(twice.up[1], log(0.55), 1e-12);
    sim_sequential_add(&far, -1e9, 1.0);
    assert_near(far.up[0], log(0.1), 1e-12);
    assert_near(far.up[1], log(0.1), 1e-12);
    assert_near(far.down[0], log(1.0 + 0.375 * (1e9 + 0.2)), 1e-12);
}

/* A stranger's way to the same: two passes over stored observations for each bet,
 * products rather than logarithms. */
static int decided_by_definition(int n, const double *z, const double *y, bool *holds)
{
    double capital[2][2] = { { 1.0, 1.0 }, { 1.0, 1.0 } };
    for (int i = 20; i < n; i++) {
        for (int side = 0; side < 2; side++) {
            double mean = 0.0, squares = 0.0, mean_y = 0.0, largest = 0.0;
            for (int j = 0; j < i; j++) {
                mean += (z[j] - side * 0.2 * y[j]) / i;
                mean_y += y[j] / i;
                largest = fmax(largest, fabs(z[j] - side * 0.2 * y[j]));
            }
            for (int j = 0; j < i; j++)
                squares += pow(z[j] - side * 0.2 * y[j] - mean, 2.0);
            const double stake =
                fmin(0.2 * mean_y / (squares / (i - 1)), 0.45 / largest);
            const double won = side == 0 ? z[i] : 0.2 * y[i] - z[i];
            capital[side][0] *= fmax(1.0 + stake * won, 0.1);
            capital[side][1] *= fmax(1.0 + stake / 2.0 * won, 0.1);
        }
        *holds = 0.8 * capital[0][0] + 0.2 * capital[0][1] >= 20.0;
        if (*holds || 0.8 * capital[1][0] + 0.2 * capital[1][1] >= 100.0)
            return i + 1;
    }
    return 0;
}

enum { STORED = 1500 };

/* Observations whose y varies and whose z is skewed to the left. */
static void observations(uint64_t key, double mean, double *z, double *y)
{
    for (uint64_t i = 0; i < STORED; i++) {
        y[i] = 0.5 + sim_rng_exponential(sim_rng_key(key, 2 * i));
        z[i] = y[i] * (mean + 1.0 - sim_rng_exponential(sim_rng_key(key, 2 * i + 1)));
    }
}

static void decisions_are_those_of_the_definition(void **state)
{
    (void) state;
    double z[STORED], y[STORED];
    int held = 0, failed = 0;
    for (uint64_t key = 0; key < 12; key++) {
        observations(key, 0.05 * (double) (key % 5), z, y);
        bool holds = false;
        const int want = decided_by_definition(STORED, z, y, &holds);
        struct sim_sequential test = fresh(&ratio);
        for (int i = 0; i < STORED; i++)
            sim_sequential_add(&test, z[i], y[i]);
        assert_int_equal(test.decided_at, want);
        assert_int_equal(test.state, want == 0 ? SIM_SEQUENTIAL_OPEN
                                     : holds   ? SIM_SEQUENTIAL_HOLDS
                                               : SIM_SEQUENTIAL_FAILS);
        held += test.state == SIM_SEQUENTIAL_HOLDS;
        failed += test.state == SIM_SEQUENTIAL_FAILS;
    }
    assert_true(held >= 3 && failed >= 3);
}

/* What holds for z fails for the distance from the other end, after as many. */
static void the_two_ends_are_mirror_images(void **state)
{
    (void) state;
    struct sim_sequential_spec swapped = ratio;
    swapped.error_holds = ratio.error_fails;
    swapped.error_fails = ratio.error_holds;
    double z[STORED], y[STORED];
    for (uint64_t key = 20; key < 40; key++) {
        observations(key, key % 2 == 0 ? -0.1 : 0.3, z, y);
        struct sim_sequential test = fresh(&ratio), mirror = fresh(&swapped);
        for (int i = 0; i < STORED; i++) {
            sim_sequential_add(&test, z[i], y[i]);
            sim_sequential_add(&mirror, 0.2 * y[i] - z[i], y[i]);
        }
        assert_true(test.state != SIM_SEQUENTIAL_OPEN);
        assert_int_equal(test.decided_at, mirror.decided_at);
        assert_true(test.state != mirror.state);
    }
}

static void units_of_measurement_do_not_matter(void **state)
{
    (void) state;
    double z[STORED], y[STORED];
    for (uint64_t key = 40; key < 50; key++) {
        observations(key, 0.1, z, y);
        struct sim_sequential test = fresh(&ratio), scaled = fresh(&ratio);
        for (int i = 0; i < STORED; i++) {
            sim_sequential_add(&test, z[i], y[i]);
            sim_sequential_add(&scaled, 1024.0 * z[i], 1024.0 * y[i]);
        }
        assert_int_equal(test.decided_at, scaled.decided_at);
        assert_int_equal(test.state, scaled.state);
    }
}

static void empty_observations_only_count(void **state)
{
    (void) state;
    double z[STORED], y[STORED];
    observations(60, 0.3, z, y);
    struct sim_sequential test = fresh(&ratio), sparse = fresh(&ratio);
    add_many(&sparse, 1000, 0.0, 0.0);
    assert_int_equal(sparse.state, SIM_SEQUENTIAL_OPEN);
    assert_int_equal(sim_sequential_most(&sparse), INT_MAX);
    for (int i = 0; i < STORED; i++) {
        sim_sequential_add(&test, z[i], y[i]);
        sim_sequential_add(&sparse, 0.0, 0.0);
        sim_sequential_add(&sparse, z[i], y[i]);
    }
    assert_int_equal(test.state, SIM_SEQUENTIAL_HOLDS);
    assert_int_equal(sparse.state, SIM_SEQUENTIAL_HOLDS);
    assert_int_equal(sparse.decided_at, 1000 + 2 * test.decided_at);
    assert_int_equal(sparse.used, STORED);
}

/* Equal to the last: nothing varies, so the stake is what may be lost.  Each bet wins
 * 0.45 of the capital, 0.225 with half the stake: 0.8 * 1.45^9 + 0.2 * 1.225^9 = 23.9,
 * with twelve 71.4, with thirteen 103.0. */
static void equal_observations_are_decided_by_their_sign(void **state)
{
    (void) state;
    struct sim_sequential test = fresh(&ratio);
    assert_int_equal(until_decided(&test, 0.2, 1.0), 29);
    assert_int_equal(test.state, SIM_SEQUENTIAL_HOLDS);
    test = fresh(&ratio);
    assert_int_equal(until_decided(&test, 0.0, 1.0), 33);
    assert_true(test.up[0] == 0.0 && test.up[1] == 0.0);
    assert_int_equal(test.state, SIM_SEQUENTIAL_FAILS);
    test = fresh(&ratio);
    assert_int_equal(until_decided(&test, -7.0, 3.0), 33);
    assert_int_equal(test.state, SIM_SEQUENTIAL_FAILS);
    test = fresh(&ratio);
    assert_true(until_decided(&test, 0.1, 1.0) > 0);
}

/* Half way, both bets win the same each time. */
static void what_is_shown_to_be_neither_fails(void **state)
{
    (void) state;
    struct sim_sequential_spec spec = ratio;
    spec.margin = 0.25;
    spec.error_holds = spec.error_fails;
    struct sim_sequential test = fresh(&spec);
    until_decided(&test, 0.125, 1.0);
    assert_true(test.up[0] == test.down[0] && test.up[0] > 0.0);
    assert_int_equal(test.state, SIM_SEQUENTIAL_FAILS);
}

/* ---- both ---- */

static void smaller_errors_never_decide_sooner(void **state)
{
    (void) state;
    const double errors[] = { 0.2, 0.05, 0.01, 1e-3, 1e-4 };
    double z[STORED], y[STORED];
    for (uint64_t key = 80; key < 90; key++) {
        observations(key, key % 2 == 0 ? -0.1 : 0.3, z, y);
        int before = 1;
        for (int e = 0; e < 5; e++) {
            struct sim_sequential_spec spec = ratio;
            spec.error_holds = spec.error_fails = errors[e];
            struct sim_sequential test = fresh(&spec);
            for (int i = 0; i < STORED; i++)
                sim_sequential_add(&test, z[i], y[i]);
            assert_true(test.decided_at >= before);
            before = test.decided_at;
        }
        assert_true(before > SIM_SEQUENTIAL_FIRST + 8);
    }
}

static void a_decision_stays(void **state)
{
    (void) state;
    const struct sim_sequential_spec *const specs[] = { &ratio, &bounded };
    for (int s = 0; s < 2; s++) {
        struct sim_sequential test = fresh(specs[s]);
        until_decided(&test, 1.0, 1.0);
        const struct sim_sequential then = test;
        add_many(&test, 500, 0.0, 1.0);
        assert_int_equal(test.state, SIM_SEQUENTIAL_HOLDS);
        assert_int_equal(test.decided_at, then.decided_at);
        assert_true(test.up[0] == then.up[0] && test.up[1] == then.up[1]);
        assert_true(test.down[0] == then.down[0] && test.down[1] == then.down[1]);
        assert_int_equal(test.count, then.count + 500);
        assert_near(test.y, then.y + 500.0, 1e-12);
        assert_near(test.z, then.z, 1e-12);
    }
}

/* Bounded: stake 1 and variance 1/4, so ln(0.04) ln(0.008) / (1/4) = 62.2 observations
 * for the walk, but half the stake grows by 1/32 and passes 1 / 0.00002 first if the
 * errors are small: ln(50,000) * 32 = 346.2.  Ratio, with every other observation
 * empty: stake 0.19 and variance 20/19, twice ln(0.04) ln(0.008) / 0.038 = 409. */
static void how_many_to_be_ready_for_is_told(void **state)
{
    (void) state;
    struct sim_sequential test = fresh(&bounded);
    assert_int_equal(sim_sequential_most(&test), 63);
    test = fresh(&ratio);
    for (int i = 0; i < SIM_SEQUENTIAL_FIRST; i++) {
        assert_int_equal(sim_sequential_most(&test), INT_MAX);
        sim_sequential_add(&test, i % 2 == 0 ? -1.0 : 1.0, 1.0);
        sim_sequential_add(&test, 0.0, 0.0);
    }
    assert_int_equal(sim_sequential_most(&test),
                     (int) ceil(2.0 * log(0.04) * log(0.008) / 0.038));
    struct sim_sequential_spec spec = bounded;
    spec.error_holds = 1e-6;
    spec.error_fails = 1e-4;
    test = fresh(&spec);
    assert_int_equal(sim_sequential_most(&test), 347);
    spec.margin = 1e-9;
    test = fresh(&spec);
    assert_int_equal(sim_sequential_most(&test), INT_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_of_0_or_1_are_decided_where_hand_calculation_says),
        cmocka_unit_test(scores_of_0_or_1_give_the_likelihood_ratio),
        cmocka_unit_test(scores_that_vary_less_are_bet_on_with_more),
        cmocka_unit_test(no_score_can_ruin_a_capital),
        cmocka_unit_test(one_more_success_never_makes_it_fail),
        cmocka_unit_test(weights_and_scores_out_of_range_are_taken_as_said),
        cmocka_unit_test(a_margin_that_passes_1_is_cut),
        cmocka_unit_test(a_ratio_is_bet_on_as_hand_calculation_says),
        cmocka_unit_test(a_stake_loses_nine_tenths_at_most),
        cmocka_unit_test(decisions_are_those_of_the_definition),
        cmocka_unit_test(the_two_ends_are_mirror_images),
        cmocka_unit_test(units_of_measurement_do_not_matter),
        cmocka_unit_test(empty_observations_only_count),
        cmocka_unit_test(equal_observations_are_decided_by_their_sign),
        cmocka_unit_test(what_is_shown_to_be_neither_fails),
        cmocka_unit_test(smaller_errors_never_decide_sooner),
        cmocka_unit_test(a_decision_stays),
        cmocka_unit_test(how_many_to_be_ready_for_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
