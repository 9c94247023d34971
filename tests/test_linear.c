/* The linear view against every plan there is, on small questions; and against its own
 * promises on larger ones. */
#include "model/planner/linear.h"

#include <stdlib.h>
#include <string.h>

#include "model/planner/linear_improve.h"
#include "sim/mem.h"
#include "sim/rng.h"
#include "tests/near.h"

enum { MOST_SLOTS = 672, MOST_COLUMNS = 1200, MOST_CELLS = 672, MOST_ROWS = 8 };

/* A question and a problem, with all that they borrow. */
struct made {
    struct scenario scenario;
    struct question question;
    struct question_team teams[2];
    struct question_column columns[MOST_COLUMNS];
    uint16_t least[2][MOST_SLOTS], most[2][MOST_SLOTS];
    int now[MOST_COLUMNS];
    double gain[MOST_ROWS][MOST_CELLS], loss[MOST_ROWS][MOST_CELLS], decay[MOST_CELLS];
    struct linear_row rows[MOST_ROWS];
    struct linear_problem problem;
    const int *wanted; /* what a cover is to cover */
    uint64_t key, drawn;
};

static double draw(struct made *made)
{
    return sim_rng_unit(sim_rng_mix(sim_rng_key(made->key, ++made->drawn)));
}

static int draw_below(struct made *made, int count)
{
    return (int) (draw(made) * count);
}

static struct made *made_new(uint64_t key, int slots, int teams,
                             enum scenario_plan_objective objective)
{
    struct made *const made = sim_mem_array(1, sizeof *made);
    made->key = key;
    made->question = (struct question){ .scenario = &made->scenario,
                                        .is_weekly = true,
                                        .slots = slots,
                                        .teams = made->teams,
                                        .team_count = teams,
                                        .columns = made->columns,
                                        .objective = objective,
                                        .has_cost = true };
    for (int t = 0; t < teams; t++) {
        made->teams[t].least = made->least[t];
        made->teams[t].most = made->most[t];
        for (int s = 0; s < slots; s++)
            made->most[t][s] = 1000;
    }
    return made;
}

static void add_column(struct made *made, int team, struct question_run a,
                       struct question_run b, double price)
{
    const double hours = (a.to - a.from + b.to - b.from) / 4.0;
    struct question_team *const of = &made->teams[team];
    if (of->count == 0)
        of->first = made->question.column_count;
    of->count++;
    made->columns[made->question.column_count++] =
        (struct question_column){ .team = team,
                                  .runs = { a, b },
                                  .run_count = b.from < b.to ? 2 : 1,
                                  .hours = hours,
                                  .cost = price * hours };
}

/* Slots of `length` quarter hours, or shifts with a break that may wrap. */
static void add_team(struct made *made, int team, bool is_rosterable, int length)
{
    const int slots = made->question.slots;
    made->teams[team].is_rosterable = is_rosterable;
    for (int from = 0; from < slots; from += length) {
        const double price = 9.0 + 5.0 * draw(made);
        if (is_rosterable)
            add_column(made, team, (struct question_run){ from, from + length },
                       (struct question_run){ from + length + 1, from + 2 * length },
                       price);
        else
            add_column(made, team, (struct question_run){ from, from + length },
                       (struct question_run){ 0, 0 }, price);
    }
}

/* Rows whose gains and losses are noisy, some the wrong way round, some harmful. */
static void add_problem(struct made *made, int quarters, int rows, int step)
{
    const int slots = made->question.slots / quarters;
    made->problem = (struct linear_problem){ .question = &made->question,
                                             .columns = made->now,
                                             .quarters = quarters,
                                             .price_slots = slots,
                                             .step = step,
                                             .decay = made->decay,
                                             .rows = made->rows,
                                             .row_count = rows,
                                             .is_integer = true,
                                             .best = -1 };
    for (int i = 0; i < made->question.team_count * slots; i++)
        made->decay[i] = 0.3 + 0.7 * draw(made);
    for (int r = 0; r < rows; r++) {
        for (int i = 0; i < made->question.team_count * slots; i++) {
            made->gain[r][i] = draw(made) - 0.15;
            made->loss[r][i] = 1.2 * draw(made) - 0.05;
        }
        made->rows[r] = (struct linear_row){ .slack = 1.5 * draw(made) - 1.0,
                                             .gain = made->gain[r],
                                             .loss = made->loss[r],
                                             .weight = 200.0 * draw(made) };
    }
}

