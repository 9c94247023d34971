#include "tests/oracle_transient.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

enum { WITHIN, ANSWERED, ABANDONED, WAITED, SUMS };

/* One span as its equations need it.  Cells are (busy, waiting): first those of fewer
 * busy than staffed, when nobody waits, then a row of waiting for each busy. */
struct span {
    double arrive, serve, leave; /* per second; serve and leave of each one person */
    double length_s;
    int people, most_busy, most_waiting;
    bool is_over;         /* nobody arrives any more: p is not looked at */
    const double *within; /* by cell: P(an arrival is answered within T), or null */
};

/* The unknowns: parts of one array.  p is the distribution of cells, `here` the
 * expected number of waiting callers of the span by (busy, callers ahead), `age` the
 * sum of their waits so far. */
struct unknowns {
    double *p, *here, *age, *sums;
};

static size_t row_of(const struct span *s, int busy)
{
    return busy < s->people
               ? (size_t) busy
               : (size_t) s->people
                     + (size_t) (busy - s->people) * (size_t) (s->most_waiting + 1);
}

static int deepest(const struct span *s, int busy)
{
    return busy < s->people ? 0 : s->most_waiting;
}

static size_t cells_of(const struct span *s)
{
    return row_of(s, s->most_busy + 1);
}

/* Of any staffing. */
static size_t most_cells(const struct span *s)
{
    return (size_t) (s->most_busy + 1) * (size_t) (s->most_waiting + 1);
}

static size_t size_of(const struct span *s)
{
    return 3 * cells_of(s) + SUMS;
}

static struct unknowns parts_of(const struct span *s, double *x)
{
    const size_t n = cells_of(s);
    return (struct unknowns){ x, x + n, x + 2 * n, x + 3 * n };
}

/* d/dt of the distribution, and of what arrivals add to the rest. */
static void arrive_and_serve(const struct span *s, const struct unknowns *x,
                             struct unknowns *dx)
{
    for (int b = 0; b <= s->most_busy; b++) {
        const size_t row = row_of(s, b), below = b > 0 ? row_of(s, b - 1) : 0;
        for (int w = 0; w <= deepest(s, b); w++) {
            const size_t k = row + (size_t) w;
            const double in = s->arrive * x->p[k], done = b * s->serve * x->p[k];
            const double lost = w * s->leave * x->p[k];
            if (s->within != NULL)
                dx->sums[WITHIN] += in * s->within[k];
            if (b < s->people)
                dx->sums[ANSWERED] += in;
            else
                dx->here[k] += in;
            if (b < s->people || w < s->most_waiting) {
                dx->p[k] -= in;
                dx->p[b < s->people ? row_of(s, b + 1) : k + 1] += in;
            }
            dx->p[k] -= done + lost;
            if (w > 0)
                dx->p[k - 1] += lost;
            if (b > 0)
                dx->p[w > 0 && b <= s->people ? k - 1 : below + (size_t) w] += done;
        }
    }
}

/* d/dt of callers who wait: those ahead are answered or give up, or they are. */
static void wait_on(const struct span *s, const struct unknowns *x, struct unknowns *dx)
{
    for (int b = s->people; b <= s->most_busy; b++)
        for (int j = 0; j <= s->most_waiting; j++) {
            const size_t k = row_of(s, b) + (size_t) j;
            const double done = b * s->serve, ahead = j * s->leave;
            const double out = done + ahead + s->leave;
            dx->here[k] -= out * x->here[k];
            dx->age[k] += x->here[k] - out * x->age[k];
            dx->sums[ABANDONED] += s->leave * x->here[k];
            if (j > 0) {
                dx->here[k - 1] += ahead * x->here[k];
                dx->age[k - 1] += ahead * x->age[k];
            }
            if (b > s->people || j > 0) {
                const size_t to = b > s->people ? row_of(s, b - 1) + (size_t) j : k - 1;
                dx->here[to] += done * x->here[k];
                dx->age[to] += done * x->age[k];
            } else {
                dx->sums[ANSWERED] += done * x->here[k];
                dx->sums[WAITED] += done * x->age[k];
            }
        }
}

/* d/dt of everything. */
static void forwards(const struct span *s, double *x, double *dx)
{
    const struct unknowns now = parts_of(s, x);
    struct unknowns change = parts_of(s, dx);
    if (!s->is_over)
        arrive_and_serve(s, &now, &change);
    wait_on(s, &now, &change);
}

/* The same backwards for a vector g by cell: the chance of an answer in the time that
 * is left, for a caller who waits with so many ahead. */
static void backwards(const struct span *s, double *g, double *dg)
{
    for (int b = s->people; b <= s->most_busy; b++)
        for (int j = 0; j <= s->most_waiting; j++) {
            const size_t k = row_of(s, b) + (size_t) j;
            const double next = b > s->people ? g[row_of(s, b - 1) + (size_t) j]
                                : j > 0       ? g[k - 1]
                                              : 1.0;
            const double ahead = j > 0 ? g[k - 1] : 0.0;
            dg[k] = b * s->serve * (next - g[k]) + j * s->leave * (ahead - g[k])
                    - s->leave * g[k];
        }
}

