#include "tests/crew.h"
#include "tests/near.h"

static const double DAY_S = 86400.0;

/* A quarter of a local day. */
static int quarter(const struct crew *crew, int32_t date, int hour)
{
    return crew->calendar.day_start[date - crew->calendar.first_date] + hour * 4;
}

/* FNV-1a over numbers of people. */
static uint64_t hash_of(uint64_t hash, const uint16_t *people, int count)
{
    for (int q = 0; q < count; q++)
        hash = (hash ^ people[q]) * 0x100000001B3u;
    return hash;
}

/* What was drawn, and summed, before there was any of this. */
static void a_team_that_uses_none_of_it_has_the_same_bits_as_ever(void **state)
{
    (void) state;
    static const struct {
        double leave, sickness, training;
        int lines;
        uint64_t hash;
        double expected, phones_h;
    } cases[] = {
        { 0.1371, 0.0531, 0.0211, 5, 0x20fcf94b8699b0d5, 0x1.608a6848d5678p+18,
          0x1.56be9bbbe0d58p+16 },
        { 0.0, 0.0, 0.0, 5, 0xd96bfda1b397323b, 0x1.b8c3a1323318ep+18,
          0x1.ac844098d7d2cp+16 },
        { 0.1371, 0.0531, 0.0211, 4, 0x3a599fc43b02f7c6, 0x1.677310cc949bbp+18,
          0x1.5d7278881c312p+16 },
        { 0.1371, 0.0, 0.0211, 5, 0xda6fe885ead7a59d, 0x1.744f71f1ce8d4p+18,
          0x1.69f703afbb2eep+16 },
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct scenario_team team =
            TEAM(line(SCENARIO_WEEK, 7, 17, 13), line(1u << 4, 18, 27, 4),
                 line(MON_FRI, 14, 24, 18), line(SCENARIO_WEEK, 22, 31, 12),
                 minus(MON_FRI, 11, 13, 5));
        team.shift_count = cases[c].lines;
        team.less[SCENARIO_LEAVE] = cases[c].leave;
        team.less[SCENARIO_SICKNESS] = cases[c].sickness;
        team.less[SCENARIO_TRAINING] = cases[c].training;
        team.less[SCENARIO_BREAKS] = 0.1213;
        team.less[SCENARIO_NOT_READY] = 0.061;
        struct crew crew = warmed_up(team, on(2022, 1, 1), on(2022, 12, 31), 3 * DAY_S);
        uint64_t hash = 0xCBF29CE484222325u;
        double expected = 0.0;
        for (uint64_t run = 0; run < 3; run++) {
            uint16_t *out = drawn(&crew, 2385 + run);
            hash = hash_of(hash, out, crew.staffing.quarters);
            free(out);
        }
        for (int q = 0; q < crew.staffing.quarters; q++)
            expected += staffing_expected(&crew.staffing, 0, q);
        assert_true(hash == cases[c].hash);
        assert_near(expected, cases[c].expected, 0.0);
        assert_near(crew.staffing.teams[0].sums.phones_h, cases[c].phones_h, 0.0);
        done(&crew);
    }
}

/* Weights of which August has most and November none: they add up to 10.35. */
static void give_leave(struct scenario_team *team)
{
    static const double weights[12] = { 0.5, 0.45, 0.8, 1.1, 0.9, 1.0,
                                        1.4, 2.3,  0.7, 0.6, 0.0, 0.6 };
    team->has_leave_by_month = true;
    memcpy(team->leave_by_month, weights, sizeof weights);
}

static void leave_follows_the_months(void **state)
{
    (void) state;
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 8, 16, 20));
    team.less[SCENARIO_LEAVE] = 0.14;
    team.less[SCENARIO_TRAINING] = 0.03;
    give_leave(&team);
    struct crew crew = posted(team, on(2022, 1, 1), on(2022, 12, 31));
    enum { RUNS = 60 };
    int present[12] = { 0 };
    for (uint64_t run = 0; run < RUNS; run++) {
        uint16_t *out = drawn(&crew, KEY + run);
        for (int32_t date = on(2022, 1, 1); date <= on(2022, 12, 31); date++)
            present[calendar_civil(date).month - 1] += out[quarter(&crew, date, 9)];
        free(out);
    }
    double hours = 0.0;
    for (int m = 0; m < 12; m++) {
        const int days = calendar_month_days(2022, m + 1);
        const double p = (1.0 - 0.14 * team.leave_by_month[m] / (10.35 / 12.0)) * 0.97;
        const int32_t date = on(2022, m + 1, 17);
        assert_near(staffing_expected(&crew.staffing, 0, quarter(&crew, date, 15)),
                    20.0 * p, 1e-12);
        /* Binomial, margins of 4.5 standard errors: a false alarm in 12,000 for all
         * months together; they see a share that is off by 0.9 points. */
        const double trials = 20.0 * days * RUNS;
        assert_within(present[m] / trials, p, 4.5 * sqrt(p * (1.0 - p) / trials));
        hours += 8.0 * 20.0 * days * p;
    }
    assert_near(crew.staffing.teams[0].sums.phones_h, hours, 1e-12);
    assert_near(crew.staffing.teams[0].sums.posted_h, 365.0 * 160.0, 1e-12);
    done(&crew);
}

