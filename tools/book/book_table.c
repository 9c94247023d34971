#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sim/mem.h"
#include "tools/book/book_parts.h"
#include "tools/document/words.h"

enum {
    NOTE_WIDTH = 110,   /* characters of a line of text above a table */
    WIDEST_NUMBER = 16, /* of a column of numbers, in characters */
    HEADING_LINES = 3,  /* that a long heading is broken into */
    PADDING = 3,        /* and room for the filter's arrow */
    SHARED_WIDTH = 48,  /* of a column of sentences that several tables share */
    LEAST_WIDTH = 8     /* of a column */
};
static const double TITLE_LINES = 1.3;

/* A heat map is coloured as a whole, so nothing else may stand in it. */
static bool shows_noise(const struct document_exhibit *exhibit, int column)
{
    return exhibit->columns[column].has_noise && exhibit->chart.kind != DOCUMENT_HEAT;
}

/* ", s": what a heading says where cells do not say their unit. */
static const char *unit_of(const struct document_column *column)
{
    static const struct {
        enum document_unit unit;
        const char *said, *add;
    } units[] = { { DOCUMENT_SECONDS, ", s", ", s" },
                  { DOCUMENT_HOURS, "hour", ", h" },
                  { DOCUMENT_POINTS, "point", ", points" } };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (column->unit == units[i].unit
            && (column->heading == NULL
                || strcasestr(column->heading, units[i].said) == NULL))
            return units[i].add;
    return "";
}

/* "mean wait, s"; a heat map says it in its title. */
static char *heading_of(const struct document_exhibit *exhibit, int index)
{
    const struct document_column *const column = &exhibit->columns[index];
    return sim_mem_print("%s%s", column->heading == NULL ? "" : column->heading,
                         exhibit->chart.kind == DOCUMENT_HEAT ? "" : unit_of(column));
}

/* Columns of sheets with several tables serve them all, so none may be very wide. */
static int text_width(const struct book_sheet *sheet)
{
    return sheet->exhibit_count > 1 ? SHARED_WIDTH : BOOK_TEXT_WIDTH;
}

static void sentence_width(struct book_sheet *sheet, int at,
                           const struct document_cell *cell)
{
    enum { SYMBOL = 4 }; /* and letters that are bold */
    const int more = cell->verdict == DOCUMENT_NO_VERDICT ? 0 : SYMBOL;
    const int most = text_width(sheet);
    const int width = book_width(cell->words) + 2 + more;
    book_widen(sheet, at, width < most ? width : most);
}

/* Wide enough for the longest word and for a few lines. */
static void heading_width(struct book_sheet *sheet, int at, const char *heading)
{
    const int width = book_width(heading);
    int longest = width / HEADING_LINES;
    for (const char *word = heading; *word != '\0';) {
        const int length = (int) strcspn(word, " ");
        longest = length > longest ? length : longest;
        word += length;
        word += strspn(word, " ");
    }
    const int most = BOOK_TEXT_WIDTH / 2;
    book_widen(sheet, at, LEAST_WIDTH);
    book_widen(sheet, at, (longest < most ? longest : most) + PADDING);
}

/* The digits of a number as it is shown, with its thousands apart, sign and unit. */
static int number_width(enum document_unit unit, double value, int decimals)
{
    const double shown = unit == DOCUMENT_SHARE ? 100.0 : 1.0;
    const double size = fabs(shown * book_number(unit, value));
    const int digits = size < 10.0 ? 1 : (int) log10(size) + 1;
    const int width = digits + digits / 3 + decimals + PADDING;
    return width < WIDEST_NUMBER ? width : WIDEST_NUMBER;
}

static void measure_value(const struct book_table *table, int column,
                          const struct document_cell *cell)
{
    const struct document_column *const of = &table->exhibit->columns[column];
    const int at = table->columns[column], decimals = document_decimals(of, cell);
    const int symbol = cell->verdict == DOCUMENT_NO_VERDICT ? 0 : 2;
    book_widen(table->sheet, at,
               number_width(of->unit, cell->value, decimals) + symbol);
    if (shows_noise(table->exhibit, column) && isfinite(cell->noise))
        book_widen(table->sheet, at + 1, number_width(of->unit, cell->noise, decimals));
}

static void measure(const struct book_table *table, int column)
{
    const struct document_exhibit *const exhibit = table->exhibit;
    for (int row = 0; row < exhibit->row_count; row++) {
        const struct document_cell *const cell = document_at(exhibit, row, column);
        if (cell->kind == DOCUMENT_WORDS)
            sentence_width(table->sheet, table->columns[column], cell);
        if (cell->kind == DOCUMENT_VALUE)
            measure_value(table, column, cell);
    }
}

