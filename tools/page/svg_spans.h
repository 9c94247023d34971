/* From where to where each value of a chart reaches: stacked ones from the top of those
 * below, bars and areas from 0, lines and dots from themselves. */
#ifndef TOOLS_SVG_SPANS_H
#define TOOLS_SVG_SPANS_H

#include <stdbool.h>

#include "tools/page/svg_plot.h"

struct svg_span {
    double from, to;
    bool is_there;
};

struct svg_spans {
    struct svg_span *spans; /* [series][row], owned */
    int rows;
    struct svg_range range; /* of all, with bands */
};

struct svg_spans svg_spans_of(const struct document_exhibit *exhibit,
                              enum svg_signs signs);
void svg_spans_done(struct svg_spans *spans);

struct svg_span svg_span_at(const struct svg_spans *spans, int series, int row);

/* How a series is drawn where the chart says that all are bars: bars, but for steps and
 * dots. */
enum document_style svg_style(const struct document_series *series,
                              enum svg_signs signs);

#endif
