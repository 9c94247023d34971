/* What the planner would be asked, in words. */
#include <stdlib.h>
#include <string.h>

#include "model/measure/grade.h"
#include "model/scenario/check.h"
#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/readback_words.h"

static const double PERCENT = 100.0;

/* ---- what is to be least, and over what ---- */

static char *least_words(const struct scenario *scenario)
{
    const struct scenario_plan *plan = &scenario->plan;
    bool has_cost = false;
    for (int i = 0; i < plan->team_count; i++)
        has_cost |= plan->teams[i].cost_per_hour > 0.0;
    char *budget = NULL, *words = NULL;
    switch (plan->objective) {
    case SCENARIO_PLAN_COST:
        return sim_mem_text(has_cost ? "the fewest pounds"
                                     : "the fewest hours on the phones");
    case SCENARIO_PLAN_STAFFED_HOURS:
        return sim_mem_text("the fewest hours on the phones");
    case SCENARIO_PLAN_PEAK_PEOPLE:
        return sim_mem_print("the fewest people at one time, then the fewest %s",
                             has_cost ? "pounds" : "hours");
    case SCENARIO_PLAN_BEST_SERVICE:
        budget = check_words_number(plan->budget_a_week, plan->budget_is_hours ? 1 : 0);
        words = sim_mem_print("%s as good as %s%s%s a week allow",
                              scenario->targets[plan->best].label,
                              plan->budget_is_hours ? "" : "£", budget,
                              plan->budget_is_hours ? " hours" : "");
        free(budget);
        return words;
    case SCENARIO_PLAN_OBJECTIVES:
        break;
    }
    return NULL;
}

char *readback_plan_words(const struct scenario *scenario)
{
    static const char *const weeks[SCENARIO_PLAN_WEEKS] = {
        [SCENARIO_PLAN_TYPICAL] = "a week with the mean demand of the period",
        [SCENARIO_PLAN_EACH_MONTH] =
            "a week with the mean demand of each month of the period",
        [SCENARIO_PLAN_AS_DATED] = "the dates of the period one by one",
    };
    char *const least = least_words(scenario);
    char *const words = sim_mem_print(
        "%s%s, with %s. Below, a plan that is better than every limit by its margin "
        "passes the test nearly always.",
        scenario->plan.given ? "Staffing of "
                             : "Since there is no group plan: staffing of ",
        weeks[scenario->plan.week], least);
    free(least);
    return words;
}

/* ---- targets ---- */

static char *margin_words(const struct scenario_target *target,
                          const struct scenario_plan_hold *hold)
{
    return hold->in_share == 0.0 && check_is_time(target)
               ? sim_mem_print("%.4g s", hold->margin)
               : sim_mem_print("%.4g points", PERCENT * hold->margin);
}

/* "999 in 10 s must hold in at least 95 % of days, margin 2 points" */
char *readback_hold_words(const struct scenario *scenario,
                          const struct scenario_plan_hold *hold)
{
    static const struct {
        const char *of, *each;
    } times[SCENARIO_PLAN_EACHES] = {
        { "periods", "over the whole period" },
        { "months", "in each month by itself" },
        { "weeks", "in each week by itself" },
        { "days", "on each day by itself" },
        { "hours", "in each hour by itself" },
        { "half hours", "in each half hour by itself" },
        { "quarter hours", "in each quarter hour by itself" },
    };
    const struct scenario_target *target = &scenario->targets[hold->target];
    const bool best = scenario->plan.objective == SCENARIO_PLAN_BEST_SERVICE
                      && scenario->plan.best == hold->target;
    if (best)
        return sim_mem_print("%s is to be as good as can be", target->label);
    char *const margin = margin_words(target, hold);
    char *const where =
        hold->in_share > 0.0 ? sim_mem_print(
            "in at least %.4g %% of %s", PERCENT * hold->in_share, times[hold->each].of)
                             : sim_mem_text(times[hold->each].each);
    char *const words =
        sim_mem_print("%s must hold %s, margin %s", target->label, where, margin);
    free(margin);
    free(where);
    return words;
}

/* ---- teams ---- */

/* "6, 9 on Fri,Sat 20:00-03:00"; what holds all week has no hours. */
static char *levels_words(const struct scenario_plan_levels *levels)
{
    enum { DAY_MIN = 1440 };
    char *list = NULL;
    for (int i = 0; i < levels->count; i++) {
        const struct scenario_plan_level *row = &levels->rows[i];
        struct scenario_span span = row->span;
        const struct scenario_hours hours = { &span, 1 };
        if (span.days == SCENARIO_WEEK && span.to_min - span.from_min == DAY_MIN) {
            readback_add(&list, ", ", sim_mem_print("%.4g", row->value));
            continue;
        }
        char *const when = check_words_hours(&hours);
        readback_add(&list, ", ", sim_mem_print("%.4g on %s", row->value, when));
        free(when);
    }
    return list;
}

