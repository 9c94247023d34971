/* What one person more or fewer does to every row, by price slot: measured by combs of
 * single changes on the same callers. */
#ifndef MODEL_PRICE_H
#define MODEL_PRICE_H

#include "model/planner/comb.h"

/* Quarter hours: a long pattern is measured by two hours at a time, a day apart, since
 * what a person leaves undone by day may wait till night. */
enum { PRICE_BLOCK = 8, PRICE_APART = 96, PRICE_LEAD = 6 };
struct price_ask {
    struct roster plan;
    uint64_t seed;
    int replications, threads;
    const atomic_bool *stop;
    const double *const *weights; /* as in evaluate.h */
    const double *decay; /* [teams * price slots]: the next person gains so much of what
                            this one does */
    const double
        *shape; /* likewise: what formulas say of one person fewer, in any unit,
                   >= 0; noise is taken out by leaning on it */
};

struct price {
    int quarters, slots; /* of a price slot; how many a pattern has */
    int rows;
    double *loss; /* owned: [row][team * slots + slot], in the unit of the row's slack:
                     one person fewer takes so much */
    double *gain; /* owned, likewise: one person more gives */
    char *fault;  /* owned */
    double callers;
    int64_t evaluations;
    bool is_partial;
};

/* Length of the question's price slots in quarter hours: 2, or 1 if a column begins or
 * ends off the half hour. */
int price_quarters(const struct question *question);

/* O(combs * replications) runs. */
void price_make(const struct question *question, const struct price_ask *ask,
                struct price *out);
void price_done(struct price *price);

#endif
