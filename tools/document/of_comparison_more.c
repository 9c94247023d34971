/* Months, people, what-ifs together, changed inputs and precision of a comparison. */
#include <math.h>
#include <string.h>

#include "tools/document/of_comparison_parts.h"
#include "tools/document/of_terms.h"

/* ---- people ---- */

enum { PEOPLE = 4 };

static const struct {
    const char *key, *heading, *term;
    enum document_unit unit;
} people_columns[PEOPLE] = {
    { "seats", "seats", "seats", DOCUMENT_PEOPLE },
    { "hours_week", "hours a week", "paid-hours", DOCUMENT_HOURS },
    { "fte", "FTE", "fte", DOCUMENT_PEOPLE },
    { "cost_year", "£ a year", "cost", DOCUMENT_POUNDS },
};

static struct document_exhibit *begin_people(const struct of_comparison *of,
                                             struct document_section *section,
                                             const char *id, const char *title)
{
    struct document_exhibit *const table = document_exhibit(section, id, title);
    table->sheet = "People";
    document_column(table, "team", DOCUMENT_TEXT);
    document_column(table, "scenario", DOCUMENT_TEXT);
    for (int i = 0; i < PEOPLE; i++) {
        const int column =
            document_column(table, people_columns[i].heading, people_columns[i].unit);
        table->columns[column].term = of_term(of->document, people_columns[i].term);
    }
    return table;
}

static double people_of(const struct of_comparison *of, json_t *people, int column)
{
    return stored_number_or_null(of->stored, people, people_columns[column].key);
}

/* The team's people, of null all; null where the scenario has no such team. */
static json_t *find_people(const struct of_comparison *of, size_t scenario,
                           const char *team)
{
    json_t *from = of_comparison_scenario(of, scenario);
    if (team != NULL)
        from = stored_find(stored_object(of->stored, from, "team"), team);
    return from != NULL ? stored_object(of->stored, from, "people") : NULL;
}

/* What a scenario has more than the first: of all teams as it was added up there, since
 * a team that does not change needs no cost. */
static double people_more(const struct of_comparison *of, size_t scenario,
                          const char *team, int column)
{
    if (team == NULL)
        return people_of(of,
                         stored_object(of->stored,
                                       json_array_get(of->differences, scenario - 1),
                                       "people"),
                         column);
    json_t *const first = find_people(of, 0, team);
    json_t *const now = find_people(of, scenario, team);
    return (now != NULL ? people_of(of, now, column) : 0.0)
           - (first != NULL ? people_of(of, first, column) : 0.0);
}

static void add_team(const struct of_comparison *of, struct document_exhibit *values,
                     struct document_exhibit *less, const char *team, const char *label)
{
    for (size_t i = 0; i < of->count; i++) {
        json_t *const now = find_people(of, i, team);
        struct document_cell *row = document_row(values);
        row[0] = document_words(label);
        row[1] = document_words(of_comparison_letter(of, i));
        for (int c = 0; now != NULL && c < PEOPLE; c++)
            row[2 + c] = document_value(people_of(of, now, c), 0.0);
        if (i == 0)
            continue;
        row = document_row(less);
        row[0] = document_words(label);
        row[1] = document_words(document_text(of->document, "%s less %s",
                                              of_comparison_letter(of, i),
                                              of_comparison_letter(of, 0)));
        for (int c = 0; c < PEOPLE; c++) {
            const double more = people_more(of, i, team, c);
            row[2 + c] = document_value(more, 0.0);
            row[2 + c].is_marked = isfinite(more) && more != 0.0;
        }
    }
}

void of_comparison_people(const struct of_comparison *of)
{
    struct document_section *const section =
        document_section(of->document, "people-of-each", "People side by side");
    struct document_exhibit *const less =
        begin_people(of, section, "people-less", "Differences in people");
    struct document_exhibit *const values =
        begin_people(of, section, "people", "People of each scenario");
    const char *last = "";
    size_t i, teams = 0;
    json_t *figure;
    for (int c = 0; c < PEOPLE; c++)
        less->columns[2 + c].is_signed = true;
    json_array_foreach(of->figures, i, figure)
    {
        const char *const name = stored_text(of->stored, figure, "name");
        if (!of_comparison_is(of, figure, "team") || strcmp(name, last) == 0)
            continue;
        add_team(of, values, less, name, of_comparison_text(of, figure, "label"));
        last = name;
        teams++;
    }
    if (teams > 1)
        add_team(of, values, less, NULL, "all teams");
}

/* ---- lines by month ---- */

static const struct {
    const char *key, *heading;
    enum document_unit unit;
} month_measures[] = { { "mean_wait", "mean wait", DOCUMENT_SECONDS },
                       { "abandoned_share", "abandoned", DOCUMENT_SHARE },
                       { "offered", "offered, calls a day", DOCUMENT_CALLS } };

static json_t *months_of(const struct of_comparison *of, size_t scenario)
{
    return stored_object(of->stored, of_comparison_scenario(of, scenario), "by_month");
}

