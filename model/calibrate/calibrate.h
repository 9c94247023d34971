/* Calibrating: finds the values of the unknown inputs at which simulated figures come
 * nearest to published ones, in tolerances, and says what came of it. */
#ifndef MODEL_CALIBRATE_H
#define MODEL_CALIBRATE_H

#include "model/calibrate/identify.h"
#include "model/calibrate/trial.h"

/* How far the search is. */
struct calibrate_progress {
    int evaluations, most; /* so far; at most */
    double misfit;         /* the least sum of squared misses so far */
    int met, fitted;       /* figures met there, of those fitted */
};

struct calibrate_options {
    struct trial_options trial;
    int evaluations; /* >= 1: the search ends after so many */
    void (*progress)(void *to, const struct calibrate_progress *progress); /* or null */
    void *progress_to;
};

struct calibrate_input {
    double value;
    int at_end;            /* -1: at the least it can be, 1: at the most, else 0 */
    bool has_error;        /* not when it is whole, or it was not found out */
    double standard_error; /* in the unit of the value */
};

struct calibrate_figure {
    bool is_known;            /* false: predicted, and the run was stopped before */
    double value, half_width; /* NaN where the noise is not known */
    double miss;              /* (value - published) / tolerance */
    bool is_met;              /* within the tolerance */
};

/* What an input of whole numbers, all others fitted to it, can reach. */
struct calibrate_whole {
    int input;
    double value, misfit;
};

struct calibrate_result {
    struct calibrate_input *inputs;   /* owned, as all arrays */
    struct calibrate_figure *figures; /* in the order of the calibration */
    struct calibrate_whole *wholes;
    int whole_count;
    double misfit; /* sum of squared misses of the fitted figures */
    int met;       /* of the fitted figures */
    int evaluations, simulations;
    bool is_stopped;   /* by the user: the best so far */
    bool is_exhausted; /* all evaluations were used */
    int refused;       /* evaluations in which a scenario could not be simulated */
    char *refusal;     /* owned: why, the first time; or null */
    bool is_identified;
    struct identify identify; /* when is_identified */
};

enum calibrate_status {
    CALIBRATE_DONE,
    CALIBRATE_BAD,        /* after complaints */
    CALIBRATE_INTERRUPTED /* stopped before anything was simulated */
};

/* Fits.  The same calibration, seed and replications give the same bits with any number
 * of threads.  *out is filled when DONE. */
enum calibrate_status calibrate_run(const struct calibration *calibration,
                                    struct trial *trial,
                                    const struct calibrate_options *options,
                                    struct sim_diag *diag,
                                    struct calibrate_result *out);

/* Zeroed memory is fine. */
void calibrate_result_done(struct calibrate_result *result);

#endif
