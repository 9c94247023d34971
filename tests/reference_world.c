#include <math.h>
#include <stdlib.h>

#include "model/world/chance.h"
#include "sim/mem.h"
#include "tests/reference_state.h"

static const double QUARTER_S = CALENDAR_QUARTER_S;

/* ---- events ---- */

static void later(struct ref *r, struct event event)
{
    r->events = sim_mem_grow(r->events, &r->event_capacity, r->event_count + 1,
                             sizeof *r->events);
    r->events[r->event_count++] = event;
}

/* By time, kind, call; one call's further by team, wrap-up before talk. */
static bool is_before(const struct event *a, const struct event *b)
{
    if (a->at_s != b->at_s)
        return a->at_s < b->at_s;
    if (a->kind != b->kind)
        return a->kind < b->kind;
    if (a->call != b->call)
        return a->call < b->call;
    return a->team != b->team ? a->team < b->team : a->talk < b->talk;
}

static struct event take_first(struct ref *r)
{
    size_t first = 0;
    for (size_t i = 1; i < r->event_count; i++)
        if (is_before(&r->events[i], &r->events[first]))
            first = i;
    const struct event event = r->events[first];
    r->events[first] = r->events[--r->event_count];
    return event;
}

static void tell(struct ref *r, enum world_happening what, uint64_t call, int place,
                 int team, double wait_s)
{
    struct reference *out = r->out;
    out->events = sim_mem_grow(out->events, &out->event_capacity, out->event_count + 1,
                               sizeof *out->events);
    out->events[out->event_count++] = (struct world_event){
        .at_s = r->now_s,
        .call = call,
        .stream = (int) r->callers[call].first.stream,
        .place = place,
        .team = team,
        .wait_s = wait_s,
        .what = what,
    };
}

/* ---- luck ---- */

static uint64_t luck(const struct caller *caller, enum chance_purpose purpose)
{
    return chance_draw(caller->first.key, caller->visit, purpose);
}

/* A duration of a line, with the changes that hold now. */
static double draw(const struct ref *r, const struct sim_dist *dist,
                   const struct caller *caller, enum chance_purpose purpose,
                   enum scenario_limited_kind kind)
{
    double time_s = sim_dist_draw(dist, luck(caller, purpose));
    for (int i = 0; i < r->scenario->limited_count; i++) {
        const struct scenario_limited *change = &r->scenario->limited[i];
        const bool both = change->kind == SCENARIO_LIMITED_HANDLING
                          && kind != SCENARIO_LIMITED_PATIENCE;
        if ((change->kind == kind || both) && change->object == caller->stage
            && calendar_in_window(r->calendar, r->quarter, &change->window))
            time_s *= change->times;
    }
    return time_s;
}

static int draw_way(struct ref *r, const struct caller *caller)
{
    const struct scenario_stage *stage = &r->scenario->stages[caller->stage];
    const double u = sim_rng_unit(luck(caller, CHANCE_WAY));
    double up_to = 0.0;
    int way = 0;
    for (; way < stage->way_count - 1; way++) {
        up_to += stage->ways[way].share;
        if (u < up_to)
            break;
    }
    r->out->tally.flow[r->program->stages[caller->stage].first_way + way] +=
        caller->counted;
    return way;
}

/* ---- callers and people ---- */

static struct event event_of(const struct caller *caller, uint64_t call, double at_s,
                             enum kind kind)
{
    return (struct event){
        .at_s = at_s, .kind = kind, .call = call, .visit = caller->visit
    };
}

static void arrives_later(struct ref *r, uint64_t call, int stage, double at_s)
{
    r->callers[call].where = ON_THE_WAY;
    r->callers[call].stage = stage;
    later(r, event_of(&r->callers[call], call, at_s, ARRIVAL));
}

static void hang_up(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    reference_count_hang_up(r, caller);
    tell(r, WORLD_HANGS_UP, call, caller->stage, -1, r->now_s - caller->arrived_s);
    caller->where = GONE;
}

/* The person has picked up. */
static void answer(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    reference_count_answer(r, caller);
    caller->answered = true;
    caller->where = TALKING;
    tell(r, WORLD_ANSWERED, call, caller->stage, caller->team,
         r->now_s - caller->arrived_s);
}

/* A person of `team` starts with a caller: talk and wrap-up are of the quarter hour in
 * which they start. */
