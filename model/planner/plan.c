#include "model/planner/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/grade.h"
#include "model/measure/grade_words.h"
#include "model/planner/certificate.h"
#include "model/planner/plan_parts.h"
#include "model/planner/search.h"
#include "model/planner/start.h"
#include "sim/mem.h"
#include "sim/rng.h"

/* The first test spends so much of the error, each further one so much of what the one
 * before spent: all together spend the whole. */
static const double FIRST_SPENDS = 0.8, NEXT_SPENDS = 0.2;
enum { ROUNDS = 4, MOST_TESTED = 100000 };

/* Of the search's effort: one repair, and trying what one person less does. */
static const double REPAIR = 0.4, MINIMALITY = 0.3;

/* ---- what a plan amounts to ---- */

static void fill_team(const struct question *question, int index,
                      const struct roster *roster, struct plan_team *out)
{
    const struct question_team *const of = &question->teams[index];
    const double weeks = question->slots / (7.0 * QUESTION_DAY);
    const double per_fte = question->scenario->teams[of->team].hours_per_fte;
    *out = (struct plan_team){
        .team = of->team,
        .people = sim_mem_array((size_t) question->slots, sizeof *out->people),
    };
    roster_people(question, index, roster, out->people);
    for (int s = 0; s < question->slots; s++)
        out->seats = fmax(out->seats, out->people[s]);
    for (int c = of->first; c < of->first + of->count; c++) {
        const int people = roster->columns[c];
        out->hours += people * question->columns[c].hours;
        out->paid_hours += people * question->columns[c].paid_hours;
        out->cost += people * question->columns[c].cost;
    }
    out->fte = per_fte > 0.0 ? out->paid_hours / weeks / per_fte : 0.0;
}

void plan_fill(const struct question *question, const int *columns, const int *policies,
               struct plan *plan)
{
    const size_t teams = (size_t) question->team_count;
    const struct roster roster = { .columns = columns, .policies = policies };
    plan->question = question;
    plan->columns =
        sim_mem_array((size_t) question->column_count, sizeof *plan->columns);
    plan->policies =
        sim_mem_array((size_t) question->policy_count, sizeof *plan->policies);
    memcpy(plan->columns, columns,
           (size_t) question->column_count * sizeof *plan->columns);
    memcpy(plan->policies, policies,
           (size_t) question->policy_count * sizeof *plan->policies);
    plan->teams = sim_mem_array(teams, sizeof *plan->teams);
    plan->cost = roster_cost(question, columns);
    for (int t = 0; t < question->team_count; t++) {
        fill_team(question, t, &roster, &plan->teams[t]);
        plan->hours += plan->teams[t].hours;
    }
}

/* The work alone, and, of shifts, the last linear view. */
static void fill_bound(const struct question *question, const struct search *search,
                       struct plan *plan)
{
    double *const hours = sim_mem_array((size_t) question->team_count, sizeof *hours);
    plan->bound = search_bound(question, hours);
    for (int t = 0; t < question->team_count; t++) {
        plan->teams[t].bound_hours = hours[t];
        if (question->teams[t].is_rosterable)
            plan->rosterable_bound = fmin(search->linear_bound, plan->cost);
    }
    if (question->objective == SCENARIO_PLAN_BEST_SERVICE)
        plan->rosterable_bound = 0.0;
    free(hours);
}

