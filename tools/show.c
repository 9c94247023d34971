#include "tools/show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/csv_out.h"
#include "tools/json_result.h"
#include "tools/options.h"
#include "tools/outcome.h"
#include "tools/publish.h"
#include "tools/report.h"

static void write_json(const void *from, FILE *to)
{
    json_result(from, to);
}

static void add_files(const struct show *show, const struct outcome *outcome,
                      struct output *output)
{
    publish_run(write_json, outcome, show->json, show->directory, "result.json",
                output);
    if (show->directory != NULL)
        csv_out(outcome, show->directory, output);
}

/* Files first, so that a reader of stdout who goes away (head) takes nothing along. */
static int write_all(const struct show *show, const struct outcome *outcome,
                     struct output *output)
{
    add_files(show, outcome, output);
    if (!output_commit(output)) {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output->fault);
        return TENFIVE_MACHINE;
    }
    if (publish_is_stdout(show->json))
        json_result(outcome, stdout);
    else
        report_print(outcome, report_style_of(stdout), stdout);
    return output_stdout();
}

bool show_is_possible(const struct show *show)
{
    struct output output = { 0 };
    if (show->directory != NULL) {
        char *const inside = sim_mem_print("%s/result.json", show->directory);
        output_directory(&output, show->directory);
        output_try(&output, inside);
        free(inside);
    }
    if (show->json != NULL && !publish_is_stdout(show->json))
        output_try(&output, show->json);
    if (show->trace != NULL)
        output_try(&output, show->trace);
    const bool can = output.fault == NULL;
    if (!can)
        fprintf(stderr, "tenfive: %s\n", output.fault);
    output_done(&output);
    return can;
}

static int verdict(const struct show *show, const struct outcome *outcome)
{
    const bool targets = outcome->targets[SIM_MET] == outcome->result->target_count;
    const bool expects = outcome->expects_met == outcome->scenario->expect_count;
    return (show->require_targets && !targets) || (show->require_expect && !expects)
               ? TENFIVE_NOT_MET
               : TENFIVE_DONE;
}

int show_result(const struct show *show, const struct scenario *scenario,
                const struct result *result, const struct sim_diag *diag,
                struct output *output)
{
    if (result->done == 0) {
        fputs(
            "tenfive: stopped before the first replication was complete: no results\n",
            stderr);
        return TENFIVE_INTERRUPTED;
    }
    if (result->fault != NULL) {
        fprintf(stderr,
                "tenfive: the run does not balance, so there are no figures: %s\n"
                "This is a fault of tenfive; please report it with the scenario.\n",
                result->fault);
        return TENFIVE_MACHINE;
    }
    struct outcome outcome;
    outcome_init(&outcome, scenario, result, diag);
    int status = write_all(show, &outcome, output);
    if (status == TENFIVE_DONE)
        status = verdict(show, &outcome);
    outcome_done(&outcome);
    return status;
}
