/* What each design of a sweep shows: curves and maps, tornadoes, clouds of points. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/document/of_sweep_parts.h"

enum {
    MOST_CURVES = 8,     /* in one picture */
    MOST_CLOUD = 4000,   /* rows of all clouds of one figure */
    MOST_CORRELATED = 12 /* columns beside the settings */
};

static const char *id_of(const struct of_sweep *of, const char *kind, int figure,
                         int axis)
{
    return axis < 0
               ? document_text(of->document, "%s-%d", kind, figure + 1)
               : document_text(of->document, "%s-%d-%d", kind, figure + 1, axis + 1);
}

static const char *label_of(const struct of_sweep *of, int figure)
{
    return document_copy(of->document, of->table->figures[figure].label);
}

static const char *axis_name(const struct of_sweep *of, int axis)
{
    return document_copy(of->document, of->table->axes[axis].name);
}

static const char *said(const struct of_sweep *of, int figure,
                        const struct sweep_cell *cell)
{
    return of_sweep_said(of, of_sweep_unit(&of->table->figures[figure]),
                         of_sweep_value(cell), false);
}

/* Rows with the least and the greatest value of a figure; false: none has one. */
static bool extremes(const struct sweep_table *table, int figure, int *least, int *most)
{
    *least = *most = -1;
    for (int i = 0; i < table->row_count; i++) {
        const double value = table->rows[i].cells[figure].value;
        if (!isfinite(value))
            continue;
        if (*least < 0 || value < table->rows[*least].cells[figure].value)
            *least = i;
        if (*most < 0 || value > table->rows[*most].cells[figure].value)
            *most = i;
    }
    return *least >= 0;
}

/* What a reader sees: between which values, and where these are. */
static const char *alt_of(const struct of_sweep *of, int figure)
{
    const struct sweep_table *const table = of->table;
    int least, most;
    if (!extremes(table, figure, &least, &most))
        return "No point has a value.";
    return document_text(of->document, "%s goes from %s (%s) to %s (%s).",
                         table->figures[figure].label,
                         said(of, figure, &table->rows[least].cells[figure]),
                         of_sweep_place(of, &table->rows[least]),
                         said(of, figure, &table->rows[most].cells[figure]),
                         of_sweep_place(of, &table->rows[most]));
}

/* ---- a grid of one setting ---- */

static void add_curve(const struct of_sweep *of, struct document_section *section,
                      int figure)
{
    const struct sweep_table *const table = of->table;
    const char *const label = label_of(of, figure);
    struct document_exhibit *const exhibit = document_exhibit(
        section, id_of(of, "curve", figure, -1),
        document_text(of->document, "%s by %s", label, table->axes[0].name));
    exhibit->sheet = document_text(of->document, "Curve %d", figure + 1);
    of_sweep_axis_column(of, exhibit, 0);
    const int value = of_sweep_figure_column(of, exhibit, figure);
    of_sweep_change_column(of, exhibit, figure);
    for (int i = 0; i < table->row_count; i++) {
        struct document_cell *const row = document_row(exhibit);
        row[0] = of_sweep_setting(of, &table->rows[i], 0);
        row[1] = of_sweep_value(&table->rows[i].cells[figure]);
        row[2] = of_sweep_change(&table->rows[i].cells[figure]);
    }
    exhibit->chart.kind = DOCUMENT_CURVES;
    exhibit->chart.x = 0;
    exhibit->chart.x_title = axis_name(of, 0);
    exhibit->chart.alt = alt_of(of, figure);
    document_series(exhibit, label, value);
    of_sweep_mark(of, exhibit, figure);
}

/* ---- a grid of two settings ---- */

/* The rows stand in the order of the first setting, then the second. */
static const struct sweep_row *grid_row(const struct sweep_table *table, int i, int k)
{
    return &table->rows[(size_t) i * table->axes[1].count + k];
}

/* One column a value of the second setting. */
static void add_columns(const struct of_sweep *of, struct document_exhibit *exhibit,
                        int figure, int count)
{
    const struct sweep_column *const second = &of->table->axes[1];
    of_sweep_axis_column(of, exhibit, 0);
    for (int k = 0; k < count; k++) {
        const int column =
            document_column(exhibit, of_sweep_words(of, second->values[k]),
                            of_sweep_unit(&of->table->figures[figure]));
        exhibit->columns[column].has_noise = true;
    }
    for (int i = 0; i < of->table->axes[0].count; i++) {
        struct document_cell *const row = document_row(exhibit);
        row[0] = of_sweep_setting(of, grid_row(of->table, i, 0), 0);
        for (int k = 0; k < count; k++)
            row[k + 1] = of_sweep_value(&grid_row(of->table, i, k)->cells[figure]);
    }
}

