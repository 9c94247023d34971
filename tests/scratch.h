/* A file for the length of a test, and complaints as one text to compare. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/diag.h"
#include "sim/mem.h"
#include "tests/near.h"

struct scratch {
    char path[32];
};

/* Makes a file of these bytes. */
static inline struct scratch scratch_bytes(const void *bytes, size_t count)
{
    struct scratch file = { .path = "/tmp/tenfive-test-XXXXXX" };
    const int handle = mkstemp(file.path);
    FILE *to = handle < 0 ? NULL : fdopen(handle, "wb");
    assert_non_null(to);
    assert_int_equal(fwrite(bytes, 1, count, to), count);
    assert_int_equal(fclose(to), 0);
    return file;
}

static inline struct scratch scratch_text(const char *text)
{
    return scratch_bytes(text, strlen(text));
}

static inline void scratch_done(const struct scratch *file)
{
    assert_int_equal(unlink(file->path), 0);
}

/* All complaints, one a line, sorted; empties the diag.  Owned by the caller. */
static inline char *scratch_said(struct sim_diag *diag)
{
    sim_diag_sort(diag);
    char *all = sim_mem_text("");
    for (size_t i = 0; i < diag->count; i++) {
        char *line = sim_diag_line(&diag->items[i]);
        char *longer = sim_mem_print("%s%s\n", all, line);
        free(line);
        free(all);
        all = longer;
    }
    sim_diag_done(diag);
    return all;
}

#endif
