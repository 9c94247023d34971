#include <math.h>

#include "tools/page/svg_foot.h"
#include "tools/page/svg_kinds.h"
#include "tools/page/svg_names.h"

static const double filled = 0.78; /* of a slot by bars, the rest is between them */

int svg_bars_place(const struct document_chart *chart, enum svg_signs signs, int series,
                   int *count)
{
    int place = 0;
    *count = 0;
    for (int i = 0; i < chart->series_count; i++)
        if (svg_style(&chart->series[i], signs) == DOCUMENT_BAR) {
            place += i < series;
            ++*count;
        }
    if (chart->is_stacked) {
        place = 0;
        *count = 1;
    }
    return place;
}

/* All bars of a series as one path. */
static void bars(const struct svg_plot *plot, const struct svg_spans *spans, int series,
                 FILE *to)
{
    const struct document_chart *const chart = &plot->exhibit->chart;
    int count;
    const int place = svg_bars_place(chart, plot->signs, series, &count);
    const bool is_bin = chart->kind == DOCUMENT_HISTOGRAM;
    const double slot = svg_plot_slot(plot) * (is_bin ? 1.0 : filled);
    const double width = slot / count;
    fputs("<path class=\"bar\"", to);
    if (chart->series[series].is_faint)
        fputs(" fill=\"#808080\" fill-opacity=\".5\"", to);
    else
        svg_fill(plot->exhibit, series, to);
    fputs(" d=\"", to);
    for (int row = 0; row < spans->rows; row++) {
        const struct svg_span span = svg_span_at(spans, series, row);
        const double x = svg_plot_x(plot, row) - slot / 2.0 + place * width;
        if (!span.is_there || !isfinite(x) || span.from == span.to)
            continue;
        const double space = width > 4.0 ? 0.5 : 0.0; /* at each side */
        svg_point("M", x + space, svg_plot_y(plot, span.from), to);
        fputc('V', to);
        svg_number(svg_plot_y(plot, span.to), to);
        fputc('H', to);
        svg_number(x + width - space, to);
        fputc('V', to);
        svg_number(svg_plot_y(plot, span.from), to);
        fputc('z', to);
    }
    fputs("\"/>\n", to);
    if (!chart->is_stacked && width >= 6.0)
        svg_whiskers(plot, series, (place + 0.5) * width - slot / 2.0, to);
}

void svg_bars_draw(const struct svg_plot *plot, const struct svg_spans *spans, FILE *to)
{
    const struct document_chart *const chart = &plot->exhibit->chart;
    for (int i = 0; i < chart->series_count; i++)
        if (svg_style(&chart->series[i], plot->signs) == DOCUMENT_BAR)
            bars(plot, spans, i, to);
}

/* Names are long when so few fit below the bars that some would have none. */
static bool has_long_names(const struct svg_plot *plot)
{
    const struct document_exhibit *const exhibit = plot->exhibit;
    const double slot = svg_plot_slot(plot);
    struct svg_names names = svg_foot_names(exhibit, exhibit->chart.x, slot);
    bool is_long = names.count < exhibit->row_count;
    for (int i = 0; i < names.count; i++) {
        const struct svg_name *const name = &names.names[i];
        is_long = is_long || svg_text_width(name->text) > names.room
                  || (name->below != NULL && svg_text_width(name->below) > names.room);
    }
    svg_names_done(&names);
    const int many = 40;
    return is_long && exhibit->row_count <= many;
}

void svg_bars(const struct document_exhibit *exhibit, FILE *to)
{
    struct svg_spans spans = svg_spans_of(exhibit, SVG_ALL_BARS);
    const struct svg_plot plot =
        svg_plot_of(exhibit, spans.range, svg_plot_unit(exhibit), SVG_ALL_BARS);
    if (has_long_names(&plot)) {
        svg_lain(exhibit, &spans, to);
    } else {
        svg_plot_open(&plot, to);
        svg_curves_draw(&plot, &spans, to);
        svg_plot_close(&plot, to);
    }
    svg_spans_done(&spans);
}
