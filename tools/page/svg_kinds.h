/* The kinds of charts, each in a file of its own.  All draw the whole picture. */
#ifndef TOOLS_SVG_KINDS_H
#define TOOLS_SVG_KINDS_H

#include <stdio.h>

#include "tools/document/document.h"
#include "tools/page/svg_plot.h"
#include "tools/page/svg_spans.h"

void svg_curves(const struct document_exhibit *exhibit, FILE *to);
void svg_bars(const struct document_exhibit *exhibit, FILE *to);
void svg_heat(const struct document_exhibit *exhibit, FILE *to);
void svg_histogram(const struct document_exhibit *exhibit, FILE *to);
void svg_sankey(const struct document_exhibit *exhibit, FILE *to);
void svg_tornado(const struct document_exhibit *exhibit, FILE *to);
void svg_points(const struct document_exhibit *exhibit, FILE *to);

/* All the series in a plot, as curves and as upright bars (the rows of which may be
 * bins); from the back to the front. */
void svg_curves_draw(const struct svg_plot *plot, const struct svg_spans *spans,
                     FILE *to);
void svg_bars_draw(const struct svg_plot *plot, const struct svg_spans *spans,
                   FILE *to);
/* The ends of bands as whiskers at each value. */
void svg_whiskers(const struct svg_plot *plot, int series, double shift, FILE *to);

/* Bars that lie, for long names (svg_lain.c). */
void svg_lain(const struct document_exhibit *exhibit, const struct svg_spans *spans,
              FILE *to);

/* Which of the series that are bars side by side this one is; *count: how many. */
int svg_bars_place(const struct document_chart *chart, enum svg_signs signs, int series,
                   int *count);

#endif
