#include "model/calibrate/calibrate.h"

#include "model/measure/experiment.h"
#include "model/scenario/read.h"
#include "tests/scratch.h"

/* A desk of ten for two days, small enough to be simulated hundreds of times. */
static const char desk[] =
    "title = \"Desk\"; period: { from = \"2024-02-05\"; to = \"2024-02-06\"; };\n"
    "streams: { public: { enters = \"desk\"; calls = 1920; counted_in = "
    "\"2024-02-05..2024-02-06\"; }; };\n"
    "stages: { desk: { type = \"line\"; talk = \"9 min\"; wrap_up = \"3 min\";\n"
    "  gives_up_after = \"7 min\"; }; };\n"
    "teams: { desk: { serves = ( \"desk\" ); shifts = ( \"Mon-Sun 00:00-24:00 10\" );\n"
    "  less: { not_ready = \"8 %\"; }; }; };\n";

enum { REPLICATIONS = 6, SEED = 3 };

/* One figure of a scenario with these settings, simulated on its own. */
static double published(const char *path, const char *const *sets, int count,
                        uint64_t seed, const char *figure)
{
    const struct scenario_change_list list = { sets, count };
    const struct experiment_options options = {
        .replications = REPLICATIONS, .threads = 1, .seed = seed, .version = "test"
    };
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct result result = { 0 };
    double value = NAN, half_width;
    assert_true(scenario_read(path, &list, &diag, &scenario));
    assert_true(experiment_run(&scenario, &options, &diag, &result));
    assert_true(result_value(&result, figure, &value, &half_width));
    result_done(&result);
    sim_diag_done(&diag);
    scenario_done(&scenario);
    return value;
}

/* A calibration under way. */
struct run {
    struct scratch file;
    struct sim_diag diag;
    struct calibration calibration;
    struct trial *trial;
    struct calibrate_result result;
    enum calibrate_status status;
    atomic_bool stop;
    int stop_after; /* evaluations; 0: never */
};

static void watch(void *to, const struct calibrate_progress *progress)
{
    struct run *const run = to;
    if (run->stop_after > 0 && progress->evaluations >= run->stop_after)
        atomic_store(&run->stop, true);
}

/* Reads and fits; takes `text`. */
static void run_text(struct run *run, char *text, int threads, int evaluations)
{
    const struct scenario_change_list none = { NULL, 0 };
    const struct trial_options how = { .replications = REPLICATIONS,
                                       .threads = threads,
                                       .seed = SEED,
                                       .version = "test",
                                       .stop = &run->stop };
    const struct calibrate_options options = {
        .trial = how, .evaluations = evaluations, .progress = watch, .progress_to = run
    };
    run->file = scratch_text(text);
    run->status = CALIBRATE_BAD;
    if (calibration_read(run->file.path, &run->diag, &run->calibration))
        run->trial = trial_new(&run->calibration, &none, &how, &run->diag);
    if (run->trial != NULL)
        run->status = calibrate_run(&run->calibration, run->trial, &options, &run->diag,
                                    &run->result);
    free(text);
}

static void run_done(struct run *run)
{
    calibrate_result_done(&run->result);
    trial_free(run->trial);
    sim_diag_done(&run->diag);
    calibration_done(&run->calibration);
    scratch_done(&run->file);
}

static void assert_said(struct run *run, const char *text)
{
    char *const said = scratch_said(&run->diag);
    if (strstr(said, text) == NULL) {
        print_error("said:\n%swanted:\n%s\n", said, text);
        fail();
    }
    free(said);
}

/* Patience and the people away, from the wait and the calls abandoned. */
static char *two_inputs(const char *path, const char *more, double wait_s,
                        double abandoned)
{
    return sim_mem_print(
        "scenarios = ( \"%s\" );\n"
        "inputs: {\n"
        "  patience: { at = \"stages.desk.gives_up_after\"; from = \"1 min\";\n"
        "    to = \"50 min\"; };\n"
        "  away: { at = \"teams.desk.less.not_ready\"; from = \"0 %%\"; to = \"40 "
        "%%\"; "
        "};\n"
        "%s};\n"
        "figures: {\n"
        "  wait: { figure = \"line.desk.mean_wait\"; value = %.17g; tolerance = 1.0; "
        "};\n"
        "  lost: { figure = \"line.desk.abandoned_share\"; value = %.17g;\n"
        "    tolerance = \"0.2 points\"; };\n"
        "  busy: { figure = \"team.desk.occupancy\"; value = \"80 %%\";\n"
        "    tolerance = \"1 points\"; only_checked = true; };\n"
        "};\n",
        path, more, wait_s, abandoned);
}

