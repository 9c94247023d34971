/* One setting that a sweep varies: "PATH=FROM:TO:STEP" or "PATH=VALUE,VALUE,...", with
 * "+=", "-=" and "*=" as in change.h.  Each value is written as --set would have it, so
 * that reading and checking a point is reading and checking a what-if.
 *
 * FROM, TO and STEP are numbers with the setting's unit: "8 %:16 %:2 %",
 * "5 min:7 min:30 s", "300000:400000:20000"; a step of a share may be in points.  The
 * values are FROM + i x STEP, rounded to 12 digits, as far as TO, which is reached
 * exactly where steps of a tenth, say, should reach it.  A list is taken where there is
 * a comma outside quotes and brackets; an entry with a comma stands in quotes. */
#ifndef MODEL_SWEEP_AXIS_H
#define MODEL_SWEEP_AXIS_H

#include <stdbool.h>

#include "model/scenario/change.h"

enum {
    SWEEP_MOST_AXES = 100,
    SWEEP_MOST_VALUES = 100000 /* of one setting */
};

/* What the values are. */
enum sweep_unit {
    SWEEP_TEXT, /* anything: no numbers */
    SWEEP_NUMBER,
    SWEEP_SHARE,  /* 0..1, per cent as written */
    SWEEP_TIME,   /* seconds */
    SWEEP_POINTS, /* difference of shares */
    SWEEP_UNITS
};

extern const char *const sweep_unit_names[SWEEP_UNITS]; /* "text", "number", ... */

struct sweep_axis {
    char *word;           /* owned: as it was given */
    char *path;           /* owned: of the setting, without operator */
    enum change_op op;    /* what is done to it */
    enum sweep_unit unit; /* of all values */
    bool is_range;        /* FROM:TO:STEP, else a list */
    int count;            /* values, >= 1 */
    char **values;        /* owned: as a --set has them */
    double *numbers;      /* owned: the same in their unit; null for texts */
};

/* Reads the argument of --vary.  False, with *fault in fresh memory saying what it must
 * be, and *out zeroed. */
bool sweep_axis_read(const char *word, struct sweep_axis *out, char **fault);
void sweep_axis_done(struct sweep_axis *axis);

/* "PATH*=VALUE", for scenario_change_list, in fresh memory. */
char *sweep_axis_set(const struct sweep_axis *axis, int value);

#endif
