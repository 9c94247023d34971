/* The offered load of what few lines have, calculated by hand. */
#include "model/pathway/load.h"

#include "model/demand/rates.h"
#include "model/scenario/read.h"
#include "tests/scratch.h"

struct run {
    struct scenario scenario;
    struct calendar calendar;
    struct staffing staffing;
    struct load load;
    double *rates;
};

/* Two streams, each 30 calls an hour all week; stages and one team as given. */
static struct run compiled(const char *stages, const char *team)
{
    char *text = sim_mem_print(
        "title = \"Load\"; period = \"2022-06-13..2022-06-19\"; warm_up = 0;\n"
        "streams: { a: { enters = \"in\"; calls = 5040; };\n"
        "  b: { enters = \"in\"; calls = 5040; }; };\n"
        "stages: { %s };\n"
        "teams: { staff: { shifts = \"Mon-Sun 20\"; %s }; };\n",
        stages, team);
    const struct scratch file = scratch_text(text);
    struct sim_diag diag = { 0 };
    struct run run = { .rates = NULL };
    const bool good = scenario_read(file.path, NULL, &diag, &run.scenario);
    if (!good) {
        char *said = scratch_said(&diag);
        print_error("%s", said);
        free(said);
        fail();
    }
    calendar_init(&run.calendar, run.scenario.period, run.scenario.warm_up_s);
    staffing_compile(&run.scenario, &run.calendar, &run.staffing);
    run.rates = sim_mem_array((size_t) 2 * run.calendar.quarters, sizeof *run.rates);
    rates_compile(&run.scenario, &run.calendar, run.rates);
    load_compile(&run.scenario, &run.calendar, run.rates, &run.load);
    sim_diag_done(&diag);
    scratch_done(&file);
    free(text);
    return run;
}

static void done(struct run *run)
{
    load_done(&run->load);
    free(run->rates);
    staffing_done(&run->staffing);
    calendar_done(&run->calendar);
    scenario_done(&run->scenario);
}

/* Erlangs of a line in an hour of the week. */
static double erlangs(const struct run *run, const char *line, int hour_of_week)
{
    const int number = run->load.stage_line[scenario_stage_index(&run->scenario, line)];
    return load_line_hour(&run->load, &run->scenario, &run->calendar, &run->staffing,
                          number, hour_of_week)
        .erlangs;
}

/* Entries of a stage in an hour, on average. */
static double entries(const struct run *run, const char *stage)
{
    return run->load.visits[scenario_stage_index(&run->scenario, stage)] / 168.0;
}

/* Stream a: 80 % x 3 min + 20 % x 1 min = 156 s, and 60 s of wrap-up; b: 80 % x 5 min
 * + 20 % x 1 min = 252 s, and 80 % x 30 s + 20 % x 30 s = 30 s. */
static const char two_handlings[] =
    "in: { type = \"line\"; talk = \"3 min\"; wrap_up = \"1 min\"; %s\n"
    "  handling: { b: { talk = \"5 min\"; wrap_up = \"30 s\"; }; };\n"
    "  then: { resolved = \"80 %%\"; left: { share = \"20 %%\"; talk = \"1 min\"; }; "
    "}; "
    "};";

static void work_is_that_of_streams_and_ways(void **state)
{
    (void) state;
    char *stages = sim_mem_print(two_handlings, "");
    struct run run = compiled(stages, "serves = \"in\";");
    assert_near(erlangs(&run, "in", 10), 30.0 * (156 + 60 + 252 + 30) / 3600.0, 1e-12);
    done(&run);
    free(stages);
}

static void work_depends_on_team_and_hour(void **state)
{
    (void) state;
    char *stages = sim_mem_print(
        two_handlings,
        "talk_by_hour = ( 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, "
        "1, 1, 1, 1, 1, 1, 1, 0.5 );");
    struct run run = compiled(stages, "serves = \"in\"; talk_times = 1.5;");
    const double talk = 156 + 252, wrap_up = 60 + 30;
    assert_near(erlangs(&run, "in", 9), 1.5 * 30 * (talk + wrap_up) / 3600.0, 1e-12);
    assert_near(erlangs(&run, "in", 10), 1.5 * 30 * (2 * talk + wrap_up) / 3600.0,
                1e-12);
    const double late = 1.5 * 30 * (0.5 * talk + wrap_up) / 3600.0;
    assert_near(erlangs(&run, "in", 47), late, 1e-12);
    /* Quarters that are not counted have an hour too: 23:45 on the day after. */
    assert_near(run.load.erlangs[run.calendar.to + 95], late, 1e-12);
    done(&run);
    free(stages);
}

