#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_field.h"
#include "model/scenario/tables.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

/* Settings of a group that is a law, whatever the law. */
struct law {
    int law;
    double given[SIM_DIST_PARAMS];
};

static const struct sim_field bare_mean = { .key = "mean", .kind = SIM_FIELD_TIME };

static bool mean_in_range(struct read *read, const struct sim_field *field,
                          const struct read_node *node, const char *who,
                          const struct sim_dist *dist)
{
    struct sim_field mean = *field;
    mean.kind = SIM_FIELD_TIME;
    if (dist->mean_s >= field->low
        && (field->high == 0.0 || dist->mean_s <= field->high))
        return true;
    struct read_node said = { .at = node->at, .kind = READ_NUMBER, .name = node->name };
    said.number = dist->mean_s;
    double ignored;
    return read_value(read, &mean, &said, who, &ignored);
}

/* A bare time: exponential with that mean, or exactly that time.  A mean of 0 is
 * always 0. */
static bool read_bare(struct read *read, const struct sim_field *field,
                      const struct read_node *node, const char *who,
                      struct sim_dist *out)
{
    struct sim_field time = *field;
    time.kind = SIM_FIELD_TIME;
    double given[SIM_DIST_PARAMS] = { 0.0 };
    if (!read_value(read, &time, node, who, &given[0]))
        return false;
    const bool fixed = field->kind == SIM_FIELD_FIXED || given[0] == 0.0;
    if (sim_dist_init(fixed ? SIM_DIST_FIXED : SIM_DIST_EXPONENTIAL, given, out))
        return true;
    read_refuse(read, node, who, "0 or a time from 1 ms to 366 days");
    return false;
}

/* The fields of a family's group, from its row; ended by a null key. */
static void law_fields(enum sim_dist_law law, const char *const *choices,
                       struct sim_field fields[SIM_DIST_PARAMS + 4])
{
    const struct sim_dist_type *type = &sim_dist_types[law];
    int count = 0;
    fields[count++] = (struct sim_field){ .key = "law",
                                          .kind = SIM_FIELD_CHOICE,
                                          .offset = offsetof(struct law, law),
                                          .help = "which law",
                                          .choices = choices };
    for (int i = 0; i < SIM_DIST_PARAMS && type->params[i].name != NULL; i++) {
        const struct sim_dist_param *param = &type->params[i];
        fields[count++] = (struct sim_field){
            .key = param->name,
            .kind = param->unit == SIM_DIST_TIME ? SIM_FIELD_TIME : SIM_FIELD_NUMBER,
            .offset = offsetof(struct law, given) + (size_t) i * sizeof(double),
            .low = param->low,
            .high = param->high,
            .help = param->help
        };
    }
    if (law == SIM_DIST_TABLE) {
        fields[count++] =
            (struct sim_field){ .key = "file", .kind = SIM_FIELD_OWN, .fallback = "" };
        fields[count++] = (struct sim_field){ .key = "points",
                                              .kind = SIM_FIELD_OWN,
                                              .fallback = "" };
    }
    fields[count] = (struct sim_field){ 0 };
}

/* One point: ( time, share ). */
static bool read_point(struct read *read, const struct read_node *node, const char *who,
                       double *time_s, double *below)
{
    static const struct sim_field share = { .key = "share", .kind = SIM_FIELD_SHARE };
    if (node->kind != READ_LIST || node->count != 2) {
        read_refuse(read, node, who, "a point such as ( \"30 s\", 0.25 )");
        return false;
    }
    const bool good = read_value(read, &bare_mean, node->kids[0], who, time_s);
    return read_value(read, &share, node->kids[1], who, below) && good;
}

static bool read_points(struct read *read, const struct read_node *list,
                        const char *who, struct tables_points *out)
{
    if (!read_expect(read, list, READ_LIST, who,
                     "a list of points such as ( ( 10, 0.2 ), ( 60, 1 ) )"))
        return false;
    bool good = true;
    out->time_s = sim_mem_array(list->count, sizeof *out->time_s);
    out->below = sim_mem_array(list->count, sizeof *out->below);
    out->count = (int) list->count;
    for (size_t i = 0; i < list->count; i++)
        good &= read_point(read, list->kids[i], who, &out->time_s[i], &out->below[i]);
    return good;
}

static bool read_points_file(struct read *read, const struct read_node *node,
                             const char *who, struct tables_points *out)
{
    if (!read_expect(read, node, READ_TEXT, who, "the name of a CSV file"))
        return false;
    const char *path = read_path(read, node->at, node->text);
    size_t size;
    char *bytes = read_bytes(read, node->at, path, &size);
    free(bytes);
    return bytes != NULL && tables_law(path, path, read->diag, out);
}

static bool read_table(struct read *read, const struct read_node *group,
                       const char *who, struct sim_dist *out)
{
    const struct read_node *file = read_member(group, "file");
    const struct read_node *list = read_member(group, "points");
    if ((file == NULL) == (list == NULL)) {
        sim_diag_error(read->diag, group->at,
                       "%sa table must have either file or points", who);
        return false;
    }
    struct tables_points points = { 0 };
    bool good = file != NULL ? read_points_file(read, file, who, &points)
                             : read_points(read, list, who, &points);
    if (good && !sim_dist_table_init(points.time_s, points.below, points.count, out)) {
        read_refuse(read, file != NULL ? file : list, who,
                    "two points or more, times rising, shares not falling and ending "
                    "at 1");
        good = false;
    }
    if (points.time_s != NULL)
        read_keep_table(read, points.time_s);
    if (points.below != NULL)
        read_keep_table(read, points.below);
    return good;
}