static void start(struct ref *r, int team, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const struct scenario_stage *stage = &r->scenario->stages[caller->stage];
    caller->team = team;
    caller->since_s = r->now_s;
    r->teams[team].busy++;
    const double ring_s = sim_dist_draw(&stage->pick_up, luck(caller, CHANCE_PICK_UP));
    const double talk_s =
        draw(r, &stage->talk, caller, CHANCE_TALK, SCENARIO_LIMITED_TALK);
    caller->wrap_up_s =
        draw(r, &stage->wrap_up, caller, CHANCE_WRAP_UP, SCENARIO_LIMITED_WRAP_UP);
    const double answer_s = r->now_s + ring_s;
    struct event done = event_of(caller, call, answer_s + talk_s, COMPLETION);
    done.talk = true;
    done.team = team;
    done.since_s = r->now_s;
    later(r, done);
    if (ring_s > 0.0) {
        caller->where = RINGING;
        later(r, event_of(caller, call, answer_s, ANSWER));
    } else {
        answer(r, call);
    }
}

/* The oldest caller who waits at this line, and has waited so long; or -1. */
static int64_t oldest(const struct ref *r, int stage, double waited_s)
{
    int64_t found = -1;
    for (size_t c = 0; c < r->caller_count; c++) {
        const struct caller *caller = &r->callers[c];
        if (caller->where != WAITING || caller->stage != stage
            || caller->arrived_s + waited_s > r->now_s)
            continue;
        if (found < 0 || caller->arrived_s < r->callers[found].arrived_s)
            found = (int64_t) c;
    }
    return found;
}

/* One person of a team starts with a waiting caller, if one may. */
static bool start_one(struct ref *r, int index)
{
    const struct scenario_team *team = &r->scenario->teams[index];
    const int free = r->teams[index].people - r->teams[index].busy;
    for (int i = 0; i < team->serves_count; i++) {
        if (free <= team->keep_free[i] || free <= 0)
            continue;
        const int64_t call = oldest(r, team->serves[i], team->takes_after_s[i]);
        if (call >= 0) {
            start(r, index, (uint64_t) call);
            return true;
        }
    }
    return false;
}

static void start_all(struct ref *r, int team)
{
    while (start_one(r, team))
        ;
}

/* A caller who has just come to a line: the first team that takes calls at once and has
 * somebody free above the reserve.  Returns whether there was one. */
static bool start_new(struct ref *r, uint64_t call)
{
    for (int t = 0; t < r->scenario->team_count; t++) {
        const struct scenario_team *team = &r->scenario->teams[t];
        const int free = r->teams[t].people - r->teams[t].busy;
        for (int i = 0; i < team->serves_count; i++)
            if (team->serves[i] == r->callers[call].stage && free > team->keep_free[i]
                && team->takes_after_s[i] <= 0.0) {
                start(r, t, call);
                return true;
            }
    }
    return false;
}

/* When all that happens at a moment has happened, nobody may be left who could have
 * started: this starts them, and the twins differ if the world does not. */
static void start_whoever_is_left(struct ref *r)
{
    for (size_t i = 0; i < r->event_count; i++)
        if (r->events[i].at_s <= r->now_s)
            return;
    for (int team = 0; team < r->scenario->team_count; team++)
        start_all(r, team);
}

/* A person is done with a caller: goes if there are too many, else is free and looks
 * for the next. */
static void free_person(struct ref *r, int team, double since_s)
{
    r->teams[team].busy--;
    reference_count_busy(r, team, since_s);
    start_all(r, team);
}

/* ---- arrivals at stages ---- */

static void end_journey(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    reference_count_end(r, caller);
    tell(r, WORLD_ENDS, call, caller->stage, -1, caller->waited_s);
    caller->where = GONE;
}

static void count_closed(struct ref *r, struct caller *caller)
{
    if (r->scenario->stages[caller->stage].kind != SCENARIO_LINE)
        return;
    caller->arrived_quarter = r->quarter;
    reference_line_cell(r, caller)->offered++;
    reference_line_cell(r, caller)->left++;
}

/* Here too often, or it is closed: to another stage at once.  A visit to a closed stage
 * is one of those that are allowed. */
static bool is_turned_away(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const struct scenario_stage *stage = &r->scenario->stages[caller->stage];
    int to = -1;
    if (stage->visits_at_most > 0
        && caller->visits[caller->stage]++ >= stage->visits_at_most) {
        to = stage->then_to;
    } else if (!calendar_in_hours(r->calendar, r->quarter, &stage->open)) {
        to = stage->closed_to;
        count_closed(r, caller);
    }
    if (to < 0)
        return false;
    tell(r, WORLD_CLOSED, call, caller->stage, -1, 0.0);
    arrives_later(r, call, to, r->now_s);
    return true;
}

