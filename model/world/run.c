/* The events of a world: arrival, waiting, answer, hanging up, completion; its parts
 * stand in the headers of this folder that nobody else includes. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/world/book.h"
#include "model/world/chance.h"
#include "model/world/close.h"
#include "model/world/stage.h"
#include "model/world/state.h"
#include "model/world/work.h"
#include "sim/mem.h"

/* ---- ends of journeys ---- */

static void end_journey(struct world *w, const struct world_call *call)
{
    w->open -= call->born_s < w->end_s;
    if (rarely(w->more != NULL))
        stream_more(w, call)->attempts += more_of(w, call)->attempt;
    pool_give(w, call);
}

/* A journey ends at a named end, after an answer or without having needed one. */
static void arrive_at_end(struct world *w, const struct world_call *call, int stage,
                          double at_s)
{
    const int subject = w->program->line_count + call->stream;
    w->tally->entered[stage] += call->counted;
    if (rarely(w->more != NULL))
        stream_more(w, call)->resolved += stage != w->program->left;
    if (call->answered)
        book_answered(w, call->quarter, subject, call->waited_s);
    else
        tally_at(w->tally, call->quarter, subject)->left++;
    tell(w, WORLD_ENDS, call, stage, -1, at_s, call->waited_s);
    end_journey(w, call);
}

/* Of first attempts each journey counts at most once. */
static bool hits_first_time(const struct world *w, const struct world_call *call, int j)
{
    struct world_more *more = more_of(w, call);
    if (!w->program->journeys[j].of_callers)
        return true;
    const bool again = more->hits >> j & 1;
    more->hits |= (uint8_t) (1u << j);
    return !again;
}

/* A caller hangs up in a line, having waited from arrived_s (0 s if they balked). */
apart static void hang_up(struct world *w, int line, struct world_call *call,
                          double arrived_s, int quarter, double at_s)
{
    const struct program *p = w->program;
    const double wait_s = at_s - arrived_s;
    struct tally_cell *cell = tally_at(w->tally, quarter, line);
    book_lost(cell, wait_s);
    cell->presented += presentations(&p->lines[line], wait_s);
    book_slots(w, line, PROGRAM_SLOT_HUNG_UP_AFTER, cell, wait_s);
    if (rarely(p->lines[line].is_viewed))
        book_views(w, line, call,
                   &(struct world_place){ .arrived_s = arrived_s, .quarter = quarter },
                   HUNG_UP, at_s);
    if (wait_s > 0.0)
        book_queue(w, line, arrived_s, quarter, at_s);
    call->waited_s += wait_s;
    for (int j = 0; j < p->journey_count; j++)
        w->tally->journeys[((size_t) call->quarter * p->journey_count + j) * 2] +=
            p->journeys[j].stream == call->stream && (p->journeys[j].lines >> line & 1)
            && wait_s > p->journeys[j].hung_up_after_s + SLACK_S
            && (w->more == NULL || hits_first_time(w, call, j));
    tell(w, WORLD_HANGS_UP, call, p->lines[line].stage, -1, at_s, wait_s);
    if (rarely(w->more != NULL)) {
        after_hanging_up(w, line, call, at_s);
        return;
    }
    book_lost(tally_at(w->tally, call->quarter, p->line_count + call->stream),
              call->waited_s);
    end_journey(w, call);
}

/* ---- answering ---- */

static int pick_way(const struct world *w, const struct program_stage *stage,
                    const struct world_call *call)
{
    int way = stage->first_way;
    if (stage->way_count > 1) {
        const double u = sim_rng_unit(chance_draw(call->key, call->visit, CHANCE_WAY));
        int more = 0; /* a sum, not a search: which way it goes cannot be predicted */
        for (int i = 0; i < stage->way_count - 1; i++)
            more += u >= w->program->ways[way + i].up_to;
        way += more;
    }
    return way;
}

static int draw_way(struct world *w, const struct program_stage *stage,
                    const struct world_call *call)
{
    const int way = pick_way(w, stage, call);
    w->tally->flow[way] += call->counted;
    return way;
}

static double draw_time(const struct world *w, const struct sim_dist *dist,
                        const double *factor, const struct world_call *call,
                        enum chance_purpose purpose)
{
    const double time_s =
        sim_dist_draw(dist, chance_draw(call->key, call->visit, purpose));
    return factor == NULL ? time_s : time_s * factor[w->quarter];
}

