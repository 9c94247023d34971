/* Work that is not simply talk and wrap-up: dialling out, several calls at a time, work
 * that yields to more urgent calls, laws that depend.  Included by run.c alone. */
#ifndef MODEL_WORLD_WORK_H
#define MODEL_WORLD_WORK_H

#include "model/world/special.h"

/* In run.c. */
static int pick_way(const struct world *w, const struct program_stage *stage,
                    const struct world_call *call);
static double take(struct world *w, const struct assignment *a, double now_s);
static void take_idle(struct world *w, struct assignment *a, double now_s);
static double patience_ends(const struct world *w, const struct program_line *line,
                            const struct world_call *call, double now_s);

static double work_time(const struct world *w, const struct sim_dist *dist,
                        const double *factor, const struct assignment *a,
                        enum chance_purpose purpose)
{
    const double time_s =
        sim_dist_draw(dist, chance_draw(a->call->key, a->call->visit, purpose))
        * w->program->teams[a->team].talk_times;
    return factor == NULL ? time_s : time_s * factor[w->quarter];
}

/* Talk and wrap-up of a call that is answered by this way, after this wait. */
static void draw_work(const struct world *w, const struct assignment *a, int way,
                      double wait_s, double *talk_s, double *wrap_up_s)
{
    const struct program *p = w->program;
    const struct program_line *line = &p->lines[a->line];
    const struct program_special *special = line->special;
    const int own = p->ways[way].handling,
              streams = special->handling_of == NULL
                            ? -1
                            : special->handling_of[a->call->stream];
    const struct sim_dist *talk = &line->talk, *wrap_up = &line->wrap_up;
    const int from[] = { streams, own };
    for (int i = 0; i < 2; i++) {
        if (from[i] < 0)
            continue;
        talk = p->handlings[from[i]].has_talk ? &p->handlings[from[i]].talk : talk;
        wrap_up = p->handlings[from[i]].has_wrap_up ? &p->handlings[from[i]].wrap_up
                                                    : wrap_up;
    }
    double longer = special->talk_more_a_s * wait_s;
    longer = longer < special->talk_at_most ? longer : special->talk_at_most;
    *talk_s = work_time(w, talk, line->talk_factor, a, CHANCE_TALK) * (1.0 + longer);
    *wrap_up_s = work_time(w, wrap_up, line->wrap_up_factor, a, CHANCE_WRAP_UP);
}

/* Whether the answered caller comes again after a wait like this one. */
static bool comes_again(const struct world *w, const struct program_special *special,
                        const struct world_call *call, double wait_s)
{
    if (special->again_way < 0 || more_of(w, call)->attempt >= special->again_attempts)
        return false;
    const double share = special->again_share + special->again_more_a_s * wait_s;
    return sim_rng_unit(chance_more(call->key, call->visit, CHANCE_AGAIN))
           < (share < special->again_at_most ? share : special->again_at_most);
}

static void come_again(struct world *w, struct world_call *call, double at_s)
{
    const struct program *p = w->program;
    struct world_more *more = more_of(w, call);
    const struct program_line *line = &p->lines[more->line];
    const double after_s = more->again_s;
    more->again_s = -1.0;
    stream_more(w, call)->again++;
    tell(w, WORLD_AGAIN, call, line->stage, -1, at_s, 0.0);
    new_attempt(w, call);
    be_at(w, call, p->ways[line->special->again_way].next, at_s + after_s);
}

/* A person answers a call at answer_s: books it and draws what follows.  Returns when
 * the talk ends; *wrap_up_s is what follows, *stage where the caller then goes, or -1:
 * comes again. */
