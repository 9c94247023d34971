#include "tools/compare_changes.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/grade.h"
#include "sim/mem.h"
#include "tools/readback.h"

static struct compare_change *add(struct compare_changes *to, char *path)
{
    to->rows = sim_mem_grow(to->rows, &to->capacity, to->count + 1, sizeof *to->rows);
    struct compare_change *const row = &to->rows[to->count++];
    row->path = path;
    return row;
}

/* ---- the line of a file ---- */

/* Fresh memory, without blanks at its ends. */
static char *trimmed(const char *from, size_t length)
{
    while (length > 0 && strchr(" \t\r", from[length - 1]) != NULL)
        length--;
    while (length > 0 && strchr(" \t", *from) != NULL) {
        from++;
        length--;
    }
    return sim_mem_print("%.*s", (int) length, from);
}

static char *line_of(const struct scenario *scenario, struct sim_where at)
{
    for (int i = 0; at.line > 0 && at.file != NULL && i < scenario->source_count; i++) {
        const char *text = scenario->sources[i].text;
        if (text == NULL || strcmp(scenario->sources[i].file, at.file) != 0)
            continue;
        for (unsigned line = 1; line < at.line && text != NULL; line++) {
            text = strchr(text, '\n');
            text += text != NULL;
        }
        return text != NULL ? trimmed(text, strcspn(text, "\n")) : NULL;
    }
    return NULL;
}

/* ---- settings ---- */

/* The same path may stand there several times: changes for a time. */
static int ordinal_of(const struct scenario *scenario, int index)
{
    int before = 0;
    for (int i = 0; i < index; i++)
        before += strcmp(scenario->inputs[i].path, scenario->inputs[index].path) == 0;
    return before;
}

static const struct scenario_input *find(const struct scenario *in,
                                         const struct scenario *from, int index)
{
    const char *const path = from->inputs[index].path;
    int left = ordinal_of(from, index);
    for (int i = 0; i < in->input_count; i++)
        if (strcmp(in->inputs[i].path, path) == 0 && left-- == 0)
            return &in->inputs[i];
    return NULL;
}

/* A long value is cut off: then the place tells whether something stands behind. */
static bool differs(const struct scenario_input *a, const struct scenario_input *b)
{
    static const char cut[] = "...";
    const size_t length = strlen(a->value), tail = sizeof cut - 1;
    if (strcmp(a->value, b->value) != 0)
        return true;
    const bool is_cut = length > tail && strcmp(a->value + length - tail, cut) == 0;
    return is_cut
           && (a->at.line != b->at.line || a->at.file == NULL || b->at.file == NULL
               || strcmp(a->at.file, b->at.file) != 0);
}

static void add_input(struct compare_changes *to, const struct scenario *where,
                      const struct scenario_input *before,
                      const struct scenario_input *after)
{
    const struct scenario_input *const one = after != NULL ? after : before;
    const struct scenario_basis *const basis = readback_basis(where, one->path);
    struct compare_change *const row = add(to, sim_mem_text(one->path));
    row->before = before != NULL ? sim_mem_text(before->value) : NULL;
    row->after = after != NULL ? sim_mem_text(after->value) : NULL;
    row->at = one->at;
    row->written = line_of(where, one->at);
    row->basis = basis != NULL ? scenario_basis_names[basis->kind] : NULL;
}

static void add_inputs(struct compare_changes *to, const struct scenario *first,
                       const struct scenario *second)
{
    for (int i = 0; i < second->input_count; i++) {
        const struct scenario_input *const before = find(first, second, i);
        if (before == NULL || differs(before, &second->inputs[i]))
            add_input(to, second, before, &second->inputs[i]);
    }
    for (int i = 0; i < first->input_count; i++)
        if (find(second, first, i) == NULL)
            add_input(to, first, &first->inputs[i], NULL);
}

/* ---- tables of the same name ---- */

static const char *last_name(const char *path)
{
    const char *const slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* The table of that name in a scenario, null without, or with two of them. */
static const struct scenario_source *table(const struct scenario *scenario,
                                           const char *file)
{
    const struct scenario_source *found = NULL;
    for (int i = 0; i < scenario->source_count; i++) {
        const struct scenario_source *const source = &scenario->sources[i];
        if (source->role != SCENARIO_ROLE_TABLE
            || strcmp(last_name(source->file), last_name(file)) != 0)
            continue;
        if (found != NULL)
            return NULL;
        found = source;
    }
    return found;
}

static char *table_words(const struct scenario_source *source)
{
    return sim_mem_print("%s, %zu bytes, hash %016" PRIx64, source->file, source->size,
                         source->hash);
}

static void add_tables(struct compare_changes *to, const struct scenario *first,
                       const struct scenario *second)
{
    for (int i = 0; i < second->source_count; i++) {
        const struct scenario_source *const after = &second->sources[i];
        const struct scenario_source *const before =
            after->role == SCENARIO_ROLE_TABLE && table(second, after->file) == after
                ? table(first, after->file)
                : NULL;
        if (before == NULL || before->hash == after->hash)
            continue;
        struct compare_change *const row =
            add(to, sim_mem_print("table %s", last_name(after->file)));
        row->before = table_words(before);
        row->after = table_words(after);
        row->at = (struct sim_where){ after->file, 0 };
    }
}

/* ---- targets ---- */

static char *target_words(const struct scenario *scenario, const char *name)
{
    for (int i = 0; i < scenario->target_count; i++) {
        const struct scenario_target *const target = &scenario->targets[i];
        if (strcmp(target->name, name) != 0)
            continue;
        char *const words = grades[target->grade].words(scenario, target);
        char *const limit = grade_limit_words(target);
        char *const all = sim_mem_print("%s: %s", limit, words);
        free(words);
        free(limit);
        return all;
    }
    return NULL;
}

static void add_target(struct compare_changes *to, const struct scenario_target *target,
                       char *before, char *after)
{
    const bool is_same = before != NULL && after != NULL && strcmp(before, after) == 0;
    if (is_same) {
        free(before);
        free(after);
        return;
    }
    struct compare_change *const row =
        add(to, sim_mem_print("targets.%s", target->name));
    row->before = before;
    row->after = after;
    row->at = target->at;
}

static void add_targets(struct compare_changes *to, const struct scenario *first,
                        const struct scenario *second)
{
    for (int i = 0; i < second->target_count; i++) {
        const struct scenario_target *const target = &second->targets[i];
        add_target(to, target, target_words(first, target->name),
                   target_words(second, target->name));
    }
    for (int i = 0; i < first->target_count; i++) {
        const struct scenario_target *const target = &first->targets[i];
        char *const after = target_words(second, target->name);
        if (after == NULL)
            add_target(to, target, target_words(first, target->name), NULL);
        free(after);
    }
}

void compare_changes_make(const struct scenario *first, const struct scenario *second,
                          struct compare_changes *out)
{
    *out = (struct compare_changes){ 0 };
    add_inputs(out, first, second);
    add_tables(out, first, second);
    add_targets(out, first, second);
}

void compare_changes_done(struct compare_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        free(changes->rows[i].path);
        free(changes->rows[i].before);
        free(changes->rows[i].after);
        free(changes->rows[i].written);
    }
    free(changes->rows);
    *changes = (struct compare_changes){ 0 };
}
