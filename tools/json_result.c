#include "tools/json_result.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

const char json_result_schema[] = "tenfive-result-3";

void json_result_estimate(struct json *json, const char *key,
                          const struct sim_estimate *estimate)
{
    if (estimate->kind == SIM_ESTIMATE_NONE) {
        json_nothing(json, key);
        return;
    }
    json_open_short_object(json, key);
    json_number(json, "value", estimate->value);
    if (estimate->kind == SIM_ESTIMATE_INTERVAL) {
        json_number(json, "half_width", sim_estimate_half_width(estimate));
        json_number(json, "low", estimate->low);
        json_number(json, "high", estimate->high);
    } else {
        json_nothing(json, "half_width");
        json_nothing(json, "low");
        json_nothing(json, "high");
    }
    json_close(json);
}

static void write_run(struct json *json, const struct result *result)
{
    char *const hash = sim_mem_print("%016llx", (unsigned long long) result->hash);
    char *const from = outcome_date_iso(result->from_day);
    char *const to = outcome_date_iso(result->to_day);
    json_open_object(json, "scenario");
    json_text(json, "title", result->title);
    const bool is_marked = result->marking != NULL && *result->marking != '\0';
    json_text(json, "marking", is_marked ? result->marking : NULL);
    json_text(json, "file", result->file);
    json_text(json, "hash", hash);
    json_close(json);
    json_open_short_object(json, "period");
    json_text(json, "from", from);
    json_text(json, "to", to);
    json_close(json);
    json_whole(json, "seed", result->seed);
    json_open_short_object(json, "replications");
    json_whole(json, "planned", (uint64_t) result->planned);
    json_whole(json, "done", (uint64_t) result->done);
    json_close(json);
    json_bool(json, "partial", result->partial);
    json_bool(json, "precision_reached", result->settled);
    json_number(json, "callers", result->callers);
    json_number(json, "events", result->events);
    free(hash);
    free(from);
    free(to);
}

static void write_measures(struct json *json, const struct result *result)
{
    json_open_object(json, "measures");
    for (int i = 0; i < MEASURE_COUNT; i++) {
        if (!outcome_uses(result, i))
            continue;
        json_open_short_object(json, measures[i].name);
        json_text(json, "label", measures[i].label);
        json_text(json, "unit", measure_unit_name(i, MEASURE_PERIOD));
        json_text(json, "unit_by_hour", measure_unit_name(i, MEASURE_HOUR));
        json_text(json, "definition", measures[i].definition);
        json_close(json);
    }
    json_close(json);
}

static void write_longest(struct json *json, const struct result_longest *longest)
{
    if (longest->mean.kind == SIM_ESTIMATE_NONE)
        return;
    json_number(json, "longest_median", longest->median_s);
    json_number(json, "longest_p95", longest->p95_s);
    json_number(json, "longest_most", longest->max_s);
}

static void write_people(struct json *json, const struct result_people *people)
{
    json_number(json, "seats", people->seats);
    json_number(json, "hours_day", people->hours_day);
    json_number(json, "paid_week", people->paid_week);
    json_number(json, "fte", people->fte);
    if (people->has_cost)
        json_number(json, "cost_year", people->cost_year);
    else
        json_nothing(json, "cost_year");
}

static void write_object(struct json *json, const struct result *result, int index)
{
    const struct result_object *const object = &result->objects[index];
    json_open_object(json, object->name);
    json_text(json, "label", object->label);
    if (object->kind == MEASURE_CLOCK)
        json_text(json, "line", result->objects[object->line].name);
    for (int id = 0; id < MEASURE_COUNT; id++) {
        if (!outcome_has(object, id))
            continue;
        const struct sim_estimate figure =
            result_at(result, MEASURE_PERIOD, 0, index, id);
        json_result_estimate(json, measures[id].name, &figure);
    }
    if (object->kind != MEASURE_TEAM)
        write_longest(json, &result->longest[index]);
    for (int i = 0; i < result->team_count; i++)
        if (result->people[i].team == index)
            write_people(json, &result->people[i]);
    json_close(json);
}

static void write_objects(struct json *json, const struct result *result)
{
    for (int kind = 0; kind < MEASURE_OBJECTS; kind++) {
        if (kind == MEASURE_CLOCK && result->clock_count == 0)
            continue;
        json_open_object(json, measure_object_names[kind]);
        for (int i = 0; i < result->object_count; i++)
            if ((int) result->objects[i].kind == kind)
                write_object(json, result, i);
        json_close(json);
    }
}

static void write_expects(struct json *json, const struct outcome *outcome)
{
    json_open_array(json, "expect");
    for (int i = 0; i < outcome->scenario->expect_count; i++) {
        const struct outcome_expect *const expect = &outcome->expects[i];
        json_open_short_object(json, NULL);
        json_text(json, "path", expect->row->path);
        json_number(json, "expected", expect->row->value);
        json_number(json, "tolerance", expect->row->tolerance);
        if (expect->is_known)
            json_number(json, "value", expect->value);
        else
            json_nothing(json, "value");
        json_bool(json, "met", expect->is_met);
        json_close(json);
    }
    json_close(json);
}

static void write_warnings(struct json *json, const struct sim_diag *diag)
{
    json_open_array(json, "warnings");
    for (size_t i = 0; i < diag->count; i++) {
        char *const line = sim_diag_line(&diag->items[i]);
        json_text(json, NULL, line);
        free(line);
    }
    json_close(json);
}

void json_result(const struct outcome *outcome, FILE *to)
{
    const struct result *const result = outcome->result;
    struct json json = { .to = to };
    json_open_object(&json, NULL);
    json_text(&json, "schema", json_result_schema);
    json_open_short_object(&json, "program");
    json_text(&json, "name", "tenfive");
    json_text(&json, "version", result->version);
    json_close(&json);
    write_run(&json, result);
    json_result_targets(&json, result);
    write_objects(&json, result);
    json_result_flow(&json, result);
    json_result_hang_ups(&json, result);
    json_result_shorts(&json, result);
    json_result_waits(&json, result);
    json_result_half_hours(&json, result);
    json_result_extremes(&json, result);
    json_result_intervals(&json, result);
    write_expects(&json, outcome);
    json_result_inputs(&json, outcome->scenario);
    json_result_sets(&json, outcome->scenario);
    json_result_sources(&json, outcome->scenario);
    write_warnings(&json, outcome->diag);
    write_measures(&json, result);
    json_close(&json);
}