/* A person takes a call at now_s.  Returns when something next happens in their slot:
 * the end of all, or of the talk when the caller then moves on. */
static double take(struct world *w, const struct assignment *a, double now_s)
{
    const struct program *p = w->program;
    const struct program_line *line = &p->lines[a->line];
    if (rarely(line->special != NULL))
        return take_special(w, a, now_s);
    struct world_slot *slot = &w->slots[a->slot];
    struct world_call *call = a->call;
    double answer_s = now_s;
    slot->what = WORLD_DONE;
    slot->serial = call->serial;
    if (rarely(line->rings)) {
        answer_s += draw_time(w, &line->pick_up, NULL, call, CHANCE_PICK_UP);
        if (a->gives_up_s < answer_s) {
            slot->what = WORLD_LOST;
            hang_up(w, a->line, call, a->arrived_s, a->quarter, a->gives_up_s);
            return a->gives_up_s;
        }
    }
    const double wait_s = answer_s - a->arrived_s;
    struct tally_cell *cell = tally_at(w->tally, a->quarter, a->line);
    if (wait_s > 0.0)
        book_queue(w, a->line, a->arrived_s, a->quarter, answer_s);
    book_answered(w, a->quarter, a->line, wait_s);
    cell->presented += presentations(line, wait_s);
    book_slots(w, a->line, PROGRAM_SLOT_ANSWERED_WITHIN, cell, wait_s);
    if (rarely(line->is_viewed))
        book_views(
            w, a->line, call,
            &(struct world_place){ .arrived_s = a->arrived_s, .quarter = a->quarter },
            ANSWERED, answer_s);
    call->waited_s += wait_s;
    call->answered = true;
    const double talk_s =
        draw_time(w, &line->talk, line->talk_factor, call, CHANCE_TALK);
    const double wrap_up_s =
        line->wraps
            ? draw_time(w, &line->wrap_up, line->wrap_up_factor, call, CHANCE_WRAP_UP)
            : 0.0;
    if (rarely(w->more != NULL))
        tally_more_at(w->tally, a->quarter, a->line)->worked_s += talk_s + wrap_up_s;
    tell_answered(w, call, line->stage, a->team, answer_s, wait_s, talk_s, wrap_up_s);
    const double talk_ends_s = answer_s + talk_s, ends_s = talk_ends_s + wrap_up_s;
    const struct program_way *way =
        &p->ways[draw_way(w, &p->stages[line->stage], call)];
    if (way->ends) {
        arrive_at_end(w, call, way->next, talk_ends_s);
        return ends_s;
    }
    call->next = (uint16_t) way->next;
    slot->what = wrap_up_s > 0.0 ? WORLD_TALKED_OUT : WORLD_TALKED;
    slot->wrap_up_s = wrap_up_s;
    slot->call = (uint32_t) (call - w->calls);
    return talk_ends_s;
}

/* An idle person of a team takes a call. */
static void take_idle(struct world *w, struct assignment *a, double now_s)
{
    struct world_team *team = &w->teams[a->team];
    book_team(w, a->team, now_s);
    a->slot = team->idle;
    team->idle = w->slots[a->slot].next_idle;
    team->busy++;
    sim_ends_add(&w->ends, a->slot, take(w, a, now_s));
}

/* Twice the slots, all new ones for callers under way and timers. */
apart_rare static void slots_grow(struct world *w)
{
    const int old = w->ends.slots;
    sim_ends_grow(&w->ends, old * 2);
    size_t capacity = (size_t) old;
    w->slots = sim_mem_grow(w->slots, &capacity, (size_t) old * 2, sizeof *w->slots);
    for (int i = old; i < old * 2; i++)
        w->slots[i].next_idle = i + 1 < old * 2 ? i + 1 : -1;
    w->idle = old;
}

/* A slot that is no person's will end at `at_s`.  Returns it.  The slots may move. */
static int plan(struct world *w, enum world_what what, double at_s, uint64_t serial,
                uint32_t call, int team)
{
    if (rarely(w->idle < 0))
        slots_grow(w);
    const int index = w->idle;
    struct world_slot *slot = &w->slots[index];
    w->idle = slot->next_idle;
    slot->what = (uint16_t) what;
    slot->serial = serial;
    slot->call = call;
    slot->team = (uint16_t) team;
    sim_ends_add(&w->ends, index, at_s);
    return index;
}

/* ---- lines ---- */

