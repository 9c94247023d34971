/* Text of anybody's making, made harmless where it stands in the page.  Bytes that are
 * no UTF-8, control characters other than newline and tab, and the characters that turn
 * the direction of what follows them all become U+FFFD.  Null is written as nothing. */
#ifndef TOOLS_PAGE_TEXT_H
#define TOOLS_PAGE_TEXT_H

#include <stddef.h>
#include <stdio.h>

/* Between tags, and in an attribute between quotes of either kind. */
void page_text(const char *text, FILE *to);

/* Between tags and in the middle of other text: what is written from right to left
 * stays among itself. */
void page_text_apart(const char *text, FILE *to);

/* A string of JSON with its quotes, fit for a script element: no '<' in it. */
void page_text_json(const char *text, FILE *to);

/* A string of CSS with its quotes, fit for a style element. */
void page_text_css(const char *text, FILE *to);

/* As page_text, from `text` up to `end`. */
void page_text_part(const char *text, const char *end, FILE *to);

#endif
