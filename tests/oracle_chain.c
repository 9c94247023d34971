#include "tests/oracle.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

struct state {
    int busy[ORACLE_CLASSES], waiting[ORACLE_CLASSES];
};

/* What may happen to class k in a state. */
enum event { ARRIVAL, COMPLETION, ABANDONMENT, EVENTS };

/* Flows into each state, row by row: those into i are from[row[i]] ... */
struct space {
    const struct oracle_chain *chain;
    int32_t *index;       /* state number by code, -1 where the code is no state */
    struct state *state;  /* by number */
    size_t codes, states; /* how many of each */
    size_t *row;
    int32_t *from;
    double *rate_per_s;
    double *out_per_s; /* flow out of a state, if it has probability 1 */
};

static int free_people(const struct oracle_chain *chain, const struct state *s)
{
    int idle = chain->people;
    for (int k = 0; k < chain->classes; k++)
        idle -= s->busy[k];
    return idle;
}

static double rate(const struct oracle_chain *chain, const struct state *s, int k,
                   enum event event)
{
    const struct oracle_class *c = &chain->class[k];
    switch (event) {
    case ARRIVAL:
        return c->arrivals_per_s;
    case COMPLETION:
        return s->busy[k] / c->handling_s;
    case ABANDONMENT:
        return c->patience_s > 0.0 ? s->waiting[k] / c->patience_s : 0.0;
    case EVENTS:
        break;
    }
    return 0.0;
}

/* The class whose call a person who became free now takes, or -1. */
static int next_served(const struct oracle_chain *chain, const struct state *s)
{
    const int idle = free_people(chain, s);
    for (int k = 0; k < chain->classes; k++)
        if (s->waiting[k] > 0 && idle > chain->class[k].keep_free)
            return k;
    return -1;
}

/* The state after an event that can happen in s.  *served is the class of a call that
 * left its queue for a person, or -1. */
static struct state after(const struct oracle_chain *chain, struct state s, int k,
                          enum event event, int *served)
{
    *served = -1;
    switch (event) {
    case ARRIVAL: /* where the reserve allows a start, nobody of the class waits */
        if (free_people(chain, &s) > chain->class[k].keep_free)
            s.busy[k]++;
        else
            s.waiting[k]++;
        break;
    case COMPLETION:
        s.busy[k]--;
        *served = next_served(chain, &s);
        if (*served >= 0) {
            s.waiting[*served]--;
            s.busy[*served]++;
        }
        break;
    case ABANDONMENT:
        s.waiting[k]--;
        break;
    case EVENTS:
        break;
    }
    return s;
}

static bool is_state(const struct oracle_chain *chain, const struct state *s)
{
    const int idle = free_people(chain, s);
    if (idle < 0)
        return false;
    for (int k = 0; k < chain->classes; k++)
        if (s->waiting[k] > 0 && idle > chain->class[k].keep_free)
            return false;
    return true;
}

static size_t code_of(const struct oracle_chain *chain, const struct state *s)
{
    size_t code = 0;
    for (int k = 0; k < chain->classes; k++) {
        code = code * (size_t) (chain->people + 1) + (size_t) s->busy[k];
        code =
            code * (size_t) (chain->class[k].most_waiting + 1) + (size_t) s->waiting[k];
    }
    return code;
}

static struct state decode(const struct oracle_chain *chain, size_t code)
{
    struct state s = { 0 };
    for (int k = chain->classes - 1; k >= 0; k--) {
        const size_t lengths = (size_t) chain->class[k].most_waiting + 1;
        s.waiting[k] = (int) (code % lengths);
        code /= lengths;
        s.busy[k] = (int) (code % (size_t) (chain->people + 1));
        code /= (size_t) (chain->people + 1);
    }
    return s;
}

/* The number of the state after an event, or -1 where the event has no effect: it
 * cannot happen, or the queue is full. */
static int32_t follow(const struct space *space, int32_t i, int k, enum event event)
{
    const struct oracle_chain *chain = space->chain;
    int served;
    if (rate(chain, &space->state[i], k, event) <= 0.0)
        return -1;
    const struct state next = after(chain, space->state[i], k, event, &served);
    if (next.waiting[k] > chain->class[k].most_waiting)
        return -1;
    return space->index[code_of(chain, &next)];
}

static void number_states(struct space *space)
{
    const struct oracle_chain *chain = space->chain;
    space->codes = 1;
    for (int k = 0; k < chain->classes; k++)
        space->codes *=
            (size_t) (chain->people + 1) * (size_t) (chain->class[k].most_waiting + 1);
    assert(space->codes < INT32_MAX);
    space->index = sim_mem_array(space->codes, sizeof *space->index);
    size_t capacity = 0;
    for (size_t code = 0; code < space->codes; code++) {
        const struct state s = decode(chain, code);
        space->index[code] = -1;
        if (!is_state(chain, &s))
            continue;
        space->state = sim_mem_grow(space->state, &capacity, space->states + 1,
                                    sizeof *space->state);
        space->index[code] = (int32_t) space->states;
        space->state[space->states++] = s;
    }
}

