#include <math.h>

#include "model/demand/calendar.h"
#include "model/scenario/check.h"

enum { WEEK_DAYS = 7, DAY_QUARTERS = 96, QUARTER_MIN = 15, DAY_MIN = 1440 };

/* Differences of shares as people write them, such as 1 - 0.95, are not exact. */
static const double ALMOST = 1.0 - 1e-9;

/* ---- targets ---- */

bool check_is_time(const struct scenario_target *target)
{
    return target->grade == SCENARIO_MEAN_WAIT
           || target->grade == SCENARIO_LONGEST_WAIT;
}

double check_plan_room(const struct scenario_target *target,
                       const struct scenario_plan_hold *hold)
{
    if (hold->in_share > 0.0)
        return 1.0 - hold->in_share;
    if (check_is_time(target))
        return target->at_least ? INFINITY : target->limit;
    const bool percentile = target->grade == SCENARIO_WAIT_PERCENTILE;
    const double share = percentile ? target->percentile : target->limit;
    return target->at_least != percentile ? 1.0 - share : share;
}

static void check_hold(const struct scenario *scenario,
                       const struct scenario_plan_hold *hold, struct sim_diag *diag)
{
    const struct scenario_plan *plan = &scenario->plan;
    const struct scenario_target *target = &scenario->targets[hold->target];
    const double room = check_plan_room(target, hold);
    if (plan->objective == SCENARIO_PLAN_BEST_SERVICE && hold->target == plan->best) {
        if (hold->each != SCENARIO_PLAN_PERIOD || hold->in_share > 0.0)
            sim_diag_error(diag, hold->at,
                           "plan: target \"%s\": best is measured over the whole "
                           "period: each and in do not go with it",
                           target->name);
        return;
    }
    if (!(room > 0.0))
        sim_diag_error(diag, hold->at,
                       "plan: target \"%s\": its %s is as good as can be, so no test "
                       "can show that it holds",
                       target->name, hold->in_share > 0.0 ? "in" : "limit");
    else if (hold->margin > room * ALMOST)
        sim_diag_error(
            diag, hold->at,
            "plan: target \"%s\": margin must leave room: nothing is better "
            "than its %s by more than %.10g%s",
            target->name, hold->in_share > 0.0 ? "in" : "limit",
            hold->in_share > 0.0 || !check_is_time(target) ? 100.0 * room : room,
            hold->in_share > 0.0 || !check_is_time(target) ? " points" : " s");
    if (target->grade == SCENARIO_LONGEST_WAIT && hold->each > SCENARIO_PLAN_DAY)
        sim_diag_error(diag, hold->at,
                       "plan: target \"%s\": a longest wait can hold each period, "
                       "month, week or day, not by the hour or less",
                       target->name);
}

void check_holds(const struct scenario *scenario, struct sim_diag *diag)
{
    for (int i = 0; i < scenario->plan.hold_count; i++)
        check_hold(scenario, &scenario->plan.holds[i], diag);
}

/* ---- teams ---- */

/* A quarter hour of a day of some kind, after a day of some kind. */
struct moment {
    struct calendar_day_kind day, before;
    int minute;
};

/* The greatest of the lines that hold; false when none does. */
static bool level_at(const struct scenario_plan_levels *levels, struct moment moment,
                     double *out)
{
    bool bank_named = false, is_there = false;
    for (int i = 0; i < levels->count; i++)
        bank_named |= (levels->rows[i].span.days & 1u << SCENARIO_BANK) != 0;
    for (int i = 0; i < levels->count; i++) {
        const struct scenario_span *span = &levels->rows[i].span;
        const bool holds =
            (moment.minute >= span->from_min && moment.minute < span->to_min
             && calendar_span_begins(span, bank_named, moment.day))
            || (moment.minute + DAY_MIN < span->to_min
                && calendar_span_begins(span, bank_named, moment.before));
        if (!holds)
            continue;
        *out = is_there ? fmax(*out, levels->rows[i].value) : levels->rows[i].value;
        is_there = true;
    }
    return is_there;
}

static bool refuse_crossed(const struct scenario *scenario,
                           const struct scenario_plan_team *team, struct moment moment,
                           struct sim_diag *diag)
{
    static const char *const days[] = {
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"
    };
    double least, most;
    if (!level_at(&team->at_least, moment, &least)
        || !level_at(&team->at_most, moment, &most) || least <= most)
        return false;
    sim_diag_error(diag, team->at,
                   "plan: team \"%s\": at_least must not be above at_most, but is %g "
                   "and %g at %s %02d:%02d%s",
                   scenario->teams[team->team].name, least, most,
                   days[moment.day.weekday], moment.minute / 60, moment.minute % 60,
                   moment.day.is_bank      ? " of a bank holiday"
                   : moment.before.is_bank ? " after a bank holiday"
                                           : "");
    return true;
}