static const char *const truth[] = { "stages.desk.gives_up_after=311 s",
                                     "teams.desk.less.not_ready=13.7 %" };

static void recovers_inputs_from_what_they_gave(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(desk);
    const double wait = published(file.path, truth, 2, SEED, "line.desk.mean_wait");
    const double lost =
        published(file.path, truth, 2, SEED, "line.desk.abandoned_share");
    const double busy = published(file.path, truth, 2, SEED, "team.desk.occupancy");
    struct run run = { .status = CALIBRATE_BAD };
    run_text(&run, two_inputs(file.path, "", wait, lost), 2, 200);
    assert_int_equal(run.status, CALIBRATE_DONE);
    assert_within(run.result.inputs[0].value, 311.0, 3.0);
    assert_within(run.result.inputs[1].value, 0.137, 0.001);
    assert_int_equal(run.result.met, 2);
    assert_within(run.result.figures[0].value, wait, 0.1);
    assert_within(run.result.figures[1].value, lost, 0.0002);
    /* The third is predicted, though it counts for nothing. */
    assert_true(run.result.figures[2].is_known);
    assert_within(run.result.figures[2].value, busy, 0.001);
    assert_true(run.result.is_identified);
    assert_int_equal(run.result.identify.group_count, 0);
    assert_true(run.result.evaluations <= 60);
    assert_false(run.result.is_exhausted || run.result.is_stopped);
    run_done(&run);
    scratch_done(&file);
}

/* Other luck: the truth is within 3 of the standard errors that are shown (of which the
 * tolerances are most), and every figure is met. */
static void says_how_sure_the_inputs_are(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(desk);
    const double wait = published(file.path, truth, 2, 99, "line.desk.mean_wait");
    const double lost = published(file.path, truth, 2, 99, "line.desk.abandoned_share");
    struct run run = { .status = CALIBRATE_BAD };
    run_text(&run, two_inputs(file.path, "", wait, lost), 2, 200);
    assert_int_equal(run.status, CALIBRATE_DONE);
    assert_int_equal(run.result.met, 2);
    const double wanted[] = { 311.0, 0.137 };
    const double low[] = { 5.0, 0.002 }, high[] = { 80.0, 0.03 };
    for (int i = 0; i < 2; i++) {
        const struct calibrate_input *const input = &run.result.inputs[i];
        assert_true(input->has_error);
        assert_true(input->standard_error > low[i] && input->standard_error < high[i]);
        assert_within(input->value, wanted[i], 3.0 * input->standard_error);
    }
    run_done(&run);
    scratch_done(&file);
}

static void is_the_same_with_any_number_of_threads(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(desk);
    struct run runs[2] = { { .status = CALIBRATE_BAD }, { .status = CALIBRATE_BAD } };
    for (int r = 0; r < 2; r++)
        run_text(&runs[r], two_inputs(file.path, "", 55.0, 0.12), 1 + 2 * r, 25);
    for (int i = 0; i < 2; i++) {
        assert_near(runs[0].result.inputs[i].value, runs[1].result.inputs[i].value,
                    0.0);
        assert_near(runs[0].result.inputs[i].standard_error,
                    runs[1].result.inputs[i].standard_error, 0.0);
    }
    assert_near(runs[0].result.misfit, runs[1].result.misfit, 0.0);
    assert_int_equal(runs[0].result.evaluations, runs[1].result.evaluations);
    run_done(&runs[0]);
    run_done(&runs[1]);
    scratch_done(&file);
}

