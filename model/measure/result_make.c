#include <math.h>

#include "model/measure/result_parts.h"
#include "model/measure/waits.h"
#include "sim/mem.h"

enum { HOUR_QUARTERS = 4 };
static const double HOUR_S = 3600.0;

double result_length(enum measure_id id, int days, int quarters)
{
    const double length = days > 0 ? days : (double) quarters / HOUR_QUARTERS;
    if (measures[id].unit == MEASURE_PEOPLE)
        return (double) quarters * CALENDAR_QUARTER_S;
    return measures[id].unit == MEASURE_HOURS ? length * HOUR_S : length;
}

/* Standard deviation sqrt(B/A - m^2), m = W/A.  Its noise by the delta method: that of
 * the ratio (B - 2 m W)/A, m held fixed, is that of the variance. */
static struct sim_estimate spread(enum measure_id id, double n, const double *sums,
                                  const double *cross)
{
    const double answered = sums[measures[id].per[0].what];
    if (answered <= 0.0)
        return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
    const double mean = sums[measures[id].of[0].what] / answered;
    const struct measure_term of[MEASURE_TERMS] = {
        { measures[id].of[1].what, 1.0 }, { measures[id].of[0].what, -2.0 * mean }
    };
    const struct sim_moments m = fold_moments(n, sums, cross, of, measures[id].per);
    struct sim_estimate out = sim_estimate_ratio(&m);
    const double variance = out.value + mean * mean;
    const double sd = variance > 0.0 ? sqrt(variance) : 0.0;
    const double half = sd > 0.0 ? sim_estimate_half_width(&out) / (2.0 * sd) : 0.0;
    out.value = sd;
    out.low = sd - half;
    out.high = sd + half;
    return out;
}

struct sim_estimate result_estimate(enum measure_id id, double n, const double *sums,
                                    const double *cross, int days, int quarters)
{
    struct sim_moments m;
    const double length = result_length(id, days, quarters);
    switch (measures[id].how) {
    case MEASURE_RATIO:
        m = fold_moments(n, sums, cross, measures[id].of, measures[id].per);
        return sim_estimate_ratio(&m);
    case MEASURE_RATE:
        if (length <= 0.0)
            break;
        m = fold_moments(n, sums, cross, measures[id].of, NULL);
        return sim_estimate_times(sim_estimate_mean(&m), 1.0 / length);
    case MEASURE_SPREAD:
        return spread(id, n, sums, cross);
    case MEASURE_QUANTILE:
    case MEASURE_LONGEST:
        break;
    }
    return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
}

static struct sim_estimate longest(const struct fold *fold,
                                   const struct fold_cell *cell)
{
    const struct sim_moments m = { .n = fold->done,
                                   .x = cell->longest_s,
                                   .xx = cell->longest2_s2 };
    if (cell->sums[MEASURE_Q_OFFERED] <= 0.0)
        return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
    return sim_estimate_mean(&m);
}

static double total_of(const uint64_t *waits)
{
    double total = 0.0;
    for (int b = 0; b < TALLY_BINS; b++)
        total += (double) waits[b];
    return total;
}

/* Pooled quantile, with the noise of the single replications' ones for the period. */
static struct sim_estimate quantile(const struct fold *fold, enum measure_id id,
                                    int unit, int subject, const uint64_t *waits)
{
    const double *const sums =
        fold->cells[unit * fold->program->subject_count + subject].sums;
    double answered = sums[MEASURE_Q_ANSWERED];
    if (answered <= 0.0)
        return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
    /* A histogram that stopped growing stands for as large a part of the answered. */
    if (sums[MEASURE_Q_WAITED] > 0.0)
        answered *= total_of(waits) / sums[MEASURE_Q_WAITED];
    const double value = waits_quantile(waits, answered, measures[id].quantile);
    if (unit == fold->digest.units.first[MEASURE_PERIOD])
        return sim_estimate_around(value, &fold->periods[subject].quantiles[id]);
    return (struct sim_estimate){ SIM_ESTIMATE_POINT, value, value, value };
}

