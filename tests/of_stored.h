/* What tests of documents that are made of stored results have in common. */
#ifndef TESTS_OF_STORED_H
#define TESTS_OF_STORED_H

#include <jansson.h>

#include "tools/document/of.h"

/* The document, which must be made. */
void of_stored_make(struct stored *stored, struct document *document);

/* The value at "a.0.b"; null: none. */
json_t *of_stored_at(json_t *from, const char *path);

/* By its id; null: there is none. */
const struct document_exhibit *of_stored_exhibit(const struct document *document,
                                                 const char *id);
/* The words of a fact; "" when there is none. */
const char *of_stored_fact(const struct document *document, const char *name);

/* Ids are unique, alternatives adjacent, terms in the glossary, sheets of a length and
 * of one section, columns of charts there, cells of their unit, no "nan" in words. */
void of_stored_look(const struct document *document);

/* Takes every member that the schema (a file of the source tree) names out in turn, and
 * puts something of another kind in its place: nothing crashes, and at least so many
 * are refused; strict: all that the schema requires are. */
void of_stored_walk(struct stored *stored, const char *schema, int least,
                    bool is_strict);

#endif
