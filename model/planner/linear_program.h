/* A linear program in general form, and its solution in whole numbers:
 *
 *     minimise cost x,  row_low <= A x <= row_high,  low <= x <= high
 *
 * The only file that knows the solver (GLPK).  Wall time steers nothing: limits are
 * counts of pivots and nodes. */
#ifndef MODEL_LINEAR_PROGRAM_H
#define MODEL_LINEAR_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

struct linear_program_row {
    double low, high; /* INFINITY: no limit */
};

struct linear_program_column {
    double low, high, cost; /* low finite */
    bool is_whole;
};

struct linear_program_entry {
    int row, column;
    double value; /* not 0; at most one entry of a row and column */
};

/* Zeroed memory is an empty program. */
struct linear_program {
    struct linear_program_row *rows; /* owned, as all below */
    struct linear_program_column *columns;
    struct linear_program_entry *entries;
    int row_count, column_count, entry_count;
    size_t row_capacity, column_capacity, entry_capacity;
};

/* Each returns the index of what it adds. */
int linear_program_add_row(struct linear_program *program, double low, double high);
int linear_program_add_column(struct linear_program *program,
                              struct linear_program_column column);
/* Nothing when value is 0. */
void linear_program_add_entry(struct linear_program *program, int row, int column,
                              double value);
void linear_program_done(struct linear_program *program);

struct linear_program_answer {
    bool is_found;  /* false: the relaxation is solved, but diving did not end */
    double *values; /* [columns], the caller's: whole ones exactly so if is_integer;
                       as they were unless is_found */
    double *prices; /* [rows], the caller's, may be null: what the relaxation's cost
                       falls by when both limits of a row fall by 1 */
    double bound;   /* no (whole) solution costs less */
};

/* With is_integer whole columns become whole numbers: by diving from the relaxation,
 * and in small programs by a bounded branch and cut after that.
 *
 * Fills *out and returns true; false when the relaxation has no solution or the solver
 * gives up, with values, prices and bound undefined. */
bool linear_program_solve(const struct linear_program *program, bool is_integer,
                          struct linear_program_answer *out);

#endif
