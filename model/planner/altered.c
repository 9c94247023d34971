#include "model/planner/altered.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

static const double HANDLING = 1.1, GROWTH = 1.05, PATIENCE = 0.8, BUSYNESS = 2.0,
                    REDIALS = 1.5;

/* ---- where the inputs come from ---- */

static bool is_about(const struct scenario_basis *row, const char *path)
{
    const size_t length = strlen(row->path);
    return strncmp(row->path, path, length) == 0
           && (path[length] == '\0' || path[length] == '.');
}

void altered_note(struct altered *altered, const char *group, const char *object,
                  const char *setting)
{
    char *const path = sim_mem_print("%s.%s.%s", group, object, setting);
    const struct scenario *const s = altered->source;
    const struct scenario_basis *best = NULL;
    for (int i = 0; i < s->basis_count; i++)
        if (is_about(&s->basis[i], path)
            && (best == NULL || strlen(s->basis[i].path) > strlen(best->path)))
            best = &s->basis[i];
    const enum scenario_basis_kind kind = best != NULL ? best->kind : SCENARIO_ASSUMED;
    if (altered->inputs == 0 || kind > altered->basis)
        altered->basis = kind;
    altered->inputs++;
    free(path);
}

/* ---- the changes ---- */

/* One more change that holds at all times. */
static void add_limited(struct altered *altered, enum scenario_limited_kind kind,
                        int object, double times)
{
    struct scenario *const s = &altered->scenario;
    const size_t count = (size_t) s->limited_count;
    struct scenario_limited *const more = sim_mem_array(count + 1, sizeof *more);
    for (size_t i = 0; i < count; i++)
        more[i] = s->limited[i];
    more[count] =
        (struct scenario_limited){ .kind = kind, .object = object, .times = times };
    free(altered->limited);
    altered->limited = s->limited = more;
    s->limited_count++;
}

static void more_handling(struct altered *altered)
{
    const struct scenario *const s = altered->source;
    for (int i = 0; i < s->stage_count; i++) {
        if (s->stages[i].kind != SCENARIO_LINE)
            continue;
        add_limited(altered, SCENARIO_LIMITED_HANDLING, i, HANDLING);
        altered_note(altered, "stages", s->stages[i].name, "talk");
        if (s->stages[i].wrap_up.mean_s > 0.0)
            altered_note(altered, "stages", s->stages[i].name, "wrap_up");
    }
}

static void more_calls(struct altered *altered)
{
    const struct scenario *const s = altered->source;
    for (int i = 0; i < s->stream_count; i++) {
        add_limited(altered, SCENARIO_LIMITED_CALLS, i, GROWTH);
        altered_note(altered, "streams", s->streams[i].name, "calls");
    }
}

static void less_patience(struct altered *altered)
{
    const struct scenario *const s = altered->source;
    for (int i = 0; i < s->stage_count; i++) {
        if (s->stages[i].kind != SCENARIO_LINE || s->stages[i].patient)
            continue;
        add_limited(altered, SCENARIO_LIMITED_PATIENCE, i, PATIENCE);
        altered_note(altered, "stages", s->stages[i].name, "gives_up_after");
    }
}

static void more_busyness(struct altered *altered)
{
    const struct scenario *const s = altered->source;
    const size_t count = (size_t) s->stream_count;
    altered->streams = sim_mem_array(count, sizeof *altered->streams);
    memcpy(altered->streams, s->streams, count * sizeof *altered->streams);
    altered->scenario.streams = altered->streams;
    for (size_t i = 0; i < count; i++)
        if (s->streams[i].day_to_day > 0.0) {
            altered->streams[i].day_to_day *= BUSYNESS;
            altered_note(altered, "streams", s->streams[i].name, "day_to_day");
        }
}

/* All ways of one attempt, of which nobody takes more than one. */
static void raise_row(struct scenario_redial_row *row)
{
    struct scenario_way *const ways =
        sim_mem_array((size_t) row->way_count, sizeof *ways);
    double sum = 0.0;
    for (int w = 0; w < row->way_count; w++)
        sum += row->ways[w].share;
    for (int w = 0; w < row->way_count; w++) {
        ways[w] = row->ways[w];
        ways[w].share *= sum > 0.0 ? fmin(REDIALS, 1.0 / sum) : 1.0;
    }
    row->ways = ways;
}

static void more_redials(struct altered *altered)
{
    const struct scenario *const s = altered->source;
    const size_t count = (size_t) s->stage_count;
    altered->stages = sim_mem_array(count, sizeof *altered->stages);
    memcpy(altered->stages, s->stages, count * sizeof *altered->stages);
    altered->scenario.stages = altered->stages;
    for (size_t i = 0; i < count; i++) {
        struct scenario_redial *const redial = &altered->stages[i].redial;
        if (redial->row_count == 0)
            continue;
        struct scenario_redial_row *const rows =
            sim_mem_array((size_t) redial->row_count, sizeof *rows);
        for (int r = 0; r < redial->row_count; r++) {
            rows[r] = redial->rows[r];
            raise_row(&rows[r]);
        }
        redial->rows = rows;
        altered_note(altered, "stages", s->stages[i].name, "redial");
    }
}

const struct altered_row altered_rows[ALTERED_ROWS] = {
    { "handling +10 %", more_handling },
    { "growth +5 %", more_calls },
    { "patience -20 %", less_patience },
    { "busyness twice", more_busyness },
    { "redials half as many again", more_redials },
};

bool altered_init(const struct scenario *source, const struct altered_row *row,
                  struct altered *out)
{
    *out = (struct altered){ .scenario = *source, .source = source };
    row->alter(out);
    return out->inputs > 0;
}

static void stages_done(struct altered *altered)
{
    for (int i = 0; i < altered->scenario.stage_count; i++) {
        const struct scenario_redial *const redial = &altered->stages[i].redial;
        for (int r = 0; r < redial->row_count; r++)
            free(redial->rows[r].ways);
        if (redial->row_count > 0)
            free(redial->rows);
    }
    free(altered->stages);
}

void altered_done(struct altered *altered)
{
    if (altered->stages != NULL)
        stages_done(altered);
    free(altered->limited);
    free(altered->streams);
    *altered = (struct altered){ .inputs = 0 };
}
