/* Who starts what in the slow world: free people, people on work that yields, people
 * with room for one more chat, and people who ring out. */
#include <math.h>

#include "sim/mem.h"
#include "tests/reference_state.h"

static const struct scenario_stage *stage_of(const struct ref *r, uint64_t call)
{
    return &r->scenario->stages[r->callers[call].stage];
}

bool reference_is_dialled(const struct ref *r, int stage)
{
    return r->scenario->stages[stage].dial.given
           && !r->scenario->stages[stage].call_back.given;
}

int reference_outage(const struct ref *r, int stage, int quarter)
{
    for (int o = 0; o < r->scenario->outage_count && quarter >= 0; o++)
        for (int i = 0; i < r->scenario->outages[o].stage_count; i++)
            if (r->scenario->outages[o].stages[i] == stage
                && r->down[o * r->calendar->quarters + quarter])
                return o;
    return -1;
}

int64_t reference_oldest(const struct ref *r, int stage, double waited_s)
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

/* ---- persons ---- */

static size_t new_person(struct ref *r, int team, uint64_t first)
{
    r->persons = sim_mem_grow(r->persons, &r->person_capacity, r->person_count + 1,
                              sizeof *r->persons);
    r->persons[r->person_count] = (struct person){
        .team = team, .first = first, .since_s = r->now_s, .busy = true
    };
    r->teams[team].busy++;
    return r->person_count++;
}

static void person_is_done(struct ref *r, size_t person)
{
    struct person *done = &r->persons[person];
    done->busy = false;
    r->teams[done->team].busy--;
    reference_count_busy(r, done);
}

/* ---- work that yields ---- */

static bool yields(const struct ref *r, uint64_t call, int team, int to)
{
    const struct caller *caller = &r->callers[call];
    if (caller->where != TALKING || caller->team != team)
        return false;
    const struct scenario_stage *work = stage_of(r, call);
    for (int i = 0; i < work->yields_to_count; i++)
        if (work->yields_to[i] == to)
            return true;
    return false;
}

static int yielding(const struct ref *r, int team, int to)
{
    int count = 0;
    for (size_t c = 0; c < r->caller_count; c++)
        count += yields(r, c, team, to);
    return count;
}

/* The work that was begun last, then the later call. */
static uint64_t stop_work(struct ref *r, int team, int to)
{
    int64_t last = -1;
    for (size_t c = 0; c < r->caller_count; c++)
        if (yields(r, c, team, to)
            && (last < 0 || r->callers[c].begun_s >= r->callers[last].begun_s))
            last = (int64_t) c;
    struct caller *caller = &r->callers[last];
    caller->remaining_s = caller->talk_ends_s - r->now_s;
    caller->where = WAITING;
    reference_line_more(r, caller)->interrupted++;
    reference_tell(r, WORLD_STOPPED, (uint64_t) last, caller->stage, team, 0.0);
    person_is_done(r, caller->person);
    return (uint64_t) last;
}

/* ---- a person begins ---- */

static void completes(struct ref *r, uint64_t call, double at_s, enum done done)
{
    struct event event = reference_event(r, call, at_s, COMPLETION);
    event.person = r->callers[call].person;
    event.done = done;
    event.order = 2 * r->callers[call].team + (done != WRAP_UP);
    reference_later(r, event);
}

/* Times are of the quarter hour in which the person starts. */
static void talk_after(struct ref *r, uint64_t call, double before_s)
{
    struct caller *caller = &r->callers[call];
    const double answer_s = r->now_s + before_s;
    caller->wait_s = answer_s - caller->arrived_s;
    caller->talk_s = reference_talk(r, caller, caller->team, caller->wait_s);
    caller->wrap_up_s = reference_wrap_up(r, caller, caller->team);
    caller->talk_ends_s = answer_s + caller->talk_s;
    completes(r, call, caller->talk_ends_s, TALK);
    caller->where = RINGING;
    if (before_s > 0.0)
        reference_later(r, reference_event(r, call, answer_s, ANSWER));
    else
        reference_answer(r, call);
}

