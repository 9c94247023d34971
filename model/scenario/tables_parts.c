#include "model/scenario/tables_parts.h"

struct sim_where tables_whole(const struct csv *csv)
{
    return (struct sim_where){ .file = csv->at.file };
}

int tables_step(const unsigned line[TABLES_QUARTERS])
{
    int step = 4;
    for (int i = 0; i < TABLES_QUARTERS; i++)
        while (line[i] != 0 && i % step != 0)
            step /= 2;
    return step;
}

void tables_check_complete(struct csv *csv, const char *whose,
                           const unsigned line[TABLES_QUARTERS], int step)
{
    const char *steps = step == 4   ? "hours"
                        : step == 2 ? "half hours"
                                    : "quarter hours";
    int missing = 0, first = 0;
    for (int i = TABLES_QUARTERS - step; i >= 0; i -= step)
        if (line[i] == 0) {
            missing++;
            first = i;
        }
    if (missing == TABLES_QUARTERS / step)
        csv_error_at(csv, tables_whole(csv),
                     "%sthere is no row for a time of day, such as 00:00", whose);
    else if (missing > 0)
        csv_error_at(csv, tables_whole(csv),
                     "%sthere is no row for %02d:%02d, missing are %d of %d %s", whose,
                     first / 4, first % 4 * 15, missing, TABLES_QUARTERS / step, steps);
}
