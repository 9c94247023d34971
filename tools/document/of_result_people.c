/* People: what a staffing amounts to, against the load by half hour of the week. */
#include <math.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "tools/document/of_result_parts.h"
#include "tools/document/of_terms.h"

/* ---- what it amounts to ---- */

struct amount {
    const char *key, *heading, *term;
    enum document_unit unit;
    int decimals;
};

static const struct amount amounts[] = {
    { "seats", "seats", "seats", DOCUMENT_PEOPLE, 0 },
    { "hours_day", "on the phones, hours a day", "on-phones", DOCUMENT_NUMBER, 1 },
    { "paid_week", "posted, hours a week", "paid-hours", DOCUMENT_NUMBER, 1 },
    { "fte", "FTE", "fte", DOCUMENT_PEOPLE, 1 },
    { "cost_year", "£ a year", "cost", DOCUMENT_POUNDS, 0 },
};
enum { AMOUNTS = sizeof amounts / sizeof *amounts };

static const char *const used[] = { "occupancy", "busy_hours", "overrun_hours" };
enum { USED = sizeof used / sizeof *used };

static void add_sum(struct document_exhibit *exhibit)
{
    const int teams = exhibit->row_count;
    if (teams < 2)
        return;
    struct document_cell *const row = document_row(exhibit);
    row[0] = document_words("together");
    /* Seats of teams are not all filled at the same time. */
    for (int column = 2; column <= AMOUNTS; column++) {
        double sum = 0.0;
        for (int team = 0; team < teams; team++) {
            const struct document_cell *const cell = document_at(exhibit, team, column);
            sum += cell->kind == DOCUMENT_VALUE ? cell->value : 0.0;
        }
        if (sum > 0.0)
            *document_at(exhibit, teams, column) = document_value(sum, NAN);
    }
}

static void add_teams(const struct of_result *of, struct document_section *section)
{
    struct stored *const s = of->stored;
    json_t *const teams = stored_object(s, of->root, "team"), *team;
    const char *name;
    struct document_exhibit *const exhibit =
        document_exhibit(section, "teams", "What each team amounts to");
    exhibit->sheet = "Teams";
    exhibit->note = "£ a year is empty where the scenario gives no cost; a sum is of "
                    "those that have one.";
    document_column(exhibit, "team", DOCUMENT_TEXT);
    for (int i = 0; i < AMOUNTS; i++) {
        const int column =
            document_column(exhibit, amounts[i].heading, amounts[i].unit);
        exhibit->columns[column].term = of_term(of->document, amounts[i].term);
        exhibit->columns[column].decimals = amounts[i].decimals;
    }
    int columns[USED];
    for (int i = 0; i < USED; i++)
        columns[i] = of_result_column(of, exhibit, used[i]);
    json_object_foreach(teams, name, team)
    {
        struct document_cell *const row = document_row(exhibit);
        row[0] = document_words(of_result_label(of, team));
        for (int i = 0; i < AMOUNTS; i++)
            row[1 + i] =
                document_value(stored_number_or_null(s, team, amounts[i].key), NAN);
        for (int i = 0; i < USED; i++)
            if (columns[i] >= 0)
                row[columns[i]] = of_result_figure(of, team, used[i]);
    }
    add_sum(exhibit);
}

/* ---- against the load ---- */

enum { FROM, PEOPLE, BUSY, OCCUPANCY, OVERRUN, COLUMNS };

static void add_halves(const struct of_result *of, struct document_exhibit *exhibit,
                       json_t *units, json_t *team)
{
    static const char *const keys[COLUMNS] = { [PEOPLE] = "people",
                                               [BUSY] = "busy",
                                               [OCCUPANCY] = "occupancy",
                                               [OVERRUN] = "overrun" };
    struct stored *const s = of->stored;
    const size_t count = json_array_size(units);
    for (int i = PEOPLE; i < COLUMNS; i++)
        if (json_array_size(stored_array(s, team, keys[i])) != count)
            stored_fault(s, "half_hours: each column must have %zu figures", count);
    for (size_t half = 0; half < count; half++) {
        const char *const name = json_string_value(json_array_get(units, half));
        struct document_cell *const row = document_row(exhibit);
        if (name == NULL)
            stored_fault(s, "half_hours.units[%zu] must be a text", half);
        row[FROM] = document_words(document_copy(of->document, name));
        for (int i = PEOPLE; i < COLUMNS; i++)
            row[i] = document_value(
                stored_element(s, stored_array(s, team, keys[i]), half), NAN);
    }
}

static void draw_halves(const struct of_result *of, struct document_exhibit *exhibit,
                        const char *label)
{
    struct document_chart *const chart = &exhibit->chart;
    chart->kind = DOCUMENT_CURVES;
    chart->x = FROM;
    chart->is_from_zero = true;
    chart->y_title = "people";
    document_series(exhibit, "busy: the load carried", BUSY)->style = DOCUMENT_AREA;
    document_series(exhibit, "on the phones", PEOPLE)->style = DOCUMENT_STEP;
    const char *const people = of_result_extremes(of, exhibit, PEOPLE, FROM);
    const char *const share = of_result_extremes(of, exhibit, OCCUPANCY, FROM);
    chart->alt = document_text(
        of->document, "%s: people on the phones go %s; the share of them busy %s.",
        label, people == NULL ? "nowhere" : people, share == NULL ? "nowhere" : share);
}

