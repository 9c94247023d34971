#include "model/sweep/axis.h"
#include "model/sweep/design.h"
#include "model/sweep/point.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/paired.h"
#include "model/scenario/read.h"
#include "sim/mem.h"
#include "tests/near.h"

/* ---- settings ---- */

static struct sweep_axis axis_of(const char *word)
{
    struct sweep_axis axis = { 0 };
    char *fault = NULL;
    if (!sweep_axis_read(word, &axis, &fault))
        fail_msg("%s: %s", word, fault);
    return axis;
}

/* The values of a setting, joined by bars. */
static void assert_values(const char *word, enum sweep_unit unit, const char *wanted)
{
    struct sweep_axis axis = axis_of(word);
    char joined[4096] = "";
    for (int i = 0; i < axis.count; i++)
        snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%s%s",
                 i == 0 ? "" : "|", axis.values[i]);
    assert_string_equal(joined, wanted);
    assert_int_equal(axis.unit, unit);
    assert_string_equal(axis.word, word);
    sweep_axis_done(&axis);
}

static void ranges_take_their_unit_and_reach_their_end(void **state)
{
    (void) state;
    assert_values("a=8 %:16 %:2 %", SWEEP_SHARE, "8 %|10 %|12 %|14 %|16 %");
    assert_values("a=8%:9%:0.5 points", SWEEP_SHARE, "8 %|8.5 %|9 %");
    assert_values("a=5 min:7 min:30 s", SWEEP_TIME, "300 s|330 s|360 s|390 s|420 s");
    assert_values("a=5 min:7 min:1 min", SWEEP_TIME, "5 min|6 min|7 min");
    assert_values("a=300000:400000:50000", SWEEP_NUMBER, "300000|350000|400000");
    assert_values("a=0.1:1:0.1", SWEEP_NUMBER, "0.1|0.2|0.3|0.4|0.5|0.6|0.7|0.8|0.9|1");
    assert_values("a=0.9:1.1:0.05", SWEEP_NUMBER, "0.9|0.95|1|1.05|1.1");
    assert_values("a=1:0:-0.25", SWEEP_NUMBER, "1|0.75|0.5|0.25|0");
    assert_values("a=-0.3:0.3:0.1", SWEEP_NUMBER, "-0.3|-0.2|-0.1|0|0.1|0.2|0.3");
    assert_values("a=1:10:4", SWEEP_NUMBER, "1|5|9");
    assert_values("a=7:7:1", SWEEP_NUMBER, "7");
    assert_values("a=1e3:3e3:1e3", SWEEP_NUMBER, "1000|2000|3000");
    assert_values("a=1 point:2 points:0.5 points", SWEEP_POINTS,
                  "1 point|1.5 point|2 point");
}

/* A thousandth a step, ten thousand times: no step is lost or won by rounding. */
static void every_step_of_a_tenth_or_less_counts(void **state)
{
    (void) state;
    for (int digits = 1; digits <= 4; digits++) {
        char word[64];
        snprintf(word, sizeof word, "a=0:%d:%g", 1, pow(10.0, -digits));
        struct sweep_axis axis = axis_of(word);
        const int steps = (int) lround(pow(10.0, digits));
        assert_int_equal(axis.count, steps + 1);
        for (int i = 0; i <= steps; i++) {
            char decimal[64];
            snprintf(decimal, sizeof decimal, "%.*f", digits, (double) i / steps);
            assert_true(axis.numbers[i] == strtod(decimal, NULL));
            assert_true(strtod(axis.values[i], NULL) == strtod(decimal, NULL));
        }
        sweep_axis_done(&axis);
    }
}

