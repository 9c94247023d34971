#include "model/calibrate/identify.h"

#include "tests/near.h"

/* Without any slope an input is as sure as its range. */
static const double RANGE_ALONE = 0.28867513459481287; /* sqrt(1/12) */

static void one_figure_an_input_gives_its_own_error(void **state)
{
    (void) state;
    const double slopes[] = { 20.0, 0.0, 0.0, 0.0, -37.0, 0.0, 0.0, 0.0, 11.0 };
    const double variance[] = { 1.0, 1.0, 2.25 };
    struct identify got;
    identify_make(slopes, variance, 3, 3, &got);
    assert_int_equal(got.group_count, 0);
    assert_near(got.standard_error[0], 1.0 / sqrt(400.0 + 12.0), 1e-12);
    assert_near(got.standard_error[1], 1.0 / sqrt(37.0 * 37.0 + 12.0), 1e-12);
    assert_near(got.standard_error[2], 1.0 / sqrt(121.0 / 2.25 + 12.0), 1e-12);
    for (int i = 0; i < 3; i++)
        assert_false(got.is_open[i]);
}

static void an_input_that_moves_nothing_is_open_alone(void **state)
{
    (void) state;
    const double slopes[] = { 20.0, 0.1, 30.0, -0.2, 25.0, 0.05 };
    const double variance[] = { 1.0, 1.0, 1.0 };
    struct identify got;
    identify_make(slopes, variance, 3, 2, &got);
    assert_int_equal(got.group_count, 1);
    assert_int_equal(got.groups[0].count, 1);
    assert_int_equal(got.groups[0].inputs[0], 1);
    assert_int_equal(got.groups[0].fixed, 0);
    assert_int_equal(got.groups[0].trade, 0);
    assert_true(got.is_open[1] && !got.is_open[0]);
    assert_near(got.standard_error[1], RANGE_ALONE, 0.01);
    assert_near(got.standard_error[0], 1.0 / sqrt(400.0 + 900.0 + 625.0), 0.05);
}

/* How far the figures must move an input decides, not how many they are. */
static void the_range_is_what_open_is_measured_by(void **state)
{
    (void) state;
    const double variance[] = { 1.0 };
    struct identify got;
    const double little[] = { 3.4 }, enough[] = { 3.5 }; /* sqrt(12) = 3.464 */
    identify_make(little, variance, 1, 1, &got);
    assert_true(got.is_open[0]);
    identify_make(enough, variance, 1, 1, &got);
    assert_false(got.is_open[0]);
    const double noisy[] = { 1.1 };
    identify_make(enough, noisy, 1, 1, &got);
    assert_true(got.is_open[0]);
}

static void two_inputs_that_do_the_same_are_named_together(void **state)
{
    (void) state;
    /* The third and the first move all figures alike. */
    const double slopes[] = { 20.0, 5.0, 20.0, 30.0, -9.0, 30.0, 14.0, 31.0, 14.0 };
    const double variance[] = { 1.0, 1.0, 1.0 };
    struct identify got;
    identify_make(slopes, variance, 3, 3, &got);
    assert_int_equal(got.group_count, 1);
    assert_int_equal(got.groups[0].count, 2);
    assert_int_equal(got.groups[0].inputs[0], 0);
    assert_int_equal(got.groups[0].inputs[1], 2);
    assert_int_equal(got.groups[0].fixed, 1);
    assert_int_equal(got.groups[0].trade, -1);
    assert_false(got.is_open[1]);
    /* Half of the doubt of each is the range's along their difference. */
    assert_within(got.standard_error[0], RANGE_ALONE * sqrt(0.5), 0.01);
}

static void inputs_that_undo_each_other_are_raised_together(void **state)
{
    (void) state;
    const double slopes[] = { 20.0, -10.0, 30.0, -15.0, 40.0, -20.0 };
    const double variance[] = { 1.0, 1.0, 1.0 };
    struct identify got;
    identify_make(slopes, variance, 3, 2, &got);
    assert_int_equal(got.group_count, 1);
    assert_int_equal(got.groups[0].count, 2);
    assert_int_equal(got.groups[0].trade, 1);
}

