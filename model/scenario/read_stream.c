#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_objects.h"
#include "model/scenario/tables.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

enum { QUARTERS = 96, MOST_SURGES = 500 };

static void even_profile(struct scenario_profile *out)
{
    for (int i = 0; i < 12; i++)
        out->month[i] = 1.0;
    for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++) {
        out->day[kind] = 1.0;
        for (int i = 0; i < QUARTERS; i++)
            out->quarter[kind][i] = 1.0 / QUARTERS;
    }
}

size_t read_weights(struct read *read, const struct read_node *list, const char *who,
                    const struct sim_field *field, const size_t *lengths,
                    const char *form, double *out)
{
    if (!read_expect(read, list, READ_LIST, who, form))
        return 0;
    while (*lengths != 0 && *lengths != list->count)
        lengths++;
    if (*lengths == 0) {
        sim_diag_error(read->diag, list->at, "%s%s must be %s, got a list of %zu", who,
                       list->name, form, list->count);
        return 0;
    }
    bool good = true;
    double sum = 0.0;
    char *said = sim_mem_print("%s%s: ", who, list->name);
    for (size_t i = 0; i < list->count; i++) {
        good &= read_value(read, field, list->kids[i], said, &out[i]);
        sum += out[i];
    }
    free(said);
    if (good && sum <= 0.0)
        sim_diag_error(read->diag, list->at, "%s%s must not all be 0", who, list->name);
    return good && sum > 0.0 ? list->count : 0;
}

/* One list for the days of a set, spread over quarter hours. */
static bool read_times(struct read *read, const struct read_node *list, const char *who,
                       unsigned days, struct scenario_profile *out)
{
    static const size_t lengths[] = { 24, 48, QUARTERS, 0 };
    double given[QUARTERS], sum = 0.0;
    const size_t count = read_weights(read, list, who, &objects_weight, lengths,
                                      "a list of 24, 48 or 96 numbers", given);
    if (count == 0)
        return false;
    const size_t each = QUARTERS / count;
    for (size_t i = 0; i < count; i++)
        sum += given[i];
    for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++)
        for (size_t i = 0; (days >> kind & 1) != 0 && i < QUARTERS; i++)
            out->quarter[kind][i] = given[i / each] / sum / (double) each;
    return true;
}

/* { Mon-Fri = ( ... ); Sat = ( ... ); ... }: no day twice, none left out. */
static void read_day_times(struct read *read, const struct read_node *group,
                           const char *who, struct scenario_profile *out)
{
    const unsigned bank = 1u << SCENARIO_BANK;
    unsigned seen = 0;
    for (size_t i = 0; i < group->count; i++) {
        const struct read_node *list = group->kids[i];
        unsigned days;
        if (!text_days(list->name, &days))
            sim_diag_error(read->diag, list->at, "%s\"%.60s\" must be %s", who,
                           list->name, text_forms[TEXT_DAYS]);
        else if ((seen & days) != 0)
            sim_diag_error(read->diag, list->at, "%s%s has days that came before", who,
                           list->name);
        else
            read_times(read, list, who, days, out);
        seen |= days;
    }
    if ((seen & SCENARIO_WEEK) != SCENARIO_WEEK)
        sim_diag_error(read->diag, group->at,
                       "%stimes must have every day from Mon to Sun", who);
    if ((seen & bank) == 0)
        memcpy(out->quarter[SCENARIO_BANK], out->quarter[SCENARIO_SUN],
               sizeof out->quarter[0]);
}

