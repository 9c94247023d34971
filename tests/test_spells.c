#include "tests/crew.h"
#include "tests/near.h"

enum { MOST_DAYS = 1200 };

static const double DAY_S = 86400.0, QUARTER_S = 900.0;
static const double QUARTERS_A_MONTH = 30.4375 * 96.0;

/* One person who is there all day, every day. */
static struct crew alone(double sickness, double spell_days, int days)
{
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 0, 24, 1));
    team.less[SCENARIO_SICKNESS] = sickness;
    team.sickness_spell_s = spell_days * DAY_S;
    return posted(team, on(2022, 1, 1), on(2022, 1, 1) + days - 1);
}

/* Whether the person is ill, day by day. */
static void ill_days(const struct crew *crew, uint64_t key, int days, bool *ill)
{
    uint16_t *out = drawn(crew, key);
    for (int d = 0; d < days; d++)
        ill[d] = out[crew->calendar.day_start[d] + 50] == 0;
    free(out);
}

/* Sums over many persons of one chain each. */
struct chain {
    double days, ill, first, both, whole, whole_days;
};

/* The days of one person: pairs of days `lag` apart, and whole spells. */
static void look_at(const bool *ill, int days, int lag, struct chain *chain)
{
    for (int d = 0; d < days; d++) {
        chain->ill += ill[d];
        if (d + lag >= days)
            continue;
        chain->first += ill[d];
        chain->both += ill[d] && ill[d + lag];
    }
    chain->days += days;
    for (int d = 1; d < days; d++) {
        if (!ill[d] || ill[d - 1])
            continue;
        int end = d;
        while (end < days && ill[end])
            end++;
        /* Spells that begin late are left out, long or short. */
        if (d < days / 2) {
            assert_true(end < days);
            chain->whole++;
            chain->whole_days += end - d;
        }
    }
}

/* Long runs of one person: the share, the mean spell, and the autocorrelation, which of
 * a two-state chain is (1 - 1/m - s / (m (1 - s)))^lag. */
static void spells_have_their_share_and_their_length(void **state)
{
    (void) state;
    static const struct {
        double share, spell;
    } cases[] = { { 0.0531, 6.37 }, { 0.2385, 3.1 }, { 0.11, 1.0 }, { 0.6, 1.9 } };
    enum { RUNS = 400, DAYS = 1000, LAG = 2 };
    static bool ill[MOST_DAYS];
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        const double s = cases[c].share, m = cases[c].spell;
        struct crew crew = alone(s, m, DAYS);
        assert_near(staffing_expected(&crew.staffing, 0, 5), 1.0 - s, 1e-12);
        struct chain chain = { 0 };
        for (uint64_t run = 0; run < RUNS; run++) {
            ill_days(&crew, KEY + run, DAYS, ill);
            look_at(ill, DAYS, LAG, &chain);
        }
        const double r = 1.0 - 1.0 / m - s / (m * (1.0 - s));
        const double inflated = (1.0 + r) / (1.0 - r); /* variance of a mean */
        const double share = chain.ill / chain.days;
        /* Four standard errors each; a false alarm in 16,000.  They see a share that is
         * off by 0.5 points and a spell that is off by 9 %, in the second case by 3 %.
         */
        assert_within(share, s, 4.0 * sqrt(s * (1.0 - s) * inflated / chain.days));
        const double spell = chain.whole_days / chain.whole;
        assert_within(spell, m, 4.0 * sqrt(m * (m - 1.0) / chain.whole) + 1e-12);
        const double again = s + (1.0 - s) * pow(r, LAG);
        assert_within(chain.both / chain.first, again,
                      4.0 * sqrt(again * (1.0 - again) / chain.whole));
        done(&crew);
    }
}

/* On each single date, the first of all included, the share is the same: over persons,
 * not over days. */
