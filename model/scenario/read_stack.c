#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_change.h"
#include "model/scenario/read_field.h"
#include "sim/mem.h"

/* One what-if on its way onto others. */
struct layer {
    struct read *read;
    struct read_node *root; /* what stands there already */
    struct read_node *saw;  /* the base as the what-if alone would see it */
    const char *path;
};

/* ---- which files a tree stands on ---- */

static bool is_same_file(const char *a, const char *b)
{
    char first[PATH_MAX], second[PATH_MAX];
    return realpath(a, first) != NULL && realpath(b, second) != NULL
           && strcmp(first, second) == 0;
}

static bool stands_on(const struct scenario *scenario, const char *path)
{
    for (int i = 0; i < scenario->source_count; i++)
        if (scenario->sources[i].role != SCENARIO_ROLE_TABLE
            && is_same_file(scenario->sources[i].file, path))
            return true;
    return false;
}

/* ---- what would be lost ---- */

static bool is_same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Null is a value too: nothing written. */
static bool is_same(const struct read_node *a, const struct read_node *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || a->number != b->number || a->count != b->count
        || !is_same_text(a->text, b->text))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!is_same_text(a->kids[i]->name, b->kids[i]->name)
            || !is_same(a->kids[i], b->kids[i]))
            return false;
    return true;
}

/* What the what-if writes there would take away what others have changed. */
static void check_set(const struct layer *layer, const char *path, struct sim_where at,
                      const struct read_node *there, const struct read_node *saw,
                      const struct read_node *value)
{
    if (is_same(there, saw) || is_same(there, value))
        return;
    if (there == NULL)
        sim_diag_error(layer->read->diag, at,
                       "\"%.200s\" is taken out by another what-if: %s cannot go on "
                       "top of it",
                       path, layer->path);
    else
        sim_diag_error(layer->read->diag, at,
                       "\"%.200s\" is set here and changed by another what-if "
                       "(%s:%u): only one of them can hold; times, plus, minus and add "
                       "go together",
                       path, there->at.file != NULL ? there->at.file : "",
                       there->at.line);
}

