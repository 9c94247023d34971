/* What lies along the foot of a plot: names of rows, ends of bins, or a scale. */
#ifndef TOOLS_SVG_FOOT_H
#define TOOLS_SVG_FOOT_H

#include <stdio.h>

#include "tools/page/svg_names.h"
#include "tools/page/svg_plot.h"

double svg_foot_height(const struct svg_plot *plot);
void svg_foot(const struct svg_plot *plot, FILE *to);

/* Names of the rows by a column. */
struct svg_names svg_foot_names(const struct document_exhibit *exhibit, int column,
                                double slot);

#endif
