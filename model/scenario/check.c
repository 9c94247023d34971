#include "model/scenario/check.h"

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

static void check_less(const struct scenario_team *team, struct sim_diag *diag)
{
    double sum = 0.0;
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
            "team \"%s\": less takes %.10g %% off, which must be below 100 %%",
            team->name, 100.0 * sum);
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

static bool is_served(const struct scenario *scenario, int line)
{
    for (int i = 0; i < scenario->team_count; i++)
        for (int k = 0; k < scenario->teams[i].serves_count; k++)
            if (scenario->teams[i].serves[k] == line)
                return true;
    return false;
}

void check_answered(const struct scenario *scenario, struct sim_diag *diag)
{
    for (int i = 0; i < scenario->stage_count; i++) {
        const struct scenario_stage *stage = &scenario->stages[i];
        if (stage->kind == SCENARIO_LINE && !is_served(scenario, i))
            sim_diag_error(diag, stage->at, "line \"%s\": no team serves it",
                           stage->name);
    }
}

/* ---- times ---- */

static void check_surges(const struct scenario *scenario,
                         const struct scenario_stream *stream, struct sim_diag *diag)
{
    for (int i = 0; i < stream->surge_count; i++) {
        const struct scenario_surge *surge = &stream->surges[i];
        if (surge->window.dates.last < scenario->period.first
            || surge->window.dates.first > scenario->period.last)
            sim_diag_warning(diag, surge->at,
                             "stream \"%s\": surge \"%s\" is outside the period",
                             stream->name, surge->name);
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
        if (limited->window.has_dates
            && (limited->window.dates.last < scenario->period.first
                || limited->window.dates.first > scenario->period.last))
            sim_diag_warning(diag, limited->at,
                             "change: its dates are outside the period");
    }
}
