#include "model/scenario/check.h"

bool check_is_dialled(const struct scenario_stage *stage)
{
    return stage->dial.given && !stage->call_back.given;
}

bool check_has_hang_ups(const struct scenario_stage *stage)
{
    if (stage->kind == SCENARIO_LINE)
        return !stage->patient || stage->at_once > 0.0;
    for (int i = 0; i < stage->way_count; i++)
        if (stage->ways[i].hangs_up)
            return true;
    return false;
}

/* The line's own wrap-up, or that of a way or stream. */
static bool has_wrap_up(const struct scenario_stage *stage)
{
    bool has = stage->wrap_up.mean_s > 0.0;
    for (int i = 0; i < stage->way_count; i++)
        has |= stage->ways[i].has_wrap_up && stage->ways[i].wrap_up.mean_s > 0.0;
    for (int i = 0; i < stage->handling_count; i++)
        has |=
            stage->handling[i].has_wrap_up && stage->handling[i].wrap_up.mean_s > 0.0;
    return has;
}

/* What must not stand beside `key`, and why. */
struct clash {
    bool is_there;
    const char *with, *why;
};

static void refuse_clashes(const struct scenario_stage *stage, struct sim_where at,
                           const char *key, const struct clash *clashes, int count,
                           struct sim_diag *diag)
{
    for (int i = 0; i < count; i++)
        if (clashes[i].is_there)
            sim_diag_error(diag, at, "line \"%s\": %s does not go with %s: %s",
                           stage->name, key, clashes[i].with, clashes[i].why);
}

static void check_dialled(const struct scenario_stage *stage, struct sim_diag *diag)
{
    static const char rung[] = "the force rings them, so nobody hangs up";
    const struct clash clashes[] = {
        { !stage->patient, "gives_up_after", rung },
        { stage->at_once > 0.0, "at_once", rung },
        { stage->redial.row_count > 0, "redial", rung },
        { stage->overflow.given, "overflow", "then_to says where they go" },
        { stage->at_a_time > 1, "at_a_time", "one person rings one caller" },
        { stage->pick_up.mean_s > 0.0, "pick_up",
          "set_up is the time until an answer" },
        { stage->offered_again_s > 0.0, "offered_again_every",
          "nobody rings the force there" },
    };
    if (check_is_dialled(stage))
        refuse_clashes(stage, stage->dial.at, "dial", clashes,
                       sizeof clashes / sizeof clashes[0], diag);
}

static void check_chat(const struct scenario_stage *stage, struct sim_diag *diag)
{
    const struct clash clashes[] = {
        { stage->pick_up.mean_s > 0.0, "pick_up", "put it into talk" },
        { has_wrap_up(stage), "wrap_up", "put it into talk" },
        { stage->call_back.given, "call_back", "one person rings one caller" },
        { stage->yields_to_count > 0, "yields_to", "one call cannot yield alone" },
    };
    if (stage->at_a_time > 1)
        refuse_clashes(stage, stage->at, "at_a_time", clashes,
                       sizeof clashes / sizeof clashes[0], diag);
}

static void check_yielding(const struct scenario *scenario,
                           const struct scenario_stage *stage, struct sim_diag *diag)
{
    const struct clash clashes[] = {
        { stage->pick_up.mean_s > 0.0, "pick_up", "put it into talk" },
        { has_wrap_up(stage), "wrap_up", "put it into talk" },
        { check_is_dialled(stage), "dial", "whom the force has rung is not put off" },
        { stage->call_back.given, "call_back", "who was rung back is not put off" },
    };
    if (stage->yields_to_count > 0)
        refuse_clashes(stage, stage->at, "yields_to", clashes,
                       sizeof clashes / sizeof clashes[0], diag);
    for (int i = 0; i < stage->yields_to_count; i++) {
        const struct scenario_stage *to = &scenario->stages[stage->yields_to[i]];
        if (to == stage)
            sim_diag_error(diag, stage->at, "line \"%s\": yields_to names itself",
                           stage->name);
        else if (to->yields_to_count > 0)
            sim_diag_error(diag, stage->at,
                           "line \"%s\": yields_to: \"%s\" yields itself, so it "
                           "cannot interrupt",
                           stage->name, to->name);
    }
}

