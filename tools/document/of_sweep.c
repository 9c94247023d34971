/* The document of a sweep. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tools/document/of.h"
#include "tools/document/of_dates.h"
#include "tools/document/of_inputs.h"
#include "tools/document/of_sweep_parts.h"
#include "tools/document/of_terms.h"
#include "tools/document/words.h"

enum { MOST_POINTS = 2000 }; /* in the table of all points */

static const struct {
    const char *words, *term, *heading;
    void (*add)(const struct of_sweep *of, struct document_section *section);
} designs[SWEEP_DESIGNS] = {
    [SWEEP_GRID] = { "every combination", "grid", "What the settings do",
                     of_sweep_grid },
    [SWEEP_TORNADO] = { "each setting alone at its two ends", "tornado",
                        "Which settings matter", of_sweep_tornado },
    [SWEEP_LHS] = { "all settings at once in a Latin hypercube", "latin-hypercube",
                    "Which settings matter", of_sweep_lhs },
};

static const enum document_verdict verdicts[SIM_VERDICTS] = {
    [SIM_UNDECIDED] = DOCUMENT_UNDECIDED,
    [SIM_MET] = DOCUMENT_MET,
    [SIM_NOT_MET] = DOCUMENT_NOT_MET,
};

/* ---- headlines ---- */

static void met_headline(const struct of_sweep *of, const struct sweep_summary *summary)
{
    struct document_headline *const new = document_headline(of->document);
    const int rows = of->table->row_count;
    new->label = "Points that meet every target";
    new->path = "summary.met";
    new->asked = "all targets of the scenario at once";
    new->value = summary->met;
    new->p_met = NAN;
    new->words = document_text(of->document, "%d of %d", summary->met, rows);
    new->also =
        summary->undecided > 0
            ? document_text(of->document, "%d more undecided", summary->undecided)
            : NULL;
    new->verdict_words = "";
    new->paragraph = document_text(
        of->document,
        "At %d of the %d points every target is met beyond the noise of simulating; at "
        "%d none is surely missed but not all are surely met.  All points met the same "
        "callers.",
        summary->met, rows, summary->undecided);
    new->term = "verdict";
}

static void cheapest_headline(const struct of_sweep *of,
                              const struct sweep_summary *summary)
{
    const struct sweep_table *const table = of->table;
    const int price = sweep_table_price(table);
    if (summary->cheapest < 0 || price < 0)
        return;
    const struct sweep_row *const row = &table->rows[summary->cheapest];
    const struct sweep_measured *const figure = &table->figures[price];
    const char *const cost = of_sweep_said(of, of_sweep_unit(figure),
                                           of_sweep_value(&row->cells[price]), false);
    struct document_headline *const new = document_headline(of->document);
    new->label = "Cheapest that meets every target";
    new->path = "summary.cheapest";
    new->asked = "the least cost of the points that do";
    new->value = row->point;
    new->p_met = NAN;
    new->words = document_text(of->document, "point %d", row->point);
    new->also = document_text(of->document, "%s: %s", figure->label, cost);
    new->verdict_words = "";
    new->paragraph =
        document_text(of->document,
                      "Of the points that meet every target, point %d costs least (%s: "
                      "%s): %s.  Only "
                      "the points that were run are compared.",
                      row->point, figure->label, cost, of_sweep_place(of, row));
    new->term = table->figures[price].unit == SWEEP_FIGURE_POUNDS ? "cost" : "fte";
}

