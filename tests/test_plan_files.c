/* What tenfive plan writes, read again: plan files staff the same people, with the same
 * luck, as the plan that they come from. */
#include "tests/plan_made.h"
#include "tools/what_if.h"

/* ---- staffing ---- */

static void are_the_same_shifts(const struct staffing_team *got,
                                const struct staffing_team *want)
{
    assert_int_equal(got->shift_count, want->shift_count);
    for (int i = 0; i < want->shift_count; i++) {
        assert_true(got->shifts[i].key == want->shifts[i].key);
        assert_int_equal(got->shifts[i].start, want->shifts[i].start);
        assert_int_equal(got->shifts[i].end, want->shifts[i].end);
        assert_int_equal(got->shifts[i].people, want->shifts[i].people);
    }
}

/* The file staffs as the plan does: people, absence, reserves, offers. */
static void is_staffed_as(const struct scenario *file, const struct plan *plan)
{
    struct program program, want;
    struct program_measured measured[8];
    struct sim_diag diag = { 0 };
    const struct roster roster = { .columns = plan->columns,
                                   .policies = plan->policies };
    assert_true(program_compile(file, &diag, &program, measured));
    sim_diag_done(&diag);
    roster_program(plan->question, &roster, &want);
    const int quarters = plan->question->program.calendar.quarters;
    assert_int_equal(program.calendar.quarters, quarters);
    for (int t = 0; t < want.team_count; t++) {
        const struct staffing_team *const of = &want.staffing.teams[t];
        assert_memory_equal(program.staffing.teams[t].posted, of->posted,
                            (size_t) quarters * sizeof *of->posted);
        assert_int_equal(program.staffing.teams[t].is_random, of->is_random);
        assert_near(program.staffing.teams[t].p_absent, of->p_absent, 0.0);
        assert_near(program.staffing.teams[t].there, of->there, 0.0);
        if (of->is_random)
            are_the_same_shifts(&program.staffing.teams[t], of);
    }
    for (int s = 0; s < want.service_count; s++)
        assert_int_equal(program.services[s].keep_free, want.services[s].keep_free);
    for (int l = 0; l < want.line_count; l++)
        if (want.lines[l].special != NULL)
            assert_near(program.lines[l].special->offered_after_s,
                        want.lines[l].special->offered_after_s, 0.0);
    for (int q = 0; q < quarters * want.stream_count; q++)
        assert_near(program.rates[q], want.rates[q], 0.0);
    roster_program_done(plan->question, &want);
    program_done(&program);
}

static void a_week_reads_back_as_planned(void **state)
{
    (void) state;
    struct place place = place_with(force);
    struct made made;
    struct scenario file;
    make_all(&place, NULL, 0, &made);
    write_all(&place, &made);
    read_again(place.plan, &file);
    assert_true(file.teams[0].is_net && file.teams[1].is_net);
    is_staffed_as(&file, made.cases[0].plan);
    assert_int_equal(file.teams[0].keep_free[1], 1);
    assert_near(file.stages[0].call_back.offered_after_s, 300.0, 0.0);
    assert_true(file.is_typical);
    assert_string_equal(file.title, "A \"small\" force: plan, typical week");
    char *const text = text_of(place.out, "plan.cfg");
    assert_non_null(strstr(text, "\"Tue,Wed,Fri 00:00-")); /* said once */
    assert_null(strstr(text, "\"Wed 0"));
    free(text);
    scenario_done(&file);
    made_done(&made);
    place_done(&place);
}

static void dates_read_back_as_planned(void **state)
{
    (void) state;
    static const char *const sets[] = { "period.from=2024-03-28",
                                        "period.to=2024-04-03" };
    struct place place = place_with(dated); /* Easter, and the clock changes */
    struct made made;
    struct scenario file;
    make_all(&place, sets, 2, &made);
    write_all(&place, &made);
    read_again(place.plan, &file);
    is_staffed_as(&file, made.cases[0].plan);
    char *const text = text_of(place.out, "plan.cfg");
    assert_non_null(strstr(text, "dates = \"2024-03-29..2024-03-30\""));
    free(text);
    scenario_done(&file);
    made_done(&made);
    place_done(&place);
}