/* Talk and wrap-up hold a person alike: two figures of the wait see their sum alone. */
static void names_inputs_that_the_figures_cannot_tell_apart(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(desk);
    struct run run = { .status = CALIBRATE_BAD };
    char *const text = sim_mem_print(
        "scenarios = ( \"%s\" );\n"
        "inputs: {\n"
        "  patience: { at = \"stages.desk.gives_up_after\"; from = \"1 min\";\n"
        "    to = \"30 min\"; };\n"
        "  talk: { at = \"stages.desk.talk\"; from = \"6 min\"; to = \"12 min\"; };\n"
        "  wrap: { at = \"stages.desk.wrap_up\"; from = \"30 s\"; to = \"6 min\"; };\n"
        "};\n"
        "figures: {\n"
        "  wait: { figure = \"line.desk.mean_wait\"; value = 40; tolerance = 2; };\n"
        "  lost: { figure = \"line.desk.abandoned_share\"; value = \"10 %%\"; "
        "tolerance = \"0.5 points\"; };\n"
        "  busy: { figure = \"team.desk.occupancy\"; value = \"82 %%\"; tolerance = "
        "\"2 points\"; };\n"
        "};\n",
        file.path);
    run_text(&run, text, 2, 150);
    assert_int_equal(run.status, CALIBRATE_DONE);
    assert_true(run.result.is_identified);
    const struct identify *const found = &run.result.identify;
    assert_int_equal(found->group_count, 1);
    assert_int_equal(found->groups[0].count, 2);
    assert_int_equal(found->groups[0].inputs[0], 1);
    assert_int_equal(found->groups[0].inputs[1], 2);
    assert_int_equal(found->groups[0].fixed, 1);
    assert_int_equal(found->groups[0].trade, -1);
    run_done(&run);
    scratch_done(&file);
}

/* Two lines; people are kept free for the first of them. */
static const char two_lines[] =
    "title = \"Two\"; period: { from = \"2024-02-05\"; to = \"2024-02-06\"; };\n"
    "streams: {\n"
    "  a: { enters = \"urgent\"; calls = 700; counted_in = \"2024-02-05..2024-02-06\"; "
    "};\n"
    "  b: { enters = \"other\"; calls = 1200; counted_in = \"2024-02-05..2024-02-06\"; "
    "}; };\n"
    "stages: {\n"
    "  urgent: { type = \"line\"; talk = \"8 min\"; gives_up_after = \"5 min\"; };\n"
    "  other: { type = \"line\"; talk = \"9 min\"; gives_up_after = \"20 min\"; }; };\n"
    "teams: { desk: { serves = ( \"urgent\", \"other\" ); keep_free: { other = 1; };\n"
    "  shifts = ( \"Mon-Sun 00:00-24:00 11\" ); less: { not_ready = \"5 %\"; }; }; "
    "};\n";

static void whole_numbers_are_tried_one_by_one(void **state)
{
    (void) state;
    static const char *const sets[] = { "stages.other.gives_up_after=700 s",
                                        "teams.desk.keep_free.other=3" };
    const struct scratch file = scratch_text(two_lines);
    const double urgent = published(file.path, sets, 2, SEED, "line.urgent.mean_wait");
    const double wait = published(file.path, sets, 2, SEED, "line.other.mean_wait");
    struct run run = { .status = CALIBRATE_BAD };
    char *const text = sim_mem_print(
        "scenarios = ( \"%s\" );\n"
        "inputs: {\n"
        "  patience: { at = \"stages.other.gives_up_after\"; from = \"5 min\";\n"
        "    to = \"25 min\"; };\n"
        "  reserve: { at = \"teams.desk.keep_free.other\"; whole = true; from = 0;\n"
        "    to = 6; start = 5; };\n"
        "};\n"
        "figures: {\n"
        "  urgent: { figure = \"line.urgent.mean_wait\"; value = %.17g; "
        "tolerance = 0.2; };\n"
        "  wait: { figure = \"line.other.mean_wait\"; value = %.17g; tolerance = 2; "
        "};\n"
        "};\n",
        file.path, urgent, wait);
    run_text(&run, text, 2, 300);
    assert_int_equal(run.status, CALIBRATE_DONE);
    assert_near(run.result.inputs[1].value, 3.0, 0.0);
    assert_false(run.result.inputs[1].has_error);
    assert_within(run.result.inputs[0].value, 700.0, 15.0);
    assert_int_equal(run.result.met, 2);
    /* Every number that was tried is told, in order, and the one taken is the least. */
    assert_true(run.result.whole_count >= 4);
    for (int w = 0; w < run.result.whole_count; w++) {
        const struct calibrate_whole *const whole = &run.result.wholes[w];
        assert_int_equal(whole->input, 1);
        assert_true(w == 0 || whole->value > run.result.wholes[w - 1].value);
        assert_true(whole->value == 3.0 ? whole->misfit == run.result.misfit
                                        : whole->misfit > 0.1);
    }
    run_done(&run);
    scratch_done(&file);
}

