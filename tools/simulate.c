#include "tools/simulate.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/experiment.h"
#include "model/scenario/read.h"
#include "model/scenario/text.h"
#include "tools/attribute.h"
#include "tools/diag_out.h"
#include "tools/export.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/precision.h"
#include "tools/progress.h"
#include "tools/report_text.h"
#include "tools/show.h"
#include "tools/stop.h"
#include "tools/trace.h"
#include "tools/warnings.h"

enum {
    REPLICATIONS = 20, /* the least at which precision may end a run */
    MOST_REPLICATIONS = SCENARIO_MOST_REPLICATIONS
};

struct request {
    struct options_common common;
    int replications; /* 0: not given */
    struct options_list precision, attribute;
    struct show show;
    int trace_replication;
    const char *export; /* path of a synthetic interval export, or null */
    const char *file;
};

#define AT(member) offsetof(struct request, member)

static const struct options_row rows[] = {
    { "replications", 'n', OPTIONS_COUNT, AT(replications), 1, MOST_REPLICATIONS, "N",
      "how often to simulate the period, each time with other luck (default: "
      "run.replications of the scenario, or 20)" },
    { "precision", 'p', OPTIONS_LIST, AT(precision), 0, 0, "X",
      "go on until the noise of every target is below X: \"0.1 points\" for shares, "
      "\"2 %\" of the value for times (and shares, without points); may be given "
      "twice; "
      "at most N replications (default 2560 then)" },
    { "attribute", 'a', OPTIONS_LIST, AT(attribute), 0, 0, "WHAT",
      "what WHAT costs instead, from the same callers with and without it: LINE->STAGE "
      "(who hangs up here and calls again there); volume, handling, people, absence, "
      "surge, outages or other (the what-if's changes of that kind, or of one object "
      "behind \":\"); changes (all kinds, one by one); may be repeated" },
    { "trace", 0, OPTIONS_TEXT, AT(show.trace), 0, 0, "FILE",
      "write every event of every call of one replication (CSV)" },
    { "trace-replication", 0, OPTIONS_COUNT, AT(trace_replication), 0,
      MOST_REPLICATIONS - 1, "K", "which replication to trace (default 0, the first)" },
    { "export", 0, OPTIONS_TEXT, AT(export), 0, 0, "FILE",
      "write what a telephone system would report of the first replication, by line "
      "and half hour (CSV); tenfive fit reads it" },
    { "require-targets", 0, OPTIONS_FLAG, AT(show.require_targets), 0, 0, NULL,
      "exit with status 1 unless every target is met" },
    { "require-expect", 0, OPTIONS_FLAG, AT(show.require_expect), 0, 0, NULL,
      "exit with status 1 unless every figure of `expect` comes out as expected" },
    { 0 },
};

static const struct options_command command = {
    .name = "simulate",
    .help = "usage: tenfive simulate FILE [OPTION]...\n"
            "\n"
            "Simulates the scenario in FILE and prints what callers would meet.\n"
            "\n"
            "Examples:\n"
            "  tenfive simulate force.cfg\n"
            "  tenfive simulate force.cfg --set 'streams.public_999.calls*=1.05'\n"
            "  tenfive simulate force.cfg \\\n"
            "          --set 'teams.switchboard.shifts+=Mon-Fri 08:00-18:00 2'\n"
            "  tenfive simulate force.cfg --precision '0.1 points' -o results\n"
            "  tenfive simulate force.cfg --require-targets --quiet && echo met\n"
            "  tenfive simulate force.cfg --attribute 'secondary_101->public_999'\n"
            "  tenfive simulate what-if.cfg --attribute changes\n",
    .after = "Ctrl-C ends a run early and keeps the replications that are complete, "
             "marked as\n"
             "partial; a second Ctrl-C ends the program and writes nothing.\n"
             "\n"
             "Exit status: 0 done; 1 done, but a target or figure that was asked for "
             "is\n"
             "not met; 2 bad input or usage; 3 failure of the machine (disk full, out "
             "of\n"
             "memory); 130 stopped before anything was complete.\n",
    .rows = rows,
    .takes_common = true,
    .least_words = 1,
    .most_words = 1,
    .word = "a scenario file",
};

/* ---- prices ---- */

static int price(const struct request *request,
                 const struct experiment_options *options,
                 const struct scenario *scenario, struct progress *progress)
{
    const struct scenario_change_list sets = options_changes(&request->common);
    const struct attribute_request priced = {
        .ask = { .file = request->file,
                 .sets = &sets,
                 .words = request->attribute.words,
                 .count = request->attribute.count,
                 .whole = scenario },
        .options = options,
        .progress = progress,
        .json = request->show.json,
        .directory = request->show.directory,
        .quiet = request->common.quiet,
    };
    return attribute_run(&priced);
}

/* Prices have tables of their own, and neither trace nor verdict. */
static bool price_is_possible(const struct request *request)
{
    const struct show *const show = &request->show;
    const char *const other = show->trace != NULL       ? "trace"
                              : request->export != NULL ? "export"
                              : show->require_targets   ? "require-targets"
                              : show->require_expect    ? "require-expect"
                                                        : NULL;
    if (request->attribute.count == 0 || other == NULL)
        return true;
    fprintf(stderr, "tenfive simulate: --attribute does not go with --%s\n", other);
    return false;
}

/* ---- running ---- */

