#include <stdlib.h>

#include "sim/mem.h"
#include "tools/json_result.h"
#include "tools/outcome.h"
#include "tools/plan_json.h"
#include "tools/plan_lines.h"
#include "tools/plan_parts.h"
#include "tools/plan_words.h"

static const char *const end_names[] = { [PLAN_CERTIFIED] = "certified",
                                         [PLAN_NOT_CERTIFIED] = "not_certified",
                                         [PLAN_INFEASIBLE] = "infeasible",
                                         [PLAN_STOPPED] = "stopped" };
static const char *const state_names[] = { [SIM_SEQUENTIAL_OPEN] = "open",
                                           [SIM_SEQUENTIAL_HOLDS] = "holds",
                                           [SIM_SEQUENTIAL_FAILS] = "fails" };
static const char *const objective_names[] = {
    [SCENARIO_PLAN_COST] = "cost",
    [SCENARIO_PLAN_STAFFED_HOURS] = "staffed_hours",
    [SCENARIO_PLAN_PEAK_PEOPLE] = "peak_people",
    [SCENARIO_PLAN_BEST_SERVICE] = "best_service"
};

/* A number that may not be there. */
static void write_perhaps(struct json *json, const char *key, bool is_there,
                          double value)
{
    if (is_there)
        json_number(json, key, value);
    else
        json_nothing(json, key);
}

static void write_dates(struct json *json, const char *key, struct scenario_dates dates)
{
    char *const from = outcome_date_iso(dates.first);
    char *const to = outcome_date_iso(dates.last);
    json_open_short_object(json, key);
    json_text(json, "from", from);
    json_text(json, "to", to);
    json_close(json);
    free(from);
    free(to);
}

/* ---- needs ---- */

static void write_grade(struct json *json, const char *key,
                        const struct plan_grade *grade)
{
    json_open_object(json, key);
    json_result_estimate(json, "value", &grade->value);
    json_number(json, "limit", grade->limit);
    json_text(json, "at", grade->unit_name);
    json_text(json, "test", state_names[grade->state]);
    json_whole(json, "units_open", (uint64_t) grade->units_open);
    json_whole(json, "units_failed", (uint64_t) grade->units_failed);
    json_close(json);
}

static void write_need(struct json *json, const struct plan *plan, int index)
{
    static const char *const each_names[SCENARIO_PLAN_EACHES] = {
        "period", "month", "week", "day", "hour", "half_hour", "interval"
    };
    const struct question_need *const need = &plan->question->needs[index];
    const struct plan_need_name *const name = &plan->needs[index];
    json_open_object(json, NULL);
    json_text(json, "target", need->target.name);
    json_text(json, "label", name->label);
    json_text(json, "asked", name->asked);
    json_text(json, "unit", name->unit == PLAN_SHARE ? "share" : "s");
    json_text(json, "sense", need->target.at_least ? "at_least" : "at_most");
    json_text(json, "each", each_names[need->each]);
    write_perhaps(json, "in", need->in_share > 0.0, need->in_share);
    json_number(json, "limit", need->limit);
    json_number(json, "margin", need->margin);
    json_bool(json, "served_best", plan_words_is_best(plan->question, index));
    json_whole(json, "units", (uint64_t) need->unit_count);
    if (plan->grades != NULL)
        write_grade(json, "found", &plan->grades[index]);
    else
        json_nothing(json, "found");
    if (plan->best_reachable != NULL)
        write_grade(json, "best_reachable", &plan->best_reachable[index]);
    else
        json_nothing(json, "best_reachable");
    json_close(json);
}

/* What callers of every line meet with the plan; empty before any test. */
static void write_lines(struct json *json, const struct plan *plan)
{
    json_open_array(json, "lines");
    for (int l = 0; l < plan->line_count; l++) {
        const struct plan_line *const line = &plan->lines[l];
        json_open_short_object(json, NULL);
        json_text(json, "line", plan->question->scenario->stages[line->stage].name);
        json_text(json, "label", plan->question->scenario->stages[line->stage].label);
        json_number(json, "offered_a_week", line->offered_a_week);
        json_number(json, "abandoned_share", line->abandoned);
        json_number(json, "mean_wait_s", line->mean_wait_s);
        json_bool(json, "hang_ups_counted",
                  plan_lines_is_counted(plan->question, line->stage));
        json_close(json);
    }
    json_close(json);
}