static void the_first_days_are_like_all_others(void **state)
{
    (void) state;
    struct crew crew = alone(0.2, 9.0, 3);
    struct scenario_team nights = TEAM(line(SCENARIO_WEEK, 22, 31, 1));
    nights.less[SCENARIO_SICKNESS] = 0.2;
    nights.sickness_spell_s = 9.0 * DAY_S;
    struct crew night = posted(nights, on(2022, 1, 1), on(2022, 1, 3));
    enum { RUNS = 20000 };
    static bool ill[3];
    double before = 0.0;
    double sum[3] = { 0.0 }, stay = 0.0;
    for (uint64_t run = 0; run < RUNS; run++) {
        ill_days(&crew, KEY + run, 3, ill);
        for (int d = 0; d < 3; d++)
            sum[d] += ill[d];
        stay += ill[0] && ill[1];
        uint16_t *out = drawn(&night, KEY + run);
        before += out[8] == 0; /* at 02:00 of the first date */
        free(out);
    }
    assert_within(before / RUNS, 0.2, 4.0 * sqrt(0.16 / RUNS));
    done(&night);
    for (int d = 0; d < 3; d++) /* four standard errors: 1.1 points */
        assert_within(sum[d] / RUNS, 0.2, 4.0 * sqrt(0.16 / RUNS));
    assert_within(stay / sum[0], 8.0 / 9.0, 4.0 * sqrt(8.0 / 81.0 / sum[0]));
    done(&crew);
}

/* Where a probability would pass 1 the spell is longer and the share holds. */
static void a_spell_that_cannot_be_is_made_longer(void **state)
{
    (void) state;
    struct crew crew = alone(0.1, 0.3, 30);
    assert_near(crew.staffing.teams[0].p_still_ill, 0.0, 0.0);
    assert_near(crew.staffing.teams[0].p_falls_ill, 1.0 / 9.0, 1e-12);
    done(&crew);
    crew = alone(0.8, 2.0, 30); /* 4 days at least */
    assert_near(crew.staffing.teams[0].p_still_ill, 0.75, 1e-12);
    assert_near(crew.staffing.teams[0].p_falls_ill, 1.0, 1e-12);
    done(&crew);
    static bool ill[30];
    crew = alone(1.0, 5.0, 30);
    assert_near(crew.staffing.teams[0].p_falls_ill, 1.0, 0.0);
    ill_days(&crew, KEY, 30, ill);
    for (int d = 0; d < 30; d++)
        assert_true(ill[d]);
    done(&crew);
}

/* Who is ill is ill for all shifts of the date, nights to their end, and on every date
 * of the same line: one row for weekdays and one for week-ends are the same people. */
static void the_people_of_a_line_are_the_same_on_every_date(void **state)
{
    (void) state;
    const int32_t first = on(2022, 5, 2), last = on(2022, 8, 31);
    struct scenario_team whole = TEAM(line(SCENARIO_WEEK, 22, 31, 7));
    struct scenario_team split =
        TEAM(line(MON_FRI, 22, 31, 4), line(0x60, 22, 31, 7), line(MON_FRI, 22, 31, 3));
    struct scenario_team cut =
        TEAM(line(SCENARIO_WEEK, 22, 31, 9), minus(SCENARIO_WEEK, 20, 32, 2));
    struct scenario_team gaps = TEAM(line(0x15, 22, 31, 7)); /* Mon, Wed, Fri */
    struct scenario_team *teams[] = { &whole, &split, &cut, &gaps };
    struct crew crews[4];
    uint16_t *out[4];
    for (int i = 0; i < 4; i++) {
        teams[i]->less[SCENARIO_SICKNESS] = 0.3;
        teams[i]->less[SCENARIO_LEAVE] = 0.1;
        teams[i]->sickness_spell_s = 6.0 * DAY_S;
        crews[i] = posted(*teams[i], first, last);
        out[i] = drawn(&crews[i], KEY);
    }
    const size_t bytes = sizeof *out[0] * (size_t) crews[0].staffing.quarters;
    assert_memory_equal(out[0], out[1], bytes);
    assert_memory_equal(out[0], out[2], bytes);
    for (int d = 0; d + 1 < crews[0].calendar.days; d++) {
        const int q = crews[0].calendar.day_start[d] + 88;
        for (int later = 1; later < 9 * 4; later++)
            assert_int_equal(out[0][q + later], out[0][q]);
        const bool there = 0x15 >> calendar_weekday(first + d) & 1;
        assert_int_equal(out[3][q], there ? out[0][q] : 0);
    }
    for (int i = 0; i < 4; i++) {
        free(out[i]);
        done(&crews[i]);
    }
}

