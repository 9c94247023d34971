#include "model/calibrate/search.h"

#include "tests/near.h"

/* A problem that counts its evaluations and can be told when to end. */
struct toy {
    void (*miss)(const double *u, double *out);
    int evaluations, most; /* most: 0 for any number */
    bool is_outside;       /* some coordinate was not within (0, 1) */
    int inputs;
};

static bool toy_miss(void *context, const double *u, double *out)
{
    struct toy *const toy = context;
    if (toy->most > 0 && toy->evaluations == toy->most)
        return false;
    toy->evaluations++;
    for (int i = 0; i < toy->inputs; i++)
        toy->is_outside = toy->is_outside || !(u[i] > 0.0 && u[i] < 1.0);
    toy->miss(u, out);
    return true;
}

static double run(struct toy *toy, int inputs, int misses, double *u,
                  enum search_effort effort)
{
    toy->inputs = inputs;
    const struct search_problem problem = { inputs, misses, toy_miss, toy };
    const double least = search_run(&problem, u, effort);
    assert_false(toy->is_outside);
    return least;
}

/* Both are 0 at (0.731, 0.217) alone. */
static void curved(const double *u, double *out)
{
    out[0] = 100.0 * (exp(u[0]) - exp(0.731));
    out[1] = 150.0 * (u[0] * u[1] * u[1] - 0.731 * 0.217 * 0.217);
}

static void finds_where_every_miss_is_nothing(void **state)
{
    (void) state;
    static const double starts[][2] = {
        { 0.5, 0.5 }, { 0.02, 0.95 }, { 0.0, 0.0 }, { 1.0, 1.0 }, { 0.97, 0.03 }
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct toy toy = { .miss = curved };
        double u[2] = { starts[i][0], starts[i][1] };
        const double least = run(&toy, 2, 2, u, SEARCH_THOROUGH);
        assert_true(least <= 2.0 * 0.05 * 0.05);
        assert_within(u[0], 0.731, 0.0005);
        assert_within(u[1], 0.217, 0.003);
        assert_true(toy.evaluations <= 30);
    }
}

/* Three straight lines that have no point in common. */
static void straight(const double *u, double *out)
{
    out[0] = 20.0 * u[0] + 3.0 * u[1] - 9.1;
    out[1] = -7.0 * u[0] + 31.0 * u[1] - 11.7;
    out[2] = 11.0 * u[0] + 13.0 * u[1] - 6.3;
}

static void leaves_the_least_squares_where_not_all_can_be_met(void **state)
{
    (void) state;
    /* The normal equations of the three lines, by Cramer's rule. */
    const double a = 20.0 * 20.0 + 7.0 * 7.0 + 11.0 * 11.0;
    const double b = 20.0 * 3.0 - 7.0 * 31.0 + 11.0 * 13.0;
    const double c = 3.0 * 3.0 + 31.0 * 31.0 + 13.0 * 13.0;
    const double d = 20.0 * 9.1 - 7.0 * 11.7 + 11.0 * 6.3;
    const double e = 3.0 * 9.1 + 31.0 * 11.7 + 13.0 * 6.3;
    const double want[2] = { (d * c - b * e) / (a * c - b * b),
                             (a * e - b * d) / (a * c - b * b) };
    double misses[3], u[2] = { 0.9, 0.9 };
    straight(want, misses);
    const double sum =
        misses[0] * misses[0] + misses[1] * misses[1] + misses[2] * misses[2];
    assert_true(sum > 1.0);
    struct toy toy = { .miss = straight };
    const double least = run(&toy, 2, 3, u, SEARCH_THOROUGH);
    assert_within(least, sum, 0.002 * sum);
    assert_within(u[0], want[0], 0.005);
    assert_within(u[1], want[1], 0.005);
}

/* A shallow valley at 0.25 which meets nothing, and a deep one at 0.85. */
static void two_valleys(const double *u, double *out)
{
    out[0] =
        u[0] < 0.5 ? 4.0 + 30.0 * (u[0] - 0.25) * (u[0] - 0.25) : 30.0 * (u[0] - 0.85);
}

static void begins_elsewhere_when_a_valley_is_not_the_answer(void **state)
{
    (void) state;
    struct toy toy = { .miss = two_valleys };
    double u[1] = { 0.2 };
    assert_within(run(&toy, 1, 1, u, SEARCH_QUICK), 16.0, 0.3);
    assert_within(u[0], 0.25, 0.1);
    u[0] = 0.2;
    assert_true(run(&toy, 1, 1, u, SEARCH_THOROUGH) <= 0.05 * 0.05);
    assert_within(u[0], 0.85, 0.002);
}

