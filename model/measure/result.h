/* The results of an experiment: estimates with their 95 % intervals, for the report.
 * Stands alone: it copies the names it needs and borrows nothing.
 *
 * Expectations are ratios of sums over replications.  Seconds, shares 0..1, calls and
 * hours a day (an hour at hours and quarter hours), pounds. */
#ifndef MODEL_RESULT_H
#define MODEL_RESULT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/measure/measure.h"
#include "sim/estimate.h"

/* One named interval: "2022" or "2022-03-01..2022-05-31", "2022-03", "2022-W09",
 * "2022-03-01", "Mon 08:00", "2022-03-27 03:15" (BST or GMT in the hour that comes
 * twice). */
struct result_unit {
    char name[40];
    int32_t first_day; /* days since 1970-01-01; hours: of the week, 0 = Monday 00:00 */
    int days;          /* inside the period; hours: 0 */
    int quarters;      /* quarter hours of the period inside it */
    bool whole;        /* false: the period cuts it off, or (hours) has none of it */
};

/* A line, a stream, a clock or a team.  A clock is a line measured once more, from the
 * entry into another stage, to the offer of a call-back, or without call-backs. */
struct result_object {
    enum measure_object kind;
    char *name, *label; /* owned */
    int line;           /* of a clock: object index of its line; else -1 */
    uint64_t has;       /* bit id: this measure is about it; see result_has() */
};

/* Longest wait of a replication, over replications; seconds. */
struct result_longest {
    struct sim_estimate mean;
    double median_s, p95_s, max_s;
};

/* One named interval of a target's `each`. */
struct result_target_unit {
    int unit;                  /* of result.units[each] */
    struct sim_estimate value; /* expectation */
    struct sim_estimate p_met; /* none when partial or always empty */
    double empty;              /* share of replications in which it was empty */
};

enum { RESULT_SHORTS = 4 }; /* people short: 0, 1, 2, 3 or more */

struct result_target {
    char *name, *label; /* owned, as all pointers below */
    char *definition;   /* one sentence: clock, numerator, denominator, threshold */
    char *counted;      /* the same in a few words: "from BT, of answered" */
    char *asked;        /* "at least 90 % in 90 % of months" */
    const char *of; /* static: name of what is measured, a grade: "answered_within" */
    int line;       /* object index, or -1: a journey or a team */
    int object; /* index of the line, clock, stream or team that it is measured on */
    double within_s;        /* answered within this time; < 0: it asks something else */
    enum measure_unit unit; /* MEASURE_SHARE or MEASURE_SECONDS */
    bool at_least;          /* else at most */
    double limit;
    double in_share; /* P(met) asked for; 0: the expectation is held to the limit */
    enum measure_level each;
    struct sim_estimate value; /* expectation over the period */
    struct sim_estimate p_met; /* share of replication-periods that met the limit */
    double met, of_periods;    /* mean number met in a replication, and of how many */
    int partial;               /* named periods left out because the period cuts them */
    double empty; /* mean number of empty ones in a replication, left out */
    bool has_usual;
    double usual_low, usual_high; /* 5 and 95 % of the values of single periods */
    bool has_ceiling; /* the clock starts before the line: what no staffing could beat,
                       */
    struct sim_estimate ceiling; /* share of answered calls that reached the line in
                                    time */
    bool has_shorts;
    struct sim_estimate shorts[RESULT_SHORTS]; /* expectation with so many short */
    enum sim_verdict verdict;
    struct result_target_unit *units; /* whole named periods only */
    int unit_count;
    struct sim_estimate
        *values[MEASURE_LEVELS]; /* by level and unit; null: not there */
};

/* The way of callers through the stages, of journeys begun in the period. */
struct result_way {
    char *name, *to; /* owned: option or outcome, and the label of the next stage */
    struct sim_estimate per_day;
    double share; /* of all who entered the stage */
};

/* What callers did who hung up, or were cut off by an outage. */
enum result_hang_up {
    RESULT_POSITIVE, /* found another channel */
    RESULT_NEUTRAL,  /* lost, or went to another end */
    RESULT_NEGATIVE, /* called again */
    RESULT_RECALLED, /* the force rings them */
    RESULT_HANG_UPS
};

