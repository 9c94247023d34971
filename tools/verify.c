#include "tools/verify.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read.h"
#include "sim/mem.h"
#include "sim/replicate.h"
#include "sim/rng.h"
#include "tools/check_words.h"
#include "tools/diag_out.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/plan_parts.h"
#include "tools/plan_progress.h"
#include "tools/plan_report.h"
#include "tools/publish.h"
#include "tools/report.h"
#include "tools/stop.h"
#include "tools/what_if.h"

struct request {
    struct options_common common;
    const char *file;
};

#define AT(member) offsetof(struct request, member)

/* No seed that can be given. */
#define NO_SEED UINT64_MAX

static const struct options_row rows[] = {
    { "seed", 0, OPTIONS_SEED, AT(common.seed), 0, 0, "N",
      "the luck of all callers (default: other callers than any test of the plan "
      "had)" },
    { "set", 0, OPTIONS_LIST, AT(common.sets), 0, 0, "PATH=VALUE",
      "change a setting first; also PATH+=VALUE, -=, *=; may be repeated" },
    { "threads", 0, OPTIONS_COUNT, AT(common.threads), 1, SIM_REPLICATE_MOST_THREADS,
      "N",
      "processor cores to use (default all); results are the same with any number" },
    { "json", 0, OPTIONS_TEXT, AT(common.json), 0, 0, "FILE",
      "write the outcome as JSON to FILE; \"-\" is stdout, instead of the table" },
    { "output", 'o', OPTIONS_TEXT, AT(common.directory), 0, 0, "DIR",
      "write verification.json, report.html and results.xlsx into DIR (made if "
      "missing)" },
    { "quiet", 'q', OPTIONS_FLAG, AT(common.quiet), 0, 0, NULL,
      "no progress and no warnings on stderr" },
    { "help", 'h', OPTIONS_FLAG, AT(common.help), 0, 0, NULL, "this text" },
    { 0 },
};

static const struct options_command command = {
    .name = "verify",
    .help =
        "usage: tenfive verify PLAN [OPTION]...\n"
        "\n"
        "Tests a plan that tenfive plan wrote once more, on callers that it never\n"
        "met, and says whether its targets still hold: of plans that truly miss a\n"
        "target at most 5 in 100 pass.  Any other scenario that has targets can be\n"
        "tested as well.\n"
        "\n"
        "Examples:\n"
        "  tenfive plan force.cfg -o plan\n"
        "  tenfive verify plan/plan.cfg\n"
        "  tenfive verify plan/plan.cfg --seed 77\n"
        "  tenfive verify plan/plan.cfg --set 'streams.public_999.calls*=1.02'\n",
    .after =
        "Exit status: 0 all targets hold; 1 one does not, or it was stopped; 2 bad\n"
        "input or usage; 3 failure of the machine (disk full, out of memory).\n",
    .rows = rows,
    .least_words = 1,
    .most_words = 1,
    .word = "a plan file",
};

/* ---- the certificate ---- */

enum base_state { BASE_SAME, BASE_CHANGED, BASE_LOST };

/* What has become of the scenario that was planned. */
static enum base_state base_state(const struct scenario *plan)
{
    const struct scenario_certificate *const certificate = &plan->certificate;
    const struct scenario_change_list sets = { (const char *const *) certificate->sets,
                                               certificate->set_count };
    char *const directory = what_if_directory(plan->file);
    char *const path = certificate->scenario[0] == '/'
                           ? sim_mem_text(certificate->scenario)
                           : sim_mem_print("%s/%s", directory, certificate->scenario);
    struct sim_diag diag = { 0 };
    struct scenario base = { 0 };
    const bool is_read = scenario_read(path, &sets, &diag, &base);
    const bool is_same = is_read && base.hash == certificate->hash;
    sim_diag_done(&diag);
    scenario_done(&base);
    free(path);
    free(directory);
    return is_same ? BASE_SAME : is_read ? BASE_CHANGED : BASE_LOST;
}

/* Callers that neither the plan's search nor any of its tests has met; they come out of
 * its last test, so that they are the same each time. */
