/* What the slow world counts of lines by other clocks, and of targets. */
#include <math.h>

#include "tests/reference_state.h"

/* Two sums of the same times may differ in the last bits. */
static const double SLACK_S = 1e-6;

/* ---- cells ---- */

static void count_in_histograms(struct ref *r, int subject, int quarter, double wait_s)
{
    struct tally *tally = &r->out->tally;
    if (wait_s <= 0.0 || r->calendar->period_day[quarter] < 0)
        return;
    int bin = 0;
    while (bin < TALLY_BINS - 1 && tally_edge(bin + 1) <= wait_s)
        bin++;
    const int day = r->calendar->period_day[quarter],
              hour = r->calendar->hour_of_week[quarter];
    tally->day_waits[(day * tally->subjects + subject) * TALLY_BINS + bin]++;
    tally->hour_waits[(hour * tally->subjects + subject) * TALLY_BINS + bin]++;
}

void reference_count_outcome(struct ref *r, int subject, int quarter,
                             enum outcome outcome, double wait_s)
{
    struct tally_cell *cell = tally_at(&r->out->tally, quarter, subject);
    switch (outcome) {
    case ANSWERED:
        cell->answered++;
        cell->wait_s += wait_s;
        cell->wait2_s2 += wait_s * wait_s;
        cell->longest_s = fmax(cell->longest_s, wait_s);
        count_in_histograms(r, subject, quarter, wait_s);
        break;
    case ABANDONED:
        cell->abandoned++;
        cell->lost_wait_s += wait_s;
        cell->longest_s = fmax(cell->longest_s, wait_s);
        break;
    case LEFT:
        cell->left++;
        break;
    case STILL:
        cell->still++;
        break;
    }
}

/* ---- clocks ---- */

/* When the clock that starts at a stage was started for a call that is at a line. */
static double started_s(const struct caller *caller, int stage)
{
    if (stage >= 0 && stage != caller->stage && !isnan(caller->entered_s[stage]))
        return caller->entered_s[stage];
    return caller->arrived_s;
}

void reference_count_views(struct ref *r, const struct caller *caller,
                           enum outcome outcome)
{
    for (int v = 0; v < r->program->view_count; v++) {
        const struct program_view *view = &r->program->views[v];
        if (r->program->lines[view->line].stage != caller->stage
            || (view->kind == PROGRAM_VIEW_WITHOUT && caller->accepted))
            continue;
        const bool at_offer = view->kind == PROGRAM_VIEW_OFFER && caller->accepted;
        double from_s = caller->arrived_s, until_s = r->now_s;
        if (view->kind == PROGRAM_VIEW_MARK)
            from_s = started_s(caller, view->stage);
        if (at_offer)
            until_s = caller->accepted_s;
        tally_at(&r->out->tally, caller->arrived_quarter, view->subject)->offered++;
        reference_count_outcome(r, view->subject, caller->arrived_quarter,
                                at_offer ? ANSWERED : outcome, until_s - from_s);
    }
}

/* ---- targets ---- */

void reference_count_targets(struct ref *r, const struct caller *caller,
                             enum outcome outcome)
{
    for (int i = 0; i < r->scenario->target_count; i++) {
        const struct scenario_target *target = &r->scenario->targets[i];
        const enum scenario_call_backs clock = target->call_backs;
        if (target->journey >= 0 || target->line != caller->stage
            || (clock == SCENARIO_WITHOUT_CALL_BACKS && caller->accepted))
            continue;
        const bool at_offer = clock == SCENARIO_TO_OFFER && caller->accepted;
        const bool answered = at_offer || outcome == ANSWERED;
        const double from_s = clock == SCENARIO_TO_ANSWER
                                  ? started_s(caller, target->clock)
                                  : caller->arrived_s;
        const double passed_s = (at_offer ? caller->accepted_s : r->now_s) - from_s;
        struct reference_target *to = &r->out->targets[i];
        if (target->grade == SCENARIO_ANSWERED_WITHIN) {
            to->hits[caller->arrived_quarter] +=
                answered && passed_s <= target->within_s + SLACK_S;
            to->reached[caller->arrived_quarter] +=
                answered && caller->arrived_s - from_s <= target->within_s + SLACK_S;
        } else {
            to->hits[caller->arrived_quarter] +=
                !answered && outcome == ABANDONED
                && passed_s > target->hung_up_after_s + SLACK_S;
        }
    }
}

/* Without a threshold everyone who hangs up counts, even at once. */
void reference_count_journeys(struct ref *r, struct caller *caller)
{
    for (int i = 0; i < r->scenario->target_count; i++) {
        const struct scenario_target *target = &r->scenario->targets[i];
        bool named = target->abandoned_at_count == 0;
        for (int k = 0; k < target->abandoned_at_count; k++)
            named |= target->abandoned_at[k] == caller->stage;
        const bool late =
            target->hung_up_after_s <= 0.0
            || r->now_s - caller->arrived_s > target->hung_up_after_s + SLACK_S;
        const bool again = target->out_of_count == 0 && (caller->hit >> i & 1u) != 0;
        if (target->journey == (int) caller->first.stream && named && late && !again) {
            r->out->targets[i].hits[caller->quarter]++;
            caller->hit |= 1u << i;
        }
    }
}
