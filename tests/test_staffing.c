#include "tests/crew.h"
#include "tests/near.h"

static void shift_lines_add_up_and_nights_reach_into_the_next_day(void **state)
{
    (void) state;
    struct scenario_team team =
        TEAM(line(SCENARIO_WEEK, 7, 17, 13), line(1u << 4, 18, 27, 4),
             line(MON_FRI, 14, 24, 18), line(SCENARIO_WEEK, 22, 31, 12));
    struct crew crew = posted(team, on(2022, 6, 13), on(2022, 6, 19)); /* Mon to Sun */
    const int32_t friday = on(2022, 6, 17), saturday = on(2022, 6, 18);
    assert_int_equal(at(&crew, friday, 6), 12);
    assert_int_equal(at(&crew, friday, 7), 13);
    assert_int_equal(at(&crew, friday, 14), 31);
    assert_int_equal(at(&crew, friday, 17), 18);
    assert_int_equal(at(&crew, friday, 18), 22);
    assert_int_equal(at(&crew, friday, 22), 34);
    assert_int_equal(at(&crew, saturday, 0), 16);
    assert_int_equal(at(&crew, saturday, 3), 12);
    assert_int_equal(at(&crew, saturday, 17), 0);
    /* The night of the day before the run is there from its first quarter. */
    assert_int_equal(crew.staffing.teams[0].posted[0], 12);
    assert_memory_equal(crew.staffing.teams[0].posted, crew.staffing.teams[0].phones,
                        sizeof(uint16_t) * (size_t) crew.staffing.quarters);
    done(&crew);
    staffing_done(NULL);
}

static void nights_have_8_and_10_hours_when_the_clock_changes(void **state)
{
    (void) state;
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 22, 31, 1));
    struct crew crew = posted(team, on(2022, 1, 1), on(2022, 12, 31));
    int hours = 0;
    for (int q = crew.calendar.from; q < crew.calendar.to; q++)
        hours += crew.staffing.teams[0].posted[q];
    assert_int_equal(hours, 365 * 36);
    int spring = 0, autumn = 0;
    for (int q = 0; q < crew.calendar.quarters; q++) {
        const bool early = crew.calendar.local[q] < 48;
        spring += early && crew.calendar.date[q] == on(2022, 3, 27)
                  && crew.staffing.teams[0].posted[q] == 1;
        autumn += early && crew.calendar.date[q] == on(2022, 10, 30)
                  && crew.staffing.teams[0].posted[q] == 1;
    }
    assert_int_equal(spring, 24);
    assert_int_equal(autumn, 32);
    done(&crew);
}

static void lines_that_name_bank_holidays_rule_them(void **state)
{
    (void) state;
    const int32_t jubilee = on(2022, 6, 2), june = on(2022, 6, 1);
    struct scenario_team plain = TEAM(line(SCENARIO_WEEK, 7, 17, 5));
    struct crew crew = posted(plain, june, on(2022, 6, 6));
    assert_int_equal(at(&crew, jubilee, 8), 5);
    done(&crew);
    struct scenario_team bank =
        TEAM(line(SCENARIO_WEEK, 7, 17, 5), line(1u << SCENARIO_BANK, 9, 17, 2),
             dated(line(SCENARIO_WEEK, 9, 12, 1), jubilee, jubilee),
             dated(line(SCENARIO_WEEK, 9, 12, 30), june, on(2022, 6, 30)));
    crew = posted(bank, june, on(2022, 6, 6));
    assert_int_equal(at(&crew, jubilee, 8), 0);
    assert_int_equal(at(&crew, jubilee, 9), 3);
    assert_int_equal(at(&crew, june, 8), 5);
    assert_int_equal(at(&crew, june, 9), 35);
    done(&crew);
    /* Neither a single date nor a line that takes away makes the rule. */
    struct scenario_team less = TEAM(
        line(SCENARIO_WEEK, 7, 17, 5), minus(1u << SCENARIO_BANK, 9, 17, 2),
        dated(line(SCENARIO_WEEK | 1u << SCENARIO_BANK, 9, 12, 1), jubilee, jubilee));
    crew = posted(less, june, on(2022, 6, 6));
    assert_int_equal(at(&crew, jubilee, 8), 5);
    assert_int_equal(at(&crew, jubilee, 9), 4);
    assert_int_equal(at(&crew, june, 9), 5);
    done(&crew);
}

