/* What a run came to, brought to the user: files, then table or JSON on stdout. */
#ifndef TOOLS_SHOW_H
#define TOOLS_SHOW_H

#include <stdbool.h>

#include "model/measure/result.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"
#include "tools/output.h"

struct show {
    const char *json;      /* path, "-" for stdout instead of the table, or null */
    const char *directory; /* for all files, or null */
    const char *trace;     /* path that was or will be written, or null */
    bool require_targets, require_expect;
};

/* Whether all files can be begun, so that a long run does not find at its end that they
 * cannot; complains on stderr. */
bool show_is_possible(const struct show *show);

/* Writes and prints everything, or why there is nothing to show, and commits `output`,
 * which may hold files already.  A result with a fault shows no figure.  Returns the
 * exit status. */
int show_result(const struct show *show, const struct scenario *scenario,
                const struct result *result, const struct sim_diag *diag,
                struct output *output);

#endif
