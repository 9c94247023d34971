/* What every picture has in common: it is XML, it is named, nothing in it is markup
 * that should be text, and no data, however odd, break it. */
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tests/svg_made.h"
#include "tests/svg_read.h"

static double plain(int row, int column)
{
    return row * 1.7 + column;
}

static double same(int row, int column)
{
    (void) row;
    (void) column;
    return 42.0;
}

static double zero(int row, int column)
{
    (void) row;
    (void) column;
    return 0.0;
}

static double none(int row, int column)
{
    (void) row;
    (void) column;
    return NAN;
}

static double negative(int row, int column)
{
    return -3.0 * (row + 1) - column;
}

static double mixed(int row, int column)
{
    return row % 3 == 1 ? NAN : row % 2 == 0 ? -0.01 * (row + 1) : 7.0 * (column + 1);
}

static double huge(int row, int column)
{
    return row % 2 == 0 ? 1.7e308 : -1.7e308 / (column + 1);
}

static double tiny(int row, int column)
{
    return 1e-307 * (row + 1) * (column + 1);
}

static double nearly_same(int row, int column)
{
    return 1e15 + row + column;
}

static double (*const values[])(int, int) = { plain, same, zero, none,       negative,
                                              mixed, huge, tiny, nearly_same };
enum { VALUES = sizeof values / sizeof values[0] };

static const char long_name[] =
    "A name that goes on and on, as names of teams in large organisations will do when "
    "each of their forerunners is to be remembered in it: Avon, Somerset, Bath, "
    "WithoutASpaceAnywhereForAVeryLongTimeSoThatItCannotBeCutThere";

static const char *const names[] = { "Switchboard", "",           long_name,
                                     "Mon 00:00",   "2022-02-30", "日本語 🚓 <b>&amp;" };
enum { NAMES = sizeof names / sizeof names[0] };

static double height_of(const struct svg_read *read)
{
    double box[SVG_READ_NUMBERS];
    const char *const view = svg_read_attribute(&read->elements[0], "viewBox");
    assert_non_null(view);
    assert_int_equal(svg_read_numbers(view, box), 4);
    assert_near(box[2], 720.0, 0.0);
    return box[3];
}

/* No number is broken, nothing stands outside, and heights are not below 0. */
static void assert_sound(const struct svg_read *read, const char *what)
{
    static const char *const lengths[] = { "x", "y", "width", "height" };
    if (read->fault != NULL)
        fail_msg("%s: %s in %s", what, read->fault, read->whole);
    const double height = height_of(read);
    if (!(height > 0.0 && height < 8000.0))
        fail_msg("%s: %g high", what, height);
    for (int i = 1; i < read->count; i++) {
        const struct svg_element *const element = &read->elements[i];
        for (int k = 0; k < 4; k++) {
            const char *const text = svg_read_attribute(element, lengths[k]);
            const double most = k % 2 == 0 ? 720.0 : height;
            const double number = text == NULL ? 0.0 : strtod(text, NULL);
            if (!(number >= 0.0 && number <= most))
                fail_msg("%s: <%s %s=\"%s\">", what, element->name, lengths[k], text);
        }
        const char *const path = svg_read_attribute(element, "d");
        if (path != NULL
            && (strstr(path, "nan") != NULL || strstr(path, "inf") != NULL))
            fail_msg("%s: %s", what, path);
    }
}

static void odd_data_break_no_picture(void **state)
{
    (void) state;
    static const int rows[] = { 1, 7, 2, 70 };
    for (enum document_chart_kind kind = DOCUMENT_CURVES; kind < DOCUMENT_CHARTS;
         kind++)
        for (int i = 0; i < VALUES; i++)
            for (int k = 0; k < 2 * NAMES; k++) {
                struct svg_made made =
                    svg_made_any(kind, rows[k % 4], names[k % NAMES], values[i]);
                made.exhibit->chart.is_stacked = k % 2 == 0;
                made.exhibit->chart.series[1].style = (enum document_style)(k % 5);
                struct svg_read read = svg_read_chart(made.exhibit);
                char *const what =
                    sim_mem_print("kind %d, values %d, %d rows of \"%s\"", (int) kind,
                                  i, rows[k % 4], names[k % NAMES]);
                assert_sound(&read, what);
                free(what);
                svg_read_done(&read);
                document_done(&made.document);
            }
}

