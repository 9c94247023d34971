#include "tests/oracle.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"

/* Rate at which the number present falls from k to k - 1. */
static long double fall_per_s(const struct oracle_queue *q, int k)
{
    const int serving = k < q->people ? k : q->people;
    const long double leaving =
        q->patience_s > 0.0 ? (k - serving) / (long double) q->patience_s : 0.0L;
    return serving / (long double) q->handling_s + leaving;
}

static int likeliest(const struct oracle_queue *q)
{
    int k = 0;
    while ((long double) q->arrivals_per_s >= fall_per_s(q, k + 1))
        k++;
    return k;
}

/* Weights of 0..*last present, the likeliest having 1.  The caller frees them. */
static long double *weigh(const struct oracle_queue *q, int *last)
{
    const long double least = 1e-25L;
    const int mode = likeliest(q);
    const int fullest = mode > q->people ? mode : q->people; /* the likeliest wait */
    size_t capacity = 0;
    long double *weight =
        sim_mem_grow(NULL, &capacity, (size_t) mode + 2, sizeof *weight);
    weight[mode] = 1.0L;
    for (int k = mode; k > 0; k--)
        weight[k - 1] = weight[k] * fall_per_s(q, k) / (long double) q->arrivals_per_s;
    int k = mode;
    do {
        k++;
        weight = sim_mem_grow(weight, &capacity, (size_t) k + 1, sizeof *weight);
        weight[k] = weight[k - 1] * (long double) q->arrivals_per_s / fall_per_s(q, k);
    } while (k <= q->people || weight[k] > least * weight[fullest]);
    *last = k;
    return weight;
}

/* One jump of the uniformised chain, from the last place in line to the first, each
 * reading its neighbour before that one changes. */
static void jump(const struct oracle_queue *q, long double total_per_s, int places,
                 long double *answered)
{
    const long double leave =
        q->patience_s > 0.0 ? 1.0L / (long double) q->patience_s : 0.0L;
    for (int j = places - 1; j >= 0; j--) {
        const long double on = fall_per_s(q, q->people + j);
        const long double next = j > 0 ? answered[j - 1] : 1.0L;
        answered[j] += (on * (next - answered[j]) - leave * answered[j]) / total_per_s;
    }
}

/* P(answered within T) for a caller who finds j others waiting, for j < places. */
static long double *answered_within(const struct oracle_queue *q, double within_s,
                                    int places)
{
    const long double total_per_s = fall_per_s(q, q->people + places);
    const long double mean = total_per_s * (long double) within_s;
    long double *answered = sim_mem_array((size_t) places, sizeof *answered);
    long double *sum = sim_mem_array((size_t) places, sizeof *sum);
    const int jumps = (int) (mean + 12.0L * sqrtl(mean) + 60.0L);
    for (int k = 0; k <= jumps; k++) {
        const long double chance = mean > 0.0L
                                       ? expl(k * logl(mean) - mean - lgammal(k + 1.0L))
                                       : (long double) (k == 0);
        for (int j = 0; j < places; j++)
            sum[j] += chance * answered[j];
        jump(q, total_per_s, places, answered);
    }
    free(answered);
    return sum;
}

void oracle_birth_death(const struct oracle_queue *q, double within_s,
                        struct oracle_grade *out)
{
    assert(q->patience_s > 0.0
           || q->arrivals_per_s * q->handling_s < (double) q->people);
    int last;
    long double *weight = weigh(q, &last);
    long double *within = answered_within(q, within_s, last - q->people + 1);
    const long double leave =
        q->patience_s > 0.0 ? 1.0L / (long double) q->patience_s : 0.0L;

    /* P(answered) and E[wait; answered] of one who finds j others waiting. */
    long double answered = 1.0L, waited = 0.0L;
    long double total = 0.0L, wait = 0.0L, good = 0.0L, queue = 0.0L, busy = 0.0L;
    long double all_answered = 0.0L, all_waited = 0.0L;
    for (int k = 0; k <= last; k++) {
        total += weight[k];
        busy += weight[k] * (k < q->people ? k : q->people);
        if (k >= q->people) {
            const long double on = fall_per_s(q, k);
            answered *= on / (on + leave);
            waited = (answered + on * waited) / (on + leave);
            wait += weight[k];
            good += weight[k] * within[k - q->people];
            queue += weight[k] * (k - q->people);
        } else {
            good += weight[k];
        }
        all_answered += weight[k] * answered;
        all_waited += weight[k] * waited;
    }
    *out = (struct oracle_grade){
        .p_wait = (double) (wait / total),
        .p_abandon = (double) (leave * queue / total / (long double) q->arrivals_per_s),
        .within = (double) (good / total),
        .mean_wait_s = (double) (queue / total / (long double) q->arrivals_per_s),
        .answer_s = (double) (all_waited / all_answered),
        .queue = (double) (queue / total),
        .occupancy = (double) (busy / total / q->people),
    };
    free(weight);
    free(within);
}

void oracle_cobham(int classes, const double *arrivals_per_s, double handling_s,
                   int people, double *wait_s)
{
    long double offered = 0.0L;
    for (int k = 0; k < classes; k++)
        offered += (long double) arrivals_per_s[k] * (long double) handling_s;
    assert(offered < people);

    long double term = 1.0L, below = 0.0L;
    for (int n = 0; n < people; n++) {
        below += term;
        term *= offered / (n + 1);
    }
    const long double queued = term * people / (people - offered);
    const long double first =
        queued / (below + queued) * (long double) handling_s / people;

    long double load = 0.0L;
    for (int k = 0; k < classes; k++) {
        const long double above = load;
        load += (long double) arrivals_per_s[k] * (long double) handling_s / people;
        wait_s[k] = (double) (first / ((1.0L - above) * (1.0L - load)));
    }
}

double oracle_mg1_wait_s(double arrivals_per_s, double mean_s, double cv)
{
    const double load = arrivals_per_s * mean_s;
    assert(load < 1.0);
    return load * mean_s * (1.0 + cv * cv) / (2.0 * (1.0 - load));
}
