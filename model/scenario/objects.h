/* The tables of settings, one an object, and what the reader fills by them. */
#ifndef MODEL_SCENARIO_OBJECTS_H
#define MODEL_SCENARIO_OBJECTS_H

#include "model/scenario/keys.h"

/* The period as it is written; each entry may be a range of dates. */
struct objects_dates {
    struct scenario_dates from, to, typical_of;
};

/* How `simulate` runs the scenario, before its seed is known to be whole. */
struct objects_run {
    double seed;
    int replications;
};

/* Settings of a stage before its ways are put together. */
struct objects_stage {
    struct scenario_stage stage;
    struct sim_dist time, mean; /* delay: one of them is given */
    int next;                   /* delay */
};

/* Settings of a target before its grade is settled. */
struct objects_target {
    struct scenario_target target;
    int measure; /* enum scenario_grade, or -1 when not given */
    int of;      /* enum scenario_of, or -1 when not given */
    int each, call_backs;
};

/* How a line rings out, and to whom. */
struct objects_call_back {
    struct scenario_call_back call_back;
    struct scenario_dial dial;
};

struct objects_change {
    char *at, *give_to; /* owned */
};

struct objects_basis {
    char *path, *note; /* owned */
    int kind;
};

extern const struct keys_object objects_scenario, objects_period, objects_run,
    objects_busyness, objects_stream, objects_profile, objects_surge, objects_storms,
    objects_delay, objects_menu, objects_option, objects_split, objects_line,
    objects_end, objects_way, objects_handling, objects_talk_grows, objects_redial,
    objects_calls_again, objects_call_back, objects_dial, objects_overflow,
    objects_team, objects_less, objects_absence, objects_called_away, objects_outage,
    objects_target, objects_change;

/* `type` of a stage, by enum scenario_stage_kind; ended by null. */
extern const char *const objects_types[SCENARIO_STAGE_KINDS + 1];
/* The table of each type. */
extern const struct keys_object *const objects_stages[SCENARIO_STAGE_KINDS];

/* `measure` of a target, by enum scenario_grade; ended by null. */
extern const char *const objects_measures[SCENARIO_GRADES + 1];

/* Rows for single values that are read outside a table. */
extern const struct sim_field objects_share, objects_reserve, objects_takes_after,
    objects_limit_share, objects_limit_time, objects_weight, objects_factor,
    objects_talk_times, objects_basis_kind, objects_value, objects_stage_name,
    objects_stream_name, objects_line_name;

#endif
