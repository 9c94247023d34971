#include "model/planner/week.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "model/demand/rates.h"
#include "sim/mem.h"

enum { DAY_S = 86400, WEEK_DAYS = 7, THURSDAY = 3 };

/* ---- choosing a week ---- */

static bool changes_the_clock(int32_t date)
{
    return calendar_midnight_utc_s(date + 1) - calendar_midnight_utc_s(date) != DAY_S;
}

/* No bank holiday and no clock change from the warm-up to the day after. */
static bool is_plain(int32_t monday, double warm_up_s)
{
    const int32_t before = (int32_t) ceil(warm_up_s / DAY_S);
    for (int32_t date = monday - before; date <= monday + WEEK_DAYS; date++)
        if (calendar_kind(date) == SCENARIO_BANK || changes_the_clock(date))
            return false;
    return true;
}

/* The whole week nearest to the middle of some dates, among plain ones if there are
 * any; false when no week from Monday to Sunday lies in them. */
static bool nearest_week(struct scenario_dates dates, double warm_up_s,
                         struct scenario_dates *out)
{
    int best = -1;
    bool is_best_plain = false;
    int32_t monday = dates.first + (WEEK_DAYS - calendar_weekday(dates.first)) % 7;
    for (; monday + WEEK_DAYS - 1 <= dates.last; monday += WEEK_DAYS) {
        const int off = abs(2 * (monday + THURSDAY) - (dates.first + dates.last));
        const bool plain = is_plain(monday, warm_up_s);
        if (best >= 0 && (plain == is_best_plain ? off >= best : is_best_plain))
            continue;
        best = off;
        is_best_plain = plain;
        *out = (struct scenario_dates){ monday, monday + WEEK_DAYS - 1 };
    }
    return best >= 0;
}

static struct scenario_dates month_of(int32_t date)
{
    struct calendar_civil civil = calendar_civil(date);
    civil.day = 1;
    const int32_t first = calendar_date(civil);
    return (struct scenario_dates){
        first, first + calendar_month_days(civil.year, civil.month) - 1
    };
}

static bool holds_by_month(const struct scenario_plan *plan)
{
    for (int i = 0; i < plan->hold_count; i++)
        if (plan->holds[i].each == SCENARIO_PLAN_MONTH)
            return true;
    return false;
}

/* ---- lists ---- */

/* A week that stands for some dates; false after a complaint. */
static bool make_week(const struct scenario *scenario, struct scenario_dates dates,
                      struct sim_diag *diag, struct week *out)
{
    char from[CALENDAR_LABEL], to[CALENDAR_LABEL], hour[CALENDAR_LABEL];
    calendar_date_label(dates.first, from);
    calendar_date_label(dates.last, to);
    if (!nearest_week(dates, scenario->warm_up_s, &out->period)) {
        sim_diag_error(diag, scenario->plan.at,
                       "plan: no week from Monday to Sunday lies from %s to %s; "
                       "week = \"as_dated\" plans them day by day",
                       from, to);
        return false;
    }
    out->is_typical = true;
    out->typical_of = scenario->is_typical ? scenario->typical_of : dates;
    const int lacks = rates_typical_lacks(out->typical_of);
    if (lacks >= 0) {
        sim_diag_error(diag, scenario->plan.at,
                       "plan: the days from %s to %s have no %s outside bank holidays, "
                       "which a typical week needs",
                       from, to, calendar_hour_label(lacks / 4, hour));
        return false;
    }
    if (holds_by_month(&scenario->plan))
        out->period = month_of(out->period.first + THURSDAY);
    return true;
}

static struct scenario_dates part(struct scenario_dates a, struct scenario_dates b)
{
    return (struct scenario_dates){ a.first > b.first ? a.first : b.first,
                                    a.last < b.last ? a.last : b.last };
}

