#include "model/records/profile_fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"

enum { MONTHS = 12, STEPS = 96, MOST_SWEEPS = 500, DAY_MIN = 1440, STEP_QUARTERS = 96 };

static const double SETTLED = 1e-10; /* relative change of a sweep that ends it */
static const double DAYS_A_YEAR = 365.25;
static const double NORMAL_95 = 1.959963984540054;
/* Below this many days the months of one year alone would pass for growth. */
static const int GROWTH_DAYS = 395;
static const double MOST_GROWTH = 0.002; /* a day, in logarithms; some 100 % a year */

/* Kinds of day that have one shape.  BIC picks the row. */
static const struct grouping {
    const char *words;
    int count;
    unsigned char of[SCENARIO_DAY_KINDS]; /* Mon .. Sun, bank holiday */
} groupings[] = {
    { "one for all days", 1, { 0, 0, 0, 0, 0, 0, 0, 0 } },
    { "weekdays; Saturday to Sunday and bank holidays", 2, { 0, 0, 0, 0, 0, 1, 1, 1 } },
    { "weekdays; Saturday; Sunday and bank holidays", 3, { 0, 0, 0, 0, 0, 1, 2, 2 } },
    { "Monday to Thursday; Friday; Saturday; Sunday and bank holidays",
      4,
      { 0, 0, 0, 0, 1, 2, 3, 3 } },
    { "each weekday, bank holidays as Sunday", 7, { 0, 1, 2, 3, 4, 5, 6, 6 } },
    { "each weekday, bank holidays", 8, { 0, 1, 2, 3, 4, 5, 6, 7 } },
};

enum { GROUPINGS = sizeof groupings / sizeof *groupings };

/* The factors while they are being fitted; the level is in the days. */
struct factors {
    const struct grouping *grouping;
    double month[MONTHS], kind[SCENARIO_DAY_KINDS];
    double shape[SCENARIO_DAY_KINDS][STEPS]; /* by group; each sums to 1 */
    double growth;                           /* a day, in logarithms */
};

/* What is known of the days before fitting. */
struct days {
    const struct profile_counts *counts;
    int *month, *kind; /* owned, by day */
    double *total;     /* owned: calls of the day */
    bool *is_seen;     /* owned: some interval is covered */
    double middle;     /* day that growth is measured from */
    bool grows;        /* growth can be told from the months */
};

/* ---- days ---- */

/* Growth and the months are told apart only by a month that comes in two years. */
static bool can_grow(const struct days *days)
{
    bool seen[MONTHS] = { false };
    int year[MONTHS] = { 0 };
    bool twice = false;
    for (int day = 0; day < days->counts->days; day++)
        if (days->is_seen[day]) {
            const struct calendar_civil civil =
                calendar_civil(days->counts->first + day);
            const int month = civil.month - 1;
            twice |= seen[month] && year[month] != civil.year;
            if (!seen[month])
                year[month] = civil.year;
            seen[month] = true;
        }
    return twice && days->counts->days >= GROWTH_DAYS;
}

static struct days days_of(const struct profile_counts *counts)
{
    struct days days = { .counts = counts, .middle = 0.5 * (counts->days - 1) };
    const size_t count = (size_t) counts->days;
    days.month = sim_mem_array(count, sizeof *days.month);
    days.kind = sim_mem_array(count, sizeof *days.kind);
    days.total = sim_mem_array(count, sizeof *days.total);
    days.is_seen = sim_mem_array(count, sizeof *days.is_seen);
    for (int day = 0; day < counts->days; day++) {
        days.month[day] = calendar_civil(counts->first + day).month - 1;
        days.kind[day] = calendar_kind(counts->first + day);
        for (int step = 0; step < counts->steps; step++) {
            const size_t at = (size_t) day * counts->steps + step;
            days.total[day] += counts->times[at] > 0.0 ? counts->count[at] : 0.0;
            days.is_seen[day] |= counts->times[at] > 0.0;
        }
    }
    days.grows = can_grow(&days);
    return days;
}

