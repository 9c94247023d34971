/* A document as a workbook (Office Open XML). */
#ifndef TOOLS_BOOK_H
#define TOOLS_BOOK_H

#include <stdbool.h>
#include <stdio.h>

#include "tools/document/document.h"

/* Writes the workbook; the same document gives the same bytes.  False: it could not be
 * made (no room for temporary files, say), with errno set; an error of the stream
 * itself stays in the stream. */
bool book_write(const struct document *document, FILE *to);

#endif
