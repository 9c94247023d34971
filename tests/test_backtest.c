#include "model/records/backtest.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "model/measure/experiment.h"
#include "model/measure/tally.h"
#include "model/scenario/read.h"
#include "model/world/world.h"
#include "tests/scratch.h"

enum { REPLICATIONS = 12 };

/* Three days of one busy line, across the end of a month. */
static const char scenario_text[] =
    "title = \"Three days\";\n"
    "period = \"2022-03-30..2022-04-01\";\n"
    "streams: { public: { enters = \"desk\"; calls = 900; }; };\n"
    "stages: { desk: { type = \"line\"; talk = \"3 min\"; gives_up_after = \"4 min\"; "
    "}; };\n"
    "teams: { staff: { serves = ( \"desk\" ); shifts = ( \"Mon-Sun 3\" ); }; };\n"
    "targets: { t: { line = \"desk\"; within = \"20 s\"; at_least = \"80 %\"; of = "
    "\"answered\"; };\n"
    "  o: { team = \"staff\"; at_most = \"80 %\"; }; };\n";

static void read_text(const char *text, struct scenario *out)
{
    struct sim_diag diag = { 0 };
    const struct scratch file = scratch_text(text);
    const bool ok = scenario_read(file.path, NULL, &diag, out);
    char *const said = scratch_said(&diag);
    assert_string_equal(said, "");
    assert_true(ok);
    free(said);
    scratch_done(&file);
}

/* An export of the line with 10 calls an hour of which `answered` in these bands. */
static struct records export_of(struct scenario_dates dates, bool has_wait)
{
    struct records out = { .line_count = 1, .minutes = 60, .dates = dates };
    const int days = dates.last - dates.first + 1;
    out.lines[0] = sim_mem_text("desk");
    out.last_step = 23;
    out.has_day = sim_mem_array((size_t) days, sizeof *out.has_day);
    out.cell_count = (size_t) days * 24;
    out.cells = sim_mem_array(out.cell_count, sizeof *out.cells);
    for (size_t i = 0; i < out.cell_count; i++) {
        out.has_day[i / 24] = true;
        out.cells[i] = (struct records_cell){ .date = dates.first + (int) i / 24,
                                              .step = (int) (i % 24),
                                              .offered = 10,
                                              .answered = 8,
                                              .abandoned = 2,
                                              .wait_s = 8 * 30.0,
                                              .answered_in = { 2, 3, 3 } };
    }
    out.answered.count = 3;
    out.answered.to_s[0] = out.answered.from_s[1] = 10.0;
    out.answered.to_s[1] = out.answered.from_s[2] = 20.0;
    out.answered.to_s[2] = INFINITY;
    out.has_wait = has_wait;
    return out;
}

static const struct backtest_row *row_of(const struct backtest *backtest,
                                         enum measure_level level, int unit,
                                         enum backtest_measure measure)
{
    for (size_t i = 0; i < backtest->row_count; i++) {
        const struct backtest_row *const row = &backtest->rows[i];
        if (row->level == level && row->unit == unit && row->measure == measure)
            return row;
    }
    return NULL;
}

struct run {
    struct scenario scenario;
    struct records records;
    struct result result;
    struct backtest backtest;
};

static struct run run_of(const char *text, bool has_wait)
{
    struct run run = { 0 };
    struct sim_diag diag = { 0 };
    const int stage = 0;
    read_text(text, &run.scenario);
    run.scenario.is_typical = true; /* of dates that are not those of the export */
    run.records = export_of(run.scenario.period, has_wait);
    assert_string_equal(run.scenario.stages[stage].name, "desk");
    backtest_prepare(&run.records, &stage, run.records.dates, &run.scenario,
                     &run.backtest);
    const struct experiment_options options = {
        .replications = REPLICATIONS, .threads = 1, .seed = 5, .version = "test"
    };
    assert_true(experiment_run(&run.scenario, &options, &diag, &run.result));
    backtest_compare(&run.records, &run.result, run.records.dates, &run.backtest);
    sim_diag_done(&diag);
    return run;
}

static void run_done(struct run *run)
{
    backtest_done(&run->backtest);
    result_done(&run->result);
    records_done(&run->records);
    scenario_done(&run->scenario);
}

