#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/page/svg_kinds.h"
#include "tools/page/svg_lying.h"

static const double row_height = 28.0;
static const double bar_height = 16.0;

/* A bar and its row. */
struct swing {
    int row;
    double low, high; /* results at both ends, NaN: none */
};

static double width_of(const struct swing *swing)
{
    const double width = fabs(swing->high - swing->low);
    return isnan(width) ? -1.0 : width;
}

static int by_width(const void *a, const void *b)
{
    const struct swing *const x = a, *const y = b;
    const double wide = width_of(x), wide_y = width_of(y);
    return wide != wide_y ? (wide < wide_y) - (wide > wide_y)
                          : (x->row > y->row) - (x->row < y->row);
}

/* From where the bars start, and what the ends are called. */
struct ends {
    double start; /* NaN: nowhere, bars go from end to end */
    int columns[2];
};

static const char *heading(const struct document_exhibit *exhibit, int column)
{
    const char *const words = column < 0 || column >= exhibit->column_count
                                  ? NULL
                                  : exhibit->columns[column].heading;
    return words == NULL ? "" : words;
}

/* Two swatches side by side with the headings of both ends. */
static void legend(const struct document_exhibit *exhibit, const struct ends *ends,
                   FILE *to)
{
    double x = 0.0;
    for (int i = 0; i < 2; i++) {
        const char *const words = heading(exhibit, ends->columns[i]);
        svg_rectangle(x, 2.0, 14.0, 10.0, to);
        svg_fill(exhibit, i, to);
        fputs("/>", to);
        svg_text((struct svg_place){ x + 20.0, SVG_TEXT, SVG_START, 320.0 }, words, to);
        x += fmin(svg_text_width(words), 320.0) + 40.0;
    }
    fputc('\n', to);
}

static void end_words(const struct svg_lying *plot, int row, int column, double value,
                      double y, bool is_left, FILE *to)
{
    char *const words = svg_words(plot->exhibit, row, column);
    svg_lying_value(plot, value, y, words, is_left, to);
    free(words);
}

/* The half of a bar from the start to one end; the words of an end that lies where the
 * other does stand on its own side. */
static void half(const struct svg_lying *plot, const struct swing *swing,
                 const struct ends *ends, int side, double y, FILE *to)
{
    const double value = side == 0 ? swing->low : swing->high;
    const double other = side == 0 ? swing->high : swing->low;
    if (isnan(value))
        return;
    const double middle = (swing->low + swing->high) / 2.0;
    const double from = !isnan(ends->start) ? ends->start
                        : isnan(middle)     ? value
                                            : middle;
    const double x = svg_lying_x(plot, from), end = svg_lying_x(plot, value);
    svg_rectangle(fmin(x, end), y - bar_height / 2.0, fabs(end - x), bar_height, to);
    svg_fill(plot->exhibit, side, to);
    fputs("/>", to);
    const bool is_left = value == other ? side == 0 : value < other;
    const double outer = is_left ? fmin(from, value) : fmax(from, value);
    end_words(plot, swing->row, ends->columns[side], outer, y, is_left, to);
}

static struct swing *swings_of(const struct document_exhibit *exhibit,
                               const struct ends *ends, struct svg_range *range)
{
    struct swing *const swings =
        sim_mem_array((size_t) exhibit->row_count, sizeof *swings);
    for (int row = 0; row < exhibit->row_count; row++) {
        swings[row] = (struct swing){ row, NAN, NAN };
        if (svg_value(exhibit, row, ends->columns[0], &swings[row].low))
            svg_range_add(range, swings[row].low);
        if (svg_value(exhibit, row, ends->columns[1], &swings[row].high))
            svg_range_add(range, swings[row].high);
    }
    qsort(swings, (size_t) exhibit->row_count, sizeof *swings, by_width);
    return swings;
}

void svg_tornado(const struct document_exhibit *exhibit, FILE *to)
{
    const struct document_chart *const chart = &exhibit->chart;
    const bool has_series = chart->series_count > 0;
    const bool has_start = chart->mark_count > 0 && isfinite(chart->marks[0].at);
    const struct ends ends = { has_start ? chart->marks[0].at : NAN,
                               { has_series ? chart->series[0].low : -1,
                                 has_series ? chart->series[0].high : -1 } };
    struct svg_range range = SVG_NOTHING;
    struct swing *const swings = swings_of(exhibit, &ends, &range);
    const struct svg_lying plot = svg_lying_of(exhibit, range, row_height, SVG_LINE);
    svg_lying_open(&plot, to);
    svg_hatches(exhibit, 2, to);
    legend(exhibit, &ends, to);
    for (int i = 0; i < exhibit->row_count; i++) {
        const double y = plot.top + (i + 0.5) * row_height;
        svg_lying_name(&plot, i, swings[i].row, to);
        half(&plot, &swings[i], &ends, 0, y, to);
        half(&plot, &swings[i], &ends, 1, y, to);
        fputc('\n', to);
    }
    svg_lying_close(&plot, to);
    free(swings);
}
