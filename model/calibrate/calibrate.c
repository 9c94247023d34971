#include "model/calibrate/calibrate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/calibrate/search.h"
#include "sim/mem.h"

enum { MOST_LOOKS = 3 }; /* at the slopes, when a better point turns up */

/* What a point without an answer misses by, so that no search stays there. */
static const double NO_ANSWER = 1e6;
/* Nearer to an end of the range than this part of it is at the end. */
static const double AT_END = 0.01;
/* Slopes are taken over this part of the range on each side. */
static const double SLOPE_STEP = 0.05;
/* What rounding of a decimal figure can make of a difference. */
static const double SLACK = 1e-9;

static const double HALF_WIDTH_SIGMAS = 1.96;

struct fit {
    const struct calibration *calibration;
    struct trial *trial;
    const struct calibrate_options *options;
    struct calibrate_result *out;

    double *values;         /* of the evaluation under way, by input */
    double *figures, *half; /* what it gave */

    bool has_best;
    double *best_values, *best_figures, *best_half;
    double best; /* sum of squared misses */

    /* Inputs that are not whole are coordinates of the search, in this order. */
    int free[CALIBRATION_MOST_INPUTS], free_count;
    struct tried *tried; /* owned: whole numbers that were fitted at */
    size_t tried_count, tried_capacity;
};

/* The other inputs fitted to one choice of whole numbers. */
struct tried {
    double *values; /* owned: of all inputs */
    double misfit;
};

/* ---- one evaluation ---- */

static double miss_of(const struct calibration_figure *figure, double value)
{
    return (value - figure->value) / figure->tolerance;
}

static bool is_met(const struct calibration_figure *figure, double value)
{
    return fabs(value - figure->value)
           <= figure->tolerance + SLACK * fabs(figure->value);
}

static int count_met(const struct fit *fit, const double *figures)
{
    int met = 0;
    for (int f = 0; f < fit->calibration->figure_count; f++)
        met += !fit->calibration->figures[f].is_checked_only
               && is_met(&fit->calibration->figures[f], figures[f]);
    return met;
}

static void tell(const struct fit *fit)
{
    if (fit->options->progress == NULL || !fit->has_best)
        return;
    const struct calibrate_progress progress = {
        .evaluations = fit->out->evaluations,
        .most = fit->options->evaluations,
        .misfit = fit->best,
        .met = count_met(fit, fit->best_figures),
        .fitted = fit->calibration->fitted_count,
    };
    fit->options->progress(fit->options->progress_to, &progress);
}

static void keep_best(struct fit *fit, double misfit)
{
    const size_t inputs = (size_t) fit->calibration->input_count;
    const size_t figures = (size_t) fit->calibration->figure_count;
    fit->has_best = true;
    fit->best = misfit;
    memcpy(fit->best_values, fit->values, inputs * sizeof(double));
    memcpy(fit->best_figures, fit->figures, figures * sizeof(double));
    memcpy(fit->best_half, fit->half, figures * sizeof(double));
}

static void refuse(struct fit *fit)
{
    fit->out->refused++;
    if (fit->out->refusal == NULL)
        fit->out->refusal = sim_mem_text(trial_refusal(fit->trial));
}

/* Evaluates at fit->values; misses[] of the fitted figures.  False: no more. */
static bool evaluate(struct fit *fit, double *misses)
{
    const struct calibration *const calibration = fit->calibration;
    struct calibrate_result *const out = fit->out;
    const int before = trial_simulations(fit->trial);
    if (out->evaluations >= fit->options->evaluations) {
        out->is_exhausted = true;
        return false;
    }
    const enum trial_status status =
        trial_run(fit->trial, fit->values, false, fit->figures, fit->half);
    out->is_stopped = status == TRIAL_STOPPED;
    if (out->is_stopped)
        return false;
    /* The first was simulated before the search. */
    out->evaluations += trial_simulations(fit->trial) > before || out->evaluations == 0;
    if (status == TRIAL_REFUSED)
        refuse(fit);
    double sum = 0.0;
    for (int f = 0, n = 0; f < calibration->figure_count; f++) {
        const struct calibration_figure *const figure = &calibration->figures[f];
        if (figure->is_checked_only)
            continue;
        misses[n] = status == TRIAL_DONE ? miss_of(figure, fit->figures[f]) : NO_ANSWER;
        sum += misses[n] * misses[n];
        n++;
    }
    if (status == TRIAL_DONE && (!fit->has_best || sum < fit->best))
        keep_best(fit, sum);
    tell(fit);
    return true;
}

