/* Distributions of waits, people by half hour of the week, and days that stand out. */
#include <assert.h>
#include <stdio.h>

#include "model/measure/fold_detail.h"
#include "model/measure/result_parts.h"
#include "sim/mem.h"

_Static_assert((int) RESULT_WEEK_HALVES == (int) FOLD_WEEK_HALVES
                   && (int) RESULT_DAYS == (int) FOLD_DAYS
                   && (int) RESULT_DAY_ANSWERED == (int) FOLD_DAY_ANSWERED,
               "what is folded is what is told");

const double result_wait_edges_s[RESULT_WAITS - 1] = {
    0,    1,    2,    3,    5,    8,    10,    15,    20,   30,
    45,   60,   90,   120,  180,  240,  360,   480,   720,  960,
    1440, 1920, 2880, 3840, 5760, 7680, 11520, 23040, 46080
};

/* The tally's first bin from this time on; the time must be an edge of its bins. */
static int edge_bin(double time_s)
{
    const int bin = time_s > 0.0 ? tally_bin(time_s) : 0;
    assert(tally_edge(bin) == time_s);
    return bin;
}

static double count_waits(const struct fold *fold, int subject, int from, int to)
{
    const size_t subjects = (size_t) fold->program->subject_count;
    double waits = 0.0;
    for (size_t hour = 0; hour < CALENDAR_WEEK_HOURS; hour++)
        for (int b = from; b < to; b++)
            waits +=
                (double) fold->hour_waits[(hour * subjects + subject) * TALLY_BINS + b];
    return waits;
}

static void make_waits(const struct fold *fold, struct result *out)
{
    const int subjects = fold->program->subject_count;
    const double days = (double) fold->done * fold->program->calendar.period_days;
    out->waits = sim_mem_array((size_t) subjects * RESULT_WAITS, sizeof *out->waits);
    for (int s = 0; s < subjects; s++) {
        double *const to = &out->waits[s * RESULT_WAITS];
        double waited = 0.0;
        for (int i = 1; i < RESULT_WAITS; i++) {
            const bool is_last = i == RESULT_WAITS - 1;
            const double count =
                count_waits(fold, s, edge_bin(result_wait_edges_s[i - 1]),
                            is_last ? TALLY_BINS : edge_bin(result_wait_edges_s[i]));
            waited += count;
            to[i] = count / days;
        }
        to[0] = (fold->cells[s].sums[MEASURE_Q_ANSWERED] - waited) / days;
    }
}

static void make_halves(const struct fold *fold, struct result *out)
{
    const struct calendar *const c = &fold->program->calendar;
    const int teams = fold->program->team_count;
    out->halves =
        sim_mem_array((size_t) teams * RESULT_WEEK_HALVES, sizeof *out->halves);
    for (int q = c->from; q < c->to; q++)
        for (int t = 0; t < teams; t++)
            out->halves[t * RESULT_WEEK_HALVES + fold_detail_half(c, q)].quarters++;
    for (int t = 0; t < teams; t++)
        for (int h = 0; h < RESULT_WEEK_HALVES; h++) {
            struct result_half *const to = &out->halves[t * RESULT_WEEK_HALVES + h];
            const double *const sums = fold->detail->halves[h * teams + t].sums;
            const double length_s =
                (double) fold->done * to->quarters * CALENDAR_QUARTER_S;
            if (to->quarters == 0)
                continue;
            to->people = sums[MEASURE_Q_STAFFED] / length_s;
            to->busy = sums[MEASURE_Q_BUSY] / length_s;
            to->overrun = sums[MEASURE_Q_OVER] / length_s;
        }
}

static int make_days(const struct fold *fold, const struct fold_days *from,
                     struct result_day *to)
{
    for (int i = 0; i < from->count; i++) {
        const struct fold_day *const day = &from->days[i];
        to[i] = (struct result_day){
            .date = fold->program->calendar.period_first + day->day,
            .replication = day->replication,
            .offered = day->offered,
            .answered = day->answered,
            .abandoned_share = day->abandoned / day->offered,
            .mean_wait_s = day->answered > 0.0 ? day->wait_s / day->answered : 0.0,
            .longest_wait_s = day->longest_s,
        };
    }
    return from->count;
}

static void make_extremes(const struct fold *fold, struct result *out)
{
    out->extremes = sim_mem_array(out->line_count, sizeof *out->extremes);
    for (int line = 0; line < out->line_count; line++) {
        struct result_extremes *const to = &out->extremes[line];
        to->busiest_count = make_days(fold, &fold->detail->busiest[line], to->busiest);
        to->worst_count = make_days(fold, &fold->detail->worst[line], to->worst);
    }
}

void result_make_detail(const struct fold *fold, struct result *out)
{
    make_waits(fold, out);
    make_halves(fold, out);
    make_extremes(fold, out);
}

char *result_half_name(int half, char out[RESULT_HALF_NAME])
{
    const char *const weekday = calendar_weekday_names[half / 48 % 7];
    snprintf(out, RESULT_HALF_NAME, "%s %02d:%02d", weekday, half / 2 % 24,
             half % 2 * 30);
    return out;
}

bool result_half_occupancy(const struct result_half *half, double *out)
{
    const double staffed = half->people + half->overrun;
    if (staffed <= 0.0)
        return false;
    *out = half->busy / staffed;
    return true;
}
