/* The texts that a sweep consists of: its head, its base and its points, as they stand
 * in sweep.json. */
#ifndef TOOLS_SWEEP_TEXT_H
#define TOOLS_SWEEP_TEXT_H

#include "tools/sweep_job.h"

extern const char sweep_schema[]; /* "tenfive-sweep-1" */

/* The texts of one sweep, in order of points. */
struct sweep_texts {
    char *head;    /* owned: the members of the file up to the base, without the last
                      comma; begins with "{" */
    char *base;    /* owned: an object on one line, or null: not run yet */
    char **points; /* owned, [count]: the same */
    int count;
};

void sweep_texts_init(struct sweep_texts *texts, char *head, int count);
void sweep_texts_done(struct sweep_texts *texts);

/* Fresh memory. */
char *sweep_text_head(const struct sweep_job *job);
/* `point` < 0: the base itself. */
char *sweep_text_point(const struct sweep_job *job, int point,
                       const struct sweep_point *base, const struct sweep_point *ran);

/* All of it as JSON, with the summary; every text is there.  Null, with *fault in fresh
 * memory, if a text is not what a sweep writes. */
char *sweep_text_all(const struct sweep_texts *texts, char **fault);

#endif
