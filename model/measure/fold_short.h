/* The part of a fold that tells quarter hours apart by how many people were short: in
 * the first team, in the scenario's order, of each line. */
#ifndef MODEL_FOLD_SHORT_H
#define MODEL_FOLD_SHORT_H

#include "model/measure/fold.h"

enum { FOLD_SHORTS = 4 }; /* 0, 1, 2, 3 or more */

/* What is kept of one line or view in quarter hours that are alike. */
enum fold_short_figure {
    FOLD_SHORT_HOURS,
    FOLD_SHORT_OFFERED,
    FOLD_SHORT_ANSWERED,  /* of offered */
    FOLD_SHORT_ABANDONED, /* of offered */
    FOLD_SHORT_WAIT,      /* of answered */
    FOLD_SHORT_FIGURES
};

struct fold_short {
    int *team; /* [subjects], owned as all below; -1: is not told apart */
    struct digest_sums (*sums)[FOLD_SHORTS]; /* [subjects], of the newest replication */
    double (*quarters)[FOLD_SHORTS];         /* [subjects], the same */
    struct sim_moments (*figures)[FOLD_SHORTS][FOLD_SHORT_FIGURES]; /* [subjects] */
    struct sim_moments (*targets)[FOLD_SHORTS];                     /* [targets] */
};

/* Null when no line's first team is random. */
struct fold_short *fold_short_new(const struct fold *fold);
void fold_short_free(struct fold_short *shorts);

/* Adds a replication; nothing when fold->shorts is null.  O(quarters x subjects). */
void fold_short_add(struct fold *fold, const struct tally *tally);

/* Whether a target can be told apart: one of a line with such a team, whose value is a
 * ratio of sums. */
bool fold_short_has(const struct fold *fold, int target);

#endif
