/* Callers of a quarter hour in order of time. */
#include <string.h>

#include "model/world/state.h"
#include "sim/mem.h"

static bool is_before(const struct world *w, const struct world_coming *a,
                      const struct world_coming *b)
{
    if (a->at_s != b->at_s)
        return a->at_s < b->at_s;
    return w->calls[a->call].serial < w->calls[b->call].serial;
}

/* Times are spread over the quarter hour, so two buckets a caller and a pass of
 * insertion sort them in linear time. */
void world_sort_coming(struct world *w, int count)
{
    const size_t n = (size_t) count, buckets = 2 * n;
    w->sorted = sim_mem_grow(w->sorted, &w->sorted_capacity, n + 1, sizeof *w->sorted);
    w->bucket =
        sim_mem_grow(w->bucket, &w->bucket_capacity, buckets + 2, sizeof *w->bucket);
    struct world_coming *drawn = w->drawn, *sorted = w->sorted;
    uint32_t *start = w->bucket;
    memset(start, 0, (buckets + 2) * sizeof *start);
    const double from_s = w->tick_s - CALENDAR_QUARTER_S;
    const double scale = (double) buckets / CALENDAR_QUARTER_S;
    for (size_t i = 0; i < n; i++) {
        drawn[i].bucket = (uint32_t) ((drawn[i].at_s - from_s) * scale);
        start[drawn[i].bucket + 1]++; /* it may round up to the end: the last bucket */
    }
    for (size_t b = 0; b <= buckets; b++)
        start[b + 1] += start[b];
    for (size_t i = 0; i < n; i++)
        sorted[start[drawn[i].bucket]++] = drawn[i];
    for (size_t i = 1; i < n; i++) {
        const struct world_coming moved = sorted[i];
        size_t j = i;
        for (; j > 0 && is_before(w, &moved, &sorted[j - 1]); j--)
            sorted[j] = sorted[j - 1];
        sorted[j] = moved;
    }
    sorted[n] = (struct world_coming){ .at_s = SIM_NEVER };
    w->coming = sorted;
}
