#include "tools/readback.h"

#include <stdlib.h>
#include <string.h>

#include "model/demand/rates.h"
#include "model/scenario/read.h"
#include "sim/mem.h"
#include "tests/near.h"
#include "tests/scratch.h"
#include "tools/check_words.h"

static void says(char *words, const char *want)
{
    assert_string_equal(words, want);
    free(words);
}

static void figures_are_written_as_people_read_them(void **state)
{
    (void) state;
    says(check_words_number(0.0, 1), "0.0");
    says(check_words_number(999.96, 1), "1,000.0");
    says(check_words_number(1793.84, 1), "1,793.8");
    says(check_words_number(344640.0, 0), "344,640");
    says(check_words_number(-12345678.9, 2), "-12,345,678.90");
    says(check_words_number(-123.0, 0), "-123");
    says(check_words_time(0.0), "0 s");
    says(check_words_time(7.25), "7.25 s");
    says(check_words_time(119.0), "119 s");
    says(check_words_time(120.0), "2 min");
    says(check_words_time(400.0), "6 min 40 s");
    says(check_words_time(7199.0), "119 min 59 s");
    says(check_words_time(7200.0), "2 h");
    says(check_words_time(91800.0), "25 h 30 min");
}

static void hours_are_written_as_they_are_read(void **state)
{
    (void) state;
    struct scenario_span spans[] = { { 0x1f, 480, 1200 }, { 0x30, 1080, 1620 } };
    struct scenario_hours hours = { spans, 2 };
    says(check_words_hours(&hours), "Mon-Fri 08:00-20:00, Fri,Sat 18:00-03:00");
    hours.count = 1;
    spans[0] = (struct scenario_span){ 1u << SCENARIO_BANK | 0x45, 0, 1440 };
    says(check_words_hours(&hours), "Mon,Wed,Sun,Bank 00:00-24:00");
    hours.count = 0;
    says(check_words_hours(&hours), "always");
}

static void long_texts_are_folded_at_blanks(void **state)
{
    (void) state;
    says(check_words_fold("one two three", 2, 7), "one two\n  three");
    says(check_words_fold("one two three", 2, 6), "one\n  two\n  three");
    says(check_words_fold("unbreakable", 2, 4), "unbreakable");
    says(check_words_fold("", 2, 4), "");
    says(check_words_fold("→ → →", 1, 3), "→ →\n →");
    assert_int_equal(check_words_width("→ £5"), 4);
}

/* One week of a small force.  By hand: 70 calls an hour, 40 % of them to the line,
 * which takes 6 min each: 28 an hour, 2.8 people busy.  Days: 4 people less 10 %;
 * nights: 2. */
static const char force[] =
    "title = \"Small\"; marking = \"OFFICIAL\"; period = \"2022-06-13..2022-06-19\";\n"
    "warm_up = \"12 h\";\n"
    "streams: { c101: { label = \"101\"; enters = \"ivr\"; calls = 11760; }; };\n"
    "stages: {\n"
    "  ivr: { type = \"menu\"; options: {\n"
    "    away: { share = \"60 %\"; next = \"online\"; };\n"
    "    speak: { share = \"40 %\"; next = \"desk\"; }; }; };\n"
    "  desk: { type = \"line\"; label = \"front desk\"; talk = \"5 min\"; wrap_up = "
    "\"1 min\";\n"
    "    gives_up_after = \"500 s\"; }; };\n"
    "teams: { desk: { label = \"crew\"; serves = ( \"desk\" ); counts = \"on_duty\";\n"
    "  keep_free: { desk = 1; }; cost_per_hour = 20.0; hours_per_fte = 40;\n"
    "  shifts = ( \"Mon-Sun 08:00-20:00 4\", \"Mon-Sun 20:00-08:00 2\" );\n"
    "  less: { breaks = \"10 %\"; }; }; };\n"
    "targets: { t: { label = \"quick\"; line = \"desk\"; within = \"10 s\";\n"
    "  at_least = \"90 %\"; }; };\n"
    "basis = ( ( \"streams.c101.calls\", \"published\", \"annual report\" ),\n"
    "  ( \"teams.desk\", \"ours\" ) );\n";

