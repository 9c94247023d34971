#include <math.h>

#include "tools/page/svg_kinds.h"

static const char faint[] = "#808080";

static void open_path(const char *name, FILE *to)
{
    fprintf(to, "<path class=\"%s\"", name);
}

/* The left edge of a row that is a named interval, or its number. */
static double edge_x(const struct svg_plot *plot, int row)
{
    return plot->is_numeric ? svg_plot_x(plot, row)
                            : plot->left + row * svg_plot_slot(plot);
}

/* Rows from *first on that have a value, a band or both: [*first, *end).  False: no
 * more. */
static bool next_run(const struct svg_plot *plot, const struct svg_spans *spans,
                     int series, bool is_band, int *first, int *end)
{
    const struct document_series *const which = &plot->exhibit->chart.series[series];
    double low, high;
    int run = 0;
    for (int row = *end; row < spans->rows; row++) {
        const bool is_there =
            isfinite(svg_plot_x(plot, row))
            && (is_band ? svg_plot_band(plot->exhibit, which, row, &low, &high)
                        : svg_span_at(spans, series, row).is_there);
        if (is_there && run++ == 0)
            *first = row;
        if (!is_there && run > 0)
            break;
    }
    *end = *first + run;
    return run > 0;
}

/* One side of a run, upper or lower, as points.  Areas of rows reach to the edges of
 * the first and the last, bands from middle to middle. */
static void side_of(const struct svg_plot *plot, const struct svg_spans *spans,
                    int series, bool is_band, const int run[2], bool is_upper,
                    struct svg_pen *pen)
{
    const struct document_series *const which = &plot->exhibit->chart.series[series];
    const int count = run[1] - run[0], extra = is_band || plot->is_numeric ? 0 : 1;
    for (int i = -extra; i < count + extra; i++) {
        const int place = i < 0 ? 0 : i < count ? i : count - 1;
        const int row = is_upper ? run[0] + place : run[1] - 1 - place;
        struct svg_span span = svg_span_at(spans, series, row);
        if (is_band)
            svg_plot_band(plot->exhibit, which, row, &span.from, &span.to);
        const bool is_left = (i < 0) == is_upper;
        const double x = i == place ? svg_plot_x(plot, row)
                                    : edge_x(plot, is_left ? run[0] : run[1]);
        const double y = svg_plot_y(plot, is_upper ? span.to : span.from);
        if (is_upper && i == -extra)
            svg_pen_start(pen, x, y);
        else
            svg_pen_go(pen, x, y);
    }
}

static void outline(const struct svg_plot *plot, const struct svg_spans *spans,
                    int series, bool is_band, FILE *to)
{
    int run[2] = { 0, 0 };
    struct svg_pen pen = { .to = to };
    while (next_run(plot, spans, series, is_band, &run[0], &run[1])) {
        side_of(plot, spans, series, is_band, run, true, &pen);
        side_of(plot, spans, series, is_band, run, false, &pen);
        fputc('z', to);
    }
}

static void area(const struct svg_plot *plot, const struct svg_spans *spans, int series,
                 FILE *to)
{
    const bool is_faint = plot->exhibit->chart.series[series].is_faint;
    const bool is_stacked = plot->exhibit->chart.is_stacked && !is_faint;
    open_path("area", to);
    if (is_faint)
        fprintf(to, " fill=\"%s\"", faint);
    else
        svg_fill(plot->exhibit, series, to);
    fprintf(to, " fill-opacity=\"%s\" d=\"", is_stacked ? ".85" : ".4");
    outline(plot, spans, series, false, to);
    fputs("\"/>\n", to);
}

static void band(const struct svg_plot *plot, const struct svg_spans *spans, int series,
                 FILE *to)
{
    const bool is_faint = plot->exhibit->chart.series[series].is_faint;
    open_path("band", to);
    fprintf(to, " fill=\"%s\" fill-opacity=\".22\" d=\"",
            is_faint ? faint : svg_colour(series));
    outline(plot, spans, series, true, to);
    fputs("\"/>\n", to);
}

/* A step lasts to where the next begins; the last of numbers has no length. */
static void steps(const struct svg_plot *plot, const struct svg_spans *spans,
                  int series, FILE *to)
{
    for (int first = 0, end = 0; next_run(plot, spans, series, false, &first, &end);) {
        for (int row = first; row < end; row++) {
            const double y = svg_plot_y(plot, svg_span_at(spans, series, row).to);
            const double x = edge_x(plot, row);
            if (row == first) {
                svg_point("M", x, y, to);
            } else {
                fputc('V', to);
                svg_number(y, to);
            }
            const bool is_last = row + 1 == end;
            fputc('H', to);
            svg_number(is_last && plot->is_numeric ? x : edge_x(plot, row + 1), to);
        }
    }
}

/* A value alone is a dot: a step of no length with round ends. */
static void line(const struct svg_plot *plot, const struct svg_spans *spans, int series,
                 FILE *to)
{
    struct svg_pen pen = { .to = to };
    for (int first = 0, end = 0; next_run(plot, spans, series, false, &first, &end);)
        for (int row = first; row < end; row++) {
            const double x = svg_plot_x(plot, row);
            const double y = svg_plot_y(plot, svg_span_at(spans, series, row).to);
            if (row == first)
                svg_pen_start(&pen, x, y);
            if (row > first || end == first + 1)
                svg_pen_go(&pen, x, y);
        }
}

