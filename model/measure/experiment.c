#include "model/measure/experiment.h"

#include <stdlib.h>

#include "model/measure/fold.h"
#include "model/world/world.h"
#include "sim/mem.h"
#include "sim/replicate.h"

struct experiment {
    const struct scenario *scenario;
    const struct experiment_options *options;
    struct program program;
    struct program_measured *measured; /* owned */
    struct fold fold;
};

/* ---- for the threads ---- */

static void *scratch_new(void *context)
{
    const struct experiment *const e = context;
    return world_new(&e->program);
}

static void scratch_free(void *context, void *scratch)
{
    (void) context;
    world_free(scratch);
}

static void *product_new(void *context)
{
    const struct experiment *const e = context;
    struct tally *const tally = sim_mem_array(1, sizeof *tally);
    tally_init(tally, &e->program);
    return tally;
}

static void product_free(void *context, void *product)
{
    (void) context;
    tally_done(product);
    free(product);
}

static void run(void *context, int replication, void *scratch, void *product)
{
    const struct experiment *const e = context;
    world_run(scratch, e->options->seed, replication, product);
}

static void fold(void *context, int replication, const void *product)
{
    struct experiment *const e = context;
    (void) replication; /* they come in order */
    fold_add(&e->fold, product);
    if (e->options->observe != NULL)
        e->options->observe(e->options->observe_to, &e->fold, product);
}

static void progress(void *context, int folded, int planned)
{
    const struct experiment *const e = context;
    if (e->options->progress != NULL)
        e->options->progress(e->options->progress_to, folded, planned);
}

/* ---- precision ---- */

/* Whether a figure is precise enough; *looked is set when it was looked at. */
static bool is_precise(const struct experiment_precision *precision,
                       enum measure_unit unit, const struct sim_estimate *estimate,
                       bool *looked)
{
    const bool in_points = unit == MEASURE_SHARE && precision->points > 0.0;
    const double allowed =
        in_points ? precision->points : precision->relative * estimate->value;
    if (estimate->kind != SIM_ESTIMATE_INTERVAL
        || (!in_points && precision->relative <= 0.0))
        return true;
    *looked = true;
    return sim_estimate_half_width(estimate) <= allowed;
}

static bool are_lines_precise(const struct experiment_precision *precision,
                              const struct result *result)
{
    static const enum measure_id looked_at[] = { MEASURE_ID_MEAN_WAIT,
                                                 MEASURE_ID_ABANDONED_SHARE };
    bool looked = false, precise = true;
    for (int line = 0; line < result->line_count; line++)
        for (int i = 0; i < 2; i++) {
            const struct sim_estimate figure =
                result_at(result, MEASURE_PERIOD, 0, line, looked_at[i]);
            precise =
                is_precise(precision, measures[looked_at[i]].unit, &figure, &looked)
                && precise;
        }
    return looked && precise;
}

static bool is_enough(void *context, int folded)
{
    const struct experiment *const e = context;
    const struct experiment_precision *const precision = &e->options->precision;
    const struct result_run so_far = { .planned = folded };
    struct result result;
    result_make(&e->fold, &so_far, &result);
    bool looked = false, precise = true;
    for (int i = 0; i < result.target_count; i++)
        precise = is_precise(precision, result.targets[i].unit,
                             &result.targets[i].value, &looked)
                  && precise;
    const bool is_done = looked ? precise : are_lines_precise(precision, &result);
    result_done(&result);
    return is_done;
}

/* ---- all of it ---- */

static void run_all(struct experiment *e, struct result *out)
{
    const struct experiment_options *const options = e->options;
    const bool has_precision =
        options->precision.points > 0.0 || options->precision.relative > 0.0;
    const struct sim_replicate job = {
        .replications = options->replications,
        .threads = options->threads,
        .context = e,
        .scratch_new = scratch_new,
        .scratch_free = scratch_free,
        .product_new = product_new,
        .product_free = product_free,
        .run = run,
        .fold = fold,
        .is_enough = has_precision ? is_enough : NULL,
        .progress = progress,
        .stop = options->stop,
    };
    fold_init(&e->fold, e->scenario, &e->program, e->measured, options->quarters);
    const struct sim_replicate_end end = sim_replicate_run(&job);
    const struct result_run how = { .seed = options->seed,
                                    .version = options->version,
                                    .planned = options->replications,
                                    .is_partial = end.is_stopped,
                                    .is_settled = end.is_enough };
    result_make(&e->fold, &how, out);
    fold_done(&e->fold);
}

bool experiment_run(const struct scenario *scenario,
                    const struct experiment_options *options, struct sim_diag *diag,
                    struct result *out)
{
    struct experiment e = { .scenario = scenario, .options = options };
    if (!grade_check(scenario, diag))
        return false;
    e.measured = sim_mem_array(scenario->target_count, sizeof *e.measured);
    const bool fine = program_compile(scenario, diag, &e.program, e.measured);
    if (fine)
        run_all(&e, out);
    program_done(&e.program);
    free(e.measured);
    return fine;
}