static bool read_group(struct read *read, const struct read_node *group,
                       const char *who, struct sim_dist *out)
{
    const char *choices[SIM_DIST_LAWS + 1] = { NULL };
    for (int i = 0; i < SIM_DIST_LAWS; i++)
        choices[i] = sim_dist_types[i].name;
    struct sim_field fields[SIM_DIST_PARAMS + 4];
    law_fields(SIM_DIST_FIXED, choices, fields);
    struct law law = { 0 };
    const struct read_node *name = read_member(group, "law");
    if (name == NULL) {
        sim_diag_error(read->diag, group->at,
                       "%slaw is missing: a time such as \"5 min\", or a group such as "
                       "{ law = \"lognormal\"; mean = \"5 min\"; cv = 0.9; }",
                       who);
        return false;
    }
    if (!read_value(read, &fields[0], name, who, &law.law))
        return false;
    const size_t before = read->diag->errors;
    law_fields((enum sim_dist_law) law.law, choices, fields);
    read_fields(read, group, fields, who, &law);
    if (read->diag->errors > before)
        return false;
    if (law.law == SIM_DIST_TABLE)
        return read_table(read, group, who, out);
    if (sim_dist_init((enum sim_dist_law) law.law, law.given, out))
        return true;
    sim_diag_error(read->diag, group->at, "%sfrom must not be above to", who);
    return false;
}

bool read_law(struct read *read, const struct sim_field *field,
              const struct read_node *node, const char *who, struct sim_dist *out)
{
    struct sim_dist dist = { 0 };
    if (node->kind != READ_GROUP) {
        if (!read_bare(read, field, node, who, &dist))
            return false;
    } else {
        char *said = sim_mem_print("%s%s: ", who, node->name);
        const bool good = read_group(read, node, said, &dist)
                          && mean_in_range(read, field, node, who, &dist);
        free(said);
        if (!good)
            return false;
    }
    *out = dist;
    return true;
}

/* ---- hours ---- */

static bool read_span(struct read *read, const struct read_node *node, const char *who,
                      struct scenario_span *out)
{
    if (!read_expect(read, node, READ_TEXT, who, text_forms[TEXT_SPAN]))
        return false;
    const char first = node->text[strspn(node->text, " \t")];
    char *span =
        sim_mem_print("%s%s", first >= '0' && first <= '9' ? "daily " : "", node->text);
    const enum text_span_status status = text_span(span, out);
    free(span);
    if (status != TEXT_OK)
        sim_diag_error(read->diag, node->at, "%shours must %s, got \"%.60s\"", who,
                       text_span_rules[status], node->text);
    return status == TEXT_OK;
}

bool read_hours(struct read *read, const struct read_node *node, const char *who,
                struct scenario_hours *out)
{
    enum { MOST_SPANS = 100 };
    const struct read_node *const one[] = { node };
    const bool list = node->kind == READ_LIST;
    const size_t count = list ? node->count : 1;
    if (count == 0 || count > MOST_SPANS) {
        read_refuse(read, node, who,
                    "1 to 100 entries such as \"Mon-Fri 08:00-20:00\"");
        return false;
    }
    struct scenario_hours hours = { .spans = sim_mem_array(count, sizeof *hours.spans),
                                    .count = (int) count };
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good &= read_span(read, list ? node->kids[i] : one[0], who, &hours.spans[i]);
    if (!good) {
        free(hours.spans);
        return false;
    }
    free(out->spans);
    *out = hours;
    return true;
}

/* `days` beside `hours` without days of its own: the two are one span. */
static bool read_days(struct read *read, const struct read_node *days,
                      const struct read_node *hours, const char *who,
                      struct scenario_hours *out)
{
    if (days == NULL)
        return read_hours(read, hours, who, out);
    if (days->kind != READ_TEXT || (hours != NULL && hours->kind != READ_TEXT)) {
        read_refuse(read, days, who,
                    "such as \"Mon-Fri\", beside hours \"08:00-18:00\"");
        return false;
    }
    struct read_node *both = read_node_text(days->at, days->name, NULL);
    both->text = sim_mem_print("%s %s", days->text, hours != NULL ? hours->text : "");
    const bool good = read_hours(read, both, who, out);
    read_node_free(both);
    return good;
}

bool read_window(struct read *read, const struct read_node *group, const char *who,
                 struct scenario_window *out)
{
    static const struct sim_field dates = { .key = "dates", .kind = SIM_FIELD_DATES };
    const struct read_node *when = read_member(group, "dates");
    const struct read_node *days = read_member(group, "days");
    const struct read_node *hours = read_member(group, "hours");
    bool good = true;
    if (when != NULL)
        good = read_value(read, &dates, when, who, &out->dates);
    out->has_dates = when != NULL;
    if (days != NULL || hours != NULL)
        good &= read_days(read, days, hours, who, &out->hours);
    return good;
}
