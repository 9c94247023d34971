/* What callers and control rooms do beside waiting in turn, on paper: each test is
 * small enough to be worked out by hand from scenarios/meanings.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/mem.h"
#include "tests/build_scenario.h"
#include "tests/near.h"
#include "tests/world_script.h"

/* One way for all, after a time. */
static void all_redial(struct scenario_redial *redial, int next, double after_s,
                       int attempts)
{
    redial->rows = sim_mem_array(1, sizeof *redial->rows);
    redial->row_count = 1;
    redial->rows[0].ways = sim_mem_array(1, sizeof *redial->rows[0].ways);
    redial->rows[0].way_count = 1;
    redial->rows[0].ways[0] = (struct scenario_way){
        .name = sim_mem_text("again"), .share = 1.0, .next = next, .closed_to = -1
    };
    redial->after = build_fixed(after_s);
    redial->attempts_at_most = attempts;
}

static struct scenario_dial dial(double set_up_s, double reached, int then_to)
{
    return (struct scenario_dial){ .given = true,
                                   .set_up = build_fixed(set_up_s),
                                   .reached = reached,
                                   .no_answer = build_fixed(40.0),
                                   .tries_at_most = 2,
                                   .try_again_after_s = 100.0,
                                   .then_to = then_to };
}

static struct tally_more more_sum(const struct script *s, int subject)
{
    struct tally_more sum = { 0 };
    for (int q = 0; q <= s->tally.quarters; q++) {
        const struct tally_more *m = tally_more_at(&s->tally, q, subject);
        sum.asked += m->asked;
        sum.called_back += m->called_back;
        sum.not_reached += m->not_reached;
        sum.overflowed += m->overflowed;
        sum.cut_off += m->cut_off;
        sum.positive += m->positive;
        sum.negative += m->negative;
        sum.attempts += m->attempts;
        sum.resolved += m->resolved;
        sum.again += m->again;
        sum.interrupted += m->interrupted;
        sum.dialled_s += m->dialled_s;
        sum.worked_s += m->worked_s;
    }
    return sum;
}

static struct scenario_stage *line_of(struct desk *d)
{
    return &d->scenario.stages[d->line];
}

static void who_hangs_up_calls_again_up_to_the_cap(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    line_of(&d)->talk = build_fixed(600.0);
    desk_set_patience(&d, 20.0);
    all_redial(&line_of(&d)->redial, d.line, 100.0, 3);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits desk\n"
                       "40 #1 hangs up desk after 20\n"
                       "40 #1 will call again desk\n"
                       "140 #1 waits desk\n"
                       "160 #1 hangs up desk after 20\n"
                       "160 #1 will call again desk\n"
                       "260 #1 waits desk\n"
                       "280 #1 hangs up desk after 20\n"
                       "610 #0 ends resolved\n");
    const struct tally_cell line = script_sum(&s, 0), stream = script_sum(&s, 1);
    assert_int_equal(line.offered, 4);
    assert_int_equal(line.abandoned, 3);
    assert_int_equal(stream.offered, 2);
    assert_int_equal(stream.abandoned, 1);
    assert_near(stream.lost_wait_s, 60.0, 1e-9);
    assert_int_equal(more_sum(&s, 0).negative, 2);
    assert_int_equal(more_sum(&s, 1).attempts, 4);
    assert_int_equal(more_sum(&s, 1).resolved, 1);
    desk_done(&d, &s);
}

static void who_hangs_up_and_goes_online_is_positive(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    const int online = build_stage(&d.scenario, SCENARIO_END, "online");
    d.scenario.stages[online].positive = true;
    desk_set_patience(&d, 20.0);
    all_redial(&line_of(&d)->redial, online, 100.0, 1);
    struct script s;
    DESK_RUN(&d, &s, { 20, 0 });
    assert_happens(&s, "20 #0 waits desk\n"
                       "40 #0 hangs up desk after 20\n"
                       "40 #0 ends online\n");
    assert_int_equal(more_sum(&s, 0).positive, 1);
    assert_int_equal(more_sum(&s, 1).resolved, 1);
    assert_int_equal(script_sum(&s, 1).abandoned, 1);
    assert_int_equal(s.tally.entered[online], 1);
    desk_done(&d, &s);
}

