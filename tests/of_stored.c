#include "tests/of_stored.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"

void of_stored_make(struct stored *stored, struct document *document)
{
    if (!document_of(stored, document))
        fail_msg("%s", stored->fault);
}

json_t *of_stored_at(json_t *from, const char *path)
{
    char *const copy = sim_mem_text(path == NULL ? "" : path);
    char *rest = NULL;
    for (char *part = strtok_r(copy, ".", &rest); part != NULL;
         part = strtok_r(NULL, ".", &rest))
        from = json_is_array(from)
                   ? json_array_get(from, (size_t) strtoul(part, NULL, 10))
                   : json_object_get(from, part);
    free(copy);
    return from;
}

const struct document_exhibit *of_stored_exhibit(const struct document *document,
                                                 const char *id)
{
    for (int i = 0; i < document->section_count; i++)
        for (int k = 0; k < document->sections[i]->exhibit_count; k++)
            if (strcmp(document->sections[i]->exhibits[k]->id, id) == 0)
                return document->sections[i]->exhibits[k];
    return NULL;
}

const char *of_stored_fact(const struct document *document, const char *name)
{
    for (int i = 0; i < document->fact_count; i++)
        if (strcmp(document->facts[i].name, name) == 0)
            return document->facts[i].words;
    return "";
}

/* ---- what every document must be ---- */

static void has_term(const struct document *document, const char *key)
{
    for (int i = 0; key != NULL && i < document->term_count; i++)
        if (strcmp(document->terms[i].key, key) == 0)
            return;
    if (key != NULL)
        fail_msg("\"%s\" is not in the glossary", key);
}

static void is_id(const char *id)
{
    assert_int_equal(strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-"),
                     strlen(id));
    assert_true(*id != '\0');
}

static void says_no_nonsense(const char *text)
{
    static const char *const nonsense[] = { "(null)", " nan", "-nan", " inf ", "-inf" };
    for (size_t i = 0; text != NULL && i < sizeof nonsense / sizeof *nonsense; i++)
        if (strstr(text, nonsense[i]) != NULL || strcmp(text, "nan") == 0)
            fail_msg("\"%s\"", text);
}

static void look_at_chart(const struct document_exhibit *exhibit)
{
    const struct document_chart *const chart = &exhibit->chart;
    if (chart->kind == DOCUMENT_NO_CHART)
        return;
    assert_non_null(chart->alt);
    assert_true(strlen(chart->alt) > 10);
    says_no_nonsense(chart->alt);
    assert_true(chart->kind == DOCUMENT_HEAT || chart->series_count > 0);
    assert_true(chart->x < exhibit->column_count && chart->x2 < exhibit->column_count);
    assert_true(chart->kind == DOCUMENT_HEAT || chart->x >= 0);
    for (int i = 0; i < chart->series_count; i++) {
        const int column = chart->series[i].column;
        assert_in_range(column, 0, exhibit->column_count - 1);
        assert_true(exhibit->columns[column].unit != DOCUMENT_TEXT);
    }
    for (int i = 0; i < chart->mark_count; i++)
        assert_true(isfinite(chart->marks[i].at) && chart->marks[i].label != NULL);
}

static void look_at_cells(const struct document_exhibit *exhibit)
{
    for (int row = 0; row < exhibit->row_count; row++)
        for (int k = 0; k < exhibit->column_count; k++) {
            const struct document_cell *const cell = document_at(exhibit, row, k);
            const bool is_text = exhibit->columns[k].unit == DOCUMENT_TEXT;
            assert_true(cell->kind != DOCUMENT_VALUE || !is_text);
            assert_true(cell->kind != DOCUMENT_VALUE || isfinite(cell->value));
            assert_true(cell->kind != DOCUMENT_WORDS || cell->words != NULL);
            if (cell->kind == DOCUMENT_WORDS)
                says_no_nonsense(cell->words);
        }
}

static void look_at_exhibit(const struct document *document,
                            const struct document_section *section,
                            const struct document_exhibit *exhibit)
{
    const char *const sheet =
        exhibit->sheet != NULL ? exhibit->sheet : section->heading;
    is_id(exhibit->id);
    assert_true(*exhibit->title != '\0');
    if (exhibit->row_count == 0)
        fail_msg("\"%s\" is empty", exhibit->id);
    assert_in_range(strlen(sheet), 1, 31);
    has_term(document, exhibit->term);
    assert_true((exhibit->group == NULL) == (exhibit->option == NULL));
    says_no_nonsense(exhibit->title);
    says_no_nonsense(exhibit->note);
    for (int k = 0; k < exhibit->column_count; k++) {
        assert_true(*exhibit->columns[k].heading != '\0');
        has_term(document, exhibit->columns[k].term);
    }
    look_at_cells(exhibit);
    look_at_chart(exhibit);
}

/* Exhibits of one group are in a row, and no two of them are one choice. */
static void look_at_groups(const struct document_section *section)
{
    for (int i = 0; i < section->exhibit_count; i++)
        for (int k = 0; k < i; k++) {
            const struct document_exhibit *const a = section->exhibits[k];
            const struct document_exhibit *const b = section->exhibits[i];
            if (a->group == NULL || b->group == NULL || strcmp(a->group, b->group) != 0)
                continue;
            assert_string_not_equal(a->option, b->option);
            for (int m = k; m <= i; m++)
                assert_string_equal(section->exhibits[m]->group, a->group);
        }
}

