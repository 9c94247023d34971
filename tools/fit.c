#include "tools/fit.h"

#include <stddef.h>
#include <stdio.h>

#include "model/scenario/read.h"
#include "sim/mem.h"
#include "tools/diag_out.h"
#include "tools/fit_input.h"
#include "tools/fit_out.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/publish.h"
#include "tools/report.h"

struct request {
    struct options_common common;
    const char *map, *scenario, *dates;
    const char *file;
};

#define AT(member) offsetof(struct request, member)

static const struct options_row rows[] = {
    { "map", 0, OPTIONS_TEXT, AT(map), 0, 0, "MAP",
      "which column of the export is what, and which queue is which line (CSV); "
      "without "
      "it the headings are those that simulate --export writes" },
    { "scenario", 0, OPTIONS_TEXT, AT(scenario), 0, 0, "BASE",
      "the scenario to put the findings into: lines are found by name, its streams "
      "scaled" },
    { "dates", 0, OPTIONS_TEXT, AT(dates), 0, 0, "DATES",
      "fit these only, such as 2022-01..2022-08; else all" },
    { 0 },
};

static const struct options_command command = {
    .name = "fit",
    .help = "usage: tenfive fit ACD.csv [OPTION]...\n"
            "\n"
            "Reads an interval export of a telephone system (calls by line and hour, "
            "half\n"
            "hour or quarter hour) and finds what a scenario needs: how many calls, "
            "when,\n"
            "how long they take, how long callers wait; and how sure that is.\n"
            "\n"
            "Examples:\n"
            "  tenfive fit acd.csv --map map.csv\n"
            "  tenfive fit acd.csv --map map.csv --scenario force.cfg -o fitted\n"
            "  tenfive simulate fitted/fitted.cfg\n",
    .after = "With -o DIR: a profile a stream or line (CSV), fitted.cfg (a what-if on "
             "BASE, or\n"
             "a scenario of its own) and fit.json.  Names and telephone numbers in "
             "the\n"
             "export are not read: columns without a meaning are dropped.\n"
             "scenarios/templates has an export and a map to start from.\n"
             "\n"
             "Where BASE has callers come back (redial, calls_again, overflow, dial, "
             "outages),\n"
             "the dates are simulated a few times to find the first attempts that "
             "bring as\n"
             "many calls as were received.\n"
             "\n"
             "Exit status: 0 done; 2 bad input or usage, or first attempts not found, "
             "nothing\n"
             "is written; 3 failure of the machine (disk full, out of memory); 130 "
             "stopped.\n",
    .rows = rows,
    .takes_common = true,
    .least_words = 1,
    .most_words = 1,
    .word = "an interval export",
};

static int show(const struct request *request, const struct fit_out *out)
{
    struct output output = { 0 };
    const char *const json = request->common.json;
    FILE *to =
        json == NULL || publish_is_stdout(json) ? NULL : output_add(&output, json);
    if (to != NULL)
        fit_out_json(out, to);
    output_close(&output);
    if (request->common.directory != NULL)
        fit_out_files(out, request->common.directory, &output);
    int status = TENFIVE_MACHINE;
    if (!output_commit(&output)) {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
    } else {
        if (publish_is_stdout(json))
            fit_out_json(out, stdout);
        else
            fit_out_report(out, report_style_of(stdout), stdout);
        status = output_stdout();
    }
    output_done(&output);
    return status;
}

/* First attempts, on a second copy of the base with all findings in it. */
static int solve(const struct request *request, const struct fit_out *out,
                 struct fit_place *place)
{
    const struct scenario_change_list sets = options_changes(&request->common);
    struct sim_diag diag = { 0 };
    struct scenario fitted = { 0 };
    int status = TENFIVE_BAD_INPUT;
    if (scenario_read(request->scenario, &sets, &diag, &fitted)) {
        fit_place_apply(out->fit, place, &fitted);
        status =
            fit_input_first(&request->common, out->records, out->fit, &fitted, place);
    } else {
        diag_out(&diag, request->common.quiet); /* changed since it was read */
    }
    sim_diag_done(&diag);
    scenario_done(&fitted);
    return status;
}

static int fit_it(const struct request *request, struct fit_out *out,
                  struct sim_diag *diag)
{
    struct scenario_dates dates;
    if (!fit_input_dates("fit", "dates", request->dates, out->records, &dates)) {
        diag_out(diag, request->common.quiet);
        return TENFIVE_BAD_INPUT;
    }
    struct fit fit;
    struct fit_place place = { 0 };
    fit_make(out->records, dates, &fit);
    out->fit = &fit;
    const bool ok = out->scenario == NULL
                    || fit_place_init(out->records, &fit, out->scenario, diag, &place);
    if (out->scenario != NULL)
        out->place = &place;
    diag_out(diag, request->common.quiet);
    int status = ok ? TENFIVE_DONE : TENFIVE_BAD_INPUT;
    if (ok && out->scenario != NULL)
        status = solve(request, out, &place);
    if (status == TENFIVE_DONE)
        status = show(request, out);
    fit_place_done(&place);
    fit_done(&fit);
    return status;
}

static int read_and_fit(const struct request *request)
{
    const struct scenario_change_list sets = options_changes(&request->common);
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct records records = { 0 };
    bool ok = fit_input_records(request->file, request->map, &diag, &records);
    if (request->scenario != NULL)
        ok &= scenario_read(request->scenario, &sets, &diag, &scenario);
    int status = TENFIVE_BAD_INPUT;
    struct fit_out out = { .export = request->file,
                           .base = request->scenario,
                           .records = &records,
                           .scenario = request->scenario != NULL ? &scenario : NULL };
    if (ok)
        status = fit_it(request, &out, &diag);
    else
        diag_out(&diag, request->common.quiet);
    sim_diag_done(&diag);
    records_done(&records);
    scenario_done(&scenario);
    return status;
}

int fit_main(int argc, char **argv)
{
    struct request request = { .common = options_common_default() };
    struct options_values values = { .common = &request.common, .own = &request };
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        request.file = values.words.words[0];
        status = read_and_fit(&request);
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
