#include "model/measure/fold_more.h"

#include <stddef.h>
#include <stdlib.h>

#include "sim/ends.h"
#include "sim/mem.h"

/* A tally_more begins with its counts and ends with its sums, as the quantities do. */
enum { COUNTS = 11, SUMS = 2 };
_Static_assert(offsetof(struct tally_more, interrupted)
                   == (COUNTS - 1) * sizeof(uint32_t),
               "counts come first");
_Static_assert(sizeof(struct tally_more)
                   == offsetof(struct tally_more, dialled_s) + SUMS * sizeof(double),
               "sums stand at the end");
_Static_assert(COUNTS + SUMS == MEASURE_Q_MORE
                   && MEASURE_Q_INTERRUPTED - MEASURE_Q_ASKED == COUNTS - 1,
               "quantities stand in the order of a tally_more");

static int queues_of(const struct program *program)
{
    return program->line_count + program->stream_count;
}

struct fold_more *fold_more_new(const struct fold *fold)
{
    const struct program *const program = fold->program;
    if (!program->has_special)
        return NULL;
    const size_t cells = (size_t) fold->digest.units.total * queues_of(program);
    struct fold_more *const more = sim_mem_array(1, sizeof *more);
    more->sums = sim_mem_array(cells * MEASURE_Q_MORE, sizeof *more->sums);
    more->measures = sim_mem_array(cells * MEASURE_MORE_COUNT, sizeof *more->measures);
    more->hang_ups = sim_mem_array(program->redial_count, sizeof *more->hang_ups);
    return more;
}

void fold_more_free(struct fold_more *more)
{
    if (more == NULL)
        return;
    free(more->sums);
    free(more->measures);
    free(more->hang_ups);
    free(more);
}

/* ---- one replication ---- */

static double *sums_at(const struct fold *fold, int unit, int subject)
{
    return &fold->more->sums[((size_t) unit * queues_of(fold->program) + subject)
                             * MEASURE_Q_MORE];
}

static void add_sums(double *to, const double *from)
{
    for (int i = 0; i < MEASURE_Q_MORE; i++)
        to[i] += from[i];
}

/* Days and hours of the week. */
static void sum_quarters(struct fold *fold, const struct tally *tally)
{
    const struct calendar *const c = &fold->program->calendar;
    const int queues = queues_of(fold->program);
    for (int q = c->from; q < c->to; q++) {
        const int day = fold->digest.units.first[MEASURE_DAY] + c->period_day[q];
        const int hour = fold->digest.units.first[MEASURE_HOUR] + c->hour_of_week[q];
        for (int s = 0; s < queues; s++) {
            if (tally_at(tally, q, s)->offered == 0)
                continue; /* counts are those of calls that came in this quarter */
            const struct tally_more *const from = tally_more_at(tally, q, s);
            uint32_t counts[COUNTS];
            double sums[MEASURE_Q_MORE];
            memcpy(counts, from, sizeof counts);
            for (int i = 0; i < COUNTS; i++)
                sums[i] = counts[i];
            memcpy(&sums[COUNTS], &from->dialled_s, SUMS * sizeof *sums);
            add_sums(sums_at(fold, day, s), sums);
            add_sums(sums_at(fold, hour, s), sums);
        }
    }
}

/* Weeks, months and the period from days. */
static void sum_days(struct fold *fold)
{
    const struct digest *const digest = &fold->digest;
    const int queues = queues_of(fold->program);
    for (int level = MEASURE_PERIOD; level < MEASURE_DAY; level++)
        for (int i = 0; i < digest->units.count[level]; i++) {
            const int unit = digest->units.first[level] + i;
            const struct digest_days days = digest->days[unit];
            for (int day = days.from; day < days.to; day++)
                for (int s = 0; s < queues; s++)
                    add_sums(sums_at(fold, unit, s),
                             sums_at(fold, digest->units.first[MEASURE_DAY] + day, s));
        }
}

static void add_measures(struct fold *fold)
{
    const struct program *const program = fold->program;
    const int queues = queues_of(program);
    for (int s = 0; s < queues; s++)
        for (int id = MEASURE_ID_MORE; id < MEASURE_COUNT; id++) {
            if (!fold_more_has(program, s, (enum measure_id) id))
                continue;
            for (int unit = 0; unit < fold->digest.units.total; unit++) {
                const double *const cell =
                    fold->digest.cells[unit * program->subject_count + s].sums;
                double sums[MEASURE_Q_ALL];
                memcpy(sums, cell, MEASURE_Q_COUNT * sizeof *sums);
                memcpy(&sums[MEASURE_Q_COUNT], sums_at(fold, unit, s),
                       MEASURE_Q_MORE * sizeof *sums);
                sim_moments_add(&fold->more->measures[((size_t) unit * queues + s)
                                                          * MEASURE_MORE_COUNT
                                                      + id - MEASURE_ID_MORE],
                                measure_sum(measures[id].of, sums),
                                measure_sum(measures[id].per, sums));
            }
        }
}

const struct sim_moments *fold_more_at(const struct fold *fold, int unit, int subject,
                                       enum measure_id id)
{
    const size_t cell = (size_t) unit * queues_of(fold->program) + subject;
    return &fold->more->measures[cell * MEASURE_MORE_COUNT + id - MEASURE_ID_MORE];
}