static unsigned look_of(const struct document_cell *cell)
{
    static const unsigned verdicts[DOCUMENT_VERDICTS] = {
        [DOCUMENT_MET] = BOOK_MET,
        [DOCUMENT_NOT_MET] = BOOK_NOT_MET,
        [DOCUMENT_UNDECIDED] = BOOK_UNDECIDED,
    };
    return BOOK_BODY | verdicts[cell->verdict] | (cell->is_marked ? BOOK_MARKED : 0);
}

static bool is_wrapped(const struct book_sheet *sheet, const char *words)
{
    return book_width(words) + 2 > text_width(sheet) || strchr(words, '\n') != NULL;
}

static void put_words(struct book *book, const struct book_table *table, int row,
                      int column, const struct document_cell *cell)
{
    const char *const symbol = document_verdict_symbol(cell->verdict);
    const char *const words = cell->kind == DOCUMENT_WORDS ? cell->words : "";
    char *const text =
        sim_mem_print("%s%s%s", symbol, *symbol == '\0' ? "" : " ", words);
    const bool is_long = is_wrapped(table->sheet, words);
    const bool is_number = table->exhibit->columns[column].unit != DOCUMENT_TEXT;
    book_put(book, table->sheet, row, table->columns[column], text,
             look_of(cell) | (is_long ? BOOK_WRAP : 0)
                 | (is_number    ? BOOK_RIGHT
                    : column > 0 ? BOOK_INDENT
                                 : 0));
    free(text);
}

static void put_value(struct book *book, const struct book_table *table, int row,
                      int index, const struct document_cell *cell)
{
    const struct document_column *const column = &table->exhibit->columns[index];
    const char *const symbol = document_verdict_symbol(cell->verdict);
    char before[8] = "", format[BOOK_FORMAT];
    if (*symbol != '\0')
        snprintf(before, sizeof before, "%s ", symbol);
    const struct book_shape shape = { column->unit, document_decimals(column, cell),
                                      column->is_signed, before };
    book_number_format(&shape, format);
    book_put_number(book, table->sheet, row, table->columns[index],
                    book_number(column->unit, cell->value), format, look_of(cell));
}

static void put_noise(struct book *book, const struct book_table *table, int row,
                      int index, const struct document_cell *cell)
{
    const struct document_column *const column = &table->exhibit->columns[index];
    const double noise = document_noise(column, cell);
    const int at = table->columns[index] + 1;
    const unsigned look = BOOK_BODY | BOOK_FAINT;
    if (isnan(noise)) {
        book_put(book, table->sheet, row, at, "", look);
        return;
    }
    char format[BOOK_FORMAT];
    const struct book_shape shape = { column->unit, document_decimals(column, cell),
                                      false, "±" };
    book_number_format(&shape, format);
    book_put_number(book, table->sheet, row, at, book_number(column->unit, noise),
                    format, look);
}

/* Rows of one line are left to the program that shows them. */
static void set_height(struct book *book, const struct book_table *table, int index)
{
    const struct document_exhibit *const exhibit = table->exhibit;
    int most = 1;
    for (int column = 0; column < exhibit->column_count; column++) {
        const struct document_cell *const cell = document_at(exhibit, index, column);
        if (cell->kind != DOCUMENT_WORDS || !is_wrapped(table->sheet, cell->words))
            continue;
        const int lines =
            book_line_count(table->sheet, table->columns[column], cell->words);
        most = lines > most ? lines : most;
    }
    if (most > 1)
        book_row_height(book, table->sheet, table->first + index, most);
}

static void put_rows(struct book *book, const struct book_table *table)
{
    const struct document_exhibit *const exhibit = table->exhibit;
    for (int i = 0; i < exhibit->row_count; i++) {
        set_height(book, table, i);
        for (int column = 0; column < exhibit->column_count; column++) {
            const struct document_cell *const cell = document_at(exhibit, i, column);
            const int row = table->first + i;
            if (cell->kind == DOCUMENT_VALUE)
                put_value(book, table, row, column, cell);
            else
                put_words(book, table, row, column, cell);
            if (shows_noise(exhibit, column))
                put_noise(book, table, row, column, cell);
        }
    }
}

static void put_headings(struct book *book, struct book_table *table)
{
    const struct document_exhibit *const exhibit = table->exhibit;
    const char **const headings = sim_mem_array((size_t) table->end, sizeof *headings);
    bool *const right = sim_mem_array((size_t) table->end, sizeof *right);
    for (int i = 0; i < table->end; i++) {
        headings[i] = "±";
        right[i] = true;
    }
    for (int i = 0; i < exhibit->column_count; i++) {
        char *const heading = heading_of(exhibit, i);
        headings[table->columns[i]] = heading;
        right[table->columns[i]] = exhibit->columns[i].unit != DOCUMENT_TEXT;
        measure(table, i);
        heading_width(table->sheet, table->columns[i], heading);
        if (shows_noise(exhibit, i))
            book_widen(table->sheet, table->columns[i] + 1, BOOK_NOISE_WIDTH);
    }
    book_heading_row(book, table->sheet, table->head, headings, right, table->end);
    for (int i = 0; i < exhibit->column_count; i++)
        free((char *) headings[table->columns[i]]);
    free(headings);
    free(right);
}

