/* Service by hour of the week: heat maps, days down and hours across. */
#include <math.h>
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
    bool is_plain;
};

static const struct kind kinds[] = {
    { "mean_wait", "hours-wait", "Hours, mean wait", "mean wait", false },
    { "abandoned_share", "hours-abandoned", "Hours, abandoned", "share abandoned",
      false },
    { "offered", "hours-offered", "Hours, calls", "calls an hour", true },
};

static void add_lines(const struct of_result *of, struct document_section *section,
                      const struct kind *kind)
{
    struct of_result_measure measure;
    json_t *const lines = stored_object(of->stored, of->root, "line"), *line;
    const char *name;
    if (!of_result_measure(of, kind->measure, &measure))
        return;
    json_object_foreach(lines, name, line)
    {
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
            .is_plain = kind->is_plain,
        };
        of_result_heat(of, section, &heat, &series);
    }
}

void of_result_hours(const struct of_result *of)
{
    struct document_section *const section =
        document_section(of->document, "hours", "Service by hour of the week");
    add_targets(of, section);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        add_lines(of, section, &kinds[i]);
    if (section->exhibit_count > 0)
        document_paragraph(
            section, "Each cell is the mean over all such hours of the period, local "
                     "time; a call counts in the hour of its arrival.");
    document_drop_empty(of->document);
}
