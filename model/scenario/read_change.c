#include "model/scenario/read_change.h"

#include <stdlib.h>
#include <string.h>

#include "model/scenario/read.h"
#include "model/scenario/read_amount.h"
#include "model/scenario/read_objects.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

enum { MOST_LIMITED = 1000 }; /* changes that hold for a time */

/* One what-if, from a file or the command line. */
struct change {
    struct sim_where at;
    enum change_op op;
    const char *path, *give_to; /* give_to: null when not given */
    const struct read_node *value;
    const struct read_node *group; /* as written in a file, else null */
    const char *says;              /* begins complaints */
};

static void refuse(struct read *read, const struct change *change, const char *why)
{
    sim_diag_error(read->diag, change->at, "%s\"%.200s\": %s", change->says,
                   change->path, why);
}

/* ---- one operation on one place ---- */

static struct read_node *named_copy(const struct read_node *value, const char *name,
                                    struct sim_where at)
{
    struct read_node *copy = read_node_copy(value);
    free(copy->name);
    copy->name = sim_mem_text(name);
    read_mark(copy, at);
    return copy;
}

static void replace(struct read_node *parent, struct read_node *old,
                    struct read_node *new)
{
    for (size_t i = 0; i < parent->count; i++)
        if (parent->kids[i] == old) {
            parent->kids[i] = new;
            read_node_free(old);
            return;
        }
    read_put(parent, new);
}

static void do_set(const struct change *change, const struct read_spot *spot)
{
    const char *name = spot->key[0] != '\0' ? spot->key : NULL;
    replace(spot->parent, spot->node, named_copy(change->value, name, change->at));
}

/* A shift to take away, or one for some dates, is a group of its own. */
static struct read_node *shift_entry(const struct change *change,
                                     const struct read_node *value)
{
    const struct read_node *dates =
        change->group != NULL ? read_member(change->group, "dates") : NULL;
    if (value->kind != READ_TEXT || (change->op != CHANGE_MINUS && dates == NULL))
        return named_copy(value, NULL, change->at);
    struct read_node *entry = read_node_new(change->at, READ_GROUP, NULL);
    read_put(entry, named_copy(value, change->op == CHANGE_MINUS ? "minus" : "add",
                               change->at));
    if (dates != NULL)
        read_put(entry, named_copy(dates, "dates", change->at));
    return entry;
}

static void add_entries(const struct change *change, struct read_node *list,
                        bool shifts)
{
    const bool many = change->value->kind == READ_LIST;
    const size_t count = many ? change->value->count : 1;
    list->at = change->at;
    list->changed = true;
    for (size_t i = 0; i < count; i++) {
        const struct read_node *value = many ? change->value->kids[i] : change->value;
        read_put(list, shifts ? shift_entry(change, value)
                              : named_copy(value, NULL, change->at));
    }
}

/* A single text where a list may stand becomes a list of one. */
static struct read_node *as_list(const struct read_spot *spot, struct sim_where at)
{
    if (spot->node != NULL && spot->node->kind == READ_LIST)
        return spot->node;
    struct read_node *list = read_node_new(at, READ_LIST, spot->key);
    if (spot->node != NULL) {
        struct read_node *entry = read_node_copy(spot->node);
        free(entry->name);
        entry->name = NULL;
        read_put(list, entry);
    }
    replace(spot->parent, spot->node, list);
    return list;
}

static void remove_entry(struct read *read, const struct change *change,
                         struct read_node *list)
{
    for (size_t i = 0; i < list->count; i++) {
        char *have = read_render(list->kids[i]), *want = read_render(change->value);
        const bool same = strcmp(have, want) == 0;
        free(have);
        free(want);
        if (same) {
            read_remove(list, list->kids[i]);
            list->changed = true;
            return;
        }
    }
    refuse(read, change, "the list has no such entry to take away");
}

static void add_members(struct read *read, const struct change *change,
                        struct read_node *group)
{
    for (size_t i = 0; i < change->value->count; i++) {
        const struct read_node *kid = change->value->kids[i];
        if (read_member(group, kid->name) != NULL)
            refuse(read, change, "a member of that name is there already");
        else
            read_put(group, named_copy(kid, kid->name, change->at));
    }
}

