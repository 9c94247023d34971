/* The tree of ends against a plain array that is searched from end to end.  Built once
 * for each way of finding the least of eight, see tests/meson.build. */
#include "sim/ends.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "sim/rng.h"
#include "tests/near.h"

/* One to five levels, the last block full, alone or part filled. */
static const int sizes[] = { 1, 7, 8, 9, 64, 65, 513, 5000, 40000 };
enum { SIZES = sizeof sizes / sizeof sizes[0] };

struct plain {
    struct sim_ends ends;
    double *at_s; /* by slot, SIM_NEVER when idle */
    uint64_t key, drawn;
    int kinds; /* of different times; few make many ties */
};

static uint64_t next(struct plain *p)
{
    return sim_rng_key(p->key, p->drawn++);
}

static struct plain plain_new(int slots, int kinds)
{
    struct plain p = { .key = 20221, .kinds = kinds };
    sim_ends_init(&p.ends, slots);
    p.at_s = sim_mem_array((size_t) slots, sizeof *p.at_s);
    for (int i = 0; i < slots; i++)
        p.at_s[i] = SIM_NEVER;
    return p;
}

static void plain_done(struct plain *p)
{
    sim_ends_done(&p->ends);
    free(p->at_s);
}

/* What the tree says is first is first; all that are first are found, in order, and
 * flagged when there are several. */
static void agrees(const struct plain *p)
{
    double first_s = SIM_NEVER;
    for (int i = 0; i < p->ends.slots; i++)
        first_s = p->at_s[i] < first_s ? p->at_s[i] : first_s;
    assert_near(p->ends.first_s, first_s, 0.0);
    if (first_s == SIM_NEVER)
        return;
    assert_near(p->at_s[p->ends.first], first_s, 0.0);
    int count = 0, each = sim_ends_each(&p->ends, 0);
    for (int i = 0; i < p->ends.slots; i++) {
        if (p->at_s[i] != first_s)
            continue;
        count++;
        assert_int_equal(each, i);
        each = sim_ends_each(&p->ends, i + 1);
    }
    assert_int_equal(each, -1);
    assert_true(count == 1 || p->ends.tied);
}

static double some_time(struct plain *p)
{
    if (p->kinds == 0)
        return 1e7 * sim_rng_unit(next(p));
    return 2.385 * (double) (next(p) % (uint64_t) p->kinds);
}

/* An idle slot begins; a busy one is changed to a later or an earlier time, or idles.
 * Every other time it is the first that is changed, as a simulation does. */
static void step(struct plain *p)
{
    const uint64_t luck = next(p);
    int slot = (int) (next(p) % (uint64_t) p->ends.slots);
    if ((luck & 1) != 0 && p->ends.first_s < SIM_NEVER)
        slot = p->ends.first;
    const bool is_idle = p->at_s[slot] == SIM_NEVER;
    const double at_s = some_time(p);
    if (is_idle) {
        sim_ends_add(&p->ends, slot, at_s);
        p->at_s[slot] = at_s;
    } else {
        p->at_s[slot] = (luck >> 1) % 3 == 0 ? SIM_NEVER : at_s;
        sim_ends_set(&p->ends, slot, p->at_s[slot]);
    }
}

static void steps(struct plain *p, int count)
{
    const int look_every = p->ends.slots < 1000 ? 1 : 1 + p->ends.slots / 100;
    for (int i = 0; i < count; i++) {
        step(p);
        if (i % look_every == 0)
            agrees(p);
    }
}

static void agrees_with_a_plain_array_when_many_times_are_equal(void **state)
{
    (void) state;
    static const int kinds[] = { 1, 2, 5, 40 };
    for (int s = 0; s < SIZES; s++)
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
            struct plain p = plain_new(sizes[s], kinds[k]);
            agrees(&p);
            steps(&p, 20000);
            plain_done(&p);
        }
}

/* Looking through ties costs time, so they must not be flagged where there are none. */
static void different_times_are_never_flagged_as_ties(void **state)
{
    (void) state;
    for (int s = 0; s < SIZES; s++) {
        struct plain p = plain_new(sizes[s], 0);
        for (int i = 0; i < 20000; i++) {
            step(&p);
            assert_false(p.ends.tied);
        }
        agrees(&p);
        plain_done(&p);
    }
}