static void who_waited_long_overflows(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    const int help = desk_add_line(&d, "help", 30.0);
    const int second = build_team(&d.scenario, "second");
    build_serves(&d.scenario, second, (struct build_serves){ .line = help });
    build_shift(&d.scenario, second, 1, 0, BUILD_DAY_MIN);
    line_of(&d)->overflow =
        (struct scenario_overflow){ .given = true, .after_s = 30.0, .to = help };
    struct script s;
    DESK_RUN(&d, &s, { 20, 0 });
    assert_happens(&s, "20 #0 waits desk\n"
                       "50 #0 overflows desk after 30\n"
                       "50 #0 answered help by second after 0\n"
                       "80 #0 ends resolved\n");
    assert_int_equal(script_sum(&s, 0).left, 1);
    assert_int_equal(more_sum(&s, 0).overflowed, 1);
    desk_done(&d, &s);
}

/* Overflow is a timer; what it leads to is an arrival, and these go by call. */
static void who_overflows_arrives_in_turn(void **state)
{
    (void) state;
    struct desk d = desk_new(0);
    const int help = desk_add_line(&d, "help", 30.0);
    const int other = desk_add_line(&d, "other", 30.0);
    const int second = build_team(&d.scenario, "second");
    build_serves(&d.scenario, second, (struct build_serves){ .line = help });
    build_shift(&d.scenario, second, 1, 0, BUILD_DAY_MIN);
    line_of(&d)->overflow =
        (struct scenario_overflow){ .given = true, .after_s = 30.0, .to = help };
    d.scenario.stages[other].patient = false;
    d.scenario.stages[other].patience = build_fixed(10.0);
    all_redial(&d.scenario.stages[other].redial, help, 20.0, 2);
    struct script s;
    DESK_RUN(&d, &s, { 20, 2 }, { 20, 0 });
    assert_happens(&s, "20 #0 waits other\n"
                       "20 #1 waits desk\n"
                       "30 #0 hangs up other after 10\n"
                       "30 #0 will call again other\n"
                       "50 #0 answered help by second after 0\n"
                       "50 #1 overflows desk after 30\n"
                       "50 #1 waits help\n"
                       "80 #0 ends resolved\n"
                       "80 #1 answered help by second after 30\n"
                       "110 #1 ends resolved\n");
    desk_done(&d, &s);
}

static void a_call_back_keeps_the_place(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    line_of(&d)->talk = build_fixed(600.0);
    desk_set_patience(&d, 200.0);
    line_of(&d)->call_back = (struct scenario_call_back){
        .given = true, .offered_after_s = 30.0, .offered_above_s = -1.0, .accepted = 1.0
    };
    line_of(&d)->dial = dial(10.0, 1.0, d.resolved);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 }, { 590, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits desk\n"
                       "50 #1 wants a call-back desk\n"
                       "590 #2 waits desk\n"
                       "610 #0 ends resolved\n"
                       "620 #1 answered desk by day after 600\n"
                       "620 #2 wants a call-back desk\n"
                       "1220 #1 ends resolved\n"
                       "1230 #2 answered desk by day after 640\n"
                       "1830 #2 ends resolved\n");
    assert_int_equal(more_sum(&s, 0).asked, 2);
    assert_int_equal(more_sum(&s, 0).called_back, 2);
    /* Views follow the streams: to the offer, then without call-backs. */
    const struct tally_cell offer = script_sum(&s, 2), without = script_sum(&s, 3);
    assert_int_equal(offer.answered, 3);
    assert_near(offer.wait_s, 60.0, 1e-9);
    assert_int_equal(without.offered, 1);
    assert_int_equal(without.answered, 1);
    assert_near(script_team(&s, 0)->busy_s, 890.0, 1e-9); /* from 10 s on */
    desk_done(&d, &s);
}

