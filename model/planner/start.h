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
 * within each half hour (or longer slot of the team).  Each line's people answer its
 * targets as the formulas see them: share within T, share abandoned (a journey's is
 * asked of each of its lines), mean wait; a line without a target is held to a load of
 * at most 0.95 an agent.  Erlang C, which knows nobody who gives up, holds a target on
 * abandonment to a mean wait of that share of the patience.  `times` scales the load.
 * Non-free teams' lines are left out. */
void start_people(const struct question *question, const struct start_load *load,
                  enum start_method method, double times, int *wanted);

/* Hours that the work alone takes, over one pattern: people can not be more than busy.
 * Work of lines whose callers may give up counts only as far as the targets let nobody
 * go (1 - the share that may abandon, where a need says so in expectation; else 0).
 * Only lines that free teams alone serve count. By free team in hours[team_count]; the
 * sum is a bound on any plan's hours on the phones. */
void start_bound(const struct question *question, const struct start_load *load,
                 double *hours);

#endif
