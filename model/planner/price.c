#include "model/planner/price.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

/* No slot's shape is taken as less than so much of the mean. */
static const double LEAST_SHAPE = 0.02;
/* Nor is one said to do less than so much of what its neighbours and the formulas say:
 * an hour in which nobody was missed by chance is not one in which nobody is. */
static const double LEAST_OF_SMOOTH = 0.5;

int price_quarters(const struct question *question)
{
    for (int c = 0; c < question->column_count; c++) {
        const struct question_column *const column = &question->columns[c];
        for (int r = 0; r < column->run_count; r++)
            if (column->runs[r].from % 2 != 0 || column->runs[r].to % 2 != 0)
                return 1;
    }
    return 2;
}

/* By slot of the pattern: the unit of a need that its calls count in, or -1 when there
 * are several (weeks of a month): then all have a like share of them. */
static int *units_by_slot(const struct question *question,
                          const struct question_need *need)
{
    const struct calendar *const calendar = &question->program.calendar;
    int *const unit = sim_mem_array((size_t) question->slots, sizeof *unit);
    for (int s = 0; s < question->slots; s++)
        unit[s] = -2;
    for (int q = calendar->from; q < calendar->to; q++) {
        int *const at = &unit[question->slot[q]];
        if (need->unit[q] >= 0)
            *at = *at == -2 || *at == need->unit[q] ? need->unit[q] : -1;
    }
    return unit;
}

/* Mean denominator of a replication: of the row, or of all units where calls of a slot
 * may count in several. */
static double mean_y(const struct question_need *need, const struct evaluation *seen,
                     int need_index, int row, bool is_all)
{
    double y = 0.0;
    if (need->in_share <= 0.0 && !is_all)
        return seen->rows[row].y / seen->rows[row].n;
    const double *const series = seen->series[need_index];
    if (need->in_share <= 0.0)
        for (int u = 0; u < need->unit_count; u++)
            y += seen->rows[row + u].y;
    else
        for (size_t i = 0; i < (size_t) seen->done * need->unit_count; i++)
            y += series[2 * i + 1];
    return y / seen->done;
}

/* Divides what a block did to a row among its slots. */
static void share_out(const struct question *question, const struct comb_block *block,
                      const double *shape, double by, int row, struct price *out)
{
    double *const loss =
        &out->loss[((size_t) row * question->team_count + block->team) * out->slots];
    const double *const of = &shape[(size_t) block->team * out->slots];
    const int from = block->run.from / out->quarters;
    const int to = block->run.to / out->quarters;
    double all = 0.0;
    for (int s = from; s < to; s++)
        all += of[s % out->slots];
    for (int s = from; s < to; s++)
        loss[s % out->slots] +=
            by * (all > 0.0 ? of[s % out->slots] / all : 1.0 / (to - from));
}

/* Adds what a block did to the rows of one need. */
static void add_block(const struct question *question, const struct combs *combs,
                      const struct evaluation *seen, int need_index,
                      const struct comb_block *block, const int *unit_of,
                      const double *shape, struct price *out)
{
    const struct question_need *const need = &question->needs[need_index];
    const struct evaluate_blocks *const windows = &combs->windows[block->comb + 1];
    const size_t of = (size_t) (block->comb + 1) * question->need_count + need_index;
    const double *const change = &seen->change[of * question->slots];
    const int first = evaluate_first_row(question, need_index);
    const int rows = evaluate_rows(need);
    double *const by = sim_mem_array((size_t) rows, sizeof *by);
    for (int s = 0; s < question->slots; s++) {
        if (windows->of_slot[s] != block->window || change[s] == 0.0)
            continue;
        for (int r = 0; r < rows; r++)
            if (rows == 1 || unit_of[s] < 0 || unit_of[s] == r)
                by[r] += block->sign * change[s];
    }
    for (int r = 0; r < rows; r++)
        if (by[r] != 0.0)
            share_out(question, block, shape, by[r], first + r, out);
    free(by);
}

/* What few replications say of one half hour is mostly luck, and the luckiest would be
 * chosen.  So single slots are drawn towards what their neighbours have in common, the
 * measured over the shape of the formulas, by as much as they are noise (after James
 * and Stein). `noise` is the mean variance of a slot's figure. */
static void calm(double *slots, const double *shape, int count, bool is_weekly,
                 double noise)
{
    enum { REACH = 5 };
    double *const smooth = sim_mem_array((size_t) count, sizeof *smooth);
    double spread = 0.0, all = 0.0;
    for (int s = 0; s < count; s++)
        all += shape[s];
    for (int s = 0; s < count; s++) {
        double sum = 0.0, of = 0.0;
        for (int d = -REACH; d <= REACH; d++) {
            const int at = is_weekly ? (s + d + count) % count : s + d;
            if (at < 0 || at >= count)
                continue;
            const double weight = REACH + 1 - abs(d);
            sum += weight * slots[at];
            of += weight * (shape[at] + LEAST_SHAPE * all / count);
        }
        smooth[s] = of > 0.0 ? sum * (shape[s] + LEAST_SHAPE * all / count) / of : 0.0;
        spread += (slots[s] - smooth[s]) * (slots[s] - smooth[s]);
    }
    const double own = spread > 0.0 ? fmax(1.0 - noise * count / spread, 0.0) : 0.0;
    for (int s = 0; s < count; s++)
        slots[s] =
            fmax(own * slots[s] + (1.0 - own) * smooth[s], LEAST_OF_SMOOTH * smooth[s]);
    free(smooth);
}

