/* The processes of one run: one alone, or the ranks of an MPI program (meson -Dmpi=
 * enabled), each of which does its part of the points.  Rank 0 speaks for all. */
#ifndef TOOLS_SWEEP_RANKS_H
#define TOOLS_SWEEP_RANKS_H

struct sweep_ranks {
    int rank, count; /* 0 and 1: alone */
};

/* Once, before anything else; every rank but 0 falls silent. */
struct sweep_ranks sweep_ranks_begin(void);
/* Once, last, by every rank. */
void sweep_ranks_end(void);

/* What follows is called by all ranks together, in the same order. */

/* The largest of all statuses. */
int sweep_ranks_worst(int status);
/* The text of rank 0, in fresh memory; takes and frees `text` (null elsewhere). */
char *sweep_ranks_share(char *text);
/* At rank 0 all texts behind one another, in order of ranks, elsewhere an empty one; in
 * fresh memory; takes and frees `text`. */
char *sweep_ranks_gather(char *text);

#endif
