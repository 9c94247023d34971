#include "tests/world_pair.h"

#include <stdlib.h>

#include "model/scenario/check.h"
#include "sim/mem.h"
#include "tests/build_scenario.h"
#include "tests/near.h"
#include "tests/random_scenario.h"

enum { REPLICATION = 3 };

static void hear(void *to, const struct world_event *event)
{
    struct told *told = to;
    told->events = sim_mem_grow(told->events, &told->capacity, told->count + 1,
                                sizeof *told->events);
    told->events[told->count++] = *event;
}

/* The generator makes nothing that would be refused. */
static void check_scenario(const struct pair *pair)
{
    struct sim_diag diag = { 0 };
    check_teams(&pair->scenario, &diag);
    check_lines(&pair->scenario, &diag);
    check_flow(&pair->scenario, &diag);
    for (size_t i = 0; i < diag.count; i++)
        if (diag.items[i].level == SIM_DIAG_ERROR)
            fail_msg("scenario %llu: %s", (unsigned long long) pair->key,
                     diag.items[i].text);
    sim_diag_done(&diag);
}

void pair_run_world(uint64_t key, bool everything, struct pair *out)
{
    *out = (struct pair){ .key = key };
    if (everything)
        random_scenario_of_all(key, &out->scenario);
    else
        random_scenario(key, &out->scenario);
    check_scenario(out);
    out->program = build_program(&out->scenario, out->measured);
    tally_init(&out->tally, &out->program);
    struct world *world = world_new(&out->program);
    world_trace(world, hear, &out->told);
    world_run(world, key, REPLICATION, &out->tally);
    world_free(world);
}

void pair_run(uint64_t key, struct pair *out)
{
    pair_run_world(key, false, out);
    reference_run(&out->scenario, &out->program, key, REPLICATION, &out->reference);
}

void pair_done(struct pair *pair)
{
    reference_done(&pair->reference);
    free(pair->told.events);
    tally_done(&pair->tally);
    program_done(&pair->program);
    scenario_done(&pair->scenario);
}

/* Where and what, for a failure. */
void pair_check(bool ok, const struct pair *pair, const char *what, int row, double got,
                double want)
{
    if (ok)
        return;
    fail_msg("scenario %llu: %s, row %d: world %.9g, reference %.9g",
             (unsigned long long) pair->key, what, row, got, want);
}

static void same_count(const struct pair *pair, const char *what, int row, double got,
                       double want)
{
    pair_check(got == want, pair, what, row, got, want);
}

static void same_sum(const struct pair *pair, const char *what, int row, double got,
                     double want)
{
    pair_check(fabs(got - want) <= 1e-5 + 1e-9 * fabs(want), pair, what, row, got,
               want);
}

/* ---- callers ---- */

/* Events by caller, each caller's in the order in which they were told. */
struct by_caller {
    const struct world_event **events; /* owned */
    size_t *start;                     /* owned: [callers + 1] */
};

static struct by_caller sorted(const struct world_event *events, size_t count,
                               size_t callers)
{
    struct by_caller out = { sim_mem_array(count, sizeof *out.events),
                             sim_mem_array(callers + 2, sizeof *out.start) };
    for (size_t i = 0; i < count; i++)
        if (events[i].call < callers)
            out.start[events[i].call + 2]++;
    for (size_t c = 1; c <= callers; c++)
        out.start[c + 1] += out.start[c];
    for (size_t i = 0; i < count; i++)
        if (events[i].call < callers)
            out.events[out.start[events[i].call + 1]++] = &events[i];
    return out;
}

static void same_event(const struct pair *pair, const struct world_event *got,
                       const struct world_event *want)
{
    const int call = (int) want->call;
    same_count(pair, "what happens to caller", call, got->what, want->what);
    same_count(pair, "stage of caller", call, got->place, want->place);
    same_count(pair, "team of caller", call, got->team, want->team);
    same_count(pair, "stream of caller", call, got->stream, want->stream);
    same_count(pair, "attempt of caller", call, got->attempt, want->attempt);
    same_sum(pair, "time of caller", call, got->at_s, want->at_s);
    same_sum(pair, "wait of caller", call, got->wait_s, want->wait_s);
    same_sum(pair, "talk of caller", call, got->talk_s, want->talk_s);
    same_sum(pair, "wrap-up of caller", call, got->wrap_up_s, want->wrap_up_s);
}

/* Everyone whose first attempt is before the end of the period; the run goes on for
 * them alone. */
static void callers_meet_the_same(const struct pair *pair)
{
    const struct reference *ref = &pair->reference;
    size_t callers = 0;
    for (int q = 0; q < pair->program.calendar.to; q++)
        for (int s = pair->program.line_count; s < ref->tally.queues; s++)
            callers += tally_at(&ref->tally, q, s)->offered;
    struct by_caller got = sorted(pair->told.events, pair->told.count, callers),
                     want = sorted(ref->events, ref->event_count, callers);
    for (size_t c = 0; c < callers; c++) {
        const size_t count = got.start[c + 1] - got.start[c],
                     expected = want.start[c + 1] - want.start[c];
        for (size_t i = 0; i < count && i < expected; i++)
            same_event(pair, got.events[got.start[c] + i],
                       want.events[want.start[c] + i]);
        same_count(pair, "number of events of caller", (int) c, (double) count,
                   (double) expected);
    }
    free(got.events);
    free(got.start);
    free(want.events);
    free(want.start);
}

/* ---- cells ---- */

