#include "model/scenario/read.h"

#include "tests/read_over.h"

enum { DAY_2022_03_08 = 19059 };

static const double HOUR_S = 3600.0, DAY_S = 86400.0;

static int at(const struct scenario *s, const char *name)
{
    const int i = scenario_stage_index(s, name);
    assert_true(i >= 0);
    return i;
}

static const struct scenario_stage *stage(const struct scenario *s, const char *name)
{
    return &s->stages[at(s, name)];
}

/* ---- everything that can be written, value by value ---- */

static void is_law(const struct sim_dist *law, enum sim_dist_law family, double mean_s)
{
    assert_int_equal(law->law, family);
    assert_near(law->mean_s, mean_s, 1e-12);
}

static void is_way(const struct scenario *s, const struct scenario_way *way,
                   const char *next, double share)
{
    assert_string_equal(way->name, next);
    assert_int_equal(way->next, at(s, next));
    assert_near(way->share, share, 1e-12);
    assert_int_equal(way->closed_to, -1);
    assert_false(way->hangs_up);
    assert_true(way->at.line > 0);
}

static void a_menu_has_hours_and_hang_ups(void **state)
{
    (void) state;
    struct read_over over = read_over_everything(NULL);
    const struct scenario *s = &over.scenario;
    const struct scenario_stage *ivr = stage(s, "ivr");
    assert_int_equal(ivr->way_count, 3);
    const struct scenario_way *day = &ivr->ways[1], *gone = &ivr->ways[2];
    assert_int_equal(day->open.count, 1);
    assert_int_equal(day->open.spans[0].days, 0x1f);
    assert_int_equal(day->open.spans[0].to_min, 17 * 60);
    assert_int_equal(day->closed_to, at(s, "online"));
    assert_int_equal(day->next, at(s, "chat"));
    assert_false(day->hangs_up || ivr->ways[0].hangs_up);
    assert_int_equal(ivr->ways[0].closed_to, -1);
    assert_true(gone->hangs_up);
    assert_int_equal(gone->next, -1);
    assert_near(gone->time.mean_s, 10.0, 0.0);
    assert_int_equal(ivr->redial.row_count, 1);
    assert_int_equal(ivr->redial.rows[0].way_count, 2);
    is_way(s, &ivr->redial.rows[0].ways[0], "ivr", 0.2);
    is_way(s, &ivr->redial.rows[0].ways[1], "online", 0.3);
    is_law(&ivr->redial.after, SIM_DIST_EXPONENTIAL, 1800.0);
    assert_int_equal(ivr->redial.attempts_at_most, 4);
    read_over_done(&over);
}

static void redials_by_attempt(void **state)
{
    (void) state;
    struct read_over over = read_over_everything(NULL);
    const struct scenario *s = &over.scenario;
    const struct scenario_redial *desk = &stage(s, "desk")->redial;
    assert_int_equal(desk->at.line, 26);
    assert_int_equal(desk->row_count, 2);
    assert_int_equal(desk->rows[0].way_count, 3);
    is_way(s, &desk->rows[0].ways[0], "ivr", 0.3);
    is_way(s, &desk->rows[0].ways[1], "bt", 0.07);
    is_way(s, &desk->rows[0].ways[2], "online", 0.03);
    assert_int_equal(desk->rows[1].way_count, 1);
    is_way(s, &desk->rows[1].ways[0], "ivr", 0.1);
    is_law(&desk->after, SIM_DIST_EXPONENTIAL, 1200.0);
    assert_int_equal(desk->attempts_at_most, 5);
    const struct scenario_redial *l999 = &stage(s, "l999")->redial;
    is_law(&l999->after, SIM_DIST_LOGNORMAL, 70.0);
    assert_near(l999->after.given[1], 0.7, 0.0);
    is_way(s, &l999->rows[0].ways[0], "recall", 0.6);
    is_way(s, &l999->rows[0].ways[1], "bt", 0.3);
    assert_int_equal(l999->attempts_at_most, 6);
    assert_int_equal(stage(s, "form")->redial.row_count, 0);
    read_over_done(&over);
}

