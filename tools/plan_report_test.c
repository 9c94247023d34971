#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/plan_report_parts.h"
#include "tools/plan_words.h"

enum { SHOWN_BLOCKS = 6 };

/* ---- rounds ---- */

static void put_round(struct report_table *table, const struct plan *plan, int index)
{
    const struct plan_round *const r = &plan->rounds[index];
    const bool is_named = !r->held && r->failed_need >= 0;
    report_table_add(table, sim_mem_print("%d", index + 1), REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%llu", (unsigned long long) r->seed),
                     REPORT_PLAIN);
    report_table_add(table, check_words_number(r->replications, 0), REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%.3g %%", 100.0 * r->error_holds),
                     REPORT_PLAIN);
    report_table_add(
        table,
        is_named ? sim_mem_print("did not pass: %s", plan->needs[r->failed_need].label)
                 : sim_mem_text(r->held ? "passed" : "did not pass"),
        r->held ? REPORT_GOOD : REPORT_DOUBT);
}

static void print_rounds(const struct plan *plan, struct report_style style, FILE *to)
{
    static const char *const headings[] = { "test", "seed", "replications",
                                            "error spent", "" };
    double spent = 0.0;
    struct report_table table;
    for (int i = 0; i < plan->round_count; i++)
        spent += plan->rounds[i].error_holds;
    fputc('\n', to);
    report_table_fold(
        sim_mem_print("Re-tested on fresh callers, whom no search had met: %.3g %% of "
                      "the 5 %% error spent in %d test%s.",
                      100.0 * spent, plan->round_count,
                      plan->round_count == 1 ? "" : "s"),
        REPORT_HEADING, style, to);
    report_table_init(&table, style, "rrrrL");
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        report_table_put(&table, headings[i], REPORT_HEADING);
    for (int i = 0; i < plan->round_count; i++)
        put_round(&table, plan, i);
    report_table_print(&table, to);
}

/* ---- minimality ---- */

static double hours_of(struct question_run run)
{
    return (run.to - run.from) / 4.0;
}

/* "for half an hour", "for 2 hours", "for a shift of 8 hours" */
static char *kind_words(const struct plan *plan, enum plan_block_kind kind)
{
    double least = INFINITY, most = 0.0;
    for (int i = 0; i < plan->block_count; i++)
        if (plan->blocks[i].kind == kind) {
            least = fmin(least, hours_of(plan->blocks[i].run));
            most = fmax(most, hours_of(plan->blocks[i].run));
        }
    const char *const what = kind == PLAN_SHIFTS ? "a shift of " : "";
    if (kind == PLAN_HALF_HOURS && most == 0.5)
        return sim_mem_text("half an hour");
    char *const low = plan_words_hours(least), *const high = plan_words_hours(most);
    char *const words = least == most
                            ? sim_mem_print("%s%s hours", what, high)
                            : sim_mem_print("%s%s to %s hours", what, low, high);
    free(low);
    free(high);
    return words;
}

/* "Removing one person for two hours breaks a target in 38 of 42 cases; in 1 it does
 * not, 3 are undecided." */
static void print_kind(const struct plan *plan, enum plan_block_kind kind,
                       struct report_style style, FILE *to)
{
    int counts[PLAN_REMOVALS] = { 0 }, all = 0;
    for (int i = 0; i < plan->block_count; i++)
        if (plan->blocks[i].kind == kind) {
            counts[plan->blocks[i].result]++;
            all++;
        }
    if (all == 0)
        return;
    char *const length = kind_words(plan, kind);
    report_table_fold(
        sim_mem_print("Removing one person for %s breaks a target in %d of %d case%s; "
                      "in %d it does not; %d %s undecided.",
                      length, counts[PLAN_BREAKS], all, all == 1 ? "" : "s",
                      counts[PLAN_DOES_NOT], counts[PLAN_UNDECIDED],
                      counts[PLAN_UNDECIDED] == 1 ? "is" : "are"),
        REPORT_PLAIN, style, to);
    free(length);
}

/* Places where one person could go. */
static void print_spare(const struct plan *plan, struct report_style style, FILE *to)
{
    char *list = NULL;
    int spare = 0;
    for (int i = 0; i < plan->block_count; i++) {
        const struct plan_block *const b = &plan->blocks[i];
        if (b->result != PLAN_DOES_NOT || spare++ >= SHOWN_BLOCKS)
            continue;
        char *const run = plan_words_run(plan->question, b->run);
        char *const words =
            plan->question->team_count == 1
                ? sim_mem_text(run)
                : sim_mem_print("%s %s", plan_words_team(plan->question, b->team), run);
        list = check_words_join(list, ", ", words);
        free(run);
        free(words);
    }
    if (list != NULL)
        report_table_fold(
            sim_mem_print("One person could go, in one of these at a time: %s%s. What "
                          "little a plan has above what it needs lets it be shown to "
                          "hold.",
                          list,
                          spare > SHOWN_BLOCKS ? " and others (see the JSON)" : ""),
            REPORT_PLAIN, style, to);
    free(list);
}

/* ---- bounds ---- */

/* Where nothing is known of some team's work, the rest bounds nothing worth saying. */
static bool is_bounded(const struct plan *plan)
{
    for (int i = 0; i < plan->question->team_count; i++)
        if (plan->teams[i].bound_hours <= 0.0)
            return false;
    return plan->bound > 0.0;
}

static void print_gap(const struct plan *plan, struct report_style style, FILE *to)
{
    if (!is_bounded(plan))
        return;
    char *const cost = plan_words_cost(plan->question, plan->cost);
    char *const bound = plan_words_cost(plan->question, plan->bound);
    report_table_fold(sim_mem_print("No plan can take less than %s, the work alone; "
                                    "this one takes %s, %.0f %% more.",
                                    bound, cost,
                                    100.0 * (plan->cost / plan->bound - 1.0)),
                      REPORT_PLAIN, style, to);
    free(cost);
    free(bound);
}

static void print_shift_gap(const struct plan *plan, struct report_style style,
                            FILE *to)
{
    if (plan->rosterable_bound <= 0.0)
        return;
    char *const bound = plan_words_cost(plan->question, plan->rosterable_bound);
    report_table_fold(
        sim_mem_print("Shifts: the linear bound at the last prices is %s; "
                      "the plan is %.1f %% above it.",
                      bound, 100.0 * (plan->cost / plan->rosterable_bound - 1.0)),
        REPORT_PLAIN, style, to);
    free(bound);
}

void plan_report_certificate(const struct plan_page *page, struct report_style style,
                             FILE *to)
{
    const struct plan *const plan = page->plan;
    if (plan->round_count > 0)
        print_rounds(plan, style, to);
    if (plan->end == PLAN_INFEASIBLE || plan->hours <= 0.0)
        return;
    if (plan->block_count > 0)
        fputc('\n', to);
    for (int kind = 0; kind < PLAN_BLOCKS; kind++)
        print_kind(plan, (enum plan_block_kind) kind, style, to);
    print_spare(plan, style, to);
    if (is_bounded(plan) || plan->rosterable_bound > 0.0)
        fputc('\n', to);
    print_gap(plan, style, to);
    print_shift_gap(plan, style, to);
}