/* ---- what a line or a stream has ---- */

static bool comes_again(const struct program_line *line)
{
    return line->special != NULL && line->special->again_way >= 0;
}

static bool stream_has(const struct program *program, enum measure_need need)
{
    bool again = false;
    for (int l = 0; l < program->line_count; l++)
        again |= comes_again(&program->lines[l]);
    return need == MEASURE_NEEDS_AGAIN ? again : again || program->redial_count > 0;
}

static bool some_line_has_redial(const struct program *program)
{
    for (int l = 0; l < program->line_count; l++)
        if (program->stages[program->lines[l].stage].redial >= 0)
            return true;
    return false;
}

static bool line_has(const struct program *program, const struct program_line *line,
                     enum measure_need need)
{
    const struct program_special *const special = line->special;
    if (need == MEASURE_NEEDS_REDIAL)
        return some_line_has_redial(program)
               && (special == NULL || !special->is_dialled);
    if (special == NULL)
        return need == MEASURE_NEEDS_WORK;
    switch (need) {
    case MEASURE_NEEDS_CALL_BACKS:
        return special->offers;
    case MEASURE_NEEDS_DIALLING:
        return special->offers || special->is_dialled;
    case MEASURE_NEEDS_OVERFLOW:
        return special->overflow_after_s < SIM_NEVER;
    case MEASURE_NEEDS_OUTAGE:
        return program->stages[line->stage].outages != 0;
    case MEASURE_NEEDS_AGAIN:
        return comes_again(line);
    case MEASURE_NEEDS_INTERRUPTION:
        return special->yields;
    case MEASURE_NEEDS_NOTHING:
    case MEASURE_NEEDS_WORK:
    case MEASURE_NEEDS_REDIAL:
    case MEASURE_NEEDS_ATTEMPTS:
        break;
    }
    return true;
}

bool fold_more_has(const struct program *program, int subject, enum measure_id id)
{
    const struct measure *const measure = &measures[id];
    const bool is_line = subject < program->line_count;
    if (!program->has_special || subject >= queues_of(program)
        || (measure->objects >> (is_line ? MEASURE_LINE : MEASURE_STREAM) & 1u) == 0)
        return false;
    return is_line ? line_has(program, &program->lines[subject], measure->need)
                   : stream_has(program, measure->need);
}

/* ---- redials ---- */

struct fold_ways fold_more_ways(const struct program *program, int redial)
{
    const struct program_redial *const of = &program->redials[redial];
    const struct program_row *const last =
        &program->rows[of->first_row + of->row_count - 1];
    return (struct fold_ways){ program->rows[of->first_row].first_way,
                               last->first_way + last->way_count };
}

int fold_more_first(const struct program *program, struct fold_ways ways, int way)
{
    int first = ways.from;
    while (program->ways[first].next != program->ways[way].next)
        first++;
    return first;
}

enum program_hang_up fold_more_kind(const struct program *program, int way)
{
    const struct program_way *const of = &program->ways[way];
    if (of->ends)
        return of->next >= 0 && program->stages[of->next].positive ? PROGRAM_POSITIVE
                                                                   : PROGRAM_NEUTRAL;
    const int line = program->stages[of->next].line;
    const struct program_special *const special =
        line < 0 ? NULL : program->lines[line].special;
    return special != NULL && special->is_dialled ? PROGRAM_RECALLED : PROGRAM_NEGATIVE;
}

static void add_redial(struct fold *fold, const struct tally *tally, int redial)
{
    const struct fold_ways ways = fold_more_ways(fold->program, redial);
    double kinds[FOLD_HANG_UPS] = { 0.0 }, all = 0.0;
    for (int w = ways.from; w < ways.to; w++) {
        kinds[fold_more_kind(fold->program, w)] += (double) tally->flow[w];
        all += (double) tally->flow[w];
    }
    for (int w = ways.from; w < ways.to; w++) {
        if (fold_more_first(fold->program, ways, w) != w)
            continue;
        double count = 0.0;
        for (int v = w; v < ways.to; v++)
            if (fold_more_first(fold->program, ways, v) == w)
                count += (double) tally->flow[v];
        sim_moments_add(&fold->flow[w], count, all);
    }
    for (int k = 0; k < FOLD_HANG_UPS; k++)
        sim_moments_add(&fold->more->hang_ups[redial][k], kinds[k], all);
}

static void add_again(struct fold *fold, const struct tally *tally)
{
    for (int l = 0; l < fold->program->line_count; l++) {
        const struct program_line *const line = &fold->program->lines[l];
        if (!comes_again(line))
            continue;
        const int way = line->special->again_way;
        sim_moments_add(&fold->flow[way], (double) tally->flow[way],
                        (double) tally->entered[line->stage]);
    }
}

void fold_more_add(struct fold *fold, const struct tally *tally)
{
    if (fold->more == NULL)
        return;
    const size_t cells = (size_t) fold->digest.units.total * queues_of(fold->program);
    memset(fold->more->sums, 0, cells * MEASURE_Q_MORE * sizeof *fold->more->sums);
    sum_quarters(fold, tally);
    sum_days(fold);
    add_measures(fold);
    for (int i = 0; i < fold->program->redial_count; i++)
        add_redial(fold, tally, i);
    add_again(fold, tally);
}
