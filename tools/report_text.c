#include "tools/report_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "tools/check_words.h"

enum { WEEK_DAYS = 7, MINUTE_S = 60, HOUR_MIN = 60 };
static const double MILLION = 1e6, HOUR_S = 3600.0, FEW_MINUTES_S = 120.0;
static const double COARSE_S = 30.0; /* noise from which seconds mean nothing */

double report_text_noise(const struct sim_estimate *estimate)
{
    return estimate->kind == SIM_ESTIMATE_INTERVAL ? sim_estimate_half_width(estimate)
                                                   : INFINITY;
}

int report_text_decimals(double noise, int most)
{
    int places = most;
    while (places > 0 && noise >= 5.0 * pow(10.0, -places))
        places--;
    return places;
}

char *report_text_many(double count)
{
    return count < MILLION ? check_words_number(count, 0)
                           : sim_mem_print("%.1f million", count / MILLION);
}

int report_text_count_decimals(const struct sim_estimate *estimate)
{
    const double value = estimate->value;
    const int most = value >= 100.0 || value == 0.0 ? 0 : value >= 1.0 ? 1 : 2;
    return report_text_decimals(report_text_noise(estimate), most);
}

char *report_text_count(const struct sim_estimate *estimate)
{
    if (estimate->kind == SIM_ESTIMATE_NONE)
        return sim_mem_text("-");
    return check_words_number(estimate->value, report_text_count_decimals(estimate));
}

/* Near both ends a second decimal tells one in a thousand from none. */
int report_text_share_decimals(const struct sim_estimate *estimate)
{
    const double percent = 100.0 * estimate->value;
    const bool is_near = percent < 1.0 || percent > 99.0;
    const bool is_end = percent == 0.0 || percent == 100.0;
    return report_text_decimals(100.0 * report_text_noise(estimate), is_end    ? 0
                                                                     : is_near ? 2
                                                                               : 1);
}

char *report_text_share(const struct sim_estimate *estimate)
{
    if (estimate->kind == SIM_ESTIMATE_NONE)
        return sim_mem_text("-");
    return sim_mem_print("%.*f %%", report_text_share_decimals(estimate),
                         100.0 * estimate->value);
}

static bool is_in_seconds(double seconds)
{
    return seconds < FEW_MINUTES_S;
}

int report_text_time_decimals(const struct sim_estimate *estimate)
{
    const bool is_long = estimate->value >= MINUTE_S;
    return estimate->value == 0.0 || is_long
               ? 0
               : report_text_decimals(report_text_noise(estimate), 1);
}

char *report_text_time(const struct sim_estimate *estimate)
{
    const double value = estimate->value;
    if (estimate->kind == SIM_ESTIMATE_NONE)
        return sim_mem_text("-");
    if (is_in_seconds(value))
        return sim_mem_print("%.*f s", report_text_time_decimals(estimate), value);
    const bool is_coarse = estimate->kind == SIM_ESTIMATE_INTERVAL
                           && report_text_noise(estimate) >= COARSE_S;
    const long seconds = lround(value), minutes = lround(value / MINUTE_S);
    if (value >= HOUR_S)
        return sim_mem_print("%ld h %02ld min", minutes / HOUR_MIN, minutes % HOUR_MIN);
    if (is_coarse)
        return sim_mem_print("%ld min", minutes);
    return sim_mem_print("%ld min %02ld s", seconds / MINUTE_S, seconds % MINUTE_S);
}

char *report_text_value(const struct sim_estimate *estimate, enum measure_unit unit)
{
    return unit == MEASURE_SHARE ? report_text_share(estimate)
                                 : report_text_time(estimate);
}

char *report_text_plus_minus(const struct sim_estimate *estimate,
                             enum measure_unit unit)
{
    if (estimate->kind != SIM_ESTIMATE_INTERVAL)
        return sim_mem_text("");
    const bool is_share = unit == MEASURE_SHARE;
    const double noise = report_text_noise(estimate) * (is_share ? 100.0 : 1.0);
    const int places = is_share ? report_text_share_decimals(estimate)
                       : is_in_seconds(estimate->value)
                           ? report_text_time_decimals(estimate)
                           : 0;
    if (noise <= 0.0)
        return sim_mem_print("±0%s", is_share ? "" : " s");
    const double step = pow(10.0, -places);
    const double slack = 1e-9; /* 0.1 is a little more than one tenth */
    return sim_mem_print("±%.*f%s", places, ceil(noise / step - slack) * step,
                         is_share ? "" : " s");
}

/* Two numbers of these decimals; one where both read the same, and whole if it is. */
static char *range_words(double low, double high, int places, const char *unit)
{
    static const char zero[] = ".0";
    char *const from = sim_mem_print("%.*f", places, low);
    char *const to = sim_mem_print("%.*f", places, high);
    const bool is_one = strcmp(from, to) == 0;
    char *const tail = to + strcspn(to, ".");
    if (is_one && strcmp(tail, zero) == 0)
        *tail = '\0';
    char *const words = is_one ? sim_mem_print("%s %s", to, unit)
                               : sim_mem_print("%s–%s %s", from, to, unit);
    free(from);
    free(to);
    return words;
}

char *report_text_range(double low, double high, enum measure_unit unit)
{
    if (unit == MEASURE_SHARE) {
        const double from = 100.0 * low, to = 100.0 * high;
        return range_words(from, to, to - from < 2.0 ? 1 : 0, "%");
    }
    if (is_in_seconds(high))
        return range_words(low, high, high < 10.0 ? 1 : 0, "s");
    return range_words(low / MINUTE_S, high / MINUTE_S, 0, "min");
}

const char *report_text_period(int32_t first, int32_t last)
{
    const struct calendar_civil from = calendar_civil(first);
    const struct calendar_civil after = calendar_civil(last + 1);
    const int days = last - first + 1;
    const bool is_from_first = from.day == 1 && after.day == 1;
    if (is_from_first && from.month == after.month && after.year == from.year + 1)
        return "year";
    if (is_from_first && (after.year - from.year) * 12 + after.month - from.month == 1)
        return "month";
    return days == WEEK_DAYS ? "week" : days == 1 ? "day" : "period";
}
