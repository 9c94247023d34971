#include "model/measure/paired.h"

#include <stdlib.h>

#include "model/measure/experiment.h"
#include "sim/mem.h"
#include "tests/build_scenario.h"
#include "tests/near.h"

enum { DAY_2023_05_08 = 19485, REPLICATIONS = 13, VARIANTS = 3 };

enum {
    QUICK,
    LONGEST,
    MOST,
    LOST,
    CALLERS,
    OFFERED,
    ABANDONED,
    WAIT,
    BUSY,
    OCCUPANCY,
    FIGURES
};

static const struct paired_figure figures[FIGURES] = {
    [QUICK] = { PAIRED_TARGET, "quick", 0, 0 },
    [LONGEST] = { PAIRED_TARGET, "longest", 0, 0 },
    [MOST] = { PAIRED_TARGET, "most", 0, 0 },
    [LOST] = { PAIRED_TARGET, "lost", 0, 0 },
    [CALLERS] = { PAIRED_MEASURE, "calls_in", MEASURE_STREAM, MEASURE_ID_OFFERED },
    [OFFERED] = { PAIRED_MEASURE, "desk", MEASURE_LINE, MEASURE_ID_OFFERED },
    [ABANDONED] = { PAIRED_MEASURE, "desk", MEASURE_LINE, MEASURE_ID_ABANDONED_SHARE },
    [WAIT] = { PAIRED_MEASURE, "desk", MEASURE_LINE, MEASURE_ID_MEAN_WAIT },
    [BUSY] = { PAIRED_MEASURE, "staff", MEASURE_TEAM, MEASURE_ID_BUSY_HOURS },
    [OCCUPANCY] = { PAIRED_MEASURE, "staff", MEASURE_TEAM, MEASURE_ID_OCCUPANCY },
};

static void add_target(struct scenario *s, enum scenario_grade grade, const char *name)
{
    struct scenario_target *target = build_target(s, grade);
    free(target->name);
    target->name = sim_mem_text(name);
    target->line = 0;
    target->within_s = 20.0;
    target->percentile = 0.9;
    target->of = SCENARIO_OF_OFFERED;
}

/* A desk for two days with `people` from 7 to 19 o'clock and one at night. */
static struct scenario desk(const char *line, int people, double calls_a_day)
{
    struct scenario s;
    build_init(&s, DAY_2023_05_08, 2);
    const int stage = build_line(&s, line, build_law(SIM_DIST_EXPONENTIAL, 187.0, 0.0));
    const int left = build_stage(&s, SCENARIO_END, "left");
    build_way(&s, stage, (struct build_way){ .share = 1.0, .next = left });
    s.stages[stage].patience = build_law(SIM_DIST_EXPONENTIAL, 241.0, 0.0);
    s.stages[stage].patient = false;
    const int split = build_stage(&s, SCENARIO_SPLIT, "split");
    build_way(&s, split, (struct build_way){ .share = 0.8, .next = stage });
    build_way(&s, split, (struct build_way){ .share = 0.2, .next = left });
    build_stream(&s, "calls_in", split, calls_a_day / 0.8);
    const int team = build_team(&s, "staff");
    build_serves(&s, team, (struct build_serves){ .line = stage });
    build_shift(&s, team, people, 7 * 60, 19 * 60);
    build_shift(&s, team, 1, 19 * 60, 31 * 60);
    add_target(&s, SCENARIO_ANSWERED_WITHIN, "quick");
    add_target(&s, SCENARIO_LONGEST_WAIT, "longest");
    add_target(&s, SCENARIO_WAIT_PERCENTILE, "most");
    add_target(&s, SCENARIO_ABANDONED, "lost");
    return s;
}

struct three {
    struct scenario scenarios[VARIANTS];
    struct paired paired;
};

/* Three desks: as it is, with one more person, and with that and more calls. */
static struct three run_three(int threads)
{
    struct three out = { .scenarios = { desk("desk", 2, 311.0), desk("desk", 3, 311.0),
                                        desk("desk", 3, 347.0) } };
    const struct scenario *variants[VARIANTS];
    for (int i = 0; i < VARIANTS; i++)
        variants[i] = &out.scenarios[i];
    const struct paired_options options = { .replications = REPLICATIONS,
                                            .threads = threads,
                                            .seed = 4711 };
    struct sim_diag diag = { 0 };
    assert_true(
        paired_run(variants, VARIANTS, figures, FIGURES, &options, &diag, &out.paired));
    assert_int_equal(diag.count, 0);
    assert_null(out.paired.fault);
    assert_int_equal(out.paired.done, REPLICATIONS);
    return out;
}

