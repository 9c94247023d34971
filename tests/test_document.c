/* What a run says before it is a page or a workbook, and how its numbers are said. */
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tools/document/document.h"
#include "tools/document/words.h"

/* ---- Words ---- */

struct saying {
    enum document_unit unit;
    double value, noise;
    bool is_signed;
    int most; /* decimals of the column; -1: any */
    const char *words, *noise_words;
    int decimals;
};

static void assert_said(const struct saying *want)
{
    const struct document_column column = { .heading = "h",
                                            .unit = want->unit,
                                            .is_signed = want->is_signed,
                                            .decimals = want->most };
    const struct document_cell cell = document_value(want->value, want->noise);
    char *const words = document_words_of(&column, &cell);
    char *const noise = document_noise_of(&column, &cell);
    assert_string_equal(words, want->words);
    assert_string_equal(noise, want->noise_words);
    assert_int_equal(document_decimals(&column, &cell), want->decimals);
    free(words);
    free(noise);
}

static void
numbers_are_said_by_unit_with_no_more_decimals_than_their_noise(void **state)
{
    (void) state;
    static const struct saying known[] = {
        { DOCUMENT_CALLS, 1242.3, 3.2, false, -1, "1,242", "±4", 0 },
        { DOCUMENT_CALLS, 12.34, NAN, false, -1, "12.3", "", 1 },
        { DOCUMENT_CALLS, 0.4567, 0.002, false, -1, "0.46", "±0.01", 2 },
        { DOCUMENT_CALLS, 0.4567, 0.2, false, -1, "0.5", "±0.2", 1 },
        { DOCUMENT_HOURS, 2614.25, NAN, false, -1, "2,614 h", "", 0 },
        { DOCUMENT_SECONDS, 3.14, 0.04, false, -1, "3.1 s", "±0.1 s", 1 },
        { DOCUMENT_SECONDS, 3.14, 0.1 + 0.2, false, -1, "3.1 s", "±0.3 s", 1 },
        { DOCUMENT_SECONDS, 3.14, 0.6, false, -1, "3 s", "±1 s", 0 },
        { DOCUMENT_SECONDS, 190.4, 2.1, false, -1, "3 min 10 s", "±3 s", 0 },
        { DOCUMENT_SECONDS, 190.4, 31.0, false, -1, "3 min", "±31 s", 0 },
        { DOCUMENT_SECONDS, 5400.0, NAN, false, -1, "1 h 30 min", "", 0 },
        { DOCUMENT_SHARE, 0.9432, 0.0011, false, -1, "94.3 %", "±0.2", 1 },
        { DOCUMENT_SHARE, 0.9432, 0.011, false, -1, "94 %", "±2", 0 },
        { DOCUMENT_SHARE, 0.9953, NAN, false, -1, "99.53 %", "", 2 },
        { DOCUMENT_SHARE, 0.9953, NAN, false, 1, "99.5 %", "", 1 },
        { DOCUMENT_SHARE, 1.0, 0.0, false, -1, "100 %", "±0", 0 },
        { DOCUMENT_PEOPLE, 24.0, NAN, false, -1, "24", "", 0 },
        { DOCUMENT_PEOPLE, 24.46, NAN, false, -1, "24.5", "", 1 },
        { DOCUMENT_PEOPLE, 24.46, 0.7, false, -1, "24", "±1", 0 },
        { DOCUMENT_POUNDS, 2985413.2, NAN, false, -1, "£2,985,413", "", 0 },
        { DOCUMENT_POUNDS, 26.42, NAN, false, -1, "£26.42", "", 2 },
        { DOCUMENT_POUNDS, 12345.0, 230.4, false, -1, "£12,345", "±£231", 0 },
        { DOCUMENT_NUMBER, 0.4213, NAN, false, 0, "0", "", 0 },
        { DOCUMENT_TEXT, 7.0, NAN, false, -1, "7.0", "", 1 },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_said(&known[i]);
}

static void differences_have_their_sign_unless_they_read_as_nought(void **state)
{
    (void) state;
    static const struct saying known[] = {
        { DOCUMENT_POINTS, 0.00801, 0.0031, true, -1, "+0.8 points", "±0.4", 1 },
        { DOCUMENT_POINTS, -0.00421, 0.0003, true, -1, "-0.42 points", "±0.03", 2 },
        { DOCUMENT_POINTS, -0.0312, NAN, true, -1, "-3.1 points", "", 1 },
        { DOCUMENT_POINTS, -0.00001, 0.003, true, -1, "0.0 points", "±0.3", 1 },
        { DOCUMENT_SECONDS, -190.4, NAN, true, -1, "-3 min 10 s", "", 0 },
        { DOCUMENT_SECONDS, 1.3, NAN, true, -1, "+1.3 s", "", 1 },
        { DOCUMENT_PEOPLE, 2.0, NAN, true, -1, "+2", "", 0 },
        { DOCUMENT_PEOPLE, 2.0, NAN, false, -1, "2", "", 0 },
        { DOCUMENT_POUNDS, -49730.0, NAN, true, -1, "-£49,730", "", 0 },
        { DOCUMENT_POUNDS, 49730.0, NAN, true, -1, "+£49,730", "", 0 },
        { DOCUMENT_CALLS, -12.34, NAN, false, -1, "-12.3", "", 1 },
        { DOCUMENT_NUMBER, 0.0, NAN, true, -1, "0", "", 0 },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_said(&known[i]);
}

static void noise_as_a_number_is_what_is_said(void **state)
{
    (void) state;
    const struct document_column share = { .unit = DOCUMENT_SHARE, .decimals = -1 };
    const struct document_column wait = { .unit = DOCUMENT_SECONDS, .decimals = -1 };
    const struct document_cell known = document_value(0.9432, 0.0011);
    const struct document_cell tenth = document_value(3.1, 0.1);
    const struct document_cell unknown = document_value(0.9432, NAN);
    const struct document_cell words = document_words("94 %");
    assert_near(document_noise(&share, &known), 0.002, 1e-14);
    assert_near(document_noise(&wait, &tenth), 0.1, 1e-14);
    assert_true(isnan(document_noise(&share, &unknown)));
    assert_true(isnan(document_noise(&share, &words)));
}

static void cells_without_a_number_are_their_words(void **state)
{
    (void) state;
    const struct document_column column = { .unit = DOCUMENT_SHARE, .decimals = -1 };
    const struct document_cell cells[] = { document_words("=1+1"), document_words(NULL),
                                           document_value(INFINITY, 1.0) };
    static const char *const want[] = { "=1+1", "", "" };
    for (int i = 0; i < 3; i++) {
        char *const words = document_words_of(&column, &cells[i]);
        char *const noise = document_noise_of(&column, &cells[i]);
        assert_string_equal(words, want[i]);
        assert_string_equal(noise, "");
        assert_int_equal(document_decimals(&column, &cells[i]), 0);
        free(words);
        free(noise);
    }
}

static void verdicts_differ_in_word_and_shape(void **state)
{
    (void) state;
    assert_string_equal(document_verdict_words(DOCUMENT_NO_VERDICT), "");
    assert_string_equal(document_verdict_symbol(DOCUMENT_NO_VERDICT), "");
    assert_string_equal(document_verdict_words(DOCUMENT_MET), "met");
    assert_string_equal(document_verdict_words(DOCUMENT_NOT_MET), "NOT met");
    assert_string_equal(document_verdict_words(DOCUMENT_UNDECIDED), "undecided");
    for (int i = 1; i < DOCUMENT_VERDICTS; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(document_verdict_symbol((enum document_verdict) i),
                                    document_verdict_symbol((enum document_verdict) k));
    static const char *const signs[DOCUMENT_UNITS] = { "",       "", "h", "s", "%",
                                                       "points", "", "£", "" };
    for (int unit = 0; unit < DOCUMENT_UNITS; unit++)
        assert_string_equal(document_unit_sign((enum document_unit) unit), signs[unit]);
}

/* ---- Documents ---- */

static void a_document_keeps_what_it_is_given_in_order(void **state)
{
    (void) state;
    enum { MANY = 37 };
    struct document document = { 0 };
    struct document_section *const section = document_section(&document, "one", "One");
    struct document_exhibit *const exhibit = document_exhibit(section, "t", "Table");
    assert_int_equal(exhibit->chart.x, -1);
    assert_int_equal(exhibit->chart.x2, -1);
    assert_int_equal(document_column(exhibit, "name", DOCUMENT_TEXT), 0);
    assert_int_equal(document_column(exhibit, "calls", DOCUMENT_CALLS), 1);
    assert_int_equal(exhibit->columns[1].decimals, -1);
    for (int i = 0; i < MANY; i++) {
        struct document_cell *const row = document_row(exhibit);
        assert_int_equal(row[1].kind, DOCUMENT_EMPTY);
        row[0] = document_words(document_text(&document, "row %d", i));
        row[1] = document_value(i + 0.25, NAN);
        document_fact(&document, document_text(&document, "f%d", i), "w");
        document_paragraph(section, document_text(&document, "p%d", i));
        document_headline(&document)->value = i;
        document_mark(exhibit, "m", i);
        document_series(exhibit, "s", 1)->is_faint = i % 2 == 1;
        document_source(&document, "file")->marked_count = i;
        document_exhibit(document_section(&document, "s", "S"), "e", "E");
    }
    for (int i = 0; i < MANY; i++) {
        char *const name = sim_mem_print("row %d", i);
        assert_string_equal(document_at(exhibit, i, 0)->words, name);
        assert_near(document_at(exhibit, i, 1)->value, i + 0.25, 0.0);
        assert_string_equal(section->paragraphs[i] + 1, name + 4);
        assert_string_equal(document.facts[i].name + 1, name + 4);
        assert_near(document.headlines[i].value, i, 0.0);
        assert_true(isnan(document.headlines[i].p_met));
        assert_near(exhibit->chart.marks[i].at, i, 0.0);
        assert_int_equal(exhibit->chart.series[i].is_faint, i % 2 == 1);
        assert_int_equal(exhibit->chart.series[i].low, -1);
        assert_int_equal(document.sources[i].marked_count, i);
        free(name);
    }
    assert_int_equal(document.section_count, MANY + 1);
    assert_ptr_equal(document.sections[0], section);
    document_done(&document);
    assert_int_equal(document.section_count, 0);
    assert_null(document.texts);
    document_done(&document); /* empty again, so this is harmless */
}

static void terms_are_sorted_by_name_and_once_each(void **state)
{
    (void) state;
    struct document document = { 0 };
    document_term(&document, "wait", "Wait", "to the answer");
    document_term(&document, "asa", "asa", "mean wait");
    document_term(&document, "share", "Share", "of calls");
    document_term(&document, "wait", "Another", "is not taken");
    static const char *const names[] = { "asa", "Share", "Wait" };
    assert_int_equal(document.term_count, 3);
    for (int i = 0; i < 3; i++)
        assert_string_equal(document.terms[i].name, names[i]);
    assert_string_equal(document.terms[2].definition, "to the answer");
    document_done(&document);
}

static void texts_are_copies_and_nothing_stays_nothing(void **state)
{
    (void) state;
    struct document document = { 0 };
    char text[] = "mine";
    const char *const copy = document_copy(&document, text);
    text[0] = 'p';
    assert_string_equal(copy, "mine");
    assert_null(document_copy(&document, NULL));
    assert_string_equal(document_text(&document, "%d of %s", 3, "a"), "3 of a");
    document_done(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            numbers_are_said_by_unit_with_no_more_decimals_than_their_noise),
        cmocka_unit_test(differences_have_their_sign_unless_they_read_as_nought),
        cmocka_unit_test(noise_as_a_number_is_what_is_said),
        cmocka_unit_test(cells_without_a_number_are_their_words),
        cmocka_unit_test(verdicts_differ_in_word_and_shape),
        cmocka_unit_test(a_document_keeps_what_it_is_given_in_order),
        cmocka_unit_test(terms_are_sorted_by_name_and_once_each),
        cmocka_unit_test(texts_are_copies_and_nothing_stays_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
