/* Demand over time from counts by interval: Poisson maximum likelihood of
 *
 *   mean = level * month weight * weight of the kind of day * share of the interval
 *          * growth, by the day
 *
 * over the intervals that the counts cover, each as often as the clock has it (0, 1 or
 * 2 times).  With one factor free at a time the maximum is a ratio of sums, so the
 * factors are scaled to their margins in turn until nothing moves (iterative
 * proportional fitting; Deming and Stephan, Ann. Math. Stat. 11 (1940) 427).
 *
 * How many kinds of day have a shape of their own is chosen by BIC: shapes that the
 * counts cannot tell apart are one, with less noise. */
#ifndef MODEL_PROFILE_FIT_H
#define MODEL_PROFILE_FIT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/records/records.h"
#include "model/scenario/scenario.h"

/* Counts of one line, dense: [day * steps + step]. */
struct profile_counts {
    int32_t first; /* date of day 0 */
    int days, steps;
    double *count; /* owned */
    double *times; /* owned: how often the interval is covered: 0, 1 or 2 */
};

/* Those of one line of an export within some dates. */
void profile_counts_init(struct profile_counts *out, const struct records *records,
                         int line, struct scenario_dates dates);
void profile_counts_done(struct profile_counts *counts);

/* A figure and how far it may be off: half the width of its 95 % interval, as a share
 * of the figure. */
struct profile_fit {
    struct scenario_profile profile; /* months and weekdays with mean 1 */
    bool has_month[12], has_kind[SCENARIO_DAY_KINDS]; /* else assumed: 1, Sunday's */
    double calls; /* fitted, over all of counted_in */
    struct scenario_dates counted_in;
    bool has_growth; /* some month of the year is covered in two years */
    double growth_per_year, growth_half; /* half width, absolute */
    double day_to_day, day_to_day_half;  /* cv of the busyness of a day; half width */
    int days_seen;                       /* days with any coverage */
    double counted;                      /* calls in the counts */
    double calls_half;                   /* relative, as those below */
    double month_half[12], kind_half[SCENARIO_DAY_KINDS];
    double step_half;   /* of the usual interval's share */
    const char *shapes; /* static: which days share a shape, in words */
    int shape_count;
};

/* Fits the counts.  Returns false and leaves *out alone when there is no call, or no
 * covered day.  O(days * steps * sweeps); a year of half hours takes some 10 ms. */
bool profile_fit(const struct profile_counts *counts, struct profile_fit *out);

#endif
