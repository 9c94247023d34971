#include "model/scenario/read.h"

#include "model/planner/question.h"
#include "tests/read_over.h"

static const double HOUR_S = 3600.0;

static struct read_over read_plan_file(const char *const *sets, int count)
{
    char *path = read_over_path("plan.cfg");
    struct read_over over = read_over_file(path, sets, count);
    free(path);
    return over;
}

/* plan.cfg with settings over it; sound, and warned of as said. */
static struct read_over over_plan(const char *settings, const char *warned)
{
    char *base = read_over_path("plan.cfg");
    char *text = sim_mem_print("base = \"%s\";\n%s", base, settings);
    const struct scratch file = scratch_text(text);
    struct read_over over = read_over_file(file.path, NULL, 0);
    char *said = scratch_said(&over.diag);
    if (!over.good || (warned == NULL ? said[0] != '\0' : strstr(said, warned) == NULL))
        fail_msg("%s", said);
    free(said);
    scratch_done(&file);
    free(text);
    free(base);
    return over;
}

/* everything.cfg, which has no plan, with settings over it. */
static struct read_over over_everything(const char *settings)
{
    char *base = read_over_path("everything.cfg");
    char *text = sim_mem_print("base = \"%s\";\n%s", base, settings);
    const struct scratch file = scratch_text(text);
    struct read_over over = read_over_file(file.path, NULL, 0);
    char *said = scratch_said(&over.diag);
    if (!over.good || said[0] != '\0')
        fail_msg("%s", said);
    free(said);
    scratch_done(&file);
    free(text);
    free(base);
    return over;
}

static const struct scenario_plan_hold *hold_of(const struct scenario *s,
                                                const char *target)
{
    for (int i = 0; i < s->plan.hold_count; i++)
        if (strcmp(s->targets[s->plan.holds[i].target].name, target) == 0)
            return &s->plan.holds[i];
    fail_msg("%s is not held", target);
    return NULL;
}

static void is_span(const struct scenario_span *span, unsigned days, int from, int to)
{
    assert_int_equal(span->days, days);
    assert_int_equal(span->from_min, from);
    assert_int_equal(span->to_min, to);
}

static void is_level(const struct scenario_plan_levels *levels, int row, unsigned days,
                     int from, int to, double value)
{
    assert_true(row < levels->count);
    is_span(&levels->rows[row].span, days, from, to);
    assert_near(levels->rows[row].value, value, 0.0);
}

/* ---- all that can be written ---- */

static void what_is_asked_is_read(void **state)
{
    (void) state;
    struct read_over over = read_plan_file(NULL, 0);
    assert_true(over.good);
    assert_int_equal(over.diag.count, 0);
    const struct scenario *s = &over.scenario;
    const struct scenario_plan *plan = &s->plan;
    assert_true(plan->given);
    assert_int_equal(plan->week, SCENARIO_PLAN_EACH_MONTH);
    assert_int_equal(plan->objective, SCENARIO_PLAN_BEST_SERVICE);
    assert_string_equal(s->targets[plan->best].name, "p95");
    assert_true(plan->budget_is_hours);
    assert_near(plan->budget_a_week, 1100.5, 0.0);
    assert_int_equal(plan->hold_count, 4); /* three that are named, and p95 */
    const struct scenario_plan_hold *clock = hold_of(s, "clock");
    assert_int_equal(clock->each, SCENARIO_PLAN_HALF_HOUR);
    assert_near(clock->in_share, 0.95, 1e-12);
    assert_near(clock->margin, 0.007, 1e-12);
    assert_true(clock->at.line > 0);
    const struct scenario_plan_hold *mean = hold_of(s, "mean");
    assert_int_equal(mean->each, SCENARIO_PLAN_HOUR);
    assert_near(mean->in_share, 0.0, 0.0);
    assert_near(mean->margin, 3.0, 0.0);
    const struct scenario_plan_hold *busy = hold_of(s, "busy");
    assert_int_equal(busy->each, SCENARIO_PLAN_INTERVAL);
    assert_near(busy->in_share, 0.995, 1e-12);
    assert_near(busy->margin, 0.001, 1e-12);
    const struct scenario_plan_hold *best = hold_of(s, "p95");
    assert_int_equal(best->each, SCENARIO_PLAN_PERIOD);
    assert_near(best->in_share, 0.0, 0.0);
    read_over_done(&over);
}

