/* Questions with so few people to choose that every cheaper plan near the best can be
 * tried, policies and all: what changes of one to three people do not reach is found
 * here.
 *
 * Plans are tried on few callers first.  One that is short by more than noise is left
 * out, and with it all that have no more people anywhere; the others meet more callers,
 * and what is left is tried in the order of cost on all of them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/search.h"
#include "sim/mem.h"

enum {
    MOST_PLACES = 8,
    MOST_PLANS = 4096,
    BATCH = 12,
    FULL_BATCH = 4,
    FIRST = 40,
    STAGES = 2
};

static const double SHARE = 0.4;          /* of the effort */
static const double SURELY = 4.0;         /* standard errors */
static const double LEAST_ERLANGS = 0.05; /* who would be added with less to do? */

/* What is varied: the people of a column, or the choice of a policy. */
struct place {
    int column, policy; /* one of them -1 */
    int low, high;
};

/* A plan: people or choices by place. */
struct candidate {
    int values[MOST_PLACES];
    double cost;
    bool is_out;
};

struct small {
    struct search *search;
    struct place places[MOST_PLACES];
    int place_count;
    struct candidate *candidates; /* owned; by falling cost */
    int count;
    double *noise; /* owned, [rows]: standard deviation of one replication */
};

/* ---- what there is to try ---- */

static bool has_work(const struct search *search, const struct question_column *column)
{
    const struct question *const q = search->question;
    double most = 0.0;
    for (int r = 0; r < column->run_count; r++)
        for (int s = column->runs[r].from; s < column->runs[r].to; s++)
            most = fmax(
                most, search->erlangs[(size_t) column->team * q->slots + s % q->slots]);
    return most >= LEAST_ERLANGS;
}

/* The bounds of a column; of free form no other covers its slots. */
static struct place place_of(const struct question *q, int column)
{
    const struct question_column *const of = &q->columns[column];
    const struct question_team *const team = &q->teams[of->team];
    struct place place = { column, -1, 0, SCENARIO_MOST_PEOPLE };
    for (int r = 0; r < of->run_count; r++)
        for (int s = of->runs[r].from; s < of->runs[r].to; s++) {
            const int least = team->least[s % q->slots],
                      most = team->most[s % q->slots];
            place.low = least > place.low ? least : place.low;
            place.high = most < place.high ? most : place.high;
        }
    return place;
}

/* False when there are too many places, or shifts. */
static bool find_places(struct small *small, const struct search *search,
                        const struct search_point *about)
{
    const struct question *const q = search->question;
    for (int t = 0; t < q->team_count; t++)
        if (q->teams[t].is_rosterable)
            return false;
    for (int c = 0; c < q->column_count; c++) {
        const struct place place = place_of(q, c);
        if (place.low >= place.high
            || (about->columns[c] == place.low && !has_work(search, &q->columns[c])))
            continue;
        if (small->place_count == MOST_PLACES)
            return false;
        small->places[small->place_count++] = place;
    }
    for (int i = 0; i < q->policy_count && small->place_count > 0; i++) {
        if (small->place_count == MOST_PLACES)
            return false;
        small->places[small->place_count++] =
            (struct place){ -1, i, 0, q->policies[i].choices - 1 };
    }
    return small->place_count > 0;
}

static int value_now(const struct small *small, const struct place *place)
{
    const struct search_point *const best = &small->search->best;
    return place->policy >= 0 ? best->policies[place->policy]
                              : best->columns[place->column];
}

static double plans_within(const struct small *small, int radius)
{
    double plans = 1.0;
    for (int i = 0; i < small->place_count; i++) {
        const struct place *const place = &small->places[i];
        const int now = value_now(small, place);
        plans *= fmin(place->high, now + radius) - fmax(place->low, now - radius) + 1.0;
    }
    return plans;
}

/* Narrows the places to the widest box about the best plan that can be tried. */
static bool narrow(struct small *small)
{
    int radius = 0;
    while (radius < SCENARIO_MOST_PEOPLE
           && plans_within(small, radius + 1) <= MOST_PLANS)
        radius++;
    for (int i = 0; i < small->place_count; i++) {
        struct place *const place = &small->places[i];
        const int now = value_now(small, place);
        place->low = now - radius > place->low ? now - radius : place->low;
        place->high = now + radius < place->high ? now + radius : place->high;
    }
    return radius > 0;
}

static void set_point(const struct small *small, const int *values,
                      struct search_point *point)
{
    for (int i = 0; i < small->place_count; i++)
        if (small->places[i].policy >= 0)
            point->policies[small->places[i].policy] = values[i];
        else
            point->columns[small->places[i].column] = values[i];
}

static int by_falling_cost(const void *a, const void *b)
{
    const struct candidate *const x = a, *const y = b;
    if (x->cost != y->cost)
        return x->cost > y->cost ? -1 : 1;
    return memcmp(x->values, y->values, sizeof x->values);
}

/* Everything in the box that is cheaper than the best. */
static void list_candidates(struct small *small)
{
    const struct search_point *const best = &small->search->best;
    struct search_point point =
        search_point_of(small->search, best->columns, best->policies);
    struct candidate next = { .is_out = false };
    const double most = best->cost - 1e-9 * fabs(best->cost);
    small->candidates = sim_mem_array(MOST_PLANS, sizeof *small->candidates);
    for (int i = 0; i < small->place_count; i++)
        next.values[i] = small->places[i].low;
    for (int at = 0; at < small->place_count;) {
        set_point(small, next.values, &point);
        next.cost = roster_cost(small->search->question, point.columns);
        if (next.cost < most)
            small->candidates[small->count++] = next;
        for (at = 0; at < small->place_count; at++) {
            if (next.values[at]++ < small->places[at].high)
                break;
            next.values[at] = small->places[at].low;
        }
    }
    search_point_done(&point);
    qsort(small->candidates, (size_t) small->count, sizeof *small->candidates,
          by_falling_cost);
}

