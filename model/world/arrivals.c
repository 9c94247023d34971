#include "model/world/arrivals.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/world/chance.h"
#include "sim/mem.h"

static const double QUARTER_S = CALENDAR_QUARTER_S;
static const double DAYS_A_MONTH = 30.4375;

static bool any_storms(const struct program *program)
{
    for (int s = 0; s < program->stream_count; s++)
        if (program->streams[s].storms.given)
            return true;
    return false;
}

void arrivals_init(struct arrivals *arrivals, const struct program *program)
{
    *arrivals = (struct arrivals){ .program = program };
    const size_t streams = program->stream_count;
    arrivals->busyness =
        sim_mem_array(streams * program->calendar.days, sizeof *arrivals->busyness);
    if (any_storms(program))
        arrivals->storm = sim_mem_array(streams * program->calendar.quarters,
                                        sizeof *arrivals->storm);
}

void arrivals_done(struct arrivals *arrivals)
{
    free(arrivals->busyness);
    free(arrivals->storm);
    free(arrivals->list);
    *arrivals = (struct arrivals){ 0 };
}

/* Standard normals, one a day, first-order autoregressive: what is stationary at the
 * first day stays so.  The innovations are keyed by date. */
static void day_chain(const struct arrivals *arrivals, uint64_t key, double *z)
{
    const struct calendar *calendar = &arrivals->program->calendar;
    const double phi = arrivals->program->day_to_next;
    const double fresh = sqrt(1.0 - phi * phi);
    for (int day = 0; day < calendar->days; day++) {
        const uint64_t date = (uint64_t) (calendar->first_date + day);
        const double e = sim_rng_normal(sim_rng_key(key, date));
        z[day] = day == 0 ? e : phi * z[day - 1] + fresh * e;
    }
}

/* Gamma with mean 1 by day, tied together by a Gaussian copula with one common factor.
 */
static void draw_busyness(struct arrivals *arrivals)
{
    const struct program *program = arrivals->program;
    const int days = program->calendar.days;
    const uint64_t key = sim_rng_key(arrivals->key, CHANCE_BUSYNESS);
    double *common = sim_mem_array(days, sizeof *common);
    double *own = sim_mem_array(days, sizeof *own);
    day_chain(arrivals, sim_rng_key(key, 0), common);
    const double shared = sqrt(program->between_streams);
    const double apart = sqrt(1.0 - program->between_streams);
    for (int s = 0; s < program->stream_count; s++) {
        const double shape = program->streams[s].busyness_shape;
        double *busyness = &arrivals->busyness[(size_t) s * days];
        if (shape > 0.0)
            day_chain(arrivals, sim_rng_key(key, (uint64_t) s + 1), own);
        for (int day = 0; day < days; day++)
            busyness[day] =
                shape > 0.0 ? gsl_cdf_gamma_Pinv(
                    gsl_cdf_ugaussian_P(shared * common[day] + apart * own[day]), shape,
                    1.0 / shape)
                            : 1.0;
    }
    free(common);
    free(own);
}

/* Adds one surge that starts at `start_s` to a stream's extra calls, until it is spent.
 */
static void add_storm(struct arrivals *arrivals, int stream, double start_s)
{
    const struct program *program = arrivals->program;
    const struct calendar *calendar = &program->calendar;
    const struct scenario_storms *storms = &program->streams[stream].storms;
    const double spent = 9.2; /* exp(-9.2) = 1e-4 of the surge is cut off */
    const size_t row = (size_t) stream * calendar->quarters;
    double passed = 0.0; /* share of the surge that has happened */
    int q = 0;
    if (start_s >= 0.0)
        q = (int) (start_s / QUARTER_S);
    else
        passed = -expm1(start_s / storms->decay_s);
    for (; q < calendar->quarters; q++) {
        const double age_s = (q + 1) * QUARTER_S - start_s;
        const double by_now = -expm1(-age_s / storms->decay_s);
        const double calls =
            storms->extra_calls
            + (storms->times - 1.0) * program->rates[row + q]
                  * arrivals
                        ->busyness[(size_t) stream * calendar->days + calendar->day[q]]
                  * storms->decay_s / QUARTER_S;
        arrivals->storm[row + q] += calls * (by_now - passed);
        passed = by_now;
        if (age_s > spent * storms->decay_s)
            break;
    }
}

