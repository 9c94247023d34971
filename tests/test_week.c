#include "model/planner/week.h"

#include <glob.h>

#include "model/demand/calendar.h"
#include "model/scenario/read.h"
#include "tests/scratch.h"

static int32_t on(int year, int month, int day)
{
    return calendar_date((struct calendar_civil){ year, month, day });
}

static struct scenario_dates dates(int32_t first, int32_t last)
{
    return (struct scenario_dates){ first, last };
}

static struct scenario asked(enum scenario_plan_week week, struct scenario_dates period)
{
    return (struct scenario){ .period = period,
                              .warm_up_s = 86400.0,
                              .plan = { .week = week, .at = { "a.cfg", 7 } } };
}

/* The period of the one week of a scenario. */
static struct scenario_dates one(const struct scenario *scenario)
{
    struct sim_diag diag = { 0 };
    struct week *weeks;
    assert_int_equal(week_list(scenario, &diag, &weeks), 1);
    assert_int_equal(diag.count, 0);
    const struct scenario_dates period = weeks[0].period;
    free(weeks);
    return period;
}

static void is_typical_week(struct scenario_dates period, double warm_up_s,
                            int32_t monday)
{
    struct scenario scenario = asked(SCENARIO_PLAN_TYPICAL, period);
    scenario.warm_up_s = warm_up_s;
    const struct scenario_dates week = one(&scenario);
    assert_int_equal(week.first, monday);
    assert_int_equal(week.last, monday + 6);
}

/* Weeks and holidays of 2022, looked up in a calendar on paper. */
static void the_typical_week_is_plain_and_nearest_to_the_middle(void **state)
{
    (void) state;
    const double day_s = 86400.0;
    is_typical_week(dates(on(2022, 1, 1), on(2022, 12, 31)), day_s, on(2022, 6, 27));
    is_typical_week(dates(on(2022, 6, 1), on(2022, 6, 30)), day_s, on(2022, 6, 13));
    /* Two are as near: the earlier. */
    is_typical_week(dates(on(2022, 2, 7), on(2022, 2, 20)), day_s, on(2022, 2, 7));
    /* Easter is in the middle of April. */
    is_typical_week(dates(on(2022, 4, 1), on(2022, 4, 30)), day_s, on(2022, 4, 4));
    /* Monday 29 August is the day after the week in the middle. */
    is_typical_week(dates(on(2022, 8, 15), on(2022, 8, 31)), day_s, on(2022, 8, 15));
    /* The clock changes on Sunday 27 March, in the first week's last day and the second
     * week's warm-up: neither is plain, or with less warm-up the second is. */
    is_typical_week(dates(on(2022, 3, 21), on(2022, 4, 3)), day_s, on(2022, 3, 21));
    is_typical_week(dates(on(2022, 3, 21), on(2022, 4, 3)), 0.0, on(2022, 3, 28));
    /* An hour of warm-up is a part of the Sunday. */
    is_typical_week(dates(on(2022, 3, 21), on(2022, 4, 3)), 3600.0, on(2022, 3, 21));
    /* Both have bank holidays. */
    is_typical_week(dates(on(2022, 12, 24), on(2023, 1, 9)), day_s, on(2022, 12, 26));
    /* A week that just fits. */
    is_typical_week(dates(on(2022, 6, 13), on(2022, 6, 19)), day_s, on(2022, 6, 13));
}

static void a_typical_week_has_the_demand_of_the_period(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    struct week *weeks;
    struct scenario scenario =
        asked(SCENARIO_PLAN_TYPICAL, dates(on(2022, 6, 1), on(2022, 6, 30)));
    assert_int_equal(week_list(&scenario, &diag, &weeks), 1);
    assert_string_equal(weeks[0].name, "typical week");
    assert_true(weeks[0].is_typical);
    assert_int_equal(weeks[0].typical_of.first, on(2022, 6, 1));
    assert_int_equal(weeks[0].typical_of.last, on(2022, 6, 30));
    free(weeks);
    /* Unless it is typical of others already. */
    scenario.is_typical = true;
    scenario.typical_of = dates(on(2021, 1, 1), on(2021, 12, 31));
    assert_int_equal(week_list(&scenario, &diag, &weeks), 1);
    assert_int_equal(weeks[0].period.first, on(2022, 6, 13));
    assert_int_equal(weeks[0].typical_of.first, on(2021, 1, 1));
    assert_int_equal(weeks[0].typical_of.last, on(2021, 12, 31));
    free(weeks);
}

