#include "tools/page/svg_lying.h"

#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/page/svg_plot.h"

static const double gap = 6.0;
static const double most_names = 240.0;
static const double value_room = 84.0; /* beyond the ends of bars */
enum { TICKS = 5 };

struct svg_lying svg_lying_of(const struct document_exhibit *exhibit,
                              struct svg_range range, double row_height, double above)
{
    const struct document_chart *const chart = &exhibit->chart;
    struct svg_lying plot = { .exhibit = exhibit, .row_height = row_height };
    for (int row = 0; row < exhibit->row_count; row++) {
        char *const name = svg_words(exhibit, row, chart->x);
        plot.names = fmax(plot.names, svg_text_width(name));
        free(name);
    }
    plot.names = fmin(plot.names, most_names);
    for (int i = 0; i < chart->mark_count; i++)
        if (isfinite(chart->marks[i].at))
            svg_range_add(&range, chart->marks[i].at);
    if (chart->is_from_zero)
        svg_range_add(&range, 0.0);
    plot.scale = svg_scale_of(range, svg_plot_unit(exhibit), TICKS, true);
    const bool has_left = chart->kind == DOCUMENT_TORNADO || range.low < 0.0;
    plot.left = plot.names + gap + (has_left ? value_room : 0.0);
    plot.width = SVG_WIDTH - plot.left - value_room;
    plot.top = above + (chart->mark_count > 0 ? SVG_LINE : 0.0) + gap;
    return plot;
}

double svg_lying_x(const struct svg_lying *plot, double value)
{
    return plot->left + plot->width * svg_scale_share(&plot->scale, value);
}

static double box_height(const struct svg_lying *plot)
{
    return plot->row_height * plot->exhibit->row_count;
}

static void ticks(const struct svg_lying *plot, FILE *to)
{
    const double height = box_height(plot);
    double free_from = 0.0;
    fputs("<path stroke=\"currentColor\" stroke-opacity=\".15\" d=\"", to);
    for (int i = 0; i < svg_scale_ticks(&plot->scale); i++) {
        svg_point("M", svg_lying_x(plot, svg_scale_tick(&plot->scale, i)), plot->top,
                  to);
        fputc('v', to);
        svg_number(height, to);
    }
    fputs("\"/>\n", to);
    for (int i = 0; i < svg_scale_ticks(&plot->scale); i++) {
        const double value = svg_scale_tick(&plot->scale, i);
        const double x = svg_lying_x(plot, value);
        char *const words = svg_scale_words(&plot->scale, value);
        const double half = svg_text_width(words) / 2.0;
        if (x - half >= free_from) {
            svg_text((struct svg_place){ x, plot->top + height + SVG_LINE, SVG_MIDDLE,
                                         plot->width },
                     words, to);
            free_from = x + half + gap;
        }
        free(words);
    }
}

void svg_lying_open(const struct svg_lying *plot, FILE *to)
{
    const struct document_chart *const chart = &plot->exhibit->chart;
    const double foot = plot->top + box_height(plot) + SVG_LINE;
    const char *const unit = svg_scale_unit(&plot->scale);
    const char *const title = chart->y_title == NULL ? unit : chart->y_title;
    svg_open(plot->exhibit, foot + gap + (*title == '\0' ? 0.0 : SVG_LINE), to);
    ticks(plot, to);
    svg_text((struct svg_place){ plot->left + plot->width / 2.0, foot + SVG_LINE,
                                 SVG_MIDDLE, plot->width },
             title, to);
}

void svg_lying_name(const struct svg_lying *plot, int place, int row, FILE *to)
{
    char *const name = svg_words(plot->exhibit, row, plot->exhibit->chart.x);
    const size_t cut = svg_first_line(name, plot->names);
    const bool has_two = name[cut] != '\0';
    const double line = SVG_LINE - 2.0;
    struct svg_place at = { plot->names,
                            plot->top + (place + 0.5) * plot->row_height + 4.0
                                - (has_two ? line / 2.0 : 0.0),
                            SVG_END, plot->names + 0.1 };
    char *const first = sim_mem_print("%.*s", (int) cut, name);
    svg_text(at, first, to);
    at.y += line;
    if (has_two)
        svg_text(at, name + cut + 1, to);
    free(first);
    free(name);
}

void svg_lying_value(const struct svg_lying *plot, double value, double y,
                     const char *words, bool is_left, FILE *to)
{
    const double x = svg_lying_x(plot, value);
    fputs("<g style=\"stroke:var(--paper,#fff)\" stroke-width=\"3\" "
          "paint-order=\"stroke\">",
          to);
    svg_text((struct svg_place){ is_left ? x - gap + 1.0 : x + gap - 1.0, y + 4.0,
                                 is_left ? SVG_END : SVG_START, value_room - gap },
             words, to);
    fputs("</g>", to);
}

void svg_lying_marks(const struct svg_lying *plot, FILE *to)
{
    const struct document_chart *const chart = &plot->exhibit->chart;
    double free_from = 0.0;
    for (int i = 0; i < chart->mark_count; i++)
        if (isfinite(chart->marks[i].at))
            svg_upright_mark(svg_lying_x(plot, chart->marks[i].at), plot->top,
                             box_height(plot), chart->marks[i].label, &free_from, to);
}
