/* Complaints about input: collected while reading and checking, printed all at once.
 * Everything that was read from a file keeps a struct sim_where, so that a check made
 * much later can still name the line. */
#ifndef SIM_DIAG_H
#define SIM_DIAG_H

#include <stdbool.h>
#include <stddef.h>

/* Where something was written.  `file` is borrowed and must outlive the diag; line 0
 * means "the file as a whole", file null means the command line. */
struct sim_where {
    const char *file;
    unsigned line;
};

enum sim_diag_level { SIM_DIAG_WARNING, SIM_DIAG_ERROR };

struct sim_diag_item {
    struct sim_where at;
    enum sim_diag_level level;
    char *text; /* owned */
};

/* All complaints of one run.  Zeroed memory is an empty diag. */
struct sim_diag {
    struct sim_diag_item *items; /* owned */
    size_t count, capacity;
    size_t errors; /* how many of the items are errors */
};

void sim_diag_done(struct sim_diag *diag);

/* Adds a complaint: object, rule and value, for example
 * `line "switchboard": talk must be > 0, got -5`.  No full stop, no newline.  An exact
 * repeat (same place, level and text) is dropped.  After 1,000 items further ones only
 * count. */
void sim_diag_error(struct sim_diag *diag, struct sim_where at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void sim_diag_warning(struct sim_diag *diag, struct sim_where at, const char *format,
                      ...) __attribute__((format(printf, 3, 4)));

/* Sorts by file (in order of first mention), then line, then order of complaint. */
void sim_diag_sort(struct sim_diag *diag);

/* "file:line: error: text" in fresh memory; the file is left out when it is null and
 * the line when it is 0.  Control characters in the text come out as \xNN. */
char *sim_diag_line(const struct sim_diag_item *item);

#endif
