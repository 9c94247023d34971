/* tenfive simulate --attribute: what an edge or a change costs, from the same callers
 * with and without it. */
#ifndef TOOLS_ATTRIBUTE_H
#define TOOLS_ATTRIBUTE_H

#include "model/measure/experiment.h"
#include "tools/attribute_plan.h"
#include "tools/progress.h"

struct attribute_request {
    struct attribute_ask ask;
    const struct experiment_options *options; /* `quarters` is not looked at */
    struct progress *progress;                /* cleared before anything is printed */
    const char *json;      /* path, "-" for stdout instead of the tables, or null */
    const char *directory; /* for attribution.json, or null */
    bool quiet;
};

/* Runs, prints and writes.  Returns the exit status; complaints are told on stderr. */
int attribute_run(const struct attribute_request *request);

#endif
