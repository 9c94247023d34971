/* Patience from the bands of answer and abandonment times, by maximum likelihood.
 *
 * An abandoned call shows that its caller's patience ended in its band, an answered one
 * that it went on for at least as long as the wait was.  Within a band, calls are taken
 * to leave at a constant rate, which gives the callers n(t) still waiting at each time;
 * hang-ups in a band are then Poisson with mean  integral of n(t) h(t) dt,  h being the
 * hazard of patience (exponential: constant; Weibull: k t^(k-1) / scale^k).
 *
 * The first band is different: it holds those who were answered at once and those who
 * left at once.  Patience is fitted beyond it; what it has of hang-ups beyond what that
 * patience explains are callers who leave unless answered at once.
 *
 * Where the export has the sums of waits, they fix the time spent waiting exactly;
 * otherwise what the width of the bands leaves open is part of the intervals.
 *
 * Source: Aalen, Borgan and Gjessing, "Survival and event history analysis", Springer
 * 2008, chapter 5 (occurrence and exposure). */
#ifndef MODEL_PATIENCE_FIT_H
#define MODEL_PATIENCE_FIT_H

#include <stdbool.h>

#include "model/records/records.h"
#include "sim/dist.h"

enum patience_fit_status {
    PATIENCE_FIT_OK,
    PATIENCE_FIT_NO_BANDS, /* fewer than three bands that both sides share */
    PATIENCE_FIT_FEW,      /* fewer than PATIENCE_FIT_LEAST hang-ups beyond the first */
    PATIENCE_FIT_STATUSES
};

enum { PATIENCE_FIT_LEAST = 30 };

struct patience_fit {
    enum sim_dist_law law; /* SIM_DIST_EXPONENTIAL or SIM_DIST_WEIBULL */
    double mean_s, mean_half_s;
    double shape, shape_half; /* Weibull; 1 and 0 for the exponential law */
    double at_once, at_once_half;
    double hang_ups; /* beyond the first band: what the estimate rests on */
    double misfit;   /* chi square over its degrees of freedom */
    bool has_sums;   /* the sums of waits were used */
    int bands;
};

/* `records` tells the bands, `sum` has the counts.  Leaves *out alone unless OK. */
enum patience_fit_status patience_fit(const struct records *records,
                                      const struct records_sum *sum,
                                      struct patience_fit *out);

extern const char *const patience_fit_reasons[PATIENCE_FIT_STATUSES];

#endif
