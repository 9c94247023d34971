#include "model/measure/result.h"

#include "model/measure/fold.h"
#include "tests/toy.h"

enum { REPS = 3 };

#define LINE_A(...) \
    { \
        .line = TOY_LINE_A, .journey = -1, .team = -1, .clock = -1, __VA_ARGS__ \
    }

/* Limits so far from the mean wait of line a, about 15 s, that verdicts are plain. */
static const struct scenario_target targets[] = {
    LINE_A(.grade = SCENARIO_MEAN_WAIT, .each = SCENARIO_EACH_DAY, .limit = 40.0),
    LINE_A(.grade = SCENARIO_MEAN_WAIT, .each = SCENARIO_EACH_DAY, .limit = 4.0),
    LINE_A(.grade = SCENARIO_MEAN_WAIT, .each = SCENARIO_EACH_DAY, .limit = 40.0,
           .in_share = 0.999),
    LINE_A(.grade = SCENARIO_MEAN_WAIT, .each = SCENARIO_EACH_DAY, .limit = 4.0,
           .in_share = 0.9),
    LINE_A(.grade = SCENARIO_MEAN_WAIT, .each = SCENARIO_EACH_MONTH, .limit = 4.0,
           .in_share = 0.9),
};
enum { TARGETS = sizeof targets / sizeof targets[0] };

static void fold_toy(struct toy *toy, struct scenario_dates period, int reps,
                     bool quarters, struct fold *fold)
{
    static const struct program_measured measured[TARGETS] = { { TOY_A, -1, false, -1 },
                                                               { TOY_A, -1, false, -1 },
                                                               { TOY_A, -1, false, -1 },
                                                               { TOY_A, -1, false, -1 },
                                                               { TOY_A, -1, false,
                                                                 -1 } };
    struct tally tally;
    toy_init(toy, period, targets, TARGETS);
    fold_init(fold, &toy->scenario, &toy->program, measured, quarters);
    tally_init(&tally, &toy->program);
    for (int rep = 0; rep < reps; rep++) {
        tally_clear(&tally);
        toy_run(toy, rep, &tally);
        fold_add(fold, &tally);
    }
    tally_done(&tally);
}

static void run(struct toy *toy, struct scenario_dates period, int reps, bool quarters,
                struct result *out)
{
    struct fold fold;
    fold_toy(toy, period, reps, quarters, &fold);
    const struct result_run how = {
        .seed = 9, .version = "1.2", .planned = 5, .is_partial = true
    };
    result_make(&fold, &how, out);
    fold_done(&fold);
}

static void a_result_outlives_what_it_was_made_from(void **state)
{
    (void) state;
    struct toy toy;
    struct result r;
    run(&toy, (struct scenario_dates){ 19075, 19094 }, REPS, true, &r);
    toy_done(&toy);
    assert_string_equal(r.title, "Toy");
    assert_string_equal(r.file, "toy.cfg");
    assert_null(r.marking);
    assert_true(r.hash == 77 && r.seed == 9 && r.planned == 5 && r.done == REPS);
    assert_true(r.partial && !r.settled);
    assert_int_equal(r.from_day, 19075);
    assert_int_equal(r.to_day, 19094);
    assert_string_equal(r.objects[TOY_B].label, "the b");
    assert_string_equal(r.objects[TOY_STREAM].name, "public");
    assert_string_equal(r.objects[TOY_SUBJECTS].name, "desk");
    assert_string_equal(r.stages[TOY_MENU].ways[1].name, "online");
    assert_string_equal(r.stages[TOY_MENU].ways[1].to, "the end");
    assert_string_equal(r.stages[TOY_MENU].kind, "menu");
    assert_string_equal(r.targets[1].name, "t1");
    assert_string_equal(r.targets[1].asked, "at most 4 s on average");
    result_done(&r);
    result_done(&r);
    result_done(NULL);
}

