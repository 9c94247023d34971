/* What happens only where a scenario has redials, call-backs, dialling out, overflow,
 * outages, interruptible work or several calls at a time; the meanings are in
 * scenarios/meanings.md.  Included by run.c alone, which has the common parts. */
#ifndef MODEL_WORLD_SPECIAL_H
#define MODEL_WORLD_SPECIAL_H

#include "model/world/book.h"
#include "model/world/chance.h"

/* In run.c. */
static void end_journey(struct world *w, const struct world_call *call);
static void arrive_at_end(struct world *w, const struct world_call *call, int stage,
                          double at_s);
static int plan(struct world *w, enum world_what what, double at_s, uint64_t serial,
                uint32_t call, int team);
static void scan(struct world *w, int team, double now_s);
static void hang_up(struct world *w, int line, struct world_call *call,
                    double arrived_s, int quarter, double at_s);
static void line_add(struct world *w, int line, const struct world_place *place);
static struct world_place *line_first(struct world *w, int line, double now_s);

static uint32_t place_in_pool(const struct world *w, const struct world_call *call)
{
    return (uint32_t) (call - w->calls);
}

static struct world_more *more_of(const struct world *w, const struct world_call *call)
{
    return &w->more[call - w->calls];
}

static struct tally_more *line_more(const struct world *w,
                                    const struct world_more *more)
{
    return tally_more_at(w->tally, more->quarter, more->line);
}

static struct tally_more *stream_more(const struct world *w,
                                      const struct world_call *call)
{
    return tally_more_at(w->tally, call->quarter,
                         w->program->line_count + call->stream);
}

/* ---- events that may be called off ---- */

static void free_slot(struct world *w, int index)
{
    w->slots[index].next_idle = w->idle;
    w->idle = index;
    sim_ends_set(&w->ends, index, SIM_NEVER);
}

static void unplan(struct world *w, struct world_more *more)
{
    if (more->slot < 0)
        return;
    free_slot(w, more->slot);
    more->slot = -1;
}

/* ---- places in the middle of a line ---- */

static struct world_place *place_at(const struct world_line *state, uint32_t i)
{
    return &state->places[i & (state->capacity - 1)];
}

static struct world_place *place_of(const struct world *w, int line, uint32_t call)
{
    const struct world_line *state = &w->lines[line];
    for (uint32_t i = state->head; i != state->tail; i++)
        if (place_at(state, i)->call == call)
            return place_at(state, i);
    return NULL;
}

static void line_remove(struct world *w, int line, uint32_t call)
{
    struct world_line *state = &w->lines[line];
    uint32_t i = state->head;
    while (place_at(state, i)->call != call)
        i++;
    for (; i != state->head; i--)
        *place_at(state, i) = *place_at(state, i - 1);
    if (++state->head == state->tail)
        w->waiting &= ~(1u << line);
}

/* Back to the place of the original arrival: by time, then by call. */
static void line_insert(struct world *w, const struct world_call *call)
{
    const struct world_more *more = more_of(w, call);
    const struct world_place place = { .arrived_s = more->arrived_s,
                                       .gives_up_s = SIM_NEVER,
                                       .call = place_in_pool(w, call),
                                       .quarter = more->quarter };
    line_add(w, more->line, &place);
    struct world_line *state = &w->lines[more->line];
    uint32_t i = state->tail - 1;
    for (; i != state->head; i--) {
        const struct world_place *before = place_at(state, i - 1);
        if (before->arrived_s < place.arrived_s
            || (before->arrived_s <= place.arrived_s
                && w->calls[before->call].serial < call->serial))
            break;
        *place_at(state, i) = *before;
    }
    *place_at(state, i) = place;
}

/* The teams of a line, in order, look for something to do. */
static void scan_servers(struct world *w, int line, double now_s)
{
    const struct program_line *plan_of = &w->program->lines[line];
    for (int i = 0; i < plan_of->server_count; i++)
        scan(w, w->program->servers[plan_of->first_server + i].team, now_s);
}

/* ---- journeys that go on ---- */

static void new_attempt(struct world *w, struct world_call *call)
{
    call->key = chance_attempt(call->key);
    call->visit = 0;
    call->answered = false;
    for (int i = 0; i < PROGRAM_MARKS; i++)
        call->mark_s[i] = WORLD_NO_MARK;
    memset(call->visits, 0, sizeof call->visits);
    more_of(w, call)->attempt++;
}

