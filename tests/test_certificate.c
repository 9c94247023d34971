#include "model/planner/certificate.h"

#include "tests/known_queue.h"

/* Three half hours of a long day. */
static const struct known_queue queue = {
    240.0, 180.0, 20.0, 30, 3, 8, { 20.0, 26.0, 18.0 }, { 4, 5, 4 }, NULL
};

static struct plan verified(const struct known_question *q, uint64_t seed, int threads)
{
    const struct plan_options options = { .seed = seed, .threads = threads };
    struct plan plan;
    plan_verify(&q->question, &options, &plan);
    assert_null(plan.fault);
    return plan;
}

static double true_share(void)
{
    struct oracle_arrivals spans[KNOWN_SPANS];
    known_queue_truth(&queue, spans);
    const struct oracle_arrivals sum = oracle_arrivals_sum(spans, queue.count);
    return sum.within / sum.offered;
}

static char *share_at_least(double limit, double margin, const char *each)
{
    return sim_mem_print("targets: { quick: { line = \"desk\"; within = \"20 s\"; "
                         "of = \"offered\"; at_least = %.17g; }; };\n"
                         "plan: { week = \"as_dated\"; targets: { quick: { "
                         "margin = %.17g; %s }; }; };\n",
                         limit, margin, each);
}

/* Four margins off: neither error shows. */
static void what_is_far_from_its_limit_is_told(void **state)
{
    (void) state;
    for (int side = -1; side <= 1; side += 2) {
        struct known_question q;
        char *const settings = share_at_least(true_share() - side * 0.12, 0.03, "");
        known_question_init(&q, &queue, settings);
        struct plan plan = verified(&q, 5, 1);
        assert_int_equal(plan.end, side > 0 ? PLAN_CERTIFIED : PLAN_NOT_CERTIFIED);
        assert_int_equal(plan.grades[0].state,
                         side > 0 ? SIM_SEQUENTIAL_HOLDS : SIM_SEQUENTIAL_FAILS);
        assert_int_equal(plan.round_count, 1);
        assert_int_equal(plan.rounds[0].held, side > 0);
        assert_int_equal(plan.rounds[0].failed_need, side > 0 ? -1 : 0);
        assert_int_equal(plan.grades[0].units_failed, side < 0);
        assert_int_equal(plan.replications, plan.rounds[0].replications);
        assert_within(plan.rounds[0].error_holds, 0.05, 1e-12);
        assert_true(plan.grades[0].value.low < true_share()
                    && true_share() < plan.grades[0].value.high);
        plan_done(&plan);
        known_question_done(&q);
        free(settings);
    }
}

static void any_number_of_threads_gives_the_same_bits(void **state)
{
    (void) state;
    struct known_question q;
    char *const settings = share_at_least(true_share() - 0.06, 0.03, "");
    known_question_init(&q, &queue, settings);
    struct plan one = verified(&q, 6, 1), three = verified(&q, 6, 3),
                other = verified(&q, 7, 1);
    assert_int_equal(one.end, three.end);
    assert_int_equal(one.replications, three.replications);
    assert_true(one.grades[0].value.value == three.grades[0].value.value);
    assert_true(one.grades[0].value.low == three.grades[0].value.low);
    assert_true(one.grades[0].value.value != other.grades[0].value.value);
    plan_done(&one);
    plan_done(&three);
    plan_done(&other);
    known_question_done(&q);
    free(settings);
}

/* Of 48 half hours three have demand; the first look after a hundred replications is
 * at 120. */
static void half_hours_without_demand_hold(void **state)
{
    (void) state;
    struct known_question q;
    char *const settings = share_at_least(0.3, 0.05, "each = \"half_hour\";");
    known_question_init(&q, &queue, settings);
    assert_int_equal(q.question.needs[0].unit_count, 48);
    struct plan plan = verified(&q, 8, 1);
    assert_int_equal(plan.end, PLAN_CERTIFIED);
    assert_int_equal(plan.grades[0].units_open, 0);
    assert_int_equal(plan.replications, 120);
    plan_done(&plan);
    known_question_done(&q);
    free(settings);
}

