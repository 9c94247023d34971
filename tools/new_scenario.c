/* The scenario: its calls, its targets and the question of a plan. */
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/new_load.h"
#include "tools/new_text.h"
#include "tools/new_write.h"
#include "tools/what_if.h"

static void put_head(const struct new_answers *answers, FILE *to)
{
    char *const title = sim_mem_print("%s %d", answers->name, answers->year);
    fputs(
        "# Made by `tenfive new` from the answers in answers.txt.  It is yours to "
        "edit, "
        "with any\n"
        "# text editor.\n"
        "#\n"
        "# How to read it: behind a # stands a note, which the program passes over.  "
        "Every\n"
        "# setting is NAME = VALUE; and ends with a semicolon.  Texts, times and "
        "shares "
        "stand in\n"
        "# quotes, numbers do not.  { } holds the settings of one thing, ( , ) a "
        "list.\n"
        "#\n"
        "# When it has been changed, `tenfive check` reads it back in English and "
        "names "
        "every\n"
        "# slip with its line.  `tenfive check --keys` is the list of all that can be "
        "set.\n"
        "#\n"
        "# What is not known here, and what to do about it:\n"
        "#  - who hangs up and calls again is in the numbers of calls already, and "
        "does "
        "not\n"
        "#    come back here; `redial` makes them do so, from first attempts;\n"
        "#  - at the end, `basis` says of each input whether it is yours, published or "
        "only\n"
        "#    assumed: replace what is assumed as you learn better.\n\n",
        to);
    fputs("title   = ", to);
    what_if_text(title, to);
    fputs(";\nmarking = ", to);
    what_if_text(answers->marking, to);
    fprintf(
        to,
        ";                      # printed on every page and sheet\n"
        "period: { from = \"%d-01-01\"; to = \"%d-12-31\"; };   # the days that are "
        "simulated\n\n",
        answers->year, answers->year);
    free(title);
}

static void put_stream(const struct new_answers *answers, bool is_999, FILE *to)
{
    const char *const number = is_999 ? "999" : "101";
    const struct new_said *const said =
        &answers->said[is_999 ? NEW_CALLS_999 : NEW_CALLS_101];
    const char *const first = is_999                      ? "bt"
                              : answers->menu_ends >= 0.0 ? "menu"
                              : answers->has_switchboard  ? "switchboard"
                                                          : "line_101";
    fprintf(to,
            "  public_%s: { label = \"%s\"; enters = \"%s\";\n"
            "    calls = %.0f; counted_in = \"%d\";   # %s\n"
            "    # In which month, on which day and at what hour they come: a table to "
            "edit in Excel.\n"
            "    profile = \"profile-%s.csv\";\n"
            "    # No two Tuesdays are alike: so far is one from the next by chance.\n"
            "    day_to_day = \"7 %%\"; };\n",
            number, number, first, is_999 ? answers->calls_999 : answers->calls_101,
            answers->year, said->text, number);
}

static void put_streams(const struct new_answers *answers, FILE *to)
{
    fputs("# ---- Calls: how many, and when ----\nstreams: {\n", to);
    put_stream(answers, true, to);
    put_stream(answers, false, to);
    fputs("};\n"
          "busyness: { between_streams = 0.3; };   # a busy day is often busy on both "
          "numbers\n\n",
          to);
}

static void put_within(const struct new_target *target, const char *about, FILE *to)
{
    char *const time = new_text_of_time(target->within_s);
    char *const share = new_text_of_share(target->share);
    fprintf(to,
            "%s within = \"%s\";\n"
            "    at_least = \"%s\"; of = \"answered\"; each = \"month\"; };\n",
            about, time, share);
    free(time);
    free(share);
}

static void put_targets(const struct new_answers *answers, FILE *to)
{
    char *const time = new_text_of_time(answers->target_999.within_s);
    fputs("# ---- Targets: what is asked of every month ----\ntargets: {\n", to);
    fprintf(
        to,
        "  # The clock starts with BT's operator, as in the national figures.\n"
        "  t999: { label = \"999 in %s\"; line = \"line_999\"; counted_from = \"bt\";",
        time);
    put_within(&answers->target_999, "", to);
    free(time);
    const struct new_target *const t101 = &answers->target_101;
    if (t101->is_abandoned) {
        char *const share = new_text_of_share(t101->share);
        fprintf(to,
                "  # Who hangs up within a minute is not counted as abandoned.\n"
                "  t101: { label = \"101 abandoned\"; journey = \"public_101\"; "
                "hung_up_after = \"60 s\";\n"
                "    out_of = ( \"%s\" ); at_most = \"%s\"; each = \"month\"; };\n",
                answers->has_switchboard ? "switchboard" : "line_101", share);
        free(share);
    } else {
        char *const within = new_text_of_time(t101->within_s);
        fprintf(to, "  t101: { label = \"101 in %s\"; line = \"line_101\";", within);
        put_within(t101, "", to);
        free(within);
    }
    fputs("};\n\n", to);
}

/* The most people of a team at one time. */
static int most(const struct new_people *people)
{
    int most = 0;
    for (int day = 0; day < NEW_LOAD_DAYS; day++)
        for (int minute = 0; minute < 1440; minute += 15) {
            const int there = new_load_people(people, day, minute);
            most = there > most ? there : most;
        }
    return most;
}

static void put_plan_team(const char *name, int people, FILE *to)
{
    const int desks = 2 * people + 10;
    fprintf(to, "    %s: { at_most = %d; };\n", name,
            desks > SCENARIO_MOST_PEOPLE ? SCENARIO_MOST_PEOPLE : desks);
}

static void put_plan(const struct new_answers *answers, FILE *to)
{
    fputs("# ---- The question of a plan ----\n"
          "# `tenfive plan` looks for the least people that meet the targets in a "
          "typical "
          "week of\n"
          "# the year.  at_most: how many desks there are.\n"
          "plan: {\n"
          "  week = \"typical\";\n"
          "  targets: { t999: { }; t101: { }; };\n"
          "  teams: {\n",
          to);
    put_plan_team("handlers", most(&answers->handlers), to);
    if (answers->has_switchboard && answers->target_101.is_abandoned)
        put_plan_team("switchboard", most(&answers->switchboard), to);
    fputs("  };\n};\n\n", to);
}

void new_write_scenario(const struct new_answers *answers, FILE *to)
{
    put_head(answers, to);
    put_streams(answers, to);
    new_write_stages(answers, to);
    new_write_teams(answers, to);
    put_targets(answers, to);
    put_plan(answers, to);
    new_write_basis(answers, to);
}
