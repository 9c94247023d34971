/* tenfive erlang from its command line to its exit status. */
#include "tools/erlang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/theory/erlang.h"
#include "tests/near.h"

enum { MOST_TEXT = 120000, MOST_WORDS = 24 };

/* What the command said and how it ended. */
struct run {
    int status;
    char out[MOST_TEXT], err[MOST_TEXT];
};

static int redirect(FILE *from, FILE *to)
{
    fflush(from);
    const int kept = dup(fileno(from));
    assert_true(kept >= 0 && dup2(fileno(to), fileno(from)) >= 0);
    return kept;
}

static void restore(FILE *from, int kept, FILE *to, char *text)
{
    fflush(from);
    dup2(kept, fileno(from));
    close(kept);
    rewind(to);
    text[fread(text, 1, MOST_TEXT - 1, to)] = '\0';
    fclose(to);
}

/* Words are separated by commas: shares and times have blanks. */
static const struct run *run(const char *line)
{
    static struct run run;
    char words[512] = "erlang", *argv[MOST_WORDS] = { words };
    int argc = 1;
    if (*line != '\0') {
        snprintf(words, sizeof words, "erlang,%s", line);
        for (char *at = words; (at = strchr(at, ',')) != NULL;) {
            *at++ = '\0';
            argv[argc++] = at;
        }
    }
    FILE *out = tmpfile(), *err = tmpfile();
    assert_non_null(out);
    assert_non_null(err);
    const int kept_out = redirect(stdout, out), kept_err = redirect(stderr, err);
    run.status = erlang_main(argc, argv);
    restore(stdout, kept_out, out, run.out);
    restore(stderr, kept_err, err, run.err);
    return &run;
}

#define EVERYDAY "--calls,60/h,--handling,8 min,--patience,7 min"

/* How many lines stand between the heading and the blank line after the table. */
static int rows(const struct run *run)
{
    const char *at = strstr(run->out, "\n people ");
    assert_non_null(at);
    int count = -1;
    for (at++; *at != '\n'; at = strchr(at, '\n') + 1)
        count++;
    return count;
}

/* That the figures are right is for test_erlang.c; here, that they arrive. */
static void a_number_of_people_gives_a_row(void **state)
{
    (void) state;
    struct erlang_grade want;
    erlang_a(&(struct erlang_load){ 1.0 / 60.0, 480.0, 420.0, 11 }, 10.0, &want);
    char busy[32], late[32], asa[32];
    snprintf(busy, sizeof busy, " %.1f %% ", want.occupancy * 100.0);
    snprintf(late, sizeof late, " %.1f %% ", want.p_abandon * 100.0);
    snprintf(asa, sizeof asa, " %.1f s ", want.answer_s);
    const struct run *got = run(EVERYDAY ",--agents,11");
    assert_int_equal(got->status, 0);
    assert_int_equal(rows(got), 1);
    assert_non_null(strstr(got->out, "Erlang A: 60 calls an hour of 8 min each, 8.00 "
                                     "erlang; mean patience 7 min"));
    assert_non_null(strstr(got->out, busy));
    assert_non_null(strstr(got->out, late));
    assert_non_null(strstr(got->out, asa));
    assert_non_null(strstr(got->out, "People are those on the phones"));
    assert_string_equal(got->err, "");
}

/* Up to the blank line before the meanings. */
static void assert_table(const char *line, const char *want)
{
    struct run got = *run(line);
    *strstr(got.out, "\n\nIn Erlang") = '\0';
    assert_string_equal(got.out, want);
}

/* As printed, each figure held against test_erlang.c's oracle when this was written. */
static void every_column_has_its_figure(void **state)
{
    (void) state;
    assert_table(
        EVERYDAY ",--agents,7,--within,20 s",
        "Erlang A: 60 calls an hour of 8 min each, 8.00 erlang; mean patience "
        "7 min\n\n"
        "                       have      give   in 20 s   in 20 s               "
        " mean      mean\n"
        " people      busy   to wait        up    of all  answered       ASA     "
        " wait     queue\n"
        "      7    90.0 %    66.9 %    21.3 %    37.4 %    47.5 %    83.0 s  "
        "  89.3 s       1.5");
    assert_table(
        "--calls,60,--handling,480,--agents,8-9",
        "Erlang C: 60 calls an hour of 8 min each, 8.00 erlang\n\n"
        "                       have   in 10 s                mean\n"
        " people      busy   to wait    of all       ASA     queue\n"
        "      8   no steady state: the queue grows for as long as this lasts\n"
        "      9    88.9 %    65.3 %    36.0 %   5.2 min       5.2");
    assert_table("--calls,60,--handling,480,--agents,6,--model,b",
                 "Erlang B: 60 calls an hour of 8 min each, 8.00 erlang\n\n"
                 "                     turned          \n"
                 " people      busy      away  answered\n"
                 "      6    81.4 %    39.0 %    61.0 %");
}

