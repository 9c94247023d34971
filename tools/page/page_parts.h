/* The parts of the page, each written by one function, top to bottom. */
#ifndef TOOLS_PAGE_PARTS_H
#define TOOLS_PAGE_PARTS_H

#include <stdbool.h>
#include <stdio.h>

#include "tools/document/document.h"
#include "tools/page/svg_parts.h"

/* What is being written, and where to. */
struct page {
    const struct document *document;
    FILE *to;
};

/* From the doctype to the end of the style. */
void page_head(const struct page *page);
/* Protective marking; `place` is "top" or "foot".  Nothing where there is none. */
void page_marking(const struct page *page, const char *place);
/* Title, kind, sentence and facts. */
void page_header(const struct page *page);
/* The cards; nothing where there are none. */
void page_headlines(const struct page *page);
void page_sections(const struct page *page);
void page_sources(const struct page *page);
void page_glossary(const struct page *page);
/* The script, where the program was built with one. */
void page_script(const struct page *page);

/* One table with its chart; `tip` is where its term is explained: at its own id, or at
 * that of an alternative that was before it. */
void page_exhibit(const struct page *page, const struct document_exhibit *exhibit,
                  const char *tip);
/* Its table, from <table> to </table>. */
void page_table(const struct page *page, const struct document_exhibit *exhibit);
/* What the script draws its chart from; nothing where it has none. */
void page_data(const struct page *page, const struct document_exhibit *exhibit);

/* Least and most of a heat map's values. */
struct svg_range page_heat_range(const struct document_exhibit *exhibit);

/* The term of that key, or null. */
const struct document_term *page_term(const struct page *page, const char *key);
/* A link to a term, with its definition as the tooltip of that place if it `is_first`
 * there.  Nothing where the glossary has not got it. */
void page_term_tip(const struct page *page, const char *key, const char *place,
                   bool is_first);

bool page_has_sources(const struct page *page);
/* Null and "" are the same. */
bool page_is_empty(const char *text);

#endif
