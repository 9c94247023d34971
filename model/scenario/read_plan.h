/* The group `plan`: what the planner is asked; only model/scenario/read_plan*.c and
 * read.c use this.  Names of targets, teams and stages must be known. */
#ifndef MODEL_SCENARIO_READ_PLAN_H
#define MODEL_SCENARIO_READ_PLAN_H

#include "model/scenario/objects_plan.h"
#include "model/scenario/read_objects.h"

/* What is written, and defaults that need nothing else. */
void read_plan(struct read *read, const struct read_node *root);

/* The rest of it when the scenario was read without a mistake: teams and targets of a
 * plan that names none, margins, costs. */
void read_plan_defaults(struct scenario *out);

/* Over what a target is held unless the plan says: the period, or with `in` its own
 * times.
 */
enum scenario_plan_each read_plan_each(const struct scenario_target *target);

/* How a plan file was tested. */
void read_certificate(struct read *read, const struct read_node *root);

/* A whole number that a double holds exactly, as a text too; false after a complaint.
 */
bool read_seed(struct read *read, const struct read_node *node, const char *who,
               uint64_t *out);

/* Parts of read_plan(), of the group `plan`. */
void read_plan_teams(struct read *read, const struct read_node *group);
void read_plan_reserves(struct read *read, const struct read_node *group);
void read_plan_offers(struct read *read, const struct read_node *group);

/* The number of members of the group `key` in `parent`; 0 when there is none, or after
 * a complaint. */
size_t read_plan_members(struct read *read, const struct read_node *parent,
                         const char *key, const char *form);

/* The object that a member is named after; false after a complaint. */
bool read_plan_name(struct read *read, const struct read_node *node, const char *who,
                    const struct sim_field *field, int *out);

#endif