/* ---- inputs that can be anything ---- */

/* The value at a part of the range, as it is written. */
static double value_at(const struct calibration_input *input, double u)
{
    return calibration_rounded(input->kind,
                               input->from + u * (input->to - input->from));
}

static double part_of(const struct calibration_input *input, double value)
{
    return (value - input->from) / (input->to - input->from);
}

static bool miss_at(void *context, const double *u, double *misses)
{
    struct fit *const fit = context;
    for (int i = 0; i < fit->free_count; i++)
        fit->values[fit->free[i]] =
            value_at(&fit->calibration->inputs[fit->free[i]], u[i]);
    return evaluate(fit, misses);
}

/* Fits the free inputs, beginning at values[], which gets the result; the whole ones
 * stay as they are there.  Returns the misfit. */
static double fit_free(struct fit *fit, double *values, enum search_effort effort)
{
    const struct search_problem problem = { fit->free_count,
                                            fit->calibration->fitted_count, miss_at,
                                            fit };
    double u[CALIBRATION_MOST_INPUTS];
    for (int i = 0; i < fit->free_count; i++)
        u[i] = part_of(&fit->calibration->inputs[fit->free[i]], values[fit->free[i]]);
    memcpy(fit->values, values,
           (size_t) fit->calibration->input_count * sizeof *values);
    const double misfit = search_run(&problem, u, effort);
    for (int i = 0; i < fit->free_count; i++)
        values[fit->free[i]] = value_at(&fit->calibration->inputs[fit->free[i]], u[i]);
    return misfit;
}

static bool is_over(const struct fit *fit)
{
    return fit->out->is_stopped || fit->out->is_exhausted;
}

/* ---- inputs of whole numbers ---- */

static bool is_same_whole(const struct fit *fit, const double *a, const double *b)
{
    for (int i = 0; i < fit->calibration->input_count; i++)
        if (fit->calibration->inputs[i].is_whole && a[i] != b[i])
            return false;
    return true;
}

/* The free inputs fitted to the whole ones of values[], from the others there; by
 * memory where that was done before. */
static const struct tried *try_whole(struct fit *fit, const double *values)
{
    const size_t inputs = (size_t) fit->calibration->input_count;
    for (size_t i = 0; i < fit->tried_count; i++)
        if (is_same_whole(fit, fit->tried[i].values, values))
            return &fit->tried[i];
    struct tried tried = { .values = sim_mem_array(inputs, sizeof(double)) };
    memcpy(tried.values, values, inputs * sizeof(double));
    tried.misfit = fit_free(fit, tried.values, SEARCH_QUICK);
    fit->tried = sim_mem_grow(fit->tried, &fit->tried_capacity, fit->tried_count + 1,
                              sizeof *fit->tried);
    fit->tried[fit->tried_count] = tried;
    return &fit->tried[fit->tried_count++];
}

/* Inputs that went to the ends of their ranges to make up for a wrong whole number
 * would hold up the next fit there. */
static void draw_in(const struct fit *fit, double *values)
{
    static const double KEPT = 0.7;
    for (int i = 0; i < fit->free_count; i++) {
        const struct calibration_input *const input =
            &fit->calibration->inputs[fit->free[i]];
        const double part = part_of(input, values[fit->free[i]]);
        values[fit->free[i]] = value_at(input, 0.5 + KEPT * (part - 0.5));
    }
}

