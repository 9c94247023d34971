#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_objects.h"
#include "sim/mem.h"

/* Two settings that make sense only together. */
static void check_pair(struct read *read, const struct read_node *node, const char *who,
                       const char *first, const char *second)
{
    const bool has_first = read_member(node, first) != NULL;
    if (has_first != (read_member(node, second) != NULL))
        sim_diag_error(read->diag, read_blame(node), "%s%s must come with %s", who,
                       has_first ? first : second, has_first ? second : first);
}

static void read_option(struct read *read, const struct read_node *node,
                        const char *who, struct scenario_way *out)
{
    char *said = sim_mem_print("%soption \"%s\": ", who, out->name);
    const bool next = read_member(node, "next") != NULL;
    out->next = -1;
    read_fields(read, node, objects_option.fields, said, out);
    check_pair(read, node, said, "open", "closed_to");
    if (node->kind == READ_GROUP && next == out->hangs_up)
        sim_diag_error(read->diag, read_blame(node), "%s%s", said,
                       next ? "either next or hangs_up must be given, not both"
                            : "next is missing (where they go), or hangs_up = true");
    free(said);
}

static void read_options(struct read *read, const struct read_node *group,
                         const char *who, struct scenario_stage *stage)
{
    const size_t before = read->diag->errors;
    struct scenario_redial_row row;
    if (!read_ways(read, group, who, "a group of options, each with a name", &row))
        return;
    stage->ways = row.ways;
    stage->way_count = row.way_count;
    for (int i = 0; i < stage->way_count; i++)
        read_option(read, group->kids[i], who, &stage->ways[i]);
    if (read->diag->errors == before)
        read_sum(read, group, who, &row);
}

/* A group of destinations with their shares. */
static void read_then(struct read *read, const struct read_node *group, const char *who,
                      struct scenario_stage *stage)
{
    const size_t before = read->diag->errors;
    struct scenario_redial_row row;
    if (!read_ways(read, group, who, "a group such as { resolved = \"80 %\"; ... }",
                   &row))
        return;
    stage->ways = row.ways;
    stage->way_count = row.way_count;
    char *said = sim_mem_print("%sthen: ", who);
    read_destinations(read, group, said, stage->kind == SCENARIO_LINE, &row);
    free(said);
    if (read->diag->errors == before)
        read_sum(read, group, who, &row);
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
    read_line(read, node, who, stage);
    if (then != NULL) {
        read_then(read, then, who, stage);
        return;
    }
    const struct sim_dist none = { .law = SIM_DIST_FIXED };
    make_way(stage, keys_end_names[0], scenario_stage_index(read->out, "resolved"),
             &none);
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
        read_redial(read, read_member(node, "redial"), who, &draft->stage.redial);
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
    read_outages(read, root);
}
