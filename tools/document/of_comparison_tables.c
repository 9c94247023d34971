/* The tables of a comparison, and what is drawn of them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tools/document/of_comparison_parts.h"
#include "tools/document/words.h"

/* ---- a figure a row, a scenario a column ---- */

enum { FIRST = 1 }; /* column of A */

/* Differences of shares are points. */
static enum document_unit less_unit(enum document_unit unit)
{
    return unit == DOCUMENT_SHARE ? DOCUMENT_POINTS : unit;
}

static void add_columns(const struct of_comparison *of, struct document_exhibit *table,
                        enum document_unit unit, const char *what)
{
    document_column(table, what, DOCUMENT_TEXT);
    for (size_t i = 0; i < of->count; i++) {
        const int column = document_column(table, of_comparison_letter(of, i), unit);
        table->columns[column].has_noise = true;
        table->columns[column].term = "noise";
    }
    for (size_t i = 1; i < of->count; i++) {
        const int column = document_column(table,
                                           document_text(of->document, "%s less %s",
                                                         of_comparison_letter(of, i),
                                                         of_comparison_letter(of, 0)),
                                           less_unit(unit));
        table->columns[column].has_noise = table->columns[column].is_signed = true;
        table->columns[column].term = "paired";
    }
}

/* Adds the row of a figure and gives it. */
static struct document_cell *add_row(const struct of_comparison *of,
                                     struct document_exhibit *table, size_t figure)
{
    json_t *const about = json_array_get(of->figures, figure);
    json_t *const values = stored_array(of->stored, about, "values");
    struct document_cell *const row = document_row(table);
    row[0] = document_words(of_comparison_text(of, about, "label"));
    for (size_t i = 0; i < of->count; i++)
        row[FIRST + i] = of_comparison_cell(of, values, i);
    for (size_t i = 1; i < of->count; i++)
        row[of->count + i] =
            of_comparison_less(of, json_array_get(of->differences, i - 1), figure);
    return row;
}

/* Bars side by side, a scenario a colour. */
static void draw(const struct of_comparison *of, struct document_exhibit *table,
                 const char *what)
{
    const struct document_cell *most = NULL;
    int where = 0;
    for (int row = 0; row < table->row_count; row++)
        for (size_t i = 1; i < of->count; i++) {
            const struct document_cell *const cell =
                document_at(table, row, (int) (of->count + i));
            if (cell->kind == DOCUMENT_VALUE
                && (most == NULL || fabs(cell->value) > fabs(most->value))) {
                most = cell;
                where = row;
            }
        }
    table->chart.kind = DOCUMENT_BARS;
    table->chart.x = 0;
    table->chart.y_title = what;
    table->chart.is_from_zero = true;
    table->chart.alt =
        most == NULL ? "There is nothing to compare."
                     : document_text(of->document,
                                     "Bars side by side, a scenario a colour; the "
                                     "largest difference is at %s.",
                                     document_at(table, where, 0)->words);
    for (size_t i = 0; i < of->count; i++)
        document_series(table, of_comparison_letter(of, i), (int) (FIRST + i))->style =
            DOCUMENT_BAR;
}

/* ---- targets ---- */

static void add_verdicts(const struct of_comparison *of, json_t *figure,
                         struct document_cell *row)
{
    const char *const name = stored_text(of->stored, figure, "name");
    for (size_t i = 0; i < of->count; i++) {
        json_t *const target = of_comparison_target(of, i, name);
        if (target == NULL)
            continue;
        /* The value that the target is judged by; of percentiles it is that of all
         * replications pooled. */
        const struct stored_estimate value =
            stored_estimate(of->stored, target, "value");
        row[FIRST + i] = document_value(value.value, value.half_width);
        row[FIRST + i].verdict = of_comparison_verdict(of, target);
    }
}

static void target_table(const struct of_comparison *of,
                         struct document_section *section, enum document_unit unit)
{
    struct document_exhibit *table = NULL;
    const bool is_share = unit == DOCUMENT_SHARE;
    size_t i;
    json_t *figure;
    json_array_foreach(of->figures, i, figure)
    {
        if (!of_comparison_is(of, figure, "target")
            || of_comparison_unit(of, figure) != unit)
            continue;
        if (table == NULL) {
            table =
                document_exhibit(section, is_share ? "target-shares" : "target-times",
                                 is_share ? "Targets: shares" : "Targets: times");
            table->sheet = "Targets";
            add_columns(of, table, unit, "target");
        }
        add_verdicts(of, figure, add_row(of, table, i));
    }
    if (table != NULL)
        draw(of, table, is_share ? "share" : "seconds");
}

/* ---- months ---- */

void of_comparison_curves(const struct of_comparison *of,
                          struct document_exhibit *table, enum document_unit unit)
{
    table->chart.kind = DOCUMENT_CURVES;
    table->chart.x = 0;
    for (size_t i = 0; i < of->count; i++) {
        const int column = document_column(table, of_comparison_letter(of, i), unit);
        table->columns[column].has_noise = true;
        document_series(table, of_comparison_letter(of, i), column);
    }
}

/* "asked: ≥ 90 %" */
static const char *limit_words(const struct of_comparison *of, json_t *target,
                               enum document_unit unit)
{
    const struct document_column column = { .unit = unit, .decimals = -1 };
    const struct document_cell cell =
        document_value(stored_number(of->stored, target, "limit"), NAN);
    const char *const side = stored_text(of->stored, target, "side");
    char *const limit = document_words_of(&column, &cell);
    const char *const words = document_text(
        of->document, "asked: %s %s", strcmp(side, "at_least") == 0 ? "≥" : "≤", limit);
    free(limit);
    return words;
}

