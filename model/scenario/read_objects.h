/* The objects of a scenario, from the tree of what was written.  Names come first, so
 * that settings can refer to objects further down. */
#ifndef MODEL_SCENARIO_READ_OBJECTS_H
#define MODEL_SCENARIO_READ_OBJECTS_H

#include "model/scenario/objects.h"
#include "model/scenario/read_field.h"

/* Makes room for all streams, stages (the built-in ends too), teams and targets, with
 * their names, places and types. */
void read_names(struct read *read, const struct read_node *root);

/* Fill what read_names() has made room for; stages with what goes down among them. */
void read_streams(struct read *read, const struct read_node *root);
void read_stages(struct read *read, const struct read_node *root);
void read_outages(struct read *read, const struct read_node *root);
void read_teams(struct read *read, const struct read_node *root);
void read_targets(struct read *read, const struct read_node *root);

/* Basis, expected results and the register of inputs. */
void read_rows(struct read *read, struct read_node *root);

/* The blocks of a line; `then` and the settings of its table are read elsewhere. */
void read_line(struct read *read, const struct read_node *node, const char *who,
               struct scenario_stage *out);

/* What those do who hang up; null: nothing. */
void read_redial(struct read *read, const struct read_node *node, const char *who,
                 struct scenario_redial *out);

/* Makes ways out of the members of a group, with their names and places.  *out owns
 * them; false after a complaint, with *out empty. */
bool read_ways(struct read *read, const struct read_node *group, const char *who,
               const char *form, struct scenario_redial_row *out);

/* Fills ways from a group of destinations with their shares; own_handling: an entry may
 * be a group with a talk and wrap-up of its own. */
void read_destinations(struct read *read, const struct read_node *group,
                       const char *who, bool own_handling,
                       struct scenario_redial_row *out);

/* Shares that add to 1 but for rounding are scaled to it; others are complained of. */
void read_sum(struct read *read, const struct read_node *group, const char *who,
              struct scenario_redial_row *ways);

/* Indices of stages or lines, by the field, each named once, in a list or alone; fresh
 * memory, or null after a complaint.  `who` has the setting's name. */
int *read_stage_list(struct read *read, const struct read_node *node, const char *who,
                     const struct sim_field *field, int *count);

/* A list of numbers, each as the field says, not all 0; its length is one of `lengths`,
 * ended by 0.  Returns the length, or 0 after a complaint. */
size_t read_weights(struct read *read, const struct read_node *list, const char *who,
                    const struct sim_field *field, const size_t *lengths,
                    const char *form, double *out);

/* Who of a team is away: absences, called_away, leave_by_month, sickness_spell. */
void read_absence(struct read *read, const struct read_node *node, const char *who,
                  struct scenario_team *out);

/* A profile in the file itself or in a table; without one (null) it is even. */
void read_profile(struct read *read, const struct read_node *node, const char *who,
                  struct scenario_profile *out);

/* The members of a group that name objects, or null after a complaint. */
const struct read_node *read_objects_of(struct read *read, const struct read_node *root,
                                        const char *name);

#endif
