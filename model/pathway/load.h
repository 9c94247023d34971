/* The load that callers offer to the people, if nobody gave up and nobody had to wait:
 * expected arrivals and work by line and quarter hour, against the people on the
 * phones.
 *
 * Calls flow through the pathway within the quarter of their first attempt (delays and
 * waits shift nothing), every call is answered, busyness is at its mean 1 and random
 * surges are left out.  A stage that is closed in a quarter sends its arrivals to
 * closed_to.  Loops end by their caps on visits: with the probability r of returning to
 * a stage after having been there, callers enter it at most k times if the share (1 -
 * r^k) / (1 - r^(k+1)) of those who come is let in.  That is exact for one capped
 * stage; where capped loops meet, entries came out 3 % low when 30 % came back, and at
 * most 10 % low.  What is still on its way after 20,000 stages is left out.
 *
 * Since nobody waits, hangs up or is cut off, what follows from that is not in it:
 * redials, recalls, overflow, call-backs, talk that grows with the wait, outages.  Nor
 * are callers who call again after an answer.
 *
 * Work is pick-up, talk and wrap-up, or dialling with the tries in vain: the time for
 * which a call occupies a person.  Talk is that of stream, way, hour and, on average,
 * of the teams that serve the line; work of which a person does n at a time counts as
 * 1/n. One erlang is one person's whole time. */
#ifndef MODEL_LOAD_H
#define MODEL_LOAD_H

#include <stdbool.h>

#include "model/demand/calendar.h"
#include "model/people/staffing.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"

/* Lines and teams that belong together: whoever serves one of the lines is in it, and
 * all that they serve.  Their work may be set against their people. */
struct load_pool {
    int *lines; /* owned: line numbers, see struct load */
    int line_count;
    int *teams; /* owned: team indices */
    int team_count;
};

struct load {
    int quarters;
    int line_count;
    int *line_stage;  /* owned, by line number: its stage index */
    int *stage_line;  /* owned, by stage: its line number or -1 */
    double *arrivals; /* owned: [line * quarters + q], calls that reach the line */
    double *erlangs;  /* owned: [line * quarters + q] */
    double *visits; /* owned: [stage], entries to each stage over the counted period */
    double *calls;  /* owned: [stream], first attempts in the counted period */
    struct load_pool *pools; /* owned; lines without a team are in none */
    int pool_count;
};

/* `rates` as made by rates_compile().  O(streams * (stages + quarters * lines)), and
 * one passage through the pathway each time that a stage opens or closes. */
void load_compile(const struct scenario *scenario, const struct calendar *calendar,
                  const double *rates, struct load *out);
void load_done(struct load *load);

/* An average hour. */
struct load_hour {
    double people;      /* on the phones, expected */
    double calls_per_h; /* arrivals at the pool's lines; a call counts at each */
    double erlangs;     /* work */
    double busy;        /* erlangs / people; infinity if there is work and nobody */
};

/* The average, over the counted period, of one hour of the week (0..167), or of the
 * whole period when hour_of_week is -1. */
struct load_hour load_pool_hour(const struct load *load,
                                const struct calendar *calendar,
                                const struct staffing *staffing, int pool,
                                int hour_of_week);

/* The same for one line alone: its work against all people who serve it, among others.
 */
struct load_hour load_line_hour(const struct load *load,
                                const struct scenario *scenario,
                                const struct calendar *calendar,
                                const struct staffing *staffing, int line,
                                int hour_of_week);

/* Quarters of the period in which nobody could take a call: how many, the longest run
 * of them, and the first (-1: none). */
struct load_shut {
    int quarters, longest, first;
};

/* For one line that has calls: quarters in which people are on the phones but no
 * serving team has more of them than its keep_free, and those in which there is nobody.
 * For a team whose absence is drawn by chance, the expected number counts, rounded. */
void load_line_shut(const struct load *load, const struct scenario *scenario,
                    const struct calendar *calendar, const struct staffing *staffing,
                    int line, struct load_shut *by_reserve,
                    struct load_shut *unstaffed);

/* Warnings about a scenario that is sound but hardly meant: more work than people over
 * a whole weekday; a line shut by its reserve, or without anybody, for an hour or more
 * at a time; a stream whose hours and profile leave it without a call in the period. */
void load_warn(const struct scenario *scenario, const struct calendar *calendar,
               const struct staffing *staffing, const struct load *load,
               struct sim_diag *diag);

#endif
