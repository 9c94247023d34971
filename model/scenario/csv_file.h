/* The text of a file that should be a table; only model/scenario/csv.c uses this. */
#ifndef MODEL_SCENARIO_CSV_FILE_H
#define MODEL_SCENARIO_CSV_FILE_H

#include "sim/diag.h"

/* The whole of a plain text file as UTF-8 without byte-order mark or NUL, in memory of
 * the caller's; null after a complaint at `at`, its whole, when there is no such text.
 * CP1252 is converted with a warning. */
char *csv_file_text(const char *path, struct sim_where at, struct sim_diag *diag);

#endif
