/* Parts of plan.json: what was found out about a plan (minimality, prices, rivals,
 * sensitivities, frontier), and what follows for a team. */
#ifndef TOOLS_PLAN_JSON_H
#define TOOLS_PLAN_JSON_H

#include "tools/json.h"
#include "tools/plan_parts.h"

/* Writes these keys into the open object of the plan. */
void plan_json_findings(struct json *json, const struct plan *plan);

/* Writes what follows for those who employ and post a team's people, "chain" and
 * "by_shift", into its open object; nulls where the plan has no people. */
void plan_json_team(struct json *json, const struct plan_case *one, int team);

#endif
