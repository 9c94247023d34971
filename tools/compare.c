#include "tools/compare.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/compare_json.h"
#include "tools/compare_outcome.h"
#include "tools/compare_report.h"
#include "tools/diag_out.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/precision.h"
#include "tools/progress.h"
#include "tools/publish.h"
#include "tools/report.h"
#include "tools/report_text.h"
#include "tools/stop.h"

enum { REPLICATIONS = 20 }; /* the least at which precision may end a run */

struct request {
    struct options_common common;
    int replications; /* 0: not given */
    struct options_list precision, words;
    bool stack;
};

#define AT(member) offsetof(struct request, member)

static const struct options_row rows[] = {
    { "replications", 'n', OPTIONS_COUNT, AT(replications), 1,
      SCENARIO_MOST_REPLICATIONS, "N",
      "how often to simulate the period, each time with other luck (default: "
      "run.replications of the first scenario, or 20)" },
    { "precision", 'p', OPTIONS_LIST, AT(precision), 0, 0, "X",
      "go on until the noise of every target's difference is below X: \"0.1 points\" "
      "for shares, \"2 %\" of the first scenario's value for times (and shares, "
      "without "
      "points); may be given twice; at most N replications (default 2560 then)" },
    { "stack", 's', OPTIONS_FLAG, AT(stack), 0, 0, NULL,
      "add all what-ifs of the first scenario put together, in the order given, and "
      "their interplay: together, less the sum of each alone" },
    { 0 },
};

static const struct options_command command = {
    .name = "compare",
    .help =
        "usage: tenfive compare A B [C]... [OPTION]...\n"
        "\n"
        "Simulates the same callers through each scenario and says what differs: "
        "every\n"
        "other scenario against the first.  ONE+TWO is a scenario too: the what-if "
        "ONE\n"
        "with the settings and changes of the what-if TWO on top.\n"
        "\n"
        "Examples:\n"
        "  tenfive compare force.cfg what-if.cfg\n"
        "  tenfive compare force.cfg what-if.cfg --precision '0.1 points' -o results\n"
        "  tenfive compare force.cfg people.cfg ivr.cfg people.cfg+ivr.cfg\n"
        "  tenfive compare force.cfg people.cfg ivr.cfg --stack\n",
    .after =
        "--set changes every scenario.  Ctrl-C ends a run early and keeps the "
        "replications\n"
        "that are complete, marked as partial; a second Ctrl-C ends the program and\n"
        "writes nothing.\n"
        "\n"
        "Exit status: 0 done; 2 bad input or usage; 3 failure of the machine (disk\n"
        "full, out of memory); 130 stopped before anything was complete.\n",
    .rows = rows,
    .takes_common = true,
    .least_words = 2,
    .most_words = COMPARE_MOST,
    .word = "a scenario file",
};

/* ---- precision ---- */

struct precise {
    const struct experiment_precision *precision;
    const struct compare_plan *plan;
    const struct compare_figures *figures;
};

static bool is_precise(const struct precise *to, const struct paired *paired,
                       const struct compare_item *item, int figure)
{
    const bool in_points =
        paired->units[figure] == MEASURE_SHARE && to->precision->points > 0.0;
    const struct sim_estimate difference =
        compare_outcome_contrast(to->plan, paired, item, figure);
    if (difference.kind != SIM_ESTIMATE_INTERVAL
        || (!in_points && to->precision->relative <= 0.0))
        return true;
    const struct sim_estimate first = paired_value(paired, 0, figure);
    const double allowed =
        in_points ? to->precision->points : to->precision->relative * first.value;
    return sim_estimate_half_width(&difference) <= allowed;
}

static bool is_enough(void *to, const struct paired *so_far)
{
    const struct precise *const precise = to;
    for (int i = 0; i < precise->plan->item_count; i++)
        for (int f = 0; f < so_far->figure_count; f++)
            if (compare_figures_is_told(precise->figures, f)
                && !is_precise(precise, so_far, &precise->plan->items[i], f))
                return false;
    return true;
}

/* ---- showing ---- */

static void write_json(const void *from, FILE *to)
{
    compare_json(from, to);
}

static int write_all(const struct request *request,
                     const struct compare_outcome *outcome)
{
    const char *const json = request->common.json;
    const char *const directory = request->common.directory;
    struct output output = { 0 };
    int status = TENFIVE_MACHINE;
    publish_run(write_json, outcome, json, directory, "comparison.json", &output);
    if (directory != NULL)
        compare_csv(outcome, directory, &output);
    if (!output_commit(&output)) {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
    } else {
        if (publish_is_stdout(json))
            compare_json(outcome, stdout);
        else
            compare_report(outcome, report_style_of(stdout), stdout);
        status = output_stdout();
    }
    output_done(&output);
    return status;
}

static int show(const struct request *request, const struct compare_outcome *outcome)
{
    if (outcome->paired->done == 0) {
        fputs(
            "tenfive: stopped before the first replication was complete: no results\n",
            stderr);
        return TENFIVE_INTERRUPTED;
    }
    if (outcome->paired->fault != NULL) {
        fprintf(stderr,
                "tenfive: the run does not balance, so there are no figures: %s\n"
                "This is a fault of tenfive; please report it with the scenarios.\n",
                outcome->paired->fault);
        return TENFIVE_MACHINE;
    }
    return write_all(request, outcome);
}