/* ---- what a plan comes to, by the words of the header ---- */

static int people_at(const struct made *made, const int *columns, int team, int slot)
{
    const int slots = made->question.slots;
    int people = 0;
    for (int c = 0; c < made->question.column_count; c++)
        for (int k = 0; k < 2 && made->columns[c].team == team; k++) {
            const struct question_run run = made->columns[c].runs[k];
            people += (slot >= run.from && slot < run.to)
                              || (slot + slots >= run.from && slot + slots < run.to)
                          ? columns[c]
                          : 0;
        }
    return people;
}

/* What `change` people do, which may be a fraction. */
static double view_of(double gain, double loss, double decay, double change)
{
    if (gain > loss)
        gain = loss = 0.5 * (gain + loss);
    double sum = 0.0, more = gain, fewer = loss;
    for (double left = change; left > 0.0; left -= 1.0) {
        sum += fmin(left, 1.0) * more;
        more *= more > 0.0 ? decay : 1.0;
    }
    for (double left = -change; left > 0.0; left -= 1.0) {
        sum -= fmin(left, 1.0) * fewer;
        fewer = fewer > 0.0 ? fmin(fewer / decay, 64.0 * loss) : fewer;
    }
    return sum;
}

static double slack_of(const struct made *made, const int *columns, int row)
{
    const struct linear_problem *const problem = &made->problem;
    double slack = made->rows[row].slack;
    for (int t = 0; t < made->question.team_count; t++)
        for (int s = 0; s < problem->price_slots; s++) {
            const int i = t * problem->price_slots + s;
            double change = 0.0;
            for (int q = 0; q < problem->quarters; q++)
                change += (people_at(made, columns, t, s * problem->quarters + q)
                           - people_at(made, made->now, t, s * problem->quarters + q))
                          / (double) problem->quarters;
            slack +=
                view_of(made->gain[row][i], made->loss[row][i], made->decay[i], change);
        }
    return slack;
}

static double cost_of(const struct made *made, const int *columns)
{
    double pounds = 0.0, hours = 0.0, peaks = 0.0;
    for (int c = 0; c < made->question.column_count; c++) {
        pounds += columns[c] * made->columns[c].cost;
        hours += columns[c] * made->columns[c].hours;
    }
    if (made->question.objective == SCENARIO_PLAN_STAFFED_HOURS)
        return hours;
    if (made->question.objective != SCENARIO_PLAN_PEAK_PEOPLE)
        return pounds;
    for (int t = 0; t < made->question.team_count; t++) {
        int most = 0;
        for (int s = 0; s < made->question.slots; s++)
            most = (int) fmax(most, people_at(made, columns, t, s));
        peaks += most;
    }
    return peaks + 1e-5 * pounds;
}

static double short_of(const struct made *made, const int *columns)
{
    double sum = 0.0;
    for (int r = 0; r < made->problem.row_count; r++)
        if (r != made->problem.best)
            sum += made->rows[r].weight * fmax(0.0, -slack_of(made, columns, r));
    return sum;
}

/* People x quarter hours outside of least and most, or more than the step away from the
 * plan at hand, or the nearest inside of these. */
static int outside_of(const struct made *made, const int *columns)
{
    int sum = 0;
    for (int t = 0; t < made->question.team_count; t++)
        for (int s = 0; s < made->question.slots; s++) {
            const int least = made->least[t][s], most = made->most[t][s];
            int now = people_at(made, made->now, t, s);
            now = now < least ? least : now > most ? most : now;
            const int low = (int) fmax(least, now - made->problem.step);
            const int high = (int) fmin(most, now + made->problem.step);
            const int people = people_at(made, columns, t, s);
            sum += people < low ? low - people : people > high ? people - high : 0;
        }
    return sum;
}

/* ---- every plan there is ---- */

struct best {
    double sum, slack;
    int columns[MOST_COLUMNS];
    bool is_found;
};

