/* How results are written: numbers, JSON, CSV cells, tables of text, files that belong
 * together, and a result that may not be shown. */
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tools/csv_out.h"
#include "tools/json.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/report_table.h"
#include "tools/report_text.h"
#include "tools/show.h"
#include "tools/utf8.h"

/* ---- JSON ---- */

static void digits_are_the_fewest_that_read_back(void **state)
{
    (void) state;
    static const struct {
        double value;
        const char *digits;
    } known[] = { { 0.1, "0.1" },    { 0.30000000000000004, "0.30000000000000004" },
                  { 1e22, "1e+22" }, { -2.5, "-2.5" },
                  { 943.0, "943" },  { 0.0, "0" } };
    char out[JSON_DIGITS];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_string_equal(json_digits(known[i].value, out), known[i].digits);
    uint64_t bits = 88172645463325252u; /* xorshift: any doubles will do */
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        assert_true(strtod(json_digits(value, out), NULL) == value);
        for (int digits = 15; digits < 17; digits++) {
            char shorter[JSON_DIGITS];
            snprintf(shorter, sizeof shorter, "%.*g", digits, value);
            if (strcmp(shorter, out) == 0)
                break;
            assert_true(strtod(shorter, NULL) != value);
        }
    }
}

static void json_is_valid_whatever_it_is_given(void **state)
{
    (void) state;
    char *text = NULL;
    size_t size = 0;
    FILE *const to = open_memstream(&text, &size);
    struct json json = { .to = to };
    json_open_object(&json, NULL);
    json_text(&json, "q\"b\\", "tab\tend\x01\x7f");
    json_text(&json, "bytes", "caf\xc3\xa9 \xff\xc0\xaf \xed\xa0\x80 \xe2\x82");
    json_text(&json, "none", NULL);
    json_open_short_array(&json, "n");
    json_number(&json, NULL, NAN);
    json_number(&json, NULL, -INFINITY);
    json_number(&json, NULL, 0.25);
    json_whole(&json, NULL, UINT64_MAX);
    json_bool(&json, NULL, true);
    json_close(&json);
    json_open_array(&json, "empty");
    json_close(&json);
    json_open_object(&json, "o");
    json_nothing(&json, "x");
    json_close(&json);
    json_close(&json);
    fclose(to);
    assert_string_equal(text,
                        "{\n"
                        " \"q\\\"b\\\\\": \"tab\\u0009end\\u0001\\u007f\",\n"
                        " \"bytes\": \"caf\xc3\xa9 \\ufffd\\ufffd\\ufffd "
                        "\\ufffd\\ufffd\\ufffd \\ufffd\\ufffd\",\n"
                        " \"none\": null,\n"
                        " \"n\": [null, null, 0.25, 18446744073709551615, true],\n"
                        " \"empty\": [],\n"
                        " \"o\": {\n"
                        "  \"x\": null\n"
                        " }\n"
                        "}\n");
    free(text);
}

static void characters_are_told_from_stray_bytes(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        int bytes;
    } known[] = { { "a", 1 },
                  { "", 1 },
                  { "\xc2\xa3", 2 },
                  { "\xe2\x86\x92", 3 },
                  { "\xf0\x9f\x93\x9e", 4 },
                  { "\x80", 0 },             /* begins in the middle */
                  { "\xc3", 0 },             /* ends in the middle */
                  { "\xc1\xbf", 0 },         /* longer than need be */
                  { "\xe0\x9f\xbf", 0 },     /* the same */
                  { "\xed\xa0\x80", 0 },     /* half of a pair */
                  { "\xf4\x90\x80\x80", 0 }, /* beyond the last */
                  { "\xf5\x80\x80\x80", 0 } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(utf8_bytes(known[i].text), known[i].bytes);
}

/* ---- CSV ---- */

