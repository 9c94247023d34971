#include "model/measure/fold_target.h"

#include <math.h>
#include <stdlib.h>

#include "model/measure/waits.h"
#include "sim/mem.h"

enum measure_level fold_target_level(const struct scenario_target *target)
{
    switch (target->each) {
    case SCENARIO_EACH_PERIOD:
        return MEASURE_PERIOD;
    case SCENARIO_EACH_MONTH:
        return MEASURE_MONTH;
    case SCENARIO_EACH_WEEK:
        return MEASURE_WEEK;
    case SCENARIO_EACH_DAY:
        return MEASURE_DAY;
    case SCENARIO_EACH_INTERVAL:
        break;
    }
    return MEASURE_QUARTER;
}

bool fold_target_is_whole(const struct calendar *calendar, enum measure_level level,
                          int interval)
{
    if (level == MEASURE_MONTH)
        return calendar->month_is_whole[interval];
    if (level == MEASURE_WEEK)
        return calendar->week_is_whole[interval];
    return true;
}

int fold_target_intervals(const struct fold *fold, enum measure_level level)
{
    return level == MEASURE_QUARTER
               ? fold->program->calendar.to - fold->program->calendar.from
               : fold->digest.units.count[level];
}

/* Only from a stage before the line can it be too late on arrival. */
static bool has_ceiling(const struct program *program,
                        const struct program_measured *measured)
{
    const int queues = program->line_count + program->stream_count;
    return measured->has_ceiling
           && program->views[measured->subject - queues].kind == PROGRAM_VIEW_MARK;
}

void fold_target_init(struct fold *fold, int target,
                      const struct program_measured *measured, bool quarters)
{
    const struct scenario_target *const asked = &fold->scenario->targets[target];
    struct fold_target *const to = &fold->targets[target];
    const enum measure_level level = fold_target_level(asked);
    const int intervals = fold_target_intervals(fold, level);
    to->place = grade_place(fold->program, asked, measured);
    to->has_ceiling = has_ceiling(fold->program, measured);
    to->units = sim_mem_array(fold->digest.units.total, sizeof *to->units);
    to->met = sim_mem_array(intervals, sizeof *to->met);
    to->counted = sim_mem_array(intervals, sizeof *to->counted);
    to->values = sim_mem_array(FOLD_VALUES, sizeof *to->values);
    if (level == MEASURE_QUARTER || (quarters && !grades[asked->grade].needs_waits))
        to->quarters = sim_mem_array(fold_target_intervals(fold, MEASURE_QUARTER),
                                     sizeof *to->quarters);
}

void fold_target_done(struct fold_target *target)
{
    free(target->units);
    free(target->quarters);
    free(target->met);
    free(target->counted);
    free(target->values);
    *target = (struct fold_target){ 0 };
}

static int value_bin(enum measure_unit unit, double value)
{
    if (unit == MEASURE_SECONDS)
        return tally_bin(value);
    return value < 1.0 ? (int) lround(value * FOLD_SHARES) : FOLD_SHARES;
}

double fold_target_quantile(const struct fold_target *target, enum measure_unit unit,
                            double share)
{
    if (unit == MEASURE_SECONDS)
        return waits_quantile(target->values, target->counted_sum, share);
    double below = 0.0;
    int bin = -1;
    while (bin < FOLD_SHARES && (bin < 0 || below < share * target->counted_sum))
        below += (double) target->values[++bin];
    return (double) bin / FOLD_SHARES;
}

/* ---- adding a replication ---- */

/* One interval went into the sums; here its outcome. */
static void add_outcome(struct fold_target *to, const struct scenario_target *asked,
                        int interval, struct grade_ratio ratio, double *met)
{
    if (ratio.per <= 0.0) {
        to->empty_sum += 1.0;
        return;
    }
    const double value = ratio.of / ratio.per;
    const bool is_met = grade_is_met(asked, value);
    to->counted[interval]++;
    to->met[interval] += is_met;
    to->counted_sum += 1.0;
    to->met_sum += is_met;
    to->values[value_bin(grades[asked->grade].unit, value)]++;
    *met += is_met;
}

