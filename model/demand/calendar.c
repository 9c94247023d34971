#include "model/demand/calendar.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/holiday.h"
#include "sim/mem.h"

enum {
    DAY_S = 86400,
    HOUR_S = 3600,
    QUARTER_MIN = 15,
    DAY_MIN = 1440,
    LONGEST_DAYS = 32000, /* so that an index fits in 16 bits */
    /* In the hour that comes twice, 01:00 to 02:00, the clock is held at 01:45. */
    HELD_QUARTER = 7,
    TWICE_FROM = 8, /* quarters after midnight at which it begins again */
    TWICE_TO = 12
};

const char *const calendar_weekday_names[7] = { "Mon", "Tue", "Wed", "Thu",
                                                "Fri", "Sat", "Sun" };
const char *const calendar_month_names[12] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March,
 * eras have 400 years or 146,097 days. */
int32_t calendar_date(struct calendar_civil civil)
{
    const int year = civil.year - (civil.month <= 2);
    const int era = year / 400, of_era = year % 400;
    const int of_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year + civil.day
           - 1 - 719468;
}

struct calendar_civil calendar_civil(int32_t date)
{
    const int z = date + 719468, era = z / 146097, day = z % 146097;
    const int year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    const int of_year = day - (365 * year + year / 4 - year / 100);
    const int month = (5 * of_year + 2) / 153;
    const struct calendar_civil out = { year + era * 400 + (month >= 10),
                                        month < 10 ? month + 3 : month - 9,
                                        of_year - (153 * month + 2) / 5 + 1 };
    return out;
}

int calendar_month_days(int year, int month)
{
    const struct calendar_civil this = { year, month, 1 };
    const struct calendar_civil next = { year + month / 12, month % 12 + 1, 1 };
    return calendar_date(next) - calendar_date(this);
}

int calendar_weekday(int32_t date)
{
    /* 1970-01-01 was a Thursday. */
    return (int) ((date % 7 + 10) % 7);
}

int calendar_kind(int32_t date)
{
    return holiday_name(date) != NULL ? SCENARIO_BANK : calendar_weekday(date);
}

/* UTC seconds of 01:00 UTC on the last Sunday of a month of 31 days. */
static int64_t last_sunday_s(int year, int month)
{
    const int32_t last = calendar_date((struct calendar_civil){ year, month, 31 });
    const int back = (calendar_weekday(last) + 1) % 7;
    return (int64_t) (last - back) * DAY_S + HOUR_S;
}

int calendar_offset_s(int64_t utc_s)
{
    const int year = calendar_civil((int32_t) floor_div(utc_s, DAY_S)).year;
    return utc_s >= last_sunday_s(year, 3) && utc_s < last_sunday_s(year, 10) ? HOUR_S
                                                                              : 0;
}

int64_t calendar_midnight_utc_s(int32_t date)
{
    /* The clock changes at 01:00 UTC, never at a local midnight, so the offset at
     * midnight is that of the moment an hour before, by which time either reading
     * agrees. */
    const int64_t utc_s = (int64_t) date * DAY_S;
    return utc_s - calendar_offset_s(utc_s - HOUR_S);
}

static void allocate(struct calendar *c)
{
    const size_t n = (size_t) c->quarters;
    c->date = sim_mem_array(n, sizeof *c->date);
    c->day = sim_mem_array(n, sizeof *c->day);
    c->weekday = sim_mem_array(n, sizeof *c->weekday);
    c->kind = sim_mem_array(n, sizeof *c->kind);
    c->local = sim_mem_array(n, sizeof *c->local);
    c->wall = sim_mem_array(n, sizeof *c->wall);
    c->period_day = sim_mem_array(n, sizeof *c->period_day);
    c->week = sim_mem_array(n, sizeof *c->week);
    c->month = sim_mem_array(n, sizeof *c->month);
    c->hour_of_week = sim_mem_array(n, sizeof *c->hour_of_week);
    c->day_start = sim_mem_array((size_t) c->days + 1, sizeof *c->day_start);
    c->week_is_whole = sim_mem_array((size_t) c->weeks, sizeof *c->week_is_whole);
    c->month_is_whole = sim_mem_array((size_t) c->months, sizeof *c->month_is_whole);
}

/* Where the quarters of one local day stand on the clock.  They are walked from
 * midnight even if the run begins later. */