/* Lines that have more people on some dates, and runs that begin on other dates: after
 * a while the luck of a date is all that counts. */
static void luck_belongs_to_the_date(void **state)
{
    (void) state;
    const int32_t tuesday = on(2022, 5, 3), last = on(2022, 10, 31);
    struct scenario_team all = TEAM(line(SCENARIO_WEEK, 7, 15, 7));
    struct scenario_team few = TEAM(line(MON_FRI, 7, 15, 4), line(0x60, 7, 15, 7));
    all.less[SCENARIO_SICKNESS] = few.less[SCENARIO_SICKNESS] = 0.3;
    all.sickness_spell_s = few.sickness_spell_s = 6.0 * DAY_S;
    struct crew crews[3] = { posted(all, tuesday, last), posted(few, tuesday, last),
                             posted(all, tuesday + 60, last) };
    uint16_t *out[3];
    for (int i = 0; i < 3; i++)
        out[i] = drawn(&crews[i], KEY);
    int equal = 0;
    for (int d = 0; d < crews[0].calendar.days; d++) {
        const int q = crews[0].calendar.day_start[d] + 40;
        if (calendar_weekday(tuesday + d) >= 5)
            assert_int_equal(out[1][q], out[0][q]);
        else
            assert_in_range(out[0][q] - out[1][q], 0, 3);
        if (d >= 120)
            assert_int_equal(out[2][crews[2].calendar.day_start[d - 60] + 40],
                             out[0][q]);
        equal +=
            d >= 60 && out[2][crews[2].calendar.day_start[d - 60] + 40] == out[0][q];
    }
    assert_true(equal < crews[0].calendar.days - 60); /* not at first */
    for (int i = 0; i < 3; i++) {
        free(out[i]);
        done(&crews[i]);
    }
}

/* More people, another shift, a shift that begins or ends with another, another team:
 * nobody's spells change.  One person more is one more at most, and is there at
 * 70 %. */
static void one_more_person_changes_nobodys_spells(void **state)
{
    (void) state;
    const int32_t first = on(2022, 5, 1), last = on(2022, 8, 31);
    struct scenario_team nine = TEAM(line(SCENARIO_WEEK, 7, 15, 9));
    struct scenario_team ten = TEAM(line(SCENARIO_WEEK, 7, 15, 10));
    struct scenario_team night = TEAM(line(SCENARIO_WEEK, 22, 31, 6));
    struct scenario_team both =
        TEAM(line(SCENARIO_WEEK, 22, 31, 6), line(SCENARIO_WEEK, 7, 15, 9));
    struct scenario_team late = TEAM(line(SCENARIO_WEEK, 8, 15, 9));
    struct scenario_team longer = TEAM(line(SCENARIO_WEEK, 7, 16, 9));
    struct scenario_team *teams[] = { &nine, &ten, &night, &both, &late, &longer };
    enum { TEAMS = 6 };
    struct crew crews[TEAMS];
    uint16_t *out[TEAMS];
    for (int i = 0; i < TEAMS; i++) {
        teams[i]->less[SCENARIO_SICKNESS] = 0.3;
        teams[i]->sickness_spell_s = 6.0 * DAY_S;
        crews[i] = posted(*teams[i], first, last);
        out[i] = drawn(&crews[i], KEY);
    }
    int joined = 0, differ = 0, apart = 0;
    for (int q = 0; q < crews[0].staffing.quarters; q++) {
        assert_in_range(out[1][q] - out[0][q], 0, 1);
        assert_int_equal(out[3][q], out[0][q] + out[2][q]);
        joined += out[1][q] - out[0][q];
        differ += crews[0].calendar.local[q] == 40 && out[4][q] != out[0][q];
        apart += crews[0].calendar.local[q] == 40 && out[5][q] != out[0][q];
    }
    assert_in_range(joined, 32 * 60, 32 * 115); /* of 130 days */
    assert_true(differ > 60 && apart > 60);
    nine.name = "switchboard";
    struct crew renamed = posted(nine, first, last);
    uint16_t *other = drawn(&renamed, KEY);
    assert_memory_not_equal(other, out[0], sizeof *other * 96 * 20);
    free(other);
    done(&renamed);
    for (int i = 0; i < TEAMS; i++) {
        free(out[i]);
        done(&crews[i]);
    }
}

