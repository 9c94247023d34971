#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/pathway/load.h"

enum { DAY_HOURS = 24, SHUT_QUARTERS = 4, TEXT = 512 };

static const double QUARTERS_AN_HOUR = 4.0;

/* Appends to a list of words, with commas. */
static void append(char *list, const char *word)
{
    const size_t used = strlen(list);
    snprintf(list + used, TEXT - used, "%s%s", used > 0 ? ", " : "", word);
}

/* People on the phones as nearly as they are known before absence is drawn. */
static int people(const struct staffing *staffing, int team, int q)
{
    const struct staffing_team *of = &staffing->teams[team];
    return of->is_random ? (int) (staffing_expected(staffing, team, q) + 0.5)
                         : of->phones[q];
}

/* Whether nobody may take a call of this stage in quarter q; *staffed tells whether
 * anybody who serves it is there. */
static bool is_shut(const struct scenario *scenario, const struct staffing *staffing,
                    int stage, int q, bool *staffed)
{
    *staffed = false;
    bool shut = true;
    for (int t = 0; t < scenario->team_count; t++) {
        const struct scenario_team *team = &scenario->teams[t];
        for (int i = 0; i < team->serves_count; i++) {
            if (team->serves[i] != stage)
                continue;
            const int there = people(staffing, t, q);
            *staffed |= there > 0;
            shut &= there <= team->keep_free[i];
        }
    }
    return shut;
}

/* Counts one quarter towards a total, its longest run and its first. */
static void count(bool is, int q, int *run, struct load_shut *out)
{
    *run = is ? *run + 1 : 0;
    if (!is)
        return;
    if (out->quarters++ == 0)
        out->first = q;
    if (*run > out->longest)
        out->longest = *run;
}

void load_line_shut(const struct load *load, const struct scenario *scenario,
                    const struct calendar *calendar, const struct staffing *staffing,
                    int line, struct load_shut *by_reserve, struct load_shut *unstaffed)
{
    *by_reserve = *unstaffed = (struct load_shut){ .first = -1 };
    int run_reserve = 0, run_unstaffed = 0;
    for (int q = calendar->from; q < calendar->to; q++) {
        const bool called = load->arrivals[(size_t) line * load->quarters + q] > 0.0;
        bool staffed = false;
        const bool shut =
            is_shut(scenario, staffing, load->line_stage[line], q, &staffed);
        count(called && shut && staffed, q, &run_reserve, by_reserve);
        count(called && !staffed, q, &run_unstaffed, unstaffed);
    }
}

static void warn_shut(const struct scenario_stage *stage,
                      const struct calendar *calendar, const struct load_shut *shut,
                      const char *why, struct sim_diag *diag)
{
    if (shut->longest < SHUT_QUARTERS)
        return;
    char label[CALENDAR_LABEL];
    sim_diag_warning(diag, stage->at,
                     "line \"%s\": %s in %.5g of %.5g hours, up to %.5g hours on end, "
                     "first at %s",
                     stage->name, why, shut->quarters / QUARTERS_AN_HOUR,
                     (calendar->to - calendar->from) / QUARTERS_AN_HOUR,
                     shut->longest / QUARTERS_AN_HOUR,
                     calendar_quarter_label(calendar, shut->first, label));
}

/* Mean work and people of a pool on one weekday; people 0 and work 0 if the period has
 * no such day. */
static struct load_hour weekday(const struct load *load,
                                const struct calendar *calendar,
                                const struct staffing *staffing, int pool, int day)
{
    struct load_hour sum = { 0 };
    for (int hour = day * DAY_HOURS; hour < (day + 1) * DAY_HOURS; hour++) {
        const struct load_hour one =
            load_pool_hour(load, calendar, staffing, pool, hour);
        sum.people += one.people / DAY_HOURS;
        sum.erlangs += one.erlangs / DAY_HOURS;
    }
    return sum;
}

/* Whether there is work that the load does not have, because callers come back. */
static bool has_returns(const struct scenario *scenario)
{
    for (int i = 0; i < scenario->stage_count; i++)
        if (scenario->stages[i].redial.row_count > 0
            || scenario->stages[i].calls_again.given)
            return true;
    return false;
}

/* Names the weekdays on which a pool has at least as much work as people. */
static void warn_overload(const struct scenario *scenario,
                          const struct calendar *calendar,
                          const struct staffing *staffing, const struct load *load,
                          int pool, struct sim_diag *diag)
{
    char days[TEXT] = "", teams[TEXT] = "";
    struct load_hour worst = { 0 };
    for (int day = 0; day < 7; day++) {
        const struct load_hour mean = weekday(load, calendar, staffing, pool, day);
        if (!(mean.erlangs > 0.0 && mean.erlangs >= mean.people))
            continue;
        append(days, calendar_weekday_names[day]);
        if (mean.erlangs - mean.people >= worst.erlangs - worst.people)
            worst = mean;
    }
    if (days[0] == '\0')
        return;
    const struct load_pool *of = &load->pools[pool];
    for (int i = 0; i < of->team_count; i++)
        append(teams, scenario->teams[of->teams[i]].name);
    sim_diag_warning(diag, scenario->teams[of->teams[0]].at,
                     "team \"%s\": more work than people over the whole of %s: "
                     "%.3g erlangs for %.3g people on the phones%s",
                     teams, days, worst.erlangs, worst.people,
                     has_returns(scenario) ? ", without those who call again" : "");
}

static void warn_line(const struct scenario *scenario, const struct calendar *calendar,
                      const struct staffing *staffing, const struct load *load,
                      int line, struct sim_diag *diag)
{
    const struct scenario_stage *stage = &scenario->stages[load->line_stage[line]];
    struct load_shut by_reserve, unstaffed;
    load_line_shut(load, scenario, calendar, staffing, line, &by_reserve, &unstaffed);
    warn_shut(
        stage, calendar, &by_reserve,
        "shut by its reserve, no more people on the phones than keep_free asks for,",
        diag);
    warn_shut(stage, calendar, &unstaffed, "calls but nobody on the phones", diag);
}

void load_warn(const struct scenario *scenario, const struct calendar *calendar,
               const struct staffing *staffing, const struct load *load,
               struct sim_diag *diag)
{
    for (int i = 0; i < scenario->stream_count; i++)
        if (scenario->streams[i].calls > 0.0 && !(load->calls[i] > 0.0))
            sim_diag_warning(
                diag, scenario->streams[i].at,
                "stream \"%s\": its hours and profile leave no calls in the "
                "period",
                scenario->streams[i].name);
    for (int line = 0; line < load->line_count; line++)
        warn_line(scenario, calendar, staffing, load, line, diag);
    for (int pool = 0; pool < load->pool_count; pool++)
        warn_overload(scenario, calendar, staffing, load, pool, diag);
}
