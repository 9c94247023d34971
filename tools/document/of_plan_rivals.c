/* Of a plan: what formulas would have said, what other inputs would do, and service
 * against hours. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/start.h"
#include "sim/mem.h"
#include "tools/document/of_plan_parts.h"

static const char *method_words(const struct of_plan *of, const char *name)
{
    if (strcmp(name, "scenario") == 0)
        return "the scenario's own staffing";
    for (int i = 0; i < START_METHODS; i++)
        if (strcmp(start_methods[i].name, name) == 0)
            return start_methods[i].label;
    return document_copy(of->document, name);
}

/* A column for each need's value, headed by its label and limit. */
static void need_columns(const struct of_plan *of, struct document_exhibit *table)
{
    size_t i;
    json_t *need;
    json_array_foreach(stored_array(of->stored, of->plan, "needs"), i, need)
    {
        const int column =
            document_column(table,
                            document_text(of->document, "%s (%s)",
                                          stored_text(of->stored, need, "label"),
                                          of_plan_limit(of, need)),
                            of_plan_unit(of, need));
        table->columns[column].has_noise = true;
    }
}

static void need_cells(const struct of_plan *of, json_t *values,
                       struct document_cell *cells)
{
    const size_t needs = json_array_size(stored_array(of->stored, of->plan, "needs"));
    for (size_t i = 0; i < needs; i++) {
        json_t *const value = json_array_get(values, i);
        if (!json_is_object(value))
            continue;
        cells[i] =
            document_value(stored_number(of->stored, value, "value"),
                           stored_number_or_null(of->stored, value, "half_width"));
    }
}

static void this_plan(const struct of_plan *of, struct document_exhibit *table)
{
    const double hours = stored_number(of->stored, of->plan, "hours");
    struct document_cell *const row = document_row(table);
    row[0] = document_words("this plan");
    row[2] = row[4] = document_value(hours, NAN);
    row[3] = document_value(1.0, NAN);
    row[5] = document_value(0.0, NAN);
    size_t i;
    json_t *need;
    json_array_foreach(stored_array(of->stored, of->plan, "needs"), i, need)
    {
        json_t *const found = stored_find(need, "found");
        if (!json_is_object(found))
            continue;
        const struct stored_estimate value =
            stored_estimate(of->stored, found, "value");
        row[6 + i] = document_value(value.value, value.half_width);
    }
}

void of_plan_rivals(const struct of_plan *of, struct document_section *section)
{
    struct stored *const stored = of->stored;
    json_t *const rivals = stored_array(stored, of->plan, "rivals");
    if (json_array_size(rivals) == 0)
        return;
    struct document_exhibit *const table = of_plan_exhibit(
        of, section, "rivals", "What formulas alone would have said", NULL);
    table->term = "erlang";
    table->note =
        "Simulated with the same callers.  Each value is that of the interval "
        "where it is worst.  The load is multiplied until the way's people "
        "meet the same targets in simulation.";
    document_column(table, "way", DOCUMENT_TEXT);
    document_column(table, "targets", DOCUMENT_TEXT);
    const int own = document_column(table, of->hours, DOCUMENT_HOURS);
    document_column(table, "load times", DOCUMENT_NUMBER);
    table->columns[3].decimals = 2;
    const int scaled =
        document_column(table, "hours when it meets the targets", DOCUMENT_HOURS);
    const int saved = document_column(table, "this plan saves", DOCUMENT_HOURS);
    table->columns[saved].decimals = 0;
    table->columns[saved].is_signed = true;
    need_columns(of, table);
    this_plan(of, table);
    const double hours = stored_number(stored, of->plan, "hours");
    size_t i;
    json_t *rival;
    json_array_foreach(rivals, i, rival)
    {
        json_t *const times = stored_find(rival, "scaled");
        struct document_cell *const row = document_row(table);
        row[0] = document_words(method_words(of, stored_text(stored, rival, "method")));
        row[2] = document_value(stored_number(stored, rival, "hours"), NAN);
        need_cells(of, stored_array(stored, rival, "values"), row + 6);
        if (json_is_object(times)) {
            const double needed = stored_number(stored, times, "hours");
            row[3] = document_value(stored_number(stored, times, "times"), NAN);
            row[4] = document_value(needed, NAN);
            row[5] = document_value(needed - hours, NAN);
        }
        const bool is_met = stored_bool(stored, rival, "meets");
        row[1] = document_words(is_met ? "met" : "NOT met");
        row[1].verdict = is_met ? DOCUMENT_MET : DOCUMENT_NOT_MET;
    }
    table->chart.kind = DOCUMENT_BARS;
    table->chart.x = 0;
    table->chart.is_from_zero = true;
    table->chart.y_title = of->hours;
    table->chart.alt =
        document_text(of->document,
                      "This plan takes %.0f %s; the others more or fewer as the table "
                      "says, and with the load multiplied what meets the targets.",
                      hours, of->hours);
    document_series(table, "as the way says", own)->style = DOCUMENT_BAR;
    document_series(table, "when it meets the targets", scaled)->style = DOCUMENT_BAR;
}

/* ---- what other inputs would do ---- */

enum { IF, LOW, HIGH, PEAK, BASIS };

struct what {
    json_t *json;
    double hours;
    size_t order;
};