/* Histogram of this replication over the days of a unit. */
static void unit_waits(struct fold *fold, const struct tally *tally, int unit,
                       int subject)
{
    const struct digest_days days = fold->digest.days[unit];
    memset(fold->waits, 0, TALLY_BINS * sizeof *fold->waits);
    for (int day = days.from; day < days.to; day++)
        waits_add(
            fold->waits,
            &tally->day_waits[((size_t) day * tally->subjects + subject) * TALLY_BINS],
            TALLY_BINS);
}

static struct grade_ratio unit_value(struct fold *fold, int target,
                                     const struct tally *tally, int unit)
{
    const struct scenario_target *const asked = &fold->scenario->targets[target];
    const struct grade_place *const place = &fold->targets[target].place;
    const struct program *const p = fold->program;
    const struct digest *const digest = &fold->digest;
    struct grade_facts facts = { 0 };
    if (place->subject >= 0)
        facts.cell = &digest->cells[unit * p->subject_count + place->subject];
    if (place->team >= 0)
        facts.team = &digest->teams[unit * p->team_count + place->team];
    if (place->journey >= 0)
        facts.journey = &digest->journeys[unit * p->journey_count + place->journey];
    if (grades[asked->grade].needs_waits) {
        unit_waits(fold, tally, unit, place->subject);
        facts.waits = fold->waits;
    }
    return grades[asked->grade].value(asked, place, &facts);
}

/* Single values count where there is one; ratios of sums take every replication. */
static void add_ratio(struct sim_moments *to, bool is_ratio, struct grade_ratio ratio)
{
    if (is_ratio || ratio.per > 0.0)
        sim_moments_add(to, ratio.of, ratio.per);
}

static void add_quarters(struct fold *fold, int target, const struct tally *tally,
                         bool is_judged, double *met)
{
    const struct scenario_target *const asked = &fold->scenario->targets[target];
    struct fold_target *const to = &fold->targets[target];
    const int intervals = fold_target_intervals(fold, MEASURE_QUARTER);
    for (int i = 0; i < intervals; i++) {
        const struct grade_ratio ratio =
            grade_quarter(asked, &to->place, tally, fold->program->calendar.from + i);
        add_ratio(&to->quarters[i], grades[asked->grade].is_ratio, ratio);
        if (is_judged)
            add_outcome(to, asked, i, ratio, met);
    }
}

/* Answered calls that reached the line in time, of all answered. */
static void add_ceiling(struct fold *fold, int target, const struct tally *tally)
{
    struct fold_target *const to = &fold->targets[target];
    const struct calendar *const calendar = &fold->program->calendar;
    double reached = 0.0;
    for (int q = calendar->from; q < calendar->to; q++)
        reached += tally_reached(tally, q, to->place.subject)[to->place.slot];
    sim_moments_add(&to->ceiling, reached,
                    fold->digest.cells[to->place.subject].sums[MEASURE_Q_ANSWERED]);
}

void fold_target_add(struct fold *fold, int target, const struct tally *tally)
{
    const struct scenario_target *const asked = &fold->scenario->targets[target];
    const struct grade *const grade = &grades[asked->grade];
    struct fold_target *const to = &fold->targets[target];
    const enum measure_level judged = fold_target_level(asked);
    const double counted_before = to->counted_sum;
    double met = 0.0;
    for (int level = MEASURE_PERIOD; level < DIGEST_LEVELS; level++) {
        const bool is_judged = (int) judged == level;
        if (grade->needs_waits && !is_judged && level != MEASURE_PERIOD)
            continue; /* result.c reads these from the pooled histograms */
        for (int i = 0; i < fold->digest.units.count[level]; i++) {
            const int unit = fold->digest.units.first[level] + i;
            const struct grade_ratio ratio = unit_value(fold, target, tally, unit);
            add_ratio(&to->units[unit], grade->is_ratio, ratio);
            if (is_judged && fold_target_is_whole(&fold->program->calendar, judged, i))
                add_outcome(to, asked, i, ratio, &met);
        }
    }
    if (to->quarters != NULL)
        add_quarters(fold, target, tally, judged == MEASURE_QUARTER, &met);
    if (to->has_ceiling)
        add_ceiling(fold, target, tally);
    sim_moments_add(&to->share, met, to->counted_sum - counted_before);
}