static void teams_have_people_by_hours_and_costs(void **state)
{
    (void) state;
    struct read_over over = read_plan_file(NULL, 0);
    const struct scenario_plan *plan = &over.scenario.plan;
    assert_int_equal(plan->team_count, 2);
    const struct scenario_plan_team *staff = &plan->teams[0];
    assert_string_equal(over.scenario.teams[staff->team].name, "staff");
    assert_int_equal(staff->at_least.count, 2);
    is_level(&staff->at_least, 0, SCENARIO_WEEK, 0, 1440, 6.0);
    is_level(&staff->at_least, 1, 0x30, 20 * 60, 27 * 60, 9.0);
    assert_int_equal(staff->at_most.count, 1);
    is_level(&staff->at_most, 0, SCENARIO_WEEK, 0, 1440, 40.0);
    is_level(&staff->dearer, 0, SCENARIO_WEEK, 20 * 60, 30 * 60, 1.2);
    assert_near(staff->changes_every_s, 2.0 * HOUR_S, 0.0);
    assert_near(staff->cost_per_hour, 19.25, 0.0);
    assert_false(staff->is_posted || staff->shifts.given);
    read_over_done(&over);
}

static void shifts_have_starts_lengths_and_a_break(void **state)
{
    (void) state;
    struct read_over over = read_plan_file(NULL, 0);
    const struct scenario_plan_team *spare = &over.scenario.plan.teams[1];
    const struct scenario_plan_shifts *shifts = &spare->shifts;
    is_level(&spare->at_most, 0, 0x40, 0, 1440, 3.0);
    assert_int_equal(spare->at_least.count, 0);
    assert_near(spare->cost_per_hour, 0.0, 0.0);
    assert_true(shifts->given);
    assert_int_equal(shifts->starts.count, 2);
    is_span(&shifts->starts.spans[1], 0x60, 7 * 60, 23 * 60);
    assert_near(shifts->every_s, 45.0 * 60.0, 0.0);
    assert_int_equal(shifts->length_count, 2);
    assert_near(shifts->lengths_s[0], 8.0 * HOUR_S, 0.0);
    assert_near(shifts->lengths_s[1], 6.25 * HOUR_S, 0.0);
    assert_near(shifts->break_s, 45.0 * 60.0, 0.0);
    assert_near(shifts->break_from_s, 2.0 * HOUR_S, 0.0);
    assert_near(shifts->break_to_s, 5.5 * HOUR_S, 0.0);
    assert_true(shifts->break_is_paid);
    assert_int_equal(shifts->repeats, SCENARIO_PLAN_BY_WEEKDAYS);
    read_over_done(&over);
}

static void policies_are_ranges_and_times(void **state)
{
    (void) state;
    struct read_over over = read_plan_file(NULL, 0);
    const struct scenario *s = &over.scenario;
    const struct scenario_plan *plan = &s->plan;
    assert_int_equal(plan->reserve_count, 2);
    const struct scenario_plan_reserve *chat = &plan->reserves[0];
    const struct scenario_plan_reserve *form = &plan->reserves[1];
    assert_string_equal(s->stages[s->teams[chat->team].serves[chat->position]].name,
                        "chat");
    assert_int_equal(chat->from, 1);
    assert_int_equal(chat->to, 3);
    assert_int_equal(form->position, 4);
    assert_int_equal(form->from, 2);
    assert_int_equal(form->to, 7);
    assert_int_equal(plan->offer_count, 1);
    assert_string_equal(s->stages[plan->offers[0].stage].name, "desk");
    assert_int_equal(plan->offers[0].count, 3);
    assert_near(plan->offers[0].after_s[0], 120.0, 0.0);
    assert_near(plan->offers[0].after_s[1], 200.0, 0.0);
    assert_near(plan->offers[0].after_s[2], 300.0, 0.0);
    read_over_done(&over);
}