static void call_backs_and_dialling_out(void **state)
{
    (void) state;
    struct read_over over = read_over_everything(NULL);
    const struct scenario *s = &over.scenario;
    const struct scenario_stage *desk = stage(s, "desk"), *recall = stage(s, "recall");
    assert_true(desk->call_back.given && desk->dial.given);
    assert_int_equal(desk->call_back.at.line, 24);
    assert_int_equal(desk->dial.at.line, 24);
    assert_near(desk->call_back.offered_after_s, 180.0, 0.0);
    assert_near(desk->call_back.offered_above_s, 600.0, 0.0);
    assert_near(desk->call_back.accepted, 0.7, 1e-15);
    is_law(&desk->dial.set_up, SIM_DIST_FIXED, 15.0);
    assert_near(desk->dial.reached, 0.8, 1e-15);
    is_law(&desk->dial.no_answer, SIM_DIST_FIXED, 40.0);
    assert_int_equal(desk->dial.tries_at_most, 2);
    assert_near(desk->dial.try_again_after_s, 1200.0, 0.0);
    assert_int_equal(desk->dial.then_to, at(s, "online"));
    assert_false(recall->call_back.given);
    assert_true(recall->dial.given);
    is_law(&recall->dial.set_up, SIM_DIST_FIXED, 11.0);
    assert_near(recall->dial.reached, 0.4, 1e-15);
    is_law(&recall->dial.no_answer, SIM_DIST_FIXED, 35.0);
    assert_int_equal(recall->dial.tries_at_most, 3);
    assert_near(recall->dial.try_again_after_s, 300.0, 0.0);
    assert_int_equal(recall->dial.then_to, at(s, "left"));
    assert_false(stage(s, "l999")->dial.given || stage(s, "l999")->call_back.given);
    read_over_done(&over);
}

static void coming_back_and_going_on(void **state)
{
    (void) state;
    struct read_over over = read_over_everything(NULL);
    const struct scenario *s = &over.scenario;
    const struct scenario_stage *l999 = stage(s, "l999");
    const struct scenario_calls_again *again = &stage(s, "desk")->calls_again;
    assert_true(again->given);
    assert_int_equal(again->at.line, 28);
    assert_near(again->share, 0.05, 1e-15);
    assert_near(again->more, 0.01, 1e-15);
    assert_near(again->per_s, 600.0, 0.0);
    assert_near(again->at_most, 0.2, 1e-15);
    is_law(&again->after, SIM_DIST_EXPONENTIAL, 5 * HOUR_S);
    assert_int_equal(again->to, at(s, "ivr"));
    assert_int_equal(again->attempts_at_most, 3);
    assert_false(l999->calls_again.given);
    assert_true(l999->overflow.given);
    assert_near(l999->overflow.after_s, 100.0, 0.0);
    assert_int_equal(l999->overflow.to, at(s, "buddy"));
    assert_false(stage(s, "desk")->overflow.given);
    assert_int_equal(l999->counted_from, at(s, "bt"));
    assert_int_equal(stage(s, "desk")->counted_from, -1);
    read_over_done(&over);
}

