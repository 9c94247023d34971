#include "model/measure/grade.h"

#include <stdlib.h>

#include "model/measure/waits.h"
#include "tests/near.h"

enum { BT, LINE, OTHER };

static struct scenario_stage stages[] = {
    [BT] = { .kind = SCENARIO_DELAY, .name = "bt", .label = "BT operator" },
    [LINE] = { .kind = SCENARIO_LINE, .name = "line_999", .label = "999" },
    [OTHER] = { .kind = SCENARIO_LINE, .name = "second", .label = "101 secondary" },
};
static struct scenario_stream streams[] = { { .name = "p101", .label = "101" } };
static struct scenario_team teams[] = { { .name = "desk", .label = "call handlers" } };
static int at_both[] = { LINE, OTHER };

static struct scenario_target target_of(enum scenario_grade grade)
{
    return (struct scenario_target){
        .name = "t",
        .grade = grade,
        .line = LINE,
        .journey = -1,
        .team = -1,
        .clock = -1,
    };
}

static const struct scenario scenario = {
    .stages = stages, .stage_count = 3, .streams = streams, .teams = teams
};

/* 91 calls of one interval: 80 answered, 70 of them within the limit; 11 hung up, 7 of
 * them after the threshold. */
static const struct digest_cell cell = {
    .sums = { [MEASURE_Q_OFFERED] = 91.0,
              [MEASURE_Q_ANSWERED] = 80.0,
              [MEASURE_Q_ABANDONED] = 11.0,
              [MEASURE_Q_WAIT] = 1234.5 },
    .slots = { 0.0, 70.0, 7.0 },
    .longest_s = 321.0,
};
static const struct digest_team team = { .sums = { [MEASURE_Q_BUSY] = 700.0,
                                                   [MEASURE_Q_OVER] = 50.0,
                                                   [MEASURE_Q_STAFFED] = 900.0 } };
static const struct digest_journey journey = { 13.0, 200.0 };

static struct grade_ratio value_of(const struct scenario_target *target, int slot)
{
    uint64_t waits[TALLY_BINS] = { 0 };
    waits[tally_bin(10.0)] = 60; /* 20 did not wait */
    const struct grade_place place = { .subject = 0,
                                       .team = 0,
                                       .journey = target->journey >= 0 ? 0 : -1,
                                       .slot = slot,
                                       .short_slot = 2 };
    const struct grade_facts facts = {
        .cell = &cell, .team = &team, .journey = &journey, .waits = waits
    };
    return grades[target->grade].value(target, &place, &facts);
}

static void check(const struct scenario_target *target, int slot, double of, double per)
{
    const struct grade_ratio got = value_of(target, slot);
    assert_near(got.of, of, 1e-12);
    assert_near(got.per, per, 0.0);
}

static void grades_have_the_denominator_they_are_given(void **state)
{
    (void) state;
    struct scenario_target t = target_of(SCENARIO_ANSWERED_WITHIN);
    t.of = SCENARIO_OF_ANSWERED;
    check(&t, 1, 70.0, 80.0);
    t.of = SCENARIO_OF_OFFERED;
    check(&t, 1, 70.0, 91.0);
    t.of = SCENARIO_OF_OFFERED_LESS_SHORT;
    check(&t, 1, 70.0, 87.0);
    t = target_of(SCENARIO_ABANDONED);
    t.of = SCENARIO_OF_OFFERED;
    check(&t, -1, 11.0, 91.0); /* without a threshold everybody counts */
    t.hung_up_after_s = 60.0;
    check(&t, 2, 7.0, 91.0);
    t.of = SCENARIO_OF_OFFERED_LESS_SHORT;
    check(&t, 2, 7.0, 87.0);
    t.journey = 0;
    check(&t, -1, 13.0, 200.0);
}

static void other_grades_measure_waits_and_people(void **state)
{
    (void) state;
    struct scenario_target t = target_of(SCENARIO_MEAN_WAIT);
    check(&t, -1, 1234.5, 80.0);
    t = target_of(SCENARIO_LONGEST_WAIT);
    check(&t, -1, 321.0, 1.0);
    t = target_of(SCENARIO_OCCUPANCY);
    check(&t, -1, 700.0, 950.0);
    t = target_of(SCENARIO_WAIT_PERCENTILE);
    t.percentile = 0.2;
    check(&t, -1, 0.0, 1.0);
    t.percentile = 0.99;
    const struct grade_ratio late = value_of(&t, -1);
    assert_within(late.of, 10.0, 0.4);
}

