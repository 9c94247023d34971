/* The toy with everything that only some scenarios have: redials, call-backs, overflow,
 * outages, calls again, another clock, people short.  It remembers every visit to a
 * line, every journey and everyone who hung up.
 *
 * Waits, outcomes and luck are drawn without any regard to queueing: only the books
 * must balance. */
#ifndef TESTS_TOY_MORE_H
#define TESTS_TOY_MORE_H

#include "sim/ends.h"
#include "tests/toy.h"

enum { MORE_A, MORE_B, MORE_C, MORE_STREAM, MORE_FROM, MORE_OFFER, MORE_WITHOUT };
enum { MORE_SUBJECTS = MORE_WITHOUT + 1, MORE_LINES = MORE_C + 1 };
enum { MORE_WEB = TOY_END + 1, MORE_LEFT, MORE_LINE_C, MORE_STAGES };
enum {
    WAY_SPEAK,
    WAY_ONLINE,
    WAY_OFF,
    WAY_DEPT,
    WAY_RESOLVED,
    WAY_ON,
    WAY_B_DONE,
    WAY_C_DONE,
    WAY_MENU_AGAIN, /* redial of the menu */
    WAY_MENU_WEB,
    WAY_MENU_LOST,
    WAY_A_AGAIN, /* of line a, first attempt */
    WAY_A_WEB,
    WAY_A_RECALL,
    WAY_A_LOST,
    WAY_A_END, /* further attempts */
    WAY_A_WEB_2,
    WAY_A_LOST_2,
    WAY_OUT_AGAIN, /* of the outage */
    WAY_OUT_LOST,
    WAY_B_AGAIN,
    MORE_WAYS
};
enum { REDIAL_MENU, REDIAL_A, REDIAL_OUTAGE };
/* In slots of subjects a, from (a with another clock), b and to the offer. */
static const double MORE_WITHIN_S = 30.0, MORE_CLOCK_S = 45.0;

struct toy_visit_of {
    int rep, line, quarter, outcome;
    double wait_s, before_s; /* before_s: from the menu to the line */
    double accepted_s;       /* after arrival; below 0: no call-back */
    bool called_back, not_reached, overflowed, cut_off, positive, negative, again;
    int interrupted;
    double dialled_s, worked_s;
};

struct toy_journey_of {
    int rep, quarter, outcome, attempts, again;
    bool resolved;
    double wait_s;
};

/* Who hung up or was cut off where there is a redial; only of journeys that count. */
struct toy_hang_up {
    int rep, redial, way;
};

struct toy_more {
    struct toy toy;
    struct toy_visit_of *visits;
    size_t visit_count, visit_capacity;
    struct toy_journey_of *journeys;
    size_t journey_count, journey_capacity;
    struct toy_hang_up *hang_ups;
    size_t hang_up_count, hang_up_capacity;
    int *shorts; /* by replication and quarter hour */
};

/* ---- the program ---- */

static inline void more_ways(struct toy *toy)
{
    struct program *const p = &toy->program;
    for (int s = 0; s < MORE_STAGES; s++) {
        struct scenario_stage *const stage = &toy->scenario.stages[s];
        for (int w = 0; w < stage->way_count; w++)
            free(stage->ways[w].name);
        stage->way_count = p->stages[s].way_count = 0;
    }
    p->way_count = 0;
    toy_way(toy, TOY_MENU, "speak", TOY_LINE_A);
    toy_way(toy, TOY_MENU, "online", TOY_END);
    toy_way(toy, TOY_MENU, "off", MORE_LEFT);
    toy_way(toy, TOY_MENU, "dept", TOY_END);
    toy_way(toy, TOY_LINE_A, "resolved", TOY_END);
    toy_way(toy, TOY_LINE_A, "on", TOY_LINE_B);
    toy_way(toy, TOY_LINE_B, "done", TOY_END);
    toy_way(toy, MORE_LINE_C, "done", TOY_END);
    p->ways[WAY_OFF].hangs_up = true;
    p->ways[WAY_DEPT].closed_to = TOY_LINE_A;
    static const int next[] = {
        TOY_MENU, MORE_WEB, -1, TOY_MENU, MORE_WEB, MORE_LINE_C, -1,
        TOY_END,  MORE_WEB, -1, TOY_MENU, -1,       TOY_MENU,
    };
    for (int w = WAY_MENU_AGAIN; w < MORE_WAYS; w++) {
        const int to = next[w - WAY_MENU_AGAIN];
        p->ways[w] = (struct program_way){
            .next = to,
            .ends = to < 0 || p->stages[to].kind == SCENARIO_END,
            .closed_to = -1,
            .handling = -1,
        };
    }
    p->way_count = MORE_WAYS;
}

