/* A toy that fills tallies without the engine and remembers every call, so that folds
 * and results can be held against the calls one by one.
 *
 * Callers of one stream enter a menu; some leave there, the others wait in line a; of
 * those answered some go on to line b.  Waits, outcomes and staffing are drawn without
 * any regard to queueing: only the books must balance. */
#ifndef TESTS_TOY_H
#define TESTS_TOY_H

#include <stdlib.h>

#include "model/measure/tally.h"
#include "sim/mem.h"
#include "tests/near.h"

enum { TOY_A, TOY_B, TOY_STREAM, TOY_SUBJECTS };    /* subjects */
enum { TOY_MENU, TOY_LINE_A, TOY_LINE_B, TOY_END }; /* stages */
enum { TOY_ANSWERED, TOY_ABANDONED, TOY_LEFT };     /* outcomes */
enum { TOY_SLOT_WITHIN, TOY_SLOT_HUNG_UP, TOY_DELAY_S = 300 };

static const double TOY_WITHIN_S = 20.0, TOY_HUNG_UP_S = 30.0;

struct toy_call {
    int rep, subject, quarter, outcome;
    double arrived_s, wait_s;
    bool counts; /* stream: a hang-up that the journey target counts */
};

struct toy_staff {
    int rep, quarter, people;
    double busy_s, over_s;
};

struct toy {
    struct scenario scenario;
    struct program program;
    struct toy_call *calls;
    size_t call_count, call_capacity;
    struct toy_staff *staff;
    size_t staff_count, staff_capacity;
    uint64_t luck;
    double calls_a_quarter;
};

static inline double toy_unit(struct toy *toy)
{
    toy->luck = toy->luck * 6364136223846793005u + 1442695040888963407u;
    return ((double) (toy->luck >> 11) + 0.5) * 0x1p-53;
}

static inline void toy_stage(struct toy *toy, int index, enum scenario_stage_kind kind,
                             const char *name)
{
    toy->scenario.stages[index] =
        (struct scenario_stage){ .kind = kind,
                                 .name = sim_mem_text(name),
                                 .label = sim_mem_print("the %s", name),
                                 .closed_to = -1,
                                 .then_to = -1 };
    toy->program.stages[index] = (struct program_stage){ .kind = kind,
                                                         .line = -1,
                                                         .mark = -1,
                                                         .cap = -1,
                                                         .then_to = -1,
                                                         .closed_to = -1,
                                                         .redial = -1 };
}

static inline void toy_way(struct toy *toy, int stage, const char *name, int next)
{
    struct scenario_stage *const from = &toy->scenario.stages[stage];
    size_t capacity = (size_t) from->way_count;
    from->ways = sim_mem_grow(from->ways, &capacity, (size_t) from->way_count + 1,
                              sizeof *from->ways);
    from->ways[from->way_count++] =
        (struct scenario_way){ .name = sim_mem_text(name), .next = next };
    struct program_stage *const to = &toy->program.stages[stage];
    if (to->way_count++ == 0)
        to->first_way = toy->program.way_count;
    toy->program.ways[toy->program.way_count++] =
        (struct program_way){ .next = next,
                              .ends = toy->scenario.stages[next].kind == SCENARIO_END,
                              .closed_to = -1,
                              .handling = -1 };
}