/* A number more, less or times; the settings of a line's handling or of a law with it.
 */
static void scale(struct read *read, const struct change *change,
                  struct read_node *node)
{
    const char *why = read_amount(node, change->op, change->value, change->at);
    if (why != NULL)
        refuse(read, change, why);
}

static bool is_list_change(const struct change *change, const struct read_spot *spot)
{
    const bool shifts = read_is_shift_list(change->path);
    const bool more = change->op == CHANGE_ADD || change->op == CHANGE_PLUS;
    if (spot->node != NULL && spot->node->kind == READ_LIST)
        return more || change->op == CHANGE_MINUS;
    if (spot->node == NULL && shifts)
        /* Net people to begin with are not none, but those of the shifts. */
        return change->op != CHANGE_TIMES && strcmp(spot->key, "net") != 0;
    if (spot->node == NULL)
        return change->op == CHANGE_ADD;
    return shifts && change->op != CHANGE_TIMES && change->op != CHANGE_SET;
}

static void do_list(struct read *read, const struct change *change,
                    const struct read_spot *spot)
{
    const bool shifts = read_is_shift_list(change->path);
    struct read_node *list = as_list(spot, change->at);
    if (change->op == CHANGE_MINUS && !shifts)
        remove_entry(read, change, list);
    else
        add_entries(change, list, shifts);
}

static void scale_pair(struct read *read, const struct change *change,
                       const struct read_node *group)
{
    struct read_node *talk = read_member(group, "talk");
    struct read_node *wrap_up = read_member(group, "wrap_up");
    if (talk != NULL)
        scale(read, change, talk);
    if (wrap_up != NULL)
        scale(read, change, wrap_up);
}

/* All handling times of a line: its own, and those of streams and ways. */
static void scale_handling(struct read *read, const struct change *change,
                           const struct read_node *line)
{
    const struct read_node *const more[] = { read_member(line, "handling"),
                                             read_member(line, "then") };
    scale_pair(read, change, line);
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; more[i] != NULL && k < more[i]->count; k++)
            scale_pair(read, change, more[i]->kids[k]);
}

static bool is_handling(const struct change *change, const struct read_spot *spot)
{
    return strcmp(spot->key, "handling") == 0
           && read_member(spot->parent, "talk") != NULL
           && change->value->kind != READ_GROUP;
}

/* Makes the group of a setting at the top that may be written without one. */
static void make_group(struct read_node *root, const struct change *change)
{
    /* An empty one says as much as none. */
    static const char *const groups[] = { "plan", "run" };
    const size_t length = strcspn(change->path, ".:/");
    if (change->path[length] == '\0')
        return;
    if (length == strlen("period") && strncmp(change->path, "period", length) == 0)
        read_split_period(root);
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (length == strlen(groups[i]) && strncmp(change->path, groups[i], length) == 0
            && read_member(root, groups[i]) == NULL)
            read_put(root, read_node_new(change->at, READ_GROUP, groups[i]));
}

static void do_change(struct read *read, struct read_node *root,
                      const struct change *change)
{
    struct read_spot spot;
    make_group(root, change);
    if (!read_find(read, root, change->path, change->at, change->says, &spot))
        return;
    if (read_is_set_aside(root, change->path)) {
        refuse(read, change, "this is set aside, since the team has net");
        return;
    }
    if (change->op == CHANGE_SET)
        do_set(change, &spot);
    else if (is_list_change(change, &spot))
        do_list(read, change, &spot);
    else if (is_handling(change, &spot)) {
        scale_handling(read, change, spot.parent);
    } else if (spot.node == NULL)
        read_refuse_spot(read, &spot, change->path, change->at, change->says);
    else if (spot.node->kind == READ_GROUP && change->value->kind == READ_GROUP)
        add_members(read, change, spot.node);
    else
        scale(read, change, spot.node);
}

/* ---- shares that neighbours gain ---- */

/* The share of a node that is one, or that has one: an option, or a way with a handling
 * of its own. */
static struct read_node *share_in(struct read_node *node)
{
    if (node == NULL || node->kind != READ_GROUP)
        return node;
    return read_member(node, "share");
}

/* The neighbour of a share, which is a member `share` of its neighbour or the neighbour
 * itself. */
