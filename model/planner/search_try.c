/* Plans tried on the callers of the search, and linear views of one of them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/linear.h"
#include "model/planner/price.h"
#include "model/planner/search.h"
#include "sim/mem.h"

/* ---- tails: how far the target is from its limit in the periods that decide ---- */

/* Distance z / y of one period, and which it is. */
struct period {
    double distance;
    int index; /* replication * units + unit */
};

static int by_distance(const void *a, const void *b)
{
    const struct period *const x = a, *const y = b;
    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    return x->index - y->index;
}

/* Periods that were not empty, nearest to failing first; owned by the caller. */
static struct period *sorted(const struct question_need *need, const double *series,
                             int replications, int *count)
{
    const int all = replications * need->unit_count;
    struct period *const out = sim_mem_array((size_t) all + 1, sizeof *out);
    *count = 0;
    for (int i = 0; i < all; i++)
        if (series[2 * i + 1] > 0.0)
            out[(*count)++] = (struct period){ series[2 * i] / series[2 * i + 1], i };
    qsort(out, (size_t) *count, sizeof *out, by_distance);
    return out;
}

/* Rank of the period that just decides, if so many may fail. */
static int deciding(const struct question_need *need, double aim, int count)
{
    const int rank = (int) floor((1.0 - need->in_share - aim) * count);
    return rank < 0 ? 0 : rank >= count ? count - 1 : rank;
}

static double tail_of(const struct question_need *need, double aim,
                      const double *series, int replications)
{
    int count;
    struct period *const periods = sorted(need, series, replications, &count);
    const double out = count > 0 ? periods[deciding(need, aim, count)].distance : 0.0;
    free(periods);
    return out;
}

/* Weights with mean 1 that count only the periods about the deciding one. */
static double *tail_weights(const struct question_need *need, double aim,
                            const double *series, int replications)
{
    enum { LEAST_REACH = 3 };
    const size_t all = (size_t) replications * need->unit_count;
    double *const out = sim_mem_array(all + 1, sizeof *out);
    int count;
    struct period *const periods = sorted(need, series, replications, &count);
    const int middle = count > 0 ? deciding(need, aim, count) : 0;
    const int reach = middle / 2 > LEAST_REACH ? middle / 2 : LEAST_REACH;
    const int from = middle > reach ? middle - reach : 0;
    const int to = middle + reach < count ? middle + reach + 1 : count;
    for (int i = from; i < to; i++)
        out[periods[i].index] = (double) all / (to - from);
    free(periods);
    return out;
}

/* ---- trying ---- */

int search_best_row(const struct search *search)
{
    const struct question *const q = search->question;
    const struct scenario_plan *const plan = &q->scenario->plan;
    for (int n = 0; plan->objective == SCENARIO_PLAN_BEST_SERVICE && n < q->need_count;
         n++)
        if (q->needs[n].hold->target == plan->best)
            return evaluate_first_row(q, n);
    return -1;
}

double search_budget(const struct search *search)
{
    const struct question *const q = search->question;
    return q->scenario->plan.budget_a_week * (q->slots / (7.0 * QUESTION_DAY));
}

/* The best service costs less than any other, and what passes the budget falls short.
 */
static void turn_to_service(const struct search *search, int row,
                            struct search_point *out)
{
    const double over = out->cost - search_budget(search);
    out->short_by += over > 1e-9 * out->cost ? SEARCH_OVER_BUDGET * over : 0.0;
    out->cost = -search->weight[row] * out->slack[row];
}

static void take_rows(struct search *search, const struct evaluation *seen, int index,
                      struct search_point *out)
{
    const struct question *const q = search->question;
    const int best = search_best_row(search);
    out->cost = roster_cost(q, out->columns);
    out->short_by = 0.0;
    for (int r = 0; r < search->rows; r++) {
        const int need = search->need_of[r];
        const struct sim_estimate slack =
            evaluate_slack(q, seen, index, need, r - evaluate_first_row(q, need));
        /* A row that is always empty holds. */
        out->slack[r] = slack.kind == SIM_ESTIMATE_NONE ? q->needs[need].margin
                                                        : slack.value - search->aim[r];
        out->tail[r] = out->slack[r];
        if (out->slack[r] < 0.0 && r != best)
            out->short_by -= search->weight[r] * out->slack[r];
    }
    if (best >= 0)
        turn_to_service(search, best, out);
}

