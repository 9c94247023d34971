/* Flows: nothing is lost between ribbons and nodes, they go from left to right, and no
 * text of any chart lies upon another. */
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tests/svg_made.h"
#include "tests/svg_read.h"

static const double grain = 0.15; /* one decimal is written, twice */

static const struct {
    const char *from, *to;
    double calls;
} pathway[] = {
    { "999", "999 line", 512 },
    { "101", "Switchboard", 1890 },
    { "back again", "Switchboard", 210 },
    { "Switchboard", "101 primary", 1400 },
    { "Switchboard", "ended in the recorded message", 420 },
    { "Switchboard", "gave up", 90 },
    { "Switchboard", "999 line", 40 },
    { "Switchboard", "online", 150 },
    { "999 line", "answered", 545 },
    { "999 line", "gave up", 7 },
    { "101 primary", "answered", 600 },
    { "101 primary", "101 secondary, crime recording", 640 },
    { "101 primary", "gave up", 160 },
    { "101 secondary, crime recording", "answered", 480 },
    { "101 secondary, crime recording", "gave up", 120 },
    { "101 secondary, crime recording", "call-back", 40 },
    { "call-back", "answered", 33 },
    { "call-back", "not reached", 7 },
};
enum { FLOWS = sizeof pathway / sizeof pathway[0] };

static struct svg_made flows(void)
{
    struct svg_made made = svg_made(DOCUMENT_SANKEY);
    document_column(made.exhibit, "from", DOCUMENT_TEXT);
    document_column(made.exhibit, "to", DOCUMENT_TEXT);
    document_column(made.exhibit, "calls a day", DOCUMENT_CALLS);
    for (int i = 0; i < FLOWS; i++) {
        struct document_cell *const row = document_row(made.exhibit);
        row[0] = document_words(pathway[i].from);
        row[1] = document_words(pathway[i].to);
        row[2] = document_value(pathway[i].calls, 0.4);
    }
    made.exhibit->chart.x = 0;
    made.exhibit->chart.x2 = 1;
    document_series(made.exhibit, "calls", 2);
    return made;
}

/* Where a ribbon is at either side. */
struct ribbon {
    double x[2], top[2], bottom[2];
};

/* The ribbon of a row, found by its title. */
static struct ribbon ribbon_of(const struct svg_read *read, int row)
{
    char *const title = sim_mem_print("%s → %s: ", pathway[row].from, pathway[row].to);
    for (int i = -1; (i = svg_read_next(read, "path", "flow", i)) >= 0;) {
        if (strncmp(svg_read_child(read, i, "title"), title, strlen(title)) != 0)
            continue;
        free(title);
        double at[SVG_READ_NUMBERS];
        const int count =
            svg_read_numbers(svg_read_attribute(&read->elements[i], "d"), at);
        assert_int_equal(count % 4, 0);
        const int half = count / 2;
        return (struct ribbon){ { at[0], at[half - 2] },
                                { at[1], at[half - 1] },
                                { at[count - 1], at[half + 1] } };
    }
    fail_msg("no ribbon %s", title);
    return (struct ribbon){ 0 };
}

/* The box of a node: that from or to which a row goes. */
static const struct svg_element *node_at(const struct svg_read *read, double x,
                                         double y)
{
    for (int i = -1; (i = svg_read_next(read, "rect", "node", i)) >= 0;) {
        const struct svg_element *const rect = &read->elements[i];
        const double left = svg_read_number(rect, "x");
        const double top = svg_read_number(rect, "y");
        if (x >= left - grain && x <= left + svg_read_number(rect, "width") + grain
            && y >= top - grain && y <= top + svg_read_number(rect, "height") + grain)
            return rect;
    }
    fail_msg("no node at %g, %g", x, y);
    return NULL;
}

static void ribbons_are_as_wide_as_their_flow_from_left_to_right(void **state)
{
    (void) state;
    struct svg_made made = flows();
    struct svg_read read = svg_read_chart(made.exhibit);
    assert_null(read.fault);
    assert_int_equal(svg_read_count(&read, "path", "flow"), FLOWS);
    assert_int_equal(svg_read_count(&read, "rect", "node"), 13);
    const struct ribbon most = ribbon_of(&read, 1);
    const double unit = (most.bottom[0] - most.top[0]) / pathway[1].calls;
    for (int i = 0; i < FLOWS; i++) {
        const struct ribbon ribbon = ribbon_of(&read, i);
        assert_true(ribbon.x[1] > ribbon.x[0] + 20.0);
        for (int side = 0; side < 2; side++)
            assert_within(ribbon.bottom[side] - ribbon.top[side],
                          unit * pathway[i].calls, grain);
    }
    svg_read_done(&read);
    document_done(&made.document);
}