/* The period is given, the targets are copied and get names. */
static inline void toy_init(struct toy *toy, struct scenario_dates period,
                            const struct scenario_target *targets, int target_count)
{
    *toy = (struct toy){ .luck = 20220101, .calls_a_quarter = 3.0 };
    struct scenario *const s = &toy->scenario;
    struct program *const p = &toy->program;
    s->file = sim_mem_text("toy.cfg");
    s->title = sim_mem_text("Toy");
    s->period = period;
    s->hash = 77;
    calendar_init(&p->calendar, period, 7200.0);
    s->stages = sim_mem_array(4, sizeof *s->stages);
    p->stages = sim_mem_array(4, sizeof *p->stages);
    p->ways = sim_mem_array(8, sizeof *p->ways);
    s->stage_count = p->stage_count = 4;
    p->left = -1;
    toy_stage(toy, TOY_MENU, SCENARIO_MENU, "menu");
    toy_stage(toy, TOY_LINE_A, SCENARIO_LINE, "a");
    toy_stage(toy, TOY_LINE_B, SCENARIO_LINE, "b");
    toy_stage(toy, TOY_END, SCENARIO_END, "end");
    toy_way(toy, TOY_MENU, "speak", TOY_LINE_A);
    toy_way(toy, TOY_MENU, "online", TOY_END);
    toy_way(toy, TOY_LINE_A, "resolved", TOY_END);
    toy_way(toy, TOY_LINE_A, "on", TOY_LINE_B);
    toy_way(toy, TOY_LINE_B, "done", TOY_END);
    p->lines = sim_mem_array(2, sizeof *p->lines);
    p->line_count = 2;
    for (int l = 0; l < 2; l++) {
        p->lines[l].stage = TOY_LINE_A + l;
        p->stages[TOY_LINE_A + l].line = l;
    }
    s->streams = sim_mem_array(1, sizeof *s->streams);
    s->streams[0] = (struct scenario_stream){ .name = sim_mem_text("public"),
                                              .label = sim_mem_text("the public") };
    p->streams = sim_mem_array(1, sizeof *p->streams);
    s->stream_count = p->stream_count = 1;
    s->teams = sim_mem_array(1, sizeof *s->teams);
    s->teams[0] = (struct scenario_team){ .name = sim_mem_text("desk"),
                                          .label = sim_mem_text("the desk"),
                                          .cost_per_hour = 24.0 };
    p->staffing.teams = sim_mem_array(1, sizeof *p->staffing.teams);
    p->staffing.teams[0].sums = (struct staffing_sums){ .posted_h_a_week = 500.0,
                                                        .phones_h = 1000.0,
                                                        .fte = 13.5,
                                                        .cost_a_year = 6e5,
                                                        .peak_seats = 9 };
    p->staffing.team_count = s->team_count = p->team_count = 1;
    p->subject_count = TOY_SUBJECTS;
    p->journeys = sim_mem_array(1, sizeof *p->journeys);
    p->journey_count = 1;
    p->slots = sim_mem_array(TOY_SUBJECTS * PROGRAM_SLOTS, sizeof *p->slots);
    for (int l = 0; l < 2; l++) {
        struct program_slot *const slots = &p->slots[l * PROGRAM_SLOTS];
        slots[TOY_SLOT_WITHIN] =
            (struct program_slot){ PROGRAM_SLOT_ANSWERED_WITHIN, TOY_WITHIN_S };
        slots[TOY_SLOT_HUNG_UP] =
            (struct program_slot){ PROGRAM_SLOT_HUNG_UP_AFTER, TOY_HUNG_UP_S };
    }
    s->targets = sim_mem_array((size_t) target_count, sizeof *s->targets);
    s->target_count = target_count;
    for (int i = 0; i < target_count; i++) {
        s->targets[i] = targets[i];
        s->targets[i].name = sim_mem_print("t%d", i);
        s->targets[i].label = sim_mem_print("target %d", i);
    }
}

static inline void toy_done(struct toy *toy)
{
    free(toy->calls);
    free(toy->staff);
    program_done(&toy->program);
    scenario_done(&toy->scenario);
}

/* ---- booking ---- */

static inline void toy_book_wait(const struct toy *toy, struct tally *t,
                                 const struct toy_call *call)
{
    const struct calendar *const c = &toy->program.calendar;
    const size_t subject = (size_t) call->subject;
    if (call->outcome == TOY_ANSWERED && call->wait_s > 0.0
        && c->period_day[call->quarter] >= 0) {
        const size_t day = (size_t) c->period_day[call->quarter];
        const size_t hour = (size_t) c->hour_of_week[call->quarter];
        const size_t bin = (size_t) tally_bin(call->wait_s);
        t->day_waits[(day * TOY_SUBJECTS + subject) * TALLY_BINS + bin]++;
        t->hour_waits[(hour * TOY_SUBJECTS + subject) * TALLY_BINS + bin]++;
    }
    if (call->subject == TOY_STREAM)
        return;
    t->waited_s += call->wait_s;
    const double to_s = call->arrived_s + call->wait_s;
    for (int q = call->quarter; q < t->quarters && q * 900.0 < to_s; q++) {
        const double from = fmax(call->arrived_s, q * 900.0);
        const double area_s = fmin(to_s, (q + 1) * 900.0) - from;
        tally_at(t, q, call->subject)->queue_s += area_s;
        t->queued_s += area_s;
    }
}

