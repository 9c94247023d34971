/* From what an export says about lines to the settings of a scenario: which line is
 * which, how many first attempts of its streams bring so many calls there, and a
 * scenario with the fitted settings in place. */
#ifndef MODEL_FIT_PLACE_H
#define MODEL_FIT_PLACE_H

#include <stdbool.h>

#include "model/records/fit.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"

/* A stream gets the profile of the measured line that most of its callers reach first,
 * through delays, menus and splits. */
struct fit_stream {
    int line;      /* of the fit; -1: it reaches no measured line */
    double reach;  /* share of its callers who get there */
    double times;  /* the scenario's calls in the same dates, times this, are `calls` */
    double calls;  /* first attempts in counted_in */
    bool shared;   /* other streams reach the line too: the export cannot tell them
                      apart, all are scaled alike */
    bool passes;   /* other lines send it calls as well: their share is as the scenario
                      has it */
    bool is_first; /* fit_first_solve() took those who call again out of `calls` */
    double
        again; /* then: share of what the line received beyond what first attempts
                  bring when all are answered; below 0: callers are lost on the way */
};

struct fit_place {
    int *stage;                 /* owned: [fit lines], stage index */
    struct fit_stream *streams; /* owned: [scenario streams] */
    int rounds; /* simulations by fit_first_solve(); 0: nothing leads callers back */
    double off; /* how far received calls are from simulated ones at worst, relative */
};

/* Complains, naming the row of the export, about lines that the scenario has not got;
 * returns false then with *out zeroed.  The scenario's load tells what its streams
 * bring to each line (model/pathway/load.h): every call answered, nobody calling again.
 * Where the scenario has callers come back, fit_first_solve() takes them out. */
bool fit_place_init(const struct records *records, const struct fit *fit,
                    const struct scenario *scenario, struct sim_diag *diag,
                    struct fit_place *out);
void fit_place_done(struct fit_place *place);

/* Entries to a stage in some dates, as the load has them. */
double fit_place_visits(const struct scenario *scenario, struct scenario_dates dates,
                        int stage);

/* The scaled law that takes `mean_s`: times are stretched, shape and cv kept; an
 * exponential one where it was always 0, a table as it is.  Returns whether the mean
 * could be had. */
bool fit_place_law(const struct sim_dist *law, double mean_s, struct sim_dist *out);

/* The fitted profile with what its dates have no month or kind of day of taken from the
 * stream's own, in proportion to the months and days that both have. */
struct scenario_profile fit_place_profile(const struct profile_fit *fit,
                                          const struct scenario_stream *stream);

/* Whether the patience that was fitted is that of the stage's callers.  Who waits for a
 * call-back cannot hang up, and the export has their waits among the others. */
bool fit_place_has_patience(const struct fit_line *line,
                            const struct scenario_stage *stage);

/* Puts all that was fitted into the scenario.  Profiles, calls, day_to_day (and growth,
 * if known) of streams; talk, wrap-up, patience and who leaves at once of lines. */
void fit_place_apply(const struct fit *fit, const struct fit_place *place,
                     struct scenario *scenario);

#endif
