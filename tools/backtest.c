#include "tools/backtest.h"

#include <stddef.h>
#include <stdio.h>

#include "model/measure/experiment.h"
#include "model/scenario/read.h"
#include "tools/backtest_out.h"
#include "tools/diag_out.h"
#include "tools/fit_input.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/progress.h"
#include "tools/publish.h"
#include "tools/report.h"
#include "tools/report_text.h"
#include "tools/stop.h"

enum { REPLICATIONS = 40, LEAST_REPLICATIONS = 5, MOST_REPLICATIONS = 100000 };

struct request {
    struct options_common common;
    int replications; /* 0: not given */
    const char *map, *fit_on, *judge_on;
    const char *scenario, *export;
};

#define AT(member) offsetof(struct request, member)

static const struct options_row rows[] = {
    { "map", 0, OPTIONS_TEXT, AT(map), 0, 0, "MAP",
      "which column of the export is what, and which queue is which line (CSV)" },
    { "fit-on", 0, OPTIONS_TEXT, AT(fit_on), 0, 0, "DATES",
      "fit the scenario to these dates of the export first, such as 2022-01..2022-08; "
      "else it is used as it is" },
    { "judge-on", 0, OPTIONS_TEXT, AT(judge_on), 0, 0, "DATES",
      "simulate these dates and hold them against the export, such as "
      "2022-09..2022-12; else all of them" },
    { "replications", 'n', OPTIONS_COUNT, AT(replications), LEAST_REPLICATIONS,
      MOST_REPLICATIONS, "N",
      "how often to simulate them, each time with other luck (default 40)" },
    { 0 },
};

static const struct options_command command = {
    .name = "backtest",
    .help = "usage: tenfive backtest SCENARIO ACD.csv [OPTION]...\n"
            "\n"
            "Simulates the dates of an interval export and shows what the telephone "
            "system\n"
            "reported beside what the scenario gives, by month and hour of the week, "
            "with\n"
            "the range in which one more simulation would be 19 times in 20.\n"
            "\n"
            "Examples:\n"
            "  tenfive backtest force.cfg acd.csv --map map.csv\n"
            "  tenfive backtest force.cfg acd.csv --map map.csv -o backtest \\\n"
            "          --fit-on 2022-01..2022-08 --judge-on 2022-09..2022-12\n",
    .after =
        "With -o DIR: backtest.json and backtest.csv, with every month and hour of "
        "the\n"
        "week of every line.\n"
        "\n"
        "Exit status: 0 done, whatever was missed; 2 bad input or usage, nothing "
        "is\n"
        "written; 3 failure of the machine (disk full, out of memory); 130 "
        "stopped.\n",
    .rows = rows,
    .takes_common = true,
    .least_words = 2,
    .most_words = 2,
    .word = "a scenario file and an interval export",
};

static void write_json(const void *out, FILE *to)
{
    backtest_out_json(out, to);
}

static void add_files(const struct request *request, const struct backtest_out *out,
                      struct output *output)
{
    const char *const directory = request->common.directory;
    publish_run(write_json, out, request->common.json, directory, "backtest.json",
                output);
    if (directory == NULL)
        return;
    FILE *const to = output_add_in(output, directory, "backtest.csv");
    if (to != NULL)
        backtest_out_csv(out, to);
    output_close(output);
}

static int show(const struct request *request, const struct backtest_out *out)
{
    struct output output = { 0 };
    int status = TENFIVE_MACHINE;
    add_files(request, out, &output);
    if (!output_commit(&output)) {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
    } else {
        if (publish_is_stdout(request->common.json))
            backtest_out_json(out, stdout);
        else
            backtest_out_report(out, report_style_of(stdout), stdout);
        status = output_stdout();
    }
    output_done(&output);
    return status;
}

/* Why there is nothing to show, or the exit status of showing it. */
static int judge(const struct request *request, struct backtest_out *out,
                 struct backtest *backtest)
{
    const struct result *const result = out->result;
    if (result->partial) {
        fputs("tenfive: stopped before all replications were complete: no results\n",
              stderr);
        return TENFIVE_INTERRUPTED;
    }
    if (result->fault != NULL) {
        fprintf(stderr,
                "tenfive: the run does not balance, so there are no figures: %s\n",
                result->fault);
        return TENFIVE_MACHINE;
    }
    backtest_compare(out->records, result, out->dates, backtest);
    out->backtest = backtest;
    return show(request, out);
}

