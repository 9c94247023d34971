/* Named intervals of a result, its quarter hours, and the way through the stages. */
#include <stdio.h>
#include <string.h>

#include "model/measure/fold_more.h"
#include "model/measure/result_parts.h"
#include "sim/ends.h"
#include "sim/mem.h"

static void day_name(int32_t date, char *out, size_t size)
{
    const struct calendar_civil civil = calendar_civil(date);
    snprintf(out, size, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

/* A whole calendar year by its number, else both days. */
static void period_name(int32_t first, int32_t last, char *out, size_t size)
{
    const struct calendar_civil from = calendar_civil(first), to = calendar_civil(last);
    if (from.year == to.year && from.month == 1 && from.day == 1 && to.month == 12
        && to.day == 31) {
        snprintf(out, size, "%04d", from.year);
        return;
    }
    char low[16], high[16];
    day_name(first, low, sizeof low);
    day_name(last, high, sizeof high);
    snprintf(out, size, "%s..%s", low, high);
}

static void month_name(int32_t date, char *out, size_t size)
{
    const struct calendar_civil civil = calendar_civil(date);
    snprintf(out, size, "%04d-%02d", civil.year, civil.month);
}

/* ISO 8601: a week belongs to the year of its Thursday. */
static void week_name(int32_t date, char *out, size_t size)
{
    const int32_t thursday = date - calendar_weekday(date) + 3;
    const int year = calendar_civil(thursday).year;
    const int32_t new_year =
        calendar_date((struct calendar_civil){ .year = year, .month = 1, .day = 1 });
    snprintf(out, size, "%04d-W%02d", year, (int) (thursday - new_year) / 7 + 1);
}

static void unit_name(enum measure_level level, const struct result_unit *unit,
                      char *out, size_t size)
{
    if (level == MEASURE_PERIOD)
        period_name(unit->first_day, unit->first_day + unit->days - 1, out, size);
    else if (level == MEASURE_MONTH)
        month_name(unit->first_day, out, size);
    else if (level == MEASURE_WEEK)
        week_name(unit->first_day, out, size);
    else
        day_name(unit->first_day, out, size);
}

static bool is_whole(const struct calendar *calendar, enum measure_level level, int i)
{
    if (level == MEASURE_MONTH)
        return calendar->month_is_whole[i];
    if (level == MEASURE_WEEK)
        return calendar->week_is_whole[i];
    return true;
}

static struct result_unit make_unit(const struct fold *fold, enum measure_level level,
                                    int i)
{
    const struct calendar *const c = &fold->program->calendar;
    struct result_unit unit = { .whole = is_whole(c, level, i) };
    if (level == MEASURE_HOUR) {
        calendar_hour_label(i, unit.name);
        unit.first_day = i;
        unit.quarters = c->hour_quarters[i];
        unit.whole = unit.quarters > 0;
        return unit;
    }
    const struct digest_days days =
        fold->digest.days[fold->digest.units.first[level] + i];
    const int local = c->day[c->from];
    unit.first_day = c->period_first + days.from;
    unit.days = days.to - days.from;
    unit.quarters = c->day_start[local + days.to] - c->day_start[local + days.from];
    unit_name(level, &unit, unit.name, sizeof unit.name);
    return unit;
}

void result_make_units(const struct fold *fold, struct result *out)
{
    for (int level = 0; level < DIGEST_LEVELS; level++) {
        const int count = fold->digest.units.count[level];
        out->unit_count[level] = count;
        out->units[level] = sim_mem_array(count, sizeof *out->units[level]);
        for (int i = 0; i < count; i++)
            out->units[level][i] = make_unit(fold, (enum measure_level) level, i);
    }
}

void result_make_quarters(const struct fold *fold, struct result *out)
{
    const struct calendar *const c = &fold->program->calendar;
    const size_t count = (size_t) (c->to - c->from);
    const size_t cells = count * fold->program->subject_count;
    const size_t teams = count * fold->program->team_count;
    struct result_quarters *const to = sim_mem_array(1, sizeof *to);
    to->done = fold->done;
    to->cells = sim_mem_array(cells, sizeof *to->cells);
    memcpy(to->cells, fold->quarters, cells * sizeof *to->cells);
    to->teams = sim_mem_array(teams, sizeof *to->teams);
    memcpy(to->teams, fold->quarter_teams, teams * sizeof *to->teams);
    to->names = sim_mem_array(count, sizeof *to->names);
    to->dates = sim_mem_array(count, sizeof *to->dates);
    for (size_t i = 0; i < count; i++) {
        calendar_quarter_label(c, c->from + (int) i, to->names[i]);
        to->dates[i] = c->date[c->from + (int) i];
    }
    out->unit_count[MEASURE_QUARTER] = (int) count;
    out->quarters = to;
}

/* ---- stages ---- */

static const char *const kind_names[SCENARIO_STAGE_KINDS] = {
    [SCENARIO_DELAY] = "delay", [SCENARIO_MENU] = "menu", [SCENARIO_SPLIT] = "split",
    [SCENARIO_LINE] = "line",   [SCENARIO_END] = "end",
};

static void reach(const struct program *program, int stage, bool *seen);

static void reach_redial(const struct program *program, int redial, bool *seen)
{
    if (redial < 0)
        return;
    const struct fold_ways ways = fold_more_ways(program, redial);
    for (int w = ways.from; w < ways.to; w++)
        reach(program, program->ways[w].next, seen);
}

/* Stages that a line sends callers to by time, or later. */
static void reach_special(const struct program *program,
                          const struct program_special *special, bool *seen)
{
    if (special == NULL)
        return;
    if (special->again_way >= 0)
        reach(program, program->ways[special->again_way].next, seen);
    if (special->overflow_after_s < SIM_NEVER)
        reach(program, special->overflow_to, seen);
    if (special->offers || special->is_dialled)
        reach(program, special->dial.then_to, seen);
}

/* Stages that callers of a stream can get to. */
static void reach(const struct program *program, int stage, bool *seen)
{
    if (stage < 0 || seen[stage])
        return;
    const struct program_stage *const at = &program->stages[stage];
    seen[stage] = true;
    for (int w = at->first_way; w < at->first_way + at->way_count; w++) {
        reach(program, program->ways[w].next, seen);
        if (program->ways[w].open != NULL)
            reach(program, program->ways[w].closed_to, seen);
    }
    reach_redial(program, at->redial, seen);
    for (int o = 0; o < program->outage_count; o++)
        if ((at->outages >> o & 1u) != 0)
            reach_redial(program, program->outages[o].redial, seen);
    if (at->line >= 0)
        reach_special(program, program->lines[at->line].special, seen);
    reach(program, at->open != NULL ? at->closed_to : -1, seen);
    reach(program, at->cap >= 0 ? at->then_to : -1, seen);
}

/* First attempts in the period, over all replications, of streams that get to a stage.
 */
static double attempts(const struct fold *fold, int stage)
{
    const struct program *const p = fold->program;
    double total = 0.0;
    for (int i = 0; i < p->stream_count; i++) {
        bool seen[SCENARIO_MOST_STAGES] = { false };
        reach(p, p->streams[i].enters, seen);
        if (seen[stage])
            total += fold->cells[p->line_count + i].sums[MEASURE_Q_OFFERED];
    }
    return total;
}

static void make_ways(const struct fold *fold, int index, double days,
                      struct result_stage *to)
{
    const struct scenario *const s = fold->scenario;
    const struct program_stage *const stage = &fold->program->stages[index];
    to->way_count = stage->way_count;
    to->ways = sim_mem_array(stage->way_count, sizeof *to->ways);
    for (int w = 0; w < stage->way_count; w++) {
        const struct scenario_way *const way = &s->stages[index].ways[w];
        const struct sim_moments *const m = &fold->flow[stage->first_way + w];
        to->ways[w] = (struct result_way){
            .name = sim_mem_text(way->name),
            .to = sim_mem_text(way->next < 0 ? "hung up" : s->stages[way->next].label),
            .per_day = sim_estimate_times(sim_estimate_mean(m), 1.0 / days),
            .share = m->y > 0.0 ? m->x / m->y : 0.0,
        };
    }
}

void result_make_stages(const struct fold *fold, struct result *out)
{
    const struct scenario *const s = fold->scenario;
    const double days = fold->program->calendar.period_days;
    out->stage_count = fold->program->stage_count;
    out->stages = sim_mem_array(out->stage_count, sizeof *out->stages);
    for (int i = 0; i < out->stage_count; i++) {
        const double first_attempts = attempts(fold, i);
        struct result_stage *const to = &out->stages[i];
        to->name = sim_mem_text(s->stages[i].name);
        to->label = sim_mem_text(s->stages[i].label);
        to->kind = kind_names[s->stages[i].kind];
        to->entered =
            sim_estimate_times(sim_estimate_mean(&fold->entered[i]), 1.0 / days);
        to->share = first_attempts > 0.0 ? fold->entered[i].x / first_attempts : 0.0;
        make_ways(fold, i, days, to);
    }
}
