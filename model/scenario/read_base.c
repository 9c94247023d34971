#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_change.h"
#include "model/scenario/read_field.h"
#include "sim/mem.h"

enum { MOST_BASES = 16 };

/* The files that are being read, each the base of the one before. */
struct chain {
    const struct chain *above;
    char real[PATH_MAX];
    int depth;
};

void read_split_period(struct read_node *root)
{
    struct read_node *const old = read_member(root, "period");
    if (old == NULL || old->kind != READ_TEXT)
        return;
    static const char *const ends[] = { "from", "to" };
    struct read_node *const group = read_node_new(old->at, READ_GROUP, "period");
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct read_node *const end = read_node_text(old->at, ends[i], old->text);
        end->changed = old->changed;
        read_put(group, end);
    }
    read_put(root, group);
}

/* Groups merge; anything else replaces.  What a base's file had is not changed, what
 * the what-if says is.  `above` is the path of both groups, and a point; null when
 * nothing is asked for, since this what-if is a base itself. */
static void merge(const struct read *read, const char *above, struct read_node *base,
                  const struct read_node *over)
{
    for (size_t i = 0; i < over->count; i++) {
        const struct read_node *kid = over->kids[i];
        struct read_node *old = read_member(base, kid->name);
        char *path = above != NULL ? sim_mem_print("%s%s", above, kid->name) : NULL;
        if (old != NULL && old->kind == READ_GROUP && kid->kind == READ_GROUP
            && read_member(kid, "law") == NULL) {
            char *within = path != NULL ? sim_mem_print("%s.", path) : NULL;
            merge(read, within, old, kid);
            free(within);
        } else if (path == NULL || read_takes(read, path)) {
            struct read_node *copy = read_node_copy(kid);
            read_put(base, copy);
        }
        free(path);
    }
}

static void mark_all(struct read_node *node)
{
    node->changed = true;
    for (size_t i = 0; i < node->count; i++)
        mark_all(node->kids[i]);
}

void read_put_over(struct read *read, struct read_node *root, struct read_node *over,
                   bool is_asked)
{
    const struct read_node *const period = read_member(over, "period");
    if (period != NULL && period->kind == READ_GROUP)
        read_split_period(root);
    read_refuse_aside(read, root, over);
    read_remove(root, read_member(root, "expect"));
    read_remove(root, read_member(root, "certificate"));
    read_remove(over, read_member(over, "base"));
    mark_all(over);
    merge(read, is_asked ? "" : NULL, root, over);
    root->at = over->at;
}

static struct read_node *read_chain(struct read *read, struct sim_where at,
                                    const char *path, const struct chain *above);

/* The tree of the base with the what-if's own settings over it, or null. */
static struct read_node *put_over_base(struct read *read, struct read_node *over,
                                       const struct chain *link)
{
    struct read_node *base = read_member(over, "base");
    if (!read_expect(read, base, READ_TEXT, "", "the name of a scenario file"))
        return NULL;
    const char *path = read_path(read, base->at, base->text);
    struct read_node *root = read_chain(read, base->at, path, link);
    if (root == NULL)
        return NULL;
    read_put_over(read, root, over, link->above == NULL);
    return root;
}

static struct read_node *read_chain(struct read *read, struct sim_where at,
                                    const char *path, const struct chain *above)
{
    struct chain link = { .above = above,
                          .depth = above != NULL ? above->depth + 1 : 0 };
    if (realpath(path, link.real) == NULL)
        strcpy(link.real, "");
    for (const struct chain *c = above; c != NULL && link.real[0] != '\0'; c = c->above)
        if (strcmp(c->real, link.real) == 0) {
            sim_diag_error(read->diag, at, "base: %s is its own base", path);
            return NULL;
        }
    if (link.depth > MOST_BASES) {
        sim_diag_error(read->diag, at, "base: more than %d files stand one on another",
                       MOST_BASES);
        return NULL;
    }
    read->role = above != NULL ? SCENARIO_ROLE_BASE : SCENARIO_ROLE_SCENARIO;
    struct read_node *root = read_tree_file(read, at, path);
    if (root == NULL)
        return NULL;
    struct read_node *changes = read_member(root, "changes"), *list = NULL;
    if (changes != NULL) {
        list = read_node_copy(changes);
        read_remove(root, changes);
    }
    struct read_node *all = root;
    if (read_member(root, "base") != NULL) {
        all = put_over_base(read, root, &link);
        read_node_free(root);
    }
    if (all != NULL && list != NULL)
        read_changes(read, all, list, above != NULL);
    read_node_free(list);
    return all;
}

struct read_node *read_with_base(struct read *read, struct sim_where at,
                                 const char *path)
{
    return read_chain(read, at, path, NULL);
}
