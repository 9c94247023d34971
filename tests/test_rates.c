#include "model/demand/rates.h"

#include <stdlib.h>

#include "sim/mem.h"
#include "tests/near.h"

static int32_t on(int year, int month, int day)
{
    return calendar_date((struct calendar_civil){ year, month, day });
}

static struct scenario_dates year(int number)
{
    return (struct scenario_dates){ on(number, 1, 1), on(number, 12, 31) };
}

/* A flat profile: every month, day and quarter hour alike. */
static struct scenario_stream flat(double calls, struct scenario_dates counted_in)
{
    struct scenario_stream out = { .calls = calls, .counted_in = counted_in };
    for (int i = 0; i < 12; i++)
        out.profile.month[i] = 1.0;
    for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++) {
        out.profile.day[kind] = 1.0;
        for (int i = 0; i < 96; i++)
            out.profile.quarter[kind][i] = 1.0 / 96.0;
    }
    return out;
}

/* One stream compiled over a run. */
struct run {
    struct calendar calendar;
    double *rates;
};

static struct run compiled(const struct scenario *scenario,
                           struct scenario_dates period, double warm_up_s)
{
    struct run out;
    calendar_init(&out.calendar, period, warm_up_s);
    out.rates = sim_mem_array((size_t) scenario->stream_count * out.calendar.quarters,
                              sizeof *out.rates);
    rates_compile(scenario, &out.calendar, out.rates);
    return out;
}

static struct run compiled_one(struct scenario_stream *stream,
                               struct scenario_dates period)
{
    const struct scenario scenario = { .streams = stream, .stream_count = 1 };
    return compiled(&scenario, period, 0.0);
}

static void done(struct run *run)
{
    free(run->rates);
    calendar_done(&run->calendar);
}

/* Quarter of a date at a local quarter of the day, for days without a clock change. */
static int at(const struct run *run, int32_t date, int local)
{
    return run->calendar.day_start[date - run->calendar.first_date] + local;
}

static double sum_on(const struct run *run, int32_t first, int32_t last)
{
    double sum = 0.0;
    for (int q = 0; q < run->calendar.quarters; q++)
        if (run->calendar.date[q] >= first && run->calendar.date[q] <= last)
            sum += run->rates[q];
    return sum;
}

/* 2022 has 52 Mondays, 6 of them among its 10 bank holidays.  In days of weight 1:
 * 46 * 2 + 10 * 0.5 + 309 = 406; the days of 92 and 100 quarters make up for each
 * other. */
static void weekdays_and_bank_holidays_share_the_calls_of_a_real_year(void **state)
{
    (void) state;
    struct scenario_stream stream = flat(344640.0, year(2022));
    stream.profile.day[SCENARIO_MON] = 2.0;
    stream.profile.day[SCENARIO_BANK] = 0.5;
    struct run run = compiled_one(&stream, year(2022));
    const double each = 344640.0 / 406.0 / 96.0;
    assert_near(run.rates[at(&run, on(2022, 2, 8), 31)], each, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 2, 7), 31)], 2.0 * each, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 1, 3), 31)], 0.5 * each, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 9, 19), 95)], 0.5 * each, 1e-12);
    assert_near(sum_on(&run, on(2022, 1, 1), on(2022, 12, 31)), 344640.0, 1e-12);
    done(&run);
}

static void months_and_hours_follow_the_profile_by_the_local_clock(void **state)
{
    (void) state;
    struct scenario_stream stream = flat(1000.0, year(2022));
    stream.profile.month[5] = 3.0; /* 30 days of June at 3: 335 + 90 = 425 */
    for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++) {
        for (int i = 0; i < 96; i++)
            stream.profile.quarter[kind][i] = 0.5 / 96.0;
        stream.profile.quarter[kind][40] += 0.5; /* 10:00 */
    }
    struct run run = compiled_one(&stream, year(2022));
    const double day = 1000.0 / 425.0;
    assert_near(run.rates[at(&run, on(2022, 5, 31), 40)], day * 48.5 / 96.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 6, 1), 40)], 3.0 * day * 48.5 / 96.0,
                1e-12);
    assert_near(run.rates[at(&run, on(2022, 6, 1), 41)], 3.0 * day * 0.5 / 96.0, 1e-12);
    assert_near(sum_on(&run, on(2022, 6, 17), on(2022, 6, 17)), 3.0 * day, 1e-12);
    /* 10:00 on the long day is 44 quarters after its midnight, on the short day 36. */
    assert_near(run.rates[at(&run, on(2022, 10, 30), 44)], day * 48.5 / 96.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 3, 27), 36)], day * 48.5 / 96.0, 1e-12);
    assert_near(sum_on(&run, on(2022, 10, 30), on(2022, 10, 30)), day * 98.0 / 96.0,
                1e-12);
    assert_near(sum_on(&run, on(2022, 3, 27), on(2022, 3, 27)), day * 94.0 / 96.0,
                1e-12);
    done(&run);
}

