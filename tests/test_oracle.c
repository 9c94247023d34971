/* The oracles against each other where two of them know the same queue, and against
 * figures worked by hand.  Nothing of model/ is here. */
#include "tests/oracle.h"

#include "tests/near.h"

static void birth_death_has_one_queue_by_hand(void **state)
{
    (void) state;
    /* One person, load 1/2, nobody gives up: P(wait) = 1/2, wait in line 1 / (1 - 1/2)
     * handling times for those who wait, P(W > t) = e^(-t/2h) / 2. */
    struct oracle_grade got;
    oracle_birth_death(&(struct oracle_queue){ 0.005, 100.0, 0.0, 1 }, 37.0, &got);
    assert_near(got.p_wait, 0.5, 1e-14);
    assert_near(got.mean_wait_s, 100.0, 1e-14);
    assert_near(got.answer_s, 100.0, 1e-14);
    assert_near(got.within, 1.0 - 0.5 * exp(-0.185), 1e-14);
    assert_near(got.queue, 0.5, 1e-14);
    assert_near(got.occupancy, 0.5, 1e-14);

    /* Patience as long as handling: a pool without end, whose number is Poisson; with
     * two people and load 1, P(wait) = 1 - 2/e, the queue 1 - (busy) = 1 - (2 - 3/e).
     */
    oracle_birth_death(&(struct oracle_queue){ 0.01, 100.0, 100.0, 2 }, 0.0, &got);
    assert_near(got.p_wait, 1.0 - 2.0 * exp(-1.0), 1e-14);
    assert_near(got.queue, 3.0 * exp(-1.0) - 1.0, 1e-14);
    assert_near(got.p_abandon, 3.0 * exp(-1.0) - 1.0, 1e-14);
    assert_near(got.within, 2.0 * exp(-1.0), 1e-14);
}

/* Twelve people and a hundredth of an erlang: far from the likeliest state. */
static void birth_death_knows_queues_that_hardly_ever_are(void **state)
{
    (void) state;
    const double arrivals_per_s = 0.0001;
    double want;
    struct oracle_grade got;
    oracle_cobham(1, &arrivals_per_s, 100.0, 12, &want);
    oracle_birth_death(&(struct oracle_queue){ arrivals_per_s, 100.0, 0.0, 12 }, 0.0,
                       &got);
    assert_near(got.mean_wait_s, want, 1e-13);
    assert_near(got.p_wait, want * (12.0 - 0.01) / 100.0, 1e-13);
}

/* The mean of a wait is the area above its distribution. */
static void
birth_death_mean_of_answered_is_the_area_above_its_distribution(void **state)
{
    (void) state;
    const struct oracle_queue queue = { 0.0713, 187.3, 61.7, 12 };
    struct oracle_grade all, early;
    oracle_birth_death(&queue, 1500.0, &all);
    assert_near(all.within, 1.0 - all.p_abandon, 1e-9);
    const double step_s = 1.0; /* trapezium, error of order step^2 */
    double area = 0.5 * (1.0 - all.p_abandon - (1.0 - all.p_wait)) * step_s;
    for (double t = step_s; t < 500.0; t += step_s) {
        oracle_birth_death(&queue, t, &early);
        area += (1.0 - all.p_abandon - early.within) * step_s;
    }
    assert_near(all.answer_s, area / (1.0 - all.p_abandon), 2e-4);
}

