/* The linear view as a program for the solver.
 *
 * Free form: a column's change of people is what counts, one variable for each person
 * more or fewer.  Rosterable: people of each shift, and for each price slot the same
 * variables, held to what the shifts put there; where shifts begin or end inside a
 * price slot, that is the mean over its quarter hours, and the range of each of these
 * is a row of its own. */
#include "model/planner/linear.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/linear_improve.h"
#include "model/planner/linear_parts.h"
#include "model/planner/linear_program.h"
#include "model/planner/roster.h"
#include "sim/mem.h"

enum { NODES = 200 }; /* of branch and cut */

/* A variable that stands for one person more (k >= 1) or fewer (k <= -1), of a free
 * column or of a price slot of a rosterable team. */
struct level {
    int variable, k;
    int column; /* free form; else -1 */
    int slot;   /* else: team * price_slots + price slot */
};

struct build {
    const struct linear_problem *problem;
    struct linear_view view;
    struct linear_scale scale;
    struct linear_program program;
    struct level *levels; /* owned */
    int level_count;
    size_t level_capacity;
    int *people;   /* owned: [columns], the variable of a rosterable column, else -1 */
    int *slot_row; /* owned: [teams * price slots], the row of a rosterable team's */
    int *need_row; /* owned: [rows], the row of the program, -1: none */
    double *need_times; /* owned: [rows], what that was multiplied with */
    double constant;    /* of the sum that is minimised */
};

static double price_of(const struct build *build, int column)
{
    const struct question *const question = build->problem->question;
    return build->scale.cost * question_cost(question, &question->columns[column]);
}

/* ---- people ---- */

/* Adds a variable for each person fewer, down to change.low, and more, up to
 * change.high; those that lie between now and `must` have to be. */
static void add_levels(struct build *build, struct linear_range change, int must,
                       struct level like, double price)
{
    for (int k = change.low < 0 ? change.low : 1; k <= change.high || k < 0; k++) {
        if (k == 0)
            continue;
        const bool has_to = k > 0 ? k <= must : k >= must;
        const struct linear_program_column variable = {
            .low = has_to ? 1.0 : 0.0,
            .high = 1.0,
            .cost = k > 0 ? price : -price,
            .is_whole = like.column >= 0,
        };
        like.k = k;
        like.variable = linear_program_add_column(&build->program, variable);
        build->levels =
            sim_mem_grow(build->levels, &build->level_capacity,
                         (size_t) build->level_count + 1, sizeof *build->levels);
        build->levels[build->level_count++] = like;
    }
}

static void add_free_column(struct build *build, int column)
{
    const struct linear_view *const view = &build->view;
    const int team = build->problem->question->columns[column].team;
    const int now = build->problem->columns[column];
    struct linear_range range = { 0, SCENARIO_MOST_PEOPLE };
    for (int i = view->first[column]; i < view->first[column + 1]; i++) {
        const struct linear_range at =
            linear_view_range(view, build->problem->step, team, view->there[i].slot);
        range.low = at.low > range.low ? at.low : range.low;
        range.high = at.high < range.high ? at.high : range.high;
    }
    range.high = range.high > range.low ? range.high : range.low;
    const int must = now < range.low    ? range.low - now
                     : now > range.high ? range.high - now
                                        : 0;
    const struct linear_range change = { range.low - now, range.high - now };
    build->constant += now * price_of(build, column);
    add_levels(build, change, must, (struct level){ .column = column, .slot = -1 },
               price_of(build, column));
}

/* Most people that one shift can bring without too many anywhere. */
static double most_of_shift(const struct build *build, int column)
{
    const struct linear_view *const view = &build->view;
    const int team = build->problem->question->columns[column].team;
    const int *const now = &view->coverage[team * build->problem->question->slots];
    double most = SCENARIO_MOST_PEOPLE;
    for (int i = view->first[column]; i < view->first[column + 1]; i++) {
        const int slot = view->there[i].slot;
        const int high = linear_view_range(view, build->problem->step, team, slot).high;
        most = fmin(most, fmax(high, now[slot]));
    }
    return most;
}

/* The quarter hours from `from` on, up to the next edge or `end`, in which the team's
 * people are the same, and the range of all of them. */
struct stretch {
    int from, to;
    struct linear_range range;
    int now;
};

