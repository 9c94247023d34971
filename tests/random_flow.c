/* Stages of a random scenario: what they are, what is special about them, and the ways
 * out, all forward but for capped stages and new attempts, so that no loop is endless.
 */
#include <stdio.h>

#include "model/scenario/check.h"
#include "sim/mem.h"
#include "tests/build_scenario.h"
#include "tests/random_maker.h"

enum { NAME = 32, ENDS = 4 };

static const double factors[] = { 0.5, 1.0, 1.5, 2.0 };

static struct scenario_stage *stage_at(struct random_maker *m, int stage)
{
    return &m->scenario->stages[stage];
}

static bool is_line(struct random_maker *m, int stage)
{
    return stage_at(m, stage)->kind == SCENARIO_LINE;
}

static bool is_dialled(struct random_maker *m, int stage)
{
    return stage_at(m, stage)->dial.given && !stage_at(m, stage)->call_back.given;
}

/* Now and then back to a stage that is capped, but for splits: they take no time. */
static int some_next(struct random_maker *m, int stage)
{
    const int back = random_below(m, m->inner);
    if (stage_at(m, stage)->kind != SCENARIO_SPLIT
        && stage_at(m, back)->visits_at_most > 0 && random_chance(m, 50))
        return back;
    return random_later_stage(m, stage);
}

/* ---- who comes back ---- */

/* Any stage at all, and not one where the force rings before `after`: that is no new
 * attempt, and might go round for ever.  Often one where it rings. */
static int some_return(struct random_maker *m, int after)
{
    const int to = random_below(m, m->scenario->stage_count);
    for (int i = after + 1; i < m->inner && random_chance(m, 60); i++)
        if (is_dialled(m, i))
            return i;
    return to <= after && is_dialled(m, to) ? random_later_stage(m, after) : to;
}

static struct sim_dist some_return_time(struct random_maker *m)
{
    return random_time(m, random_chance(m, 20) ? 400 : 40);
}

void random_redial(struct random_maker *m, int stage, struct scenario_redial *to)
{
    to->row_count = random_between(m, 1, 3);
    to->rows = sim_mem_array((size_t) to->row_count, sizeof *to->rows);
    to->after = some_return_time(m);
    to->attempts_at_most = random_between(m, 1, 6);
    for (int r = 0; r < to->row_count; r++) {
        struct scenario_redial_row *row = &to->rows[r];
        row->way_count = random_between(m, 1, 3);
        row->ways = sim_mem_array((size_t) row->way_count, sizeof *row->ways);
        const double all = random_chance(m, 30) ? 1.0 : 0.8;
        for (int i = 0; i < row->way_count; i++)
            row->ways[i] = (struct scenario_way){ .name = sim_mem_text("way"),
                                                  .share = all / row->way_count,
                                                  .next = some_return(m, stage),
                                                  .closed_to = -1 };
    }
}

static void make_calls_again(struct random_maker *m, struct scenario_stage *line)
{
    const int to = random_below(m, m->inner);
    if (is_dialled(m, to))
        return;
    struct scenario_calls_again *again = &line->calls_again;
    again->given = true;
    again->share = random_chance(m, 50) ? 0.2 : 0.6;
    again->more = random_chance(m, 50) ? 0.1 : 0.0;
    again->per_s = 60.0;
    again->at_most = 0.8;
    again->after = some_return_time(m);
    again->to = to;
    again->attempts_at_most = random_between(m, 1, 6);
}

/* ---- lines ---- */

static void make_dial(struct random_maker *m, int index)
{
    struct scenario_dial *dial = &stage_at(m, index)->dial;
    dial->given = true;
    dial->set_up = random_chance(m, 30) ? build_fixed(0.0) : random_time(m, 3);
    dial->reached = random_chance(m, 20) ? 1.0 : 0.5;
    dial->no_answer = random_chance(m, 10) ? build_fixed(0.0) : random_time(m, 4);
    dial->tries_at_most = random_between(m, 1, 4);
    dial->try_again_after_s = RANDOM_HALF_MINUTE_S * random_between(m, 1, 40);
    dial->then_to = some_next(m, index);
}

static void make_call_back(struct random_maker *m, int index)
{
    struct scenario_call_back *offer = &stage_at(m, index)->call_back;
    const bool after = random_chance(m, 60);
    offer->given = true;
    offer->offered_after_s = offer->offered_above_s = -1.0;
    if (after)
        offer->offered_after_s = RANDOM_HALF_MINUTE_S * random_between(m, 0, 8);
    if (!after || random_chance(m, 40))
        offer->offered_above_s = RANDOM_HALF_MINUTE_S * random_between(m, 0, 8);
    offer->accepted = random_chance(m, 50) ? 0.5 : 0.9;
    make_dial(m, index);
}