/* A line that a scenario has not is empty there. */
static struct document_cell month_cell(const struct of_comparison *of, size_t scenario,
                                       const char *line, const char *measure,
                                       size_t month)
{
    json_t *const lines = stored_object(of->stored, months_of(of, scenario), "line");
    json_t *const own = stored_find(lines, line);
    if (own == NULL)
        return document_words(NULL);
    json_t *const column = stored_object(of->stored, own, measure);
    return document_value(
        stored_element(of->stored, stored_array(of->stored, column, "value"), month),
        stored_element(of->stored, stored_array(of->stored, column, "half_width"),
                       month));
}

static void line_months(const struct of_comparison *of,
                        struct document_section *section, json_t *figure, size_t number,
                        size_t measure)
{
    struct document *const document = of->document;
    const char *const name = stored_text(of->stored, figure, "name");
    const char *const heading = month_measures[measure].heading;
    json_t *const units = stored_array(of->stored, months_of(of, 0), "units");
    struct document_exhibit *const table = document_exhibit(
        section, document_text(document, "months-%zu-%zu", number, measure),
        document_text(document, "%s: %s by month",
                      stored_text(of->stored, figure, "label"), heading));
    table->group = "months";
    table->option = document_text(document, "%s: %s",
                                  stored_text(of->stored, figure, "label"), heading);
    table->is_folded = true;
    document_column(table, "month", DOCUMENT_TEXT);
    of_comparison_curves(of, table, month_measures[measure].unit);
    for (size_t month = 0; month < json_array_size(units); month++) {
        struct document_cell *const row = document_row(table);
        row[0] = document_words(
            document_copy(document, json_string_value(json_array_get(units, month))));
        for (size_t i = 0; i < of->count; i++)
            row[1 + i] = month_cell(of, i, name, month_measures[measure].key, month);
    }
    table->chart.y_title = heading;
    table->chart.is_from_zero = true;
    table->chart.alt =
        document_text(document, "A curve a scenario over %zu months, with its noise.",
                      json_array_size(units));
}

void of_comparison_months(const struct of_comparison *of)
{
    json_t *const units = stored_array(of->stored, months_of(of, 0), "units");
    if (json_array_size(units) < 2)
        return;
    struct document_section *const section =
        document_section(of->document, "months", "Lines by month");
    const char *last = "";
    size_t i;
    json_t *figure;
    json_array_foreach(of->figures, i, figure)
    {
        const char *const name = stored_text(of->stored, figure, "name");
        if (!of_comparison_is(of, figure, "line") || strcmp(name, last) == 0)
            continue;
        for (size_t k = 0; k < sizeof month_measures / sizeof *month_measures; k++)
            line_months(of, section, figure, i, k);
        last = name;
    }
    document_drop_empty(of->document);
}

/* ---- what-ifs together ---- */

/* The difference of the scenario with this letter; an empty one without. */
static json_t *difference_of(const struct of_comparison *of, const char *letter)
{
    size_t i;
    json_t *difference;
    json_array_foreach(of->differences, i, difference)
    {
        if (strcmp(stored_text(of->stored, difference, "scenario"), letter) == 0)
            return difference;
    }
    stored_fault(of->stored, "interplays: there is no difference of \"%s\"", letter);
    return json_array_get(of->differences, 0);
}

static void signed_column(struct document_exhibit *table, const char *heading,
                          enum document_unit unit, const char *term)
{
    const int column = document_column(table, heading, unit);
    table->columns[column].has_noise = table->columns[column].is_signed = true;
    table->columns[column].term = term;
}

static void together_table(const struct of_comparison *of,
                           struct document_section *section, json_t *interplay,
                           size_t number, enum document_unit unit)
{
    struct document *const document = of->document;
    const char *const letter = stored_text(of->stored, interplay, "scenario");
    json_t *const parts = stored_array(of->stored, interplay, "parts");
    const enum document_unit shown = unit == DOCUMENT_SHARE ? DOCUMENT_POINTS : unit;
    struct document_exhibit *const table = document_exhibit(
        section, document_text(document, "together-%zu-%d", number, (int) unit),
        document_text(document, "%s: %s", of_comparison_text(of, interplay, "scenario"),
                      unit == DOCUMENT_SHARE ? "points" : "seconds"));
    size_t i;
    json_t *figure;
    document_column(table, "figure", DOCUMENT_TEXT);
    for (i = 0; i < json_array_size(parts); i++)
        signed_column(table,
                      document_text(document, "%s alone",
                                    json_string_value(json_array_get(parts, i))),
                      shown, "paired");
    signed_column(table, "together", shown, "paired");
    signed_column(table, "interplay", shown, "interplay");
    table->sheet = "Together";
    const size_t count = json_array_size(parts);
    json_array_foreach(of->figures, i, figure)
    {
        if (!stored_bool(of->stored, figure, "told")
            || of_comparison_unit(of, figure) != unit)
            continue;
        struct document_cell *const row = document_row(table);
        row[0] = document_words(
            document_text(document, "%s%s%s", stored_text(of->stored, figure, "label"),
                          of_comparison_is(of, figure, "target") ? "" : ": ",
                          of_comparison_is(of, figure, "target")
                              ? ""
                              : stored_text(of->stored, figure, "measure")));
        for (size_t k = 0; k < count; k++)
            row[1 + k] = of_comparison_less(
                of, difference_of(of, json_string_value(json_array_get(parts, k))), i);
        row[1 + count] = of_comparison_less(of, difference_of(of, letter), i);
        row[2 + count] = of_comparison_less(of, interplay, i);
    }
}

