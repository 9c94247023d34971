#include "model/planner/question.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/rates.h"
#include "model/measure/grade.h"
#include "model/pathway/load.h"
#include "model/planner/question_parts.h"
#include "model/scenario/check.h"
#include "sim/mem.h"

enum { DAY_MIN = 1440, WEEK_DAYS = 7 };

/* ---- the pattern ---- */

static void make_pattern(struct question *question)
{
    const struct calendar *const calendar = &question->program.calendar;
    const int days = question->is_weekly ? WEEK_DAYS : calendar->period_days;
    question->first_date = calendar->period_first;
    question->slots = days * QUESTION_DAY;
    question->slot = sim_mem_array((size_t) calendar->quarters, sizeof *question->slot);
    for (int q = 0; q < calendar->quarters; q++) {
        int day = question->is_weekly ? calendar->weekday[q]
                                      : calendar->date[q] - question->first_date;
        day = day < 0 ? 0 : day >= days ? days - 1 : day;
        question->slot[q] = day * QUESTION_DAY + calendar->wall[q];
    }
}

/* A day of the pattern; the bank holidays of a weekly pattern are none. */
static struct calendar_day_kind day_kind(const struct question *question, int day)
{
    if (question->is_weekly)
        return (struct calendar_day_kind){ (day + WEEK_DAYS) % WEEK_DAYS, false };
    const int32_t date = question->first_date + day;
    return (struct calendar_day_kind){ calendar_weekday(date),
                                       calendar_kind(date) == SCENARIO_BANK };
}

bool question_in_span(const struct question *question, const struct scenario_span *span,
                      bool bank_named, int slot)
{
    const int day = (slot + QUESTION_DAY) / QUESTION_DAY - 1;
    const int minute = (slot - day * QUESTION_DAY) * 15;
    if (minute >= span->from_min && minute < span->to_min
        && calendar_span_begins(span, bank_named, day_kind(question, day)))
        return true;
    return minute + DAY_MIN < span->to_min
           && calendar_span_begins(span, bank_named, day_kind(question, day - 1));
}

/* The greatest of the rows that hold in a slot; `none` when no row does. */
static double level_at(const struct question *question,
                       const struct scenario_plan_levels *levels, int slot, double none)
{
    bool bank_named = false, is_there = false;
    double most = none;
    for (int i = 0; i < levels->count; i++)
        bank_named |= (levels->rows[i].span.days & 1u << SCENARIO_BANK) != 0;
    for (int i = 0; i < levels->count; i++) {
        const struct scenario_plan_level *const row = &levels->rows[i];
        if (!question_in_span(question, &row->span, bank_named, slot))
            continue;
        most = is_there ? fmax(most, row->value) : row->value;
        is_there = true;
    }
    return most;
}

/* ---- the scenario as it is planned ---- */

/* Twice the greatest work that its lines bring in any quarter hour, and some more. */
static int enough_people(const struct scenario *scenario, const struct load *load,
                         int team)
{
    enum { SOME = 10, TIMES = 3 };
    const struct scenario_team *const of = &scenario->teams[team];
    double most = 0.0;
    for (int q = 0; q < load->quarters; q++) {
        double erlangs = 0.0;
        for (int i = 0; i < of->serves_count; i++) {
            const int line = load->stage_line[of->serves[i]];
            erlangs += load->erlangs[(size_t) line * load->quarters + q];
        }
        most = fmax(most, erlangs);
    }
    return (int) fmin(ceil(TIMES * most) + SOME, SCENARIO_MOST_PEOPLE);
}

/* Targets as they are asked of the tally: a percentile as the share within its limit,
 * which is counted call by call. */
static struct scenario_target *asked_targets(const struct scenario *scenario)
{
    struct scenario_target *const out =
        sim_mem_array((size_t) scenario->target_count, sizeof *out);
    for (int i = 0; i < scenario->target_count; i++) {
        out[i] = scenario->targets[i];
        if (out[i].grade != SCENARIO_WAIT_PERCENTILE)
            continue;
        out[i].grade = SCENARIO_ANSWERED_WITHIN;
        out[i].within_s = out[i].limit;
        out[i].limit = out[i].percentile;
        out[i].of = SCENARIO_OF_ANSWERED;
        out[i].at_least = !out[i].at_least;
    }
    return out;
}

