/* Limit cases of redials, call-backs, dialling out, overflow, chats and interruption
 * that have a known answer: exact formulas within 4 standard errors, or the very same
 * bits as a scenario that says the same in another way. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/theory/erlang.h"
#include "model/world/world.h"
#include "sim/estimate.h"
#include "sim/mem.h"
#include "tests/build_scenario.h"

enum { APRIL_2022 = 19086, DAYS = 30, REPLICATIONS = 80, LINES = 2 };
static const double DAY_S = 86400.0;

struct limit {
    struct scenario scenario;
    int resolved, team, lines[LINES];
    /* of each line */
    struct sim_moments offered, abandoned[LINES], left[LINES], wait_s[LINES];
    struct sim_moments attempts;
};

static void init(struct limit *l, int people)
{
    *l = (struct limit){ 0 };
    build_init(&l->scenario, APRIL_2022, DAYS);
    l->scenario.warm_up_s = 3.0 * DAY_S;
    l->resolved = build_stage(&l->scenario, SCENARIO_END, "resolved");
    l->team = build_team(&l->scenario, "team");
    build_shift(&l->scenario, l->team, people, 0, BUILD_DAY_MIN);
}

static struct scenario_stage *add_line(struct limit *l, int number,
                                       double arrivals_per_s, double handling_s)
{
    const int line = build_line(&l->scenario, "line",
                                build_law(SIM_DIST_EXPONENTIAL, handling_s, 0.0));
    l->lines[number] = line;
    build_way(&l->scenario, line,
              (struct build_way){ .share = 1.0, .next = l->resolved });
    build_stream(&l->scenario, "stream", line, arrivals_per_s * DAY_S);
    build_serves(&l->scenario, l->team, (struct build_serves){ .line = line });
    return &l->scenario.stages[line];
}

static void impatient(struct scenario_stage *line, double patience_s)
{
    line->patient = false;
    line->patience = build_law(SIM_DIST_EXPONENTIAL, patience_s, 0.0);
}

/* A share calls the same line again. */
static void redials(struct scenario_stage *line, int to, double share, double after_s)
{
    struct scenario_redial *redial = &line->redial;
    redial->rows = sim_mem_array(1, sizeof *redial->rows);
    redial->row_count = 1;
    redial->rows[0].ways = sim_mem_array(1, sizeof *redial->rows[0].ways);
    redial->rows[0].way_count = 1;
    redial->rows[0].ways[0] = (struct scenario_way){
        .name = sim_mem_text("again"), .share = share, .next = to, .closed_to = -1
    };
    redial->after = build_law(SIM_DIST_EXPONENTIAL, after_s, 0.0);
    redial->attempts_at_most = SCENARIO_MOST_ATTEMPTS;
}

static void add_replication(struct limit *l, const struct program *p,
                            const struct tally *tally)
{
    double offered[LINES] = { 0 }, attempts = 0.0, callers = 0.0;
    for (int i = 0; i < p->line_count; i++) {
        double abandoned = 0.0, left = 0.0, wait_s = 0.0, answered = 0.0;
        for (int q = p->calendar.from; q < p->calendar.to; q++) {
            const struct tally_cell *cell = tally_at(tally, q, i);
            offered[i] += cell->offered;
            abandoned += cell->abandoned;
            left += cell->left;
            answered += cell->answered;
            wait_s += cell->wait_s + cell->lost_wait_s;
        }
        sim_moments_add(&l->abandoned[i], abandoned, offered[i]);
        sim_moments_add(&l->left[i], left, offered[i]);
        sim_moments_add(&l->wait_s[i], wait_s, answered + abandoned);
    }
    for (int q = p->calendar.from; tally->more != NULL && q < p->calendar.to; q++) {
        attempts += tally_more_at(tally, q, p->line_count)->attempts;
        callers += tally_at(tally, q, p->line_count)->offered;
    }
    sim_moments_add(&l->offered, offered[0], DAYS * DAY_S);
    if (callers > 0.0)
        sim_moments_add(&l->attempts, attempts, callers);
}

static void run(struct limit *l, uint64_t seed)
{
    struct program p = build_program(&l->scenario, NULL);
    struct tally tally;
    tally_init(&tally, &p);
    struct world *w = world_new(&p);
    for (int r = 0; r < REPLICATIONS; r++) {
        world_run(w, seed, r, &tally);
        add_replication(l, &p, &tally);
    }
    world_free(w);
    tally_done(&tally);
    program_done(&p);
    scenario_done(&l->scenario);
}

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

static struct erlang_grade erlang(double arrivals_per_s, double handling_s,
                                  double patience_s, int people)
{
    const struct erlang_load load = { .arrivals_per_s = arrivals_per_s,
                                      .handling_s = handling_s,
                                      .patience_s = patience_s,
                                      .agents = people };
    struct erlang_grade grade;
    assert_int_equal(patience_s > 0.0 ? erlang_a(&load, 0.0, &grade)
                                      : erlang_c(&load, 0.0, &grade),
                     ERLANG_OK);
    return grade;
}

