/* The state of the slow world (reference_world.h), and how it counts. */
#ifndef TESTS_REFERENCE_STATE_H
#define TESTS_REFERENCE_STATE_H

#include "model/world/arrivals.h"
#include "tests/reference_world.h"

/* In the order in which simultaneous events happen. */
enum kind { STAFFING, COMPLETION, ANSWER, TIMER, ABANDONMENT, ARRIVAL };

struct event {
    double at_s;
    enum kind kind;
    uint64_t call;
    unsigned visit;
    /* completion only */
    int team;
    bool talk;      /* of the talk; else of the wrap-up */
    double since_s; /* the person is busy */
};

enum where { ON_THE_WAY, WAITING, RINGING, TALKING, GONE };

struct caller {
    struct arrival first;
    int quarter; /* of the first attempt */
    bool counted;
    enum where where;
    unsigned visit;
    int stage; /* where they are, or where they go next */
    bool answered;
    double waited_s;
    int *visits;       /* owned, by stage: how often they came */
    double *entered_s; /* owned, by stage: last time; NaN: never */
    /* at a line */
    double arrived_s, gives_up_s;
    int arrived_quarter;
    /* with a person */
    int team;
    double since_s; /* the person is theirs */
    double wrap_up_s;
};

struct team {
    int people, busy;
    uint16_t *roster; /* owned */
};

struct ref {
    const struct scenario *scenario;
    const struct program *program;
    const struct calendar *calendar;
    struct reference *out;
    struct event *events;
    size_t event_count, event_capacity;
    struct caller *callers;
    size_t caller_count, caller_capacity;
    struct team *teams;
    struct arrivals arrivals;
    double now_s;
    int quarter;
};

/* The cells of a line visited and of a journey. */
struct tally_cell *reference_line_cell(const struct ref *r,
                                       const struct caller *caller);
struct tally_cell *reference_stream_cell(const struct ref *r,
                                         const struct caller *caller);

/* At r->now_s: a wait at a line ends (or is cut off), a person is done. */
void reference_count_waiting(struct ref *r, const struct caller *caller);
void reference_count_busy(struct ref *r, int team, double since_s);
/* A caller is answered at a line, hangs up there, or comes to an end.  The first two
 * add this wait to the caller's. */
void reference_count_answer(struct ref *r, struct caller *caller);
void reference_count_hang_up(struct ref *r, struct caller *caller);
void reference_count_end(struct ref *r, const struct caller *caller);

#endif
