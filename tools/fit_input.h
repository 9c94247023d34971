/* Reading what fit and backtest are given: the map, the export, some dates. */
#ifndef TOOLS_FIT_INPUT_H
#define TOOLS_FIT_INPUT_H

#include <stdbool.h>

#include "model/records/fit_place.h"
#include "model/records/records.h"
#include "sim/diag.h"
#include "tools/options.h"

/* Reads the export with its map (null: our own headings).  Returns false after a
 * complaint. */
bool fit_input_records(const char *export, const char *map, struct sim_diag *diag,
                       struct records *out);

/* The dates of an option, cut to those of the export; null: all of the export.
 * Complains on stderr and returns false when they are no dates, or have no row. */
bool fit_input_dates(const char *command, const char *option, const char *text,
                     const struct records *records, struct scenario_dates *out);

/* Takes those who call again out of what fit_place_apply() put into the scenario, as
 * fit_first_solve() does, and complains when it cannot.  Returns an exit status. */
int fit_input_first(const struct options_common *common, const struct records *records,
                    const struct fit *fit, struct scenario *scenario,
                    struct fit_place *place);

#endif
