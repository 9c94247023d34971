/* Columns against a list of all that may be, made quarter hour by quarter hour from
 * what was asked. */
#include "model/planner/question.h"

#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "sim/rng.h"
#include "tests/near.h"

enum { WEEK = 7 * QUESTION_DAY, MOST_LISTED = 20000 };

/* A question of one team whose prices differ from quarter hour to quarter hour. */
struct asked {
    struct question question;
    struct scenario scenario;
    struct scenario_team team;
    struct sim_diag diag;
    bool good;
};

static double price_at(int slot)
{
    return 2.25 + 0.017 * (slot % 113);
}

static void ask(struct asked *asked, bool is_weekly, int32_t first_date, int days,
                const struct scenario_plan_team *plan)
{
    *asked = (struct asked){ .team = { .name = (char *) "desk" } };
    asked->scenario.teams = &asked->team;
    struct question *const question = &asked->question;
    *question = (struct question){ .scenario = &asked->scenario,
                                   .is_weekly = is_weekly,
                                   .first_date = first_date,
                                   .slots = days * QUESTION_DAY,
                                   .team_count = 1 };
    question->teams = sim_mem_array(1, sizeof *question->teams);
    double *const price = sim_mem_array((size_t) question->slots, sizeof *price);
    for (int s = 0; s < question->slots; s++)
        price[s] = price_at(s);
    question->teams[0].price = price;
    asked->good = question_add_columns(question, 0, plan, &asked->diag);
}

static void done(struct asked *asked)
{
    free(asked->question.teams[0].price);
    free(asked->question.teams);
    free(asked->question.columns);
    sim_diag_done(&asked->diag);
}

static int *coverage_of(const struct question *question, int column)
{
    int *const out = sim_mem_array((size_t) question->slots, sizeof *out);
    question_cover(question, &question->columns[column], 1, out);
    return out;
}

/* ---- free form ---- */

static void free_columns_are_slots_from_midnight(void **state)
{
    (void) state;
    struct asked asked;
    const struct scenario_plan_team plan = { .changes_every_s = 5 * 3600.0 };
    ask(&asked, true, 0, 7, &plan);
    assert_true(asked.good);
    assert_int_equal(asked.question.column_count, 7 * 5); /* 5 + 5 + 5 + 5 + 4 hours */
    for (int c = 0; c < asked.question.column_count; c++) {
        const struct question_column *const column = &asked.question.columns[c];
        const int from = c / 5 * QUESTION_DAY + c % 5 * 20;
        const int to = c % 5 == 4 ? (c / 5 + 1) * QUESTION_DAY : from + 20;
        double cost = 0.0;
        for (int s = from; s < to; s++)
            cost += price_at(s);
        assert_int_equal(column->run_count, 1);
        assert_int_equal(column->runs[0].from, from);
        assert_int_equal(column->runs[0].to, to);
        assert_near(column->hours, (to - from) / 4.0, 1e-12);
        assert_near(column->paid_hours, (to - from) / 4.0, 1e-12);
        assert_near(column->cost, cost, 1e-12);
    }
    done(&asked);
}

/* ---- all that may be rostered ---- */

struct listed {
    int *coverage;
    bool *is_paid; /* the break too */
    bool is_found;
};

struct list {
    struct listed *items;
    int count, slots;
};

/* Adds what a shift puts there, unless it is nothing or listed. */
static void list_shift(struct list *list, const int *coverage, const int *whole)
{
    const size_t size = (size_t) list->slots * sizeof *coverage;
    int people = 0;
    for (int s = 0; s < list->slots; s++)
        people += coverage[s];
    for (int i = 0; i < list->count; i++)
        if (memcmp(list->items[i].coverage, coverage, size) == 0)
            people = 0;
    if (people == 0)
        return;
    assert_true(list->count < MOST_LISTED);
    struct listed *const item = &list->items[list->count++];
    item->coverage = sim_mem_array((size_t) list->slots, sizeof *coverage);
    memcpy(item->coverage, coverage, size);
    item->is_paid = sim_mem_array((size_t) list->slots, sizeof *item->is_paid);
    for (int s = 0; s < list->slots; s++)
        item->is_paid[s] = whole[s] > 0;
}

