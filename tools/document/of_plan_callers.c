/* Of a plan: what callers meet with it, and of several months their plans side by
 * side. */
#include <math.h>
#include <string.h>

#include "tools/document/of_plan_parts.h"

enum { TARGET, ASKED, FOUND, WORST, TEST, MARGIN };

static void need_columns(struct document_exhibit *table, enum document_unit unit,
                         bool is_reach)
{
    document_column(table, "target", DOCUMENT_TEXT);
    document_column(table, "asked", DOCUMENT_TEXT);
    document_column(table, is_reach ? "with the most people" : "found", unit);
    document_column(table, "where it is worst", DOCUMENT_TEXT);
    document_column(table, is_reach ? "so" : "test", DOCUMENT_TEXT);
    document_column(table, "margin",
                    unit == DOCUMENT_SHARE ? DOCUMENT_POINTS : DOCUMENT_SECONDS);
    table->columns[FOUND].has_noise = true;
    table->columns[FOUND].term = "noise";
    table->columns[TEST].term = "certificate";
    table->columns[MARGIN].term = "margin";
}

static void need_row(const struct of_plan *of, struct document_exhibit *table,
                     json_t *need)
{
    struct stored *const stored = of->stored;
    struct document *const document = of->document;
    bool is_found;
    json_t *const grade = of_plan_grade(need, &is_found);
    if (!json_is_object(grade))
        return;
    const struct stored_estimate value = stored_estimate(stored, grade, "value");
    if (table->column_count == 0)
        need_columns(table, of_plan_unit(of, need), !is_found);
    struct document_cell *const row = document_row(table);
    row[TARGET] =
        document_words(document_copy(document, stored_text(stored, need, "label")));
    row[ASKED] =
        document_words(document_copy(document, stored_text(stored, need, "asked")));
    row[FOUND] = document_value(value.value, value.half_width);
    row[WORST] =
        document_words(document_copy(document, stored_text(stored, grade, "at")));
    if (stored_bool(stored, need, "served_best"))
        return;
    row[TEST] = of_plan_state_cell(of_plan_state(of, need, grade, is_found));
    row[MARGIN] = document_value(stored_number(stored, need, "margin"), NAN);
}

static bool has_grade(const struct of_plan *of, enum document_unit unit)
{
    size_t i;
    json_t *need;
    json_array_foreach(stored_array(of->stored, of->plan, "needs"), i, need)
    {
        bool is_found;
        if (of_plan_unit(of, need) == unit
            && json_is_object(of_plan_grade(need, &is_found)))
            return true;
    }
    return false;
}

static void needs(const struct of_plan *of, struct document_section *section,
                  enum document_unit unit)
{
    const bool is_share = unit == DOCUMENT_SHARE;
    if (!has_grade(of, unit))
        return;
    struct document_exhibit *const table = of_plan_exhibit(
        of, section, is_share ? "needs-share" : "needs-time",
        is_share ? "Targets that ask for a share" : "Targets that ask for a time",
        NULL);
    size_t i;
    json_t *need;
    json_array_foreach(stored_array(of->stored, of->plan, "needs"), i, need)
    {
        if (of_plan_unit(of, need) == unit)
            need_row(of, table, need);
    }
}

/* ---- lines ---- */

static void line_row(const struct of_plan *of, struct document_exhibit *table,
                     json_t *line)
{
    struct stored *const stored = of->stored;
    const double lost = stored_number(stored, line, "abandoned_share");
    const bool is_counted = stored_bool(stored, line, "hang_ups_counted");
    struct document_cell *const row = document_row(table);
    row[0] =
        document_words(document_copy(of->document, stored_text(stored, line, "label")));
    row[1] = document_value(stored_number(stored, line, "offered_a_week"), NAN);
    row[2] = document_value(lost, NAN);
    row[2].is_marked = of_plan_is_lost(lost, is_counted);
    row[3] = document_words(is_counted ? "yes" : "no");
    row[4] = document_value(stored_number_or_null(stored, line, "mean_wait_s"), NAN);
}

static void lines(const struct of_plan *of, struct document_section *section)
{
    json_t *const rows = stored_array(of->stored, of->plan, "lines");
    if (json_array_size(rows) == 0)
        return;
    struct document_exhibit *const table =
        of_plan_exhibit(of, section, "lines", "Every line", NULL);
    table->note = "On the callers of the last test, whether a target counts them or "
                  "not.  Marked: lines that lose callers whom no target counts; a plan "
                  "meets targets of answered calls by answering few.";
    document_column(table, "line", DOCUMENT_TEXT);
    document_column(table, "calls a week", DOCUMENT_CALLS);
    document_column(table, "hang up", DOCUMENT_SHARE);
    document_column(table, "a target counts them", DOCUMENT_TEXT);
    document_column(table, "mean wait of the answered", DOCUMENT_SECONDS);
    table->columns[1].decimals = 0;
    table->columns[2].decimals = 1;
    size_t i;
    json_t *line;
    json_array_foreach(rows, i, line) line_row(of, table, line);
}

void of_plan_callers(const struct of_plan *of, struct document_section *section)
{
    needs(of, section, DOCUMENT_SHARE);
    needs(of, section, DOCUMENT_SECONDS);
    lines(of, section);
}
