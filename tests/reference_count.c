/* What the slow world counts of lines and journeys, when it happens. */
#include <math.h>

#include "tests/reference_state.h"

static const double QUARTER_S = CALENDAR_QUARTER_S;

static int line_of(const struct ref *r, int stage)
{
    int line = 0;
    for (int i = 0; i < stage; i++)
        line += r->scenario->stages[i].kind == SCENARIO_LINE;
    return line;
}

static int stream_of(const struct ref *r, const struct caller *caller)
{
    return r->program->line_count + (int) caller->first.stream;
}

struct tally_cell *reference_line_cell(const struct ref *r, const struct caller *caller)
{
    return tally_at(&r->out->tally, caller->arrived_quarter, line_of(r, caller->stage));
}

struct tally_cell *reference_stream_cell(const struct ref *r,
                                         const struct caller *caller)
{
    return tally_at(&r->out->tally, caller->quarter, stream_of(r, caller));
}

struct tally_more *reference_line_more(const struct ref *r, const struct caller *caller)
{
    if (r->out->tally.more == NULL)
        return &r->out->no_account;
    return tally_more_at(&r->out->tally, caller->arrived_quarter,
                         line_of(r, caller->stage));
}

struct tally_more *reference_stream_more(const struct ref *r,
                                         const struct caller *caller)
{
    if (r->out->tally.more == NULL)
        return &r->out->no_account;
    return tally_more_at(&r->out->tally, caller->quarter, stream_of(r, caller));
}

/* ---- the flow ---- */

void reference_count_first(struct ref *r, struct caller *caller)
{
    reference_stream_cell(r, caller)->offered++;
    for (int t = 0; t < r->scenario->target_count; t++)
        if (r->scenario->targets[t].journey == (int) caller->first.stream
            && r->scenario->targets[t].out_of_count == 0)
            r->out->targets[t].out_of[caller->quarter]++;
}

void reference_count_entry(struct ref *r, struct caller *caller)
{
    caller->entered_s[caller->stage] = r->now_s;
    r->out->tally.entered[caller->stage] += caller->counted;
    for (int t = 0; t < r->scenario->target_count; t++) {
        const struct scenario_target *target = &r->scenario->targets[t];
        for (int i = 0; i < target->out_of_count; i++)
            if (target->journey == (int) caller->first.stream
                && target->out_of[i] == caller->stage)
                r->out->targets[t].out_of[caller->quarter]++;
    }
}

void reference_count_flow(struct ref *r, const struct caller *caller, int way)
{
    r->out->tally.flow[way] += caller->counted;
}

void reference_count_moved(struct ref *r, const struct caller *caller,
                           enum tally_move move)
{
    r->out->tally.moved[caller->stage][move] += caller->counted;
}

/* ---- time ---- */

/* The seconds of each quarter hour between two times. */
static double overlap_s(int quarter, double from_s, double to_s)
{
    const double start_s = quarter * QUARTER_S;
    return fmax(0.0, fmin(to_s, start_s + QUARTER_S) - fmax(from_s, start_s));
}

void reference_count_waiting(struct ref *r, const struct caller *caller)
{
    for (int q = caller->arrived_quarter; q <= r->quarter && q < r->calendar->quarters;
         q++)
        tally_at(&r->out->tally, q, line_of(r, caller->stage))->queue_s +=
            overlap_s(q, caller->arrived_s, r->now_s);
}

void reference_count_busy(struct ref *r, const struct person *person)
{
    for (int q = 0; q <= r->quarter && q < r->calendar->quarters; q++)
        r->out->tally.staffed[q * r->out->tally.teams + person->team].busy_s +=
            overlap_s(q, person->since_s, r->now_s);
}

/* ---- stays at a line ---- */

static uint32_t presentations(const struct ref *r, const struct caller *caller)
{
    const double every_s = r->scenario->stages[caller->stage].offered_again_s;
    uint32_t count = 1;
    if (every_s > 0.0)
        while (count * every_s <= r->now_s - caller->arrived_s)
            count++;
    return count;
}

static void stay_ends(struct ref *r, struct caller *caller, enum outcome outcome)
{
    const double wait_s = r->now_s - caller->arrived_s;
    reference_line_cell(r, caller)->presented += presentations(r, caller);
    reference_count_waiting(r, caller);
    reference_count_outcome(r, line_of(r, caller->stage), caller->arrived_quarter,
                            outcome, wait_s);
    reference_count_views(r, caller, outcome);
    reference_count_targets(r, caller, outcome);
    if (!reference_is_dialled(r, caller->stage))
        caller->waited_s += wait_s;
}

void reference_count_answer(struct ref *r, struct caller *caller)
{
    stay_ends(r, caller, ANSWERED);
    reference_line_more(r, caller)->called_back += caller->accepted;
    reference_line_more(r, caller)->worked_s += caller->talk_s + caller->wrap_up_s;
}

void reference_count_hang_up(struct ref *r, struct caller *caller)
{
    stay_ends(r, caller, ABANDONED);
    reference_count_journeys(r, caller);
}

void reference_count_left(struct ref *r, struct caller *caller)
{
    stay_ends(r, caller, LEFT);
}

void reference_count_turned_away(struct ref *r, struct caller *caller)
{
    caller->arrived_s = r->now_s;
    caller->arrived_quarter = r->quarter;
    caller->accepted = false;
    reference_line_cell(r, caller)->offered++;
    reference_line_cell(r, caller)->left++;
    reference_count_views(r, caller, LEFT);
}

void reference_count_still_waiting(struct ref *r, struct caller *caller)
{
    reference_line_cell(r, caller)->still++;
    reference_count_waiting(r, caller);
    reference_count_views(r, caller, STILL);
    reference_count_targets(r, caller, STILL);
}

/* ---- journeys ---- */

void reference_count_end(struct ref *r, struct caller *caller, enum outcome outcome)
{
    struct tally_more *more = reference_stream_more(r, caller);
    more->attempts += (uint32_t) caller->attempt;
    reference_count_outcome(r, stream_of(r, caller), caller->quarter, outcome,
                            caller->waited_s);
    if (caller->stage < 0)
        return;
    more->resolved += caller->stage != scenario_stage_index(r->scenario, "left");
    r->out->tally.entered[caller->stage] += caller->counted;
}

void reference_count_still(struct ref *r, struct caller *caller)
{
    reference_stream_more(r, caller)->attempts += (uint32_t) caller->attempt;
    reference_stream_cell(r, caller)->still++;
    r->out->tally.in_system++;
}