static void a_certificate_keeps_every_bit_of_seed_and_hash(void **state)
{
    (void) state;
    struct read_over over = read_plan_file(NULL, 0);
    const struct scenario_certificate *c = &over.scenario.certificate;
    assert_true(c->given && c->held);
    assert_string_equal(c->scenario, "everything.cfg");
    assert_int_equal(c->set_count, 2);
    assert_string_equal(c->sets[0], "streams.c101.calls=900");
    assert_true(c->hash == UINT64_C(0x0123456789abcdef));
    assert_string_equal(c->version, "0.1.0");
    assert_true(c->seed == UINT64_C(9007199254740991));
    assert_int_equal(c->replications, 400);
    assert_int_equal(c->rounds, 2);
    read_over_done(&over);
    /* Without quotes, beyond 32 bits and to the last unit: libconfig alone wraps it. */
    static const char *const seeds[] = { "certificate.seed=4294967297",
                                         "certificate.seed=9007199254740991" };
    for (int i = 0; i < 2; i++) {
        over = read_plan_file(&seeds[i], 1);
        assert_true(over.good);
        assert_true(over.scenario.certificate.seed
                    == (i == 0 ? UINT64_C(4294967297) : UINT64_C(9007199254740991)));
        read_over_done(&over);
    }
}

static void a_what_if_has_no_certificate_of_its_base(void **state)
{
    (void) state;
    struct read_over over = over_plan("title = \"other\";", NULL);
    assert_false(over.scenario.certificate.given);
    assert_null(over.scenario.certificate.scenario);
    assert_int_equal(over.scenario.plan.hold_count, 4);
    read_over_done(&over);
}

/* ---- what is not said ---- */

static const char second_team[] =
    "teams: { spare: { serves = ( \"l999\", \"desk\" ); shifts = \"Mon-Sun 1\";"
    "  takes_after: { l999 = \"30 s\"; desk = \"2 min\"; }; };"
    "  mail: { serves = \"form\"; shifts = \"Mon-Sun 1\"; cost_per_hour = 12; }; };";

static void without_a_plan_all_targets_are_held_by_who_answers_them(void **state)
{
    (void) state;
    struct read_over over = over_everything(second_team);
    const struct scenario *s = &over.scenario;
    const struct scenario_plan *plan = &s->plan;
    assert_false(plan->given);
    assert_int_equal(plan->at.line, 0);
    assert_int_equal(plan->week, SCENARIO_PLAN_AS_DATED);
    assert_int_equal(plan->objective, SCENARIO_PLAN_COST);
    assert_int_equal(plan->best, -1);
    assert_int_equal(plan->hold_count, s->target_count);
    for (int i = 0; i < plan->hold_count; i++) {
        assert_int_equal(plan->holds[i].target, i);
        assert_int_equal(plan->holds[i].each, SCENARIO_PLAN_PERIOD);
        assert_near(plan->holds[i].margin, 0.002, 1e-12);
    }
    assert_int_equal(plan->team_count, 1);
    assert_string_equal(s->teams[plan->teams[0].team].name, "staff");
    assert_near(plan->teams[0].changes_every_s, 1800.0, 0.0);
    assert_int_equal(plan->reserve_count + plan->offer_count, 0);
    read_over_done(&over);
}

static void a_team_is_free_for_its_occupancy_or_a_journey(void **state)
{
    (void) state;
    struct read_over over = over_everything(
        "teams: { mail: { serves = \"form\"; shifts = \"Mon-Sun 1\"; cost_per_hour = "
        "12; }; }; targets: { busy: { team = \"mail\"; at_most = \"90 %\"; }; };");
    assert_int_equal(over.scenario.plan.team_count, 2);
    assert_near(over.scenario.plan.teams[1].cost_per_hour, 12.0, 0.0);
    read_over_done(&over);
    /* Hang-ups of a journey anywhere, at the form too. */
    over = over_everything(
        "teams: { mail: { serves = \"form\"; shifts = \"Mon-Sun 1\"; }; }; targets: { "
        "all: { journey = \"c101\"; hung_up_after = 10; at_most = \"5 %\"; }; };");
    assert_int_equal(over.scenario.plan.team_count, 2);
    read_over_done(&over);
}

static void a_scenario_without_targets_is_sound(void **state)
{
    (void) state;
    char *path = read_over_path("small.cfg");
    static const char *const set[] = { "targets={}" };
    struct read_over over = read_over_file(path, set, 1);
    assert_true(over.good);
    assert_int_equal(over.scenario.plan.hold_count, 0);
    assert_int_equal(over.scenario.plan.team_count, 0);
    read_over_done(&over);
    free(path);
}