apart_rare static void line_grow(struct world_line *state)
{
    const uint32_t count = state->tail - state->head;
    struct world_place *places =
        sim_mem_array((size_t) state->capacity * 2, sizeof *places);
    for (uint32_t i = 0; i < count; i++)
        places[i] = state->places[(state->head + i) & (state->capacity - 1)];
    free(state->places);
    state->places = places;
    state->head = 0;
    state->tail = count;
    state->capacity *= 2;
}

/* Books those who gave up before now_s and closes the ranks. */
apart_rare static void line_clear(struct world *w, int line, double now_s)
{
    struct world_line *state = &w->lines[line];
    uint32_t kept = state->head;
    for (uint32_t i = state->head; i != state->tail; i++) {
        const struct world_place place = state->places[i & (state->capacity - 1)];
        if (place.gives_up_s >= now_s) {
            state->places[kept++ & (state->capacity - 1)] = place;
            continue;
        }
        hang_up(w, line, &w->calls[place.call], place.arrived_s, place.quarter,
                place.gives_up_s);
    }
    state->tail = kept;
}

/* A line is full: it grows only if most of those in it are really there, so that one
 * which nobody answers does not gather its callers of a year. */
apart_rare static void line_make_room(struct world *w, int line, double now_s)
{
    struct world_line *state = &w->lines[line];
    line_clear(w, line, now_s);
    if (state->tail - state->head > state->capacity / 2)
        line_grow(state);
}

static void line_add(struct world *w, int line, const struct world_place *place)
{
    struct world_line *state = &w->lines[line];
    if (rarely(state->tail - state->head == state->capacity))
        line_make_room(w, line, place->arrived_s);
    state->places[state->tail++ & (state->capacity - 1)] = *place;
    w->waiting |= (1u << line) & ~w->shut;
}

/* The caller at the head of a line who has not given up before now_s, if any; those who
 * have are booked on the way.  Clears the line's bit when it turns out empty. */
static struct world_place *line_first(struct world *w, int line, double now_s)
{
    struct world_line *state = &w->lines[line];
    while (state->head != state->tail) {
        struct world_place *place = &state->places[state->head & (state->capacity - 1)];
        if (usually(place->gives_up_s >= now_s))
            return place;
        hang_up(w, line, &w->calls[place->call], place->arrived_s, place->quarter,
                place->gives_up_s);
        state->head++;
    }
    w->waiting &= ~(1u << line);
    return NULL;
}

/* Who is next for a person of this team, with `free` people free before they start:
 * fills *a and takes the caller out of the line.  False when nobody is. */
static bool next_call(struct world *w, int team, int free, double now_s,
                      struct assignment *a)
{
    const struct program *p = w->program;
    const struct program_team *plan = &p->teams[team];
    const struct program_service *service = &p->services[plan->first_service];
    for (int i = 0; i < plan->service_count; i++, service++) {
        if ((w->waiting >> service->line & 1) == 0)
            continue;
        int counts = free;
        if (rarely(service->yielding != 0))
            counts += working(w, team, service->yielding);
        if (counts <= service->keep_free)
            continue;
        const struct world_place *place = line_first(w, service->line, now_s);
        if (place == NULL || place->arrived_s + service->takes_after_s > now_s)
            continue;
        *a = (struct assignment){ .team = team,
                                  .line = service->line,
                                  .call = &w->calls[place->call],
                                  .arrived_s = place->arrived_s,
                                  .gives_up_s = place->gives_up_s,
                                  .quarter = place->quarter,
                                  .yielding = service->yielding };
        struct world_line *state = &w->lines[service->line];
        if (++state->head == state->tail)
            w->waiting &= ~(1u << service->line);
        return true;
    }
    return false;
}

/* Free people of a team, and those on work that yields, take what they may. */
apart static void scan(struct world *w, int team, double now_s)
{
    const struct world_team *state = &w->teams[team];
    const bool yields = w->program->teams[team].yields;
    struct assignment a;
    while ((state->busy < state->people || yields)
           && next_call(w, team, state->people - state->busy, now_s, &a)) {
        if (state->busy < state->people)
            take_idle(w, &a, now_s);
        else
            interrupt(w, &a, a.yielding, now_s);
    }
}

static double patience_ends(const struct world *w, const struct program_line *line,
                            const struct world_call *call, double now_s)
{
    if (line->patient)
        return SIM_NEVER;
    return now_s
           + draw_time(w, &line->patience, line->patience_factor, call,
                       CHANCE_PATIENCE);
}

