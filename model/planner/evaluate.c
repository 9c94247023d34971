#include "model/planner/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/balance.h"
#include "model/planner/evaluate_need.h"
#include "model/world/world.h"
#include "sim/mem.h"
#include "sim/replicate.h"

enum { BRIEF_QUARTERS = QUESTION_DAY };

/* Replications after which a row that nobody met so far, as of a half hour in which
 * there is no demand, keeps a test open no longer. */
enum { SURELY_EMPTY = 100 };

struct run {
    const struct question *question;
    const struct evaluate_options *options;
    struct program *programs; /* owned: [roster] */
    int rows, units;
    struct evaluation *out;
};

/* What one replication gives. */
struct product {
    struct evaluate_sum *units;  /* owned: [roster][unit] */
    double *change;              /* owned: [roster][need][slot], or null */
    struct evaluate_line *lines; /* owned: [line_count], of the first roster */
    double callers;
    char *fault; /* owned, or null */
};

/* One thread's. */
struct scratch {
    struct world **worlds; /* owned: [roster], made when needed */
    struct tally tally;
    struct digest digest;
    double *of_first; /* owned: [need][slot], z of the first roster */
    double *z;        /* owned: [slot] */
};

int evaluate_rows(const struct question_need *need)
{
    return need->in_share > 0.0 ? 1 : need->unit_count;
}

int evaluate_first_row(const struct question *question, int need)
{
    int first = 0;
    for (int n = 0; n < need; n++)
        first += evaluate_rows(&question->needs[n]);
    return first;
}

int evaluate_row_count(const struct question *question)
{
    return evaluate_first_row(question, question->need_count);
}

/* ---- one replication of one roster ---- */

static const double *weights_of(const struct run *run, int need, int replication)
{
    const double *const *const weights = run->options->weights;
    return weights == NULL || weights[need] == NULL
               ? NULL
               : &weights[need]
                         [(size_t) replication * run->question->needs[need].unit_count];
}

/* Adds up every need of the newest run.  `first` gets or holds the first roster's z by
 * slot; change[need][slot] gets the difference. */
static void add_needs(const struct run *run, int roster, int replication,
                      struct scratch *scratch, struct product *product)
{
    const struct question *const question = run->question;
    for (int n = 0; n < question->need_count; n++) {
        const struct question_need *const need = &question->needs[n];
        struct evaluate_sum *const units =
            &product->units[(size_t) roster * run->units + need->first_unit];
        double *const z = product->change != NULL ? scratch->z : NULL;
        const size_t slots = (size_t) question->slots;
        if (z != NULL)
            memset(z, 0, slots * sizeof *z);
        evaluate_need(question, need, &scratch->tally, weights_of(run, n, replication),
                      units, z);
        if (z == NULL)
            continue;
        double *const first = &scratch->of_first[(size_t) n * slots];
        double *const change =
            &product->change[((size_t) roster * question->need_count + n) * slots];
        if (roster == 0)
            memcpy(first, z, slots * sizeof *z);
        for (size_t s = 0; s < slots; s++)
            change[s] = z[s] - first[s];
    }
}

static void add_lines(const struct run *run, const struct tally *tally,
                      struct evaluate_line *lines)
{
    const struct program *const p = &run->question->program;
    for (int q = p->calendar.from; q < p->calendar.to; q++)
        for (int l = 0; l < p->line_count; l++) {
            const struct tally_cell *const cell = tally_at(tally, q, l);
            lines[l].offered += cell->offered;
            lines[l].answered += cell->answered;
            lines[l].abandoned += cell->abandoned;
            lines[l].left += cell->left;
            lines[l].wait_s += cell->wait_s;
        }
}

static void run_roster(const struct run *run, int roster, int replication,
                       struct scratch *scratch, struct product *product)
{
    const struct program *const program = &run->programs[roster];
    if (scratch->worlds[roster] == NULL)
        scratch->worlds[roster] = world_new(program);
    struct world *const world = scratch->worlds[roster];
    world_start(world, run->options->seed, replication, &scratch->tally);
    if (run->options->is_brief)
        world_run_until(world, program->calendar.to + BRIEF_QUARTERS);
    else
        world_finish(world);
    product->callers += (double) scratch->tally.callers;
    if (roster == 0 && !run->options->is_brief) {
        digest_make(&scratch->digest, program, &scratch->tally);
        product->fault = balance_fault(run->question->scenario, program,
                                       &scratch->tally, &scratch->digest);
    }
    if (roster == 0)
        add_lines(run, &scratch->tally, product->lines);
    add_needs(run, roster, replication, scratch, product);
}