static void calls_outside_opening_hours_are_made_inside_them(void **state)
{
    (void) state;
    struct scenario_span span = { .days = 0x1f, .from_min = 8 * 60, .to_min = 20 * 60 };
    struct scenario_stream stream = flat(26000.0, year(2022));
    stream.open = (struct scenario_hours){ &span, 1 };
    struct run run = compiled_one(&stream, year(2022)); /* 260 days of Mon-Fri */
    assert_near(run.rates[at(&run, on(2022, 6, 14), 32)], 100.0 / 48.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 6, 14), 31)], 0.0, 0.0);
    assert_near(run.rates[at(&run, on(2022, 6, 14), 80)], 0.0, 0.0);
    assert_near(run.rates[at(&run, on(2022, 6, 18), 40)], 0.0, 0.0);
    done(&run);
}

static void growth_compounds_by_the_day_after_counted_in_only(void **state)
{
    (void) state;
    struct scenario_stream stream = flat(365.0, year(2022));
    stream.growth_per_year = 0.085;
    struct run run = compiled_one(
        &stream, (struct scenario_dates){ on(2021, 6, 1), on(2024, 12, 31) });
    const double each = 1.0 / 96.0;
    assert_near(run.rates[at(&run, on(2021, 6, 5), 3)], each, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 12, 31), 3)], each, 1e-12);
    assert_near(run.rates[at(&run, on(2023, 1, 1), 3)],
                each * exp(log(1.085) * 1.0 / 365.25), 1e-12);
    assert_near(run.rates[at(&run, on(2024, 12, 31), 95)],
                each * exp(log(1.085) * 731.0 / 365.25), 1e-12);
    assert_near(run.rates[at(&run, on(2024, 12, 31), 0)],
                run.rates[at(&run, on(2024, 12, 31), 95)], 1e-12);
    done(&run);
    run = compiled_one(&stream,
                       (struct scenario_dates){ on(2023, 12, 31), on(2023, 12, 31) });
    assert_near(run.rates[0], each * exp(log(1.085) * 365.0 / 365.25), 1e-12);
    done(&run);
}

static void surges_multiply_and_add_inside_their_windows(void **state)
{
    (void) state;
    struct scenario_span tuesday = { .days = 1u << 1,
                                     .from_min = 18 * 60,
                                     .to_min = 1440 };
    struct scenario_surge surges[] = {
        { .window = { true, { on(2022, 6, 14), on(2022, 6, 14) }, { &tuesday, 1 } },
          .times = 1.75 },
        { .window = { true, { on(2022, 6, 30), on(2022, 7, 3) }, { NULL, 0 } },
          .times = 1.0,
          .extra_calls = 768.0 }, /* 4 days: 2 a quarter */
    };
    struct scenario_stream stream = flat(365.0 * 96.0, year(2022));
    stream.surges = surges;
    stream.surge_count = 2;
    struct run run = compiled_one(
        &stream, (struct scenario_dates){ on(2022, 6, 7), on(2022, 6, 30) });
    assert_near(run.rates[at(&run, on(2022, 6, 7), 72)], 1.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 6, 14), 71)], 1.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 6, 14), 72)], 1.75, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 6, 15), 0)], 1.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 6, 21), 72)], 1.0, 1e-12);
    /* Of the second surge the period sees one day in four, the run-on the rest. */
    assert_near(run.rates[at(&run, on(2022, 6, 29), 95)], 1.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 6, 30), 0)], 3.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 7, 3), 95)], 3.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 7, 4), 0)], 1.0, 1e-12);
    done(&run);
}

