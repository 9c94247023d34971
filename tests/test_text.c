#include <string.h>
#include <time.h>

#include "model/scenario/text.h"
#include "tests/near.h"

enum { UNTOUCHED = -77 };

typedef bool (*reader)(const char *text, double *out);

struct reading {
    const char *text;
    double value;
};

static void reads(reader read, const struct reading *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double got = UNTOUCHED;
        if (!read(list[i].text, &got))
            fail_msg("refused \"%s\"", list[i].text);
        if (fabs(got - list[i].value) > 1e-15 * fabs(list[i].value)
            || signbit(got) != signbit(list[i].value)) /* no minus zero */
            fail_msg("\"%s\" is %.17g, not %.17g", list[i].text, got, list[i].value);
    }
}

static void refuses(reader read, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double got = UNTOUCHED;
        if (read(list[i], &got))
            fail_msg("took \"%s\" as %.17g", list[i], got);
        assert_near(got, UNTOUCHED, 0.0);
    }
}

#define READS(read, ...) \
    do { \
        static const struct reading list[] = { __VA_ARGS__ }; \
        reads(read, list, sizeof list / sizeof list[0]); \
    } while (0)
#define REFUSES(read, ...) \
    do { \
        static const char *const list[] = { __VA_ARGS__ }; \
        refuses(read, list, sizeof list / sizeof list[0]); \
    } while (0)

static void numbers_are_plain_decimals(void **state)
{
    (void) state;
    READS(text_number, { "12", 12 }, { " -2.385 ", -2.385 }, { "+.5", 0.5 },
          { "7.", 7 }, { "1e6", 1e6 }, { "2.5E-3", 0.0025 },
          { "\xc2\xa0"
            "3",
            3 });
    REFUSES(text_number, "", " ", ".", "-", "e5", "1e", "1,5", "0x10", "inf", "nan",
            "NaN", "1e400", "-1e400", "1 2", "12abc", "1.2.3", "--1", "five",
            "111111111111111111111111111111111111111111111111111111111111111111111111");
}

static void times_are_seconds(void **state)
{
    (void) state;
    READS(text_time, { "90 s", 90 }, { "90", 90 }, { "5 min", 300 }, { "5min", 300 },
          { "1.5 h", 5400 }, { "2 days", 172800 }, { "1 day", 86400 }, { "0", 0 },
          { "-0", 0 }, { "-0 s", 0 }, { "1 week", 604800 }, { "0.25 Hours", 900 },
          { "00:05:00", 300 }, { "1:02:03", 3723 }, { "100:00:59", 360059 },
          { "4 min 10 s", 250 }, { "1 h 30 min", 5400 }, { "1h30m", 5400 },
          { "  7 secs ", 7 });
    REFUSES(text_time, "08:30", "8:30", "00:60:00", "00:00:60", "0:5:00", "00:05:0",
            "00:05:00:00", ":05:00", "-1", "-1 s", "-0:00:01", "5 parsecs", "s", "",
            "1 h 30", "10 s 4 min", "5 min 5 min", "1 e400 s", "1e308 days", "5 min,",
            "12345:00:00", "00:05:00 s", "nan s", "inf", "5 %");
}

static void shares_are_0_to_1(void **state)
{
    (void) state;
    READS(text_share, { "12 %", 0.12 }, { "12%", 0.12 }, { "0.12", 0.12 }, { "0", 0 },
          { "100 %", 1 }, { "1", 1 }, { " 31.8\xc2\xa0% ", 0.318 }, { "-0 %", 0 });
    REFUSES(text_share, "12", "1.01", "100.1 %", "-1 %", "-0.1", "%", "", "12 % %",
            "12 percent", "12 % of all", "twelve", "0,12");
    assert_int_equal(text_share_number(0.0), TEXT_IS_SHARE);
    assert_int_equal(text_share_number(1.0), TEXT_IS_SHARE);
    assert_int_equal(text_share_number(1.0000001), TEXT_MEANT_PERCENT);
    assert_int_equal(text_share_number(12.0), TEXT_MEANT_PERCENT);
    assert_int_equal(text_share_number(100.0), TEXT_MEANT_PERCENT);
    assert_int_equal(text_share_number(100.5), TEXT_NO_SHARE);
    assert_int_equal(text_share_number(-0.01), TEXT_NO_SHARE);
    assert_int_equal(text_share_number(NAN), TEXT_NO_SHARE);
    assert_int_equal(text_share_number(INFINITY), TEXT_NO_SHARE);
}

