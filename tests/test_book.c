/* A document as a workbook, read again by other means. */
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/written_book.h"

static void assert_number(const struct read_book *book, int sheet, int row, int column,
                          double number, const char *format)
{
    struct read_cell cell = read_book_cell(book, sheet, row, column);
    assert_true(cell.is_there);
    assert_false(cell.is_text);
    assert_near(cell.number, number, 1e-14);
    assert_string_equal(cell.format, format);
    read_cell_done(&cell);
}

static void assert_text(const struct read_book *book, int sheet, int row, int column,
                        const char *text)
{
    struct read_cell cell = read_book_cell(book, sheet, row, column);
    assert_true(cell.is_text);
    assert_false(cell.is_formula);
    assert_string_equal(cell.text, text);
    read_cell_done(&cell);
}

/* ---- Numbers ---- */

static void every_unit_is_a_real_number_in_its_format(void **state)
{
    (void) state;
    static const struct {
        const char *heading;
        double number;
        const char *format;
    } want[] = {
        { "calls a day", 1242.318, "#,##0" },
        { "±", 13.0, "\"±\"#,##0;\"±\"-#,##0;\"±\"#,##0" },
        { "paid time, h", 2614.25, "#,##0" },
        { "mean wait, s", 190.37, "#,##0" },
        { "±", 3.0, "\"±\"#,##0;\"±\"-#,##0;\"±\"#,##0" },
        { "answered in time", 0.943217, "\"✓ \"0.0 %;\"✓ \"-0.0 %;\"✓ \"0.0 %" },
        { "±", 0.002, "\"±\"0.0 %;\"±\"-0.0 %;\"±\"0.0 %" },
        { "change of share, points", -0.8012, "+#,##0.0;-#,##0.0;#,##0.0" },
        { "±", 0.4, "\"±\"#,##0.0;\"±\"-#,##0.0;\"±\"#,##0.0" },
        { "people", 24.5, "#,##0.0" },
        { "cost a year", 2985413.2, "[$£-809]#,##0;-[$£-809]#,##0;[$£-809]#,##0" },
        { "redials", 1.2345, "#,##0.0" },
        { "±", 0.1, "\"±\"#,##0.0;\"±\"-#,##0.0;\"±\"#,##0.0" },
    };
    struct read_book book = written_made_book();
    const int sheet = read_book_find_sheet(&book, "Service");
    const int row = read_book_find(&book, sheet, 0, "as seen", SEARCHED);
    assert_true(row > 0);
    for (int i = 0; i < (int) (sizeof want / sizeof *want); i++) {
        assert_text(&book, sheet, row - 1, i + 1, want[i].heading);
        assert_number(&book, sheet, row, i + 1, want[i].number, want[i].format);
    }
    read_book_done(&book);
}

static void the_summary_has_numbers_that_read_as_their_words(void **state)
{
    (void) state;
    struct read_book book = written_made_book();
    const int row = read_book_find(&book, 0, 0, "999 in 10 s", SEARCHED);
    assert_true(row > 0);
    assert_text(&book, 0, row, 1, "at least 90 % in each month");
    assert_number(&book, 0, row, 2, 0.95123, "0.0 %");
    assert_number(&book, 0, row, 3, 0.1, "\"±\"#,##0.0");
    assert_number(&book, 0, row, 4, 0.9967, "0.0 %");
    assert_text(&book, 0, row, 5, "✓ met");
    assert_number(&book, 0, row + 1, 2, 171.4, "#,##0\" s\"");
    assert_number(&book, 0, row + 1, 3, 2.0, "\"±\"#,##0\" s\"");
    assert_number(&book, 0, row + 1, 4, 0.0, "0 %");
    assert_text(&book, 0, row + 1, 5, "✗ NOT met");
    assert_text(&book, 0, row + 2, 5, "? undecided");
    assert_number(&book, 0, row + 3, 2, 2985413.2, "[$£-809]#,##0.00,,\" million\"");
    assert_number(&book, 0, row + 4, 2, 0.801, "#,##0.0\" points\"");
    const char *const part = read_book_sheet_part(&book, 0);
    assert_non_null(strstr(part, "text=\"NOT met\""));
    assert_non_null(strstr(part, "text=\"undecided\""));
    assert_non_null(strstr(part, "<hyperlink "));
    read_book_done(&book);
}

/* ---- Texts ---- */