static inline void more_redials(struct program *p)
{
    static const struct program_row rows[] = { { WAY_MENU_AGAIN, 3 },
                                               { WAY_A_AGAIN, 4 },
                                               { WAY_A_END, 3 },
                                               { WAY_OUT_AGAIN, 2 } };
    static const struct program_redial redials[] = { { .first_row = 0, .row_count = 1 },
                                                     { .first_row = 1, .row_count = 2 },
                                                     { .first_row = 3,
                                                       .row_count = 1 } };
    p->rows = sim_mem_array(4, sizeof *p->rows);
    memcpy(p->rows, rows, sizeof rows);
    p->redials = sim_mem_array(3, sizeof *p->redials);
    memcpy(p->redials, redials, sizeof redials);
    p->row_count = 4;
    p->redial_count = 3;
    p->stages[TOY_MENU].redial = REDIAL_MENU;
    p->stages[TOY_LINE_A].redial = REDIAL_A;
    p->outages = sim_mem_array(2, sizeof *p->outages);
    p->outages[0].redial = REDIAL_OUTAGE;
    p->outages[1].redial = -1;
    p->outage_count = 2;
    p->stages[TOY_LINE_A].outages = 1;
    p->stages[TOY_LINE_B].outages = 2;
}

static inline void more_lines(struct program *p)
{
    p->lines = realloc(p->lines, MORE_LINES * sizeof *p->lines);
    p->lines[MORE_C] = (struct program_line){ .stage = MORE_LINE_C };
    p->stages[MORE_LINE_C].line = MORE_C;
    p->line_count = MORE_LINES;
    p->servers = sim_mem_array(1, sizeof *p->servers);
    p->server_count = 1;
    p->lines[MORE_A].server_count = p->lines[MORE_B].server_count = 1;
    for (int l = 0; l < MORE_LINES; l++) {
        struct program_special *const special = sim_mem_array(1, sizeof *special);
        *special = (struct program_special){ .again_way = -1,
                                             .overflow_after_s = SIM_NEVER,
                                             .at_a_time = 1 };
        p->lines[l].special = special;
    }
    p->lines[MORE_A].special->overflow_after_s = 60.0;
    p->lines[MORE_A].special->overflow_to = TOY_LINE_B;
    p->lines[MORE_B].special->offers = true;
    p->lines[MORE_B].special->again_way = WAY_B_AGAIN;
    p->lines[MORE_B].special->dial.then_to = MORE_LEFT;
    p->lines[MORE_C].special->is_dialled = true;
    p->lines[MORE_C].special->yields = true;
    p->lines[MORE_C].special->dial.then_to = MORE_LEFT;
    p->stages[TOY_LINE_B].closed_to = MORE_LEFT;
    p->stages[TOY_MENU].then_to = MORE_LEFT;
    p->stages[MORE_WEB].positive = true;
    p->left = MORE_LEFT;
}

