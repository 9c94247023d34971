/* What the differences of paired runs amount to. */
#include <stdlib.h>

#include "model/measure/paired.h"
#include "sim/mem.h"

/* Numerator and denominator of one replication. */
static const double *at(const struct paired *paired, int replication, int variant,
                        int figure)
{
    const size_t v = (size_t) replication * paired->variant_count + variant;
    return &paired->values[(v * paired->figure_count + figure) * 2];
}

static struct sim_moments moments_of(const struct paired *paired, int variant,
                                     int figure)
{
    struct sim_moments moments = { 0 };
    for (int r = 0; r < paired->done; r++) {
        const double *const ratio = at(paired, r, variant, figure);
        sim_moments_add(&moments, ratio[0], ratio[1]);
    }
    return moments;
}

struct sim_estimate paired_value(const struct paired *paired, int variant, int figure)
{
    const struct sim_moments moments = moments_of(paired, variant, figure);
    return sim_estimate_ratio(&moments);
}

struct sim_estimate paired_contrast(const struct paired *paired, const double *weights,
                                    int figure)
{
    double *const sums = sim_mem_array((size_t) paired->done + 1, sizeof *sums);
    double value = 0.0;
    bool is_there = paired->done > 0;
    for (int v = 0; is_there && v < paired->variant_count; v++) {
        if (weights[v] == 0.0)
            continue;
        const struct sim_moments m = moments_of(paired, v, figure);
        is_there = m.y > 0.0;
        if (!is_there)
            break;
        const double ratio = m.x / m.y, scale = m.y / m.n;
        value += weights[v] * ratio;
        for (int r = 0; r < paired->done; r++) {
            const double *const one = at(paired, r, v, figure);
            sums[r] += weights[v] * ((one[0] - ratio * one[1]) / scale);
        }
    }
    struct sim_moments residuals = { 0 };
    for (int r = 0; r < paired->done; r++)
        sim_moments_add(&residuals, sums[r], 1.0);
    free(sums);
    return is_there ? sim_estimate_around(value, &residuals)
                    : (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
}

struct sim_estimate paired_difference(const struct paired *paired, int variant,
                                      int figure)
{
    double *const weights = sim_mem_array(paired->variant_count, sizeof *weights);
    weights[variant] += 1.0;
    weights[0] -= 1.0;
    const struct sim_estimate out = paired_contrast(paired, weights, figure);
    free(weights);
    return out;
}

int paired_empty(const struct paired *paired, int variant, int figure)
{
    int empty = 0;
    for (int r = 0; r < paired->done; r++) {
        bool is_empty = false;
        for (int v = 0; v < paired->variant_count; v++)
            if (variant < 0 || variant == v)
                is_empty = is_empty || at(paired, r, v, figure)[1] <= 0.0;
        empty += is_empty;
    }
    return empty;
}
