/* The world against its slow and obvious twin (reference_world.h), caller by caller and
 * cell by cell, on scenarios made at random; and the identities that every run obeys.
 * Nothing here is statistical: a failure is a fault in one of the two.
 *
 * WORLD_SCENARIO=KEY looks at one scenario alone; WORLD_SEED and WORLD_SECONDS say
 * where the fresh ones start and for how long. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/measure/balance.h"
#include "sim/mem.h"
#include "tests/near.h"
#include "tests/world_pair.h"

enum { SCENARIOS = 1000, ALL_SCENARIOS = 1000, FRESH_SECONDS = 20 };

/* ---- identities, of the world alone ---- */

static void every_cell_balances(const struct pair *pair)
{
    const struct tally *tally = &pair->tally;
    uint64_t first = 0, still = 0;
    for (int q = 0; q <= tally->quarters; q++)
        for (int s = 0; s < tally->subjects; s++) {
            const struct tally_cell *cell = tally_at(tally, q, s);
            const double gone =
                (double) cell->answered + cell->abandoned + cell->left + cell->still;
            pair_check(cell->offered == gone, pair,
                       "offered = answered + abandoned + left + still", q,
                       cell->offered, gone);
            const bool is_stream = s >= pair->program.line_count && s < tally->queues;
            first += is_stream ? cell->offered : 0;
            still += is_stream ? cell->still : 0;
        }
    pair_check(first == tally->callers, pair, "first attempts", 0, (double) first,
               (double) tally->callers);
    pair_check(still == tally->in_system, pair, "there at the end", 0, (double) still,
               (double) tally->in_system);
    pair_check(fabs(tally->waited_s - tally->queued_s)
                   <= 1e-5 + 1e-9 * fabs(tally->queued_s),
               pair, "Little's law", 0, tally->waited_s, tally->queued_s);
}

/* Waits above 0 of answered calls are each in one bin: no fewer than what the sums of
 * the waits need, no more than the answered. */
static void histograms_hold_the_waits(const struct pair *pair)
{
    const struct tally *tally = &pair->tally;
    const struct calendar *calendar = &pair->program.calendar;
    for (int s = 0; s < tally->subjects; s++) {
        double low_s = 0.0, high_s = 0.0, wait_s = 0.0, by_day = 0.0, by_hour = 0.0;
        bool endless = false; /* some are beyond the last bin's upper edge */
        for (int d = 0; d < tally->days; d++)
            for (int b = 0; b < TALLY_BINS; b++) {
                const double n =
                    tally->day_waits[(d * tally->subjects + s) * TALLY_BINS + b];
                by_day += n;
                low_s += n * tally_edge(b);
                high_s += n * tally_edge(b + 1);
                endless |= n > 0.0 && b == TALLY_BINS - 1;
            }
        for (int h = 0; h < CALENDAR_WEEK_HOURS; h++)
            for (int b = 0; b < TALLY_BINS; b++)
                by_hour +=
                    tally->hour_waits[(h * tally->subjects + s) * TALLY_BINS + b];
        for (int q = calendar->from; q < calendar->to; q++)
            wait_s += tally_at(tally, q, s)->wait_s;
        pair_check(by_hour == by_day, pair, "waits by hour and by day", s, by_hour,
                   by_day);
        pair_check(low_s <= wait_s + 1e-6 && (wait_s <= high_s + 1e-6 || endless), pair,
                   "sum of waits and bins", s, wait_s, low_s);
    }
}

/* What a run of the program itself would refuse to show; and that the journeys which
 * the trace tells of are those which are counted. */
static void everything_is_accounted_for(const struct pair *pair)
{
    every_cell_balances(pair);
    histograms_hold_the_waits(pair);
    struct digest digest;
    digest_init(&digest, &pair->program);
    digest_make(&digest, &pair->program, &pair->tally);
    char *fault = balance_fault(&pair->scenario, &pair->program, &pair->tally, &digest);
    if (fault != NULL)
        fail_msg("scenario %llu: %s", (unsigned long long) pair->key, fault);
    free(fault);
    digest_done(&digest);
}

/* ---- what the scenarios come to ---- */

/* In how many scenarios something happened, so that the tests cannot pass by never
 * coming there. */