static void chain_of_one_class_is_birth_death(void **state)
{
    (void) state;
    static const struct oracle_queue queues[] = {
        { 0.0141, 187.3, 61.7, 4 },  /* everyday */
        { 0.0413, 233.9, 118.3, 7 }, /* overloaded */
        { 0.0157, 241.7, 0.0, 6 },   /* nobody gives up */
    };
    for (size_t i = 0; i < sizeof queues / sizeof queues[0]; i++) {
        const struct oracle_queue *q = &queues[i];
        const struct oracle_chain chain = {
            q->people, 1, { { q->arrivals_per_s, q->handling_s, q->patience_s, 0, 90 } }
        };
        struct oracle_grade want;
        struct oracle_chain_grade got;
        oracle_birth_death(q, 23.0, &want);
        oracle_chain(&chain, 23.0, &got);
        assert_true(got.imbalance < 1e-13);
        assert_true(got.class[0].cut < 1e-16);
        assert_near(got.class[0].p_no_wait, 1.0 - want.p_wait, 1e-11);
        assert_within(got.class[0].p_abandon, want.p_abandon, 1e-12);
        assert_near(got.class[0].within, want.within, 1e-11);
        assert_near(got.class[0].mean_wait_s, want.mean_wait_s, 1e-11);
        assert_near(got.class[0].queue, want.queue, 1e-11);
        assert_near(got.occupancy, want.occupancy, 1e-11);
    }
}

/* One of the first class who waits does so for an exponential time: it ends at the rate
 * at which its own line drains, people / handling - arrivals. */
static void chain_without_reserve_and_with_equal_services_is_cobham(void **state)
{
    (void) state;
    const double arrivals_per_s[] = { 0.0067, 0.0031, 0.0027 }, handling_s = 143.0;
    double want[3];
    oracle_cobham(3, arrivals_per_s, handling_s, 4, want);
    struct oracle_chain chain = { .people = 4, .classes = 3 };
    const int most_waiting[] = { 11, 10, 14 };
    for (int k = 0; k < 3; k++)
        chain.class[k] = (struct oracle_class){ arrivals_per_s[k], handling_s, 0.0, 0,
                                                most_waiting[k] };
    struct oracle_chain_grade got;
    oracle_chain(&chain, 10.0, &got);
    for (int k = 0; k < 3; k++) {
        assert_true(got.class[k].cut < 1e-7);
        assert_near(got.class[k].mean_wait_s, want[k], 1e-5);
    }
    const double drain_per_s = 4.0 / handling_s - arrivals_per_s[0];
    const double p_wait = 1.0 - got.class[0].p_no_wait;
    assert_near(got.class[0].within, 1.0 - p_wait * exp(-drain_per_s * 10.0), 1e-8);
}

/* The mean of a wait is the area above its distribution, for a class that others
 * overtake and that a reserve holds back, too. */
static void chain_mean_wait_is_the_area_above_its_distribution(void **state)
{
    (void) state;
    const struct oracle_chain chain = {
        3, 2, { { 0.0017, 211.0, 0.0, 0, 9 }, { 0.0021, 139.0, 0.0, 1, 20 } }
    };
    enum { PANELS = 80 };
    const double step_s = 25.0; /* up to 2,000 s; Simpson's rule */
    double area[2] = { 0 };
    struct oracle_chain_grade got;
    for (int i = PANELS; i >= 0; i--) {
        const double weight = i == 0 || i == PANELS ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
        oracle_chain(&chain, i * step_s, &got);
        for (int k = 0; k < 2; k++)
            area[k] += weight * (1.0 - got.class[k].within) * step_s / 3.0;
    }
    for (int k = 0; k < 2; k++) {
        assert_true(got.class[k].cut < 1e-8);
        assert_near(area[k], got.class[k].mean_wait_s, 3e-4);
    }
}

/* Where all have the same patience and handling time, the order of service changes
 * nothing for the classes together. */
static void chain_with_equal_classes_adds_up_to_one_queue(void **state)
{
    (void) state;
    const struct oracle_chain chain = {
        3, 2, { { 0.0061, 187.3, 93.7, 0, 30 }, { 0.0127, 187.3, 93.7, 0, 40 } }
    };
    struct oracle_grade want;
    struct oracle_chain_grade got;
    oracle_birth_death(&(struct oracle_queue){ 0.0188, 187.3, 93.7, 3 }, 15.0, &want);
    oracle_chain(&chain, 15.0, &got);
    assert_near(got.class[0].queue + got.class[1].queue, want.queue, 1e-10);
    assert_near(got.occupancy, want.occupancy, 1e-10);
    assert_near(got.class[0].p_no_wait, 1.0 - want.p_wait, 1e-10);
    assert_near(got.class[1].p_no_wait, 1.0 - want.p_wait, 1e-10);
    assert_true(got.class[0].within > want.within);
    assert_true(got.class[1].within < want.within);
}