/* Everything that is printed about a scenario, in fresh memory. */
static char *read_back(const char *path)
{
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    const bool good = scenario_read(path, NULL, &diag, &scenario);
    if (diag.count > 0)
        print_error("%s\n", diag.items[0].text);
    assert_true(good);
    struct calendar calendar;
    struct staffing staffing;
    struct load load;
    calendar_init(&calendar, scenario.period, scenario.warm_up_s);
    staffing_compile(&scenario, &calendar, &staffing);
    double *rates = sim_mem_array((size_t) scenario.stream_count * calendar.quarters,
                                  sizeof *rates);
    rates_compile(&scenario, &calendar, rates);
    load_compile(&scenario, &calendar, rates, &load);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    const struct readback readback = { &scenario, &calendar, &staffing, &load, rates };
    readback_print(&readback, out);
    fclose(out);
    load_done(&load);
    free(rates);
    staffing_done(&staffing);
    calendar_done(&calendar);
    sim_diag_done(&diag);
    scenario_done(&scenario);
    return text;
}

static void has_lines(const char *text, const char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(text, lines[i]) == NULL)
            fail_msg("missing: %s\nin:\n%s", lines[i], text);
}

static void a_scenario_is_said_back_as_calculated_by_hand(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(force);
    char *const text = read_back(file.path);
    static const char *const lines[] = {
        "Small                                                                         "
        "          "
        "OFFICIAL\n"
        "Mon 13 Jun 2022 to Sun 19 Jun 2022: 7 days, 0 of them bank holidays; 12 h "
        "before to "
        "warm up\n",
        "101                          1,680.0        11,760   Mon 00:00, 70 an hour\n",
        "ivr                          1,680.0   menu: 60 % → resolved online, 40 % → "
        "front desk\n",
        "front desk                     672.0   answered: → resolved\n",
        "resolved online              1,008.0   end\n",
        "WORK: front desk, answered by crew\n",
        "  front desk                   672.0     6 min  8 min 20 s      2.8    2.8    "
        "2.8    2.8  "
        "  2.8    2.8\n",
        "  Tue 04:00           1.8 people     28.0 calls an hour   work for   2.8    "
        "156 % busy  "
        "OVERLOADED\n",
        "  Tue 10:00           3.6 people     28.0 calls an hour   work for   2.8     "
        "78 % busy\n",
        "  most: Mon 00:00     1.8 people",
        "  on average          2.7 people     28.0 calls an hour   work for   2.8    "
        "104 % busy  "
        "OVERLOADED\n",
        "crew                               4     504.0     453.6      12.6     "
        "525,960\n"
        "  shifts count people on duty, absence already out; still off: breaks 10 %\n"
        "  takes front desk while more than 1 are free\n",
        "  quick, at least 90 % on average. Calls to front desk answered within 10 s",
        /* The team's reserve, shifts, breaks, hours and cost are covered by one row. */
        "INPUTS: 1 published, 0 fitted, 5 our own, 6 assumed\n"
        "  published: streams.c101.calls = 11760; annual report\n"
        "  ours: teams.desk\n"
        "  assumed, for no basis is given:\n",
        "    stages.ivr.options.away.share, options.speak.share\n"
        "    stages.desk.talk, wrap_up, gives_up_after\n",
    };
    has_lines(text, lines, sizeof lines / sizeof lines[0]);
    assert_null(strstr(text, "Not counted here"));
    assert_null(strstr(text, "OUTAGES"));
    scratch_done(&file);
    free(text);
}

