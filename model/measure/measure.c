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
    [MEASURE_ID_CALL_BACKS_ASKED] = {
        .name = "call_backs_asked",
        .label = "call-backs accepted",
        .unit = MEASURE_CALLS,
        .objects = LINE,
        .need = MEASURE_NEEDS_CALL_BACKS,
        .how = MEASURE_RATE,
        .of = { Q(ASKED) },
        .definition = "Callers who accepted a call-back.",
    },
    [MEASURE_ID_CALLED_BACK] = {
        .name = "called_back",
        .label = "called back",
        .unit = MEASURE_CALLS,
        .objects = LINE,
        .need = MEASURE_NEEDS_CALL_BACKS,
        .how = MEASURE_RATE,
        .of = { Q(CALLED_BACK) },
        .definition = "Of the answered, those who were called back.",
    },
    [MEASURE_ID_CALL_BACKS_NOT_REACHED] = {
        .name = "call_backs_not_reached",
        .label = "not reached",
        .unit = MEASURE_CALLS,
        .objects = LINE,
        .need = MEASURE_NEEDS_DIALLING,
        .how = MEASURE_RATE,
        .of = { Q(NOT_REACHED) },
        .definition = "Callers whom no try to ring them reached; they are part of those who left.",
    },
    [MEASURE_ID_OVERFLOWED] = {
        .name = "overflowed",
        .label = "overflowed",
        .unit = MEASURE_CALLS,
        .objects = LINE,
        .need = MEASURE_NEEDS_OVERFLOW,
        .how = MEASURE_RATE,
        .of = { Q(OVERFLOWED) },
        .definition = "Callers who had waited so long that they went to another stage; they are part of those who left.",
    },
    [MEASURE_ID_CUT_OFF] = {
        .name = "cut_off",
        .label = "cut off",
        .unit = MEASURE_CALLS,
        .objects = LINE,
        .need = MEASURE_NEEDS_OUTAGE,
        .how = MEASURE_RATE,
        .of = { Q(CUT_OFF) },
        .definition = "Callers whom an outage cut off, on arrival or while they waited; they are part of those who left.",
    },
    [MEASURE_ID_HUNG_UP_POSITIVE] = {
        .name = "hung_up_positive",
        .label = "hung up, positive",
        .unit = MEASURE_CALLS,
        .objects = LINE,
        .need = MEASURE_NEEDS_REDIAL,
        .how = MEASURE_RATE,
        .of = { Q(POSITIVE) },
        .definition = "Of the abandoned, those who found another channel.",
    },
    [MEASURE_ID_HUNG_UP_NEUTRAL] = {
        .name = "hung_up_neutral",
        .label = "hung up, neutral",
        .unit = MEASURE_CALLS,
        .objects = LINE,
        .need = MEASURE_NEEDS_REDIAL,
        .how = MEASURE_RATE,
        .of = { Q(ABANDONED), MINUS(POSITIVE), MINUS(NEGATIVE) },
        .definition = "Of the abandoned, those who neither found another channel nor called again, those whom the force then rang (recalled) among them.",
    },
    [MEASURE_ID_HUNG_UP_NEGATIVE] = {
        .name = "hung_up_negative",
        .label = "hung up, negative",
        .unit = MEASURE_CALLS,
        .objects = LINE,
        .need = MEASURE_NEEDS_REDIAL,
        .how = MEASURE_RATE,
        .of = { Q(NEGATIVE) },
        .definition = "Of the abandoned, those who called again.",
    },
    [MEASURE_ID_POSITIVE_SHARE] = {
        .name = "positive_share",
        .label = "positive",
        .unit = MEASURE_SHARE,
        .objects = LINE,
        .need = MEASURE_NEEDS_REDIAL,
        .how = MEASURE_RATIO,
        .of = { Q(POSITIVE) },
        .per = { Q(ABANDONED) },
        .definition = "Those who found another channel, over abandoned.",
    },
    [MEASURE_ID_NEUTRAL_SHARE] = {
        .name = "neutral_share",
        .label = "neutral",
        .unit = MEASURE_SHARE,
        .objects = LINE,
        .need = MEASURE_NEEDS_REDIAL,
        .how = MEASURE_RATIO,
        .of = { Q(ABANDONED), MINUS(POSITIVE), MINUS(NEGATIVE) },
        .per = { Q(ABANDONED) },
        .definition = "Those who neither found another channel nor called again, the recalled among them, over abandoned.",
    },
    [MEASURE_ID_NEGATIVE_SHARE] = {
        .name = "negative_share",
        .label = "negative",
        .unit = MEASURE_SHARE,
        .objects = LINE,
        .need = MEASURE_NEEDS_REDIAL,
        .how = MEASURE_RATIO,
        .of = { Q(NEGATIVE) },
        .per = { Q(ABANDONED) },
        .definition = "Those who called again, over abandoned.",
    },
    [MEASURE_ID_CALLS_AGAIN] = {
        .name = "calls_again",
        .label = "call again",
        .unit = MEASURE_CALLS,
        .objects = LINE | STREAM,
        .need = MEASURE_NEEDS_AGAIN,
        .how = MEASURE_RATE,
        .of = { Q(AGAIN) },
        .definition = "Callers who were answered and came back later, instead of ending their journey; of a stream, such attempts, in the interval of the first one.",
    },
    [MEASURE_ID_INTERRUPTED] = {
        .name = "interrupted",
        .label = "interrupted",
        .unit = MEASURE_CALLS,
        .objects = LINE,
        .need = MEASURE_NEEDS_INTERRUPTION,
        .how = MEASURE_RATE,
        .of = { Q(INTERRUPTED) },
        .definition = "Times that work of this line was interrupted by a more urgent call.",
    },
    [MEASURE_ID_WORKED_HOURS] = {
        .name = "worked_hours",
        .label = "work",
        .unit = MEASURE_HOURS,
        .objects = LINE,
        .need = MEASURE_NEEDS_WORK,
        .how = MEASURE_RATE,
        .of = { Q(WORKED) },
        .definition = "Hours of talk and wrap-up that the calls of the interval made, whenever; without ringing and dialling.",
    },
    [MEASURE_ID_DIALLED_HOURS] = {
        .name = "dialled_hours",
        .label = "dialled in vain",
        .unit = MEASURE_HOURS,
        .objects = LINE,
        .need = MEASURE_NEEDS_DIALLING,
        .how = MEASURE_RATE,
        .of = { Q(DIALLED) },
        .definition = "Hours of ringing callers in vain that the calls of the interval made.",
    },
    [MEASURE_ID_ATTEMPTS] = {
        .name = "attempts",
        .label = "attempts",
        .unit = MEASURE_NUMBER,
        .objects = STREAM,
        .need = MEASURE_NEEDS_ATTEMPTS,
        .how = MEASURE_RATIO,
        .of = { Q(ATTEMPTS) },
        .per = { Q(OFFERED) },
        .definition = "Attempts of a journey, the first included: all attempts over first attempts.",
    },
    [MEASURE_ID_RESOLVED_SHARE] = {
        .name = "resolved_share",
        .label = "resolved",
        .unit = MEASURE_SHARE,
        .objects = STREAM,
        .need = MEASURE_NEEDS_ATTEMPTS,
        .how = MEASURE_RATIO,
        .of = { Q(RESOLVED) },
        .per = { Q(OFFERED) },
        .definition = "Journeys that ended elsewhere than at the end \"left\" and not by being lost, over first attempts.",
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
        [MEASURE_NUMBER] = { "number", "number" },
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
