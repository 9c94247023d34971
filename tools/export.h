/* A synthetic interval export of a telephone system: what one replication would have
 * left in its reports, by line and half hour.  `tenfive fit` reads it back. */
#ifndef TOOLS_EXPORT_H
#define TOOLS_EXPORT_H

#include <stdint.h>

#include "model/scenario/scenario.h"
#include "sim/diag.h"
#include "tools/output.h"

/* Simulates the replication by itself and adds the file at `path` to the set, which
 * keeps any fault of writing.  The period alone is in it; a call counts in the half
 * hour of its arrival at the line; who finds the line down is in no report.  In October
 * the rows of the hour that comes twice come twice.  Returns the exit status;
 * complaints about what the engine cannot carry go to *diag. */
int export_write(const struct scenario *scenario, uint64_t seed, int replication,
                 const char *path, struct sim_diag *diag, struct output *output);

#endif
