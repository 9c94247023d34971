#include <math.h>

#include "model/scenario/check.h"

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