/* Not of those who are rung. */
static void make_patience(struct random_maker *m, int index)
{
    struct scenario_stage *line = stage_at(m, index);
    line->patient = random_chance(m, m->on_grid ? 40 : 20);
    if (!line->patient)
        line->patience = random_time(m, 12);
    if (random_chance(m, 30))
        line->at_once = 0.3;
    if (random_chance(m, 30))
        line->offered_again_s = 7.3;
    line->overflow.given = random_has(m, RANDOM_OVERFLOW, 50);
    if (line->overflow.given) {
        line->overflow.after_s = RANDOM_HALF_MINUTE_S * random_between(m, 1, 12);
        line->overflow.to = some_next(m, index);
    }
}

static void make_handling(struct random_maker *m, struct scenario_stage *line,
                          bool wraps)
{
    const int stream = random_below(m, m->streams);
    line->handling = sim_mem_array(1, sizeof *line->handling);
    line->handling_count = 1;
    struct scenario_handling *own = &line->handling[0];
    own->stream = stream;
    own->has_talk = true;
    own->talk = random_time(m, 20);
    own->has_wrap_up = wraps && random_chance(m, 50);
    if (own->has_wrap_up)
        own->wrap_up = random_time(m, 10);
}

/* How long the work takes; factors that keep sums of times exact on the grid. */
static void make_work(struct random_maker *m, struct scenario_stage *line, bool wraps)
{
    line->talk = random_time(m, 20);
    if (wraps && random_chance(m, 60))
        line->wrap_up = random_time(m, 10);
    if (random_has(m, RANDOM_HANDLING, 40))
        make_handling(m, line, wraps);
    line->talk_grows.given = random_has(m, RANDOM_HANDLING, 40);
    if (line->talk_grows.given) {
        line->talk_grows.more = random_chance(m, 50) ? 0.5 : 1.0;
        line->talk_grows.per_s = random_chance(m, 50) ? 64.0 : 512.0;
        line->talk_grows.at_most = random_chance(m, 50) ? 0.5 : 2.0;
    }
    line->has_talk_by_hour = random_has(m, RANDOM_HANDLING, 40);
    for (int h = 0; line->has_talk_by_hour && h < 24; h++)
        line->talk_by_hour[h] = random_pick(m, 4, factors);
}

/* What a line is; each but the first of these refuses something of the others. */
static void make_line(struct random_maker *m, int index)
{
    struct scenario_stage *line = stage_at(m, index);
    const bool yields = line->yields_to_count > 0;
    const bool chat = !yields && random_has(m, RANDOM_CHAT, 40);
    const bool dial = !yields && !chat && random_has(m, RANDOM_DIAL, 40);
    const bool call_back =
        !yields && !chat && !dial && random_has(m, RANDOM_CALL_BACK, 60);
    make_work(m, line, !yields && !chat);
    if (chat)
        line->at_a_time = random_between(m, 2, 4);
    if (!yields && !chat && !dial && random_chance(m, 30))
        line->pick_up = random_time(m, 2);
    line->patient = dial;
    if (dial)
        make_dial(m, index);
    else
        make_patience(m, index);
    if (call_back)
        make_call_back(m, index);
}

static bool is_named(struct random_maker *m, int line)
{
    for (int i = 0; i < m->inner; i++)
        for (int k = 0; k < stage_at(m, i)->yields_to_count; k++)
            if (stage_at(m, i)->yields_to[k] == line)
                return true;
    return false;
}

/* Lines that yield are chosen first, since none of them may interrupt. */
static void choose_yielding(struct random_maker *m)
{
    for (int i = 0; i < m->inner; i++) {
        struct scenario_stage *line = stage_at(m, i);
        if (!is_line(m, i) || !random_has(m, RANDOM_YIELDS, 60) || is_named(m, i))
            continue;
        line->yields_to = sim_mem_array((size_t) m->inner, sizeof *line->yields_to);
        for (int k = 0; k < m->inner; k++)
            if (k != i && is_line(m, k) && stage_at(m, k)->yields_to_count == 0
                && random_chance(m, 60))
                line->yields_to[line->yields_to_count++] = k;
    }
}

/* ---- stages of all kinds ---- */

static void make_stage(struct random_maker *m, int index)
{
    struct scenario_stage *stage = stage_at(m, index);
    if (random_chance(m, 15)) {
        random_hours(m, &stage->open);
        stage->closed_to = random_later_stage(m, index);
    }
    if (m->caps < 4 && random_chance(m, 40)) {
        m->caps++;
        stage->visits_at_most = random_between(m, 1, 3);
        stage->then_to = random_later_stage(m, m->inner - 1); /* an end */
    }
}

/* A menu's option, or how some calls of a line are handled. */
static void make_way_special(struct random_maker *m, int index)
{
    struct scenario_stage *stage = stage_at(m, index);
    struct scenario_way *way = &stage->ways[stage->way_count - 1];
    const bool wraps = stage->yields_to_count == 0 && stage->at_a_time == 1;
    if (stage->kind == SCENARIO_MENU && random_has(m, RANDOM_OPTIONS, 50)) {
        way->hangs_up = true;
        way->next = -1;
    } else if (stage->kind == SCENARIO_MENU && random_has(m, RANDOM_OPTIONS, 30)) {
        random_hours(m, &way->open);
        way->closed_to = random_later_stage(m, index);
    }
    if (stage->kind != SCENARIO_LINE)
        return;
    way->has_talk = random_has(m, RANDOM_HANDLING, 30);
    if (way->has_talk)
        way->talk = random_time(m, 10);
    way->has_wrap_up = wraps && random_has(m, RANDOM_HANDLING, 30);
    if (way->has_wrap_up)
        way->wrap_up = random_time(m, 5);
}

