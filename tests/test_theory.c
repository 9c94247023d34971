/* The world against exact numerics (oracle.h), at enough replications for intervals of
 * a per cent or two.  The band is 4 standard errors, twice the 95 % interval; a right
 * world leaves one in 15,000 figures outside, and seeds are fixed.  Each figure states
 * the widest band it may have: a fault of twice that size is seen. */
#include <stdlib.h>

#include "model/world/world.h"
#include "sim/estimate.h"
#include "tests/build_scenario.h"
#include "tests/near.h"
#include "tests/oracle.h"

enum { APRIL_2022 = 19086, DAYS = 60, REPLICATIONS = 100 };
static const double DAY_S = 86400.0, WITHIN_S = 20.0;

static void agrees(const struct sim_moments *moments, double want, double widest,
                   const char *what)
{
    const struct sim_estimate got = sim_estimate_ratio(moments);
    const double band = 2.0 * sim_estimate_half_width(&got);
    if (fabs(got.value - want) <= band && band <= widest)
        return;
    fail_msg("%s: got %.6g, want %.6g, off by %.2g; band %.2g, widest %.2g", what,
             got.value, want, fabs(got.value - want), band, widest);
}

/* ---- one line, or several, in steady state ---- */

/* What is estimated of a line: x over y, y being calls or people-seconds. */
struct line_moments {
    struct sim_moments no_wait, within, abandoned, wait_s, answer_s, queue;
};

struct steady {
    struct scenario scenario;
    int resolved, team;
    struct line_moments lines[ORACLE_CLASSES];
    struct sim_moments occupancy;
};

/* One team all day; lines are added in order of priority. */
static void steady_init(struct steady *s, int people)
{
    *s = (struct steady){ 0 };
    build_init(&s->scenario, APRIL_2022, DAYS);
    s->scenario.warm_up_s = 6.0 * 3600.0;
    s->resolved = build_stage(&s->scenario, SCENARIO_END, "resolved");
    s->team = build_team(&s->scenario, "team");
    build_shift(&s->scenario, s->team, people, 0, BUILD_DAY_MIN);
}

/* Targets: slot 0 answered without waiting, slot 1 within WITHIN_S. */
static int steady_line(struct steady *s, double arrivals_per_s, struct sim_dist talk,
                       double patience_s)
{
    const int line = build_line(&s->scenario, "line", talk);
    build_way(&s->scenario, line,
              (struct build_way){ .share = 1.0, .next = s->resolved });
    build_stream(&s->scenario, "stream", line, arrivals_per_s * DAY_S);
    if (patience_s > 0.0) {
        s->scenario.stages[line].patient = false;
        s->scenario.stages[line].patience =
            build_law(SIM_DIST_EXPONENTIAL, patience_s, 0.0);
    }
    for (int i = 0; i < 2; i++) {
        struct scenario_target *target =
            build_target(&s->scenario, SCENARIO_ANSWERED_WITHIN);
        target->line = line;
        target->within_s = i == 0 ? 0.0 : WITHIN_S;
    }
    return line;
}

static void steady_serves(struct steady *s, int line, int keep_free)
{
    build_serves(&s->scenario, s->team,
                 (struct build_serves){ .line = line, .keep_free = keep_free });
}

static void add_line(struct line_moments *m, const struct program *p,
                     const struct tally *tally, int line)
{
    double offered = 0.0, answered = 0.0, abandoned = 0.0, slot[2] = { 0 };
    double wait_s = 0.0, lost_s = 0.0, queue_s = 0.0;
    for (int q = p->calendar.from; q < p->calendar.to; q++) {
        const struct tally_cell *cell = tally_at(tally, q, line);
        offered += cell->offered;
        answered += cell->answered;
        abandoned += cell->abandoned;
        slot[0] += cell->slot[0];
        slot[1] += cell->slot[1];
        wait_s += cell->wait_s;
        lost_s += cell->lost_wait_s;
        queue_s += cell->queue_s;
    }
    sim_moments_add(&m->no_wait, slot[0], offered);
    sim_moments_add(&m->within, slot[1], offered);
    sim_moments_add(&m->abandoned, abandoned, offered);
    sim_moments_add(&m->wait_s, wait_s + lost_s, offered);
    sim_moments_add(&m->answer_s, wait_s, answered);
    sim_moments_add(&m->queue, queue_s, DAYS * DAY_S);
}

