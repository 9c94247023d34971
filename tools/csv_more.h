/* The tables that only some results have. */
#ifndef TOOLS_CSV_MORE_H
#define TOOLS_CSV_MORE_H

#include "model/measure/result.h"
#include "tools/csv_out.h"

/* What those did who hung up or were cut off: a row for all, for each kind, and for
 * each place they went to.  `run` is the last cell of every row, as below. */
bool csv_more_has_hang_ups(const struct result *result);
void csv_more_hang_ups(const struct result *result, const char *run,
                       struct csv_row *row);

/* Lines, clocks and targets with 0, 1, 2, 3 or more people short. */
bool csv_more_has_shorts(const struct result *result);
void csv_more_shorts(const struct result *result, const char *run, struct csv_row *row);

#endif
