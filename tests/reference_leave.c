/* How callers of the slow world leave a line or a menu without an answer, and what they
 * do next; and who calls again after one. */
#include "tests/reference_state.h"

static const struct scenario_stage *stage_of(const struct ref *r, uint64_t call)
{
    return &r->scenario->stages[r->callers[call].stage];
}

/* ---- what comes after hanging up ---- */

enum next { LOST, POSITIVE, OTHER_END, NEGATIVE, RECALLED };

/* Which purposes a redial draws with, and where its ways are counted. */
struct luck {
    enum chance_further way, time;
    const struct scenario_redial *redial;
    int index; /* in program.redials */
};

static enum next next_of(const struct ref *r, const struct caller *caller,
                         const struct scenario_redial *redial, int stage)
{
    const struct scenario_stage *to = &r->scenario->stages[stage];
    if (to->kind == SCENARIO_END)
        return to->positive ? POSITIVE : OTHER_END;
    if (to->kind == SCENARIO_LINE && reference_is_dialled(r, stage))
        return RECALLED;
    return caller->attempt >= redial->attempts_at_most ? LOST : NEGATIVE;
}

/* What the caller does, and where they go: a way of the row of this attempt, or its
 * last, the lost. */
static enum next draw_next(struct ref *r, uint64_t call, const struct luck *luck,
                           int *to)
{
    const struct caller *caller = &r->callers[call];
    const int last = luck->redial->row_count - 1;
    if (last < 0)
        return LOST;
    const int number = caller->attempt - 1 < last ? caller->attempt - 1 : last;
    const struct scenario_redial_row *row = &luck->redial->rows[number];
    const double u = sim_rng_unit(reference_luck_more(caller, luck->way));
    double up_to = 0.0;
    int way = 0;
    for (; way < row->way_count; way++) {
        up_to += row->ways[way].share;
        if (u < up_to || up_to > 1.0 - 1e-9)
            break;
    }
    enum next next = LOST;
    if (way < row->way_count) {
        *to = row->ways[way].next;
        next = next_of(r, caller, luck->redial, *to);
    }
    if (next == LOST)
        way = row->way_count;
    const struct program_redial *compiled = &r->program->redials[luck->index];
    reference_count_flow(
        r, caller, r->program->rows[compiled->first_row + number].first_way + way);
    return next;
}

/* The journey ends by hanging up or being cut off, at an end or, lost, nowhere. */
static void journey_ends(struct ref *r, uint64_t call, int end, bool abandoned)
{
    struct caller *caller = &r->callers[call];
    caller->where = GONE;
    caller->stay++;
    caller->stage = end;
    reference_count_end(r, caller,
                        abandoned          ? ABANDONED
                        : caller->answered ? ANSWERED
                                           : LEFT);
    if (end >= 0)
        reference_tell(r, WORLD_ENDS, call, end, -1, caller->waited_s);
}

static void comes_again(struct ref *r, uint64_t call, const struct luck *luck,
                        enum next next, int to)
{
    const struct caller *caller = &r->callers[call];
    const double after_s =
        sim_dist_draw(&luck->redial->after, reference_luck_more(caller, luck->time));
    reference_tell(r, WORLD_AGAIN, call, caller->stage, -1, 0.0);
    reference_goes(r, call, to, r->now_s + after_s,
                   next == NEGATIVE ? NEW_ATTEMPT : SAME_ATTEMPT);
}

/* ---- hanging up ---- */

void reference_hang_up(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    const int stage = caller->stage;
    reference_count_hang_up(r, caller);
    reference_tell(r, WORLD_HANGS_UP, call, stage, -1, r->now_s - caller->arrived_s);
    const struct luck luck = { CHANCE_REDIAL_WAY, CHANCE_REDIAL_TIME,
                               &r->scenario->stages[stage].redial,
                               r->program->stages[stage].redial };
    int to = -1;
    const enum next next = draw_next(r, call, &luck, &to);
    reference_line_more(r, caller)->positive += next == POSITIVE;
    reference_line_more(r, caller)->negative += next == NEGATIVE;
    if (next == NEGATIVE || next == RECALLED) {
        comes_again(r, call, &luck, next, to);
        return;
    }
    journey_ends(r, call, next == LOST ? -1 : to, true);
}

void reference_hang_up_menu(struct ref *r, uint64_t call)
{
    const int stage = r->callers[call].stage;
    const struct luck luck = { CHANCE_REDIAL_WAY, CHANCE_REDIAL_TIME,
                               &r->scenario->stages[stage].redial,
                               r->program->stages[stage].redial };
    int to = -1;
    const enum next next = draw_next(r, call, &luck, &to);
    if (next == NEGATIVE || next == RECALLED) {
        comes_again(r, call, &luck, next, to);
        return;
    }
    journey_ends(r, call, next == LOST ? scenario_stage_index(r->scenario, "left") : to,
                 false);
}

