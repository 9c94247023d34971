#include "model/pathway/load.h"

#include <stdlib.h>
#include <string.h>

#include "model/demand/rates.h"
#include "sim/mem.h"
#include "tests/near.h"

static int32_t on(int year, int month, int day)
{
    return calendar_date((struct calendar_civil){ year, month, day });
}

static struct sim_dist lasting(double mean_s)
{
    struct sim_dist out;
    const double given[SIM_DIST_PARAMS] = { mean_s };
    assert_true(sim_dist_init(SIM_DIST_FIXED, given, &out));
    return out;
}

static struct scenario_stage stage(enum scenario_stage_kind kind, char *name)
{
    return (struct scenario_stage){ .kind = kind,
                                    .name = name,
                                    .closed_to = -1,
                                    .then_to = -1,
                                    .patient = true,
                                    .pick_up = lasting(0.0),
                                    .wrap_up = lasting(0.0),
                                    .talk = lasting(0.0) };
}

static void lead(struct scenario_stage *from, struct scenario_way *ways, int count)
{
    from->ways = ways;
    from->way_count = count;
}

/* A flat stream of so many calls an hour. */
static struct scenario_stream calls(double per_h, int enters,
                                    struct scenario_dates dates)
{
    struct scenario_stream out = { .enters = enters,
                                   .name = "calls",
                                   .counted_in = dates,
                                   .calls =
                                       per_h * 24.0 * (dates.last - dates.first + 1) };
    for (int i = 0; i < 12; i++)
        out.profile.month[i] = 1.0;
    for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++) {
        out.profile.day[kind] = 1.0;
        for (int i = 0; i < 96; i++)
            out.profile.quarter[kind][i] = 1.0 / 96.0;
    }
    return out;
}

/* A scenario with its calendar, staffing and load. */
struct run {
    struct calendar calendar;
    struct staffing staffing;
    struct load load;
};

static struct run compiled(struct scenario *scenario)
{
    struct run out;
    calendar_init(&out.calendar, scenario->period, 0.0);
    staffing_compile(scenario, &out.calendar, &out.staffing);
    double *rates = sim_mem_array(
        (size_t) scenario->stream_count * out.calendar.quarters, sizeof *rates);
    rates_compile(scenario, &out.calendar, rates);
    load_compile(scenario, &out.calendar, rates, &out.load);
    free(rates);
    return out;
}

static void done(struct run *run)
{
    load_done(&run->load);
    load_done(&run->load);
    staffing_done(&run->staffing);
    calendar_done(&run->calendar);
}

/* A week of 101: menu, switchboard, secondary line, and a team for each line; people
 * only from Monday to Friday 08:00-18:00 on the secondary line. */
enum { IVR, SWITCHBOARD, SECONDARY, RESOLVED, LEFT, STAGES };

struct force {
    struct scenario_stage stages[STAGES];
    struct scenario_way ivr[2], then[2], resolved[1];
    struct scenario_shift all_day, office;
    struct scenario_team teams[2];
    int serves[2], keep_free[2];
    double takes_after_s[2];
    struct scenario_stream stream;
    struct scenario scenario;
};