static void extra_calls_keep_to_the_window_and_the_opening_hours(void **state)
{
    (void) state;
    struct scenario_span night = { .days = 1u << 4,
                                   .from_min = 22 * 60,
                                   .to_min = 26 * 60 };
    struct scenario_span open = { .days = SCENARIO_WEEK,
                                  .from_min = 0,
                                  .to_min = 23 * 60 };
    struct scenario_surge surge = {
        .window = { true, { on(2022, 6, 17), on(2022, 6, 17) }, { &night, 1 } },
        .times = 1.0,
        .extra_calls = 24.0,
    };
    struct scenario_stream stream = flat(0.0, year(2022));
    stream.surges = &surge;
    stream.surge_count = 1;
    stream.open = (struct scenario_hours){ &open, 1 };
    struct scenario_dates june = { on(2022, 6, 1), on(2022, 6, 30) };
    struct run run = compiled_one(&stream, june);
    /* Friday 22:00-23:00 and Saturday 00:00-02:00: 12 quarters. */
    assert_near(run.rates[at(&run, on(2022, 6, 17), 88)], 2.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 6, 17), 92)], 0.0, 0.0);
    assert_near(run.rates[at(&run, on(2022, 6, 18), 7)], 2.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 6, 18), 8)], 0.0, 0.0);
    assert_near(sum_on(&run, on(2022, 1, 1), on(2022, 12, 31)), 24.0, 1e-12);
    done(&run);
    /* Without dates they belong to the period, here its four Fridays' nights. */
    surge.window.has_dates = false;
    const struct scenario scenario = { .streams = &stream, .stream_count = 1 };
    run = compiled(&scenario, june, 86400.0 * 14.0);
    assert_near(run.rates[at(&run, on(2022, 5, 27), 88)], 0.0, 0.0);
    assert_near(run.rates[at(&run, on(2022, 6, 3), 88)], 0.5, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 7, 1), 88)], 0.0, 0.0);
    assert_near(sum_on(&run, on(2022, 1, 1), on(2022, 12, 31)), 24.0, 1e-12);
    done(&run);
    /* Without hours either, to all of it and no more. */
    surge.window.hours.count = stream.open.count = 0;
    surge.extra_calls = 30.0 * 96.0;
    run = compiled(&scenario, june, 86400.0);
    assert_near(run.rates[95], 0.0, 0.0);
    assert_near(run.rates[96], 1.0, 1e-12);
    assert_near(run.rates[96 + 30 * 96 - 1], 1.0, 1e-12);
    assert_near(run.rates[96 + 30 * 96], 0.0, 0.0);
    done(&run);
}

static void changes_of_calls_hold_in_their_window_and_spare_extra_calls(void **state)
{
    (void) state;
    struct scenario_surge surge = { .window = { true, year(2022), { NULL, 0 } },
                                    .times = 1.0,
                                    .extra_calls = 365.0 * 96.0 };
    struct scenario_stream streams[] = { flat(365.0 * 96.0, year(2022)),
                                         flat(365.0 * 48.0, year(2022)) };
    streams[1].surges = &surge;
    streams[1].surge_count = 1;
    struct scenario_limited limited[] = {
        { .kind = SCENARIO_LIMITED_CALLS,
          .object = 1,
          .times = 1.15,
          .window = { true, { on(2022, 6, 1), on(2022, 8, 31) }, { NULL, 0 } } },
        { .kind = SCENARIO_LIMITED_TALK, .object = 0, .times = 9.0 },
    };
    const struct scenario scenario = {
        .streams = streams, .stream_count = 2, .limited = limited, .limited_count = 2
    };
    struct run run = compiled(&scenario, year(2022), 0.0);
    const double *second = run.rates + run.calendar.quarters;
    assert_near(run.rates[at(&run, on(2022, 7, 1), 0)], 1.0, 1e-12);
    assert_near(second[at(&run, on(2022, 5, 31), 95)], 1.5, 1e-12);
    assert_near(second[at(&run, on(2022, 6, 1), 0)], 1.575, 1e-12);
    assert_near(second[at(&run, on(2022, 8, 31), 95)], 1.575, 1e-12);
    assert_near(second[at(&run, on(2022, 9, 1), 0)], 1.5, 1e-12);
    done(&run);
}

