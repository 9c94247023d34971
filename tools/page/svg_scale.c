#include "tools/page/svg_scale.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/check_words.h"

static const double minute_s = 60.0, hour_s = 3600.0;
static const double per_cent = 100.0;
static const double grain = 1e-9; /* smaller ranges than this share are none */
enum { MOST_TICKS = 24 };

static double round_step(double least)
{
    const double power = pow(10.0, floor(log10(least)));
    static const double steps[] = { 1.0, 2.0, 5.0, 10.0 };
    for (int i = 0; i < 3; i++)
        if (least <= steps[i] * power * (1.0 + grain))
            return steps[i] * power;
    return steps[3] * power;
}

static double time_step(double least)
{
    static const double steps[] = { 1.0,    2.0,   5.0,     10.0,   20.0,   30.0,
                                    60.0,   120.0, 300.0,   600.0,  1200.0, 1800.0,
                                    3600.0, 7200., 10800.0, 21600., 43200., 86400.0 };
    const int count = sizeof steps / sizeof steps[0];
    if (least <= steps[0] / 2.0 || least > steps[count - 1])
        return least < 1.0 ? round_step(least) : round_step(least / hour_s) * hour_s;
    for (int i = 0; i < count; i++)
        if (least <= steps[i] * (1.0 + grain))
            return steps[i];
    return steps[count - 1];
}

/* Opens a range in which everything is the same. */
static struct svg_range opened(struct svg_range range, enum document_unit unit)
{
    if (range.low > range.high)
        return (struct svg_range){ 0.0, 1.0 };
    const double size = fmax(fabs(range.low), fabs(range.high));
    if (range.high - range.low > grain * size && size > 0.0)
        return range;
    if (size < 1e-290)
        return (struct svg_range){ 0.0, 1.0 };
    const bool is_share =
        unit == DOCUMENT_SHARE && range.low >= 0.0 && range.high <= 1.0;
    const double by = is_share ? 0.05 : 0.1 * size;
    return (struct svg_range){ is_share ? fmax(range.low - by, 0.0) : range.low - by,
                               is_share ? fmin(range.high + by, 1.0)
                                        : range.high + by };
}

struct svg_scale svg_scale_of(struct svg_range range, enum document_unit unit,
                              int ticks, bool is_tight)
{
    const struct svg_range wide = opened(range, unit);
    const double least = fmax((wide.high - wide.low) / ticks, 1e-290);
    const double step = unit == DOCUMENT_SECONDS ? time_step(least) : round_step(least);
    struct svg_scale scale = { unit, wide.low, wide.high, step };
    if (!is_tight) {
        scale.low = floor(wide.low / step + grain) * step;
        scale.high = ceil(wide.high / step - grain) * step;
    }
    return scale;
}

double svg_scale_share(const struct svg_scale *scale, double value)
{
    return fmin(fmax((value - scale->low) / (scale->high - scale->low), 0.0), 1.0);
}

static double first_tick(const struct svg_scale *scale)
{
    return ceil(scale->low / scale->step - grain);
}

int svg_scale_ticks(const struct svg_scale *scale)
{
    const double last = floor(scale->high / scale->step + grain);
    const double count = last - first_tick(scale) + 1.0;
    return count < 0.0 ? 0 : count > MOST_TICKS ? MOST_TICKS : (int) count;
}

double svg_scale_tick(const struct svg_scale *scale, int number)
{
    const double tick = (first_tick(scale) + number) * scale->step;
    return fabs(tick) < scale->step / 2.0 ? 0.0 : tick; /* not -0 */
}

/* Digits of a number whose last decimal is that of `step`. */
static char *digits(double value, double step)
{
    const double size = fabs(value);
    const int places = step >= 1.0 ? 0 : (int) ceil(-log10(step) - 1e-6);
    const char *const minus = value < 0.0 ? "-" : "";
    if (size >= 1e9 || places > 6)
        return sim_mem_print("%s%.3g", minus, size);
    char *const plain = check_words_number(size, places);
    char *const words = sim_mem_print("%s%s", minus, plain);
    free(plain);
    return words;
}

static char *scaled(const struct svg_scale *scale, double value, double by,
                    const char *before, const char *behind)
{
    char *const number = digits(value / by, scale->step / by);
    char *const words = sim_mem_print("%s%s%s", before, number, behind);
    free(number);
    return words;
}

static char *pounds(const struct svg_scale *scale, double value)
{
    const double million = 1e6, thousand = 1e3;
    const double size = fmax(fabs(scale->low), fabs(scale->high));
    const char *const sign = value < 0.0 ? "-£" : "£";
    if (size >= million)
        return scaled(scale, fabs(value), million, sign, "m");
    if (size >= 10.0 * thousand)
        return scaled(scale, fabs(value), thousand, sign, "k");
    return scaled(scale, fabs(value), 1.0, sign, "");
}

static char *seconds(const struct svg_scale *scale, double value)
{
    const bool is_hours = fmod(scale->step, hour_s) == 0.0;
    const bool is_minutes = fmod(scale->step, minute_s) == 0.0;
    return is_hours     ? scaled(scale, value, hour_s, "", " h")
           : is_minutes ? scaled(scale, value, minute_s, "", " min")
                        : scaled(scale, value, 1.0, "", " s");
}

char *svg_scale_words(const struct svg_scale *scale, double value)
{
    switch (scale->unit) {
    case DOCUMENT_SHARE:
        return scaled(scale, value, 1.0 / per_cent, "", " %");
    case DOCUMENT_POINTS:
        return scaled(scale, value, 1.0 / per_cent, value > 0.0 ? "+" : "", "");
    case DOCUMENT_SECONDS:
        return value == 0.0 ? sim_mem_text("0") : seconds(scale, value);
    case DOCUMENT_POUNDS:
        return value == 0.0 ? sim_mem_text("£0") : pounds(scale, value);
    case DOCUMENT_HOURS:
        return scaled(scale, value, 1.0, "", " h");
    case DOCUMENT_TEXT:
    case DOCUMENT_CALLS:
    case DOCUMENT_PEOPLE:
    case DOCUMENT_NUMBER:
        return scaled(scale, value, 1.0, "", "");
    case DOCUMENT_UNITS:
        break;
    }
    assert(false && "a unit");
    return NULL;
}

char *svg_scale_exact(enum document_unit unit, double value)
{
    static const double thousandth = 1e-3;
    const bool is_time = unit == DOCUMENT_SECONDS;
    const double by =
        unit == DOCUMENT_SHARE || unit == DOCUMENT_POINTS ? per_cent : 1.0;
    double step = 1.0 / by;
    while (step > thousandth / by
           && fabs(remainder(value, step)) > grain * fmax(fabs(value), step))
        step /= 10.0;
    if (is_time && value >= minute_s && fmod(value, minute_s) == 0.0)
        step = fmod(value, hour_s) == 0.0 ? hour_s : minute_s;
    const struct svg_scale scale = { unit, value, value, step };
    return svg_scale_words(&scale, value);
}

const char *svg_scale_unit(const struct svg_scale *scale)
{
    return scale->unit == DOCUMENT_POINTS ? "percentage points" : "";
}