enum seen {
    SEEN_HANGS_UP,
    SEEN_CLOSED,
    SEEN_SHUT,
    SEEN_OVER_RUN,
    SEEN_CUT,
    SEEN_REDIAL,
    SEEN_THIRD_ATTEMPT,
    SEEN_POSITIVE,
    SEEN_MENU_HANG_UP,
    SEEN_RECALLED,
    SEEN_CALLS_AGAIN,
    SEEN_OFFERED,
    SEEN_CALLED_BACK,
    SEEN_IN_VAIN,
    SEEN_FURTHER_TRY,
    SEEN_GIVEN_UP,
    SEEN_OVERFLOW,
    SEEN_CHAT,
    SEEN_INTERRUPTION,
    SEEN_OTHER_TEAM, /* resumes the work */
    SEEN_INTERRUPTED_TWICE,
    SEEN_DOWN,
    SEEN_CUT_OFF,
    SEEN_COMES_BACK, /* who was cut off */
    SEEN_CEILING,    /* not all of the answered had reached the line in time */
    SEEN_COUNT
};

/* The least numbers of the fixed thousand: about two thirds of what was seen. */
static const struct {
    const char *name;
    int least;
} seen_rows[SEEN_COUNT] = {
    [SEEN_HANGS_UP] = { "hang up", 430 },
    [SEEN_CLOSED] = { "closed or full", 310 },
    [SEEN_SHUT] = { "option closed", 22 },
    [SEEN_OVER_RUN] = { "over-run", 300 },
    [SEEN_CUT] = { "run cut off", 45 },
    [SEEN_REDIAL] = { "redial", 70 },
    [SEEN_THIRD_ATTEMPT] = { "third attempt", 100 },
    [SEEN_POSITIVE] = { "hang up and go online", 43 },
    [SEEN_MENU_HANG_UP] = { "hang up at a menu and call again", 18 },
    [SEEN_RECALLED] = { "recalled", 20 },
    [SEEN_CALLS_AGAIN] = { "answered and call again", 90 },
    [SEEN_OFFERED] = { "call-back accepted", 80 },
    [SEEN_CALLED_BACK] = { "call-back answered", 60 },
    [SEEN_IN_VAIN] = { "dial in vain", 120 },
    [SEEN_FURTHER_TRY] = { "further try", 100 },
    [SEEN_GIVEN_UP] = { "given up", 110 },
    [SEEN_OVERFLOW] = { "overflow", 80 },
    [SEEN_CHAT] = { "two chats at once", 80 },
    [SEEN_INTERRUPTION] = { "interruption", 44 },
    [SEEN_OTHER_TEAM] = { "resumed by another team", 17 },
    [SEEN_INTERRUPTED_TWICE] = { "interrupted twice", 30 },
    [SEEN_DOWN] = { "arrive at an outage", 190 },
    [SEEN_CUT_OFF] = { "cut off while waiting", 48 },
    [SEEN_COMES_BACK] = { "cut off and call again", 70 },
    [SEEN_CEILING] = { "ceiling below the answered", 110 },
};

static void see_moves(const struct pair *pair, bool seen[SEEN_COUNT])
{
    const struct tally *tally = &pair->reference.tally;
    for (int s = 0; s < tally->stage_count; s++) {
        seen[SEEN_DOWN] |= tally->moved[s][TALLY_DOWN] > 0;
        seen[SEEN_CUT_OFF] |= tally->moved[s][TALLY_CUT_OFF] > 0;
    }
    for (int w = 0; w < tally->way_count; w++)
        seen[SEEN_SHUT] |= tally->shut[w] > 0;
    for (int i = 0; i < pair->program.calendar.to * tally->teams; i++)
        seen[SEEN_OVER_RUN] |= tally->staffed[i].over_s > 0.0;
    for (int q = 0; q < pair->program.calendar.to; q++)
        for (int l = 0; l < pair->program.line_count && tally->more != NULL; l++) {
            seen[SEEN_POSITIVE] |= tally_more_at(tally, q, l)->positive > 0;
            seen[SEEN_CALLED_BACK] |= tally_more_at(tally, q, l)->called_back > 0;
        }
    for (int i = 0; i < pair->scenario.target_count; i++)
        for (int q = 0; q < pair->program.calendar.to; q++)
            seen[SEEN_CEILING] |=
                pair->measured[i].has_ceiling
                && pair->reference.targets[i].reached[q]
                       < tally_at(tally, q, pair->measured[i].subject)->answered;
}

