#include <math.h>

#include "tools/page/page_assets.h"
#include "tools/page/page_parts.h"
#include "tools/page/page_text.h"
#include "tools/page/svg_shade.h"

/* What a screen can show; money is drawn over narrow ranges of large sums. */
enum { VALUE_DIGITS = 4, MONEY_DIGITS = 6, NOISE_DIGITS = 3 };

static const char *kind_name(enum document_chart_kind kind)
{
    static const char *const names[DOCUMENT_CHARTS] = {
        [DOCUMENT_NO_CHART] = "",           [DOCUMENT_CURVES] = "curves",
        [DOCUMENT_BARS] = "bars",           [DOCUMENT_HEAT] = "heat",
        [DOCUMENT_HISTOGRAM] = "histogram", [DOCUMENT_SANKEY] = "sankey",
        [DOCUMENT_TORNADO] = "tornado",     [DOCUMENT_POINTS_XY] = "points",
    };
    return names[kind];
}

static const char *unit_name(enum document_unit unit)
{
    static const char *const names[DOCUMENT_UNITS] = {
        [DOCUMENT_TEXT] = "text",     [DOCUMENT_CALLS] = "calls",
        [DOCUMENT_HOURS] = "hours",   [DOCUMENT_SECONDS] = "seconds",
        [DOCUMENT_SHARE] = "share",   [DOCUMENT_POINTS] = "points",
        [DOCUMENT_PEOPLE] = "people", [DOCUMENT_POUNDS] = "pounds",
        [DOCUMENT_NUMBER] = "number",
    };
    return names[unit];
}

static const char *style_name(enum document_style style)
{
    static const char *const names[] = {
        [DOCUMENT_LINE] = "line", [DOCUMENT_STEP] = "step", [DOCUMENT_AREA] = "area",
        [DOCUMENT_BAR] = "bar",   [DOCUMENT_DOTS] = "dots",
    };
    return names[style];
}

static void key_text(const char *key, const char *text, FILE *to)
{
    if (page_is_empty(text))
        return;
    fprintf(to, ",\"%s\":", key);
    page_text_json(text, to);
}

static void flag(const char *key, bool is_set, FILE *to)
{
    if (is_set)
        fprintf(to, ",\"%s\":true", key);
}

static void number(double value, int digits, FILE *to)
{
    if (isfinite(value))
        fprintf(to, "%.*g", digits, value);
    else
        fputs("null", to);
}

static int digits_of(enum document_unit unit)
{
    return unit == DOCUMENT_POUNDS || unit == DOCUMENT_NUMBER ? MONEY_DIGITS
                                                              : VALUE_DIGITS;
}

/* Words are read from the table. */
static void value_data(const struct document_cell *cell, enum document_unit unit,
                       FILE *to)
{
    number(cell->kind == DOCUMENT_VALUE ? cell->value : NAN, digits_of(unit), to);
}

static bool is_drawn(const struct document_chart *chart, int column)
{
    bool is_drawn =
        chart->kind == DOCUMENT_HEAT || column == chart->x || column == chart->x2;
    for (int i = 0; i < chart->series_count; i++) {
        const struct document_series *const series = &chart->series[i];
        is_drawn = is_drawn || column == series->column || column == series->low
                   || column == series->high;
    }
    return is_drawn;
}

/* Whether the column's noise is drawn as a band. */
static bool has_band(const struct document_exhibit *exhibit, int column)
{
    bool has_band = false;
    for (int i = 0; i < exhibit->chart.series_count; i++) {
        const struct document_series *const series = &exhibit->chart.series[i];
        has_band = has_band || (series->column == column && series->low < 0);
    }
    return has_band && exhibit->columns[column].has_noise;
}