/* Walks one whole input up or down from the best point until it has become worse twice
 * in a row, or far worse; values[] becomes the best, and true is returned when it
 * moved.
 */
static bool walk(struct fit *fit, int input, double step, double *values, double *best)
{
    enum { WORSE = 2 };
    static const double FAR_WORSE = 10.0;
    const struct calibration_input *const range = &fit->calibration->inputs[input];
    const size_t size = (size_t) fit->calibration->input_count * sizeof *values;
    double here[CALIBRATION_MOST_INPUTS];
    bool has_moved = false;
    memcpy(here, values, size);
    for (int worse = 0; worse < WORSE && !is_over(fit);) {
        here[input] += step;
        draw_in(fit, here);
        if (here[input] < range->from || here[input] > range->to)
            break;
        const struct tried *const tried = try_whole(fit, here);
        const bool is_better = tried->misfit < *best;
        worse = is_better                                 ? 0
                : tried->misfit > FAR_WORSE * *best + 1.0 ? WORSE
                                                          : worse + 1;
        memcpy(here, tried->values, size);
        if (is_better) {
            memcpy(values, here, size);
            *best = tried->misfit;
            has_moved = true;
        }
    }
    return has_moved;
}

static void fit_all(struct fit *fit)
{
    const struct calibration *const calibration = fit->calibration;
    double values[CALIBRATION_MOST_INPUTS];
    for (int i = 0; i < calibration->input_count; i++)
        values[i] = calibration_rounded(calibration->inputs[i].kind,
                                        calibration->inputs[i].start);
    double best = try_whole(fit, values)->misfit;
    memcpy(values, fit->tried[0].values,
           (size_t) calibration->input_count * sizeof *values);
    for (bool moves = true; moves && !is_over(fit);) {
        moves = false;
        for (int i = 0; i < calibration->input_count; i++)
            if (calibration->inputs[i].is_whole) {
                const bool up = walk(fit, i, 1.0, values, &best);
                const bool down = walk(fit, i, -1.0, values, &best);
                moves = moves || up || down;
            }
    }
    if (!is_over(fit))
        fit_free(fit, values, SEARCH_THOROUGH);
}

/* For each whole input, what its numbers gave with the other whole ones as they are in
 * the end. */
static void report_wholes(struct fit *fit)
{
    const struct calibration *const calibration = fit->calibration;
    struct calibrate_result *const out = fit->out;
    size_t capacity = 0;
    for (int i = 0; i < calibration->input_count; i++) {
        const struct calibration_input *const input = &calibration->inputs[i];
        for (double v = input->from; input->is_whole && v <= input->to; v++)
            for (size_t t = 0; t < fit->tried_count; t++) {
                double values[CALIBRATION_MOST_INPUTS];
                memcpy(values, fit->best_values,
                       (size_t) calibration->input_count * sizeof *values);
                values[i] = v;
                if (!is_same_whole(fit, fit->tried[t].values, values)
                    || !isfinite(fit->tried[t].misfit))
                    continue;
                out->wholes =
                    sim_mem_grow(out->wholes, &capacity, (size_t) out->whole_count + 1,
                                 sizeof *out->wholes);
                out->wholes[out->whole_count++] = (struct calibrate_whole){
                    i, v, v == fit->best_values[i] ? fit->best : fit->tried[t].misfit
                };
            }
    }
}

/* ---- what the figures say ---- */

/* The slopes of all misses against one input around the best point, in parts of its
 * range; false when there is none to be had. */
