/* A plan tested on fresh callers: whether every need holds, and what one person less
 * would do. */
#ifndef MODEL_CERTIFICATE_H
#define MODEL_CERTIFICATE_H

#include "model/planner/evaluate.h"
#include "model/planner/plan.h"

#define CERTIFICATE_ERROR 0.05       /* of certifying what fails, all rounds together */
#define CERTIFICATE_ERROR_FAILS 0.10 /* of not certifying what clears every margin */

struct certificate_ask {
    struct roster plan;
    uint64_t seed; /* of callers that no search and no other test has met */
    double error_holds;
    int most; /* replications after which a test that is still open counts as failed */
    int threads;
    const atomic_bool *stop;
    void (*progress)(void *to, int folded, int planned); /* or null */
    void *progress_to;
};

struct certificate {
    bool held, is_stopped;
    int replications;
    enum sim_sequential_state *states; /* owned, [rows] */
    struct evaluation seen;            /* owned: the plan's rows */
    int failed_need;                   /* first that failed or stayed open, or -1 */
};

/* Each row is tested by itself at the whole error: all must hold, and if one truly
 * fails its own test passes it with that error at most.  The other error is divided
 * among the rows. */
void certificate_run(const struct question *question, const struct certificate_ask *ask,
                     struct certificate *out);
void certificate_done(const struct question *question, struct certificate *certificate);

/* Grades of all needs as they were found: grades[need_count]. */
void certificate_grades(const struct question *question,
                        const struct certificate *certificate,
                        struct plan_grade *grades);

/* The same of any evaluation's roster, no test: states are OPEN. */
void certificate_values(const struct question *question, const struct evaluation *seen,
                        int roster, struct plan_grade *grades);

/* Blocks of one person less, tried on callers of `seed`, which the search has not met.
 */
struct minimality_ask {
    struct roster plan;
    const struct certificate *certificate;
    uint64_t seed;
    int replications, threads;
    const atomic_bool *stop;
};

/* Fills blocks and prices of a plan that has none, and adds to what it has simulated.
 */
void minimality_run(const struct question *question, const struct minimality_ask *ask,
                    struct plan *plan);

#endif
