/* A table of text that fits a page: columns are as wide as they need, and where that is
 * too wide altogether the flexible ones are broken at blanks into further lines.
 *
 * Texts may come from anywhere: controls are shown as "?", and where the terminal has
 * no UTF-8, everything that is not ASCII is written around ("±" as "+-"). */
#ifndef TOOLS_REPORT_TABLE_H
#define TOOLS_REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { REPORT_WIDTH = 100, REPORT_MOST_COLUMNS = 12 };

/* What the terminal can show. */
struct report_style {
    bool is_utf8; /* else ASCII alone */
    bool is_coloured;
};

/* How a text looks where there is colour; its words say the same. */
enum report_tone {
    REPORT_PLAIN,
    REPORT_HEADING,
    REPORT_GOOD,
    REPORT_BAD,
    REPORT_DOUBT
};

struct report_cell {
    char *text; /* owned */
    enum report_tone tone;
};

struct report_table {
    struct report_style style;
    int columns;
    bool is_right[REPORT_MOST_COLUMNS];    /* aligned to the right */
    bool is_flexible[REPORT_MOST_COLUMNS]; /* may be broken into lines */
    struct report_cell *cells;             /* owned, row by row */
    size_t count, capacity;
};

/* `shape` has a letter for each column: 'l' left, 'r' right, 'L' left and flexible. */
void report_table_init(struct report_table *table, struct report_style style,
                       const char *shape);

/* The next cell; takes `text`, which is freed. */
void report_table_add(struct report_table *table, char *text, enum report_tone tone);
/* The same for a text that is copied. */
void report_table_put(struct report_table *table, const char *text,
                      enum report_tone tone);

/* Prints all rows and frees the table. */
void report_table_print(struct report_table *table, FILE *to);

/* Prints a paragraph, as wide as the page; frees `text`. */
void report_table_fold(char *text, enum report_tone tone, struct report_style style,
                       FILE *to);

/* Prints a text in a tone. */
void report_table_say(const char *text, enum report_tone tone,
                      struct report_style style, FILE *to);

#endif
