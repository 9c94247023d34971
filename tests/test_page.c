/* The page: what must be in it, and that no text can be anything but text. */
#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/made_document.h"
#include "tests/markup.h"
#include "tests/near.h"
#include "tools/page/page.h"
#include "tools/page/page_assets.h"
#include "tools/utf8.h"

/* What is written, without the program's own script and style; *whole, where wanted, is
 * all of it. */
static char *written(const struct document *document, char **whole)
{
    char *page = NULL;
    size_t length = 0;
    FILE *const to = open_memstream(&page, &length);
    page_write(document, to);
    assert_int_equal(fclose(to), 0);
    if (whole != NULL)
        *whole = sim_mem_text(page);
    char *const script =
        *page_asset_script == '\0' ? NULL : strstr(page, page_asset_script);
    if (script != NULL)
        memmove(script, script + strlen(page_asset_script),
                strlen(script + strlen(page_asset_script)) + 1);
    char *const style = strstr(page, page_asset_style);
    assert_non_null(style);
    memmove(style, style + strlen(page_asset_style),
            strlen(style + strlen(page_asset_style)) + 1);
    return page;
}

static int count(const char *page, const char *words)
{
    int times = 0;
    for (const char *at = strstr(page, words); at != NULL; at = strstr(at + 1, words))
        times++;
    return times;
}

/* A document with that text wherever one can stand. */
static void filled(struct document *document, const char *text)
{
    document->title = document->marking = document->kind = document->summary = text;
    *document_headline(document) = (struct document_headline){
        .label = text,
        .path = text,
        .asked = text,
        .words = text,
        .noise = text,
        .also = text,
        .value = 1.0,
        .p_met = NAN,
        .verdict = DOCUMENT_MET,
        .verdict_words = text,
        .paragraph = text,
        .term = "term",
    };
    document_fact(document, text, text);
    document_term(document, "term", text, text);
    struct document_section *const section = document_section(document, "s", text);
    document_paragraph(section, text);
    for (int i = 0; i < 2; i++) {
        struct document_exhibit *const made =
            document_exhibit(section, i == 0 ? "a" : "b", text);
        made->note = made->option = text;
        made->term = made->group = "term";
        document_column(made, text, DOCUMENT_TEXT);
        document_column(made, text, DOCUMENT_NUMBER);
        made->columns[1].term = "term";
        document_row(made)[0] = document_words(text);
        document_at(made, 0, 1)[0] = document_value(1.0, NAN);
        made->chart.kind = DOCUMENT_BARS;
        made->chart.x = 0;
        made->chart.alt = made->chart.x_title = made->chart.y_title = text;
        document_series(made, text, 1);
        document_mark(made, text, 0.5);
    }
    document_source(document, text)->text = text;
    document_source(document, text)->about = text;
}

static void text_stays_text_wherever_it_stands(void **state)
{
    (void) state;
    struct document document = { 0 };
    filled(&document, "abc");
    char *const plain = written(&document, NULL);
    document_done(&document);
    struct markup want;
    markup_read(plain, &want);
    assert_null(want.fault);
    for (int i = 0; i < made_hostile_count; i++) {
        if (*made_hostile[i] == '\0')
            continue;
        filled(&document, made_hostile[i]);
        char *const page = written(&document, NULL);
        struct markup got;
        markup_read(page, &got);
        assert_null(got.fault);
        assert_int_equal(got.script_count, want.script_count);
        /* Isolation, the title of a text cut short and a line of a file may be added,
         * nothing else. */
        const int lines = strchr(made_hostile[i], '\n') != NULL;
        assert_int_equal(got.element_count - got.isolated_count - got.title_count
                             - lines,
                         want.element_count - want.isolated_count - want.title_count);
        free(page);
        document_done(&document);
    }
    free(plain);
}

#define FFFD "\xef\xbf\xbd"

/* No control character, nothing that turns direction, nothing that is not UTF-8. */
static void no_byte_does_more_than_be_read(void **state)
{
    (void) state;
    struct document document = { 0 };
    filled(&document, "a\x01\x1b\x7f\xff\xc2\x85 \xe2\x80\xae"
                      "b\xe2\x81\xa6\xe2\x80\xac");
    char *const page = written(&document, NULL);
    for (const char *at = page; *at != '\0'; at += utf8_bytes(at)) {
        assert_true(utf8_bytes(at) > 0);
        assert_true((unsigned char) *at >= 0x20 || *at == '\n');
        assert_int_not_equal((unsigned char) *at, 0x7f);
        assert_true(memcmp(at, "\xc2\x85", 2) != 0);
        assert_true(memcmp(at, "\xe2\x80\xae", 3) != 0);
        assert_true(memcmp(at, "\xe2\x81\xa6", 3) != 0);
    }
    assert_non_null(strstr(page, "<h1 dir=\"auto\">a" FFFD FFFD FFFD FFFD FFFD " " FFFD
                                 "b" FFFD FFFD "</h1>"));
    free(page);
    document_done(&document);
}

