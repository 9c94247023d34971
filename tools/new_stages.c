/* The scenario: the way of a call, and who answers. */
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/new_load.h"
#include "tools/new_text.h"
#include "tools/new_write.h"

/* ---- stages ---- */

static void put_menu(const struct new_answers *answers, FILE *to)
{
    const char *const next = answers->has_switchboard ? "switchboard" : "line_101";
    char *const ends = new_text_of_share(answers->menu_ends);
    char *const speak = new_text_of_share(1.0 - answers->menu_ends);
    fprintf(
        to,
        "  # The shares are of all who enter and add up to 100 %%.  Those who hang up "
        "in the\n"
        "  # menu are among those whose call ends there.\n"
        "  menu: { type = \"menu\"; label = \"menu\"; options: {\n"
        "      ends_there:  { share = \"%s\"; time = \"75 s\"; next = \"resolved\"; "
        "};\n"
        "      speak_to_us: { share = \"%s\"; time = \"75 s\"; next = \"%s\"; }; }; "
        "};\n",
        ends, speak, next);
    free(ends);
    free(speak);
}

/* Talk and wrap-up of single calls scatter about their means: cv is how far. */
static void put_time(const struct new_time *time, double cv, FILE *to)
{
    char *const talk = new_text_of_time(time->talk_s);
    char *const wrap_up = new_text_of_time(time->wrap_up_s);
    fprintf(to, "    talk    = { law = \"lognormal\"; mean = \"%s\"; cv = %g; };\n",
            talk, cv);
    if (time->wrap_up_s > 0.0)
        fprintf(to, "    wrap_up = { law = \"lognormal\"; mean = \"%s\"; cv = %g; };\n",
                wrap_up, cv);
    free(talk);
    free(wrap_up);
}

/* While nobody is there: the hours of its shifts. */
static void put_hours(const struct new_people *people, FILE *to)
{
    bool is_always = true;
    for (int day = 0; day < NEW_LOAD_DAYS; day++)
        for (int minute = 0; minute < 1440; minute += 15)
            is_always &= new_load_people(people, day, minute) > 0;
    if (is_always)
        return;
    fputs("    # While nobody is there, callers go on to the handlers.\n    open = ( ",
          to);
    bool is_first = true;
    for (int i = 0; i < people->count; i++) {
        const char *const text = people->shifts[i].text;
        if (people->shifts[i].people == 0)
            continue;
        const char *const blank = strrchr(text, ' ');
        fprintf(to, "%s\"%.*s\"", is_first ? "" : ", ", (int) (blank - text), text);
        is_first = false;
    }
    fputs(" ); closed_to = \"line_101\";\n", to);
}

static void put_switchboard(const struct new_answers *answers, FILE *to)
{
    char *const resolved = new_text_of_share(NEW_LOAD_RESOLVED);
    char *const on = new_text_of_share(NEW_LOAD_PASSED_ON);
    char *const other = new_text_of_share(1.0 - NEW_LOAD_RESOLVED - NEW_LOAD_PASSED_ON);
    char *const patience =
        new_text_of_time(new_load_patience_s(answers, NEW_LOAD_SWITCHBOARD));
    fputs("  switchboard: { type = \"line\"; label = \"switchboard\";\n", to);
    put_time(&answers->time_switchboard, 0.8, to);
    put_hours(&answers->switchboard, to);
    fprintf(to,
            "    gives_up_after = \"%s\";   # so long callers wait, on average, before "
            "they hang up\n"
            "    # What becomes of the calls that it answers.\n"
            "    then: { resolved = \"%s\"; line_101 = \"%s\"; department = \"%s\"; }; "
            "};\n",
            patience, resolved, on, other);
    free(resolved);
    free(on);
    free(other);
    free(patience);
}