/* A narrow fold, which slopes on one side of it know nothing of. */
static void folded(const double *u, double *out)
{
    out[0] = 60.0 * fabs(u[0] - u[1] * u[1]);
    out[1] = 12.0 * (u[0] - 0.49) * (u[1] + 0.3);
}

static void a_simplex_goes_where_slopes_mislead(void **state)
{
    (void) state;
    struct toy toy = { .miss = folded };
    double u[2] = { 0.1, 0.75 };
    const double quick = run(&toy, 2, 2, u, SEARCH_QUICK);
    u[0] = 0.1;
    u[1] = 0.75;
    const double least = run(&toy, 2, 2, u, SEARCH_THOROUGH);
    assert_true(quick > 2.0 * 0.05 * 0.05);
    assert_true(least <= 2.0 * 0.05 * 0.05);
}

/* Figures that stay still until an input has moved by a four-hundredth. */
static void stairs(const double *u, double *out)
{
    const double a = floor(u[0] * 400.0) / 400.0, b = floor(u[1] * 400.0) / 400.0;
    out[0] = 10.0 * (a + b - 0.95);
    out[1] = 10.0 * (a - b - 0.13);
}

static void is_not_held_up_by_small_stairs(void **state)
{
    (void) state;
    struct toy toy = { .miss = stairs };
    double u[2] = { 0.1, 0.9 };
    assert_true(run(&toy, 2, 2, u, SEARCH_THOROUGH) <= 2.0 * 0.05 * 0.05);
    assert_within(u[0], 0.54, 0.006);
    assert_within(u[1], 0.41, 0.006);
}

/* The second input does nothing. */
static void idle(const double *u, double *out)
{
    out[0] = 40.0 * (u[0] - 0.62);
    out[1] = 25.0 * (u[0] * u[0] - 0.62 * 0.62);
}

static void an_input_without_influence_does_no_harm(void **state)
{
    (void) state;
    struct toy toy = { .miss = idle };
    double u[2] = { 0.1, 0.3 };
    assert_true(run(&toy, 2, 2, u, SEARCH_THOROUGH) <= 2.0 * 0.05 * 0.05);
    assert_within(u[0], 0.62, 0.002);
    assert_within(u[1], 0.3, 0.05);
}

static void ends_when_told_with_the_best_that_was_seen(void **state)
{
    (void) state;
    double before = INFINITY;
    for (int most = 1; most <= 12; most++) {
        struct toy toy = { .miss = curved, .most = most };
        double u[2] = { 0.5, 0.5 }, misses[2];
        const double least = run(&toy, 2, 2, u, SEARCH_THOROUGH);
        assert_int_equal(toy.evaluations, most);
        curved(u, misses);
        assert_near(least, misses[0] * misses[0] + misses[1] * misses[1], 1e-12);
        assert_true(least <= before);
        before = least;
    }
    assert_true(before < 100.0);
}

static void a_search_that_may_not_begin_has_no_answer(void **state)
{
    (void) state;
    struct toy toy = { .miss = curved, .most = 1, .evaluations = 1 };
    double u[2] = { 0.4, 0.6 };
    assert_true(isinf(run(&toy, 2, 2, u, SEARCH_THOROUGH)));
    assert_near(u[0], 0.4, 0.0);
    toy = (struct toy){ .miss = curved, .most = 1, .evaluations = 1 };
    assert_true(isinf(run(&toy, 0, 2, u, SEARCH_THOROUGH)));
}

static void without_inputs_there_is_one_evaluation(void **state)
{
    (void) state;
    struct toy toy = { .miss = straight };
    double u[2] = { 0.25, 0.5 };
    const struct search_problem problem = { 0, 3, toy_miss, &toy };
    assert_near(search_run(&problem, u, SEARCH_THOROUGH),
                2.6 * 2.6 + 2.05 * 2.05 + 2.95 * 2.95, 1e-12);
    assert_int_equal(toy.evaluations, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_where_every_miss_is_nothing),
        cmocka_unit_test(leaves_the_least_squares_where_not_all_can_be_met),
        cmocka_unit_test(begins_elsewhere_when_a_valley_is_not_the_answer),
        cmocka_unit_test(a_simplex_goes_where_slopes_mislead),
        cmocka_unit_test(is_not_held_up_by_small_stairs),
        cmocka_unit_test(an_input_without_influence_does_no_harm),
        cmocka_unit_test(ends_when_told_with_the_best_that_was_seen),
        cmocka_unit_test(a_search_that_may_not_begin_has_no_answer),
        cmocka_unit_test(without_inputs_there_is_one_evaluation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