/* Without a group plan it is the question that is refused, not the scenario. */
static void a_target_that_no_test_can_show_is_no_question(void **state)
{
    (void) state;
    struct read_over over = over_everything(
        "targets: { clock: { at_least = \"100 %\"; }; };\n"
        "teams: { spare: { serves = \"form\"; shifts = \"Mon 1\"; }; };");
    assert_true(over.good);
    for (int form = QUESTION_FREE; form <= QUESTION_AS_WRITTEN; form++) {
        struct question question;
        memset(&question, 0xff, sizeof question);
        const struct question none = { 0 };
        assert_false(question_compile(&over.scenario, (enum question_form) form,
                                      &over.diag, &question));
        assert_memory_equal(&question, &none, sizeof none);
        assert_int_equal(over.diag.errors, 1);
        char *said = scratch_said(&over.diag);
        assert_non_null(strstr(said,
                               ":2: error: plan: target \"clock\": its limit is as "
                               "good as can be"));
        free(said);
    }
    read_over_done(&over);
}

static void a_fortnight_is_typical(void **state)
{
    (void) state;
    static const struct {
        const char *set;
        enum scenario_plan_week week;
    } rows[] = { { "period=2022-03-07..2022-03-19", SCENARIO_PLAN_AS_DATED },
                 { "period=2022-03-07..2022-03-20", SCENARIO_PLAN_TYPICAL } };
    for (int i = 0; i < 2; i++) {
        struct read_over over = read_over_set(rows[i].set);
        assert_true(over.good);
        assert_int_equal(over.scenario.plan.week, rows[i].week);
        read_over_done(&over);
    }
}

