/* One setting of an object, as data: what it is called, what it may be, where it goes.
 * Readers fill structs from tables of these, and the manual prints the same tables, so
 * that a new setting is one row.
 *
 * The kind says both how the setting is written and what lies at `offset`. */
#ifndef SIM_FIELD_H
#define SIM_FIELD_H

#include <stdbool.h>
#include <stddef.h>

enum sim_field_kind {
    SIM_FIELD_TEXT,   /* char *, owned by the struct */
    SIM_FIELD_TIME,   /* double, seconds */
    SIM_FIELD_SHARE,  /* double, 0..1 */
    SIM_FIELD_GROWTH, /* double, a year or more of something; 0.085 for "8.5 %" */
    SIM_FIELD_ODDS,   /* double, 0..1: "9 of 10" */
    SIM_FIELD_NUMBER, /* double */
    SIM_FIELD_COUNT,  /* int */
    SIM_FIELD_DATES,  /* a range of dates */
    SIM_FIELD_HOURS,  /* hours of the week, in the place of the model's own struct */
    SIM_FIELD_LAW,    /* struct sim_dist; low and high hold for the mean */
    SIM_FIELD_FIXED,  /* as LAW, but a bare time is exactly that time */
    SIM_FIELD_CHOICE, /* int: index in `choices` */
    SIM_FIELD_FLAG,   /* bool */
    SIM_FIELD_NAME,   /* int: index of an object; `form` says of which kind */
    SIM_FIELD_OWN,    /* read by the object's own function; `form` says how written */
    SIM_FIELD_KINDS
};

struct sim_field {
    const char *key;
    enum sim_field_kind kind;
    size_t offset;
    double low, high;     /* allowed: low <= value <= high; both 0: any of the kind */
    const char *fallback; /* used when the setting is left out, written as a user would;
                             null: the setting must be given; "": nothing is stored */
    const char *help;     /* what it is, for the manual; no full stop */
    const char *form; /* NAME: which objects; OWN: how it is written; GROWTH: the same,
                         when it is not a year's */
    const char *const *choices; /* CHOICE: the words, ended by null */
};

#endif