static void posted_shifts_read_back_with_their_luck(void **state)
{
    (void) state;
    struct place place = place_with(posted);
    struct made made;
    struct scenario file;
    char *const table = sim_mem_print("%s/staff.csv", place.in);
    char *const set = sim_mem_print("teams.room.staff=%s", table);
    const char *const sets[] = { set };
    put(table,
        "date,start,end,people\n2024-02-21,08:00,16:00,3\n2024-02-28,08:00,16:00,3\n");
    make_all(&place, sets, 1, &made);
    write_all(&place, &made);
    read_again(place.plan, &file);
    assert_false(file.teams[0].is_net);
    is_staffed_as(&file, made.cases[0].plan);
    /* Posted people, of whom absence comes off, have no hours to expect. */
    for (int i = 0; i < file.expect_count; i++)
        assert_string_not_equal(file.expects[i].path, "team.room.hours_day");
    scenario_done(&file);
    made_done(&made);
    place_done(&place);
    free(set);
    free(table);
}

/* People of a month's plan on every one of its dates. */
static void has_the_people_of_months(const struct program *program,
                                     const struct made *made)
{
    const struct calendar *const calendar = &program->calendar;
    for (int q = 0; q < calendar->quarters; q++) {
        int m = 0;
        while (m + 1 < made->plans.count
               && calendar->date[q] > made->cases[m].week->typical_of.last)
            m++;
        const struct plan *const plan = made->cases[m].plan;
        const int slot = calendar->weekday[q] * QUESTION_DAY + calendar->wall[q];
        for (int t = 0; t < plan->question->team_count; t++)
            assert_int_equal(program->staffing.teams[plan->teams[t].team].posted[q],
                             plan->teams[t].people[slot]);
    }
}

static void months_have_files_and_one_together(void **state)
{
    (void) state;
    static const char *const names[] = { "plan-2024-01.cfg", "plan-2024-02.cfg",
                                         "plan-2024-03.cfg" };
    static const char *const sets[] = { "period.from=2024-01-15" };
    struct place place = place_with(monthly);
    struct made made;
    struct scenario file;
    struct sim_diag diag = { 0 };
    struct program program;
    struct program_measured measured[8];
    make_all(&place, sets, 1, &made);
    assert_int_equal(made.plans.count, 3);
    made.job.weeks[1].plan.columns[40] += 3; /* months differ */
    made.job.weeks[1].plan.teams[0].people[80] += 3;
    made.job.weeks[1].plan.teams[0].people[81] += 3;
    write_all(&place, &made);
    for (int m = 0; m < 3; m++) {
        char *const path = sim_mem_print("%s/%s", place.out, names[m]);
        read_again(path, &file);
        is_staffed_as(&file, made.cases[m].plan);
        scenario_done(&file);
        free(path);
    }
    read_again(place.plan, &file);
    assert_false(file.certificate.given || file.run.has_seed);
    assert_int_equal(file.expect_count, 0);
    assert_int_equal(file.teams[0].keep_free[1], 1);
    assert_true(program_compile(&file, &diag, &program, measured));
    has_the_people_of_months(&program, &made);
    program_done(&program);
    scenario_done(&file);
    char *text = text_of(place.out, "plan.cfg");
    assert_non_null(strstr(text, "NOT CERTIFIED as a whole"));
    assert_null(strstr(text, "chose different"));
    free(text);
    made.job.weeks[2].plan.policies[0] = 3;
    write_all(&place, &made);
    text = text_of(place.out, "plan.cfg");
    assert_non_null(strstr(text, "chose different policies"));
    assert_null(strstr(text, "keep_free"));
    free(text);
    made_done(&made);
    place_done(&place);
}

static void months_that_were_not_planned_have_no_file(void **state)
{
    (void) state;
    static const char *const sets[] = { "period.from=2024-01-15" };
    struct place place = place_with(monthly);
    struct made made;
    make_all(&place, sets, 1, &made);
    made.plans.count = 1;
    write_all(&place, &made);
    char *const month = sim_mem_print("%s/plan-2024-01.cfg", place.out);
    char *const table = sim_mem_print("%s/staffing-2024-01.csv", place.out);
    assert_int_equal(access(month, R_OK), 0);
    assert_int_equal(access(table, R_OK), 0);
    assert_int_not_equal(access(place.plan, R_OK), 0);
    free(month);
    free(table);
    made_done(&made);
    place_done(&place);
}

/* ---- what the test found ---- */

static const struct scenario_expect *expect_of(const struct scenario *file,
                                               const char *path)
{
    for (int i = 0; i < file->expect_count; i++)
        if (strcmp(file->expects[i].path, path) == 0)
            return &file->expects[i];
    return NULL;
}

