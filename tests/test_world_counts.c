/* The way of a caller through the stages, what happens at the same moment, and what is
 * counted: cases worked by hand, as in test_world.c. */
#include <stdlib.h>

#include "model/world/state.h"
#include "tests/build_scenario.h"
#include "tests/near.h"
#include "tests/world_script.h"

/* ---- what happens around a call ---- */

/* The caller goes to the next line when the talk ends; the person still wraps up. */
static void the_caller_moves_on_at_the_end_of_the_talk(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    d.scenario.stages[d.line].wrap_up = build_fixed(30.0);
    const int second = desk_add_line(&d, "second", 80.0);
    d.scenario.stages[d.line].ways[0].next = second;
    const int expert = build_team(&d.scenario, "expert");
    build_serves(&d.scenario, expert, (struct build_serves){ .line = second });
    build_shift(&d.scenario, expert, 1, 0, BUILD_DAY_MIN);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits desk\n"
                       "70 #0 answered second by expert after 0\n"
                       "100 #1 answered desk by day after 80\n"
                       "150 #0 ends resolved\n"
                       "160 #1 answered second by expert after 0\n"
                       "240 #1 ends resolved\n");
    assert_near(script_team(&s, 0)->busy_s, 90.0 + 90.0, 1e-12);
    assert_near(s.tally.staffed[1].busy_s, 80.0 + 80.0, 1e-12);
    desk_done(&d, &s);
}

/* One team serves both lines: the person who is done is free before the caller whose
 * talk ended comes back to the line, so an older call goes first. */
static void a_person_is_free_before_the_caller_arrives_again(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int second = desk_add_line(&d, "second", 80.0);
    d.scenario.stages[d.line].ways[0].next = second;
    build_serves(&d.scenario, d.team, (struct build_serves){ .line = second });
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 1 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits second\n"
                       "70 #0 waits second\n"
                       "70 #1 answered second by day after 50\n"
                       "150 #0 answered second by day after 80\n"
                       "150 #1 ends resolved\n"
                       "230 #0 ends resolved\n");
    desk_done(&d, &s);
}

static void at_closing_time_those_who_wait_stay(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    build_shift(&d.scenario, d.team, 1, 15, BUILD_DAY_MIN);
    const int left = build_stage(&d.scenario, SCENARIO_END, "left");
    build_open(&d.scenario.stages[d.line].open, 0, 15);
    d.scenario.stages[d.line].closed_to = left;
    struct script s;
    DESK_RUN(&d, &s, { 800, 0 }, { 899.5, 0 }, { 900, 0 });
    assert_happens(&s, "800 #0 waits desk\n"
                       "899.5 #1 waits desk\n"
                       "900 #0 answered desk by day after 100\n"
                       "900 #2 turned away from desk\n"
                       "900 #2 ends left\n"
                       "960 #0 ends resolved\n"
                       "960 #1 answered desk by day after 60.5\n"
                       "1020 #1 ends resolved\n");
    assert_int_equal(tally_at(&s.tally, 1, 0)->offered, 1);
    assert_int_equal(tally_at(&s.tally, 1, 0)->left, 1);
    assert_int_equal(tally_at(&s.tally, 1, 1)->left, 1);
    assert_int_equal(script_sum(&s, 1).answered, 2);
    desk_done(&d, &s);
}

/* Every answered call comes back to the line; the third visit is one too many. */
static void visits_are_capped(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    d.scenario.stages[d.line].ways[0].next = d.line;
    d.scenario.stages[d.line].visits_at_most = 2;
    d.scenario.stages[d.line].then_to = d.resolved;
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "70 #0 answered desk by day after 0\n"
                       "130 #0 turned away from desk\n"
                       "130 #0 ends resolved\n");
    assert_int_equal(script_sum(&s, 0).offered, 2);
    assert_int_equal(s.tally.entered[d.line], 2);
    assert_int_equal(s.tally.entered[d.resolved], 1);
    assert_int_equal(s.tally.flow[0], 2);
    desk_done(&d, &s);
}

/* A closed stage counts as visited: else this loop would never end. */
static void a_loop_through_a_closed_stage_ends(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int away = build_stage(&d.scenario, SCENARIO_DELAY, "away");
    build_way(
        &d.scenario, away,
        (struct build_way){ .share = 1, .time = build_fixed(5.0), .next = d.line });
    struct scenario_stage *line = &d.scenario.stages[d.line];
    line->visits_at_most = 3;
    line->then_to = d.resolved;
    line->closed_to = away;
    build_open(&line->open, 600, 660);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 });
    assert_happens(&s, "10 #0 turned away from desk\n"
                       "15 #0 turned away from desk\n"
                       "20 #0 turned away from desk\n"
                       "25 #0 turned away from desk\n"
                       "25 #0 ends resolved\n");
    assert_int_equal(script_sum(&s, 0).left, 3);
    desk_done(&d, &s);
}

