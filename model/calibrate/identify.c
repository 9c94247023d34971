#include "model/calibrate/identify.h"

#include <gsl/gsl_linalg.h>
#include <math.h>

/* What is known of an input without any figure: its range, and in it the variance of a
 * uniform law.  Its reciprocal adds to what the figures say along each direction. */
static const double OF_RANGE = 12.0;
/* Less than this part of its range is not worth calling an input open. */
static const double LEAST_OPEN = 0.01;
/* How much of their open parts two inputs must share to be named together. */
static const double LEAST_SHARED = 0.2;

struct directions {
    gsl_matrix *v; /* columns are directions of the inputs */
    gsl_vector *s;
    int inputs;
};

static bool is_open(const struct directions *d, int k)
{
    const double s = gsl_vector_get(d->s, (size_t) k);
    return s * s < OF_RANGE;
}

/* The part of input i in direction k. */
static double part(const struct directions *d, int i, int k)
{
    return gsl_matrix_get(d->v, (size_t) i, (size_t) k);
}

/* The projection on the open directions, which does not depend on how these were
 * chosen within the space they span. */
static double projection(const struct directions *d, int i, int j)
{
    double sum = 0.0;
    for (int k = 0; k < d->inputs; k++)
        if (is_open(d, k))
            sum += part(d, i, k) * part(d, j, k);
    return sum;
}

/* The variance of input i along the directions that are open, or along the others. */
static double variance_along(const struct directions *d, int i, bool open)
{
    double sum = 0.0;
    for (int k = 0; k < d->inputs; k++) {
        const double s = gsl_vector_get(d->s, (size_t) k);
        if (is_open(d, k) == open)
            sum += part(d, i, k) * part(d, i, k) / (s * s + OF_RANGE);
    }
    return sum;
}

static bool is_shared(const struct directions *d, int i, int j)
{
    return fabs(projection(d, i, j))
           > LEAST_SHARED * sqrt(projection(d, i, i) * projection(d, j, j));
}

/* Puts all open inputs that hang together with `i` into the group. */
static void gather(const struct directions *d, int i, bool *taken,
                   struct identify_group *group)
{
    taken[i] = true;
    group->inputs[group->count++] = i;
    for (int next = 0; next < group->count; next++)
        for (int j = 0; j < d->inputs; j++)
            if (!taken[j] && is_shared(d, group->inputs[next], j)) {
                taken[j] = true;
                group->inputs[group->count++] = j;
            }
}

static void sort(struct identify_group *group)
{
    for (int i = 1; i < group->count; i++)
        for (int k = i; k > 0 && group->inputs[k] < group->inputs[k - 1]; k--) {
            const int swap = group->inputs[k];
            group->inputs[k] = group->inputs[k - 1];
            group->inputs[k - 1] = swap;
        }
}

static void make_groups(const struct directions *d, struct identify *out)
{
    bool taken[IDENTIFY_MOST] = { false };
    for (int i = 0; i < d->inputs; i++)
        taken[i] = !out->is_open[i];
    for (int i = 0; i < d->inputs; i++) {
        if (taken[i])
            continue;
        struct identify_group *const group = &out->groups[out->group_count++];
        *group = (struct identify_group){ .count = 0 };
        gather(d, i, taken, group);
        sort(group);
        double open = 0.0;
        for (int k = 0; k < group->count; k++)
            open += projection(d, group->inputs[k], group->inputs[k]);
        const int directions = (int) lround(open);
        group->fixed = group->count - (directions < 1 ? 1 : directions);
        if (group->count == 2 && group->fixed == 1)
            group->trade =
                projection(d, group->inputs[0], group->inputs[1]) < 0.0 ? -1 : 1;
    }
}

void identify_make(const double *slopes, const double *variance, int figures,
                   int inputs, struct identify *out)
{
    gsl_matrix *const u = gsl_matrix_alloc((size_t) figures, (size_t) inputs);
    struct directions d = { gsl_matrix_alloc((size_t) inputs, (size_t) inputs),
                            gsl_vector_alloc((size_t) inputs), inputs };
    *out = (struct identify){ .group_count = 0 };
    for (int f = 0; f < figures; f++)
        for (int i = 0; i < inputs; i++)
            gsl_matrix_set(u, (size_t) f, (size_t) i,
                           slopes[f * inputs + i] / sqrt(variance[f]));
    gsl_linalg_SV_decomp_jacobi(u, d.v, d.s);
    for (int i = 0; i < inputs; i++) {
        const double open = variance_along(&d, i, true);
        const double fixed = variance_along(&d, i, false);
        out->is_open[i] = open > fixed && open > LEAST_OPEN * LEAST_OPEN;
        out->standard_error[i] = sqrt(open + fixed);
    }
    make_groups(&d, out);
    gsl_vector_free(d.s);
    gsl_matrix_free(d.v);
    gsl_matrix_free(u);
}
