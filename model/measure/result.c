#include "model/measure/result.h"

#include <stdlib.h>
#include <string.h>

#include "model/measure/result_parts.h"

static void target_done(struct result_target *target)
{
    free(target->name);
    free(target->label);
    free(target->definition);
    free(target->counted);
    free(target->asked);
    free(target->units);
    for (int level = 0; level < MEASURE_LEVELS; level++)
        free(target->values[level]);
}

static void stage_done(struct result_stage *stage)
{
    for (int w = 0; w < stage->way_count; w++) {
        free(stage->ways[w].name);
        free(stage->ways[w].to);
    }
    free(stage->ways);
    free(stage->again.name);
    free(stage->again.to);
    free(stage->name);
    free(stage->label);
}

static void hang_ups_done(struct result_hang_ups *hang_ups)
{
    for (int w = 0; w < hang_ups->way_count; w++) {
        free(hang_ups->ways[w].name);
        free(hang_ups->ways[w].to);
    }
    free(hang_ups->ways);
    free(hang_ups->name);
    free(hang_ups->label);
}

static void quarters_done(struct result_quarters *quarters)
{
    if (quarters == NULL)
        return;
    free(quarters->cells);
    free(quarters->teams);
    free(quarters->names);
    free(quarters->dates);
    free(quarters);
}

void result_done(struct result *result)
{
    if (result == NULL)
        return;
    for (int i = 0; i < result->object_count; i++) {
        free(result->objects[i].name);
        free(result->objects[i].label);
    }
    for (int i = 0; i < result->target_count; i++)
        target_done(&result->targets[i]);
    for (int i = 0; i < result->stage_count; i++)
        stage_done(&result->stages[i]);
    for (int i = 0; i < result->hang_up_count; i++)
        hang_ups_done(&result->hang_ups[i]);
    for (int level = 0; level < MEASURE_LEVELS; level++) {
        free(result->units[level]);
        free(result->values[level]);
    }
    quarters_done(result->quarters);
    free(result->title);
    free(result->marking);
    free(result->file);
    free(result->fault);
    free(result->objects);
    free(result->longest);
    free(result->targets);
    free(result->stages);
    free(result->hang_ups);
    free(result->shorts);
    free(result->people);
    free(result->waits);
    free(result->halves);
    free(result->extremes);
    *result = (struct result){ 0 };
}

/* ---- figures ---- */

static struct sim_estimate nothing(void)
{
    return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
}

static struct sim_estimate point(double value)
{
    return (struct sim_estimate){ SIM_ESTIMATE_POINT, value, value, value };
}

/* From sums only: a value without its noise. */
static struct sim_estimate quarter_at(const struct result *result, int unit, int object,
                                      enum measure_id id)
{
    static const double no_cross[FOLD_CROSS]; /* one replication needs no products */
    const struct result_quarters *const q = result->quarters;
    const int subjects = result->subject_count;
    if (id >= MEASURE_ID_MORE || measures[id].how == MEASURE_QUANTILE
        || measure_uses(&measures[id], MEASURE_Q_WAITED))
        return nothing(); /* histograms do not go below an hour */
    if (object >= subjects) {
        const double *const sums =
            q->teams[(size_t) unit * result->team_count + object - subjects].sums;
        struct sim_estimate out = result_estimate(id, 1.0, sums, no_cross, 0, 1);
        return measures[id].how == MEASURE_RATE ? point(out.value / q->done) : out;
    }
    const struct digest_cell *const cell = &q->cells[(size_t) unit * subjects + object];
    if (measures[id].how == MEASURE_LONGEST)
        return cell->sums[MEASURE_Q_OFFERED] > 0.0 ? point(cell->longest_s / q->done)
                                                   : nothing();
    struct sim_estimate out = result_estimate(id, 1.0, cell->sums, no_cross, 0, 1);
    return measures[id].how == MEASURE_RATE ? point(out.value / q->done) : out;
}

bool result_has(const struct result_object *object, enum measure_id measure)
{
    return object->has >> measure & 1u;
}

struct sim_estimate result_at(const struct result *result, enum measure_level level,
                              int unit, int object, enum measure_id measure)
{
    if (!result_has(&result->objects[object], measure))
        return nothing();
    if (level == MEASURE_QUARTER)
        return result->quarters == NULL ? nothing()
                                        : quarter_at(result, unit, object, measure);
    return result
        ->values[level][((size_t) unit * result->object_count + object) * MEASURE_COUNT
                        + measure];
}

struct result_unit result_unit(const struct result *result, enum measure_level level,
                               int unit)
{
    if (level != MEASURE_QUARTER)
        return result->units[level][unit];
    struct result_unit out = { .first_day = result->quarters->dates[unit],
                               .quarters = 1,
                               .whole = true };
    strncpy(out.name, result->quarters->names[unit], sizeof out.name - 1);
    return out;
}