static double answer(struct world *w, const struct assignment *a, double answer_s,
                     double *wrap_up_s, int *stage)
{
    const struct program *p = w->program;
    const struct program_line *line = &p->lines[a->line];
    const struct program_special *special = line->special;
    struct world_call *call = a->call;
    struct world_more *more = more_of(w, call);
    const double wait_s = answer_s - a->arrived_s;
    struct tally_cell *cell = tally_at(w->tally, a->quarter, a->line);
    if (wait_s > 0.0)
        book_queue(w, a->line, a->arrived_s, a->quarter, answer_s);
    book_answered(w, a->quarter, a->line, wait_s);
    cell->presented += presentations(line, wait_s);
    book_slots(w, a->line, PROGRAM_SLOT_ANSWERED_WITHIN, cell, wait_s);
    if (line->is_viewed)
        book_views(
            w, a->line, call,
            &(struct world_place){ .arrived_s = a->arrived_s, .quarter = a->quarter },
            ANSWERED, answer_s);
    if (!special->is_dialled)
        call->waited_s += wait_s;
    call->answered = true;
    double talk_s;
    int way = pick_way(w, &p->stages[line->stage], call);
    draw_work(w, a, way, wait_s, &talk_s, wrap_up_s);
    struct tally_more *counts = line_more(w, more);
    counts->worked_s += talk_s + *wrap_up_s;
    counts->called_back += more->accepted_s >= 0.0;
    *stage = p->ways[way].next;
    if (p->ways[way].ends && comes_again(w, special, call, wait_s)) {
        way = special->again_way;
        *stage = -1;
        counts->again++;
        more->again_s =
            sim_dist_draw(&special->again_after,
                          chance_more(call->key, call->visit, CHANCE_AGAIN_TIME));
    }
    w->tally->flow[way] += call->counted;
    tell_answered(w, call, line->stage, a->team, answer_s, wait_s, talk_s, *wrap_up_s);
    return answer_s + talk_s;
}

/* A dial in vain: when it is over, the person is free again. */
static double dial_in_vain(struct world *w, const struct assignment *a, int try,
                           double now_s)
{
    const struct program_line *line = &w->program->lines[a->line];
    struct world_slot *slot = &w->slots[a->slot];
    struct world_call *call = a->call;
    const double lasts_s =
        sim_dist_draw(&line->special->dial.no_answer,
                      chance_try(call->key, call->visit, try, CHANCE_NO_ANSWER));
    slot->what = WORLD_IN_VAIN;
    slot->call = place_in_pool(w, call);
    line_more(w, more_of(w, call))->dialled_s += lasts_s;
    tell(w, WORLD_DIALLED, call, line->stage, a->team, now_s, 0.0);
    return now_s + lasts_s;
}

/* ---- work that yields ---- */

/* People of a team on work of these lines, which may be interrupted. */
static int working(const struct world *w, int team, uint32_t lines)
{
    int people = 0;
    for (; lines != 0; lines &= lines - 1)
        people += w->working[team * w->program->line_count + __builtin_ctz(lines)];
    return people;
}

static void count_working(struct world *w, int team, int line, int change)
{
    w->working[team * w->program->line_count + line] += change;
}

/* A person begins work that may be interrupted, or goes on with it. */
static double begin_yielding(struct world *w, const struct assignment *a, double now_s,
                             double ends_s)
{
    struct world_slot *slot = &w->slots[a->slot];
    slot->what = WORLD_TALKED;
    slot->call = place_in_pool(w, a->call);
    more_of(w, a->call)->began_s = now_s;
    count_working(w, a->team, a->line, 1);
    return ends_s;
}

static double resume(struct world *w, const struct assignment *a, double now_s)
{
    struct world_more *more = more_of(w, a->call);
    const double ends_s = now_s + more->remaining_s;
    more->remaining_s = -1.0;
    tell(w, WORLD_RESUMED, a->call, w->program->lines[a->line].stage, a->team, now_s,
         0.0);
    return begin_yielding(w, a, now_s, ends_s);
}

/* The person of a team whose work on one of these lines was begun last. */
static int begun_last(const struct world *w, int team, uint32_t lines)
{
    int first = 0, found = -1;
    for (int i = 0; i < team; i++)
        first += w->program->teams[i].slots;
    for (int s = first; s < first + w->program->teams[team].slots; s++) {
        const struct world_slot *slot = &w->slots[s];
        if (slot->what != WORLD_TALKED || sim_ends_at(&w->ends, s) >= SIM_NEVER)
            continue;
        const struct world_more *more = &w->more[slot->call];
        if (more->began_s < 0.0 || (lines >> more->line & 1) == 0)
            continue;
        const double than_s = found < 0 ? -1.0 : w->more[w->slots[found].call].began_s;
        if (more->began_s > than_s
            || (more->began_s >= than_s && slot->serial > w->slots[found].serial))
            found = s;
    }
    return found;
}