static void an_announced_wait_offers_at_once(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    line_of(&d)->talk = build_fixed(600.0);
    line_of(&d)->call_back = (struct scenario_call_back){
        .given = true, .offered_after_s = -1.0, .offered_above_s = 60.0, .accepted = 1.0
    };
    line_of(&d)->dial = dial(0.0, 1.0, d.resolved);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 }, { 79, 0 }, { 80, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits desk\n"
                       "79 #2 waits desk\n"
                       "80 #3 waits desk\n"
                       "80 #3 wants a call-back desk\n"
                       "610 #0 ends resolved\n"
                       "610 #1 answered desk by day after 590\n"
                       "1210 #1 ends resolved\n"
                       "1210 #2 answered desk by day after 1131\n"
                       "1810 #2 ends resolved\n"
                       "1810 #3 answered desk by day after 1730\n"
                       "2410 #3 ends resolved\n");
    desk_done(&d, &s);
}

static void who_is_not_reached_is_tried_again_and_given_up(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int left = build_stage(&d.scenario, SCENARIO_END, "left");
    line_of(&d)->dial = dial(10.0, 0.0, left);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 });
    assert_happens(&s, "10 #0 rung in vain desk by day\n"
                       "20 #1 waits desk\n"
                       "50 #1 rung in vain desk by day\n"
                       "150 #0 rung in vain desk by day\n"
                       "190 #0 not reached desk\n"
                       "190 #0 ends left\n"
                       "190 #1 rung in vain desk by day\n"
                       "230 #1 not reached desk\n"
                       "230 #1 ends left\n");
    assert_int_equal(script_sum(&s, 0).left, 2);
    assert_int_equal(more_sum(&s, 0).not_reached, 2);
    assert_near(more_sum(&s, 0).dialled_s, 160.0, 1e-9);
    assert_near(script_sum(&s, 0).queue_s, 180.0 + 210.0, 1e-9);
    assert_int_equal(script_sum(&s, 1).left, 2);
    assert_int_equal(more_sum(&s, 1).resolved, 0);
    desk_done(&d, &s);
}

static void a_dropped_call_is_recalled(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int recall = desk_add_line(&d, "recall", 30.0);
    d.scenario.stages[recall].dial = dial(10.0, 1.0, d.resolved);
    build_serves(&d.scenario, d.team, (struct build_serves){ .line = recall });
    struct scenario_way *way = &line_of(&d)->ways[0];
    way->next = recall;
    way->has_talk = true;
    way->talk = build_fixed(15.0);
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits desk\n"
                       "25 #0 waits recall\n"
                       "25 #1 answered desk by day after 5\n"
                       "40 #1 waits recall\n"
                       "50 #0 answered recall by day after 25\n"
                       "80 #0 ends resolved\n"
                       "90 #1 answered recall by day after 50\n"
                       "120 #1 ends resolved\n");
    /* Waiting to be rung is no part of a caller's wait. */
    assert_near(script_sum(&s, s.program.line_count).wait_s, 5.0, 1e-9);
    assert_near(more_sum(&s, 1).worked_s, 60.0, 1e-9);
    desk_done(&d, &s);
}

static void one_person_has_several_chats(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    line_of(&d)->at_a_time = 2;
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 }, { 30, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 answered desk by day after 0\n"
                       "30 #2 waits desk\n"
                       "70 #0 ends resolved\n"
                       "70 #2 answered desk by day after 40\n"
                       "80 #1 ends resolved\n"
                       "130 #2 ends resolved\n");
    assert_near(script_team(&s, 0)->busy_s, 120.0, 1e-9);
    desk_done(&d, &s);
}

