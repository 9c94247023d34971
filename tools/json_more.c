/* What only some scenarios have, as JSON: what those did who hung up, and what being
 * short of people does. */
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/json_result.h"

/* ---- those who hung up ---- */

static void write_hang_ups(struct json *json, const struct result_hang_ups *hang_ups)
{
    json_open_object(json, hang_ups->name);
    json_text(json, "label", hang_ups->label);
    json_result_estimate(json, "per_day", &hang_ups->per_day);
    for (int k = 0; k < RESULT_HANG_UPS; k++) {
        char *const share = sim_mem_print("%s_share", result_hang_up_names[k]);
        json_result_estimate(json, result_hang_up_names[k], &hang_ups->kinds[k]);
        json_result_estimate(json, share, &hang_ups->shares[k]);
        free(share);
    }
    if (hang_ups->is_outage)
        json_result_ways(json, "redial", hang_ups->ways, hang_ups->way_count);
    json_close(json);
}

static void write_all(struct json *json, const char *key, const struct result *result,
                      bool is_outage)
{
    int count = 0;
    for (int i = 0; i < result->hang_up_count; i++)
        count += result->hang_ups[i].is_outage == is_outage;
    if (count == 0)
        return;
    json_open_object(json, key);
    for (int i = 0; i < result->hang_up_count; i++)
        if (result->hang_ups[i].is_outage == is_outage)
            write_hang_ups(json, &result->hang_ups[i]);
    json_close(json);
}

void json_result_hang_ups(struct json *json, const struct result *result)
{
    write_all(json, "hang_ups", result, false);
    write_all(json, "outage", result, true);
}

/* ---- people short ---- */

static void write_short(struct json *json, const struct result *result,
                        const struct result_short *about)
{
    json_open_object(json, result->objects[about->object].name);
    json_text(json, "team", result->objects[about->team].name);
    json_open_array(json, "rows");
    for (int by = 0; by < RESULT_SHORTS; by++) {
        const struct result_short_row *const row = &about->rows[by];
        json_open_object(json, NULL);
        json_whole(json, "short", (uint64_t) by);
        json_result_estimate(json, "hours", &row->hours);
        json_result_estimate(json, "offered", &row->offered);
        json_result_estimate(json, "answered_share", &row->answered_share);
        json_result_estimate(json, "abandoned_share", &row->abandoned_share);
        json_result_estimate(json, "mean_wait", &row->mean_wait);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}

static void write_targets(struct json *json, const struct result *result)
{
    json_open_object(json, "target");
    for (int i = 0; i < result->target_count; i++) {
        const struct result_target *const target = &result->targets[i];
        if (!target->has_shorts)
            continue;
        json_open_array(json, target->name);
        for (int by = 0; by < RESULT_SHORTS; by++)
            json_result_estimate(json, NULL, &target->shorts[by]);
        json_close(json);
    }
    json_close(json);
}

void json_result_shorts(struct json *json, const struct result *result)
{
    static const enum measure_object kinds[] = { MEASURE_LINE, MEASURE_CLOCK };
    if (result->short_count == 0)
        return;
    json_open_object(json, "short");
    for (int k = 0; k < 2; k++) {
        json_open_object(json, measure_object_names[kinds[k]]);
        for (int i = 0; i < result->short_count; i++)
            if (result->objects[result->shorts[i].object].kind == kinds[k])
                write_short(json, result, &result->shorts[i]);
        json_close(json);
    }
    write_targets(json, result);
    json_close(json);
}
