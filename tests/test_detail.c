/* Waits, half hours and days that stand out, against the calls one by one. */
#include "model/measure/fold.h"
#include "model/measure/result.h"
#include "tests/toy.h"

enum { REPS = 6, HALVES = RESULT_WEEK_HALVES };

/* Thursday 24 March to Tuesday 12 April 2022: summer time begins in it. */
static const struct scenario_dates PERIOD = { 19075, 19094 };

struct bench {
    struct toy toy;
    struct fold fold;
    struct result result;
};

static void run_toy(struct bench *b, struct scenario_dates period, double calls)
{
    struct tally tally;
    toy_init(&b->toy, period, NULL, 0);
    b->toy.calls_a_quarter = calls;
    fold_init(&b->fold, &b->toy.scenario, &b->toy.program, NULL, false);
    tally_init(&tally, &b->toy.program);
    for (int rep = 0; rep < REPS; rep++) {
        tally_clear(&tally);
        toy_run(&b->toy, rep, &tally);
        fold_add(&b->fold, &tally);
    }
    tally_done(&tally);
    result_make(&b->fold, &(struct result_run){ .version = "1.2", .planned = REPS },
                &b->result);
    assert_null(b->result.fault);
}

static void bench_done(struct bench *b)
{
    result_done(&b->result);
    fold_done(&b->fold);
    toy_done(&b->toy);
}

/* So few calls that line b often answers fewer than ten a day. */
static int set_up(void **state)
{
    struct bench *const b = sim_mem_array(1, sizeof *b);
    run_toy(b, PERIOD, 0.9);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    bench_done(*state);
    free(*state);
    return 0;
}

static bool is_counted(const struct toy *toy, int quarter)
{
    return quarter >= toy->program.calendar.from && quarter < toy->program.calendar.to;
}

/* ---- waits ---- */

static void bins_hold_the_calls_one_by_one(void **state)
{
    const struct bench *const b = *state;
    const double days = REPS * 20.0;
    for (int subject = 0; subject < TOY_SUBJECTS; subject++) {
        double want[RESULT_WAITS] = { 0.0 }, all = 0.0;
        for (size_t i = 0; i < b->toy.call_count; i++) {
            const struct toy_call *const call = &b->toy.calls[i];
            int bin = 0;
            if (call->subject != subject || call->outcome != TOY_ANSWERED
                || !is_counted(&b->toy, call->quarter))
                continue;
            while (call->wait_s > 0.0 && bin < RESULT_WAITS - 1
                   && call->wait_s >= result_wait_edges_s[bin])
                bin++;
            want[bin] += 1.0;
        }
        for (int i = 0; i < RESULT_WAITS; i++) {
            const double got = b->result.waits[subject * RESULT_WAITS + i];
            assert_near(got * days, want[i], 1e-9);
            all += got;
        }
        const struct sim_estimate answered =
            result_at(&b->result, MEASURE_PERIOD, 0, subject, MEASURE_ID_ANSWERED);
        assert_near(all, answered.value, 1e-9);
        assert_true(want[0] > 0.0 && want[9] > 0.0 && want[13] > 0.0);
    }
}

static void edges_rise_and_are_edges_of_the_tally(void **state)
{
    (void) state;
    assert_near(result_wait_edges_s[0], 0.0, 0.0);
    for (int i = 1; i < RESULT_WAITS - 1; i++) {
        const double edge_s = result_wait_edges_s[i];
        assert_true(edge_s > result_wait_edges_s[i - 1]);
        assert_near(tally_edge(tally_bin(edge_s)), edge_s, 0.0);
        assert_true(tally_bin(nextafter(edge_s, 0.0)) < tally_bin(edge_s));
        assert_true(edge_s < 90.0 || fmod(edge_s, 30.0) == 0.0);
    }
    static const double asked[] = { 1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120 };
    for (int i = 0; i < 13; i++)
        assert_near(result_wait_edges_s[i + 1], asked[i], 0.0);
}

/* A wait of an edge's length is in the bin that begins there, the longest in the last,
 * and none in the first. */
