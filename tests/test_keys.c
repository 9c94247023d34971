#include "model/scenario/keys.h"

#include "model/scenario/objects.h"
#include "sim/dist.h"
#include "tests/scratch.h"

/* Tables walked row by row, so that a new setting needs no new test. */

static void every_setting_is_described(void **state)
{
    (void) state;
    for (int i = 0; keys_objects[i] != NULL; i++) {
        const struct keys_object *object = keys_objects[i];
        assert_true(object->name[0] != '\0' && object->help[0] != '\0');
        for (const struct sim_field *f = object->fields; f->key != NULL; f++) {
            assert_true(f->help != NULL && f->help[0] != '\0');
            assert_true(f->help[strlen(f->help) - 1] != '.');
            assert_true(f->low <= f->high);
            assert_true((f->kind == SIM_FIELD_CHOICE) == (f->choices != NULL));
            if (f->kind != SIM_FIELD_GROWTH)
                assert_true((f->kind == SIM_FIELD_NAME || f->kind == SIM_FIELD_OWN)
                            == (f->form != NULL));
            for (const struct sim_field *g = object->fields; g < f; g++)
                assert_string_not_equal(g->key, f->key);
        }
    }
}

static void the_manual_has_every_setting_and_law(void **state)
{
    (void) state;
    char *manual = keys_manual();
    const char *at = manual;
    for (int i = 0; keys_objects[i] != NULL; i++) {
        const struct keys_object *object = keys_objects[i];
        char *head = sim_mem_print("\n%s", object->name);
        at = strstr(at, head);
        assert_non_null(at);
        free(head);
        for (const struct sim_field *f = object->fields; f->key != NULL; f++) {
            char *line = sim_mem_print("\n  %s", f->key);
            at = strstr(at, line);
            assert_non_null(at);
            free(line);
        }
    }
    for (int i = 0; i < SIM_DIST_LAWS; i++) {
        char *line = sim_mem_print("\n  law = \"%s\"\n", sim_dist_types[i].name);
        assert_non_null(strstr(manual, line));
        free(line);
    }
    free(manual);
}

static void the_manual_fits_the_screen(void **state)
{
    (void) state;
    char *manual = keys_manual();
    for (const char *line = manual; *line != '\0'; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= 80);
    free(manual);
}

static void rules_say_the_range_or_the_form(void **state)
{
    (void) state;
    static const char *const words[] = { "one", "two", "three", NULL };
    const struct {
        struct sim_field field;
        const char *rule;
    } rows[] = {
        { { .kind = SIM_FIELD_TIME, .low = 1e-3, .high = 31 * 86400.0 },
          "0.001 s to 31 days" },
        { { .kind = SIM_FIELD_LAW, .low = 60, .high = 86400 }, "1 min to 1 day" },
        { { .kind = SIM_FIELD_SHARE, .high = 0.95 }, "0 % to 95 %" },
        { { .kind = SIM_FIELD_COUNT, .low = 1, .high = 1000 },
          "a whole number, 1 to 1000" },
        { { .kind = SIM_FIELD_CHOICE, .choices = words },
          "\"one\", \"two\" or \"three\"" },
        { { .kind = SIM_FIELD_NAME, .form = "line" }, "the name of a line" },
        { { .kind = SIM_FIELD_FLAG }, "true or false" },
        { { .kind = SIM_FIELD_GROWTH }, "growth a year such as \"8.5 %\" or 0.085" },
        { { .kind = SIM_FIELD_GROWTH, .form = "a part" }, "a part" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *rule = keys_rule(&rows[i].field);
        assert_string_equal(rule, rows[i].rule);
        free(rule);
    }
}

/* As staffing.h has it: two shifts that begin together lose so many together. */
static void people_off_are_of_one_moment_not_of_each_shift(void **state)
{
    (void) state;
    for (const struct sim_field *f = objects_absence.fields; f->key != NULL; f++)
        if (strcmp(f->key, "people") == 0) {
            assert_null(strstr(f->help, "of each shift"));
            assert_non_null(strstr(f->help, "who begin at one moment"));
            return;
        }
    fail();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_setting_is_described),
        cmocka_unit_test(the_manual_has_every_setting_and_law),
        cmocka_unit_test(the_manual_fits_the_screen),
        cmocka_unit_test(rules_say_the_range_or_the_form),
        cmocka_unit_test(people_off_are_of_one_moment_not_of_each_shift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