static void points_growth_and_odds_have_their_own_words(void **state)
{
    (void) state;
    READS(text_points, { "6.8 points", 0.068 }, { "1 point", 0.01 },
          { "-5 Points", -0.05 }, { "0.068", 0.068 }, { "100points", 1 });
    REFUSES(text_points, "6.8", "6.8 %", "101 points", "points", "6.8 pointses",
            "6.8 points off", "");
    READS(text_growth, { "8.5 %", 0.085 }, { "-3 %", -0.03 }, { "0.085", 0.085 },
          { "150 %", 1.5 }, { "0 %", 0 });
    REFUSES(text_growth, "8.5", "1.01", "-100 %", "-1", "1001 %", "", "%",
            "8.5 points");
    READS(text_odds, { "9 of 10", 0.9 }, { "19 out of 20", 0.95 }, { "90 %", 0.9 },
          { "0.9", 0.9 }, { "10 OF 10", 1 }, { "9of10", 0.9 });
    REFUSES(text_odds, "0 of 10", "11 of 10", "9 of", "of 10", "9 of 0", "-1 of 2",
            "-1 of -2", "9 of 10 months", "0 %", "0", "9", "9 out 10", "");
}

/* The C library's own calendar, by another road than ours. */
static int32_t by_timegm(int year, int month, int day)
{
    struct tm civil = { .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day };
    return (int32_t) (timegm(&civil) / 86400);
}

static void every_day_of_three_centuries_reads_both_ways(void **state)
{
    (void) state;
    const int32_t last = by_timegm(2199, 12, 31);
    for (int32_t day = by_timegm(1900, 1, 1); day <= last; day++) {
        const time_t seconds = (time_t) day * 86400;
        struct tm civil;
        assert_non_null(gmtime_r(&seconds, &civil));
        char iso[32], uk[32];
        assert_true(strftime(iso, sizeof iso, "%Y-%m-%d", &civil) > 0);
        assert_true(strftime(uk, sizeof uk, "%d/%m/%Y", &civil) > 0);
        int32_t from_iso = UNTOUCHED, from_uk = UNTOUCHED;
        assert_true(text_date(iso, &from_iso) && text_date(uk, &from_uk));
        assert_int_equal(from_iso, day);
        assert_int_equal(from_uk, day);
    }
}

static void what_is_no_date_is_refused(void **state)
{
    (void) state;
    static const char *const bad[] = {
        "31/01/22",    "2022-02-29",  "29/02/2100",       "2022-13-01",
        "2022-00-10",  "2022-01-00",  "01/31/2022",       "2022-1-31",
        "2022-06",     "2022",        "1899-12-31",       "2200-01-01",
        "2022/01/31",  "31-01-2022",  "31.01.2022",       "",
        "today",       "2022-01-31x", "2022-01-31 08:00", "-2022-01-31",
        "00/01/2022",  "01/00/2022",  "2022-01-",         "1/2",
        "02022-01-01", "2022-01-031", "2022-001-01",      "031/01/2022",
        "31/001/2022",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int32_t day = UNTOUCHED;
        struct scenario_dates dates = { UNTOUCHED, UNTOUCHED };
        if (text_date(bad[i], &day))
            fail_msg("took \"%s\"", bad[i]);
        assert_int_equal(day, UNTOUCHED);
        const bool is_range =
            strcmp(bad[i], "2022-06") == 0 || strcmp(bad[i], "2022") == 0;
        if (text_dates(bad[i], &dates) != is_range)
            fail_msg("\"%s\" as dates", bad[i]);
        if (!is_range)
            assert_int_equal(dates.first, UNTOUCHED);
    }
    int32_t leap;
    assert_true(text_date(" 29/2/2000 ", &leap) && leap == by_timegm(2000, 2, 29));
}

