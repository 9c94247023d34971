/* Parts of a sweep on the disk: journals of finished points, which are also the shards
 * that `tenfive merge` joins.  One line a text, with a checksum, so that a line torn by
 * a kill or a full disk is seen and left out. */
#ifndef TOOLS_SWEEP_PART_H
#define TOOLS_SWEEP_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "tools/sweep_job.h"

/* What a file holds. */
struct sweep_part {
    char *path; /* owned, as all below */
    char *head;
    struct sweep_shard shard;
    int count;     /* points of the whole sweep */
    char *base;    /* null: not there */
    char *samples; /* of the base: see sweep_run.c; null: not there */
    char **points; /* [count]; null: not there */
    bool *doubled; /* [count]: the file has this point twice */
    size_t sound;  /* bytes up to which every line is sound */
    size_t size;   /* bytes of the file */
};

void sweep_part_done(struct sweep_part *part);

/* Reads a file.  False, with *fault in fresh memory: it cannot be read or does not
 * begin as a part of a sweep does.  Lines after the first that is not sound are left
 * out. */
bool sweep_part_read(const char *path, struct sweep_part *out, char **fault);

/* Why the second head is not that of the same sweep as the first, in fresh memory:
 * "another seed (2, not 1)"; null: it is the same. */
char *sweep_part_differs(const char *mine, const char *other);

/* Kinds of lines, and a line as it stands in a file, in fresh memory. */
enum sweep_line {
    SWEEP_LINE_HEAD = 'H',
    SWEEP_LINE_BASE = 'B',
    SWEEP_LINE_SAMPLES = 'S',
    SWEEP_LINE_POINT = 'P'
};
char *sweep_part_line(enum sweep_line kind, const char *text);

/* The text of a head line: which part it is, and the head. */
char *sweep_part_head(const struct sweep_job *job, const char *head);

/* Takes a line as it stands in a file, without its end; it is changed meanwhile. False:
 * not sound.  The head must come first. */
bool sweep_part_take(struct sweep_part *part, char *line, size_t length);

#endif
