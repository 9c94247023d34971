/* How many points a second a sweep runs, beside a bare loop of experiments.
 *
 *     bench_sweep SOURCE_ROOT TENFIVE [POINTS [REPLICATIONS]]      1000 points, 1
 *
 * A point is a week of Avon & Somerset with other breaks of the handlers.  Both use two
 * threads: the loop within one point, after reading it; the sweep between points, with
 * reading and checking, its journal, page and workbook.  By the clock on the wall. */
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/measure/experiment.h"
#include "model/scenario/read.h"
#include "sim/mem.h"

enum { POINTS = 1000, THREADS = 2 };

static const char period[] = "period=2022-03-07..2022-03-13";

static double clock_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

/* First attempts of one point; 0 when it cannot be run. */
static double run_point(const char *path, double breaks, int replications)
{
    char *const set = sim_mem_print("teams.handlers.less.breaks=%.12g %%", breaks);
    const char *const sets[] = { period, set };
    const struct scenario_change_list list = { sets, 2 };
    const struct experiment_options options = {
        .replications = replications, .threads = THREADS, .seed = 1, .version = ""
    };
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct result result = { 0 };
    double callers = 0.0;
    if (scenario_read(path, &list, &diag, &scenario)
        && experiment_run(&scenario, &options, &diag, &result) && result.fault == NULL)
        callers = result.callers;
    result_done(&result);
    sim_diag_done(&diag);
    scenario_done(&scenario);
    free(set);
    return callers;
}

static void print(const char *name, int points, double callers, double wall_s)
{
    printf("%-6s %7.1f points/s  %9.0f calls/s  %6.1f s\n", name, points / wall_s,
           callers / wall_s, wall_s);
}

/* The program as people use it, into a directory of its own. */
static bool run_sweep(const char *program, const char *path, int points,
                      int replications)
{
    char folder[] = "/tmp/bench_sweep_XXXXXX";
    if (mkdtemp(folder) == NULL)
        return false;
    char *const command = sim_mem_print(
        "'%s' sweep '%s' --set %s --threads %d -q -n %d -o %s --vary "
        "'teams.handlers.less.breaks=0 %%:%.12g %%:0.01 %%' >/dev/null; status=$?; "
        "rm -r %s; exit $status",
        program, path, period, THREADS, replications, folder, (points - 1) * 0.01,
        folder);
    const int status = system(command);
    free(command);
    return status == 0;
}

int main(int argc, char **argv)
{
    const int points = argc > 3 ? atoi(argv[3]) : POINTS;
    const int replications = argc > 4 ? atoi(argv[4]) : 1;
    if (argc < 3 || points < 1 || replications < 1) {
        fputs("usage: bench_sweep SOURCE_ROOT TENFIVE [POINTS [REPLICATIONS]]\n",
              stderr);
        return 2;
    }
    gsl_set_error_handler_off();
    char *const path = sim_mem_print("%s/scenarios/avon-somerset-2022.cfg", argv[1]);
    printf("%d points x %d week%s of Avon & Somerset, %d threads\n", points,
           replications, replications == 1 ? "" : "s", THREADS);
    double callers = 0.0;
    const double began_s = clock_s();
    for (int i = 0; i < points; i++)
        callers += run_point(path, i * 0.01, replications);
    const double loop_s = clock_s() - began_s;
    const bool is_sound = run_sweep(argv[2], path, points, replications);
    const double sweep_s = clock_s() - began_s - loop_s;
    print("loop", points, callers, loop_s);
    if (is_sound)
        print("sweep", points, callers, sweep_s);
    free(path);
    return is_sound && callers > 0.0 ? 0 : 1;
}