static void days_done(struct days *days)
{
    free(days->month);
    free(days->kind);
    free(days->total);
    free(days->is_seen);
}

/* ---- fitting ---- */

static double grown(const struct days *days, const struct factors *f, int day)
{
    return exp(f->growth * (day - days->middle));
}

/* The part of a day's shape that its intervals have, each as often as `times` says. */
static double covered(const struct days *days, const struct factors *f, int day)
{
    const struct profile_counts *const counts = days->counts;
    const double *const shape = f->shape[f->grouping->of[days->kind[day]]];
    const double *const times = &counts->times[(size_t) day * counts->steps];
    double sum = 0.0;
    for (int step = 0; step < counts->steps; step++)
        sum += shape[step] * times[step];
    return sum;
}

/* Scales `factor` so that each of its classes has as many calls as were counted;
 * returns the largest relative change. */
static double scale(const struct days *days, const struct factors *f, const int *class,
                    double *factor, int classes)
{
    double counted[MONTHS] = { 0 }, expected[MONTHS] = { 0 }, most = 0.0;
    for (int day = 0; day < days->counts->days; day++) {
        counted[class[day]] += days->total[day];
        expected[class[day]] += f->month[days->month[day]] * f->kind[days->kind[day]]
                                * grown(days, f, day) * covered(days, f, day);
    }
    for (int i = 0; i < classes; i++)
        if (expected[i] > 0.0) {
            const double by = counted[i] / expected[i];
            factor[i] *= by;
            most = fmax(most, fabs(by - 1.0));
        }
    return most;
}

/* The shapes given the days: for each group what was counted in an interval over how
 * much of a day's calls could fall there. */
static double scale_shapes(const struct days *days, struct factors *f)
{
    const struct profile_counts *const counts = days->counts;
    double counted[SCENARIO_DAY_KINDS][STEPS] = { { 0 } };
    double room[SCENARIO_DAY_KINDS][STEPS] = { { 0 } }, most = 0.0;
    for (int day = 0; day < counts->days; day++) {
        const int group = f->grouping->of[days->kind[day]];
        const double level =
            f->month[days->month[day]] * f->kind[days->kind[day]] * grown(days, f, day);
        for (int step = 0; step < counts->steps; step++) {
            const size_t at = (size_t) day * counts->steps + step;
            counted[group][step] += counts->times[at] > 0.0 ? counts->count[at] : 0.0;
            room[group][step] += level * counts->times[at];
        }
    }
    for (int group = 0; group < f->grouping->count; group++) {
        double sum = 0.0, shape[STEPS];
        for (int step = 0; step < counts->steps; step++) {
            shape[step] = room[group][step] > 0.0
                              ? counted[group][step] / room[group][step]
                              : f->shape[group][step];
            sum += shape[step];
        }
        for (int step = 0; step < counts->steps && sum > 0.0; step++) {
            most = fmax(most, fabs(shape[step] / sum - f->shape[group][step]));
            f->shape[group][step] = shape[step] / sum;
        }
    }
    return most;
}

/* One step of Newton's method for the growth; returns the change over its noise. */
static double scale_growth(const struct days *days, struct factors *f)
{
    double score = 0.0, information = 0.0;
    for (int day = 0; day < days->counts->days; day++) {
        const double since = day - days->middle;
        const double mean = f->month[days->month[day]] * f->kind[days->kind[day]]
                            * grown(days, f, day) * covered(days, f, day);
        score += since * (days->total[day] - mean);
        information += since * since * mean;
    }
    if (!days->grows || !(information > 0.0))
        return 0.0;
    const double by = score / information;
    f->growth = fmin(fmax(f->growth + by, -MOST_GROWTH), MOST_GROWTH);
    return fabs(by) * days->counts->days;
}