static inline void more_subjects(struct program *p)
{
    static const struct program_view views[] = {
        { PROGRAM_VIEW_MARK, MORE_A, 0, TOY_MENU, MORE_FROM, -1 },
        { PROGRAM_VIEW_OFFER, MORE_B, -1, -1, MORE_OFFER, 2 },
        { PROGRAM_VIEW_WITHOUT, MORE_B, -1, -1, MORE_WITHOUT, -1 },
    };
    p->views = sim_mem_array(3, sizeof *p->views);
    memcpy(p->views, views, sizeof views);
    p->view_count = 3;
    p->subject_count = MORE_SUBJECTS;
    free(p->slots);
    p->slots = sim_mem_array((size_t) MORE_SUBJECTS * PROGRAM_SLOTS, sizeof *p->slots);
    for (int s = 0; s < MORE_SUBJECTS; s++)
        p->slots[s * PROGRAM_SLOTS] =
            (struct program_slot){ PROGRAM_SLOT_ANSWERED_WITHIN,
                                   s == MORE_FROM ? MORE_CLOCK_S : MORE_WITHIN_S };
    p->staffing.teams[0].is_random = true;
    p->has_special = true;
}

static inline void more_init(struct toy_more *more, struct scenario_dates period,
                             const struct scenario_target *targets, int target_count)
{
    *more = (struct toy_more){ 0 };
    struct toy *const toy = &more->toy;
    toy_init(toy, period, targets, target_count);
    struct scenario *const s = &toy->scenario;
    struct program *const p = &toy->program;
    s->stages = realloc(s->stages, MORE_STAGES * sizeof *s->stages);
    p->stages = realloc(p->stages, MORE_STAGES * sizeof *p->stages);
    p->ways = realloc(p->ways, MORE_WAYS * sizeof *p->ways);
    s->stage_count = p->stage_count = MORE_STAGES;
    toy_stage(toy, MORE_WEB, SCENARIO_END, "web");
    toy_stage(toy, MORE_LEFT, SCENARIO_END, "left");
    toy_stage(toy, MORE_LINE_C, SCENARIO_LINE, "c");
    s->outages = sim_mem_array(2, sizeof *s->outages);
    s->outages[0].name = sim_mem_text("phones");
    s->outages[1].name = sim_mem_text("quiet");
    s->outage_count = 2;
    more_ways(toy);
    more_redials(p);
    more_lines(p);
    more_subjects(p);
}

static inline void more_done(struct toy_more *more)
{
    free(more->visits);
    free(more->journeys);
    free(more->hang_ups);
    free(more->shorts);
    toy_done(&more->toy);
}

/* ---- booking ---- */

static inline void more_cell(const struct toy_more *more, struct tally *t, int quarter,
                             int subject, int outcome, double wait_s)
{
    const struct calendar *const c = &more->toy.program.calendar;
    struct tally_cell *const cell = tally_at(t, quarter, subject);
    cell->offered++;
    cell->answered += outcome == TOY_ANSWERED;
    cell->abandoned += outcome == TOY_ABANDONED;
    cell->left += outcome == TOY_LEFT;
    if (outcome == TOY_LEFT)
        return;
    cell->longest_s = fmax(cell->longest_s, wait_s);
    if (outcome == TOY_ABANDONED) {
        cell->lost_wait_s += wait_s;
        return;
    }
    cell->wait_s += wait_s;
    cell->wait2_s2 += wait_s * wait_s;
    cell->slot[0] += wait_s <= more->toy.program.slots[subject * PROGRAM_SLOTS].limit_s;
    if (wait_s > 0.0 && c->period_day[quarter] >= 0) {
        const size_t day = (size_t) c->period_day[quarter];
        const size_t hour = (size_t) c->hour_of_week[quarter];
        const size_t bin = (size_t) tally_bin(wait_s);
        t->day_waits[(day * MORE_SUBJECTS + subject) * TALLY_BINS + bin]++;
        t->hour_waits[(hour * MORE_SUBJECTS + subject) * TALLY_BINS + bin]++;
    }
}

static inline void more_views(const struct toy_more *more, struct tally *t,
                              const struct toy_visit_of *v)
{
    if (v->line == MORE_A) {
        more_cell(more, t, v->quarter, MORE_FROM, v->outcome, v->before_s + v->wait_s);
        tally_reached(t, v->quarter, MORE_FROM)[0] +=
            v->outcome == TOY_ANSWERED && v->before_s <= MORE_CLOCK_S;
    }
    const bool asked = v->accepted_s >= 0.0;
    if (v->line != MORE_B)
        return;
    more_cell(more, t, v->quarter, MORE_OFFER, asked ? TOY_ANSWERED : v->outcome,
              asked ? v->accepted_s : v->wait_s);
    if (!asked)
        more_cell(more, t, v->quarter, MORE_WITHOUT, v->outcome, v->wait_s);
}

