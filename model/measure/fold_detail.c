#include "model/measure/fold_detail.h"

#include <stdlib.h>

#include "sim/mem.h"

enum { DAY_HALVES = 48 };

struct fold_detail *fold_detail_new(const struct program *program)
{
    struct fold_detail *const detail = sim_mem_array(1, sizeof *detail);
    detail->halves = sim_mem_array((size_t) FOLD_WEEK_HALVES * program->team_count,
                                   sizeof *detail->halves);
    detail->busiest = sim_mem_array(program->line_count, sizeof *detail->busiest);
    detail->worst = sim_mem_array(program->line_count, sizeof *detail->worst);
    return detail;
}

void fold_detail_free(struct fold_detail *detail)
{
    if (detail == NULL)
        return;
    free(detail->halves);
    free(detail->busiest);
    free(detail->worst);
    free(detail);
}

int fold_detail_half(const struct calendar *calendar, int quarter)
{
    return calendar->weekday[quarter] * DAY_HALVES + calendar->local[quarter] / 2;
}

static void add_halves(struct fold *fold, const struct tally *tally)
{
    const struct calendar *const calendar = &fold->program->calendar;
    const int teams = fold->program->team_count;
    for (int q = calendar->from; q < calendar->to; q++) {
        struct digest_team *const to =
            &fold->detail->halves[fold_detail_half(calendar, q) * teams];
        for (int t = 0; t < teams; t++) {
            const struct digest_team team =
                digest_quarter_team(&tally->staffed[(size_t) q * teams + t]);
            digest_add_team(&to[t], &team);
        }
    }
}

/* Replications come in order and days within them, so of equals the first stays. */
static void put_day(struct fold_days *to, const struct fold_day *day, double by)
{
    int at = to->count;
    while (at > 0 && by > to->by[at - 1])
        at--;
    if (at == FOLD_DAYS)
        return;
    to->count += to->count < FOLD_DAYS;
    for (int i = to->count - 1; i > at; i--) {
        to->days[i] = to->days[i - 1];
        to->by[i] = to->by[i - 1];
    }
    to->days[at] = *day;
    to->by[at] = by;
}

static void add_days(struct fold *fold)
{
    const struct program *const program = fold->program;
    const int first = fold->digest.units.first[MEASURE_DAY];
    for (int line = 0; line < program->line_count; line++)
        for (int day = 0; day < program->calendar.period_days; day++) {
            const struct digest_cell *const cell =
                &fold->digest.cells[(first + day) * program->subject_count + line];
            const struct fold_day found = { .day = day,
                                            .replication = fold->done,
                                            .offered = cell->sums[MEASURE_Q_OFFERED],
                                            .answered = cell->sums[MEASURE_Q_ANSWERED],
                                            .abandoned =
                                                cell->sums[MEASURE_Q_ABANDONED],
                                            .wait_s = cell->sums[MEASURE_Q_WAIT],
                                            .longest_s = cell->longest_s };
            if (found.offered > 0.0)
                put_day(&fold->detail->busiest[line], &found, found.offered);
            if (found.answered >= FOLD_DAY_ANSWERED && found.wait_s > 0.0)
                put_day(&fold->detail->worst[line], &found,
                        found.wait_s / found.answered);
        }
}

void fold_detail_add(struct fold *fold, const struct tally *tally)
{
    add_halves(fold, tally);
    add_days(fold);
}
