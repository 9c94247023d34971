/* --precision: how small the noise must be for a run to end. */
#ifndef TOOLS_PRECISION_H
#define TOOLS_PRECISION_H

#include "model/measure/experiment.h"
#include "tools/options.h"

enum { PRECISION_MOST_REPLICATIONS = 2560 }; /* a checkpoint: see sim/replicate.h */

/* "0.1 points" of shares, "2 %" of the value, each at most once.  False after a
 * complaint on stderr in the name of the command; *out may be half filled then. */
bool precision_read(const char *command, const struct options_list *words,
                    struct experiment_precision *out);

#endif