/* The caller will be at a stage then. */
static void be_at(struct world *w, struct world_call *call, int stage, double at_s)
{
    call->next = (uint16_t) stage;
    plan(w, WORLD_ARRIVE, at_s, call->serial, place_in_pool(w, call), 0);
}

static bool is_dialled(const struct program *p, int stage)
{
    const int line = p->stages[stage].line;
    return line >= 0 && p->lines[line].special != NULL
           && p->lines[line].special->is_dialled;
}

/* The way of those who hang up or are cut off, `further` being the purpose. */
static int redial_way(const struct world *w, const struct program_redial *redial,
                      const struct world_call *call, enum chance_further further)
{
    const struct program *p = w->program;
    const int attempt = more_of(w, call)->attempt, rows = redial->row_count;
    const struct program_row *row =
        &p->rows[redial->first_row + (attempt < rows ? attempt : rows) - 1];
    const double u = sim_rng_unit(chance_more(call->key, call->visit, further));
    int way = row->first_way;
    while (u >= p->ways[way].up_to)
        way++;
    const int next = p->ways[way].next;
    if (!p->ways[way].ends && !is_dialled(p, next)
        && attempt >= redial->attempts_at_most)
        way = row->first_way + row->way_count - 1;
    return way;
}

/* Hanging up, here or at a menu, or being cut off. */
enum leaving { FROM_LINE, FROM_MENU, CUT_OFF };

/* A caller is gone at at_s: where to?  Books the way; true if the journey goes on.
 * Otherwise *end is where it ends, or -1: lost. */
static bool goes_on(struct world *w, int redial_index, struct world_call *call,
                    int stage, double at_s, enum leaving leaving, int *end)
{
    const struct program *p = w->program;
    *end = -1;
    if (redial_index < 0)
        return false;
    const struct program_redial *redial = &p->redials[redial_index];
    const int index = redial_way(
        w, redial, call, leaving == CUT_OFF ? CHANCE_CUT_OFF_WAY : CHANCE_REDIAL_WAY);
    const struct program_way *way = &p->ways[index];
    w->tally->flow[index] += call->counted;
    if (way->ends) {
        *end = way->next;
        return false;
    }
    const double after_s = sim_dist_draw(
        &redial->after,
        chance_more(call->key, call->visit,
                    leaving == CUT_OFF ? CHANCE_CUT_OFF_TIME : CHANCE_REDIAL_TIME));
    tell(w, WORLD_AGAIN, call, stage, -1, at_s, 0.0);
    if (!is_dialled(p, way->next)) {
        if (leaving == FROM_LINE)
            line_more(w, more_of(w, call))->negative++;
        new_attempt(w, call);
    }
    be_at(w, call, way->next, at_s + after_s);
    return true;
}

static struct tally_cell *stream_cell(const struct world *w,
                                      const struct world_call *call)
{
    return tally_at(w->tally, call->quarter, w->program->line_count + call->stream);
}

/* After hanging up in a line, booked there already. */
apart static void after_hanging_up(struct world *w, int line, struct world_call *call,
                                   double at_s)
{
    const struct program *p = w->program;
    const int stage = p->lines[line].stage;
    int end;
    unplan(w, more_of(w, call));
    if (goes_on(w, p->stages[stage].redial, call, stage, at_s, FROM_LINE, &end))
        return;
    book_lost(stream_cell(w, call), call->waited_s);
    if (end >= 0) {
        line_more(w, more_of(w, call))->positive += p->stages[end].positive;
        w->tally->entered[end] += call->counted;
        stream_more(w, call)->resolved += end != p->left;
        tell(w, WORLD_ENDS, call, end, -1, at_s, call->waited_s);
    }
    end_journey(w, call);
}

/* After the time of a menu's option that hangs up. */
apart static void hang_up_at_menu(struct world *w, struct world_call *call, int stage,
                                  double at_s)
{
    int end;
    if (goes_on(w, w->program->stages[stage].redial, call, stage, at_s, FROM_MENU,
                &end))
        return;
    arrive_at_end(w, call, end < 0 ? w->program->left : end, at_s);
}

/* ---- leaving a line ---- */

