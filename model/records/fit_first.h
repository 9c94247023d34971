/* First attempts from received calls.  An export counts everyone who comes to a line,
 * those who call again included; `calls` of a stream are first attempts alone.  How
 * many come back depends on how long they wait, so on the calls themselves: the fitted
 * scenario is simulated over the fitted dates, and the calls of each stream go down (or
 * up) until its line receives what the export says. */
#ifndef MODEL_FIT_FIRST_H
#define MODEL_FIT_FIRST_H

#include <stdatomic.h>

#include "model/records/fit_place.h"
#include "sim/diag.h"

/* Of one simulation, and how many at most. */
enum { FIT_FIRST_REPLICATIONS = 8, FIT_FIRST_MOST_ROUNDS = 6 };

enum fit_first_status {
    FIT_FIRST_NONE,       /* nothing leads back to a fitted line: all is as it was */
    FIT_FIRST_FOUND,      /* place and scenario have first attempts */
    FIT_FIRST_REFUSED,    /* complained: not found, or the scenario cannot be run */
    FIT_FIRST_UNBALANCED, /* complained: a simulation did not balance */
    FIT_FIRST_STOPPED
};

struct fit_first_options {
    int threads;
    uint64_t seed; /* of all simulations: what differs is what the calls make */
    const atomic_bool *stop; /* or null */
};

/* Whether redials, calls again, overflow, dialling in vain or outages can bring callers
 * to this stage.  O(stages * ways). */
bool fit_first_returns(const struct scenario *scenario, int stage);

/* `scenario` has had fit_place_apply().  Calls of the streams whose line callers return
 * to are multiplied by (received / simulated) ^ damping, where the damping is what the
 * last step showed, until all these lines agree to half the noise of the simulation, or
 * 0.2 % if that is more.  Days that the export has in part are not compared.  Fills
 * place->rounds and what the streams have of it; its calls too. */
enum fit_first_status fit_first_solve(const struct records *records,
                                      const struct fit *fit,
                                      const struct fit_first_options *options,
                                      struct sim_diag *diag, struct scenario *scenario,
                                      struct fit_place *place);

#endif