static void dates_are_years_months_days_and_ranges(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        int first[3], last[3];
    } list[] = {
        { "2022", { 2022, 1, 1 }, { 2022, 12, 31 } },
        { "2022-06", { 2022, 6, 1 }, { 2022, 6, 30 } },
        { "2024-02", { 2024, 2, 1 }, { 2024, 2, 29 } },
        { "2022-06-01..2022-08-31", { 2022, 6, 1 }, { 2022, 8, 31 } },
        { "2022-06 .. 2022-08", { 2022, 6, 1 }, { 2022, 8, 31 } },
        { "2021..2023", { 2021, 1, 1 }, { 2023, 12, 31 } },
        { "5/6/2022..2022-06-05", { 2022, 6, 5 }, { 2022, 6, 5 } },
        { "2022-12-25", { 2022, 12, 25 }, { 2022, 12, 25 } },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        struct scenario_dates got = { 0, 0 };
        if (!text_dates(list[i].text, &got))
            fail_msg("refused \"%s\"", list[i].text);
        const int *a = list[i].first, *b = list[i].last;
        assert_int_equal(got.first, by_timegm(a[0], a[1], a[2]));
        assert_int_equal(got.last, by_timegm(b[0], b[1], b[2]));
    }
    static const char *const bad[] = {
        "2022-06-02..2022-06-01", "2022..", "..2022", "2022.2023", "2022...2023",
        "2022..2023..2024"
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct scenario_dates got = { UNTOUCHED, UNTOUCHED };
        if (text_dates(bad[i], &got))
            fail_msg("took \"%s\"", bad[i]);
        assert_int_equal(got.first, UNTOUCHED);
    }
}

static void clocks_run_from_0_to_24(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        int minutes;
    } list[] = { { "00:00", 0 },      { "08:30", 510 },  { "8:30", 510 },
                 { "08:30:00", 510 }, { "23:59", 1439 }, { " 24:00 ", 1440 } };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        int got = UNTOUCHED;
        assert_true(text_clock(list[i].text, &got));
        assert_int_equal(got, list[i].minutes);
    }
    static const char *const bad[] = { "24:01", "25:00",    "8",      "8:3",
                                       "08:60", "08:30:30", "8.30",   "08:30 am",
                                       "",      "-1:00",    "008:30", "8:300" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int got = UNTOUCHED;
        if (text_clock(bad[i], &got))
            fail_msg("took \"%s\"", bad[i]);
        assert_int_equal(got, UNTOUCHED);
    }
}

static void days_of_the_week_are_sets(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        unsigned bits; /* Monday is the lowest */
    } list[] = {
        { "Mon", 0x01 },           { "sunday", 0x40 },
        { "Mon-Fri", 0x1f },       { "Fri,Sat", 0x30 },
        { "Sat-Mon", 0x61 },       { "Mon-Sun", 0x7f },
        { "Sun-Sat", 0x7f },       { "Bank", 0x80 },
        { "daily", 0x7f },         { "daily, bank", 0xff },
        { "TUES , thurs", 0x0a },  { "Weds", 0x04 },
        { "Bank holidays", 0x80 }, { "Fri \xe2\x80\x93 Sun", 0x70 },
        { "Mon-Mon", 0x01 },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        unsigned got = 0;
        if (!text_days(list[i].text, &got))
            fail_msg("refused \"%s\"", list[i].text);
        assert_int_equal(got, list[i].bits);
    }
    static const char *const bad[] = { "",         "Mo",     "Mon,",    ",Mon",
                                       "Mon-",     "-Mon",   "Mon Tue", "Bank-Mon",
                                       "Mon-Bank", "Funday", "Mondays", "Mon-Tue-Wed",
                                       "1",        "holiday" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        unsigned got = 0x55;
        if (text_days(bad[i], &got))
            fail_msg("took \"%s\"", bad[i]);
        assert_int_equal(got, 0x55);
    }
}

