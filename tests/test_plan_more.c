#include <math.h>
#include <string.h>

#include "model/planner/altered.h"
#include "model/planner/evaluate.h"
#include "model/planner/plan.h"
#include "model/planner/plan_parts.h"
#include "model/planner/start.h"
#include "model/scenario/read.h"
#include "tests/build_scenario.h"
#include "tests/scratch.h"

/* What goes with a plan: formulas, assumed inputs, the frontier.  One line over four
 * hours of one day, found and looked at by several tests. */

enum { HOURS = 4, FIRST_HOUR = 8, OWN = 9, POINTS = 5 };

static const double HANDLING_S = 287.0, WITHIN_S = 20.0, LIMIT = 0.8;
static const double calls[HOURS] = { 61.0, 83.0, 97.0, 74.0 };

/* Ten are on duty, of whom one in ten is not ready. */
static const char text[] =
    "title = \"more\"; warm_up = 0;\n"
    "period: { from = \"2024-02-07\"; to = \"2024-02-07\"; };\n"
    "streams: { public: { enters = \"desk\"; calls = 315;\n"
    "  profile: { times = ( 0,0,0,0,0,0,0,0, 61,83,97,74, 0,0,0,0,0,0,0,0,0,0,0,0 ); "
    "}; }; };\n"
    "stages: { desk: { type = \"line\"; talk = \"287 s\"; gives_up_after = \"7 min\"; "
    "}; };\n"
    "teams: { desk: { serves = ( \"desk\" ); counts = \"on_duty\";\n"
    "  less: { not_ready = \"10 %%\"; }; shifts = ( \"Mon-Sun 08:00-12:00 10\" ); }; "
    "};\n"
    "targets: { t: { line = \"desk\"; within = \"20 s\"; of = \"offered\"; at_least = "
    "\"80 %%\"; }; };\n"
    "plan: { week = \"as_dated\"; targets: { t: { margin = \"0.5 %%\"; }; };\n"
    "  teams: { desk: { cost_per_hour = 20.0; changes_every = \"1 h\";\n"
    "    at_least = ( \"Mon-Sun 00:00-08:00 0\", \"Mon-Sun 12:00-24:00 2\" );\n"
    "    at_most = ( \"Mon-Sun 00:00-08:00 0\", \"Mon-Sun 08:00-12:00 %d\", \"Mon-Sun "
    "12:00-24:00 2\" ); }; }; };\n"
    "basis = ( ( \"streams.public\", \"fitted\", \"\" ), ( \"streams.public.calls\", "
    "\"published\", \"\" ),\n"
    "  ( \"stages.desk.talk\", \"ours\", \"\" ), ( \"teams.desk.less\", \"fitted\", "
    "\"\" ) );\n";

enum { LATER_HOURS = 2 * 12 }; /* two people from 12:00 to 24:00 */

struct planned {
    struct scratch file;
    struct scenario scenario;
    struct question question;
    struct plan plan;
};

static void planned_init(struct planned *p, int most,
                         const struct plan_options *options)
{
    struct sim_diag diag = { 0 };
    char *const all = sim_mem_print(text, most);
    *p = (struct planned){ .file = scratch_text(all) };
    const bool good =
        scenario_read(p->file.path, NULL, &diag, &p->scenario)
        && question_compile(&p->scenario, QUESTION_FREE, &diag, &p->question);
    char *const said = scratch_said(&diag);
    if (!good)
        print_error("%s%s", all, said);
    free(said);
    free(all);
    assert_true(good);
    plan_run(&p->question, options, &p->plan);
}

static void planned_done(struct planned *p)
{
    plan_done(&p->plan);
    question_done(&p->question);
    scenario_done(&p->scenario);
    scratch_done(&p->file);
}

static struct plan_options with_all(int threads)
{
    return (struct plan_options){ .seed = 4,
                                  .threads = threads,
                                  .effort = 2e7,
                                  .wants_rivals = true,
                                  .wants_sensitivities = true,
                                  .frontier_points = POINTS };
}

static struct planned shared;

/* Rivals get the effort for 100 replications. */
static void find_all(struct planned *p, int threads)
{
    struct plan_options options = with_all(threads);
    options.wants_rivals = false;
    planned_init(p, 14, &options);
    options.effort = 1.2e8;
    plan_rivals(&p->question, &options, &p->plan);
}

