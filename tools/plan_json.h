/* The part of plan.json about what was found out about a plan: minimality, prices,
 * rivals, sensitivities, frontier. */
#ifndef TOOLS_PLAN_JSON_H
#define TOOLS_PLAN_JSON_H

#include "model/planner/plan.h"
#include "tools/json.h"

/* Writes these keys into the open object of the plan. */
void plan_json_findings(struct json *json, const struct plan *plan);

#endif
