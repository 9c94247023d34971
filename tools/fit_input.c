#include "tools/fit_input.h"

#include <stdio.h>

#include "model/records/fit_first.h"
#include "model/scenario/text.h"
#include "tools/diag_out.h"
#include "tools/stop.h"

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

int fit_input_first(const struct options_common *common, const struct records *records,
                    const struct fit *fit, struct scenario *scenario,
                    struct fit_place *place)
{
    static const int status[] = {
        [FIT_FIRST_NONE] = TENFIVE_DONE,
        [FIT_FIRST_FOUND] = TENFIVE_DONE,
        [FIT_FIRST_REFUSED] = TENFIVE_BAD_INPUT,
        [FIT_FIRST_UNBALANCED] = TENFIVE_MACHINE,
        [FIT_FIRST_STOPPED] = TENFIVE_INTERRUPTED,
    };
    struct stop stop;
    struct sim_diag diag = { 0 };
    stop_init(&stop, common->quiet);
    const struct fit_first_options options = { .threads = common->threads,
                                               .seed = common->seed,
                                               .stop = &stop.is_asked };
    const enum fit_first_status found =
        fit_first_solve(records, fit, &options, &diag, scenario, place);
    stop_done(&stop);
    diag_out(&diag, common->quiet);
    sim_diag_done(&diag);
    if (found == FIT_FIRST_STOPPED)
        fputs("tenfive: stopped before first attempts were found: no results\n",
              stderr);
    return status[found];
}
