#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_objects.h"
#include "sim/mem.h"

/* Shares that differ from 1 by rounding only are scaled to it. */
#define SUM_TOLERANCE 1e-6

static double sum_of(const struct scenario_redial_row *ways)
{
    double sum = 0.0;
    for (int i = 0; i < ways->way_count; i++)
        sum += ways->ways[i].share;
    return sum;
}

static void scale(struct scenario_redial_row *ways, double sum)
{
    for (int i = 0; i < ways->way_count; i++)
        ways->ways[i].share /= sum;
}

void read_sum(struct read *read, const struct read_node *group, const char *who,
              struct scenario_redial_row *ways)
{
    const double sum = sum_of(ways);
    if (fabs(sum - 1.0) <= SUM_TOLERANCE)
        scale(ways, sum);
    else
        sim_diag_error(read->diag, read_blame(group),
                       "%sthe shares of %s must add to 100 %%, got %.10g %%", who,
                       group->name, 100.0 * sum);
}

bool read_ways(struct read *read, const struct read_node *group, const char *who,
               const char *form, struct scenario_redial_row *out)
{
    *out = (struct scenario_redial_row){ 0 };
    if (!read_expect(read, group, READ_GROUP, who, form))
        return false;
    if (group->count == 0 || group->count > SCENARIO_MOST_WAYS) {
        sim_diag_error(read->diag, read_blame(group),
                       "%s%s must have 1 to %d members, got %zu", who,
                       group->name != NULL ? group->name : "an entry",
                       SCENARIO_MOST_WAYS, group->count);
        return false;
    }
    out->ways = sim_mem_array(group->count, sizeof *out->ways);
    out->way_count = (int) group->count;
    for (int i = 0; i < out->way_count; i++) {
        out->ways[i].closed_to = -1;
        out->ways[i].at = read_blame(group->kids[i]);
        out->ways[i].name = sim_mem_text(group->kids[i]->name);
    }
    return true;
}

static void read_own_handling(struct read *read, const struct read_node *node,
                              const char *who, struct scenario_way *out)
{
    char *said = sim_mem_print("%s%s: ", who, node->name);
    read_fields(read, node, objects_way.fields, said, out);
    out->has_talk = read_member(node, "talk") != NULL;
    out->has_wrap_up = read_member(node, "wrap_up") != NULL;
    free(said);
}

void read_destinations(struct read *read, const struct read_node *group,
                       const char *who, bool own_handling,
                       struct scenario_redial_row *out)
{
    for (int i = 0; i < out->way_count; i++) {
        const struct read_node *node = group->kids[i];
        struct read_node *name = read_node_text(node->at, NULL, node->name);
        read_value(read, &objects_stage_name, name, who, &out->ways[i].next);
        if (own_handling && node->kind == READ_GROUP)
            read_own_handling(read, node, who, &out->ways[i]);
        else
            read_value(read, &objects_share, node, who, &out->ways[i].share);
        read_node_free(name);
    }
}

/* ---- redials ---- */

static void read_row(struct read *read, const struct read_node *group, const char *who,
                     struct scenario_redial_row *out)
{
    const size_t before = read->diag->errors;
    if (!read_ways(read, group, who, "a group such as { ivr = \"30 %\"; ... }", out))
        return;
    read_destinations(read, group, who, false, out);
    const double sum = sum_of(out);
    if (read->diag->errors > before)
        return;
    if (sum > 1.0 + SUM_TOLERANCE)
        sim_diag_error(read->diag, read_blame(group),
                       "%sthe shares must add to at most 100 %%, got %.10g %%", who,
                       100.0 * sum);
    else if (sum > 1.0)
        scale(out, sum);
}

static void read_rows_by_attempt(struct read *read, const struct read_node *list,
                                 const char *who, struct scenario_redial *out)
{
    if (!read_expect(read, list, READ_LIST, who,
                     "a list of groups such as ( { ivr = \"30 %\"; }, ... )"))
        return;
    if (list->count == 0 || list->count > SCENARIO_MOST_ATTEMPTS) {
        sim_diag_error(read->diag, read_blame(list),
                       "%sby_attempt must have 1 to %d groups, got %zu", who,
                       SCENARIO_MOST_ATTEMPTS, list->count);
        return;
    }
    out->rows = sim_mem_array(list->count, sizeof *out->rows);
    out->row_count = (int) list->count;
    for (int i = 0; i < out->row_count; i++) {
        char *said = sim_mem_print("%sby_attempt [%d]: ", who, i);
        read_row(read, list->kids[i], said, &out->rows[i]);
        free(said);
    }
}

void read_redial(struct read *read, const struct read_node *node, const char *who,
                 struct scenario_redial *out)
{
    if (node == NULL || !read_expect(read, node, READ_GROUP, who, "a group { ... }"))
        return;
    const struct read_node *then = read_member(node, "then");
    const struct read_node *by_attempt = read_member(node, "by_attempt");
    char *said = sim_mem_print("%sredial: ", who);
    out->at = read_blame(node);
    read_fields(read, node, objects_redial.fields, said, out);
    if ((then == NULL) == (by_attempt == NULL)) {
        sim_diag_error(read->diag, read_blame(node),
                       "%seither then or by_attempt must be given", said);
    } else if (then != NULL) {
        char *row = sim_mem_print("%sthen: ", said);
        out->rows = sim_mem_array(1, sizeof *out->rows);
        out->row_count = 1;
        read_row(read, then, row, &out->rows[0]);
        free(row);
    } else if (by_attempt != NULL) {
        read_rows_by_attempt(read, by_attempt, said, out);
    }
    free(said);
}

/* ---- lists of stages ---- */

int *read_stage_list(struct read *read, const struct read_node *node, const char *who,
                     const struct sim_field *field, int *count)
{
    const struct read_node *const one[] = { node };
    const bool list = node->kind == READ_LIST;
    const size_t entries = list ? node->count : 1;
    if (entries == 0 || entries > SCENARIO_MOST_STAGES) {
        sim_diag_error(read->diag, read_blame(node),
                       "%sthere must be 1 to %d names, got %zu", who,
                       SCENARIO_MOST_STAGES, entries);
        return NULL;
    }
    int *out = sim_mem_array(entries, sizeof *out);
    *count = 0;
    for (size_t i = 0; i < entries; i++) {
        const struct read_node *kid = list ? node->kids[i] : one[0];
        int stage;
        struct read_node bare = *kid;
        bare.name = NULL; /* `who` has it */
        if (!read_value(read, field, &bare, who, &stage))
            continue;
        for (int k = 0; k < *count; k++)
            if (out[k] == stage)
                sim_diag_error(read->diag, kid->at, "%s\"%s\" is there twice", who,
                               kid->text);
        out[(*count)++] = stage;
    }
    return out;
}