/* Calls visit(space, i, j, rate) for every flow from a state i to a state j. */
static void each_flow(struct space *space,
                      void (*visit)(struct space *, int32_t, int32_t, double))
{
    for (int32_t i = 0; i < (int32_t) space->states; i++)
        for (int k = 0; k < space->chain->classes; k++)
            for (enum event event = ARRIVAL; event < EVENTS; event++) {
                const int32_t j = follow(space, i, k, event);
                if (j >= 0)
                    visit(space, i, j, rate(space->chain, &space->state[i], k, event));
            }
}

static void count_flow(struct space *space, int32_t i, int32_t j, double per_s)
{
    space->row[j + 1]++;
    space->out_per_s[i] += per_s;
}

/* Fills rows from their ends, so that afterwards row[j] is where row j begins. */
static void place_flow(struct space *space, int32_t i, int32_t j, double per_s)
{
    const size_t at = --space->row[j + 1];
    space->from[at] = i;
    space->rate_per_s[at] = per_s;
}

static void connect(struct space *space)
{
    const size_t n = space->states;
    space->row = sim_mem_array(n + 2, sizeof *space->row);
    space->out_per_s = sim_mem_array(n, sizeof *space->out_per_s);
    each_flow(space, count_flow);
    for (size_t i = 0; i < n; i++)
        space->row[i + 1] += space->row[i];
    const size_t flows = space->row[n];
    space->from = sim_mem_array(flows, sizeof *space->from);
    space->rate_per_s = sim_mem_array(flows, sizeof *space->rate_per_s);
    each_flow(space, place_flow);
    memmove(space->row, space->row + 1, n * sizeof *space->row);
    space->row[n] = flows;
}

static double inflow(const struct space *space, const double *p, size_t i)
{
    double sum = 0.0;
    for (size_t f = space->row[i]; f < space->row[i + 1]; f++)
        sum += space->rate_per_s[f] * p[space->from[f]];
    return sum;
}

static double imbalance(const struct space *space, const double *p)
{
    double off = 0.0, all = 0.0;
    for (size_t i = 0; i < space->states; i++) {
        off += fabs(inflow(space, p, i) - space->out_per_s[i] * p[i]);
        all += space->out_per_s[i] * p[i];
    }
    return off / all;
}

static void normalise(double *p, size_t count)
{
    double sum = 0.0;
    for (size_t i = 0; i < count; i++)
        sum += p[i];
    for (size_t i = 0; i < count; i++)
        p[i] /= sum;
}

/* Sweeps up and down in turn until the balance is as good as rounding allows: what is
 * still off is next to nothing, or little and no longer shrinking. */
static double *solve(const struct space *space, double *off)
{
    const double next_to_nothing = 1e-15, little = 1e-13;
    enum { MOST_ROUNDS = 4000, SWEEPS = 10 };
    const size_t n = space->states;
    double *p = sim_mem_array(n, sizeof *p), now = INFINITY;
    for (size_t i = 0; i < n; i++)
        p[i] = 1.0 / (double) n;
    for (int round = 0; round < MOST_ROUNDS && now > next_to_nothing; round++) {
        for (int sweep = 0; sweep < SWEEPS; sweep++)
            for (size_t step = 0; step < n; step++) {
                const size_t i = sweep % 2 == 0 ? step : n - 1 - step;
                p[i] = inflow(space, p, i) / space->out_per_s[i];
            }
        normalise(p, n);
        const double before = now;
        now = imbalance(space, p);
        if (now < little && now > 0.9 * before)
            break;
    }
    *off = now;
    return p;
}

/* Only classes up to k are served before that caller, so only states without the later
 * ones are looked at; those who come to class k itself stand behind. */
static bool is_tagged(const struct oracle_chain *chain, const struct state *s, int k)
{
    for (int later = k + 1; later < chain->classes; later++)
        if (s->waiting[later] > 0)
            return false;
    return s->waiting[k] > 0;
}

struct move {
    int32_t to; /* a state, or ANSWERED, or GONE */
    double per_s;
};
enum { ANSWERED = -1, GONE = -2, MOVES = ORACLE_CLASSES * EVENTS + 1 };

/* Whether an event of class c may matter to one who is last in class k. */
static bool matters(int c, int k, enum event event)
{
    return event == COMPLETION || c < k || (c == k && event == ABANDONMENT);
}

/* What may happen to the tagged caller in state i; unused rows have rate 0. */
static void list_moves(const struct space *space, int32_t i, int k, struct move *moves)
{
    const struct oracle_chain *chain = space->chain;
    const struct state *s = &space->state[i];
    const double patience_s = chain->class[k].patience_s;
    const double gives_up_per_s = patience_s > 0.0 ? 1.0 / patience_s : 0.0;
    *moves++ = (struct move){ GONE, gives_up_per_s };
    for (int c = 0; c < chain->classes; c++)
        for (enum event event = ARRIVAL; event < EVENTS; event++) {
            const int32_t to = matters(c, k, event) ? follow(space, i, c, event) : -1;
            if (to < 0)
                continue;
            int served;
            after(chain, *s, c, event, &served);
            const bool mine = served == k && s->waiting[k] == 1;
            *moves = (struct move){ mine ? ANSWERED : to, rate(chain, s, c, event) };
            if (c == k && event == ABANDONMENT)
                moves->per_s -= gives_up_per_s; /* the tagged caller's, listed above */
            moves++;
        }
}