/* Settings that are no inputs, or that are put together. */
static bool is_free(const char *name)
{
    static const char *const names[] = { "title", "marking",     "basis", "expect",
                                         "run",   "certificate", "plan" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static const struct read_node *member(const struct read_node *group, const char *name)
{
    return group != NULL && group->kind == READ_GROUP ? read_member(group, name) : NULL;
}

/* Settings written over the base's: groups merge, as read_put_over() merges them. */
static void check_settings(const struct layer *layer, const char *above,
                           const struct read_node *there, const struct read_node *saw,
                           const struct read_node *over)
{
    for (size_t i = 0; i < over->count; i++) {
        const struct read_node *const kid = over->kids[i];
        if (*above == '\0' && is_free(kid->name))
            continue;
        char *const path = sim_mem_print("%s%s", above, kid->name);
        const struct read_node *const now = member(there, kid->name);
        const struct read_node *const then = member(saw, kid->name);
        if (now != NULL && now->kind == READ_GROUP && kid->kind == READ_GROUP
            && read_member(kid, "law") == NULL) {
            char *const within = sim_mem_print("%s.", path);
            check_settings(layer, within, now, then, kid);
            free(within);
        } else {
            check_set(layer, path, kid->at, now, then, kid);
        }
        free(path);
    }
}

/* What stands at a path, null when nothing does; says nothing. */
static const struct read_node *find(struct read_node *root, const char *path)
{
    struct sim_diag unheard = { 0 };
    struct read read = { .diag = &unheard };
    struct read_spot spot = { 0 };
    read_find(&read, root, path, (struct sim_where){ NULL, 0 }, "", &spot);
    sim_diag_done(&unheard);
    return spot.node;
}

/* Rows of `changes` that set; whatever is wrong with a row is told when it is done. */
static void check_changes(const struct layer *layer, const struct read_node *list)
{
    for (size_t i = 0; list->kind == READ_LIST && i < list->count; i++) {
        const struct read_node *const row = list->kids[i];
        const struct read_node *const at = member(row, "at");
        const struct read_node *const value = member(row, "set");
        if (at == NULL || at->kind != READ_TEXT || value == NULL)
            continue;
        check_set(layer, at->text, row->at, find(layer->root, at->text),
                  find(layer->saw, at->text), value);
    }
}

/* ---- putting on top ---- */

/* "one" and "two" become "one + two"; what is known of inputs is known of all. */
static void join(struct read_node *root, struct read_node *over)
{
    struct read_node *const before = read_member(root, "title");
    struct read_node *const title = read_member(over, "title");
    if (before != NULL && title != NULL && before->kind == READ_TEXT
        && title->kind == READ_TEXT) {
        char *const both = sim_mem_print("%s + %s", before->text, title->text);
        free(title->text);
        title->text = both;
    }
    struct read_node *const known = read_member(root, "basis");
    struct read_node *const more = read_member(over, "basis");
    for (size_t i = 0; known != NULL && more != NULL && i < known->count; i++)
        if (known->kind == READ_LIST && more->kind == READ_LIST)
            read_put(more, read_node_copy(known->kids[i]));
    read_remove(over, read_member(over, "expect"));
}

static void split_periods(const struct layer *layer, const struct read_node *over)
{
    const struct read_node *const period = read_member(over, "period");
    if (period != NULL && period->kind == READ_GROUP) {
        read_split_period(layer->root);
        read_split_period(layer->saw);
    }
}

static bool put_on_top(const struct layer *layer, struct read_node *over)
{
    struct read *const read = layer->read;
    struct read_node *const changes = read_member(over, "changes");
    struct read_node *list = changes != NULL ? read_node_copy(changes) : NULL;
    const size_t errors = read->diag->errors;
    read_remove(over, changes);
    read_remove(over, read_member(over, "base"));
    split_periods(layer, over);
    check_settings(layer, "", layer->root, layer->saw, over);
    if (list != NULL)
        check_changes(layer, list);
    const bool is_sound = read->diag->errors == errors;
    if (is_sound) {
        join(layer->root, over);
        read_put_over(read, layer->root, over, true);
        if (list != NULL)
            read_changes(read, layer->root, list, false);
    }
    read_node_free(list);
    return is_sound;
}

/* The base is read once more, as the what-if alone would find it; it was sound when it
 * was read with the others. */
static bool put_seen(struct read *read, struct read_node *root, struct read_node *over,
                     const char *path, const char *base)
{
    struct scenario aside = { 0 };
    struct sim_diag unheard = { 0 };
    struct read alone = { .diag = &unheard, .out = &aside };
    struct layer layer = { .read = read, .root = root, .path = path };
    read_hash_begin(&alone);
    layer.saw = read_with_base(&alone, over->at, base);
    const bool is_sound = layer.saw != NULL && put_on_top(&layer, over);
    if (layer.saw == NULL)
        sim_diag_error(read->diag, over->at, "cannot read %s again", base);
    read_node_free(layer.saw);
    read_limited_done(&alone);
    sim_diag_done(&unheard);
    scenario_done(&aside);
    return is_sound;
}

bool read_stack(struct read *read, struct read_node *root, const char *path)
{
    bool is_sound = false;
    read->role = SCENARIO_ROLE_SCENARIO;
    struct read_node *const over =
        read_tree_file(read, (struct sim_where){ NULL, 0 }, path);
    if (over == NULL)
        return false;
    const struct read_node *const base = read_member(over, "base");
    if (base == NULL) {
        sim_diag_error(read->diag, over->at,
                       "only a what-if, which has a base, can be put on top of others");
    } else if (read_expect(read, base, READ_TEXT, "", "the name of a scenario file")) {
        const char *const file = read_path(read, base->at, base->text);
        is_sound = stands_on(read->out, file);
        if (!is_sound)
            sim_diag_error(read->diag, base->at,
                           "%s is a what-if of %s, on which what it is put on top of "
                           "does not stand",
                           path, file);
        is_sound = is_sound && put_seen(read, root, over, path, file);
    }
    read_node_free(over);
    return is_sound;
}
