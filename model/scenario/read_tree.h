/* What was written, as a tree of values: libconfig's, copied out of its hands, so that
 * what-ifs can edit it and every value keeps the place where it was written. */
#ifndef MODEL_SCENARIO_READ_TREE_H
#define MODEL_SCENARIO_READ_TREE_H

#include "model/scenario/read_context.h"

enum read_kind { READ_GROUP, READ_LIST, READ_TEXT, READ_NUMBER, READ_FLAG };

struct read_node {
    struct sim_where at;
    enum read_kind kind;
    char *name;              /* owned; null in a list */
    char *text;              /* owned; READ_TEXT */
    double number;           /* READ_NUMBER; READ_FLAG: 0 or 1 */
    bool changed;            /* by a what-if */
    struct read_node **kids; /* owned; READ_GROUP and READ_LIST */
    size_t count, capacity;
};

/* The tree of a file, with its includes, or null after a complaint. */
struct read_node *read_tree_file(struct read *read, struct sim_where at,
                                 const char *path);

/* The value of a --set argument; text that is no value is taken as a text. */
struct read_node *read_tree_value(struct read *read, struct sim_where at,
                                  const char *text);

struct read_node *read_node_new(struct sim_where at, enum read_kind kind,
                                const char *name);
struct read_node *read_node_text(struct sim_where at, const char *name,
                                 const char *text);
struct read_node *read_node_copy(const struct read_node *node);
void read_node_free(struct read_node *node);

/* The member of a group with this name, or null. */
struct read_node *read_member(const struct read_node *group, const char *name);

/* Appends to a group or list, which owns it from then on; in a group a member of the
 * same name is replaced in its place. */
void read_put(struct read_node *parent, struct read_node *kid);

/* Takes a kid out and frees it; one that is not there is fine. */
void read_remove(struct read_node *parent, struct read_node *kid);

/* Marks a tree as changed, written at `at`. */
void read_mark(struct read_node *node, struct sim_where at);

/* Where to point for a mistake of the node as a whole: at the last change in it, since
 * what stood there before was sound, else at where it was written. */
struct sim_where read_blame(const struct read_node *node);

/* The value as a user would write it, in fresh memory, at most about 200 bytes. */
char *read_render(const struct read_node *node);

#endif
