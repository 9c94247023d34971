#include "tools/sweep.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/output.h"
#include "tools/stop.h"
#include "tools/sweep_show.h"
#include "tools/sweep_store.h"

#define AT(member) offsetof(struct sweep_request, member)

static const struct options_row rows[] = {
    { "vary", 0, OPTIONS_LIST, AT(vary), 0, 0, "PATH=FROM:TO:STEP",
      "a setting and its values, with their unit: \"8 %:16 %:2 %\", \"5 min:7 min:30 "
      "s\"; also PATH+=, -= and *= as in --set, and a list PATH=VALUE,VALUE,... of any "
      "values (one with a comma in quotes); may be repeated" },
    { "design", 0, OPTIONS_TEXT, AT(design), 0, 0, "KIND",
      "which points: grid (default), every combination, for curves and maps of one or "
      "two settings; tornado, each setting alone at its two ends, for which of many "
      "matter; lhs, a Latin hypercube (McKay, Beckman and Conover 1979) in Sobol' "
      "order, for many settings at once with their interplay" },
    { "points", 0, OPTIONS_COUNT, AT(points), 1, SWEEP_MOST_POINTS, "N",
      "how many points of --design lhs" },
    { "measure", 'm', OPTIONS_LIST, AT(measure), 0, 0, "PATH",
      "a figure to look at, as in `expect`: target.t999.value, line.desk.mean_wait; "
      "people.fte and people.cost_year are those of all teams; may be repeated "
      "(default: all targets)" },
    { "replications", 'n', OPTIONS_COUNT, AT(replications), 1,
      SCENARIO_MOST_REPLICATIONS, "N",
      "how often to simulate the period at each point (default: run.replications of "
      "the scenario, or 20)" },
    { "shard", 0, OPTIONS_TEXT, AT(shard), 0, 0, "I/N",
      "run only the I-th of N parts of the points and write it into DIR; tenfive merge "
      "joins the parts" },
    { "restart", 0, OPTIONS_FLAG, AT(restart), 0, 0, NULL,
      "run all points again, whatever DIR has of this or another sweep" },
    { 0 },
};

static const struct options_command command = {
    .name = "sweep",
    .help =
        "usage: tenfive sweep SCENARIO --vary PATH=FROM:TO:STEP [OPTION]...\n"
        "\n"
        "Runs a scenario under many settings, with the same callers at every point, "
        "so\n"
        "that differences are those of the settings.\n"
        "\n"
        "Examples:\n"
        "  tenfive sweep force.cfg --vary 'teams.handlers.less.breaks=8 %:16 %:2 %'\n"
        "  tenfive sweep force.cfg --vary 'streams.public_999.calls*=0.9:1.1:0.05' \\\n"
        "          --vary 'stages.line_999.talk=5 min:7 min:30 s' -o map\n"
        "  tenfive sweep force.cfg --design tornado -o tornado \\\n"
        "          --vary 'stages.line_999.talk*=0.9:1.1:0.1' \\\n"
        "          --vary 'stages.desk.gives_up_after*=0.5:2:0.5'\n"
        "  tenfive sweep force.cfg --vary \\\n"
        "          'teams.desk.shifts+=Mon-Fri 08:00-18:00 1,Mon-Fri 08:00-18:00 2'\n",
    .after =
        "Every point is read and checked before the first is run.  With -o DIR "
        "finished\n"
        "points are kept: the same command goes on where a run was stopped or killed.\n"
        "\n"
        "Exit status: 0 done; 2 bad input or usage; 3 failure of the machine (disk "
        "full,\n"
        "out of memory); 130 stopped, finished points are kept in DIR.\n",
    .rows = rows,
    .takes_common = true,
    .least_words = 1,
    .most_words = 1,
    .word = "a scenario file",
};

/* ---- running ---- */

static void say_kept(const struct sweep_run *run)
{
    const struct sweep_job *const job = run->job;
    int mine = 0;
    for (int i = 0; i < job->point_count; i++)
        mine += sweep_run_has(job, i);
    const int done = mine - run->missing;
    if (job->request->common.directory == NULL)
        fprintf(stderr,
                "tenfive sweep: stopped after %d of %d points; without -o DIR they are "
                "not kept\n",
                done, mine);
    else
        fprintf(stderr,
                "tenfive sweep: stopped; %d of %d points are finished and kept in %s: "
                "the same command goes on from there\n",
                done, mine, run->journal->path);
}

