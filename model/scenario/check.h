/* Whether a scenario makes sense as a whole: that every journey ends, every line is
 * answered, nothing is taken off twice.  What single settings must be is checked when
 * they are read.  Each function adds complaints and warnings; the parts that it names
 * must have been read without an error. */
#ifndef MODEL_SCENARIO_CHECK_H
#define MODEL_SCENARIO_CHECK_H

#include "model/scenario/scenario.h"
#include "sim/diag.h"

/* Stages: every journey ends, and never in endless steps at one moment.  With streams:
 * which stages no call can reach.  O(stages x ways). */
void check_flow(const struct scenario *scenario, struct sim_diag *diag);
void check_reached(const struct scenario *scenario, struct sim_diag *diag);

/* Teams: reserves and deductions; with stages: every line is answered.
 * O(lines x teams). */
void check_teams(const struct scenario *scenario, struct sim_diag *diag);
void check_answered(const struct scenario *scenario, struct sim_diag *diag);

/* Streams, stages and targets: what a target measures can come about. */
void check_targets(const struct scenario *scenario, struct sim_diag *diag);

/* Streams, stages and the period: dates that never come, patience beyond the period. */
void check_times(const struct scenario *scenario, struct sim_diag *diag);

#endif
