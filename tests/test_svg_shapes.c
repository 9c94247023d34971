/* Where things stand in a picture, held against the numbers that they stand for. */
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tests/svg_made.h"
#include "tests/svg_read.h"

static const double grain = 0.11; /* one decimal is written */

/* The numbers of the first path of a class after `after`. */
static int path_numbers(const struct svg_read *read, const char *class, int *after,
                        double out[SVG_READ_NUMBERS])
{
    *after = svg_read_next(read, "path", class, *after);
    assert_true(*after >= 0);
    const char *const path = svg_read_attribute(&read->elements[*after], "d");
    return strchr(path, 'l') != NULL ? svg_read_points(path, out)
                                     : svg_read_numbers(path, out);
}

static const struct svg_element *text_of(const struct svg_read *read, const char *words)
{
    for (int i = -1; (i = svg_read_next(read, "text", NULL, i)) >= 0;)
        if (strcmp(read->elements[i].text, words) == 0)
            return &read->elements[i];
    fail_msg("no text \"%s\"", words);
    return NULL;
}

/* How many times a character is in the first path of a class. */
static int count_in_path(const struct svg_read *read, const char *class, char wanted)
{
    const int path = svg_read_next(read, "path", class, -1);
    assert_true(path >= 0);
    int count = 0;
    for (const char *at = svg_read_attribute(&read->elements[path], "d"); *at; at++)
        count += *at == wanted;
    return count;
}

/* The base line of a tick's words, which is 4 below the line that it belongs to. */
static double tick_y(const struct svg_read *read, const char *words)
{
    return svg_read_number(text_of(read, words), "y") - 4.0;
}

static void bars_are_as_high_as_their_values(void **state)
{
    (void) state;
    static const double values[][2] = { { 31.0, 12.5 }, { 77.0, 3.1 }, { 54.0, NAN } };
    struct svg_made made = svg_made(DOCUMENT_BARS);
    document_column(made.exhibit, "day", DOCUMENT_TEXT);
    document_column(made.exhibit, "a", DOCUMENT_CALLS);
    document_column(made.exhibit, "b", DOCUMENT_CALLS);
    for (int i = 0; i < 3; i++)
        svg_made_row(&made, i == 0 ? "Mon" : i == 1 ? "Tue" : "Wed", values[i]);
    made.exhibit->chart.x = 0;
    document_series(made.exhibit, "a", 1);
    document_series(made.exhibit, "b", 2);
    struct svg_read read = svg_read_chart(made.exhibit);
    const double zero = tick_y(&read, "0");
    const double unit = (zero - tick_y(&read, "60")) / 60.0;
    int path = -1;
    double before = 0.0;
    for (int series = 0; series < 2; series++) {
        double at[SVG_READ_NUMBERS];
        const int count = path_numbers(&read, "bar", &path, at); /* x y y x y */
        assert_int_equal(count, series == 0 ? 15 : 10);
        for (int row = 0; row < count / 5; row++) {
            const double *const bar = at + 5 * row;
            assert_within(bar[1], zero, grain);
            assert_within(zero - bar[2], unit * values[row][series], grain);
            assert_true(bar[3] > bar[0]);
            assert_within(bar[4], zero, grain);
        }
        if (series == 1) /* side by side */
            assert_true(at[0] >= before);
        before = at[3];
    }
    svg_read_done(&read);
    document_done(&made.document);
}

