/* How settings and figures of a sweep are shown, in documents and on the terminal. */
#include "tools/document/of_sweep_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tools/document/words.h"

static const enum document_unit units[SWEEP_FIGURE_UNITS] = {
    [SWEEP_FIGURE_SHARE] = DOCUMENT_SHARE,   [SWEEP_FIGURE_SECONDS] = DOCUMENT_SECONDS,
    [SWEEP_FIGURE_CALLS] = DOCUMENT_CALLS,   [SWEEP_FIGURE_HOURS] = DOCUMENT_HOURS,
    [SWEEP_FIGURE_PEOPLE] = DOCUMENT_PEOPLE, [SWEEP_FIGURE_POUNDS] = DOCUMENT_POUNDS,
    [SWEEP_FIGURE_NUMBER] = DOCUMENT_NUMBER,
};

enum document_unit of_sweep_unit(const struct sweep_measured *figure)
{
    return units[figure->unit];
}

enum document_unit of_sweep_change_unit(const struct sweep_measured *figure)
{
    return figure->unit == SWEEP_FIGURE_SHARE ? DOCUMENT_POINTS : units[figure->unit];
}

enum document_unit of_sweep_axis_unit(const struct sweep_column *axis)
{
    if (axis->is_text)
        return DOCUMENT_TEXT;
    return strcmp(axis->unit, "share") == 0    ? DOCUMENT_SHARE
           : strcmp(axis->unit, "time") == 0   ? DOCUMENT_SECONDS
           : strcmp(axis->unit, "points") == 0 ? DOCUMENT_POINTS
                                               : DOCUMENT_NUMBER;
}

/* The fewest decimals, up to 6, that tell a setting's values as they are; seconds are
 * shown in words. */
static int decimals_of(const struct sweep_column *axis)
{
    enum { MOST = 6 };
    const double slack = 1e-9;
    const enum document_unit unit = of_sweep_axis_unit(axis);
    const double scale =
        unit == DOCUMENT_SHARE || unit == DOCUMENT_POINTS ? 100.0 : 1.0;
    int decimals = 0;
    for (int i = 0; i < axis->count && !axis->is_text; i++) {
        const double number = axis->numbers[i] * scale;
        while (
            decimals < MOST
            && fabs(number * pow(10.0, decimals) - round(number * pow(10.0, decimals)))
                   > slack * fmax(1.0, fabs(number) * pow(10.0, decimals)))
            decimals++;
    }
    return decimals;
}

int of_sweep_axis_column(const struct of_sweep *of, struct document_exhibit *exhibit,
                         int axis)
{
    const struct sweep_column *const from = &of->table->axes[axis];
    const int column = document_column(exhibit, document_copy(of->document, from->name),
                                       of_sweep_axis_unit(from));
    exhibit->columns[column].decimals = decimals_of(from);
    return column;
}

static const char *with_unit(const struct of_sweep *of,
                             const struct sweep_measured *figure)
{
    return figure->unit == SWEEP_FIGURE_CALLS
               ? document_text(of->document, "%s, calls a day", figure->label)
               : document_copy(of->document, figure->label);
}

int of_sweep_figure_column(const struct of_sweep *of, struct document_exhibit *exhibit,
                           int figure)
{
    const struct sweep_measured *const from = &of->table->figures[figure];
    const int column =
        document_column(exhibit, with_unit(of, from), of_sweep_unit(from));
    exhibit->columns[column].has_noise = true;
    exhibit->columns[column].term = "noise";
    return column;
}

int of_sweep_change_column(const struct of_sweep *of, struct document_exhibit *exhibit,
                           int figure)
{
    const struct sweep_measured *const from = &of->table->figures[figure];
    const int column =
        document_column(exhibit, "change from the base", of_sweep_change_unit(from));
    exhibit->columns[column].has_noise = true;
    exhibit->columns[column].is_signed = true;
    exhibit->columns[column].term = from->is_paired ? "paired" : "not-paired";
    return column;
}

