#include "model/calibrate/search.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

enum {
    MOST_STEPS = 20,         /* of Levenberg-Marquardt */
    BEGIN_ANEW = 2,          /* climbs from elsewhere while figures are missed */
    MOST_SIMPLEXES = 4,      /* each begun anew at the best point */
    SIMPLEX_EVALUATIONS = 25 /* of one simplex, for each corner */
};

/* The nearest that a coordinate comes to 0 and 1. */
static const double EDGE = 1e-3;
/* Begins no nearer to 0 and 1 than this: there nothing has influence on that scale. */
static const double START_EDGE = 0.02;
/* Differences are over at least this part of the range: coarse against the steps that
 * the figures make when single calls change sides, fine against their curve. */
static const double DIFFERENCE = 0.02;
/* Misses are in tolerances: a twentieth of one is as good as none. */
static const double SMALL_MISS = 0.05;
/* A forecast of the misses that is off by less than this part of their change. */
static const double GOOD_FORECAST = 0.15;
/* On the logit scale, where 0.1 is 2.5 % of the range in its middle. */
static const double SMALL_STEP = 0.1, LEAST_STEP = 3e-3, SIMPLEX_SIZE = 0.01;
static const double LEAST_GAIN = 1e-3;

/* The slopes that Levenberg-Marquardt had last, and where. */
struct slopes {
    bool is_known, is_fresh; /* fresh: not corrected since they were taken */
    gsl_vector *x, *misses;
    gsl_matrix *matrix;
};

struct search {
    const struct search_problem *problem;
    double *u, *misses;   /* of the evaluation under way */
    double *best_u, best; /* the best point so far */
    bool is_over;         /* miss() said so */
    struct slopes slopes;
};

static double inside(double u)
{
    return fmin(fmax(u, EDGE), 1.0 - EDGE);
}

static double logit(double u)
{
    return log(inside(u) / (1.0 - inside(u)));
}

static double unit(double x)
{
    return inside(1.0 / (1.0 + exp(-x)));
}

/* Evaluates at the logits x; the misses are left in search->misses.  False: over. */
static bool evaluate(struct search *search, const gsl_vector *x, double *sum)
{
    const struct search_problem *const problem = search->problem;
    for (int i = 0; i < problem->inputs; i++)
        search->u[i] = unit(gsl_vector_get(x, (size_t) i));
    if (search->is_over
        || !problem->miss(problem->context, search->u, search->misses)) {
        search->is_over = true;
        return false;
    }
    *sum = 0.0;
    for (int i = 0; i < problem->misses; i++)
        *sum += search->misses[i] * search->misses[i];
    if (*sum < search->best) {
        search->best = *sum;
        memcpy(search->best_u, search->u, (size_t) problem->inputs * sizeof(double));
    }
    return true;
}

/* Every miss is small. */
static bool is_met(const struct search *search)
{
    return search->best <= SMALL_MISS * SMALL_MISS * search->problem->misses;
}

static void set_logits(gsl_vector *x, const double *u)
{
    for (size_t i = 0; i < x->size; i++)
        gsl_vector_set(x, i, logit(u[i]));
}

/* ---- Levenberg-Marquardt ---- */

static int lm_misses(const gsl_vector *x, void *context, gsl_vector *out)
{
    struct search *const search = context;
    double sum;
    if (!evaluate(search, x, &sum))
        return GSL_EBADFUNC;
    for (size_t i = 0; i < out->size; i++)
        gsl_vector_set(out, i, search->misses[i]);
    return GSL_SUCCESS;
}

/* Differences towards the middle, away from the ends of the range.  False when the
 * search is over, or nothing moves at all, which GSL's solver cannot take. */
static bool differences(struct search *search, const gsl_vector *x,
                        const gsl_vector *here, gsl_matrix *out)
{
    gsl_vector *const moved = gsl_vector_alloc(x->size);
    bool is_fine = true;
    for (size_t i = 0; is_fine && i < x->size; i++) {
        const double at = gsl_vector_get(x, i), u = unit(at);
        const double to = logit(u > 0.5 ? u - DIFFERENCE : u + DIFFERENCE);
        const double step = to - at;
        double sum;
        gsl_vector_memcpy(moved, x);
        gsl_vector_set(moved, i, to);
        is_fine = evaluate(search, moved, &sum);
        for (size_t k = 0; is_fine && k < here->size; k++)
            gsl_matrix_set(out, k, i,
                           (search->misses[k] - gsl_vector_get(here, k)) / step);
    }
    gsl_vector_free(moved);
    return is_fine && !gsl_matrix_isnull(out);
}

