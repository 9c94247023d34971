/* What it is worth that all scenarios of a comparison meet the same callers: one
 * handler more on a shift line of Avon & Somerset, with the same callers and with
 * callers of their own.  Half-widths fall with the root of the replications, so the
 * square of their ratio is how many times as many replications independent runs need.
 *
 * Usage: bench_compare SOURCE_ROOT [REPLICATIONS]; fails when it is less than ten. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "model/measure/paired.h"
#include "model/scenario/read.h"
#include "sim/mem.h"

enum { REPLICATIONS = 80, LEAST = 10, SEED = 1, OTHER_SEED = 2 };

static const struct paired_figure figures[] = {
    { PAIRED_TARGET, "t999", 0, 0 },
    { PAIRED_TARGET, "t101", 0, 0 },
    { PAIRED_TARGET, "t101_b", 0, 0 },
    { PAIRED_MEASURE, "secondary_101", MEASURE_LINE, MEASURE_ID_ABANDONED_SHARE },
    { PAIRED_MEASURE, "secondary_101", MEASURE_LINE, MEASURE_ID_MEAN_WAIT },
};
static const struct {
    const char *name, *unit;
    double scale;
} shown[] = {
    { "999 in 10 s", "points", 100.0 },
    { "101 abandoned (A)", "points", 100.0 },
    { "101 abandoned (B)", "points", 100.0 },
    { "secondary, abandoned", "points", 100.0 },
    { "secondary, mean wait", "s", 1.0 },
};
enum { FIGURES = sizeof figures / sizeof *figures };

static struct scenario read_with(const char *root, const char *set)
{
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    const struct scenario_change_list sets = { &set, set != NULL };
    char *const path = sim_mem_print("%s/scenarios/avon-somerset-2022.cfg", root);
    if (!scenario_read(path, &sets, &diag, &scenario)) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(1);
    }
    sim_diag_done(&diag);
    free(path);
    return scenario;
}

static struct paired run(const struct scenario *const *variants, int count,
                         int replications, uint64_t seed)
{
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    const struct paired_options options = { .replications = replications,
                                            .threads = cores > 0 ? (int) cores : 1,
                                            .seed = seed };
    struct sim_diag diag = { 0 };
    struct paired paired;
    if (!paired_run(variants, count, figures, FIGURES, &options, &diag, &paired)
        || paired.fault != NULL)
        exit(1);
    sim_diag_done(&diag);
    return paired;
}

/* False when callers of their own need less than LEAST times as many replications. */
static bool print_figure(const struct paired *same, const struct paired *other, int i)
{
    const struct sim_estimate difference = paired_difference(same, 1, i);
    const struct sim_estimate first = paired_value(same, 0, i);
    const struct sim_estimate second = paired_value(other, 0, i);
    const double paired = sim_estimate_half_width(&difference);
    const double apart =
        hypot(sim_estimate_half_width(&first), sim_estimate_half_width(&second));
    const double times = apart * apart / (paired * paired);
    printf("%-21s %+8.3f ±%.3f %-6s  %+8.3f ±%.3f %-6s  %8.0f\n", shown[i].name,
           difference.value * shown[i].scale, paired * shown[i].scale, shown[i].unit,
           (second.value - first.value) * shown[i].scale, apart * shown[i].scale,
           shown[i].unit, times);
    return times >= LEAST;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    const int replications = argc > 2 ? atoi(argv[2]) : REPLICATIONS;
    struct scenario as_is = read_with(argv[1], NULL);
    struct scenario more =
        read_with(argv[1], "teams.handlers.shifts+=Mon-Fri 09:00-17:00 1");
    const struct scenario *const both[] = { &as_is, &more };
    const struct scenario *const alone[] = { &more };
    struct paired same = run(both, 2, replications, SEED);
    struct paired other = run(alone, 1, replications, OTHER_SEED);
    bool is_good = true;
    printf("one handler more, Mon-Fri 09:00-17:00, %d simulated years of each\n"
           "%-21s %-24s  %-24s  replications saved\n",
           replications, "", "the same callers", "callers of their own");
    for (int i = 0; i < FIGURES; i++)
        is_good = print_figure(&same, &other, i) && is_good;
    paired_done(&same);
    paired_done(&other);
    scenario_done(&as_is);
    scenario_done(&more);
    return is_good ? 0 : 1;
}
