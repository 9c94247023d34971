/* Many single changes of a plan tried in few runs: one person fewer (or more) in blocks
 * of the pattern that lie so far apart that what each does can be told from what the
 * others do, by when callers come. */
#ifndef MODEL_COMB_H
#define MODEL_COMB_H

#include "model/planner/evaluate.h"

/* One change. */
struct comb_block {
    int team;
    struct question_run run;
    int sign;   /* -1: one person fewer, 1: one more */
    int comb;   /* which tries it */
    int window; /* index among the comb's blocks */
};

struct combs {
    struct comb_block *blocks; /* owned, by team and time */
    int block_count;
    int count;                       /* combs */
    struct roster *rosters;          /* owned: [count + 1], the plan itself first */
    int8_t **changes;                /* owned: [count], lent to the rosters */
    struct evaluate_blocks *windows; /* owned: [count + 1]; that of the plan is empty */
};

struct comb_ask {
    struct roster plan;
    int quarters; /* length of a block */
    int step;     /* between beginnings of blocks */
    int apart;    /* least quarter hours between beginnings in one comb */
    int lead;     /* callers who come so long before the block count for it: they still
                     wait when it begins */
    bool adds;    /* one more where the team is at its least; else no block there */
};

/* Blocks in which somebody can be spared, or added.  O(teams * slots). */
void combs_make(const struct question *question, const struct comb_ask *ask,
                struct combs *out);
void combs_done(struct combs *combs);

#endif