/* Whether the files can be begun, so that a long run does not find out at its end. */
static bool is_possible(const struct request *request)
{
    const char *const directory = request->common.directory;
    struct output output = { 0 };
    if (directory != NULL) {
        char *const inside = sim_mem_print("%s/comparison.json", directory);
        output_directory(&output, directory);
        output_try(&output, inside);
        free(inside);
    }
    if (request->common.json != NULL && !publish_is_stdout(request->common.json))
        output_try(&output, request->common.json);
    const bool can = output.fault == NULL;
    if (!can)
        fprintf(stderr, "tenfive: %s\n", output.fault);
    output_done(&output);
    return can;
}

/* ---- running ---- */

/* The options of the command line and, where it does not say, of the first scenario. */
static struct paired_options options_of(const struct request *request,
                                        const struct scenario_run *run)
{
    struct paired_options options = { .replications = request->replications,
                                      .threads = request->common.threads,
                                      .seed = request->common.seed,
                                      .version = TENFIVE_VERSION };
    const bool is_open = request->precision.count > 0;
    if (!request->common.has_seed && run->has_seed)
        options.seed = run->seed;
    if (options.replications == 0 && !is_open)
        options.replications = run->replications;
    if (options.replications == 0)
        options.replications = is_open ? PRECISION_MOST_REPLICATIONS : REPLICATIONS;
    return options;
}

static int run_all(const struct request *request, const struct compare_plan *plan,
                   const struct compare_figures *figures,
                   const struct paired_options *options, struct progress *progress,
                   struct sim_diag *diag)
{
    const struct scenario_change_list sets = options_changes(&request->common);
    const struct scenario *variants[COMPARE_MOST];
    struct paired paired = { 0 };
    struct sim_diag late = { 0 }; /* what the engine cannot carry */
    int status = TENFIVE_BAD_INPUT;
    for (int i = 0; i < plan->count; i++)
        variants[i] = &plan->scenarios[i].scenario;
    const bool is_sound = paired_run(variants, plan->count, figures->rows,
                                     (int) figures->count, options, &late, &paired);
    progress_done(progress);
    if (is_sound) {
        const struct compare_outcome outcome = {
            plan, figures, &paired, options->results, diag, &sets, options->seed
        };
        status = show(request, &outcome);
        for (int i = 0; i < plan->count; i++)
            result_done(&options->results[i]);
    }
    diag_out(&late, request->common.quiet);
    sim_diag_done(&late);
    paired_done(&paired);
    return status;
}

static int run(const struct request *request, const struct compare_plan *plan,
               struct experiment_precision *precision, struct sim_diag *diag)
{
    const struct scenario *const first = &plan->scenarios[0].scenario;
    struct paired_options options = options_of(request, &first->run);
    struct compare_figures figures;
    compare_figures_make(plan, &figures);
    struct precise precise = { precision, plan, &figures };
    struct result results[COMPARE_MOST];
    struct progress progress;
    progress_init(&progress,
                  report_text_period(first->period.first, first->period.last),
                  request->common.quiet);
    progress.may_end_before = request->precision.count > 0;
    struct stop stop;
    stop_init(&stop, request->common.quiet);
    options.stop = &stop.is_asked;
    options.progress = progress_tell;
    options.progress_to = &progress;
    options.results = results;
    options.is_enough = request->precision.count > 0 ? is_enough : NULL;
    options.is_enough_to = &precise;
    const int status = run_all(request, plan, &figures, &options, &progress, diag);
    stop_done(&stop);
    compare_figures_done(&figures);
    return status;
}

static int compare(const struct request *request)
{
    const struct scenario_change_list sets = options_changes(&request->common);
    const struct compare_ask ask = { .words = request->words.words,
                                     .count = request->words.count,
                                     .sets = &sets,
                                     .stack = request->stack };
    struct experiment_precision precision = { 0 };
    if (!precision_read(command.name, &request->precision, &precision))
        return TENFIVE_BAD_INPUT;
    if (request->stack && (ask.count < 3 || ask.count == COMPARE_MOST)) {
        fprintf(stderr,
                "tenfive compare: --stack needs a base and from 2 to %d what-ifs of "
                "it, got %d\n",
                COMPARE_MOST - 2, ask.count - 1);
        return TENFIVE_BAD_INPUT;
    }
    struct sim_diag diag = { 0 };
    struct compare_plan plan = { 0 };
    int status = TENFIVE_BAD_INPUT;
    const bool is_sound = compare_plan_make(&ask, &diag, &plan);
    if (is_sound && !is_possible(request))
        status = TENFIVE_MACHINE;
    else {
        diag_out(&diag, request->common.quiet);
        if (is_sound)
            status = run(request, &plan, &precision, &diag);
    }
    sim_diag_done(&diag);
    compare_plan_done(&plan);
    return status;
}

int compare_main(int argc, char **argv)
{
    struct request request = { .common = options_common_default() };
    struct options_values values = { .common = &request.common, .own = &request };
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        request.words = values.words;
        status = compare(&request);
        break;
    case OPTIONS_HELP:
        options_help(&command, stdout);
        status = output_stdout();
        break;
    case OPTIONS_BAD:
        break;
    }
    free(request.precision.words);
    options_values_done(&values);
    return status;
}