static void make(struct force *f)
{
    memset(f, 0, sizeof *f);
    f->stages[IVR] = stage(SCENARIO_MENU, "ivr");
    f->stages[SWITCHBOARD] = stage(SCENARIO_LINE, "switchboard");
    f->stages[SECONDARY] = stage(SCENARIO_LINE, "secondary");
    f->stages[RESOLVED] = stage(SCENARIO_END, "resolved");
    f->stages[LEFT] = stage(SCENARIO_END, "left");
    f->ivr[0] = (struct scenario_way){ .share = 0.318, .next = RESOLVED };
    f->ivr[1] = (struct scenario_way){ .share = 0.682, .next = SWITCHBOARD };
    f->then[0] = (struct scenario_way){ .share = 0.42, .next = RESOLVED };
    f->then[1] = (struct scenario_way){ .share = 0.58, .next = SECONDARY };
    f->resolved[0] = (struct scenario_way){ .share = 1.0, .next = RESOLVED };
    lead(&f->stages[IVR], f->ivr, 2);
    lead(&f->stages[SWITCHBOARD], f->then, 2);
    lead(&f->stages[SECONDARY], f->resolved, 1);
    f->stages[SWITCHBOARD].talk = lasting(100.0);
    f->stages[SWITCHBOARD].wrap_up = lasting(20.0);
    f->stages[SECONDARY].talk = lasting(660.0);
    f->stages[SECONDARY].wrap_up = lasting(240.0);
    f->stages[SECONDARY].pick_up = lasting(4.0);
    f->all_day =
        (struct scenario_shift){ .span = { SCENARIO_WEEK, 0, 1440 }, .people = 3 };
    f->office = (struct scenario_shift){ .span = { 0x1f, 480, 1080 }, .people = 9 };
    f->serves[0] = SWITCHBOARD;
    f->serves[1] = SECONDARY;
    for (int i = 0; i < 2; i++)
        f->teams[i] =
            (struct scenario_team){ .name = i == 0 ? "board" : "handlers",
                                    .serves = &f->serves[i],
                                    .serves_count = 1,
                                    .keep_free = &f->keep_free[i],
                                    .takes_after_s = &f->takes_after_s[i],
                                    .shifts = i == 0 ? &f->all_day : &f->office,
                                    .shift_count = 1,
                                    .talk_times = 1.0 };
    const struct scenario_dates week = { on(2022, 6, 13), on(2022, 6, 19) };
    f->stream = calls(75.0, IVR, week);
    f->scenario = (struct scenario){ .period = week,
                                     .streams = &f->stream,
                                     .stream_count = 1,
                                     .stages = f->stages,
                                     .stage_count = STAGES,
                                     .teams = f->teams,
                                     .team_count = 2 };
}

static void calls_flow_through_the_shares_of_the_pathway(void **state)
{
    (void) state;
    struct force f;
    make(&f);
    struct run run = compiled(&f.scenario);
    const struct load *load = &run.load;
    assert_int_equal(load->line_count, 2);
    assert_int_equal(load->line_stage[1], SECONDARY);
    assert_int_equal(load->stage_line[SWITCHBOARD], 0);
    assert_int_equal(load->stage_line[IVR], -1);
    const size_t second = (size_t) load->quarters + 300;
    assert_near(load->arrivals[300], 18.75 * 0.682, 1e-12);
    assert_near(load->arrivals[second], 18.75 * 0.682 * 0.58, 1e-12);
    assert_near(load->erlangs[300], 75.0 * 0.682 * 120.0 / 3600.0, 1e-12);
    assert_near(load->erlangs[second], 75.0 * 0.682 * 0.58 * 904.0 / 3600.0, 1e-12);
    const double all = 75.0 * 168.0;
    assert_near(load->calls[0], all, 1e-12);
    assert_near(load->visits[IVR], all, 1e-12);
    assert_near(load->visits[SWITCHBOARD], all * 0.682, 1e-12);
    assert_near(load->visits[RESOLVED], all, 1e-12);
    assert_near(load->visits[LEFT], 0.0, 0.0);
    done(&run);
    load_done(NULL);
}

