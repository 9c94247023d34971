#include "tools/sweep_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read.h"
#include "sim/mem.h"
#include "sim/replicate.h"
#include "tools/progress.h"

/* What one point gives. */
struct product {
    char *text;  /* owned; null: stopped, or the fault says why */
    char *fault; /* owned */
    int status;  /* of the fault */
};

struct crew {
    struct sweep_run *run;
    const struct sweep_point *base;
    const int *todo; /* points, in order */
    int threads;     /* within a point */
    struct progress *progress;
    struct product failed; /* the first that did */
};

bool sweep_run_has(const struct sweep_job *job, int point)
{
    return point % job->shard.count == job->shard.index;
}

/* ---- the base ---- */

/* Values, half-widths, then samples, as hexadecimal numbers that lose nothing. */
static char *samples_text(const struct sweep_look *look, const struct sweep_point *base)
{
    const size_t figures = (size_t) look->figure_count;
    const size_t samples = figures * (size_t) base->replications;
    char *text = NULL;
    size_t length = 0;
    FILE *const to = open_memstream(&text, &length);
    if (to == NULL)
        return NULL;
    for (size_t i = 0; i < figures; i++)
        fprintf(to, "%a %a ", base->values[i], base->half_widths[i]);
    for (size_t i = 0; i < samples; i++)
        fprintf(to, "%a %a ", base->samples[i].of, base->samples[i].per);
    fclose(to);
    return text;
}

static bool next_number(const char **at, double *out)
{
    char *end;
    *out = strtod(*at, &end);
    const bool is_there = end != *at;
    *at = end;
    return is_there;
}

/* False: not as many numbers as there should be. */
static bool samples_read(const struct sweep_job *job, const char *text,
                         struct sweep_point *out)
{
    const size_t figures = (size_t) job->look.figure_count;
    const size_t samples = figures * (size_t) job->replications;
    bool is_whole = true;
    *out = (struct sweep_point){ .replications = job->replications };
    out->values = sim_mem_array(figures, sizeof *out->values);
    out->half_widths = sim_mem_array(figures, sizeof *out->half_widths);
    out->samples = sim_mem_array(samples, sizeof *out->samples);
    for (size_t i = 0; i < figures && is_whole; i++)
        is_whole = next_number(&text, &out->values[i])
                   && next_number(&text, &out->half_widths[i]);
    for (size_t i = 0; i < samples && is_whole; i++)
        is_whole = next_number(&text, &out->samples[i].of)
                   && next_number(&text, &out->samples[i].per);
    return is_whole;
}

/* ---- one scenario ---- */

static char *lines_of(struct sim_diag *diag)
{
    return diag->count == 0 ? sim_mem_text("it is refused")
                            : sim_diag_line(&diag->items[0]);
}

/* `point` < 0: the base. */
static void run_scenario(const struct sweep_run *run, int point, int threads,
                         const struct scenario *scenario,
                         const struct sweep_point *base, struct sweep_point *ran,
                         struct product *out)
{
    const struct experiment_options options = { .replications = run->job->replications,
                                                .threads = threads,
                                                .seed = run->job->seed,
                                                .version = TENFIVE_VERSION,
                                                .stop = run->stop };
    struct sim_diag diag = { 0 };
    if (!sweep_point_run(scenario, &run->job->look, &options, &diag, ran)) {
        out->fault = lines_of(&diag);
        out->status = TENFIVE_BAD_INPUT;
    } else if (ran->fault != NULL) {
        out->fault = sim_mem_print("the run does not balance, so there are no figures: "
                                   "%s\nThis is a fault of tenfive; please report it "
                                   "with the scenario",
                                   ran->fault);
        out->status = TENFIVE_MACHINE;
    } else if (!ran->is_partial) {
        out->text = sweep_text_point(run->job, point, base, ran);
    }
    sim_diag_done(&diag);
}

static void run_point(const struct sweep_run *run, int point, int threads,
                      const struct sweep_point *base, struct product *out)
{
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct sweep_point ran = { 0 };
    struct sweep_sets sets = sweep_sets_of(run->job, point);
    const struct scenario_change_list list = sweep_sets_list(&sets);
    const bool is_sound =
        scenario_read(run->job->request->file, &list, &diag, &scenario);
    if (is_sound && scenario.hash == run->job->hashes[point]) {
        run_scenario(run, point, threads, &scenario, base, &ran, out);
    } else {
        out->fault = sim_mem_print("point %d: its files have changed since the sweep "
                                   "began",
                                   point + 1);
        out->status = TENFIVE_BAD_INPUT;
    }
    sweep_point_done(&ran);
    sweep_sets_done(&sets);
    sim_diag_done(&diag);
    scenario_done(&scenario);
}

