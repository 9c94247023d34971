#include <stdlib.h>
#include <string.h>

#include "tools/document/words.h"
#include "tools/page/page_parts.h"
#include "tools/page/page_text.h"
#include "tools/page/svg_shade.h"

enum { LONG_TABLE = 100 }; /* rows, from which on bytes count more than looks */

/* The colours of a heat map's cells; those of other tables are never asked for. */
static struct svg_shade heat_shade(const struct document_exhibit *exhibit)
{
    return svg_shade_of(&exhibit->chart, page_heat_range(exhibit));
}

static void heading(const struct page *page, const struct document_column *column)
{
    const struct document_term *const term = page_term(page, column->term);
    FILE *const to = page->to;
    fputs(column->unit == DOCUMENT_TEXT ? "<th scope=\"col\" class=\"t\">"
                                        : "<th scope=\"col\">",
          to);
    if (term == NULL) {
        page_text_apart(column->heading, to);
        fputs("</th>", to);
        return;
    }
    fputs("<a class=\"term\" href=\"#term-", to);
    page_text(term->key, to);
    fputs("\" title=\"", to);
    page_text(term->definition, to);
    fputs("\">", to);
    page_text_apart(column->heading, to);
    fputs("</a></th>", to);
}

/* The symbol, and its words for those who do not see it unless the cell says them. */
static void cell_verdict(enum document_verdict verdict, const char *words, FILE *to)
{
    if (verdict == DOCUMENT_NO_VERDICT)
        return;
    fputs("<span aria-hidden=\"true\">", to);
    fputs(document_verdict_symbol(verdict), to);
    fputs("</span> ", to);
    if (strcmp(words, document_verdict_words(verdict)) != 0)
        fprintf(to, "<span class=\"unseen\">%s: </span>",
                document_verdict_words(verdict));
}

static void cell_words(const struct document_column *column,
                       const struct document_cell *cell, bool is_long, FILE *to)
{
    char *const words = document_words_of(column, cell);
    char *const noise =
        column->has_noise ? document_noise_of(column, cell) : calloc(1, 1);
    fputs(cell->is_marked ? "<strong>" : "", to);
    cell_verdict(cell->verdict, words, to);
    if (cell->kind == DOCUMENT_VALUE)
        page_text(words, to);
    else
        page_text_apart(words, to);
    if (!page_is_empty(noise))
        fprintf(to, is_long ? " %s" : " <i>%s</i>", noise);
    fputs(cell->is_marked ? "</strong>" : "", to);
    free(words);
    free(noise);
}

/* As few bytes as can be: a year's page has tens of thousands of these. */
static void heat_cell(struct svg_colour colour, FILE *to)
{
    const bool is_white = strcmp(svg_shade_ink(colour), "#fff") == 0;
    fprintf(to, "<td%s style=--c:#%02x%02x%02x>", is_white ? " class=w" : "",
            (unsigned) colour.red, (unsigned) colour.green, (unsigned) colour.blue);
}

/* Ends of cells and rows are left to the parser: a year's tables are long. */
static void row_cells(const struct document_exhibit *exhibit, int row,
                      const struct svg_shade *shade, FILE *to)
{
    fputs("<tr>", to);
    for (int i = 0; i < exhibit->column_count; i++) {
        const struct document_column *const column = &exhibit->columns[i];
        const struct document_cell *const cell = document_at(exhibit, row, i);
        const bool is_heat = exhibit->chart.kind == DOCUMENT_HEAT && i > 0
                             && cell->kind == DOCUMENT_VALUE;
        if (i == 0 && column->unit == DOCUMENT_TEXT)
            fputs("<th scope=row>", to);
        else if (is_heat)
            heat_cell(svg_shade_colour(shade, cell->value), to);
        else if (column->unit == DOCUMENT_TEXT)
            fputs("<td class=\"t\">", to);
        else
            fputs("<td>", to);
        cell_words(column, cell, exhibit->row_count > LONG_TABLE, to);
    }
    fputc('\n', to);
}

void page_table(const struct page *page, const struct document_exhibit *exhibit)
{
    FILE *const to = page->to;
    fputs("<table><caption class=\"unseen\">", to);
    page_text_apart(exhibit->title, to);
    fputs("</caption>\n<thead><tr>", to);
    for (int i = 0; i < exhibit->column_count; i++)
        heading(page, &exhibit->columns[i]);
    fputs("</tr></thead>\n<tbody>\n", to);
    const struct svg_shade shade = heat_shade(exhibit);
    for (int row = 0; row < exhibit->row_count; row++)
        row_cells(exhibit, row, &shade, to);
    fputs("</tbody></table>\n", to);
}