static void puts_actual_figures_where_they_belong(void **state)
{
    (void) state;
    struct run run = run_of(scenario_text, true);
    const struct backtest *const b = &run.backtest;
    assert_int_equal(run.scenario.target_count, 1);
    assert_false(run.scenario.is_typical);
    assert_near(b->lines[0].within_s, 20.0, 0.0);
    assert_int_equal(b->lines[0].of, SCENARIO_OF_ANSWERED);
    const struct backtest_row *row = row_of(b, MEASURE_PERIOD, 0, BACKTEST_OFFERED);
    assert_near(row->actual, 240.0, 1e-12);
    assert_near(row_of(b, MEASURE_MONTH, 0, BACKTEST_OFFERED)->actual, 240.0, 1e-12);
    assert_near(row_of(b, MEASURE_MONTH, 1, BACKTEST_OFFERED)->actual, 240.0, 1e-12);
    assert_near(row_of(b, MEASURE_PERIOD, 0, BACKTEST_WITHIN)->actual, 5.0 / 8.0,
                1e-12);
    assert_near(row_of(b, MEASURE_PERIOD, 0, BACKTEST_ABANDONED)->actual, 0.2, 1e-12);
    assert_near(row_of(b, MEASURE_PERIOD, 0, BACKTEST_MEAN_WAIT)->actual, 30.0, 1e-12);
    /* 30 March 2022 is a Wednesday. */
    row = row_of(b, MEASURE_HOUR, 2 * 24 + 7, BACKTEST_OFFERED);
    assert_near(row->actual, 10.0, 1e-12);
    assert_near(row->slack, 0.5, 1e-12);
    assert_null(row_of(b, MEASURE_HOUR, 1 * 24 + 7, BACKTEST_OFFERED));
    assert_null(row_of(b, MEASURE_HOUR, 6 * 24 + 7, BACKTEST_OFFERED));
    run_done(&run);
}

static void bands_leave_a_mean_wait_open(void **state)
{
    (void) state;
    struct run run = run_of(scenario_text, false);
    const struct backtest_row *const row =
        row_of(&run.backtest, MEASURE_PERIOD, 0, BACKTEST_MEAN_WAIT);
    /* 2 calls in 0-10, 3 in 10-20, 3 in 20 and more, taken for 20-40. */
    assert_near(row->actual_low, (3 * 10 + 3 * 20) / 8.0, 1e-12);
    assert_near(row->actual_high, (2 * 10 + 3 * 20 + 3 * 40) / 8.0, 1e-12);
    run_done(&run);
}

/* The range against the replications themselves: mean and Student's t of what each one
 * offered. */
static void the_range_is_that_of_one_more_replication(void **state)
{
    (void) state;
    struct run run = run_of(scenario_text, true);
    struct program program;
    struct tally tally;
    struct sim_diag diag = { 0 };
    struct program_measured measured[1];
    assert_true(program_compile(&run.scenario, &diag, &program, measured));
    tally_init(&tally, &program);
    struct world *const world = world_new(&program);
    double sum = 0.0, squares = 0.0;
    for (int r = 0; r < REPLICATIONS; r++) {
        double offered = 0.0;
        world_run(world, 5, r, &tally);
        for (int q = program.calendar.from; q < program.calendar.to; q++)
            offered += tally_at(&tally, q, 0)->offered;
        sum += offered / 3.0;
        squares += offered / 3.0 * offered / 3.0;
    }
    const double n = REPLICATIONS, mean = sum / n;
    const double sd = sqrt((squares - n * mean * mean) / (n - 1.0));
    const double wide = gsl_cdf_tdist_Pinv(0.975, n - 1.0) * sd * sqrt(1.0 + 1.0 / n);
    const struct backtest_row *const row =
        row_of(&run.backtest, MEASURE_PERIOD, 0, BACKTEST_OFFERED);
    assert_near(row->simulated, mean, 1e-9);
    assert_near(row->low, mean - wide, 1e-6);
    assert_near(row->high, mean + wide, 1e-6);
    assert_true(row->is_miss); /* 240 a day where 300 were simulated */
    assert_near(row->off, (row->low - 240.0 - row->slack) / wide, 1e-6);
    world_free(world);
    tally_done(&tally);
    program_done(&program);
    run_done(&run);
}

static void ranges_keep_inside_what_is_possible(void **state)
{
    (void) state;
    struct run run = run_of(scenario_text, true);
    for (size_t i = 0; i < run.backtest.row_count; i++) {
        const struct backtest_row *const row = &run.backtest.rows[i];
        assert_true(row->low >= 0.0 && row->low <= row->simulated);
        assert_true(row->high >= row->simulated);
        if (backtest_units[row->measure] == MEASURE_SHARE)
            assert_true(row->high <= 1.0);
        assert_true(row->is_miss == (row->off > 0.0));
    }
    assert_true(run.backtest.row_count > 4 * 70);
    run_done(&run);
}

static void a_target_off_the_bands_is_left_out(void **state)
{
    (void) state;
    char *const text = sim_mem_text(scenario_text);
    memcpy(strstr(text, "\"20 s\""), "\"25 s\"", 6);
    struct run run = run_of(text, true);
    assert_near(run.backtest.lines[0].within_s, 0.0, 0.0);
    assert_near(run.backtest.lines[0].wanted_s, 25.0, 0.0);
    assert_int_equal(run.scenario.target_count, 0);
    assert_null(row_of(&run.backtest, MEASURE_PERIOD, 0, BACKTEST_WITHIN));
    assert_non_null(row_of(&run.backtest, MEASURE_PERIOD, 0, BACKTEST_ABANDONED));
    run_done(&run);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(puts_actual_figures_where_they_belong),
        cmocka_unit_test(bands_leave_a_mean_wait_open),
        cmocka_unit_test(the_range_is_that_of_one_more_replication),
        cmocka_unit_test(ranges_keep_inside_what_is_possible),
        cmocka_unit_test(a_target_off_the_bands_is_left_out),
    };
    return cmocka_run_group_tests_name("backtest", tests, NULL, NULL);
}
