/* Prices as tables for a terminal and as JSON. */
#ifndef TOOLS_ATTRIBUTE_REPORT_H
#define TOOLS_ATTRIBUTE_REPORT_H

#include <stdint.h>
#include <stdio.h>

#include "model/measure/paired.h"
#include "tools/attribute_plan.h"
#include "tools/report_table.h"

struct attribute_outcome {
    const struct attribute_plan *plan;
    const struct paired *paired; /* no fault, and at least one replication */
    uint64_t seed;
};

/* "target.t999.value", "line.switchboard.offered", "team.handlers.busy_hours", in fresh
 * memory. */
char *attribute_figure_path(const struct paired_figure *figure);

/* At most REPORT_WIDTH columns wide. */
void attribute_report(const struct attribute_outcome *outcome,
                      struct report_style style, FILE *to);

/* "tenfive-attribution-1": see attribution.schema.json. */
void attribute_json(const struct attribute_outcome *outcome, FILE *to);

#endif
