#include "tools/plan_report.h"

#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/outcome.h"
#include "tools/plan_report_parts.h"
#include "tools/plan_words.h"
#include "tools/report_parts.h"
#include "tools/report_text.h"

/* ---- the top ---- */

static char *dates_words(struct scenario_dates dates)
{
    char *const from = outcome_date_words(dates.first);
    char *const last = outcome_date_words(dates.last);
    char *const words = dates.first == dates.last
                            ? sim_mem_text(from)
                            : sim_mem_print("%s to %s", from, last);
    free(from);
    free(last);
    return words;
}

/* "Plan for a typical week of 1 January 2022 to 31 December 2022" */
static char *week_words(const struct scenario *scenario)
{
    char *const dates =
        dates_words(scenario->is_typical ? scenario->typical_of : scenario->period);
    char *const words = sim_mem_print(
        "Plan for %s%s", scenario->is_typical ? "a typical week of " : "", dates);
    free(dates);
    return words;
}

static const char *objective_words(enum scenario_plan_objective objective)
{
    switch (objective) {
    case SCENARIO_PLAN_COST:
        return "least cost";
    case SCENARIO_PLAN_STAFFED_HOURS:
        return "fewest hours";
    case SCENARIO_PLAN_PEAK_PEOPLE:
        return "fewest people at the peak";
    case SCENARIO_PLAN_BEST_SERVICE:
        return "best service for the budget";
    case SCENARIO_PLAN_OBJECTIVES:
        break;
    }
    return "";
}

/* Without a cost an hour, cost is hours. */
static const char *aim_words(const struct question *question)
{
    return question->objective == SCENARIO_PLAN_COST && !question->has_cost
               ? objective_words(SCENARIO_PLAN_STAFFED_HOURS)
               : objective_words(question->objective);
}

static void print_top(const struct plan_page *page, struct report_style style, FILE *to)
{
    const struct scenario *const s = page->scenario;
    char *const week = week_words(s);
    report_title(&(struct report_heading){ s->title, s->file, s->marking }, style, to);
    report_table_fold(sim_mem_print("%s · %s · seed %llu", week,
                                    aim_words(page->plan->question),
                                    (unsigned long long) page->seed),
                      REPORT_PLAIN, style, to);
    free(week);
}

/* ---- the end ---- */

static void say(char *text, struct report_style style, FILE *to)
{
    report_table_fold(text, REPORT_PLAIN, style, to);
}

/* "999 in 10 s 0.2 points, 101 in 5 min 3 s" */
static char *margin_words(const struct plan *plan)
{
    char *list = NULL;
    for (int i = 0; i < plan->question->need_count; i++) {
        if (plan_words_is_best(plan->question, i))
            continue;
        const double margin = plan->question->needs[i].margin;
        const bool is_share = plan_words_unit(plan, i) == MEASURE_SHARE;
        char *const part = sim_mem_print("%s %.3g %s", plan->needs[i].label,
                                         is_share ? 100.0 * margin : margin,
                                         is_share ? "points" : "s");
        list = check_words_join(list, ", ", part);
        free(part);
    }
    return list != NULL ? list : sim_mem_text("none");
}

static void print_noise(const struct plan *plan, struct report_style style, FILE *to)
{
    char *const margins = margin_words(plan);
    say(sim_mem_text(
            "Noise: with other luck what was found would come out within ± of "
            "what is shown, 19 times in 20; more replications make it smaller."),
        style, to);
    if (plan->end != PLAN_INFEASIBLE)
        say(sim_mem_print(
                "Re-tested means: had the plan truly missed a target, the test would "
                "have passed it at most 5 times in 100.  A plan passes at least 9 "
                "times "
                "in 10 if it is better than asked by its margins: %s.  Between the "
                "two, "
                "luck decides.",
                margins),
            style, to);
    char *const replications = check_words_number(plan->replications, 0);
    if (plan->end == PLAN_CERTIFIED || plan->end == PLAN_NOT_CERTIFIED)
        say(sim_mem_print("The last test had seed %llu and %s replications: simulate "
                          "with both gives these figures again.",
                          (unsigned long long) plan->seed, replications),
            style, to);
    free(replications);
    free(margins);
}

static void print_inputs(const struct scenario *scenario, struct report_style style,
                         FILE *to)
{
    const struct report_basis basis = report_basis_of(scenario);
    say(sim_mem_print("None of this says what wrong inputs would do: of %d inputs, %d "
                      "are published, %d our own, %d fitted and %d assumed.",
                      basis.inputs, basis.counts[SCENARIO_PUBLISHED],
                      basis.counts[SCENARIO_OURS], basis.counts[SCENARIO_FITTED],
                      basis.counts[SCENARIO_ASSUMED]),
        style, to);
}

/* What stands outside of the question. */
static void print_unknown(const struct question *question, struct report_style style,
                          FILE *to)
{
    bool has_net = false, has_posted = false, has_free = false;
    for (int i = 0; i < question->team_count; i++) {
        has_posted = has_posted || question->teams[i].is_posted;
        has_net = has_net || !question->teams[i].is_posted;
        has_free = has_free || !question->teams[i].is_rosterable;
    }
    say(sim_mem_print(
            "The plan does not know: %s%s%s%swho can work when, and the rules "
            "of rotas and rest; people of a team are equally fast and "
            "interchangeable; what happens to an incident after the call.",
            question->is_weekly ? "weeks that are unlike the typical one (bank "
                                  "holidays, events); "
                                : "",
            has_net ? "shifts that are short by chance, as its people are "
                      "taken to be on the phones as planned; "
                    : "",
            has_posted ? "absence beyond what the scenario draws; " : "",
            has_free ? "whether its people by time can be worked as shifts; " : ""),
        style, to);
}

static void print_end(const struct plan_page *page, struct report_style style, FILE *to)
{
    const struct plan *const plan = page->plan;
    char *const tried = report_text_many((double) plan->evaluations);
    char *const callers = report_text_many(plan->callers);
    fputc('\n', to);
    print_noise(plan, style, to);
    print_inputs(page->scenario, style, to);
    print_unknown(plan->question, style, to);
    say(sim_mem_print("%s simulated runs of one plan or another, %s callers.", tried,
                      callers),
        style, to);
    free(tried);
    free(callers);
}

void plan_report(const struct plan_page *page, struct report_style style, FILE *to)
{
    const struct plan *const plan = page->plan;
    print_top(page, style, to);
    plan_report_headline(page, style, to);
    if (plan->grades != NULL && plan->end != PLAN_INFEASIBLE)
        plan_report_grades(plan, style, to);
    plan_report_reach(page, style, to);
    plan_report_lines(page, style, to);
    plan_report_teams(page, style, to);
    plan_report_chain(page, style, to);
    plan_report_policies(page, style, to);
    plan_report_sensitivities(page, style, to);
    plan_report_staff(page, style, to);
    plan_report_shifts(page, style, to);
    plan_report_prices(page, style, to);
    plan_report_certificate(page, style, to);
    plan_report_rivals(page, style, to);
    plan_report_frontier(page, style, to);
    print_end(page, style, to);
}