static void people_taken_away_never_leave_less_than_nobody(void **state)
{
    (void) state;
    const int32_t monday = on(2022, 6, 13), last = on(2022, 6, 19);
    struct scenario_team team =
        TEAM(line(SCENARIO_WEEK, 7, 15, 4), line(SCENARIO_WEEK, 13, 21, 3),
             minus(SCENARIO_WEEK, 12, 16, 5), minus(1u << 6, 18, 20, 1));
    struct crew crew = posted(team, monday, last);
    assert_int_equal(at(&crew, monday, 11), 4);
    assert_int_equal(at(&crew, monday, 12), 0);
    assert_int_equal(at(&crew, monday, 13), 2);
    assert_int_equal(at(&crew, monday, 15), 0);
    assert_int_equal(at(&crew, monday, 16), 3);
    assert_int_equal(at(&crew, last, 18), 2);
    assert_int_equal(at(&crew, last, 20), 3);
    done(&crew);
}

/* A year of quarter hours; the bounds are those that the header states, in quarters. */
static void turns_add_up_to_the_share_of_hours(void **state)
{
    (void) state;
    static const double breaks[] = { 0.12, 0.5, 0.25, 0.0371, 1.0 / 3.0, 1.0, 0.0 };
    for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
        struct scenario_team team =
            TEAM(line(SCENARIO_WEEK, 7, 17, 13), line(SCENARIO_WEEK, 14, 24, 7),
                 line(SCENARIO_WEEK, 22, 31, 1));
        team.less[SCENARIO_BREAKS] = breaks[i];
        team.less[SCENARIO_NOT_READY] = 0.06;
        const double share = (1.0 - breaks[i]) * 0.94;
        struct crew crew = posted(team, on(2022, 1, 1), on(2022, 12, 31));
        const struct staffing_team *of = &crew.staffing.teams[0];
        double off = 0.0, by_quarter[96] = { 0.0 };
        for (int q = 0; q < crew.staffing.quarters; q++) {
            assert_true(of->phones[q] == (int) floor(share * of->posted[q])
                        || of->phones[q] == (int) ceil(share * of->posted[q]));
            off += of->phones[q] - share * of->posted[q];
            by_quarter[crew.calendar.local[q]] += of->phones[q] - share * of->posted[q];
            if (fabs(off) > 16.0)
                fail_msg("breaks %g: %g person-quarters off after %d", breaks[i], off,
                         q);
        }
        for (int j = 0; j < 96; j++)
            if (fabs(by_quarter[j]) > 4.0)
                fail_msg("breaks %g: quarter %d is off by %g in a year", breaks[i], j,
                         by_quarter[j]);
        done(&crew);
    }
}

/* The header's formula in floating point, with the constant of the team as it is. */
static void turns_are_those_of_the_formula(void **state)
{
    (void) state;
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 0, 24, 13));
    team.less[SCENARIO_BREAKS] = 0.1931;
    struct crew crew = posted(team, on(2022, 1, 1), on(2022, 3, 1));
    const long double golden = (sqrtl(5.0L) - 1.0L) / 2.0L, silver = sqrtl(2.0L) - 1.0L;
    const long double own = (long double) crew.staffing.teams[0].key / 0x1p64L;
    int seen = 0;
    for (int q = 0; q < crew.staffing.quarters; q++) {
        const int32_t day = on(2022, 1, 1) + q / 96; /* of UTC, in winter */
        const long double u = fmodl(golden * day + silver * (q % 96) + own, 1.0L);
        const long double people = 0.8069L * 13.0L + u;
        if (fabsl(people - roundl(people)) < 1e-6L)
            continue;
        assert_int_equal(crew.staffing.teams[0].phones[q], (int) floorl(people));
        seen++;
    }
    assert_in_range(seen, crew.staffing.quarters - 5, crew.staffing.quarters);
    assert_near(staffing_expected(&crew.staffing, 0, 7), 13.0 * 0.8069, 1e-12);
    /* Nobody is drawn where nothing is random. */
    uint16_t *const out = drawn(&crew, KEY);
    assert_memory_equal(out, crew.staffing.teams[0].phones,
                        sizeof *out * (size_t) crew.staffing.quarters);
    free(out);
    done(&crew);
}

