#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/book/book_chart_parts.h"
#include "tools/document/words.h"

enum {
    CHART_ROWS = 19, /* that its height takes */
    MARKER_SIZE = 4,
    GREY = 0x808080
};
static const double HIGHER = 1.25; /* than 288 pixels */
static const double WIDER = BOOK_CHART_PIXELS / 480.0;
static const float LINE_PT = 1.75F;

/* Okabe and Ito's colours, the strongest first. */
static const lxw_color_t colors[] = { 0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7,
                                      0x56b4e9, 0xe69f00, 0x404040 };

/* ---- Columns that a chart needs beside those of the table: hidden ---- */

static int add_column(struct book_drawing *drawing, const char *heading)
{
    struct book_table *const table = drawing->table;
    const int at = table->sheet->first_hidden + drawing->hidden++;
    if (table->sheet->hidden_count < drawing->hidden)
        table->sheet->hidden_count = drawing->hidden;
    book_put(drawing->book, table->sheet, table->head, at, heading,
             BOOK_HEADING | BOOK_RIGHT);
    return at;
}

static void put_helper(struct book_drawing *drawing, int row, int at, double value,
                       const struct book_shape *shape)
{
    char format[BOOK_FORMAT];
    book_number_format(shape, format);
    book_put_number(drawing->book, drawing->table->sheet, drawing->table->first + row,
                    at, book_number(shape->unit, value), format,
                    BOOK_BODY | BOOK_FAINT);
}

/* A value and its noise, but no share above 1 and nothing below 0 that cannot be. */
static double possible(const struct document_column *column, double value, double noise)
{
    const bool is_difference =
        column->is_signed || column->unit == DOCUMENT_POINTS || value < 0.0;
    const double most = column->unit == DOCUMENT_SHARE ? 1.0 : INFINITY;
    return is_difference ? value + noise : fmin(fmax(value + noise, 0.0), most);
}

/* One end of the band of a column: its values and so many times their noise. */
static int end_column(struct book_drawing *drawing, const char *heading, int from,
                      double times)
{
    const struct document_exhibit *const exhibit = drawing->table->exhibit;
    const struct document_column *const column = &exhibit->columns[from];
    const int at = add_column(drawing, heading);
    for (int row = 0; row < exhibit->row_count; row++) {
        const struct document_cell *const cell = document_at(exhibit, row, from);
        const struct book_shape shape = { column->unit, document_decimals(column, cell),
                                          false, NULL };
        if (cell->kind == DOCUMENT_VALUE && isfinite(cell->noise))
            put_helper(drawing, row, at,
                       possible(column, cell->value, times * cell->noise), &shape);
    }
    return at;
}

/* The same in each row. */
static int mark_column(struct book_drawing *drawing, const struct document_mark *mark)
{
    const enum document_unit unit = book_chart_unit(drawing);
    const struct document_column column = { .unit = unit, .decimals = -1 };
    const struct document_cell cell = document_value(mark->at, NAN);
    const bool is_whole =
        unit == DOCUMENT_SHARE && fmod(fabs(100.0 * mark->at) + 1e-9, 1.0) < 1e-6;
    const struct book_shape shape = { unit,
                                      is_whole ? 0 : document_decimals(&column, &cell),
                                      false, NULL };
    const int at = add_column(drawing, mark->label);
    for (int row = 0; row < drawing->table->exhibit->row_count; row++)
        put_helper(drawing, row, at, mark->at, &shape);
    return at;
}

/* ---- Series ---- */

static lxw_chart_series *add(struct book_drawing *drawing, const char *name, int at)
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
static void silence(struct book_drawing *drawing)
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
    lxw_chart_line line = { .color = color, .width = BOOK_THIN_PT, .none = !is_joined };
    lxw_chart_fill fill = { .color = color };
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, MARKER_SIZE);
    chart_series_set_marker_fill(series, &fill);
}

static void paint(lxw_chart_series *series, lxw_color_t color)
{
    lxw_chart_fill fill = { .color = color };
    lxw_chart_line line = { .color = 0xffffff, .width = BOOK_THIN_PT };
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
}