static void fill_day(struct calendar *c, int day)
{
    const int32_t date = c->first_date + day;
    const int64_t midnight_s = calendar_midnight_utc_s(date);
    const int first = (int) floor_div(midnight_s - c->start_utc_s, CALENDAR_QUARTER_S);
    const int next = (int) floor_div(calendar_midnight_utc_s(date + 1) - c->start_utc_s,
                                     CALENDAR_QUARTER_S);
    const bool is_long = next - first > CALENDAR_DAY_QUARTERS;
    const int from = first > 0 ? first : 0, kind = calendar_kind(date);
    const int weekday = calendar_weekday(date);
    /* The clock changes within days of another length alone. */
    const bool is_plain = next - first == CALENDAR_DAY_QUARTERS;
    const int offset_s = calendar_offset_s(midnight_s);
    c->day_start[day] = from;
    for (int q = from; q < next && q < c->quarters; q++) {
        const int64_t utc_s = c->start_utc_s + (int64_t) q * CALENDAR_QUARTER_S;
        const int64_t local_s =
            utc_s + (is_plain ? offset_s : calendar_offset_s(utc_s));
        const bool again = is_long && q - first >= TWICE_FROM && q - first < TWICE_TO;
        c->date[q] = date;
        c->day[q] = (int16_t) day;
        c->weekday[q] = (uint8_t) weekday;
        c->local[q] =
            (uint8_t) ((local_s - (int64_t) date * DAY_S) / CALENDAR_QUARTER_S);
        c->wall[q] = again ? HELD_QUARTER : c->local[q];
        c->kind[q] = (uint8_t) kind;
    }
}

static int month_number(int32_t date)
{
    const struct calendar_civil civil = calendar_civil(date);
    return civil.year * 12 + civil.month - 1;
}

static int32_t monday_of(int32_t date)
{
    return date - calendar_weekday(date);
}

static void fill_rollups(struct calendar *c, struct scenario_dates period)
{
    int week = 0, month = 0;
    for (int q = 0; q < c->quarters; q++) {
        const bool counted = q >= c->from && q < c->to;
        const int hour = c->weekday[q] * 24 + c->local[q] / 4;
        if (q == 0 || c->date[q] != c->date[q - 1]) {
            week = (c->date[q] - monday_of(period.first)) / 7;
            month = month_number(c->date[q]) - month_number(period.first);
        }
        c->period_day[q] = (int16_t) (counted ? c->date[q] - period.first : -1);
        c->week[q] = (int16_t) (counted ? week : -1);
        c->month[q] = (int16_t) (counted ? month : -1);
        c->hour_of_week[q] = (int16_t) (counted ? hour : -1);
        if (counted)
            c->hour_quarters[hour]++;
    }
    for (int w = 0; w < c->weeks; w++) {
        const int32_t monday = monday_of(period.first) + 7 * w;
        c->week_is_whole[w] = monday >= period.first && monday + 6 <= period.last;
    }
    for (int m = 0; m < c->months; m++) {
        const int number = month_number(period.first) + m;
        const struct calendar_civil first = { number / 12, number % 12 + 1, 1 };
        const int32_t date = calendar_date(first);
        c->month_is_whole[m] =
            date >= period.first
            && date + calendar_month_days(first.year, first.month) - 1 <= period.last;
    }
}

void calendar_init(struct calendar *out, struct scenario_dates period, double warm_up_s)
{
    assert(period.last >= period.first && period.last - period.first < LONGEST_DAYS);
    assert(warm_up_s >= 0.0 && warm_up_s < (double) LONGEST_DAYS * DAY_S);
    struct calendar c = { 0 };
    const int64_t from_s = calendar_midnight_utc_s(period.first);
    const int64_t to_s = calendar_midnight_utc_s(period.last + 1);
    const int64_t end_s =
        calendar_midnight_utc_s(period.last + 1 + CALENDAR_RUN_ON_DAYS);
    c.start_utc_s = from_s - (int64_t) ceil(warm_up_s / HOUR_S) * HOUR_S;
    c.quarters = (int) ((end_s - c.start_utc_s) / CALENDAR_QUARTER_S);
    c.from = (int) ((from_s - c.start_utc_s) / CALENDAR_QUARTER_S);
    c.to = (int) ((to_s - c.start_utc_s) / CALENDAR_QUARTER_S);
    c.first_date =
        (int32_t) floor_div(c.start_utc_s + calendar_offset_s(c.start_utc_s), DAY_S);
    c.days = period.last + CALENDAR_RUN_ON_DAYS - c.first_date + 1;
    assert(c.days < LONGEST_DAYS);
    c.period_first = period.first;
    c.period_days = period.last - period.first + 1;
    c.weeks = (monday_of(period.last) - monday_of(period.first)) / 7 + 1;
    c.months = month_number(period.last) - month_number(period.first) + 1;
    allocate(&c);
    for (int day = 0; day < c.days; day++)
        fill_day(&c, day);
    c.day_start[c.days] = c.quarters;
    fill_rollups(&c, period);
    *out = c;
}

void calendar_done(struct calendar *calendar)
{
    if (calendar == NULL)
        return;
    free(calendar->date);
    free(calendar->day);
    free(calendar->weekday);
    free(calendar->kind);
    free(calendar->local);
    free(calendar->wall);
    free(calendar->period_day);
    free(calendar->week);
    free(calendar->month);
    free(calendar->hour_of_week);
    free(calendar->week_is_whole);
    free(calendar->month_is_whole);
    free(calendar->day_start);
    *calendar = (struct calendar){ 0 };
}

