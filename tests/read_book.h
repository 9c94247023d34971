/* Reads a workbook as far as tests need it: the parts of its archive, the cells of its
 * sheets.  Shares no code with what writes it. */
#ifndef TESTS_READ_BOOK_H
#define TESTS_READ_BOOK_H

#include <stdbool.h>
#include <stddef.h>

enum { READ_BOOK_PARTS = 256 };

struct read_book {
    char *names[READ_BOOK_PARTS], *parts[READ_BOOK_PARTS]; /* texts; owned */
    unsigned times[READ_BOOK_PARTS]; /* date and time as in the archive */
    int count;
};

/* What a cell is, by its type and style. */
struct read_cell {
    bool is_there, is_text, is_formula;
    char *text; /* owned: null for a number */
    double number;
    char *format; /* of numbers; owned, "" for general */
    bool is_bold;
};

/* Opens an archive in memory; false: it is not one. */
bool read_book_open(struct read_book *book, const void *bytes, size_t length);
void read_book_done(struct read_book *book);

/* A part by its name, or null. */
const char *read_book_part(const struct read_book *book, const char *name);

/* Name of a sheet by its place from 0, or null; fresh memory. */
char *read_book_sheet(const struct read_book *book, int sheet);
/* The part of a sheet. */
const char *read_book_sheet_part(const struct read_book *book, int sheet);
/* Place of the sheet of this name, or -1. */
int read_book_find_sheet(const struct read_book *book, const char *name);

/* A cell, row and column from 0. */
struct read_cell read_book_cell(const struct read_book *book, int sheet, int row,
                                int column);
void read_cell_done(struct read_cell *cell);
/* The first row in which a column of the first `rows` has this text, or -1. */
int read_book_find(const struct read_book *book, int sheet, int column,
                   const char *text, int rows);

/* Whether tags nest and no character is one that XML cannot hold. */
bool read_book_is_xml(const char *part);

#endif
