#include "model/measure/balance.h"

#include "model/measure/fold.h"
#include "model/measure/result.h"
#include "tests/toy_more.h"

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

static char *fault_in(const struct toy *toy, const struct tally *tally)
{
    struct digest digest;
    digest_init(&digest, &toy->program);
    digest_make(&digest, &toy->program, tally);
    char *const fault = balance_fault(&toy->scenario, &toy->program, tally, &digest);
    digest_done(&digest);
    return fault;
}

static char *fault_of(const struct bench *b)
{
    return fault_in(&b->toy, &b->tally);
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

/* ---- with everything that only some scenarios have ---- */

struct bench_more {
    struct toy_more more;
    struct tally tally;
};

static int set_up_more(void **state)
{
    struct bench_more *const b = sim_mem_array(1, sizeof *b);
    more_init(&b->more, (struct scenario_dates){ 19075, 19077 }, NULL, 0);
    tally_init(&b->tally, &b->more.toy.program);
    more_run(&b->more, 0, 1, &b->tally);
    *state = b;
    return 0;
}

static int tear_down_more(void **state)
{
    struct bench_more *const b = *state;
    tally_done(&b->tally);
    more_done(&b->more);
    free(b);
    return 0;
}

static char *fault_of_more(const struct bench_more *b)
{
    return fault_in(&b->more.toy, &b->tally);
}

/* Every count that a replication makes is in some identity: one more is noticed, and
 * the words name the place. */
static void one_more_of_anything_is_noticed(void **state)
{
    struct bench_more *const b = *state;
    struct tally *const t = &b->tally;
    const int q = b->more.toy.program.calendar.from + 50;
    struct tally_more *const line_a = tally_more_at(t, q, MORE_A);
    struct tally_more *const line_b = tally_more_at(t, q, MORE_B);
    struct tally_more *const stream = tally_more_at(t, q, MORE_STREAM);
    const struct {
        uint64_t *count;
        const char *words;
    } flows[] = {
        { &t->flow[WAY_OFF], "take one of its ways" },
        { &t->flow[WAY_MENU_AGAIN], "stage \"menu\": 1 more" },
        { &t->flow[WAY_MENU_WEB], "stage \"web\": 1 more" },
        { &t->flow[WAY_MENU_LOST], "stage \"left\": 1 more" },
        { &t->flow[WAY_A_RECALL], "stage \"c\": 1 more" },
        { &t->flow[WAY_A_LOST], "line \"a\": -1 callers" },
        { &t->flow[WAY_A_LOST_2], "line \"a\": -1 callers" },
        { &t->flow[WAY_OUT_AGAIN], "stage \"menu\": 1 more" },
        { &t->flow[WAY_OUT_LOST], "outages: not as many" },
        { &t->flow[WAY_B_AGAIN], "stage \"menu\": 1 more" },
        { &t->shut[WAY_DEPT], "stage \"a\": 1 more" },
        { &t->moved[TOY_MENU][TALLY_FULL], "stage \"menu\": -1 more" },
        { &t->moved[TOY_LINE_A][TALLY_DOWN], "stage \"a\": -1 more" },
        { &t->moved[TOY_LINE_A][TALLY_CUT_OFF], "line \"a\": -1 callers" },
        { &t->moved[TOY_LINE_A][TALLY_OVERFLOW], "stage \"b\": 1 more" },
        { &t->moved[TOY_LINE_B][TALLY_CLOSED], "stage \"b\": -1 more" },
        { &t->moved[TOY_LINE_B][TALLY_DOWN], "stage \"b\": -1 more" },
        { &t->moved[TOY_LINE_B][TALLY_GIVEN_UP], "stage \"left\": 1 more" },
        { &t->moved[MORE_LINE_C][TALLY_GIVEN_UP], "stage \"left\": 1 more" },
        { &t->entered[MORE_LINE_C], "stage \"c\": -1 more" },
    };
    const struct {
        uint32_t *count;
        uint32_t by;
        const char *words;
    } counts[] = {
        { &stream->attempts, 1, "attempts begin" },
        { &stream->resolved, 1, "are counted as resolved" },
        { &line_a->overflowed, 99, "\"a\", quarter hour 2022-03-24 12:30: the parts" },
        { &line_a->cut_off, 99, "\"a\", quarter hour" },
        { &line_a->positive, 99, "the parts" },
        { &line_a->negative, 99, "the parts" },
        { &line_b->not_reached, 99, "the parts" },
        { &line_b->called_back, 99, "the parts" },
        { &line_b->asked, 1, "line \"b\", quarter hour 2022-03-24 12:30: its other" },
        { &tally_at(t, q, MORE_FROM)->left, 1, "clock of line \"a\"" },
    };
    assert_null(fault_of_more(b));
    for (size_t i = 0; i < sizeof flows / sizeof *flows; i++) {
        ++*flows[i].count;
        char *const fault = fault_of_more(b);
        if (fault == NULL || strstr(fault, flows[i].words) == NULL)
            fail_msg("%zu: no \"%s\" in \"%s\"", i, flows[i].words,
                     fault == NULL ? "" : fault);
        free(fault);
        --*flows[i].count;
    }
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        *counts[i].count += counts[i].by;
        char *const fault = fault_of_more(b);
        if (fault == NULL || strstr(fault, counts[i].words) == NULL)
            fail_msg("%zu: no \"%s\" in \"%s\"", i, counts[i].words,
                     fault == NULL ? "" : fault);
        free(fault);
        *counts[i].count -= counts[i].by;
    }
    assert_null(fault_of_more(b));
}