static void stacked_bars_stand_on_those_below(void **state)
{
    (void) state;
    static const double values[][3] = { { 31.0, 12.0, -9.0 }, { 20.0, 40.0, -3.0 } };
    struct svg_made made = svg_made(DOCUMENT_BARS);
    document_column(made.exhibit, "day", DOCUMENT_TEXT);
    for (int i = 0; i < 3; i++)
        document_column(made.exhibit, "h", DOCUMENT_CALLS);
    for (int i = 1; i <= 3; i++)
        made.exhibit->columns[i].has_noise = true; /* which is not drawn of a stack */
    for (int i = 0; i < 2; i++)
        svg_made_row(&made, i == 0 ? "Mon" : "Tue", values[i]);
    for (int i = 0; i < 6; i++)
        document_at(made.exhibit, i / 3, 1 + i % 3)->noise = 1.0;
    made.exhibit->chart.x = 0;
    made.exhibit->chart.is_stacked = true;
    for (int i = 0; i < 3; i++)
        document_series(made.exhibit, "h", 1 + i);
    struct svg_read read = svg_read_chart(made.exhibit);
    const double zero = tick_y(&read, "0"), unit = (zero - tick_y(&read, "20")) / 20.0;
    assert_null(strstr(read.whole, "interval"));
    assert_int_equal(svg_read_count(&read, "path", "whisker"), 0);
    double at[3][SVG_READ_NUMBERS];
    for (int i = 0, path = -1; i < 3; i++)
        assert_int_equal(path_numbers(&read, "bar", &path, at[i]), 10);
    for (int row = 0; row < 2; row++) {
        const double *const low = at[0] + 5 * row, *const high = at[1] + 5 * row;
        const double *const under = at[2] + 5 * row;
        assert_within(high[1], low[2], grain);
        assert_within(zero - high[2], unit * (values[row][0] + values[row][1]), grain);
        assert_within(high[0], low[0], grain);
        assert_within(under[1], zero, grain);
        assert_within(under[2] - zero, -unit * values[row][2], grain);
    }
    svg_read_done(&read);
    document_done(&made.document);
}

/* A line of seven rows with a gap, its noise as a band, and a mark. */
static struct svg_made gapped(enum document_style style)
{
    static const double values[] = { 0.91, 0.95, NAN, 0.87, 0.93, 0.99, 0.90 };
    struct svg_made made = svg_made(DOCUMENT_CURVES);
    document_column(made.exhibit, "hour", DOCUMENT_TEXT);
    const int column = document_column(made.exhibit, "share", DOCUMENT_SHARE);
    made.exhibit->columns[column].has_noise = true;
    for (int i = 0; i < 7; i++) {
        struct document_cell *const row = document_row(made.exhibit);
        row[0] = document_words(document_text(&made.document, "row %d", i));
        row[1] = document_value(values[i], 0.004 * (i + 1));
    }
    made.exhibit->chart.x = 0;
    document_series(made.exhibit, "in time", 1)->style = style;
    document_mark(made.exhibit, "target 90 %", 0.9);
    return made;
}

static void lines_go_through_their_values_and_leave_gaps(void **state)
{
    (void) state;
    static const double values[] = { 0.91, 0.95, 0.87, 0.93, 0.99, 0.90 };
    static const int rows[] = { 0, 1, 3, 4, 5, 6 };
    struct svg_made made = gapped(DOCUMENT_LINE);
    struct svg_read read = svg_read_chart(made.exhibit);
    const double low = tick_y(&read, "90 %"), high = tick_y(&read, "100 %");
    const double first = svg_read_number(text_of(&read, "row 0"), "x");
    const double slot = svg_read_number(text_of(&read, "row 1"), "x") - first;
    double at[SVG_READ_NUMBERS];
    int path = -1;
    assert_int_equal(path_numbers(&read, "line", &path, at), 12);
    for (int i = 0; i < 6; i++) {
        assert_within(at[2 * i], first + rows[i] * slot, 2.0 * grain);
        assert_within(at[2 * i + 1], low + (values[i] - 0.9) / 0.1 * (high - low),
                      grain);
    }
    assert_int_equal(count_in_path(&read, "line", 'M'), 2);
    assert_int_equal(count_in_path(&read, "band", 'M'), 2);
    path = -1;
    assert_int_equal(path_numbers(&read, "band", &path, at), 24);
    /* Up along the first run and back: row 0 upper, row 1 upper, row 1 lower ... */
    const double unit = (low - high) / 0.1;
    assert_within(low - at[1], unit * (0.91 + 0.004 - 0.9), grain);
    assert_within(low - at[5], unit * (0.95 - 0.008 - 0.9), grain);
    path = -1;
    assert_int_equal(path_numbers(&read, "mark", &path, at), 3);
    assert_within(at[1], low, grain);
    assert_within(svg_read_number(text_of(&read, "target 90 %"), "y"), low + 4.0,
                  grain);
    svg_read_done(&read);
    document_done(&made.document);
}

