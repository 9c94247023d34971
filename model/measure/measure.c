#include "model/measure/measure.h"

#include <string.h>

enum {
    LINE = 1u << MEASURE_LINE,
    STREAM = 1u << MEASURE_STREAM,
    CLOCK = 1u << MEASURE_CLOCK,
    TEAM = 1u << MEASURE_TEAM,
    QUEUES = LINE | STREAM | CLOCK
};

/* clang-format off */
#define Q(name) { MEASURE_Q_##name, 1.0 }
#define MINUS(name) { MEASURE_Q_##name, -1.0 }
/* clang-format on */

/* What holds for every row is said once, in measure.h: a call counts in the interval of
 * its arrival at the line, a journey in that of its first attempt. */
const struct measure measures[MEASURE_COUNT] = {
    [MEASURE_ID_OFFERED] = {
        .name = "offered",
        .label = "offered",
        .unit = MEASURE_CALLS,
        .objects = QUEUES,
        .how = MEASURE_RATE,
        .of = { Q(OFFERED) },
        .definition = "Arrivals at the line, those who find it closed included; of a "
                      "stream, first attempts.",
    },
    [MEASURE_ID_ANSWERED] = {
        .name = "answered",
        .label = "answered",
        .unit = MEASURE_CALLS,
        .objects = QUEUES,
        .how = MEASURE_RATE,
        .of = { Q(ANSWERED) },
        .definition = "Calls answered by a person; of a stream, journeys that ended "
                      "after an answer, not by hanging up in a line.",
    },
    [MEASURE_ID_ABANDONED] = {
        .name = "abandoned",
        .label = "abandoned",
        .unit = MEASURE_CALLS,
        .objects = QUEUES,
        .how = MEASURE_RATE,
        .of = { Q(ABANDONED) },
        .definition = "Callers who hung up before an answer, at once or after any wait; "
                      "of a stream, journeys that ended so.",
    },
    [MEASURE_ID_LEFT] = {
        .name = "left",
        .label = "left another way",
        .unit = MEASURE_CALLS,
        .objects = QUEUES,
        .how = MEASURE_RATE,
        .of = { Q(LEFT) },
        .definition = "Callers who found the line closed and went elsewhere; of a "
                      "stream, journeys that ended without an answer and without "
                      "hanging up in a line, for example resolved in the IVR.",
    },
    [MEASURE_ID_STILL] = {
        .name = "still",
        .label = "still there",
        .unit = MEASURE_CALLS,
        .objects = QUEUES,
        .how = MEASURE_RATE,
        .of = { Q(STILL) },
        .definition = "Callers who were still there when the run ended.",
    },
    [MEASURE_ID_PRESENTED] = {
        .name = "presented",
        .label = "presented",
        .unit = MEASURE_CALLS,
        .objects = LINE,
        .how = MEASURE_RATE,
        .of = { Q(PRESENTED) },
        .definition = "Times that calls were offered to the line: once on arrival, and "
                      "again each time an unanswered call is offered again.",
    },
    [MEASURE_ID_ANSWERED_SHARE] = {
        .name = "answered_share",
        .label = "answered",
        .unit = MEASURE_SHARE,
        .objects = QUEUES,
        .how = MEASURE_RATIO,
        .of = { Q(ANSWERED) },
        .per = { Q(OFFERED) },
        .definition = "Answered over offered.",
    },
    [MEASURE_ID_ABANDONED_SHARE] = {
        .name = "abandoned_share",
        .label = "abandoned",
        .unit = MEASURE_SHARE,
        .objects = QUEUES,
        .how = MEASURE_RATIO,
        .of = { Q(ABANDONED) },
        .per = { Q(OFFERED) },
        .definition = "Abandoned, after any wait, over offered.",
    },
    [MEASURE_ID_LEFT_SHARE] = {
        .name = "left_share",
        .label = "left another way",
        .unit = MEASURE_SHARE,
        .objects = QUEUES,
        .how = MEASURE_RATIO,
        .of = { Q(LEFT) },
        .per = { Q(OFFERED) },
        .definition = "Left another way over offered.",
    },
    [MEASURE_ID_AT_ONCE_SHARE] = {
        .name = "at_once_share",
        .label = "answered at once",
        .unit = MEASURE_SHARE,
        .objects = QUEUES,
        .how = MEASURE_RATIO,
        .of = { Q(ANSWERED), MINUS(WAITED) },
        .per = { Q(ANSWERED) },
        .definition = "Answered without any wait, over answered; of a stream, without a "
                      "wait in any line.",
    },
    [MEASURE_ID_MEAN_WAIT] = {
        .name = "mean_wait",
        .label = "mean wait",
        .unit = MEASURE_SECONDS,
        .objects = QUEUES,
        .how = MEASURE_RATIO,
        .of = { Q(WAIT) },
        .per = { Q(ANSWERED) },
        .definition = "Wait of answered calls from arrival at the line to the answer, "
                      "their sum over their number (ASA); of a stream, the waits of a "
                      "journey in all lines together.",
    },
    [MEASURE_ID_SD_WAIT] = {
        .name = "sd_wait",
        .label = "spread of waits",
        .unit = MEASURE_SECONDS,
        .objects = QUEUES,
        .how = MEASURE_SPREAD,
        .of = { Q(WAIT), Q(WAIT2) },
        .per = { Q(ANSWERED) },
        .definition = "Standard deviation of the waits of answered calls.",
    },
    [MEASURE_ID_MEDIAN_WAIT] = {
        .name = "median_wait",
        .label = "median wait",
        .unit = MEASURE_SECONDS,
        .objects = QUEUES,
        .how = MEASURE_QUANTILE,
        .quantile = 0.5,
        .definition = "Wait that half of the answered calls do not exceed; 0 when half "
                      "are answered at once.",
    },
    [MEASURE_ID_P90_WAIT] = {
        .name = "p90_wait",
        .label = "90 % of waits",
        .unit = MEASURE_SECONDS,
        .objects = QUEUES,
        .how = MEASURE_QUANTILE,
        .quantile = 0.9,
        .definition = "Wait that 90 % of the answered calls do not exceed.",
    },
    [MEASURE_ID_P95_WAIT] = {
        .name = "p95_wait",
        .label = "95 % of waits",
        .unit = MEASURE_SECONDS,
        .objects = QUEUES,
        .how = MEASURE_QUANTILE,
        .quantile = 0.95,
        .definition = "Wait that 95 % of the answered calls do not exceed.",
    },
    [MEASURE_ID_P99_WAIT] = {
        .name = "p99_wait",
        .label = "99 % of waits",
        .unit = MEASURE_SECONDS,
        .objects = QUEUES,
        .how = MEASURE_QUANTILE,
        .quantile = 0.99,
        .definition = "Wait that 99 % of the answered calls do not exceed.",
    },
    [MEASURE_ID_LONGEST_WAIT] = {
        .name = "longest_wait",
        .label = "longest wait",
        .unit = MEASURE_SECONDS,
        .objects = QUEUES,
        .how = MEASURE_LONGEST,
        .definition = "Longest wait of a replication in the interval, answered and "
                      "abandoned alike, as the mean over replications.",
    },
    [MEASURE_ID_MEAN_WAIT_LOST] = {
        .name = "mean_wait_lost",
        .label = "mean wait of the abandoned",
        .unit = MEASURE_SECONDS,
        .objects = QUEUES,
        .how = MEASURE_RATIO,
        .of = { Q(LOST_WAIT) },
        .per = { Q(ABANDONED) },
        .definition = "Time to hanging up of those who abandoned, their sum over their "
                      "number; those who leave at once count 0 s.",
    },
    [MEASURE_ID_MEAN_WAIT_ALL] = {
        .name = "mean_wait_all",
        .label = "mean wait of all",
        .unit = MEASURE_SECONDS,
        .objects = QUEUES,
        .how = MEASURE_RATIO,
        .of = { Q(WAIT), Q(LOST_WAIT) },
        .per = { Q(ANSWERED), Q(ABANDONED) },
        .definition = "Waits of answered and abandoned calls together, their sum over "
                      "their number.",
    },
    [MEASURE_ID_QUEUE_LENGTH] = {
        .name = "queue_length",
        .label = "waiting",
        .unit = MEASURE_PEOPLE,
        .objects = LINE,
        .how = MEASURE_RATE,
        .of = { Q(QUEUE) },
        .definition = "Callers who wait in the line, mean over the time of the "
                      "interval; counted when they wait, not by their arrival.",
    },
    [MEASURE_ID_OCCUPANCY] = {
        .name = "occupancy",
        .label = "busy",
        .unit = MEASURE_SHARE,
        .objects = TEAM,
        .how = MEASURE_RATIO,
        .of = { Q(BUSY) },
        .per = { Q(STAFFED), Q(OVER) },
        .definition = "Time ringing, talking and wrapping up over staffed plus over-run "
                      "time, booked when it happens.",
    },
    [MEASURE_ID_STAFFED_HOURS] = {
        .name = "staffed_hours",
        .label = "staffed",
        .unit = MEASURE_HOURS,
        .objects = TEAM,
        .how = MEASURE_RATE,
        .of = { Q(STAFFED) },
        .definition = "Hours of people on the phones: rostered, not absent, not on a "
                      "break.",
    },
    [MEASURE_ID_BUSY_HOURS] = {
        .name = "busy_hours",
        .label = "busy",
        .unit = MEASURE_HOURS,
        .objects = TEAM,
        .how = MEASURE_RATE,
        .of = { Q(BUSY) },
        .definition = "Hours ringing, talking and wrapping up, over-run included.",
    },
    [MEASURE_ID_OVERRUN_HOURS] = {
        .name = "overrun_hours",
        .label = "over-run",
        .unit = MEASURE_HOURS,
        .objects = TEAM,
        .how = MEASURE_RATE,
        .of = { Q(OVER) },
        .definition = "Busy hours beyond the end of staffing.",
    },
    [MEASURE_ID_PEOPLE] = {
        .name = "people",
        .label = "on the phones",
        .unit = MEASURE_PEOPLE,
        .objects = TEAM,
        .how = MEASURE_RATE,
        .of = { Q(STAFFED) },
        .definition = "People on the phones, mean over the time of the interval.",
    },
};

