#include "model/scenario/read_tree.h"

#include <libconfig.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_scan.h"
#include "sim/mem.h"

struct read_node *read_node_new(struct sim_where at, enum read_kind kind,
                                const char *name)
{
    struct read_node *node = sim_mem_array(1, sizeof *node);
    node->at = at;
    node->kind = kind;
    node->name = sim_mem_text(name);
    return node;
}

struct read_node *read_node_text(struct sim_where at, const char *name,
                                 const char *text)
{
    struct read_node *node = read_node_new(at, READ_TEXT, name);
    node->text = sim_mem_text(text);
    return node;
}

static void append(struct read_node *parent, struct read_node *kid)
{
    parent->kids = sim_mem_grow(parent->kids, &parent->capacity, parent->count + 1,
                                sizeof(struct read_node *));
    parent->kids[parent->count++] = kid;
}

struct read_node *read_node_copy(const struct read_node *node)
{
    struct read_node *copy = read_node_new(node->at, node->kind, node->name);
    copy->text = sim_mem_text(node->text);
    copy->number = node->number;
    copy->changed = node->changed;
    for (size_t i = 0; i < node->count; i++)
        append(copy, read_node_copy(node->kids[i]));
    return copy;
}

void read_node_free(struct read_node *node)
{
    if (node == NULL)
        return;
    for (size_t i = 0; i < node->count; i++)
        read_node_free(node->kids[i]);
    free(node->kids);
    free(node->name);
    free(node->text);
    free(node);
}

struct read_node *read_member(const struct read_node *group, const char *name)
{
    if (group->kind != READ_GROUP)
        return NULL;
    for (size_t i = 0; i < group->count; i++)
        if (strcmp(group->kids[i]->name, name) == 0)
            return group->kids[i];
    return NULL;
}

void read_put(struct read_node *parent, struct read_node *kid)
{
    for (size_t i = 0; parent->kind == READ_GROUP && i < parent->count; i++)
        if (strcmp(parent->kids[i]->name, kid->name) == 0) {
            read_node_free(parent->kids[i]);
            parent->kids[i] = kid;
            return;
        }
    append(parent, kid);
}

void read_remove(struct read_node *parent, struct read_node *kid)
{
    for (size_t i = 0; i < parent->count; i++)
        if (parent->kids[i] == kid) {
            parent->count--;
            memmove(&parent->kids[i], &parent->kids[i + 1],
                    (parent->count - i) * sizeof(struct read_node *));
            read_node_free(kid);
            return;
        }
}

void read_mark(struct read_node *node, struct sim_where at)
{
    node->at = at;
    node->changed = true;
    for (size_t i = 0; i < node->count; i++)
        read_mark(node->kids[i], at);
}

static const struct read_node *last_changed(const struct read_node *node)
{
    const struct read_node *last = NULL;
    for (size_t i = node->count; i > 0 && last == NULL; i--)
        last = last_changed(node->kids[i - 1]);
    return last != NULL || !node->changed ? last : node;
}

struct sim_where read_blame(const struct read_node *node)
{
    const struct read_node *last = last_changed(node);
    return last != NULL ? last->at : node->at;
}

/* ---- as a user would write it ---- */

enum { RENDER_MOST = 200, RENDER_ENOUGH = RENDER_MOST - 8 };

struct render {
    char text[RENDER_MOST + 64];
    size_t length;
};

static void say(struct render *to, const char *text)
{
    if (to->length < RENDER_ENOUGH)
        to->length += (size_t) snprintf(to->text + to->length, RENDER_MOST - to->length,
                                        "%s", text);
    if (to->length >= RENDER_ENOUGH) {
        size_t end = RENDER_ENOUGH; /* not within a character of several bytes */
        while (((unsigned char) to->text[end] & 0xc0) == 0x80)
            end--;
        strcpy(to->text + end, "...");
        to->length = RENDER_MOST;
    }
}