/* The night of 31 October has October's leave to its end, that of 1 November none. */
static void a_night_has_the_leave_of_the_month_in_which_it_begins(void **state)
{
    (void) state;
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 22, 31, 5));
    team.less[SCENARIO_LEAVE] = 0.2;
    give_leave(&team);
    struct crew crew = posted(team, on(2022, 11, 1), on(2022, 11, 3));
    const double october = 5.0 * (1.0 - 0.2 * 0.6 * 12.0 / 10.35);
    for (int hour = 0; hour < 7; hour++)
        assert_near(
            staffing_expected(&crew.staffing, 0, quarter(&crew, on(2022, 11, 1), hour)),
            october, 1e-12);
    assert_near(
        staffing_expected(&crew.staffing, 0, quarter(&crew, on(2022, 11, 2), 6)), 5.0,
        1e-12);
    done(&crew);
}

static void leave_is_capped_and_odd_weights_are_no_weights(void **state)
{
    (void) state;
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 8, 16, 20));
    team.less[SCENARIO_LEAVE] = 0.12;
    struct crew plain = posted(team, on(2022, 7, 1), on(2022, 8, 31));
    uint16_t *want = drawn(&plain, KEY);
    const size_t bytes = sizeof *want * (size_t) plain.staffing.quarters;
    team.has_leave_by_month = true;
    for (int round = 0; round < 2; round++) {
        for (int m = 0; m < 12; m++)
            team.leave_by_month[m] = round; /* all 0, then all 1 */
        struct crew same = posted(team, on(2022, 7, 1), on(2022, 8, 31));
        uint16_t *got = drawn(&same, KEY);
        assert_memory_equal(got, want, bytes);
        free(got);
        done(&same);
    }
    memset(team.leave_by_month, 0, sizeof team.leave_by_month);
    team.leave_by_month[7] = 0.01; /* all leave in August: 12 times 0.12 */
    struct crew august = posted(team, on(2022, 7, 1), on(2022, 8, 31));
    uint16_t *got = drawn(&august, KEY);
    assert_int_equal(got[quarter(&august, on(2022, 7, 14), 12)], 20);
    assert_near(
        staffing_expected(&august.staffing, 0, quarter(&august, on(2022, 8, 14), 12)),
        20.0 * 0.05, 1e-9);
    free(got);
    free(want);
    done(&august);
    done(&plain);
}

#define ABSENT(team, ...) \
    do { \
        static struct scenario_absence absent_[] = { __VA_ARGS__ }; \
        (team)->absences = absent_; \
        (team)->absence_count = (int) (sizeof absent_ / sizeof absent_[0]); \
    } while (0)

/* From 2022-06-14, a Tuesday, to 2022-06-15. */
#define TWO_DAYS .has_dates = true, .dates = { 19157, 19158 }

