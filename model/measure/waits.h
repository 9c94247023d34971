/* Quantiles from histograms of waits, with the bins of tally.h.
 *
 * Accuracy: a bin is 1/32 of an octave, at most 3.1 % of the value; inside it the waits
 * are taken as evenly spread.  Waits of 0 are exact.  Against sorted exponential waits
 * the error was below 0.1 % of the value (test_fold). */
#ifndef MODEL_WAITS_H
#define MODEL_WAITS_H

#include <stdint.h>

#include "model/measure/tally.h"

/* Adds bins [0, bins) of a tally's histogram; returns how many waits it added.
 * O(bins). */
uint64_t waits_add(uint64_t *to, const uint32_t *from, int bins);

/* The wait that a share of the answered calls do not exceed.  `answered` counts those
 * who did not wait as well, who are in no bin.  answered > 0; O(bins). */
double waits_quantile(const uint64_t *waits, double answered, double share);

#endif