/* Part months too; each has the demand of its own days. */
static void every_month_has_its_week(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    struct week *weeks;
    const struct scenario scenario =
        asked(SCENARIO_PLAN_EACH_MONTH, dates(on(2021, 11, 12), on(2022, 2, 13)));
    assert_int_equal(week_list(&scenario, &diag, &weeks), 4);
    static const char *const names[] = { "November 2021", "December 2021",
                                         "January 2022", "February 2022" };
    const int32_t mondays[] = { on(2021, 11, 15), on(2021, 12, 13), on(2022, 1, 10),
                                on(2022, 2, 7) };
    const int32_t first[] = { on(2021, 11, 12), on(2021, 12, 1), on(2022, 1, 1),
                              on(2022, 2, 1) };
    const int32_t last[] = { on(2021, 11, 30), on(2021, 12, 31), on(2022, 1, 31),
                             on(2022, 2, 13) };
    for (int i = 0; i < 4; i++) {
        assert_string_equal(weeks[i].name, names[i]);
        assert_int_equal(weeks[i].period.first, mondays[i]);
        assert_int_equal(weeks[i].period.last, mondays[i] + 6);
        assert_true(weeks[i].is_typical);
        assert_int_equal(weeks[i].typical_of.first, first[i]);
        assert_int_equal(weeks[i].typical_of.last, last[i]);
    }
    free(weeks);
}

static void dated_plans_take_the_period_as_it_is(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    struct week *weeks;
    struct scenario_plan_hold hold = { .each = SCENARIO_PLAN_MONTH };
    struct scenario scenario =
        asked(SCENARIO_PLAN_AS_DATED, dates(on(2022, 6, 14), on(2022, 6, 15)));
    scenario.plan.holds = &hold;
    scenario.plan.hold_count = 1;
    assert_int_equal(week_list(&scenario, &diag, &weeks), 1);
    assert_string_equal(weeks[0].name, "as dated");
    assert_int_equal(weeks[0].period.first, on(2022, 6, 14));
    assert_int_equal(weeks[0].period.last, on(2022, 6, 15));
    assert_false(weeks[0].is_typical);
    free(weeks);
    scenario.is_typical = true;
    scenario.typical_of = dates(on(2021, 1, 1), on(2021, 12, 31));
    assert_int_equal(week_list(&scenario, &diag, &weeks), 1);
    assert_true(weeks[0].is_typical);
    assert_int_equal(weeks[0].typical_of.last, on(2021, 12, 31));
    free(weeks);
}

/* The month of most days of the week, whether or not the period has all of it. */
static void a_target_of_months_makes_weeks_months(void **state)
{
    (void) state;
    struct scenario_plan_hold holds[] = { { .each = SCENARIO_PLAN_WEEK },
                                          { .each = SCENARIO_PLAN_MONTH } };
    struct scenario scenario =
        asked(SCENARIO_PLAN_TYPICAL, dates(on(2022, 1, 26), on(2022, 2, 10)));
    scenario.plan.holds = holds;
    scenario.plan.hold_count = 1;
    struct scenario_dates period = one(&scenario);
    assert_int_equal(period.first, on(2022, 1, 31)); /* Thursday is 3 February */
    scenario.plan.hold_count = 2;
    period = one(&scenario);
    assert_int_equal(period.first, on(2022, 2, 1));
    assert_int_equal(period.last, on(2022, 2, 28));
    struct sim_diag diag = { 0 };
    struct week *weeks;
    scenario = asked(SCENARIO_PLAN_EACH_MONTH, dates(on(2022, 1, 10), on(2022, 3, 31)));
    scenario.plan.holds = holds;
    scenario.plan.hold_count = 2;
    assert_int_equal(week_list(&scenario, &diag, &weeks), 3);
    assert_int_equal(weeks[0].period.first, on(2022, 1, 1));
    assert_int_equal(weeks[0].period.last, on(2022, 1, 31));
    assert_int_equal(weeks[0].typical_of.first, on(2022, 1, 10));
    assert_int_equal(weeks[2].period.last, on(2022, 3, 31));
    free(weeks);
}