static void say_shard(const struct sweep_run *run)
{
    printf(
        "Part %d of %d is finished: %s\nWhen all are: tenfive merge PART... -o DIR\n",
        run->job->shard.index + 1, run->job->shard.count, run->journal->path);
}

/* Rank 0, when all that could be run was. */
static int finish(const struct sweep_run *run)
{
    const struct options_common *const common = &run->job->request->common;
    const struct sweep_show show = { common->json, common->directory };
    if (run->journal->fault != NULL) {
        fprintf(stderr, "tenfive sweep: %s\n", run->journal->fault);
        return TENFIVE_MACHINE;
    }
    if (run->missing > 0) {
        fprintf(stderr, "tenfive sweep: %d points were not run\n", run->missing);
        return TENFIVE_MACHINE;
    }
    if (run->job->shard.count == 1)
        return sweep_show(&show, run->texts);
    say_shard(run);
    return output_stdout();
}

/* The parts of a run in which all ranks must stay together. */
static int run_ranks(struct sweep_run *run)
{
    int status = TENFIVE_DONE;
    if (run->ranks.rank == 0)
        status = sweep_store_open(run);
    status = sweep_ranks_worst(status);
    if (status != TENFIVE_DONE)
        return status;
    sweep_store_share(run);
    if (run->ranks.rank > 0)
        status = sweep_store_open(run);
    status = sweep_ranks_worst(status);
    if (status == TENFIVE_DONE)
        status = sweep_ranks_worst(sweep_run_all(run));
    sweep_store_gather(run);
    run->missing = sweep_run_missing(run);
    return status;
}

static int run_job(struct sweep_job *job, struct sweep_ranks ranks, struct stop *stop)
{
    const struct options_common *const common = &job->request->common;
    const struct sweep_show show = { common->json, common->directory };
    int out = sweep_check(job, &stop->is_asked);
    if (out == TENFIVE_DONE && ranks.rank == 0 && !sweep_show_is_possible(&show))
        out = TENFIVE_MACHINE;
    out = sweep_ranks_worst(out);
    if (out != TENFIVE_DONE)
        return out;
    struct sweep_texts texts;
    struct sweep_journal journal = { .file = -1 };
    struct sweep_run run = { .job = job,
                             .ranks = ranks,
                             .journal = &journal,
                             .texts = &texts,
                             .stop = &stop->is_asked };
    sweep_texts_init(&texts, sweep_text_head(job), job->point_count);
    out = run_ranks(&run);
    if (out == TENFIVE_INTERRUPTED && ranks.rank == 0)
        say_kept(&run);
    if (out == TENFIVE_DONE && ranks.rank == 0)
        out = finish(&run);
    free(run.samples);
    sweep_journal_done(&journal);
    sweep_texts_done(&texts);
    return out;
}

static int sweep(const struct sweep_request *request, struct sweep_ranks ranks)
{
    struct sweep_job job = { 0 };
    int status = sweep_job_make(request, &job) ? TENFIVE_DONE : TENFIVE_BAD_INPUT;
    status = sweep_ranks_worst(status);
    if (status == TENFIVE_DONE) {
        struct stop stop;
        stop_init(&stop, request->common.quiet);
        status = run_job(&job, ranks, &stop);
        stop_done(&stop);
    }
    sweep_job_done(&job);
    return status;
}

int sweep_main(int argc, char **argv)
{
    struct sweep_request request = { .common = options_common_default() };
    struct options_values values = { .common = &request.common, .own = &request };
    const struct sweep_ranks ranks = sweep_ranks_begin();
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        request.file = values.words.words[0];
        status = sweep(&request, ranks);
        break;
    case OPTIONS_HELP:
        options_help(&command, stdout);
        status = output_stdout();
        break;
    case OPTIONS_BAD:
        break;
    }
    free(request.vary.words);
    free(request.measure.words);
    options_values_done(&values);
    sweep_ranks_end();
    return status;
}