static void handling_depends(void **state)
{
    (void) state;
    struct read_over over = read_over_everything(NULL);
    const struct scenario *s = &over.scenario;
    const struct scenario_stage *desk = stage(s, "desk"), *l999 = stage(s, "l999");
    const struct scenario_way *recall = &l999->ways[0];
    is_way(s, recall, "recall", 0.06);
    assert_true(recall->has_talk && recall->has_wrap_up);
    is_law(&recall->talk, SIM_DIST_EXPONENTIAL, 15.0);
    is_law(&recall->wrap_up, SIM_DIST_EXPONENTIAL, 5.0);
    assert_false(l999->ways[1].has_talk || l999->ways[1].has_wrap_up);
    assert_int_equal(desk->handling_count, 2);
    assert_int_equal(desk->handling[0].stream, 1);
    assert_int_equal(desk->handling[0].at.line, 31);
    assert_false(desk->handling[0].has_talk);
    assert_true(desk->handling[0].has_wrap_up);
    is_law(&desk->handling[0].wrap_up, SIM_DIST_EXPONENTIAL, 45.0);
    assert_int_equal(desk->handling[1].stream, 0);
    assert_true(desk->handling[1].has_talk);
    assert_false(desk->handling[1].has_wrap_up);
    is_law(&desk->handling[1].talk, SIM_DIST_EXPONENTIAL, 240.0);
    assert_true(desk->talk_grows.given);
    assert_near(desk->talk_grows.more, 0.1, 1e-15);
    assert_near(desk->talk_grows.per_s, 720.0, 0.0);
    assert_near(desk->talk_grows.at_most, 1.5, 1e-15);
    assert_false(l999->talk_grows.given || l999->has_talk_by_hour);
    assert_true(desk->has_talk_by_hour);
    assert_near(desk->talk_by_hour[0], 0.9, 0.0);
    assert_near(desk->talk_by_hour[1], 1.0, 0.0);
    assert_near(desk->talk_by_hour[18], 1.2, 0.0);
    assert_near(desk->talk_by_hour[23], 1.1, 0.0);
    read_over_done(&over);
}

static void chats_yielding_and_channels(void **state)
{
    (void) state;
    struct read_over over = read_over_everything(NULL);
    const struct scenario *s = &over.scenario;
    const struct scenario_stage *form = stage(s, "form");
    assert_int_equal(form->yields_to_count, 2);
    assert_int_equal(form->yields_to[0], at(s, "l999"));
    assert_int_equal(form->yields_to[1], at(s, "desk"));
    assert_int_equal(stage(s, "desk")->yields_to_count, 0);
    assert_int_equal(stage(s, "chat")->at_a_time, 3);
    assert_int_equal(form->at_a_time, 1);
    assert_true(stage(s, "app")->positive);
    assert_false(stage(s, "online")->positive);
    assert_false(stage(s, "buddy")->positive || stage(s, "left")->positive);
    read_over_done(&over);
}

static void people_who_are_away(void **state)
{
    (void) state;
    struct read_over over = read_over_everything(NULL);
    const struct scenario_team *team = &over.scenario.teams[0];
    assert_near(team->talk_times, 1.2, 0.0);
    assert_near(team->sickness_spell_s, 4 * DAY_S, 0.0);
    assert_true(team->has_leave_by_month);
    assert_near(team->leave_by_month[0], 1.0, 0.0);
    assert_near(team->leave_by_month[7], 2.5, 0.0);
    assert_int_equal(team->absence_count, 2);
    const struct scenario_absence *course = &team->absences[0], *flu = course + 1;
    assert_string_equal(course->name, "course");
    assert_int_equal(course->at.line, 45);
    assert_int_equal(course->people, 2);
    assert_near(course->share, 0.0, 0.0);
    assert_true(course->window.has_dates);
    assert_int_equal(course->window.dates.first, DAY_2022_03_08);
    assert_int_equal(course->window.dates.last, DAY_2022_03_08);
    assert_int_equal(course->window.hours.count, 0);
    assert_string_equal(flu->name, "flu");
    assert_int_equal(flu->people, 0);
    assert_near(flu->share, 0.1, 1e-15);
    assert_false(flu->window.has_dates);
    assert_int_equal(flu->window.hours.spans[0].days, 1 << 5);
    assert_int_equal(flu->window.hours.spans[0].from_min, 7 * 60);
    assert_int_equal(team->called_away_count, 1);
    const struct scenario_called_away *silver = team->called_away;
    assert_string_equal(silver->name, "silver");
    assert_int_equal(silver->at.line, 47);
    assert_near(silver->per_month, 4.0, 0.0);
    assert_int_equal(silver->people, 3);
    is_law(&silver->lasts, SIM_DIST_EXPONENTIAL, 3 * HOUR_S);
    read_over_done(&over);
}