/* Two people, one kept for the first class, nobody waits longer than an instant (a
 * patience of a microsecond): a loss system with trunk reservation, by hand.  The
 * second class starts only from the empty state; with loads a and b, weights 1, a + b,
 * (a + b) a / 2. */
static void chain_with_a_reserve_is_trunk_reservation(void **state)
{
    (void) state;
    const double a = 0.7, b = 1.3, handling_s = 100.0;
    const struct oracle_chain chain = { 2,
                                        2,
                                        { { a / handling_s, handling_s, 1e-6, 0, 2 },
                                          { b / handling_s, handling_s, 1e-6, 1,
                                            2 } } };
    const double total = 1.0 + (a + b) + (a + b) * a / 2.0;
    struct oracle_chain_grade got;
    oracle_chain(&chain, 0.0, &got);
    assert_near(got.class[0].p_no_wait, (1.0 + a + b) / total, 1e-6);
    assert_near(got.class[1].p_no_wait, 1.0 / total, 1e-6);
    assert_near(got.class[0].p_abandon, (a + b) * a / 2.0 / total, 1e-6);
    assert_near(got.class[1].p_abandon, 1.0 - 1.0 / total, 1e-6);
    assert_near(got.class[0].within, got.class[0].p_no_wait, 1e-12);

    /* So many of the first class that two are hardly ever free at once: those of the
     * second who wait are left alone, though one person often is free. */
    struct oracle_chain busy = chain;
    busy.class[0].arrivals_per_s = 10.0;
    busy.class[1].patience_s = 300.0;
    busy.class[1].most_waiting = 40;
    oracle_chain(&busy, 0.0, &got);
    assert_true(got.class[1].p_abandon > 0.9999);
}

/* With next to nobody in the first class, a reserve of two among five leaves three. */
static void chain_reserve_takes_people_from_those_who_wait(void **state)
{
    (void) state;
    const struct oracle_chain chain = {
        5, 2, { { 1e-13, 100.0, 0.0, 0, 2 }, { 0.0231, 187.3, 133.0, 2, 60 } }
    };
    struct oracle_grade want;
    struct oracle_chain_grade got;
    oracle_birth_death(&(struct oracle_queue){ 0.0231, 187.3, 133.0, 3 }, 15.0, &want);
    oracle_chain(&chain, 15.0, &got);
    assert_near(got.class[1].p_no_wait, 1.0 - want.p_wait, 1e-9);
    assert_near(got.class[1].mean_wait_s, want.mean_wait_s, 1e-9);
    assert_near(got.class[1].within, want.within, 1e-9);
    assert_near(got.occupancy, want.occupancy * 3.0 / 5.0, 1e-9);
    assert_near(got.class[0].p_no_wait, 1.0, 1e-9);
}

/* One person and room for two to wait: weights 1, r, r^2, r^3. */
static void chain_says_how_much_is_cut_off(void **state)
{
    (void) state;
    const double r = 0.7;
    const struct oracle_chain chain = { 1, 1, { { r / 100.0, 100.0, 0.0, 0, 2 } } };
    struct oracle_chain_grade got;
    oracle_chain(&chain, 0.0, &got);
    assert_near(got.class[0].cut, r * r * r / (1.0 + r + r * r + r * r * r), 1e-12);
}

/* Work is conserved: what is not abandoned is handled, class by class, with unequal
 * services, patience and reserves; and everybody in the end answers or gives up. */
