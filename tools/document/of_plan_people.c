/* Of a plan: who is on the phones when, what that amounts to, and what callers of every
 * line meet with it. */
#include <math.h>

#include "tools/document/of_plan_parts.h"

enum { QUARTERS = 96, HALF_HOURS = 48, MOST_CURVE_DAYS = 14 };

static void totals(const struct of_plan *of, struct document_section *section)
{
    struct document_exhibit *const table =
        of_plan_exhibit(of, section, "teams", "People, hours and money together", NULL);
    table->note = "The least work is what calls take: nobody can be more than busy all "
                  "the time.  FTE are paid hours over those of one full-time person.";
    document_column(table, "team", DOCUMENT_TEXT);
    document_column(table, "its people are", DOCUMENT_TEXT);
    const int seats = document_column(table, "seats", DOCUMENT_PEOPLE);
    table->columns[seats].term = "seats";
    document_column(table, of->hours, DOCUMENT_HOURS);
    document_column(table, "paid hours", DOCUMENT_HOURS);
    table->columns[document_column(table, "FTE", DOCUMENT_PEOPLE)].term = "fte";
    document_column(table, "£", DOCUMENT_POUNDS);
    document_column(table, "least work, hours", DOCUMENT_HOURS);
    size_t i;
    json_t *team;
    json_array_foreach(stored_array(of->stored, of->plan, "teams"), i, team)
    {
        struct stored *const stored = of->stored;
        struct document_cell *cell = document_row(table);
        const bool is_posted =
            *stored_text(stored, team, "people_are") == 'p'; /* "posted" */
        *cell++ = document_words(
            document_copy(of->document, stored_text(stored, team, "label")));
        *cell++ = document_words(is_posted ? "posted" : "on the phones");
        *cell++ = document_value(stored_number(stored, team, "seats"), 0.0);
        *cell++ = document_value(stored_number(stored, team, "hours"), NAN);
        *cell++ = document_value(stored_number(stored, team, "paid_hours"), NAN);
        *cell++ = document_value(stored_number(stored, team, "fte"), NAN);
        *cell++ = document_value(stored_number_or_null(stored, team, "cost"), NAN);
        *cell = document_value(stored_number(stored, team, "bound_hours"), NAN);
    }
}

/* Days by half hours; a half hour whose quarters differ has their mean. */
static struct document_exhibit *matrix(const struct of_plan *of,
                                       struct document_section *section, json_t *team)
{
    struct document *const document = of->document;
    const char *const label = stored_text(of->stored, team, "label");
    struct document_exhibit *const table = of_plan_exhibit(
        of, section,
        document_text(document, "staff-%s", stored_text(of->stored, team, "name")),
        document_text(document, "%s: people by day and half hour", label), NULL);
    document_column(table, "day", DOCUMENT_TEXT);
    for (int i = 0; i < HALF_HOURS; i++)
        document_column(table, document_text(document, "%02d:%02d", i / 2, i % 2 * 30),
                        DOCUMENT_PEOPLE);
    const char *day;
    json_t *people;
    json_object_foreach(stored_object(of->stored, team, "people"), day, people)
    {
        struct document_cell *const row = document_row(table);
        row[0] = document_words(document_copy(document, day));
        for (size_t i = 0; i < HALF_HOURS; i++)
            row[1 + i] =
                document_value(0.5
                                   * (stored_element(of->stored, people, 2 * i)
                                      + stored_element(of->stored, people, 2 * i + 1)),
                               0.0);
    }
    table->chart.kind = DOCUMENT_HEAT;
    table->chart.is_plain = true;
    return table;
}

/* Where most people are needed: the first of equals. */
static void say_peak(const struct of_plan *of, struct document_exhibit *table,
                     const char *label)
{
    const struct document_cell *most = NULL;
    int day = 0, half_hour = 0;
    for (int row = 0; row < table->row_count; row++)
        for (int i = 1; i <= HALF_HOURS; i++) {
            const struct document_cell *const cell = document_at(table, row, i);
            if (most == NULL || cell->value > most->value) {
                most = cell;
                day = row;
                half_hour = i;
            }
        }
    if (most == NULL)
        return;
    table->chart.alt =
        document_text(of->document, "Most people of %s: %.3g, first on %s from %s.",
                      label, most->value, document_at(table, day, 0)->words,
                      table->columns[half_hour].heading);
}

static void curve(const struct of_plan *of, struct document_section *section,
                  const struct document_exhibit *from, json_t *team)
{
    struct document *const document = of->document;
    struct document_exhibit *const table = of_plan_exhibit(
        of, section,
        document_text(document, "curve-%s", stored_text(of->stored, team, "name")),
        document_text(document, "%s: people through the %s",
                      stored_text(of->stored, team, "label"),
                      from->row_count == 7 ? "week" : "days"),
        NULL);
    document_column(table, "from", DOCUMENT_TEXT);
    const int people = document_column(table, "people", DOCUMENT_PEOPLE);
    for (int day = 0; day < from->row_count; day++)
        for (int i = 1; i <= HALF_HOURS; i++) {
            struct document_cell *const row = document_row(table);
            row[0] = document_words(document_text(document, "%s %s",
                                                  document_at(from, day, 0)->words,
                                                  from->columns[i].heading));
            row[1] = *document_at(from, day, i);
        }
    table->chart.kind = DOCUMENT_CURVES;
    table->chart.x = 0;
    table->chart.y_title = "people";
    table->chart.is_from_zero = true;
    table->chart.alt = from->chart.alt;
    table->is_folded = true;
    document_series(table, "people", people)->style = DOCUMENT_STEP;
}