/* What each target is held to by name alone; margins by the table of meanings.md. */
static void names_alone_take_what_the_target_says(void **state)
{
    (void) state;
    static const struct {
        const char *target, *settings;
        enum scenario_plan_each each;
        double in_share, margin;
    } rows[] = {
        { "clock", "", SCENARIO_PLAN_PERIOD, 0.0, 0.002 },
        { "clock", "each = \"month\";", SCENARIO_PLAN_MONTH, 0.0, 0.002 },
        { "clock", "each = \"week\";", SCENARIO_PLAN_WEEK, 0.0, 0.002 },
        { "clock", "each = \"day\";", SCENARIO_PLAN_DAY, 0.0, 0.005 },
        { "clock", "each = \"hour\";", SCENARIO_PLAN_HOUR, 0.0, 0.01 },
        { "clock", "each = \"half_hour\";", SCENARIO_PLAN_HALF_HOUR, 0.0, 0.02 },
        { "clock", "each = \"interval\";", SCENARIO_PLAN_INTERVAL, 0.0, 0.02 },
        { "clock", "in = \"9 of 10\";", SCENARIO_PLAN_PERIOD, 0.9, 0.02 },
        { "clock", "in = \"99 of 100\";", SCENARIO_PLAN_PERIOD, 0.99, 0.005 },
        { "mean", "", SCENARIO_PLAN_PERIOD, 0.0, 0.4 },
        { "mean", "each = \"week\";", SCENARIO_PLAN_WEEK, 0.0, 0.4 },
        { "mean", "each = \"day\";", SCENARIO_PLAN_DAY, 0.0, 0.8 },
        { "mean", "each = \"hour\";", SCENARIO_PLAN_HOUR, 0.0, 2.0 },
        { "mean", "each = \"interval\";", SCENARIO_PLAN_INTERVAL, 0.0, 2.0 },
        { "mean", "in = \"80 %\";", SCENARIO_PLAN_PERIOD, 0.8, 0.02 },
        { "p95", "", SCENARIO_PLAN_PERIOD, 0.0, 0.002 },
        { "p95", "each = \"interval\";", SCENARIO_PLAN_INTERVAL, 0.0, 0.02 },
        { "longest", "", SCENARIO_PLAN_DAY, 0.9, 0.02 },
        { "longest", "each = \"week\";", SCENARIO_PLAN_WEEK, 0.9, 0.02 },
        { "busy", "", SCENARIO_PLAN_INTERVAL, 0.995, 0.0025 },
        { "busy", "margin = \"0.4 points\";", SCENARIO_PLAN_INTERVAL, 0.995, 0.004 },
        { "comb", "each = \"day\";", SCENARIO_PLAN_DAY, 0.0, 0.005 },
        { "tight", "", SCENARIO_PLAN_PERIOD, 0.0, 0.0005 },
        { "close", "", SCENARIO_PLAN_PERIOD, 0.0, 0.001 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *settings = sim_mem_print(
            "targets: { mean: { line = \"desk\"; measure = \"mean_wait\"; at_most = "
            "\"40 s\"; }; p95: { line = \"desk\"; percentile = \"95 %%\"; at_most = "
            "\"3 min\"; }; longest: { line = \"desk\"; measure = \"longest_wait\"; "
            "at_most = \"1 h\"; each = \"day\"; in = \"9 of 10\"; }; busy: { team = "
            "\"staff\"; at_most = \"85 %%\"; each = \"interval\"; in = \"99.5 %%\"; }; "
            "tight: { line = \"desk\"; measure = \"abandoned\"; at_most = \"0.1 %%\"; "
            "each = \"day\"; }; close: { line = \"l999\"; within = 10; at_least = "
            "\"99.8 %%\"; }; }; plan: { targets: { %s: { %s }; }; };",
            rows[i].target, rows[i].settings);
        struct read_over over = over_everything(settings);
        assert_true(over.scenario.plan.given);
        assert_int_equal(over.scenario.plan.hold_count, 1);
        const struct scenario_plan_hold *hold = hold_of(&over.scenario, rows[i].target);
        assert_int_equal(hold->each, rows[i].each);
        assert_near(hold->in_share, rows[i].in_share, 1e-12);
        assert_near(hold->margin, rows[i].margin, 1e-9);
        read_over_done(&over);
        free(settings);
    }
}

static void best_is_measured_and_asks_for_best_service(void **state)
{
    (void) state;
    struct read_over over = over_everything(
        "targets: { busy: { team = \"staff\"; at_most = \"85 %\"; each = \"day\"; in = "
        "\"90 %\"; }; }; teams: { staff: { cost_per_hour = 20; }; }; plan: { best = "
        "\"busy\"; budget_a_week = 65000; };");
    const struct scenario *s = &over.scenario;
    assert_int_equal(s->plan.objective, SCENARIO_PLAN_BEST_SERVICE);
    assert_false(s->plan.budget_is_hours);
    assert_near(s->plan.budget_a_week, 65000.0, 0.0);
    assert_int_equal(s->plan.hold_count, s->target_count);
    assert_int_equal(hold_of(s, "busy")->each, SCENARIO_PLAN_PERIOD);
    assert_near(hold_of(s, "busy")->in_share, 0.0, 0.0);
    read_over_done(&over);
}

/* ---- however it is written ---- */

static void a_set_and_a_what_if_change_a_plan_alike(void **state)
{
    (void) state;
    static const char *const sets[] = { "plan.teams.staff.at_most=30",
                                        "plan.week=typical",
                                        "plan.targets.clock.in=80 %" };
    struct read_over set = read_plan_file(sets, 3);
    struct read_over file = over_plan(
        "plan: { week = \"typical\"; teams: { staff: { at_most = 30; }; }; targets: { "
        "clock: { in = \"80 %\"; }; }; };",
        NULL);
    assert_true(set.good);
    const struct read_over *const both[] = { &set, &file };
    for (int i = 0; i < 2; i++) {
        const struct scenario_plan *plan = &both[i]->scenario.plan;
        assert_int_equal(plan->week, SCENARIO_PLAN_TYPICAL);
        is_level(&plan->teams[0].at_most, 0, SCENARIO_WEEK, 0, 1440, 30.0);
        assert_int_equal(plan->teams[0].at_least.count, 2);
        assert_int_equal(plan->hold_count, 4);
        assert_near(hold_of(&both[i]->scenario, "clock")->in_share, 0.8, 1e-12);
        assert_int_equal(hold_of(&both[i]->scenario, "clock")->each,
                         SCENARIO_PLAN_HALF_HOUR);
    }
    read_over_done(&set);
    read_over_done(&file);
}

static void a_scenario_without_a_plan_can_be_set_one(void **state)
{
    (void) state;
    struct read_over over = read_over_set("plan.objective=peak_people");
    assert_true(over.good);
    assert_true(over.scenario.plan.given);
    assert_int_equal(over.scenario.plan.objective, SCENARIO_PLAN_PEAK_PEOPLE);
    assert_int_equal(over.scenario.plan.hold_count, 1);
    assert_int_equal(over.scenario.plan.team_count, 1);
    read_over_done(&over);
}

static void settings_without_effect_are_warned_of(void **state)
{
    (void) state;
    struct read_over over =
        over_plan("plan: { objective = \"staffed_hours\"; };",
                  "plan: best and its budget have no effect with this objective");
    assert_int_equal(over.scenario.plan.objective, SCENARIO_PLAN_STAFFED_HOURS);
    read_over_done(&over);
    over = over_plan("plan: { teams: { spare: { changes_every = \"1 h\"; }; }; };",
                     "plan: team \"spare\": changes_every has no effect beside shifts");
    read_over_done(&over);
    over =
        over_plan("plan: { teams: { spare: { dearer = \"Sun 2\"; }; }; };",
                  "plan: team \"spare\": dearer has no effect without cost_per_hour");
    read_over_done(&over);
}

static void levels_may_meet_and_the_greatest_line_counts(void **state)
{
    (void) state;
    static const char *const settings[] = {
        "at_least = 4; at_most = 4;",
        "at_least = \"Mon 8\"; at_most = ( \"Mon-Fri 10\", \"Mon-Sun 5\" );",
        "at_least = \"Fri 20:00-03:00 9\"; at_most = \"Sat 03:00-06:00 5\";",
    };
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        char *plan =
            sim_mem_print("plan: { teams: { staff: { %s }; }; };", settings[i]);
        struct read_over over = over_everything(plan);
        assert_int_equal(over.scenario.plan.team_count, 1);
        read_over_done(&over);
        free(plan);
    }
}

