#include "tools/attribute_report.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/grade.h"
#include "sim/mem.h"
#include "tools/attribute_text.h"
#include "tools/check_words.h"
#include "tools/report_parts.h"
#include "tools/report_text.h"

static const struct scenario *whole_of(const struct attribute_outcome *outcome)
{
    return &outcome->plan->variants[outcome->plan->whole]->scenario;
}

/* ---- the top ---- */

static void print_top(const struct attribute_outcome *outcome,
                      struct report_style style, FILE *to)
{
    const struct scenario *const s = whole_of(outcome);
    const struct paired *const p = outcome->paired;
    const struct result run = { .title = s->title,
                                .marking = s->marking,
                                .file = s->file,
                                .seed = outcome->seed,
                                .from_day = s->period.first,
                                .to_day = s->period.last,
                                .planned = p->planned,
                                .done = p->done,
                                .partial = p->is_partial,
                                .callers = p->callers };
    report_top(&run, style, to);
}

/* ---- one price ---- */

static int stage_of(const struct attribute_outcome *outcome, int figure)
{
    return scenario_stage_index(whole_of(outcome),
                                outcome->paired->figures[figure].name);
}

/* Of an edge: targets, teams and lines that it leads to.  What is answered says no more
 * than what is abandoned, as a rule: that is left to the JSON. */
static bool is_shown(const struct attribute_outcome *outcome,
                     const struct attribute_item *item, int figure)
{
    const struct paired_figure *const f = &outcome->paired->figures[figure];
    if (f->kind == PAIRED_TARGET || f->object == MEASURE_TEAM)
        return true;
    if (f->measure == MEASURE_ID_ANSWERED_SHARE)
        return false;
    return item->is_near == NULL || item->is_near[stage_of(outcome, figure)];
}

/* The few figures that are said in words: calls of lines near by, hours, targets. */
static bool is_told(const struct attribute_outcome *outcome,
                    const struct attribute_item *item, int figure)
{
    const struct paired_figure *const f = &outcome->paired->figures[figure];
    if (f->kind == PAIRED_TARGET)
        return true;
    if (f->measure == MEASURE_ID_OFFERED)
        return item->is_near != NULL && is_shown(outcome, item, figure);
    return f->measure == MEASURE_ID_BUSY_HOURS;
}

static void tell(const struct attribute_outcome *outcome,
                 const struct attribute_item *item, struct report_style style, FILE *to)
{
    char *parts = NULL;
    for (int i = 0; i < outcome->paired->figure_count; i++) {
        if (!is_told(outcome, item, i))
            continue;
        const struct sim_estimate cost =
            paired_contrast(outcome->paired, item->weights, i);
        char *const part =
            attribute_text_tell(whole_of(outcome), &outcome->paired->figures[i],
                                outcome->paired->units[i], &cost);
        parts = check_words_join(parts, "; ", part);
        free(part);
    }
    fputc('\n', to);
    report_table_fold(sim_mem_print("What %s cost%s: %s", item->name,
                                    item->role == ATTRIBUTE_ALONE ? " alone" : "",
                                    item->words),
                      REPORT_HEADING, style, to);
    if (parts != NULL)
        report_table_fold(sim_mem_print("With them: %s.", parts), REPORT_PLAIN, style,
                          to);
    free(parts);
}

static void put_figure(const struct attribute_outcome *outcome,
                       const struct attribute_item *item, int figure,
                       struct report_table *table)
{
    const struct paired *const p = outcome->paired;
    const enum measure_unit unit = p->units[figure];
    const struct sim_estimate without = paired_value(p, item->without, figure);
    const struct sim_estimate with = paired_value(p, item->with, figure);
    const struct sim_estimate cost = paired_contrast(p, item->weights, figure);
    report_table_add(table,
                     attribute_text_figure(whole_of(outcome), &p->figures[figure]),
                     REPORT_PLAIN);
    report_table_add(table, attribute_text_value(&without, unit), REPORT_PLAIN);
    report_table_add(table, attribute_text_value(&with, unit), REPORT_PLAIN);
    report_table_add(table, attribute_text_change(&cost, unit), REPORT_PLAIN);
    report_table_add(table, attribute_text_noise(&cost, unit), REPORT_PLAIN);
    report_table_put(table, attribute_text_unit(unit), REPORT_PLAIN);
}

