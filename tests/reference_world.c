#include <math.h>
#include <stdlib.h>

#include "model/world/outages.h"
#include "sim/mem.h"
#include "tests/reference_state.h"

static const double QUARTER_S = CALENDAR_QUARTER_S;

/* ---- events ---- */

void reference_later(struct ref *r, struct event event)
{
    r->events = sim_mem_grow(r->events, &r->event_capacity, r->event_count + 1,
                             sizeof *r->events);
    r->events[r->event_count++] = event;
}

/* By time, kind, call; one call's further by their own order. */
static bool is_before(const struct event *a, const struct event *b)
{
    if (a->at_s != b->at_s)
        return a->at_s < b->at_s;
    if (a->kind != b->kind)
        return a->kind < b->kind;
    return a->call != b->call ? a->call < b->call : a->order < b->order;
}

struct event reference_take_first(struct ref *r)
{
    size_t first = 0;
    for (size_t i = 1; i < r->event_count; i++)
        if (is_before(&r->events[i], &r->events[first]))
            first = i;
    const struct event event = r->events[first];
    r->events[first] = r->events[--r->event_count];
    return event;
}

struct event reference_event(const struct ref *r, uint64_t call, double at_s,
                             enum kind kind)
{
    return (struct event){
        .at_s = at_s, .kind = kind, .call = call, .stay = r->callers[call].stay
    };
}

/* Of one call at one moment: help by order of teams, then the others. */
static void timer_later(struct ref *r, uint64_t call, double at_s, enum timer timer,
                        int team)
{
    struct event event = reference_event(r, call, at_s, TIMER);
    event.timer = timer;
    event.team = team;
    event.order = timer == HELP ? team : SCENARIO_MOST_TEAMS + (int) timer;
    reference_later(r, event);
}

void reference_tell(struct ref *r, enum world_happening what, uint64_t call, int place,
                    int team, double wait_s)
{
    struct reference *out = r->out;
    const struct caller *caller = &r->callers[call];
    out->events = sim_mem_grow(out->events, &out->event_capacity, out->event_count + 1,
                               sizeof *out->events);
    out->events[out->event_count++] = (struct world_event){
        .at_s = r->now_s,
        .call = call,
        .stream = (int) caller->first.stream,
        .place = place,
        .team = team,
        .wait_s = wait_s,
        .talk_s = what == WORLD_ANSWERED ? caller->talk_s : 0.0,
        .wrap_up_s = what == WORLD_ANSWERED ? caller->wrap_up_s : 0.0,
        .attempt = caller->attempt,
        .what = what,
    };
}

/* ---- arrivals at stages ---- */

/* No visits, no clocks and no caps used up. */
static void begin_attempt(struct ref *r, struct caller *caller)
{
    caller->attempt++;
    caller->key = chance_attempt(caller->key);
    caller->visit = 0;
    caller->answered = false;
    for (int s = 0; s < r->scenario->stage_count; s++) {
        caller->visits[s] = 0;
        caller->entered_s[s] = NAN;
    }
}

void reference_goes(struct ref *r, uint64_t call, int stage, double at_s,
                    enum coming coming)
{
    struct caller *caller = &r->callers[call];
    caller->where = ON_THE_WAY;
    caller->stage = stage;
    caller->stay++;
    if (coming == NEW_ATTEMPT)
        begin_attempt(r, caller);
    reference_later(r, reference_event(r, call, at_s, ARRIVAL));
}

void reference_end_journey(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    reference_count_end(r, caller, caller->answered ? ANSWERED : LEFT);
    reference_tell(r, WORLD_ENDS, call, caller->stage, -1, caller->waited_s);
    caller->where = GONE;
}

/* Here too often, or it is down, or closed.  A visit to a stage that is down or closed
 * is one of those that are allowed. */
static bool is_turned_away(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const struct scenario_stage *stage = &r->scenario->stages[caller->stage];
    const int outage = reference_outage(r, caller->stage, r->quarter);
    int to = -1;
    if (stage->visits_at_most > 0
        && caller->visits[caller->stage]++ >= stage->visits_at_most) {
        to = stage->then_to;
        reference_count_moved(r, caller, TALLY_FULL);
    } else if (outage >= 0) {
        reference_cut_off(r, call, true, outage);
        return true;
    } else if (!calendar_in_hours(r->calendar, r->quarter, &stage->open)) {
        to = stage->closed_to;
        reference_count_moved(r, caller, TALLY_CLOSED);
        if (stage->kind == SCENARIO_LINE)
            reference_count_turned_away(r, caller);
    }
    if (to < 0)
        return false;
    reference_tell(r, WORLD_CLOSED, call, caller->stage, -1, 0.0);
    reference_goes(r, call, to, r->now_s, SAME_ATTEMPT);
    return true;
}

