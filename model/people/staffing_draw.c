#include <stdlib.h>
#include <string.h>

#include "model/people/staffing_parts.h"
#include "sim/mem.h"
#include "sim/rng.h"

/* Children of a team's key besides its shifts, whose keys are mixed. */
enum { CHANCE_OF_SPELLS, CHANCE_OF_AWAY };

/* Shares are counted in units of 2^-32, so that the turns are exact on any machine. */
static const double SHARE_UNITS = 0x1p32;

/* Fractions of the golden and the silver ratio in units of 2^-64: no multiples are
 * spread more evenly (Knuth, "Sorting and Searching", 6.4, theorem S; for two numbers
 * there is no best pair, and this one was the best of several tried). */
static const uint64_t GOLDEN = 0x9E3779B97F4A7C15u, SILVER = 0x6A09E667F3BCC908u;

/* People on the phones of n present, by turns; see the header. */
static void take_turns(const struct staffing *staffing,
                       const struct staffing_team *team, uint16_t *people)
{
    const uint64_t share = (uint64_t) (team->there * SHARE_UNITS + 0.5);
    for (int q = 0; q < staffing->quarters; q++) {
        const uint64_t quarter = (uint64_t) (staffing->first_quarter + q);
        const uint64_t day = quarter / CALENDAR_DAY_QUARTERS;
        const uint64_t of_day = quarter % CALENDAR_DAY_QUARTERS;
        const uint64_t fraction = (day * GOLDEN + of_day * SILVER + team->key) >> 32;
        people[q] = (uint16_t) ((share * people[q] + fraction) >> 32);
    }
}

/* A person of a shift line, from date to date. */
struct person {
    uint64_t key;
    double p_ill; /* on the next date */
    bool is_ill;
};

/* The people of one shift line up to some date. */
struct patients {
    struct person *people; /* owned */
    size_t capacity;
    int count;
    int day;
};

/* As many as the longest of the shifts that begin here and have the same line: all well
 * or ill as they please on the day before the run's first. */
static void meet(const struct staffing_team *team, uint64_t key,
                 const struct staffing_shift *shift, struct patients *out)
{
    const struct staffing_shift *end = team->shifts + team->shift_count;
    out->count = 0;
    for (const struct staffing_shift *s = shift; s < end && s->line == shift->line; s++)
        out->count = s->people > out->count ? s->people : out->count;
    out->people = sim_mem_grow(out->people, &out->capacity, (size_t) out->count,
                               sizeof *out->people);
    const uint64_t line = sim_rng_key(key, shift->line);
    for (int i = 0; i < out->count; i++)
        out->people[i] = (struct person){ .key = sim_rng_key(line, (uint64_t) i),
                                          .p_ill = team->p_ill };
    out->day = -2;
}

/* Lives through the dates up to that of a day of the run. */
static void live(const struct staffing_team *team, int32_t first_date, int day,
                 struct patients *patients)
{
    const double p_still_ill = team->p_still_ill, p_falls_ill = team->p_falls_ill;
    while (patients->day < day) {
        patients->day++;
        const uint64_t date = (uint64_t) (first_date + patients->day);
        for (int i = 0; i < patients->count; i++) {
            struct person *person = &patients->people[i];
            const double u = sim_rng_unit(sim_rng_key(person->key, date));
            const bool is_ill = u < person->p_ill;
            person->is_ill = is_ill;
            person->p_ill = is_ill ? p_still_ill : p_falls_ill;
        }
    }
}

/* People of a shift who are present, sickness in spells aside. */
static int count_present(const struct staffing_shift *shift, uint64_t team_key)
{
    const uint64_t key = sim_rng_key(team_key, shift->key);
    const int people = shift->people - shift->off;
    const double p_absent = shift->p_absent;
    if (p_absent <= 0.0)
        return people;
    int present = 0;
    for (int person = 0; person < people; person++)
        present += sim_rng_unit(sim_rng_key(key, (uint64_t) person)) >= p_absent;
    return present;
}

/* The same of those who are well. */
static int count_well(const struct staffing_shift *shift, uint64_t team_key,
                      const struct person *people)
{
    const uint64_t key = sim_rng_key(team_key, shift->key);
    const double p_absent = shift->p_absent;
    const int count = shift->people - shift->off;
    int present = 0;
    for (int person = 0; person < count; person++) {
        const double u = sim_rng_unit(sim_rng_key(key, (uint64_t) person));
        present += (u >= p_absent) & !people[person].is_ill;
    }
    return present;
}