struct tagged {
    int32_t state;
    struct move moves[MOVES];
};

static struct tagged *list_tagged(const struct space *space, int k, size_t *count,
                                  double *total_per_s)
{
    size_t capacity = 0;
    struct tagged *list = NULL;
    *count = 0;
    *total_per_s = 0.0;
    for (int32_t i = 0; i < (int32_t) space->states; i++) {
        if (!is_tagged(space->chain, &space->state[i], k))
            continue;
        list = sim_mem_grow(list, &capacity, *count + 1, sizeof *list);
        struct tagged *tagged = &list[(*count)++];
        tagged->state = i;
        list_moves(space, i, k, tagged->moves);
        double sum = 0.0;
        for (int m = 0; m < MOVES; m++)
            sum += tagged->moves[m].per_s;
        *total_per_s = fmax(*total_per_s, sum);
    }
    return list;
}

/* P(answered within T) by state, for one who is last in class k in that state. */
static double *tagged_within(const struct space *space, int k, double within_s)
{
    size_t count;
    double total_per_s;
    struct tagged *list = list_tagged(space, k, &count, &total_per_s);
    double *now = sim_mem_array(space->states, sizeof *now);
    double *next = sim_mem_array(space->states, sizeof *next);
    double *sum = sim_mem_array(space->states, sizeof *sum);
    const double mean = total_per_s * within_s;
    const int jumps = mean > 0.0 ? (int) (mean + 9.0 * sqrt(mean) + 40.0) : -1;
    for (int n = 0; n <= jumps; n++) {
        const double chance = exp(n * log(mean) - mean - lgamma(n + 1.0));
        for (size_t t = 0; t < count; t++) {
            const int32_t i = list[t].state;
            sum[i] += chance * now[i];
            double change = 0.0;
            for (int m = 0; m < MOVES; m++) {
                const int32_t to = list[t].moves[m].to;
                const double there = to >= 0 ? now[to] : to == ANSWERED ? 1.0 : 0.0;
                change += list[t].moves[m].per_s * (there - now[i]);
            }
            next[i] = now[i] + change / total_per_s;
        }
        double *swap = now;
        now = next;
        next = swap;
    }
    free(now);
    free(next);
    free(list);
    return sum;
}

static double share_within(const struct space *space, const double *p, int k,
                           double within_s)
{
    const struct oracle_chain *chain = space->chain;
    double *tagged = tagged_within(space, k, within_s);
    double share = 0.0;
    for (size_t i = 0; i < space->states; i++) {
        struct state s = space->state[i];
        if (free_people(chain, &s) > chain->class[k].keep_free) {
            share += p[i];
            continue;
        }
        for (int later = k + 1; later < chain->classes; later++)
            s.waiting[later] = 0;
        if (++s.waiting[k] <= chain->class[k].most_waiting)
            share += p[i] * tagged[space->index[code_of(chain, &s)]];
    }
    free(tagged);
    return share;
}

static struct oracle_class_grade grade_class(const struct space *space, const double *p,
                                             int k, double within_s)
{
    const struct oracle_class *c = &space->chain->class[k];
    struct oracle_class_grade grade = { 0 };
    for (size_t i = 0; i < space->states; i++) {
        const struct state *s = &space->state[i];
        if (free_people(space->chain, s) > c->keep_free)
            grade.p_no_wait += p[i];
        if (s->waiting[k] == c->most_waiting)
            grade.cut += p[i];
        grade.queue += p[i] * s->waiting[k];
        grade.busy += p[i] * s->busy[k];
    }
    grade.mean_wait_s = grade.queue / c->arrivals_per_s;
    if (c->patience_s > 0.0)
        grade.p_abandon = grade.mean_wait_s / c->patience_s;
    grade.within = share_within(space, p, k, within_s);
    return grade;
}

void oracle_chain(const struct oracle_chain *chain, double within_s,
                  struct oracle_chain_grade *out)
{
    assert(chain->classes >= 1 && chain->classes <= ORACLE_CLASSES);
    for (int k = 1; k < chain->classes; k++)
        assert(chain->class[k].keep_free >= chain->class[k - 1].keep_free);

    struct space space = { .chain = chain };
    number_states(&space);
    connect(&space);
    *out = (struct oracle_chain_grade){ .states = space.states };
    double *p = solve(&space, &out->imbalance);
    for (int k = 0; k < chain->classes; k++) {
        out->class[k] = grade_class(&space, p, k, within_s);
        out->occupancy += out->class[k].busy / chain->people;
    }
    free(p);
    free(space.index);
    free(space.state);
    free(space.row);
    free(space.from);
    free(space.rate_per_s);
    free(space.out_per_s);
}