/* A call leaves the line where it waits, neither answered nor hung up. */
static void leave_line(struct world *w, struct world_call *call, double now_s)
{
    struct world_more *more = more_of(w, call);
    const int index = more->line;
    const struct program_line *line = &w->program->lines[index];
    const double wait_s = now_s - more->arrived_s;
    struct tally_cell *cell = tally_at(w->tally, more->quarter, index);
    unplan(w, more);
    cell->left++;
    cell->presented += presentations(line, wait_s);
    if (wait_s > 0.0)
        book_queue(w, index, more->arrived_s, more->quarter, now_s);
    if (line->is_viewed)
        book_views(w, index, call,
                   &(struct world_place){ .arrived_s = more->arrived_s,
                                          .quarter = more->quarter },
                   LEFT, now_s);
    if (!line->special->is_dialled)
        call->waited_s += wait_s;
}

/* Cut off by an outage, at this stage; what had to be booked at a line is booked. */
static void cut_off(struct world *w, struct world_call *call, int stage, double now_s)
{
    const struct program *p = w->program;
    const int outage = __builtin_ctz(p->stages[stage].outages & w->outages);
    int end;
    tell(w, WORLD_CUT_OFF, call, stage, -1, now_s, 0.0);
    if (goes_on(w, p->outages[outage].redial, call, stage, now_s, CUT_OFF, &end))
        return;
    if (end >= 0) {
        arrive_at_end(w, call, end, now_s);
        return;
    }
    if (call->answered)
        book_answered(w, call->quarter, w->program->line_count + call->stream,
                      call->waited_s);
    else
        stream_cell(w, call)->left++;
    end_journey(w, call);
}

/* Arrives at a stage that is down. */
apart static void arrive_cut_off(struct world *w, struct world_call *call, int stage,
                                 double now_s)
{
    const int line = w->program->stages[stage].line;
    if (line >= 0) {
        book_turned_away(w, line, call, now_s);
        tally_more_at(w->tally, w->quarter, line)->cut_off++;
        call->answered = false;
    }
    w->tally->moved[stage][TALLY_DOWN] += call->counted;
    cut_off(w, call, stage, now_s);
}

/* Those who wait when a line goes down; call-backs, work that is dialled and work that
 * was interrupted keep their places. */
static void cut_off_line(struct world *w, int line, double now_s)
{
    struct world_line *state = &w->lines[line];
    const struct program_special *special = w->program->lines[line].special;
    uint32_t kept = state->head;
    for (uint32_t i = state->head; i != state->tail; i++) {
        const struct world_place place = *place_at(state, i);
        struct world_call *call = &w->calls[place.call];
        const struct world_more *more = more_of(w, call);
        if (special->is_dialled || more->accepted_s >= 0.0
            || more->remaining_s >= 0.0) {
            *place_at(state, kept++) = place;
            continue;
        }
        if (place.gives_up_s < now_s) { /* found only now */
            hang_up(w, line, call, place.arrived_s, place.quarter, place.gives_up_s);
            continue;
        }
        line_more(w, more)->cut_off++;
        leave_line(w, call, now_s);
        w->tally->moved[w->program->lines[line].stage][TALLY_CUT_OFF] += call->counted;
        cut_off(w, call, w->program->lines[line].stage, now_s);
    }
    state->tail = kept;
}

/* Outages begin and end with the quarter hour.  Returns the lines that are up again. */
static uint32_t change_outages(struct world *w, double now_s)
{
    const struct program *p = w->program;
    const uint32_t before = w->outages;
    uint32_t now = 0;
    for (int o = 0; o < p->outage_count; o++)
        now |= (uint32_t) w->down[(size_t) o * p->calendar.quarters + w->quarter] << o;
    if (now == before)
        return 0;
    w->outages = now;
    uint32_t up = 0;
    for (int l = 0; l < p->line_count; l++) {
        const uint32_t of_line = p->stages[p->lines[l].stage].outages;
        const uint32_t bit = 1u << l;
        if ((of_line & now) != 0 && (of_line & before) == 0) {
            cut_off_line(w, l, now_s);
            w->shut |= bit;
            w->waiting &= ~bit;
        } else if ((of_line & now) == 0 && (of_line & before) != 0) {
            w->shut &= ~bit;
            w->waiting |= w->lines[l].head != w->lines[l].tail ? bit : 0;
            up |= bit;
        }
    }
    return up;
}

/* ---- waiting ---- */

/* For line_first(): when a caller arrives, who hangs up at that moment has gone. */
static double on_arrival(double now_s)
{
    return nextafter(now_s, SIM_NEVER);
}