static void add_levels(char **words, const char *between,
                       const struct scenario_plan_levels *levels)
{
    if (levels->count > 0)
        readback_add(words, between, levels_words(levels));
}

static char *lengths_words(const struct scenario_plan_shifts *shifts)
{
    char *list = NULL;
    for (int i = 0; i < shifts->length_count; i++)
        readback_add(&list, i + 1 == shifts->length_count ? " or " : ", ",
                     check_words_time(shifts->lengths_s[i]));
    return list;
}

static char *shifts_words(const struct scenario_plan_shifts *shifts)
{
    static const char *const repeats[] = {
        [SCENARIO_PLAN_BY_DAY] = "each day of the week by itself",
        [SCENARIO_PLAN_BY_WEEKDAYS] = "the same from Monday to Friday",
        [SCENARIO_PLAN_BY_WEEK] = "the same every day",
    };
    char *const starts = check_words_hours(&shifts->starts);
    char *const every = check_words_time(shifts->every_s);
    char *const lengths = lengths_words(shifts);
    char *words = sim_mem_print("shifts of %s that begin every %s, %s; %s", lengths,
                                every, starts, repeats[shifts->repeats]);
    if (shifts->break_s > 0.0) {
        char *const lasts = check_words_time(shifts->break_s);
        char *const from = check_words_time(shifts->break_from_s);
        char *const to = check_words_time(shifts->break_to_s);
        readback_add(&words, "; ",
                     sim_mem_print("%s break of %s, between %s and %s after the start",
                                   shifts->break_is_paid ? "a paid" : "an unpaid",
                                   lasts, from, to));
        free(lasts);
        free(from);
        free(to);
    }
    free(starts);
    free(every);
    free(lengths);
    return words;
}

char *readback_free_words(const struct scenario *scenario,
                          const struct scenario_plan_team *team)
{
    char *words = sim_mem_print("%s: people %s", scenario->teams[team->team].label,
                                team->is_posted ? "posted" : "on the phones");
    add_levels(&words, ", at least ", &team->at_least);
    add_levels(&words, ", at most ", &team->at_most);
    if (team->shifts.given) {
        readback_add(&words, "; in ", shifts_words(&team->shifts));
    } else {
        readback_add(&words, "; the same for ",
                     check_words_time(team->changes_every_s));
    }
    if (team->cost_per_hour > 0.0)
        readback_add(&words, "; ", sim_mem_print("£%.2f an hour", team->cost_per_hour));
    if (team->cost_per_hour > 0.0)
        add_levels(&words, ", times ", &team->dearer);
    return words;
}

/* ---- policies ---- */

char *readback_policy_words(const struct scenario *scenario)
{
    const struct scenario_plan *plan = &scenario->plan;
    char *list = NULL;
    for (int i = 0; i < plan->reserve_count; i++) {
        const struct scenario_plan_reserve *reserve = &plan->reserves[i];
        const struct scenario_team *team = &scenario->teams[reserve->team];
        const int line = team->serves[reserve->position];
        readback_add(&list, "; ",
                     sim_mem_print("%s takes %s while more than %d to %d are free, now "
                                   "%d",
                                   team->label, scenario->stages[line].label,
                                   reserve->from, reserve->to,
                                   team->keep_free[reserve->position]));
    }
    for (int i = 0; i < plan->offer_count; i++) {
        const struct scenario_plan_offer *offer = &plan->offers[i];
        const struct scenario_stage *stage = &scenario->stages[offer->stage];
        char *times = NULL;
        for (int k = 0; k < offer->count; k++)
            readback_add(&times, k + 1 == offer->count ? " or " : ", ",
                         check_words_time(offer->after_s[k]));
        char *const now = check_words_time(stage->call_back.offered_after_s);
        readback_add(&list, "; ",
                     sim_mem_print("%s offers a call-back after %s, now %s",
                                   stage->label, times, now));
        free(times);
        free(now);
    }
    return list;
}

/* ---- a plan that was tested ---- */

char *readback_certificate_words(const struct scenario_certificate *certificate)
{
    return sim_mem_print(
        "This file is a plan for %s, which %s its test: %d replications, seed %llu, "
        "%d %s in all, by version %s. `tenfive verify` tests it anew.",
        certificate->scenario, certificate->held ? "passed" : "did not pass",
        certificate->replications, (unsigned long long) certificate->seed,
        certificate->rounds, certificate->rounds == 1 ? "test" : "tests",
        certificate->version);
}
