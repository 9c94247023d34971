#include "tools/sweep_job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read.h"
#include "model/scenario/text.h"
#include "sim/mem.h"
#include "tools/diag_out.h"
#include "tools/warnings.h"

enum { REPLICATIONS = 20 };

static bool complain(const char *what, const char *word, const char *why)
{
    fprintf(stderr, "tenfive sweep: --%s %s: %s\n", what, word, why);
    return false;
}

/* ---- settings ---- */

static bool read_axes(struct sweep_job *job)
{
    const struct options_list *const words = &job->request->vary;
    bool is_sound = true;
    if (words->count == 0 || words->count > SWEEP_MOST_AXES) {
        fprintf(stderr,
                "tenfive sweep: --vary PATH=FROM:TO:STEP must be given, at most %d "
                "times: see tenfive sweep --help\n",
                SWEEP_MOST_AXES);
        return false;
    }
    job->axes = sim_mem_array(words->count, sizeof *job->axes);
    for (int i = 0; i < words->count; i++) {
        char *fault = NULL;
        struct sweep_axis *const axis = &job->axes[job->axis_count];
        if (!sweep_axis_read(words->words[i], axis, &fault)) {
            is_sound = complain("vary", words->words[i], fault);
            free(fault);
            continue;
        }
        for (int k = 0; k < job->axis_count; k++)
            if (strcmp(job->axes[k].path, axis->path) == 0)
                is_sound =
                    complain("vary", words->words[i], "this setting is varied already");
        job->axis_count++;
    }
    return is_sound;
}

/* ---- design ---- */

static bool read_design(struct sweep_job *job)
{
    const struct sweep_request *const request = job->request;
    const char *const name = request->design == NULL ? "grid" : request->design;
    int kind = 0;
    while (kind < SWEEP_DESIGNS && strcmp(sweep_design_names[kind], name) != 0)
        kind++;
    if (kind == SWEEP_DESIGNS)
        return complain("design", name, "must be grid, tornado or lhs");
    job->design = (enum sweep_design_kind) kind;
    if (job->design == SWEEP_LHS && request->points == 0)
        return complain("design", name, "needs --points N");
    if (job->design != SWEEP_LHS && request->points != 0) {
        fputs("tenfive sweep: --points goes with --design lhs only\n", stderr);
        return false;
    }
    return true;
}

static bool fill_design(struct sweep_job *job)
{
    int *const counts = sim_mem_array(job->axis_count, sizeof *counts);
    for (int i = 0; i < job->axis_count; i++)
        counts[i] = job->axes[i].count;
    const struct sweep_design design = { .kind = job->design,
                                         .axes = job->axis_count,
                                         .counts = counts,
                                         .points = job->request->points,
                                         .seed = job->seed };
    job->point_count = sweep_design_points(&design);
    const bool can = job->point_count <= SWEEP_MOST_POINTS;
    if (can) {
        job->levels =
            sim_mem_array((size_t) job->point_count * job->axis_count, sizeof(int));
        sweep_design_fill(&design, job->levels);
    } else {
        fprintf(stderr,
                "tenfive sweep: more than %d points: take longer steps, or --design "
                "lhs --points N\n",
                SWEEP_MOST_POINTS);
    }
    free(counts);
    return can;
}

static bool read_shard(struct sweep_job *job)
{
    const char *const word = job->request->shard;
    char rest;
    job->shard = (struct sweep_shard){ 0, 1 };
    if (word == NULL)
        return true;
    struct sweep_shard *const shard = &job->shard;
    if (strspn(word, "0123456789/") != strlen(word) || strlen(word) > 12
        || sscanf(word, "%d/%d%c", &shard->index, &shard->count, &rest) != 2
        || shard->index < 1 || shard->index > shard->count
        || shard->count > SWEEP_MOST_POINTS)
        return complain("shard", word, "must be i/n, such as 2/4 for the second of 4");
    shard->index--;
    if (job->request->common.directory != NULL && job->request->common.json == NULL)
        return true;
    fputs("tenfive sweep: --shard needs -o DIR for its part, and writes no JSON: "
          "tenfive merge does\n",
          stderr);
    return false;
}

/* ---- figures ---- */

static bool add_figure(struct sweep_job *job, const char *path, size_t *capacity)
{
    struct sweep_look *const look = &job->look;
    char *fault = NULL;
    for (int i = 0; i < look->figure_count; i++)
        if (strcmp(look->figures[i].path, path) == 0)
            return true;
    look->figures =
        sim_mem_grow(look->figures, capacity, (size_t) look->figure_count + 1,
                     sizeof *look->figures);
    if (sweep_figure_read(&job->base, path, &look->figures[look->figure_count],
                          &fault)) {
        look->figure_count++;
        return true;
    }
    complain("measure", path, fault);
    free(fault);
    return false;
}

