#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/book/book_chart_parts.h"

enum {
    LETTERS = 110, /* that an axis of names has room for */
    LABELS = 14,   /* at the most */
    TITLE_SIZE = 11
};

static bool is_every(const struct document_chart *chart, enum document_style style)
{
    for (int i = 0; i < chart->series_count; i++)
        if (chart->series[i].style != style)
            return false;
    return chart->series_count > 0;
}

uint8_t book_chart_type(const struct document_chart *chart)
{
    switch (chart->kind) {
    case DOCUMENT_CURVES:
        if (is_every(chart, DOCUMENT_AREA))
            return chart->is_stacked ? LXW_CHART_AREA_STACKED : LXW_CHART_AREA;
        return LXW_CHART_LINE;
    case DOCUMENT_BARS:
        return chart->is_stacked ? LXW_CHART_COLUMN_STACKED : LXW_CHART_COLUMN;
    case DOCUMENT_HISTOGRAM:
        return LXW_CHART_COLUMN;
    case DOCUMENT_TORNADO:
        return LXW_CHART_BAR;
    case DOCUMENT_POINTS_XY:
        return LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS;
    case DOCUMENT_NO_CHART:
    case DOCUMENT_HEAT:
    case DOCUMENT_SANKEY:
    case DOCUMENT_CHARTS:
        break;
    }
    return LXW_CHART_NONE;
}

const struct document_column *book_chart_column(const struct book_drawing *drawing,
                                                int index)
{
    return &drawing->table->exhibit->columns[index];
}

enum document_unit book_chart_unit(const struct book_drawing *drawing)
{
    const struct document_series *const first = &drawing->chart->series[0];
    const int column = first->column >= 0 ? first->column : first->low;
    return column >= 0 ? book_chart_column(drawing, column)->unit : DOCUMENT_NUMBER;
}

static void name_axis(lxw_chart_axis *axis, const char *name)
{
    if (name == NULL || *name == '\0')
        return;
    char *const label = book_label(name);
    lxw_chart_font font = { .size = 9, .bold = LXW_EXPLICIT_FALSE };
    chart_axis_set_name(axis, label);
    chart_axis_set_name_font(axis, &font);
    free(label);
}

void book_chart_title(const struct book_drawing *drawing)
{
    const struct document_chart *const chart = drawing->chart;
    char *title = sim_mem_text(drawing->table->exhibit->title);
    for (int i = 0; i < chart->mark_count && book_chart_type(chart) != LXW_CHART_LINE;
         i++) {
        char *const longer = sim_mem_print("%s (%s)", title, chart->marks[i].label);
        free(title);
        title = longer;
    }
    char *const label = book_label(title);
    lxw_chart_font font = { .size = TITLE_SIZE, .bold = LXW_TRUE };
    chart_title_set_name(drawing->made, label);
    chart_title_set_name_font(drawing->made, &font);
    free(label);
    free(title);
}

/* Every which name the axis has room for: by a step that days, weeks and months are
 * made of. */
static int label_step(const struct book_drawing *drawing)
{
    static const int steps[] = { 1, 2, 3, 4, 6, 7, 8, 12, 14, 24, 30, 48, 60, 96, 168 };
    const struct document_exhibit *const exhibit = drawing->table->exhibit;
    int longest = 1;
    if (exhibit->row_count <= LABELS)
        return 1;
    for (int row = 0; row < exhibit->row_count && drawing->chart->x >= 0; row++) {
        const struct document_cell *const cell =
            document_at(exhibit, row, drawing->chart->x);
        const int width = cell->kind == DOCUMENT_WORDS ? book_width(cell->words) : 1;
        longest = width > longest ? width : longest;
    }
    const int fit = LETTERS / (longest + 2) + 1, labels = fit < LABELS ? fit : LABELS;
    const int need = (exhibit->row_count + labels - 1) / labels;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i] >= need)
            return steps[i];
    return need;
}

static void format_axis(lxw_chart_axis *axis, enum document_unit unit)
{
    char format[BOOK_FORMAT];
    const struct book_shape shape = { unit, 0, false, NULL };
    book_number_format(&shape, format);
    if (unit == DOCUMENT_SHARE || unit == DOCUMENT_POUNDS)
        chart_axis_set_num_format(axis, format);
}

/* Shares end at 100 %, and begin at the tenth below the least of them: a scale that
 * programs choose for themselves does neither. */
static void limit_shares(const struct book_drawing *drawing, lxw_chart_axis *axis)
{
    static const double TENTHS = 10.0, NEARLY = 1e-9;
    const struct document_exhibit *const exhibit = drawing->table->exhibit;
    const struct document_chart *const chart = drawing->chart;
    double least = 1.0, most = 0.0;
    for (int i = 0; i < chart->series_count; i++) {
        const int columns[] = { chart->series[i].column, chart->series[i].low,
                                chart->series[i].high };
        for (int row = 0; row < 3 * exhibit->row_count; row++) {
            const int column = columns[row % 3];
            const struct document_cell *const cell =
                column < 0 ? NULL : document_at(exhibit, row / 3, column);
            if (cell == NULL || cell->kind != DOCUMENT_VALUE)
                continue;
            least = fmin(least, cell->value);
            most = fmax(most, cell->value);
        }
    }
    for (int i = 0; i < chart->mark_count; i++)
        least = fmin(least, chart->marks[i].at);
    if (least < 0.0 || most > 1.0 + NEARLY)
        return;
    if (chart->is_stacked || most > 1.0 - 1.0 / TENTHS)
        chart_axis_set_max(axis, 1.0);
    if (!chart->is_from_zero && !chart->is_stacked)
        chart_axis_set_min(axis, floor((least - NEARLY) * TENTHS) / TENTHS);
}

void book_chart_axes(const struct book_drawing *drawing)
{
    const struct document_chart *const chart = drawing->chart;
    const bool is_lying = chart->kind == DOCUMENT_TORNADO;
    lxw_chart_axis *const across = drawing->made->x_axis;
    lxw_chart_axis *const up = drawing->made->y_axis;
    lxw_chart_axis *const values = is_lying ? across : up;
    lxw_chart_axis *const names = is_lying ? up : across;
    name_axis(names, chart->x_title);
    name_axis(values, chart->y_title);
    lxw_chart_line grid = { .color = 0xd9d9d9, .width = BOOK_THIN_PT };
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &grid);
    chart_axis_set_label_position(names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    format_axis(values, book_chart_unit(drawing));
    if (book_chart_unit(drawing) == DOCUMENT_SHARE)
        limit_shares(drawing, values);
    if (chart->is_from_zero)
        chart_axis_set_min(values, 0.0);
    if (chart->kind == DOCUMENT_POINTS_XY) {
        if (chart->x >= 0)
            format_axis(names, book_chart_column(drawing, chart->x)->unit);
        return;
    }
    const int step = label_step(drawing);
    if (step > 1) {
        chart_axis_set_interval_unit(names, (uint16_t) step);
        chart_axis_set_interval_tick(names, (uint16_t) step);
    }
}
