/* The times at which a group of identical servers finish what they do, with the
 * earliest at hand.  A tree of fan-out 8: an insertion is a handful of compares,
 * replacing the earliest costs one 8-wide minimum a level (one level up to 8 slots, two
 * up to 64, three up to 512, four up to 4,096).  No event list is involved: most
 * simulation engines spend over half their time there.
 *
 * Times are >= 0; an idle slot holds SIM_NEVER. */
#ifndef SIM_ENDS_H
#define SIM_ENDS_H

#include <assert.h>
#include <float.h>
#include <stdbool.h>
#include <stdint.h>

#if defined __AVX512F__ || defined __SSE2__
#include <immintrin.h>
#endif

#define SIM_NEVER DBL_MAX

enum { SIM_ENDS_LEVELS = 8, SIM_ENDS_MOST = 1 << 24 };

struct sim_ends {
    double first_s; /* the earliest end, or SIM_NEVER */
    double next_s;  /* the earliest of all but `first`: the root of the tree */
    int first;      /* its slot; in the tree it counts as idle */
    int next;
    bool tied; /* another slot ends at first_s too: see sim_ends_each() */
    int levels, slots;
    double *at[SIM_ENDS_LEVELS];    /* [0] the slots, [l] the minima of blocks of 8;
                                       owned, each padded to a multiple of 8 */
    uint32_t *who[SIM_ENDS_LEVELS]; /* [l] the slot of each minimum; [0] unused */
};

/* All slots idle; 1 <= slots <= SIM_ENDS_MOST. */
void sim_ends_init(struct sim_ends *ends, int slots);
void sim_ends_done(struct sim_ends *ends);
void sim_ends_clear(struct sim_ends *ends);
/* Makes room for at least `slots`; the new ones are idle. */
void sim_ends_grow(struct sim_ends *ends, int slots);
void sim_ends_copy(struct sim_ends *to, const struct sim_ends *from);

/* Element `i` of a block of 8 becomes `value`.  The block is stored as wide as it is
 * loaded elsewhere: a wide load soon after a narrow store waits for the cache. */
static inline void sim_ends_put(double *block, int i, double value)
{
#if defined __AVX512F__
    const __m512d old = _mm512_load_pd(block);
    _mm512_store_pd(
        block, _mm512_mask_mov_pd(old, (__mmask8) (1u << i), _mm512_set1_pd(value)));
#else
    block[i] = value;
#endif
}

/* The least of a block of 8 if element `i` were `value`, and as a mask the elements
 * that would hold it. */
static inline unsigned sim_ends_least(const double *block, int i, double value,
                                      double *least)
{
#if defined __AVX512F__
    const __m512d now = _mm512_mask_mov_pd(_mm512_load_pd(block), (__mmask8) (1u << i),
                                           _mm512_set1_pd(value));
    __m512d m = _mm512_min_pd(now, _mm512_shuffle_f64x2(now, now, 0x4e));
    m = _mm512_min_pd(m, _mm512_shuffle_f64x2(m, m, 0xb1));
    m = _mm512_min_pd(m, _mm512_permute_pd(m, 0x55));
    *least = _mm512_cvtsd_f64(m);
    return _mm512_cmpeq_pd_mask(now, m);
#else
    double now[8];
    for (int k = 0; k < 8; k++)
        now[k] = block[k];
    now[i] = value;
#if defined __SSE2__
    const __m128d a = _mm_set_pd(now[1], now[0]), b = _mm_set_pd(now[3], now[2]);
    const __m128d c = _mm_set_pd(now[5], now[4]), d = _mm_set_pd(now[7], now[6]);
    __m128d m = _mm_min_pd(_mm_min_pd(a, b), _mm_min_pd(c, d));
    m = _mm_min_pd(m, _mm_shuffle_pd(m, m, 1));
    *least = _mm_cvtsd_f64(m);
    return (unsigned) (_mm_movemask_pd(_mm_cmpeq_pd(a, m))
                       | _mm_movemask_pd(_mm_cmpeq_pd(b, m)) << 2
                       | _mm_movemask_pd(_mm_cmpeq_pd(c, m)) << 4
                       | _mm_movemask_pd(_mm_cmpeq_pd(d, m)) << 6);
#else
    double m = now[0];
    for (int k = 1; k < 8; k++)
        m = now[k] < m ? now[k] : m;
    unsigned mask = 0;
    for (int k = 0; k < 8; k++)
        mask |= (unsigned) (now[k] == m) << k;
    *least = m;
    return mask;
#endif
#endif
}

