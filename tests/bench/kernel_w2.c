#include "tests/bench/kernel.h"

#include <stdlib.h>

#include "sim/mem.h"
#include "tests/bench/random.h"
#include "tests/bench/station.h"

enum { MOST_HANDLERS = 24, MOST_SWITCHBOARD = 8, MOST_IN_IVR = 512 };

#define URGENT_GAP_S (1.0 / 0.011) /* 999: mean time between two callers */
#define OTHER_GAP_S (1.0 / 0.0208) /* 101 */
#define IVR_FROM_S 20.0            /* uniform from here ... */
#define IVR_WIDTH_S 40.0           /* ... over this */
#define IVR_RESOLVES 0.318
#define SWITCHBOARD_S 90.0 /* exponential */
#define SWITCHBOARD_PATIENCE_S 240.0
#define SWITCHBOARD_RESOLVES 0.226
#define URGENT_PATIENCE_S 90.0
#define OTHER_PATIENCE_S 600.0
#define WITHIN_S 10.0

/* A lognormal handling time. */
struct handling {
    double mu, sigma;
};

static struct handling handling(double mean_s, double cv)
{
    const double sigma = sqrt(log1p(cv * cv));
    return (struct handling){ log(mean_s) - 0.5 * sigma * sigma, sigma };
}

/* Those in the IVR by the time they leave it, latest first: the next one stands last.
 * Few are there at once, so insertion is cheapest.  times[0] is NEVER. */
struct ivr {
    double times[MOST_IN_IVR];
    int count;
};

static inline void ivr_enter(struct ivr *ivr, double leaves_s)
{
    assert(ivr->count < MOST_IN_IVR);
    int i = ivr->count++;
    for (; ivr->times[i - 1] < leaves_s; i--)
        ivr->times[i] = ivr->times[i - 1];
    ivr->times[i] = leaves_s;
}

struct network {
    struct random random;
    struct people handlers, board;
    struct ring ring[KERNEL_LINES];
    struct kernel_line line[KERNEL_LINES];
    struct handling handling[KERNEL_LINES];
    struct ivr ivr;
    double next_urgent_s, next_other_s, next_ivr_s;
    long left; /* first attempts still to come */
};

#define INLINE static inline __attribute__((always_inline))

/* Time until the next first attempt, or NEVER for both kinds after the last. */
INLINE void plan_arrival(struct network *net, double *next_s, double t, double gap_s)
{
    if (--net->left > 0)
        *next_s = t + random_exponential(&net->random) * gap_s;
    else
        net->next_urgent_s = net->next_other_s = NEVER;
}

INLINE double handled_s(struct network *net, int line)
{
    const struct handling *h = &net->handling[line];
    return exp(h->mu + h->sigma * random_normal(&net->random));
}

INLINE void to_handlers(struct network *net, int line, double t, double patience_s)
{
    net->line[line].offered++;
    if (net->handlers.idle == 0) {
        ring_push(&net->ring[line], t,
                  t + random_exponential(&net->random) * patience_s);
        return;
    }
    net->line[line].within_10s++;
    people_start(&net->handlers, t + handled_s(net, line));
}

/* When a handler who is free at t will be done with the next caller of this line;
 * NEVER when nobody waits. */
INLINE double take(struct network *net, int line, double t)
{
    const struct waiting *caller =
        ring_pop(&net->ring[line], t, &net->line[line].abandoned);
    if (caller == NULL)
        return NEVER;
    net->line[line].within_10s += t - caller->since_s <= WITHIN_S;
    return t + handled_s(net, line);
}

INLINE void handler_done(struct network *net, double t)
{
    double end_s = take(net, KERNEL_URGENT, t);
    if (end_s == NEVER)
        end_s = take(net, KERNEL_OTHER, t);
    people_go_on(&net->handlers, MOST_HANDLERS, end_s);
}

INLINE void other_arrives(struct network *net, double t)
{
    plan_arrival(net, &net->next_other_s, t, OTHER_GAP_S);
    if (random_unit(&net->random) < IVR_RESOLVES)
        return;
    const double in_ivr_s = IVR_FROM_S + IVR_WIDTH_S * random_unit(&net->random);
    ivr_enter(&net->ivr, t + in_ivr_s);
    net->next_ivr_s = net->ivr.times[net->ivr.count - 1];
}

INLINE void leaves_ivr(struct network *net, double t)
{
    net->next_ivr_s = net->ivr.times[--net->ivr.count - 1];
    net->line[KERNEL_SWITCHBOARD].offered++;
    const double e = random_exponential(&net->random);
    if (net->board.idle == 0)
        ring_push(&net->ring[KERNEL_SWITCHBOARD], t, t + e * SWITCHBOARD_PATIENCE_S);
    else
        people_start(&net->board, t + e * SWITCHBOARD_S);
}

INLINE void switchboard_done(struct network *net, double t)
{
    double end_s = NEVER;
    if (ring_pop(&net->ring[KERNEL_SWITCHBOARD], t,
                 &net->line[KERNEL_SWITCHBOARD].abandoned)
        != NULL)
        end_s = t + random_exponential(&net->random) * SWITCHBOARD_S;
    people_go_on(&net->board, MOST_SWITCHBOARD, end_s);
    if (random_unit(&net->random) >= SWITCHBOARD_RESOLVES)
        to_handlers(net, KERNEL_OTHER, t, OTHER_PATIENCE_S);
}

INLINE double least(double a, double b)
{
    return a < b ? a : b;
}

static void run(struct network *net)
{
    for (;;) {
        const double arrival_s = least(net->next_urgent_s, net->next_other_s),
                     board_s = least(net->next_ivr_s, net->board.next_s),
                     t = least(arrival_s, least(board_s, net->handlers.next_s));
        if (t == NEVER)
            return;
        if (t == net->handlers.next_s) {
            handler_done(net, t);
        } else if (t == net->next_other_s) {
            other_arrives(net, t);
        } else if (t == net->next_ivr_s) {
            leaves_ivr(net, t);
        } else if (t == net->next_urgent_s) {
            plan_arrival(net, &net->next_urgent_s, t, URGENT_GAP_S);
            to_handlers(net, KERNEL_URGENT, t, URGENT_PATIENCE_S);
        } else {
            switchboard_done(net, t);
        }
    }
}

struct kernel_result kernel_w2(long calls, uint64_t seed, int handlers, int switchboard)
{
    assert(handlers >= 1 && handlers <= MOST_HANDLERS);
    assert(switchboard >= 1 && switchboard <= MOST_SWITCHBOARD);
    struct network *net = sim_mem_array(1, sizeof *net);
    net->random = random_seeded(seed);
    people_init(&net->handlers, handlers);
    people_init(&net->board, switchboard);
    for (int i = 0; i < KERNEL_LINES; i++)
        net->ring[i].callers = sim_mem_array(RING, sizeof *net->ring[i].callers);
    net->handling[KERNEL_URGENT] = handling(420.0, 0.9);
    net->handling[KERNEL_OTHER] = handling(540.0, 1.0);
    net->ivr.times[0] = NEVER;
    net->ivr.count = 1;
    net->left = calls;
    net->next_urgent_s = random_exponential(&net->random) * URGENT_GAP_S;
    net->next_other_s = random_exponential(&net->random) * OTHER_GAP_S;
    net->next_ivr_s = NEVER;
    run(net);
    struct kernel_result result;
    for (int i = 0; i < KERNEL_LINES; i++) {
        result.line[i] = net->line[i];
        free(net->ring[i].callers);
    }
    free(net);
    return result;
}
