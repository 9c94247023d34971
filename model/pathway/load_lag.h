/* The load that callers offer, at the time at which it is there: as
 * model/pathway/load.h has it, but callers reach a stage only after the delays, the
 * menus and the talk before it, and a call occupies a person for as long as it lasts.
 *
 * Every time is taken as exponential with its mean, so that the callers at each stage
 * are an infinite-server queue whose mean m(t) obeys m' = arrivals - m / time
 * (Jennings, Mandelbaum, Massey and Whitt, "Server staffing to meet time-varying
 * demand", Management Science 42 (1996) 1383).  A quarter hour is done in three steps,
 * in each of which what reaches a stage is taken as even: that is exact for what comes
 * from outside, and later it keeps every call and its mean delay but spreads arrivals
 * over the step.  Nobody waits and all that load.h leaves out is left out here too. */
#ifndef MODEL_LOAD_LAG_H
#define MODEL_LOAD_LAG_H

#include "model/pathway/load.h"

struct load_lag_from {
    const struct scenario *scenario;
    const struct calendar *calendar;
    const double *rates;     /* of rates_compile() */
    const struct load *load; /* of load_compile(), for its numbers of lines */
    const double *stays; /* [stage]: share of those who enter that is seen to and goes
                            on; null: all */
    int like_first;      /* quarter, after calendar->from and at most `to`, at whose
                            beginning      there are as many callers everywhere as at that of
                            calendar->from: the pattern comes again; -1: the run begins
                            empty at quarter 0 */
};

/* calls[line * quarters + q] gets the calls that reach a line in a quarter hour,
 * erlangs[likewise] the mean number of people busy with it.  Only counted quarters are
 * filled if like_first is given.  O(streams * quarters * ways) and more for loops. */
void load_lag(const struct load_lag_from *from, double *calls, double *erlangs);

#endif
