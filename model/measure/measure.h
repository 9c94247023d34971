/* The table of measures: each has one definition, with its unit, its denominator and
 * its clock.  Results, files and the manual walk this table.
 *
 * A call counts in the interval of its arrival at the line, a journey in that of its
 * first attempt, whenever it ends.  Seconds throughout; shares 0..1. */
#ifndef MODEL_MEASURE_H
#define MODEL_MEASURE_H

#include <stdbool.h>

/* Intervals that are measured.  All but hours and quarter hours count by the day. */
enum measure_level {
    MEASURE_PERIOD,
    MEASURE_MONTH,
    MEASURE_WEEK, /* Monday to Sunday */
    MEASURE_DAY,
    MEASURE_HOUR,    /* of the week, local time: 168 */
    MEASURE_QUARTER, /* quarter hours of the period: expectations only, if asked for */
    MEASURE_LEVELS
};

/* What is measured; a set of bits in a measure's row. */
enum measure_object {
    MEASURE_LINE,
    MEASURE_STREAM,
    MEASURE_CLOCK, /* a line once more, with another clock */
    MEASURE_TEAM,
    MEASURE_OBJECTS
};

enum measure_unit {
    MEASURE_CALLS, /* calls a day; at hours and quarter hours: calls an hour */
    MEASURE_HOURS, /* hours a day; at hours and quarter hours: hours an hour */
    MEASURE_SECONDS,
    MEASURE_SHARE,
    MEASURE_PEOPLE, /* number of people or callers, mean over time */
    MEASURE_NUMBER, /* of each journey */
    MEASURE_UNITS
};

/* Sums that a replication gives for one line, stream or team in one interval. */
enum measure_quantity {
    MEASURE_Q_NONE, /* ends a list of terms */
    MEASURE_Q_OFFERED,
    MEASURE_Q_ANSWERED,
    MEASURE_Q_ABANDONED,
    MEASURE_Q_LEFT,
    MEASURE_Q_STILL,
    MEASURE_Q_PRESENTED,
    MEASURE_Q_WAITED, /* answered after a wait above 0 */
    MEASURE_Q_WAIT,
    MEASURE_Q_WAIT2,
    MEASURE_Q_LOST_WAIT,
    MEASURE_Q_QUEUE,
    MEASURE_Q_COUNT,
    /* of a line or a stream where some scenarios have it: see struct tally_more */
    MEASURE_Q_ASKED = MEASURE_Q_COUNT,
    MEASURE_Q_CALLED_BACK,
    MEASURE_Q_NOT_REACHED,
    MEASURE_Q_OVERFLOWED,
    MEASURE_Q_CUT_OFF,
    MEASURE_Q_POSITIVE,
    MEASURE_Q_NEGATIVE,
    MEASURE_Q_ATTEMPTS,
    MEASURE_Q_RESOLVED,
    MEASURE_Q_AGAIN,
    MEASURE_Q_INTERRUPTED,
    MEASURE_Q_DIALLED,
    MEASURE_Q_WORKED,
    MEASURE_Q_ALL,
    MEASURE_Q_MORE = MEASURE_Q_ALL - MEASURE_Q_COUNT,
    /* of a team */
    MEASURE_Q_BUSY = 1,
    MEASURE_Q_OVER,
    MEASURE_Q_STAFFED, /* person-seconds on the phones */
    MEASURE_Q_TEAM_COUNT
};

enum measure_how {
    MEASURE_RATIO,    /* ratio of sums over replications: of / per */
    MEASURE_RATE,     /* sum over the length of the interval, mean of replications */
    MEASURE_SPREAD,   /* standard deviation of waits */
    MEASURE_QUANTILE, /* of waits, read from the histogram; zero waits count */
    MEASURE_LONGEST   /* maximum; for the period the mean of the replications' maxima */
};

/* A sum of quantities with weights. */
struct measure_term {
    enum measure_quantity what;
    double weight;
};

enum { MEASURE_TERMS = 3 };