static void refuses(const struct scenario *scenario, const char *want)
{
    struct sim_diag diag = { 0 };
    struct week *weeks = (struct week *) &diag;
    assert_int_equal(week_list(scenario, &diag, &weeks), 0);
    assert_null(weeks);
    char *const said = scratch_said(&diag);
    assert_string_equal(said, want);
    free(said);
}

static void periods_without_a_week_are_refused(void **state)
{
    (void) state;
    struct scenario scenario =
        asked(SCENARIO_PLAN_TYPICAL, dates(on(2022, 6, 14), on(2022, 6, 25)));
    refuses(&scenario,
            "a.cfg:7: error: plan: no week from Monday to Sunday lies from Tue 14 Jun "
            "2022 to Sat 25 Jun 2022; week = \"as_dated\" plans them day by day\n");
    /* All is said of all months; the others would do. */
    scenario = asked(SCENARIO_PLAN_EACH_MONTH, dates(on(2022, 1, 28), on(2022, 3, 3)));
    refuses(&scenario,
            "a.cfg:7: error: plan: no week from Monday to Sunday lies from Fri 28 Jan "
            "2022 to Mon 31 Jan 2022; week = \"as_dated\" plans them day by day\n"
            "a.cfg:7: error: plan: no week from Monday to Sunday lies from Tue 1 Mar "
            "2022 to Thu 3 Mar 2022; week = \"as_dated\" plans them day by day\n");
    /* Even when the last of them would do. */
    scenario = asked(SCENARIO_PLAN_EACH_MONTH, dates(on(2022, 1, 28), on(2022, 2, 28)));
    refuses(&scenario,
            "a.cfg:7: error: plan: no week from Monday to Sunday lies from Fri 28 Jan "
            "2022 to Mon 31 Jan 2022; week = \"as_dated\" plans them day by day\n");
    /* Christmas: Monday 26 and Tuesday 27 December are bank holidays. */
    scenario = asked(SCENARIO_PLAN_TYPICAL, dates(on(2022, 12, 26), on(2023, 1, 1)));
    refuses(
        &scenario,
        "a.cfg:7: error: plan: the days from Mon 26 Dec 2022 to Sun 1 Jan 2023 have "
        "no Mon 00:00 outside bank holidays, which a typical week needs\n");
    scenario = asked(SCENARIO_PLAN_TYPICAL, dates(on(2022, 3, 21), on(2022, 3, 27)));
    refuses(&scenario,
            "a.cfg:7: error: plan: the days from Mon 21 Mar 2022 to Sun 27 Mar 2022 "
            "have no Sun 01:00 outside bank holidays, which a typical week needs\n");
    scenario = asked(SCENARIO_PLAN_EACH_MONTH, dates(on(2022, 1, 1), on(2022, 3, 31)));
    scenario.is_typical = true;
    scenario.typical_of = dates(on(2021, 1, 1), on(2021, 12, 31));
    refuses(&scenario,
            "a.cfg:7: error: plan: week = \"each_month\" takes the demand of each "
            "month; period.typical_of does not go with it\n");
}

/* ---- read again ---- */

static const char force[] =
    "title = \"T\";\n"
    "%s\n"
    "streams: { a: { enters = \"desk\"; calls = 1000; growth_per_year = \"3 %%\"; };\n"
    "           b: { enters = \"desk\"; calls = 70; counted_in = \"2019\"; }; };\n"
    "stages: { desk: { type = \"line\"; talk = 60; then: { resolved = 1; }; }; };\n"
    "teams: { t: { serves = \"desk\"; shifts = \"Mon-Sun 00:00-24:00 4\"; }; };\n";