static void other_ways_of_writing_stay_among_themselves(void **state)
{
    (void) state;
    struct document document = { 0 };
    filled(&document, "\xd7\xa9 1");
    char *const page = written(&document, NULL);
    assert_non_null(strstr(page, "<th scope=row><bdi>\xd7\xa9 1</bdi>"));
    assert_non_null(strstr(page, "<h1 dir=\"auto\">\xd7\xa9 1</h1>"));
    free(page);
    document_done(&document);
}

static void every_reference_has_its_target(void **state)
{
    (void) state;
    struct document document = { 0 };
    made_document(&document, 40);
    document.headlines[0].term = "share";
    document.sections[0]->exhibits[0]->term = "share";
    document.sections[0]->exhibits[0]->columns[4].term = "share";
    char *const page = written(&document, NULL);
    struct markup got;
    markup_read(page, &got);
    assert_null(got.fault);
    assert_true(got.reference_count > 30);
    assert_int_equal(count(page, "href=\"#term-share\""), 3);
    free(page);
    document_done(&document);
}

static void nothing_is_fetched_and_only_the_script_runs(void **state)
{
    (void) state;
    struct document document = { 0 };
    made_document(&document, 3);
    char *whole;
    char *const page = written(&document, &whole);
    assert_int_equal(strncmp(page, "<!doctype html>\n<html lang=\"en-GB\">", 35), 0);
    assert_non_null(strstr(page, "default-src 'none'"));
    assert_int_equal(count(page, "src=") + count(page, "<link")
                         + count(page, "url(http") + count(page, "@import")
                         + count(page, "href=\"http"),
                     0);
    const bool has_script = *page_asset_script != '\0';
    assert_int_equal(count(whole, "<script>"), has_script);
    assert_int_equal(count(page, "script-src"), has_script);
    if (has_script) {
        char *const source = sim_mem_print("script-src '%s'", page_asset_hash);
        assert_int_equal(count(page, source), 1);
        free(source);
    }
    free(whole);
    free(page);
    document_done(&document);
}

static double attribute(const char *card, const char *name)
{
    const char *const at = strstr(card, name);
    assert_non_null(at);
    return strtod(at + strlen(name), NULL);
}

static void headlines_carry_their_exact_figures(void **state)
{
    (void) state;
    struct document document = { 0 };
    struct document_headline *const made = document_headline(&document);
    made->label = "999 in 10 s";
    made->path = "target.t999.value";
    made->words = "95.1 %";
    made->value = 0.1 + 0.2;
    made->p_met = 1.0 / 3.0;
    made->verdict = DOCUMENT_NOT_MET;
    char *const page = written(&document, NULL);
    const char *const card = strstr(page, "data-path=\"target.t999.value\"");
    assert_non_null(card);
    assert_near(attribute(card, "data-value=\""), 0.1 + 0.2, 0.0);
    assert_near(attribute(card, "data-p-met=\""), 1.0 / 3.0, 0.0);
    assert_non_null(strstr(card, "</span> NOT met</p>"));
    assert_non_null(strstr(card, "✗"));
    assert_non_null(strstr(card, "<b>33&nbsp;%</b>"));
    free(page);
    document_done(&document);
}

static void a_share_of_all_is_said_only_of_all(void **state)
{
    (void) state;
    static const struct {
        double p_met;
        const char *words;
    } known[] = { { 0.0, "<b>0&nbsp;%" },          { 0.0041, "<b>under 1&nbsp;%" },
                  { 0.0051, "<b>1&nbsp;%" },       { 0.9949, "<b>99&nbsp;%" },
                  { 0.9951, "<b>over 99&nbsp;%" }, { 1.0, "<b>100&nbsp;%" } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct document document = { 0 };
        document_headline(&document)->p_met = known[i].p_met;
        char *const page = written(&document, NULL);
        assert_int_equal(count(page, known[i].words), 1);
        free(page);
        document_done(&document);
    }
}

