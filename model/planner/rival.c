/* What planners do without simulation, and what it delivers when it is simulated. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/linear.h"
#include "model/planner/plan_parts.h"
#include "model/planner/start.h"
#include "sim/mem.h"

/* The search for the knob: a wide round, then the gap below the smallest that will do
 * is divided, twice. */
enum { WIDE = 9, AS_IT_COMES = 4, FINE = 7, FINE_ROUNDS = 2 };
static const double wide[WIDE] = { 0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0 };

/* Of the search's effort, all methods together. */
static const double EFFORT = 0.2;
enum { OWN = -1, METHODS = 3, LEAST_REPLICATIONS = 20, MOST_REPLICATIONS = 100 };
static const int methods[METHODS] = { START_SEPARATE_C, START_POOL_A, OWN };

struct contest {
    const struct question *question;
    const struct plan_options *options;
    struct plan *plan;
    struct start_load load;
    double *own;   /* owned: [team * slots], the scenario's own people */
    int *policies; /* owned: as the scenario has them */
    int replications;
};

/* ---- the scenario's own people ---- */

/* Mean over the run of one team's people by slot: on the phones as the plan's are,
 * before those who are called away; of a posted team, posted. */
static void own_people(const struct question *question, int index, double *out)
{
    const struct question_team *const of = &question->teams[index];
    const struct program *const p = &question->program;
    struct staffing_team compiled;
    struct scenario_team team = question->source->teams[of->team];
    team.called_away_count = 0;
    staffing_team_compile(&team, &p->calendar, &p->staffing, &compiled);
    struct staffing one = p->staffing;
    one.teams = &compiled;
    one.team_count = 1;
    int *const count = sim_mem_array((size_t) question->slots, sizeof *count);
    for (int q = p->calendar.from; q < p->calendar.to; q++) {
        out[question->slot[q]] +=
            of->is_posted ? compiled.posted[q] : staffing_expected(&one, 0, q);
        count[question->slot[q]]++;
    }
    for (int s = 0; s < question->slots; s++)
        if (count[s] > 0)
            out[s] /= count[s];
    free(count);
    staffing_team_done(&compiled);
}

static bool has_own(const struct contest *contest)
{
    const struct question *const q = contest->question;
    double all = 0.0;
    for (size_t i = 0; i < (size_t) q->team_count * q->slots; i++)
        all += contest->own[i];
    return all > 0.0;
}

/* ---- one method ---- */

/* Columns by a method with the load (own: the people) times so many, within least and
 * most; null when shifts could not be found. */
static int *columns_of(const struct contest *contest, int method, double times)
{
    static const double half = 0.5 - 1e-9; /* halves go up, also those by rounding */
    const struct question *const q = contest->question;
    const size_t cells = (size_t) q->team_count * q->slots;
    int *const wanted = sim_mem_array(cells, sizeof *wanted);
    int *columns = sim_mem_array((size_t) q->column_count, sizeof *columns);
    double bound;
    if (method != OWN)
        start_people(q, &contest->load, (enum start_method) method, times, wanted);
    for (size_t i = 0; i < cells; i++) {
        const struct question_team *const team = &q->teams[i / (size_t) q->slots];
        const int least = team->least[i % (size_t) q->slots];
        const int most = team->most[i % (size_t) q->slots];
        const int people =
            method == OWN ? (int) ceil(contest->own[i] * times - half) : wanted[i];
        wanted[i] = people < least ? least : people > most ? most : people;
    }
    if (!linear_cover(q, wanted, columns, &bound)) {
        free(columns);
        columns = NULL;
    }
    free(wanted);
    return columns;
}

/* Every limit that is asked, by the values alone. */
static bool meets(const struct question *question, const struct evaluation *seen,
                  int roster)
{
    const struct scenario_plan *const plan = &question->scenario->plan;
    bool good = true;
    for (int n = 0; n < question->need_count; n++)
        for (int r = 0; r < evaluate_rows(&question->needs[n]); r++) {
            const bool is_best = plan->objective == SCENARIO_PLAN_BEST_SERVICE
                                 && question->needs[n].hold->target == plan->best;
            const struct sim_estimate slack =
                evaluate_slack(question, seen, roster, n, r);
            good =
                good
                && (is_best || slack.kind == SIM_ESTIMATE_NONE || slack.value >= 0.0);
        }
    return good;
}

/* The smallest knob that was seen to do, and the greatest below it that was tried. */
struct bracket {
    double low, high;
    int *columns; /* owned: with `high`; null: none was seen to do */
};

/* Tries knobs in rising order.  The first time fills *out with the values of knob
 * AS_IT_COMES.  False when stopped, or shifts cannot be found. */