static uint64_t fresh_seed(const struct scenario_certificate *certificate)
{
    enum { VERIFICATION = 3 }; /* search and tests have 1 and 2 of their seed */
    if (!certificate->given)
        return 1;
    const uint64_t key = sim_rng_key(certificate->seed, VERIFICATION);
    return sim_rng_key(key, (uint64_t) certificate->rounds) >> 11;
}

/* ---- the page ---- */

static char *certificate_words(const struct scenario *scenario)
{
    const struct scenario_certificate *const certificate = &scenario->certificate;
    if (!certificate->given)
        return sim_mem_text("This file is no plan: there is no certificate in it, and "
                            "its targets are tested as it stands.");
    const char *const outcome = certificate->held ? "passed" : "did NOT pass";
    switch (base_state(scenario)) {
    case BASE_SAME:
        return sim_mem_print("The plan %s its own test; %s is as it was then.", outcome,
                             certificate->scenario);
    case BASE_CHANGED:
        return sim_mem_print("The plan %s its own test, but %s HAS CHANGED SINCE: what "
                             "is tested is the plan's staffing on the scenario as it "
                             "is now.",
                             outcome, certificate->scenario);
    case BASE_LOST:
        break;
    }
    return sim_mem_print("The plan %s its own test; %s, which it was made for, can no "
                         "longer be read as it was then.",
                         outcome, certificate->scenario);
}

/* The first need that was found on the wrong side of its limit, or -1. */
static int first_missed(const struct plan *plan)
{
    for (int n = 0; n < plan->question->need_count; n++) {
        const struct plan_grade *const grade = &plan->grades[n];
        const double over = grade->value.value - grade->limit;
        if (grade->state != SIM_SEQUENTIAL_HOLDS
            && grade->value.kind != SIM_ESTIMATE_NONE
            && (grade->at_least ? over < 0.0 : over > 0.0))
            return n;
    }
    return -1;
}

/* Of a test that did not pass.  Between a limit and its margin luck decides. */
static char *failure_words(const struct plan *plan)
{
    const int missed = first_missed(plan);
    return missed < 0 ? sim_mem_text(
               "NOT SHOWN TO HOLD.  Every target was found on the right side of "
               "its limit, but not by its margin, where luck decides the test: "
               "other callers (--seed) may pass it")
                      : sim_mem_print("DOES NOT HOLD: \"%s\" is missed",
                                      plan->needs[missed].label);
}

static char *end_words(const struct plan *plan)
{
    char *const seen = check_words_number(plan->replications, 0);
    char *why = NULL, *words = NULL;
    switch (plan->end) {
    case PLAN_CERTIFIED:
        words = sim_mem_print("Re-tested on fresh callers: HOLDS.  All targets hold, "
                              "tested together on %s replications (seed %" PRIu64 ").",
                              seen, plan->seed);
        break;
    case PLAN_STOPPED:
        words = sim_mem_print("STOPPED after %s replications (seed %" PRIu64
                              "): nothing is shown by that.",
                              seen, plan->seed);
        break;
    case PLAN_NOT_CERTIFIED:
    case PLAN_INFEASIBLE:
        why = failure_words(plan);
        words = sim_mem_print("Re-tested on fresh callers: %s (%s replications, seed "
                              "%" PRIu64 ").",
                              why, seen, plan->seed);
        break;
    }
    free(why);
    free(seen);
    return words;
}

static void print(const struct scenario *scenario, const struct plan *plan, FILE *to)
{
    const struct report_style style = report_style_of(to);
    const char *const title =
        scenario->title != NULL ? scenario->title : scenario->file;
    const enum report_tone tone = plan->end == PLAN_CERTIFIED ? REPORT_GOOD
                                  : plan->end == PLAN_STOPPED ? REPORT_DOUBT
                                                              : REPORT_BAD;
    report_table_fold(sim_mem_text(title), REPORT_HEADING, style, to);
    if (scenario->marking != NULL && *scenario->marking != '\0')
        report_table_fold(sim_mem_text(scenario->marking), REPORT_HEADING, style, to);
    report_table_fold(certificate_words(scenario), REPORT_PLAIN, style, to);
    plan_report_grades(plan, style, to);
    fputc('\n', to);
    report_table_fold(end_words(plan), tone, style, to);
}

