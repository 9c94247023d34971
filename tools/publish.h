/* A result brought to files: as JSON, and from that JSON as report.html and
 * results.xlsx, never from what is in memory, so that `tenfive report` of the stored
 * file gives the same bytes. */
#ifndef TOOLS_PUBLISH_H
#define TOOLS_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "tools/output.h"

/* Adds page and workbook to the set, which keeps any fault of writing.  False: the JSON
 * is not a result that can be shown; *fault (owned by the caller) says why. */
bool publish(const char *json, size_t length, const char *directory,
             struct output *output, char **fault);

/* How a run writes its result as JSON. */
typedef void publish_json(const void *from, FILE *to);

/* What --json and -o ask for: the JSON in the file `json` (null or "-": in none) and,
 * in `directory` (null: nothing more), as `name` beside page and workbook.  Makes the
 * directory; the set keeps any fault. */
void publish_run(publish_json *write, const void *from, const char *json,
                 const char *directory, const char *name, struct output *output);

/* Whether all of that can be written where it shall go, asked before the work: makes
 * the directory, and complains on stderr. */
bool publish_is_possible(const char *json, const char *directory, const char *name);

/* Whether --json asks for stdout, instead of the tables. */
bool publish_is_stdout(const char *json);

#endif
