/* The readers of text.h for dates, times of day and hours of the week. */
#include <string.h>

#include "model/demand/calendar.h"
#include "model/scenario/text.h"
#include "model/scenario/text_parts.h"

enum { QUARTER_MIN = 15, DAY_MIN = 1440 };
enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

const char *const text_span_rules[TEXT_SPAN_STATUSES] = {
    [TEXT_OK] = "be right",
    [TEXT_SPAN_MALFORMED] = "be days and hours such as \"Mon-Fri 08:00-20:00\"",
    [TEXT_SPAN_NOT_QUARTER] = "begin and end on a quarter hour, such as 08:15",
    [TEXT_SPAN_EMPTY] =
        "not begin and end at the same time (a whole day is 00:00-24:00)",
    [TEXT_SPAN_PEOPLE] =
        "end in a whole number of people, such as \"Mon-Fri 08:00-18:00 13\"",
};

static bool is_date(int year, int month, int day)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12
           && day >= 1 && day <= calendar_month_days(year, month);
}

/* A year, a month or a day, as the range of days that it is. */
static bool take_dates(const char **at, struct scenario_dates *out)
{
    int year, month = 0, day = 0;
    *at = text_past_blanks(*at);
    if (text_digits_at(*at) <= 2) {
        if (!text_take_digits(at, 1, 2, &day) || !text_take_char(at, '/')
            || !text_take_digits(at, 1, 2, &month) || !text_take_char(at, '/')
            || !text_take_digits(at, 4, 4, &year) || month == 0 || day == 0)
            return false;
    } else if (!text_take_digits(at, 4, 4, &year)
               || (text_take_char(at, '-')
                   && (!text_take_digits(at, 2, 2, &month) || month == 0
                       || (text_take_char(at, '-')
                           && (!text_take_digits(at, 2, 2, &day) || day == 0))))) {
        return false;
    }
    const int first_month = month == 0 ? 1 : month, first_day = day == 0 ? 1 : day;
    if (!is_date(year, first_month, first_day))
        return false;
    const int last_month = month == 0 ? 12 : month;
    out->first = calendar_date((struct calendar_civil){ year, first_month, first_day });
    const int last_day = day == 0 ? calendar_month_days(year, last_month) : day;
    out->last = calendar_date((struct calendar_civil){ year, last_month, last_day });
    return true;
}

bool text_date(const char *text, int32_t *out)
{
    struct scenario_dates dates;
    if (!take_dates(&text, &dates) || dates.first != dates.last || !text_at_end(text))
        return false;
    *out = dates.first;
    return true;
}

bool text_dates(const char *text, struct scenario_dates *out)
{
    struct scenario_dates dates;
    if (!take_dates(&text, &dates))
        return false;
    text = text_past_blanks(text);
    if (text_take_char(&text, '.')) {
        struct scenario_dates end;
        if (!text_take_char(&text, '.') || !take_dates(&text, &end)
            || end.last < dates.first)
            return false;
        dates.last = end.last;
    }
    if (!text_at_end(text))
        return false;
    *out = dates;
    return true;
}

static bool take_clock(const char **at, int *out)
{
    int hours, minutes, seconds = 0;
    *at = text_past_blanks(*at);
    if (!text_take_digits(at, 1, 2, &hours) || !text_take_char(at, ':')
        || !text_take_digits(at, 2, 2, &minutes)
        || (text_take_char(at, ':') && !text_take_digits(at, 2, 2, &seconds)))
        return false;
    if (minutes >= 60 || seconds != 0 || hours * 60 + minutes > DAY_MIN)
        return false;
    *out = hours * 60 + minutes;
    return true;
}

bool text_clock(const char *text, int *out)
{
    int minutes;
    if (!take_clock(&text, &minutes) || !text_at_end(text))
        return false;
    *out = minutes;
    return true;
}

/* The index of the name that begins with `word`, of three letters or more, or -1. */
static int short_or_long(const char *word, const char *const *names, int count)
{
    const size_t length = strlen(word);
    for (int i = 0; length >= 3 && i < count; i++)
        if (strncmp(names[i], word, length) == 0)
            return i;
    return -1;
}

static int weekday(const char *word)
{
    static const char *const names[7] = { "monday", "tuesday",  "wednesday", "thursday",
                                          "friday", "saturday", "sunday" };
    return strcmp(word, "weds") == 0 ? 2 : short_or_long(word, names, 7);
}

