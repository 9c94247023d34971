/* What a result says about targets. */
#include "model/measure/fold_target.h"
#include "model/measure/result_parts.h"
#include "model/measure/waits.h"
#include "sim/mem.h"

static const double USUAL_LOW = 0.05, USUAL_HIGH = 0.95;

static struct sim_estimate nothing(void)
{
    return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
}

/* A percentile is read from all replications pooled, like the measures of that name;
 * its noise, where single replications were looked at, is that of theirs. */
static struct sim_estimate pooled(const struct fold *fold,
                                  const struct scenario_target *asked,
                                  const struct fold_target *target,
                                  enum measure_level level, int index)
{
    const int unit = fold->digest.units.first[level] + index;
    const int subjects = fold->program->subject_count, subject = target->place.subject;
    const double answered =
        fold->cells[unit * subjects + subject].sums[MEASURE_Q_ANSWERED];
    uint64_t bins[TALLY_BINS];
    const uint64_t *waits = bins;
    if (answered <= 0.0)
        return nothing();
    if (level == MEASURE_HOUR)
        waits = &fold->hour_waits[((size_t) index * subjects + subject) * TALLY_BINS];
    else
        fold_pooled(fold, subject, fold->digest.days[unit], bins);
    const double value = waits_quantile(waits, answered, asked->percentile);
    if (target->units[unit].n > 0.0)
        return sim_estimate_around(value, &target->units[unit]);
    return (struct sim_estimate){ SIM_ESTIMATE_POINT, value, value, value };
}

static struct sim_estimate value_at(const struct fold *fold, int index,
                                    enum measure_level level, int interval)
{
    const struct scenario_target *const asked = &fold->scenario->targets[index];
    const struct fold_target *const target = &fold->targets[index];
    const struct grade *const grade = &grades[asked->grade];
    if (grade->needs_waits)
        return pooled(fold, asked, target, level, interval);
    const struct sim_moments *const m =
        level == MEASURE_QUARTER
            ? &target->quarters[interval]
            : &target->units[fold->digest.units.first[level] + interval];
    return grade->is_ratio ? sim_estimate_ratio(m) : sim_estimate_mean(m);
}

static struct sim_estimate p_met_of(const struct fold_target *target, int interval)
{
    const double n = target->counted[interval], met = target->met[interval];
    const struct sim_moments m = {
        .n = n, .x = met, .y = n, .xx = met, .yy = n, .xy = met
    };
    return sim_estimate_share(&m);
}

static void make_units(const struct fold *fold, int index, struct result_target *out)
{
    const struct fold_target *const target = &fold->targets[index];
    const int intervals = fold_target_intervals(fold, out->each);
    out->units = sim_mem_array(intervals, sizeof *out->units);
    for (int i = 0; i < intervals; i++) {
        if (!fold_target_is_whole(&fold->program->calendar, out->each, i)) {
            out->partial++;
            continue;
        }
        out->units[out->unit_count++] = (struct result_target_unit){
            .unit = i,
            .value = value_at(fold, index, out->each, i),
            .p_met = p_met_of(target, i),
            .empty = 1.0 - target->counted[i] / (double) fold->done,
        };
    }
}

static void make_values(const struct fold *fold, int index, struct result_target *out)
{
    for (int level = 0; level < MEASURE_LEVELS; level++) {
        if (level == MEASURE_QUARTER && fold->targets[index].quarters == NULL)
            continue;
        const int count = fold_target_intervals(fold, (enum measure_level) level);
        out->values[level] = sim_mem_array(count, sizeof *out->values[level]);
        for (int i = 0; i < count; i++)
            out->values[level][i] =
                value_at(fold, index, (enum measure_level) level, i);
    }
}

static void make_outcome(const struct fold *fold, int index, struct result_target *out)
{
    const struct fold_target *const target = &fold->targets[index];
    const double done = fold->done;
    out->value = value_at(fold, index, MEASURE_PERIOD, 0);
    out->p_met = sim_estimate_share(&target->share);
    out->has_ceiling = target->has_ceiling;
    if (out->has_ceiling)
        out->ceiling = sim_estimate_ratio(&target->ceiling);
    out->met = target->met_sum / done;
    out->of_periods = target->counted_sum / done;
    out->empty = target->empty_sum / done;
    out->has_usual = target->counted_sum > 0.0;
    if (out->has_usual) {
        out->usual_low = fold_target_quantile(target, out->unit, USUAL_LOW);
        out->usual_high = fold_target_quantile(target, out->unit, USUAL_HIGH);
    }
    out->verdict = out->in_share > 0.0
                       ? sim_estimate_verdict(&out->p_met, out->in_share, true)
                       : sim_estimate_verdict(&out->value, out->limit, out->at_least);
}

/* Index of the line, clock, stream or team that a target is measured on. */
static int object_of(const struct fold *fold, const struct scenario_target *asked,
                     const struct result *out, int index)
{
    const struct grade_place *const place = &fold->targets[index].place;
    return place->team >= 0      ? out->subject_count + place->team
           : asked->journey >= 0 ? out->line_count + asked->journey
                                 : place->subject;
}

void result_make_targets(const struct fold *fold, struct result *out)
{
    const struct scenario *const s = fold->scenario;
    out->target_count = s->target_count;
    out->targets = sim_mem_array(s->target_count, sizeof *out->targets);
    for (int i = 0; i < s->target_count; i++) {
        const struct scenario_target *const asked = &s->targets[i];
        const struct grade *const grade = &grades[asked->grade];
        out->targets[i] = (struct result_target){
            .name = sim_mem_text(asked->name),
            .label = sim_mem_text(asked->label),
            .definition = grade->words(s, asked),
            .counted = grade->brief(s, asked),
            .asked = grade_limit_words(asked),
            .of = grade->name,
            .line = asked->line < 0 || asked->journey >= 0
                        ? -1
                        : fold->program->stages[asked->line].line,
            .object = object_of(fold, asked, out, i),
            .within_s =
                asked->grade == SCENARIO_ANSWERED_WITHIN ? asked->within_s : -1.0,
            .unit = grade->unit,
            .at_least = asked->at_least,
            .limit = asked->limit,
            .in_share = asked->in_share,
            .each = fold_target_level(asked),
        };
        make_outcome(fold, i, &out->targets[i]);
        make_units(fold, i, &out->targets[i]);
        make_values(fold, i, &out->targets[i]);
    }
}