/* ---- people ---- */

static void write_people(struct json *json, const struct plan *plan,
                         const struct plan_team *team)
{
    const struct question *const question = plan->question;
    json_open_object(json, "people");
    for (int day = 0; day * QUESTION_DAY < question->slots; day++) {
        char *const name = plan_lines_day(question, day * QUESTION_DAY);
        json_open_short_array(json, name);
        for (int q = 0; q < QUESTION_DAY; q++)
            json_whole(json, NULL, (uint64_t) team->people[day * QUESTION_DAY + q]);
        json_close(json);
        free(name);
    }
    json_close(json);
}

static void write_shift(struct json *json, const struct plan *plan, int index)
{
    const struct question_column *const column = &plan->question->columns[index];
    char *const words = question_column_words(plan->question, column);
    json_open_short_object(json, NULL);
    json_text(json, "shift", words);
    json_whole(json, "people", (uint64_t) plan->columns[index]);
    json_number(json, "hours", column->hours);
    json_number(json, "paid_hours", column->paid_hours);
    json_close(json);
    free(words);
}

static void write_shifts(struct json *json, const struct plan *plan, int index)
{
    const struct question_team *const team = &plan->question->teams[index];
    if (!team->is_rosterable) {
        json_nothing(json, "shifts");
        return;
    }
    json_open_array(json, "shifts");
    for (int c = team->first; c < team->first + team->count; c++)
        if (plan->columns[c] > 0)
            write_shift(json, plan, c);
    json_close(json);
}

static void write_team(struct json *json, const struct plan_case *one, int index)
{
    const struct plan *const plan = one->plan;
    const struct question_team *const asked = &plan->question->teams[index];
    const struct plan_team *const team = &plan->teams[index];
    const struct scenario_team *const of =
        &plan->question->scenario->teams[asked->team];
    json_open_object(json, NULL);
    json_text(json, "name", of->name);
    json_text(json, "label", of->label);
    json_text(json, "people_are", asked->is_posted ? "posted" : "on_phones");
    json_number(json, "seats", team->seats);
    json_number(json, "hours", team->hours);
    json_number(json, "paid_hours", team->paid_hours);
    write_perhaps(json, "cost", plan->question->has_cost, team->cost);
    json_number(json, "fte", team->fte);
    json_number(json, "bound_hours", team->bound_hours);
    plan_json_team(json, one, index);
    write_shifts(json, plan, index);
    write_people(json, plan, team);
    json_close(json);
}

static void write_policy(struct json *json, const struct plan *plan, int index)
{
    const struct scenario *const scenario = plan->question->scenario;
    const struct question_policy *const policy = &plan->question->policies[index];
    const int choice = plan->policies[index];
    json_open_short_object(json, NULL);
    if (policy->kind == QUESTION_RESERVE) {
        const struct scenario_team *const team = &scenario->teams[policy->team];
        const int line = team->serves[policy->position];
        json_text(json, "policy", "keep_free");
        json_text(json, "team", team->name);
        json_text(json, "line", scenario->stages[line].name);
        json_number(json, "value", policy->from + choice);
        json_number(json, "before", policy->from + policy->now);
    } else {
        json_text(json, "policy", "offered_after");
        json_nothing(json, "team");
        json_text(json, "line", scenario->stages[policy->stage].name);
        json_number(json, "value", policy->after_s[choice]);
        json_number(json, "before", policy->after_s[policy->now]);
    }
    json_close(json);
}

/* ---- the test ---- */

static void write_round(struct json *json, const struct plan *plan,
                        const struct plan_round *round)
{
    json_open_short_object(json, NULL);
    json_whole(json, "seed", round->seed);
    json_whole(json, "replications", (uint64_t) round->replications);
    json_number(json, "error_spent", round->error_holds);
    json_bool(json, "held", round->held);
    json_text(json, "failed",
              round->failed_need < 0
                  ? NULL
                  : plan->question->needs[round->failed_need].target.name);
    json_close(json);
}