static void print_item(const struct attribute_outcome *outcome,
                       const struct attribute_item *item, struct report_style style,
                       FILE *to)
{
    static const char *const headings[] = {
        "", "without", "with", "cost", "noise", ""
    };
    struct report_table table;
    tell(outcome, item, style, to);
    report_table_init(&table, style, "Lrrrrl");
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        report_table_put(&table, headings[i], REPORT_HEADING);
    for (int i = 0; i < outcome->paired->figure_count; i++)
        if (is_shown(outcome, item, i))
            put_figure(outcome, item, i, &table);
    report_table_print(&table, to);
}

/* ---- all changes ---- */

static void put_change(struct report_table *table, const struct sim_estimate *change,
                       enum measure_unit unit)
{
    if (change == NULL) {
        report_table_put(table, "", REPORT_PLAIN);
        report_table_put(table, "", REPORT_PLAIN);
        return;
    }
    report_table_add(table, attribute_text_change(change, unit), REPORT_PLAIN);
    report_table_add(table, attribute_text_noise(change, unit), REPORT_PLAIN);
}

/* A row of one kind: alone, then in turn; the last two rows have one price each. */
static void put_part(const struct attribute_outcome *outcome, int index, int figure,
                     struct report_table *table)
{
    const struct attribute_item *const item = &outcome->plan->items[index];
    const enum measure_unit unit = outcome->paired->units[figure];
    const struct sim_estimate cost =
        paired_contrast(outcome->paired, item->weights, figure);
    report_table_put(table, item->name, REPORT_PLAIN);
    if (item->role == ATTRIBUTE_ALONE) {
        const struct sim_estimate in_turn =
            paired_contrast(outcome->paired, item[1].weights, figure);
        assert(item[1].role == ATTRIBUTE_IN_TURN);
        put_change(table, &cost, unit);
        put_change(table, &in_turn, unit);
    } else {
        const bool is_all = item->role == ATTRIBUTE_ALL;
        put_change(table, is_all ? NULL : &cost, unit);
        put_change(table, is_all ? &cost : NULL, unit);
    }
    report_table_put(table, attribute_text_unit(unit), REPORT_PLAIN);
}

/* Prices in turn telescope: but for rounding they are the whole. */
static void check_sum(const struct attribute_outcome *outcome, int figure)
{
    double sum = 0.0, all = 0.0, size = 1.0;
    for (int i = 0; i < outcome->plan->item_count; i++) {
        const struct attribute_item *const item = &outcome->plan->items[i];
        const struct sim_estimate cost =
            paired_contrast(outcome->paired, item->weights, figure);
        if (cost.kind == SIM_ESTIMATE_NONE)
            return;
        size += fabs(cost.value);
        if (item->is_part && item->role == ATTRIBUTE_IN_TURN)
            sum += cost.value;
        if (item->role == ATTRIBUTE_ALL)
            all = cost.value;
    }
    assert(fabs(sum - all) <= 1e-9 * size);
}

static void print_parts_of(const struct attribute_outcome *outcome, int figure,
                           const struct attribute_item *all, struct report_style style,
                           FILE *to)
{
    static const char *const headings[] = {
        "", "alone", "noise", "in turn", "noise", ""
    };
    const struct paired *const p = outcome->paired;
    const struct sim_estimate before = paired_value(p, all->without, figure);
    const struct sim_estimate after = paired_value(p, all->with, figure);
    char *const name = attribute_text_figure(whole_of(outcome), &p->figures[figure]);
    char *const from = attribute_text_value(&before, p->units[figure]);
    char *const now = attribute_text_value(&after, p->units[figure]);
    struct report_table table;
    fputc('\n', to);
    report_table_fold(
        sim_mem_print("%s: %s in the base, %s with all changes", name, from, now),
        REPORT_HEADING, style, to);
    report_table_init(&table, style, "Lrrrrl");
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        report_table_put(&table, headings[i], REPORT_HEADING);
    for (int i = 0; i < outcome->plan->item_count; i++)
        if (outcome->plan->items[i].is_part
            && outcome->plan->items[i].role != ATTRIBUTE_IN_TURN)
            put_part(outcome, i, figure, &table);
    report_table_print(&table, to);
    check_sum(outcome, figure);
    free(name);
    free(from);
    free(now);
}