static struct stretch stretch_at(const struct build *build, int team, int from, int end)
{
    const struct linear_view *const view = &build->view;
    const int first = team * build->problem->question->slots;
    struct stretch out = {
        from, from, { 0, SCENARIO_MOST_PEOPLE }, view->coverage[first + from]
    };
    do {
        const struct linear_range at =
            linear_view_range(view, build->problem->step, team, out.to);
        out.range.low = at.low > out.range.low ? at.low : out.range.low;
        out.range.high = at.high < out.range.high ? at.high : out.range.high;
        out.to++;
    } while (out.to < end && !view->is_edge[first + out.to]);
    out.range.high = out.range.high > out.range.low ? out.range.high : out.range.low;
    return out;
}

static bool is_inside(const struct stretch *stretch)
{
    return stretch->now >= stretch->range.low && stretch->now <= stretch->range.high;
}

/* A row for a stretch: within its range, or dearly outside. */
static void add_range(struct build *build, const struct stretch *stretch, int *row_of)
{
    struct linear_program *const program = &build->program;
    const int row =
        linear_program_add_row(program, stretch->range.low, stretch->range.high);
    row_of[stretch->from] = row;
    if (is_inside(stretch))
        return;
    const struct linear_program_column outside = {
        .high = INFINITY,
        .cost = build->scale.out_of_range * (stretch->to - stretch->from),
    };
    linear_program_add_entry(program, row, linear_program_add_column(program, outside),
                             stretch->now < stretch->range.low ? 1.0 : -1.0);
}

/* A row for a price slot: what its levels say is what the shifts put there.  The levels
 * alone keep the range of a slot that is one stretch; else its stretches have rows,
 * row_of[slots]. */
static void add_slot(struct build *build, int team, int slot, int *row_of)
{
    const struct linear_problem *const problem = build->problem;
    const int from = slot * problem->quarters, end = from + problem->quarters;
    struct stretch stretch = stretch_at(build, team, from, end);
    const bool is_one = stretch.to == end && is_inside(&stretch);
    struct linear_range change = { 0, 0 };
    double now = 0.0;
    for (; stretch.from < end; stretch = stretch_at(build, team, stretch.to, end)) {
        const int low = stretch.range.low - stretch.now;
        const int high = stretch.range.high - stretch.now;
        change.low = low < change.low ? low : change.low;
        change.high = high > change.high ? high : change.high;
        now += (double) stretch.now * (stretch.to - stretch.from) / problem->quarters;
        if (!is_one)
            add_range(build, &stretch, row_of);
        if (stretch.to == end)
            break;
    }
    const int row = linear_program_add_row(&build->program, now, now);
    const int first = build->level_count;
    add_levels(
        build, change, 0,
        (struct level){ .column = -1, .slot = team * problem->price_slots + slot },
        0.0);
    for (int i = first; i < build->level_count; i++)
        linear_program_add_entry(&build->program, row, build->levels[i].variable,
                                 build->levels[i].k > 0 ? -1.0 : 1.0);
    build->slot_row[team * problem->price_slots + slot] = row;
}

/* One shift: its people, in the rows of its price slots and stretches. */
static void add_shift(struct build *build, int column, const int *row_of)
{
    const struct linear_problem *const problem = build->problem;
    const struct linear_view *const view = &build->view;
    struct linear_program *const program = &build->program;
    const int team = problem->question->columns[column].team;
    const struct linear_program_column people = { .high = most_of_shift(build, column),
                                                  .cost = price_of(build, column),
                                                  .is_whole = true };
    const int variable = linear_program_add_column(program, people);
    build->people[column] = variable;
    for (int at = view->first[column]; at < view->first[column + 1];) {
        const struct linear_share share =
            linear_view_next(view, column, problem->quarters, &at);
        linear_program_add_entry(
            program, build->slot_row[team * problem->price_slots + share.slot],
            variable, share.share);
    }
    for (int i = view->first[column]; i < view->first[column + 1]; i++)
        if (row_of[view->there[i].slot] >= 0)
            linear_program_add_entry(program, row_of[view->there[i].slot], variable,
                                     view->there[i].people);
}

static void add_shifts(struct build *build, int team)
{
    const struct linear_problem *const problem = build->problem;
    const struct question_team *const of = &problem->question->teams[team];
    int *const row_of =
        sim_mem_array((size_t) problem->question->slots, sizeof *row_of);
    for (int q = 0; q < problem->question->slots; q++)
        row_of[q] = -1;
    for (int s = 0; s < problem->price_slots; s++)
        add_slot(build, team, s, row_of);
    for (int c = of->first; c < of->first + of->count; c++)
        add_shift(build, c, row_of);
    free(row_of);
}