static void put_101(const struct new_answers *answers, FILE *to)
{
    char *const patience =
        new_text_of_time(new_load_patience_s(answers, NEW_LOAD_HANDLERS));
    fputs("  line_101: { type = \"line\"; label = \"101\";\n", to);
    put_time(&answers->time_101, 0.9, to);
    fprintf(to, "    gives_up_after = \"%s\";", patience);
    if (answers->has_switchboard)
        fputs("   # on average\n", to);
    else
        fprintf(to, " at_once = \"%g %%\";   # who hangs up on hearing of a wait\n",
                100.0 * NEW_LOAD_AT_ONCE);
    if (answers->call_back_s >= 0.0) {
        char *const after = new_text_of_time(answers->call_back_s);
        fprintf(
            to,
            "    # Who accepts keeps the place in the queue and is rung when the turn "
            "comes.\n"
            "    call_back: { offered_after = \"%s\"; accepted = \"70 %%\"; set_up = "
            "\"20 s\";\n"
            "                 reached = \"88 %%\"; no_answer = \"40 s\"; "
            "tries_at_most = 2;\n"
            "                 try_again_after = \"10 min\"; then_to = \"left\"; };\n",
            after);
        free(after);
    }
    fputs("  };\n", to);
    free(patience);
}

void new_write_stages(const struct new_answers *answers, FILE *to)
{
    char *const patience = new_text_of_time(NEW_LOAD_PATIENCE_999_S);
    fputs("# ---- The way of a call, in the order in which callers meet it ----\n"
          "stages: {\n"
          "  bt: { type = \"delay\"; label = \"BT operator\"; next = \"line_999\";\n"
          "    time: { law = \"lognormal\"; mean = \"5 s\"; cv = 0.4; }; };\n"
          "  line_999: { type = \"line\"; label = \"999\"; counted_from = \"bt\";\n"
          "    # Means over all calls; single calls scatter about them (cv: standard "
          "deviation\n"
          "    # over mean).\n",
          to);
    put_time(&answers->time_999, 0.9, to);
    fprintf(to, "    gives_up_after = \"%s\"; };\n", patience);
    if (answers->menu_ends >= 0.0)
        put_menu(answers, to);
    if (answers->has_switchboard)
        put_switchboard(answers, to);
    put_101(answers, to);
    fputs("};\n\n", to);
    free(patience);
}

/* ---- teams ---- */

static void put_shifts(const struct new_people *people, FILE *to)
{
    fputs("    shifts = ( ", to);
    for (int i = 0; i < people->count; i++)
        fprintf(to, "%s\"%s\"", i == 0 ? "" : ",\n               ",
                people->shifts[i].text);
    fputs(" );\n", to);
}

static void put_pay(const struct new_answers *answers, FILE *to)
{
    fprintf(to, "    hours_per_fte = %.10g;", answers->hours_per_fte);
    if (answers->cost_per_hour > 0.0)
        fprintf(to, " cost_per_hour = %.2f;   # hours a week; pounds",
                answers->cost_per_hour);
    fputs("\n  };\n", to);
}

void new_write_teams(const struct new_answers *answers, FILE *to)
{
    const int reserve = new_load_reserve(answers);
    fputs(
        "# ---- Who answers ----\n"
        "# A shift is days, hours and people, in local time.  Here people are those "
        "logged in:\n"
        "# leave, sickness and breaks are out already.  For people on the rota write\n"
        "# counts = \"posted\"; and, for example, less: { leave = \"15 %\"; sickness = "
        "\"4 %\"; breaks = \"10 %\"; };\n"
        "# Instead of shifts there may be a table: staff = \"staff-handlers.csv\"; (it "
        "has "
        "the same\n"
        "# people as the shifts until it is edited).\n"
        "teams: {\n"
        "  handlers: { label = \"call handlers\"; serves = ( \"line_999\", "
        "\"line_101\" "
        ");   # 999 first\n",
        to);
    if (reserve > 0)
        fprintf(
            to,
            "    # A 101 is taken only while MORE handlers than this are free, so that "
            "a 999 finds one.\n"
            "    keep_free: { line_101 = %d; };\n",
            reserve);
    fputs("    counts = \"logged_in\";\n", to);
    put_shifts(&answers->handlers, to);
    put_pay(answers, to);
    if (answers->has_switchboard) {
        fputs(
            "  switchboard: { label = \"switchboard\"; serves = ( \"switchboard\" );\n"
            "    counts = \"logged_in\";\n",
            to);
        put_shifts(&answers->switchboard, to);
        put_pay(answers, to);
    }
    fputs("};\n\n", to);
}
