/* Tables of what lies behind means: how waits are distributed, people by half hour of
 * the week, and the days that stand out.  `run` is the last cell of every row. */
#ifndef TOOLS_CSV_DETAIL_H
#define TOOLS_CSV_DETAIL_H

#include "model/measure/result.h"
#include "tools/csv_out.h"

/* A row for each line, stream or clock and bin: see result_wait_edges_s. */
void csv_detail_waits(const struct result *result, const char *run,
                      struct csv_row *row);

/* A row for each team and half hour that the period has any of. */
void csv_detail_half_hours(const struct result *result, const char *run,
                           struct csv_row *row);

/* A row for each line and day, the busiest first, then the worst. */
void csv_detail_days(const struct result *result, const char *run, struct csv_row *row);

#endif
