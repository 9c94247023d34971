/* Service by hour of the week: heat maps, days down and hours across. */
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "tools/document/of_result_parts.h"

enum { DAYS = 7, HOURS = 24 };

/* "from 85.2 % (Fri 20:00) to 99.9 % (Sun 05:00)", null without a figure. */
static const char *extremes(const struct of_result *of,
                            const struct of_result_heat *heat,
                            const struct of_result_series *series)
{
    struct document_cell least = { 0 }, most = { 0 };
    char least_at[CALENDAR_LABEL] = "", most_at[CALENDAR_LABEL] = "";
    for (int hour = 0; hour < DAYS * HOURS; hour++) {
        const struct document_cell cell = of_result_cell(of, series, (size_t) hour);
        if (cell.kind != DOCUMENT_VALUE)
            continue;
        if (least.kind == DOCUMENT_EMPTY || cell.value < least.value) {
            least = cell;
            calendar_hour_label(hour, least_at);
        }
        if (most.kind == DOCUMENT_EMPTY || cell.value > most.value) {
            most = cell;
            calendar_hour_label(hour, most_at);
        }
    }
    if (least.kind == DOCUMENT_EMPTY)
        return NULL;
    return document_text(
        of->document, "from %s (%s) to %s (%s)",
        of_result_words(of, heat->unit, least.value, least.noise), least_at,
        of_result_words(of, heat->unit, most.value, most.noise), most_at);
}

static void add_rows(const struct of_result *of, struct document_exhibit *exhibit,
                     const struct of_result_series *series)
{
    for (int day = 0; day < DAYS; day++) {
        struct document_cell *const row = document_row(exhibit);
        row[0] = document_words(calendar_weekday_names[day]);
        for (int hour = 0; hour < HOURS; hour++)
            row[1 + hour] = of_result_cell(of, series, (size_t) (day * HOURS + hour));
    }
}

void of_result_heat(const struct of_result *of, struct document_section *section,
                    const struct of_result_heat *heat,
                    const struct of_result_series *series)
{
    const char *const words = extremes(of, heat, series);
    if (words == NULL || !of_result_says_something(of, series))
        return;
    struct document_exhibit *const exhibit =
        document_exhibit(section, heat->id, heat->title);
    exhibit->group = heat->group;
    exhibit->option = heat->option;
    exhibit->sheet = heat->sheet;
    exhibit->term = heat->term;
    exhibit->note = heat->note;
    exhibit->is_folded = true;
    document_column(exhibit, "day", DOCUMENT_TEXT);
    for (int hour = 0; hour < HOURS; hour++)
        document_column(exhibit, document_text(of->document, "%02d", hour), heat->unit);
    add_rows(of, exhibit, series);
    exhibit->chart.kind = DOCUMENT_HEAT;
    exhibit->chart.is_good_high = heat->is_good_high;
    exhibit->chart.is_plain = heat->is_plain;
    exhibit->chart.x_title = "hour of the day";
    exhibit->chart.alt = document_text(of->document, "%s: %s.", heat->option, words);
}

/* ---- targets ---- */

static void add_targets(const struct of_result *of, struct document_section *section)
{
    struct stored *const s = of->stored;
    json_t *const targets = stored_object(s, of->root, "target"), *target;
    json_t *const by = stored_object(s, of->root, "by");
    json_t *const hours =
        stored_object(s, stored_object(s, by, "hour_of_week"), "target");
    const char *name;
    json_object_foreach(targets, name, target)
    {
        if (stored_find(hours, name) == NULL)
            continue; /* a quantile of an hour, say, is not kept */
        const struct of_result_series series =
            of_result_series(of, "hour_of_week", "target", name, NULL);
        const char *const label = of_result_label(of, target);
        const struct of_result_heat heat = {
            .id = of_result_id(of, "hours-target", name),
            .title = document_text(of->document, "%s, by hour of the week", label),
            .group = "hours-targets",
            .option = label,
            .sheet = "Hours, targets",
            .term = of_result_target_term(of, name, target),
            .note = document_text(of->document, "Asked: %s; %s.",
                                  stored_text(s, target, "asked"),
                                  stored_text(s, target, "counted")),
            .unit = of_result_target_unit(of, target),
            .is_good_high = strcmp(stored_text(s, target, "side"), "at_least") == 0,
        };
        of_result_heat(of, section, &heat, &series);
    }
}

/* ---- lines ---- */

/* A measure of every line, in a group of its own. */
struct kind {
    const char *measure, *group, *sheet, *title;
    const char *grade; /* a target that asks it of the line has shown it already */
};

