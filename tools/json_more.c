/* What only some scenarios have, as JSON: what those did who hung up. */
#include "sim/mem.h"
#include "tools/json_result.h"

#include <stdlib.h>

static void write_hang_ups(struct json *json, const struct result_hang_ups *hang_ups)
{
    json_object(json, hang_ups->name);
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
    json_end(json);
}

static void write_all(struct json *json, const char *key, const struct result *result,
                      bool is_outage)
{
    int count = 0;
    for (int i = 0; i < result->hang_up_count; i++)
        count += result->hang_ups[i].is_outage == is_outage;
    if (count == 0)
        return;
    json_object(json, key);
    for (int i = 0; i < result->hang_up_count; i++)
        if (result->hang_ups[i].is_outage == is_outage)
            write_hang_ups(json, &result->hang_ups[i]);
    json_end(json);
}

void json_result_hang_ups(struct json *json, const struct result *result)
{
    write_all(json, "hang_ups", result, false);
    write_all(json, "outage", result, true);
}
