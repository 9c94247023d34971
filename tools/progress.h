/* How far a run is and how long it will take, on one line of a terminal. */
#ifndef TOOLS_PROGRESS_H
#define TOOLS_PROGRESS_H

#include <stdbool.h>

struct progress {
    bool is_shown;
    bool is_begun;       /* something stands on the line */
    bool may_end_before; /* by precision: the time left is the longest */
    const char *period;  /* "year" */
    double began_s, told_s;
};

/* Shown only when stderr is a terminal that can go back in its line, and not quiet. */
void progress_init(struct progress *progress, const char *period, bool quiet);

/* For experiment_options.progress; `to` is a struct progress. */
void progress_tell(void *to, int done, int planned);

/* Clears the line. */
void progress_done(struct progress *progress);

#endif
