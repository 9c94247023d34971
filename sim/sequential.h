/* Sequential tests with fixed errors: does a mean reach its limit?  Observations are
 * independent replications, looked at one by one; looking after each of them is paid
 * for.  The order of observations is that of replications, so the same observations
 * give the same decision after the same number of them.
 *
 * Each decides between "at most the limit" and "at least limit + d", d being a margin:
 * if the first is true HOLDS is wrong with probability `error_holds` at most, if the
 * second is true FAILS is wrong with probability `error_fails` at most; in between
 * either may come.  It ends with probability 1 wherever the truth is.
 *
 * Both bet: a capital of 1 is staked, observation after observation, against each of
 * the two; it grows by 1 + stake * observation, the observation having mean 0 or less
 * if what is bet against is true.  Such a game is fair or worse, so that the capital
 * ever reaches 1 / error with probability `error` at most (Ville), for any law of the
 * observations, as long as a stake is set before its observation is seen.  A capital
 * is a mixture of two stakes.  Waudby-Smith and Ramdas, "Estimating means of bounded
 * random variables by betting", JRSS B 86 (2024) 1 (m).
 *
 * RATIO: a ratio of sums x / y against a limit, higher being better.  Fed with
 * z = x - limit * y and y, bets on z against the limit and on d * y - z against
 * limit + d, neither of which needs the mean of y.  The first SIM_SEQUENTIAL_FIRST
 * observations are not bet on; variance and mean of all observations before set the
 * stake.  One thing is not exact: no bet loses more than nine tenths, so an observation
 * more than twice as large as the largest before may be taken too lightly.  With normal
 * z it needs about a tenth more observations than Wald's test with known variance where
 * those are hundreds; with skewed z it keeps its errors where tests that take z as
 * normal (a triangular region: Batur and Kim, ACM TOMACS 20 (2010) 13 (m)) exceed
 * theirs three times.
 *
 * BOUNDED: the mean of scores 0..1 against a limit p, exact for any law of the scores.
 * With scores 0 or 1 the whole stake is Wald's test.  Where p + d is not below 1,
 * "at least limit + d" is half way from p to 1, or more. */
#ifndef SIM_SEQUENTIAL_H
#define SIM_SEQUENTIAL_H

#include <stdbool.h>

enum { SIM_SEQUENTIAL_FIRST = 20, SIM_SEQUENTIAL_STAKES = 2 };

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
    int count;                           /* observations so far */
    int used;                            /* of them not empty */
    int decided_at;                      /* observations when it was decided; 0: open */
    double z, y, zz, yy, zy;             /* sums; BOUNDED: z is the score, y is 1 */
    double largest_below, largest_above; /* of |z| and |z - d y| */
    double up[SIM_SEQUENTIAL_STAKES];   /* logs of the capitals against the limit ... */
    double down[SIM_SEQUENTIAL_STAKES]; /* ... and against limit + d, by stake */
};

void sim_sequential_init(struct sim_sequential *test,
                         const struct sim_sequential_spec *spec);

/* One observation more.  RATIO: z and y as above; an observation with y <= 0 is empty:
 * it is counted and left out, which leaves the ratio of sums as it is.  BOUNDED: z is
 * the score (what is outside 0..1 is taken as the nearer of them), y its weight: 0
 * leaves the observation out, all else counts once.  Both must be finite.  After the
 * decision the state stays and only sums and counts go on.  O(1). */
void sim_sequential_add(struct sim_sequential *test, double z, double y);

/* How many observations to be ready for, from the first, as far as can be told by now:
 * half as many again to twice the mean number with the truth half way, which is where
 * it takes most.  No bound.  INT_MAX if not known yet (RATIO: in the first
 * SIM_SEQUENTIAL_FIRST that are not empty, or with all z equal to 0 so far). */
int sim_sequential_most(const struct sim_sequential *test);

#endif