static bool each_month(const struct scenario *scenario, struct sim_diag *diag,
                       struct week **list, int *count)
{
    static const char *const names[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"
    };
    if (scenario->is_typical) {
        sim_diag_error(diag, scenario->plan.at,
                       "plan: week = \"each_month\" takes the demand of each month; "
                       "period.typical_of does not go with it");
        return false;
    }
    size_t capacity = 0;
    bool good = true;
    for (int32_t date = scenario->period.first; date <= scenario->period.last;) {
        const struct scenario_dates month = month_of(date);
        const struct calendar_civil civil = calendar_civil(date);
        *list = sim_mem_grow(*list, &capacity, (size_t) *count + 1, sizeof **list);
        struct week *const week = &(*list)[(*count)++];
        snprintf(week->name, sizeof week->name, "%s %d", names[civil.month - 1],
                 civil.year);
        good &= make_week(scenario, part(month, scenario->period), diag, week);
        date = month.last + 1;
    }
    return good;
}

static bool one_week(const struct scenario *scenario, struct sim_diag *diag,
                     struct week **list, int *count)
{
    struct week *const week = sim_mem_array(1, sizeof *week);
    *list = week;
    *count = 1;
    if (scenario->plan.week == SCENARIO_PLAN_TYPICAL) {
        snprintf(week->name, sizeof week->name, "typical week");
        return make_week(scenario, scenario->period, diag, week);
    }
    snprintf(week->name, sizeof week->name, "as dated");
    week->period = scenario->period;
    week->is_typical = scenario->is_typical;
    week->typical_of = scenario->typical_of;
    return true;
}

int week_list(const struct scenario *scenario, struct sim_diag *diag, struct week **out)
{
    struct week *list = NULL;
    int count = 0;
    const bool good = scenario->plan.week == SCENARIO_PLAN_EACH_MONTH
                          ? each_month(scenario, diag, &list, &count)
                          : one_week(scenario, diag, &list, &count);
    if (!good) {
        free(list);
        list = NULL;
        count = 0;
    }
    *out = list;
    return count;
}

/* ---- as changes ---- */

static char *date_text(const char *before, int32_t date)
{
    const struct calendar_civil civil = calendar_civil(date);
    return sim_mem_print("%s%04d-%02d-%02d", before, civil.year, civil.month,
                         civil.day);
}

static char *dates_text(const char *path, struct scenario_dates dates)
{
    char *const first = date_text("", dates.first), *const last =
                                                        date_text("", dates.last);
    char *const text = sim_mem_print("%s=%s..%s", path, first, last);
    free(first);
    free(last);
    return text;
}

static bool same(struct scenario_dates a, struct scenario_dates b)
{
    return a.first == b.first && a.last == b.last;
}

char **week_sets(const struct scenario *scenario, const struct week *week, int *count)
{
    char **const sets =
        sim_mem_array((size_t) scenario->stream_count + 3, sizeof *sets);
    /* What streams count their calls in when they do not say. */
    const struct scenario_dates old =
        scenario->is_typical ? scenario->typical_of : scenario->period;
    const struct scenario_dates new =
        week->is_typical ? week->typical_of : week->period;
    *count = 0;
    if (!same(week->period, scenario->period)) {
        sets[(*count)++] = date_text("period.from=", week->period.first);
        sets[(*count)++] = date_text("period.to=", week->period.last);
    }
    if (week->is_typical
        && !(scenario->is_typical && same(week->typical_of, scenario->typical_of)))
        sets[(*count)++] = dates_text("period.typical_of", week->typical_of);
    for (int i = 0; i < scenario->stream_count && !same(old, new); i++) {
        const struct scenario_stream *const stream = &scenario->streams[i];
        if (!same(stream->counted_in, old))
            continue;
        char *const path = sim_mem_print("streams.%s.counted_in", stream->name);
        sets[(*count)++] = dates_text(path, old);
        free(path);
    }
    return sets;
}

void week_sets_free(char **sets, int count)
{
    for (int i = 0; sets != NULL && i < count; i++)
        free(sets[i]);
    free(sets);
}
