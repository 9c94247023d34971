#include "model/planner/chain.h"

#include <stdlib.h>

#include "tests/near.h"

static struct scenario_team posted(void)
{
    struct scenario_team team = { .counts = SCENARIO_POSTED, .hours_per_fte = 37.0 };
    team.less[SCENARIO_LEAVE] = 0.15;
    team.less[SCENARIO_SICKNESS] = 0.04;
    team.less[SCENARIO_TRAINING] = 0.025;
    team.less[SCENARIO_BREAKS] = 0.12;
    team.less[SCENARIO_NOT_READY] = 0.06;
    return team;
}

static struct chain_from phones(double hours)
{
    return (struct chain_from){ .hours = hours, .paid_hours = hours };
}

/* 1000 / 0.94 = 1063.83, / 0.88 = 1208.90, / 0.85 = 1422.23, / 0.96 = 1481.49, / 0.975
 * = 1519.48, / 37 = 41.067. */
static void every_step_divides_and_only_the_end_rounds(void **state)
{
    (void) state;
    const struct scenario_team team = posted();
    const struct chain_from from = phones(1000.0);
    const char *const names[] = { "planned", "not ready", "breaks",
                                  "leave",   "sickness",  "training" };
    const double hours[] = { 1000.0, 1063.83, 1208.90, 1422.23, 1481.49, 1519.48 };
    const double share[] = { 0.0, 0.06, 0.12, 0.15, 0.04, 0.025 };
    struct chain chain;
    chain_make(&team, &from, &chain);
    assert_int_equal(chain.count, 6);
    for (int i = 0; i < 6; i++) {
        assert_string_equal(chain.steps[i].name, names[i]);
        assert_within(chain.steps[i].hours, hours[i], 0.005);
        assert_near(chain.steps[i].share, share[i], 0.0);
    }
    assert_true(chain.is_whole);
    assert_within(chain.fte, 41.067, 0.0005);
    assert_int_equal(chain.establishment, 42);
    assert_int_equal(chain.not_given,
                     1u << SCENARIO_ABSTRACTION | 1u << SCENARIO_BRIEFING);
    char *words = chain_words(&chain);
    assert_string_equal(words, "abstraction and briefing are not in this scenario");
    free(words);
}

/* 30 minutes of eight hours paid: 937.5 on the phones are 1000 paid; / 0.94 / 0.85 /
 * 0.96 / 0.975 = 1337.14. */
static void breaks_of_the_shifts_are_not_taken_again(void **state)
{
    (void) state;
    const struct scenario_team team = posted();
    const struct chain_from paid = { 937.5, 1000.0, true, false },
                            unpaid = { 1000.0, 1000.0, true, false };
    struct chain chain;
    chain_make(&team, &paid, &chain);
    assert_int_equal(chain.count, 6);
    assert_string_equal(chain.steps[1].name, "paid breaks of the shifts");
    assert_near(chain.steps[1].share, 0.0625, 1e-12);
    assert_string_equal(chain.steps[2].name, "not ready");
    assert_within(chain.steps[5].hours, 1337.14, 0.005);
    chain_make(&team, &unpaid, &chain);
    assert_int_equal(chain.count, 5);
    assert_within(chain.steps[4].hours, 1337.14, 0.005);
    assert_int_equal(chain.not_given,
                     1u << SCENARIO_ABSTRACTION | 1u << SCENARIO_BRIEFING);
}

static void it_stops_where_the_scenario_stops(void **state)
{
    (void) state;
    struct scenario_team team = { .counts = SCENARIO_ON_DUTY, .hours_per_fte = 37.0 };
    team.less[SCENARIO_BREAKS] = 0.118;
    team.less[SCENARIO_BRIEFING] = 0.02;
    struct chain_from from = phones(441.0);
    struct chain chain;
    chain_make(&team, &from, &chain);
    assert_int_equal(chain.count, 3);
    assert_within(chain.steps[1].hours, 450.0, 1e-9);
    assert_near(chain.steps[2].hours, 450.0 / 0.882, 1e-12);
    assert_false(chain.is_whole);
    assert_near(chain.fte, 0.0, 0.0);
    assert_int_equal(chain.establishment, 0);
    char *words = chain_words(&chain);
    assert_string_equal(words,
                        "leave, sickness, training, abstraction and not ready are "
                        "not in this scenario");
    free(words);

    team =
        (struct scenario_team){ .counts = SCENARIO_LOGGED_IN, .hours_per_fte = 37.0 };
    chain_make(&team, &from, &chain);
    assert_int_equal(chain.count, 1);
    assert_false(chain.is_whole);
    assert_int_equal(chain.not_given, (1u << SCENARIO_LESS_COUNT) - 1);

    team = posted();
    team.is_net = true;
    chain_make(&team, &from, &chain);
    assert_false(chain.is_whole);
}

static void nothing_is_added_to_a_posted_plan(void **state)
{
    (void) state;
    struct scenario_team team = posted();
    struct chain_from from = { 370.0, 370.0, false, true };
    struct chain chain;
    chain_make(&team, &from, &chain);
    assert_int_equal(chain.count, 1);
    assert_true(chain.is_whole);
    assert_int_equal(chain.establishment, 10); /* exactly: not 11 */
    assert_null(chain_words(&chain));
    team.counts = SCENARIO_ON_DUTY;
    chain_make(&team, &from, &chain);
    assert_int_equal(chain.count, 1);
    assert_false(chain.is_whole);
    char *words = chain_words(&chain);
    assert_string_equal(
        words, "leave, sickness, training and abstraction are not in this scenario");
    free(words);
}

static void a_whole_number_of_people_is_not_rounded_up(void **state)
{
    (void) state;
    struct scenario_team team = { .counts = SCENARIO_POSTED, .hours_per_fte = 37.0 };
    for (int people = 1; people <= 60; people++)
        for (int percent = 1; percent < 60; percent++) {
            team.less[SCENARIO_LEAVE] = percent / 100.0;
            const struct chain_from from =
                phones((1.0 - team.less[SCENARIO_LEAVE]) * 37.0 * people);
            struct chain chain;
            chain_make(&team, &from, &chain);
            assert_int_equal(chain.establishment, people);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_divides_and_only_the_end_rounds),
        cmocka_unit_test(breaks_of_the_shifts_are_not_taken_again),
        cmocka_unit_test(it_stops_where_the_scenario_stops),
        cmocka_unit_test(nothing_is_added_to_a_posted_plan),
        cmocka_unit_test(a_whole_number_of_people_is_not_rounded_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
