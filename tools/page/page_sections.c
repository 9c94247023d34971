#include <string.h>

#include "tools/page/page_parts.h"
#include "tools/page/page_text.h"
#include "tools/page/svg.h"

static bool has_chart(const struct document_exhibit *exhibit)
{
    return exhibit->chart.kind != DOCUMENT_NO_CHART && exhibit->row_count > 0;
}

static void table_part(const struct page *page, const struct document_exhibit *exhibit)
{
    FILE *const to = page->to;
    const bool is_closed = has_chart(exhibit) || exhibit->is_folded;
    if (is_closed)
        fputs("<details class=\"data\"><summary>Table of these figures"
              "<span class=\"unseen\">: ",
              to);
    if (is_closed) {
        page_text_apart(exhibit->title, to);
        fputs("</span></summary>\n", to);
    }
    fputs("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"",
          to);
    page_text(exhibit->id, to);
    fputs("-heading\">\n", to);
    page_table(page, exhibit);
    fputs(is_closed ? "</div>\n</details>\n" : "</div>\n", to);
}

static void chart_part(const struct page *page, const struct document_exhibit *exhibit)
{
    if (!has_chart(exhibit))
        return;
    fputs("<div class=\"chart\">", page->to);
    svg_chart(exhibit, page->to);
    fputs("</div>\n", page->to);
    page_data(page, exhibit);
}

void page_exhibit(const struct page *page, const struct document_exhibit *exhibit,
                  const char *tip)
{
    FILE *const to = page->to;
    fputs("<figure id=\"", to);
    page_text(exhibit->id, to);
    fputs("\" aria-labelledby=\"", to);
    page_text(exhibit->id, to);
    fputs("-heading\">\n<figcaption><h3 dir=\"auto\" id=\"", to);
    page_text(exhibit->id, to);
    fputs("-heading\">", to);
    page_text(exhibit->title, to);
    fputs("</h3></figcaption>\n", to);
    page_term_tip(page, exhibit->term, tip, strcmp(tip, exhibit->id) == 0);
    chart_part(page, exhibit);
    table_part(page, exhibit);
    if (!page_is_empty(exhibit->note)) {
        fputs("<p class=\"note\" dir=\"auto\">", to);
        page_text(exhibit->note, to);
        fputs("</p>\n", to);
    }
    fputs("</figure>\n", to);
}

/* How many exhibits from `first` on are alternatives of one group; at least one. */
static int group_size(const struct document_section *section, int first)
{
    const char *const group = section->exhibits[first]->group;
    int next = first + 1;
    while (group != NULL && next < section->exhibit_count
           && section->exhibits[next]->group != NULL
           && strcmp(section->exhibits[next]->group, group) == 0)
        next++;
    return next - first;
}

/* The first of the alternatives up to `index` with the same term. */
static const struct document_exhibit *explained(struct document_exhibit *const *first,
                                                int index)
{
    const char *const term = first[index]->term;
    int i = 0;
    while (i < index
           && (term == NULL || first[i]->term == NULL
               || strcmp(first[i]->term, term) != 0))
        i++;
    return first[i];
}

/* All of them below one another, the first of them open; the script makes a choice of
 * it. */
static void alternatives(const struct page *page, struct document_exhibit *const *first,
                         int count)
{
    FILE *const to = page->to;
    fputs("<div class=\"group\">\n", to);
    for (int i = 0; i < count; i++) {
        fputs(i == 0 ? "<details class=\"option\" open><summary>"
                     : "<details class=\"option\"><summary>",
              to);
        page_text_apart(
            page_is_empty(first[i]->option) ? first[i]->title : first[i]->option, to);
        fputs("</summary>\n", to);
        page_exhibit(page, first[i], explained(first, i)->id);
        fputs("</details>\n", to);
    }
    fputs("</div>\n", to);
}

static void section_part(const struct page *page,
                         const struct document_section *section)
{
    FILE *const to = page->to;
    fputs("<section aria-labelledby=\"", to);
    page_text(section->id, to);
    fputs("\">\n<h2 dir=\"auto\" id=\"", to);
    page_text(section->id, to);
    fputs("\">", to);
    page_text(section->heading, to);
    fputs("</h2>\n", to);
    for (int i = 0; i < section->paragraph_count; i++) {
        fputs("<p dir=\"auto\">", to);
        page_text(section->paragraphs[i], to);
        fputs("</p>\n", to);
    }
    for (int i = 0, count = 0; i < section->exhibit_count; i += count) {
        count = group_size(section, i);
        if (count > 1)
            alternatives(page, &section->exhibits[i], count);
        else
            page_exhibit(page, section->exhibits[i], section->exhibits[i]->id);
    }
    fputs("</section>\n", to);
}

void page_sections(const struct page *page)
{
    for (int i = 0; i < page->document->section_count; i++)
        section_part(page, page->document->sections[i]);
}
