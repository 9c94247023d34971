/* Files as the parser gets them.  libconfig 1.5 exits on an unreadable include, leaks
 * on a syntax error, wraps large integers and takes quadratic time for large groups;
 * therefore its input is first read here, token by token, refused with a clear
 * complaint where it is wrong, and written anew as one flat text without these traps:
 * includes in place (names relative to the including file), long integers marked as
 * such, arrays as lists, no comma before a closing bracket. */
#ifndef MODEL_SCENARIO_READ_SCAN_H
#define MODEL_SCENARIO_READ_SCAN_H

#include "model/scenario/read_context.h"

struct read_flat {
    char *text; /* owned, ended by NUL */
    size_t length, capacity;
    struct sim_where *lines; /* owned: where line n + 1 of the text was written */
    size_t line_count, line_capacity;
};

void read_flat_done(struct read_flat *flat);

/* Scans the file at `path` with its includes; complaints that concern the file as a
 * whole are at `at`.  Returns false after a complaint. */
bool read_scan_file(struct read *read, struct sim_where at, const char *path,
                    struct read_flat *out);

/* Scans a text that was typed at `at`; `size` bytes, in which @include is refused. */
bool read_scan_text(struct read *read, struct sim_where at, const char *text,
                    size_t size, struct read_flat *out);

#endif
