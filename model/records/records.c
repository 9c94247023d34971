#include "model/records/records.h"

#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"

enum { DAY_S = 86400, HOUR_S = 3600, TWICE_FROM_MIN = 60, TWICE_TO_MIN = 120 };

void records_done(struct records *records)
{
    if (records == NULL)
        return;
    for (int i = 0; i < records->line_count; i++)
        free(records->lines[i]);
    free(records->cells);
    free(records->has_day);
    *records = (struct records){ 0 };
}

int records_line(const struct records *records, const char *name)
{
    for (int i = 0; i < records->line_count; i++)
        if (strcmp(records->lines[i], name) == 0)
            return i;
    return -1;
}

int records_times(int32_t date, int step, int minutes)
{
    const int from_min = step * minutes;
    if (from_min < TWICE_FROM_MIN || from_min >= TWICE_TO_MIN)
        return 1;
    const int64_t length_s =
        calendar_midnight_utc_s(date + 1) - calendar_midnight_utc_s(date);
    return length_s == DAY_S ? 1 : length_s > DAY_S ? 2 : 0;
}

bool records_covers(const struct records *records, int32_t date, int step)
{
    const struct scenario_dates *dates = &records->dates;
    if (date < dates->first || date > dates->last)
        return false;
    if (date == dates->first && step < records->first_step)
        return false;
    if (date == dates->last && step > records->last_step)
        return false;
    return records->has_day[date - dates->first];
}

int records_gaps(const struct records *records)
{
    int gaps = 0;
    for (int32_t date = records->dates.first; date <= records->dates.last; date++)
        gaps += !records->has_day[date - records->dates.first];
    return gaps;
}

void records_add(struct records_sum *sum, const struct records_cell *cell)
{
    sum->offered += cell->offered;
    sum->answered += cell->answered;
    sum->abandoned += cell->abandoned;
    sum->talk_s += cell->talk_s;
    sum->wrap_up_s += cell->wrap_up_s;
    sum->wait_s += cell->wait_s;
    sum->lost_wait_s += cell->lost_wait_s;
    for (int i = 0; i < RECORDS_MOST_BANDS; i++) {
        sum->answered_in[i] += cell->answered_in[i];
        sum->abandoned_in[i] += cell->abandoned_in[i];
    }
}

struct records_sum records_total(const struct records *records, int line,
                                 struct scenario_dates dates)
{
    struct records_sum sum = { 0 };
    for (size_t i = 0; i < records->cell_count; i++) {
        const struct records_cell *const cell = &records->cells[i];
        if (cell->line == line && cell->date >= dates.first && cell->date <= dates.last)
            records_add(&sum, cell);
    }
    return sum;
}