static void changes_of_handling_count_for_talk_and_wrap_up(void **state)
{
    (void) state;
    struct scenario_limited limited[] = {
        { .kind = SCENARIO_LIMITED_HANDLING, .object = 3, .times = 1.5 },
        { .kind = SCENARIO_LIMITED_WRAP_UP,
          .object = 3,
          .times = 2.0,
          .window = { true, { on(2022, 6, 2), on(2022, 6, 2) }, { NULL, 0 } } },
    };
    const struct scenario scenario = { .limited = limited, .limited_count = 2 };
    struct calendar calendar;
    calendar_init(&calendar, (struct scenario_dates){ on(2022, 6, 1), on(2022, 6, 3) },
                  0.0);
    double *out = sim_mem_array((size_t) calendar.quarters, sizeof *out);
    out[7] = 0.25;
    assert_false(rates_factor(&scenario, &calendar, SCENARIO_LIMITED_TALK, 2, out));
    assert_false(rates_factor(&scenario, &calendar, SCENARIO_LIMITED_PATIENCE, 3, out));
    assert_near(out[7], 0.25, 0.0);
    for (int q = 0; q < calendar.quarters; q++)
        out[q] = 1.0;
    assert_true(rates_factor(&scenario, &calendar, SCENARIO_LIMITED_TALK, 3, out));
    assert_near(out[0], 1.5, 0.0);
    assert_near(out[100], 1.5, 0.0);
    assert_true(rates_factor(&scenario, &calendar, SCENARIO_LIMITED_WRAP_UP, 3, out));
    assert_near(out[95], 2.25, 0.0);
    assert_near(out[96], 4.5, 0.0);
    assert_near(out[191], 4.5, 0.0);
    assert_near(out[192], 2.25, 0.0);
    free(out);
    calendar_done(&calendar);
}

/* 2000 to 2009 has 3,653 days: more than one calendar is made for. */
static void dates_may_be_longer_than_any_run(void **state)
{
    (void) state;
    const struct scenario_dates years = { on(2000, 1, 1), on(2009, 12, 31) };
    struct scenario_surge surge = { .window = { true, years, { NULL, 0 } },
                                    .times = 1.0,
                                    .extra_calls = 3653.0 * 96.0 * 0.5 };
    struct scenario_stream stream = flat(3653.0 * 96.0, years);
    stream.surges = &surge;
    stream.surge_count = 1;
    struct run run = compiled_one(&stream, year(2009));
    assert_near(run.rates[at(&run, on(2009, 7, 1), 0)], 1.5, 1e-9);
    done(&run);
    const struct scenario_dates day = { on(2022, 6, 14), on(2022, 6, 14) };
    stream = flat(96.0, day);
    run = compiled_one(&stream, day);
    assert_near(run.rates[17], 1.0, 1e-12);
    done(&run);
}

static void a_stream_that_is_never_open_has_no_calls(void **state)
{
    (void) state;
    struct scenario_span span = { .days = 1u << SCENARIO_SUN,
                                  .from_min = 0,
                                  .to_min = 60 };
    struct scenario_stream stream =
        flat(500.0, (struct scenario_dates){ on(2022, 6, 13), on(2022, 6, 17) });
    stream.open = (struct scenario_hours){ &span, 1 };
    struct run run = compiled_one(&stream, year(2022));
    for (int q = 0; q < run.calendar.quarters; q++)
        assert_near(run.rates[q], 0.0, 0.0);
    done(&run);
}

/* ---- typical demand ---- */

/* The mean by hand: of the quarters of an untypical run over the dates that have this
 * weekday and time, from a list of the holidays and a Monday in 2000. */
static double mean_by_hand(const struct run *dated, struct scenario_dates of,
                           int weekday, int local)
{
    const int32_t holidays[] = { on(2022, 1, 3),   on(2022, 4, 15), on(2022, 4, 18),
                                 on(2022, 5, 2),   on(2022, 6, 2),  on(2022, 6, 3),
                                 on(2022, 8, 29),  on(2022, 9, 19), on(2022, 12, 26),
                                 on(2022, 12, 27), on(2023, 1, 2) };
    double sum = 0.0;
    int count = 0;
    for (int q = 0; q < dated->calendar.quarters; q++) {
        const int32_t date = dated->calendar.date[q];
        bool counts = date >= of.first && date <= of.last
                      && dated->calendar.local[q] == local
                      && (date - on(2000, 1, 3)) % 7 == weekday;
        for (size_t i = 0; i < sizeof holidays / sizeof holidays[0]; i++)
            counts &= date != holidays[i];
        sum += counts ? dated->rates[q] : 0.0;
        count += counts;
    }
    assert_true(count > 0);
    return sum / count;
}