/* "at least 90 %, each day, from BT, of answered" */
static char *asked_words(const struct scenario *scenario,
                         const struct question_need *need)
{
    static const char *const units[SCENARIO_PLAN_EACHES] = {
        [SCENARIO_PLAN_PERIOD] = "period",
        [SCENARIO_PLAN_MONTH] = "month",
        [SCENARIO_PLAN_WEEK] = "week",
        [SCENARIO_PLAN_DAY] = "day",
        [SCENARIO_PLAN_HOUR] = "hour",
        [SCENARIO_PLAN_HALF_HOUR] = "half hour",
        [SCENARIO_PLAN_INTERVAL] = "quarter hour",
    };
    const struct scenario_target *const target = &need->target;
    const struct grade *const grade = &grades[target->grade];
    char *const limit = grade->unit == MEASURE_SHARE
                            ? sim_mem_print("%.6g %%", 100.0 * target->limit)
                            : grade_time_words(target->limit);
    char *const each = need->in_share > 0.0
                           ? sim_mem_print(", in %.6g %% of %ss",
                                           100.0 * need->in_share, units[need->each])
                       : need->each == SCENARIO_PLAN_PERIOD
                           ? sim_mem_text("")
                           : sim_mem_print(", each %s", units[need->each]);
    char *const brief = grade->brief(scenario, target);
    char *const words =
        sim_mem_print("%s %s%s%s%s", target->at_least ? "at least" : "at most", limit,
                      each, brief != NULL ? ", " : "", brief != NULL ? brief : "");
    free(limit);
    free(each);
    free(brief);
    return words;
}

static void name_needs(const struct question *question, struct plan *plan)
{
    const struct scenario *const s = question->scenario;
    plan->needs = sim_mem_array((size_t) question->need_count, sizeof *plan->needs);
    plan->grades = sim_mem_array((size_t) question->need_count, sizeof *plan->grades);
    for (int n = 0; n < question->need_count; n++) {
        const struct question_need *const need = &question->needs[n];
        plan->needs[n] = (struct plan_need_name){
            .label = sim_mem_text(need->target.label),
            .asked = asked_words(s, need),
            .unit = grades[need->target.grade].unit == MEASURE_SHARE ? PLAN_SHARE
                                                                     : PLAN_SECONDS,
            .is_p_met = need->in_share > 0.0,
        };
    }
}

/* ---- testing and mending ---- */

/* Any reader of JSON can hold it. */
static uint64_t test_seed(uint64_t seed, int round)
{
    return sim_rng_key(sim_rng_key(seed, 2), (uint64_t) round) >> 11;
}

struct telling {
    const struct plan_options *options;
    const struct search *search;
};

static void tell_test(void *to, int folded, int planned)
{
    const struct telling *const telling = to;
    const struct search_point *const at = &telling->search->now;
    const struct plan_progress so_far = { .doing = "testing on fresh callers",
                                          .share = (double) folded / planned,
                                          .cost = at->cost,
                                          .bound = telling->search->bound,
                                          .evaluations =
                                              telling->search->evaluations + folded };
    telling->options->progress(telling->options->progress_to, &so_far);
}

static void fill_lines(const struct question *question, const struct evaluation *seen,
                       struct plan *plan)
{
    const struct program *const p = &question->program;
    const double weeks = p->calendar.period_days / 7.0 * seen->done;
    free(plan->lines);
    plan->line_count = p->line_count;
    plan->lines = sim_mem_array((size_t) p->line_count, sizeof *plan->lines);
    for (int l = 0; l < p->line_count; l++) {
        const struct evaluate_line *const of = &seen->lines[l];
        plan->lines[l] = (struct plan_line){
            .stage = p->lines[l].stage,
            .offered_a_week = weeks > 0.0 ? of->offered / weeks : 0.0,
            .abandoned = of->offered > 0.0 ? of->abandoned / of->offered : 0.0,
            .mean_wait_s = of->answered > 0.0 ? of->wait_s / of->answered : 0.0,
        };
    }
}

static void add_round(struct plan *plan, uint64_t seed, double error,
                      const struct certificate *certificate)
{
    struct plan_round *const rounds =
        sim_mem_array((size_t) plan->round_count + 1, sizeof *rounds);
    for (int i = 0; i < plan->round_count; i++)
        rounds[i] = plan->rounds[i];
    rounds[plan->round_count++] =
        (struct plan_round){ .seed = seed,
                             .replications = certificate->replications,
                             .error_holds = error,
                             .held = certificate->held,
                             .failed_need = certificate->failed_need };
    free(plan->rounds);
    plan->rounds = rounds;
    fill_lines(plan->question, &certificate->seen, plan);
    plan->seed = seed;
    plan->replications = certificate->replications;
    plan->callers += certificate->seen.callers;
    plan->evaluations += certificate->replications;
    if (plan->fault == NULL)
        plan->fault = sim_mem_text(certificate->seen.fault);
}

