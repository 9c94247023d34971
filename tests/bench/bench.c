/* Calls per second of the same workloads through different hands, turn by turn in one
 * process, so that whatever else the machine does meets them alike.
 *
 *     bench SOURCE_ROOT [CALLS [TURNS]]      10000000 first attempts, 7 turns
 *
 * A row of `workloads` is a workload, a row of `hands` a way to run it.  Prints medians
 * over the turns, by the clock on the wall; the ratios also by processor time, which
 * other programs on the machine disturb less. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/bench/engine.h"
#include "tests/bench/kernel.h"
#include "tests/bench/station.h"

enum { MOST_TURNS = 101, MOST_PATH = 1000, FIRST_SEED = 2022 };

struct workload {
    const char *name, *help;
    struct kernel_result (*kernel)(long calls, uint64_t seed); /* null: none */
    const char *scenario;
    double calls; /* first attempts of a replication of the scenario */
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
    { "W1", "one queue with impatience, 48 people", kernel_w1, "tests/bench/w1.cfg",
      2501280 },
    { "W2", "999 and 101, 20 handlers and a switchboard of 5", light,
      "tests/bench/w2.cfg", 1000097 },
    { "W2L", "999 and 101, 11 handlers and a switchboard of 2", loaded,
      "tests/bench/w2l.cfg", 1000097 },
    { "A&S", "years of Avon & Somerset", NULL, "scenarios/avon-somerset-2022.cfg",
      999369 },
};

/* What there is to do: the workload, how much of it, and with which luck. */
struct task {
    const struct workload *workload;
    const char *path; /* of the scenario */
    long calls;
    uint64_t seed;
};

/* A hand gives the first attempts that it has run; 0 when it cannot. */
static double by_kernel(const struct task *task)
{
    if (task->workload->kernel == NULL)
        return 0.0;
    const struct kernel_result result = task->workload->kernel(task->calls, task->seed);
    return result.line[KERNEL_URGENT].offered > 0 ? (double) task->calls : 0.0;
}

static double by_engine_on(const struct task *task, int threads)
{
    const double replications = (double) task->calls / task->workload->calls;
    return engine_run(task->path, replications < 1.0 ? 1 : (int) (replications + 0.5),
                      threads, task->seed);
}

static double by_engine(const struct task *task)
{
    return by_engine_on(task, 1);
}

static double by_two_threads(const struct task *task)
{
    return by_engine_on(task, 2);
}

static const struct hand {
    const char *name;
    double (*run)(const struct task *task);
} hands[] = {
    { "kernel", by_kernel },
    { "engine", by_engine },
    { "2 threads", by_two_threads },
};

enum {
    WORKLOADS = sizeof workloads / sizeof workloads[0],
    HANDS = sizeof hands / sizeof hands[0]
};

/* Seconds a call, of one turn or the median of all. */
struct pace {
    double wall_s, processor_s;
};

static double clock_s(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

static struct pace run_once(const struct hand *hand, const struct task *task)
{
    const double wall_s = clock_s(CLOCK_MONOTONIC),
                 processor_s = clock_s(CLOCK_PROCESS_CPUTIME_ID);
    const double calls = hand->run(task);
    if (calls <= 0.0)
        return (struct pace){ 0 };
    return (struct pace){ (clock_s(CLOCK_MONOTONIC) - wall_s) / calls,
                          (clock_s(CLOCK_PROCESS_CPUTIME_ID) - processor_s) / calls };
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

static struct pace median(const struct pace *paces, int turns)
{
    double wall_s[MOST_TURNS], processor_s[MOST_TURNS];
    for (int i = 0; i < turns; i++) {
        wall_s[i] = paces[i].wall_s;
        processor_s[i] = paces[i].processor_s;
    }
    qsort(wall_s, (size_t) turns, sizeof wall_s[0], by_value);
    qsort(processor_s, (size_t) turns, sizeof processor_s[0], by_value);
    return (struct pace){ wall_s[turns / 2], processor_s[turns / 2] };
}

/* Each hand's median; zero for one that cannot. */
static void measure(struct task task, int turns, struct pace out[HANDS])
{
    struct pace paces[HANDS][MOST_TURNS];
    for (int turn = 0; turn < turns; turn++, task.seed++)
        for (int i = 0; i < HANDS; i++)
            paces[i][turn] = run_once(&hands[i], &task);
    for (int i = 0; i < HANDS; i++)
        out[i] = median(paces[i], turns);
}

/* The ratios are times of the first hand that can run the workload. */
static void print(const struct workload *workload, const struct pace paces[HANDS])
{
    printf("%-4s %s\n", workload->name, workload->help);
    int first = 0;
    while (first < HANDS - 1 && paces[first].wall_s <= 0.0)
        first++;
    for (int i = first; i < HANDS; i++) {
        printf("     %-10s %7.2f million calls/s  %6.1f ns a call", hands[i].name,
               1e-6 / paces[i].wall_s, 1e9 * paces[i].wall_s);
        if (i > first)
            printf("  %.2f times the %s's time, %.2f of the processor's",
                   paces[i].wall_s / paces[first].wall_s, hands[first].name,
                   paces[i].processor_s / paces[first].processor_s);
        puts("");
    }
    fflush(stdout);
}

int main(int argc, char **argv)
{
    const long calls = argc > 2 ? atol(argv[2]) : 10000000;
    const int turns = argc > 3 ? atoi(argv[3]) : 7;
    if (argc < 2 || calls < 1 || turns < 1 || turns > MOST_TURNS) {
        fprintf(stderr, "usage: bench SOURCE_ROOT [CALLS [TURNS]]   TURNS at most %d\n",
                MOST_TURNS);
        return 2;
    }
    printf("%ld first attempts, median of %d turns, vectors of %d\n", calls, turns,
           LANES);
    int failed = 0;
    for (int i = 0; i < WORKLOADS; i++) {
        char path[MOST_PATH];
        snprintf(path, sizeof path, "%s/%s", argv[1], workloads[i].scenario);
        struct pace paces[HANDS];
        measure((struct task){ &workloads[i], path, calls, FIRST_SEED }, turns, paces);
        print(&workloads[i], paces);
        failed |= paces[1].wall_s <= 0.0;
    }
    return failed;
}