static void one_person_more_takes_nobody_off_and_changes_no_other_hour(void **state)
{
    (void) state;
    const int32_t first = on(2022, 6, 1), last = on(2022, 8, 31);
    for (int people = 1; people < 30; people++) {
        struct scenario_team few = TEAM(line(SCENARIO_WEEK, 0, 24, people));
        struct scenario_team more =
            TEAM(line(SCENARIO_WEEK, 0, 24, people), line(1u << 1, 10, 14, 1));
        few.less[SCENARIO_BREAKS] = more.less[SCENARIO_BREAKS] = 0.1731;
        struct crew a = posted(few, first, last), b = posted(more, first, last);
        int differ = 0;
        for (int q = 0; q < a.staffing.quarters; q++) {
            const int gain =
                b.staffing.teams[0].phones[q] - a.staffing.teams[0].phones[q];
            const bool inside = a.calendar.weekday[q] == 1 && a.calendar.local[q] >= 40
                                && a.calendar.local[q] < 56;
            assert_in_range(gain, 0, inside);
            differ += gain;
        }
        assert_true(differ > 14 * 16 / 2); /* 14 Tuesdays of 16 quarters */
        done(&a);
        done(&b);
    }
}

static void turns_do_not_depend_on_where_the_run_begins(void **state)
{
    (void) state;
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 0, 24, 13));
    team.less[SCENARIO_BRIEFING] = 0.0931;
    struct crew a = posted(team, on(2022, 6, 1), on(2022, 6, 30));
    struct crew b = posted(team, on(2022, 6, 8), on(2022, 6, 30));
    assert_memory_equal(a.staffing.teams[0].phones + 7 * 96, b.staffing.teams[0].phones,
                        sizeof(uint16_t) * 23 * 96);
    /* Two teams do not take their breaks in step. */
    team.name = "switchboard";
    struct crew c = posted(team, on(2022, 6, 1), on(2022, 6, 30));
    assert_memory_not_equal(a.staffing.teams[0].phones, c.staffing.teams[0].phones,
                            sizeof(uint16_t) * 96);
    done(&a);
    done(&b);
    done(&c);
}

static void absence_takes_whole_people_off_whole_shifts_at_its_rate(void **state)
{
    (void) state;
    struct scenario_team team =
        TEAM(line(SCENARIO_WEEK, 7, 15, 9), line(SCENARIO_WEEK, 15, 23, 7));
    team.less[SCENARIO_LEAVE] = 0.14;
    team.less[SCENARIO_SICKNESS] = 0.05;
    team.less[SCENARIO_TRAINING] = 0.02;
    team.less[SCENARIO_ABSTRACTION] = 0.01;
    const double p = 1.0 - 0.86 * 0.95 * 0.98 * 0.99;
    struct crew crew =
        posted(team, on(2022, 1, 1), on(2022, 12, 24)); /* 358 + 7 days */
    assert_true(crew.staffing.teams[0].is_random);
    assert_null(crew.staffing.teams[0].phones);
    assert_near(crew.staffing.teams[0].p_absent, p, 1e-12);
    assert_near(staffing_expected(&crew.staffing, 0, 40), 9.0 * (1.0 - p), 1e-12);
    double present = 0.0, squares = 0.0;
    enum { RUNS = 20 };
    for (uint64_t run = 0; run < RUNS; run++) {
        uint16_t *out = drawn(&crew, KEY + run);
        for (int day = 0; day < crew.calendar.days; day++) {
            const uint16_t *early = out + crew.calendar.day_start[day] + 32;
            if (crew.calendar.date[crew.calendar.day_start[day]] == on(2022, 3, 27)
                || crew.calendar.date[crew.calendar.day_start[day]] == on(2022, 10, 30))
                continue;
            for (int q = 1; q < 28; q++)
                assert_int_equal(early[q], early[0]);
            present += early[0];
            squares += (early[0] - 9.0 * (1.0 - p)) * (early[0] - 9.0 * (1.0 - p));
        }
        free(out);
    }
    /* Binomial, 363 days.  Margins of 4 standard errors: a false alarm in 16,000; they
     * see a share that is off by 0.7 points. */
    const double days = 363.0 * RUNS, variance = 9.0 * p * (1.0 - p);
    assert_within(present / days, 9.0 * (1.0 - p), 4.0 * sqrt(variance / days));
    assert_near(squares / days, variance, 4.0 * sqrt(2.0 / days));
    done(&crew);
}

