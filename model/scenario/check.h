/* Whether a scenario makes sense as a whole: that every journey ends, every line is
 * answered, nothing is taken off twice.  What single settings must be is checked when
 * they are read.  Each function adds complaints and warnings; the parts that it names
 * must have been read without an error. */
#ifndef MODEL_SCENARIO_CHECK_H
#define MODEL_SCENARIO_CHECK_H

#include "model/scenario/scenario.h"
#include "sim/diag.h"

/* Who enters this line is rung by a person; and somebody may hang up here. */
bool check_is_dialled(const struct scenario_stage *stage);
bool check_has_hang_ups(const struct scenario_stage *stage);

/* Stages and outages: settings that do not go together or have no effect, and what
 * calling again needs.  O(stages x ways). */
void check_lines(const struct scenario *scenario, struct sim_diag *diag);

/* Stages, outages and the warm-up: callers between two attempts whom the warm-up or the
 * end of the run cuts off. */
void check_returns(const struct scenario *scenario, struct sim_diag *diag);

/* Stages: every journey ends, and never in endless steps at one moment.  With streams:
 * which stages no call can reach.  O(stages x ways). */
void check_flow(const struct scenario *scenario, struct sim_diag *diag);
void check_reached(const struct scenario *scenario, struct sim_diag *diag);

/* Teams: reserves and deductions; with stages: every line is answered, and interrupted
 * by calls that its own teams answer.  O(lines x teams). */
void check_teams(const struct scenario *scenario, struct sim_diag *diag);
void check_answered(const struct scenario *scenario, struct sim_diag *diag);

/* Streams, stages and targets: what a target measures can come about. */
void check_targets(const struct scenario *scenario, struct sim_diag *diag);

/* Streams, stages and the period: dates that never come, patience beyond the period. */
void check_times(const struct scenario *scenario, struct sim_diag *diag);

/* A target whose limit is a time and is asked for as one: a percentile is asked for as
 * the share within its limit. */
bool check_is_time(const struct scenario_target *target);

/* How much better than its limit a held target can be at all: a margin must leave room.
 * Share or seconds, of the odds when it is held with probability; may be infinite. */
double check_plan_room(const struct scenario_target *target,
                       const struct scenario_plan_hold *hold);

/* Whether calls that enter one stage may come to another, in this attempt or a later
 * one, or are there.  O(stages x ways). */
bool check_reaches(const struct scenario *scenario, int from, int to);

/* The plan of a scenario that was read without an error: that it can be asked.  The
 * reader calls it for a scenario that has a group `plan`, the planner for one that has
 * none.  O(teams x quarter hours of a week). */
void check_plan(const struct scenario *scenario, struct sim_diag *diag);

/* Its targets alone: that a test can show that they hold.  Part of check_plan(). */
void check_holds(const struct scenario *scenario, struct sim_diag *diag);

#endif
