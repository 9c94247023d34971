#include "tools/sweep_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/mem.h"

/* ---- what is there already ---- */

/* Moves the texts of a part to where they are missing; true where some were. */
static void take_part(struct sweep_run *run, struct sweep_part *part, bool is_told)
{
    struct sweep_texts *const texts = run->texts;
    for (int i = 0; i < texts->count && i < part->count; i++) {
        if (texts->points[i] != NULL || part->points[i] == NULL)
            continue;
        texts->points[i] = part->points[i];
        part->points[i] = NULL;
        if (is_told)
            sweep_journal_add(run->journal, SWEEP_LINE_POINT, texts->points[i]);
    }
    if (texts->base == NULL && run->samples == NULL && part->base != NULL
        && part->samples != NULL) {
        texts->base = part->base;
        run->samples = part->samples;
        part->base = part->samples = NULL;
        if (is_told)
            sweep_journal_add(run->journal, SWEEP_LINE_BASE, texts->base);
        if (is_told)
            sweep_journal_add(run->journal, SWEEP_LINE_SAMPLES, run->samples);
    }
}

static char *path_of(const struct sweep_job *job, int rank)
{
    char *const name = sweep_journal_name(job, rank);
    char *const path = sim_mem_print("%s/%s", job->request->common.directory, name);
    free(name);
    return path;
}

/* Journals of further ranks that an earlier run left go into that of rank 0. */
static void take_ranks(struct sweep_run *run)
{
    for (int rank = 1;; rank++) {
        char *const path = path_of(run->job, rank);
        char *fault = NULL, *why = NULL;
        struct sweep_part part = { 0 };
        const bool is_there = access(path, F_OK) == 0;
        if (is_there && !run->job->request->restart
            && sweep_part_read(path, &part, &fault)
            && (why = sweep_part_differs(run->texts->head, part.head)) == NULL)
            take_part(run, &part, true);
        sweep_journal_sync(run->journal);
        if (is_there)
            unlink(path);
        sweep_part_done(&part);
        free(path);
        free(fault);
        free(why);
        if (!is_there)
            return;
    }
}

int sweep_store_open(struct sweep_run *run)
{
    const struct sweep_request *const request = run->job->request;
    struct sweep_part part = { 0 };
    if (request->common.directory == NULL)
        return TENFIVE_DONE;
    char *const path = path_of(run->job, run->ranks.rank);
    const bool is_open =
        sweep_journal_open(run->journal, path, run->job, run->texts->head,
                           request->restart || run->ranks.rank > 0, &part);
    free(path);
    int status = TENFIVE_DONE;
    if (is_open) {
        take_part(run, &part, false);
    } else {
        fprintf(stderr, "tenfive sweep: %s\n", run->journal->fault);
        status = strncmp(run->journal->fault, "cannot", strlen("cannot")) == 0
                     ? TENFIVE_MACHINE
                     : TENFIVE_BAD_INPUT;
    }
    if (is_open && run->ranks.rank == 0)
        take_ranks(run);
    sweep_part_done(&part);
    return status;
}

/* ---- ranks ---- */

static void append(char **all, size_t *used, size_t *capacity, enum sweep_line kind,
                   const char *text)
{
    if (text == NULL)
        return;
    char *const line = sweep_part_line(kind, text);
    const size_t length = strlen(line);
    *all = sim_mem_grow(*all, capacity, *used + length + 1, 1);
    memcpy(*all + *used, line, length + 1);
    *used += length;
    free(line);
}

/* All that is known here, as lines of a part. */
static char *known(const struct sweep_run *run)
{
    char *all = NULL;
    size_t used = 0, capacity = 0;
    char *const head = sweep_part_head(run->job, run->texts->head);
    append(&all, &used, &capacity, SWEEP_LINE_HEAD, head);
    append(&all, &used, &capacity, SWEEP_LINE_BASE, run->texts->base);
    append(&all, &used, &capacity, SWEEP_LINE_SAMPLES, run->samples);
    for (int i = 0; i < run->texts->count; i++)
        append(&all, &used, &capacity, SWEEP_LINE_POINT, run->texts->points[i]);
    free(head);
    return all;
}

/* Takes what other ranks know; each begins with a head of its own. */
static void learn(struct sweep_run *run, char *lines)
{
    struct sweep_part part = { 0 };
    for (char *line = lines, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        if (sweep_part_take(&part, line, (size_t) (end - line)))
            continue;
        take_part(run, &part, run->ranks.rank == 0);
        sweep_part_done(&part);
        sweep_part_take(&part, line, (size_t) (end - line));
    }
    take_part(run, &part, run->ranks.rank == 0);
    sweep_part_done(&part);
    free(lines);
}

void sweep_store_share(struct sweep_run *run)
{
    if (run->ranks.count == 1)
        return;
    char *const lines = sweep_ranks_share(run->ranks.rank == 0 ? known(run) : NULL);
    if (run->ranks.rank == 0)
        free(lines);
    else
        learn(run, lines);
}

void sweep_store_gather(struct sweep_run *run)
{
    if (run->ranks.count == 1)
        return;
    char *const lines = sweep_ranks_gather(known(run));
    if (run->ranks.rank != 0) {
        free(lines);
        return;
    }
    learn(run, lines);
    sweep_journal_sync(run->journal);
    for (int rank = 1; run->journal->file >= 0 && rank < run->ranks.count; rank++) {
        char *const path = path_of(run->job, rank);
        unlink(path);
        free(path);
    }
}