struct document_cell of_sweep_setting(const struct of_sweep *of,
                                      const struct sweep_row *row, int axis)
{
    if (row->values[axis] == NULL)
        return document_words("as it is");
    return of->table->axes[axis].is_text
               ? document_words(of_sweep_words(of, row->values[axis]))
               : document_value(row->numbers[axis], NAN);
}

struct document_cell of_sweep_value(const struct sweep_cell *cell)
{
    return document_value(cell->value, cell->half_width);
}

struct document_cell of_sweep_change(const struct sweep_cell *cell)
{
    return document_value(cell->change, cell->change_half_width);
}

const char *of_sweep_words(const struct of_sweep *of, const char *value)
{
    const size_t length = strlen(value);
    const bool is_quoted = length >= 2 && value[0] == '"' && value[length - 1] == '"';
    return is_quoted ? document_text(of->document, "%.*s", (int) length - 2, value + 1)
                     : document_copy(of->document, value);
}

const char *of_sweep_place(const struct of_sweep *of, const struct sweep_row *row)
{
    const char *words = "";
    for (int i = 0; i < of->table->axis_count; i++)
        if (row->values[i] != NULL)
            words = document_text(of->document, "%s%s%s %s", words,
                                  *words == '\0' ? "" : ", ", of->table->axes[i].name,
                                  of_sweep_words(of, row->values[i]));
    return words;
}

const char *of_sweep_said(const struct of_sweep *of, enum document_unit unit,
                          struct document_cell cell, bool is_signed)
{
    const struct document_column column = {
        .unit = unit, .has_noise = true, .is_signed = is_signed, .decimals = -1
    };
    if (cell.kind == DOCUMENT_EMPTY)
        return "-";
    char *const words = document_words_of(&column, &cell);
    char *const noise = document_noise_of(&column, &cell);
    const bool has_noise = *noise != '\0' && cell.noise > 0.0;
    const char *const said = document_text(
        of->document, "%s%s%s", words, has_noise ? " " : "", has_noise ? noise : "");
    free(words);
    free(noise);
    return said;
}

bool of_sweep_varies(const struct sweep_table *table, int figure)
{
    for (int i = 0; i < table->row_count; i++) {
        const double value = table->rows[i].cells[figure].value;
        if (isfinite(value) && value != table->base.cells[figure].value)
            return true;
    }
    return false;
}

/* A limit far from every value would leave the picture to empty space. */
static bool is_near(const struct sweep_table *table, int figure, double limit)
{
    double least = table->base.cells[figure].value, most = least;
    for (int i = 0; i < table->row_count; i++) {
        least = fmin(least, table->rows[i].cells[figure].value);
        most = fmax(most, table->rows[i].cells[figure].value);
    }
    const double span = most - least;
    return limit >= least - span && limit <= most + span;
}

void of_sweep_mark(const struct of_sweep *of, struct document_exhibit *exhibit,
                   int figure)
{
    const struct sweep_measured *const from = &of->table->figures[figure];
    if (from->target < 0 || !isfinite(of->table->targets[from->target].limit))
        return;
    const struct sweep_asked *const asked = &of->table->targets[from->target];
    const char *const limit =
        from->unit == SWEEP_FIGURE_SHARE
            ? document_text(of->document, "%.6g %%", 100.0 * asked->limit)
            : of_sweep_said(of, of_sweep_unit(from), document_value(asked->limit, NAN),
                            false);
    const char *const sign = asked->at_least ? "≥" : "≤";
    if (is_near(of->table, figure, asked->limit))
        document_mark(exhibit,
                      document_text(of->document, "target: %s %s", sign, limit),
                      asked->limit);
    else
        exhibit->note = document_text(
            of->document, "%s%sThe target, %s %s, lies outside the picture.",
            exhibit->note == NULL ? "" : exhibit->note,
            exhibit->note == NULL ? "" : "  ", sign, limit);
}