/* ---- formulas ---- */

/* Redials after hours are a Poisson stream: the rate that the line sees is a fixed
 * point of Erlang A. */
static void late_redials_are_a_fixed_point_of_erlang_a(void **state)
{
    (void) state;
    const double first_per_s = 0.030, handling_s = 240.0, patience_s = 180.0,
                 share = 0.7;
    const int people = 7;
    double all_per_s = first_per_s;
    struct erlang_grade want = { 0 };
    for (int i = 0; i < 200; i++) {
        want = erlang(all_per_s, handling_s, patience_s, people);
        all_per_s = first_per_s + share * want.p_abandon * all_per_s;
    }
    struct limit l;
    init(&l, people);
    struct scenario_stage *line = add_line(&l, 0, first_per_s, handling_s);
    impatient(line, patience_s);
    redials(line, l.lines[0], share, 4.0 * 3600.0);
    run(&l, 1);
    assert_true(all_per_s > 1.1 * first_per_s); /* it is no small matter */
    agrees(&l.offered, all_per_s, 0.01 * all_per_s, "calls a second");
    agrees(&l.abandoned[0], want.p_abandon, 0.005, "abandoned");
    agrees(&l.wait_s[0], want.mean_wait_s, 0.03 * want.mean_wait_s, "mean wait");
    agrees(&l.attempts, all_per_s / first_per_s, 0.01, "attempts of a caller");
}

/* A share p of the served comes again: 1 / (1 - p) calls a caller. */
static void failure_demand_is_a_geometric_series(void **state)
{
    (void) state;
    const double first_per_s = 0.015, handling_s = 200.0;
    struct limit l;
    init(&l, 6);
    add_line(&l, 0, first_per_s, handling_s)->calls_again =
        (struct scenario_calls_again){ .given = true,
                                       .share = 0.25,
                                       .at_most = 1.0,
                                       .after = build_law(SIM_DIST_EXPONENTIAL,
                                                          10.0 * 3600.0, 0.0),
                                       .to = l.lines[0],
                                       .attempts_at_most = SCENARIO_MOST_ATTEMPTS };
    run(&l, 2);
    const double all_per_s = first_per_s / 0.75;
    agrees(&l.offered, all_per_s, 0.01 * all_per_s, "calls a second");
    agrees(&l.attempts, 1.0 / 0.75, 0.01, "attempts of a caller");
    const struct erlang_grade want = erlang(all_per_s, handling_s, 0.0, 6);
    agrees(&l.wait_s[0], want.mean_wait_s, 0.05 * want.mean_wait_s, "mean wait");
}

/* One person, and callers leave after a fixed time: M/M/1+D (Barrer 1957). */
static void overflow_is_barrers_queue(void **state)
{
    (void) state;
    const double arrivals_per_s = 0.004, handling_s = 200.0, after_s = 300.0;
    const double rho = arrivals_per_s * handling_s,
                 decay = exp(-(1.0 / handling_s - arrivals_per_s) * after_s);
    struct limit l;
    init(&l, 1);
    add_line(&l, 0, arrivals_per_s, handling_s)->overflow = (struct scenario_overflow){
        .given = true, .after_s = after_s, .to = l.resolved
    };
    run(&l, 3);
    agrees(&l.left[0], (1.0 - rho) * rho * decay / (1.0 - rho * rho * decay), 0.01,
           "overflowed");
}

/* Three people with two chats each are six servers. */
static void chats_are_more_servers(void **state)
{
    (void) state;
    const double arrivals_per_s = 0.020, handling_s = 240.0;
    struct limit l;
    init(&l, 3);
    add_line(&l, 0, arrivals_per_s, handling_s)->at_a_time = 2;
    run(&l, 4);
    const struct erlang_grade want = erlang(arrivals_per_s, handling_s, 0.0, 6);
    agrees(&l.wait_s[0], want.mean_wait_s, 0.05 * want.mean_wait_s, "mean wait");
}

/* One person, preemptive resume: the urgent never see the others; these wait
 * rho / (mu (1 - rho1) (1 - rho)) until they are begun. */
static void work_that_yields_is_a_preemptive_queue(void **state)
{
    (void) state;
    const double urgent_per_s = 0.0015, other_per_s = 0.0013, handling_s = 200.0;
    const double rho1 = urgent_per_s * handling_s,
                 rho = rho1 + other_per_s * handling_s;
    struct limit l;
    init(&l, 1);
    add_line(&l, 0, urgent_per_s, handling_s);
    struct scenario_stage *other = add_line(&l, 1, other_per_s, handling_s);
    other->yields_to = sim_mem_array(1, sizeof *other->yields_to);
    other->yields_to[other->yields_to_count++] = l.lines[0];
    run(&l, 5);
    const double urgent_s = rho1 * handling_s / (1.0 - rho1),
                 other_s = rho * handling_s / ((1.0 - rho1) * (1.0 - rho));
    agrees(&l.wait_s[0], urgent_s, 0.05 * urgent_s, "mean wait of the urgent");
    agrees(&l.wait_s[1], other_s, 0.05 * other_s, "mean wait of the others");
}