static void cells_are_quoted_and_formulas_guarded(void **state)
{
    (void) state;
    char *text = NULL;
    size_t size = 0;
    FILE *const to = open_memstream(&text, &size);
    struct csv_row row = { .to = to };
    static const char *const cells[] = { "plain", "a,b",     "say \"x\"",  "=1+1",
                                         "+44",   "-5",      "@sum",       "\t=x",
                                         "",      " blank ", "two\nlines", "semi;colon",
                                         NULL };
    csv_row_texts(&row, cells);
    csv_row_text(&row, NULL);
    csv_row_number(&row, 1.0 / 3.0);
    csv_row_number(&row, NAN);
    csv_row_number(&row, -2.385);
    csv_row_whole(&row, -7);
    csv_row_end(&row);
    fclose(to);
    assert_string_equal(text, "plain,\"a,b\",\"say \"\"x\"\"\",'=1+1,'+44,'-5,'@sum,"
                              "\"'\t=x\",,\" blank \",\"two\nlines\",\"semi;colon\"\n"
                              ",0.3333333,,-2.385,-7\n");
    free(text);
}

/* ---- figures ---- */

static struct sim_estimate around(double value, double half_width)
{
    return (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, value, value - half_width,
                                  value + half_width };
}

static void assert_text(char *got, const char *want)
{
    assert_string_equal(got, want);
    free(got);
}

