/* The frame of bars that lie: names at the left, the scale of values along the foot,
 * room at both ends of the bars for their values. */
#ifndef TOOLS_SVG_LYING_H
#define TOOLS_SVG_LYING_H

#include <stdio.h>

#include "tools/page/svg_parts.h"
#include "tools/page/svg_scale.h"

struct svg_lying {
    const struct document_exhibit *exhibit;
    double left, top, width, row_height; /* the box that bars lie in */
    double names;                        /* width of the names at its left */
    struct svg_scale scale;
};

/* A frame for a range of values, rows so high, with `above` left free for a legend.
 * Marks of the chart widen the range. */
struct svg_lying svg_lying_of(const struct document_exhibit *exhibit,
                              struct svg_range range, double row_height, double above);

/* Opens the picture: lines, ticks and titles.  A name is written for each row. */
void svg_lying_open(const struct svg_lying *plot, FILE *to);
void svg_lying_name(const struct svg_lying *plot, int place, int row, FILE *to);
/* Marks, upright, over what was drawn so far. */
void svg_lying_marks(const struct svg_lying *plot, FILE *to);

double svg_lying_x(const struct svg_lying *plot, double value);
/* The words of a value beyond the end of its bar, left of it or right, readable upon a
 * mark. */
void svg_lying_value(const struct svg_lying *plot, double value, double y,
                     const char *words, bool is_left, FILE *to);

#endif
