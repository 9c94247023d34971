#include "model/measure/waits.h"

uint64_t waits_add(uint64_t *to, const uint32_t *from, int bins)
{
    uint64_t added = 0;
    for (int b = 0; b < bins; b++) {
        to[b] += from[b];
        added += from[b];
    }
    return added;
}

double waits_quantile(const uint64_t *waits, double answered, double share)
{
    double waited = 0.0;
    for (int b = 0; b < TALLY_BINS; b++)
        waited += (double) waits[b];
    const double rank = share * answered;
    double below = answered - waited; /* those who did not wait come first */
    if (rank <= below)
        return 0.0;
    int last = 0;
    for (int b = 0; b < TALLY_BINS; b++) {
        const double here = (double) waits[b];
        if (here == 0.0)
            continue;
        last = b;
        if (rank <= below + here)
            break;
        below += here;
    }
    const double low_s = tally_edge(last), high_s = tally_edge(last + 1);
    const double inside = (rank - below) / (double) waits[last];
    return low_s + (high_s - low_s) * (inside < 1.0 ? inside : 1.0);
}