static struct factors fit_factors(const struct days *days,
                                  const struct grouping *grouping)
{
    struct factors f = { .grouping = grouping };
    for (int i = 0; i < MONTHS; i++)
        f.month[i] = 1.0;
    for (int i = 0; i < SCENARIO_DAY_KINDS; i++) {
        f.kind[i] = 1.0;
        for (int step = 0; step < days->counts->steps; step++)
            f.shape[i][step] = 1.0 / days->counts->steps;
    }
    double change = 1.0;
    for (int sweep = 0; sweep < MOST_SWEEPS && change > SETTLED; sweep++) {
        change = scale(days, &f, days->month, f.month, MONTHS);
        change = fmax(change, scale(days, &f, days->kind, f.kind, SCENARIO_DAY_KINDS));
        change = fmax(change, scale_shapes(days, &f));
        change = fmax(change, scale_growth(days, &f));
    }
    return f;
}

/* ---- choosing the shapes ---- */

/* Log likelihood of how each day's calls fall over the day, less what the shapes of
 * other days would give: the days' totals are the same in all groupings. */
static double shape_likelihood(const struct days *days, const struct factors *f)
{
    const struct profile_counts *const counts = days->counts;
    double sum = 0.0;
    for (int day = 0; day < counts->days; day++) {
        const double *const shape = f->shape[f->grouping->of[days->kind[day]]];
        const double whole = covered(days, f, day);
        for (int step = 0; step < counts->steps; step++) {
            const size_t at = (size_t) day * counts->steps + step;
            if (counts->times[at] > 0.0 && counts->count[at] > 0.0 && shape[step] > 0.0)
                sum += counts->count[at] * log(shape[step] * counts->times[at] / whole);
        }
    }
    return sum;
}

/* How far counts within a day spread beyond Poisson's law (surges): Pearson's chi
 * square over its degrees of freedom, at least 1. */
static double dispersion(const struct days *days, const struct factors *f)
{
    const struct profile_counts *const counts = days->counts;
    double chi = 0.0, freedom = 0.0;
    for (int day = 0; day < counts->days; day++) {
        const double *const shape = f->shape[f->grouping->of[days->kind[day]]];
        const double whole = covered(days, f, day);
        if (!(whole > 0.0) || !(days->total[day] > 0.0))
            continue;
        for (int step = 0; step < counts->steps; step++) {
            const size_t at = (size_t) day * counts->steps + step;
            const double mean =
                days->total[day] * shape[step] * counts->times[at] / whole;
            if (mean > 0.0) {
                chi += (counts->count[at] - mean) * (counts->count[at] - mean) / mean;
                freedom++;
            }
        }
        freedom--;
    }
    freedom -= f->grouping->count * (counts->steps - 1.0);
    return freedom > 0.0 ? fmax(chi / freedom, 1.0) : 1.0;
}

/* A kind of day without any call counted has no shape of its own to find. */
static bool is_possible(const struct days *days, const struct grouping *grouping)
{
    double calls[SCENARIO_DAY_KINDS] = { 0 };
    for (int day = 0; day < days->counts->days; day++)
        calls[grouping->of[days->kind[day]]] += days->total[day];
    for (int i = 0; i < grouping->count; i++)
        if (calls[i] == 0.0)
            return false;
    return true;
}

static struct factors best_factors(const struct days *days, double calls,
                                   double *spread)
{
    struct factors best = fit_factors(days, &groupings[0]);
    double best_criterion = INFINITY;
    const struct grouping *richest = &groupings[0];
    for (int i = 0; i < GROUPINGS; i++)
        if (is_possible(days, &groupings[i]))
            richest = &groupings[i];
    const struct factors rich = fit_factors(days, richest);
    *spread = dispersion(days, &rich);
    for (int i = 0; i < GROUPINGS; i++) {
        if (!is_possible(days, &groupings[i]))
            continue;
        const struct factors f = fit_factors(days, &groupings[i]);
        const double free_shares = groupings[i].count * (days->counts->steps - 1.0);
        const double criterion =
            -2.0 * shape_likelihood(days, &f) / *spread + free_shares * log(calls);
        if (criterion < best_criterion) {
            best_criterion = criterion;
            best = f;
        }
    }
    return best;
}

