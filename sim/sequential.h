/* Sequential tests with fixed errors: does a mean reach its limit?  Observations are
 * independent replications, looked at one by one; looking after each of them is paid
 * for.  The order of observations is that of replications, so the same observations
 * give the same decision after the same number of them.
 *
 * Two tests, by what is observed.
 *
 * RATIO: a ratio of sums x / y against a limit, higher being better.  Fed with
 * z = x - limit * y and y.  With a margin d it decides between "the ratio is at most
 * the limit" and "it is at least limit + d": if the first is true HOLDS is wrong with
 * probability `error_holds` at most, if the second is true FAILS is wrong with
 * probability `error_fails` at most; in between either may come.  z is taken as normal.
 * The triangular region of Fabian, with the variance of the first
 * SIM_SEQUENTIAL_FIRST observations, as in Batur and Kim, "Finding feasible systems in
 * the presence of constraints on multiple performance measures", ACM TOMACS 20 (2010)
 * 13 (m); the two errors may differ, which tilts nothing but the two arms' heights.
 *
 * BOUNDED: the mean of scores 0..1 against a limit p, decided between "at most p" and
 * "at least p + d" for any law of the scores: the product of 1 + l (score - p) is a
 * supermartingale if the mean is at most p, and passes 1 / error with probability
 * `error` at most (Ville).  With scores 0 or 1 it is Wald's test.  Waudby-Smith and
 * Ramdas, JRSS B 86 (2024) 1 (m). */
#ifndef SIM_SEQUENTIAL_H
#define SIM_SEQUENTIAL_H

#include <stdbool.h>

enum { SIM_SEQUENTIAL_FIRST = 40 };

enum sim_sequential_kind { SIM_SEQUENTIAL_RATIO, SIM_SEQUENTIAL_BOUNDED };

enum sim_sequential_state {
    SIM_SEQUENTIAL_OPEN, /* more observations are needed */
    SIM_SEQUENTIAL_HOLDS,
    SIM_SEQUENTIAL_FAILS
};

struct sim_sequential_spec {
    enum sim_sequential_kind kind;
    double limit;                    /* BOUNDED: p, 0 < p < 1; RATIO: not looked at */
    double margin;                   /* d > 0, in the unit of the ratio or share */
    double error_holds, error_fails; /* 0 < error < 0.5 */
};

/* A test under way.  Open, but only the functions change it. */
struct sim_sequential {
    struct sim_sequential_spec spec;
    enum sim_sequential_state state;
    int count;               /* observations so far */
    int used;                /* of them not empty */
    int decided_at;          /* observations when it was decided; 0: open */
    double z, y, zz, yy, zy; /* sums; BOUNDED: z is the sum of scores */
    double spread, mean_y;   /* RATIO: frozen after the first stage */
    double up, down; /* RATIO: heights of the arms; BOUNDED: logs of the capitals */
};

void sim_sequential_init(struct sim_sequential *test,
                         const struct sim_sequential_spec *spec);

/* One observation more.  RATIO: z and y as above, y >= 0; an observation with y = 0 is
 * empty: it is counted and left out.  BOUNDED: z is the score in 0..1, y its weight: 0
 * leaves the observation out, all else counts once.  Nothing changes after the decision
 * but the sums and the count.  O(1). */
void sim_sequential_add(struct sim_sequential *test, double z, double y);

/* Most observations that a RATIO test can need, given its first stage; before that, and
 * for BOUNDED, about as many as it needs when the truth is half way, or INT_MAX if not
 * known. */
int sim_sequential_most(const struct sim_sequential *test);

#endif
