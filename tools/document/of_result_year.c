/* Service over the period: by month, week and day, with bands of noise. */
#include <stdlib.h>
#include <string.h>

#include "tools/document/of_result_parts.h"
#include "tools/document/of_terms.h"

/* Fewer intervals than this are no curve; more days than this make a page slow. */
enum { LEAST_UNITS = 2, MOST_UNITS = 800 };

static const struct level {
    const char *name, *heading, *words;
} levels[] = {
    { "month", "month", "by month" },
    { "week", "week", "by week" },
    { "day", "day", "by day" },
};
enum { LEVELS = sizeof levels / sizeof *levels };

static json_t *units_of(const struct of_result *of, const struct level *level)
{
    json_t *const by = stored_object(of->stored, of->root, "by");
    return stored_array(of->stored, stored_object(of->stored, by, level->name),
                        "units");
}

static bool is_shown(const struct of_result *of, const struct level *level)
{
    const size_t count = json_array_size(units_of(of, level));
    return count >= LEAST_UNITS && count <= MOST_UNITS;
}

/* Begins a table with a row an interval, named in column 0. */
static struct document_exhibit *begin(const struct of_result *of,
                                      struct document_section *section,
                                      const struct level *level, const char *id,
                                      const char *title)
{
    struct document_exhibit *const exhibit = document_exhibit(section, id, title);
    exhibit->is_folded = true;
    document_column(exhibit, level->heading, DOCUMENT_TEXT);
    exhibit->chart.kind = DOCUMENT_CURVES;
    exhibit->chart.x = 0;
    of_term(of->document, "noise");
    return exhibit;
}

/* Names the rows; an interval that the period cuts off says so. */
static void add_rows(const struct of_result *of, struct document_exhibit *exhibit,
                     const struct level *level)
{
    json_t *const units = units_of(of, level), *unit;
    bool is_cut = false;
    size_t i;
    json_array_foreach(units, i, unit)
    {
        const bool is_whole = stored_bool(of->stored, unit, "whole");
        document_row(exhibit)[0] = document_words(
            document_text(of->document, "%s%s", stored_text(of->stored, unit, "name"),
                          is_whole ? "" : " (in part)"));
        is_cut = is_cut || !is_whole;
    }
    if (is_cut && exhibit->note == NULL)
        exhibit->note = document_text(
            of->document, "A %s “in part” is cut off by the period.", level->heading);
}

static void fill(const struct of_result *of, struct document_exhibit *exhibit,
                 int column, const struct of_result_series *series)
{
    for (int row = 0; row < exhibit->row_count; row++)
        *document_at(exhibit, row, column) = of_result_cell(of, series, (size_t) row);
}

static void finish(const struct of_result *of, struct document_exhibit *exhibit,
                   const char *label)
{
    const char *const words = of_result_extremes(of, exhibit, 1, 0);
    exhibit->chart.alt = words == NULL
                             ? document_text(of->document, "%s: no figures.", label)
                             : document_text(of->document, "%s: %s.", label, words);
}

/* ---- targets ---- */

static void add_target(const struct of_result *of, struct document_section *section,
                       const struct level *level, const char *name, json_t *target)
{
    struct document *const document = of->document;
    const char *const label = of_result_label(of, target);
    const enum document_unit unit = of_result_target_unit(of, target);
    const struct of_result_series series =
        of_result_series(of, level->name, "target", name, NULL);
    struct document_exhibit *const exhibit = begin(
        of, section, level,
        of_result_id(of, document_text(document, "over-%s-target", level->name), name),
        document_text(document, "%s, %s", label, level->words));
    exhibit->group = "over-targets";
    exhibit->option = document_text(document, "%s, %s", label, level->words);
    exhibit->term = of_result_target_term(of, name, target);
    exhibit->sheet = document_text(document, "Targets %s", level->words);
    const int column =
        document_column(exhibit, unit == DOCUMENT_SHARE ? "share" : "time", unit);
    exhibit->columns[column].has_noise = true;
    add_rows(of, exhibit, level);
    fill(of, exhibit, column, &series);
    document_series(exhibit, label, column);
    document_mark(
        exhibit,
        document_text(document, "asked: %s", of_result_target_limit(of, target)),
        stored_number(of->stored, target, "limit"));
    exhibit->chart.is_from_zero =
        strcmp(stored_text(of->stored, target, "side"), "at_most") == 0;
    finish(of, exhibit, label);
}

static void add_targets(const struct of_result *of, struct document_section *section)
{
    struct stored *const s = of->stored;
    json_t *const targets = stored_object(s, of->root, "target"), *target;
    json_t *const by = stored_object(s, of->root, "by");
    const char *name;
    json_object_foreach(targets, name, target)
    {
        for (int i = 0; i < LEVELS; i++) {
            json_t *const at =
                stored_object(s, stored_object(s, by, levels[i].name), "target");
            if (is_shown(of, &levels[i]) && stored_find(at, name) != NULL)
                add_target(of, section, &levels[i], name, target);
        }
    }
}

/* ---- lines ---- */

/* A measure that is drawn for each line by itself. */
struct kind {
    const char *measure, *group, *words;
    bool has_days;
};

static const struct kind kinds[] = {
    { "mean_wait", "over-wait", "mean wait", true },
    { "abandoned_share", "over-abandoned", "abandoned", false },
};