/* A menu of 25 s before the line, and an option that ends the journey: the caller is
 * there until its time is over, though nobody waits for it. */
static void a_menu_takes_the_time_of_the_chosen_option(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int menu = build_stage(&d.scenario, SCENARIO_MENU, "menu");
    build_way(&d.scenario, menu,
              (struct build_way){ 0.0, build_fixed(7.0), d.resolved });
    build_way(&d.scenario, menu, (struct build_way){ 1.0, build_fixed(25.0), d.line });
    const int talk_only = build_stage(&d.scenario, SCENARIO_MENU, "web");
    build_way(&d.scenario, talk_only,
              (struct build_way){ 1.0, build_fixed(30.0), d.resolved });
    d.scenario.streams[0].enters = menu;
    build_stream(&d.scenario, "web", talk_only, 0.0);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 12, 1 });
    assert_happens(&s, "35 #0 answered desk by day after 0\n"
                       "42 #1 ends resolved\n"
                       "95 #0 ends resolved\n");
    assert_int_equal(s.tally.flow[s.program.stages[menu].first_way], 0);
    assert_int_equal(s.tally.flow[s.program.stages[menu].first_way + 1], 1);
    desk_done(&d, &s);
}

/* Handling twice as long from 00:15 to 00:30, patience half: by the quarter hour in
 * which the call starts, and in which it comes to the line. */
static void changes_limited_in_time_hold_in_their_time_only(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    desk_set_patience(&d, 100.0);
    d.scenario.stages[d.line].wrap_up = build_fixed(10.0);
    static struct scenario_limited limited[] = {
        { .kind = SCENARIO_LIMITED_HANDLING, .times = 2.0 },
        { .kind = SCENARIO_LIMITED_PATIENCE, .times = 0.5 },
    };
    struct scenario_hours hours = { 0 };
    build_open(&hours, 15, 30);
    for (int i = 0; i < 2; i++) {
        limited[i].object = d.line;
        limited[i].window.hours = hours;
    }
    d.scenario.limited = limited;
    d.scenario.limited_count = 2;
    struct script s;
    DESK_RUN(&d, &s, { 850, 0 }, { 910, 0 }, { 970, 0 }, { 1780, 0 }, { 1900, 0 });
    assert_happens(&s, "850 #0 answered desk by day after 0\n"
                       "910 #0 ends resolved\n" /* wraps up to 920 */
                       "910 #1 waits desk\n"
                       "920 #1 answered desk by day after 10\n"
                       "970 #2 waits desk\n"
                       "1020 #2 hangs up desk after 50\n"
                       "1040 #1 ends resolved\n"
                       "1780 #3 answered desk by day after 0\n"
                       "1900 #3 ends resolved\n" /* wraps up to 1920 */
                       "1900 #4 waits desk\n"
                       "1920 #4 answered desk by day after 20\n"
                       "1980 #4 ends resolved\n");
    d.scenario.limited = NULL;
    d.scenario.limited_count = 0;
    free(hours.spans);
    desk_done(&d, &s);
}

/* ---- at the same moment ---- */

/* Done at 70: before an arrival at 70 and before a patience that ends at 70; a change
 * of staffing at 900 goes before one who is done at 900. */
static void simultaneous_events_have_a_fixed_order(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    build_shift(&d.scenario, d.team, 1, 0, 15);
    desk_set_patience(&d, 50.0);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 }, { 130, 0 }, { 840, 0 }, { 860, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits desk\n"
                       "70 #0 ends resolved\n"
                       "70 #1 answered desk by day after 50\n"
                       "130 #1 ends resolved\n"
                       "130 #2 answered desk by day after 0\n"
                       "190 #2 ends resolved\n"
                       "840 #3 answered desk by day after 0\n"
                       "860 #4 waits desk\n"
                       "900 #3 ends resolved\n"
                       "910 #4 hangs up desk after 50\n");
    assert_near(script_team(&s, 1)->over_s, 0.0, 0.0);
    desk_done(&d, &s);
}

