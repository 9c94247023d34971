/* report.html and results.xlsx: written from a result as JSON, never from what is in
 * memory, so that `tenfive report` of the stored file gives the same bytes. */
#ifndef TOOLS_PUBLISH_H
#define TOOLS_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>

#include "tools/output.h"

/* Adds both files to the set, which keeps any fault of writing.  False: the JSON is not
 * a result that can be shown; *fault (owned by the caller) says why. */
bool publish(const char *json, size_t length, const char *directory,
             struct output *output, char **fault);

#endif