static void hostile_text_stays_text(void **state)
{
    (void) state;
    static const struct {
        const char *from, *becomes;
    } changed[] = {
        { "control \x01\x1f\x7f here", "control ␁␟␡ here" },
        { "broken \xff\xc3( bytes", "broken \xef\xbf\xbd\xef\xbf\xbd( bytes" },
        { "not XML \xef\xbf\xbe here", "not XML \xef\xbf\xbd here" },
    };
    struct read_book book = written_made_book();
    const int sheet = read_book_find_sheet(&book, "=1+1 -x------ <&> \"q\" too long");
    const int first = read_book_find(&book, sheet, 0, made_hostile[0], SEARCHED);
    assert_true(first > 0);
    for (int i = 0; i < made_hostile_count; i++) {
        const char *want = made_hostile[i];
        for (size_t k = 0; k < sizeof changed / sizeof *changed; k++)
            want = strcmp(want, changed[k].from) == 0 ? changed[k].becomes : want;
        if (*want != '\0')
            assert_text(&book, sheet, first + i, 0, want);
        assert_number(&book, sheet, first + i, 1, i + 0.5,
                      i == 0 ? "#,##0.00" : "#,##0.0");
    }
    assert_text(&book, sheet, first - 1, 0, "=A1");
    const int glossary = read_book_find_sheet(&book, "Glossary");
    assert_true(read_book_find(&book, glossary, 0, "=1+1 <term>", SEARCHED) > 0);
    assert_true(read_book_find(&book, glossary, 1, "@definition & \"more\"", SEARCHED)
                > 0);
    read_book_done(&book);
}

static void every_part_is_xml_without_formulas_or_merged_cells(void **state)
{
    (void) state;
    struct read_book book = written_made_book();
    for (int i = 0; i < book.count; i++) {
        if (!read_book_is_xml(book.parts[i]))
            fail_msg("%s is not XML", book.names[i]);
        if (strncmp(book.names[i], "xl/worksheets/sheet", 19) == 0) {
            assert_null(strstr(book.parts[i], "<f>"));
            assert_null(strstr(book.parts[i], "<mergeCell"));
        }
    }
    read_book_done(&book);
}

static void a_text_too_long_for_a_cell_is_cut_between_characters(void **state)
{
    (void) state;
    enum { LONG = 20000, MOST = 32767 };
    char *const text = sim_mem_array(2 * LONG + 2, 1);
    text[0] = 'x';
    for (int i = 0; i < LONG; i++)
        memcpy(text + 1 + 2 * i, "é", 2);
    struct document document = { .title = "T", .summary = NULL };
    document_fact(&document, "long", text);
    struct read_book book = written_book(&document);
    const int row = read_book_find(&book, 0, 0, "long", SEARCHED);
    struct read_cell cell = read_book_cell(&book, 0, row, 1);
    const size_t length = strlen(cell.text);
    assert_in_range(length, MOST - 4, MOST);
    assert_string_equal(cell.text + length - 5, "é…");
    read_cell_done(&cell);
    read_book_done(&book);
    document_done(&document);
    free(text);
}

/* ---- Sheets ---- */

static void names_of_sheets_are_valid_and_unique_whatever_their_case(void **state)
{
    (void) state;
    static const struct {
        const char *wanted, *name;
    } sheets[] = {
        { "Waits", "Waits" },
        { "wAITS", "wAITS (2)" },
        { "waits", "waits (3)" },
        { "", "Sheet" },
        { "'''", "Sheet (2)" },
        { "history", "history (2)" },
        { "summary", "summary (2)" },
        { "a/b\\c?d*e[f]g:h", "a-b-c-d-e-f-g-h" },
        { "'quoted'", "quoted" },
        { "it's", "it's" },
        { "a name that is longer than a sheet's may be",
          "a name that is longer than a sh" },
        { "a name that is longer than a sheet's could be",
          "a name that is longer than (2)" },
        { "Ärger", "Ärger" },
        { "ärger", "ärger (2)" },
        { "_x0041_", "-x0041_" },
    };
    enum { COUNT = sizeof sheets / sizeof *sheets };
    struct document document = { .title = "T" };
    for (int i = 0; i < COUNT; i++)
        document_paragraph(document_section(&document, "s", sheets[i].wanted), "words");
    struct read_book book = written_book(&document);
    for (int i = 0; i < COUNT; i++) {
        char *const name = read_book_sheet(&book, i + 1);
        assert_string_equal(name, sheets[i].name);
        free(name);
    }
    assert_null(read_book_sheet(&book, COUNT + 1));
    read_book_done(&book);
    document_done(&document);
}

static void every_sheet_has_the_marking_and_prints_on_a4(void **state)
{
    (void) state;
    struct read_book book = written_made_book();
    int count = 0;
    for (const char *part; (part = read_book_sheet_part(&book, count)) != NULL;
         count++) {
        assert_text(&book, count, 0, 0, "OFFICIAL & SENSITIVE &G");
        assert_non_null(strstr(part,
                               "<oddHeader>&amp;C&amp;\"-,Bold\"OFFICIAL &amp;&amp; "
                               "SENSITIVE &amp;&amp;\xe2\x81\xa0G</oddHeader>"));
        assert_non_null(strstr(part,
                               "OFFICIAL &amp;&amp; SENSITIVE &amp;&amp;"
                               "\xe2\x81\xa0G&amp;RPage &amp;P of &amp;N</oddFooter>"));
        assert_non_null(strstr(part, "paperSize=\"9\" fitToHeight=\"0\" "
                                     "orientation=\"landscape\""));
    }
    assert_int_equal(count, 11);
    read_book_done(&book);
}