static void figures_have_no_decimals_beyond_their_noise(void **state)
{
    (void) state;
    static const struct {
        double value, half_width;
        const char *share, *time, *count;
    } known[] = {
        { 0.9434, 0.0004, "94.3 %", "0.9 s", "0.94" },
        { 0.9434, 0.0061, "94 %", "0.9 s", "0.94" },
        { 0.0023, 0.0003, "0.23 %", "0.0 s", "0.00" },
        { 0.0, 0.0, "0 %", "0 s", "0" },
        { 1.0, 0.002, "100 %", "1.0 s", "1.0" },
        { 38.46, 0.3, "3846 %", "38.5 s", "38.5" },
        { 38.46, 3.0, "3846 %", "38 s", "38" },
        { 1242.31, 0.2, "124231 %", "20 min 42 s", "1,242" },
        { 151.2, 1.0, "15120 %", "2 min 31 s", "151" },
        { 1017.0, 41.0, "101700 %", "17 min", "1,017" },
        { 3905.0, 1.0, "390500 %", "1 h 05 min", "3,905" },
        { 119.6, 0.1, "11960 %", "120 s", "120" },
        { 7195.0, 1.0, "719500 %", "2 h 00 min", "7,195" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct sim_estimate e = around(known[i].value, known[i].half_width);
        assert_text(report_text_share(&e), known[i].share);
        assert_text(report_text_time(&e), known[i].time);
        assert_text(report_text_count(&e), known[i].count);
    }
    const struct sim_estimate none = { .kind = SIM_ESTIMATE_NONE };
    const struct sim_estimate point = { SIM_ESTIMATE_POINT, 0.9434, 0.9434, 0.9434 };
    assert_text(report_text_share(&none), "-");
    assert_text(report_text_time(&none), "-");
    assert_text(report_text_count(&none), "-");
    assert_text(report_text_share(&point), "94 %"); /* its noise is not known */
}

static void noise_is_rounded_up(void **state)
{
    (void) state;
    const struct sim_estimate fine = around(0.9434, 0.0011), exact = around(0.5, 0.0);
    const struct sim_estimate tenth = around(0.5, 0.001), coarse = around(0.5, 0.012);
    const struct sim_estimate wait = around(38.46, 1.02),
                              long_wait = around(151.0, 2.2);
    const struct sim_estimate point = { SIM_ESTIMATE_POINT, 0.9, 0.9, 0.9 };
    assert_text(report_text_plus_minus(&fine, MEASURE_SHARE), "±0.2");
    assert_text(report_text_plus_minus(&tenth, MEASURE_SHARE), "±0.1");
    assert_text(report_text_plus_minus(&exact, MEASURE_SHARE), "±0");
    assert_text(report_text_plus_minus(&coarse, MEASURE_SHARE), "±2");
    assert_text(report_text_plus_minus(&wait, MEASURE_SECONDS), "±2 s");
    assert_text(report_text_plus_minus(&long_wait, MEASURE_SECONDS), "±3 s");
    assert_text(report_text_plus_minus(&point, MEASURE_SHARE), "");
}

static void ranges_and_large_numbers_read_well(void **state)
{
    (void) state;
    assert_text(report_text_range(0.9061, 0.9574, MEASURE_SHARE), "91–96 %");
    assert_text(report_text_range(0.937, 0.946, MEASURE_SHARE), "93.7–94.6 %");
    assert_text(report_text_range(2.13, 8.87, MEASURE_SECONDS), "2.1–8.9 s");
    assert_text(report_text_range(12.4, 37.6, MEASURE_SECONDS), "12–38 s");
    assert_text(report_text_range(110.0, 371.0, MEASURE_SECONDS), "2–6 min");
    assert_text(report_text_range(0.9997, 1.0, MEASURE_SHARE), "100 %");
    assert_text(report_text_range(0.9371, 0.9372, MEASURE_SHARE), "93.7 %");
    assert_text(report_text_range(0.0, 0.0, MEASURE_SECONDS), "0 s");
    assert_text(report_text_range(3.01, 3.06, MEASURE_SECONDS), "3.0–3.1 s");
    assert_text(report_text_range(100.1, 100.4, MEASURE_SECONDS), "100 s");
    assert_text(report_text_range(299.0, 302.0, MEASURE_SECONDS), "5 min");
    assert_text(report_text_many(999999.0), "999,999");
    assert_text(report_text_many(20160000.0), "20.2 million");
}

static void periods_are_called_what_they_are(void **state)
{
    (void) state;
    enum { NEW_YEAR_2022 = 18993, MONDAY_2022_01_03 = 18995, FEBRUARY_2022 = 19024 };
    assert_string_equal(report_text_period(NEW_YEAR_2022, NEW_YEAR_2022 + 364), "year");
    assert_string_equal(report_text_period(NEW_YEAR_2022, NEW_YEAR_2022 + 363),
                        "period");
    assert_string_equal(report_text_period(NEW_YEAR_2022 + 1, NEW_YEAR_2022 + 365),
                        "period");
    assert_string_equal(report_text_period(FEBRUARY_2022, FEBRUARY_2022 + 364), "year");
    assert_string_equal(report_text_period(FEBRUARY_2022, FEBRUARY_2022 + 27), "month");
    assert_string_equal(report_text_period(FEBRUARY_2022, FEBRUARY_2022 + 28),
                        "period");
    assert_string_equal(report_text_period(MONDAY_2022_01_03, MONDAY_2022_01_03 + 6),
                        "week");
    assert_string_equal(report_text_period(MONDAY_2022_01_03, MONDAY_2022_01_03),
                        "day");
}

/* ---- tables of text ---- */

static char *printed(struct report_style style, const char *shape,
                     const char *const *cells)
{
    char *text = NULL;
    size_t size = 0;
    FILE *const to = open_memstream(&text, &size);
    struct report_table table;
    report_table_init(&table, style, shape);
    for (; *cells != NULL; cells++)
        report_table_put(&table, *cells, REPORT_PLAIN);
    report_table_print(&table, to);
    fclose(to);
    return text;
}

static void columns_are_aligned_and_blanks_not_left_at_ends(void **state)
{
    (void) state;
    const struct report_style style = { .is_utf8 = true };
    static const char *const cells[] = { "line", "calls",    "",  "999", "1,242 £",
                                         "x",    "a\033[2J", "7", "",    NULL };
    assert_text(printed(style, "lrl", cells), "line     calls\n"
                                              "999    1,242 £  x\n"
                                              "a?[2J        7\n");
}

static void tables_fit_the_page_and_units_stay_with_numbers(void **state)
{
    (void) state;
    const struct report_style style = { .is_utf8 = true };
    static const char *const cells[] = { "a label of many words that goes on and on "
                                         "until nobody reads it any more at all",
                                         "left 10.0 %, resolved 21.5 %, emergency 8.3 "
                                         "%, secondary 53.3 %, department 8.8 %",
                                         "12 min 30 s", NULL };
    char *const text = printed(style, "LLr", cells);
    int lines = 0;
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        assert_in_range(strlen(line), 1, REPORT_WIDTH);
        assert_null(strstr(line, "  %"));
        const char *const first = line + strspn(line, " ");
        assert_true(*first != '%');
        lines++;
    }
    assert_in_range(lines, 2, 3);
    free(text);
}