static void people_may_be_posted_in_shifts_without_a_break(void **state)
{
    (void) state;
    struct read_over over = over_plan(
        "plan: { teams: { staff: { people = \"posted\"; shifts: { lengths = \"12 h\"; "
        "}; }; }; };",
        "changes_every");
    const struct scenario_plan_team *staff = &over.scenario.plan.teams[0];
    assert_true(staff->is_posted && staff->shifts.given);
    assert_int_equal(staff->shifts.starts.count, 0);
    assert_near(staff->shifts.every_s, 1800.0, 0.0);
    assert_near(staff->shifts.break_s, 0.0, 0.0);
    assert_false(staff->shifts.break_is_paid);
    assert_int_equal(staff->shifts.repeats, SCENARIO_PLAN_BY_DAY);
    read_over_done(&over);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_is_read),
        cmocka_unit_test(teams_have_people_by_hours_and_costs),
        cmocka_unit_test(shifts_have_starts_lengths_and_a_break),
        cmocka_unit_test(policies_are_ranges_and_times),
        cmocka_unit_test(a_certificate_keeps_every_bit_of_seed_and_hash),
        cmocka_unit_test(a_what_if_has_no_certificate_of_its_base),
        cmocka_unit_test(without_a_plan_all_targets_are_held_by_who_answers_them),
        cmocka_unit_test(a_team_is_free_for_its_occupancy_or_a_journey),
        cmocka_unit_test(a_scenario_without_targets_is_sound),
        cmocka_unit_test(a_target_that_no_test_can_show_is_no_question),
        cmocka_unit_test(a_fortnight_is_typical),
        cmocka_unit_test(names_alone_take_what_the_target_says),
        cmocka_unit_test(best_is_measured_and_asks_for_best_service),
        cmocka_unit_test(a_set_and_a_what_if_change_a_plan_alike),
        cmocka_unit_test(a_scenario_without_a_plan_can_be_set_one),
        cmocka_unit_test(settings_without_effect_are_warned_of),
        cmocka_unit_test(levels_may_meet_and_the_greatest_line_counts),
        cmocka_unit_test(people_may_be_posted_in_shifts_without_a_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