static void intervals_have_names_that_sort(void **state)
{
    (void) state;
    struct toy toy;
    struct result r;
    /* 31 December 2021 (Friday) to 10 January 2022. */
    run(&toy, (struct scenario_dates){ 18992, 19002 }, 1, true, &r);
    static const struct {
        enum measure_level level;
        int unit, days, quarters;
        const char *name;
        bool whole;
    } want[] = {
        { MEASURE_PERIOD, 0, 11, 1056, "2021-12-31..2022-01-10", true },
        { MEASURE_MONTH, 0, 1, 96, "2021-12", false },
        { MEASURE_MONTH, 1, 10, 960, "2022-01", false },
        { MEASURE_WEEK, 0, 3, 288, "2021-W52", false },
        { MEASURE_WEEK, 1, 7, 672, "2022-W01", true },
        { MEASURE_WEEK, 2, 1, 96, "2022-W02", false },
        { MEASURE_DAY, 1, 1, 96, "2022-01-01", true },
        { MEASURE_HOUR, 25, 0, 4, "Tue 01:00", true },
        { MEASURE_HOUR, 97, 0, 8, "Fri 01:00", true },
        { MEASURE_QUARTER, 97, 0, 1, "2022-01-01 00:15", true },
    };
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        const struct result_unit got = result_unit(&r, want[i].level, want[i].unit);
        assert_string_equal(got.name, want[i].name);
        assert_int_equal(got.days, want[i].days);
        assert_int_equal(got.quarters, want[i].quarters);
        assert_int_equal(got.whole, want[i].whole);
    }
    assert_int_equal(r.units[MEASURE_WEEK][1].first_day, 18995);
    result_done(&r);
    toy_done(&toy);
    /* Monday 29 December 2025 begins the week of Thursday 1 January 2026; Monday 28
     * December 2020 that of the 31st. */
    run(&toy, (struct scenario_dates){ 20451, 20452 }, 1, false, &r);
    assert_string_equal(r.units[MEASURE_WEEK][0].name, "2026-W01");
    result_done(&r);
    toy_done(&toy);
    run(&toy, (struct scenario_dates){ 18627, 18627 }, 1, false, &r);
    assert_string_equal(r.units[MEASURE_WEEK][0].name, "2020-W53");
    result_done(&r);
    toy_done(&toy);
}

static void a_year_and_an_hour_that_is_missing_say_so(void **state)
{
    (void) state;
    struct toy toy;
    struct result r;
    run(&toy, (struct scenario_dates){ 19078, 19079 }, 1, false, &r);
    /* Sunday 27 March 2022 has no hour from 01:00. */
    const struct result_unit gone = result_unit(&r, MEASURE_HOUR, 6 * 24 + 1);
    assert_true(gone.quarters == 0 && !gone.whole);
    assert_int_equal(
        result_at(&r, MEASURE_HOUR, 6 * 24 + 1, TOY_A, MEASURE_ID_OFFERED).kind,
        SIM_ESTIMATE_NONE);
    assert_int_equal(r.units[MEASURE_DAY][0].quarters, 92);
    assert_int_equal(result_at(&r, MEASURE_QUARTER, 0, TOY_A, MEASURE_ID_OFFERED).kind,
                     SIM_ESTIMATE_NONE);
    result_done(&r);
    toy_done(&toy);
    toy_init(&toy, (struct scenario_dates){ 18993, 19357 }, NULL, 0);
    struct fold fold;
    fold_init(&fold, &toy.scenario, &toy.program, NULL, false);
    result_make(&fold, &(struct result_run){ 0 }, &r);
    assert_string_equal(r.units[MEASURE_PERIOD][0].name, "2022");
    assert_int_equal(r.done, 0); /* and there is no figure, but no crash either */
    assert_int_equal(result_at(&r, MEASURE_DAY, 3, TOY_A, MEASURE_ID_OFFERED).kind,
                     SIM_ESTIMATE_NONE);
    result_done(&r);
    fold_done(&fold);
    toy_done(&toy);
}

