#include "sim/replicate.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "sim/mem.h"

/* Replication k keeps its product in place k % places from its claim until it is
 * folded; nobody claims a number whose place is still taken. */
struct team {
    const struct sim_replicate *job;
    pthread_mutex_t lock; /* of all below but the products' content */
    pthread_cond_t moved; /* `folded` or `over` changed */
    int claimed, folded;
    bool is_folding, is_over, is_enough;
    int places;
    void **products; /* made when first needed */
    bool *is_ready;
};

static bool is_told_to_stop(const struct sim_replicate *job)
{
    return job->stop != NULL && atomic_load_explicit(job->stop, memory_order_relaxed);
}

/* Next number, or -1 when there is no more to begin.  Called with the lock. */
static int claim(struct team *team)
{
    for (;;) {
        if (team->is_over || team->claimed >= team->job->replications
            || is_told_to_stop(team->job))
            return -1;
        if (team->claimed < team->folded + team->places)
            break;
        pthread_cond_wait(&team->moved, &team->lock);
    }
    const int number = team->claimed++;
    void **const product = &team->products[number % team->places];
    if (*product == NULL)
        *product = team->job->product_new(team->job->context);
    return number;
}

/* Folds one product and asks whether that was enough.  Called without the lock, by the
 * one thread whose turn it is. */
static bool fold_one(const struct sim_replicate *job, int number, const void *product)
{
    const int folded = number + 1;
    job->fold(job->context, number, product);
    if (job->progress != NULL)
        job->progress(job->context, folded, job->replications);
    return job->is_enough != NULL && sim_replicate_is_checkpoint(folded)
           && job->is_enough(job->context, folded);
}

/* Folds as long as the next in order is ready, unless another thread is at it: that one
 * then finds what this one has finished.  Called with the lock. */
static void fold_ready(struct team *team)
{
    if (team->is_folding)
        return;
    team->is_folding = true;
    while (!team->is_over && team->is_ready[team->folded % team->places]) {
        const int number = team->folded, place = number % team->places;
        pthread_mutex_unlock(&team->lock);
        const bool is_enough = fold_one(team->job, number, team->products[place]);
        pthread_mutex_lock(&team->lock);
        team->is_ready[place] = false;
        team->folded++;
        team->is_enough = is_enough;
        team->is_over = is_enough;
        pthread_cond_broadcast(&team->moved);
    }
    team->is_folding = false;
}

static void *work(void *argument)
{
    struct team *const team = argument;
    const struct sim_replicate *const job = team->job;
    pthread_mutex_lock(&team->lock);
    void *const scratch = job->scratch_new(job->context);
    for (int number = claim(team); number >= 0; number = claim(team)) {
        void *const product = team->products[number % team->places];
        pthread_mutex_unlock(&team->lock);
        job->run(job->context, number, scratch, product);
        pthread_mutex_lock(&team->lock);
        team->is_ready[number % team->places] = true;
        fold_ready(team);
    }
    job->scratch_free(job->context, scratch);
    pthread_mutex_unlock(&team->lock);
    return NULL;
}

static void team_init(struct team *team, const struct sim_replicate *job, int threads)
{
    *team = (struct team){ .job = job };
    pthread_mutex_init(&team->lock, NULL);
    pthread_cond_init(&team->moved, NULL);
    team->places = threads == 1 ? 1 : threads + SIM_REPLICATE_SPARE;
    team->products = sim_mem_array((size_t) team->places, sizeof *team->products);
    team->is_ready = sim_mem_array((size_t) team->places, sizeof *team->is_ready);
}

static void team_done(struct team *team)
{
    for (int i = 0; i < team->places; i++)
        if (team->products[i] != NULL)
            team->job->product_free(team->job->context, team->products[i]);
    free(team->products);
    free(team->is_ready);
    pthread_cond_destroy(&team->moved);
    pthread_mutex_destroy(&team->lock);
}

struct sim_replicate_end sim_replicate_run(const struct sim_replicate *job)
{
    assert(job->replications >= 0 && job->threads >= 1
           && job->threads <= SIM_REPLICATE_MOST_THREADS);
    const int threads =
        job->threads < job->replications ? job->threads : job->replications;
    struct team team;
    team_init(&team, job, threads > 1 ? threads : 1);
    pthread_t others[SIM_REPLICATE_MOST_THREADS];
    int made = 0;
    while (made + 1 < threads && pthread_create(&others[made], NULL, work, &team) == 0)
        made++;
    work(&team);
    for (int i = 0; i < made; i++)
        pthread_join(others[i], NULL);
    const struct sim_replicate_end end = {
        .folded = team.folded,
        .is_enough = team.is_enough,
        .is_stopped = !team.is_enough && team.folded < job->replications,
    };
    team_done(&team);
    return end;
}

bool sim_replicate_is_checkpoint(int replications)
{
    if (replications < 20 || replications % 5 != 0)
        return false;
    int odd = replications / 5;
    while (odd % 2 == 0)
        odd /= 2;
    return odd == 1 || odd == 3;
}