static void stages_that_are_down(void **state)
{
    (void) state;
    struct read_over over = read_over_everything(NULL);
    const struct scenario *s = &over.scenario;
    assert_int_equal(s->outage_count, 2);
    const struct scenario_outage *planned = &s->outages[0], *random = planned + 1;
    assert_string_equal(planned->name, "planned");
    assert_int_equal(planned->at.line, 51);
    assert_int_equal(planned->stage_count, 7);
    for (int i = 0; i < 7; i++)
        assert_int_equal(planned->stages[i], i);
    assert_true(planned->planned);
    assert_int_equal(planned->window.dates.first, DAY_2022_03_08 + 1);
    assert_int_equal(planned->window.hours.spans[0].from_min, 2 * 60);
    assert_int_equal(planned->redial.row_count, 1);
    is_way(s, &planned->redial.rows[0].ways[0], "ivr", 0.5);
    is_way(s, &planned->redial.rows[0].ways[1], "left", 0.1);
    is_law(&planned->redial.after, SIM_DIST_EXPONENTIAL, 2700.0);
    assert_int_equal(planned->redial.attempts_at_most, 7);
    assert_int_equal(random->stage_count, 2);
    assert_int_equal(random->stages[0], at(s, "ivr"));
    assert_int_equal(random->stages[1], at(s, "desk"));
    assert_false(random->planned);
    assert_near(random->per_month, 2.0, 0.0);
    is_law(&random->lasts, SIM_DIST_EXPONENTIAL, 2400.0);
    assert_int_equal(random->redial.row_count, 0);
    read_over_done(&over);
}

static void targets_with_call_backs_and_stages(void **state)
{
    (void) state;
    struct read_over over = read_over_everything(NULL);
    const struct scenario *s = &over.scenario;
    assert_int_equal(s->targets[0].call_backs, SCENARIO_TO_OFFER);
    assert_int_equal(s->targets[1].call_backs, SCENARIO_WITHOUT_CALL_BACKS);
    assert_int_equal(s->targets[2].call_backs, SCENARIO_TO_ANSWER);
    const struct scenario_target *both = &s->targets[3];
    assert_int_equal(both->out_of_count, 2);
    assert_int_equal(both->out_of[0], at(s, "desk"));
    assert_int_equal(both->out_of[1], at(s, "chat"));
    assert_int_equal(both->abandoned_at_count, 1);
    read_over_done(&over);
}

/* ---- defaults ---- */

static void what_is_left_out_has_its_default(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "stages: { desk: { call_back: { offered_after = \"3 min\"; accepted = 1; };\n"
        "    calls_again: { share = \"5 %\"; after = \"1 h\"; to = \"ivr\"; "
        "attempts_at_most = 2; };\n"
        "    redial: { then: { online = \"5 %\"; }; }; };\n"
        "  back: { dial: { }; }; };\n");
    const struct scenario *s = &over.scenario;
    const struct scenario_stage *desk = stage(s, "desk"), *back = stage(s, "back");
    assert_near(desk->call_back.offered_above_s, -1.0, 0.0);
    const struct scenario_dial *const dials[] = { &desk->dial, &back->dial };
    for (size_t i = 0; i < 2; i++) {
        is_law(&dials[i]->set_up, SIM_DIST_FIXED, 0.0);
        is_law(&dials[i]->no_answer, SIM_DIST_FIXED, 0.0);
        assert_near(dials[i]->reached, 1.0, 0.0);
        assert_int_equal(dials[i]->tries_at_most, 1);
        assert_near(dials[i]->try_again_after_s, 0.0, 0.0);
        assert_int_equal(dials[i]->then_to, at(s, "left"));
    }
    assert_near(desk->calls_again.more, 0.0, 0.0);
    assert_near(desk->calls_again.at_most, 1.0, 0.0);
    is_law(&desk->redial.after, SIM_DIST_FIXED, 0.0);
    assert_int_equal(desk->redial.attempts_at_most, 0);
    assert_int_equal(back->at_a_time, 1);
    assert_int_equal(back->counted_from, -1);
    assert_true(stage(s, "online")->positive);
    assert_near(s->teams[0].talk_times, 1.0, 0.0);
    assert_near(s->teams[0].sickness_spell_s, 0.0, 0.0);
    assert_false(s->teams[0].has_leave_by_month);
    for (int i = 0; i < s->stage_count; i++) {
        assert_int_equal(s->stages[i].counted_from, -1);
        assert_int_equal(s->stages[i].at_a_time, 1);
    }
    read_over_done(&over);
    over = read_over("stages: { desk: { call_back: { offered_above = 0; accepted = 1; "
                     "}; }; };\n");
    assert_near(stage(&over.scenario, "desk")->call_back.offered_after_s, -1.0, 0.0);
    assert_near(stage(&over.scenario, "desk")->call_back.offered_above_s, 0.0, 0.0);
    read_over_done(&over);
}

