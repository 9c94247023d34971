#include "model/people/staffing.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/people/staffing_parts.h"
#include "sim/mem.h"

static const double QUARTERS_AN_HOUR = 4.0, WEEK_H = 168.0, YEAR_DAYS = 365.25;
static const double DAY_S = 86400.0, QUARTERS_A_MONTH = 30.4375 * 96.0;

uint64_t staffing_name_key(const char *name)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *name != '\0'; name++)
        hash = (hash ^ (unsigned char) *name) * 0x100000001B3u;
    return hash;
}

static double remaining(const struct scenario_team *team, int from, int to)
{
    double share = 1.0;
    for (int i = from; i < to; i++)
        share *= 1.0 - team->less[i];
    return share;
}

/* Shares of leave by month of the date. */
static void leave_by_month(const struct scenario_team *team, double *out)
{
    double sum = 0.0;
    for (int m = 0; m < 12; m++)
        sum += team->leave_by_month[m];
    const double leave = team->less[SCENARIO_LEAVE];
    for (int m = 0; m < 12; m++)
        out[m] = !team->has_leave_by_month || sum <= 0.0
                     ? leave
                     : fmin(leave * (team->leave_by_month[m] * 12.0 / sum),
                            STAFFING_MOST_LEAVE);
}

static struct staffing_chance chance_by_month(const struct scenario_team *team,
                                              bool in_spells)
{
    struct staffing_chance out;
    struct scenario_team month = *team;
    double leave[12];
    leave_by_month(team, leave);
    for (int m = 0; m < 12; m++) {
        month.less[SCENARIO_LEAVE] = leave[m];
        month.less[SCENARIO_SICKNESS] = team->less[SCENARIO_SICKNESS];
        out.usual[m] = 1.0 - remaining(&month, 0, SCENARIO_LESS_ABSENT);
        if (in_spells)
            month.less[SCENARIO_SICKNESS] = 0.0;
        out.drawn[m] = 1.0 - remaining(&month, 0, SCENARIO_LESS_ABSENT);
    }
    return out;
}

/* The chain of sickness: see the header. */
static void compile_spells(const struct scenario_team *team, struct staffing_team *out)
{
    const double ill = team->less[SCENARIO_SICKNESS];
    if (team->sickness_spell_s <= 0.0 || ill <= 0.0)
        return;
    out->p_ill = ill;
    out->p_still_ill = out->p_falls_ill = 1.0;
    if (ill >= 1.0)
        return;
    const double odds = ill / (1.0 - ill);
    const double spell = fmax(team->sickness_spell_s / DAY_S, fmax(1.0, odds));
    out->p_still_ill = 1.0 - 1.0 / spell;
    out->p_falls_ill = odds / spell;
}

static void compile_away(const struct scenario_team *team, struct staffing_team *out)
{
    out->away = sim_mem_array((size_t) team->called_away_count, sizeof *out->away);
    for (int i = 0; i < team->called_away_count; i++) {
        const struct scenario_called_away *from = &team->called_away[i];
        const double per_quarter = from->per_month / QUARTERS_A_MONTH;
        if (per_quarter > 0.0 && from->people > 0)
            out->away[out->away_count++] = (struct staffing_away){
                .key = staffing_name_key(from->name),
                .per_quarter = per_quarter,
                .p_none = exp(-per_quarter),
                .people = from->people,
                .lasts = from->lasts,
            };
    }
}

static int by_line(const void *left, const void *right)
{
    const struct staffing_shift *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->day != b->day ? (a->day > b->day) - (a->day < b->day)
                            : (a->start > b->start) - (a->start < b->start);
}

/* Takes the mean number called away off expected numbers.  One who is called away in
 * quarter q left in quarter q - k, for more than k quarters, for some k. */
static void expect_away(const struct staffing_away *away, int quarters,
                        double *expected)
{
    double gone = 0.0, longer = 1.0;
    for (int q = 0; q < quarters; q++) {
        gone += longer * away->per_quarter * away->people;
        expected[q] = fmax(expected[q] - gone, 0.0);
        if (longer > 0.0)
            longer = 1.0 - sim_dist_cdf(&away->lasts, (q + 1.0) * CALENDAR_QUARTER_S);
    }
}

/* Numbers that are to be expected, quarter by quarter. */
static void expect(const struct calendar *calendar,
                   const struct staffing_chance *chance, bool is_even,
                   struct staffing_team *team)
{
    const size_t quarters = (size_t) calendar->quarters;
    double *present = sim_mem_array(quarters, sizeof *present);
    double *phones = sim_mem_array(quarters, sizeof *phones);
    for (int i = 0; i < team->shift_count; i++) {
        const struct staffing_shift *shift = &team->shifts[i];
        const int month = calendar_civil(calendar->first_date + shift->day).month - 1;
        const double usual = shift->people * (1.0 - chance->usual[month]);
        const double there = (shift->people - shift->off) * (1.0 - shift->p_absent)
                             * (1.0 - team->p_ill) * team->there;
        for (int q = shift->start; q < shift->end; q++) {
            present[q] += usual;
            phones[q] += there;
        }
    }
    team->usual = sim_mem_array(quarters, sizeof *team->usual);
    const double half = 0.5 + 1e-9; /* a half stays one after rounding errors */
    for (size_t q = 0; q < quarters; q++)
        team->usual[q] = (uint16_t) (present[q] + half);
    for (int i = 0; i < team->away_count; i++)
        expect_away(&team->away[i], calendar->quarters, phones);
    free(present);
    if (is_even)
        free(phones);
    else
        team->expected = phones;
}

