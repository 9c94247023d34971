/* Scales, names along an edge, shades and shortened texts of pictures. */
#include <stdlib.h>
#include <string.h>

#include "tests/near.h"
#include "tools/page/svg_names.h"
#include "tools/page/svg_parts.h"
#include "tools/page/svg_scale.h"
#include "tools/page/svg_shade.h"

/* The words of all ticks, one behind the other. */
static void assert_ticks(enum document_unit unit, double low, double high,
                         const char *want)
{
    const struct svg_range range = { low, high };
    const struct svg_scale scale = svg_scale_of(range, unit, 5, false);
    char got[256] = "";
    for (int i = 0; i < svg_scale_ticks(&scale); i++) {
        char *const words = svg_scale_words(&scale, svg_scale_tick(&scale, i));
        strncat(got, i > 0 ? " | " : "", sizeof got - strlen(got) - 1);
        strncat(got, words, sizeof got - strlen(got) - 1);
        free(words);
    }
    assert_string_equal(got, want);
}

static void ticks_are_round_in_their_unit(void **state)
{
    (void) state;
    assert_ticks(DOCUMENT_SHARE, 0.813, 0.991, "80 % | 85 % | 90 % | 95 % | 100 %");
    assert_ticks(DOCUMENT_SHARE, 0.0012, 0.0051,
                 "0.1 % | 0.2 % | 0.3 % | 0.4 % | 0.5 % "
                 "| 0.6 %");
    assert_ticks(DOCUMENT_SECONDS, 0.0, 88.0, "0 | 20 s | 40 s | 60 s | 80 s | 100 s");
    assert_ticks(DOCUMENT_SECONDS, 0.0, 611.0, "0 | 5 min | 10 min | 15 min");
    assert_ticks(DOCUMENT_SECONDS, 0.0, 9000.0,
                 "0 | 30 min | 60 min | 90 min | 120 min "
                 "| 150 min");
    assert_ticks(DOCUMENT_SECONDS, 0.0, 40000.0, "0 | 3 h | 6 h | 9 h | 12 h");
    assert_ticks(DOCUMENT_SECONDS, 0.0, 0.37, "0 | 0.1 s | 0.2 s | 0.3 s | 0.4 s");
    assert_ticks(DOCUMENT_POUNDS, 0.0, 2.3e6,
                 "£0 | £0.5m | £1.0m | £1.5m | £2.0m | "
                 "£2.5m");
    assert_ticks(DOCUMENT_POUNDS, -31000.0, 22000.0,
                 "-£40k | -£20k | £0 | £20k | £40k");
    assert_ticks(DOCUMENT_CALLS, 0.0, 4211.0,
                 "0 | 1,000 | 2,000 | 3,000 | 4,000 | "
                 "5,000");
    assert_ticks(DOCUMENT_POINTS, -0.013, 0.021, "-2 | -1 | 0 | +1 | +2 | +3");
    assert_ticks(DOCUMENT_HOURS, 0.0, 9.0, "0 h | 2 h | 4 h | 6 h | 8 h | 10 h");
}

static void scales_of_nothing_and_of_one_value_have_a_width(void **state)
{
    (void) state;
    static const double values[] = { 0.0,    1.0,    0.0371,  -3.7, 1e300,
                                     -1e300, 1e-300, 86400.0, 1e15 };
    for (enum document_unit unit = 0; unit < DOCUMENT_UNITS; unit++) {
        const struct svg_scale none = svg_scale_of(SVG_NOTHING, unit, 5, false);
        assert_true(none.high > none.low && svg_scale_ticks(&none) >= 2);
        for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
            for (int is_tight = 0; is_tight < 2; is_tight++) {
                const struct svg_range one = { values[i], values[i] };
                const struct svg_scale scale = svg_scale_of(one, unit, 5, is_tight);
                const double share = svg_scale_share(&scale, values[i]);
                assert_true(scale.high > scale.low && scale.step > 0.0);
                assert_true(share >= 0.0 && share <= 1.0);
                assert_true(svg_scale_ticks(&scale) <= 24);
            }
    }
    const struct svg_scale share =
        svg_scale_of((struct svg_range){ 1.0, 1.0 }, DOCUMENT_SHARE, 5, false);
    assert_near(share.high, 1.0, 1e-12);
}

static void assert_exact(enum document_unit unit, double value, const char *want)
{
    char *const words = svg_scale_exact(unit, value);
    assert_string_equal(words, want);
    free(words);
}

