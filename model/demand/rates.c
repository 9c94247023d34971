#include "model/demand/rates.h"

#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"

static const double DAYS_A_YEAR = 365.25;

/* Relative demand of one quarter: what the profile says, 0 while the stream is closed.
 */
static double weight(const struct scenario_stream *stream,
                     const struct calendar *calendar, int q)
{
    if (!calendar_in_hours(calendar, q, &stream->open))
        return 0.0;
    const struct scenario_profile *profile = &stream->profile;
    const int kind = calendar->kind[q];
    const int month = calendar_civil(calendar->date[q]).month - 1;
    return profile->month[month] * profile->day[kind]
           * profile->quarter[kind][calendar->local[q]];
}

/* The first part of some dates, short enough for one calendar. */
static struct scenario_dates first_part(int32_t first, int32_t last)
{
    const int32_t end = first + SCENARIO_MOST_DAYS - 1;
    return (struct scenario_dates){ first, end < last ? end : last };
}

/* Calls per unit of weight: all calls of counted_in over the weights of its calendar.
 */
static double calls_per_weight(const struct scenario_stream *stream)
{
    const int32_t last = stream->counted_in.last;
    double sum = 0.0;
    for (int32_t from = stream->counted_in.first; from <= last;) {
        const struct scenario_dates part = first_part(from, last);
        struct calendar base;
        calendar_init(&base, part, 0.0);
        for (int q = base.from; q < base.to; q++)
            sum += weight(stream, &base, q);
        calendar_done(&base);
        from = part.last + 1;
    }
    return sum > 0.0 ? stream->calls / sum : 0.0;
}

static double growth(const struct scenario_stream *stream, int32_t date)
{
    const int32_t days = date - stream->counted_in.last;
    return days > 0 ? pow(1.0 + stream->growth_per_year, days / DAYS_A_YEAR) : 1.0;
}

/* Whether a quarter takes a part of a surge's extra calls. */
static bool takes_extra(const struct scenario_stream *stream,
                        const struct scenario_surge *surge,
                        const struct calendar *calendar, int q)
{
    const bool in_run =
        surge->window.has_dates || (q >= calendar->from && q < calendar->to);
    return in_run && calendar_in_window(calendar, q, &surge->window)
           && calendar_in_hours(calendar, q, &stream->open);
}

static int extra_quarters(const struct scenario_stream *stream,
                          const struct scenario_surge *surge,
                          const struct calendar *calendar)
{
    int count = 0;
    for (int q = calendar->from; q < calendar->to; q++)
        count += takes_extra(stream, surge, calendar, q);
    return count;
}

/* Extra calls in each quarter that takes them: those of the window's own calendar, of
 * which the run may see a part. */
static double extra_per_quarter(const struct scenario_stream *stream,
                                const struct scenario_surge *surge,
                                const struct calendar *calendar)
{
    if (!surge->window.has_dates) {
        const int count = extra_quarters(stream, surge, calendar);
        return count > 0 ? surge->extra_calls / count : 0.0;
    }
    /* A span that begins on the last date may end on the next. */
    const int32_t last = surge->window.dates.last + 1;
    int count = 0;
    for (int32_t from = surge->window.dates.first; from <= last;) {
        const struct scenario_dates part = first_part(from, last);
        struct calendar whole;
        calendar_init(&whole, part, 0.0);
        count += extra_quarters(stream, surge, &whole);
        calendar_done(&whole);
        from = part.last + 1;
    }
    return count > 0 ? surge->extra_calls / count : 0.0;
}

static void multiply(const struct calendar *calendar,
                     const struct scenario_window *window, double times, double *out)
{
    for (int q = 0; q < calendar->quarters; q++)
        if (calendar_in_window(calendar, q, window))
            out[q] *= times;
}