/* One figure is missed by ten tolerances whatever the number is, so that every step
 * towards the other gains little; a number that changes nothing stays where it was. */
static void a_whole_number_that_changes_nothing_stays(void **state)
{
    (void) state;
    static const char *const sets[] = { "teams.desk.keep_free.other=1" };
    const struct scratch file = scratch_text(two_lines);
    const double urgent = published(file.path, sets, 1, SEED, "line.urgent.mean_wait");
    const double offered = published(file.path, NULL, 0, SEED, "line.urgent.offered");
    for (int has_gain = 0; has_gain < 2; has_gain++) {
        struct run run = { .status = CALIBRATE_BAD };
        char *const text = sim_mem_print(
            "scenarios = ( \"%s\" );\n"
            "inputs: { reserve: { at = \"teams.desk.keep_free.other\"; whole = true;\n"
            "  from = 1; to = 6; start = 6; }; };\n"
            "figures: {\n"
            "  urgent: { figure = \"line.urgent.mean_wait\"; value = %.17g; tolerance "
            "= 20; only_checked = %s; };\n"
            "  calls: { figure = \"line.urgent.offered\"; value = %.17g; tolerance = "
            "1; };\n"
            "};\n",
            file.path, urgent, has_gain ? "false" : "true", offered + 10.0);
        run_text(&run, text, 2, 100);
        assert_int_equal(run.status, CALIBRATE_DONE);
        assert_near(run.result.inputs[0].value, has_gain ? 1.0 : 6.0, 0.0);
        assert_within(run.result.misfit, 100.0, 1e-6);
        run_done(&run);
    }
    scratch_done(&file);
}

/* A busy and a quiet month: patience is one, the people away are each month's own. */
static void scenarios_share_the_inputs_that_are_not_of_one(void **state)
{
    (void) state;
    static const char *const busy[] = { "stages.desk.gives_up_after=400 s",
                                        "teams.desk.less.not_ready=6 %" };
    static const char *const quiet[] = { "stages.desk.gives_up_after=400 s",
                                         "teams.desk.less.not_ready=17 %" };
    const struct scratch first = scratch_text(desk);
    char *const base =
        sim_mem_print("base = \"%s\"; changes = ( { at = \"streams.public.calls\"; "
                      "times = 0.9; } );",
                      first.path);
    const struct scratch second = scratch_text(base);
    char *const text = sim_mem_print(
        "scenarios = ( \"%s\", \"%s\" );\n"
        "inputs: {\n"
        "  patience: { at = \"stages.desk.gives_up_after\"; from = 60; to = 3000; };\n"
        "  first: { at = \"teams.desk.less.not_ready\"; of = \"%s\"; from = \"0 %%\"; "
        "to = \"40 %%\"; };\n"
        "  second: { at = \"teams.desk.less.not_ready\"; of = ( \"%s\" ); from = \"0 "
        "%%\"; to = \"40 %%\"; };\n"
        "};\n"
        "figures: {\n"
        "  a: { of = \"%s\"; figure = \"line.desk.mean_wait\"; value = %.17g; "
        "tolerance = 1; };\n"
        "  b: { of = \"%s\"; figure = \"line.desk.mean_wait\"; value = %.17g; "
        "tolerance = 1; };\n"
        "  c: { of = \"%s\"; figure = \"line.desk.abandoned_share\"; value = %.17g; "
        "tolerance = \"0.2 points\"; };\n"
        "};\n",
        first.path, second.path, first.path, second.path, first.path,
        published(first.path, busy, 2, SEED, "line.desk.mean_wait"), second.path,
        published(second.path, quiet, 2, SEED, "line.desk.mean_wait"), second.path,
        published(second.path, quiet, 2, SEED, "line.desk.abandoned_share"));
    struct run run = { .status = CALIBRATE_BAD };
    run_text(&run, text, 2, 200);
    assert_int_equal(run.status, CALIBRATE_DONE);
    assert_true(trial_has(run.trial, 0, 0) && trial_has(run.trial, 0, 1));
    assert_true(trial_has(run.trial, 1, 0) && !trial_has(run.trial, 1, 1));
    assert_true(!trial_has(run.trial, 2, 0) && trial_has(run.trial, 2, 1));
    assert_within(run.result.inputs[0].value, 400.0, 4.0);
    assert_within(run.result.inputs[1].value, 0.06, 0.003);
    assert_within(run.result.inputs[2].value, 0.17, 0.003);
    assert_int_equal(run.result.met, 3);
    /* What changes in one month alone leaves the other's simulation as it was. */
    assert_true(run.result.simulations < 2 * run.result.evaluations);
    run_done(&run);
    scratch_done(&second);
    scratch_done(&first);
    free(base);
}