static void the_certificate_reads_back(void **state)
{
    (void) state;
    static const char *const sets[] = { "streams.public.calls*=1.05",
                                        "teams.help.shifts+=Sat 09:00-13:00 1" };
    struct place place = place_with(force);
    struct made made;
    struct scenario file;
    make_all(&place, sets, 2, &made);
    write_all(&place, &made);
    read_again(place.plan, &file);
    const struct scenario_certificate *const certificate = &file.certificate;
    assert_true(certificate->given && certificate->held);
    assert_true(certificate->hash == made.job.whole.hash);
    assert_true(certificate->seed == UINT64_C(8999999999999999));
    assert_int_equal(certificate->replications, 160);
    assert_int_equal(certificate->rounds, 2);
    assert_string_equal(certificate->scenario, "../in/force.cfg");
    assert_int_equal(certificate->set_count, 2);
    assert_string_equal(certificate->sets[1], sets[1]);
    assert_true(file.run.has_seed && file.run.seed == certificate->seed);
    assert_int_equal(file.run.replications, 160);
    /* To the bit, and no figure that simulate does not print: the percentile was asked
     * as a share. */
    const struct scenario_expect *const t999 = expect_of(&file, "target.t999.value");
    assert_non_null(t999);
    assert_true(t999->value == made.cases[0].plan->grades[0].value.value);
    assert_near(t999->tolerance, 0.0, 0.0);
    assert_non_null(expect_of(&file, "target.desk.value"));
    assert_null(expect_of(&file, "target.tail.value"));
    assert_non_null(expect_of(&file, "team.help.hours_day"));
    assert_int_equal(file.expect_count, 4);
    is_staffed_as(&file, made.cases[0].plan);
    scenario_done(&file);
    made_done(&made);
    place_done(&place);
}

static void only_what_simulate_prints_is_expected(void **state)
{
    (void) state;
    struct place place = place_with(by_day);
    struct made made;
    struct scenario file;
    make_all(&place, NULL, 0, &made);
    write_all(&place, &made);
    read_again(place.plan, &file);
    assert_null(expect_of(&file, "target.t999.value"));
    assert_null(expect_of(&file, "target.desk.value"));
    assert_null(expect_of(&file, "target.desk.p_met")); /* its own is of the period */
    assert_int_equal(file.expect_count, 2);
    scenario_done(&file);
    made_done(&made);
    place_done(&place);
}

static void what_was_not_tested_says_so(void **state)
{
    (void) state;
    static const enum plan_end ends[] = { PLAN_NOT_CERTIFIED, PLAN_INFEASIBLE,
                                          PLAN_STOPPED };
    struct place place = place_with(force);
    struct made made;
    make_all(&place, NULL, 0, &made);
    struct plan *const plan = &made.job.weeks[0].plan;
    for (int i = 0; i < 3; i++) {
        struct scenario file;
        plan->end = ends[i];
        plan->replications = ends[i] == PLAN_NOT_CERTIFIED ? 160 : 0;
        write_all(&place, &made);
        read_again(place.plan, &file);
        char *const text = text_of(place.out, "plan.cfg");
        assert_non_null(strstr(text, "# NOT CERTIFIED"));
        free(text);
        assert_int_equal(file.certificate.given, ends[i] == PLAN_NOT_CERTIFIED);
        assert_false(file.certificate.held);
        assert_int_equal(file.expect_count > 0, ends[i] == PLAN_NOT_CERTIFIED);
        is_staffed_as(&file, plan);
        scenario_done(&file);
    }
    made_done(&made);
    place_done(&place);
}

static void a_plan_goes_where_its_scenario_goes(void **state)
{
    (void) state;
    struct place place = place_with(force);
    struct made made;
    struct scenario file;
    make_all(&place, NULL, 0, &made);
    write_all(&place, &made);
    char *const there = sim_mem_print("%s/there", place.root);
    char *const move =
        sim_mem_print("mkdir %s && mv %s %s %s", there, place.in, place.out, there);
    char *const moved = sim_mem_print("%s/out/plan.cfg", there);
    assert_int_equal(system(move), 0);
    read_again(moved, &file);
    scenario_done(&file);
    char *const far = what_if_seen_from("/dev", moved);
    char *real = realpath(moved, NULL);
    assert_string_equal(far, real);
    free(far);
    free(real);
    free(moved);
    free(move);
    free(there);
    made_done(&made);
    place_done(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_reads_back_as_planned),
        cmocka_unit_test(dates_read_back_as_planned),
        cmocka_unit_test(posted_shifts_read_back_with_their_luck),
        cmocka_unit_test(months_have_files_and_one_together),
        cmocka_unit_test(months_that_were_not_planned_have_no_file),
        cmocka_unit_test(the_certificate_reads_back),
        cmocka_unit_test(only_what_simulate_prints_is_expected),
        cmocka_unit_test(what_was_not_tested_says_so),
        cmocka_unit_test(a_plan_goes_where_its_scenario_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