static void waits_on_an_edge_belong_above_it(void **state)
{
    (void) state;
    static const double waits_s[] = { 0.0, 0.01, 10.0, 9.99, 46080.0, 46079.0, 2e5 };
    static const int bins[] = { 0, 1, 7, 6, 29, 28, 29 };
    struct bench b = { 0 };
    struct tally tally;
    double want[RESULT_WAITS] = { 0.0 };
    toy_init(&b.toy, (struct scenario_dates){ 19100, 19100 }, NULL, 0);
    fold_init(&b.fold, &b.toy.scenario, &b.toy.program, NULL, false);
    tally_init(&tally, &b.toy.program);
    const int quarter = b.toy.program.calendar.from + 3;
    for (int i = 0; i < 7; i++) {
        toy_book(&b.toy, &tally,
                 (struct toy_call){ .subject = TOY_A,
                                    .quarter = quarter,
                                    .arrived_s = quarter * 900.0,
                                    .wait_s = waits_s[i] });
        want[bins[i]] += 1.0;
    }
    fold_add(&b.fold, &tally);
    free(b.fold.fault); /* these calls come from no stream */
    b.fold.fault = NULL;
    result_make(&b.fold, &(struct result_run){ .planned = 1 }, &b.result);
    for (int i = 0; i < RESULT_WAITS; i++)
        assert_near(b.result.waits[i], want[i], 0.0);
    tally_done(&tally);
    bench_done(&b);
}

/* ---- half hours ---- */

/* From the label, as people read it: "2022-03-27 03:15". */
static int half_of(const struct calendar *calendar, int quarter)
{
    char label[CALENDAR_LABEL];
    int year, month, day, hour, minute;
    calendar_quarter_label(calendar, quarter, label);
    assert_int_equal(
        sscanf(label, "%d-%d-%d %d:%d", &year, &month, &day, &hour, &minute), 5);
    const int32_t date = calendar_date((struct calendar_civil){ year, month, day });
    return calendar_weekday(date) * 48 + hour * 2 + minute / 30;
}

static void check_halves(const struct bench *b)
{
    static double people[HALVES], busy[HALVES], over[HALVES], quarters[HALVES];
    memset(people, 0, sizeof people);
    memset(busy, 0, sizeof busy);
    memset(over, 0, sizeof over);
    memset(quarters, 0, sizeof quarters);
    for (size_t i = 0; i < b->toy.staff_count; i++) {
        const struct toy_staff *const staff = &b->toy.staff[i];
        if (!is_counted(&b->toy, staff->quarter))
            continue;
        const int half = half_of(&b->toy.program.calendar, staff->quarter);
        people[half] += staff->people;
        busy[half] += staff->busy_s / 900.0;
        over[half] += staff->over_s / 900.0;
        quarters[half] += 1.0;
    }
    for (int h = 0; h < HALVES; h++) {
        const struct result_half *const got = &b->result.halves[h];
        double share = -1.0;
        assert_near(got->quarters * REPS, quarters[h], 0.0);
        if (quarters[h] == 0.0) {
            assert_false(result_half_occupancy(got, &share));
            assert_near(share, -1.0, 0.0);
            continue;
        }
        assert_near(got->people, people[h] / quarters[h], 1e-12);
        assert_near(got->busy, busy[h] / quarters[h], 1e-12);
        assert_near(got->overrun, over[h] / quarters[h], 1e-12);
        assert_true(result_half_occupancy(got, &share) == (people[h] + over[h] > 0.0));
        if (people[h] + over[h] > 0.0)
            assert_near(share, busy[h] / (people[h] + over[h]), 1e-12);
    }
}

static void half_hours_agree_with_the_staff_one_by_one(void **state)
{
    const struct bench *const b = *state;
    check_halves(b);
    assert_int_equal(b->result.halves[0].quarters, 3 * 2);          /* Mondays */
    assert_int_equal(b->result.halves[6 * 48 + 2].quarters, 2 * 2); /* Sundays, 01:00 */
}

