#include "tools/page/page.h"

#include "tools/page/page_assets.h"
#include "tools/page/page_parts.h"
#include "tools/page/page_text.h"

bool page_is_empty(const char *text)
{
    return text == NULL || *text == '\0';
}

static void title_words(const struct document *document, FILE *to)
{
    page_text(document->title, to);
    if (!page_is_empty(document->kind)) {
        fputs(" - ", to);
        page_text(document->kind, to);
    }
    fputs(" - tenfive", to);
}

/* On paper the marking stands on every page.  A browser without margin boxes repeats
 * what is fixed instead, which style.css knows. */
static void paper_style(const struct document *document, FILE *to)
{
    if (page_is_empty(document->marking))
        return;
    fputs("@media print{@page{@top-center{content:", to);
    page_text_css(document->marking, to);
    fputs("}@bottom-center{content:", to);
    page_text_css(document->marking, to);
    fputs("}}}\n", to);
}

/* Only a script whose hash is named here runs: text that slipped through would not. */
static void policy(FILE *to)
{
    fputs("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
          "form-action 'none'",
          to);
    if (*page_asset_script != '\0')
        fprintf(to, "; script-src '%s'", page_asset_hash);
    fputs("\">\n", to);
}

void page_head(const struct page *page)
{
    FILE *const to = page->to;
    fputs("<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n",
          to);
    policy(to);
    fputs("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
          to);
    title_words(page->document, to);
    fputs("</title>\n<style>\n", to);
    fputs(page_asset_style, to);
    paper_style(page->document, to);
    fputs("</style>\n</head>\n", to);
}

void page_marking(const struct page *page, const char *place)
{
    if (page_is_empty(page->document->marking))
        return;
    fprintf(page->to, "<p class=\"marking marking-%s\">", place);
    fputs("<span class=\"unseen\">Protective marking: </span>", page->to);
    page_text_apart(page->document->marking, page->to);
    fputs("</p>\n", page->to);
}

static void facts(const struct page *page)
{
    const struct document *const document = page->document;
    if (document->fact_count == 0)
        return;
    fputs("<dl class=\"facts\">\n", page->to);
    for (int i = 0; i < document->fact_count; i++) {
        fputs("<div><dt>", page->to);
        page_text_apart(document->facts[i].name, page->to);
        fputs("</dt><dd>", page->to);
        page_text_apart(document->facts[i].words, page->to);
        fputs("</dd></div>\n", page->to);
    }
    fputs("</dl>\n", page->to);
}

void page_header(const struct page *page)
{
    const struct document *const document = page->document;
    fputs("<header class=\"top\">\n", page->to);
    page_marking(page, "top");
    fputs("<div class=\"wide\">\n", page->to);
    if (!page_is_empty(document->kind)) {
        fputs("<p class=\"kind\">", page->to);
        page_text_apart(document->kind, page->to);
        fputs("</p>\n", page->to);
    }
    fputs("<h1 dir=\"auto\">", page->to);
    page_text(document->title, page->to);
    fputs("</h1>\n", page->to);
    if (!page_is_empty(document->summary)) {
        fputs("<p class=\"summary\" dir=\"auto\">", page->to);
        page_text(document->summary, page->to);
        fputs("</p>\n", page->to);
    }
    facts(page);
    fputs("</div>\n</header>\n", page->to);
}

static void contents_line(const char *id, const char *words, FILE *to)
{
    fputs("<li><a href=\"#", to);
    page_text(id, to);
    fputs("\">", to);
    page_text_apart(words, to);
    fputs("</a></li>\n", to);
}

static void contents(const struct page *page)
{
    const struct document *const document = page->document;
    fputs("<nav class=\"contents\" aria-labelledby=\"page-contents\">\n"
          "<h2 id=\"page-contents\">Contents</h2>\n<ul>\n",
          page->to);
    if (document->headline_count > 0)
        contents_line("page-headlines", "Headlines", page->to);
    for (int i = 0; i < document->section_count; i++)
        contents_line(document->sections[i]->id, document->sections[i]->heading,
                      page->to);
    if (page_has_sources(page))
        contents_line("page-sources", "Files that were read", page->to);
    if (document->term_count > 0)
        contents_line("page-glossary", "Glossary", page->to);
    fputs("</ul>\n</nav>\n", page->to);
}

void page_script(const struct page *page)
{
    if (*page_asset_script == '\0')
        return;
    fputs("<script>", page->to);
    fputs(page_asset_script, page->to);
    fputs("</script>\n", page->to);
}

void page_write(const struct document *document, FILE *to)
{
    const struct page page = { document, to };
    page_head(&page);
    fputs("<body>\n<a class=\"skip\" href=\"#page-main\">Skip to the results</a>\n",
          to);
    page_header(&page);
    fputs("<div class=\"wide frame\">\n", to);
    contents(&page);
    fputs("<main id=\"page-main\" tabindex=\"-1\">\n", to);
    page_headlines(&page);
    page_sections(&page);
    page_sources(&page);
    page_glossary(&page);
    fputs(
        "</main>\n</div>\n<footer class=\"foot\">\n<p class=\"wide\">Made by tenfive. "
        "Times are local, numbers are rounded to what their noise allows.</p>\n",
        to);
    page_marking(&page, "foot");
    fputs("</footer>\n", to);
    page_script(&page);
    fputs("</body>\n</html>\n", to);
}
