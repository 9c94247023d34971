/* Plans as tables: staffing.csv is what a scenario reads, shifts and prices are said as
 * they are. */
#include "model/scenario/tables.h"
#include "tests/plan_made.h"
#include "tools/plan_lines.h"

/* ---- tables ---- */

/* The people that a table gives a team in a quarter hour of the week or date. */
static int table_people(const struct tables_shifts *table, int day, int32_t date,
                        int minute)
{
    int people = 0;
    for (int i = 0; i < table->count; i++) {
        const struct scenario_shift *const s = &table->shifts[i];
        const bool is_there =
            s->has_dates ? s->dates.first == date : (s->span.days & 1u << day) != 0;
        if (is_there && minute >= s->span.from_min && minute < s->span.to_min)
            people += s->people;
    }
    return people;
}

static void is_the_table_of(const struct place *place, const struct plan *plan)
{
    const struct question *const question = plan->question;
    const char *const names[] = { "room", "help" };
    char *const path = sim_mem_print("%s/staffing.csv", place->out);
    for (int t = 0; t < question->team_count; t++) {
        const struct tables_teams teams = { names, 2, question->teams[t].team };
        struct tables_shifts table;
        struct sim_diag diag = { 0 };
        assert_true(tables_staff(path, path, &diag, &teams, &table));
        assert_int_equal(diag.count, 0);
        for (int s = 0; s < question->slots; s++)
            assert_int_equal(table_people(&table, s / QUESTION_DAY,
                                          question->first_date + s / QUESTION_DAY,
                                          s % QUESTION_DAY * 15),
                             plan->teams[t].people[s]);
        free(table.shifts);
        sim_diag_done(&diag);
    }
    free(path);
}

static void staffing_is_a_table_that_scenarios_read(void **state)
{
    (void) state;
    static const char *const sets[] = { "period.to=2024-02-04" };
    struct place place = place_with(force), by_date = place_with(dated);
    struct made made;
    make_all(&place, NULL, 0, &made);
    write_all(&place, &made);
    is_the_table_of(&place, made.cases[0].plan);
    made_done(&made);
    place_done(&place);
    make_all(&by_date, sets, 1, &made);
    write_all(&by_date, &made);
    is_the_table_of(&by_date, made.cases[0].plan);
    made_done(&made);
    place_done(&by_date);
}

static void shifts_and_prices_have_tables(void **state)
{
    (void) state;
    struct place place = place_with(posted);
    struct made made;
    make_all(&place, NULL, 0, &made);
    struct plan *const plan = &made.job.weeks[0].plan;
    const int needs = plan->question->need_count;
    plan->price_count = 1;
    plan->prices = sim_mem_array(1, sizeof *plan->prices);
    plan->prices[0].run = (struct question_run){ 5 * 96 + 94, 6 * 96 };
    plan->prices[0].change = sim_mem_array((size_t) needs, sizeof(double));
    plan->prices[0].change[0] = -0.00025;
    plan->needs[1].unit = PLAN_SECONDS;
    write_all(&place, &made);
    char *const prices = text_of(place.out, "prices.csv");
    assert_non_null(strstr(prices, ",people,label: change with one person less (share),"
                                   "label: change with one person less (s)"));
    assert_non_null(strstr(prices, "room,Sat,23:30,24:00,"));
    assert_non_null(strstr(prices, ",-0.00025,0"));
    char *const shifts = text_of(place.out, "shifts.csv");
    assert_non_null(strstr(shifts, "\nroom,Mon-Fri,"));
    free(prices);
    free(shifts);
    made_done(&made);
    place_done(&place);
}

static void a_shift_of_the_day_before_has_its_date(void **state)
{
    (void) state;
    static const char *const sets[] = { "period.from=2024-02-05",
                                        "period.to=2024-02-07", "plan.week=as_dated",
                                        "plan.teams.room.people=on_phones",
                                        "plan.teams.room.shifts.repeats=day" };
    struct place place = place_with(posted);
    struct made made;
    make_all(&place, sets, 5, &made);
    struct plan *const plan = &made.job.weeks[0].plan;
    const struct question *const question = plan->question;
    int nights = 0;
    for (int c = 0; c < question->column_count; c++) {
        const struct question_column *const column = &question->columns[c];
        const bool is_night = column->from_min == 22 * 60 && column->runs[0].from == 0;
        plan->columns[c] = is_night ? 9 : 0;
        nights += is_night && column->days == 0;
    }
    assert_int_equal(nights, 1); /* that of 8 hours is 20:00-06:00 all the same */
    write_all(&place, &made);
    char *const shifts = text_of(place.out, "shifts.csv");
    assert_non_null(strstr(shifts, "\nroom,2024-02-04,22:00,08:00,,,9,72,72\n"));
    free(shifts);
    made_done(&made);
    place_done(&place);
}

/* ---- lines ---- */

static void days_are_said_as_they_are_read(void **state)
{
    (void) state;
    static const struct {
        unsigned days;
        const char *words;
    } known[] = {
        { 0x01, "Mon" },         { 0x1f, "Mon-Fri" },         { 0x60, "Sat,Sun" },
        { 0x15, "Mon,Wed,Fri" }, { 0x5d, "Mon,Wed-Fri,Sun" }, { 0x7f, "Mon-Sun" }
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char *const words = plan_lines_days(known[i].days);
        assert_string_equal(words, known[i].words);
        free(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(staffing_is_a_table_that_scenarios_read),
        cmocka_unit_test(shifts_and_prices_have_tables),
        cmocka_unit_test(a_shift_of_the_day_before_has_its_date),
        cmocka_unit_test(days_are_said_as_they_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