static void what_flows_in_and_out_fills_a_node(void **state)
{
    (void) state;
    struct svg_made made = flows();
    struct svg_read read = svg_read_chart(made.exhibit);
    for (int i = 0; i < FLOWS; i++)
        for (int side = 0; side < 2; side++) {
            const char *const name = side == 0 ? pathway[i].from : pathway[i].to;
            const struct ribbon mine = ribbon_of(&read, i);
            const struct svg_element *const node = node_at(
                &read, mine.x[side], (mine.top[side] + mine.bottom[side]) / 2.0);
            double in = 0.0, out = 0.0, sum = 0.0;
            for (int k = 0; k < FLOWS; k++) {
                const bool is_out = strcmp(pathway[k].from, name) == 0;
                const bool is_in = strcmp(pathway[k].to, name) == 0;
                in += is_in ? pathway[k].calls : 0.0;
                out += is_out ? pathway[k].calls : 0.0;
                if (side == 0 ? !is_out : !is_in)
                    continue;
                const struct ribbon other = ribbon_of(&read, k);
                sum += other.bottom[side] - other.top[side];
                /* Ribbons lie beside one another, not on one another. */
                assert_true(k == i || other.top[side] >= mine.bottom[side] - grain
                            || other.bottom[side] <= mine.top[side] + grain);
            }
            const double through = fmax(in, out),
                         share = (side == 0 ? out : in) / through;
            assert_within(sum, share * svg_read_number(node, "height"), FLOWS * grain);
        }
    svg_read_done(&read);
    document_done(&made.document);
}

static void no_ribbon_crosses_another_without_need(void **state)
{
    (void) state;
    /* Two pathways that never meet, named so that as they come they would cross. */
    static const char *const rows[][2] = {
        { "Y", "Z" }, { "a", "b" }, { "X", "Y" }, { "b", "c" }
    };
    struct svg_made made = svg_made(DOCUMENT_SANKEY);
    document_column(made.exhibit, "from", DOCUMENT_TEXT);
    document_column(made.exhibit, "to", DOCUMENT_TEXT);
    document_column(made.exhibit, "calls", DOCUMENT_CALLS);
    for (int i = 0; i < 4; i++) {
        struct document_cell *const row = document_row(made.exhibit);
        row[0] = document_words(rows[i][0]);
        row[1] = document_words(rows[i][1]);
        row[2] = document_value(100.0, NAN);
    }
    made.exhibit->chart.x = 0;
    made.exhibit->chart.x2 = 1;
    document_series(made.exhibit, "calls", 2);
    struct svg_read read = svg_read_chart(made.exhibit);
    double y[2][3];
    for (int i = -1; (i = svg_read_next(&read, "text", NULL, i)) >= 0;)
        for (int k = 0; k < 3; k++) {
            if (read.elements[i].text[0] == "abc"[k])
                y[0][k] = svg_read_number(&read.elements[i], "y");
            if (read.elements[i].text[0] == "XYZ"[k])
                y[1][k] = svg_read_number(&read.elements[i], "y");
        }
    for (int k = 1; k < 3; k++)
        assert_true((y[0][k] < y[1][k]) == (y[0][0] < y[1][0]));
    svg_read_done(&read);
    document_done(&made.document);
}

static void loops_and_what_is_no_flow_are_left_out(void **state)
{
    (void) state;
    static const struct {
        const char *from, *to;
        double calls;
    } rows[] = {
        { "a", "b", 10.0 }, { "b", "c", 10.0 }, { "c", "a", 5.0 },
        { "b", "b", 5.0 },  { "a", "c", 0.0 },  { "a", "c", -3.0 },
        { "a", "c", NAN },  { "", "c", 3.0 },   { "a", NULL, 3.0 },
    };
    struct svg_made made = svg_made(DOCUMENT_SANKEY);
    document_column(made.exhibit, "from", DOCUMENT_TEXT);
    document_column(made.exhibit, "to", DOCUMENT_TEXT);
    document_column(made.exhibit, "calls", DOCUMENT_CALLS);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct document_cell *const row = document_row(made.exhibit);
        row[0] = document_words(rows[i].from);
        row[1] = document_words(rows[i].to);
        row[2] = document_value(rows[i].calls, NAN);
    }
    made.exhibit->chart.x = 0;
    made.exhibit->chart.x2 = 1;
    document_series(made.exhibit, "calls", 2);
    struct svg_read read = svg_read_chart(made.exhibit);
    assert_null(read.fault);
    assert_int_equal(svg_read_count(&read, "path", "flow"), 2);
    assert_int_equal(svg_read_count(&read, "rect", "node"), 3);
    svg_read_done(&read);
    document_done(&made.document);
}

/* A text as a box.  Widths are those of a narrow typeface: half an em a character. */
struct box {
    double left, right, base;
    const char *words;
};

