/* Exact transient numerics of one queue for tests of the planner, by another road than
 * the engine's and with no code in common: M(t)/M/n(t)+M over a few stretches of time
 * with constant arrivals and people, from an empty start, each figure by the stretch in
 * which the call arrived, whenever it was answered.
 *
 * When staffing falls, free people leave first; busy ones finish their call and go, and
 * a call that ends while more are busy than staffed starts no other.  When it rises,
 * callers who wait are answered at once.  After the last stretch nobody arrives and
 * `people_after` stay until all is over.
 *
 * Rates are per second, times in seconds.  Inputs are trusted, as in oracle.h. */
#ifndef TESTS_ORACLE_TRANSIENT_H
#define TESTS_ORACLE_TRANSIENT_H

#include "tests/oracle.h"

struct oracle_transient {
    double handling_s, patience_s; /* both > 0 */
    const struct oracle_span *spans;
    int count;
    int people_after;
    int most_waiting; /* where the queue is cut off; see `cut` */
    double within_s;  /* T, at most the length of any span */
};

/* Of the calls that arrive in one span. */
struct oracle_arrivals {
    double offered, answered, abandoned; /* expected numbers */
    double within;                       /* expected number answered within T */
    double wait_s; /* expected sum of the waits of those answered */
    double cut;    /* P(full queue) at the end; what was cut off is of this order */
};

/* The distribution of (busy, waiting) and the expected number of waiting callers of the
 * span, by (busy, callers ahead), with the sum of their ages, form one linear system of
 * differential equations, solved by uniformisation.  Answers within T: an arrival more
 * than T before the end of its span meets one staffing, and its chance follows from
 * (busy, waiting) alone; for the last T of the span that chance is followed backwards
 * through the change of staffing, at the nodes of a Gauss rule.  Relative error below
 * 1e-8 when nothing is cut off.  O(spans * (rate of all events * length) * states). */
void oracle_transient(const struct oracle_transient *queue,
                      struct oracle_arrivals *out);

/* Sums over spans; cut is the greatest. */
struct oracle_arrivals oracle_arrivals_sum(const struct oracle_arrivals *of, int count);

#endif