static bool take_days_item(const char **at, unsigned *bits)
{
    char word[TEXT_LONGEST_WORD + 1];
    if (!text_take_word(at, word))
        return false;
    if (strcmp(word, "daily") == 0) {
        *bits |= SCENARIO_WEEK;
        return true;
    }
    if (strcmp(word, "bank") == 0) {
        if (!text_take_this_word(at, "holiday"))
            text_take_this_word(at, "holidays");
        *bits |= 1u << SCENARIO_BANK;
        return true;
    }
    const int first = weekday(word);
    int last = first;
    if (text_take_dash(at))
        last = text_take_word(at, word) ? weekday(word) : -1;
    if (first < 0 || last < 0)
        return false;
    for (int day = first;; day = (day + 1) % 7) {
        *bits |= 1u << day;
        if (day == last)
            return true;
    }
}

static bool take_days(const char **at, unsigned *out)
{
    unsigned bits = 0;
    do {
        if (!take_days_item(at, &bits))
            return false;
        *at = text_past_blanks(*at);
    } while (text_take_char(at, ','));
    *out = bits;
    return true;
}

bool text_days(const char *text, unsigned *out)
{
    unsigned bits;
    if (!take_days(&text, &bits) || !text_at_end(text))
        return false;
    *out = bits;
    return true;
}

bool text_month(const char *text, int *out)
{
    static const char *const names[12] = { "january", "february", "march",
                                           "april",   "may",      "june",
                                           "july",    "august",   "september",
                                           "october", "november", "december" };
    char word[TEXT_LONGEST_WORD + 1];
    if (!text_take_word(&text, word) || !text_at_end(text))
        return false;
    const int month = short_or_long(word, names, 12);
    if (month < 0)
        return false;
    *out = month;
    return true;
}

enum text_span_status text_span_minutes(int from_min, int to_min,
                                        struct scenario_span *out)
{
    if (from_min < 0 || from_min >= DAY_MIN || to_min < 0 || to_min > DAY_MIN)
        return TEXT_SPAN_MALFORMED;
    if (from_min % QUARTER_MIN != 0 || to_min % QUARTER_MIN != 0)
        return TEXT_SPAN_NOT_QUARTER;
    if (from_min == to_min)
        return TEXT_SPAN_EMPTY;
    out->from_min = from_min;
    out->to_min = to_min > from_min ? to_min : to_min + DAY_MIN;
    return TEXT_OK;
}

static enum text_span_status take_span(const char **at, struct scenario_span *out)
{
    struct scenario_span span = { .from_min = 0, .to_min = DAY_MIN };
    if (!take_days(at, &span.days))
        return TEXT_SPAN_MALFORMED;
    const char *s = text_past_blanks(*at);
    const size_t digits = text_digits_at(s);
    if (digits > 0 && s[digits] == ':') {
        int from_min, to_min;
        if (!take_clock(&s, &from_min) || !text_take_dash(&s)
            || !take_clock(&s, &to_min))
            return TEXT_SPAN_MALFORMED;
        const enum text_span_status status = text_span_minutes(from_min, to_min, &span);
        if (status != TEXT_OK)
            return status;
        *at = s;
    }
    *out = span;
    return TEXT_OK;
}

enum text_span_status text_span(const char *text, struct scenario_span *out)
{
    struct scenario_span span;
    const enum text_span_status status = take_span(&text, &span);
    if (status != TEXT_OK)
        return status;
    if (!text_at_end(text))
        return TEXT_SPAN_MALFORMED;
    *out = span;
    return TEXT_OK;
}

enum text_span_status text_shift(const char *text, struct scenario_span *out,
                                 int *people)
{
    enum { MOST_DIGITS = 9 };
    struct scenario_span span;
    const enum text_span_status status = take_span(&text, &span);
    if (status != TEXT_OK)
        return status;
    const char *s = text_past_blanks(text);
    int count;
    if (!text_take_digits(&s, 1, MOST_DIGITS, &count) || !text_at_end(s)
        || count > SCENARIO_MOST_PEOPLE)
        return TEXT_SPAN_PEOPLE;
    *out = span;
    *people = count;
    return TEXT_OK;
}

enum text_span_status text_level(const char *text, struct scenario_span *out,
                                 double *value)
{
    struct scenario_span span;
    double number;
    const enum text_span_status status = take_span(&text, &span);
    if (status != TEXT_OK)
        return status;
    if (!text_take_number(&text, &number) || !text_at_end(text))
        return TEXT_SPAN_PEOPLE;
    *out = span;
    *value = number;
    return TEXT_OK;
}