static bool slopes_of(struct fit *fit, int i, double *out, int columns)
{
    const struct calibration *const calibration = fit->calibration;
    const struct calibration_input *const input = &calibration->inputs[i];
    const int rows = calibration->fitted_count;
    double *const sides[2] = { sim_mem_array((size_t) rows, sizeof(double)),
                               sim_mem_array((size_t) rows, sizeof(double)) };
    const double width = input->to - input->from;
    const double step = input->is_whole ? 1.0 : SLOPE_STEP * width;
    double at[2];
    bool is_fine = true;
    for (int side = 0; side < 2 && is_fine; side++) {
        const double moved = fit->best_values[i] + (side == 0 ? -step : step);
        memcpy(fit->values, fit->best_values,
               (size_t) calibration->input_count * sizeof(double));
        fit->values[i] =
            calibration_rounded(input->kind, fmin(fmax(moved, input->from), input->to));
        at[side] = fit->values[i];
        const int refused = fit->out->refused;
        is_fine = evaluate(fit, sides[side]) && fit->out->refused == refused;
    }
    is_fine = is_fine && at[1] > at[0];
    for (int r = 0; r < rows && is_fine; r++)
        out[r * columns + i] = (sides[1][r] - sides[0][r]) / (at[1] - at[0]) * width;
    free(sides[0]);
    free(sides[1]);
    return is_fine;
}

/* Takes the slopes around the best point; true when a better one was met with.  The
 * search may have used all evaluations: these are on top. */
static bool identify(struct fit *fit)
{
    const struct calibration *const calibration = fit->calibration;
    const struct calibrate_options *const options = fit->options;
    struct calibrate_options more = *options;
    const int inputs = calibration->input_count, rows = calibration->fitted_count;
    double *const slopes = sim_mem_array((size_t) (inputs * rows), sizeof *slopes);
    double *const variance = sim_mem_array((size_t) rows, sizeof *variance);
    const double best = fit->best;
    bool is_fine = true;
    more.evaluations = fit->out->evaluations + 2 * inputs + 1;
    fit->options = &more;
    for (int i = 0; i < inputs && is_fine; i++)
        is_fine = slopes_of(fit, i, slopes, inputs);
    fit->options = options;
    for (int f = 0, r = 0; f < calibration->figure_count; f++)
        if (!calibration->figures[f].is_checked_only) {
            const double noise = fit->best_half[f] / HALF_WIDTH_SIGMAS
                                 / calibration->figures[f].tolerance;
            variance[r++] = 1.0 + (isfinite(noise) ? noise * noise : 0.0);
        }
    fit->out->is_identified = is_fine;
    if (is_fine)
        identify_make(slopes, variance, rows, inputs, &fit->out->identify);
    free(variance);
    free(slopes);
    return fit->best < best;
}

/* ---- the result ---- */

static void report_inputs(const struct fit *fit)
{
    for (int i = 0; i < fit->calibration->input_count; i++) {
        const struct calibration_input *const input = &fit->calibration->inputs[i];
        struct calibrate_input *const out = &fit->out->inputs[i];
        const double part = part_of(input, fit->best_values[i]);
        out->value = fit->best_values[i];
        out->at_end = part < AT_END ? -1 : part > 1.0 - AT_END ? 1 : 0;
        out->has_error = fit->out->is_identified && !input->is_whole;
        if (out->has_error)
            out->standard_error =
                fit->out->identify.standard_error[i] * (input->to - input->from);
    }
}

static void report_figures(const struct fit *fit, bool has_all)
{
    for (int f = 0; f < fit->calibration->figure_count; f++) {
        const struct calibration_figure *const figure = &fit->calibration->figures[f];
        struct calibrate_figure *const out = &fit->out->figures[f];
        out->is_known = has_all || !figure->is_checked_only;
        if (!out->is_known)
            continue;
        out->value = fit->best_figures[f];
        out->half_width = fit->best_half[f];
        out->miss = miss_of(figure, out->value);
        out->is_met = is_met(figure, out->value);
    }
}