/* ---- for the threads ---- */

static size_t change_size(const struct run *run)
{
    return (size_t) run->options->count * run->question->need_count
           * run->question->slots;
}

static bool wants_change(const struct run *run)
{
    return run->options->wants_change || run->options->blocks != NULL;
}

static void *scratch_new(void *context)
{
    const struct run *const run = context;
    const struct question *const question = run->question;
    const size_t slots = (size_t) question->slots;
    struct scratch *const scratch = sim_mem_array(1, sizeof *scratch);
    scratch->worlds =
        sim_mem_array((size_t) run->options->count, sizeof *scratch->worlds);
    tally_init_lean(&scratch->tally, &question->program);
    digest_init(&scratch->digest, &question->program);
    scratch->of_first = sim_mem_array(question->need_count * slots, sizeof(double));
    scratch->z = sim_mem_array(slots, sizeof *scratch->z);
    return scratch;
}

static void scratch_free(void *context, void *scratch)
{
    const struct run *const run = context;
    struct scratch *const s = scratch;
    for (int i = 0; i < run->options->count; i++)
        world_free(s->worlds[i]);
    free(s->worlds);
    tally_done(&s->tally);
    digest_done(&s->digest);
    free(s->of_first);
    free(s->z);
    free(s);
}

static void *product_new(void *context)
{
    const struct run *const run = context;
    struct product *const product = sim_mem_array(1, sizeof *product);
    product->units = sim_mem_array((size_t) run->options->count * run->units,
                                   sizeof(struct evaluate_sum));
    product->lines = sim_mem_array((size_t) run->question->program.line_count,
                                   sizeof *product->lines);
    if (wants_change(run))
        product->change = sim_mem_array(change_size(run), sizeof *product->change);
    return product;
}

static void product_free(void *context, void *product)
{
    struct product *const p = product;
    (void) context;
    free(p->units);
    free(p->lines);
    free(p->change);
    free(p->fault);
    free(p);
}

static void run_one(void *context, int replication, void *scratch, void *product)
{
    const struct run *const run = context;
    struct product *const to = product;
    free(to->fault);
    to->fault = NULL;
    to->callers = 0.0;
    memset(to->units, 0, (size_t) run->options->count * run->units * sizeof *to->units);
    memset(to->lines, 0,
           (size_t) run->question->program.line_count * sizeof *to->lines);
    for (int i = 0; i < run->options->count; i++)
        run_roster(run, i, replication, scratch, to);
}

/* ---- folding ---- */

/* What a row observed: z and y, or how many periods were met of how many. */
static struct evaluate_sum row_of(const struct question_need *need,
                                  const struct evaluate_sum *units, int row)
{
    if (need->in_share <= 0.0)
        return units[row];
    struct evaluate_sum sum = { 0 };
    for (int u = 0; u < need->unit_count; u++) {
        sum.z += units[u].y > 0.0 && units[u].z >= 0.0;
        sum.y += units[u].y > 0.0;
    }
    return sum;
}

static void test_row(const struct run *run, const struct question_need *need, int index,
                     struct evaluate_sum seen)
{
    struct sim_sequential *const tests = run->options->tests;
    if (tests == NULL)
        return;
    if (need->in_share > 0.0)
        sim_sequential_add(&tests[index], seen.y > 0.0 ? seen.z / seen.y : 0.0, seen.y);
    else
        sim_sequential_add(&tests[index], seen.z, seen.y);
}

static void fold_need(const struct run *run, int n, const struct product *from)
{
    const struct question_need *const need = &run->question->needs[n];
    const int first = evaluate_first_row(run->question, n);
    for (int r = 0; r < evaluate_rows(need); r++) {
        const struct evaluate_sum base =
            row_of(need, &from->units[need->first_unit], r);
        test_row(run, need, first + r, base);
        for (int v = 0; v < run->options->count; v++) {
            const struct evaluate_sum *const units =
                &from->units[(size_t) v * run->units + need->first_unit];
            const struct evaluate_sum seen = row_of(need, units, r);
            const size_t at = (size_t) v * run->rows + first + r;
            run->out->of[at] += seen.of;
            sim_moments_add(&run->out->rows[at], seen.z, seen.y);
            sim_moments_add(&run->out->differences[at], seen.z - base.z, base.y);
        }
    }
}