static void steady_run(struct steady *s, uint64_t seed)
{
    struct program p = build_program(&s->scenario, NULL);
    struct tally tally;
    tally_init(&tally, &p);
    struct world *w = world_new(&p);
    for (int r = 0; r < REPLICATIONS; r++) {
        world_run(w, seed, r, &tally);
        for (int l = 0; l < p.line_count; l++)
            add_line(&s->lines[l], &p, &tally, l);
        double busy_s = 0.0, staffed_s = 0.0;
        for (int q = p.calendar.from; q < p.calendar.to; q++) {
            busy_s += tally.staffed[q].busy_s;
            staffed_s += tally.staffed[q].people * (double) CALENDAR_QUARTER_S;
        }
        sim_moments_add(&s->occupancy, busy_s, staffed_s);
    }
    world_free(w);
    tally_done(&tally);
    program_done(&p);
}

static void one_impatient_queue(const struct oracle_queue *queue, uint64_t seed)
{
    struct oracle_grade want;
    oracle_birth_death(queue, WITHIN_S, &want);
    struct steady s;
    steady_init(&s, queue->people);
    const struct sim_dist talk =
        build_law(SIM_DIST_EXPONENTIAL, queue->handling_s, 0.0);
    steady_serves(&s, steady_line(&s, queue->arrivals_per_s, talk, queue->patience_s),
                  0);
    steady_run(&s, seed);
    const struct line_moments *got = &s.lines[0];
    agrees(&got->no_wait, 1.0 - want.p_wait, 0.003, "answered at once");
    agrees(&got->within, want.within, 0.003, "answered within 20 s");
    agrees(&got->abandoned, want.p_abandon, 0.003, "abandoned");
    agrees(&got->wait_s, want.mean_wait_s, 0.02 * want.mean_wait_s, "mean wait");
    agrees(&got->answer_s, want.answer_s, 0.02 * want.answer_s, "wait, answered");
    agrees(&got->queue, want.queue, 0.02 * want.queue, "queue length");
    agrees(&s.occupancy, want.occupancy, 0.002, "occupancy");
    scenario_done(&s.scenario);
}

static void one_line_with_impatient_callers(void **state)
{
    (void) state;
    static const struct oracle_queue queues[] = {
        { 0.0271, 187.3, 61.7, 9 },   /* light: 5.1 erlangs */
        { 0.0413, 233.9, 118.3, 10 }, /* critical: 9.7 */
        { 0.0583, 301.7, 245.1, 11 }, /* overloaded: 17.6 */
        { 0.1500, 300.0, 300.0, 48 }, /* a large one */
        { 0.0041, 211.3, 87.7, 1 },   /* one person */
    };
    for (size_t i = 0; i < sizeof queues / sizeof queues[0]; i++)
        one_impatient_queue(&queues[i], 100 + i);
}

/* Nobody gives up; the urgent go first, but nobody is interrupted. */
static void two_priorities_follow_cobham(void **state)
{
    (void) state;
    static const double arrivals_per_s[] = { 0.0081, 0.0103 };
    const double handling_s = 211.3;
    const int people = 5;
    double want_s[2];
    oracle_cobham(2, arrivals_per_s, handling_s, people, want_s);
    struct steady s;
    steady_init(&s, people);
    for (int i = 0; i < 2; i++) {
        const struct sim_dist talk = build_law(SIM_DIST_EXPONENTIAL, handling_s, 0.0);
        steady_serves(&s, steady_line(&s, arrivals_per_s[i], talk, 0.0), 0);
    }
    steady_run(&s, 200);
    for (int i = 0; i < 2; i++) {
        agrees(&s.lines[i].wait_s, want_s[i], 0.03 * want_s[i], "mean wait");
        agrees(&s.lines[i].queue, want_s[i] * arrivals_per_s[i],
               0.03 * want_s[i] * arrivals_per_s[i], "queue length");
    }
    scenario_done(&s.scenario);
}

