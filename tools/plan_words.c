#include "tools/plan_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "tools/check_words.h"

enum { DAY_MIN = 1440, QUARTER_MIN = 15, HOUR_MIN = 60, WEEK_DAYS = 7 };

static bool is_whole(double value)
{
    return fabs(value - round(value)) < 1e-9;
}

char *plan_words_hours(double hours)
{
    const bool is_large = fabs(hours) >= 100.0;
    const int decimals = is_large || is_whole(hours) ? 0
                         : is_whole(2.0 * hours)     ? 1
                                                     : 2;
    return check_words_number(hours, decimals);
}

char *plan_words_money(double pounds)
{
    enum { FIGURES = 4 };
    const double size = fabs(pounds);
    const double step =
        size < 1.0 ? 1.0 : fmax(1.0, pow(10.0, floor(log10(size)) - FIGURES + 1.0));
    return check_words_number(round(pounds / step) * step, 0);
}

char *plan_words_pounds(double pounds)
{
    char *const digits = plan_words_money(pounds);
    char *const words = sim_mem_print("£%s", digits);
    free(digits);
    return words;
}

static bool is_in_pounds(const struct question *question)
{
    if (question->objective == SCENARIO_PLAN_BEST_SERVICE)
        return !question->scenario->plan.budget_is_hours;
    return question->objective == SCENARIO_PLAN_COST && question->has_cost;
}

char *plan_words_cost(const struct question *question, double cost)
{
    if (question->objective == SCENARIO_PLAN_PEAK_PEOPLE)
        return sim_mem_print("%.0f people", floor(cost));
    if (is_in_pounds(question))
        return plan_words_pounds(cost);
    char *const hours = plan_words_hours(cost);
    char *const words = sim_mem_print("%s h", hours);
    free(hours);
    return words;
}

char *plan_words_pattern(const struct question *question)
{
    const int days = question->slots / QUESTION_DAY;
    if (question->is_weekly)
        return sim_mem_text("a week");
    return days == 1 ? sim_mem_text("in a day") : sim_mem_print("in %d days", days);
}

char *plan_words_day(const struct question *question, int day)
{
    char label[CALENDAR_LABEL];
    if (question->is_weekly)
        return sim_mem_text(calendar_weekday_names[day % WEEK_DAYS]);
    calendar_date_label(question->first_date + day, label);
    char *const year = strrchr(label, ' ');
    return sim_mem_print("%.*s", (int) (year - label), label);
}

char *plan_words_clock(int minute)
{
    const int inside = minute > DAY_MIN ? minute % DAY_MIN : minute;
    return sim_mem_print("%02d:%02d", inside / HOUR_MIN, inside % HOUR_MIN);
}

char *plan_words_run(const struct question *question, struct question_run run)
{
    const int day = run.from / QUESTION_DAY, first = day * QUESTION_DAY;
    char *const name = plan_words_day(question, day);
    char *const from = plan_words_clock((run.from - first) * QUARTER_MIN);
    char *const to = plan_words_clock((run.to - first) * QUARTER_MIN);
    char *const words = sim_mem_print("%s %s-%s", name, from, to);
    free(name);
    free(from);
    free(to);
    return words;
}

char *plan_words_number(int number)
{
    static const char *const words[] = { "no",    "one",  "two", "three",
                                         "four",  "five", "six", "seven",
                                         "eight", "nine", "ten" };
    return number >= 0 && number < (int) (sizeof words / sizeof *words)
               ? sim_mem_text(words[number])
               : check_words_number(number, 0);
}

enum measure_unit plan_words_unit(const struct plan *plan, int need)
{
    const struct plan_need_name *const name = &plan->needs[need];
    return name->is_p_met || name->unit == PLAN_SHARE ? MEASURE_SHARE : MEASURE_SECONDS;
}

bool plan_words_is_best(const struct question *question, int need)
{
    const struct scenario_plan_hold *const hold = question->needs[need].hold;
    return question->objective == SCENARIO_PLAN_BEST_SERVICE && hold != NULL
           && hold->target == question->scenario->plan.best;
}

char *plan_words_limit(const struct plan *plan, int need, double limit, bool at_least)
{
    char *const amount = plan_words_unit(plan, need) == MEASURE_SHARE
                             ? sim_mem_print("%.6g %%", 100.0 * limit)
                             : check_words_time(limit);
    char *const words = sim_mem_print("%s %s", at_least ? "≥" : "≤", amount);
    free(amount);
    return words;
}

char *plan_words_change(double change, enum measure_unit unit)
{
    enum { FIGURES = 2, MOST_DECIMALS = 5 };
    const double value = unit == MEASURE_SHARE ? 100.0 * change : change;
    const double size = fabs(value);
    int decimals = MOST_DECIMALS;
    if (size >= pow(10.0, -MOST_DECIMALS)) {
        const int needed = FIGURES - 1 - (int) floor(log10(size));
        decimals = needed < 0 ? 0 : needed > MOST_DECIMALS ? MOST_DECIMALS : needed;
    }
    return size < 0.5 * pow(10.0, -MOST_DECIMALS)
               ? sim_mem_text("0")
               : sim_mem_print("%+.*f %s", decimals, value,
                               unit == MEASURE_SHARE ? "points" : "s");
}

const char *plan_words_team(const struct question *question, int team)
{
    return question->scenario->teams[question->teams[team].team].label;
}
