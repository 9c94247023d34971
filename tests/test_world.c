/* Who is answered, when and by whom: cases small enough to be worked by hand from the
 * definitions.  Times are fixed, calls come when the test says so.  What is counted is
 * in test_world_counts.c, how everything acts together in test_world_random.c. */
#include "tests/build_scenario.h"
#include "tests/near.h"
#include "tests/world_script.h"

/* ---- who is next ---- */

static void the_oldest_call_of_a_line_is_next(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 }, { 30, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits desk\n"
                       "30 #2 waits desk\n"
                       "70 #0 ends resolved\n"
                       "70 #1 answered desk by day after 50\n"
                       "130 #1 ends resolved\n"
                       "130 #2 answered desk by day after 100\n"
                       "190 #2 ends resolved\n");
    desk_done(&d, &s);
}

static void lines_are_served_in_the_team_s_order(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int later = desk_add_line(&d, "later", 60.0);
    build_serves(&d.scenario, d.team, (struct build_serves){ .line = later });
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 1 }, { 30, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits later\n"
                       "30 #2 waits desk\n"
                       "70 #0 ends resolved\n"
                       "70 #2 answered desk by day after 40\n"
                       "130 #1 answered later by day after 110\n"
                       "130 #2 ends resolved\n"
                       "190 #1 ends resolved\n");
    desk_done(&d, &s);
}

/* Two teams serve the line; the first is always asked first. */
static void a_new_call_takes_the_first_team_that_has_somebody(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int night = build_team(&d.scenario, "night");
    build_serves(&d.scenario, night, (struct build_serves){ .line = d.line });
    build_shift(&d.scenario, night, 1, 0, BUILD_DAY_MIN);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 }, { 75, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 answered desk by night after 0\n"
                       "70 #0 ends resolved\n"
                       "75 #2 answered desk by day after 0\n"
                       "80 #1 ends resolved\n"
                       "135 #2 ends resolved\n");
    desk_done(&d, &s);
}

/* Three people, of whom "later" must leave more than one free: it takes the first and
 * the second, not the third, whether its call is new or has waited. */
static void a_reserve_is_kept_from_new_and_waiting_calls_alike(void **state)
{
    (void) state;
    struct desk d = desk_new(3);
    const int later = desk_add_line(&d, "later", 60.0);
    build_serves(&d.scenario, d.team,
                 (struct build_serves){ .line = later, .keep_free = 1 });
    struct script s;
    DESK_RUN(&d, &s, { 10, 1 }, { 20, 1 }, { 30, 1 }, { 40, 0 });
    assert_happens(&s, "10 #0 answered later by day after 0\n" /* 3 free before */
                       "20 #1 answered later by day after 0\n" /* 2 */
                       "30 #2 waits later\n"                   /* 1: not more than 1 */
                       "40 #3 answered desk by day after 0\n"  /* 1: more than 0 */
                       "70 #0 ends resolved\n"                 /* 1 again */
                       "80 #1 ends resolved\n"                 /* 2 */
                       "80 #2 answered later by day after 50\n"
                       "100 #3 ends resolved\n"
                       "140 #2 ends resolved\n");
    desk_done(&d, &s);
}

/* The overflow team takes calls that have waited 30 s: at the very moment they have,
 * before those give up whose patience is just as long. */
static void an_overflow_team_takes_calls_after_a_delay(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    desk_set_patience(&d, 30.0);
    const int night = build_team(&d.scenario, "night");
    build_serves(&d.scenario, night,
                 (struct build_serves){ .line = d.line, .takes_after_s = 30.0 });
    build_shift(&d.scenario, night, 1, 0, BUILD_DAY_MIN);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 }, { 45, 0 }, { 65, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits desk\n"
                       "45 #2 waits desk\n"
                       "50 #1 answered desk by night after 30\n"
                       "65 #3 waits desk\n"
                       "70 #0 ends resolved\n"
                       "70 #2 answered desk by day after 25\n"
                       "95 #3 hangs up desk after 30\n" /* both are busy */
                       "110 #1 ends resolved\n"
                       "130 #2 ends resolved\n");
    desk_done(&d, &s);
}

/* ---- people come and go ---- */

