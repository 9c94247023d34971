#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_objects.h"
#include "sim/mem.h"

const struct read_node *read_objects_of(struct read *read, const struct read_node *root,
                                        const char *name)
{
    const struct read_node *group = read_member(root, name);
    if (group == NULL || !read_expect(read, group, READ_GROUP, "", "a group { ... }"))
        return NULL;
    return group;
}

/* The group of that name, cut off with a complaint where it has too many members. */
static int count_of(struct read *read, const struct read_node *group, int most)
{
    if (group == NULL)
        return 0;
    if (group->count > (size_t) most) {
        sim_diag_error(read->diag, read_blame(group),
                       "%s: at most %d are possible, got %zu", group->name, most,
                       group->count);
        return most;
    }
    return (int) group->count;
}

/* The type of a stage; a line when that is missing or wrong, which read_stages() will
 * complain about. */
static enum scenario_stage_kind type_of(const struct read_node *node)
{
    const struct read_node *type = read_member(node, "type");
    for (int i = 0; type != NULL && type->kind == READ_TEXT && i < SCENARIO_STAGE_KINDS;
         i++)
        if (strcmp(type->text, objects_types[i]) == 0)
            return (enum scenario_stage_kind) i;
    return SCENARIO_LINE;
}

static void name_stage(struct scenario *out, struct sim_where at, const char *name,
                       enum scenario_stage_kind kind)
{
    struct scenario_stage *stage = &out->stages[out->stage_count++];
    stage->at = at;
    stage->kind = kind;
    stage->name = sim_mem_text(name);
    stage->closed_to = stage->then_to = stage->counted_from = -1;
    stage->at_a_time = 1;
    stage->positive = kind == SCENARIO_END && strcmp(name, "online") == 0;
}

static void name_stages(struct read *read, const struct read_node *group)
{
    struct scenario *out = read->out;
    const int count = count_of(read, group, SCENARIO_MOST_STAGES - KEYS_ENDS);
    int lines = 0;
    out->stages = sim_mem_array((size_t) count + KEYS_ENDS, sizeof *out->stages);
    for (int i = 0; i < count; i++) {
        const struct read_node *node = group->kids[i];
        name_stage(out, read_blame(node), node->name, type_of(node));
        lines += type_of(node) == SCENARIO_LINE;
    }
    if (lines > SCENARIO_MOST_LINES)
        sim_diag_error(read->diag, read_blame(group),
                       "stages: at most %d lines are possible, got %d",
                       SCENARIO_MOST_LINES, lines);
    const struct sim_where nowhere = { out->file, 0 };
    for (int i = 0; i < KEYS_ENDS; i++)
        if (scenario_stage_index(out, keys_end_names[i]) < 0)
            name_stage(out, nowhere, keys_end_names[i], SCENARIO_END);
}

void read_names(struct read *read, const struct read_node *root)
{
    struct scenario *out = read->out;
    const struct read_node *streams = read_objects_of(read, root, "streams");
    const struct read_node *teams = read_objects_of(read, root, "teams");
    const struct read_node *targets = read_objects_of(read, root, "targets");
    name_stages(read, read_objects_of(read, root, "stages"));
    out->stream_count = count_of(read, streams, SCENARIO_MOST_STREAMS);
    out->streams = sim_mem_array((size_t) out->stream_count, sizeof *out->streams);
    for (int i = 0; i < out->stream_count; i++) {
        out->streams[i].at = read_blame(streams->kids[i]);
        out->streams[i].name = sim_mem_text(streams->kids[i]->name);
    }
    out->team_count = count_of(read, teams, SCENARIO_MOST_TEAMS);
    out->teams = sim_mem_array((size_t) out->team_count, sizeof *out->teams);
    for (int i = 0; i < out->team_count; i++) {
        out->teams[i].at = read_blame(teams->kids[i]);
        out->teams[i].name = sim_mem_text(teams->kids[i]->name);
    }
    out->target_count = count_of(read, targets, SCENARIO_MOST_TARGETS);
    out->targets = sim_mem_array((size_t) out->target_count, sizeof *out->targets);
    for (int i = 0; i < out->target_count; i++) {
        out->targets[i].at = read_blame(targets->kids[i]);
        out->targets[i].name = sim_mem_text(targets->kids[i]->name);
    }
}
