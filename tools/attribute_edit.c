#include "tools/attribute_edit.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"

/* ---- edges of calling again ---- */

int attribute_edit_stage(const struct scenario *scenario, const char *name)
{
    const int stage = scenario_stage_index(scenario, name);
    const int stream = scenario_stream_index(scenario, name);
    return stage >= 0 ? stage : stream >= 0 ? scenario->streams[stream].enters : -1;
}

/* The redials of stages, then those of outages; null behind the last. */
static struct scenario_redial *redial_at(const struct scenario *scenario, int index,
                                         const char **name)
{
    if (index < scenario->stage_count) {
        *name = scenario->stages[index].name;
        return &scenario->stages[index].redial;
    }
    index -= scenario->stage_count;
    if (index >= scenario->outage_count)
        return NULL;
    *name = scenario->outages[index].name;
    return &scenario->outages[index].redial;
}

static bool comes_again(const struct scenario_stage *stage, const char *from, int to)
{
    return strcmp(stage->name, from) == 0 && stage->calls_again.given
           && stage->calls_again.to == to;
}

struct attribute_edge attribute_edit_find(const struct scenario *scenario,
                                          const char *from, int to)
{
    struct attribute_edge edge = { 0 };
    const char *name = NULL;
    const struct scenario_redial *redial;
    for (int i = 0; (redial = redial_at(scenario, i, &name)) != NULL; i++)
        for (int r = 0; strcmp(name, from) == 0 && r < redial->row_count; r++)
            for (int w = 0; w < redial->rows[r].way_count; w++)
                edge.redials += redial->rows[r].ways[w].next == to;
    for (int i = 0; i < scenario->stage_count; i++)
        edge.again = edge.again || comes_again(&scenario->stages[i], from, to);
    return edge;
}

struct attribute_edge attribute_edit_edge(struct scenario *scenario, const char *from,
                                          int to)
{
    const struct attribute_edge edge = attribute_edit_find(scenario, from, to);
    const int left = scenario_stage_index(scenario, "left");
    const char *name = NULL;
    struct scenario_redial *redial;
    for (int i = 0; (redial = redial_at(scenario, i, &name)) != NULL; i++)
        for (int r = 0; strcmp(name, from) == 0 && r < redial->row_count; r++)
            for (int w = 0; w < redial->rows[r].way_count; w++)
                if (redial->rows[r].ways[w].next == to)
                    redial->rows[r].ways[w].next = left;
    for (int i = 0; i < scenario->stage_count; i++)
        if (comes_again(&scenario->stages[i], from, to))
            scenario->stages[i].calls_again.given = false;
    return edge;
}

static void add_edge(const struct scenario *scenario, const char *from, int to,
                     bool *seen, char **all)
{
    if (seen[to])
        return;
    seen[to] = true;
    char *const edge = sim_mem_print("%s->%s", from, scenario->stages[to].name);
    *all = check_words_join(*all, ", ", edge);
    free(edge);
}

char *attribute_edit_edges(const struct scenario *scenario)
{
    char *all = NULL;
    const char *name = NULL;
    const struct scenario_redial *redial;
    for (int i = 0; (redial = redial_at(scenario, i, &name)) != NULL; i++) {
        bool seen[SCENARIO_MOST_STAGES * 2] = { false };
        for (int r = 0; r < redial->row_count; r++)
            for (int w = 0; w < redial->rows[r].way_count; w++)
                add_edge(scenario, name, redial->rows[r].ways[w].next, seen, &all);
        if (i < scenario->stage_count && scenario->stages[i].calls_again.given)
            add_edge(scenario, name, scenario->stages[i].calls_again.to, seen, &all);
    }
    return all;
}

/* ---- all of a kind ---- */

static bool is_meant(const char *name, const char *object)
{
    return object == NULL || strcmp(name, object) == 0;
}

static bool drop_surges(struct scenario_stream *stream)
{
    const bool any = stream->surge_count > 0 || stream->storms.given;
    for (int i = 0; i < stream->surge_count; i++) {
        stream->surges[i].times = 1.0;
        stream->surges[i].extra_calls = 0.0;
    }
    stream->storms.given = false;
    return any;
}

static bool drop_absence(struct scenario_team *team)
{
    bool any = team->absence_count > 0 || team->called_away_count > 0;
    for (int i = 0; i < SCENARIO_LESS_COUNT; i++) {
        any = any || team->less[i] > 0.0;
        team->less[i] = 0.0;
    }
    for (int i = 0; i < team->absence_count; i++) {
        team->absences[i].people = 0;
        team->absences[i].share = 0.0;
    }
    for (int i = 0; i < team->called_away_count; i++)
        team->called_away[i].people = 0;
    return any;
}

bool attribute_edit_without(struct scenario *scenario, enum attribute_kind kind,
                            const char *object)
{
    bool any = false;
    if (kind == ATTRIBUTE_SURGE)
        for (int i = 0; i < scenario->stream_count; i++)
            if (is_meant(scenario->streams[i].name, object))
                any = drop_surges(&scenario->streams[i]) || any;
    if (kind == ATTRIBUTE_ABSENCE)
        for (int i = 0; i < scenario->team_count; i++)
            if (is_meant(scenario->teams[i].name, object))
                any = drop_absence(&scenario->teams[i]) || any;
    if (kind == ATTRIBUTE_OUTAGES)
        for (int i = 0; i < scenario->outage_count; i++)
            if (is_meant(scenario->outages[i].name, object)) {
                scenario->outages[i].stage_count = 0;
                any = true;
            }
    return any;
}
