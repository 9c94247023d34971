/* Plans tried on the callers of the search. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

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
                                              .is_brief = true,
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

double **search_tail_weights(struct search *search, int replications)
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
                                              .is_brief = true,
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
