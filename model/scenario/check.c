#include "model/scenario/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

#define DAY_S 86400.0

/* ---- teams ---- */

/* What each kind of counting still lets come off. */
static bool may_come_off(enum scenario_counts counts, int less)
{
    static const int first[] = { [SCENARIO_POSTED] = SCENARIO_LEAVE,
                                 [SCENARIO_ON_DUTY] = SCENARIO_LESS_ABSENT,
                                 [SCENARIO_LOGGED_IN] = SCENARIO_NOT_READY };
    return less >= first[counts];
}

/* Leave of the month with most of it, as a multiple of its mean. */
static double most_leave(const struct scenario_team *team)
{
    double sum = 0.0, most = 0.0;
    for (int i = 0; team->has_leave_by_month && i < 12; i++) {
        sum += team->leave_by_month[i];
        most = fmax(most, team->leave_by_month[i]);
    }
    return sum > 0.0 ? 12.0 * most / sum : 1.0;
}

static void check_less(const struct scenario_team *team, struct sim_diag *diag)
{
    double sum = (most_leave(team) - 1.0) * team->less[SCENARIO_LEAVE];
    for (int i = 0; i < SCENARIO_LESS_COUNT; i++) {
        sum += team->less[i];
        if (team->less[i] > 0.0 && !may_come_off(team->counts, i))
            sim_diag_error(diag, team->at,
                           "team \"%s\": less.%s would be taken off twice: counts = "
                           "\"%s\" says that it is out already",
                           team->name, scenario_less_names[i],
                           scenario_counts_names[team->counts]);
    }
    if (sum >= 1.0)
        sim_diag_error(
            diag, team->at,
            "team \"%s\": less takes %.10g %% off%s, which must be below 100 %%",
            team->name, 100.0 * sum,
            team->has_leave_by_month ? " in the month with most leave" : "");
}

static void check_reserve(const struct scenario *scenario,
                          const struct scenario_team *team, struct sim_diag *diag)
{
    for (int k = 1; k < team->serves_count; k++)
        if (team->keep_free[k] < team->keep_free[k - 1])
            sim_diag_error(
                diag, team->at,
                "team \"%s\": keep_free must not fall along serves, but is %d "
                "for \"%s\" and %d for \"%s\" after it",
                team->name, team->keep_free[k - 1],
                scenario->stages[team->serves[k - 1]].name, team->keep_free[k],
                scenario->stages[team->serves[k]].name);
}

void check_teams(const struct scenario *scenario, struct sim_diag *diag)
{
    for (int i = 0; i < scenario->team_count; i++) {
        check_less(&scenario->teams[i], diag);
        check_reserve(scenario, &scenario->teams[i], diag);
    }
}

static bool serves(const struct scenario_team *team, int line)
{
    for (int k = 0; k < team->serves_count; k++)
        if (team->serves[k] == line)
            return true;
    return false;
}

static bool is_served(const struct scenario *scenario, int line)
{
    for (int i = 0; i < scenario->team_count; i++)
        if (serves(&scenario->teams[i], line))
            return true;
    return false;
}

/* Work yields to calls that whoever does it may take. */
static void check_yields(const struct scenario *scenario, int line,
                         struct sim_diag *diag)
{
    const struct scenario_stage *stage = &scenario->stages[line];
    for (int k = 0; k < stage->yields_to_count; k++) {
        bool shared = false;
        for (int i = 0; i < scenario->team_count; i++)
            shared |= serves(&scenario->teams[i], line)
                      && serves(&scenario->teams[i], stage->yields_to[k]);
        if (!shared)
            sim_diag_error(diag, stage->at,
                           "line \"%s\": yields_to: no team of this line serves \"%s\"",
                           stage->name, scenario->stages[stage->yields_to[k]].name);
    }
}

void check_answered(const struct scenario *scenario, struct sim_diag *diag)
{
    for (int i = 0; i < scenario->stage_count; i++) {
        const struct scenario_stage *stage = &scenario->stages[i];
        if (stage->kind == SCENARIO_LINE && !is_served(scenario, i))
            sim_diag_error(diag, stage->at, "line \"%s\": no team serves it",
                           stage->name);
        else
            check_yields(scenario, i, diag);
    }
}

/* ---- times ---- */

static bool is_outside(struct scenario_dates dates,
                       const struct scenario_window *window)
{
    return window->has_dates
           && (window->dates.last < dates.first || window->dates.first > dates.last);
}

/* The dates whose demand is simulated. */
static struct scenario_dates demand_of(const struct scenario *scenario)
{
    return scenario->is_typical ? scenario->typical_of : scenario->period;
}

static void check_surges(const struct scenario *scenario,
                         const struct scenario_stream *stream, struct sim_diag *diag)
{
    for (int i = 0; i < stream->surge_count; i++) {
        const struct scenario_surge *surge = &stream->surges[i];
        if (is_outside(demand_of(scenario), &surge->window))
            sim_diag_warning(diag, surge->at,
                             "stream \"%s\": surge \"%s\" is outside %s", stream->name,
                             surge->name,
                             scenario->is_typical ? "typical_of" : "the period");
    }
}

void check_times(const struct scenario *scenario, struct sim_diag *diag)
{
    const double period_s =
        DAY_S * (scenario->period.last - scenario->period.first + 1);
    for (int i = 0; i < scenario->stream_count; i++)
        check_surges(scenario, &scenario->streams[i], diag);
    for (int i = 0; i < scenario->stage_count; i++) {
        const struct scenario_stage *stage = &scenario->stages[i];
        if (stage->kind == SCENARIO_LINE && !stage->patient
            && stage->patience.mean_s > period_s)
            sim_diag_warning(diag, stage->at,
                             "line \"%s\": gives_up_after is longer than the period",
                             stage->name);
    }
    for (int i = 0; i < scenario->limited_count; i++) {
        const struct scenario_limited *limited = &scenario->limited[i];
        const bool is_demand = limited->kind == SCENARIO_LIMITED_CALLS;
        if (is_outside(is_demand ? demand_of(scenario) : scenario->period,
                       &limited->window))
            sim_diag_warning(diag, limited->at, "change: its dates are outside %s",
                             is_demand && scenario->is_typical ? "typical_of"
                                                               : "the period");
    }
    for (int i = 0; i < scenario->outage_count; i++)
        if (is_outside(scenario->period, &scenario->outages[i].window))
            sim_diag_warning(diag, scenario->outages[i].at,
                             "outage \"%s\" is outside the period",
                             scenario->outages[i].name);
}
