/* Copies of a world: they go on as the original would have, and a difference of one
 * person shows only from the quarter hour in which it is made. */
#include "model/world/world.h"

#include "model/world/state.h"
#include "tests/build_scenario.h"
#include "tests/near.h"
#include "tests/random_scenario.h"

enum { SCENARIOS = 60 };

/* Everything that a tally holds, bit for bit. */
static void assert_same_bits(const struct tally *a, const struct tally *b,
                             const struct program *p)
{
    const size_t subjects = (size_t) a->subjects, quarters = (size_t) a->quarters;
    assert_memory_equal(a->cells, b->cells,
                        (quarters + 1) * subjects * sizeof *a->cells);
    assert_memory_equal(a->staffed, b->staffed,
                        quarters * (size_t) a->teams * sizeof *a->staffed);
    assert_memory_equal(a->day_waits, b->day_waits,
                        (size_t) a->days * subjects * TALLY_BINS
                            * sizeof *a->day_waits);
    assert_memory_equal(a->hour_waits, b->hour_waits,
                        CALENDAR_WEEK_HOURS * subjects * TALLY_BINS
                            * sizeof *a->hour_waits);
    assert_memory_equal(a->journeys, b->journeys,
                        (quarters + 1) * (size_t) p->journey_count * 2
                            * sizeof *a->journeys);
    assert_memory_equal(a->flow, b->flow, (size_t) p->way_count * sizeof *a->flow);
    assert_memory_equal(a->entered, b->entered,
                        (size_t) p->stage_count * sizeof *a->entered);
    assert_int_equal(a->events, b->events);
    assert_int_equal(a->callers, b->callers);
    assert_int_equal(a->in_system, b->in_system);
    assert_near(a->waited_s, b->waited_s, 0.0);
    assert_near(a->queued_s, b->queued_s, 0.0);
}

/* What a trace says of the callers, in one number. */
static void hear(void *to, const struct world_event *event)
{
    uint64_t *sum = to;
    *sum = sim_rng_key(*sum, event->call * 8 + event->what);
}

/* One program, a whole run, and two worlds with their tallies. */
struct twins {
    struct scenario scenario;
    struct program program;
    struct world *first, *second;
    struct tally whole, counted[2];
};

static struct twins twins_new(uint64_t key)
{
    struct twins t = { 0 };
    random_scenario(key, &t.scenario);
    t.program = build_program(&t.scenario, NULL);
    tally_init(&t.whole, &t.program);
    tally_init(&t.counted[0], &t.program);
    tally_init(&t.counted[1], &t.program);
    return t;
}

/* Worlds borrow the program, so they are made when it has its place. */
static void twins_start(struct twins *t)
{
    t->first = world_new(&t->program);
    t->second = world_new(&t->program);
    world_run(t->first, 7, 2, &t->whole);
}

/* Both go on from here, and tell the same. */
static void go_on_alike(struct twins *t)
{
    uint64_t told[2] = { 0, 0 };
    world_trace(t->first, hear, &told[0]);
    world_trace(t->second, hear, &told[1]);
    world_finish(t->first);
    world_finish(t->second);
    assert_true(told[0] == told[1]);
    world_trace(t->first, NULL, NULL);
    world_trace(t->second, NULL, NULL);
}

static void twins_done(struct twins *t)
{
    world_free(t->first);
    world_free(t->second);
    tally_done(&t->whole);
    tally_done(&t->counted[0]);
    tally_done(&t->counted[1]);
    program_done(&t->program);
    scenario_done(&t->scenario);
}

/* Copies at several quarter hours of a run, the first and the last among them; the twin
 * has run something else before, so that nothing of its own may be left. */