static void verdicts_follow_the_expectation_or_the_share_of_periods(void **state)
{
    (void) state;
    struct toy toy;
    struct result r;
    run(&toy, (struct scenario_dates){ 19075, 19094 }, REPS, false, &r);
    assert_int_equal(r.targets[0].verdict, SIM_MET);
    assert_int_equal(r.targets[1].verdict, SIM_NOT_MET);
    /* All 60 days are met, yet 3 replications cannot prove 99.9 %. */
    assert_near(r.targets[2].p_met.value, 1.0, 0.0);
    assert_int_equal(r.targets[2].verdict, SIM_UNDECIDED);
    assert_int_equal(r.targets[3].verdict, SIM_NOT_MET);
    assert_int_equal(r.targets[4].verdict, SIM_UNDECIDED); /* no whole month */
    result_done(&r);
    toy_done(&toy);
    run(&toy, (struct scenario_dates){ 19075, 19094 }, 1, false, &r);
    assert_int_equal(r.targets[0].value.kind, SIM_ESTIMATE_POINT);
    assert_int_equal(r.targets[0].verdict, SIM_UNDECIDED); /* one replication */
    for (int s = 0; s < TOY_SUBJECTS; s++) { /* its longest wait is all there is */
        assert_near(r.longest[s].mean.value, r.longest[s].max_s, 0.0);
        assert_true(r.longest[s].p95_s <= r.longest[s].max_s);
        assert_near(r.longest[s].p95_s, r.longest[s].max_s, 1.0 / 32.0);
    }
    result_done(&r);
    toy_done(&toy);
}

/* NaN: not known. */
static double half_width(const struct sim_estimate *of)
{
    return of->kind == SIM_ESTIMATE_INTERVAL ? (of->high - of->low) / 2.0 : NAN;
}

static void assert_half(double got, double want)
{
    if (isnan(want))
        assert_true(isnan(got));
    else
        assert_near(got, want, 0.0);
}

static void every_figure_of_the_period_has_a_path(void **state)
{
    (void) state;
    struct toy toy;
    struct result r;
    run(&toy, (struct scenario_dates){ 19075, 19094 }, REPS, false, &r);
    for (int object = 0; object < r.object_count; object++)
        for (int id = 0; id < MEASURE_COUNT; id++) {
            const struct sim_estimate want =
                result_at(&r, MEASURE_PERIOD, 0, object, (enum measure_id) id);
            char path[80];
            double value = -7.0, half = -7.0;
            snprintf(path, sizeof path, "%s.%s.%s",
                     measure_object_names[r.objects[object].kind],
                     r.objects[object].name, measures[id].name);
            const bool known = result_value(&r, path, &value, &half);
            assert_int_equal(known, want.kind != SIM_ESTIMATE_NONE);
            assert_near(value, known ? want.value : -7.0, 0.0);
            assert_half(half, known ? half_width(&want) : -7.0);
        }
    const struct result_target *const t = &r.targets[1];
    const struct {
        const char *path;
        double value, half;
    } rows[] = {
        { "team.desk.seats", 9.0, 0.0 },
        { "team.desk.hours_day", 50.0, 0.0 },
        { "team.desk.paid_week", 500.0, 0.0 },
        { "team.desk.fte", 13.5, 0.0 },
        { "team.desk.cost_year", 6e5, 0.0 },
        { "line.a.longest_most", r.longest[TOY_A].max_s, NAN },
        { "stream.public.longest_p95", r.longest[TOY_STREAM].p95_s, NAN },
        { "line.b.longest_median", r.longest[TOY_B].median_s, NAN },
        { "target.t1.value", t->value.value, half_width(&t->value) },
        { "target.t1.p_met", t->p_met.value, half_width(&t->p_met) },
        { "target.t1.met", t->met, NAN },
        { "target.t1.of_periods", 20.0, NAN },
        { "target.t1.usual_low", t->usual_low, NAN },
        { "target.t1.usual_high", t->usual_high, NAN },
        { "flow.menu.online", r.stages[TOY_MENU].ways[1].per_day.value,
          half_width(&r.stages[TOY_MENU].ways[1].per_day) },
        { "flow.end.entered", r.stages[TOY_END].entered.value,
          half_width(&r.stages[TOY_END].entered) },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double value = -7.0, half = -7.0;
        assert_true(result_value(&r, rows[i].path, &value, &half));
        assert_near(value, rows[i].value, 0.0);
        assert_half(half, rows[i].half);
    }
    result_done(&r);
    toy_done(&toy);
}

