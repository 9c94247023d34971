#include "model/measure/experiment.h"

#include <stdlib.h>

#include "model/scenario/read.h"
#include "sim/mem.h"
#include "tests/near.h"

static void read_one_queue(struct scenario *out)
{
    struct sim_diag diag = { 0 };
    const char *const root = getenv("SOURCE_ROOT");
    char *const path =
        sim_mem_print("%s/scenarios/01-one-queue.cfg", root == NULL ? "." : root);
    *out = (struct scenario){ 0 };
    assert_true(scenario_read(path, NULL, &diag, out));
    sim_diag_done(&diag);
    free(path);
}

static struct result run(const struct scenario *scenario,
                         const struct experiment_options *options)
{
    struct sim_diag diag = { 0 };
    struct result result;
    assert_true(experiment_run(scenario, options, &diag, &result));
    assert_int_equal(diag.count, 0);
    assert_null(result.fault);
    return result;
}

static void check_same(const struct sim_estimate *a, const struct sim_estimate *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_near(a->value, b->value, 0.0);
    assert_near(a->low, b->low, 0.0);
    assert_near(a->high, b->high, 0.0);
}

static void threads_change_no_bit(void **state)
{
    (void) state;
    struct scenario scenario;
    read_one_queue(&scenario);
    struct result results[3];
    for (int i = 0; i < 3; i++)
        results[i] = run(&scenario, &(struct experiment_options){ .replications = 11,
                                                                  .threads = 1 + 2 * i,
                                                                  .seed = 20240205,
                                                                  .quarters = true });
    for (int i = 1; i < 3; i++) {
        const struct result *const a = &results[0], *const b = &results[i];
        assert_near(a->callers, b->callers, 0.0);
        for (int level = 0; level < MEASURE_LEVELS; level++)
            for (int unit = 0; unit < a->unit_count[level]; unit++)
                for (int object = 0; object < a->object_count; object++)
                    for (int id = 0; id < MEASURE_COUNT; id++) {
                        const struct sim_estimate x =
                            result_at(a, (enum measure_level) level, unit, object,
                                      (enum measure_id) id);
                        const struct sim_estimate y =
                            result_at(b, (enum measure_level) level, unit, object,
                                      (enum measure_id) id);
                        check_same(&x, &y);
                    }
        check_same(&a->targets[0].value, &b->targets[0].value);
        check_same(&a->targets[0].p_met, &b->targets[0].p_met);
    }
    for (int i = 0; i < 3; i++)
        result_done(&results[i]);
    scenario_done(&scenario);
}

/* 10 people, 40 calls an hour of 12 minutes: 8 erlang, so 80 % busy.  By Erlang C 40.9
 * % wait; the mean wait of all is 0.409 * 720 s / (10 - 8) = 147.3 s. */
static void a_queue_with_a_known_answer_is_inside_its_intervals(void **state)
{
    (void) state;
    struct scenario scenario;
    read_one_queue(&scenario);
    struct result result = run(
        &scenario, &(struct experiment_options){
                       .replications = 60, .threads = 2, .seed = 7, .version = "0.0" });
    static const struct {
        const char *path;
        double value;
    } known[] = {
        { "line.desk.offered", 960.0 },          { "line.desk.mean_wait", 147.264 },
        { "line.desk.at_once_share", 0.590932 }, { "team.desk.occupancy", 0.8 },
        { "team.desk.staffed_hours", 240.0 },    { "line.desk.queue_length", 1.636 }
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        double value, half;
        assert_true(result_value(&result, known[i].path, &value, &half));
        /* Twice the half-widths: one of six is outside by chance once in 1,500. */
        assert_within(value, known[i].value, 2.0 * half + 1e-9);
        assert_true(half < 0.08 * value);
    }
    assert_true(!result.partial && !result.settled && result.done == 60);
    result_done(&result);
    scenario_done(&scenario);
}

static void precision_ends_the_run_at_a_checkpoint(void **state)
{
    (void) state;
    struct scenario scenario;
    read_one_queue(&scenario);
    const double asked[] = { 0.012, 0.006 };
    int before = 0;
    for (int i = 0; i < 2; i++) {
        struct result result =
            run(&scenario,
                &(struct experiment_options){
                    .replications = 2000, .threads = 2, .precision.points = asked[i] });
        assert_true(result.settled && !result.partial);
        assert_true(result.done > before && result.done < 2000);
        assert_true(sim_estimate_half_width(&result.targets[0].value) <= asked[i]);
        before = result.done;
        result_done(&result);
    }
    assert_true(before == 40 || before == 60 || before == 80);
    scenario_done(&scenario);
}

