/* What inputs that are often only assumed do to the people of a plan: each is changed,
 * and the plan is searched on from where it stands, as long and on the same callers as
 * with nothing changed. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/altered.h"
#include "model/planner/linear.h"
#include "model/planner/plan_parts.h"
#include "model/planner/search.h"
#include "model/planner/start.h"
#include "sim/mem.h"

/* Of the search's effort, each; and so many times that where it was too little. */
static const double EFFORT = 0.1, LONGER = 4.0;
static const double NEAR = 0.05; /* of the hours */
static const double NOT_READY = 0.02;

struct trial {
    const struct question *question;
    const struct plan_options *options;
    const struct plan *plan;
    int *formula; /* owned: [team * slots], what formulas say of the inputs as they are
                   */
    double effort;
};

enum found { FOUND, NOT_FOUND, OUT_OF_REACH, CUT_SHORT };

/* The plan of some inputs. */
struct found_plan {
    enum found found;
    double hours, noise; /* noise: half-width */
    int peak;
};

/* ---- where a search begins ---- */

static int *formula_people(const struct question *question)
{
    int *const out =
        sim_mem_array((size_t) question->team_count * question->slots, sizeof *out);
    struct start_load load;
    start_load(question, &load);
    start_people(question, &load, START_LAGGED, 1.0, out);
    start_load_done(&load);
    return out;
}

/* The plan with as many people more or fewer as formulas say; as it is when they say
 * none, or shifts cannot be found for them. */
static int *beginning(const struct trial *trial, const struct question *question)
{
    const size_t slots = (size_t) question->slots;
    const struct plan *const plan = trial->plan;
    int *const columns =
        sim_mem_array((size_t) question->column_count, sizeof *columns);
    int *const wanted = formula_people(question);
    bool differs = false;
    for (size_t i = 0; i < (size_t) question->team_count * slots; i++) {
        const struct question_team *const team = &question->teams[i / slots];
        const int least = team->least[i % slots], most = team->most[i % slots];
        const int more = wanted[i] - trial->formula[i];
        const int people = plan->teams[i / slots].people[i % slots] + more;
        wanted[i] = people < least ? least : people > most ? most : people;
        differs = differs || more != 0;
    }
    double bound;
    if (!differs || !linear_cover(question, wanted, columns, &bound))
        memcpy(columns, plan->columns,
               (size_t) question->column_count * sizeof *columns);
    free(wanted);
    return columns;
}

/* ---- one search ---- */

static int most_people(const struct question *question, const int *columns)
{
    const struct roster roster = { .columns = columns };
    int *const of_team = sim_mem_array((size_t) question->slots, sizeof *of_team);
    int *const all = sim_mem_array((size_t) question->slots, sizeof *all);
    int most = 0;
    for (int t = 0; t < question->team_count; t++) {
        roster_people(question, t, &roster, of_team);
        for (int s = 0; s < question->slots; s++)
            all[s] += of_team[s];
    }
    for (int s = 0; s < question->slots; s++)
        most = all[s] > most ? all[s] : most;
    free(of_team);
    free(all);
    return most;
}

/* Hours that one unit of the objective is worth; 0 where it is not a sum of hours. */
static double hours_of_one(const struct search *search)
{
    const struct question *const q = search->question;
    double hours, cost;
    plan_sums(q, search->now.columns, &hours, &cost);
    const double objective = roster_cost(q, search->now.columns);
    return q->objective != SCENARIO_PLAN_PEAK_PEOPLE && objective > 0.0
               ? hours / objective
               : 0.0;
}

/* Hours that would bring every row to where it is to be, at the prices of the last
 * linear view: a short search seldom ends just there. */
static double hours_to_aims(const struct search *search)
{
    double money = 0.0;
    for (int r = 0; r < search->rows; r++)
        money -= search->row_price[r] * search->now.tail[r];
    return money * hours_of_one(search);
}

