/* Teams whose people are given as they are on the phones. */
#include "model/scenario/read.h"

#include "tests/read_over.h"

enum { DAY_2022_03_08 = 19059 };

static const struct scenario_team *first_team(const struct read_over *over)
{
    return &over->scenario.teams[0];
}

static void is_shift(const struct scenario_team *team, int i, unsigned days,
                     int from_min, int to_min, int people)
{
    assert_in_range(i, 0, team->shift_count - 1);
    const struct scenario_shift *const shift = &team->shifts[i];
    assert_int_equal(shift->span.days, days);
    assert_int_equal(shift->span.from_min, from_min);
    assert_int_equal(shift->span.to_min, to_min);
    assert_int_equal(shift->people, people);
}

static void net_is_written_as_shifts_are(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "teams: { staff: { net = ( \"Mon-Sun 07:00-17:00 3\", \"Sat 22:00-02:00 1\",\n"
        "{ add = \"Tue 09:00-10:00 5\"; dates = \"2022-03-08\"; },\n"
        "{ minus = \"Mon-Sun 12:00-13:00 1\"; } ); }; };");
    const struct scenario_team *const team = first_team(&over);
    assert_true(team->is_net);
    assert_int_equal(team->shift_count, 4);
    is_shift(team, 0, SCENARIO_WEEK, 420, 1020, 3);
    is_shift(team, 1, 1u << 5, 22 * 60, 26 * 60, 1);
    is_shift(team, 2, 1u << 1, 540, 600, 5);
    is_shift(team, 3, SCENARIO_WEEK, 720, 780, 1);
    assert_true(team->shifts[2].has_dates && team->shifts[3].minus);
    assert_int_equal(team->shifts[2].dates.first, DAY_2022_03_08);
    assert_false(team->shifts[0].has_dates || team->shifts[2].minus);
    read_over_done(&over);
    over = read_over("teams: { staff: { net = \"Mon-Sun 00:00-24:00 7\"; }; };");
    assert_int_equal(first_team(&over)->shift_count, 1);
    is_shift(first_team(&over), 0, SCENARIO_WEEK, 0, 1440, 7);
    read_over_done(&over);
    over = read_over("");
    assert_false(first_team(&over)->is_net);
    assert_int_equal(first_team(&over)->shift_count, 2);
    read_over_done(&over);
}

