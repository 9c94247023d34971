#include "model/scenario/text.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "model/scenario/text_parts.h"

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400 };

/* More than a factor of 11 in a year is a slip of the keyboard. */
static const double most_growth = 10.0;

const char *const text_forms[TEXT_KINDS] = {
    [TEXT_NUMBER] = "a number such as 12 or 0.5",
    [TEXT_TIME] = "a time such as \"90 s\", \"5 min\", \"1.5 h\", \"2 days\", "
                  "\"00:05:00\" or plain seconds",
    [TEXT_SHARE] = "a share such as \"12 %\" or 0.12",
    [TEXT_POINTS] = "percentage points such as \"6.8 points\"",
    [TEXT_GROWTH] = "growth a year such as \"8.5 %\" or 0.085",
    [TEXT_DATE] = "a date such as \"2022-01-31\" or \"31/01/2022\"",
    [TEXT_DATES] = "dates such as \"2022\", \"2022-06\", \"2022-06-01\" or "
                   "\"2022-06-01..2022-08-31\"",
    [TEXT_CLOCK] = "a time of day such as \"08:30\"",
    [TEXT_DAYS] =
        "days such as \"Mon\", \"Mon-Fri\", \"Fri,Sat\", \"Bank\" or \"daily\"",
    [TEXT_SPAN] = "days and hours such as \"Mon-Fri 08:00-20:00\" or "
                  "\"Fri,Sat 18:00-03:00\"",
    [TEXT_SHIFT] = "days, hours and people such as \"Mon-Sun 07:00-17:00 13\"",
    [TEXT_ODDS] = "odds such as \"9 of 10\" or \"90 %\"",
};

bool text_number(const char *text, double *out)
{
    double value;
    if (!text_take_number(&text, &value) || !text_at_end(text))
        return false;
    *out = value;
    return true;
}

static bool take_unit(const char **at, double *seconds)
{
    static const struct {
        const char *names[6];
        double seconds;
    } units[] = {
        { { "s", "sec", "secs", "second", "seconds" }, 1.0 },
        { { "m", "min", "mins", "minute", "minutes" }, MINUTE_S },
        { { "h", "hr", "hrs", "hour", "hours" }, HOUR_S },
        { { "d", "day", "days" }, DAY_S },
        { { "week", "weeks" }, 7.0 * DAY_S },
    };
    char word[TEXT_LONGEST_WORD + 1];
    if (!text_take_word(at, word))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        for (size_t j = 0; units[i].names[j] != NULL; j++)
            if (strcmp(units[i].names[j], word) == 0) {
                *seconds = units[i].seconds;
                return true;
            }
    return false;
}

static bool time_with_colons(const char *text, double *out)
{
    enum { MOST_HOUR_DIGITS = 4 };
    int hours, minutes, seconds;
    text = text_past_blanks(text);
    if (!text_take_digits(&text, 1, MOST_HOUR_DIGITS, &hours)
        || !text_take_char(&text, ':') || !text_take_digits(&text, 2, 2, &minutes)
        || !text_take_char(&text, ':') || !text_take_digits(&text, 2, 2, &seconds)
        || !text_at_end(text) || minutes >= 60 || seconds >= 60)
        return false;
    *out = (double) hours * HOUR_S + minutes * MINUTE_S + seconds;
    return true;
}

bool text_time(const char *text, double *out)
{
    if (strchr(text, ':') != NULL)
        return time_with_colons(text, out);
    double total = 0.0;
    if (text_number(text, &total)) {
        if (total < 0.0)
            return false;
        *out = total + 0.0; /* no minus zero */
        return true;
    }
    double above = INFINITY; /* the unit before: they must fall, as in "4 min 10 s" */
    total = 0.0;
    do {
        double number, unit;
        if (!text_take_number(&text, &number) || number < 0.0
            || !take_unit(&text, &unit) || unit >= above)
            return false;
        total += number * unit;
        above = unit;
    } while (!text_at_end(text));
    if (!isfinite(total))
        return false;
    *out = total + 0.0;
    return true;
}

/* A number with a per-cent sign or, up to 1 or down to -1, without. */
static bool share_of_any_size(const char *text, double *out)
{
    double value;
    if (!text_take_number(&text, &value))
        return false;
    text = text_past_blanks(text);
    if (text_take_char(&text, '%'))
        value /= 100.0;
    else if (fabs(value) > 1.0)
        return false;
    if (!text_at_end(text))
        return false;
    *out = value + 0.0;
    return true;
}

bool text_share(const char *text, double *out)
{
    double value;
    if (!share_of_any_size(text, &value) || value < 0.0 || value > 1.0)
        return false;
    *out = value;
    return true;
}

enum text_share_is text_share_number(double number)
{
    if (number >= 0.0 && number <= 1.0)
        return TEXT_IS_SHARE;
    return number > 1.0 && number <= 100.0 ? TEXT_MEANT_PERCENT : TEXT_NO_SHARE;
}

bool text_points(const char *text, double *out)
{
    double value;
    if (!text_take_number(&text, &value))
        return false;
    if (text_take_this_word(&text, "points") || text_take_this_word(&text, "point"))
        value /= 100.0;
    if (!text_at_end(text) || fabs(value) > 1.0)
        return false;
    *out = value + 0.0;
    return true;
}

bool text_growth(const char *text, double *out)
{
    double value;
    if (!share_of_any_size(text, &value) || value <= -1.0 || value > most_growth)
        return false;
    *out = value;
    return true;
}

bool text_odds(const char *text, double *out)
{
    const char *s = text;
    double some, all;
    if (text_take_number(&s, &some)) {
        text_take_this_word(&s, "out");
        if (text_take_this_word(&s, "of")) {
            if (!text_take_number(&s, &all) || !text_at_end(s)
                || !(some > 0.0 && some <= all))
                return false;
            *out = some / all;
            return true;
        }
    }
    if (!text_share(text, &some) || some == 0.0)
        return false;
    *out = some;
    return true;
}

/* Optimal string alignment: the edit distance with swaps of neighbours. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][TEXT_LONGEST_WORD + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    const size_t width = strlen(b);
    for (size_t j = 0; j <= width; j++)
        last[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            const int x = tolower((unsigned char) a[i - 1]);
            const int y = tolower((unsigned char) b[j - 1]);
            size_t best = last[j - 1] + (x != y);
            best = last[j] + 1 < best ? last[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            if (i > 1 && j > 1 && x == tolower((unsigned char) b[j - 2])
                && y == tolower((unsigned char) a[i - 2]) && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
        size_t *const oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[width];
}

const char *text_suggest(const char *word, const char *const *list, size_t count)
{
    const size_t length = strnlen(word, TEXT_LONGEST_WORD + 1);
    if (length < 2 || length > TEXT_LONGEST_WORD)
        return NULL;
    size_t best = length < 6 ? 2 : length / 3 + 1; /* must come below it */
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (list[i] == NULL
            || strnlen(list[i], TEXT_LONGEST_WORD + 1) > TEXT_LONGEST_WORD)
            continue;
        const size_t edits = distance(word, list[i]);
        if (edits < best) {
            best = edits;
            found = list[i];
        }
    }
    return found;
}
