#include "model/planner/linear_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/roster.h"
#include "sim/mem.h"

/* ---- who is where ---- */

void linear_view_init(struct linear_view *view, const struct question *question,
                      const int *columns)
{
    const size_t slots = (size_t) question->slots;
    int *const one = sim_mem_array(slots, sizeof *one);
    size_t capacity = 0;
    int count = 0;
    *view = (struct linear_view){
        .question = question,
        .first = sim_mem_array((size_t) question->column_count + 1, sizeof(int)),
        .coverage = sim_mem_array((size_t) question->team_count * slots, sizeof(int)),
        .is_edge = sim_mem_array((size_t) question->team_count * slots, sizeof(bool)),
    };
    for (int c = 0; c < question->column_count; c++) {
        view->first[c] = count;
        question_cover(question, &question->columns[c], 1, one);
        bool *const is_edge =
            &view->is_edge[question->columns[c].team * question->slots];
        for (int s = 0; s < question->slots; s++) {
            if (s == 0 || one[s] != one[s - 1])
                is_edge[s] = true;
            if (one[s] == 0)
                continue;
            view->there = sim_mem_grow(view->there, &capacity, (size_t) count + 1,
                                       sizeof *view->there);
            view->there[count++] = (struct linear_there){ s, one[s] };
        }
        memset(one, 0, slots * sizeof *one);
    }
    view->first[question->column_count] = count;
    free(one);
    linear_view_cover(view, columns, view->coverage);
}

void linear_view_done(struct linear_view *view)
{
    free(view->first);
    free(view->there);
    free(view->coverage);
    free(view->is_edge);
    *view = (struct linear_view){ 0 };
}

void linear_view_cover(const struct linear_view *view, const int *columns,
                       int *coverage)
{
    const struct question *const question = view->question;
    memset(coverage, 0,
           (size_t) question->team_count * (size_t) question->slots * sizeof *coverage);
    for (int c = 0; c < question->column_count; c++) {
        int *const team = &coverage[question->columns[c].team * question->slots];
        for (int i = view->first[c]; i < view->first[c + 1]; i++)
            team[view->there[i].slot] += columns[c] * view->there[i].people;
    }
}

struct linear_share linear_view_next(const struct linear_view *view, int column,
                                     int quarters, int *at)
{
    const int slot = view->there[*at].slot / quarters;
    int people = 0;
    while (*at < view->first[column + 1] && view->there[*at].slot / quarters == slot)
        people += view->there[(*at)++].people;
    return (struct linear_share){ slot, (double) people / quarters };
}

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

struct linear_range linear_view_range(const struct linear_view *view, int step,
                                      int team, int slot)
{
    const struct question_team *const of = &view->question->teams[team];
    const int least = of->least[slot];
    const int most = of->most[slot] > least ? of->most[slot] : least;
    const int near =
        clamp(view->coverage[team * view->question->slots + slot], least, most);
    return (struct linear_range){ clamp(near - step, least, most),
                                  clamp(near + step, least, most) };
}

/* ---- what people do ---- */

/* Growth and decay stop there, so that a decay near 0 leaves numbers that the solver
 * can work with. */
static const double most_growth = 64.0;

/* Where noise makes one person more gain what is above the loss of one fewer, both are
 * their mean; a harm neither grows nor decays.  So the whole is concave. */
double linear_marginal(const struct linear_problem *problem, int row, int team_slot,
                       int k)
{
    const struct linear_row *const of = &problem->rows[row];
    double gain = of->gain[team_slot], loss = of->loss[team_slot];
    if (gain > loss)
        gain = loss = (gain + loss) / 2.0;
    const double value = k > 0 ? gain : loss;
    if (value <= 0.0)
        return value;
    const double growth = fmin(pow(problem->decay[team_slot], 1 - abs(k)), most_growth);
    return k > 0 ? value / growth : value * growth;
}

double linear_effect(const struct linear_problem *problem, int row, int team_slot,
                     double change)
{
    const int sign = change > 0.0 ? 1 : -1;
    double left = fabs(change), sum = 0.0;
    for (int k = 1; left > 0.0; k++, left -= 1.0)
        sum +=
            sign * fmin(left, 1.0) * linear_marginal(problem, row, team_slot, sign * k);
    return sum;
}

/* ---- what it comes to ---- */

/* By team and price slot, the most that one person may bring or cost in weighted
 * slack. */
static double *most_worth(const struct linear_problem *problem, double row_scale)
{
    const int count = problem->question->team_count * problem->price_slots;
    double *const worth = sim_mem_array((size_t) count, sizeof *worth);
    for (int r = 0; r < problem->row_count; r++)
        for (int i = 0; i < count; i++) {
            const double more = linear_marginal(problem, r, i, 1);
            const double fewer = linear_marginal(problem, r, i, -problem->step);
            worth[i] +=
                row_scale * problem->rows[r].weight * fmax(fabs(more), fabs(fewer));
        }
    return worth;
}