static void look_at_ids(const struct document *document)
{
    enum { MOST = 2000 };
    static const char *ids[MOST];
    int count = 0;
    for (int i = 0; i < document->section_count; i++) {
        ids[count++] = document->sections[i]->id;
        for (int k = 0; k < document->sections[i]->exhibit_count && count < MOST; k++)
            ids[count++] = document->sections[i]->exhibits[k]->id;
    }
    for (int i = 0; i < count; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(ids[i], ids[k]);
}

static void look_at_sheets(const struct document *document)
{
    for (int i = 0; i < document->section_count; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(document->sections[i]->heading,
                                    document->sections[k]->heading);
}

void of_stored_look(const struct document *document)
{
    look_at_ids(document);
    look_at_sheets(document);
    for (int i = 0; i < document->section_count; i++) {
        const struct document_section *const section = document->sections[i];
        assert_true(section->exhibit_count > 0);
        look_at_groups(section);
        for (int k = 0; k < section->exhibit_count; k++)
            look_at_exhibit(document, section, section->exhibits[k]);
        for (int k = 0; k < section->paragraph_count; k++)
            says_no_nonsense(section->paragraphs[k]);
    }
    for (int i = 0; i < document->headline_count; i++) {
        says_no_nonsense(document->headlines[i].paragraph);
        says_no_nonsense(document->headlines[i].also);
        says_no_nonsense(document->headlines[i].words);
        has_term(document, document->headlines[i].term);
    }
    says_no_nonsense(document->summary);
}

/* ---- what is missing ---- */

struct trial {
    struct stored *stored;
    json_t *schema;
    bool is_strict; /* what the schema requires must be missed */
    char way[200];  /* to what is looked at, for the message of a failure */
    int refused;
};

static bool is_refused(struct trial *trial)
{
    struct document document = { 0 };
    const bool is_made = document_of(trial->stored, &document);
    assert_int_equal(is_made, trial->stored->fault == NULL);
    if (!is_made)
        assert_int_equal(document.section_count + document.headline_count, 0);
    document_done(&document);
    free(trial->stored->fault);
    trial->stored->fault = NULL;
    json_object_del(trial->stored->root, " ");
    trial->refused += !is_made;
    return !is_made;
}

/* Without the member, and with something else in its place. */
static void take_out(struct trial *trial, json_t *object, const char *key,
                     bool is_required)
{
    json_t *const kept = json_incref(json_object_get(object, key));
    json_object_del(object, key);
    if (!is_refused(trial) && is_required)
        fail_msg("%s is required by the schema and not missed", trial->way);
    json_object_set_new(object, key,
                        json_is_boolean(kept) ? json_string("yes") : json_true());
    if (!is_refused(trial) && is_required)
        fail_msg("%s may be of another kind", trial->way);
    json_t *const others[] = { json_null(), json_integer(-7), json_object(),
                               json_string("yes"), json_array() };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        json_object_set_new(object, key, others[i]);
        is_refused(trial);
    }
    json_object_set_new(object, key, kept);
    json_t *const first = json_is_array(kept) ? json_array_get(kept, 0) : NULL;
    if (first == NULL)
        return;
    json_incref(first);
    json_array_set_new(kept, 0, json_string("yes"));
    is_refused(trial);
    json_array_set_new(kept, 0, first);
}

static json_t *resolved(const struct trial *trial, json_t *schema)
{
    const char *const reference = json_string_value(json_object_get(schema, "$ref"));
    if (reference == NULL)
        return schema;
    json_t *const definitions = json_object_get(trial->schema, "$defs");
    return json_object_get(definitions, strrchr(reference, '/') + 1);
}

static bool is_listed(json_t *list, const char *key)
{
    json_t *item;
    size_t i;
    json_array_foreach(list, i, item)
    {
        if (strcmp(json_string_value(item), key) == 0)
            return true;
    }
    return false;
}

/* Every member that the schema names, in the first and the last of its kind. */
static void walk(struct trial *trial, json_t *value, json_t *schema)
{
    schema = resolved(trial, schema);
    if (json_is_array(value) && json_array_size(value) > 0) {
        json_t *const items = json_object_get(schema, "items");
        walk(trial, json_array_get(value, 0), items);
        if (json_array_size(value) > 1)
            walk(trial, json_array_get(value, json_array_size(value) - 1), items);
    }
    if (!json_is_object(value))
        return;
    const size_t count = json_object_size(value);
    char **const keys = sim_mem_array(count, sizeof *keys);
    json_t *member;
    const char *key;
    size_t i = 0;
    json_object_foreach(value, key, member)
    {
        keys[i++] = sim_mem_text(key);
    }
    for (i = 0; i < count; i++) {
        json_t *const named =
            json_object_get(json_object_get(schema, "properties"), keys[i]);
        json_t *const other = json_object_get(schema, "additionalProperties");
        if (named != NULL || i == 0 || i + 1 == count) {
            const size_t length = strlen(trial->way);
            snprintf(trial->way + length, sizeof trial->way - length, ".%s", keys[i]);
            walk(trial, json_object_get(value, keys[i]), named == NULL ? other : named);
            take_out(trial, value, keys[i],
                     trial->is_strict
                         && is_listed(json_object_get(schema, "required"), keys[i]));
            trial->way[length] = '\0';
        }
        free(keys[i]);
    }
    free(keys);
}

void of_stored_walk(struct stored *stored, const char *schema, int least,
                    bool is_strict)
{
    struct trial trial = { .stored = stored, .is_strict = is_strict };
    const char *const root = getenv("SOURCE_ROOT");
    char *const path = sim_mem_print("%s/%s", root == NULL ? "." : root, schema);
    trial.schema = json_load_file(path, 0, NULL);
    assert_non_null(trial.schema);
    assert_false(is_refused(&trial));
    walk(&trial, stored->root, trial.schema);
    assert_false(is_refused(&trial));
    if (trial.refused < least)
        fail_msg("only %d were refused", trial.refused);
    json_decref(trial.schema);
    free(path);
}
