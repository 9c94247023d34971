#include "model/planner/linear_improve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

static const double least_gain = 1e-9; /* of the sum, relative: less is noise */
static const double most_work = 4e8;   /* numbers looked at; about a second */
enum { MOST_SWEEPS = 50 };

/* A row in a price slot: what one person more would add to its slack now. */
struct touch {
    int row;
    double more;
};

struct state {
    const struct linear_improve *ask;
    const struct question *question;
    int rows, quarters, price_slots; /* quarters: of a price slot */
    int *columns;                    /* borrowed */
    /* Owned. */
    int *coverage;    /* [teams * slots] */
    double *change;   /* [teams * price slots], against the plan at hand */
    int *first_touch; /* [teams * price slots + 1], into touches */
    struct touch *touches;
    double *slack;    /* [rows] */
    double *by;       /* [rows], zero between uses: of the move looked at */
    int *touched;     /* [rows]: those of the move looked at */
    bool *is_touched; /* [rows] */
    int *peak;        /* [teams] */
    double cost;      /* as it counts in the sum, peaks left out */
    double spent;     /* BEST_SERVICE: against the budget */
    double outside;   /* people x quarter hours that are out of range */
    double work;
};

/* ---- the sum ---- */

static double row_cost(const struct state *state, int row, double slack)
{
    const struct linear_problem *const problem = state->ask->problem;
    if (row == problem->best)
        return -state->ask->scale->best * slack;
    return slack < 0.0 ? -slack * state->ask->scale->row * problem->rows[row].weight
                       : 0.0;
}

static double over_budget(const struct state *state, double spent)
{
    const struct linear_problem *const problem = state->ask->problem;
    if (problem == NULL || problem->best < 0)
        return 0.0;
    return state->ask->scale->budget * fmax(0.0, spent - problem->budget);
}

static bool has_peaks(const struct state *state)
{
    return state->ask->problem != NULL
           && state->question->objective == SCENARIO_PLAN_PEAK_PEOPLE;
}

static double sum_of(const struct state *state)
{
    double sum = state->cost + state->ask->outside * state->outside
                 + over_budget(state, state->spent);
    for (int r = 0; r < state->rows; r++)
        sum += row_cost(state, r, state->slack[r]);
    for (int t = 0; has_peaks(state) && t < state->question->team_count; t++)
        sum += state->peak[t];
    return sum;
}

/* How far these people are out of the range of a quarter hour. */
static int outside(const struct state *state, int quarter, int people)
{
    const int low = state->ask->low[quarter], high = state->ask->high[quarter];
    return people < low ? low - people : people > high ? people - high : 0;
}

/* ---- moves ---- */

/* What the change of a price slot adds to a row. */
static double effect(const struct state *state, int row, int slot, double change)
{
    return linear_effect(state->ask->problem, row, slot, change);
}

static void set_touches(struct state *state, int slot)
{
    const double change = state->change[slot];
    for (int i = state->first_touch[slot]; i < state->first_touch[slot + 1]; i++) {
        struct touch *const touch = &state->touches[i];
        touch->more = effect(state, touch->row, slot, change + 1.0)
                      - effect(state, touch->row, slot, change);
    }
}

/* People of a column more or fewer. */
static void move(struct state *state, int column, int people)
{
    const struct linear_view *const view = state->ask->view;
    const struct question_column *const of = &state->question->columns[column];
    int *const coverage = &state->coverage[of->team * state->question->slots];
    state->columns[column] += people;
    state->cost += people * state->ask->cost[column];
    state->spent += people * question_cost(state->question, of);
    for (int i = view->first[column]; i < view->first[column + 1]; i++) {
        const int slot = view->there[i].slot;
        const int quarter = of->team * state->question->slots + slot;
        state->outside -= outside(state, quarter, coverage[slot]);
        coverage[slot] += people * view->there[i].people;
        state->outside += outside(state, quarter, coverage[slot]);
    }
    for (int at = view->first[column]; at < view->first[column + 1];) {
        const struct linear_share share =
            linear_view_next(view, column, state->quarters, &at);
        const int slot = of->team * state->price_slots + share.slot;
        const double from = state->change[slot];
        state->change[slot] += people * share.share;
        for (int i = state->first_touch[slot]; i < state->first_touch[slot + 1]; i++) {
            const int row = state->touches[i].row;
            state->slack[row] += effect(state, row, slot, state->change[slot])
                                 - effect(state, row, slot, from);
        }
        set_touches(state, slot);
    }
    state->peak[of->team] = 0;
    for (int s = 0; s < state->question->slots; s++)
        if (coverage[s] > state->peak[of->team])
            state->peak[of->team] = coverage[s];
}

