/* What a result says of call-backs, redials, calls again and the like. */
#include "model/measure/fold_more.h"
#include "model/measure/result_parts.h"
#include "sim/mem.h"

_Static_assert(MEASURE_COUNT <= 64, "an object has a bit for each measure");
_Static_assert((int) RESULT_HANG_UPS == (int) FOLD_HANG_UPS,
               "there are as many kinds of hanging up");

const char *const result_hang_up_names[RESULT_HANG_UPS] = { "positive", "neutral",
                                                            "negative", "recalled" };

void result_make_more_objects(const struct fold *fold, struct result *out)
{
    for (int s = 0; s < out->line_count + out->stream_count; s++)
        for (int id = MEASURE_ID_MORE; id < MEASURE_COUNT; id++)
            if (fold_more_has(fold->program, s, (enum measure_id) id))
                out->objects[s].has |= (uint64_t) 1 << id;
}

/* ---- measures ---- */

static struct sim_estimate value_of(const struct sim_moments *m, enum measure_id id,
                                    const struct result_unit *unit)
{
    if (measures[id].how == MEASURE_RATIO)
        return sim_estimate_ratio(m);
    const double length = result_length(id, unit->days, unit->quarters);
    return length > 0.0 ? sim_estimate_times(sim_estimate_mean(m), 1.0 / length)
                        : (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
}

static void make_values(const struct fold *fold, enum measure_level level, int index,
                        struct result *out)
{
    const int unit = fold->digest.units.first[level] + index;
    for (int s = 0; s < out->line_count + out->stream_count; s++) {
        struct sim_estimate *const to =
            &out->values[level]
                        [((size_t) index * out->object_count + s) * MEASURE_COUNT];
        for (int id = MEASURE_ID_MORE; id < MEASURE_COUNT; id++)
            if (result_has(&out->objects[s], (enum measure_id) id))
                to[id] = value_of(fold_more_at(fold, unit, s, (enum measure_id) id),
                                  (enum measure_id) id, &out->units[level][index]);
    }
}

/* ---- those who hung up ---- */

/* What is taken a day, and its share of the denominator of its moments. */
static struct result_way make_way(const struct fold *fold, const char *name,
                                  const char *to, int way)
{
    const double days = fold->program->calendar.period_days;
    const struct sim_moments *const m = &fold->flow[way];
    return (struct result_way){
        .name = sim_mem_text(name),
        .to = sim_mem_text(to),
        .per_day = sim_estimate_times(sim_estimate_mean(m), 1.0 / days),
        .share = m->y > 0.0 ? m->x / m->y : 0.0,
    };
}

static void make_ways(const struct fold *fold, int redial, struct result_hang_ups *to)
{
    const struct program *const p = fold->program;
    const struct fold_ways ways = fold_more_ways(p, redial);
    int lost = -1;
    to->ways = sim_mem_array((size_t) (ways.to - ways.from), sizeof *to->ways);
    for (int w = ways.from; w < ways.to; w++) {
        const int next = p->ways[w].next;
        if (fold_more_first(p, ways, w) != w)
            continue;
        if (next < 0)
            lost = w;
        else
            to->ways[to->way_count++] =
                make_way(fold, fold->scenario->stages[next].name,
                         fold->scenario->stages[next].label, w);
    }
    to->ways[to->way_count++] = make_way(fold, "lost", "lost", lost);
}

static void make_kinds(const struct fold *fold, int redial, struct result_hang_ups *to)
{
    static const enum program_hang_up kinds[RESULT_HANG_UPS] = {
        [RESULT_POSITIVE] = PROGRAM_POSITIVE,
        [RESULT_NEUTRAL] = PROGRAM_NEUTRAL,
        [RESULT_NEGATIVE] = PROGRAM_NEGATIVE,
        [RESULT_RECALLED] = PROGRAM_RECALLED,
    };
    const double days = fold->program->calendar.period_days;
    for (int k = 0; k < RESULT_HANG_UPS; k++) {
        const struct sim_moments *const m = &fold->more->hang_ups[redial][kinds[k]];
        to->kinds[k] = sim_estimate_times(sim_estimate_mean(m), 1.0 / days);
        to->shares[k] = sim_estimate_ratio(m);
        const struct sim_moments all = { .n = m->n, .x = m->y, .xx = m->yy };
        to->per_day = sim_estimate_times(sim_estimate_mean(&all), 1.0 / days);
    }
}

static void make_hang_ups(const struct fold *fold, int redial, const char *name,
                          const char *label, bool is_outage, struct result *out)
{
    if (redial < 0)
        return;
    struct result_hang_ups *const to = &out->hang_ups[out->hang_up_count++];
    *to = (struct result_hang_ups){ .name = sim_mem_text(name),
                                    .label = sim_mem_text(label),
                                    .is_outage = is_outage };
    make_kinds(fold, redial, to);
    make_ways(fold, redial, to);
}

static void make_again(const struct fold *fold, struct result *out)
{
    const struct program *const p = fold->program;
    for (int l = 0; l < p->line_count; l++) {
        const struct program_special *const special = p->lines[l].special;
        if (special == NULL || special->again_way < 0)
            continue;
        struct result_stage *const stage = &out->stages[p->lines[l].stage];
        const int next = p->ways[special->again_way].next;
        stage->has_again = true;
        stage->again = make_way(fold, "calls_again", fold->scenario->stages[next].label,
                                special->again_way);
    }
}

void result_make_more(const struct fold *fold, struct result *out)
{
    const struct program *const p = fold->program;
    const struct scenario *const s = fold->scenario;
    if (fold->more == NULL)
        return;
    for (int level = 0; level < DIGEST_LEVELS; level++)
        for (int i = 0; i < out->unit_count[level]; i++)
            make_values(fold, (enum measure_level) level, i, out);
    out->hang_ups = sim_mem_array(p->redial_count, sizeof *out->hang_ups);
    for (int i = 0; i < p->stage_count; i++)
        make_hang_ups(fold, p->stages[i].redial, s->stages[i].name, s->stages[i].label,
                      false, out);
    for (int i = 0; i < p->outage_count; i++)
        make_hang_ups(fold, p->outages[i].redial, s->outages[i].name,
                      s->outages[i].name, true, out);
    make_again(fold, out);
}