static void three_done(struct three *three)
{
    paired_done(&three->paired);
    for (int i = 0; i < VARIANTS; i++)
        scenario_done(&three->scenarios[i]);
}

static void same(struct sim_estimate a, struct sim_estimate b, double tolerance)
{
    assert_int_equal(a.kind, b.kind);
    assert_near(a.value, b.value, tolerance);
    assert_near(a.low, b.low, tolerance);
    assert_near(a.high, b.high, tolerance);
}

static void threads_change_no_bit(void **state)
{
    (void) state;
    struct three one = run_three(1);
    for (int threads = 2; threads <= 3; threads++) {
        struct three more = run_three(threads);
        assert_near(one.paired.callers, more.paired.callers, 0.0);
        assert_memory_equal(one.paired.values, more.paired.values,
                            sizeof(double) * REPLICATIONS * VARIANTS * FIGURES * 2);
        three_done(&more);
    }
    three_done(&one);
}

/* The experiment folds sums and squares; here are the single replications. */
static void figures_are_those_of_an_experiment(void **state)
{
    (void) state;
    static const char *const paths[FIGURES] = {
        [QUICK] = "target.quick.value",       [LOST] = "target.lost.value",
        [LONGEST] = "target.longest.value",   [CALLERS] = "stream.calls_in.offered",
        [OFFERED] = "line.desk.offered",      [ABANDONED] = "line.desk.abandoned_share",
        [WAIT] = "line.desk.mean_wait",       [BUSY] = "team.staff.busy_hours",
        [OCCUPANCY] = "team.staff.occupancy",
    };
    struct three three = run_three(2);
    for (int v = 0; v < VARIANTS; v++) {
        struct sim_diag diag = { 0 };
        struct result result;
        assert_true(experiment_run(
            &three.scenarios[v],
            &(struct experiment_options){
                .replications = REPLICATIONS, .threads = 1, .seed = 4711 },
            &diag, &result));
        for (int i = 0; i < FIGURES; i++) {
            double value, half;
            if (paths[i] == NULL)
                continue;
            const struct sim_estimate got = paired_value(&three.paired, v, i);
            assert_true(result_value(&result, paths[i], &value, &half));
            assert_near(got.value, value, 1e-12);
            assert_near(sim_estimate_half_width(&got), half, 1e-6);
        }
        /* Mean of percentiles against the percentile of all. */
        assert_near(paired_value(&three.paired, v, MOST).value,
                    result.targets[2].value.value, 0.25);
        result_done(&result);
    }
    assert_int_equal(three.paired.units[QUICK], MEASURE_SHARE);
    assert_int_equal(three.paired.units[MOST], MEASURE_SECONDS);
    assert_int_equal(three.paired.units[BUSY], MEASURE_HOURS);
    three_done(&three);
}

static const double *ratio_of(const struct paired *p, int replication, int variant,
                              int figure)
{
    return &p->values[((replication * VARIANTS + variant) * FIGURES + figure) * 2];
}

/* With results, the same figures come out, and each result is that of an experiment. */
static void results_are_those_of_experiments(void **state)
{
    (void) state;
    struct three three = run_three(2);
    const struct scenario *variants[VARIANTS];
    struct result results[VARIANTS];
    struct paired paired;
    struct sim_diag diag = { 0 };
    for (int i = 0; i < VARIANTS; i++)
        variants[i] = &three.scenarios[i];
    const struct paired_options options = {
        .replications = REPLICATIONS, .threads = 2, .seed = 4711, .results = results
    };
    assert_true(
        paired_run(variants, VARIANTS, figures, FIGURES, &options, &diag, &paired));
    assert_memory_equal(three.paired.values, paired.values,
                        sizeof(double) * REPLICATIONS * VARIANTS * FIGURES * 2);
    for (int v = 0; v < VARIANTS; v++) {
        struct result alone;
        assert_true(experiment_run(
            variants[v],
            &(struct experiment_options){
                .replications = REPLICATIONS, .threads = 1, .seed = 4711 },
            &diag, &alone));
        assert_int_equal(results[v].done, REPLICATIONS);
        for (int i = 0; i < alone.object_count; i++)
            for (int id = 0; id < MEASURE_COUNT; id++)
                for (int day = 0; day < 2; day++)
                    same(result_at(&results[v], MEASURE_DAY, day, i, id),
                         result_at(&alone, MEASURE_DAY, day, i, id), 0.0);
        for (int i = 0; i < alone.target_count; i++)
            same(results[v].targets[i].p_met, alone.targets[i].p_met, 0.0);
        result_done(&alone);
        result_done(&results[v]);
    }
    paired_done(&paired);
    three_done(&three);
}