static void one_chain(const struct oracle_chain *chain, uint64_t seed)
{
    struct oracle_chain_grade want;
    oracle_chain(chain, WITHIN_S, &want);
    struct steady s;
    steady_init(&s, chain->people);
    for (int i = 0; i < chain->classes; i++) {
        const struct oracle_class *class = &chain->class[i];
        const struct sim_dist talk =
            build_law(SIM_DIST_EXPONENTIAL, class->handling_s, 0.0);
        steady_serves(&s,
                      steady_line(&s, class->arrivals_per_s, talk, class->patience_s),
                      class->keep_free);
    }
    steady_run(&s, seed);
    for (int i = 0; i < chain->classes; i++) {
        const struct oracle_class_grade *grade = &want.class[i];
        const struct line_moments *got = &s.lines[i];
        assert_true(grade->cut < 1e-8);
        agrees(&got->no_wait, grade->p_no_wait, 0.003, "answered at once");
        agrees(&got->within, grade->within, 0.003, "answered within 20 s");
        agrees(&got->abandoned, grade->p_abandon, 0.003, "abandoned");
        agrees(&got->wait_s, grade->mean_wait_s, 0.02 * grade->mean_wait_s,
               "mean wait");
        agrees(&got->queue, grade->queue, 0.02 * grade->queue, "queue length");
    }
    agrees(&s.occupancy, want.occupancy, 0.002, "occupancy");
    scenario_done(&s.scenario);
}

/* Different handling times and patience, reserves kept for the more urgent. */
static void lines_with_reserves(void **state)
{
    (void) state;
    static const struct oracle_chain chains[] = {
        { 6, 2, { { 0.0113, 187.3, 61.7, 0, 14 }, { 0.0087, 311.9, 233.1, 2, 30 } } },
        { 5, /* the second may not start beside another call: shut half the time */
          2,
          { { 0.0093, 301.7, 118.3, 0, 18 }, { 0.0051, 141.1, 400.7, 3, 34 } } },
        { 5,
          3,
          { { 0.0061, 187.3, 91.7, 0, 10 },
            { 0.0043, 241.7, 150.3, 1, 14 },
            { 0.0037, 391.9, 217.0, 2, 18 } } },
    };
    for (size_t i = 0; i < sizeof chains / sizeof chains[0]; i++)
        one_chain(&chains[i], 300 + i);
}

/* One person, nobody gives up; the mean wait depends on the handling time's mean and
 * variation alone. */
