#include "tools/attribute_change.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read.h"
#include "sim/mem.h"
#include "tools/check_words.h"

static bool is_of(const struct attribute_part *part, enum attribute_kind kind,
                  const char *object)
{
    return part->kind == kind
           && (part->object == NULL || strcmp(part->object, object) == 0);
}

static bool is_in(const struct attribute_changes *changes, uint64_t parts,
                  enum attribute_kind kind, const char *object)
{
    for (int i = 0; i < changes->part_count; i++)
        if ((parts >> i & 1) != 0 && is_of(&changes->parts[i], kind, object))
            return true;
    return false;
}

/* ---- finding ---- */

static bool note(void *to, const char *path)
{
    struct attribute_changes *const changes = to;
    char object[ATTRIBUTE_NAME];
    const enum attribute_kind kind = attribute_kind_of(path, object);
    if (kind >= ATTRIBUTE_KINDS)
        return kind == ATTRIBUTE_MEASURED;
    changes->rows = sim_mem_grow(changes->rows, &changes->capacity, changes->count + 1,
                                 sizeof *changes->rows);
    struct attribute_change *const row = &changes->rows[changes->count++];
    row->path = sim_mem_text(path);
    row->kind = kind;
    strcpy(row->object, object);
    return false;
}

static bool is_change(const char *set)
{
    enum change_op op;
    int length;
    char object[ATTRIBUTE_NAME];
    if (change_split(set, &op, &length) == NULL)
        return false;
    char *const path = sim_mem_print("%.*s", length, set);
    const bool is_one = attribute_kind_of(path, object) < ATTRIBUTE_KINDS;
    free(path);
    return is_one;
}

/* Reads the base alone, only to be asked for every change. */
void attribute_changes_find(const char *file, const struct scenario_change_list *sets,
                            struct attribute_changes *out)
{
    struct scenario base = { 0 };
    struct sim_diag diag = { 0 };
    const struct scenario_part part = { note, out };
    *out = (struct attribute_changes){ .part_count = ATTRIBUTE_KINDS };
    for (int i = 0; i < ATTRIBUTE_KINDS; i++)
        out->parts[i].kind = (enum attribute_kind) i;
    scenario_read_part(file, sets, &part, &diag, &base);
    for (int i = 0; sets != NULL && i < sets->count; i++)
        out->of_sets += is_change(sets->sets[i]);
    sim_diag_done(&diag);
    scenario_done(&base);
}

void attribute_changes_done(struct attribute_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        free(changes->rows[i].path);
    free(changes->rows);
    *changes = (struct attribute_changes){ 0 };
}

int attribute_changes_part(struct attribute_changes *changes,
                           const struct attribute_part *part)
{
    if (part->object == NULL)
        return (int) part->kind;
    assert(changes->part_count < ATTRIBUTE_MOST_PARTS);
    changes->parts[changes->part_count] = *part;
    return changes->part_count++;
}

bool attribute_changes_has(const struct attribute_changes *changes,
                           const struct attribute_part *part)
{
    for (size_t i = 0; i < changes->count; i++)
        if (is_of(part, changes->rows[i].kind, changes->rows[i].object))
            return true;
    return false;
}

bool attribute_changes_are_all(const struct attribute_changes *changes, uint64_t parts)
{
    for (size_t i = 0; i < changes->count; i++)
        if (!is_in(changes, parts, changes->rows[i].kind, changes->rows[i].object))
            return false;
    return true;
}

/* ---- words ---- */

char *attribute_changes_words(const struct attribute_changes *changes)
{
    char *all = NULL;
    for (int kind = 0; kind < ATTRIBUTE_KINDS; kind++) {
        char *paths = NULL;
        for (size_t i = 0; i < changes->count; i++)
            if ((int) changes->rows[i].kind == kind)
                paths = check_words_join(paths, ", ", changes->rows[i].path);
        if (paths == NULL)
            continue;
        char *const one = sim_mem_print("%s (%s)", attribute_kinds[kind].name, paths);
        all = check_words_join(all, ", ", one);
        free(one);
        free(paths);
    }
    return all;
}

void attribute_changes_name(const struct attribute_changes *changes, uint64_t parts,
                            char **name, char **words)
{
    char *all = NULL, *list = NULL;
    for (int i = 0; i < changes->part_count; i++) {
        if ((parts >> i & 1) == 0)
            continue;
        const struct attribute_part *const part = &changes->parts[i];
        char *const one = sim_mem_print("%s%s%s", attribute_kinds[part->kind].name,
                                        part->object != NULL ? ":" : "",
                                        part->object != NULL ? part->object : "");
        all = check_words_join(all, "+", one);
        list = check_words_join(list, ", ", one);
        free(one);
    }
    *name = all != NULL ? all : sim_mem_text("base");
    *words = list != NULL ? sim_mem_print("the changes of %s alone", list)
                          : sim_mem_text("no change at all");
    free(list);
}

/* ---- reading ---- */

struct wish {
    const struct attribute_changes *changes;
    uint64_t parts;
};

static bool takes(void *to, const char *path)
{
    const struct wish *const wish = to;
    char object[ATTRIBUTE_NAME];
    const enum attribute_kind kind = attribute_kind_of(path, object);
    return kind == ATTRIBUTE_MEASURED
           || is_in(wish->changes, wish->parts, kind, object);
}

bool attribute_changes_read(const struct attribute_changes *changes, uint64_t parts,
                            const char *file, const struct scenario_change_list *sets,
                            struct sim_diag *diag, struct scenario *out)
{
    struct wish wish = { changes, parts };
    const struct scenario_part part = { takes, &wish };
    return scenario_read_part(file, sets, parts == ATTRIBUTE_EVERYTHING ? NULL : &part,
                              diag, out);
}
