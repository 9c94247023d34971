/* A sweep on the terminal. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/document/of_sweep_parts.h"
#include "tools/report.h"
#include "tools/report_parts.h"
#include "tools/sweep_show.h"

enum { MOST_ROWS = 40, MOST_BARS = 15, MOST_COLUMNS = 8 };

struct page {
    const struct of_sweep *of; /* lends its words */
    const struct sweep_table *table;
    struct report_style style;
    FILE *to;
};

static void say(const struct page *page, char *text)
{
    fputc('\n', page->to);
    report_table_fold(text, REPORT_PLAIN, page->style, page->to);
}

static const char *figure_words(const struct page *page, int figure,
                                const struct sweep_cell *cell)
{
    return of_sweep_said(page->of, of_sweep_unit(&page->table->figures[figure]),
                         of_sweep_value(cell), false);
}

static const char *change_words(const struct page *page, int figure,
                                const struct sweep_cell *cell)
{
    return of_sweep_said(page->of, of_sweep_change_unit(&page->table->figures[figure]),
                         of_sweep_change(cell), true);
}

/* ---- the top ---- */

static void print_top(const struct page *page)
{
    struct stored *const stored = page->of->stored;
    json_t *const scenario = stored_object(stored, stored->root, "scenario");
    const struct report_heading heading = {
        .title = stored_text_or_null(stored, scenario, "title"),
        .file = stored_text(stored, scenario, "file"),
        .marking = stored_text_or_null(stored, scenario, "marking"),
    };
    static const char *const designs[SWEEP_DESIGNS] = {
        [SWEEP_GRID] = "every combination of",
        [SWEEP_TORNADO] = "the two ends of each of",
        [SWEEP_LHS] = "a Latin hypercube over",
    };
    const struct sweep_table *const table = page->table;
    report_title(&heading, page->style, page->to);
    say(page,
        sim_mem_print("%d point%s: %s %d setting%s, simulated %d time%s each with "
                      "the same callers (seed %.0f).",
                      table->row_count, table->row_count == 1 ? "" : "s",
                      designs[table->design], table->axis_count,
                      table->axis_count == 1 ? "" : "s", table->replications,
                      table->replications == 1 ? "" : "s",
                      stored_number(stored, stored->root, "seed")));
}

/* ---- points ---- */

/* Columns that fit: the number, settings, targets, then figures. */
struct shown {
    int axes, figures;
};

static struct shown shown_of(const struct sweep_table *table)
{
    enum { FIGURES = 3 }; /* kept free for figures at least */
    const int room = MOST_COLUMNS - 1 - (table->target_count > 0);
    const int figures = table->figure_count < FIGURES ? table->figure_count : FIGURES;
    const int axes =
        table->axis_count < room - figures ? table->axis_count : room - figures;
    const int left = room - axes;
    return (struct shown){ axes,
                           table->figure_count < left ? table->figure_count : left };
}

static const enum report_tone tones[SIM_VERDICTS] = {
    [SIM_UNDECIDED] = REPORT_DOUBT,
    [SIM_MET] = REPORT_GOOD,
    [SIM_NOT_MET] = REPORT_BAD,
};

/* How a point stands to its targets, in fresh memory. */
static char *targets_words(const struct sweep_table *table, const struct sweep_row *row)
{
    int count[SIM_VERDICTS] = { 0 };
    for (int i = 0; i < table->target_count; i++)
        count[row->verdicts[i]]++;
    if (count[SIM_NOT_MET] > 0)
        return sim_mem_print("%d NOT met", count[SIM_NOT_MET]);
    return count[SIM_UNDECIDED] > 0
               ? sim_mem_print("%d undecided", count[SIM_UNDECIDED])
               : sim_mem_text("met");
}

static void put_row(const struct page *page, const struct shown *shown,
                    const struct sweep_row *row, struct report_table *out)
{
    const struct sweep_table *const table = page->table;
    report_table_add(
        out, row->point == 0 ? sim_mem_text("base") : sim_mem_print("%d", row->point),
        REPORT_PLAIN);
    for (int i = 0; i < shown->axes; i++)
        report_table_put(out,
                         row->values[i] == NULL
                             ? "as it is"
                             : of_sweep_words(page->of, row->values[i]),
                         REPORT_PLAIN);
    if (table->target_count > 0)
        report_table_add(out, targets_words(table, row),
                         tones[sweep_row_verdict(table, row)]);
    for (int i = 0; i < shown->figures; i++) {
        const int target = table->figures[i].target;
        report_table_put(out, figure_words(page, i, &row->cells[i]),
                         target < 0 ? REPORT_PLAIN : tones[row->verdicts[target]]);
    }
}

static void print_points(const struct page *page)
{
    const struct sweep_table *const table = page->table;
    const struct shown shown = shown_of(table);
    char shape[REPORT_MOST_COLUMNS + 1] = "r";
    memset(shape + 1, 'L',
           (size_t) (shown.axes + shown.figures + (table->target_count > 0)));
    struct report_table out;
    report_table_init(&out, page->style, shape);
    report_table_put(&out, "point", REPORT_HEADING);
    for (int i = 0; i < shown.axes; i++)
        report_table_put(&out, table->axes[i].name, REPORT_HEADING);
    if (table->target_count > 0)
        report_table_put(&out, "targets", REPORT_HEADING);
    for (int i = 0; i < shown.figures; i++)
        report_table_put(&out, table->figures[i].label, REPORT_HEADING);
    put_row(page, &shown, &table->base, &out);
    for (int i = 0; i < table->row_count && i < MOST_ROWS; i++)
        put_row(page, &shown, &table->rows[i], &out);
    fputc('\n', page->to);
    report_table_print(&out, page->to);
    if (table->row_count > MOST_ROWS || shown.axes < table->axis_count
        || shown.figures < table->figure_count)
        say(page,
            sim_mem_print("The first %d of %d points, %d of %d settings and %d of "
                          "%d figures: all are in the files (-o DIR).",
                          table->row_count < MOST_ROWS ? table->row_count : MOST_ROWS,
                          table->row_count, shown.axes, table->axis_count,
                          shown.figures, table->figure_count));
}

