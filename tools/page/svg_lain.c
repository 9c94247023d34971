#include <math.h>
#include <stdlib.h>

#include "tools/page/svg_kinds.h"
#include "tools/page/svg_legend.h"
#include "tools/page/svg_lying.h"

static const double bar_height = 16.0;
static const double row_gap = 8.0;

static void bar(const struct svg_lying *plot, int series, struct svg_span span,
                double y, FILE *to)
{
    const double from = svg_lying_x(plot, span.from), end = svg_lying_x(plot, span.to);
    svg_rectangle(fmin(from, end), y, fabs(end - from), bar_height - 1.0, to);
    if (plot->exhibit->chart.series[series].is_faint)
        fputs(" fill=\"#808080\" fill-opacity=\".5\"", to);
    else
        svg_fill(plot->exhibit, series, to);
    fputs("/>\n", to);
}

/* The value beyond the end of its bar and of its whisker. */
static void value_words(const struct svg_lying *plot, int row, int series,
                        struct svg_span span, double y, FILE *to)
{
    const struct document_exhibit *const exhibit = plot->exhibit;
    char *const words = svg_words(exhibit, row, exhibit->chart.series[series].column);
    const bool is_left = span.to < span.from;
    double low, high, end = span.to;
    if (svg_plot_band(exhibit, &exhibit->chart.series[series], row, &low, &high))
        end = is_left ? fmin(low, end) : fmax(high, end);
    svg_lying_value(plot, end, y, words, is_left, to);
    free(words);
}

static void whisker(const struct svg_lying *plot, int row, int series, double y,
                    FILE *to)
{
    double low, high;
    if (!svg_plot_band(plot->exhibit, &plot->exhibit->chart.series[series], row, &low,
                       &high))
        return;
    fputs("<path class=\"whisker\" stroke=\"currentColor\" d=\"", to);
    svg_point("M", svg_lying_x(plot, low), y, to);
    fputc('H', to);
    svg_number(svg_lying_x(plot, high), to);
    fputs("\"/>", to);
}

/* The bars of a row, or the values at their ends; a stack has no room for them. */
static void row_bars(const struct svg_lying *plot, const struct svg_spans *spans,
                     int row, bool is_values, FILE *to)
{
    const struct document_chart *const chart = &plot->exhibit->chart;
    const int bars = chart->is_stacked ? 1 : chart->series_count;
    const double top =
        plot->top + (row + 0.5) * plot->row_height - bars * bar_height / 2.0;
    for (int i = 0; i < chart->series_count; i++) {
        const struct svg_span span = svg_span_at(spans, i, row);
        const double y = top + (chart->is_stacked ? 0 : i) * bar_height;
        if (!span.is_there)
            continue;
        if (is_values) {
            value_words(plot, row, i, span, y + bar_height / 2.0, to);
            continue;
        }
        bar(plot, i, span, y, to);
        if (!chart->is_stacked)
            whisker(plot, row, i, y + bar_height / 2.0, to);
    }
}

void svg_lain(const struct document_exhibit *exhibit, const struct svg_spans *spans,
              FILE *to)
{
    const struct document_chart *const chart = &exhibit->chart;
    struct svg_range range = spans->range;
    svg_range_add(&range, 0.0);
    const int bars = chart->is_stacked ? 1 : chart->series_count;
    const struct svg_plot legend = { .exhibit = exhibit, .signs = SVG_ALL_BARS };
    const double row_height = fmax(bars * bar_height + row_gap, 2.0 * SVG_TEXT + 4.0);
    const struct svg_lying plot =
        svg_lying_of(exhibit, range, row_height, svg_legend_height(&legend));
    svg_lying_open(&plot, to);
    svg_hatches(exhibit, chart->series_count, to);
    svg_legend(&legend, 0.0, to);
    for (int row = 0; row < exhibit->row_count; row++) {
        svg_lying_name(&plot, row, row, to);
        row_bars(&plot, spans, row, false, to);
    }
    svg_lying_marks(&plot, to);
    for (int row = 0; !chart->is_stacked && row < exhibit->row_count; row++)
        row_bars(&plot, spans, row, true, to);
    svg_close(to);
}