/* A table by itself, or among lines. */
static void net_may_be_a_table(void **state)
{
    (void) state;
    char directory[] = "/tmp/tenfive-test-XXXXXX";
    assert_non_null(mkdtemp(directory));
    char *const csv = sim_mem_print("%s/net.CSV", directory);
    FILE *const file = fopen(csv, "w");
    assert_true(fputs("date,start,end,people\n2022-03-08,07:00,17:30,4\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
    static const char *const forms[] = { "net = \"%s\";",
                                         "net = ( \"%s\", \"Mon 08:00-09:00 2\" );" };
    for (int i = 0; i < 2; i++) {
        char *const net = sim_mem_print(forms[i], csv);
        char *const text = sim_mem_print("teams: { staff: { %s }; };", net);
        struct read_over over = read_over(text);
        assert_int_equal(first_team(&over)->shift_count, i + 1);
        is_shift(first_team(&over), 0, SCENARIO_WEEK, 420, 1050, 4);
        assert_int_equal(first_team(&over)->shifts[0].dates.last, DAY_2022_03_08);
        read_over_done(&over);
        free(text);
        free(net);
    }
    assert_true(unlink(csv) == 0 && rmdir(directory) == 0);
    free(csv);
}

/* The staff of everything.cfg has every kind of absence. */
static void net_sets_absence_aside_but_who_are_called_away(void **state)
{
    (void) state;
    struct read_over over = read_over_everything(NULL);
    const struct scenario_team *team = first_team(&over);
    assert_true(team->less[SCENARIO_LEAVE] > 0.0 && team->has_leave_by_month);
    assert_true(team->absence_count == 2 && team->sickness_spell_s > 0.0);
    read_over_done(&over);
    over = read_over_everything("teams.staff.net=Mon-Sun 07:00-19:00 8");
    team = first_team(&over);
    assert_true(team->is_net);
    assert_int_equal(team->shift_count, 1);
    assert_int_equal(team->counts, SCENARIO_LOGGED_IN);
    for (int i = 0; i < SCENARIO_LESS_COUNT; i++)
        assert_near(team->less[i], 0.0, 0.0);
    assert_near(team->sickness_spell_s, 0.0, 0.0);
    assert_false(team->has_leave_by_month);
    assert_int_equal(team->absence_count, 0);
    assert_int_equal(team->called_away_count, 1);
    assert_near(team->talk_times, 1.2, 0.0);
    /* What is set aside is no input. */
    bool has_net = false;
    for (int i = 0; i < over.scenario.input_count; i++) {
        const char *const path = over.scenario.inputs[i].path;
        has_net |= strcmp(path, "teams.staff.net") == 0;
        assert_null(strstr(path, "staff.shifts"));
        assert_null(strstr(path, "staff.less"));
        assert_null(strstr(path, "staff.counts"));
        assert_null(strstr(path, "staff.absences"));
        assert_null(strstr(path, "leave_by_month"));
        assert_null(strstr(path, "sickness_spell"));
    }
    assert_true(has_net);
    read_over_done(&over);
}

/* Nor is it one that needs a basis. */
static void what_is_set_aside_has_no_basis(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "teams: { staff: { net = \"Mon-Sun 5\"; }; };\n"
        "basis = ( ( \"teams.staff.less.breaks\", \"ours\" ), ( \"teams.staff.net\",\n"
        "\"fitted\" ), ( \"teams.staff.shifts\", \"ours\" ) );");
    assert_int_equal(over.scenario.basis_count, 1);
    assert_string_equal(over.scenario.basis[0].path, "teams.staff.net");
    read_over_done(&over);
}

/* Its mistakes are told all the same. */
static void what_is_set_aside_is_read(void **state)
{
    (void) state;
    static const char *const sets[] = { "teams.staff.shifts=Mon 26:00-27:00 1",
                                        "teams.staff.less.breaks=x",
                                        "teams.staff.net=Mon 3" };
    char *const path = read_over_path("small.cfg");
    struct read_over over = read_over_file(path, sets, 3);
    assert_false(over.good);
    assert_int_equal(over.diag.errors, 2);
    read_over_done(&over);
    free(path);
}

static void a_team_with_net_needs_no_shifts(void **state)
{
    (void) state;
    struct read_over over =
        read_over("teams: { more: { serves = \"desk\"; net = \"Mon 3\"; }; };");
    assert_true(over.scenario.teams[1].is_net);
    read_over_done(&over);
    over = read_over_set("teams.staff.net=()");
    assert_true(over.good && first_team(&over)->is_net);
    assert_int_equal(first_team(&over)->shift_count, 0);
    read_over_done(&over);
}

static void net_is_changed_as_shifts_are(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "teams: { staff: { net = \"Mon-Sun 5\"; }; };\n"
        "changes = ( { at = \"teams.staff.net\"; add = \"Mon 08:00-09:00 2\"; },\n"
        "{ at = \"teams:staff/net\"; minus = \"Tue 08:00-09:00 1\"; dates = "
        "\"2022-03-08\"; },\n"
        "{ at = \"teams.staff.net[0]\"; set = \"Mon-Sun 6\"; } );");
    const struct scenario_team *const team = first_team(&over);
    assert_int_equal(team->shift_count, 3);
    is_shift(team, 0, SCENARIO_WEEK, 0, 1440, 6);
    is_shift(team, 1, 1, 480, 540, 2);
    is_shift(team, 2, 2, 480, 540, 1);
    assert_true(team->shifts[2].minus && team->shifts[2].has_dates);
    assert_int_equal(team->shifts[2].dates.last, DAY_2022_03_08);
    read_over_done(&over);
}

static void refuses(const char *settings, const char *const *sets, int count,
                    const char *want)
{
    char *const base = read_over_path("small.cfg");
    char *const text = sim_mem_print("base = \"%s\";\n%s", base, settings);
    const struct scratch file = scratch_text(text);
    struct read_over over = read_over_file(file.path, sets, count);
    assert_false(over.good);
    char *const said = scratch_said(&over.diag);
    if (strstr(said, want) == NULL)
        print_error("%s", said);
    assert_non_null(strstr(said, want));
    read_over_done(&over);
    scratch_done(&file);
    free(said);
    free(text);
    free(base);
}

