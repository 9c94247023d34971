/* Which points a sweep visits: for each, which value of each varied setting.  Pure
 * functions of their arguments. */
#ifndef MODEL_SWEEP_DESIGN_H
#define MODEL_SWEEP_DESIGN_H

#include <stdbool.h>
#include <stdint.h>

enum { SWEEP_MOST_POINTS = 100000 };

enum sweep_design_kind {
    /* Every combination, the last setting fastest: curves and maps of one or two
     * settings. */
    SWEEP_GRID,
    /* Each setting at its first and at its last value, the others left as they are:
     * which of many settings matter at all.  Takes no account of interplay. */
    SWEEP_TORNADO,
    /* Latin hypercube: all settings at once, each spread evenly over its values:
     * screens many settings with their interplay in few points.
     *
     * Source: McKay, Beckman and Conover, "A comparison of three methods for selecting
     * values of input variables", Technometrics 21 (1979) 239.  Which strata go
     * together is the order of a quasi-random sequence (gsl_qrng), so that settings are
     * spread two by two as well: Sobol' up to 40 settings with a digital shift by the
     * seed, beyond that Halton with a shift modulo 1; both shifts as in L'Ecuyer and
     * Lemieux, "Recent advances in randomized quasi-Monte Carlo methods", 2002. */
    SWEEP_LHS,
    SWEEP_DESIGNS
};

extern const char *const sweep_design_names[SWEEP_DESIGNS]; /* "grid", ... */

/* A value that is not changed: as in the scenario. */
enum { SWEEP_AS_IS = -1 };

struct sweep_design {
    enum sweep_design_kind kind;
    int axes;
    const int *counts; /* [axes]: values of each, >= 1 */
    int points;        /* SWEEP_LHS: >= 1 */
    uint64_t seed;     /* SWEEP_LHS */
};

/* Number of points; SWEEP_MOST_POINTS + 1 for any more. */
int sweep_design_points(const struct sweep_design *design);

/* Fills out[points][axes] with numbers of values, or SWEEP_AS_IS.  In a hypercube each
 * of the `points` equal parts of [0, 1) is hit once in every dimension, in its middle,
 * so each of n values is taken points / n times, give or take one.  O(points x axes x
 * log points). */
void sweep_design_fill(const struct sweep_design *design, int *out);

#endif
