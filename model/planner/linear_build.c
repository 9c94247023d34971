#include "model/planner/linear_build.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"

double linear_build_price(const struct linear_build *build, int column)
{
    const struct question *const question = build->problem->question;
    return build->scale.cost * question_cost(question, &question->columns[column]);
}

/* ---- people ---- */

/* Adds a variable for each person fewer, down to change.low, and more, up to
 * change.high; those that lie between now and `must` have to be. */
static void add_levels(struct linear_build *build, struct linear_range change, int must,
                       struct linear_level like, double price)
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

static void add_free_column(struct linear_build *build, int column)
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
    build->constant += now * linear_build_price(build, column);
    add_levels(build, change, must,
               (struct linear_level){ .column = column, .slot = -1 },
               linear_build_price(build, column));
}

/* Most people that one shift can bring without too many anywhere. */
static double most_of_shift(const struct linear_build *build, int column)
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

static struct stretch stretch_at(const struct linear_build *build, int team, int from,
                                 int end)
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
static void add_range(struct linear_build *build, const struct stretch *stretch,
                      int *row_of)
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
static void add_slot(struct linear_build *build, int team, int slot, int *row_of)
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
    add_levels(build, change, 0,
               (struct linear_level){ .column = -1,
                                      .slot = team * problem->price_slots + slot },
               0.0);
    for (int i = first; i < build->level_count; i++)
        linear_program_add_entry(&build->program, row, build->levels[i].variable,
                                 build->levels[i].k > 0 ? -1.0 : 1.0);
    build->slot_row[team * problem->price_slots + slot] = row;
}

/* One shift: its people, in the rows of its price slots and stretches. */
static void add_shift(struct linear_build *build, int column, const int *row_of)
{
    const struct linear_problem *const problem = build->problem;
    const struct linear_view *const view = &build->view;
    struct linear_program *const program = &build->program;
    const int team = problem->question->columns[column].team;
    const struct linear_program_column people = { .high = most_of_shift(build, column),
                                                  .cost =
                                                      linear_build_price(build, column),
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

static void add_shifts(struct linear_build *build, int team)
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
static double effect_of(const struct linear_build *build, int row,
                        const struct linear_level *level)
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
static void add_need(struct linear_build *build, int r, double *effects)
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

static void add_needs(struct linear_build *build)
{
    double *const effects = sim_mem_array((size_t) build->level_count, sizeof *effects);
    for (int r = 0; r < build->problem->row_count; r++)
        add_need(build, r, effects);
    free(effects);
}

/* ---- objectives ---- */

/* A variable a team that is at least its people anywhere. */
static void add_peaks(struct linear_build *build)
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
            const struct linear_level *const level = &build->levels[i];
            if (level->column >= of->first && level->column < of->first + of->count)
                linear_program_add_entry(program, first + level->column - of->first,
                                         level->variable, level->k > 0 ? -1.0 : 1.0);
        }
    }
}

/* Cost at most the budget, or dearly above. */
static void add_budget(struct linear_build *build)
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
        const struct linear_level *const level = &build->levels[i];
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

void linear_build_init(struct linear_build *build, const struct linear_problem *problem)
{
    const struct question *const question = problem->question;
    *build = (struct linear_build){
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

void linear_build_done(struct linear_build *build)
{
    linear_view_done(&build->view);
    linear_program_done(&build->program);
    free(build->levels);
    free(build->people);
    free(build->slot_row);
    free(build->need_row);
    free(build->need_times);
}