/* ---- the same said otherwise ---- */

static void run_once(struct limit *l, struct tally *tally, struct program *p)
{
    *p = build_program(&l->scenario, NULL);
    tally_init(tally, p);
    struct world *w = world_new(p);
    world_run(w, 7, 0, tally);
    world_free(w);
}

/* All cells of the first lines agree bit by bit. */
static void same_lines(struct limit *a, struct limit *b, int lines)
{
    struct program pa, pb;
    struct tally ta, tb;
    double answered = 0.0, waited_s = 0.0;
    run_once(a, &ta, &pa);
    run_once(b, &tb, &pb);
    for (int q = 0; q <= ta.quarters; q++)
        for (int i = 0; i < lines; i++) {
            const struct tally_cell *x = tally_at(&ta, q, i), *y = tally_at(&tb, q, i);
            assert_memory_equal(x, y, sizeof *x);
            answered += x->answered;
            waited_s += x->wait_s;
        }
    assert_true(answered > 1000.0 && waited_s > 10.0 * answered);
    tally_done(&ta);
    tally_done(&tb);
    program_done(&pa);
    program_done(&pb);
    scenario_done(&a->scenario);
    scenario_done(&b->scenario);
}

static void a_redial_of_nobody_changes_nothing(void **state)
{
    (void) state;
    struct limit l[2];
    for (int i = 0; i < 2; i++) {
        init(&l[i], 3);
        struct scenario_stage *line = add_line(&l[i], 0, 0.015, 240.0);
        impatient(line, 180.0);
        if (i == 1)
            redials(line, l[i].lines[0], 0.0, 600.0);
    }
    same_lines(&l[0], &l[1], 1);
}

static struct scenario_dial sure_dial(int then_to)
{
    return (struct scenario_dial){
        .given = true, .reached = 1.0, .tries_at_most = 1, .then_to = then_to
    };
}

/* Nobody gives up, nothing to set up, everybody picks up: the plain queue's answers. */
static void a_sure_call_back_is_the_plain_queue(void **state)
{
    (void) state;
    struct limit l[2];
    for (int i = 0; i < 2; i++) {
        init(&l[i], 4);
        struct scenario_stage *line = add_line(&l[i], 0, 0.015, 240.0);
        if (i == 0)
            continue;
        line->call_back = (struct scenario_call_back){ .given = true,
                                                       .offered_after_s = 60.0,
                                                       .offered_above_s = 30.0,
                                                       .accepted = 0.6 };
        line->dial = sure_dial(l[i].resolved);
    }
    same_lines(&l[0], &l[1], 1);
}

static void sure_dialling_is_the_plain_queue(void **state)
{
    (void) state;
    struct limit l[2];
    for (int i = 0; i < 2; i++) {
        init(&l[i], 4);
        struct scenario_stage *line = add_line(&l[i], 0, 0.015, 240.0);
        if (i == 1)
            line->dial = sure_dial(l[i].resolved);
    }
    same_lines(&l[0], &l[1], 1);
}

/* An overflow, an outage and work that yields, when they never happen. */
static void what_never_happens_changes_nothing(void **state)
{
    (void) state;
    struct limit l[2];
    for (int i = 0; i < 2; i++) {
        init(&l[i], 4);
        add_line(&l[i], 0, 0.015, 240.0);
        add_line(&l[i], 1, 0.0, 240.0);
        if (i == 0)
            continue;
        struct scenario *s = &l[i].scenario;
        s->stages[l[i].lines[0]].overflow = (struct scenario_overflow){
            .given = true, .after_s = 1e9, .to = l[i].resolved
        };
        s->stages[l[i].lines[1]].yields_to = sim_mem_array(1, sizeof(int));
        s->stages[l[i].lines[1]].yields_to[0] = l[i].lines[0];
        s->stages[l[i].lines[1]].yields_to_count = 1;
        s->outages = sim_mem_array(1, sizeof *s->outages);
        s->outage_count = 1;
        s->outages[0] =
            (struct scenario_outage){ .name = sim_mem_text("never"),
                                      .stages = sim_mem_array(1, sizeof(int)),
                                      .stage_count = 1,
                                      .lasts = build_fixed(3600.0) };
        s->outages[0].stages[0] = l[i].lines[0];
    }
    same_lines(&l[0], &l[1], 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(late_redials_are_a_fixed_point_of_erlang_a),
        cmocka_unit_test(failure_demand_is_a_geometric_series),
        cmocka_unit_test(overflow_is_barrers_queue),
        cmocka_unit_test(chats_are_more_servers),
        cmocka_unit_test(work_that_yields_is_a_preemptive_queue),
        cmocka_unit_test(a_redial_of_nobody_changes_nothing),
        cmocka_unit_test(a_sure_call_back_is_the_plain_queue),
        cmocka_unit_test(sure_dialling_is_the_plain_queue),
        cmocka_unit_test(what_never_happens_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
