/* Demand compiled to mean numbers of first attempts by quarter hour, before the
 * busyness of days and random surges. */
#ifndef MODEL_RATES_H
#define MODEL_RATES_H

#include <stdbool.h>

#include "model/demand/calendar.h"
#include "model/scenario/scenario.h"

/* Fills rates[stream * calendar->quarters + q] with the mean number of first attempts
 * of each stream in each quarter of the run, warm-up and run-on included:
 *
 *   weight(q) = month weight * weight of the kind of day * share of the local quarter,
 *               0 outside the stream's opening hours
 *   rate(q)   = calls * weight(q) / (sum of weight over all quarters of counted_in)
 *             * (1 + growth)^(days after the last day of counted_in / 365.25)
 *             * `times` of every planned surge and limited change of calls around q
 *             + extra calls.
 *
 * The sum is over the real calendar of counted_in: its months, weekdays, bank holidays,
 * clock changes and opening hours.  Extra calls are spread evenly over those quarters
 * of the whole window in which the stream is open; a run sees those that it covers.  A
 * window without dates is that of the run's period: its extra calls fall in the period,
 * and none before or after.  A stream whose weights sum to 0 has rate 0.
 *
 * When the scenario is_typical, all of this is done for the dates typical_of instead of
 * the run, and each quarter of the run, bank holidays too, has the mean over those of
 * the same weekday and local time there that are on no bank holiday.
 * O(streams * quarters * (surges + changes + spans)), quarters being those of the run
 * or of typical_of. */
void rates_compile(const struct scenario *scenario, const struct calendar *calendar,
                   double *out);

/* The first quarter of the week (weekday * 96 + local quarter) that does not occur in
 * these dates outside bank holidays, or -1 when all do and a typical period can be made
 * of them: of a day that is not there, and of the hour that is skipped in spring when
 * its Sunday is the only one.  At most 80 years.  O(quarters). */
int rates_typical_lacks(struct scenario_dates typical_of);

/* Multiplies out[calendar->quarters], made by the caller, by the limited changes of
 * this kind to this object (a stream for calls, else a stage), quarter by quarter.
 * Changes of handling count for talk and for wrap-up: ask for those two, not for
 * handling.  Returns false and leaves *out alone when there is no such change. */
bool rates_factor(const struct scenario *scenario, const struct calendar *calendar,
                  enum scenario_limited_kind kind, int object, double *out);

#endif
