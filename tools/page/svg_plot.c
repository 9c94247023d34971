#include "tools/page/svg_plot.h"

#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/page/svg_foot.h"
#include "tools/page/svg_legend.h"

static const double plot_height = 220.0;
static const double edge = 10.0;       /* free at the right and below */
static const double most_room = 120.0; /* for labels beside the plot */
static const double gap = 6.0;         /* between a text and what it belongs to */
enum { TICKS = 5, TICKS_ACROSS = 8, MANY_ROWS = 40 };

enum document_unit svg_plot_unit(const struct document_exhibit *exhibit)
{
    const struct document_chart *const chart = &exhibit->chart;
    for (int i = 0; i < chart->series_count; i++) {
        const struct document_series *const series = &chart->series[i];
        const int column = series->column >= 0 ? series->column : series->low;
        if (column >= 0 && column < exhibit->column_count)
            return exhibit->columns[column].unit;
    }
    return DOCUMENT_NUMBER;
}

bool svg_plot_band(const struct document_exhibit *exhibit,
                   const struct document_series *series, int row, double *low,
                   double *high)
{
    if (series->low >= 0 || series->high >= 0)
        return svg_value(exhibit, row, series->low, low)
               && svg_value(exhibit, row, series->high, high);
    double value;
    if (!svg_value(exhibit, row, series->column, &value)
        || !exhibit->columns[series->column].has_noise)
        return false;
    const double noise = document_at(exhibit, row, series->column)->noise;
    const enum document_unit unit = exhibit->columns[series->column].unit;
    const bool is_amount = unit == DOCUMENT_SHARE || unit == DOCUMENT_CALLS
                           || unit == DOCUMENT_HOURS || unit == DOCUMENT_SECONDS
                           || unit == DOCUMENT_PEOPLE;
    *low = is_amount && value >= 0.0 ? fmax(value - noise, 0.0) : value - noise;
    *high = unit == DOCUMENT_SHARE && value <= 1.0 ? fmin(value + noise, 1.0)
                                                   : value + noise;
    return isfinite(noise) && isfinite(*low) && isfinite(*high);
}

/* Numbers lie along the foot where rows have any and none has words. */
static bool has_numbers(const struct document_exhibit *exhibit)
{
    const enum document_chart_kind kind = exhibit->chart.kind;
    const int column = exhibit->chart.x;
    if ((kind != DOCUMENT_CURVES && kind != DOCUMENT_POINTS_XY) || column < 0
        || column >= exhibit->column_count)
        return false;
    bool has_any = false;
    for (int row = 0; row < exhibit->row_count; row++) {
        const struct document_cell *const cell = document_at(exhibit, row, column);
        if (cell->kind == DOCUMENT_WORDS)
            return false;
        has_any = has_any || cell->kind == DOCUMENT_VALUE;
    }
    return has_any;
}

static struct svg_scale scale_across(const struct document_exhibit *exhibit)
{
    struct svg_range range = SVG_NOTHING;
    double value;
    for (int row = 0; row < exhibit->row_count; row++)
        if (svg_value(exhibit, row, exhibit->chart.x, &value))
            svg_range_add(&range, value);
    const bool is_points = exhibit->chart.kind == DOCUMENT_POINTS_XY;
    return svg_scale_of(range, exhibit->columns[exhibit->chart.x].unit, TICKS_ACROSS,
                        !is_points);
}

static double room_left(const struct svg_scale *scale)
{
    double room = 0.0;
    for (int i = 0; i < svg_scale_ticks(scale); i++) {
        char *const words = svg_scale_words(scale, svg_scale_tick(scale, i));
        room = fmax(room, svg_text_width(words));
        free(words);
    }
    return fmin(room, most_room) + gap;
}

static double room_right(const struct document_exhibit *exhibit)
{
    const struct document_chart *const chart = &exhibit->chart;
    double room = 0.0;
    for (int i = 0; chart->kind != DOCUMENT_HISTOGRAM && i < chart->mark_count; i++)
        if (chart->marks[i].label != NULL)
            room = fmax(room, svg_text_width(chart->marks[i].label) + gap);
    return fmin(room, most_room) + edge;
}

static bool has_title(const struct svg_plot *plot)
{
    return plot->exhibit->chart.y_title != NULL
           || *svg_scale_unit(&plot->scale) != '\0';
}

struct svg_plot svg_plot_of(const struct document_exhibit *exhibit,
                            struct svg_range range, enum document_unit unit,
                            enum svg_signs signs)
{
    const struct document_chart *const chart = &exhibit->chart;
    for (int i = 0; chart->kind != DOCUMENT_HISTOGRAM && i < chart->mark_count; i++)
        if (isfinite(chart->marks[i].at))
            svg_range_add(&range, chart->marks[i].at);
    if (chart->is_from_zero)
        svg_range_add(&range, 0.0);
    struct svg_plot plot = { .exhibit = exhibit,
                             .height = plot_height,
                             .scale = svg_scale_of(range, unit, TICKS, false),
                             .is_numeric = has_numbers(exhibit),
                             .signs = signs };
    if (plot.is_numeric)
        plot.across = scale_across(exhibit);
    plot.left = room_left(&plot.scale);
    plot.width = SVG_WIDTH - plot.left - room_right(exhibit);
    plot.top =
        svg_legend_height(&plot) + (has_title(&plot) ? SVG_LINE : 0.0)
        + (chart->kind == DOCUMENT_HISTOGRAM && chart->mark_count > 0 ? SVG_LINE : 0.0)
        + gap;
    return plot;
}