static void a_line_that_just_fits_is_not_broken_earlier(void **state)
{
    (void) state;
    const struct report_style style = { .is_utf8 = true };
    enum { BEFORE = REPORT_WIDTH - 3 };
    char lead[BEFORE + 1] = "";
    memset(lead, 'x', BEFORE);
    for (int i = 0; i < 2; i++) { /* "an" just fits */
        char *const cell = sim_mem_print("%s %s more", lead, i == 0 ? "an" : "any");
        char *const want =
            sim_mem_print(i == 0 ? "%s an\nmore\n" : "%s\nany more\n", lead);
        const char *const cells[] = { cell, NULL };
        assert_text(printed(style, "L", cells), want);
        free(cell);
        free(want);
    }
}

static void without_utf8_all_is_ascii(void **state)
{
    (void) state;
    const struct report_style style = { .is_utf8 = false };
    static const char *const cells[] = { "±2 → £5 ≥ ≤ – · café \xff", NULL };
    assert_text(printed(style, "l", cells), "+-2 -> GBP5 >= <= - | caf? ?\n");
}

/* ---- files ---- */

struct folder {
    char path[32];
};

static struct folder folder_new(void)
{
    struct folder folder = { "/tmp/tenfive-show-XXXXXX" };
    assert_non_null(mkdtemp(folder.path));
    return folder;
}

static void folder_done(const struct folder *folder)
{
    char *const command = sim_mem_print("rm -r %s", folder->path);
    assert_int_equal(system(command), 0);
    free(command);
}

static void assert_content(const struct folder *folder, const char *name,
                           const char *want)
{
    char got[64] = "";
    char *const path = sim_mem_print("%s/%s", folder->path, name);
    FILE *const from = fopen(path, "r");
    assert_non_null(from);
    got[fread(got, 1, sizeof got - 1, from)] = '\0';
    fclose(from);
    free(path);
    assert_string_equal(got, want);
}

static int files_in(const struct folder *folder)
{
    char *const command = sim_mem_print("ls -A %s | wc -l", folder->path);
    FILE *const from = popen(command, "r");
    int count = -1;
    assert_int_equal(fscanf(from, "%d", &count), 1);
    pclose(from);
    free(command);
    return count;
}

static void write_pair(struct output *output, const struct folder *folder,
                       const char *text)
{
    FILE *const a = output_add_in(output, folder->path, "a");
    fputs(text, a);
    assert_true(output_close(output));
    FILE *const b = output_add_in(output, folder->path, "b");
    fputs(text, b);
}

/* A limit on the size of files stands in for a full disk.  No test names a device as an
 * output: a fault that replaced it would be felt by the whole machine. */
enum { TOO_LITTLE = 20000 };