/* Where the slopes foretold the step since then well, they are corrected by what it
 * showed (Broyden's update), which takes no evaluation.  False where they did not. */
static bool corrected(struct slopes *last, const gsl_vector *x, const gsl_vector *here)
{
    gsl_vector *const step = gsl_vector_alloc(x->size);
    gsl_vector *const off = gsl_vector_alloc(here->size);
    gsl_vector_memcpy(step, x);
    gsl_vector_sub(step, last->x);
    gsl_vector_memcpy(off, here);
    gsl_vector_sub(off, last->misses);
    const double change = gsl_blas_dnrm2(off), length = gsl_blas_dnrm2(step);
    gsl_blas_dgemv(CblasNoTrans, -1.0, last->matrix, step, 1.0, off);
    const bool is_good = length > 0.0 && gsl_blas_dnrm2(off) < GOOD_FORECAST * change;
    if (is_good)
        gsl_blas_dger(1.0 / (length * length), off, step, last->matrix);
    gsl_vector_free(off);
    gsl_vector_free(step);
    return is_good;
}

static int lm_slopes(const gsl_vector *x, void *context, gsl_matrix *out)
{
    struct search *const search = context;
    struct slopes *const last = &search->slopes;
    gsl_vector *const here = gsl_vector_alloc(out->size1);
    bool is_fine = lm_misses(x, search, here) == GSL_SUCCESS;
    last->is_fresh = !(is_fine && last->is_known && corrected(last, x, here));
    if (is_fine && last->is_fresh)
        is_fine = differences(search, x, here, last->matrix);
    last->is_known = is_fine;
    gsl_vector_memcpy(last->x, x);
    gsl_vector_memcpy(last->misses, here);
    gsl_matrix_memcpy(out, last->matrix);
    gsl_vector_free(here);
    return is_fine ? GSL_SUCCESS : GSL_EBADFUNC;
}

/* True when it may get further with fresh slopes. */
static bool marquardt(struct search *search, const gsl_vector *from)
{
    const struct search_problem *const problem = search->problem;
    gsl_multifit_nlinear_parameters how = gsl_multifit_nlinear_default_parameters();
    /* A coordinate without influence would run away under the other scalings, and to
     * the ends, where nothing has influence, when steps had no radius. */
    how.scale = gsl_multifit_nlinear_scale_levenberg;
    how.trs = gsl_multifit_nlinear_trs_ddogleg;
    gsl_multifit_nlinear_fdf function = { .f = lm_misses,
                                          .df = lm_slopes,
                                          .n = (size_t) problem->misses,
                                          .p = (size_t) problem->inputs,
                                          .params = search };
    gsl_multifit_nlinear_workspace *const work = gsl_multifit_nlinear_alloc(
        gsl_multifit_nlinear_trust, &how, function.n, function.p);
    search->slopes =
        (struct slopes){ .x = gsl_vector_alloc(function.p),
                         .misses = gsl_vector_alloc(function.n),
                         .matrix = gsl_matrix_alloc(function.n, function.p) };
    int status = gsl_multifit_nlinear_init(from, &function, work);
    for (int i = 0; i < MOST_STEPS && status == GSL_SUCCESS && !is_met(search); i++) {
        const double before = search->best;
        status = gsl_multifit_nlinear_iterate(work);
        const double step = gsl_blas_dnrm2(work->dx);
        if (before - search->best < LEAST_GAIN * before && step < SMALL_STEP)
            break;
        if (step < LEAST_STEP)
            break;
    }
    gsl_multifit_nlinear_free(work);
    const bool is_fresh = search->slopes.is_fresh;
    gsl_vector_free(search->slopes.x);
    gsl_vector_free(search->slopes.misses);
    gsl_matrix_free(search->slopes.matrix);
    return !is_fresh && !search->is_over && !is_met(search);
}

