/* The tables of settings of `plan` and `certificate`. */
#ifndef MODEL_SCENARIO_OBJECTS_PLAN_H
#define MODEL_SCENARIO_OBJECTS_PLAN_H

#include "model/scenario/keys.h"

extern const struct keys_object objects_plan, objects_plan_hold, objects_plan_team,
    objects_plan_shifts, objects_plan_break, objects_certificate;

/* Rows for single values that are read outside a table. */
extern const struct sim_field objects_target_name, objects_team_name, objects_level,
    objects_dearer, objects_budget, objects_offer, objects_length, objects_people;

#endif
