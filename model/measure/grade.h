/* The table of grades of service that a target can ask for: how each gets its value in
 * one interval of one replication, and its words.  A new grade is a new row. */
#ifndef MODEL_GRADE_H
#define MODEL_GRADE_H

#include <stdbool.h>

#include "model/measure/digest.h"

/* What a target is about, found once: indices into subjects, teams, journeys and slots;
 * -1 where it has none. */
struct grade_place {
    int subject, team, journey;
    int slot;       /* threshold of its numerator */
    int short_slot; /* hung up after the threshold; for offered less short */
};

/* One interval of one replication. */
struct grade_facts {
    const struct digest_cell *cell; /* null without a subject, as below */
    const struct digest_team *team;
    const struct digest_journey *journey;
    const uint64_t *waits; /* histogram of the subject; null unless the grade asks */
};

struct grade_ratio {
    double of, per; /* per 0: the interval is empty */
};

struct grade {
    const char *name; /* as in JSON */
    const char *help;
    enum measure_unit unit;
    /* Expectations are ratios of sums; else pooled quantiles or means of values. */
    bool is_ratio;
    bool needs_waits; /* a histogram of the interval; there is none by quarter hour */
    struct grade_ratio (*value)(const struct scenario_target *target,
                                const struct grade_place *place,
                                const struct grade_facts *facts);
    /* One sentence in fresh memory: numerator, denominator, clock, threshold. */
    char *(*words)(const struct scenario *scenario,
                   const struct scenario_target *target);
    /* The same in a few words, in fresh memory: "from BT, of answered". */
    char *(*brief)(const struct scenario *scenario,
                   const struct scenario_target *target);
};

extern const struct grade grades[SCENARIO_GRADES];

struct grade_place grade_place(const struct program *program,
                               const struct scenario_target *target,
                               const struct program_measured *measured);

/* The value in quarter hour q of a closed tally, of a grade that needs no histogram. */
struct grade_ratio grade_quarter(const struct scenario_target *target,
                                 const struct grade_place *place,
                                 const struct tally *tally, int q);

/* Complains about targets that no tally can answer; false if there are any. */
bool grade_check(const struct scenario *scenario, struct sim_diag *diag);

/* Whether one interval meets the target. */
bool grade_is_met(const struct scenario_target *target, double value);

/* "at least 90 % in 90 % of months" or "at most 5 % on average", in fresh memory. */
char *grade_limit_words(const struct scenario_target *target);

#endif
