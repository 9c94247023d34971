/* The scenario with an input changed that is often only assumed: what a plan is tried
 * against. */
#ifndef MODEL_ALTERED_H
#define MODEL_ALTERED_H

#include "model/scenario/scenario.h"

/* A copy that lends all but what is changed. */
struct altered {
    struct scenario scenario;
    const struct scenario *source;    /* borrowed */
    enum scenario_basis_kind basis;   /* the worst of the inputs that are changed */
    int inputs;                       /* how many those are */
    struct scenario_limited *limited; /* owned, as all below: null where unchanged */
    struct scenario_stream *streams;
    struct scenario_stage *stages;
};

struct altered_row {
    const char *name; /* "handling +10 %" */
    void (*alter)(struct altered *altered);
};

enum { ALTERED_ROWS = 5 };
extern const struct altered_row altered_rows[ALTERED_ROWS];

/* False when the scenario has no such input.  altered_done() either way.  The source
 * must outlive *out. */
bool altered_init(const struct scenario *source, const struct altered_row *row,
                  struct altered *out);
void altered_done(struct altered *altered);

/* Takes in what the scenario says of one input, such as teams.X.less.not_ready: the
 * row of its longest path, else assumed. */
void altered_note(struct altered *altered, const char *group, const char *object,
                  const char *setting);

#endif