/* Every quarter hour of a week, and those of bank holidays and of the days after. */
static void check_levels(const struct scenario *scenario,
                         const struct scenario_plan_team *team, struct sim_diag *diag)
{
    for (int bank = 0; bank < 4; bank++)
        for (int q = 0; q < WEEK_DAYS * DAY_QUARTERS; q++) {
            const int day = q / DAY_QUARTERS;
            const struct moment moment = {
                .day = { day, (bank & 1) != 0 },
                .before = { (day + WEEK_DAYS - 1) % WEEK_DAYS, (bank & 2) != 0 },
                .minute = q % DAY_QUARTERS * QUARTER_MIN,
            };
            if (refuse_crossed(scenario, team, moment, diag))
                return;
        }
}

/* Pounds of one team and none of another cannot be added up. */
static void check_costs(const struct scenario *scenario, struct sim_diag *diag)
{
    const struct scenario_plan *plan = &scenario->plan;
    const struct scenario_plan_team *with = NULL, *without = NULL;
    for (int i = 0; i < plan->team_count; i++) {
        const struct scenario_plan_team *team = &plan->teams[i];
        *(team->cost_per_hour > 0.0 ? &with : &without) = team;
        if (team->dearer.count > 0 && !(team->cost_per_hour > 0.0))
            sim_diag_warning(diag, team->at,
                             "plan: team \"%s\": dearer has no effect without "
                             "cost_per_hour",
                             scenario->teams[team->team].name);
    }
    const bool best = plan->objective == SCENARIO_PLAN_BEST_SERVICE;
    if (without == NULL || plan->objective == SCENARIO_PLAN_STAFFED_HOURS)
        return;
    const char *name = scenario->teams[without->team].name;
    if (best && !plan->budget_is_hours)
        sim_diag_error(diag, without->at,
                       "plan: team \"%s\" has no cost_per_hour, which budget_a_week "
                       "needs; budget_hours_a_week does not",
                       name);
    else if (!best && with != NULL)
        sim_diag_error(diag, without->at,
                       "plan: team \"%s\" has no cost_per_hour, but team \"%s\" has: "
                       "only pounds of all teams can be added up",
                       name, scenario->teams[with->team].name);
}

/* ---- policies ---- */

/* Reserves must be able not to fall along serves: each as low as it may be. */
static void check_reserves(const struct scenario *scenario, int index,
                           struct sim_diag *diag)
{
    const struct scenario_plan *plan = &scenario->plan;
    const struct scenario_team *team = &scenario->teams[index];
    struct sim_where at = plan->at;
    int least = 0;
    for (int k = 0; k < team->serves_count; k++) {
        int from = team->keep_free[k], to = from;
        for (int i = 0; i < plan->reserve_count; i++)
            if (plan->reserves[i].team == index && plan->reserves[i].position == k) {
                from = plan->reserves[i].from;
                to = plan->reserves[i].to;
                at = plan->reserves[i].at;
            }
        if (to < least) {
            sim_diag_error(diag, at,
                           "plan: keep_free: team \"%s\": every choice would let the "
                           "reserve fall along serves, from %d or more to %d or less "
                           "for \"%s\"",
                           team->name, least, to,
                           scenario->stages[team->serves[k]].name);
            return;
        }
        least = from > least ? from : least;
    }
}

static void check_offer(const struct scenario *scenario,
                        const struct scenario_plan_offer *offer, struct sim_diag *diag)
{
    const struct scenario_stage *stage = &scenario->stages[offer->stage];
    if (!stage->call_back.given || stage->call_back.offered_after_s < 0.0)
        sim_diag_error(diag, offer->at,
                       "plan: offered_after: line \"%s\" has no call_back with "
                       "offered_after",
                       stage->name);
}

/* Shifts whose people may be absent are lines of a team, which come every week. */
static void check_posted(const struct scenario *scenario,
                         const struct scenario_plan_team *team, struct sim_diag *diag)
{
    if (!team->is_posted || scenario->plan.week != SCENARIO_PLAN_AS_DATED
        || scenario->is_typical)
        return;
    sim_diag_error(
        diag, team->at,
        "plan: team \"%s\": people = \"posted\" needs a week that comes again: "
        "week = \"typical\" or \"each_month\", got \"as_dated\"",
        scenario->teams[team->team].name);
}

void check_plan(const struct scenario *scenario, struct sim_diag *diag)
{
    const struct scenario_plan *plan = &scenario->plan;
    check_holds(scenario, diag);
    for (int i = 0; i < plan->team_count; i++)
        check_levels(scenario, &plan->teams[i], diag);
    for (int i = 0; i < plan->team_count; i++)
        check_posted(scenario, &plan->teams[i], diag);
    check_costs(scenario, diag);
    for (int i = 0; plan->reserve_count > 0 && i < scenario->team_count; i++)
        check_reserves(scenario, i, diag);
    for (int i = 0; i < plan->offer_count; i++)
        check_offer(scenario, &plan->offers[i], diag);
}