static struct box box_of(const struct svg_read *read, const struct svg_element *text)
{
    int count = 0;
    for (const char *at = text->text; *at != '\0'; at++)
        count += ((unsigned char) *at & 0xc0) != 0x80;
    const double width = 5.5 * count, x = svg_read_number(text, "x");
    const char *const its = svg_read_attribute(text, "text-anchor");
    const char *const anchor =
        its != NULL ? its
                    : svg_read_attribute(&read->elements[text->parent], "text-anchor");
    const double left = anchor == NULL                  ? x
                        : strcmp(anchor, "middle") == 0 ? x - width / 2.0
                                                        : x - width;
    return (struct box){ left, left + width, svg_read_number(text, "y"), text->text };
}

static void assert_apart(const struct svg_read *read)
{
    const int count = svg_read_count(read, "text", NULL);
    struct box *const boxes = sim_mem_array((size_t) count, sizeof *boxes);
    for (int i = -1, k = 0; (i = svg_read_next(read, "text", NULL, i)) >= 0; k++) {
        boxes[k] = box_of(read, &read->elements[i]);
        assert_true(boxes[k].left >= -2.0 && boxes[k].right <= 722.0);
    }
    for (int i = 0; i < count; i++)
        for (int k = i + 1; k < count; k++) {
            const struct box a = boxes[i], b = boxes[k];
            if (fabs(a.base - b.base) < 11.0 && a.left < b.right && b.left < a.right)
                fail_msg("\"%s\" lies upon \"%s\" in %s", a.words, b.words,
                         read->whole);
        }
    free(boxes);
}

static void labels_of_a_flow_lie_apart(void **state)
{
    (void) state;
    struct svg_made made = flows();
    struct svg_read read = svg_read_chart(made.exhibit);
    int named = 0;
    for (int i = -1; (i = svg_read_next(&read, "text", NULL, i)) >= 0;)
        named += strcmp(read.elements[i].text, "answered") == 0
                 || strcmp(read.elements[i].text, "1,658") == 0;
    assert_int_equal(named, 2);
    assert_apart(&read);
    svg_read_done(&read);
    document_done(&made.document);
}

static double wave(int row, int column)
{
    return 300.0 + 290.0 * sin(row * 0.37 + column);
}

static void texts_lie_apart_whatever_the_rows(void **state)
{
    (void) state;
    static const int rows[] = { 1, 3, 12, 48, 96, 336 };
    for (enum document_chart_kind kind = DOCUMENT_CURVES; kind < DOCUMENT_CHARTS;
         kind++)
        for (int i = 0; i < 6; i++)
            for (int k = 0; k < 3; k++) {
                if (kind == DOCUMENT_SANKEY)
                    continue; /* its own above; one of hundreds of nodes has no room */
                static const char *const names[] = { "Mon", "Emergency call handlers",
                                                     "12:00" };
                struct svg_made made = svg_made_any(kind, rows[i], names[k], wave);
                if (kind == DOCUMENT_HISTOGRAM) /* bins follow one another */
                    for (int row = 0; row < rows[i]; row++) {
                        *document_at(made.exhibit, row, 0) =
                            document_value(row * 5.0, NAN);
                        *document_at(made.exhibit, row, 1) =
                            document_value(row * 5.0 + 5.0, NAN);
                    }
                document_mark(made.exhibit, "target", 0.5);
                document_mark(made.exhibit, "another target", 320.0);
                struct svg_read read = svg_read_chart(made.exhibit);
                assert_apart(&read);
                svg_read_done(&read);
                document_done(&made.document);
            }
}

static void long_legends_and_numbers_find_room(void **state)
{
    (void) state;
    struct svg_made made = svg_made(DOCUMENT_CURVES);
    document_column(made.exhibit, "number", DOCUMENT_NUMBER);
    for (int i = 0; i < 9; i++)
        document_column(made.exhibit, "value", DOCUMENT_NUMBER);
    for (int row = 1; row <= 9; row++) {
        double values[10] = { 1e8 * row };
        for (int i = 1; i < 10; i++)
            values[i] = row * i;
        svg_made_row(&made, NULL, values);
    }
    made.exhibit->chart.x = 0;
    made.exhibit->chart.y_title = "values";
    for (int i = 0; i < 9; i++)
        document_series(made.exhibit, "a series with quite a long name", 1 + i);
    struct svg_read read = svg_read_chart(made.exhibit);
    assert_apart(&read);
    svg_read_done(&read);
    document_done(&made.document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ribbons_are_as_wide_as_their_flow_from_left_to_right),
        cmocka_unit_test(what_flows_in_and_out_fills_a_node),
        cmocka_unit_test(no_ribbon_crosses_another_without_need),
        cmocka_unit_test(loops_and_what_is_no_flow_are_left_out),
        cmocka_unit_test(labels_of_a_flow_lie_apart),
        cmocka_unit_test(texts_lie_apart_whatever_the_rows),
        cmocka_unit_test(long_legends_and_numbers_find_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