static void chain_balances_class_by_class(void **state)
{
    (void) state;
    const struct oracle_chain chain = { 4,
                                        3,
                                        { { 0.0031, 311.0, 103.0, 0, 8 },
                                          { 0.0027, 187.0, 71.0, 1, 8 },
                                          { 0.0043, 97.0, 83.0, 2, 11 } } };
    struct oracle_chain_grade got, late;
    oracle_chain(&chain, 10.0, &got);
    oracle_chain(&chain, 1600.0, &late);
    assert_true(got.imbalance < 1e-12);
    for (int k = 0; k < 3; k++) {
        const struct oracle_class *c = &chain.class[k];
        const struct oracle_class_grade *grade = &got.class[k];
        assert_true(grade->cut < 1e-7);
        assert_near(grade->busy,
                    c->arrivals_per_s * (1.0 - grade->p_abandon) * c->handling_s, 1e-6);
        assert_near(late.class[k].within, 1.0 - grade->p_abandon, 1e-6);
        assert_true(grade->within > grade->p_no_wait);
        assert_true(grade->within < late.class[k].within);
    }
    assert_true(got.class[0].p_no_wait > got.class[1].p_no_wait);
    assert_true(got.class[1].p_no_wait > got.class[2].p_no_wait);
}

static void day_with_constant_rates_settles_at_birth_death(void **state)
{
    (void) state;
    struct oracle_span spans[8];
    for (size_t i = 0; i < 8; i++)
        spans[i] = (struct oracle_span){ 1800.0, 0.0371, 6 };
    const struct oracle_day day = { 187.3, 161.7, spans, 8, 60 };
    struct oracle_span_grade got[8];
    struct oracle_grade want;
    oracle_day(&day, got);
    oracle_birth_death(&(struct oracle_queue){ 0.0371, 187.3, 161.7, 6 }, 0.0, &want);
    assert_near(got[7].p_no_wait, 1.0 - want.p_wait, 1e-9);
    assert_near(got[7].queue, want.queue, 1e-9);
    assert_near(got[7].abandoned, 0.0371 * 1800.0 * want.p_abandon, 1e-9);
    assert_near(got[7].busy, 6.0 * want.occupancy, 1e-9);
    assert_within(got[7].over_run, 0.0, 0.0);
    assert_true(got[0].busy < got[7].busy);
}

/* So many people that nobody waits: busy follows b' = arrivals - b / handling.  Calls
 * go on after their people's time is over, and new ones then find nobody. */
static void day_that_ends_runs_down_by_itself(void **state)
{
    (void) state;
    const double h = 187.3, rate = 0.0031;
    const struct oracle_span spans[] = { { 900.0, rate, 14 }, { 700.0, 0.0, 0 } };
    const struct oracle_day day = { h, 0.0, spans, 2, 4 };
    struct oracle_span_grade got[2];
    oracle_day(&day, got);
    const double end = rate * h * (1.0 - exp(-900.0 / h));
    assert_near(got[0].end_busy, end, 1e-9);
    assert_near(got[0].busy, rate * h - end * h / 900.0, 1e-9);
    assert_near(got[1].end_busy, end * exp(-700.0 / h), 1e-9);
    assert_near(got[1].busy, end * (1.0 - exp(-700.0 / h)) * h / 700.0, 1e-9);
    assert_near(got[1].over_run, got[1].busy, 1e-12);
    assert_within(got[1].p_no_wait, 0.0, 0.0);
}

/* Staff falls from 1 to 0 and rises to 2 while callers queue without patience: with
 * nobody there, what arrives is what waits, and all but two are left when they come. */
