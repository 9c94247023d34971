/* Brute force: the cheapest whole numbers of people, within bounds, that meet a
 * question which is asked of nothing but those numbers.  Every staffing that might be
 * cheaper than the best is tried, apart from those that not even the most people in all
 * places left open can mend. */
#ifndef TESTS_LEAST_COST_H
#define TESTS_LEAST_COST_H

#include <stdbool.h>

enum { LEAST_COST_PLACES = 12 };

struct least_cost {
    int count; /* places, <= LEAST_COST_PLACES */
    double price[LEAST_COST_PLACES];
    int low[LEAST_COST_PLACES], high[LEAST_COST_PLACES];
    /* Nobody is hurt by one person more: then a staffing that fails with the most
     * people in some places fails with any number there.  Else all are tried. */
    bool is_monotone;
    /* Whether people[count] will do.  is_bound: asked in order to leave out what has
     * fewer; may say yes in doubt. */
    bool (*is_met)(void *to, const int *people, bool is_bound);
    void *to;

    double cost; /* in: only cheaper ones are looked for; out: of the best */
    int best[LEAST_COST_PLACES]; /* out, when something was found */
    bool is_found;
    int evaluations; /* times is_met() was asked */
};

void least_cost_find(struct least_cost *search);

double least_cost_of(const struct least_cost *search, const int *people);

#endif
