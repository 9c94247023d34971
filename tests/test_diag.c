#include "sim/diag.h"

#include <stdlib.h>
#include <string.h>

#include "tests/near.h"

static void assert_line(const struct sim_diag *diag, size_t i, const char *want)
{
    assert_true(i < diag->count);
    char *line = sim_diag_line(&diag->items[i]);
    assert_string_equal(line, want);
    free(line);
}

static void says_where_how_bad_and_what(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    sim_diag_error(&diag, (struct sim_where){ "a.cfg", 7 }, "talk must be > 0, got %d",
                   -5);
    sim_diag_warning(&diag, (struct sim_where){ "b.csv", 0 }, "no rows");
    sim_diag_error(&diag, (struct sim_where){ NULL, 0 }, "--set needs a value");
    assert_line(&diag, 0, "a.cfg:7: error: talk must be > 0, got -5");
    assert_line(&diag, 1, "b.csv: warning: no rows");
    assert_line(&diag, 2, "tenfive: error: --set needs a value");
    assert_int_equal(diag.count, 3);
    assert_int_equal(diag.errors, 2);
    sim_diag_done(&diag);
    assert_int_equal(diag.count, 0);
    assert_int_equal(diag.errors, 0);
    assert_null(diag.items);
}

static void a_terminal_cannot_be_told_what_to_do(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    sim_diag_error(&diag, (struct sim_where){ "a.cfg", 1 }, "title \"%s\"",
                   "\033[2Jred\n\177\xc3\xa9");
    assert_line(&diag, 0, "a.cfg:1: error: title \"\\x1b[2Jred\\x0a\\x7f\xc3\xa9\"");
    sim_diag_done(&diag);
}

static void an_exact_repeat_is_said_once(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    char same_name[] = "a.cfg";
    const struct sim_where at = { "a.cfg", 3 };
    sim_diag_error(&diag, at, "x");
    sim_diag_error(&diag, at, "x");
    sim_diag_error(&diag, (struct sim_where){ same_name, 3 }, "x");
    assert_int_equal(diag.count, 1);
    assert_int_equal(diag.errors, 1);
    sim_diag_error(&diag, at, "y");
    sim_diag_warning(&diag, at, "x");
    sim_diag_error(&diag, (struct sim_where){ "a.cfg", 4 }, "x");
    sim_diag_error(&diag, (struct sim_where){ "b.cfg", 3 }, "x");
    sim_diag_error(&diag, (struct sim_where){ NULL, 3 }, "x");
    assert_int_equal(diag.count, 6);
    assert_int_equal(diag.errors, 5);
    sim_diag_done(&diag);
}

static void sorts_by_file_as_first_met_then_line_then_order(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    sim_diag_error(&diag, (struct sim_where){ "z.cfg", 9 }, "z9 first");
    sim_diag_error(&diag, (struct sim_where){ "a.csv", 2 }, "a2");
    sim_diag_warning(&diag, (struct sim_where){ "z.cfg", 4 }, "z4");
    sim_diag_error(&diag, (struct sim_where){ "a.csv", 1 }, "a1");
    sim_diag_error(&diag, (struct sim_where){ "z.cfg", 9 }, "z9 later");
    sim_diag_error(&diag, (struct sim_where){ "a.csv", 0 }, "whole file");
    sim_diag_sort(&diag);
    assert_line(&diag, 0, "z.cfg:4: warning: z4");
    assert_line(&diag, 1, "z.cfg:9: error: z9 first");
    assert_line(&diag, 2, "z.cfg:9: error: z9 later");
    assert_line(&diag, 3, "a.csv: error: whole file");
    assert_line(&diag, 4, "a.csv:1: error: a1");
    assert_line(&diag, 5, "a.csv:2: error: a2");
    assert_int_equal(diag.errors, 5);
    sim_diag_done(&diag);
}

static void a_flood_is_counted_but_not_kept(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    for (unsigned i = 0; i < 2500; i++)
        sim_diag_error(&diag, (struct sim_where){ "a.cfg", i + 1 }, "no. %u", i);
    assert_int_equal(diag.count, 1000);
    assert_int_equal(diag.errors, 2500);
    assert_line(&diag, 999, "a.cfg:1000: error: no. 999");
    sim_diag_sort(&diag);
    sim_diag_done(&diag);
}

static void nothing_can_be_sorted_and_freed(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    sim_diag_sort(&diag);
    sim_diag_done(&diag);
    sim_diag_done(&diag);
    sim_diag_done(NULL);
    assert_int_equal(diag.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_where_how_bad_and_what),
        cmocka_unit_test(a_terminal_cannot_be_told_what_to_do),
        cmocka_unit_test(an_exact_repeat_is_said_once),
        cmocka_unit_test(sorts_by_file_as_first_met_then_line_then_order),
        cmocka_unit_test(a_flood_is_counted_but_not_kept),
        cmocka_unit_test(nothing_can_be_sorted_and_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
