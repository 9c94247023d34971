/* The end of a run of the slow world. */
#include "tests/reference_state.h"

/* Who shares a person, or whose work may be interrupted, is there until it is over. */
static bool is_there(const struct ref *r, const struct caller *caller)
{
    const struct scenario_stage *line = &r->scenario->stages[caller->stage];
    return line->at_a_time > 1 || line->yields_to_count > 0;
}

/* What lies ahead of a caller that nobody else can change is still counted: an answer
 * or hanging up while it rings, an end that they are on their way to. */
static void follow(struct ref *r, const struct event *event)
{
    struct caller *caller = &r->callers[event->call];
    if (event->kind == STAFFING || event->stay != caller->stay)
        return;
    r->now_s = event->at_s;
    if (event->kind == ANSWER && caller->where == RINGING)
        reference_answer(r, event->call);
    else if (event->kind == HANGING_UP && caller->where == RINGING && !caller->accepted)
        reference_hang_up(r, event->call);
    else if (event->kind == ARRIVAL
             && r->scenario->stages[caller->stage].kind == SCENARIO_END)
        reference_end_journey(r, event->call);
    if (event->kind != COMPLETION || event->done != TALK || caller->where != TALKING
        || event->person != caller->person)
        return;
    if (is_there(r, caller))
        caller->attempt += !reference_takes_way(r, event->call);
    else
        reference_talked(r, event->call);
}

void reference_finish(struct ref *r)
{
    const double end_s = r->now_s;
    for (size_t c = 0; c < r->caller_count; c++) {
        struct caller *caller = &r->callers[c];
        if (caller->where != WAITING && caller->where != PENDING
            && caller->where != DIALLED)
            continue;
        if (caller->begun) /* what they will do is settled */
            caller->attempt += !reference_takes_way(r, c);
        else
            reference_count_still_waiting(r, caller);
    }
    for (size_t p = 0; p < r->person_count; p++)
        if (r->persons[p].busy)
            reference_count_busy(r, &r->persons[p]);
    while (r->event_count > 0) {
        const struct event event = reference_take_first(r);
        follow(r, &event);
    }
    r->now_s = end_s;
    for (size_t c = 0; c < r->caller_count; c++)
        if (r->callers[c].where != GONE)
            reference_count_still(r, &r->callers[c]);
}
