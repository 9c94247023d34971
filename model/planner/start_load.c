#include "model/planner/start.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/pathway/load.h"
#include "model/pathway/load_lag.h"
#include "model/planner/start_parts.h"
#include "sim/ends.h"
#include "sim/mem.h"

static const double QUARTERS_AN_HOUR = 4.0;

/* The last quarter in the period, or just after it, that is like its first; -1 where
 * the pattern does not come again within it. */
static int like_first(const struct question *question)
{
    const struct calendar *calendar = &question->program.calendar;
    if (!question->is_weekly)
        return -1;
    int q = calendar->to < calendar->quarters ? calendar->to : calendar->quarters - 1;
    while (q > calendar->from && question->slot[q] != question->slot[calendar->from])
        q--;
    return q > calendar->from ? q : -1;
}

/* Averages a figure of one line over the counted quarters of each pattern slot. */
static void average(const struct question *question, const double *by_quarter,
                    double times, double *by_slot)
{
    const struct calendar *calendar = &question->program.calendar;
    int *counts = sim_mem_array((size_t) question->slots, sizeof *counts);
    for (int q = calendar->from; q < calendar->to; q++) {
        by_slot[question->slot[q]] += by_quarter[q] * times;
        counts[question->slot[q]]++;
    }
    for (int slot = 0; slot < question->slots; slot++)
        if (counts[slot] > 0)
            by_slot[slot] /= counts[slot];
    free(counts);
}

/* Work of a call of the line, on average over the counted period. */
static double mean_handling_s(const struct question *question, const struct load *load,
                              int line)
{
    const struct calendar *calendar = &question->program.calendar;
    double calls = 0.0, erlangs = 0.0;
    for (int q = calendar->from; q < calendar->to; q++) {
        calls += load->arrivals[(size_t) line * (size_t) load->quarters + (size_t) q];
        erlangs += load->erlangs[(size_t) line * (size_t) load->quarters + (size_t) q];
    }
    const struct scenario_stage *stage =
        &question->scenario->stages[load->line_stage[line]];
    return calls > 0.0 ? erlangs * CALENDAR_QUARTER_S / calls
                       : stage->talk.mean_s + stage->wrap_up.mean_s;
}

/* The load when of those who enter a stage only stays[stage] are seen to; null: all. */
static void flow(const struct question *question, const double *stays,
                 struct start_load *out)
{
    const struct scenario *scenario = question->scenario;
    const struct calendar *calendar = &question->program.calendar;
    struct load load;
    load_compile(scenario, calendar, question->program.rates, &load);
    const size_t lines = (size_t) load.line_count, slots = (size_t) question->slots,
                 quarters = (size_t) load.quarters;
    double *calls = sim_mem_array(lines * quarters, sizeof *calls);
    double *erlangs = sim_mem_array(lines * quarters, sizeof *erlangs);
    const struct load_lag_from from = { .scenario = scenario,
                                        .calendar = calendar,
                                        .rates = question->program.rates,
                                        .load = &load,
                                        .stays = stays,
                                        .like_first = like_first(question) };
    load_lag(&from, calls, erlangs);
    *out =
        (struct start_load){ .line_count = load.line_count, .slots = question->slots };
    out->calls = sim_mem_array(lines * slots, sizeof *out->calls);
    out->erlangs = sim_mem_array(lines * slots, sizeof *out->erlangs);
    out->handling_s = sim_mem_array(lines, sizeof *out->handling_s);
    out->patience_s = sim_mem_array(lines, sizeof *out->patience_s);
    for (int line = 0; line < load.line_count; line++) {
        const struct scenario_stage *stage = &scenario->stages[load.line_stage[line]];
        const size_t at = (size_t) line;
        average(question, &calls[at * quarters], QUARTERS_AN_HOUR,
                &out->calls[at * slots]);
        average(question, &erlangs[at * quarters], 1.0, &out->erlangs[at * slots]);
        out->handling_s[line] = mean_handling_s(question, &load, line);
        out->patience_s[line] = stage->patient ? SIM_NEVER : stage->patience.mean_s;
    }
    free(calls);
    free(erlangs);
    load_done(&load);
}

void start_load(const struct question *question, struct start_load *out)
{
    flow(question, NULL, out);
}

void start_load_done(struct start_load *load)
{
    if (load == NULL)
        return;
    free(load->calls);
    free(load->erlangs);
    free(load->handling_s);
    free(load->patience_s);
    *load = (struct start_load){ 0 };
}

/* ---- the bound ---- */

/* Whether a need speaks of every counted quarter. */
static bool is_of_all(const struct question *question, const struct question_need *need)
{
    const struct calendar *calendar = &question->program.calendar;
    for (int q = calendar->from; q < calendar->to; q++)
        if (need->unit[q] < 0)
            return false;
    return true;
}

/* Whether no other stream's callers get to a line. */
static bool is_own_line(const struct scenario *scenario, int stream, int stage)
{
    bool reached[SCENARIO_MOST_STAGES] = { false };
    for (int i = 0; i < scenario->stream_count; i++)
        if (i != stream)
            start_mark_reached(scenario, scenario->streams[i].enters, reached);
    return !reached[stage];
}