/* What was asked for, or all targets; always followed by people, so that the cheapest
 * point can be told. */
static bool choose_figures(struct sweep_job *job)
{
    const struct scenario *const s = &job->base;
    const struct options_list *const asked = &job->request->measure;
    struct sweep_look *const look = &job->look;
    size_t capacity = 0;
    bool is_sound = true, has_cost = s->team_count > 0;
    look->targets = sim_mem_array(s->target_count, sizeof *look->targets);
    for (int i = 0; i < s->target_count; i++) {
        look->targets[look->target_count++] = sim_mem_text(s->targets[i].name);
        char *const path = sim_mem_print("target.%s.value", s->targets[i].name);
        if (asked->count == 0)
            is_sound = add_figure(job, path, &capacity) && is_sound;
        free(path);
    }
    for (int i = 0; i < asked->count; i++)
        is_sound = add_figure(job, asked->words[i], &capacity) && is_sound;
    for (int i = 0; i < s->team_count; i++)
        has_cost = has_cost && s->teams[i].cost_per_hour > 0.0;
    return is_sound && add_figure(job, "people.fte", &capacity)
           && (!has_cost || add_figure(job, "people.cost_year", &capacity));
}

/* ---- all of it ---- */

static bool read_base(struct sweep_job *job)
{
    const struct options_common *const common = &job->request->common;
    const struct scenario_change_list sets = options_changes(common);
    struct sim_diag diag = { 0 };
    const bool is_sound = scenario_read(job->request->file, &sets, &diag, &job->base)
                          && warnings_add(&job->base, &diag);
    diag_out(&diag, common->quiet);
    sim_diag_done(&diag);
    if (!is_sound)
        return false;
    const struct scenario_run *const run = &job->base.run;
    job->seed = !common->has_seed && run->has_seed ? run->seed : common->seed;
    job->replications = job->request->replications != 0 ? job->request->replications
                        : run->replications != 0        ? run->replications
                                                        : REPLICATIONS;
    return true;
}

bool sweep_job_make(const struct sweep_request *request, struct sweep_job *out)
{
    out->request = request;
    const bool axes = read_axes(out), design = read_design(out),
               shard = read_shard(out), base = read_base(out);
    return axes && design && shard && base && choose_figures(out) && fill_design(out);
}

void sweep_job_done(struct sweep_job *job)
{
    for (int i = 0; i < job->axis_count; i++)
        sweep_axis_done(&job->axes[i]);
    free(job->axes);
    free(job->levels);
    free(job->hashes);
    sweep_look_done(&job->look);
    scenario_done(&job->base);
    *job = (struct sweep_job){ 0 };
}

/* ---- points ---- */

struct sweep_sets sweep_sets_of(const struct sweep_job *job, int point)
{
    const struct options_list *const common = &job->request->common.sets;
    struct sweep_sets sets = { .texts = sim_mem_array((size_t) common->count
                                                          + job->axis_count,
                                                      sizeof *sets.texts) };
    for (int i = 0; i < common->count; i++)
        sets.texts[sets.count++] = sim_mem_text(common->words[i]);
    for (int i = 0; i < job->axis_count; i++) {
        const int level = job->levels[(size_t) point * job->axis_count + i];
        if (level != SWEEP_AS_IS)
            sets.texts[sets.count++] = sweep_axis_set(&job->axes[i], level);
    }
    return sets;
}

void sweep_sets_done(struct sweep_sets *sets)
{
    for (int i = 0; i < sets->count; i++)
        free(sets->texts[i]);
    free(sets->texts);
    *sets = (struct sweep_sets){ 0 };
}

struct scenario_change_list sweep_sets_list(const struct sweep_sets *sets)
{
    return (struct scenario_change_list){ (const char *const *) sets->texts,
                                          sets->count };
}

char *sweep_point_words(const struct sweep_job *job, int point)
{
    char *words = sim_mem_text("");
    for (int i = 0; i < job->axis_count; i++) {
        const struct sweep_axis *const axis = &job->axes[i];
        const int level = job->levels[(size_t) point * job->axis_count + i];
        if (level == SWEEP_AS_IS)
            continue;
        char *const longer =
            sim_mem_print("%s%s%s %s= %s", words, *words == '\0' ? "" : ", ",
                          axis->path, change_types[axis->op].sign, axis->values[level]);
        free(words);
        words = longer;
    }
    return words;
}