/* How far the points take a target from what it is in the base. */
static const char *reach(const struct of_sweep *of, int figure)
{
    const struct sweep_table *const table = of->table;
    const struct sweep_row *least = NULL, *most = NULL;
    for (int i = 0; i < table->row_count; i++) {
        const struct sweep_row *const row = &table->rows[i];
        if (!isfinite(row->cells[figure].value))
            continue;
        if (least == NULL || row->cells[figure].value < least->cells[figure].value)
            least = row;
        if (most == NULL || row->cells[figure].value > most->cells[figure].value)
            most = row;
    }
    const enum document_unit unit = of_sweep_unit(&table->figures[figure]);
    if (least == NULL)
        return "No point has a value.";
    return document_text(
        of->document, "The points take it from %s (%s) to %s (%s).",
        of_sweep_said(of, unit, of_sweep_value(&least->cells[figure]), false),
        of_sweep_place(of, least),
        of_sweep_said(of, unit, of_sweep_value(&most->cells[figure]), false),
        of_sweep_place(of, most));
}

static void target_headline(const struct of_sweep *of, int figure)
{
    const struct sweep_table *const table = of->table;
    const struct sweep_measured *const measured = &table->figures[figure];
    const struct sweep_asked *const asked = &table->targets[measured->target];
    const struct document_column column = { .unit = of_sweep_unit(measured),
                                            .has_noise = true,
                                            .decimals = -1 };
    const struct document_cell cell = of_sweep_value(&table->base.cells[figure]);
    if (cell.kind != DOCUMENT_VALUE)
        return;
    char *const words = document_words_of(&column, &cell);
    char *const noise = document_noise_of(&column, &cell);
    struct document_headline *const new = document_headline(of->document);
    new->label = document_text(of->document, "%s, as it is", asked->label);
    new->path = document_text(of->document, "base.figures.%d.value", figure);
    new->asked = document_copy(of->document, asked->asked);
    new->words = document_copy(of->document, words);
    new->noise = *noise == '\0' ? NULL : document_copy(of->document, noise);
    new->value = cell.value;
    new->p_met = NAN;
    new->verdict = verdicts[table->base.verdicts[measured->target]];
    new->verdict_words = document_verdict_words(new->verdict);
    new->paragraph =
        document_text(of->document, "Asked: %s.  As the scenario is, %s is %s.  %s",
                      asked->asked, asked->label, words, reach(of, figure));
    new->term = document_text(of->document, "target-%d", measured->target + 1);
    document_term(of->document, new->term, document_copy(of->document, asked->label),
                  document_copy(of->document, asked->definition));
    free(words);
    free(noise);
}

static void headlines(const struct of_sweep *of)
{
    const struct sweep_summary summary = sweep_table_summary(of->table);
    if (of->table->target_count > 0) {
        met_headline(of, &summary);
        cheapest_headline(of, &summary);
    }
    for (int i = 0; i < of->table->figure_count; i++)
        if (of->table->figures[i].target >= 0)
            target_headline(of, i);
}

/* ---- all points ---- */

static void put_point(const struct of_sweep *of, struct document_exhibit *exhibit,
                      const struct sweep_row *from, bool is_marked)
{
    const struct sweep_table *const table = of->table;
    struct document_cell *cell = document_row(exhibit);
    *cell++ = from->point == 0
                  ? document_words("base")
                  : document_words(document_text(of->document, "%d", from->point));
    for (int i = 0; i < table->axis_count; i++)
        *cell++ = of_sweep_setting(of, from, i);
    if (table->target_count > 0) {
        const enum document_verdict verdict = verdicts[sweep_row_verdict(table, from)];
        *cell = document_words(document_verdict_words(verdict));
        cell->verdict = verdict;
        cell->is_marked = is_marked;
        cell++;
    }
    for (int i = 0; i < table->figure_count; i++) {
        const int target = table->figures[i].target;
        *cell = of_sweep_value(&from->cells[i]);
        if (target >= 0)
            cell->verdict = verdicts[from->verdicts[target]];
        cell++;
    }
}