/* What the luck of the callers may have cost: every row is asked to be better by its
 * half-width, and what that takes is priced likewise.  Rows are taken as independent.
 */
static double luck(struct search *search)
{
    const struct question *const q = search->question;
    const struct roster roster = { .columns = search->now.columns,
                                   .policies = search->now.policies };
    const struct evaluate_options options = { .rosters = &roster,
                                              .count = 1,
                                              .seed = search->seed,
                                              .replications = search->replications,
                                              .threads = search->options->threads,
                                              .is_brief = true,
                                              .stop = search->options->stop };
    struct evaluation seen;
    double squares = 0.0;
    evaluate_run(q, &options, &seen);
    for (int r = 0; r < search->rows; r++) {
        const int n = search->need_of[r];
        const struct sim_estimate slack =
            evaluate_slack(q, &seen, 0, n, r - evaluate_first_row(q, n));
        if (slack.kind == SIM_ESTIMATE_INTERVAL)
            search->aim[r] += sim_estimate_half_width(&slack);
    }
    search->evaluations += seen.done;
    search->callers += seen.callers;
    search->is_stopped |= seen.is_partial;
    evaluation_done(q, &seen);
    struct search_point with =
        search_point_of(search, search->now.columns, search->now.policies);
    search_try(search, &with, 1, search->replications);
    for (int r = 0; r < search->rows; r++)
        squares +=
            pow(search->row_price[r] * (search->now.tail[r] - with.tail[r]), 2.0);
    search_point_done(&with);
    return sqrt(squares) * hours_of_one(search);
}

/* Whether a row fails even with the most people. */
static bool is_out_of_reach(struct search *search)
{
    const struct question *const q = search->question;
    struct evaluation seen;
    int *const columns = sim_mem_array((size_t) q->column_count, sizeof *columns);
    bool out = false;
    search_most(search, &seen, columns);
    search->is_stopped |= seen.is_partial;
    for (int r = 0; r < search->rows && !seen.is_partial; r++) {
        const int n = search->need_of[r];
        const struct sim_estimate slack =
            evaluate_slack(q, &seen, 0, n, r - evaluate_first_row(q, n));
        out = out || (slack.kind == SIM_ESTIMATE_INTERVAL && slack.high < 0.0);
    }
    evaluation_done(q, &seen);
    free(columns);
    return out;
}

/* Near enough for prices to do the rest. */
static bool is_near(const struct search *search)
{
    double hours, cost;
    plan_sums(search->question, search->now.columns, &hours, &cost);
    return search->has_best
           || (hours_of_one(search) > 0.0
               && fabs(hours_to_aims(search)) <= NEAR * hours);
}

static bool is_cut_short(const struct search *search)
{
    return search->is_stopped || search->fault != NULL;
}

static struct found_plan found_by(struct search *search)
{
    struct found_plan out = { .found = FOUND };
    double cost;
    search_go(search);
    if (!is_cut_short(search) && !is_near(search)) {
        if (is_out_of_reach(search) && !is_cut_short(search))
            return (struct found_plan){ .found = OUT_OF_REACH };
        search->effort = search->spent + LONGER * search->effort;
        search_go(search);
    }
    if (is_cut_short(search) || !is_near(search))
        return (struct found_plan){ .found =
                                        is_cut_short(search) ? CUT_SHORT : NOT_FOUND };
    plan_sums(search->question, search->now.columns, &out.hours, &cost);
    out.hours += hours_to_aims(search);
    out.peak = most_people(search->question, search->now.columns);
    out.noise = luck(search);
    out.found = is_cut_short(search) ? CUT_SHORT : FOUND;
    return out;
}