static void noise_ends_where_values_do(void **state)
{
    (void) state;
    static const double values[][1] = { { 0.01 }, { 0.99 }, { 0.5 } };
    struct svg_made made = svg_made(DOCUMENT_CURVES);
    document_column(made.exhibit, "day", DOCUMENT_TEXT);
    const int column = document_column(made.exhibit, "share", DOCUMENT_SHARE);
    made.exhibit->columns[column].has_noise = true;
    for (int i = 0; i < 3; i++) {
        svg_made_row(&made, "Mon", values[i]);
        document_at(made.exhibit, i, 1)->noise = 0.2;
    }
    made.exhibit->chart.x = 0;
    document_series(made.exhibit, "share", 1);
    struct svg_read read = svg_read_chart(made.exhibit);
    double at[SVG_READ_NUMBERS];
    int path = -1;
    assert_int_equal(path_numbers(&read, "band", &path, at), 12);
    assert_within(at[3], tick_y(&read, "100 %"), grain);
    assert_within(at[11], tick_y(&read, "0 %"), grain);
    svg_read_done(&read);
    document_done(&made.document);
}

static void labels_of_marks_lie_apart_beside_the_plot(void **state)
{
    (void) state;
    struct svg_made made = gapped(DOCUMENT_LINE);
    static const double at[] = { 1.0, 0.999, 0.997, 0.851, 0.85 };
    for (int i = 0; i < 5; i++)
        document_mark(made.exhibit, document_text(&made.document, "mark %d", i), at[i]);
    struct svg_read read = svg_read_chart(made.exhibit);
    const double top = tick_y(&read, "100 %"), foot = tick_y(&read, "85 %");
    double before = top - 12.0;
    for (int i = 0; i < 6; i++) {
        char *const label = i == 3  ? sim_mem_text("target 90 %")
                            : i > 3 ? sim_mem_print("mark %d", i - 1)
                                    : sim_mem_print("mark %d", i);
        const double y = svg_read_number(text_of(&read, label), "y");
        assert_true(y >= before + 12.0 && y <= foot + 5.0);
        before = y;
        free(label);
    }
    svg_read_done(&read);
    document_done(&made.document);
}

static void steps_hold_until_the_next_row(void **state)
{
    (void) state;
    struct svg_made made = gapped(DOCUMENT_STEP);
    struct svg_read read = svg_read_chart(made.exhibit);
    const double first = svg_read_number(text_of(&read, "row 0"), "x");
    const double slot = svg_read_number(text_of(&read, "row 1"), "x") - first;
    double at[SVG_READ_NUMBERS];
    int path = -1;
    /* M x y H x V y H x, and four more steps behind the gap */
    assert_int_equal(path_numbers(&read, "step", &path, at), 5 + 9);
    assert_within(at[0], first - slot / 2.0, 2.0 * grain);
    assert_within(at[2], first + slot / 2.0, 2.0 * grain);
    assert_within(at[4], first + 1.5 * slot, 2.0 * grain);
    assert_within(at[5], first + 2.5 * slot, 2.0 * grain);
    svg_read_done(&read);
    document_done(&made.document);
}

static void areas_are_filled_down_to_nought(void **state)
{
    (void) state;
    struct svg_made made = gapped(DOCUMENT_AREA);
    struct svg_read read = svg_read_chart(made.exhibit);
    const double zero = tick_y(&read, "0 %"), one = tick_y(&read, "100 %");
    double at[SVG_READ_NUMBERS];
    int path = -1;
    /* Both runs, each row above and below, with their outer edges. */
    assert_int_equal(path_numbers(&read, "area", &path, at), 2 * 2 * (6 + 4));
    assert_within(zero - at[1], 0.91 * (zero - one), grain);
    assert_within(zero - at[7], 0.95 * (zero - one), grain);
    for (int i = 4; i < 8; i++)
        assert_within(at[2 * i + 1], zero, grain);
    /* From edge to edge of its rows, and back. */
    const double first = svg_read_number(text_of(&read, "row 0"), "x");
    const double slot = svg_read_number(text_of(&read, "row 1"), "x") - first;
    static const double middles[] = { -0.5, 0.0, 1.0, 1.5, 1.5, 1.0, 0.0, -0.5 };
    for (int i = 0; i < 8; i++)
        assert_within(at[2 * i], first + middles[i] * slot, 2.0 * grain);
    svg_read_done(&read);
    document_done(&made.document);
}

