#include "model/scenario/change.h"

#include "tests/read_over.h"

enum { DAY_2022_03_07 = 19058 };

static const struct scenario_stage *stage(const struct scenario *s, const char *name)
{
    const int i = scenario_stage_index(s, name);
    assert_true(i >= 0);
    return &s->stages[i];
}

static const struct scenario_way *option(const struct scenario *s, int i)
{
    return &stage(s, "ivr")->ways[i];
}

/* small.cfg with one change in a list. */
static struct read_over with_change(const char *change)
{
    char *text = sim_mem_print("changes = ( { %s } );", change);
    struct read_over over = read_over(text);
    free(text);
    return over;
}

static void an_argument_is_split(void **state)
{
    (void) state;
    static const struct {
        const char *set, *path, *value;
        enum change_op op;
    } rows[] = {
        { "a.b=5", "a.b", "5", CHANGE_SET },
        { "a.b = x=y", "a.b", " x=y", CHANGE_SET },
        { "a+=1", "a", "1", CHANGE_PLUS },
        { "a -= 1", "a", " 1", CHANGE_MINUS },
        { "a[2].c*=1.5", "a[2].c", "1.5", CHANGE_TIMES },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        enum change_op op = CHANGE_OPS;
        int length = -1;
        const char *value = change_split(rows[i].set, &op, &length);
        assert_non_null(value);
        assert_string_equal(value, rows[i].value);
        assert_int_equal(op, rows[i].op);
        assert_int_equal(length, strlen(rows[i].path));
        assert_memory_equal(rows[i].set, rows[i].path, (size_t) length);
    }
    enum change_op op = CHANGE_OPS;
    int length = -1;
    static const char *const bad[] = { "", "a.b", "=5", "+=5", " =5" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_null(change_split(bad[i], &op, &length));
    assert_int_equal(op, CHANGE_OPS);
    assert_int_equal(length, -1);
}

/* ---- numbers ---- */

static void numbers_and_times_are_changed(void **state)
{
    (void) state;
    static const struct {
        const char *change;
        double calls, talk_s, patience_s;
    } rows[] = {
        { "at = \"streams.calls_in.calls\"; times = 1.15;", 1150, 180, 300 },
        { "at = \"streams.calls_in.calls\"; times = \"115 %\";", 1150, 180, 300 },
        { "at = \"streams.calls_in.calls\"; plus = 38.5;", 1038.5, 180, 300 },
        { "at = \"streams/calls_in/calls\"; minus = 38.5;", 961.5, 180, 300 },
        { "at = \"streams:calls_in:calls\"; add = 2;", 1002, 180, 300 },
        { "at = \"streams.calls_in.calls\"; set = 7;", 7, 180, 300 },
        { "at = \"stages.desk.talk\"; times = 0.9;", 1000, 162, 300 },
        { "at = \"stages.desk.talk\"; plus = \"25 s\";", 1000, 205, 300 },
        { "at = \"stages.desk.talk\"; minus = 25;", 1000, 155, 300 },
        { "at = \"stages.desk.gives_up_after\"; set = \"9 min\";", 1000, 180, 540 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct read_over over = with_change(rows[i].change);
        const struct scenario *s = &over.scenario;
        assert_near(s->streams[0].calls, rows[i].calls, 1e-12);
        assert_near(stage(s, "desk")->talk.mean_s, rows[i].talk_s, 1e-12);
        assert_near(stage(s, "desk")->patience.mean_s, rows[i].patience_s, 1e-12);
        read_over_done(&over);
    }
}

static void a_law_is_multiplied_in_its_times(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "stages: { desk: { talk = { law = \"lognormal\"; mean = \"3 min\"; cv = 0.9; "
        "}; "
        "};\n  back: { talk = { law = \"uniform\"; from = 10; to = \"30 s\"; }; }; };\n"
        "changes = ( { at = \"stages.desk.talk\"; times = 1.5; },\n"
        "  { at = \"stages.back.talk\"; times = 2; },\n"
        "  { at = \"stages.desk.talk.cv\"; set = 1.1; } );");
    const struct sim_dist *desk = &stage(&over.scenario, "desk")->talk;
    const struct sim_dist *back = &stage(&over.scenario, "back")->talk;
    assert_near(desk->mean_s, 270.0, 1e-12);
    assert_near(desk->given[1], 1.1, 0.0);
    assert_near(back->given[0], 20.0, 0.0);
    assert_near(back->given[1], 60.0, 0.0);
    read_over_done(&over);
}

static void handling_is_talk_and_wrap_up(void **state)
{
    (void) state;
    struct read_over over = with_change("at = \"stages.desk.handling\"; times = 1.2;");
    assert_near(stage(&over.scenario, "desk")->talk.mean_s, 216.0, 1e-12);
    assert_near(stage(&over.scenario, "desk")->wrap_up.mean_s, 36.0, 1e-12);
    read_over_done(&over);
    over = with_change("at = \"stages.back.handling\"; times = 1.2;");
    assert_near(stage(&over.scenario, "back")->talk.mean_s, 720.0, 1e-12);
    assert_near(stage(&over.scenario, "back")->wrap_up.mean_s, 0.0, 0.0);
    read_over_done(&over);
}

static void what_one_share_loses_another_gains(void **state)
{
    (void) state;
    static const struct {
        const char *change;
        double ask;
    } rows[] = {
        { "minus = \"6.8 points\";", 0.732 }, { "plus = \"1 point\";", 0.81 },
        { "minus = 0.068;", 0.732 },          { "times = 0.9;", 0.72 },
        { "set = \"55 %\";", 0.55 },          { "plus = \"20 points\";", 1.0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text = sim_mem_print(
            "at = \"stages.ivr.options.ask.share\"; give_to = \"gone\"; %s",
            rows[i].change);
        struct read_over over = with_change(text);
        assert_near(option(&over.scenario, 0)->share, rows[i].ask, 1e-12);
        assert_within(option(&over.scenario, 1)->share, 1.0 - rows[i].ask, 1e-12);
        read_over_done(&over);
        free(text);
    }
    struct read_over over = with_change(
        "at = \"stages.desk.then.back\"; plus = \"5 points\"; give_to = \"resolved\";");
    assert_near(stage(&over.scenario, "desk")->ways[0].share, 0.85, 1e-12);
    assert_near(stage(&over.scenario, "desk")->ways[1].share, 0.15, 1e-12);
    read_over_done(&over);
}

/* ---- lists and groups ---- */

static void people_are_added_and_taken_away(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "changes = ( { at = \"teams.staff.shifts\"; add = \"Mon-Fri 08:00-18:00 2\"; "
        "},\n"
        "  { at = \"teams.staff.shifts\"; minus = \"Sun 07:00-19:00 1\"; },\n"
        "  { at = \"teams.staff.shifts\"; plus = ( \"Sat 10:00-12:00 5\", \"Sat "
        "12:00-14:00 6\" );\n    dates = \"2022-03-12\"; },\n"
        "  { at = \"teams.staff.shifts\"; minus = \"Tue 07:00-19:00 1\"; dates = "
        "\"2022-03-08\"; } );");
    const struct scenario_team *team = &over.scenario.teams[0];
    assert_int_equal(team->shift_count, 7);
    assert_int_equal(team->shifts[2].people, 2);
    assert_false(team->shifts[2].minus || team->shifts[2].has_dates);
    assert_true(team->shifts[3].minus && !team->shifts[3].has_dates);
    assert_int_equal(team->shifts[3].span.days, 1 << SCENARIO_SUN);
    assert_true(team->shifts[5].has_dates && !team->shifts[5].minus);
    assert_int_equal(team->shifts[5].people, 6);
    assert_int_equal(team->shifts[5].dates.first, DAY_2022_03_07 + 5);
    assert_true(team->shifts[6].minus && team->shifts[6].has_dates);
    assert_int_equal(team->shifts[6].at.line, 6);
    read_over_done(&over);
}

static void entries_and_members_come_and_go(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "changes = ( { at = \"teams.staff.serves\"; minus = \"back\"; },\n"
        "  { at = \"teams.staff.keep_free\"; set = { desk = 0; }; },\n"
        "  { at = \"teams\"; add = { more = { serves = \"back\";\n"
        "      shifts = \"daily 00:00-24:00 1\"; }; }; },\n"
        "  { at = \"teams.more.shifts\"; add = \"Mon 08:00-09:00 1\"; },\n"
        "  { at = \"teams.staff.shifts[1]\"; set = \"Mon-Sun 19:00-07:00 3\"; },\n"
        "  { at = \"teams.more.hours_per_fte\"; set = 40; } );");
    const struct scenario *s = &over.scenario;
    assert_int_equal(s->teams[0].serves_count, 1);
    assert_int_equal(s->teams[0].shifts[1].people, 3);
    assert_int_equal(s->team_count, 2);
    assert_int_equal(s->teams[1].shift_count, 2);
    assert_near(s->teams[1].hours_per_fte, 40.0, 0.0);
    assert_int_equal(s->teams[1].at.line, 8); /* the last change of it */
    read_over_done(&over);
}