static void changed_handling_times_change_the_work(void **state)
{
    (void) state;
    struct force f;
    make(&f);
    const struct scenario_dates tuesday = { on(2022, 6, 14), on(2022, 6, 14) };
    const struct scenario_dates friday = { on(2022, 6, 17), on(2022, 6, 17) };
    struct scenario_limited limited[] = {
        { .kind = SCENARIO_LIMITED_WRAP_UP,
          .object = SECONDARY,
          .times = 0.5,
          .window = { true, tuesday, { NULL, 0 } } },
        { .kind = SCENARIO_LIMITED_HANDLING,
          .object = SECONDARY,
          .times = 1.5,
          .window = { true, friday, { NULL, 0 } } },
    };
    f.scenario.limited = limited;
    f.scenario.limited_count = 2;
    struct run run = compiled(&f.scenario);
    const double *erlangs = run.load.erlangs + run.load.quarters;
    const double calls_per_s = 75.0 * 0.682 * 0.58 / 3600.0;
    assert_near(erlangs[95], calls_per_s * 904.0, 1e-12);
    assert_near(erlangs[96], calls_per_s * 784.0, 1e-12);
    assert_near(erlangs[192], calls_per_s * 904.0, 1e-12);
    assert_near(erlangs[4 * 96], calls_per_s * (900.0 * 1.5 + 4.0), 1e-12);
    done(&run);
}

static void streams_enter_where_they_say(void **state)
{
    (void) state;
    struct force f;
    make(&f);
    struct scenario_stream streams[] = { f.stream, f.stream };
    streams[0].enters = SECONDARY;
    streams[0].calls /= 5.0;
    f.scenario.streams = streams;
    f.scenario.stream_count = 2;
    struct run run = compiled(&f.scenario);
    const size_t second = (size_t) run.load.quarters + 17;
    assert_near(run.load.arrivals[17], 18.75 * 0.682, 1e-12);
    assert_near(run.load.arrivals[second], 18.75 * (0.2 + 0.682 * 0.58), 1e-12);
    assert_near(run.load.visits[IVR], 75.0 * 168.0, 1e-12);
    assert_near(run.load.calls[0], 15.0 * 168.0, 1e-12);
    done(&run);
}

static void closed_stages_send_their_calls_elsewhere(void **state)
{
    (void) state;
    struct force f;
    make(&f);
    struct scenario_span span = { 0x1f, 480, 1080 };
    f.stages[SECONDARY].open = (struct scenario_hours){ &span, 1 };
    f.stages[SECONDARY].closed_to = LEFT;
    struct run run = compiled(&f.scenario);
    const double *arrivals = run.load.arrivals + run.load.quarters;
    const double open = 18.75 * 0.682 * 0.58;
    assert_near(arrivals[31], 0.0, 0.0);
    assert_near(arrivals[32], open, 1e-12);
    assert_near(arrivals[71], open, 1e-12);
    assert_near(arrivals[72], 0.0, 0.0);
    assert_near(arrivals[6 * 96 + 40], 0.0, 0.0);
    assert_near(run.load.visits[SECONDARY], open * 200.0, 1e-12);
    assert_near(run.load.visits[LEFT], open * (672.0 - 200.0), 1e-12);
    /* Nobody is there while it is closed, and nobody is missed. */
    struct load_shut reserve, unstaffed;
    load_line_shut(&run.load, &f.scenario, &run.calendar, &run.staffing, 1, &reserve,
                   &unstaffed);
    assert_int_equal(unstaffed.quarters, 0);
    const struct load_hour night =
        load_pool_hour(&run.load, &run.calendar, &run.staffing, 1, 0);
    assert_near(night.people, 0.0, 0.0);
    assert_near(night.busy, 0.0, 0.0);
    done(&run);
    /* Two that are closed at once lead to the same place. */
    struct scenario_way both[] = { { .share = 0.5, .next = SWITCHBOARD },
                                   { .share = 0.5, .next = SECONDARY } };
    lead(&f.stages[IVR], both, 2);
    f.then[0].share = 1.0;
    f.then[1].share = 0.0;
    f.stages[SWITCHBOARD].open = (struct scenario_hours){ &span, 1 };
    f.stages[SWITCHBOARD].closed_to = LEFT;
    run = compiled(&f.scenario);
    assert_near(run.load.visits[LEFT], 18.75 * (672.0 - 200.0), 1e-12);
    done(&run);
}

/* Expected visits by following every path to its end, as a caller would with the visits
 * counted: exact but exponential. */
