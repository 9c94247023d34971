#include "tests/oracle.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

/* Probabilities of (busy, waiting), a row of waiting for each busy. */
struct grid {
    int most_busy, most_waiting;
    size_t size;
};

static size_t cell(const struct grid *grid, int busy, int waiting)
{
    return (size_t) busy * (size_t) (grid->most_waiting + 1) + (size_t) waiting;
}

/* The rates of one span. */
struct rates {
    double arrive, serve, leave; /* per second; serve and leave of each one person */
    double total;                /* no state is left faster */
    int people;
};

/* One jump of the uniformised chain: next = now * (1 + generator / total). */
static void jump(const struct grid *grid, const struct rates *rates, const double *now,
                 double *next)
{
    memset(next, 0, grid->size * sizeof *next);
    for (int busy = 0; busy <= grid->most_busy; busy++)
        for (int waiting = 0; waiting <= grid->most_waiting; waiting++) {
            const size_t here = cell(grid, busy, waiting);
            const double p = now[here] / rates->total;
            if (p <= 0.0)
                continue;
            double out = 0.0;
            if (busy < rates->people || waiting < grid->most_waiting) {
                next[busy < rates->people ? cell(grid, busy + 1, waiting) : here + 1] +=
                    p * rates->arrive;
                out += rates->arrive;
            }
            if (busy > 0) {
                /* With more busy than staffed, who ends a call goes home. */
                const int taken = busy <= rates->people && waiting > 0;
                next[taken ? here - 1 : cell(grid, busy - 1, waiting)] +=
                    p * busy * rates->serve;
                out += busy * rates->serve;
            }
            if (waiting > 0) {
                next[here - 1] += p * waiting * rates->leave;
                out += waiting * rates->leave;
            }
            next[here] += p * (rates->total - out);
        }
}

/* Moves p on by `length_s` and adds its integral over that time to sum.  `total` times
 * length_s must be moderate, so that the chance of no jump is a number. */
static void advance(const struct grid *grid, const struct rates *rates, double length_s,
                    double *p, double *sum)
{
    double *now = sim_mem_array(grid->size, sizeof *now);
    double *next = sim_mem_array(grid->size, sizeof *next);
    memcpy(now, p, grid->size * sizeof *now);
    memset(p, 0, grid->size * sizeof *p);
    const double mean = rates->total * length_s;
    const int jumps = (int) (mean + 9.0 * sqrt(mean) + 40.0);
    double chance = exp(-mean), later = 1.0 - chance;
    for (int n = 1; n <= jumps + 1; n++) {
        /* Exactly n - 1 jumps by the end; time spent after them: P(more) / total. */
        const double time = fmax(later, 0.0) / rates->total;
        for (size_t i = 0; i < grid->size; i++) {
            p[i] += chance * now[i];
            sum[i] += time * now[i];
        }
        jump(grid, rates, now, next);
        double *swap = now;
        now = next;
        next = swap;
        chance *= mean / n;
        later -= chance;
    }
    free(now);
    free(next);
}

/* Callers who wait are answered by the people who have just come. */
static void restaff(const struct grid *grid, int people, double *p)
{
    for (int busy = 0; busy < people; busy++)
        for (int waiting = 1; waiting <= grid->most_waiting; waiting++) {
            const size_t here = cell(grid, busy, waiting);
            p[cell(grid, busy + 1, waiting - 1)] += p[here]; /* the next row goes on */
            p[here] = 0.0;
        }
}

static double mean_queue(const struct grid *grid, const double *p)
{
    double sum = 0.0;
    for (int busy = 0; busy <= grid->most_busy; busy++)
        for (int waiting = 0; waiting <= grid->most_waiting; waiting++)
            sum += waiting * p[cell(grid, busy, waiting)];
    return sum;
}

/* Mean of (busy - above) where that is positive. */
static double mean_busy(const struct grid *grid, const double *p, int above)
{
    double sum = 0.0;
    for (int busy = above + 1; busy <= grid->most_busy; busy++)
        for (int waiting = 0; waiting <= grid->most_waiting; waiting++)
            sum += (busy - above) * p[cell(grid, busy, waiting)];
    return sum;
}

static double p_free(const struct grid *grid, const double *p, int people)
{
    double sum = 0.0;
    for (int busy = 0; busy < people; busy++)
        for (int waiting = 0; waiting <= grid->most_waiting; waiting++)
            sum += p[cell(grid, busy, waiting)];
    return sum;
}

static double p_full(const struct grid *grid, const double *p)
{
    double sum = 0.0;
    for (int busy = 0; busy <= grid->most_busy; busy++)
        sum += p[cell(grid, busy, grid->most_waiting)];
    return sum;
}

static struct rates rates_of(const struct oracle_day *day, const struct grid *grid,
                             const struct oracle_span *span)
{
    struct rates rates = { .arrive = span->arrivals_per_s,
                           .serve = 1.0 / day->handling_s,
                           .leave = day->patience_s > 0.0 ? 1.0 / day->patience_s : 0.0,
                           .people = span->people };
    rates.total =
        rates.arrive + grid->most_busy * rates.serve + grid->most_waiting * rates.leave;
    return rates;
}

/* Moves p through one span; `sum` is scratch of the same size. */
static struct oracle_span_grade pass(const struct oracle_day *day,
                                     const struct grid *grid,
                                     const struct oracle_span *span, double *p,
                                     double *sum)
{
    const double most_jumps = 400.0; /* e^-400 is a number */
    const struct rates rates = rates_of(day, grid, span);
    const int parts = (int) ceil(rates.total * span->length_s / most_jumps);
    struct oracle_span_grade grade = { .offered =
                                           span->arrivals_per_s * span->length_s };
    memset(sum, 0, grid->size * sizeof *sum);
    restaff(grid, span->people, p);
    for (int part = 0; part < parts; part++) {
        advance(grid, &rates, span->length_s / parts, p, sum);
        grade.cut = fmax(grade.cut, p_full(grid, p));
    }
    for (size_t i = 0; i < grid->size; i++)
        sum[i] /= span->length_s;
    grade.queue = mean_queue(grid, sum);
    grade.abandoned = grade.queue * rates.leave * span->length_s;
    grade.busy = mean_busy(grid, sum, 0);
    grade.over_run = mean_busy(grid, sum, span->people);
    grade.p_no_wait = p_free(grid, sum, span->people);
    grade.end_queue = mean_queue(grid, p);
    grade.end_busy = mean_busy(grid, p, 0);
    return grade;
}

void oracle_day(const struct oracle_day *day, struct oracle_span_grade *out)
{
    struct grid grid = { .most_waiting = day->most_waiting };
    for (size_t i = 0; i < day->count; i++)
        if (day->spans[i].people > grid.most_busy)
            grid.most_busy = day->spans[i].people;
    grid.size = cell(&grid, grid.most_busy + 1, 0);
    double *p = sim_mem_array(grid.size, sizeof *p);
    double *sum = sim_mem_array(grid.size, sizeof *sum);
    p[0] = 1.0;
    for (size_t i = 0; i < day->count; i++)
        out[i] = pass(day, &grid, &day->spans[i], p, sum);
    free(p);
    free(sum);
}
