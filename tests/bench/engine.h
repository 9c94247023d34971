/* A workload through the ordinary engine: its scenario is read, compiled, simulated
 * with everything measured, merged and estimated. */
#ifndef TESTS_BENCH_ENGINE_H
#define TESTS_BENCH_ENGINE_H

#include <stdint.h>

/* The engine's first attempts, warm-up included; 0 after a complaint on stderr. */
double engine_run(const char *path, int replications, int threads, uint64_t seed);

#endif
