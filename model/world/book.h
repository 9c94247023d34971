/* The pool of callers, and what is counted of them: the part of the event loop that
 * follows no rule of a control room.  Included by run.c alone, so that the compiler
 * sees one loop. */
#ifndef MODEL_WORLD_BOOK_H
#define MODEL_WORLD_BOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "model/world/state.h"
#include "sim/mem.h"

/* Times of the same instant that were added up in different orders differ in the last
 * bits; a microsecond more is still within the limit. */
static const double SLACK_S = 1e-6;
static const double QUARTER_S = CALENDAR_QUARTER_S;

#define rarely(x) __builtin_expect((x), 0)
#define usually(x) __builtin_expect((x), 1)
/* Kept out of the function of everything (quarter_events), which has to fit in the
 * processor's instruction cache. */
#define apart __attribute__((noinline))
#define apart_rare __attribute__((noinline, cold))

/* ---- the pool of callers under way ----
 *
 * Only first_attempt() takes a place, and only then may the pool move: pointers to
 * calls are good until the next event. */

apart_rare static void pool_grow(struct world *w)
{
    const size_t old = w->spare_capacity;
    /* 16 million callers at once are out of memory: the scenario never serves. */
    const size_t need = old < 1u << 24 ? old + 1 : SIZE_MAX / 4096;
    w->calls = sim_mem_grow(w->calls, &w->call_capacity, need, sizeof *w->calls);
    if (w->program->has_special)
        w->more =
            sim_mem_grow(w->more, &w->more_capacity, w->call_capacity, sizeof *w->more);
    w->spare = sim_mem_grow(w->spare, &w->spare_capacity, need, sizeof *w->spare);
    for (size_t c = w->spare_capacity; c > old; c--)
        w->spare[w->spare_count++] = (uint32_t) c - 1;
}

static uint32_t pool_take(struct world *w)
{
    if (rarely(w->spare_count == 0))
        pool_grow(w);
    return w->spare[--w->spare_count];
}

static void pool_give(struct world *w, const struct world_call *call)
{
    w->spare[w->spare_count++] = (uint32_t) (call - w->calls);
}

/* What a person is given to do. */
struct assignment {
    int team, slot, line;
    struct world_call *call;
    double arrived_s, gives_up_s;
    int quarter;       /* of arrival */
    uint32_t yielding; /* see program_service */
};

/* ---- measuring ---- */

static int quarter_of(const struct world *w, double at_s)
{
    if (usually(at_s < w->tick_s && at_s >= w->tick_s - QUARTER_S))
        return w->quarter;
    const int quarters = w->program->calendar.quarters;
    return at_s < quarters * QUARTER_S ? (int) (at_s / QUARTER_S) : quarters;
}

static double end_of(int quarter)
{
    return (quarter + 1) * QUARTER_S;
}

/* Caller-seconds in a line between two times, as differences (see tally_close). */
static void book_queue(struct world *w, int line, double from_s, int from, double to_s)
{
    struct tally_cell *cell = tally_at(w->tally, from, line);
    const double end_s = end_of(from);
    w->tally->waited_s += to_s - from_s;
    if (usually(to_s < end_s)) {
        cell->queue_s += to_s - from_s;
        return;
    }
    cell->queue_s += end_s - from_s;
    cell[w->tally->subjects].queue_step++;
    const int to = quarter_of(w, to_s);
    cell = tally_at(w->tally, to, line);
    cell->queue_s -= end_of(to) - to_s;
    cell[w->tally->subjects].queue_step--;
}

/* Busy time up to now, before the number of busy or of staffed people changes. */
static void book_team(struct world *w, int team, double now_s)
{
    struct world_team *state = &w->teams[team];
    struct tally_team *cell = &w->staffed[team];
    const double lasted_s = now_s - state->booked_s;
    cell->busy_s += state->busy * lasted_s;
    if (rarely(state->busy > state->people))
        cell->over_s += (state->busy - state->people) * lasted_s;
    state->booked_s = now_s;
}

static void book_histogram(struct world *w, int quarter, int subject, double wait_s)
{
    const struct calendar *calendar = &w->program->calendar;
    const int day = calendar->period_day[quarter];
    if (day < 0)
        return;
    const size_t subjects = w->tally->subjects;
    const size_t bin = tally_bin(wait_s);
    w->tally->day_waits[((size_t) day * subjects + subject) * TALLY_BINS + bin]++;
    const size_t hour = calendar->hour_of_week[quarter];
    w->tally->hour_waits[hour * w->tally->hour_stride + subject * TALLY_BINS + bin]++;
}

static void book_answered(struct world *w, int quarter, int subject, double wait_s)
{
    struct tally_cell *cell = tally_at(w->tally, quarter, subject);
    cell->answered++;
    if (wait_s > 0.0) {
        cell->wait_s += wait_s;
        cell->wait2_s2 += wait_s * wait_s;
        cell->longest_s = wait_s > cell->longest_s ? wait_s : cell->longest_s;
        book_histogram(w, quarter, subject, wait_s);
    }
}

static void book_lost(struct tally_cell *cell, double wait_s)
{
    cell->abandoned++;
    cell->lost_wait_s += wait_s;
    cell->longest_s = wait_s > cell->longest_s ? wait_s : cell->longest_s;
}

