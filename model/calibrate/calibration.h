/* A calibration: which inputs of which scenarios are unknown, between what limits, and
 * the published figures that they shall bring about.  Read from a file of its own, in
 * the language of the scenario files.
 *
 * Inside, times are seconds and shares 0..1, as everywhere. */
#ifndef MODEL_CALIBRATION_H
#define MODEL_CALIBRATION_H

#include <stdbool.h>
#include <stdint.h>

#include "model/scenario/change.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"

enum {
    CALIBRATION_MOST_SCENARIOS = 32,
    CALIBRATION_MOST_INPUTS = 32,
    CALIBRATION_MOST_FIGURES = 200,
    CALIBRATION_MOST_WHOLE = 100 /* steps of an input of whole numbers */
};

/* How a value was written, and is written back. */
enum calibration_kind {
    CALIBRATION_NUMBER,
    CALIBRATION_TIME,  /* "90 s" */
    CALIBRATION_SHARE, /* "12 %" */
    CALIBRATION_POINTS /* "2 points" */
};

/* An unknown input. */
struct calibration_input {
    struct sim_where at;
    char *name, *path; /* owned; the path is that of a what-if */
    int how;           /* enum change_op: CHANGE_SET .. CHANGE_MINUS */
    enum calibration_kind kind;
    double from, to, start; /* from < to, start in [from, to] */
    bool is_whole;          /* whole numbers only */
    uint32_t of; /* bit s: set in scenario s; 0: in all in which it is written */
};

/* A published figure. */
struct calibration_figure {
    struct sim_where at;
    char *name, *path, *source; /* owned; source may be null */
    int scenario;
    enum calibration_kind kind;
    double value, tolerance; /* tolerance > 0, in the unit of the value */
    bool is_checked_only;    /* predicted, not fitted */
};

struct calibration_scenario {
    struct sim_where at;
    char *name, *path; /* owned: as written; where it is */
};

struct calibration {
    char *file, *title, *write; /* owned; title and write may be null */
    int replications, evaluations;
    uint64_t seed;
    struct calibration_scenario *scenarios; /* owned, as all arrays here */
    struct calibration_input *inputs;
    struct calibration_figure *figures;
    int scenario_count, input_count, figure_count;
    int fitted_count;     /* figures that are not only checked */
    struct scenario kept; /* owns the file names that complaints borrow */
};

/* Reads `path`; all mistakes go to *diag.  True when there was none.  *out must be
 * zeroed memory and is filled either way: print or drop the diag first, then call
 * calibration_done().  The scenarios themselves are not looked at. */
bool calibration_read(const char *path, struct sim_diag *diag, struct calibration *out);

/* Zeroed memory is fine. */
void calibration_done(struct calibration *calibration);

/* The manual of all settings of such a file, in fresh memory. */
char *calibration_manual(void);

/* The value as it is written in a scenario, with six digits, in fresh memory: "12.5 %",
 * "2104.37 s". */
char *calibration_text(enum calibration_kind kind, double value);

/* The value that calibration_text() stands for. */
double calibration_rounded(enum calibration_kind kind, double value);

#endif