/* A strong input whose doubt is all due to a weak one is no surer than that. */
static void what_leans_on_an_open_input_is_open(void **state)
{
    (void) state;
    const double slopes[] = { 100.0, 10.0, 200.0, 20.0 };
    const double variance[] = { 1.0, 1.0 };
    struct identify got;
    identify_make(slopes, variance, 2, 2, &got);
    assert_int_equal(got.group_count, 1);
    assert_int_equal(got.groups[0].count, 2);
    assert_true(got.is_open[0] && got.is_open[1]);
    /* The weak one may be anything, and takes the strong one with it by a tenth. */
    assert_within(got.standard_error[1], RANGE_ALONE, 0.01);
    assert_within(got.standard_error[0], 0.1 * RANGE_ALONE, 0.002);
}

/* An input with much doubt of its own is not open for a little that it shares, nor is a
 * sure one for a part that is next to nothing. */
static void a_little_that_is_shared_leaves_an_input_alone(void **state)
{
    (void) state;
    static const struct {
        double slopes[4], error;
    } rows[] = {
        { { 5.0, 0.5, 0.0, 0.0 }, 0.166 },    /* 1 / sqrt(5^2 + 12), and 0.03 */
        { { 300.0, 3.0, 0.0, 0.0 }, 0.0044 }, /* 1 / 300, and 0.0029 */
        { { 900.0, 9.0, 0.0, 0.0 }, 0.0031 }, /* 1 / 900, and 0.0029 */
    };
    const double variance[] = { 1.0, 1.0 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct identify got;
        identify_make(rows[i].slopes, variance, 2, 2, &got);
        assert_int_equal(got.group_count, 1);
        assert_int_equal(got.groups[0].count, 1);
        assert_int_equal(got.groups[0].inputs[0], 1);
        assert_false(got.is_open[0]);
        assert_near(got.standard_error[0], rows[i].error, 0.02);
    }
}

static void combinations_are_counted(void **state)
{
    (void) state;
    /* Only the sum of the first three counts; the fourth is sure. */
    const double slopes[] = { 20.0, 20.0, 20.0, 0.0,  30.0, 30.0, 30.0, 0.0,
                              0.0,  0.0,  0.0,  25.0, 9.0,  9.0,  9.0,  5.0 };
    const double variance[] = { 1.0, 1.0, 1.0, 1.0 };
    struct identify got;
    identify_make(slopes, variance, 4, 4, &got);
    assert_int_equal(got.group_count, 1);
    assert_int_equal(got.groups[0].count, 3);
    for (int i = 0; i < 3; i++)
        assert_int_equal(got.groups[0].inputs[i], i);
    assert_int_equal(got.groups[0].fixed, 1);
    assert_int_equal(got.groups[0].trade, 0);
    assert_false(got.is_open[3]);
}

static void groups_that_share_nothing_stay_apart(void **state)
{
    (void) state;
    const double slopes[] = { 20.0, 0.0,  20.0, 0.0,  30.0, 0.0, 30.0, 0.0,
                              0.0,  25.0, 0.0,  25.0, 0.0,  9.0, 0.0,  9.0 };
    const double variance[] = { 1.0, 1.0, 1.0, 1.0 };
    struct identify got;
    identify_make(slopes, variance, 4, 4, &got);
    assert_int_equal(got.group_count, 2);
    for (int g = 0; g < 2; g++) {
        assert_int_equal(got.groups[g].count, 2);
        assert_int_equal(got.groups[g].inputs[0], g);
        assert_int_equal(got.groups[g].inputs[1], g + 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_figure_an_input_gives_its_own_error),
        cmocka_unit_test(an_input_that_moves_nothing_is_open_alone),
        cmocka_unit_test(the_range_is_what_open_is_measured_by),
        cmocka_unit_test(two_inputs_that_do_the_same_are_named_together),
        cmocka_unit_test(inputs_that_undo_each_other_are_raised_together),
        cmocka_unit_test(what_leans_on_an_open_input_is_open),
        cmocka_unit_test(a_little_that_is_shared_leaves_an_input_alone),
        cmocka_unit_test(combinations_are_counted),
        cmocka_unit_test(groups_that_share_nothing_stay_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
