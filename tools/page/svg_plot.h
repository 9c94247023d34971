/* The frame that most charts stand in: title of the values and legend above, ticks and
 * light lines across, marks with their labels at the right, rows or numbers below. */
#ifndef TOOLS_SVG_PLOT_H
#define TOOLS_SVG_PLOT_H

#include <stdbool.h>
#include <stdio.h>

#include "tools/document/document.h"
#include "tools/page/svg_parts.h"
#include "tools/page/svg_scale.h"

/* What stands for a series in the legend. */
enum svg_signs { SVG_BY_STYLE, SVG_ALL_BARS, SVG_ALL_POINTS };

/* The inner box of a chart, its scale of values (up), and what lies along its foot. */
struct svg_plot {
    const struct document_exhibit *exhibit;
    double left, top, width, height;
    struct svg_scale scale;
    bool is_numeric;         /* the foot is a scale as well: */
    struct svg_scale across; /* of column x */
    enum svg_signs signs;
};

/* Makes room for all that surrounds a plot of this range and of the chart's marks. */
struct svg_plot svg_plot_of(const struct document_exhibit *exhibit,
                            struct svg_range range, enum document_unit unit,
                            enum svg_signs signs);

/* Opens the picture: lines, ticks, titles, legend and the foot. */
void svg_plot_open(const struct svg_plot *plot, FILE *to);
/* The marks, on top of everything, and the end of the picture.  Those of a histogram
 * stand on its foot and are its own affair. */
void svg_plot_close(const struct svg_plot *plot, FILE *to);

double svg_plot_y(const struct svg_plot *plot, double value);
/* The middle of a row, or where its number is; NaN: it has none. */
double svg_plot_x(const struct svg_plot *plot, int row);
/* Few enough rows that each has a marker of its own. */
bool svg_plot_has_markers(const struct svg_plot *plot);
/* The width of a row. */
double svg_plot_slot(const struct svg_plot *plot);

/* Which unit the values of a chart have: that of its first series. */
enum document_unit svg_plot_unit(const struct document_exhibit *exhibit);

/* Low and high of a series at a row: a band, or value -+ noise, as far as its unit goes
 * (amounts not below 0, shares not above 1).  False: none. */
bool svg_plot_band(const struct document_exhibit *exhibit,
                   const struct document_series *series, int row, double *low,
                   double *high);

#endif