static void add_map(const struct of_sweep *of, struct document_section *section,
                    int figure)
{
    const struct sweep_table *const table = of->table;
    const int target = table->figures[figure].target;
    struct document_exhibit *const exhibit =
        document_exhibit(section, id_of(of, "map", figure, -1),
                         document_text(of->document, "%s by %s (down) and %s (across)",
                                       table->figures[figure].label,
                                       table->axes[0].name, table->axes[1].name));
    exhibit->group = "map";
    exhibit->option = label_of(of, figure);
    exhibit->sheet = document_text(of->document, "Map %d", figure + 1);
    add_columns(of, exhibit, figure, table->axes[1].count);
    exhibit->columns[0].unit = DOCUMENT_TEXT; /* names of rows */
    for (int i = 0; i < table->axes[0].count; i++)
        *document_at(exhibit, i, 0) =
            document_words(of_sweep_words(of, table->axes[0].values[i]));
    exhibit->chart.kind = DOCUMENT_HEAT;
    exhibit->chart.x_title = axis_name(of, 1);
    exhibit->chart.y_title = axis_name(of, 0);
    exhibit->chart.is_good_high = target >= 0 && table->targets[target].at_least;
    exhibit->chart.is_plain = target < 0;
    exhibit->chart.alt = alt_of(of, figure);
}

static void add_curves(const struct of_sweep *of, struct document_section *section,
                       int figure)
{
    const struct sweep_table *const table = of->table;
    const int all = table->axes[1].count;
    const int count = all < MOST_CURVES ? all : MOST_CURVES;
    struct document_exhibit *const exhibit =
        document_exhibit(section, id_of(of, "curves", figure, -1),
                         document_text(of->document, "%s by %s, a curve for each %s",
                                       table->figures[figure].label,
                                       table->axes[0].name, table->axes[1].name));
    exhibit->group = "curves";
    exhibit->option = label_of(of, figure);
    exhibit->sheet = document_text(of->document, "Curves %d", figure + 1);
    if (count < all)
        exhibit->note = document_text(of->document,
                                      "The first %d of %d values of %s; all are in the "
                                      "map.",
                                      count, all, table->axes[1].name);
    add_columns(of, exhibit, figure, count);
    exhibit->chart.kind = DOCUMENT_CURVES;
    exhibit->chart.x = 0;
    exhibit->chart.x_title = axis_name(of, 0);
    exhibit->chart.alt = alt_of(of, figure);
    for (int k = 0; k < count; k++)
        document_series(exhibit, of_sweep_words(of, table->axes[1].values[k]), k + 1);
    of_sweep_mark(of, exhibit, figure);
}

/* ---- grids of more settings ---- */

static void add_main_effect(const struct of_sweep *of, struct document_section *section,
                            int figure, int axis)
{
    const struct sweep_table *const table = of->table;
    const struct sweep_column *const from = &table->axes[axis];
    struct document_exhibit *const exhibit =
        document_exhibit(section, id_of(of, "effect", figure, axis),
                         document_text(of->document, "%s by %s, mean of all points",
                                       table->figures[figure].label, from->name));
    exhibit->group = id_of(of, "effect", figure, -1);
    exhibit->option = axis_name(of, axis);
    exhibit->sheet = document_text(of->document, "Effects %d", figure + 1);
    of_sweep_axis_column(of, exhibit, axis);
    const int value = of_sweep_figure_column(of, exhibit, figure);
    exhibit->columns[value].has_noise = false;
    const int points = document_column(exhibit, "points", DOCUMENT_NUMBER);
    exhibit->columns[points].decimals = 0;
    for (int i = 0; i < from->count; i++) {
        int count;
        const struct sweep_cell mean = sweep_table_mean(table, axis, i, figure, &count);
        struct document_cell *const row = document_row(exhibit);
        row[0] = from->is_text ? document_words(of_sweep_words(of, from->values[i]))
                               : document_value(from->numbers[i], NAN);
        row[1] = of_sweep_value(&mean);
        row[2] = document_value(count, NAN);
    }
    exhibit->chart.kind = DOCUMENT_CURVES;
    exhibit->chart.x = 0;
    exhibit->chart.x_title = exhibit->option;
    exhibit->chart.alt = alt_of(of, figure);
    document_series(exhibit, label_of(of, figure), value);
    of_sweep_mark(of, exhibit, figure);
}