/* A week of typical demand, with people as they are on the phones. */
static void net_people_and_typical_demand_are_said_back(void **state)
{
    (void) state;
    const char *const root = getenv("SOURCE_ROOT");
    assert_non_null(root);
    char *const over = sim_mem_print(
        "base = \"%s/tests/data/everything.cfg\"; period: { typical_of = \"2022\"; };\n"
        "teams: { staff: { net = \"Mon-Sun 00:00-24:00 4\"; };\n"
        "  more: { serves = \"chat\"; net = \"Mon-Sun 00:00-24:00 1\"; }; };",
        root);
    const struct scratch file = scratch_text(over);
    char *const text = read_back(file.path);
    static const char *const lines[] = {
        "\nMon 7 Mar 2022 to Sun 13 Mar 2022: 7 days, 0 of them bank holidays; 72 h "
        "before to warm up\n"
        "calls: mean week of Sat 1 Jan 2022 to Sat 31 Dec 2022 without bank holidays\n",
        "\n  net: people on the phones, nothing more comes off but those who are "
        "called "
        "away\n",
        "\n  net: people on the phones, nothing more comes off\n",
    };
    has_lines(text, lines, sizeof lines / sizeof lines[0]);
    assert_null(strstr(text, "shifts count"));
    assert_null(strstr(text, "spells of"));
    assert_non_null(strstr(text, "silver: 3 called away"));
    scratch_done(&file);
    free(over);
    free(text);
}

/* Blanks and line ends, one or many, as one blank. */
static void unfold(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        const bool blank = *from == ' ' || *from == '\n';
        if (!blank || to == text || to[-1] != ' ')
            *to++ = blank ? ' ' : *from;
    }
    *to = '\0';
}

static void every_mechanism_is_said_back(void **state)
{
    (void) state;
    const char *const root = getenv("SOURCE_ROOT");
    assert_non_null(root);
    char *const path = sim_mem_print("%s/tests/data/everything.cfg", root);
    char *const text = read_back(path);
    unfold(text);
    static const char *const lines[] = {
        "80 % → desk, 9 % → chat (open Mon-Fri 09:00-17:00, else → resolved online), "
        "11 % "
        "hang up; who hang up: 20 % → ivr, 30 % → resolved online, 50 % are lost, "
        "after "
        "30 min on average, 4 attempts at most ",
        "answered: 6 % → recall (talk 15 s on average, wrap-up 5 s on average), 94 % → "
        "resolved; who has waited 100 s → neighbouring force; also counted from bt; "
        "who "
        "hang up: 60 % → recall, 30 % → bt, 10 % are lost, after 70 s on average, 6 "
        "attempts at most ",
        "the force rings them: set-up 11 s, 40 % answer, else 35 s in vain, 3 tries 5 "
        "min "
        "apart, then → hung up or left ",
        "callers of c101: wrap-up 45 s on average; callers of c999: talk 4 min on "
        "average; talk is 10 % longer for every 12 min waited, 150 % at most; talk by "
        "hour: 0.9 times as long at 00:00 to 1.2 times at 18:00; a call-back is "
        "offered "
        "after 3 min or on arrival when the wait is 10 min, 70 % accept: set-up 15 s, "
        "80 "
        "% answer, else 40 s in vain, 2 tries 20 min apart, then → resolved online; 5 "
        "% "
        "of those who are done call again, 1 points more for every 10 min waited, 20 % "
        "at most after 5 h on average → ivr, 3 attempts at most; who hang up: attempt "
        "1: "
        "30 % → ivr, 7 % → bt, 3 % → resolved online, 60 % are lost; attempt 2 and "
        "further ones: 10 % → ivr, 90 % are lost, after 20 min on average, 5 attempts "
        "at "
        "most ",
        "this work stops for 999, desk ",
        "one person does up to 3 at a time ",
        "Not counted here nor in the work below: who call again or are rung after "
        "hanging "
        "up, who call again after an answer, who overflow after a wait, the dialling "
        "of "
        "call-backs. ",
        "talk and wrap-up take 1.2 times as long; sickness in spells of 4 days; leave "
        "from 8.28 % in Jan to 20.7 % in Aug; course: 2 off, Tue 8 Mar 2022; flu: 10 % "
        "off, Sat 07:00-15:00; silver: 3 called away 4 times a month, for 3 h on "
        "average ",
        "planned: everything down Wed 9 Mar 2022, Mon-Sun 02:00-03:00; who are cut "
        "off: "
        "50 % → ivr, 10 % → hung up or left, 40 % are lost, after 45 min on average, 7 "
        "attempts at most ",
        "random: ivr, desk down 2 times a month at random, for 40 min on average; who "
        "are "
        "cut off are lost ",
    };
    has_lines(text, lines, sizeof lines / sizeof lines[0]);
    static const char *const no_figures[] = { "yields_to",    "hangs_up",
                                              "positive",     "overflow.to",
                                              "counted_from", "planned.stages" };
    for (size_t i = 0; i < sizeof no_figures / sizeof no_figures[0]; i++)
        assert_null(strstr(text, no_figures[i]));
    free(text);
    free(path);
}

