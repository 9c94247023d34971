#include <stdlib.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/plan_report_parts.h"
#include "tools/plan_words.h"
#include "tools/report_text.h"

static bool is_met(const struct plan_grade *grade)
{
    return sim_estimate_verdict(&grade->value, grade->limit, grade->at_least)
           == SIM_MET;
}

static void print_reached(const struct plan *plan, struct report_style style, FILE *to)
{
    static const char *const headings[] = {
        "with the most people", "asked", "reached", "noise", "where it is worst", ""
    };
    struct report_table table;
    fputc('\n', to);
    report_table_init(&table, style, "LLrrll");
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        report_table_put(&table, headings[i], REPORT_HEADING);
    for (int i = 0; i < plan->question->need_count; i++) {
        const struct plan_grade *const g = &plan->best_reachable[i];
        const enum measure_unit unit = plan_words_unit(plan, i);
        const bool is_good = is_met(g), is_first = i == plan->blocking_need;
        report_table_put(&table, plan->needs[i].label, REPORT_PLAIN);
        report_table_put(&table, plan->needs[i].asked, REPORT_PLAIN);
        report_table_add(&table, report_text_value(&g->value, unit), REPORT_PLAIN);
        report_table_add(&table, report_text_plus_minus(&g->value, unit), REPORT_PLAIN);
        report_table_put(&table, g->unit_name, REPORT_PLAIN);
        report_table_put(&table,
                         is_first  ? "FAILS"
                         : is_good ? "could be met"
                                   : "NOT met",
                         is_first || !is_good ? REPORT_BAD : REPORT_GOOD);
    }
    report_table_print(&table, to);
}

/* ---- what stands in the way ---- */

static bool serves(const struct scenario_team *team, int line)
{
    for (int i = 0; i < team->serves_count; i++)
        if (team->serves[i] == line)
            return true;
    return false;
}

/* Index among the free teams, or -1. */
static int free_team(const struct question *question, int team)
{
    for (int i = 0; i < question->team_count; i++)
        if (question->teams[i].team == team)
            return i;
    return -1;
}

/* "19", or "7 to 19 by the time of day": most people that a free team may have. */
static char *most_words(const struct question *question, int team)
{
    const uint16_t *const most = question->teams[team].most;
    int high = most[0], low = most[0];
    for (int s = 1; s < question->slots; s++) {
        high = most[s] > high ? most[s] : high;
        low = most[s] < low ? most[s] : low;
    }
    return low == high ? sim_mem_print("%d", high)
                       : sim_mem_print("%d to %d (by the time of day)", low, high);
}

static void say(FILE *to, struct report_style style, char *text)
{
    report_table_fold(text, REPORT_PLAIN, style, to);
}

static void say_team(const struct plan *plan, int team, struct report_style style,
                     FILE *to)
{
    const struct question *const q = plan->question;
    const struct scenario_team *const of = &q->scenario->teams[team];
    const int index = free_team(q, team);
    if (index < 0)
        say(to, style,
            sim_mem_print("- %s are not free: they stay as the scenario staffs them "
                          "(plan.teams.%s would free them).",
                          of->label, of->name));
    if (index < 0)
        return;
    char *const most = most_words(q, index);
    say(to, style,
        sim_mem_print("- %s: at most %s people at a time, %s.", of->label, most,
                      q->scenario->plan.teams[index].at_most.count > 0
                          ? "as plan.teams says (at_most)"
                          : "three times the work in its busiest quarter hour and ten "
                            "more, as no at_most is given"));
    free(most);
}

static void say_line(const struct plan *plan, const struct scenario_target *target,
                     struct report_style style, FILE *to)
{
    const struct scenario *const s = plan->question->scenario;
    const struct scenario_stage *const line = &s->stages[target->line];
    if (target->clock >= 0 && target->clock != target->line)
        say(to, style,
            sim_mem_print("- The clock starts at %s: who reaches %s too late is late "
                          "whoever works (simulate prints the share that no staffing "
                          "could beat).",
                          s->stages[target->clock].label, line->label));
    if (line->at_once > 0.0 && target->grade == SCENARIO_ABANDONED)
        say(to, style,
            sim_mem_print("- %.3g %% of the callers of %s hang up unless they are "
                          "answered at once.",
                          100.0 * line->at_once, line->label));
}

/* A journey, or a team's occupancy, is about no one line. */
static bool is_about(const struct scenario *scenario, int team,
                     const struct scenario_target *target)
{
    if (target->team >= 0)
        return team == target->team;
    return target->line >= 0 ? serves(&scenario->teams[team], target->line)
                             : scenario->teams[team].serves_count > 0;
}

static void print_ways(const struct plan *plan, struct report_style style, FILE *to)
{
    const struct scenario *const s = plan->question->scenario;
    const struct scenario_target *const target =
        &plan->question->needs[plan->blocking_need].target;
    fputc('\n', to);
    report_table_fold(sim_mem_print("What may stand in the way of \"%s\":",
                                    plan->needs[plan->blocking_need].label),
                      REPORT_HEADING, style, to);
    for (int i = 0; i < s->team_count; i++)
        if (is_about(s, i, target))
            say_team(plan, i, style, to);
    if (target->line >= 0)
        say_line(plan, target, style, to);
    say(to, style,
        sim_mem_text(
            "To get an answer: ask for what was reached, let more people in, "
            "free another team, or change what callers meet before they wait."));
}

void plan_report_reach(const struct plan_page *page, struct report_style style,
                       FILE *to)
{
    const struct plan *const plan = page->plan;
    if (plan->end != PLAN_INFEASIBLE || plan->best_reachable == NULL)
        return;
    print_reached(plan, style, to);
    print_ways(plan, style, to);
}
