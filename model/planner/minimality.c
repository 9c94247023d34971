/* One person less in a block: does the plan still hold? */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/certificate.h"
#include "model/planner/comb.h"
#include "sim/mem.h"

/* One-sided 5 %. */
static const double ONE_SIDED = 1.645;

/* A block's length, how often one is tried, and how far apart two of one run are. */
static const struct kind {
    int quarters, step, apart, lead;
} kinds[PLAN_BLOCKS] = {
    [PLAN_HALF_HOURS] = { 2, 2, 24, 6 },
    [PLAN_TWO_HOURS] = { 8, 8, 48, 6 },
    [PLAN_SHIFTS] = { 32, 32, 96, 6 },
};

/* Standard error of the mean of x - ratio * y, over the mean of y. */
static double noise_of(const struct sim_moments *m)
{
    if (m->n < 2.0 || m->y <= 0.0)
        return 0.0;
    const double mean = m->x / m->n;
    const double variance = fmax(m->xx / m->n - mean * mean, 0.0) / (m->n - 1.0);
    return sqrt(variance) / (m->y / m->n);
}

/* The unit of a need in which the block begins; 0 when the need has only one, -1 when
 * it has nothing to do with the block. */
static int unit_at(const struct question *question, const struct question_need *need,
                   int slot)
{
    const struct calendar *const calendar = &question->program.calendar;
    for (int q = calendar->from; q < calendar->to; q++)
        if (question->slot[q] == slot % question->slots && need->unit[q] >= 0)
            return need->unit[q];
    return -1;
}

/* What is left of one need's slack, as an interval at the one-sided level; false when
 * the need does not say (with probability, or no calls there). */
static bool after(const struct question *question, const struct certificate *plan,
                  int n, int slot, const struct sim_moments *change,
                  struct sim_estimate *out)
{
    const struct question_need *const need = &question->needs[n];
    const int unit = unit_at(question, need, slot);
    if (need->in_share > 0.0 || unit < 0 || change->n <= 0.0)
        return false;
    const int row = evaluate_first_row(question, n) + unit;
    const struct sim_moments *const base = &plan->seen.rows[row];
    if (base->y <= 0.0)
        return false;
    /* The change is a sum of calls; its own y is that of all units. */
    const double y = base->y / base->n;
    const double all = change->y / change->n;
    const double value = base->x / base->y + change->x / change->n / y;
    const struct sim_estimate own = sim_estimate_ratio(base);
    const double noise =
        ONE_SIDED
        * (sim_estimate_half_width(&own) / 1.96 + noise_of(change) * (all / y));
    *out = (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, value, value - noise,
                                  value + noise };
    return true;
}

/* How often periods are met does not divide among blocks; but where it holds with all
 * of the comb's people gone it holds with one of them gone.  A need that has no calls
 * at the block holds. */
static bool still_met(const struct question *question, const struct evaluation *seen,
                      const struct comb_block *block, int n)
{
    const double in_share = question->needs[n].in_share;
    const struct sim_estimate met =
        evaluate_value(question, seen, block->comb + 1, n, 0);
    return in_share <= 0.0 || met.kind == SIM_ESTIMATE_NONE || met.low > in_share;
}

static struct plan_price price_of(const struct question *question,
                                  const struct comb_block *block, int windows,
                                  const struct sim_moments *blocks)
{
    struct plan_price out = {
        .team = block->team,
        .run = block->run,
        .change = sim_mem_array((size_t) question->need_count, sizeof *out.change),
    };
    for (int n = 0; n < question->need_count; n++) {
        const struct sim_moments *const m =
            &blocks[(size_t) n * windows + block->window];
        const double sign = question->needs[n].target.at_least ? 1.0 : -1.0;
        out.change[n] = m->y > 0.0 ? sign * m->x / m->y : 0.0;
    }
    return out;
}

static void judge(const struct question *question, const struct certificate *plan,
                  const struct combs *combs, const struct evaluation *seen,
                  const struct comb_block *block, struct plan_block *out)
{
    const int windows = combs->windows[block->comb + 1].count;
    const struct sim_moments *const blocks = seen->blocks[block->comb + 1];
    double least = INFINITY;
    bool breaks = false, holds = true;
    for (int n = 0; n < question->need_count; n++) {
        struct sim_estimate slack;
        const struct sim_moments *const change =
            &blocks[(size_t) n * windows + block->window];
        if (!after(question, plan, n, block->run.from, change, &slack)) {
            holds = holds && still_met(question, seen, block, n);
            continue;
        }
        breaks |= slack.high < 0.0;
        holds &= slack.low > 0.0;
        const double limit = question->needs[n].limit;
        if (slack.value / fmax(limit, 1e-9) >= least)
            continue;
        least = slack.value / fmax(limit, 1e-9);
        out->need = n;
        const double sign = question->needs[n].target.at_least ? 1.0 : -1.0;
        out->after =
            (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, limit + sign * slack.value,
                                   limit + (sign > 0.0 ? slack.low : -slack.high),
                                   limit + (sign > 0.0 ? slack.high : -slack.low) };
    }
    out->team = block->team;
    out->run = block->run;
    out->result = breaks ? PLAN_BREAKS : holds ? PLAN_DOES_NOT : PLAN_UNDECIDED;
}

static void add_kind(const struct question *question, const struct minimality_ask *ask,
                     enum plan_block_kind kind, struct plan *plan)
{
    const struct comb_ask by = { .plan = ask->plan,
                                 .quarters = kinds[kind].quarters,
                                 .step = kinds[kind].step,
                                 .apart = kinds[kind].apart,
                                 .lead = kinds[kind].lead };
    struct combs combs;
    combs_make(question, &by, &combs);
    const struct evaluate_options options = { .rosters = combs.rosters,
                                              .count = combs.count + 1,
                                              .seed = ask->seed,
                                              .replications = ask->replications,
                                              .threads = ask->threads,
                                              .stop = ask->stop,
                                              .blocks = combs.windows };
    struct evaluation seen;
    evaluate_run(question, &options, &seen);
    size_t capacity = (size_t) plan->block_count;
    plan->blocks = sim_mem_grow(plan->blocks, &capacity,
                                (size_t) (plan->block_count + combs.block_count),
                                sizeof *plan->blocks);
    if (kind == PLAN_HALF_HOURS)
        plan->prices =
            sim_mem_array((size_t) combs.block_count + 1, sizeof *plan->prices);
    for (int b = 0; b < combs.block_count && !seen.is_partial; b++) {
        const struct comb_block *const block = &combs.blocks[b];
        struct plan_block *const out = &plan->blocks[plan->block_count++];
        out->kind = kind;
        judge(question, ask->certificate, &combs, &seen, block, out);
        if (kind == PLAN_HALF_HOURS)
            plan->prices[plan->price_count++] =
                price_of(question, block, combs.windows[block->comb + 1].count,
                         seen.blocks[block->comb + 1]);
    }
    plan->callers += seen.callers;
    plan->evaluations += (int64_t) seen.done * (combs.count + 1);
    evaluation_done(question, &seen);
    combs_done(&combs);
}

void minimality_run(const struct question *question, const struct minimality_ask *ask,
                    struct plan *plan)
{
    for (int kind = 0; kind < PLAN_BLOCKS; kind++)
        add_kind(question, ask, (enum plan_block_kind) kind, plan);
}
