/* What a plan is asked when the scenario does not say. */
#include <math.h>
#include <stdlib.h>

#include "model/scenario/check.h"
#include "model/scenario/read_plan.h"
#include "sim/mem.h"

/* ---- targets ---- */

enum scenario_plan_each read_plan_each(const struct scenario_target *target)
{
    static const enum scenario_plan_each own[] = {
        [SCENARIO_EACH_PERIOD] = SCENARIO_PLAN_PERIOD,
        [SCENARIO_EACH_MONTH] = SCENARIO_PLAN_MONTH,
        [SCENARIO_EACH_WEEK] = SCENARIO_PLAN_WEEK,
        [SCENARIO_EACH_DAY] = SCENARIO_PLAN_DAY,
        [SCENARIO_EACH_INTERVAL] = SCENARIO_PLAN_INTERVAL,
    };
    return target->in_share > 0.0 ? own[target->each] : SCENARIO_PLAN_PERIOD;
}

static bool is_held(const struct scenario_plan *plan, int target)
{
    for (int i = 0; i < plan->hold_count; i++)
        if (plan->holds[i].target == target)
            return true;
    return false;
}

static void hold(struct scenario *out, int target)
{
    struct scenario_plan *plan = &out->plan;
    const bool best = target == plan->best;
    plan->holds[plan->hold_count++] = (struct scenario_plan_hold){
        .at = out->targets[target].at,
        .target = target,
        .each = best ? SCENARIO_PLAN_PERIOD : read_plan_each(&out->targets[target]),
        .in_share = best ? 0.0 : out->targets[target].in_share,
    };
}

/* The target that is to be best is measured with the others. */
static void hold_the_rest(struct scenario *out)
{
    struct scenario_plan *plan = &out->plan;
    const bool none = plan->hold_count == 0;
    const struct scenario_plan_hold *written = plan->holds;
    struct scenario_plan_hold *all =
        sim_mem_array((size_t) out->target_count + 1, sizeof *all);
    for (int i = 0; i < plan->hold_count; i++)
        all[i] = written[i];
    free(plan->holds);
    plan->holds = all;
    for (int i = 0; i < out->target_count; i++)
        if ((none || i == plan->best) && !is_held(plan, i))
            hold(out, i);
}

/* ---- margins ---- */

/* See "Margin" in scenarios/meanings.md. */
static double usual_margin(const struct scenario_target *target,
                           const struct scenario_plan_hold *hold)
{
    static const double shares[SCENARIO_PLAN_EACHES] = { 0.002, 0.002, 0.002, 0.005,
                                                         0.01,  0.02,  0.02 };
    static const double times[SCENARIO_PLAN_EACHES] = { 0.01, 0.01, 0.01, 0.02,
                                                        0.05, 0.05, 0.05 };
    static const double p_met = 0.02;
    const double usual = hold->in_share > 0.0    ? p_met
                         : check_is_time(target) ? times[hold->each] * target->limit
                                                 : shares[hold->each];
    return fmin(usual, check_plan_room(target, hold) / 2.0);
}

/* ---- teams ---- */

/* Whether a target depends on a line directly. */
static bool is_of_line(const struct scenario *scenario,
                       const struct scenario_target *target, int line)
{
    if (target->journey < 0)
        return target->line == line;
    for (int i = 0; i < target->abandoned_at_count; i++)
        if (target->abandoned_at[i] == line)
            return true;
    return target->abandoned_at_count == 0
           && check_reaches(scenario, scenario->streams[target->journey].enters, line);
}

static bool is_free(const struct scenario *scenario, int index)
{
    const struct scenario_team *team = &scenario->teams[index];
    for (int i = 0; i < scenario->plan.hold_count; i++) {
        const struct scenario_target *target =
            &scenario->targets[scenario->plan.holds[i].target];
        if (target->team == index)
            return true;
        for (int k = 0; k < team->serves_count; k++)
            if (team->takes_after_s[k] == 0.0
                && is_of_line(scenario, target, team->serves[k]))
                return true;
    }
    return false;
}

static void free_teams(struct scenario *out)
{
    static const double half_hour_s = 1800.0;
    struct scenario_plan *plan = &out->plan;
    free(plan->teams);
    plan->teams = sim_mem_array((size_t) out->team_count, sizeof *plan->teams);
    for (int i = 0; i < out->team_count; i++)
        if (is_free(out, i))
            plan->teams[plan->team_count++] = (struct scenario_plan_team){
                .at = plan->at,
                .team = i,
                .changes_every_s = half_hour_s,
                .cost_per_hour = out->teams[i].cost_per_hour,
            };
}

void read_plan_defaults(struct scenario *out)
{
    struct scenario_plan *plan = &out->plan;
    hold_the_rest(out);
    for (int i = 0; i < plan->hold_count; i++) {
        struct scenario_plan_hold *held = &plan->holds[i];
        if (held->margin == 0.0)
            held->margin = usual_margin(&out->targets[held->target], held);
    }
    if (plan->team_count == 0)
        free_teams(out);
}
