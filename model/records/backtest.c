#include "model/records/backtest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"

enum { HOUR_MIN = 60, DAY_MIN = 1440, DAY_HOURS = 24 };

static const double OPEN_ENDS = 2.0; /* a band without end is taken to go so far */
static const double HALF = 0.5;      /* a call, a second: see backtest_row.slack */

const char *const backtest_names[BACKTEST_MEASURES] = {
    [BACKTEST_OFFERED] = "offered",
    [BACKTEST_WITHIN] = "answered_within",
    [BACKTEST_ABANDONED] = "abandoned_share",
    [BACKTEST_MEAN_WAIT] = "mean_wait",
};

const enum measure_unit backtest_units[BACKTEST_MEASURES] = {
    [BACKTEST_OFFERED] = MEASURE_CALLS,
    [BACKTEST_WITHIN] = MEASURE_SHARE,
    [BACKTEST_ABANDONED] = MEASURE_SHARE,
    [BACKTEST_MEAN_WAIT] = MEASURE_SECONDS,
};

void backtest_done(struct backtest *backtest)
{
    if (backtest == NULL)
        return;
    free(backtest->lines);
    free(backtest->rows);
    *backtest = (struct backtest){ 0 };
}

/* ---- the scenario ---- */

static bool has_end(const struct records_bands *bands, double time_s)
{
    for (int i = 0; i < bands->count; i++)
        if (bands->to_s[i] == time_s)
            return true;
    return false;
}

static struct backtest_line line_of(const struct records *records, int stage,
                                    const struct scenario *scenario)
{
    struct backtest_line out = { .stage = stage,
                                 .of = SCENARIO_OF_OFFERED,
                                 .target = -1 };
    for (int i = 0; i < scenario->target_count; i++) {
        const struct scenario_target *const target = &scenario->targets[i];
        if (target->line != stage || target->grade != SCENARIO_ANSWERED_WITHIN)
            continue;
        out.wanted_s = target->within_s;
        out.of = target->of == SCENARIO_OF_ANSWERED ? SCENARIO_OF_ANSWERED
                                                    : SCENARIO_OF_OFFERED;
        break;
    }
    const double first_s =
        records->answered.count > 0 ? records->answered.to_s[0] : 0.0;
    if (out.wanted_s > 0.0 && has_end(&records->answered, out.wanted_s))
        out.within_s = out.wanted_s;
    else if (!(out.wanted_s > 0.0) && isfinite(first_s))
        out.within_s = first_s;
    return out;
}

static void targets_clear(struct scenario *scenario)
{
    for (int i = 0; i < scenario->target_count; i++) {
        free(scenario->targets[i].name);
        free(scenario->targets[i].label);
        free(scenario->targets[i].abandoned_at);
        free(scenario->targets[i].out_of);
    }
    free(scenario->targets);
    scenario->targets = NULL;
    scenario->target_count = 0;
}

static void add_target(const struct backtest_line *line, struct scenario *scenario)
{
    const char *const name = scenario->stages[line->stage].name;
    scenario->targets[scenario->target_count++] = (struct scenario_target){
        .at = scenario->stages[line->stage].at,
        .name = sim_mem_text(name),
        .label = sim_mem_text(name),
        .grade = SCENARIO_ANSWERED_WITHIN,
        .line = line->stage,
        .journey = -1,
        .team = -1,
        .clock = -1,
        .within_s = line->within_s,
        .of = line->of,
        .each = SCENARIO_EACH_MONTH,
        .at_least = true,
    };
}

void backtest_prepare(const struct records *records, const int *stage,
                      struct scenario_dates dates, struct scenario *scenario,
                      struct backtest *out)
{
    *out = (struct backtest){ .line_count = records->line_count };
    out->lines = sim_mem_array((size_t) out->line_count, sizeof *out->lines);
    for (int i = 0; i < out->line_count; i++)
        out->lines[i] = line_of(records, stage[i], scenario);
    targets_clear(scenario);
    scenario->targets =
        sim_mem_array((size_t) out->line_count, sizeof *scenario->targets);
    for (int i = 0; i < out->line_count; i++)
        if (out->lines[i].within_s > 0.0) {
            out->lines[i].target = scenario->target_count;
            add_target(&out->lines[i], scenario);
        }
    scenario->period = dates;
    scenario->is_typical = false; /* the export is of these dates */
}

