#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_change.h"
#include "model/scenario/read_objects.h"
#include "sim/mem.h"

enum { MOST_ROWS = 2000, MOST_PATH = 500 };

/* A list of lists with `columns` entries each; null after a complaint. */
static const struct read_node *read_list(struct read *read,
                                         const struct read_node *root, const char *name,
                                         const char *form)
{
    const struct read_node *list = read_member(root, name);
    if (list == NULL || !read_expect(read, list, READ_LIST, "", form))
        return NULL;
    if (list->count <= MOST_ROWS)
        return list;
    sim_diag_error(read->diag, list->at, "%s: at most %d rows are possible", name,
                   MOST_ROWS);
    return NULL;
}

static bool is_row(struct read *read, const struct read_node *node, const char *who,
                   size_t least, size_t most, const char *form)
{
    if (node->kind == READ_LIST && node->count >= least && node->count <= most
        && node->kids[0]->kind == READ_TEXT && strlen(node->kids[0]->text) <= MOST_PATH)
        return true;
    read_refuse(read, node, who, form);
    return false;
}

static void read_basis(struct read *read, struct read_node *root)
{
    static const char form[] = "a row such as ( \"streams.x.calls\", \"published\", "
                               "\"its source\" )";
    struct scenario *out = read->out;
    const struct read_node *list = read_list(read, root, "basis", "a list of rows");
    if (list == NULL)
        return;
    out->basis = sim_mem_array(list->count, sizeof *out->basis);
    for (size_t i = 0; i < list->count; i++) {
        const struct read_node *node = list->kids[i];
        int kind = SCENARIO_ASSUMED;
        if (!is_row(read, node, "basis: ", 2, 3, form))
            continue;
        struct read_spot spot;
        if (read_find(read, root, node->kids[0]->text, node->at, "basis: ", &spot)
            && spot.node == NULL)
            read_refuse_spot(read, &spot, node->kids[0]->text, node->at, "basis: ");
        if (read_is_set_aside(root, node->kids[0]->text))
            continue; /* no input, see below */
        struct read_node *word = read_node_copy(node->kids[1]);
        word->name = sim_mem_text("kind");
        read_value(read, &objects_basis_kind, word, "basis: ", &kind);
        read_node_free(word);
        struct scenario_basis *row = &out->basis[out->basis_count++];
        row->at = node->at;
        row->path = sim_mem_text(node->kids[0]->text);
        row->kind = (enum scenario_basis_kind) kind;
        if (node->count == 3
            && read_expect(read, node->kids[2], READ_TEXT, "basis: ", "a text"))
            row->note = sim_mem_text(node->kids[2]->text);
        else
            row->note = sim_mem_text("");
    }
}

/* Expected figures: shares and times as a user writes them, or plain numbers. */
static bool read_figure(struct read *read, const struct read_node *node, double *out)
{
    struct sim_field field = objects_value;
    if (node->kind == READ_TEXT)
        field.kind = strchr(node->text, '%') != NULL ? SIM_FIELD_SHARE : SIM_FIELD_TIME;
    struct read_node named = *node;
    char name[] = "figure";
    named.name = name;
    return read_value(read, &field, &named, "expect: ", out);
}

static void read_expected(struct read *read, const struct read_node *root)
{
    static const char form[] = "a row such as ( \"line.x.mean_wait\", 38.5, 2.0 )";
    struct scenario *out = read->out;
    const struct read_node *list = read_list(read, root, "expect", "a list of rows");
    if (list == NULL)
        return;
    out->expects = sim_mem_array(list->count, sizeof *out->expects);
    for (size_t i = 0; i < list->count; i++) {
        const struct read_node *node = list->kids[i];
        if (!is_row(read, node, "expect: ", 3, 3, form))
            continue;
        struct scenario_expect *row = &out->expects[out->expect_count++];
        row->at = node->at;
        row->path = sim_mem_text(node->kids[0]->text);
        read_figure(read, node->kids[1], &row->value);
        read_figure(read, node->kids[2], &row->tolerance);
        if (row->tolerance < 0.0)
            sim_diag_error(read->diag, node->at, "expect: the tolerance must be >= 0");
    }
}

/* ---- register of inputs ---- */

struct inputs {
    const struct read_node *root;
    struct scenario *out;
    size_t capacity;
};

static void add_input(struct inputs *to, struct sim_where at, bool changed, char *path,
                      char *value)
{
    struct scenario *out = to->out;
    out->inputs = sim_mem_grow(out->inputs, &to->capacity,
                               (size_t) out->input_count + 1, sizeof *out->inputs);
    out->inputs[out->input_count++] = (struct scenario_input){
        .at = at, .path = path, .value = value, .changed = changed
    };
}

static bool any_changed(const struct read_node *node)
{
    bool changed = node->changed;
    for (size_t i = 0; i < node->count && !changed; i++)
        changed = any_changed(node->kids[i]);
    return changed;
}

static void add_inputs(struct inputs *to, const struct read_node *group,
                       const char *prefix)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct read_node *node = group->kids[i];
        if (strcmp(node->name, "label") == 0)
            continue;
        char *path =
            sim_mem_print("%s%s%s", prefix, prefix[0] != '\0' ? "." : "", node->name);
        if (read_is_set_aside(to->root, path)) {
            free(path);
        } else if (node->kind == READ_GROUP) {
            add_inputs(to, node, path);
            free(path);
        } else {
            add_input(to, node->at, any_changed(node), path, read_render(node));
        }
    }
}

/* Settings of the top that are no inputs of the model. */
static bool is_input(const char *name)
{
    static const char *const not [] = { "title",   "marking", "basis", "expect",
                                        "targets", "run",     "plan",  "certificate" };
    for (size_t i = 0; i < sizeof not / sizeof not [0]; i++)
        if (strcmp(name, not [i]) == 0)
            return false;
    return true;
}

static void read_inputs(struct read *read, const struct read_node *root)
{
    struct inputs to = { .root = root, .out = read->out };
    for (size_t i = 0; i < root->count; i++) {
        struct read_node *kid = root->kids[i];
        if (!is_input(kid->name))
            continue;
        if (kid->kind == READ_GROUP)
            add_inputs(&to, kid, kid->name);
        else
            add_input(&to, kid->at, any_changed(kid), sim_mem_text(kid->name),
                      read_render(kid));
    }
    for (size_t i = 0; i < read->limited_count; i++) {
        const struct read_limited *limited = &read->limited[i];
        add_input(&to, limited->group->at, true, sim_mem_text(limited->path),
                  read_render(limited->group));
    }
}

void read_rows(struct read *read, struct read_node *root)
{
    read_basis(read, root);
    read_expected(read, root);
    read_inputs(read, root);
}