static void tables_stand_open_only_without_a_chart(void **state)
{
    (void) state;
    struct document document = { 0 };
    struct document_section *const section = document_section(&document, "s", "S");
    for (int i = 0; i < 3; i++) {
        struct document_exhibit *const made = document_exhibit(section,
                                                               i == 0   ? "open"
                                                               : i == 1 ? "long"
                                                                        : "drawn",
                                                               "T");
        document_column(made, "name", DOCUMENT_TEXT);
        document_column(made, "calls", DOCUMENT_CALLS);
        struct document_cell *const row = document_row(made);
        row[0] = document_words("a");
        row[1] = document_value(1242.0, NAN);
        made->is_folded = i == 1;
        made->chart.kind = i == 2 ? DOCUMENT_BARS : DOCUMENT_NO_CHART;
        made->chart.x = 0;
        document_series(made, "calls", 1);
    }
    char *const page = written(&document, NULL);
    assert_int_equal(count(page, "<details class=\"data\">"), 2);
    assert_int_equal(count(page, "<div class=\"chart\""), 1);
    assert_int_equal(count(page, "<svg"), 1);
    assert_true(strstr(page, "<table>") < strstr(page, "<details"));
    assert_int_equal(count(page, "<th scope=row>a<td>1,242"), 3);
    free(page);
    document_done(&document);
}

static void alternatives_are_neighbours_of_one_group(void **state)
{
    (void) state;
    static const char *const groups[] = { "g", "g", "h", NULL, "g", "g", "g" };
    struct document document = { 0 };
    struct document_section *const section = document_section(&document, "s", "S");
    for (int i = 0; i < 7; i++) {
        struct document_exhibit *const made =
            document_exhibit(section, document_text(&document, "x%d", i), "T");
        made->group = groups[i];
        made->option = document_text(&document, "way %d", i);
        document_column(made, "name", DOCUMENT_TEXT);
    }
    char *const page = written(&document, NULL);
    assert_int_equal(count(page, "<div class=\"group\">"), 2);
    assert_int_equal(count(page, "<details class=\"option\" open>"), 2);
    assert_int_equal(count(page, "<details class=\"option\">"), 3);
    assert_int_equal(count(page, " open><summary>way 0</summary>"), 1);
    assert_int_equal(count(page, " open><summary>way 4</summary>"), 1);
    assert_int_equal(count(page, "option\"><summary>way 6</summary>"), 1);
    assert_int_equal(count(page, "<summary>way 2</summary>"), 0);
    free(page);
    document_done(&document);
}

/* The n-th block of data in a page, parsed. */
static json_t *data_block(const char *page, int index)
{
    static const char open[] = "<script type=\"application/json\">";
    const char *at = strstr(page, open);
    for (int i = 0; i < index && at != NULL; i++)
        at = strstr(at + 1, open);
    assert_non_null(at);
    at += strlen(open);
    const size_t length = (size_t) (strstr(at, "</script>") - at);
    assert_null(memchr(at, '<', length));
    json_error_t error;
    json_t *const block = json_loadb(at, length, 0, &error);
    if (block == NULL)
        fail_msg("%s", error.text);
    return block;
}

static void the_script_gets_the_columns_that_it_draws(void **state)
{
    (void) state;
    if (*page_asset_script == '\0')
        skip();
    struct document document = { 0 };
    filled(&document, "a \"b\" <c> \\ \xd7\xa9");
    struct document_exhibit *const made = document.sections[0]->exhibits[0];
    made->columns[1].has_noise = true;
    document_row(made)[1] = document_value(2.0, NAN);
    *document_at(made, 0, 1) = document_value(0.123456789, 0.25);
    char *const page = written(&document, NULL);
    json_t *const block = data_block(page, 0);
    json_t *const columns = json_object_get(block, "columns");
    assert_string_equal(json_string_value(json_object_get(block, "yTitle")),
                        "a \"b\" <c> \\ \xd7\xa9");
    assert_string_equal(json_string_value(json_object_get(block, "kind")), "bars");
    json_t *const values = json_object_get(json_array_get(columns, 1), "values");
    assert_near(json_number_value(json_array_get(values, 0)), 0.123457, 1e-12);
    assert_near(json_number_value(json_array_get(values, 1)), 2.0, 0.0);
    assert_int_equal(json_array_size(values), 2);
    json_t *const noise = json_object_get(json_array_get(columns, 1), "noise");
    assert_near(json_number_value(json_array_get(noise, 0)), 0.25, 1e-12);
    json_decref(block);
    free(page);
    document_done(&document);
}

