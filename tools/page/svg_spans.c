#include "tools/page/svg_spans.h"

#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"

enum document_style svg_style(const struct document_series *series,
                              enum svg_signs signs)
{
    return signs == SVG_ALL_BARS && series->style == DOCUMENT_LINE ? DOCUMENT_BAR
                                                                   : series->style;
}

struct svg_span svg_span_at(const struct svg_spans *spans, int series, int row)
{
    return spans->spans[(size_t) series * (size_t) spans->rows + (size_t) row];
}

/* Puts one series on those below it; `up` and `down` are the ends of each row so far.
 */
static void add_series(struct svg_spans *spans, const struct document_exhibit *exhibit,
                       int number, enum document_style style, double *up, double *down)
{
    const struct document_chart *const chart = &exhibit->chart;
    const struct document_series *const series = &chart->series[number];
    const bool is_filled = style == DOCUMENT_BAR || style == DOCUMENT_AREA;
    const bool is_stacked = is_filled && chart->is_stacked && !series->is_faint;
    for (int row = 0; row < spans->rows; row++) {
        struct svg_span *const span =
            &spans->spans[(size_t) number * (size_t) spans->rows + (size_t) row];
        double value, low, high;
        if (!svg_value(exhibit, row, series->column, &value))
            continue;
        double *const end = value < 0.0 ? &down[row] : &up[row];
        span->is_there = true;
        span->from = is_stacked ? *end : is_filled ? 0.0 : value;
        span->to = is_stacked ? *end + value : value;
        *end = is_stacked ? span->to : *end;
        svg_range_add(&spans->range, span->from);
        svg_range_add(&spans->range, span->to);
        if (!is_stacked && svg_plot_band(exhibit, series, row, &low, &high)) {
            svg_range_add(&spans->range, low);
            svg_range_add(&spans->range, high);
        }
    }
}

struct svg_spans svg_spans_of(const struct document_exhibit *exhibit,
                              enum svg_signs signs)
{
    const struct document_chart *const chart = &exhibit->chart;
    const size_t rows = (size_t) exhibit->row_count;
    const size_t count = (size_t) chart->series_count * rows;
    struct svg_spans spans = {
        .spans = sim_mem_array(count, sizeof *spans.spans),
        .rows = exhibit->row_count,
        .range = SVG_NOTHING,
    };
    double *const up = sim_mem_array(rows, sizeof *up);
    double *const down = sim_mem_array(rows, sizeof *down);
    for (int i = 0; i < chart->series_count; i++)
        add_series(&spans, exhibit, i, svg_style(&chart->series[i], signs), up, down);
    free(up);
    free(down);
    return spans;
}

void svg_spans_done(struct svg_spans *spans)
{
    free(spans->spans);
    *spans = (struct svg_spans){ 0 };
}