static void a_long_table_is_filtered_frozen_and_its_head_repeated(void **state)
{
    (void) state;
    struct read_book book = written_made_book();
    const int sheet = read_book_find_sheet(&book, "By day");
    const int head = read_book_find(&book, sheet, 0, "day", SEARCHED);
    const char *const part = read_book_sheet_part(&book, sheet);
    char *const filter =
        sim_mem_print("<autoFilter ref=\"A%d:F%d\"/>", head + 1, head + 1 + DAYS);
    char *const pane = sim_mem_print("<pane xSplit=\"1\" ySplit=\"%d\"", head + 1);
    char *const titles = sim_mem_print(">'By day'!$%d:$%d<", head + 1, head + 1);
    assert_non_null(strstr(part, filter));
    assert_non_null(strstr(part, pane));
    assert_non_null(strstr(read_book_part(&book, "xl/workbook.xml"), titles));
    free(filter);
    free(pane);
    free(titles);
    assert_null(strstr(read_book_sheet_part(&book, 0), "<autoFilter"));
    read_book_done(&book);
}

static void source_texts_stand_line_by_line_with_their_changes(void **state)
{
    (void) state;
    struct read_book book = written_made_book();
    const int sheet = read_book_find_sheet(&book, "Source texts");
    const int first = read_book_find(&book, sheet, 0, "a&s.cfg", SEARCHED);
    assert_number(&book, sheet, first + 2, 1, 3.0, "0");
    assert_text(&book, sheet, first + 2, 2, "changed");
    assert_text(&book, sheet, first + 2, 3, "  talk = 187.3;");
    struct read_cell plain = read_book_cell(&book, sheet, first + 1, 2);
    assert_false(plain.is_text);
    assert_false(plain.is_bold);
    read_cell_done(&plain);
    struct read_cell marked = read_book_cell(&book, sheet, first + 2, 3);
    assert_true(marked.is_bold);
    read_cell_done(&marked);
    assert_text(&book, sheet, first + 3, 3, "=1+2");
    assert_text(&book, sheet, first + 4, 0, "long.csv");
    assert_text(&book, sheet, first + 4, 3, "1,234,567 bytes, hash 0123456789abcdef");
    read_book_done(&book);
}

/* ---- Charts ---- */

static void each_kind_of_chart_is_drawn_natively(void **state)
{
    (void) state;
    static const struct {
        const char *tag;
        int count;
    } want[] = {
        { "<c:lineChart>", 2 },
        { "<c:areaChart>", 1 },
        { "<c:scatterChart>", 1 },
        { "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"stacked\"/>", 1 },
        { "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/>", 2 },
        { "<c:barChart><c:barDir val=\"bar\"/>", 1 },
        { "<c:gapWidth val=\"0\"/>", 1 },
        { "<c:crossesAt val=\"0.93\"/>", 1 },
        { "<c:legendEntry>", 2 },
        { "<a:t> =cmd|", 1 },
        { "<c:v> =Sheet!A1 &lt;s&gt;</c:v>", 1 },
        { "(target 30 s)", 1 },
        { "<c:v>target 90 %</c:v>", 1 },
    };
    struct read_book book = written_made_book();
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        assert_int_equal(written_count(&book, "xl/charts/", want[i].tag),
                         want[i].count);
    assert_int_equal(written_count(&book, "xl/drawings/",
                                   "descr=\"&lt;alt&gt; &amp; &quot;quotes&quot;\""),
                     1);
    assert_int_equal(written_count(&book, "xl/worksheets/", "<colorScale>"), 1);
    assert_int_equal(written_count(&book, "xl/worksheets/", "<dataBar>"), 1);
    read_book_done(&book);
}

