#include "tools/compare_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/grade_words.h"
#include "sim/mem.h"
#include "tools/attribute_text.h"
#include "tools/check_words.h"
#include "tools/report_text.h"

enum { MOST_DECIMALS = 4 };

/* ---- numbers ---- */

static double scale_of(enum measure_unit unit)
{
    return unit == MEASURE_SHARE ? 100.0 : 1.0;
}

static bool is_nothing(const struct sim_estimate *difference)
{
    return difference->kind == SIM_ESTIMATE_INTERVAL && difference->low == 0.0
           && difference->high == 0.0;
}

static bool is_told(const struct sim_estimate *difference)
{
    return difference->kind == SIM_ESTIMATE_POINT
               ? difference->value != 0.0
               : difference->kind == SIM_ESTIMATE_INTERVAL
                     && (difference->low > 0.0 || difference->high < 0.0);
}

/* A bound that is not 0 would be shown as 0, or both ends as the same. */
static bool is_too_coarse(const struct sim_estimate *difference, double scale,
                          int places)
{
    const double step = pow(10.0, -places);
    const double near = fmin(fabs(difference->low), fabs(difference->high)) * scale;
    if (is_told(difference) && near < 0.5 * step)
        return true;
    return round(difference->low * scale / step)
               == round(difference->high * scale / step)
           && difference->low < difference->high;
}

/* As many as the noise allows, and enough that a difference is not shown as none. */
static int decimals_of(const struct sim_estimate *difference, enum measure_unit unit)
{
    const double scale = scale_of(unit), size = fabs(difference->value) * scale;
    int places = report_text_decimals(report_text_noise(difference) * scale,
                                      unit == MEASURE_SECONDS || size >= 100.0 ? 1 : 2);
    while (places < MOST_DECIMALS && is_too_coarse(difference, scale, places))
        places++;
    return places;
}

/* "-0.1", never "-0.0". */
static char *number_words(double value, int places)
{
    char *const digits = check_words_number(fabs(value), places);
    const bool is_zero = strspn(digits, "0.") == strlen(digits);
    char *const words =
        sim_mem_print("%s%s", value < 0.0 && !is_zero ? "-" : "", digits);
    free(digits);
    return words;
}

/* "0.5 to 1.1": of the size alone when `is_size`. */
static char *range_words(const struct sim_estimate *difference, enum measure_unit unit,
                         bool is_size)
{
    const double scale = scale_of(unit);
    const bool is_turned = is_size && difference->high <= 0.0;
    const int places = decimals_of(difference, unit);
    char *const low =
        number_words((is_turned ? -difference->high : difference->low) * scale, places);
    char *const high =
        number_words((is_turned ? -difference->low : difference->high) * scale, places);
    char *const words = sim_mem_print("%s to %s", low, high);
    free(low);
    free(high);
    return words;
}

char *compare_words_difference(const struct sim_estimate *difference,
                               enum measure_unit unit)
{
    if (difference->kind == SIM_ESTIMATE_NONE)
        return sim_mem_text("-");
    if (is_nothing(difference))
        return sim_mem_text("no difference at all");
    const char *const what = attribute_text_unit(unit);
    char *const range = difference->kind == SIM_ESTIMATE_INTERVAL
                            ? range_words(difference, unit, false)
                            : sim_mem_text("one replication");
    char *words;
    if (difference->kind == SIM_ESTIMATE_INTERVAL && !is_told(difference)) {
        words = sim_mem_print("no difference can be told (%s %s)", range, what);
    } else {
        char *const value = number_words(difference->value * scale_of(unit),
                                         decimals_of(difference, unit));
        words = sim_mem_print("%s%s %s (%s)", difference->value > 0.0 ? "+" : "", value,
                              what, range);
        free(value);
    }
    free(range);
    return words;
}

/* ---- one target ---- */

/* A difference of one target, as it is put into words. */
struct clause {
    const struct scenario *scenario;
    const struct scenario_target *target;
    const char *size, *range; /* "0.8" without its unit, "0.5 to 1.1" */
    bool is_more;
    bool is_ambiguous; /* other targets of the kind would be said in the same words */
};

static char *within_clause(const struct clause *clause)
{
    char *const within = grade_time_words(clause->target->within_s);
    char *const words =
        sim_mem_print("answers %s points %s %s within %s (%s%s%s)", clause->size,
                      clause->is_more ? "more" : "fewer",
                      clause->scenario->stages[clause->target->line].label, within,
                      clause->is_ambiguous ? clause->target->label : "",
                      clause->is_ambiguous ? ": " : "", clause->range);
    free(within);
    return words;
}

static char *abandoned_clause(const struct clause *clause)
{
    return sim_mem_print("loses %s points %s callers to hanging up (%s: %s)",
                         clause->size, clause->is_more ? "more" : "fewer",
                         clause->target->label, clause->range);
}

static char *wait_clause(const struct clause *clause)
{
    return sim_mem_print("answers %s %s s %s on average (%s: %s)",
                         clause->scenario->stages[clause->target->line].label,
                         clause->size, clause->is_more ? "later" : "sooner",
                         clause->target->label, clause->range);
}

