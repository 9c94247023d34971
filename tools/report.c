#include "tools/report.h"

#include <langinfo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/readback.h"
#include "tools/report_parts.h"
#include "tools/report_text.h"

struct report_style report_style_of(FILE *to)
{
    const char *const no_colour = getenv("NO_COLOR"), *const terminal = getenv("TERM");
    return (struct report_style){
        .is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
        .is_coloured = isatty(fileno(to)) && (no_colour == NULL || *no_colour == '\0')
                       && terminal != NULL && strcmp(terminal, "dumb") != 0,
    };
}

/* ---- the top ---- */

void report_title(const struct report_heading *heading, struct report_style style,
                  FILE *to)
{
    const bool is_titled = heading->title != NULL && *heading->title != '\0';
    const char *const title = is_titled ? heading->title : heading->file;
    const char *const marking = heading->marking != NULL ? heading->marking : "";
    const int gap =
        REPORT_WIDTH - check_words_width(title) - check_words_width(marking);
    if (gap < 2) {
        report_table_fold(sim_mem_text(title), REPORT_HEADING, style, to);
        if (*marking != '\0')
            report_table_fold(sim_mem_text(marking), REPORT_HEADING, style, to);
        return;
    }
    report_table_say(title, REPORT_HEADING, style, to);
    fprintf(to, "%*s", *marking == '\0' ? 0 : gap, "");
    report_table_say(marking, REPORT_HEADING, style, to);
    fputc('\n', to);
}

static void print_partial(const struct result *result, struct report_style style,
                          FILE *to)
{
    if (!result->partial)
        return;
    char *const words = sim_mem_print(
        "PARTIAL: stopped after %d of %d simulated %ss; the figures are of those %d.",
        result->done, result->planned,
        report_text_period(result->from_day, result->to_day), result->done);
    report_table_say(words, REPORT_BAD, style, to);
    fputc('\n', to);
    free(words);
}

void report_top(const struct result *result, struct report_style style, FILE *to)
{
    char *const from = outcome_date_words(result->from_day);
    char *const last = outcome_date_words(result->to_day);
    char *const calls = report_text_many(result->callers);
    char *const what = sim_mem_print(
        "%s to %s · %d simulated %s%s, %s callers · seed %llu", from, last,
        result->done, report_text_period(result->from_day, result->to_day),
        result->done == 1 ? "" : "s", calls, (unsigned long long) result->seed);
    report_title(
        &(struct report_heading){ result->title, result->file, result->marking }, style,
        to);
    report_table_fold(what, REPORT_PLAIN, style, to);
    print_partial(result, style, to);
    free(from);
    free(last);
    free(calls);
}

/* ---- the end ---- */

static void print_noise(const struct result *result, struct report_style style,
                        FILE *to)
{
    const char *const period = report_text_period(result->from_day, result->to_day);
    if (result->done == 1) {
        report_table_fold(
            sim_mem_print("One simulated %s alone does not show its noise: run "
                          "more replications.",
                          period),
            REPORT_PLAIN, style, to);
        return;
    }
    report_table_fold(
        sim_mem_print(
            "Noise: with other luck the whole-%s figures would come out within "
            "± of what is shown, 19 times in 20; more replications make it "
            "smaller.  The usual range is what single periods do (9 of 10 "
            "fall in it); more replications do not change it.",
            period),
        REPORT_PLAIN, style, to);
}

struct report_basis report_basis_of(const struct scenario *scenario)
{
    struct report_basis basis = { 0 };
    for (int i = 0; i < scenario->input_count; i++) {
        const char *const path = scenario->inputs[i].path;
        const struct scenario_basis *const row = readback_basis(scenario, path);
        if (!readback_is_figure(path))
            continue;
        basis.inputs++;
        basis.counts[row == NULL ? SCENARIO_ASSUMED : row->kind]++;
    }
    return basis;
}

static void print_inputs(const struct outcome *outcome, struct report_style style,
                         FILE *to)
{
    const struct report_basis basis = report_basis_of(outcome->scenario);
    if (outcome->scenario->basis_count == 0) {
        report_table_fold(
            sim_mem_print("Neither says what wrong inputs would do: the %d "
                          "inputs of this scenario are all assumed.",
                          basis.inputs),
            REPORT_PLAIN, style, to);
        return;
    }
    report_table_fold(
        sim_mem_print("Neither says what wrong inputs would do: of %d inputs, "
                      "%d are published, %d our own, %d fitted and %d assumed "
                      "(tenfive check lists them).",
                      basis.inputs, basis.counts[SCENARIO_PUBLISHED],
                      basis.counts[SCENARIO_OURS], basis.counts[SCENARIO_FITTED],
                      basis.counts[SCENARIO_ASSUMED]),
        REPORT_PLAIN, style, to);
}

static void print_expects(const struct outcome *outcome, struct report_style style,
                          FILE *to)
{
    const int count = outcome->scenario->expect_count;
    if (count == 0)
        return;
    report_table_fold(sim_mem_print("Expected figures: %d of %d as expected%s",
                                    outcome->expects_met, count,
                                    outcome->expects_met == count ? "." : ", not so:"),
                      REPORT_PLAIN, style, to);
    for (int i = 0; i < count; i++) {
        const struct outcome_expect *const e = &outcome->expects[i];
        if (e->is_met)
            continue;
        report_table_fold(
            e->is_known
                ? sim_mem_print("  %s is %.6g, expected %.6g within %.6g", e->row->path,
                                e->value, e->row->value, e->row->tolerance)
                : sim_mem_print("  %s: there is no such figure", e->row->path),
            REPORT_PLAIN, style, to);
    }
}

static void print_typical(const struct scenario *scenario, struct report_style style,
                          FILE *to)
{
    if (!scenario->is_typical)
        return;
    const struct scenario_dates of = scenario->typical_of;
    char *const from = outcome_date_words(of.first);
    char *const last = outcome_date_words(of.last);
    report_table_fold(
        sim_mem_print("Calls are those of the mean week of %s to %s, bank "
                      "holidays left out.",
                      from, last),
        REPORT_PLAIN, style, to);
    free(from);
    free(last);
}

static void print_end(const struct outcome *outcome, struct report_style style,
                      FILE *to)
{
    const size_t warnings = outcome->diag->count;
    fputc('\n', to);
    print_typical(outcome->scenario, style, to);
    print_noise(outcome->result, style, to);
    print_inputs(outcome, style, to);
    if (warnings > 0)
        report_table_fold(
            sim_mem_print("%zu warning%s about the scenario: tenfive check "
                          "prints %s.",
                          warnings, warnings == 1 ? "" : "s",
                          warnings == 1 ? "it" : "them"),
            REPORT_PLAIN, style, to);
    print_expects(outcome, style, to);
    print_partial(outcome->result, style, to);
}

void report_print(const struct outcome *outcome, struct report_style style, FILE *to)
{
    report_top(outcome->result, style, to);
    report_targets(outcome->result, style, to);
    report_lines(outcome->result, style, to);
    report_work(outcome->result, style, to);
    report_hang_ups(outcome->result, style, to);
    report_journeys(outcome->result, style, to);
    report_teams(outcome->result, style, to);
    report_shorts(outcome->result, style, to);
    report_flow(outcome->result, style, to);
    print_end(outcome, style, to);
}