/* ---- busyness ---- */

/* Pearson's sum of squares of the days' totals when busyness has this variance. */
static double pearson(const struct days *days, const struct factors *f, double variance)
{
    double sum = 0.0;
    for (int day = 0; day < days->counts->days; day++) {
        const double mean = f->month[days->month[day]] * f->kind[days->kind[day]]
                            * grown(days, f, day) * covered(days, f, day);
        if (mean > 0.0) {
            const double off = days->total[day] - mean;
            sum += off * off / (mean + variance * mean * mean);
        }
    }
    return sum;
}

/* The variance at which Pearson's sum is what its degrees of freedom ask for. */
static void find_busyness(const struct days *days, const struct factors *f, int used,
                          struct profile_fit *out)
{
    const double freedom = out->days_seen - used;
    out->day_to_day = 0.0;
    out->day_to_day_half = INFINITY;
    if (freedom < 1.0)
        return;
    double low = 0.0, high = 4.0;
    if (pearson(days, f, 0.0) > freedom) {
        for (int i = 0; i < 60; i++) {
            const double middle = 0.5 * (low + high);
            *(pearson(days, f, middle) > freedom ? &low : &high) = middle;
        }
        out->day_to_day = sqrt(0.5 * (low + high));
    }
    /* The variance of a day's total over its mean squared is cv^2 + 1 / mean, known to
     * sqrt(2 / freedom) of itself; on the scale of the cv, that over 2 cv. */
    const double usual = out->counted / out->days_seen;
    const double total = out->day_to_day * out->day_to_day + 1.0 / usual;
    const double off = NORMAL_95 * sqrt(2.0 / freedom) * total;
    const double square = out->day_to_day * out->day_to_day;
    out->day_to_day_half = sqrt(square + off) - out->day_to_day;
}

/* ---- the result ---- */

static void hand_over(const struct days *days, const struct factors *f,
                      struct profile_fit *out)
{
    double months = 0.0, kinds = 0.0;
    int month_count = 0, kind_count = 0;
    for (int day = 0; day < days->counts->days; day++)
        if (days->is_seen[day]) {
            out->has_month[days->month[day]] = true;
            out->has_kind[days->kind[day]] = true;
            out->days_seen++;
            out->counted += days->total[day];
        }
    for (int i = 0; i < MONTHS; i++) {
        months += out->has_month[i] ? f->month[i] : 0.0;
        month_count += out->has_month[i];
    }
    for (int i = 0; i < SCENARIO_BANK; i++) {
        kinds += out->has_kind[i] ? f->kind[i] : 0.0;
        kind_count += out->has_kind[i];
    }
    for (int i = 0; i < MONTHS; i++)
        out->profile.month[i] =
            out->has_month[i] ? f->month[i] * month_count / months : 1.0;
    for (int i = 0; i < SCENARIO_DAY_KINDS; i++)
        out->profile.day[i] =
            out->has_kind[i] && kinds > 0.0 ? f->kind[i] * kind_count / kinds : 1.0;
    if (!out->has_kind[SCENARIO_BANK])
        out->profile.day[SCENARIO_BANK] = out->profile.day[SCENARIO_SUN];
    const int quarters = STEP_QUARTERS / days->counts->steps;
    for (int i = 0; i < SCENARIO_DAY_KINDS; i++)
        for (int q = 0; q < STEP_QUARTERS; q++)
            out->profile.quarter[i][q] =
                f->shape[f->grouping->of[i]][q / quarters] / quarters;
    out->shapes = f->grouping->words;
    out->shape_count = f->grouping->count;
}