static void one_person_with_any_handling_time(void **state)
{
    (void) state;
    const double mean_s = 211.3, arrivals_per_s = 0.0031;
    static const struct {
        enum sim_dist_law law;
        double cv;
    } cases[] = {
        { SIM_DIST_FIXED, 0.0 },
        { SIM_DIST_GAMMA, 0.63 },
        { SIM_DIST_LOGNORMAL, 0.9 },
        { SIM_DIST_HYPEREXPONENTIAL, 1.7 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const double want_s = oracle_mg1_wait_s(arrivals_per_s, mean_s, cases[i].cv);
        struct steady s;
        steady_init(&s, 1);
        const struct sim_dist talk = build_law(cases[i].law, mean_s, cases[i].cv);
        steady_serves(&s, steady_line(&s, arrivals_per_s, talk, 0.0), 0);
        steady_run(&s, 400 + i);
        agrees(&s.lines[0].wait_s, want_s, 0.05 * want_s, "mean wait");
        agrees(&s.occupancy, arrivals_per_s * mean_s, 0.005, "occupancy");
        scenario_done(&s.scenario);
    }
}

/* 300 people for 31 erlangs. */
static void nobody_waits_when_there_are_people_enough(void **state)
{
    (void) state;
    struct steady s;
    steady_init(&s, 300);
    steady_serves(
        &s, steady_line(&s, 0.15, build_law(SIM_DIST_LOGNORMAL, 207.0, 0.9), 61.7), 0);
    steady_run(&s, 500);
    assert_near(s.lines[0].no_wait.x, s.lines[0].no_wait.y, 0.0);
    assert_true(s.lines[0].no_wait.y > 1e7);
    assert_near(s.lines[0].wait_s.x, 0.0, 0.0);
    assert_near(s.lines[0].abandoned.x, 0.0, 0.0);
    assert_near(s.lines[0].queue.x, 0.0, 0.0);
    agrees(&s.occupancy, 0.15 * 207.0 / 300.0, 0.001, "occupancy");
    scenario_done(&s.scenario);
}

/* ---- shares ---- */

static const double way_shares[] = { 0.117, 0.4, 0.083, 0.4 };
static const double balk = 0.13, shares_patience_s = 83.7, minute_s = 60.0;

/* A menu whose last way leads to a line that nobody answers. */
static struct scenario shares_scenario(void)
{
    struct scenario s;
    build_init(&s, APRIL_2022, 1);
    const int menu = build_stage(&s, SCENARIO_MENU, "menu");
    const int line = build_line(&s, "line", build_fixed(60.0));
    const int end = build_stage(&s, SCENARIO_END, "left");
    for (int i = 0; i < 4; i++)
        build_way(&s, menu,
                  (struct build_way){ way_shares[i],
                                      build_law(SIM_DIST_UNIFORM, 10.0, 40.0),
                                      i == 3 ? line : end });
    build_way(&s, line, (struct build_way){ .share = 1.0, .next = end });
    s.stages[line].patient = false;
    s.stages[line].patience = build_law(SIM_DIST_EXPONENTIAL, shares_patience_s, 0.0);
    s.stages[line].at_once = balk;
    build_stream(&s, "stream", menu, 20000.0);
    struct scenario_target *target = build_target(&s, SCENARIO_ABANDONED);
    target->line = line;
    target->hung_up_after_s = minute_s;
    return s;
}

struct share_moments {
    struct sim_moments ways[4], balked, late;
};

/* Those who do not leave at once wait shares_patience_s on average: what is left of the
 * number that hung up is those who do. */
static void add_shares(struct share_moments *m, const struct tally *tally)
{
    for (int i = 0; i < 4; i++)
        sim_moments_add(&m->ways[i], (double) tally->flow[i],
                        (double) tally->entered[0]);
    double offered = 0.0, at_once = 0.0, late = 0.0;
    for (int q = 0; q < tally->quarters; q++) {
        const struct tally_cell *cell = tally_at(tally, q, 0);
        offered += cell->offered;
        late += cell->slot[0];
        at_once += cell->abandoned - cell->lost_wait_s / shares_patience_s;
    }
    sim_moments_add(&m->balked, at_once, offered);
    sim_moments_add(&m->late, late, offered);
}

static void callers_divide_as_the_shares_say(void **state)
{
    (void) state;
    struct scenario s = shares_scenario();
    struct program p = build_program(&s, NULL);
    struct tally tally;
    tally_init(&tally, &p);
    struct world *w = world_new(&p);
    struct share_moments got = { 0 };
    for (int r = 0; r < REPLICATIONS; r++) {
        world_run(w, 800, r, &tally);
        add_shares(&got, &tally);
    }
    for (int i = 0; i < 4; i++)
        agrees(&got.ways[i], way_shares[i], 0.003, "share of a way");
    agrees(&got.balked, balk, 0.006, "share that leaves at once");
    agrees(&got.late, (1.0 - balk) * exp(-minute_s / shares_patience_s), 0.004,
           "share that hangs up after a minute");
    world_free(w);
    tally_done(&tally);
    program_done(&p);
    scenario_done(&s);
}

/* ---- a day ---- */

enum { SPANS = 48, DAY_REPLICATIONS = 8000 };

/* Calls an hour and people by half hour: a quiet night, two peaks, shifts that end
 * while it is busy, half an hour with nobody, nothing at the end so that all is over.
 */
static void day_spans(struct oracle_span *spans)
{
    static const int calls[24] = { 6,  4,  3,  3,  5,  9,  16, 27, 38, 41, 37, 35,
                                   34, 33, 36, 41, 43, 39, 30, 22, 15, 9,  0,  0 };
    static const int people[24] = { 2, 2, 1, 1, 1, 2, 3, 4, 6, 7, 7, 4,
                                    4, 5, 5, 7, 7, 3, 5, 3, 2, 2, 2, 1 };
    for (int i = 0; i < SPANS; i++)
        spans[i] = (struct oracle_span){ 1800.0, calls[i / 2] / 3600.0,
                                         i == 27 ? 0 : people[i / 2] };
}

static struct scenario day_scenario(const struct oracle_day *day)
{
    struct scenario s;
    build_init(&s, APRIL_2022, 1);
    const int line = build_line(&s, "line", build_law(SIM_DIST_EXPONENTIAL, 487.3, 0));
    s.stages[line].patient = false;
    s.stages[line].patience = build_law(SIM_DIST_EXPONENTIAL, day->patience_s, 0.0);
    const int end = build_stage(&s, SCENARIO_END, "resolved");
    build_way(&s, line, (struct build_way){ .share = 1.0, .next = end });
    const int team = build_team(&s, "team");
    build_serves(&s, team, (struct build_serves){ .line = line });
    double calls = 0.0;
    for (int i = 0; i < SPANS; i++) {
        calls += day->spans[i].arrivals_per_s * day->spans[i].length_s;
        build_shift(&s, team, day->spans[i].people, 30 * i, 30 * (i + 1));
    }
    build_stream(&s, "stream", line, calls);
    for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++)
        for (int q = 0; q < 2 * SPANS; q++)
            s.streams[0].profile.quarter[kind][q] =
                day->spans[q / 2].arrivals_per_s * 900.0 / calls;
    struct scenario_target *target = build_target(&s, SCENARIO_ANSWERED_WITHIN);
    target->line = line;
    return s;
}