static void read_lists(struct read *read, const struct read_node *group,
                       const char *who, struct scenario_profile *out)
{
    static const size_t months_of[] = { 12, 0 };
    static const size_t days_of[] = { SCENARIO_DAY_KINDS - 1, SCENARIO_DAY_KINDS, 0 };
    read_fields(read, group, objects_profile.fields, who, out);
    const struct read_node *months = read_member(group, "months");
    const struct read_node *days = read_member(group, "days");
    const struct read_node *times = read_member(group, "times");
    if (months != NULL)
        read_weights(read, months, who, &objects_weight, months_of,
                     "a list of 12 numbers", out->month);
    if (days != NULL
        && read_weights(read, days, who, &objects_weight, days_of,
                        "a list of 7 or 8 numbers", out->day)
               == SCENARIO_DAY_KINDS - 1)
        out->day[SCENARIO_BANK] = out->day[SCENARIO_SUN];
    if (times != NULL && times->kind == READ_GROUP)
        read_day_times(read, times, who, out);
    else if (times != NULL)
        read_times(read, times, who, (1u << SCENARIO_DAY_KINDS) - 1, out);
}

void read_profile(struct read *read, const struct read_node *node, const char *who,
                  struct scenario_profile *out)
{
    even_profile(out);
    if (node == NULL)
        return;
    if (node->kind == READ_TEXT) {
        const char *path = read_path(read, node->at, node->text);
        size_t size;
        char *bytes = read_bytes(read, node->at, path, &size);
        free(bytes);
        if (bytes != NULL)
            tables_profile(path, path, read->diag, out);
        return;
    }
    char *said = sim_mem_print("%sprofile: ", who);
    if (read_expect(read, node, READ_GROUP, who, "the name of a CSV file, or a group"))
        read_lists(read, node, said, out);
    free(said);
}

/* A surge is either a factor or a number of calls. */
static void check_size(struct read *read, const struct read_node *group,
                       const char *who)
{
    const bool times = read_member(group, "times") != NULL;
    if (times == (read_member(group, "extra_calls") != NULL))
        sim_diag_error(read->diag, read_blame(group),
                       "%seither times or extra_calls must be given", who);
}

static void read_surges(struct read *read, const struct read_node *group,
                        const char *who, struct scenario_stream *out)
{
    if (!read_expect(read, group, READ_GROUP, who,
                     "a group of surges, each with a name"))
        return;
    if (group->count > MOST_SURGES) {
        sim_diag_error(read->diag, group->at, "%sat most %d surges are possible", who,
                       MOST_SURGES);
        return;
    }
    out->surges = sim_mem_array(group->count, sizeof *out->surges);
    out->surge_count = (int) group->count;
    for (size_t i = 0; i < group->count; i++) {
        const struct read_node *node = group->kids[i];
        struct scenario_surge *surge = &out->surges[i];
        char *said = sim_mem_print("%ssurge \"%s\": ", who, node->name);
        surge->at = read_blame(node);
        surge->name = sim_mem_text(node->name);
        read_fields(read, node, objects_surge.fields, said, surge);
        if (node->kind == READ_GROUP) {
            check_size(read, node, said);
            read_window(read, node, said, &surge->window);
        }
        free(said);
    }
}

static void read_storms(struct read *read, const struct read_node *group,
                        const char *who, struct scenario_storms *out)
{
    char *said = sim_mem_print("%sstorms: ", who);
    out->given = true;
    out->at = read_blame(group);
    read_fields(read, group, objects_storms.fields, said, out);
    if (group->kind == READ_GROUP)
        check_size(read, group, said);
    free(said);
}

static void read_stream(struct read *read, const struct read_node *node,
                        struct scenario_stream *out)
{
    char *who = sim_mem_print("stream \"%s\": ", node->name);
    out->counted_in = read->out->is_typical ? read->out->typical_of : read->out->period;
    read_fields(read, node, objects_stream.fields, who, out);
    if (out->label == NULL)
        out->label = sim_mem_text(out->name);
    const struct read_node *surges = read_member(node, "surges");
    const struct read_node *storms = read_member(node, "storms");
    read_profile(read, read_member(node, "profile"), who, &out->profile);
    if (surges != NULL)
        read_surges(read, surges, who, out);
    if (storms != NULL)
        read_storms(read, storms, who, &out->storms);
    free(who);
}

void read_streams(struct read *read, const struct read_node *root)
{
    const struct read_node *group = read_member(root, "streams");
    for (int i = 0; i < read->out->stream_count; i++)
        read_stream(read, group->kids[i], &read->out->streams[i]);
}
