/* Parts of making and reading a result.  Private to model/measure/. */
#ifndef MODEL_RESULT_PARTS_H
#define MODEL_RESULT_PARTS_H

#include "model/measure/fold.h"
#include "model/measure/result.h"

/* Quarter hours: sums over replications, made into figures when asked for. */
struct result_quarters {
    double done;               /* replications */
    struct digest_cell *cells; /* [quarters][subjects], owned as all below */
    struct digest_team *teams; /* [quarters][teams] */
    char (*names)[CALENDAR_LABEL];
    int32_t *dates;
};

/* The part of a result that is about targets, and its way through the stages. */
void result_make_targets(const struct fold *fold, struct result *out);
void result_make_stages(const struct fold *fold, struct result *out);

/* What only some scenarios have: which of their measures each object has; their values,
 * and what those did who hung up. */
void result_make_more_objects(const struct fold *fold, struct result *out);
void result_make_more(const struct fold *fold, struct result *out);

/* Quarter hours by how many people were short; after the targets. */
void result_make_shorts(const struct fold *fold, struct result *out);

/* Distributions of waits, half hours of the week, and single days. */
void result_make_detail(const struct fold *fold, struct result *out);

/* Names, intervals and quarter hours. */
void result_make_units(const struct fold *fold, struct result *out);
void result_make_quarters(const struct fold *fold, struct result *out);

/* A figure of a measure in one unit from moments of the sums of its quantities: for all
 * but quantiles and longest waits.  quarters: length of the unit; days: 0 at hours. */
struct sim_estimate result_estimate(enum measure_id id, double n, const double *sums,
                                    const double *cross, int days, int quarters);

/* Divisor that turns a sum into the unit of a rate; 0 when the unit has no length. */
double result_length(enum measure_id id, int days, int quarters);

#endif