static void draw_present(const struct staffing *staffing,
                         const struct staffing_team *team, uint64_t key, uint16_t *out)
{
    const uint64_t spells = sim_rng_key(key, CHANCE_OF_SPELLS);
    const bool in_spells = team->p_ill > 0.0;
    struct patients patients = { 0 };
    memset(out, 0, (size_t) staffing->quarters * sizeof *out);
    for (int i = 0; i < team->shift_count; i++) {
        const struct staffing_shift *shift = &team->shifts[i];
        if (in_spells && (i == 0 || shift->line != shift[-1].line))
            meet(team, spells, shift, &patients);
        if (in_spells)
            live(team, staffing->first_date, shift->day, &patients);
        const int present = in_spells ? count_well(shift, key, patients.people)
                                      : count_present(shift, key);
        for (int q = shift->start; q < shift->end; q++)
            out[q] = (uint16_t) (out[q] + present);
    }
    free(patients.people);
}

/* Adds one event from quarter hour q on to the changes of the number called away. */
static void call_away(const struct staffing_away *away, int quarters, int q,
                      double lasts_s, int *change)
{
    const double whole = fmax(ceil(lasts_s / CALENDAR_QUARTER_S), 1.0);
    change[q] += away->people;
    if (whole < quarters - q)
        change[q + (int) whole] -= away->people;
}

/* People called away in every quarter, owned by the caller; null when nobody ever is.
 */
static int *draw_away(const struct staffing *staffing, const struct staffing_team *team,
                      uint64_t team_key)
{
    if (team->away_count == 0)
        return NULL;
    const uint64_t key = sim_rng_key(team_key, CHANCE_OF_AWAY);
    int *out = sim_mem_array((size_t) staffing->quarters, sizeof *out);
    for (int i = 0; i < team->away_count; i++) {
        const struct staffing_away *away = &team->away[i];
        const uint64_t event = sim_rng_key(key, away->key);
        for (int q = 0; q < staffing->quarters; q++) {
            const uint64_t at =
                sim_rng_key(event, (uint64_t) (staffing->first_quarter + q));
            const double u = sim_rng_unit(at);
            if (u <= away->p_none) /* sim_rng_poisson() would say 0, slowly */
                continue;
            const unsigned count = sim_rng_poisson(away->per_quarter, u);
            for (unsigned n = 1; n <= count; n++)
                call_away(away, staffing->quarters, q,
                          sim_dist_draw(&away->lasts, sim_rng_key(at, n)), out);
        }
    }
    for (int q = 1; q < staffing->quarters; q++)
        out[q] += out[q - 1];
    return out;
}

static int less(int people, int away)
{
    return people > away ? people - away : 0;
}

/* By how many fewer are present and not called away than expected. */
static void count_short(const struct staffing_team *team, int quarters,
                        const uint16_t *present, const int *away, uint8_t *out)
{
    for (int q = 0; q < quarters; q++) {
        const int here = away == NULL ? present[q] : less(present[q], away[q]);
        const int missing = less(team->usual[q], here);
        out[q] =
            (uint8_t) (missing > STAFFING_MOST_SHORT ? STAFFING_MOST_SHORT : missing);
    }
}

void staffing_draw_team(const struct staffing *staffing,
                        const struct staffing_team *team, uint64_t key, uint16_t *out,
                        uint8_t *short_by)
{
    const uint64_t team_key = sim_rng_key(key, team->key);
    draw_present(staffing, team, team_key, out);
    int *away = draw_away(staffing, team, team_key);
    if (short_by != NULL)
        count_short(team, staffing->quarters, out, away, short_by);
    take_turns(staffing, team, out);
    for (int q = 0; away != NULL && q < staffing->quarters; q++)
        out[q] = (uint16_t) less(out[q], away[q]);
    free(away);
}

static void add_extra(const struct staffing_team *team, int quarters, uint16_t *out)
{
    for (int q = 0; q < quarters; q++) {
        const int people = out[q] + team->extra[q];
        out[q] = (uint16_t) (people > 0 ? people : 0);
    }
}

void staffing_draw(const struct staffing *staffing, int team, uint64_t key,
                   uint16_t *out, uint8_t *short_by)
{
    const struct staffing_team *of = &staffing->teams[team];
    const size_t quarters = (size_t) staffing->quarters;
    if (of->is_random) {
        staffing_draw_team(staffing, of, key, out, short_by);
    } else {
        memcpy(out, of->phones, quarters * sizeof *out);
        if (short_by != NULL)
            memcpy(short_by, of->short_by, quarters * sizeof *short_by);
    }
    if (of->extra != NULL)
        add_extra(of, staffing->quarters, out);
}
