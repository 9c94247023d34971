#include "tools/calibrate.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "model/calibrate/calibrate.h"
#include "sim/mem.h"
#include "sim/replicate.h"
#include "tools/calibrate_report.h"
#include "tools/calibrate_write.h"
#include "tools/diag_out.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/publish.h"
#include "tools/report.h"
#include "tools/stop.h"

enum { MOST_REPLICATIONS = 10000, MOST_EVALUATIONS = 100000 };

struct request {
    struct options_common common;
    int replications, evaluations; /* 0: as the file says */
    bool keys;
    const char *file;
};

/* No seed that can be given. */
#define NO_SEED UINT64_MAX

#define AT(member) offsetof(struct request, member)

static const struct options_row rows[] = {
    { "replications", 'n', OPTIONS_COUNT, AT(replications), 1, MOST_REPLICATIONS, "N",
      "how often each scenario is simulated for one evaluation (default as the file "
      "says, else 8)" },
    { "evaluations", 'e', OPTIONS_COUNT, AT(evaluations), 1, MOST_EVALUATIONS, "N",
      "end the search after so many (default as the file says, else 400)" },
    { "seed", 0, OPTIONS_SEED, AT(common.seed), 0, 0, "N",
      "the luck of all callers, the same in every evaluation (default as the file "
      "says, else 1)" },
    { "set", 0, OPTIONS_LIST, AT(common.sets), 0, 0, "PATH=VALUE",
      "change a setting of all scenarios first; also PATH+=VALUE, -=, *=; may be "
      "repeated" },
    { "threads", 0, OPTIONS_COUNT, AT(common.threads), 1, SIM_REPLICATE_MOST_THREADS,
      "N",
      "processor cores to use (default all); results are the same with any number" },
    { "output", 'o', OPTIONS_TEXT, AT(common.directory), 0, 0, "DIR",
      "write the fitted scenarios and calibration.json into DIR" },
    { "json", 0, OPTIONS_TEXT, AT(common.json), 0, 0, "FILE",
      "write everything as JSON to FILE; \"-\" is stdout, instead of the table" },
    { "keys", 0, OPTIONS_FLAG, AT(keys), 0, 0, NULL,
      "print the manual of a calibration file instead" },
    { "quiet", 'q', OPTIONS_FLAG, AT(common.quiet), 0, 0, NULL,
      "no progress on stderr" },
    { "help", 'h', OPTIONS_FLAG, AT(common.help), 0, 0, NULL, "this text" },
    { 0 },
};

static const struct options_command command = {
    .name = "calibrate",
    .help =
        "usage: tenfive calibrate FILE [OPTION]...\n"
        "       tenfive calibrate --keys\n"
        "\n"
        "Finds the unknown inputs of one or more scenarios with which their simulated\n"
        "figures come nearest to published ones; says how well each figure is met, "
        "how\n"
        "sure each input is, and which inputs the figures do not fix.\n"
        "\n"
        "FILE names scenarios, inputs and figures:\n"
        "  scenarios = ( \"march.cfg\", \"august.cfg\" );\n"
        "  inputs: {\n"
        "    patience: { at = \"stages.desk.gives_up_after\";\n"
        "                from = \"5 min\"; to = \"60 min\"; };  # the same in both\n"
        "    away: { at = \"teams.desk.less.not_ready\"; of = \"august.cfg\";\n"
        "            from = \"5 %\"; to = \"40 %\"; }; };\n"
        "  figures: {\n"
        "    march:  { of = \"march.cfg\"; figure = \"line.desk.mean_wait\";\n"
        "              value = \"724 s\"; tolerance = \"10 %\"; };\n"
        "    august: { of = \"august.cfg\"; figure = \"line.desk.abandoned_share\";\n"
        "              value = \"21.9 %\"; tolerance = \"2 points\"; }; };\n"
        "  write = \"fitted\";\n",
    .after =
        "Ctrl-C ends the search and shows the best so far, marked as such.\n"
        "\n"
        "Exit status: 0 every fitted figure is met; 1 some figure is missed; 2 bad\n"
        "input or usage; 3 failure of the machine (disk full, out of memory); 130\n"
        "stopped before anything was simulated.\n",
    .rows = rows,
    .least_words = 0,
    .most_words = 1,
    .word = "a calibration file",
};