bool calendar_span_begins(const struct scenario_span *span, bool bank_named,
                          struct calendar_day_kind day)
{
    if (day.is_bank && (span->days >> SCENARIO_BANK & 1))
        return true;
    return !(day.is_bank && bank_named) && (span->days >> day.weekday & 1);
}

/* The span against a local day of the run or the day before the first. */
static bool begins(const struct calendar *c, int day, const struct scenario_span *span,
                   bool bank_named)
{
    const int32_t date = c->first_date + day;
    const int kind = day < 0 ? calendar_kind(date) : c->kind[c->day_start[day]];
    const struct calendar_day_kind of = { calendar_weekday(date),
                                          kind == SCENARIO_BANK };
    return calendar_span_begins(span, bank_named, of);
}

static bool bank_is_named(const struct scenario_hours *hours)
{
    for (int i = 0; i < hours->count; i++)
        if (hours->spans[i].days >> SCENARIO_BANK & 1)
            return true;
    return false;
}

static bool has_date(const struct scenario_window *window, int32_t date)
{
    return !window->has_dates
           || (date >= window->dates.first && date <= window->dates.last);
}

bool calendar_in_window(const struct calendar *calendar, int q,
                        const struct scenario_window *window)
{
    const struct scenario_hours *hours = &window->hours;
    const int32_t date = calendar->date[q];
    if (hours->count == 0)
        return has_date(window, date);
    const bool bank_named = bank_is_named(hours);
    const int minute = calendar->wall[q] * QUARTER_MIN;
    for (int i = 0; i < hours->count; i++) {
        const struct scenario_span *span = &hours->spans[i];
        if (minute >= span->from_min && minute < span->to_min && has_date(window, date)
            && begins(calendar, calendar->day[q], span, bank_named))
            return true;
        if (minute + DAY_MIN >= span->from_min && minute + DAY_MIN < span->to_min
            && has_date(window, date - 1)
            && begins(calendar, calendar->day[q] - 1, span, bank_named))
            return true;
    }
    return false;
}

bool calendar_in_hours(const struct calendar *calendar, int q,
                       const struct scenario_hours *hours)
{
    const struct scenario_window window = { .hours = *hours };
    return calendar_in_window(calendar, q, &window);
}

int calendar_quarter_at(const struct calendar *calendar, int32_t date, int minute)
{
    const int quarter = minute / QUARTER_MIN;
    const int32_t on = date + quarter / CALENDAR_DAY_QUARTERS;
    const int wanted = quarter % CALENDAR_DAY_QUARTERS;
    if (on < calendar->first_date)
        return 0;
    if (on - calendar->first_date >= calendar->days)
        return calendar->quarters;
    const int day = on - calendar->first_date;
    int q = calendar->day_start[day];
    while (q < calendar->day_start[day + 1] && calendar->wall[q] < wanted)
        q++;
    return q;
}

static char *put_date(char *out, const char *before, int32_t date)
{
    const struct calendar_civil civil = calendar_civil(date);
    snprintf(out, CALENDAR_LABEL, "%s%d %s %d", before, civil.day,
             calendar_month_names[civil.month - 1], civil.year);
    return out;
}

char *calendar_date_label(int32_t date, char *out)
{
    char before[8];
    snprintf(before, sizeof before, "%s ",
             calendar_weekday_names[calendar_weekday(date)]);
    return put_date(out, before, date);
}

char *calendar_day_label(const struct calendar *calendar, int period_day, char *out)
{
    return calendar_date_label(calendar->period_first + period_day, out);
}

char *calendar_week_label(const struct calendar *calendar, int week, char *out)
{
    return put_date(out, "week of ", monday_of(calendar->period_first) + 7 * week);
}

char *calendar_month_label(const struct calendar *calendar, int month, char *out)
{
    const int number = month_number(calendar->period_first) + month;
    snprintf(out, CALENDAR_LABEL, "%s %d", calendar_month_names[number % 12],
             number / 12);
    return out;
}

char *calendar_hour_label(int hour_of_week, char *out)
{
    snprintf(out, CALENDAR_LABEL, "%s %02d:00",
             calendar_weekday_names[hour_of_week / 24], hour_of_week % 24);
    return out;
}

char *calendar_quarter_label(const struct calendar *calendar, int q, char *out)
{
    const struct calendar_civil civil = calendar_civil(calendar->date[q]);
    const int64_t utc_s = calendar->start_utc_s + (int64_t) q * CALENDAR_QUARTER_S;
    const int offset_s = calendar_offset_s(utc_s);
    const char *which = "";
    if (offset_s > calendar_offset_s(utc_s + HOUR_S))
        which = " BST";
    else if (offset_s < calendar_offset_s(utc_s - HOUR_S))
        which = " GMT";
    snprintf(out, CALENDAR_LABEL, "%04d-%02d-%02d %02d:%02d%s", civil.year, civil.month,
             civil.day, calendar->local[q] / 4, calendar->local[q] % 4 * QUARTER_MIN,
             which);
    return out;
}
