#include "sim/replicate.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tests/near.h"

/* A job whose products are sums of chaotic floating-point work, of uneven length. */
struct job {
    pthread_mutex_t lock;
    int products, most_products, scratches, runs;
    int next;      /* the replication that must be folded next */
    double folded; /* not associative: another order gives other bits */
    int enough_at, asked, last_asked, told;
    int stop_at;
    atomic_bool stop;
    int work; /* steps of the shortest replication */
    bool is_uneven, waits_at_79;
};

static void *scratch_new(void *context)
{
    struct job *const job = context;
    pthread_mutex_lock(&job->lock);
    job->scratches++;
    pthread_mutex_unlock(&job->lock);
    return sim_mem_array(1, sizeof(double));
}

static void scratch_free(void *context, void *scratch)
{
    struct job *const job = context;
    pthread_mutex_lock(&job->lock);
    job->scratches--;
    pthread_mutex_unlock(&job->lock);
    free(scratch);
}

static void *product_new(void *context)
{
    struct job *const job = context;
    pthread_mutex_lock(&job->lock);
    job->products++;
    if (job->products > job->most_products)
        job->most_products = job->products;
    pthread_mutex_unlock(&job->lock);
    return sim_mem_array(1, sizeof(double));
}

static void product_free(void *context, void *product)
{
    struct job *const job = context;
    pthread_mutex_lock(&job->lock);
    job->products--;
    pthread_mutex_unlock(&job->lock);
    free(product);
}

/* The scratch is dirty on purpose: a run must not depend on who ran before. */
static void run(void *context, int replication, void *scratch, void *product)
{
    struct job *const job = context;
    double *const state = scratch, *const out = product;
    *state = 0.37 + 0.001 * replication;
    const int uneven = job->is_uneven ? 1 + (replication * 7919) % 13 : 1;
    for (int i = 0; i < job->work * uneven; i++)
        *state = 3.99 * *state * (1.0 - *state);
    *out = *state;
    pthread_mutex_lock(&job->lock);
    job->runs++;
    pthread_mutex_unlock(&job->lock);
}

/* Until replication 80 is ready as well: that it is not folded is then no accident. */
static void wait_for_one_beyond(struct job *job)
{
    for (bool is_there = false; !is_there; sched_yield()) {
        pthread_mutex_lock(&job->lock);
        is_there = job->runs > 81;
        pthread_mutex_unlock(&job->lock);
    }
}

/* No lock: that only one thread folds at a time is the promise under test. */
static void fold(void *context, int replication, const void *product)
{
    struct job *const job = context;
    if (replication != job->next)
        abort();
    if (job->waits_at_79 && replication == 79)
        wait_for_one_beyond(job);
    job->next++;
    job->folded = 0.7 * job->folded + *(const double *) product;
    if (job->next == job->stop_at)
        atomic_store(&job->stop, true);
}

static bool is_enough(void *context, int folded)
{
    struct job *const job = context;
    job->asked++;
    job->last_asked = folded;
    return folded >= job->enough_at;
}

static void progress(void *context, int folded, int planned)
{
    struct job *const job = context;
    job->told += planned == 1000 && folded == job->told + 1;
}

static struct sim_replicate_end go(struct job *job, int replications, int threads)
{
    pthread_mutex_init(&job->lock, NULL);
    const struct sim_replicate replicate = {
        .replications = replications,
        .threads = threads,
        .context = job,
        .scratch_new = scratch_new,
        .scratch_free = scratch_free,
        .product_new = product_new,
        .product_free = product_free,
        .run = run,
        .fold = fold,
        .is_enough = job->enough_at > 0 ? is_enough : NULL,
        .progress = progress,
        .stop = &job->stop,
    };
    const struct sim_replicate_end end = sim_replicate_run(&replicate);
    pthread_mutex_destroy(&job->lock);
    assert_int_equal(job->products, 0);
    assert_int_equal(job->scratches, 0);
    return end;
}

