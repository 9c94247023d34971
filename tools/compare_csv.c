#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/compare_changes.h"
#include "tools/compare_json.h"
#include "tools/csv_out.h"

static const char BYTE_ORDER_MARK[] = "\xef\xbb\xbf";

/* Which run a row is of, so that tables put side by side stay apart. */
static char *run_words(const struct compare_outcome *outcome, int scenario)
{
    const struct scenario *const s = &outcome->plan->scenarios[scenario].scenario;
    return sim_mem_print("%s%s%s; hash %016llx; seed %llu; %d replications%s",
                         s->marking != NULL ? s->marking : "",
                         s->marking != NULL && *s->marking != '\0' ? "; " : "", s->file,
                         (unsigned long long) s->hash,
                         (unsigned long long) outcome->seed, outcome->paired->done,
                         outcome->paired->is_partial ? ", partial" : "");
}

static void put_difference(struct csv_row *row, const struct compare_outcome *outcome,
                           const struct compare_item *item, int figure)
{
    static const char *const units[MEASURE_UNITS] = { [MEASURE_CALLS] = "calls a day",
                                                      [MEASURE_HOURS] = "hours a day",
                                                      [MEASURE_SECONDS] = "s",
                                                      [MEASURE_SHARE] = "share",
                                                      [MEASURE_PEOPLE] = "people" };
    const struct compare_plan *const plan = outcome->plan;
    const struct paired_figure *const f = &outcome->paired->figures[figure];
    const struct sim_estimate first = compare_outcome_value(outcome, 0, figure);
    const struct sim_estimate second =
        compare_outcome_value(outcome, item->scenario, figure);
    const struct sim_estimate less =
        compare_outcome_contrast(plan, outcome->paired, item, figure);
    const bool has_noise = less.kind == SIM_ESTIMATE_INTERVAL;
    char *const path = compare_figures_path(f);
    char *const run = run_words(outcome, item->scenario);
    csv_row_text(row, plan->scenarios[item->scenario].letter);
    csv_row_text(row, plan->scenarios[0].letter);
    csv_row_text(row, item->is_interplay ? "interplay" : "difference");
    csv_row_text(row, path);
    csv_row_text(row, compare_figures_label(plan, f));
    csv_row_text(row, units[outcome->paired->units[figure]]);
    csv_row_estimate(row, &first);
    csv_row_estimate(row, &second);
    csv_row_number(row, less.kind == SIM_ESTIMATE_NONE ? NAN : less.value);
    csv_row_number(row, has_noise ? less.low : NAN);
    csv_row_number(row, has_noise ? less.high : NAN);
    csv_row_number(row, compare_outcome_worth(outcome, item, figure));
    csv_row_text(row, run);
    csv_row_end(row);
    free(path);
    free(run);
}

static void differences(const struct compare_outcome *outcome, FILE *to)
{
    static const char *const headings[] = {
        "scenario",
        "against",
        "what",
        "figure",
        "label",
        "unit",
        "value against",
        "± value against",
        "value",
        "± value",
        "difference",
        "difference low (95 %)",
        "difference high (95 %)",
        "independent replications for this precision",
        "run",
        NULL
    };
    struct csv_row row = { .to = to };
    fputs(BYTE_ORDER_MARK, to);
    csv_row_texts(&row, headings);
    for (int i = 0; i < outcome->plan->item_count; i++)
        for (int f = 0; f < outcome->paired->figure_count; f++)
            put_difference(&row, outcome, &outcome->plan->items[i], f);
}

static void changes_of(const struct compare_outcome *outcome, int scenario,
                       struct csv_row *row)
{
    const struct compare_plan *const plan = outcome->plan;
    struct compare_changes changes;
    compare_changes_make(&plan->scenarios[0].scenario,
                         &plan->scenarios[scenario].scenario, &changes);
    char *const run = run_words(outcome, scenario);
    for (size_t i = 0; i < changes.count; i++) {
        const struct compare_change *const change = &changes.rows[i];
        csv_row_text(row, plan->scenarios[scenario].letter);
        csv_row_text(row, plan->scenarios[0].letter);
        csv_row_text(row, change->path);
        csv_row_text(row, change->before);
        csv_row_text(row, change->after);
        csv_row_text(row, change->written);
        csv_row_text(row, change->at.file);
        csv_row_whole(row, change->at.line);
        csv_row_text(row, change->basis != NULL ? change->basis : "assumed");
        csv_row_text(row, run);
        csv_row_end(row);
    }
    compare_changes_done(&changes);
    free(run);
}

static void inputs_changed(const struct compare_outcome *outcome, FILE *to)
{
    static const char *const headings[] = { "scenario",      "against", "setting",
                                            "value against", "value",   "as written",
                                            "file",          "line",    "basis",
                                            "run",           NULL };
    struct csv_row row = { .to = to };
    fputs(BYTE_ORDER_MARK, to);
    csv_row_texts(&row, headings);
    for (int i = 1; i < outcome->plan->count; i++)
        changes_of(outcome, i, &row);
}

void compare_csv(const struct compare_outcome *outcome, const char *directory,
                 struct output *output)
{
    static const struct {
        const char *name;
        void (*write)(const struct compare_outcome *outcome, FILE *to);
    } files[] = { { "differences.csv", differences },
                  { "inputs-changed.csv", inputs_changed } };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        FILE *const to = output_add_in(output, directory, files[i].name);
        if (to != NULL)
            files[i].write(outcome, to);
        output_close(output);
    }
}