static void a_difference_is_that_of_pairs(void **state)
{
    (void) state;
    struct three three = run_three(2);
    const struct paired *p = &three.paired;
    for (int i = 0; i < FIGURES; i++)
        for (int v = 1; v < VARIANTS; v++) {
            struct sim_pairs pairs = { 0 };
            for (int r = 0; r < REPLICATIONS; r++) {
                const double *a = ratio_of(p, r, 0, i), *b = ratio_of(p, r, v, i);
                sim_pairs_add(&pairs, a[0], a[1], b[0], b[1]);
            }
            same(paired_difference(p, v, i), sim_estimate_difference(&pairs), 1e-7);
        }
    /* More people: the same callers, fewer of whom give up. */
    assert_near(paired_difference(p, 1, CALLERS).value, 0.0, 0.0);
    assert_near(paired_difference(p, 1, CALLERS).high, 0.0, 0.0);
    assert_true(paired_difference(p, 1, ABANDONED).high < 0.0);
    assert_true(paired_difference(p, 1, QUICK).low > 0.0);
    three_done(&three);
}

/* With equal denominators a difference of differences is a mean of differences. */
static void a_contrast_is_a_mean_of_what_each_replication_says(void **state)
{
    (void) state;
    static const double weights[VARIANTS] = { 0.5, -2.0, 1.5 };
    struct three three = run_three(1);
    struct sim_moments moments = { 0 };
    for (int r = 0; r < REPLICATIONS; r++) {
        double sum = 0.0;
        for (int v = 0; v < VARIANTS; v++)
            sum += weights[v] * ratio_of(&three.paired, r, v, BUSY)[0] / 2.0; /* days */
        sim_moments_add(&moments, sum, 1.0);
    }
    same(paired_contrast(&three.paired, weights, BUSY), sim_estimate_mean(&moments),
         1e-9);
    three_done(&three);
}

static void equal_variants_differ_by_exactly_nothing(void **state)
{
    (void) state;
    struct scenario scenarios[2] = { desk("desk", 2, 311.0), desk("desk", 2, 311.0) };
    const struct scenario *variants[2] = { &scenarios[0], &scenarios[1] };
    const struct paired_options options = { .replications = 5, .threads = 2 };
    struct sim_diag diag = { 0 };
    struct paired paired;
    assert_true(paired_run(variants, 2, figures, FIGURES, &options, &diag, &paired));
    for (int i = 0; i < FIGURES; i++) {
        const struct sim_estimate d = paired_difference(&paired, 1, i);
        assert_int_equal(d.kind, SIM_ESTIMATE_INTERVAL);
        assert_true(d.value == 0.0 && d.low == 0.0 && d.high == 0.0);
        assert_true(paired_value(&paired, 1, i).value > 0.0);
        assert_int_equal(paired_empty(&paired, -1, i), 0);
    }
    paired_done(&paired);
    for (int i = 0; i < 2; i++)
        scenario_done(&scenarios[i]);
}

/* In the second variant the line has another name: nobody came to "desk" there. */
static void what_is_not_there_was_offered_nothing(void **state)
{
    (void) state;
    struct scenario scenarios[3] = { desk("desk", 2, 311.0), desk("hall", 2, 311.0),
                                     desk("desk", 2, 311.0) };
    const struct scenario *variants[3] = { &scenarios[0], &scenarios[1],
                                           &scenarios[2] };
    const struct paired_options options = { .replications = 4, .threads = 1 };
    struct sim_diag diag = { 0 };
    struct paired paired;
    assert_true(paired_run(variants, 3, figures, FIGURES, &options, &diag, &paired));
    const struct sim_estimate offered = paired_value(&paired, 0, OFFERED);
    assert_near(paired_difference(&paired, 1, OFFERED).value, -offered.value, 0.0);
    assert_near(sim_estimate_half_width(&offered), 0.5 * (offered.high - offered.low),
                0.0);
    assert_int_equal(paired_value(&paired, 1, WAIT).kind, SIM_ESTIMATE_NONE);
    assert_int_equal(paired_difference(&paired, 1, WAIT).kind, SIM_ESTIMATE_NONE);
    assert_int_equal(paired_empty(&paired, 0, WAIT), 0);
    assert_int_equal(paired_empty(&paired, 1, WAIT), 4);
    assert_int_equal(paired_empty(&paired, -1, WAIT), 4);
    paired_done(&paired);
    for (int i = 0; i < 3; i++)
        scenario_done(&scenarios[i]);
}