/* Both callers of 900 are done at 960; #1's person is free before #0 comes back. */
static void all_who_are_done_are_done_before_anyone_arrives(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    build_shift(&d.scenario, d.team, 1, 15, BUILD_DAY_MIN);
    const int second = desk_add_line(&d, "second", 60.0);
    d.scenario.stages[d.line].ways[0].next = second;
    d.scenario.stages[second].at_once = 1.0;
    const int expert = build_team(&d.scenario, "expert");
    build_serves(&d.scenario, expert, (struct build_serves){ .line = second });
    build_shift(&d.scenario, expert, 1, 0, BUILD_DAY_MIN);
    struct script s;
    DESK_RUN(&d, &s, { 100, 0 }, { 900, 1 });
    assert_happens(&s, "100 #0 waits desk\n"
                       "900 #0 answered desk by day after 800\n"
                       "900 #1 answered second by expert after 0\n"
                       "960 #0 answered second by expert after 0\n"
                       "960 #1 ends resolved\n"
                       "1020 #0 ends resolved\n");
    desk_done(&d, &s);
}

/* ---- measuring ---- */

/* 5 s with BT, then the line.  #1 waits 5 s there, #2 a little more: 10 s is within 10
 * of BT, the other is not; at the line's own clock both are.  The last call never
 * passed BT: its clock starts at the line. */
static void clocks_may_start_before_the_line(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int bt = build_stage(&d.scenario, SCENARIO_DELAY, "bt");
    build_way(&d.scenario, bt, (struct build_way){ 1.0, build_fixed(5.0), d.line });
    d.scenario.streams[0].enters = bt;
    build_stream(&d.scenario, "internal", d.line, 0.0);
    for (int i = 0; i < 2; i++) {
        struct scenario_target *target =
            build_target(&d.scenario, SCENARIO_ANSWERED_WITHIN);
        target->line = d.line;
        target->within_s = 10.0;
        target->clock = i == 0 ? bt : -1;
    }
    struct script s;
    DESK_RUN(&d, &s, { 100, 0 }, { 155, 0 }, { 214.9, 0 }, { 275, 1 });
    assert_happens(&s, "105 #0 answered desk by day after 0\n"
                       "160 #1 waits desk\n"
                       "165 #0 ends resolved\n"
                       "165 #1 answered desk by day after 5\n"
                       "219.9 #2 waits desk\n"
                       "225 #1 ends resolved\n"
                       "225 #2 answered desk by day after 5.1\n"
                       "275 #3 waits desk\n"
                       "285 #2 ends resolved\n"
                       "285 #3 answered desk by day after 10\n"
                       "345 #3 ends resolved\n");
    for (int i = 0; i < 2; i++)
        assert_int_equal(script_sum(&s, s.measured[i].subject).slot[s.measured[i].slot],
                         3 + i);
    desk_done(&d, &s);
}

/* Waits of 50, 100 and 150 s; hang-ups after 110 s. */
static void thresholds_hold_at_exactly_their_limit(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    static const double limits_s[] = { 50.0, 49.99, 100.0 };
    for (int i = 0; i < 3; i++) {
        struct scenario_target *target =
            build_target(&d.scenario, SCENARIO_ANSWERED_WITHIN);
        target->line = d.line;
        target->within_s = limits_s[i];
    }
    desk_set_patience(&d, 110.0);
    for (int i = 0; i < 2; i++) {
        struct scenario_target *target = build_target(&d.scenario, SCENARIO_ABANDONED);
        target->line = d.line;
        target->hung_up_after_s = i == 0 ? 110.0 : 109.99;
    }
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 }, { 30, 0 }, { 40, 0 });
    const struct tally_cell sum = script_sum(&s, 0);
    assert_int_equal(sum.slot[s.measured[0].slot], 2);
    assert_int_equal(sum.slot[s.measured[1].slot], 1);
    assert_int_equal(sum.slot[s.measured[2].slot], 3);
    assert_int_equal(sum.slot[s.measured[3].slot], 0);
    assert_int_equal(sum.slot[s.measured[4].slot], 1);
    desk_done(&d, &s);
}

/* #0 is answered twice; #1 is answered, then hangs up after 20 s at the second line; #2
 * hangs up after 20 s at the first, where only hang-ups at the second count. */
