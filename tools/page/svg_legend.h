/* Which line, bar or sign is which series, and what a shade is. */
#ifndef TOOLS_SVG_LEGEND_H
#define TOOLS_SVG_LEGEND_H

#include <stdio.h>

#include "tools/page/svg_plot.h"

/* How high it is: 0 where there is one series without a band, which its title names. */
double svg_legend_height(const struct svg_plot *plot);
void svg_legend(const struct svg_plot *plot, double y, FILE *to);

#endif