static void add_load(const struct of_result *of, struct document_section *section,
                     const char *name, json_t *team)
{
    struct stored *const s = of->stored;
    json_t *const halves = stored_object(s, of->root, "half_hours");
    json_t *const of_team = stored_object(s, stored_object(s, halves, "team"), name);
    const char *const label = of_result_label(of, team);
    struct document_exhibit *const exhibit =
        document_exhibit(section, of_result_id(of, "load", name),
                         document_text(of->document,
                                       "%s: staffing against load, by half hour of the "
                                       "week",
                                       label));
    exhibit->group = "load";
    exhibit->option = label;
    exhibit->sheet = "Staffing and load";
    exhibit->term = of_term(of->document, "load");
    exhibit->is_folded = true;
    document_column(exhibit, "from", DOCUMENT_TEXT);
    document_column(exhibit, "on the phones, people", DOCUMENT_PEOPLE);
    document_column(exhibit, "busy, people", DOCUMENT_PEOPLE);
    document_column(exhibit, "busy share", DOCUMENT_SHARE);
    document_column(exhibit, "busy after their shift, people", DOCUMENT_PEOPLE);
    exhibit->columns[OCCUPANCY].term = of_term(of->document, "half-hour-occupancy");
    add_halves(of, exhibit, stored_array(s, halves, "units"), of_team);
    draw_halves(of, exhibit, label);
}

/* ---- occupancy ---- */

static void add_occupancy(const struct of_result *of, struct document_section *section,
                          const char *name, json_t *team)
{
    static const double idle = 0.05; /* busy less than this: no hour is of interest */
    struct of_result_measure measure;
    if (!of_result_measure(of, "occupancy", &measure)
        || !(stored_estimate(of->stored, team, "occupancy").value >= idle))
        return;
    const struct of_result_series series =
        of_result_series(of, "hour_of_week", "team", name, "occupancy");
    const char *const label = of_result_label(of, team);
    const struct of_result_heat heat = {
        .id = of_result_id(of, "occupancy", name),
        .title =
            document_text(of->document, "%s: share busy by hour of the week", label),
        .group = "occupancy",
        .option = label,
        .sheet = "Occupancy",
        .term = measure.term,
        .unit = measure.unit,
        .is_plain = true,
    };
    of_result_heat(of, section, &heat, &series);
}

/* ---- people short ---- */

enum { SHORT_LINE, SHORT, HOURS, OFFERED, ANSWERED, ABANDONED, WAIT, SHORT_COLUMNS };

static void add_short_rows(const struct of_result *of, struct document_exhibit *exhibit,
                           const char *kind, const char *name, json_t *about)
{
    static const char *const keys[SHORT_COLUMNS] = { [HOURS] = "hours",
                                                     [OFFERED] = "offered",
                                                     [ANSWERED] = "answered_share",
                                                     [ABANDONED] = "abandoned_share",
                                                     [WAIT] = "mean_wait" };
    struct stored *const s = of->stored;
    json_t *const objects = stored_object(s, of->root, kind);
    const char *const label = of_result_label(of, stored_object(s, objects, name));
    json_t *const rows = stored_array(s, about, "rows"), *row;
    size_t i;
    json_array_foreach(rows, i, row)
    {
        const double count = stored_number(s, row, "short");
        const bool is_last = i + 1 == json_array_size(rows);
        struct document_cell *const cells = document_row(exhibit);
        cells[SHORT_LINE] = document_words(label);
        cells[SHORT] = document_words(document_text(
            of->document, "%.0f%s", count, is_last && i > 0 ? " or more" : ""));
        for (int k = HOURS; k < SHORT_COLUMNS; k++)
            cells[k] = of_result_figure(of, row, keys[k]);
    }
}

static void add_shorts(const struct of_result *of, struct document_section *section)
{
    static const struct {
        const char *heading;
        enum document_unit unit;
        const char *measure;
    } columns[SHORT_COLUMNS] = {
        { "line", DOCUMENT_TEXT, NULL },
        { "people short", DOCUMENT_TEXT, NULL },
        { "hours a day", DOCUMENT_NUMBER, NULL },
        { "offered, calls a day", DOCUMENT_CALLS, "offered" },
        { "answered", DOCUMENT_SHARE, "answered_share" },
        { "abandoned", DOCUMENT_SHARE, "abandoned_share" },
        { "mean wait", DOCUMENT_SECONDS, "mean_wait" },
    };
    static const char *const kinds[] = { "line", "clock" };
    struct stored *const s = of->stored;
    json_t *about;
    const char *name;
    if (stored_find(of->root, "short") == NULL)
        return;
    json_t *const all = stored_object(s, of->root, "short");
    struct document_exhibit *const exhibit =
        document_exhibit(section, "short", "What it does when people are absent");
    exhibit->sheet = "Short";
    exhibit->term = of_term(of->document, "people-short");
    exhibit->note = "Quarter hours told apart by how many people of the line's first "
                    "team were missing.";
    for (int i = 0; i < SHORT_COLUMNS; i++) {
        struct of_result_measure measure;
        const int at = document_column(exhibit, columns[i].heading, columns[i].unit);
        exhibit->columns[at].has_noise = i >= HOURS;
        if (columns[i].measure != NULL
            && of_result_measure(of, columns[i].measure, &measure))
            exhibit->columns[at].term = measure.term;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        json_object_foreach(stored_object(s, all, kinds[i]), name, about)
        {
            add_short_rows(of, exhibit, kinds[i], name, about);
        }
}

void of_result_people(const struct of_result *of)
{
    json_t *const teams = stored_object(of->stored, of->root, "team"), *team;
    const char *name;
    struct document_section *const section =
        document_section(of->document, "people", "People");
    document_paragraph(section,
                       "A line above the filled area is a margin of free people; where "
                       "the two come close, callers wait.  Means over all weeks, so "
                       "single days are above and below.");
    add_teams(of, section);
    json_object_foreach(teams, name, team)
    {
        add_load(of, section, name, team);
    }
    json_object_foreach(teams, name, team)
    {
        add_occupancy(of, section, name, team);
    }
    add_shorts(of, section);
}