/* A caller is at a line that is open: answered at once, or leaves, or waits. */
static void join_line(struct world *w, struct world_call *call, int index, double now_s)
{
    const struct program *p = w->program;
    const struct program_line *line = &p->lines[index];
    call->answered = false;
    w->cells[index].offered++;
    if (rarely(line->special != NULL)) {
        join_special(w, call, index, now_s);
        return;
    }
    const struct program_server *server = &p->servers[line->first_server];
    for (int i = 0; i < line->server_count; i++, server++) {
        const struct world_team *team = &w->teams[server->team];
        if (team->people - team->busy <= server->keep_free
            || server->takes_after_s > 0.0)
            continue;
        struct assignment a = { .team = server->team,
                                .line = index,
                                .call = call,
                                .arrived_s = now_s,
                                .gives_up_s = line->rings
                                                  ? patience_ends(w, line, call, now_s)
                                                  : SIM_NEVER,
                                .quarter = w->quarter };
        take_idle(w, &a, now_s);
        return;
    }
    if (line->at_once > 0.0
        && sim_rng_unit(chance_draw(call->key, call->visit, CHANCE_AT_ONCE))
               < line->at_once) {
        hang_up(w, index, call, now_s, w->quarter, now_s);
        return;
    }
    const struct world_place place = {
        .arrived_s = now_s,
        .gives_up_s = patience_ends(w, line, call, now_s),
        .call = (uint32_t) (call - w->calls),
        .quarter = w->quarter,
    };
    tell(w, WORLD_WAITS, call, line->stage, -1, now_s, 0.0);
    line_add(w, index, &place);
    if (!line->is_delayed)
        return;
    server = &p->servers[line->first_server];
    for (int i = 0; i < line->server_count; i++, server++)
        if (server->takes_after_s > 0.0)
            plan(w, WORLD_TIMER, now_s + server->takes_after_s, call->serial,
                 WORLD_NO_CALL, server->team);
}

/* ---- events ---- */

static struct world_call *first_attempt(struct world *w, const struct arrival *arrival)
{
    const struct program *p = w->program;
    const uint32_t place = pool_take(w); /* may move the pool */
    struct world_call *call = &w->calls[place];
    *call = (struct world_call){ .born_s = arrival->at_s,
                                 .mark_s = { WORLD_NO_MARK, WORLD_NO_MARK },
                                 .key = arrival->key,
                                 .serial = w->serial++,
                                 .quarter = w->quarter,
                                 .stream = (uint16_t) arrival->stream,
                                 .counted = w->counts };
    if (rarely(w->more != NULL))
        w->more[place] = (struct world_more){ .attempt = 1,
                                              .slot = -1,
                                              .accepted_s = -1.0,
                                              .remaining_s = -1.0,
                                              .began_s = -1.0,
                                              .again_s = -1.0 };
    w->cells[p->line_count + call->stream].offered++;
    w->open += w->keeps_open;
    for (int j = 0; j < p->journey_count; j++)
        w->tally->journeys[((size_t) w->quarter * p->journey_count + j) * 2 + 1] +=
            p->journeys[j].of_callers && p->journeys[j].stream == call->stream;
    return call;
}

/* The kind of what happens: completion, timer, hanging up, arrival. */
static int kind_of(unsigned what)
{
    return what < WORLD_TIMER ? 0 : what < WORLD_LOST ? 1 : what < WORLD_ARRIVE ? 2 : 3;
}

/* The order of two slots that end at the same time: by kind, then by call; completions
 * of one call by team, a wrap-up before a talk; its timers by what they do, then by
 * team. */
static bool goes_before(const struct world_slot *a, const struct world_slot *b)
{
    const int kind_a = kind_of(a->what), kind_b = kind_of(b->what);
    if (kind_a != kind_b)
        return kind_a < kind_b;
    if (a->serial != b->serial)
        return a->serial < b->serial;
    if (kind_a == 0 && a->team != b->team)
        return a->team < b->team;
    return a->what != b->what ? a->what < b->what : a->team < b->team;
}

apart_rare static int break_tie(const struct world *w)
{
    int first = sim_ends_each(&w->ends, 0);
    for (int s = sim_ends_each(&w->ends, first + 1); s >= 0;
         s = sim_ends_each(&w->ends, s + 1))
        if (goes_before(&w->slots[s], &w->slots[first]))
            first = s;
    return first;
}

