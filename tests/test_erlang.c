#include "model/theory/erlang.h"

#include <string.h>

#include "tests/near.h"
#include "tests/oracle.h"

static void check_against_oracle(const struct erlang_grade *got,
                                 const struct erlang_load *load, double patience_s,
                                 double within_s)
{
    /* Rounding adds up over the agents, in either of the two. */
    const double tolerance = load->agents < 1000 ? 5e-14 : 1e-12;
    struct oracle_grade want;
    oracle_birth_death(&(struct oracle_queue){ load->arrivals_per_s, load->handling_s,
                                               patience_s, load->agents },
                       within_s, &want);
    assert_near(got->p_wait, want.p_wait, tolerance);
    assert_near(got->p_abandon, want.p_abandon, tolerance);
    assert_near(got->within_offered, want.within, tolerance);
    assert_near(got->mean_wait_s, want.mean_wait_s, tolerance);
    assert_near(got->answer_s, want.answer_s, tolerance);
    assert_near(got->queue, want.queue, tolerance);
    assert_near(got->occupancy, want.occupancy, tolerance);
    assert_near(got->p_answered, 1.0 - want.p_abandon, tolerance);
    assert_near(got->within_answered, want.within / (1.0 - want.p_abandon), tolerance);
    assert_near(got->p_blocked, 0.0, 0.0);
}

static void a_agrees_with_balance_equations(void **state)
{
    (void) state;
    static const struct {
        struct erlang_load load;
        double within_s;
    } cases[] = {
        { { 0.0371, 187.3, 61.7, 9 }, 10.0 },    /* everyday */
        { { 0.0053, 187.3, 611.7, 1 }, 433.0 },  /* hardly overloaded */
        { { 0.4127, 233.9, 118.3, 97 }, 23.0 },  /* large, critically loaded */
        { { 0.2903, 301.7, 45.1, 61 }, 17.0 },   /* overloaded, T before the peak */
        { { 0.2903, 301.7, 45.1, 61 }, 31.0 },   /* the same, T behind it */
        { { 0.0019, 411.3, 7.7, 1 }, 0.0 },      /* one agent, hasty callers */
        { { 0.0713, 97.1, 9000.0, 8 }, 100.0 },  /* patient callers */
        { { 0.0713, 97.1, 0.21, 8 }, 0.5 },      /* hardly a queue */
        { { 2.317, 217.0, 311.0, 500 }, 20.0 },  /* hundreds of agents */
        { { 21.71, 263.3, 173.0, 5700 }, 6.0 },  /* thousands */
        { { 77.31, 257.7, 331.0, 20000 }, 1.0 }, /* twenty thousand */
        { { 77.6, 257.7, 1e6, 20000 }, 1.0 },    /* and patient callers, critically */
        { { 3.1, 187.3, 61.7, 9 }, 61.7 },       /* sixtyfold overload */
        { { 0.0000053, 187.3, 61.7, 2 }, 10.0 }, /* a thousandth of an erlang */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct erlang_grade got;
        assert_int_equal(erlang_a(&cases[i].load, cases[i].within_s, &got), ERLANG_OK);
        check_against_oracle(&got, &cases[i].load, cases[i].load.patience_s,
                             cases[i].within_s);
    }
}

static void c_agrees_with_balance_equations(void **state)
{
    (void) state;
    static const struct erlang_load loads[] = {
        { 0.0371, 187.3, 0.0, 9 },    /* everyday */
        { 0.0371, 187.3, 0.0, 7 },    /* close to its limit: 6.95 erlang */
        { 0.0019, 411.3, 0.0, 1 },    /* one agent */
        { 2.317, 211.0, 0.0, 500 },   /* hundreds */
        { 21.31, 263.3, 0.0, 5700 },  /* thousands */
        { 0.0000053, 187.3, 0.0, 2 }, /* a thousandth of an erlang */
    };
    for (size_t i = 0; i < sizeof loads / sizeof loads[0]; i++) {
        struct erlang_grade got;
        assert_int_equal(erlang_c(&loads[i], 13.0, &got), ERLANG_OK);
        check_against_oracle(&got, &loads[i], 0.0, 13.0);
    }
}

/* The definition: (a^n / n!) over the sum of the same up to n, in logarithms. */
static double blocking_by_its_sum(double offered, int agents)
{
    long double sum = 0.0L;
    for (int k = 0; k <= agents; k++)
        sum += expl((k - agents) * logl((long double) offered) + lgammal(agents + 1.0L)
                    - lgammal(k + 1.0L));
    return (double) (1.0L / sum);
}