static void any_number_of_threads_gives_the_same_bits(void **state)
{
    (void) state;
    struct job alone = { .work = 300, .is_uneven = true };
    go(&alone, 1000, 1);
    assert_int_equal(alone.next, 1000);
    assert_int_equal(alone.told, 1000);
    assert_int_equal(alone.most_products, 1);
    for (int threads = 2; threads <= 9; threads++) {
        struct job job = { .work = 300, .is_uneven = true };
        const struct sim_replicate_end end = go(&job, 1000, threads);
        assert_int_equal(end.folded, 1000);
        assert_false(end.is_stopped || end.is_enough);
        assert_int_equal(job.runs, 1000);
        assert_int_equal(job.told, 1000);
        assert_memory_equal(&job.folded, &alone.folded, sizeof job.folded);
        assert_true(job.most_products <= threads + SIM_REPLICATE_SPARE);
    }
}

static void nothing_to_do_is_done_at_once(void **state)
{
    (void) state;
    struct job job = { .work = 1 };
    const struct sim_replicate_end end = go(&job, 0, 4);
    assert_int_equal(end.folded, 0);
    assert_false(end.is_stopped);
    struct job few = { .work = 1 };
    assert_int_equal(go(&few, 2, 64).folded, 2);
}

static void precision_is_asked_at_checkpoints_only_and_ends_the_run(void **state)
{
    (void) state;
    for (int threads = 1; threads <= 4; threads++) {
        struct job job = {
            .work = 200, .is_uneven = true, .enough_at = 70, .waits_at_79 = threads > 1
        };
        const struct sim_replicate_end end = go(&job, 1000, threads);
        assert_int_equal(end.folded, 80);
        assert_true(end.is_enough && !end.is_stopped);
        assert_int_equal(job.asked, 5); /* 20, 30, 40, 60, 80 */
        assert_int_equal(job.last_asked, 80);
        assert_int_equal(job.next, 80);
        /* What was begun beyond is bounded, and not folded. */
        assert_true(job.runs <= 80 + threads + SIM_REPLICATE_SPARE);
    }
}

static void checkpoints_are_twenty_and_thirty_times_powers_of_two(void **state)
{
    (void) state;
    int found = 0;
    const int want[] = { 20, 30, 40, 60, 80, 120, 160, 240, 320, 480, 640, 960 };
    for (int n = 0; n <= 1000; n++)
        if (sim_replicate_is_checkpoint(n))
            assert_int_equal(n, want[found++]);
    assert_int_equal(found, 12);
}

static void a_stopped_run_keeps_an_unbroken_part(void **state)
{
    (void) state;
    struct job alone = { .work = 100, .is_uneven = true };
    for (int threads = 1; threads <= 4; threads++) {
        struct job job = { .work = 100, .is_uneven = true, .stop_at = 33 };
        const struct sim_replicate_end end = go(&job, 1000, threads);
        assert_true(end.is_stopped);
        assert_true(end.folded >= 33
                    && end.folded <= 33 + threads + SIM_REPLICATE_SPARE);
        assert_int_equal(job.next, end.folded);
        assert_int_equal(job.runs, end.folded); /* nothing finished is thrown away */
        alone = (struct job){ .work = 100, .is_uneven = true };
        go(&alone, end.folded, 1);
        assert_memory_equal(&job.folded, &alone.folded, sizeof job.folded);
    }
}

static void a_stop_before_the_start_does_nothing(void **state)
{
    (void) state;
    struct job job = { .work = 100 };
    atomic_init(&job.stop, true);
    const struct sim_replicate_end end = go(&job, 50, 3);
    assert_int_equal(end.folded, 0);
    assert_true(end.is_stopped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_gives_the_same_bits),
        cmocka_unit_test(nothing_to_do_is_done_at_once),
        cmocka_unit_test(precision_is_asked_at_checkpoints_only_and_ends_the_run),
        cmocka_unit_test(checkpoints_are_twenty_and_thirty_times_powers_of_two),
        cmocka_unit_test(a_stopped_run_keeps_an_unbroken_part),
        cmocka_unit_test(a_stop_before_the_start_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