static void a_figure_out_of_reach_is_missed_and_the_input_at_its_end(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(desk);
    struct run run = { .status = CALIBRATE_BAD };
    run_text(&run,
             sim_mem_print("scenarios = ( \"%s\" );\n"
                           "inputs: { p: { at = \"stages.desk.gives_up_after\"; from = "
                           "\"1 min\"; to = \"3 min\"; }; };\n"
                           "figures: { w: { figure = \"line.desk.mean_wait\"; value = "
                           "300; tolerance = 5; }; };\n",
                           file.path),
             2, 100);
    assert_int_equal(run.status, CALIBRATE_DONE);
    assert_int_equal(run.result.met, 0);
    assert_int_equal(run.result.inputs[0].at_end, 1);
    const struct calibrate_figure *const figure = &run.result.figures[0];
    assert_false(figure->is_met);
    assert_near(figure->miss, (figure->value - 300.0) / 5.0, 1e-12);
    assert_near(run.result.misfit, figure->miss * figure->miss, 1e-12);
    run_done(&run);
    scratch_done(&file);
}

static void a_stop_keeps_the_best_so_far(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(desk);
    struct run run = { .status = CALIBRATE_BAD, .stop_after = 5 };
    run_text(&run, two_inputs(file.path, "", 55.0, 0.12), 2, 200);
    assert_int_equal(run.status, CALIBRATE_DONE);
    assert_true(run.result.is_stopped);
    assert_int_equal(run.result.evaluations, 5);
    assert_false(run.result.is_identified);
    assert_true(run.result.figures[0].is_known && !run.result.figures[2].is_known);
    assert_true(run.result.misfit > 0.0 && isfinite(run.result.misfit));
    run_done(&run);
    run = (struct run){ .status = CALIBRATE_BAD };
    atomic_store(&run.stop, true);
    run_text(&run, two_inputs(file.path, "", 55.0, 0.12), 2, 200);
    assert_int_equal(run.status, CALIBRATE_INTERRUPTED);
    run_done(&run);
    scratch_done(&file);
}

static void a_search_ends_when_its_evaluations_are_used(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(desk);
    struct run run = { .status = CALIBRATE_BAD };
    run_text(&run, two_inputs(file.path, "", 55.0, 0.12), 2, 4);
    assert_int_equal(run.status, CALIBRATE_DONE);
    assert_true(run.result.is_exhausted && !run.result.is_stopped);
    /* Slopes are taken on top: two sides of two inputs, once or anew. */
    assert_true(run.result.evaluations >= 4 + 4 && run.result.evaluations <= 4 + 12);
    assert_true(run.result.is_identified && run.result.figures[2].is_known);
    run_done(&run);
    scratch_done(&file);
}

