/* The result as tables for a spreadsheet: UTF-8 with a byte-order mark (Excel wants
 * it), commas, dates as 2022-03-01, a heading with units, one row an interval and
 * object, one column a measure.  Texts that a spreadsheet would take for a formula
 * begin with an apostrophe, which our own readers take off; control characters and
 * marks that turn the direction of writing are U+FFFD. */
#ifndef TOOLS_CSV_OUT_H
#define TOOLS_CSV_OUT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "tools/outcome.h"
#include "tools/output.h"

/* Adds run.csv, targets.csv, targets-each.csv, teams.csv, flow.csv, inputs.csv,
 * waits.csv, half-hours.csv, extreme-days.csv, by-period.csv to by-quarter-hour.csv to
 * the set, and hang-ups.csv and short.csv where there is something to tell; the set
 * keeps any fault. */
void csv_out(const struct outcome *outcome, const char *directory,
             struct output *output);

/* One line of a table, cell by cell. */
struct csv_row {
    FILE *to;
    bool is_begun;
};

void csv_row_text(struct csv_row *row, const char *text); /* null: empty */
void csv_row_number(struct csv_row *row, double value);   /* not finite: empty */
/* Value and half-width; empty where there is none. */
void csv_row_estimate(struct csv_row *row, const struct sim_estimate *estimate);
void csv_row_whole(struct csv_row *row, int64_t value);
void csv_row_end(struct csv_row *row);
/* Texts up to a null, and the end of the line. */
void csv_row_texts(struct csv_row *row, const char *const *texts);

#endif