static bool may_start(const struct question *question,
                      const struct scenario_hours *starts, int day, int minute)
{
    bool bank_named = false;
    for (int i = 0; i < starts->count; i++)
        bank_named |= (starts->spans[i].days >> SCENARIO_BANK & 1) != 0;
    for (int i = 0; i < starts->count; i++)
        for (int back = 0; back <= 1; back++) {
            const struct scenario_span *const span = &starts->spans[i];
            const int32_t date = question->first_date + day - back;
            const int at = minute + back * 1440;
            const struct calendar_day_kind kind = {
                question->is_weekly ? (day - back + 7) % 7 : calendar_weekday(date),
                !question->is_weekly && calendar_kind(date) == SCENARIO_BANK
            };
            if (at >= span->from_min && at < span->to_min
                && calendar_span_begins(span, bank_named, kind))
                return true;
        }
    return starts->count == 0;
}

/* The quarter hours [from, to) of a shift that begins on `day`, less its break. */
static void put(const struct question *question, int day, int from, int to, int *out)
{
    for (int at = from; at < to; at++) {
        const int slot = day * QUESTION_DAY + at;
        if (question->is_weekly)
            out[slot % question->slots]++;
        else if (slot >= 0 && slot < question->slots)
            out[slot]++;
    }
}

/* A shift on each of these days; quarter hours. */
static void list_on(struct list *list, const struct question *question,
                    const bool *on_day, int at, int length, int rest, int rest_length)
{
    int *const coverage = sim_mem_array((size_t) list->slots, sizeof *coverage);
    int *const whole = sim_mem_array((size_t) list->slots, sizeof *whole);
    for (int day = -1; day < list->slots / QUESTION_DAY; day++) {
        if (!on_day[day + 1])
            continue;
        put(question, day, at, at + rest, coverage);
        put(question, day, at + rest + rest_length, at + length, coverage);
        put(question, day, at, at + length, whole);
    }
    list_shift(list, coverage, whole);
    free(coverage);
    free(whole);
}

/* Every length and break, on each quarter hour that the words of the header allow. */
static void list_start(struct list *list, const struct question *question,
                       const struct scenario_plan_shifts *shifts, const bool *on_day,
                       int at)
{
    const int lasts = (int) (shifts->break_s / 900.0);
    const int from = (int) (shifts->break_from_s / 900.0);
    const int to = (int) (shifts->break_to_s / 900.0);
    for (int i = 0; i < shifts->length_count; i++) {
        const int length = (int) (shifts->lengths_s[i] / 900.0);
        bool any = false;
        for (int rest = 1; lasts > 0 && rest + lasts < length; rest++) {
            const bool halves = lasts % 2 == 0 && from % 2 == 0;
            if (rest < from || rest + lasts > to || (halves && (rest - from) % 2 != 0))
                continue;
            list_on(list, question, on_day, at, length, rest, lasts);
            any = true;
        }
        if (!any)
            list_on(list, question, on_day, at, length, length, 0);
    }
}

static int weekday_at(const struct question *question, int day)
{
    return question->is_weekly ? (day + 7) % 7
                               : calendar_weekday(question->first_date + day);
}

/* Weekdays 0..4, 5 and 6 by themselves, or all, on all of whose days it may begin. */
static void list_repeated(struct list *list, const struct question *question,
                          const struct scenario_plan_shifts *shifts, int at)
{
    const int days = question->slots / QUESTION_DAY;
    const bool by_week = shifts->repeats == SCENARIO_PLAN_BY_WEEK;
    for (int set = 0; set < (by_week ? 1 : 3); set++) {
        bool on_day[QUESTION_MOST_DAYS + 1] = { false }, any = false;
        for (int day = question->is_weekly ? 0 : -1; day < days; day++) {
            const int weekday = weekday_at(question, day);
            on_day[day + 1] = by_week || (weekday < 5 ? 0 : weekday - 4) == set;
            bool is_there = false;
            for (int other = 0; other < days; other++)
                if (weekday_at(question, other) == weekday) {
                    is_there = true;
                    on_day[day + 1] &=
                        may_start(question, &shifts->starts, other, at * 15);
                }
            on_day[day + 1] &= is_there;
            any |= on_day[day + 1];
        }
        if (any)
            list_start(list, question, shifts, on_day, at);
    }
}

