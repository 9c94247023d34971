/* Figures of a result by their path. */
#include <math.h>
#include <string.h>

#include "model/measure/result_parts.h"

enum { PARTS = 3 };

/* One part of a path, between dots. */
struct part {
    const char *start;
    size_t length;
};

static bool is(struct part part, const char *text)
{
    return strlen(text) == part.length && memcmp(part.start, text, part.length) == 0;
}

/* Splits at the first two dots; the last part takes the rest.  False with fewer. */
static bool split(const char *path, struct part out[PARTS])
{
    for (int i = 0; i < PARTS; i++) {
        const char *const dot = i < PARTS - 1 ? strchr(path, '.') : NULL;
        if (i < PARTS - 1 && dot == NULL)
            return false;
        out[i] =
            (struct part){ path, dot == NULL ? strlen(path) : (size_t) (dot - path) };
        path += out[i].length + 1;
    }
    return true;
}

/* A number of a struct by its name in a path. */
struct named {
    const char *name;
    double value;
};

/* All rows are of one kind: a point, or an interval without width for what has no
 * noise. */
static bool find(struct part part, const struct named *rows, int count,
                 enum sim_estimate_kind kind, struct sim_estimate *out)
{
    for (int i = 0; i < count; i++)
        if (is(part, rows[i].name)) {
            const double value = rows[i].value;
            *out = (struct sim_estimate){ kind, value, value, value };
            return true;
        }
    return false;
}

#define COUNT(rows) ((int) (sizeof rows / sizeof rows[0]))

static bool object_value(const struct result *result, const struct part *parts,
                         struct sim_estimate *out)
{
    for (int o = 0; o < result->object_count; o++) {
        if (!is(parts[0], measure_object_names[result->objects[o].kind])
            || !is(parts[1], result->objects[o].name))
            continue;
        for (int id = 0; id < MEASURE_COUNT; id++)
            if (is(parts[2], measures[id].name)) {
                *out = result_at(result, MEASURE_PERIOD, 0, o, (enum measure_id) id);
                return out->kind != SIM_ESTIMATE_NONE;
            }
        const int team = o - result->subject_count;
        if (team < 0) {
            const struct result_longest *const longest = &result->longest[o];
            const struct named rows[] = { { "longest_median", longest->median_s },
                                          { "longest_p95", longest->p95_s },
                                          { "longest_most", longest->max_s } };
            return longest->mean.kind != SIM_ESTIMATE_NONE
                   && find(parts[2], rows, COUNT(rows), SIM_ESTIMATE_POINT, out);
        }
        const struct result_people *const people = &result->people[team];
        const struct named rows[] = { { "seats", people->seats },
                                      { "hours_day", people->hours_day },
                                      { "paid_week", people->paid_week },
                                      { "fte", people->fte },
                                      { "cost_year", people->cost_year } };
        return find(parts[2], rows, people->has_cost ? COUNT(rows) : COUNT(rows) - 1,
                    SIM_ESTIMATE_INTERVAL, out);
    }
    return false;
}

/* "2.mean_wait" with 2 people short. */
static bool short_value(const struct result *result, const struct part *parts,
                        struct sim_estimate *out)
{
    const unsigned by = (unsigned) (*parts[2].start - '0');
    if (by >= RESULT_SHORTS || parts[2].start[1] != '.')
        return false;
    const char *const name = parts[2].start + 2;
    for (int i = 0; i < result->short_count; i++) {
        const struct result_short_row *const row = &result->shorts[i].rows[by];
        const struct {
            const char *name;
            const struct sim_estimate *figure;
        } rows[] = { { "hours", &row->hours },
                     { "offered", &row->offered },
                     { "answered_share", &row->answered_share },
                     { "abandoned_share", &row->abandoned_share },
                     { "mean_wait", &row->mean_wait } };
        if (!is(parts[1], result->objects[result->shorts[i].object].name))
            continue;
        for (int k = 0; k < COUNT(rows); k++)
            if (strcmp(name, rows[k].name) == 0) {
                *out = *rows[k].figure;
                return out->kind != SIM_ESTIMATE_NONE;
            }
    }
    return false;
}

static bool target_short_value(const struct result_target *target, struct part part,
                               struct sim_estimate *out)
{
    static const char *const names[RESULT_SHORTS] = { "short_0", "short_1", "short_2",
                                                      "short_3" };
    for (int by = 0; target->has_shorts && by < RESULT_SHORTS; by++)
        if (is(part, names[by])) {
            *out = target->shorts[by];
            return out->kind != SIM_ESTIMATE_NONE;
        }
    return false;
}