/* About what one person more of a column does to the sum by the rows: exact when the
 * column covers whole price slots. */
static double of_rows(struct state *state, int column)
{
    const struct linear_view *const view = state->ask->view;
    const int team = state->question->columns[column].team;
    int count = 0;
    for (int at = view->first[column];
         state->rows > 0 && at < view->first[column + 1];) {
        const struct linear_share share =
            linear_view_next(view, column, state->quarters, &at);
        const int slot = team * state->price_slots + share.slot;
        for (int i = state->first_touch[slot]; i < state->first_touch[slot + 1]; i++) {
            const struct touch *const touch = &state->touches[i];
            if (!state->is_touched[touch->row])
                state->touched[count++] = touch->row;
            state->is_touched[touch->row] = true;
            state->by[touch->row] += share.share * touch->more;
        }
        state->work += state->first_touch[slot + 1] - state->first_touch[slot];
    }
    double sum = 0.0;
    for (int i = 0; i < count; i++) {
        const int r = state->touched[i];
        sum += row_cost(state, r, state->slack[r] + state->by[r])
               - row_cost(state, r, state->slack[r]);
        state->by[r] = 0.0;
        state->is_touched[r] = false;
    }
    return sum;
}

/* About what one person more of a column adds to the sum. */
static double of_one_more(struct state *state, int column)
{
    const struct linear_view *const view = state->ask->view;
    const struct question_column *const of = &state->question->columns[column];
    const int *const coverage = &state->coverage[of->team * state->question->slots];
    int out = 0, peak = state->peak[of->team];
    for (int i = view->first[column]; i < view->first[column + 1]; i++) {
        const int slot = view->there[i].slot;
        const int quarter = of->team * state->question->slots + slot;
        const int then = coverage[slot] + view->there[i].people;
        out += outside(state, quarter, then) - outside(state, quarter, coverage[slot]);
        peak = then > peak ? then : peak;
    }
    double sum = state->ask->cost[column] + state->ask->outside * out;
    if (has_peaks(state))
        sum += peak - state->peak[of->team];
    sum += over_budget(state, state->spent + question_cost(state->question, of))
           - over_budget(state, state->spent);
    state->work += view->first[column + 1] - view->first[column];
    return sum + of_rows(state, column);
}

/* The best column to add a person to, by about how much: -1: none makes the sum less.
 */
static int best_more(struct state *state, double *best)
{
    int column = -1;
    *best = 0.0;
    for (int c = 0; c < state->question->column_count; c++) {
        const double sum = of_one_more(state, c);
        if (sum < *best) {
            *best = sum;
            column = c;
        }
    }
    return column;
}

/* Keeps what has been done when the sum is less than `before`. */
static bool is_less(const struct state *state, double before)
{
    return sum_of(state) < before - least_gain * fmax(1.0, fabs(before));
}

static bool add_people(struct state *state)
{
    bool any = false;
    while (state->work < most_work) {
        const double before = sum_of(state);
        double gain;
        const int column = best_more(state, &gain);
        if (column < 0)
            break;
        move(state, column, 1);
        if (!is_less(state, before)) {
            move(state, column, -1);
            break;
        }
        any = true;
    }
    return any;
}

