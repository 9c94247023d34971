/* Parts of a workbook, for the files of this directory only.  Rows and columns count
 * from 0.  Every text may come from anyone: it is written as text, never as a formula,
 * and without what XML cannot hold.  The first fault of libxlsxwriter is kept. */
#ifndef TOOLS_BOOK_PARTS_H
#define TOOLS_BOOK_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <xlsxwriter.h>

#include "tools/document/document.h"

/* How a cell looks: bits. */
enum {
    BOOK_BOLD = 1 << 0,
    BOOK_WRAP = 1 << 1,
    BOOK_HEADING = 1 << 2, /* of a column */
    BOOK_TITLE = 1 << 3,   /* of a sheet */
    BOOK_BODY = 1 << 4,    /* of a table: a thin line below */
    BOOK_MARKED = 1 << 5,
    BOOK_MET = 1 << 6,
    BOOK_NOT_MET = 1 << 7,
    BOOK_UNDECIDED = 1 << 8,
    BOOK_FAINT = 1 << 9,
    BOOK_MONO = 1 << 10,
    BOOK_RIGHT = 1 << 11,
    BOOK_LINK = 1 << 12,
    BOOK_SUBTITLE = 1 << 13, /* of an exhibit */
    BOOK_INDENT = 1 << 14    /* words that could touch a number on their left */
};

enum {
    BOOK_FORMAT = 128,    /* bytes of a number format */
    BOOK_NAME = 31,       /* characters of a sheet's name */
    BOOK_HEADER = 255,    /* of a header or footer */
    BOOK_CELL = 32767,    /* of a cell */
    BOOK_TEXT_WIDTH = 60, /* of a column of sentences */
    BOOK_NOISE_WIDTH = 7
};

struct book_format {
    char number[BOOK_FORMAT]; /* "" for none */
    unsigned look;
    lxw_format *format;
};

struct book_sheet {
    const char *wanted; /* its name in the document */
    char *name;         /* made valid; owned */
    lxw_worksheet *worksheet;
    int row;           /* the next free one */
    int exhibit_count; /* that it has to hold */
    double *widths;    /* of columns, in characters; owned */
    int column_count;
    size_t capacity;  /* of widths */
    int first_hidden; /* columns from here on hold what charts need beside their
                         tables, and are hidden */
    int hidden_count;
    int right;         /* the first column right of all tables and charts */
    double text_width; /* of the longest line over several columns, in characters */
    int filter[4];     /* first row and column, last row and column of the longest
                          table; no rows: none */
};

struct book {
    const struct document *document;
    lxw_workbook *workbook;
    lxw_error error; /* the first */
    struct book_format *formats;
    size_t format_count, format_capacity;
    struct book_sheet **sheets;
    size_t sheet_count, sheet_capacity;
};

enum {
    BOOK_LEAST_HIDDEN = 60,  /* no column before this one is hidden */
    BOOK_CHART_COLUMNS = 20, /* more than a chart takes */
    BOOK_CHART_PIXELS = 720  /* its width */
};

/* Where an exhibit's table stands. */
struct book_table {
    struct book_sheet *sheet;
    const struct document_exhibit *exhibit;
    int head, first, last; /* rows: of headings, of the table */
    int *columns;          /* of each column of the exhibit; owned */
    int end;               /* the first column right of it */
};

void book_keep(struct book *book, lxw_error error);

/* ---- Texts: fresh memory ---- */

/* At most `most` bytes, cut with "…"; control characters become visible. */
char *book_text(const char *text, size_t most);
/* The same for a cell, where "_x0041_" would be read as "A" if it were not escaped. */
char *book_cell_text(const char *text);
/* For titles of charts and the like, where a leading "=" would be a reference. */
char *book_label(const char *text);
/* Of a header or footer. */
char *book_header_text(const char *text, size_t most);
/* A valid name of a sheet that none of the book has yet. */
char *book_sheet_name(const struct book *book, const char *wanted);
/* Characters, each taken as one wide. */
int book_width(const char *text);

/* ---- Formats ---- */

lxw_format *book_look(struct book *book, const char *number, unsigned look);
/* "#,##0.0", "0.0 %" ...: of a number in the unit that a workbook has it in.  `before`
 * stands before it ("±"). */
struct book_shape {
    enum document_unit unit;
    int decimals;
    bool is_signed;
    const char *before;
};
void book_number_format(const struct book_shape *shape, char out[BOOK_FORMAT]);
/* A number as a workbook has it: points times 100, all else as it is. */
double book_number(enum document_unit unit, double value);

/* ---- Sheets ---- */

/* Adds a sheet with marking and title at its top. */
struct book_sheet *book_sheet_new(struct book *book, const char *wanted,
                                  const char *title);
/* Sets widths, filter and panes of all sheets. */
void book_sheets_finish(struct book *book);
void book_sheets_done(struct book *book);

void book_put(struct book *book, const struct book_sheet *sheet, int row, int column,
              const char *text, unsigned look);
void book_put_number(struct book *book, const struct book_sheet *sheet, int row,
                     int column, double value, const char *format, unsigned look);
/* The first column right of so many pixels that begin at a column. */
int book_columns_to(const struct book_sheet *sheet, int column, double pixels);
/* A column is at least so wide. */
void book_widen(struct book_sheet *sheet, int column, double width);
/* A line of text over as many columns as it takes; moves the sheet's row below it. */
void book_put_line(struct book *book, struct book_sheet *sheet, const char *text,
                   unsigned look);
/* Lines of text over as many columns as they take, each at most `width` long; moves
 * the sheet's row below them. */
void book_put_lines(struct book *book, struct book_sheet *sheet, const char *text,
                    int width, unsigned look);
/* How many lines a text takes that is broken at blanks in a column of the sheet. */
int book_line_count(const struct book_sheet *sheet, int column, const char *text);
/* Makes a row so many lines high: not every program finds out for itself. */
void book_row_height(struct book *book, const struct book_sheet *sheet, int row,
                     double lines);
/* A row of headings, high enough for its columns' widths; `right` says which stand
 * over numbers (null: none). */
void book_heading_row(struct book *book, const struct book_sheet *sheet, int row,
                      const char *const *headings, const bool *right, int count);

/* ---- What they hold ---- */

/* `summary` is made first and written last, when all sheets are known. */
void book_summary(struct book *book, struct book_sheet *summary);
void book_exhibit(struct book *book, struct book_sheet *sheet,
                  const struct document_exhibit *exhibit);
/* A heat map of many more columns than rows is written the other way round, or a page
 * would not hold it: whether it is one, and a turned copy of it (its texts are those of
 * the first). */
bool book_is_to_turn(const struct document_exhibit *exhibit);
struct document_exhibit *book_turn(const struct document_exhibit *exhibit);
void book_turned_free(struct document_exhibit *turned);
/* Draws what a spreadsheet can draw right of the table; gives the row below. */
int book_chart(struct book *book, struct book_table *table);
void book_glossary(struct book *book);
void book_sources(struct book *book);

#endif