static void make_subject(const struct fold *fold, enum measure_level level, int index,
                         int subject, struct sim_estimate *out)
{
    const int unit = fold->digest.units.first[level] + index;
    const int subjects = fold->program->subject_count;
    const struct fold_cell *const cell = &fold->cells[unit * subjects + subject];
    uint64_t pooled[TALLY_BINS];
    const uint64_t *waits = pooled;
    if (level == MEASURE_HOUR)
        waits = &fold->hour_waits[((size_t) index * subjects + subject) * TALLY_BINS];
    else
        fold_pooled(fold, subject, fold->digest.days[unit], pooled);
    for (int id = 0; id < MEASURE_COUNT; id++) {
        if (measures[id].how == MEASURE_QUANTILE)
            out[id] = quantile(fold, (enum measure_id) id, unit, subject, waits);
        else if (measures[id].how == MEASURE_LONGEST)
            out[id] = longest(fold, cell);
    }
}

/* All that is made of sums, for a subject or a team. */
static void make_sums(const struct fold *fold, const struct result *result,
                      const struct result_unit *unit, int object, const double *sums,
                      const double *cross, struct sim_estimate *out)
{
    const unsigned bit = 1u << result->objects[object].kind;
    for (int id = 0; id < MEASURE_ID_MORE; id++)
        if ((measures[id].objects & bit) != 0 && measures[id].how != MEASURE_QUANTILE
            && measures[id].how != MEASURE_LONGEST)
            out[id] = result_estimate((enum measure_id) id, fold->done, sums, cross,
                                      unit->days, unit->quarters);
}

static void make_values(const struct fold *fold, enum measure_level level,
                        struct result *out)
{
    const int subjects = fold->program->subject_count, teams = out->team_count;
    for (int i = 0; i < out->unit_count[level]; i++) {
        const int unit = fold->digest.units.first[level] + i;
        for (int object = 0; object < out->object_count; object++) {
            struct sim_estimate *const to =
                &out->values[level]
                            [((size_t) i * out->object_count + object) * MEASURE_COUNT];
            const int team = object - subjects;
            const struct fold_cell *const cell =
                &fold->cells[unit * subjects + (team < 0 ? object : 0)];
            const struct fold_team *const busy =
                &fold->teams[unit * teams + (team < 0 ? 0 : team)];
            if (team < 0)
                make_subject(fold, level, i, object, to);
            make_sums(fold, out, &out->units[level][i], object,
                      team < 0 ? cell->sums : busy->sums,
                      team < 0 ? cell->cross : busy->cross, to);
        }
    }
}

static void make_longest(const struct fold *fold, struct result *out)
{
    for (int s = 0; s < fold->program->subject_count; s++) {
        const struct fold_period *const period = &fold->periods[s];
        uint64_t bins[TALLY_BINS];
        for (int b = 0; b < TALLY_BINS; b++)
            bins[b] = period->longest[b];
        const double most_s = period->most_s;
        out->longest[s] = (struct result_longest){
            .mean = longest(fold, &fold->cells[s]),
            .median_s = fmin(most_s, waits_quantile(bins, fold->done, 0.5)),
            .p95_s = fmin(most_s, waits_quantile(bins, fold->done, 0.95)),
            .max_s = most_s,
        };
    }
}

static void make_people(const struct fold *fold, struct result *out)
{
    const int days = fold->program->calendar.period_days;
    for (int t = 0; t < out->team_count; t++) {
        const struct scenario_team *const team = &fold->scenario->teams[t];
        const struct staffing_sums *const sums = &fold->program->staffing.teams[t].sums;
        out->people[t] = (struct result_people){
            .team = fold->program->subject_count + t,
            .seats = sums->peak_seats,
            .hours_day = sums->phones_h / days,
            .paid_week = sums->posted_h_a_week,
            .fte = sums->fte,
            .has_cost = team->cost_per_hour > 0.0,
            .cost_year = sums->cost_a_year,
        };
    }
}

/* Those that every object of a kind has. */
static uint64_t measures_of(enum measure_object kind)
{
    uint64_t has = 0;
    for (int id = 0; id < MEASURE_ID_MORE; id++)
        has |= (uint64_t) (measures[id].objects >> kind & 1u) << id;
    return has;
}

