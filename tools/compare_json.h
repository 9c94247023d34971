/* A comparison as JSON and as CSV files. */
#ifndef TOOLS_COMPARE_JSON_H
#define TOOLS_COMPARE_JSON_H

#include <stdio.h>

#include "tools/compare_outcome.h"
#include "tools/output.h"

/* "tenfive-comparison-1": see comparison.schema.json. */
void compare_json(const struct compare_outcome *outcome, FILE *to);

/* differences.csv and inputs-changed.csv; the set keeps any fault. */
void compare_csv(const struct compare_outcome *outcome, const char *directory,
                 struct output *output);

#endif