static void condition(struct book *book, const struct book_table *table, int from,
                      int to, lxw_conditional_format *format)
{
    if (table->sheet->worksheet != NULL)
        book_keep(book, worksheet_conditional_format_range(
                            table->sheet->worksheet, (lxw_row_t) table->first,
                            (lxw_col_t) from, (lxw_row_t) table->last, (lxw_col_t) to,
                            format));
}

/* Orange is worse, blue is better or more: light enough to read what stands on it. */
static void colour_heat(struct book *book, const struct book_table *table)
{
    enum { BAD = 0xf4a261, MIDDLE = 0xfdfdfd, GOOD = 0x7fb2dd };
    const struct document_chart *const chart = &table->exhibit->chart;
    const bool is_good_high = chart->is_good_high;
    lxw_conditional_format format = {
        .type = chart->is_plain ? LXW_CONDITIONAL_2_COLOR_SCALE
                                : LXW_CONDITIONAL_3_COLOR_SCALE,
        .min_color = chart->is_plain ? MIDDLE
                     : is_good_high  ? BAD
                                     : GOOD,
        .mid_color = MIDDLE,
        .max_color = chart->is_plain || is_good_high ? GOOD : BAD,
    };
    if (table->exhibit->column_count > 1)
        condition(book, table, 1, table->end - 1, &format);
}

static void colour_flow(struct book *book, const struct book_table *table)
{
    enum { BAR = 0x9dc3e6 };
    lxw_conditional_format format = { .type = LXW_CONDITIONAL_DATA_BAR,
                                      .bar_color = BAR,
                                      .bar_solid = LXW_TRUE };
    if (table->exhibit->chart.series_count == 0)
        return;
    const int at = table->columns[table->exhibit->chart.series[0].column];
    condition(book, table, at, at, &format);
}

static void put_title(struct book *book, struct book_sheet *sheet,
                      const struct document_exhibit *exhibit)
{
    const bool is_heat =
        exhibit->chart.kind == DOCUMENT_HEAT && exhibit->column_count > 1;
    char *const title =
        sim_mem_print("%s%s", exhibit->title == NULL ? "" : exhibit->title,
                      is_heat ? unit_of(&exhibit->columns[1]) : "");
    book_row_height(book, sheet, sheet->row, TITLE_LINES);
    book_put_line(book, sheet, title, BOOK_SUBTITLE);
    free(title);
    book_put_lines(book, sheet, exhibit->note, NOTE_WIDTH, BOOK_FAINT);
}

/* The longest table of a sheet is the one to be filtered. */
static void note_filter(const struct book_table *table)
{
    int *const filter = table->sheet->filter;
    if (table->last - table->head <= filter[2] - filter[0])
        return;
    filter[0] = table->head;
    filter[1] = 0;
    filter[2] = table->last;
    filter[3] = table->end - 1;
}

static void put_exhibit(struct book *book, struct book_sheet *sheet,
                        const struct document_exhibit *exhibit)
{
    sheet->row++;
    put_title(book, sheet, exhibit);
    struct book_table table = {
        .sheet = sheet,
        .exhibit = exhibit,
        .head = sheet->row,
        .first = sheet->row + 1,
        .last = sheet->row + exhibit->row_count,
        .columns = sim_mem_array((size_t) exhibit->column_count, sizeof(int)),
    };
    for (int i = 0; i < exhibit->column_count; i++) {
        table.columns[i] = table.end;
        table.end += shows_noise(exhibit, i) ? 2 : 1;
    }
    put_headings(book, &table);
    put_rows(book, &table);
    sheet->row = table.last + 1;
    sheet->right = table.end > sheet->right ? table.end : sheet->right;
    if (exhibit->row_count > 0) {
        note_filter(&table);
        if (exhibit->chart.kind == DOCUMENT_HEAT)
            colour_heat(book, &table);
        if (exhibit->chart.kind == DOCUMENT_SANKEY)
            colour_flow(book, &table);
        const int below = book_chart(book, &table);
        sheet->row = sheet->row > below ? sheet->row : below;
    }
    free(table.columns);
}

void book_exhibit(struct book *book, struct book_sheet *sheet,
                  const struct document_exhibit *exhibit)
{
    if (book_is_to_turn(exhibit)) {
        struct document_exhibit *const turned = book_turn(exhibit);
        put_exhibit(book, sheet, turned);
        book_turned_free(turned);
    } else if (exhibit->column_count > 0)
        put_exhibit(book, sheet, exhibit);
}
