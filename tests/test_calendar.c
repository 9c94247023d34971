#include "model/demand/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/demand/holiday.h"
#include "tests/near.h"

static int32_t on(int year, int month, int day)
{
    return calendar_date((struct calendar_civil){ year, month, day });
}

static struct calendar made(int32_t first, int32_t last, double warm_up_s)
{
    struct calendar out;
    calendar_init(&out, (struct scenario_dates){ first, last }, warm_up_s);
    return out;
}

static void dates_agree_with_the_c_library(void **state)
{
    (void) state;
    for (int32_t date = on(1970, 1, 1); date < on(2200, 1, 1); date++) {
        const time_t noon = (time_t) date * 86400 + 43200;
        struct tm tm;
        gmtime_r(&noon, &tm);
        const struct calendar_civil civil = calendar_civil(date);
        assert_int_equal(civil.year, tm.tm_year + 1900);
        assert_int_equal(civil.month, tm.tm_mon + 1);
        assert_int_equal(civil.day, tm.tm_mday);
        assert_int_equal(calendar_date(civil), date);
        assert_int_equal(calendar_weekday(date), (tm.tm_wday + 6) % 7);
    }
    assert_int_equal(on(1900, 1, 1), -25567);
    assert_int_equal(calendar_weekday(on(1900, 1, 1)), SCENARIO_MON);
    assert_int_equal(calendar_month_days(2024, 2), 29);
    assert_int_equal(calendar_month_days(2100, 2), 28);
    assert_int_equal(calendar_month_days(2023, 12), 31);
}

/* Needs tzdata; the rule holds since 1996, and the C library carries it on for ever. */
static void summer_time_agrees_with_tzdata(void **state)
{
    (void) state;
    setenv("TZ", "Europe/London", 1);
    tzset();
    const time_t july = 1655200000;
    struct tm tm;
    if (localtime_r(&july, &tm)->tm_gmtoff != 3600)
        skip();
    const int64_t end = (int64_t) on(2100, 1, 1) * 86400;
    for (int64_t utc_s = (int64_t) on(1996, 1, 1) * 86400; utc_s < end; utc_s += 900) {
        const time_t t = (time_t) utc_s;
        localtime_r(&t, &tm);
        if (calendar_offset_s(utc_s) != tm.tm_gmtoff)
            fail_msg("offset at %lld is %d", (long long) utc_s,
                     calendar_offset_s(utc_s));
        if (calendar_offset_s(utc_s + 899) != tm.tm_gmtoff)
            fail_msg("offset changes within the quarter hour at %lld",
                     (long long) utc_s);
    }
    for (int32_t date = on(1996, 1, 1); date < on(2100, 1, 1); date++) {
        const time_t t = (time_t) calendar_midnight_utc_s(date);
        localtime_r(&t, &tm);
        assert_int_equal(tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec, 0);
        assert_int_equal(tm.tm_mday, calendar_civil(date).day);
    }
}

/* The government's list, year by year (gov.uk/bank-holidays and its archive). */
static void bank_holidays_are_those_of_the_governments_list(void **state)
{
    (void) state;
    static const struct {
        int year;
        int month_day[11];
    } years[] = {
        { 2002, { 101, 329, 401, 506, 603, 604, 826, 1225, 1226 } },
        { 2010, { 101, 402, 405, 503, 531, 830, 1227, 1228 } },
        { 2011, { 103, 422, 425, 429, 502, 530, 829, 1226, 1227 } },
        { 2012, { 102, 406, 409, 507, 604, 605, 827, 1225, 1226 } },
        { 2015, { 101, 403, 406, 504, 525, 831, 1225, 1228 } },
        { 2016, { 101, 325, 328, 502, 530, 829, 1226, 1227 } },
        { 2018, { 101, 330, 402, 507, 528, 827, 1225, 1226 } },
        { 2019, { 101, 419, 422, 506, 527, 826, 1225, 1226 } },
        { 2020, { 101, 410, 413, 508, 525, 831, 1225, 1228 } },
        { 2021, { 101, 402, 405, 503, 531, 830, 1227, 1228 } },
        { 2022, { 103, 415, 418, 502, 602, 603, 829, 919, 1226, 1227 } },
        { 2023, { 102, 407, 410, 501, 508, 529, 828, 1225, 1226 } },
        { 2024, { 101, 329, 401, 506, 527, 826, 1225, 1226 } },
        { 2025, { 101, 418, 421, 505, 526, 825, 1225, 1226 } },
        { 2026, { 101, 403, 406, 504, 525, 831, 1225, 1228 } },
        { 2027, { 101, 326, 329, 503, 531, 830, 1227, 1228 } },
    };
    for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
        const int *next = years[i].month_day;
        for (int32_t date = on(years[i].year, 1, 1); date <= on(years[i].year, 12, 31);
             date++) {
            const struct calendar_civil civil = calendar_civil(date);
            const bool listed = *next == civil.month * 100 + civil.day;
            next += listed;
            if ((holiday_name(date) != NULL) != listed)
                fail_msg("%d-%02d-%02d: %s", civil.year, civil.month, civil.day,
                         listed ? "missing" : holiday_name(date));
            assert_int_equal(calendar_kind(date),
                             listed ? SCENARIO_BANK : calendar_weekday(date));
        }
        assert_int_equal(*next, 0);
    }
}

