/* Civil time in the United Kingdom, and the calendar of one run in flat arrays by
 * quarter hour.
 *
 * Time inside is UTC seconds.  Summer time by its rule (since 1996): from the last
 * Sunday of March to the last Sunday of October, both at 01:00 UTC.  No time-zone file,
 * no libc, no clock.  Dates are days since 1970-01-01, weekdays 0 (Monday) to 6.
 *
 * Quarter q covers the times [900 q, 900 (q + 1)) of the run, in seconds since its
 * start, whatever the civil clock does, so that floor(t / 900) finds it.  A local day
 * has 92, 96 or 100 of them. */
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/scenario/scenario.h"

enum {
    CALENDAR_QUARTER_S = 900,
    CALENDAR_DAY_QUARTERS = 96, /* of a day without a clock change */
    CALENDAR_WEEK_HOURS = 168,
    CALENDAR_RUN_ON_DAYS = 7, /* after the period, for those who are still there */
    CALENDAR_LABEL = 40       /* bytes that hold any label */
};

struct calendar_civil {
    int year, month, day; /* month 1..12, day 1..31 */
};

/* Any date from the year 1 to 9999.  An impossible day (31 April) runs on into the next
 * month. */
int32_t calendar_date(struct calendar_civil civil);
struct calendar_civil calendar_civil(int32_t date);
int calendar_month_days(int year, int month);
int calendar_weekday(int32_t date);

/* Weekday 0..6, or SCENARIO_BANK on a bank holiday. */
int calendar_kind(int32_t date);

/* Seconds that the local clock is ahead of UTC: 0 or 3600. */
int calendar_offset_s(int64_t utc_s);

/* UTC seconds since 1970 at which this local day begins. */
int64_t calendar_midnight_utc_s(int32_t date);

/* The calendar of one run: warm-up, the period (counted), and the run-on. */
struct calendar {
    int64_t start_utc_s; /* of quarter 0, since 1970 */
    int quarters;
    int from, to;       /* the counted quarters are from <= q < to */
    int days;           /* local days touched, the first and last perhaps in part */
    int32_t first_date; /* of local day 0 */

    /* Owned, by quarter. */
    int32_t *date;
    int16_t *day;     /* local day, 0 .. days - 1: date - first_date */
    uint8_t *weekday; /* 0..6 */
    uint8_t *kind;    /* 0..7: weekday or SCENARIO_BANK, index into a profile */
    uint8_t *local; /* quarter of the local day by the clock, 0..95; four come twice on
                       a day of 100, four are missing from a day of 92 */
    uint8_t *wall;  /* as local, except that it stays at 7 while the hour from 01:00
                       comes again: times of opening hours and shifts are compared
                       with this, so that each begins and ends once */

    /* Owned, by quarter: where a counted quarter is tallied; -1 when not counted. */
    int16_t *period_day;   /* 0 .. period_days - 1 */
    int16_t *week;         /* Monday to Sunday, 0 .. weeks - 1 */
    int16_t *month;        /* 0 .. months - 1 */
    int16_t *hour_of_week; /* 0 .. 167, local, Monday 00:00 is 0 */

    int period_days, weeks, months;
    int32_t period_first; /* date of period day 0 */
    bool *week_is_whole;  /* owned: all seven days are in the period */
    bool *month_is_whole; /* owned */
    int hour_quarters[CALENDAR_WEEK_HOURS]; /* counted quarters of each hour of week */
    int *day_start; /* owned: first quarter of each local day, then `quarters` */
};

/* Quarter 0 begins warm_up_s (whole hours, >= 0) before local midnight of period.first;
 * CALENDAR_RUN_ON_DAYS follow after period.last.  The period must not be empty and may
 * be at most 80 years long with the warm-up.  O(quarters). */
void calendar_init(struct calendar *out, struct scenario_dates period,
                   double warm_up_s);
void calendar_done(struct calendar *calendar);

/* Whether quarter q lies in these hours.  A span that passes midnight belongs to the
 * day on which it begins.  On a bank holiday only spans that name bank holidays count,
 * if any of the list does; else its weekday does.  An empty list is always open.
 * O(spans). */
bool calendar_in_hours(const struct calendar *calendar, int q,
                       const struct scenario_hours *hours);

/* The same for a window: the date on which the span begins must be in its dates. */
bool calendar_in_window(const struct calendar *calendar, int q,
                        const struct scenario_window *window);

/* Whether a span begins on a day of this weekday (0..6) that is or is not a bank
 * holiday. bank_named: some span of its list names bank holidays. */
struct calendar_day_kind {
    int weekday;
    bool is_bank;
};
bool calendar_span_begins(const struct scenario_span *span, bool bank_named,
                          struct calendar_day_kind day);

/* First quarter of the run that is at or after this local time; minutes, a multiple of
 * 15, may pass 1440.  A time that the clock skips is the moment it skips, a time that
 * comes twice is the first.  Never below 0, at most `quarters`. */
int calendar_quarter_at(const struct calendar *calendar, int32_t date, int minute);

/* Labels, written to out[CALENDAR_LABEL]; return out.  In the hour that comes twice
 * "BST" or "GMT" tells which. */
char *calendar_quarter_label(const struct calendar *calendar, int q,
                             char *out);            /* 2022-06-14 10:15 */
char *calendar_date_label(int32_t date, char *out); /* Tue 14 Jun 2022 */
char *calendar_day_label(const struct calendar *calendar, int period_day,
                         char *out); /* Tue 14 Jun 2022 */
char *calendar_week_label(const struct calendar *calendar, int week,
                          char *out); /* week of 13 Jun 2022 */
char *calendar_month_label(const struct calendar *calendar, int month,
                           char *out);                  /* Jun 2022 */
char *calendar_hour_label(int hour_of_week, char *out); /* Tue 10:00 */

extern const char *const calendar_weekday_names[7]; /* Mon .. Sun */
extern const char *const calendar_month_names[12];  /* Jan .. Dec */

#endif