/* What an object must have for a measure to be about it. */
enum measure_need {
    MEASURE_NEEDS_NOTHING,
    MEASURE_NEEDS_CALL_BACKS, /* the line offers them */
    MEASURE_NEEDS_DIALLING,   /* it does, or all who come are dialled */
    MEASURE_NEEDS_OVERFLOW,
    MEASURE_NEEDS_OUTAGE, /* it goes down in one */
    MEASURE_NEEDS_REDIAL, /* some line has one, and callers can hang up in this one */
    MEASURE_NEEDS_AGAIN,  /* calls again: the line; of a stream, some line */
    MEASURE_NEEDS_INTERRUPTION,
    MEASURE_NEEDS_WORK,    /* its work is added up: it has a setting of this kind */
    MEASURE_NEEDS_ATTEMPTS /* stream: journeys may have several */
};

struct measure {
    const char *name;  /* in JSON, CSV and paths */
    const char *label; /* for people */
    enum measure_unit unit;
    unsigned objects; /* bits: 1u << MEASURE_LINE ... */
    enum measure_need need;
    const char *definition;
    enum measure_how how;
    struct measure_term of[MEASURE_TERMS], per[MEASURE_TERMS];
    double quantile;
};

enum measure_id {
    MEASURE_ID_OFFERED,
    MEASURE_ID_ANSWERED,
    MEASURE_ID_ABANDONED,
    MEASURE_ID_LEFT,
    MEASURE_ID_STILL,
    MEASURE_ID_PRESENTED,
    MEASURE_ID_ANSWERED_SHARE,
    MEASURE_ID_ABANDONED_SHARE,
    MEASURE_ID_LEFT_SHARE,
    MEASURE_ID_AT_ONCE_SHARE,
    MEASURE_ID_MEAN_WAIT,
    MEASURE_ID_SD_WAIT,
    MEASURE_ID_MEDIAN_WAIT,
    MEASURE_ID_P90_WAIT,
    MEASURE_ID_P95_WAIT,
    MEASURE_ID_P99_WAIT,
    MEASURE_ID_LONGEST_WAIT,
    MEASURE_ID_MEAN_WAIT_LOST,
    MEASURE_ID_MEAN_WAIT_ALL,
    MEASURE_ID_QUEUE_LENGTH,
    MEASURE_ID_OCCUPANCY,
    MEASURE_ID_STAFFED_HOURS,
    MEASURE_ID_BUSY_HOURS,
    MEASURE_ID_OVERRUN_HOURS,
    MEASURE_ID_PEOPLE,
    /* The rows from here on have their own moments (fold_more.h), not for quarter hours
     * and not for clocks. */
    MEASURE_ID_CALL_BACKS_ASKED,
    MEASURE_ID_CALLED_BACK,
    MEASURE_ID_CALL_BACKS_NOT_REACHED,
    MEASURE_ID_OVERFLOWED,
    MEASURE_ID_CUT_OFF,
    MEASURE_ID_HUNG_UP_POSITIVE,
    MEASURE_ID_HUNG_UP_NEUTRAL,
    MEASURE_ID_HUNG_UP_NEGATIVE,
    MEASURE_ID_POSITIVE_SHARE,
    MEASURE_ID_NEUTRAL_SHARE,
    MEASURE_ID_NEGATIVE_SHARE,
    MEASURE_ID_CALLS_AGAIN,
    MEASURE_ID_INTERRUPTED,
    MEASURE_ID_WORKED_HOURS,
    MEASURE_ID_DIALLED_HOURS,
    MEASURE_ID_ATTEMPTS,
    MEASURE_ID_RESOLVED_SHARE,
    MEASURE_COUNT,
    MEASURE_ID_MORE = MEASURE_ID_CALL_BACKS_ASKED, /* the first of them */
    MEASURE_MORE_COUNT = MEASURE_COUNT - MEASURE_ID_MORE
};

extern const struct measure measures[MEASURE_COUNT];

/* Row with this name, or -1. */
int measure_index(const char *name);

/* The sum of `terms` over sums[MEASURE_Q_...]. */
double measure_sum(const struct measure_term terms[MEASURE_TERMS], const double *sums);

/* Whether a term of the row is this quantity. */
bool measure_uses(const struct measure *measure, enum measure_quantity what);

/* Names: "period", "month", ...; "line", "stream", "clock", "team". */
extern const char *const measure_level_names[MEASURE_LEVELS];
extern const char *const measure_object_names[MEASURE_OBJECTS];

/* "calls a day", "calls an hour", "s", "share", "people" or "callers". */
const char *measure_unit_name(enum measure_id id, enum measure_level level);

#endif