static int run(const struct request *request, const struct experiment_options *options,
               const struct scenario *scenario, const struct sim_diag *diag,
               struct progress *progress)
{
    struct sim_diag late = { 0 }; /* what the engine cannot carry */
    struct output output = { 0 };
    struct result result = { 0 };
    int status = TENFIVE_DONE;
    if (request->show.trace != NULL)
        status = trace_write(scenario, request->common.seed, request->trace_replication,
                             request->show.trace, &late, &output);
    if (status == TENFIVE_DONE && request->export != NULL)
        status = export_write(scenario, request->common.seed, 0, request->export, &late,
                              &output);
    if (output.fault != NULL)
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
    if (status == TENFIVE_DONE) {
        const bool is_sound = experiment_run(scenario, options, &late, &result);
        progress_done(progress);
        status = is_sound
                     ? show_result(&request->show, scenario, &result, diag, &output)
                     : TENFIVE_BAD_INPUT;
    }
    diag_out(&late, request->common.quiet);
    sim_diag_done(&late);
    output_done(&output);
    result_done(&result);
    return status;
}

/* Whether the export can be begun, so that a long run does not find out at its end. */
static bool export_is_possible(const struct request *request)
{
    struct output output = { 0 };
    if (request->export != NULL)
        output_try(&output, request->export);
    const bool can = output.fault == NULL;
    if (!can)
        fprintf(stderr, "tenfive: %s\n", output.fault);
    output_done(&output);
    return can;
}

/* Why the request cannot be carried out, told on stderr: an exit status. */
static int refusal_of(const struct request *request)
{
    if (request->show.trace != NULL && strcmp(request->show.trace, "-") == 0) {
        fputs("tenfive simulate: --trace must be a file, got \"-\"\n", stderr);
        return TENFIVE_BAD_INPUT;
    }
    if (request->show.trace == NULL && request->trace_replication > 0) {
        fprintf(stderr,
                "tenfive simulate: --trace-replication %d needs --trace FILE, which "
                "says where to write it\n",
                request->trace_replication);
        return TENFIVE_BAD_INPUT;
    }
    if (request->export != NULL && strcmp(request->export, "-") == 0) {
        fputs("tenfive simulate: --export must be a file, got \"-\"\n", stderr);
        return TENFIVE_BAD_INPUT;
    }
    if (!price_is_possible(request))
        return TENFIVE_BAD_INPUT;
    if (!show_is_possible(&request->show) || !export_is_possible(request))
        return TENFIVE_MACHINE;
    return TENFIVE_DONE;
}

/* What the scenario says of its run, where the command line does not. */
static struct request with_run_of(const struct scenario *scenario,
                                  const struct request *request)
{
    struct request out = *request;
    if (!out.common.has_seed && scenario->run.has_seed)
        out.common.seed = scenario->run.seed;
    if (out.replications == 0 && out.precision.count == 0)
        out.replications = scenario->run.replications;
    return out;
}

static int simulate(const struct request *request, const struct scenario *scenario,
                    struct sim_diag *diag)
{
    struct experiment_options options = {
        .replications = request->replications,
        .threads = request->common.threads,
        .seed = request->common.seed,
        .quarters = request->common.directory != NULL,
        .version = TENFIVE_VERSION,
    };
    if (!precision_read(command.name, &request->precision, &options.precision))
        return TENFIVE_BAD_INPUT;
    const bool is_open = request->precision.count > 0;
    if (options.replications == 0)
        options.replications = is_open ? PRECISION_MOST_REPLICATIONS : REPLICATIONS;
    const int refusal = refusal_of(request);
    if (refusal != TENFIVE_DONE)
        return refusal;
    diag_out(diag, request->common.quiet);
    struct progress progress;
    progress_init(&progress,
                  report_text_period(scenario->period.first, scenario->period.last),
                  request->common.quiet);
    progress.may_end_before = is_open;
    struct stop stop;
    stop_init(&stop, request->common.quiet);
    options.stop = &stop.is_asked;
    options.progress = progress_tell;
    options.progress_to = &progress;
    const int status = request->attribute.count > 0
                           ? price(request, &options, scenario, &progress)
                           : run(request, &options, scenario, diag, &progress);
    stop_done(&stop);
    return status;
}

static int read_and_simulate(const struct request *request)
{
    const struct scenario_change_list sets = options_changes(&request->common);
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    const bool is_sound = scenario_read(request->file, &sets, &diag, &scenario)
                          && warnings_add(&scenario, &diag);
    const struct request to_run = with_run_of(&scenario, request);
    int status = TENFIVE_BAD_INPUT;
    if (is_sound)
        status = simulate(&to_run, &scenario, &diag);
    else
        diag_out(&diag, request->common.quiet);
    sim_diag_done(&diag);
    scenario_done(&scenario);
    return status;
}

int simulate_main(int argc, char **argv)
{
    struct request request = { .common = options_common_default() };
    struct options_values values = { .common = &request.common, .own = &request };
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        request.file = values.words.words[0];
        request.show.json = request.common.json;
        request.show.directory = request.common.directory;
        status = read_and_simulate(&request);
        break;
    case OPTIONS_HELP:
        options_help(&command, stdout);
        status = output_stdout();
        break;
    case OPTIONS_BAD:
        break;
    }
    free(request.precision.words);
    free(request.attribute.words);
    options_values_done(&values);
    return status;
}