static void numbers_along_the_foot_are_to_scale(void **state)
{
    (void) state;
    static const double values[][2] = { { 20.0, 1.0 }, { 22.0, 2.0 }, { 30.0, 3.0 } };
    static const enum document_chart_kind kinds[] = { DOCUMENT_CURVES,
                                                      DOCUMENT_POINTS_XY };
    for (int kind = 0; kind < 2; kind++) {
        struct svg_made made = svg_made(kinds[kind]);
        document_column(made.exhibit, "people", DOCUMENT_PEOPLE);
        document_column(made.exhibit, "result", DOCUMENT_NUMBER);
        for (int i = 0; i < 3; i++)
            svg_made_row(&made, NULL, values[i]);
        made.exhibit->chart.x = 0;
        document_series(made.exhibit, "result", 1);
        struct svg_read read = svg_read_chart(made.exhibit);
        const double from = svg_read_number(text_of(&read, "20"), "x");
        const double to = svg_read_number(text_of(&read, "30"), "x");
        double at[SVG_READ_NUMBERS];
        int path = -1;
        assert_int_equal(path_numbers(&read, "line", &path, at), 6);
        for (int i = 0; i < 3; i++)
            assert_within(at[2 * i], from + (values[i][0] - 20.0) / 10.0 * (to - from),
                          2.0 * grain);
        assert_int_equal(count_in_path(&read, "dots", 'M'), 3);
        svg_read_done(&read);
        document_done(&made.document);
    }
}

/* A week of hours, with one hour that has no value. */
static struct svg_made week_heat(void)
{
    struct svg_made made = svg_made(DOCUMENT_HEAT);
    document_column(made.exhibit, "day", DOCUMENT_TEXT);
    for (int i = 0; i < 24; i++)
        document_column(made.exhibit, document_text(&made.document, "%02d:00", i),
                        DOCUMENT_SHARE);
    for (int row = 0; row < 7; row++) {
        double values[24];
        for (int i = 0; i < 24; i++)
            values[i] = row == 6 && i == 3 ? NAN : 0.8 + 0.001 * (24 * row + i);
        svg_made_row(&made, row == 0 ? "Mon" : "day", values);
    }
    made.exhibit->chart.is_good_high = true;
    return made;
}

static void a_heat_map_has_a_cell_for_each_value(void **state)
{
    (void) state;
    struct svg_made made = week_heat();
    struct svg_read read = svg_read_chart(made.exhibit);
    const int group = svg_read_next(&read, "g", "cells", -1);
    const double height = svg_read_number(&read.elements[group], "stroke-width");
    int cells = 0, empty = 0;
    double before[SVG_READ_NUMBERS] = { 0.0 }, at[SVG_READ_NUMBERS];
    for (int i = -1; (i = svg_read_next(&read, "path", NULL, i)) >= 0;) {
        const struct svg_element *const cell = &read.elements[i];
        const char *const class = svg_read_attribute(cell, "class");
        if (cell->parent != group)
            continue;
        assert_int_equal(svg_read_numbers(svg_read_attribute(cell, "d"), at), 3);
        if (cells % 24 > 0) /* beside the one before, without touching it */
            assert_true(at[0] > before[0] + before[2] && at[1] == before[1]);
        else if (cells > 0)
            assert_true(at[1] > before[1] + height);
        memcpy(before, at, sizeof at);
        empty += class != NULL && strcmp(class, "none") == 0;
        cells++;
    }
    assert_int_equal(cells, 7 * 24);
    assert_int_equal(empty, 1);
    (void) text_of(&read, "80.0");
    (void) text_of(&read, "96.7");
    (void) text_of(&read, "85 %"); /* of the legend */
    svg_read_done(&read);
    document_done(&made.document);
}