static void alternatives_share_a_definition(void **state)
{
    (void) state;
    struct document document = { 0 };
    filled(&document, "abc");
    char *const page = written(&document, NULL);
    assert_int_equal(count(page, "aria-describedby=\"tip-a\""), 2);
    assert_int_equal(count(page, "id=\"tip-a\""), 1);
    assert_int_equal(count(page, "tip-b"), 0);
    free(page);
    document_done(&document);
}

static void files_are_shown_whole_with_their_changes(void **state)
{
    (void) state;
    struct document document = { 0 };
    struct document_source *const made = document_source(&document, "a.cfg");
    made->text = "one\ntwo <b>\n\nfour";
    made->marked = sim_mem_array(2, sizeof *made->marked);
    made->marked[0] = 2;
    made->marked[1] = 4;
    made->marked_count = 2;
    char *const page = written(&document, NULL);
    assert_non_null(strstr(page, "<pre dir=\"ltr\"><span>one\n</span>"
                                 "<mark><i>changed: </i>two &lt;b&gt;\n</mark>"
                                 "<span>\n</span>"
                                 "<mark><i>changed: </i>four\n</mark></pre>"));
    assert_non_null(strstr(page, "2 lines changed"));
    free(page);
    document_done(&document);
}

static void the_marking_is_above_below_and_on_paper(void **state)
{
    (void) state;
    struct document document = { 0 };
    char *const none = written(&document, NULL);
    assert_int_equal(count(none, "class=\"marking"), 0);
    assert_int_equal(count(none, "@top-center"), 0);
    document.marking = "A\"}</style>";
    char *const page = written(&document, NULL);
    assert_int_equal(count(page, "class=\"marking"), 2);
    assert_int_equal(
        count(page, "@top-center{content:\"\\000041\\000022\\00007d\\00003c"), 1);
    assert_int_equal(count(page, "@bottom-center{content:\"\\000041"), 1);
    assert_int_equal(count(page, "</style>"), 1);
    free(none);
    free(page);
    document_done(&document);
}

static void heat_maps_are_shaded_in_the_table_too(void **state)
{
    (void) state;
    struct document document = { 0 };
    struct document_exhibit *const made =
        document_exhibit(document_section(&document, "s", "S"), "x", "T");
    document_column(made, "day", DOCUMENT_TEXT);
    document_column(made, "one", DOCUMENT_SHARE);
    document_column(made, "two", DOCUMENT_SHARE);
    struct document_cell *const row = document_row(made);
    row[0] = document_words("Mon");
    row[1] = document_value(0.2, NAN);
    row[2] = document_value(0.9, NAN);
    made->chart.kind = DOCUMENT_HEAT;
    made->chart.is_good_high = true;
    char *const page = written(&document, NULL);
    assert_non_null(strstr(page, "<td class=w style=--c:#00204e>20"));
    assert_non_null(strstr(page, "<td style=--c:#fff6be>90"));
    free(page);
    document_done(&document);
}

static void the_same_document_gives_the_same_page(void **state)
{
    (void) state;
    struct document document = { 0 };
    made_document(&document, 366);
    char *first, *second;
    free(written(&document, &first));
    free(written(&document, &second));
    assert_string_equal(first, second);
    free(first);
    free(second);
    document_done(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_stays_text_wherever_it_stands),
        cmocka_unit_test(no_byte_does_more_than_be_read),
        cmocka_unit_test(other_ways_of_writing_stay_among_themselves),
        cmocka_unit_test(every_reference_has_its_target),
        cmocka_unit_test(nothing_is_fetched_and_only_the_script_runs),
        cmocka_unit_test(headlines_carry_their_exact_figures),
        cmocka_unit_test(a_share_of_all_is_said_only_of_all),
        cmocka_unit_test(tables_stand_open_only_without_a_chart),
        cmocka_unit_test(alternatives_are_neighbours_of_one_group),
        cmocka_unit_test(the_script_gets_the_columns_that_it_draws),
        cmocka_unit_test(alternatives_share_a_definition),
        cmocka_unit_test(files_are_shown_whole_with_their_changes),
        cmocka_unit_test(the_marking_is_above_below_and_on_paper),
        cmocka_unit_test(heat_maps_are_shaded_in_the_table_too),
        cmocka_unit_test(the_same_document_gives_the_same_page),
    };
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
