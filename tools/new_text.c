#include "tools/new_text.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/scenario/text.h"
#include "sim/mem.h"
#include "tools/utf8.h"

enum { LONGEST_FILE = 40, DAY_MIN = 1440, MINUTE_S = 60, HOUR_S = 3600 };

static const double weeks_a_year = 365.25 / 7.0;

bool new_text_is_yes(const char *text)
{
    return strcasecmp(text, "yes") == 0 || strcasecmp(text, "y") == 0;
}

bool new_text_is_no(const char *text)
{
    return strcasecmp(text, "no") == 0 || strcasecmp(text, "n") == 0
           || strcasecmp(text, "none") == 0;
}

/* A number with or without marks between its thousands; moves behind it. */
static bool take_number(const char **text, double *out)
{
    char plain[32];
    size_t length = 0;
    const char *s = *text;
    for (; isdigit((unsigned char) *s) || *s == '.' || *s == ','; s++) {
        const bool is_mark =
            *s == ',' && isdigit((unsigned char) s[1]) && isdigit((unsigned char) s[2])
            && isdigit((unsigned char) s[3]) && !isdigit((unsigned char) s[4]);
        if (is_mark)
            continue;
        if (*s == ',' || length + 1 >= sizeof plain)
            return false;
        plain[length++] = *s;
    }
    plain[length] = '\0';
    if (!text_number(plain, out))
        return false;
    *text = s + strspn(s, " ");
    return true;
}

/* Passes over one of these words, or none. */
static const char *past(const char *text, const char *const *words)
{
    for (; *words != NULL; words++) {
        const size_t length = strlen(*words);
        if (strncasecmp(text, *words, length) == 0)
            return text + length + strspn(text + length, " ");
    }
    return text;
}

bool new_text_volume(const char *text, int days, double *a_year)
{
    static const char *const nouns[] = { "calls", "call", NULL };
    static const char *const per[] = { "a ",     "per ", "in a ", "each ",
                                       "every ", "/",    NULL };
    const struct {
        const char *word, *also;
        double times;
    } spans[] = { { "year", "yearly", 1.0 },
                  { "month", "monthly", 12.0 },
                  { "week", "weekly", days / 7.0 },
                  { "day", "daily", days } };
    double number;
    if (!take_number(&text, &number))
        return false;
    text = past(past(text, nouns), per);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        if (strcasecmp(text, spans[i].word) == 0
            || strcasecmp(text, spans[i].also) == 0) {
            *a_year = round(number * spans[i].times);
            return true;
        }
    return false;
}

/* The two parts about the first of these marks; the second is null without one.  Both
 * are in one piece of fresh memory, the first. */
static char *parted(const char *text, const char *const *marks, char **second)
{
    char *const first = sim_mem_text(text);
    *second = NULL;
    for (; *marks != NULL && *second == NULL; marks++) {
        char *const mark = strcasestr(first, *marks);
        if (mark == NULL)
            continue;
        *mark = '\0';
        *second = mark + strlen(*marks);
    }
    return first;
}

static const char *const pair_marks[] = { "+", ",", " and ", NULL };

bool new_text_time(const char *text, struct new_time *out)
{
    struct new_time time = { 0 };
    char *second, *const first = parted(text, pair_marks, &second);
    const bool good = text_time(first, &time.talk_s) && time.talk_s >= 1.0
                      && (second == NULL || text_time(second, &time.wrap_up_s))
                      && time.talk_s + time.wrap_up_s <= 4.0 * HOUR_S;
    free(first);
    if (good)
        *out = time;
    return good;
}

/* ---- people ---- */

static char *add_shift(struct new_people *people, const char *text)
{
    struct new_shift shift = { 0 };
    text += strspn(text, " ");
    const enum text_span_status status = text_shift(text, &shift.span, &shift.people);
    if (status != TEXT_OK)
        return sim_mem_print("\"%s\" must %s", text, text_span_rules[status]);
    size_t capacity = (size_t) people->count;
    people->shifts = sim_mem_grow(people->shifts, &capacity, (size_t) people->count + 1,
                                  sizeof *people->shifts);
    shift.text = sim_mem_text(text);
    people->shifts[people->count++] = shift;
    return NULL;
}

void new_text_people_done(struct new_people *people)
{
    for (int i = 0; i < people->count; i++)
        free(people->shifts[i].text);
    free(people->shifts);
    *people = (struct new_people){ 0 };
}

static char *take_shifts(const char *text, struct new_people *people)
{
    char *const copy = sim_mem_text(text), *rest = copy, *why = NULL;
    while (rest != NULL && why == NULL) {
        char *const one = strsep(&rest, ";");
        if (one[strspn(one, " ")] != '\0')
            why = add_shift(people, one);
    }
    free(copy);
    return why;
}

/* People in four shifts: a night, an early and a late one with seven tenths of the way
 * to the most, and what is missing at the busiest hours. */
static char *make_shifts(int busiest, int quietest, struct new_people *people)
{
    const int daily = quietest + (int) ceil(0.7 * (busiest - quietest));
    const struct {
        const char *hours;
        int people;
    } shifts[] = { { "Mon-Sun 23:00-07:00", quietest },
                   { "Mon-Sun 07:00-15:00", daily },
                   { "Mon-Sun 15:00-23:00", daily },
                   { "Mon-Sun 09:00-19:00", busiest - daily } };
    char *why = NULL;
    for (size_t i = 0; i < sizeof shifts / sizeof *shifts && why == NULL; i++) {
        if (shifts[i].people == 0)
            continue;
        char *const text = sim_mem_print("%s %d", shifts[i].hours, shifts[i].people);
        why = add_shift(people, text);
        free(text);
    }
    return why;
}

