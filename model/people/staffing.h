/* From shifts as written to whole people on the phones in every quarter hour.
 *
 * posted     people as the shift lines give them: lines added, minus lines taken away,
 *            never below 0.
 * off        the `people` of absences (courses): at every moment at which shifts begin
 *            inside the window they lose so many people together, whole shifts; several
 *            windows add up.  Those are off who come last: of the shifts that begin at
 *            that moment the one that ends last, of a shift the highest numbers; never
 *            more than are posted.
 * absent     leave, sickness, training and abstraction take whole people off whole
 *            shifts, each person and shift by chance of its own, with the probability
 *            1 - (1 - leave)(1 - sickness)(1 - training)(1 - abstraction); the `share`s
 *            of absences in whose windows the shift begins are further factors.
 * present    posted people who are neither off nor absent.
 * away       breaks, briefing and not-ready take people off in turns, the share
 *            1 - (1 - breaks)(1 - briefing)(1 - not_ready) of those present.
 * called away  people taken off the phones at random times, after all of the above and
 *            never more than are there.
 * on the phones  present, not away and not called away: a whole number in every
 *            quarter.
 *
 * Turns.  With n people present and the share s of them on the phones, quarter j of UTC
 * day d (since 1970) has floor(s n + u) on the phones, u being the fraction of
 * 0.6180 d + 0.4142 j plus a constant of the team.  Multiples of the golden and the
 * silver ratio are spread as evenly as can be, from quarter to quarter and over the
 * same quarter of successive days, so that the hours of a year agree with s n to about
 * four hours of one person, and those of each quarter of the day to one.  Nothing is
 * carried from quarter to quarter, as a running remainder would be: more people present
 * never means fewer on the phones in any quarter, and a changed shift changes no number
 * outside its own hours, so a run with one person more meets the same staffing
 * everywhere else.
 *
 * Leave by month.  The leave of a shift is that of the month of its date: the share
 * times the month's weight over the mean of the twelve, at most STAFFING_MOST_LEAVE.
 * Weights that sum to 0 count as not given.
 *
 * Spells.  With sickness_spell the people of a shift line, that is of all shifts with
 * the same two local times on any date, are ill and well by a Markov chain over local
 * dates, each of them by chance of their own.  With the share s and a mean spell of m
 * days P(well tomorrow | ill) = 1/m and P(ill tomorrow | well) = s / (m (1 - s)), whose
 * stationary share is s; the chain is stationary from the day before the run's first
 * date, from which a night may reach in.  Who is ill on a date is absent from all
 * shifts that begin on it.  Neither probability may pass 1, so a spell is at least a
 * day, and at least s / (1 - s) days: the share holds always.  (By chance alone, from
 * day to day, spells have 1 / (1 - s) days.)  Where staffing is given by half hours
 * each half hour is a shift line with people of its own.
 *
 * Called away.  In every quarter hour of the run a Poisson number of events begins,
 * with the mean per_month / (30.4375 * 96).  Each lasts from the beginning of that
 * quarter hour to the end of the one in which its time is over.  What began before the
 * run is left out.
 *
 * Short.  The number expected present is that of the posted people times what leave (of
 * the month), sickness, training and abstraction leave of them.  Neither absences nor
 * events that call people away are expected: both show as short.  Halves round up.
 *
 * Times are wall-clock: a night from 22:00 to 07:00 has 8 or 10 hours when the clock
 * changes.  As for opening hours, as soon as a line that adds people names bank
 * holidays, only lines that do so count on a bank holiday.  A line for one single date
 * neither makes nor obeys that rule, a line that takes people away does not make it.
 */
#ifndef MODEL_STAFFING_H
#define MODEL_STAFFING_H

#include <stdbool.h>
#include <stdint.h>

#include "model/demand/calendar.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"

enum { STAFFING_MOST_SHORT = 3 };
#define STAFFING_MOST_LEAVE 0.95 /* of a month */

/* People of one shift of one date, or of part of it when minus lines or absences cut
 * it.  Those who remain are always the first of the shift, so a person's luck is the
 * same in all parts. */