static void write_test(struct json *json, const struct plan *plan)
{
    json_open_object(json, "test");
    json_whole(json, "seed", plan->seed);
    json_whole(json, "replications", (uint64_t) plan->replications);
    json_open_array(json, "rounds");
    for (int i = 0; i < plan->round_count; i++)
        write_round(json, plan, &plan->rounds[i]);
    json_close(json);
    json_close(json);
}

/* ---- one plan ---- */

static void write_week(struct json *json, const struct plan_case *one)
{
    const struct week *const week = one->week;
    json_open_object(json, "week");
    json_text(json, "name", week->name);
    write_dates(json, "period", week->period);
    if (week->is_typical)
        write_dates(json, "typical_of", week->typical_of);
    else
        json_nothing(json, "typical_of");
    json_bool(json, "comes_again", one->plan->question->is_weekly);
    json_close(json);
}

static const char *cost_unit(const struct question *question)
{
    switch (question->objective) {
    case SCENARIO_PLAN_COST:
        return question->has_cost ? "pounds" : "h";
    case SCENARIO_PLAN_PEAK_PEOPLE:
        return "people";
    case SCENARIO_PLAN_BEST_SERVICE:
        return question->scenario->plan.budget_is_hours ? "h" : "pounds";
    case SCENARIO_PLAN_STAFFED_HOURS:
    case SCENARIO_PLAN_OBJECTIVES:
        break;
    }
    return "h";
}

static void write_sums(struct json *json, const struct plan *plan)
{
    const struct question *const question = plan->question;
    json_text(json, "objective", objective_names[question->objective]);
    json_text(json, "cost_unit", cost_unit(question));
    json_number(json, "cost", plan->cost);
    json_number(json, "hours", plan->hours);
    write_perhaps(json, "bound", plan->bound > 0.0, plan->bound);
    write_perhaps(json, "rosterable_bound", plan->rosterable_bound > 0.0,
                  plan->rosterable_bound);
    json_whole(json, "evaluations", (uint64_t) plan->evaluations);
    json_number(json, "callers", plan->callers);
}

static void write_plan(struct json *json, const struct plan_case *one)
{
    const struct plan *const plan = one->plan;
    const struct question *const question = plan->question;
    json_open_object(json, NULL);
    write_week(json, one);
    json_text(json, "end", end_names[plan->end]);
    write_sums(json, plan);
    write_test(json, plan);
    json_open_array(json, "needs");
    for (int i = 0; i < question->need_count; i++)
        write_need(json, plan, i);
    json_close(json);
    write_lines(json, plan);
    json_text(json, "blocked_by",
              plan->end == PLAN_INFEASIBLE
                  ? question->needs[plan->blocking_need].target.name
                  : NULL);
    json_open_array(json, "teams");
    for (int i = 0; i < question->team_count; i++)
        write_team(json, one, i);
    json_close(json);
    json_open_array(json, "policies");
    for (int i = 0; i < question->policy_count; i++)
        write_policy(json, plan, i);
    json_close(json);
    plan_json_findings(json, plan);
    json_close(json);
}

void plan_json(const struct plan_cases *plans, FILE *to)
{
    const struct scenario *const scenario = plans->whole;
    char *const hash = sim_mem_print("%016llx", (unsigned long long) scenario->hash);
    struct json json = { .to = to };
    json_open_object(&json, NULL);
    json_text(&json, "schema", "tenfive-plan-2");
    json_text(&json, "version", TENFIVE_VERSION);
    json_open_object(&json, "scenario");
    json_text(&json, "title", scenario->title);
    json_text(&json, "marking", scenario->marking);
    json_text(&json, "file", plans->file);
    json_text(&json, "hash", hash);
    json_close(&json);
    json_result_sets(&json, scenario);
    json_whole(&json, "seed", plans->seed);
    json_open_array(&json, "plans");
    for (int i = 0; i < plans->count; i++)
        write_plan(&json, &plans->cases[i]);
    json_close(&json);
    json_result_inputs(&json, scenario);
    json_result_sources(&json, scenario);
    json_close(&json);
    free(hash);
}
