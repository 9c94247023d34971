/* What-ifs: edits of the tree before it is read, so that ordinary reading and checking
 * follows; those limited in time are kept for the end. */
#ifndef MODEL_SCENARIO_READ_CHANGE_H
#define MODEL_SCENARIO_READ_CHANGE_H

#include "model/scenario/change.h"
#include "model/scenario/read_tree.h"

/* A change that holds for a time only. */
struct read_limited {
    enum scenario_limited_kind kind;
    char *object;            /* owned: name of the stream or line */
    char *path;              /* owned */
    struct read_node *group; /* owned: the change as written */
};

/* The tree of a scenario file on top of its bases, changes applied; null after a
 * complaint that leaves nothing to read. */
struct read_node *read_with_base(struct read *read, struct sim_where at,
                                 const char *path);

/* Puts the settings of `over`, a what-if without its `changes`, over the tree of its
 * base, in which nothing of `over` is left; what the base expects and certifies goes.
 * `is_asked`: each setting is one of those that read_takes() is asked for. */
void read_put_over(struct read *read, struct read_node *root, struct read_node *over,
                   bool is_asked);

/* Puts the settings and changes of one what-if file on top of a tree that has been read
 * from others.  Its base must be among those files, and it may not write over what
 * another has changed.  False after a complaint. */
bool read_stack(struct read *read, struct read_node *root, const char *path);

/* Writes a period that is a text, such as "2022", as the group { from; to; } that it
 * stands for, so that its settings can be changed one by one. */
void read_split_period(struct read_node *root);

/* Whether a path is that of a team's shift lines: shifts, or net. */
bool read_is_shift_list(const char *path);

/* Whether a change of this path would change nothing, because the team has `net`. */
bool read_is_set_aside(const struct read_node *root, const char *path);

/* Complains of settings of teams that a what-if writes over a base whose `net` sets
 * them aside. */
void read_refuse_aside(struct read *read, const struct read_node *base,
                       const struct read_node *over);

/* Whether the change of this path is applied. */
bool read_takes(const struct read *read, const char *path);

/* The changes of one file, in order; those of a base are applied whatever the part. */
void read_changes(struct read *read, struct read_node *root,
                  const struct read_node *list, bool is_of_base);

/* The arguments of --set, in order. */
void read_sets(struct read *read, struct read_node *root,
               const struct scenario_change_list *sets);

/* Turns the limited changes into rows of the scenario, once its objects are read. */
void read_limited(struct read *read);

void read_limited_done(struct read *read);

/* Where a path of a change or of `basis` leads; the node is null when only the last
 * name is missing.  Complains and returns false when nothing is there at all. */
struct read_spot {
    struct read_node *parent, *node;
    char key[128]; /* the last name of the path; "" for an entry of a list */
};

/* `says` begins the complaint. */
bool read_find(struct read *read, struct read_node *root, const char *path,
               struct sim_where at, const char *says, struct read_spot *out);

/* Complains that the last name is missing where read_find() has found no node. */
void read_refuse_spot(struct read *read, const struct read_spot *spot, const char *path,
                      struct sim_where at, const char *says);

#endif