static void b_agrees_with_its_defining_sum(void **state)
{
    (void) state;
    static const struct erlang_load loads[] = {
        { 0.0371, 187.3, 0.0, 9 },    /* everyday */
        { 0.0371, 187.3, 0.0, 1 },    /* one agent, sevenfold overload */
        { 0.0000053, 187.3, 0.0, 2 }, /* a thousandth of an erlang */
        { 77.31, 257.7, 0.0, 20000 }, /* twenty thousand agents */
    };
    for (size_t i = 0; i < sizeof loads / sizeof loads[0]; i++) {
        const double offered = loads[i].arrivals_per_s * loads[i].handling_s;
        const double want = blocking_by_its_sum(offered, loads[i].agents);
        struct erlang_grade got;
        assert_int_equal(erlang_b(&loads[i], 13.0, &got), ERLANG_OK);
        assert_near(got.p_blocked, want, 1e-11);
        assert_near(got.p_answered, 1.0 - want, 1e-11);
        assert_near(got.within_offered, 1.0 - want, 1e-11);
        assert_near(got.within_answered, 1.0, 0.0);
        assert_near(got.occupancy, offered * (1.0 - want) / loads[i].agents, 1e-11);
        assert_near(got.p_wait + got.p_abandon + got.queue + got.answer_s, 0.0, 0.0);
    }
}

/* Table 1 of Garnett, Mandelbaum and Reiman, "Designing a call center with impatient
 * customers", M&SOM 4 (2002): 50 agents, 48 calls a minute of a minute each, patience
 * of two minutes, beside the same without abandonment.  As printed. */
static void published_example_of_a_beside_c_is_met(void **state)
{
    (void) state;
    const struct erlang_load load = { 48.0 / 60.0, 60.0, 120.0, 50 };
    struct erlang_grade a, c;
    assert_int_equal(erlang_a(&load, 12.5, &a), ERLANG_OK);
    assert_int_equal(erlang_c(&load, 58.1, &c), ERLANG_OK);
    assert_within(a.p_abandon, 0.031, 0.0005);
    assert_within(a.mean_wait_s, 3.7, 0.05);
    assert_within(a.within_answered, 0.90, 0.005);
    assert_within(a.queue, 3.0, 0.5);
    assert_within(a.occupancy, 0.93, 0.005);
    assert_within(c.mean_wait_s, 20.8, 0.05);
    assert_within(c.within_offered, 0.90, 0.0005);
    assert_within(c.queue, 17.0, 0.5);
    assert_within(c.occupancy, 0.96, 1e-12);
}

/* The load at which n lines turn away 1 %, from the tables of Erlang B that every
 * telephony handbook prints, to their four figures. */
static void published_tables_of_b_are_met(void **state)
{
    (void) state;
    static const struct {
        int agents;
        double offered;
    } one_percent[] = { { 5, 1.361 }, { 10, 4.461 }, { 20, 12.03 }, { 100, 84.06 } };
    for (size_t i = 0; i < sizeof one_percent / sizeof one_percent[0]; i++) {
        const struct erlang_load load = { one_percent[i].offered, 1.0, 0.0,
                                          one_percent[i].agents };
        struct erlang_grade got;
        assert_int_equal(erlang_b(&load, 0.0, &got), ERLANG_OK);
        assert_within(got.p_blocked, 0.01, 2e-5);
    }
}

static void a_tends_to_c_and_to_b(void **state)
{
    (void) state;
    struct erlang_load load = { 0.0371, 187.3, 1e9, 9 };
    struct erlang_grade a, b, c;
    assert_int_equal(erlang_c(&load, 20.0, &c), ERLANG_OK);
    assert_int_equal(erlang_b(&load, 20.0, &b), ERLANG_OK);
    assert_int_equal(erlang_a(&load, 20.0, &a), ERLANG_OK);
    assert_near(a.p_wait, c.p_wait, 1e-6);
    assert_near(a.within_offered, c.within_offered, 1e-6);
    assert_near(a.answer_s, c.answer_s, 1e-6);
    load.patience_s = 1e-9;
    assert_int_equal(erlang_a(&load, 20.0, &a), ERLANG_OK);
    assert_near(a.p_abandon, b.p_blocked, 1e-8);
    assert_near(a.within_offered, b.within_offered, 1e-8);
    assert_near(a.occupancy, b.occupancy, 1e-8);
}

/* The wait within T of a queue in which patience is as long as handling: everybody is
 * "served" by leaving, so that the number present is Poisson, whatever the agents. */