/* One person of a column goes, and comes back elsewhere where that is better. */
static bool swap_people(struct state *state, int column)
{
    const double before = sum_of(state);
    double gain;
    move(state, column, -1);
    const bool dropped = is_less(state, before);
    const int other = best_more(state, &gain);
    if (other >= 0 && other != column) {
        const double without = sum_of(state);
        move(state, other, 1);
        if (is_less(state, fmin(before, without)))
            return true;
        move(state, other, -1);
    }
    if (!dropped)
        move(state, column, 1);
    return dropped;
}

/* ---- all of it ---- */

/* Rows that a price slot has anything to do with. */
static void find_touches(struct state *state)
{
    const struct linear_problem *const problem = state->ask->problem;
    const int slots = state->question->team_count * state->price_slots;
    size_t capacity = 0;
    int count = 0;
    for (int i = 0; i < slots; i++) {
        state->first_touch[i] = count;
        for (int r = 0; r < state->rows; r++) {
            if (problem->rows[r].gain[i] == 0.0 && problem->rows[r].loss[i] == 0.0)
                continue;
            state->touches = sim_mem_grow(state->touches, &capacity, (size_t) count + 1,
                                          sizeof *state->touches);
            state->touches[count++] = (struct touch){ .row = r };
        }
    }
    state->first_touch[slots] = count;
    for (int i = 0; i < slots; i++)
        set_touches(state, i);
}

/* Begins at the plan at hand, from which the rows count. */
static void state_init(struct state *state, const struct linear_improve *ask,
                       int *columns)
{
    const struct question *const question = ask->view->question;
    const struct linear_problem *const problem = ask->problem;
    const int quarters = problem == NULL ? 1 : problem->quarters;
    const int rows = problem == NULL ? 0 : problem->row_count;
    const size_t all = (size_t) question->team_count * (size_t) question->slots;
    *state = (struct state){
        .ask = ask,
        .question = question,
        .rows = rows,
        .quarters = quarters,
        .price_slots = question->slots / quarters,
        .columns = columns,
        .coverage = sim_mem_array(all, sizeof *state->coverage),
        .change = sim_mem_array(all, sizeof *state->change),
        .first_touch = sim_mem_array(all + 1, sizeof *state->first_touch),
        .slack = sim_mem_array((size_t) rows, sizeof *state->slack),
        .by = sim_mem_array((size_t) rows, sizeof *state->by),
        .is_touched = sim_mem_array((size_t) rows, sizeof *state->is_touched),
        .touched = sim_mem_array((size_t) rows, sizeof *state->touched),
        .peak = sim_mem_array((size_t) question->team_count, sizeof *state->peak),
    };
    for (int r = 0; r < rows; r++)
        state->slack[r] = problem->rows[r].slack;
    find_touches(state);
    memcpy(state->coverage, ask->view->coverage, all * sizeof *state->coverage);
    for (size_t q = 0; q < all; q++)
        state->outside += outside(state, (int) q, state->coverage[q]);
}

static void state_done(struct state *state)
{
    free(state->coverage);
    free(state->change);
    free(state->first_touch);
    free(state->touches);
    free(state->slack);
    free(state->by);
    free(state->touched);
    free(state->is_touched);
    free(state->peak);
}

/* From the plan at hand to the columns where the improvement begins. */
static void go_to(struct state *state, const int *now, int *columns)
{
    for (int c = 0; c < state->question->column_count; c++) {
        const int people = columns[c];
        state->cost += now[c] * state->ask->cost[c];
        state->spent +=
            now[c] * question_cost(state->question, &state->question->columns[c]);
        columns[c] = now[c];
        move(state, c, people - now[c]);
    }
}

void linear_improve(const struct linear_improve *ask, const int *now, int *columns)
{
    struct state state;
    state_init(&state, ask, columns);
    go_to(&state, now, columns);
    bool any = true;
    for (int sweep = 0; any && sweep < MOST_SWEEPS; sweep++) {
        any = add_people(&state);
        for (int c = 0; c < state.question->column_count; c++)
            while (columns[c] > 0 && state.work < most_work && swap_people(&state, c))
                any = true;
    }
    state_done(&state);
}
