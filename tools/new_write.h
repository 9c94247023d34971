/* What `tenfive new` writes from the answers. */
#ifndef TOOLS_NEW_WRITE_H
#define TOOLS_NEW_WRITE_H

#include <stdio.h>

#include "tools/new_answers.h"

struct new_write_file {
    const char *name; /* null: NAME.cfg */
    const char *help; /* what it is, for the list at the end */
    bool (*applies)(const struct new_answers *answers); /* null: always */
    void (*write)(const struct new_answers *answers, FILE *to);
};

enum { NEW_WRITE_FILES = 8 };
extern const struct new_write_file new_write_files[NEW_WRITE_FILES];

/* The name of a file, in fresh memory. */
char *new_write_name(const struct new_write_file *file,
                     const struct new_answers *answers);

/* NAME.cfg, and what belongs to it: by parts of the file. */
void new_write_scenario(const struct new_answers *answers, FILE *to);
void new_write_stages(const struct new_answers *answers, FILE *to);
void new_write_teams(const struct new_answers *answers, FILE *to);
void new_write_basis(const struct new_answers *answers, FILE *to);

#endif