struct staffing_shift {
    uint64_t key;  /* of the civil date and the two local times: identical lines are one
                      shift, whose people are numbered on */
    uint64_t line; /* of the two local times */
    int start, end; /* quarters start <= q < end */
    int people;
    int off;         /* the last of them */
    int day;         /* of its date: local day of the run, -1 on the day before */
    int from_min;    /* local time at which it begins */
    double p_absent; /* of each of the others, but for sickness in spells */
};

/* Events that call people away. */
struct staffing_away {
    uint64_t key; /* of the name */
    double per_quarter, p_none;
    int people;
    struct sim_dist lasts; /* its table, if any, is the scenario's */
};

/* Sums over the counted period.  Posted hours are hours as written in the shifts: where
 * `counts` says on_duty or logged_in, leave and the like come on top of hours, FTE and
 * cost. */
struct staffing_sums {
    double posted_h, phones_h; /* in the period; phones: expected, all included */
    double posted_h_a_week, phones_h_a_week; /* average week of 168 hours */
    double fte;                              /* posted_h_a_week / hours_per_fte */
    double cost, cost_a_year; /* pounds, posted hours * cost_per_hour; a year
                                 of 365.25 days unless the period is one */
    int peak_seats;           /* most people posted at one time */
};

struct staffing_team {
    uint16_t *posted;  /* owned, by quarter */
    uint16_t *usual;   /* owned, by quarter: expected present, whole; see Short */
    uint16_t *phones;  /* owned, by quarter; null if is_random */
    uint8_t *short_by; /* owned, by quarter; null if is_random */
    double *expected;  /* owned, by quarter: on the phones; null: the same share of
                          those posted at all times */
    int16_t *extra;    /* owned, by quarter: added to those on the phones, not below 0;
                          null: nothing.  What one person more or fewer would do */
    bool is_random;    /* some are absent or away by chance: use staffing_draw() */
    double p_absent; /* of one person in one shift, without absences, leave at its mean
                      */
    double there;    /* share of those present that is on the phones, 0..1 */
    double p_ill;    /* share of dates in spells of sickness; 0: no spells */
    double p_still_ill, p_falls_ill; /* on a date, after one of being ill or well */
    uint64_t key;                    /* of the team's name */
    struct staffing_shift *shifts;   /* owned, by date and start; with spells by line,
                                        then   date */
    int shift_count;
    struct staffing_away *away; /* owned */
    int away_count;
    struct staffing_sums sums;
};

struct staffing {
    struct staffing_team *teams; /* owned, in the scenario's order */
    int team_count;
    int quarters;
    int32_t first_date;    /* of local day 0 */
    int64_t first_quarter; /* of UTC since 1970: number of quarter 0 */
};

/* O(teams * (quarters + days * shift lines)).  The result borrows nothing but tables of
 * durations and is only read afterwards. */
void staffing_compile(const struct scenario *scenario, const struct calendar *calendar,
                      struct staffing *out);
void staffing_done(struct staffing *staffing);

/* One team with other people than the scenario's; `staffing` gives the calendar's first
 * date and quarter. */
void staffing_team_compile(const struct scenario_team *team,
                           const struct calendar *calendar,
                           const struct staffing *staffing, struct staffing_team *out);
void staffing_team_done(struct staffing_team *team);

/* Complains of every team with more than SCENARIO_MOST_PEOPLE posted at one time;
 * returns whether there is none. */
bool staffing_check(const struct scenario *scenario, const struct calendar *calendar,
                    const struct staffing *staffing, struct sim_diag *diag);

/* People on the phones of one team in every quarter, for one replication:
 * out[quarters]. `key` is the replication's key for staffing; absence is then a
 * function of key, team, date, times and number of the person, so that another shift,
 * person or team changes nobody's luck; events that call people away are functions of
 * key, team, their name and the quarter hour.  The key is not used for a team that is
 * not random.  short_by[quarters], which may be null, gets by how many fewer are
 * present and not called away than the expected number rounded to whole people: 0 ..
 * STAFFING_MOST_SHORT, which stands for more too.  O(quarters + people-shifts), with
 * spells O(people-days) more. */
void staffing_draw(const struct staffing *staffing, int team, uint64_t key,
                   uint16_t *out, uint8_t *short_by);

/* Expected number of people on the phones, which need not be whole.  People called away
 * are taken off at their mean, down to 0: where they may be more than are there, the
 * true number is higher. */
double staffing_expected(const struct staffing *staffing, int team, int q);

#endif