/* A row an interval, a scenario a column. */
static void add_units(const struct of_comparison *of, struct document_exhibit *table,
                      json_t *units, const char *name)
{
    for (size_t u = 0; u < json_array_size(units); u++) {
        struct document_cell *const row = document_row(table);
        row[0] =
            document_words(of_comparison_text(of, json_array_get(units, u), "name"));
        for (size_t k = 0; k < of->count; k++) {
            json_t *const target = of_comparison_target(of, k, name);
            json_t *const own =
                target != NULL ? stored_array(of->stored, target, "units") : NULL;
            if (u >= json_array_size(own))
                continue;
            const struct stored_estimate value =
                stored_estimate(of->stored, json_array_get(own, u), "value");
            row[FIRST + k] = document_value(value.value, value.half_width);
        }
    }
}

/* Named intervals of one target, a scenario a curve. */
static void target_months(const struct of_comparison *of,
                          struct document_section *section, size_t figure)
{
    json_t *const about = json_array_get(of->figures, figure);
    const char *const name = stored_text(of->stored, about, "name");
    const char *const label = of_comparison_text(of, about, "label");
    const enum document_unit unit = of_comparison_unit(of, about);
    json_t *const first = of_comparison_target(of, 0, name);
    json_t *const units =
        first != NULL ? stored_array(of->stored, first, "units") : NULL;
    if (json_array_size(units) < 2)
        return;
    struct document_exhibit *const table = document_exhibit(
        section, document_text(of->document, "target-%zu-units", figure),
        document_text(of->document, "%s by %s", label,
                      stored_text(of->stored, first, "each")));
    table->group = "target-units";
    table->option = label;
    table->sheet = "Targets by interval";
    table->is_folded = true;
    document_column(table, "interval", DOCUMENT_TEXT);
    of_comparison_curves(of, table, unit);
    add_units(of, table, units, name);
    table->chart.y_title = label;
    table->chart.alt = document_text(of->document,
                                     "A curve a scenario over %zu intervals, with what "
                                     "is asked as a line across.",
                                     json_array_size(units));
    document_mark(table, limit_words(of, first, unit),
                  stored_number(of->stored, first, "limit"));
}

void of_comparison_targets(const struct of_comparison *of)
{
    struct document_section *const section =
        document_section(of->document, "targets", "Targets side by side");
    target_table(of, section, DOCUMENT_SHARE);
    target_table(of, section, DOCUMENT_SECONDS);
    for (size_t i = 0; i < json_array_size(of->figures); i++)
        if (of_comparison_is(of, json_array_get(of->figures, i), "target"))
            target_months(of, section, i);
    document_drop_empty(of->document);
}

/* ---- lines, streams and teams ---- */

static bool is_same_measure(const struct of_comparison *of, json_t *a, json_t *b)
{
    return of_comparison_is(of, a, stored_text(of->stored, b, "kind"))
           && strcmp(stored_text(of->stored, a, "measure"),
                     stored_text(of->stored, b, "measure"))
                  == 0;
}

static bool is_first_of_its_measure(const struct of_comparison *of, size_t figure)
{
    json_t *const about = json_array_get(of->figures, figure);
    for (size_t i = 0; i < figure; i++)
        if (is_same_measure(of, json_array_get(of->figures, i), about))
            return false;
    return true;
}

/* The measure of this figure, of all objects of its kind. */
static void measure_table(const struct of_comparison *of,
                          struct document_section *section, const char *kind,
                          size_t figure)
{
    struct document *const document = of->document;
    json_t *const about = json_array_get(of->figures, figure);
    const char *const measure = of_comparison_text(of, about, "measure");
    const char *const key = document_text(document, "measure-%s-%zu", kind, figure);
    const enum document_unit unit = of_comparison_unit(of, about);
    const bool is_a_day = unit == DOCUMENT_CALLS || unit == DOCUMENT_HOURS;
    const char *const title =
        is_a_day ? document_text(document, "%s, %s", measure,
                                 stored_text(of->stored, about, "unit"))
                 : measure;
    document_term(document, key, title, of_comparison_text(of, about, "definition"));
    struct document_exhibit *const table = document_exhibit(
        section, document_text(document, "%s-%zu", kind, figure), title);
    table->group = document_text(document, "measures-%s", kind);
    table->option = measure;
    table->term = key;
    add_columns(of, table, unit, kind);
    for (size_t i = figure; i < json_array_size(of->figures); i++)
        if (is_same_measure(of, json_array_get(of->figures, i), about))
            add_row(of, table, i);
    draw(of, table, title);
}

void of_comparison_objects(const struct of_comparison *of)
{
    static const struct {
        const char *kind, *id, *heading;
    } kinds[] = { { "line", "lines", "Lines side by side" },
                  { "stream", "journeys", "Journeys side by side" },
                  { "team", "teams", "Teams side by side" } };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct document_section *const section =
            document_section(of->document, kinds[k].id, kinds[k].heading);
        for (size_t i = 0; i < json_array_size(of->figures); i++)
            if (of_comparison_is(of, json_array_get(of->figures, i), kinds[k].kind)
                && is_first_of_its_measure(of, i))
                measure_table(of, section, kinds[k].kind, i);
        document_drop_empty(of->document);
    }
}
