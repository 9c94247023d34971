#include <stdlib.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/plan_report_parts.h"
#include "tools/plan_words.h"
#include "tools/report_text.h"

/* ---- the headline ---- */

/* Whether there are people to speak of. */
static bool has_people(const struct plan *plan)
{
    return plan->teams != NULL && plan->hours > 0.0;
}

/* Whether every free team is planned as it is rostered, absent people included. */
static bool is_posted(const struct question *question)
{
    for (int i = 0; i < question->team_count; i++)
        if (!question->teams[i].is_posted)
            return false;
    return question->team_count > 0;
}

/* "2,614 hours a week on the phones (70.6 FTE net, £49,730)" */
static char *staffing_words(const struct plan *plan)
{
    const struct question *const q = plan->question;
    double fte = 0.0, pounds = 0.0;
    for (int i = 0; i < q->team_count; i++) {
        fte += plan->teams[i].fte;
        pounds += plan->teams[i].cost;
    }
    char *const hours = plan_words_hours(plan->hours);
    char *const pattern = plan_words_pattern(q);
    char *const money = q->has_cost ? plan_words_pounds(pounds) : NULL;
    char *const words =
        sim_mem_print("%s hours %s %s (%.1f FTE net%s%s)", hours, pattern,
                      is_posted(q) ? "rostered" : "on the phones", fte,
                      money != NULL ? ", " : "", money != NULL ? money : "");
    free(hours);
    free(pattern);
    free(money);
    return words;
}

/* Targets that have a limit to meet. */
static int limits_of(const struct question *question)
{
    int count = 0;
    for (int i = 0; i < question->need_count; i++)
        count += !plan_words_is_best(question, i);
    return count;
}

/* "meet the target", "meet both targets", "meet all three targets" */
static char *meet_words(const struct plan *plan)
{
    const int count = limits_of(plan->question);
    char *const number = plan_words_number(count);
    char *const words = count == 0   ? sim_mem_text("are the best that was found")
                        : count == 1 ? sim_mem_text("meet the target")
                        : count == 2 ? sim_mem_text("meet both targets")
                                     : sim_mem_print("meet all %s targets", number);
    free(number);
    return words;
}

static char *certified_words(const struct plan *plan)
{
    const int limits = limits_of(plan->question);
    char *const staffing = staffing_words(plan), *const meet = meet_words(plan);
    char *const words =
        limits == 0
            ? sim_mem_print("%s %s.", staffing, meet)
            : sim_mem_print("%s %s; re-tested on fresh callers: holds (%s at 5 %% "
                            "error).",
                            staffing, meet, limits == 1 ? "the target" : "each target");
    free(staffing);
    free(meet);
    return words;
}

/* Failed by what was found, not only by the test: between a limit and its margin luck
 * decides which way a test goes. */
static bool is_missed(const struct plan_grade *grade)
{
    const double over = grade->value.value - grade->limit;
    return (grade->units_failed > 0 || grade->state == SIM_SEQUENTIAL_FAILS)
           && (grade->at_least ? over < 0.0 : over > 0.0);
}

/* What kept the last test from passing. */
static char *failed_words(const struct plan *plan)
{
    const struct plan_round *const last =
        plan->round_count > 0 ? &plan->rounds[plan->round_count - 1] : NULL;
    const int need = last != NULL ? last->failed_need : -1;
    if (need < 0)
        return sim_mem_text("its test on fresh callers was not passed");
    return sim_mem_print("on fresh callers \"%s\" %s", plan->needs[need].label,
                         plan->grades != NULL && is_missed(&plan->grades[need])
                             ? "does not hold"
                             : "could not be shown to hold");
}

static char *not_certified_words(const struct plan *plan)
{
    char *const staffing = staffing_words(plan), *const why = failed_words(plan);
    char *const words = sim_mem_print(
        "NOT CERTIFIED: the best that was found is %s, but %s.", staffing, why);
    free(staffing);
    free(why);
    return words;
}

static char *infeasible_words(const struct plan *plan)
{
    const int need = plan->blocking_need;
    const struct plan_grade *const g = &plan->best_reachable[need];
    char *const reached = report_text_value(&g->value, plan_words_unit(plan, need));
    char *const limit = plan_words_limit(plan, need, g->limit, g->at_least);
    const bool is_one = plan->question->needs[need].unit_count == 1;
    char *const words = sim_mem_print(
        "CANNOT BE MET: with the most people that are allowed everywhere, \"%s\" comes "
        "to %s%s%s%s where %s is asked.",
        plan->needs[need].label, reached, is_one ? "" : " (",
        is_one ? "" : g->unit_name, is_one ? "" : ")", limit);
    free(reached);
    free(limit);
    return words;
}