/* A person is done: takes the next call, or is idle.  When there are more busy people
 * than staff, fewer than one is free before they start, so they take none and leave. */
static void person_done(struct world *w, int index, double now_s)
{
    const int number = w->slots[index].team;
    const struct program_team *plan_of = &w->program->teams[number];
    struct world_team *team = &w->teams[number];
    struct assignment a;
    if ((w->waiting & plan_of->lines) != 0 && team->busy <= team->people
        && next_call(w, number, team->people - team->busy + 1, now_s, &a)) {
        a.slot = index;
        const double ends_s = take(w, &a, now_s); /* may move the slots */
        sim_ends_set(&w->ends, index, ends_s);
        if (rarely(plan_of->yields)) /* to whom waits for one on such work */
            scan(w, number, now_s);
        return;
    }
    book_team(w, number, now_s);
    team->busy--;
    w->slots[index].next_idle = team->idle;
    team->idle = index;
    sim_ends_set(&w->ends, index, SIM_NEVER);
    if (rarely(plan_of->yields))
        scan(w, number, now_s);
}

/* Whoever else is done at this very moment is done before the caller arrives. */
static uint32_t moves_on(struct world *w, uint32_t call, double now_s)
{
    if (usually(w->ends.first_s > now_s))
        return call;
    plan(w, WORLD_ARRIVE, now_s, w->calls[call].serial, call, 0);
    return WORLD_NO_CALL;
}

/* One of a person's calls at a time is over.  Returns the caller if they now go to
 * their next stage. */
apart static uint32_t chat_done(struct world *w, int index, double now_s)
{
    const struct world_slot chat = w->slots[index];
    struct world_call *call = &w->calls[chat.call];
    free_slot(w, index);
    struct world_slot *person = &w->slots[chat.person];
    if (--person->person == 0)
        person_done(w, chat.person, now_s);
    else
        take_next_chat(w, chat.team, (int) person->call, chat.person, now_s);
    if (more_of(w, call)->again_s < 0.0)
        return moves_on(w, chat.call, now_s);
    come_again(w, call, now_s);
    return WORLD_NO_CALL;
}

/* What happens only with specials. */
apart static uint32_t special_event(struct world *w, int index, double now_s)
{
    const struct world_slot slot = w->slots[index];
    switch ((enum world_what) slot.what) {
    case WORLD_IN_VAIN: {
        person_done(w, index, now_s);
        const uint32_t call = dialled_in_vain(w, slot.call, now_s);
        return call == WORLD_NO_CALL ? call : moves_on(w, call, now_s);
    }
    case WORLD_CHATTED:
        return chat_done(w, index, now_s);
    case WORLD_OFFER:
    case WORLD_OVERFLOW:
    case WORLD_HANG_UP: {
        free_slot(w, index);
        const uint32_t call = waiting_event(w, slot.what, slot.call, now_s);
        return call == WORLD_NO_CALL ? call : moves_on(w, call, now_s);
    }
    case WORLD_RETRY:
        free_slot(w, index);
        try_again(w, slot.call, now_s);
        return WORLD_NO_CALL;
    case WORLD_DONE:
    case WORLD_TALKED:
    case WORLD_TALKED_OUT:
    case WORLD_TIMER:
    case WORLD_LOST:
    case WORLD_ARRIVE:
    case WORLD_CHATS:
        break;
    }
    assert(false);
    return WORLD_NO_CALL;
}

/* The talk is over, and with it the person is done. */
static uint32_t talked(struct world *w, int index, uint32_t call, double now_s)
{
    bool yields = false;
    if (rarely(w->more != NULL) && w->more[call].began_s >= 0.0) {
        count_working(w, w->slots[index].team, w->more[call].line, -1);
        w->more[call].began_s = -1.0;
        yields = true;
    }
    person_done(w, index, now_s);
    if (rarely(yields) && yielding_done(w, call, now_s) == WORLD_NO_CALL)
        return WORLD_NO_CALL;
    return moves_on(w, call, now_s);
}

/* The earliest slot's time has come.  Returns the place in the pool of the caller who
 * now goes to their next stage, or no call. */
