/* The part of balance.h that follows the callers from stage to stage.  All counts are
 * of journeys begun in the period. */
#ifndef MODEL_BALANCE_FLOW_H
#define MODEL_BALANCE_FLOW_H

#include "model/measure/digest.h"

/* What does not balance, in words and in fresh memory; null when all does.
 * O(stages + ways + quarters x streams). */
char *balance_flow_fault(const struct scenario *scenario, const struct program *program,
                         const struct tally *tally, const struct digest *digest);

#endif