static bool target_value(const struct result *result, const struct part *parts,
                         struct sim_estimate *out)
{
    for (int i = 0; i < result->target_count; i++) {
        const struct result_target *const t = &result->targets[i];
        if (!is(parts[1], t->name))
            continue;
        const bool is_ceiling = is(parts[2], "ceiling");
        *out = is(parts[2], "value") ? t->value : is_ceiling ? t->ceiling : t->p_met;
        if (is(parts[2], "value") || is(parts[2], "p_met") || is_ceiling)
            return out->kind != SIM_ESTIMATE_NONE;
        if (target_short_value(t, parts[2], out))
            return true;
        const struct named rows[] = { { "met", t->met },
                                      { "of_periods", t->of_periods },
                                      { "usual_low", t->usual_low },
                                      { "usual_high", t->usual_high } };
        return find(parts[2], rows, t->has_usual ? COUNT(rows) : 2, SIM_ESTIMATE_POINT,
                    out);
    }
    return false;
}

static const struct sim_estimate *way_value(const struct result_way *ways, int count,
                                            const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(ways[i].name, name) == 0)
            return &ways[i].per_day;
    return NULL;
}

/* "positive", "positive_share", "per_day" or "redial.STAGE". */
static bool hang_up_value(const struct result_hang_ups *hang_ups, struct part part,
                          struct sim_estimate *out)
{
    static const char redial[] = "redial.";
    const struct sim_estimate *found = is(part, "per_day") ? &hang_ups->per_day : NULL;
    if (strncmp(part.start, redial, sizeof redial - 1) == 0)
        found = way_value(hang_ups->ways, hang_ups->way_count,
                          part.start + sizeof redial - 1);
    for (int k = 0; k < RESULT_HANG_UPS; k++) {
        const char *const name = result_hang_up_names[k];
        const size_t length = strlen(name);
        if (is(part, name))
            found = &hang_ups->kinds[k];
        else if (part.length > length && memcmp(part.start, name, length) == 0
                 && strcmp(part.start + length, "_share") == 0)
            found = &hang_ups->shares[k];
    }
    if (found == NULL || found->kind == SIM_ESTIMATE_NONE)
        return false;
    *out = *found;
    return true;
}

static bool hang_ups_value(const struct result *result, const struct part *parts,
                           struct sim_estimate *out)
{
    const bool is_outage = is(parts[0], "outage");
    for (int i = 0; i < result->hang_up_count; i++)
        if (result->hang_ups[i].is_outage == is_outage
            && is(parts[1], result->hang_ups[i].name))
            return hang_up_value(&result->hang_ups[i], parts[2], out);
    return false;
}

static bool flow_value(const struct result *result, const struct part *parts,
                       struct sim_estimate *out)
{
    for (int i = 0; i < result->stage_count; i++) {
        const struct result_stage *const stage = &result->stages[i];
        if (!is(parts[1], stage->name))
            continue;
        *out = stage->entered;
        if (is(parts[2], "entered"))
            return true;
        for (int w = 0; w < stage->way_count; w++)
            if (is(parts[2], stage->ways[w].name)) {
                *out = stage->ways[w].per_day;
                return true;
            }
        if (stage->has_again && is(parts[2], "calls_again")) {
            *out = stage->again.per_day;
            return true;
        }
        return strncmp(parts[2].start, "redial.", strlen("redial.")) == 0
               && hang_ups_value(result, parts, out);
    }
    return false;
}

bool result_value(const struct result *result, const char *path, double *value,
                  double *half_width)
{
    struct part parts[PARTS];
    struct sim_estimate found;
    if (result->fault != NULL || !split(path, parts))
        return false;
    const bool known = is(parts[0], "target") ? target_value(result, parts, &found)
                       : is(parts[0], "flow") ? flow_value(result, parts, &found)
                       : is(parts[0], "hang_ups") || is(parts[0], "outage")
                           ? hang_ups_value(result, parts, &found)
                       : is(parts[0], "short") ? short_value(result, parts, &found)
                                               : object_value(result, parts, &found);
    if (!known)
        return false;
    *value = found.value;
    *half_width =
        found.kind == SIM_ESTIMATE_INTERVAL ? sim_estimate_half_width(&found) : NAN;
    return true;
}