static void spans_are_hours_of_the_week(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        struct scenario_span span;
    } list[] = {
        { "Mon-Fri 08:00-20:00", { 0x1f, 480, 1200 } },
        { "Fri,Sat 18:00-03:00", { 0x30, 1080, 1620 } }, /* past midnight */
        { "Bank 10:00-16:00", { 0x80, 600, 960 } },
        { "daily 07:00-23:00", { 0x7f, 420, 1380 } },
        { "Mon-Sun", { 0x7f, 0, 1440 } },
        { "Sat-Mon 7:15 - 7:45", { 0x61, 435, 465 } },
        { "Mon-Sun 14:00-00:00", { 0x7f, 840, 1440 } },
        { "Mon 00:00-24:00", { 0x01, 0, 1440 } },
        { "Mon 23:45-24:00", { 0x01, 1425, 1440 } },
        { "friday, sunday 23:45\xe2\x80\x93"
          "23:30",
          { 0x50, 1425, 2850 } },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        struct scenario_span got = { 0 };
        const int status = text_span(list[i].text, &got);
        if (status != TEXT_OK)
            fail_msg("refused \"%s\"", list[i].text);
        assert_int_equal(got.days, list[i].span.days);
        assert_int_equal(got.from_min, list[i].span.from_min);
        assert_int_equal(got.to_min, list[i].span.to_min);
    }
}

static void a_bad_span_says_why(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        int why;
    } list[] = {
        { "", TEXT_SPAN_MALFORMED },
        { "08:00-20:00", TEXT_SPAN_MALFORMED },
        { "Mon-Fri 08:00", TEXT_SPAN_MALFORMED },
        { "Mon-Fri 08:00-20:00 13", TEXT_SPAN_MALFORMED },
        { "Mon-Fri 8-20", TEXT_SPAN_MALFORMED },
        { "Mon-Fri 24:00-08:00", TEXT_SPAN_MALFORMED },
        { "Mon-Fri 08:00-25:00", TEXT_SPAN_MALFORMED },
        { "Mon-Fri 08:10-20:00", TEXT_SPAN_NOT_QUARTER },
        { "Mon-Fri 08:00-20:01", TEXT_SPAN_NOT_QUARTER },
        { "Mon-Fri 08:00-08:00", TEXT_SPAN_EMPTY },
        { "Mon-Fri 00:00-00:00", TEXT_SPAN_EMPTY },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        struct scenario_span got = { .from_min = UNTOUCHED };
        const int status = text_span(list[i].text, &got);
        if (status != list[i].why)
            fail_msg("\"%s\" is %d", list[i].text, status);
        assert_int_equal(got.from_min, UNTOUCHED);
        assert_non_null(text_span_rules[status]);
    }
    struct scenario_span got = { .from_min = UNTOUCHED };
    assert_int_equal(text_span_minutes(-15, 60, &got), TEXT_SPAN_MALFORMED);
    assert_int_equal(text_span_minutes(0, 1455, &got), TEXT_SPAN_MALFORMED);
    assert_int_equal(got.from_min, UNTOUCHED);
}