/* A visit to a line is over. */
static inline void more_visit(struct toy_more *more, struct tally *t,
                              struct toy_visit_of v, double arrived_s)
{
    struct tally_more *const counts = tally_more_at(t, v.quarter, v.line);
    more_cell(more, t, v.quarter, v.line, v.outcome, v.wait_s);
    more_views(more, t, &v);
    counts->asked += v.accepted_s >= 0.0;
    counts->called_back += v.called_back;
    counts->not_reached += v.not_reached;
    counts->overflowed += v.overflowed;
    counts->cut_off += v.cut_off;
    counts->positive += v.positive;
    counts->negative += v.negative;
    counts->again += v.again;
    counts->interrupted += (uint32_t) v.interrupted;
    counts->dialled_s += v.dialled_s;
    counts->worked_s += v.worked_s;
    t->waited_s += v.wait_s;
    const double to_s = arrived_s + v.wait_s;
    for (int q = v.quarter; q < t->quarters && q * 900.0 < to_s; q++) {
        const double area_s = fmin(to_s, (q + 1) * 900.0) - fmax(arrived_s, q * 900.0);
        tally_at(t, q, v.line)->queue_s += area_s;
        t->queued_s += area_s;
    }
    more->visits = sim_mem_grow(more->visits, &more->visit_capacity,
                                more->visit_count + 1, sizeof *more->visits);
    more->visits[more->visit_count++] = v;
}

/* ---- a journey ---- */

struct toy_walk {
    struct toy_more *more;
    struct tally *t;
    struct toy_journey_of journey;
    double at_s, menu_s;
    bool counts, is_over, answered, hung_up;
};

static inline double more_luck(struct toy_walk *walk)
{
    return toy_unit(&walk->more->toy);
}

static inline void more_take(struct toy_walk *walk, int way)
{
    walk->t->flow[way] += walk->counts;
}

/* Goes the way of a redial; returns the next stage, or -1: over. */
static inline int more_redial(struct toy_walk *walk, int redial, int way)
{
    struct toy_more *const more = walk->more;
    const struct program_way *const of = &more->toy.program.ways[way];
    more_take(walk, way);
    if (walk->counts) {
        more->hang_ups = sim_mem_grow(more->hang_ups, &more->hang_up_capacity,
                                      more->hang_up_count + 1, sizeof *more->hang_ups);
        more->hang_ups[more->hang_up_count++] =
            (struct toy_hang_up){ walk->journey.rep, redial, way };
    }
    if (of->ends)
        return of->next;
    walk->journey.attempts += of->next != MORE_LINE_C;
    walk->at_s += 600.0;
    walk->answered = false;
    return of->next;
}

static inline int more_hang_up_at_a(struct toy_walk *walk, struct toy_visit_of *v)
{
    const double u = more_luck(walk);
    int way = u < 0.3 ? WAY_A_AGAIN : u < 0.5 ? WAY_A_WEB : WAY_A_RECALL;
    way = u > 0.7 ? WAY_A_LOST : way;
    if (walk->journey.attempts > 1)
        way = u < 0.2 ? WAY_A_END : u < 0.5 ? WAY_A_WEB_2 : WAY_A_LOST_2;
    v->positive = way == WAY_A_WEB || way == WAY_A_WEB_2;
    v->negative = way == WAY_A_AGAIN;
    const int next = more_redial(walk, REDIAL_A, way);
    walk->hung_up = walk->more->toy.program.ways[way].ends;
    return next;
}

static inline int more_cut_off(struct toy_walk *walk, int stage, enum tally_move move,
                               struct toy_visit_of *v)
{
    v->outcome = TOY_LEFT;
    v->cut_off = true;
    walk->t->moved[stage][move] += walk->counts;
    if (stage != TOY_LINE_A)
        return -1; /* no redial: lost */
    return more_redial(walk, REDIAL_OUTAGE,
                       more_luck(walk) < 0.6 ? WAY_OUT_AGAIN : WAY_OUT_LOST);
}

