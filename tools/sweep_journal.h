/* What is finished of a sweep that is under way, on the disk: a part (sweep_part.h)
 * that is added to. */
#ifndef TOOLS_SWEEP_JOURNAL_H
#define TOOLS_SWEEP_JOURNAL_H

#include "tools/sweep_part.h"

struct sweep_journal {
    int file;    /* -1: none */
    char *path;  /* owned */
    char *fault; /* owned: what went wrong first, in words; null: nothing */
    double synced_s;
};

/* Name of the journal of this part in its directory, in fresh memory: sweep.journal, or
 * sweep-2-of-4.shard; of further ranks the same and ".1" and so on. */
char *sweep_journal_name(const struct sweep_job *job, int rank);

/* Opens or makes a journal, keeps other processes from it, and reads what it has into
 * *out (zeroed memory before).  False, with the fault set: it cannot be written, or it
 * is of another sweep; nothing is changed then.  `is_new`: what is there is dropped,
 * whatever it is. */
bool sweep_journal_open(struct sweep_journal *journal, const char *path,
                        const struct sweep_job *job, const char *head, bool is_new,
                        struct sweep_part *out);

/* Adds a line, brought to the disk every few seconds; faults are kept. */
void sweep_journal_add(struct sweep_journal *journal, enum sweep_line kind,
                       const char *text);

/* Brings all to the disk. */
void sweep_journal_sync(struct sweep_journal *journal);

/* Closes and frees; zeroed memory with file -1 is fine. */
void sweep_journal_done(struct sweep_journal *journal);

#endif