static void compile_stream(const struct scenario *scenario, int index,
                           const struct calendar *calendar, double *out)
{
    const struct scenario_stream *stream = &scenario->streams[index];
    const double calls = calls_per_weight(stream);
    double grown = 1.0;
    for (int q = 0; q < calendar->quarters; q++) {
        if (q == 0 || calendar->date[q] != calendar->date[q - 1])
            grown = growth(stream, calendar->date[q]);
        out[q] = calls * grown * weight(stream, calendar, q);
    }
    for (int i = 0; i < stream->surge_count; i++)
        if (stream->surges[i].times != 1.0)
            multiply(calendar, &stream->surges[i].window, stream->surges[i].times, out);
    rates_factor(scenario, calendar, SCENARIO_LIMITED_CALLS, index, out);
    for (int i = 0; i < stream->surge_count; i++) {
        const struct scenario_surge *surge = &stream->surges[i];
        if (!(surge->extra_calls > 0.0))
            continue;
        const double extra = extra_per_quarter(stream, surge, calendar);
        for (int q = 0; q < calendar->quarters; q++)
            if (takes_extra(stream, surge, calendar, q))
                out[q] += extra;
    }
}

/* ---- typical demand ---- */

enum { WEEK_QUARTERS = 7 * CALENDAR_DAY_QUARTERS };

static int of_week(const struct calendar *calendar, int q)
{
    return calendar->weekday[q] * CALENDAR_DAY_QUARTERS + calendar->local[q];
}

/* How often each quarter of the week by the local clock occurs outside bank holidays.
 */
static void count_quarters(const struct calendar *dates, int out[WEEK_QUARTERS])
{
    for (int i = 0; i < WEEK_QUARTERS; i++)
        out[i] = 0;
    for (int q = dates->from; q < dates->to; q++)
        out[of_week(dates, q)] += dates->kind[q] != SCENARIO_BANK;
}

int rates_typical_lacks(struct scenario_dates typical_of)
{
    int counts[WEEK_QUARTERS], q = 0;
    struct calendar dates;
    calendar_init(&dates, typical_of, 0.0);
    count_quarters(&dates, counts);
    calendar_done(&dates);
    while (q < WEEK_QUARTERS && counts[q] > 0)
        q++;
    return q < WEEK_QUARTERS ? q : -1;
}

/* Each quarter of the run has the mean of its like in the dates. */
static void compile_typical(const struct scenario *scenario, int index,
                            const struct calendar *dates,
                            const struct calendar *calendar, double *out)
{
    int counts[WEEK_QUARTERS];
    double sums[WEEK_QUARTERS] = { 0.0 };
    double *const rates = sim_mem_array((size_t) dates->quarters, sizeof *rates);
    compile_stream(scenario, index, dates, rates);
    count_quarters(dates, counts);
    for (int q = dates->from; q < dates->to; q++)
        if (dates->kind[q] != SCENARIO_BANK)
            sums[of_week(dates, q)] += rates[q];
    free(rates);
    for (int q = 0; q < calendar->quarters; q++) {
        const int i = of_week(calendar, q);
        out[q] = counts[i] > 0 ? sums[i] / counts[i] : 0.0;
    }
}

void rates_compile(const struct scenario *scenario, const struct calendar *calendar,
                   double *out)
{
    struct calendar dates = { 0 };
    if (scenario->is_typical)
        calendar_init(&dates, scenario->typical_of, 0.0);
    for (int s = 0; s < scenario->stream_count; s++) {
        double *const of_stream = out + (size_t) s * calendar->quarters;
        if (scenario->is_typical)
            compile_typical(scenario, s, &dates, calendar, of_stream);
        else
            compile_stream(scenario, s, calendar, of_stream);
    }
    calendar_done(&dates);
}

static bool concerns(const struct scenario_limited *limited,
                     enum scenario_limited_kind kind, int object)
{
    const bool part =
        limited->kind == SCENARIO_LIMITED_HANDLING
        && (kind == SCENARIO_LIMITED_TALK || kind == SCENARIO_LIMITED_WRAP_UP);
    return limited->object == object && (limited->kind == kind || part);
}

bool rates_factor(const struct scenario *scenario, const struct calendar *calendar,
                  enum scenario_limited_kind kind, int object, double *out)
{
    bool changed = false;
    for (int i = 0; i < scenario->limited_count; i++) {
        if (!concerns(&scenario->limited[i], kind, object))
            continue;
        changed = true;
        multiply(calendar, &scenario->limited[i].window, scenario->limited[i].times,
                 out);
    }
    return changed;
}
