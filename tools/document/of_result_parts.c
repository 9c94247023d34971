#include "tools/document/of_result_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "model/scenario/text.h"
#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/document/words.h"

/* ---- reading ---- */

struct sim_estimate of_result_estimate(const struct of_result *of, json_t *from,
                                       const char *key)
{
    const struct stored_estimate found = stored_estimate(of->stored, from, key);
    json_t *const object = stored_find(from, key);
    if (isnan(found.value))
        return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
    if (isnan(found.half_width))
        return (struct sim_estimate){ SIM_ESTIMATE_POINT, found.value, found.value,
                                      found.value };
    return (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, found.value,
                                  stored_number(of->stored, object, "low"),
                                  stored_number(of->stored, object, "high") };
}

const char *of_result_label(const struct of_result *of, json_t *object)
{
    return document_copy(of->document, stored_text(of->stored, object, "label"));
}

static enum document_unit unit_of(const char *name)
{
    static const struct {
        const char *name;
        enum document_unit unit;
    } units[] = {
        { "calls a day", DOCUMENT_CALLS }, { "hours a day", DOCUMENT_HOURS },
        { "s", DOCUMENT_SECONDS },         { "share", DOCUMENT_SHARE },
        { "people", DOCUMENT_PEOPLE },
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].name, name) == 0)
            return units[i].unit;
    return DOCUMENT_NUMBER;
}

bool of_result_measure(const struct of_result *of, const char *name,
                       struct of_result_measure *out)
{
    struct document *const document = of->document;
    json_t *const all = stored_object(of->stored, of->root, "measures");
    if (stored_find(all, name) == NULL)
        return false;
    json_t *const measure = stored_object(of->stored, all, name);
    const char *const unit = stored_text(of->stored, measure, "unit");
    *out = (struct of_result_measure){
        .label = of_result_label(of, measure),
        .term = document_copy(document, name),
        .unit = unit_of(unit),
    };
    const bool is_a_day = out->unit == DOCUMENT_CALLS || out->unit == DOCUMENT_HOURS;
    out->a_day = is_a_day ? document_copy(document, unit) : "";
    document_term(
        document, out->term,
        is_a_day ? document_text(document, "%s, %s", out->label, unit)
        : out->unit == DOCUMENT_SHARE ? document_text(document, "%s, share", out->label)
                                      : out->label,
        document_copy(document, stored_text(of->stored, measure, "definition")));
    return true;
}

const char *of_result_id(const struct of_result *of, const char *prefix,
                         const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    char *const id = sim_mem_print("%s-%s", prefix, name);
    for (char *at = id; *(at += strspn(at, plain)) != '\0';)
        *at = '-';
    const char *const kept = document_copy(of->document, id);
    free(id);
    return kept;
}

const char *of_result_target_term(const struct of_result *of, const char *name,
                                  json_t *target)
{
    const char *const key = of_result_id(of, "target", name);
    document_term(of->document, key,
                  document_text(of->document, "target “%s”",
                                stored_text(of->stored, target, "label")),
                  document_text(of->document, "%s.  Asked: %s.",
                                stored_text(of->stored, target, "definition"),
                                stored_text(of->stored, target, "asked")));
    return key;
}

enum document_unit of_result_target_unit(const struct of_result *of, json_t *target)
{
    return strcmp(stored_text(of->stored, target, "unit"), "s") == 0 ? DOCUMENT_SECONDS
                                                                     : DOCUMENT_SHARE;
}

const char *of_result_target_limit(const struct of_result *of, json_t *target)
{
    const bool is_least =
        strcmp(stored_text(of->stored, target, "side"), "at_least") == 0;
    const double given = stored_number(of->stored, target, "limit");
    const double limit = isfinite(given) ? given : 0.0;
    char *const words = of_result_target_unit(of, target) == DOCUMENT_SECONDS
                            ? check_words_time(limit)
                            : sim_mem_print("%.6g %%", 100.0 * limit);
    const char *const whole =
        document_text(of->document, "%s %s", is_least ? "≥" : "≤", words);
    free(words);
    return whole;
}

struct of_result_series of_result_series(const struct of_result *of, const char *level,
                                         const char *kind, const char *name,
                                         const char *measure)
{
    struct stored *const stored = of->stored;
    json_t *const by = stored_object(stored, of->root, "by");
    json_t *const at = stored_object(stored, by, level);
    const size_t count = json_array_size(stored_array(stored, at, "units"));
    json_t *const object = stored_object(stored, stored_object(stored, at, kind), name);
    json_t *const column =
        measure == NULL ? object : stored_object(stored, object, measure);
    const struct of_result_series series = { stored_array(stored, column, "value"),
                                             stored_array(stored, column,
                                                          "half_width") };
    if (json_array_size(series.value) != count
        || json_array_size(series.half_width) != count)
        stored_fault(stored, "by.%s.%s.%s%s%s must have %zu values and half-widths",
                     level, kind, name, measure == NULL ? "" : ".",
                     measure == NULL ? "" : measure, count);
    return series;
}

