/* What came of a calibration, as a table for people and as JSON. */
#ifndef TOOLS_CALIBRATE_REPORT_H
#define TOOLS_CALIBRATE_REPORT_H

#include <stdio.h>

#include "model/calibrate/calibrate.h"
#include "tools/report_table.h"

/* All that is shown; borrowed. */
struct calibrate_report {
    const struct calibration *calibration;
    const struct calibrate_result *result;
    int replications;
    uint64_t seed;
    double seconds;             /* taken; not in the JSON, which repeats to the byte */
    const char *const *written; /* the files written, or null */
    int written_count;
};

void calibrate_report_print(const struct calibrate_report *report,
                            struct report_style style, FILE *to);
void calibrate_report_json(const struct calibrate_report *report, FILE *to);

/* "stages.x.talk and teams.y.less.not_ready: the figures fix ...", in fresh memory. */
char *calibrate_report_group(const struct calibration *calibration,
                             const struct identify_group *group);

#endif