struct span_moments {
    struct sim_moments offered, no_wait, queue, busy, over;
};

static double add_day(struct span_moments *m, const struct tally *tally)
{
    double abandoned = 0.0;
    for (int i = 0; i < SPANS; i++) {
        double offered = 0.0, no_wait = 0.0, queue_s = 0.0, busy_s = 0.0, over_s = 0.0;
        for (int q = 2 * i; q < 2 * i + 2; q++) {
            const struct tally_cell *cell = tally_at(tally, q, 0);
            offered += cell->offered;
            no_wait += cell->slot[0];
            queue_s += cell->queue_s;
            busy_s += tally->staffed[q].busy_s;
            over_s += tally->staffed[q].over_s;
            abandoned += cell->abandoned;
        }
        sim_moments_add(&m[i].offered, offered, 1.0);
        sim_moments_add(&m[i].no_wait, no_wait, offered);
        sim_moments_add(&m[i].queue, queue_s, 1800.0);
        sim_moments_add(&m[i].busy, busy_s, 1800.0);
        sim_moments_add(&m[i].over, over_s, 1800.0);
    }
    return abandoned;
}

/* What is rarer than 0.005 is not normal enough for a band, and must stay rare. */
static void agrees_or_rare(const struct sim_moments *moments, double want,
                           double widest, const char *what)
{
    if (want > 0.005)
        agrees(moments, want, widest, what);
    else
        assert_true(moments->x <= 0.01 * moments->y);
}