static void report(struct fit *fit)
{
    struct calibrate_result *const out = fit->out;
    /* A point that is better than the fit is the fit from then on. */
    for (int i = 0; i < MOST_LOOKS && !out->is_stopped && identify(fit); i++)
        continue;
    const enum trial_status status = out->is_stopped
                                         ? TRIAL_STOPPED
                                         : trial_run(fit->trial, fit->best_values, true,
                                                     fit->best_figures, fit->best_half);
    out->is_stopped = status == TRIAL_STOPPED;
    if (status == TRIAL_REFUSED)
        refuse(fit);
    report_wholes(fit);
    report_inputs(fit);
    report_figures(fit, status == TRIAL_DONE);
    out->misfit = fit->best;
    out->met = count_met(fit, fit->best_figures);
    out->simulations = trial_simulations(fit->trial);
}

/* Simulates every scenario once where the search begins, so that what is wrong with the
 * scenarios or the paths of figures is said at once. */
static enum trial_status begin(struct fit *fit, struct sim_diag *diag)
{
    const struct calibration *const calibration = fit->calibration;
    for (int i = 0; i < calibration->input_count; i++)
        fit->values[i] = calibration_rounded(calibration->inputs[i].kind,
                                             calibration->inputs[i].start);
    const enum trial_status status =
        trial_run(fit->trial, fit->values, true, fit->figures, fit->half);
    if (status == TRIAL_REFUSED)
        sim_diag_error(diag, (struct sim_where){ calibration->file, 0 },
                       "where the search begins: %s", trial_refusal(fit->trial));
    return status;
}

static struct fit fit_new(const struct calibration *calibration,
                          const struct calibrate_options *options)
{
    const size_t inputs = (size_t) calibration->input_count;
    const size_t figures = (size_t) calibration->figure_count;
    struct fit fit = { .calibration = calibration,
                       .options = options,
                       .values = sim_mem_array(inputs, sizeof(double)),
                       .best_values = sim_mem_array(inputs, sizeof(double)),
                       .figures = sim_mem_array(figures, sizeof(double)),
                       .half = sim_mem_array(figures, sizeof(double)),
                       .best_figures = sim_mem_array(figures, sizeof(double)),
                       .best_half = sim_mem_array(figures, sizeof(double)) };
    for (int i = 0; i < calibration->input_count; i++)
        if (!calibration->inputs[i].is_whole)
            fit.free[fit.free_count++] = i;
    return fit;
}

static void fit_done(struct fit *fit)
{
    for (size_t i = 0; i < fit->tried_count; i++)
        free(fit->tried[i].values);
    free(fit->tried);
    free(fit->values);
    free(fit->best_values);
    free(fit->figures);
    free(fit->half);
    free(fit->best_figures);
    free(fit->best_half);
}

enum calibrate_status calibrate_run(const struct calibration *calibration,
                                    struct trial *trial,
                                    const struct calibrate_options *options,
                                    struct sim_diag *diag, struct calibrate_result *out)
{
    struct fit fit = fit_new(calibration, options);
    *out = (struct calibrate_result){ 0 };
    fit.out = out;
    fit.trial = trial;
    out->inputs = sim_mem_array((size_t) calibration->input_count, sizeof *out->inputs);
    out->figures =
        sim_mem_array((size_t) calibration->figure_count, sizeof *out->figures);
    const enum trial_status status = begin(&fit, diag);
    if (status == TRIAL_DONE) {
        fit_all(&fit);
        if (fit.has_best)
            report(&fit);
    }
    const bool has_best = fit.has_best;
    fit_done(&fit);
    if (has_best)
        return CALIBRATE_DONE;
    calibrate_result_done(out);
    return status == TRIAL_REFUSED ? CALIBRATE_BAD : CALIBRATE_INTERRUPTED;
}

void calibrate_result_done(struct calibrate_result *result)
{
    free(result->inputs);
    free(result->figures);
    free(result->wholes);
    free(result->refusal);
    *result = (struct calibrate_result){ 0 };
}
