/* Of the plans of several months: a row each. */
#include <math.h>

#include "tools/document/of_plan_parts.h"

enum { MONTH, SEATS, HOURS, FTE, ESTABLISHMENT, COST, TEST };

static void add_columns(struct document_exhibit *table, const char *hours,
                        const char *pounds)
{
    document_column(table, "month", DOCUMENT_TEXT);
    document_column(table, "seats of all teams", DOCUMENT_PEOPLE);
    document_column(table, hours, DOCUMENT_HOURS);
    document_column(table, "FTE net", DOCUMENT_PEOPLE);
    document_column(table, "establishment", DOCUMENT_PEOPLE);
    document_column(table, pounds, DOCUMENT_POUNDS);
    document_column(table, "on fresh callers", DOCUMENT_TEXT);
    table->columns[SEATS].term = "seats";
    table->columns[FTE].term = "fte";
    table->columns[FTE].decimals = 1;
    table->columns[ESTABLISHMENT].term = "establishment";
    table->columns[TEST].term = "certificate";
}

static void add_row(const struct of_plan *of, struct document_exhibit *table)
{
    struct document_cell *const row = document_row(table);
    row[MONTH] = document_words(of->name);
    row[TEST] = document_words(of_plan_end_words(of));
    row[TEST].verdict = of_plan_verdict(of);
    row[TEST].is_marked = row[TEST].verdict != DOCUMENT_MET;
    if (!of_plan_has_people(of))
        return;
    const struct of_plan_people sum = of_plan_sum(of);
    row[SEATS] = document_value(sum.seats, 0.0);
    row[HOURS] = document_value(stored_number(of->stored, of->plan, "hours"), NAN);
    row[FTE] = document_value(sum.fte, NAN);
    row[ESTABLISHMENT] = document_value(sum.establishment, 0.0);
    row[COST] = document_value(sum.cost, NAN);
}

/* Months with the fewest and the most hours. */
static const char *range_words(struct document *document,
                               const struct document_exhibit *table)
{
    int low = -1, high = -1;
    for (int i = 0; i < table->row_count; i++) {
        const struct document_cell *const at = document_at(table, i, HOURS);
        if (at->kind != DOCUMENT_VALUE)
            continue;
        low = low < 0 || at->value < document_at(table, low, HOURS)->value ? i : low;
        high =
            high < 0 || at->value > document_at(table, high, HOURS)->value ? i : high;
    }
    return low < 0 ? "No month has a plan."
                   : document_text(document, "Fewest in %s, %.0f; most in %s, %.0f.",
                                   document_at(table, low, MONTH)->words,
                                   document_at(table, low, HOURS)->value,
                                   document_at(table, high, MONTH)->words,
                                   document_at(table, high, HOURS)->value);
}

/* Hours of all months. */
static void draw(struct document *document, struct document_section *section,
                 const struct document_exhibit *table, const struct of_plan *plans)
{
    struct document_exhibit *const bars =
        document_exhibit(section, "months-hours", "Hours of all months");
    document_column(bars, "month", DOCUMENT_TEXT);
    document_column(bars, plans->hours, DOCUMENT_HOURS);
    for (int i = 0; i < table->row_count; i++) {
        struct document_cell *const row = document_row(bars);
        row[0] = *document_at(table, i, MONTH);
        row[1] = *document_at(table, i, HOURS);
    }
    bars->chart.kind = DOCUMENT_BARS;
    bars->chart.x = 0;
    bars->chart.is_from_zero = true;
    bars->chart.y_title = plans->hours;
    bars->chart.alt = range_words(document, table);
    document_series(bars, plans->hours, 1)->style = DOCUMENT_BAR;
}

void of_plan_months(struct document *document, const struct of_plan *plans, int count)
{
    if (count < 2)
        return;
    struct document_section *const section =
        document_section(document, "months", "All months");
    struct document_exhibit *const table =
        document_exhibit(section, "months-all", "Plans of all months");
    add_columns(table, plans[0].hours, plans[0].is_weekly ? "£ a week" : "£");
    for (int i = 0; i < count; i++)
        add_row(&plans[i], table);
    table->note = "Each month is planned and tested by itself.  Seats: most people of "
                  "each team, added up.";
    draw(document, section, table, plans);
}
