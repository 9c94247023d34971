/* What tenfive plan writes, read again: plan files staff the same people, with the same
 * luck, as the plan that they come from; tables are those that a scenario reads. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/planner/roster.h"
#include "model/scenario/read.h"
#include "model/scenario/tables.h"
#include "tests/scratch.h"
#include "tools/plan_job.h"
#include "tools/plan_lines.h"
#include "tools/plan_parts.h"
#include "tools/what_if.h"

/* ---- a place to work in ---- */

struct place {
    char root[32];     /* has the scenarios and the directories below */
    char *in, *out;    /* owned */
    char *file, *plan; /* owned: in/force.cfg, out/plan.cfg */
};

static void put(const char *path, const char *text)
{
    FILE *const to = fopen(path, "w");
    assert_non_null(to);
    assert_int_equal(fputs(text, to) < 0, 0);
    assert_int_equal(fclose(to), 0);
}

static struct place place_with(const char *text)
{
    struct place place = { .root = "/tmp/tenfive-test-XXXXXX" };
    assert_non_null(mkdtemp(place.root));
    place.in = sim_mem_print("%s/in", place.root);
    place.out = sim_mem_print("%s/out", place.root);
    place.file = sim_mem_print("%s/force.cfg", place.in);
    place.plan = sim_mem_print("%s/plan.cfg", place.out);
    assert_int_equal(mkdir(place.in, 0700), 0);
    assert_int_equal(mkdir(place.out, 0700), 0);
    put(place.file, text);
    return place;
}

static void place_done(struct place *place)
{
    char *const remove = sim_mem_print("rm -r %s", place->root);
    assert_int_equal(system(remove), 0);
    free(remove);
    free(place->in);
    free(place->out);
    free(place->file);
    free(place->plan);
}

static char *text_of(const char *directory, const char *name)
{
    char *const path = sim_mem_print("%s/%s", directory, name);
    FILE *const from = fopen(path, "r");
    assert_non_null(from);
    char *const text = sim_mem_array(1 << 20, 1);
    text[fread(text, 1, (1 << 20) - 1, from)] = '\0';
    fclose(from);
    free(path);
    return text;
}

/* ---- plans made by hand ---- */

#define FORCE_BUT_PLAN \
    "title = \"A \\\"small\\\" force\"; marking = \"OFFICIAL\";\n" \
    "period: { from = \"2024-01-29\"; to = \"2024-03-24\"; };\n" \
    "streams: { public: { enters = \"desk\"; calls = 9000; };\n" \
    "  urgent: { enters = \"line_999\"; calls = 2000; }; };\n" \
    "stages: { desk: { type = \"line\"; talk = \"9 min\"; gives_up_after = \"5 min\";" \
    "\n    call_back: { offered_after = \"4 min\"; accepted = \"50 %\"; }; };\n" \
    "  line_999: { type = \"line\"; talk = \"6 min\"; gives_up_after = \"8 min\"; }; " \
    "};\n" \
    "teams: { room: { serves = ( \"line_999\", \"desk\" ); keep_free: { desk = 1; " \
    "};\n" \
    "    shifts = ( \"Mon-Sun 00:00-24:00 5\" ); counts = \"posted\";\n" \
    "    less: { sickness = \"6 %\"; breaks = \"9 %\"; }; };\n" \
    "  help: { serves = ( \"desk\" ); shifts = ( \"Mon-Fri 08:00-18:00 2\" ); }; };\n" \
    "targets: { t999: { line = \"line_999\"; within = \"10 s\"; at_least = \"90 %\"; " \
    "};\n  desk: { line = \"desk\"; within = \"5 min\"; at_least = \"80 %\"; };\n" \
    "  tail: { line = \"desk\"; measure = \"wait_percentile\"; percentile = \"95 %\";" \
    " at_most = \"9 min\"; }; };\n"

static const char force[] = FORCE_BUT_PLAN
    "plan: { teams: { room: { }; help: { changes_every = \"15 min\"; }; };\n"
    "  keep_free: { room: { desk = \"0..4\"; }; };\n"
    "  offered_after: { desk = ( \"2 min\", \"200.5 s\", \"5 min\" ); }; };\n";

static const char dated[] = FORCE_BUT_PLAN
    "plan: { week = \"as_dated\"; teams: { room: { }; help: { changes_every = \"15 "
    "min\"; }; }; };\n";

static const char by_day[] = FORCE_BUT_PLAN
    "plan: { targets: { t999: { each = \"day\"; }; desk: { each = \"day\"; in = \"9 of "
    "10\"; }; }; };\n";