/* Tries 0 .. most people of each column from `column` on. */
static void try_all(const struct made *made, int *columns, int column, int most,
                    void (*look)(const struct made *, const int *, struct best *),
                    struct best *best)
{
    if (column == made->question.column_count) {
        look(made, columns, best);
        return;
    }
    for (columns[column] = 0; columns[column] <= most; columns[column]++)
        try_all(made, columns, column + 1, most, look, best);
    columns[column] = 0;
}

static void look_for_least(const struct made *made, const int *columns,
                           struct best *best)
{
    if (outside_of(made, columns) > 0)
        return;
    const double sum = cost_of(made, columns) + short_of(made, columns);
    if (best->is_found && sum >= best->sum)
        return;
    best->is_found = true;
    best->sum = sum;
    memcpy(best->columns, columns,
           (size_t) made->question.column_count * sizeof *columns);
}

/* A small question of one of several shapes, near a random plan. */
static struct made *small(uint64_t key, enum scenario_plan_objective objective)
{
    const int shape = (int) (key % 4);
    struct made *const made = made_new(key, 12, shape == 3 ? 2 : 1, objective);
    if (shape == 0)
        add_team(made, 0, false, 2);
    else if (shape == 1)
        add_team(made, 0, false, 4);
    else if (shape == 2)
        add_team(made, 0, true, 3);
    else {
        add_team(made, 0, true, 4);
        add_team(made, 1, false, 6);
    }
    for (int c = 0; c < made->question.column_count; c++)
        made->now[c] = 1 + draw_below(made, 2);
    for (int s = 0; s < 12; s++) {
        made->least[0][s] = (uint16_t) draw_below(made, 2);
        made->most[0][s] = (uint16_t) (5 + draw_below(made, 2));
    }
    add_problem(made, key % 3 == 0 ? 1 : 2, 1 + draw_below(made, 3),
                1 + draw_below(made, 2));
    return made;
}

static void checks_answer(const struct made *made, const struct linear_answer *answer)
{
    assert_near(answer->cost, cost_of(made, answer->columns), 1e-9);
    assert_within(answer->short_by, short_of(made, answer->columns), 1e-7);
    for (int c = 0; c < made->question.column_count; c++)
        assert_true(answer->columns[c] >= 0);
    if (outside_of(made, made->now) == 0) {
        assert_int_equal(outside_of(made, answer->columns), 0);
        assert_true(answer->cost + answer->short_by
                    <= cost_of(made, made->now) + short_of(made, made->now) + 1e-9);
    }
}

static void small_questions_are_solved_as_by_trying_all_plans(void **state)
{
    (void) state;
    static const double gap = 1.1e-4; /* at which branch and cut ends */
    static const enum scenario_plan_objective objectives[] = {
        SCENARIO_PLAN_COST, SCENARIO_PLAN_STAFFED_HOURS, SCENARIO_PLAN_PEAK_PEOPLE
    };
    for (uint64_t key = 0; key < 120; key++) {
        struct made *const made = small(key, objectives[key / 4 % 3]);
        int columns[MOST_COLUMNS] = { 0 };
        struct best best = { 0 };
        try_all(made, columns, 0, 4, look_for_least, &best);
        assert_true(best.is_found);
        struct linear_answer answer;
        assert_true(linear_solve(&made->problem, &answer));
        checks_answer(made, &answer);
        assert_int_equal(outside_of(made, answer.columns), 0);
        const double sum = answer.cost + answer.short_by;
        assert_true(answer.bound <= best.sum * (1.0 + 1e-9) + 1e-9);
        if (sum > best.sum + gap * fabs(best.sum) + 1e-6)
            print_error("key %d: %.6f, best %.6f, bound %.6f\n", (int) key, sum,
                        best.sum, answer.bound);
        assert_true(sum <= best.sum + gap * fabs(best.sum) + 1e-6);
        linear_answer_done(&answer);
        free(made);
    }
}

/* ---- the best service for a budget ---- */

static void look_for_best(const struct made *made, const int *columns,
                          struct best *best)
{
    if (outside_of(made, columns) > 0 || short_of(made, columns) > 0.0
        || cost_of(made, columns) > made->problem.budget)
        return;
    const double slack = slack_of(made, columns, made->problem.best);
    if (best->is_found && slack <= best->slack)
        return;
    best->is_found = true;
    best->slack = slack;
}

