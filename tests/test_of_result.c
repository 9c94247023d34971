/* The document of a simulation: headlines, names, exhibits, and what is refused. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tests/stored_run.h"
#include "tools/document/of.h"

/* ---- headlines ---- */

static void look_at_headlines(struct stored *stored, struct document *document)
{
    static const char *const verdicts[] = { "", "met", "not met", "undecided" };
    json_t *const targets = json_object_get(stored->root, "target");
    assert_int_equal(document->headline_count, json_object_size(targets));
    for (int i = 0; i < document->headline_count; i++) {
        const struct document_headline *const headline = &document->headlines[i];
        json_t *const value = stored_run_at(stored->root, headline->path);
        char *const name = sim_mem_text(headline->path + strlen("target."));
        name[strcspn(name, ".")] = '\0';
        json_t *const target = json_object_get(targets, name);
        json_t *const p_met = json_object_get(target, "p_met");
        free(name);
        assert_string_equal(headline->label,
                            json_string_value(json_object_get(target, "label")));
        assert_string_equal(verdicts[headline->verdict],
                            json_string_value(json_object_get(target, "verdict")));
        assert_near(headline->value, json_number_value(json_object_get(value, "value")),
                    0.0);
        assert_near(headline->p_met, json_number_value(json_object_get(p_met, "value")),
                    0.0);
        assert_non_null(strstr(headline->paragraph, headline->words));
        assert_non_null(strstr(headline->paragraph, headline->asked));
    }
}

static void headlines_are_the_figures_of_the_result(void **state)
{
    (void) state;
    stored_run_each(look_at_headlines);
}

static void a_headline_says_what_a_chief_officer_asks(void **state)
{
    (void) state;
    struct stored stored = { 0 };
    struct document document = { 0 };
    stored_run(&stored, "scenarios/04-menu.cfg", NULL, 0);
    json_t *const target = stored_run_at(stored.root, "target.t999");
    json_object_set_new(stored_run_at(target, "value"), "value", json_real(0.9473));
    json_object_set_new(stored_run_at(target, "value"), "half_width",
                        json_real(0.0008));
    json_object_set_new(stored_run_at(target, "value"), "low", json_real(0.9465));
    json_object_set_new(stored_run_at(target, "value"), "high", json_real(0.9481));
    json_object_set_new(target, "verdict", json_string("met"));
    json_object_set_new(target, "each", json_string("month"));
    json_object_set_new(target, "met", json_real(11.6));
    json_object_set_new(target, "of_periods", json_real(12.0));
    json_object_set_new(target, "usual_low", json_real(0.912));
    json_object_set_new(target, "usual_high", json_real(0.961));
    json_object_set_new(stored_run_at(target, "ceiling"), "value", json_real(0.977));
    json_object_set_new(stored_run_at(target, "ceiling"), "low", json_real(0.9765));
    json_object_set_new(stored_run_at(target, "ceiling"), "high", json_real(0.9775));
    stored_run_document(&stored, &document);
    const struct document_headline *const said = &document.headlines[0];
    assert_string_equal(said->words, "94.7 %");
    assert_string_equal(said->noise, "±0.1");
    assert_string_equal(said->verdict_words, "met");
    assert_string_equal(said->also, "met in 11.6 of 12 months; usual month 91–96 %");
    assert_non_null(
        strstr(said->paragraph, "about 1 in 19 is not answered in that time"));
    assert_non_null(strstr(said->paragraph, "The target is met, by 4.7 points."));
    assert_non_null(strstr(said->paragraph, "within ±0.1 points of this one"));
    assert_non_null(strstr(said->paragraph, "9 of 10 are at 91–96 %"));
    assert_non_null(strstr(said->paragraph, "No staffing could beat 97.7 %"));
    document_done(&document);
    stored_done(&stored);
}

/* ---- names ---- */

static bool has_term(const struct document *document, const char *key)
{
    for (int i = 0; key != NULL && i < document->term_count; i++)
        if (strcmp(document->terms[i].key, key) == 0)
            return true;
    return key == NULL;
}

static void is_id(const char *id)
{
    assert_int_equal(strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-"),
                     strlen(id));
    assert_true(*id != '\0');
}