static const char monthly[] = FORCE_BUT_PLAN
    "plan: { week = \"each_month\"; keep_free: { room: { desk = \"0..4\"; }; }; };\n";

static const char posted[] = FORCE_BUT_PLAN
    "plan: { teams: { room: { people = \"posted\"; shifts: { lengths = ( \"8 h\", \"10 "
    "h\" ); every = \"2 h\"; repeats = \"weekdays\"; }; }; }; };\n";

/* Any people, but the same on Tuesday, Wednesday and Friday (and on the second and
 * third date), nobody on Sunday morning. */
static int people_of(const struct question *question,
                     const struct question_column *column, int index)
{
    int slot = column->runs[0].from;
    const int day = slot / QUESTION_DAY;
    if (question->is_weekly && (day == 2 || day == 4))
        slot = slot % QUESTION_DAY + QUESTION_DAY;
    else if (!question->is_weekly && day == 2)
        slot -= QUESTION_DAY;
    if (question->is_weekly && slot / QUESTION_DAY == 6 && slot % QUESTION_DAY < 40)
        return 0;
    if ((slot + 4) % QUESTION_DAY < 8)
        return 2; /* the same before and after midnight */
    const unsigned any = (unsigned) (slot + 7 * index) * 2654435761u;
    return (int) (any >> 29);
}

/* Fills a plan with people, grades that can be told apart, and a test. */
static void make(const struct question *question, struct plan *plan)
{
    static const struct sim_estimate none = { .kind = SIM_ESTIMATE_NONE };
    *plan = (struct plan){
        .question = question,
        .end = PLAN_CERTIFIED,
        .columns =
            sim_mem_array((size_t) question->column_count, sizeof *plan->columns),
        .policies =
            sim_mem_array((size_t) question->policy_count, sizeof *plan->policies),
        .teams = sim_mem_array((size_t) question->team_count, sizeof *plan->teams),
        .needs = sim_mem_array((size_t) question->need_count, sizeof *plan->needs),
        .grades = sim_mem_array((size_t) question->need_count, sizeof *plan->grades),
        .seed = UINT64_C(8999999999999999),
        .replications = 160,
        .round_count = 2,
        .rounds = sim_mem_array(2, sizeof *plan->rounds),
    };
    for (int c = 0; c < question->column_count; c++)
        plan->columns[c] =
            people_of(question, &question->columns[c], question->columns[c].team);
    for (int p = 0; p < question->policy_count; p++)
        plan->policies[p] = p + 1;
    for (int n = 0; n < question->need_count; n++) {
        plan->needs[n].label = sim_mem_text("label");
        plan->needs[n].asked = sim_mem_text("asked");
        plan->grades[n].value = none;
        plan->grades[n].value.kind = SIM_ESTIMATE_INTERVAL;
        plan->grades[n].value.value = 0.9 + 1.0 / (37.0 + n);
    }
    for (int r = 0; r < 2; r++)
        plan->rounds[r] = (struct plan_round){ .seed = 7, .failed_need = -1 };
    const struct roster roster = { .columns = plan->columns };
    for (int t = 0; t < question->team_count; t++) {
        plan->teams[t].team = question->teams[t].team;
        plan->teams[t].people =
            sim_mem_array((size_t) question->slots, sizeof *plan->teams[t].people);
        roster_people(question, t, &roster, plan->teams[t].people);
    }
}

/* A scenario's plans, made by hand. */
struct made {
    struct plan_job job;
    struct plan_case cases[12];
    struct plan_cases plans;
    struct scenario_change_list sets;
};

static void make_all(const struct place *place, const char *const *sets, int count,
                     struct made *out)
{
    struct sim_diag diag = { 0 };
    *out = (struct made){ .sets = { sets, count } };
    const bool good = plan_job_read(place->file, &out->sets, &diag, &out->job);
    char *const said = scratch_said(&diag);
    if (!good)
        assert_string_equal(said, "");
    free(said);
    for (int i = 0; i < out->job.count; i++) {
        struct plan_job_week *const week = &out->job.weeks[i];
        make(&week->question, &week->plan);
        out->cases[i] =
            (struct plan_case){ &week->plan, &out->job.list[i], &week->scenario };
    }
    out->job.done = out->job.count;
    out->plans = (struct plan_cases){ .cases = out->cases,
                                      .count = out->job.count,
                                      .asked = out->job.count,
                                      .whole = &out->job.whole,
                                      .file = place->file,
                                      .sets = &out->sets,
                                      .seed = 41 };
}

static void write_all(const struct place *place, const struct made *made)
{
    struct output output = { 0 };
    plan_write(&made->plans, place->out, &output);
    plan_csv(&made->plans, place->out, &output);
    assert_true(output_commit(&output));
    output_done(&output);
}