/* Inputs that leave no plan first, then by how far they move it. */
static int by_size(const void *a, const void *b)
{
    const struct what *const x = a, *const y = b;
    const double of_x = isfinite(x->hours) ? fabs(x->hours) : INFINITY;
    const double of_y = isfinite(y->hours) ? fabs(y->hours) : INFINITY;
    if (of_x != of_y)
        return of_x > of_y ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void what_row(const struct of_plan *of, struct document_exhibit *table,
                     const struct what *what)
{
    struct stored *const stored = of->stored;
    const double noise = stored_number_or_null(stored, what->json, "hours_half_width");
    const char *const basis = stored_text_or_null(stored, what->json, "basis");
    struct document_cell *const row = document_row(table);
    row[IF] = document_words(
        document_copy(of->document, stored_text(stored, what->json, "if")));
    row[PEAK] = document_value(stored_number_or_null(stored, what->json, "peak"), 0.0);
    row[BASIS] =
        document_words(basis == NULL ? "assumed" : document_copy(of->document, basis));
    row[LOW] = document_value(0.0, NAN);
    row[HIGH] = document_value(0.0, NAN);
    if (isfinite(what->hours))
        row[what->hours < 0.0 ? LOW : HIGH] = document_value(what->hours, noise);
    else
        row[HIGH] = document_words("not even the most people meet it");
}

static void what_columns(struct document_exhibit *table)
{
    document_column(table, "if", DOCUMENT_TEXT);
    document_column(table, "fewer hours", DOCUMENT_HOURS);
    document_column(table, "more hours", DOCUMENT_HOURS);
    document_column(table, "people at the peak", DOCUMENT_PEOPLE);
    document_column(table, "the input is", DOCUMENT_TEXT);
    table->columns[PEAK].is_signed = true;
    for (int column = LOW; column <= HIGH; column++) {
        table->columns[column].is_signed = table->columns[column].has_noise = true;
        table->columns[column].decimals = 0;
    }
}

static void draw_what(const struct of_plan *of, struct document_exhibit *table,
                      const struct what *whats, size_t count)
{
    size_t first = 0;
    while (first < count && !isfinite(whats[first].hours))
        first++;
    table->chart.kind = DOCUMENT_TORNADO;
    table->chart.x = IF;
    table->chart.y_title = "change of the plan's hours";
    table->chart.alt =
        first == count || whats[first].hours == 0.0
            ? "No input that was tried moves a plan."
            : document_text(of->document, "\"%s\" moves the plan most, by %+.0f hours.",
                            document_at(table, (int) first, IF)->words,
                            whats[first].hours);
    struct document_series *const bar = document_series(table, "change of hours", HIGH);
    bar->low = LOW;
    bar->high = HIGH;
    bar->style = DOCUMENT_BAR;
    document_mark(table, "this plan", 0.0);
}

/* Every row a bar from nothing to the change of hours. */
void of_plan_what_if(const struct of_plan *of, struct document_section *section)
{
    json_t *const rows = stored_array(of->stored, of->plan, "sensitivities");
    const size_t count = json_array_size(rows);
    if (count == 0)
        return;
    struct what *const whats = sim_mem_array(count, sizeof *whats);
    struct document_exhibit *const table = of_plan_exhibit(
        of, section, "what-if", "What other inputs would do to the plan", NULL);
    what_columns(table);
    for (size_t i = 0; i < count; i++) {
        json_t *const json = json_array_get(rows, i);
        whats[i] =
            (struct what){ json, stored_number_or_null(of->stored, json, "hours"), i };
    }
    qsort(whats, count, sizeof *whats, by_size);
    for (size_t i = 0; i < count; i++)
        what_row(of, table, &whats[i]);
    table->note =
        "Short searches: hours are good to their noise, people at the peak to "
        "one.  What moves the plan and is assumed is worth measuring.";
    draw_what(of, table, whats, count);
    free(whats);
}

static void curve(const struct of_plan *of, struct document_section *section,
                  size_t index, json_t *need)
{
    struct document *const document = of->document;
    struct document_exhibit *const table =
        of_plan_exhibit(of, section, document_text(document, "frontier-%zu", index),
                        document_text(document, "%s against hours",
                                      stored_text(of->stored, need, "label")),
                        NULL);
    document_column(table, of->hours, DOCUMENT_HOURS);
    const int value = document_column(table, stored_text(of->stored, need, "label"),
                                      of_plan_unit(of, need));
    table->columns[value].heading =
        document_copy(document, table->columns[value].heading);
    table->columns[value].has_noise = true;
    table->columns[0].decimals = 0;
    size_t i;
    json_t *point;
    json_array_foreach(stored_array(of->stored, of->plan, "frontier"), i, point)
    {
        json_t *const at =
            json_array_get(stored_array(of->stored, point, "values"), index);
        struct document_cell *const row = document_row(table);
        row[0] = document_value(stored_number(of->stored, point, "hours"), NAN);
        if (json_is_object(at))
            row[1] =
                document_value(stored_number(of->stored, at, "value"),
                               stored_number_or_null(of->stored, at, "half_width"));
    }
    table->chart.kind = DOCUMENT_POINTS_XY;
    table->chart.x = 0;
    table->chart.x_title = of->hours;
    table->chart.alt = document_text(document, "%d plans from fewest to most hours.",
                                     table->row_count);
    document_series(table, table->columns[value].heading, value);
    const double limit = of_plan_limit_value(of, need);
    if (isfinite(limit))
        document_mark(table,
                      document_text(document, "asked: %s", of_plan_limit(of, need)),
                      limit);
}

void of_plan_frontier(const struct of_plan *of, struct document_section *section)
{
    size_t i;
    json_t *need;
    if (json_array_size(stored_array(of->stored, of->plan, "frontier")) == 0)
        return;
    json_array_foreach(stored_array(of->stored, of->plan, "needs"), i, need)
        curve(of, section, i, need);
}
