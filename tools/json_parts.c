/* Targets, flow, inputs and intervals of the result as JSON. */
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/json_result.h"
#include "tools/readback.h"

/* ---- targets ---- */

static void write_unit(struct json *json, const struct result *result,
                       const struct result_target *target, int index)
{
    const struct result_target_unit *const unit = &target->units[index];
    const struct result_unit named = result_unit(result, target->each, unit->unit);
    json_open_short_object(json, NULL);
    json_text(json, "name", named.name);
    json_result_estimate(json, "value", &unit->value);
    json_result_estimate(json, "p_met", &unit->p_met);
    json_number(json, "empty", unit->empty);
    json_close(json);
}

static void write_place(struct json *json, const struct result *result,
                        const struct result_target *target)
{
    const struct result_object *const object = &result->objects[target->object];
    json_open_short_object(json, "of");
    json_text(json, measure_object_names[object->kind], object->name);
    json_close(json);
    if (target->within_s >= 0.0)
        json_number(json, "within", target->within_s);
    else
        json_nothing(json, "within");
}

static void write_target(struct json *json, const struct result *result, int index)
{
    const struct result_target *const target = &result->targets[index];
    json_open_object(json, target->name);
    json_text(json, "label", target->label);
    json_text(json, "definition", target->definition);
    json_text(json, "counted", target->counted);
    json_text(json, "asked", target->asked);
    json_text(json, "grade", target->of);
    write_place(json, result, target);
    json_text(json, "unit", target->unit == MEASURE_SHARE ? "share" : "s");
    json_text(json, "side", target->at_least ? "at_least" : "at_most");
    json_number(json, "limit", target->limit);
    json_text(json, "each", measure_level_names[target->each]);
    if (target->in_share > 0.0)
        json_number(json, "in", target->in_share);
    else
        json_nothing(json, "in");
    json_text(json, "verdict", sim_verdict_names[target->verdict]);
    json_result_estimate(json, "value", &target->value);
    json_result_estimate(json, "p_met", &target->p_met);
    if (target->has_ceiling)
        json_result_estimate(json, "ceiling", &target->ceiling);
    json_number(json, "met", target->met);
    json_number(json, "of_periods", target->of_periods);
    json_number(json, "empty", target->empty);
    json_whole(json, "partial", (uint64_t) target->partial);
    if (target->has_usual) {
        json_number(json, "usual_low", target->usual_low);
        json_number(json, "usual_high", target->usual_high);
    } else {
        json_nothing(json, "usual_low");
        json_nothing(json, "usual_high");
    }
    json_open_array(json, "units");
    for (int i = 0; i < target->unit_count; i++)
        write_unit(json, result, target, i);
    json_close(json);
    json_close(json);
}

void json_result_targets(struct json *json, const struct result *result)
{
    json_open_object(json, "target");
    for (int i = 0; i < result->target_count; i++)
        write_target(json, result, i);
    json_close(json);
}

/* ---- flow ---- */

static void write_way(struct json *json, const char *key, const struct result_way *way)
{
    json_open_short_object(json, key);
    json_text(json, "to", way->to);
    json_number(json, "share", way->share);
    json_result_estimate(json, "per_day", &way->per_day);
    json_close(json);
}

void json_result_ways(struct json *json, const char *key, const struct result_way *ways,
                      int count)
{
    json_open_object(json, key);
    for (int i = 0; i < count; i++)
        write_way(json, ways[i].name, &ways[i]);
    json_close(json);
}

static void write_stage(struct json *json, const struct result *result,
                        const struct result_stage *stage)
{
    json_open_object(json, stage->name);
    json_text(json, "label", stage->label);
    json_text(json, "kind", stage->kind);
    json_result_estimate(json, "entered", &stage->entered);
    json_number(json, "share", stage->share);
    json_result_ways(json, "ways", stage->ways, stage->way_count);
    if (stage->has_again)
        write_way(json, "calls_again", &stage->again);
    for (int i = 0; i < result->hang_up_count; i++)
        if (!result->hang_ups[i].is_outage
            && strcmp(result->hang_ups[i].name, stage->name) == 0)
            json_result_ways(json, "redial", result->hang_ups[i].ways,
                             result->hang_ups[i].way_count);
    json_close(json);
}

void json_result_flow(struct json *json, const struct result *result)
{
    json_open_object(json, "flow");
    for (int i = 0; i < result->stage_count; i++)
        write_stage(json, result, &result->stages[i]);
    json_close(json);
}

/* ---- inputs ---- */

