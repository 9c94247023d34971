/* Reads a scenario file, with its includes, bases, tables and what-ifs, into a struct
 * scenario.  The language is described by `tenfive check --keys` (keys.h). */
#ifndef MODEL_SCENARIO_READ_H
#define MODEL_SCENARIO_READ_H

#include <stdbool.h>

#include "model/scenario/change.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"

/* Reads `path`, applies `sets` (null: none) after the file's own changes, and checks
 * the whole.  All mistakes go to *diag, warnings too.  Returns true when there was no
 * error.
 *
 * *out must be zeroed memory.  It is filled either way, because complaints borrow file
 * names from it: print or drop the diag first, then call scenario_done().  After a
 * failure nothing else in *out may be used.
 *
 * Files above 16 MB in all, more than 500,000 values and more than 1,000 settings in
 * one group are refused; time is bounded by these. */
bool scenario_read(const char *path, const struct scenario_change_list *sets,
                   struct sim_diag *diag, struct scenario *out);

#endif