static void book_slots(const struct world *w, int subject, enum program_slot_kind kind,
                       struct tally_cell *cell, double lasted_s)
{
    /* The first slot is always worked out, used or not: nearly every line has one, and
     * one that has none must not cost a mispredicted branch. */
    const struct program_slot *slot = &w->program->slots[subject * PROGRAM_SLOTS];
    for (int i = 0; i == 0 || (i < PROGRAM_SLOTS && slot->kind != PROGRAM_SLOT_NONE);
         i++, slot++) {
        const bool within = lasted_s <= slot->limit_s + SLACK_S;
        cell->slot[i] +=
            slot->kind == kind && within == (kind != PROGRAM_SLOT_HUNG_UP_AFTER);
    }
}

/* What became of a call at a line. */
enum outcome { ANSWERED, HUNG_UP, LEFT, STILL };

/* Who was answered might have been in time, had somebody been free. */
static void book_reached(struct world *w, const struct program_view *view, int quarter,
                         double lasted_s)
{
    const struct tally *t = w->tally;
    const struct program_slot *slot = &w->program->slots[view->subject * PROGRAM_SLOTS];
    uint32_t *reached = tally_reached(t, quarter, view->subject);
    for (int i = 0; i < PROGRAM_SLOTS; i++)
        reached[i] += slot[i].kind == PROGRAM_SLOT_ANSWERED_WITHIN
                      && lasted_s <= slot[i].limit_s + SLACK_S;
}

static void book_view(struct world *w, const struct program_view *view,
                      const struct world_call *call, const struct world_place *place,
                      enum outcome outcome, double at_s)
{
    double from_s = place->arrived_s;
    if (view->kind == PROGRAM_VIEW_MARK) {
        const double mark_s = call->mark_s[view->mark];
        from_s = mark_s < 0.0 ? from_s : mark_s;
    } else if (w->more[call - w->calls].accepted_s >= 0.0) {
        if (view->kind == PROGRAM_VIEW_WITHOUT)
            return;
        outcome = ANSWERED;
        at_s = w->more[call - w->calls].accepted_s;
    }
    struct tally_cell *cell = tally_at(w->tally, place->quarter, view->subject);
    cell->offered++;
    cell->left += outcome == LEFT;
    cell->still += outcome == STILL;
    if (outcome == ANSWERED) {
        book_answered(w, place->quarter, view->subject, at_s - from_s);
        book_slots(w, view->subject, PROGRAM_SLOT_ANSWERED_WITHIN, cell, at_s - from_s);
        book_reached(w, view, place->quarter, place->arrived_s - from_s);
    } else if (outcome == HUNG_UP) {
        book_lost(cell, at_s - from_s);
        book_slots(w, view->subject, PROGRAM_SLOT_HUNG_UP_AFTER, cell, at_s - from_s);
    }
}

/* A line's other clocks. */
apart static void book_views(struct world *w, int line, const struct world_call *call,
                             const struct world_place *place, enum outcome outcome,
                             double at_s)
{
    const struct program *p = w->program;
    for (int i = p->lines[line].first_view; i >= 0; i = p->views[i].next)
        book_view(w, &p->views[i], call, place, outcome, at_s);
}

/* A call that comes to a line and may not go in. */
static void book_turned_away(struct world *w, int line, const struct world_call *call,
                             double now_s)
{
    w->cells[line].offered++;
    w->cells[line].left++;
    if (!w->program->lines[line].is_viewed)
        return;
    if (w->more != NULL)
        w->more[call - w->calls].accepted_s = -1.0; /* of an earlier visit */
    book_views(w, line, call,
               &(struct world_place){ .arrived_s = now_s, .quarter = w->quarter }, LEFT,
               now_s);
}

/* An unanswered call is offered again every so often; the first time counts. */
static uint32_t presentations(const struct program_line *line, double wait_s)
{
    if (line->offered_again_s <= 0.0)
        return 1;
    return 1 + (uint32_t) (wait_s / line->offered_again_s);
}

apart_rare static void tell_trace(const struct world *w,
                                  const struct world_event *event)
{
    w->trace(w->trace_to, event);
}

static int attempt_of(const struct world *w, const struct world_call *call)
{
    return w->more == NULL ? 1 : w->more[call - w->calls].attempt;
}

static void tell(const struct world *w, enum world_happening what,
                 const struct world_call *call, int place, int team, double at_s,
                 double wait_s)
{
    if (rarely(w->trace != NULL))
        tell_trace(w, &(struct world_event){ .at_s = at_s,
                                             .call = call->serial,
                                             .stream = call->stream,
                                             .place = place,
                                             .team = team,
                                             .wait_s = wait_s,
                                             .attempt = attempt_of(w, call),
                                             .what = what });
}

static void tell_answered(const struct world *w, const struct world_call *call,
                          int stage, int team, double at_s, double wait_s,
                          double talk_s, double wrap_up_s)
{
    if (rarely(w->trace != NULL))
        tell_trace(w, &(struct world_event){ .at_s = at_s,
                                             .call = call->serial,
                                             .stream = call->stream,
                                             .place = stage,
                                             .team = team,
                                             .wait_s = wait_s,
                                             .talk_s = talk_s,
                                             .wrap_up_s = wrap_up_s,
                                             .attempt = attempt_of(w, call),
                                             .what = WORLD_ANSWERED });
}

#endif
