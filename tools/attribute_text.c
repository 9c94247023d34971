#include "tools/attribute_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/report_text.h"

static const char *label_of(const struct scenario *s,
                            const struct paired_figure *figure)
{
    if (figure->kind == PAIRED_TARGET) {
        for (int i = 0; i < s->target_count; i++)
            if (strcmp(s->targets[i].name, figure->name) == 0)
                return s->targets[i].label;
    } else if (figure->object == MEASURE_TEAM) {
        return s->teams[scenario_team_index(s, figure->name)].label;
    } else if (figure->object == MEASURE_LINE) {
        return s->stages[scenario_stage_index(s, figure->name)].label;
    }
    return figure->name;
}

char *attribute_text_figure(const struct scenario *scenario,
                            const struct paired_figure *figure)
{
    const char *const label = label_of(scenario, figure);
    return figure->kind == PAIRED_TARGET
               ? sim_mem_text(label)
               : sim_mem_print("%s: %s", label, measures[figure->measure].label);
}

char *attribute_text_value(const struct sim_estimate *value, enum measure_unit unit)
{
    return unit == MEASURE_SHARE || unit == MEASURE_SECONDS
               ? report_text_value(value, unit)
               : report_text_count(value);
}

/* ---- changes ---- */

/* Most decimals that still tell something: half of the last one's ten steps are above
 * the noise. */
static int decimals(const struct sim_estimate *change, enum measure_unit unit)
{
    const double scale = unit == MEASURE_SHARE ? 100.0 : 1.0;
    const double noise = report_text_noise(change) * scale;
    const double size = fabs(change->value) * scale;
    int places = unit == MEASURE_SECONDS || size >= 100.0 ? 1 : 2;
    while (places > 0 && noise >= 5.0 * pow(10.0, -places))
        places--;
    return places;
}

static bool is_nothing(const struct sim_estimate *change)
{
    return change->kind == SIM_ESTIMATE_INTERVAL && change->value == 0.0
           && change->low == 0.0 && change->high == 0.0;
}

/* The size in the unit that is shown, without its sign. */
static char *size_of(const struct sim_estimate *change, enum measure_unit unit)
{
    const double scale = unit == MEASURE_SHARE ? 100.0 : 1.0;
    return check_words_number(fabs(change->value) * scale, decimals(change, unit));
}

char *attribute_text_change(const struct sim_estimate *change, enum measure_unit unit)
{
    if (change->kind == SIM_ESTIMATE_NONE)
        return sim_mem_text("-");
    if (is_nothing(change))
        return sim_mem_text("0");
    char *const size = size_of(change, unit);
    const bool is_zero = strspn(size, "0.") == strlen(size);
    char *const text = sim_mem_print("%s%s",
                                     is_zero               ? ""
                                     : change->value < 0.0 ? "-"
                                                           : "+",
                                     size);
    free(size);
    return text;
}

char *attribute_text_noise(const struct sim_estimate *change, enum measure_unit unit)
{
    if (change->kind != SIM_ESTIMATE_INTERVAL)
        return sim_mem_text("");
    if (is_nothing(change))
        return sim_mem_text("±0");
    const double noise =
        report_text_noise(change) * (unit == MEASURE_SHARE ? 100.0 : 1.0);
    const int places = decimals(change, unit);
    const double step = pow(10.0, -places);
    const double slack = 1e-9; /* 0.1 is a little more than one tenth */
    return sim_mem_print("±%.*f", places, fmax(ceil(noise / step - slack), 0.0) * step);
}

const char *attribute_text_unit(enum measure_unit unit)
{
    static const char *const units[MEASURE_UNITS] = { [MEASURE_CALLS] = "calls a day",
                                                      [MEASURE_HOURS] = "hours a day",
                                                      [MEASURE_SECONDS] = "s",
                                                      [MEASURE_SHARE] = "points",
                                                      [MEASURE_PEOPLE] = "people" };
    return units[unit];
}

static const char *side_of(const struct sim_estimate *change, enum measure_unit unit)
{
    const bool is_less = change->value < 0.0;
    if (unit == MEASURE_SHARE)
        return is_less ? "lower" : "higher";
    if (unit == MEASURE_SECONDS)
        return is_less ? "shorter" : "longer";
    return is_less ? "fewer" : "more";
}

char *attribute_text_tell(const struct scenario *scenario,
                          const struct paired_figure *figure, enum measure_unit unit,
                          const struct sim_estimate *change)
{
    const char *const label = label_of(scenario, figure);
    const char *const what =
        unit == MEASURE_HOURS ? "busy hours a day" : attribute_text_unit(unit);
    if (change->kind == SIM_ESTIMATE_NONE)
        return sim_mem_print("%s: not known", label);
    if (is_nothing(change))
        return sim_mem_print("%s: no difference at all in %s", label, what);
    char *const noise = attribute_text_noise(change, unit);
    char *const size = size_of(change, unit);
    const bool is_unclear = change->kind == SIM_ESTIMATE_INTERVAL && change->low <= 0.0
                            && change->high >= 0.0;
    char *const text =
        is_unclear
            ? sim_mem_print("%s: no difference above the noise of %s %s", label, noise,
                            what)
            : sim_mem_print("%s: %s%s%s %s %s", label, size, *noise != '\0' ? " " : "",
                            noise, what, side_of(change, unit));
    free(noise);
    free(size);
    return text;
}
