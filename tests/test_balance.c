#include "model/measure/balance.h"

#include "model/measure/fold.h"
#include "model/measure/result.h"
#include "tests/toy.h"

/* Each test breaks one book of a replication that balances, and looks at the words. */
struct bench {
    struct toy toy;
    struct tally tally;
};

static int set_up(void **state)
{
    struct bench *const b = sim_mem_array(1, sizeof *b);
    toy_init(&b->toy, (struct scenario_dates){ 19075, 19076 }, NULL, 0);
    tally_init(&b->tally, &b->toy.program);
    toy_run(&b->toy, 0, &b->tally);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *const b = *state;
    tally_done(&b->tally);
    toy_done(&b->toy);
    free(b);
    return 0;
}

static char *fault_of(const struct bench *b)
{
    struct digest digest;
    digest_init(&digest, &b->toy.program);
    digest_make(&digest, &b->toy.program, &b->tally);
    char *const fault =
        balance_fault(&b->toy.scenario, &b->toy.program, &b->tally, &digest);
    digest_done(&digest);
    return fault;
}

static void check_fault(const struct bench *b, const char *words)
{
    char *const fault = fault_of(b);
    assert_non_null(fault);
    if (strstr(fault, words) == NULL)
        print_error("no \"%s\" in \"%s\"\n", words, fault);
    assert_non_null(strstr(fault, words));
    free(fault);
}

static void a_sound_replication_balances(void **state)
{
    assert_null(fault_of(*state));
}

static void a_lost_call_is_named_with_line_and_quarter_hour(void **state)
{
    struct bench *const b = *state;
    const int q = b->toy.program.calendar.from + 40;
    tally_at(&b->tally, q, TOY_B)->offered = 9;
    tally_at(&b->tally, q, TOY_B)->answered = 5;
    tally_at(&b->tally, q, TOY_B)->abandoned = 1;
    tally_at(&b->tally, q, TOY_B)->left = 0;
    tally_at(&b->tally, q, TOY_B)->still = 2;
    check_fault(b, "line \"b\", 2022-03-24 10:00: offered 9 is not answered 5 + "
                   "abandoned 1 + left 0 + still there 2");
}

static void warm_up_and_run_on_are_looked_at_too(void **state)
{
    struct bench *const b = *state;
    tally_at(&b->tally, 0, TOY_STREAM)->left++;
    check_fault(b, "stream \"public\", 2022-03-23 22:00");
    tally_at(&b->tally, 0, TOY_STREAM)->left--;
    assert_null(fault_of(b));
    tally_at(&b->tally, b->tally.quarters, TOY_A)->offered++;
    check_fault(b, "line \"a\", after the last quarter hour");
}

static void littles_law_is_an_identity(void **state)
{
    struct bench *const b = *state;
    b->tally.queued_s *= 1.0 + 1e-10;
    assert_null(fault_of(b));
    b->tally.queued_s *= 1.0 + 1e-8;
    check_fault(b, "Little");
}

static void who_is_sent_to_a_stage_enters_it(void **state)
{
    struct bench *const b = *state;
    b->tally.entered[TOY_LINE_B]--;
    check_fault(b, "stage \"b\": 1 more callers are sent there than enter");
    b->tally.entered[TOY_LINE_B] += 2;
    check_fault(b, "stage \"b\": -1 more callers are sent there than enter");
}

static void who_enters_a_menu_takes_an_option(void **state)
{
    struct bench *const b = *state;
    b->tally.flow[1]--;
    b->tally.entered[TOY_END]--;
    check_fault(b, "stage \"menu\"");
}

static void who_enters_a_line_is_answered_or_hangs_up(void **state)
{
    struct bench *const b = *state;
    b->tally.flow[2]--;
    b->tally.entered[TOY_END]--;
    check_fault(b, "neither were answered nor hung up");
    b->tally.flow[2] += 2;
    b->tally.entered[TOY_END] += 2;
    check_fault(b, "-1 callers who entered neither");
}

static void who_reaches_an_end_is_answered_or_left(void **state)
{
    struct bench *const b = *state;
    struct tally_cell *const cell =
        tally_at(&b->tally, b->toy.program.calendar.from, TOY_STREAM);
    cell->still++;
    cell->offered++;
    b->tally.entered[TOY_MENU]++;
    b->tally.flow[1]++;
    b->tally.entered[TOY_END]++;
    check_fault(b, "callers reach an end");
}

