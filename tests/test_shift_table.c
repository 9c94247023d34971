#include "model/planner/shift_table.h"

#include <string.h>

#include "model/demand/calendar.h"
#include "tests/near.h"

enum { SLOTS = 7 * QUESTION_DAY };

static const struct question weekly = { .is_weekly = true, .slots = SLOTS };

/* The number of the hour of the week, but 500 on Wednesday from 02:00 to 02:15. */
static void number_hours(int *people)
{
    for (int slot = 0; slot < SLOTS; slot++)
        people[slot] = slot / 4;
    people[2 * QUESTION_DAY + 8] = 500;
}

static void own_shifts_are_rows_each_once(void **state)
{
    (void) state;
    int people[SLOTS];
    number_hours(people);
    struct scenario_shift lines[] = {
        { .span = { 0x1f, 480, 960 }, .people = 9 },   /* Mon-Fri 08:00-16:00 */
        { .span = { 0x1f, 480, 960 }, .people = 2 },   /* the same */
        { .span = { 0x40, 1320, 1860 }, .people = 3 }, /* Sun 22:00-07:00 */
        { .span = { 0x7f, 0, 240 }, .people = 1, .minus = true },
        { .span = { 0x7f, 0, 240 }, .people = 1, .has_dates = true },
        { .span = { 0x7f, 600, 705 }, .people = 1 }, /* too short */
    };
    const struct scenario_team team = { .shifts = lines, .shift_count = 6 };
    struct shift_table table;
    shift_table_make(&weekly, &team, people, &table);
    assert_true(table.is_own);
    assert_int_equal(table.count, 2);
    assert_int_equal(table.rows[0].span.from_min, 480);
    assert_int_equal(table.rows[0].least, 8);
    assert_int_equal(table.rows[0].most, 4 * 24 + 15);
    assert_near(table.rows[0].mean, 2.0 * 24.0 + 11.5, 1e-12);
    /* Sunday's last two hours and Monday's first seven. */
    assert_int_equal(table.rows[1].least, 0);
    assert_int_equal(table.rows[1].most, 167);
    assert_near(table.rows[1].mean, (166.0 + 167.0 + 21.0) / 9.0, 1e-12);
    shift_table_done(&table);
    shift_table_done(&table);
}

static void without_shifts_of_its_own_three_stand_for_them(void **state)
{
    (void) state;
    int people[SLOTS];
    number_hours(people);
    struct scenario_shift halves[48], many[25];
    for (int i = 0; i < 48; i++)
        halves[i] = (struct scenario_shift){ .span = { 0x7f, 30 * i, 30 * i + 30 },
                                             .people = 4 };
    for (int i = 0; i < 25; i++)
        many[i] = (struct scenario_shift){ .span = { 0x7f, 15 * i, 480 + 15 * i } };
    const struct scenario_team teams[] = {
        { .shifts = halves, .shift_count = 48 },
        { .shifts = many, .shift_count = 25 },
        { .shifts = many, .shift_count = 3, .is_net = true },
        { .shift_count = 0 },
    };
    for (int t = 0; t < 4; t++) {
        struct shift_table table;
        shift_table_make(&weekly, &teams[t], people, &table);
        assert_false(table.is_own);
        assert_int_equal(table.count, 3);
        assert_int_equal(table.rows[0].least, 7);
        assert_int_equal(table.rows[0].most, 6 * 24 + 14);
        assert_int_equal(table.rows[1].span.from_min, 900);
        assert_int_equal(table.rows[1].span.to_min, 1380);
        assert_int_equal(table.rows[2].span.to_min, 1860);
        assert_int_equal(table.rows[2].least, 0);
        assert_int_equal(table.rows[2].most, 500);
        shift_table_done(&table);
    }
    const struct scenario_team enough = { .shifts = many, .shift_count = 24 };
    struct shift_table table;
    shift_table_make(&weekly, &enough, people, &table);
    assert_true(table.is_own);
    assert_int_equal(table.count, 24);
    shift_table_done(&table);
}

/* Two dates, a Saturday and a Sunday: no row for the shift of the week. */
static void a_shift_that_never_comes_has_no_row(void **state)
{
    (void) state;
    const struct question dated = {
        .slots = 2 * QUESTION_DAY,
        .first_date = calendar_date((struct calendar_civil){ 2023, 2, 4 }),
    };
    int people[2 * QUESTION_DAY];
    for (int slot = 0; slot < 2 * QUESTION_DAY; slot++)
        people[slot] = slot < QUESTION_DAY ? 3 : 5;
    struct scenario_shift lines[] = { { .span = { 0x1f, 480, 960 } },
                                      { .span = { 0x60, 480, 960 } } };
    const struct scenario_team team = { .shifts = lines, .shift_count = 2 };
    struct shift_table table;
    shift_table_make(&dated, &team, people, &table);
    assert_int_equal(table.count, 1);
    assert_int_equal(table.rows[0].span.days, 0x60);
    assert_int_equal(table.rows[0].least, 3);
    assert_int_equal(table.rows[0].most, 5);
    assert_near(table.rows[0].mean, 4.0, 1e-12);
    shift_table_done(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_shifts_are_rows_each_once),
        cmocka_unit_test(without_shifts_of_its_own_three_stand_for_them),
        cmocka_unit_test(a_shift_that_never_comes_has_no_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
