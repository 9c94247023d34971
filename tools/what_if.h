/* The pieces of a what-if file that the program writes: texts, changes, and the way to
 * its base. */
#ifndef TOOLS_WHAT_IF_H
#define TOOLS_WHAT_IF_H

#include <stdio.h>

/* "a/b" of "a/b/c.cfg"; "." when there is none; in fresh memory. */
char *what_if_directory(const char *path);

/* `path` as seen from a directory, both as they are on the disk, so that it leads there
 * when both are moved together; the whole path where they have only the root in common.
 * In fresh memory. */
char *what_if_seen_from(const char *directory, const char *path);

/* A text in quotes, as the reader of scenarios gives it back. */
void what_if_text(const char *text, FILE *to);

/* A row of `changes` that says what "PATH+=VALUE" does. */
void what_if_change(const char *set, FILE *to);

#endif
