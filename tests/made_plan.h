/* A plan made by hand, for tests of what is written about plans: two teams (handlers by
 * the half hour, switchboard by shifts), three targets, a week that comes again. */
#ifndef TESTS_MADE_PLAN_H
#define TESTS_MADE_PLAN_H

#include <string.h>

#include "model/planner/plan.h"

enum {
    MADE_TEAMS = 2,
    MADE_NEEDS = 3,
    MADE_SLOTS = 7 * QUESTION_DAY,
    MADE_SHIFTS = 4,
    MADE_COLUMNS = MADE_SLOTS / 2 + MADE_SHIFTS,
    MADE_PRICES = 24
};

struct made_plan {
    struct scenario scenario;
    struct scenario_team team[MADE_TEAMS];
    struct scenario_shift shift[2];
    struct scenario_stage stage[3];
    struct scenario_plan_team asked[MADE_TEAMS];
    int serves[2], keep_free[2];
    struct question question;
    struct question_team free_team[MADE_TEAMS];
    struct question_column column[MADE_COLUMNS];
    struct question_need need[MADE_NEEDS];
    struct question_policy policy[2];
    double after_s[2];
    uint16_t most[MADE_SLOTS];
    struct plan plan;
    struct plan_team of_team[MADE_TEAMS];
    int columns[MADE_COLUMNS], policies[2];
    int people[MADE_TEAMS][MADE_SLOTS];
    struct plan_need_name name[MADE_NEEDS];
    struct plan_grade grade[MADE_NEEDS], reachable[MADE_NEEDS];
    struct plan_round round[2];
    struct plan_block block[8];
    struct plan_price price[MADE_PRICES];
    double change[MADE_PRICES][MADE_NEEDS];
    struct plan_rival rival[3];
    struct sim_estimate rival_value[3][MADE_NEEDS];
    struct plan_sensitivity sensitivity[5];
    struct plan_frontier_point point[2];
    struct sim_estimate point_value[2][MADE_NEEDS];
};

static inline struct sim_estimate made_value(double value, double noise)
{
    return (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, value, value - noise,
                                  value + noise };
}

static inline void made_scenario(struct made_plan *m)
{
    struct scenario *const s = &m->scenario;
    *s = (struct scenario){ .file = (char *) "force.cfg",
                            .title = (char *) "A force",
                            .marking = (char *) "OFFICIAL",
                            .period = { 19156, 19162 }, /* 13 to 19 June 2022 */
                            .is_typical = true,
                            .typical_of = { 18993, 19357 }, /* the year 2022 */
                            .teams = m->team,
                            .team_count = MADE_TEAMS,
                            .stages = m->stage,
                            .stage_count = 3 };
    m->stage[0] =
        (struct scenario_stage){ .kind = SCENARIO_LINE, .label = (char *) "999" };
    m->stage[1] = (struct scenario_stage){ .kind = SCENARIO_LINE,
                                           .label = (char *) "101",
                                           .call_back = { .offered_after_s = 180.0 } };
    m->stage[2] = (struct scenario_stage){ .kind = SCENARIO_DELAY,
                                           .label = (char *) "BT operator" };
    m->serves[1] = 1;
    m->keep_free[1] = 1;
    m->team[0] = (struct scenario_team){ .name = (char *) "handlers",
                                         .label = (char *) "call handlers",
                                         .serves = m->serves,
                                         .keep_free = m->keep_free,
                                         .serves_count = 2,
                                         .counts = SCENARIO_POSTED,
                                         .less = { [SCENARIO_LEAVE] = 0.13,
                                                   [SCENARIO_SICKNESS] = 0.05,
                                                   [SCENARIO_BREAKS] = 0.1 },
                                         .hours_per_fte = 37.0 };
    m->shift[0] = (struct scenario_shift){ .span = { SCENARIO_WEEK, 420, 900 } };
    m->shift[1] = (struct scenario_shift){ .span = { 0x1f, 1320, 1800 } };
    m->team[1] = (struct scenario_team){
        .name = (char *) "switchboard",
        .label = (char *) "switchboard",
        .serves = m->serves + 1,
        .keep_free = m->keep_free + 1,
        .serves_count = 1,
        .counts = SCENARIO_ON_DUTY,
        .less = { [SCENARIO_BREAKS] = 0.08, [SCENARIO_NOT_READY] = 0.025 },
        .shifts = m->shift,
        .shift_count = 2,
        .hours_per_fte = 37.0
    };
    m->asked[1].shifts =
        (struct scenario_plan_shifts){ .given = true, .break_s = 1800.0 };
    s->plan.teams = m->asked;
    s->plan.team_count = MADE_TEAMS;
}