static void list_all(struct list *list, const struct question *question,
                     const struct scenario_plan_shifts *shifts)
{
    list->slots = question->slots;
    list->items = sim_mem_array(MOST_LISTED, sizeof *list->items);
    const int days = question->slots / QUESTION_DAY;
    for (int at = 0; at < QUESTION_DAY; at += (int) (shifts->every_s / 900.0)) {
        if (shifts->repeats != SCENARIO_PLAN_BY_DAY) {
            list_repeated(list, question, shifts, at);
            continue;
        }
        for (int day = question->is_weekly ? 0 : -1; day < days; day++) {
            bool on_day[QUESTION_MOST_DAYS + 1] = { false };
            on_day[day + 1] = true;
            if (may_start(question, &shifts->starts, day, at * 15))
                list_start(list, question, shifts, on_day, at);
        }
    }
}

static void list_done(struct list *list)
{
    for (int i = 0; i < list->count; i++) {
        free(list->items[i].coverage);
        free(list->items[i].is_paid);
    }
    free(list->items);
}

/* The columns are those of the list, each once, with its hours and cost. */
static void check_against_list(const struct asked *asked,
                               const struct scenario_plan_shifts *shifts)
{
    const struct question *const question = &asked->question;
    struct list list = { 0 };
    list_all(&list, question, shifts);
    assert_int_equal(question->column_count, list.count);
    for (int c = 0; c < question->column_count; c++) {
        int *const coverage = coverage_of(question, c);
        struct listed *found = NULL;
        for (int i = 0; i < list.count && found == NULL; i++)
            if (memcmp(list.items[i].coverage, coverage,
                       (size_t) list.slots * sizeof *coverage)
                == 0)
                found = &list.items[i];
        assert_non_null(found);
        assert_false(found->is_found);
        found->is_found = true;
        double quarters = 0.0, paid = 0.0, cost = 0.0;
        for (int s = 0; s < list.slots; s++) {
            const bool pays = shifts->break_is_paid ? found->is_paid[s] : coverage[s];
            quarters += coverage[s];
            paid += pays;
            cost += pays ? price_at(s) : 0.0;
        }
        const struct question_column *const column = &question->columns[c];
        assert_near(column->hours, quarters / 4.0, 1e-12);
        /* Cut shifts with the same runs may have been paid for different breaks. */
        if (question->is_weekly) {
            assert_near(column->paid_hours, paid / 4.0, 1e-12);
            assert_near(column->cost, cost, 1e-12);
        }
        free(coverage);
    }
    list_done(&list);
}

static void shifts_are_all_that_may_be_and_no_more(void **state)
{
    (void) state;
    struct scenario_span nights[] = { { 0x0f, 5 * 60, 7 * 60 + 15 },
                                      { 0x50, 20 * 60, 26 * 60 } };
    struct scenario_span bank[] = { { 0x7f, 6 * 60, 8 * 60 },
                                    { 1u << SCENARIO_BANK, 10 * 60, 11 * 60 } };
    double lengths[] = { 8 * 3600.0, 2.25 * 3600.0, 10 * 3600.0, 8 * 3600.0 };
    const struct scenario_plan_shifts shifts[] = {
        { .starts = { nights, 2 },
          .break_s = 1800.0,
          .break_from_s = 3 * 3600.0,
          .break_to_s = 5.5 * 3600.0,
          .every_s = 1800.0 },
        { .starts = { nights, 2 },
          .break_s = 2700.0,
          .break_from_s = 2 * 3600.0,
          .break_to_s = 4 * 3600.0,
          .every_s = 900.0,
          .break_is_paid = true },
        { .starts = { nights, 2 },
          .break_s = 3600.0,
          .break_from_s = 0.0,
          .break_to_s = 24 * 3600.0,
          .every_s = 3600.0,
          .break_is_paid = true },
        { .starts = { nights, 2 },
          .break_s = 1800.0,
          .break_from_s = 3.25 * 3600.0,
          .break_to_s = 5 * 3600.0,
          .every_s = 3600.0 },
        { .every_s = 3 * 3600.0 },
        { .starts = { bank, 2 }, .every_s = 3600.0 },
    };
    for (size_t i = 0; i < sizeof shifts / sizeof shifts[0]; i++)
        for (int repeats = 0; repeats < 3; repeats++)
            for (int days = 0; days <= 9; days += 3) {
                struct scenario_plan_team plan = { .shifts = shifts[i] };
                plan.shifts.given = true;
                plan.shifts.lengths_s = lengths;
                plan.shifts.length_count = 4;
                plan.shifts.repeats = (enum scenario_plan_repeats) repeats;
                /* 2022-05-31 is a Tuesday; 2 and 3 June are bank holidays. */
                const int32_t date =
                    calendar_date((struct calendar_civil){ 2022, 5, 31 });
                struct asked asked;
                ask(&asked, days == 0, date, days == 0 ? 7 : days, &plan);
                assert_int_equal(asked.good, asked.question.column_count > 0);
                check_against_list(&asked, &plan.shifts);
                done(&asked);
            }
}