/* A caller in five days on average: most replications have nobody. */
static void replications_without_callers_are_counted_and_add_nothing(void **state)
{
    (void) state;
    struct scenario s = desk("desk", 2, 0.2);
    const struct scenario *variants[1] = { &s };
    const struct paired_options options = { .replications = 40, .threads = 2 };
    struct sim_diag diag = { 0 };
    struct paired paired;
    assert_true(paired_run(variants, 1, figures, FIGURES, &options, &diag, &paired));
    double of = 0.0, per = 0.0;
    int empty = 0;
    for (int r = 0; r < 40; r++) {
        const double *ratio = &paired.values[(r * FIGURES + LONGEST) * 2];
        of += ratio[0];
        per += ratio[1];
        empty += ratio[1] == 0.0;
    }
    assert_true(empty > 10 && empty < 40);
    assert_int_equal(paired_empty(&paired, 0, LONGEST), empty);
    assert_near(paired_value(&paired, 0, LONGEST).value, of / per, 1e-12);
    paired_done(&paired);
    scenario_done(&s);
}

static bool at_twenty(void *to, const struct paired *so_far)
{
    *(int *) to = so_far->done;
    return so_far->done == 20;
}

static void ask_to_stop(void *to, int folded, int planned)
{
    (void) planned;
    if (folded == 3)
        atomic_store((atomic_bool *) to, true);
}

static void a_run_ends_when_it_is_enough_or_asked_to(void **state)
{
    (void) state;
    struct scenario s = desk("desk", 2, 31.0);
    const struct scenario *variants[1] = { &s };
    atomic_bool stop = false;
    int seen = 0;
    struct sim_diag diag = { 0 };
    struct paired paired;
    struct paired_options options = {
        .replications = 90, .threads = 2, .is_enough = at_twenty, .is_enough_to = &seen
    };
    assert_true(paired_run(variants, 1, figures, FIGURES, &options, &diag, &paired));
    assert_true(paired.is_settled && !paired.is_partial);
    assert_int_equal(paired.done, 20);
    assert_int_equal(seen, 20);
    paired_done(&paired);
    options = (struct paired_options){ .replications = 90,
                                       .threads = 2,
                                       .stop = &stop,
                                       .progress = ask_to_stop,
                                       .progress_to = &stop };
    assert_true(paired_run(variants, 1, figures, FIGURES, &options, &diag, &paired));
    assert_true(paired.is_partial && !paired.is_settled);
    assert_true(paired.done >= 3 && paired.done < 10);
    paired_done(&paired);
    scenario_done(&s);
}

static void what_cannot_be_counted_is_refused_and_out_left_alone(void **state)
{
    (void) state;
    struct scenario s = desk("desk", 2, 31.0);
    s.targets[MOST].each = SCENARIO_EACH_INTERVAL;
    const struct scenario *variants[1] = { &s };
    const struct paired_options options = { .replications = 2, .threads = 1 };
    struct sim_diag diag = { 0 };
    struct paired paired = { .done = 99 };
    assert_false(paired_run(variants, 1, figures, FIGURES, &options, &diag, &paired));
    assert_int_equal(diag.errors, 1);
    assert_int_equal(paired.done, 99);
    sim_diag_done(&diag);
    scenario_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(figures_are_those_of_an_experiment),
        cmocka_unit_test(results_are_those_of_experiments),
        cmocka_unit_test(a_difference_is_that_of_pairs),
        cmocka_unit_test(a_contrast_is_a_mean_of_what_each_replication_says),
        cmocka_unit_test(equal_variants_differ_by_exactly_nothing),
        cmocka_unit_test(what_is_not_there_was_offered_nothing),
        cmocka_unit_test(replications_without_callers_are_counted_and_add_nothing),
        cmocka_unit_test(a_run_ends_when_it_is_enough_or_asked_to),
        cmocka_unit_test(what_cannot_be_counted_is_refused_and_out_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