static void a_plan_is_said_back(void **state)
{
    (void) state;
    const char *const root = getenv("SOURCE_ROOT");
    assert_non_null(root);
    char *const path = sim_mem_print("%s/tests/data/plan.cfg", root);
    char *const text = read_back(path);
    unfold(text);
    static const char *const lines[] = {
        "PLAN, what tenfive plan is asked This file is a plan for everything.cfg, "
        "which "
        "passed its test: 400 replications, seed 9007199254740991, 2 tests in all, by "
        "version 0.1.0. ",
        "Staffing of a week with the mean demand of each month of the period, with p95 "
        "as good as 1,100.5 hours a week allow. ",
        " clock must hold in at least 95 % of half hours, margin 0.7 points ",
        " mean must hold in each hour by itself, margin 3 s ",
        " busy must hold in at least 99.5 % of quarter hours, margin 0.1 points ",
        " p95 is to be as good as can be ",
        " staff: people on the phones, at least 6, 9 on Fri,Sat 20:00-03:00, at most "
        "40; "
        "the same for 2 h; £19.25 an hour, times 1.2 on Mon-Sun 20:00-06:00 ",
        " spare: people on the phones, at most 3 on Sun 00:00-24:00; in shifts of 8 h "
        "or "
        "6 h 15 min that begin every 45 min, Mon-Fri 06:00-10:00, Sat,Sun 07:00-23:00; "
        "the same from Monday to Friday; a paid break of 45 min, between 2 h and 5 h "
        "30 "
        "min after the start ",
        " staff takes chat while more than 1 to 3 are free, now 2; staff takes form "
        "while "
        "more than 2 to 7 are free, now 4; desk offers a call-back after 2 min, 3 min "
        "20 "
        "s or 5 min, now 3 min ",
    };
    has_lines(text, lines, sizeof lines / sizeof lines[0]);
    free(text);
    free(path);
}

static void targets_are_a_plan_by_themselves(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(force);
    char *const text = read_back(file.path);
    unfold(text);
    static const char *const lines[] = {
        "PLAN, what tenfive plan is asked Since there is no group plan: staffing of "
        "the "
        "dates of the period one by one, with the fewest pounds. ",
        " quick must hold over the whole period, margin 0.2 points crew: people on the "
        "phones; the same for 30 min; £20.00 an hour INPUTS",
    };
    has_lines(text, lines, sizeof lines / sizeof lines[0]);
    scratch_done(&file);
    free(text);
}

/* Ends are channels only where somebody who hangs up goes to one. */
static void found_channels_are_said_with_redials(void **state)
{
    (void) state;
    char *const with = sim_mem_print("%.*s redial: { then: { online = \"50 %%\"; }; "
                                     "};%s",
                                     (int) (strstr(force, "gives_up_after") - force),
                                     force, strstr(force, "gives_up_after"));
    const struct scratch file = scratch_text(with);
    char *const text = read_back(file.path);
    unfold(text);
    assert_non_null(strstr(text, "end, another channel found "));
    assert_non_null(
        strstr(text, "who hang up: 50 % → resolved online, 50 % are lost "));
    scratch_done(&file);
    free(with);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_written_as_people_read_them),
        cmocka_unit_test(hours_are_written_as_they_are_read),
        cmocka_unit_test(long_texts_are_folded_at_blanks),
        cmocka_unit_test(a_scenario_is_said_back_as_calculated_by_hand),
        cmocka_unit_test(net_people_and_typical_demand_are_said_back),
        cmocka_unit_test(every_mechanism_is_said_back),
        cmocka_unit_test(a_plan_is_said_back),
        cmocka_unit_test(targets_are_a_plan_by_themselves),
        cmocka_unit_test(found_channels_are_said_with_redials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