static void an_interval_without_calls_is_empty(void **state)
{
    (void) state;
    static const struct digest_cell no_calls = { 0 };
    static const struct digest_team nobody = { 0 };
    static const struct digest_journey none = { 0 };
    static const uint64_t waits[TALLY_BINS];
    const struct grade_place place = { .journey = -1 };
    const struct grade_facts facts = {
        .cell = &no_calls, .team = &nobody, .journey = &none, .waits = waits
    };
    for (int g = 0; g < SCENARIO_GRADES; g++) {
        const struct scenario_target t = target_of((enum scenario_grade) g);
        assert_near(grades[g].value(&t, &place, &facts).per, 0.0, 0.0);
    }
}

static void check_words(const struct scenario_target *target, const char *brief,
                        const char *words)
{
    char *const got_brief = grades[target->grade].brief(&scenario, target);
    char *const got_words = grades[target->grade].words(&scenario, target);
    assert_string_equal(got_brief, brief);
    assert_string_equal(got_words, words);
    free(got_brief);
    free(got_words);
}

static void words_name_clock_threshold_and_denominator(void **state)
{
    (void) state;
    struct scenario_target t = target_of(SCENARIO_ANSWERED_WITHIN);
    t.within_s = 10.0;
    t.clock = BT;
    check_words(
        &t, "from BT operator, of answered",
        "Calls to 999 answered within 10 s, counted from arrival at BT operator, "
        "as a share of answered calls");
    t.clock = LINE;
    t.within_s = 300.0;
    t.of = SCENARIO_OF_OFFERED_LESS_SHORT;
    t.hung_up_after_s = 5.0;
    check_words(&t, "from 999, of offered less those who hung up within 5 s",
                "Calls to 999 answered within 5 min, counted from arrival at 999, as a "
                "share of offered calls, less those who hung up within 5 s");
    t = target_of(SCENARIO_ABANDONED);
    t.of = SCENARIO_OF_OFFERED;
    check_words(
        &t, "of offered, after any wait",
        "Callers who hung up in 999 after any wait, as a share of offered calls");
    t.journey = 0;
    t.of = SCENARIO_OF_CALLERS;
    t.hung_up_after_s = 60.0;
    check_words(&t, "of callers, after 60 s",
                "Callers of 101 who hung up in any line after more than 60 s, counted "
                "from arrival at that line, as a share of all first attempts");
    t.out_of = &at_both[1];
    t.out_of_count = 1;
    t.abandoned_at = at_both;
    t.abandoned_at_count = 2;
    check_words(&t, "of those who reached 101 secondary, after 60 s",
                "Callers of 101 who hung up in 999 or 101 secondary after more than "
                "60 s, counted from arrival at that line, as a share of those who "
                "reached 101 secondary");
    t.out_of = at_both;
    t.out_of_count = 2;
    check_words(&t, "of those who reached 999 or 101 secondary, after 60 s",
                "Callers of 101 who hung up in 999 or 101 secondary after more than "
                "60 s, counted from arrival at that line, as a share of those who "
                "reached 999 or 101 secondary");
    t = target_of(SCENARIO_WAIT_PERCENTILE);
    t.percentile = 0.95;
    check_words(
        &t, "from 999, of answered",
        "Wait that 95 % of the answered calls to 999 do not exceed, from arrival "
        "there to the answer");
}

/* Every grade of a line has every clock, and says which. */
static void words_say_which_clock(void **state)
{
    (void) state;
    struct scenario_target t = target_of(SCENARIO_MEAN_WAIT);
    t.clock = BT;
    check_words(&t, "from BT operator, of answered",
                "Mean wait of answered calls to 999, from arrival at BT operator to "
                "the answer: sum of waits over answered calls");
    t.grade = SCENARIO_LONGEST_WAIT;
    check_words(&t, "from BT operator, of all",
                "Longest wait of a replication in 999, from arrival at BT operator to "
                "the answer or to hanging up; its mean over replications");
    t.grade = SCENARIO_WAIT_PERCENTILE;
    t.percentile = 0.9;
    check_words(&t, "from BT operator, of answered",
                "Wait that 90 % of the answered calls to 999 do not exceed, from "
                "arrival at BT operator to the answer");
    t.grade = SCENARIO_ABANDONED;
    t.of = SCENARIO_OF_OFFERED;
    check_words(
        &t, "of offered, after any wait",
        "Callers who hung up in 999 after any wait, as a share of offered calls");
    t.hung_up_after_s = 20.0;
    check_words(&t, "of offered, after 20 s from BT operator",
                "Callers who hung up in 999 after more than 20 s, counted from arrival "
                "at BT operator, as a share of offered calls");
}