static struct read_node *neighbour(struct read *read, struct read_node *root,
                                   const struct change *change)
{
    const char *end = change->path + strlen(change->path);
    const size_t suffix = strlen(".share");
    const bool option = (size_t) (end - change->path) > suffix
                        && strcmp(end - suffix + 1, "share") == 0
                        && strchr(".:/", end[-(ptrdiff_t) suffix]) != NULL;
    const char *cut = option ? end - suffix : end;
    while (cut > change->path && strchr(".:/", cut[-1]) == NULL)
        cut--;
    char *path = sim_mem_print("%.*s%s", (int) (cut - change->path), change->path,
                               change->give_to);
    struct read_spot spot = { 0 };
    if (read_find(read, root, path, change->at, "give_to: ", &spot)
        && spot.node == NULL)
        read_refuse_spot(read, &spot, path, change->at, "give_to: ");
    struct read_node *share = share_in(spot.node);
    if (spot.node != NULL && share == NULL)
        refuse(read, change, "give_to must name another share beside this one");
    free(path);
    return share;
}

static void do_giving(struct read *read, struct read_node *root,
                      const struct change *change)
{
    struct read_spot spot;
    double before, after, other;
    const size_t errors = read->diag->errors;
    if (!read_find(read, root, change->path, change->at, change->says, &spot))
        return;
    if (spot.node == NULL) {
        read_refuse_spot(read, &spot, change->path, change->at, change->says);
        return;
    }
    struct read_node *gains = neighbour(read, root, change);
    if (gains == NULL)
        return;
    if (gains == spot.node || !read_share(spot.node, &before)
        || !read_share(gains, &other)) {
        refuse(read, change, "give_to must name another share beside this one");
        return;
    }
    do_change(read, root, change);
    if (read->diag->errors > errors)
        return;
    if (!read_find(read, root, change->path, change->at, change->says, &spot)
        || !read_share(spot.node, &after)) {
        refuse(read, change, "give_to needs a share from 0 % to 100 %");
        return;
    }
    read_put_share(gains, other + before - after, change->at);
}

/* ---- changes for a time ---- */

static const struct limited_row {
    const char *group, *key;
    enum scenario_limited_kind kind;
} limited_rows[] = {
    { "streams", "calls", SCENARIO_LIMITED_CALLS },
    { "stages", "handling", SCENARIO_LIMITED_HANDLING },
    { "stages", "talk", SCENARIO_LIMITED_TALK },
    { "stages", "wrap_up", SCENARIO_LIMITED_WRAP_UP },
    { "stages", "gives_up_after", SCENARIO_LIMITED_PATIENCE },
};

/* Splits "streams.NAME.calls"; null when it is not of three names. */
static const struct limited_row *limited_row(const char *path, char **object)
{
    const char *first = strpbrk(path, ".:/");
    const char *second = first != NULL ? strpbrk(first + 1, ".:/") : NULL;
    if (second == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof limited_rows / sizeof limited_rows[0]; i++) {
        const struct limited_row *row = &limited_rows[i];
        if (strlen(row->group) == (size_t) (first - path)
            && strncmp(path, row->group, strlen(row->group)) == 0
            && strcmp(second + 1, row->key) == 0) {
            *object = sim_mem_print("%.*s", (int) (second - first - 1), first + 1);
            return row;
        }
    }
    return NULL;
}

static void keep_limited(struct read *read, struct read_node *root,
                         const struct change *change)
{
    struct read_spot spot;
    char *object = NULL;
    const struct limited_row *row = limited_row(change->path, &object);
    if (!read_find(read, root, change->path, change->at, change->says, &spot)) {
        free(object);
        return;
    }
    const bool whole = row != NULL && row->kind == SCENARIO_LIMITED_HANDLING
                       && read_member(spot.parent, "talk") != NULL;
    if (spot.node == NULL && !whole) {
        read_refuse_spot(read, &spot, change->path, change->at, change->says);
    } else if (row == NULL) {
        refuse(read, change,
               "only calls of a stream, talk, wrap_up, handling or gives_up_after of a "
               "line, and shifts can be changed for some dates, days or hours");
    } else if (change->op != CHANGE_TIMES) {
        refuse(read, change,
               "for some dates, days or hours it can only be multiplied (times)");
    } else if (change->give_to != NULL) {
        refuse(read, change, "give_to does not go with dates, days or hours");
    } else if (read->limited_count == MOST_LIMITED) {
        refuse(read, change, "more than 1,000 changes for some dates, days or hours");
    } else {
        read->limited = sim_mem_grow(read->limited, &read->limited_capacity,
                                     read->limited_count + 1, sizeof *read->limited);
        read->limited[read->limited_count++] =
            (struct read_limited){ .kind = row->kind,
                                   .object = object,
                                   .path = sim_mem_text(change->path),
                                   .group = read_node_copy(change->group) };
        return;
    }
    free(object);
}