static void a_day_follows_the_forward_equations(void **state)
{
    (void) state;
    struct oracle_span spans[SPANS];
    day_spans(spans);
    const struct oracle_day day = { .handling_s = 487.3,
                                    .patience_s = 241.7,
                                    .spans = spans,
                                    .count = SPANS,
                                    .most_waiting = 60 };
    struct oracle_span_grade want[SPANS];
    oracle_day(&day, want);
    struct scenario scenario = day_scenario(&day);
    struct program p = build_program(&scenario, NULL);
    struct tally tally;
    tally_init(&tally, &p);
    struct world *w = world_new(&p);
    struct span_moments got[SPANS] = { 0 };
    struct sim_moments abandoned = { 0 };
    for (int r = 0; r < DAY_REPLICATIONS; r++) {
        world_run(w, 600, r, &tally);
        sim_moments_add(&abandoned, add_day(got, &tally), 1.0);
    }
    double lost = 0.0;
    for (int i = 0; i < SPANS; i++) {
        assert_true(want[i].cut < 1e-9);
        lost += want[i].abandoned;
        agrees_or_rare(&got[i].offered, want[i].offered, 0.25, "offered");
        agrees_or_rare(&got[i].queue, want[i].queue, 0.05, "queue length");
        agrees_or_rare(&got[i].busy, want[i].busy, 0.06, "busy people");
        agrees_or_rare(&got[i].over, want[i].over_run, 0.04, "over-run");
        if (want[i].offered > 0.0)
            agrees(&got[i].no_wait, want[i].p_no_wait, 0.025, "answered at once");
    }
    agrees(&abandoned, lost, 0.01 * lost, "abandoned in a day");
    world_free(w);
    tally_done(&tally);
    program_done(&p);
    scenario_done(&scenario);
}

/* ---- days differ ---- */

/* A day's number has the variance m + cv^2 m^2: Poisson around a gamma mean. */
static void busyness_widens_the_numbers_of_a_day(void **state)
{
    (void) state;
    const double calls = 240.0, cv = 0.17;
    struct scenario s;
    build_init(&s, APRIL_2022, 1);
    const int end = build_stage(&s, SCENARIO_END, "left");
    const int split = build_stage(&s, SCENARIO_SPLIT, "split");
    build_way(&s, split, (struct build_way){ .share = 1.0, .next = end });
    build_stream(&s, "stream", split, calls);
    s.streams[0].day_to_day = cv;
    struct program p = build_program(&s, NULL);
    struct tally tally;
    tally_init(&tally, &p);
    struct world *w = world_new(&p);
    struct sim_moments mean = { 0 }, variance = { 0 };
    for (int r = 0; r < 4 * DAY_REPLICATIONS; r++) {
        world_run(w, 700, r, &tally);
        double number = 0.0;
        for (int q = p.calendar.from; q < p.calendar.to; q++)
            number += tally_at(&tally, q, 0)->offered;
        sim_moments_add(&mean, number, 1.0);
        sim_moments_add(&variance, (number - calls) * (number - calls), 1.0);
    }
    const double want = calls + cv * cv * calls * calls;
    agrees(&mean, calls, 0.005 * calls, "calls a day");
    agrees(&variance, want, 0.05 * want, "variance of calls a day");
    world_free(w);
    tally_done(&tally);
    program_done(&p);
    scenario_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_with_impatient_callers),
        cmocka_unit_test(two_priorities_follow_cobham),
        cmocka_unit_test(lines_with_reserves),
        cmocka_unit_test(one_person_with_any_handling_time),
        cmocka_unit_test(nobody_waits_when_there_are_people_enough),
        cmocka_unit_test(callers_divide_as_the_shares_say),
        cmocka_unit_test(a_day_follows_the_forward_equations),
        cmocka_unit_test(busyness_widens_the_numbers_of_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