/* Half hours of handlers; shifts of 8 h, two of them with a break. */
static inline void made_columns(struct made_plan *m)
{
    int count = 0;
    for (int slot = 0; slot < MADE_SLOTS; slot += 2)
        m->column[count++] =
            (struct question_column){ .runs = { { slot, slot + 2 } }, .run_count = 1 };
    const int day = QUESTION_DAY;
    m->column[count++] =
        (struct question_column){ .team = 1, /* Mon and Tue 07:00-15:00 */
                                  .runs = { { 28, 44 }, { 46, 60 } },
                                  .run_count = 2,
                                  .days = 0x03,
                                  .from_min = 420,
                                  .to_min = 900 };
    m->column[count++] =
        (struct question_column){ .team = 1, /* Sat the same */
                                  .runs = { { 5 * day + 28, 5 * day + 44 },
                                            { 5 * day + 46, 5 * day + 60 } },
                                  .run_count = 2,
                                  .days = 0x20,
                                  .from_min = 420,
                                  .to_min = 900 };
    m->column[count++] =
        (struct question_column){ .team = 1, /* Sun 22:00-06:00, into Monday */
                                  .runs = { { 6 * day + 88, 7 * day + 24 } },
                                  .run_count = 1,
                                  .days = 0x40,
                                  .from_min = 1320,
                                  .to_min = 1800 };
    m->column[count++] = (struct question_column){ .team = 1, /* nobody takes it */
                                                   .runs = { { 0, 32 } },
                                                   .run_count = 1,
                                                   .days = 0x01,
                                                   .from_min = 0,
                                                   .to_min = 480 };
}

static inline void made_question(struct made_plan *m)
{
    struct question *const q = &m->question;
    *q = (struct question){ .scenario = &m->scenario,
                            .is_weekly = true,
                            .first_date = m->scenario.period.first,
                            .slots = MADE_SLOTS,
                            .teams = m->free_team,
                            .team_count = MADE_TEAMS,
                            .columns = m->column,
                            .column_count = MADE_COLUMNS,
                            .policies = m->policy,
                            .policy_count = 2,
                            .needs = m->need,
                            .need_count = MADE_NEEDS,
                            .objective = SCENARIO_PLAN_COST,
                            .has_cost = true };
    made_columns(m);
    for (int s = 0; s < MADE_SLOTS; s++)
        m->most[s] = s < QUESTION_DAY ? 19 : 7;
    m->free_team[0] = (struct question_team){
        .team = 0, .first = 0, .count = MADE_SLOTS / 2, .most = m->most
    };
    m->free_team[1] = (struct question_team){ .team = 1,
                                              .first = MADE_SLOTS / 2,
                                              .count = MADE_SHIFTS,
                                              .is_rosterable = true,
                                              .most = m->most };
    m->after_s[0] = 120.0;
    m->after_s[1] = 300.0;
    m->policy[0] = (struct question_policy){ .kind = QUESTION_RESERVE,
                                             .position = 1,
                                             .choices = 4 };
    m->policy[1] = (struct question_policy){
        .kind = QUESTION_OFFER, .stage = 1, .after_s = m->after_s, .choices = 2
    };
    m->need[0] = (struct question_need){ .target = { .grade = SCENARIO_ANSWERED_WITHIN,
                                                     .journey = -1,
                                                     .team = -1,
                                                     .clock = 2,
                                                     .at_least = true },
                                         .each = SCENARIO_PLAN_DAY,
                                         .limit = 0.9,
                                         .margin = 0.005,
                                         .unit_count = 7 };
    m->need[1] = (struct question_need){ .target = { .grade = SCENARIO_MEAN_WAIT,
                                                     .line = 1,
                                                     .journey = -1,
                                                     .team = -1,
                                                     .clock = -1 },
                                         .limit = 150.0,
                                         .margin = 1.5,
                                         .unit_count = 1 };
    m->need[2] = (struct question_need){ .target = { .grade = SCENARIO_ABANDONED,
                                                     .line = 1,
                                                     .journey = -1,
                                                     .team = -1,
                                                     .clock = -1 },
                                         .limit = 0.05,
                                         .in_share = 0.95,
                                         .margin = 0.02,
                                         .unit_count = 1 };
}

