#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tools/document/words.h"
#include "tools/page/page_parts.h"
#include "tools/page/page_text.h"

enum { SHADES = 12 }; /* classes s0..s11 of the style sheet */

/* The span of a heat map's values, empty where it has none. */
struct span {
    double low, high;
};

static struct span heat_span(const struct document_exhibit *exhibit)
{
    struct span span = { INFINITY, -INFINITY };
    if (exhibit->chart.kind != DOCUMENT_HEAT)
        return span;
    for (int row = 0; row < exhibit->row_count; row++)
        for (int column = 1; column < exhibit->column_count; column++) {
            const struct document_cell *const cell = document_at(exhibit, row, column);
            if (cell->kind != DOCUMENT_VALUE)
                continue;
            span.low = fmin(span.low, cell->value);
            span.high = fmax(span.high, cell->value);
        }
    return span;
}

/* Which shade a value has; the darkest is the one to look at first: the worst, or the
 * most where neither end is good. */
static int shade(const struct document_chart *chart, struct span span, double value)
{
    const double width = span.high - span.low;
    const double up = width > 0.0 ? (value - span.low) / width : 0.0;
    const double dark = chart->is_good_high && !chart->is_plain ? 1.0 - up : up;
    const int step = (int) (dark * SHADES);
    return step < SHADES ? step : SHADES - 1;
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
                       const struct document_cell *cell, FILE *to)
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
        fprintf(to, " <small>%s</small>", noise);
    fputs(cell->is_marked ? "</strong>" : "", to);
    free(words);
    free(noise);
}

/* Ends of cells and rows are left to the parser: a year's tables are long. */
static void row_cells(const struct document_exhibit *exhibit, int row, struct span span,
                      FILE *to)
{
    fputs("<tr>", to);
    for (int i = 0; i < exhibit->column_count; i++) {
        const struct document_column *const column = &exhibit->columns[i];
        const struct document_cell *const cell = document_at(exhibit, row, i);
        const bool is_heat = exhibit->chart.kind == DOCUMENT_HEAT && i > 0
                             && cell->kind == DOCUMENT_VALUE;
        if (i == 0 && column->unit == DOCUMENT_TEXT)
            fputs("<th scope=\"row\">", to);
        else if (is_heat)
            fprintf(to, "<td class=\"s%d\">",
                    shade(&exhibit->chart, span, cell->value));
        else if (column->unit == DOCUMENT_TEXT)
            fputs("<td class=\"t\">", to);
        else
            fputs("<td>", to);
        cell_words(column, cell, to);
    }
    fputc('\n', to);
}

void page_table(const struct page *page, const struct document_exhibit *exhibit)
{
    FILE *const to = page->to;
    fputs("<table><caption>", to);
    page_text_apart(exhibit->title, to);
    fputs("</caption>\n<thead><tr>", to);
    for (int i = 0; i < exhibit->column_count; i++)
        heading(page, &exhibit->columns[i]);
    fputs("</tr></thead>\n<tbody>\n", to);
    const struct span span = heat_span(exhibit);
    for (int row = 0; row < exhibit->row_count; row++)
        row_cells(exhibit, row, span, to);
    fputs("</tbody></table>\n", to);
}
