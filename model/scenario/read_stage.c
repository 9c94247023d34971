#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_objects.h"
#include "sim/mem.h"

/* Shares that differ from 1 by rounding only are scaled to it. */
#define SUM_TOLERANCE 1e-6

static void check_sum(struct read *read, const struct read_node *node, const char *who,
                      struct scenario_stage *stage)
{
    double sum = 0.0;
    for (int i = 0; i < stage->way_count; i++)
        sum += stage->ways[i].share;
    if (fabs(sum - 1.0) > SUM_TOLERANCE) {
        sim_diag_error(read->diag, read_blame(node),
                       "%sthe shares of %s must add to 100 %%, got %.10g %%", who,
                       node->name, 100.0 * sum);
        return;
    }
    for (int i = 0; i < stage->way_count; i++)
        stage->ways[i].share /= sum;
}

static bool make_ways(struct read *read, const struct read_node *group, const char *who,
                      const char *form, struct scenario_stage *stage)
{
    if (!read_expect(read, group, READ_GROUP, who, form))
        return false;
    if (group->count == 0 || group->count > SCENARIO_MOST_WAYS) {
        sim_diag_error(read->diag, read_blame(group),
                       "%s%s must have 1 to %d members, got %zu", who, group->name,
                       SCENARIO_MOST_WAYS, group->count);
        return false;
    }
    stage->ways = sim_mem_array(group->count, sizeof *stage->ways);
    stage->way_count = (int) group->count;
    for (int i = 0; i < stage->way_count; i++) {
        stage->ways[i].closed_to = -1;
        stage->ways[i].at = read_blame(group->kids[i]);
        stage->ways[i].name = sim_mem_text(group->kids[i]->name);
    }
    return true;
}

static void read_options(struct read *read, const struct read_node *group,
                         const char *who, struct scenario_stage *stage)
{
    const size_t before = read->diag->errors;
    if (!make_ways(read, group, who, "a group of options, each with a name", stage))
        return;
    for (int i = 0; i < stage->way_count; i++) {
        char *said = sim_mem_print("%soption \"%s\": ", who, stage->ways[i].name);
        read_fields(read, group->kids[i], objects_option.fields, said, &stage->ways[i]);
        free(said);
    }
    if (read->diag->errors == before)
        check_sum(read, group, who, stage);
}

/* A group of destinations with their shares. */
static void read_then(struct read *read, const struct read_node *group, const char *who,
                      struct scenario_stage *stage)
{
    const size_t before = read->diag->errors;
    if (!make_ways(read, group, who, "a group such as { resolved = \"80 %\"; ... }",
                   stage))
        return;
    char *said = sim_mem_print("%sthen: ", who);
    for (int i = 0; i < stage->way_count; i++) {
        const struct read_node *node = group->kids[i];
        struct read_node *name = read_node_text(node->at, NULL, node->name);
        read_value(read, &objects_stage_name, name, said, &stage->ways[i].next);
        read_value(read, &objects_share, node, said, &stage->ways[i].share);
        read_node_free(name);
    }
    free(said);
    if (read->diag->errors == before)
        check_sum(read, group, who, stage);
}

/* One way that all take. */
static void make_way(struct scenario_stage *stage, const char *name, int next,
                     const struct sim_dist *time)
{
    stage->ways = sim_mem_array(1, sizeof *stage->ways);
    stage->way_count = 1;
    stage->ways[0] = (struct scenario_way){ .at = stage->at,
                                            .name = sim_mem_text(name),
                                            .share = 1.0,
                                            .time = *time,
                                            .next = next,
                                            .closed_to = -1 };
}

static void finish_delay(struct read *read, const struct read_node *node,
                         const char *who, struct objects_stage *draft)
{
    const bool time = read_member(node, "time") != NULL;
    if (time == (read_member(node, "mean") != NULL))
        sim_diag_error(read->diag, read_blame(node), "%s%s", who,
                       time ? "time and mean are the same: one of them must go"
                            : "time is missing (how long it takes)");
    make_way(&draft->stage, "next", draft->next, time ? &draft->time : &draft->mean);
}