static void shifts_are_spans_with_people(void **state)
{
    (void) state;
    struct scenario_span span = { 0 };
    int people = UNTOUCHED;
    assert_int_equal(text_shift("Mon-Sun 07:00-17:00 13", &span, &people), TEXT_OK);
    assert_int_equal(span.days, 0x7f);
    assert_int_equal(span.to_min, 1020);
    assert_int_equal(people, 13);
    assert_int_equal(text_shift("Fri,Sat 18:00-03:00 0", &span, &people), TEXT_OK);
    assert_int_equal(people, 0);
    assert_int_equal(text_shift("Bank 2", &span, &people), TEXT_OK);
    assert_int_equal(people, 2);
    assert_int_equal(span.to_min, 1440);
    static const struct {
        const char *text;
        int why;
    } bad[] = {
        { "Mon-Sun 07:00-17:00", TEXT_SPAN_PEOPLE },
        { "Mon-Sun 07:00-17:00 -3", TEXT_SPAN_PEOPLE },
        { "Mon-Sun 07:00-17:00 2.5", TEXT_SPAN_PEOPLE },
        { "Mon-Sun 07:00-17:00 4001", TEXT_SPAN_PEOPLE },
        { "Mon-Sun 07:00-17:00 99999999999", TEXT_SPAN_PEOPLE },
        { "Mon-Sun 07:00-17:00 3 4", TEXT_SPAN_PEOPLE },
        { "Mon-Sun 07:00-17:0013", TEXT_SPAN_MALFORMED },
        { "Mon-Sun 07:05-17:00 3", TEXT_SPAN_NOT_QUARTER },
        { "Everyday 07:00-17:00 3", TEXT_SPAN_MALFORMED },
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct scenario_span same = { .from_min = UNTOUCHED };
        int untouched = UNTOUCHED;
        const int status = text_shift(bad[i].text, &same, &untouched);
        if (status != bad[i].why)
            fail_msg("\"%s\" is %d", bad[i].text, status);
        assert_int_equal(same.from_min, UNTOUCHED);
        assert_int_equal(untouched, UNTOUCHED);
    }
}

static void levels_are_spans_with_any_number(void **state)
{
    (void) state;
    struct scenario_span span = { 0 };
    double value = UNTOUCHED;
    assert_int_equal(text_level("Mon-Sun 20:00-06:00 1.2", &span, &value), TEXT_OK);
    assert_int_equal(span.days, 0x7f);
    assert_int_equal(span.from_min, 1200);
    assert_int_equal(span.to_min, 1800);
    assert_near(value, 1.2, 0.0);
    assert_int_equal(text_level(" Sat,Sun 0.5 ", &span, &value), TEXT_OK);
    assert_int_equal(span.days, 0x60);
    assert_int_equal(span.to_min, 1440);
    assert_near(value, 0.5, 0.0);
    assert_int_equal(text_level("Bank 9", &span, &value), TEXT_OK);
    assert_near(value, 9.0, 0.0);
    static const struct {
        const char *text;
        int why;
    } bad[] = {
        { "Mon-Sun 07:00-17:00", TEXT_SPAN_PEOPLE },
        { "Mon-Sun 07:00-17:00 2 3", TEXT_SPAN_PEOPLE },
        { "Mon-Sun 07:00-17:00 two", TEXT_SPAN_PEOPLE },
        { "07:00-17:00 2", TEXT_SPAN_MALFORMED },
        { "Mon 07:05-17:00 2", TEXT_SPAN_NOT_QUARTER },
        { "Mon 07:00-07:00 2", TEXT_SPAN_EMPTY },
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct scenario_span same = { .from_min = UNTOUCHED };
        double untouched = UNTOUCHED;
        assert_int_equal(text_level(bad[i].text, &same, &untouched), bad[i].why);
        assert_int_equal(same.from_min, UNTOUCHED);
        assert_near(untouched, UNTOUCHED, 0.0);
    }
}

