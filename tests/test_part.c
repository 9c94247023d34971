/* A what-if read with some of its changes. */
#include "model/scenario/read.h"

#include "tests/read_over.h"

/* Takes the paths that begin with `wanted`, and writes down all that it is asked. */
struct taste {
    const char *wanted;
    char *asked; /* owned */
};

static bool takes(void *to, const char *path)
{
    struct taste *taste = to;
    char *longer = sim_mem_print("%s%s\n", taste->asked, path);
    free(taste->asked);
    taste->asked = longer;
    return strncmp(path, taste->wanted, strlen(taste->wanted)) == 0;
}

static struct scratch over_small(const char *settings)
{
    char *base = read_over_path("small.cfg");
    char *text = sim_mem_print("base = \"%s\";\n%s", base, settings);
    const struct scratch file = scratch_text(text);
    free(text);
    free(base);
    return file;
}

static const char settings[] =
    "title = \"other\";\n"
    "streams: { calls_in: { calls = 1234; surges: { fair: { dates = \"2022-03-07\";"
    " times = 2; }; }; }; };\n"
    "stages: { desk: { talk = { law = \"exponential\"; mean = \"71 s\"; }; }; };\n"
    "changes = ( { at = \"stages.desk.gives_up_after\"; times = 2; },\n"
    "            { at = \"streams.calls_in.calls\"; times = 1.5; dates = "
    "\"2022-03-07\"; } );";
static const char *const sets[] = { "teams:staff.shifts+=Mon-Fri 09:00-10:00 1" };
static const struct scenario_change_list list = { sets, 1 };

static struct scenario part_of(const char *wanted)
{
    const struct scratch file = over_small(settings);
    struct taste taste = { .wanted = wanted, .asked = sim_mem_text("") };
    const struct scenario_part part = { takes, &taste };
    struct scenario scenario = { 0 };
    struct sim_diag diag = { 0 };
    if (!scenario_read_part(file.path, &list, &part, &diag, &scenario)) {
        char *said = scratch_said(&diag);
        print_error("%s", said);
        free(said);
        fail();
    }
    sim_diag_done(&diag);
    scratch_done(&file);
    static const char expected[] = "title\n"
                                   "streams.calls_in.calls\n"
                                   "streams.calls_in.surges\n"
                                   "stages.desk.talk\n"
                                   "stages.desk.gives_up_after\n"
                                   "streams.calls_in.calls\n"
                                   "teams:staff.shifts\n";
    assert_string_equal(taste.asked, expected);
    free(taste.asked);
    return scenario;
}

/* What each setting of the what-if comes to. */
static void is(const struct scenario *s, bool title, bool calls, bool surge, bool talk,
               bool patience, bool shift)
{
    const struct scenario_stage *desk = &s->stages[scenario_stage_index(s, "desk")];
    assert_int_equal(strcmp(s->title, "other") == 0, title);
    assert_near(s->streams[0].calls, calls ? 1234.0 : 1000.0, 0.0);
    assert_int_equal(s->limited_count, calls);
    assert_int_equal(s->streams[0].surge_count, surge);
    assert_near(desk->talk.mean_s, talk ? 71.0 : 180.0, 1e-12);
    assert_near(desk->patience.mean_s, patience ? 600.0 : 300.0, 1e-12);
    assert_int_equal(s->teams[0].shift_count, shift ? 3 : 2);
}

static void each_change_is_taken_or_left_alone(void **state)
{
    (void) state;
    static const struct {
        const char *wanted;
        bool title, calls, surge, talk, patience, shift;
    } rows[] = {
        { "nothing", 0, 0, 0, 0, 0, 0 },
        { "", 1, 1, 1, 1, 1, 1 },
        { "streams", 0, 1, 1, 0, 0, 0 },
        { "streams.calls_in.calls", 0, 1, 0, 0, 0, 0 },
        { "stages.desk.talk", 0, 0, 0, 1, 0, 0 },
        { "stages.desk.gives", 0, 0, 0, 0, 1, 0 },
        { "teams", 0, 0, 0, 0, 0, 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct scenario s = part_of(rows[i].wanted);
        is(&s, rows[i].title, rows[i].calls, rows[i].surge, rows[i].talk,
           rows[i].patience, rows[i].shift);
        scenario_done(&s);
    }
}

static void changes_of_the_base_are_never_asked_for(void **state)
{
    (void) state;
    char *small = read_over_path("small.cfg");
    char *text =
        sim_mem_print("base = \"%s\"; streams: { calls_in: { calls = 77; }; };"
                      "changes = ( { at = \"stages.desk.talk\"; times = 2; } );",
                      small);
    const struct scratch base = scratch_text(text);
    char *over = sim_mem_print("base = \"%s\"; title = \"top\";", base.path);
    const struct scratch file = scratch_text(over);
    struct taste taste = { .wanted = "nothing", .asked = sim_mem_text("") };
    const struct scenario_part part = { takes, &taste };
    struct scenario s = { 0 };
    struct sim_diag diag = { 0 };
    assert_true(scenario_read_part(file.path, NULL, &part, &diag, &s));
    assert_string_equal(taste.asked, "title\n");
    assert_near(s.streams[0].calls, 77.0, 0.0);
    assert_near(s.stages[scenario_stage_index(&s, "desk")].talk.mean_s, 360.0, 1e-12);
    free(taste.asked);
    sim_diag_done(&diag);
    scenario_done(&s);
    scratch_done(&file);
    scratch_done(&base);
    free(over);
    free(text);
    free(small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_change_is_taken_or_left_alone),
        cmocka_unit_test(changes_of_the_base_are_never_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
