/* A sweep's figures as numbers, from its JSON.  Texts are borrowed from the JSON. */
#ifndef TOOLS_SWEEP_TABLE_H
#define TOOLS_SWEEP_TABLE_H

#include <stdbool.h>

#include "model/sweep/design.h"
#include "model/sweep/figure.h"
#include "sim/estimate.h"
#include "tools/document/stored.h"

struct sweep_column {
    const char *given;                 /* the argument of --vary */
    const char *path, *change, *as_is; /* as_is: null: not said */
    const char *unit;                  /* of sweep_unit_names */
    bool is_text;                      /* without numbers */
    const char **values;               /* owned, [count] */
    double *numbers;                   /* owned, [count]; NaN: texts */
    int count;
    char *name; /* owned: "stages.desk.talk", "streams.public.calls, times" */
};

struct sweep_measured {
    const char *path, *label;
    enum sweep_figure_unit unit;
    bool is_paired;
    int target; /* whose value it is, or -1 */
};

struct sweep_asked {
    const char *name, *label, *asked, *definition;
    bool at_least;
    double limit;
};

struct sweep_cell {
    double value, half_width, change, change_half_width; /* NaN: none, not known */
};

struct sweep_row {
    int point;           /* from 1; 0: the base */
    const char **values; /* owned, [axes]; null: as in the scenario */
    double *numbers;     /* owned, [axes] */
    double callers;
    enum sim_verdict *verdicts; /* owned, [targets] */
    struct sweep_cell *cells;   /* owned, [figures] */
};

struct sweep_table {
    enum sweep_design_kind design;
    int replications;
    struct sweep_column *axes; /* owned, as all arrays */
    int axis_count;
    struct sweep_measured *figures;
    int figure_count;
    struct sweep_asked *targets;
    int target_count;
    struct sweep_row base;
    struct sweep_row *rows;
    int row_count;
};

/* Reads what every sweep has but its summary; faults go to `stored`. */
void sweep_table_read(struct stored *stored, struct sweep_table *out);
void sweep_table_done(struct sweep_table *table);

/* How a row stands to its targets: met all, surely missed one, or neither.  Undecided
 * without any. */
enum sim_verdict sweep_row_verdict(const struct sweep_table *table,
                                   const struct sweep_row *row);

/* The figure that says what a point costs: cost a year, else FTE. */
int sweep_table_price(const struct sweep_table *table);

struct sweep_summary {
    int met, undecided; /* rows */
    int cheapest;       /* row that meets every target at the least cost, or -1 */
};
struct sweep_summary sweep_table_summary(const struct sweep_table *table);

/* What a setting does to a figure when it alone goes from its first value to its last:
 * rows of a tornado. */
struct sweep_effect {
    int axis;
    const struct sweep_cell *low, *high; /* at the first and the last value */
    double span; /* largest change from the base less the smallest; NaN: not known */
};
/* Fills out[axes], widest first. */
void sweep_table_effects(const struct sweep_table *table, int figure,
                         struct sweep_effect *out);

/* Spearman's rank correlation of a setting (numbers; texts by their place in the list)
 * and a figure over all rows in which both are known; NaN: fewer than 3, or one of the
 * two never changes. */
double sweep_table_correlation(const struct sweep_table *table, int axis, int figure);

/* Mean over the rows that have value number `value` of an axis; half-width 0 if none is
 * known.  *count is the number of rows. */
struct sweep_cell sweep_table_mean(const struct sweep_table *table, int axis, int value,
                                   int figure, int *count);

#endif
