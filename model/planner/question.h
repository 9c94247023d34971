/* What the planner is asked, compiled: a pattern of quarter hours that is staffed,
 * columns of people that can be chosen, policies, and requirements that must hold.
 *
 * The *pattern* is a week that comes again (weekday * 96 + quarter hour of the local
 * clock) or a range of dates ((date - first) * 96 + quarter hour).  A *column* is what
 * one decision puts there: people of one team in one slot (free form) or in one shift
 * (rosterable).  A *plan* is a whole number of people for each column and a choice for
 * each policy. */
#ifndef MODEL_QUESTION_H
#define MODEL_QUESTION_H

#include "model/scenario/scenario.h"
#include "model/world/program.h"

enum {
    QUESTION_DAY = 96,
    QUESTION_RUNS = 2,
    QUESTION_MOST_DAYS = 35,
    QUESTION_UNIT_NAME = 40
};

/* Quarter hours of the pattern from <= s < to; on a weekly pattern `to` may pass the
 * end of the week and goes on at its beginning.  On dates what passes their end is cut:
 * a single shift has been, one that repeats is by question_cover(). */
struct question_run {
    int from, to;
};

struct question_column {
    int team;                                /* index of a free team */
    struct question_run runs[QUESTION_RUNS]; /* on the phones; the second, after a
                                                break, may be empty (from == to) */
    int run_count;
    unsigned days;        /* rosterable: bits of the weekdays on which it repeats; the
                             runs are of the first day of the pattern that is one, the
                             others are moved by whole days.  0: the runs alone */
    int from_min, to_min; /* rosterable: local times, to_min may pass 1440 */
    double hours;         /* of one person on the phones, all days */
    double paid_hours;    /* with paid breaks */
    double cost;          /* pounds of one person, paid breaks included; 0 without
                             cost_per_hour */
};

struct question_team {
    int team;         /* index in the scenario */
    int first, count; /* its columns */
    bool is_rosterable, is_posted;
    uint16_t *least, *most; /* owned, by quarter hour of the pattern: people */
    double *price;          /* owned, likewise: pounds of one person for that quarter */
};

/* A policy: a whole number from 0 to choices - 1. */
struct question_policy {
    enum question_policy_kind { QUESTION_RESERVE, QUESTION_OFFER } kind;
    int team, position, from; /* RESERVE: keep_free is from + choice */
    int stage;                /* OFFER: offered_after is after_s[choice] */
    const double *after_s;    /* borrowed from the scenario */
    int choices, now; /* now: the choice nearest to the scenario's own setting */
};

/* A target that must hold in each of its units. */
struct question_need {
    const struct scenario_plan_hold *hold; /* borrowed */
    struct scenario_target target; /* as asked of the tally: a percentile has become a
                                      share within its limit; lists are borrowed */
    enum scenario_plan_each each;
    double in_share; /* 0: in expectation */
    double limit;    /* of the target as asked of the tally */
    double margin;
    int first_unit, unit_count; /* among all units of all needs */
    int *unit;                  /* owned: by quarter hour of the run, 0 ..
                                   unit_count - 1, or -1 outside the period */
};

struct question {
    /* Owned copy of the scenario, which lends it all it points at: targets are as asked
     * of the tally, and free teams that are not posted have nobody and nothing taken
     * off. */
    const struct scenario *scenario;
    const struct scenario *source;     /* borrowed: as it was given */
    struct program program;            /* owned; free teams have nobody in it */
    struct program_measured *measured; /* owned, by target */
    bool is_weekly;
    int32_t first_date;          /* dated: of pattern day 0 */
    int slots;                   /* quarter hours of the pattern */
    int *slot;                   /* owned: by quarter hour of the run */
    struct question_team *teams; /* owned, as all below */
    int team_count;
    struct question_column *columns;
    int column_count;
    struct question_policy *policies;
    int policy_count;
    struct question_need *needs;
    int need_count, unit_count;
    enum scenario_plan_objective objective;
    bool has_cost; /* every free team has a cost per hour */
};

enum question_form {
    QUESTION_FREE,      /* the plan's teams and policies are to be chosen */
    QUESTION_AS_WRITTEN /* nothing is: teams are staffed as the scenario says */
};

/* Compiles the question of a scenario that is one week or range of dates to plan:
 * scenario->plan.week is not looked at, a period that is_typical has a weekly pattern.
 * Complains and returns false, leaving *out zeroed, when it cannot be planned (no
 * target that can be held, a team without a line, more dates than QUESTION_MOST_DAYS,
 * a minimum above the maximum, no shift that may be rostered).  The scenario must
 * outlive *out.  O(quarters + columns). */
bool question_compile(const struct scenario *scenario, enum question_form form,
                      struct sim_diag *diag, struct question *out);
void question_done(struct question *question);

/* The columns of one team, appended; called by question_compile(), in columns.c, when
 * the team's least, most and price are there.
 *
 * Free form: slots of changes_every_s from midnight, the last of a day shorter if need
 * be.  Rosterable: every start, length, break and day or set of days, each once.  The
 * break begins on half hours after its earliest start (quarter hours when that or its
 * length is not in half hours), with at least a quarter hour on the phones on either
 * side; a shift too short for that has none.  On dates a shift may begin on the day
 * before the first, and what lies outside the dates is cut and costs nothing; a shift
 * that repeats begins on weekdays on all of whose dates it may.  Complains when there
 * is no column, or more than 20,000. O(columns x slots). */
bool question_add_columns(struct question *question, int team,
                          const struct scenario_plan_team *asked,
                          struct sim_diag *diag);

/* What one person of a column costs by the objective: pounds, or hours. */
double question_cost(const struct question *question,
                     const struct question_column *column);

/* Adds `people` (which may be negative) of a column to the coverage of its team,
 * people[slots]. */
void question_cover(const struct question *question,
                    const struct question_column *column, int people, int *coverage);

/* By slot, whether somebody may call then, or has called in the `later` quarter hours
 * before; owned by the caller.  O(streams * quarters * later). */
bool *question_busy(const struct question *question, int later);

/* Name of a unit of a need: "the whole", "Mon", "Mon 08:00", "Jun 2022". */
void question_unit_name(const struct question *question, int need, int unit,
                        char out[QUESTION_UNIT_NAME]);

/* "Mon 08:00-08:30", "Sat,Sun 14:00-22:00, break 18:00-18:30" in fresh memory. */
char *question_column_words(const struct question *question,
                            const struct question_column *column);

#endif