/* ---- changes as written ---- */

static void route(struct read *read, struct read_node *root,
                  const struct change *change)
{
    const struct read_node *group = change->group;
    const bool days =
        group != NULL
        && (read_member(group, "days") != NULL || read_member(group, "hours") != NULL);
    const bool dates = group != NULL && read_member(group, "dates") != NULL;
    if (!days && !dates && change->give_to == NULL)
        do_change(read, root, change);
    else if (!days && !dates)
        do_giving(read, root, change);
    else if (!read_is_shift_list(change->path))
        keep_limited(read, root, change);
    else if (days)
        refuse(read, change, "a shift line says its days and hours itself");
    else if (change->op == CHANGE_SET || change->op == CHANGE_TIMES)
        refuse(read, change,
               "for some dates shifts can be added (add) or taken away "
               "(minus)");
    else
        do_change(read, root, change);
}

bool read_takes(const struct read *read, const char *path)
{
    return read->part == NULL || read->part->takes(read->part->to, path);
}

static void read_one_change(struct read *read, struct read_node *root,
                            const struct read_node *group, bool is_of_base)
{
    const size_t errors = read->diag->errors;
    struct objects_change names = { 0 };
    struct change change = { .at = group->at, .group = group, .says = "change: " };
    int ops = 0;
    read_fields(read, group, objects_change.fields, "change: ", &names);
    for (int i = 0; i < CHANGE_OPS && group->kind == READ_GROUP; i++) {
        const struct read_node *value = read_member(group, change_types[i].name);
        if (value == NULL)
            continue;
        change.op = (enum change_op) i;
        change.value = value;
        ops++;
    }
    if (read->diag->errors == errors && ops != 1)
        sim_diag_error(read->diag, group->at,
                       "change: exactly one of set, times, plus, minus and add must be "
                       "given, got %d",
                       ops);
    else if (read->diag->errors == errors
             && (is_of_base || read_takes(read, names.at))) {
        change.path = names.at;
        change.give_to = names.give_to;
        route(read, root, &change);
    }
    free(names.at);
    free(names.give_to);
}

void read_changes(struct read *read, struct read_node *root,
                  const struct read_node *list, bool is_of_base)
{
    if (!read_expect(read, list, READ_LIST, "",
                     "a list of changes ( { at = ...; times = ...; }, ... )"))
        return;
    for (size_t i = 0; i < list->count; i++)
        read_one_change(read, root, list->kids[i], is_of_base);
}

void read_sets(struct read *read, struct read_node *root,
               const struct scenario_change_list *sets)
{
    if (sets != NULL)
        read->out->sets = sim_mem_array(sets->count, sizeof *read->out->sets);
    for (int i = 0; sets != NULL && i < sets->count; i++) {
        const char *set = sets->sets[i];
        read->out->sets[read->out->set_count++] = sim_mem_text(set);
        struct change change = { .says = "" };
        int length;
        change.at.file = read_keep(read, sim_mem_print("--set %s", set));
        read_hash(read, set, strlen(set) + 1);
        const char *text = change_split(set, &change.op, &length);
        if (text == NULL || *text == '\0') {
            sim_diag_error(read->diag, change.at, "must be PATH=VALUE");
            continue;
        }
        char *path = sim_mem_print("%.*s", length, set);
        struct read_node *value = read_tree_value(read, change.at, text);
        change.path = path;
        change.value = value;
        if (read_takes(read, path))
            route(read, root, &change);
        read_node_free(value);
        free(path);
    }
}