struct document_cell of_result_cell(const struct of_result *of,
                                    const struct of_result_series *series, size_t index)
{
    return document_value(stored_element(of->stored, series->value, index),
                          stored_element(of->stored, series->half_width, index));
}

bool of_result_says_something(const struct of_result *of,
                              const struct of_result_series *series)
{
    for (size_t i = 0; i < json_array_size(series->value); i++) {
        const double value = stored_element(of->stored, series->value, i);
        if (isfinite(value) && value != 0.0)
            return true;
    }
    return false;
}

bool of_result_is_asked(const struct of_result *of, const char *kind, const char *name,
                        const char *grade)
{
    struct stored *const s = of->stored;
    json_t *const targets = stored_object(s, of->root, "target"), *target;
    const char *key;
    json_object_foreach(targets, key, target)
    {
        json_t *const measured = stored_object(s, target, "of");
        const char *const at = json_string_value(stored_find(measured, kind));
        const bool is_it =
            grade == NULL || strcmp(stored_text(s, target, "grade"), grade) == 0;
        if (at != NULL && strcmp(at, name) == 0 && is_it)
            return true;
    }
    return false;
}

const char **of_result_lines_by_loss(const struct of_result *of)
{
    json_t *const lines = stored_object(of->stored, of->root, "line"), *line;
    const size_t size = json_object_size(lines);
    const char **const names = sim_mem_array(size + 1, sizeof *names);
    double *const lost = sim_mem_array(size + 1, sizeof *lost);
    size_t count = 0;
    const char *name;
    json_object_foreach(lines, name, line)
    {
        const double value = stored_estimate(of->stored, line, "abandoned").value;
        size_t at = count++;
        for (; at > 0 && lost[at - 1] < value; at--) {
            names[at] = names[at - 1];
            lost[at] = lost[at - 1];
        }
        names[at] = name;
        lost[at] = isfinite(value) ? value : 0.0;
    }
    free(lost);
    return names;
}

/* ---- writing ---- */

int of_result_column(const struct of_result *of, struct document_exhibit *exhibit,
                     const char *measure)
{
    struct of_result_measure about;
    if (!of_result_measure(of, measure, &about))
        return -1;
    const char *const heading =
        *about.a_day == '\0'
            ? about.label
            : document_text(of->document, "%s, %s", about.label, about.a_day);
    const int column = document_column(exhibit, heading, about.unit);
    exhibit->columns[column].term = about.term;
    exhibit->columns[column].has_noise = true;
    return column;
}

struct document_cell of_result_figure(const struct of_result *of, json_t *from,
                                      const char *key)
{
    const struct stored_estimate found = stored_estimate(of->stored, from, key);
    json_t *const figure = stored_find(from, key);
    if (json_is_object(figure)) {
        stored_number_or_null(of->stored, figure, "low");
        stored_number_or_null(of->stored, figure, "high");
    }
    return document_value(found.value, found.half_width);
}

const char *of_result_words(const struct of_result *of, enum document_unit unit,
                            double value, double noise)
{
    const struct document_column column = { .unit = unit, .decimals = -1 };
    const struct document_cell cell = document_value(value, noise);
    char *const words = document_words_of(&column, &cell);
    const char *const kept = document_copy(of->document, words);
    free(words);
    return kept;
}

const char *of_result_extremes(const struct of_result *of,
                               const struct document_exhibit *exhibit, int column,
                               int name)
{
    const struct document_cell *least = NULL, *most = NULL;
    const char *least_name = "", *most_name = "";
    for (int row = 0; row < exhibit->row_count; row++) {
        const struct document_cell *const cell = document_at(exhibit, row, column);
        const struct document_cell *const words = document_at(exhibit, row, name);
        if (cell->kind != DOCUMENT_VALUE || words->kind != DOCUMENT_WORDS)
            continue;
        if (least == NULL || cell->value < least->value) {
            least = cell;
            least_name = words->words;
        }
        if (most == NULL || cell->value > most->value) {
            most = cell;
            most_name = words->words;
        }
    }
    if (least == NULL)
        return NULL;
    const enum document_unit unit = exhibit->columns[column].unit;
    return document_text(
        of->document, "from %s (%s) to %s (%s)",
        of_result_words(of, unit, least->value, least->noise), least_name,
        of_result_words(of, unit, most->value, most->noise), most_name);
}

const char *of_result_date(const struct of_result *of, const char *iso)
{
    int32_t date;
    char label[CALENDAR_LABEL];
    return text_date(iso, &date)
               ? document_copy(of->document, calendar_date_label(date, label))
               : document_copy(of->document, iso);
}