static void a_journey_ends_once_and_counts_where_it_began(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    desk_set_patience(&d, 70.0);
    const int second = desk_add_line(&d, "second", 200.0);
    d.scenario.stages[second].patient = false;
    d.scenario.stages[second].patience = build_fixed(20.0);
    d.scenario.stages[d.line].ways[0].next = second;
    const int expert = build_team(&d.scenario, "expert");
    build_serves(&d.scenario, expert, (struct build_serves){ .line = second });
    build_shift(&d.scenario, expert, 1, 0, BUILD_DAY_MIN);
    static int at_second[1];
    at_second[0] = second;
    static const double after_s[] = { 19.0, 20.0, 19.0 };
    for (int i = 0; i < 3; i++) {
        struct scenario_target *target = build_target(&d.scenario, SCENARIO_ABANDONED);
        target->journey = 0;
        target->hung_up_after_s = after_s[i];
        target->abandoned_at = i < 2 ? at_second : NULL;
        target->abandoned_at_count = i < 2;
        target->out_of = at_second;
        target->out_of_count = i == 1;
    }
    struct script s;
    DESK_RUN(&d, &s, { 860, 0 }, { 870, 0 }, { 880, 0 });
    assert_happens(&s, "860 #0 answered desk by day after 0\n"
                       "870 #1 waits desk\n"
                       "880 #2 waits desk\n"
                       "920 #0 answered second by expert after 0\n"
                       "920 #1 answered desk by day after 50\n"
                       "950 #2 hangs up desk after 70\n"
                       "980 #1 waits second\n"
                       "1000 #1 hangs up second after 20\n"
                       "1120 #0 ends resolved\n");
    const struct tally_cell *journeys = tally_at(&s.tally, 0, 2);
    assert_int_equal(journeys->offered, 3);
    assert_int_equal(journeys->answered, 1);
    assert_int_equal(journeys->abandoned, 2);
    assert_near(journeys->lost_wait_s, 70.0 + 70.0, 1e-12);
    assert_near(journeys->longest_s, 70.0, 1e-12);
    static const uint32_t want[3][2] = { { 1, 3 }, { 0, 2 }, { 2, 3 } };
    for (int i = 0; i < 3; i++) {
        const uint32_t *got = &s.tally.journeys[s.measured[i].journey * 2];
        assert_int_equal(got[0], want[i][0]);
        assert_int_equal(got[1], want[i][1]);
    }
    for (int i = 0; i < 3; i++)
        d.scenario.targets[i].abandoned_at = d.scenario.targets[i].out_of = NULL;
    desk_done(&d, &s);
}

/* An hour of warm-up: its caller is in no flow, though in its quarter hour's cell. */
static void the_warm_up_is_not_counted(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    d.scenario.warm_up_s = 3600.0;
    struct script s;
    DESK_RUN(&d, &s, { 3590, 0 }, { 3600, 0 });
    assert_happens(&s, "3590 #0 answered desk by day after 0\n"
                       "3600 #1 waits desk\n"
                       "3650 #0 ends resolved\n"
                       "3650 #1 answered desk by day after 50\n"
                       "3710 #1 ends resolved\n");
    assert_int_equal(s.tally.flow[0], 1);
    assert_int_equal(s.tally.entered[d.line], 1);
    assert_int_equal(s.program.calendar.from, 4);
    assert_int_equal(tally_at(&s.tally, 3, 0)->answered, 1);
    assert_int_equal(tally_at(&s.tally, 4, 0)->answered, 1);
    uint32_t waits = 0;
    for (int bin = 0; bin < TALLY_BINS; bin++)
        waits += s.tally.day_waits[bin];
    assert_int_equal(waits, 1);
    desk_done(&d, &s);
}

/* Nobody is there until 08:00 of the next day, after the period: the call of 23:59:50
 * waits until then. */
static void the_run_goes_on_until_every_counted_caller_has_left(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    build_shift(&d.scenario, d.team, 1, 8 * 60, 9 * 60);
    struct script s;
    DESK_RUN(&d, &s, { 86390, 0 });
    assert_happens(&s, "86390 #0 waits desk\n"
                       "115200 #0 answered desk by day after 28810\n"
                       "115260 #0 ends resolved\n");
    assert_int_equal(tally_at(&s.tally, 95, 0)->answered, 1);
    assert_near(tally_at(&s.tally, 95, 0)->queue_s, 10.0, 1e-12);
    assert_near(tally_at(&s.tally, 100, 0)->queue_s, 900.0, 1e-12);
    assert_near(tally_at(&s.tally, 127, 0)->queue_s, 900.0, 1e-12);
    assert_near(tally_at(&s.tally, 128, 0)->queue_s, 0.0, 0.0);
    desk_done(&d, &s);
}

/* 2,000 minutes of talk in a day of 1,440: those who wait at midnight are answered by
 * 09:20, first come, first served, and those of the next day hold nothing up. */