static void a_course_takes_people_off_whole_shifts_that_begin_in_it(void **state)
{
    (void) state;
    const int32_t tuesday = on(2022, 6, 14);
    assert_int_equal(tuesday, 19157);
    struct scenario_team team =
        TEAM(line(SCENARIO_WEEK, 7, 15, 9), line(SCENARIO_WEEK, 7, 17, 2),
             line(SCENARIO_WEEK, 15, 23, 3), line(SCENARIO_WEEK, 23, 31, 6));
    ABSENT(&team, { .name = "course", .window = { TWO_DAYS }, .people = 4 });
    struct crew crew = posted(team, on(2022, 6, 13), on(2022, 6, 16));
    static const struct {
        int32_t after; /* days after Tuesday */
        int hour, people, posted;
    } cases[] = {
        { -1, 9, 11, 11 }, { -1, 16, 5, 5 }, { 0, 6, 6, 6 }, /* the night began on
                                                                Monday */
        { 0, 7, 7, 11 },   { 0, 14, 7, 11 }, /* both of 07-17 and two of 07-15 */
        { 0, 15, 0, 5 },   { 0, 17, 0, 3 },  /* three are all there are */
        { 0, 23, 2, 6 },   { 1, 6, 2, 6 },   { 1, 9, 7, 11 }, { 1, 23, 2, 6 },
        { 2, 6, 2, 6 }, /* began on Wednesday */
        { 2, 7, 11, 11 },
    };
    const struct staffing_team *of = &crew.staffing.teams[0];
    assert_false(of->is_random);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const int q = quarter(&crew, tuesday + cases[i].after, cases[i].hour);
        assert_int_equal(of->phones[q], cases[i].people);
        assert_int_equal(of->posted[q], cases[i].posted);
        assert_near(staffing_expected(&crew.staffing, 0, q), cases[i].people, 1e-12);
        const int missing = cases[i].posted - cases[i].people;
        assert_int_equal(of->short_by[q], missing < 3 ? missing : 3);
    }
    /* Two days of 2 x 10 h, 2 x 8 h, 3 x 8 h and 4 x 8 h. */
    assert_near(of->sums.posted_h - of->sums.phones_h, 184.0, 1e-12);
    assert_near(of->sums.posted_h, 4.0 * (72.0 + 20.0 + 24.0 + 48.0), 1e-12);
    uint16_t *out = sim_mem_array((size_t) crew.staffing.quarters, sizeof *out);
    uint8_t *short_by = sim_mem_array((size_t) crew.staffing.quarters, 1);
    staffing_draw(&crew.staffing, 0, KEY, out, short_by);
    assert_memory_equal(out, of->phones, sizeof *out * (size_t) crew.staffing.quarters);
    assert_memory_equal(short_by, of->short_by, (size_t) crew.staffing.quarters);
    free(out);
    free(short_by);
    done(&crew);
    /* One shift a day, all at one time. */
    team.shift_count = 1;
    crew = posted(team, on(2022, 6, 13), on(2022, 6, 16));
    for (int day = -1; day < 3; day++)
        assert_int_equal(
            crew.staffing.teams[0].phones[quarter(&crew, tuesday + day, 12)],
            day == 0 || day == 1 ? 5 : 9);
    done(&crew);
}

/* Hours that pass midnight belong to the day on which they begin; a window without
 * dates is there every week; windows add up. */
static void a_window_has_days_and_hours(void **state)
{
    (void) state;
    const int32_t tuesday = on(2022, 6, 14);
    static struct scenario_span late = { 1u << 1, 20 * 60, 26 * 60 };
    static struct scenario_span noon = { SCENARIO_WEEK, 12 * 60, 12 * 60 + 15 };
    struct scenario_team team =
        TEAM(line(SCENARIO_WEEK, 19, 23, 5), line(SCENARIO_WEEK, 20, 23, 5),
             line(SCENARIO_WEEK, 1, 4, 5), line(SCENARIO_WEEK, 12, 14, 5),
             line(SCENARIO_WEEK, 12, 14, 3));
    team.shifts[4].span.from_min += 15; /* as the window ends */
    ABSENT(&team,
           { .name = "a", .window = { TWO_DAYS, .hours = { &late, 1 } }, .people = 1 },
           { .name = "b", .window = { .hours = { &late, 1 } }, .people = 2 },
           { .name = "c", .window = { .hours = { &noon, 1 } }, .people = 1 });
    struct crew crew = posted(team, tuesday - 14, tuesday + 2);
    const uint16_t *phones = crew.staffing.teams[0].phones;
    assert_int_equal(phones[quarter(&crew, tuesday, 19)], 5);
    assert_int_equal(phones[quarter(&crew, tuesday, 20)], 10 - 3);
    assert_int_equal(phones[quarter(&crew, tuesday, 2)], 5);
    assert_int_equal(phones[quarter(&crew, tuesday + 1, 2)], 5 - 3);
    assert_int_equal(phones[quarter(&crew, tuesday + 1, 3)], 5 - 3);
    assert_int_equal(phones[quarter(&crew, tuesday + 1, 20)], 10);
    assert_int_equal(phones[quarter(&crew, tuesday - 7, 20)], 10 - 2);
    assert_int_equal(phones[quarter(&crew, tuesday - 6, 1)], 5 - 2);
    assert_int_equal(phones[quarter(&crew, tuesday - 5, 13)], 5 - 1 + 3);
    done(&crew);
}