static struct scenario_called_away silver(double per_month, int people,
                                          enum sim_dist_law law, double lasts_s)
{
    struct scenario_called_away out = { .name = "silver",
                                        .per_month = per_month,
                                        .people = people };
    const double given[SIM_DIST_PARAMS] = { lasts_s };
    assert_true(sim_dist_init(law, given, &out.lasts));
    return out;
}

/* People come off in threes, each for three quarters (2385 s), as often as they should.
 * A change of +3 k and -3 j: those who come back left three quarters before. */
static void people_are_called_away_at_their_rate_for_whole_quarters(void **state)
{
    (void) state;
    struct scenario_called_away away = silver(40.0, 3, SIM_DIST_FIXED, 2385.0);
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 0, 24, 90));
    team.called_away = &away;
    team.called_away_count = 1;
    struct crew crew = posted(team, on(2022, 1, 1), on(2022, 12, 31));
    assert_true(crew.staffing.teams[0].is_random);
    const int quarters = crew.staffing.quarters;
    int *starts = sim_mem_array((size_t) quarters, sizeof *starts);
    double events = 0.0, several = 0.0, time = 0.0;
    enum { RUNS = 30 };
    for (uint64_t run = 0; run < RUNS; run++) {
        uint16_t *out = drawn(&crew, KEY + run);
        for (int q = 0; q < quarters; q++) {
            const int before = q == 0 ? 90 : out[q - 1];
            const int back = q < 3 ? 0 : starts[q - 3];
            assert_int_equal((before - out[q] + 3 * back) % 3, 0);
            starts[q] = (before - out[q]) / 3 + back;
            assert_true(starts[q] >= 0);
            events += starts[q];
            several += starts[q] > 1;
            time += 90 - out[q];
        }
        free(out);
    }
    const double mean = 40.0 / QUARTERS_A_MONTH * quarters * RUNS;
    assert_within(events, mean, 4.0 * sqrt(mean)); /* of 14,000: 3.4 % */
    assert_within(time, 9.0 * events, 9.0 * 3 * RUNS);
    assert_in_range(several, 50, 200); /* rate^2 / 2 of all quarters: 100 */
    free(starts);
    done(&crew);
}

/* Exponential with mean m: the number of quarters is geometric, k with the chance
 * x^(k-1) (1 - x), x = exp(-900 / m).  The expectation grows from the run's beginning,
 * since nothing began before it. */
