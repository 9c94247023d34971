#include "model/planner/search.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/linear.h"
#include "model/planner/start.h"
#include "sim/mem.h"
#include "sim/rng.h"

/* Callers and quarter hours that a search simulates unless told otherwise. */
static const double DEFAULT_EFFORT = 150e6;
/* Falling short by a whole unit of a limit costs so many times the whole plan. */
static const double SHORTFALL_TIMES = 20.0;
static const double FIRST_AIM = 0.8; /* of the margin */
static const double FIRST_STRAIN = 1.5;
/* A quarter hour in which nothing happens takes so much of a caller's time. */
static const double QUARTER_WORK = 0.25;
enum {
    LEAST_TRIED = 40,
    MOST_TRIED = 20000,
    SCOUTS = 20,
    PRICED = 24,
    KNOBS = 9,
    BEGINNINGS = 2 * KNOBS
};

/* ---- points ---- */

struct search_point search_point_of(const struct search *search, const int *columns,
                                    const int *policies)
{
    const struct question *const q = search->question;
    struct search_point out = {
        .columns = sim_mem_array((size_t) q->column_count, sizeof(int)),
        .policies = sim_mem_array((size_t) q->policy_count, sizeof(int)),
        .slack = sim_mem_array((size_t) search->rows, sizeof(double)),
        .tail = sim_mem_array((size_t) search->rows, sizeof(double)),
        .short_by = DBL_MAX,
    };
    memcpy(out.columns, columns, (size_t) q->column_count * sizeof(int));
    memcpy(out.policies, policies, (size_t) q->policy_count * sizeof(int));
    return out;
}

void search_point_done(struct search_point *point)
{
    free(point->columns);
    free(point->policies);
    free(point->slack);
    free(point->tail);
    *point = (struct search_point){ 0 };
}

void search_point_copy(const struct search *search, struct search_point *to,
                       const struct search_point *from)
{
    if (to == from)
        return;
    search_point_done(to);
    *to = search_point_of(search, from->columns, from->policies);
    memcpy(to->slack, from->slack, (size_t) search->rows * sizeof(double));
    memcpy(to->tail, from->tail, (size_t) search->rows * sizeof(double));
    to->cost = from->cost;
    to->short_by = from->short_by;
}

static double merit(const struct search_point *point)
{
    return point->cost + point->short_by;
}

bool search_is_better(const struct search_point *a, const struct search_point *b)
{
    return merit(a) < merit(b) - 1e-9 * fabs(merit(b));
}

void search_take(struct search *search, const struct search_point *point)
{
    search_point_copy(search, &search->now, point);
    if (point->short_by > 0.0
        || (search->has_best && !search_is_better(point, &search->best)))
        return;
    search_point_copy(search, &search->best, point);
    search->has_best = true;
}

/* ---- effort ---- */

double search_work(const struct search *search)
{
    const struct program *const p = &search->question->program;
    double callers = 0.0;
    for (size_t i = 0; i < (size_t) p->stream_count * p->calendar.quarters; i++)
        callers += p->rates[i];
    return callers + QUARTER_WORK * p->calendar.quarters;
}

bool search_may_go_on(const struct search *search)
{
    return !search->is_stopped && search->fault == NULL
           && search->spent < search->effort;
}

void search_tell(const struct search *search, const char *doing)
{
    const struct plan_options *const options = search->options;
    if (options->progress == NULL)
        return;
    const struct search_point *const at =
        search->has_best ? &search->best : &search->now;
    struct plan_progress so_far = { .doing = doing,
                                    .share = fmin(search->spent / search->effort, 1.0),
                                    .cost = search->has_best ? at->cost : 0.0,
                                    .bound = search->bound,
                                    .evaluations = search->evaluations };
    for (int c = 0; search->has_best && c < search->question->column_count; c++)
        so_far.hours += at->columns[c] * search->question->columns[c].hours;
    options->progress(options->progress_to, &so_far);
}

/* ---- beginning ---- */

/* A limit in seconds is met or missed by its own measure, a share by the whole. */
static double unit_of(const struct question_need *need)
{
    const enum scenario_grade grade = need->target.grade;
    const bool is_time = grade == SCENARIO_MEAN_WAIT || grade == SCENARIO_LONGEST_WAIT;
    return is_time && need->limit > 0.0 ? need->limit : 1.0;
}

