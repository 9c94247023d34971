#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/book/book_parts.h"
#include "tools/document/words.h"

enum {
    CHART_ROWS = 19, /* that its height takes */
    LABELS = 14,     /* of an axis of names */
    TITLE_SIZE = 11,
    MARKER_SIZE = 4,
    GREY = 0x808080
};
static const double WIDER = 1.5, HIGHER = 1.25; /* than 480 by 288 pixels */
static const float LINE_PT = 1.75F, THIN_PT = 0.75F;

/* Okabe and Ito's colours, the strongest first. */
static const lxw_color_t colors[] = { 0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7,
                                      0x56b4e9, 0xe69f00, 0x404040 };

/* A chart being made: `series` of libxlsxwriter so far, those that the legend leaves
 * out. */
struct drawing {
    struct book *book;
    struct book_table *table;
    const struct document_chart *chart;
    lxw_chart *made;
    int count;
    int16_t *silent; /* owned; ends with -1 */
    size_t silent_count, silent_capacity;
};

static bool is_every(const struct document_chart *chart, enum document_style style)
{
    for (int i = 0; i < chart->series_count; i++)
        if (chart->series[i].style != style)
            return false;
    return chart->series_count > 0;
}

/* What Excel has for a kind; LXW_CHART_NONE: nothing. */
static uint8_t type_of(const struct document_chart *chart)
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

static const struct document_column *column_of(const struct drawing *drawing, int index)
{
    return &drawing->table->exhibit->columns[index];
}

/* ---- Columns that a chart needs beside those of the table ---- */

/* Adds one right of the table; `by` times the noise is added to the values of `from`,
 * or, with `from` negative, all are `by`. */
static int helper(struct drawing *drawing, const char *heading, int from, double by,
                  enum document_unit unit)
{
    struct book_table *const table = drawing->table;
    const int at = table->end++;
    book_widen(table->sheet, at,
               book_width(heading) < 14 ? book_width(heading) + 2 : 14);
    book_put(drawing->book, table->sheet, table->head, at, heading, BOOK_HEADING);
    for (int row = 0; row < table->exhibit->row_count; row++) {
        const struct document_cell *const cell =
            from < 0 ? NULL : document_at(table->exhibit, row, from);
        const double value = cell == NULL ? by
                             : cell->kind != DOCUMENT_VALUE
                                 ? NAN
                                 : cell->value + by * cell->noise;
        if (!isfinite(value))
            continue;
        char format[BOOK_FORMAT];
        const struct book_shape shape = {
            unit, cell == NULL ? 2 : document_decimals(column_of(drawing, from), cell),
            false, NULL
        };
        book_number_format(&shape, format);
        book_put_number(drawing->book, table->sheet, table->first + row, at,
                        book_number(unit, value), format, BOOK_BODY | BOOK_FAINT);
    }
    return at;
}

/* ---- Series ---- */