static void points(const struct of_sweep *of)
{
    const struct sweep_table *const table = of->table;
    const struct sweep_summary summary = sweep_table_summary(table);
    struct document_section *const section =
        document_section(of->document, "all-points", "All points");
    struct document_exhibit *const exhibit =
        document_exhibit(section, "points", "Settings and figures of every point");
    exhibit->sheet = "Points";
    exhibit->is_folded = table->row_count > 30;
    document_column(exhibit, "point", DOCUMENT_TEXT);
    for (int i = 0; i < table->axis_count; i++)
        of_sweep_axis_column(of, exhibit, i);
    if (table->target_count > 0) {
        const int every = document_column(exhibit, "every target", DOCUMENT_TEXT);
        exhibit->columns[every].term = "verdict";
    }
    for (int i = 0; i < table->figure_count; i++)
        of_sweep_figure_column(of, exhibit, i);
    put_point(of, exhibit, &table->base, false);
    for (int i = 0; i < table->row_count && i < MOST_POINTS; i++)
        put_point(of, exhibit, &table->rows[i], i == summary.cheapest);
    if (table->row_count > MOST_POINTS)
        exhibit->note = document_text(
            of->document, "The first %d of %d points: all are in points.csv.",
            MOST_POINTS, table->row_count);
}

/* ---- the run and its inputs ---- */

static void varied(const struct of_sweep *of, struct document_section *section)
{
    struct document_exhibit *const exhibit =
        document_exhibit(section, "settings", "The settings that vary");
    exhibit->sheet = "Settings";
    document_column(exhibit, "setting", DOCUMENT_TEXT);
    document_column(exhibit, "as it is", DOCUMENT_TEXT);
    document_column(exhibit, "from", DOCUMENT_TEXT);
    document_column(exhibit, "to", DOCUMENT_TEXT);
    document_column(exhibit, "values", DOCUMENT_NUMBER);
    exhibit->columns[4].decimals = 0;
    for (int i = 0; i < of->table->axis_count; i++) {
        const struct sweep_column *const axis = &of->table->axes[i];
        struct document_cell *const row = document_row(exhibit);
        row[0] = document_words(document_copy(of->document, axis->name));
        row[1] = document_words(axis->as_is == NULL ? NULL
                                                    : of_sweep_words(of, axis->as_is));
        row[2] = document_words(of_sweep_words(of, axis->values[0]));
        row[3] = document_words(of_sweep_words(of, axis->values[axis->count - 1]));
        row[4] = document_value(axis->count, NAN);
    }
}

static void terms(struct document *document, const struct sweep_table *table)
{
    static const struct document_term own[] = {
        { "paired", "change from the base",
          "The figure at a point less that of the scenario as it is.  Both met the "
          "same callers, so luck falls out of the difference, and its noise is "
          "smaller than that of either." },
        { "not-paired", "change, noise of both",
          "The figure at a point less that of the scenario as it is.  Its noise is "
          "taken as if the two had met different callers, which is too wide as a "
          "rule." },
        { "grid", "grid", "Every combination of the values of all settings." },
        { "tornado", "tornado",
          "Each setting alone at its first and its last value, all others left as "
          "they are." },
        { "latin-hypercube", "Latin hypercube",
          "A way to spread few points over many settings: the range of each is cut "
          "into as many parts as there are points, and each part is used once "
          "(McKay, Beckman and Conover, Technometrics 21, 1979, 239); which go "
          "together is the order of a quasi-random (Sobol') sequence." },
        { "rank-correlation", "rank correlation",
          "How far a figure rises (+) or falls (-) with a setting, whatever the shape "
          "of the curve: Spearman's coefficient, from -1 to +1." },
    };
    of_term(document, "noise");
    of_term(document, "verdict");
    of_term(document, "replication");
    of_term(document, "fte");
    of_term(document, "cost");
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        const bool is_other_design =
            strcmp(own[i].key, "paired") != 0 && strcmp(own[i].key, "not-paired") != 0
            && strcmp(own[i].key, designs[table->design].term) != 0
            && (table->design != SWEEP_LHS
                || strcmp(own[i].key, "rank-correlation") != 0);
        if (!is_other_design)
            document_term(document, own[i].key, own[i].name, own[i].definition);
    }
}