static void limit_files(rlim_t bytes)
{
    const struct rlimit limit = { .rlim_cur = bytes, .rlim_max = RLIM_INFINITY };
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* So much that the stream meets the limit long before it is closed. */
static void write_too_much(FILE *to)
{
    assert_non_null(to);
    for (int i = 0; i < TOO_LITTLE; i++)
        fputs("more than any buffer holds\n", to);
    for (int i = 0; i < 3; i++) /* in the end nothing is left that could fail again */
        fflush(to);
}

static void files_appear_together_or_not_at_all(void **state)
{
    (void) state;
    const struct folder folder = folder_new();
    struct output output = { 0 };
    write_pair(&output, &folder, "old");
    assert_int_equal(files_in(&folder), 2); /* beside */
    assert_true(output_commit(&output));
    output_done(&output);
    assert_content(&folder, "a", "old");
    assert_content(&folder, "b", "old");
    assert_int_equal(files_in(&folder), 2);

    write_pair(&output, &folder, "given up");
    output_done(&output);
    assert_content(&folder, "a", "old");

    write_pair(&output, &folder, "new");
    limit_files(TOO_LITTLE);
    write_too_much(output_add_in(&output, folder.path, "c"));
    assert_false(output_commit(&output));
    limit_files(RLIM_INFINITY);
    assert_non_null(strstr(output.fault, "/c\": File too large"));
    assert_null(output_add_in(&output, folder.path, "d"));
    output_done(&output);
    assert_content(&folder, "a", "old");
    assert_content(&folder, "b", "old");
    assert_int_equal(files_in(&folder), 2);
    folder_done(&folder);
}

static void directories_are_made_with_those_above(void **state)
{
    (void) state;
    const struct folder folder = folder_new();
    struct output output = { 0 };
    char *const deep = sim_mem_print("%s/x//y/z/", folder.path);
    assert_true(output_directory(&output, deep));
    assert_true(output_directory(&output, deep));
    assert_int_equal(access(deep, W_OK), 0);
    char *const file = sim_mem_print("%s/x/file", folder.path);
    fclose(fopen(file, "w"));
    assert_false(output_directory(&output, file));
    assert_non_null(strstr(output.fault, "Not a directory"));
    output_done(&output);
    free(file);
    free(deep);
    folder_done(&folder);
}

/* ---- what may not be shown ---- */

/* Shows a result with stdout and stderr caught in files. */
static int shown(const struct result *result, char *out, char *err, size_t size)
{
    const struct show show = { .json = "-" };
    const struct scenario scenario = { 0 };
    const struct sim_diag diag = { 0 };
    struct output output = { 0 };
    char *const texts[2] = { out, err };
    FILE *const files[2] = { tmpfile(), tmpfile() };
    int kept[2];
    for (int i = 0; i < 2; i++) {
        fflush(i == 0 ? stdout : stderr);
        kept[i] = dup(1 + i);
        dup2(fileno(files[i]), 1 + i);
    }
    const int status = show_result(&show, &scenario, result, &diag, &output);
    fflush(stdout);
    for (int i = 0; i < 2; i++) {
        dup2(kept[i], 1 + i);
        close(kept[i]);
        rewind(files[i]);
        texts[i][fread(texts[i], 1, size - 1, files[i])] = '\0';
        fclose(files[i]);
    }
    output_done(&output);
    return status;
}

static void a_run_that_does_not_balance_shows_no_figure(void **state)
{
    (void) state;
    char fault[] = "line \"desk\": 5 offered, 4 answered";
    char out[4096], err[4096];
    const struct result broken = { .fault = fault, .done = 20, .planned = 20 };
    assert_int_equal(shown(&broken, out, err, sizeof out), TENFIVE_MACHINE);
    assert_string_equal(out, "");
    assert_non_null(strstr(err, "does not balance"));
    assert_non_null(strstr(err, fault));
}

static void a_run_without_a_replication_has_nothing_to_show(void **state)
{
    (void) state;
    char out[4096], err[4096];
    const struct result nothing = { .planned = 20, .partial = true };
    assert_int_equal(shown(&nothing, out, err, sizeof out), TENFIVE_INTERRUPTED);
    assert_string_equal(out, "");
    assert_non_null(strstr(err, "no results"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_the_fewest_that_read_back),
        cmocka_unit_test(json_is_valid_whatever_it_is_given),
        cmocka_unit_test(characters_are_told_from_stray_bytes),
        cmocka_unit_test(cells_are_quoted_and_formulas_guarded),
        cmocka_unit_test(figures_have_no_decimals_beyond_their_noise),
        cmocka_unit_test(noise_is_rounded_up),
        cmocka_unit_test(ranges_and_large_numbers_read_well),
        cmocka_unit_test(periods_are_called_what_they_are),
        cmocka_unit_test(columns_are_aligned_and_blanks_not_left_at_ends),
        cmocka_unit_test(tables_fit_the_page_and_units_stay_with_numbers),
        cmocka_unit_test(a_line_that_just_fits_is_not_broken_earlier),
        cmocka_unit_test(without_utf8_all_is_ascii),
        cmocka_unit_test(files_appear_together_or_not_at_all),
        cmocka_unit_test(directories_are_made_with_those_above),
        cmocka_unit_test(a_run_that_does_not_balance_shows_no_figure),
        cmocka_unit_test(a_run_without_a_replication_has_nothing_to_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