/* On a bank holiday the spans that name it rule, if there are any. */
static void a_window_may_name_bank_holidays(void **state)
{
    (void) state;
    const int32_t jubilee = on(2022, 6, 3); /* a Friday */
    struct scenario_span spans[] = { { MON_FRI, 8 * 60, 20 * 60 },
                                     { 1u << SCENARIO_BANK, 8 * 60, 12 * 60 } };
    struct scenario_team team =
        TEAM(line(SCENARIO_WEEK, 9, 17, 5), line(SCENARIO_WEEK, 14, 22, 3));
    struct scenario_absence absence = { .name = "course",
                                        .window = { .hours = { spans, 2 } },
                                        .people = 1 };
    team.absences = &absence;
    team.absence_count = 1;
    struct crew crew = posted(team, jubilee, jubilee + 7);
    const uint16_t *phones = crew.staffing.teams[0].phones;
    assert_int_equal(phones[quarter(&crew, jubilee, 10)], 4);
    assert_int_equal(phones[quarter(&crew, jubilee, 20)], 3);
    assert_int_equal(phones[quarter(&crew, jubilee + 7, 10)], 4);
    assert_int_equal(phones[quarter(&crew, jubilee + 7, 20)], 2);
    assert_int_equal(phones[quarter(&crew, jubilee + 1, 10)], 5);
    done(&crew);
    absence.window.hours.count = 1;
    crew = posted(team, jubilee, jubilee + 7);
    assert_int_equal(crew.staffing.teams[0].phones[quarter(&crew, jubilee, 20)], 2);
    done(&crew);
}

/* Shifts of the night before the run, and shifts cut by lines that take away. */
static void people_off_are_the_last_of_those_who_remain(void **state)
{
    (void) state;
    const int32_t tuesday = on(2022, 6, 14);
    struct scenario_team team =
        TEAM(line(SCENARIO_WEEK, 22, 31, 6), line(SCENARIO_WEEK, 8, 16, 6),
             line(SCENARIO_WEEK, 8, 18, 3), minus(SCENARIO_WEEK, 11, 13, 4));
    ABSENT(&team, { .name = "course", .window = { TWO_DAYS }, .people = 2 });
    struct crew crew = posted(team, tuesday + 1, tuesday + 3);
    const uint16_t *phones = crew.staffing.teams[0].phones;
    assert_int_equal(phones[quarter(&crew, tuesday + 1, 2)], 4); /* Tuesday's night */
    assert_int_equal(phones[quarter(&crew, tuesday + 3, 2)], 6);
    assert_int_equal(phones[quarter(&crew, tuesday + 1, 10)], 7);
    assert_int_equal(phones[quarter(&crew, tuesday + 1, 12)], 3);
    assert_int_equal(phones[quarter(&crew, tuesday + 1, 13)], 7);
    assert_int_equal(phones[quarter(&crew, tuesday + 1, 17)], 1);
    assert_int_equal(phones[quarter(&crew, tuesday + 2, 12)], 5);
    done(&crew);
}

/* Of 8 people with 2 off the first 6 remain; of two shifts that begin together the one
 * that ends last loses people first. */
static void people_off_change_nobodys_luck(void **state)
{
    (void) state;
    const int32_t first = on(2022, 6, 14), last = on(2022, 8, 14);
    struct scenario_team six = TEAM(line(SCENARIO_WEEK, 8, 16, 6));
    struct scenario_team eight = TEAM(line(SCENARIO_WEEK, 8, 16, 8));
    struct scenario_team more =
        TEAM(line(SCENARIO_WEEK, 8, 17, 2), line(SCENARIO_WEEK, 8, 16, 6));
    ABSENT(&eight, { .name = "course", .people = 2 });
    ABSENT(&more, { .name = "course", .people = 2 });
    struct scenario_team *teams[] = { &six, &eight, &more };
    for (int spells = 0; spells < 2; spells++) {
        uint16_t *out[3];
        struct crew crews[3];
        for (int i = 0; i < 3; i++) {
            teams[i]->less[SCENARIO_SICKNESS] = 0.3;
            teams[i]->sickness_spell_s = spells * 5.0 * DAY_S;
            crews[i] = posted(*teams[i], first, last);
            out[i] = drawn(&crews[i], KEY);
        }
        const size_t bytes = sizeof *out[0] * (size_t) crews[0].staffing.quarters;
        assert_memory_equal(out[0], out[1], bytes);
        assert_memory_equal(out[0], out[2], bytes);
        for (int i = 0; i < 3; i++) {
            free(out[i]);
            done(&crews[i]);
        }
    }
}

