#include <math.h>
#include <stdlib.h>

#include "model/planner/shift_table.h"
#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/plan_lines.h"
#include "tools/plan_report_parts.h"
#include "tools/plan_words.h"

static bool has_people(const struct plan *plan)
{
    return plan->teams != NULL && plan->hours > 0.0 && plan->end != PLAN_INFEASIBLE;
}

/* ---- from the phones to the establishment ---- */

/* "planned 2,000 h a week; breaks 8 %: 2,174 h; leave 12 %: 2,471 h" */
static char *steps_words(const struct chain *chain)
{
    char *list = NULL;
    for (int i = 0; i < chain->count; i++) {
        const struct chain_step *const s = &chain->steps[i];
        const double percent = round(1000.0 * s->share) / 10.0;
        char *const hours = check_words_number(s->hours, 0);
        char *const words =
            i == 0 ? sim_mem_print("%s h a week %s", hours, s->name)
                   : sim_mem_print("%s %.4g %%: %s h", s->name, percent, hours);
        list = check_words_join(list, "; ", words);
        free(hours);
        free(words);
    }
    return list;
}

static void print_chain(const struct plan_page *page, int team,
                        struct report_style style, FILE *to)
{
    struct chain chain;
    plan_lines_chain(page->plan, page->scenario, team, &chain);
    if (chain.count == 1 && !chain.is_whole) {
        report_table_fold(
            sim_mem_print("%s: the scenario says nothing of what comes between people "
                          "on the phones and people employed.",
                          plan_words_team(page->plan->question, team)),
            REPORT_PLAIN, style, to);
        return;
    }
    char *const steps = steps_words(&chain), *const missing = chain_words(&chain);
    char *const whole = chain.is_whole
                            ? sim_mem_print(" = %.1f FTE, an establishment of %d.",
                                            chain.fte, chain.establishment)
                            : sim_mem_text("; no establishment, as the scenario counts "
                                           "its people after leave and the like.");
    report_table_fold(
        sim_mem_print("%s: %s%s%s%s%s", plan_words_team(page->plan->question, team),
                      steps, whole, missing != NULL ? " (" : "",
                      missing != NULL ? missing : "", missing != NULL ? ".)" : ""),
        REPORT_PLAIN, style, to);
    free(steps);
    free(missing);
    free(whole);
}

void plan_report_chain(const struct plan_page *page, struct report_style style,
                       FILE *to)
{
    if (!has_people(page->plan))
        return;
    fputc('\n', to);
    report_table_fold(sim_mem_text("From net to gross, each step of what is there with "
                                   "it:"),
                      REPORT_HEADING, style, to);
    for (int i = 0; i < page->plan->question->team_count; i++)
        print_chain(page, i, style, to);
}

/* ---- people by shift ---- */

static void put_row(struct report_table *table, const char *team,
                    const struct shift_table_row *row)
{
    struct scenario_span span = row->span;
    const struct scenario_hours hours = { .spans = &span, .count = 1 };
    report_table_put(table, team, REPORT_PLAIN);
    report_table_add(table, check_words_hours(&hours), REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%d", row->least), REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%.1f", row->mean), REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%d", row->most), REPORT_PLAIN);
}

/* Returns whether the team's shifts were its own. */
static bool put_team(struct report_table *table, const struct plan_page *page, int team)
{
    const struct plan *const plan = page->plan;
    const struct question *const q = plan->question;
    struct shift_table shifts;
    shift_table_make(q, &page->scenario->teams[q->teams[team].team],
                     plan->teams[team].people, &shifts);
    for (int i = 0; i < shifts.count; i++)
        put_row(table, i == 0 ? plan_words_team(q, team) : "", &shifts.rows[i]);
    const bool is_own = shifts.is_own;
    shift_table_done(&shifts);
    return is_own;
}

void plan_report_shifts(const struct plan_page *page, struct report_style style,
                        FILE *to)
{
    static const char *const headings[] = { "minimum staffing", "in a shift", "fewest",
                                            "mean", "most" };
    struct report_table table;
    bool is_own = true;
    if (!has_people(page->plan))
        return;
    fputc('\n', to);
    report_table_init(&table, style, "lLrrr");
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        report_table_put(&table, headings[i], REPORT_HEADING);
    for (int i = 0; i < page->plan->question->team_count; i++)
        is_own = put_team(&table, page, i) && is_own;
    report_table_print(&table, to);
    if (!is_own)
        report_table_fold(sim_mem_text("07:00-15:00, 15:00-23:00 and 23:00-07:00 stand "
                                       "for the shifts of a team whose scenario has "
                                       "none, or more than 24."),
                          REPORT_PLAIN, style, to);
}