static void long_waits_and_queues_fit_their_cells(void **state)
{
    (void) state;
    assert_table("--calls,59.99,--handling,1 min,--agents,1",
                 "Erlang C: 59.99 calls an hour of 60 s each, 1.00 erlang\n\n"
                 "                       have   in 10 s                mean\n"
                 " people      busy   to wait    of all       ASA     queue\n"
                 "      1   100.0 %   100.0 %     0.0 %   100.0 h   5,998.0");
}

static void a_range_gives_a_row_for_each(void **state)
{
    (void) state;
    assert_int_equal(rows(run(EVERYDAY ",--agents,9-14")), 6);
    assert_int_equal(rows(run(EVERYDAY ",--agents,1-1000")), 1000);
}

static void a_target_gives_the_fewest_people(void **state)
{
    (void) state;
    const struct run *got = run(EVERYDAY ",--answer,90 %,--abandoned,5 %");
    assert_int_equal(got->status, 0);
    assert_non_null(strstr(got->out, "12 people are needed for 90 % of all calls "
                                     "answered in 10 s and at most 5 % given up."));
    assert_int_equal(rows(got), 5);
    got = run(EVERYDAY ",--answer,85 %,--of,answered,--within,10 s");
    assert_non_null(strstr(got->out, "11 people are needed for 85 % of the answered "
                                     "calls answered in 10 s."));
    got = run(EVERYDAY ",--asa,1 h");
    assert_non_null(
        strstr(got->out, "\n1 person is needed for an ASA of at most 60 min.\n"));
    assert_int_equal(rows(got), 3);
    got = run("--model,b,--calls,60,--handling,480,--blocked,1 %");
    assert_non_null(
        strstr(got->out, "15 people are needed for at most 1 % turned away"));
}

/* So near the most that the rows after it are cut off. */
static void the_most_people_are_not_exceeded(void **state)
{
    (void) state;
    const struct run *got = run("--calls,999998.5/s,--handling,1,--answer,0.0001 %");
    assert_int_equal(got->status, 0);
    assert_non_null(strstr(got->out, "999,999 people are needed"));
    assert_int_equal(rows(got), 4);
}

static void people_who_miss_the_target_end_with_1(void **state)
{
    (void) state;
    const struct run *got = run(EVERYDAY ",--answer,90 %,--agents,11");
    assert_int_equal(got->status, 1);
    assert_non_null(strstr(got->out, "missed"));
    assert_int_equal(run(EVERYDAY ",--answer,90 %,--agents,12")->status, 0);
    assert_int_equal(run(EVERYDAY ",--answer,90 %,--agents,9-12")->status, 0);
    assert_int_equal(run(EVERYDAY ",--answer,90 %,--agents,9-11")->status, 1);
}

static void no_steady_state_ends_with_1_and_says_so(void **state)
{
    (void) state;
    const struct run *got = run("--calls,60,--handling,480,--agents,8");
    assert_int_equal(got->status, 1);
    assert_non_null(strstr(got->out, "      8   no steady state"));
    assert_int_equal(run("--calls,60,--handling,480,--agents,8-9")->status, 0);
}

static void a_target_out_of_reach_ends_with_1(void **state)
{
    (void) state;
    const struct run *got = run("--calls,1e6/s,--handling,1e6,--answer,0.9");
    assert_int_equal(got->status, 1);
    assert_string_equal(got->out, "");
    assert_non_null(strstr(got->err, "no number of people up to 1000000 is enough"));
}

