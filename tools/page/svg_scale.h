/* Scales of values: a range that ends on round numbers of its unit, and how the ticks
 * on it read. */
#ifndef TOOLS_SVG_SCALE_H
#define TOOLS_SVG_SCALE_H

#include <stdbool.h>

#include "tools/document/document.h"
#include "tools/page/svg_parts.h"

/* low < high, both finite; ticks are the multiples of step from low to high. */
struct svg_scale {
    enum document_unit unit;
    double low, high, step;
};

/* A scale that holds the range (0 to 1 if there is nothing in it), with about `ticks`
 * intervals.  Ends on ticks unless it is `tight`: then on the range. */
struct svg_scale svg_scale_of(struct svg_range range, enum document_unit unit,
                              int ticks, bool is_tight);

/* 0 at low, 1 at high. */
double svg_scale_share(const struct svg_scale *scale, double value);

/* Ticks there are, and the value of one of them. */
int svg_scale_ticks(const struct svg_scale *scale);
double svg_scale_tick(const struct svg_scale *scale, int number);

/* "90 %", "5 min", "£2.5m", "1,200", "+0.8": fresh memory. */
char *svg_scale_words(const struct svg_scale *scale, double value);

/* One value by itself, to three decimals where it has them: "10 s", "7 min", "2.5 %".
 */
char *svg_scale_exact(enum document_unit unit, double value);

/* What the numbers on the ticks are, where they do not say it themselves, else "". */
const char *svg_scale_unit(const struct svg_scale *scale);

#endif
