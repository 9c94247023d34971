/* The figures that the document of a simulation shows are those of its JSON. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tests/stored_run.h"

/* ---- figures of the whole period ---- */

/* The object with this label, of two kinds that a table may show. */
static json_t *object_of(json_t *root, const char *const *kinds, const char *label)
{
    for (; *kinds != NULL; kinds++) {
        json_t *object;
        const char *name;
        json_object_foreach(json_object_get(root, *kinds), name, object)
        {
            if (strcmp(json_string_value(json_object_get(object, "label")), label) == 0)
                return object;
        }
    }
    return NULL;
}

/* Every column whose term is a measure has that measure of the object of each row;
 * gives how many figures were compared. */
static int compare_table(json_t *root, const struct document_exhibit *table,
                         const char *const *kinds)
{
    int compared = 0;
    for (int row = 0; table != NULL && row < table->row_count; row++) {
        json_t *const object =
            object_of(root, kinds, document_at(table, row, 0)->words);
        for (int k = 1; object != NULL && k < table->column_count; k++) {
            const char *const key = table->columns[k].term;
            json_t *const figure = key == NULL ? NULL : json_object_get(object, key);
            const struct document_cell *const cell = document_at(table, row, k);
            if (!json_is_object(figure))
                continue;
            assert_near(cell->value, stored_run_value(object, key), 0.0);
            assert_near(cell->noise,
                        json_number_value(json_object_get(figure, "half_width")), 0.0);
            compared++;
        }
    }
    return compared;
}

static void look_at_tables(struct stored *stored, struct document *document)
{
    static const struct {
        const char *id;
        const char *kinds[3];
    } tables[] = {
        { "line-calls", { "line", "clock", NULL } },
        { "line-waits", { "line", "clock", NULL } },
        { "journey-calls", { "stream", NULL } },
        { "journey-waits", { "stream", NULL } },
        { "teams", { "team", NULL } },
        { "work", { "line", NULL } },
    };
    enum { WORK = 5 };
    for (int i = 0; i <= WORK; i++) {
        const struct document_exhibit *const table =
            stored_run_exhibit(document, tables[i].id);
        const int compared = compare_table(stored->root, table, tables[i].kinds);
        assert_true(compared > 0 || (i == WORK && table == NULL));
    }
}

static void tables_have_the_figures_of_the_result(void **state)
{
    (void) state;
    stored_run_each(look_at_tables);
}

static void look_at_people(struct stored *stored, struct document *document)
{
    static const char *const keys[] = { "seats", "hours_day", "paid_week", "fte",
                                        "cost_year" };
    const struct document_exhibit *const table = stored_run_exhibit(document, "teams");
    json_t *const units = stored_run_at(stored->root, "half_hours.units");
    json_t *team;
    const char *name;
    int row = 0;
    json_object_foreach(json_object_get(stored->root, "team"), name, team)
    {
        for (int k = 0; k < 5; k++) {
            json_t *const want = json_object_get(team, keys[k]);
            const struct document_cell *const cell = document_at(table, row, 1 + k);
            assert_int_equal(cell->kind == DOCUMENT_VALUE, json_is_number(want));
            assert_near(cell->value, json_number_value(want), 0.0);
        }
        row++;
        char *const id = sim_mem_print("load-%s", name);
        const struct document_exhibit *const load = stored_run_exhibit(document, id);
        json_t *const halves =
            json_object_get(stored_run_at(stored->root, "half_hours.team"), name);
        assert_int_equal(load->row_count, json_array_size(units));
        for (int half = 0; half < load->row_count; half++) {
            static const char *const columns[] = { "people", "busy", "occupancy",
                                                   "overrun" };
            for (int k = 0; k < 4; k++) {
                json_t *const want =
                    json_array_get(json_object_get(halves, columns[k]), (size_t) half);
                assert_near(document_at(load, half, 1 + k)->value,
                            json_number_value(want), 0.0);
            }
        }
        free(id);
    }
}

static void people_are_those_of_the_result(void **state)
{
    (void) state;
    stored_run_each(look_at_people);
}

/* Rows of the table of ways stand in the order of the flow: of each stage its ways, who
 * calls again, and those who hung up. */