/* Even who is taken at once may come back to the line, as work that was interrupted. */
static void help_will_come(struct ref *r, uint64_t call)
{
    for (int t = 0; t < r->scenario->team_count; t++) {
        const struct scenario_team *team = &r->scenario->teams[t];
        for (int i = 0; i < team->serves_count; i++)
            if (team->serves[i] == r->callers[call].stage
                && team->takes_after_s[i] > 0.0)
                timer_later(r, call, r->now_s + team->takes_after_s[i], HELP, t);
    }
}

/* Whoever waits longest, this caller included, is the announced wait. */
static void waits(struct ref *r, uint64_t call)
{
    const struct caller *caller = &r->callers[call];
    const int line = caller->stage;
    const struct scenario_stage *stage = &r->scenario->stages[line];
    reference_tell(r, WORLD_WAITS, call, line, -1, 0.0);
    if (stage->overflow.given)
        timer_later(r, call, r->now_s + stage->overflow.after_s, OVERFLOW, 0);
    if (!stage->call_back.given)
        return;
    const double above_s = stage->call_back.offered_above_s,
                 after_s = stage->call_back.offered_after_s;
    if (above_s >= 0.0 && reference_oldest(r, line, above_s) >= 0)
        reference_offer(r, call);
    if (after_s >= 0.0)
        timer_later(r, call, r->now_s + after_s, OFFER, 0);
}

static void enter_line(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const struct scenario_stage *stage = &r->scenario->stages[caller->stage];
    caller->answered = caller->offered = caller->accepted = caller->begun = false;
    caller->tries = 0;
    caller->arrived_s = r->now_s;
    caller->arrived_quarter = r->quarter;
    caller->where = WAITING;
    reference_line_cell(r, caller)->offered++;
    if (!stage->patient && !reference_is_dialled(r, caller->stage))
        reference_later(r, reference_event(r, call,
                                           r->now_s + reference_patience(r, caller),
                                           HANGING_UP));
    help_will_come(r, call);
    if (reference_take_new(r, call))
        return;
    if (sim_rng_unit(reference_luck(caller, CHANCE_AT_ONCE)) < stage->at_once)
        reference_hang_up(r, call);
    else
        waits(r, call);
}

/* A delay, a menu or a split. */
static void pass_stage(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const struct scenario_stage *stage = &r->scenario->stages[caller->stage];
    const int index = reference_way(r, caller);
    const struct scenario_way *way = &stage->ways[index];
    double time_s = 0.0;
    if (stage->kind != SCENARIO_SPLIT)
        time_s = sim_dist_draw(&way->time, reference_luck(caller, CHANCE_TIME));
    reference_count_flow(r, caller,
                         r->program->stages[caller->stage].first_way + index);
    if (way->hangs_up) {
        reference_later(r, reference_event(r, call, r->now_s + time_s, HANGING_UP));
        return;
    }
    const bool is_open = calendar_in_hours(r->calendar, r->quarter, &way->open);
    if (!is_open)
        r->out->tally.shut[r->program->stages[caller->stage].first_way + index] +=
            caller->counted;
    reference_goes(r, call, is_open ? way->next : way->closed_to, r->now_s + time_s,
                   SAME_ATTEMPT);
}

static void arrive(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const struct scenario_stage *stage = &r->scenario->stages[caller->stage];
    if (stage->kind == SCENARIO_END) {
        reference_end_journey(r, call);
        return;
    }
    caller->visit++;
    caller->stay++;
    if (is_turned_away(r, call))
        return;
    reference_count_entry(r, caller);
    reference_tell(r, WORLD_ENTERS, call, caller->stage, -1, 0.0);
    if (stage->kind == SCENARIO_LINE)
        enter_line(r, call);
    else
        pass_stage(r, call);
}

/* ---- what happens ---- */