/* Else they would change nothing, and nobody would know. */
static void changes_of_what_is_set_aside_are_refused(void **state)
{
    (void) state;
    static const char net[] = "teams: { staff: { net = \"Mon-Sun 5\"; }; };";
    static const char *const changes[] = { "teams.staff.shifts+=Mon 08:00-09:00 1",
                                           "teams.staff.shifts=Mon 5",
                                           "teams.staff.shifts[0]=Mon 5",
                                           "teams.staff.staff=x.csv",
                                           "teams.staff.counts=posted",
                                           "teams.staff.less.breaks*=1.1",
                                           "teams/staff:less.leave=5 %",
                                           "teams.staff.absences={}",
                                           "teams.staff.leave_by_month=()",
                                           "teams.staff.sickness_spell=4 days" };
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        refuses(net, &changes[i], 1, "this is set aside, since the team has net");
    /* In the order in which they are made. */
    const char *both[] = { "teams.staff.less.breaks*=1.1", "teams.staff.net=Mon 5" };
    char *const path = read_over_path("small.cfg");
    struct read_over over = read_over_file(path, both, 2);
    assert_true(over.good);
    read_over_done(&over);
    free(path);
    const char *turned[] = { both[1], both[0] };
    refuses("", turned, 2, "this is set aside, since the team has net");
    /* Other settings of the team, and of teams without net, are changed. */
    const char *other[] = { "teams.staff.keep_free.back=2",
                            "teams.staff.called_away={}",
                            "teams.staff.talk_times=1.1" };
    char *const base = read_over_path("small.cfg");
    char *const text = sim_mem_print("base = \"%s\";\n%s", base, net);
    const struct scratch file = scratch_text(text);
    over = read_over_file(file.path, other, 3);
    assert_true(over.good);
    read_over_done(&over);
    scratch_done(&file);
    free(text);
    free(base);
}

static void net_does_not_begin_with_a_change(void **state)
{
    (void) state;
    static const char *const changes[] = { "teams.staff.net+=Mon 5",
                                           "teams.staff.net-=Mon 5" };
    for (int i = 0; i < 2; i++)
        refuses("", &changes[i], 1, "matches nothing: no \"net\" is written there");
    refuses("changes = ( { at = \"teams.staff.net\"; add = \"Mon 5\"; } );", NULL, 0,
            "matches nothing: no \"net\" is written there");
}

/* A what-if on a what-if that has net. */
static void settings_over_a_base_with_net_are_refused(void **state)
{
    (void) state;
    char *const small = read_over_path("small.cfg");
    char *const planned = sim_mem_print(
        "base = \"%s\"; teams: { staff: { net = \"Mon-Sun 5\"; }; };", small);
    const struct scratch plan = scratch_text(planned);
    static const char *const overs[] = { "shifts = \"Mon 5\";",
                                         "less: { breaks = 0; };",
                                         "net = \"Mon 4\"; shifts = \"Mon 5\";",
                                         "talk_times = 1.1;" };
    for (int i = 0; i < 4; i++) {
        char *const text = sim_mem_print("base = \"%s\";\nteams: { staff: { %s }; };",
                                         plan.path, overs[i]);
        const struct scratch file = scratch_text(text);
        struct read_over over = read_over_file(file.path, NULL, 0);
        char *const said = scratch_said(&over.diag);
        assert_int_equal(over.good, i >= 2);
        char *const want = sim_mem_print(
            "%s:2: error: team \"staff\": %s is set aside, since the base gives the "
            "team net\n",
            file.path, i == 0 ? "shifts" : "less");
        assert_string_equal(said, i < 2 ? want : "");
        if (over.good)
            assert_true(first_team(&over)->is_net);
        read_over_done(&over);
        scratch_done(&file);
        free(want);
        free(said);
        free(text);
    }
    scratch_done(&plan);
    free(planned);
    free(small);
}

/* Lists and groups that are only called like a team's people. */
static void a_stage_may_be_called_net(void **state)
{
    (void) state;
    struct read_over over =
        read_over("stages: { net: { type = \"line\"; talk = 50;\n"
                  "then: { resolved = \"10 %\"; desk = \"90 %\"; }; };\n"
                  "ivr: { options: { ask: { next = \"net\"; }; }; }; };\n"
                  "teams: { staff: { serves = ( \"net\", \"desk\", \"back\" ); }; };\n"
                  "changes = ( { at = \"stages.net\"; plus = { wrap_up = 7; }; } );");
    const int net = scenario_stage_index(&over.scenario, "net");
    assert_true(net >= 0);
    assert_near(over.scenario.stages[net].wrap_up.mean_s, 7.0, 0.0);
    read_over_done(&over);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(net_is_written_as_shifts_are),
        cmocka_unit_test(net_may_be_a_table),
        cmocka_unit_test(net_sets_absence_aside_but_who_are_called_away),
        cmocka_unit_test(what_is_set_aside_has_no_basis),
        cmocka_unit_test(what_is_set_aside_is_read),
        cmocka_unit_test(a_team_with_net_needs_no_shifts),
        cmocka_unit_test(net_is_changed_as_shifts_are),
        cmocka_unit_test(changes_of_what_is_set_aside_are_refused),
        cmocka_unit_test(net_does_not_begin_with_a_change),
        cmocka_unit_test(settings_over_a_base_with_net_are_refused),
        cmocka_unit_test(a_stage_may_be_called_net),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