void search_try(struct search *search, struct search_point *points, int count,
                int replications)
{
    const struct question *const q = search->question;
    struct roster *const rosters = sim_mem_array((size_t) count, sizeof *rosters);
    for (int i = 0; i < count; i++)
        rosters[i] = (struct roster){ .columns = points[i].columns,
                                      .policies = points[i].policies };
    const struct evaluate_options options = { .rosters = rosters,
                                              .count = count,
                                              .seed = search->seed,
                                              .replications = replications,
                                              .threads = search->options->threads,
                                              .stop = search->options->stop,
                                              .wants_series = true };
    struct evaluation seen;
    evaluate_run(q, &options, &seen);
    for (int i = 0; i < count && !seen.is_partial; i++)
        take_rows(search, &seen, i, &points[i]);
    for (int r = 0; r < search->rows && !seen.is_partial; r++) {
        const struct question_need *const need = &q->needs[search->need_of[r]];
        if (need->in_share > 0.0)
            points[0].tail[r] = tail_of(need, search->aim[r],
                                        seen.series[search->need_of[r]], seen.done);
    }
    search->spent += (double) seen.done * count * search_work(search);
    search->callers += seen.callers;
    search->evaluations += (int64_t) seen.done * count;
    search->is_stopped |= seen.is_partial;
    if (search->fault == NULL)
        search->fault = sim_mem_text(seen.fault);
    evaluation_done(q, &seen);
    free(rosters);
}

/* ---- linear views ---- */

/* Weights for needs with probability, by need; others null.  Owned by the caller. */
static double **weights_of(struct search *search, int replications)
{
    const struct question *const q = search->question;
    double **const out = sim_mem_array((size_t) q->need_count, sizeof *out);
    bool is_needed = false;
    for (int n = 0; n < q->need_count; n++)
        is_needed |= q->needs[n].in_share > 0.0;
    if (!is_needed)
        return out;
    const struct roster roster = { .columns = search->now.columns,
                                   .policies = search->now.policies };
    const struct evaluate_options options = { .rosters = &roster,
                                              .count = 1,
                                              .seed = search->seed,
                                              .replications = replications,
                                              .threads = search->options->threads,
                                              .stop = search->options->stop,
                                              .wants_series = true };
    struct evaluation seen;
    evaluate_run(q, &options, &seen);
    for (int n = 0; n < q->need_count && !seen.is_partial; n++)
        if (q->needs[n].in_share > 0.0)
            out[n] = tail_weights(&q->needs[n], search->aim[evaluate_first_row(q, n)],
                                  seen.series[n], replications);
    search->spent += (double) seen.done * search_work(search);
    search->is_stopped |= seen.is_partial;
    evaluation_done(q, &seen);
    return out;
}

static bool price_now(struct search *search, int replications, struct price *out)
{
    const struct question *const q = search->question;
    double **const weights = weights_of(search, replications);
    const struct price_ask ask = { .plan = { .columns = search->now.columns,
                                             .policies = search->now.policies },
                                   .seed = search->seed,
                                   .replications = replications,
                                   .threads = search->options->threads,
                                   .stop = search->options->stop,
                                   .weights = (const double *const *) weights };
    if (!search->is_stopped)
        price_make(q, &ask, out);
    else
        *out = (struct price){ .is_partial = true };
    for (int n = 0; n < q->need_count; n++)
        free(weights[n]);
    free(weights);
    search->spent += (double) out->evaluations * search_work(search);
    search->callers += out->callers;
    search->evaluations += out->evaluations;
    search->is_stopped |= out->is_partial;
    if (search->fault == NULL)
        search->fault = sim_mem_text(out->fault);
    return !search->is_stopped && search->fault == NULL;
}