/* From Thursday to Friday, when autumn's clock change is far: Mondays have nothing. */
static void half_hours_that_the_period_has_none_of_are_empty(void **state)
{
    (void) state;
    struct bench b = { 0 };
    run_toy(&b, (struct scenario_dates){ 19075, 19076 }, 0.9);
    check_halves(&b);
    assert_int_equal(b.result.halves[0].quarters, 0);
    assert_int_equal(b.result.halves[3 * 48].quarters, 2);
    bench_done(&b);
}

/* 30 October 2022, when the hour from 01:00 comes twice. */
static void an_hour_that_comes_twice_is_one_hour_of_the_week(void **state)
{
    (void) state;
    struct bench b = { 0 };
    run_toy(&b, (struct scenario_dates){ 19295, 19295 }, 0.9);
    check_halves(&b);
    assert_int_equal(b.result.halves[6 * 48 + 2].quarters, 4);
    assert_int_equal(b.result.halves[6 * 48 + 3].quarters, 4);
    assert_int_equal(b.result.halves[6 * 48 + 4].quarters, 2);
    bench_done(&b);
}

/* Two half hours make an hour, weighted by how much of each the period has. */
static void half_hours_add_up_to_hours(void **state)
{
    const struct bench *const b = *state;
    const int team = b->result.subject_count;
    for (int hour = 0; hour < HALVES / 2; hour++) {
        const struct result_half *const two = &b->result.halves[2 * hour];
        const double all = two[0].quarters + two[1].quarters;
        const struct sim_estimate people =
            result_at(&b->result, MEASURE_HOUR, hour, team, MEASURE_ID_PEOPLE);
        const struct sim_estimate busy =
            result_at(&b->result, MEASURE_HOUR, hour, team, MEASURE_ID_BUSY_HOURS);
        assert_near((two[0].people * two[0].quarters + two[1].people * two[1].quarters)
                        / all,
                    people.value, 1e-12);
        assert_near((two[0].busy * two[0].quarters + two[1].busy * two[1].quarters)
                        / all,
                    busy.value, 1e-12);
    }
}

static void half_hours_have_names(void **state)
{
    (void) state;
    char name[RESULT_HALF_NAME];
    assert_string_equal(result_half_name(0, name), "Mon 00:00");
    assert_string_equal(result_half_name(48 + 17, name), "Tue 08:30");
    assert_string_equal(result_half_name(335, name), "Sun 23:30");
}

/* ---- days ---- */

struct day {
    int rep, day;
    double offered, answered, abandoned, wait_s, longest_s;
    double by;
};

static int falling(const void *a, const void *b)
{
    const struct day *const x = a, *const y = b;
    if (x->by != y->by)
        return x->by < y->by ? 1 : -1;
    return x->rep != y->rep ? x->rep - y->rep : x->day - y->day;
}

static void days_of(const struct toy *toy, int line, struct day days[REPS * 20])
{
    for (int i = 0; i < REPS * 20; i++)
        days[i] = (struct day){ .rep = i / 20, .day = i % 20 };
    for (size_t i = 0; i < toy->call_count; i++) {
        const struct toy_call *const call = &toy->calls[i];
        if (call->subject != line || !is_counted(toy, call->quarter))
            continue;
        struct day *const day =
            &days[call->rep * 20 + toy->program.calendar.period_day[call->quarter]];
        day->offered += 1.0;
        day->answered += call->outcome == TOY_ANSWERED;
        day->abandoned += call->outcome == TOY_ABANDONED;
        day->wait_s += call->outcome == TOY_ANSWERED ? call->wait_s : 0.0;
        day->longest_s = fmax(day->longest_s, call->wait_s);
    }
}

static void check_days(const struct result_day *got, const struct day *want, int count)
{
    for (int i = 0; i < count; i++) {
        assert_int_equal(got[i].replication, want[i].rep);
        assert_int_equal(got[i].date, PERIOD.first + want[i].day);
        assert_near(got[i].offered, want[i].offered, 0.0);
        assert_near(got[i].answered, want[i].answered, 0.0);
        assert_near(got[i].abandoned_share, want[i].abandoned / want[i].offered, 1e-12);
        assert_near(got[i].mean_wait_s, want[i].wait_s / want[i].answered, 1e-12);
        assert_near(got[i].longest_wait_s, want[i].longest_s, 0.0);
    }
}

