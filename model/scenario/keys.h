/* The manual of settings, printed from the tables that the reader reads by. */
#ifndef MODEL_SCENARIO_KEYS_H
#define MODEL_SCENARIO_KEYS_H

#include "model/scenario/scenario.h"
#include "sim/field.h"

/* A kind of object in a scenario file. */
struct keys_object {
    const char *name;               /* "stream" */
    const char *path;               /* where it stands: "streams.NAME" */
    const char *help;               /* what it is; no full stop */
    const struct sim_field *fields; /* ended by a null key */
};

/* All objects, in the order of the manual, ended by null. */
extern const struct keys_object *const keys_objects[];

/* The ends that every scenario has without writing them. */
enum { KEYS_ENDS = 4 };
extern const char *const keys_end_names[KEYS_ENDS];
extern const char *const keys_end_labels[KEYS_ENDS];

/* How a value of the field is written, to follow "must be", in fresh memory: `a share
 * such as "12 %" or 0.12`. */
char *keys_form(const struct sim_field *field);

/* Its range where it has one, else the form: `0 % to 95 %`. */
char *keys_rule(const struct sim_field *field);

/* The whole manual in fresh memory: every setting with its unit, range, default and
 * help, by object; the laws of times; what-ifs. */
char *keys_manual(void);

/* The forms of values and the settings of these objects, ended by null, for another
 * kind of file: `what` is its name, such as "scenario".  In fresh memory. */
char *keys_manual_of(const char *what, const struct keys_object *const *objects);

#endif