static void add_callers(struct ref *r)
{
    arrivals_quarter(&r->arrivals, r->quarter);
    for (int i = 0; i < r->arrivals.count; i++) {
        r->callers = sim_mem_grow(r->callers, &r->caller_capacity, r->caller_count + 1,
                                  sizeof *r->callers);
        struct caller *caller = &r->callers[r->caller_count];
        const size_t stages = (size_t) r->scenario->stage_count;
        *caller = (struct caller){
            .first = r->arrivals.list[i],
            .quarter = r->quarter,
            .counted = r->quarter >= r->calendar->from && r->quarter < r->calendar->to,
            .key = r->arrivals.list[i].key,
            .attempt = 1,
            .visits = sim_mem_array(stages, sizeof *caller->visits),
            .entered_s = sim_mem_array(stages, sizeof *caller->entered_s),
        };
        for (size_t s = 0; s < stages; s++)
            caller->entered_s[s] = NAN;
        reference_count_first(r, caller);
        reference_goes(r, r->caller_count++,
                       r->scenario->streams[caller->first.stream].enters,
                       caller->first.at_s, SAME_ATTEMPT);
    }
}

/* Who waits in a line that goes down is cut off; but not who will be rung, and not work
 * that was begun. */
static void lines_go_down(struct ref *r)
{
    for (size_t c = 0; c < r->caller_count; c++) {
        const struct caller *caller = &r->callers[c];
        if (caller->where != WAITING || caller->accepted || caller->begun
            || reference_is_dialled(r, caller->stage))
            continue;
        const int outage = reference_outage(r, caller->stage, r->quarter);
        if (outage >= 0)
            reference_cut_off(r, c, false, outage);
    }
}

static bool serves_a_line_that_came_up(const struct ref *r, int team)
{
    for (int i = 0; i < r->scenario->teams[team].serves_count; i++) {
        const int line = r->scenario->teams[team].serves[i];
        if (reference_outage(r, line, r->quarter - 1) >= 0
            && reference_outage(r, line, r->quarter) < 0)
            return true;
    }
    return false;
}

/* A quarter hour begins: numbers change, lines go down and come up, those who have come
 * look for calls, and its callers are made. */
static void begin_quarter(struct ref *r)
{
    r->quarter = (int) (r->now_s / QUARTER_S);
    bool more[SCENARIO_MOST_TEAMS] = { false };
    for (int t = 0; t < r->scenario->team_count; t++) {
        struct team *team = &r->teams[t];
        more[t] = team->roster[r->quarter] > team->people;
        team->people = team->roster[r->quarter];
        struct tally_team *cell =
            &r->out->tally.staffed[r->quarter * r->out->tally.teams + t];
        cell->people = team->people;
        cell->short_by = team->short_by[r->quarter];
    }
    lines_go_down(r);
    for (int t = 0; t < r->scenario->team_count; t++)
        if (more[t] || serves_a_line_that_came_up(r, t))
            reference_look(r, t);
    add_callers(r);
    reference_later(r, (struct event){ .at_s = r->now_s + QUARTER_S });
}

static void time_is_up(struct ref *r, const struct event *event)
{
    struct caller *caller = &r->callers[event->call];
    if (event->timer == HELP) {
        reference_look(r, event->team);
        return;
    }
    if (event->stay != caller->stay)
        return;
    if (event->timer == OFFER)
        reference_offer(r, event->call);
    if (event->timer == OVERFLOW)
        reference_overflow(r, event->call);
    if (event->timer == TRY) {
        caller->where = WAITING;
        reference_look_at(r, caller->stage);
    }
}

static void hang_up(struct ref *r, const struct event *event)
{
    const struct caller *caller = &r->callers[event->call];
    if (event->stay != caller->stay)
        return;
    if (r->scenario->stages[caller->stage].kind == SCENARIO_MENU) {
        reference_hang_up_menu(r, event->call);
        return;
    }
    const bool rings = caller->where == RINGING;
    if ((caller->where != WAITING && !rings) || caller->accepted || caller->begun)
        return;
    const size_t person = caller->person;
    reference_hang_up(r, event->call);
    if (rings)
        reference_free(r, person);
}

static void happen(struct ref *r, const struct event *event)
{
    const struct caller *caller = &r->callers[event->call];
    switch (event->kind) {
    case STAFFING:
        begin_quarter(r);
        break;
    case COMPLETION:
        reference_complete(r, event);
        break;
    case ANSWER:
        if (event->stay == caller->stay && caller->where == RINGING)
            reference_answer(r, event->call);
        break;
    case TIMER:
        time_is_up(r, event);
        break;
    case HANGING_UP:
        hang_up(r, event);
        break;
    case ARRIVAL:
        arrive(r, event->call);
        break;
    }
}