static void finish_line(struct read *read, const struct read_node *node,
                        const char *who, struct objects_stage *draft)
{
    struct scenario_stage *stage = &draft->stage;
    const struct read_node *then = read_member(node, "then");
    stage->patient = read_member(node, "gives_up_after") == NULL;
    if (then != NULL) {
        read_then(read, then, who, stage);
        return;
    }
    const struct sim_dist none = { .law = SIM_DIST_FIXED };
    make_way(stage, keys_end_names[0], scenario_stage_index(read->out, "resolved"),
             &none);
}

/* Two settings that make sense only together. */
static void check_pair(struct read *read, const struct read_node *node, const char *who,
                       const char *first, const char *second)
{
    const bool has_first = read_member(node, first) != NULL;
    if (has_first != (read_member(node, second) != NULL))
        sim_diag_error(read->diag, read_blame(node), "%s%s must come with %s", who,
                       has_first ? first : second, has_first ? second : first);
}

static void finish(struct read *read, const struct read_node *node, const char *who,
                   struct objects_stage *draft)
{
    const struct read_node *options = read_member(node, "options");
    const struct read_node *then = read_member(node, "then");
    check_pair(read, node, who, "open", "closed_to");
    check_pair(read, node, who, "visits_at_most", "then_to");
    switch (draft->stage.kind) {
    case SCENARIO_DELAY:
        finish_delay(read, node, who, draft);
        break;
    case SCENARIO_MENU:
        if (options != NULL)
            read_options(read, options, who, &draft->stage);
        break;
    case SCENARIO_SPLIT:
        if (then != NULL)
            read_then(read, then, who, &draft->stage);
        break;
    case SCENARIO_LINE:
        finish_line(read, node, who, draft);
        break;
    case SCENARIO_END:
    case SCENARIO_STAGE_KINDS:
        break;
    }
}

/* Without a type nothing else can be judged. */
static bool has_type(struct read *read, const struct read_node *node, const char *who)
{
    static const struct sim_field type = { .key = "type",
                                           .kind = SIM_FIELD_CHOICE,
                                           .choices = objects_types };
    const struct read_node *given = read_member(node, "type");
    int ignored;
    if (!read_expect(read, node, READ_GROUP, who, "a group { ... }"))
        return false;
    if (given == NULL)
        sim_diag_error(read->diag, node->at,
                       "%stype is missing (\"delay\", \"menu\", \"split\", \"line\" or "
                       "\"end\")",
                       who);
    return given != NULL && read_value(read, &type, given, who, &ignored);
}

static void read_stage(struct read *read, const struct read_node *node,
                       struct scenario_stage *out)
{
    struct objects_stage draft = { .stage = *out };
    draft.stage.counted_from = -1;
    draft.stage.at_a_time = 1;
    char *who = sim_mem_print("stage \"%s\": ", node->name);
    if (has_type(read, node, who)) {
        free(who);
        who = sim_mem_print("%s \"%s\": ", objects_types[out->kind], node->name);
        read_fields(read, node, objects_stages[out->kind]->fields, who, &draft);
        finish(read, node, who, &draft);
        *out = draft.stage;
    }
    free(who);
}

void read_stages(struct read *read, const struct read_node *root)
{
    const struct read_node *group = read_member(root, "stages");
    struct scenario *out = read->out;
    for (int i = 0; i < out->stage_count; i++) {
        struct scenario_stage *stage = &out->stages[i];
        const struct read_node *node =
            group != NULL ? read_member(group, stage->name) : NULL;
        if (node != NULL)
            read_stage(read, node, stage);
        for (int end = 0; end < KEYS_ENDS; end++) {
            if (strcmp(stage->name, keys_end_names[end]) != 0)
                continue;
            if (stage->kind != SCENARIO_END)
                sim_diag_error(
                    read->diag, stage->at,
                    "stage \"%s\": this name is an end: type must be \"end\"",
                    stage->name);
            if (stage->label == NULL)
                stage->label = sim_mem_text(keys_end_labels[end]);
        }
        if (stage->label == NULL)
            stage->label = sim_mem_text(stage->name);
    }
}