static void the_expected_number_away_is_that_of_the_draws(void **state)
{
    (void) state;
    const double m = 5.0 * 3600.0, x = exp(-QUARTER_S / m);
    struct scenario_called_away away = silver(700.0, 2, SIM_DIST_EXPONENTIAL, m);
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 0, 24, 60));
    team.called_away = &away;
    team.called_away_count = 1;
    team.less[SCENARIO_LEAVE] = 0.2;
    struct crew crew = posted(team, on(2022, 1, 1), on(2022, 1, 14));
    const double rate = 700.0 / QUARTERS_A_MONTH, there = 60.0 * 0.8;
    enum { RUNS = 3000 };
    static double seen[96];
    for (uint64_t run = 0; run < RUNS; run++) {
        uint16_t *out = drawn(&crew, KEY + run);
        for (int q = 0; q < 96; q++)
            seen[q] += out[q * 7]; /* a week */
        free(out);
    }
    for (int q = 0; q < 96; q++) {
        const double gone = 2.0 * rate * (1.0 - pow(x, 7 * q + 1)) / (1.0 - x);
        assert_near(staffing_expected(&crew.staffing, 0, 7 * q), there - gone, 1e-9);
        /* A compound Poisson number and a binomial one; 4.5 standard errors are 0.45 of
         * the 9.8 who are away in the end, and fail in 1,500 runs once. */
        const double variance = 2.0 * gone + 60.0 * 0.16;
        assert_within(seen[q] / RUNS, there - gone, 4.5 * sqrt(variance / RUNS));
    }
    const struct staffing_sums *sums = &crew.staffing.teams[0].sums;
    double phones = 0.0;
    for (int q = crew.calendar.from; q < crew.calendar.to; q++)
        phones += staffing_expected(&crew.staffing, 0, q) / 4.0;
    assert_near(sums->phones_h, phones, 1e-12);
    assert_near(sums->posted_h, 14.0 * 24.0 * 60.0, 1e-12);
    done(&crew);
    /* Two quarters to the second are two. */
    away = silver(700.0, 2, SIM_DIST_FIXED, 1800.0);
    crew = posted(team, on(2022, 1, 1), on(2022, 1, 2));
    assert_near(staffing_expected(&crew.staffing, 0, 0), there - 2.0 * rate, 1e-12);
    assert_near(staffing_expected(&crew.staffing, 0, 50), there - 4.0 * rate, 1e-12);
    done(&crew);
    away.people = 0;
    team.less[SCENARIO_LEAVE] = 0.0;
    crew = posted(team, on(2022, 1, 1), on(2022, 1, 2));
    assert_false(crew.staffing.teams[0].is_random);
    done(&crew);
}

/* With many events the number away is that of a queue with room for all, whose law is
 * Poisson: its variance is its mean.  Were the times of one quarter's events tied the
 * variance would be four times as large. */
static void events_of_one_quarter_hour_last_independently(void **state)
{
    (void) state;
    const double m = 1800.0,
                 mean_away = 20000.0 / QUARTERS_A_MONTH / (1.0 - exp(-QUARTER_S / m));
    struct scenario_called_away away = silver(20000.0, 1, SIM_DIST_EXPONENTIAL, m);
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 0, 24, 900));
    team.called_away = &away;
    team.called_away_count = 1;
    struct crew crew = posted(team, on(2022, 1, 1), on(2022, 12, 31));
    uint16_t *out = drawn(&crew, KEY);
    double sum = 0.0, squares = 0.0, count = 0.0;
    for (int q = 100; q < crew.staffing.quarters; q += 20) { /* far apart */
        const double off = 900 - out[q] - mean_away;
        sum += off;
        squares += off * off;
        count++;
    }
    /* Four standard errors: a false alarm in 16,000. */
    assert_within(sum / count, 0.0, 4.0 * sqrt(mean_away / count));
    assert_near(squares / count, mean_away, 4.0 * sqrt(2.1 / count));
    free(out);
    done(&crew);
}

/* Nobody is called who is not there, breaks come first, and those away are short. */
static void nobody_is_called_away_who_is_not_there(void **state)
{
    (void) state;
    struct scenario_called_away away = silver(700.0, 3, SIM_DIST_EXPONENTIAL, 2000.0);
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 6, 22, 7));
    team.less[SCENARIO_BREAKS] = 0.3;
    team.less[SCENARIO_SICKNESS] = 0.1;
    struct crew without = posted(team, on(2022, 1, 1), on(2022, 2, 28));
    team.called_away = &away;
    team.called_away_count = 1;
    struct crew crew = posted(team, on(2022, 1, 1), on(2022, 2, 28));
    /* The same events, seen in a team that is large and always there. */
    struct scenario_team large = TEAM(line(SCENARIO_WEEK, 0, 24, 2000));
    large.called_away = &away;
    large.called_away_count = 1;
    struct crew many = posted(large, on(2022, 1, 1), on(2022, 2, 28));
    team.less[SCENARIO_BREAKS] = 0.0;
    team.called_away_count = 0;
    struct crew all = posted(team, on(2022, 1, 1), on(2022, 2, 28));
    uint16_t *base = drawn(&without, KEY), *there = drawn(&many, KEY);
    uint16_t *out = drawn(&crew, KEY), *present = drawn(&all, KEY);
    uint8_t *short_by = sim_mem_array((size_t) crew.staffing.quarters, 1);
    staffing_draw(&crew.staffing, 0, KEY, out, short_by);
    int none = 0, some = 0;
    for (int q = 0; q < crew.staffing.quarters; q++) {
        const int gone = 2000 - there[q];
        assert_int_equal(out[q], base[q] > gone ? base[q] - gone : 0);
        none += base[q] > 0 && out[q] == 0;
        some += out[q] > 0 && gone > 0;
        const int usual = crew.staffing.teams[0].posted[q] > 0 ? 6 : 0; /* 6.3 */
        const int here = present[q] > gone ? present[q] - gone : 0;
        const int missing = usual - here;
        assert_int_equal(short_by[q], missing < 0 ? 0 : missing > 3 ? 3 : missing);
        assert_true(staffing_expected(&crew.staffing, 0, q) >= 0.0);
    }
    assert_true(none > 100 && some > 100);
    free(base);
    free(there);
    free(out);
    free(present);
    free(short_by);
    done(&without);
    done(&crew);
    done(&many);
    done(&all);
}

