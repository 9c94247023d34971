/* What only some scenarios have, as the user meets it: page, JSON and tables have it
 * where it is, and nothing where it is not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/measure/fold.h"
#include "model/measure/result.h"
#include "tests/toy_more.h"
#include "tools/csv_out.h"
#include "tools/json_result.h"
#include "tools/outcome.h"
#include "tools/report.h"

/* clang-format off */
static const struct scenario_target target = {
    .grade = SCENARIO_ANSWERED_WITHIN, .line = TOY_LINE_A, .journey = -1, .team = -1,
    .clock = TOY_MENU, .within_s = 45.0, .of = SCENARIO_OF_ANSWERED, .at_least = true,
    .limit = 0.5,
};
/* clang-format on */

struct texts {
    char *page, *json;
    char *targets, *shorts, *hang_ups, *flow, *period, *quarters;
    char *waits, *halves, *days;
};

static char *read_table(const char *directory, const char *name)
{
    char *const path = sim_mem_print("%s/%s", directory, name);
    FILE *const from = fopen(path, "r");
    free(path);
    if (from == NULL)
        return NULL;
    enum { MOST = 1 << 20 };
    char *const text = sim_mem_array(MOST, 1);
    text[fread(text, 1, MOST - 1, from)] = '\0';
    fclose(from);
    return text;
}

static void show(const struct scenario *scenario, const struct result *result,
                 struct texts *out)
{
    const struct sim_diag diag = { 0 };
    const struct report_style style = { .is_utf8 = true };
    struct outcome outcome;
    struct output output = { 0 };
    size_t size;
    char directory[] = "/tmp/tenfive-more-XXXXXX";
    assert_non_null(mkdtemp(directory));
    outcome_init(&outcome, scenario, result, &diag);
    FILE *to = open_memstream(&out->page, &size);
    report_print(&outcome, style, to);
    fclose(to);
    to = open_memstream(&out->json, &size);
    json_result(&outcome, to);
    fclose(to);
    csv_out(&outcome, directory, &output);
    assert_true(output_commit(&output));
    output_done(&output);
    out->targets = read_table(directory, "targets.csv");
    out->shorts = read_table(directory, "short.csv");
    out->hang_ups = read_table(directory, "hang-ups.csv");
    out->flow = read_table(directory, "flow.csv");
    out->period = read_table(directory, "by-period.csv");
    out->quarters = read_table(directory, "by-quarter-hour.csv");
    out->waits = read_table(directory, "waits.csv");
    out->halves = read_table(directory, "half-hours.csv");
    out->days = read_table(directory, "extreme-days.csv");
    char *const command = sim_mem_print("rm -r %s", directory);
    assert_int_equal(system(command), 0);
    free(command);
    outcome_done(&outcome);
}

static void texts_done(struct texts *texts)
{
    free(texts->page);
    free(texts->json);
    free(texts->targets);
    free(texts->shorts);
    free(texts->hang_ups);
    free(texts->flow);
    free(texts->period);
    free(texts->quarters);
    free(texts->waits);
    free(texts->halves);
    free(texts->days);
}

static void run_more(struct toy_more *more, struct result *result)
{
    static const struct program_measured measured = { MORE_FROM, 0, true, -1 };
    struct fold fold;
    struct tally tally;
    more_init(more, (struct scenario_dates){ 19075, 19078 }, &target, 1);
    fold_init(&fold, &more->toy.scenario, &more->toy.program, &measured, true);
    tally_init(&tally, &more->toy.program);
    for (int rep = 0; rep < 3; rep++) {
        tally_clear(&tally);
        more_run(more, rep, 3, &tally);
        fold_add(&fold, &tally);
    }
    result_make(&fold, &(struct result_run){ .version = "1.2", .planned = 3 }, result);
    tally_done(&tally);
    fold_done(&fold);
    assert_null(result->fault);
}

static void run_plain(struct toy *toy, struct result *result)
{
    struct fold fold;
    struct tally tally;
    toy_init(toy, (struct scenario_dates){ 19075, 19078 }, NULL, 0);
    fold_init(&fold, &toy->scenario, &toy->program, NULL, true);
    tally_init(&tally, &toy->program);
    toy_run(toy, 0, &tally);
    fold_add(&fold, &tally);
    result_make(&fold, &(struct result_run){ .version = "1.2", .planned = 1 }, result);
    tally_done(&tally);
    fold_done(&fold);
    assert_null(result->fault);
}

static void assert_has(const char *text, const char *part)
{
    assert_non_null(text);
    if (strstr(text, part) == NULL)
        fail_msg("no \"%s\" in\n%s", part, text);
}

/* How often a part stands in a text. */
static int times(const char *text, const char *part)
{
    int count = 0;
    for (; (text = strstr(text, part)) != NULL; text++)
        count++;
    return count;
}