static void the_best_service_is_within_the_budget(void **state)
{
    (void) state;
    int found = 0;
    for (uint64_t key = 200; key < 260; key++) {
        struct made *const made = small(key, SCENARIO_PLAN_BEST_SERVICE);
        made->problem.best = 0;
        made->rows[0].weight = 1000.0;
        made->problem.budget = cost_of(made, made->now) + (key % 2 == 0 ? 6.5 : -12.5);
        int columns[MOST_COLUMNS] = { 0 };
        struct best best = { 0 };
        try_all(made, columns, 0, 4, look_for_best, &best);
        struct linear_answer answer;
        assert_true(linear_solve(&made->problem, &answer));
        assert_near(answer.cost, cost_of(made, answer.columns), 1e-9);
        if (best.is_found) {
            found++;
            assert_true(answer.cost <= made->problem.budget + 1e-9);
            assert_within(short_of(made, answer.columns), 0.0, 1e-9);
            assert_true(slack_of(made, answer.columns, 0)
                        >= best.slack - 1e-3 * fmax(1.0, fabs(best.slack)));
        }
        linear_answer_done(&answer);
        free(made);
    }
    assert_true(found >= 20);
}

/* ---- prices, ranges, repetition ---- */

static void what_is_foreseen_is_the_change_of_slack(void **state)
{
    (void) state;
    for (uint64_t key = 500; key < 520; key++) {
        struct made *const made = small(key, SCENARIO_PLAN_COST);
        int then[MOST_COLUMNS];
        double gained[MOST_ROWS], lost[MOST_ROWS];
        for (int c = 0; c < made->question.column_count; c++)
            then[c] = draw_below(made, 5);
        linear_foresee(&made->problem, then, gained, lost);
        for (int r = 0; r < made->problem.row_count; r++)
            assert_within(made->rows[r].slack + gained[r] - lost[r],
                          slack_of(made, then, r), 1e-9);
        for (int c = 0; c < made->question.column_count; c++)
            then[c] = made->now[c] + draw_below(made, 2);
        linear_foresee(&made->problem, then, gained, lost);
        for (int r = 0; r < made->problem.row_count; r++)
            assert_within(lost[r], 0.0, 0.0);
        free(made);
    }
}

static void the_price_of_a_row_is_what_slack_saves(void **state)
{
    (void) state;
    static const double step = 1e-4;
    int priced = 0;
    for (uint64_t key = 300; key < 330; key++) {
        struct made *const made = small(key, SCENARIO_PLAN_COST);
        made->problem.is_integer = false;
        struct linear_answer answer, less, more;
        assert_true(linear_solve(&made->problem, &answer));
        if (!made->teams[0].is_rosterable)
            assert_int_equal(outside_of(made, answer.columns), 0);
        for (int r = 0; r < made->problem.row_count; r++) {
            made->rows[r].slack -= step;
            assert_true(linear_solve(&made->problem, &less));
            made->rows[r].slack += 2.0 * step;
            assert_true(linear_solve(&made->problem, &more));
            made->rows[r].slack -= step;
            const double up = (less.bound - answer.bound) / step;
            const double down = (answer.bound - more.bound) / step;
            assert_true(answer.row_price[r] >= down - 1e-4 * (1.0 + fabs(down)));
            assert_true(answer.row_price[r] <= up + 1e-4 * (1.0 + fabs(up)));
            priced += answer.row_price[r] > 0.1;
            linear_answer_done(&less);
            linear_answer_done(&more);
        }
        linear_answer_done(&answer);
        free(made);
    }
    assert_true(priced >= 15);
}

static void a_plan_outside_of_least_and_most_is_brought_inside(void **state)
{
    (void) state;
    for (int shape = 0; shape < 4; shape++) {
        struct made *const made = made_new(7, 24, 1, SCENARIO_PLAN_COST);
        add_team(made, 0, shape % 2 == 1, 4);
        for (int s = 0; s < 24; s++) {
            made->least[0][s] = s < 12 ? 5 : 0;
            made->most[0][s] = s < 12 ? 20 : 9;
        }
        for (int c = 0; c < made->question.column_count; c++)
            made->now[c] = c < 3 ? 1 : 11;
        add_problem(made, 2, 2, shape % 2 == 1 ? 6 : 1);
        made->problem.is_integer = shape < 2;
        assert_true(outside_of(made, made->now) > 0);
        struct linear_answer answer;
        assert_true(linear_solve(&made->problem, &answer));
        if (shape != 3) /* shifts that are rounded may be outside */
            assert_int_equal(outside_of(made, answer.columns), 0);
        assert_near(answer.cost, cost_of(made, answer.columns), 1e-9);
        linear_answer_done(&answer);
        free(made);
    }
}