/* A whole visit more or less in a view balances by itself, but not with its line. */
static void a_clock_has_the_calls_of_its_line(void **state)
{
    struct bench_more *const b = *state;
    const int q = b->more.toy.program.calendar.from + 77;
    for (int view = MORE_FROM; view <= MORE_WITHOUT; view++)
        for (int i = 0; i < 2; i++) {
            struct tally_cell *const cell = tally_at(&b->tally, q, view);
            uint32_t *const part = i == 0 ? &cell->answered : &cell->abandoned;
            cell->offered++;
            ++*part;
            char *const fault = fault_of_more(b);
            assert_non_null(fault);
            assert_non_null(strstr(fault, "its other clock has other calls"));
            free(fault);
            cell->offered--;
            --*part;
        }
    assert_null(fault_of_more(b));
}

/* One who will call again after the end is sent, and not yet there. */
static void who_is_between_attempts_is_still_under_way(void **state)
{
    struct bench_more *const b = *state;
    const int q = b->more.toy.program.calendar.from;
    struct tally_cell *const cell = tally_at(&b->tally, q, MORE_STREAM);
    b->tally.flow[WAY_SPEAK]++;
    b->tally.entered[TOY_MENU]++;
    b->tally.entered[TOY_LINE_A]++;
    b->tally.flow[WAY_A_AGAIN]++;
    cell->offered++;
    tally_more_at(&b->tally, q, MORE_STREAM)->attempts += 2;
    char *const fault = fault_of_more(b);
    assert_non_null(fault); /* one journey more than ended */
    free(fault);
    cell->still++;
    assert_null(fault_of_more(b));
    b->tally.flow[WAY_SPEAK]--;
    b->tally.entered[TOY_MENU]--;
    b->tally.entered[TOY_LINE_A]--;
    b->tally.flow[WAY_A_AGAIN]--;
    cell->offered--;
    cell->still--;
    tally_more_at(&b->tally, q, MORE_STREAM)->attempts -= 2;
}

#define MORE(test) cmocka_unit_test_setup_teardown(test, set_up_more, tear_down_more)
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
        MORE(one_more_of_anything_is_noticed),
        MORE(a_clock_has_the_calls_of_its_line),
        MORE(who_is_between_attempts_is_still_under_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
