#include "model/planner/price.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

/* A count's variance over its mean, for changes of a few calls at a time. */
static const double DISPERSION = 1.5;

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

/* Adds what a block did to the rows of one need. */
static void add_block(const struct question *question, const struct combs *combs,
                      const struct evaluation *seen, int need_index,
                      const struct comb_block *block, const int *unit_of,
                      struct price *out)
{
    const struct question_need *const need = &question->needs[need_index];
    const struct evaluate_blocks *const windows = &combs->windows[block->comb + 1];
    const size_t of = (size_t) (block->comb + 1) * question->need_count + need_index;
    const double *const change = &seen->change[of * question->slots];
    const int first = evaluate_first_row(question, need_index);
    const int rows = evaluate_rows(need);
    const size_t cells = (size_t) question->team_count * out->slots;
    const size_t cell =
        (size_t) block->team * out->slots + block->run.from / out->quarters;
    for (int s = 0; s < question->slots; s++) {
        if (windows->of_slot[s] != block->window || change[s] == 0.0)
            continue;
        const double by = block->sign * change[s];
        if (rows == 1)
            out->loss[first * cells + cell] += by;
        else if (unit_of[s] >= 0)
            out->loss[(first + unit_of[s]) * cells + cell] += by;
        else
            for (int r = 0; r < rows; r++)
                out->loss[(first + r) * cells + cell] += by;
    }
}

/* Shrinks single slots towards their neighbours by as much as they are noise: what few
 * replications say of one half hour is mostly luck, and the luckiest would be chosen.
 */
static void calm(double *slots, int count, bool is_weekly, double noise)
{
    enum { REACH = 4 };
    double *const smooth = sim_mem_array((size_t) count, sizeof *smooth);
    double spread = 0.0;
    for (int s = 0; s < count; s++) {
        double sum = 0.0, weights = 0.0;
        for (int d = -REACH; d <= REACH; d++) {
            const int at = is_weekly ? (s + d + count) % count : s + d;
            if (at < 0 || at >= count)
                continue;
            const double weight = REACH + 1 - abs(d);
            sum += weight * slots[at];
            weights += weight;
        }
        smooth[s] = sum / weights;
        spread += (slots[s] - smooth[s]) * (slots[s] - smooth[s]);
    }
    const double own = spread > 0.0 ? fmax(1.0 - noise * count / spread, 0.0) : 0.0;
    for (int s = 0; s < count; s++)
        slots[s] = own * slots[s] + (1.0 - own) * smooth[s];
    free(smooth);
}

static void calm_row(const struct question *question, const struct evaluation *seen,
                     int row, struct price *out)
{
    for (int t = 0; t < question->team_count; t++) {
        double *const loss =
            &out->loss[((size_t) row * question->team_count + t) * out->slots];
        double sum = 0.0;
        for (int s = 0; s < out->slots; s++)
            sum += fabs(loss[s]);
        calm(loss, out->slots, question->is_weekly,
             DISPERSION * sum / out->slots / seen->done);
    }
}

/* From calls to the unit of the slack, and what one more gives. */
static void finish(const struct question *question, const struct combs *combs,
                   const struct evaluation *seen, struct price *out)
{
    const size_t cells = (size_t) question->team_count * out->slots;
    for (int n = 0; n < question->need_count; n++) {
        const struct question_need *const need = &question->needs[n];
        const int first = evaluate_first_row(question, n);
        const bool is_all =
            need->each == SCENARIO_PLAN_WEEK || need->each == SCENARIO_PLAN_MONTH;
        for (int r = first; r < first + evaluate_rows(need); r++) {
            if (evaluate_rows(need) == 1)
                calm_row(question, seen, r, out);
            const double y = mean_y(need, seen, n, r, is_all && need->unit_count > 1);
            for (size_t c = 0; c < cells; c++)
                out->loss[r * cells + c] = y > 0.0 ? out->loss[r * cells + c] / y : 0.0;
        }
    }
    for (size_t i = 0; i < (size_t) out->rows * cells; i++)
        out->gain[i] = PRICE_DECAY * out->loss[i];
    for (int b = 0; b < combs->block_count; b++) {
        const struct comb_block *const block = &combs->blocks[b];
        const size_t cell =
            (size_t) block->team * out->slots + block->run.from / out->quarters;
        for (int r = 0; block->sign > 0 && r < out->rows; r++) {
            out->gain[r * cells + cell] = out->loss[r * cells + cell];
            out->loss[r * cells + cell] /= PRICE_DECAY;
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
    const struct comb_ask by = { .plan = ask->plan,
                                 .quarters = quarters,
                                 .step = quarters,
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
                                              .stop = ask->stop,
                                              .weights = ask->weights,
                                              .wants_change = true,
                                              .wants_series = true };
    struct evaluation seen;
    evaluate_run(question, &options, &seen);
    out->is_partial = seen.is_partial;
    for (int n = 0; seen.done > 0 && n < question->need_count; n++) {
        int *const unit_of = units_by_slot(question, &question->needs[n]);
        for (int b = 0; b < combs.block_count; b++)
            add_block(question, &combs, &seen, n, &combs.blocks[b], unit_of, out);
        free(unit_of);
    }
    if (seen.done > 0)
        finish(question, &combs, &seen, out);
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