/* By team and slot, the load of all lines that it serves; owned by the caller. */
static double *team_erlangs(const struct question *question)
{
    double *const out =
        sim_mem_array((size_t) question->team_count * question->slots, sizeof *out);
    struct start_load load;
    start_load(question, &load);
    for (int t = 0; t < question->team_count; t++)
        for (int l = 0; l < load.line_count; l++)
            for (int s = 0;
                 (question->program.teams[question->teams[t].team].lines & 1u << l) != 0
                 && s < question->slots;
                 s++)
                out[(size_t) t * question->slots + s] +=
                    load.erlangs[(size_t) l * load.slots + s];
    start_load_done(&load);
    return out;
}

void search_init(struct search *search, const struct question *question,
                 const struct plan_options *options)
{
    *search = (struct search){
        .question = question,
        .options = options,
        .rows = evaluate_row_count(question),
        .seed = sim_rng_key(options->seed, 1) >> 11, /* any reader can hold 53 bits */
        .effort = options->effort > 0.0 ? options->effort : DEFAULT_EFFORT,
        .replications = LEAST_TRIED,
    };
    const size_t rows = (size_t) search->rows;
    double *const hours = sim_mem_array((size_t) question->team_count, sizeof *hours);
    search->bound = search_bound(question, hours);
    free(hours);
    search->aim = sim_mem_array(rows, sizeof *search->aim);
    search->weight = sim_mem_array(rows, sizeof *search->weight);
    search->row_price = sim_mem_array(rows, sizeof *search->row_price);
    search->strain = sim_mem_array(rows, sizeof *search->strain);
    search->relief = sim_mem_array(rows, sizeof *search->relief);
    search->erlangs = team_erlangs(question);
    search->need_of = sim_mem_array(rows, sizeof *search->need_of);
    for (int n = 0, row = 0; n < question->need_count; n++)
        for (int r = 0; r < evaluate_rows(&question->needs[n]); r++, row++) {
            search->aim[row] = FIRST_AIM * question->needs[n].margin;
            search->strain[row] = FIRST_STRAIN;
            search->relief[row] = 1.0;
            search->need_of[row] = n;
        }
}

void search_done(struct search *search)
{
    search_point_done(&search->now);
    search_point_done(&search->best);
    free(search->aim);
    free(search->weight);
    free(search->need_of);
    free(search->row_price);
    free(search->strain);
    free(search->relief);
    free(search->erlangs);
    free(search->fault);
    *search = (struct search){ 0 };
}

double search_bound(const struct question *question, double *hours)
{
    double bound = 0.0;
    start_bound(question, hours);
    for (int t = 0; t < question->team_count; t++) {
        const struct question_team *const team = &question->teams[t];
        double cheapest = INFINITY;
        for (int c = team->first; c < team->first + team->count; c++) {
            const struct question_column *const column = &question->columns[c];
            cheapest = fmin(cheapest, question_cost(question, column) / column->hours);
        }
        bound += isfinite(cheapest) ? hours[t] * cheapest : 0.0;
    }
    const bool is_of_hours = question->objective == SCENARIO_PLAN_COST
                             || question->objective == SCENARIO_PLAN_STAFFED_HOURS;
    return is_of_hours ? bound : 0.0;
}

static void set_weights(struct search *search, double cost)
{
    for (int r = 0; r < search->rows; r++)
        search->weight[r] = SHORTFALL_TIMES * fmax(cost, 1e-6)
                            / unit_of(&search->question->needs[search->need_of[r]]);
}

/* Columns that put the wanted people everywhere, within the limits of each team. */
static int *cover(struct search *search, int *wanted)
{
    const struct question *const q = search->question;
    int *const columns = sim_mem_array((size_t) q->column_count, sizeof *columns);
    double bound;
    for (int t = 0; t < q->team_count; t++)
        for (int s = 0; s < q->slots; s++) {
            int *const at = &wanted[(size_t) t * q->slots + s];
            const int least = q->teams[t].least[s], most = q->teams[t].most[s];
            *at = *at < least ? least : *at > most ? most : *at;
        }
    if (!linear_cover(q, wanted, columns, &bound))
        search->fault =
            sim_mem_text("the solver could not cover the start with shifts");
    return columns;
}

/* Where the search may begin: a formula's people for a load times a knob. */
struct beginning {
    enum start_method method;
    double times;
};

