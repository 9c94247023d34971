/* Of a plan: what follows for those who employ and post people. */
#include <math.h>

#include "tools/document/of_plan_parts.h"

enum { TEAM, STEP, SHARE, HOURS, FTE, ESTABLISHMENT };

static void step_row(const struct of_plan *of, struct document_exhibit *table,
                     const char *label, json_t *step)
{
    struct stored *const stored = of->stored;
    const double share = stored_number(stored, step, "share");
    struct document_cell *const row = document_row(table);
    row[TEAM] = document_words(document_copy(of->document, label));
    row[STEP] =
        document_words(document_copy(of->document, stored_text(stored, step, "step")));
    row[SHARE] = document_value(share > 0.0 ? share : NAN, NAN);
    row[HOURS] = document_value(stored_number(stored, step, "hours_a_week"), NAN);
}

/* What is left out, or why there is no establishment. */
static const char *missing_words(const struct of_plan *of, const char *label,
                                 const char *not_given, size_t steps, bool is_whole)
{
    struct document *const document = of->document;
    if (steps == 1 && !is_whole)
        return document_text(document,
                             "%s: the scenario says nothing of what comes between "
                             "people on the phones and people employed.",
                             label);
    return document_text(
        document, "%s%s%s%s%s", label,
        is_whole ? ""
                 : ": no establishment, as the scenario counts its people after "
                   "leave and the like",
        not_given == NULL ? ""
        : is_whole        ? ": "
                          : "; ",
        not_given == NULL ? "" : not_given,
        not_given == NULL && is_whole ? ": all" : ".");
}

/* Rows of one team; gives what is to be noted of it. */
static const char *add_chain(const struct of_plan *of, struct document_exhibit *table,
                             json_t *team)
{
    struct stored *const stored = of->stored;
    const char *const label = stored_text(stored, team, "label");
    json_t *const chain = stored_object(stored, team, "chain");
    json_t *const steps = stored_array(stored, chain, "steps");
    const double fte = stored_number_or_null(stored, chain, "fte");
    const double people = stored_number_or_null(stored, chain, "establishment");
    const char *const not_given = stored_text_or_null(stored, chain, "not_given");
    size_t i;
    json_t *step;
    json_array_foreach(steps, i, step) step_row(of, table, label, step);
    if (table->row_count > 0) {
        struct document_cell *const last = document_at(table, table->row_count - 1, 0);
        last[FTE] = document_value(fte, NAN);
        last[ESTABLISHMENT] = document_value(people, 0.0);
    }
    if (isfinite(people) && not_given == NULL)
        return "";
    return missing_words(of, label, not_given, json_array_size(steps),
                         isfinite(people));
}

static void chain(const struct of_plan *of, struct document_section *section)
{
    struct document_exhibit *const table = of_plan_exhibit(
        of, section, "chain", "From the phones to the establishment", NULL);
    document_column(table, "team", DOCUMENT_TEXT);
    document_column(table, "step", DOCUMENT_TEXT);
    document_column(table, "taken off", DOCUMENT_SHARE);
    document_column(table, "hours a week with it", DOCUMENT_HOURS);
    document_column(table, "FTE", DOCUMENT_PEOPLE);
    document_column(table, "establishment", DOCUMENT_PEOPLE);
    table->columns[SHARE].decimals = 1;
    table->columns[FTE].decimals = 1;
    table->columns[ESTABLISHMENT].term = "establishment";
    const char *note = "Each step divides the hours before it by what it leaves: 10 % "
                       "taken off leaves 90 %.";
    size_t i;
    json_t *team;
    json_array_foreach(stored_array(of->stored, of->plan, "teams"), i, team)
    {
        note = document_text(of->document, "%s  %s", note, add_chain(of, table, team));
    }
    table->note = note;
}

static void by_shift(const struct of_plan *of, struct document_section *section)
{
    struct stored *const stored = of->stored;
    struct document_exhibit *const table =
        of_plan_exhibit(of, section, "by-shift", "Minimum staffing by shift", NULL);
    document_column(table, "team", DOCUMENT_TEXT);
    document_column(table, "in a shift", DOCUMENT_TEXT);
    document_column(table, "fewest", DOCUMENT_PEOPLE);
    const int mean = document_column(table, "mean", DOCUMENT_PEOPLE);
    document_column(table, "most", DOCUMENT_PEOPLE);
    table->columns[mean].decimals = 1;
    size_t i, k;
    json_t *team, *shift;
    json_array_foreach(stored_array(stored, of->plan, "teams"), i, team)
    {
        json_t *const shifts = stored_object(stored, team, "by_shift");
        if (!stored_bool(stored, shifts, "are_own"))
            table->note = "07:00-15:00, 15:00-23:00 and 23:00-07:00 stand for the "
                          "shifts of a team whose scenario has none, or more than 24.";
        json_array_foreach(stored_array(stored, shifts, "rows"), k, shift)
        {
            struct document_cell *const row = document_row(table);
            row[0] = document_words(
                document_copy(of->document, stored_text(stored, team, "label")));
            row[1] = document_words(
                document_copy(of->document, stored_text(stored, shift, "shift")));
            row[2] = document_value(stored_number(stored, shift, "least"), 0.0);
            row[3] = document_value(stored_number(stored, shift, "mean"), NAN);
            row[4] = document_value(stored_number(stored, shift, "most"), 0.0);
        }
    }
}

void of_plan_gross(const struct of_plan *of, struct document_section *section)
{
    if (!of_plan_has_people(of))
        return;
    chain(of, section);
    by_shift(of, section);
}
