/* What a sweep is to do: its scenario, its settings, its points. */
#ifndef TOOLS_SWEEP_JOB_H
#define TOOLS_SWEEP_JOB_H

#include <stdatomic.h>
#include <stdbool.h>

#include "model/scenario/scenario.h"
#include "model/sweep/axis.h"
#include "model/sweep/design.h"
#include "model/sweep/point.h"
#include "tools/options.h"

/* As the command line has it. */
struct sweep_request {
    struct options_common common;
    struct options_list vary, measure;
    const char *design, *shard;
    int points, replications; /* 0: not given */
    bool restart;
    const char *file;
};

/* Points of this process: those whose number leaves this remainder. */
struct sweep_shard {
    int index, count; /* 0 <= index < count */
};

struct sweep_job {
    const struct sweep_request *request;
    struct scenario base;
    struct sweep_axis *axes; /* owned */
    int axis_count;
    enum sweep_design_kind design;
    int point_count;
    int *levels; /* owned, [points][axes] */
    struct sweep_look look;
    struct sweep_shard shard;
    uint64_t seed;
    int replications;
    uint64_t *hashes; /* owned, [points]: of the scenario of each, by sweep_check() */
    uint64_t points_hash; /* of all of these */
};

/* Reads everything; complains on stderr and returns false.  Zeroed memory before;
 * sweep_job_done() after either. */
bool sweep_job_make(const struct sweep_request *request, struct sweep_job *out);
void sweep_job_done(struct sweep_job *job);

/* The sets of a point: those of the command line, then one for each setting that the
 * point changes.  Owned texts; free with sweep_sets_done(). */
struct sweep_sets {
    char **texts;
    int count;
};
struct sweep_sets sweep_sets_of(const struct sweep_job *job, int point);
void sweep_sets_done(struct sweep_sets *sets);
struct scenario_change_list sweep_sets_list(const struct sweep_sets *sets);

/* "PATH = VALUE, PATH = VALUE", in fresh memory. */
char *sweep_point_words(const struct sweep_job *job, int point);

/* Reads the scenarios of all points, on all threads, and compiles each: complains of
 * those that are refused, by name, and gives an exit status. */
int sweep_check(struct sweep_job *job, const atomic_bool *stop);

#endif
