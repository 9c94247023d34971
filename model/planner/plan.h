/* The planner: from a question to staffing with a certificate.  Stands on simulation
 * throughout; formulas only give its start. */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include <stdatomic.h>

#include "model/planner/question.h"
#include "sim/estimate.h"
#include "sim/sequential.h"

/* One need of the plan as it was found on some callers. */
struct plan_grade {
    struct sim_estimate value; /* of its worst unit (least slack): the target's value,
                                  or P(met) */
    int worst_unit;            /* of the need */
    char unit_name[40];        /* "Mon 08:00", "the whole", ... */
    double limit; /* the target's limit, or the share of periods asked for */
    bool at_least;
    enum sim_sequential_state state; /* certificate: HOLDS when all units hold */
    int units_open, units_failed;
};

enum plan_end {
    PLAN_CERTIFIED,
    PLAN_NOT_CERTIFIED, /* rounds or effort ran out before the test passed */
    PLAN_INFEASIBLE,    /* not even the most people that are allowed meet it */
    PLAN_STOPPED        /* by the user: best so far, not certified */
};

/* One test on fresh callers. */
struct plan_round {
    uint64_t seed;
    int replications;
    double error_holds; /* spent */
    bool held;
    int failed_need; /* first that failed or stayed open, -1: none */
};

/* What one person less in a block does. */
enum plan_removal { PLAN_BREAKS, PLAN_DOES_NOT, PLAN_UNDECIDED, PLAN_REMOVALS };
enum plan_block_kind { PLAN_HALF_HOURS, PLAN_TWO_HOURS, PLAN_SHIFTS, PLAN_BLOCKS };

struct plan_block {
    int team; /* free team */
    enum plan_block_kind kind;
    struct question_run run; /* of the pattern */
    enum plan_removal result;
    int need;                  /* whose slack suffers most, by its limit */
    struct sim_estimate after; /* that need's value with one person less */
};

/* What the last person is worth: removing one person for one half hour. */
struct plan_price {
    int team;
    struct question_run run;
    double *change; /* owned: [needs], in the value of the need, per replication period;
                       for P(met) of the target's own value */
};

/* What formulas alone would have said, with the policies that the scenario has. */
struct plan_rival {
    int method;         /* enum start_method; -1: the scenario's own staffing */
    double hours, cost; /* a pattern, as it comes out of the formula; cost in pounds */
    struct sim_estimate *values; /* owned: [needs], simulated, worst unit */
    bool meets;                  /* all limits, by the values */
    bool has_scaled;             /* one knob on the load makes it meet them */
    double times, scaled_hours, scaled_cost;
};

/* "handling +10 %: +3 people". */
struct plan_sensitivity {
    const char *name; /* static: "handling +10 %" */
    double hours,
        peak; /* change of the plan's hours a pattern and of its most people */
    double hours_noise; /* half-width, with the hours of one person */
    bool is_done;       /* false: not even the most people meet it */
    const char *basis;  /* static: what the scenario says of that input: "assumed"; of
                           several the worst */
};

struct plan_frontier_point {
    double hours, cost;
    struct sim_estimate *values; /* owned: [needs] */
};

/* Sums of one free team.  Hours and cost a pattern; a year has 365.25 days. */
struct plan_team {
    int team;     /* of the scenario */
    int *people;  /* owned: [slots], on the phones (posted: as rostered) */
    double seats; /* most at one time */
    double hours, paid_hours, cost;
    double fte;         /* paid hours a week over hours_per_fte */
    double bound_hours; /* work alone */
};

/* What callers of a line meet with the plan: targets alone may hide those whom nobody
 * answers. */
struct plan_line {
    int stage;             /* of the scenario */
    double offered_a_week; /* calls */
    double abandoned;      /* share of them */
    double mean_wait_s;    /* of the answered */
};

struct plan_need_name {
    char *label; /* owned: "999 in 10 s" */
    char *asked; /* owned: "at least 90 %, each day, from BT, of answered" */
    enum { PLAN_SHARE, PLAN_SECONDS } unit;
    bool is_p_met;
};

struct plan {
    const struct question *question; /* borrowed */
    enum plan_end end;
    int *columns;                 /* owned: [column_count] people */
    int *policies;                /* owned: [policy_count] choices */
    struct plan_team *teams;      /* owned: [team_count] */
    struct plan_need_name *needs; /* owned: [need_count] */
    double cost;                  /* by the objective, a pattern */
    double hours;                 /* on the phones, all free teams, a pattern */
    double bound; /* no plan can cost less: the work alone, by the objective; 0: none */
    double
        rosterable_bound; /* linear bound of the shifts at the last prices; 0: none */

    struct plan_grade
        *grades;             /* owned: [need_count], on the callers of the last test */
    struct plan_line *lines; /* owned: [line_count], likewise; no test yet: null */
    int line_count;
    uint64_t seed; /* of the last test, and its replications: `simulate` with
                      them gives these figures */
    int replications;
    struct plan_round *rounds; /* owned */
    int round_count;

    struct plan_block *blocks; /* owned; empty unless certified */
    int block_count;
    struct plan_price *prices; /* owned; one a half hour and team */
    int price_count;
    struct plan_rival *rivals; /* owned */
    int rival_count;
    struct plan_sensitivity *sensitivities; /* owned */
    int sensitivity_count;
    struct plan_frontier_point *frontier; /* owned; by rising hours */
    int frontier_count;

    struct plan_grade *best_reachable; /* owned: [need_count], with the most people
                                          everywhere; INFEASIBLE only, else null */
    int blocking_need;                 /* INFEASIBLE: the first that fails */
    char *fault;         /* owned; a run that did not balance; no figure may
                            be shown */
    int64_t evaluations; /* plans tried x replications */
    double callers;      /* first attempts simulated */
};

/* Where the search stands, told now and then. */
struct plan_progress {
    const char *doing;  /* static: "searching", "testing on fresh callers", ... */
    double share;       /* 0..1 of the effort, about */
    double cost, bound; /* best so far by the objective; 0: none yet */
    double hours;
    int64_t evaluations;
};

struct plan_options {
    uint64_t seed;
    int threads;
    double effort; /* callers to be simulated in the search, about; 0: default */
    bool wants_rivals, wants_sensitivities, wants_prices, wants_minimality;
    int frontier_points; /* 0: none */
    const int *start;    /* [column_count] people to begin with, or null */
    const atomic_bool *stop;
    void (*progress)(void *to, const struct plan_progress *progress);
    void *progress_to;
};

/* Searches, tests and reports.  The same question, seed and effort give the same bits
 * with any number of threads, unless stopped. */
void plan_run(const struct question *question, const struct plan_options *options,
              struct plan *out);
void plan_done(struct plan *plan);

/* The test alone, on callers of options->seed, of a scenario as it is written
 * (QUESTION_AS_WRITTEN).  Spends 5 %.  Fills what a plan has of needs, grades, seed,
 * replications and one round; end is PLAN_CERTIFIED, PLAN_NOT_CERTIFIED or
 * PLAN_STOPPED. */
void plan_verify(const struct question *question, const struct plan_options *options,
                 struct plan *out);

#endif
