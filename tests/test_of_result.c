/* The document of a simulation: headlines, exhibits, and what is refused. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tests/of_stored.h"
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

/* ---- the whole ---- */

static void look_at_all(struct stored *stored, struct document *document)
{
    (void) stored;
    of_stored_look(document);
}

static void every_exhibit_can_be_shown_and_explained(void **state)
{
    (void) state;
    stored_run_each(look_at_all);
}

static void whatever_is_missing_is_refused_and_nothing_crashes(void **state)
{
    (void) state;
    struct stored stored;
    stored_run(&stored, "tests/data/everything.cfg", NULL, 0);
    of_stored_walk(&stored, "tools/result.schema.json", 300, true);
    stored_done(&stored);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines_are_the_figures_of_the_result),
        cmocka_unit_test(a_headline_says_what_a_chief_officer_asks),
        cmocka_unit_test(every_exhibit_can_be_shown_and_explained),
        cmocka_unit_test(whatever_is_missing_is_refused_and_nothing_crashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