/* Half an hour with a call on one day in five has to wait for its turn. */
static void half_hours_with_little_demand_are_not_taken_as_empty(void **state)
{
    (void) state;
    struct known_queue sparse = queue;
    sparse.calls[1] = 0.2;
    sparse.people[1] = 0;
    struct known_question q;
    char *const settings = share_at_least(0.3, 0.05, "each = \"half_hour\";");
    known_question_init(&q, &sparse, settings);
    struct plan plan = verified(&q, 9, 1);
    assert_int_equal(plan.end, PLAN_NOT_CERTIFIED);
    assert_int_equal(plan.grades[0].units_failed, 1);
    assert_true(plan.replications > 120);
    plan_done(&plan);
    known_question_done(&q);
    free(settings);
}

/* The second would take thousands of replications. */
static void the_first_failure_ends_the_test(void **state)
{
    (void) state;
    struct known_question q;
    char *const settings = sim_mem_print(
        "targets: { hopeless: { line = \"desk\"; measure = \"abandoned\"; "
        "at_most = 0.04; };\n"
        "  close: { line = \"desk\"; within = \"20 s\"; of = \"offered\"; "
        "at_least = %.17g; }; };\n"
        "plan: { week = \"as_dated\"; targets: { hopeless: { margin = 0.02; };\n"
        "  close: { margin = 0.001; }; }; };\n",
        true_share() - 0.0005);
    known_question_init(&q, &queue, settings);
    struct plan plan = verified(&q, 13, 1);
    assert_int_equal(plan.end, PLAN_NOT_CERTIFIED);
    assert_int_equal(plan.grades[0].state, SIM_SEQUENTIAL_FAILS);
    assert_int_equal(plan.grades[1].state, SIM_SEQUENTIAL_OPEN);
    assert_int_equal(plan.rounds[0].failed_need, 0);
    assert_true(plan.replications <= 80);
    plan_done(&plan);
    known_question_done(&q);
    free(settings);
}

static void an_undecided_test_does_not_hold(void **state)
{
    (void) state;
    struct known_question q;
    char *const settings = share_at_least(true_share() - 0.0015, 0.003, "");
    known_question_init(&q, &queue, settings);
    const struct certificate_ask ask = {
        .seed = 10, .error_holds = 0.05, .most = 60, .threads = 1
    };
    struct certificate certificate;
    certificate_run(&q.question, &ask, &certificate);
    assert_int_equal(certificate.states[0], SIM_SEQUENTIAL_OPEN);
    assert_int_equal(certificate.replications, 60);
    assert_false(certificate.held);
    assert_false(certificate.is_stopped);
    assert_int_equal(certificate.failed_need, 0);
    certificate_done(&q.question, &certificate);
    known_question_done(&q);
    free(settings);
}

static void one_that_is_stopped_does_not_hold(void **state)
{
    (void) state;
    struct known_question q;
    char *const settings = share_at_least(0.1, 0.05, "");
    known_question_init(&q, &queue, settings);
    const atomic_bool stop = true;
    const struct plan_options options = { .seed = 11, .threads = 1, .stop = &stop };
    struct plan plan;
    plan_verify(&q.question, &options, &plan);
    assert_int_equal(plan.end, PLAN_STOPPED);
    assert_false(plan.rounds[0].held);
    plan_done(&plan);
    known_question_done(&q);
    free(settings);
}

/* Less error to spend never takes fewer callers. */
static void less_error_takes_no_fewer_callers(void **state)
{
    (void) state;
    const double errors[] = { 0.2, 0.04, 0.008, 0.0016, 0.00032 };
    struct known_question q;
    char *const settings = share_at_least(true_share() - 0.05, 0.03, "");
    known_question_init(&q, &queue, settings);
    int before = 0, first = 0;
    for (int e = 0; e < 5; e++) {
        const struct certificate_ask ask = {
            .seed = 12, .error_holds = errors[e], .most = 5000, .threads = 1
        };
        struct certificate certificate;
        certificate_run(&q.question, &ask, &certificate);
        assert_true(certificate.held);
        assert_true(certificate.replications >= before);
        first = e == 0 ? certificate.replications : first;
        before = certificate.replications;
        certificate_done(&q.question, &certificate);
    }
    assert_true(before > 2 * first);
    known_question_done(&q);
    free(settings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_far_from_its_limit_is_told),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bits),
        cmocka_unit_test(half_hours_without_demand_hold),
        cmocka_unit_test(half_hours_with_little_demand_are_not_taken_as_empty),
        cmocka_unit_test(the_first_failure_ends_the_test),
        cmocka_unit_test(an_undecided_test_does_not_hold),
        cmocka_unit_test(one_that_is_stopped_does_not_hold),
        cmocka_unit_test(less_error_takes_no_fewer_callers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