/* ---- effects ---- */

static void put_effect(const struct page *page, int figure,
                       const struct sweep_effect *effect, struct report_table *out)
{
    const struct sweep_column *const axis = &page->table->axes[effect->axis];
    report_table_put(out, axis->name, REPORT_PLAIN);
    report_table_put(out, of_sweep_words(page->of, axis->values[0]), REPORT_PLAIN);
    report_table_put(out, change_words(page, figure, effect->low), REPORT_PLAIN);
    report_table_put(out, of_sweep_words(page->of, axis->values[axis->count - 1]),
                     REPORT_PLAIN);
    report_table_put(out, change_words(page, figure, effect->high), REPORT_PLAIN);
}

static void print_effects(const struct page *page, int figure)
{
    static const char *const headings[] = { "setting", "from", "change", "to",
                                            "change" };
    const struct sweep_table *const table = page->table;
    struct sweep_effect *const effects =
        sim_mem_array(table->axis_count, sizeof *effects);
    struct report_table out;
    sweep_table_effects(table, figure, effects);
    say(page, sim_mem_print(
                  "%s is %s as it is; the widest first:", table->figures[figure].label,
                  figure_words(page, figure, &table->base.cells[figure])));
    report_table_init(&out, page->style, "LLlLl");
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        report_table_put(&out, headings[i], REPORT_HEADING);
    for (int i = 0; i < table->axis_count && i < MOST_BARS; i++)
        put_effect(page, figure, &effects[i], &out);
    report_table_print(&out, page->to);
    if (table->axis_count > MOST_BARS)
        say(page, sim_mem_print("and %d more settings with less effect.",
                                table->axis_count - MOST_BARS));
    free(effects);
}

static void print_correlations(const struct page *page)
{
    const struct sweep_table *const table = page->table;
    const int room = MOST_COLUMNS - 2;
    const int figures = table->figure_count < room ? table->figure_count : room;
    struct report_table out;
    say(page, sim_mem_text("Rank correlations: near 1 or -1, the figure rises or falls "
                           "with the setting; near 0, the setting hardly matters."));
    report_table_init(&out, page->style, "LLLLLLLL");
    out.columns = figures + 1;
    report_table_put(&out, "setting", REPORT_HEADING);
    for (int i = 0; i < figures; i++)
        report_table_put(&out, table->figures[i].label, REPORT_HEADING);
    for (int a = 0; a < table->axis_count; a++) {
        report_table_put(&out, table->axes[a].name, REPORT_PLAIN);
        for (int i = 0; i < figures; i++) {
            const double r = sweep_table_correlation(table, a, i);
            report_table_add(
                &out, isfinite(r) ? sim_mem_print("%+.2f", r) : sim_mem_text("-"),
                REPORT_PLAIN);
        }
    }
    report_table_print(&out, page->to);
}

/* ---- the end ---- */

static void print_end(const struct page *page)
{
    const struct sweep_table *const table = page->table;
    const struct sweep_summary summary = sweep_table_summary(table);
    const int price = sweep_table_price(table);
    if (table->target_count > 0)
        say(page, summary.undecided > 0
                      ? sim_mem_print("%d of %d points meet every target; %d more are "
                                      "undecided.",
                                      summary.met, table->row_count, summary.undecided)
                      : sim_mem_print("%d of %d points meet every target.", summary.met,
                                      table->row_count));
    if (summary.cheapest < 0 || price < 0)
        return;
    const struct sweep_row *const row = &table->rows[summary.cheapest];
    char *words = sim_mem_print(
        "The cheapest that does is point %d, %s %s:", row->point,
        table->figures[price].label, figure_words(page, price, &row->cells[price]));
    for (int i = 0; i < table->axis_count; i++) {
        char *const longer = sim_mem_print(
            "%s%s %s %s", words, i == 0 ? "" : ",", table->axes[i].name,
            row->values[i] == NULL ? "as it is"
                                   : of_sweep_words(page->of, row->values[i]));
        free(words);
        words = longer;
    }
    report_table_fold(words, REPORT_PLAIN, page->style, page->to);
}

void sweep_report(struct stored *stored, const struct sweep_table *table, FILE *to)
{
    struct document words = { 0 };
    const struct of_sweep of = { stored, &words, table };
    const struct page page = { &of, table, report_style_of(to), to };
    print_top(&page);
    if (table->design != SWEEP_TORNADO)
        print_points(&page);
    for (int i = 0; i < table->figure_count; i++)
        if (table->design == SWEEP_TORNADO && of_sweep_varies(table, i))
            print_effects(&page, i);
    if (table->design == SWEEP_LHS)
        print_correlations(&page);
    print_end(&page);
    document_done(&words);
}