static void markers(const struct svg_plot *plot, const struct svg_spans *spans,
                    int series, FILE *to)
{
    open_path("dots", to);
    fprintf(to, " fill=\"%s\" d=\"",
            plot->exhibit->chart.series[series].is_faint ? faint : svg_colour(series));
    for (int row = 0; row < spans->rows; row++) {
        const struct svg_span span = svg_span_at(spans, series, row);
        const double x = svg_plot_x(plot, row);
        if (span.is_there && isfinite(x))
            svg_marker(series, x, svg_plot_y(plot, span.to), to);
    }
    fputs("\"/>\n", to);
}

static void stroke(const struct svg_plot *plot, const struct svg_spans *spans,
                   int series, FILE *to)
{
    const struct document_series *const which = &plot->exhibit->chart.series[series];
    const char *const dash = which->is_faint ? "4 3" : svg_dash(series);
    open_path(which->style == DOCUMENT_STEP ? "step" : "line", to);
    fprintf(to, " fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"",
            which->is_faint ? faint : svg_colour(series),
            spans->rows > 200 ? "1.3" : "2");
    if (*dash != '\0')
        fprintf(to, " stroke-dasharray=\"%s\"", dash);
    fputs(" stroke-linejoin=\"round\" stroke-linecap=\"round\" d=\"", to);
    if (which->style == DOCUMENT_STEP)
        steps(plot, spans, series, to);
    else
        line(plot, spans, series, to);
    fputs("\"/>\n", to);
}

static bool has_band(const struct svg_plot *plot, int series)
{
    double low, high;
    for (int row = 0; row < plot->exhibit->row_count; row++)
        if (svg_plot_band(plot->exhibit, &plot->exhibit->chart.series[series], row,
                          &low, &high))
            return true;
    return false;
}

void svg_whiskers(const struct svg_plot *plot, int series, double shift, FILE *to)
{
    const struct document_series *const which = &plot->exhibit->chart.series[series];
    double low, high;
    if (!has_band(plot, series))
        return;
    open_path("whisker", to);
    fputs(" stroke=\"currentColor\" d=\"", to);
    for (int row = 0; row < plot->exhibit->row_count; row++) {
        const double x = svg_plot_x(plot, row) + shift;
        if (!isfinite(x) || !svg_plot_band(plot->exhibit, which, row, &low, &high))
            continue;
        svg_point("M", x, svg_plot_y(plot, low), to);
        fputs("V", to);
        svg_number(svg_plot_y(plot, high), to);
    }
    fputs("\"/>\n", to);
}

/* Series up to the last that is filled. */
static int filled_count(const struct svg_plot *plot)
{
    const struct document_chart *const chart = &plot->exhibit->chart;
    int count = 0;
    for (int i = 0; i < chart->series_count; i++) {
        const enum document_style style = svg_style(&chart->series[i], plot->signs);
        if (style == DOCUMENT_AREA || style == DOCUMENT_BAR)
            count = i + 1;
    }
    return count;
}

void svg_curves_draw(const struct svg_plot *plot, const struct svg_spans *spans,
                     FILE *to)
{
    const struct document_chart *const chart = &plot->exhibit->chart;
    svg_hatches(plot->exhibit, filled_count(plot), to);
    for (int i = 0; i < chart->series_count; i++) {
        const enum document_style style = svg_style(&chart->series[i], plot->signs);
        if (style == DOCUMENT_AREA)
            area(plot, spans, i, to);
        if (plot->signs != SVG_ALL_POINTS
            && (style == DOCUMENT_LINE || style == DOCUMENT_STEP) && has_band(plot, i))
            band(plot, spans, i, to);
    }
    svg_bars_draw(plot, spans, to);
    for (int i = 0; i < chart->series_count; i++) {
        const enum document_style style = svg_style(&chart->series[i], plot->signs);
        if (style == DOCUMENT_LINE || style == DOCUMENT_STEP)
            stroke(plot, spans, i, to);
        const bool is_point = style == DOCUMENT_DOTS || plot->signs == SVG_ALL_POINTS;
        if (is_point)
            svg_whiskers(plot, i, 0.0, to);
        if (is_point
            || (style == DOCUMENT_LINE && !chart->series[i].is_faint
                && svg_plot_has_markers(plot)))
            markers(plot, spans, i, to);
    }
}

void svg_curves(const struct document_exhibit *exhibit, FILE *to)
{
    struct svg_spans spans = svg_spans_of(exhibit, SVG_BY_STYLE);
    const struct svg_plot plot =
        svg_plot_of(exhibit, spans.range, svg_plot_unit(exhibit), SVG_BY_STYLE);
    svg_plot_open(&plot, to);
    svg_curves_draw(&plot, &spans, to);
    svg_plot_close(&plot, to);
    svg_spans_done(&spans);
}

void svg_points(const struct document_exhibit *exhibit, FILE *to)
{
    struct svg_spans spans = svg_spans_of(exhibit, SVG_ALL_POINTS);
    const struct svg_plot plot =
        svg_plot_of(exhibit, spans.range, svg_plot_unit(exhibit), SVG_ALL_POINTS);
    svg_plot_open(&plot, to);
    svg_curves_draw(&plot, &spans, to);
    svg_plot_close(&plot, to);
    svg_spans_done(&spans);
}