extern const char *const result_hang_up_names[RESULT_HANG_UPS]; /* "positive", ... */

/* Those who hung up at one stage that has a redial, or were cut off by an outage that
 * has one, of journeys begun in the period. */
struct result_hang_ups {
    char *name, *label; /* owned; of the stage or the outage */
    bool is_outage;
    struct sim_estimate per_day;
    struct sim_estimate kinds[RESULT_HANG_UPS];  /* a day */
    struct sim_estimate shares[RESULT_HANG_UPS]; /* of all of them */
    struct result_way *ways; /* owned: where they went, "lost" last; of all attempts */
    int way_count;
};

struct result_stage {
    char *name, *label;          /* owned */
    const char *kind;            /* static: "delay", "menu", "split", "line", "end" */
    struct sim_estimate entered; /* a day, each visit */
    double share;            /* of first attempts of all streams that can get here */
    struct result_way *ways; /* owned */
    int way_count;
    bool has_again;          /* answered callers come back later */
    struct result_way again; /* its name is "calls_again" */
};

/* One line or clock in the quarter hours in which its first team was so many short. */
struct result_short_row {
    struct sim_estimate hours, offered; /* a day; over the rows they add up to all */
    struct sim_estimate answered_share, abandoned_share, mean_wait; /* of these calls */
};

struct result_short {
    int object, team; /* object indices */
    struct result_short_row rows[RESULT_SHORTS];
};

/* What the staffing of a team amounts to. */
struct result_people {
    int team;         /* object index */
    double seats;     /* most people posted at one time */
    double hours_day; /* on the phones a day, expected, mean of the period */
    double paid_week; /* paid (posted) hours a week */
    double fte;       /* paid_week over the hours of one full-time person */
    bool has_cost;
    double cost_year; /* pounds */
};

/* How waits are distributed.  Bin 0: calls answered at once.  Bin i >= 1: answered
 * after a wait above 0 that is at least result_wait_edges_s[i - 1] and below the next
 * edge; the last bin has no upper end.  The edges are those of the tally's bins that
 * are whole minutes from a minute and a half up; it has none at five minutes. */
enum { RESULT_WAITS = 30 };
extern const double result_wait_edges_s[RESULT_WAITS - 1];

/* A team in one half hour of the week, Monday 00:00 local time first: means over time,
 * over all weeks of the period and all replications. */
enum { RESULT_WEEK_HALVES = 336, RESULT_HALF_NAME = 16 };
struct result_half {
    int quarters;  /* of the period inside it; 0: the rest is 0 too */
    double people; /* on the phones */
    double busy; /* of them and of those beyond the end of staffing: the load carried */
    double overrun; /* busy beyond the end of staffing */
};

/* A line on one simulated day. */
struct result_day {
    int32_t date;    /* days since 1970-01-01 */
    int replication; /* from 0, as --trace-replication counts */
    double offered, answered;
    double abandoned_share; /* of the offered, of whom there are some */
    double mean_wait_s;     /* of the answered; 0 without any */
    double longest_wait_s;
};

/* The single days of all replications that stand out, first the most; of equals the
 * lower replication, then the earlier day. */
enum { RESULT_DAYS = 10, RESULT_DAY_ANSWERED = 10 };
struct result_extremes {
    struct result_day busiest[RESULT_DAYS]; /* by calls offered */
    struct result_day worst[RESULT_DAYS];   /* by mean wait, of days on which at least
                                               RESULT_DAY_ANSWERED were answered and some
                                               of   them waited */
    int busiest_count, worst_count;
};

struct result {
    char *title, *marking, *file; /* owned; of the scenario; may be null */
    uint64_t hash, seed;          /* of the scenario; of the experiment */
    const char *version;          /* static: of the program */
    int32_t from_day, to_day;     /* the period, days since 1970-01-01, inclusive */
    int planned, done;            /* replications */
    bool partial;                 /* stopped by the user before all that was planned */
    bool settled;                 /* --precision was reached and ended the run */
    char *fault;    /* owned; null when every replication balanced.  Otherwise what did
                       not, in words, and no figure below may be shown */
    double callers; /* first attempts simulated in all, warm-up included */
    double events;  /* events handled in all */