/* ---- what people do ---- */

/* Of one level to one row. */
static double effect_of(const struct build *build, int row, const struct level *level)
{
    const struct linear_problem *const problem = build->problem;
    const int sign = level->k > 0 ? 1 : -1;
    if (level->column < 0)
        return sign * linear_marginal(problem, row, level->slot, level->k);
    const int team = problem->question->columns[level->column].team;
    double sum = 0.0;
    for (int at = build->view.first[level->column];
         at < build->view.first[level->column + 1];) {
        const struct linear_share share =
            linear_view_next(&build->view, level->column, problem->quarters, &at);
        sum += share.share
               * linear_marginal(problem, row, team * problem->price_slots + share.slot,
                                 level->k);
    }
    return sign * sum;
}

/* A row whose greatest number is 1, with a variable for what is missing; none when
 * nothing that people do within their range can break it, or help. */
static void add_need(struct build *build, int r, double *effects)
{
    const struct linear_row *const need = &build->problem->rows[r];
    const bool is_best = r == build->problem->best;
    struct linear_program *const program = &build->program;
    double most = 0.0, lowest = need->slack;
    for (int i = 0; i < build->level_count; i++) {
        effects[i] = effect_of(build, r, &build->levels[i]);
        most = fmax(most, fabs(effects[i]));
        lowest += fmin(effects[i], 0.0);
        if (is_best)
            program->columns[build->levels[i].variable].cost -=
                build->scale.best * effects[i];
    }
    build->need_row[r] = -1;
    if (is_best)
        build->constant -= build->scale.best * need->slack;
    if (is_best || lowest >= 0.0)
        return;
    if (most == 0.0) {
        build->constant += build->scale.row * need->weight * fmax(0.0, -need->slack);
        return;
    }
    const int row = linear_program_add_row(program, -need->slack / most, INFINITY);
    for (int i = 0; i < build->level_count; i++)
        linear_program_add_entry(program, row, build->levels[i].variable,
                                 effects[i] / most);
    const struct linear_program_column missing = {
        .high = INFINITY, .cost = build->scale.row * need->weight * most
    };
    linear_program_add_entry(program, row, linear_program_add_column(program, missing),
                             1.0);
    build->need_row[r] = row;
    build->need_times[r] = 1.0 / most;
}

static void add_needs(struct build *build)
{
    double *const effects = sim_mem_array((size_t) build->level_count, sizeof *effects);
    for (int r = 0; r < build->problem->row_count; r++)
        add_need(build, r, effects);
    free(effects);
}

/* ---- objectives ---- */

/* A variable a team that is at least its people anywhere. */
static void add_peaks(struct build *build)
{
    const struct linear_problem *const problem = build->problem;
    const struct question *const question = problem->question;
    struct linear_program *const program = &build->program;
    for (int t = 0; t < question->team_count; t++) {
        const struct question_team *const of = &question->teams[t];
        const int peak = linear_program_add_column(
            program, (struct linear_program_column){ .high = INFINITY, .cost = 1.0 });
        const int first = program->row_count;
        const int rows = of->is_rosterable ? question->slots : of->count;
        for (int i = 0; i < rows; i++) {
            const double now = of->is_rosterable ? 0 : problem->columns[of->first + i];
            linear_program_add_entry(
                program, linear_program_add_row(program, now, INFINITY), peak, 1.0);
        }
        for (int c = of->first; of->is_rosterable && c < of->first + of->count; c++)
            for (int i = build->view.first[c]; i < build->view.first[c + 1]; i++)
                linear_program_add_entry(program, first + build->view.there[i].slot,
                                         build->people[c],
                                         -build->view.there[i].people);
        for (int i = 0; i < build->level_count; i++) {
            const struct level *const level = &build->levels[i];
            if (level->column >= of->first && level->column < of->first + of->count)
                linear_program_add_entry(program, first + level->column - of->first,
                                         level->variable, level->k > 0 ? -1.0 : 1.0);
        }
    }
}

