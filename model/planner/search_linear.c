/* Linear views of the plan at hand: what the cheapest change by them is, and whether it
 * is one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/linear.h"
#include "model/planner/price.h"
#include "model/planner/search.h"
#include "sim/mem.h"

/* How many people one may step away in a slot. */
enum { STEP = 2 };

/* A view that is being used. */
struct view {
    struct search *search;
    struct price price;
    double *decay;           /* owned: [teams * price slots] */
    double *shape;           /* owned, likewise */
    int *people;             /* owned, likewise */
    double *loss, *gain;     /* owned: [row][teams * price slots], as they are taken */
    struct linear_row *rows; /* owned */
    struct linear_problem problem;
};

/* The next person does so much less as the team is less busy: by Erlang's formulas the
 * chance to wait falls by about load over people with each. */
static double *decay_of(const struct search *search, const int *people)
{
    static const double least = 0.35, most = 0.85;
    const struct question *const q = search->question;
    const int quarters = price_quarters(q), slots = q->slots / quarters;
    double *const out = sim_mem_array((size_t) q->team_count * slots, sizeof *out);
    for (int t = 0; t < q->team_count; t++)
        for (int s = 0; s < slots; s++) {
            const size_t i = (size_t) t * slots + s;
            const double load = search->erlangs[(size_t) t * q->slots + s * quarters];
            const double busy = people[i] > 0 ? load / people[i] : least;
            out[i] = busy < least ? least : busy > most ? most : busy;
        }
    return out;
}

/* Work that would find everybody busy with one person fewer, and does not now: by
 * Erlang B, as a shape only. */
static double *shape_of(const struct search *search, const int *people)
{
    const struct question *const q = search->question;
    const int quarters = price_quarters(q), slots = q->slots / quarters;
    double *const out = sim_mem_array((size_t) q->team_count * slots, sizeof *out);
    for (int t = 0; t < q->team_count; t++)
        for (int s = 0; s < slots; s++) {
            const double load = search->erlangs[(size_t) t * q->slots + s * quarters];
            double blocked = 1.0, before = 1.0;
            for (int n = 1; n <= people[(size_t) t * slots + s]; n++) {
                before = blocked;
                blocked = load * blocked / (n + load * blocked);
            }
            out[(size_t) t * slots + s] = load * (before - blocked);
        }
    return out;
}

/* People of the plan by price slot, the least of its quarter hours. */
static int *people_by_slot(const struct search *search)
{
    const struct question *const q = search->question;
    const int quarters = price_quarters(q), slots = q->slots / quarters;
    int *const out = sim_mem_array((size_t) q->team_count * slots, sizeof *out);
    int *const people = sim_mem_array((size_t) q->slots, sizeof *people);
    const struct roster roster = { .columns = search->now.columns };
    for (int t = 0; t < q->team_count; t++) {
        roster_people(q, t, &roster, people);
        for (int s = 0; s < q->slots; s++) {
            int *const at = &out[(size_t) t * slots + s / quarters];
            if (s % quarters == 0 || people[s] < *at)
                *at = people[s];
        }
    }
    free(people);
    return out;
}

