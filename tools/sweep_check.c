/* Every point is read, checked and compiled before the first is run. */
#include <stdio.h>
#include <stdlib.h>

#include "model/demand/calendar.h"
#include "model/measure/grade.h"
#include "model/people/staffing.h"
#include "model/scenario/read.h"
#include "model/world/program.h"
#include "sim/mem.h"
#include "sim/replicate.h"
#include "tools/sweep_job.h"

enum { MOST_SHOWN = 5 }; /* points that are refused */

#define FNV_PRIME UINT64_C(0x100000001b3)

struct check {
    struct sweep_job *job;
    int refused;
};

/* What the check of one point gives. */
struct checked {
    uint64_t hash;
    char *complaints; /* owned: lines; null: it is sound */
};

/* What warnings_add() would refuse, without what it warns of. */
static bool is_staffed(const struct scenario *scenario, struct sim_diag *diag)
{
    struct calendar calendar;
    struct staffing staffing;
    calendar_init(&calendar, scenario->period, scenario->warm_up_s);
    staffing_compile(scenario, &calendar, &staffing);
    const bool fine = staffing_check(scenario, &calendar, &staffing, diag);
    staffing_done(&staffing);
    calendar_done(&calendar);
    return fine;
}

static bool is_sound(const struct scenario *scenario, struct sim_diag *diag)
{
    if (!is_staffed(scenario, diag) || !grade_check(scenario, diag))
        return false;
    struct program program = { 0 };
    struct program_measured *const measured =
        sim_mem_array(scenario->target_count, sizeof *measured);
    const bool fine = program_compile(scenario, diag, &program, measured);
    program_done(&program);
    free(measured);
    return fine;
}

/* Errors only: what is warned of at a point is part of its question. */
static char *lines_of(struct sim_diag *diag)
{
    char *lines = sim_mem_text("");
    sim_diag_sort(diag);
    for (size_t i = 0; i < diag->count; i++) {
        if (diag->items[i].level != SIM_DIAG_ERROR)
            continue;
        char *const line = sim_diag_line(&diag->items[i]);
        char *const longer = sim_mem_print("%s%s\n", lines, line);
        free(line);
        free(lines);
        lines = longer;
    }
    return lines;
}

static void run(void *context, int point, void *scratch, void *product)
{
    const struct check *const check = context;
    struct checked *const out = product;
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct sweep_sets sets = sweep_sets_of(check->job, point);
    const struct scenario_change_list list = sweep_sets_list(&sets);
    (void) scratch;
    free(out->complaints);
    *out = (struct checked){ 0 };
    if (!scenario_read(check->job->request->file, &list, &diag, &scenario)
        || !is_sound(&scenario, &diag))
        out->complaints = lines_of(&diag);
    out->hash = scenario.hash;
    sweep_sets_done(&sets);
    sim_diag_done(&diag);
    scenario_done(&scenario);
}

static void fold(void *context, int point, const void *product)
{
    struct check *const check = context;
    const struct checked *const from = product;
    check->job->hashes[point] = from->hash;
    check->job->points_hash = (check->job->points_hash ^ from->hash) * FNV_PRIME;
    if (from->complaints == NULL || check->refused++ >= MOST_SHOWN)
        return;
    char *const words = sweep_point_words(check->job, point);
    fprintf(stderr, "tenfive sweep: point %d of %d is refused: %s\n%s", point + 1,
            check->job->point_count, words, from->complaints);
    free(words);
}

static void *product_new(void *context)
{
    (void) context;
    return sim_mem_array(1, sizeof(struct checked));
}

static void product_free(void *context, void *product)
{
    struct checked *const checked = product;
    (void) context;
    free(checked->complaints);
    free(checked);
}

static void *scratch_new(void *context)
{
    (void) context;
    return NULL;
}

static void scratch_free(void *context, void *scratch)
{
    (void) context;
    (void) scratch;
}

int sweep_check(struct sweep_job *job, const atomic_bool *stop)
{
    struct check check = { .job = job };
    const struct sim_replicate task = {
        .replications = job->point_count,
        .threads = job->request->common.threads,
        .context = &check,
        .scratch_new = scratch_new,
        .scratch_free = scratch_free,
        .product_new = product_new,
        .product_free = product_free,
        .run = run,
        .fold = fold,
        .stop = stop,
    };
    job->points_hash = job->base.hash;
    job->hashes = sim_mem_array(job->point_count, sizeof *job->hashes);
    const struct sim_replicate_end end = sim_replicate_run(&task);
    if (check.refused > MOST_SHOWN)
        fprintf(stderr, "tenfive sweep: and %d more points are refused\n",
                check.refused - MOST_SHOWN);
    if (check.refused > 0) {
        fputs("tenfive sweep: nothing was run\n", stderr);
        return TENFIVE_BAD_INPUT;
    }
    return end.is_stopped ? TENFIVE_INTERRUPTED : TENFIVE_DONE;
}
