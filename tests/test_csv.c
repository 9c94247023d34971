#include <sys/stat.h>
#include <time.h>

#include "model/scenario/csv.h"
#include "tests/scratch.h"

/* The whole of a table as "name|name\n" and "line:cell|cell\n", and then what was
 * complained about, so that a case is one pair of texts. */
static char *told(const void *bytes, size_t count)
{
    const struct scratch file = scratch_bytes(bytes, count);
    struct sim_diag diag = { 0 };
    struct csv csv;
    char *all = sim_mem_text("");
    if (csv_open(file.path, "t.csv", &diag, &csv)) {
        for (int i = 0; i < csv.columns; i++) {
            char *longer = sim_mem_print("%s%s%c", all, csv.names[i],
                                         i + 1 == csv.columns ? '\n' : '|');
            free(all);
            all = longer;
        }
        while (csv_next(&csv))
            for (int i = 0; i < csv.columns; i++) {
                char *line = sim_mem_print("%u:", csv.at.line);
                char *longer =
                    sim_mem_print("%s%s%s%c", all, i == 0 ? line : "", csv.cells[i],
                                  i + 1 == csv.columns ? '\n' : '|');
                free(all);
                free(line);
                all = longer;
            }
        csv_done(&csv);
    }
    scratch_done(&file);
    char *said = scratch_said(&diag), *both = sim_mem_print("%s%s", all, said);
    free(all);
    free(said);
    return both;
}

#define TELLS(bytes, want) \
    do { \
        char *got = told(bytes, sizeof bytes - 1); \
        assert_string_equal(got, want); \
        free(got); \
    } while (0)

static void every_habit_of_a_spreadsheet_gives_the_same_table(void **state)
{
    (void) state;
    static const char want[] = "day|people\n2:Mon|5\n3:Tue|6\n";
    TELLS("day,people\nMon,5\nTue,6\n", want);
    TELLS("day,people\r\nMon,5\r\nTue,6", want);
    TELLS("day,people\rMon,5\rTue,6\r", want);
    TELLS("\xef\xbb\xbf"
          "day,people\nMon,5\nTue,6\n",
          want);
    TELLS("day;people\nMon;5\nTue;6\n", want);
    TELLS("day\tpeople\nMon\t5\nTue\t6\n", want);
    TELLS(" day , people \nMon\t,  5\n\xc2\xa0Tue\xc2\xa0,6 \xc2\xa0\n", want);
    TELLS("\"day\",\"people\"\n\"Mon\",\"5\"\n \"Tue\" ,\"6\"\n", want);
    TELLS("day,people,,\nMon,5,,\nTue,6,,\n,,,\n,,,\n\n", want);
    TELLS("day,people,,,,,,,,,\nMon,5\nTue,6,\n", want);
    TELLS("sep=;\nday;people\n\nTue;6\n", "day|people\n4:Tue|6\n");
    TELLS("sep=x\nTue\n", "sep=x\n2:Tue\n");
    TELLS("sep=;x\nTue;6\n", "sep=|x\n2:Tue|6\n");
    TELLS("\n\nday,people\n\n\nMon,5", "day|people\n6:Mon|5\n");
}

static void notes_above_the_heading_are_passed_over(void **state)
{
    (void) state;
    static const char want[] = "day|people\n4:Mon|5\n";
    TELLS("# People, by day\n# \nday,people\nMon,5\n", want);
    TELLS("\"# People; by day\",\r\n# b,\r\nday,people\r\nMon,5\r\n", want);
    TELLS("\n# More; semicolons; than; commas\nday,people\nMon,5\n", want);
    TELLS("sep=;\n# People, by, day\nday;people\nMon;5\n", want);
    TELLS("#,people\nMon,5\n", "#|people\n2:Mon|5\n");
    TELLS("#day,people\nMon,5\n", "#day|people\n2:Mon|5\n");
    TELLS("day,people\n# Mon,5\n", "day|people\n2:# Mon|5\n");
}

