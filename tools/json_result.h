/* The result as JSON, "tenfive-result-3": see result.schema.json. */
#ifndef TOOLS_JSON_RESULT_H
#define TOOLS_JSON_RESULT_H

#include <stdio.h>

#include "tools/json.h"
#include "tools/outcome.h"

extern const char json_result_schema[]; /* "tenfive-result-3" */

/* Everything but quarter hours.  The result has no fault; the stream keeps any error.
 */
void json_result(const struct outcome *outcome, FILE *to);

/* Its parts, in files of their own. */
void json_result_estimate(struct json *json, const char *key,
                          const struct sim_estimate *estimate);
void json_result_targets(struct json *json, const struct result *result);
void json_result_ways(struct json *json, const char *key, const struct result_way *ways,
                      int count);
/* Nothing where nobody who hangs up does anything. */
void json_result_hang_ups(struct json *json, const struct result *result);
/* Nothing where no staffing is random. */
void json_result_shorts(struct json *json, const struct result *result);
void json_result_flow(struct json *json, const struct result *result);
void json_result_waits(struct json *json, const struct result *result);
void json_result_half_hours(struct json *json, const struct result *result);
void json_result_extremes(struct json *json, const struct result *result);
void json_result_intervals(struct json *json, const struct result *result);

/* What the figures came from, for every kind of result: every setting as read, the
 * arguments of --set ("sets"), and the files that were read, with their text
 * ("sources"). */
void json_result_inputs(struct json *json, const struct scenario *scenario);
void json_result_sets(struct json *json, const struct scenario *scenario);
void json_result_sources(struct json *json, const struct scenario *scenario);

#endif
