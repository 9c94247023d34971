#include <math.h>

#include "tools/page/svg_kinds.h"

/* Where a value stands along the foot, counted in bins: at the end of the first that
 * reaches it, or as far in as it is.  Beyond the last end: in the middle of the open
 * bin. */
static double bin_at(const struct document_exhibit *exhibit, double value)
{
    const struct document_chart *const chart = &exhibit->chart;
    double low, high;
    for (int row = 0; row < exhibit->row_count; row++) {
        if (!svg_value(exhibit, row, chart->x, &low))
            continue;
        if (value < low)
            return row;
        if (!svg_value(exhibit, row, chart->x2, &high))
            return row + 0.5;
        if (value <= high)
            return row + (high > low ? (value - low) / (high - low) : 1.0);
    }
    return exhibit->row_count;
}

static void marks(const struct svg_plot *plot, FILE *to)
{
    const struct document_exhibit *const exhibit = plot->exhibit;
    double free_from = 0.0;
    for (int i = 0; i < exhibit->chart.mark_count; i++) {
        const struct document_mark *const mark = &exhibit->chart.marks[i];
        if (!isfinite(mark->at))
            continue;
        const double x =
            plot->left + plot->width * bin_at(exhibit, mark->at) / exhibit->row_count;
        svg_upright_mark(x, plot->top, plot->height, mark->label, &free_from, to);
    }
}

void svg_histogram(const struct document_exhibit *exhibit, FILE *to)
{
    struct svg_spans spans = svg_spans_of(exhibit, SVG_ALL_BARS);
    const struct svg_plot plot =
        svg_plot_of(exhibit, spans.range, svg_plot_unit(exhibit), SVG_ALL_BARS);
    svg_plot_open(&plot, to);
    svg_curves_draw(&plot, &spans, to);
    marks(&plot, to);
    svg_plot_close(&plot, to);
    svg_spans_done(&spans);
}