static int tell(const struct product *failed)
{
    fprintf(stderr, "tenfive sweep: %s\n", failed->fault);
    return failed->status;
}

/* The base's figures, from the journal or by a run. */
static int find_base(struct sweep_run *run, struct sweep_point *out)
{
    struct product product = { 0 };
    if (run->samples != NULL && run->texts->base != NULL
        && samples_read(run->job, run->samples, out))
        return TENFIVE_DONE;
    sweep_point_done(out);
    run_scenario(run, -1, run->job->request->common.threads, &run->job->base, NULL, out,
                 &product);
    int status = TENFIVE_INTERRUPTED;
    if (product.text != NULL) {
        free(run->texts->base);
        free(run->samples);
        run->texts->base = product.text;
        run->samples = samples_text(&run->job->look, out);
        sweep_journal_add(run->journal, SWEEP_LINE_BASE, run->texts->base);
        sweep_journal_add(run->journal, SWEEP_LINE_SAMPLES, run->samples);
        status = TENFIVE_DONE;
    } else if (product.fault != NULL) {
        status = tell(&product);
    }
    free(product.fault);
    return status;
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
    (void) context;
    return sim_mem_array(1, sizeof(struct product));
}

static void product_clear(struct product *product)
{
    free(product->text);
    free(product->fault);
    *product = (struct product){ 0 };
}

static void product_free(void *context, void *product)
{
    (void) context;
    product_clear(product);
    free(product);
}

static void run_one(void *context, int index, void *scratch, void *product)
{
    const struct crew *const crew = context;
    struct product *const to = product;
    (void) scratch;
    product_clear(to);
    run_point(crew->run, crew->todo[index], crew->threads, crew->base, to);
    if (to->fault != NULL)
        atomic_store(crew->run->stop, true);
}

static void fold(void *context, int index, const void *product)
{
    struct crew *const crew = context;
    const struct product *const from = product;
    if (from->text != NULL) {
        crew->run->texts->points[crew->todo[index]] = sim_mem_text(from->text);
        sweep_journal_add(crew->run->journal, SWEEP_LINE_POINT, from->text);
    } else if (from->fault != NULL && crew->failed.fault == NULL) {
        crew->failed.fault = sim_mem_text(from->fault);
        crew->failed.status = from->status;
    }
}

static void progress(void *context, int folded, int planned)
{
    const struct crew *const crew = context;
    progress_tell(crew->progress, folded, planned);
}

/* ---- all points ---- */

static int run_points(struct sweep_run *run, const struct sweep_point *base,
                      const int *todo, int count)
{
    const int threads = run->job->request->common.threads;
    const int workers = count < threads ? count : threads;
    struct progress shown;
    progress_init(&shown, "point", run->job->request->common.quiet);
    struct crew crew = { .run = run,
                         .base = base,
                         .todo = todo,
                         .threads = workers == 0 ? 1 : threads / workers,
                         .progress = &shown };
    const struct sim_replicate task = {
        .replications = count,
        .threads = workers == 0 ? 1 : workers,
        .context = &crew,
        .scratch_new = scratch_new,
        .scratch_free = scratch_free,
        .product_new = product_new,
        .product_free = product_free,
        .run = run_one,
        .fold = fold,
        .progress = progress,
        .stop = run->stop,
    };
    sim_replicate_run(&task);
    progress_done(&shown);
    int status = TENFIVE_DONE;
    if (crew.failed.fault != NULL)
        status = tell(&crew.failed);
    else if (atomic_load(run->stop))
        status = TENFIVE_INTERRUPTED;
    free(crew.failed.fault);
    return status;
}

/* Every count-th of the points that are missing. */
static int *choose(const struct sweep_run *run, int *count)
{
    const struct sweep_job *const job = run->job;
    int *const todo = sim_mem_array(job->point_count, sizeof *todo);
    int missing = 0;
    *count = 0;
    for (int i = 0; i < job->point_count; i++)
        if (sweep_run_has(job, i) && run->texts->points[i] == NULL
            && missing++ % run->ranks.count == run->ranks.rank)
            todo[(*count)++] = i;
    return todo;
}

int sweep_run_missing(const struct sweep_run *run)
{
    int count = 0;
    for (int i = 0; i < run->job->point_count; i++)
        count += sweep_run_has(run->job, i) && run->texts->points[i] == NULL;
    return count;
}

int sweep_run_all(struct sweep_run *run)
{
    int count, status = TENFIVE_DONE;
    int *const todo = choose(run, &count);
    struct sweep_point base = { 0 };
    if (count > 0 || run->texts->base == NULL)
        status = find_base(run, &base);
    if (status == TENFIVE_DONE)
        status = run_points(run, &base, todo, count);
    sweep_point_done(&base);
    free(todo);
    return status;
}
