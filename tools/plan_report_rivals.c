#include <math.h>
#include <stdlib.h>

#include "model/planner/start.h"
#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/plan_report_parts.h"
#include "tools/plan_words.h"
#include "tools/report_text.h"

/* Columns of values that fit beside the others. */
enum { MOST_RIVALS = 6, MOST_NEEDS = 6 };

static const char *label_of(const struct plan_rival *rival)
{
    return rival->method < 0 ? "the scenario's own staffing"
                             : start_methods[rival->method].label;
}

/* ---- hours ---- */

/* "saves 312 h (10.7 %)", "takes 12 h more (0.4 %)" */
static char *saving_words(double plan_hours, double rival_hours)
{
    const double saved = rival_hours - plan_hours;
    char *const hours = plan_words_hours(fabs(saved));
    char *const words =
        saved == 0.0
            ? sim_mem_text("takes as many")
            : sim_mem_print(saved > 0.0 ? "saves %s h (%.1f %%)"
                                        : "takes %s h more (%.1f %%)",
                            hours, 100.0 * fabs(saved) / fmax(rival_hours, 1e-9));
    free(hours);
    return words;
}

static void put_rival(struct report_table *table, const struct plan *plan,
                      const struct plan_rival *rival)
{
    report_table_put(table, label_of(rival), REPORT_PLAIN);
    report_table_add(table, plan_words_hours(rival->hours), REPORT_PLAIN);
    report_table_put(table, rival->meets ? "MET" : "NOT met",
                     rival->meets ? REPORT_GOOD : REPORT_BAD);
    if (!rival->has_scaled) {
        report_table_put(table, "-", REPORT_PLAIN);
        report_table_put(table, "-", REPORT_PLAIN);
        report_table_put(table, "no scaling meets them", REPORT_PLAIN);
        return;
    }
    report_table_add(table, sim_mem_print("%.2f", rival->times), REPORT_PLAIN);
    report_table_add(table, plan_words_hours(rival->scaled_hours), REPORT_PLAIN);
    report_table_add(table, saving_words(plan->hours, rival->scaled_hours),
                     REPORT_PLAIN);
}

static void print_hours(const struct plan *plan, struct report_style style, FILE *to)
{
    struct report_table table;
    char *const pattern = plan_words_pattern(plan->question);
    report_table_init(&table, style, "Lrlrrl");
    report_table_put(&table, "other ways", REPORT_HEADING);
    report_table_add(&table, sim_mem_print("hours %s", pattern), REPORT_HEADING);
    report_table_put(&table, "targets", REPORT_HEADING);
    report_table_put(&table, "load times", REPORT_HEADING);
    report_table_put(&table, "hours then", REPORT_HEADING);
    report_table_put(&table, "this plan", REPORT_HEADING);
    for (int i = 0; i < plan->rival_count; i++)
        put_rival(&table, plan, &plan->rivals[i]);
    report_table_print(&table, to);
    free(pattern);
}

/* ---- what it would deliver ---- */

static void put_value(struct report_table *table, const struct plan *plan, int need,
                      const struct sim_estimate *value)
{
    const struct question_need *const n = &plan->question->needs[need];
    const bool is_p_met = n->in_share > 0.0;
    const double limit = is_p_met ? n->in_share : n->limit;
    const enum sim_verdict verdict =
        sim_estimate_verdict(value, limit, is_p_met || n->target.at_least);
    char *const words = report_text_value(value, plan_words_unit(plan, need));
    if (plan_words_is_best(plan->question, need)) {
        report_table_add(table, words, REPORT_PLAIN);
        return;
    }
    report_table_add(table,
                     verdict == SIM_NOT_MET ? sim_mem_print("%s, NOT met", words)
                     : verdict == SIM_MET   ? sim_mem_text(words)
                                            : sim_mem_print("%s ?", words),
                     verdict == SIM_NOT_MET ? REPORT_BAD
                     : verdict == SIM_MET   ? REPORT_GOOD
                                            : REPORT_DOUBT);
    free(words);
}

