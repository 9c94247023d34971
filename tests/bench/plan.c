/* How long a plan takes, from the scenario to its certificate.
 *
 *     bench_plan SOURCE_ROOT [NAME]      all plans, or one
 *
 * By the clock on the wall, which other programs on the machine disturb, and by
 * processor time of all threads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/planner/plan.h"
#include "model/planner/week.h"
#include "model/scenario/read.h"

enum { MOST_PATH = 1000, THREADS = 2 };

static const struct job {
    const char *name, *help, *scenario, *set; /* set: null, or one more */
    double limit_s;                           /* that it is to stay below */
} jobs[] = {
    { "week", "Avon & Somerset, typical week, two teams, three targets",
      "scenarios/avon-somerset-2022.cfg", NULL, 60.0 },
    { "shifts", "the same, handlers in shifts", "tests/bench/plan-shifts.cfg", NULL,
      120.0 },
    { "months", "a week for each of twelve months", "scenarios/avon-somerset-2022.cfg",
      "plan.week=each_month", 600.0 },
};

static double clock_s(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

/* Reads with one more set than the week's. */
static bool read_with(const char *path, const struct job *job, char **sets, int count,
                      struct scenario *out)
{
    const char *all[64];
    int n = 0;
    if (job->set != NULL)
        all[n++] = job->set;
    for (int i = 0; i < count && n < 64; i++)
        all[n++] = sets[i];
    const struct scenario_change_list list = { all, n };
    struct sim_diag diag = { 0 };
    const bool good = scenario_read(path, &list, &diag, out);
    for (size_t i = 0; i < diag.count && !good; i++)
        fprintf(stderr, "%s\n", diag.items[i].text);
    sim_diag_done(&diag);
    return good;
}

struct cost {
    double wall_s, processor_s, callers;
    int64_t evaluations;
    int certified;
};

/* One week; false when it could not be asked. */
static bool plan_week(const char *path, const struct job *job,
                      const struct scenario *whole, const struct week *week,
                      struct cost *cost)
{
    int count;
    char **sets = week_sets(whole, week, &count);
    struct scenario scenario = { 0 };
    struct sim_diag diag = { 0 };
    struct question question = { 0 };
    const bool good = read_with(path, job, sets, count, &scenario)
                      && question_compile(&scenario, QUESTION_FREE, &diag, &question);
    if (good) {
        const struct plan_options options = { .seed = 1, .threads = THREADS };
        struct plan plan;
        plan_run(&question, &options, &plan);
        cost->callers += plan.callers;
        cost->evaluations += plan.evaluations;
        cost->certified += plan.end == PLAN_CERTIFIED;
        printf("       %-20s %5d columns, %8.1f h, %10.2f, %s\n", week->name,
               question.column_count, plan.hours, plan.cost,
               plan.end == PLAN_CERTIFIED ? "certified" : "NOT certified");
        if (plan.rosterable_bound > 0.0)
            printf("       %28s %.2f %% above the linear bound of the shifts\n", "",
                   100.0 * (plan.cost / plan.rosterable_bound - 1.0));
        plan_done(&plan);
    }
    question_done(&question);
    sim_diag_done(&diag);
    scenario_done(&scenario);
    week_sets_free(sets, count);
    return good;
}

static bool run(const char *root, const struct job *job)
{
    char path[MOST_PATH];
    snprintf(path, sizeof path, "%s/%s", root, job->scenario);
    printf("%-8s %s\n", job->name, job->help);
    struct scenario whole = { 0 };
    struct sim_diag diag = { 0 };
    struct week *weeks = NULL;
    struct cost cost = { 0 };
    const double wall_s = clock_s(CLOCK_MONOTONIC),
                 processor_s = clock_s(CLOCK_PROCESS_CPUTIME_ID);
    bool good = read_with(path, job, NULL, 0, &whole);
    const int count = good ? week_list(&whole, &diag, &weeks) : 0;
    for (int i = 0; i < count && good; i++)
        good = plan_week(path, job, &whole, &weeks[i], &cost);
    cost.wall_s = clock_s(CLOCK_MONOTONIC) - wall_s;
    cost.processor_s = clock_s(CLOCK_PROCESS_CPUTIME_ID) - processor_s;
    if (good && count > 0)
        printf("       %.1f s (to stay below %.0f), %.1f s of processors, %lld "
               "evaluations, %.0f a second, %.2f million calls a second\n",
               cost.wall_s, job->limit_s, cost.processor_s,
               (long long) cost.evaluations, (double) cost.evaluations / cost.wall_s,
               1e-6 * cost.callers / cost.wall_s);
    fflush(stdout);
    free(weeks);
    sim_diag_done(&diag);
    scenario_done(&whole);
    return good && count > 0 && cost.certified == count;
}

int main(int argc, char **argv)
{
    bool good = argc >= 2;
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0] && good; i++)
        if (argc < 3 || strcmp(argv[2], jobs[i].name) == 0)
            good = run(argv[1], &jobs[i]);
    return good ? 0 : 1;
}
