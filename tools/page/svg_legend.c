#include "tools/page/svg_legend.h"

#include <stdlib.h>

#include "sim/mem.h"

static const double sign_width = 26.0;
static const double gap = 18.0; /* between two entries */

static bool is_bar(const struct svg_plot *plot, const struct document_series *series)
{
    return series->style == DOCUMENT_BAR
           || (plot->signs == SVG_ALL_BARS && series->style == DOCUMENT_LINE);
}

/* What the shade round the first series that has one is, or its whiskers; null: there
 * is none. */
static char *shade_words(const struct svg_plot *plot, bool *has_whiskers)
{
    const struct document_exhibit *const exhibit = plot->exhibit;
    const struct document_chart *const chart = &exhibit->chart;
    double low, high;
    for (int i = 0; i < chart->series_count; i++) {
        const struct document_series *const series = &chart->series[i];
        const bool is_filled = is_bar(plot, series) || series->style == DOCUMENT_AREA;
        if (is_filled && (chart->is_stacked || series->style == DOCUMENT_AREA))
            continue; /* these have none */
        for (int row = 0; row < exhibit->row_count; row++) {
            if (!svg_plot_band(exhibit, series, row, &low, &high) || low >= high)
                continue;
            *has_whiskers = is_bar(plot, series) || series->style == DOCUMENT_DOTS
                            || plot->signs == SVG_ALL_POINTS;
            if (series->low < 0)
                return sim_mem_text("95 % interval of the simulation");
            const char *const from = exhibit->columns[series->low].heading;
            const char *const up_to = exhibit->columns[series->high].heading;
            return sim_mem_print("%s to %s", from == NULL ? "" : from,
                                 up_to == NULL ? "" : up_to);
        }
    }
    return NULL;
}

static void sign(const struct svg_plot *plot, int number, double x, double y, FILE *to)
{
    const struct document_series *const series = &plot->exhibit->chart.series[number];
    const double swatch = 10.0;
    if (is_bar(plot, series) || series->style == DOCUMENT_AREA) {
        svg_rectangle(x + 8.0, y - swatch + 1.0, 14.0, swatch, to);
        if (series->is_faint)
            fputs(" fill=\"#808080\" fill-opacity=\".5\"", to);
        else
            svg_fill(plot->exhibit, number, to);
        fputs("/>", to);
        return;
    }
    const char *const colour = series->is_faint ? "#808080" : svg_colour(number);
    if (series->style != DOCUMENT_DOTS) {
        fprintf(to, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"2\"", colour);
        const char *const dash = series->is_faint ? "4 3" : svg_dash(number);
        if (*dash != '\0')
            fprintf(to, " stroke-dasharray=\"%s\"", dash);
        fputs(" d=\"", to);
        svg_point("M", x, y - 4.0, to);
        fputs("h24\"/>", to);
    }
    const bool has_marker =
        series->style == DOCUMENT_DOTS || plot->signs == SVG_ALL_POINTS
        || (series->style == DOCUMENT_LINE && svg_plot_has_markers(plot));
    if (has_marker && !series->is_faint) {
        fprintf(to, "<path fill=\"%s\" d=\"", colour);
        svg_marker(number, x + 12.0, y - 4.0, to);
        fputs("\"/>", to);
    }
}

static void shade_sign(bool has_whiskers, double x, double y, FILE *to)
{
    if (has_whiskers) {
        fputs("<path stroke=\"currentColor\" d=\"", to);
        svg_point("M", x + 13.0, y - 10.0, to);
        fputs("v11\"/>", to);
        return;
    }
    svg_rectangle(x + 4.0, y - 9.0, 18.0, 10.0, to);
    fprintf(to, " fill=\"%s\" fill-opacity=\".22\"/>", svg_colour(0));
}

/* Lays the entries out, and draws them if there is a file; gives the height. */
static double entries(const struct svg_plot *plot, double y, FILE *to)
{
    const struct document_chart *const chart = &plot->exhibit->chart;
    bool has_whiskers = false;
    char *const shade = shade_words(plot, &has_whiskers);
    const int count = chart->series_count + (shade != NULL);
    double x = 0.0, height = count < 2 ? 0.0 : SVG_LINE;
    for (int i = 0; count >= 2 && i < count; i++) {
        const bool is_shade = i == chart->series_count;
        const char *const name = is_shade ? shade : chart->series[i].name;
        const char *const words = name == NULL ? "" : name;
        const double room = SVG_WIDTH - sign_width;
        const double width = sign_width + 4.0 + svg_text_width(words);
        if (x > 0.0 && x + width > SVG_WIDTH) {
            x = 0.0;
            height += SVG_LINE;
        }
        const double base = y + height - 3.0;
        if (to != NULL && is_shade)
            shade_sign(has_whiskers, x, base, to);
        else if (to != NULL)
            sign(plot, i, x, base, to);
        if (to != NULL)
            svg_text((struct svg_place){ x + sign_width + 2.0, base, SVG_START, room },
                     words, to);
        x += width + gap;
    }
    free(shade);
    return height;
}

double svg_legend_height(const struct svg_plot *plot)
{
    return entries(plot, 0.0, NULL);
}

void svg_legend(const struct svg_plot *plot, double y, FILE *to)
{
    entries(plot, y, to);
    fputc('\n', to);
}