static const struct kind kinds[] = {
    { "mean_wait", "hours-wait", "Hours, mean wait", "mean wait", "mean_wait" },
    { "abandoned_share", "hours-abandoned", "Hours, abandoned", "share abandoned",
      "abandoned" },
};

/* A share of the whole period below this has no hours to speak of. */
static const double LITTLE = 0.001;

/* Callers wait there, or something is asked of it; where the force rings back nobody
 * waits. */
static bool is_worth(const struct of_result *of, const char *name, json_t *line)
{
    return stored_estimate(of->stored, line, "abandoned").value > 0.0
           || of_result_is_asked(of, "line", name, NULL);
}

static void add_line(const struct of_result *of, struct document_section *section,
                     const struct kind *kind, const char *name)
{
    struct of_result_measure measure;
    json_t *const lines = stored_object(of->stored, of->root, "line");
    json_t *const line = stored_object(of->stored, lines, name);
    if (!of_result_measure(of, kind->measure, &measure)
        || of_result_is_asked(of, "line", name, kind->grade)
        || !is_worth(of, name, line))
        return;
    if (measure.unit == DOCUMENT_SHARE
        && !(stored_estimate(of->stored, line, kind->measure).value >= LITTLE))
        return;
    const struct of_result_series series =
        of_result_series(of, "hour_of_week", "line", name, kind->measure);
    const char *const label = of_result_label(of, line);
    const struct of_result_heat heat = {
        .id = of_result_id(of, kind->group, name),
        .title = document_text(of->document, "%s: %s by hour of the week", label,
                               kind->title),
        .group = kind->group,
        .option = label,
        .sheet = kind->sheet,
        .term = measure.term,
        .unit = measure.unit,
    };
    of_result_heat(of, section, &heat, &series);
}

static void add_lines(const struct of_result *of, struct document_section *section)
{
    const char **const names = of_result_lines_by_loss(of);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (const char **name = names; *name != NULL; name++)
            add_line(of, section, &kinds[i], *name);
    free(names);
}

/* ---- calls ---- */

/* One line's column; gives "999 from 13.5 (Thu 05:00) to 63 (Sat 17:00)". */
static const char *fill_calls(const struct of_result *of,
                              struct document_exhibit *exhibit, int column,
                              const struct of_result_series *series)
{
    for (int row = 0; row < exhibit->row_count; row++)
        *document_at(exhibit, row, column) = of_result_cell(of, series, (size_t) row);
    const char *const words = of_result_extremes(of, exhibit, column, 0);
    const char *const label = exhibit->columns[column].heading;
    document_series(exhibit, label, column);
    return document_text(of->document, "%s %s", label, words == NULL ? "none" : words);
}

static void add_calls(const struct of_result *of, struct document_section *section)
{
    struct document *const document = of->document;
    json_t *const lines = stored_object(of->stored, of->root, "line"), *line;
    struct of_result_measure offered;
    const char *name, *alt = "";
    int column = 1;
    if (json_object_size(lines) == 0 || !of_result_measure(of, "offered", &offered))
        return;
    struct document_exhibit *const exhibit = document_exhibit(
        section, "hours-calls", "Calls an hour offered to each line, over the week");
    exhibit->sheet = "Hours, calls";
    exhibit->term = offered.term;
    exhibit->is_folded = true;
    document_column(exhibit, "hour", DOCUMENT_TEXT);
    json_object_foreach(lines, name, line)
    {
        document_column(exhibit, of_result_label(of, line), offered.unit);
    }
    for (int hour = 0; hour < DAYS * HOURS; hour++) {
        char label[CALENDAR_LABEL];
        document_row(exhibit)[0] =
            document_words(document_copy(document, calendar_hour_label(hour, label)));
    }
    json_object_foreach(lines, name, line)
    {
        const struct of_result_series series =
            of_result_series(of, "hour_of_week", "line", name, "offered");
        const char *const words = fill_calls(of, exhibit, column++, &series);
        alt = document_text(document, "%s%s%s", alt, *alt == '\0' ? "" : "; ", words);
    }
    exhibit->chart.kind = DOCUMENT_CURVES;
    exhibit->chart.x = 0;
    exhibit->chart.is_from_zero = true;
    exhibit->chart.y_title = "calls an hour";
    exhibit->chart.alt = document_text(document, "Calls an hour: %s.", alt);
}

void of_result_hours(const struct of_result *of)
{
    struct document_section *const section =
        document_section(of->document, "hours", "Service by hour of the week");
    document_paragraph(section,
                       "Each cell is the mean over all such hours of the period, local "
                       "time; a call counts in the hour of its arrival.");
    add_targets(of, section);
    add_lines(of, section);
    add_calls(of, section);
    document_drop_empty(of->document);
}
