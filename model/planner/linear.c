#include "model/planner/linear.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/linear_build.h"
#include "model/planner/linear_improve.h"
#include "sim/mem.h"

/* Whole people of each column from the solver's values. */
static void read_columns(const struct linear_build *build, const double *values,
                         int *columns)
{
    const struct linear_problem *const problem = build->problem;
    const int count = problem->question->column_count;
    double *const people = sim_mem_array((size_t) count, sizeof *people);
    for (int c = 0; c < count; c++)
        people[c] =
            build->people[c] >= 0 ? values[build->people[c]] : problem->columns[c];
    for (int i = 0; i < build->level_count; i++) {
        const struct linear_level *const level = &build->levels[i];
        if (level->column >= 0)
            people[level->column] +=
                level->k > 0 ? values[level->variable] : -values[level->variable];
    }
    for (int c = 0; c < count; c++)
        columns[c] = (int) lround(people[c]);
    free(people);
}

/* Whole columns made better, within the ranges. */
static void improve(const struct linear_build *build, int *columns)
{
    const struct linear_problem *const problem = build->problem;
    const struct question *const question = problem->question;
    const size_t all = (size_t) question->team_count * question->slots;
    int *const low = sim_mem_array(all, sizeof *low);
    int *const high = sim_mem_array(all, sizeof *high);
    double *const cost = sim_mem_array((size_t) question->column_count, sizeof *cost);
    for (int t = 0; t < question->team_count; t++)
        for (int s = 0; s < question->slots; s++) {
            const struct linear_range range =
                linear_view_range(&build->view, problem->step, t, s);
            low[t * question->slots + s] = range.low;
            high[t * question->slots + s] = range.high;
        }
    for (int c = 0; c < question->column_count; c++)
        cost[c] = linear_build_price(build, c);
    const struct linear_improve ask = { .view = &build->view,
                                        .low = low,
                                        .high = high,
                                        .outside = build->scale.out_of_range,
                                        .cost = cost,
                                        .problem = problem,
                                        .scale = &build->scale };
    linear_improve(&ask, problem->columns, columns);
    free(low);
    free(high);
    free(cost);
}

/* Fills *out from what the solver found; the plan at hand stays where that is no
 * better. */
static void answer(const struct linear_build *build,
                   const struct linear_program_answer *solution,
                   struct linear_answer *out)
{
    const struct linear_problem *const problem = build->problem;
    const size_t count = (size_t) problem->question->column_count;
    struct linear_worth worth, now;
    *out = (struct linear_answer){
        .columns = sim_mem_array(count, sizeof *out->columns),
        .row_price = sim_mem_array((size_t) problem->row_count, sizeof(double)),
    };
    if (solution->is_found)
        read_columns(build, solution->values, out->columns);
    else
        memcpy(out->columns, problem->columns, count * sizeof *out->columns);
    if (problem->is_integer)
        improve(build, out->columns);
    linear_judge(problem, &build->view, &build->scale, out->columns, &worth);
    linear_judge(problem, &build->view, &build->scale, problem->columns, &now);
    if (problem->is_integer && now.total <= worth.total) {
        memcpy(out->columns, problem->columns, count * sizeof *out->columns);
        worth = now;
    }
    out->cost = worth.cost;
    out->short_by = worth.short_by;
    out->bound = solution->bound + build->constant;
    for (int r = 0; r < problem->row_count; r++)
        if (build->need_row[r] >= 0)
            out->row_price[r] =
                solution->prices[build->need_row[r]] * build->need_times[r];
}

bool linear_solve(const struct linear_problem *problem, struct linear_answer *out)
{
    struct linear_build build;
    linear_build_init(&build, problem);
    struct linear_program_answer solution = {
        .values = sim_mem_array((size_t) build.program.column_count, sizeof(double)),
        .prices = sim_mem_array((size_t) build.program.row_count, sizeof(double)),
    };
    const bool solved =
        linear_program_solve(&build.program, problem->is_integer, &solution);
    if (solved)
        answer(&build, &solution, out);
    free(solution.values);
    free(solution.prices);
    linear_build_done(&build);
    return solved;
}

void linear_answer_done(struct linear_answer *answer)
{
    free(answer->columns);
    free(answer->row_price);
    *answer = (struct linear_answer){ 0 };
}