static void a_heat_map_wider_than_a_page_is_turned(void **state)
{
    (void) state;
    enum { HOURS = 48 };
    struct document document = { .title = "T" };
    struct document_exhibit *const made = document_exhibit(
        document_section(&document, "week", "Week"), "week", "People by half hour");
    document_column(made, "day", DOCUMENT_TEXT);
    for (int i = 0; i < HOURS; i++)
        document_column(made, document_text(&document, "at %d", i), DOCUMENT_PEOPLE);
    for (int day = 0; day < 2; day++) {
        struct document_cell *const row = document_row(made);
        row[0] = document_words(day == 0 ? "Mon" : "Tue");
        for (int i = 0; i < HOURS; i++)
            row[i + 1] = document_value(100 * day + i, NAN);
    }
    made->chart.kind = DOCUMENT_HEAT;
    made->chart.x_title = "half hour";
    struct read_book book = written_book(&document);
    const int head = read_book_find(&book, 1, 0, "half hour", SEARCHED);
    assert_true(head > 0);
    assert_text(&book, 1, head, 1, "Mon");
    assert_text(&book, 1, head, 2, "Tue");
    assert_text(&book, 1, head + HOURS, 0, "at 47");
    assert_number(&book, 1, head + HOURS, 1, 47.0, "#,##0");
    assert_number(&book, 1, head + HOURS, 2, 147.0, "#,##0");
    char *const range = sim_mem_print("sqref=\"B%d:C%d\"", head + 2, head + 1 + HOURS);
    assert_non_null(strstr(read_book_sheet_part(&book, 1), range));
    free(range);
    read_book_done(&book);
    document_done(&document);
}

static void a_band_is_the_values_less_and_more_their_noise(void **state)
{
    (void) state;
    enum { HIDDEN = 60 };
    struct read_book book = written_made_book();
    const int sheet = read_book_find_sheet(&book, "By day");
    const int row = read_book_find(&book, sheet, 0, "day 001", SEARCHED);
    assert_number(&book, sheet, row, 1, 0.93, "0.0 %");
    assert_text(&book, sheet, row - 1, HIDDEN, "simulated, low");
    assert_number(&book, sheet, row, HIDDEN, 0.926, "0.0 %");
    assert_number(&book, sheet, row, HIDDEN + 1, 0.934, "0.0 %");
    assert_number(&book, sheet, row, HIDDEN + 2, 0.9, "0 %");
    assert_non_null(strstr(read_book_sheet_part(&book, sheet),
                           "<col min=\"61\" max=\"63\" width=\"0\" hidden=\"1\""));
    assert_int_equal(written_count(&book, "xl/charts/", "<c:plotVisOnly"), 0);
    read_book_done(&book);
}

static void a_band_stays_within_what_can_be(void **state)
{
    (void) state;
    static const struct {
        enum document_unit unit;
        double value, noise, low, high;
    } rows[] = {
        { DOCUMENT_SHARE, 0.998, 0.004, 0.994, 1.0 },
        { DOCUMENT_SHARE, 0.001, 0.004, 0.0, 0.005 },
        { DOCUMENT_SECONDS, 2.5, 4.0, 0.0, 6.5 },
        { DOCUMENT_POINTS, 0.001, 0.004, -0.3, 0.5 },
        { DOCUMENT_PEOPLE, -1.5, 4.0, -5.5, 2.5 },
    };
    enum { HIDDEN = 60 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document document = { .title = "T" };
        struct document_exhibit *const made =
            document_exhibit(document_section(&document, "s", "S"), "e", "E");
        document_column(made, "figure", rows[i].unit);
        made->columns[0].has_noise = true;
        document_row(made)[0] = document_value(rows[i].value, rows[i].noise);
        made->chart.kind = DOCUMENT_CURVES;
        document_series(made, "figure", 0);
        struct read_book book = written_book(&document);
        const int head = read_book_find(&book, 1, HIDDEN, "low", SEARCHED);
        for (int side = 0; side < 2; side++) {
            struct read_cell cell = read_book_cell(&book, 1, head + 1, HIDDEN + side);
            assert_true(cell.is_there);
            assert_within(cell.number, side == 0 ? rows[i].low : rows[i].high, 1e-12);
            read_cell_done(&cell);
        }
        read_book_done(&book);
        document_done(&document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_unit_is_a_real_number_in_its_format),
        cmocka_unit_test(the_summary_has_numbers_that_read_as_their_words),
        cmocka_unit_test(hostile_text_stays_text),
        cmocka_unit_test(every_part_is_xml_without_formulas_or_merged_cells),
        cmocka_unit_test(a_text_too_long_for_a_cell_is_cut_between_characters),
        cmocka_unit_test(names_of_sheets_are_valid_and_unique_whatever_their_case),
        cmocka_unit_test(every_sheet_has_the_marking_and_prints_on_a4),
        cmocka_unit_test(a_long_table_is_filtered_frozen_and_its_head_repeated),
        cmocka_unit_test(source_texts_stand_line_by_line_with_their_changes),
        cmocka_unit_test(each_kind_of_chart_is_drawn_natively),
        cmocka_unit_test(a_heat_map_wider_than_a_page_is_turned),
        cmocka_unit_test(a_band_is_the_values_less_and_more_their_noise),
        cmocka_unit_test(a_band_stays_within_what_can_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