/* All ids of sections and exhibits. */
static int ids_of(const struct document *document, const char **ids, int most)
{
    int count = 0;
    for (int i = 0; i < document->section_count; i++) {
        const struct document_section *const section = document->sections[i];
        ids[count++] = section->id;
        for (int k = 0; k < section->exhibit_count && count < most; k++)
            ids[count++] = section->exhibits[k]->id;
    }
    return count;
}

static void look_at_names(struct stored *stored, struct document *document)
{
    enum { MOST = 2000 };
    static const char *ids[MOST];
    const int count = ids_of(document, ids, MOST - 1);
    (void) stored;
    for (int i = 0; i < count; i++) {
        is_id(ids[i]);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(ids[i], ids[k]);
    }
    for (int i = 0; i < document->term_count; i++) {
        is_id(document->terms[i].key);
        assert_true(*document->terms[i].definition != '\0');
    }
    for (int i = 0; i < document->headline_count; i++)
        assert_true(has_term(document, document->headlines[i].term));
}

static void ids_are_unique_and_can_be_ids(void **state)
{
    (void) state;
    stored_run_each(look_at_names);
}

/* ---- exhibits ---- */

static void says_no_nonsense(const char *text)
{
    static const char *const nonsense[] = { "(null)", "nan", "-nan", "inf" };
    for (size_t i = 0; text != NULL && i < sizeof nonsense / sizeof *nonsense; i++) {
        const char *const at = strstr(text, nonsense[i]);
        const bool is_word =
            at != NULL && (at == text || !strchr("abcdefghijklmnopqrstuvwxyz", at[-1]))
            && strchr(" ,.;:%)", at[strlen(nonsense[i])]) != NULL;
        if (is_word)
            fail_msg("\"%s\"", text);
    }
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

static void look_at_exhibit(const struct document *document,
                            const struct document_exhibit *exhibit)
{
    assert_true(*exhibit->title != '\0');
    assert_true(exhibit->row_count > 0);
    assert_non_null(exhibit->sheet);
    assert_in_range(strlen(exhibit->sheet), 1, 31);
    assert_true(has_term(document, exhibit->term));
    assert_true((exhibit->group == NULL) == (exhibit->option == NULL));
    says_no_nonsense(exhibit->title);
    says_no_nonsense(exhibit->note);
    for (int k = 0; k < exhibit->column_count; k++) {
        assert_true(*exhibit->columns[k].heading != '\0');
        assert_true(has_term(document, exhibit->columns[k].term));
    }
    for (int row = 0; row < exhibit->row_count; row++)
        for (int k = 0; k < exhibit->column_count; k++) {
            const struct document_cell *const cell = document_at(exhibit, row, k);
            const bool is_text = exhibit->columns[k].unit == DOCUMENT_TEXT;
            assert_true(cell->kind != DOCUMENT_VALUE || !is_text);
            assert_true(cell->kind != DOCUMENT_VALUE || isfinite(cell->value));
            assert_true(cell->kind != DOCUMENT_WORDS || cell->words != NULL);
        }
    look_at_chart(exhibit);
}

/* Exhibits of one group stand in one section, and no two of them are one choice. */
static void look_at_groups(const struct document_section *section)
{
    for (int i = 0; i < section->exhibit_count; i++)
        for (int k = 0; k < i; k++) {
            const struct document_exhibit *const a = section->exhibits[i];
            const struct document_exhibit *const b = section->exhibits[k];
            if (a->group != NULL && b->group != NULL && strcmp(a->group, b->group) == 0)
                assert_string_not_equal(a->option, b->option);
        }
}

static void look_at_exhibits(struct stored *stored, struct document *document)
{
    (void) stored;
    for (int i = 0; i < document->section_count; i++) {
        const struct document_section *const section = document->sections[i];
        assert_true(section->exhibit_count > 0);
        look_at_groups(section);
        for (int k = 0; k < section->exhibit_count; k++)
            look_at_exhibit(document, section->exhibits[k]);
        for (int k = 0; k < section->paragraph_count; k++)
            says_no_nonsense(section->paragraphs[k]);
    }
    for (int i = 0; i < document->headline_count; i++)
        says_no_nonsense(document->headlines[i].paragraph);
    says_no_nonsense(document->summary);
}

static void every_exhibit_can_be_shown_and_explained(void **state)
{
    (void) state;
    stored_run_each(look_at_exhibits);
}

/* Tables that show the same sheet have names of their own; a sheet belongs to one
 * section. */
static void look_at_sheets(struct stored *stored, struct document *document)
{
    (void) stored;
    for (int i = 0; i < document->section_count; i++)
        for (int k = 0; k < i; k++)
            for (int a = 0; a < document->sections[i]->exhibit_count; a++)
                for (int b = 0; b < document->sections[k]->exhibit_count; b++)
                    assert_string_not_equal(document->sections[i]->exhibits[a]->sheet,
                                            document->sections[k]->exhibits[b]->sheet);
}

static void a_sheet_belongs_to_one_section(void **state)
{
    (void) state;
    stored_run_each(look_at_sheets);
}

/* ---- what is missing ---- */

/* A stored result with parts taken out of it in turn. */
struct trial {
    struct stored stored;
    json_t *schema;
    char way[200]; /* to what is looked at, for the message of a failure */
    int refused, accepted;
};

static bool is_refused(struct trial *trial)
{
    struct document document = { 0 };
    const bool is_made = document_of(&trial->stored, &document);
    assert_int_equal(is_made, trial->stored.fault == NULL);
    if (!is_made)
        assert_int_equal(document.section_count + document.headline_count, 0);
    document_done(&document);
    free(trial->stored.fault);
    trial->stored.fault = NULL;
    json_object_del(trial->stored.root, " ");
    trial->refused += !is_made;
    trial->accepted += is_made;
    return !is_made;
}

/* Without the member, and with something else in its place. */
static void take_out(struct trial *trial, json_t *object, const char *key,
                     bool is_required)
{
    char *const kept_key = sim_mem_text(key);
    json_t *const kept = json_incref(json_object_get(object, key));
    json_object_del(object, kept_key);
    if (!is_refused(trial) && is_required)
        fail_msg("%s is required by the schema and not missed", trial->way);
    json_object_set_new(object, kept_key,
                        json_is_boolean(kept) ? json_string("yes") : json_true());
    if (!is_refused(trial) && is_required)
        fail_msg("%s may be of another kind", trial->way);
    json_object_set_new(object, kept_key, kept);
    free(kept_key);
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
        walk(trial, json_array_get(value, json_array_size(value) - 1), items);
    }
    if (!json_is_object(value))
        return;
    json_t *const properties = json_object_get(schema, "properties");
    const size_t count = json_object_size(value);
    const char **const keys = sim_mem_array(count, sizeof *keys);
    json_t *member;
    const char *key;
    size_t i = 0;
    json_object_foreach(value, key, member)
    {
        keys[i++] = sim_mem_text(key);
    }
    for (i = 0; i < count; i++) {
        json_t *const named = json_object_get(properties, keys[i]);
        json_t *const other = json_object_get(schema, "additionalProperties");
        if (named == NULL && i > 0 && i + 1 < count)
            continue;
        const size_t length = strlen(trial->way);
        snprintf(trial->way + length, sizeof trial->way - length, ".%s", keys[i]);
        walk(trial, json_object_get(value, keys[i]), named == NULL ? other : named);
        take_out(trial, value, keys[i],
                 is_listed(json_object_get(schema, "required"), keys[i]));
        trial->way[length] = '\0';
    }
    for (i = 0; i < count; i++)
        free((void *) keys[i]);
    free(keys);
}

static void whatever_is_missing_is_refused_and_nothing_crashes(void **state)
{
    (void) state;
    struct trial trial = { .refused = 0 };
    char *const path = stored_run_source("tools/result.schema.json");
    trial.schema = json_load_file(path, 0, NULL);
    assert_non_null(trial.schema);
    stored_run(&trial.stored, "tests/data/everything.cfg", NULL, 0);
    assert_false(is_refused(&trial));
    walk(&trial, trial.stored.root, trial.schema);
    assert_false(is_refused(&trial));
    assert_true(trial.refused > 300);
    json_decref(trial.schema);
    stored_done(&trial.stored);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines_are_the_figures_of_the_result),
        cmocka_unit_test(a_headline_says_what_a_chief_officer_asks),
        cmocka_unit_test(ids_are_unique_and_can_be_ids),
        cmocka_unit_test(every_exhibit_can_be_shown_and_explained),
        cmocka_unit_test(a_sheet_belongs_to_one_section),
        cmocka_unit_test(whatever_is_missing_is_refused_and_nothing_crashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
