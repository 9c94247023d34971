#include "model/measure/paired.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/balance.h"
#include "model/measure/fold.h"
#include "model/measure/grade.h"
#include "model/measure/waits.h"
#include "model/world/world.h"
#include "sim/mem.h"
#include "sim/replicate.h"

static const double HOUR_S = 3600.0;

/* One scenario compiled, and where its figures are. */
struct variant {
    const struct scenario *scenario;
    struct program program;
    struct program_measured *measured; /* owned, by target */
    int *places;      /* owned, by figure: target, subject or team; -1: not there */
    struct fold fold; /* with results */
};

struct run {
    const struct paired_options *options;
    struct variant *variants; /* owned */
    struct paired *out;
};

/* What one replication gives. */
struct product {
    double *values; /* owned: [variant][figure][2] */
    double callers;
    struct tally *tallies; /* owned, by variant; null without results */
    char *fault;           /* owned, or null */
};

/* One variant's state while it runs: no more than one at a time a thread. */
struct stage {
    struct world *world;
    struct tally *tally;
    struct digest digest;
    uint64_t waits[TALLY_BINS];
};

static size_t values_of(const struct paired *paired)
{
    return (size_t) paired->variant_count * paired->figure_count * 2;
}

/* ---- compiling ---- */

static int target_index(const struct scenario *scenario, const char *name)
{
    for (int i = 0; i < scenario->target_count; i++)
        if (strcmp(scenario->targets[i].name, name) == 0)
            return i;
    return -1;
}

static int find(const struct variant *variant, const struct paired_figure *figure)
{
    const struct scenario *const s = variant->scenario;
    if (figure->kind == PAIRED_TARGET)
        return target_index(s, figure->name);
    if (figure->object == MEASURE_TEAM)
        return scenario_team_index(s, figure->name);
    if (figure->object == MEASURE_STREAM) {
        const int stream = scenario_stream_index(s, figure->name);
        return stream < 0 ? -1 : variant->program.line_count + stream;
    }
    assert(figure->object == MEASURE_LINE);
    const int stage = scenario_stage_index(s, figure->name);
    return stage < 0 ? -1 : variant->program.stages[stage].line;
}

static bool can_measure(const struct paired_figure *figure)
{
    const struct measure *const m = &measures[figure->measure];
    if ((m->objects & 1u << figure->object) == 0 || measure_uses(m, MEASURE_Q_WAITED))
        return false;
    return m->how == MEASURE_RATIO
           || (m->how == MEASURE_RATE
               && (m->unit == MEASURE_CALLS || m->unit == MEASURE_HOURS));
}

/* The unit of a target is that of the first variant that has it. */
static enum measure_unit unit_of(const struct run *run, int figure)
{
    const struct paired_figure *const f = &run->out->figures[figure];
    if (f->kind == PAIRED_MEASURE)
        return measures[f->measure].unit;
    for (int v = 0; v < run->out->variant_count; v++)
        if (run->variants[v].places[figure] >= 0)
            return grades[run->variants[v]
                              .scenario->targets[run->variants[v].places[figure]]
                              .grade]
                .unit;
    return MEASURE_SHARE;
}

static bool compile(struct variant *variant, const struct scenario *scenario,
                    const struct paired *paired, struct sim_diag *diag)
{
    variant->scenario = scenario;
    variant->places = sim_mem_array(paired->figure_count, sizeof *variant->places);
    variant->measured =
        sim_mem_array(scenario->target_count, sizeof *variant->measured);
    if (!grade_check(scenario, diag)
        || !program_compile(scenario, diag, &variant->program, variant->measured))
        return false;
    for (int i = 0; i < paired->figure_count; i++)
        variant->places[i] = find(variant, &paired->figures[i]);
    return true;
}

static void variants_done(struct variant *variants, int count)
{
    for (int i = 0; i < count; i++) {
        program_done(&variants[i].program);
        free(variants[i].measured);
        free(variants[i].places);
    }
    free(variants);
}

/* ---- figures of one replication ---- */