/* 40 % answer, three tries: 78.4 % are reached, by 1.96 tries on average. */
static void those_who_are_rung_take_every_try(void **state)
{
    (void) state;
    static const char stages[] =
        "in: { type = \"line\"; talk = \"100 s\"; wrap_up = \"20 s\";\n"
        "  dial: { set_up = 10; reached = \"%s\"; no_answer = 30; tries_at_most = 3;\n"
        "    try_again_after = \"5 min\"; then_to = \"more\"; };\n"
        "  then: { resolved = \"75 %%\"; more = \"25 %%\"; }; };\n"
        "more: { type = \"delay\"; time = 1; next = \"left\"; };";
    char *some = sim_mem_print(stages, "40 %"), *none = sim_mem_print(stages, "0 %");
    struct run run = compiled(some, "serves = \"in\";");
    const double each_s = 0.784 * (10 + 100 + 20) + (1.96 - 0.784) * 30;
    assert_near(erlangs(&run, "in", 10), 60.0 * each_s / 3600.0, 1e-12);
    assert_near(entries(&run, "resolved"), 60.0 * 0.784 * 0.75, 1e-12);
    assert_near(entries(&run, "more"), 60.0 * (0.784 * 0.25 + 0.216), 1e-12);
    done(&run);
    run = compiled(none, "serves = \"in\";");
    assert_near(erlangs(&run, "in", 10), 60.0 * 90 / 3600.0, 1e-12);
    assert_near(entries(&run, "more"), 60.0, 1e-12);
    done(&run);
    free(some);
    free(none);
}

/* Nobody waits, so nobody is offered a call-back. */
static void chats_are_shared_and_call_backs_are_not_there(void **state)
{
    (void) state;
    struct run run =
        compiled("in: { type = \"line\"; talk = \"6 min\"; at_a_time = 4; };",
                 "serves = \"in\";");
    assert_near(erlangs(&run, "in", 10), 1.5, 1e-12);
    done(&run);
    run = compiled("in: { type = \"line\"; talk = \"6 min\"; pick_up = 3;\n"
                   "  call_back: { offered_after = 60; accepted = 1; reached = 0.5; "
                   "set_up = 90; }; };",
                   "serves = \"in\";");
    assert_near(erlangs(&run, "in", 10), 60.0 * 363 / 3600.0, 1e-12);
    assert_near(entries(&run, "left"), 0.0, 0.0);
    done(&run);
}

static void options_have_hours_and_some_hang_up(void **state)
{
    (void) state;
    struct run run = compiled(
        "in: { type = \"menu\"; options: { ask: { share = \"60 %\"; next = "
        "\"desk\"; open = \"Mon-Fri 08:00-16:00\"; closed_to = \"online\"; };\n"
        "  wait: { share = \"10 %\"; next = \"desk\"; };\n"
        "  gone: { share = \"30 %\"; hangs_up = true; }; };\n"
        "  redial: { then: { desk = 1; }; after = 600; attempts_at_most = 9; }; "
        "};\n"
        "desk: { type = \"line\"; talk = \"3 min\"; };",
        "serves = \"desk\";");
    assert_near(erlangs(&run, "desk", 10), 60 * 0.7 * 180 / 3600.0, 1e-12);
    assert_near(erlangs(&run, "desk", 7), 60 * 0.1 * 180 / 3600.0, 1e-12);
    assert_near(erlangs(&run, "desk", 5 * 24 + 10), 60 * 0.1 * 180 / 3600.0, 1e-12);
    assert_near(entries(&run, "online"), 60 * 0.6 * 128 / 168.0, 1e-12);
    assert_near(entries(&run, "left"), 0.0, 0.0);
    done(&run);
}

static void an_overload_says_that_redials_come_on_top(void **state)
{
    (void) state;
    struct run run =
        compiled("in: { type = \"line\"; talk = \"30 min\"; gives_up_after = "
                 "600; calls_again: { share = 0.1; after = 600; to = \"in\"; "
                 "attempts_at_most = 2; }; };",
                 "serves = \"in\";");
    struct sim_diag diag = { 0 };
    load_warn(&run.scenario, &run.calendar, &run.staffing, &run.load, &diag);
    assert_int_equal(diag.count, 1);
    assert_non_null(strstr(diag.items[0].text,
                           "30 erlangs for 20 people on the phones, "
                           "without those who call again"));
    sim_diag_done(&diag);
    done(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_is_that_of_streams_and_ways),
        cmocka_unit_test(work_depends_on_team_and_hour),
        cmocka_unit_test(those_who_are_rung_take_every_try),
        cmocka_unit_test(chats_are_shared_and_call_backs_are_not_there),
        cmocka_unit_test(options_have_hours_and_some_hang_up),
        cmocka_unit_test(an_overload_says_that_redials_come_on_top),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