static void a_copy_goes_on_as_the_original_would(void **state)
{
    (void) state;
    for (uint64_t key = 0; key < SCENARIOS; key++) {
        struct twins t = twins_new(key);
        twins_start(&t);
        const int quarters[] = { 0,
                                 1,
                                 37,
                                 96,
                                 t.program.calendar.to - 1,
                                 t.program.calendar.to,
                                 t.program.calendar.to + 3 };
        world_run(t.second, 99, 5, &t.counted[1]);
        world_start(t.first, 7, 2, &t.counted[0]);
        for (size_t i = 0; i < sizeof quarters / sizeof quarters[0]; i++) {
            world_run_until(t.first, quarters[i]);
            tally_copy(&t.counted[1], &t.counted[0]);
            world_copy(t.second, t.first, &t.counted[1]);
            world_finish(t.second);
            assert_same_bits(&t.counted[1], &t.whole, &t.program);
        }
        world_start(t.first, 7, 2, &t.counted[0]);
        world_run_until(t.first, 60);
        tally_copy(&t.counted[1], &t.counted[0]);
        world_copy(t.second, t.first, &t.counted[1]);
        go_on_alike(&t);
        assert_same_bits(&t.counted[0], &t.whole, &t.program);
        twins_done(&t);
    }
}

/* To and fro between two worlds, a quarter hour each. */
static void copies_of_copies_are_alike(void **state)
{
    (void) state;
    struct twins t = twins_new(3);
    twins_start(&t);
    world_start(t.first, 7, 2, &t.counted[0]);
    for (int quarter = 1; quarter < 150; quarter += 2) {
        world_run_until(t.first, quarter);
        tally_copy(&t.counted[1], &t.counted[0]);
        world_copy(t.second, t.first, &t.counted[1]);
        world_run_until(t.second, quarter + 1);
        tally_copy(&t.counted[0], &t.counted[1]);
        world_copy(t.first, t.second, &t.counted[0]);
    }
    world_finish(t.first);
    assert_same_bits(&t.counted[0], &t.whole, &t.program);
    twins_done(&t);
}

/* First quarter hour in which the two differ in anything but what callers of earlier
 * quarter hours met later, or -1: queue length, people and their work happen when they
 * happen. */
static int first_difference(const struct tally *a, const struct tally *b)
{
    for (int q = 0; q < a->quarters; q++) {
        for (int s = 0; s < a->subjects; s++)
            if (fabs(tally_at(a, q, s)->queue_s - tally_at(b, q, s)->queue_s) > 1e-6)
                return q;
        for (int i = 0; i < a->teams; i++) {
            const struct tally_team *x = &a->staffed[q * a->teams + i],
                                    *y = &b->staffed[q * b->teams + i];
            if (x->people != y->people || fabs(x->busy_s - y->busy_s) > 1e-6
                || fabs(x->over_s - y->over_s) > 1e-6)
                return q;
        }
    }
    return -1;
}

/* One person more for two hours from the quarter hour at which the copy is taken: they
 * are there in it, and nothing is different before. */
static void one_person_more_changes_nothing_before(void **state)
{
    (void) state;
    int changed_queues = 0;
    for (uint64_t key = 0; key < SCENARIOS; key++) {
        struct twins t = twins_new(key);
        t.program.teams[0].slots++; /* room for the person, whenever they come */
        twins_start(&t);
        const int quarter = 20 + (int) (key % 60);
        world_start(t.first, 7, 2, &t.counted[0]);
        world_run_until(t.first, quarter);
        tally_copy(&t.counted[1], &t.counted[0]);
        world_copy(t.second, t.first, &t.counted[1]);
        for (int q = quarter; q < quarter + 8; q++)
            t.second->teams[0].roster[q]++;
        world_finish(t.second);
        assert_int_equal(first_difference(&t.counted[1], &t.whole), quarter);
        const struct tally_team *team = &t.counted[1].staffed[quarter * t.whole.teams];
        assert_int_equal(team->people,
                         t.whole.staffed[quarter * t.whole.teams].people + 1);
        changed_queues += t.counted[1].waited_s < t.whole.waited_s;
        twins_done(&t);
    }
    assert_true(changed_queues > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_goes_on_as_the_original_would),
        cmocka_unit_test(copies_of_copies_are_alike),
        cmocka_unit_test(one_person_more_changes_nothing_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