static char *occupancy_clause(const struct clause *clause)
{
    return sim_mem_print("keeps %s %s points %s (%s)",
                         clause->scenario->teams[clause->target->team].label,
                         clause->size, clause->is_more ? "busier" : "less busy",
                         clause->range);
}

/* Whether line and time alone would not tell the target from others. */
static bool is_ambiguous(const struct scenario *s, const struct scenario_target *target)
{
    int same = 0;
    for (int i = 0; i < s->target_count; i++)
        same += s->targets[i].grade == target->grade
                && s->targets[i].line == target->line
                && s->targets[i].within_s == target->within_s;
    return same > 1;
}

/* What can be said better than by the label alone. */
static char *(*const clauses[SCENARIO_GRADES])(const struct clause *clause) = {
    [SCENARIO_ANSWERED_WITHIN] = within_clause,
    [SCENARIO_ABANDONED] = abandoned_clause,
    [SCENARIO_MEAN_WAIT] = wait_clause,
    [SCENARIO_OCCUPANCY] = occupancy_clause,
};

static char *target_clause(const struct clause *clause, enum measure_unit unit)
{
    char *(*const say)(const struct clause *) = clauses[clause->target->grade];
    return say != NULL ? say(clause)
                       : sim_mem_print("has %s %s %s in %s (%s)", clause->size,
                                       attribute_text_unit(unit),
                                       clause->is_more ? "more" : "less",
                                       clause->target->label, clause->range);
}

static char *line_clause(const char *label, const struct paired_figure *figure,
                         const char *size, bool is_more, const char *range)
{
    if (figure->measure == MEASURE_ID_MEAN_WAIT)
        return sim_mem_print("answers %s %s s %s on average (%s)", label, size,
                             is_more ? "later" : "sooner", range);
    return sim_mem_print("loses %s points %s of the callers at %s (%s)", size,
                         is_more ? "more" : "fewer", label, range);
}

char *compare_words_clause(const struct compare_outcome *outcome,
                           const struct compare_item *item, int figure)
{
    const struct sim_estimate difference =
        compare_outcome_contrast(outcome->plan, outcome->paired, item, figure);
    const enum measure_unit unit = outcome->paired->units[figure];
    const struct paired_figure *const f = &outcome->paired->figures[figure];
    if (!is_told(&difference))
        return NULL;
    const struct scenario *const s = &outcome->plan->scenarios[item->scenario].scenario;
    const bool is_more = difference.value > 0.0;
    char *const size = number_words(fabs(difference.value) * scale_of(unit),
                                    decimals_of(&difference, unit));
    char *const range = difference.kind == SIM_ESTIMATE_INTERVAL
                            ? range_words(&difference, unit, true)
                            : sim_mem_text("one replication");
    const struct scenario_target *const target =
        f->kind == PAIRED_TARGET ? &s->targets[compare_figures_target(s, f->name)]
                                 : NULL;
    const struct clause said = { .scenario = s,
                                 .target = target,
                                 .size = size,
                                 .range = range,
                                 .is_more = is_more,
                                 .is_ambiguous =
                                     target != NULL && is_ambiguous(s, target) };
    char *const clause = target != NULL
                             ? target_clause(&said, unit)
                             : line_clause(compare_figures_label(outcome->plan, f), f,
                                           size, is_more, range);
    free(size);
    free(range);
    return clause;
}

/* ---- sentences ---- */

/* "a", "a and b", "a, b and c"; frees the parts. */
static char *list_words(char **parts, int count)
{
    char *all = NULL;
    for (int i = 0; i < count; i++) {
        all = check_words_join(all, i + 1 == count ? " and " : ", ", parts[i]);
        free(parts[i]);
    }
    return all;
}

/* When no figure differs: how far that says that the scenarios do the same. */
static char *alike_words(const struct compare_outcome *outcome,
                         const struct compare_item *item, const char *people)
{
    const char *const a = outcome->plan->scenarios[0].letter;
    const char *const b = outcome->plan->scenarios[item->scenario].letter;
    int told = 0, known = 0;
    for (int i = 0; i < outcome->paired->figure_count; i++) {
        const struct sim_estimate d =
            compare_outcome_contrast(outcome->plan, outcome->paired, item, i);
        const bool is_said = compare_figures_is_told(outcome->figures, i);
        told += is_said;
        known += is_said && d.kind != SIM_ESTIMATE_NONE;
    }
    if (told > 0 && known == 0)
        return sim_mem_print("No figure is in both %s and %s, so neither can be held "
                             "against the other; %s comes %s.",
                             a, b, b, people);
    return sim_mem_print("%s%s does what %s does as far as can be told, %s.",
                         known < told ? "Where both have figures " : "", b, a, people);
}