/* ---- for a time ---- */

static void changes_for_a_time_are_kept_apart(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "changes = ( { at = \"streams.calls_in.calls\"; times = 1.15; dates = "
        "\"2022-03-08..2022-03-09\"; },\n"
        "  { at = \"stages.desk.talk\"; times = 2; days = \"Fri\"; hours = "
        "\"18:00-03:00\"; },\n"
        "  { at = \"stages.desk.handling\"; times = 3; hours = ( \"Sat 10:00-12:00\", "
        "\"Sun\" ); },\n"
        "  { at = \"stages.desk.wrap_up\"; times = 0; days = \"Mon\"; },\n"
        "  { at = \"stages.desk.gives_up_after\"; times = 0.5; dates = \"2022-03\"; } "
        ");");
    const struct scenario *s = &over.scenario;
    const struct scenario_limited *rows = s->limited;
    const int desk = scenario_stage_index(s, "desk");
    assert_int_equal(s->limited_count, 5);
    assert_near(s->streams[0].calls, 1000.0, 0.0);
    assert_int_equal(rows[0].kind, SCENARIO_LIMITED_CALLS);
    assert_int_equal(rows[0].object, 0);
    assert_near(rows[0].times, 1.15, 0.0);
    assert_int_equal(rows[0].at.line, 2);
    assert_true(rows[0].window.has_dates);
    assert_int_equal(rows[0].window.dates.last, DAY_2022_03_07 + 2);
    assert_int_equal(rows[0].window.hours.count, 0);
    assert_int_equal(rows[1].kind, SCENARIO_LIMITED_TALK);
    assert_int_equal(rows[1].object, desk);
    assert_false(rows[1].window.has_dates);
    assert_int_equal(rows[1].window.hours.spans[0].days, 1 << 4);
    assert_int_equal(rows[1].window.hours.spans[0].to_min, 27 * 60);
    assert_int_equal(rows[2].kind, SCENARIO_LIMITED_HANDLING);
    assert_int_equal(rows[2].window.hours.count, 2);
    assert_int_equal(rows[3].kind, SCENARIO_LIMITED_WRAP_UP);
    assert_int_equal(rows[3].window.hours.spans[0].to_min, 1440);
    assert_int_equal(rows[4].kind, SCENARIO_LIMITED_PATIENCE);
    const struct scenario_input *last = &s->inputs[s->input_count - 1];
    assert_string_equal(last->path, "stages.desk.gives_up_after");
    assert_true(last->changed);
    assert_non_null(strstr(last->value, "times = 0.5"));
    read_over_done(&over);
}