static void make_object(enum measure_object kind, const char *name, const char *label,
                        struct result *out)
{
    out->objects[out->object_count++] =
        (struct result_object){ kind, sim_mem_text(name), sim_mem_text(label), -1,
                                measures_of(kind) };
}

/* "line_999_from_bt", "999 from BT". */
static void make_clock(const struct fold *fold, int index, struct result *out)
{
    const struct scenario_stage *const stages = fold->scenario->stages;
    const struct program_view *const view = &fold->program->views[index];
    const struct scenario_stage *const line =
        &stages[fold->program->lines[view->line].stage];
    char *name, *label;
    if (view->kind == PROGRAM_VIEW_MARK) {
        name = sim_mem_print("%s_from_%s", line->name, stages[view->stage].name);
        label = sim_mem_print("%s from %s", line->label, stages[view->stage].label);
    } else if (view->kind == PROGRAM_VIEW_OFFER) {
        name = sim_mem_print("%s_to_offer", line->name);
        label = sim_mem_print("%s to the offer", line->label);
    } else {
        name = sim_mem_print("%s_without_call_backs", line->name);
        label = sim_mem_print("%s without call-backs", line->label);
    }
    out->objects[out->object_count++] =
        (struct result_object){ MEASURE_CLOCK, name, label, view->line,
                                measures_of(MEASURE_CLOCK) };
}

static void make_objects(const struct fold *fold, struct result *out)
{
    const struct scenario *const s = fold->scenario;
    const struct program *const p = fold->program;
    out->line_count = p->line_count;
    out->stream_count = p->stream_count;
    out->clock_count = p->view_count;
    out->subject_count = p->subject_count;
    out->team_count = p->team_count;
    out->objects =
        sim_mem_array((size_t) p->subject_count + p->team_count, sizeof *out->objects);
    for (int i = 0; i < p->line_count; i++)
        make_object(MEASURE_LINE, s->stages[p->lines[i].stage].name,
                    s->stages[p->lines[i].stage].label, out);
    for (int i = 0; i < p->stream_count; i++)
        make_object(MEASURE_STREAM, s->streams[i].name, s->streams[i].label, out);
    for (int i = 0; i < p->view_count; i++)
        make_clock(fold, i, out);
    for (int i = 0; i < p->team_count; i++)
        make_object(MEASURE_TEAM, s->teams[i].name, s->teams[i].label, out);
}

void result_make(const struct fold *fold, const struct result_run *run,
                 struct result *out)
{
    const struct scenario *const s = fold->scenario;
    *out = (struct result){
        .title = sim_mem_text(s->title),
        .marking = sim_mem_text(s->marking),
        .file = sim_mem_text(s->file),
        .hash = s->hash,
        .seed = run->seed,
        .version = run->version,
        .from_day = s->period.first,
        .to_day = s->period.last,
        .planned = run->planned,
        .done = fold->done,
        .partial = run->is_partial,
        .settled = run->is_settled,
        .fault = sim_mem_text(fold->fault),
        .callers = fold->callers,
        .events = fold->events,
    };
    make_objects(fold, out);
    result_make_more_objects(fold, out);
    result_make_units(fold, out);
    for (int level = 0; level < DIGEST_LEVELS; level++)
        out->values[level] = sim_mem_array((size_t) out->unit_count[level]
                                               * out->object_count * MEASURE_COUNT,
                                           sizeof *out->values[level]);
    out->longest = sim_mem_array(fold->program->subject_count, sizeof *out->longest);
    out->people = sim_mem_array(out->team_count, sizeof *out->people);
    make_people(fold, out);
    if (fold->fault != NULL || fold->done == 0)
        return;
    for (int level = 0; level < DIGEST_LEVELS; level++)
        make_values(fold, (enum measure_level) level, out);
    make_longest(fold, out);
    result_make_targets(fold, out);
    result_make_stages(fold, out);
    result_make_more(fold, out);
    result_make_shorts(fold, out);
    result_make_detail(fold, out);
    if (fold->quarters != NULL)
        result_make_quarters(fold, out);
}
