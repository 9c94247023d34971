#include <math.h>

#include "model/demand/calendar.h"
#include "model/scenario/check.h"

#define DAY_S 86400.0
#define RUN_ON_S (CALENDAR_RUN_ON_DAYS * DAY_S)

static const double LATE = 0.95, HOUR_S = 3600.0;

/* The time that all but 5 % stay below, by halving; a law's cdf rises to 1. */
static double late_s(const struct sim_dist *law)
{
    enum { HALVINGS = 60 };
    double low = 0.0, high = fmax(law->mean_s, 1.0);
    while (sim_dist_cdf(law, high) < LATE)
        high *= 2.0;
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = 0.5 * (low + high);
        if (sim_dist_cdf(law, middle) < LATE)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Someone who comes back after a time. */
struct returns {
    struct sim_where at;
    const char *what, *name, *setting; /* line "x": redial */
    const struct sim_dist *after;
    bool always; /* not in outages only: the warm-up must fill the time between */
};

static void check_one(const struct scenario *scenario, const struct returns *of,
                      struct sim_diag *diag)
{
    const double late = late_s(of->after);
    if (of->after->mean_s > RUN_ON_S) {
        sim_diag_error(diag, of->at,
                       "%s \"%s\": %s: after must have a mean of at most %d days, for "
                       "which the run goes on past the period, got %.4g days",
                       of->what, of->name, of->setting, CALENDAR_RUN_ON_DAYS,
                       of->after->mean_s / DAY_S);
        return;
    }
    if (late > RUN_ON_S)
        sim_diag_warning(diag, of->at,
                         "%s \"%s\": %s: 5 %% come back after more than %.3g days, but "
                         "the run ends %d days after the period: the last of them are "
                         "cut off",
                         of->what, of->name, of->setting, late / DAY_S,
                         CALENDAR_RUN_ON_DAYS);
    if (of->always && late > scenario->warm_up_s)
        sim_diag_warning(diag, of->at,
                         "%s \"%s\": %s: 5 %% come back after more than %.3g h, but "
                         "warm_up is %.3g h: the period begins with too few of them",
                         of->what, of->name, of->setting, late / HOUR_S,
                         scenario->warm_up_s / HOUR_S);
}

/* Whether anyone goes on to a stage after the time. */
static bool has_returns(const struct scenario *scenario,
                        const struct scenario_redial *redial)
{
    for (int r = 0; r < redial->row_count; r++)
        for (int i = 0; i < redial->rows[r].way_count; i++) {
            const struct scenario_way *way = &redial->rows[r].ways[i];
            if (way->share > 0.0 && scenario->stages[way->next].kind != SCENARIO_END)
                return true;
        }
    return false;
}

/* Tries go on for a time that is known. */
static void check_tries(const struct scenario_stage *stage, struct sim_diag *diag)
{
    const struct scenario_dial *dial = &stage->dial;
    const double all_s = (dial->tries_at_most - 1) * dial->try_again_after_s;
    if (dial->given && all_s > RUN_ON_S)
        sim_diag_error(
            diag, dial->at,
            "line \"%s\": %s: all tries must be made within %d days, for which "
            "the run goes on past the period, got %.4g days",
            stage->name, stage->call_back.given ? "call_back" : "dial",
            CALENDAR_RUN_ON_DAYS, all_s / DAY_S);
}

void check_returns(const struct scenario *scenario, struct sim_diag *diag)
{
    for (int i = 0; i < scenario->stage_count; i++) {
        const struct scenario_stage *stage = &scenario->stages[i];
        struct returns of = {
            stage->redial.at,     stage->kind == SCENARIO_MENU ? "menu" : "line",
            stage->name,          "redial",
            &stage->redial.after, true
        };
        if (has_returns(scenario, &stage->redial) && check_has_hang_ups(stage))
            check_one(scenario, &of, diag);
        of.at = stage->calls_again.at;
        of.setting = "calls_again";
        of.after = &stage->calls_again.after;
        check_tries(stage, diag);
        if (stage->calls_again.share > 0.0 || stage->calls_again.more > 0.0)
            check_one(scenario, &of, diag);
    }
    for (int i = 0; i < scenario->outage_count; i++) {
        const struct scenario_outage *outage = &scenario->outages[i];
        const struct returns of = { outage->redial.at,     "outage",
                                    outage->name,          "redial",
                                    &outage->redial.after, false };
        if (has_returns(scenario, &outage->redial))
            check_one(scenario, &of, diag);
    }
}