void linear_scale_init(const struct linear_problem *problem,
                       const struct linear_view *view, struct linear_scale *out)
{
    /* Other rows go before the best one, and that before cost. */
    static const double other_rows = 1000.0, cost_of_best = 1e-3, dear = 2.0;
    const struct question *const question = problem->question;
    const bool is_peak = question->objective == SCENARIO_PLAN_PEAK_PEOPLE;
    const bool is_best = problem->best >= 0;
    *out = (struct linear_scale){
        .cost = is_peak   ? ROSTER_PEAK_TIE
                : is_best ? cost_of_best
                          : 1.0,
        .row = is_best ? other_rows : 1.0,
        .best = is_best ? problem->rows[problem->best].weight : 0.0,
    };
    double *const worth_of = most_worth(problem, out->row);
    for (int c = 0; c < question->column_count; c++) {
        const double *const slots =
            &worth_of[question->columns[c].team * problem->price_slots];
        const double cost = question_cost(question, &question->columns[c]);
        double worth = 0.0;
        for (int at = view->first[c]; at < view->first[c + 1];) {
            const struct linear_share share =
                linear_view_next(view, c, problem->quarters, &at);
            worth += share.share * slots[share.slot];
        }
        const double price = out->cost * cost + (is_peak ? 1.0 : 0.0);
        out->out_of_range = fmax(out->out_of_range, dear * (worth + price));
        if (cost > 0.0)
            out->budget = fmax(out->budget, dear * worth / cost);
    }
    free(worth_of);
}

/* Of one row, at these changes of people. */
static double slack_of(const struct linear_problem *problem, int row,
                       const double *change)
{
    double slack = problem->rows[row].slack;
    for (int i = 0; i < problem->question->team_count * problem->price_slots; i++)
        slack += linear_effect(problem, row, i, change[i]);
    return slack;
}

/* People of a plan who are outside of their range, summed over quarter hours. */
static double out_of_range(const struct linear_problem *problem,
                           const struct linear_view *view, const int *coverage)
{
    double people = 0.0;
    for (int t = 0; t < problem->question->team_count; t++)
        for (int s = 0; s < problem->question->slots; s++) {
            const struct linear_range range =
                linear_view_range(view, problem->step, t, s);
            const int there = coverage[t * problem->question->slots + s];
            people += abs(there - clamp(there, range.low, range.high));
        }
    return people;
}

/* People more or fewer by team and price slot; gives coverage[teams * slots] of the
 * columns too.  Owned by the caller. */
static double *change_of(const struct linear_problem *problem,
                         const struct linear_view *view, const int *columns,
                         int *coverage)
{
    const struct question *const question = problem->question;
    const int quarters = question->team_count * question->slots;
    double *const change = sim_mem_array((size_t) quarters, sizeof *change);
    linear_view_cover(view, columns, coverage);
    for (int q = 0; q < quarters; q++)
        change[q / question->slots * problem->price_slots
               + q % question->slots / problem->quarters] +=
            (double) (coverage[q] - view->coverage[q]) / problem->quarters;
    return change;
}

void linear_foresee(const struct linear_problem *problem, const int *columns,
                    double *gained, double *lost)
{
    const struct question *const question = problem->question;
    struct linear_view view;
    linear_view_init(&view, question, problem->columns);
    int *const coverage = sim_mem_array((size_t) question->team_count * question->slots,
                                        sizeof *coverage);
    double *const change = change_of(problem, &view, columns, coverage);
    for (int r = 0; r < problem->row_count; r++) {
        gained[r] = lost[r] = 0.0;
        for (int i = 0; i < question->team_count * problem->price_slots; i++) {
            const double by = linear_effect(problem, r, i, change[i]);
            *(change[i] > 0.0 ? &gained[r] : &lost[r]) += change[i] > 0.0 ? by : -by;
        }
    }
    free(change);
    free(coverage);
    linear_view_done(&view);
}

void linear_judge(const struct linear_problem *problem, const struct linear_view *view,
                  const struct linear_scale *scale, const int *columns,
                  struct linear_worth *out)
{
    const struct question *const question = problem->question;
    int *const coverage = sim_mem_array((size_t) question->team_count * question->slots,
                                        sizeof *coverage);
    double *const change = change_of(problem, view, columns, coverage);
    *out = (struct linear_worth){ .cost = roster_cost(question, columns) };
    for (int r = 0; r < problem->row_count; r++) {
        const double slack = slack_of(problem, r, change);
        if (r == problem->best)
            out->best = slack;
        else
            out->short_by += problem->rows[r].weight * fmax(0.0, -slack);
    }
    const bool is_peak = question->objective == SCENARIO_PLAN_PEAK_PEOPLE;
    out->total = (is_peak ? 1.0 : scale->cost) * out->cost + scale->row * out->short_by
                 - scale->best * out->best
                 + scale->out_of_range * out_of_range(problem, view, coverage);
    if (problem->best >= 0)
        out->total += scale->budget * fmax(0.0, out->cost - problem->budget);
    free(coverage);
    free(change);
}
