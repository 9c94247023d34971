/* How the numbers of a document are said: one place for page and workbook, so that both
 * have the same decimals.  Texts are fresh memory. */
#ifndef TOOLS_DOCUMENT_WORDS_H
#define TOOLS_DOCUMENT_WORDS_H

#include "tools/document/document.h"

/* A cell as it is read: "1,242", "94.3 %", "3 min 10 s", "+0.8 points", "£2.99 million"
 * or its words; empty when the cell is.  No more decimals than its noise allows. */
char *document_words_of(const struct document_column *column,
                        const struct document_cell *cell);

/* "±0.1" in the same unit and decimals, rounded up; empty when not known. */
char *document_noise_of(const struct document_column *column,
                        const struct document_cell *cell);

/* The same as a number of the cell's own unit (shares 0..1); NaN when not known. */
double document_noise(const struct document_column *column,
                      const struct document_cell *cell);

/* The decimals that a cell's number carries in its unit as a workbook has it (shares as
 * percent, seconds as seconds). */
int document_decimals(const struct document_column *column,
                      const struct document_cell *cell);

/* "%", "s", "h", "£", "points" or "": what stands behind (pounds: before) a number. */
const char *document_unit_sign(enum document_unit unit);

/* "met", "NOT met", "undecided" and their symbols, which differ in shape: "✓", "✗",
 * "?"; empty without a verdict.  Static. */
const char *document_verdict_words(enum document_verdict verdict);
const char *document_verdict_symbol(enum document_verdict verdict);

#endif
