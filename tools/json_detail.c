/* Distributions of waits, half hours of the week and single days of the result as
 * JSON. */
#include <stdlib.h>

#include "tools/json_result.h"

/* ---- waits ---- */

static void write_edges(struct json *json)
{
    json_open_short_array(json, "from");
    for (int i = 0; i < RESULT_WAITS; i++)
        json_number(json, NULL, i == 0 ? 0.0 : result_wait_edges_s[i - 1]);
    json_close(json);
    json_open_short_array(json, "to");
    for (int i = 0; i < RESULT_WAITS - 1; i++)
        json_number(json, NULL, result_wait_edges_s[i]);
    json_nothing(json, NULL);
    json_close(json);
}

static void write_waits(struct json *json, const struct result *result, int subject)
{
    json_open_object(json, result->objects[subject].name);
    write_edges(json);
    json_open_short_array(json, "answered");
    for (int i = 0; i < RESULT_WAITS; i++)
        json_number(json, NULL, result->waits[subject * RESULT_WAITS + i]);
    json_close(json);
    json_close(json);
}

void json_result_waits(struct json *json, const struct result *result)
{
    json_open_object(json, "waits");
    for (int kind = 0; kind < MEASURE_TEAM; kind++) {
        if (kind == MEASURE_CLOCK && result->clock_count == 0)
            continue;
        json_open_object(json, measure_object_names[kind]);
        for (int i = 0; i < result->subject_count; i++)
            if ((int) result->objects[i].kind == kind)
                write_waits(json, result, i);
        json_close(json);
    }
    json_close(json);
}

/* ---- half hours ---- */

static double half_people(const struct result_half *half)
{
    return half->people;
}

static double half_busy(const struct result_half *half)
{
    return half->busy;
}

static double half_overrun(const struct result_half *half)
{
    return half->overrun;
}

static void write_halves(struct json *json, const char *key,
                         const struct result_half *halves,
                         double (*figure)(const struct result_half *half))
{
    json_open_short_array(json, key);
    for (int h = 0; h < RESULT_WEEK_HALVES; h++)
        if (halves[h].quarters > 0)
            json_number(json, NULL, figure(&halves[h]));
        else
            json_nothing(json, NULL);
    json_close(json);
}

static void write_occupancy(struct json *json, const struct result_half *halves)
{
    json_open_short_array(json, "occupancy");
    for (int h = 0; h < RESULT_WEEK_HALVES; h++) {
        double share;
        if (result_half_occupancy(&halves[h], &share))
            json_number(json, NULL, share);
        else
            json_nothing(json, NULL);
    }
    json_close(json);
}

void json_result_half_hours(struct json *json, const struct result *result)
{
    json_open_object(json, "half_hours");
    json_open_short_array(json, "units");
    for (int h = 0; h < RESULT_WEEK_HALVES; h++) {
        char name[RESULT_HALF_NAME];
        json_text(json, NULL, result_half_name(h, name));
    }
    json_close(json);
    json_open_object(json, measure_object_names[MEASURE_TEAM]);
    for (int t = 0; t < result->team_count; t++) {
        const struct result_half *const halves =
            &result->halves[t * RESULT_WEEK_HALVES];
        json_open_object(json, result->objects[result->subject_count + t].name);
        write_halves(json, "people", halves, half_people);
        write_halves(json, "busy", halves, half_busy);
        write_occupancy(json, halves);
        write_halves(json, "overrun", halves, half_overrun);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}

/* ---- days ---- */

static void write_days(struct json *json, const char *key,
                       const struct result_day *days, int count)
{
    json_open_array(json, key);
    for (int i = 0; i < count; i++) {
        const struct result_day *const day = &days[i];
        char *const date = outcome_date_iso(day->date);
        json_open_short_object(json, NULL);
        json_text(json, "date", date);
        json_whole(json, "replication", (uint64_t) day->replication);
        json_number(json, "offered", day->offered);
        json_number(json, "answered", day->answered);
        json_number(json, "abandoned_share", day->abandoned_share);
        if (day->answered > 0.0)
            json_number(json, "mean_wait", day->mean_wait_s);
        else
            json_nothing(json, "mean_wait");
        json_number(json, "longest_wait", day->longest_wait_s);
        json_close(json);
        free(date);
    }
    json_close(json);
}

void json_result_extremes(struct json *json, const struct result *result)
{
    json_open_object(json, "extremes");
    json_open_object(json, measure_object_names[MEASURE_LINE]);
    for (int line = 0; line < result->line_count; line++) {
        const struct result_extremes *const extremes = &result->extremes[line];
        json_open_object(json, result->objects[line].name);
        write_days(json, "busiest", extremes->busiest, extremes->busiest_count);
        write_days(json, "worst", extremes->worst, extremes->worst_count);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}
