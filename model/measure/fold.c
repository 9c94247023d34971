#include "model/measure/fold.h"

#include <stdlib.h>

#include "model/measure/balance.h"
#include "model/measure/fold_detail.h"
#include "model/measure/fold_more.h"
#include "model/measure/fold_short.h"
#include "model/measure/fold_target.h"
#include "model/measure/waits.h"
#include "sim/mem.h"

static size_t period_quarters(const struct program *program)
{
    return (size_t) (program->calendar.to - program->calendar.from);
}

void fold_init(struct fold *fold, const struct scenario *scenario,
               const struct program *program, const struct program_measured *measured,
               bool quarters)
{
    const size_t subjects = (size_t) program->subject_count;
    const size_t days = (size_t) program->calendar.period_days;
    *fold = (struct fold){ .scenario = scenario, .program = program };
    digest_init(&fold->digest, program);
    const size_t units = (size_t) fold->digest.units.total;
    fold->cells = sim_mem_array(units * subjects, sizeof *fold->cells);
    fold->teams = sim_mem_array(units * program->team_count, sizeof *fold->teams);
    fold->periods = sim_mem_array(subjects, sizeof *fold->periods);
    fold->day_waits =
        sim_mem_array(days * subjects * TALLY_BINS, sizeof *fold->day_waits);
    fold->day_waited = sim_mem_array(days * subjects, sizeof *fold->day_waited);
    fold->hour_waits = sim_mem_array(CALENDAR_WEEK_HOURS * subjects * TALLY_BINS,
                                     sizeof *fold->hour_waits);
    fold->flow = sim_mem_array(program->way_count, sizeof *fold->flow);
    fold->entered = sim_mem_array(program->stage_count, sizeof *fold->entered);
    fold->waits = sim_mem_array(TALLY_BINS, sizeof *fold->waits);
    fold->whole = sim_mem_array(subjects * TALLY_BINS, sizeof *fold->whole);
    fold->detail = fold_detail_new(program);
    fold->more = fold_more_new(fold);
    fold->shorts = fold_short_new(fold);
    if (quarters) {
        fold->quarters =
            sim_mem_array(period_quarters(program) * subjects, sizeof *fold->quarters);
        fold->quarter_teams =
            sim_mem_array(period_quarters(program) * program->team_count,
                          sizeof *fold->quarter_teams);
    }
    fold->targets = sim_mem_array(scenario->target_count, sizeof *fold->targets);
    for (int i = 0; i < scenario->target_count; i++)
        fold_target_init(fold, i, &measured[i], quarters);
}

void fold_done(struct fold *fold)
{
    for (int i = 0; fold->targets != NULL && i < fold->scenario->target_count; i++)
        fold_target_done(&fold->targets[i]);
    digest_done(&fold->digest);
    free(fold->fault);
    free(fold->cells);
    free(fold->teams);
    free(fold->periods);
    free(fold->day_waits);
    free(fold->day_waited);
    free(fold->hour_waits);
    free(fold->flow);
    free(fold->entered);
    free(fold->targets);
    free(fold->quarters);
    free(fold->quarter_teams);
    fold_detail_free(fold->detail);
    fold_more_free(fold->more);
    fold_short_free(fold->shorts);
    free(fold->waits);
    free(fold->whole);
    *fold = (struct fold){ 0 };
}

/* ---- sums and products ---- */

/* Index of the product of quantities i >= j >= 1. */
static int cross_at(int i, int j)
{
    return (i - 1) * i / 2 + j - 1;
}

static void add_products(int count, const double *from, double *sums, double *cross)
{
    for (int i = 1; i < count; i++) {
        sums[i] += from[i];
        for (int j = 1; j <= i; j++)
            *cross++ += from[i] * from[j];
    }
}

static void add_cells(struct fold *fold)
{
    const size_t cells =
        (size_t) fold->digest.units.total * fold->program->subject_count;
    for (size_t i = 0; i < cells; i++) {
        const struct digest_cell *const from = &fold->digest.cells[i];
        if (from->sums[MEASURE_Q_OFFERED] == 0.0 && from->sums[MEASURE_Q_QUEUE] == 0.0)
            continue;
        struct fold_cell *const to = &fold->cells[i];
        add_products(MEASURE_Q_COUNT, from->sums, to->sums, to->cross);
        to->longest_s += from->longest_s;
        to->longest2_s2 += from->longest_s * from->longest_s;
    }
}