static inline int more_at_a(struct toy_walk *walk, struct toy_visit_of *v)
{
    const double u = more_luck(walk);
    if (v->wait_s > 60.0 && u < 0.3) {
        v->wait_s = 60.0;
        v->outcome = TOY_LEFT;
        v->overflowed = true;
        walk->t->moved[TOY_LINE_A][TALLY_OVERFLOW] += walk->counts;
        return TOY_LINE_B;
    }
    if (v->wait_s > 0.0 && u < 0.35)
        return more_cut_off(walk, TOY_LINE_A, TALLY_CUT_OFF, v);
    if (v->wait_s > 0.0 && u < 0.6) {
        v->outcome = TOY_ABANDONED;
        return more_hang_up_at_a(walk, v);
    }
    const int way = u < 0.85 ? WAY_RESOLVED : WAY_ON;
    more_take(walk, way);
    return walk->more->toy.program.ways[way].next;
}

static inline int more_at_b(struct toy_walk *walk, struct toy_visit_of *v)
{
    const double u = more_luck(walk);
    if (v->wait_s > 0.0 && u < 0.4) {
        v->accepted_s = 0.4 * v->wait_s;
        v->not_reached = u < 0.1;
        v->called_back = !v->not_reached;
    } else if (v->wait_s > 0.0 && u < 0.6) {
        v->outcome = TOY_ABANDONED;
        walk->hung_up = true;
        return -1;
    }
    if (v->not_reached) {
        v->outcome = TOY_LEFT;
        v->dialled_s = 40.0 + 10.0 * u;
        walk->t->moved[TOY_LINE_B][TALLY_GIVEN_UP] += walk->counts;
        return MORE_LEFT;
    }
    v->again = walk->journey.attempts < 3 && more_luck(walk) < 0.25;
    more_take(walk, v->again ? WAY_B_AGAIN : WAY_B_DONE);
    if (!v->again)
        return TOY_END;
    walk->journey.again++;
    walk->journey.attempts++;
    walk->at_s += 3600.0;
    return TOY_MENU;
}

static inline int more_at_c(struct toy_walk *walk, struct toy_visit_of *v)
{
    v->interrupted = (int) (3.0 * more_luck(walk));
    v->not_reached = more_luck(walk) < 0.3;
    if (!v->not_reached) {
        more_take(walk, WAY_C_DONE);
        return TOY_END;
    }
    v->outcome = TOY_LEFT;
    v->dialled_s = 33.3;
    walk->t->moved[MORE_LINE_C][TALLY_GIVEN_UP] += walk->counts;
    return MORE_LEFT;
}

/* One visit to a line; returns the next stage, or -1. */
static inline int more_at_line(struct toy_walk *walk, int stage)
{
    const int line = walk->more->toy.program.stages[stage].line;
    const double arrived_s = walk->at_s;
    struct toy_visit_of v = { .rep = walk->journey.rep,
                              .line = line,
                              .quarter = (int) (arrived_s / 900.0),
                              .before_s = arrived_s - walk->menu_s,
                              .accepted_s = -1.0 };
    int next;
    const double u = more_luck(walk);
    walk->answered = false;
    if (line != MORE_C && u < 0.04) {
        next = more_cut_off(walk, stage, TALLY_DOWN, &v);
    } else if (line == MORE_B && u < 0.08) {
        v.outcome = TOY_LEFT;
        walk->t->moved[TOY_LINE_B][TALLY_CLOSED] += walk->counts;
        next = MORE_LEFT;
    } else {
        walk->t->entered[stage] += walk->counts;
        if (u < 0.7)
            v.wait_s = -(line == MORE_A ? 25.0 : 400.0) * log(more_luck(walk));
        next = line == MORE_A   ? more_at_a(walk, &v)
               : line == MORE_B ? more_at_b(walk, &v)
                                : more_at_c(walk, &v);
    }
    if (v.outcome == TOY_ANSWERED) {
        v.worked_s = 100.0 + 500.0 * more_luck(walk);
        walk->answered = !v.again;
    }
    walk->journey.wait_s += line == MORE_C ? 0.0 : v.wait_s;
    more_visit(walk->more, walk->t, v, arrived_s);
    walk->at_s += v.wait_s;
    return next;
}

