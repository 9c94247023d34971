#include "tools/calibrate_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/change.h"
#include "sim/mem.h"
#include "tools/check_words.h"

/* Two digits of the tolerance are shown, and the figures with as many decimals. */
static int decimals_of(double step)
{
    enum { MOST = 6 };
    const double log = step > 0.0 && isfinite(step) ? floor(log10(step)) : 0.0;
    return log >= 1.0 ? 0 : 1.0 - log > MOST ? MOST : (int) (1.0 - log);
}

static double unit_of(enum calibration_kind kind)
{
    return kind == CALIBRATION_SHARE || kind == CALIBRATION_POINTS ? 100.0 : 1.0;
}

static const char *sign_of(enum calibration_kind kind)
{
    static const char *const signs[] = { [CALIBRATION_NUMBER] = "",
                                         [CALIBRATION_TIME] = " s",
                                         [CALIBRATION_SHARE] = " %",
                                         [CALIBRATION_POINTS] = " points" };
    return signs[kind];
}

/* A value to two digits of `step`. */
static char *words(enum calibration_kind kind, double value, double step)
{
    const double unit = unit_of(kind);
    return sim_mem_print("%.*f%s", decimals_of(step * unit), value * unit,
                         sign_of(kind));
}

/* A plus or minus, in the unit of the value but without its name. */
static char *plus_minus(enum calibration_kind kind, double value)
{
    const double unit = unit_of(kind);
    return sim_mem_print("±%.*f", decimals_of(value * unit), value * unit);
}

/* "essex-2023-03" of "essex-2023-03.cfg". */
static char *short_name(const struct calibration_scenario *scenario)
{
    const char *const slash = strrchr(scenario->name, '/');
    const char *const name = slash != NULL ? slash + 1 : scenario->name;
    const size_t length = strlen(name), suffix = strlen(".cfg");
    const bool is_cfg = length > suffix && strcmp(name + length - suffix, ".cfg") == 0;
    return sim_mem_print("%.*s", (int) (length - (is_cfg ? suffix : 0)), name);
}

/* ---- the top ---- */

static void print_top(const struct calibrate_report *report, struct report_style style,
                      FILE *to)
{
    const struct calibration *const calibration = report->calibration;
    const struct calibrate_result *const result = report->result;
    report_table_fold(sim_mem_text(calibration->title != NULL ? calibration->title
                                                              : calibration->file),
                      REPORT_HEADING, style, to);
    report_table_fold(
        sim_mem_print("%d scenario%s, %d replication%s of each · seed %llu · %d "
                      "evaluations (%d simulations) in %.0f s",
                      calibration->scenario_count,
                      calibration->scenario_count == 1 ? "" : "s", report->replications,
                      report->replications == 1 ? "" : "s",
                      (unsigned long long) report->seed, result->evaluations,
                      result->simulations, report->seconds),
        REPORT_PLAIN, style, to);
    if (result->is_stopped)
        report_table_fold(sim_mem_text("PARTIAL: stopped before the search had ended; "
                                       "this is the best so far."),
                          REPORT_BAD, style, to);
    else if (result->is_exhausted)
        report_table_fold(sim_mem_text("The search used all its evaluations; with more "
                                       "(--evaluations) it may come nearer."),
                          REPORT_DOUBT, style, to);
}

/* ---- inputs ---- */

static const char *sureness(const struct calibrate_report *report, int i)
{
    const struct calibrate_result *const result = report->result;
    if (!result->is_identified)
        return "not known";
    if (result->identify.is_open[i])
        return "open: see below";
    return result->inputs[i].at_end != 0 ? "at the end of its range" : "fixed";
}

static char *how_words(const struct calibration_input *input)
{
    return input->how == CHANGE_SET
               ? sim_mem_text(input->path)
               : sim_mem_print("%s (%s)", input->path, change_types[input->how].name);
}

