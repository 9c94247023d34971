#include "tools/compare_report.h"

#include <stdlib.h>
#include <string.h>

#include "model/measure/grade.h"
#include "sim/mem.h"
#include "tools/attribute_text.h"
#include "tools/check_words.h"
#include "tools/compare_words.h"
#include "tools/report_parts.h"
#include "tools/report_text.h"

/* ---- the top ---- */

static void print_top(const struct compare_outcome *outcome, struct report_style style,
                      FILE *to)
{
    const struct compare_plan *const plan = outcome->plan;
    const struct scenario *const s = &plan->scenarios[0].scenario;
    const struct paired *const p = outcome->paired;
    const struct result run = { .title = (char[]){ "Comparison" },
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
    fputc('\n', to);
    for (int i = 0; i < plan->count; i++)
        report_table_fold(sim_mem_print("%s  %s (%s)", plan->scenarios[i].letter,
                                        plan->scenarios[i].scenario.title,
                                        plan->scenarios[i].scenario.file),
                          REPORT_PLAIN, style, to);
}

/* ---- what is said of one difference ---- */

static void say(char *words, enum report_tone tone, struct report_style style, FILE *to)
{
    if (words != NULL)
        report_table_fold(words, tone, style, to);
}

static void print_difference(const struct compare_outcome *outcome,
                             const struct compare_item *item, struct report_style style,
                             FILE *to)
{
    fputc('\n', to);
    say(compare_words_summary(outcome, item), REPORT_HEADING, style, to);
    say(compare_words_verdicts(outcome, item), REPORT_PLAIN, style, to);
    say(compare_words_untold(outcome, item), REPORT_PLAIN, style, to);
}

/* ---- what-ifs together ---- */

static void put_contrast(struct report_table *table,
                         const struct compare_outcome *outcome,
                         const struct compare_item *item, int figure)
{
    const enum measure_unit unit = outcome->paired->units[figure];
    const struct sim_estimate value =
        compare_outcome_contrast(outcome->plan, outcome->paired, item, figure);
    char *const change = attribute_text_change(&value, unit);
    char *const noise = attribute_text_noise(&value, unit);
    report_table_add(table,
                     sim_mem_print("%s%s%s", change, *noise != '\0' ? " " : "", noise),
                     REPORT_PLAIN);
    free(change);
    free(noise);
}

static const struct compare_item *difference_of(const struct compare_plan *plan,
                                                int scenario)
{
    return &plan->items[scenario - 1]; /* differences come first, by scenario */
}

static char *parts_words(const struct compare_plan *plan,
                         const struct compare_item *item)
{
    char *all = NULL;
    for (int i = 0; i < item->part_count; i++)
        all = check_words_join(all, " + ", plan->scenarios[item->parts[i]].letter);
    return all;
}

static void put_together_headings(const struct compare_plan *plan,
                                  const struct compare_item *item,
                                  struct report_table *table)
{
    char *const parts = parts_words(plan, item);
    report_table_add(
        table, sim_mem_print("%s = %s", plan->scenarios[item->scenario].letter, parts),
        REPORT_HEADING);
    for (int i = 0; i < item->part_count; i++)
        report_table_add(
            table, sim_mem_print("%s alone", plan->scenarios[item->parts[i]].letter),
            REPORT_HEADING);
    report_table_put(table, "together", REPORT_HEADING);
    report_table_put(table, "interplay", REPORT_HEADING);
    report_table_put(table, "", REPORT_HEADING);
    free(parts);
}

static void print_interplay(const struct compare_outcome *outcome,
                            const struct compare_item *item, struct report_style style,
                            FILE *to)
{
    const struct compare_plan *const plan = outcome->plan;
    char shape[REPORT_MOST_COLUMNS + 1] = "L";
    struct report_table table;
    for (int i = 0; i < item->part_count + 2; i++)
        strcat(shape, "r");
    strcat(shape, "l");
    fputc('\n', to);
    report_table_init(&table, style, shape);
    put_together_headings(plan, item, &table);
    for (int i = 0; i < outcome->paired->figure_count; i++) {
        if (!compare_figures_is_told(outcome->figures, i))
            continue;
        report_table_put(&table,
                         compare_figures_label(plan, &outcome->paired->figures[i]),
                         REPORT_PLAIN);
        for (int k = 0; k < item->part_count; k++)
            put_contrast(&table, outcome, difference_of(plan, item->parts[k]), i);
        put_contrast(&table, outcome, difference_of(plan, item->scenario), i);
        put_contrast(&table, outcome, item, i);
        report_table_put(&table, attribute_text_unit(outcome->paired->units[i]),
                         REPORT_PLAIN);
    }
    report_table_print(&table, to);
    report_table_fold(
        sim_mem_print("Each against %s. Interplay: together, less the sum "
                      "of each alone.",
                      plan->scenarios[0].letter),
        REPORT_PLAIN, style, to);
}

/* ---- the end ---- */

static bool has_single(const struct compare_plan *plan)
{
    for (int i = 0; i < plan->count; i++) {
        const struct scenario *const s = &plan->scenarios[i].scenario;
        for (int k = 0; k < s->target_count; k++)
            if (!grades[s->targets[k].grade].is_ratio)
                return true;
    }
    return false;
}

static void print_end(const struct compare_outcome *outcome, struct report_style style,
                      FILE *to)
{
    const struct compare_plan *const plan = outcome->plan;
    const struct scenario *const s = &plan->scenarios[0].scenario;
    const char *const period = report_text_period(s->period.first, s->period.last);
    fputc('\n', to);
    if (outcome->paired->done == 1)
        report_table_fold(
            sim_mem_print("One simulated %s alone does not show its noise: "
                          "run more replications.",
                          period),
            REPORT_PLAIN, style, to);
    else
        report_table_fold(
            sim_mem_print(
                "All met the same callers. Noise: with other luck a difference "
                "over the whole %s would come out within the bounds shown, 19 "
                "times in 20. Months met and verdicts are each scenario's own.",
                period),
            REPORT_PLAIN, style, to);
    for (int i = 0; i < plan->item_count; i++)
        if (!plan->items[i].is_interplay) {
            char *const worth = compare_words_worth(outcome, &plan->items[i]);
            if (worth != NULL)
                report_table_fold(
                    sim_mem_print("%s: %s",
                                  plan->scenarios[plan->items[i].scenario].letter,
                                  worth),
                    REPORT_PLAIN, style, to);
            free(worth);
        }
    if (has_single(plan))
        report_table_fold(sim_mem_print("Differences of percentiles and longest waits "
                                        "are those of the means of each simulated %s.",
                                        period),
                          REPORT_PLAIN, style, to);
}

void compare_report(const struct compare_outcome *outcome, struct report_style style,
                    FILE *to)
{
    const struct compare_plan *const plan = outcome->plan;
    print_top(outcome, style, to);
    for (int i = 0; i < plan->item_count; i++)
        if (!plan->items[i].is_interplay)
            print_difference(outcome, &plan->items[i], style, to);
    compare_report_targets(outcome, style, to);
    compare_report_people(outcome, style, to);
    compare_report_objects(outcome, MEASURE_LINE, style, to);
    compare_report_objects(outcome, MEASURE_STREAM, style, to);
    compare_report_objects(outcome, MEASURE_TEAM, style, to);
    for (int i = 0; i < plan->item_count; i++)
        if (plan->items[i].is_interplay)
            print_interplay(outcome, &plan->items[i], style, to);
    for (int i = 1; i < plan->count; i++)
        compare_report_changes(outcome, i, style, to);
    print_end(outcome, style, to);
}
