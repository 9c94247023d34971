#include "tools/attribute.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/paired.h"
#include "sim/mem.h"
#include "tools/attribute_report.h"
#include "tools/diag_out.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/report.h"

/* ---- what is looked at ---- */

struct figures {
    struct paired_figure *rows; /* owned */
    size_t count, capacity;
};

static void add_figure(struct figures *figures, struct paired_figure figure)
{
    figures->rows = sim_mem_grow(figures->rows, &figures->capacity, figures->count + 1,
                                 sizeof *figures->rows);
    figures->rows[figures->count++] = figure;
}

static void add_measures(struct figures *figures, const char *name,
                         enum measure_object object, const enum measure_id *ids,
                         int count)
{
    for (int i = 0; i < count; i++)
        add_figure(figures, (struct paired_figure){ .kind = PAIRED_MEASURE,
                                                    .name = name,
                                                    .object = object,
                                                    .measure = ids[i] });
}

/* Targets, then lines, then teams of the whole scenario. */
static struct figures figures_of(const struct scenario *scenario)
{
    static const enum measure_id of_line[] = { MEASURE_ID_OFFERED,
                                               MEASURE_ID_ANSWERED_SHARE,
                                               MEASURE_ID_ABANDONED_SHARE,
                                               MEASURE_ID_MEAN_WAIT };
    static const enum measure_id of_team[] = { MEASURE_ID_BUSY_HOURS,
                                               MEASURE_ID_OCCUPANCY };
    struct figures figures = { 0 };
    for (int i = 0; i < scenario->target_count; i++)
        add_figure(&figures,
                   (struct paired_figure){ .kind = PAIRED_TARGET,
                                           .name = scenario->targets[i].name });
    for (int i = 0; i < scenario->stage_count; i++)
        if (scenario->stages[i].kind == SCENARIO_LINE)
            add_measures(&figures, scenario->stages[i].name, MEASURE_LINE, of_line,
                         (int) (sizeof of_line / sizeof of_line[0]));
    for (int i = 0; i < scenario->team_count; i++)
        add_measures(&figures, scenario->teams[i].name, MEASURE_TEAM, of_team,
                     (int) (sizeof of_team / sizeof of_team[0]));
    return figures;
}

/* ---- precision ---- */

struct precise {
    const struct experiment_precision *precision;
    const struct attribute_plan *plan;
};

/* Of targets; without any, of all figures.  Prices of shares: points, or the part of
 * what the figure itself is; times: the part.
 */
static bool is_precise(const struct precise *to, const struct paired *paired,
                       const struct attribute_item *item, int figure)
{
    const bool in_points =
        paired->units[figure] == MEASURE_SHARE && to->precision->points > 0.0;
    const struct sim_estimate cost = paired_contrast(paired, item->weights, figure);
    const struct sim_estimate whole = paired_value(paired, to->plan->whole, figure);
    const double allowed =
        in_points ? to->precision->points : to->precision->relative * whole.value;
    if (cost.kind != SIM_ESTIMATE_INTERVAL
        || (!in_points && to->precision->relative <= 0.0))
        return true;
    return sim_estimate_half_width(&cost) <= allowed;
}

static bool is_enough(void *to, const struct paired *so_far)
{
    const struct precise *const precise = to;
    const bool has_targets = so_far->figures[0].kind == PAIRED_TARGET;
    for (int i = 0; i < precise->plan->item_count; i++)
        for (int f = 0; f < so_far->figure_count; f++)
            if ((so_far->figures[f].kind == PAIRED_TARGET || !has_targets)
                && !is_precise(precise, so_far, &precise->plan->items[i], f))
                return false;
    return true;
}

/* ---- showing ---- */

static void add_json(const struct attribute_outcome *outcome, struct output *output,
                     FILE *to)
{
    if (to != NULL)
        attribute_json(outcome, to);
    output_close(output);
}

static int write_all(const struct attribute_request *request,
                     const struct attribute_outcome *outcome)
{
    const bool is_stdout = request->json != NULL && strcmp(request->json, "-") == 0;
    struct output output = { 0 };
    int status = TENFIVE_MACHINE;
    if (request->json != NULL && !is_stdout)
        add_json(outcome, &output, output_add(&output, request->json));
    if (request->directory != NULL) {
        output_directory(&output, request->directory);
        add_json(outcome, &output,
                 output_add_in(&output, request->directory, "attribution.json"));
    }
    if (!output_commit(&output)) {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
    } else {
        if (is_stdout)
            attribute_json(outcome, stdout);
        else
            attribute_report(outcome, report_style_of(stdout), stdout);
        status = output_stdout();
    }
    output_done(&output);
    return status;
}

static int show(const struct attribute_request *request,
                const struct attribute_outcome *outcome)
{
    if (outcome->paired->done == 0) {
        fputs(
            "tenfive: stopped before the first replication was complete: no results\n",
            stderr);
        return TENFIVE_INTERRUPTED;
    }
    if (outcome->paired->fault != NULL) {
        fprintf(stderr,
                "tenfive: the run does not balance, so there are no figures: %s\n"
                "This is a fault of tenfive; please report it with the scenario.\n",
                outcome->paired->fault);
        return TENFIVE_MACHINE;
    }
    return write_all(request, outcome);
}

/* ---- all of it ---- */

static int run(const struct attribute_request *request,
               const struct attribute_plan *plan, struct sim_diag *diag)
{
    const struct experiment_options *const options = request->options;
    const bool has_precision =
        options->precision.points > 0.0 || options->precision.relative > 0.0;
    struct precise precise = { &options->precision, plan };
    const struct paired_options how = {
        .replications = options->replications,
        .threads = options->threads,
        .seed = options->seed,
        .stop = options->stop,
        .progress = options->progress,
        .progress_to = options->progress_to,
        .is_enough = has_precision ? is_enough : NULL,
        .is_enough_to = &precise,
    };
    struct figures figures = figures_of(&plan->variants[plan->whole]->scenario);
    const struct scenario **const variants =
        sim_mem_array((size_t) plan->variant_count, sizeof *variants);
    for (int i = 0; i < plan->variant_count; i++)
        variants[i] = &plan->variants[i]->scenario;
    struct paired paired = { 0 };
    int status = TENFIVE_BAD_INPUT;
    const bool is_sound = paired_run(variants, plan->variant_count, figures.rows,
                                     (int) figures.count, &how, diag, &paired);
    progress_done(request->progress);
    if (is_sound) {
        const struct attribute_outcome outcome = { plan, &paired, options->seed };
        status = show(request, &outcome);
    }
    paired_done(&paired);
    free(variants);
    free(figures.rows);
    return status;
}

int attribute_run(const struct attribute_request *request)
{
    struct sim_diag diag = { 0 };
    struct attribute_plan plan = { 0 };
    int status = TENFIVE_BAD_INPUT;
    if (attribute_plan_make(&request->ask, &diag, &plan))
        status = run(request, &plan, &diag);
    diag_out(&diag, request->quiet);
    sim_diag_done(&diag);
    attribute_plan_done(&plan);
    return status;
}