static inline int more_at_menu(struct toy_walk *walk)
{
    const double u = more_luck(walk);
    if (walk->journey.attempts > 1 && u < 0.1) {
        walk->t->moved[TOY_MENU][TALLY_FULL] += walk->counts;
        return MORE_LEFT;
    }
    walk->t->entered[TOY_MENU] += walk->counts;
    walk->menu_s = walk->at_s;
    walk->at_s += 60.0 * more_luck(walk);
    const int way = u < 0.7   ? WAY_SPEAK
                    : u < 0.8 ? WAY_ONLINE
                    : u < 0.9 ? WAY_OFF
                              : WAY_DEPT;
    more_take(walk, way);
    if (way == WAY_OFF) {
        const double v = more_luck(walk);
        const int next = more_redial(walk, REDIAL_MENU,
                                     v < 0.3   ? WAY_MENU_AGAIN
                                     : v < 0.6 ? WAY_MENU_WEB
                                               : WAY_MENU_LOST);
        return next < 0 ? MORE_LEFT : next;
    }
    if (way == WAY_DEPT && u > 0.95) {
        walk->t->shut[WAY_DEPT] += walk->counts;
        return TOY_LINE_A;
    }
    return walk->more->toy.program.ways[way].next;
}

static inline void more_journey(struct toy_more *more, struct tally *t, int rep,
                                double at_s)
{
    const struct calendar *const c = &more->toy.program.calendar;
    struct toy_walk walk = {
        .more = more,
        .t = t,
        .at_s = at_s,
        .journey = { .rep = rep, .quarter = (int) (at_s / 900.0), .attempts = 1 }
    };
    struct toy_journey_of *const j = &walk.journey;
    walk.counts = j->quarter >= c->from && j->quarter < c->to;
    int stage = TOY_MENU;
    while (stage >= 0 && more->toy.program.stages[stage].kind != SCENARIO_END)
        stage = stage == TOY_MENU ? more_at_menu(&walk) : more_at_line(&walk, stage);
    if (stage >= 0) {
        t->entered[stage] += walk.counts;
        j->resolved = stage != MORE_LEFT;
    }
    j->outcome = walk.hung_up ? TOY_ABANDONED : walk.answered ? TOY_ANSWERED : TOY_LEFT;
    more_cell(more, t, j->quarter, MORE_STREAM, j->outcome, j->wait_s);
    struct tally_more *const counts = tally_more_at(t, j->quarter, MORE_STREAM);
    counts->attempts += (uint32_t) j->attempts;
    counts->again += (uint32_t) j->again;
    counts->resolved += j->resolved;
    more->journeys = sim_mem_grow(more->journeys, &more->journey_capacity,
                                  more->journey_count + 1, sizeof *more->journeys);
    more->journeys[more->journey_count++] = *j;
}

/* Fills a cleared tally with replication `rep` of `reps`. */
static inline void more_run(struct toy_more *more, int rep, int reps, struct tally *t)
{
    const struct calendar *const c = &more->toy.program.calendar;
    const double busyness = 0.5 + toy_unit(&more->toy);
    if (more->shorts == NULL)
        more->shorts = sim_mem_array((size_t) reps * c->quarters, sizeof *more->shorts);
    for (int q = 0; q < c->to; q++) {
        const double u = toy_unit(&more->toy);
        const int by = (int) (4.0 * u * u);
        more->shorts[rep * c->quarters + q] = by;
        t->staffed[q] = (struct tally_team){ .people = 9 - by, .short_by = by };
        const int n =
            (int) (2.0 * more->toy.calls_a_quarter * busyness * toy_unit(&more->toy));
        for (int i = 0; i < n; i++)
            more_journey(more, t, rep, (q + toy_unit(&more->toy)) * 900.0);
    }
}

#endif