static void day_answers_those_who_wait_when_people_come(void **state)
{
    (void) state;
    const double h = 50.0, rate = 0.01;
    const struct oracle_span spans[] = { { 400.0, rate, 0 }, { 1e-6, 0.0, 2 } };
    const struct oracle_day day = { h, 0.0, spans, 2, 60 };
    struct oracle_span_grade got[2];
    oracle_day(&day, got);
    assert_near(got[0].end_queue, 4.0, 1e-12);
    assert_near(got[0].queue, 2.0, 1e-12);
    const double none = exp(-4.0), one = 4.0 * exp(-4.0);
    assert_near(got[1].end_busy, one + 2.0 * (1.0 - none - one), 1e-6);
    assert_near(got[1].end_queue, 4.0 - got[1].end_busy, 1e-6);

    /* With room for three only, the chance that three or more came. */
    oracle_day(&(struct oracle_day){ h, 0.0, spans, 1, 3 }, got);
    assert_near(got[0].cut, 1.0 - none - one - 2.0 * one, 1e-12);
}

/* Two on calls, staff falls to one, three wait: by the rule the first who finishes goes
 * home, so that the queue shrinks at 1/h only once one is left. */
static void day_lets_nobody_past_their_end_take_another_call(void **state)
{
    (void) state;
    const double h = 100.0;
    /* A great many arrive in an instant, so that both are busy and a queue stands. */
    const struct oracle_span spans[] = { { 1e-3, 2e4, 2 }, { 60.0, 0.0, 1 } };
    const struct oracle_day day = { h, 0.0, spans, 2, 90 };
    struct oracle_span_grade got[2];
    oracle_day(&day, got);
    assert_near(got[0].end_busy, 2.0, 1e-4);
    assert_near(got[1].end_busy, 1.0 + exp(-2.0 * 60.0 / h), 1e-4);
    /* The time with one busy, during which calls are taken from the queue. */
    const double alone_s = 60.0 - h / 2.0 * (1.0 - exp(-2.0 * 60.0 / h));
    assert_near(got[0].end_queue - got[1].end_queue, alone_s / h, 1e-3);
    assert_near(got[1].over_run, (60.0 - alone_s) / 60.0, 1e-4);
}

static void mg1_is_birth_death_when_services_are_exponential(void **state)
{
    (void) state;
    struct oracle_grade want;
    oracle_birth_death(&(struct oracle_queue){ 0.00213, 311.7, 0.0, 1 }, 0.0, &want);
    assert_near(oracle_mg1_wait_s(0.00213, 311.7, 1.0), want.mean_wait_s, 1e-12);
    assert_near(oracle_mg1_wait_s(0.00213, 311.7, 0.0), want.mean_wait_s / 2.0, 1e-12);
    double cobham_s;
    oracle_cobham(1, (const double[]){ 0.00213 }, 311.7, 1, &cobham_s);
    assert_near(cobham_s, want.mean_wait_s, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(birth_death_has_one_queue_by_hand),
        cmocka_unit_test(birth_death_knows_queues_that_hardly_ever_are),
        cmocka_unit_test(
            birth_death_mean_of_answered_is_the_area_above_its_distribution),
        cmocka_unit_test(chain_of_one_class_is_birth_death),
        cmocka_unit_test(chain_without_reserve_and_with_equal_services_is_cobham),
        cmocka_unit_test(chain_mean_wait_is_the_area_above_its_distribution),
        cmocka_unit_test(chain_with_equal_classes_adds_up_to_one_queue),
        cmocka_unit_test(chain_with_a_reserve_is_trunk_reservation),
        cmocka_unit_test(chain_reserve_takes_people_from_those_who_wait),
        cmocka_unit_test(chain_says_how_much_is_cut_off),
        cmocka_unit_test(chain_balances_class_by_class),
        cmocka_unit_test(day_with_constant_rates_settles_at_birth_death),
        cmocka_unit_test(day_that_ends_runs_down_by_itself),
        cmocka_unit_test(day_answers_those_who_wait_when_people_come),
        cmocka_unit_test(day_lets_nobody_past_their_end_take_another_call),
        cmocka_unit_test(mg1_is_birth_death_when_services_are_exponential),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
