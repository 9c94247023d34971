/* Prices as JSON. */
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/attribute_report.h"
#include "tools/json.h"
#include "tools/json_result.h"

char *attribute_figure_path(const struct paired_figure *figure)
{
    if (figure->kind == PAIRED_TARGET)
        return sim_mem_print("target.%s.value", figure->name);
    return sim_mem_print("%s.%s.%s", measure_object_names[figure->object], figure->name,
                         measures[figure->measure].name);
}

static const char *unit_name(enum measure_unit unit)
{
    static const char *const names[MEASURE_UNITS] = { [MEASURE_CALLS] = "calls a day",
                                                      [MEASURE_HOURS] = "hours a day",
                                                      [MEASURE_SECONDS] = "s",
                                                      [MEASURE_SHARE] = "share",
                                                      [MEASURE_PEOPLE] = "people" };
    return names[unit];
}

static void write_run(struct json *json, const struct attribute_outcome *outcome)
{
    const struct scenario *const s =
        &outcome->plan->variants[outcome->plan->whole]->scenario;
    const struct paired *const p = outcome->paired;
    char *const hash = sim_mem_print("%016llx", (unsigned long long) s->hash);
    json_text(json, "schema", "tenfive-attribution-1");
    json_open_object(json, "scenario");
    json_text(json, "title", s->title);
    json_text(json, "marking",
              s->marking != NULL && *s->marking != '\0' ? s->marking : NULL);
    json_text(json, "file", s->file);
    json_text(json, "hash", hash);
    json_close(json);
    json_whole(json, "seed", outcome->seed);
    json_open_short_object(json, "replications");
    json_whole(json, "planned", (uint64_t) p->planned);
    json_whole(json, "done", (uint64_t) p->done);
    json_close(json);
    json_bool(json, "partial", p->is_partial);
    json_bool(json, "precision_reached", p->is_settled);
    json_number(json, "callers", p->callers);
    free(hash);
}

static void write_units(struct json *json, const struct paired *p)
{
    json_open_object(json, "figures");
    for (int i = 0; i < p->figure_count; i++) {
        char *const path = attribute_figure_path(&p->figures[i]);
        json_open_short_object(json, path);
        json_text(json, "unit", unit_name(p->units[i]));
        json_whole(json, "empty", (uint64_t) paired_empty(p, -1, i));
        json_close(json);
        free(path);
    }
    json_close(json);
}

static void write_variant(struct json *json, const struct paired *p,
                          const struct attribute_variant *variant, int index)
{
    json_open_object(json, NULL);
    json_text(json, "name", variant->name);
    json_open_object(json, "figures");
    for (int i = 0; i < p->figure_count; i++) {
        const struct sim_estimate value = paired_value(p, index, i);
        char *const path = attribute_figure_path(&p->figures[i]);
        json_result_estimate(json, path, &value);
        free(path);
    }
    json_close(json);
    json_close(json);
}

static void write_item(struct json *json, const struct attribute_outcome *outcome,
                       const struct attribute_item *item)
{
    const struct attribute_plan *const plan = outcome->plan;
    const struct paired *const p = outcome->paired;
    json_open_object(json, NULL);
    json_text(json, "name", item->name);
    json_text(json, "role", attribute_role_names[item->role]);
    json_text(json, "what", item->words);
    json_text(json, "with", item->with < 0 ? NULL : plan->variants[item->with]->name);
    json_text(json, "without",
              item->without < 0 ? NULL : plan->variants[item->without]->name);
    json_open_object(json, "figures");
    for (int i = 0; i < p->figure_count; i++) {
        const struct sim_estimate cost = paired_contrast(p, item->weights, i);
        char *const path = attribute_figure_path(&p->figures[i]);
        json_result_estimate(json, path, &cost);
        free(path);
    }
    json_close(json);
    json_close(json);
}

void attribute_json(const struct attribute_outcome *outcome, FILE *to)
{
    struct json json = { .to = to };
    json_open_object(&json, NULL);
    write_run(&json, outcome);
    write_units(&json, outcome->paired);
    json_open_array(&json, "variants");
    for (int i = 0; i < outcome->plan->variant_count; i++)
        write_variant(&json, outcome->paired, outcome->plan->variants[i], i);
    json_close(&json);
    json_open_array(&json, "costs");
    for (int i = 0; i < outcome->plan->item_count; i++)
        write_item(&json, outcome, &outcome->plan->items[i]);
    json_close(&json);
    json_close(&json);
}
