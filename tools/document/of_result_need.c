/* What every result of this version has, whether or not a page shows all of it: a file
 * that lacks some was not written by tenfive, or was edited. */
#include <string.h>

#include "tools/document/of_result_parts.h"

static const char *const queue[] = {
    "offered",      "answered",       "abandoned",       "left",       "still",
    "mean_wait",    "answered_share", "abandoned_share", "left_share", "at_once_share",
    "sd_wait",      "median_wait",    "p90_wait",        "p95_wait",   "p99_wait",
    "longest_wait", "mean_wait_lost", "mean_wait_all",   NULL
};
static const char *const line[] = { "presented", "queue_length", NULL };
static const char *const team[] = { "occupancy",     "staffed_hours", "busy_hours",
                                    "overrun_hours", "people",        NULL };
static const char *const hang_ups[] = { "positive", "neutral", "negative", "recalled",
                                        NULL };

/* What an outage has beside its figures. */
static const char redial[] = "redial";

/* These, and whatever else is there is whole. */
static void need_figures(const struct of_result *of, json_t *object,
                         const char *const *keys)
{
    json_t *member;
    const char *key;
    for (; *keys != NULL; keys++)
        of_result_figure(of, object, *keys);
    json_object_foreach(object, key, member)
    {
        if (json_is_object(member) && strcmp(key, redial) != 0)
            of_result_figure(of, object, key);
    }
}

/* Of every member of root.KIND, where that need not be there at all. */
static void need_all(const struct of_result *of, const char *kind,
                     const char *const *keys)
{
    json_t *const objects = stored_find(of->root, kind), *object;
    const char *name;
    json_object_foreach(objects, name, object)
    {
        need_figures(of, object, keys);
    }
}

/* All columns of a kind of object: each as long as the intervals are many. */
static void need_columns(const struct of_result *of, const char *level,
                         const char *kind, json_t *objects)
{
    json_t *object, *column;
    const char *name, *measure;
    json_object_foreach(objects, name, object)
    {
        json_object_foreach(object, measure, column)
        {
            of_result_series(of, level, kind, name, measure);
        }
    }
}

static void need_level(const struct of_result *of, const char *level)
{
    struct stored *const s = of->stored;
    static const char *const kinds[] = { "line", "stream", "team" };
    json_t *const by = stored_object(s, of->root, "by");
    json_t *const at = stored_object(s, by, level), *unit, *target;
    const char *name;
    size_t i;
    json_array_foreach(stored_array(s, at, "units"), i, unit)
    {
        stored_text(s, unit, "name");
        stored_number(s, unit, "quarter_hours");
        stored_bool(s, unit, "whole");
    }
    for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
        need_columns(of, level, kinds[i], stored_object(s, at, kinds[i]));
    need_columns(of, level, "clock", stored_find(at, "clock"));
    json_object_foreach(stored_object(s, at, "target"), name, target)
    {
        of_result_series(of, level, "target", name, NULL);
    }
}

static void need_targets(const struct of_result *of)
{
    struct stored *const s = of->stored;
    json_t *target, *unit;
    const char *name;
    size_t i;
    json_object_foreach(stored_object(s, of->root, "target"), name, target)
    {
        stored_number(s, target, "empty");
        stored_number(s, target, "partial");
        json_array_foreach(stored_array(s, target, "units"), i, unit)
        {
            stored_text(s, unit, "name");
            stored_number(s, unit, "empty");
            of_result_figure(of, unit, "value");
            of_result_figure(of, unit, "p_met");
        }
    }
}

/* An array of figures, null where there is none. */
static void need_estimates(const struct of_result *of, json_t *array)
{
    static const char *const ends[] = { "half_width", "low", "high" };
    json_t *figure;
    size_t i;
    json_array_foreach(array, i, figure)
    {
        if (json_is_null(figure))
            continue;
        stored_number(of->stored, figure, "value");
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
            stored_number_or_null(of->stored, figure, ends[k]);
    }
}

static void need_shorts(const struct of_result *of)
{
    struct stored *const s = of->stored;
    static const char *const kinds[] = { "line", "clock" };
    json_t *about;
    const char *name;
    if (stored_find(of->root, "short") == NULL)
        return;
    json_t *const all = stored_object(s, of->root, "short");
    json_object_foreach(stored_object(s, all, "target"), name, about)
    {
        need_estimates(of, about);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        json_object_foreach(stored_object(s, all, kinds[i]), name, about)
        {
            stored_text(s, about, "team");
        }
}

void of_result_need(const struct of_result *of)
{
    static const char *const levels[] = { "month", "week", "day", "hour_of_week" };
    struct stored *const s = of->stored;
    json_t *measure;
    const char *name;
    need_all(of, "line", queue);
    need_all(of, "line", line);
    need_all(of, "stream", queue);
    need_all(of, "clock", queue);
    need_all(of, "team", team);
    need_all(of, "hang_ups", hang_ups);
    need_all(of, "outage", hang_ups);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        need_level(of, levels[i]);
    need_targets(of);
    need_shorts(of);
    stored_array(s, of->root, "warnings");
    json_object_foreach(stored_object(s, of->root, "measures"), name, measure)
    {
        stored_text(s, measure, "unit_by_hour");
    }
}