/* A demand with all that demand can have. */
struct busy {
    struct scenario_stream stream;
    struct scenario_surge surges[2];
    struct scenario_limited limited;
    struct scenario_span open[2], evening;
    struct scenario scenario;
};

static void busy_init(struct busy *out)
{
    *out = (struct busy){ .stream = flat(344640.0, year(2021)) };
    struct scenario_profile *profile = &out->stream.profile;
    for (int i = 0; i < 12; i++)
        profile->month[i] = 0.7 + 0.05 * i;
    for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++) {
        double sum = 0.0;
        profile->day[kind] = 1.0 + 0.1 * kind;
        for (int i = 0; i < 96; i++)
            sum += profile->quarter[kind][i] = 1.0 + 0.01 * ((i * 7 + kind * 31) % 96);
        for (int i = 0; i < 96; i++)
            profile->quarter[kind][i] /= sum;
    }
    out->stream.growth_per_year = 0.17;
    out->open[0] = (struct scenario_span){ 0x5f, 0, 22 * 60 };      /* not Sat, */
    out->open[1] = (struct scenario_span){ 0x20, 6 * 60, 27 * 60 }; /* but late */
    out->stream.open = (struct scenario_hours){ out->open, 2 };
    out->evening = (struct scenario_span){ 0x7f, 18 * 60, 22 * 60 };
    out->surges[0] = (struct scenario_surge){
        .window = { true, { on(2022, 6, 14), on(2022, 6, 20) }, { &out->evening, 1 } },
        .times = 2.35
    };
    out->surges[1] = (struct scenario_surge){
        .window = { true, { on(2022, 3, 25), on(2022, 4, 5) }, { NULL, 0 } },
        .times = 1.0,
        .extra_calls = 4321.0
    };
    out->stream.surges = out->surges;
    out->stream.surge_count = 2;
    out->limited = (struct scenario_limited){
        .kind = SCENARIO_LIMITED_CALLS,
        .times = 0.81,
        .window = { true, { on(2022, 8, 3), on(2023, 1, 1) }, { NULL, 0 } }
    };
    out->scenario = (struct scenario){ .streams = &out->stream,
                                       .stream_count = 1,
                                       .limited = &out->limited,
                                       .limited_count = 1 };
}

static void is_mean_of(struct scenario_dates of, struct scenario_dates period,
                       double warm_up_s)
{
    struct busy busy;
    busy_init(&busy);
    struct run dated = compiled(&busy.scenario, of, 0.0);
    busy.scenario.is_typical = true;
    busy.scenario.typical_of = of;
    struct run run = compiled(&busy.scenario, period, warm_up_s);
    double means[7][96];
    for (int day = 0; day < 7; day++)
        for (int i = 0; i < 96; i++)
            means[day][i] = mean_by_hand(&dated, of, day, i);
    for (int q = 0; q < run.calendar.quarters; q++)
        assert_near(
            run.rates[q],
            means[(run.calendar.date[q] - on(2000, 1, 3)) % 7][run.calendar.local[q]],
            1e-11);
    done(&dated);
    done(&run);
}

/* Season, growth, surges, changes, opening hours, clock changes and bank holidays in
 * the dates, and clock changes, bank holidays and warm-up in the run. */
static void typical_demand_is_the_mean_of_its_like(void **state)
{
    (void) state;
    const struct scenario_dates some = { on(2022, 3, 1), on(2022, 11, 13) };
    is_mean_of(year(2022), (struct scenario_dates){ on(2022, 6, 13), on(2022, 6, 19) },
               86400.0);
    is_mean_of(some, (struct scenario_dates){ on(2022, 10, 1), on(2022, 10, 31) },
               7200.0);
    is_mean_of(some, (struct scenario_dates){ on(2023, 3, 20), on(2023, 4, 10) }, 0.0);
    is_mean_of((struct scenario_dates){ on(2022, 12, 19), on(2023, 1, 8) },
               (struct scenario_dates){ on(2022, 12, 25), on(2022, 12, 25) }, 86400.0);
}

/* Two Tuesdays, one of twice the demand: once and a half; the Monday that is a bank
 * holiday at nine times the demand counts for nothing, and a run's bank holiday is a
 * Monday as others. */