static void read_with(const char *path, char **sets, int count, struct scenario *out)
{
    const char *borrowed[8];
    for (int i = 0; i < count; i++)
        borrowed[i] = sets[i];
    const struct scenario_change_list list = { borrowed, count };
    struct sim_diag diag = { 0 };
    const bool good = scenario_read(path, &list, &diag, out);
    char *const said = scratch_said(&diag);
    if (!good)
        print_error("%s", said);
    free(said);
    assert_true(good);
}

/* Every week, read again with its sets, is that week; what streams count is kept. */
static void comes_back(const char *period, enum scenario_plan_week kind,
                       int weeks_wanted)
{
    char *const text = sim_mem_print(force, period);
    const struct scratch file = scratch_text(text);
    struct scenario whole = { 0 };
    read_with(file.path, NULL, 0, &whole);
    whole.plan.week = kind;
    struct week *weeks;
    struct sim_diag diag = { 0 };
    assert_int_equal(week_list(&whole, &diag, &weeks), weeks_wanted);
    for (int i = 0; i < weeks_wanted; i++) {
        int count = -1;
        char **const sets = week_sets(&whole, &weeks[i], &count);
        assert_in_range(count, 0, 4);
        struct scenario again = { 0 };
        read_with(file.path, sets, count, &again);
        assert_memory_equal(&again.period, &weeks[i].period, sizeof again.period);
        assert_int_equal(again.is_typical, weeks[i].is_typical);
        if (again.is_typical)
            assert_memory_equal(&again.typical_of, &weeks[i].typical_of,
                                sizeof again.typical_of);
        for (int s = 0; s < 2; s++)
            assert_memory_equal(&again.streams[s].counted_in,
                                &whole.streams[s].counted_in,
                                sizeof again.streams[s].counted_in);
        assert_int_equal(again.streams[1].counted_in.last, on(2019, 12, 31));
        scenario_done(&again);
        week_sets_free(sets, count);
    }
    free(weeks);
    scenario_done(&whole);
    scratch_done(&file);
    free(text);
}

static void a_week_is_read_again_with_its_sets(void **state)
{
    (void) state;
    static const char *const periods[] = {
        "period = \"2022-06..2022-08\";",
        "period: { from = \"2022-06-01\"; to = \"2022-08-31\"; };"
    };
    for (int i = 0; i < 2; i++) {
        comes_back(periods[i], SCENARIO_PLAN_TYPICAL, 1);
        comes_back(periods[i], SCENARIO_PLAN_EACH_MONTH, 3);
        comes_back(periods[i], SCENARIO_PLAN_AS_DATED, 1);
    }
    static const char typical[] = "period: { from = \"2022-06-01\"; to = "
                                  "\"2022-06-30\"; typical_of = \"2021\"; };";
    comes_back(typical, SCENARIO_PLAN_TYPICAL, 1);
    comes_back(typical, SCENARIO_PLAN_AS_DATED, 1);
}

/* Weeks of a scenario that can be planned so, read again; how many there were. */
static int weeks_of(const char *path, const struct scenario *whole)
{
    struct sim_diag diag = { 0 };
    struct week *weeks;
    const int all = week_list(whole, &diag, &weeks);
    for (int i = 0; i < all; i++) {
        int count;
        char **const sets = week_sets(whole, &weeks[i], &count);
        struct scenario again = { 0 };
        read_with(path, sets, count, &again);
        assert_memory_equal(&again.period, &weeks[i].period, sizeof again.period);
        for (int s = 0; s < whole->stream_count; s++)
            assert_memory_equal(&again.streams[s].counted_in,
                                &whole->streams[s].counted_in,
                                sizeof again.streams[s].counted_in);
        scenario_done(&again);
        week_sets_free(sets, count);
    }
    free(weeks);
    sim_diag_done(&diag);
    return all;
}

