/* The parts of the document of a sweep. */
#ifndef TOOLS_DOCUMENT_OF_SWEEP_PARTS_H
#define TOOLS_DOCUMENT_OF_SWEEP_PARTS_H

#include "tools/document/document.h"
#include "tools/document/stored.h"
#include "tools/sweep_table.h"

struct of_sweep {
    struct stored *stored;
    struct document *document;
    const struct sweep_table *table;
};

/* How a figure, or its change, is shown. */
enum document_unit of_sweep_unit(const struct sweep_measured *figure);
enum document_unit of_sweep_change_unit(const struct sweep_measured *figure);

/* How a setting is shown. */
enum document_unit of_sweep_axis_unit(const struct sweep_column *axis);

/* Columns, kept by the document: a setting, a figure, its change from the base. */
int of_sweep_axis_column(const struct of_sweep *of, struct document_exhibit *exhibit,
                         int axis);
int of_sweep_figure_column(const struct of_sweep *of, struct document_exhibit *exhibit,
                           int figure);
int of_sweep_change_column(const struct of_sweep *of, struct document_exhibit *exhibit,
                           int figure);

/* Cells: a setting at a row, a figure, its change. */
struct document_cell of_sweep_setting(const struct of_sweep *of,
                                      const struct sweep_row *row, int axis);
struct document_cell of_sweep_value(const struct sweep_cell *cell);
struct document_cell of_sweep_change(const struct sweep_cell *cell);

/* A value of a setting in words, without quotes: "12 %". */
const char *of_sweep_words(const struct of_sweep *of, const char *value);

/* "stages.desk.talk 120 s, streams.public.calls, times 1.1": what a row changes. */
const char *of_sweep_place(const struct of_sweep *of, const struct sweep_row *row);

/* A cell as it is read, with its noise: "94.3 % ±0.2". */
const char *of_sweep_said(const struct of_sweep *of, enum document_unit unit,
                          struct document_cell cell, bool is_signed);

/* Whether a figure is worth a picture: it differs somewhere. */
bool of_sweep_varies(const struct sweep_table *table, int figure);

/* The line that a target draws across the charts of its value; a note where that would
 * be far from all values. */
void of_sweep_mark(const struct of_sweep *of, struct document_exhibit *exhibit,
                   int figure);

/* Adds to the section what the design shows. */
void of_sweep_grid(const struct of_sweep *of, struct document_section *section);
void of_sweep_tornado(const struct of_sweep *of, struct document_section *section);
void of_sweep_lhs(const struct of_sweep *of, struct document_section *section);

#endif
