/* Makes documents of stored results, by their schema.  One function a schema, in files
 * of their own; each fills an empty document and notes in `stored` what is missing. */
#ifndef TOOLS_DOCUMENT_OF_H
#define TOOLS_DOCUMENT_OF_H

#include <stdbool.h>

#include "tools/document/document.h"
#include "tools/document/stored.h"

struct document_maker {
    const char *schema; /* "tenfive-result-3" */
    void (*make)(struct stored *stored, struct document *document);
};

/* Ends with a row without a schema. */
extern const struct document_maker document_makers[];

void document_of_result(struct stored *stored, struct document *document);
void document_of_plan(struct stored *stored, struct document *document);
void document_of_backtest(struct stored *stored, struct document *document);
void document_of_comparison(struct stored *stored, struct document *document);
void document_of_sweep(struct stored *stored, struct document *document);

/* The document of a result of any known schema.  False, with stored->fault set: a
 * schema that is not known ("tenfive-result-2 is of an earlier version ..."), or
 * something is missing; the document is empty then. */
bool document_of(struct stored *stored, struct document *document);

#endif