static struct grade_ratio target_value(const struct variant *variant, int target,
                                       struct stage *stage)
{
    const struct scenario_target *const asked = &variant->scenario->targets[target];
    const struct grade_place place =
        grade_place(&variant->program, asked, &variant->measured[target]);
    struct grade_facts facts = { 0 };
    if (place.subject >= 0)
        facts.cell = &stage->digest.cells[place.subject];
    if (place.team >= 0)
        facts.team = &stage->digest.teams[place.team];
    if (place.journey >= 0)
        facts.journey = &stage->digest.journeys[place.journey];
    if (grades[asked->grade].needs_waits) {
        const struct tally *const tally = stage->tally;
        memset(stage->waits, 0, sizeof stage->waits);
        for (int day = 0; day < tally->days; day++)
            waits_add(stage->waits,
                      &tally->day_waits[((size_t) day * tally->subjects + place.subject)
                                        * TALLY_BINS],
                      TALLY_BINS);
        facts.waits = stage->waits;
    }
    return grades[asked->grade].value(asked, &place, &facts);
}

/* The digest's first unit is the period. */
static struct grade_ratio measure_value(const struct variant *variant,
                                        const struct paired_figure *figure, int place,
                                        const struct stage *stage)
{
    const struct measure *const m = &measures[figure->measure];
    const double *const sums = place < 0 ? NULL
                               : figure->object == MEASURE_TEAM
                                   ? stage->digest.teams[place].sums
                                   : stage->digest.cells[place].sums;
    const double of = sums == NULL ? 0.0 : measure_sum(m->of, sums);
    if (m->how == MEASURE_RATE)
        return (struct grade_ratio){ m->unit == MEASURE_HOURS ? of / HOUR_S : of,
                                     variant->program.calendar.period_days };
    return (struct grade_ratio){ of, sums == NULL ? 0.0 : measure_sum(m->per, sums) };
}

static struct grade_ratio value_of(const struct variant *variant,
                                   const struct paired *paired, int figure,
                                   struct stage *stage)
{
    const int place = variant->places[figure];
    if (paired->figures[figure].kind == PAIRED_MEASURE)
        return measure_value(variant, &paired->figures[figure], place, stage);
    return place < 0 ? (struct grade_ratio){ 0.0, 0.0 }
                     : target_value(variant, place, stage);
}

static void run_variant(const struct run *run, int index, int replication,
                        struct product *product)
{
    const struct variant *const variant = &run->variants[index];
    const struct paired *const paired = run->out;
    struct tally own = { 0 };
    struct stage stage = { .world = world_new(&variant->program),
                           .tally = product->tallies != NULL ? &product->tallies[index]
                                                             : &own };
    if (product->tallies == NULL)
        tally_init(&own, &variant->program);
    digest_init(&stage.digest, &variant->program);
    world_run(stage.world, run->options->seed, replication, stage.tally);
    digest_make(&stage.digest, &variant->program, stage.tally);
    char *const fault =
        balance_fault(variant->scenario, &variant->program, stage.tally, &stage.digest);
    if (fault != NULL && product->fault == NULL)
        product->fault =
            sim_mem_print("variant %d, replication %d: %s", index, replication, fault);
    free(fault);
    double *to = &product->values[(size_t) index * paired->figure_count * 2];
    for (int i = 0; i < paired->figure_count; i++) {
        const struct grade_ratio ratio = value_of(variant, paired, i, &stage);
        *to++ = ratio.of;
        *to++ = ratio.per;
    }
    product->callers += (double) stage.tally->callers;
    digest_done(&stage.digest);
    tally_done(&own);
    world_free(stage.world);
}

/* ---- for the threads ---- */

static void *scratch_new(void *context)
{
    (void) context;
    return NULL;
}

static void scratch_free(void *context, void *scratch)
{
    (void) context;
    (void) scratch;
}

static void *product_new(void *context)
{
    const struct run *const run = context;
    struct product *const product = sim_mem_array(1, sizeof *product);
    product->values = sim_mem_array(values_of(run->out), sizeof *product->values);
    if (run->options->results == NULL)
        return product;
    product->tallies = sim_mem_array(run->out->variant_count, sizeof *product->tallies);
    for (int i = 0; i < run->out->variant_count; i++)
        tally_init(&product->tallies[i], &run->variants[i].program);
    return product;
}

static void product_free(void *context, void *product)
{
    const struct run *const run = context;
    struct product *const p = product;
    for (int i = 0; p->tallies != NULL && i < run->out->variant_count; i++)
        tally_done(&p->tallies[i]);
    free(p->tallies);
    free(p->values);
    free(p->fault);
    free(p);
}

