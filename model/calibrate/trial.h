/* Trials of a calibration: its scenarios simulated with given values of the unknown
 * inputs, always with the same luck, and the figures that come out.
 *
 * A scenario whose inputs are those of an earlier trial is not simulated again. */
#ifndef MODEL_TRIAL_H
#define MODEL_TRIAL_H

#include <stdatomic.h>

#include "model/calibrate/calibration.h"

struct trial_options {
    int replications, threads; /* >= 1 */
    uint64_t seed;
    const char *version;     /* static */
    const atomic_bool *stop; /* as of an experiment, or null */
};

enum trial_status {
    TRIAL_DONE,
    TRIAL_REFUSED, /* a scenario cannot be simulated so, or lacks a figure */
    TRIAL_STOPPED  /* by the stop flag */
};

struct trial;

/* Reads every scenario as it stands, and settles which inputs it has.  `sets` are
 * applied to all scenarios before the inputs.  Null after complaints; what they borrow
 * stays in `calibration`. */
struct trial *trial_new(const struct calibration *calibration,
                        const struct scenario_change_list *sets,
                        const struct trial_options *options, struct sim_diag *diag);
void trial_free(struct trial *trial);

/* Whether an input is set in a scenario. */
bool trial_has(const struct trial *trial, int input, int scenario);

/* Simulates with values[input_count], rounded as calibration_text() writes them, and
 * fills figures[figure_count] and the half-widths of their 95 % intervals, NaN where
 * the noise is not known.  Only
 * scenarios with a figure that is fitted are simulated, unless `all`; the figures of
 * the others are left alone.
 *
 * REFUSED and STOPPED leave parts of the outputs as they were. */
enum trial_status trial_run(struct trial *trial, const double *values, bool all,
                            double *figures, double *half_widths);

/* Why the last trial was refused; borrowed until the next. */
const char *trial_refusal(const struct trial *trial);

/* How often a scenario was simulated so far. */
int trial_simulations(const struct trial *trial);

/* The what-ifs of a scenario at these values, as of the command line, `sets` first; in
 * fresh memory, each and as a whole.  `count` of them are of the inputs, in order. */
char **trial_changes(const struct trial *trial, int scenario, const double *values,
                     int *count);
void trial_changes_free(char **changes, int count);

#endif