static int find_shared(void **state)
{
    (void) state;
    find_all(&shared, 1);
    return 0;
}

static int leave_shared(void **state)
{
    (void) state;
    planned_done(&shared);
    return 0;
}

/* ---- formulas ---- */

static const struct plan_rival *rival_of(const struct plan *plan, int method)
{
    for (int i = 0; i < plan->rival_count; i++)
        if (plan->rivals[i].method == method)
            return &plan->rivals[i];
    fail_msg("no rival %d", method);
    return NULL;
}

/* Least people for the share in time of an M/M/n queue without impatience. */
static int erlang_c_people(double erlangs)
{
    double blocked = 1.0;
    for (int n = 1;; n++) {
        blocked = erlangs * blocked / (n + erlangs * blocked);
        if (n <= erlangs)
            continue;
        const double waits = n * blocked / (n - erlangs * (1.0 - blocked));
        if (1.0 - waits * exp(-(n - erlangs) * WITHIN_S / HANDLING_S) >= LIMIT)
            return n;
    }
}

static void erlang_c_has_the_people_of_its_formula(void **state)
{
    (void) state;
    const struct plan_rival *const rival = rival_of(&shared.plan, START_SEPARATE_C);
    double hours = LATER_HOURS;
    for (int h = 0; h < HOURS; h++)
        hours += erlang_c_people(calls[h] * HANDLING_S / 3600.0);
    assert_within(rival->hours, hours, 1e-9);
    assert_within(rival->cost, 20.0 * hours, 1e-9);
    assert_true(rival->meets);
    assert_true(rival->has_scaled);
    assert_true(rival->times < 1.0);
    assert_true(rival->scaled_hours < rival->hours);
    assert_within(rival->scaled_cost, 20.0 * rival->scaled_hours, 1e-9);
}

/* The share in time with the same people in all four hours, on the callers that rivals
 * meet. */
static struct sim_estimate share_with(int people)
{
    const struct question *const q = &shared.question;
    enum { MOST = 100 };
    int *const columns = sim_mem_array((size_t) q->column_count, sizeof *columns);
    for (int c = 0; c < q->column_count; c++) {
        const int hour = q->columns[c].runs[0].from / 4;
        columns[c] = hour < FIRST_HOUR ? 0 : hour < FIRST_HOUR + HOURS ? people : 2;
    }
    const struct roster roster = { .columns = columns };
    const struct evaluate_options options = {
        .rosters = &roster,
        .count = 1,
        .seed = shared.plan.seed,
        .replications =
            shared.plan.replications < MOST ? shared.plan.replications : MOST,
        .threads = 1,
        .is_brief = true,
    };
    struct evaluation seen;
    evaluate_run(q, &options, &seen);
    const struct sim_estimate out = evaluate_value(q, &seen, 0, 0, 0);
    evaluation_done(q, &seen);
    free(columns);
    return out;
}

static void own_people_are_those_on_the_phones(void **state)
{
    (void) state;
    const struct plan_rival *const rival = rival_of(&shared.plan, -1);
    const struct sim_estimate want = share_with(OWN);
    assert_within(rival->hours, OWN * HOURS + LATER_HOURS, 1e-9);
    assert_true(rival->values[0].low == want.low);
    assert_int_equal(rival->meets, want.value >= LIMIT);
}

static void own_people_are_scaled_to_the_least_that_do(void **state)
{
    (void) state;
    const struct plan_rival *const rival = rival_of(&shared.plan, -1);
    int least = 1;
    while (share_with(least).value < LIMIT)
        least++;
    assert_true(rival->has_scaled);
    assert_within(rival->scaled_hours, least * HOURS + LATER_HOURS, 1e-9);
    assert_int_equal((int) floor(OWN * rival->times + 0.5), least);
    assert_true(OWN * rival->times - (least - 0.5) < 0.2);
    assert_true(rival->scaled_hours >= shared.plan.hours);
}

