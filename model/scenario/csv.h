/* Tables as Excel and its relatives save them: a heading and rows, read one at a time.
 *
 * Taken as they come: a byte-order mark, UTF-8 or CP1252 (converted, with a warning),
 * lines ended by CRLF, LF or CR, quoted cells with line breaks and doubled quotes,
 * separators `,` `;` or tab (found in the heading, or said by a first line `sep=;`),
 * blanks around cells, empty rows, empty columns at the right, lines of notes above the
 * heading that begin with "# ".  A cell that begins with an apostrophe and one of = + -
 * @ is the text behind the apostrophe: so a spreadsheet is kept from taking it for a
 * formula.  Everything else is a complaint with line and column.
 *
 * Time and memory are linear in the file, which has at most CSV_MOST_BYTES. */
#ifndef MODEL_SCENARIO_CSV_H
#define MODEL_SCENARIO_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/diag.h"

enum {
    CSV_MOST_BYTES = 16 << 20,
    CSV_MOST_COLUMNS = 64,
    CSV_MOST_ROWS = 200000,
    CSV_MOST_ERRORS = 1000 /* of one file; reading stops there */
};

/* An open table.  Use `at`, `columns`, `names` and `cells`, read only. */
struct csv {
    struct sim_where at;                 /* the line on which the row begins */
    int columns;                         /* in the heading, named or not */
    const char *names[CSV_MOST_COLUMNS]; /* borrowed from the table, as the cells */
    const char *cells[CSV_MOST_COLUMNS]; /* of this row, never null; until csv_next() */
    size_t errors;                       /* complaints made, warnings aside */
    struct sim_diag *diag;               /* borrowed */
    char *text;                          /* owned: the file as UTF-8, cut up in place */
    char *next;                          /* what has not been read of it */
    unsigned line;                       /* of *next */
    int rows;
    char separator;
    bool warned_of_comma;
};

/* Opens a file and reads its heading.  `said_path` is what complaints say; it is
 * borrowed and must outlive `diag`.  Returns false after a complaint when there is no
 * heading to be had; call csv_done() only after true. */
bool csv_open(const char *path, const char *said_path, struct sim_diag *diag,
              struct csv *out);
void csv_done(struct csv *csv);

/* A column that a table may have. */
struct csv_column {
    const char *name; /* found in any case */
    const char *also; /* a second name, or null */
    bool needed;
};

/* Fills out[i] with the position of column i, or -1; at most CSV_MOST_COLUMNS of them.
 * A needed one that is missing and a name that comes twice are complained about.  So is
 * one that looks like a slip of a missing one, and then taken as meant, so that the
 * rows can be checked; any other unknown column is warned about.  Returns true when
 * every needed column has a position. */
bool csv_columns(struct csv *csv, const struct csv_column *known, int count, int *out);

/* Goes to the next row that is not empty; false at the end, or when a limit is reached.
 * A row with too few cells is filled up with empty ones. */
bool csv_next(struct csv *csv);

/* Complains about a cell of this row, in the form
 * `column "people": must be a whole number, got "x"`; the format is the middle part. */
void csv_error(struct csv *csv, int column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Complains about the row or, with `at`, about another place of the file. */
void csv_error_at(struct csv *csv, struct sim_where at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The number in a cell of this row.  "1,234.5" has thousands, "12.5 %" is 0.125; in a
 * file separated by `;` a single comma is the decimal one.  Otherwise complains,
 * returns false and leaves *out alone. */
bool csv_number(struct csv *csv, int column, double *out);

#endif