static void a_share_is_absent_by_chance_on_top_of_the_rest(void **state)
{
    (void) state;
    const int32_t first = on(2022, 3, 1), last = on(2022, 6, 30);
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 8, 16, 40));
    struct crew plain = posted(team, first, last);
    static struct scenario_span week_end = { 0x60, 0, 1440 };
    ABSENT(&team,
           { .name = "a", .window = { .hours = { &week_end, 1 } }, .share = 0.2 },
           { .name = "b", .window = { .hours = { &week_end, 1 } }, .share = 0.15 });
    struct crew only = posted(team, first, last);
    team.less[SCENARIO_LEAVE] = 0.1;
    struct crew both = posted(team, first, last);
    team.absence_count = 0;
    struct crew leave = posted(team, first, last);
    assert_false(plain.staffing.teams[0].is_random);
    assert_true(only.staffing.teams[0].is_random);
    enum { RUNS = 40 };
    double present = 0.0, days = 0.0;
    for (uint64_t run = 0; run < RUNS; run++) {
        uint16_t *out = drawn(&both, KEY + run), *less = drawn(&leave, KEY + run);
        uint16_t *some = drawn(&only, KEY + run);
        for (int32_t date = first; date <= last; date++) {
            const int q = quarter(&both, date, 12);
            if (calendar_weekday(date) < 5) {
                assert_int_equal(out[q], less[q]);
                assert_int_equal(some[q], 40);
                continue;
            }
            assert_true(out[q] <= less[q] && out[q] <= some[q]);
            present += out[q];
            days += 1.0;
        }
        free(out);
        free(less);
        free(some);
    }
    const double p = 0.9 * 0.8 * 0.85, trials = days * 40.0;
    /* Four standard errors: a false alarm in 16,000; seen: 0.9 points. */
    assert_within(present / trials, p, 4.0 * sqrt(p * (1.0 - p) / trials));
    assert_near(staffing_expected(&both.staffing, 0, quarter(&both, last - 4, 12)),
                40.0 * p, 1e-12); /* a Sunday */
    done(&plain);
    done(&only);
    done(&both);
    done(&leave);
}

/* What `out` must be short of: nobody is away, so that all present are on the phones.
 */
static int by_hand(double expected, int present)
{
    const int missing = (int) floor(expected + 0.5) - present;
    return missing < 0 ? 0 : missing > 3 ? 3 : missing;
}

static void short_is_what_is_missing_of_the_expected_number(void **state)
{
    (void) state;
    const int32_t first = on(2022, 7, 1), last = on(2022, 9, 30);
    struct scenario_team team =
        TEAM(line(SCENARIO_WEEK, 7, 15, 11), line(SCENARIO_WEEK, 13, 22, 7));
    team.less[SCENARIO_LEAVE] = 0.11;
    team.less[SCENARIO_SICKNESS] = 0.07;
    team.sickness_spell_s = 4.0 * DAY_S;
    give_leave(&team);
    ABSENT(&team, { .name = "flu", .window = { TWO_DAYS }, .share = 0.3 },
           { .name = "course", .window = { .has_dates = true }, .people = 2 });
    team.absences[0].window.dates = (struct scenario_dates){ first, first + 30 };
    team.absences[1].window.dates = (struct scenario_dates){ first + 20, first + 40 };
    struct crew crew = posted(team, first, last);
    team.less[SCENARIO_BREAKS] = 0.25;
    struct crew breaks = posted(team, first, last);
    uint16_t *out = drawn(&crew, KEY);
    uint8_t *short_by = sim_mem_array((size_t) crew.staffing.quarters, 1);
    uint8_t *with_breaks = sim_mem_array((size_t) crew.staffing.quarters, 1);
    uint16_t *fewer = drawn(&breaks, KEY);
    staffing_draw(&breaks.staffing, 0, KEY, fewer, with_breaks);
    memset(short_by, 0xA5, (size_t) crew.staffing.quarters);
    staffing_draw(&crew.staffing, 0, KEY, out, short_by);
    int seen[4] = { 0 };
    for (int q = 0; q < crew.staffing.quarters; q++) {
        const int month = calendar_civil(crew.calendar.date[q]).month - 1;
        const double usual =
            (1.0 - 0.11 * team.leave_by_month[month] * 12.0 / 10.35) * 0.93;
        const int want = by_hand(crew.staffing.teams[0].posted[q] * usual, out[q]);
        assert_int_equal(short_by[q], want);
        assert_int_equal(with_breaks[q], want);
        seen[want]++;
    }
    for (int by = 0; by < 4; by++)
        assert_true(seen[by] > 100);
    /* After all absences, in September. */
    const double there = 18.0 * 0.93 * (1.0 - 0.11 * 0.7 * 12.0 / 10.35);
    const int q = quarter(&crew, on(2022, 9, 14), 14);
    assert_near(staffing_expected(&crew.staffing, 0, q), there, 1e-12);
    assert_near(staffing_expected(&breaks.staffing, 0, q), there * 0.75, 1e-12);
    free(out);
    free(fewer);
    free(short_by);
    free(with_breaks);
    done(&crew);
    done(&breaks);
}

