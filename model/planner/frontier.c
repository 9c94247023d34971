/* Hours against service: plans for limits that are looser and tighter than those
 * asked, each found from the one beside it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/plan_parts.h"
#include "model/planner/search.h"
#include "sim/mem.h"

/* What may be missed is multiplied by factors from LOOSEST to TIGHTEST.  A budget is
 * divided by their fourth root, as misses fall much faster than money grows. */
static const double LOOSEST = 2.0, TIGHTEST = 0.4, OF_BUDGET = -0.25;
/* Of the search's effort, each. */
static const double EFFORT = 0.1;
enum { MOST_REPLICATIONS = 100 };

struct walk {
    const struct plan_options *options;
    struct plan *plan;
    double effort;
    int points, done;
    int *columns; /* owned: of the point where it stands */
};

/* ---- one point ---- */

/* What a need may miss: of a share that is to be reached the rest, else its limit. */
static double miss_of(const struct question_need *need)
{
    if (need->in_share > 0.0)
        return 1.0 - need->in_share;
    return need->target.at_least ? 1.0 - need->limit : need->limit;
}

/* From where the walk stands to the plan for so many times the misses. */
static bool step_to(struct walk *walk, double factor)
{
    struct plan *const plan = walk->plan;
    struct scenario scenario = *plan->question->source;
    const bool is_best = scenario.plan.objective == SCENARIO_PLAN_BEST_SERVICE;
    struct plan_options options = *walk->options;
    struct question question;
    struct search search;
    if (is_best)
        scenario.plan.budget_a_week *= pow(factor, OF_BUDGET);
    if (!plan_question(plan, &scenario, &question))
        return false;
    options.start = walk->columns;
    options.effort = walk->effort;
    options.progress = NULL;
    search_init(&search, &question, &options);
    for (int r = 0; r < search.rows && !is_best; r++)
        search.aim[r] += (1.0 - factor) * miss_of(&question.needs[search.need_of[r]]);
    search_go(&search);
    const bool good = !search.is_stopped && search.fault == NULL;
    if (good)
        memcpy(walk->columns, search.now.columns,
               (size_t) question.column_count * sizeof *walk->columns);
    plan->callers += search.callers;
    plan->evaluations += search.evaluations;
    search_done(&search);
    question_done(&question);
    return good;
}

/* Adds where the walk stands, as callers whom no search met find it. */
static bool add_point(const struct walk *walk)
{
    struct plan *const plan = walk->plan;
    const struct question *const q = plan->question;
    struct plan_frontier_point *const out = &plan->frontier[plan->frontier_count];
    const struct roster roster = { .columns = walk->columns,
                                   .policies = plan->policies };
    const struct evaluate_options options = {
        .rosters = &roster,
        .count = 1,
        .seed = plan->seed,
        .replications = plan->replications < MOST_REPLICATIONS ? plan->replications
                                                               : MOST_REPLICATIONS,
        .threads = walk->options->threads,
        .is_brief = true,
        .stop = walk->options->stop,
    };
    struct evaluation seen;
    evaluate_run(q, &options, &seen);
    const bool good = !seen.is_partial && seen.fault == NULL;
    if (good) {
        plan_sums(q, walk->columns, &out->hours, &out->cost);
        out->values = plan_values(q, &seen, 0);
        plan->frontier_count++;
    }
    plan->callers += seen.callers;
    plan->evaluations += seen.done;
    evaluation_done(q, &seen);
    return good;
}

/* ---- all of them ---- */

static double factor_of(int point, int points)
{
    const double share = points > 1 ? (double) point / (points - 1) : 0.5;
    return LOOSEST * pow(TIGHTEST / LOOSEST, share);
}

/* From the plan over the points from .. to, in that order, which may fall. */
static bool walk_along(struct walk *walk, int from, int to, int by)
{
    const struct plan *const plan = walk->plan;
    memcpy(walk->columns, plan->columns,
           (size_t) plan->question->column_count * sizeof *walk->columns);
    bool good = true;
    for (int i = from; good && i != to; i += by) {
        plan_tell(walk->options, plan, "drawing the frontier",
                  (double) walk->done++ / walk->points);
        good = step_to(walk, factor_of(i, walk->points)) && add_point(walk);
    }
    return good;
}

static int by_hours(const void *a, const void *b)
{
    const struct plan_frontier_point *const x = a, *const y = b;
    return x->hours < y->hours ? -1 : x->hours > y->hours;
}

void plan_frontier(const struct question *question, const struct plan_options *options,
                   struct plan *plan)
{
    const int points = options->frontier_points;
    double effort, work;
    plan_effort(question, options, &effort, &work);
    struct walk walk = {
        .options = options,
        .plan = plan,
        .effort = EFFORT * effort,
        .points = points,
        .columns = sim_mem_array((size_t) question->column_count, sizeof *walk.columns),
    };
    int tighter = 0; /* the first point that is tighter than the plan */
    while (tighter < points && factor_of(tighter, points) > 1.0)
        tighter++;
    plan->frontier = sim_mem_array((size_t) points, sizeof *plan->frontier);
    if (walk_along(&walk, tighter - 1, -1, -1))
        walk_along(&walk, tighter, points, 1);
    if (plan->frontier_count > 1)
        qsort(plan->frontier, (size_t) plan->frontier_count, sizeof *plan->frontier,
              by_hours);
    free(walk.columns);
}
