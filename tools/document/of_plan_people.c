/* Of a plan: who is on the phones when, what that amounts to, and what callers of every
 * line meet with it. */
#include <math.h>
#include <string.h>

#include "tools/document/of_plan_parts.h"

enum { QUARTERS = 96, HALF_HOURS = 48, MOST_CURVE_DAYS = 14 };

static const double WEEK_DAYS = 7.0, YEAR_DAYS = 365.25;

/* Without people whose number is known nothing is divided. */
static struct document_cell above(double hours, double work)
{
    return document_value(work > 0.0 ? hours / work - 1.0 : NAN, NAN);
}

static double known(double hours)
{
    return hours > 0.0 ? hours : NAN;
}

/* Days of the pattern. */
static double days_of(const struct of_plan *of)
{
    json_t *const team = json_array_get(stored_array(of->stored, of->plan, "teams"), 0);
    const size_t days = json_object_size(stored_object(of->stored, team, "people"));
    return days > 0 ? (double) days : NAN;
}

/* Most people at one time, all teams together. */
static double seats_together(const struct of_plan *of)
{
    double most = 0.0;
    json_t *const teams = stored_array(of->stored, of->plan, "teams");
    json_t *const first = stored_object(of->stored, json_array_get(teams, 0), "people");
    const char *day;
    json_t *people, *team;
    json_object_foreach(first, day, people) for (size_t q = 0; q < QUARTERS; q++)
    {
        double sum = 0.0;
        size_t i;
        json_array_foreach(teams, i, team)
        {
            json_t *const of_team = stored_object(of->stored, team, "people");
            sum +=
                stored_element(of->stored, stored_array(of->stored, of_team, day), q);
        }
        most = fmax(most, sum);
    }
    return most;
}

enum { TEAM, PEOPLE_ARE, SEATS, HOURS, PAID, FTE, A_WEEK, A_YEAR, WORK, ABOVE };

static void total_columns(const struct of_plan *of, struct document_exhibit *table)
{
    document_column(table, "team", DOCUMENT_TEXT);
    document_column(table, "its people are", DOCUMENT_TEXT);
    document_column(table, "seats", DOCUMENT_PEOPLE);
    document_column(table, of->hours, DOCUMENT_HOURS);
    document_column(table, "paid hours", DOCUMENT_HOURS);
    document_column(table, "FTE net", DOCUMENT_PEOPLE);
    document_column(table, "£ a week", DOCUMENT_POUNDS);
    document_column(table, "£ a year", DOCUMENT_POUNDS);
    document_column(table, "work, hours", DOCUMENT_HOURS);
    document_column(table, "above the work", DOCUMENT_SHARE);
    table->columns[SEATS].term = "seats";
    table->columns[FTE].term = "fte";
    table->columns[ABOVE].decimals = 0;
}

static void total_row(struct document_cell *row, double days,
                      const struct of_plan_people *sum, double hours)
{
    row[SEATS] = document_value(sum->seats, 0.0);
    row[HOURS] = document_value(hours, NAN);
    row[PAID] = document_value(sum->paid, NAN);
    row[FTE] = document_value(sum->fte, NAN);
    row[A_WEEK] = document_value(sum->cost * WEEK_DAYS / days, NAN);
    row[A_YEAR] = document_value(sum->cost * YEAR_DAYS / days, NAN);
    row[WORK] = document_value(known(sum->work), NAN);
    row[ABOVE] = above(hours, sum->work);
}

static void team_row(const struct of_plan *of, struct document_exhibit *table,
                     json_t *team)
{
    struct stored *const stored = of->stored;
    struct document_cell *const row = document_row(table);
    const bool is_posted =
        strcmp(stored_text(stored, team, "people_are"), "posted") == 0;
    const struct of_plan_people sum = {
        .seats = stored_number(stored, team, "seats"),
        .fte = stored_number(stored, team, "fte"),
        .paid = stored_number(stored, team, "paid_hours"),
        .cost = stored_number_or_null(stored, team, "cost"),
        .work = stored_number(stored, team, "bound_hours"),
    };
    row[TEAM] =
        document_words(document_copy(of->document, stored_text(stored, team, "label")));
    row[PEOPLE_ARE] = document_words(is_posted ? "posted" : "on the phones");
    total_row(row, days_of(of), &sum, stored_number(stored, team, "hours"));
}