/* What the fit gives for all of some dates, days without rows included. */
static double expected(const struct days *days, const struct factors *f, int from,
                       int to)
{
    const int minutes = DAY_MIN / days->counts->steps;
    double sum = 0.0;
    for (int day = from; day <= to; day++) {
        const double *const shape = f->shape[f->grouping->of[days->kind[day]]];
        double whole = 0.0;
        for (int step = 0; step < days->counts->steps; step++)
            whole +=
                shape[step] * records_times(days->counts->first + day, step, minutes);
        sum += f->month[days->month[day]] * f->kind[days->kind[day]]
               * grown(days, f, day) * whole;
    }
    return sum;
}

/* Without growth the base period is all of the counts.  With it, the last whole month:
 * growth holds for dates after the base period alone. */
static void find_calls(const struct days *days, const struct factors *f,
                       struct profile_fit *out)
{
    const struct profile_counts *const counts = days->counts;
    int from = 0, to = counts->days - 1;
    if (days->grows) {
        const struct calendar_civil last = calendar_civil(counts->first + to + 1);
        to -= last.day - 1;
        const struct calendar_civil month = calendar_civil(counts->first + to);
        from = to - month.day + 1;
    }
    out->counted_in =
        (struct scenario_dates){ counts->first + from, counts->first + to };
    out->calls = expected(days, f, from, to);
    out->has_growth = days->grows;
    out->growth_per_year = expm1(f->growth * DAYS_A_YEAR);
}

/* 95 % half width of a sum of `calls` on `days` days, relative. */
static double half_of(const struct profile_fit *fit, double calls, double days,
                      double spread)
{
    if (!(calls > 0.0))
        return INFINITY;
    const double busy = fit->day_to_day * fit->day_to_day / days;
    return NORMAL_95 * sqrt(spread / calls + busy);
}

static void find_noise(const struct days *days, double spread, struct profile_fit *out)
{
    double month_calls[MONTHS] = { 0 }, month_days[MONTHS] = { 0 };
    double kind_calls[SCENARIO_DAY_KINDS] = { 0 },
           kind_days[SCENARIO_DAY_KINDS] = { 0 };
    double since2 = 0.0;
    for (int day = 0; day < days->counts->days; day++)
        if (days->is_seen[day]) {
            month_calls[days->month[day]] += days->total[day];
            month_days[days->month[day]]++;
            kind_calls[days->kind[day]] += days->total[day];
            kind_days[days->kind[day]]++;
            since2 += (day - days->middle) * (day - days->middle);
        }
    for (int i = 0; i < MONTHS; i++)
        out->month_half[i] = half_of(out, month_calls[i], month_days[i], spread);
    for (int i = 0; i < SCENARIO_DAY_KINDS; i++)
        out->kind_half[i] = half_of(out, kind_calls[i], kind_days[i], spread);
    out->calls_half = half_of(out, out->counted, out->days_seen, spread);
    out->step_half =
        NORMAL_95
        * sqrt(spread * out->shape_count * days->counts->steps / out->counted);
    /* Months take up what they share with the line through time; twice is what two
     * years of days lose by it. */
    const double a_day =
        1.0 / (out->counted / out->days_seen) + out->day_to_day * out->day_to_day;
    out->growth_half =
        out->has_growth ? 2.0 * NORMAL_95 * sqrt(spread * a_day / since2) * DAYS_A_YEAR
                        : 0.0;
}

bool profile_fit(const struct profile_counts *counts, struct profile_fit *out)
{
    struct days days = days_of(counts);
    struct profile_fit fit = { 0 };
    double calls = 0.0;
    for (int day = 0; day < counts->days; day++)
        calls += days.total[day];
    const bool possible = calls > 0.0;
    if (possible) {
        double spread;
        const struct factors f = best_factors(&days, calls, &spread);
        hand_over(&days, &f, &fit);
        find_calls(&days, &f, &fit);
        int used = days.grows;
        for (int i = 0; i < MONTHS; i++)
            used += fit.has_month[i];
        for (int i = 0; i < SCENARIO_DAY_KINDS; i++)
            used += fit.has_kind[i];
        find_busyness(&days, &f, used - 1, &fit);
        find_noise(&days, spread, &fit);
        *out = fit;
    }
    days_done(&days);
    return possible;
}
