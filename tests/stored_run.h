/* Runs of scenarios as stored results and their documents, for the tests of those. */
#ifndef TESTS_STORED_RUN_H
#define TESTS_STORED_RUN_H

#include <jansson.h>

#include "tools/document/document.h"
#include "tools/document/stored.h"

/* A path in the source tree (SOURCE_ROOT), in fresh memory. */
char *stored_run_source(const char *name);

/* Simulates a scenario of the source tree, three replications of seed 11, and reads its
 * JSON. */
void stored_run(struct stored *stored, const char *name, const char *const *sets,
                int set_count);

/* Its document; the test fails when there is none. */
void stored_run_document(struct stored *stored, struct document *document);

/* Calls `look` with result and document of scenarios whose pathways close, overflow,
 * redial, go down and come back, with targets of all kinds and with none. */
void stored_run_each(void (*look)(struct stored *stored, struct document *document));

/* The value at "a.b.c"; that of the estimate at a key; an exhibit, or null. */
json_t *stored_run_at(json_t *from, const char *path);
double stored_run_value(json_t *object, const char *key);
const struct document_exhibit *stored_run_exhibit(const struct document *document,
                                                  const char *id);

#endif
