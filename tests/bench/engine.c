#include "tests/bench/engine.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/measure/experiment.h"
#include "model/scenario/read.h"

static void complain(const struct sim_diag *diag)
{
    for (size_t i = 0; i < diag->count; i++) {
        if (diag->items[i].level != SIM_DIAG_ERROR)
            continue;
        char *line = sim_diag_line(&diag->items[i]);
        fprintf(stderr, "%s\n", line);
        free(line);
    }
}

double engine_run(const char *path, int replications, int threads, uint64_t seed)
{
    gsl_set_error_handler_off();
    const struct experiment_options options = {
        .replications = replications, .threads = threads, .seed = seed, .version = ""
    };
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct result result = { 0 };
    double callers = 0.0;
    if (scenario_read(path, NULL, &diag, &scenario)
        && experiment_run(&scenario, &options, &diag, &result)) {
        if (result.fault == NULL)
            callers = result.callers;
        else
            fprintf(stderr, "%s: %s\n", path, result.fault);
    }
    complain(&diag);
    result_done(&result);
    sim_diag_done(&diag);
    scenario_done(&scenario);
    return callers;
}