/* What next happens to a waiting caller by time alone. */
static void plan_leaving(struct world *w, const struct world_call *call,
                         const struct program_line *line, bool offers)
{
    const struct program_special *special = line->special;
    struct world_more *more = more_of(w, call);
    const double overflows_s = special->overflow_after_s < SIM_NEVER
                                   ? more->arrived_s + special->overflow_after_s
                                   : SIM_NEVER;
    enum world_what what = WORLD_HANG_UP;
    double at_s = more->gives_up_s;
    if (overflows_s <= at_s) {
        what = WORLD_OVERFLOW;
        at_s = overflows_s;
    }
    if (offers && special->offered_after_s < SIM_NEVER
        && more->arrived_s + special->offered_after_s <= at_s) {
        what = WORLD_OFFER;
        at_s = more->arrived_s + special->offered_after_s;
    }
    more->slot = at_s < SIM_NEVER
                     ? plan(w, what, at_s, call->serial, place_in_pool(w, call), 0)
                     : -1;
}

/* Offers a call-back; true when the caller accepts. */
static bool accepts(struct world *w, struct world_call *call, double now_s)
{
    struct world_more *more = more_of(w, call);
    const struct program_line *line = &w->program->lines[more->line];
    if (sim_rng_unit(chance_more(call->key, call->visit, CHANCE_ACCEPTS))
        >= line->special->accepted)
        return false;
    more->accepted_s = now_s;
    line_more(w, more)->asked++;
    tell(w, WORLD_OFFERED, call, line->stage, -1, now_s, now_s - more->arrived_s);
    return true;
}

/* A caller comes to a line that has specials. */
static void begin_visit(struct world *w, struct world_call *call, int line,
                        double now_s)
{
    struct world_more *more = more_of(w, call);
    more->arrived_s = now_s;
    more->gives_up_s = SIM_NEVER;
    more->accepted_s = more->remaining_s = more->again_s = -1.0;
    more->quarter = w->quarter;
    more->slot = -1;
    more->line = (uint16_t) line;
    more->tries = 0;
}

/* A caller who is going to wait, and gives up then; before they have their place.
 * Returns when they give up, knowing of call-backs. */
static double begin_waiting(struct world *w, struct world_call *call, double now_s,
                            double gives_up_s)
{
    struct world_more *more = more_of(w, call);
    const struct program_line *line = &w->program->lines[more->line];
    const struct program_special *special = line->special;
    bool offers = special->offers;
    more->gives_up_s = gives_up_s;
    if (special->offered_above_s < SIM_NEVER) {
        const struct world_place *first = line_first(w, more->line, on_arrival(now_s));
        const double longest_s = first == NULL ? 0.0 : now_s - first->arrived_s;
        if (longest_s >= special->offered_above_s) {
            if (accepts(w, call, now_s))
                return SIM_NEVER;
            offers = false;
        }
    }
    if (offers || special->overflow_after_s < SIM_NEVER
        || w->program->stages[line->stage].redial >= 0)
        plan_leaving(w, call, line, offers);
    return gives_up_s;
}

/* A planned event of a waiting caller.  Returns the caller if they now go to the stage
 * call->next, else no call. */
apart static uint32_t waiting_event(struct world *w, enum world_what what,
                                    uint32_t index, double now_s)
{
    struct world_call *call = &w->calls[index];
    struct world_more *more = more_of(w, call);
    const struct program_line *line = &w->program->lines[more->line];
    more->slot = -1;
    if (what == WORLD_OFFER) {
        if (accepts(w, call, now_s))
            place_of(w, more->line, index)->gives_up_s = SIM_NEVER;
        else
            plan_leaving(w, call, line, false);
        return WORLD_NO_CALL;
    }
    line_remove(w, more->line, index);
    if (what == WORLD_HANG_UP) {
        hang_up(w, more->line, call, more->arrived_s, more->quarter, now_s);
        return WORLD_NO_CALL;
    }
    line_more(w, more)->overflowed++;
    leave_line(w, call, now_s);
    w->tally->moved[line->stage][TALLY_OVERFLOW] += call->counted;
    tell(w, WORLD_OVERFLOWS, call, line->stage, -1, now_s, now_s - more->arrived_s);
    call->next = (uint16_t) line->special->overflow_to;
    return index;
}

#endif