static void an_infeasible_question_has_no_rivals(void **state)
{
    (void) state;
    struct planned low;
    struct plan_options options = with_all(1);
    options.wants_sensitivities = false;
    options.frontier_points = 0;
    planned_init(&low, 14, &options);
    struct question *const q = &low.question;
    plan_done(&low.plan);
    for (int s = 0; s < q->slots; s++) /* six people are too few */
        q->teams[0].most[s] = q->teams[0].most[s] < 6 ? q->teams[0].most[s] : 6;
    plan_run(q, &options, &low.plan);
    assert_int_equal(low.plan.end, PLAN_INFEASIBLE);
    assert_int_equal(low.plan.rival_count, 0);
    planned_done(&low);
}

/* ---- assumed inputs ---- */

static const struct plan_sensitivity *sensitivity_of(const struct plan *plan,
                                                     const char *name)
{
    for (int i = 0; i < plan->sensitivity_count; i++)
        if (strcmp(plan->sensitivities[i].name, name) == 0)
            return &plan->sensitivities[i];
    return NULL;
}

static void assumed_inputs_move_the_plan(void **state)
{
    (void) state;
    const struct plan *const plan = &shared.plan;
    const struct plan_sensitivity *const handling =
        sensitivity_of(plan, "handling +10 %");
    const struct plan_sensitivity *const growth = sensitivity_of(plan, "growth +5 %");
    const struct plan_sensitivity *const patience =
        sensitivity_of(plan, "patience -20 %");
    for (int i = 0; i < plan->sensitivity_count; i++)
        print_message("# %s: %.2f +- %.2f h, %.0f people, %s\n",
                      plan->sensitivities[i].name, plan->sensitivities[i].hours,
                      plan->sensitivities[i].hours_noise, plan->sensitivities[i].peak,
                      plan->sensitivities[i].basis);
    assert_int_equal(plan->sensitivity_count, 4);
    assert_true(handling->is_done && growth->is_done && patience->is_done);
    const double worked = plan->hours - LATER_HOURS;
    assert_true(handling->hours > 0.04 * worked && handling->hours < 0.13 * worked);
    assert_true(growth->hours > 0.01 * worked && growth->hours < 0.08 * worked);
    assert_true(handling->hours > growth->hours);
    assert_true(fabs(patience->hours) < 0.05 * worked);
    assert_true(handling->hours_noise >= 1.0 && handling->hours_noise < 3.0);
}

static void inputs_say_where_they_come_from(void **state)
{
    (void) state;
    const struct plan *const plan = &shared.plan;
    assert_string_equal(sensitivity_of(plan, "handling +10 %")->basis, "ours");
    assert_string_equal(sensitivity_of(plan, "growth +5 %")->basis, "published");
    assert_string_equal(sensitivity_of(plan, "patience -20 %")->basis, "assumed");
    assert_string_equal(sensitivity_of(plan, "not ready +2 points")->basis, "fitted");
}

static void those_not_ready_are_paid(void **state)
{
    (void) state;
    const struct plan *const plan = &shared.plan;
    const struct plan_sensitivity *const of =
        sensitivity_of(plan, "not ready +2 points");
    const double seats = plan->teams[0].seats;
    assert_true(of->is_done);
    assert_within(of->hours, plan->hours * (0.9 / 0.88 - 1.0), 1e-9);
    assert_within(of->peak, ceil(seats / 0.88) - ceil(seats / 0.9), 1e-9);
}

static void what_cannot_be_met_any_more_is_said(void **state)
{
    (void) state;
    struct planned tight;
    struct plan_options options = with_all(1);
    options.wants_rivals = false;
    options.frontier_points = 0;
    planned_init(&tight, 9, &options);
    assert_int_equal(tight.plan.end, PLAN_CERTIFIED);
    const struct plan_sensitivity *const handling =
        sensitivity_of(&tight.plan, "handling +10 %");
    assert_non_null(handling);
    assert_false(handling->is_done);
    planned_done(&tight);
}

