/* A document with every unit, kind of chart and trap, made by hand, for the tests of
 * what writes documents. */
#ifndef TESTS_MADE_DOCUMENT_H
#define TESTS_MADE_DOCUMENT_H

#include "tools/document/document.h"

/* Fills an empty document; `days` rows in its longest table. */
void made_document(struct document *document, int days);

/* Texts that would do harm if they were taken for anything but text. */
extern const char *const made_hostile[];
extern const int made_hostile_count;

#endif
