#include "tools/outcome.h"

#include <math.h>
#include <stdlib.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"

/* What rounding of a decimal figure can make of a difference. */
static const double SLACK = 1e-9;

static struct outcome_expect hold(const struct scenario_expect *row,
                                  const struct result *result)
{
    struct outcome_expect expect = { .row = row };
    double half_width;
    expect.is_known = result_value(result, row->path, &expect.value, &half_width);
    expect.is_met =
        expect.is_known
        && fabs(expect.value - row->value) <= row->tolerance + SLACK * fabs(row->value);
    return expect;
}

void outcome_init(struct outcome *out, const struct scenario *scenario,
                  const struct result *result, const struct sim_diag *diag)
{
    *out = (struct outcome){ .scenario = scenario, .result = result, .diag = diag };
    out->expects = sim_mem_array(scenario->expect_count, sizeof *out->expects);
    for (int i = 0; i < scenario->expect_count; i++) {
        out->expects[i] = hold(&scenario->expects[i], result);
        out->expects_met += out->expects[i].is_met;
    }
    for (int i = 0; i < result->target_count; i++)
        out->targets[result->targets[i].verdict]++;
}

void outcome_done(struct outcome *outcome)
{
    free(outcome->expects);
    *outcome = (struct outcome){ 0 };
}

bool outcome_has(const struct result_object *object, enum measure_id measure)
{
    return result_has(object, measure);
}

bool outcome_uses(const struct result *result, enum measure_id measure)
{
    for (int i = 0; i < result->object_count; i++)
        if (result_has(&result->objects[i], measure))
            return true;
    return measure < MEASURE_ID_MORE;
}

char *outcome_date_words(int32_t date)
{
    static const char *const months[] = { "January", "February", "March",
                                          "April",   "May",      "June",
                                          "July",    "August",   "September",
                                          "October", "November", "December" };
    const struct calendar_civil civil = calendar_civil(date);
    return sim_mem_print("%d %s %d", civil.day, months[civil.month - 1], civil.year);
}

char *outcome_date_iso(int32_t date)
{
    const struct calendar_civil civil = calendar_civil(date);
    return sim_mem_print("%04d-%02d-%02d", civil.year, civil.month, civil.day);
}