static void every_scenario_has_weeks(void **state)
{
    (void) state;
    const char *const root = getenv("SOURCE_ROOT");
    assert_non_null(root);
    char *const pattern = sim_mem_print("%s/scenarios/*.cfg", root);
    glob_t found;
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    assert_true(found.gl_pathc > 10);
    int months = 0;
    for (size_t f = 0; f < found.gl_pathc; f++) {
        struct scenario whole = { 0 };
        read_with(found.gl_pathv[f], NULL, 0, &whole);
        for (int kind = 0; kind < SCENARIO_PLAN_WEEKS; kind++) {
            whole.plan.week = (enum scenario_plan_week) kind;
            const int all = weeks_of(found.gl_pathv[f], &whole);
            const int days = whole.period.last - whole.period.first + 1;
            if (kind != SCENARIO_PLAN_EACH_MONTH && days >= 28)
                assert_int_equal(all, 1);
            months += kind == SCENARIO_PLAN_EACH_MONTH ? all : 0;
        }
        scenario_done(&whole);
    }
    assert_true(months >= 12);
    globfree(&found);
    free(pattern);
}

static void sets_say_no_more_than_is_needed(void **state)
{
    (void) state;
    struct scenario_stream streams[] = {
        { .name = (char[]){ "a" },
          .counted_in = dates(on(2022, 1, 1), on(2022, 12, 31)) },
        { .name = (char[]){ "b" },
          .counted_in = dates(on(2022, 1, 1), on(2022, 11, 30)) }
    };
    struct scenario scenario =
        asked(SCENARIO_PLAN_AS_DATED, dates(on(2022, 1, 1), on(2022, 12, 31)));
    scenario.streams = streams;
    scenario.stream_count = 2;
    struct sim_diag diag = { 0 };
    struct week *weeks;
    int count;
    assert_int_equal(week_list(&scenario, &diag, &weeks), 1);
    char **sets = week_sets(&scenario, &weeks[0], &count);
    assert_int_equal(count, 0);
    week_sets_free(sets, count);
    free(weeks);
    scenario.plan.week = SCENARIO_PLAN_EACH_MONTH;
    assert_int_equal(week_list(&scenario, &diag, &weeks), 12);
    sets = week_sets(&scenario, &weeks[8], &count);
    assert_int_equal(count, 4);
    assert_string_equal(sets[0], "period.from=2022-09-05");
    assert_string_equal(sets[1], "period.to=2022-09-11");
    assert_string_equal(sets[2], "period.typical_of=2022-09-01..2022-09-30");
    assert_string_equal(sets[3], "streams.a.counted_in=2022-01-01..2022-12-31");
    week_sets_free(sets, count);
    free(weeks);
    scenario.plan.week = SCENARIO_PLAN_TYPICAL;
    assert_int_equal(week_list(&scenario, &diag, &weeks), 1);
    sets = week_sets(&scenario, &weeks[0], &count);
    assert_int_equal(count, 3);
    week_sets_free(sets, count);
    free(weeks);
    /* Streams of a typical period count in its dates, whatever they say of others. */
    scenario.is_typical = true;
    scenario.typical_of = dates(on(2021, 1, 1), on(2021, 12, 31));
    assert_int_equal(week_list(&scenario, &diag, &weeks), 1);
    sets = week_sets(&scenario, &weeks[0], &count);
    assert_int_equal(count, 2);
    week_sets_free(sets, count);
    free(weeks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_typical_week_is_plain_and_nearest_to_the_middle),
        cmocka_unit_test(a_typical_week_has_the_demand_of_the_period),
        cmocka_unit_test(every_month_has_its_week),
        cmocka_unit_test(dated_plans_take_the_period_as_it_is),
        cmocka_unit_test(a_target_of_months_makes_weeks_months),
        cmocka_unit_test(periods_without_a_week_are_refused),
        cmocka_unit_test(a_week_is_read_again_with_its_sets),
        cmocka_unit_test(every_scenario_has_weeks),
        cmocka_unit_test(sets_say_no_more_than_is_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
