/* The part of a fold that keeps the outcomes of targets. */
#ifndef MODEL_FOLD_TARGET_H
#define MODEL_FOLD_TARGET_H

#include "model/measure/fold.h"

void fold_target_init(struct fold *fold, int target,
                      const struct program_measured *measured, bool quarters);
void fold_target_done(struct fold_target *target);

/* Adds the outcomes of the replication in fold->digest and `tally`. */
void fold_target_add(struct fold *fold, int target, const struct tally *tally);

/* Level of a target's `each`. */
enum measure_level fold_target_level(const struct scenario_target *target);

/* Whether the period has all of this interval: others take no part in P(met). */
bool fold_target_is_whole(const struct calendar *calendar, enum measure_level level,
                          int interval);

/* Number of intervals of a level. */
int fold_target_intervals(const struct fold *fold, enum measure_level level);

/* The value that a share of single intervals do not exceed: shares to the nearest
 * 1/8000, times within a bin of tally.h.  There must be values. */
double fold_target_quantile(const struct fold_target *target, enum measure_unit unit,
                            double share);

#endif