/* What the test saw is not flattered by the search: where it saw less than the search
 * believed, the search is to aim so much higher, and by the whole margin. */
static void raise_aims(const struct question *question,
                       const struct certificate *certificate, struct search *search)
{
    for (int r = 0; r < search->rows; r++) {
        const int n = search->need_of[r];
        const struct sim_estimate seen = evaluate_slack(
            question, &certificate->seen, 0, n, r - evaluate_first_row(question, n));
        if (certificate->states[r] == SIM_SEQUENTIAL_HOLDS
            || seen.kind == SIM_ESTIMATE_NONE)
            continue;
        const double believed = search->now.slack[r] + search->aim[r];
        search->aim[r] = question->needs[n].margin + fmax(believed - seen.value, 0.0);
    }
}

/* Rounds of test and repair.  The certificate of the last is left in *certificate. */
static enum plan_end test_and_mend(const struct question *question,
                                   const struct plan_options *options,
                                   struct search *search, struct plan *plan,
                                   struct certificate *certificate)
{
    struct telling telling = { options, search };
    double error = FIRST_SPENDS * CERTIFICATE_ERROR;
    for (int round = 0; round < ROUNDS; round++, error *= NEXT_SPENDS) {
        const struct certificate_ask ask = {
            .plan = { .columns = search->now.columns,
                      .policies = search->now.policies },
            .seed = test_seed(options->seed, round),
            .error_holds = error,
            .most = MOST_TESTED,
            .threads = options->threads,
            .stop = options->stop,
            .progress = options->progress != NULL ? tell_test : NULL,
            .progress_to = &telling,
        };
        certificate_done(question, certificate);
        certificate_run(question, &ask, certificate);
        add_round(plan, ask.seed, error, certificate);
        if (certificate->held)
            return PLAN_CERTIFIED;
        if (certificate->is_stopped)
            return PLAN_STOPPED;
        if (plan->fault != NULL || round + 1 == ROUNDS)
            break;
        raise_aims(question, certificate, search);
        search->effort =
            search->spent
            + REPAIR
                  * (search->effort > search->spent ? search->effort : search->spent);
        search_go(search);
        if (search->is_stopped)
            return PLAN_STOPPED;
    }
    return PLAN_NOT_CERTIFIED;
}

/* Whether a row fails even with the most people, and how far it then comes. */
static bool is_out_of_reach(const struct question *question, struct search *search,
                            struct plan *plan)
{
    struct evaluation seen;
    int *const columns =
        sim_mem_array((size_t) question->column_count, sizeof *columns);
    search_most(search, &seen, columns);
    bool out = false;
    for (int r = 0; r < search->rows && !out && seen.done > 1; r++) {
        const int n = search->need_of[r];
        const struct sim_estimate slack =
            evaluate_slack(question, &seen, 0, n, r - evaluate_first_row(question, n));
        out = slack.kind == SIM_ESTIMATE_INTERVAL && slack.high < 0.0;
        plan->blocking_need = n;
    }
    if (out) {
        plan->best_reachable =
            sim_mem_array((size_t) question->need_count, sizeof *plan->best_reachable);
        certificate_values(question, &seen, 0, plan->best_reachable);
    }
    evaluation_done(question, &seen);
    free(columns);
    return out;
}

static void find_removals(const struct question *question,
                          const struct plan_options *options,
                          const struct search *search,
                          const struct certificate *certificate, struct plan *plan)
{
    enum { LEAST = 20, COMBS = 34 };
    const double affordable =
        MINIMALITY * search->effort / (COMBS * search_work(search));
    const struct minimality_ask ask = {
        .plan = { .columns = plan->columns, .policies = plan->policies },
        .certificate = certificate,
        .seed = plan->seed,
        .replications = (int) fmax(fmin(affordable, certificate->replications), LEAST),
        .threads = options->threads,
        .stop = options->stop,
    };
    minimality_run(question, &ask, plan);
}