/* ---- files on files ---- */

static void what_ifs_stack(void **state)
{
    (void) state;
    char *small = read_over_path("small.cfg");
    char *text =
        sim_mem_print("base = \"%s\"; title = \"First\"; expect = ( ( \"a\", 1, 1 "
                      ") );\nchanges = ( { at = \"streams.calls_in.calls\"; times "
                      "= 2; } );",
                      small);
    const struct scratch first = scratch_text(text);
    free(text);
    text =
        sim_mem_print("base = \"%s\";\nchanges = ( { at = \"streams.calls_in.calls\"; "
                      "plus = 5; } );\nstages: { desk: { wrap_up = 7; }; };",
                      strrchr(first.path, '/') + 1);
    const struct scratch second = scratch_text(text);
    struct read_over over = read_over_file(second.path, NULL, 0);
    const struct scenario *s = &over.scenario;
    assert_true(over.good);
    assert_string_equal(s->title, "First");
    assert_string_equal(s->file, second.path);
    assert_near(s->streams[0].calls, 2005.0, 0.0);
    assert_near(stage(s, "desk")->wrap_up.mean_s, 7.0, 0.0);
    assert_near(stage(s, "desk")->talk.mean_s, 180.0, 0.0);
    assert_int_equal(s->expect_count, 0);
    for (int i = 0; i < s->input_count; i++) {
        const struct scenario_input *in = &s->inputs[i];
        const bool changed = strcmp(in->path, "streams.calls_in.calls") == 0
                             || strcmp(in->path, "stages.desk.wrap_up") == 0;
        assert_int_equal(in->changed, changed);
        assert_string_equal(in->at.file, changed ? second.path : small);
    }
    read_over_done(&over);
    scratch_done(&first);
    scratch_done(&second);
    free(text);
    free(small);
}