static inline void made_found(struct made_plan *m)
{
    m->name[0] = (struct plan_need_name){ .label = (char *) "999 in 10 s",
                                          .asked = (char *) "at least 90 %, each day, "
                                                            "from BT, of answered" };
    m->name[1] = (struct plan_need_name){ .label = (char *) "101, mean wait",
                                          .asked = (char *) "at most 2 min 30 s",
                                          .unit = PLAN_SECONDS };
    m->name[2] =
        (struct plan_need_name){ .label = (char *) "101 abandoned",
                                 .asked = (char *) "at most 5 %, in 95 % of weeks",
                                 .is_p_met = true };
    m->grade[0] = (struct plan_grade){ .value = made_value(0.9137, 0.0021),
                                       .unit_name = "Mon",
                                       .limit = 0.9,
                                       .at_least = true,
                                       .state = SIM_SEQUENTIAL_HOLDS };
    m->grade[1] = (struct plan_grade){ .value = made_value(141.0, 2.4),
                                       .unit_name = "the whole",
                                       .limit = 150.0,
                                       .state = SIM_SEQUENTIAL_HOLDS };
    m->grade[2] = (struct plan_grade){ .value = made_value(0.972, 0.011),
                                       .unit_name = "the whole",
                                       .limit = 0.95,
                                       .at_least = true,
                                       .state = SIM_SEQUENTIAL_HOLDS };
}

static inline void made_people(struct made_plan *m)
{
    double handlers_h = 0.0;
    for (int s = 0; s < MADE_SLOTS; s++) {
        const int at = s % QUESTION_DAY, day = s / QUESTION_DAY;
        m->people[0][s] = at < 28 ? 3 : at < 30 ? 8 : at < 80 ? 11 + (day > 4) : 6;
        handlers_h += m->people[0][s] / 4.0;
    }
    for (int s = 0; s < MADE_SLOTS; s += 2)
        m->columns[s / 2] = m->people[0][s];
    m->columns[MADE_SLOTS / 2] = 4;
    m->columns[MADE_SLOTS / 2 + 1] = 2;
    m->columns[MADE_SLOTS / 2 + 2] = 1;
    for (int s = 28; s < 60; s++)
        m->people[1][s] = m->people[1][QUESTION_DAY + s] = s / 2 == 22 ? 0 : 4;
    const double shifts_h = 10 * 7.5 + 8.0;
    m->of_team[0] = (struct plan_team){ .team = 0,
                                        .people = m->people[0],
                                        .seats = 12.0,
                                        .hours = handlers_h,
                                        .paid_hours = handlers_h,
                                        .cost = handlers_h * 19.03,
                                        .fte = handlers_h / 37.0,
                                        .bound_hours = 1010.2 };
    m->of_team[1] = (struct plan_team){ .team = 1,
                                        .people = m->people[1],
                                        .seats = 4.0,
                                        .hours = shifts_h,
                                        .paid_hours = shifts_h + 5.0,
                                        .cost = shifts_h * 17.0,
                                        .fte = (shifts_h + 5.0) / 37.0,
                                        .bound_hours = 41.0 };
    m->plan.hours = handlers_h + shifts_h;
    m->plan.cost = m->of_team[0].cost + m->of_team[1].cost;
    m->plan.bound = 0.79 * m->plan.cost;
}

static inline void made_certificate(struct made_plan *m)
{
    m->round[0] = (struct plan_round){
        .seed = 71, .replications = 412, .error_holds = 0.04, .failed_need = 0
    };
    m->round[1] = (struct plan_round){ .seed = 72,
                                       .replications = 1630,
                                       .error_holds = 0.008,
                                       .held = true,
                                       .failed_need = -1 };
    static const struct plan_block blocks[8] = {
        { 0, PLAN_HALF_HOURS, { 28, 30 }, PLAN_BREAKS, 0, { 0 } },
        { 0, PLAN_HALF_HOURS, { 30, 32 }, PLAN_DOES_NOT, 0, { 0 } },
        { 0, PLAN_HALF_HOURS, { 32, 34 }, PLAN_UNDECIDED, 0, { 0 } },
        { 0, PLAN_TWO_HOURS, { 96, 104 }, PLAN_BREAKS, 1, { 0 } },
        { 0, PLAN_TWO_HOURS, { 104, 112 }, PLAN_BREAKS, 1, { 0 } },
        { 0, PLAN_SHIFTS, { 88, 120 }, PLAN_BREAKS, 1, { 0 } },
        { 1, PLAN_SHIFTS, { 28, 60 }, PLAN_DOES_NOT, 2, { 0 } },
        { 1, PLAN_SHIFTS, { 124, 148 }, PLAN_BREAKS, 2, { 0 } },
    };
    memcpy(m->block, blocks, sizeof blocks);
}