/* As a shell takes it. */
static const char *command(const struct of_sweep *of, const char *file)
{
    struct document *const document = of->document;
    const struct sweep_table *const table = of->table;
    const char *words =
        document_text(document, "tenfive sweep %s", of_shell_word(document, file));
    for (int i = 0; i < table->axis_count; i++)
        words = document_text(document, "%s --vary %s", words,
                              of_shell_word(document, table->axes[i].given));
    if (table->design != SWEEP_GRID)
        words = document_text(document, "%s --design %s", words,
                              sweep_design_names[table->design]);
    if (table->design == SWEEP_LHS)
        words = document_text(document, "%s --points %d", words, table->row_count);
    for (int i = 0; i < table->figure_count; i++)
        if (strncmp(table->figures[i].path, "people.", strlen("people.")) != 0)
            words = document_text(document, "%s -m %s", words,
                                  of_shell_word(document, table->figures[i].path));
    return document_text(document, "%s -n %d --seed %.0f%s", words, table->replications,
                         stored_number(of->stored, of->stored->root, "seed"),
                         of_sets(of->stored, document, of->stored->root));
}

static void facts(const struct of_sweep *of, json_t *scenario)
{
    struct stored *const stored = of->stored;
    struct document *const document = of->document;
    json_t *const root = stored->root;
    json_t *const period = stored_object(stored, root, "period");
    json_t *const program = stored_object(stored, root, "program");
    const char *const file = stored_text(stored, scenario, "file");
    document_fact(document, "period", of_dates_words(stored, document, period));
    document_fact(document, "design",
                  document_text(document, "%s: %d points",
                                designs[of->table->design].words,
                                of->table->row_count));
    document_fact(document, "replications",
                  document_text(document, "%d at each point", of->table->replications));
    document_fact(document, "seed",
                  document_text(document, "%.0f", stored_number(stored, root, "seed")));
    document_fact(document, "scenario file", document_copy(document, file));
    document_fact(document, "to run it again", command(of, file));
    document_fact(document, "hash of all that was read",
                  document_copy(document, stored_text(stored, scenario, "hash")));
    document_fact(document, "tenfive",
                  document_copy(document, stored_text(stored, program, "version")));
}

static void make(struct stored *stored, struct document *document,
                 const struct sweep_table *table)
{
    json_t *const scenario = stored_object(stored, stored->root, "scenario");
    const struct of_sweep of = { stored, document, table };
    const char *const title = stored_text_or_null(stored, scenario, "title");
    const char *const file = stored_text(stored, scenario, "file");
    document->title =
        document_copy(document, title != NULL && *title != '\0' ? title : file);
    document->marking =
        document_copy(document, stored_text_or_null(stored, scenario, "marking"));
    document->kind = "Sweep";
    document->summary = document_text(
        document,
        "%d points (%s) over %d setting%s, simulated %d time%s each with the same "
        "callers.",
        table->row_count, designs[table->design].words, table->axis_count,
        table->axis_count == 1 ? "" : "s", table->replications,
        table->replications == 1 ? "" : "s");
    headlines(&of);
    facts(&of, scenario);
    struct document_section *const section =
        document_section(document, "what", designs[table->design].heading);
    designs[table->design].add(&of, section);
    points(&of);
    struct document_section *const inputs =
        document_section(document, "inputs", "Inputs");
    varied(&of, inputs);
    of_inputs(
        stored, document, inputs,
        &(struct of_inputs){ .from = stored->root, .id = "inputs", .sheet = "Inputs" });
    of_sources(stored, document, stored->root);
    terms(document, table);
}

void document_of_sweep(struct stored *stored, struct document *document);
void document_of_sweep(struct stored *stored, struct document *document)
{
    struct sweep_table table;
    sweep_table_read(stored, &table);
    if (stored->fault == NULL)
        make(stored, document, &table);
    sweep_table_done(&table);
}