/* 45 people at 70 % are 31.5, in binary a little less: a half is one more. */
static void half_a_person_is_expected_to_be_there(void **state)
{
    (void) state;
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 0, 24, 45));
    team.less[SCENARIO_LEAVE] = 0.3;
    struct crew crew = posted(team, on(2022, 7, 1), on(2022, 7, 2));
    assert_int_equal(crew.staffing.teams[0].usual[17], 32);
    done(&crew);
}

/* The summer dip in staffing, and officers brought in for ten days. */
static void dated_lines_add_people_in_their_dates_only(void **state)
{
    (void) state;
    struct scenario_shift lines[14];
    int by_month[12];
    for (int m = 0; m < 12; m++) {
        by_month[m] = m == 7 ? 9 : 12 + m % 3;
        lines[m] = dated(line(SCENARIO_WEEK, 7, 19, by_month[m]), on(2022, m + 1, 1),
                         on(2022, m + 2, 1) - 1);
    }
    const int32_t from = on(2022, 8, 25), to = on(2022, 9, 3);
    lines[12] = dated(line(SCENARIO_WEEK, 10, 18, 4), from, to);
    lines[13] = dated(line(SCENARIO_WEEK, 22, 30, 2), from, to);
    struct scenario_team team = { .shifts = lines, .shift_count = 14 };
    struct crew crew = posted(team, on(2022, 1, 1), on(2022, 12, 31));
    for (int32_t date = on(2022, 1, 2); date <= on(2022, 12, 31); date++) {
        const int people = by_month[calendar_civil(date).month - 1];
        const bool inside = date >= from && date <= to;
        if (date == on(2022, 3, 27) || date == on(2022, 10, 30))
            continue; /* the clock changes */
        assert_int_equal(at(&crew, date, 9), people);
        assert_int_equal(at(&crew, date, 10), people + 4 * inside);
        assert_int_equal(at(&crew, date, 17), people + 4 * inside);
        assert_int_equal(at(&crew, date, 18), people);
        assert_int_equal(at(&crew, date, 22), 2 * inside);
        assert_int_equal(at(&crew, date, 5), 2 * (date > from && date <= to + 1));
    }
    done(&crew);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_team_that_uses_none_of_it_has_the_same_bits_as_ever),
        cmocka_unit_test(leave_follows_the_months),
        cmocka_unit_test(a_night_has_the_leave_of_the_month_in_which_it_begins),
        cmocka_unit_test(leave_is_capped_and_odd_weights_are_no_weights),
        cmocka_unit_test(a_course_takes_people_off_whole_shifts_that_begin_in_it),
        cmocka_unit_test(a_window_has_days_and_hours),
        cmocka_unit_test(a_window_may_name_bank_holidays),
        cmocka_unit_test(people_off_are_the_last_of_those_who_remain),
        cmocka_unit_test(people_off_change_nobodys_luck),
        cmocka_unit_test(a_share_is_absent_by_chance_on_top_of_the_rest),
        cmocka_unit_test(short_is_what_is_missing_of_the_expected_number),
        cmocka_unit_test(half_a_person_is_expected_to_be_there),
        cmocka_unit_test(dated_lines_add_people_in_their_dates_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