/* Mean variance of what the blocks of one team did to a need. */
static double noise_of(const struct combs *combs, const struct evaluation *seen,
                       int need, int team, const struct price *out)
{
    double sum = 0.0;
    int count = 0;
    for (int b = 0; b < combs->block_count; b++) {
        const struct comb_block *const block = &combs->blocks[b];
        if (block->team != team)
            continue;
        const int v = block->comb + 1;
        const struct sim_moments *const m =
            &seen->blocks[v][(size_t) need * combs->windows[v].count + block->window];
        const double mean = m->x / m->n;
        const double variance = fmax(m->xx / m->n - mean * mean, 0.0);
        const int slots = (block->run.to - block->run.from) / out->quarters;
        sum += variance / fmax(m->n - 1.0, 1.0) / slots;
        count += slots;
    }
    return count > 0 ? sum / count : 0.0;
}

static void calm_row(const struct question *question, const struct combs *combs,
                     const struct evaluation *seen, int need, int row,
                     const double *shape, struct price *out)
{
    for (int t = 0; t < question->team_count; t++)
        calm(&out->loss[((size_t) row * question->team_count + t) * out->slots],
             &shape[(size_t) t * out->slots], out->slots, question->is_weekly,
             noise_of(combs, seen, need, t, out));
}

/* From calls to the unit of the slack, and what one more gives. */
static void finish(const struct question *question, const struct combs *combs,
                   const struct evaluation *seen, const struct price_ask *ask,
                   struct price *out)
{
    const size_t cells = (size_t) question->team_count * out->slots;
    for (int n = 0; n < question->need_count; n++) {
        const struct question_need *const need = &question->needs[n];
        const int first = evaluate_first_row(question, n);
        const bool is_all =
            need->each == SCENARIO_PLAN_WEEK || need->each == SCENARIO_PLAN_MONTH;
        for (int r = first; r < first + evaluate_rows(need); r++) {
            if (evaluate_rows(need) == 1)
                calm_row(question, combs, seen, n, r, ask->shape, out);
            const double y = mean_y(need, seen, n, r, is_all && need->unit_count > 1);
            for (size_t c = 0; c < cells; c++)
                out->loss[r * cells + c] = y > 0.0 ? out->loss[r * cells + c] / y : 0.0;
        }
    }
    for (size_t i = 0; i < (size_t) out->rows * cells; i++)
        out->gain[i] = ask->decay[i % cells] * out->loss[i];
    for (int b = 0; b < combs->block_count; b++) {
        const struct comb_block *const block = &combs->blocks[b];
        for (int s = block->run.from; block->sign > 0 && s < block->run.to;
             s += out->quarters) {
            const size_t cell =
                (size_t) block->team * out->slots + s % question->slots / out->quarters;
            for (int r = 0; r < out->rows; r++) {
                out->gain[r * cells + cell] = out->loss[r * cells + cell];
                out->loss[r * cells + cell] /= ask->decay[cell];
            }
        }
    }
}

void price_make(const struct question *question, const struct price_ask *ask,
                struct price *out)
{
    const int quarters = price_quarters(question);
    *out = (struct price){ .quarters = quarters,
                           .slots = question->slots / quarters,
                           .rows = evaluate_row_count(question) };
    const size_t cells = (size_t) out->rows * question->team_count * out->slots;
    out->loss = sim_mem_array(cells, sizeof *out->loss);
    out->gain = sim_mem_array(cells, sizeof *out->gain);
    const bool is_long = question->slots > 2 * QUESTION_DAY;
    const int block = is_long ? PRICE_BLOCK : quarters;
    const struct comb_ask by = { .plan = ask->plan,
                                 .quarters = block,
                                 .step = block,
                                 .apart = PRICE_APART,
                                 .lead = PRICE_LEAD,
                                 .adds = true };
    struct combs combs;
    combs_make(question, &by, &combs);
    const struct evaluate_options options = { .rosters = combs.rosters,
                                              .count = combs.count + 1,
                                              .seed = ask->seed,
                                              .replications = ask->replications,
                                              .threads = ask->threads,
                                              .is_brief = true,
                                              .stop = ask->stop,
                                              .weights = ask->weights,
                                              .blocks = combs.windows,
                                              .wants_change = true,
                                              .wants_series = true };
    struct evaluation seen;
    evaluate_run(question, &options, &seen);
    out->is_partial = seen.is_partial;
    for (int n = 0; seen.done > 0 && n < question->need_count; n++) {
        int *const unit_of = units_by_slot(question, &question->needs[n]);
        for (int b = 0; b < combs.block_count; b++)
            add_block(question, &combs, &seen, n, &combs.blocks[b], unit_of, ask->shape,
                      out);
        free(unit_of);
    }
    if (seen.done > 0)
        finish(question, &combs, &seen, ask, out);
    out->fault = sim_mem_text(seen.fault);
    out->callers = seen.callers;
    out->evaluations = (int64_t) seen.done * (combs.count + 1);
    evaluation_done(question, &seen);
    combs_done(&combs);
}

void price_done(struct price *price)
{
    free(price->loss);
    free(price->gain);
    free(price->fault);
    *price = (struct price){ 0 };
}