static void print_inputs(const struct calibrate_report *report,
                         struct report_style style, FILE *to)
{
    static const char *const heads[] = { "input", "setting", "start", "fitted",
                                         "±",     "range",   "" };
    struct report_table table;
    report_table_init(&table, style, "lLrrrlL");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        report_table_put(&table, heads[i], REPORT_HEADING);
    for (int i = 0; i < report->calibration->input_count; i++) {
        const struct calibration_input *const input = &report->calibration->inputs[i];
        const struct calibrate_input *const fitted = &report->result->inputs[i];
        char *const from = calibration_text(input->kind, input->from);
        char *const last = calibration_text(input->kind, input->to);
        const bool is_open =
            report->result->is_identified && report->result->identify.is_open[i];
        report_table_put(&table, input->name, REPORT_PLAIN);
        report_table_add(&table, how_words(input), REPORT_PLAIN);
        report_table_add(&table, calibration_text(input->kind, input->start),
                         REPORT_PLAIN);
        report_table_add(&table, calibration_text(input->kind, fitted->value),
                         REPORT_PLAIN);
        report_table_add(&table,
                         fitted->has_error
                             ? plus_minus(input->kind, fitted->standard_error)
                             : sim_mem_text("-"),
                         REPORT_PLAIN);
        report_table_add(&table, sim_mem_print("%s–%s", from, last), REPORT_PLAIN);
        report_table_put(&table, sureness(report, i),
                         is_open || fitted->at_end != 0 ? REPORT_DOUBT : REPORT_PLAIN);
        free(from);
        free(last);
    }
    fputc('\n', to);
    report_table_print(&table, to);
}

/* ---- figures ---- */

/* "724 ±72": a value with its tolerance, or its noise, which may not be known. */
static char *with_doubt(const struct calibration_figure *figure, double value,
                        double doubt)
{
    char *const number = words(figure->kind, value, figure->tolerance);
    char *const more =
        isfinite(doubt) ? plus_minus(figure->kind, doubt) : sim_mem_text("±?");
    char *const text = sim_mem_print("%s %s", number, more);
    free(number);
    free(more);
    return text;
}

static void add_outcome(struct report_table *table,
                        const struct calibration_figure *figure,
                        const struct calibrate_figure *made)
{
    const char *const kind = figure->is_checked_only ? "predicted" : "fitted";
    if (!made->is_known)
        report_table_add(table, sim_mem_print("%s: not simulated", kind), REPORT_DOUBT);
    else if (made->is_met)
        report_table_add(table, sim_mem_print("%s: met", kind), REPORT_GOOD);
    else
        report_table_add(table,
                         sim_mem_print("%s: MISSED, %.1f tolerances too %s", kind,
                                       fabs(made->miss),
                                       made->miss > 0.0 ? "high" : "low"),
                         REPORT_BAD);
}

static void print_figures(const struct calibrate_report *report,
                          struct report_style style, FILE *to)
{
    static const char *const heads[] = { "figure",    "of", "path",  "published",
                                         "simulated", "",   "source" };
    const struct calibration *const calibration = report->calibration;
    struct report_table table;
    report_table_init(&table, style, "llLrrLL");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        report_table_put(&table, heads[i], REPORT_HEADING);
    for (int f = 0; f < calibration->figure_count; f++) {
        const struct calibration_figure *const figure = &calibration->figures[f];
        const struct calibrate_figure *const made = &report->result->figures[f];
        report_table_put(&table, figure->name, REPORT_PLAIN);
        report_table_add(&table, short_name(&calibration->scenarios[figure->scenario]),
                         REPORT_PLAIN);
        report_table_put(&table, figure->path, REPORT_PLAIN);
        report_table_add(&table, with_doubt(figure, figure->value, figure->tolerance),
                         REPORT_PLAIN);
        report_table_add(&table,
                         made->is_known
                             ? with_doubt(figure, made->value, made->half_width)
                             : sim_mem_text("-"),
                         REPORT_PLAIN);
        add_outcome(&table, figure, made);
        report_table_put(&table, figure->source != NULL ? figure->source : "",
                         REPORT_PLAIN);
    }
    fputc('\n', to);
    report_table_print(&table, to);
}

/* ---- what it means ---- */

static char *names_of(const struct calibration *calibration,
                      const struct identify_group *group)
{
    char *names = NULL;
    for (int k = 0; k < group->count; k++) {
        const struct calibration_input *const input =
            &calibration->inputs[group->inputs[k]];
        char *const name = sim_mem_print("%s (%s)", input->name, input->path);
        names = check_words_join(names, k + 1 < group->count ? ", " : " and ", name);
        free(name);
    }
    return names;
}

char *calibrate_report_group(const struct calibration *calibration,
                             const struct identify_group *group)
{
    char *const names = names_of(calibration, group);
    char *text;
    if (group->fixed == 0)
        text = sim_mem_print("%s: the figures say no more about %s than the range does",
                             names, group->count == 1 ? "it" : "them");
    else if (group->count == 2)
        text = sim_mem_print("%s: the figures fix only their combination; when the one "
                             "is raised and the other %s, they stay as they are",
                             names, group->trade > 0 ? "raised too" : "lowered");
    else
        text = sim_mem_print("%s: the figures fix only %d combination%s of these %d",
                             names, group->fixed, group->fixed == 1 ? "" : "s",
                             group->count);
    free(names);
    return text;
}