static void numbers_are_in_seconds_and_shares(void **state)
{
    (void) state;
    struct sweep_axis axis = axis_of("a=5 min:7 min:1 min");
    assert_near(axis.numbers[2], 420.0, 0.0);
    sweep_axis_done(&axis);
    axis = axis_of("a=0 %:30 %:10 %");
    assert_near(axis.numbers[1], 0.1, 0.0);
    assert_near(axis.numbers[3], 0.3, 0.0);
    sweep_axis_done(&axis);
    axis = axis_of("a=3 min:2 min:-30 s");
    assert_int_equal(axis.count, 3);
    assert_near(axis.numbers[1], 150.0, 0.0);
    assert_near(axis.numbers[2], 120.0, 0.0);
    sweep_axis_done(&axis);
    axis = axis_of("a+=-1 min:1 min:1 min");
    assert_near(axis.numbers[0], -60.0, 0.0);
    assert_near(axis.numbers[1], 0.0, 0.0);
    sweep_axis_done(&axis);
    axis = axis_of("a=\"90 s\",2 min,00:05:00");
    assert_int_equal(axis.unit, SWEEP_TIME);
    assert_near(axis.numbers[2], 300.0, 0.0);
    sweep_axis_done(&axis);
}

static void lists_split_outside_quotes_and_brackets(void **state)
{
    (void) state;
    assert_values("t.x.shifts=\"Fri,Sat 18:00-03:00 4\" , Mon 08:00-16:00 2",
                  SWEEP_TEXT, "\"Fri,Sat 18:00-03:00 4\"|Mon 08:00-16:00 2");
    assert_values("a=(1, 2),( 3 )", SWEEP_TEXT, "(1, 2)|( 3 )");
    assert_values("a=\"say \\\"a,b\\\"\",c", SWEEP_TEXT, "\"say \\\"a,b\\\"\"|c");
    assert_values("a=1,2.5,4", SWEEP_NUMBER, "1|2.5|4");
    assert_values("a=1,2 %", SWEEP_TEXT, "1|2 %");
}