/* A call takes the person whose work on one of these lines was begun last. */
static void interrupt(struct world *w, struct assignment *a, uint32_t lines,
                      double now_s)
{
    a->slot = begun_last(w, a->team, lines);
    struct world_call *work = &w->calls[w->slots[a->slot].call];
    struct world_more *more = more_of(w, work);
    const int line = more->line;
    more->remaining_s = sim_ends_at(&w->ends, a->slot) - now_s;
    more->began_s = -1.0;
    count_working(w, a->team, line, -1);
    line_more(w, more)->interrupted++;
    tell(w, WORLD_STOPPED, work, w->program->lines[line].stage, a->team, now_s, 0.0);
    line_insert(w, work);
    sim_ends_set(&w->ends, a->slot, take(w, a, now_s));
    scan_servers(w, line, now_s);
}

/* The work of a slot is over that could have been interrupted; the person is done.
 * Returns the caller if they go to another stage. */
apart static uint32_t yielding_done(struct world *w, uint32_t index, double now_s)
{
    struct world_call *call = &w->calls[index];
    if (more_of(w, call)->again_s < 0.0)
        return index;
    come_again(w, call, now_s);
    return WORLD_NO_CALL;
}

/* ---- several calls at a time ---- */

static void plan_chat(struct world *w, const struct assignment *a, double ends_s)
{
    const int slot = plan(w, WORLD_CHATTED, ends_s, a->call->serial,
                          place_in_pool(w, a->call), a->team);
    w->slots[slot].person = a->slot;
}

/* Whether people of a team with several calls may take one more of them: nobody goes on
 * beyond the end of staffing, and more urgent lines come first. */
static bool may_take_more(struct world *w, int team, int line, double now_s)
{
    const struct program_team *plan_of = &w->program->teams[team];
    if (w->teams[team].busy > w->teams[team].people)
        return false;
    for (int i = 0; i < plan_of->service_count; i++) {
        const int other = w->program->services[plan_of->first_service + i].line;
        if (other == line)
            return true;
        if ((w->waiting >> other & 1) != 0 && line_first(w, other, now_s) != NULL)
            return false;
    }
    return true;
}

/* The person of a team on calls of this line who has room and fewest of them; of those
 * the one who began first. */
static int has_room(const struct world *w, int team, int line)
{
    const struct program *p = w->program;
    int first = 0, found = -1;
    for (int i = 0; i < team; i++)
        first += p->teams[i].slots;
    for (int s = first; s < first + p->teams[team].slots; s++) {
        const struct world_slot *slot = &w->slots[s];
        if (slot->what != WORLD_CHATS || slot->person == 0 || (int) slot->call != line
            || slot->person >= p->lines[line].special->at_a_time)
            continue;
        const struct world_slot *best = found < 0 ? slot : &w->slots[found];
        const double sooner_s = slot->wrap_up_s - best->wrap_up_s;
        if (found < 0 || slot->person < best->person
            || (slot->person == best->person
                && (sooner_s < 0.0
                    || (sooner_s <= 0.0 && slot->serial < best->serial))))
            found = s;
    }
    return found;
}

/* One more call for a person who has some. */
static void take_another(struct world *w, const struct assignment *a, double now_s)
{
    double wrap_up_s;
    int stage;
    unplan(w, more_of(w, a->call));
    const double ends_s = answer(w, a, now_s, &wrap_up_s, &stage);
    a->call->next = (uint16_t) stage;
    w->slots[a->slot].person++;
    plan_chat(w, a, ends_s);
}

