/* The figures that a sweep looks at, by their path: any of result_value(), and of all
 * teams together "people.fte" and "people.cost_year".  Those that a replication gives
 * as a ratio are paired with the same replication of another scenario, which met the
 * same callers. */
#ifndef MODEL_SWEEP_FIGURE_H
#define MODEL_SWEEP_FIGURE_H

#include <stdbool.h>

#include "model/measure/fold.h"
#include "model/measure/result.h"
#include "model/scenario/scenario.h"

enum sweep_figure_unit {
    SWEEP_FIGURE_SHARE,
    SWEEP_FIGURE_SECONDS,
    SWEEP_FIGURE_CALLS,  /* a day */
    SWEEP_FIGURE_HOURS,  /* a day, of paid_week a week */
    SWEEP_FIGURE_PEOPLE, /* and callers */
    SWEEP_FIGURE_POUNDS, /* a year */
    SWEEP_FIGURE_NUMBER,
    SWEEP_FIGURE_UNITS
};

/* "share", "s", "calls a day", ... */
extern const char *const sweep_figure_unit_names[SWEEP_FIGURE_UNITS];

struct sweep_figure {
    char *path, *label; /* owned; label for people: "999 in 10 s", "Desk: mean wait" */
    enum sweep_figure_unit unit;
    enum sweep_figure_kind {
        SWEEP_FIGURE_OTHER,   /* by its path alone */
        SWEEP_FIGURE_TARGET,  /* value of a target */
        SWEEP_FIGURE_MEASURE, /* of a line, stream or team */
        SWEEP_FIGURE_FTE,     /* all teams */
        SWEEP_FIGURE_COST
    } kind;
    char *name; /* owned: of the target, stage, stream or team; null: none */
    enum measure_object object; /* SWEEP_FIGURE_MEASURE */
    enum measure_id measure;
};

/* Understands a path with the names of this scenario.  False, with *fault in fresh
 * memory saying why: there can be no such figure. */
bool sweep_figure_read(const struct scenario *scenario, const char *path,
                       struct sweep_figure *out, char **fault);
void sweep_figure_done(struct sweep_figure *figure);

/* Whether a replication gives it as a ratio: targets, and measures of lines, streams
 * and teams that are ratios or rates. */
bool sweep_figure_is_paired(const struct sweep_figure *figure);

/* Numerator and denominator in the newest replication of a fold; of percentiles and
 * longest waits the value, over 1.  0 over 0 where the scenario has no such object. */
struct grade_ratio sweep_figure_sample(const struct sweep_figure *figure,
                                       const struct fold *fold);

/* Value and half-width over all replications; NaN where there is none, or the noise is
 * not known.  People and cost have no noise. */
void sweep_figure_value(const struct sweep_figure *figure, const struct result *result,
                        double *value, double *half_width);

#endif
