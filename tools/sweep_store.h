/* What is finished of a sweep: in the journals of its directory, and at other ranks. */
#ifndef TOOLS_SWEEP_STORE_H
#define TOOLS_SWEEP_STORE_H

#include "tools/sweep_run.h"

/* Opens the journal of this rank (without -o none) and takes up what it has; rank 0
 * also what other ranks left in an earlier run.  Complains on stderr and gives an exit
 * status. */
int sweep_store_open(struct sweep_run *run);

/* What rank 0 knows becomes known to all. */
void sweep_store_share(struct sweep_run *run);

/* What any rank knows becomes known to rank 0 and stands in its journal; the others'
 * journals go. */
void sweep_store_gather(struct sweep_run *run);

#endif