static void cells_too_small_for_numbers_have_them_as_titles(void **state)
{
    (void) state;
    struct svg_made made = svg_made(DOCUMENT_HEAT);
    document_column(made.exhibit, "day", DOCUMENT_TEXT);
    double values[96];
    for (int i = 0; i < 96; i++) {
        document_column(made.exhibit, document_text(&made.document, "q%d", i),
                        DOCUMENT_SECONDS);
        values[i] = 3.0 * i;
    }
    svg_made_row(&made, "Mon", values);
    struct svg_read read = svg_read_chart(made.exhibit);
    const int group = svg_read_next(&read, "g", "cells", -1);
    int cells = 0;
    for (int i = -1; (i = svg_read_next(&read, "path", NULL, i)) >= 0;)
        if (read.elements[i].parent == group && cells++ == 95)
            assert_string_equal(svg_read_child(&read, i, "title"),
                                "Mon q95: 4 min 45 s");
    assert_int_equal(cells, 96);
    svg_read_done(&read);
    document_done(&made.document);
}

static void marks_of_a_histogram_stand_at_their_values(void **state)
{
    (void) state;
    static const double edges[] = { 0.0, 0.0, 5.0, 10.0, 30.0, 60.0, NAN };
    static const struct {
        double at, bins;
    } marks[] = {
        { 10.0, 3.0 }, { 0.0, 1.0 }, { 20.0, 3.5 }, { 60.0, 5.0 }, { 99.0, 5.5 }
    };
    struct svg_made made = svg_made(DOCUMENT_HISTOGRAM);
    document_column(made.exhibit, "from", DOCUMENT_SECONDS);
    document_column(made.exhibit, "to", DOCUMENT_SECONDS);
    document_column(made.exhibit, "calls", DOCUMENT_CALLS);
    for (int i = 0; i < 6; i++)
        svg_made_row(&made, NULL,
                     (const double[]){ edges[i], edges[i + 1], 100.0 - 10.0 * i });
    made.exhibit->chart.x = 0;
    made.exhibit->chart.x2 = 1;
    document_series(made.exhibit, "calls", 2)->style = DOCUMENT_BAR;
    for (int i = 0; i < 5; i++)
        document_mark(made.exhibit, "mark", marks[i].at);
    struct svg_read read = svg_read_chart(made.exhibit);
    double bar[SVG_READ_NUMBERS], at[SVG_READ_NUMBERS];
    int path = -1;
    assert_int_equal(path_numbers(&read, "bar", &path, bar), 30);
    const double left = bar[0] - 0.5, slot = (bar[25] - bar[0]) / 5.0;
    path = -1;
    for (int i = 0; i < 5; i++) {
        assert_int_equal(path_numbers(&read, "mark", &path, at), 3);
        assert_within(at[0], left + marks[i].bins * slot, 3.0 * grain);
    }
    assert_within(svg_read_number(text_of(&read, "10 s"), "x"), left + 3.0 * slot, 0.5);
    assert_within(svg_read_number(text_of(&read, "more"), "x"), left + 5.5 * slot, 0.5);
    svg_read_done(&read);
    document_done(&made.document);
}

