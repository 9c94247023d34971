#include "model/planner/plan_parts.h"

#include <stdlib.h>

#include "model/planner/certificate.h"
#include "model/planner/search.h"
#include "sim/mem.h"

void plan_sums(const struct question *question, const int *columns, double *hours,
               double *cost)
{
    *hours = 0.0;
    *cost = 0.0;
    for (int c = 0; c < question->column_count; c++) {
        *hours += columns[c] * question->columns[c].hours;
        *cost += columns[c] * question->columns[c].cost;
    }
}

struct sim_estimate *plan_values(const struct question *question,
                                 const struct evaluation *seen, int roster)
{
    const size_t needs = (size_t) question->need_count;
    struct sim_estimate *const out = sim_mem_array(needs, sizeof *out);
    struct plan_grade *const grades = sim_mem_array(needs, sizeof *grades);
    certificate_values(question, seen, roster, grades);
    for (size_t n = 0; n < needs; n++)
        out[n] = grades[n].value;
    free(grades);
    return out;
}

void plan_tell(const struct plan_options *options, const struct plan *plan,
               const char *doing, double share)
{
    const struct plan_progress so_far = { .doing = doing,
                                          .share = share,
                                          .cost = plan->cost,
                                          .bound = plan->bound,
                                          .hours = plan->hours,
                                          .evaluations = plan->evaluations };
    if (options->progress != NULL)
        options->progress(options->progress_to, &so_far);
}

/* Each policy's only choice is the plan's. */
static void fix_policies(const int *choices, struct question *question)
{
    for (int i = 0; i < question->policy_count; i++) {
        struct question_policy *const policy = &question->policies[i];
        if (policy->kind == QUESTION_RESERVE)
            policy->from += choices[i];
        else
            policy->after_s += choices[i];
        policy->now = 0;
        policy->choices = 1;
    }
}

bool plan_question(const struct plan *plan, const struct scenario *scenario,
                   struct question *out)
{
    struct sim_diag diag = { 0 };
    bool good = question_compile(scenario, QUESTION_FREE, &diag, out);
    sim_diag_done(&diag);
    if (good && out->column_count != plan->question->column_count) {
        question_done(out);
        good = false;
    }
    if (good)
        fix_policies(plan->policies, out);
    return good;
}

void plan_effort(const struct question *question, const struct plan_options *options,
                 double *effort, double *work)
{
    struct search search;
    search_init(&search, question, options);
    *effort = search.effort;
    *work = search_work(&search);
    search_done(&search);
}