/* ---- from the command line ---- */

static void settings_from_the_command_line(void **state)
{
    (void) state;
    char *path = read_over_path("small.cfg");
    static const char *const sets[] = {
        "title=No quotes, 5 % more",
        "streams.calls_in.calls*=1.05",
        "stages.desk.talk=4 min",
        "stages.back.talk={law=\"gamma\"; mean=\"5 min\"; cv=0.5;}",
        "teams.staff.shifts+=Mon-Fri 08:00-18:00 2",
        "teams.staff.shifts-=\"Sun 08:00-18:00 1\"",
        "stages.desk.gives_up_after+=1 min",
        "targets.quick.at_least=0.85",
        "period={from=\"2022-05-01\";to=\"2022-05-31\";}",
        "marking=OFFICIAL; x = 3",
    };
    struct read_over over = read_over_file(path, sets, 10);
    const struct scenario *s = &over.scenario;
    assert_true(over.good);
    assert_string_equal(s->title, "No quotes, 5 % more");
    assert_near(s->streams[0].calls, 1050.0, 1e-12);
    assert_near(stage(s, "desk")->talk.mean_s, 240.0, 0.0);
    assert_int_equal(stage(s, "back")->talk.law, SIM_DIST_GAMMA);
    assert_int_equal(s->teams[0].shift_count, 4);
    assert_true(s->teams[0].shifts[3].minus);
    assert_near(stage(s, "desk")->patience.mean_s, 360.0, 0.0);
    assert_near(s->targets[0].limit, 0.85, 0.0);
    assert_int_equal(s->period.last - s->period.first, 30);
    assert_string_equal(s->marking, "OFFICIAL; x = 3");
    read_over_done(&over);
    free(path);
}

