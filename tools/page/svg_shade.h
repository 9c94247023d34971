/* Colours of a heat map: from light to dark where values only rise, two sides of a pale
 * middle where there is a mark to be met.  Each orders by lightness, so that grey paper
 * and colour-blind eyes see the same. */
#ifndef TOOLS_SVG_SHADE_H
#define TOOLS_SVG_SHADE_H

#include <stdbool.h>

#include "tools/page/svg_scale.h"

struct svg_shade {
    double low, high; /* of all values */
    double middle;    /* NaN: no mark */
    bool is_dark_low; /* low values are what the eye should find */
};

struct svg_colour {
    int red, green, blue; /* 0..255 */
};

/* The mark counts where it lies within the values or not further out than they reach.
 */
struct svg_shade svg_shade_of(const struct document_chart *chart,
                              struct svg_range range);

struct svg_colour svg_shade_colour(const struct svg_shade *shade, double value);

/* Black or white, whichever is easier to read on it. */
const char *svg_shade_ink(struct svg_colour colour);

#endif