static void adding_people_and_shifts_changes_nobodys_luck(void **state)
{
    (void) state;
    const int32_t first = on(2022, 6, 1), last = on(2022, 7, 31);
    struct scenario_team base = TEAM(line(SCENARIO_WEEK, 7, 15, 9));
    struct scenario_team two =
        TEAM(line(SCENARIO_WEEK, 22, 31, 6), line(SCENARIO_WEEK, 7, 15, 9));
    struct scenario_team one = TEAM(line(SCENARIO_WEEK, 22, 31, 6));
    struct scenario_team ten = TEAM(line(SCENARIO_WEEK, 7, 15, 10));
    struct scenario_team nine_and_one =
        TEAM(line(SCENARIO_WEEK, 7, 15, 9), line(SCENARIO_WEEK, 7, 15, 1));
    struct scenario_team *teams[] = { &base, &two, &one, &ten, &nine_and_one };
    struct crew crews[5];
    uint16_t *out[5];
    for (int i = 0; i < 5; i++) {
        teams[i]->less[SCENARIO_LEAVE] = 0.3;
        crews[i] = posted(*teams[i], first, last);
        out[i] = drawn(&crews[i], KEY);
    }
    int joined = 0;
    for (int q = 0; q < crews[0].staffing.quarters; q++) {
        assert_int_equal(out[1][q], out[0][q] + out[2][q]);
        assert_in_range(out[3][q] - out[0][q], 0, 1);
        assert_int_equal(out[3][q], out[4][q]);
        joined += out[3][q] - out[0][q];
    }
    assert_in_range(joined, 32 * 34, 32 * 60); /* 68 days of 32 quarters at 70 % */
    /* Another replication has other luck, the same one the same. */
    uint16_t *again = drawn(&crews[0], KEY), *other = drawn(&crews[0], KEY + 1);
    const size_t bytes = sizeof *again * (size_t) crews[0].staffing.quarters;
    assert_memory_equal(again, out[0], bytes);
    assert_memory_not_equal(other, out[0], bytes);
    free(again);
    free(other);
    /* So has a team of another name. */
    base.name = "switchboard";
    struct crew renamed = posted(base, first, last);
    other = drawn(&renamed, KEY);
    assert_memory_not_equal(other, out[0], bytes);
    free(other);
    done(&renamed);
    for (int i = 0; i < 5; i++) {
        free(out[i]);
        done(&crews[i]);
    }
}

static void those_taken_away_are_the_last_of_their_shift(void **state)
{
    (void) state;
    const int32_t first = on(2022, 6, 1), last = on(2022, 7, 31);
    struct scenario_team cut =
        TEAM(line(SCENARIO_WEEK, 7, 15, 9), line(SCENARIO_WEEK, 9, 17, 3),
             minus(SCENARIO_WEEK, 11, 13, 5));
    struct scenario_team seven = TEAM(line(SCENARIO_WEEK, 7, 15, 7));
    struct scenario_team whole =
        TEAM(line(SCENARIO_WEEK, 7, 15, 9), line(SCENARIO_WEEK, 9, 17, 3));
    struct scenario_team same =
        TEAM(line(SCENARIO_WEEK, 7, 15, 9), minus(SCENARIO_WEEK, 7, 15, 2));
    struct scenario_team early =
        TEAM(minus(SCENARIO_WEEK, 6, 16, 2), line(SCENARIO_WEEK, 7, 15, 9));
    struct scenario_team *teams[] = { &cut, &seven, &whole, &same, &early };
    struct crew crews[5];
    uint16_t *out[5];
    for (int i = 0; i < 5; i++) {
        teams[i]->less[SCENARIO_SICKNESS] = 0.25;
        crews[i] = posted(*teams[i], first, last);
        out[i] = drawn(&crews[i], KEY);
    }
    for (int q = 0; q < crews[0].staffing.quarters; q++) {
        const int local = crews[0].calendar.local[q];
        const bool inside = local >= 44 && local < 52;
        assert_int_equal(out[0][q], inside ? out[1][q] : out[2][q]);
        assert_int_equal(out[3][q], out[1][q]);
        assert_int_equal(out[4][q], out[1][q]);
        assert_int_equal(crews[0].staffing.teams[0].posted[q],
                         inside ? 7 : crews[2].staffing.teams[0].posted[q]);
    }
    for (int i = 0; i < 5; i++) {
        free(out[i]);
        done(&crews[i]);
    }
}