static void read_again(const char *path, struct scenario *out)
{
    struct sim_diag diag = { 0 };
    *out = (struct scenario){ 0 };
    const bool good = scenario_read(path, NULL, &diag, out);
    char *const said = scratch_said(&diag);
    if (!good)
        assert_string_equal(said, "");
    free(said);
}

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

static void made_done(struct made *made)
{
    plan_job_done(&made->job);
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

/* ---- tables ---- */

/* The people that a table gives a team in a quarter hour of the week or date. */
static int table_people(const struct tables_shifts *table, int day, int32_t date,
                        int minute)
{
    int people = 0;
    for (int i = 0; i < table->count; i++) {
        const struct scenario_shift *const s = &table->shifts[i];
        const bool is_there =
            s->has_dates ? s->dates.first == date : (s->span.days & 1u << day) != 0;
        if (is_there && minute >= s->span.from_min && minute < s->span.to_min)
            people += s->people;
    }
    return people;
}

static void is_the_table_of(const struct place *place, const struct plan *plan)
{
    const struct question *const question = plan->question;
    const char *const names[] = { "room", "help" };
    char *const path = sim_mem_print("%s/staffing.csv", place->out);
    for (int t = 0; t < question->team_count; t++) {
        const struct tables_teams teams = { names, 2, question->teams[t].team };
        struct tables_shifts table;
        struct sim_diag diag = { 0 };
        assert_true(tables_staff(path, path, &diag, &teams, &table));
        assert_int_equal(diag.count, 0);
        for (int s = 0; s < question->slots; s++)
            assert_int_equal(table_people(&table, s / QUESTION_DAY,
                                          question->first_date + s / QUESTION_DAY,
                                          s % QUESTION_DAY * 15),
                             plan->teams[t].people[s]);
        free(table.shifts);
        sim_diag_done(&diag);
    }
    free(path);
}

static void staffing_is_a_table_that_scenarios_read(void **state)
{
    (void) state;
    static const char *const sets[] = { "period.to=2024-02-04" };
    struct place place = place_with(force), by_date = place_with(dated);
    struct made made;
    make_all(&place, NULL, 0, &made);
    write_all(&place, &made);
    is_the_table_of(&place, made.cases[0].plan);
    made_done(&made);
    place_done(&place);
    make_all(&by_date, sets, 1, &made);
    write_all(&by_date, &made);
    is_the_table_of(&by_date, made.cases[0].plan);
    made_done(&made);
    place_done(&by_date);
}

static void shifts_and_prices_have_tables(void **state)
{
    (void) state;
    struct place place = place_with(posted);
    struct made made;
    make_all(&place, NULL, 0, &made);
    struct plan *const plan = &made.job.weeks[0].plan;
    const int needs = plan->question->need_count;
    plan->price_count = 1;
    plan->prices = sim_mem_array(1, sizeof *plan->prices);
    plan->prices[0].run = (struct question_run){ 5 * 96 + 94, 6 * 96 };
    plan->prices[0].change = sim_mem_array((size_t) needs, sizeof(double));
    plan->prices[0].change[0] = -0.00025;
    plan->needs[1].unit = PLAN_SECONDS;
    write_all(&place, &made);
    char *const prices = text_of(place.out, "prices.csv");
    assert_non_null(strstr(prices, ",people,label: change with one person less (share),"
                                   "label: change with one person less (s)"));
    assert_non_null(strstr(prices, "room,Sat,23:30,24:00,"));
    assert_non_null(strstr(prices, ",-0.00025,0"));
    char *const shifts = text_of(place.out, "shifts.csv");
    assert_non_null(strstr(shifts, "\nroom,Mon-Fri,"));
    free(prices);
    free(shifts);
    made_done(&made);
    place_done(&place);
}

/* ---- lines ---- */

static void days_are_said_as_they_are_read(void **state)
{
    (void) state;
    static const struct {
        unsigned days;
        const char *words;
    } known[] = {
        { 0x01, "Mon" },         { 0x1f, "Mon-Fri" },         { 0x60, "Sat,Sun" },
        { 0x15, "Mon,Wed,Fri" }, { 0x5d, "Mon,Wed-Fri,Sun" }, { 0x7f, "Mon-Sun" }
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char *const words = plan_lines_days(known[i].days);
        assert_string_equal(words, known[i].words);
        free(words);
    }
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
        cmocka_unit_test(staffing_is_a_table_that_scenarios_read),
        cmocka_unit_test(shifts_and_prices_have_tables),
        cmocka_unit_test(days_are_said_as_they_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
