/* The tables of a comparison's page. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/attribute_text.h"
#include "tools/check_words.h"
#include "tools/compare_changes.h"
#include "tools/compare_report.h"
#include "tools/compare_words.h"
#include "tools/plan_words.h"
#include "tools/report_text.h"

static void put_headings(struct report_table *table, const char *const *headings)
{
    for (; *headings != NULL; headings++)
        report_table_put(table, *headings, REPORT_HEADING);
}

/* ---- targets ---- */

static void put_verdict(struct report_table *table, enum sim_verdict verdict)
{
    static const enum report_tone tones[SIM_VERDICTS] = { [SIM_UNDECIDED] =
                                                              REPORT_DOUBT,
                                                          [SIM_MET] = REPORT_GOOD,
                                                          [SIM_NOT_MET] = REPORT_BAD };
    report_table_put(table,
                     verdict == SIM_NOT_MET ? "NOT met" : sim_verdict_names[verdict],
                     tones[verdict]);
}

/* "12.0 of 12 months"; a target of the whole period has no more to say than that. */
static char *met_words(const struct result_target *target)
{
    static const char *const words[MEASURE_LEVELS] = {
        [MEASURE_PERIOD] = "periods", [MEASURE_MONTH] = "months",
        [MEASURE_WEEK] = "weeks",     [MEASURE_DAY] = "days",
        [MEASURE_HOUR] = "hours",     [MEASURE_QUARTER] = "quarter hours"
    };
    if (target->of_periods <= 0.0)
        return sim_mem_text("-");
    if (target->each == MEASURE_PERIOD)
        return sim_mem_print("%.0f %%", 100.0 * target->met / target->of_periods);
    return sim_mem_print("%.1f of %.0f %s", target->met, target->of_periods,
                         words[target->each]);
}

/* The first row has the target's name, the second what is asked; another scenario may
 * ask for something else. */
static const char *row_words(const struct result_target *target,
                             const struct result_target *first, int row)
{
    if (row == 0)
        return target->label;
    return row == 1 || strcmp(target->asked, first->asked) != 0 ? target->asked : "";
}

static void put_target(struct report_table *table,
                       const struct compare_outcome *outcome, int scenario, int figure)
{
    const struct compare_plan *const plan = outcome->plan;
    const struct result_target *const target =
        compare_outcome_target(outcome, scenario, figure);
    report_table_put(table, plan->scenarios[scenario].letter, REPORT_PLAIN);
    report_table_add(table, report_text_value(&target->value, target->unit),
                     REPORT_PLAIN);
    report_table_add(table, report_text_plus_minus(&target->value, target->unit),
                     REPORT_PLAIN);
    report_table_add(table, met_words(target), REPORT_PLAIN);
    put_verdict(table, target->verdict);
    if (scenario == 0) {
        report_table_put(table, "", REPORT_PLAIN);
        return;
    }
    const struct sim_estimate less = compare_outcome_contrast(
        plan, outcome->paired, &plan->items[scenario - 1], figure);
    report_table_add(table,
                     compare_words_difference(&less, outcome->paired->units[figure]),
                     REPORT_PLAIN);
}

static void put_target_rows(struct report_table *table,
                            const struct compare_outcome *outcome, int figure)
{
    const struct result_target *first = NULL;
    int row = 0;
    for (int v = 0; v < outcome->plan->count; v++) {
        const struct result_target *const target =
            compare_outcome_target(outcome, v, figure);
        if (target == NULL)
            continue;
        first = first == NULL ? target : first;
        report_table_put(table, row_words(target, first, row++), REPORT_PLAIN);
        put_target(table, outcome, v, figure);
    }
}

void compare_report_targets(const struct compare_outcome *outcome,
                            struct report_style style, FILE *to)
{
    static const char *const headings[] = { "target", "", "result",    "noise",
                                            "met in", "", "against A", NULL };
    struct report_table table;
    if (outcome->paired->figure_count == 0
        || outcome->paired->figures[0].kind != PAIRED_TARGET)
        return;
    fputc('\n', to);
    report_table_init(&table, style, "LlrrrlL");
    put_headings(&table, headings);
    for (int i = 0; i < outcome->paired->figure_count; i++)
        if (outcome->paired->figures[i].kind == PAIRED_TARGET)
            put_target_rows(&table, outcome, i);
    report_table_print(&table, to);
}

/* ---- people ---- */

static char *signed_words(double value, int decimals, bool is_signed)
{
    char *const digits = check_words_number(fabs(value), decimals);
    const bool is_zero = strspn(digits, "0.") == strlen(digits);
    char *const words = sim_mem_print("%s%s",
                                      is_zero       ? ""
                                      : value < 0.0 ? "-"
                                      : is_signed   ? "+"
                                                    : "",
                                      digits);
    free(digits);
    return words;
}