static void follow(const struct scenario *scenario, int at, double mass, int *seen,
                   double *visits)
{
    if (mass < 1e-9)
        return;
    const struct scenario_stage *here = &scenario->stages[at];
    if (here->visits_at_most > 0 && seen[at] == here->visits_at_most) {
        follow(scenario, here->then_to, mass, seen, visits);
        return;
    }
    visits[at] += mass;
    seen[at]++;
    for (int w = 0; w < here->way_count; w++)
        follow(scenario, here->ways[w].next, mass * here->ways[w].share, seen, visits);
    seen[at]--;
}

static void agrees_with_paths(struct force *f, double tolerance)
{
    struct run run = compiled(&f->scenario);
    int seen[STAGES] = { 0 };
    double visits[STAGES] = { 0.0 };
    follow(&f->scenario, f->stream.enters, 1.0, seen, visits);
    for (int s = 0; s < STAGES; s++)
        assert_within(run.load.visits[s] / run.load.calls[0], visits[s], tolerance);
    done(&run);
}

static void loops_end_by_their_caps_on_visits(void **state)
{
    (void) state;
    /* One who rings again from the secondary line is back in the menu. */
    static const double again[] = { 0.3, 0.9, 1.0 }, off[] = { 0.06, 0.17, 0.22 };
    for (size_t i = 0; i < sizeof again / sizeof again[0]; i++) {
        struct force f;
        make(&f);
        struct scenario_way ways[] = { { .share = 1.0 - again[i], .next = RESOLVED },
                                       { .share = again[i], .next = IVR } };
        lead(&f.stages[SECONDARY], ways, 2);
        f.stages[IVR].visits_at_most = 3;
        f.stages[IVR].then_to = LEFT;
        agrees_with_paths(&f, 1e-8);
        /* Several ways back, some shorter. */
        struct scenario_way three[] = { { .share = 0.2, .next = RESOLVED },
                                        { .share = 0.3, .next = IVR },
                                        { .share = 0.5, .next = SECONDARY } };
        struct scenario_way fork[] = { { .share = 0.4, .next = SWITCHBOARD },
                                       { .share = 0.6, .next = SWITCHBOARD } };
        lead(&f.stages[SWITCHBOARD], three, 3);
        lead(&f.stages[IVR], fork, 2);
        agrees_with_paths(&f, 1e-8);
        lead(&f.stages[SWITCHBOARD], f.then, 2);
        lead(&f.stages[IVR], f.ivr, 2);
        /* One that comes back for certain, and another cap inside the loop. */
        f.ivr[1].share = f.then[1].share = 1.0;
        f.ivr[0].share = f.then[0].share = 0.0;
        agrees_with_paths(&f, 1e-8);
        f.stages[SECONDARY].visits_at_most = 2;
        f.stages[SECONDARY].then_to = SWITCHBOARD;
        f.then[0].share = 0.5;
        f.then[1].share = 0.5;
        agrees_with_paths(&f, off[i]);
    }
}

static void hours_are_averages_against_everybody_who_serves(void **state)
{
    (void) state;
    struct force f;
    make(&f);
    f.teams[1].less[SCENARIO_LEAVE] = 0.25;
    struct run run = compiled(&f.scenario);
    assert_int_equal(run.load.pool_count, 2);
    const int tuesday_ten = 34;
    struct load_hour hour =
        load_pool_hour(&run.load, &run.calendar, &run.staffing, 1, tuesday_ten);
    const double erlangs = 75.0 * 0.682 * 0.58 * 904.0 / 3600.0;
    assert_near(hour.people, 6.75, 1e-12);
    assert_near(hour.calls_per_h, 75.0 * 0.682 * 0.58, 1e-12);
    assert_near(hour.erlangs, erlangs, 1e-12);
    assert_near(hour.busy, erlangs / 6.75, 1e-12);
    hour = load_pool_hour(&run.load, &run.calendar, &run.staffing, 1, tuesday_ten + 8);
    assert_near(hour.people, 0.0, 0.0);
    assert_true(isinf(hour.busy));
    hour = load_pool_hour(&run.load, &run.calendar, &run.staffing, 1, -1);
    assert_near(hour.people, 6.75 * 50.0 / 168.0, 1e-12);
    hour = load_pool_hour(&run.load, &run.calendar, &run.staffing, 1, 0);
    assert_near(hour.people, 0.0, 0.0);
    hour = load_line_hour(&run.load, &f.scenario, &run.calendar, &run.staffing, 0, 100);
    assert_near(hour.people, 3.0, 1e-12);
    assert_near(hour.busy, 75.0 * 0.682 * 120.0 / 3600.0 / 3.0, 1e-12);
    done(&run);
}

