/* What figures say about the inputs that were fitted to them: how sure each input is,
 * and which inputs, or combinations of them, the figures leave open.
 *
 * The slopes say by how many tolerances each figure moves while an input goes through
 * its whole range.  Along a direction with singular value s the figures place the
 * inputs with standard error 1/s of the range; where that is no better than knowing
 * nothing but the range (0.29 of it, the standard deviation of a uniform law), the
 * direction is called open.  Inputs that share open directions are named together. */
#ifndef MODEL_IDENTIFY_H
#define MODEL_IDENTIFY_H

#include <stdbool.h>

enum { IDENTIFY_MOST = 32 };

/* Inputs of which the figures fix fewer combinations than there are inputs. */
struct identify_group {
    int inputs[IDENTIFY_MOST], count;
    int fixed; /* combinations of them that are fixed, < count */
    /* Two inputs with one combination fixed: raising the one is undone by lowering the
     * other (1) or by raising it too (-1); else 0. */
    int trade;
};

struct identify {
    struct identify_group groups[IDENTIFY_MOST]; /* in order of their first input */
    int group_count;
    bool is_open[IDENTIFY_MOST];          /* the input is in a group */
    double standard_error[IDENTIFY_MOST]; /* of the range; infinite where open */
};

/* slopes[figures][inputs], row by row: d(miss in tolerances) / d(part of the range);
 * 1 <= inputs <= IDENTIFY_MOST, figures >= inputs.  variance[figures] is that of each
 * miss, in squared tolerances: what counts as met and the noise of simulating. */
void identify_make(const double *slopes, const double *variance, int figures,
                   int inputs, struct identify *out);

#endif