    /* Lines first, then streams, then clocks, then teams.  All but teams are measured
     * like a queue and are subjects. */
    int object_count, line_count, stream_count, clock_count, team_count;
    int subject_count;
    struct result_object *objects;               /* owned, as all arrays below */
    int unit_count[MEASURE_LEVELS];              /* quarters: 0 unless asked for */
    struct result_unit *units[MEASURE_LEVELS];   /* quarters: null, see result_unit() */
    struct sim_estimate *values[MEASURE_LEVELS]; /* quarters: null, see result_at() */
    struct result_longest *longest;              /* [subject_count] */
    struct result_target *targets;
    int target_count;
    struct result_stage *stages;
    int stage_count;
    struct result_hang_ups *hang_ups; /* stages in their order, then outages */
    int hang_up_count;                /* 0: nobody who hangs up does anything */
    struct result_short *shorts; /* lines, then clocks, whose first team is random */
    int short_count;
    struct result_people *people;     /* [team_count] */
    double *waits;                    /* [subject_count][RESULT_WAITS]: calls a day */
    struct result_half *halves;       /* [team_count][RESULT_WEEK_HALVES] */
    struct result_extremes *extremes; /* [line_count] */
    struct result_quarters *quarters; /* owned, or null */
};

/* How the replications of a fold came about. */
struct result_run {
    uint64_t seed;
    const char *version; /* static */
    int planned;
    bool is_partial, is_settled;
};

struct fold;

/* Estimates from all that was folded.  With a fault there are no figures, only names,
 * intervals and the fault.  O(units x objects x measures). */
void result_make(const struct fold *fold, const struct result_run *run,
                 struct result *out);

/* Frees all that a result owns and zeroes it; zeroed memory is fine. */
void result_done(struct result *result);

/* Whether a measure is about an object.  O(1). */
bool result_has(const struct result_object *object, enum measure_id measure);

/* One figure.  Measures that an object does not have, and intervals without a
 * denominator, give SIM_ESTIMATE_NONE.  O(1). */
struct sim_estimate result_at(const struct result *result, enum measure_level level,
                              int unit, int object, enum measure_id measure);

/* "Mon 08:30"; returns out. */
char *result_half_name(int half, char out[RESULT_HALF_NAME]);

/* Busy over staffed and over-run time; false, with *out left alone, when there is
 * neither. */
bool result_half_occupancy(const struct result_half *half, double *out);

/* The named interval, at any level.  O(1). */
struct result_unit result_unit(const struct result *result, enum measure_level level,
                               int unit);

/* A figure of the whole period by its path, as in the JSON:
 * "line.switchboard.mean_wait" (any measure, and longest_median, longest_p95,
 * longest_most of a replication), "stream.public_101.abandoned_share",
 * "clock.line_999_from_bt.mean_wait" (or line_to_offer, line_without_call_backs),
 * "team.handlers.occupancy", "team.handlers.seats" (hours_day, paid_week, fte,
 * cost_year), "target.t999.value" (p_met, ceiling, met, of_periods, usual_low,
 * usual_high), "flow.ivr.report_online" and "flow.ivr.entered" (a day),
 * "flow.desk.redial.ivr" (or lost), "flow.desk.calls_again", "hang_ups.desk.positive"
 * (neutral, negative, recalled, per_day; positive_share ...), "outage.phones.per_day"
 * (the same, and redial.ivr), "short.desk.2.mean_wait" (with 2 people short, 3 being 3
 * or more; hours, offered, answered_share, abandoned_share), "target.t999.short_2".
 * People and what they cost have no noise: their half-width is 0.  Where the noise is
 * not known (one replication, or no mean over replications) it is NaN.  Returns false
 * and leaves the outputs alone when there is no such figure. */
bool result_value(const struct result *result, const char *path, double *value,
                  double *half_width);

#endif