/* ---- actual figures ---- */

/* One line in one interval, as the export has it. */
struct actual {
    struct records_sum sum;
    double hours; /* covered, days for months */
};

static int month_unit(const struct result *result, int32_t date)
{
    for (int i = 0; i < result->unit_count[MEASURE_MONTH]; i++) {
        const struct result_unit *const unit = &result->units[MEASURE_MONTH][i];
        if (date >= unit->first_day && date < unit->first_day + unit->days)
            return i;
    }
    return 0;
}

static int unit_of(const struct result *result, enum measure_level level, int32_t date,
                   int step, int minutes)
{
    if (level == MEASURE_HOUR)
        return calendar_weekday(date) * DAY_HOURS + step * minutes / HOUR_MIN;
    return level == MEASURE_MONTH ? month_unit(result, date) : 0;
}

/* Sums of one line by interval of a level; [units], owned by the caller. */
static struct actual *actual_of(const struct records *records,
                                const struct result *result, int line,
                                enum measure_level level, struct scenario_dates dates)
{
    const int units = result->unit_count[level];
    struct actual *const out = sim_mem_array((size_t) units, sizeof *out);
    for (size_t i = 0; i < records->cell_count; i++) {
        const struct records_cell *const cell = &records->cells[i];
        if (cell->line == line && cell->date >= dates.first && cell->date <= dates.last)
            records_add(
                &out[unit_of(result, level, cell->date, cell->step, records->minutes)]
                     .sum,
                cell);
    }
    for (int32_t date = dates.first; date <= dates.last; date++)
        for (int step = 0; step < DAY_MIN / records->minutes; step++)
            if (records_covers(records, date, step))
                out[unit_of(result, level, date, step, records->minutes)].hours +=
                    records_times(date, step, records->minutes)
                    * (double) records->minutes / HOUR_MIN;
    return out;
}

static double answered_within(const struct records *records,
                              const struct records_sum *sum, double within_s)
{
    double count = 0.0;
    for (int i = 0; i < records->answered.count; i++)
        if (records->answered.to_s[i] <= within_s)
            count += sum->answered_in[i];
    return count;
}

/* The mean wait from its sum or, between two bounds, from the bands. */
static bool actual_wait(const struct records *records, const struct records_sum *sum,
                        struct backtest_row *row)
{
    double low_s = 0.0, high_s = 0.0;
    if (!(sum->answered > 0.0))
        return false;
    row->slack = HALF;
    if (records->has_wait) {
        row->actual = row->actual_low = row->actual_high = sum->wait_s / sum->answered;
        return true;
    }
    const struct records_bands *const bands = &records->answered;
    for (int i = 0; i < bands->count; i++) {
        const double to_s =
            isfinite(bands->to_s[i]) ? bands->to_s[i] : OPEN_ENDS * bands->from_s[i];
        low_s += sum->answered_in[i] * bands->from_s[i];
        high_s += sum->answered_in[i] * to_s;
    }
    row->actual_low = low_s / sum->answered;
    row->actual_high = high_s / sum->answered;
    row->actual = 0.5 * (row->actual_low + row->actual_high);
    return bands->count > 0;
}

/* Fills in what the export says; false: nothing. */
static bool fill_actual(const struct records *records, const struct backtest_line *line,
                        const struct actual *actual, struct backtest_row *row)
{
    const struct records_sum *const sum = &actual->sum;
    double of = sum->offered, count = sum->abandoned;
    switch (row->measure) {
    case BACKTEST_OFFERED:
        of = row->level == MEASURE_HOUR ? actual->hours : actual->hours / DAY_HOURS;
        count = sum->offered;
        break;
    case BACKTEST_WITHIN:
        of = line->of == SCENARIO_OF_ANSWERED ? sum->answered : sum->offered;
        count = answered_within(records, sum, line->within_s);
        break;
    case BACKTEST_ABANDONED:
        break;
    case BACKTEST_MEAN_WAIT:
        return actual_wait(records, sum, row);
    case BACKTEST_MEASURES:
        return false;
    }
    if (!(of > 0.0))
        return false;
    row->actual = row->actual_low = row->actual_high = count / of;
    row->slack = HALF / of;
    return true;
}

/* ---- simulated figures ---- */

