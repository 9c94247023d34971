/* A document as one HTML page that needs nothing else: no network, no JavaScript. Where
 * JavaScript runs and the program was built with it, charts become interactive. */
#ifndef TOOLS_PAGE_H
#define TOOLS_PAGE_H

#include <stdio.h>

#include "tools/document/document.h"

/* Writes the page, UTF-8; the stream keeps any error. */
void page_write(const struct document *document, FILE *to);

#endif