/* One replication says nothing of its noise, except where there is none. */
static void the_noise_of_one_replication_is_not_known(void **state)
{
    (void) state;
    static const struct {
        const char *path;
        bool is_known;
    } rows[] = { { "line.a.offered", false },      { "line.a.mean_wait", false },
                 { "target.t1.value", false },     { "flow.end.entered", false },
                 { "team.desk.occupancy", false }, { "team.desk.seats", true },
                 { "team.desk.hours_day", true } };
    struct toy toy;
    struct result r;
    run(&toy, (struct scenario_dates){ 19075, 19094 }, 1, false, &r);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double value = NAN, half = -7.0;
        assert_true(result_value(&r, rows[i].path, &value, &half));
        assert_true(isfinite(value));
        assert_half(half, rows[i].is_known ? 0.0 : NAN);
    }
    result_done(&r);
    toy_done(&toy);
}

static void a_path_that_leads_nowhere_changes_nothing(void **state)
{
    (void) state;
    struct toy toy;
    struct result r;
    run(&toy, (struct scenario_dates){ 19075, 19076 }, REPS, false, &r);
    r.people[0].has_cost = false;
    static const char *const paths[] = {
        "",
        ".",
        "..",
        "line",
        "line.a",
        "line.a.",
        "line.a.mean",
        "line.a.mean_wait.x",
        "line.public.mean_wait",
        "stream.a.mean_wait",
        "team.desk.mean_wait",
        "team.desk.cost_year",
        "lines.a.mean_wait",
        "line.A.mean_wait",
        "target.t9.value",
        "target.t1.limit",
        "target.t4.p_met",
        "target.t4.usual_low",
        "flow.menu.resolved",
        "flow.nowhere.entered",
        "line.a.occupancy",
        "team.desk.longest_p95",
    };
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        double value = -7.0, half = -7.0;
        assert_false(result_value(&r, paths[i], &value, &half));
        assert_near(value, -7.0, 0.0);
        assert_near(half, -7.0, 0.0);
    }
    result_done(&r);
    toy_done(&toy);
}

/* Of all who entered, one way or hung up; oracle: the tallies' own counts a day. */
static void the_way_through_the_stages_adds_up(void **state)
{
    (void) state;
    struct toy toy;
    struct result r;
    run(&toy, (struct scenario_dates){ 19075, 19094 }, REPS, false, &r);
    const struct result_stage *const menu = &r.stages[TOY_MENU];
    const struct result_stage *const a = &r.stages[TOY_LINE_A];
    const struct calendar *const c = &toy.program.calendar;
    double callers = 0.0;
    for (size_t i = 0; i < toy.call_count; i++)
        callers += toy.calls[i].subject == TOY_STREAM && toy.calls[i].quarter >= c->from
                   && toy.calls[i].quarter < c->to;
    assert_near(menu->entered.value, callers / REPS / 20.0, 1e-12);
    assert_near(menu->share, 1.0, 1e-12);
    assert_near(menu->ways[0].share + menu->ways[1].share, 1.0, 1e-12);
    assert_near(menu->ways[0].per_day.value, a->entered.value, 1e-12);
    assert_near(a->share, menu->ways[0].share, 1e-12);
    assert_true(a->ways[0].share + a->ways[1].share < 0.95);
    assert_near(a->ways[1].per_day.value / a->entered.value, a->ways[1].share, 1e-12);
    assert_int_equal(r.stages[TOY_END].way_count, 0);
    result_done(&r);
    toy_done(&toy);
}

