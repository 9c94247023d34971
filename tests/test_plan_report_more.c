/* The page of a plan: prices, blocks, shifts, dates and months; its words and the line
 * of progress. */
#include "tests/plan_page.h"
#include "tools/plan_progress.h"
#include "tools/plan_words.h"

/* ---- prices, blocks, shifts ---- */

static void hours_without_people_have_no_price(void **state)
{
    struct made_plan *const m = made(state);
    for (int s = 44; s < 48; s++)
        m->people[0][s] = 0;
    assert_page_not(m, "Mon 11:00-12:00 call handlers  -0.50 points");
    m->people[0][47] = 1;
    m->change[23][0] = -0.006;
    assert_page(m, "Mon 11:30-12:00 call handlers  -0.60 points");
}

static void few_hours_are_listed_once(void **state)
{
    struct made_plan *const m = made(state);
    m->plan.price_count = 14;
    m->question.need_count = 1;
    m->question.team_count = 1;
    assert_page(m,
                "\n999 in 10 s: counts most    without it  counts least        without "
                "it\n"
                "Mon 06:00-07:00           -0.29 points  Mon 00:00-01:00  -0.042 "
                "points\n"
                "Mon 05:00-06:00           -0.25 points  Mon 01:00-02:00  -0.084 "
                "points\n"
                "Mon 04:00-05:00           -0.21 points\n"
                "Mon 03:00-04:00           -0.17 points\n"
                "Mon 02:00-03:00           -0.13 points\n");
}

static void an_hour_belongs_to_one_team(void **state)
{
    struct made_plan *const m = made(state);
    m->price[23].team = 1; /* 11:30: the handlers keep half an hour */
    m->people[1][46] = 1;
    m->change[23][0] = -0.01;
    assert_page(m, "points\nMon 10:00-11:00 call handlers");
    assert_page(m, "Mon 11:30-12:00 switchboard     -1.0 points");
    m->question.need_count = 1;
    assert_page(m, "Mon 07:00-08:00 call handlers  -0.34 points");
    assert_page_not(m, "Mon 11:00-11:30 call handlers  -0.50");
}

static void many_spare_blocks_are_cut_short(void **state)
{
    struct made_plan *const m = made(state);
    for (int i = 0; i < 6; i++)
        m->block[i].result = PLAN_DOES_NOT;
    m->block[6].result = PLAN_BREAKS;
    assert_page_not(m, "and others");
    assert_page(m, "in 3 it does not");
    m->block[6].result = PLAN_DOES_NOT;
    assert_page(m, "22:00-06:00 and others");
    m->question.team_count = 1;
    assert_page(m, "at a time: Mon 07:00-07:30, Mon 07:30-08:00");
}

static void shifts_are_rows_of_their_own_and_sorted(void **state)
{
    struct made_plan *const m = made(state);
    struct question_column *const c = &m->column[MADE_SLOTS / 2];
    c[0] = (struct question_column){ .team = 1,
                                     .runs = { { 28, 44 }, { 46, 68 } },
                                     .run_count = 2,
                                     .days = 1,
                                     .from_min = 420,
                                     .to_min = 1020 };
    c[1] = c[0];
    c[1].runs[0].to = 46;
    c[1].runs[1].from = 48;
    c[2] = (struct question_column){ .team = 1,
                                     .runs = { { 28, 60 } },
                                     .run_count = 1,
                                     .days = 1,
                                     .from_min = 420,
                                     .to_min = 900 };
    m->columns[MADE_SLOTS / 2 + 3] = 1;
    assert_page(
        m, "00:00-08:00     8 h  -              1    -    -    -    -    -    -\n"
           "07:00-15:00     8 h  -              1    -    -    -    -    -    -\n"
           "07:00-17:00    10 h  11:00-11:30    4    -    -    -    -    -    -\n"
           "07:00-17:00    10 h  11:30-12:00    2    -    -    -    -    -    -\n");
}

/* ---- dates ---- */