/* Targets; without any, all there is. */
static void print_parts(const struct attribute_outcome *outcome,
                        struct report_style style, FILE *to)
{
    const struct attribute_plan *const plan = outcome->plan;
    const struct attribute_item *all = NULL;
    char *order = NULL;
    for (int i = 0; i < plan->item_count; i++) {
        if (plan->items[i].role == ATTRIBUTE_ALL)
            all = &plan->items[i];
        if (plan->items[i].is_part && plan->items[i].role == ATTRIBUTE_IN_TURN)
            order = check_words_join(order, ", then ", plan->items[i].name);
    }
    const bool has_targets = outcome->paired->figures[0].kind == PAIRED_TARGET;
    for (int i = 0; all != NULL && i < outcome->paired->figure_count; i++)
        if (outcome->paired->figures[i].kind == PAIRED_TARGET || !has_targets)
            print_parts_of(outcome, i, all, style, to);
    if (all != NULL) {
        fputc('\n', to);
        report_table_fold(
            strstr(order, ", then ") == NULL
                ? sim_mem_print("Nothing but %s is changed.", order)
                : sim_mem_print(
                    "Alone: on the base. In turn: on the base and the kinds "
                    "before, in the order %s; before rounding these add up "
                    "to all together exactly. Interplay: all together less "
                    "the sum of each alone.",
                    order),
            REPORT_PLAIN, style, to);
    }
    free(order);
}

/* ---- the end ---- */

static bool is_single(const struct attribute_outcome *outcome, int figure)
{
    const struct scenario *const s = whole_of(outcome);
    for (int i = 0; i < s->target_count; i++)
        if (outcome->paired->figures[figure].kind == PAIRED_TARGET
            && strcmp(s->targets[i].name, outcome->paired->figures[figure].name) == 0)
            return !grades[s->targets[i].grade].is_ratio;
    return false;
}

static void print_end(const struct attribute_outcome *outcome,
                      struct report_style style, FILE *to)
{
    const struct paired *const p = outcome->paired;
    const char *const period = report_text_period(whole_of(outcome)->period.first,
                                                  whole_of(outcome)->period.last);
    bool is_any_single = false;
    fputc('\n', to);
    report_table_fold(
        p->done == 1
            ? sim_mem_print("One simulated %s alone does not show its noise: run more "
                            "replications.",
                            period)
            : sim_mem_print("Both sides met the same callers. Noise: with other luck "
                            "the difference over the whole %s would come out within ± "
                            "of what is shown, 19 times in 20.",
                            period),
        REPORT_PLAIN, style, to);
    for (int i = 0; i < p->figure_count; i++) {
        const int empty = paired_empty(p, -1, i);
        is_any_single = is_any_single || is_single(outcome, i);
        if (empty == 0)
            continue;
        char *const name = attribute_text_figure(whole_of(outcome), &p->figures[i]);
        report_table_fold(sim_mem_print("%s: in %d of %d simulated %ss there was "
                                        "nothing to count, in one variant or another; "
                                        "they add nothing.",
                                        name, empty, p->done, period),
                          REPORT_PLAIN, style, to);
        free(name);
    }
    if (is_any_single)
        report_table_fold(sim_mem_print("Percentiles and longest waits here are means "
                                        "of those of each simulated %s.",
                                        period),
                          REPORT_PLAIN, style, to);
}

void attribute_report(const struct attribute_outcome *outcome,
                      struct report_style style, FILE *to)
{
    print_top(outcome, style, to);
    for (int i = 0; i < outcome->plan->item_count; i++)
        if (!outcome->plan->items[i].is_part)
            print_item(outcome, &outcome->plan->items[i], style, to);
    print_parts(outcome, style, to);
    print_end(outcome, style, to);
}
