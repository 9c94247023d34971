/* Figures as people read them: with no more decimals than the noise of simulating
 * allows, in units of everyday.  Every function gives fresh memory. */
#ifndef TOOLS_REPORT_TEXT_H
#define TOOLS_REPORT_TEXT_H

#include <stdint.h>

#include "model/measure/measure.h"
#include "sim/estimate.h"

/* Half the width of the 95 % interval; infinite when it is not known. */
double report_text_noise(const struct sim_estimate *estimate);

/* Most decimals, up to `most`, of which the last still tells something: half of its ten
 * steps are above the noise. */
int report_text_decimals(double noise, int most);

/* Decimals that the texts below have: of a count, of a share in percent, of seconds. */
int report_text_count_decimals(const struct sim_estimate *estimate);
int report_text_share_decimals(const struct sim_estimate *estimate);
int report_text_time_decimals(const struct sim_estimate *estimate);

/* "1,242.3", "94.3 %", "3.1 s" or "2 min 31 s"; "-" without a value. */
char *report_text_count(const struct sim_estimate *estimate);
char *report_text_share(const struct sim_estimate *estimate);
char *report_text_time(const struct sim_estimate *estimate);
/* One of the last two, by unit. */
char *report_text_value(const struct sim_estimate *estimate, enum measure_unit unit);

/* "±0.1" in the unit and the decimals that the value is shown in, rounded up; empty
 * when it is not known. */
char *report_text_plus_minus(const struct sim_estimate *estimate,
                             enum measure_unit unit);

/* "91–96 %", "3–14 s"; "100 %" where both ends read the same. */
char *report_text_range(double low, double high, enum measure_unit unit);

/* "20.0 million" from a million on. */
char *report_text_many(double count);

/* "year" when these days are a calendar year, "month", "week", "day", else "period". */
const char *report_text_period(int32_t first, int32_t last);

#endif