/* The ends of a band as thin lines, not in the legend. */
static void add_band(struct book_drawing *drawing, const struct document_series *series,
                     lxw_color_t color)
{
    const struct document_column *const column =
        book_chart_column(drawing, series->column);
    const int *const columns = drawing->table->columns;
    const bool is_given = series->low >= 0 && series->high >= 0;
    if (!is_given && !column->has_noise)
        return;
    for (int side = -1; side <= 1; side += 2) {
        const char *const end_name = side < 0 ? "low" : "high";
        char *const name = drawing->chart->series_count == 1
                               ? sim_mem_text(end_name)
                               : sim_mem_print("%s, %s", series->name, end_name);
        const int at = is_given ? columns[side < 0 ? series->low : series->high]
                                : end_column(drawing, name, series->column, side);
        lxw_chart_series *const end = add(drawing, name, at);
        free(name);
        if (end == NULL)
            return;
        draw_line(end, color, BOOK_THIN_PT, true);
        silence(drawing);
    }
}

static void add_curves(struct book_drawing *drawing)
{
    const struct document_chart *const chart = drawing->chart;
    const bool is_filled =
        book_chart_type(chart) != LXW_CHART_LINE && chart->kind != DOCUMENT_POINTS_XY;
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
        if (book_chart_type(chart) == LXW_CHART_LINE)
            add_band(drawing, series, color);
    }
}

/* A line across a chart of lines is a column that says the same in each row; of other
 * charts it is said in the title. */
static void add_marks(struct book_drawing *drawing)
{
    const struct document_chart *const chart = drawing->chart;
    if (book_chart_type(chart) != LXW_CHART_LINE || chart->series_count == 0)
        return;
    for (int i = 0; i < chart->mark_count; i++) {
        const struct document_mark *const mark = &chart->marks[i];
        const int at = mark_column(drawing, mark);
        lxw_chart_series *const made = add(drawing, mark->label, at);
        if (made != NULL)
            draw_line(made, LXW_COLOR_BLACK, 1.0F, true);
    }
}

/* Bars to both sides of where they start: one series a side, named like its column. */
static void add_tornado(struct book_drawing *drawing)
{
    const struct document_chart *const chart = drawing->chart;
    const struct document_series *const series = &chart->series[0];
    const int ends[] = { series->low, series->high };
    if (ends[0] < 0 || ends[1] < 0)
        return;
    const char *names[] = { book_chart_column(drawing, ends[0])->heading,
                            book_chart_column(drawing, ends[1])->heading };
    if (strcmp(names[0], names[1]) == 0) {
        names[0] = "one end";
        names[1] = "the other end";
    }
    for (int side = 0; side < 2; side++) {
        lxw_chart_series *const made =
            add(drawing, names[side], drawing->table->columns[ends[side]]);
        if (made != NULL)
            paint(made, colors[side]);
    }
    chart_set_series_overlap(drawing->made, 100);
    if (chart->mark_count > 0)
        chart_axis_set_crossing(
            drawing->made->x_axis,
            book_number(book_chart_unit(drawing), chart->marks[0].at));
    chart_axis_set_reverse(drawing->made->y_axis);
}

static void set_legend(struct book_drawing *drawing)
{
    const bool is_one = drawing->count - (int) drawing->silent_count <= 1;
    chart_legend_set_position(drawing->made,
                              is_one ? LXW_CHART_LEGEND_NONE : LXW_CHART_LEGEND_BOTTOM);
    if (drawing->silent_count > 0)
        book_keep(drawing->book,
                  chart_legend_delete_series(drawing->made, drawing->silent));
}

static void insert(struct book_drawing *drawing)
{
    const struct book_table *const table = drawing->table;
    struct book_sheet *const sheet = table->sheet;
    const int right = book_columns_to(sheet, table->end + 1, BOOK_CHART_PIXELS);
    sheet->right = right > sheet->right ? right : sheet->right;
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
    const uint8_t type = book_chart_type(chart);
    if (type == LXW_CHART_NONE || chart->series_count == 0
        || table->sheet->worksheet == NULL)
        return 0;
    struct book_drawing drawing = { .book = book, .table = table, .chart = chart };
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
    chart_show_hidden_data(drawing.made);
    book_chart_title(&drawing);
    book_chart_axes(&drawing);
    set_legend(&drawing);
    insert(&drawing);
    free(drawing.silent);
    return table->head + CHART_ROWS + 1;
}
