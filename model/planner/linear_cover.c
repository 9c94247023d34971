#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/linear.h"
#include "model/planner/linear_improve.h"
#include "model/planner/linear_program.h"
#include "sim/mem.h"

/* People asked for in a quarter hour, within least and most. */
static struct linear_range asked_at(const struct question_team *team, int slot,
                                    int wanted)
{
    const int least = team->least[slot];
    const int most = team->most[slot] > least ? team->most[slot] : least;
    const int asked = wanted > least ? wanted : least;
    return (struct linear_range){ asked < most ? asked : most, most };
}

/* A cover that is being looked for. */
struct cover {
    const struct question *question;
    const struct linear_view *view; /* of no people */
    int *low, *high;                /* owned: [teams * slots] */
    double *cost;                   /* owned: [columns] */
    double missing;                 /* what a person missing for a quarter hour costs */
};

static void cover_init(struct cover *cover, const struct linear_view *view,
                       const int *wanted)
{
    static const double dear = 10.0; /* times the dearest shift */
    const struct question *const question = view->question;
    const size_t all = (size_t) question->team_count * question->slots;
    *cover = (struct cover){
        .question = question,
        .view = view,
        .low = sim_mem_array(all, sizeof(int)),
        .high = sim_mem_array(all, sizeof(int)),
        .cost = sim_mem_array((size_t) question->column_count, sizeof(double)),
    };
    for (int t = 0; t < question->team_count; t++)
        for (int s = 0; s < question->slots; s++) {
            const int at = t * question->slots + s;
            const struct linear_range asked =
                asked_at(&question->teams[t], s, wanted[at]);
            cover->low[at] = asked.low;
            cover->high[at] = asked.high;
        }
    for (int c = 0; c < question->column_count; c++) {
        cover->cost[c] = question_cost(question, &question->columns[c]);
        cover->missing = fmax(cover->missing, dear * cover->cost[c]);
    }
}

static void cover_done(struct cover *cover)
{
    free(cover->low);
    free(cover->high);
    free(cover->cost);
}

/* Rows of the stretches in which a team's people are the same. */
static void add_cover_rows(const struct cover *cover, int team,
                           struct linear_program *program, int *row_of)
{
    const int slots = cover->question->slots, first = team * slots;
    for (int from = 0, to; from < slots; from = to) {
        int low = 0, high = SCENARIO_MOST_PEOPLE;
        for (to = from; to == from || (to < slots && !cover->view->is_edge[first + to]);
             to++) {
            row_of[to] = -1;
            low = cover->low[first + to] > low ? cover->low[first + to] : low;
            high = cover->high[first + to] < high ? cover->high[first + to] : high;
        }
        low = low < high ? low : high;
        row_of[from] = linear_program_add_row(program, low, high);
        const struct linear_program_column missing = {
            .high = INFINITY, .cost = cover->missing * (to - from)
        };
        linear_program_add_entry(program, row_of[from],
                                 linear_program_add_column(program, missing), 1.0);
    }
}

/* The cheapest cover of one rosterable team, and what it cannot cost less than. */
static bool cover_team(const struct cover *cover, int team, int *columns, double *bound)
{
    const struct question *const question = cover->question;
    const struct question_team *const of = &question->teams[team];
    struct linear_program program = { 0 };
    int *const row_of = sim_mem_array((size_t) question->slots, sizeof *row_of);
    add_cover_rows(cover, team, &program, row_of);
    const int first = program.column_count;
    for (int c = of->first; c < of->first + of->count; c++) {
        const struct linear_program_column people = { .high = SCENARIO_MOST_PEOPLE,
                                                      .cost = cover->cost[c],
                                                      .is_whole = true };
        const int variable = linear_program_add_column(&program, people);
        for (int i = cover->view->first[c]; i < cover->view->first[c + 1]; i++) {
            const struct linear_there *const there = &cover->view->there[i];
            if (row_of[there->slot] >= 0)
                linear_program_add_entry(&program, row_of[there->slot], variable,
                                         there->people);
        }
    }
    struct linear_program_answer solution = {
        .values = sim_mem_array((size_t) program.column_count, sizeof(double)),
    };
    const bool solved = linear_program_solve(&program, true, &solution);
    for (int c = 0; solved && solution.is_found && c < of->count; c++)
        columns[of->first + c] = (int) lround(solution.values[first + c]);
    *bound += solved ? solution.bound : 0.0;
    free(solution.values);
    free(row_of);
    linear_program_done(&program);
    return solved;
}

/* Free form: the most that is asked for anywhere in a slot. */
static double cover_slots(const struct cover *cover, int team, int *columns)
{
    const struct question *const question = cover->question;
    const struct question_team *const of = &question->teams[team];
    double cost = 0.0;
    for (int c = of->first; c < of->first + of->count; c++) {
        for (int i = cover->view->first[c]; i < cover->view->first[c + 1]; i++) {
            const int at = team * question->slots + cover->view->there[i].slot;
            columns[c] = cover->low[at] > columns[c] ? cover->low[at] : columns[c];
        }
        cost += columns[c] * cover->cost[c];
    }
    return cost;
}

bool linear_cover(const struct question *question, const int *wanted, int *columns,
                  double *bound)
{
    const size_t count = (size_t) question->column_count;
    int *const nobody = sim_mem_array(count, sizeof *nobody);
    struct linear_view view;
    linear_view_init(&view, question, nobody);
    struct cover cover;
    cover_init(&cover, &view, wanted);
    memset(columns, 0, count * sizeof *columns);
    *bound = 0.0;
    bool solved = true;
    for (int t = 0; t < question->team_count && solved; t++)
        if (question->teams[t].is_rosterable)
            solved = cover_team(&cover, t, columns, bound);
        else
            *bound += cover_slots(&cover, t, columns);
    const struct linear_improve ask = { .view = &view,
                                        .low = cover.low,
                                        .high = cover.high,
                                        .outside = cover.missing,
                                        .cost = cover.cost };
    if (solved)
        linear_improve(&ask, nobody, columns);
    cover_done(&cover);
    linear_view_done(&view);
    free(nobody);
    return solved;
}
