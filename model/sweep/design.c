#include "model/sweep/design.h"

#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "sim/rng.h"

const char *const sweep_design_names[SWEEP_DESIGNS] = {
    [SWEEP_GRID] = "grid", [SWEEP_TORNADO] = "tornado", [SWEEP_LHS] = "lhs"
};

enum { SOBOL_AXES = 40 }; /* as many as gsl_qrng_sobol has */

int sweep_design_points(const struct sweep_design *design)
{
    int64_t points = design->kind == SWEEP_LHS       ? design->points
                     : design->kind == SWEEP_TORNADO ? (int64_t) design->axes * 2
                                                     : 1;
    for (int a = 0; design->kind == SWEEP_GRID && a < design->axes; a++)
        if (points <= SWEEP_MOST_POINTS)
            points *= design->counts[a];
    return points > SWEEP_MOST_POINTS ? SWEEP_MOST_POINTS + 1 : (int) points;
}

static void fill_grid(const struct sweep_design *design, int points, int *out)
{
    int every = points;
    for (int a = 0; a < design->axes; a++) {
        every /= design->counts[a];
        for (int p = 0; p < points; p++)
            out[p * design->axes + a] = p / every % design->counts[a];
    }
}

static void fill_tornado(const struct sweep_design *design, int points, int *out)
{
    for (int p = 0; p < points; p++)
        for (int a = 0; a < design->axes; a++)
            out[p * design->axes + a] = p / 2 != a   ? SWEEP_AS_IS
                                        : p % 2 == 0 ? 0
                                                     : design->counts[a] - 1;
}

/* ---- Latin hypercube ---- */

struct place {
    double at; /* 0 <= at < 1 */
    int point;
};

/* Equal places in order of points, so that the order is one only. */
static int by_place(const void *a, const void *b)
{
    const struct place *const x = a, *const y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->point - y->point;
}

/* One coordinate, shifted.  Sobol's are whole multiples of 2^-30, whose bits are
 * turned over: what lay in one square of a binary grid still does. */
static double shifted(double at, bool is_sobol, uint64_t luck)
{
    const double scale = 0x1p30;
    if (!is_sobol)
        return fmod(at + sim_rng_unit(luck), 1.0);
    return (double) ((uint32_t) (at * scale) ^ (uint32_t) (luck >> 34)) / scale;
}

/* places[axis][point]: the sequence, from the origin on, which GSL leaves out. */
static struct place *quasi_random(const struct sweep_design *design)
{
    const int axes = design->axes, points = design->points;
    const bool is_sobol = axes <= SOBOL_AXES;
    struct place *const places = sim_mem_array((size_t) axes * points, sizeof *places);
    double *const at = sim_mem_array(axes, sizeof *at);
    gsl_qrng *const sequence =
        gsl_qrng_alloc(is_sobol ? gsl_qrng_sobol : gsl_qrng_halton, (unsigned) axes);
    for (int p = 0; p < points; p++) {
        if (p > 0)
            gsl_qrng_get(sequence, at);
        for (int a = 0; a < axes; a++) {
            const uint64_t luck = sim_rng_key(sim_rng_mix(design->seed), (uint64_t) a);
            places[(size_t) a * points + p] =
                (struct place){ shifted(at[a], is_sobol, luck), p };
        }
    }
    gsl_qrng_free(sequence);
    free(at);
    return places;
}

static void fill_lhs(const struct sweep_design *design, int *out)
{
    const int axes = design->axes, points = design->points;
    struct place *const places = quasi_random(design);
    for (int a = 0; a < axes; a++) {
        struct place *const row = &places[(size_t) a * points];
        qsort(row, (size_t) points, sizeof *row, by_place);
        for (int stratum = 0; stratum < points; stratum++) {
            /* floor((stratum + 1/2) / points x count), in whole numbers. */
            const int64_t twice = (int64_t) (2 * stratum + 1) * design->counts[a];
            out[row[stratum].point * axes + a] = (int) (twice / (2 * (int64_t) points));
        }
    }
    free(places);
}

void sweep_design_fill(const struct sweep_design *design, int *out)
{
    const int points = sweep_design_points(design);
    switch (design->kind) {
    case SWEEP_GRID:
        fill_grid(design, points, out);
        break;
    case SWEEP_TORNADO:
        fill_tornado(design, points, out);
        break;
    case SWEEP_LHS:
        fill_lhs(design, out);
        break;
    case SWEEP_DESIGNS:
        break;
    }
}