static inline void toy_book(struct toy *toy, struct tally *t, struct toy_call call)
{
    struct tally_cell *const cell = tally_at(t, call.quarter, call.subject);
    cell->offered++;
    cell->presented += call.subject != TOY_STREAM;
    cell->answered += call.outcome == TOY_ANSWERED;
    cell->abandoned += call.outcome == TOY_ABANDONED;
    cell->left += call.outcome == TOY_LEFT;
    cell->slot[TOY_SLOT_WITHIN] +=
        call.outcome == TOY_ANSWERED && call.wait_s <= TOY_WITHIN_S;
    cell->slot[TOY_SLOT_HUNG_UP] +=
        call.outcome == TOY_ABANDONED && call.wait_s > TOY_HUNG_UP_S;
    if (call.outcome == TOY_ANSWERED) {
        cell->wait_s += call.wait_s;
        cell->wait2_s2 += call.wait_s * call.wait_s;
    }
    if (call.outcome == TOY_ABANDONED)
        cell->lost_wait_s += call.wait_s;
    if (call.outcome != TOY_LEFT)
        cell->longest_s = fmax(cell->longest_s, call.wait_s);
    toy_book_wait(toy, t, &call);
    toy->calls = sim_mem_grow(toy->calls, &toy->call_capacity, toy->call_count + 1,
                              sizeof *toy->calls);
    toy->calls[toy->call_count++] = call;
}

/* One visit to a line; returns the outcome. */
static inline struct toy_call toy_visit(struct toy *toy, struct tally *t, int rep,
                                        int line, double at_s)
{
    struct toy_call call = {
        .rep = rep, .subject = line, .quarter = (int) (at_s / 900.0), .arrived_s = at_s
    };
    const double mean_s = line == TOY_A ? 25.0 : 400.0;
    if (toy_unit(toy) < 0.6)
        call.wait_s = -mean_s * log(toy_unit(toy));
    call.outcome =
        call.wait_s > 0.0 && toy_unit(toy) < 0.2 ? TOY_ABANDONED : TOY_ANSWERED;
    toy_book(toy, t, call);
    return call;
}

static inline void toy_journey(struct toy *toy, struct tally *t, int rep, double at_s)
{
    struct toy_call whole = { .rep = rep,
                              .subject = TOY_STREAM,
                              .quarter = (int) (at_s / 900.0),
                              .arrived_s = at_s,
                              .outcome = TOY_LEFT };
    const struct calendar *const c = &toy->program.calendar;
    const bool counts = whole.quarter >= c->from && whole.quarter < c->to;
    t->entered[TOY_MENU] += counts;
    int way = toy_unit(toy) < 0.9 ? 0 : 1;
    t->flow[way] += counts;
    for (int line = TOY_A; way == 0 || way == 3; line++) {
        at_s += TOY_DELAY_S;
        t->entered[TOY_LINE_A + line] += counts;
        const struct toy_call visit = toy_visit(toy, t, rep, line, at_s);
        whole.wait_s += visit.wait_s;
        whole.outcome = visit.outcome;
        whole.counts |= visit.outcome == TOY_ABANDONED && visit.wait_s > TOY_HUNG_UP_S;
        if (visit.outcome == TOY_ABANDONED)
            break;
        way = line == TOY_B ? 4 : toy_unit(toy) < 0.7 ? 2 : 3;
        t->flow[way] += counts;
        at_s += visit.wait_s;
    }
    t->entered[TOY_END] += counts && whole.outcome != TOY_ABANDONED;
    uint32_t *const journey = &t->journeys[whole.quarter * 2];
    journey[0] += whole.counts;
    journey[1]++;
    toy_book(toy, t, whole);
}

/* Fills a cleared tally with replication `rep`, as it looks after tally_close(). */
static inline void toy_run(struct toy *toy, int rep, struct tally *t)
{
    const struct calendar *const c = &toy->program.calendar;
    const double busyness = 0.5 + toy_unit(toy);
    for (int q = 0; q < c->to; q++) {
        struct toy_staff staff = { .rep = rep,
                                   .quarter = q,
                                   .people = (int) (4.0 * toy_unit(toy)) };
        staff.over_s = staff.people == 0 ? 100.0 * toy_unit(toy) : 0.0;
        staff.busy_s = staff.people * 900.0 * toy_unit(toy) + staff.over_s;
        t->staffed[q] = (struct tally_team){ .busy_s = staff.busy_s,
                                             .over_s = staff.over_s,
                                             .people = staff.people };
        toy->staff = sim_mem_grow(toy->staff, &toy->staff_capacity,
                                  toy->staff_count + 1, sizeof *toy->staff);
        toy->staff[toy->staff_count++] = staff;
        const int n = (int) (2.0 * toy->calls_a_quarter * busyness * toy_unit(toy));
        for (int i = 0; i < n; i++)
            toy_journey(toy, t, rep, (q + toy_unit(toy)) * 900.0);
    }
    t->callers = t->entered[TOY_MENU];
}

#endif
