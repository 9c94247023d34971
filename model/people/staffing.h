/* From shifts as written to whole people on the phones in every quarter hour.
 *
 * posted     people as the shift lines give them: lines added, minus lines taken away,
 *            never below 0.
 * absent     leave, sickness, training and abstraction take whole people off whole
 *            shifts, each person and shift by chance of its own, with the probability
 *            1 - (1 - leave)(1 - sickness)(1 - training)(1 - abstraction).
 * present    posted people who are not absent.
 * away       breaks, briefing and not-ready take people off in turns, the share
 *            1 - (1 - breaks)(1 - briefing)(1 - not_ready) of those present.
 * on the phones  present and not away: a whole number in every quarter.
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

/* People of one shift of one date, or of part of it when minus lines cut it.  Those who
 * remain are always the first of the shift, so a person's luck is the same in all
 * parts. */
struct staffing_shift {
    uint64_t key; /* of the civil date and the two local times: identical lines are one
                     shift, whose people are numbered on */
    int start, end; /* quarters start <= q < end */
    int people;
};

/* Sums over the counted period.  Posted hours are hours as written in the shifts: where
 * `counts` says on_duty or logged_in, leave and the like come on top of hours, FTE and
 * cost. */
struct staffing_sums {
    double posted_h, phones_h;               /* in the period; phones: expected */
    double posted_h_a_week, phones_h_a_week; /* average week of 168 hours */
    double fte;                              /* posted_h_a_week / hours_per_fte */
    double cost, cost_a_year; /* pounds, posted hours * cost_per_hour; a year
                                 of 365.25 days unless the period is one */
    int peak_seats;           /* most people posted at one time */
};

struct staffing_team {
    uint16_t *posted; /* owned, by quarter */
    uint16_t *phones; /* owned, by quarter; null if is_random */
    bool is_random;   /* some are absent by chance: use staffing_draw() */
    double p_absent;  /* of one person in one shift */
    double there;     /* share of those present that is on the phones, 0..1 */
    uint64_t key;     /* of the team's name */
    struct staffing_shift *shifts; /* owned, in order of date, start and end */
    int shift_count;
    struct staffing_sums sums;
};

struct staffing {
    struct staffing_team *teams; /* owned, in the scenario's order */
    int team_count;
    int quarters;
    int64_t first_quarter; /* of UTC since 1970: number of quarter 0 */
};

/* O(teams * (quarters + days * shift lines)).  The result does not borrow its inputs
 * and is only read afterwards. */
void staffing_compile(const struct scenario *scenario, const struct calendar *calendar,
                      struct staffing *out);
void staffing_done(struct staffing *staffing);

/* Complains of every team with more than SCENARIO_MOST_PEOPLE posted at one time;
 * returns whether there is none. */
bool staffing_check(const struct scenario *scenario, const struct calendar *calendar,
                    const struct staffing *staffing, struct sim_diag *diag);

/* People on the phones of one team in every quarter, for one replication:
 * out[quarters]. `key` is the replication's key for staffing; absence is then a
 * function of key, team, date, times and number of the person, so that another shift,
 * person or team changes nobody's luck.  The key is not used for a team that is not
 * random.  short_by[quarters], which may be null, gets by how many fewer are present
 * than the expected number rounded to whole people: 0 .. STAFFING_MOST_SHORT, which
 * stands for more too. O(quarters + people-shifts). */
void staffing_draw(const struct staffing *staffing, int team, uint64_t key,
                   uint16_t *out, uint8_t *short_by);

/* Expected number of people on the phones, which need not be whole. */
double staffing_expected(const struct staffing *staffing, int team, int q);

#endif
