/* The document of a backtest, held against its JSON. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tests/of_stored.h"

/* ---- a result ---- */

static void add_row(json_t *rows, const char *line, const char *interval,
                    const char *measure, double actual, double simulated, double width)
{
    const char *const level = strcmp(interval, "all") == 0      ? "period"
                              : strncmp(interval, "20", 2) == 0 ? "month"
                                                                : "hour_of_week";
    json_array_append_new(
        rows,
        json_pack("{s:s, s:s, s:s, s:s, s:f, s:f, s:f, s:f, s:f, s:f, s:b}", "line",
                  line, "level", level, "interval", interval, "measure", measure,
                  "actual", actual, "actual_low", actual, "actual_high", actual,
                  "simulated", simulated, "low", simulated - width, "high",
                  simulated + width, "miss", fabs(actual - simulated) > width));
}

/* Two lines; the second has no time in which calls are answered. */
static void write(struct stored *stored)
{
    static const char *const measures[] = { "offered", "abandoned_share", "mean_wait",
                                            "answered_within" };
    static const char *const intervals[] = { "all", "2022-09", "2022-10", "Mon 08:00",
                                             "Sun 23:00" };
    json_t *const rows = json_array();
    for (int line = 0; line < 2; line++)
        for (int measure = 0; measure < 4 - line; measure++)
            for (int i = 0; i < 5; i++)
                add_row(rows, line == 0 ? "line_999" : "desk", intervals[i],
                        measures[measure], 0.5 + 0.01 * measure + 0.02 * i,
                        0.5 + 0.001 * line, 0.035);
    stored->root = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:n, s:s, s:i, s:i, s:{s:{s:s, s:f, s:s}, "
        "s:{s:s, s:n, s:s}}, s:o, s:[{s:s, s:s, s:b, s:s, s:i, s:s, s:n}], s:[], s:[]}",
        "schema", "tenfive-backtest-2", "version", "test", "title", "A force",
        "marking", "OFFICIAL", "scenario", "force.cfg", "export", "acd.csv",
        "fitted_on", "judged_on", "2022-09-01..2022-10-31", "seed", 3, "replications",
        40, "lines", "line_999", "label", "999", "within_s", 10.0, "of", "answered",
        "desk", "label", "the desk", "within_s", "of", "offered", "rows", rows,
        "inputs", "path", "streams.public.calls", "value", "9000", "changed", 0, "file",
        "force.cfg", "line", 2, "basis", "ours", "note", "sets", "sources");
    assert_non_null(stored->root);
}

struct made {
    struct stored stored;
    struct document document;
};

static int made(void **state)
{
    struct made *const m = sim_mem_array(1, sizeof *m);
    write(&m->stored);
    of_stored_make(&m->stored, &m->document);
    *state = m;
    return 0;
}

static int unmade(void **state)
{
    struct made *const m = *state;
    document_done(&m->document);
    stored_done(&m->stored);
    free(m);
    return 0;
}

static json_t *row_of(const struct made *m, const char *line, const char *measure,
                      const char *interval)
{
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(m->stored.root, "rows"), i, row)
    {
        if (strcmp(json_string_value(json_object_get(row, "line")), line) == 0
            && strcmp(json_string_value(json_object_get(row, "measure")), measure) == 0
            && strcmp(json_string_value(json_object_get(row, "interval")), interval)
                   == 0)
            return row;
    }
    return NULL;
}

static double number(json_t *row, const char *key)
{
    return json_number_value(json_object_get(row, key));
}

/* ---- tests ---- */

static void headlines_count_what_is_inside(void **state)
{
    const struct made *const m = *state;
    const struct document_headline *const said = m->document.headlines;
    assert_int_equal(m->document.headline_count, 2);
    assert_string_equal(said[0].label, "999");
    assert_string_equal(said[1].label, "the desk");
    int inside = 0, count = 0;
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(m->stored.root, "rows"), i, row)
    {
        const bool is_first =
            strcmp(json_string_value(json_object_get(row, "line")), "line_999") == 0;
        count += is_first;
        inside += is_first && json_is_false(json_object_get(row, "miss"));
    }
    assert_true(inside > 0 && inside < count);
    char *const words = sim_mem_print("%d of %d", inside, count);
    assert_string_equal(said[0].words, words);
    free(words);
    assert_near(said[0].value, (double) inside / count, 1e-12);
}