static void an_altered_scenario_leaves_its_source_alone(void **state)
{
    (void) state;
    struct scenario scenario;
    struct altered altered;
    build_init(&scenario, 19387, 7);
    const int end = build_stage(&scenario, SCENARIO_END, "resolved");
    const int line =
        build_line(&scenario, "desk", build_law(SIM_DIST_EXPONENTIAL, 300.0, 0.0));
    build_way(&scenario, line, (struct build_way){ .share = 1.0, .next = end });
    const int stream = build_stream(&scenario, "public", line, 100.0);
    for (int i = 0; i < ALTERED_ROWS;
         i++) { /* neither patience, nor luck, nor redials */
        const bool has = altered_init(&scenario, &altered_rows[i], &altered);
        assert_int_equal(has, i < 2);
        altered_done(&altered);
    }
    scenario.streams[stream].day_to_day = 0.07;
    assert_true(altered_init(&scenario, &altered_rows[3], &altered));
    assert_within(altered.scenario.streams[stream].day_to_day, 0.14, 1e-12);
    assert_within(scenario.streams[stream].day_to_day, 0.07, 0.0);
    altered_done(&altered);
    scenario_done(&scenario);
}

static void the_worst_of_several_inputs_is_told(void **state)
{
    (void) state;
    struct scenario_basis rows[] = {
        { .path = (char *) "stages.a.talk", .kind = SCENARIO_PUBLISHED },
        { .path = (char *) "stages.b", .kind = SCENARIO_FITTED },
        { .path = (char *) "stages.c.talk", .kind = SCENARIO_OURS },
    };
    const struct scenario scenario = { .basis = rows, .basis_count = 3 };
    struct altered altered = { .source = &scenario };
    altered_note(&altered, "stages", "a", "talk");
    assert_int_equal(altered.basis, SCENARIO_PUBLISHED);
    altered_note(&altered, "stages", "b", "talk");
    altered_note(&altered, "stages", "c", "talk");
    assert_int_equal(altered.basis, SCENARIO_FITTED);
    altered_note(&altered, "stages", "bb", "talk");
    assert_int_equal(altered.basis, SCENARIO_ASSUMED);
    assert_int_equal(altered.inputs, 4);
}

/* Three kept free: the third of "1 to 4". */
static void the_question_anew_has_the_policies_of_the_plan(void **state)
{
    (void) state;
    struct scenario scenario = shared.scenario;
    struct scenario_plan_reserve reserve = { .from = 1, .to = 4 };
    int choice = 2;
    const struct plan plan = { .question = &shared.question, .policies = &choice };
    struct question question;
    scenario.plan.reserves = &reserve;
    scenario.plan.reserve_count = 1;
    assert_true(plan_question(&plan, &scenario, &question));
    assert_int_equal(question.policy_count, 1);
    assert_int_equal(question.policies[0].from + question.policies[0].now, 3);
    assert_int_equal(question.policies[0].choices, 1);
    question_done(&question);
}

/* Shares of 20 and 40 % become 30 and 60; those of 50 and 30 at most all. */
static void redials_rise_together_up_to_everybody(void **state)
{
    (void) state;
    static const double shares[2][2] = { { 0.2, 0.4 }, { 0.5, 0.3 } };
    static const double want[2][2] = { { 0.3, 0.6 }, { 0.625, 0.375 } };
    struct scenario scenario;
    struct altered altered;
    build_init(&scenario, 19387, 7);
    const int line =
        build_line(&scenario, "desk", build_law(SIM_DIST_EXPONENTIAL, 300.0, 0.0));
    struct scenario_redial *const redial = &scenario.stages[line].redial;
    redial->rows = sim_mem_array(2, sizeof *redial->rows);
    redial->row_count = 2;
    for (int r = 0; r < 2; r++) {
        redial->rows[r].ways = sim_mem_array(2, sizeof *redial->rows[r].ways);
        redial->rows[r].way_count = 2;
        for (int w = 0; w < 2; w++)
            redial->rows[r].ways[w] =
                (struct scenario_way){ .share = shares[r][w], .next = line };
    }
    assert_true(altered_init(&scenario, &altered_rows[4], &altered));
    for (int r = 0; r < 2; r++)
        for (int w = 0; w < 2; w++) {
            assert_within(altered.scenario.stages[line].redial.rows[r].ways[w].share,
                          want[r][w], 1e-12);
            assert_within(redial->rows[r].ways[w].share, shares[r][w], 0.0);
        }
    altered_done(&altered);
    scenario_done(&scenario);
}

/* ---- the frontier ---- */

