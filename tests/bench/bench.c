/* Calls per second of the same workloads through different hands, turn by turn in one
 * process, so that whatever else the machine does meets them alike.
 *
 *     bench [CALLS [TURNS]]      10000000 first attempts, 7 turns
 *
 * A row of `workloads` is a workload, a row of `hands` a way to run it.  Prints the
 * median over turns, its spread, and how often slower each is than the first hand. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/bench/kernel.h"
#include "tests/bench/station.h"

enum { MOST_TURNS = 101, FIRST_SEED = 2022 };

struct workload {
    const char *name, *help;
    struct kernel_result (*kernel)(long calls, uint64_t seed);
};

static struct kernel_result light(long calls, uint64_t seed)
{
    return kernel_w2(calls, seed, 20, 5);
}

static struct kernel_result loaded(long calls, uint64_t seed)
{
    return kernel_w2(calls, seed, 11, 2);
}

static const struct workload workloads[] = {
    { "W1", "one queue with impatience, 48 people", kernel_w1 },
    { "W2", "999 and 101, 20 handlers and a switchboard of 5", light },
    { "W2L", "999 and 101, 11 handlers and a switchboard of 2", loaded },
};

/* How many first attempts a hand has run; 0 when it cannot run this workload. */
static long by_kernel(const struct workload *workload, long calls, uint64_t seed)
{
    const struct kernel_result result = workload->kernel(calls, seed);
    return result.line[KERNEL_URGENT].offered > 0 ? calls : 0;
}

static const struct hand {
    const char *name;
    long (*run)(const struct workload *workload, long calls, uint64_t seed);
} hands[] = {
    { "kernel", by_kernel },
};

enum {
    WORKLOADS = sizeof workloads / sizeof workloads[0],
    HANDS = sizeof hands / sizeof hands[0]
};

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

/* Fills rate[hand][turn] with calls per second. */
static void measure(const struct workload *workload, long calls, int turns,
                    double rate[HANDS][MOST_TURNS])
{
    for (int turn = 0; turn < turns; turn++)
        for (int i = 0; i < HANDS; i++) {
            const double start_s = now_s();
            const long done =
                hands[i].run(workload, calls, FIRST_SEED + (uint64_t) turn);
            rate[i][turn] = (double) done / (now_s() - start_s);
        }
    for (int i = 0; i < HANDS; i++)
        qsort(rate[i], (size_t) turns, sizeof rate[i][0], by_value);
}

static void print(const struct workload *workload, int turns,
                  double rate[HANDS][MOST_TURNS])
{
    printf("%-4s %s\n", workload->name, workload->help);
    const double first = rate[0][turns / 2];
    for (int i = 0; i < HANDS; i++) {
        const double median = rate[i][turns / 2];
        if (median <= 0.0)
            continue;
        printf("     %-10s %7.2f million calls/s  (%.2f to %.2f)  %6.1f ns a call",
               hands[i].name, median / 1e6, rate[i][0] / 1e6, rate[i][turns - 1] / 1e6,
               1e9 / median);
        if (i > 0 && first > 0.0)
            printf("  %.2f times the %s's time", first / median, hands[0].name);
        puts("");
    }
    fflush(stdout);
}

int main(int argc, char **argv)
{
    const long calls = argc > 1 ? atol(argv[1]) : 10000000;
    const int turns = argc > 2 ? atoi(argv[2]) : 7;
    if (calls < 1 || turns < 1 || turns > MOST_TURNS) {
        fprintf(stderr, "usage: bench [CALLS [TURNS]]   TURNS at most %d\n",
                MOST_TURNS);
        return 2;
    }
    printf("%ld first attempts, median of %d turns (least to most), one thread, "
           "vectors of %d\n",
           calls, turns, LANES);
    static double rate[HANDS][MOST_TURNS];
    for (int i = 0; i < WORKLOADS; i++) {
        measure(&workloads[i], calls, turns, rate);
        print(&workloads[i], turns, rate);
    }
    return 0;
}