static struct staffing_sums sum_up(const struct scenario_team *team,
                                   const struct calendar *calendar,
                                   const struct staffing_team *posted)
{
    struct staffing_sums sums = { 0 };
    for (int q = calendar->from; q < calendar->to; q++) {
        sums.posted_h += posted->posted[q] / QUARTERS_AN_HOUR;
        if (posted->posted[q] > sums.peak_seats)
            sums.peak_seats = posted->posted[q];
    }
    const double weeks = (calendar->to - calendar->from) / QUARTERS_AN_HOUR / WEEK_H;
    const int days = calendar->period_days;
    sums.phones_h = sums.posted_h * (1.0 - posted->p_absent) * posted->there;
    if (posted->expected != NULL) {
        sums.phones_h = 0.0;
        for (int q = calendar->from; q < calendar->to; q++)
            sums.phones_h += posted->expected[q] / QUARTERS_AN_HOUR;
    }
    sums.posted_h_a_week = sums.posted_h / weeks;
    sums.phones_h_a_week = sums.phones_h / weeks;
    sums.fte =
        team->hours_per_fte > 0.0 ? sums.posted_h_a_week / team->hours_per_fte : 0.0;
    sums.cost = sums.posted_h * team->cost_per_hour;
    sums.cost_a_year =
        days == 365 || days == 366 ? sums.cost : sums.cost * YEAR_DAYS / days;
    return sums;
}

/* Whether anything but an even share of those posted is off the phones. */
static bool is_even(const struct scenario_team *team)
{
    return !(team->has_leave_by_month && team->less[SCENARIO_LEAVE] > 0.0)
           && team->absence_count == 0 && team->called_away_count == 0;
}

static bool is_random(const struct scenario_team *team, const struct staffing_team *of)
{
    bool random = of->p_absent > 0.0 || of->away_count > 0;
    for (int i = 0; i < team->absence_count; i++)
        random |= team->absences[i].share > 0.0;
    return random;
}

void staffing_team_compile(const struct scenario_team *team,
                           const struct calendar *calendar,
                           const struct staffing *staffing, struct staffing_team *out)
{
    *out = (struct staffing_team){ 0 };
    out->key = staffing_name_key(team->name);
    out->p_absent = 1.0 - remaining(team, 0, SCENARIO_LESS_ABSENT);
    out->there = remaining(team, SCENARIO_LESS_ABSENT, SCENARIO_LESS_COUNT);
    compile_spells(team, out);
    compile_away(team, out);
    const struct staffing_chance chance = chance_by_month(team, out->p_ill > 0.0);
    staffing_post(team, calendar, &chance, out);
    if (out->p_ill > 0.0 && out->shift_count > 1)
        qsort(out->shifts, (size_t) out->shift_count, sizeof *out->shifts, by_line);
    expect(calendar, &chance, is_even(team), out);
    out->sums = sum_up(team, calendar, out);
    out->is_random = is_random(team, out);
    if (out->is_random)
        return;
    const size_t quarters = (size_t) calendar->quarters;
    out->phones = sim_mem_array(quarters, sizeof *out->phones);
    out->short_by = sim_mem_array(quarters, sizeof *out->short_by);
    staffing_draw_team(staffing, out, 0, out->phones, out->short_by);
}

void staffing_compile(const struct scenario *scenario, const struct calendar *calendar,
                      struct staffing *out)
{
    assert(calendar->start_utc_s % CALENDAR_QUARTER_S == 0);
    *out = (struct staffing){
        .teams = sim_mem_array((size_t) scenario->team_count, sizeof *out->teams),
        .team_count = scenario->team_count,
        .quarters = calendar->quarters,
        .first_date = calendar->first_date,
        .first_quarter = calendar->start_utc_s / CALENDAR_QUARTER_S,
    };
    for (int i = 0; i < scenario->team_count; i++)
        staffing_team_compile(&scenario->teams[i], calendar, out, &out->teams[i]);
}

void staffing_team_done(struct staffing_team *team)
{
    free(team->posted);
    free(team->usual);
    free(team->phones);
    free(team->short_by);
    free(team->expected);
    free(team->extra);
    free(team->shifts);
    free(team->away);
    *team = (struct staffing_team){ 0 };
}

void staffing_done(struct staffing *staffing)
{
    if (staffing == NULL)
        return;
    for (int i = 0; i < staffing->team_count; i++)
        staffing_team_done(&staffing->teams[i]);
    free(staffing->teams);
    *staffing = (struct staffing){ 0 };
}

bool staffing_check(const struct scenario *scenario, const struct calendar *calendar,
                    const struct staffing *staffing, struct sim_diag *diag)
{
    bool good = true;
    for (int t = 0; t < staffing->team_count; t++) {
        const uint16_t *posted = staffing->teams[t].posted;
        int q = 0;
        while (q < staffing->quarters && posted[q] <= SCENARIO_MOST_PEOPLE)
            q++;
        if (q == staffing->quarters)
            continue;
        char label[CALENDAR_LABEL];
        sim_diag_error(
            diag, scenario->teams[t].at,
            "team \"%s\": at most %d people at one time, got %d or more at %s",
            scenario->teams[t].name, SCENARIO_MOST_PEOPLE, posted[q],
            calendar_quarter_label(calendar, q, label));
        good = false;
    }
    return good;
}

double staffing_expected(const struct staffing *staffing, int team, int q)
{
    const struct staffing_team *of = &staffing->teams[team];
    if (of->expected != NULL)
        return of->expected[q];
    return of->posted[q] * (1.0 - of->p_absent) * of->there;
}