static void check_offers(const struct scenario_stage *stage, struct sim_diag *diag)
{
    /* At the same moment the offer comes first. */
    if (stage->call_back.given && stage->overflow.given
        && stage->overflow.after_s < stage->call_back.offered_after_s)
        sim_diag_warning(
            diag, stage->call_back.at,
            "line \"%s\": nobody waits until offered_after, since overflow "
            "comes first",
            stage->name);
}

static void check_calls_again(const struct scenario *scenario,
                              const struct scenario_stage *stage, struct sim_diag *diag)
{
    const struct scenario_calls_again *again = &stage->calls_again;
    if (!again->given)
        return;
    const struct scenario_stage *to = &scenario->stages[again->to];
    if (to->kind == SCENARIO_END || check_is_dialled(to))
        sim_diag_error(diag, again->at,
                       "line \"%s\": calls_again: to: \"%s\" is %s, where nobody can "
                       "call",
                       stage->name, to->name,
                       to->kind == SCENARIO_END ? "an end" : "a line with dial");
}

/* ---- redials ---- */

static bool calls_again(const struct scenario *scenario,
                        const struct scenario_redial *redial)
{
    for (int r = 0; r < redial->row_count; r++)
        for (int i = 0; i < redial->rows[r].way_count; i++) {
            const struct scenario_stage *to =
                &scenario->stages[redial->rows[r].ways[i].next];
            if (to->kind != SCENARIO_END && !check_is_dialled(to))
                return true;
        }
    return false;
}

/* Who calls again does so later, and not for ever. */
static void check_redial(const struct scenario *scenario,
                         const struct scenario_redial *redial, const char *what,
                         const char *name, struct sim_diag *diag)
{
    if (!calls_again(scenario, redial))
        return;
    if (redial->attempts_at_most == 0)
        sim_diag_error(diag, redial->at,
                       "%s \"%s\": redial: attempts_at_most is missing (how often one "
                       "caller tries), since some call again",
                       what, name);
    if (!(redial->after.mean_s > 0.0))
        sim_diag_error(diag, redial->at,
                       "%s \"%s\": redial: after must be > 0, since some call again",
                       what, name);
}

static void check_stage_redial(const struct scenario *scenario,
                               const struct scenario_stage *stage,
                               struct sim_diag *diag)
{
    const char *kind = stage->kind == SCENARIO_MENU ? "menu" : "line";
    if (stage->redial.row_count == 0)
        return;
    check_redial(scenario, &stage->redial, kind, stage->name, diag);
    if (!check_has_hang_ups(stage) && !check_is_dialled(stage))
        sim_diag_warning(diag, stage->redial.at,
                         "%s \"%s\": redial has no effect: nobody hangs up there "
                         "without %s",
                         kind, stage->name,
                         stage->kind == SCENARIO_MENU ? "an option with hangs_up"
                                                      : "gives_up_after or at_once");
}

void check_lines(const struct scenario *scenario, struct sim_diag *diag)
{
    for (int i = 0; i < scenario->stage_count; i++) {
        const struct scenario_stage *stage = &scenario->stages[i];
        check_dialled(stage, diag);
        check_chat(stage, diag);
        check_yielding(scenario, stage, diag);
        check_offers(stage, diag);
        check_calls_again(scenario, stage, diag);
        check_stage_redial(scenario, stage, diag);
    }
    for (int i = 0; i < scenario->outage_count; i++)
        check_redial(scenario, &scenario->outages[i].redial, "outage",
                     scenario->outages[i].name, diag);
}
