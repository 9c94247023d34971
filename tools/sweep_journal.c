#include "tools/sweep_journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "sim/mem.h"

static const double SYNC_S = 2.0;

static bool fail(struct sweep_journal *journal, const char *doing)
{
    if (journal->fault == NULL)
        journal->fault = sim_mem_print("cannot %s \"%s\": %s", doing, journal->path,
                                       strerror(errno));
    return false;
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

char *sweep_journal_name(const struct sweep_job *job, int rank)
{
    const struct sweep_shard *const shard = &job->shard;
    char *const name =
        shard->count == 1
            ? sim_mem_text("sweep.journal")
            : sim_mem_print("sweep-%d-of-%d.shard", shard->index + 1, shard->count);
    char *const whole =
        rank == 0 ? sim_mem_text(name) : sim_mem_print("%s.%d", name, rank);
    free(name);
    return whole;
}

/* ---- opening ---- */

static bool lock(struct sweep_journal *journal)
{
    journal->file = open(journal->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (journal->file < 0)
        return fail(journal, "write");
    if (flock(journal->file, LOCK_EX | LOCK_NB) == 0)
        return true;
    if (errno != EWOULDBLOCK)
        return true; /* a disk without locks: then nobody is kept out */
    journal->fault =
        sim_mem_print("\"%s\" is being written by another sweep", journal->path);
    return false;
}

/* Why what was read is not of this sweep, in fresh memory, or null. */
static char *refusal(const struct sweep_part *part, const struct sweep_job *job,
                     const char *head)
{
    if (part->shard.index != job->shard.index || part->shard.count != job->shard.count)
        return sim_mem_text("another shard");
    char *const words = sweep_part_differs(head, part->head);
    if (words != NULL || part->count == job->point_count)
        return words;
    return sim_mem_text("another number of points");
}

static bool take_up(struct sweep_journal *journal, const struct sweep_job *job,
                    const char *head, struct sweep_part *out)
{
    char *fault = NULL;
    if (!sweep_part_read(journal->path, out, &fault)) {
        journal->fault = sim_mem_print("%s; --restart begins anew", fault);
        free(fault);
        return false;
    }
    char *const why = refusal(out, job, head);
    if (why != NULL) {
        journal->fault = sim_mem_print("\"%s\" is the journal of another sweep: %s; "
                                       "--restart begins anew, -o elsewhere keeps both",
                                       journal->path, why);
        free(why);
        return false;
    }
    return (out->sound == out->size || ftruncate(journal->file, (off_t) out->sound) == 0
            || fail(journal, "write"))
           && (lseek(journal->file, 0, SEEK_END) >= 0 || fail(journal, "write"));
}

bool sweep_journal_open(struct sweep_journal *journal, const char *path,
                        const struct sweep_job *job, const char *head, bool is_new,
                        struct sweep_part *out)
{
    *journal = (struct sweep_journal){ .file = -1, .path = sim_mem_text(path) };
    if (!lock(journal))
        return false;
    if (is_new && ftruncate(journal->file, 0) != 0)
        return fail(journal, "write");
    if (lseek(journal->file, 0, SEEK_END) > 0)
        return take_up(journal, job, head, out);
    char *const first = sweep_part_head(job, head);
    sweep_journal_add(journal, SWEEP_LINE_HEAD, first);
    sweep_journal_sync(journal);
    free(first);
    return journal->fault == NULL;
}

/* ---- adding ---- */

void sweep_journal_add(struct sweep_journal *journal, enum sweep_line kind,
                       const char *text)
{
    if (journal->file < 0 || journal->fault != NULL)
        return;
    char *const line = sweep_part_line(kind, text);
    for (size_t at = 0, length = strlen(line); at < length && journal->fault == NULL;) {
        const ssize_t wrote = write(journal->file, line + at, length - at);
        if (wrote >= 0)
            at += (size_t) wrote;
        else if (errno != EINTR)
            fail(journal, "write");
    }
    free(line);
    if (now_s() - journal->synced_s >= SYNC_S)
        sweep_journal_sync(journal);
}

void sweep_journal_sync(struct sweep_journal *journal)
{
    if (journal->file < 0 || journal->fault != NULL)
        return;
    if (fsync(journal->file) != 0 && errno != EINVAL && errno != EROFS)
        fail(journal, "write");
    journal->synced_s = now_s();
}

void sweep_journal_done(struct sweep_journal *journal)
{
    sweep_journal_sync(journal);
    if (journal->file >= 0)
        close(journal->file);
    free(journal->path);
    free(journal->fault);
    *journal = (struct sweep_journal){ .file = -1 };
}
