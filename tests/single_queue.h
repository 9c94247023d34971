/* One queue staffed over a few stretches of one day, with its targets, as a question to
 * the planner. */
#ifndef TESTS_SINGLE_QUEUE_H
#define TESTS_SINGLE_QUEUE_H

#include <stdint.h>

enum {
    SINGLE_SPANS = 6,
    SINGLE_TARGETS = 2,
    SINGLE_FIRST_MIN = 8 * 60,
    SINGLE_DAY_MIN = 24 * 60
};

#define SINGLE_POUNDS_AN_HOUR 20.0

enum single_grade {
    SINGLE_OF_OFFERED,
    SINGLE_OF_ANSWERED,
    SINGLE_ABANDONED,
    SINGLE_MEAN_WAIT
};

struct single_target {
    enum single_grade grade;
    const char *each; /* null: over the whole; else the length of every span */
    double limit, margin;
};

struct single_queue {
    const char *name;
    double handling_s, patience_s, within_s;
    int span_min; /* also how often the number of people may change */
    int count, people_after, low, high;
    int most_waiting;           /* where the exact numerics cut the queue off */
    double calls[SINGLE_SPANS]; /* a span */
    double times[SINGLE_SPANS]; /* dearer */
    struct single_target targets[SINGLE_TARGETS];
    int target_count;
    uint64_t seed;
};

/* The scenario with its group `plan`; owned by the caller. */
char *single_queue_text(const struct single_queue *of);

#endif