static void months_have_short_and_long_names(void **state)
{
    (void) state;
    static const char *const names[12] = { "Jan",  "february", "MAR", "Apr",
                                           "May",  "June",     "jul", "Aug",
                                           "Sept", "Oct",      "Nov", "December" };
    for (int i = 0; i < 12; i++) {
        int month = UNTOUCHED;
        assert_true(text_month(names[i], &month));
        assert_int_equal(month, i);
    }
    static const char *const bad[] = { "", "Ja", "Janua ry", "Mon", "13", "Januaryy" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int month = UNTOUCHED;
        assert_false(text_month(bad[i], &month));
        assert_int_equal(month, UNTOUCHED);
    }
}

static void a_slip_suggests_the_nearest_name(void **state)
{
    (void) state;
    static const char *const keys[] = { "talk",           "wrap_up", NULL,
                                        "gives_up_after", "closed",  "label",
                                        "keep_free",      "wrap" };
    static const struct {
        const char *word, *meant;
    } list[] = {
        { "wrapup", "wrap_up" }, /* a letter left out */
        { "tlak", "talk" },      /* neighbours swapped */
        { "gives_up_aftr", "gives_up_after" },
        { "GIVES_UP", NULL }, /* too far */
        { "Lable", "label" },
        { "keepfree", "keep_free" },
        { "talc", "talk" },
        { "tank", "talk" },
        { "bank", NULL },     /* two letters of four */
        { "up_after", NULL }, /* an end of gives_up_after */
        { "clabcd", NULL },   /* three letters of six */
        { "x", NULL },
        { "", NULL },
        { "wrap", "wrap" },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        const char *got =
            text_suggest(list[i].word, keys, sizeof keys / sizeof keys[0]);
        if (list[i].meant == NULL)
            assert_null(got);
        else if (got == NULL || strcmp(got, list[i].meant) != 0)
            fail_msg("\"%s\" suggests %s", list[i].word, got == NULL ? "nothing" : got);
    }
    char longest[200];
    memset(longest, 'a', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    const char *const one[] = { longest };
    assert_null(text_suggest(longest, one, 1));
    assert_null(text_suggest("aaaa", one, 1));
}

/* Every form offered to users must be one that its reader takes. */
static void forms_show_what_is_taken(void **state)
{
    (void) state;
    for (int i = 0; i < TEXT_KINDS; i++)
        assert_non_null(text_forms[i]);
    const reader readers[TEXT_KINDS] = { [TEXT_TIME] = text_time,
                                         [TEXT_SHARE] = text_share,
                                         [TEXT_POINTS] = text_points,
                                         [TEXT_GROWTH] = text_growth,
                                         [TEXT_ODDS] = text_odds };
    for (int i = 0; i < TEXT_KINDS; i++) {
        const char *quote = strchr(text_forms[i], '"');
        while (readers[i] != NULL && quote != NULL) {
            char word[64] = { 0 };
            const char *end = strchr(quote + 1, '"');
            memcpy(word, quote + 1, (size_t) (end - quote - 1));
            double value;
            if (!readers[i](word, &value))
                fail_msg("\"%s\" is offered and refused", word);
            quote = strchr(end + 1, '"');
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_plain_decimals),
        cmocka_unit_test(times_are_seconds),
        cmocka_unit_test(shares_are_0_to_1),
        cmocka_unit_test(points_growth_and_odds_have_their_own_words),
        cmocka_unit_test(every_day_of_three_centuries_reads_both_ways),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(dates_are_years_months_days_and_ranges),
        cmocka_unit_test(clocks_run_from_0_to_24),
        cmocka_unit_test(days_of_the_week_are_sets),
        cmocka_unit_test(spans_are_hours_of_the_week),
        cmocka_unit_test(a_bad_span_says_why),
        cmocka_unit_test(shifts_are_spans_with_people),
        cmocka_unit_test(levels_are_spans_with_any_number),
        cmocka_unit_test(months_have_short_and_long_names),
        cmocka_unit_test(a_slip_suggests_the_nearest_name),
        cmocka_unit_test(forms_show_what_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