/* Another road to Easter: Gauss's method by epact in Knuth's form (The Art of Computer
 * Programming 1, 1.3.2 exercise 14). */
static int32_t easter_by_knuth(int year)
{
    const int golden = year % 19 + 1, century = year / 100 + 1;
    const int x = 3 * century / 4 - 12, z = (8 * century + 5) / 25 - 5;
    const int sunday = 5 * year / 4 - x - 10;
    int epact = (11 * golden + 20 + z - x) % 30;
    if (epact < 0)
        epact += 30;
    epact += (epact == 25 && golden > 11) || epact == 24;
    int day = 44 - epact;
    day += day < 21 ? 30 : 0;
    day += 7 - (sunday + day) % 7;
    return on(year, 3, 1) + day - 1;
}

static void easter_is_the_same_by_knuths_algorithm(void **state)
{
    (void) state;
    for (int year = 1900; year < 2300; year++)
        assert_int_equal(holiday_easter(year), easter_by_knuth(year));
    assert_int_equal(holiday_easter(2026), on(2026, 4, 5));
}

static int quarters_on(const struct calendar *c, int32_t date)
{
    int count = 0;
    for (int q = 0; q < c->quarters; q++)
        count += c->date[q] == date;
    return count;
}

static void days_of_clock_changes_have_92_and_100_quarters(void **state)
{
    (void) state;
    struct calendar c = made(on(2026, 1, 1), on(2026, 12, 31), 0.0);
    assert_int_equal(c.to - c.from, 365 * 96);
    assert_int_equal(quarters_on(&c, on(2026, 3, 28)), 96);
    assert_int_equal(quarters_on(&c, on(2026, 3, 29)), 92);
    assert_int_equal(quarters_on(&c, on(2026, 10, 25)), 100);
    /* The clock of the short day skips 01:00 to 02:00, that of the long one repeats it.
     */
    const int s = c.day_start[on(2026, 3, 29) - c.first_date];
    assert_int_equal(c.local[s + 3], 3);
    assert_int_equal(c.local[s + 4], 8);
    assert_int_equal(c.wall[s + 4], 8);
    assert_int_equal(c.hour_of_week[s + 4], 6 * 24 + 2);
    const int l = c.day_start[on(2026, 10, 25) - c.first_date];
    static const int local[] = { 3, 4, 5, 6, 7, 4, 5, 6, 7, 8 };
    static const int wall[] = { 3, 4, 5, 6, 7, 7, 7, 7, 7, 8 };
    for (int i = 0; i < 10; i++) {
        assert_int_equal(c.local[l + 3 + i], local[i]);
        assert_int_equal(c.wall[l + 3 + i], wall[i]);
    }
    assert_int_equal(c.local[l + 99], 95);
    char label[CALENDAR_LABEL];
    assert_string_equal(calendar_quarter_label(&c, l + 5, label),
                        "2026-10-25 01:15 BST");
    assert_string_equal(calendar_quarter_label(&c, l + 9, label),
                        "2026-10-25 01:15 GMT");
    assert_string_equal(calendar_quarter_label(&c, l + 3, label), "2026-10-25 00:45");
    assert_string_equal(calendar_quarter_label(&c, l + 12, label), "2026-10-25 02:00");
    assert_string_equal(calendar_quarter_label(&c, s + 4, label), "2026-03-29 02:00");
    calendar_done(&c);
}