static lxw_chart_series *add(struct drawing *drawing, const char *name, int at)
{
    const struct book_table *const table = drawing->table;
    lxw_chart_series *const series = chart_add_series(drawing->made, NULL, NULL);
    if (series == NULL) {
        book_keep(drawing->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    const lxw_row_t first = (lxw_row_t) table->first, last = (lxw_row_t) table->last;
    if (drawing->chart->x >= 0) {
        const lxw_col_t x = (lxw_col_t) table->columns[drawing->chart->x];
        chart_series_set_categories(series, table->sheet->name, first, x, last, x);
    }
    chart_series_set_values(series, table->sheet->name, first, (lxw_col_t) at, last,
                            (lxw_col_t) at);
    char *const label = book_label(name);
    chart_series_set_name(series, label);
    free(label);
    drawing->count++;
    return series;
}

/* The series just added has no entry in the legend. */
static void silence(struct drawing *drawing)
{
    drawing->silent = sim_mem_grow(drawing->silent, &drawing->silent_capacity,
                                   drawing->silent_count + 2, sizeof *drawing->silent);
    drawing->silent[drawing->silent_count++] = (int16_t) (drawing->count - 1);
    drawing->silent[drawing->silent_count] = -1;
}

static void draw_line(lxw_chart_series *series, lxw_color_t color, float width,
                      bool is_dashed)
{
    lxw_chart_line line = { .color = color,
                            .width = width,
                            .dash_type = is_dashed ? LXW_CHART_LINE_DASH_DASH
                                                   : LXW_CHART_LINE_DASH_SOLID };
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
}

static void draw_dots(lxw_chart_series *series, lxw_color_t color, bool is_joined)
{
    lxw_chart_line line = { .color = color, .width = THIN_PT, .none = !is_joined };
    lxw_chart_fill fill = { .color = color };
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, MARKER_SIZE);
    chart_series_set_marker_fill(series, &fill);
}

static void paint(lxw_chart_series *series, lxw_color_t color)
{
    lxw_chart_fill fill = { .color = color };
    lxw_chart_line line = { .color = 0xffffff, .width = THIN_PT };
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
}

/* The ends of a band as thin lines, not in the legend. */
static void add_band(struct drawing *drawing, const struct document_series *series,
                     lxw_color_t color)
{
    const struct document_column *const column = column_of(drawing, series->column);
    const int *const columns = drawing->table->columns;
    const bool is_given = series->low >= 0 && series->high >= 0;
    if (!is_given && !column->has_noise)
        return;
    for (int side = -1; side <= 1; side += 2) {
        char *const name =
            sim_mem_print("%s, %s", series->name, side < 0 ? "low" : "high");
        const int at = is_given
                           ? columns[side < 0 ? series->low : series->high]
                           : helper(drawing, name, series->column, side, column->unit);
        lxw_chart_series *const end = add(drawing, name, at);
        free(name);
        if (end == NULL)
            return;
        draw_line(end, color, THIN_PT, true);
        silence(drawing);
    }
}

static void add_curves(struct drawing *drawing)
{
    const struct document_chart *const chart = drawing->chart;
    const bool is_filled =
        type_of(chart) != LXW_CHART_LINE && chart->kind != DOCUMENT_POINTS_XY;
    for (int i = 0; i < chart->series_count; i++) {
        const struct document_series *const series = &chart->series[i];
        const lxw_color_t color =
            series->is_faint ? GREY
                             : colors[(size_t) i % (sizeof colors / sizeof *colors)];
        lxw_chart_series *const made =
            add(drawing, series->name, drawing->table->columns[series->column]);
        if (made == NULL)
            return;
        if (is_filled)
            paint(made, color);
        else if (series->style == DOCUMENT_DOTS || chart->kind == DOCUMENT_POINTS_XY)
            draw_dots(made, color, series->style != DOCUMENT_DOTS);
        else
            draw_line(made, color, LINE_PT, series->is_faint);
        if (type_of(chart) == LXW_CHART_LINE)
            add_band(drawing, series, color);
    }
}

/* A line across a chart of lines is a column that says the same in each row; of other
 * charts it is said in the title. */
static void add_marks(struct drawing *drawing)
{
    const struct document_chart *const chart = drawing->chart;
    if (type_of(chart) != LXW_CHART_LINE || chart->series_count == 0)
        return;
    const enum document_unit unit = column_of(drawing, chart->series[0].column)->unit;
    for (int i = 0; i < chart->mark_count; i++) {
        const struct document_mark *const mark = &chart->marks[i];
        const int at = helper(drawing, mark->label, -1, mark->at, unit);
        lxw_chart_series *const made = add(drawing, mark->label, at);
        if (made != NULL)
            draw_line(made, 0x000000, 1.0F, true);
    }
}

/* Bars to both sides of where they start: one series a side. */
static void add_tornado(struct drawing *drawing)
{
    const struct document_chart *const chart = drawing->chart;
    for (int i = 0; i < chart->series_count; i++) {
        const int ends[] = { chart->series[i].low, chart->series[i].high };
        for (int side = 0; side < 2 && ends[side] >= 0; side++) {
            lxw_chart_series *const made =
                add(drawing, column_of(drawing, ends[side])->heading,
                    drawing->table->columns[ends[side]]);
            if (made != NULL)
                paint(made, colors[side]);
        }
    }
    chart_set_series_overlap(drawing->made, 100);
    if (chart->mark_count > 0)
        chart_axis_set_crossing(drawing->made->y_axis, chart->marks[0].at);
    chart_axis_set_reverse(drawing->made->x_axis);
    chart_axis_set_label_position(drawing->made->x_axis,
                                  LXW_CHART_AXIS_LABEL_POSITION_LOW);
}

/* ---- Words and axes ---- */

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

static void set_title(struct drawing *drawing)
{
    const struct document_chart *const chart = drawing->chart;
    char *title = sim_mem_text(drawing->table->exhibit->title);
    for (int i = 0; i < chart->mark_count && type_of(chart) != LXW_CHART_LINE; i++) {
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

static void set_axes(struct drawing *drawing)
{
    const struct document_chart *const chart = drawing->chart;
    lxw_chart_axis *const x = drawing->made->x_axis, *const y = drawing->made->y_axis;
    name_axis(x, chart->x_title);
    name_axis(y, chart->y_title);
    lxw_chart_line grid = { .color = 0xd9d9d9, .width = THIN_PT };
    chart_axis_major_gridlines_set_line(y, &grid);
    if (chart->series_count > 0 && chart->series[0].column >= 0) {
        char format[BOOK_FORMAT];
        const struct book_shape shape = {
            column_of(drawing, chart->series[0].column)->unit, 0, false, NULL
        };
        book_number_format(&shape, format);
        if (shape.unit == DOCUMENT_SHARE || shape.unit == DOCUMENT_POUNDS)
            chart_axis_set_num_format(y, format);
    }
    if (chart->is_from_zero)
        chart_axis_set_min(y, 0.0);
    const int rows = drawing->table->exhibit->row_count;
    if (chart->kind != DOCUMENT_POINTS_XY && rows > LABELS) {
        const int step = (rows + LABELS - 1) / LABELS;
        chart_axis_set_interval_unit(x, (uint16_t) step);
        chart_axis_set_interval_tick(x, (uint16_t) step);
    }
    if (chart->kind != DOCUMENT_TORNADO)
        chart_axis_set_label_position(x, LXW_CHART_AXIS_LABEL_POSITION_LOW);
}

static void set_legend(struct drawing *drawing)
{
    const bool is_one = drawing->count - (int) drawing->silent_count <= 1;
    chart_legend_set_position(drawing->made,
                              is_one ? LXW_CHART_LEGEND_NONE : LXW_CHART_LEGEND_BOTTOM);
    if (drawing->silent_count > 0)
        book_keep(drawing->book,
                  chart_legend_delete_series(drawing->made, drawing->silent));
}

static void insert(struct drawing *drawing)
{
    const struct book_table *const table = drawing->table;
    char *const alt = book_text(drawing->chart->alt, BOOK_CELL);
    lxw_chart_options options = {
        .x_scale = WIDER,
        .y_scale = HIGHER,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .description = *alt == '\0' ? NULL : alt,
    };
    book_keep(drawing->book, worksheet_insert_chart_opt(table->sheet->worksheet,
                                                        (lxw_row_t) table->head,
                                                        (lxw_col_t) (table->end + 1),
                                                        drawing->made, &options));
    free(alt);
}

int book_chart(struct book *book, struct book_table *table)
{
    const struct document_chart *const chart = &table->exhibit->chart;
    const uint8_t type = type_of(chart);
    if (type == LXW_CHART_NONE || chart->series_count == 0
        || table->sheet->worksheet == NULL)
        return 0;
    struct drawing drawing = { .book = book, .table = table, .chart = chart };
    drawing.made = workbook_add_chart(book->workbook, type);
    if (drawing.made == NULL) {
        book_keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return 0;
    }
    if (chart->kind == DOCUMENT_TORNADO)
        add_tornado(&drawing);
    else
        add_curves(&drawing);
    add_marks(&drawing);
    if (chart->kind == DOCUMENT_HISTOGRAM)
        chart_set_series_gap(drawing.made, 0);
    set_title(&drawing);
    set_axes(&drawing);
    set_legend(&drawing);
    insert(&drawing);
    free(drawing.silent);
    return table->head + CHART_ROWS + 1;
}
