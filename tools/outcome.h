/* What a run came to: the result beside the scenario it came from, the figures that the
 * scenario expected, and the warnings.  Table, JSON and CSV files show this. */
#ifndef TOOLS_OUTCOME_H
#define TOOLS_OUTCOME_H

#include <stdbool.h>

#include "model/measure/result.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"

/* One row of `expect`, held against the result. */
struct outcome_expect {
    const struct scenario_expect *row;
    bool is_known; /* the result has such a figure, with a value */
    double value;
    bool is_met; /* within the tolerance */
};

struct outcome {
    const struct scenario *scenario; /* borrowed, as all but `expects` */
    const struct result *result;
    const struct sim_diag *diag;
    struct outcome_expect *expects; /* owned, [scenario->expect_count] */
    int expects_met;
    int targets[SIM_VERDICTS]; /* how many have each verdict */
};

void outcome_init(struct outcome *out, const struct scenario *scenario,
                  const struct result *result, const struct sim_diag *diag);
void outcome_done(struct outcome *outcome);

/* Whether a measure is about this kind of object. */
bool outcome_has(const struct result_object *object, enum measure_id measure);

/* Whether a measure has a place in files: all that every scenario has do, the others
 * when they are about some object. */
bool outcome_uses(const struct result *result, enum measure_id measure);

/* "1 January 2022" and "2022-01-01", in fresh memory. */
char *outcome_date_words(int32_t date);
char *outcome_date_iso(int32_t date);

#endif