static void words_say_what_becomes_of_call_backs(void **state)
{
    (void) state;
    static const struct {
        enum scenario_call_backs clock;
        const char *brief, *words;
    } known[] = {
        { SCENARIO_TO_ANSWER, ", call-backs to their answer",
          "; a call-back has waited until it is answered" },
        { SCENARIO_TO_OFFER, ", to the offer",
          "; who accepts a call-back is answered at that moment" },
        { SCENARIO_WITHOUT_CALL_BACKS, ", without call-backs",
          "; calls that accepted a call-back are left out" },
    };
    stages[OTHER].call_back.given = true;
    for (int grade = 0; grade <= SCENARIO_LONGEST_WAIT; grade++)
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
            struct scenario_target t = target_of((enum scenario_grade) grade);
            t.line = OTHER;
            t.call_backs = known[i].clock;
            char *const brief = grades[grade].brief(&scenario, &t);
            char *const words = grades[grade].words(&scenario, &t);
            const char *const in_brief = strstr(brief, known[i].brief);
            const char *const in_words = strstr(words, known[i].words);
            assert_non_null(in_brief);
            assert_non_null(in_words);
            assert_string_equal(in_words, known[i].words);
            t.line = LINE; /* nothing is said where there are no call-backs */
            char *const without = grades[grade].words(&scenario, &t);
            assert_null(strstr(without, "call-back"));
            free(brief);
            free(words);
            free(without);
        }
    stages[OTHER].call_back.given = false;
}

static void check_limit(const struct scenario_target *target, const char *words)
{
    char *const got = grade_limit_words(target);
    assert_string_equal(got, words);
    free(got);
}

static void limits_are_told_in_the_words_of_a_planner(void **state)
{
    (void) state;
    struct scenario_target t = target_of(SCENARIO_ANSWERED_WITHIN);
    t.at_least = true;
    t.limit = 0.9;
    check_limit(&t, "at least 90 % on average");
    t.in_share = 0.9;
    t.each = SCENARIO_EACH_MONTH;
    check_limit(&t, "at least 90 % in 90 % of months");
    t = target_of(SCENARIO_MEAN_WAIT);
    t.limit = 180.0;
    t.each = SCENARIO_EACH_INTERVAL;
    t.in_share = 0.955;
    check_limit(&t, "at most 3 min in 95.5 % of quarter hours");
    assert_true(grade_is_met(&t, 180.0) && !grade_is_met(&t, 180.1));
    t.at_least = true;
    assert_true(grade_is_met(&t, 180.0) && !grade_is_met(&t, 179.9));
}

/* Refused where the tally has no such count: one complaint each, and none otherwise. */
static void what_is_not_counted_is_refused(void **state)
{
    (void) state;
    struct scenario_target t[] = {
        target_of(SCENARIO_ANSWERED_WITHIN), target_of(SCENARIO_MEAN_WAIT),
        target_of(SCENARIO_WAIT_PERCENTILE), target_of(SCENARIO_LONGEST_WAIT),
        target_of(SCENARIO_ABANDONED),
    };
    struct scenario s = scenario;
    s.targets = t;
    s.target_count = 5;
    struct sim_diag diag = { 0 };
    t[0].each = t[4].each = SCENARIO_EACH_INTERVAL;
    for (int i = 0; i < 5; i++) /* any clock goes with any grade of a line */
        t[i].clock = i % 2 == 0 ? BT : LINE;
    assert_true(grade_check(&s, &diag));
    assert_int_equal(diag.count, 0);
    t[2].each = SCENARIO_EACH_INTERVAL;
    assert_false(grade_check(&s, &diag));
    assert_int_equal(diag.errors, 1);
    assert_non_null(strstr(diag.items[0].text, "shortest interval is a day"));
    sim_diag_done(&diag);
}