/* A team whose people the plan chooses has nothing taken off twice. */
static void set_net(struct scenario_team *team)
{
    team->counts = SCENARIO_LOGGED_IN;
    memset(team->less, 0, sizeof team->less);
    team->absences = NULL;
    team->absence_count = 0;
    team->sickness_spell_s = 0.0;
    team->has_leave_by_month = false;
    team->is_net = true;
    team->shifts = NULL;
    team->shift_count = 0;
}

static struct scenario *asked_scenario(const struct scenario *scenario,
                                       enum question_form form)
{
    struct scenario *const out = sim_mem_array(1, sizeof *out);
    *out = *scenario;
    out->targets = asked_targets(scenario);
    out->teams = sim_mem_array((size_t) scenario->team_count, sizeof *out->teams);
    memcpy(out->teams, scenario->teams,
           (size_t) scenario->team_count * sizeof *out->teams);
    for (int i = 0; form == QUESTION_FREE && i < scenario->plan.team_count; i++)
        if (!scenario->plan.teams[i].is_posted)
            set_net(&out->teams[scenario->plan.teams[i].team]);
    return out;
}

/* ---- teams ---- */

bool *question_busy(const struct question *question, int later)
{
    const struct program *const p = &question->program;
    const int quarters = p->calendar.quarters;
    bool *const busy = sim_mem_array((size_t) question->slots, sizeof *busy);
    for (int i = 0; i < p->stream_count; i++)
        for (int q = 0; q < quarters; q++)
            for (int d = 0; p->rates[(size_t) i * quarters + q] > 0.0 && d <= later
                            && q + d < quarters;
                 d++)
                busy[question->slot[q + d]] = true;
    return busy;
}

static bool compile_team(struct question *question, const struct load *load, int index,
                         const struct scenario_plan_team *asked, struct sim_diag *diag)
{
    struct question_team *const team = &question->teams[index];
    const size_t slots = (size_t) question->slots;
    *team = (struct question_team){
        .team = asked->team,
        .first = question->column_count,
        .is_rosterable = asked->shifts.given,
        .is_posted = asked->is_posted,
        .least = sim_mem_array(slots, sizeof *team->least),
        .most = sim_mem_array(slots, sizeof *team->most),
        .price = sim_mem_array(slots, sizeof *team->price),
    };
    const int enough = enough_people(question->scenario, load, asked->team);
    bool *const busy = question_busy(question, 0);
    for (int s = 0; s < question->slots; s++) {
        const double none = asked->at_least.count == 0 && busy[s] ? 1.0 : 0.0;
        const double least = level_at(question, &asked->at_least, s, none);
        const double most = level_at(question, &asked->at_most, s, fmax(enough, least));
        team->least[s] = (uint16_t) least;
        team->most[s] = (uint16_t) most;
        team->price[s] =
            asked->cost_per_hour / 4.0 * level_at(question, &asked->dearer, s, 1.0);
    }
    free(busy);
    const bool good = question_add_columns(question, index, asked, diag);
    team->count = question->column_count - team->first;
    question->has_cost = question->has_cost && asked->cost_per_hour > 0.0;
    return good;
}

static bool compile_teams(struct question *question, const struct scenario_plan *plan,
                          struct sim_diag *diag)
{
    struct load load;
    load_compile(question->scenario, &question->program.calendar,
                 question->program.rates, &load);
    question->teams = sim_mem_array((size_t) plan->team_count, sizeof *question->teams);
    question->has_cost = plan->team_count > 0;
    bool good = true;
    for (int i = 0; i < plan->team_count; i++) {
        question->team_count = i + 1;
        good = compile_team(question, &load, i, &plan->teams[i], diag) && good;
    }
    load_done(&load);
    return good;
}

/* ---- policies ---- */

