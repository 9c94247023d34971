#include "model/planner/start_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

/* Formulas know no certainty and no longest wait: these stand for them. */
static const double NEARLY_ALL = 0.999, HARDLY_ANY = 1e-3, SHORTEST_S = 0.1;

enum { MOST_STEPS = 200 };

/* Callers on the way from a stage, and the sum of the times that they took. */
struct walkers {
    double count[SCENARIO_MOST_STAGES], time_s[SCENARIO_MOST_STAGES];
};

static void walk(const struct scenario *scenario, const struct walkers *here,
                 struct walkers *next)
{
    *next = (struct walkers){ { 0.0 }, { 0.0 } };
    for (int s = 0; s < scenario->stage_count; s++) {
        const struct scenario_stage *stage = &scenario->stages[s];
        for (int w = 0; w < stage->way_count; w++) {
            const struct scenario_way *way = &stage->ways[w];
            if (way->next < 0)
                continue;
            const double talk_s =
                stage->kind == SCENARIO_LINE ? stage->talk.mean_s : way->time.mean_s;
            next->count[way->next] += way->share * here->count[s];
            next->time_s[way->next] +=
                way->share * (here->time_s[s] + here->count[s] * talk_s);
        }
    }
}

/* Mean time from entering `stage` to the line, of those who get there, if nobody waits;
 * 0 if nobody does. */
static double time_to_line(const struct scenario *scenario, int stage, int line)
{
    struct walkers here = { { 0.0 }, { 0.0 } }, next;
    double count = 0.0, time_s = 0.0;
    here.count[stage] = 1.0;
    for (int i = 0; i < MOST_STEPS; i++) {
        count += here.count[line];
        time_s += here.time_s[line];
        here.count[line] = here.time_s[line] = 0.0;
        walk(scenario, &here, &next);
        here = next;
    }
    return count > 0.0 ? time_s / count : 0.0;
}

/* What a target asks of a line; nothing where formulas have no answer. */
static struct erlang_target translate(const struct scenario *scenario,
                                      const struct question_need *need)
{
    const struct scenario_target *target = &need->target;
    const double before_s =
        target->line >= 0 && target->clock >= 0 && target->clock != target->line
            ? time_to_line(scenario, target->clock, target->line)
            : 0.0;
    struct erlang_target out = { 0 };
    switch (target->grade) {
    case SCENARIO_ANSWERED_WITHIN:
        out.within_s = fmax(0.0, target->within_s - before_s);
        if (target->of == SCENARIO_OF_ANSWERED)
            out.least_of_answered = fmin(need->limit, NEARLY_ALL);
        else
            out.least_within = fmin(need->limit, NEARLY_ALL);
        break;
    case SCENARIO_LONGEST_WAIT:
        out.within_s = fmax(0.0, need->limit - before_s);
        out.least_within = NEARLY_ALL;
        break;
    case SCENARIO_MEAN_WAIT:
        out.most_answer_s = fmax(SHORTEST_S, need->limit - before_s);
        break;
    case SCENARIO_ABANDONED:
        out.most_abandoned = fmax(HARDLY_ANY, need->limit);
        break;
    case SCENARIO_WAIT_PERCENTILE: /* has become a share within */
    case SCENARIO_OCCUPANCY:
    case SCENARIO_GRADES:
        break;
    }
    return out;
}

static void add(struct start_asks *asks, int line, const struct question_need *need,
                struct erlang_target target)
{
    asks->rows[asks->count++] = (struct start_ask){
        .line = line, .target = target, .hung_up_after_s = need->target.hung_up_after_s
    };
}

void start_mark_reached(const struct scenario *scenario, int stage, bool *reached)
{
    if (stage < 0 || reached[stage])
        return;
    reached[stage] = true;
    const struct scenario_stage *of = &scenario->stages[stage];
    start_mark_reached(scenario, of->closed_to, reached);
    start_mark_reached(scenario, of->then_to, reached);
    for (int w = 0; w < of->way_count; w++) {
        start_mark_reached(scenario, of->ways[w].next, reached);
        start_mark_reached(scenario, of->ways[w].closed_to, reached);
    }
}

/* Calls that come to a line in one pattern. */
static double line_calls(const struct start_load *load, int line)
{
    double sum = 0.0;
    for (int slot = 0; slot < load->slots; slot++)
        sum += load->calls[(size_t) line * (size_t) load->slots + (size_t) slot];
    return sum / 4.0;
}

/* Callers of which a journey's share is taken, in one pattern: who comes to the lines
 * that are named, or first attempts. */
static double journey_callers(const struct question *question,
                              const struct start_load *load,
                              const struct scenario_target *target)
{
    const struct calendar *calendar = &question->program.calendar;
    double sum = 0.0;
    for (int i = 0; i < target->out_of_count; i++) {
        const int line = question->program.stages[target->out_of[i]].line;
        sum += line >= 0 ? line_calls(load, line) : 0.0;
    }
    if (sum > 0.0)
        return sum;
    const double *rates =
        &question->program
             .rates[(size_t) target->journey * (size_t) calendar->quarters];
    for (int q = calendar->from; q < calendar->to; q++)
        sum += rates[q];
    return sum * question->slots / (calendar->to - calendar->from);
}

static void add_journey(const struct question *question, const struct start_load *load,
                        const struct question_need *need, struct start_asks *out)
{
    const struct scenario *scenario = question->scenario;
    const struct scenario_target *target = &need->target;
    bool on_way[SCENARIO_MOST_STAGES] = { false };
    if (target->abandoned_at_count == 0)
        start_mark_reached(scenario, scenario->streams[target->journey].enters, on_way);
    for (int i = 0; i < target->abandoned_at_count; i++)
        on_way[target->abandoned_at[i]] = true;
    double calls = 0.0;
    for (int s = 0; s < scenario->stage_count; s++)
        if (on_way[s] && scenario->stages[s].kind == SCENARIO_LINE)
            calls += line_calls(load, question->program.stages[s].line);
    struct erlang_target asked = translate(scenario, need);
    if (calls > 0.0)
        asked.most_abandoned =
            fmin(1.0, asked.most_abandoned * journey_callers(question, load, target)
                          / calls);
    for (int s = 0; s < scenario->stage_count; s++)
        if (on_way[s] && scenario->stages[s].kind == SCENARIO_LINE)
            add(out, question->program.stages[s].line, need, asked);
}

void start_asks_init(const struct question *question, const struct start_load *load,
                     struct start_asks *out)
{
    *out = (struct start_asks){ 0 };
    out->rows = sim_mem_array((size_t) question->need_count * SCENARIO_MOST_LINES,
                              sizeof *out->rows);
    for (int t = 0; t < SCENARIO_MOST_TEAMS; t++)
        out->occupancy[t] = 1.0;
    for (int n = 0; n < question->need_count; n++) {
        const struct question_need *need = &question->needs[n];
        const struct scenario_target *target = &need->target;
        if (target->at_least != (target->grade == SCENARIO_ANSWERED_WITHIN))
            continue; /* asks for bad service, which needs nobody */
        if (target->grade == SCENARIO_OCCUPANCY)
            out->occupancy[target->team] =
                fmin(out->occupancy[target->team], need->limit);
        else if (target->journey >= 0)
            add_journey(question, load, need, out);
        else
            add(out, question->program.stages[target->line].line, need,
                translate(question->scenario, need));
    }
}

void start_asks_done(struct start_asks *asks)
{
    free(asks->rows);
    *asks = (struct start_asks){ 0 };
}
