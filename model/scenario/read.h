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

/* Some of a what-if's changes.  takes() is asked once for each: every setting that the
 * file writes over its base's, then every row of its own `changes`, then every set;
 * false leaves it out.  A setting that the base has not is asked for as a whole.  The
 * base's own changes are not asked for. */
struct scenario_part {
    bool (*takes)(void *to, const char *path); /* names joined by points; [n], and the
                                                  separators ':' and '/', as written */
    void *to;
};

/* The same as scenario_read() with these changes alone; null: all. */
bool scenario_read_part(const char *path, const struct scenario_change_list *sets,
                        const struct scenario_part *part, struct sim_diag *diag,
                        struct scenario *out);

/* What-ifs put together: reads the first file, then puts the settings and changes of
 * each other file, a what-if, on top of those before, then the sets.  The base of each
 * must be one of the files before or of their bases.  Whatever one of them changed and
 * another writes over, so that the first would be lost, is a mistake; changes that add,
 * take away or multiply go together.  `count` >= 1; with 1 the same as scenario_read().
 * The title is that of all, the file all paths joined by "+". */
bool scenario_read_stack(const char *const *paths, int count,
                         const struct scenario_change_list *sets, struct sim_diag *diag,
                         struct scenario *out);

#endif
