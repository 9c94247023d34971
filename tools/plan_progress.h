/* Where planning stands, on one line of a terminal: the best so far, how far it is
 * above what no plan can go below, how much was tried and how long it will take. */
#ifndef TOOLS_PLAN_PROGRESS_H
#define TOOLS_PLAN_PROGRESS_H

#include "model/planner/plan.h"

struct plan_progress_line {
    const struct question *question; /* borrowed: says what costs are counted in */
    bool is_shown;
    bool is_begun; /* something stands on the line */
    double began_s, told_s;
};

/* Shown only when stderr is a terminal that can go back in its line, and not quiet. */
void plan_progress_init(struct plan_progress_line *line,
                        const struct question *question, bool quiet);

/* For plan_options.progress; `to` is a struct plan_progress_line.  Rewrites the line at
 * most ten times a second. */
void plan_progress_tell(void *to, const struct plan_progress *progress);

/* Clears the line. */
void plan_progress_done(struct plan_progress_line *line);

/* "searching: best 2,614 h, 23 % above the bound, 1,204 runs, 40 s left" in fresh
 * memory, cut at 79 columns. */
char *plan_progress_words(const struct question *question,
                          const struct plan_progress *progress, double elapsed_s);

#endif