/* Tries all beginnings on a few callers and keeps the best as the plan at hand if it is
 * better than that, or there is none; *out gets which, if so. */
static void try_beginnings(struct search *search, const struct start_load *load,
                           const struct beginning *all, int count,
                           struct beginning *out)
{
    const struct question *const q = search->question;
    struct search_point points[BEGINNINGS];
    int *const policies = sim_mem_array((size_t) q->policy_count, sizeof *policies);
    int *const wanted =
        sim_mem_array((size_t) q->team_count * q->slots, sizeof *wanted);
    for (int i = 0; i < q->policy_count; i++)
        policies[i] = q->policies[i].now;
    for (int k = 0; k < count; k++) {
        start_people(q, load, all[k].method, all[k].times, wanted);
        int *const columns = cover(search, wanted);
        points[k] = search_point_of(search, columns, policies);
        if (search->now.columns == NULL && k == 0)
            set_weights(search, roster_cost(q, columns));
        free(columns);
    }
    if (search->fault == NULL)
        search_try(search, points, count, SCOUTS);
    for (int k = 0; k < count; k++) {
        if (search->now.columns == NULL || search_is_better(&points[k], &search->now)) {
            search_point_copy(search, &search->now, &points[k]);
            *out = all[k];
        }
    }
    for (int k = 0; k < count; k++)
        search_point_done(&points[k]);
    free(wanted);
    free(policies);
}

/* By the lagged load line by line and by Erlang A in one pool, each for several loads;
 * then for loads nearer to the best. */
static void begin(struct search *search)
{
    static const double knobs[KNOBS] = { 1.0, 0.7, 0.8, 0.9, 1.1, 1.25, 1.5, 2.0, 3.0 };
    static const double nearer[] = { 0.94, 0.97, 1.03, 1.06 };
    enum { NEARER = sizeof nearer / sizeof nearer[0] };
    struct beginning all[BEGINNINGS], best = { START_LAGGED, 1.0 };
    struct start_load load;
    start_load(search->question, &load);
    for (int k = 0; k < KNOBS; k++) {
        all[k] = (struct beginning){ START_LAGGED, knobs[k] };
        all[KNOBS + k] = (struct beginning){ START_POOL_A, knobs[k] };
    }
    try_beginnings(search, &load, all, 2 * KNOBS, &best);
    for (int k = 0; k < NEARER; k++)
        all[k] = (struct beginning){ best.method, best.times * nearer[k] };
    if (search->fault == NULL && !search->is_stopped)
        try_beginnings(search, &load, all, NEARER, &best);
    start_load_done(&load);
}

/* From people who were given. */
static void begin_with(struct search *search, const int *columns)
{
    const struct question *const q = search->question;
    int *const policies = sim_mem_array((size_t) q->policy_count, sizeof *policies);
    for (int i = 0; i < q->policy_count; i++)
        policies[i] = q->policies[i].now;
    set_weights(search, roster_cost(q, columns));
    struct search_point point = search_point_of(search, columns, policies);
    search_try(search, &point, 1, SCOUTS);
    search_point_copy(search, &search->now, &point);
    search_point_done(&point);
    free(policies);
}

/* As many replications as make the noise of rows near their limits a third of their
 * margins, as far as the effort allows some hundred trials of them. */
static void choose_replications(struct search *search)
{
    enum { TRIALS = 40, PILOT = 40 };
    const struct question *const q = search->question;
    const struct roster roster = { .columns = search->now.columns,
                                   .policies = search->now.policies };
    const struct evaluate_options options = { .rosters = &roster,
                                              .count = 1,
                                              .seed = search->seed,
                                              .replications = PILOT,
                                              .threads = search->options->threads,
                                              .is_brief = true,
                                              .stop = search->options->stop };
    struct evaluation seen;
    evaluate_run(q, &options, &seen);
    double most = LEAST_TRIED;
    for (int n = 0, row = 0; n < q->need_count; n++)
        for (int r = 0; r < evaluate_rows(&q->needs[n]); r++, row++) {
            const struct sim_estimate slack = evaluate_slack(q, &seen, 0, n, r);
            const double noise = sim_estimate_half_width(&slack) / 2.0;
            const bool is_near = slack.kind == SIM_ESTIMATE_INTERVAL
                                 && slack.value < 10.0 * noise + q->needs[n].margin;
            if (is_near)
                most = fmax(most, PILOT * pow(3.0 * noise / q->needs[n].margin, 2.0));
        }
    const double affordable = search->effort / (TRIALS * search_work(search));
    search->replications =
        (int) fmax(fmin(fmin(most, affordable), MOST_TRIED), LEAST_TRIED);
    search->spent += seen.done * search_work(search);
    search->callers += seen.callers;
    search->evaluations += seen.done;
    search->is_stopped |= seen.is_partial;
    evaluation_done(q, &seen);
}