static void lines_and_teams_that_share_anything_are_one_pool(void **state)
{
    (void) state;
    struct force f;
    make(&f);
    int both[] = { SWITCHBOARD, SECONDARY }, none[2] = { 0 };
    f.teams[1].serves = both;
    f.teams[1].serves_count = 2;
    f.teams[1].keep_free = none;
    struct run run = compiled(&f.scenario);
    assert_int_equal(run.load.pool_count, 1);
    assert_int_equal(run.load.pools[0].line_count, 2);
    assert_int_equal(run.load.pools[0].team_count, 2);
    const struct load_hour hour =
        load_line_hour(&run.load, &f.scenario, &run.calendar, &run.staffing, 0, 34);
    assert_near(hour.people, 12.0, 1e-12);
    done(&run);
    /* The third team joins what the first two serve. */
    struct scenario_team three[] = { f.teams[0], f.teams[1], f.teams[1] };
    three[0].serves = &both[1];
    three[1].serves = &both[0];
    three[1].serves_count = 1;
    f.scenario.teams = three;
    f.scenario.team_count = 3;
    run = compiled(&f.scenario);
    assert_int_equal(run.load.pool_count, 1);
    assert_int_equal(run.load.pools[0].team_count, 3);
    done(&run);
    f.scenario.teams = f.teams;
    /* Without a team a line is in no pool. */
    f.scenario.team_count = 1;
    run = compiled(&f.scenario);
    assert_int_equal(run.load.pool_count, 1);
    assert_int_equal(run.load.pools[0].line_count, 1);
    assert_int_equal(run.load.pools[0].lines[0], 0);
    done(&run);
}

static void a_reserve_as_large_as_the_team_shuts_the_line(void **state)
{
    (void) state;
    struct force f;
    make(&f);
    f.keep_free[1] = 8;
    struct run run = compiled(&f.scenario);
    struct load_shut reserve, unstaffed;
    load_line_shut(&run.load, &f.scenario, &run.calendar, &run.staffing, 1, &reserve,
                   &unstaffed);
    assert_int_equal(reserve.quarters, 0);
    assert_int_equal(reserve.first, -1);
    assert_int_equal(unstaffed.quarters, 672 - 200);
    assert_int_equal(unstaffed.longest, 6 * 4 + 48 * 4); /* Friday 18:00 to the end */
    assert_int_equal(unstaffed.first, 0);
    done(&run);
    f.keep_free[1] = 9;
    run = compiled(&f.scenario);
    load_line_shut(&run.load, &f.scenario, &run.calendar, &run.staffing, 1, &reserve,
                   &unstaffed);
    assert_int_equal(reserve.quarters, 200);
    assert_int_equal(reserve.longest, 40);
    assert_int_equal(reserve.first, 32);
    done(&run);
    f.teams[1].less[SCENARIO_LEAVE] = 0.25; /* 6.75 of 9 are expected: 7 */
    for (f.keep_free[1] = 6; f.keep_free[1] < 8; f.keep_free[1]++) {
        run = compiled(&f.scenario);
        load_line_shut(&run.load, &f.scenario, &run.calendar, &run.staffing, 1,
                       &reserve, &unstaffed);
        assert_int_equal(reserve.quarters, f.keep_free[1] < 7 ? 0 : 200);
        done(&run);
    }
}