/* Days are for lines that a target asks something of, on any clock; all of them where
 * nothing is asked of any. */
static bool has_days(const struct of_result *of, const char *line)
{
    struct stored *const s = of->stored;
    json_t *const clocks = stored_find(of->root, "clock"), *target;
    const char *name;
    bool some_asked = false;
    json_object_foreach(stored_object(s, of->root, "target"), name, target)
    {
        json_t *const asked_of = stored_object(s, target, "of");
        const char *at = json_string_value(stored_find(asked_of, "line"));
        const char *const clock = json_string_value(stored_find(asked_of, "clock"));
        if (clock != NULL)
            at = json_string_value(stored_find(stored_find(clocks, clock), "line"));
        if (at != NULL && strcmp(at, line) == 0)
            return true;
        some_asked = some_asked || at != NULL;
    }
    return !some_asked;
}

static void add_line(const struct of_result *of, struct document_section *section,
                     const struct kind *kind, const struct level *level,
                     const char *name, json_t *line)
{
    struct document *const document = of->document;
    const char *const label = of_result_label(of, line);
    const struct of_result_series series =
        of_result_series(of, level->name, "line", name, kind->measure);
    if (!of_result_says_something(of, &series))
        return;
    const char *const prefix =
        document_text(document, "%s-%s", kind->group, level->name);
    struct document_exhibit *const exhibit =
        begin(of, section, level, of_result_id(of, prefix, name),
              document_text(document, "%s: %s %s", label, kind->words, level->words));
    exhibit->group = kind->group;
    exhibit->option = document_text(document, "%s, %s", label, level->words);
    exhibit->sheet = document_text(document, "%s %s", kind->words, level->words);
    const int column = of_result_column(of, exhibit, kind->measure);
    exhibit->term = exhibit->columns[column].term;
    exhibit->chart.is_from_zero = true;
    add_rows(of, exhibit, level);
    fill(of, exhibit, column, &series);
    document_series(exhibit, label, column);
    finish(of, exhibit, document_text(document, "%s, %s", label, kind->words));
}

static void add_lines(const struct of_result *of, struct document_section *section,
                      const struct kind *kind)
{
    struct of_result_measure measure;
    json_t *const lines = stored_object(of->stored, of->root, "line");
    const char **const names = of_result_lines_by_loss(of);
    const bool is_known = of_result_measure(of, kind->measure, &measure);
    for (const char **name = names; is_known && *name != NULL; name++)
        for (int i = 0; i < LEVELS; i++) {
            const bool is_by_day = strcmp(levels[i].name, "day") == 0;
            if (is_shown(of, &levels[i])
                && (!is_by_day || (kind->has_days && has_days(of, *name))))
                add_line(of, section, kind, &levels[i], *name,
                         stored_object(of->stored, lines, *name));
        }
    free(names);
}

/* ---- calls ---- */

/* All lines in one chart: volumes compare. */
static void add_offered(const struct of_result *of, struct document_section *section,
                        const struct level *level)
{
    struct document *const document = of->document;
    json_t *const lines = stored_object(of->stored, of->root, "line"), *line;
    const char *name;
    struct of_result_measure offered;
    /* The noise of so many calls would hardly show, and makes a long table twice as
     * long. */
    const bool is_by_day = strcmp(level->name, "day") == 0;
    if (json_object_size(lines) == 0 || !of_result_measure(of, "offered", &offered))
        return;
    struct document_exhibit *const exhibit = begin(
        of, section, level, document_text(document, "over-offered-%s", level->name),
        document_text(document, "Calls offered to each line, %s", level->words));
    exhibit->group = "over-offered";
    exhibit->option = document_text(document, "calls a day, %s", level->words);
    exhibit->sheet = document_text(document, "Calls %s", level->words);
    exhibit->term = offered.term;
    exhibit->chart.is_from_zero = true;
    exhibit->chart.y_title = "calls a day";
    json_object_foreach(lines, name, line)
    {
        const int column =
            document_column(exhibit, of_result_label(of, line), offered.unit);
        exhibit->columns[column].has_noise = !is_by_day;
    }
    add_rows(of, exhibit, level);
    int column = 1;
    const char *alt = "";
    json_object_foreach(lines, name, line)
    {
        const struct of_result_series series =
            of_result_series(of, level->name, "line", name, "offered");
        fill(of, exhibit, column, &series);
        document_series(exhibit, exhibit->columns[column].heading, column);
        const char *const words = of_result_extremes(of, exhibit, column, 0);
        if (words != NULL)
            alt = document_text(document, "%s%s%s %s", alt, *alt == '\0' ? "" : "; ",
                                exhibit->columns[column].heading, words);
        column++;
    }
    exhibit->chart.alt = document_text(document, "Calls a day: %s.", alt);
}

void of_result_year(const struct of_result *of)
{
    struct document_section *const section = document_section(
        of->document, "over", document_text(of->document, "Over the %s", of->period));
    document_paragraph(section,
                       "The band round a curve is the noise of simulating, not how far "
                       "one day is from the next: each point is a mean over all "
                       "replications.");
    add_targets(of, section);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        add_lines(of, section, &kinds[i]);
    for (int i = 0; i < LEVELS; i++)
        if (is_shown(of, &levels[i]))
            add_offered(of, section, &levels[i]);
    document_drop_empty(of->document);
}