static void dates_stand_where_weekdays_stood(void **state)
{
    struct made_plan *const m = made(state);
    make_dated(m, 3);
    assert_page(m, "Plan for 13 June 2022 to 15 June 2022 · least cost");
    assert_page(m, "1,414 hours in 3 days on the phones");
    assert_page(m, "             Mon 13 Jun  Tue 14 Jun  Wed 15 Jun\n00:00-07:00");
    assert_page(m, "\nMon 13 Jun 11:00-12:00");
    assert_page_not(m, "unlike the typical one");
    assert_page(m, "59,080"); /* 25,320 in three days, a week */
}

static void a_second_week_stands_below_the_first(void **state)
{
    struct made_plan *const m = made(state);
    int *const people = sim_mem_array(9 * QUESTION_DAY, sizeof *people);
    for (int s = 0; s < 9 * QUESTION_DAY; s++)
        people[s] = s < 8 * QUESTION_DAY ? 2 : 5;
    make_dated(m, 9);
    m->question.team_count = 1;
    m->of_team[0].people = people;
    assert_page(m, "00:00-24:00           2           2           2           2");
    assert_page(m, "             Mon 20 Jun  Tue 21 Jun\n"
                   "00:00-24:00           2           5\n"
                   "hours                48         120\n");
    free(people);
}

static void a_shift_of_the_day_before_shows_its_start(void **state)
{
    struct made_plan *const m = made(state);
    make_dated(m, 2);
    struct question_column *const c = &m->column[MADE_SLOTS / 2];
    /* 22:00 to 06:00 with a break at 02:00, on the day before and on the first */
    c[0] = (struct question_column){ .team = 1,
                                     .runs = { { 0, 8 }, { 10, 24 } },
                                     .run_count = 2,
                                     .from_min = 1320,
                                     .to_min = 1800 };
    c[1] = (struct question_column){ .team = 1,
                                     .runs = { { 88, 104 }, { 106, 120 } },
                                     .run_count = 2,
                                     .from_min = 1320,
                                     .to_min = 1800 };
    m->columns[MADE_SLOTS / 2 + 2] = 0;
    assert_page(m, "shift        length  break        Sun 12 Jun  Mon 13 Jun  Tue 14 "
                   "Jun\n22:00-06:00     8 h  02:00-02:30           4           2"
                   "           -\n");
    /* one that is back before the dates begin is not counted there */
    c[0] = (struct question_column){ .team = 1,
                                     .runs = { { 28, 60 } },
                                     .run_count = 1,
                                     .days = 0x7f,
                                     .from_min = 420,
                                     .to_min = 900 };
    c[1] = c[0];
    c[1].days = 0x02; /* Tuesdays */
    assert_page(m, "break  Mon 13 Jun  Tue 14 Jun\n"
                   "07:00-15:00     8 h  -               4           6\n");
}

/* ---- months ---- */

static void months_stand_side_by_side(void **state)
{
    struct made_plan *const m = made(state);
    static struct made_plan other;
    made_plan(&other);
    make_infeasible(&other);
    m->scenario.typical_of = (struct scenario_dates){ 18993, 19023 };
    other.scenario.typical_of = (struct scenario_dates){ 19024, 19051 };
    const struct plan_page pages[] = { { &m->plan, &m->scenario, 5 },
                                       { &other.plan, &other.scenario, 5 } };
    char *text = NULL;
    size_t size = 0;
    FILE *const to = open_memstream(&text, &size);
    plan_report_months(pages, 2, PLAIN, to);
    fclose(to);
    assert_string_equal(
        text,
        "\nmonth     seats of all teams  hours a week  net FTE  £ a week  on fresh "
        "callers\n"
        "Jan 2022                  16         1,414     38.3    26,730  holds\n"
        "Feb 2022                   -             -        -         -  CANNOT BE "
        "MET\n");
    free(text);
}

/* ---- words ---- */

static void figures_carry_what_they_say(void **state)
{
    (void) state;
    static const struct {
        double value;
        const char *hours, *pounds;
    } known[] = {
        { 37.25, "37.25", "£37" },        { 37.5, "37.5", "£38" },
        { 2614.4, "2,614", "£2,614" },    { 12.0, "12", "£12" },
        { 49731.0, "49,731", "£49,730" }, { 2594999.0, "2,594,999", "£2,595,000" }
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char *const hours = plan_words_hours(known[i].value);
        char *const pounds = plan_words_pounds(known[i].value);
        assert_string_equal(hours, known[i].hours);
        assert_string_equal(pounds, known[i].pounds);
        free(hours);
        free(pounds);
    }
}

