#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/book/book_parts.h"
#include "tools/check_words.h"

enum {
    PAPER_A4 = 9,
    ROW_HEIGHT = 15,
    MOST_LINES = 27,    /* of a row: Excel's rows end at 409 points */
    FILTERED_ROWS = 20, /* a table so long can be filtered */
    FROZEN_ROWS = 14,   /* panes of more would leave too little of the screen */
    FROZEN_WIDTH = 32,
    HEADER_PART = 80, /* bytes of each of the header's and footer's texts */
};
static const double MARGIN_IN = 0.5, EDGE_IN = 0.75;
static const double TITLE_LINES = 1.6;
/* Of a column, in characters; and what a character and its margin take. */
static const double USUAL_WIDTH = 8.43, DIGIT_PIXELS = 7.0, PADDING_PIXELS = 5.0;
static const double LETTERS = 1.12, SENTENCE = 36.0;

void book_keep(struct book *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

/* The marking above and below, the title and pages below. */
static void set_header(struct book *book, lxw_worksheet *worksheet)
{
    const struct document *const document = book->document;
    char *const marking = book_header_text(document->marking, HEADER_PART);
    char *const title = book_header_text(document->title, HEADER_PART);
    char *const above = sim_mem_print("&C&\"-,Bold\"%s", marking);
    char *const below =
        sim_mem_print("&L%s&C&\"-,Bold\"%s&RPage &P of &N", title, marking);
    if (*marking != '\0')
        book_keep(book, worksheet_set_header(worksheet, above));
    book_keep(book, worksheet_set_footer(worksheet, below));
    free(marking);
    free(title);
    free(above);
    free(below);
}

struct book_sheet *book_sheet_new(struct book *book, const char *wanted,
                                  const char *title)
{
    book->sheets = sim_mem_grow(book->sheets, &book->sheet_capacity,
                                book->sheet_count + 1, sizeof(struct book_sheet *));
    struct book_sheet *const sheet = sim_mem_array(1, sizeof *sheet);
    sheet->wanted = wanted;
    sheet->first_hidden = BOOK_LEAST_HIDDEN;
    sheet->name = book_sheet_name(book, wanted);
    sheet->worksheet = workbook_add_worksheet(book->workbook, sheet->name);
    book->sheets[book->sheet_count++] = sheet;
    if (sheet->worksheet == NULL) {
        book_keep(book, LXW_ERROR_PARAMETER_VALIDATION);
        return sheet;
    }
    worksheet_set_paper(sheet->worksheet, PAPER_A4);
    worksheet_set_landscape(sheet->worksheet);
    worksheet_fit_to_pages(sheet->worksheet, 1, 0);
    worksheet_set_margins(sheet->worksheet, MARGIN_IN, MARGIN_IN, EDGE_IN, EDGE_IN);
    worksheet_gridlines(sheet->worksheet, LXW_HIDE_ALL_GRIDLINES);
    set_header(book, sheet->worksheet);
    const char *const marking = book->document->marking;
    if (marking != NULL && *marking != '\0')
        book_put_line(book, sheet, marking, BOOK_BOLD);
    book_row_height(book, sheet, sheet->row, TITLE_LINES);
    book_put_line(book, sheet, title, BOOK_TITLE);
    return sheet;
}

void book_put(struct book *book, const struct book_sheet *sheet, int row, int column,
              const char *text, unsigned look)
{
    if (sheet->worksheet == NULL)
        return;
    char *const clean = book_cell_text(text);
    lxw_format *const format = book_look(book, "", look);
    const lxw_row_t y = (lxw_row_t) row;
    const lxw_col_t x = (lxw_col_t) column;
    book_keep(book,
              *clean == '\0'
                  ? worksheet_write_blank(sheet->worksheet, y, x, format)
                  : worksheet_write_string(sheet->worksheet, y, x, clean, format));
    free(clean);
}

void book_put_number(struct book *book, const struct book_sheet *sheet, int row,
                     int column, double value, const char *format, unsigned look)
{
    if (sheet->worksheet != NULL)
        book_keep(book, worksheet_write_number(sheet->worksheet, (lxw_row_t) row,
                                               (lxw_col_t) column, value,
                                               book_look(book, format, look)));
}

void book_widen(struct book_sheet *sheet, int column, double width)
{
    if (column >= sheet->column_count) {
        sheet->widths = sim_mem_grow(sheet->widths, &sheet->capacity,
                                     (size_t) column + 1, sizeof *sheet->widths);
        for (; sheet->column_count <= column; sheet->column_count++)
            sheet->widths[sheet->column_count] = 0.0;
    }
    if (sheet->widths[column] < width)
        sheet->widths[column] = width;
}

void book_put_line(struct book *book, struct book_sheet *sheet, const char *text,
                   unsigned look)
{
    const double size = look & BOOK_TITLE ? 1.6 : look & BOOK_SUBTITLE ? 1.2 : 1.0;
    const double width = text == NULL ? 0.0 : size * book_width(text);
    sheet->text_width = fmax(sheet->text_width, width);
    book_put(book, sheet, sheet->row++, 0, text, look);
}

void book_put_lines(struct book *book, struct book_sheet *sheet, const char *text,
                    int width, unsigned look)
{
    if (text == NULL || *text == '\0')
        return;
    char *const lines = check_words_fold(text, 0, width), *rest = lines;
    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n"))
        book_put_line(book, sheet, line, look);
    free(lines);
}

/* Puts a word of some letters at the end of lines of a width, of which the last has
 * `used`; gives the lines that this adds.  A word longer than a line is cut. */
static int add_word(int letters, int width, int *used)
{
    const int blank = *used > 0;
    if (*used + blank + letters <= width) {
        *used += blank + letters;
        return 0;
    }
    const int own = letters > 0 ? (letters - 1) / width : 0;
    *used = letters - own * width;
    return own + blank;
}

/* A width is counted in digits, which are wider than the letters of sentences. */
int book_line_count(const struct book_sheet *sheet, int column, const char *text)
{
    const double digits = sheet->widths[column];
    const int width = (int) fmax(1.0, digits < SENTENCE ? digits : LETTERS * digits);
    int lines = 1, used = 0, letters = 0;
    for (const char *at = text;; at++) {
        const bool is_end = *at == '\0' || *at == ' ' || *at == '\n';
        letters += !is_end && (*at & 0xc0) != 0x80; /* beginnings of characters */
        if (!is_end)
            continue;
        lines += add_word(letters, width, &used);
        letters = 0;
        if (*at == '\0')
            return lines;
        if (*at == '\n') {
            lines++;
            used = 0;
        }
    }
}

void book_row_height(struct book *book, const struct book_sheet *sheet, int row,
                     double lines)
{
    const double height = lines < MOST_LINES ? lines : MOST_LINES;
    if (sheet->worksheet != NULL)
        book_keep(book, worksheet_set_row(sheet->worksheet, (lxw_row_t) row,
                                          ROW_HEIGHT * height, NULL));
}

void book_heading_row(struct book *book, const struct book_sheet *sheet, int row,
                      const char *const *headings, const bool *right, int count)
{
    int lines = 1;
    for (int i = 0; i < count; i++) {
        const int own = book_line_count(sheet, i, headings[i]);
        const bool is_right = right != NULL && right[i];
        lines = own > lines ? own : lines;
        book_put(book, sheet, row, i, headings[i],
                 BOOK_HEADING
                     | (is_right ? BOOK_RIGHT
                        : i > 0  ? BOOK_INDENT
                                 : 0));
    }
    book_row_height(book, sheet, row, lines);
}

static double width_of(const struct book_sheet *sheet, int column)
{
    return column < sheet->column_count ? sheet->widths[column] : USUAL_WIDTH;
}

int book_columns_to(const struct book_sheet *sheet, int column, double pixels)
{
    for (; pixels > 0.0; column++)
        pixels -= DIGIT_PIXELS * width_of(sheet, column) + PADDING_PIXELS;
    return column;
}

/* What is printed: down to the last chart, and as wide as the longest line. */
static void set_print_area(struct book *book, const struct book_sheet *sheet)
{
    const int text = book_columns_to(sheet, 0, DIGIT_PIXELS * sheet->text_width);
    int right = sheet->right > text ? sheet->right : text;
    for (int i = right; i < sheet->column_count && i < sheet->first_hidden; i++)
        right = i + 1;
    book_keep(book, worksheet_print_area(sheet->worksheet, 0, 0, (lxw_row_t) sheet->row,
                                         (lxw_col_t) (right > 0 ? right - 1 : 0)));
}

static void set_columns(struct book *book, const struct book_sheet *sheet)
{
    for (int i = 0; i < sheet->column_count && i < sheet->first_hidden; i++)
        if (sheet->widths[i] > 0.0)
            book_keep(book,
                      worksheet_set_column(sheet->worksheet, (lxw_col_t) i,
                                           (lxw_col_t) i, sheet->widths[i], NULL));
    lxw_row_col_options hidden = { .hidden = LXW_TRUE };
    if (sheet->hidden_count > 0)
        book_keep(book, worksheet_set_column_opt(
                            sheet->worksheet, (lxw_col_t) sheet->first_hidden,
                            (lxw_col_t) (sheet->first_hidden + sheet->hidden_count - 1),
                            USUAL_WIDTH, NULL, &hidden));
}

/* A sheet of one table keeps its headings in sight and on every page. */
static void finish(struct book *book, struct book_sheet *sheet)
{
    lxw_worksheet *const worksheet = sheet->worksheet;
    const int *const filter = sheet->filter;
    const lxw_row_t head = (lxw_row_t) filter[0];
    set_columns(book, sheet);
    set_print_area(book, sheet);
    if (filter[2] - filter[0] >= FILTERED_ROWS)
        book_keep(book,
                  worksheet_autofilter(worksheet, head, (lxw_col_t) filter[1],
                                       (lxw_row_t) filter[2], (lxw_col_t) filter[3]));
    if (sheet->exhibit_count != 1 || filter[2] == 0)
        return;
    book_keep(book, worksheet_repeat_rows(worksheet, head, head));
    if (filter[0] < FROZEN_ROWS)
        worksheet_freeze_panes(worksheet, head + 1,
                               sheet->widths[0] <= FROZEN_WIDTH ? 1 : 0);
}

void book_sheets_finish(struct book *book)
{
    for (size_t i = 0; i < book->sheet_count; i++)
        if (book->sheets[i]->worksheet != NULL)
            finish(book, book->sheets[i]);
}

void book_sheets_done(struct book *book)
{
    for (size_t i = 0; i < book->sheet_count; i++) {
        free(book->sheets[i]->name);
        free(book->sheets[i]->widths);
        free(book->sheets[i]);
    }
    free(book->sheets);
}