/* What goes with a settled plan, on the callers of its last test. */
static void find_more(const struct question *question,
                      const struct plan_options *options, struct plan *plan)
{
    if (plan->fault != NULL
        || (plan->end != PLAN_CERTIFIED && plan->end != PLAN_NOT_CERTIFIED))
        return;
    if (options->wants_rivals)
        plan_rivals(question, options, plan);
    if (options->wants_sensitivities)
        plan_sensitivities(question, options, plan);
    if (options->frontier_points > 0)
        plan_frontier(question, options, plan);
}

void plan_run(const struct question *question, const struct plan_options *options,
              struct plan *out)
{
    struct search search;
    struct certificate certificate = { 0 };
    *out = (struct plan){ .question = question };
    name_needs(question, out);
    search_init(&search, question, options);
    search_go(&search);
    out->end = PLAN_STOPPED;
    if (search.fault == NULL && !search.is_stopped)
        out->end = !search.has_best && is_out_of_reach(question, &search, out)
                       ? PLAN_INFEASIBLE
                       : test_and_mend(question, options, &search, out, &certificate);
    if (out->fault == NULL)
        out->fault = sim_mem_text(search.fault);
    if (search.now.columns != NULL) {
        plan_fill(question, search.now.columns, search.now.policies, out);
        fill_bound(question, &search, out);
    }
    if (certificate.states != NULL)
        certificate_grades(question, &certificate, out->grades);
    if (out->end == PLAN_CERTIFIED && options->wants_minimality)
        find_removals(question, options, &search, &certificate, out);
    out->callers += search.callers;
    out->evaluations += search.evaluations;
    search_done(&search);
    certificate_done(question, &certificate);
    find_more(question, options, out);
}

void plan_verify(const struct question *question, const struct plan_options *options,
                 struct plan *out)
{
    struct certificate certificate;
    const struct certificate_ask ask = { .seed = options->seed,
                                         .error_holds = CERTIFICATE_ERROR,
                                         .most = MOST_TESTED,
                                         .threads = options->threads,
                                         .stop = options->stop };
    *out = (struct plan){ .question = question };
    name_needs(question, out);
    certificate_run(question, &ask, &certificate);
    add_round(out, ask.seed, ask.error_holds, &certificate);
    certificate_grades(question, &certificate, out->grades);
    out->end = certificate.held         ? PLAN_CERTIFIED
               : certificate.is_stopped ? PLAN_STOPPED
                                        : PLAN_NOT_CERTIFIED;
    certificate_done(question, &certificate);
}

void plan_done(struct plan *plan)
{
    const int needs = plan->question != NULL ? plan->question->need_count : 0;
    const int teams = plan->question != NULL ? plan->question->team_count : 0;
    for (int t = 0; plan->teams != NULL && t < teams; t++)
        free(plan->teams[t].people);
    for (int n = 0; plan->needs != NULL && n < needs; n++) {
        free(plan->needs[n].label);
        free(plan->needs[n].asked);
    }
    for (int i = 0; i < plan->price_count; i++)
        free(plan->prices[i].change);
    for (int i = 0; i < plan->rival_count; i++)
        free(plan->rivals[i].values);
    for (int i = 0; i < plan->frontier_count; i++)
        free(plan->frontier[i].values);
    free(plan->columns);
    free(plan->policies);
    free(plan->teams);
    free(plan->needs);
    free(plan->grades);
    free(plan->rounds);
    free(plan->lines);
    free(plan->blocks);
    free(plan->prices);
    free(plan->rivals);
    free(plan->sensitivities);
    free(plan->frontier);
    free(plan->best_reachable);
    free(plan->fault);
    *plan = (struct plan){ 0 };
}