static void dial(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const struct scenario_dial *dial = &stage_of(r, call)->dial;
    const double u = sim_rng_unit(reference_luck_try(caller, CHANCE_REACHED));
    const double set_up_s =
        sim_dist_draw(&dial->set_up, reference_luck_try(caller, CHANCE_SET_UP));
    const double no_answer_s =
        sim_dist_draw(&dial->no_answer, reference_luck_try(caller, CHANCE_NO_ANSWER));
    caller->tries++;
    if (u < dial->reached) {
        talk_after(r, call, set_up_s);
        return;
    }
    caller->where = DIALLED;
    reference_line_more(r, caller)->dialled_s += no_answer_s;
    reference_tell(r, WORLD_DIALLED, call, caller->stage, caller->team, 0.0);
    completes(r, call, r->now_s + no_answer_s, DIAL_IN_VAIN);
}

static void resume(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    caller->where = TALKING;
    caller->talk_ends_s = r->now_s + caller->remaining_s;
    reference_tell(r, WORLD_RESUMED, call, caller->stage, caller->team, 0.0);
    completes(r, call, caller->talk_ends_s, TALK);
}

static void begin(struct ref *r, uint64_t call, size_t person)
{
    struct caller *caller = &r->callers[call];
    caller->team = r->persons[person].team;
    caller->person = person;
    caller->begun_s = r->now_s;
    if (caller->begun)
        resume(r, call);
    else if (caller->accepted || reference_is_dialled(r, caller->stage))
        dial(r, call);
    else
        talk_after(r, call,
                   sim_dist_draw(&stage_of(r, call)->pick_up,
                                 reference_luck(caller, CHANCE_PICK_UP)));
}

/* A person of the team who is free, or stops other work for it, begins. */
static void start(struct ref *r, int team, uint64_t call)
{
    const bool is_free = r->teams[team].people > r->teams[team].busy;
    uint64_t stopped = 0;
    if (!is_free)
        stopped = stop_work(r, team, r->callers[call].stage);
    begin(r, call, new_person(r, team, call));
    if (!is_free)
        reference_look_at(r, r->callers[stopped].stage);
}

void reference_answer(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    reference_count_answer(r, caller);
    caller->answered = true;
    caller->where = TALKING;
    caller->begun = stage_of(r, call)->yields_to_count > 0;
    reference_tell(r, WORLD_ANSWERED, call, caller->stage, caller->team,
                   r->now_s - caller->arrived_s);
}

/* ---- looking for something to do ---- */

/* Whether the team may start a call of the line at this place of what it serves. */
static bool may_start(const struct ref *r, int team, int place)
{
    const struct scenario_team *serving = &r->scenario->teams[team];
    const int line = serving->serves[place];
    const int free =
        r->teams[team].people - r->teams[team].busy + yielding(r, team, line);
    return free > serving->keep_free[place];
}

static bool start_one(struct ref *r, int team)
{
    const struct scenario_team *serving = &r->scenario->teams[team];
    for (int i = 0; i < serving->serves_count; i++) {
        const int line = serving->serves[i];
        if (!may_start(r, team, i) || reference_outage(r, line, r->quarter) >= 0)
            continue;
        const int64_t call = reference_oldest(r, line, serving->takes_after_s[i]);
        if (call < 0)
            continue;
        start(r, team, (uint64_t) call);
        return true;
    }
    return false;
}

void reference_look(struct ref *r, int team)
{
    while (start_one(r, team))
        ;
}

/* Whether some work of the team may be interrupted. */
static bool has_yielding(const struct ref *r, int team)
{
    const struct scenario_team *serving = &r->scenario->teams[team];
    for (int i = 0; i < serving->serves_count; i++)
        if (r->scenario->stages[serving->serves[i]].yields_to_count > 0)
            return true;
    return false;
}

/* The person looks for a call; who thereby begins work that yields counts again. */
void reference_free(struct ref *r, size_t person)
{
    const int team = r->persons[person].team;
    person_is_done(r, person);
    (void) start_one(r, team);
    if (has_yielding(r, team))
        reference_look(r, team);
}

/* The place of a line in what a team serves, or -1. */
static int place_of(const struct ref *r, int team, int line)
{
    const struct scenario_team *serving = &r->scenario->teams[team];
    for (int i = 0; i < serving->serves_count; i++)
        if (serving->serves[i] == line)
            return i;
    return -1;
}

void reference_look_at(struct ref *r, int stage)
{
    for (int t = 0; t < r->scenario->team_count; t++)
        if (place_of(r, t, stage) >= 0)
            reference_look(r, t);
}

