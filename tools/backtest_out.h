/* What tenfive backtest found, brought to the user. */
#ifndef TOOLS_BACKTEST_OUT_H
#define TOOLS_BACKTEST_OUT_H

#include <stdio.h>

#include "model/records/backtest.h"
#include "model/records/fit.h"
#include "model/records/fit_place.h"
#include "tools/report_table.h"

/* All of it, borrowed. */
struct backtest_out {
    const char *export;
    const struct scenario *scenario;
    const struct records *records;
    const struct result *result;
    const struct backtest *backtest;
    const struct fit *fit;         /* null: the scenario was used as it is */
    const struct fit_place *place; /* of the fit */
    struct scenario_dates dates;
};

/* Actual beside simulated over all dates and by month, hours of the week in short, and
 * the misses, worst first. */
void backtest_out_report(const struct backtest_out *out, struct report_style style,
                         FILE *to);
/* Every row. */
void backtest_out_json(const struct backtest_out *out, FILE *to);
void backtest_out_csv(const struct backtest_out *out, FILE *to);

/* "all", "2022-09", "Mon 08:00": of a row, borrowed from the result. */
const char *backtest_out_unit(const struct backtest_out *out,
                              const struct backtest_row *row);

#endif