static bool has_told(const struct of_comparison *of, enum document_unit unit)
{
    size_t i;
    json_t *figure;
    json_array_foreach(of->figures, i, figure)
    {
        if (stored_bool(of->stored, figure, "told")
            && of_comparison_unit(of, figure) == unit)
            return true;
    }
    return false;
}

void of_comparison_together(const struct of_comparison *of)
{
    static const enum document_unit units[] = { DOCUMENT_SHARE, DOCUMENT_SECONDS };
    if (json_array_size(of->interplays) == 0)
        return;
    struct document_section *const section =
        document_section(of->document, "together", "What-ifs together");
    size_t i;
    json_t *interplay;
    json_array_foreach(of->interplays, i, interplay)
    {
        for (size_t k = 0; k < sizeof units / sizeof *units; k++)
            if (has_told(of, units[k]))
                together_table(of, section, interplay, i, units[k]);
    }
    document_paragraph(section, "Each alone and all together, against A.  Interplay: "
                                "together, less the sum of each alone.");
}

/* ---- inputs that are not the same ---- */

static void add_change(const struct of_comparison *of, struct document_exhibit *table,
                       json_t *change)
{
    struct stored *const s = of->stored;
    struct document *const document = of->document;
    const char *const file = stored_text_or_null(s, change, "file");
    const double line = stored_number(s, change, "line");
    const char *const basis = stored_text_or_null(s, change, "basis");
    struct document_cell *const row = document_row(table);
    row[0] = document_words(of_comparison_text(of, change, "path"));
    row[1] = document_words(
        document_copy(document, stored_text_or_null(s, change, "before")));
    row[2] = document_words(
        document_copy(document, stored_text_or_null(s, change, "after")));
    row[2].is_marked = true;
    row[3] = document_words(
        document_copy(document, stored_text_or_null(s, change, "written")));
    row[4] = document_words(line > 0.0 && file != NULL
                                ? document_text(document, "%s:%.0f", file, line)
                                : document_copy(document, file));
    row[5] = document_words(basis != NULL ? document_copy(document, basis) : "assumed");
}

void of_comparison_changes(const struct of_comparison *of)
{
    struct document *const document = of->document;
    struct document_section *const section =
        document_section(document, "changes", "What was changed in the inputs");
    size_t i, k;
    json_t *difference, *change;
    json_array_foreach(of->differences, i, difference)
    {
        const char *const letter = of_comparison_text(of, difference, "scenario");
        json_t *const changes = stored_array(of->stored, difference, "changes");
        if (json_array_size(changes) == 0) {
            document_paragraph(
                section,
                document_text(document, "%s has the same inputs as A.", letter));
            continue;
        }
        struct document_exhibit *const table =
            document_exhibit(section, document_text(document, "changes-%zu", i),
                             document_text(document, "%s against A", letter));
        const char *const headings[] = { "setting",    "A",     letter,
                                         "as written", "where", "basis" };
        for (k = 0; k < sizeof headings / sizeof *headings; k++)
            document_column(table, headings[k], DOCUMENT_TEXT);
        table->sheet = "Changes";
        json_array_foreach(changes, k, change)
        {
            add_change(of, table, change);
        }
    }
}

/* ---- what common callers were worth ---- */

void of_comparison_precision(const struct of_comparison *of)
{
    struct document_section *const section = document_section(
        of->document, "worth", "What it is worth that all met the same callers");
    size_t i;
    json_t *difference, *figure;
    json_array_foreach(of->differences, i, difference)
    {
        const char *const words = stored_text_or_null(of->stored, difference, "worth");
        if (words != NULL)
            document_paragraph(
                section,
                document_text(of->document, "%s: %s",
                              stored_text(of->stored, difference, "scenario"), words));
    }
    struct document_exhibit *const table = document_exhibit(
        section, "precision", "Independent replications for the same precision");
    table->term = "independent";
    table->sheet = "Same callers";
    document_column(table, "figure", DOCUMENT_TEXT);
    for (i = 1; i < of->count; i++)
        document_column(table, of_comparison_letter(of, i), DOCUMENT_NUMBER);
    json_array_foreach(of->figures, i, figure)
    {
        struct document_cell *const row = document_row(table);
        row[0] = document_words(of_comparison_text(of, figure, "path"));
        for (size_t k = 1; k < of->count; k++) {
            json_t *const figures = stored_array(
                of->stored, json_array_get(of->differences, k - 1), "figures");
            row[k] = document_value(stored_number_or_null(of->stored,
                                                          json_array_get(figures, i),
                                                          "independent_replications"),
                                    NAN);
            table->columns[k].decimals = 0;
        }
    }
}