static void totals(const struct of_plan *of, struct document_section *section)
{
    json_t *const teams = stored_array(of->stored, of->plan, "teams");
    struct document_exhibit *const table =
        of_plan_exhibit(of, section, "teams", "People, hours and money together", NULL);
    table->note = "Work is the least that calls take: nobody can be more than busy all "
                  "the time; empty where it is not known.  FTE net are paid hours over "
                  "those of one full-time person, before leave and the like.";
    total_columns(of, table);
    size_t i;
    json_t *team;
    json_array_foreach(teams, i, team) team_row(of, table, team);
    if (json_array_size(teams) < 2)
        return;
    struct of_plan_people sum = of_plan_sum(of);
    struct document_cell *const row = document_row(table);
    sum.seats = seats_together(of);
    row[TEAM] = document_words("together");
    total_row(row, days_of(of), &sum, stored_number(of->stored, of->plan, "hours"));
}

/* Days by half hours; a half hour whose quarters differ has their mean. */
static struct document_exhibit *matrix(const struct of_plan *of,
                                       struct document_section *section, json_t *team,
                                       size_t index)
{
    struct document *const document = of->document;
    const char *const label = stored_text(of->stored, team, "label");
    struct document_exhibit *const table = of_plan_exhibit(
        of, section, document_text(document, "staff-%zu", index),
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
                  const struct document_exhibit *from, json_t *team, size_t index)
{
    struct document *const document = of->document;
    struct document_exhibit *const table =
        of_plan_exhibit(of, section, document_text(document, "curve-%zu", index),
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
                   json_t *team, size_t index)
{
    json_t *const rows = stored_find(team, "shifts");
    if (!json_is_array(rows) || json_array_size(rows) == 0)
        return;
    struct document *const document = of->document;
    struct document_exhibit *const table = of_plan_exhibit(
        of, section, document_text(document, "shifts-%zu", index),
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

/* The label of a line; its name where nothing was tested. */
static const char *line_label(const struct of_plan *of, const char *name)
{
    size_t i;
    json_t *line;
    json_array_foreach(stored_array(of->stored, of->plan, "lines"), i, line)
    {
        if (strcmp(stored_text(of->stored, line, "line"), name) == 0)
            return stored_text(of->stored, line, "label");
    }
    return name;
}

static const char *team_label(const struct of_plan *of, const char *name)
{
    size_t i;
    json_t *team;
    json_array_foreach(stored_array(of->stored, of->plan, "teams"), i, team)
    {
        if (strcmp(stored_text(of->stored, team, "name"), name) == 0)
            return stored_text(of->stored, team, "label");
    }
    return name;
}

/* "101 is taken by the team only while more people than this are free", "callers of 101
 * are offered a call-back after" */
static void policy_row(const struct of_plan *of, struct document_exhibit *table,
                       json_t *policy)
{
    struct stored *const stored = of->stored;
    struct document *const document = of->document;
    struct document_cell *const row = document_row(table);
    const bool is_reserve =
        strcmp(stored_text(stored, policy, "policy"), "keep_free") == 0;
    const char *const team = stored_text_or_null(stored, policy, "team");
    const char *const line = line_label(of, stored_text(stored, policy, "line"));
    const double value = stored_number(stored, policy, "value");
    const double before = stored_number(stored, policy, "before");
    row[0] = document_words(
        is_reserve
            ? document_text(document,
                            "%s: %s takes it only while more of its people are free "
                            "than (keep_free)",
                            line, team == NULL ? "" : team_label(of, team))
            : document_text(document, "%s: a call-back is offered after", line));
    row[1] = document_words(is_reserve ? "people" : "seconds");
    row[2] = document_value(value, 0.0);
    row[3] = document_value(before, 0.0);
    row[2].is_marked = value != before;
}

/* What was chosen with the people. */
static void policies(const struct of_plan *of, struct document_section *section)
{
    json_t *const rows = stored_array(of->stored, of->plan, "policies");
    if (json_array_size(rows) == 0)
        return;
    struct document_exhibit *const table =
        of_plan_exhibit(of, section, "policies", "Chosen with it", NULL);
    table->note = "Marked: other than the scenario has it.";
    document_column(table, "setting", DOCUMENT_TEXT);
    document_column(table, "counted in", DOCUMENT_TEXT);
    document_column(table, "chosen", DOCUMENT_NUMBER);
    document_column(table, "before", DOCUMENT_NUMBER);
    size_t i;
    json_t *policy;
    json_array_foreach(rows, i, policy) policy_row(of, table, policy);
}

void of_plan_people(const struct of_plan *of, struct document_section *section)
{
    size_t i;
    json_t *team;
    if (!of_plan_has_people(of))
        return;
    totals(of, section);
    policies(of, section);
    json_array_foreach(stored_array(of->stored, of->plan, "teams"), i, team)
    {
        struct document_exhibit *const table = matrix(of, section, team, i);
        say_peak(of, table, stored_text(of->stored, team, "label"));
        if (!of->is_many && table->row_count <= MOST_CURVE_DAYS)
            curve(of, section, table, team, i);
        shifts(of, section, team, i);
    }
}
