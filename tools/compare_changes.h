/* What differs between the inputs of two scenarios. */
#ifndef TOOLS_COMPARE_CHANGES_H
#define TOOLS_COMPARE_CHANGES_H

#include <stddef.h>

#include "model/scenario/scenario.h"

/* One setting, table or target that is not the same in both. */
struct compare_change {
    char *path;           /* owned, as all texts but `basis` */
    char *before, *after; /* as written; null: only the other has it */
    char *written;        /* the line that says so, without its ends; null: not known */
    struct sim_where at;  /* in the second, else in the first; borrowed */
    const char *basis;    /* static: "published"; null: said of nothing, so assumed */
};

struct compare_changes {
    struct compare_change *rows; /* owned */
    size_t count, capacity;
};

void compare_changes_make(const struct scenario *first, const struct scenario *second,
                          struct compare_changes *out);
void compare_changes_done(struct compare_changes *changes);

#endif
