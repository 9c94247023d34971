#include "tools/fit_input.h"

#include <stdio.h>

#include "model/scenario/text.h"

bool fit_input_records(const char *export, const char *map, struct sim_diag *diag,
                       struct records *out)
{
    struct records_map mapped = { 0 };
    if (map != NULL && !records_map_read(map, map, diag, &mapped))
        return false;
    const bool ok =
        records_read(export, export, map != NULL ? &mapped : NULL, diag, out);
    records_map_done(&mapped);
    return ok;
}

static bool has_row(const struct records *records, struct scenario_dates dates)
{
    for (int32_t date = dates.first; date <= dates.last; date++)
        if (records->has_day[date - records->dates.first])
            return true;
    return false;
}

bool fit_input_dates(const char *command, const char *option, const char *text,
                     const struct records *records, struct scenario_dates *out)
{
    struct scenario_dates dates = records->dates;
    if (text != NULL && !text_dates(text, &dates)) {
        fprintf(stderr, "tenfive %s: --%s must be %s, got \"%s\"\n", command, option,
                text_forms[TEXT_DATES], text);
        return false;
    }
    if (dates.first < records->dates.first)
        dates.first = records->dates.first;
    if (dates.last > records->dates.last)
        dates.last = records->dates.last;
    if (dates.first > dates.last || !has_row(records, dates)) {
        fprintf(stderr, "tenfive %s: --%s %s: the export has no row of these dates\n",
                command, option, text);
        return false;
    }
    *out = dates;
    return true;
}