static void mistakes_on_the_command_line(void **state)
{
    (void) state;
    static const char *const rows[][2] = {
        { "title", "--set title: error: must be PATH=VALUE" },
        { "title=", "--set title=: error: must be PATH=VALUE" },
        { "streams.call_in.calls=5",
          "--set streams.call_in.calls=5: error: \"streams.call_in.calls\" matches "
          "nothing: no \"call_in\" is written there, did you mean \"calls_in\"?" },
        { "[0]=5", "--set [0]=5: error: \"[0]\" matches nothing" },
        { "teams.staff.shifts.x=5", "--set teams.staff.shifts.x=5: error: "
                                    "\"teams.staff.shifts.x\" matches nothing" },
        { "streams.calls_in.calls=-5", "--set streams.calls_in.calls=-5: error: stream "
                                       "\"calls_in\": calls must be 0 to "
                                       "1000000000, got -5" },
        { "streams.calls_in.calls=12 %", "--set streams.calls_in.calls=12 %: error: "
                                         "stream \"calls_in\": calls must be a "
                                         "number, got \"12 %\"" },
        { "stages.desk.then.back=0.2", "--set stages.desk.then.back=0.2: error: line "
                                       "\"desk\": the shares of then must "
                                       "add to 100 %, got 110 %" },
        { "teams.staff.staff=no-such.csv", "--set teams.staff.staff=no-such.csv: "
                                           "error: cannot read no-such.csv: No such "
                                           "file or directory" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct read_over over = read_over_set(rows[i][0]);
        assert_false(over.good);
        char *said = scratch_said(&over.diag);
        char *want = sim_mem_print("%s\n", rows[i][1]);
        assert_string_equal(said, want);
        free(want);
        free(said);
        read_over_done(&over);
    }
}

/* ---- what few lines have ---- */

static void every_block_can_be_changed(void **state)
{
    (void) state;
    struct read_over over =
        read_over_everything("stages.desk.redial.attempts_at_most=2");
    assert_int_equal(stage(&over.scenario, "desk")->redial.attempts_at_most, 2);
    read_over_done(&over);
    over = read_over_everything("stages.desk.redial.by_attempt[1].ivr*=0.5");
    assert_near(stage(&over.scenario, "desk")->redial.rows[1].ways[0].share, 0.05,
                1e-12);
    read_over_done(&over);
    over = read_over_everything("stages.desk.call_back.offered_after+=1 min");
    assert_near(stage(&over.scenario, "desk")->call_back.offered_after_s, 240.0, 0.0);
    read_over_done(&over);
    over = read_over_everything("stages.l999.redial.after*=2");
    assert_near(stage(&over.scenario, "l999")->redial.after.mean_s, 140.0, 1e-12);
    read_over_done(&over);
    over = read_over_everything("stages.app.positive=false");
    assert_false(stage(&over.scenario, "app")->positive);
    read_over_done(&over);
    over = read_over_everything("stages.desk.talk_by_hour[18]=1.3");
    assert_near(stage(&over.scenario, "desk")->talk_by_hour[18], 1.3, 0.0);
    read_over_done(&over);
    over = read_over_everything("teams.staff.absences.course.people+=1");
    assert_int_equal(over.scenario.teams[0].absences[0].people, 3);
    read_over_done(&over);
    over = read_over_everything("outages.random.lasts=1 h");
    assert_near(over.scenario.outages[1].lasts.mean_s, 3600.0, 0.0);
    read_over_done(&over);
    over = read_over_everything("stages.form.yields_to-=\"desk\"");
    assert_int_equal(stage(&over.scenario, "form")->yields_to_count, 1);
    read_over_done(&over);
}

static void handling_is_that_of_ways_and_streams_too(void **state)
{
    (void) state;
    struct read_over over = read_over_everything("stages.desk.handling*=1.5");
    const struct scenario_stage *desk = stage(&over.scenario, "desk");
    assert_near(desk->talk.mean_s, 270.0, 1e-12);
    assert_near(desk->wrap_up.mean_s, 45.0, 1e-12);
    assert_near(desk->handling[0].wrap_up.mean_s, 67.5, 1e-12);
    assert_near(desk->handling[1].talk.mean_s, 360.0, 1e-12);
    read_over_done(&over);
    over = read_over_everything("stages.l999.handling*=2");
    assert_near(stage(&over.scenario, "l999")->ways[0].talk.mean_s, 30.0, 1e-12);
    assert_near(stage(&over.scenario, "l999")->ways[0].wrap_up.mean_s, 10.0, 1e-12);
    read_over_done(&over);
    over =
        read_over_everything("stages.desk.handling={ c101: { talk = \"1 min\"; }; }");
    assert_int_equal(stage(&over.scenario, "desk")->handling_count, 1);
    assert_near(stage(&over.scenario, "desk")->handling[0].talk.mean_s, 60.0, 0.0);
    read_over_done(&over);
}

static void shares_are_given_to_ways_with_a_handling(void **state)
{
    (void) state;
    static const char *const changes[] = {
        "at = \"stages.l999.then.resolved\"; minus = \"4 points\"; give_to = "
        "\"recall\";",
        "at = \"stages.l999.then.recall.share\"; plus = \"4 points\"; give_to = "
        "\"resolved\";",
    };
    char *base = read_over_path("everything.cfg");
    for (size_t i = 0; i < 2; i++) {
        char *text =
            sim_mem_print("base = \"%s\";\nchanges = ( { %s } );", base, changes[i]);
        const struct scratch file = scratch_text(text);
        struct read_over over = read_over_file(file.path, NULL, 0);
        assert_true(over.good);
        const struct scenario_stage *l999 = stage(&over.scenario, "l999");
        assert_near(l999->ways[0].share, 0.1, 1e-12);
        assert_near(l999->ways[1].share, 0.9, 1e-12);
        assert_true(l999->ways[0].has_talk);
        read_over_done(&over);
        scratch_done(&file);
        free(text);
    }
    free(base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_argument_is_split),
        cmocka_unit_test(numbers_and_times_are_changed),
        cmocka_unit_test(a_law_is_multiplied_in_its_times),
        cmocka_unit_test(handling_is_talk_and_wrap_up),
        cmocka_unit_test(what_one_share_loses_another_gains),
        cmocka_unit_test(people_are_added_and_taken_away),
        cmocka_unit_test(entries_and_members_come_and_go),
        cmocka_unit_test(changes_for_a_time_are_kept_apart),
        cmocka_unit_test(what_ifs_stack),
        cmocka_unit_test(settings_from_the_command_line),
        cmocka_unit_test(mistakes_on_the_command_line),
        cmocka_unit_test(every_block_can_be_changed),
        cmocka_unit_test(handling_is_that_of_ways_and_streams_too),
        cmocka_unit_test(shares_are_given_to_ways_with_a_handling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