static bool try_knobs(struct contest *contest, int method, const double *knobs,
                      int count, struct bracket *bracket, struct plan_rival *out)
{
    const struct question *const q = contest->question;
    struct roster rosters[WIDE] = { 0 };
    int *columns[WIDE] = { 0 };
    bool good = true;
    for (int k = 0; k < count; k++) {
        columns[k] = columns_of(contest, method, knobs[k]);
        rosters[k] =
            (struct roster){ .columns = columns[k], .policies = contest->policies };
        good = good && columns[k] != NULL;
    }
    const struct evaluate_options options = { .rosters = rosters,
                                              .count = count,
                                              .seed = contest->plan->seed,
                                              .replications = contest->replications,
                                              .threads = contest->options->threads,
                                              .is_brief = true,
                                              .stop = contest->options->stop };
    struct evaluation seen = { .is_partial = true };
    if (good)
        evaluate_run(q, &options, &seen);
    contest->plan->evaluations += (int64_t) seen.done * count;
    contest->plan->callers += seen.callers;
    good = !seen.is_partial && seen.fault == NULL;
    if (good && out->values == NULL) {
        out->values = plan_values(q, &seen, AS_IT_COMES);
        out->meets = meets(q, &seen, AS_IT_COMES);
        plan_sums(q, columns[AS_IT_COMES], &out->hours, &out->cost);
    }
    for (int k = count - 1; k >= 0 && good; k--)
        if (meets(q, &seen, k)) {
            free(bracket->columns);
            bracket->columns = columns[k];
            columns[k] = NULL;
            bracket->high = knobs[k];
        }
    for (int k = 0; k < count && good; k++)
        if (knobs[k] < bracket->high)
            bracket->low = fmax(bracket->low, knobs[k]);
    evaluation_done(q, &seen);
    for (int k = 0; k < count; k++)
        free(columns[k]);
    return good;
}

static bool compete(struct contest *contest, int method, struct plan_rival *out)
{
    struct bracket bracket = { .high = INFINITY };
    *out = (struct plan_rival){ .method = method };
    bool good = try_knobs(contest, method, wide, WIDE, &bracket, out);
    for (int round = 0; round < FINE_ROUNDS && good && bracket.columns != NULL;
         round++) {
        double knobs[FINE];
        for (int k = 0; k < FINE; k++)
            knobs[k] =
                bracket.low + (bracket.high - bracket.low) * (k + 1) / (FINE + 1.0);
        good = try_knobs(contest, method, knobs, FINE, &bracket, out);
    }
    if (good && bracket.columns != NULL) {
        out->has_scaled = true;
        out->times = bracket.high;
        plan_sums(contest->question, bracket.columns, &out->scaled_hours,
                  &out->scaled_cost);
    }
    free(bracket.columns);
    if (!good)
        free(out->values);
    return good;
}

/* ---- all of them ---- */

static int replications_for(const struct question *question,
                            const struct plan_options *options, const struct plan *plan)
{
    double effort, work;
    plan_effort(question, options, &effort, &work);
    const double plans = METHODS * (WIDE + FINE_ROUNDS * FINE);
    const double affordable = EFFORT * effort / (plans * work);
    const double most = fmin(plan->replications, MOST_REPLICATIONS);
    return (int) fmax(fmin(affordable, most), LEAST_REPLICATIONS);
}

void plan_rivals(const struct question *question, const struct plan_options *options,
                 struct plan *plan)
{
    const size_t cells = (size_t) question->team_count * question->slots;
    struct contest contest = {
        .question = question,
        .options = options,
        .plan = plan,
        .own = sim_mem_array(cells, sizeof *contest.own),
        .policies =
            sim_mem_array((size_t) question->policy_count, sizeof *contest.policies),
        .replications = replications_for(question, options, plan),
    };
    for (int i = 0; i < question->policy_count; i++)
        contest.policies[i] = question->policies[i].now;
    for (int t = 0; t < question->team_count; t++)
        own_people(question, t, &contest.own[(size_t) t * question->slots]);
    start_load(question, &contest.load);
    plan->rivals = sim_mem_array(METHODS, sizeof *plan->rivals);
    for (int m = 0; m < METHODS; m++) {
        if (methods[m] == OWN && !has_own(&contest))
            continue;
        plan_tell(options, plan, "comparing with formulas", (double) m / METHODS);
        if (!compete(&contest, methods[m], &plan->rivals[plan->rival_count]))
            break;
        plan->rival_count++;
    }
    start_load_done(&contest.load);
    free(contest.own);
    free(contest.policies);
}