/* The line of a text that begins with these words. */
static char *line_of(const char *text, const char *words)
{
    for (const char *at = text; at != NULL; at = strchr(at, '\n')) {
        at += *at == '\n';
        if (strncmp(at, words, strlen(words)) == 0)
            return sim_mem_print("%.*s", (int) strcspn(at, "\n"), at);
    }
    fail_msg("no line begins with \"%s\" in\n%s", words, text);
    return NULL;
}

static void the_page_tells_what_there_is(void **state)
{
    (void) state;
    static const char *const parts[] = {
        "no staffing could beat",
        "the a from the ",
        "the b to the ",
        "the b without",
        "\na day  call-backs  answered  in vain  overflow  cut off  again  stopped",
        "\nhung up at",
        "outage phones",
        "lost",
        "\njourneys from",
        "\nby people short",
        "3+",
        "call again",
        "overflowed",
    };
    struct toy_more more;
    struct result result;
    struct texts texts = { 0 };
    run_more(&more, &result);
    show(&more.toy.scenario, &result, &texts);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_has(texts.page, parts[i]);
    const char *const hang_ups = strstr(texts.page, "\nhung up at") + 1;
    char *const with = line_of(hang_ups, "the a"), *const without =
                                                       line_of(hang_ups, "the b");
    assert_has(with, "→  the menu");
    assert_has(without, "→  lost"); /* it has no redial */
    free(with);
    free(without);
    for (const char *at = texts.page; *at != '\0'; at += strcspn(at, "\n") + 1) {
        int columns = 0;
        for (size_t i = 0; i < strcspn(at, "\n"); i++)
            columns += (at[i] & 0xc0) != 0x80;
        assert_in_range(columns, 0, REPORT_WIDTH);
    }
    texts_done(&texts);
    result_done(&result);
    more_done(&more);
}

/* The line of recalls stands like any other, with the work it makes. */
static void a_line_that_is_dialled_is_like_any_other(void **state)
{
    (void) state;
    struct toy_more more;
    struct result result;
    struct texts texts = { 0 };
    run_more(&more, &result);
    show(&more.toy.scenario, &result, &texts);
    const struct sim_estimate offered =
        result_at(&result, MEASURE_PERIOD, 0, MORE_C, MEASURE_ID_OFFERED);
    const struct sim_estimate worked =
        result_at(&result, MEASURE_PERIOD, 0, MORE_C, MEASURE_ID_WORKED_HOURS);
    assert_true(offered.value > 1.0 && worked.value > 0.1);
    char *const work = line_of(strstr(texts.page, "\na day  call-backs"), "the c");
    int dashes = times(work, " - ");
    assert_int_equal(dashes, 5); /* no call-backs, overflow, outage or calls again */
    free(work);
    assert_has(texts.json, "\"c\": {\n   \"label\": \"the c\"");
    texts_done(&texts);
    result_done(&result);
    more_done(&more);
}

