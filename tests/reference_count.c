#include <math.h>

#include "tests/reference_state.h"

static const double QUARTER_S = CALENDAR_QUARTER_S;
/* Two sums of the same times may differ in the last bits. */
static const double SLACK_S = 1e-6;

static int line_of(const struct ref *r, int stage)
{
    int line = 0;
    for (int i = 0; i < stage; i++)
        line += r->scenario->stages[i].kind == SCENARIO_LINE;
    return line;
}

struct tally_cell *reference_line_cell(const struct ref *r, const struct caller *caller)
{
    return tally_at(&r->out->tally, caller->arrived_quarter, line_of(r, caller->stage));
}

struct tally_cell *reference_stream_cell(const struct ref *r,
                                         const struct caller *caller)
{
    return tally_at(&r->out->tally, caller->quarter,
                    r->program->line_count + (int) caller->first.stream);
}

static void count_longest(struct tally_cell *cell, double wait_s)
{
    cell->longest_s = fmax(cell->longest_s, wait_s);
}

static void count_answered(struct ref *r, struct tally_cell *cell, int quarter,
                           double wait_s)
{
    struct tally *tally = &r->out->tally;
    cell->answered++;
    cell->wait_s += wait_s;
    cell->wait2_s2 += wait_s * wait_s;
    count_longest(cell, wait_s);
    if (wait_s <= 0.0 || r->calendar->period_day[quarter] < 0)
        return;
    int bin = 0;
    while (bin < TALLY_BINS - 1 && tally_edge(bin + 1) <= wait_s)
        bin++;
    const size_t subject = (size_t) (cell - tally_at(tally, quarter, 0)),
                 day = (size_t) r->calendar->period_day[quarter],
                 hour = (size_t) r->calendar->hour_of_week[quarter];
    tally->day_waits[(day * tally->subjects + subject) * TALLY_BINS + bin]++;
    tally->hour_waits[(hour * tally->subjects + subject) * TALLY_BINS + bin]++;
}

static void count_lost(struct tally_cell *cell, double wait_s)
{
    cell->abandoned++;
    cell->lost_wait_s += wait_s;
    count_longest(cell, wait_s);
}

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

void reference_count_busy(struct ref *r, int team, double since_s)
{
    for (int q = 0; q <= r->quarter && q < r->calendar->quarters; q++)
        r->out->tally.staffed[q * r->out->tally.teams + team].busy_s +=
            overlap_s(q, since_s, r->now_s);
}

static uint32_t presentations(const struct ref *r, const struct caller *caller)
{
    const double every_s = r->scenario->stages[caller->stage].offered_again_s;
    uint32_t count = 1;
    if (every_s > 0.0)
        while (count * every_s <= r->now_s - caller->arrived_s)
            count++;
    return count;
}

/* Targets of a line, when a call is answered (answered) or hangs up. */
static void count_line_targets(struct ref *r, const struct caller *caller, bool answer)
{
    for (int i = 0; i < r->scenario->target_count; i++) {
        const struct scenario_target *target = &r->scenario->targets[i];
        if (target->journey >= 0 || target->line != caller->stage)
            continue;
        const bool within = target->grade == SCENARIO_ANSWERED_WITHIN;
        double from_s = caller->arrived_s;
        if (within && target->clock >= 0 && !isnan(caller->entered_s[target->clock]))
            from_s = caller->entered_s[target->clock];
        const double passed_s = r->now_s - from_s;
        const bool hit = within ? passed_s <= target->within_s + SLACK_S
                                : passed_s > target->hung_up_after_s + SLACK_S;
        r->out->targets[i].hits[caller->arrived_quarter] += hit && within == answer;
    }
}

/* Without a threshold everyone who hangs up counts, even at once. */
static void count_journey_targets(struct ref *r, const struct caller *caller)
{
    for (int i = 0; i < r->scenario->target_count; i++) {
        const struct scenario_target *target = &r->scenario->targets[i];
        bool named = target->abandoned_at_count == 0;
        for (int k = 0; k < target->abandoned_at_count; k++)
            named |= target->abandoned_at[k] == caller->stage;
        const bool late =
            target->hung_up_after_s <= 0.0
            || r->now_s - caller->arrived_s > target->hung_up_after_s + SLACK_S;
        if (target->journey == (int) caller->first.stream && named && late)
            r->out->targets[i].hits[caller->quarter]++;
    }
}

void reference_count_answer(struct ref *r, struct caller *caller)
{
    const double wait_s = r->now_s - caller->arrived_s;
    reference_count_waiting(r, caller);
    count_answered(r, reference_line_cell(r, caller), caller->arrived_quarter, wait_s);
    reference_line_cell(r, caller)->presented += presentations(r, caller);
    count_line_targets(r, caller, true);
    caller->waited_s += wait_s;
}

void reference_count_hang_up(struct ref *r, struct caller *caller)
{
    const double wait_s = r->now_s - caller->arrived_s;
    reference_count_waiting(r, caller);
    count_lost(reference_line_cell(r, caller), wait_s);
    reference_line_cell(r, caller)->presented += presentations(r, caller);
    count_line_targets(r, caller, false);
    count_journey_targets(r, caller);
    caller->waited_s += wait_s;
    count_lost(reference_stream_cell(r, caller), caller->waited_s);
}

void reference_count_end(struct ref *r, const struct caller *caller)
{
    r->out->tally.entered[caller->stage] += caller->counted;
    if (caller->answered)
        count_answered(r, reference_stream_cell(r, caller), caller->quarter,
                       caller->waited_s);
    else
        reference_stream_cell(r, caller)->left++;
}