static void shifts(const struct of_plan *of, struct document_section *section,
                   json_t *team)
{
    json_t *const rows = stored_find(team, "shifts");
    if (!json_is_array(rows) || json_array_size(rows) == 0)
        return;
    struct document *const document = of->document;
    struct document_exhibit *const table = of_plan_exhibit(
        of, section,
        document_text(document, "shifts-%s", stored_text(of->stored, team, "name")),
        document_text(document, "%s: shifts", stored_text(of->stored, team, "label")),
        NULL);
    document_column(table, "shift", DOCUMENT_TEXT);
    document_column(table, "people", DOCUMENT_PEOPLE);
    document_column(table, "hours of one person", DOCUMENT_HOURS);
    document_column(table, "paid hours of one person", DOCUMENT_HOURS);
    size_t i;
    json_t *shift;
    json_array_foreach(rows, i, shift)
    {
        struct document_cell *const row = document_row(table);
        row[0] = document_words(
            document_copy(document, stored_text(of->stored, shift, "shift")));
        row[1] = document_value(stored_number(of->stored, shift, "people"), 0.0);
        row[2] = document_value(stored_number(of->stored, shift, "hours"), NAN);
        row[3] = document_value(stored_number(of->stored, shift, "paid_hours"), NAN);
    }
}

/* Lines and policies that were chosen with it. */
static void policies(const struct of_plan *of, struct document_section *section)
{
    json_t *const rows = stored_array(of->stored, of->plan, "policies");
    if (json_array_size(rows) == 0)
        return;
    struct document *const document = of->document;
    struct document_exhibit *const table =
        of_plan_exhibit(of, section, "policies", "Chosen with it", NULL);
    document_column(table, "setting", DOCUMENT_TEXT);
    document_column(table, "line", DOCUMENT_TEXT);
    document_column(table, "team", DOCUMENT_TEXT);
    document_column(table, "chosen", DOCUMENT_NUMBER);
    document_column(table, "before", DOCUMENT_NUMBER);
    table->columns[3].decimals = table->columns[4].decimals = 0;
    size_t i;
    json_t *policy;
    json_array_foreach(rows, i, policy)
    {
        struct stored *const stored = of->stored;
        struct document_cell *const row = document_row(table);
        const bool is_reserve = *stored_text(stored, policy, "policy") == 'k';
        row[0] = document_words(is_reserve ? "keep_free, people"
                                           : "call-back offered after, s");
        row[1] = document_words(
            document_copy(document, stored_text(stored, policy, "line")));
        row[2] = document_words(
            document_copy(document, stored_text_or_null(stored, policy, "team")));
        row[3] = document_value(stored_number(stored, policy, "value"), 0.0);
        row[4] = document_value(stored_number(stored, policy, "before"), 0.0);
    }
}

void of_plan_people(const struct of_plan *of, struct document_section *section)
{
    size_t i;
    json_t *team;
    if (json_array_size(stored_array(of->stored, of->plan, "teams")) == 0)
        return;
    totals(of, section);
    json_array_foreach(stored_array(of->stored, of->plan, "teams"), i, team)
    {
        struct document_exhibit *const table = matrix(of, section, team);
        say_peak(of, table, stored_text(of->stored, team, "label"));
        if (!of->is_many && table->row_count <= MOST_CURVE_DAYS)
            curve(of, section, table, team);
        shifts(of, section, team);
    }
    policies(of, section);
}

void of_plan_lines(const struct of_plan *of, struct document_section *section)
{
    json_t *const rows = stored_array(of->stored, of->plan, "lines");
    if (json_array_size(rows) == 0)
        return;
    struct document_exhibit *const table =
        of_plan_exhibit(of, section, "lines", "Every line", NULL);
    table->note = "On the callers of the last test, whether a target counts them or "
                  "not.";
    document_column(table, "line", DOCUMENT_TEXT);
    document_column(table, "calls a week", DOCUMENT_CALLS);
    document_column(table, "hang up", DOCUMENT_SHARE);
    document_column(table, "mean wait of the answered", DOCUMENT_SECONDS);
    size_t i;
    json_t *line;
    json_array_foreach(rows, i, line)
    {
        struct document_cell *const row = document_row(table);
        row[0] = document_words(
            document_copy(of->document, stored_text(of->stored, line, "line")));
        row[1] = document_value(stored_number(of->stored, line, "offered_a_week"), NAN);
        row[2] =
            document_value(stored_number(of->stored, line, "abandoned_share"), NAN);
        row[3] = document_value(stored_number(of->stored, line, "mean_wait_s"), NAN);
    }
}