static char *pounds_words(double pounds, bool is_signed)
{
    if (isnan(pounds))
        return sim_mem_text("-");
    char *const size = plan_words_pounds(fabs(pounds));
    char *const words = sim_mem_print("%s%s",
                                      fabs(pounds) < 0.5 ? ""
                                      : pounds < 0.0     ? "-"
                                      : is_signed        ? "+"
                                                         : "",
                                      size);
    free(size);
    return words;
}

static void put_people(struct report_table *table, const char *label, const char *who,
                       struct compare_people people, bool is_signed)
{
    report_table_put(table, label, REPORT_PLAIN);
    report_table_put(table, who, REPORT_PLAIN);
    report_table_add(table,
                     signed_words(people.seats,
                                  fabs(people.seats - round(people.seats)) > 1e-6,
                                  is_signed),
                     REPORT_PLAIN);
    report_table_add(table, signed_words(people.hours_week, 1, is_signed),
                     REPORT_PLAIN);
    report_table_add(table, signed_words(people.fte, 2, is_signed), REPORT_PLAIN);
    report_table_add(table, pounds_words(people.cost_year, is_signed), REPORT_PLAIN);
}

static bool is_change(struct compare_people more)
{
    return more.seats != 0.0 || more.hours_week != 0.0 || more.fte != 0.0
           || (!isnan(more.cost_year) && more.cost_year != 0.0);
}

/* The first scenario, and those in which the team is not as there. */
static void put_team(struct report_table *table, const struct compare_outcome *outcome,
                     const char *team, const char *label)
{
    const struct compare_plan *const plan = outcome->plan;
    const struct compare_people first =
        compare_words_people_of(&outcome->results[0], team);
    put_people(table, label, plan->scenarios[0].letter, first, false);
    for (int v = 1; v < plan->count; v++) {
        const struct compare_people now =
            compare_words_people_of(&outcome->results[v], team);
        const struct compare_people more = team == NULL
                                               ? compare_words_people_more(outcome, v)
                                               : compare_words_people_less(now, first);
        if (!is_change(more))
            continue;
        char *const who = sim_mem_print("%s - %s", plan->scenarios[v].letter,
                                        plan->scenarios[0].letter);
        put_people(table, "", plan->scenarios[v].letter, now, false);
        put_people(table, "", who, more, true);
        free(who);
    }
}

/* Teams that some scenario has and that do not stand further up. */
void compare_report_people(const struct compare_outcome *outcome,
                           struct report_style style, FILE *to)
{
    static const char *const headings[] = {
        "people", "", "seats", "hours a week", "FTE", "£ a year", NULL
    };
    struct report_table table;
    int teams = 0;
    fputc('\n', to);
    report_table_init(&table, style, "Llrrrr");
    put_headings(&table, headings);
    for (int i = 0; i < outcome->paired->figure_count; i++) {
        const struct paired_figure *const f = &outcome->paired->figures[i];
        if (f->kind == PAIRED_TARGET || f->object != MEASURE_TEAM
            || f->measure != MEASURE_ID_OCCUPANCY)
            continue;
        put_team(&table, outcome, f->name, compare_figures_label(outcome->plan, f));
        teams++;
    }
    if (teams > 1)
        put_team(&table, outcome, NULL, "together");
    report_table_print(&table, to);
    report_table_fold(sim_mem_print("Teams that are not shown of another scenario are "
                                    "as in %s.",
                                    outcome->plan->scenarios[0].letter),
                      REPORT_PLAIN, style, to);
}

/* ---- lines, streams and teams ---- */

static char *value_words(const struct sim_estimate *value, enum measure_unit unit)
{
    return value->kind == SIM_ESTIMATE_NONE ? sim_mem_text("-")
                                            : attribute_text_value(value, unit);
}

static char *less_words(const struct sim_estimate *value, enum measure_unit unit)
{
    char *const change = attribute_text_change(value, unit);
    char *const noise = attribute_text_noise(value, unit);
    const bool has_unit = unit == MEASURE_SHARE || unit == MEASURE_SECONDS;
    char *const words =
        sim_mem_print("%s%s%s%s%s", change, *noise != '\0' ? " " : "", noise,
                      has_unit && value->kind != SIM_ESTIMATE_NONE ? " " : "",
                      has_unit && value->kind != SIM_ESTIMATE_NONE
                          ? unit == MEASURE_SHARE ? "pts" : "s"
                          : "");
    free(change);
    free(noise);
    return words;
}

/* One row: values of a scenario, or its differences. */
static void put_row(struct report_table *table, const struct compare_outcome *outcome,
                    int first, int count, int scenario, bool is_difference)
{
    const struct compare_plan *const plan = outcome->plan;
    const char *const letter = plan->scenarios[scenario].letter;
    report_table_put(table,
                     scenario == 0
                         ? compare_figures_label(plan, &outcome->paired->figures[first])
                         : "",
                     REPORT_PLAIN);
    report_table_add(table,
                     is_difference
                         ? sim_mem_print("%s - %s", letter, plan->scenarios[0].letter)
                         : sim_mem_text(letter),
                     REPORT_PLAIN);
    for (int i = first; i < first + count; i++) {
        const enum measure_unit unit = outcome->paired->units[i];
        const struct sim_estimate value =
            is_difference ? compare_outcome_contrast(plan, outcome->paired,
                                                     &plan->items[scenario - 1], i)
                          : compare_outcome_value(outcome, scenario, i);
        report_table_add(
            table, is_difference ? less_words(&value, unit) : value_words(&value, unit),
            REPORT_PLAIN);
    }
}