/* ---- call-backs, overflow, outages ---- */

void reference_offer(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    if (caller->where != WAITING || caller->offered)
        return;
    caller->offered = true;
    const double u = sim_rng_unit(reference_luck_more(caller, CHANCE_ACCEPTS));
    if (u >= stage_of(r, call)->call_back.accepted)
        return;
    caller->accepted = true;
    caller->accepted_s = r->now_s;
    reference_line_more(r, caller)->asked++;
    reference_tell(r, WORLD_OFFERED, call, caller->stage, -1,
                   r->now_s - caller->arrived_s);
}

void reference_overflow(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    if (caller->where != WAITING || caller->accepted || caller->begun)
        return;
    reference_count_left(r, caller);
    reference_line_more(r, caller)->overflowed++;
    reference_count_moved(r, caller, TALLY_OVERFLOW);
    reference_tell(r, WORLD_OVERFLOWS, call, caller->stage, -1,
                   r->now_s - caller->arrived_s);
    reference_goes(r, call, stage_of(r, call)->overflow.to, r->now_s, SAME_ATTEMPT);
}

void reference_given_up(struct ref *r, uint64_t call)
{
    struct caller *caller = &r->callers[call];
    reference_count_left(r, caller);
    reference_line_more(r, caller)->not_reached++;
    reference_count_moved(r, caller, TALLY_GIVEN_UP);
    reference_tell(r, WORLD_GIVEN_UP, call, caller->stage, -1,
                   r->now_s - caller->arrived_s);
    reference_goes(r, call, stage_of(r, call)->dial.then_to, r->now_s, SAME_ATTEMPT);
}

static void count_cut_off(struct ref *r, struct caller *caller, bool arriving)
{
    if (r->scenario->stages[caller->stage].kind != SCENARIO_LINE)
        return;
    caller->answered = false;
    if (arriving)
        reference_count_turned_away(r, caller);
    else
        reference_count_left(r, caller);
    reference_line_more(r, caller)->cut_off++;
}

void reference_cut_off(struct ref *r, uint64_t call, bool arriving, int outage)
{
    struct caller *caller = &r->callers[call];
    reference_count_moved(r, caller, arriving ? TALLY_DOWN : TALLY_CUT_OFF);
    count_cut_off(r, caller, arriving);
    reference_tell(r, WORLD_CUT_OFF, call, caller->stage, -1, 0.0);
    const struct luck luck = { CHANCE_CUT_OFF_WAY, CHANCE_CUT_OFF_TIME,
                               &r->scenario->outages[outage].redial,
                               r->program->outages[outage].redial };
    int to = -1;
    const enum next next = draw_next(r, call, &luck, &to);
    if (next == NEGATIVE || next == RECALLED) {
        comes_again(r, call, &luck, next, to);
        return;
    }
    journey_ends(r, call, next == LOST ? -1 : to, false);
}

/* ---- after an answer ---- */

/* Answered callers whose journey would end here, but who come back. */
static bool calls_again(const struct ref *r, uint64_t call)
{
    const struct caller *caller = &r->callers[call];
    const struct scenario_calls_again *again = &stage_of(r, call)->calls_again;
    if (!again->given || caller->attempt >= again->attempts_at_most)
        return false;
    double share = again->share;
    if (again->more > 0.0)
        share += again->more * caller->wait_s / again->per_s;
    if (share > again->at_most)
        share = again->at_most;
    return sim_rng_unit(reference_luck_more(caller, CHANCE_AGAIN)) < share;
}

bool reference_takes_way(struct ref *r, uint64_t call)
{
    const struct caller *caller = &r->callers[call];
    const int way = reference_way(r, caller), next = stage_of(r, call)->ways[way].next;
    const struct program_stage *compiled = &r->program->stages[caller->stage];
    if (r->scenario->stages[next].kind != SCENARIO_END || !calls_again(r, call)) {
        reference_count_flow(r, caller, compiled->first_way + way);
        return true;
    }
    reference_count_flow(r, caller,
                         r->program->lines[compiled->line].special->again_way);
    reference_line_more(r, caller)->again++;
    return false;
}

void reference_talked(struct ref *r, uint64_t call)
{
    const struct caller *caller = &r->callers[call];
    const struct scenario_stage *line = stage_of(r, call);
    if (reference_takes_way(r, call)) {
        reference_goes(r, call, line->ways[reference_way(r, caller)].next, r->now_s,
                       SAME_ATTEMPT);
        return;
    }
    reference_stream_more(r, caller)->again++;
    reference_tell(r, WORLD_AGAIN, call, caller->stage, -1, 0.0);
    const double after_s = sim_dist_draw(
        &line->calls_again.after, reference_luck_more(caller, CHANCE_AGAIN_TIME));
    reference_goes(r, call, line->calls_again.to, r->now_s + after_s, NEW_ATTEMPT);
}
