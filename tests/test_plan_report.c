/* The page of a plan: all of it, how it ended, money and people. */
#include "tests/plan_page.h"
#include "tools/check_words.h"

/* ---- all of it ---- */

static char *golden(void)
{
    const char *const root = getenv("SOURCE_ROOT");
    char *const path =
        sim_mem_print("%s/tests/data/plan-page.txt", root != NULL ? root : ".");
    FILE *const from = fopen(path, "r");
    char *text = NULL;
    size_t size = 0;
    assert_non_null(from);
    assert_true(getdelim(&text, &size, '\0', from) > 0);
    fclose(from);
    free(path);
    return text;
}

static void a_certified_plan_reads_as_it_always_did(void **state)
{
    char *const got = page_of(made(state), PLAIN), *const want = golden();
    if (strcmp(got, want) != 0)
        fail_msg("the page is now\n%s", got);
    free(got);
    free(want);
}

static void assert_fits(const char *text)
{
    while (*text != '\0') {
        const size_t bytes = strcspn(text, "\n");
        char *const line = sim_mem_print("%.*s", (int) bytes, text);
        if (check_words_width(line) > REPORT_WIDTH)
            fail_msg("too wide: %s", line);
        assert_true(bytes == 0 || line[bytes - 1] != ' ');
        free(line);
        text += bytes + (text[bytes] == '\n');
    }
}

static void a_plain_terminal_gets_ascii_that_fits(void **state)
{
    char *const text = page_of(made(state), (struct report_style){ 0 });
    for (const char *c = text; *c != '\0'; c++)
        assert_true((unsigned char) *c < 0x80 && (*c >= ' ' || *c == '\n'));
    assert_fits(text);
    assert_has(text, "GBP26,730");
    free(text);
}

static void colour_adds_nothing_but_colour(void **state)
{
    struct made_plan *const m = made(state);
    m->grade[1].state = SIM_SEQUENTIAL_FAILS;
    m->grade[1].value.value = m->grade[1].limit + 6.0;
    char *const plain = page_of(m, PLAIN);
    char *const coloured = page_of(m, (struct report_style){ true, true });
    char *to = coloured;
    assert_has(coloured, "\033[1;31mFAILS\033[0m");
    for (const char *from = coloured; *from != '\0';) {
        if (*from == '\033')
            from += strcspn(from, "m") + 1;
        else
            *to++ = *from++;
    }
    *to = '\0';
    assert_string_equal(coloured, plain);
    free(plain);
    free(coloured);
}

/* ---- how it ended ---- */

static void one_or_two_targets_are_named_so(void **state)
{
    struct made_plan *const m = made(state);
    m->question.need_count = 2;
    assert_page(m, "meet both targets; re-tested on");
    m->question.need_count = 1;
    assert_page(m, "holds (the target at 5 % error).");
}

static void a_plan_that_did_not_pass_says_why(void **state)
{
    struct made_plan *const m = made(state);
    m->plan.end = PLAN_NOT_CERTIFIED;
    m->round[1].held = false;
    m->round[1].failed_need = 0;
    m->grade[0].state = SIM_SEQUENTIAL_FAILS;
    m->grade[0].units_failed = 2;
    m->plan.block_count = 0;
    /* Above its limit, but not by its margin: there luck decides the test. */
    assert_page(m, "could not be shown to hold");
    assert_page(m, "not shown in 2 of 7\n");
    m->grade[0].value.value = m->grade[0].limit - 0.006;
    assert_page(m,
                "NOT CERTIFIED: the best that was found is 1,414 hours a week on the "
                "phones (38.3 FTE net, £26,730),\nbut on fresh callers \"999 in 10 s\" "
                "does not hold.");
    assert_page(m, "FAILS in 2 of 7\n");
    m->grade[0].state = SIM_SEQUENTIAL_OPEN;
    m->grade[0].units_failed = 0;
    m->grade[0].units_open = 3;
    assert_page(m, "could not be shown to hold");
    assert_page(m, "undecided in 3 of 7\n");
    assert_page_not(m, "Removing one person");
}

static void a_plan_that_cannot_be_says_where_and_how_far(void **state)
{
    struct made_plan *const m = made(state);
    make_infeasible(m);
    assert_page(m, "CANNOT BE MET: with the most people that are allowed everywhere, "
                   "\"999 in 10 s\" comes to 88.1 % (Mon)\nwhere ≥ 90 % is asked.");
    assert_page(m, "reached  noise  where it is worst\n");
    assert_page(m, "88.1 %   ±0.3  Mon                FAILS\n");
    assert_page(m, "the whole          could be met\n");
    assert_page_not(m, "hours a week");
    assert_page_not(m, "Re-tested means");
}

