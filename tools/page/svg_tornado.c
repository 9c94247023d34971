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

static double at_end(const struct swing *swing, int side)
{
    return side == 0 ? swing->low : swing->high;
}

/* From where the bar of a row begins: without a start of all, its own middle. */
static double begin(const struct swing *swing, const struct ends *ends)
{
    const double middle = (swing->low + swing->high) / 2.0;
    return !isnan(ends->start) ? ends->start
           : !isnan(middle)    ? middle
           : isnan(swing->low) ? swing->high
                               : swing->low;
}

/* Both halves, the longer one first, for both may lie on the same side. */
static void bar(const struct svg_lying *plot, const struct swing *swing,
                const struct ends *ends, double y, FILE *to)
{
    const double from = svg_lying_x(plot, begin(swing, ends));
    const bool is_high_first =
        fabs(swing->high - begin(swing, ends)) > fabs(swing->low - begin(swing, ends));
    for (int i = 0; i < 2; i++) {
        const int side = is_high_first ? 1 - i : i;
        if (isnan(at_end(swing, side)))
            continue;
        const double end = svg_lying_x(plot, at_end(swing, side));
        svg_rectangle(fmin(from, end), y - bar_height / 2.0, fabs(end - from),
                      bar_height, to);
        svg_fill(plot->exhibit, side, to);
        fputs("/>", to);
    }
}

/* The values at both ends, the lower at the left, each outside the bar. */
static void values(const struct svg_lying *plot, const struct swing *swing,
                   const struct ends *ends, double y, FILE *to)
{
    const double from = begin(swing, ends);
    for (int side = 0; side < 2; side++) {
        const double value = at_end(swing, side), other = at_end(swing, 1 - side);
        if (isnan(value))
            continue;
        const bool is_left = isnan(other)     ? value < from
                             : value == other ? side == 0
                                              : value < other;
        char *const words = svg_words(plot->exhibit, swing->row, ends->columns[side]);
        svg_lying_value(plot, is_left ? fmin(from, value) : fmax(from, value), y, words,
                        is_left, to);
        free(words);
    }
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
        svg_lying_name(&plot, i, swings[i].row, to);
        bar(&plot, &swings[i], &ends, plot.top + (i + 0.5) * row_height, to);
        fputc('\n', to);
    }
    svg_lying_marks(&plot, to);
    for (int i = 0; i < exhibit->row_count; i++)
        values(&plot, &swings[i], &ends, plot.top + (i + 0.5) * row_height, to);
    svg_close(to);
    free(swings);
}
