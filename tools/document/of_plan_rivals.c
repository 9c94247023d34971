/* Of a plan: what formulas would have said, what other inputs would do, and service
 * against hours. */
#include <math.h>
#include <string.h>

#include "model/planner/start.h"
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
    table->columns[document_column(table, "this plan saves", DOCUMENT_HOURS)].decimals =
        0;
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

/* Every row a bar from nothing to the change of hours. */
void of_plan_what_if(const struct of_plan *of, struct document_section *section)
{
    struct stored *const stored = of->stored;
    json_t *const rows = stored_array(stored, of->plan, "sensitivities");
    if (json_array_size(rows) == 0)
        return;
    struct document_exhibit *const table = of_plan_exhibit(
        of, section, "what-if", "What other inputs would do to the plan", NULL);
    document_column(table, "if", DOCUMENT_TEXT);
    const int low = document_column(table, "fewer hours", DOCUMENT_HOURS);
    const int high = document_column(table, "more hours", DOCUMENT_HOURS);
    const int people = document_column(table, "people at the peak", DOCUMENT_PEOPLE);
    table->columns[people].is_signed = true;
    table->columns[low].is_signed = table->columns[high].is_signed = true;
    table->columns[low].has_noise = table->columns[high].has_noise = true;
    table->columns[low].decimals = table->columns[high].decimals = 0;
    document_column(table, "the input is", DOCUMENT_TEXT);
    const char *most = NULL;
    double largest = 0.0;
    size_t i;
    json_t *what;
    json_array_foreach(rows, i, what)
    {
        const double hours = stored_number_or_null(stored, what, "hours");
        const double noise = stored_number_or_null(stored, what, "hours_half_width");
        const char *const basis = stored_text_or_null(stored, what, "basis");
        struct document_cell *const row = document_row(table);
        row[0] = document_words(
            document_copy(of->document, stored_text(stored, what, "if")));
        row[low] = document_value(0.0, NAN);
        row[high] = isfinite(hours)
                        ? document_value(0.0, NAN)
                        : document_words("not even the most people meet it");
        if (isfinite(hours))
            row[hours < 0.0 ? low : high] = document_value(hours, noise);
        row[people] = document_value(stored_number_or_null(stored, what, "peak"), 0.0);
        row[people + 1] = document_words(
            basis == NULL ? "assumed" : document_copy(of->document, basis));
        if (fabs(hours) > largest) {
            largest = fabs(hours);
            most = row[0].words;
        }
    }
    table->note =
        "Short searches: hours are good to their noise, people at the peak to "
        "one.";
    table->chart.kind = DOCUMENT_TORNADO;
    table->chart.x = 0;
    table->chart.y_title = "change of the plan's hours";
    table->chart.alt =
        most == NULL
            ? "No input that was tried moves the plan."
            : document_text(of->document, "\"%s\" moves the plan most, by %.0f hours.",
                            most, largest);
    struct document_series *const bar = document_series(table, "change of hours", high);
    bar->low = low;
    bar->high = high;
    bar->style = DOCUMENT_BAR;
    document_mark(table, "this plan", 0.0);
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