static void what_may_stand_in_the_way_is_named(void **state)
{
    struct made_plan *const m = made(state);
    make_infeasible(m);
    assert_page(m, "- call handlers: at most 7 to 19 (by the time of day) people at a "
                   "time, three times the work");
    assert_page(m, "- The clock starts at BT operator: who reaches 999 too late");
    assert_page_not(m, "- switchboard");
    m->asked[0].at_most.count = 1;
    assert_page(m, "people at a time, as plan.teams says");
    m->question.team_count = 0;
    assert_page(m,
                "- call handlers are not free: they stay as the scenario staffs them "
                "(plan.teams.handlers");
    m->plan.blocking_need = 2;
    m->stage[1].at_once = 0.031;
    assert_page(m, "- switchboard are not free");
    assert_page(m, "- 3.1 % of the callers of 101 hang up unless they are answered at "
                   "once.");
    assert_page_not(m, "The clock starts");
    m->need[2].target.grade = SCENARIO_OCCUPANCY;
    m->need[2].target.line = -1;
    m->need[2].target.team = 1;
    assert_page(m, "- switchboard are not free");
    assert_page_not(m, "- call handlers are not free");
    assert_page_not(m, "hang up unless");
}

static void a_plan_that_was_stopped_is_not_certified(void **state)
{
    struct made_plan *const m = made(state);
    m->plan.end = PLAN_STOPPED;
    m->plan.round_count = m->plan.block_count = 0;
    assert_page(m, "STOPPED, NOT CERTIFIED: the best so far is 1,414 hours a week on");
    assert_page_not(m, "Re-tested on fresh callers, whom");
    assert_page_not(m, "The last test");
    make_infeasible(m);
    m->plan.end = PLAN_STOPPED;
    m->plan.best_reachable = NULL;
    assert_page(m, "STOPPED before there was any plan to show.");
}

static void the_best_service_names_its_budget(void **state)
{
    struct made_plan *const m = made(state);
    const struct scenario_plan_hold hold = { .target = 1 };
    m->question.objective = SCENARIO_PLAN_BEST_SERVICE;
    m->scenario.plan.best = 1;
    m->scenario.plan.budget_a_week = 27000.0;
    m->need[1].hold = &hold;
    assert_page(m, "· best service for the budget · seed 5\n");
    assert_page(m, "Of what was found within £27,000 a week it serves \"101, mean "
                   "wait\" best: 2 min 21 s.");
    m->scenario.plan.budget_a_week = 1450.0;
    m->scenario.plan.budget_is_hours = true;
    assert_page(m, "within 1,450 h a week");
    assert_page(m, "meet both targets;");
    assert_page(m, "2 min 21 s   ±3 s  the whole          best found\n");
    assert_page(m, "\n101, mean wait  the best  2 min 21 s");
    m->question.need_count = 2;
    const struct scenario_plan_hold first = { .target = 0 };
    m->need[0].hold = &first;
    assert_page(m, "holds (the target at 5 % error).");
    m->question.need_count = 1;
    m->scenario.plan.best = 0;
    assert_page(m, "£26,730) are the best that was found.\n");
}

/* ---- money and people ---- */

static void without_a_price_there_is_no_money(void **state)
{
    struct made_plan *const m = made(state);
    m->question.has_cost = false;
    m->of_team[0].cost = m->of_team[1].cost = 0.0;
    m->plan.cost = m->plan.hours;
    m->plan.bound = 1000.0;
    assert_page(m, "· fewest hours · seed 5\n");
    assert_page(m, "on the phones (38.3 FTE net) meet all");
    assert_page(m, "No plan can take less than 1,000 h, the work alone; this one takes "
                   "1,414 h, 41 % more.");
    assert_page(m, "36.0         -         -    1,010      32 %\n");
}

static void rostered_people_are_called_so(void **state)
{
    struct made_plan *const m = made(state);
    m->free_team[0].is_posted = m->free_team[1].is_posted = true;
    assert_page(m, "1,414 hours a week rostered (");
    assert_page(m, "call handlers: people as rostered\n");
    assert_page_not(m, "short by chance");
}

static void peaks_are_counted_in_people(void **state)
{
    struct made_plan *const m = made(state);
    m->question.objective = SCENARIO_PLAN_PEAK_PEOPLE;
    m->plan.cost = 15.014;
    m->plan.bound = 9.2;
    assert_page(m,
                "No plan can take less than 9 people, the work alone; this one takes "
                "15 people, 63 % more.");
}

static void shifts_show_their_gap(void **state)
{
    struct made_plan *const m = made(state);
    m->plan.rosterable_bound = m->plan.cost / 1.013;
    assert_page(m,
                "Shifts: the linear bound at the last prices is £26,390; the plan is "
                "1.3 % above it.\n");
}

static void what_is_not_known_of_one_team_is_not_known_of_all(void **state)
{
    struct made_plan *const m = made(state);
    m->of_team[1].bound_hours = 0.0;
    m->of_team[1].cost = 0.0;
    assert_page(m, " 88      2.4         -          -        -         -\n");
    assert_page(m, " 1,418     38.3         -          -        -         -\n");
    assert_page_not(m, "No plan can take less");
}