static void an_apostrophe_before_a_formula_is_no_part_of_the_text(void **state)
{
    (void) state;
    TELLS("queue,n\n'=1+1,5\n\"'@a,b\",'-6\n", "queue|n\n2:=1+1|5\n3:@a,b|-6\n");
    TELLS("queue,n\n'tis,'\n", "queue|n\n2:'tis|'\n");
    TELLS("queue,n\n''=1,' -2\n'\xef\xbc\x9d"
          "1,'\xef\xbc\x9c\n",
          "queue|n\n2:'=1| -2\n3:\xef\xbc\x9d"
          "1|'\xef\xbc\x9c\n");
}

static void quotes_hold_separators_breaks_and_quotes(void **state)
{
    (void) state;
    TELLS("a,b\n\"1,5\",\"say \"\"hi\"\"\"\n", "a|b\n2:1,5|say \"hi\"\n");
    TELLS("a,b\n\"one\ntwo\",x\n3,4\n", "a|b\n2:one\ntwo|x\n4:3|4\n");
    TELLS("a,b\n\"one\r\ntwo\r\",x\n3,4\n", "a|b\n2:one\r\ntwo\r|x\n5:3|4\n");
    TELLS("\"a;\",\"b;c\"\n1,2\n", "a;|b;c\n2:1|2\n"); /* no separator in quotes */
    TELLS("a,b\n5\" pipe,x\n", "a|b\n2:5\" pipe|x\n");
    TELLS("a,b\n\"\",\"\"\"\"\n", "a|b\n2:|\"\n");
    TELLS("a,b\n1,\"two\n",
          "a|b\n2:1|two\n\nt.csv:2: error: a quote is opened and never closed\n");
    TELLS("a,b\n\"1\"2,3\n4,5\n",
          "a|b\n2:1|3\n3:4|5\nt.csv:2: error: text after the closing quote: \"2\"\n");
}

static void rows_are_held_against_the_heading(void **state)
{
    (void) state;
    TELLS("a,b,c\n1\n", "a|b|c\n2:1||\n"); /* filled up */
    TELLS("a,b\n1,2,3\n",
          "a|b\n2:1|2\nt.csv:2: error: has 3 cells, its heading has 2\n");
    TELLS("a,,c\n1,,3\n1,2,3\n", "a||c\n2:1||3\n3:1|2|3\nt.csv:3: error: has \"2\" in "
                                 "column 2, which has no heading\n");
}

static void what_is_no_table_is_refused(void **state)
{
    (void) state;
    TELLS("", "t.csv: error: is empty\n");
    TELLS("\n\r\n , ,\n", "t.csv: error: is empty\n");
    TELLS("\xef\xbb\xbf", "t.csv: error: is empty\n");
    TELLS("a,b\n1,\0002\n", "t.csv:2: error: is not text: it has a zero byte\n");
    TELLS("a\r\n1\r2\r\n3\n\0\n", "t.csv:5: error: is not text: it has a zero byte\n");
    TELLS("a\n1\r\0", "t.csv:3: error: is not text: it has a zero byte\n");
    TELLS("PK\003\004\024\0\0\0", "t.csv: error: is a workbook, not a table: save its "
                                  "sheet as \"CSV UTF-8\"\n");
    TELLS("\xff\xfe"
          "a\0,\0",
          "t.csv: error: is UTF-16: save it as \"CSV UTF-8\"\n");
    struct sim_diag diag = { 0 };
    struct csv csv;
    assert_false(csv_open("/tmp", "t.csv", &diag, &csv));
    assert_false(csv_open("/no/such/file", "u.csv", &diag, &csv));
    assert_false(csv_open("/dev/zero", "v.csv", &diag, &csv));
    assert_false(csv_open("/proc/self/mem", "w.csv", &diag, &csv)); /* fails to read */
    char *said = scratch_said(&diag);
    assert_string_equal(said,
                        "t.csv: error: cannot be read: it is a directory\n"
                        "u.csv: error: cannot be read: No such file or directory\n"
                        "v.csv: error: cannot be read: it is not a plain file\n"
                        "w.csv: error: cannot be read: Input/output error\n");
    free(said);
}

