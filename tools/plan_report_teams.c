#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/plan_report_parts.h"
#include "tools/plan_words.h"

static const double WEEK_DAYS = 7.0, YEAR_DAYS = 365.25;

/* ---- a row a team ---- */

/* "23 %": how far above the work alone. */
static char *above_words(double hours, double bound)
{
    return bound > 0.0 ? sim_mem_print("%.0f %%", 100.0 * (hours / bound - 1.0))
                       : sim_mem_text("-");
}

static char *hours_words(double hours)
{
    return hours > 0.0 ? plan_words_hours(hours) : sim_mem_text("-");
}

static char *pounds_words(double pounds)
{
    return pounds > 0.0 ? plan_words_money(pounds) : sim_mem_text("-");
}

/* Most people at one time, all free teams together. */
static double seats_together(const struct plan *plan)
{
    double most = 0.0;
    for (int s = 0; s < plan->question->slots; s++) {
        double people = 0.0;
        for (int i = 0; i < plan->question->team_count; i++)
            people += plan->teams[i].people[s];
        most = fmax(most, people);
    }
    return most;
}

static void put_team(struct report_table *table, const struct question *question,
                     const char *label, const struct plan_team *team)
{
    const double days = (double) question->slots / QUESTION_DAY;
    report_table_put(table, label, REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%.0f", team->seats), REPORT_PLAIN);
    report_table_add(table, plan_words_hours(team->hours), REPORT_PLAIN);
    report_table_add(table, plan_words_hours(team->paid_hours), REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%.1f", team->fte), REPORT_PLAIN);
    report_table_add(table, pounds_words(team->cost * WEEK_DAYS / days), REPORT_PLAIN);
    report_table_add(table, pounds_words(team->cost * YEAR_DAYS / days), REPORT_PLAIN);
    report_table_add(table, hours_words(team->bound_hours), REPORT_PLAIN);
    report_table_add(table, above_words(team->hours, team->bound_hours), REPORT_PLAIN);
}

static struct plan_team total(const struct plan *plan)
{
    struct plan_team all = { .seats = seats_together(plan) };
    bool is_bounded = true, is_priced = true;
    for (int i = 0; i < plan->question->team_count; i++) {
        const struct plan_team *const t = &plan->teams[i];
        all.hours += t->hours;
        all.paid_hours += t->paid_hours;
        all.cost += t->cost;
        all.fte += t->fte;
        all.bound_hours += t->bound_hours;
        is_bounded = is_bounded && t->bound_hours > 0.0;
        is_priced = is_priced && t->cost > 0.0;
    }
    all.bound_hours = is_bounded ? all.bound_hours : 0.0;
    all.cost = is_priced ? all.cost : 0.0;
    return all;
}

static void put_headings(struct report_table *table, const struct question *question)
{
    char *const pattern = plan_words_pattern(question);
    report_table_put(table, "team", REPORT_HEADING);
    report_table_put(table, "seats", REPORT_HEADING);
    report_table_add(table, sim_mem_print("hours %s", pattern), REPORT_HEADING);
    report_table_put(table, "paid hours", REPORT_HEADING);
    report_table_put(table, "net FTE", REPORT_HEADING);
    report_table_put(table, "£ a week", REPORT_HEADING);
    report_table_put(table, "£ a year", REPORT_HEADING);
    report_table_put(table, "work, h", REPORT_HEADING);
    report_table_put(table, "above it", REPORT_HEADING);
    free(pattern);
}

/* Staffing is there to be shown: a plan that was stopped early has none. */
static bool has_people(const struct plan *plan)
{
    return plan->teams != NULL && plan->hours > 0.0 && plan->end != PLAN_INFEASIBLE;
}

void plan_report_teams(const struct plan_page *page, struct report_style style,
                       FILE *to)
{
    const struct plan *const plan = page->plan;
    const struct question *const q = plan->question;
    struct report_table table;
    if (!has_people(plan))
        return;
    fputc('\n', to);
    report_table_init(&table, style, "Lrrrrrrrr");
    put_headings(&table, q);
    for (int i = 0; i < q->team_count; i++)
        put_team(&table, q, plan_words_team(q, i), &plan->teams[i]);
    if (q->team_count > 1) {
        const struct plan_team all = total(plan);
        put_team(&table, q, "together", &all);
    }
    report_table_print(&table, to);
}

/* ---- policies ---- */

/* "as in the scenario", "the scenario has 2" */
static char *before_words(bool is_same, const char *before)
{
    return is_same ? sim_mem_text("as in the scenario")
                   : sim_mem_print("the scenario has %s", before);
}

static char *reserve_words(const struct scenario *scenario,
                           const struct question_policy *policy, int choice)
{
    const struct scenario_team *const team = &scenario->teams[policy->team];
    const struct scenario_stage *const line =
        &scenario->stages[team->serves[policy->position]];
    const int people = policy->from + choice, now = team->keep_free[policy->position];
    char *const number = plan_words_number(people);
    char *const digits = sim_mem_print("%d", now);
    char *const before = before_words(now == people, digits);
    char *const when = people == 0
                           ? sim_mem_text("as soon as one of them is free")
                           : sim_mem_print("only while more than %s of them %s free",
                                           number, people == 1 ? "is" : "are");
    char *const words = sim_mem_print("%s is taken by %s %s (keep_free = %d; %s)",
                                      line->label, team->label, when, people, before);
    free(number);
    free(digits);
    free(before);
    free(when);
    return words;
}

static char *offer_words(const struct scenario *scenario,
                         const struct question_policy *policy, int choice)
{
    const struct scenario_stage *const line = &scenario->stages[policy->stage];
    const double now_s = line->call_back.offered_after_s;
    char *const after = check_words_time(policy->after_s[choice]);
    char *const now = check_words_time(now_s);
    char *const before = before_words(now_s == policy->after_s[choice],
                                      now_s < 0.0 ? "no such time" : now);
    char *const words =
        sim_mem_print("callers of %s are offered a call-back after %s (%s)",
                      line->label, after, before);
    free(after);
    free(now);
    free(before);
    return words;
}

void plan_report_policies(const struct plan_page *page, struct report_style style,
                          FILE *to)
{
    const struct plan *const plan = page->plan;
    const struct question *const q = plan->question;
    if (!has_people(plan) || plan->policies == NULL)
        return;
    for (int i = 0; i < q->policy_count; i++) {
        const struct question_policy *const p = &q->policies[i];
        char *const words = p->kind == QUESTION_RESERVE
                                ? reserve_words(page->scenario, p, plan->policies[i])
                                : offer_words(page->scenario, p, plan->policies[i]);
        if (i == 0)
            fputc('\n', to);
        report_table_fold(sim_mem_print("Chosen with it: %s.", words), REPORT_PLAIN,
                          style, to);
        free(words);
    }
}

/* ---- what other inputs would do ---- */

/* Paid hours a week of one person, of the team where they are fewest. */
static double hours_of_one(const struct question *question)
{
    double least = INFINITY;
    for (int i = 0; i < question->team_count; i++)
        least = fmin(least,
                     question->scenario->teams[question->teams[i].team].hours_per_fte);
    return least;
}

/* Whole people at the peak, or the week's hours of one. */
static bool moves_a_person(const struct plan *plan,
                           const struct plan_sensitivity *sensitivity)
{
    const double weeks = plan->question->slots / (WEEK_DAYS * QUESTION_DAY);
    return !sensitivity->is_done || fabs(sensitivity->peak) >= 1.0
           || fabs(sensitivity->hours) - sensitivity->hours_noise
                  >= hours_of_one(plan->question) * weeks;
}

static char *signed_words(double value, int decimals, const char *zero)
{
    char *const digits = check_words_number(fabs(value), decimals);
    char *const words = strtod(digits, NULL) == 0.0
                            ? sim_mem_text(zero)
                            : sim_mem_print("%c%s", value < 0.0 ? '-' : '+', digits);
    free(digits);
    return words;
}

static void put_sensitivity(struct report_table *table, const struct plan *plan,
                            const struct plan_sensitivity *of)
{
    const bool moves = moves_a_person(plan, of);
    const bool is_assumed = of->basis == NULL || strcmp(of->basis, "assumed") == 0;
    report_table_put(table, of->name, REPORT_PLAIN);
    report_table_add(table,
                     of->is_done ? signed_words(of->peak, 0, "0") : sim_mem_text("-"),
                     REPORT_PLAIN);
    report_table_add(table,
                     of->is_done ? signed_words(of->hours, 0, "0") : sim_mem_text("-"),
                     REPORT_PLAIN);
    report_table_add(table,
                     of->is_done && of->hours_noise > 0.0
                         ? sim_mem_print("±%.0f", ceil(of->hours_noise))
                         : sim_mem_text(""),
                     REPORT_PLAIN);
    report_table_put(table, is_assumed ? "assumed" : of->basis, REPORT_PLAIN);
    report_table_put(table,
                     !of->is_done          ? "CANNOT BE MET then"
                     : moves && is_assumed ? "MOVES THE ANSWER: measure it"
                     : moves               ? "moves the answer"
                                           : "",
                     moves ? (is_assumed ? REPORT_BAD : REPORT_DOUBT) : REPORT_PLAIN);
}

void plan_report_sensitivities(const struct plan_page *page, struct report_style style,
                               FILE *to)
{
    const struct plan *const plan = page->plan;
    struct report_table table;
    if (plan->sensitivity_count == 0)
        return;
    char *const pattern = plan_words_pattern(plan->question);
    fputc('\n', to);
    report_table_init(&table, style, "lrrrlL");
    report_table_put(&table, "what if", REPORT_HEADING);
    report_table_put(&table, "people at the peak", REPORT_HEADING);
    report_table_add(&table, sim_mem_print("hours %s", pattern), REPORT_HEADING);
    report_table_put(&table, "noise", REPORT_HEADING);
    report_table_put(&table, "the input is", REPORT_HEADING);
    report_table_put(&table, "", REPORT_HEADING);
    for (int i = 0; i < plan->sensitivity_count; i++)
        put_sensitivity(&table, plan, &plan->sensitivities[i]);
    report_table_print(&table, to);
    free(pattern);
}