static void rounding_in_shares_of_a_redial_is_taken_off(void **state)
{
    (void) state;
    struct read_over over = read_over("stages: { desk: { redial: { then: { online = "
                                      "0.6; left = 0.4000005; }; }; }; };");
    const struct scenario_way *ways =
        stage(&over.scenario, "desk")->redial.rows[0].ways;
    assert_near(ways[0].share + ways[1].share, 1.0, 1e-15);
    assert_near(ways[0].share, 0.6 / 1.0000005, 1e-15);
    read_over_done(&over);
}

static void names_may_stand_without_a_list(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "stages: { back: { yields_to = \"desk\"; }; };\n"
        "outages: { down: { stages = \"ivr\"; days = \"Tue\"; }; };\n"
        "targets: { t: { journey = \"calls_in\"; out_of = \"desk\"; at_most = "
        "0.05; }; };\n");
    assert_int_equal(stage(&over.scenario, "back")->yields_to_count, 1);
    assert_int_equal(over.scenario.outages[0].stage_count, 1);
    assert_true(over.scenario.outages[0].planned);
    assert_int_equal(over.scenario.targets[1].out_of_count, 1);
    read_over_done(&over);
}

static void every_setting_is_in_the_register(void **state)
{
    (void) state;
    static const char *const paths[][2] = {
        { "stages.ivr.options.gone.hangs_up", "true" },
        { "stages.ivr.redial.then.ivr", "20 %" },
        { "stages.desk.redial.by_attempt", NULL },
        { "stages.desk.call_back.accepted", "70 %" },
        { "stages.desk.handling.c999.talk", "4 min" },
        { "stages.l999.then.recall.talk", "15 s" },
        { "stages.recall.dial.reached", "40 %" },
        { "stages.form.yields_to", "( \"l999\", \"desk\" )" },
        { "teams.staff.absences.flu.share", "10 %" },
        { "teams.staff.called_away.silver.people", "3" },
        { "outages.random.lasts", "40 min" },
        { "outages.planned.redial.then.ivr", "50 %" },
    };
    struct read_over over = read_over_everything(NULL);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        const char *value = NULL;
        for (int k = 0; k < over.scenario.input_count; k++)
            if (strcmp(over.scenario.inputs[k].path, paths[i][0]) == 0)
                value = over.scenario.inputs[k].value;
        if (value == NULL)
            fail_msg("no input %s", paths[i][0]);
        if (paths[i][1] != NULL)
            assert_string_equal(value, paths[i][1]);
    }
    read_over_done(&over);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_menu_has_hours_and_hang_ups),
        cmocka_unit_test(redials_by_attempt),
        cmocka_unit_test(call_backs_and_dialling_out),
        cmocka_unit_test(coming_back_and_going_on),
        cmocka_unit_test(handling_depends),
        cmocka_unit_test(chats_yielding_and_channels),
        cmocka_unit_test(people_who_are_away),
        cmocka_unit_test(stages_that_are_down),
        cmocka_unit_test(targets_with_call_backs_and_stages),
        cmocka_unit_test(what_is_left_out_has_its_default),
        cmocka_unit_test(rounding_in_shares_of_a_redial_is_taken_off),
        cmocka_unit_test(names_may_stand_without_a_list),
        cmocka_unit_test(every_setting_is_in_the_register),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