static void rates_and_times_are_read_in_every_form(void **state)
{
    (void) state;
    static const char *const same[] = {
        "--calls,60/h,--handling,8 min,--agents,11",
        "--calls,60,--handling,480,--agents,11",
        "--calls,1440/day,--handling,480 s,--agents,11",
        "--calls,1/min,--handling,00:08:00,--agents,11",
        "--calls,30/30 min,--handling,0.13333333333333333 h,--agents,11",
        "--calls,0.016666666666666666/s,--handling,8 min,--agents,11,--model,c",
    };
    char first[MOST_TEXT];
    strcpy(first, run(same[0])->out);
    for (size_t i = 1; i < sizeof same / sizeof same[0]; i++)
        assert_string_equal(run(same[i])->out, first);
}

static void mistakes_end_with_2_and_are_all_told(void **state)
{
    (void) state;
    static const struct {
        const char *line, *complaint;
    } cases[] = {
        { "", "--calls is missing" },
        { "", "--handling is missing" },
        { "", "say how many people" },
        { "--calls,60", "--handling is missing" },
        { "--calls,nan,--handling,480", "--calls must be" },
        { "--calls,-60/h", "--calls must be" },
        { "--calls,0/h", "--calls must be" },
        { "--calls,60/0 s", "--calls must be" },
        { "--calls,60/h/h", "--calls must be" },
        { "--calls,60/fortnight", "--calls must be" },
        { "--calls,1e30/s", "--calls must be" },
        { "--calls,60,--handling,soon", "--handling must be" },
        { EVERYDAY ",--agents,0", "--agents must be" },
        { EVERYDAY ",--agents,-3", "--agents must be" },
        { EVERYDAY ",--agents,9-", "--agents must be" },
        { EVERYDAY ",--agents,14-9", "--agents must be" },
        { EVERYDAY ",--agents,1-1001", "--agents must be" },
        { EVERYDAY ",--agents,1000001", "--agents must be" },
        { EVERYDAY ",--agents,99999999999999999999", "--agents must be" },
        { EVERYDAY ",--agents,9.5", "--agents must be" },
        { EVERYDAY ",--model,d,--agents,9", "--model must be a, b or c, got \"d\"" },
        { EVERYDAY ",--model,c,--agents,9", "--patience is for Erlang A" },
        { "--model,a", "needs --patience" },
        { "--abandoned,5 %", "--abandoned is for Erlang A" },
        { "--blocked,5 %", "--blocked is for Erlang B" },
        { "--model,b,--asa,5", "--asa is for Erlang A and C" },
        { "--model,b,--within,0", "--within is for Erlang A and C" },
        { "--model,b,--of,answered", "--of answered is for Erlang A and C" },
        { EVERYDAY ",--of,callers,--answer,0.9", "--of must be offered or answered" },
        { EVERYDAY ",--of,answered,--asa,5", "--answer is a share of" },
        { EVERYDAY ",--answer,90", "--answer must be" },
        { EVERYDAY ",--answer,100 %", "--answer must be" },
        { EVERYDAY ",eleven,--agents,11", "one argument too many" },
        { EVERYDAY ",--agent,11", "did you mean --agents?" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct run *got = run(cases[i].line);
        if (got->status != 2 || strstr(got->err, cases[i].complaint) == NULL)
            fail_msg("%s: status %d: %s", cases[i].line, got->status, got->err);
        assert_string_equal(got->out, "");
    }
}

static void json_has_the_figures_unrounded(void **state)
{
    (void) state;
    struct erlang_grade want;
    erlang_a(&(struct erlang_load){ 60.0 / 3600.0, 480.0, 420.0, 12 }, 10.0, &want);
    const struct run *got = run(EVERYDAY ",--answer,90 %,--json,-");
    assert_int_equal(got->status, 0);
    assert_int_equal(got->out[0], '{');
    assert_non_null(strstr(got->out, "\"schema\": \"tenfive-erlang-1\""));
    assert_non_null(strstr(got->out, "\"required_people\": 12"));
    const char *row =
        strstr(got->out, "{\"people\": 12, \"steady\": true, \"met\": true");
    assert_non_null(row);
    const char *within = strstr(row, "\"within_offered\": ");
    assert_non_null(within);
    assert_near(strtod(strchr(within, ' '), NULL), want.within_offered, 1e-15);
}

static void json_has_what_the_model_has_and_no_more(void **state)
{
    (void) state;
    const struct run *got = run("--calls,60,--handling,480,--agents,8,--json,-");
    assert_int_equal(got->status, 1);
    assert_string_equal(got->out, "{\n \"schema\": \"tenfive-erlang-1\",\n"
                                  " \"model\": \"c\",\n \"calls_per_h\": 60,\n"
                                  " \"handling_s\": 480,\n \"erlang\": 8,\n"
                                  " \"within_s\": 10,\n \"rows\": [\n"
                                  "  {\"people\": 8, \"steady\": false}\n ]\n}\n");
    got = run("--model,b,--calls,60,--handling,480,--agents,1,--answer,5 %,--json,-");
    assert_string_equal(
        got->out,
        "{\n \"schema\": \"tenfive-erlang-1\",\n \"model\": \"b\",\n"
        " \"calls_per_h\": 60,\n \"handling_s\": 480,\n \"erlang\": 8,\n"
        " \"target\": {\"least_within_offered\": 0.05},\n \"rows\": [\n"
        "  {\"people\": 1, \"steady\": true, \"met\": true, "
        "\"occupancy\": 0.8888888888888888, \"p_blocked\": 0.8888888888888888, "
        "\"p_answered\": 0.1111111111111111}\n ]\n}\n");
}

static void json_goes_to_a_file_beside_the_table(void **state)
{
    (void) state;
    char path[] = "/tmp/tenfive-erlang-XXXXXX", line[128], text[64] = "";
    const int made = mkstemp(path);
    assert_true(made >= 0);
    close(made);
    snprintf(line, sizeof line, EVERYDAY ",--agents,11,--json,%s", path);
    const struct run *got = run(line);
    assert_int_equal(got->status, 0);
    assert_int_equal(rows(got), 1);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof text, file));
    assert_string_equal(text, "{\n");
    fclose(file);
    unlink(path);
    got = run(EVERYDAY ",--agents,11,--json,/nowhere/at/all.json");
    assert_int_equal(got->status, 3);
    assert_non_null(strstr(got->err, "/nowhere/at/all.json"));
}

