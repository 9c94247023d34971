#include "model/planner/plan_parts.h"

#include <stdlib.h>

#include "model/planner/certificate.h"
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
