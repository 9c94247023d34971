#include <string.h>

#include "tools/page/page_parts.h"
#include "tools/page/page_text.h"

const struct document_term *page_term(const struct page *page, const char *key)
{
    for (int i = 0; key != NULL && i < page->document->term_count; i++)
        if (strcmp(page->document->terms[i].key, key) == 0)
            return &page->document->terms[i];
    return NULL;
}

void page_term_tip(const struct page *page, const char *key, const char *place,
                   bool is_first)
{
    const struct document_term *const term = page_term(page, key);
    if (term == NULL)
        return;
    FILE *const to = page->to;
    fputs("<p class=\"define\">Definition: <a class=\"term\" href=\"#term-", to);
    page_text(term->key, to);
    fputs("\" aria-describedby=\"tip-", to);
    page_text(place, to);
    fputs("\">", to);
    page_text_apart(term->name, to);
    fputs("</a>", to);
    if (is_first) {
        fputs("<span class=\"tip\" role=\"tooltip\" dir=\"auto\" id=\"tip-", to);
        page_text(place, to);
        fputs("\">", to);
        page_text(term->definition, to);
        fputs("</span>", to);
    }
    fputs("</p>\n", to);
}

void page_glossary(const struct page *page)
{
    if (page->document->term_count == 0)
        return;
    FILE *const to = page->to;
    fputs("<section aria-labelledby=\"page-glossary\">\n"
          "<h2 id=\"page-glossary\">Glossary</h2>\n<dl class=\"glossary\">\n",
          to);
    for (int i = 0; i < page->document->term_count; i++) {
        const struct document_term *const term = &page->document->terms[i];
        fputs("<dt id=\"term-", to);
        page_text(term->key, to);
        fputs("\" dir=\"auto\">", to);
        page_text(term->name, to);
        fputs("</dt>\n<dd dir=\"auto\">", to);
        page_text(term->definition, to);
        fputs("</dd>\n", to);
    }
    fputs("</dl>\n</section>\n", to);
}

bool page_has_sources(const struct page *page)
{
    return page->document->source_count > 0;
}

/* Every line an element of its own, numbered by the style sheet, so that what is copied
 * from the page is the file. */
static void source_lines(const struct document_source *source, FILE *to)
{
    int number = 1, next_mark = 0;
    fputs("<pre dir=\"ltr\">", to);
    for (const char *at = source->text; *at != '\0'; number++) {
        const char *const end = strchrnul(at, '\n');
        while (next_mark < source->marked_count && source->marked[next_mark] < number)
            next_mark++;
        const bool is_marked =
            next_mark < source->marked_count && source->marked[next_mark] == number;
        fputs(is_marked ? "<mark><i>changed: </i>" : "<span>", to);
        page_text_part(at, end, to);
        fputs(is_marked ? "\n</mark>" : "\n</span>", to);
        at = *end == '\0' ? end : end + 1;
    }
    fputs("</pre>\n", to);
}

static void source_text(const struct document_source *source, int index, FILE *to)
{
    fprintf(to,
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
            "aria-labelledby=\"source-%d\">",
            index + 1);
    source_lines(source, to);
    fputs("</div>\n", to);
}

static void source_part(const struct document_source *source, int index, FILE *to)
{
    fprintf(to, "<details class=\"source\"%s><summary id=\"source-%d\">",
            source->marked_count > 0 ? " open" : "", index + 1);
    page_text_apart(source->name, to);
    if (source->marked_count > 0)
        fprintf(to, " <span class=\"count\">%d line%s changed</span>",
                source->marked_count, source->marked_count == 1 ? "" : "s");
    fputs("</summary>\n", to);
    if (!page_is_empty(source->about)) {
        fputs("<p dir=\"auto\">", to);
        page_text(source->about, to);
        fputs("</p>\n", to);
    }
    if (source->text != NULL)
        source_text(source, index, to);
    fputs("</details>\n", to);
}

void page_sources(const struct page *page)
{
    if (!page_has_sources(page))
        return;
    fputs("<section aria-labelledby=\"page-sources\">\n"
          "<h2 id=\"page-sources\">Files that were read</h2>\n",
          page->to);
    for (int i = 0; i < page->document->source_count; i++)
        source_part(&page->document->sources[i], i, page->to);
    fputs("</section>\n", page->to);
}
