#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/book/book_parts.h"

enum {
    DEFINITION_WIDTH = 110,
    TEXT_WIDTH = 110,
    NAME_WIDTH = 30,
    TERM_WIDTH = 34,
    NUMBER_WIDTH = 10
};

void book_glossary(struct book *book)
{
    static const char *const headings[] = { "term", "definition" };
    const struct document *const document = book->document;
    if (document->term_count == 0)
        return;
    struct book_sheet *const sheet = book_sheet_new(book, "Glossary", "Glossary");
    sheet->exhibit_count = 1;
    book_widen(sheet, 0, TERM_WIDTH);
    book_widen(sheet, 1, DEFINITION_WIDTH);
    const int head = ++sheet->row;
    book_heading_row(book, sheet, sheet->row++, headings, NULL, 2);
    for (int i = 0; i < document->term_count; i++) {
        const struct document_term *const term = &document->terms[i];
        book_row_height(book, sheet, sheet->row,
                        book_line_count(sheet, 1, term->definition));
        book_put(book, sheet, sheet->row, 0, term->name,
                 BOOK_BODY | BOOK_BOLD | BOOK_WRAP);
        book_put(book, sheet, sheet->row++, 1, term->definition,
                 BOOK_BODY | BOOK_WRAP | BOOK_INDENT);
    }
    memcpy(sheet->filter, (int[]){ head, 0, sheet->row - 1, 1 }, sizeof sheet->filter);
}

static void put_line(struct book *book, struct book_sheet *sheet, const char *file,
                     int number, const char *line, bool is_marked)
{
    const unsigned look = BOOK_BODY | (is_marked ? BOOK_MARKED : 0);
    book_put(book, sheet, sheet->row, 0, file, look);
    if (number > 0)
        book_put_number(book, sheet, sheet->row, 1, number, "0", look);
    else
        book_put(book, sheet, sheet->row, 1, "", look);
    book_put(book, sheet, sheet->row, 2, is_marked ? "changed" : "",
             look | BOOK_INDENT);
    book_put(book, sheet, sheet->row++, 3, line, look | BOOK_MONO | BOOK_INDENT);
}

static void put_source(struct book *book, struct book_sheet *sheet,
                       const struct document_source *source)
{
    if (source->about != NULL || source->text == NULL)
        put_line(book, sheet, source->name, 0,
                 source->about == NULL ? "(too long to be kept)" : source->about,
                 false);
    char *const text = sim_mem_text(source->text == NULL ? "" : source->text);
    int number = 0, next = 0;
    char *rest = text;
    while (rest != NULL && *rest != '\0') {
        const char *const line = strsep(&rest, "\n");
        number++;
        const bool is_marked =
            next < source->marked_count && source->marked[next] == number;
        next += is_marked;
        put_line(book, sheet, source->name, number, line, is_marked);
    }
    free(text);
}

/* Enough for a file's name, unless it is that of a deep directory. */
static double name_width(const struct document_source *source)
{
    const int width = source->name == NULL ? 0 : book_width(source->name) + 2;
    return width < BOOK_TEXT_WIDTH ? width : BOOK_TEXT_WIDTH;
}

void book_sources(struct book *book)
{
    static const char *const headings[] = { "file", "line", "changed", "text" };
    static const bool right[] = { false, true, false, false };
    const struct document *const document = book->document;
    if (document->source_count == 0)
        return;
    struct book_sheet *const sheet = book_sheet_new(
        book, "Source texts", "Source texts: what the run was read from");
    sheet->exhibit_count = 1;
    book_widen(sheet, 0, NAME_WIDTH);
    for (int i = 0; i < document->source_count; i++)
        book_widen(sheet, 0, name_width(&document->sources[i]));
    book_widen(sheet, 1, NUMBER_WIDTH);
    book_widen(sheet, 2, NUMBER_WIDTH);
    book_widen(sheet, 3, TEXT_WIDTH);
    const int head = ++sheet->row;
    book_heading_row(book, sheet, sheet->row++, headings, right, 4);
    for (int i = 0; i < document->source_count; i++)
        put_source(book, sheet, &document->sources[i]);
    memcpy(sheet->filter, (int[]){ head, 0, sheet->row - 1, 3 }, sizeof sheet->filter);
}
