/* What the parts of the reader share: one reading of one scenario. */
#ifndef MODEL_SCENARIO_READ_CONTEXT_H
#define MODEL_SCENARIO_READ_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/scenario/scenario.h"
#include "sim/diag.h"

struct read_limited;
struct scenario_part;

struct read {
    struct sim_diag *diag;
    struct scenario *out;
    size_t text_capacity, table_capacity, limited_capacity, source_capacity;
    enum scenario_role role;      /* of the files that are read now */
    size_t bytes, files;          /* read so far, of all files */
    struct read_limited *limited; /* owned; changes that hold for a time, in order */
    size_t limited_count;
    const struct scenario_part *part; /* changes that are applied; null: all */
};

/* Gives a text to the scenario and lends it back; an equal text is kept once. */
const char *read_keep(struct read *read, char *owned);

/* Gives the points of a law to the scenario and lends them back. */
const double *read_keep_table(struct read *read, double *owned);

/* A file name as written in the file of `at`: relative names start in its directory
 * (on the command line, in the current one).  Kept by the scenario. */
const char *read_path(struct read *read, struct sim_where at, const char *name);

/* The bytes of a file, ended by NUL, which count for the scenario's hash and are kept
 * among its sources; null after a complaint, at `at`, when it is no readable text file
 * or too large.  Free them. */
char *read_bytes(struct read *read, struct sim_where at, const char *path,
                 size_t *size);

/* Starts the scenario's hash, and adds to it (FNV-1a, 64 bits). */
void read_hash_begin(struct read *read);
void read_hash(struct read *read, const char *bytes, size_t size);

#endif
