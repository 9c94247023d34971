#include "tools/check_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"

enum { MINUTE_S = 60, HOUR_MIN = 60, DAY_MIN = 1440, GROUP = 3 };

char *check_words_number(double value, int decimals)
{
    char *plain = sim_mem_print("%.*f", decimals, value);
    const size_t length = strlen(plain);
    const size_t whole = strcspn(plain, "."), sign = plain[0] == '-';
    char *out = sim_mem_array(length + whole / GROUP + 1, 1), *to = out;
    for (size_t i = 0; i < length; i++) {
        if (i > sign && i < whole && (whole - i) % GROUP == 0)
            *to++ = ',';
        *to++ = plain[i];
    }
    free(plain);
    return out;
}

char *check_words_time(double seconds)
{
    if (seconds < 2.0 * MINUTE_S)
        return sim_mem_print("%.3g s", seconds);
    const long whole = lround(seconds), minutes = whole / MINUTE_S;
    if (minutes >= 2 * HOUR_MIN)
        return minutes % HOUR_MIN == 0
                   ? sim_mem_print("%ld h", minutes / HOUR_MIN)
                   : sim_mem_print("%ld h %ld min", minutes / HOUR_MIN,
                                   minutes % HOUR_MIN);
    return whole % MINUTE_S == 0
               ? sim_mem_print("%ld min", minutes)
               : sim_mem_print("%ld min %ld s", minutes, whole % MINUTE_S);
}

char *check_words_join(char *list, const char *between, const char *more)
{
    if (list == NULL)
        return sim_mem_text(more);
    char *const out = sim_mem_print("%s%s%s", list, between, more);
    free(list);
    return out;
}

/* "Mon-Fri,Sun,Bank" */
static char *days_words(unsigned days)
{
    char *out = NULL;
    for (int day = 0; day <= SCENARIO_SUN; day++) {
        if (!(days >> day & 1))
            continue;
        int last = day;
        while (last < SCENARIO_SUN && (days >> (last + 1) & 1))
            last++;
        out = check_words_join(out, ",", calendar_weekday_names[day]);
        if (last > day)
            out = check_words_join(out, last > day + 1 ? "-" : ",",
                                   calendar_weekday_names[last]);
        day = last;
    }
    if (days >> SCENARIO_BANK & 1)
        out = check_words_join(out, ",", "Bank");
    return out == NULL ? sim_mem_text("never") : out;
}

char *check_words_hours(const struct scenario_hours *hours)
{
    char *out = NULL;
    for (int i = 0; i < hours->count; i++) {
        const struct scenario_span *span = &hours->spans[i];
        const int to_min =
            span->to_min > DAY_MIN ? span->to_min - DAY_MIN : span->to_min;
        char *const days = days_words(span->days);
        char *const one = sim_mem_print(
            "%s %02d:%02d-%02d:%02d", days, span->from_min / HOUR_MIN,
            span->from_min % HOUR_MIN, to_min / HOUR_MIN, to_min % HOUR_MIN);
        out = check_words_join(out, ", ", one);
        free(days);
        free(one);
    }
    return out == NULL ? sim_mem_text("always") : out;
}

static bool begins_character(char byte)
{
    return ((unsigned char) byte & 0xC0) != 0x80;
}

int check_words_width(const char *text)
{
    int width = 0;
    for (; *text != '\0'; text++)
        width += begins_character(*text);
    return width;
}

char *check_words_fold(const char *text, int indent, int width)
{
    char *out = NULL, *line = NULL;
    char *const words = sim_mem_text(text), *rest = words;
    for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " ")) {
        if (line != NULL
            && check_words_width(line) + 1 + check_words_width(word) > width) {
            char *const next =
                sim_mem_print("%s%s\n%*s", out == NULL ? "" : out, line, indent, "");
            free(out);
            free(line);
            out = next;
            line = NULL;
        }
        line = check_words_join(line, " ", word);
    }
    out = check_words_join(out, "", line == NULL ? "" : line);
    free(line);
    free(words);
    return out;
}