static void charts_that_lack_columns_or_series_are_still_pictures(void **state)
{
    (void) state;
    for (enum document_chart_kind kind = DOCUMENT_CURVES; kind < DOCUMENT_CHARTS;
         kind++) {
        struct svg_made made = svg_made_any(kind, 3, "name", plain);
        struct document_chart *const chart = &made.exhibit->chart;
        chart->alt = chart->x_title = chart->y_title = NULL;
        chart->marks[0].label = NULL;
        chart->marks[0].at = INFINITY;
        chart->series[0].name = NULL;
        for (int lacks = 0; lacks < 3; lacks++) {
            if (lacks == 0)
                chart->x = 99;
            else if (lacks == 1)
                chart->series[0].column = chart->series[0].low = chart->x2 = -1;
            else
                chart->series_count = 0;
            struct svg_read read = svg_read_chart(made.exhibit);
            assert_sound(&read, "a chart that lacks something");
            svg_read_done(&read);
        }
        document_done(&made.document);
    }
}

static void nothing_is_drawn_of_nothing(void **state)
{
    (void) state;
    for (enum document_chart_kind kind = DOCUMENT_NO_CHART; kind < DOCUMENT_CHARTS;
         kind++) {
        const int rows = kind == DOCUMENT_NO_CHART ? 3 : 0;
        struct svg_made made = svg_made_any(kind, rows, "name", plain);
        struct svg_read read = svg_read_chart(made.exhibit);
        assert_string_equal(read.whole, "");
        svg_read_done(&read);
        document_done(&made.document);
    }
}

static void a_picture_has_a_name_a_text_and_ids_of_its_own(void **state)
{
    (void) state;
    for (enum document_chart_kind kind = DOCUMENT_CURVES; kind < DOCUMENT_CHARTS;
         kind++) {
        struct svg_made made = svg_made_any(kind, 3, "name", plain);
        struct svg_read read = svg_read_chart(made.exhibit);
        const struct svg_element *const root = &read.elements[0];
        assert_string_equal(root->name, "svg");
        assert_string_equal(svg_read_attribute(root, "role"), "img");
        assert_string_equal(svg_read_attribute(root, "width"), "100%");
        assert_null(svg_read_attribute(root, "font-family"));
        assert_string_equal(svg_read_attribute(root, "fill"), "currentColor");
        assert_string_equal(svg_read_attribute(root, "aria-labelledby"),
                            "exhibit-svg-title exhibit-svg-desc");
        assert_string_equal(svg_read_child(&read, 0, "title"), "A title");
        assert_string_equal(svg_read_child(&read, 0, "desc"), "Highest on Friday.");
        assert_true(read.count > 5); /* and there is something in it */
        for (int i = 0; i < read.count; i++) {
            const char *const id = svg_read_attribute(&read.elements[i], "id");
            assert_true(id == NULL || strncmp(id, "exhibit-svg-", 12) == 0);
            for (int k = 0; id != NULL && k < i; k++) {
                const char *const other = svg_read_attribute(&read.elements[k], "id");
                assert_true(other == NULL || strcmp(id, other) != 0);
            }
        }
        svg_read_done(&read);
        document_done(&made.document);
    }
}

/* Every reference has something that it refers to. */
static void hatches_that_are_used_are_there(void **state)
{
    (void) state;
    for (enum document_chart_kind kind = DOCUMENT_CURVES; kind < DOCUMENT_CHARTS;
         kind++) {
        struct svg_made made = svg_made_any(kind, 3, "name", plain);
        document_series(made.exhibit, "third", 1);
        for (int i = 0; i < 3; i++)
            made.exhibit->chart.series[i].style = DOCUMENT_BAR;
        struct svg_read read = svg_read_chart(made.exhibit);
        for (int i = 0; i < read.count; i++) {
            const char *const fill = svg_read_attribute(&read.elements[i], "fill");
            if (fill == NULL || strncmp(fill, "url(#", 5) != 0)
                continue;
            int found = 0;
            for (int k = 0; k < read.count; k++) {
                const char *const id = svg_read_attribute(&read.elements[k], "id");
                found += id != NULL && strncmp(fill + 5, id, strlen(id)) == 0
                         && fill[5 + strlen(id)] == ')';
            }
            assert_int_equal(found, 1);
        }
        svg_read_done(&read);
        document_done(&made.document);
    }
}

/* All that a picture says, one behind the other. */
static char *all_words(const struct svg_read *read)
{
    char *all = sim_mem_text("");
    for (int i = 0; i < read->count; i++) {
        char *const more = sim_mem_print("%s%s\n", all, read->elements[i].text);
        free(all);
        all = more;
    }
    return all;
}