static void a_place_finds_its_thresholds(void **state)
{
    (void) state;
    struct program_stage program_stages[] = { { .line = -1 },
                                              { .line = 0 },
                                              { .line = 1 } };
    struct program_slot slots[2 * PROGRAM_SLOTS] = {
        [PROGRAM_SLOTS] = { PROGRAM_SLOT_ANSWERED_WITHIN, 5.0 },
        [PROGRAM_SLOTS + 1] = { PROGRAM_SLOT_HUNG_UP_AFTER, 60.0 },
        [PROGRAM_SLOTS + 2] = { PROGRAM_SLOT_HUNG_UP_AFTER, 5.0 },
    };
    const struct program program = { .stages = program_stages, .slots = slots };
    struct scenario_target t = target_of(SCENARIO_ANSWERED_WITHIN);
    t.line = OTHER;
    t.of = SCENARIO_OF_OFFERED_LESS_SHORT;
    t.hung_up_after_s = 5.0;
    const struct grade_place place = grade_place(
        &program, &t,
        &(struct program_measured){ .subject = 1, .slot = 0, .journey = -1 });
    assert_int_equal(place.subject, 1);
    assert_int_equal(place.slot, 0);
    assert_int_equal(place.short_slot, 2);
    assert_true(place.team == -1 && place.journey == -1);
}

/* Quarter hour 1 of line 1, team 1 and journey 1, between others that are different. */
static void a_quarter_hour_has_its_own_facts(void **state)
{
    (void) state;
    enum { QUARTERS = 3, EACH = 2, AT = EACH + 1 };
    struct tally_cell cells[(QUARTERS + 2) * EACH];
    struct tally_team staffed[QUARTERS * EACH];
    uint32_t journeys[(QUARTERS + 1) * EACH * 2];
    for (uint32_t i = 0; i < (QUARTERS + 2) * EACH; i++)
        cells[i] = (struct tally_cell){ .offered = 100 + i, .abandoned = 10 + 2 * i };
    for (int i = 0; i < QUARTERS * EACH; i++)
        staffed[i] = (struct tally_team){ .busy_s = 700.0 + i, .people = 2 + i };
    for (uint32_t i = 0; i < (QUARTERS + 1) * EACH; i++) {
        journeys[2 * i] = 20 + 3 * i;
        journeys[2 * i + 1] = 200 + 5 * i;
    }
    const struct tally tally = { .quarters = QUARTERS,
                                 .subjects = EACH,
                                 .teams = EACH,
                                 .journey_count = EACH,
                                 .cells = cells,
                                 .staffed = staffed,
                                 .journeys = journeys };
    struct scenario_target t = target_of(SCENARIO_ABANDONED);
    t.of = SCENARIO_OF_OFFERED;
    struct grade_place place = { .subject = 1, .team = -1, .journey = -1 };
    struct grade_ratio got = grade_quarter(&t, &place, &tally, 1);
    assert_near(got.of, 10.0 + 2.0 * AT, 0.0);
    assert_near(got.per, 100.0 + AT, 0.0);
    place = (struct grade_place){ .subject = -1, .team = -1, .journey = 1 };
    got = grade_quarter(&t, &place, &tally, 1);
    assert_near(got.of, 20.0 + 3.0 * AT, 0.0);
    assert_near(got.per, 200.0 + 5.0 * AT, 0.0);
    t = target_of(SCENARIO_OCCUPANCY);
    place = (struct grade_place){ .subject = -1, .team = 1, .journey = -1 };
    got = grade_quarter(&t, &place, &tally, 1);
    assert_near(got.of, 700.0 + AT, 0.0);
    assert_near(got.per, 900.0 * (2.0 + AT), 0.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grades_have_the_denominator_they_are_given),
        cmocka_unit_test(other_grades_measure_waits_and_people),
        cmocka_unit_test(an_interval_without_calls_is_empty),
        cmocka_unit_test(words_name_clock_threshold_and_denominator),
        cmocka_unit_test(words_say_which_clock),
        cmocka_unit_test(words_say_what_becomes_of_call_backs),
        cmocka_unit_test(limits_are_told_in_the_words_of_a_planner),
        cmocka_unit_test(what_is_not_counted_is_refused),
        cmocka_unit_test(a_place_finds_its_thresholds),
        cmocka_unit_test(a_quarter_hour_has_its_own_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