static void enter_line(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const struct scenario_stage *stage = &r->scenario->stages[caller->stage];
    caller->answered = false;
    caller->arrived_s = r->now_s;
    caller->arrived_quarter = r->quarter;
    caller->where = WAITING;
    caller->gives_up_s = stage->patient
                             ? INFINITY
                             : r->now_s
                                   + draw(r, &stage->patience, caller, CHANCE_PATIENCE,
                                          SCENARIO_LIMITED_PATIENCE);
    reference_line_cell(r, caller)->offered++;
    if (!stage->patient)
        later(r, event_of(caller, call, caller->gives_up_s, ABANDONMENT));
    if (start_new(r, call))
        return;
    if (sim_rng_unit(luck(caller, CHANCE_AT_ONCE)) < stage->at_once) {
        hang_up(r, call);
        return;
    }
    tell(r, WORLD_WAITS, call, caller->stage, -1, 0.0);
    for (int t = 0; t < r->scenario->team_count; t++) {
        const struct scenario_team *team = &r->scenario->teams[t];
        for (int i = 0; i < team->serves_count; i++)
            if (team->serves[i] == caller->stage && team->takes_after_s[i] > 0.0)
                later(r, (struct event){ .at_s = r->now_s + team->takes_after_s[i],
                                         .kind = TIMER,
                                         .call = call,
                                         .team = t });
    }
}

static void count_entry(struct ref *r, struct caller *caller)
{
    caller->entered_s[caller->stage] = r->now_s;
    r->out->tally.entered[caller->stage] += caller->counted;
    for (int i = 0; i < r->scenario->target_count; i++)
        if (r->scenario->targets[i].journey == (int) caller->first.stream
            && r->scenario->targets[i].out_of_count > 0
            && r->scenario->targets[i].out_of[0] == caller->stage)
            r->out->targets[i].out_of[caller->quarter]++;
}

static void arrive(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const struct scenario_stage *stage = &r->scenario->stages[caller->stage];
    if (stage->kind == SCENARIO_END) {
        end_journey(r, call);
        return;
    }
    caller->visit++;
    if (is_turned_away(r, call))
        return;
    count_entry(r, caller);
    tell(r, WORLD_ENTERS, call, caller->stage, -1, 0.0);
    if (stage->kind == SCENARIO_LINE) {
        enter_line(r, call);
        return;
    }
    const struct scenario_way *way = &stage->ways[draw_way(r, caller)];
    double time_s = 0.0;
    if (stage->kind != SCENARIO_SPLIT)
        time_s = sim_dist_draw(&way->time, luck(caller, CHANCE_TIME));
    arrives_later(r, call, way->next, r->now_s + time_s);
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
            .visits = sim_mem_array(stages, sizeof *caller->visits),
            .entered_s = sim_mem_array(stages, sizeof *caller->entered_s),
        };
        for (size_t s = 0; s < stages; s++)
            caller->entered_s[s] = NAN;
        const struct scenario_stream *stream =
            &r->scenario->streams[caller->first.stream];
        reference_stream_cell(r, caller)->offered++;
        for (int t = 0; t < r->scenario->target_count; t++)
            if (r->scenario->targets[t].journey == (int) caller->first.stream
                && r->scenario->targets[t].out_of_count == 0)
                r->out->targets[t].out_of[r->quarter]++;
        arrives_later(r, r->caller_count++, stream->enters, caller->first.at_s);
    }
}

/* A quarter hour begins: numbers change, those who have come look for calls, and its
 * callers are made. */
static void begin_quarter(struct ref *r)
{
    r->quarter = (int) (r->now_s / QUARTER_S);
    for (int t = 0; t < r->scenario->team_count; t++) {
        struct team *team = &r->teams[t];
        const int before = team->people;
        team->people = team->roster[r->quarter];
        r->out->tally.staffed[r->quarter * r->out->tally.teams + t].people =
            team->people;
        if (team->people > before)
            start_all(r, t);
    }
    add_callers(r);
    later(r, (struct event){ .at_s = r->now_s + QUARTER_S, .kind = STAFFING });
}

/* Talk is over: the caller moves on or leaves; the person wraps up or is free. */
static void complete(struct ref *r, const struct event *event)
{
    struct caller *caller = &r->callers[event->call];
    if (!event->talk) {
        free_person(r, event->team, event->since_s);
        return;
    }
    if (caller->where != TALKING || caller->visit != event->visit)
        return; /* gave up while it rang */
    const int next = r->scenario->stages[caller->stage].ways[draw_way(r, caller)].next;
    if (caller->wrap_up_s > 0.0) {
        struct event done =
            event_of(caller, event->call, r->now_s + caller->wrap_up_s, COMPLETION);
        done.team = event->team;
        done.since_s = event->since_s;
        later(r, done);
        arrives_later(r, event->call, next, r->now_s);
    } else {
        arrives_later(r, event->call, next, r->now_s);
        free_person(r, event->team, event->since_s);
    }
}

static void abandon(struct ref *r, uint64_t call)
{
    const struct caller *caller = &r->callers[call];
    const bool rings = caller->where == RINGING;
    const int team = caller->team;
    const double since_s = caller->since_s;
    hang_up(r, call);
    if (rings)
        free_person(r, team, since_s);
}