/* Share of a line's calls that may hang up before a wait counts as abandoned. */
static double lost_early(const struct scenario_stage *stage, double after_s)
{
    return after_s > 0.0 ? stage->at_once + sim_dist_cdf(&stage->patience, after_s)
                         : 0.0;
}

/* The greatest share of those who come to a line that a need allows to go unanswered.
 */
static double lost_by(const struct question *question, const struct load *load,
                      const struct question_need *need, int stage)
{
    const struct scenario *scenario = question->scenario;
    const struct scenario_target *target = &need->target;
    const struct scenario_stage *of = &scenario->stages[stage];
    if (need->in_share > 0.0 || !is_of_all(question, need))
        return 1.0;
    if (target->grade == SCENARIO_ANSWERED_WITHIN)
        return target->line == stage && target->at_least
                       && target->of == SCENARIO_OF_OFFERED
                       && target->call_backs == SCENARIO_TO_ANSWER
                   ? 1.0 - need->limit
                   : 1.0;
    if (target->grade != SCENARIO_ABANDONED || target->at_least || of->overflow.given
        || of->call_back.given)
        return 1.0;
    if (target->line == stage)
        return need->limit + lost_early(of, target->hung_up_after_s);
    bool counts = target->abandoned_at_count == 0;
    for (int i = 0; i < target->abandoned_at_count; i++)
        counts |= target->abandoned_at[i] == stage;
    if (target->journey < 0 || target->out_of_count > 0 || !counts
        || !is_own_line(scenario, target->journey, stage))
        return 1.0;
    return need->limit * load->calls[target->journey] / load->visits[stage]
           + lost_early(of, target->hung_up_after_s);
}

/* Share of those who enter a stage that every plan sees to. */
static double stays_of(const struct question *question, const struct load *load,
                       int stage)
{
    const struct scenario *scenario = question->scenario;
    const struct scenario_stage *of = &scenario->stages[stage];
    for (int o = 0; o < scenario->outage_count; o++)
        for (int i = 0; i < scenario->outages[o].stage_count; i++)
            if (scenario->outages[o].stages[i] == stage)
                return 0.0;
    if (of->kind != SCENARIO_LINE
        || (of->patient && !of->overflow.given && !of->call_back.given
            && !(of->at_once > 0.0)))
        return 1.0;
    double lost = 1.0;
    for (int n = 0; n < question->need_count; n++)
        lost = fmin(lost, lost_by(question, load, &question->needs[n], stage));
    return 1.0 - lost;
}

/* The free team that is to do a line's work, if only free teams serve it: the one whose
 * time is ever cheapest; else -1. */
static int doer(const struct question *question, int stage)
{
    int best = -1;
    double least = 0.0;
    for (int team = 0; team < question->scenario->team_count; team++) {
        const struct scenario_team *of = &question->scenario->teams[team];
        bool serves = false;
        for (int i = 0; i < of->serves_count; i++)
            serves |= of->serves[i] == stage;
        if (!serves)
            continue;
        int t = 0;
        while (t < question->team_count && question->teams[t].team != team)
            t++;
        if (t == question->team_count)
            return -1;
        double price = question->teams[t].price[0];
        for (int slot = 1; slot < question->slots; slot++)
            price = fmin(price, question->teams[t].price[slot]);
        if (best < 0 || price < least) {
            best = t;
            least = price;
        }
    }
    return best;
}

/* What a call takes the fastest of the teams that serve a line, over what it takes them
 * on average, at most. */
static double fastest(const struct scenario *scenario, int stage)
{
    double least = HUGE_VAL, sum = 0.0;
    int count = 0;
    for (int t = 0; t < scenario->team_count; t++) {
        const struct scenario_team *team = &scenario->teams[t];
        for (int i = 0; i < team->serves_count; i++)
            if (team->serves[i] == stage) {
                least = fmin(least, team->talk_times);
                sum += team->talk_times;
                count++;
            }
    }
    return sum > 0.0 ? least * count / sum : 1.0;
}

void start_bound(const struct question *question, double *hours)
{
    const struct scenario *scenario = question->scenario;
    struct load load;
    load_compile(scenario, &question->program.calendar, question->program.rates, &load);
    double stays[SCENARIO_MOST_STAGES];
    for (int s = 0; s < scenario->stage_count; s++)
        stays[s] = stays_of(question, &load, s);
    struct start_load done;
    flow(question, stays, &done);
    for (int t = 0; t < question->team_count; t++)
        hours[t] = 0.0;
    for (int line = 0; line < done.line_count; line++) {
        const int t = doer(question, load.line_stage[line]);
        const double pace = fastest(scenario, load.line_stage[line]);
        for (int slot = 0; t >= 0 && slot < done.slots; slot++)
            hours[t] +=
                pace * done.erlangs[(size_t) line * (size_t) done.slots + (size_t) slot]
                / QUARTERS_AN_HOUR;
    }
    start_load_done(&done);
    load_done(&load);
}