static void a_with_patience_like_handling_is_poisson(void **state)
{
    (void) state;
    const double offered = 4.7;
    const struct erlang_load load = { offered / 233.0, 233.0, 233.0, 6 };
    double term = exp(-offered), below = 0.0;
    for (int k = 0; k < load.agents; k++) {
        below += term;
        term *= offered / (k + 1);
    }
    struct erlang_grade got;
    assert_int_equal(erlang_a(&load, 0.0, &got), ERLANG_OK);
    assert_near(got.p_wait, 1.0 - below, 1e-13);
    assert_near(got.within_offered, below, 1e-13);
}

static bool is_share(double x)
{
    return x >= 0.0 && x <= 1.0 + 1e-12;
}

/* Every combination of the ends of every range, and of middles. */
static void every_corner_gives_numbers(void **state)
{
    (void) state;
    static const double sizes[] = { 1e-9, 1e-6, 0.003, 1.0, 251.3, 1e6, 1e9 };
    static const int agents[] = { 1, 23, 20000 };
    enum { SIZES = sizeof sizes / sizeof sizes[0] };
    for (size_t m = 0; m < erlang_model_count; m++)
        for (size_t i = 0; i < SIZES * SIZES * SIZES * SIZES; i++) {
            const struct erlang_load load = { sizes[i % SIZES],
                                              sizes[i / SIZES % SIZES],
                                              sizes[i / SIZES / SIZES % SIZES],
                                              agents[i % 3] };
            const double within_s = sizes[i / SIZES / SIZES / SIZES] - 1e-9;
            struct erlang_grade got;
            const enum erlang_status status =
                erlang_models[m].grade(&load, within_s, &got);
            if (status == ERLANG_UNSTABLE)
                continue;
            assert_int_equal(status, ERLANG_OK);
            assert_true(is_share(got.p_wait) && is_share(got.p_blocked));
            assert_true(is_share(got.p_abandon) && is_share(got.p_answered));
            assert_true(is_share(got.within_offered));
            assert_true(got.within_answered >= 0.0 && got.within_answered <= 1.0);
            assert_true(is_share(got.occupancy));
            assert_within(got.p_answered + got.p_abandon + got.p_blocked, 1.0, 1e-10);
            assert_true(got.within_offered <= got.p_answered * (1.0 + 1e-12));
            assert_true(isfinite(got.answer_s) && got.answer_s >= 0.0);
            assert_true(isfinite(got.mean_wait_s) && got.mean_wait_s >= 0.0);
            assert_true(isfinite(got.queue) && got.queue >= 0.0);
        }
}

static void share_within_rises_with_t_and_ends_at_all_the_answered(void **state)
{
    (void) state;
    const struct erlang_load load = { 0.1903, 301.7, 45.1, 41 };
    double last = 0.0;
    for (int t = 0; t < 3000; t++) {
        struct erlang_grade got;
        assert_int_equal(erlang_a(&load, t * 0.173, &got), ERLANG_OK);
        assert_true(got.within_offered >= last * (1.0 - 1e-14));
        assert_true(got.within_answered <= 1.0);
        last = got.within_offered;
        if (t == 2999)
            assert_near(last, got.p_answered, 1e-13);
    }
}

/* Where the two are reached by sums of different length, and differ in the last bit. */
static void share_of_answered_within_a_long_time_is_no_more_than_all(void **state)
{
    (void) state;
    struct erlang_grade got;
    assert_int_equal(
        erlang_a(&(struct erlang_load){ 0.0019, 917.8, 501.8, 1 }, 12915.2, &got),
        ERLANG_OK);
    assert_near(got.within_answered, 1.0, 0.0);
}

static void refuses_a_bad_load_and_leaves_out_alone(void **state)
{
    (void) state;
    static const struct erlang_load bad[] = {
        { -0.1, 180.0, 60.0, 20 }, { 0.1, 0.0, 60.0, 20 },
        { NAN, 180.0, 60.0, 20 },  { 0.1, INFINITY, 60.0, 20 },
        { 1e10, 180.0, 60.0, 20 }, { 0.1, 1e-10, 60.0, 20 },
        { 0.1, 180.0, 60.0, 0 },   { 0.1, 180.0, 60.0, ERLANG_MOST_AGENTS + 1 },
    };
    static const double bad_patience_s[] = { 0.0, -1.0, 1e-10, 1e10, NAN, INFINITY };
    static const double bad_within_s[] = { -1.0, 1e10, NAN, INFINITY };
    const struct erlang_load good = { 0.1, 180.0, 60.0, 20 };
    struct erlang_grade out, before;
    memset(&out, 0x5a, sizeof out);
    before = out;
    for (size_t m = 0; m < erlang_model_count; m++) {
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
            assert_int_equal(erlang_models[m].grade(&bad[i], 10.0, &out),
                             ERLANG_BAD_LOAD);
        for (size_t i = 0; i < sizeof bad_within_s / sizeof bad_within_s[0]; i++)
            assert_int_equal(erlang_models[m].grade(&good, bad_within_s[i], &out),
                             ERLANG_BAD_LOAD);
    }
    for (size_t i = 0; i < sizeof bad_patience_s / sizeof bad_patience_s[0]; i++) {
        struct erlang_load load = good;
        load.patience_s = bad_patience_s[i];
        assert_int_equal(erlang_a(&load, 10.0, &out), ERLANG_BAD_LOAD);
    }
    assert_memory_equal(&out, &before, sizeof out);
}

