#include "model/sweep/point.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

void sweep_look_done(struct sweep_look *look)
{
    for (int i = 0; i < look->figure_count; i++)
        sweep_figure_done(&look->figures[i]);
    for (int i = 0; i < look->target_count; i++)
        free(look->targets[i]);
    free(look->figures);
    free(look->targets);
    *look = (struct sweep_look){ 0 };
}

void sweep_point_done(struct sweep_point *point)
{
    free(point->values);
    free(point->half_widths);
    free(point->verdicts);
    free(point->samples);
    free(point->fault);
    *point = (struct sweep_point){ 0 };
}

struct watch {
    const struct sweep_look *look;
    struct sweep_point *point;
};

static void observe(void *to, const struct fold *fold, const struct tally *tally)
{
    const struct watch *const watch = to;
    const int figures = watch->look->figure_count;
    (void) tally;
    struct grade_ratio *const samples =
        &watch->point->samples[(size_t) (fold->done - 1) * figures];
    for (int i = 0; i < figures; i++)
        samples[i] = sweep_figure_sample(&watch->look->figures[i], fold);
}

static enum sim_verdict verdict_of(const struct result *result, const char *target)
{
    for (int i = 0; i < result->target_count; i++)
        if (strcmp(result->targets[i].name, target) == 0)
            return result->targets[i].verdict;
    return SIM_UNDECIDED;
}

static void take(const struct sweep_look *look, const struct result *result,
                 struct sweep_point *out)
{
    out->is_partial = result->partial;
    out->fault = sim_mem_text(result->fault);
    out->callers = result->callers;
    if (result->fault != NULL || result->done == 0)
        return;
    for (int i = 0; i < look->figure_count; i++)
        sweep_figure_value(&look->figures[i], result, &out->values[i],
                           &out->half_widths[i]);
    for (int i = 0; i < look->target_count; i++)
        out->verdicts[i] = verdict_of(result, look->targets[i]);
}

bool sweep_point_run(const struct scenario *scenario, const struct sweep_look *look,
                     const struct experiment_options *options, struct sim_diag *diag,
                     struct sweep_point *out)
{
    const size_t figures = (size_t) look->figure_count;
    struct sweep_point point = { .replications = options->replications };
    struct watch watch = { look, &point };
    struct experiment_options how = *options;
    struct result result = { 0 };
    how.observe = observe;
    how.observe_to = &watch;
    point.values = sim_mem_array(figures, sizeof *point.values);
    point.half_widths = sim_mem_array(figures, sizeof *point.half_widths);
    point.verdicts = sim_mem_array(look->target_count, sizeof *point.verdicts);
    point.samples =
        sim_mem_array(figures * options->replications, sizeof *point.samples);
    const bool is_sound = experiment_run(scenario, &how, diag, &result);
    if (is_sound)
        take(look, &result, &point);
    else
        sweep_point_done(&point);
    *out = point;
    result_done(&result);
    return is_sound;
}

/* ---- changes ---- */

static struct sim_estimate between(double value, double half_width)
{
    if (!isfinite(value))
        return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
    if (!isfinite(half_width))
        return (struct sim_estimate){ SIM_ESTIMATE_POINT, value, value, value };
    return (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, value, value - half_width,
                                  value + half_width };
}

struct sim_estimate sweep_point_change(const struct sweep_look *look,
                                       const struct sweep_point *base,
                                       const struct sweep_point *point, int figure)
{
    const size_t figures = (size_t) look->figure_count;
    const double value = point->values[figure] - base->values[figure];
    if (!sweep_figure_is_paired(&look->figures[figure]))
        return between(value,
                       hypot(point->half_widths[figure], base->half_widths[figure]));
    struct sim_pairs pairs = { 0 };
    for (int r = 0; r < point->replications; r++) {
        const struct grade_ratio one = base->samples[r * figures + figure];
        const struct grade_ratio two = point->samples[r * figures + figure];
        sim_pairs_add(&pairs, one.of, one.per, two.of, two.per);
    }
    const struct sim_estimate paired = sim_estimate_difference(&pairs);
    return between(value, paired.kind == SIM_ESTIMATE_INTERVAL
                              ? sim_estimate_half_width(&paired)
                              : NAN);
}