static void a_pipe_that_nobody_fills_does_not_hang(void **state)
{
    (void) state;
    const struct scratch name = scratch_text("");
    scratch_done(&name);
    assert_int_equal(mkfifo(name.path, 0600), 0);
    struct sim_diag diag = { 0 };
    struct csv csv;
    assert_false(csv_open(name.path, "t.csv", &diag, &csv));
    assert_int_equal(diag.errors, 1);
    sim_diag_done(&diag);
    scratch_done(&name);
}

static void other_encodings_become_utf8(void **state)
{
    (void) state;
    TELLS("a,b\n\xa3"
          "5,caf\xe9\x80\n",
          "a|b\n2:\xc2\xa3"
          "5|caf\xc3\xa9\xe2\x82\xac\n"
          "t.csv:2: warning: is not UTF-8, read as Windows-1252 (CP1252)\n");
    TELLS("a,b\n\xc2\xa3"
          "5,\xf0\x9f\x98\x80\n",
          "a|b\n2:\xc2\xa3"
          "5|\xf0\x9f\x98\x80\n");
    static const char *const broken[] = {
        "a\n\xc0\xaf",         /* overlong */
        "a\n\xe0\x80\xaf",     /* overlong */
        "a\n\xed\xa0\x80",     /* a surrogate */
        "a\n\xf4\x90\x80\x80", /* above U+10FFFF */
        "a\n\xe2\x82",         /* cut short at the end */
        "a\n\x80",             /* a tail alone */
    };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        char *got = told(broken[i], strlen(broken[i]));
        assert_non_null(strstr(got, "t.csv:2: warning: is not UTF-8"));
        free(got);
    }
}

/* A file of `count` repeats of a row below a heading. */
static char *repeats(const char *heading, const char *row, size_t count, size_t *length)
{
    const size_t head = strlen(heading), each = strlen(row);
    char *bytes = sim_mem_array(head + each * count + 1, 1), *to = bytes;
    to = stpcpy(to, heading);
    for (size_t i = 0; i < count; i++)
        to = stpcpy(to, row);
    *length = head + each * count;
    return bytes;
}

static void limits_are_kept_and_said(void **state)
{
    (void) state;
    static const struct {
        const char *heading, *row;
        size_t count;
        const char *said;
    } list[] = {
        { "a\n", "1\n", CSV_MOST_ROWS, NULL },
        { "a\n", "1\n", CSV_MOST_ROWS + 1,
          "t.csv:200002: error: has more than 200000 rows, the rest is not read\n" },
        { "a", ",b", CSV_MOST_COLUMNS - 1, NULL },
        { "a", ",b", CSV_MOST_COLUMNS,
          "t.csv:1: error: has 65 columns, at most 64 are read\n" },
        { "a\n", "\"1234567\"\n", CSV_MOST_BYTES / 10 + 1,
          "t.csv: error: is larger than 16 MB\n" },
        { "a\n", "\n", CSV_MOST_BYTES - 2, NULL },
        { "a\n", ",1", CSV_MOST_BYTES / 2 - 1,
          "t.csv:2: error: has 8388608 cells, its heading has 1\n" },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        size_t length;
        char *bytes = repeats(list[i].heading, list[i].row, list[i].count, &length);
        const struct scratch file = scratch_bytes(bytes, length);
        free(bytes);
        struct sim_diag diag = { 0 };
        struct csv csv;
        if (csv_open(file.path, "t.csv", &diag, &csv)) {
            while (csv_next(&csv))
                continue;
            csv_done(&csv);
        }
        scratch_done(&file);
        char *said = scratch_said(&diag);
        assert_string_equal(said, list[i].said == NULL ? "" : list[i].said);
        free(said);
    }
}

/* 300,000 slips on one row, each on a line of its own, must not take a minute. */
static void a_flood_of_mistakes_is_cut_off(void **state)
{
    (void) state;
    size_t length;
    char *bytes = repeats("a\n", "\"\n\"12345678901,", 300000, &length);
    const struct scratch file = scratch_bytes(bytes, length);
    free(bytes);
    struct sim_diag diag = { 0 };
    struct csv csv;
    const clock_t start = clock();
    assert_true(csv_open(file.path, "t.csv", &diag, &csv));
    assert_false(csv_next(&csv));
    assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
    assert_true(csv.errors >= 300000);
    assert_true(diag.count <= CSV_MOST_ERRORS + 1);
    csv_done(&csv);
    sim_diag_done(&diag);
    scratch_done(&file);
}