/* Twelve hours of handlers in two halves, in each hour a little less. */
static inline void made_prices(struct made_plan *m)
{
    for (int i = 0; i < MADE_PRICES; i++) {
        const double size = 1.0 + i / 2;
        m->change[i][0] = -0.00021 * size;
        m->change[i][1] = 0.013 * size;
        m->change[i][2] = i < 2 ? 0.0 : 1.3e-6;
        m->price[i] =
            (struct plan_price){ .run = { 2 * i, 2 * i + 2 }, .change = m->change[i] };
    }
}

static inline void made_rivals(struct made_plan *m)
{
    static const double values[3][MADE_NEEDS] = { { 0.985, 12.3, 1.0 },
                                                  { 0.881, 203.0, 0.31 },
                                                  { 0.902, 148.0, 0.955 } };
    for (int i = 0; i < 3; i++)
        for (int n = 0; n < MADE_NEEDS; n++)
            m->rival_value[i][n] = made_value(values[i][n], n == 1 ? 3.0 : 0.004);
    m->rival[0] = (struct plan_rival){ .method = 2,
                                       .hours = 1999.0,
                                       .values = m->rival_value[0],
                                       .meets = true,
                                       .has_scaled = true,
                                       .times = 0.871,
                                       .scaled_hours = 1801.5 };
    m->rival[1] = (struct plan_rival){ .method = 1,
                                       .hours = 1311.0,
                                       .values = m->rival_value[1] };
    m->rival[2] = (struct plan_rival){ .method = -1,
                                       .hours = 1400.0,
                                       .values = m->rival_value[2],
                                       .meets = true,
                                       .has_scaled = true,
                                       .times = 1.0,
                                       .scaled_hours = 1400.0 };
}

static inline void made_more(struct made_plan *m)
{
    static const struct plan_sensitivity all[5] = {
        { "handling +10 %", 161.4, 2.0, 9.6, true, "assumed" },
        { "patience -20 %", -11.0, 0.0, 8.0, true, "assumed" },
        { "calls +5 %", 62.0, 1.0, 9.0, true, "published" },
        { "not ready +2 points", 0.2, 0.0, 0.0, true, "fitted" },
        { "calls +50 %", 0.0, 0.0, 0.0, false, "assumed" },
    };
    memcpy(m->sensitivity, all, sizeof all);
    for (int i = 0; i < 2; i++) {
        for (int n = 0; n < MADE_NEEDS; n++)
            m->point_value[i][n] = made_value(
                n == 1 ? 200.0 - 50.0 * i : 0.9 + 0.03 * i, n == 1 ? 3.0 : 0.004);
        m->point[i] = (struct plan_frontier_point){ .hours = 1300.0 + 120.0 * i,
                                                    .cost = 24000.0 + 2283.0 * i,
                                                    .values = m->point_value[i] };
    }
}

/* All of it, certified. */
static inline void made_plan(struct made_plan *m)
{
    *m = (struct made_plan){ 0 };
    made_scenario(m);
    made_question(m);
    m->plan = (struct plan){ .question = &m->question,
                             .end = PLAN_CERTIFIED,
                             .columns = m->columns,
                             .policies = m->policies,
                             .teams = m->of_team,
                             .needs = m->name,
                             .grades = m->grade,
                             .seed = 72,
                             .replications = 1630,
                             .rounds = m->round,
                             .round_count = 2,
                             .blocks = m->block,
                             .block_count = 8,
                             .prices = m->price,
                             .price_count = MADE_PRICES,
                             .rivals = m->rival,
                             .rival_count = 3,
                             .sensitivities = m->sensitivity,
                             .sensitivity_count = 5,
                             .frontier = m->point,
                             .frontier_count = 2,
                             .evaluations = 18211,
                             .callers = 34.7e6 };
    m->policies[0] = 2;
    made_found(m);
    made_people(m);
    made_certificate(m);
    made_prices(m);
    made_rivals(m);
    made_more(m);
}

#endif