/* ---- simplex ---- */

static double simplex_sum(const gsl_vector *x, void *context)
{
    double sum;
    return evaluate(context, x, &sum) ? sum : GSL_POSINF;
}

/* One simplex around the best point; false when it gained little. */
static bool simplex(struct search *search, double size)
{
    const size_t inputs = (size_t) search->problem->inputs;
    const double before = search->best;
    gsl_multimin_function function = { simplex_sum, inputs, search };
    gsl_multimin_fminimizer *const work =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, inputs);
    gsl_vector *const x = gsl_vector_alloc(inputs), *const steps =
                                                        gsl_vector_alloc(inputs);
    set_logits(x, search->best_u);
    for (size_t i = 0; i < inputs; i++)
        gsl_vector_set(steps, i, gsl_vector_get(x, i) > 0.0 ? -size : size);
    int status = gsl_multimin_fminimizer_set(work, &function, x, steps);
    const int most = SIMPLEX_EVALUATIONS * (int) (inputs + 1);
    for (int i = 0;
         i < most && status == GSL_SUCCESS && !search->is_over && !is_met(search)
         && gsl_multimin_fminimizer_size(work) > SIMPLEX_SIZE;
         i++)
        status = gsl_multimin_fminimizer_iterate(work);
    gsl_multimin_fminimizer_free(work);
    gsl_vector_free(steps);
    gsl_vector_free(x);
    return before - search->best > LEAST_GAIN * before;
}

/* ---- together ---- */

/* Some figure is missed by more than its tolerance, if only on average. */
static bool is_missed(const struct search *search)
{
    return search->best > search->problem->misses;
}

static void climb_from(struct search *search, const double *u)
{
    gsl_vector *const x = gsl_vector_alloc((size_t) search->problem->inputs);
    double before = INFINITY;
    set_logits(x, u);
    /* Where corrected slopes led nowhere any more, fresh ones may. */
    while (marquardt(search, x) && search->best < before) {
        before = search->best;
        set_logits(x, search->best_u);
    }
    gsl_vector_free(x);
}

/* Points spread over the cube, as long as figures are missed. */
static void climb_from_elsewhere(struct search *search)
{
    const int inputs = search->problem->inputs;
    gsl_qrng *const points = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned) inputs);
    double *const u = sim_mem_array((size_t) inputs, sizeof *u);
    gsl_qrng_get(points, u); /* the middle, where most searches begin */
    for (int i = 0; i < BEGIN_ANEW && !search->is_over && is_missed(search); i++) {
        gsl_qrng_get(points, u);
        climb_from(search, u);
    }
    free(u);
    gsl_qrng_free(points);
}

static void polish(struct search *search)
{
    static const double SIZE = 0.2;
    double size = SIZE;
    for (int i = 0; i < MOST_SIMPLEXES && !search->is_over && !is_met(search); i++) {
        if (!simplex(search, size))
            break;
        size *= 0.5;
    }
}

double search_run(const struct search_problem *problem, double *u,
                  enum search_effort effort)
{
    const size_t inputs = (size_t) problem->inputs;
    struct search search = {
        .problem = problem,
        .u = sim_mem_array(inputs, sizeof(double)),
        .misses = sim_mem_array((size_t) problem->misses, sizeof(double)),
        .best_u = u,
        .best = INFINITY,
    };
    double *const start = sim_mem_array(inputs, sizeof *start);
    for (size_t i = 0; i < inputs; i++)
        start[i] = u[i] = fmin(fmax(u[i], START_EDGE), 1.0 - START_EDGE);
    if (inputs == 0) {
        if (problem->miss(problem->context, u, search.misses)) {
            search.best = 0.0;
            for (int i = 0; i < problem->misses; i++)
                search.best += search.misses[i] * search.misses[i];
        }
    } else {
        climb_from(&search, start);
        if (effort == SEARCH_THOROUGH) {
            climb_from_elsewhere(&search);
            polish(&search);
        }
    }
    free(start);
    free(search.misses);
    free(search.u);
    return search.best;
}