void of_sweep_grid(const struct of_sweep *of, struct document_section *section)
{
    const struct sweep_table *const table = of->table;
    static void (*const of_two[])(const struct of_sweep *, struct document_section *,
                                  int) = { add_map, add_curves };
    for (int f = 0; f < table->figure_count && table->axis_count == 1; f++)
        if (of_sweep_varies(table, f))
            add_curve(of, section, f);
    for (size_t kind = 0; kind < 2 && table->axis_count == 2; kind++)
        for (int f = 0; f < table->figure_count; f++)
            if (of_sweep_varies(table, f))
                of_two[kind](of, section, f);
    for (int f = 0; f < table->figure_count && table->axis_count > 2; f++)
        for (int a = 0; a < table->axis_count && of_sweep_varies(table, f); a++)
            add_main_effect(of, section, f, a);
    if (table->axis_count > 2)
        document_paragraph(section,
                           "Each curve is the mean over all points with that value, "
                           "whatever the other settings: their interplay is in the "
                           "table of all points.");
}

/* ---- one at a time ---- */

static void put_effect(const struct of_sweep *of, struct document_exhibit *exhibit,
                       const struct sweep_effect *effect)
{
    const struct sweep_column *const axis = &of->table->axes[effect->axis];
    struct document_cell *const row = document_row(exhibit);
    row[0] = document_words(axis_name(of, effect->axis));
    row[1] =
        document_words(axis->as_is == NULL ? NULL : of_sweep_words(of, axis->as_is));
    row[2] = document_words(of_sweep_words(of, axis->values[0]));
    row[3] = of_sweep_value(effect->low);
    row[4] = of_sweep_change(effect->low);
    row[5] = document_words(of_sweep_words(of, axis->values[axis->count - 1]));
    row[6] = of_sweep_value(effect->high);
    row[7] = of_sweep_change(effect->high);
}

static void tornado_columns(const struct of_sweep *of, struct document_exhibit *exhibit,
                            int figure)
{
    enum { ENDS = 2 };
    static const char *const froms[ENDS] = { "from", "to" };
    document_column(exhibit, "setting", DOCUMENT_TEXT);
    document_column(exhibit, "as it is", DOCUMENT_TEXT);
    for (int end = 0; end < ENDS; end++) {
        document_column(exhibit, froms[end], DOCUMENT_TEXT);
        const int value = of_sweep_figure_column(of, exhibit, figure);
        exhibit->columns[value].heading =
            document_text(of->document, "%s there", exhibit->columns[value].heading);
        of_sweep_change_column(of, exhibit, figure);
    }
}

static const char *tornado_alt(const struct of_sweep *of, int figure,
                               const struct sweep_effect *widest)
{
    const struct sweep_column *const axis = &of->table->axes[widest->axis];
    return document_text(
        of->document, "%s moves most with %s: %s at %s, %s at %s; %s as it is.",
        of->table->figures[figure].label, axis->name, said(of, figure, widest->low),
        of_sweep_words(of, axis->values[0]), said(of, figure, widest->high),
        of_sweep_words(of, axis->values[axis->count - 1]),
        said(of, figure, &of->table->base.cells[figure]));
}

static void add_tornado(const struct of_sweep *of, struct document_section *section,
                        int figure)
{
    const struct sweep_table *const table = of->table;
    struct document_exhibit *const exhibit = document_exhibit(
        section, id_of(of, "tornado", figure, -1),
        document_text(of->document, "What moves %s: each setting alone",
                      table->figures[figure].label));
    struct sweep_effect *const effects =
        sim_mem_array(table->axis_count, sizeof *effects);
    exhibit->sheet = document_text(of->document, "Tornado %d", figure + 1);
    tornado_columns(of, exhibit, figure);
    sweep_table_effects(table, figure, effects);
    for (int i = 0; i < table->axis_count; i++)
        put_effect(of, exhibit, &effects[i]);
    exhibit->chart.kind = DOCUMENT_TORNADO;
    exhibit->chart.x = 0;
    exhibit->chart.alt = tornado_alt(of, figure, &effects[0]);
    struct document_series *const series =
        document_series(exhibit, label_of(of, figure), 3);
    series->low = 3;
    series->high = 6;
    document_mark(exhibit,
                  document_text(of->document, "as it is: %s",
                                said(of, figure, &table->base.cells[figure])),
                  table->base.cells[figure].value);
    of_sweep_mark(of, exhibit, figure);
    free(effects);
}

void of_sweep_tornado(const struct of_sweep *of, struct document_section *section)
{
    for (int f = 0; f < of->table->figure_count; f++)
        if (of_sweep_varies(of->table, f) && isfinite(of->table->base.cells[f].value))
            add_tornado(of, section, f);
    document_paragraph(section,
                       "Each setting goes to both its ends alone, all others left as "
                       "they are; the widest bar is the setting that matters most.  "
                       "What two settings do together is not seen here: a grid or a "
                       "Latin hypercube shows that.");
}

