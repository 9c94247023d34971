#include <stdlib.h>

#include "sim/mem.h"
#include "tools/plan_lines.h"
#include "tools/plan_report_parts.h"
#include "tools/report_text.h"

/* More callers than this who hang up are spoken of. */
static const double MANY = 0.03;

static void print_row(const struct plan_page *page, const struct plan_line *line,
                      struct report_table *table)
{
    const struct sim_estimate wait = { SIM_ESTIMATE_POINT, line->mean_wait_s,
                                       line->mean_wait_s, line->mean_wait_s };
    report_table_put(table, page->scenario->stages[line->stage].label, REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%.0f", line->offered_a_week), REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%.1f %%", 100.0 * line->abandoned),
                     REPORT_PLAIN);
    report_table_add(table, report_text_value(&wait, MEASURE_SECONDS), REPORT_PLAIN);
}

/* Targets of answered calls are met by answering few: that is said, loudly. */
static void warn(const struct plan_page *page, struct report_style style, FILE *to)
{
    const struct plan *const plan = page->plan;
    for (int l = 0; l < plan->line_count; l++) {
        const struct plan_line *const line = &plan->lines[l];
        if (line->abandoned < MANY
            || plan_lines_is_counted(plan->question, line->stage))
            continue;
        report_table_fold(
            sim_mem_print("Mind: %.0f %% of those who come to \"%s\" hang up, and no "
                          "target of this plan counts them. Give it one on hanging up, "
                          "or of \"offered\" calls.",
                          100.0 * line->abandoned,
                          page->scenario->stages[line->stage].label),
            REPORT_DOUBT, style, to);
    }
}

void plan_report_lines(const struct plan_page *page, struct report_style style,
                       FILE *to)
{
    const struct plan *const plan = page->plan;
    if (plan->lines == NULL)
        return;
    struct report_table table;
    fputs("\n", to);
    report_table_init(&table, style, "Lrrr");
    report_table_put(&table, "with it, line", REPORT_HEADING);
    report_table_put(&table, "calls a week", REPORT_HEADING);
    report_table_put(&table, "hang up", REPORT_HEADING);
    report_table_put(&table, "mean wait", REPORT_HEADING);
    for (int l = 0; l < plan->line_count; l++)
        print_row(page, &plan->lines[l], &table);
    report_table_print(&table, to);
    warn(page, style, to);
}
