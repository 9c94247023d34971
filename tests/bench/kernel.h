/* Hand-written, single-purpose simulations of the benchmark workloads: what the
 * engine's speed is measured against.  Time-ordered, counters only, no allocation while
 * running. Times are seconds; the workloads' numbers stand in kernel_w1.c and
 * kernel_w2.c and in the scenarios beside them. */
#ifndef TESTS_BENCH_KERNEL_H
#define TESTS_BENCH_KERNEL_H

#include <stdint.h>

/* The lines at which callers wait; W1 has the first only. */
enum { KERNEL_URGENT, KERNEL_SWITCHBOARD, KERNEL_OTHER, KERNEL_LINES };

struct kernel_line {
    long offered, abandoned;
    long within_10s; /* answered within ten seconds; not counted at the switchboard */
};

struct kernel_result {
    struct kernel_line line[KERNEL_LINES];
};

/* W1: one queue of exponential everything, 48 people, `calls` first attempts >= 1. */
struct kernel_result kernel_w1(long calls, uint64_t seed);

/* W2: 999 and, through IVR and switchboard, 101 meet the same handlers.  1..24 handlers
 * and 1..8 people at the switchboard: 20 and 5 is W2, 11 and 2 is the loaded W2L. */
struct kernel_result kernel_w2(long calls, uint64_t seed, int handlers,
                               int switchboard);

#endif
