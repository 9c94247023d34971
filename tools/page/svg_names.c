#include "tools/page/svg_names.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "tools/page/svg_parts.h"

static const double gap = 6.0;         /* between two names */
static const double most_room = 150.0; /* of a name, unless its place is wider */

enum pattern { OTHER, WEEK_HOUR, DAY, MONTH, WEEK, CLOCK };

/* What the characters of a pattern stand for: a letter, a digit, themselves.  Behind
 * it there may be a remark in brackets. */
static bool is_like(const char *text, const char *pattern)
{
    for (; *pattern != '\0'; pattern++, text++) {
        const unsigned char c = (unsigned char) *text;
        const bool fits = *pattern == 'a'   ? isalpha(c) != 0
                          : *pattern == '0' ? isdigit(c) != 0
                                            : *text == *pattern;
        if (!fits)
            return false;
    }
    return *text == '\0' || strncmp(text, " (", 2) == 0;
}

static enum pattern pattern_of(const char *const *texts, int count)
{
    static const char *const patterns[] = { "",        "aaa 00:00", "0000-00-00",
                                            "0000-00", "0000-W00",  "00:00" };
    for (int pattern = WEEK_HOUR; pattern <= CLOCK; pattern++) {
        int i = 0;
        while (i < count && is_like(texts[i], patterns[pattern]))
            i++;
        if (i == count)
            return (enum pattern) pattern;
    }
    return OTHER;
}

static const char *month_name(int month)
{
    static const char *const names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    return month >= 1 && month <= 12 ? names[month - 1] : "?";
}

/* The Monday of an ISO week, and for others the day itself or the first of the month.
 */
static struct calendar_civil begin(const char *text, enum pattern pattern)
{
    const int year = atoi(text);
    if (pattern != WEEK)
        return (struct calendar_civil){ year, atoi(text + strlen("2022-")),
                                        pattern == DAY ? atoi(text + strlen("2022-07-"))
                                                       : 1 };
    if (year < 1)
        return (struct calendar_civil){ 0 };
    /* The fourth of January is always in week 1. */
    const int32_t fourth = calendar_date((struct calendar_civil){ year, 1, 4 });
    return calendar_civil(fourth - calendar_weekday(fourth)
                          + 7 * (atoi(text + strlen("2022-W")) - 1));
}

static struct svg_name *add(struct svg_names *names, char *text, double at)
{
    struct svg_name *const name = &names->names[names->count++];
    *name = (struct svg_name){ .text = text, .at = at, .tick = NAN };
    return name;
}

static void put_below(struct svg_names *names, struct svg_name *name, char *text)
{
    name->below = text;
    names->has_below = true;
}

/* One name for each run of places whose texts begin alike: days of a week, months.
 * Names that would lie upon the one before are left out, their ticks stay. */
static void by_group(struct svg_names *names, const char *const *texts, int count,
                     double slot, enum pattern pattern)
{
    const size_t same = pattern == DAY ? strlen("2022-07") : strlen("Mon");
    const char *year = "";
    double free_from = -INFINITY;
    for (int from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && strncmp(texts[from], texts[to], same) == 0;)
            to++;
        char *text = pattern == DAY
                         ? sim_mem_text(month_name(begin(texts[from], DAY).month))
                         : sim_mem_print("%.3s", texts[from]);
        const double at = (from + to) / 2.0, half = svg_text_width(text) / 2.0;
        const bool fits = at * slot - half >= free_from;
        if (fits)
            free_from = at * slot + half + gap;
        else
            text[0] = '\0';
        struct svg_name *const name = add(names, text, at);
        name->tick = from;
        if (pattern == DAY && fits && strncmp(year, texts[from], 4) != 0) {
            year = texts[from];
            put_below(names, name, sim_mem_print("%.4s", year));
        }
    }
    names->room = count * slot;
}

static char *short_name(const char *text, enum pattern pattern)
{
    if (pattern == DAY || pattern == WEEK) {
        const struct calendar_civil civil = begin(text, pattern);
        return sim_mem_print("%d %s", civil.day, month_name(civil.month));
    }
    return sim_mem_text(pattern == MONTH ? month_name(begin(text, MONTH).month) : text);
}