/* ---- all at once ---- */

static void add_correlations(const struct of_sweep *of,
                             struct document_section *section)
{
    const struct sweep_table *const table = of->table;
    int figures[MOST_CORRELATED], count = 0;
    struct document_exhibit *const exhibit = document_exhibit(
        section, "correlations", "Which settings go with which figures");
    exhibit->term = "rank-correlation";
    exhibit->sheet = "Correlations";
    exhibit->note = "Rank correlation over all points: +1 or -1 when the figure always "
                    "rises or falls with the setting, near 0 when the setting hardly "
                    "matters beside the others.";
    document_column(exhibit, "setting", DOCUMENT_TEXT);
    for (int f = 0; f < table->figure_count && count < MOST_CORRELATED; f++) {
        if (!of_sweep_varies(table, f))
            continue;
        const int column = document_column(exhibit, label_of(of, f), DOCUMENT_NUMBER);
        exhibit->columns[column].decimals = 2;
        exhibit->columns[column].is_signed = true;
        figures[count++] = f;
    }
    for (int a = 0; a < table->axis_count; a++) {
        struct document_cell *const row = document_row(exhibit);
        row[0] = document_words(axis_name(of, a));
        for (int i = 0; i < count; i++)
            row[i + 1] =
                document_value(sweep_table_correlation(table, a, figures[i]), NAN);
    }
}

static void add_cloud(const struct of_sweep *of, struct document_section *section,
                      int figure, int axis)
{
    const struct sweep_table *const table = of->table;
    const double correlation = sweep_table_correlation(table, axis, figure);
    struct document_exhibit *const exhibit = document_exhibit(
        section, id_of(of, "cloud", figure, axis),
        document_text(of->document, "%s and %s", table->figures[figure].label,
                      table->axes[axis].name));
    exhibit->group = id_of(of, "cloud", figure, -1);
    exhibit->option = axis_name(of, axis);
    exhibit->sheet = document_text(of->document, "Cloud %d", figure + 1);
    const int x = of_sweep_axis_column(of, exhibit, axis);
    const int y = of_sweep_figure_column(of, exhibit, figure);
    exhibit->columns[y].has_noise = false; /* of a cloud, a band means nothing */
    for (int i = 0; i < table->row_count; i++) {
        struct document_cell *const row = document_row(exhibit);
        row[x] = of_sweep_setting(of, &table->rows[i], axis);
        row[y] = of_sweep_value(&table->rows[i].cells[figure]);
    }
    exhibit->chart.kind = DOCUMENT_POINTS_XY;
    exhibit->chart.x = x;
    exhibit->chart.x_title = exhibit->option;
    exhibit->chart.alt =
        isfinite(correlation)
            ? document_text(of->document, "Rank correlation %.2f over %d points.  %s",
                            correlation, table->row_count, alt_of(of, figure))
            : alt_of(of, figure);
    document_series(exhibit, label_of(of, figure), y)->style = DOCUMENT_DOTS;
    of_sweep_mark(of, exhibit, figure);
}

struct link {
    int axis;
    double size; /* of the correlation; < 0: none */
};

static int by_size(const void *a, const void *b)
{
    const struct link *const x = a, *const y = b;
    return x->size != y->size ? (x->size < y->size) - (x->size > y->size)
                              : x->axis - y->axis;
}

/* The settings that go with the figure most closely, as many as a page can carry. */
static void add_clouds(const struct of_sweep *of, struct document_section *section,
                       int figure)
{
    const struct sweep_table *const table = of->table;
    struct link *const links = sim_mem_array(table->axis_count, sizeof *links);
    for (int a = 0; a < table->axis_count; a++) {
        const double r = sweep_table_correlation(table, a, figure);
        links[a] = (struct link){ a, isfinite(r) ? fabs(r) : -1.0 };
    }
    qsort(links, (size_t) table->axis_count, sizeof *links, by_size);
    int room = MOST_CLOUD / table->row_count;
    room = room < 1 ? 1 : room;
    for (int i = 0; i < table->axis_count && room > 0; i++)
        if (!table->axes[links[i].axis].is_text) {
            add_cloud(of, section, figure, links[i].axis);
            room--;
        }
    free(links);
}

void of_sweep_lhs(const struct of_sweep *of, struct document_section *section)
{
    add_correlations(of, section);
    for (int f = 0; f < of->table->figure_count; f++)
        if (of_sweep_varies(of->table, f)
            && strncmp(of->table->figures[f].path, "people.", strlen("people.")) != 0)
            add_clouds(of, section, f);
    document_paragraph(section,
                       "All settings vary at once, each spread evenly over its values "
                       "(a Latin hypercube).");
}