static void chats_wait_while_somebody_more_urgent_does(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int chat = desk_add_line(&d, "chat", 100.0);
    d.scenario.stages[chat].at_a_time = 3;
    build_serves(&d.scenario, d.team, (struct build_serves){ .line = chat });
    struct script s;
    DESK_RUN(&d, &s, { 10, 1 }, { 20, 0 }, { 30, 1 });
    assert_happens(&s, "10 #0 answered chat by day after 0\n"
                       "20 #1 waits desk\n"
                       "30 #2 waits chat\n"
                       "110 #0 ends resolved\n"
                       "110 #1 answered desk by day after 90\n"
                       "170 #1 ends resolved\n"
                       "170 #2 answered chat by day after 140\n"
                       "270 #2 ends resolved\n");
    desk_done(&d, &s);
}

static void work_that_yields_is_resumed(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int forms = desk_add_line(&d, "forms", 300.0);
    build_serves(&d.scenario, d.team, (struct build_serves){ .line = forms });
    struct scenario_stage *stage = &d.scenario.stages[forms];
    stage->yields_to = sim_mem_array(1, sizeof *stage->yields_to);
    stage->yields_to[stage->yields_to_count++] = d.line;
    struct script s;
    DESK_RUN(&d, &s, { 10, 1 }, { 20, 1 }, { 110, 0 }, { 120, 0 });
    assert_happens(&s, "10 #0 answered forms by day after 0\n"
                       "20 #1 waits forms\n"
                       "110 #0 stopped forms by day\n"
                       "110 #2 answered desk by day after 0\n"
                       "120 #3 waits desk\n"
                       "170 #2 ends resolved\n"
                       "170 #3 answered desk by day after 50\n"
                       "230 #0 resumed forms by day\n"
                       "230 #3 ends resolved\n"
                       "430 #0 ends resolved\n"
                       "430 #1 answered forms by day after 410\n"
                       "730 #1 ends resolved\n");
    assert_int_equal(more_sum(&s, 1).interrupted, 1);
    assert_int_equal(script_sum(&s, 1).answered, 2);
    assert_near(script_team(&s, 0)->busy_s, 720.0, 1e-9);
    desk_done(&d, &s);
}

static void people_on_work_that_yields_count_for_the_reserve(void **state)
{
    (void) state;
    struct desk d = desk_new(2);
    d.scenario.teams[d.team].keep_free[0] = 1;
    const int forms = desk_add_line(&d, "forms", 300.0);
    build_serves(&d.scenario, d.team,
                 (struct build_serves){ .line = forms, .keep_free = 1 });
    struct scenario_stage *stage = &d.scenario.stages[forms];
    stage->yields_to = sim_mem_array(1, sizeof *stage->yields_to);
    stage->yields_to[stage->yields_to_count++] = d.line;
    struct script s;
    /* One on forms and one free are two free for the desk: more than one. */
    DESK_RUN(&d, &s, { 10, 1 }, { 20, 0 }, { 30, 0 });
    assert_happens(&s, "10 #0 answered forms by day after 0\n"
                       "20 #1 answered desk by day after 0\n"
                       "30 #2 waits desk\n"
                       "80 #1 ends resolved\n"
                       "80 #2 answered desk by day after 50\n"
                       "140 #2 ends resolved\n"
                       "310 #0 ends resolved\n");
    desk_done(&d, &s);
}