/* x(t) of the linear system dx/dt = A x + c: with a rate L above every rate out of a
 * state, the mean of (I + A / L)^k over Poisson(L t) numbers k of jumps (Jensen 1953).
 * Nothing is subtracted but what leaves a state, so nothing cancels. */
static void advance(const struct span *s,
                    void (*slope)(const struct span *, double *, double *), size_t size,
                    double length_s, double *x)
{
    const double most_jumps = 300.0; /* e^-300 is a number */
    const double total =
        s->arrive + s->most_busy * s->serve + (s->most_waiting + 1) * s->leave;
    const int parts = (int) ceil(total * length_s / most_jumps);
    double *jumped = sim_mem_array(size, sizeof *jumped);
    double *dx = sim_mem_array(size, sizeof *dx);
    for (int part = 0; part < parts; part++) {
        const double mean = total * length_s / parts;
        const int jumps = (int) (mean + 9.0 * sqrt(mean) + 40.0);
        double chance = exp(-mean);
        memcpy(jumped, x, size * sizeof *x);
        memset(x, 0, size * sizeof *x);
        for (int n = 0; n <= jumps; n++) {
            for (size_t k = 0; k < size; k++)
                x[k] += chance * jumped[k];
            memset(dx, 0, size * sizeof *dx);
            slope(s, jumped, dx);
            for (size_t k = 0; k < size; k++)
                jumped[k] += dx[k] / total;
            chance *= mean / (n + 1);
        }
    }
    free(jumped);
    free(dx);
}

/* Those who are answered when `s` begins and people come: to where each cell's content
 * goes.  -1: the caller with so many ahead is answered. */
static ptrdiff_t cell_of_waiting(const struct span *s, int busy, int ahead)
{
    const int taken = busy < s->people ? s->people - busy : 0;
    if (ahead < taken)
        return -1;
    return (ptrdiff_t) row_of(s, busy + taken) + ahead - taken;
}

static size_t cell_of_state(const struct span *s, int busy, int waiting)
{
    const int room = busy < s->people ? s->people - busy : 0;
    const int taken = waiting < room ? waiting : room;
    return row_of(s, busy + taken) + (size_t) (waiting - taken);
}

/* The unknowns of `was` as `s` begins. */
static void restaff(const struct span *was, const struct span *s, double *x)
{
    double *y = sim_mem_array(size_of(s), sizeof *y);
    const struct unknowns from = parts_of(was, x), to = parts_of(s, y);
    memcpy(to.sums, from.sums, SUMS * sizeof *x);
    for (int b = 0; b <= s->most_busy; b++)
        for (int w = 0; w <= deepest(was, b); w++) {
            const size_t k = row_of(was, b) + (size_t) w;
            to.p[cell_of_state(s, b, w)] += from.p[k];
            const ptrdiff_t cell = cell_of_waiting(s, b, w);
            if (cell < 0) {
                to.sums[ANSWERED] += from.here[k];
                to.sums[WAITED] += from.age[k];
            } else {
                to.here[cell] += from.here[k];
                to.age[cell] += from.age[k];
            }
        }
    memcpy(x, y, size_of(s) * sizeof *x);
    free(y);
}

/* g just before `s` begins, by cell of `was`, from g just after. */
static void restaff_back(const struct span *was, const struct span *s, double *g)
{
    double *after = sim_mem_array(cells_of(s), sizeof *after);
    memcpy(after, g, cells_of(s) * sizeof *g);
    for (int b = 0; b <= s->most_busy; b++)
        for (int j = 0; j <= deepest(was, b); j++) {
            const ptrdiff_t cell = cell_of_waiting(s, b, j);
            g[row_of(was, b) + (size_t) j] = cell < 0 ? 1.0 : after[cell];
        }
    free(after);
}

/* An arrival that finds somebody free is answered. */
static void answer_at_once(const struct span *s, double *g)
{
    for (int b = 0; b < s->people; b++)
        g[row_of(s, b)] = 1.0;
}

/* Abscissae and weights of Gauss and Legendre's rule on -1..1, order 8.
 * Source: Abramowitz and Stegun, table 25.4. */
enum { NODES = 8 };
static const double nodes[NODES][2] = {
    { -0.960289856497536, 0.101228536290376 },
    { -0.796666477413627, 0.222381034453374 },
    { -0.525532409916329, 0.313706645877887 },
    { -0.183434642495650, 0.362683783378362 },
    { 0.183434642495650, 0.362683783378362 },
    { 0.525532409916329, 0.313706645877887 },
    { 0.796666477413627, 0.222381034453374 },
    { 0.960289856497536, 0.101228536290376 },
};

/* Answered within T of the arrivals at one moment, `left_s` before the end of s. */
static double within_later(const struct span *s, const struct span *next, double left_s,
                           double within_s, const double *p)
{
    double *g = sim_mem_array(most_cells(s), sizeof *g);
    advance(next, backwards, cells_of(next), within_s - left_s, g);
    restaff_back(s, next, g);
    advance(s, backwards, cells_of(s), left_s, g);
    answer_at_once(s, g);
    double sum = 0.0;
    for (size_t k = 0; k < cells_of(s); k++)
        sum += p[k] * g[k];
    free(g);
    return sum;
}