static void small_changes_keep_two_figures(void **state)
{
    (void) state;
    static const struct {
        double change;
        enum measure_unit unit;
        const char *words;
    } known[] = { { -0.000421, MEASURE_SHARE, "-0.042 points" },
                  { 0.013, MEASURE_SHARE, "+1.3 points" },
                  { 12.4, MEASURE_SECONDS, "+12 s" },
                  { -0.057, MEASURE_SECONDS, "-0.057 s" },
                  { 1e-9, MEASURE_SHARE, "0" },
                  { 0.0, MEASURE_SECONDS, "0" } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char *const words = plan_words_change(known[i].change, known[i].unit);
        assert_string_equal(words, known[i].words);
        free(words);
    }
}

static void runs_past_midnight_name_the_day_they_begin(void **state)
{
    const struct question *const q = &made(state)->question;
    static const struct {
        struct question_run run;
        const char *words;
    } known[] = { { { 0, 96 }, "Mon 00:00-24:00" },
                  { { 6 * 96 + 88, 7 * 96 + 24 }, "Sun 22:00-06:00" },
                  { { 96, 192 }, "Tue 00:00-24:00" },
                  { { 96 + 33, 96 + 34 }, "Tue 08:15-08:30" } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char *const words = plan_words_run(q, known[i].run);
        assert_string_equal(words, known[i].words);
        free(words);
    }
}

/* ---- progress ---- */

static void progress_says_the_best_and_the_time_left(void **state)
{
    const struct question *const q = &made(state)->question;
    static const struct {
        struct plan_progress at;
        double elapsed_s;
        const char *words;
    } known[] = {
        { { "searching", 0.25, 26730.0, 21120.0, 1414.0, 18211 },
          30.0,
          "searching: best £26,730, 27 % above the bound, 18,211 runs, 90 s left" },
        { { "searching", 0.002, 0.0, 0.0, 0.0, 40 }, 3.0, "searching: 40 runs" },
        { { "testing on fresh callers", 0.5, 26730.0, 0.0, 1414.0, 1234567 },
          400.0,
          "testing on fresh callers: best £26,730, 1.2 million runs, 7 min left" },
        { { "looking for what can be left out of the plan", 0.25, 26730.0, 21120.0,
            1414.0, 18211 },
          30.0,
          "looking for what can be left out of the plan: best £26,730, 27 % above the "
          "boun" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char *const words = plan_progress_words(q, &known[i].at, known[i].elapsed_s);
        assert_string_equal(words, known[i].words);
        free(words);
    }
}

static void progress_keeps_quiet_where_it_was_told_to(void **state)
{
    struct plan_progress_line line;
    const struct plan_progress at = { .doing = "searching", .share = 0.5 };
    plan_progress_init(&line, &made(state)->question, true);
    plan_progress_tell(&line, &at);
    assert_false(line.is_begun);
    plan_progress_done(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_without_people_have_no_price),
        cmocka_unit_test(few_hours_are_listed_once),
        cmocka_unit_test(an_hour_belongs_to_one_team),
        cmocka_unit_test(many_spare_blocks_are_cut_short),
        cmocka_unit_test(shifts_are_rows_of_their_own_and_sorted),
        cmocka_unit_test(dates_stand_where_weekdays_stood),
        cmocka_unit_test(a_second_week_stands_below_the_first),
        cmocka_unit_test(a_shift_of_the_day_before_shows_its_start),
        cmocka_unit_test(months_stand_side_by_side),
        cmocka_unit_test(figures_carry_what_they_say),
        cmocka_unit_test(small_changes_keep_two_figures),
        cmocka_unit_test(runs_past_midnight_name_the_day_they_begin),
        cmocka_unit_test(progress_says_the_best_and_the_time_left),
        cmocka_unit_test(progress_keeps_quiet_where_it_was_told_to),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