static void fold_series(const struct run *run, int replication,
                        const struct product *from)
{
    for (int n = 0; n < run->question->need_count; n++) {
        const struct question_need *const need = &run->question->needs[n];
        if (need->in_share <= 0.0)
            continue;
        double *to = &run->out->series[n][(size_t) replication * need->unit_count * 2];
        for (int u = 0; u < need->unit_count; u++) {
            *to++ = from->units[need->first_unit + u].z;
            *to++ = from->units[need->first_unit + u].y;
        }
    }
}

static void fold_blocks(const struct run *run, int roster, const struct product *from)
{
    const struct question *const question = run->question;
    const struct evaluate_blocks *const blocks = &run->options->blocks[roster];
    double *const sums = sim_mem_array((size_t) blocks->count + 1, sizeof *sums);
    for (int n = 0; blocks->count > 0 && n < question->need_count; n++) {
        const struct question_need *const need = &question->needs[n];
        const double *const change =
            &from->change[((size_t) roster * question->need_count + n)
                          * question->slots];
        double y = 0.0;
        memset(sums, 0, (size_t) blocks->count * sizeof *sums);
        for (int s = 0; s < question->slots; s++)
            if (blocks->of_slot[s] >= 0)
                sums[blocks->of_slot[s]] += change[s];
        for (int u = 0; u < need->unit_count; u++)
            y += from->units[need->first_unit + u].y;
        for (int b = 0; b < blocks->count; b++)
            sim_moments_add(&run->out->blocks[roster][(size_t) n * blocks->count + b],
                            sums[b], y);
    }
    free(sums);
}

static void fold(void *context, int replication, const void *product)
{
    const struct run *const run = context;
    const struct product *const from = product;
    struct evaluation *const out = run->out;
    for (int n = 0; n < run->question->need_count; n++)
        fold_need(run, n, from);
    if (out->series != NULL)
        fold_series(run, replication, from);
    for (int l = 0; l < run->question->program.line_count; l++) {
        out->lines[l].offered += from->lines[l].offered;
        out->lines[l].answered += from->lines[l].answered;
        out->lines[l].abandoned += from->lines[l].abandoned;
        out->lines[l].left += from->lines[l].left;
        out->lines[l].wait_s += from->lines[l].wait_s;
    }
    for (size_t i = 0; out->change != NULL && i < change_size(run); i++)
        out->change[i] += from->change[i];
    for (int v = 0; out->blocks != NULL && v < run->options->count; v++)
        fold_blocks(run, v, from);
    if (out->fault == NULL)
        out->fault = sim_mem_text(from->fault);
    out->callers += from->callers;
    out->done = replication + 1;
}

static bool is_enough(void *context, int folded)
{
    const struct run *const run = context;
    bool is_open = false, has_failed = false;
    for (int r = 0; r < run->rows; r++) {
        const struct sim_sequential *const test = &run->options->tests[r];
        is_open |= test->state == SIM_SEQUENTIAL_OPEN
                   && (test->used > 0 || folded < SURELY_EMPTY);
        has_failed |= test->state == SIM_SEQUENTIAL_FAILS;
    }
    return has_failed || !is_open;
}

static void progress(void *context, int folded, int planned)
{
    const struct run *const run = context;
    run->options->progress(run->options->progress_to, folded, planned);
}

/* ---- all of it ---- */

static void out_init(const struct run *run, struct evaluation *out)
{
    const struct question *const question = run->question;
    const size_t rows = (size_t) run->options->count * run->rows;
    *out = (struct evaluation){ .count = run->options->count };
    out->lines =
        sim_mem_array((size_t) question->program.line_count, sizeof *out->lines);
    out->of = sim_mem_array(rows, sizeof *out->of);
    out->rows = sim_mem_array(rows, sizeof *out->rows);
    out->differences = sim_mem_array(rows, sizeof *out->differences);
    if (run->options->wants_change)
        out->change = sim_mem_array(change_size(run), sizeof *out->change);
    if (run->options->blocks != NULL)
        out->blocks = sim_mem_array((size_t) out->count, sizeof *out->blocks);
    for (int v = 0; out->blocks != NULL && v < out->count; v++)
        out->blocks[v] =
            sim_mem_array((size_t) question->need_count * run->options->blocks[v].count,
                          sizeof **out->blocks);
    if (!run->options->wants_series)
        return;
    out->series = sim_mem_array((size_t) question->need_count, sizeof *out->series);
    for (int n = 0; n < question->need_count; n++)
        if (question->needs[n].in_share > 0.0)
            out->series[n] = sim_mem_array((size_t) run->options->replications
                                               * question->needs[n].unit_count * 2,
                                           sizeof **out->series);
}