static void draw_storms(struct arrivals *arrivals)
{
    const struct calendar *calendar = &arrivals->program->calendar;
    const uint64_t key = sim_rng_key(arrivals->key, CHANCE_STORMS);
    memset(arrivals->storm, 0,
           (size_t) arrivals->program->stream_count * calendar->quarters
               * sizeof *arrivals->storm);
    for (int s = 0; s < arrivals->program->stream_count; s++) {
        const struct scenario_storms *storms = &arrivals->program->streams[s].storms;
        if (!storms->given)
            continue;
        for (int d = 0; d < calendar->days; d++) {
            const uint64_t day = sim_rng_key(sim_rng_key(key, (uint64_t) s),
                                             (uint64_t) (calendar->first_date + d));
            const unsigned count = sim_rng_poisson(storms->per_month / DAYS_A_MONTH,
                                                   sim_rng_unit(sim_rng_key(day, 0)));
            /* The first day may have begun before the run, and so may its surges. */
            const int32_t date = calendar->first_date + d;
            const double from_s =
                (double) (calendar_midnight_utc_s(date) - calendar->start_utc_s);
            const double long_s = (double) (calendar_midnight_utc_s(date + 1)
                                            - calendar_midnight_utc_s(date));
            for (unsigned i = 1; i <= count; i++)
                add_storm(arrivals, s,
                          from_s + long_s * sim_rng_unit(sim_rng_key(day, i)));
        }
    }
}

void arrivals_start(struct arrivals *arrivals, uint64_t replication_key)
{
    arrivals->key = replication_key;
    arrivals->count = 0;
    draw_busyness(arrivals);
    if (arrivals->storm != NULL)
        draw_storms(arrivals);
}

/* Appends one group of callers, all of one stream and kind, to the unsorted list. */
static void add_callers(struct arrivals *arrivals, int quarter, int stream, double mean,
                        enum chance_object callers, enum chance_object count)
{
    const uint64_t interval =
        (uint64_t) (arrivals->program->calendar.start_utc_s / CALENDAR_QUARTER_S
                    + quarter);
    const uint64_t stream_part = (uint64_t) stream;
    const uint64_t count_key = sim_rng_key(
        sim_rng_key(sim_rng_key(arrivals->key, count), stream_part), interval);
    const unsigned n = sim_rng_poisson(mean, sim_rng_unit(count_key));
    const uint64_t key = sim_rng_key(
        sim_rng_key(sim_rng_key(arrivals->key, callers), stream_part), interval);
    const size_t need = (size_t) arrivals->count + n;
    arrivals->list = sim_mem_grow(arrivals->list, &arrivals->list_capacity, need,
                                  sizeof *arrivals->list);
    if (n == 0)
        return;
    struct arrival *to = &arrivals->list[arrivals->count];
    const double start_s = quarter * QUARTER_S;
    /* A sum may round up to the end, which is not in the quarter hour. */
    const double last_s = nextafter(start_s + QUARTER_S, 0.0);
    for (unsigned i = 0; i < n; i++) {
        to[i].key = sim_rng_key(key, i);
        const double at_s =
            start_s
            + QUARTER_S
                  * sim_rng_unit(sim_rng_key(to[i].key, (uint64_t) CHANCE_ARRIVAL));
        to[i].at_s = at_s < last_s ? at_s : last_s;
        to[i].stream = (uint32_t) stream;
    }
    arrivals->count += (int) n;
}

void arrivals_quarter(struct arrivals *arrivals, int quarter)
{
    const struct program *program = arrivals->program;
    const struct calendar *calendar = &program->calendar;
    arrivals->count = 0;
    for (int s = 0; s < program->stream_count; s++) {
        const size_t cell = (size_t) s * calendar->quarters + quarter;
        const double busyness =
            arrivals->busyness[(size_t) s * calendar->days + calendar->day[quarter]];
        add_callers(arrivals, quarter, s, program->rates[cell] * busyness,
                    CHANCE_CALLERS, CHANCE_COUNT);
        if (arrivals->storm != NULL && arrivals->storm[cell] > 0.0)
            add_callers(arrivals, quarter, s, arrivals->storm[cell], CHANCE_STORM,
                        CHANCE_STORM_COUNT);
    }
}

void arrivals_copy(struct arrivals *to, const struct arrivals *from)
{
    const struct calendar *calendar = &from->program->calendar;
    const size_t streams = from->program->stream_count;
    to->key = from->key;
    memcpy(to->busyness, from->busyness,
           streams * calendar->days * sizeof *to->busyness);
    if (from->storm != NULL)
        memcpy(to->storm, from->storm,
               streams * calendar->quarters * sizeof *to->storm);
}
