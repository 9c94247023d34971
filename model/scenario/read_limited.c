#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_change.h"
#include "model/scenario/read_objects.h"
#include "sim/mem.h"

static void add_row(struct read *read, const struct read_limited *from)
{
    struct scenario *out = read->out;
    const bool stream = from->kind == SCENARIO_LIMITED_CALLS;
    char *who = sim_mem_print("change: \"%.200s\": ", from->path);
    struct scenario_limited *row = &out->limited[out->limited_count++];
    row->at = from->group->at;
    row->kind = from->kind;
    row->object = stream ? scenario_stream_index(out, from->object)
                         : scenario_stage_index(out, from->object);
    read_value(read, &objects_factor, read_member(from->group, "times"), who,
               &row->times);
    read_window(read, from->group, who, &row->window);
    if (row->kind == SCENARIO_LIMITED_PATIENCE && row->times <= 0.0)
        sim_diag_error(read->diag, row->at, "%stimes must be > 0", who);
    if (row->object < 0 || (!stream && out->stages[row->object].kind != SCENARIO_LINE))
        sim_diag_error(read->diag, row->at, "%sthere is no such %s", who,
                       stream ? "stream" : "line");
    free(who);
}

void read_limited(struct read *read)
{
    read->out->limited =
        sim_mem_array(read->limited_count, sizeof(struct scenario_limited));
    for (size_t i = 0; i < read->limited_count; i++)
        add_row(read, &read->limited[i]);
}

void read_limited_done(struct read *read)
{
    for (size_t i = 0; i < read->limited_count; i++) {
        free(read->limited[i].object);
        free(read->limited[i].path);
        read_node_free(read->limited[i].group);
    }
    free(read->limited);
    read->limited = NULL;
    read->limited_count = 0;
}