void evaluate_run(const struct question *question,
                  const struct evaluate_options *options, struct evaluation *out)
{
    struct run run = { .question = question,
                       .options = options,
                       .rows = evaluate_row_count(question),
                       .units = question->unit_count,
                       .out = out };
    out_init(&run, out);
    run.programs = sim_mem_array((size_t) options->count, sizeof *run.programs);
    for (int i = 0; i < options->count; i++)
        roster_program(question, &options->rosters[i], &run.programs[i]);
    const struct sim_replicate job = {
        .replications = options->replications,
        .threads = options->threads,
        .context = &run,
        .scratch_new = scratch_new,
        .scratch_free = scratch_free,
        .product_new = product_new,
        .product_free = product_free,
        .run = run_one,
        .fold = fold,
        .is_enough = options->tests != NULL ? is_enough : NULL,
        .progress = options->progress != NULL ? progress : NULL,
        .stop = options->stop,
    };
    out->is_partial = sim_replicate_run(&job).is_stopped;
    for (size_t i = 0; out->change != NULL && out->done > 0 && i < change_size(&run);
         i++)
        out->change[i] /= out->done;
    for (int i = 0; i < options->count; i++)
        roster_program_done(question, &run.programs[i]);
    free(run.programs);
}

void evaluation_done(const struct question *question, struct evaluation *evaluation)
{
    free(evaluation->fault);
    free(evaluation->rows);
    free(evaluation->of);
    free(evaluation->lines);
    free(evaluation->differences);
    free(evaluation->change);
    for (int v = 0; evaluation->blocks != NULL && v < evaluation->count; v++)
        free(evaluation->blocks[v]);
    free(evaluation->blocks);
    for (int n = 0; evaluation->series != NULL && n < question->need_count; n++)
        free(evaluation->series[n]);
    free(evaluation->series);
    *evaluation = (struct evaluation){ 0 };
}

/* ---- estimates ---- */

static struct sim_estimate ratio_of(const struct question *question,
                                    const struct evaluation *evaluation, int roster,
                                    int need, int row)
{
    const size_t at = (size_t) roster * evaluate_row_count(question)
                      + evaluate_first_row(question, need) + row;
    return question->needs[need].in_share > 0.0
               ? sim_estimate_share(&evaluation->rows[at])
               : sim_estimate_ratio(&evaluation->rows[at]);
}

struct sim_estimate evaluate_slack(const struct question *question,
                                   const struct evaluation *evaluation, int roster,
                                   int need, int row)
{
    struct sim_estimate out = ratio_of(question, evaluation, roster, need, row);
    const double in_share = question->needs[need].in_share;
    if (out.kind == SIM_ESTIMATE_NONE || in_share <= 0.0)
        return out;
    out.value -= in_share;
    out.low -= in_share;
    out.high -= in_share;
    return out;
}

struct sim_estimate evaluate_value(const struct question *question,
                                   const struct evaluation *evaluation, int roster,
                                   int need, int row)
{
    const struct question_need *const of = &question->needs[need];
    const struct sim_estimate slack = ratio_of(question, evaluation, roster, need, row);
    if (slack.kind == SIM_ESTIMATE_NONE || of->in_share > 0.0)
        return slack;
    const size_t at = (size_t) roster * evaluate_row_count(question)
                      + evaluate_first_row(question, need) + row;
    struct sim_estimate out = slack;
    /* As a ratio of sums, so that it is what a result of the same runs says, to the
     * bit.
     */
    out.value = evaluation->of[at] / evaluation->rows[at].y;
    const double sign = of->target.at_least ? 1.0 : -1.0;
    const double low = slack.value - slack.low, high = slack.high - slack.value;
    out.low = out.value - (sign > 0.0 ? low : high);
    out.high = out.value + (sign > 0.0 ? high : low);
    return out;
}