static void months_have_both_figures_and_the_range(void **state)
{
    const struct made *const m = *state;
    static const char *const intervals[] = { "all", "2022-09", "2022-10" };
    static const char *const keys[] = { "actual", "simulated", "low", "high" };
    const struct document_exhibit *const table =
        of_stored_exhibit(&m->document, "months-mean_wait-1");
    assert_int_equal(table->row_count, 3);
    assert_string_equal(table->option, "the desk");
    for (int i = 0; i < 3; i++) {
        json_t *const row = row_of(m, "desk", "mean_wait", intervals[i]);
        for (int k = 0; k < 4; k++)
            assert_near(document_at(table, i, 1 + k)->value, number(row, keys[k]), 0.0);
        assert_int_equal(document_at(table, i, 5)->is_marked,
                         json_is_true(json_object_get(row, "miss")));
    }
    assert_int_equal(table->chart.series[0].column, 2);
    assert_int_equal(table->chart.series[0].low, 3);
    assert_int_equal(table->chart.series[0].high, 4);
    assert_int_equal(table->chart.series[1].column, 1);
}

static void hours_stand_at_their_day_and_time(void **state)
{
    const struct made *const m = *state;
    const struct document_exhibit *const heat =
        of_stored_exhibit(&m->document, "hours-offered-0");
    assert_int_equal(heat->row_count, 7);
    int filled = 0;
    for (int day = 0; day < 7; day++)
        for (int hour = 0; hour < 24; hour++)
            filled += document_at(heat, day, 1 + hour)->kind == DOCUMENT_VALUE;
    assert_int_equal(filled, 2);
    json_t *const morning = row_of(m, "line_999", "offered", "Mon 08:00");
    json_t *const night = row_of(m, "line_999", "offered", "Sun 23:00");
    assert_near(document_at(heat, 0, 9)->value,
                number(morning, "simulated") - number(morning, "actual"), 1e-12);
    assert_near(document_at(heat, 6, 24)->value,
                number(night, "simulated") - number(night, "actual"), 1e-12);
    assert_true(document_at(heat, 6, 24)->is_marked);
    assert_non_null(strstr(heat->chart.alt, "Sun from 23:00"));
}

static void the_hour_furthest_outside_is_told(void **state)
{
    const struct made *const m = *state;
    const struct document_exhibit *const table =
        of_stored_exhibit(&m->document, "misses-offered");
    json_t *const night = row_of(m, "line_999", "offered", "Sun 23:00");
    assert_near(document_at(table, 0, 1)->value, 2.0, 0.0);
    assert_near(document_at(table, 0, 2)->value, 2.0, 0.0);
    assert_string_equal(document_at(table, 0, 3)->words, "Sun 23:00");
    assert_near(document_at(table, 0, 4)->value, number(night, "actual"), 0.0);
    assert_near(document_at(table, 0, 7)->value, number(night, "high"), 0.0);
}

static void what_an_export_lacks_is_left_out(void **state)
{
    const struct made *const m = *state;
    assert_null(of_stored_exhibit(&m->document, "months-answered_within-1"));
    assert_null(of_stored_exhibit(&m->document, "hours-answered_within-1"));
    assert_int_equal(
        of_stored_exhibit(&m->document, "misses-answered_within")->row_count, 1);
    of_stored_look(&m->document);
}

/* Times that are none, lines that nobody told of. */
static void rows_that_make_no_sense_do_no_harm(void **state)
{
    static const char *const names[] = {
        "Mon -1:00", "Mon 24:00", "Mon", "", "Mon 99999999999:00", "Tues 08:00"
    };
    (void) state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct made m = { 0 };
        write(&m.stored);
        json_t *const rows = json_object_get(m.stored.root, "rows");
        json_object_set_new(json_array_get(rows, 3), "interval", json_string(names[i]));
        json_object_set_new(json_array_get(rows, 4), "line", json_string("nobody's"));
        of_stored_make(&m.stored, &m.document);
        const struct document_exhibit *const heat =
            of_stored_exhibit(&m.document, "hours-offered-0");
        for (int cell = 0; heat != NULL && cell < heat->row_count * 25; cell++)
            assert_int_equal(heat->cells[cell].kind,
                             cell % 25 == 0 ? DOCUMENT_WORDS : DOCUMENT_EMPTY);
        document_done(&m.document);
        stored_done(&m.stored);
    }
}

static void whatever_is_missing_is_refused_and_nothing_crashes(void **state)
{
    struct stored stored = { 0 };
    (void) state;
    write(&stored);
    of_stored_walk(&stored, "tools/backtest.schema.json", 100, false);
    stored_done(&stored);
}

int main(void)
{
#define WITH_A_BACKTEST(test) cmocka_unit_test_setup_teardown(test, made, unmade)
    const struct CMUnitTest tests[] = {
        WITH_A_BACKTEST(headlines_count_what_is_inside),
        WITH_A_BACKTEST(months_have_both_figures_and_the_range),
        WITH_A_BACKTEST(hours_stand_at_their_day_and_time),
        WITH_A_BACKTEST(the_hour_furthest_outside_is_told),
        WITH_A_BACKTEST(what_an_export_lacks_is_left_out),
        cmocka_unit_test(rows_that_make_no_sense_do_no_harm),
        cmocka_unit_test(whatever_is_missing_is_refused_and_nothing_crashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