/* A whole number of people and nothing else. */
static bool whole(const char *text, int *out)
{
    double number;
    if (!text_number(text, &number) || !(number >= 0.0) || number > SCENARIO_MOST_PEOPLE
        || number != floor(number))
        return false;
    *out = (int) number;
    return true;
}

static char *take_two(const char *text, struct new_people *people)
{
    int busiest = 0, quietest = 0;
    char *second, *const first = parted(text, pair_marks, &second);
    const bool good =
        whole(first, &busiest) && whole(second == NULL ? first : second, &quietest);
    free(first);
    if (!good)
        return sim_mem_print("two whole numbers of people up to %d were expected",
                             SCENARIO_MOST_PEOPLE);
    if (busiest == 0)
        return sim_mem_text("somebody must be there at the busiest time");
    if (quietest > busiest)
        return sim_mem_print("the busiest time comes first, and %d is less than %d",
                             busiest, quietest);
    return make_shifts(busiest, quietest, people);
}

char *new_text_people(const char *text, struct new_people *out)
{
    struct new_people people = { 0 };
    char *const why = strchr(text, ':') != NULL ? take_shifts(text, &people)
                                                : take_two(text, &people);
    if (why != NULL)
        new_text_people_done(&people);
    else
        *out = people;
    return why;
}

/* ---- targets and cost ---- */

bool new_text_target(const char *text, struct new_target *out)
{
    static const char *const marks[] = { " within ", " in ", NULL };
    static const char *const least[] = { "at least ", "at most ", NULL };
    struct new_target target = { 0 };
    char *second, *const first = parted(past(text, least), marks, &second);
    bool good;
    if (second != NULL) {
        good = text_share(first, &target.share) && text_time(second, &target.within_s)
               && target.within_s <= HOUR_S;
    } else {
        char *const word = strcasestr(first, "abandoned");
        target.is_abandoned = true;
        good = word != NULL && word[strlen("abandoned")] == '\0';
        if (good)
            *word = '\0';
        good = good && text_share(first, &target.share);
    }
    free(first);
    good = good && target.share > 0.0 && target.share < 1.0;
    if (good)
        *out = target;
    return good;
}

bool new_text_cost(const char *text, double hours_per_fte, double *an_hour)
{
    static const char *const pounds[] = { "£", "GBP", NULL };
    static const char *const per[] = { "an ", "a ", "per ", "/", NULL };
    double number;
    text = past(text, pounds);
    if (!take_number(&text, &number))
        return false;
    text = past(text, per);
    const bool is_year = strcasecmp(text, "year") == 0;
    if (!is_year && *text != '\0' && strcasecmp(text, "hour") != 0)
        return false;
    if (is_year)
        number /= weeks_a_year * hours_per_fte;
    if (!(number > 0.0 && number <= 1000.0))
        return false;
    *an_hour = round(number * 100.0) / 100.0;
    return true;
}

/* ---- the other way ---- */

char *new_text_of_time(double time_s)
{
    if (time_s >= HOUR_S && fmod(time_s, HOUR_S) == 0.0)
        return sim_mem_print("%.10g h", time_s / HOUR_S);
    if (time_s >= MINUTE_S && fmod(time_s, MINUTE_S) == 0.0)
        return sim_mem_print("%.10g min", time_s / MINUTE_S);
    return sim_mem_print("%.10g s", time_s);
}

char *new_text_of_share(double share)
{
    return sim_mem_print("%.10g %%", share * 100.0);
}

char *new_text_of_count(double count)
{
    char *text = sim_mem_print("%.0f", count);
    for (size_t at = strlen(text); at > 3; at -= 3) {
        char *const longer =
            sim_mem_print("%.*s,%s", (int) at - 3, text, text + at - 3);
        free(text);
        text = longer;
    }
    return text;
}

const char *new_text_unfit(const char *text)
{
    for (int bytes; *text != '\0'; text += bytes) {
        bytes = utf8_bytes(text);
        if (bytes == 0)
            return "it is not UTF-8";
        if (utf8_acts(text, bytes))
            return "it has control characters, or marks that turn the direction of "
                   "writing";
    }
    return NULL;
}

int new_text_length(const char *text)
{
    int length = 0;
    for (; *text != '\0'; text += utf8_bytes(text))
        length++;
    return length;
}

char *new_text_file(const char *name)
{
    char file[LONGEST_FILE + 1];
    size_t length = 0;
    bool is_parted = false;
    for (; *name != '\0' && length + 1 < sizeof file; name++) {
        const unsigned char c = (unsigned char) *name;
        if (c >= 0x80 || !isalnum(c)) {
            is_parted = length > 0;
            continue;
        }
        if (is_parted && length + 2 < sizeof file)
            file[length++] = '-';
        is_parted = false;
        file[length++] = (char) tolower(c);
    }
    file[length] = '\0';
    return sim_mem_text(length == 0 ? "force" : file);
}
