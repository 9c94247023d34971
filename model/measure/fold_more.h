/* The part of a fold that only some scenarios have: sums of struct tally_more, and what
 * those did who hung up.  Each measure has moments of its own. */
#ifndef MODEL_FOLD_MORE_H
#define MODEL_FOLD_MORE_H

#include "model/measure/fold.h"

/* Kinds of hanging up: rows of enum program_hang_up. */
enum { FOLD_HANG_UPS = PROGRAM_RECALLED + 1 };

struct fold_more {
    double *sums; /* [units][queues][MEASURE_Q_MORE], owned as all below: of the newest
                     replication */
    struct sim_moments *measures; /* [units][queues][MEASURE_MORE_COUNT] */
    struct sim_moments (*hang_ups)[FOLD_HANG_UPS]; /* [redials]: of a kind, all */
};

/* Null without anything to keep. */
struct fold_more *fold_more_new(const struct fold *fold);
void fold_more_free(struct fold_more *more);

/* Adds the replication in fold->digest and `tally`; nothing when fold->more is null.
 * O(quarters x queues). */
void fold_more_add(struct fold *fold, const struct tally *tally);

/* Moments of a measure from MEASURE_ID_MORE on, of a line or a stream. */
const struct sim_moments *fold_more_at(const struct fold *fold, int unit, int subject,
                                       enum measure_id id);

/* Whether the measure is about this line or stream. */
bool fold_more_has(const struct program *program, int subject, enum measure_id id);

/* What became of those who took this way of a redial. */
enum program_hang_up fold_more_kind(const struct program *program, int way);

/* Ways of a redial: first, and one after the last. */
struct fold_ways {
    int from, to;
};
struct fold_ways fold_more_ways(const struct program *program, int redial);

/* Of several attempts' ways to one place, or into nowhere, the first: fold->flow of it
 * is of them all, against all who hung up there. */
int fold_more_first(const struct program *program, struct fold_ways ways, int way);

#endif
