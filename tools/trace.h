/* Every event of every call of one replication, in order of time: the answer to "why
 * did this call wait?". */
#ifndef TOOLS_TRACE_H
#define TOOLS_TRACE_H

#include <stdint.h>

#include "model/scenario/scenario.h"
#include "sim/diag.h"
#include "tools/output.h"

/* Simulates the replication by itself and adds the file at `path` to the set, which
 * keeps any fault of writing.  Returns the exit status; complaints about what the
 * engine cannot carry go to *diag.  Memory holds about a day, and as much as the
 * longest wait spans. */
int trace_write(const struct scenario *scenario, uint64_t seed, int replication,
                const char *path, struct sim_diag *diag, struct output *output);

#endif