void json_result_inputs(struct json *json, const struct scenario *scenario)
{
    json_open_array(json, "inputs");
    for (int i = 0; i < scenario->input_count; i++) {
        const struct scenario_input *const input = &scenario->inputs[i];
        const struct scenario_basis *const basis =
            readback_basis(scenario, input->path);
        json_open_short_object(json, NULL);
        json_text(json, "path", input->path);
        json_text(json, "value", input->value);
        json_bool(json, "changed", input->changed);
        json_text(json, "file", input->at.file);
        json_whole(json, "line", input->at.line);
        json_text(json, "basis",
                  basis == NULL ? NULL : scenario_basis_names[basis->kind]);
        json_text(json, "note", basis == NULL ? NULL : basis->note);
        json_close(json);
    }
    json_close(json);
}

void json_result_sets(struct json *json, const struct scenario *scenario)
{
    json_open_array(json, "sets");
    for (int i = 0; i < scenario->set_count; i++)
        json_text(json, NULL, scenario->sets[i]);
    json_close(json);
}

void json_result_sources(struct json *json, const struct scenario *scenario)
{
    json_open_array(json, "sources");
    for (int i = 0; i < scenario->source_count; i++) {
        const struct scenario_source *const source = &scenario->sources[i];
        char *const hash = sim_mem_print("%016llx", (unsigned long long) source->hash);
        json_open_short_object(json, NULL);
        json_text(json, "file", source->file);
        json_text(json, "role", scenario_role_names[source->role]);
        json_whole(json, "bytes", source->size);
        json_text(json, "hash", hash);
        json_text(json, "text", source->text);
        json_close(json);
        free(hash);
    }
    json_close(json);
}

/* ---- intervals ---- */

/* Two rows of numbers: values and half-widths, null where there is none. */
struct column {
    struct json *json;
    const struct result *result;
    enum measure_level level;
    int object;
    enum measure_id measure;
    const struct sim_estimate *values; /* of a target; null: of the object */
};

static struct sim_estimate column_at(const struct column *column, int unit)
{
    return column->values != NULL ? column->values[unit]
                                  : result_at(column->result, column->level, unit,
                                              column->object, column->measure);
}

static void write_column(const struct column *column, const char *key)
{
    struct json *const json = column->json;
    const int count = column->result->unit_count[column->level];
    json_open_object(json, key);
    json_open_short_array(json, "value");
    for (int unit = 0; unit < count; unit++) {
        const struct sim_estimate figure = column_at(column, unit);
        if (figure.kind == SIM_ESTIMATE_NONE)
            json_nothing(json, NULL);
        else
            json_number(json, NULL, figure.value);
    }
    json_close(json);
    json_open_short_array(json, "half_width");
    for (int unit = 0; unit < count; unit++) {
        const struct sim_estimate figure = column_at(column, unit);
        if (figure.kind == SIM_ESTIMATE_INTERVAL)
            json_number(json, NULL, sim_estimate_half_width(&figure));
        else
            json_nothing(json, NULL);
    }
    json_close(json);
    json_close(json);
}

static void write_units(struct json *json, const struct result *result,
                        enum measure_level level)
{
    json_open_array(json, "units");
    for (int i = 0; i < result->unit_count[level]; i++) {
        const struct result_unit unit = result_unit(result, level, i);
        json_open_short_object(json, NULL);
        json_text(json, "name", unit.name);
        if (level != MEASURE_HOUR) {
            char *const first = outcome_date_iso(unit.first_day);
            json_text(json, "first_day", first);
            json_whole(json, "days", (uint64_t) unit.days);
            free(first);
        }
        json_whole(json, "quarter_hours", (uint64_t) unit.quarters);
        json_bool(json, "whole", unit.whole);
        json_close(json);
    }
    json_close(json);
}

static void write_level(struct json *json, const struct result *result,
                        enum measure_level level)
{
    json_open_object(json, measure_level_names[level]);
    write_units(json, result, level);
    for (int kind = 0; kind < MEASURE_OBJECTS; kind++) {
        if (kind == MEASURE_CLOCK && result->clock_count == 0)
            continue;
        json_open_object(json, measure_object_names[kind]);
        for (int i = 0; i < result->object_count; i++) {
            if ((int) result->objects[i].kind != kind)
                continue;
            json_open_object(json, result->objects[i].name);
            for (int id = 0; id < MEASURE_COUNT; id++)
                if (outcome_has(&result->objects[i], id))
                    write_column(&(struct column){ json, result, level, i, id, NULL },
                                 measures[id].name);
            json_close(json);
        }
        json_close(json);
    }
    json_open_object(json, "target");
    for (int i = 0; i < result->target_count; i++)
        if (result->targets[i].values[level] != NULL)
            write_column(&(struct column){ .json = json,
                                           .result = result,
                                           .level = level,
                                           .values = result->targets[i].values[level] },
                         result->targets[i].name);
    json_close(json);
    json_close(json);
}

void json_result_intervals(struct json *json, const struct result *result)
{
    json_open_object(json, "by");
    for (int level = MEASURE_MONTH; level < MEASURE_QUARTER; level++)
        write_level(json, result, level);
    json_close(json);
}