/* ---- the work ---- */

/* A plan that was tested, and how it was asked for. */
struct tested {
    const struct request *request;
    const struct scenario *scenario;
    const struct plan *plan;
};

static void write_json(const void *from, FILE *to)
{
    const struct tested *const tested = from;
    const struct scenario *const scenario = tested->scenario;
    const struct scenario_change_list sets = options_changes(&tested->request->common);
    const struct week week = { .name = "as written",
                               .period = scenario->period,
                               .is_typical = scenario->is_typical,
                               .typical_of = scenario->typical_of };
    const struct plan_case one = { tested->plan, &week, scenario };
    const struct plan_cases plans = { .cases = &one,
                                      .count = 1,
                                      .asked = 1,
                                      .whole = scenario,
                                      .file = tested->request->file,
                                      .sets = &sets,
                                      .seed = tested->plan->seed };
    plan_json(&plans, to);
}

static int show(const struct request *request, const struct scenario *scenario,
                const struct plan *plan)
{
    struct output output = { 0 };
    const struct options_common *const common = &request->common;
    const struct tested tested = { request, scenario, plan };
    publish_run(write_json, &tested, common->json, common->directory,
                "verification.json", &output);
    int status = TENFIVE_MACHINE;
    if (!output_commit(&output)) {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
    } else {
        if (publish_is_stdout(common->json))
            write_json(&tested, stdout);
        else
            print(scenario, plan, stdout);
        status = output_stdout();
    }
    output_done(&output);
    return status != TENFIVE_DONE        ? status
           : plan->end == PLAN_CERTIFIED ? TENFIVE_DONE
                                         : TENFIVE_NOT_MET;
}

static int test(const struct request *request, const struct scenario *scenario,
                const struct question *question)
{
    struct stop stop;
    struct plan plan;
    struct plan_progress_line line;
    int status = TENFIVE_MACHINE;
    stop_init(&stop, request->common.quiet);
    plan_progress_init(&line, question, request->common.quiet);
    const struct plan_options options = {
        .seed = request->common.seed == NO_SEED ? fresh_seed(&scenario->certificate)
                                                : request->common.seed,
        .threads = request->common.threads,
        .stop = &stop.is_asked,
        .progress = plan_progress_tell,
        .progress_to = &line,
    };
    plan_verify(question, &options, &plan);
    plan_progress_done(&line);
    stop_done(&stop);
    if (plan.fault != NULL)
        fprintf(stderr,
                "tenfive: a run does not balance, so there are no figures: %s\n"
                "This is a fault of tenfive; please report it with the scenario.\n",
                plan.fault);
    else
        status = show(request, scenario, &plan);
    plan_done(&plan);
    return status;
}

/* Callers whom the plan has pleased prove nothing. */
static bool is_fresh(const struct request *request, const struct scenario *scenario)
{
    const struct scenario_certificate *const certificate = &scenario->certificate;
    if (!certificate->given || request->common.seed != certificate->seed)
        return true;
    fprintf(stderr,
            "tenfive verify: --seed %" PRIu64 " is that of the plan's own test; other "
            "callers are needed\n",
            certificate->seed);
    return false;
}

static int read_and_test(const struct request *request)
{
    const struct scenario_change_list sets = options_changes(&request->common);
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct question question = { 0 };
    const bool is_sound =
        scenario_read(request->file, &sets, &diag, &scenario)
        && question_compile(&scenario, QUESTION_AS_WRITTEN, &diag, &question);
    int status = TENFIVE_BAD_INPUT;
    diag_out(&diag, request->common.quiet);
    if (is_sound && is_fresh(request, &scenario))
        status = publish_is_possible(request->common.json, request->common.directory,
                                     "verification.json")
                     ? test(request, &scenario, &question)
                     : TENFIVE_MACHINE;
    sim_diag_done(&diag);
    question_done(&question);
    scenario_done(&scenario);
    return status;
}

int verify_main(int argc, char **argv)
{
    struct request request = { .common = options_common_default() };
    struct options_values values = { .own = &request };
    int status = TENFIVE_BAD_INPUT;
    request.common.seed = NO_SEED;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        request.file = values.words.words[0];
        status = read_and_test(&request);
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