static struct scenario_plan_team one_shift(struct scenario_span *span, double *length)
{
    return (struct scenario_plan_team){ .shifts = { .given = true,
                                                    .starts = { span, 1 },
                                                    .every_s = 3600.0,
                                                    .lengths_s = length,
                                                    .length_count = 1 } };
}

static void a_night_shift_of_sunday_goes_on_on_monday(void **state)
{
    (void) state;
    struct scenario_span span = { 1u << 6, 22 * 60, 23 * 60 };
    double length = 8 * 3600.0;
    const struct scenario_plan_team plan = one_shift(&span, &length);
    struct asked asked;
    ask(&asked, true, 0, 7, &plan);
    assert_int_equal(asked.question.column_count, 1);
    int *const coverage = coverage_of(&asked.question, 0);
    for (int s = 0; s < WEEK; s++)
        assert_int_equal(coverage[s], s >= WEEK - 8 || s < 24);
    assert_int_equal(asked.question.columns[0].days, 1u << 6);
    assert_int_equal(asked.question.columns[0].from_min, 22 * 60);
    assert_int_equal(asked.question.columns[0].to_min, 30 * 60);
    assert_near(asked.question.columns[0].hours, 8.0, 1e-12);
    free(coverage);
    done(&asked);
}

static void dates_begin_and_end_within_a_shift(void **state)
{
    (void) state;
    struct scenario_span span = { SCENARIO_WEEK, 22 * 60, 23 * 60 };
    double length = 8 * 3600.0;
    const struct scenario_plan_team plan = one_shift(&span, &length);
    struct asked asked;
    ask(&asked, false, 19000, 2, &plan);
    assert_int_equal(asked.question.column_count, 3);
    static const struct question_run runs[] = { { 0, 24 }, { 88, 120 }, { 184, 192 } };
    for (int c = 0; c < 3; c++) {
        const struct question_column *const column = &asked.question.columns[c];
        assert_int_equal(column->runs[0].from, runs[c].from);
        assert_int_equal(column->runs[0].to, runs[c].to);
        assert_near(column->hours, (runs[c].to - runs[c].from) / 4.0, 1e-12);
        assert_int_equal(column->days, 0);
    }
    done(&asked);
}

static void says_that_no_shift_may_begin(void **state)
{
    (void) state;
    struct scenario_span span = { SCENARIO_WEEK, 6 * 60 + 15, 6 * 60 + 45 };
    double length = 8 * 3600.0;
    const struct scenario_plan_team plan = one_shift(&span, &length);
    struct asked asked;
    ask(&asked, true, 0, 7, &plan);
    assert_false(asked.good);
    assert_int_equal(asked.diag.errors, 1);
    assert_non_null(strstr(asked.diag.items[0].text,
                           "plan: team \"desk\": no shift may be rostered"));
    done(&asked);
}

static void says_that_there_are_too_many(void **state)
{
    (void) state;
    double lengths[] = { 28800.0, 29700.0, 30600.0, 31500.0 };
    const struct scenario_plan_team plan = { .shifts = { .given = true,
                                                         .every_s = 900.0,
                                                         .lengths_s = lengths,
                                                         .length_count = 4,
                                                         .break_s = 900.0,
                                                         .break_from_s = 3600.0,
                                                         .break_to_s = 14400.0 } };
    struct asked asked; /* 96 starts x 7 days x 4 lengths x 12 breaks */
    ask(&asked, true, 0, 7, &plan);
    assert_false(asked.good);
    assert_non_null(strstr(asked.diag.items[0].text, "at most 20000"));
    assert_non_null(strstr(asked.diag.items[0].text, "got 32256"));
    done(&asked);
}