const char *const measure_level_names[MEASURE_LEVELS] = {
    "period", "month", "week", "day", "hour_of_week", "quarter_hour"
};
const char *const measure_object_names[MEASURE_OBJECTS] = { "line", "stream", "clock",
                                                            "team" };

int measure_index(const char *name)
{
    for (int i = 0; i < MEASURE_COUNT; i++)
        if (strcmp(measures[i].name, name) == 0)
            return i;
    return -1;
}

const char *measure_unit_name(enum measure_id id, enum measure_level level)
{
    static const char *const names[MEASURE_UNITS][2] = {
        [MEASURE_CALLS] = { "calls a day", "calls an hour" },
        [MEASURE_HOURS] = { "hours a day", "hours an hour" },
        [MEASURE_SECONDS] = { "s", "s" },
        [MEASURE_SHARE] = { "share", "share" },
        [MEASURE_PEOPLE] = { "people", "people" },
    };
    return names[measures[id].unit][level >= MEASURE_HOUR];
}

double measure_sum(const struct measure_term terms[MEASURE_TERMS], const double *sums)
{
    double total = 0.0;
    for (int i = 0; i < MEASURE_TERMS && terms[i].what != MEASURE_Q_NONE; i++)
        total += terms[i].weight * sums[terms[i].what];
    return total;
}

bool measure_uses(const struct measure *measure, enum measure_quantity what)
{
    for (int i = 0; i < MEASURE_TERMS; i++)
        if (measure->of[i].what == what || measure->per[i].what == what)
            return true;
    return false;
}