static void c_says_when_there_is_no_steady_state(void **state)
{
    (void) state;
    struct erlang_grade out, before;
    memset(&out, 0x5a, sizeof out);
    before = out;
    const struct erlang_load full = { 0.0625, 128.0, 0.0, 8 }; /* 8 erlang exactly */
    const struct erlang_load over = { 0.0626, 128.0, 0.0, 8 };
    assert_int_equal(erlang_c(&full, 10.0, &out), ERLANG_UNSTABLE);
    assert_int_equal(erlang_c(&over, 10.0, &out), ERLANG_UNSTABLE);
    assert_memory_equal(&out, &before, sizeof out);
    const struct erlang_load just = { 0.0624, 128.0, 0.0, 8 };
    assert_int_equal(erlang_c(&just, 10.0, &out), ERLANG_OK);
}

static void models_are_found_by_name(void **state)
{
    (void) state;
    for (size_t m = 0; m < erlang_model_count; m++)
        assert_ptr_equal(erlang_model(erlang_models[m].name), &erlang_models[m]);
    assert_ptr_equal(erlang_model("a")->grade, erlang_a);
    assert_ptr_equal(erlang_model("b")->grade, erlang_b);
    assert_ptr_equal(erlang_model("c")->grade, erlang_c);
    assert_null(erlang_model("d"));
}