static void same_cell(const struct pair *pair, int row, const struct tally_cell *got,
                      const struct tally_cell *want)
{
    same_count(pair, "offered", row, got->offered, want->offered);
    same_count(pair, "answered", row, got->answered, want->answered);
    same_count(pair, "abandoned", row, got->abandoned, want->abandoned);
    same_count(pair, "left", row, got->left, want->left);
    same_count(pair, "still", row, got->still, want->still);
    same_count(pair, "presented", row, got->presented, want->presented);
    same_sum(pair, "wait_s", row, got->wait_s, want->wait_s);
    same_sum(pair, "wait2_s2", row, got->wait2_s2, want->wait2_s2);
    same_sum(pair, "lost_wait_s", row, got->lost_wait_s, want->lost_wait_s);
    same_sum(pair, "queue_s", row, got->queue_s, want->queue_s);
    same_sum(pair, "longest_s", row, got->longest_s, want->longest_s);
}

static void same_more(const struct pair *pair, int row, const struct tally_more *got,
                      const struct tally_more *want)
{
    same_count(pair, "asked", row, got->asked, want->asked);
    same_count(pair, "called_back", row, got->called_back, want->called_back);
    same_count(pair, "not_reached", row, got->not_reached, want->not_reached);
    same_count(pair, "overflowed", row, got->overflowed, want->overflowed);
    same_count(pair, "cut_off", row, got->cut_off, want->cut_off);
    same_count(pair, "positive", row, got->positive, want->positive);
    same_count(pair, "negative", row, got->negative, want->negative);
    same_count(pair, "attempts", row, got->attempts, want->attempts);
    same_count(pair, "resolved", row, got->resolved, want->resolved);
    same_count(pair, "again", row, got->again, want->again);
    same_count(pair, "interrupted", row, got->interrupted, want->interrupted);
    same_sum(pair, "dialled_s", row, got->dialled_s, want->dialled_s);
    same_sum(pair, "worked_s", row, got->worked_s, want->worked_s);
}

/* Quarter hours of the warm-up and the period; beyond, either may stop first. */
static void cells_are_the_same(const struct pair *pair)
{
    const struct tally *got = &pair->tally, *want = &pair->reference.tally;
    for (int q = 0; q < pair->program.calendar.to; q++) {
        for (int s = 0; s < got->subjects; s++)
            same_cell(pair, q * 100 + s, tally_at(got, q, s), tally_at(want, q, s));
        for (int s = 0; s < got->queues && got->more != NULL; s++)
            same_more(pair, q * 100 + s, tally_more_at(got, q, s),
                      tally_more_at(want, q, s));
        for (int t = 0; t < got->teams; t++) {
            const struct tally_team *a = &got->staffed[q * got->teams + t],
                                    *b = &want->staffed[q * got->teams + t];
            same_count(pair, "people", q * 100 + t, a->people, b->people);
            same_sum(pair, "busy_s", q * 100 + t, a->busy_s, b->busy_s);
            same_sum(pair, "over_s", q * 100 + t, a->over_s, b->over_s);
            same_count(pair, "short_by", q * 100 + t, a->short_by, b->short_by);
        }
    }
}

static void targets_are_the_same(const struct pair *pair)
{
    const struct program *p = &pair->program;
    for (int i = 0; i < pair->scenario.target_count; i++) {
        const struct reference_target *want = &pair->reference.targets[i];
        const struct program_measured *at = &pair->measured[i];
        for (int q = 0; q < p->calendar.to; q++) {
            if (at->has_ceiling)
                same_count(pair, "ceiling of a target", i,
                           tally_reached(&pair->tally, q, at->subject)[at->slot],
                           want->reached[q]);
            if (at->slot >= 0) {
                same_count(pair, "target of a line", i,
                           tally_at(&pair->tally, q, at->subject)->slot[at->slot],
                           want->hits[q]);
            }
            if (at->journey >= 0) {
                const uint32_t *got =
                    &pair->tally.journeys[(q * p->journey_count + at->journey) * 2];
                same_count(pair, "hang-ups of a journey", i, got[0], want->hits[q]);
                same_count(pair, "entrants of a journey", i, got[1], want->out_of[q]);
            }
        }
    }
}

static void flows_and_waits_are_the_same(const struct pair *pair)
{
    const struct tally *got = &pair->tally, *want = &pair->reference.tally;
    for (int w = 0; w < got->way_count; w++) {
        same_count(pair, "flow", w, (double) got->flow[w], (double) want->flow[w]);
        same_count(pair, "shut", w, (double) got->shut[w], (double) want->shut[w]);
    }
    for (int s = 0; s < got->stage_count; s++) {
        same_count(pair, "entered", s, (double) got->entered[s],
                   (double) want->entered[s]);
        for (int m = 0; m < TALLY_MOVES; m++)
            same_count(pair, "moved", 10 * s + m, (double) got->moved[s][m],
                       (double) want->moved[s][m]);
    }
    for (int i = 0; i < got->days * got->subjects * TALLY_BINS; i++)
        same_count(pair, "waits by day", i, got->day_waits[i], want->day_waits[i]);
    for (int i = 0; i < CALENDAR_WEEK_HOURS * got->subjects * TALLY_BINS; i++)
        same_count(pair, "waits by hour", i, got->hour_waits[i], want->hour_waits[i]);
}

void pair_is_the_same(const struct pair *pair)
{
    callers_meet_the_same(pair);
    cells_are_the_same(pair);
    targets_are_the_same(pair);
    flows_and_waits_are_the_same(pair);
}
