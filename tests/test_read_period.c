/* The dates of a scenario, those that it is typical of, and how it is run. */
#include "model/scenario/read.h"

#include "tests/read_over.h"

enum {
    DAY_2022_01_01 = 18993, /* 52 years of 365 days and 13 leap days after 1970 */
    DAY_2022_03_07 = DAY_2022_01_01 + 31 + 28 + 6,
    DAY_2022_12_31 = DAY_2022_01_01 + 364
};

static void is_period(const struct scenario *s, int first, int last)
{
    assert_int_equal(s->period.first, first);
    assert_int_equal(s->period.last, last);
}

static void is_typical_of(const struct scenario *s, int first, int last)
{
    assert_true(s->is_typical);
    assert_int_equal(s->typical_of.first, first);
    assert_int_equal(s->typical_of.last, last);
}

/* small.cfg has a period that is a text, and calls without counted_in. */
static void a_period_may_be_typical_of_others(void **state)
{
    (void) state;
    static const char *const forms[] = {
        "period: { typical_of = \"2022-01-01..2022-12-31\"; };",
        "period: { from = \"2022-03-07\"; to = \"2022-03-13\"; typical_of = \"2022\"; "
        "};",
        "changes = ( { at = \"period.typical_of\"; set = \"2022\"; } );",
        "changes = ( { at = \"period\"; set = { from = \"2022-03-07\"; to = "
        "\"2022-03-13\"; typical_of = \"2022\"; }; } );"
    };
    for (int i = 0; i < 4; i++) {
        struct read_over over = read_over(forms[i]);
        is_period(&over.scenario, DAY_2022_03_07, DAY_2022_03_07 + 6);
        is_typical_of(&over.scenario, DAY_2022_01_01, DAY_2022_12_31);
        const struct scenario_stream *const stream = &over.scenario.streams[0];
        assert_int_equal(stream->counted_in.first, DAY_2022_01_01);
        assert_int_equal(stream->counted_in.last, DAY_2022_12_31);
        read_over_done(&over);
    }
    struct read_over over = read_over_set("period.typical_of=2022");
    assert_true(over.good && over.diag.count == 0);
    is_typical_of(&over.scenario, DAY_2022_01_01, DAY_2022_12_31);
    read_over_done(&over);
    over = read_over("");
    assert_false(over.scenario.is_typical);
    assert_int_equal(over.scenario.streams[0].counted_in.first, DAY_2022_03_07);
    read_over_done(&over);
    over = read_over("period: { typical_of = \"2022\"; };\n"
                     "streams: { calls_in: { counted_in = \"2022-01-01\"; }; };");
    assert_int_equal(over.scenario.streams[0].counted_in.last, DAY_2022_01_01);
    read_over_done(&over);
}

/* A period that is a text can be changed by its ends, one as a group be replaced. */
static void the_ends_of_a_period_can_be_changed(void **state)
{
    (void) state;
    struct read_over over = read_over_set("period.from=2022-03-09");
    assert_true(over.good);
    is_period(&over.scenario, DAY_2022_03_07 + 2, DAY_2022_03_07 + 6);
    read_over_done(&over);
    over = read_over("period: { to = \"2022-03-20\"; };");
    is_period(&over.scenario, DAY_2022_03_07, DAY_2022_03_07 + 13);
    read_over_done(&over);
    over = read_over("period: { typical_of = \"2022\"; };\n"
                     "changes = ( { at = \"period\"; set = \"2022-01-01\"; } );");
    assert_false(over.scenario.is_typical);
    is_period(&over.scenario, DAY_2022_01_01, DAY_2022_01_01);
    assert_int_equal(over.scenario.streams[0].counted_in.first, DAY_2022_01_01);
    read_over_done(&over);
    over = read_over_set("period.middle=2022-03-09");
    assert_false(over.good);
    char *said = scratch_said(&over.diag);
    assert_non_null(strstr(said, "period: unknown setting \"middle\""));
    free(said);
    read_over_done(&over);
    over = read_over_set("periods.from=2022-03-09");
    assert_false(over.good);
    read_over_done(&over);
}

/* Demand is of typical_of, all else of the period. */
static void what_lies_outside_is_warned_of(void **state)
{
    (void) state;
    static const char base[] = "period.typical_of=2022-03-14..2022-06-30";
    static const struct {
        const char *set, *warning;
    } rows[] = {
        { "streams.calls_in.surges={late={dates=\"2022-04\";times=2;};}", NULL },
        { "streams.calls_in.surges={soon={dates=\"2022-03-08\";times=2;};}",
          "stream \"calls_in\": surge \"soon\" is outside typical_of" },
        { "outages={down={stages=\"all\";dates=\"2022-03-08\";};}", NULL },
        { "outages={down={stages=\"all\";dates=\"2022-04\";};}",
          "outage \"down\" is outside the period" },
    };
    char *const path = read_over_path("small.cfg");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *const sets[] = { base, rows[i].set };
        struct read_over over = read_over_file(path, sets, 2);
        assert_true(over.good);
        assert_int_equal(over.diag.count, rows[i].warning != NULL);
        if (rows[i].warning != NULL)
            assert_string_equal(over.diag.items[0].text, rows[i].warning);
        read_over_done(&over);
    }
    free(path);
    static const char *const changes[] = {
        "{ at = \"streams.calls_in.calls\"; times = 2; dates = \"2022-04\"; }",
        "{ at = \"stages.desk.talk\"; times = 2; dates = \"2022-03-08\"; }"
    };
    for (int i = 0; i < 2; i++) {
        char *const text = sim_mem_print(
            "period: { typical_of = \"2022-03-14..2022-06-30\"; }; changes = ( %s );",
            changes[i]);
        struct read_over over = read_over(text); /* unwarned of */
        read_over_done(&over);
        free(text);
    }
}

static void a_run_says_seed_and_replications(void **state)
{
    (void) state;
    struct read_over over =
        read_over("run: { seed = 9007199254740991; replications = 400; };");
    assert_true(over.scenario.run.has_seed);
    assert_true(over.scenario.run.seed == UINT64_C(9007199254740991));
    assert_int_equal(over.scenario.run.replications, 400);
    for (int i = 0; i < over.scenario.input_count; i++)
        assert_null(strstr(over.scenario.inputs[i].path, "run"));
    read_over_done(&over);
    over = read_over("run: { seed = 0; };");
    assert_true(over.scenario.run.has_seed);
    assert_true(over.scenario.run.seed == 0);
    assert_int_equal(over.scenario.run.replications, 0);
    read_over_done(&over);
    over = read_over_set("run.replications=7");
    assert_true(over.good && !over.scenario.run.has_seed);
    assert_int_equal(over.scenario.run.replications, 7);
    read_over_done(&over);
    over = read_over("run: { };");
    assert_false(over.scenario.run.has_seed);
    read_over_done(&over);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_period_may_be_typical_of_others),
        cmocka_unit_test(the_ends_of_a_period_can_be_changed),
        cmocka_unit_test(what_lies_outside_is_warned_of),
        cmocka_unit_test(a_run_says_seed_and_replications),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