static void service_rises_with_hours(void **state)
{
    (void) state;
    const struct plan *const plan = &shared.plan;
    const struct plan_frontier_point *const f = plan->frontier;
    assert_int_equal(plan->frontier_count, POINTS);
    for (int i = 0; i < POINTS; i++) {
        print_message("# %.0f h: %.4f\n", f[i].hours, f[i].values[0].value);
        assert_within(f[i].cost, 20.0 * f[i].hours, 1e-9);
        assert_int_equal(f[i].values[0].kind, SIM_ESTIMATE_INTERVAL);
        assert_true(i == 0 || f[i].hours > f[i - 1].hours);
        assert_true(i == 0 || f[i].values[0].value > f[i - 1].values[0].value);
    }
    assert_true(f[0].hours < plan->hours && f[POINTS - 1].hours > plan->hours);
    /* Misses of 0.2 times 2 and times 0.4. */
    assert_within(f[0].values[0].value, 0.6, 0.05);
    assert_within(f[POINTS - 1].values[0].value, 0.92, 0.025);
}

/* ---- all ---- */

static void threads_change_nothing(void **state)
{
    (void) state;
    struct planned two;
    const struct plan *const one = &shared.plan;
    find_all(&two, 2);
    assert_int_equal(two.plan.rival_count, one->rival_count);
    for (int i = 0; i < one->rival_count; i++) {
        assert_true(two.plan.rivals[i].times == one->rivals[i].times);
        assert_true(two.plan.rivals[i].values[0].value
                    == one->rivals[i].values[0].value);
    }
    assert_int_equal(two.plan.sensitivity_count, one->sensitivity_count);
    for (int i = 0; i < one->sensitivity_count; i++) {
        assert_true(two.plan.sensitivities[i].hours == one->sensitivities[i].hours);
        assert_true(two.plan.sensitivities[i].hours_noise
                    == one->sensitivities[i].hours_noise);
    }
    assert_int_equal(two.plan.frontier_count, one->frontier_count);
    for (int i = 0; i < one->frontier_count; i++)
        assert_true(two.plan.frontier[i].values[0].low
                    == one->frontier[i].values[0].low);
    assert_true(two.plan.evaluations == one->evaluations);
    planned_done(&two);
}

/* Asks to stop when the work of this name begins. */
struct stopper {
    const char *at;
    atomic_bool stop;
};

static void stop_at(void *to, const struct plan_progress *progress)
{
    struct stopper *const stopper = to;
    if (strcmp(progress->doing, stopper->at) == 0)
        atomic_store(&stopper->stop, true);
}

static void a_stop_leaves_out_what_is_not_finished(void **state)
{
    (void) state;
    static const char *const begun[] = { "comparing with formulas",
                                         "trying assumed inputs",
                                         "drawing the frontier" };
    for (int i = 0; i < 3; i++) {
        struct planned p;
        struct stopper stopper = { .at = begun[i] };
        struct plan_options options = with_all(1);
        options.stop = &stopper.stop;
        options.progress = stop_at;
        options.progress_to = &stopper;
        planned_init(&p, 14, &options);
        assert_int_equal(p.plan.end, PLAN_CERTIFIED);
        assert_true(atomic_load(&stopper.stop));
        assert_int_equal(p.plan.rival_count, i == 0 ? 0 : 3);
        assert_int_equal(p.plan.sensitivity_count, i == 2 ? 4 : 1);
        assert_int_equal(p.plan.frontier_count, 0);
        planned_done(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(erlang_c_has_the_people_of_its_formula),
        cmocka_unit_test(own_people_are_those_on_the_phones),
        cmocka_unit_test(own_people_are_scaled_to_the_least_that_do),
        cmocka_unit_test(an_infeasible_question_has_no_rivals),
        cmocka_unit_test(assumed_inputs_move_the_plan),
        cmocka_unit_test(inputs_say_where_they_come_from),
        cmocka_unit_test(those_not_ready_are_paid),
        cmocka_unit_test(what_cannot_be_met_any_more_is_said),
        cmocka_unit_test(an_altered_scenario_leaves_its_source_alone),
        cmocka_unit_test(the_worst_of_several_inputs_is_told),
        cmocka_unit_test(the_question_anew_has_the_policies_of_the_plan),
        cmocka_unit_test(redials_rise_together_up_to_everybody),
        cmocka_unit_test(service_rises_with_hours),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(a_stop_leaves_out_what_is_not_finished),
    };
    return cmocka_run_group_tests(tests, find_shared, leave_shared);
}