static void column_data(const struct document_exhibit *exhibit, int index, FILE *to)
{
    const struct document_column *const column = &exhibit->columns[index];
    fprintf(to, "{\"unit\":\"%s\"", unit_name(column->unit));
    key_text("heading", column->heading, to);
    if (column->unit != DOCUMENT_TEXT && is_drawn(&exhibit->chart, index)) {
        fputs(",\"values\":[", to);
        for (int row = 0; row < exhibit->row_count; row++) {
            fputs(row == 0 ? "" : ",", to);
            value_data(document_at(exhibit, row, index), column->unit, to);
        }
        fputs("]", to);
    }
    if (has_band(exhibit, index)) {
        fputs(",\"noise\":[", to);
        for (int row = 0; row < exhibit->row_count; row++) {
            fputs(row == 0 ? "" : ",", to);
            number(document_at(exhibit, row, index)->noise, NOISE_DIGITS, to);
        }
        fputs("]", to);
    }
    fputs("}", to);
}

static void series_data(const struct document_chart *chart, FILE *to)
{
    fputs(",\"series\":[", to);
    for (int i = 0; i < chart->series_count; i++) {
        const struct document_series *const series = &chart->series[i];
        fprintf(to, "%s{\"style\":\"%s\",\"column\":%d", i == 0 ? "" : ",",
                style_name(series->style), series->column);
        if (series->low >= 0 && series->high >= 0)
            fprintf(to, ",\"low\":%d,\"high\":%d", series->low, series->high);
        flag("faint", series->is_faint, to);
        key_text("name", series->name, to);
        fputs("}", to);
    }
    fputs("],\"marks\":[", to);
    for (int i = 0; i < chart->mark_count; i++) {
        fputs(i == 0 ? "{\"at\":" : ",{\"at\":", to);
        number(chart->marks[i].at, MONEY_DIGITS, to);
        key_text("label", chart->marks[i].label, to);
        fputs("}", to);
    }
    fputs("]", to);
}

struct svg_range page_heat_range(const struct document_exhibit *exhibit)
{
    struct svg_range range = SVG_NOTHING;
    double value;
    for (int row = 0; row < exhibit->row_count; row++)
        for (int column = 1; column < exhibit->column_count; column++)
            if (svg_value(exhibit, row, column, &value))
                svg_range_add(&range, value);
    return range;
}

/* The colours of a heat map at even steps from its least to its most. */
static void colours(const struct document_exhibit *exhibit, FILE *to)
{
    enum { STEPS = 32 };
    const struct svg_range range = page_heat_range(exhibit);
    const struct svg_shade shade = svg_shade_of(&exhibit->chart, range);
    fputs(",\"colours\":[", to);
    for (int i = 0; i <= STEPS; i++) {
        const double share = (double) i / STEPS;
        const struct svg_colour colour =
            svg_shade_colour(&shade, range.low + share * (range.high - range.low));
        fprintf(to, "%s\"#%02x%02x%02x\"", i == 0 ? "" : ",", (unsigned) colour.red,
                (unsigned) colour.green, (unsigned) colour.blue);
    }
    fputs("]", to);
}

void page_data(const struct page *page, const struct document_exhibit *exhibit)
{
    const struct document_chart *const chart = &exhibit->chart;
    FILE *const to = page->to;
    if (*page_asset_script == '\0')
        return;
    fprintf(to, "<script type=\"application/json\">{\"kind\":\"%s\",\"x\":%d,\"x2\":%d",
            kind_name(chart->kind), chart->x, chart->x2);
    key_text("xTitle", chart->x_title, to);
    key_text("yTitle", chart->y_title, to);
    flag("stacked", chart->is_stacked, to);
    flag("fromZero", chart->is_from_zero, to);
    if (chart->kind == DOCUMENT_HEAT)
        colours(exhibit, to);
    series_data(chart, to);
    fprintf(to, ",\"rows\":%d,\"columns\":[", exhibit->row_count);
    for (int i = 0; i < exhibit->column_count; i++) {
        fputs(i == 0 ? "" : ",", to);
        column_data(exhibit, i, to);
    }
    fputs("]}</script>\n", to);
}