static void when_staffing_falls_busy_people_finish_and_go(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    build_shift(&d.scenario, d.team, 3, 0, 15);
    build_shift(&d.scenario, d.team, 1, 15, BUILD_DAY_MIN);
    d.scenario.stages[d.line].talk = build_fixed(250.0);
    d.scenario.stages[d.line].wrap_up = build_fixed(50.0);
    struct script s;
    DESK_RUN(&d, &s, { 800, 0 }, { 810, 0 }, { 820, 0 }, { 850, 0 });
    assert_happens(&s, "800 #0 answered desk by day after 0\n"
                       "810 #1 answered desk by day after 0\n"
                       "820 #2 answered desk by day after 0\n"
                       "850 #3 waits desk\n"
                       "1050 #0 ends resolved\n" /* wraps up to 1100, then goes */
                       "1060 #1 ends resolved\n" /* to 1110, then goes */
                       "1070 #2 ends resolved\n" /* to 1120, stays */
                       "1120 #3 answered desk by day after 270\n"
                       "1370 #3 ends resolved\n");
    assert_near(script_team(&s, 0)->busy_s, 100.0 + 90.0 + 80.0, 1e-12);
    assert_near(script_team(&s, 1)->busy_s, 200.0 + 210.0 + 220.0 + 300.0, 1e-12);
    assert_near(script_team(&s, 0)->over_s, 0.0, 0.0);
    assert_near(script_team(&s, 1)->over_s, 200.0 * 2.0 + 10.0, 1e-12);
    desk_done(&d, &s);
}

static void when_staffing_falls_free_people_go_first(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    build_shift(&d.scenario, d.team, 3, 0, 15);
    build_shift(&d.scenario, d.team, 1, 15, BUILD_DAY_MIN);
    d.scenario.stages[d.line].talk = build_fixed(300.0);
    struct script s;
    DESK_RUN(&d, &s, { 800, 0 }, { 950, 0 });
    assert_happens(&s, "800 #0 answered desk by day after 0\n"
                       "950 #1 waits desk\n"
                       "1100 #0 ends resolved\n"
                       "1100 #1 answered desk by day after 150\n"
                       "1400 #1 ends resolved\n");
    assert_near(script_team(&s, 1)->over_s, 0.0, 0.0);
    desk_done(&d, &s);
}

static void when_staffing_rises_several_start_at_once(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    build_shift(&d.scenario, d.team, 2, 15, BUILD_DAY_MIN);
    struct script s;
    DESK_RUN(&d, &s, { 100, 0 }, { 200, 0 }, { 300, 0 });
    assert_happens(&s, "100 #0 waits desk\n"
                       "200 #1 waits desk\n"
                       "300 #2 waits desk\n"
                       "900 #0 answered desk by day after 800\n"
                       "900 #1 answered desk by day after 700\n"
                       "960 #0 ends resolved\n"
                       "960 #1 ends resolved\n"
                       "960 #2 answered desk by day after 660\n"
                       "1020 #2 ends resolved\n");
    assert_near(tally_at(&s.tally, 0, 0)->queue_s, 800.0 + 700.0 + 600.0, 1e-12);
    assert_near(tally_at(&s.tally, 1, 0)->queue_s, 60.0, 1e-12);
    assert_near(tally_at(&s.tally, 2, 0)->queue_s, 0.0, 0.0);
    desk_done(&d, &s);
}

/* ---- patience ---- */

static void callers_give_up_when_their_patience_ends(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    desk_set_patience(&d, 25.0);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 }, { 50, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits desk\n"
                       "45 #1 hangs up desk after 25\n"
                       "50 #2 waits desk\n"
                       "70 #0 ends resolved\n"
                       "70 #2 answered desk by day after 20\n"
                       "130 #2 ends resolved\n");
    const struct tally_cell sum = script_sum(&s, 0);
    assert_int_equal(sum.offered, 3);
    assert_int_equal(sum.answered, 2);
    assert_int_equal(sum.abandoned, 1);
    assert_near(sum.wait_s, 20.0, 1e-12);
    assert_near(sum.wait2_s2, 400.0, 1e-12);
    assert_near(sum.lost_wait_s, 25.0, 1e-12);
    assert_near(sum.longest_s, 25.0, 1e-12);
    desk_done(&d, &s);
}

/* 40 s of 50 at the first line, then 40 of a fresh 50 at the second. */
static void patience_is_fresh_at_each_line(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    desk_set_patience(&d, 50.0);
    const int second = desk_add_line(&d, "second", 80.0);
    d.scenario.stages[second].patient = false;
    d.scenario.stages[second].patience = build_fixed(50.0);
    d.scenario.stages[d.line].ways[0].next = second;
    const int expert = build_team(&d.scenario, "expert");
    build_serves(&d.scenario, expert, (struct build_serves){ .line = second });
    build_shift(&d.scenario, expert, 1, 0, BUILD_DAY_MIN);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 30, 0 }, { 90, 1 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "30 #1 waits desk\n"
                       "70 #0 answered second by expert after 0\n"
                       "70 #1 answered desk by day after 40\n"
                       "90 #2 waits second\n"
                       "130 #1 waits second\n"
                       "140 #2 hangs up second after 50\n"
                       "150 #0 ends resolved\n"
                       "150 #1 answered second by expert after 20\n"
                       "230 #1 ends resolved\n");
    desk_done(&d, &s);
}