char *compare_words_summary(const struct compare_outcome *outcome,
                            const struct compare_item *item)
{
    const struct compare_plan *const plan = outcome->plan;
    const char *const letter = plan->scenarios[item->scenario].letter;
    const int count = outcome->paired->figure_count;
    char **const parts = sim_mem_array((size_t) count + 1, sizeof *parts);
    int told = 0;
    for (int i = 0; i < count; i++)
        if (compare_figures_is_told(outcome->figures, i)) {
            parts[told] = compare_words_clause(outcome, item, i);
            told += parts[told] != NULL;
        }
    char *const list = list_words(parts, told);
    char *const people = compare_words_people(outcome, item->scenario);
    char *const words = list != NULL ? sim_mem_print("%s %s, %s.", letter, list, people)
                                     : alike_words(outcome, item, people);
    free(list);
    free(people);
    free(parts);
    return words;
}

static char *name_words(const struct compare_plan *plan,
                        const struct paired_figure *figure)
{
    const char *const label = compare_figures_label(plan, figure);
    return figure->kind == PAIRED_TARGET
               ? sim_mem_text(label)
               : sim_mem_print("%s: %s", label, measures[figure->measure].label);
}

enum untold { UNCLEAR, SAME, ELSEWHERE, UNTOLD };

/* Adds the figure to the list that it belongs to, if to any. */
static void add_untold(const struct compare_outcome *outcome,
                       const struct compare_item *item, int figure, char *lists[UNTOLD])
{
    const struct sim_estimate d =
        compare_outcome_contrast(outcome->plan, outcome->paired, item, figure);
    const enum measure_unit unit = outcome->paired->units[figure];
    char *name = name_words(outcome->plan, &outcome->paired->figures[figure]);
    enum untold list = UNTOLD;
    if (d.kind == SIM_ESTIMATE_NONE) {
        list = ELSEWHERE;
    } else if (is_nothing(&d) || (d.kind == SIM_ESTIMATE_POINT && d.value == 0.0)) {
        list = SAME;
    } else if (!is_told(&d)) {
        char *const range = range_words(&d, unit, false);
        char *const longer =
            sim_mem_print("%s (%s %s)", name, range, attribute_text_unit(unit));
        free(range);
        free(name);
        name = longer;
        list = UNCLEAR;
    }
    if (list != UNTOLD)
        lists[list] = check_words_join(lists[list], ", ", name);
    free(name);
}

char *compare_words_untold(const struct compare_outcome *outcome,
                           const struct compare_item *item)
{
    static const char *const says[UNTOLD] = {
        [UNCLEAR] = "No difference can be told in",
        [SAME] = "No difference at all in",
        [ELSEWHERE] = "Not in both, or asked differently:"
    };
    char *lists[UNTOLD] = { NULL }, *all = NULL;
    for (int i = 0; i < outcome->paired->figure_count; i++)
        if (compare_figures_is_told(outcome->figures, i))
            add_untold(outcome, item, i, lists);
    for (int i = 0; i < UNTOLD; i++) {
        if (lists[i] == NULL)
            continue;
        char *const one = sim_mem_print("%s %s.", says[i], lists[i]);
        all = check_words_join(all, " ", one);
        free(one);
        free(lists[i]);
    }
    return all;
}

static const char *verdict_words(enum sim_verdict verdict)
{
    return verdict == SIM_NOT_MET ? "NOT met" : sim_verdict_names[verdict];
}

char *compare_words_verdicts(const struct compare_outcome *outcome,
                             const struct compare_item *item)
{
    const struct compare_plan *const plan = outcome->plan;
    char *all = NULL;
    for (int i = 0; i < outcome->paired->figure_count; i++) {
        if (outcome->paired->figures[i].kind != PAIRED_TARGET)
            continue;
        const struct result_target *const before =
            compare_outcome_target(outcome, 0, i);
        const struct result_target *const after =
            compare_outcome_target(outcome, item->scenario, i);
        if (before == NULL || after == NULL || before->verdict == after->verdict)
            continue;
        char *const one = sim_mem_print(
            "%s: %s in %s, %s in %s.", after->label, verdict_words(before->verdict),
            plan->scenarios[0].letter, verdict_words(after->verdict),
            plan->scenarios[item->scenario].letter);
        all = check_words_join(all, " ", one);
        free(one);
    }
    return all;
}

char *compare_words_worth(const struct compare_outcome *outcome,
                          const struct compare_item *item)
{
    char *all = NULL;
    for (int i = 0; i < outcome->paired->figure_count; i++) {
        const double worth = compare_figures_is_told(outcome->figures, i)
                                 ? compare_outcome_worth(outcome, item, i)
                                 : NAN;
        if (isnan(worth))
            continue;
        char *const name = name_words(outcome->plan, &outcome->paired->figures[i]);
        char *const number = check_words_number(worth, 0);
        char *const one = sim_mem_print("%s (%s)", number, name);
        all = check_words_join(all, ", ", one);
        free(name);
        free(number);
        free(one);
    }
    if (all == NULL)
        return NULL;
    char *const words =
        sim_mem_print("With callers of their own in each scenario, differences as "
                      "precise as these would have taken so many replications of each: "
                      "%s; here it was %d.",
                      all, outcome->paired->done);
    free(all);
    return words;
}