static void run_one(void *context, int replication, void *scratch, void *product)
{
    const struct run *const run = context;
    struct product *const to = product;
    (void) scratch;
    free(to->fault);
    to->fault = NULL;
    to->callers = 0.0;
    for (int i = 0; i < run->out->variant_count; i++)
        run_variant(run, i, replication, to);
}

static void fold(void *context, int replication, const void *product)
{
    const struct run *const run = context;
    struct paired *const out = run->out;
    const struct product *const from = product;
    const size_t count = values_of(out);
    out->values = sim_mem_grow(out->values, &out->capacity,
                               (size_t) (replication + 1) * count, sizeof *out->values);
    memcpy(&out->values[(size_t) replication * count], from->values,
           count * sizeof *from->values);
    if (out->fault == NULL)
        out->fault = sim_mem_text(from->fault);
    for (int i = 0; from->tallies != NULL && i < out->variant_count; i++)
        fold_add(&run->variants[i].fold, &from->tallies[i]);
    out->callers += from->callers;
    out->done = replication + 1;
}

static void progress(void *context, int folded, int planned)
{
    const struct run *const run = context;
    if (run->options->progress != NULL)
        run->options->progress(run->options->progress_to, folded, planned);
}

static bool is_enough(void *context, int folded)
{
    const struct run *const run = context;
    (void) folded;
    return run->options->is_enough(run->options->is_enough_to, run->out);
}

static void begin_results(const struct run *run)
{
    for (int i = 0; i < run->out->variant_count; i++) {
        struct variant *const v = &run->variants[i];
        fold_init(&v->fold, v->scenario, &v->program, v->measured, false);
    }
}

static void end_results(const struct run *run)
{
    const struct result_run how = { .seed = run->options->seed,
                                    .version = run->options->version,
                                    .planned = run->out->planned,
                                    .is_partial = run->out->is_partial,
                                    .is_settled = run->out->is_settled };
    for (int i = 0; i < run->out->variant_count; i++) {
        result_make(&run->variants[i].fold, &how, &run->options->results[i]);
        fold_done(&run->variants[i].fold);
    }
}

static void run_all(struct run *run)
{
    const struct paired_options *const options = run->options;
    if (options->results != NULL)
        begin_results(run);
    const struct sim_replicate job = {
        .replications = options->replications,
        .threads = options->threads,
        .context = run,
        .scratch_new = scratch_new,
        .scratch_free = scratch_free,
        .product_new = product_new,
        .product_free = product_free,
        .run = run_one,
        .fold = fold,
        .is_enough = options->is_enough != NULL ? is_enough : NULL,
        .progress = progress,
        .stop = options->stop,
    };
    const struct sim_replicate_end end = sim_replicate_run(&job);
    run->out->is_partial = end.is_stopped;
    run->out->is_settled = end.is_enough;
    if (options->results != NULL)
        end_results(run);
}

bool paired_run(const struct scenario *const *variants, int count,
                const struct paired_figure *figures, int figure_count,
                const struct paired_options *options, struct sim_diag *diag,
                struct paired *out)
{
    struct paired paired = { .variant_count = count,
                             .figure_count = figure_count,
                             .planned = options->replications };
    struct run run = { .options = options, .out = &paired };
    paired.figures = sim_mem_array(figure_count, sizeof *paired.figures);
    paired.units = sim_mem_array(figure_count, sizeof *paired.units);
    for (int i = 0; i < figure_count; i++) {
        assert(figures[i].kind == PAIRED_TARGET || can_measure(&figures[i]));
        paired.figures[i] = figures[i];
    }
    run.variants = sim_mem_array(count, sizeof *run.variants);
    bool is_sound = true;
    for (int i = 0; i < count; i++)
        is_sound = compile(&run.variants[i], variants[i], &paired, diag) && is_sound;
    for (int i = 0; is_sound && i < figure_count; i++)
        paired.units[i] = unit_of(&run, i);
    if (is_sound)
        run_all(&run);
    variants_done(run.variants, count);
    if (is_sound)
        *out = paired;
    else
        paired_done(&paired);
    return is_sound;
}

void paired_done(struct paired *paired)
{
    free(paired->figures);
    free(paired->units);
    free(paired->fault);
    free(paired->values);
    *paired = (struct paired){ 0 };
}
