#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_objects.h"
#include "sim/mem.h"

/* Every stage but the ends. */
static void take_all(const struct scenario *scenario, struct scenario_outage *out)
{
    out->stages = sim_mem_array((size_t) scenario->stage_count, sizeof *out->stages);
    for (int i = 0; i < scenario->stage_count; i++)
        if (scenario->stages[i].kind != SCENARIO_END)
            out->stages[out->stage_count++] = i;
}

static void read_stages_down(struct read *read, const struct read_node *node,
                             const char *who, struct scenario_outage *out)
{
    if (node->kind == READ_TEXT && strcmp(node->text, "all") == 0) {
        take_all(read->out, out);
        return;
    }
    char *said = sim_mem_print("%sstages: ", who);
    out->stages =
        read_stage_list(read, node, said, &objects_stage_name, &out->stage_count);
    for (int i = 0; i < out->stage_count; i++) {
        const struct scenario_stage *stage = &read->out->stages[out->stages[i]];
        if (stage->kind == SCENARIO_END)
            sim_diag_error(read->diag, read_blame(node),
                           "%s\"%s\" is an end, which cannot be down", said,
                           stage->name);
    }
    free(said);
}

/* Planned in a window, or at random. */
static void read_when(struct read *read, const struct read_node *node, const char *who,
                      struct scenario_outage *out)
{
    const bool rate = read_member(node, "per_month") != NULL;
    const bool lasts = read_member(node, "lasts") != NULL;
    out->planned = read_member(node, "dates") != NULL
                   || read_member(node, "days") != NULL
                   || read_member(node, "hours") != NULL;
    if (out->planned == (rate || lasts))
        sim_diag_error(read->diag, read_blame(node),
                       "%seither dates, days or hours must be given, or per_month and "
                       "lasts",
                       who);
    else if (rate != lasts)
        sim_diag_error(read->diag, read_blame(node), "%s%s must come with %s", who,
                       rate ? "per_month" : "lasts", rate ? "lasts" : "per_month");
    read_window(read, node, who, &out->window);
}

static void read_outage(struct read *read, const struct read_node *node,
                        struct scenario_outage *out)
{
    char *who = sim_mem_print("outage \"%s\": ", node->name);
    const struct read_node *stages = read_member(node, "stages");
    out->at = read_blame(node);
    out->name = sim_mem_text(node->name);
    read_fields(read, node, objects_outage.fields, who, out);
    if (node->kind == READ_GROUP)
        read_when(read, node, who, out);
    if (stages != NULL)
        read_stages_down(read, stages, who, out);
    read_redial(read, read_member(node, "redial"), who, &out->redial);
    free(who);
}

void read_outages(struct read *read, const struct read_node *root)
{
    struct scenario *out = read->out;
    const struct read_node *group = read_objects_of(read, root, "outages");
    if (group == NULL)
        return;
    if (group->count > SCENARIO_MOST_OUTAGES) {
        sim_diag_error(read->diag, read_blame(group),
                       "outages: at most %d are possible, got %zu",
                       SCENARIO_MOST_OUTAGES, group->count);
        return;
    }
    out->outages = sim_mem_array(group->count, sizeof *out->outages);
    out->outage_count = (int) group->count;
    for (int i = 0; i < out->outage_count; i++)
        read_outage(read, group->kids[i], &out->outages[i]);
}