/* ---- trying ---- */

static void measure_noise(struct small *small)
{
    enum { PILOT = 160 };
    const double normal = 1.96;
    struct search *const search = small->search;
    const struct question *const q = search->question;
    const struct roster roster = { .columns = search->best.columns,
                                   .policies = search->best.policies };
    const struct evaluate_options options = { .rosters = &roster,
                                              .count = 1,
                                              .seed = search->seed,
                                              .replications = PILOT,
                                              .threads = search->options->threads,
                                              .is_brief = true,
                                              .stop = search->options->stop };
    struct evaluation seen;
    evaluate_run(q, &options, &seen);
    for (int n = 0, row = 0; n < q->need_count; n++)
        for (int r = 0; r < evaluate_rows(&q->needs[n]); r++, row++) {
            const struct sim_estimate slack = evaluate_slack(q, &seen, 0, n, r);
            small->noise[row] = sim_estimate_half_width(&slack) / normal * sqrt(PILOT);
        }
    search->spent += seen.done * search_work(search);
    search->callers += seen.callers;
    search->evaluations += seen.done;
    search->is_stopped |= seen.is_partial;
    evaluation_done(q, &seen);
}

static bool is_surely_short(const struct small *small, const struct search_point *point,
                            int replications)
{
    for (int r = 0; r < small->search->rows; r++)
        if (point->slack[r] + SURELY * small->noise[r] / sqrt(replications) < 0.0)
            return true;
    return false;
}

/* Policies are compared with their own kind only. */
static bool is_no_more(const struct small *small, int place, const struct candidate *a,
                       const struct candidate *b)
{
    return small->places[place].policy >= 0 ? a->values[place] == b->values[place]
                                            : a->values[place] <= b->values[place];
}

/* Whoever has no more people anywhere is out too. */
static void leave_out(struct small *small, const struct candidate *candidate)
{
    for (int i = 0; i < small->count; i++) {
        bool is_less = true;
        for (int p = 0; p < small->place_count && is_less; p++)
            is_less = is_no_more(small, p, &small->candidates[i], candidate);
        small->candidates[i].is_out |= is_less;
    }
}

/* The next batch of those who are in, from *at on by `step`; returns its size. */
static int next_batch(const struct small *small, int *at, int step, int most,
                      int *batch)
{
    int count = 0;
    for (; *at >= 0 && *at < small->count && count < most; *at += step)
        if (!small->candidates[*at].is_out)
            batch[count++] = *at;
    return count;
}

static void try_batch(const struct small *small, const int *batch, int count,
                      int replications, struct search_point *points)
{
    const struct search_point *const best = &small->search->best;
    for (int i = 0; i < count; i++) {
        points[i] = search_point_of(small->search, best->columns, best->policies);
        set_point(small, small->candidates[batch[i]].values, &points[i]);
    }
    search_try(small->search, points, count, replications);
}

/* Meets all that are left with so many callers; the dearest first, since who fails
 * takes the cheaper along. */
static void sift(struct small *small, int replications)
{
    struct search_point points[BATCH];
    int batch[BATCH];
    for (int at = 0; search_may_go_on(small->search);) {
        const int count = next_batch(small, &at, 1, BATCH, batch);
        if (count == 0)
            return;
        try_batch(small, batch, count, replications, points);
        for (int i = 0; i < count; i++) {
            if (!small->search->is_stopped
                && is_surely_short(small, &points[i], replications))
                leave_out(small, &small->candidates[batch[i]]);
            search_point_done(&points[i]);
        }
    }
}

/* The cheapest of those left that falls short of nothing. */
static void take_cheapest(struct small *small)
{
    struct search *const search = small->search;
    struct search_point points[FULL_BATCH];
    int batch[FULL_BATCH];
    bool is_found = false;
    for (int at = small->count - 1; !is_found && search_may_go_on(small->search);) {
        const int count = next_batch(small, &at, -1, FULL_BATCH, batch);
        if (count == 0)
            return;
        try_batch(small, batch, count, search->replications, points);
        for (int i = 0; i < count; i++) {
            if (!is_found && !search->is_stopped && points[i].short_by <= 0.0) {
                search_take(search, &points[i]);
                is_found = true;
            } else if (!search->is_stopped
                       && is_surely_short(small, &points[i], search->replications)) {
                leave_out(small, &small->candidates[batch[i]]);
            }
            search_point_done(&points[i]);
        }
    }
}

double search_small_share(const struct search *search)
{
    struct small small = { 0 };
    return search_best_row(search) < 0 && find_places(&small, search, &search->now)
               ? SHARE
               : 0.0;
}

void search_small(struct search *search)
{
    struct small small = { .search = search };
    if (search_best_row(search) >= 0 || !find_places(&small, search, &search->best)
        || !narrow(&small))
        return;
    search_tell(search, "trying all that is near");
    small.noise = sim_mem_array((size_t) search->rows, sizeof *small.noise);
    list_candidates(&small);
    measure_noise(&small);
    for (int stage = 0, n = FIRST; stage < STAGES && n < search->replications;
         stage++, n *= 4)
        sift(&small, n);
    take_cheapest(&small);
    free(small.candidates);
    free(small.noise);
}