/* The oldest waiting call of the line, if this team may take it. */
static void take_next_chat(struct world *w, int team, int line, int slot, double now_s)
{
    const struct program_team *plan_of = &w->program->teams[team];
    const struct program_service *service =
        &w->program->services[plan_of->first_service];
    while (service->line != line)
        service++;
    if ((w->waiting >> line & 1) == 0 || !may_take_more(w, team, line, now_s))
        return;
    const struct world_place *place = line_first(w, line, now_s);
    if (place == NULL || place->arrived_s + service->takes_after_s > now_s)
        return;
    const struct assignment a = { .team = team,
                                  .slot = slot,
                                  .line = line,
                                  .call = &w->calls[place->call],
                                  .arrived_s = place->arrived_s,
                                  .gives_up_s = place->gives_up_s,
                                  .quarter = place->quarter };
    if (++w->lines[line].head == w->lines[line].tail)
        w->waiting &= ~(1u << line);
    take_another(w, &a, now_s);
}

/* ---- a person begins ---- */

/* What follows an answer, up to the end of the person's work, or SIM_NEVER where that
 * hangs on several calls. */
static double begin_work(struct world *w, const struct assignment *a, int stage,
                         double now_s, double talk_ends_s, double wrap_up_s)
{
    const struct program *p = w->program;
    const struct program_special *special = p->lines[a->line].special;
    struct world_slot *slot = &w->slots[a->slot];
    if (stage >= 0)
        a->call->next = (uint16_t) stage;
    if (special->at_a_time > 1) {
        slot->what = WORLD_CHATS;
        slot->person = 1;
        slot->call = (uint32_t) a->line;
        slot->wrap_up_s = now_s;
        plan_chat(w, a, talk_ends_s);
        return SIM_NEVER;
    }
    if (special->yields)
        return begin_yielding(w, a, now_s, talk_ends_s);
    slot->what = WORLD_DONE;
    if (stage < 0) {
        come_again(w, a->call, talk_ends_s);
    } else if (p->stages[stage].kind == SCENARIO_END) {
        arrive_at_end(w, a->call, stage, talk_ends_s);
    } else {
        slot->what = wrap_up_s > 0.0 ? WORLD_TALKED_OUT : WORLD_TALKED;
        slot->wrap_up_s = wrap_up_s;
        slot->call = place_in_pool(w, a->call);
        return talk_ends_s;
    }
    return talk_ends_s + wrap_up_s;
}

/* take() for a line that has specials. */
apart static double take_special(struct world *w, const struct assignment *a,
                                 double now_s)
{
    const struct program_line *line = &w->program->lines[a->line];
    const struct program_special *special = line->special;
    struct world_call *call = a->call;
    struct world_more *more = more_of(w, call);
    double answer_s = now_s;
    unplan(w, more);
    w->slots[a->slot].serial = call->serial;
    if (more->remaining_s >= 0.0)
        return resume(w, a, now_s);
    if (special->is_dialled || more->accepted_s >= 0.0) {
        const int try = more->tries++;
        if (sim_rng_unit(chance_try(call->key, call->visit, try, CHANCE_REACHED))
            >= special->dial.reached)
            return dial_in_vain(w, a, try, now_s);
        answer_s +=
            sim_dist_draw(&special->dial.set_up,
                          chance_try(call->key, call->visit, try, CHANCE_SET_UP));
    } else if (line->rings) {
        answer_s += sim_dist_draw(&line->pick_up,
                                  chance_draw(call->key, call->visit, CHANCE_PICK_UP));
        if (a->gives_up_s < answer_s) {
            w->slots[a->slot].what = WORLD_LOST;
            hang_up(w, a->line, call, a->arrived_s, a->quarter, a->gives_up_s);
            return a->gives_up_s;
        }
    }
    double wrap_up_s;
    int stage;
    const double talk_ends_s = answer(w, a, answer_s, &wrap_up_s, &stage);
    return begin_work(w, a, stage, now_s, talk_ends_s, wrap_up_s);
}

/* A person free, or on work that yields, or with room for one more, takes a call that
 * just came to the line.  Returns whether there was one. */