/* ---- progress ---- */

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static void tell(void *to, const struct calibrate_progress *progress)
{
    bool *const is_begun = to;
    *is_begun = true;
    fprintf(stderr,
            "\r%d of at most %d evaluations; %d of %d figures met, misfit %.3g\033[K",
            progress->evaluations, progress->most, progress->met, progress->fitted,
            progress->misfit);
    fflush(stderr);
}

static bool is_told(const struct request *request)
{
    const char *const terminal = getenv("TERM");
    return !request->common.quiet && isatty(STDERR_FILENO)
           && (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

/* ---- output ---- */

/* Whether the fitted scenarios are written. */
static bool is_written(const struct request *request,
                       const struct calibration *calibration)
{
    return request->common.directory != NULL || calibration->write != NULL;
}

/* Whether everything can be written where it shall go; asked before the work. */
static bool is_possible(const struct request *request,
                        const struct calibrate_write *write)
{
    struct output output = { 0 };
    const char *const directory = request->common.directory;
    char **const paths = calibrate_write_paths(write);
    if (directory != NULL) {
        char *const inside = sim_mem_print("%s/calibration.json", directory);
        output_directory(&output, directory);
        output_try(&output, inside);
        free(inside);
    }
    if (request->common.json != NULL && !publish_is_stdout(request->common.json))
        output_try(&output, request->common.json);
    for (int s = 0; s < write->calibration->scenario_count; s++) {
        if (is_written(request, write->calibration))
            output_try(&output, paths[s]);
        free(paths[s]);
    }
    free(paths);
    const bool can = output.fault == NULL;
    if (!can)
        fprintf(stderr, "tenfive: %s\n", output.fault);
    output_done(&output);
    return can;
}

static void add_files(const struct request *request,
                      const struct calibrate_write *write,
                      const struct calibrate_report *report, char *const *paths,
                      struct output *output)
{
    const char *const json = request->common.json;
    const char *const directory = request->common.directory;
    FILE *to =
        json == NULL || publish_is_stdout(json) ? NULL : output_add(output, json);
    if (to != NULL)
        calibrate_report_json(report, to);
    output_close(output);
    if (paths != NULL)
        calibrate_write_files(write, paths, output);
    if (directory == NULL)
        return;
    output_directory(output, directory);
    to = output_add_in(output, directory, "calibration.json");
    if (to != NULL)
        calibrate_report_json(report, to);
    output_close(output);
}

static int show(const struct request *request, const struct calibrate_write *write,
                struct calibrate_report *report)
{
    struct output output = { 0 };
    const struct calibration *const calibration = write->calibration;
    const bool has_paths = is_written(request, calibration);
    char **const paths = has_paths ? calibrate_write_paths(write) : NULL;
    int status = TENFIVE_MACHINE;
    report->written = (const char *const *) paths;
    report->written_count = has_paths ? calibration->scenario_count : 0;
    add_files(request, write, report, paths, &output);
    if (!output_commit(&output)) {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
    } else {
        if (publish_is_stdout(request->common.json))
            calibrate_report_json(report, stdout);
        else
            calibrate_report_print(report, report_style_of(stdout), stdout);
        status = output_stdout();
    }
    for (int s = 0; s < report->written_count; s++)
        free(paths[s]);
    free(paths);
    output_done(&output);
    if (status != TENFIVE_DONE)
        return status;
    return report->result->met == calibration->fitted_count ? TENFIVE_DONE
                                                            : TENFIVE_NOT_MET;
}

/* ---- running ---- */

static enum calibrate_status fit(const struct request *request,
                                 const struct calibration *calibration,
                                 struct trial *trial, const struct trial_options *how,
                                 struct sim_diag *diag, struct calibrate_result *out)
{
    bool is_begun = false;
    const struct calibrate_options options = {
        .trial = *how,
        .evaluations =
            request->evaluations > 0 ? request->evaluations : calibration->evaluations,
        .progress = is_told(request) ? tell : NULL,
        .progress_to = &is_begun,
    };
    const enum calibrate_status status =
        calibrate_run(calibration, trial, &options, diag, out);
    if (is_begun)
        fputs("\r\033[K", stderr);
    return status;
}

static int fit_and_show(const struct request *request,
                        const struct calibrate_write *write, struct trial *trial,
                        const struct trial_options *how, struct sim_diag *diag,
                        struct calibrate_result *result)
{
    const double began_s = now_s();
    switch (fit(request, write->calibration, trial, how, diag, result)) {
    case CALIBRATE_DONE:
        break;
    case CALIBRATE_BAD:
        return TENFIVE_BAD_INPUT;
    case CALIBRATE_INTERRUPTED:
        fputs("tenfive: stopped before the first evaluation was complete: no results\n",
              stderr);
        return TENFIVE_INTERRUPTED;
    }
    struct calibrate_report report = { .calibration = write->calibration,
                                       .result = result,
                                       .replications = how->replications,
                                       .seed = how->seed,
                                       .seconds = now_s() - began_s };
    return show(request, write, &report);
}

static int run(const struct request *request, const struct calibration *calibration,
               struct sim_diag *diag, const struct stop *stop)
{
    const struct trial_options how = {
        .replications = request->replications > 0 ? request->replications
                                                  : calibration->replications,
        .threads = request->common.threads,
        .seed =
            request->common.seed != NO_SEED ? request->common.seed : calibration->seed,
        .version = TENFIVE_VERSION,
        .stop = &stop->is_asked,
    };
    const struct scenario_change_list sets = options_changes(&request->common);
    struct calibrate_result result = { 0 };
    struct trial *const trial = trial_new(calibration, &sets, &how, diag);
    const struct calibrate_write write = { calibration,      trial,
                                           &result,          request->common.directory,
                                           how.replications, how.seed };
    int status = TENFIVE_BAD_INPUT;
    if (trial != NULL && !is_possible(request, &write))
        status = TENFIVE_MACHINE;
    else if (trial != NULL)
        status = fit_and_show(request, &write, trial, &how, diag, &result);
    calibrate_result_done(&result);
    trial_free(trial);
    return status;
}

static int read_and_run(const struct request *request)
{
    struct sim_diag diag = { 0 };
    struct calibration calibration = { 0 };
    int status = TENFIVE_BAD_INPUT;
    if (calibration_read(request->file, &diag, &calibration)) {
        struct stop stop;
        stop_init(&stop, request->common.quiet);
        status = run(request, &calibration, &diag, &stop);
        stop_done(&stop);
    }
    diag_out(&diag, request->common.quiet);
    sim_diag_done(&diag);
    calibration_done(&calibration);
    return status;
}

static int print_manual(void)
{
    char *const manual = calibration_manual();
    fputs(manual, stdout);
    free(manual);
    return output_stdout();
}

static int go(struct request *request, const struct options_list *words)
{
    if (request->keys)
        return print_manual();
    if (words->count == 0) {
        fputs("tenfive calibrate: a calibration file is missing: see tenfive calibrate "
              "--help\n",
              stderr);
        return TENFIVE_BAD_INPUT;
    }
    request->file = words->words[0];
    return read_and_run(request);
}

int calibrate_main(int argc, char **argv)
{
    struct request request = { .common = options_common_default() };
    struct options_values values = { .own = &request };
    int status = TENFIVE_BAD_INPUT;
    request.common.seed = NO_SEED;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        status = go(&request, &values.words);
        break;
    case OPTIONS_HELP:
        options_help(&command, stdout);
        status = output_stdout();
        break;
    case OPTIONS_BAD:
        break;
    }
    free(request.common.sets.words);
    options_values_done(&values);
    return status;
}