static void too_many_wrong_rows_end_the_reading(void **state)
{
    (void) state;
    size_t length;
    char *bytes = repeats("a,b\n", "1,2,3\n", 5000, &length);
    const struct scratch file = scratch_bytes(bytes, length);
    free(bytes);
    struct sim_diag diag = { 0 };
    struct csv csv;
    assert_true(csv_open(file.path, "t.csv", &diag, &csv));
    int rows = 0;
    while (csv_next(&csv))
        rows++;
    assert_int_equal(rows, CSV_MOST_ERRORS);
    assert_int_equal(diag.errors, CSV_MOST_ERRORS + 1);
    csv_done(&csv);
    sim_diag_done(&diag);
    scratch_done(&file);
}

static void columns_are_found_by_name(void **state)
{
    (void) state;
    static const struct csv_column known[] = { { "day", "days", true },
                                               { "time", NULL, true },
                                               { "people", NULL, true },
                                               { "team", NULL, false } };
    static const struct {
        const char *heading, *said;
        int column[4];
        bool all;
    } list[] = {
        { "PEOPLE,Time,Days", "", { 2, 1, 0, -1 }, true },
        { "day,time,people,team,rank",
          "t.csv:1: warning: column \"rank\" is not used\n",
          { 0, 1, 2, 3 },
          true },
        { "day,time,poeple",
          "t.csv:1: error: unknown column \"poeple\", did you mean \"people\"?\n",
          { 0, 1, 2, -1 },
          true },
        { "day,time",
          "t.csv:1: error: there is no column \"people\"\n",
          { 0, 1, -1, -1 },
          false },
        { "day,time,people,Day,x",
          "t.csv:1: error: there are two columns \"day\"\n"
          "t.csv:1: warning: column \"x\" is not used\n",
          { 0, 1, 2, -1 },
          true },
        { "day,time,people,dayz",
          "t.csv:1: warning: column \"dayz\" is not used\n",
          { 0, 1, 2, -1 },
          true },
        { "day,time,people,times",
          "t.csv:1: warning: column \"times\" is not used\n",
          { 0, 1, 2, -1 },
          true },
        { "day,time,people,taem,teem",
          "t.csv:1: error: unknown column \"taem\", did you mean \"team\"?\n"
          "t.csv:1: warning: column \"teem\" is not used\n",
          { 0, 1, 2, 3 },
          true },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        const struct scratch file = scratch_text(list[i].heading);
        struct sim_diag diag = { 0 };
        struct csv csv;
        int column[4];
        assert_true(csv_open(file.path, "t.csv", &diag, &csv));
        assert_int_equal(csv_columns(&csv, known, 4, column), list[i].all);
        for (int j = 0; j < 4; j++)
            assert_int_equal(column[j], list[i].column[j]);
        assert_int_equal(csv.errors, diag.errors);
        csv_done(&csv);
        scratch_done(&file);
        char *said = scratch_said(&diag);
        assert_string_equal(said, list[i].said);
        free(said);
    }
}