static bool is_of(const struct paired_figure *figure, enum measure_object object)
{
    return figure->kind == PAIRED_MEASURE && figure->object == object;
}

/* How many figures from here on are of the same object. */
static int run_length(const struct paired *paired, int first)
{
    int count = 1;
    while (first + count < paired->figure_count
           && is_of(&paired->figures[first + count], paired->figures[first].object)
           && strcmp(paired->figures[first + count].name, paired->figures[first].name)
                  == 0)
        count++;
    return count;
}

static char *heading_of(enum measure_id measure)
{
    const char *const label = measures[measure].label;
    const bool is_rate = measures[measure].how == MEASURE_RATE;
    return sim_mem_print("%s%s", label, is_rate ? "/day" : "");
}

void compare_report_objects(const struct compare_outcome *outcome,
                            enum measure_object object, struct report_style style,
                            FILE *to)
{
    const struct paired *const p = outcome->paired;
    char shape[REPORT_MOST_COLUMNS + 1] = "Ll";
    struct report_table table;
    int first = 0;
    while (first < p->figure_count && !is_of(&p->figures[first], object))
        first++;
    if (first == p->figure_count)
        return;
    const int count = run_length(p, first);
    for (int i = 0; i < count; i++)
        strcat(shape, "r");
    fputc('\n', to);
    report_table_init(&table, style, shape);
    report_table_put(
        &table, object == MEASURE_STREAM ? "journeys" : measure_object_names[object],
        REPORT_HEADING);
    report_table_put(&table, "", REPORT_HEADING);
    for (int i = first; i < first + count; i++)
        report_table_add(&table, heading_of(p->figures[i].measure), REPORT_HEADING);
    for (; first < p->figure_count && is_of(&p->figures[first], object); first += count)
        for (int v = 0; v < outcome->plan->count; v++)
            for (int less = 0; less <= (v > 0); less++)
                put_row(&table, outcome, first, count, v, less == 1);
    report_table_print(&table, to);
}

/* ---- inputs ---- */

enum { LONG_VALUE = 48 };

/* Of long lists the line that changes them says more than both of them. */
static void put_values(struct report_table *table, const struct compare_change *change)
{
    const char *const before = change->before != NULL ? change->before : "-";
    const char *const after = change->after != NULL ? change->after : "-";
    const bool is_long = strlen(before) > LONG_VALUE || strlen(after) > LONG_VALUE;
    const bool is_told = is_long && change->written != NULL && change->before != NULL
                         && change->after != NULL;
    report_table_put(table, is_told ? "(long)" : before, REPORT_PLAIN);
    report_table_put(table, is_told ? change->written : after, REPORT_PLAIN);
}

static void put_change(struct report_table *table, const struct compare_change *change)
{
    const char *const file = change->at.file != NULL ? change->at.file : "";
    report_table_put(table, change->path, REPORT_PLAIN);
    put_values(table, change);
    report_table_add(table,
                     change->at.line > 0 ? sim_mem_print("%s:%u", file, change->at.line)
                                         : sim_mem_text(file),
                     REPORT_PLAIN);
    report_table_put(table, change->basis != NULL ? change->basis : "assumed",
                     REPORT_PLAIN);
}

void compare_report_changes(const struct compare_outcome *outcome, int scenario,
                            struct report_style style, FILE *to)
{
    const struct compare_plan *const plan = outcome->plan;
    struct compare_changes changes;
    struct report_table table;
    compare_changes_make(&plan->scenarios[0].scenario,
                         &plan->scenarios[scenario].scenario, &changes);
    fputc('\n', to);
    if (changes.count == 0) {
        report_table_fold(sim_mem_print("%s has the same inputs as %s.",
                                        plan->scenarios[scenario].letter,
                                        plan->scenarios[0].letter),
                          REPORT_PLAIN, style, to);
    } else {
        report_table_init(&table, style, "LLLLl");
        report_table_add(
            &table, sim_mem_print("changed in %s", plan->scenarios[scenario].letter),
            REPORT_HEADING);
        report_table_put(&table, plan->scenarios[0].letter, REPORT_HEADING);
        report_table_put(&table, plan->scenarios[scenario].letter, REPORT_HEADING);
        report_table_put(&table, "where", REPORT_HEADING);
        report_table_put(&table, "basis", REPORT_HEADING);
        for (size_t i = 0; i < changes.count; i++)
            put_change(&table, &changes.rows[i]);
        report_table_print(&table, to);
    }
    compare_changes_done(&changes);
}