static void files_tell_what_there_is(void **state)
{
    (void) state;
    struct toy_more more;
    struct result result;
    struct texts texts = { 0 };
    run_more(&more, &result);
    show(&more.toy.scenario, &result, &texts);
    static const char *const keys[] = {
        "\"clock\": {\n  \"a_from_menu\"",
        "\"line\": \"a\"",
        "\"ceiling\": {",
        "\"hang_ups\": {\n  \"menu\"",
        "\"recalled_share\":",
        "\"outage\": {",
        "\"short\": {\n  \"line\"",
        "\"short\": 3,",
        "\"calls_again\": {\"to\"",
        "\"redial\": {\n    \"menu\"",
        "\"worked_hours\": {",
        "\"attempts\": {",
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_has(texts.json, keys[i]);
    assert_has(texts.targets, ",verdict,ceiling,ceiling ±,replications");
    assert_has(texts.flow, ",calls_again,the menu,");
    assert_has(texts.period, "worked_hours (hours a day),worked_hours ±");
    assert_null(strstr(texts.quarters, "worked_hours"));
    assert_has(texts.hang_ups, "\nstage,a,the a,recalled,,");
    assert_has(texts.hang_ups, "\noutage,phones,phones,menu,the menu,");
    assert_has(texts.shorts, "\nclock,a_from_menu,the a from the menu,3 or more,");
    assert_has(texts.shorts, "\ntarget,t0,target 0,2,");
    /* Three redials: all, four kinds, and 3, 5 and 2 places. */
    assert_int_equal(times(texts.hang_ups, "\n"), 1 + 3 * 5 + 3 + 5 + 2);
    assert_int_equal(times(texts.shorts, "\n"), 1 + (5 + 1) * 4);
    texts_done(&texts);
    result_done(&result);
    more_done(&more);
}

static void where_there_is_nothing_nothing_is_told(void **state)
{
    (void) state;
    static const char *const words[] = { "no staffing",  "hung up at", "journeys from",
                                         "people short", "work, h",    "call again" };
    static const char *const keys[] = { "\"clock\"",        "\"ceiling\"",
                                        "\"hang_ups\"",     "\"outage\"",
                                        "\"short\"",        "\"redial\"",
                                        "\"worked_hours\"", "\"attempts\"" };
    struct toy toy;
    struct result result;
    struct texts texts = { 0 };
    run_plain(&toy, &result);
    show(&toy.scenario, &result, &texts);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_null(strstr(texts.page, words[i]));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_null(strstr(texts.json, keys[i]));
    assert_null(strstr(texts.targets, "ceiling"));
    assert_null(strstr(texts.period, "worked_hours"));
    /* Hours of work alone are no reason for a table. */
    result.objects[0].has |= (uint64_t) 1 << MEASURE_ID_WORKED_HOURS;
    texts_done(&texts);
    show(&toy.scenario, &result, &texts);
    assert_null(strstr(texts.page, "work, h"));
    assert_null(texts.shorts);
    assert_null(texts.hang_ups);
    texts_done(&texts);
    result_done(&result);
    toy_done(&toy);
}

/* ---- behind the means ---- */

static void assert_has_printed(const char *text, char *part)
{
    assert_has(text, part);
    free(part);
}

/* From Thursday 24 March to Sunday, which lacks the hour from 01:00. */
static void waits_half_hours_and_days_are_told(void **state)
{
    (void) state;
    struct toy toy;
    struct result result;
    struct texts texts = { 0 };
    char a[JSON_DIGITS], b[JSON_DIGITS], c[JSON_DIGITS];
    run_plain(&toy, &result);
    show(&toy.scenario, &result, &texts);
    const double *const waits = &result.waits[TOY_B * RESULT_WAITS];
    const struct result_half *const half = &result.halves[3 * 48];
    const struct result_day *const day = &result.extremes[TOY_B].worst[0];
    double share = 0.0;
    assert_true(result_half_occupancy(half, &share) && waits[0] > 0.0);
    assert_has(texts.json, "\"from\": [0, 0, 1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60,");
    assert_has(texts.json, "\"to\": [0, 1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60, 90,");
    assert_has(texts.json, ", 11520, 23040, 46080, null],");
    assert_has_printed(texts.json, sim_mem_print("\"answered\": [%s, %s, ",
                                                 json_digits(waits[0], a),
                                                 json_digits(waits[1], b)));
    assert_has(texts.json, "\"half_hours\": {\n  \"units\": [\"Mon 00:00\", ");
    assert_has(texts.json, "\"people\": [null, ");
    assert_has_printed(texts.json,
                       sim_mem_print(" null, %s, ", json_digits(half->people, a)));
    assert_has_printed(texts.json, sim_mem_print(" null, %s, ", json_digits(share, a)));
    assert_has_printed(
        texts.json,
        sim_mem_print(
            "\"worst\": [\n     {\"date\": \"2022-03-%d\", \"replication\": 0, "
            "\"offered\": %s, \"answered\": %s, \"abandoned_share\": %s, "
            "\"mean_wait\": ",
            day->date - 19075 + 24, json_digits(day->offered, a),
            json_digits(day->answered, b), json_digits(day->abandoned_share, c)));
    assert_int_not_equal(day->date, result.extremes[TOY_B].busiest[0].date);
    assert_int_equal(times(texts.waits, "\n"), 1 + TOY_SUBJECTS * RESULT_WAITS);
    assert_has_printed(texts.waits,
                       sim_mem_print("\nline,b,the b,0,0,%.7g,", waits[0]));
    assert_has(texts.waits, "\nstream,public,the public,46080,,");
    assert_int_equal(times(texts.halves, "\n"), 1 + 4 * 48 - 2);
    assert_has_printed(
        texts.halves, sim_mem_print("\nThu 00:00,desk,the desk,%.7g,%.7g,%.7g,%.7g,1\n",
                                    half->people, half->busy, share, half->overrun));
    assert_has_printed(
        texts.days, sim_mem_print("\nb,the b,worst,1,2022-03-%d,0,%.7g,%.7g,",
                                  day->date - 19075 + 24, day->offered, day->answered));
    assert_int_equal(times(texts.days, ",busiest,"), 2 * 4);
    texts_done(&texts);
    result_done(&result);
    toy_done(&toy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_tells_what_there_is),
        cmocka_unit_test(a_line_that_is_dialled_is_like_any_other),
        cmocka_unit_test(files_tell_what_there_is),
        cmocka_unit_test(where_there_is_nothing_nothing_is_told),
        cmocka_unit_test(waits_half_hours_and_days_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