/* Every quarter against the C library's own broken-down local time. */
static void every_quarter_agrees_with_tzdata(void **state)
{
    (void) state;
    setenv("TZ", "Europe/London", 1);
    tzset();
    if (localtime(&(time_t){ 1655200000 })->tm_gmtoff != 3600)
        skip();
    struct calendar c = made(on(2022, 3, 25), on(2022, 11, 3), 36.0 * 3600.0);
    for (int q = 0; q < c.quarters; q++) {
        const time_t t = (time_t) (c.start_utc_s + q * (int64_t) 900);
        struct tm tm;
        localtime_r(&t, &tm);
        assert_int_equal(c.date[q], on(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday));
        assert_int_equal(c.local[q], tm.tm_hour * 4 + tm.tm_min / 15);
        assert_int_equal(c.weekday[q], (tm.tm_wday + 6) % 7);
        assert_int_equal(c.day[q], c.date[q] - c.first_date);
        const bool counted =
            c.date[q] >= on(2022, 3, 25) && c.date[q] <= on(2022, 11, 3);
        assert_int_equal(counted, q >= c.from && q < c.to);
        assert_int_equal(c.period_day[q], counted ? c.date[q] - on(2022, 3, 25) : -1);
        assert_int_equal(c.month[q], counted ? tm.tm_mon - 2 : -1);
        assert_int_equal(c.hour_of_week[q],
                         counted ? (tm.tm_wday + 6) % 7 * 24 + tm.tm_hour : -1);
    }
    calendar_done(&c);
}

static void warm_up_comes_before_and_a_week_after_the_period(void **state)
{
    (void) state;
    struct calendar c = made(on(2022, 3, 29), on(2022, 3, 30), 60.0 * 3600.0);
    /* 60 hours before Tuesday 00:00 BST is Saturday 11:00 GMT: the clock changes
     * between. */
    char label[CALENDAR_LABEL];
    assert_string_equal(calendar_quarter_label(&c, 0, label), "2022-03-26 11:00");
    assert_int_equal(c.from, 240);
    assert_int_equal(c.to, 240 + 192);
    assert_int_equal(c.quarters, 240 + 192 + 7 * 96);
    assert_int_equal(c.days, 12);
    assert_int_equal(c.first_date, on(2022, 3, 26));
    assert_int_equal(c.day_start[0], 0);
    assert_int_equal(c.day_start[1], 52);
    assert_int_equal(c.day_start[2], 52 + 92);
    assert_int_equal(c.day_start[12], c.quarters);
    for (int q = 0; q < c.quarters; q++)
        if (q < c.from || q >= c.to)
            assert_int_equal(
                c.period_day[q] + c.week[q] + c.month[q] + c.hour_of_week[q], -4);
    calendar_done(&c);
    calendar_done(&c);
    calendar_done(NULL);
}

static void a_run_may_begin_within_the_hour_that_comes_twice(void **state)
{
    (void) state;
    /* 23 hours before Monday: 01:00 GMT, the second time that it is one o'clock. */
    struct calendar c = made(on(2022, 10, 31), on(2022, 10, 31), 23.0 * 3600.0);
    static const int local[] = { 4, 5, 6, 7, 8, 9 }, wall[] = { 7, 7, 7, 7, 8, 9 };
    for (int q = 0; q < 6; q++) {
        assert_int_equal(c.local[q], local[q]);
        assert_int_equal(c.wall[q], wall[q]);
    }
    assert_int_equal(c.from, 92);
    assert_int_equal(c.first_date, on(2022, 10, 30));
    calendar_done(&c);
}