/* One who is on the way to line a when the run ends: sent, but nowhere yet. */
static void those_still_under_way_are_allowed_for(void **state)
{
    struct bench *const b = *state;
    struct tally_cell *const cell =
        tally_at(&b->tally, b->toy.program.calendar.from, TOY_STREAM);
    cell->still++;
    cell->offered++;
    b->tally.entered[TOY_MENU]++;
    b->tally.flow[0]++;
    assert_null(fault_of(b));
    b->tally.entered[TOY_LINE_A]++; /* waiting there, it is the same */
    assert_null(fault_of(b));
    b->tally.entered[TOY_LINE_A] -= 2;
    check_fault(b,
                "stage \"a\": 2 more callers are sent there than enter, 1 are still");
}

/* Closed, line b sends callers to the end, and says so. */
static void a_closed_stage_hands_on_its_callers(void **state)
{
    struct bench *const b = *state;
    struct program_stage *const line = &b->toy.program.stages[TOY_LINE_B];
    b->tally.entered[TOY_LINE_B]--;
    b->tally.entered[TOY_END]++;
    check_fault(b, "stage \"b\"");
    line->closed_to = TOY_END;
    b->tally.moved[TOY_LINE_B][TALLY_CLOSED]++;
    check_fault(b, "neither were answered"); /* the tally says that b answered them */
    b->tally.flow[4]--;
    b->tally.entered[TOY_END]--;
    assert_null(fault_of(b));
    b->tally.moved[TOY_LINE_B][TALLY_CLOSED]--;
    check_fault(b, "stage \"b\": 1 more callers");
}

static void nor_does_a_full_one_keep_them(void **state)
{
    struct bench *const b = *state;
    struct program_stage *const line = &b->toy.program.stages[TOY_LINE_B];
    line->cap = 0;
    line->then_to = TOY_END;
    b->tally.entered[TOY_LINE_B]--;
    b->tally.moved[TOY_LINE_B][TALLY_FULL]++;
    b->tally.flow[4]--;
    assert_null(fault_of(b));
}

/* The first fault is kept with its replication, and the result has no figure at all. */
static void a_fault_leaves_no_figures(void **state)
{
    struct bench *const b = *state;
    struct fold fold;
    struct result result;
    fold_init(&fold, &b->toy.scenario, &b->toy.program, NULL, true);
    fold_add(&fold, &b->tally);
    assert_null(fold.fault);
    b->tally.queued_s += 1.0;
    fold_add(&fold, &b->tally);
    b->tally.entered[TOY_END]++;
    fold_add(&fold, &b->tally);
    result_make(&fold, &(struct result_run){ .planned = 3 }, &result);
    assert_non_null(strstr(result.fault, "replication 1: the waits add up to"));
    double value = -1.0, half = -1.0;
    assert_false(result_value(&result, "line.a.mean_wait", &value, &half));
    assert_false(result_value(&result, "team.desk.seats", &value, &half));
    assert_near(value, -1.0, 0.0);
    for (int id = 0; id < MEASURE_COUNT; id++)
        assert_int_equal(
            result_at(&result, MEASURE_PERIOD, 0, TOY_A, (enum measure_id) id).kind,
            SIM_ESTIMATE_NONE);
    assert_int_equal(result.stage_count + result.target_count, 0);
    assert_int_equal(result.unit_count[MEASURE_QUARTER], 0);
    result_done(&result);
    fold_done(&fold);
}

#define FRESH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FRESH(a_sound_replication_balances),
        FRESH(a_lost_call_is_named_with_line_and_quarter_hour),
        FRESH(warm_up_and_run_on_are_looked_at_too),
        FRESH(littles_law_is_an_identity),
        FRESH(who_is_sent_to_a_stage_enters_it),
        FRESH(who_enters_a_menu_takes_an_option),
        FRESH(who_enters_a_line_is_answered_or_hangs_up),
        FRESH(who_reaches_an_end_is_answered_or_left),
        FRESH(those_still_under_way_are_allowed_for),
        FRESH(a_closed_stage_hands_on_its_callers),
        FRESH(nor_does_a_full_one_keep_them),
        FRESH(a_fault_leaves_no_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
