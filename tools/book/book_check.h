/* Whether a workbook came out whole.  libxlsxwriter writes each part into a temporary
 * file first and does not look whether there was room for it: on a disk that is full it
 * gives an archive in order, of parts that are cut off. */
#ifndef TOOLS_BOOK_CHECK_H
#define TOOLS_BOOK_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/* True when the bytes are an archive each part of which is XML that ends with the end
 * of its outermost element.  Takes time for unpacking it once.
 *
 * Source of the layout: PKWARE's APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16. */
bool book_is_whole(const unsigned char *bytes, size_t length);

#endif