static void add_teams(struct fold *fold)
{
    const size_t teams = (size_t) fold->digest.units.total * fold->program->team_count;
    for (size_t i = 0; i < teams; i++)
        add_products(MEASURE_Q_TEAM_COUNT, fold->digest.teams[i].sums,
                     fold->teams[i].sums, fold->teams[i].cross);
}

struct sim_moments fold_moments(double n, const double *sums, const double *cross,
                                const struct measure_term *of,
                                const struct measure_term *per)
{
    static const struct measure_term nothing[MEASURE_TERMS] = { { MEASURE_Q_NONE,
                                                                  0.0 } };
    const struct measure_term *const terms[2] = { of, per == NULL ? nothing : per };
    double products[2][2] = { { 0.0 } };
    for (int a = 0; a < 2; a++)
        for (int b = 0; b <= a; b++)
            for (int i = 0; i < MEASURE_TERMS; i++)
                for (int j = 0; j < MEASURE_TERMS; j++) {
                    const int p = (int) terms[a][i].what, q = (int) terms[b][j].what;
                    if (p != MEASURE_Q_NONE && q != MEASURE_Q_NONE)
                        products[a][b] +=
                            terms[a][i].weight * terms[b][j].weight
                            * cross[p > q ? cross_at(p, q) : cross_at(q, p)];
                }
    struct sim_moments m = { .n = n,
                             .x = measure_sum(of, sums),
                             .xx = products[0][0],
                             .xy = products[1][0],
                             .yy = products[1][1] };
    if (per == NULL)
        m.y = m.yy = n, m.xy = m.x;
    else
        m.y = measure_sum(per, sums);
    return m;
}

/* ---- histograms ---- */

/* Bins that a cell can have filled: nothing lies above its longest wait. */
static int bins_of(const struct digest_cell *cell)
{
    return cell->longest_s > 0.0 ? tally_bin(cell->longest_s) + 1 : 0;
}

/* A day's histogram stops growing before a bin can overflow; what it then holds is that
 * of the replications so far. */
static void add_day_waits(struct fold *fold, const struct tally *tally)
{
    const int subjects = fold->program->subject_count;
    const struct digest *const digest = &fold->digest;
    for (int day = 0; day < tally->days; day++)
        for (int s = 0; s < subjects; s++) {
            const int unit = digest->units.first[MEASURE_DAY] + day;
            const struct digest_cell *const cell = &digest->cells[unit * subjects + s];
            const int bins = bins_of(cell);
            if (bins == 0)
                continue;
            const size_t at = (size_t) day * subjects + s;
            const uint32_t *const from = &tally->day_waits[at * TALLY_BINS];
            const double room = UINT32_MAX - (double) fold->day_waited[at];
            uint32_t *const to = cell->sums[MEASURE_Q_ANSWERED] <= room
                                     ? &fold->day_waits[at * TALLY_BINS]
                                     : fold->whole; /* nowhere */
            uint32_t waited = 0;
            for (int b = 0; b < bins; b++) {
                waited += from[b];
                to[b] += from[b];
            }
            if (to != fold->whole)
                fold->day_waited[at] += waited;
            digest_add_waited(&fold->digest, fold->program, day, s, waited);
        }
}

/* Adds an hour's histogram to that of its hour of the week and, in 32 bits, to that of
 * this replication. */
static void add_hour_waits(struct fold *fold, const struct tally *tally)
{
    const int subjects = fold->program->subject_count;
    memset(fold->whole, 0, (size_t) subjects * TALLY_BINS * sizeof *fold->whole);
    for (int hour = 0; hour < CALENDAR_WEEK_HOURS; hour++)
        for (int s = 0; s < subjects; s++) {
            const int unit = fold->digest.units.first[MEASURE_HOUR] + hour;
            struct digest_cell *const cell = &fold->digest.cells[unit * subjects + s];
            const size_t at = ((size_t) hour * subjects + s) * TALLY_BINS;
            const uint32_t *const from = &tally->hour_waits[at];
            uint32_t *const whole = &fold->whole[(size_t) s * TALLY_BINS];
            const int bins = bins_of(cell);
            for (int b = 0; b < bins; b++)
                whole[b] += from[b];
            cell->sums[MEASURE_Q_WAITED] =
                (double) waits_add(&fold->hour_waits[at], from, bins);
        }
}

