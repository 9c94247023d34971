#include "model/calibrate/identify.h"

#include <gsl/gsl_linalg.h>
#include <math.h>

/* Standard deviation of a uniform law over the range: sqrt(1/12). */
static const double UNIFORM = 0.28867513459481287;
/* A part of an open direction smaller than this does not leave the input open. */
static const double LEAST_PART = 0.2;

struct directions {
    gsl_matrix *v; /* columns are directions of the inputs */
    gsl_vector *s;
    int inputs;
};

static bool is_open(const struct directions *d, int k)
{
    return gsl_vector_get(d->s, (size_t) k) * UNIFORM < 1.0;
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

/* Puts all inputs that hang together with `i` into the group. */
static void gather(const struct directions *d, int i, bool *taken,
                   struct identify_group *group)
{
    taken[i] = true;
    group->inputs[group->count++] = i;
    for (int next = group->count - 1; next < group->count; next++)
        for (int j = 0; j < d->inputs; j++)
            if (!taken[j]
                && fabs(projection(d, group->inputs[next], j))
                       > LEAST_PART * LEAST_PART) {
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
        taken[i] = projection(d, i, i) < LEAST_PART * LEAST_PART;
    for (int i = 0; i < d->inputs; i++) {
        if (taken[i])
            continue;
        struct identify_group *const group = &out->groups[out->group_count++];
        *group = (struct identify_group){ .count = 0 };
        gather(d, i, taken, group);
        sort(group);
        double open = 0.0;
        for (int k = 0; k < group->count; k++) {
            open += projection(d, group->inputs[k], group->inputs[k]);
            out->is_open[group->inputs[k]] = true;
        }
        group->fixed = group->count - (int) lround(open);
        if (group->count == 2 && group->fixed == 1)
            group->trade =
                projection(d, group->inputs[0], group->inputs[1]) < 0.0 ? 1 : -1;
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
    make_groups(&d, out);
    for (int i = 0; i < inputs; i++) {
        double sum = 0.0;
        for (int k = 0; k < inputs; k++)
            if (!is_open(&d, k)) {
                const double along = part(&d, i, k) / gsl_vector_get(d.s, (size_t) k);
                sum += along * along;
            }
        out->standard_error[i] = out->is_open[i] ? INFINITY : sqrt(sum);
    }
    gsl_vector_free(d.s);
    gsl_matrix_free(d.v);
    gsl_matrix_free(u);
}