static void a_full_disk_ends_with_3(void **state)
{
    (void) state;
    FILE *full = fopen("/dev/full", "w");
    if (full == NULL)
        skip();
    char erlang[] = "erlang", help[] = "--help", *argv[] = { erlang, help, NULL };
    FILE *err = tmpfile();
    static char text[MOST_TEXT];
    const int kept_out = redirect(stdout, full), kept_err = redirect(stderr, err);
    const int status = erlang_main(2, argv);
    restore(stderr, kept_err, err, text);
    fflush(stdout);
    clearerr(stdout);
    dup2(kept_out, fileno(stdout));
    close(kept_out);
    fclose(full);
    assert_int_equal(status, 3);
    assert_non_null(strstr(text, "cannot write to stdout"));
}

static void help_leads_with_examples_that_work(void **state)
{
    (void) state;
    const struct run *got = run("--help");
    assert_int_equal(got->status, 0);
    const char *examples = strstr(got->out, "Examples:");
    assert_non_null(examples);
    assert_true(examples < strstr(got->out, "Options:"));
    assert_int_equal(
        run(EVERYDAY ",--answer,90 %,--within,10 s,--abandoned,5 %")->status, 0);
    assert_int_equal(run("--calls,1440/day,--handling,480,--asa,30 s")->status, 0);
    assert_int_equal(
        run("--model,b,--calls,60/h,--handling,8 min,--blocked,1 %")->status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_of_people_gives_a_row),
        cmocka_unit_test(every_column_has_its_figure),
        cmocka_unit_test(long_waits_and_queues_fit_their_cells),
        cmocka_unit_test(a_range_gives_a_row_for_each),
        cmocka_unit_test(a_target_gives_the_fewest_people),
        cmocka_unit_test(the_most_people_are_not_exceeded),
        cmocka_unit_test(people_who_miss_the_target_end_with_1),
        cmocka_unit_test(no_steady_state_ends_with_1_and_says_so),
        cmocka_unit_test(a_target_out_of_reach_ends_with_1),
        cmocka_unit_test(rates_and_times_are_read_in_every_form),
        cmocka_unit_test(mistakes_end_with_2_and_are_all_told),
        cmocka_unit_test(json_has_the_figures_unrounded),
        cmocka_unit_test(json_has_what_the_model_has_and_no_more),
        cmocka_unit_test(json_goes_to_a_file_beside_the_table),
        cmocka_unit_test(a_full_disk_ends_with_3),
        cmocka_unit_test(help_leads_with_examples_that_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