static int simulate(const struct request *request, const struct scenario *scenario,
                    struct backtest_out *out, struct backtest *backtest)
{
    struct progress progress;
    progress_init(&progress, report_text_period(out->dates.first, out->dates.last),
                  request->common.quiet);
    struct stop stop;
    stop_init(&stop, request->common.quiet);
    const struct experiment_options options = {
        .replications =
            request->replications > 0 ? request->replications : REPLICATIONS,
        .threads = request->common.threads,
        .seed = request->common.seed,
        .version = TENFIVE_VERSION,
        .stop = &stop.is_asked,
        .progress = progress_tell,
        .progress_to = &progress,
    };
    struct sim_diag late = { 0 };
    struct result result = { 0 };
    const bool is_sound = experiment_run(scenario, &options, &late, &result);
    progress_done(&progress);
    stop_done(&stop);
    out->result = &result;
    diag_out(&late, request->common.quiet);
    const int status = is_sound ? judge(request, out, backtest) : TENFIVE_BAD_INPUT;
    sim_diag_done(&late);
    result_done(&result);
    return status;
}

static int prepare(const struct request *request, struct scenario *scenario,
                   struct sim_diag *diag, struct backtest_out *out)
{
    struct scenario_dates fit_on;
    if (!fit_input_dates("backtest", "fit-on", request->fit_on, out->records, &fit_on)
        || !fit_input_dates("backtest", "judge-on", request->judge_on, out->records,
                            &out->dates)) {
        diag_out(diag, request->common.quiet);
        return TENFIVE_BAD_INPUT;
    }
    struct fit fit;
    struct fit_place place;
    struct backtest backtest = { 0 };
    int status = TENFIVE_BAD_INPUT;
    fit_make(out->records, fit_on, &fit);
    const bool ok = fit_place_init(out->records, &fit, scenario, diag, &place);
    diag_out(diag, request->common.quiet);
    if (ok) {
        status = TENFIVE_DONE;
        if (request->fit_on != NULL) {
            out->fit = &fit;
            out->place = &place;
            fit_place_apply(&fit, &place, scenario);
            status =
                fit_input_first(&request->common, out->records, &fit, scenario, &place);
        }
    }
    if (ok && status == TENFIVE_DONE) {
        backtest_prepare(out->records, place.stage, out->dates, scenario, &backtest);
        status = publish_is_possible(request->common.json, request->common.directory,
                                     "backtest.json")
                     ? simulate(request, scenario, out, &backtest)
                     : TENFIVE_MACHINE;
    }
    backtest_done(&backtest);
    fit_place_done(&place);
    fit_done(&fit);
    return status;
}

static int read_and_judge(const struct request *request)
{
    const struct scenario_change_list sets = options_changes(&request->common);
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct records records = { 0 };
    bool ok = scenario_read(request->scenario, &sets, &diag, &scenario);
    ok &= fit_input_records(request->export, request->map, &diag, &records);
    struct backtest_out out = { .export = request->export,
                                .scenario = &scenario,
                                .records = &records };
    int status = TENFIVE_BAD_INPUT;
    if (ok)
        status = prepare(request, &scenario, &diag, &out);
    else
        diag_out(&diag, request->common.quiet);
    sim_diag_done(&diag);
    records_done(&records);
    scenario_done(&scenario);
    return status;
}

int backtest_main(int argc, char **argv)
{
    struct request request = { .common = options_common_default() };
    struct options_values values = { .common = &request.common, .own = &request };
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        request.scenario = values.words.words[0];
        request.export = values.words.words[1];
        status = read_and_judge(&request);
        break;
    case OPTIONS_HELP:
        options_help(&command, stdout);
        status = output_stdout();
        break;
    case OPTIONS_BAD:
        break;
    }
    options_values_done(&values);
    return status;
}