/* ---- policies ---- */

/* Tries each policy one step further, at the people at hand: what it saves, with rows
 * at their linear prices.  Goes there when it pays. */
static void try_policies(struct search *search)
{
    const struct question *const q = search->question;
    for (int i = 0; i < q->policy_count && search_may_go_on(search); i++)
        for (int step = -1; step <= 1; step += 2) {
            const int choice = search->best.policies[i] + step;
            if (choice < 0 || choice >= q->policies[i].choices)
                continue;
            struct search_point before = { 0 };
            search_point_copy(search, &before, &search->best);
            struct search_point other =
                search_point_of(search, before.columns, before.policies);
            other.policies[i] = choice;
            search_try(search, &other, 1, search->replications);
            search_take(search, &other);
            search_linear(search, 2, PRICED);
            polish(search);
            const bool is_better = search_is_better(&search->best, &before);
            search_point_copy(search, &search->now, &search->best);
            search_point_done(&before);
            search_point_done(&other);
            if (is_better) {
                i = -1; /* all of them anew from here */
                break;
            }
        }
}

void search_go(struct search *search)
{
    enum { ROUGH_ROUNDS = 8, ROUNDS = 8, ROUGH_PRICED = 8 };
    const bool is_repair = search->now.columns != NULL;
    if (!is_repair) {
        if (search->options->start != NULL)
            begin_with(search, search->options->start);
        else
            begin(search);
        if (search_may_go_on(search))
            search_linear(search, ROUGH_ROUNDS, ROUGH_PRICED);
        if (search_may_go_on(search))
            choose_replications(search);
    }
    /* What was learnt of strain and relief near another plan may keep a repair from
     * being seen to pay. */
    for (int r = 0; is_repair && r < search->rows; r++) {
        search->strain[r] = FIRST_STRAIN;
        search->relief[r] = 1.0;
    }
    /* What was best under other aims, or on fewer callers, is tried again. */
    struct search_point again = search_point_of(
        search, search->has_best ? search->best.columns : search->now.columns,
        search->has_best ? search->best.policies : search->now.policies);
    if (search->fault == NULL && !search->is_stopped) {
        search->has_best = false;
        search_try(search, &again, 1, search->replications);
        search_take(search, &again);
    }
    search_point_done(&again);
    const double effort = search->effort;
    search->effort -= search_small_share(search) * fmax(effort - search->spent, 0.0);
    if (search_may_go_on(search))
        search_linear(search, ROUNDS, PRICED);
    if (search_may_go_on(search))
        polish(search);
    if (search->has_best && search_may_go_on(search))
        try_policies(search);
    search->effort = effort;
    if (search->has_best && search_may_go_on(search))
        search_small(search);
    if (search->has_best)
        search_point_copy(search, &search->now, &search->best);
}

void search_most(struct search *search, struct evaluation *out, int *columns)
{
    const struct question *const q = search->question;
    int *const wanted =
        sim_mem_array((size_t) q->team_count * q->slots, sizeof *wanted);
    for (int t = 0; t < q->team_count; t++)
        for (int s = 0; s < q->slots; s++)
            wanted[(size_t) t * q->slots + s] = q->teams[t].most[s];
    int *const most = cover(search, wanted);
    memcpy(columns, most, (size_t) q->column_count * sizeof *columns);
    const struct roster roster = { .columns = most, .policies = search->now.policies };
    const struct evaluate_options options = { .rosters = &roster,
                                              .count = 1,
                                              .seed = search->seed,
                                              .replications = search->replications,
                                              .threads = search->options->threads,
                                              .is_brief = true,
                                              .stop = search->options->stop };
    evaluate_run(q, &options, out);
    search->callers += out->callers;
    search->evaluations += out->done;
    free(wanted);
    free(most);
}