static void make_ways(struct random_maker *m, int index)
{
    const enum scenario_stage_kind kind = stage_at(m, index)->kind;
    const int ways = kind == SCENARIO_DELAY ? 1 : random_between(m, 1, 3);
    for (int i = 0; i < ways; i++) {
        struct build_way way = { .share = 1.0 / ways, .next = some_next(m, index) };
        if ((kind == SCENARIO_DELAY || kind == SCENARIO_MENU) && !random_chance(m, 10))
            way.time = random_time(m, 4);
        build_way(m->scenario, index, way);
        make_way_special(m, index);
    }
}

/* What needs all stages to be there. */
static void make_returns(struct random_maker *m, int index)
{
    struct scenario_stage *stage = stage_at(m, index);
    const bool hangs_up =
        (is_line(m, index) && !is_dialled(m, index)) || stage->kind == SCENARIO_MENU;
    if (hangs_up && random_has(m, RANDOM_REDIAL, 70))
        random_redial(m, index, &stage->redial);
    if (is_line(m, index) && random_has(m, RANDOM_CALLS_AGAIN, 50))
        make_calls_again(m, stage);
}

/* One of two stages, if calls come from there to the line. */
static void make_clock(struct random_maker *m, int index)
{
    struct sim_diag diag = { 0 };
    const int from = random_below(m, 2);
    if (from == index || from >= m->inner)
        return;
    stage_at(m, index)->counted_from = from;
    check_flow(m->scenario, &diag);
    if (diag.errors > 0)
        stage_at(m, index)->counted_from = -1;
    sim_diag_done(&diag);
}

void random_flow(struct random_maker *m)
{
    static const char *const ends[ENDS] = { "resolved", "left", "online", "buddy" };
    static const enum scenario_stage_kind kinds[] = {
        SCENARIO_DELAY, SCENARIO_MENU, SCENARIO_MENU, SCENARIO_SPLIT, SCENARIO_LINE,
        SCENARIO_LINE,  SCENARIO_LINE, SCENARIO_LINE, SCENARIO_LINE
    };
    char name[NAME];
    m->inner = random_between(m, 1, 8);
    const int sure = random_below(m, m->inner); /* one line at least */
    for (int i = 0; i < m->inner; i++) {
        snprintf(name, sizeof name, "stage %d", i);
        const enum scenario_stage_kind kind = kinds[random_below(m, 9)];
        build_stage(m->scenario, i == sure ? SCENARIO_LINE : kind, name);
    }
    for (int i = 0; i < ENDS; i++)
        build_stage(m->scenario, SCENARIO_END, ends[i]);
    stage_at(m, m->inner + 2)->positive = true;
    choose_yielding(m);
    for (int i = 0; i < m->inner; i++)
        make_stage(m, i);
    for (int i = 0; i < m->inner; i++)
        if (is_line(m, i))
            make_line(m, i);
    for (int i = 0; i < m->inner; i++)
        make_ways(m, i);
    for (int i = 0; i < m->inner; i++)
        make_returns(m, i);
    for (int i = 0; i < m->inner; i++)
        if (is_line(m, i) && random_chance(m, 40))
            make_clock(m, i);
}

/* ---- outages ---- */

static void make_outage(struct random_maker *m, struct scenario_outage *to)
{
    int last = 0;
    to->name = sim_mem_text("outage");
    to->stages = sim_mem_array((size_t) m->inner, sizeof *to->stages);
    const int share = random_chance(m, 20) ? 100 : 30;
    for (int i = 0; i < m->inner; i++)
        if (random_chance(m, share)) {
            to->stages[to->stage_count++] = i;
            last = i;
        }
    to->planned = random_chance(m, 50);
    if (to->planned) {
        const int from = RANDOM_QUARTER_MIN * random_below(m, 96);
        build_open(&to->window.hours, from,
                   from + RANDOM_QUARTER_MIN * random_between(m, 1, 20));
    } else {
        to->per_month = random_chance(m, 50) ? 30.0 : 200.0;
        to->lasts = random_time(m, 90);
    }
    if (random_chance(m, 60))
        random_redial(m, last, &to->redial);
}

void random_outages(struct random_maker *m)
{
    const int count = random_has(m, RANDOM_OUTAGES, 100) ? random_between(m, 1, 3) : 0;
    m->scenario->outages = sim_mem_array((size_t) count, sizeof *m->scenario->outages);
    m->scenario->outage_count = count;
    for (int i = 0; i < count; i++)
        make_outage(m, &m->scenario->outages[i]);
}