/* Cost at most the budget, or dearly above. */
static void add_budget(struct build *build)
{
    const struct linear_problem *const problem = build->problem;
    const struct question *const question = problem->question;
    struct linear_program *const program = &build->program;
    const int row = linear_program_add_row(program, -INFINITY, problem->budget);
    for (int c = 0; c < question->column_count; c++) {
        const double cost = question_cost(question, &question->columns[c]);
        if (build->people[c] >= 0)
            linear_program_add_entry(program, row, build->people[c], cost);
        else
            program->rows[row].high -= problem->columns[c] * cost;
    }
    for (int i = 0; i < build->level_count; i++) {
        const struct level *const level = &build->levels[i];
        if (level->column < 0)
            continue;
        const double cost = question_cost(question, &question->columns[level->column]);
        linear_program_add_entry(program, row, level->variable,
                                 level->k > 0 ? cost : -cost);
    }
    const struct linear_program_column over = { .high = INFINITY,
                                                .cost = build->scale.budget };
    linear_program_add_entry(program, row, linear_program_add_column(program, over),
                             -1.0);
}

/* ---- all of it ---- */

static void build_init(struct build *build, const struct linear_problem *problem)
{
    const struct question *const question = problem->question;
    *build = (struct build){
        .problem = problem,
        .people = sim_mem_array((size_t) question->column_count, sizeof(int)),
        .slot_row = sim_mem_array((size_t) question->team_count * problem->price_slots,
                                  sizeof(int)),
        .need_row = sim_mem_array((size_t) problem->row_count, sizeof(int)),
        .need_times = sim_mem_array((size_t) problem->row_count, sizeof(double)),
    };
    linear_view_init(&build->view, question, problem->columns);
    linear_scale_init(problem, &build->view, &build->scale);
    for (int c = 0; c < question->column_count; c++)
        build->people[c] = -1;
    for (int t = 0; t < question->team_count; t++) {
        const struct question_team *const of = &question->teams[t];
        if (of->is_rosterable)
            add_shifts(build, t);
        for (int c = of->first; !of->is_rosterable && c < of->first + of->count; c++)
            add_free_column(build, c);
    }
    add_needs(build);
    if (question->objective == SCENARIO_PLAN_PEAK_PEOPLE)
        add_peaks(build);
    if (problem->best >= 0)
        add_budget(build);
}

static void build_done(struct build *build)
{
    linear_view_done(&build->view);
    linear_program_done(&build->program);
    free(build->levels);
    free(build->people);
    free(build->slot_row);
    free(build->need_row);
    free(build->need_times);
}

/* Whole people of each column from the solver's values. */
static void read_columns(const struct build *build, const double *values, int *columns)
{
    const struct linear_problem *const problem = build->problem;
    const int count = problem->question->column_count;
    double *const people = sim_mem_array((size_t) count, sizeof *people);
    for (int c = 0; c < count; c++)
        people[c] =
            build->people[c] >= 0 ? values[build->people[c]] : problem->columns[c];
    for (int i = 0; i < build->level_count; i++) {
        const struct level *const level = &build->levels[i];
        if (level->column >= 0)
            people[level->column] +=
                level->k > 0 ? values[level->variable] : -values[level->variable];
    }
    for (int c = 0; c < count; c++)
        columns[c] = (int) lround(people[c]);
    free(people);
}

/* Whole columns made better, within the ranges. */
static void improve(const struct build *build, int *columns)
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
        cost[c] = price_of(build, c);
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
static void answer(const struct build *build,
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
    struct build build;
    build_init(&build, problem);
    bool is_rosterable = false;
    for (int t = 0; t < problem->question->team_count; t++)
        is_rosterable |= problem->question->teams[t].is_rosterable;
    const struct linear_program_effort effort = {
        .is_integer = problem->is_integer,
        .nodes = problem->is_integer && is_rosterable ? NODES : 0,
    };
    struct linear_program_answer solution = {
        .values = sim_mem_array((size_t) build.program.column_count, sizeof(double)),
        .prices = sim_mem_array((size_t) build.program.row_count, sizeof(double)),
    };
    const bool solved = linear_program_solve(&build.program, effort, &solution);
    if (solved)
        answer(&build, &solution, out);
    free(solution.values);
    free(solution.prices);
    build_done(&build);
    return solved;
}

void linear_answer_done(struct linear_answer *answer)
{
    free(answer->columns);
    free(answer->row_price);
    *answer = (struct linear_answer){ 0 };
}

/* ---- cover ---- */

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
    const struct linear_program_effort effort = { .is_integer = true, .nodes = NODES };
    const bool solved = linear_program_solve(&program, effort, &solution);
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