static void look_at_ways(struct stored *stored, struct document *document)
{
    const struct document_exhibit *const table = stored_run_exhibit(document, "ways");
    json_t *stage, *way;
    const char *name, *key;
    int row = 0;
    json_object_foreach(json_object_get(stored->root, "flow"), name, stage)
    {
        static const char *const kinds[] = { "ways", "redial" };
        for (int kind = 0; kind < 2; kind++) {
            row += kind == 1 && json_object_get(stage, "calls_again") != NULL;
            json_object_foreach(json_object_get(stage, kinds[kind]), key, way)
            {
                assert_near(document_at(table, row, 3)->value,
                            stored_run_value(way, "per_day"), 0.0);
                assert_near(document_at(table, row++, 4)->value,
                            json_number_value(json_object_get(way, "share")), 0.0);
            }
        }
    }
    assert_int_equal(row, table->row_count);
}

static void ways_are_those_of_the_flow(void **state)
{
    (void) state;
    stored_run_each(look_at_ways);
}

static void look_at_days(struct stored *stored, struct document *document)
{
    static const char *const columns[] = { "replication", "offered",
                                           "answered",    "abandoned_share",
                                           "mean_wait",   "longest_wait" };
    json_t *line, *day;
    const char *name;
    size_t i;
    json_object_foreach(stored_run_at(stored->root, "extremes.line"), name, line)
    {
        char *const id = sim_mem_print("worst-%s", name);
        const struct document_exhibit *const table = stored_run_exhibit(document, id);
        free(id);
        json_array_foreach(json_object_get(line, "worst"), i, day)
        {
            for (int k = 0; k < 6; k++)
                assert_near(document_at(table, (int) i, 1 + k)->value,
                            json_number_value(json_object_get(day, columns[k])), 0.0);
        }
    }
}

static void single_days_are_those_of_the_result(void **state)
{
    (void) state;
    stored_run_each(look_at_days);
}

/* ---- figures by interval ---- */

static void intervals_and_waits_are_those_of_the_result(void **state)
{
    (void) state;
    struct stored stored = { 0 };
    struct document document = { 0 };
    stored_run(&stored, "scenarios/06-call-backs.cfg", NULL, 0);
    stored_run_document(&stored, &document);
    json_t *const hours = stored_run_at(stored.root, "by.hour_of_week.target");
    json_t *column;
    const char *name;
    json_object_foreach(hours, name, column)
    {
        char *const id = sim_mem_print("hours-target-%s", name);
        const struct document_exhibit *const heat = stored_run_exhibit(&document, id);
        free(id);
        assert_non_null(heat);
        for (int hour = 0; hour < 168; hour++) {
            json_t *const value =
                json_array_get(json_object_get(column, "value"), (size_t) hour);
            const struct document_cell *const cell =
                document_at(heat, hour / 24, 1 + hour % 24);
            assert_int_equal(cell->kind == DOCUMENT_VALUE, json_is_number(value));
            if (json_is_number(value))
                assert_near(cell->value, json_number_value(value), 0.0);
        }
    }
    const struct document_exhibit *const waits =
        stored_run_exhibit(&document, "waits-line-desk");
    const int last = waits->row_count - 1;
    double sum = 0.0;
    for (int row = 0; row <= last; row++)
        sum += document_at(waits, row, 2)->value;
    assert_within(sum,
                  stored_run_value(stored_run_at(stored.root, "line.desk"), "answered"),
                  1e-6);
    assert_near(document_at(waits, last, 4)->value, 1.0, 1e-9);
    assert_int_equal(document_at(waits, last, 1)->kind, DOCUMENT_EMPTY);
    document_done(&document);
    stored_done(&stored);
}

static void curves_have_the_limit_of_their_target(void **state)
{
    (void) state;
    struct stored stored = { 0 };
    struct document document = { 0 };
    stored_run(&stored, "scenarios/04-menu.cfg", NULL, 0);
    stored_run_document(&stored, &document);
    json_t *const column = stored_run_at(stored.root, "by.day.target.t999.value");
    const struct document_exhibit *const days =
        stored_run_exhibit(&document, "over-day-target-t999");
    assert_int_equal(days->chart.mark_count, 1);
    assert_near(days->chart.marks[0].at, 0.9, 0.0);
    assert_non_null(strstr(days->chart.marks[0].label, "≥ 90 %"));
    assert_int_equal(days->row_count, json_array_size(column));
    for (int row = 0; row < days->row_count; row++)
        assert_near(document_at(days, row, 1)->value,
                    json_number_value(json_array_get(column, (size_t) row)), 0.0);
    document_done(&document);
    stored_done(&stored);
}