static void one_who_balks_leaves_only_if_not_answered_at_once(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    d.scenario.stages[d.line].at_once = 1.0;
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 }, { 70, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 hangs up desk after 0\n"
                       "70 #0 ends resolved\n"
                       "70 #2 answered desk by day after 0\n"
                       "130 #2 ends resolved\n");
    assert_int_equal(script_sum(&s, 0).abandoned, 1);
    desk_done(&d, &s);
}

/* It rings 20 s.  A patience of 15 s ends while it rings, and the person rings the next
 * at once; with exactly 20 s the call is answered. */
static void callers_may_hang_up_while_it_rings(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    desk_set_patience(&d, 15.0);
    d.scenario.stages[d.line].pick_up = build_fixed(20.0);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 12, 0 });
    assert_happens(&s, "12 #1 waits desk\n"
                       "25 #0 hangs up desk after 15\n"
                       "27 #1 hangs up desk after 15\n");
    assert_near(script_team(&s, 0)->busy_s, 15.0 + 2.0, 1e-12);
    script_done(&s);

    desk_set_patience(&d, 20.0);
    DESK_RUN(&d, &s, { 10, 0 }, { 12, 0 });
    assert_happens(&s, "12 #1 waits desk\n"
                       "30 #0 answered desk by day after 20\n"
                       "32 #1 hangs up desk after 20\n"
                       "90 #0 ends resolved\n");
    assert_near(script_team(&s, 0)->busy_s, 80.0, 1e-12);
    desk_done(&d, &s);
}

/* At 25, #0 hangs up while it rings and #1 has waited 13 s: the timer goes first, so
 * the overflow team takes #1 and rings it until it hangs up, too. */
static void hanging_up_while_it_rings_comes_after_timers(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    desk_set_patience(&d, 15.0);
    d.scenario.stages[d.line].pick_up = build_fixed(20.0);
    const int night = build_team(&d.scenario, "night");
    build_serves(&d.scenario, night,
                 (struct build_serves){ .line = d.line, .takes_after_s = 13.0 });
    build_shift(&d.scenario, night, 1, 0, BUILD_DAY_MIN);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 12, 0 });
    assert_happens(&s, "12 #1 waits desk\n"
                       "25 #0 hangs up desk after 15\n"
                       "27 #1 hangs up desk after 15\n");
    assert_near(s.tally.staffed[0].busy_s, 15.0, 1e-12);
    assert_near(s.tally.staffed[1].busy_s, 2.0, 1e-12);
    desk_done(&d, &s);
}

/* Offered at 0, 10 and 20 s of the wait; the place in the line stays. */
static void an_unanswered_call_is_presented_again(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    desk_set_patience(&d, 41.5);
    d.scenario.stages[d.line].offered_again_s = 10.0;
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 45, 0 }, { 46, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "45 #1 waits desk\n"
                       "46 #2 waits desk\n"
                       "70 #0 ends resolved\n"
                       "70 #1 answered desk by day after 25\n"
                       "87.5 #2 hangs up desk after 41.5\n"
                       "130 #1 ends resolved\n");
    assert_int_equal(script_sum(&s, 0).presented, 1 + 3 + 5);
    desk_done(&d, &s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_oldest_call_of_a_line_is_next),
        cmocka_unit_test(lines_are_served_in_the_team_s_order),
        cmocka_unit_test(a_new_call_takes_the_first_team_that_has_somebody),
        cmocka_unit_test(a_reserve_is_kept_from_new_and_waiting_calls_alike),
        cmocka_unit_test(an_overflow_team_takes_calls_after_a_delay),
        cmocka_unit_test(when_staffing_falls_busy_people_finish_and_go),
        cmocka_unit_test(when_staffing_falls_free_people_go_first),
        cmocka_unit_test(when_staffing_rises_several_start_at_once),
        cmocka_unit_test(callers_give_up_when_their_patience_ends),
        cmocka_unit_test(patience_is_fresh_at_each_line),
        cmocka_unit_test(one_who_balks_leaves_only_if_not_answered_at_once),
        cmocka_unit_test(callers_may_hang_up_while_it_rings),
        cmocka_unit_test(hanging_up_while_it_rings_comes_after_timers),
        cmocka_unit_test(an_unanswered_call_is_presented_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
