/* What an export says beside what a scenario says of the same dates: by month, by hour
 * of the week and over all of them.
 *
 * A simulated figure has a range: where the figure of one more replication would be, 19
 * times in 20.  It comes from how replications scatter (Student's t; shares on the
 * scale of their log odds and waits on that of their logarithm, so that the range keeps
 * inside what is possible).  An actual figure outside it is a miss; one in twenty is,
 * by luck alone, where the scenario is right. */
#ifndef MODEL_BACKTEST_H
#define MODEL_BACKTEST_H

#include <stdbool.h>

#include "model/measure/result.h"
#include "model/records/fit_place.h"
#include "model/records/records.h"
#include "model/scenario/scenario.h"

enum backtest_measure {
    BACKTEST_OFFERED,   /* calls a day; by hour of the week: an hour */
    BACKTEST_WITHIN,    /* share answered in the target time */
    BACKTEST_ABANDONED, /* share of offered */
    BACKTEST_MEAN_WAIT, /* of answered calls */
    BACKTEST_MEASURES
};

extern const char *const backtest_names[BACKTEST_MEASURES]; /* "offered", ... */
extern const enum measure_unit backtest_units[BACKTEST_MEASURES];

/* One figure of one line in one interval. */
struct backtest_row {
    int line;                 /* of the records */
    enum measure_level level; /* period, month or hour */
    int unit;                 /* of the result */
    enum backtest_measure measure;
    double actual, actual_low, actual_high; /* bands leave a mean wait open */
    double slack; /* half a call, half a second; one and a half calls where no or
                     every call of the replications is such a one */
    double simulated, low, high;
    bool is_miss;
    double off; /* how far outside, in half widths of the range; 0: inside */
};

/* What is held against what, for one line. */
struct backtest_line {
    int stage;
    double within_s;     /* 0: the export has no band that ends at the target's time */
    double wanted_s;     /* the target's time; 0: the line has no such target */
    enum scenario_of of; /* answered or offered */
    int target;          /* of the result; -1: none */
};

struct backtest {
    struct backtest_line *lines; /* owned: [records lines] */
    int line_count;
    struct backtest_row *rows; /* owned: by line, level, unit and measure */
    size_t row_count, capacity;
};

/* Makes the scenario one of these dates, with one target a line: the share answered in
 * the time of the line's own target (or else in the first band), on the clock of the
 * line, as the telephone system sees it.  `stage` is as in struct fit_place. */
void backtest_prepare(const struct records *records, const int *stage,
                      struct scenario_dates dates, struct scenario *scenario,
                      struct backtest *out);

/* Fills the rows from the result of that scenario, of at least two replications. */
void backtest_compare(const struct records *records, const struct result *result,
                      struct scenario_dates dates, struct backtest *out);

void backtest_done(struct backtest *backtest);

#endif