/* A week of a team in shifts of 8 hours with a break, or free in half hours. */
static struct made *week(uint64_t key, bool is_rosterable)
{
    struct made *const made = made_new(key, 672, 1, SCENARIO_PLAN_COST);
    made->teams[0].is_rosterable = is_rosterable;
    for (int from = 0; from < 672; from += is_rosterable ? 4 : 2)
        for (int rest = 12; rest <= (is_rosterable ? 18 : 12); rest += 6) {
            const double price = from % 96 < 28 ? 6.0 : 5.0;
            if (is_rosterable)
                add_column(made, 0, (struct question_run){ from, from + rest },
                           (struct question_run){ from + rest + 2, from + 32 }, price);
            else
                add_column(made, 0, (struct question_run){ from, from + 2 },
                           (struct question_run){ 0, 0 }, price);
        }
    return made;
}

static void fill_week(struct made *made)
{
    int wanted[672];
    double bound;
    for (int s = 0; s < 672; s++)
        wanted[s] = 4 + (s % 96 > 30 ? 6 : 0) + (s / 4 * 7919 % 5);
    assert_true(linear_cover(&made->question, wanted, made->now, &bound));
    add_problem(made, 2, 3, 2);
    for (int r = 0; r < 3; r++) {
        made->rows[r].slack = r == 1 ? 0.004 : -0.012;
        made->rows[r].weight = 1e5;
        for (int i = 0; i < 336; i++) {
            made->gain[r][i] = 1e-3 * (0.2 + draw(made));
            made->loss[r][i] = made->gain[r][i] * (0.9 + 0.5 * draw(made));
            made->decay[i] = 0.8;
        }
    }
}

static void a_week_is_close_to_its_bound_and_repeats(void **state)
{
    (void) state;
    for (int is_rosterable = 0; is_rosterable <= 1; is_rosterable++) {
        struct made *const made = week(11 + is_rosterable, is_rosterable);
        fill_week(made);
        struct linear_answer answer, again;
        assert_true(linear_solve(&made->problem, &answer));
        checks_answer(made, &answer);
        const double sum = answer.cost + answer.short_by;
        assert_true(answer.bound > 0.5 * sum && answer.bound <= sum * (1.0 + 1e-9));
        assert_true(sum <= 1.002 * answer.bound);
        assert_true(linear_solve(&made->problem, &again));
        assert_memory_equal(answer.columns, again.columns,
                            (size_t) made->question.column_count * sizeof(int));
        assert_near(again.bound, answer.bound, 0.0);
        linear_answer_done(&answer);
        linear_answer_done(&again);
        free(made);
    }
}

static void rows_that_nobody_helps_leave_the_least(void **state)
{
    (void) state;
    struct made *const made = made_new(13, 12, 1, SCENARIO_PLAN_COST);
    add_team(made, 0, false, 3);
    for (int c = 0; c < 4; c++)
        made->now[c] = 3;
    for (int s = 0; s < 12; s++)
        made->least[0][s] = s % 3 == 0 ? 2 : 1; /* the greatest of a slot counts */
    for (int rows = 0; rows <= 1; rows++)
        for (int whole = 0; whole <= 1; whole++) {
            add_problem(made, 1, rows, 4);
            made->problem.is_integer = whole;
            memset(made->gain, 0, sizeof made->gain);
            memset(made->loss, 0, sizeof made->loss);
            made->rows[0].slack = -0.125;
            made->rows[0].weight = 7.0;
            struct linear_answer answer;
            assert_true(linear_solve(&made->problem, &answer));
            for (int c = 0; c < 4; c++)
                assert_int_equal(answer.columns[c], 2);
            assert_within(answer.short_by, rows * 0.875, 1e-12);
            assert_near(answer.bound, answer.cost + answer.short_by, 1e-9);
            linear_answer_done(&answer);
        }
    free(made);
}

/* ---- covers ---- */