static void render(struct render *to, const struct read_node *node)
{
    char number[32];
    snprintf(number, sizeof number, "%.15g", node->number);
    switch (node->kind) {
    case READ_TEXT:
        say(to, "\"");
        say(to, node->text);
        say(to, "\"");
        return;
    case READ_NUMBER:
        say(to, number);
        return;
    case READ_FLAG:
        say(to, node->number != 0.0 ? "true" : "false");
        return;
    case READ_GROUP:
    case READ_LIST:
        break;
    }
    const bool group = node->kind == READ_GROUP;
    say(to, group ? "{ " : "( ");
    for (size_t i = 0; i < node->count && to->length < RENDER_ENOUGH; i++) {
        if (group) {
            say(to, node->kids[i]->name);
            say(to, " = ");
        }
        render(to, node->kids[i]);
        say(to, group ? "; " : i + 1 < node->count ? ", " : " ");
    }
    say(to, group ? "}" : ")");
}

char *read_render(const struct read_node *node)
{
    struct render to = { .length = 0 };
    if (node->kind == READ_TEXT)
        say(&to, node->text);
    else
        render(&to, node);
    return sim_mem_text(to.text);
}

/* ---- from libconfig ---- */

static struct sim_where where(const struct read_flat *flat, unsigned line)
{
    return flat->lines[line < 1                  ? 0
                       : line > flat->line_count ? flat->line_count - 1
                                                 : line - 1];
}

static struct read_node *from_config(const config_setting_t *setting,
                                     const struct read_flat *flat)
{
    const struct sim_where at = where(flat, setting->line);
    const char *name = config_setting_name(setting);
    struct read_node *node = NULL;
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_STRING:
        return read_node_text(at, name, config_setting_get_string(setting));
    case CONFIG_TYPE_BOOL:
        node = read_node_new(at, READ_FLAG, name);
        node->number = config_setting_get_bool(setting) ? 1.0 : 0.0;
        return node;
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
        node = read_node_new(at, READ_NUMBER, name);
        node->number = config_setting_type(setting) == CONFIG_TYPE_INT
                           ? config_setting_get_int(setting)
                           : (double) config_setting_get_int64(setting);
        return node;
    case CONFIG_TYPE_FLOAT:
        node = read_node_new(at, READ_NUMBER, name);
        node->number = config_setting_get_float(setting);
        return node;
    default:
        break;
    }
    node = read_node_new(at, config_setting_is_group(setting) ? READ_GROUP : READ_LIST,
                         name);
    for (int i = 0; i < config_setting_length(setting); i++)
        append(node, from_config(config_setting_get_elem(setting, (unsigned) i), flat));
    return node;
}

/* The scan has refused all that libconfig would; should they ever differ, libconfig's
 * own words are better than none. */
static struct read_node *parse(struct read *read, struct sim_where file,
                               const struct read_flat *flat)
{
    struct read_node *root = NULL;
    config_t config;
    config_init(&config);
    if (flat->length == 0) {
        root = read_node_new(file, READ_GROUP, NULL);
    } else if (config_read_string(&config, flat->text) == CONFIG_TRUE) {
        root = from_config(config_root_setting(&config), flat);
        root->at = file;
    } else {
        sim_diag_error(read->diag, where(flat, (unsigned) config_error_line(&config)),
                       "%s", config_error_text(&config));
    }
    config_destroy(&config);
    return root;
}

struct read_node *read_tree_file(struct read *read, struct sim_where at,
                                 const char *path)
{
    struct read_flat flat = { 0 };
    struct read_node *root = NULL;
    const struct sim_where file = { read_keep(read, sim_mem_text(path)), 0 };
    if (read_scan_file(read, at, path, &flat))
        root = parse(read, file, &flat);
    read_flat_done(&flat);
    return root;
}

struct read_node *read_tree_value(struct read *read, struct sim_where at,
                                  const char *text)
{
    char *setting = sim_mem_print("v = %s", text);
    struct read_flat flat = { 0 };
    struct sim_diag quiet = { 0 };
    struct read quiet_read = *read;
    quiet_read.diag = &quiet;
    struct read_node *root = NULL, *value = NULL;
    if (strchr(text, '\n') == NULL
        && read_scan_text(&quiet_read, at, setting, strlen(setting), &flat))
        root = parse(&quiet_read, at, &flat);
    if (root != NULL && root->count == 1) {
        value = root->kids[0];
        root->count = 0;
        free(value->name);
        value->name = NULL;
    } else {
        value = read_node_text(at, NULL, text);
    }
    read_node_free(root);
    read_flat_done(&flat);
    sim_diag_done(&quiet);
    free(setting);
    return value;
}