/* Inputs with which the scenario is refused are no answer, and are told. */
static void what_cannot_be_simulated_is_passed_over(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(two_lines);
    struct run run = { .status = CALIBRATE_BAD };
    run_text(
        &run,
        sim_mem_print("scenarios = ( \"%s\" );\n"
                      "inputs: { r: { at = \"teams.desk.keep_free.urgent\"; of = "
                      "\"%s\"; whole = true; from = 0; to = 3; start = 1; }; };\n"
                      "figures: { w: { figure = \"line.urgent.mean_wait\"; value = "
                      "60; tolerance = 1; }; };\n",
                      file.path, file.path),
        2, 100);
    assert_int_equal(run.status, CALIBRATE_DONE);
    assert_near(run.result.inputs[0].value, 1.0, 0.0);
    assert_true(run.result.refused >= 1);
    assert_non_null(strstr(run.result.refusal, "keep_free must not fall"));
    run_done(&run);
    scratch_done(&file);
}

static void mistakes_that_only_the_scenarios_show_are_told(void **state)
{
    (void) state;
    static const struct {
        const char *input, *figure, *said;
    } rows[] = {
        { "at = \"stages.desk.at_once\"; from = \"1 %\"; to = \"2 %\";",
          "line.desk.mean_wait",
          ":2: error: input \"p\": \"stages.desk.at_once\" is written in no scenario: "
          "name those that shall get it with `of`" },
        { "at = \"stages.desk.gives_up_after\"; from = 60; to = 90;",
          "line.desk.men_wait", ": error: where the search begins: figure \"w\": " },
        { "at = \"stages.desk.gives_up_after\"; from = 60; to = 90;",
          "line.desk.men_wait", "did you mean \"line.desk.mean_wait\"?" },
        { "at = \"stages.desk.gives_up_after\"; from = -5; to = -1;",
          "line.desk.mean_wait", "gives_up_after must be > 0, got -3" },
        { "at = \"stages.desk.gives_up_after\"; from = 60; to = 90; }; q: { at = "
          "\"stages.desk.gives_up_after\"; from = 60; to = 90;",
          "line.desk.mean_wait\"; value = 3; tolerance = 1; }; v: { figure = "
          "\"line.desk.mean_wait",
          ":2: error: input \"q\": sets what input \"p\" sets in the same scenario" },
    };
    const struct scratch file = scratch_text(desk);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run run = { .status = CALIBRATE_DONE };
        run_text(&run,
                 sim_mem_print("scenarios = ( \"%s\" );\n"
                               "inputs: { p: { %s }; };\n"
                               "figures: { w: { figure = \"%s\"; value = 3; tolerance "
                               "= 1; }; };\n",
                               file.path, rows[i].input, rows[i].figure),
                 1, 100);
        assert_int_equal(run.status, CALIBRATE_BAD);
        assert_said(&run, rows[i].said);
        run_done(&run);
    }
    struct run run = { .status = CALIBRATE_DONE };
    run_text(&run, two_inputs("/nowhere/x.cfg", "", 1.0, 0.1), 1, 100);
    assert_int_equal(run.status, CALIBRATE_BAD);
    assert_said(&run, ":1: error: tenfive: error: cannot read /nowhere/x.cfg");
    run_done(&run);
    scratch_done(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recovers_inputs_from_what_they_gave),
        cmocka_unit_test(says_how_sure_the_inputs_are),
        cmocka_unit_test(is_the_same_with_any_number_of_threads),
        cmocka_unit_test(names_inputs_that_the_figures_cannot_tell_apart),
        cmocka_unit_test(whole_numbers_are_tried_one_by_one),
        cmocka_unit_test(a_whole_number_that_changes_nothing_stays),
        cmocka_unit_test(scenarios_share_the_inputs_that_are_not_of_one),
        cmocka_unit_test(a_figure_out_of_reach_is_missed_and_the_input_at_its_end),
        cmocka_unit_test(a_stop_keeps_the_best_so_far),
        cmocka_unit_test(a_search_ends_when_its_evaluations_are_used),
        cmocka_unit_test(what_cannot_be_simulated_is_passed_over),
        cmocka_unit_test(mistakes_that_only_the_scenarios_show_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