static void happen(struct ref *r, const struct event *event)
{
    struct caller *caller = &r->callers[event->call];
    const bool stale = event->kind != STAFFING && event->visit != caller->visit;
    switch (event->kind) {
    case STAFFING:
        begin_quarter(r);
        break;
    case COMPLETION:
        complete(r, event);
        break;
    case ANSWER:
        if (!stale && caller->where == RINGING)
            answer(r, event->call);
        break;
    case TIMER:
        start_all(r, event->team);
        break;
    case ABANDONMENT:
        if (stale || (caller->where != WAITING && caller->where != RINGING))
            break;
        abandon(r, event->call);
        break;
    case ARRIVAL:
        arrive(r, event->call);
        break;
    }
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

/* ---- the end of the run ---- */

/* What lies ahead of a caller that nobody else can change is still counted: an answer
 * or hanging up while it rings, an end that they are on their way to. */
static void follow(struct ref *r, const struct event *event)
{
    struct caller *caller = &r->callers[event->call];
    if (event->kind == STAFFING || event->visit != caller->visit)
        return;
    r->now_s = event->at_s;
    const struct scenario_stage *stages = r->scenario->stages;
    if (event->kind == ANSWER && caller->where == RINGING) {
        answer(r, event->call);
    } else if (event->kind == ABANDONMENT && caller->where == RINGING) {
        hang_up(r, event->call);
    } else if (event->kind == COMPLETION && event->talk && caller->where == TALKING) {
        const int next = stages[caller->stage].ways[draw_way(r, caller)].next;
        if (stages[next].kind == SCENARIO_END) {
            caller->stage = next;
            end_journey(r, event->call);
        }
    } else if (event->kind == ARRIVAL && stages[caller->stage].kind == SCENARIO_END) {
        end_journey(r, event->call);
    }
}

static void finish(struct ref *r)
{
    const double end_s = r->now_s;
    for (size_t c = 0; c < r->caller_count; c++)
        if (r->callers[c].where == WAITING) {
            reference_line_cell(r, &r->callers[c])->still++;
            reference_count_waiting(r, &r->callers[c]);
        }
    for (size_t i = 0; i < r->event_count; i++) {
        const struct event *event = &r->events[i];
        const struct caller *caller = &r->callers[event->call];
        if (event->kind == COMPLETION
            && (!event->talk
                || (caller->visit == event->visit
                    && (caller->where == TALKING || caller->where == RINGING))))
            reference_count_busy(r, event->team, event->since_s);
    }
    while (r->event_count > 0) {
        const struct event event = take_first(r);
        follow(r, &event);
    }
    r->now_s = end_s;
    for (size_t c = 0; c < r->caller_count; c++)
        if (r->callers[c].where != GONE) {
            reference_stream_cell(r, &r->callers[c])->still++;
            r->out->tally.in_system++;
        }
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
        out->targets[t].hits =
            sim_mem_array(quarters + 1, sizeof *out->targets[t].hits);
        out->targets[t].out_of =
            sim_mem_array(quarters + 1, sizeof *out->targets[t].out_of);
    }
    r->teams = sim_mem_array((size_t) p->team_count, sizeof *r->teams);
    for (int t = 0; t < p->team_count; t++) {
        r->teams[t].roster = sim_mem_array(quarters, sizeof *r->teams[t].roster);
        staffing_draw(&p->staffing, t, sim_rng_key(key, CHANCE_STAFF),
                      r->teams[t].roster, NULL);
    }
    arrivals_init(&r->arrivals, p);
    arrivals_start(&r->arrivals, key);
}

static void ref_done(struct ref *r)
{
    for (size_t c = 0; c < r->caller_count; c++) {
        free(r->callers[c].visits);
        free(r->callers[c].entered_s);
    }
    for (int t = 0; t < r->scenario->team_count; t++)
        free(r->teams[t].roster);
    free(r->teams);
    free(r->callers);
    free(r->events);
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
    later(&r, (struct event){ .at_s = 0.0, .kind = STAFFING });
    for (;;) {
        const struct event event = take_first(&r);
        pass_time(&r, event.at_s);
        if (event.kind == STAFFING && r.now_s >= r.calendar->to * QUARTER_S) {
            out->cut = r.now_s >= r.calendar->quarters * QUARTER_S;
            if (out->cut || !somebody_is_there(&r))
                break;
        }
        happen(&r, &event);
        start_whoever_is_left(&r);
    }
    finish(&r);
    out->callers = r.caller_count;
    ref_done(&r);
}

void reference_done(struct reference *reference)
{
    free(reference->events);
    for (int t = 0; t < reference->target_count; t++) {
        free(reference->targets[t].hits);
        free(reference->targets[t].out_of);
    }
    tally_done(&reference->tally);
    *reference = (struct reference){ 0 };
}