/* Needs down, methods across. */
static void print_values(const struct plan *plan, struct report_style style, FILE *to)
{
    static const char shape[] = "LlLLLLLLL";
    const int shown = plan->rival_count < MOST_RIVALS ? plan->rival_count : MOST_RIVALS;
    struct report_table table;
    report_table_init(&table, style, shape);
    table.columns = 3 + shown;
    report_table_put(&table, "simulated", REPORT_HEADING);
    report_table_put(&table, "asked", REPORT_HEADING);
    report_table_put(&table, "this plan", REPORT_HEADING);
    for (int i = 0; i < shown; i++)
        report_table_put(&table, label_of(&plan->rivals[i]), REPORT_HEADING);
    for (int n = 0; n < plan->question->need_count; n++) {
        const struct plan_grade *const g = &plan->grades[n];
        report_table_put(&table, plan->needs[n].label, REPORT_PLAIN);
        report_table_add(&table,
                         plan_words_is_best(plan->question, n)
                             ? sim_mem_text("the best")
                             : plan_words_limit(plan, n, g->limit, g->at_least),
                         REPORT_PLAIN);
        put_value(&table, plan, n, &g->value);
        for (int i = 0; i < shown; i++)
            put_value(&table, plan, n, &plan->rivals[i].values[n]);
    }
    report_table_print(&table, to);
}

void plan_report_rivals(const struct plan_page *page, struct report_style style,
                        FILE *to)
{
    const struct plan *const plan = page->plan;
    if (plan->rival_count == 0 || plan->grades == NULL)
        return;
    fputc('\n', to);
    print_hours(plan, style, to);
    fputc('\n', to);
    print_values(plan, style, to);
    report_table_fold(
        sim_mem_text("Each value is that of the unit where it is worst; \"?\": not "
                     "decided. Load times: the load is multiplied by this until the "
                     "formula's people meet the same targets in simulation."),
        REPORT_PLAIN, style, to);
}

/* ---- frontier ---- */

/* "95.1 % ±0.2" */
static void put_point(struct report_table *table, const struct plan *plan, int need,
                      const struct sim_estimate *value)
{
    const enum measure_unit unit = plan_words_unit(plan, need);
    char *const words = report_text_value(value, unit);
    char *const noise = report_text_plus_minus(value, unit);
    report_table_add(table, sim_mem_print("%s %s", words, noise), REPORT_PLAIN);
    free(words);
    free(noise);
}

void plan_report_frontier(const struct plan_page *page, struct report_style style,
                          FILE *to)
{
    const struct plan *const plan = page->plan;
    const struct question *const q = plan->question;
    const int needs = q->need_count < MOST_NEEDS ? q->need_count : MOST_NEEDS;
    struct report_table table;
    if (plan->frontier_count == 0)
        return;
    char *const pattern = plan_words_pattern(q);
    fputc('\n', to);
    report_table_init(&table, style, "rrLLLLLL");
    table.columns = 2 + needs;
    report_table_add(&table, sim_mem_print("hours %s", pattern), REPORT_HEADING);
    report_table_put(&table, q->has_cost ? "£" : "", REPORT_HEADING);
    for (int n = 0; n < needs; n++)
        report_table_put(&table, plan->needs[n].label, REPORT_HEADING);
    for (int i = 0; i < plan->frontier_count; i++) {
        const struct plan_frontier_point *const p = &plan->frontier[i];
        report_table_add(&table, plan_words_hours(p->hours), REPORT_PLAIN);
        report_table_add(&table,
                         q->has_cost ? plan_words_money(p->cost) : sim_mem_text(""),
                         REPORT_PLAIN);
        for (int n = 0; n < needs; n++)
            put_point(&table, plan, n, &p->values[n]);
    }
    report_table_print(&table, to);
    free(pattern);
    if (needs < q->need_count)
        report_table_fold(
            sim_mem_print("%d more targets are in the JSON.", q->need_count - needs),
            REPORT_PLAIN, style, to);
}