static void weeks_and_months_are_numbered_from_the_first(void **state)
{
    (void) state;
    /* Wednesday to Sunday of the second week after: one cut week, one whole month. */
    struct calendar c = made(on(2022, 12, 14), on(2023, 2, 5), 0.0);
    assert_int_equal(c.period_days, 54);
    assert_int_equal(c.weeks, 8);
    assert_int_equal(c.months, 3);
    static const bool months[] = { false, true, false };
    for (int i = 0; i < 3; i++)
        assert_int_equal(c.month_is_whole[i], months[i]);
    assert_false(c.week_is_whole[0]);
    for (int i = 1; i < 8; i++)
        assert_true(c.week_is_whole[i]);
    int sums[8] = { 0 }, hours = 0;
    for (int q = c.from; q < c.to; q++)
        sums[c.week[q]]++;
    assert_int_equal(sums[0], 5 * 96);
    for (int i = 1; i < 8; i++)
        assert_int_equal(sums[i], 7 * 96);
    for (int i = 0; i < CALENDAR_WEEK_HOURS; i++)
        hours += c.hour_quarters[i];
    assert_int_equal(hours, 54 * 96);
    assert_int_equal(c.hour_quarters[0], 7 * 4);   /* Mondays */
    assert_int_equal(c.hour_quarters[167], 8 * 4); /* Sundays */
    assert_int_equal(c.month[c.from + 18 * 96 - 1], 0);
    assert_int_equal(c.month[c.from + 18 * 96], 1);
    char label[CALENDAR_LABEL];
    assert_string_equal(calendar_week_label(&c, 0, label), "week of 12 Dec 2022");
    assert_string_equal(calendar_week_label(&c, 7, label), "week of 30 Jan 2023");
    assert_string_equal(calendar_month_label(&c, 0, label), "Dec 2022");
    assert_string_equal(calendar_month_label(&c, 2, label), "Feb 2023");
    assert_string_equal(calendar_day_label(&c, 0, label), "Wed 14 Dec 2022");
    assert_string_equal(calendar_day_label(&c, 53, label), "Sun 5 Feb 2023");
    assert_string_equal(calendar_hour_label(34, label), "Tue 10:00");
    assert_string_equal(calendar_quarter_label(&c, c.from + 41, label),
                        "2022-12-14 10:15");
    calendar_done(&c);
    c = made(on(2022, 6, 6), on(2022, 6, 11), 0.0);
    assert_int_equal(c.weeks, 1);
    assert_false(c.week_is_whole[0]); /* Monday to Saturday */
    calendar_done(&c);
    c = made(on(2022, 6, 6), on(2022, 6, 12), 0.0);
    assert_int_equal(c.weeks, 1);
    assert_true(c.week_is_whole[0]);
    assert_false(c.month_is_whole[0]);
    assert_int_equal(c.first_date, on(2022, 6, 6));
    assert_int_equal(c.day_start[1], 96);
    calendar_done(&c);
    static const struct scenario_dates nearly[] = { { 1, 30 }, { 2, 30 }, { 1, 29 } };
    for (int i = 0; i < 3; i++) {
        c = made(on(2022, 6, nearly[i].first), on(2022, 6, nearly[i].last), 0.0);
        assert_int_equal(c.months, 1);
        assert_int_equal(c.month_is_whole[0], i == 0);
        calendar_done(&c);
    }
}

/* Writes one character a quarter of a local day: '#' where open. */
static void opening(const struct calendar *c, const struct scenario_window *window,
                    int32_t date, char *out)
{
    for (int q = 0; q < c->quarters; q++)
        if (c->date[q] == date)
            *out++ = calendar_in_window(c, q, window) ? '#' : '.';
    *out = '\0';
}

static int open_quarters(const struct calendar *c, const struct scenario_hours *hours,
                         int32_t date)
{
    const struct scenario_window window = { .hours = *hours };
    char text[128];
    opening(c, &window, date, text);
    int count = 0;
    for (const char *at = text; *at != '\0'; at++)
        count += *at == '#';
    return count;
}

static void hours_past_midnight_belong_to_the_day_they_begin_on(void **state)
{
    (void) state;
    struct scenario_span spans[] = {
        { .days = 1u << 4, .from_min = 22 * 60, .to_min = 27 * 60 }
    }; /* Fri 22:00-03:00 */
    const struct scenario_hours hours = { spans, 1 };
    struct calendar c = made(on(2022, 6, 17), on(2022, 6, 19), 0.0); /* Fri to Sun */
    assert_int_equal(open_quarters(&c, &hours, on(2022, 6, 17)), 8);
    assert_int_equal(open_quarters(&c, &hours, on(2022, 6, 18)), 12);
    assert_int_equal(open_quarters(&c, &hours, on(2022, 6, 19)), 0);
    assert_int_equal(calendar_in_hours(&c, 88, &hours), 1);
    assert_int_equal(calendar_in_hours(&c, 87, &hours), 0);
    assert_int_equal(calendar_in_hours(&c, 107, &hours), 1);
    assert_int_equal(calendar_in_hours(&c, 108, &hours), 0);
    /* A window for the Friday alone reaches into Saturday; one for Saturday is empty.
     */
    char text[128];
    struct scenario_window window = { .has_dates = true,
                                      .dates = { on(2022, 6, 17), on(2022, 6, 17) },
                                      .hours = hours };
    opening(&c, &window, on(2022, 6, 18), text);
    assert_int_equal(strspn(text, "#"), 12);
    window.dates = (struct scenario_dates){ on(2022, 6, 18), on(2022, 6, 18) };
    opening(&c, &window, on(2022, 6, 17), text);
    assert_null(strchr(text, '#'));
    opening(&c, &window, on(2022, 6, 18), text);
    assert_null(strchr(text, '#'));
    window.hours.count = 0;
    opening(&c, &window, on(2022, 6, 18), text);
    assert_int_equal(strspn(text, "#"), 96);
    opening(&c, &window, on(2022, 6, 19), text);
    assert_null(strchr(text, '#'));
    /* The day before the run counts too. */
    struct calendar saturday = made(on(2022, 6, 18), on(2022, 6, 18), 0.0);
    assert_int_equal(open_quarters(&saturday, &hours, on(2022, 6, 18)), 12);
    calendar_done(&saturday);
    const struct scenario_hours always = { NULL, 0 };
    assert_int_equal(open_quarters(&c, &always, on(2022, 6, 18)), 96);
    calendar_done(&c);
}