/* Quantiles and the longest wait of this replication's period. */
static void add_periods(struct fold *fold)
{
    for (int s = 0; s < fold->program->subject_count; s++) {
        const struct digest_cell *const cell = &fold->digest.cells[s];
        struct fold_period *const period = &fold->periods[s];
        const double answered = cell->sums[MEASURE_Q_ANSWERED];
        memset(fold->waits, 0, TALLY_BINS * sizeof *fold->waits);
        waits_add(fold->waits, &fold->whole[(size_t) s * TALLY_BINS], TALLY_BINS);
        for (int i = 0; i < MEASURE_COUNT && answered > 0.0; i++)
            if (measures[i].how == MEASURE_QUANTILE)
                sim_moments_add(
                    &period->quantiles[i],
                    waits_quantile(fold->waits, answered, measures[i].quantile), 1.0);
        period->longest[tally_bin(cell->longest_s)]++;
        if (cell->longest_s > period->most_s)
            period->most_s = cell->longest_s;
    }
}

void fold_pooled(const struct fold *fold, int subject, struct digest_days days,
                 uint64_t *bins)
{
    const size_t subjects = (size_t) fold->program->subject_count;
    memset(bins, 0, TALLY_BINS * sizeof *bins);
    for (int day = days.from; day < days.to; day++)
        waits_add(bins,
                  &fold->day_waits[((size_t) day * subjects + subject) * TALLY_BINS],
                  TALLY_BINS);
}

/* ---- the rest ---- */

static void add_flow(struct fold *fold, const struct tally *tally)
{
    const struct program *const program = fold->program;
    for (int s = 0; s < program->stage_count; s++) {
        const struct program_stage *const stage = &program->stages[s];
        const double entered = (double) tally->entered[s];
        sim_moments_add(&fold->entered[s], entered, 1.0);
        for (int w = stage->first_way; w < stage->first_way + stage->way_count; w++)
            sim_moments_add(&fold->flow[w], (double) tally->flow[w], entered);
    }
}

/* Here longest_s is a sum over replications too. */
static void add_quarter(struct digest_cell *to, const struct tally_cell *from)
{
    const struct digest_cell cell = digest_quarter(from);
    const double longest_s = to->longest_s;
    digest_add(to, &cell);
    to->longest_s = longest_s + cell.longest_s;
}

static void add_quarters(struct fold *fold, const struct tally *tally)
{
    const struct program *const program = fold->program;
    const int subjects = program->subject_count, teams = program->team_count;
    const int first = program->calendar.from;
    const int quarters = fold->quarters == NULL ? 0 : program->calendar.to - first;
    for (int q = 0; q < quarters; q++) {
        for (int s = 0; s < subjects; s++) {
            const struct tally_cell *const from = tally_at(tally, first + q, s);
            if (from->offered > 0 || from->queue_s != 0.0)
                add_quarter(&fold->quarters[(size_t) q * subjects + s], from);
        }
        for (int t = 0; t < teams; t++) {
            const struct digest_team team =
                digest_quarter_team(&tally->staffed[(size_t) (first + q) * teams + t]);
            digest_add_team(&fold->quarter_teams[(size_t) q * teams + t], &team);
        }
    }
}

void fold_add(struct fold *fold, const struct tally *tally)
{
    digest_make(&fold->digest, fold->program, tally);
    if (fold->fault == NULL) {
        char *const fault =
            balance_fault(fold->scenario, fold->program, tally, &fold->digest);
        if (fault != NULL)
            fold->fault = sim_mem_print("replication %d: %s", fold->done, fault);
        free(fault);
    }
    add_day_waits(fold, tally);
    add_hour_waits(fold, tally);
    add_periods(fold);
    add_cells(fold);
    add_teams(fold);
    add_flow(fold, tally);
    fold_detail_add(fold, tally);
    fold_more_add(fold, tally);
    fold_short_add(fold, tally);
    add_quarters(fold, tally);
    for (int i = 0; i < fold->scenario->target_count; i++)
        fold_target_add(fold, i, tally);
    fold->callers += (double) tally->callers;
    fold->events += (double) tally->events;
    fold->done++;
}
