#include "model/demand/holiday.h"

#include <stddef.h>

#include "model/demand/calendar.h"

enum {
    JAN = 1,
    MAY = 5,
    JUN = 6,
    AUG = 8,
    SEP = 9,
    APR = 4,
    DEC = 12,
    MONDAY = 0,
    SATURDAY = 5
};

/* Days that a proclamation added, moved or took away.  An empty name: the ordinary
 * holiday of this date was moved away. */
static const struct {
    struct calendar_civil day;
    const char *name;
} proclaimed[] = {
    { { 2002, JUN, 3 }, "Golden Jubilee" },
    { { 2002, JUN, 4 }, "Spring bank holiday" },
    { { 2002, MAY, 27 }, NULL },
    { { 2011, APR, 29 }, "Royal wedding" },
    { { 2012, JUN, 4 }, "Spring bank holiday" },
    { { 2012, JUN, 5 }, "Diamond Jubilee" },
    { { 2012, MAY, 28 }, NULL },
    { { 2020, MAY, 8 }, "Early May bank holiday (VE day)" },
    { { 2020, MAY, 4 }, NULL },
    { { 2022, JUN, 2 }, "Spring bank holiday" },
    { { 2022, JUN, 3 }, "Platinum Jubilee" },
    { { 2022, MAY, 30 }, NULL },
    { { 2022, SEP, 19 }, "State funeral of Queen Elizabeth II" },
    { { 2023, MAY, 8 }, "Coronation of King Charles III" },
};

int32_t holiday_easter(int year)
{
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4, k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return calendar_date((struct calendar_civil){ year, n / 31, n % 31 + 1 });
}

/* The Monday on or after a date; with the day of the month at 1, the first of a month,
 * with seven days left in it, the last. */
static int32_t monday_from(struct calendar_civil civil)
{
    const int32_t date = calendar_date(civil);
    return date + (7 - calendar_weekday(date)) % 7;
}

/* New Year, Christmas and Boxing Day, with their substitutes: a holiday on a weekend
 * moves to the next weekday that is not a holiday already. */
static const char *fixed_holiday(int32_t date, struct calendar_civil civil)
{
    const int weekday = calendar_weekday(date);
    if (weekday >= SATURDAY)
        return NULL;
    if (civil.month == JAN) {
        const bool moved = weekday == MONDAY && (civil.day == 2 || civil.day == 3);
        return civil.day == 1 || moved ? "New Year's Day" : NULL;
    }
    if (civil.month != DEC || civil.day < 25 || civil.day > 28)
        return NULL;
    const int christmas = calendar_weekday(date - (civil.day - 25));
    switch (civil.day) {
    case 25:
        return "Christmas Day";
    case 26:
        return "Boxing Day";
    case 27: /* Christmas was on Saturday or Sunday */
        return christmas >= SATURDAY ? "Christmas Day (substitute)" : NULL;
    default: /* the 28th: Boxing Day was on Saturday, or on Sunday after Christmas */
        return christmas == SATURDAY || christmas == SATURDAY - 1
                   ? "Boxing Day (substitute)"
                   : NULL;
    }
}

const char *holiday_name(int32_t date)
{
    const struct calendar_civil civil = calendar_civil(date);
    for (size_t i = 0; i < sizeof proclaimed / sizeof proclaimed[0]; i++)
        if (date == calendar_date(proclaimed[i].day))
            return proclaimed[i].name;
    if (civil.month == JAN || civil.month == DEC)
        return fixed_holiday(date, civil);
    if (civil.month == MAY
        && date == monday_from((struct calendar_civil){ civil.year, MAY, 1 }))
        return "Early May bank holiday";
    if (civil.month == MAY
        && date == monday_from((struct calendar_civil){ civil.year, MAY, 25 }))
        return "Spring bank holiday";
    if (civil.month == AUG
        && date == monday_from((struct calendar_civil){ civil.year, AUG, 25 }))
        return "Summer bank holiday";
    const int32_t after_easter = date - holiday_easter(civil.year);
    if (after_easter == -2)
        return "Good Friday";
    return after_easter == 1 ? "Easter Monday" : NULL;
}
