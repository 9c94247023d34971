/* What both kernels are made of: people who are busy until a known time, and callers
 * who wait in a ring with the time at which they will have hung up.  Everything is
 * inline and sized when compiling; times are seconds. */
#ifndef TESTS_BENCH_STATION_H
#define TESTS_BENCH_STATION_H

#include <assert.h>
#include <stdint.h>

#if defined __SSE2__
#include <immintrin.h>
#endif

#define NEVER 1e300

/* The vector of the machine: how many ends it holds, and the four things done to it. */
#if defined __AVX512F__
enum { LANES = 8 };
typedef __m512d ends_vector;
#define ends_load _mm512_load_pd
#define ends_min _mm512_min_pd
#define ends_least _mm512_reduce_min_pd
#define ends_all _mm512_set1_pd
#define ends_equal(a, b) ((unsigned) _mm512_cmpeq_pd_mask(a, b))
#elif defined __AVX2__
enum { LANES = 4 };
typedef __m256d ends_vector;
#define ends_load _mm256_load_pd
#define ends_min _mm256_min_pd
#define ends_all _mm256_set1_pd
#define ends_equal(a, b) \
    ((unsigned) _mm256_movemask_pd(_mm256_cmp_pd(a, b, _CMP_EQ_OQ)))
static inline double ends_least(ends_vector v)
{
    const __m128d m =
        _mm_min_pd(_mm256_castpd256_pd128(v), _mm256_extractf128_pd(v, 1));
    return _mm_cvtsd_f64(_mm_min_sd(m, _mm_unpackhi_pd(m, m)));
}
#elif defined __SSE2__
enum { LANES = 2 };
typedef __m128d ends_vector;
#define ends_load _mm_load_pd
#define ends_min _mm_min_pd
#define ends_all _mm_set1_pd
#define ends_equal(a, b) ((unsigned) _mm_movemask_pd(_mm_cmpeq_pd(a, b)))
static inline double ends_least(ends_vector v)
{
    return _mm_cvtsd_f64(_mm_min_sd(v, _mm_unpackhi_pd(v, v)));
}
#else
enum { LANES = 1 };
typedef double ends_vector;
#define ends_load *
#define ends_min(a, b) ((a) < (b) ? (a) : (b))
#define ends_least(a) (a)
#define ends_all(a) (a)
#define ends_equal(a, b) ((unsigned) ((a) == (b)))
#endif

/* The least of `count` aligned ends and its index.  count is a constant multiple of 8
 * and at most 64, so the loops unroll into registers. */
static inline __attribute__((always_inline)) double first_end(const double *ends,
                                                              int count, int *index)
{
    ends_vector least = ends_load(ends);
#pragma GCC unroll 64
    for (int i = LANES; i < count; i += LANES)
        least = ends_min(least, ends_load(ends + i));
    const double end = ends_least(least);
    const ends_vector all = ends_all(end);
    uint64_t where = 0;
#pragma GCC unroll 64
    for (int i = 0; i < count; i += LANES)
        where |= (uint64_t) ends_equal(ends_load(ends + i), all) << i;
    *index = __builtin_ctzll(where);
    return end;
}

enum { MOST_PEOPLE = 64 };

/* People who do the same work: when each will be free, NEVER for the idle. */
struct people {
    _Alignas(64) double ends[MOST_PEOPLE];
    uint64_t idle; /* a bit each */
    double next_s; /* the least of ends[] */
    int next;      /* whose it is */
};

static inline void people_init(struct people *people, int count)
{
    for (int i = 0; i < MOST_PEOPLE; i++)
        people->ends[i] = NEVER;
    people->idle = ~UINT64_C(0) >> (MOST_PEOPLE - count);
    people->next_s = NEVER;
    people->next = 0;
}

/* An idle person, of whom there must be one, is busy until end_s. */
static inline __attribute__((always_inline)) void people_start(struct people *people,
                                                               double end_s)
{
    const int person = __builtin_ctzll(people->idle);
    people->idle &= people->idle - 1;
    people->ends[person] = end_s;
    if (end_s < people->next_s) {
        people->next_s = end_s;
        people->next = person;
    }
}

/* The person who is done goes on until end_s, or is idle when that is NEVER.
 * `capacity` as for first_end(). */
static inline __attribute__((always_inline)) void
people_go_on(struct people *people, int capacity, double end_s)
{
    people->idle |= (uint64_t) (end_s == NEVER) << people->next;
    people->ends[people->next] = end_s;
    people->next_s = first_end(people->ends, capacity, &people->next);
}

/* A caller who waits. */
struct waiting {
    double since_s, until_s;
};

enum { RING = 1 << 16 }; /* far above any queue that these workloads form */

/* First come, first served.  Who has hung up is noticed when their turn comes. */
struct ring {
    struct waiting *callers;
    uint32_t head, tail;
};

static inline void ring_push(struct ring *ring, double since_s, double until_s)
{
    assert(ring->tail - ring->head < RING);
    ring->callers[ring->tail++ % RING] = (struct waiting){ since_s, until_s };
}

/* The next caller who is still there at time t; null when there is none.  Adds those
 * who have hung up to *abandoned. */
static inline __attribute__((always_inline)) const struct waiting *
ring_pop(struct ring *ring, double t, long *abandoned)
{
    while (ring->head != ring->tail) {
        const struct waiting *caller = &ring->callers[ring->head++ % RING];
        if (caller->until_s >= t)
            return caller;
        ++*abandoned;
    }
    return 0;
}

#endif