/* Shares are of streams that can get there: were line a the first stage, nobody could
 * reach the menu. */
static void shares_are_of_streams_that_can_get_there(void **state)
{
    (void) state;
    struct toy toy;
    struct fold fold;
    struct result r;
    fold_toy(&toy, (struct scenario_dates){ 19075, 19076 }, REPS, false, &fold);
    toy.program.streams[0].enters = TOY_LINE_A;
    result_make(&fold, &(struct result_run){ 0 }, &r);
    assert_near(r.stages[TOY_MENU].share, 0.0, 0.0);
    assert_true(r.stages[TOY_MENU].entered.value > 0.0);
    assert_true(r.stages[TOY_LINE_B].share > 0.0);
    assert_true(r.stages[TOY_END].share > 0.0);
    result_done(&r);
    /* A closed or a full stage leads on as well. */
    struct program_stage *const a = &toy.program.stages[TOY_LINE_A];
    a->way_count = 0;
    result_make(&fold, &(struct result_run){ 0 }, &r);
    assert_near(r.stages[TOY_LINE_B].share + r.stages[TOY_END].share, 0.0, 0.0);
    result_done(&r);
    a->open = sim_mem_array(1, 1);
    a->closed_to = TOY_LINE_B;
    result_make(&fold, &(struct result_run){ 0 }, &r);
    assert_true(r.stages[TOY_LINE_B].share > 0.0);
    result_done(&r);
    a->closed_to = -1;
    a->cap = 0;
    a->then_to = TOY_END;
    result_make(&fold, &(struct result_run){ 0 }, &r);
    assert_true(r.stages[TOY_LINE_B].share == 0.0 && r.stages[TOY_END].share > 0.0);
    result_done(&r);
    fold_done(&fold);
    toy_done(&toy);
}

static void measures_are_complete_and_found_by_name(void **state)
{
    (void) state;
    for (int id = 0; id < MEASURE_COUNT; id++) {
        const struct measure *const m = &measures[id];
        assert_int_equal(measure_index(m->name), id);
        assert_true(m->label[0] != '\0' && m->objects != 0);
        const size_t length = strlen(m->definition);
        assert_true(length > 15 && m->definition[length - 1] == '.');
        assert_int_equal(m->how == MEASURE_QUANTILE, m->quantile > 0.0);
        assert_int_equal(m->how == MEASURE_RATIO || m->how == MEASURE_SPREAD,
                         m->per[0].what != MEASURE_Q_NONE);
        assert_true(measure_unit_name((enum measure_id) id, MEASURE_DAY)[0] != '\0');
    }
    assert_int_equal(measure_index("mean"), -1);
    assert_string_equal(measure_unit_name(MEASURE_ID_OFFERED, MEASURE_MONTH),
                        "calls a day");
    assert_string_equal(measure_unit_name(MEASURE_ID_OFFERED, MEASURE_QUARTER),
                        "calls an hour");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_outlives_what_it_was_made_from),
        cmocka_unit_test(intervals_have_names_that_sort),
        cmocka_unit_test(a_year_and_an_hour_that_is_missing_say_so),
        cmocka_unit_test(verdicts_follow_the_expectation_or_the_share_of_periods),
        cmocka_unit_test(every_figure_of_the_period_has_a_path),
        cmocka_unit_test(the_noise_of_one_replication_is_not_known),
        cmocka_unit_test(a_path_that_leads_nowhere_changes_nothing),
        cmocka_unit_test(the_way_through_the_stages_adds_up),
        cmocka_unit_test(shares_are_of_streams_that_can_get_there),
        cmocka_unit_test(measures_are_complete_and_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