static char *stopped_words(const struct plan *plan)
{
    if (!has_people(plan))
        return sim_mem_text("STOPPED before there was any plan to show.");
    char *const staffing = staffing_words(plan);
    char *const words = sim_mem_print(
        "STOPPED, NOT CERTIFIED: the best so far is %s; it has not passed "
        "its test on fresh callers.",
        staffing);
    free(staffing);
    return words;
}

/* What the budget was spent on: the target that was to be served best. */
static void print_best(const struct plan *plan, struct report_style style, FILE *to)
{
    const struct question *const q = plan->question;
    const struct scenario_plan *const asked = &q->scenario->plan;
    if (q->objective != SCENARIO_PLAN_BEST_SERVICE || plan->grades == NULL)
        return;
    for (int i = 0; i < q->need_count; i++) {
        if (!plan_words_is_best(q, i))
            continue;
        char *const budget = plan_words_cost(q, asked->budget_a_week);
        char *const value =
            report_text_value(&plan->grades[i].value, plan_words_unit(plan, i));
        report_table_fold(
            sim_mem_print("Of what was found within %s a week it serves \"%s\" best: "
                          "%s.",
                          budget, plan->needs[i].label, value),
            REPORT_PLAIN, style, to);
        free(budget);
        free(value);
        return;
    }
}

static void print_end(const struct plan *plan, struct report_style style, FILE *to)
{
    switch (plan->end) {
    case PLAN_CERTIFIED:
        report_table_fold(certified_words(plan), REPORT_GOOD, style, to);
        return;
    case PLAN_NOT_CERTIFIED:
        report_table_fold(not_certified_words(plan), REPORT_BAD, style, to);
        return;
    case PLAN_INFEASIBLE:
        report_table_fold(infeasible_words(plan), REPORT_BAD, style, to);
        return;
    case PLAN_STOPPED:
        report_table_fold(stopped_words(plan), REPORT_BAD, style, to);
        return;
    }
}

void plan_report_headline(const struct plan_page *page, struct report_style style,
                          FILE *to)
{
    fputc('\n', to);
    print_end(page->plan, style, to);
    if (page->plan->end != PLAN_INFEASIBLE)
        print_best(page->plan, style, to);
}

/* ---- a row a need ---- */

/* "holds", "FAILS in 2 of 7", "not shown", "undecided in 3 of 336" */
static char *verdict_words(const struct question_need *need,
                           const struct plan_grade *grade)
{
    const int units = need->unit_count;
    if (grade->state == SIM_SEQUENTIAL_HOLDS)
        return sim_mem_text("holds");
    const bool fails = grade->units_failed > 0 || grade->state == SIM_SEQUENTIAL_FAILS;
    const char *const word = is_missed(grade) ? "FAILS"
                             : fails          ? "not shown"
                                              : "undecided";
    return units == 1
               ? sim_mem_text(word)
               : sim_mem_print("%s in %d of %d", word,
                               fails ? grade->units_failed : grade->units_open, units);
}

static enum report_tone verdict_tone(const struct plan_grade *grade)
{
    if (grade->state == SIM_SEQUENTIAL_HOLDS)
        return REPORT_GOOD;
    return is_missed(grade) ? REPORT_BAD : REPORT_DOUBT;
}

static void put_need(struct report_table *table, const struct plan *plan, int need)
{
    const struct plan_grade *const g = &plan->grades[need];
    const enum measure_unit unit = plan_words_unit(plan, need);
    report_table_put(table, plan->needs[need].label, REPORT_PLAIN);
    report_table_put(table, plan->needs[need].asked, REPORT_PLAIN);
    report_table_add(table, report_text_value(&g->value, unit), REPORT_PLAIN);
    report_table_add(table, report_text_plus_minus(&g->value, unit), REPORT_PLAIN);
    report_table_put(table, g->unit_name, REPORT_PLAIN);
    if (plan_words_is_best(plan->question, need))
        report_table_put(table, "best found", REPORT_PLAIN);
    else
        report_table_add(table, verdict_words(&plan->question->needs[need], g),
                         verdict_tone(g));
}

void plan_report_grades(const struct plan *plan, struct report_style style, FILE *to)
{
    struct report_table table;
    static const char *const headings[] = {
        "target", "asked", "found", "noise", "where it is worst", ""
    };
    fputc('\n', to);
    report_table_init(&table, style, "LLrrll");
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        report_table_put(&table, headings[i], REPORT_HEADING);
    for (int i = 0; i < plan->question->need_count; i++)
        put_need(&table, plan, i);
    report_table_print(&table, to);
}
