#include "tools/page/svg_foot.h"

#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"

static const double tick_height = 5.0;
static const double gap = 8.0; /* between two texts, and below the last */

struct svg_names svg_foot_names(const struct document_exhibit *exhibit, int column,
                                double slot)
{
    const int count = exhibit->row_count;
    char **const texts = sim_mem_array((size_t) count, sizeof *texts);
    for (int row = 0; row < count; row++)
        texts[row] = svg_words(exhibit, row, column);
    const struct svg_names names =
        svg_names_of((const char *const *) texts, count, slot);
    for (int row = 0; row < count; row++)
        free(texts[row]);
    free(texts);
    return names;
}

static bool has_bins(const struct svg_plot *plot)
{
    return plot->exhibit->chart.kind == DOCUMENT_HISTOGRAM;
}

double svg_foot_height(const struct svg_plot *plot)
{
    const bool has_title = plot->exhibit->chart.x_title != NULL;
    double height = tick_height + SVG_LINE + gap + (has_title ? SVG_LINE : 0.0);
    if (plot->is_numeric || has_bins(plot))
        return height;
    struct svg_names names =
        svg_foot_names(plot->exhibit, plot->exhibit->chart.x, svg_plot_slot(plot));
    height += names.has_below ? SVG_LINE : 0.0;
    svg_names_done(&names);
    return height;
}

static void tick(double x, double y, FILE *to)
{
    svg_point("M", x, y, to);
    fputs("v", to);
    svg_number(tick_height, to);
}

static void open_ticks(FILE *to)
{
    fputs("<path stroke=\"currentColor\" stroke-opacity=\".6\" d=\"", to);
}

/* In a line below the plot, its middle at x unless it would leave the picture. */
static struct svg_place below(const struct svg_plot *plot, const char *words, double x,
                              int line)
{
    const double half = svg_text_width(words) / 2.0;
    return (struct svg_place){ fmax(fmin(x, SVG_WIDTH - half), half),
                               plot->top + plot->height + tick_height + SVG_TEXT
                                   + line * SVG_LINE,
                               SVG_AS_GROUP, plot->width };
}

/* Words in the first line, unless they would lie upon those before, which end at
 * *free_from. */
static void write_below(const struct svg_plot *plot, const char *words, double x,
                        double *free_from, FILE *to)
{
    const struct svg_place place = below(plot, words, x, 0);
    const double half = svg_text_width(words) / 2.0;
    if (place.x - half < *free_from)
        return;
    svg_text(place, words, to);
    *free_from = place.x + half + gap;
}

static void row_names(const struct svg_plot *plot, FILE *to)
{
    const double slot = svg_plot_slot(plot), foot = plot->top + plot->height;
    struct svg_names names =
        svg_foot_names(plot->exhibit, plot->exhibit->chart.x, slot);
    open_ticks(to);
    for (int i = 0; i < names.count; i++) {
        const double at =
            isnan(names.names[i].tick) ? names.names[i].at : names.names[i].tick;
        tick(plot->left + at * slot, foot, to);
    }
    fputs("\"/>", to);
    double free_from[2] = { -INFINITY, -INFINITY };
    for (int i = 0; i < names.count; i++) {
        const struct svg_name *const name = &names.names[i];
        const char *const lines[] = { name->text, name->below };
        for (int line = 0; line < 2 && lines[line] != NULL; line++) {
            char *const words = svg_shortened(lines[line], names.room);
            const double half = svg_text_width(words) / 2.0;
            struct svg_place place =
                below(plot, words, plot->left + name->at * slot, line);
            place.room = names.room;
            if (place.x - half >= free_from[line]) {
                svg_text(place, lines[line], to);
                free_from[line] = place.x + half;
            }
            free(words);
        }
    }
    svg_names_done(&names);
}

static void numbers(const struct svg_plot *plot, FILE *to)
{
    const double foot = plot->top + plot->height;
    double free_from = -INFINITY;
    for (int i = 0; i < svg_scale_ticks(&plot->across); i++) {
        const double value = svg_scale_tick(&plot->across, i);
        const double x =
            plot->left + plot->width * svg_scale_share(&plot->across, value);
        open_ticks(to);
        tick(x, foot, to);
        fputs("\"/>", to);
        char *const words = svg_scale_words(&plot->across, value);
        write_below(plot, words, x, &free_from, to);
        free(words);
    }
}

/* The end of a bin, at an edge between two. */
static void bin_edge(const struct svg_plot *plot, double edge, const char *words,
                     double *free_from, FILE *to)
{
    const double x = plot->left + plot->width * edge / plot->exhibit->row_count;
    if (words[0] != '\0')
        write_below(plot, words, x, free_from, to);
}

static char *bin_words(const struct document_exhibit *exhibit, int column, double value)
{
    return svg_scale_exact(exhibit->columns[column].unit, value);
}

/* Bins have their ends below the edges between them; one of no width has its value in
 * its middle, and the last, when it is open, "more". */
static void bin_ends(const struct svg_plot *plot, FILE *to)
{
    const struct document_exhibit *const exhibit = plot->exhibit;
    const struct document_chart *const chart = &exhibit->chart;
    double free_from = -INFINITY, low, high;
    for (int row = 0; row < exhibit->row_count; row++) {
        const bool has_low = svg_value(exhibit, row, chart->x, &low);
        const bool has_high = svg_value(exhibit, row, chart->x2, &high);
        const bool is_last = row + 1 == exhibit->row_count;
        const bool is_point = has_low && has_high && high <= low;
        char *const from =
            has_low ? bin_words(exhibit, chart->x, low) : sim_mem_text("");
        char *const end = has_high  ? bin_words(exhibit, chart->x2, high)
                          : has_low ? sim_mem_text("more")
                                    : sim_mem_text("");
        if (is_point || (row == 0 && !has_high))
            bin_edge(plot, row + 0.5, from, &free_from, to);
        else if (row == 0)
            bin_edge(plot, row, from, &free_from, to);
        if (!is_point && (has_high || is_last))
            bin_edge(plot, has_high ? row + 1.0 : row + 0.5, end, &free_from, to);
        free(from);
        free(end);
    }
}

static void base_line(const struct svg_plot *plot, FILE *to)
{
    const double zero = fmin(fmax(0.0, plot->scale.low), plot->scale.high);
    open_ticks(to);
    svg_point("M", plot->left, svg_plot_y(plot, zero), to);
    fputs("h", to);
    svg_number(plot->width, to);
    fputs("\"/>", to);
}

void svg_foot(const struct svg_plot *plot, FILE *to)
{
    base_line(plot, to);
    svg_texts_open(SVG_MIDDLE, to);
    if (has_bins(plot))
        bin_ends(plot, to);
    else if (plot->is_numeric)
        numbers(plot, to);
    else
        row_names(plot, to);
    const char *const title = plot->exhibit->chart.x_title;
    const double height = svg_foot_height(plot) - gap;
    if (title != NULL)
        svg_text((struct svg_place){ plot->left + plot->width / 2.0,
                                     plot->top + plot->height + height - 2.0,
                                     SVG_AS_GROUP, plot->width },
                 title, to);
    svg_texts_close(to);
}
