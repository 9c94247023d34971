#include "tools/plan_lines.h"

#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/outcome.h"
#include "tools/plan_words.h"

enum {
    QUARTER_MIN = 15,
    DAY_MIN = 1440,
    WEEK_DAYS = 7,
    LONG_AGO_DAYS = 400, /* more than any warm-up */
    ROW_WIDTH = 96
};

/* ---- which lines ---- */

struct lines {
    struct scenario_shift *shifts; /* owned */
    size_t capacity;
    int count;
};

static void add(struct lines *lines, const struct scenario_shift *shift)
{
    lines->shifts = sim_mem_grow(lines->shifts, &lines->capacity,
                                 (size_t) lines->count + 1, sizeof *lines->shifts);
    lines->shifts[lines->count++] = *shift;
}

/* The lines of one day, as those of all days and dates of `like`. */
static void add_day(const int *people, struct scenario_shift like, struct lines *lines)
{
    for (int from = 0, to; from < QUESTION_DAY; from = to) {
        for (to = from + 1; to < QUESTION_DAY && people[to] == people[from];)
            to++;
        if (people[from] == 0)
            continue;
        like.span.from_min = from * QUARTER_MIN;
        like.span.to_min = to * QUARTER_MIN;
        like.people = people[from];
        add(lines, &like);
    }
}

static bool are_equal(const int *people, int day, int other)
{
    return memcmp(&people[day * QUESTION_DAY], &people[other * QUESTION_DAY],
                  QUESTION_DAY * sizeof *people)
           == 0;
}

static void add_week(const int *people, struct lines *lines)
{
    unsigned done = 0;
    for (int day = 0; day < WEEK_DAYS; day++) {
        struct scenario_shift like = { .span.days = 0 };
        for (int other = day; other < WEEK_DAYS; other++)
            if (!(done & 1u << other) && are_equal(people, day, other))
                like.span.days |= 1u << other;
        if (!(done & 1u << day))
            add_day(&people[day * QUESTION_DAY], like, lines);
        done |= like.span.days;
    }
}

static void add_dates(const struct question *question, const int *people,
                      struct lines *lines)
{
    const int days = question->slots / QUESTION_DAY;
    for (int from = 0, to; from < days; from = to) {
        for (to = from + 1; to < days && are_equal(people, from, to);)
            to++;
        const int32_t first = question->first_date + from;
        const int32_t last = question->first_date + to - 1;
        const struct scenario_shift like = {
            .span.days = SCENARIO_WEEK,
            .has_dates = true,
            .dates = { from == 0 ? first - LONG_AGO_DAYS : first,
                       to == days ? last + LONG_AGO_DAYS : last },
        };
        add_day(&people[from * QUESTION_DAY], like, lines);
    }
}

struct scenario_shift *plan_lines_net(const struct question *question,
                                      const int *people, int *count)
{
    static const struct scenario_shift nobody = { .span = { SCENARIO_WEEK, 0,
                                                            DAY_MIN } };
    struct lines lines = { 0 };
    if (question->is_weekly)
        add_week(people, &lines);
    else
        add_dates(question, people, &lines);
    if (lines.count == 0)
        add(&lines, &nobody);
    *count = lines.count;
    return lines.shifts;
}

/* ---- as texts ---- */

char *plan_lines_day(const struct question *question, int slot)
{
    const int day = (slot + QUESTION_DAY) / QUESTION_DAY - 1;
    return question->is_weekly ? sim_mem_text(calendar_weekday_names[day % WEEK_DAYS])
                               : outcome_date_iso(question->first_date + day);
}

char *plan_lines_days(unsigned days)
{
    char *text = NULL;
    for (int day = 0; day < WEEK_DAYS; day++) {
        if (!(days & 1u << day))
            continue;
        int last = day;
        while (last + 1 < WEEK_DAYS && days & 1u << (last + 1))
            last++;
        last = last == day + 1 ? day : last; /* two are shorter one by one */
        char *const part = last == day
                               ? sim_mem_text(calendar_weekday_names[day])
                               : sim_mem_print("%s-%s", calendar_weekday_names[day],
                                               calendar_weekday_names[last]);
        text = check_words_join(text, ",", part);
        free(part);
        day = last;
    }
    return text != NULL ? text : sim_mem_text("");
}

char *plan_lines_words(const struct scenario_shift *shift)
{
    char *const days = plan_lines_days(shift->span.days);
    char *const from = plan_words_clock(shift->span.from_min);
    char *const to = plan_words_clock(shift->span.to_min);
    char *const words = sim_mem_print("%s %s-%s %d", days, from, to, shift->people);
    free(days);
    free(from);
    free(to);
    return words;
}

/* One entry of the list. */
static char *entry(const struct scenario_shift *shift)
{
    char *const words = plan_lines_words(shift);
    char *text;
    if (shift->has_dates) {
        char *const first = outcome_date_iso(shift->dates.first);
        char *const last = outcome_date_iso(shift->dates.last);
        text =
            sim_mem_print("{ add = \"%s\"; dates = \"%s..%s\"; }", words, first, last);
        free(first);
        free(last);
    } else {
        text = sim_mem_print("\"%s\"", words);
    }
    free(words);
    return text;
}

void plan_lines_put(const struct scenario_shift *shifts, int count, int indent,
                    FILE *to)
{
    fputs("(", to);
    int column = ROW_WIDTH; /* the first entry begins a row */
    for (int i = 0; i < count; i++) {
        char *const text = entry(&shifts[i]);
        const int width = (int) strlen(text) + 2;
        if (column + width > ROW_WIDTH)
            column = fprintf(to, "\n%*s", indent, "") - 1;
        else
            column += fprintf(to, " ");
        fprintf(to, "%s%s", text, i + 1 < count ? "," : "");
        column += width;
        free(text);
    }
    fputs(" )", to);
}

/* ---- teams and lines ---- */

void plan_lines_chain(const struct plan *plan, const struct scenario *scenario,
                      int team, struct chain *out)
{
    static const double week_days = 7.0;
    const struct question *const q = plan->question;
    const struct question_team *const of = &q->teams[team];
    const struct plan_team *const planned = &plan->teams[team];
    const struct scenario_plan_shifts *const shifts =
        &scenario->plan.teams[team].shifts;
    const double weeks = q->slots / (week_days * QUESTION_DAY);
    const struct chain_from from = {
        .hours = planned->hours / weeks,
        .paid_hours = planned->paid_hours / weeks,
        .has_breaks = of->is_rosterable && shifts->break_s > 0.0,
        .is_posted = of->is_posted,
    };
    chain_make(&scenario->teams[of->team], &from, out);
}

bool plan_lines_is_counted(const struct question *question, int stage)
{
    for (int n = 0; n < question->need_count; n++) {
        const struct scenario_target *const t = &question->needs[n].target;
        bool at = t->journey >= 0 && t->abandoned_at_count == 0;
        for (int i = 0; i < t->abandoned_at_count; i++)
            at |= t->abandoned_at[i] == stage;
        const bool is_share_of_all =
            t->grade == SCENARIO_ABANDONED
            || (t->grade == SCENARIO_ANSWERED_WITHIN && t->of != SCENARIO_OF_ANSWERED);
        if (is_share_of_all && (t->line == stage || at))
            return true;
    }
    return false;
}