/* Every slot once, in the order in which they end. */
static void empties_in_order_of_time(void **state)
{
    (void) state;
    for (int s = 0; s < SIZES; s++) {
        struct plain p = plain_new(sizes[s], 0);
        for (int i = 0; i < sizes[s]; i++)
            sim_ends_add(&p.ends, i, some_time(&p));
        double before_s = -1.0;
        for (int i = 0; i < sizes[s]; i++) {
            assert_true(p.ends.first_s > before_s && p.ends.first_s < SIM_NEVER);
            before_s = p.ends.first_s;
            sim_ends_set(&p.ends, p.ends.first, SIM_NEVER);
        }
        assert_near(p.ends.first_s, SIM_NEVER, 0.0);
        assert_false(p.ends.tied);
        plain_done(&p);
    }
}

static void grows_and_keeps_what_it_holds(void **state)
{
    (void) state;
    struct plain p = plain_new(sizes[0], 3);
    for (int s = 1; s < SIZES; s++) {
        steps(&p, 300);
        const int old = p.ends.slots;
        double *at_s = sim_mem_array((size_t) sizes[s], sizeof *at_s);
        for (int i = 0; i < sizes[s]; i++)
            at_s[i] = i < old ? p.at_s[i] : SIM_NEVER;
        free(p.at_s);
        p.at_s = at_s;
        sim_ends_grow(&p.ends, sizes[s]);
        assert_int_equal(p.ends.slots, sizes[s]);
        agrees(&p);
        sim_ends_grow(&p.ends, sizes[0]);
        assert_int_equal(p.ends.slots, sizes[s]);
        agrees(&p);
    }
    steps(&p, 3000);
    plain_done(&p);
}

/* Two copies that are changed alike say the same, slot by slot and tie by tie; the
 * original is not touched. */
static void a_copy_lives_its_own_life(void **state)
{
    (void) state;
    for (int s = 0; s < SIZES; s++) {
        struct plain p = plain_new(sizes[s], 6);
        steps(&p, 1000);
        struct plain twins[2];
        for (int t = 0; t < 2; t++) {
            twins[t] = plain_new(t == 0 ? 3 : sizes[s], 6);
            free(twins[t].at_s);
            twins[t].at_s = sim_mem_array((size_t) sizes[s], sizeof *p.at_s);
            memcpy(twins[t].at_s, p.at_s, (size_t) sizes[s] * sizeof *p.at_s);
            sim_ends_copy(&twins[t].ends, &p.ends);
        }
        for (int i = 0; i < 1000; i++) {
            step(&twins[0]);
            step(&twins[1]);
            assert_int_equal(twins[0].ends.first, twins[1].ends.first);
            assert_int_equal(twins[0].ends.tied, twins[1].ends.tied);
            if (i < 30) /* what a copy lacks may be made good later */
                agrees(&twins[1]);
        }
        agrees(&twins[0]);
        agrees(&twins[1]);
        agrees(&p);
        plain_done(&twins[0]);
        plain_done(&twins[1]);
        plain_done(&p);
    }
}

static void cleared_it_is_as_new(void **state)
{
    (void) state;
    struct plain p = plain_new(65, 2);
    steps(&p, 500);
    sim_ends_clear(&p.ends);
    for (int i = 0; i < 65; i++)
        p.at_s[i] = SIM_NEVER;
    agrees(&p);
    assert_false(p.ends.tied);
    steps(&p, 500);
    plain_done(&p);
    sim_ends_done(NULL);
}

int main(void)
{
#if defined __AVX512F__
    if (!__builtin_cpu_supports("avx512f")) {
        puts("1..0 # SKIP this processor has no AVX-512");
        return 0;
    }
#endif
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_a_plain_array_when_many_times_are_equal),
        cmocka_unit_test(different_times_are_never_flagged_as_ties),
        cmocka_unit_test(empties_in_order_of_time),
        cmocka_unit_test(grows_and_keeps_what_it_holds),
        cmocka_unit_test(a_copy_lives_its_own_life),
        cmocka_unit_test(cleared_it_is_as_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
