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
 * - Parts: who overflowed, was not reached or cut off has left, who hung up positive or
 * negative has abandoned, a line's other clocks have its calls.
 * - Flow: who is sent to a stage enters it or is turned away (closed, full, down); who
 * enters a stage that nobody waits in takes one of its ways; who enters a line takes
 * one of its ways, hangs up, overflows, is given up or cut off; who hangs up where
 * there is a redial, or is cut off, takes one of its ways; who ends has been counted as
 * answered or left; every further attempt began by a way.  Callers still under way or
 * between attempts at the end are the only difference.
 *
 * `digest` is that of `tally`.  O(stages + ways), and O(quarters) with call-backs,
 * redials, other clocks and the like. */
char *balance_fault(const struct scenario *scenario, const struct program *program,
                    const struct tally *tally, const struct digest *digest);

#endif