static bool price_now(struct search *search, int replications, const struct view *view,
                      struct price *out)
{
    const struct question *const q = search->question;
    double **const weights = search_tail_weights(search, replications);
    const struct price_ask ask = { .plan = { .columns = search->now.columns,
                                             .policies = search->now.policies },
                                   .seed = search->seed,
                                   .replications = replications,
                                   .threads = search->options->threads,
                                   .stop = search->options->stop,
                                   .weights = (const double *const *) weights,
                                   .decay = view->decay,
                                   .shape = view->shape };
    *out = (struct price){ .is_partial = true };
    if (!search->is_stopped)
        price_make(q, &ask, out);
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

static bool view_init(struct search *search, int replications, struct view *out)
{
    const struct question *const q = search->question;
    *out = (struct view){ .search = search, .people = people_by_slot(search) };
    out->decay = decay_of(search, out->people);
    out->shape = shape_of(search, out->people);
    if (!price_now(search, replications, out, &out->price))
        return false;
    const size_t cells = (size_t) q->team_count * out->price.slots;
    out->loss = sim_mem_array(cells * search->rows, sizeof *out->loss);
    out->gain = sim_mem_array(cells * search->rows, sizeof *out->gain);
    out->rows = sim_mem_array((size_t) search->rows, sizeof *out->rows);
    for (int r = 0; r < search->rows; r++)
        out->rows[r] = (struct linear_row){ .slack = search->now.tail[r],
                                            .gain = &out->gain[r * cells],
                                            .loss = &out->loss[r * cells],
                                            .weight = search->weight[r] };
    out->problem = (struct linear_problem){
        .question = q,
        .columns = search->now.columns,
        .quarters = out->price.quarters,
        .price_slots = out->price.slots,
        .step = STEP,
        .decay = out->decay,
        .rows = out->rows,
        .row_count = search->rows,
        .is_integer = true,
        .best = search_best_row(search),
        .budget = search_budget(search),
    };
    return true;
}

static void view_done(struct view *view)
{
    price_done(&view->price);
    free(view->decay);
    free(view->shape);
    free(view->people);
    free(view->loss);
    free(view->gain);
    free(view->rows);
}

/* People who go at the same time do more harm together than one by one, and those who
 * come do less good: losses are taken times the strain of their row and gains times its
 * relief, which are learnt from what came of the changes that were tried. */
static void learn(struct view *view, const struct search_point *seen)
{
    static const double least = 0.4, most = 2.5;
    struct search *const search = view->search;
    double *const gained = sim_mem_array((size_t) search->rows, sizeof *gained);
    double *const lost = sim_mem_array((size_t) search->rows, sizeof *lost);
    linear_foresee(&view->problem, seen->columns, gained, lost);
    for (int r = 0; r < search->rows; r++) {
        const double came = seen->slack[r] - search->now.slack[r];
        const double error = gained[r] - lost[r] - came, all = gained[r] + lost[r];
        if (all <= 1e-12)
            continue;
        /* Each side takes its part of the error. */
        const double part = error / all;
        search->strain[r] *= fmin(fmax(1.0 + part, least), most);
        search->relief[r] *= fmin(fmax(1.0 - part, least), most);
        search->strain[r] = fmin(fmax(search->strain[r], 0.7), 20.0);
        search->relief[r] = fmin(fmax(search->relief[r], 0.1), 1.2);
    }
    free(gained);
    free(lost);
}

/* The columns that the view thinks best; null when it sees nothing to gain. */
static int *best_by(struct view *view)
{
    static const double worth_while = 2e-4;
    struct search *const search = view->search;
    const size_t cells = (size_t) search->question->team_count * view->price.slots;
    for (size_t i = 0; i < cells * search->rows; i++) {
        view->loss[i] = view->price.loss[i] * search->strain[i / cells];
        view->gain[i] = view->price.gain[i] * search->relief[i / cells];
    }
    struct linear_answer answer;
    if (!linear_solve(&view->problem, &answer))
        return NULL;
    memcpy(search->row_price, answer.row_price,
           (size_t) search->rows * sizeof *search->row_price);
    search->linear_bound = answer.bound;
    const double now = search->now.cost + search->now.short_by;
    const bool is_better =
        search_best_row(search) >= 0
        || answer.cost + answer.short_by < now - worth_while * fabs(search->now.cost);
    int *const columns = is_better ? answer.columns : NULL;
    if (is_better)
        answer.columns = NULL;
    linear_answer_done(&answer);
    return columns;
}

/* A part of a change: half of it where it is two people or more, so that no spikes are
 * left; of single people every second, and for the third part every fourth. */
static int part_of(int now, int then, int part, int *seen)
{
    const int change = then - now, share = 1 << part;
    const int whole = abs(change) / share, left = abs(change) % share;
    const int taken = whole + (left > 0 && (*seen)++ % share < left ? 1 : 0);
    return now + (change > 0 ? taken : -taken);
}

/* Tries the change, a half and a quarter of it. */
static bool try_change(struct view *view, const int *columns)
{
    enum { PARTS = 3 };
    struct search *const search = view->search;
    const int count = search->question->column_count;
    struct search_point points[PARTS];
    for (int i = 0; i < PARTS; i++) {
        points[i] = search_point_of(search, columns, search->now.policies);
        for (int c = 0, seen = 0; c < count; c++)
            points[i].columns[c] =
                part_of(search->now.columns[c], columns[c], i, &seen);
    }
    search_try(search, points, PARTS, search->replications);
    int best = -1;
    for (int i = 0; i < PARTS && !search->is_stopped; i++)
        if (search_is_better(&points[i], best < 0 ? &search->now : &points[best]))
            best = i;
    if (!search->is_stopped)
        learn(view, &points[0]);
    if (best > 0) /* its tail was not found with the others */
        search_try(search, &points[best], 1, search->replications);
    if (best >= 0 && !search->is_stopped)
        search_take(search, &points[best]);
    for (int i = 0; i < PARTS; i++)
        search_point_done(&points[i]);
    return best >= 0;
}

void search_linear(struct search *search, int rounds, int price_replications)
{
    enum { TRIES = 4 };
    bool is_better = true;
    for (int i = 0; i < rounds && is_better && search_may_go_on(search); i++) {
        struct view view;
        is_better = false;
        search_tell(search, "searching");
        bool goes_on = view_init(search, price_replications, &view);
        for (int k = 0; k < TRIES && goes_on && !is_better; k++) {
            int *const columns = best_by(&view);
            is_better = columns != NULL && try_change(&view, columns);
            goes_on = columns != NULL && search_may_go_on(search);
            free(columns);
        }
        view_done(&view);
    }
}