/* What a caller's event says after their last one. */
static void see_event(const struct pair *pair, const struct world_event *before,
                      const struct world_event *now, bool seen[SEEN_COUNT])
{
    const bool same = before != NULL && before->place == now->place;
    const bool comes_back = now->what == WORLD_AGAIN;
    seen[SEEN_HANGS_UP] |= now->what == WORLD_HANGS_UP;
    seen[SEEN_CLOSED] |= now->what == WORLD_CLOSED;
    seen[SEEN_THIRD_ATTEMPT] |= now->attempt >= 3;
    seen[SEEN_REDIAL] |= comes_back && same && before->what == WORLD_HANGS_UP;
    seen[SEEN_MENU_HANG_UP] |=
        comes_back && same && before->what == WORLD_ENTERS
        && pair->scenario.stages[now->place].kind == SCENARIO_MENU;
    seen[SEEN_CALLS_AGAIN] |= comes_back && same && before->what == WORLD_ANSWERED;
    seen[SEEN_COMES_BACK] |= comes_back && same && before->what == WORLD_CUT_OFF;
    seen[SEEN_RECALLED] |= before != NULL && before->what == WORLD_AGAIN
                           && before->attempt == now->attempt;
    seen[SEEN_OFFERED] |= now->what == WORLD_OFFERED;
    seen[SEEN_IN_VAIN] |= now->what == WORLD_DIALLED;
    seen[SEEN_FURTHER_TRY] |=
        same && before->what == WORLD_DIALLED
        && (now->what == WORLD_DIALLED || now->what == WORLD_ANSWERED);
    seen[SEEN_GIVEN_UP] |= now->what == WORLD_GIVEN_UP;
    seen[SEEN_OVERFLOW] |= now->what == WORLD_OVERFLOWS;
    seen[SEEN_INTERRUPTION] |= now->what == WORLD_STOPPED;
    seen[SEEN_INTERRUPTED_TWICE] |=
        now->what == WORLD_STOPPED && same && before->what == WORLD_RESUMED;
    seen[SEEN_OTHER_TEAM] |= now->what == WORLD_RESUMED && before->team != now->team;
}

static void see(const struct pair *pair, int counts[SEEN_COUNT])
{
    const struct reference *ref = &pair->reference;
    const struct world_event **last =
        sim_mem_array((size_t) ref->callers, sizeof *last);
    bool seen[SEEN_COUNT] = { false };
    for (size_t i = 0; i < ref->event_count; i++) {
        const struct world_event *event = &ref->events[i];
        see_event(pair, last[event->call], event, seen);
        last[event->call] = event;
    }
    free(last);
    see_moves(pair, seen);
    seen[SEEN_CHAT] |= ref->joined > 0;
    seen[SEEN_CUT] |= ref->cut;
    for (int i = 0; i < SEEN_COUNT; i++)
        counts[i] += seen[i];
}

/* ---- tests ---- */

static void compare(uint64_t key, int counts[SEEN_COUNT])
{
    struct pair pair;
    pair_run(key, &pair);
    pair_is_the_same(&pair);
    everything_is_accounted_for(&pair);
    see(&pair, counts);
    pair_done(&pair);
}

static void agrees_with_the_slow_and_obvious_world(void **state)
{
    (void) state;
    int counts[SEEN_COUNT] = { 0 };
    const char *one = getenv("WORLD_SCENARIO");
    if (one != NULL) {
        compare(strtoull(one, NULL, 10), counts);
        return;
    }
    for (uint64_t key = 0; key < SCENARIOS; key++)
        compare(key, counts);
    for (int i = 0; i < SEEN_COUNT; i++) {
        print_message("# %4d scenarios: %s\n", counts[i], seen_rows[i].name);
        if (counts[i] < seen_rows[i].least)
            fail_msg("only %d scenarios came to: %s", counts[i], seen_rows[i].name);
    }
}

static void agrees_on_fresh_scenarios_too(void **state)
{
    (void) state;
    const char *seed = getenv("WORLD_SEED"), *seconds = getenv("WORLD_SECONDS");
    if (getenv("WORLD_SCENARIO") != NULL)
        return;
    const time_t start = time(NULL);
    const uint64_t from =
        seed != NULL ? strtoull(seed, NULL, 10) : (uint64_t) start * 1000000u;
    const double limit_s = seconds != NULL ? strtod(seconds, NULL) : FRESH_SECONDS;
    int counts[SEEN_COUNT] = { 0 };
    uint64_t key = from;
    print_message("# WORLD_SEED=%llu\n", (unsigned long long) from);
    do
        compare(key++, counts);
    while (difftime(time(NULL), start) < limit_s);
    print_message("# %llu fresh scenarios\n", (unsigned long long) (key - from));
}

static void loses_nobody_with_everything_on(void **state)
{
    (void) state;
    if (getenv("WORLD_SCENARIO") != NULL)
        return;
    for (uint64_t key = 0; key < ALL_SCENARIOS; key++) {
        struct pair pair;
        pair_run_world(key, true, &pair);
        everything_is_accounted_for(&pair);
        pair_done(&pair);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_the_slow_and_obvious_world),
        cmocka_unit_test(agrees_on_fresh_scenarios_too),
        cmocka_unit_test(loses_nobody_with_everything_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
