/* Where a plan starts, by formulas: the load that callers offer over time, and the
 * people that formulas say it takes.  The same formulas give what planners do today:
 * Erlang C in separate pools, and Erlang A in one. */
#ifndef MODEL_START_H
#define MODEL_START_H

#include "model/planner/question.h"

/* Work that callers bring, by line and pattern slot, averaged over the counted period.
 *
 * erlangs is the mean number of people who would be busy if nobody ever waited, at the
 * time at which they are busy: arrivals reach a line after the delays and handling
 * times of the stages before it, and a call stays for its handling time; both lag as in
 * the infinite-server queue, for exponential handling of the mean (Jennings,
 * Mandelbaum, Massey and Whitt, "Server staffing to meet time-varying demand",
 * Management Science 42 (1996) 1383 (m)).  On a weekly pattern the week comes again, so
 * that Monday inherits from Sunday. */
struct start_load {
    int line_count, slots;
    double *calls;      /* owned: [line * slots + slot], calls an hour that reach it */
    double *erlangs;    /* owned: [line * slots + slot] */
    double *handling_s; /* owned: [line], mean */
    double *patience_s; /* owned: [line], mean; SIM_NEVER (sim/ends.h) if patient */
};

void start_load(const struct question *question, struct start_load *out);
void start_load_done(struct start_load *load);

enum start_method {
    START_LAGGED,     /* one pool a team, Erlang A, the lagged load: where the search
                         begins */
    START_POOL_A,     /* one pool a team, Erlang A, the load of the same half hour */
    START_SEPARATE_C, /* a pool a line, Erlang C, the load of the same half hour, summed
                         over the team's lines; 24 h at least 1 where calls come */
    START_METHODS
};

struct start_method_row {
    const char *name, *label, *help;
};
extern const struct start_method_row start_methods[START_METHODS];

/* People of every free team by pattern slot, wanted[team * slots + slot], constant
 * within each half hour (or longer slot of the team, then of its greatest half hour).
 * Neither least nor most of the team is looked at.  `times` scales the load.
 *
 * Who does what: teams that are not free give their lines, most urgent first, 85 % of
 * their people's time less the reserve, and nothing to calls that they take only after
 * a delay; of what is left each line falls to the free team that has it in the most
 * urgent place, in equal parts to several that do.
 *
 * Each line's people answer its targets as the formulas see them: share within T, share
 * abandoned (of a journey: the same share of the calls at each of its lines, as many
 * callers in all; hang-ups below a threshold count but in LAGGED), mean wait; the
 * longest wait as 99.9 % within it; occupancy of the team; a clock that starts earlier
 * takes the mean time to the line off the limit.  A line without a target is held to a
 * load of at most 0.95 an agent.
 *
 * LAGGED asks line by line, most urgent first, and takes the greatest number.  Lines of
 * which every target leaves an hour or more are left out beside others: their work fits
 * into quieter times, or the search finds that it does not.  The least urgent line
 * waits as often as in Erlang A of all calls with the people less its reserve and its
 * own patience; its queue is that with as many people more as are busy in the reserve
 * meanwhile, less their calls.  A more urgent line waits while all people are busy whom
 * it may have, which is the share of that time in which urgent calls hold the reserve
 * too (the chain of Schaack and Larson, "An N-server cutoff priority queue", Operations
 * Research 34 (1986) 257), and then for as long as M/M/n with priority says.  Against
 * exact chains of two lines, a reserve of up to three and 8 to 17 people this is right
 * to one person.
 *
 * POOL_A asks every target of the one pool, whose callers have the mean rate of giving
 * up.  Erlang C, which knows nobody who gives up, holds a target on abandonment to a
 * mean wait of that share of the patience. */
void start_people(const struct question *question, const struct start_load *load,
                  enum start_method method, double times, int *wanted);

/* Hours of work that every plan does over one pattern, by free team in
 * hours[team_count].  As nobody works more than all the time, no plan has fewer hours
 * on the phones, the time included for which people finish a call after their own time
 * is over (at most the rest of one call for each who leaves), if as many wait at its
 * end as at its beginning.
 *
 * Of a line whose callers may give up, overflow or take a call-back only the share
 * counts that a need in expectation, over all of the period, lets nobody lose: share
 * answered within T of those offered, share abandoned of the line, or of a journey
 * whose callers alone come to it; hang-ups below its threshold are lost as often as
 * patience is shorter.  Those who are lost go no further, what an outage may stop
 * counts for nothing, and redials, which only add work, are left out.  Only lines that
 * free teams alone serve count, at the pace of the fastest of them and with the team
 * whose time is ever cheapest, so that hours times the least price is a bound of the
 * cost.
 *
 * A share that may be lost is taken off all hours and streams alike.  Where calls
 * differ in length by hour or stream, a plan that loses the long ones may do a little
 * less. */
void start_bound(const struct question *question, double *hours);

#endif