/* A second kind of event, one that never happens, or a run that begins later: the
 * events are the same.  Only what began before the run is missing. */
static void events_are_keyed_by_name_and_quarter_hour(void **state)
{
    (void) state;
    struct scenario_called_away away[3] = {
        silver(300.0, 0, SIM_DIST_FIXED, 3600.0),
        silver(500.0, 2, SIM_DIST_FIXED, 2.0 * 3600.0),
        silver(30.0, 5, SIM_DIST_EXPONENTIAL, 3600.0),
    };
    away[0].name = "nobody";
    away[2].name = "gold";
    struct scenario_team team = TEAM(line(SCENARIO_WEEK, 0, 24, 500));
    team.called_away = away;
    struct crew crews[4];
    uint16_t *out[4];
    for (int i = 0; i < 4; i++) {
        team.called_away = &away[i == 0 || i == 3 ? 1 : i == 1 ? 2 : 0];
        team.called_away_count = i == 2 ? 3 : 1;
        crews[i] =
            posted(team, on(2022, 6, i == 3 ? 8 : 1), on(2022, 6, i == 3 ? 25 : 30));
        out[i] = drawn(&crews[i], KEY);
    }
    int apart = 0;
    for (int q = 0; q < crews[0].staffing.quarters; q++) {
        assert_int_equal(500 - out[2][q], 1000 - out[0][q] - out[1][q]);
        apart += out[0][q] < 500;
        /* Two hours and the quarter in which they end. */
        if (q >= 7 * 96 + 8 && q < 7 * 96 + crews[3].staffing.quarters)
            assert_int_equal(out[3][q - 7 * 96], out[0][q]);
    }
    assert_true(apart > 300);
    for (int q = 7 * 96; q < 7 * 96 + 8; q++)
        assert_true(out[3][q - 7 * 96] >= out[0][q]);
    /* Another name has other luck. */
    away[1].name = "bronze";
    team.called_away = &away[1];
    team.called_away_count = 1;
    struct crew renamed = posted(team, on(2022, 6, 1), on(2022, 6, 30));
    uint16_t *other = drawn(&renamed, KEY);
    assert_memory_not_equal(other, out[0], sizeof *other * 96 * 3);
    free(other);
    done(&renamed);
    for (int i = 0; i < 4; i++) {
        free(out[i]);
        done(&crews[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spells_have_their_share_and_their_length),
        cmocka_unit_test(the_first_days_are_like_all_others),
        cmocka_unit_test(a_spell_that_cannot_be_is_made_longer),
        cmocka_unit_test(the_people_of_a_line_are_the_same_on_every_date),
        cmocka_unit_test(luck_belongs_to_the_date),
        cmocka_unit_test(one_more_person_changes_nobodys_spells),
        cmocka_unit_test(people_are_called_away_at_their_rate_for_whole_quarters),
        cmocka_unit_test(the_expected_number_away_is_that_of_the_draws),
        cmocka_unit_test(events_of_one_quarter_hour_last_independently),
        cmocka_unit_test(nobody_is_called_away_who_is_not_there),
        cmocka_unit_test(events_are_keyed_by_name_and_quarter_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