static void a_tornado_has_its_widest_bar_first_and_starts_at_its_mark(void **state)
{
    (void) state;
    static const double ends[][3] = {
        { 0.0, 10.0, 13.0 }, { 0.0, 4.0, 20.0 }, { 0.0, 12.0, 9.0 }, { 0.0, NAN, NAN }
    };
    static const char *const names[] = { "second", "first", "third", "last" };
    struct svg_made made = svg_made(DOCUMENT_TORNADO);
    document_column(made.exhibit, "input", DOCUMENT_TEXT);
    for (int i = 0; i < 3; i++)
        document_column(made.exhibit, i == 1 ? "low" : "high", DOCUMENT_NUMBER);
    for (int i = 0; i < 4; i++)
        svg_made_row(&made, names[i], ends[i]);
    made.exhibit->chart.x = 0;
    struct document_series *const series = document_series(made.exhibit, "result", 1);
    series->low = 2;
    series->high = 3;
    document_mark(made.exhibit, "as it is", 11.0);
    struct svg_read read = svg_read_chart(made.exhibit);
    double y[4];
    for (int i = 0; i < 4; i++)
        y[i] = svg_read_number(text_of(&read, names[i]), "y");
    assert_true(y[1] < y[0] && y[0] < y[2] && y[2] < y[3]);
    double mark[SVG_READ_NUMBERS];
    int path = -1, bars = 0;
    path_numbers(&read, "mark", &path, mark);
    const double five = svg_read_number(text_of(&read, "5"), "x");
    const double unit = (svg_read_number(text_of(&read, "20"), "x") - five) / 15.0;
    assert_within(mark[0], five + 6.0 * unit, 2.0 * grain);
    static const double widths[] = { 9.0, 7.0, 2.0, 1.0, 2.0, 1.0 };
    for (int i = -1; (i = svg_read_next(&read, "rect", NULL, i)) >= 0;) {
        const struct svg_element *const rect = &read.elements[i];
        const double x = svg_read_number(rect, "x");
        const double width = svg_read_number(rect, "width");
        if (svg_read_number(rect, "height") < 12.0) /* of the legend */
            continue;
        assert_within(width, widths[bars++] * unit, 2.0 * grain);
        assert_true(fabs(x - mark[0]) < 2.0 * grain
                    || fabs(x + width - mark[0]) < 2.0 * grain);
    }
    assert_int_equal(bars, 6);
    svg_read_done(&read);
    document_done(&made.document);
}

static void long_names_lay_the_bars_down(void **state)
{
    (void) state;
    static const double values[][1] = { { 40.0 }, { -20.0 }, { 10.0 } };
    struct svg_made made = svg_made(DOCUMENT_BARS);
    document_column(made.exhibit, "what", DOCUMENT_TEXT);
    document_column(made.exhibit, "saved", DOCUMENT_NUMBER);
    for (int i = 0; i < 3; i++)
        svg_made_row(&made,
                     "one more person in the emergency team on Saturday nights from "
                     "eight until three",
                     values[i]);
    made.exhibit->chart.x = 0;
    document_series(made.exhibit, "saved", 1);
    struct svg_read read = svg_read_chart(made.exhibit);
    assert_int_equal(svg_read_count(&read, "path", "bar"), 0);
    const double zero = svg_read_number(text_of(&read, "0"), "x");
    const double unit = (svg_read_number(text_of(&read, "20"), "x") - zero) / 20.0;
    int bars = 0;
    for (int i = -1; (i = svg_read_next(&read, "rect", NULL, i)) >= 0; bars++) {
        const struct svg_element *const rect = &read.elements[i];
        const double value = values[bars][0], x = svg_read_number(rect, "x");
        assert_within(svg_read_number(rect, "width"), fabs(value) * unit, 2.0 * grain);
        assert_within(x, zero + fmin(value, 0.0) * unit, 2.0 * grain);
    }
    assert_int_equal(bars, 3);
    int values_said = 0; /* by its tick and at the end of its bar */
    for (int i = -1; (i = svg_read_next(&read, "text", NULL, i)) >= 0;)
        values_said += strcmp(read.elements[i].text, "-20") == 0;
    assert_int_equal(values_said, 2);
    svg_read_done(&read);
    document_done(&made.document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_are_as_high_as_their_values),
        cmocka_unit_test(stacked_bars_stand_on_those_below),
        cmocka_unit_test(lines_go_through_their_values_and_leave_gaps),
        cmocka_unit_test(noise_ends_where_values_do),
        cmocka_unit_test(labels_of_marks_lie_apart_beside_the_plot),
        cmocka_unit_test(steps_hold_until_the_next_row),
        cmocka_unit_test(areas_are_filled_down_to_nought),
        cmocka_unit_test(numbers_along_the_foot_are_to_scale),
        cmocka_unit_test(a_heat_map_has_a_cell_for_each_value),
        cmocka_unit_test(cells_too_small_for_numbers_have_them_as_titles),
        cmocka_unit_test(marks_of_a_histogram_stand_at_their_values),
        cmocka_unit_test(a_tornado_has_its_widest_bar_first_and_starts_at_its_mark),
        cmocka_unit_test(long_names_lay_the_bars_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