static void compile_policies(struct question *question,
                             const struct scenario_plan *plan)
{
    const struct scenario *const s = question->scenario;
    question->policies = sim_mem_array(
        (size_t) (plan->reserve_count + plan->offer_count), sizeof *question->policies);
    for (int i = 0; i < plan->reserve_count; i++) {
        const struct scenario_plan_reserve *const asked = &plan->reserves[i];
        const int now = s->teams[asked->team].keep_free[asked->position];
        const int inside = now < asked->from ? asked->from
                           : now > asked->to ? asked->to
                                             : now;
        question->policies[question->policy_count++] = (struct question_policy){
            .kind = QUESTION_RESERVE,
            .team = asked->team,
            .position = asked->position,
            .from = asked->from,
            .choices = asked->to - asked->from + 1,
            .now = inside - asked->from,
        };
    }
    for (int i = 0; i < plan->offer_count; i++) {
        const struct scenario_plan_offer *const asked = &plan->offers[i];
        const double now = s->stages[asked->stage].call_back.offered_after_s;
        struct question_policy *const to =
            &question->policies[question->policy_count++];
        *to = (struct question_policy){ .kind = QUESTION_OFFER,
                                        .stage = asked->stage,
                                        .after_s = asked->after_s,
                                        .choices = asked->count };
        for (int c = 1; c < asked->count; c++)
            if (fabs(asked->after_s[c] - now) < fabs(asked->after_s[to->now] - now))
                to->now = c;
    }
}

/* ---- all of it ---- */

static bool is_askable(const struct scenario *scenario, enum question_form form,
                       struct sim_diag *diag)
{
    const struct scenario_plan *const plan = &scenario->plan;
    const size_t errors = diag->errors;
    if (plan->hold_count == 0)
        sim_diag_error(diag, plan->at,
                       "plan: there is no target to plan for; give the scenario "
                       "`targets`");
    if (form == QUESTION_FREE && plan->team_count == 0)
        sim_diag_error(diag, plan->at,
                       "plan: no team is free; name one under plan.teams that serves a "
                       "line of a target");
    const int days = scenario->period.last - scenario->period.first + 1;
    if (form == QUESTION_FREE && !scenario->is_typical && days > QUESTION_MOST_DAYS)
        sim_diag_error(diag, plan->at,
                       "plan: at most %d dates can be planned one by one, got %d; use "
                       "week = \"typical\" or a shorter period",
                       QUESTION_MOST_DAYS, days);
    if (!plan->given && form == QUESTION_FREE) /* else the reader has */
        check_plan(scenario, diag);
    else if (!plan->given)
        check_holds(scenario, diag);
    return diag->errors == errors;
}

bool question_compile(const struct scenario *scenario, enum question_form form,
                      struct sim_diag *diag, struct question *out)
{
    struct question question = { .source = scenario,
                                 .objective = scenario->plan.objective,
                                 .is_weekly = scenario->is_typical };
    *out = (struct question){ 0 };
    if (!is_askable(scenario, form, diag))
        return false;
    struct scenario *const asked = asked_scenario(scenario, form);
    question.scenario = asked;
    question.measured =
        sim_mem_array((size_t) asked->target_count, sizeof *question.measured);
    bool good = grade_check(asked, diag)
                && program_compile(asked, diag, &question.program, question.measured);
    if (good) {
        make_pattern(&question);
        good = question_add_needs(&question, diag);
    }
    if (good && form == QUESTION_FREE) {
        good = compile_teams(&question, &scenario->plan, diag);
        compile_policies(&question, &scenario->plan);
    }
    if (good)
        *out = question;
    else
        question_done(&question);
    return good;
}

void question_done(struct question *question)
{
    if (question->scenario != NULL) {
        struct scenario *const asked = (struct scenario *) question->scenario;
        free(asked->targets);
        free(asked->teams);
        free(asked);
    }
    program_done(&question->program);
    free(question->measured);
    free(question->slot);
    for (int i = 0; i < question->team_count; i++) {
        free(question->teams[i].least);
        free(question->teams[i].most);
        free(question->teams[i].price);
    }
    free(question->teams);
    free(question->columns);
    free(question->policies);
    for (int i = 0; i < question->need_count; i++)
        free(question->needs[i].unit);
    free(question->needs);
    *question = (struct question){ 0 };
}