static bool start_at_once(struct world *w, struct assignment *a, double now_s)
{
    const struct program *p = w->program;
    const struct program_line *line = &p->lines[a->line];
    const struct program_server *server = &p->servers[line->first_server];
    for (int i = 0; i < line->server_count; i++, server++) {
        if (server->takes_after_s > 0.0)
            continue;
        a->team = server->team;
        if (line->special->at_a_time > 1
            && may_take_more(w, server->team, a->line, on_arrival(now_s))) {
            a->slot = has_room(w, server->team, a->line);
            if (a->slot >= 0) {
                take_another(w, a, now_s);
                return true;
            }
        }
        const int free = w->teams[server->team].people - w->teams[server->team].busy;
        if (free + working(w, server->team, server->yielding) <= server->keep_free)
            continue;
        if (free > 0)
            take_idle(w, a, now_s);
        else
            interrupt(w, a, server->yielding, now_s);
        return true;
    }
    return false;
}

/* Teams that leave those alone who have waited less look at the line later. */
static void plan_help(struct world *w, const struct world_call *call,
                      const struct program_line *line, double now_s)
{
    const struct program_server *server = &w->program->servers[line->first_server];
    for (int i = 0; i < line->server_count; i++, server++)
        if (server->takes_after_s > 0.0)
            plan(w, WORLD_TIMER, now_s + server->takes_after_s, call->serial,
                 WORLD_NO_CALL, server->team);
}

/* join_line() for a line that has specials. */
apart static void join_special(struct world *w, struct world_call *call, int index,
                               double now_s)
{
    const struct program_line *line = &w->program->lines[index];
    begin_visit(w, call, index, now_s);
    double gives_up_s = SIM_NEVER;
    if (line->rings)
        gives_up_s = patience_ends(w, line, call, now_s);
    struct assignment a = { .line = index,
                            .call = call,
                            .arrived_s = now_s,
                            .gives_up_s = gives_up_s,
                            .quarter = w->quarter };
    /* A try in vain and work that is interrupted wait after all. */
    const bool comes_back = line->special->is_dialled || line->special->yields;
    if (comes_back)
        plan_help(w, call, line, now_s);
    if (start_at_once(w, &a, now_s))
        return;
    if (line->at_once > 0.0
        && sim_rng_unit(chance_draw(call->key, call->visit, CHANCE_AT_ONCE))
               < line->at_once) {
        hang_up(w, index, call, now_s, w->quarter, now_s);
        return;
    }
    if (!line->rings)
        gives_up_s = patience_ends(w, line, call, now_s);
    tell(w, WORLD_WAITS, call, line->stage, -1, now_s, 0.0);
    const struct world_place place = {
        .arrived_s = now_s,
        .gives_up_s = begin_waiting(w, call, now_s, gives_up_s),
        .call = place_in_pool(w, call),
        .quarter = w->quarter,
    };
    line_add(w, index, &place);
    if (!comes_back)
        plan_help(w, call, line, now_s);
}

/* A dial in vain is over, and the person is done.  Returns the caller if the force has
 * given up and they go to another stage. */
apart static uint32_t dialled_in_vain(struct world *w, uint32_t index, double now_s)
{
    struct world_call *call = &w->calls[index];
    struct world_more *more = more_of(w, call);
    const struct program_line *line = &w->program->lines[more->line];
    const struct program_dial *dial = &line->special->dial;
    if (more->tries < dial->tries_at_most) {
        more->slot = -1;
        plan(w, WORLD_RETRY, now_s + dial->try_again_after_s, call->serial, index, 0);
        return WORLD_NO_CALL;
    }
    line_more(w, more)->not_reached++;
    leave_line(w, call, now_s);
    w->tally->moved[line->stage][TALLY_GIVEN_UP] += call->counted;
    tell(w, WORLD_GIVEN_UP, call, line->stage, -1, now_s, now_s - more->arrived_s);
    call->next = (uint16_t) dial->then_to;
    return index;
}

/* A further try returns to its line. */
apart_rare static void try_again(struct world *w, uint32_t index, double now_s)
{
    line_insert(w, &w->calls[index]);
    scan_servers(w, w->more[index].line, now_s);
}

#endif