static struct found_plan plan_of(const struct trial *trial,
                                 const struct scenario *scenario, struct plan *plan)
{
    struct found_plan out = { .found = NOT_FOUND };
    struct question question;
    struct search search;
    struct plan_options options = *trial->options;
    if (!plan_question(trial->plan, scenario, &question))
        return out;
    int *const columns = beginning(trial, &question);
    options.start = columns;
    options.effort = trial->effort;
    options.progress = NULL;
    search_init(&search, &question, &options);
    out = found_by(&search);
    plan->callers += search.callers;
    plan->evaluations += search.evaluations;
    search_done(&search);
    free(columns);
    question_done(&question);
    return out;
}

/* ---- not ready ---- */

/* The same people on the phones are so many more who are paid: nothing is simulated. */
static bool not_ready(const struct question *question, const struct plan *plan,
                      struct plan_sensitivity *out)
{
    struct altered altered = { .source = question->source };
    *out = (struct plan_sensitivity){ .name = "not ready +2 points", .is_done = true };
    for (int t = 0; t < question->team_count; t++) {
        const struct scenario_team *const team =
            &question->source->teams[question->teams[t].team];
        const double before = 1.0 - team->less[SCENARIO_NOT_READY];
        const double after = before - NOT_READY;
        if (after <= 0.0)
            return false;
        out->hours += plan->teams[t].paid_hours * (before / after - 1.0);
        out->peak +=
            ceil(plan->teams[t].seats / after) - ceil(plan->teams[t].seats / before);
        altered_note(&altered, "teams", team->name, "less.not_ready");
    }
    out->basis = scenario_basis_names[altered.basis];
    return true;
}

/* ---- all of them ---- */

/* Plans are of whole people: the hours of one. */
static double grain(const struct question *question)
{
    double most = 0.0;
    for (int c = 0; c < question->column_count; c++)
        most = fmax(most, question->columns[c].hours);
    return most;
}

static void add(const struct found_plan *base, const struct found_plan *with,
                const struct altered *altered, const char *name, struct plan *plan)
{
    struct plan_sensitivity *const out =
        &plan->sensitivities[plan->sensitivity_count++];
    *out = (struct plan_sensitivity){ .name = name,
                                      .is_done = with->found == FOUND,
                                      .basis = scenario_basis_names[altered->basis] };
    if (!out->is_done)
        return;
    out->hours = with->hours - base->hours;
    out->peak = with->peak - base->peak;
    out->hours_noise = hypot(base->noise, with->noise) + grain(plan->question);
}

static void try_inputs(const struct trial *trial, struct plan *plan)
{
    const struct question *const question = trial->question;
    const struct found_plan base = plan_of(trial, question->source, plan);
    for (int i = 0; i < ALTERED_ROWS && base.found == FOUND; i++) {
        struct altered altered;
        struct found_plan with = { .found = NOT_FOUND };
        plan_tell(trial->options, plan, "trying assumed inputs",
                  (i + 1.0) / (ALTERED_ROWS + 1.0));
        if (altered_init(question->source, &altered_rows[i], &altered))
            with = plan_of(trial, &altered.scenario, plan);
        if (with.found == FOUND || with.found == OUT_OF_REACH)
            add(&base, &with, &altered, altered_rows[i].name, plan);
        altered_done(&altered);
        if (with.found == CUT_SHORT)
            return;
    }
}

void plan_sensitivities(const struct question *question,
                        const struct plan_options *options, struct plan *plan)
{
    double effort, work;
    plan_effort(question, options, &effort, &work);
    struct trial trial = { .question = question,
                           .options = options,
                           .plan = plan,
                           .formula = formula_people(question),
                           .effort = EFFORT * effort };
    plan->sensitivities = sim_mem_array(ALTERED_ROWS + 1, sizeof *plan->sensitivities);
    if (not_ready(question, plan, &plan->sensitivities[0]))
        plan->sensitivity_count = 1;
    plan_tell(options, plan, "trying assumed inputs", 0.0);
    if (question->objective != SCENARIO_PLAN_BEST_SERVICE)
        try_inputs(&trial, plan);
    free(trial.formula);
}