static void warnings_name_what_is_hardly_meant(void **state)
{
    (void) state;
    struct force f;
    make(&f);
    struct sim_diag diag = { 0 };
    f.all_day.people = 2;
    f.office =
        (struct scenario_shift){ .span = { SCENARIO_WEEK, 0, 1440 }, .people = 9 };
    struct run run = compiled(&f.scenario);
    load_warn(&f.scenario, &run.calendar, &run.staffing, &run.load, &diag);
    assert_int_equal(diag.count, 0);
    done(&run);
    /* An hour without anybody is worth a word, three quarters of one are not. */
    struct scenario_shift gap[] = { f.office, f.office, f.office };
    gap[0].span = (struct scenario_span){ SCENARIO_WEEK, 0, 600 };
    gap[1].span = (struct scenario_span){ SCENARIO_WEEK, 645, 1440 };
    gap[2].span = (struct scenario_span){ 0x3f, 600, 645 };
    f.teams[1].shifts = gap;
    f.teams[1].shift_count = 3;
    run = compiled(&f.scenario);
    load_warn(&f.scenario, &run.calendar, &run.staffing, &run.load, &diag);
    assert_int_equal(diag.count, 0);
    done(&run);
    gap[1].span.from_min = 660;
    gap[2].span.to_min = 660;
    run = compiled(&f.scenario);
    load_warn(&f.scenario, &run.calendar, &run.staffing, &run.load, &diag);
    assert_int_equal(diag.count, 1);
    assert_string_equal(
        diag.items[0].text,
        "line \"secondary\": calls but nobody on the phones in 1 of 168 "
        "hours, up to 1 hours on end, first at 2022-06-19 10:00");
    sim_diag_done(&diag);
    diag = (struct sim_diag){ 0 };
    done(&run);
    f.teams[1].shifts = &f.office;
    f.teams[1].shift_count = 1;
    f.office.people = 7;
    f.office.span.days = 0x5f; /* not on Saturday */
    f.keep_free[0] = 2;
    struct scenario_span never = { 1u << SCENARIO_BANK, 0, 60 };
    struct scenario_stream streams[] = { f.stream, f.stream };
    streams[1].open = (struct scenario_hours){ &never, 1 };
    streams[1].name = "custody";
    f.scenario.streams = streams;
    f.scenario.stream_count = 2;
    run = compiled(&f.scenario);
    load_warn(&f.scenario, &run.calendar, &run.staffing, &run.load, &diag);
    static const char *const want[] = {
        "stream \"custody\": its hours and profile leave no calls in the period",
        "line \"switchboard\": shut by its reserve, no more people on the phones than "
        "keep_free asks for, in 168 of 168 hours, up to 168 hours on end, first at "
        "2022-06-13 00:00",
        "line \"secondary\": calls but nobody on the phones in 24 of 168 hours, up to "
        "24 "
        "hours on end, first at 2022-06-18 00:00",
        "team \"handlers\": more work than people over the whole of Mon, Tue, Wed, "
        "Thu, Fri, "
        "Sat, Sun: 7.45 erlangs for 0 people on the phones",
    };
    assert_int_equal(diag.count, 4);
    assert_int_equal(diag.errors, 0);
    for (int i = 0; i < 4; i++)
        assert_string_equal(diag.items[i].text, want[i]);
    done(&run);
    sim_diag_done(&diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_flow_through_the_shares_of_the_pathway),
        cmocka_unit_test(changed_handling_times_change_the_work),
        cmocka_unit_test(streams_enter_where_they_say),
        cmocka_unit_test(closed_stages_send_their_calls_elsewhere),
        cmocka_unit_test(loops_end_by_their_caps_on_visits),
        cmocka_unit_test(hours_are_averages_against_everybody_who_serves),
        cmocka_unit_test(lines_and_teams_that_share_anything_are_one_pool),
        cmocka_unit_test(a_reserve_as_large_as_the_team_shuts_the_line),
        cmocka_unit_test(warnings_name_what_is_hardly_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