/* Without a target the lines are looked at: mean wait to 10 % of its value; nobody
 * abandons, which is known exactly. */
static void precision_looks_at_lines_when_there_is_no_target(void **state)
{
    (void) state;
    struct scenario scenario;
    read_one_queue(&scenario);
    const int targets = scenario.target_count;
    scenario.target_count = 0;
    struct result result =
        run(&scenario, &(struct experiment_options){ .replications = 2000,
                                                     .threads = 2,
                                                     .precision.relative = 0.03 });
    double value, half;
    assert_true(result_value(&result, "line.desk.mean_wait", &value, &half));
    assert_true(result.settled && half <= 0.03 * value && half > 0.01 * value);
    result_done(&result);
    scenario.target_count = targets;
    scenario_done(&scenario);
}

static void tell_to_stop(void *to, int folded, int planned)
{
    if (folded == 4 && planned == 500)
        atomic_store((atomic_bool *) to, true);
}

static void a_stopped_run_keeps_what_is_complete(void **state)
{
    (void) state;
    struct scenario scenario;
    read_one_queue(&scenario);
    atomic_bool stop;
    atomic_init(&stop, false);
    const struct experiment_options options = { .replications = 500,
                                                .threads = 2,
                                                .seed = 3,
                                                .stop = &stop,
                                                .progress = tell_to_stop,
                                                .progress_to = &stop };
    struct result stopped = run(&scenario, &options);
    assert_true(stopped.partial && stopped.planned == 500);
    assert_true(stopped.done >= 4 && stopped.done < 20);
    struct result whole =
        run(&scenario, &(struct experiment_options){
                           .replications = stopped.done, .threads = 1, .seed = 3 });
    check_same(&stopped.targets[0].value, &whole.targets[0].value);
    struct result nothing = run(&scenario, &options); /* still told to stop */
    assert_true(nothing.done == 0 && nothing.partial && nothing.target_count == 0);
    result_done(&stopped);
    result_done(&whole);
    result_done(&nothing);
    scenario_done(&scenario);
}

/* Nobody waits: who is not answered at once hangs up then, and counts as abandoned. */
static void a_journey_without_a_threshold_counts_all_who_hang_up(void **state)
{
    (void) state;
    struct scenario scenario;
    read_one_queue(&scenario);
    scenario.stages[scenario.targets[0].line].at_once = 1.0;
    scenario.targets[0].grade = SCENARIO_ABANDONED;
    scenario.targets[0].journey = 0;
    scenario.targets[0].line = -1;
    scenario.targets[0].of = SCENARIO_OF_CALLERS;
    struct result result =
        run(&scenario, &(struct experiment_options){ .replications = 3, .threads = 1 });
    double abandoned, half;
    assert_true(
        result_value(&result, "stream.public.abandoned_share", &abandoned, &half));
    assert_true(abandoned > 0.1);
    assert_near(result.targets[0].value.value, abandoned, 1e-12);
    result_done(&result);
    scenario_done(&scenario);
}

static void what_cannot_be_counted_is_refused_and_out_left_alone(void **state)
{
    (void) state;
    struct scenario scenario;
    read_one_queue(&scenario);
    scenario.targets[0].grade = SCENARIO_WAIT_PERCENTILE;
    scenario.targets[0].percentile = 0.9;
    scenario.targets[0].each = SCENARIO_EACH_INTERVAL;
    struct sim_diag diag = { 0 };
    struct result result = { .seed = 99 };
    assert_false(experiment_run(
        &scenario, &(struct experiment_options){ .replications = 1, .threads = 1 },
        &diag, &result));
    assert_int_equal(diag.errors, 1);
    assert_true(result.seed == 99 && result.objects == NULL);
    sim_diag_done(&diag);
    scenario_done(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(a_queue_with_a_known_answer_is_inside_its_intervals),
        cmocka_unit_test(precision_ends_the_run_at_a_checkpoint),
        cmocka_unit_test(precision_looks_at_lines_when_there_is_no_target),
        cmocka_unit_test(a_stopped_run_keeps_what_is_complete),
        cmocka_unit_test(a_journey_without_a_threshold_counts_all_who_hang_up),
        cmocka_unit_test(what_cannot_be_counted_is_refused_and_out_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