/* ---- several calls at a time ---- */

static int calls_of(const struct ref *r, size_t person)
{
    int count = 0;
    for (size_t c = 0; c < r->caller_count; c++)
        count += r->callers[c].where == TALKING && r->callers[c].person == person;
    return count;
}

/* People on calls of this line may take more of them. */
static bool may_join(const struct ref *r, int team, int place)
{
    const struct scenario_team *serving = &r->scenario->teams[team];
    if (r->teams[team].busy > r->teams[team].people)
        return false;
    for (int i = 0; i < place; i++)
        if (reference_outage(r, serving->serves[i], r->quarter) < 0
            && reference_oldest(r, serving->serves[i], 0.0) >= 0)
            return false;
    return true;
}

/* The fewest calls, then who is on calls for longest, then whose first call was
 * earliest. */
static bool is_better(const struct ref *r, size_t a, size_t b)
{
    const struct person *one = &r->persons[a], *other = &r->persons[b];
    if (calls_of(r, a) != calls_of(r, b))
        return calls_of(r, a) < calls_of(r, b);
    return one->since_s < other->since_s
           || (one->since_s == other->since_s && one->first < other->first);
}

static int64_t person_with_room(const struct ref *r, int team, int line)
{
    int64_t best = -1;
    for (size_t c = 0; c < r->caller_count; c++) {
        const struct caller *caller = &r->callers[c];
        if (caller->where != TALKING || caller->team != team || caller->stage != line
            || calls_of(r, caller->person) >= r->scenario->stages[line].at_a_time)
            continue;
        if (best < 0 || is_better(r, caller->person, (size_t) best))
            best = (int64_t) caller->person;
    }
    return best;
}

bool reference_take_new(struct ref *r, uint64_t call)
{
    const int line = r->callers[call].stage;
    for (int t = 0; t < r->scenario->team_count; t++) {
        const int place = place_of(r, t, line);
        if (place < 0 || r->scenario->teams[t].takes_after_s[place] > 0.0)
            continue;
        if (r->scenario->stages[line].at_a_time > 1 && may_join(r, t, place)) {
            const int64_t person = person_with_room(r, t, line);
            if (person >= 0) {
                r->out->joined++;
                begin(r, call, (size_t) person);
                return true;
            }
        }
        if (may_start(r, t, place)) {
            start(r, t, call);
            return true;
        }
    }
    return false;
}

/* One of a person's calls is over. */
static void person_has_less(struct ref *r, size_t person, int line)
{
    if (calls_of(r, person) == 0) {
        reference_free(r, person);
        return;
    }
    const int team = r->persons[person].team, place = place_of(r, team, line);
    const int64_t call =
        reference_oldest(r, line, r->scenario->teams[team].takes_after_s[place]);
    if (call >= 0 && may_join(r, team, place))
        begin(r, (uint64_t) call, person);
}

/* ---- a person is done ---- */

static void dialled_in_vain(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const struct scenario_dial *dial = &stage_of(r, call)->dial;
    const size_t person = caller->person;
    if (caller->tries >= dial->tries_at_most) {
        reference_given_up(r, call);
    } else {
        caller->where = PENDING;
        struct event again =
            reference_event(r, call, r->now_s + dial->try_again_after_s, TIMER);
        again.timer = TRY;
        again.order = SCENARIO_MOST_TEAMS + TRY;
        reference_later(r, again);
    }
    reference_free(r, person);
}

void reference_complete(struct ref *r, const struct event *event)
{
    struct caller *caller = &r->callers[event->call];
    if (event->done == WRAP_UP) {
        reference_free(r, event->person);
        return;
    }
    const bool is_theirs =
        event->stay == caller->stay && event->person == caller->person;
    if (event->done == DIAL_IN_VAIN)
        dialled_in_vain(r, event->call);
    if (event->done != TALK || !is_theirs || caller->where != TALKING)
        return; /* gave up while it rang, or was interrupted */
    const int line = caller->stage;
    if (caller->wrap_up_s > 0.0)
        completes(r, event->call, r->now_s + caller->wrap_up_s, WRAP_UP);
    const bool wraps = caller->wrap_up_s > 0.0;
    reference_talked(r, event->call);
    if (!wraps)
        person_has_less(r, event->person, line);
}
