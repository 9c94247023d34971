/* Needs: a target and the intervals in which it must hold. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/question_parts.h"
#include "sim/mem.h"

enum { DAY_HOURS = 24, QUARTERS_AN_HOUR = 4 };

/* Unit of a counted quarter hour, or -1.  In expectation an hour or less is one of the
 * pattern, and so is a day of a week that comes again; with probability each interval
 * of the run stands for itself. */
static int unit_of(const struct question *question, enum scenario_plan_each each,
                   bool is_p_met, int q)
{
    const struct calendar *const calendar = &question->program.calendar;
    const bool pools = !is_p_met && question->is_weekly;
    const int day = pools ? calendar->weekday[q] : calendar->period_day[q];
    const int quarter = day * QUESTION_DAY + calendar->wall[q];
    if (q < calendar->from || q >= calendar->to)
        return -1;
    switch (each) {
    case SCENARIO_PLAN_PERIOD:
        return 0;
    case SCENARIO_PLAN_MONTH:
        return calendar->month_is_whole[calendar->month[q]] ? calendar->month[q] : -1;
    case SCENARIO_PLAN_WEEK:
        return calendar->week_is_whole[calendar->week[q]] ? calendar->week[q] : -1;
    case SCENARIO_PLAN_DAY:
        return day;
    case SCENARIO_PLAN_HOUR:
        return quarter / QUARTERS_AN_HOUR;
    case SCENARIO_PLAN_HALF_HOUR:
        return quarter / 2;
    case SCENARIO_PLAN_INTERVAL:
    case SCENARIO_PLAN_EACHES:
        break;
    }
    return quarter;
}

/* Numbers the units that occur, in their order. */
static int renumber(int *unit, int quarters)
{
    int most = -1, count = 0;
    for (int q = 0; q < quarters; q++)
        most = unit[q] > most ? unit[q] : most;
    int *const to = sim_mem_array((size_t) most + 2, sizeof *to);
    for (int q = 0; q < quarters; q++)
        if (unit[q] >= 0)
            to[unit[q]] = 1;
    for (int u = 0; u <= most; u++)
        to[u] = to[u] != 0 ? count++ : -1;
    for (int q = 0; q < quarters; q++)
        if (unit[q] >= 0)
            unit[q] = to[unit[q]];
    free(to);
    return count;
}

static bool add_need(struct question *question, const struct scenario_plan_hold *hold,
                     struct sim_diag *diag)
{
    const int quarters = question->program.calendar.quarters;
    struct question_need *const need = &question->needs[question->need_count++];
    *need = (struct question_need){
        .hold = hold,
        .target = question->scenario->targets[hold->target],
        .each = hold->each,
        .in_share = hold->in_share,
        .margin = hold->margin,
        .first_unit = question->unit_count,
        .unit = sim_mem_array((size_t) quarters, sizeof *need->unit),
    };
    need->limit = need->target.limit;
    for (int q = 0; q < quarters; q++)
        need->unit[q] = unit_of(question, hold->each, hold->in_share > 0.0, q);
    need->unit_count = renumber(need->unit, quarters);
    question->unit_count += need->unit_count;
    if (need->unit_count > 0)
        return true;
    sim_diag_error(
        diag, hold->at,
        "plan: target \"%s\" must hold each %s, and the dates that are planned "
        "have no whole one",
        need->target.name, hold->each == SCENARIO_PLAN_MONTH ? "month" : "week");
    return false;
}

bool question_add_needs(struct question *question, struct sim_diag *diag)
{
    const struct scenario_plan *const plan = &question->scenario->plan;
    bool good = true;
    question->needs = sim_mem_array((size_t) plan->hold_count, sizeof *question->needs);
    for (int i = 0; i < plan->hold_count; i++)
        good = add_need(question, &plan->holds[i], diag) && good;
    return good;
}

void question_unit_name(const struct question *question, int need, int unit,
                        char out[QUESTION_UNIT_NAME])
{
    const struct question_need *const of = &question->needs[need];
    const struct calendar *const calendar = &question->program.calendar;
    char label[CALENDAR_LABEL];
    int q = calendar->from;
    while (q < calendar->to && of->unit[q] != unit)
        q++;
    const char *const day =
        question->is_weekly && of->in_share <= 0.0
            ? calendar_weekday_names[calendar->weekday[q]]
            : calendar_day_label(calendar, calendar->period_day[q], label);
    switch (of->each) {
    case SCENARIO_PLAN_PERIOD:
        snprintf(out, QUESTION_UNIT_NAME, "the whole");
        return;
    case SCENARIO_PLAN_MONTH:
        calendar_month_label(calendar, calendar->month[q], label);
        snprintf(out, QUESTION_UNIT_NAME, "%s", label);
        return;
    case SCENARIO_PLAN_WEEK:
        calendar_week_label(calendar, calendar->week[q], label);
        snprintf(out, QUESTION_UNIT_NAME, "%s", label);
        return;
    case SCENARIO_PLAN_DAY:
        snprintf(out, QUESTION_UNIT_NAME, "%s", day);
        return;
    case SCENARIO_PLAN_HOUR:
    case SCENARIO_PLAN_HALF_HOUR:
    case SCENARIO_PLAN_INTERVAL:
    case SCENARIO_PLAN_EACHES:
        break;
    }
    snprintf(out, QUESTION_UNIT_NAME, "%s %02d:%02d", day,
             calendar->wall[q] / QUARTERS_AN_HOUR,
             calendar->wall[q] % QUARTERS_AN_HOUR * 15);
}
