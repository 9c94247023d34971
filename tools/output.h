/* Files that appear whole or not at all: written beside, brought to the disk, and
 * renamed only when every one of them is complete.  Until then, and after any error,
 * what was there before is untouched. */
#ifndef TOOLS_OUTPUT_H
#define TOOLS_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

struct output_file {
    char *path;   /* where it will be; owned */
    char *beside; /* where it is meanwhile, owned; null: a device, written directly */
    FILE *to;     /* null once it is closed */
};

/* Files that belong together.  Zeroed memory is an empty set. */
struct output {
    struct output_file *files; /* owned */
    size_t count, capacity;
    char *fault; /* owned: what went wrong first, in words; null: nothing */
};

/* Makes a directory and those above it where they are missing.  After a fault of this
 * set, this and output_add do nothing and give false or null. */
bool output_directory(struct output *output, const char *path);

/* Begins a file.  A path that exists and is no regular file (a pipe, /dev/null) is
 * written directly; a link is followed.  The stream stays the set's. */
FILE *output_add(struct output *output, const char *path);

/* Whether a file could be begun; leaves nothing behind, and pipes and devices alone. */
bool output_try(struct output *output, const char *path);

/* The same as output_add for a file in a directory. */
FILE *output_add_in(struct output *output, const char *directory, const char *name);

/* Closes the newest file and brings it to the disk, so that few are open at a time. */
bool output_close(struct output *output);

/* Closes what is open and renames all.  False: output->fault says why and nothing was
 * replaced (unless a rename itself failed half way, which only a vanishing directory
 * can bring about). */
bool output_commit(struct output *output);

/* Removes what was not committed and frees everything; zeroed memory is fine. */
void output_done(struct output *output);

/* Flushes stdout; complains on stderr if anything written there was lost.  Returns the
 * exit status: TENFIVE_DONE or TENFIVE_MACHINE. */
int output_stdout(void);

#endif