static void a_value_by_itself_has_the_decimals_that_it_needs(void **state)
{
    (void) state;
    assert_exact(DOCUMENT_SECONDS, 0.0, "0");
    assert_exact(DOCUMENT_SECONDS, 10.0, "10 s");
    assert_exact(DOCUMENT_SECONDS, 2.5, "2.5 s");
    assert_exact(DOCUMENT_SECONDS, 90.0, "90 s");
    assert_exact(DOCUMENT_SECONDS, 420.0, "7 min");
    assert_exact(DOCUMENT_SECONDS, 7200.0, "2 h");
    assert_exact(DOCUMENT_SHARE, 0.9, "90 %");
    assert_exact(DOCUMENT_SHARE, 0.025, "2.5 %");
    assert_exact(DOCUMENT_CALLS, 1242.0, "1,242");
    assert_exact(DOCUMENT_NUMBER, 1.0 / 3.0, "0.333");
}

/* All names as "text@middle", a second line behind "/". */
static void assert_names(const char *const *texts, int count, double slot,
                         const char *want)
{
    struct svg_names names = svg_names_of(texts, count, slot);
    char *got = NULL;
    size_t length;
    FILE *const to = open_memstream(&got, &length);
    for (int i = 0; i < names.count; i++)
        if (names.names[i].text[0] != '\0')
            fprintf(to, "%s%s%s@%g ", names.names[i].text,
                    names.names[i].below == NULL ? "" : "/",
                    names.names[i].below == NULL ? "" : names.names[i].below,
                    names.names[i].at);
    fclose(to);
    assert_string_equal(got, want);
    free(got);
    svg_names_done(&names);
}

enum { MANY = 400 };

/* Texts by a function of their number. */
static void make(char texts[MANY][32], const char *list[MANY], int count,
                 void (*text)(int, char[32]))
{
    for (int i = 0; i < count; i++) {
        text(i, texts[i]);
        list[i] = texts[i];
    }
}

static void week_hour(int i, char out[32])
{
    static const char *const days[] = {
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"
    };
    snprintf(out, 32, "%s %02d:%02d", days[i / 48 % 7], i % 48 / 2, i % 2 * 30);
}

static void quarter(int i, char out[32])
{
    snprintf(out, 32, "%02d:%02d", i / 4 % 24, i % 4 * 15);
}

static void day(int i, char out[32])
{
    snprintf(out, 32, "2022-%02d-%02d", (i / 30 + 10) % 12 + 1, i % 30 + 1);
    if (i >= 60)
        out[3] = '3';
}

static void month(int i, char out[32])
{
    snprintf(out, 32, "%d-%02d", 2022 + (i + 9) / 12, (i + 9) % 12 + 1);
}

static void names_are_those_of_a_calendar(void **state)
{
    (void) state;
    static char texts[MANY][32];
    const char *list[MANY];
    make(texts, list, 336, week_hour);
    assert_names(list, 336, 2.0,
                 "Mon@24 Tue@72 Wed@120 Thu@168 Fri@216 Sat@264 Sun@312 ");
    make(texts, list, 96, quarter);
    assert_names(list, 96, 7.0,
                 "00:00@0.5 02:00@8.5 04:00@16.5 06:00@24.5 08:00@32.5 10:00@40.5 "
                 "12:00@48.5 14:00@56.5 16:00@64.5 18:00@72.5 20:00@80.5 22:00@88.5 ");
    make(texts, list, 120, day);
    assert_names(list, 120, 5.0, "Nov/2022@15 Dec@45 Jan/2023@75 Feb@105 ");
    assert_names(list, 120, 0.5, "Nov/2022@15 Jan/2023@75 ");
    make(texts, list, 6, day);
    assert_names(list, 6, 60.0,
                 "1 Nov/2022@0.5 2 Nov@1.5 3 Nov@2.5 4 Nov@3.5 5 Nov@4.5 6 Nov@5.5 ");
    make(texts, list, 6, month);
    assert_names(list, 6, 60.0,
                 "Oct/2022@0.5 Nov@1.5 Dec@2.5 Jan/2023@3.5 Feb@4.5 Mar@5.5 ");
    static const char *const weeks[] = { "2021-W52 (in part)", "2022-W01", "2022-W52",
                                         "2023-W01" };
    assert_names(weeks, 4, 60.0,
                 "27 Dec/2021@0.5 3 Jan/2022@1.5 26 Dec@2.5 2 Jan/2023@3.5 ");
    static const char *const teams[] = { "Emergency call handlers", "Public contact" };
    assert_names(teams, 2, 300.0, "Emergency call handlers@0.5 Public contact@1.5 ");
    assert_names(teams, 2, 120.0, "Emergency/call handlers@0.5 Public/contact@1.5 ");
    assert_names(teams, 0, 120.0, "");
    static const char *const odd[] = { "", "2022-13", "2022-99", "" };
    assert_names(odd + 1, 2, 90.0, "?/2022@0.5 ?@1.5 ");
}

