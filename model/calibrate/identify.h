/* What figures say about the inputs that were fitted to them: how sure each input is,
 * and which inputs, or combinations of them, the figures leave open.
 *
 * The slopes say by how many tolerances each figure moves while an input goes through
 * its whole range.  Their singular values s belong to directions, combinations of the
 * inputs: along each, the figures alone place the inputs with standard error 1/s of the
 * range.  The range itself is knowledge too, sqrt(1/12) of it being the standard
 * deviation of a uniform law; together they give sqrt(1 / (s^2 + 12)).  A direction of
 * which the range says more than the figures (s^2 < 12) is called open, and so is an
 * input whose doubt comes from open directions mostly.  Inputs that share open
 * directions are named together, for the figures fix combinations of them. */
#ifndef MODEL_IDENTIFY_H
#define MODEL_IDENTIFY_H

#include <stdbool.h>

enum { IDENTIFY_MOST = 32 };

/* Inputs of which the figures fix fewer combinations than there are inputs. */
struct identify_group {
    int inputs[IDENTIFY_MOST], count;
    int fixed; /* combinations of them that are fixed, < count */
    /* Two inputs with one combination fixed: the figures stay when the one is raised
     * and the other raised too (1) or lowered (-1); else 0. */
    int trade;
};

struct identify {
    struct identify_group groups[IDENTIFY_MOST]; /* in order of their first input */
    int group_count;
    bool is_open[IDENTIFY_MOST];          /* the input is in a group */
    double standard_error[IDENTIFY_MOST]; /* of the range; at most 0.29 */
};

/* slopes[figures][inputs], row by row: d(miss in tolerances) / d(part of the range);
 * 1 <= inputs <= IDENTIFY_MOST, figures >= inputs.  variance[figures] is that of each
 * miss, > 0, in squared tolerances: what counts as met and the noise of simulating. */
void identify_make(const double *slopes, const double *variance, int figures,
                   int inputs, struct identify *out);

#endif
