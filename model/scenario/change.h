/* What-ifs from the command line: the arguments of --set, in order.
 *
 *   PATH=VALUE     replaces a setting (or writes one that was left out)
 *   PATH+=VALUE    adds a number, or an entry to a list such as a team's shifts
 *   PATH-=VALUE    takes away
 *   PATH*=VALUE    multiplies
 *
 * PATH is as in `changes` of a scenario file: names joined by points, [n] in lists.
 * VALUE is as in a scenario file; quotes around a text may be left out. */
#ifndef MODEL_SCENARIO_CHANGE_H
#define MODEL_SCENARIO_CHANGE_H

struct scenario_change_list {
    const char *const *sets; /* borrowed */
    int count;
};

/* What is done to a setting: the names users write in `changes`. */
enum change_op {
    CHANGE_SET,
    CHANGE_TIMES,
    CHANGE_PLUS,
    CHANGE_MINUS,
    CHANGE_ADD,
    CHANGE_OPS
};

struct change_type {
    const char *name; /* in `changes` */
    const char *sign; /* on the command line, before the "=" */
    const char *help;
};

extern const struct change_type change_types[CHANGE_OPS];

/* Splits "PATH+=VALUE".  Returns where VALUE starts and fills the others, or null when
 * there is no "=" or no path before it. */
const char *change_split(const char *set, enum change_op *op, int *path_length);

#endif