static bool is_covered(const struct made *made, const int *wanted, const int *columns)
{
    bool good = true;
    for (int t = 0; t < made->question.team_count; t++)
        for (int s = 0; s < made->question.slots; s++) {
            const int people = people_at(made, columns, t, s);
            const int least = made->least[t][s];
            const int asked = wanted[t * made->question.slots + s];
            good &=
                people >= (asked > least ? asked : least) && people <= made->most[t][s];
        }
    return good;
}

static void look_for_cover(const struct made *made, const int *columns,
                           struct best *best)
{
    const double cost = cost_of(made, columns);
    if ((best->is_found && cost >= best->sum)
        || !is_covered(made, made->wanted, columns))
        return;
    best->is_found = true;
    best->sum = cost;
}

static void covers_are_those_of_trying_all_plans(void **state)
{
    (void) state;
    int found = 0;
    for (uint64_t key = 400; key < 480; key++) {
        struct made *const made = small(key, SCENARIO_PLAN_COST);
        int wanted[24], columns[MOST_COLUMNS] = { 0 };
        for (int i = 0; i < 24; i++)
            wanted[i] = draw_below(made, 4);
        struct best best = { 0 };
        made->wanted = wanted;
        try_all(made, columns, 0, 4, look_for_cover, &best);
        double bound;
        assert_true(linear_cover(&made->question, wanted, columns, &bound));
        if (best.is_found) {
            found++;
            assert_true(is_covered(made, wanted, columns));
            assert_true(bound <= best.sum + 1e-9);
            assert_true(bound >= best.sum * (1.0 - 2e-4));
            assert_true(cost_of(made, columns) <= best.sum * (1.0 + 1.1e-4));
        }
        free(made);
    }
    assert_true(found >= 40);
}

static void a_cover_stays_within_most(void **state)
{
    (void) state;
    struct made *const made = made_new(17, 24, 2, SCENARIO_PLAN_COST);
    add_team(made, 0, true, 4);
    add_team(made, 1, false, 4);
    int wanted[48], columns[MOST_COLUMNS];
    double bound;
    for (int s = 0; s < 24; s++) {
        made->most[0][s] = made->most[1][s] = 3;
        wanted[s] = wanted[24 + s] = 5;
    }
    assert_true(linear_cover(&made->question, wanted, columns, &bound));
    for (int t = 0; t < 2; t++)
        for (int s = 0; s < 24; s++)
            assert_true(people_at(made, columns, t, s) <= 3);
    for (int s = 0; s < 24; s++)
        assert_int_equal(people_at(made, columns, 1, s), 3);
    free(made);
}

static void single_moves_fill_and_empty_what_is_out_of_range(void **state)
{
    (void) state;
    struct made *const made = made_new(19, 24, 1, SCENARIO_PLAN_COST);
    add_team(made, 0, false, 4);
    int nobody[6] = { 0 }, low[24], high[24];
    double cost[6];
    for (int s = 0; s < 24; s++) {
        low[s] = s / 4;
        high[s] = s / 4 + 1;
    }
    for (int c = 0; c < 6; c++)
        cost[c] = 1.7;
    for (int start = 0; start < 12; start += 3) {
        int columns[6] = { start, start, start, start, start, start };
        struct linear_view view;
        linear_view_init(&view, &made->question, nobody);
        const struct linear_improve ask = {
            .view = &view, .low = low, .high = high, .outside = 50.0, .cost = cost
        };
        linear_improve(&ask, nobody, columns);
        for (int c = 0; c < 6; c++)
            assert_int_equal(columns[c], c);
        linear_view_done(&view);
    }
    free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_questions_are_solved_as_by_trying_all_plans),
        cmocka_unit_test(the_best_service_is_within_the_budget),
        cmocka_unit_test(what_is_foreseen_is_the_change_of_slack),
        cmocka_unit_test(the_price_of_a_row_is_what_slack_saves),
        cmocka_unit_test(a_plan_outside_of_least_and_most_is_brought_inside),
        cmocka_unit_test(a_week_is_close_to_its_bound_and_repeats),
        cmocka_unit_test(rows_that_nobody_helps_leave_the_least),
        cmocka_unit_test(covers_are_those_of_trying_all_plans),
        cmocka_unit_test(a_cover_stays_within_most),
        cmocka_unit_test(single_moves_fill_and_empty_what_is_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