static void typical_demand_on_paper(void **state)
{
    (void) state;
    struct scenario_surge surge = {
        .window = { true, { on(2022, 8, 23), on(2022, 8, 23) }, { NULL, 0 } },
        .times = 2.0
    };
    struct scenario_stream stream = flat(0.0, year(2022));
    stream.profile.day[SCENARIO_BANK] = 9.0;
    stream.counted_in = (struct scenario_dates){ on(2022, 6, 13), on(2022, 6, 19) };
    stream.calls = 7.0 * 96.0;
    stream.surges = &surge;
    stream.surge_count = 1;
    const struct scenario scenario = {
        .streams = &stream,
        .stream_count = 1,
        .is_typical = true,
        .typical_of = { on(2022, 8, 16), on(2022, 8, 29) },
    };
    struct run run = compiled(
        &scenario, (struct scenario_dates){ on(2022, 8, 29), on(2022, 8, 31) }, 0.0);
    assert_near(run.rates[at(&run, on(2022, 8, 29), 40)], 1.0, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 8, 30), 40)], 1.5, 1e-12);
    assert_near(run.rates[at(&run, on(2022, 8, 31), 40)], 1.0, 1e-12);
    done(&run);
}

/* Without dates of its own a surge's window is all of typical_of. */
static void extra_calls_without_dates_are_in_the_mean(void **state)
{
    (void) state;
    struct scenario_surge surge = { .times = 1.0, .extra_calls = 28.0 * 96.0 };
    struct scenario_stream streams[] = { flat(365.0 * 96.0 * 3.0, year(2021)),
                                         flat(0.0, year(2021)) };
    streams[1].surges = &surge;
    streams[1].surge_count = 1;
    const struct scenario scenario = {
        .streams = streams,
        .stream_count = 2,
        .is_typical = true,
        .typical_of = { on(2022, 6, 6), on(2022, 7, 3) },
    };
    struct run run = compiled(
        &scenario, (struct scenario_dates){ on(2023, 2, 1), on(2023, 2, 2) }, 0.0);
    for (int q = 0; q < run.calendar.quarters; q++) {
        assert_near(run.rates[q], 3.0, 1e-12);
        assert_near(run.rates[run.calendar.quarters + q], 1.0, 1e-12);
    }
    done(&run);
}

static int lacks(int32_t first, int32_t last)
{
    return rates_typical_lacks((struct scenario_dates){ first, last });
}

static void a_typical_period_needs_every_quarter_of_the_week(void **state)
{
    (void) state;
    assert_int_equal(lacks(on(2022, 6, 13), on(2022, 6, 19)), -1);
    assert_int_equal(lacks(on(2022, 6, 15), on(2022, 6, 21)), -1);
    assert_int_equal(lacks(on(2022, 6, 13), on(2022, 6, 18)), 6 * 96);
    assert_int_equal(lacks(on(2022, 6, 15), on(2022, 6, 20)), 96);
    /* Easter Monday is the only Monday; the hour from 01:00 of the only Sunday. */
    assert_int_equal(lacks(on(2022, 4, 16), on(2022, 4, 24)), 0);
    assert_int_equal(lacks(on(2022, 4, 16), on(2022, 4, 25)), -1);
    assert_int_equal(lacks(on(2022, 3, 21), on(2022, 3, 27)), 6 * 96 + 4);
    assert_int_equal(lacks(on(2022, 3, 20), on(2022, 3, 27)), -1);
    assert_int_equal(lacks(on(2022, 10, 24), on(2022, 10, 30)), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekdays_and_bank_holidays_share_the_calls_of_a_real_year),
        cmocka_unit_test(months_and_hours_follow_the_profile_by_the_local_clock),
        cmocka_unit_test(calls_outside_opening_hours_are_made_inside_them),
        cmocka_unit_test(growth_compounds_by_the_day_after_counted_in_only),
        cmocka_unit_test(surges_multiply_and_add_inside_their_windows),
        cmocka_unit_test(extra_calls_keep_to_the_window_and_the_opening_hours),
        cmocka_unit_test(changes_of_calls_hold_in_their_window_and_spare_extra_calls),
        cmocka_unit_test(changes_of_handling_count_for_talk_and_wrap_up),
        cmocka_unit_test(dates_may_be_longer_than_any_run),
        cmocka_unit_test(typical_demand_is_the_mean_of_its_like),
        cmocka_unit_test(typical_demand_on_paper),
        cmocka_unit_test(extra_calls_without_dates_are_in_the_mean),
        cmocka_unit_test(a_typical_period_needs_every_quarter_of_the_week),
        cmocka_unit_test(a_stream_that_is_never_open_has_no_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