static void an_outage_cuts_off_and_callers_redial(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    line_of(&d)->talk = build_fixed(800.0);
    struct scenario_outage *outage = sim_mem_array(1, sizeof *outage);
    *outage = (struct scenario_outage){ .name = sim_mem_text("down"),
                                        .planned = true,
                                        .stages = sim_mem_array(1, sizeof(int)),
                                        .stage_count = 1 };
    outage->stages[0] = d.line;
    build_open(&outage->window.hours, 15, 30); /* quarter 1 */
    all_redial(&outage->redial, d.line, 300.0, 4);
    d.scenario.outages = outage;
    d.scenario.outage_count = 1;
    struct script s;
    DESK_RUN(&d, &s, { 110, 0 }, { 800, 0 }, { 1000, 0 });
    assert_happens(&s, "110 #0 answered desk by day after 0\n"
                       "800 #1 waits desk\n"
                       "900 #1 cut off from desk\n"
                       "900 #1 will call again desk\n"
                       "910 #0 ends resolved\n"
                       "1000 #2 cut off from desk\n"
                       "1000 #2 will call again desk\n"
                       "1200 #1 cut off from desk\n"
                       "1200 #1 will call again desk\n"
                       "1300 #2 cut off from desk\n"
                       "1300 #2 will call again desk\n"
                       "1500 #1 cut off from desk\n"
                       "1500 #1 will call again desk\n"
                       "1600 #2 cut off from desk\n"
                       "1600 #2 will call again desk\n"
                       "1800 #1 answered desk by day after 0\n"
                       "1900 #2 waits desk\n"
                       "2600 #1 ends resolved\n"
                       "2600 #2 answered desk by day after 700\n"
                       "3400 #2 ends resolved\n");
    assert_int_equal(more_sum(&s, 0).cut_off, 6);
    assert_int_equal(script_sum(&s, 0).left, 6);
    desk_done(&d, &s);
}