/* The option that a reader sees first. */
static const char *first_of(const struct document *document, const char *group)
{
    for (int i = 0; i < document->section_count; i++)
        for (int k = 0; k < document->sections[i]->exhibit_count; k++) {
            const struct document_exhibit *const exhibit =
                document->sections[i]->exhibits[k];
            if (exhibit->group != NULL && strcmp(exhibit->group, group) == 0)
                return exhibit->option;
        }
    return "";
}

/* Of 07-redial most hang up on 101, though 999 stands first in the file. */
static void what_is_shown_first_is_worth_a_look(void **state)
{
    (void) state;
    struct stored stored = { 0 };
    struct document document = { 0 };
    stored_run(&stored, "scenarios/07-redial.cfg", NULL, 0);
    stored_run_document(&stored, &document);
    assert_string_equal(first_of(&document, "hours-wait"), "101");
    const struct document_exhibit *const busiest =
        stored_run_exhibit(&document, "expected-line_101");
    json_t *const offered =
        stored_run_at(stored.root, "by.day.line.line_101.offered.value");
    double most = 0.0;
    for (size_t i = 0; i < json_array_size(offered); i++)
        most = fmax(most, json_number_value(json_array_get(offered, i)));
    assert_near(document_at(busiest, 0, 1)->value, most, 0.0);
    for (int row = 1; row < busiest->row_count; row++)
        assert_true(document_at(busiest, row, 1)->value
                    <= document_at(busiest, row - 1, 1)->value);
    document_done(&document);
    stored_done(&stored);
}

/* ---- what was changed ---- */

static const char *fact_of(const struct document *document, const char *name)
{
    for (int i = 0; i < document->fact_count; i++)
        if (strcmp(document->facts[i].name, name) == 0)
            return document->facts[i].words;
    return "";
}

static void changes_are_marked_and_the_command_runs_it_again(void **state)
{
    (void) state;
    static const char *const sets[] = { "streams.public_999.calls*=1.05",
                                        "title=It's \"another\" week" };
    struct stored stored = { 0 };
    struct document document = { 0 };
    stored_run(&stored, "scenarios/west-mercia-2021-outage.cfg", sets, 2);
    stored_run_document(&stored, &document);
    const char *const command = fact_of(&document, "to run it again");
    assert_non_null(strstr(command, " -n 3 --seed 11 "
                                    "--set 'streams.public_999.calls*=1.05' "
                                    "--set 'title=It'\\''s \"another\" week'"));
    const struct document_exhibit *const inputs =
        stored_run_exhibit(&document, "inputs-all");
    json_t *const listed = json_object_get(stored.root, "inputs");
    assert_int_equal(inputs->row_count, json_array_size(listed));
    int changed = 0;
    for (int row = 0; row < inputs->row_count; row++) {
        json_t *const input = json_array_get(listed, (size_t) row);
        const bool is_changed = json_is_true(json_object_get(input, "changed"));
        assert_int_equal(document_at(inputs, row, 0)->is_marked, is_changed);
        changed += is_changed;
    }
    assert_true(changed > 2);
    /* The what-if is the first file; its lines that change something are marked. */
    const struct document_source *const source = &document.sources[0];
    assert_true(document.source_count >= 2 && source->marked_count > 0);
    for (int i = 1; i < source->marked_count; i++)
        assert_true(source->marked[i] > source->marked[i - 1]);
    document_done(&document);
    stored_done(&stored);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_have_the_figures_of_the_result),
        cmocka_unit_test(people_are_those_of_the_result),
        cmocka_unit_test(ways_are_those_of_the_flow),
        cmocka_unit_test(single_days_are_those_of_the_result),
        cmocka_unit_test(intervals_and_waits_are_those_of_the_result),
        cmocka_unit_test(curves_have_the_limit_of_their_target),
        cmocka_unit_test(what_is_shown_first_is_worth_a_look),
        cmocka_unit_test(changes_are_marked_and_the_command_runs_it_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