static void sums_are_those_of_a_hand_calculation(void **state)
{
    (void) state;
    struct scenario_team team = TEAM(line(MON_FRI, 8, 18, 4), line(MON_FRI, 10, 14, 2));
    team.less[SCENARIO_LEAVE] = 0.1;
    team.less[SCENARIO_BREAKS] = 0.2;
    team.hours_per_fte = 37.0;
    team.cost_per_hour = 24.5;
    struct crew crew = posted(team, on(2022, 6, 13), on(2022, 6, 26)); /* two weeks */
    const struct staffing_sums *sums = &crew.staffing.teams[0].sums;
    assert_near(sums->posted_h, 480.0, 1e-12); /* 10 days of 48 hours */
    assert_near(sums->phones_h, 480.0 * 0.72, 1e-12);
    assert_near(sums->posted_h_a_week, 240.0, 1e-12);
    assert_near(sums->phones_h_a_week, 240.0 * 0.72, 1e-12);
    assert_near(sums->fte, 240.0 / 37.0, 1e-12);
    assert_near(sums->cost, 480.0 * 24.5, 1e-12);
    assert_near(sums->cost_a_year, 480.0 * 24.5 * 365.25 / 14.0, 1e-12);
    assert_int_equal(sums->peak_seats, 6);
    done(&crew);
    crew = posted(team, on(2022, 1, 1), on(2022, 12, 31));
    assert_near(crew.staffing.teams[0].sums.cost_a_year,
                crew.staffing.teams[0].sums.cost, 0.0);
    done(&crew);
}

static void more_people_than_the_limit_are_complained_of(void **state)
{
    (void) state;
    struct scenario_team team = TEAM(line(MON_FRI, 8, 18, 4000));
    team.at = (struct sim_where){ "a.cfg", 7 };
    struct scenario_shift many[20];
    struct sim_diag diag = { 0 };
    struct crew crew = posted(team, on(2022, 6, 13), on(2022, 6, 14));
    const struct scenario scenario = { .teams = &crew.team, .team_count = 1 };
    assert_true(staffing_check(&scenario, &crew.calendar, &crew.staffing, &diag));
    assert_int_equal(diag.count, 0);
    done(&crew);
    for (int i = 0; i < 20; i++)
        many[i] = line(MON_FRI, 8, 18, 4000);
    team.shifts = many;
    for (team.shift_count = 2; team.shift_count <= 20; team.shift_count += 18) {
        crew = posted(team, on(2022, 6, 13), on(2022, 6, 14));
        assert_false(staffing_check(&scenario, &crew.calendar, &crew.staffing, &diag));
        done(&crew);
    }
    assert_int_equal(diag.errors, 2);
    assert_string_equal(diag.items[0].text,
                        "team \"handlers\": at most 4000 people at one "
                        "time, got 8000 or more at 2022-06-13 08:00");
    assert_int_equal(diag.items[0].at.line, 7);
    sim_diag_done(&diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shift_lines_add_up_and_nights_reach_into_the_next_day),
        cmocka_unit_test(nights_have_8_and_10_hours_when_the_clock_changes),
        cmocka_unit_test(lines_that_name_bank_holidays_rule_them),
        cmocka_unit_test(people_taken_away_never_leave_less_than_nobody),
        cmocka_unit_test(turns_add_up_to_the_share_of_hours),
        cmocka_unit_test(turns_are_those_of_the_formula),
        cmocka_unit_test(one_person_more_takes_nobody_off_and_changes_no_other_hour),
        cmocka_unit_test(turns_do_not_depend_on_where_the_run_begins),
        cmocka_unit_test(absence_takes_whole_people_off_whole_shifts_at_its_rate),
        cmocka_unit_test(adding_people_and_shifts_changes_nobodys_luck),
        cmocka_unit_test(those_taken_away_are_the_last_of_their_shift),
        cmocka_unit_test(sums_are_those_of_a_hand_calculation),
        cmocka_unit_test(more_people_than_the_limit_are_complained_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