static void the_run_ends_when_they_have(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    d.scenario.streams[0].calls = 2000.0;
    struct program program = build_program(&d.scenario, NULL);
    struct tally tally;
    tally_init(&tally, &program);
    struct world *w = world_new(&program);
    world_run(w, 1, 0, &tally);
    const int at_seven = 96 + 28, at_eleven = 96 + 44;
    assert_true(tally_at(&tally, at_seven, 0)->offered > 0);
    for (int q = at_eleven; q <= tally.quarters; q++)
        assert_int_equal(tally_at(&tally, q, 0)->offered, 0);
    assert_int_equal(tally_at(&tally, 95, 1)->still, 0);
    assert_true(tally.in_system > 100);
    world_free(w);
    tally_done(&tally);
    program_done(&program);
    scenario_done(&d.scenario);
}

/* Nobody ever comes: after a week they are still there, one in the line, one on the way
 * to it. */
static void those_who_never_leave_are_still_there(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    const int away = build_stage(&d.scenario, SCENARIO_DELAY, "away");
    build_way(&d.scenario, away,
              (struct build_way){ 1.0, build_fixed(864000.0), d.line });
    build_stream(&d.scenario, "slow", away, 0.0);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 1 });
    assert_happens(&s, "10 #0 waits desk\n");
    assert_int_equal(tally_at(&s.tally, 0, 0)->still, 1);
    assert_int_equal(tally_at(&s.tally, 0, 1)->still, 1);
    assert_int_equal(tally_at(&s.tally, 0, 2)->still, 1);
    assert_int_equal(s.tally.in_system, 2);
    assert_near(s.tally.waited_s, 8.0 * 86400.0 - 10.0, 1e-12);
    desk_done(&d, &s);
}

/* Gave up at 850, found out at 2700 when the first person comes: the wait lies in the
 * quarter hour in which it was. */
static void one_who_gave_up_is_not_in_the_queue_any_more(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    build_shift(&d.scenario, d.team, 1, 45, BUILD_DAY_MIN);
    desk_set_patience(&d, 1000.0);
    struct script s;
    DESK_RUN(&d, &s, { 850, 0 }, { 2000, 0 });
    assert_happens(&s, "850 #0 waits desk\n"
                       "1850 #0 hangs up desk after 1000\n"
                       "2000 #1 waits desk\n"
                       "2700 #1 answered desk by day after 700\n"
                       "2760 #1 ends resolved\n");
    static const double want[] = { 50.0, 900.0, 50.0 + 700.0, 0.0 };
    for (int q = 0; q < 4; q++)
        assert_near(tally_at(&s.tally, q, 0)->queue_s, want[q], 1e-12);
    desk_done(&d, &s);
}

/* 40,000 callers come to a line that nobody answers and give up after two minutes or
 * so: a few dozen are there at a time, and no more places are taken. */
static void those_who_gave_up_take_no_room(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    desk_set_patience(&d, 0.0);
    d.scenario.stages[d.line].patience = build_law(SIM_DIST_EXPONENTIAL, 117.3, 0.0);
    d.scenario.streams[0].calls = 40000.0;
    struct program program = build_program(&d.scenario, NULL);
    struct tally tally;
    tally_init(&tally, &program);
    struct world *w = world_new(&program);
    world_run(w, 1, 0, &tally);
    assert_true(tally.callers > 39000);
    assert_true(w->lines[0].capacity <= 256);
    assert_true(w->call_capacity <= 2048); /* those of a whole quarter hour at once */
    world_free(w);
    tally_done(&tally);
    program_done(&program);
    scenario_done(&d.scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_caller_moves_on_at_the_end_of_the_talk),
        cmocka_unit_test(a_person_is_free_before_the_caller_arrives_again),
        cmocka_unit_test(at_closing_time_those_who_wait_stay),
        cmocka_unit_test(visits_are_capped),
        cmocka_unit_test(a_loop_through_a_closed_stage_ends),
        cmocka_unit_test(a_menu_takes_the_time_of_the_chosen_option),
        cmocka_unit_test(changes_limited_in_time_hold_in_their_time_only),
        cmocka_unit_test(simultaneous_events_have_a_fixed_order),
        cmocka_unit_test(all_who_are_done_are_done_before_anyone_arrives),
        cmocka_unit_test(clocks_may_start_before_the_line),
        cmocka_unit_test(thresholds_hold_at_exactly_their_limit),
        cmocka_unit_test(a_journey_ends_once_and_counts_where_it_began),
        cmocka_unit_test(the_warm_up_is_not_counted),
        cmocka_unit_test(the_run_goes_on_until_every_counted_caller_has_left),
        cmocka_unit_test(the_run_ends_when_they_have),
        cmocka_unit_test(those_who_never_leave_are_still_there),
        cmocka_unit_test(one_who_gave_up_is_not_in_the_queue_any_more),
        cmocka_unit_test(those_who_gave_up_take_no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