static void the_days_that_stand_out_are_found(void **state)
{
    const struct bench *const b = *state;
    for (int line = TOY_A; line <= TOY_B; line++) {
        const struct result_extremes *const got = &b->result.extremes[line];
        struct day days[REPS * 20];
        int quiet = 0, ties = 0;
        days_of(&b->toy, line, days);
        for (int i = 0; i < REPS * 20; i++)
            days[i].by = days[i].offered;
        qsort(days, REPS * 20, sizeof *days, falling);
        assert_int_equal(got->busiest_count, RESULT_DAYS);
        check_days(got->busiest, days, RESULT_DAYS);
        for (int i = 0; i < RESULT_DAYS; i++)
            ties += days[i].by == days[i + 1].by;
        for (int i = 0; i < REPS * 20; i++) {
            const bool is_quiet = days[i].answered < RESULT_DAY_ANSWERED;
            days[i].by = is_quiet ? -1.0 : days[i].wait_s / days[i].answered;
            quiet += is_quiet;
        }
        qsort(days, REPS * 20, sizeof *days, falling);
        assert_int_equal(got->worst_count, RESULT_DAYS);
        check_days(got->worst, days, RESULT_DAYS);
        assert_true(ties > 0 && (quiet > 10) == (line == TOY_B));
    }
}

/* One day in six replications; on some of them line b answers too few. */
static void few_days_make_short_lists(void **state)
{
    (void) state;
    struct bench b = { 0 };
    run_toy(&b, (struct scenario_dates){ 19075, 19075 }, 0.9);
    assert_int_equal(b.result.extremes[TOY_A].busiest_count, REPS);
    assert_int_equal(b.result.extremes[TOY_A].worst_count, REPS);
    assert_true(b.result.extremes[TOY_B].worst_count < REPS);
    bench_done(&b);
}

/* Nobody came, or nobody of those answered had to wait: neither is a day to look at. */
static void a_day_without_calls_or_waits_stands_out_in_nothing(void **state)
{
    (void) state;
    for (int calls = 0; calls < 2; calls++) {
        struct bench b = { 0 };
        struct tally tally;
        toy_init(&b.toy, (struct scenario_dates){ 19100, 19100 }, NULL, 0);
        fold_init(&b.fold, &b.toy.scenario, &b.toy.program, NULL, false);
        tally_init(&tally, &b.toy.program);
        const int quarter = b.toy.program.calendar.from;
        for (int i = 0; i < 20 * calls; i++)
            toy_book(&b.toy, &tally,
                     (struct toy_call){ .subject = TOY_A,
                                        .quarter = quarter,
                                        .arrived_s = quarter * 900.0 });
        fold_add(&b.fold, &tally);
        free(b.fold.fault); /* these calls come from no stream */
        b.fold.fault = NULL;
        result_make(&b.fold, &(struct result_run){ .planned = 1 }, &b.result);
        assert_int_equal(b.result.extremes[TOY_A].busiest_count, calls);
        assert_int_equal(b.result.extremes[TOY_A].worst_count, 0);
        tally_done(&tally);
        bench_done(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bins_hold_the_calls_one_by_one),
        cmocka_unit_test(edges_rise_and_are_edges_of_the_tally),
        cmocka_unit_test(waits_on_an_edge_belong_above_it),
        cmocka_unit_test(half_hours_agree_with_the_staff_one_by_one),
        cmocka_unit_test(half_hours_that_the_period_has_none_of_are_empty),
        cmocka_unit_test(an_hour_that_comes_twice_is_one_hour_of_the_week),
        cmocka_unit_test(half_hours_add_up_to_hours),
        cmocka_unit_test(half_hours_have_names),
        cmocka_unit_test(the_days_that_stand_out_are_found),
        cmocka_unit_test(few_days_make_short_lists),
        cmocka_unit_test(a_day_without_calls_or_waits_stands_out_in_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