/* ---- cost and words ---- */

static void cost_is_what_the_objective_asks_for(void **state)
{
    (void) state;
    struct scenario scenario = { 0 };
    struct question question = { .scenario = &scenario, .has_cost = true };
    const struct question_column column = { .hours = 7.25, .cost = 181.3 };
    static const struct {
        enum scenario_plan_objective objective;
        bool has_cost, budget_is_hours, is_hours;
    } cases[] = {
        { SCENARIO_PLAN_COST, true, false, false },
        { SCENARIO_PLAN_COST, false, false, true },
        { SCENARIO_PLAN_STAFFED_HOURS, true, false, true },
        { SCENARIO_PLAN_PEAK_PEOPLE, true, false, false },
        { SCENARIO_PLAN_PEAK_PEOPLE, false, false, true },
        { SCENARIO_PLAN_BEST_SERVICE, true, false, false },
        { SCENARIO_PLAN_BEST_SERVICE, true, true, true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        question.objective = cases[i].objective;
        question.has_cost = cases[i].has_cost;
        scenario.plan.budget_is_hours = cases[i].budget_is_hours;
        assert_near(question_cost(&question, &column), cases[i].is_hours ? 7.25 : 181.3,
                    0.0);
    }
}

static void columns_have_words(void **state)
{
    (void) state;
    static const struct {
        bool is_weekly;
        struct question_column column;
        const char *words;
    } cases[] = {
        { true, { .runs = { { 32, 34 } }, .run_count = 1 }, "Mon 08:00-08:30" },
        { true, { .runs = { { 670, 672 } }, .run_count = 1 }, "Sun 23:30-24:00" },
        { true,
          { .days = 0x60,
            .runs = { { 536, 552 }, { 554, 568 } },
            .run_count = 2,
            .from_min = 840,
            .to_min = 1320 },
          "Sat,Sun 14:00-22:00, break 18:00-18:30" },
        { true,
          { .days = 0x1f,
            .runs = { { 88, 97 }, { 99, 120 } },
            .run_count = 2,
            .from_min = 1320,
            .to_min = 1800 },
          "Mon-Fri 22:00-06:00, break 00:15-00:45" },
        { true,
          { .days = 0x7f,
            .runs = { { 24, 56 } },
            .run_count = 1,
            .from_min = 360,
            .to_min = 840 },
          "daily 06:00-14:00" },
        { true,
          { .days = 0x4d,
            .runs = { { 24, 56 } },
            .run_count = 1,
            .from_min = 360,
            .to_min = 840 },
          "Mon,Wed,Thu,Sun 06:00-14:00" },
        { false,
          { .runs = { { 128, 130 } }, .run_count = 1 },
          "2022-01-09 08:00-08:30" },
        { false,
          { .runs = { { 0, 24 } }, .run_count = 1, .from_min = 1320, .to_min = 1800 },
          "2022-01-07 22:00-06:00" },
        { false,
          { .runs = { { 96, 120 } }, .run_count = 1, .from_min = 0, .to_min = 360 },
          "2022-01-09 00:00-06:00" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct question question = {
            .is_weekly = cases[i].is_weekly,
            .first_date = calendar_date((struct calendar_civil){ 2022, 1, 8 }),
            .slots = WEEK,
        };
        char *const words = question_column_words(&question, &cases[i].column);
        assert_string_equal(words, cases[i].words);
        free(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(free_columns_are_slots_from_midnight),
        cmocka_unit_test(shifts_are_all_that_may_be_and_no_more),
        cmocka_unit_test(a_night_shift_of_sunday_goes_on_on_monday),
        cmocka_unit_test(dates_begin_and_end_within_a_shift),
        cmocka_unit_test(says_that_no_shift_may_begin),
        cmocka_unit_test(says_that_there_are_too_many),
        cmocka_unit_test(cost_is_what_the_objective_asks_for),
        cmocka_unit_test(columns_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
