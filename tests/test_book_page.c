/* How a workbook's sheets look and print. */
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/written_book.h"

static bool holds(const char *part, const char *format, int number)
{
    char *const word = sim_mem_print(format, number);
    const bool is_held = part != NULL && strstr(part, word) != NULL;
    free(word);
    return is_held;
}

static void a_row_is_as_high_as_its_longest_cell(void **state)
{
    (void) state;
    enum { WIDTH = 60, LETTERS = 67 }; /* of a column of sentences: 60 digits */
    static const struct {
        int letters, lines;
        bool has_blanks;
    } rows[] = { { 20, 1, false },
                 { LETTERS, 1, false },
                 { LETTERS + 1, 2, false },
                 { 3 * LETTERS, 3, false },
                 { 4 * LETTERS, 7, true } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document document = { .title = "T" };
        struct document_exhibit *const made =
            document_exhibit(document_section(&document, "s", "S"), "e", "E");
        document_column(made, "note", DOCUMENT_TEXT);
        char *const text = sim_mem_array((size_t) rows[i].letters + 1, 1);
        memset(text, 'x', (size_t) rows[i].letters);
        for (int k = 39; k < rows[i].letters && rows[i].has_blanks; k += 40)
            text[k] = ' ';
        document_row(made)[0] = document_words(text);
        struct read_book book = written_book(&document);
        const int head = read_book_find(&book, 1, 0, "note", SEARCHED);
        char *const row = sim_mem_print("<row r=\"%d\"", head + 2);
        const char *const at = strstr(read_book_sheet_part(&book, 1), row);
        const char *const height = strstr(at, "ht=\"");
        const char *const end = strchr(at, '>');
        const double got = height == NULL || height > end ? 15.0 : atof(height + 4);
        assert_near(got, 15.0 * rows[i].lines, 0.0);
        free(row);
        free(text);
        read_book_done(&book);
        document_done(&document);
    }
}

static void a_sheet_prints_down_to_its_chart_and_as_wide_as_its_lines(void **state)
{
    (void) state;
    struct document document = { .title = "T" };
    struct document_section *const section = document_section(&document, "s", "S");
    document_paragraph(section,
                       "A line of a hundred and twenty characters and less, which "
                       "goes on over columns that the table below has not got.");
    struct document_exhibit *const made = document_exhibit(section, "e", "E");
    document_column(made, "n", DOCUMENT_NUMBER);
    document_row(made)[0] = document_value(1.0, NAN);
    struct read_book text = written_book(&document);
    const char *const workbook = read_book_part(&text, "xl/workbook.xml");
    /* 112 characters of 7 pixels: a column of 61 and twelve of 64 */
    assert_true(holds(workbook, ">S!$A$1:$%c$", 'M'));
    read_book_done(&text);
    made->chart.kind = DOCUMENT_BARS;
    document_series(made, "n", 0)->style = DOCUMENT_BAR;
    struct read_book chart = written_book(&document);
    const int head = read_book_find(&chart, 1, 0, "n", SEARCHED);
    assert_true(holds(read_book_part(&chart, "xl/workbook.xml"), "$%d</definedName>",
                      head + 21));
    read_book_done(&chart);
    document_done(&document);
}

static void headings_say_a_unit_once(void **state)
{
    (void) state;
    static const struct {
        const char *heading;
        enum document_unit unit;
        const char *want;
    } columns[] = {
        { "paid hours a week", DOCUMENT_HOURS, "paid hours a week" },
        { "paid", DOCUMENT_HOURS, "paid, h" },
        { "wait, s", DOCUMENT_SECONDS, "wait, s" },
        { "percentage points", DOCUMENT_POINTS, "percentage points" },
        { "share", DOCUMENT_SHARE, "share" },
    };
    enum { COUNT = sizeof columns / sizeof *columns };
    struct document document = { .title = "T" };
    struct document_exhibit *const made =
        document_exhibit(document_section(&document, "s", "S"), "e", "E");
    for (int i = 0; i < COUNT; i++)
        document_column(made, columns[i].heading, columns[i].unit);
    struct read_book book = written_book(&document);
    const int head = read_book_find(&book, 1, 0, columns[0].want, SEARCHED);
    for (int i = 0; i < COUNT; i++) {
        struct read_cell cell = read_book_cell(&book, 1, head, i);
        assert_string_equal(cell.text, columns[i].want);
        read_cell_done(&cell);
    }
    read_book_done(&book);
    document_done(&document);
}

static void an_axis_of_shares_ends_at_all_of_them(void **state)
{
    (void) state;
    struct read_book book = written_made_book();
    assert_int_equal(written_count(&book, "xl/charts/", "<c:max val=\"1\"/>"), 4);
    assert_int_equal(written_count(&book, "xl/charts/", "<c:min val=\"0.8"), 2);
    read_book_done(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_as_high_as_its_longest_cell),
        cmocka_unit_test(a_sheet_prints_down_to_its_chart_and_as_wide_as_its_lines),
        cmocka_unit_test(headings_say_a_unit_once),
        cmocka_unit_test(an_axis_of_shares_ends_at_all_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
