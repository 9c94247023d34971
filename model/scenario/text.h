/* The small texts that users type in scenarios, on the command line and in tables:
 * times, shares, dates, hours of the week.  Texts are UTF-8 and end at their NUL;
 * blanks around a text and between its parts do not matter, nor does the case of words.
 * Decimals have a point, whatever the locale.
 *
 * Every reader fills *out and returns true (TEXT_OK), or returns false (the reason) and
 * leaves *out alone; the caller knows the object and words the complaint, for which
 * text_forms says what would have been accepted.  All take time linear in the text. */
#ifndef MODEL_SCENARIO_TEXT_H
#define MODEL_SCENARIO_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/scenario/scenario.h"

/* What a text was meant to be: the index of text_forms. */
enum text_kind {
    TEXT_NUMBER,
    TEXT_TIME,
    TEXT_SHARE,
    TEXT_POINTS,
    TEXT_GROWTH,
    TEXT_DATE,
    TEXT_DATES,
    TEXT_CLOCK,
    TEXT_DAYS,
    TEXT_SPAN,
    TEXT_SHIFT,
    TEXT_ODDS,
    TEXT_KINDS
};

/* What is accepted, to follow "must be": `a time such as "90 s", ...`. */
extern const char *const text_forms[TEXT_KINDS];

/* A plain finite decimal number, with an exponent or without: "1.5", "-3", "1e6".  No
 * infinity, no NaN, no hexadecimal. */
bool text_number(const char *text, double *out);

/* A duration in seconds, finite and >= 0: "90 s", "5 min", "1.5 h", "2 days",
 * "4 min 10 s", "00:05:00" (hours:minutes:seconds) or plain seconds.  "08:30" is
 * refused: it is a time of day, or else nobody can tell whether it has hours or
 * seconds. */
bool text_time(const char *text, double *out);

/* A share 0..1: "12 %", "12%" or "0.12".  A text above 1 without its sign is refused.
 */
bool text_share(const char *text, double *out);

/* What a bare number is as a share. */
enum text_share_is {
    TEXT_IS_SHARE,      /* 0..1 */
    TEXT_MEANT_PERCENT, /* above 1 up to 100: ask "did you mean 12 %?" */
    TEXT_NO_SHARE       /* anything else, NaN too */
};
enum text_share_is text_share_number(double number);

/* A difference of shares, -1..1: "6.8 points" is 0.068; "1 point" and "0.068" too. */
bool text_points(const char *text, double *out);

/* Growth a year, above -1: "8.5 %", "-3 %", "0.085".  A bare number above 1 is refused,
 * "150 %" is not. */
bool text_growth(const char *text, double *out);

/* A day as days since 1970-01-01, of the years 1900 to 2199: "2022-01-31" or
 * "31/01/2022".  Never mm/dd; a year of two digits is refused. */
bool text_date(const char *text, int32_t *out);

/* Days, both ends included: "2022", "2022-06", one date, or "first..last" of any two of
 * these.  The last may not come before the first. */
bool text_dates(const char *text, struct scenario_dates *out);

/* A time of day as minutes after midnight, 0..1440: "08:30", "8:30", "08:30:00",
 * "24:00". */
bool text_clock(const char *text, int *out);

/* Kinds of day as bits (see scenario_span.days): "Mon", "Mon-Fri", "Fri,Sat",
 * "Sat-Mon", "Bank", "daily" (all seven weekdays), long names too. */
bool text_days(const char *text, unsigned *out);

/* The month's index 0..11 from "Jan" or "January". */
bool text_month(const char *text, int *out);

enum text_span_status {
    TEXT_OK,
    TEXT_SPAN_MALFORMED,
    TEXT_SPAN_NOT_QUARTER, /* a time off the quarter hour */
    TEXT_SPAN_EMPTY,       /* starts and ends at the same time of day */
    TEXT_SPAN_PEOPLE,      /* text_shift: no whole number of people at the end */
    TEXT_SPAN_STATUSES
};

/* The rule that was broken, to follow the object's name and "must". */
extern const char *const text_span_rules[TEXT_SPAN_STATUSES];

/* Hours of the week: "Mon-Fri 08:00-20:00", "Fri,Sat 18:00-03:00" (past midnight),
 * "Bank 10:00-16:00", "daily 07:00-23:00"; days alone are whole days. */
enum text_span_status text_span(const char *text, struct scenario_span *out);

/* The same from minutes of the day already read, for tables with two columns; an end at
 * or before the start is on the next day.  Leaves out->days alone. */
enum text_span_status text_span_minutes(int from_min, int to_min,
                                        struct scenario_span *out);

/* A span and a number of people, 0..SCENARIO_MOST_PEOPLE: "Mon-Sun 07:00-17:00 13".
 * The two are filled together or not at all. */
enum text_span_status text_shift(const char *text, struct scenario_span *out,
                                 int *people);

/* A span and any number: "Mon-Sun 20:00-06:00 1.2". */
enum text_span_status text_level(const char *text, struct scenario_span *out,
                                 double *value);

/* How sure a target must be, above 0 and at most 1: "9 of 10", "90 %", "0.9". */
bool text_odds(const char *text, double *out);

/* The entry of `list` that `word` is most likely a slip of, or null: the smallest
 * number of letters added, dropped, changed or swapped with a neighbour, at most a
 * third of the word.  Ties go to the first.  Entries may be null.  O(word x entry) for
 * each, with words of up to 64 bytes; longer ones suggest nothing. */
const char *text_suggest(const char *word, const char *const *list, size_t count);

#endif
