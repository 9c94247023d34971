#include "tools/sweep_table.h"

#include <gsl/gsl_statistics_double.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

/* ---- reading ---- */

static int index_of(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static const char *element_text(json_t *array, size_t index)
{
    return json_string_value(json_array_get(array, index));
}

/* A number that counts something; 0 where there is none. */
static int count_of(struct stored *stored, json_t *from, const char *key)
{
    const double number = stored_number(stored, from, key);
    return number >= 0.0 && number <= INT_MAX ? (int) number : 0;
}

/* "streams.public.calls" and what is done to it, unless it is set. */
static char *name_of(const struct sweep_column *axis)
{
    return strcmp(axis->change, "set") == 0
               ? sim_mem_text(axis->path)
               : sim_mem_print("%s, %s", axis->path, axis->change);
}

static void read_axis(struct stored *stored, json_t *from, struct sweep_column *out)
{
    json_t *const values = stored_array(stored, from, "values");
    json_t *const numbers = stored_array(stored, from, "numbers");
    out->given = stored_text(stored, from, "given");
    out->path = stored_text(stored, from, "path");
    out->change = stored_text(stored, from, "change");
    out->unit = stored_text(stored, from, "unit");
    out->as_is = stored_text_or_null(stored, from, "as_is");
    out->count = (int) json_array_size(values);
    if (out->count == 0)
        stored_fault(stored, "vary.%s has no values", out->path);
    out->is_text = json_array_size(numbers) == 0;
    out->values = sim_mem_array(out->count, sizeof *out->values);
    out->numbers = sim_mem_array(out->count, sizeof *out->numbers);
    out->name = name_of(out);
    for (int i = 0; i < out->count; i++) {
        const char *const text = element_text(values, (size_t) i);
        if (text == NULL)
            stored_fault(stored, "vary.%s: a value is no text", out->path);
        out->values[i] = text == NULL ? "" : text;
        out->numbers[i] =
            out->is_text ? NAN : stored_element(stored, numbers, (size_t) i);
    }
}

static void read_figure(struct stored *stored, json_t *from,
                        const struct sweep_table *table, struct sweep_measured *out)
{
    out->path = stored_text(stored, from, "path");
    out->label = stored_text(stored, from, "label");
    out->is_paired = stored_bool(stored, from, "paired");
    out->target = -1;
    const int unit = index_of(sweep_figure_unit_names, SWEEP_FIGURE_UNITS,
                              stored_text(stored, from, "unit"));
    if (unit < 0)
        stored_fault(stored, "figures: the unit of \"%s\" is not known", out->path);
    out->unit = unit < 0 ? SWEEP_FIGURE_NUMBER : (enum sweep_figure_unit) unit;
    for (int i = 0; i < table->target_count; i++) {
        char *const path = sim_mem_print("target.%s.value", table->targets[i].name);
        if (strcmp(path, out->path) == 0)
            out->target = i;
        free(path);
    }
}

static void read_target(struct stored *stored, json_t *from, struct sweep_asked *out)
{
    out->name = stored_text(stored, from, "name");
    out->label = stored_text(stored, from, "label");
    out->asked = stored_text(stored, from, "asked");
    out->definition = stored_text(stored, from, "definition");
    out->at_least = stored_bool(stored, from, "at_least");
    out->limit = stored_number(stored, from, "limit");
}

static enum sim_verdict read_verdict(struct stored *stored, const char *word)
{
    const int verdict =
        word == NULL ? -1 : index_of(sim_verdict_names, SIM_VERDICTS, word);
    if (verdict < 0)
        stored_fault(stored, "points: a verdict is not known");
    return verdict < 0 ? SIM_UNDECIDED : (enum sim_verdict) verdict;
}

/* A point's arrays are as long as the head says; the base has no values. */
static void read_row(struct stored *stored, json_t *from,
                     const struct sweep_table *table, bool is_base,
                     struct sweep_row *out)
{
    json_t *const values = stored_array(stored, from, "values");
    json_t *const numbers = stored_array(stored, from, "numbers");
    json_t *const verdicts = stored_array(stored, from, "verdicts");
    json_t *const figures = stored_array(stored, from, "figures");
    const size_t axes = is_base ? 0 : (size_t) table->axis_count;
    out->point = count_of(stored, from, "point");
    out->callers = stored_number(stored, from, "callers");
    out->values = sim_mem_array(table->axis_count, sizeof *out->values);
    out->numbers = sim_mem_array(table->axis_count, sizeof *out->numbers);
    out->verdicts = sim_mem_array(table->target_count, sizeof *out->verdicts);
    out->cells = sim_mem_array(table->figure_count, sizeof *out->cells);
    if (json_array_size(values) != axes || json_array_size(numbers) != axes
        || json_array_size(verdicts) != (size_t) table->target_count
        || json_array_size(figures) != (size_t) table->figure_count)
        stored_fault(stored, "point %d: not as many values as the sweep has",
                     out->point);
    for (int i = 0; i < table->axis_count; i++) {
        out->values[i] = element_text(values, (size_t) i);
        out->numbers[i] = json_is_number(json_array_get(numbers, (size_t) i))
                              ? json_number_value(json_array_get(numbers, (size_t) i))
                              : NAN;
    }
    for (int i = 0; i < table->target_count; i++)
        out->verdicts[i] = read_verdict(stored, element_text(verdicts, (size_t) i));
    for (int i = 0; i < table->figure_count; i++) {
        json_t *const cell = json_array_get(figures, (size_t) i);
        out->cells[i] = (struct sweep_cell){
            stored_number_or_null(stored, cell, "value"),
            stored_number_or_null(stored, cell, "half_width"),
            is_base ? NAN : stored_number_or_null(stored, cell, "change"),
            is_base ? NAN : stored_number_or_null(stored, cell, "change_half_width"),
        };
    }
}

static void read_head(struct stored *stored, struct sweep_table *out)
{
    json_t *const axes = stored_array(stored, stored->root, "vary");
    json_t *const targets = stored_array(stored, stored->root, "targets");
    json_t *const figures = stored_array(stored, stored->root, "figures");
    json_t *const design = stored_object(stored, stored->root, "design");
    const int kind = index_of(sweep_design_names, SWEEP_DESIGNS,
                              stored_text(stored, design, "name"));
    if (kind < 0)
        stored_fault(stored, "design.name is not known");
    out->design = kind < 0 ? SWEEP_GRID : (enum sweep_design_kind) kind;
    out->replications = count_of(stored, stored->root, "replications");
    out->axis_count = (int) json_array_size(axes);
    out->axes = sim_mem_array(out->axis_count, sizeof *out->axes);
    for (int i = 0; i < out->axis_count; i++)
        read_axis(stored, json_array_get(axes, (size_t) i), &out->axes[i]);
    out->target_count = (int) json_array_size(targets);
    out->targets = sim_mem_array(out->target_count, sizeof *out->targets);
    for (int i = 0; i < out->target_count; i++)
        read_target(stored, json_array_get(targets, (size_t) i), &out->targets[i]);
    out->figure_count = (int) json_array_size(figures);
    out->figures = sim_mem_array(out->figure_count, sizeof *out->figures);
    for (int i = 0; i < out->figure_count; i++)
        read_figure(stored, json_array_get(figures, (size_t) i), out, &out->figures[i]);
}

void sweep_table_read(struct stored *stored, struct sweep_table *out)
{
    *out = (struct sweep_table){ 0 };
    read_head(stored, out);
    read_row(stored, stored_object(stored, stored->root, "base"), out, true,
             &out->base);
    json_t *const points = stored_array(stored, stored->root, "points");
    out->row_count = (int) json_array_size(points);
    out->rows = sim_mem_array(out->row_count, sizeof *out->rows);
    for (int i = 0; i < out->row_count; i++)
        read_row(stored, json_array_get(points, (size_t) i), out, false, &out->rows[i]);
    if (out->axis_count == 0 || out->row_count == 0)
        stored_fault(stored, "it has no points");
    if (out->design == SWEEP_TORNADO && out->row_count != 2 * out->axis_count)
        stored_fault(stored, "a tornado must have two points for each setting");
}

static void row_done(struct sweep_row *row)
{
    free(row->values);
    free(row->numbers);
    free(row->verdicts);
    free(row->cells);
}

void sweep_table_done(struct sweep_table *table)
{
    for (int i = 0; i < table->axis_count; i++) {
        free(table->axes[i].values);
        free(table->axes[i].numbers);
        free(table->axes[i].name);
    }
    for (int i = 0; i < table->row_count; i++)
        row_done(&table->rows[i]);
    row_done(&table->base);
    free(table->axes);
    free(table->figures);
    free(table->targets);
    free(table->rows);
    *table = (struct sweep_table){ 0 };
}

/* ---- what they come to ---- */

enum sim_verdict sweep_row_verdict(const struct sweep_table *table,
                                   const struct sweep_row *row)
{
    int met = 0;
    for (int i = 0; i < table->target_count; i++) {
        if (row->verdicts[i] == SIM_NOT_MET)
            return SIM_NOT_MET;
        met += row->verdicts[i] == SIM_MET;
    }
    return met > 0 && met == table->target_count ? SIM_MET : SIM_UNDECIDED;
}

int sweep_table_price(const struct sweep_table *table)
{
    int price = -1;
    for (int i = 0; i < table->figure_count; i++)
        if (strcmp(table->figures[i].path, "people.cost_year") == 0
            || (price < 0 && strcmp(table->figures[i].path, "people.fte") == 0))
            price = i;
    return price;
}

struct sweep_summary sweep_table_summary(const struct sweep_table *table)
{
    struct sweep_summary summary = { .cheapest = -1 };
    const int price = sweep_table_price(table);
    for (int i = 0; i < table->row_count; i++) {
        const enum sim_verdict verdict = sweep_row_verdict(table, &table->rows[i]);
        summary.met += verdict == SIM_MET;
        summary.undecided += verdict == SIM_UNDECIDED;
        if (verdict != SIM_MET || price < 0)
            continue;
        const double cost = table->rows[i].cells[price].value;
        if (isfinite(cost)
            && (summary.cheapest < 0
                || cost < table->rows[summary.cheapest].cells[price].value))
            summary.cheapest = i;
    }
    return summary;
}

/* Widest first; those not known last; ties by order of settings. */
static int by_span(const void *a, const void *b)
{
    const struct sweep_effect *const x = a, *const y = b;
    const double p = isfinite(x->span) ? x->span : -1.0,
                 q = isfinite(y->span) ? y->span : -1.0;
    return p != q ? (p < q) - (p > q) : x->axis - y->axis;
}

void sweep_table_effects(const struct sweep_table *table, int figure,
                         struct sweep_effect *out)
{
    for (int i = 0; i < table->axis_count; i++) {
        const struct sweep_cell *const low = &table->rows[2 * i].cells[figure];
        const struct sweep_cell *const high = &table->rows[2 * i + 1].cells[figure];
        const bool is_known = isfinite(low->change) && isfinite(high->change);
        const double most = fmax(fmax(low->change, high->change), 0.0),
                     least = fmin(fmin(low->change, high->change), 0.0);
        out[i] = (struct sweep_effect){ i, low, high, is_known ? most - least : NAN };
    }
    qsort(out, (size_t) table->axis_count, sizeof *out, by_span);
}

/* A value's number, of texts its place in the list. */
static double number_of(const struct sweep_table *table, const struct sweep_row *row,
                        int axis)
{
    const struct sweep_column *const column = &table->axes[axis];
    if (!column->is_text || row->values[axis] == NULL)
        return row->numbers[axis];
    const int place = index_of(column->values, column->count, row->values[axis]);
    return place < 0 ? NAN : (double) place;
}

static bool varies(const double *values, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (values[i] != values[0])
            return true;
    return false;
}

double sweep_table_correlation(const struct sweep_table *table, int axis, int figure)
{
    enum { LEAST = 3 };
    double *const x = sim_mem_array(table->row_count, sizeof *x);
    double *const y = sim_mem_array(table->row_count, sizeof *y);
    double *const work = sim_mem_array(2 * (size_t) table->row_count, sizeof *work);
    size_t count = 0;
    for (int i = 0; i < table->row_count; i++) {
        x[count] = number_of(table, &table->rows[i], axis);
        y[count] = table->rows[i].cells[figure].value;
        count += isfinite(x[count]) && isfinite(y[count]);
    }
    const double correlation = count >= LEAST && varies(x, count) && varies(y, count)
                                   ? gsl_stats_spearman(x, 1, y, 1, count, work)
                                   : NAN;
    free(x);
    free(y);
    free(work);
    return correlation;
}

struct sweep_cell sweep_table_mean(const struct sweep_table *table, int axis, int value,
                                   int figure, int *count)
{
    struct sweep_cell mean = { 0.0, NAN, 0.0, NAN };
    const char *const wanted = table->axes[axis].values[value];
    *count = 0;
    for (int i = 0; i < table->row_count; i++) {
        const struct sweep_row *const row = &table->rows[i];
        const struct sweep_cell *const cell = &row->cells[figure];
        if (row->values[axis] == NULL || strcmp(row->values[axis], wanted) != 0
            || !isfinite(cell->value))
            continue;
        mean.value += cell->value;
        mean.change += cell->change;
        ++*count;
    }
    mean.value = *count == 0 ? NAN : mean.value / *count;
    mean.change = *count == 0 ? NAN : mean.change / *count;
    return mean;
}