static void hours_that_name_bank_holidays_rule_them_alone(void **state)
{
    (void) state;
    struct scenario_span spans[] = {
        { .days = 0x1f, .from_min = 8 * 60, .to_min = 20 * 60 }, /* Mon-Fri */
        { .days = 1u << SCENARIO_BANK, .from_min = 10 * 60, .to_min = 16 * 60 },
    };
    const struct scenario_hours weekdays = { spans, 1 }, both = { spans, 2 };
    struct calendar c =
        made(on(2022, 6, 1), on(2022, 6, 4), 0.0); /* 2nd, 3rd: jubilee */
    assert_int_equal(open_quarters(&c, &weekdays, on(2022, 6, 2)), 48);
    assert_int_equal(open_quarters(&c, &both, on(2022, 6, 2)), 24);
    assert_int_equal(open_quarters(&c, &both, on(2022, 6, 1)), 48);
    assert_int_equal(open_quarters(&c, &both, on(2022, 6, 4)), 0);
    calendar_done(&c);
}

static void times_of_day_begin_once_when_the_clock_changes(void **state)
{
    (void) state;
    struct scenario_span night[] = {
        { .days = SCENARIO_WEEK, .from_min = 22 * 60, .to_min = 31 * 60 }
    };
    struct scenario_span two[] = {
        { .days = SCENARIO_WEEK, .from_min = 0, .to_min = 90 },
        { .days = SCENARIO_WEEK, .from_min = 90, .to_min = 1440 },
    };
    const struct scenario_hours early = { two, 1 }, late = { two + 1, 1 };
    const struct scenario_hours nights = { night, 1 };
    struct calendar c = made(on(2022, 1, 1), on(2022, 12, 31), 0.0);
    const int32_t spring = on(2022, 3, 27), autumn = on(2022, 10, 30);
    assert_int_equal(open_quarters(&c, &nights, spring), 24 + 8);
    assert_int_equal(open_quarters(&c, &nights, autumn), 32 + 8);
    assert_int_equal(open_quarters(&c, &early, autumn), 6);
    assert_int_equal(open_quarters(&c, &late, autumn), 94);
    assert_int_equal(open_quarters(&c, &early, spring), 4);
    assert_int_equal(open_quarters(&c, &late, spring), 88);
    const int s = c.day_start[spring - c.first_date],
              a = c.day_start[autumn - c.first_date];
    assert_int_equal(calendar_quarter_at(&c, spring, 90), s + 4);
    assert_int_equal(calendar_quarter_at(&c, spring, 120), s + 4);
    assert_int_equal(calendar_quarter_at(&c, autumn, 90), a + 6);
    assert_int_equal(calendar_quarter_at(&c, autumn, 120), a + 12);
    assert_int_equal(calendar_quarter_at(&c, autumn - 1, 1440 + 7 * 60), a + 32);
    assert_int_equal(calendar_quarter_at(&c, on(2021, 12, 31), 22 * 60), 0);
    assert_int_equal(calendar_quarter_at(&c, on(2021, 12, 31), 31 * 60), 28);
    assert_int_equal(calendar_quarter_at(&c, on(2023, 3, 1), 0), c.quarters);
    assert_int_equal(calendar_quarter_at(&c, on(2022, 12, 31), 1440), c.day_start[365]);
    calendar_done(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_agree_with_the_c_library),
        cmocka_unit_test(summer_time_agrees_with_tzdata),
        cmocka_unit_test(bank_holidays_are_those_of_the_governments_list),
        cmocka_unit_test(easter_is_the_same_by_knuths_algorithm),
        cmocka_unit_test(days_of_clock_changes_have_92_and_100_quarters),
        cmocka_unit_test(every_quarter_agrees_with_tzdata),
        cmocka_unit_test(warm_up_comes_before_and_a_week_after_the_period),
        cmocka_unit_test(a_run_may_begin_within_the_hour_that_comes_twice),
        cmocka_unit_test(weeks_and_months_are_numbered_from_the_first),
        cmocka_unit_test(hours_past_midnight_belong_to_the_day_they_begin_on),
        cmocka_unit_test(hours_that_name_bank_holidays_rule_them_alone),
        cmocka_unit_test(times_of_day_begin_once_when_the_clock_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
