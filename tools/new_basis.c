/* The scenario: where each input comes from. */
#include "tools/new_load.h"
#include "tools/new_write.h"
#include "tools/what_if.h"

static bool has_menu(const struct new_answers *answers)
{
    return answers->menu_ends >= 0.0;
}

static bool has_switchboard(const struct new_answers *answers)
{
    return answers->has_switchboard;
}

static bool has_reserve(const struct new_answers *answers)
{
    return new_load_reserve(answers) > 0;
}

static bool has_call_backs(const struct new_answers *answers)
{
    return answers->call_back_s >= 0.0;
}

static bool has_wrap_up_999(const struct new_answers *answers)
{
    return answers->time_999.wrap_up_s > 0.0;
}

static bool has_wrap_up_101(const struct new_answers *answers)
{
    return answers->time_101.wrap_up_s > 0.0;
}

static bool has_wrap_up_switchboard(const struct new_answers *answers)
{
    return answers->has_switchboard && answers->time_switchboard.wrap_up_s > 0.0;
}

static bool has_cost(const struct new_answers *answers)
{
    return answers->cost_per_hour > 0.0;
}

static bool has_switchboard_cost(const struct new_answers *answers)
{
    return has_cost(answers) && has_switchboard(answers);
}

static bool loses_at_once(const struct new_answers *answers)
{
    return !answers->has_switchboard;
}

/* An input that was asked for has the basis of its answer, another is assumed. */
static const struct {
    const char *path;
    int question;     /* or -1 */
    const char *note; /* of what was not asked */
    bool (*applies)(const struct new_answers *answers);
} rows[] = {
    { "streams.public_999.calls", NEW_CALLS_999, NULL, NULL },
    { "streams.public_999.profile", -1, "general police pattern: evening, summer",
      NULL },
    { "streams.public_999.day_to_day", -1, "a day differs from its forecast by 7 %",
      NULL },
    { "streams.public_101.calls", NEW_CALLS_101, NULL, NULL },
    { "streams.public_101.profile", -1, "office hours, Monday highest", NULL },
    { "streams.public_101.day_to_day", -1, "as for 999", NULL },
    { "busyness.between_streams", -1, "busy days are busy on both numbers", NULL },
    { "stages.bt.time", -1, "4 to 6 s", NULL },
    { "stages.line_999.talk", NEW_TIME_999, NULL, NULL },
    { "stages.line_999.wrap_up", NEW_TIME_999, NULL, has_wrap_up_999 },
    { "stages.line_999.gives_up_after", -1,
      "from Essex 2016: 1.5 % hang up at a mean wait of 8 s (ess16-999-aband-q1-2016)",
      NULL },
    { "stages.menu.options", NEW_MENU, NULL, has_menu },
    { "stages.switchboard.talk", NEW_TIME_SWITCHBOARD, NULL, has_switchboard },
    { "stages.switchboard.wrap_up", NEW_TIME_SWITCHBOARD, NULL,
      has_wrap_up_switchboard },
    { "stages.switchboard.gives_up_after", -1,
      "goes with 3.6 % lost after 60 s at 38.5 s", has_switchboard },
    { "stages.switchboard.then", -1,
      "resolved: 22.6 % of received in Avon & Somerset (as-swbd-resolved-2022); the "
      "rest is "
      "assumed",
      has_switchboard },
    { "stages.line_101.talk", NEW_TIME_101, NULL, NULL },
    { "stages.line_101.wrap_up", NEW_TIME_101, NULL, has_wrap_up_101 },
    { "stages.line_101.gives_up_after", -1, "goes with published waits and hang-ups",
      NULL },
    { "stages.line_101.at_once", -1,
      "goes with Essex 2023: 724 s and 37.5 %, 256 s and 21.9 %", loses_at_once },
    { "stages.line_101.call_back.offered_after", NEW_CALL_BACKS, NULL, has_call_backs },
    { "stages.line_101.call_back", -1,
      "70 % accept; 20 s to set up, 12 % do not answer", has_call_backs },
    { "teams.handlers.shifts", NEW_HANDLERS, NULL, NULL },
    { "teams.handlers.keep_free", -1, "a reserve for 999, by the size of the room",
      has_reserve },
    { "teams.handlers.hours_per_fte", NEW_HOURS, NULL, NULL },
    { "teams.handlers.cost_per_hour", NEW_COST, NULL, has_cost },
    { "teams.switchboard.shifts", NEW_SWITCHBOARD_PEOPLE, NULL, has_switchboard },
    { "teams.switchboard.hours_per_fte", NEW_HOURS, NULL, has_switchboard },
    { "teams.switchboard.cost_per_hour", NEW_COST, NULL, has_switchboard_cost },
    { "targets.t999", NEW_TARGET_999, NULL, NULL },
    { "targets.t101", NEW_TARGET_101, NULL, NULL },
};

void new_write_basis(const struct new_answers *answers, FILE *to)
{
    fputs(
        "# ---- Where the inputs come from ----\n"
        "# \"published\" (a figure in a paper), \"ours\" (you know it), \"fitted\" or "
        "\"assumed\".\n"
        "basis = (\n",
        to);
    bool is_first = true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].applies != NULL && !rows[i].applies(answers))
            continue;
        const struct new_said *const said =
            rows[i].question < 0 ? NULL : &answers->said[rows[i].question];
        const enum scenario_basis_kind kind =
            said == NULL ? SCENARIO_ASSUMED : said->kind;
        fprintf(to, "%s  ( \"%s\", \"%s\", ", is_first ? "" : ",\n", rows[i].path,
                scenario_basis_names[kind]);
        what_if_text(said == NULL ? rows[i].note : said->note, to);
        fputs(" )", to);
        is_first = false;
    }
    fputs("\n);\n", to);
}