static void print_groups(const struct calibrate_report *report,
                         struct report_style style, FILE *to)
{
    const struct calibrate_result *const result = report->result;
    if (!result->is_identified) {
        report_table_fold(sim_mem_text("What the figures say about each input was not "
                                       "found out."),
                          REPORT_DOUBT, style, to);
        return;
    }
    for (int g = 0; g < result->identify.group_count; g++) {
        char *const text =
            calibrate_report_group(report->calibration, &result->identify.groups[g]);
        report_table_fold(sim_mem_print("NOT IDENTIFIED: %s. The values shown are one "
                                        "choice of many that fit as well.",
                                        text),
                          REPORT_DOUBT, style, to);
        free(text);
    }
}

static void print_ends(const struct calibrate_report *report, struct report_style style,
                       FILE *to)
{
    for (int i = 0; i < report->calibration->input_count; i++) {
        const int end = report->result->inputs[i].at_end;
        if (end != 0 && !report->calibration->inputs[i].is_whole)
            report_table_fold(
                sim_mem_print("%s is at the %s end of its range: the figures would "
                              "rather have it %s.",
                              report->calibration->inputs[i].name,
                              end < 0 ? "lower" : "upper", end < 0 ? "less" : "more"),
                REPORT_DOUBT, style, to);
    }
}

/* What ± is, and where it is not known. */
static void print_doubts(const struct calibrate_report *report,
                         struct report_style style, FILE *to)
{
    bool is_unknown = false;
    for (int f = 0; f < report->calibration->figure_count; f++)
        is_unknown = is_unknown
                     || (report->result->figures[f].is_known
                         && !isfinite(report->result->figures[f].half_width));
    report_table_fold(
        sim_mem_print("± of an input: its standard error if every figure may be off by "
                      "its tolerance, and by the noise of simulating. ± of a "
                      "published figure: its tolerance; of a simulated one: its noise, "
                      "with other luck it would come out within it 19 times in 20."),
        REPORT_PLAIN, style, to);
    if (is_unknown)
        report_table_fold(
            sim_mem_print("±?: the noise is not known, and the ± of inputs leaves it "
                          "out%s.",
                          report->replications == 1
                              ? "; with more replications it is known"
                              : ""),
            REPORT_DOUBT, style, to);
}

/* "reserve: 2 → 31.4, 3 → 1.2 (taken)" */
static void print_wholes(const struct calibrate_report *report,
                         struct report_style style, FILE *to)
{
    const struct calibrate_result *const result = report->result;
    for (int i = 0; i < report->calibration->input_count; i++) {
        char *list = NULL;
        for (int w = 0; w < result->whole_count; w++) {
            const struct calibrate_whole *const whole = &result->wholes[w];
            if (whole->input != i)
                continue;
            char *const entry = sim_mem_print(
                "%g → %.3g%s", whole->value, whole->misfit,
                whole->value == result->inputs[i].value ? " (taken)" : "");
            list = check_words_join(list, ", ", entry);
            free(entry);
        }
        if (list != NULL)
            report_table_fold(
                sim_mem_print("%s, with the misfit that the other inputs can reach "
                              "then: %s.",
                              report->calibration->inputs[i].name, list),
                REPORT_PLAIN, style, to);
        free(list);
    }
}

static void print_end(const struct calibrate_report *report, struct report_style style,
                      FILE *to)
{
    const struct calibrate_result *const result = report->result;
    fputc('\n', to);
    print_groups(report, style, to);
    print_ends(report, style, to);
    print_wholes(report, style, to);
    if (result->refused > 0)
        report_table_fold(
            sim_mem_print("At %d point%s of the search a scenario could not be "
                          "simulated; the first time: %s",
                          result->refused, result->refused == 1 ? "" : "s",
                          result->refusal),
            REPORT_DOUBT, style, to);
    print_doubts(report, style, to);
    report_table_fold(
        sim_mem_print("%d of %d fitted figures are met, with %d inputs fitted; sum of "
                      "squared misses, in tolerances: %.3g.",
                      result->met, report->calibration->fitted_count,
                      report->calibration->input_count, result->misfit),
        result->met == report->calibration->fitted_count ? REPORT_GOOD : REPORT_BAD,
        style, to);
    for (int i = 0; i < report->written_count; i++)
        report_table_fold(sim_mem_print("Written: %s", report->written[i]),
                          REPORT_PLAIN, style, to);
}

void calibrate_report_print(const struct calibrate_report *report,
                            struct report_style style, FILE *to)
{
    print_top(report, style, to);
    print_inputs(report, style, to);
    print_figures(report, style, to);
    print_end(report, style, to);
}
