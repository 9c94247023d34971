#include "tools/compare_figures.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

enum { MOST_MEASURES = 4 };

/* What is asked of each kind of object. */
static const struct kind {
    enum measure_object object;
    int count;
    enum measure_id measures[MOST_MEASURES];
} kinds[] = {
    { MEASURE_LINE,
      4,
      { MEASURE_ID_OFFERED, MEASURE_ID_ANSWERED, MEASURE_ID_ABANDONED_SHARE,
        MEASURE_ID_MEAN_WAIT } },
    { MEASURE_STREAM,
      3,
      { MEASURE_ID_OFFERED, MEASURE_ID_ABANDONED_SHARE, MEASURE_ID_MEAN_WAIT_ALL } },
    { MEASURE_TEAM,
      3,
      { MEASURE_ID_STAFFED_HOURS, MEASURE_ID_BUSY_HOURS, MEASURE_ID_OCCUPANCY } },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static bool is_listed(const struct compare_figures *figures,
                      const struct paired_figure *figure)
{
    for (size_t i = 0; i < figures->count; i++) {
        const struct paired_figure *const row = &figures->rows[i];
        if (row->kind == figure->kind && row->object == figure->object
            && row->measure == figure->measure && strcmp(row->name, figure->name) == 0)
            return true;
    }
    return false;
}

static void add(struct compare_figures *figures, struct paired_figure figure)
{
    if (is_listed(figures, &figure))
        return;
    figures->rows = sim_mem_grow(figures->rows, &figures->capacity, figures->count + 1,
                                 sizeof *figures->rows);
    figures->rows[figures->count++] = figure;
}

static void add_object(struct compare_figures *figures, const struct kind *kind,
                       const char *name)
{
    for (int i = 0; i < kind->count; i++)
        add(figures, (struct paired_figure){ .kind = PAIRED_MEASURE,
                                             .name = name,
                                             .object = kind->object,
                                             .measure = kind->measures[i] });
}

static void add_objects(struct compare_figures *figures, const struct kind *kind,
                        const struct scenario *s)
{
    for (int i = 0; kind->object == MEASURE_LINE && i < s->stage_count; i++)
        if (s->stages[i].kind == SCENARIO_LINE)
            add_object(figures, kind, s->stages[i].name);
    for (int i = 0; kind->object == MEASURE_STREAM && i < s->stream_count; i++)
        add_object(figures, kind, s->streams[i].name);
    for (int i = 0; kind->object == MEASURE_TEAM && i < s->team_count; i++)
        add_object(figures, kind, s->teams[i].name);
}

void compare_figures_make(const struct compare_plan *plan, struct compare_figures *out)
{
    *out = (struct compare_figures){ 0 };
    for (int i = 0; i < plan->count; i++)
        for (int k = 0; k < plan->scenarios[i].scenario.target_count; k++)
            add(out, (struct paired_figure){
                         .kind = PAIRED_TARGET,
                         .name = plan->scenarios[i].scenario.targets[k].name });
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = 0; i < plan->count; i++)
            add_objects(out, &kinds[kind], &plan->scenarios[i].scenario);
}

void compare_figures_done(struct compare_figures *figures)
{
    free(figures->rows);
    *figures = (struct compare_figures){ 0 };
}

char *compare_figures_path(const struct paired_figure *figure)
{
    if (figure->kind == PAIRED_TARGET)
        return sim_mem_print("target.%s.value", figure->name);
    return sim_mem_print("%s.%s.%s", measure_object_names[figure->object], figure->name,
                         measures[figure->measure].name);
}

int compare_figures_target(const struct scenario *scenario, const char *name)
{
    for (int i = 0; i < scenario->target_count; i++)
        if (strcmp(scenario->targets[i].name, name) == 0)
            return i;
    return -1;
}

/* Null when the scenario has no such object. */
static const char *label_in(const struct scenario *s,
                            const struct paired_figure *figure)
{
    int at;
    if (figure->kind == PAIRED_TARGET) {
        at = compare_figures_target(s, figure->name);
        return at < 0 ? NULL : s->targets[at].label;
    }
    if (figure->object == MEASURE_TEAM) {
        at = scenario_team_index(s, figure->name);
        return at < 0 ? NULL : s->teams[at].label;
    }
    if (figure->object == MEASURE_STREAM) {
        at = scenario_stream_index(s, figure->name);
        return at < 0 ? NULL : s->streams[at].label;
    }
    at = scenario_stage_index(s, figure->name);
    return at < 0 || s->stages[at].kind != SCENARIO_LINE ? NULL : s->stages[at].label;
}

bool compare_figures_has(const struct scenario *scenario,
                         const struct paired_figure *figure)
{
    return label_in(scenario, figure) != NULL;
}

const char *compare_figures_label(const struct compare_plan *plan,
                                  const struct paired_figure *figure)
{
    const char *label = NULL;
    for (int i = 0; i < plan->count && label == NULL; i++)
        label = label_in(&plan->scenarios[i].scenario, figure);
    return label != NULL ? label : figure->name;
}

bool compare_figures_is_told(const struct compare_figures *figures, int figure)
{
    const struct paired_figure *const f = &figures->rows[figure];
    if (f->kind == PAIRED_TARGET)
        return true;
    return figures->rows[0].kind != PAIRED_TARGET && f->object == MEASURE_LINE
           && (f->measure == MEASURE_ID_ABANDONED_SHARE
               || f->measure == MEASURE_ID_MEAN_WAIT);
}