static void markup_in_names_stays_text(void **state)
{
    (void) state;
    static const char hostile[] =
        "</title></svg><script>alert(1)</script>&\"' onload=\"x\" ]]>";
    for (enum document_chart_kind kind = DOCUMENT_CURVES; kind < DOCUMENT_CHARTS;
         kind++) {
        struct svg_made made = svg_made_any(kind, 3, hostile, plain);
        made.exhibit->title = made.exhibit->chart.alt = hostile;
        for (int i = 0; i < 3; i++)
            made.exhibit->columns[i].heading = hostile;
        struct svg_read read = svg_read_chart(made.exhibit);
        assert_sound(&read, "hostile names");
        assert_string_equal(svg_read_child(&read, 0, "title"), hostile);
        assert_string_equal(svg_read_child(&read, 0, "desc"), hostile);
        assert_int_equal(svg_read_count(&read, "script", NULL), 0);
        for (int i = 0; i < read.count; i++)
            assert_null(svg_read_attribute(&read.elements[i], "onload"));
        char *const words = all_words(&read);
        assert_non_null(strstr(words, hostile));
        free(words);
        svg_read_done(&read);
        document_done(&made.document);
    }
}

static void what_no_xml_may_contain_is_replaced(void **state)
{
    (void) state;
    struct svg_made made = svg_made_any(DOCUMENT_BARS, 2, "name", plain);
    made.exhibit->title = "a\x01"
                          "b\x7f"
                          "c\xff"
                          "d\xc2\x85"
                          "e\xef\xbf\xbe"
                          "f\xed\xa0\x80g";
    made.exhibit->chart.alt = "left \xe2\x80\xae"
                              "thgir\xe2\x80\xac \xe2\x81\xa6\xd8\x9c"
                              "end";
    struct svg_read read = svg_read_chart(made.exhibit);
    assert_sound(&read, "characters that are none");
    assert_string_equal(svg_read_child(&read, 0, "title"),
                        "a\xef\xbf\xbd"
                        "b\xef\xbf\xbd"
                        "c\xef\xbf\xbd"
                        "d\xef\xbf\xbd"
                        "e\xef\xbf\xbd"
                        "f\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdg");
    assert_string_equal(svg_read_child(&read, 0, "desc"), "left thgir end");
    svg_read_done(&read);
    document_done(&made.document);
}

static void a_name_that_is_cut_is_whole_in_its_title(void **state)
{
    (void) state;
    static const enum document_chart_kind kinds[] = { DOCUMENT_BARS, DOCUMENT_TORNADO,
                                                      DOCUMENT_HEAT };
    for (int i = 0; i < 3; i++) {
        struct svg_made made = svg_made_any(kinds[i], 4, long_name, plain);
        struct svg_read read = svg_read_chart(made.exhibit);
        int cut = 0;
        for (int k = -1; (k = svg_read_next(&read, "text", NULL, k)) >= 0;) {
            const char *const shown = read.elements[k].text;
            const char *const whole = svg_read_child(&read, k, "title");
            if (strstr(shown, "…") == NULL)
                continue;
            cut++;
            assert_true(whole[0] != '\0' && strstr(long_name, whole) != NULL);
            assert_memory_equal(shown, whole, strlen(shown) - strlen("…"));
        }
        assert_true(cut >= 4);
        svg_read_done(&read);
        document_done(&made.document);
    }
}

static void assert_fault(const char *text)
{
    struct svg_read read = svg_read_text(text);
    assert_non_null(read.fault);
    svg_read_done(&read);
}

/* The reader of these tests itself. */
static void what_is_not_xml_is_noticed(void **state)
{
    (void) state;
    static const char *const wrong[] = {
        "<svg>",
        "<svg></b>",
        "<svg><b></svg></b>",
        "<svg/><svg/>",
        "<svg a=b/>",
        "<svg a=\"<\"/>",
        "<svg a=\"1\" a=\"2\"/>",
        "<svg>&nbsp;</svg>",
        "<svg>& </svg>",
        "<svg>\x01</svg>",
        "<svg>\xff</svg>",
        "</svg>",
        "<svg/>x",
        "<svg a=\"1/>",
        "<>",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_fault(wrong[i]);
    struct svg_read read = svg_read_text("<svg a=\"&lt;\"><b/>&amp;</svg>\n");
    assert_null(read.fault);
    assert_string_equal(svg_read_attribute(&read.elements[0], "a"), "<");
    assert_string_equal(read.elements[0].text, "&");
    svg_read_done(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odd_data_break_no_picture),
        cmocka_unit_test(charts_that_lack_columns_or_series_are_still_pictures),
        cmocka_unit_test(nothing_is_drawn_of_nothing),
        cmocka_unit_test(a_picture_has_a_name_a_text_and_ids_of_its_own),
        cmocka_unit_test(hatches_that_are_used_are_there),
        cmocka_unit_test(markup_in_names_stays_text),
        cmocka_unit_test(what_no_xml_may_contain_is_replaced),
        cmocka_unit_test(a_name_that_is_cut_is_whole_in_its_title),
        cmocka_unit_test(what_is_not_xml_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
