#include "tools/plan_job.h"

#include <stdlib.h>

#include "model/scenario/read.h"
#include "sim/mem.h"
#include "sim/rng.h"
#include "tools/plan_progress.h"

/* ---- reading ---- */

/* The user's sets, then the week's. */
static const char **joined(const struct scenario_change_list *sets, char *const *more,
                           int count)
{
    const char **const all = sim_mem_array((size_t) (sets->count + count), sizeof *all);
    for (int i = 0; i < sets->count; i++)
        all[i] = sets->sets[i];
    for (int i = 0; i < count; i++)
        all[sets->count + i] = more[i];
    return all;
}

/* What the file warns of was told when it was read as a whole. */
static void drop_warnings(struct sim_diag *diag)
{
    if (diag->errors == 0)
        sim_diag_done(diag);
}

static void hand_over(struct sim_diag *from, struct sim_diag *to)
{
    for (size_t i = 0; i < from->count; i++) {
        const struct sim_diag_item *const item = &from->items[i];
        if (item->level == SIM_DIAG_ERROR)
            sim_diag_error(to, item->at, "%s", item->text);
        else
            sim_diag_warning(to, item->at, "%s", item->text);
    }
    sim_diag_done(from);
}

static bool read_week(struct plan_job *job, int index, const char *file,
                      const struct scenario_change_list *sets, struct sim_diag *diag)
{
    int count;
    struct plan_job_week *const week = &job->weeks[index];
    char **const more = week_sets(&job->whole, &job->list[index], &count);
    const char **const all = joined(sets, more, count);
    const struct scenario_change_list list = { all, sets->count + count };
    struct sim_diag own = { 0 };
    const bool is_read = scenario_read(file, &list, &own, &week->scenario);
    drop_warnings(&own);
    const bool good =
        is_read
        && question_compile(&week->scenario, QUESTION_FREE, &own, &week->question);
    hand_over(&own, diag);
    free(all);
    week_sets_free(more, count);
    return good;
}

bool plan_job_read(const char *file, const struct scenario_change_list *sets,
                   struct sim_diag *diag, struct plan_job *out)
{
    *out = (struct plan_job){ .count = 0 };
    if (!scenario_read(file, sets, diag, &out->whole))
        return false;
    out->count = week_list(&out->whole, diag, &out->list);
    out->weeks = sim_mem_array((size_t) out->count, sizeof *out->weeks);
    bool good = out->count > 0;
    for (int i = 0; i < out->count && good; i++)
        good = read_week(out, i, file, sets, diag);
    return good;
}

/* ---- planning ---- */

/* The people of the week before, where they are columns of this one too. */
static const int *start_of(const struct plan_job *job, int index)
{
    if (index == 0 || job->weeks[index - 1].plan.end == PLAN_INFEASIBLE)
        return NULL;
    const struct question *const before = &job->weeks[index - 1].question;
    return before->column_count == job->weeks[index].question.column_count
               ? job->weeks[index - 1].plan.columns
               : NULL;
}

/* What one week found out about its callers must not help the next to please its own:
 * each has a seed.  53 bits, which any reader can hold. */
static uint64_t seed_of(uint64_t seed, int index)
{
    return index == 0 ? seed : sim_rng_key(seed, (uint64_t) index) >> 11;
}

void plan_job_run(struct plan_job *job, const struct plan_options *options, bool quiet)
{
    for (int i = 0; i < job->count; i++) {
        struct plan_job_week *const week = &job->weeks[i];
        struct plan_options own = *options;
        struct plan_progress_line line;
        plan_progress_init(&line, &week->question, quiet);
        own.seed = seed_of(options->seed, i);
        own.start = start_of(job, i);
        own.progress = plan_progress_tell;
        own.progress_to = &line;
        plan_run(&week->question, &own, &week->plan);
        plan_progress_done(&line);
        if (week->plan.teams == NULL && week->plan.fault == NULL) {
            plan_done(&week->plan); /* stopped before there were any people */
            break;
        }
        job->done = i + 1;
        if (week->plan.fault != NULL || week->plan.end == PLAN_STOPPED)
            break;
    }
}

void plan_job_done(struct plan_job *job)
{
    for (int i = 0; i < job->count; i++) {
        if (i < job->done)
            plan_done(&job->weeks[i].plan);
        question_done(&job->weeks[i].question);
        scenario_done(&job->weeks[i].scenario);
    }
    free(job->weeks);
    free(job->list);
    scenario_done(&job->whole);
    *job = (struct plan_job){ .count = 0 };
}