/* When all that happens at a moment has happened, nobody may be left who could have
 * started: this starts them, and the twins differ if the world does not. */
static void start_whoever_is_left(struct ref *r)
{
    for (size_t i = 0; i < r->event_count; i++)
        if (r->events[i].at_s <= r->now_s)
            return;
    for (int team = 0; team < r->scenario->team_count; team++)
        reference_look(r, team);
}

/* Time passes: more people busy than staffed are beyond the end of their shift. */
static void pass_time(struct ref *r, double to_s)
{
    for (int t = 0; t < r->scenario->team_count; t++) {
        const struct team *team = &r->teams[t];
        if (team->busy > team->people)
            r->out->tally.staffed[r->quarter * r->out->tally.teams + t].over_s +=
                (team->busy - team->people) * (to_s - r->now_s);
    }
    r->now_s = to_s;
}

/* Callers of the period, or before it, who have not left. */
static bool somebody_is_there(const struct ref *r)
{
    for (size_t c = 0; c < r->caller_count; c++)
        if (r->callers[c].quarter < r->calendar->to && r->callers[c].where != GONE)
            return true;
    return false;
}

static void ref_init(struct ref *r, uint64_t seed, int replication)
{
    const struct program *p = r->program;
    struct reference *out = r->out;
    const uint64_t key = chance_replication(seed, replication);
    const size_t quarters = (size_t) p->calendar.quarters;
    tally_init(&out->tally, p);
    out->target_count = r->scenario->target_count;
    for (int t = 0; t < out->target_count; t++) {
        struct reference_target *target = &out->targets[t];
        target->hits = sim_mem_array(quarters + 1, sizeof *target->hits);
        target->out_of = sim_mem_array(quarters + 1, sizeof *target->out_of);
        target->reached = sim_mem_array(quarters + 1, sizeof *target->reached);
    }
    r->teams = sim_mem_array((size_t) p->team_count, sizeof *r->teams);
    for (int t = 0; t < p->team_count; t++) {
        r->teams[t].roster = sim_mem_array(quarters, sizeof *r->teams[t].roster);
        r->teams[t].short_by = sim_mem_array(quarters, 1);
        staffing_draw(&p->staffing, t, sim_rng_key(key, CHANCE_STAFF),
                      r->teams[t].roster, r->teams[t].short_by);
    }
    r->down = sim_mem_array((size_t) r->scenario->outage_count * quarters, 1);
    outages_draw(p, key, r->down);
    arrivals_init(&r->arrivals, p);
    arrivals_start(&r->arrivals, key);
}

static void ref_done(struct ref *r)
{
    for (size_t c = 0; c < r->caller_count; c++) {
        free(r->callers[c].visits);
        free(r->callers[c].entered_s);
    }
    for (int t = 0; t < r->scenario->team_count; t++) {
        free(r->teams[t].roster);
        free(r->teams[t].short_by);
    }
    free(r->teams);
    free(r->callers);
    free(r->persons);
    free(r->events);
    free(r->down);
    arrivals_done(&r->arrivals);
}

void reference_run(const struct scenario *scenario, const struct program *program,
                   uint64_t seed, int replication, struct reference *out)
{
    *out = (struct reference){ 0 };
    struct ref r = { .scenario = scenario,
                     .program = program,
                     .calendar = &program->calendar,
                     .out = out };
    ref_init(&r, seed, replication);
    reference_later(&r, (struct event){ .at_s = 0.0, .kind = STAFFING });
    for (;;) {
        const struct event event = reference_take_first(&r);
        pass_time(&r, event.at_s);
        if (event.kind == STAFFING && r.now_s >= r.calendar->to * QUARTER_S) {
            out->cut = r.now_s >= r.calendar->quarters * QUARTER_S;
            if (out->cut || !somebody_is_there(&r))
                break;
        }
        happen(&r, &event);
        start_whoever_is_left(&r);
    }
    reference_finish(&r);
    out->callers = r.caller_count;
    ref_done(&r);
}

void reference_done(struct reference *reference)
{
    free(reference->events);
    for (int t = 0; t < reference->target_count; t++) {
        free(reference->targets[t].hits);
        free(reference->targets[t].out_of);
        free(reference->targets[t].reached);
    }
    tally_done(&reference->tally);
    *reference = (struct reference){ 0 };
}