static void the_required_agents_are_the_fewest(void **state)
{
    (void) state;
    static const struct {
        const char *model;
        struct erlang_load load;
        struct erlang_target target;
    } cases[] = {
        { "a", { 0.0371, 187.3, 61.7, 0 }, { .within_s = 10.0, .least_within = 0.9 } },
        { "a", { 0.0371, 187.3, 61.7, 0 }, { .most_abandoned = 0.05 } },
        { "a", { 0.0371, 187.3, 61.7, 0 }, { .most_answer_s = 3.0 } },
        { "a",
          { 0.371, 187.3, 61.7, 0 },
          { .within_s = 10.0, .least_of_answered = 0.9 } },
        { "a",
          { 0.371, 187.3, 300.0, 0 },
          { .within_s = 10.0, .least_within = 0.9, .most_abandoned = 0.001 } },
        { "a", { 79.31, 257.7, 331.0, 0 }, { .within_s = 10.0, .least_within = 0.95 } },
        { "b", { 0.371, 187.3, 0.0, 0 }, { .most_blocked = 0.01 } },
        { "b", { 0.371, 187.3, 0.0, 0 }, { .least_within = 0.8 } },
        { "c", { 0.0371, 187.3, 0.0, 0 }, { .within_s = 10.0, .least_within = 0.9 } },
        { "c", { 0.0371, 187.3, 0.0, 0 }, { .most_answer_s = 40.0 } },
        { "c", { 79.31, 257.7, 0.0, 0 }, { .within_s = 10.0, .least_within = 0.5 } },
        { "c", { 0.0001, 20.0, 0.0, 0 }, { .within_s = 10.0, .least_within = 0.9 } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct erlang_model *model = erlang_model(cases[i].model);
        const struct erlang_target *target = &cases[i].target;
        struct erlang_load load = cases[i].load;
        struct erlang_grade grade;
        assert_int_equal(erlang_required(model, &load, target, &load.agents),
                         ERLANG_OK);
        assert_int_equal(model->grade(&load, target->within_s, &grade), ERLANG_OK);
        assert_true(erlang_meets(&grade, target));
        if (--load.agents == 0)
            continue;
        const enum erlang_status status = model->grade(&load, target->within_s, &grade);
        assert_true(status == ERLANG_UNSTABLE || !erlang_meets(&grade, target));
    }
}

/* What the search for the required agents rests on. */
static void one_more_agent_never_makes_anything_worse(void **state)
{
    (void) state;
    static const struct erlang_load loads[] = {
        { 0.0371, 187.3, 61.7, 0 },
        { 0.0371, 187.3, 2.3, 0 },
        { 0.0371, 187.3, 4000.0, 0 },
    };
    for (size_t m = 0; m < erlang_model_count; m++)
        for (size_t i = 0; i < sizeof loads / sizeof loads[0]; i++) {
            struct erlang_load load = loads[i];
            struct erlang_grade last, next;
            load.agents = 7; /* the fewest that C can do with */
            assert_int_equal(erlang_models[m].grade(&load, 7.0, &last), ERLANG_OK);
            while (++load.agents < 25) {
                assert_int_equal(erlang_models[m].grade(&load, 7.0, &next), ERLANG_OK);
                assert_true(next.within_offered >= last.within_offered);
                assert_true(next.within_answered >= last.within_answered);
                assert_true(next.p_abandon <= last.p_abandon);
                assert_true(next.p_blocked <= last.p_blocked);
                assert_true(next.answer_s <= last.answer_s);
                last = next;
            }
        }
}

static void meets_looks_at_every_part_of_a_target(void **state)
{
    (void) state;
    const struct erlang_grade grade = { .p_abandon = 0.03,
                                        .p_blocked = 0.02,
                                        .within_offered = 0.9,
                                        .within_answered = 0.94,
                                        .answer_s = 11.0 };
    static const struct erlang_target met[] = {
        { 0 },
        { .least_within = 0.9 },
        { .least_of_answered = 0.94 },
        { .most_abandoned = 0.03 },
        { .most_blocked = 0.02 },
        { .most_answer_s = 11.0 },
    };
    static const struct erlang_target missed[] = {
        { .least_within = 0.91 },    { .least_of_answered = 0.95 },
        { .most_abandoned = 0.029 }, { .most_blocked = 0.019 },
        { .most_answer_s = 10.9 },
    };
    for (size_t i = 0; i < sizeof met / sizeof met[0]; i++)
        assert_true(erlang_meets(&grade, &met[i]));
    for (size_t i = 0; i < sizeof missed / sizeof missed[0]; i++)
        assert_false(erlang_meets(&grade, &missed[i]));
}

static void required_says_why_there_is_no_number(void **state)
{
    (void) state;
    const struct erlang_load good = { 0.0371, 187.3, 61.7, 0 };
    static const struct erlang_target bad[] = {
        { .least_within = 1.0 },      { .least_within = -0.1 },
        { .least_of_answered = 1.0 }, { .least_of_answered = NAN },
        { .most_abandoned = 1.1 },    { .most_abandoned = -0.1 },
        { .most_blocked = 1.1 },      { .most_blocked = NAN },
        { .most_answer_s = -1.0 },    { .most_answer_s = INFINITY },
        { .within_s = -1.0 },
    };
    int agents = 77;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(erlang_required(erlang_model("a"), &good, &bad[i], &agents),
                         ERLANG_BAD_LOAD);
    const struct erlang_load impatient = { 0.0371, 187.3, 0.0, 0 };
    assert_int_equal(erlang_required(erlang_model("a"), &impatient,
                                     &(struct erlang_target){ .most_abandoned = 0.1 },
                                     &agents),
                     ERLANG_BAD_LOAD);
    const struct erlang_load huge = { 1e6, 1e6, 60.0, 0 };
    for (size_t m = 0; m < erlang_model_count; m++)
        assert_int_equal(erlang_required(&erlang_models[m], &huge,
                                         &(struct erlang_target){ .least_within = 0.5 },
                                         &agents),
                         ERLANG_NO_ANSWER);
    assert_int_equal(agents, 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_agrees_with_balance_equations),
        cmocka_unit_test(c_agrees_with_balance_equations),
        cmocka_unit_test(b_agrees_with_its_defining_sum),
        cmocka_unit_test(published_example_of_a_beside_c_is_met),
        cmocka_unit_test(published_tables_of_b_are_met),
        cmocka_unit_test(a_tends_to_c_and_to_b),
        cmocka_unit_test(a_with_patience_like_handling_is_poisson),
        cmocka_unit_test(every_corner_gives_numbers),
        cmocka_unit_test(share_within_rises_with_t_and_ends_at_all_the_answered),
        cmocka_unit_test(share_of_answered_within_a_long_time_is_no_more_than_all),
        cmocka_unit_test(refuses_a_bad_load_and_leaves_out_alone),
        cmocka_unit_test(c_says_when_there_is_no_steady_state),
        cmocka_unit_test(models_are_found_by_name),
        cmocka_unit_test(the_required_agents_are_the_fewest),
        cmocka_unit_test(one_more_agent_never_makes_anything_worse),
        cmocka_unit_test(meets_looks_at_every_part_of_a_target),
        cmocka_unit_test(required_says_why_there_is_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