/* The space nearest to the middle of a text: where it is cut in two lines; null: none.
 */
static const char *middle_space(const char *text)
{
    const double half = (double) strlen(text) / 2.0;
    const char *best = NULL;
    for (const char *at = strchr(text, ' '); at != NULL; at = strchr(at + 1, ' '))
        if (best == NULL
            || fabs((double) (at - text) - half) < fabs((double) (best - text) - half))
            best = at;
    return best;
}

/* How wide a name is in two lines. */
static double folded_width(const char *text)
{
    const char *const cut = middle_space(text);
    if (cut == NULL)
        return svg_text_width(text);
    char *const first = sim_mem_print("%.*s", (int) (cut - text), text);
    const double width = fmax(svg_text_width(first), svg_text_width(cut + 1));
    free(first);
    return width;
}

static double widest(const char *const *texts, int count, enum pattern pattern,
                     bool is_folded)
{
    double most = 0.0;
    for (int i = 0; i < count; i++) {
        char *const text = short_name(texts[i], pattern);
        most = fmax(most, is_folded ? folded_width(text) : svg_text_width(text));
        free(text);
    }
    return most;
}

/* Every how many places there is a name: clock times at whole hours that divide a
 * day. */
static int stride_of(const char *const *texts, int count, enum pattern pattern,
                     int least)
{
    if (pattern != CLOCK || count < 2)
        return least;
    int an_hour = 1;
    while (an_hour < count && strcmp(texts[an_hour] + 3, texts[0] + 3) != 0)
        an_hour++;
    static const int hours[] = { 1, 2, 3, 4, 6, 12, 24 };
    for (size_t i = 0; least > 1 && i < sizeof hours / sizeof hours[0]; i++)
        if (hours[i] * an_hour >= least)
            return hours[i] * an_hour;
    return least;
}

static void one_by_one(struct svg_names *names, const char *const *texts, int count,
                       double slot, enum pattern pattern)
{
    const bool may_fold = pattern == OTHER;
    const double flat = widest(texts, count, pattern, false);
    const bool is_folded = may_fold && flat + gap > slot;
    const double width = is_folded ? widest(texts, count, pattern, true) : flat;
    const int least = (int) fmax(ceil((fmin(width, most_room) + gap) / slot), 1.0);
    const int stride = stride_of(texts, count, pattern, least);
    int year = 0;
    names->room = fmax(stride * slot - gap, 0.0);
    for (int i = 0; i < count; i += stride) {
        struct svg_name *const name =
            add(names, short_name(texts[i], pattern), i + 0.5);
        const char *const cut = is_folded ? middle_space(name->text) : NULL;
        if (cut != NULL) {
            put_below(names, name, sim_mem_text(cut + 1));
            name->text[cut - name->text] = '\0';
        }
        const bool is_dated = pattern == DAY || pattern == WEEK || pattern == MONTH;
        if (is_dated && begin(texts[i], pattern).year != year) {
            year = begin(texts[i], pattern).year;
            put_below(names, name, sim_mem_print("%04d", year));
        }
    }
}

struct svg_names svg_names_of(const char *const *texts, int count, double slot)
{
    struct svg_names names = { .names =
                                   sim_mem_array((size_t) count, sizeof *names.names) };
    if (count == 0)
        return names;
    const enum pattern pattern = pattern_of(texts, count);
    static const int many[] = { [WEEK_HOUR] = 48, [DAY] = 62, [CLOCK] = 0 };
    if ((pattern == WEEK_HOUR || pattern == DAY) && count > many[pattern])
        by_group(&names, texts, count, slot, pattern);
    else
        one_by_one(&names, texts, count, slot, pattern);
    return names;
}

void svg_names_done(struct svg_names *names)
{
    for (int i = 0; i < names->count; i++) {
        free(names->names[i].text);
        free(names->names[i].below);
    }
    free(names->names);
    *names = (struct svg_names){ 0 };
}