static int object_of(const struct result *result, const char *name)
{
    for (int i = 0; i < result->line_count; i++)
        if (strcmp(result->objects[i].name, name) == 0)
            return i;
    return -1;
}

static struct sim_estimate simulated_at(const struct result *result,
                                        const struct backtest_line *line, int object,
                                        const struct backtest_row *row)
{
    static const enum measure_id ids[BACKTEST_MEASURES] = {
        [BACKTEST_OFFERED] = MEASURE_ID_OFFERED,
        [BACKTEST_ABANDONED] = MEASURE_ID_ABANDONED_SHARE,
        [BACKTEST_MEAN_WAIT] = MEASURE_ID_MEAN_WAIT,
    };
    const struct sim_estimate none = { .kind = SIM_ESTIMATE_NONE };
    if (row->measure != BACKTEST_WITHIN)
        return result_at(result, row->level, row->unit, object, ids[row->measure]);
    if (line->target < 0 || result->targets[line->target].values[row->level] == NULL)
        return none;
    return result->targets[line->target].values[row->level][row->unit];
}

/* A share on the scale on which its scatter does not depend on it. */
static void share_range(double value, double wide, struct backtest_row *row)
{
    const double quarter_turn = 1.5707963267948966;
    const double angle = asin(sqrt(value));
    const double off = 0.5 * wide / sqrt(value * (1.0 - value));
    const double low = sin(fmax(angle - off, 0.0));
    const double high = sin(fmin(angle + off, quarter_turn));
    row->low = low * low;
    row->high = high * high;
}

/* Where one more replication would be.  A 95 % half width of a mean of n is t s /
 * sqrt(n); that of one more value is t s sqrt(1 + 1/n), so sqrt(n + 1) times as wide.
 */
static void fill_range(const struct sim_estimate *estimate, int replications,
                       struct backtest_row *row)
{
    const double value = estimate->value;
    const double wide = sim_estimate_half_width(estimate) * sqrt(replications + 1.0);
    const enum measure_unit unit = backtest_units[row->measure];
    row->simulated = value;
    row->low = fmax(value - wide, 0.0);
    row->high = value + wide;
    if (unit == MEASURE_SHARE && value > 0.0 && value < 1.0)
        share_range(value, wide, row);
    else if (unit == MEASURE_SHARE)
        row->slack *= 3.0; /* no replication had such a call, or none another */
    else if (unit == MEASURE_SECONDS && wide < value) {
        row->low = value * exp(-wide / value);
        row->high = value * exp(wide / value);
    }
}

static void judge(struct backtest_row *row)
{
    const double half = fmax(0.5 * (row->high - row->low), row->slack);
    const double below = row->low - row->actual_high - row->slack;
    const double above = row->actual_low - row->high - row->slack;
    const double out = fmax(below, above);
    row->is_miss = out > 0.0;
    row->off = row->is_miss ? out / half : 0.0;
}

static void compare_level(const struct records *records, const struct result *result,
                          struct scenario_dates dates, int line,
                          enum measure_level level, struct backtest *out)
{
    const int object = object_of(result, records->lines[line]);
    struct actual *const actual = actual_of(records, result, line, level, dates);
    for (int unit = 0; unit < result->unit_count[level]; unit++)
        for (int m = 0; m < BACKTEST_MEASURES; m++) {
            struct backtest_row row = { .line = line,
                                        .level = level,
                                        .unit = unit,
                                        .measure = (enum backtest_measure) m };
            const struct sim_estimate estimate =
                simulated_at(result, &out->lines[line], object, &row);
            if (estimate.kind != SIM_ESTIMATE_INTERVAL
                || !fill_actual(records, &out->lines[line], &actual[unit], &row))
                continue;
            fill_range(&estimate, result->done, &row);
            judge(&row);
            out->rows = sim_mem_grow(out->rows, &out->capacity, out->row_count + 1,
                                     sizeof *out->rows);
            out->rows[out->row_count++] = row;
        }
    free(actual);
}

void backtest_compare(const struct records *records, const struct result *result,
                      struct scenario_dates dates, struct backtest *out)
{
    static const enum measure_level levels[] = { MEASURE_PERIOD, MEASURE_MONTH,
                                                 MEASURE_HOUR };
    for (int line = 0; line < records->line_count; line++)
        for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
            compare_level(records, result, dates, line, levels[i], out);
}