static void who_was_served_calls_again(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    line_of(&d)->calls_again =
        (struct scenario_calls_again){ .given = true,
                                       .share = 0.0,
                                       .more = 1.0,
                                       .per_s = 30.0, /* after 30 s everyone */
                                       .at_most = 1.0,
                                       .after = build_fixed(1000.0),
                                       .to = d.line,
                                       .attempts_at_most = 2 };
    struct script s;
    DESK_RUN(&d, &s, { 10, 0 }, { 20, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "20 #1 waits desk\n"
                       "70 #0 ends resolved\n"
                       "70 #1 answered desk by day after 50\n"
                       "130 #1 will call again desk\n"
                       "1130 #1 answered desk by day after 0\n"
                       "1190 #1 ends resolved\n");
    assert_int_equal(more_sum(&s, 0).again, 1);
    assert_int_equal(script_sum(&s, 1).answered, 2);
    assert_near(script_sum(&s, 1).wait_s, 50.0, 1e-9);
    desk_done(&d, &s);
}

static void handling_depends_on_stream_team_and_wait(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    build_stream(&d.scenario, "incident", d.line, 0.0);
    d.scenario.teams[d.team].talk_times = 2.0;
    struct scenario_stage *line = line_of(&d);
    line->talk_grows = (struct scenario_talk_grows){
        .given = true, .more = 0.1, .per_s = 60.0, .at_most = 0.25
    };
    line->handling = sim_mem_array(1, sizeof *line->handling);
    line->handling[line->handling_count++] = (struct scenario_handling){
        .stream = 1, .has_talk = true, .talk = build_fixed(10.0)
    };
    struct script s;
    /* 2 x 60; 2 x 10 after 60 s: x 1.1; 2 x 60 after 222 s: x 1.25. */
    DESK_RUN(&d, &s, { 10, 0 }, { 70, 1 }, { 100, 0 }, { 101, 0 });
    assert_happens(&s, "10 #0 answered desk by day after 0\n"
                       "70 #1 waits desk\n"
                       "100 #2 waits desk\n"
                       "101 #3 waits desk\n"
                       "130 #0 ends resolved\n"
                       "130 #1 answered desk by day after 60\n"
                       "152 #1 ends resolved\n"
                       "152 #2 answered desk by day after 52\n"
                       "282.4 #2 ends resolved\n"
                       "282.4 #3 answered desk by day after 181.4\n"
                       "432.4 #3 ends resolved\n");
    desk_done(&d, &s);
}

static void options_have_hours_and_callers_hang_up_in_a_menu(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int left = build_stage(&d.scenario, SCENARIO_END, "left");
    const int menu = build_stage(&d.scenario, SCENARIO_MENU, "menu");
    build_way(
        &d.scenario, menu,
        (struct build_way){ .share = 1, .time = build_fixed(30.0), .next = d.line });
    struct scenario_way *option = &d.scenario.stages[menu].ways[0];
    build_open(&option->open, 15, BUILD_DAY_MIN);
    option->closed_to = left;
    const int early = build_stage(&d.scenario, SCENARIO_MENU, "early");
    build_way(&d.scenario, early,
              (struct build_way){ .share = 1, .time = build_fixed(5.0), .next = -1 });
    d.scenario.stages[early].ways[0].hangs_up = true;
    all_redial(&d.scenario.stages[early].redial, menu, 60.0, 2);
    d.scenario.streams[0].enters = menu;
    build_stream(&d.scenario, "hasty", early, 0.0);
    struct script s;
    DESK_RUN(&d, &s, { 890, 0 }, { 900, 0 }, { 1000, 1 });
    assert_happens(&s, "920 #0 ends left\n"
                       "930 #1 answered desk by day after 0\n"
                       "990 #1 ends resolved\n"
                       "1005 #2 will call again early\n"
                       "1095 #2 answered desk by day after 0\n"
                       "1155 #2 ends resolved\n");
    assert_int_equal(more_sum(&s, 2).attempts, 2);
    desk_done(&d, &s);
}

static void a_second_clock_measures_everything_again(void **state)
{
    (void) state;
    struct desk d = desk_new(1);
    const int bt = build_stage(&d.scenario, SCENARIO_DELAY, "bt");
    build_way(
        &d.scenario, bt,
        (struct build_way){ .share = 1, .time = build_fixed(8.0), .next = d.line });
    d.scenario.streams[0].enters = bt;
    desk_set_patience(&d, 20.0);
    struct scenario_target *target =
        build_target(&d.scenario, SCENARIO_ANSWERED_WITHIN);
    target->line = d.line;
    target->clock = bt;
    target->within_s = 10.0;
    struct script s;
    DESK_RUN(&d, &s, { 2, 0 }, { 12, 0 }, { 60, 0 });
    const struct tally_cell line = script_sum(&s, 0), from_bt = script_sum(&s, 2);
    assert_int_equal(s.measured[0].subject, 2);
    assert_near(line.wait_s, 2.0, 1e-9); /* the third: 68 to 70 */
    assert_near(from_bt.wait_s, 8.0 + 10.0, 1e-9);
    assert_near(from_bt.lost_wait_s, 28.0, 1e-9);
    assert_near(from_bt.longest_s, 28.0, 1e-9);
    assert_int_equal(from_bt.slot[s.measured[0].slot], 2);
    uint32_t reached = 0;
    for (int q = 0; q <= s.tally.quarters; q++)
        reached += tally_reached(&s.tally, q, 2)[s.measured[0].slot];
    assert_int_equal(reached, 2);
    assert_true(s.measured[0].has_ceiling);
    desk_done(&d, &s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_hangs_up_calls_again_up_to_the_cap),
        cmocka_unit_test(who_hangs_up_and_goes_online_is_positive),
        cmocka_unit_test(who_waited_long_overflows),
        cmocka_unit_test(who_overflows_arrives_in_turn),
        cmocka_unit_test(a_call_back_keeps_the_place),
        cmocka_unit_test(an_announced_wait_offers_at_once),
        cmocka_unit_test(who_is_not_reached_is_tried_again_and_given_up),
        cmocka_unit_test(a_dropped_call_is_recalled),
        cmocka_unit_test(one_person_has_several_chats),
        cmocka_unit_test(chats_wait_while_somebody_more_urgent_does),
        cmocka_unit_test(work_that_yields_is_resumed),
        cmocka_unit_test(people_on_work_that_yields_count_for_the_reserve),
        cmocka_unit_test(an_outage_cuts_off_and_callers_redial),
        cmocka_unit_test(who_was_served_calls_again),
        cmocka_unit_test(handling_depends_on_stream_team_and_wait),
        cmocka_unit_test(options_have_hours_and_callers_hang_up_in_a_menu),
        cmocka_unit_test(a_second_clock_measures_everything_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
