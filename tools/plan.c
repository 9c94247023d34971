#include "tools/plan.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/diag_out.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/plan_job.h"
#include "tools/plan_parts.h"
#include "tools/plan_report.h"
#include "tools/publish.h"
#include "tools/report.h"
#include "tools/stop.h"

enum { FRONTIER_POINTS = 7, MOST_FRONTIER_POINTS = 50 };

static const double CALLERS_A_MILLION = 1e6;

struct request {
    struct options_common common;
    double effort; /* million callers; 0: the planner's default */
    int frontier;  /* points; 0: none, OPTIONS_UNSAID: the default number */
    bool quick;
    const char *file;
};

#define AT(member) offsetof(struct request, member)

static const struct options_row rows[] = {
    { "effort", 'e', OPTIONS_NUMBER, AT(effort), 0.001, 1e6, "N",
      "search with about so many million callers (default by the scenario's size)" },
    { "frontier", 'f', OPTIONS_PERHAPS, AT(frontier), 2, MOST_FRONTIER_POINTS, "N",
      "also what fewer and more hours would give, at N points (default 7)" },
    { "quick", 0, OPTIONS_FLAG, AT(quick), 0, 0, NULL,
      "the tested plan alone: no comparison with formulas, nothing about assumptions, "
      "no proof that nobody can be left out" },
    { 0 },
};

static const struct options_command command = {
    .name = "plan",
    .help = "usage: tenfive plan SCENARIO [OPTION]...\n"
            "\n"
            "Finds the least staffing that meets the targets of SCENARIO, and tests it "
            "on\n"
            "callers that the search never met.  The group `plan` of the scenario says "
            "which\n"
            "weeks, teams and policies (tenfive check --keys).\n"
            "\n"
            "Examples:\n"
            "  tenfive plan force.cfg\n"
            "  tenfive plan force.cfg -o plan      # then:\n"
            "  tenfive simulate plan/plan.cfg      # the tested figures again\n"
            "  tenfive verify plan/plan.cfg        # tested once more, on new callers\n"
            "  tenfive plan force.cfg --set 'plan.week=each_month' --quick\n"
            "  tenfive plan force.cfg --set 'targets.t999.at_least=95 %'\n",
    .after =
        "-o DIR writes plan.cfg (a what-if on the scenario; one for each month and "
        "one\n"
        "for all of them when months are planned), staffing.csv, prices.csv, and\n"
        "plan.json; shifts.csv when people come in shifts.\n"
        "\n"
        "Ctrl-C ends the search and gives the best so far, marked NOT CERTIFIED; "
        "a\n"
        "second Ctrl-C ends the program and writes nothing.\n"
        "\n"
        "Exit status: 0 every plan passed its test; 1 one did not, or the targets\n"
        "cannot be met, or it was stopped; 2 bad input or usage; 3 failure of the\n"
        "machine (disk full, out of memory).\n",
    .rows = rows,
    .takes_common = true,
    .least_words = 1,
    .most_words = 1,
    .word = "a scenario file",
};

/* ---- output ---- */

static void write_json(const void *plans, FILE *to)
{
    plan_json(plans, to);
}

static void add_files(const struct options_common *common,
                      const struct plan_cases *plans, struct output *output)
{
    publish_run(write_json, plans, common->json, common->directory, "plan.json",
                output);
    if (common->directory == NULL)
        return;
    plan_csv(plans, common->directory, output);
    plan_write(plans, common->directory, output);
}

static void print(const struct plan_cases *plans, uint64_t seed)
{
    const struct report_style style = report_style_of(stdout);
    struct plan_page *const pages = sim_mem_array((size_t) plans->count, sizeof *pages);
    for (int i = 0; i < plans->count; i++) {
        pages[i] =
            (struct plan_page){ plans->cases[i].plan, plans->cases[i].scenario, seed };
        if (i > 0)
            fputc('\n', stdout);
        plan_report(&pages[i], style, stdout);
    }
    if (plans->count > 1)
        plan_report_months(pages, plans->count, style, stdout);
    free(pages);
}

/* Files first, so that a reader of stdout who goes away (head) takes nothing along. */
static int show(const struct options_common *common, const struct plan_cases *plans)
{
    struct output output = { 0 };
    int status = TENFIVE_MACHINE;
    add_files(common, plans, &output);
    if (output_commit(&output)) {
        if (publish_is_stdout(common->json))
            plan_json(plans, stdout);
        else
            print(plans, common->seed);
        status = output_stdout();
    } else {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
    }
    output_done(&output);
    return status;
}

/* ---- the work ---- */

static int show_job(const struct request *request, const struct plan_job *job,
                    const struct scenario_change_list *sets)
{
    if (job->done == 0) {
        fputs("tenfive: stopped before there was a plan: no results\n", stderr);
        return TENFIVE_INTERRUPTED;
    }
    struct plan_case *const cases = sim_mem_array((size_t) job->done, sizeof *cases);
    const struct plan_cases plans = { .cases = cases,
                                      .count = job->done,
                                      .asked = job->count,
                                      .whole = &job->whole,
                                      .file = request->file,
                                      .sets = sets,
                                      .seed = request->common.seed };
    const char *fault = NULL;
    bool are_certified = job->done == job->count;
    for (int i = 0; i < job->done; i++) {
        const struct plan_job_week *const week = &job->weeks[i];
        cases[i] = (struct plan_case){ &week->plan, &job->list[i], &week->scenario };
        are_certified = are_certified && week->plan.end == PLAN_CERTIFIED;
        fault = fault == NULL ? week->plan.fault : fault;
    }
    int status = TENFIVE_MACHINE;
    if (fault != NULL)
        fprintf(stderr,
                "tenfive: a run does not balance, so there are no figures: %s\n"
                "This is a fault of tenfive; please report it with the scenario.\n",
                fault);
    else
        status = show(&request->common, &plans);
    if (status == TENFIVE_DONE && !are_certified)
        status = TENFIVE_NOT_MET;
    free(cases);
    return status;
}

static void run(const struct request *request, struct plan_job *job)
{
    struct stop stop;
    stop_init(&stop, request->common.quiet);
    const struct plan_options options = {
        .seed = request->common.seed,
        .threads = request->common.threads,
        .effort = request->effort * CALLERS_A_MILLION,
        .wants_rivals = !request->quick,
        .wants_sensitivities = !request->quick,
        .wants_prices = true,
        .wants_minimality = !request->quick,
        .frontier_points =
            request->frontier == OPTIONS_UNSAID ? FRONTIER_POINTS : request->frontier,
        .stop = &stop.is_asked,
    };
    plan_job_run(job, &options, request->common.quiet);
    stop_done(&stop);
}

static int read_and_run(const struct request *request)
{
    const struct scenario_change_list sets = options_changes(&request->common);
    struct sim_diag diag = { 0 };
    struct plan_job job;
    const bool is_sound = plan_job_read(request->file, &sets, &diag, &job);
    int status = TENFIVE_BAD_INPUT;
    diag_out(&diag, request->common.quiet);
    if (is_sound
        && !publish_is_possible(request->common.json, request->common.directory,
                                "plan.json")) {
        status = TENFIVE_MACHINE;
    } else if (is_sound) {
        run(request, &job);
        status = show_job(request, &job, &sets);
    }
    sim_diag_done(&diag);
    plan_job_done(&job);
    return status;
}

int plan_main(int argc, char **argv)
{
    struct request request = { .common = options_common_default() };
    struct options_values values = { .common = &request.common, .own = &request };
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        request.file = values.words.words[0];
        status = read_and_run(&request);
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
