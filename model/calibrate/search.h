/* Least squares of a costly function with noise that repeats: the least sum of squared
 * misses over the unit cube.
 *
 * Levenberg-Marquardt of GSL with finite differences comes first, for it takes few
 * evaluations; what it leaves is polished by Nelder and Mead's simplex (nmsimplex2),
 * which needs no derivative; when the result still misses, both begin anew elsewhere.
 * Both see the logit of each coordinate, so that they cannot leave the cube. Everything
 * is deterministic. */
#ifndef MODEL_SEARCH_H
#define MODEL_SEARCH_H

#include <stdbool.h>

struct search_problem {
    int inputs, misses; /* misses >= inputs >= 0, at least one miss */
    /* Fills out[misses] at u[inputs], each strictly between 0 and 1; where there is no
     * answer, with something large.  False ends the search. */
    bool (*miss)(void *context, const double *u, double *out);
    void *context;
};

enum search_effort {
    SEARCH_QUICK,   /* Levenberg-Marquardt from one point alone */
    SEARCH_THOROUGH /* all of it */
};

/* Begins at u[inputs] (values beyond the ends are moved inside), leaves there the best
 * point that was seen, and returns its sum of squares; infinite when the first
 * evaluation ended the search.  Ends when every miss is small against 1, when nothing
 * improves, or when miss() says so. */
double search_run(const struct search_problem *problem, double *u,
                  enum search_effort effort);

#endif