static void operators_are_those_of_set(void **state)
{
    (void) state;
    static const struct {
        const char *word, *set;
    } rows[] = {
        { "streams.a.calls*=0.9:1.1:0.2", "streams.a.calls*=0.9" },
        { "streams.a.calls +=10,20", "streams.a.calls+=10" },
        { "stages.b.talk-=1 min:2 min:1 min", "stages.b.talk-=1 min" },
        { "stages.b.talk=1 min:2 min:1 min", "stages.b.talk=1 min" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sweep_axis axis = axis_of(rows[i].word);
        char *const set = sweep_axis_set(&axis, 0);
        assert_string_equal(set, rows[i].set);
        free(set);
        sweep_axis_done(&axis);
    }
}

static void settings_that_cannot_be_meant_are_refused(void **state)
{
    (void) state;
    static const struct {
        const char *word, *says;
    } rows[] = {
        { "a", "must be PATH=" },
        { "=1,2", "must be PATH=" },
        { "a=", "must be PATH=" },
        { "a=12", "must be PATH=" },
        { "a=1:2", "must be PATH=" },
        { "a=1:2:3:4", "must be PATH=" },
        { "a=one:two:three", "must be PATH=" },
        { "a=1:2:0", "the step must not be 0" },
        { "a=1:2:-1", "leads away" },
        { "a=2:1:1", "leads away" },
        { "a=2 min:3 min:-30 s", "leads away" },
        { "a=0:1:0.000001", "too small" },
        { "a=8 %:16:2 %", "the same unit" },
        { "a=8 %:16 %:2 min", "the same unit" },
        { "a=1 min:2 min:2", "the same unit" },
        { "a=1,,2", "is empty" },
        { "a=1,", "is empty" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sweep_axis axis = { .count = 7 };
        char *fault = NULL;
        assert_false(sweep_axis_read(rows[i].word, &axis, &fault));
        if (strstr(fault, rows[i].says) == NULL)
            fail_msg("%s: %s", rows[i].word, fault);
        assert_int_equal(axis.count, 0);
        assert_null(axis.values);
        free(fault);
    }
}

/* ---- designs ---- */

static int *points_of(const struct sweep_design *design, int *count)
{
    *count = sweep_design_points(design);
    int *const points = sim_mem_array((size_t) *count * design->axes, sizeof *points);
    sweep_design_fill(design, points);
    return points;
}

static void a_grid_has_every_combination_once(void **state)
{
    (void) state;
    static const int counts[] = { 3, 1, 4 };
    const struct sweep_design design = { SWEEP_GRID, 3, counts, 0, 0 };
    int count, at = 0;
    int *const points = points_of(&design, &count);
    assert_int_equal(count, 12);
    for (int a = 0; a < 3; a++)
        for (int c = 0; c < 4; c++, at++) {
            assert_int_equal(points[at * 3], a);
            assert_int_equal(points[at * 3 + 1], 0);
            assert_int_equal(points[at * 3 + 2], c);
        }
    free(points);
}

static void a_tornado_moves_one_setting_at_a_time(void **state)
{
    (void) state;
    static const int counts[] = { 3, 1, 4 };
    static const int wanted[] = { 0,  -1, -1, 2,  -1, -1, -1, 0,  -1,
                                  -1, 0,  -1, -1, -1, 0,  -1, -1, 3 };
    const struct sweep_design design = { SWEEP_TORNADO, 3, counts, 0, 0 };
    int count;
    int *const points = points_of(&design, &count);
    assert_int_equal(count, 6);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        assert_int_equal(points[i], wanted[i]);
    free(points);
}

/* With as many values as points, each value of each setting is a stratum. */
static void a_hypercube_hits_each_stratum_once(void **state)
{
    (void) state;
    static const struct {
        int axes, points;
    } sizes[] = { { 1, 1 }, { 2, 7 }, { 5, 64 }, { 12, 100 }, { 40, 33 }, { 47, 50 } };
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        const int axes = sizes[s].axes, points = sizes[s].points;
        int *const counts = sim_mem_array((size_t) axes, sizeof *counts);
        for (int a = 0; a < axes; a++)
            counts[a] = points;
        const struct sweep_design design = { SWEEP_LHS, axes, counts, points, 2385 };
        int count;
        int *const at = points_of(&design, &count);
        assert_int_equal(count, points);
        for (int a = 0; a < axes; a++) {
            bool *const seen = sim_mem_array((size_t) points, sizeof *seen);
            for (int p = 0; p < points; p++) {
                assert_in_range(at[p * axes + a], 0, points - 1);
                assert_false(seen[at[p * axes + a]]);
                seen[at[p * axes + a]] = true;
            }
            free(seen);
        }
        free(at);
        free(counts);
    }
}

/* Fewer values than points: each is taken as often as the next, give or take one. */
static void a_hypercube_takes_values_evenly(void **state)
{
    (void) state;
    static const int counts[] = { 2, 3, 7, 50 };
    const struct sweep_design design = { SWEEP_LHS, 4, counts, 50, 11 };
    int count;
    int *const at = points_of(&design, &count);
    for (int a = 0; a < 4; a++)
        for (int v = 0; v < counts[a]; v++) {
            int taken = 0;
            for (int p = 0; p < count; p++)
                taken += at[p * 4 + a] == v;
            assert_in_range(taken, 50 / counts[a], (50 + counts[a] - 1) / counts[a]);
        }
    free(at);
}

/* Pairs of settings are spread too: of 64 points in 8 x 8 squares a random hypercube
 * leaves some 23 squares empty (64 / e), whichever the pair; Sobol's sequence a third
 * of that in the mean of these pairs. */
static void a_hypercube_spreads_pairs(void **state)
{
    (void) state;
    static const int counts[] = { 8, 8, 8, 8, 8, 8 };
    const struct sweep_design design = { SWEEP_LHS, 6, counts, 64, 5 };
    int count, empty = 0;
    int *const at = points_of(&design, &count);
    for (int a = 0; a < 6; a++)
        for (int b = a + 1; b < 6; b++)
            for (int square = 0; square < 64; square++) {
                bool is_hit = false;
                for (int p = 0; p < count; p++)
                    is_hit = is_hit || at[p * 6 + a] * 8 + at[p * 6 + b] == square;
                empty += !is_hit;
            }
    assert_in_range(empty, 0, 15 * 10);
    free(at);
}

static void the_seed_alone_decides_a_hypercube(void **state)
{
    (void) state;
    static const int counts[] = { 20, 20, 20 };
    struct sweep_design design = { SWEEP_LHS, 3, counts, 20, 1 };
    int count;
    int *const first = points_of(&design, &count), *const again =
                                                       points_of(&design, &count);
    design.seed = 2;
    int *const other = points_of(&design, &count);
    assert_memory_equal(first, again, 60 * sizeof *first);
    assert_memory_not_equal(first, other, 60 * sizeof *first);
    free(first);
    free(again);
    free(other);
}

static void too_many_points_are_counted_without_overflow(void **state)
{
    (void) state;
    static const int counts[] = { 100000, 100000, 100000, 100000, 100000 };
    const struct sweep_design design = { SWEEP_GRID, 5, counts, 0, 0 };
    assert_int_equal(sweep_design_points(&design), SWEEP_MOST_POINTS + 1);
    const struct sweep_design one = { SWEEP_GRID, 1, counts, 0, 0 };
    assert_int_equal(sweep_design_points(&one), SWEEP_MOST_POINTS);
}

/* ---- figures and changes ---- */

static void read_scenario(const char *set, struct scenario *out)
{
    struct sim_diag diag = { 0 };
    char *const path =
        sim_mem_print("%s/scenarios/07-redial.cfg", getenv("SOURCE_ROOT"));
    const struct scenario_change_list sets = { &set, set == NULL ? 0 : 1 };
    assert_true(scenario_read(path, &sets, &diag, out));
    sim_diag_done(&diag);
    free(path);
}

static void paths_are_those_of_expect(void **state)
{
    (void) state;
    struct scenario scenario = { 0 };
    read_scenario(NULL, &scenario);
    struct sweep_figure figure;
    char *fault = NULL;
    for (int i = 0; i < scenario.stage_count; i++) {
        if (scenario.stages[i].kind != SCENARIO_LINE)
            continue;
        char *const path = sim_mem_print("line.%s.mean_wait", scenario.stages[i].name);
        assert_true(sweep_figure_read(&scenario, path, &figure, &fault));
        assert_int_equal(figure.unit, SWEEP_FIGURE_SECONDS);
        assert_true(sweep_figure_is_paired(&figure));
        sweep_figure_done(&figure);
        free(path);
    }
    static const char *const bad[] = {
        "line.nobody.mean_wait", "line.line_101",         "target..value",
        "people.cost",           "line.line_101.nothing", "team.nobody.fte",
        "short.desk.1.offers",   "queue.desk.mean_wait",  ""
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(sweep_figure_read(&scenario, bad[i], &figure, &fault));
        assert_non_null(strstr(fault, "has no figure"));
        assert_null(figure.path);
        free(fault);
        fault = NULL;
    }
    scenario_done(&scenario);
}

/* Targets, and a measure of each kind. */
static struct sweep_look look_of(const struct scenario *s, struct paired_figure *paired,
                                 int most)
{
    struct sweep_look look = { 0 };
    look.figures = sim_mem_array((size_t) most, sizeof *look.figures);
    char *fault = NULL;
    for (int i = 0; i < s->target_count && look.figure_count < most; i++) {
        paired[look.figure_count] =
            (struct paired_figure){ .kind = PAIRED_TARGET, .name = s->targets[i].name };
        char *const path = sim_mem_print("target.%s.value", s->targets[i].name);
        assert_true(
            sweep_figure_read(s, path, &look.figures[look.figure_count++], &fault));
        free(path);
    }
    static const struct {
        enum measure_object object;
        enum measure_id id;
    } rows[] = { { MEASURE_LINE, MEASURE_ID_MEAN_WAIT },
                 { MEASURE_LINE, MEASURE_ID_OFFERED },
                 { MEASURE_STREAM, MEASURE_ID_ABANDONED_SHARE },
                 { MEASURE_TEAM, MEASURE_ID_OCCUPANCY },
                 { MEASURE_TEAM, MEASURE_ID_BUSY_HOURS } };
    const char *line = NULL;
    for (int i = 0; i < s->stage_count; i++)
        if (line == NULL && s->stages[i].kind == SCENARIO_LINE)
            line = s->stages[i].name;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0] && look.figure_count < most;
         i++) {
        const char *const name = rows[i].object == MEASURE_LINE     ? line
                                 : rows[i].object == MEASURE_STREAM ? s->streams[0].name
                                                                    : s->teams[0].name;
        paired[look.figure_count] = (struct paired_figure){ .kind = PAIRED_MEASURE,
                                                            .name = name,
                                                            .object = rows[i].object,
                                                            .measure = rows[i].id };
        char *const path =
            sim_mem_print("%s.%s.%s", measure_object_names[rows[i].object], name,
                          measures[rows[i].id].name);
        assert_true(
            sweep_figure_read(s, path, &look.figures[look.figure_count++], &fault));
        free(path);
    }
    return look;
}

