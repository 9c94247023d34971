/* What tenfive fit found, brought to the user: page, JSON, and files to build on. */
#ifndef TOOLS_FIT_OUT_H
#define TOOLS_FIT_OUT_H

#include <stdio.h>

#include "model/records/fit.h"
#include "model/records/fit_place.h"
#include "model/records/records.h"
#include "model/scenario/scenario.h"
#include "tools/output.h"
#include "tools/report_table.h"

/* All of it, borrowed. */
struct fit_out {
    const char *export; /* path, as given */
    const char *base;   /* path of the scenario, or null */
    const struct records *records;
    const struct fit *fit;
    const struct scenario *scenario; /* null without a base, as place */
    const struct fit_place *place;
};

/* What was found and how sure it is; then what the export cannot tell. */
void fit_out_report(const struct fit_out *out, struct report_style style, FILE *to);

/* Sentences about the export, one a call, in fresh memory; null when `i` is past the
 * last.  Page and JSON have the same. */
char *fit_out_note(const struct fit_out *out, int i);

void fit_out_json(const struct fit_out *out, FILE *to);

/* Adds profiles as CSV (of the base's streams or, without one, of the lines),
 * fitted.cfg and fit.json to the set.  fitted.cfg is a what-if on the base with all
 * that was found, or a scenario of its own in which the people are made up. */
void fit_out_files(const struct fit_out *out, const char *directory,
                   struct output *output);

/* A name that may stand in a scenario, from that of a line: fresh memory. */
char *fit_out_name(const char *line);

/* "1 January 2022 to 31 December 2022"; fresh memory. */
char *fit_out_dates(struct scenario_dates dates);

/* "2022-01-01..2022-12-31" */
char *fit_out_dates_iso(struct scenario_dates dates);

#endif