static double linear(int part)
{
    const double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(struct svg_colour c)
{
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

static void shades_order_by_lightness_and_their_ink_is_readable(void **state)
{
    (void) state;
    struct document_mark mark = { "target", 0.9 };
    for (int kind = 0; kind < 3; kind++) {
        const struct document_chart chart = { .is_good_high = kind == 1,
                                              .marks = &mark,
                                              .mark_count = kind == 2 };
        const struct svg_shade shade =
            svg_shade_of(&chart, (struct svg_range){ 0.8, 1.0 });
        double before = NAN;
        for (int i = 0; i <= 100; i++) {
            const struct svg_colour colour =
                svg_shade_colour(&shade, 0.8 + 0.2 * i / 100.0);
            const double light = luminance(colour);
            if (i > 0) {
                const bool is_up = kind == 1 || (kind == 2 && i <= 50);
                assert_true(is_up ? light > before : light < before);
            }
            before = light;
            const bool is_black = strcmp(svg_shade_ink(colour), "#000") == 0;
            const double contrast =
                is_black ? (light + 0.05) / 0.05 : 1.05 / (light + 0.05);
            assert_true(contrast >= 4.5);
        }
    }
}

static void a_mark_divides_good_from_bad(void **state)
{
    (void) state;
    struct document_mark mark = { "target", 0.9 };
    struct document_chart chart = { .is_good_high = true,
                                    .marks = &mark,
                                    .mark_count = 1 };
    struct svg_shade shade = svg_shade_of(&chart, (struct svg_range){ 0.5, 0.95 });
    struct svg_colour bad = svg_shade_colour(&shade, 0.6);
    struct svg_colour good = svg_shade_colour(&shade, 0.94);
    assert_true(bad.red > bad.blue && good.blue > good.red);
    /* A side of a tenth of the other's range is not drawn as if it were as wide. */
    assert_true(luminance(svg_shade_colour(&shade, 0.95)) > 0.2);
    chart.is_good_high = false;
    shade = svg_shade_of(&chart, (struct svg_range){ 0.5, 0.95 });
    bad = svg_shade_colour(&shade, 0.94);
    good = svg_shade_colour(&shade, 0.6);
    assert_true(bad.red > bad.blue && good.blue > good.red);
    mark.at = 90.0; /* far away: of no use */
    assert_true(isnan(svg_shade_of(&chart, (struct svg_range){ 0.5, 0.95 }).middle));
}

static void texts_are_cut_between_characters(void **state)
{
    (void) state;
    static const char text[] = "Übergröße 日本語 🚓 of all";
    for (double room = 0.0; room < 260.0; room += 1.7) {
        char *const cut = svg_shortened(text, room);
        assert_true(svg_text_width(cut) <= room);
        const size_t length = strlen(cut), dots = strlen("…");
        if (strcmp(cut, text) != 0 && length > 0) {
            assert_string_equal(cut + length - dots, "…");
            assert_memory_equal(cut, text, length - dots);
            assert_true(((unsigned char) text[length - dots] & 0xc0) != 0x80);
        }
        free(cut);
    }
    char *const whole = svg_shortened(text, 1000.0);
    assert_string_equal(whole, text);
    free(whole);
    assert_int_equal(svg_first_line("one two three", svg_text_width("one two")), 7);
    assert_int_equal(svg_first_line("unbroken", 10.0), 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_round_in_their_unit),
        cmocka_unit_test(scales_of_nothing_and_of_one_value_have_a_width),
        cmocka_unit_test(a_value_by_itself_has_the_decimals_that_it_needs),
        cmocka_unit_test(names_are_those_of_a_calendar),
        cmocka_unit_test(shades_order_by_lightness_and_their_ink_is_readable),
        cmocka_unit_test(a_mark_divides_good_from_bad),
        cmocka_unit_test(texts_are_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
