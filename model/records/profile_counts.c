#include <stdlib.h>

#include "model/records/profile_fit.h"
#include "sim/mem.h"

enum { DAY_MIN = 1440 };

void profile_counts_init(struct profile_counts *out, const struct records *records,
                         int line, struct scenario_dates dates)
{
    const int steps = DAY_MIN / records->minutes;
    const int days = dates.last - dates.first + 1;
    *out =
        (struct profile_counts){ .first = dates.first, .days = days, .steps = steps };
    out->count = sim_mem_array((size_t) days * steps, sizeof *out->count);
    out->times = sim_mem_array((size_t) days * steps, sizeof *out->times);
    for (int day = 0; day < days; day++)
        for (int step = 0; step < steps; step++)
            if (records_covers(records, dates.first + day, step))
                out->times[(size_t) day * steps + step] =
                    records_times(dates.first + day, step, records->minutes);
    for (size_t i = 0; i < records->cell_count; i++) {
        const struct records_cell *const cell = &records->cells[i];
        if (cell->line == line && cell->date >= dates.first && cell->date <= dates.last)
            out->count[(size_t) (cell->date - dates.first) * steps + cell->step] +=
                cell->offered;
    }
}

void profile_counts_done(struct profile_counts *counts)
{
    free(counts->count);
    free(counts->times);
    *counts = (struct profile_counts){ 0 };
}