static uint32_t slot_event(struct world *w, double now_s)
{
    const int index = rarely(w->ends.tied) ? break_tie(w) : w->ends.first;
    struct world_slot *slot = &w->slots[index];
    const uint32_t call = slot->call;
    const enum world_what what = slot->what;
    if (what == WORLD_DONE || what == WORLD_LOST) {
        person_done(w, index, now_s);
        return WORLD_NO_CALL;
    }
    if (what == WORLD_TALKED)
        return talked(w, index, call, now_s);
    if (what == WORLD_TALKED_OUT) {
        slot->what = WORLD_DONE;
        sim_ends_set(&w->ends, index, now_s + slot->wrap_up_s);
        return moves_on(w, call, now_s);
    }
    if (rarely(what != WORLD_ARRIVE && what != WORLD_TIMER))
        return special_event(w, index, now_s);
    const int team = slot->team;
    free_slot(w, index);
    if (what == WORLD_ARRIVE)
        return call;
    scan(w, team, now_s);
    return WORLD_NO_CALL;
}

/* One function of everything that happens in it: the calls between the parts would cost
 * a tenth of the time. */
__attribute__((flatten)) static void quarter_events(struct world *w)
{
    uint64_t events = 0;
    for (;; events++) {
        struct world_call *call;
        double now_s = w->coming->at_s;
        if (w->ends.first_s <= now_s) {
            now_s = w->ends.first_s;
            if (now_s >= w->tick_s)
                break;
            const uint32_t index = slot_event(w, now_s);
            if (index == WORLD_NO_CALL)
                continue;
            call = &w->calls[index];
        } else {
            call = &w->calls[w->coming++->call];
        }
        enter(w, call, call->next, now_s);
    }
    w->tally->events += events;
}

void world_run_quarter(struct world *w)
{
    quarter_events(w);
    for (int i = 0; i < w->program->team_count; i++)
        book_team(w, i, w->tick_s);
}

/* Lets in the first attempts of this quarter hour.  The callers' way to the first stage
 * that is not plain is worked out at once, since nobody else has a part in it; those
 * who get there in this quarter hour, with those of earlier ones, are put in order of
 * time. */
static void admit(struct world *w)
{
    w->tally->callers += (uint64_t) w->arrivals.count;
    const size_t most = (size_t) w->later_count + (size_t) w->arrivals.count;
    w->drawn = sim_mem_grow(w->drawn, &w->drawn_capacity, most, sizeof *w->drawn);
    w->later = sim_mem_grow(w->later, &w->later_capacity, most, sizeof *w->later);
    int now = 0, later = 0;
    for (int i = 0; i < w->later_count; i++)
        if (w->later[i].at_s < w->tick_s)
            w->drawn[now++] = w->later[i];
        else
            w->later[later++] = w->later[i];
    for (int i = 0; i < w->arrivals.count; i++) {
        struct world_call *call = first_attempt(w, &w->arrivals.list[i]);
        struct world_coming coming = { .at_s = call->born_s,
                                       .call = (uint32_t) (call - w->calls) };
        if (!advance(w, call, w->program->streams[call->stream].enters, &coming.at_s))
            continue;
        if (coming.at_s < w->tick_s)
            w->drawn[now++] = coming;
        else
            w->later[later++] = coming;
    }
    w->later_count = later;
    world_sort_coming(w, now);
}

void world_begin_quarter(struct world *w)
{
    const struct program *p = w->program;
    const struct calendar *calendar = &p->calendar;
    const double now_s = w->quarter * QUARTER_S;
    w->tick_s = now_s + QUARTER_S;
    w->cells = tally_at(w->tally, w->quarter, 0);
    w->staffed = &w->tally->staffed[w->quarter * w->tally->teams];
    w->counts = w->quarter >= calendar->from && w->quarter < calendar->to;
    w->keeps_open = w->quarter < calendar->to;
    admit(w);
    const uint32_t up = p->outage_count > 0 ? change_outages(w, now_s) : 0;
    uint32_t look = 0; /* teams, once all numbers have changed */
    for (int i = 0; i < p->team_count; i++) {
        struct world_team *team = &w->teams[i];
        const int people = team->roster[w->quarter];
        w->staffed[i].people = people;
        w->staffed[i].short_by = team->short_by[w->quarter];
        team->booked_s = now_s;
        const bool more = people > team->people || (up & p->teams[i].lines) != 0;
        look |= (uint32_t) more << i;
        team->people = people;
    }
    for (; look != 0; look &= look - 1)
        scan(w, __builtin_ctz(look), now_s);
}

void world_clear_lines(struct world *w, double now_s)
{
    for (int l = 0; l < w->program->line_count; l++)
        line_clear(w, l, now_s);
}
