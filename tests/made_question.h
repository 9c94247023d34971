/* A typical week of lines and free teams, compiled to a question with its load. */
#ifndef TESTS_MADE_QUESTION_H
#define TESTS_MADE_QUESTION_H

#include <stdlib.h>

#include "model/planner/start.h"
#include "sim/mem.h"
#include "tests/build_scenario.h"
#include "tests/near.h"

enum {
    MADE_WEEK = 7 * QUESTION_DAY,
    MADE_MONDAY = 19387 /* 30 January 2023 */
};

/* A typical week of one line or more, planned. */
struct made {
    struct scenario scenario;
    int end;
    struct question question;
    struct start_load load;
};

static inline void made_begin(struct made *made)
{
    *made = (struct made){ 0 };
    build_init(&made->scenario, MADE_MONDAY, 7);
    made->scenario.is_typical = true;
    made->scenario.typical_of = made->scenario.period;
    made->end = build_stage(&made->scenario, SCENARIO_END, "resolved");
}

static inline int made_line(struct made *made, const char *name, double talk_s,
                            double wrap_up_s)
{
    const int stage =
        build_line(&made->scenario, name, build_law(SIM_DIST_EXPONENTIAL, talk_s, 0.0));
    made->scenario.stages[stage].wrap_up = build_fixed(wrap_up_s);
    return stage;
}

static inline void made_ends(struct made *made, int stage)
{
    build_way(&made->scenario, stage,
              (struct build_way){ .share = 1.0, .next = made->end });
}

/* A team that is free, half hour by half hour. */
static inline int made_team(struct made *made, const char *name)
{
    struct scenario_plan *plan = &made->scenario.plan;
    struct scenario_plan_team *more =
        sim_mem_array((size_t) plan->team_count + 1, sizeof *more);
    for (int i = 0; i < plan->team_count; i++)
        more[i] = plan->teams[i];
    free(plan->teams);
    plan->teams = more;
    const int team = build_team(&made->scenario, name);
    plan->teams[plan->team_count++] =
        (struct scenario_plan_team){ .team = team, .changes_every_s = 1800.0 };
    return team;
}

static inline void made_patience(struct made *made, int stage, double mean_s)
{
    made->scenario.stages[stage].patient = false;
    made->scenario.stages[stage].patience =
        build_law(SIM_DIST_EXPONENTIAL, mean_s, 0.0);
}

/* A target that must hold in expectation over the whole; the caller fills in the rest.
 */
static inline struct scenario_target *
made_asks(struct made *made, enum scenario_grade grade, int stage, double limit)
{
    struct scenario_target *target = build_target(&made->scenario, grade);
    target->line = stage;
    target->limit = limit;
    target->at_least = grade == SCENARIO_ANSWERED_WITHIN;
    target->of = SCENARIO_OF_OFFERED;
    return target;
}

static inline void made_compile(struct made *made)
{
    struct scenario_plan *plan = &made->scenario.plan;
    struct sim_diag diag = { 0 };
    plan->hold_count = made->scenario.target_count;
    plan->holds = sim_mem_array((size_t) plan->hold_count, sizeof *plan->holds);
    for (int i = 0; i < plan->hold_count; i++)
        plan->holds[i] = (struct scenario_plan_hold){ .target = i, .margin = 0.01 };
    assert_true(
        question_compile(&made->scenario, QUESTION_FREE, &diag, &made->question));
    start_load(&made->question, &made->load);
}

static inline void made_finish(struct made *made)
{
    start_load_done(&made->load);
    start_load_done(&made->load);
    question_done(&made->question);
    scenario_done(&made->scenario);
}

/* Weights of the day's quarters, all weekdays the same. */
static inline void made_day(struct made *made, int stream, const double *weight)
{
    double sum = 0.0;
    for (int i = 0; i < QUESTION_DAY; i++)
        sum += weight[i];
    for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++)
        for (int i = 0; i < QUESTION_DAY; i++)
            made->scenario.streams[stream].profile.quarter[kind][i] = weight[i] / sum;
}

/* A line of 15 erlangs without a target: 16 people at 0.95 each; two at 0.475: 32. */
static inline int made_plain_line(struct made *made, const char *name)
{
    const int stage = made_line(made, name, 600.0, 0.0);
    made_ends(made, stage);
    build_stream(&made->scenario, "calls", stage, 15.0 / 600.0 * 86400.0);
    return stage;
}

#endif