/* paired_run() runs all variants together and keeps every replication: another road to
 * the same differences. */
static void changes_are_those_of_paired_runs(void **state)
{
    (void) state;
    enum { MOST = 12, REPLICATIONS = 9 };
    struct scenario scenarios[2] = { { 0 }, { 0 } };
    read_scenario(NULL, &scenarios[0]);
    char *const set =
        sim_mem_print("streams.%s.calls*=1.07", scenarios[0].streams[0].name);
    read_scenario(set, &scenarios[1]);
    struct paired_figure figures[MOST];
    struct sweep_look look = look_of(&scenarios[0], figures, MOST);
    const struct experiment_options options = {
        .replications = REPLICATIONS, .threads = 2, .seed = 13, .version = ""
    };
    const struct paired_options how = { .replications = REPLICATIONS,
                                        .threads = 1,
                                        .seed = 13 };
    const struct scenario *const variants[2] = { &scenarios[0], &scenarios[1] };
    struct sim_diag diag = { 0 };
    struct sweep_point base, point;
    struct paired paired = { 0 };
    assert_true(sweep_point_run(&scenarios[0], &look, &options, &diag, &base));
    assert_true(sweep_point_run(&scenarios[1], &look, &options, &diag, &point));
    assert_true(
        paired_run(variants, 2, figures, look.figure_count, &how, &diag, &paired));
    assert_null(base.fault);
    for (int i = 0; i < look.figure_count; i++) {
        const struct sim_estimate want = paired_difference(&paired, 1, i);
        const struct sim_estimate got = sweep_point_change(&look, &base, &point, i);
        const struct sim_estimate same = sweep_point_change(&look, &base, &base, i);
        assert_int_equal(got.kind, SIM_ESTIMATE_INTERVAL);
        assert_true(fabs(sim_estimate_half_width(&want)) > 0.0);
        assert_near(got.value, want.value, 1e-9);
        assert_near(sim_estimate_half_width(&got), sim_estimate_half_width(&want),
                    1e-6);
        assert_true(same.value == 0.0);
        assert_true(sim_estimate_half_width(&same) == 0.0);
    }
    paired_done(&paired);
    sweep_point_done(&base);
    sweep_point_done(&point);
    sweep_look_done(&look);
    sim_diag_done(&diag);
    scenario_done(&scenarios[0]);
    scenario_done(&scenarios[1]);
    free(set);
}

int main(void)
{
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_take_their_unit_and_reach_their_end),
        cmocka_unit_test(every_step_of_a_tenth_or_less_counts),
        cmocka_unit_test(numbers_are_in_seconds_and_shares),
        cmocka_unit_test(lists_split_outside_quotes_and_brackets),
        cmocka_unit_test(operators_are_those_of_set),
        cmocka_unit_test(settings_that_cannot_be_meant_are_refused),
        cmocka_unit_test(a_grid_has_every_combination_once),
        cmocka_unit_test(a_tornado_moves_one_setting_at_a_time),
        cmocka_unit_test(a_hypercube_hits_each_stratum_once),
        cmocka_unit_test(a_hypercube_takes_values_evenly),
        cmocka_unit_test(a_hypercube_spreads_pairs),
        cmocka_unit_test(the_seed_alone_decides_a_hypercube),
        cmocka_unit_test(too_many_points_are_counted_without_overflow),
        cmocka_unit_test(paths_are_those_of_expect),
        cmocka_unit_test(changes_are_those_of_paired_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