static void an_assumption_counts_from_a_person_on(void **state)
{
    struct made_plan *const m = made(state);
    m->plan.sensitivity_count = 1;
    m->sensitivity[0].peak = 0.0;
    m->sensitivity[0].hours = -46.5;
    m->sensitivity[0].hours_noise = 9.0;
    assert_page(m, "assumed       MOVES THE ANSWER");
    m->sensitivity[0].hours = -45.5;
    assert_page_not(m, "MOVES THE ANSWER");
    m->team[1].hours_per_fte = 36.0;
    assert_page(m, "MOVES THE ANSWER");
    m->team[1].hours_per_fte = 37.0;
    m->sensitivity[0].hours = 20.0;
    m->sensitivity[0].hours_noise = 3.0;
    make_dated(m, 3); /* 37 hours a week are 15.9 in three days */
    assert_page(m, "MOVES THE ANSWER");
    made(state);
    m->plan.sensitivity_count = 1;
    m->sensitivity[0].hours = -45.5;
    m->sensitivity[0].hours_noise = 9.0;
    m->sensitivity[0].peak = -1.0;
    assert_page(m, "-1           -46     ±9  assumed       MOVES");
}

static void a_scenario_without_the_policy_is_said_so(void **state)
{
    struct made_plan *const m = made(state);
    m->stage[1].call_back.offered_after_s = -1.0;
    m->policies[0] = 0;
    m->policies[1] = 1;
    assert_page(m, "101 is taken by call handlers as soon as one of them is free "
                   "(keep_free = 0; ");
    assert_page(m, "after 5 min (the scenario has no such time).\n");
    m->policies[0] = 1;
    m->stage[1].call_back.offered_after_s = 300.0;
    assert_page(m, "only while more than one of them is free (keep_free =");
    assert_page(m, "after 5 min (as in the scenario).\n");
}

static void each_team_has_its_way_to_the_establishment(void **state)
{
    struct made_plan *const m = made(state);
    /* 1,330.5 h on the phones, of which each share is lost in turn */
    assert_said(m,
                " call handlers: 1,330 h a week planned; breaks 10 %: 1,478 h; leave "
                "13 %: 1,699 h; sickness 5 %: 1,789 h = 48.3 FTE, an establishment "
                "of 49. (training,");
    assert_said(m,
                " switchboard: 83 h a week planned; paid breaks of the shifts 5.7 %: "
                "88 h; not ready 2.5 %: 90 h; no establishment, as the scenario "
                "counts its people after leave and the like. (leave,");
    m->asked[1].shifts.break_s = 0.0;
    assert_said(m, "not ready 2.5 %: 90 h; breaks 8 %: 98 h; no");
    m->team[1].is_net = true;
    m->team[1].less[SCENARIO_NOT_READY] = 0.0;
    m->of_team[1].paid_hours = m->of_team[1].hours;
    assert_said(m, " switchboard: the scenario says nothing of what comes between");
    m->of_team[1].paid_hours = 88.0;
    m->free_team[0].is_posted = true;
    assert_said(m,
                " call handlers: 1,330 h a week planned = 36.0 FTE, an establishment "
                "of 36.");
    make_dated(m, 3);
    assert_said(m, " call handlers: 3,104 h a week planned = 83.9 FTE");
    assert_said(
        m,
        " switchboard: 194 h a week planned; paid breaks of the shifts 5.7 %: 205 h");
}

static void each_shift_shows_its_fewest(void **state)
{
    struct made_plan *const m = made(state);
    assert_page(m, "\nminimum staffing  in a shift           fewest  mean  most\n"
                   "call handlers     Mon-Sun 07:00-15:00       8  11.1    12\n"
                   "                  Mon-Sun 15:00-23:00       6   9.3    12\n"
                   "                  Mon-Sun 23:00-07:00       3   3.4     6\n"
                   "switchboard       Mon-Sun 07:00-15:00       0   1.1     4\n"
                   "                  Mon-Fri 22:00-06:00       0   0.0     0\n"
                   "07:00-15:00, 15:00-23:00 and 23:00-07:00 stand");
    m->question.team_count = 1;
    m->team[0].shifts = m->shift;
    m->team[0].shift_count = 1;
    assert_page_not(m, "stand for the shifts");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_certified_plan_reads_as_it_always_did),
        cmocka_unit_test(a_plain_terminal_gets_ascii_that_fits),
        cmocka_unit_test(colour_adds_nothing_but_colour),
        cmocka_unit_test(one_or_two_targets_are_named_so),
        cmocka_unit_test(a_plan_that_did_not_pass_says_why),
        cmocka_unit_test(a_plan_that_cannot_be_says_where_and_how_far),
        cmocka_unit_test(what_may_stand_in_the_way_is_named),
        cmocka_unit_test(a_plan_that_was_stopped_is_not_certified),
        cmocka_unit_test(the_best_service_names_its_budget),
        cmocka_unit_test(without_a_price_there_is_no_money),
        cmocka_unit_test(rostered_people_are_called_so),
        cmocka_unit_test(peaks_are_counted_in_people),
        cmocka_unit_test(shifts_show_their_gap),
        cmocka_unit_test(what_is_not_known_of_one_team_is_not_known_of_all),
        cmocka_unit_test(an_assumption_counts_from_a_person_on),
        cmocka_unit_test(a_scenario_without_the_policy_is_said_so),
        cmocka_unit_test(each_team_has_its_way_to_the_establishment),
        cmocka_unit_test(each_shift_shows_its_fewest),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