/* Moves x through the span in which its callers arrive. */
static void pass_arrivals(struct span *s, const struct span *next, double within_s,
                          double *x)
{
    const size_t n = cells_of(s);
    double *g = sim_mem_array(n, sizeof *g);
    advance(s, backwards, n, within_s, g);
    answer_at_once(s, g);
    s->within = g;
    advance(s, forwards, size_of(s), s->length_s - within_s, x);
    s->within = NULL;
    double at_s = 0.0;
    for (int i = 0; i < NODES; i++) {
        const double to_s = within_s * 0.5 * (1.0 + nodes[i][0]);
        advance(s, forwards, size_of(s), to_s - at_s, x);
        at_s = to_s;
        parts_of(s, x).sums[WITHIN] +=
            0.5 * within_s * nodes[i][1] * s->arrive
            * within_later(s, next, within_s - to_s, within_s, x);
    }
    advance(s, forwards, size_of(s), within_s - at_s, x);
    free(g);
}

static double waiting_of(const struct span *s, double *x)
{
    const double *const here = parts_of(s, x).here;
    double sum = 0.0;
    for (size_t k = 0; k < cells_of(s); k++)
        sum += here[k];
    return sum;
}

/* Moves the callers of one span, who all have arrived, to their end; returns the span
 * in which it is. */
static int pass_rest(const struct span *spans, int from, int count, double *x)
{
    const double nobody = 1e-10, step_s = 4.0 / spans[0].leave;
    for (int i = from, was = from - 1;; was = i, i += i < count) {
        struct span s = spans[i];
        s.arrive = 0.0;
        s.is_over = true;
        restaff(&spans[was], &s, x);
        for (double at_s = 0.0; at_s < s.length_s; at_s += step_s) {
            advance(&s, forwards, size_of(&s), fmin(step_s, s.length_s - at_s), x);
            if (waiting_of(&s, x) < nobody)
                return i;
        }
    }
}

static struct span *spans_of(const struct oracle_transient *queue)
{
    struct span *spans = sim_mem_array((size_t) queue->count + 1, sizeof *spans);
    int most = queue->people_after;
    for (int i = 0; i < queue->count; i++)
        if (queue->spans[i].people > most)
            most = queue->spans[i].people;
    for (int i = 0; i <= queue->count; i++)
        spans[i] = (struct span){
            .arrive = i < queue->count ? queue->spans[i].arrivals_per_s : 0.0,
            .serve = 1.0 / queue->handling_s,
            .leave = 1.0 / queue->patience_s,
            .length_s = i < queue->count ? queue->spans[i].length_s : queue->patience_s,
            .people = i < queue->count ? queue->spans[i].people : queue->people_after,
            .most_busy = most,
            .most_waiting = queue->most_waiting,
        };
    return spans;
}

static double p_full(const struct span *s, const double *p)
{
    double sum = 0.0;
    for (int b = s->people; b <= s->most_busy; b++)
        sum += p[row_of(s, b) + (size_t) s->most_waiting];
    return sum;
}

void oracle_transient(const struct oracle_transient *queue, struct oracle_arrivals *out)
{
    struct span *const spans = spans_of(queue);
    const size_t most = most_cells(&spans[0]);
    double *x = sim_mem_array(3 * most + SUMS, sizeof *x);
    double *p = sim_mem_array(most, sizeof *p);
    p[0] = 1.0; /* before the first span with that span's cells */
    for (int i = 0; i < queue->count; i++) {
        const struct span *const was = &spans[i > 0 ? i - 1 : 0];
        assert(queue->within_s <= spans[i].length_s);
        memset(x, 0, (3 * most + SUMS) * sizeof *x);
        memcpy(x, p, cells_of(was) * sizeof *p);
        restaff(was, &spans[i], x);
        pass_arrivals(&spans[i], &spans[i + 1], queue->within_s, x);
        memcpy(p, x, cells_of(&spans[i]) * sizeof *p);
        out[i].cut = p_full(&spans[i], p);
        const int last = pass_rest(spans, i + 1, queue->count, x);
        const double *const sums = parts_of(&spans[last], x).sums;
        out[i].offered = spans[i].arrive * spans[i].length_s;
        out[i].answered = sums[ANSWERED];
        out[i].abandoned = sums[ABANDONED];
        out[i].within = sums[WITHIN];
        out[i].wait_s = sums[WAITED];
    }
    free(x);
    free(p);
    free(spans);
}

struct oracle_arrivals oracle_arrivals_sum(const struct oracle_arrivals *of, int count)
{
    struct oracle_arrivals sum = { 0 };
    for (int i = 0; i < count; i++) {
        sum.offered += of[i].offered;
        sum.answered += of[i].answered;
        sum.abandoned += of[i].abandoned;
        sum.within += of[i].within;
        sum.wait_s += of[i].wait_s;
        sum.cut = fmax(sum.cut, of[i].cut);
    }
    return sum;
}