double svg_plot_y(const struct svg_plot *plot, double value)
{
    return plot->top + plot->height * (1.0 - svg_scale_share(&plot->scale, value));
}

double svg_plot_x(const struct svg_plot *plot, int row)
{
    const int rows = plot->exhibit->row_count;
    double value = 0.0;
    if (!plot->is_numeric)
        return plot->left + plot->width * (row + 0.5) / rows;
    if (!svg_value(plot->exhibit, row, plot->exhibit->chart.x, &value))
        return NAN;
    return plot->left + plot->width * svg_scale_share(&plot->across, value);
}

bool svg_plot_has_markers(const struct svg_plot *plot)
{
    return plot->exhibit->row_count <= MANY_ROWS;
}

double svg_plot_slot(const struct svg_plot *plot)
{
    return plot->width / fmax(plot->exhibit->row_count, 1.0);
}

static void titles(const struct svg_plot *plot, FILE *to)
{
    const char *const title = plot->exhibit->chart.y_title;
    const char *const unit = svg_scale_unit(&plot->scale);
    char *const words =
        sim_mem_print(title != NULL && *unit != '\0' ? "%s (%s)" : "%s%s",
                      title == NULL ? "" : title, unit);
    svg_text((struct svg_place){ 0.0, SVG_TEXT, SVG_START, SVG_WIDTH }, words, to);
    free(words);
}

static void grid(const struct svg_plot *plot, FILE *to)
{
    fputs("<path stroke=\"currentColor\" stroke-opacity=\".15\" d=\"", to);
    for (int i = 0; i < svg_scale_ticks(&plot->scale); i++) {
        svg_point("M", plot->left, svg_plot_y(plot, svg_scale_tick(&plot->scale, i)),
                  to);
        fputs("h", to);
        svg_number(plot->width, to);
    }
    fputs("\"/>\n", to);
    svg_texts_open(SVG_END, to);
    for (int i = 0; i < svg_scale_ticks(&plot->scale); i++) {
        const double value = svg_scale_tick(&plot->scale, i);
        char *const words = svg_scale_words(&plot->scale, value);
        svg_text((struct svg_place){ plot->left - gap, svg_plot_y(plot, value) + 4.0,
                                     SVG_AS_GROUP, plot->left - gap },
                 words, to);
        free(words);
    }
    svg_texts_close(to);
}

void svg_plot_open(const struct svg_plot *plot, FILE *to)
{
    svg_open(plot->exhibit, plot->top + plot->height + svg_foot_height(plot), to);
    if (has_title(plot))
        titles(plot, to);
    svg_legend(plot, has_title(plot) ? SVG_LINE : 0.0, to);
    grid(plot, to);
    svg_foot(plot, to);
}

/* Pushes labels apart, from the top down and then from the bottom up. */
static void spread(double *y, int count, double least, double most)
{
    for (int i = 0; i < count; i++)
        y[i] = fmax(y[i], i == 0 ? least : y[i - 1] + SVG_LINE);
    for (int i = count - 1; i >= 0; i--)
        y[i] = fmin(y[i], i == count - 1 ? most : y[i + 1] - SVG_LINE);
}

static int by_height(const void *a, const void *b)
{
    const double x = (*(const struct document_mark *const *) a)->at;
    const double y = (*(const struct document_mark *const *) b)->at;
    return (x < y) - (x > y);
}

static void mark_labels(const struct svg_plot *plot,
                        const struct document_mark *const *marks, int count, FILE *to)
{
    double *const y = sim_mem_array((size_t) count, sizeof *y);
    for (int i = 0; i < count; i++)
        y[i] = svg_plot_y(plot, marks[i]->at) + 4.0;
    spread(y, count, plot->top + 4.0, plot->top + plot->height + 4.0);
    const double x = plot->left + plot->width + gap;
    for (int i = 0; i < count; i++)
        if (marks[i]->label != NULL)
            svg_text((struct svg_place){ x, y[i], SVG_START, SVG_WIDTH - x },
                     marks[i]->label, to);
    free(y);
}

static void marks_across(const struct svg_plot *plot, FILE *to)
{
    const struct document_chart *const chart = &plot->exhibit->chart;
    const struct document_mark **const marks =
        sim_mem_array((size_t) chart->mark_count, sizeof *marks);
    int count = 0;
    for (int i = 0; i < chart->mark_count; i++)
        if (isfinite(chart->marks[i].at))
            marks[count++] = &chart->marks[i];
    qsort(marks, (size_t) count, sizeof *marks, by_height);
    for (int i = 0; i < count; i++) {
        const double y = svg_plot_y(plot, marks[i]->at);
        fputs("<path class=\"mark\" stroke=\"currentColor\" stroke-width=\"1.2\" "
              "stroke-dasharray=\"5 3\" d=\"",
              to);
        svg_point("M", plot->left, y, to);
        fputs("h", to);
        svg_number(plot->width, to);
        fputs("\"/>", to);
    }
    mark_labels(plot, marks, count, to);
    free(marks);
}

void svg_plot_close(const struct svg_plot *plot, FILE *to)
{
    if (plot->exhibit->chart.kind != DOCUMENT_HISTOGRAM)
        marks_across(plot, to);
    svg_close(to);
}