static void numbers_follow_the_habits_of_the_file(void **state)
{
    (void) state;
    static const struct {
        const char *file;
        double value; /* NaN: refused */
        bool warned;
    } list[] = {
        { "a,b\n12", 12, false },
        { "a,b\n-2.385", -2.385, false },
        { "a,b\n\"1,234\"", 1234, false },
        { "a,b\n\"-1,234\"", -1234, false },
        { "a,b\n\"1-2,345\"", NAN, false },
        { "a,b\n\"1,234,567.25\"", 1234567.25, false },
        { "a\tb\n1,234", 1234, false },
        { "a,b\n12.5 %", 0.125, false },
        { "a,b\n1E+05", 100000, false },
        { "a,b\n\"12,34\"", NAN, false },
        { "a,b\n\"1234,567\"", NAN, false },
        { "a,b\n\"1,2345\"", NAN, false },
        { "a,b\n\",123\"", NAN, false },
        { "a,b\n\"1.234,5\"", NAN, false },
        { "a,b\n\"1e,000\"", NAN, false },
        { "a;b\n12,5", 12.5, false },
        { "a;b\n0,125", 0.125, false },
        { "a;b\n12.5", 12.5, false },
        { "a;b\n1.234,5", 1234.5, false },
        { "a;b\n1,234.5", 1234.5, false },
        { "a;b\n1,234,567", 1234567, false },
        { "a;b\n-12,5 %", -0.125, false },
        { "a;b\n1,234", 1.234, true },
        { "a;b\n1.234.567,8", 1234567.8, false },
        { "a;b\n1,2,3", NAN, false },
        { "a;b\n,", NAN, false },
        { "a,b\nfive", NAN, false },
        { "a,b\nnan", NAN, false },
        { "a,b\n1e999", NAN, false },
        { "a,b\n%", NAN, false },
        { "a,b\n111111111111111111111111111111111111111111111111111111111111111111",
          NAN, false },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        const struct scratch file = scratch_text(list[i].file);
        struct sim_diag diag = { 0 };
        struct csv csv;
        double value = -77;
        assert_true(csv_open(file.path, "t.csv", &diag, &csv) && csv_next(&csv));
        const bool ok = csv_number(&csv, 0, &value);
        if (ok == isnan(list[i].value)
            || (ok && fabs(value - list[i].value) > 1e-15 * fabs(value)))
            fail_msg("\"%s\" gives %.17g", list[i].file, value);
        if (!ok)
            assert_near(value, -77, 0.0);
        assert_int_equal(diag.errors, !ok);
        assert_int_equal(diag.count - diag.errors, list[i].warned);
        csv_done(&csv);
        sim_diag_done(&diag);
        scratch_done(&file);
    }
}

static void a_complaint_has_column_rule_and_value(void **state)
{
    (void) state;
    static const struct {
        const char *file, *said;
    } list[] = {
        { "a,people\n1,x",
          "t.csv:2: error: column \"people\": must be a number such as 12 or 0.5, got "
          "\"x\"\n" },
        { "a,people\n1,",
          "t.csv:2: error: column \"people\": must be a number such as 12 or 0.5, got "
          "nothing\n" },
        /* cut at a whole character: 59 bytes and then the first of two */
        { "a,people\n1,12345678901234567890123456789012345678901234567890123456789"
          "\xc3\xa9yz",
          "t.csv:2: error: column \"people\": must be a number such as 12 or 0.5, got "
          "\"12345678901234567890123456789012345678901234567890123456789...\"\n" },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        const struct scratch file = scratch_text(list[i].file);
        struct sim_diag diag = { 0 };
        struct csv csv;
        double value;
        assert_true(csv_open(file.path, "t.csv", &diag, &csv) && csv_next(&csv));
        assert_false(csv_number(&csv, 1, &value));
        csv_done(&csv);
        scratch_done(&file);
        char *said = scratch_said(&diag);
        assert_string_equal(said, list[i].said);
        free(said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_habit_of_a_spreadsheet_gives_the_same_table),
        cmocka_unit_test(notes_above_the_heading_are_passed_over),
        cmocka_unit_test(an_apostrophe_before_a_formula_is_no_part_of_the_text),
        cmocka_unit_test(quotes_hold_separators_breaks_and_quotes),
        cmocka_unit_test(rows_are_held_against_the_heading),
        cmocka_unit_test(what_is_no_table_is_refused),
        cmocka_unit_test(a_pipe_that_nobody_fills_does_not_hang),
        cmocka_unit_test(other_encodings_become_utf8),
        cmocka_unit_test(limits_are_kept_and_said),
        cmocka_unit_test(a_flood_of_mistakes_is_cut_off),
        cmocka_unit_test(too_many_wrong_rows_end_the_reading),
        cmocka_unit_test(columns_are_found_by_name),
        cmocka_unit_test(numbers_follow_the_habits_of_the_file),
        cmocka_unit_test(a_complaint_has_column_rule_and_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