/* Idle until now, will end at `at_s`: in the tree. */
static inline void sim_ends_tree_add(struct sim_ends *ends, int slot, double at_s)
{
    sim_ends_put(&ends->at[0][slot & ~7], slot & 7, at_s);
    for (int level = 1, block = slot >> 3; level < ends->levels; level++, block >>= 3) {
        if (at_s >= ends->at[level][block])
            return;
        sim_ends_put(&ends->at[level][block & ~7], block & 7, at_s);
        ends->who[level][block] = (uint32_t) slot;
    }
    if (at_s < ends->next_s) {
        ends->next_s = at_s;
        ends->next = slot;
    }
}

/* Gets another end: in the tree.  At each level the least of the other blocks is found
 * without waiting for the level below, so the levels overlap in the processor. */
static inline void sim_ends_tree_set(struct sim_ends *ends, int slot, double at_s)
{
    double value;
    const unsigned mask =
        sim_ends_least(&ends->at[0][slot & ~7], slot & 7, at_s, &value);
    sim_ends_put(&ends->at[0][slot & ~7], slot & 7, at_s);
    uint32_t who = (uint32_t) (slot & ~7) + (uint32_t) __builtin_ctz(mask);
    for (int level = 1, index = slot >> 3; level < ends->levels; level++, index >>= 3) {
        double *block = &ends->at[level][index & ~7];
        double others;
        const unsigned held = sim_ends_least(block, index & 7, SIM_NEVER, &others);
        const uint32_t other = ends->who[level][(index & ~7) + __builtin_ctz(held)];
        sim_ends_put(block, index & 7, value);
        ends->who[level][index] = who;
        who = value <= others ? who : other;
        value = value <= others ? value : others;
    }
    ends->next_s = value;
    ends->next = (int) who;
}

/* Slot `slot`, idle until now, will end at `at_s`. */
static inline void sim_ends_add(struct sim_ends *ends, int slot, double at_s)
{
    if (at_s < ends->first_s) {
        const int was = ends->first;
        const double was_s = ends->first_s;
        ends->first = slot;
        ends->first_s = at_s;
        if (was_s < SIM_NEVER)
            sim_ends_tree_add(ends, was, was_s);
    } else {
        sim_ends_tree_add(ends, slot, at_s);
    }
    ends->tied = ends->next_s == ends->first_s;
}

/* The next one comes to the front; what was there (idle, or back in the tree) is gone.
 */
static inline void sim_ends_advance(struct sim_ends *ends)
{
    ends->first = ends->next;
    ends->first_s = ends->next_s;
    sim_ends_tree_set(ends, ends->first, SIM_NEVER);
}

/* Any slot gets another end, earlier or later, or SIM_NEVER: idle. */
static inline void sim_ends_set(struct sim_ends *ends, int slot, double at_s)
{
    if (slot != ends->first) {
        sim_ends_tree_set(ends, slot, at_s);
        if (ends->next_s < ends->first_s) {
            const int was = ends->first;
            const double was_s = ends->first_s;
            sim_ends_advance(ends);
            if (was_s < SIM_NEVER)
                sim_ends_tree_add(ends, was, was_s);
        }
    } else if (at_s <= ends->next_s) {
        ends->first_s = at_s;
    } else {
        if (at_s < SIM_NEVER)
            sim_ends_tree_add(ends, slot, at_s);
        sim_ends_advance(ends); /* nobody waits for the one after it to be found */
    }
    ends->tied = ends->next_s == ends->first_s && ends->first_s < SIM_NEVER;
}

/* When a slot ends, or SIM_NEVER. */
static inline double sim_ends_at(const struct sim_ends *ends, int slot)
{
    return slot == ends->first ? ends->first_s : ends->at[0][slot];
}

/* The next slot at or after `from` that ends at first_s, or -1.  O(slots); for ties. */
int sim_ends_each(const struct sim_ends *ends, int from);

#endif
