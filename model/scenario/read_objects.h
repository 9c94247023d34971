/* The objects of a scenario, from the tree of what was written.  Names come first, so
 * that settings can refer to objects further down. */
#ifndef MODEL_SCENARIO_READ_OBJECTS_H
#define MODEL_SCENARIO_READ_OBJECTS_H

#include "model/scenario/objects.h"
#include "model/scenario/read_field.h"

/* Makes room for all streams, stages (the built-in ends too), teams and targets, with
 * their names, places and types. */
void read_names(struct read *read, const struct read_node *root);

/* Fill what read_names() has made room for. */
void read_streams(struct read *read, const struct read_node *root);
void read_stages(struct read *read, const struct read_node *root);
void read_teams(struct read *read, const struct read_node *root);
void read_targets(struct read *read, const struct read_node *root);

/* Basis, expected results and the register of inputs. */
void read_rows(struct read *read, struct read_node *root);

/* A profile in the file itself or in a table; without one (null) it is even. */
void read_profile(struct read *read, const struct read_node *node, const char *who,
                  struct scenario_profile *out);

/* The members of a group that name objects, or null after a complaint. */
const struct read_node *read_objects_of(struct read *read, const struct read_node *root,
                                        const char *name);

#endif
