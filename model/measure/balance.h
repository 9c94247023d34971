/* Identities that every replication must satisfy, whatever happened in it.  One that
 * does not is a fault of the program, and its figures are not to be shown. */
#ifndef MODEL_BALANCE_H
#define MODEL_BALANCE_H

#include "model/measure/digest.h"

/* What does not balance, in words and in fresh memory; null when all does.
 *
 * - Every line and stream in every quarter hour: offered = answered + abandoned + left
 * + still there.
 * - Little's law as an identity: the waits, call by call, add up to the area under the
 *   queues, to a relative 1e-9.
 * - Flow: who is sent to a stage enters it or where it sends callers when closed or
 * when they come too often; who enters a stage that nobody waits in takes one of its
 * ways; who enters a line takes one of its ways or hangs up; who ends has been counted
 * as answered or left.  Callers still under way at the end are the only difference.
 *
 * `digest` is that of `tally`.  O(stages + ways). */
char *balance_fault(const struct scenario *scenario, const struct program *program,
                    const struct tally *tally, const struct digest *digest);

#endif