/* People of the plan by price slot, the least of its quarter hours. */
static int *people_by_slot(const struct search *search, const struct price *price)
{
    const struct question *const q = search->question;
    int *const out = sim_mem_array((size_t) q->team_count * price->slots, sizeof *out);
    int *const people = sim_mem_array((size_t) q->slots, sizeof *people);
    const struct roster roster = { .columns = search->now.columns };
    for (int t = 0; t < q->team_count; t++) {
        roster_people(q, t, &roster, people);
        for (int s = 0; s < q->slots; s++) {
            int *const at = &out[(size_t) t * price->slots + s / price->quarters];
            if (s % price->quarters == 0 || people[s] < *at)
                *at = people[s];
        }
    }
    free(people);
    return out;
}

/* The linear view of the plan at hand; its answer's columns, or null. */
static int *view(struct search *search, const struct price *price, int step)
{
    const struct question *const q = search->question;
    const size_t cells = (size_t) q->team_count * price->slots;
    struct linear_row *const rows = sim_mem_array((size_t) search->rows, sizeof *rows);
    for (int r = 0; r < search->rows; r++)
        rows[r] = (struct linear_row){ .slack = search->now.tail[r],
                                       .gain = &price->gain[r * cells],
                                       .loss = &price->loss[r * cells],
                                       .weight = search->weight[r] };
    int *const people = people_by_slot(search, price);
    const struct linear_problem problem = {
        .question = q,
        .people = people,
        .columns = search->now.columns,
        .quarters = price->quarters,
        .price_slots = price->slots,
        .step = step,
        .decay = PRICE_DECAY,
        .rows = rows,
        .row_count = search->rows,
        .is_integer = true,
        .best = search_best_row(search),
        .budget = search_budget(search),
    };
    struct linear_answer answer = { 0 };
    int *columns = NULL;
    if (linear_solve(&problem, &answer)) {
        columns = answer.columns;
        answer.columns = NULL;
        search->row_price_cost = answer.bound;
        memcpy(search->row_price, answer.row_price,
               (size_t) search->rows * sizeof *search->row_price);
    }
    linear_answer_done(&answer);
    free(people);
    free(rows);
    return columns;
}

/* Takes every `of`-th change only: what all of them together have spoilt, a part may
 * not. */
static bool take_part(const struct search *search, const int *columns, int of, int *out)
{
    int changed = 0, taken = 0;
    for (int c = 0; c < search->question->column_count; c++) {
        out[c] = search->now.columns[c];
        if (columns[c] == out[c] || changed++ % of != 0)
            continue;
        out[c] = columns[c];
        taken++;
    }
    return taken > 0;
}

/* Tries the answer, all of it and parts of it; whether one was better than the plan at
 * hand. */
static bool try_answer(struct search *search, const int *columns, int replications)
{
    enum { PARTS = 3 };
    struct search_point points[PARTS];
    int *const part =
        sim_mem_array((size_t) search->question->column_count + 1, sizeof *part);
    int count = 0;
    for (int i = 0; i < PARTS; i++)
        if (take_part(search, columns, 1 << i, part))
            points[count++] = search_point_of(search, part, search->now.policies);
    free(part);
    if (count == 0)
        return false;
    search_try(search, points, count, replications);
    int best = -1;
    for (int i = 0; i < count && !search->is_stopped; i++)
        if (search_is_better(&points[i], best < 0 ? &search->now : &points[best]))
            best = i;
    if (best > 0) /* its tail was not found with the others */
        search_try(search, &points[best], 1, replications);
    if (best >= 0)
        search_take(search, &points[best]);
    for (int i = 0; i < count; i++)
        search_point_done(&points[i]);
    return best >= 0;
}

void search_linear(struct search *search, int rounds, int price_replications)
{
    int step = 2;
    for (int i = 0; i < rounds && search_may_go_on(search); i++) {
        struct price price;
        bool is_better = false;
        search_tell(search, "searching");
        if (price_now(search, price_replications, &price)) {
            int *const columns = view(search, &price, step);
            is_better =
                columns != NULL && try_answer(search, columns, search->replications);
            free(columns);
        }
        price_done(&price);
        if (!is_better && step == 1)
            return;
        step = is_better ? step : 1;
    }
}
