/* The state of the slow world (reference_world.h), and its parts. */
#ifndef TESTS_REFERENCE_STATE_H
#define TESTS_REFERENCE_STATE_H

#include "model/world/arrivals.h"
#include "model/world/chance.h"
#include "tests/reference_world.h"

/* In the order in which simultaneous events happen. */
enum kind { STAFFING, COMPLETION, ANSWER, TIMER, HANGING_UP, ARRIVAL };

/* What is over when a completion comes. */
enum done { WRAP_UP, TALK, DIAL_IN_VAIN };

enum timer { HELP, OFFER, OVERFLOW, TRY };

struct event {
    double at_s;
    enum kind kind;
    uint64_t call;
    int order;     /* of one call's of one kind */
    unsigned stay; /* at a stage, of the caller: stale when it is over */
    int team;      /* help */
    size_t person; /* completion */
    enum done done;
    enum timer timer;
};

enum where { ON_THE_WAY, WAITING, PENDING, RINGING, DIALLED, TALKING, GONE };

/* How a caller comes to the next stage. */
enum coming { SAME_ATTEMPT, NEW_ATTEMPT };

struct caller {
    struct arrival first;
    int quarter; /* of the first attempt */
    bool counted;
    uint64_t key; /* of this attempt */
    int attempt;  /* 1: the first */
    unsigned visit, stay;
    enum where where;
    int stage; /* where they are, or where they go next */
    bool answered;
    double waited_s;
    int *visits;       /* owned, by stage: how often they came in this attempt */
    double *entered_s; /* owned, by stage: last time in this attempt; NaN: never */
    uint32_t hit;      /* bit t: counted in journey target t already */
    /* at a line */
    double arrived_s;
    int arrived_quarter;
    bool offered, accepted;
    double accepted_s;
    int tries;
    bool begun; /* interruptible work that was answered */
    double remaining_s;
    /* with a person */
    int team;
    size_t person;
    double begun_s;                                /* this piece of work */
    double wait_s, talk_s, talk_ends_s, wrap_up_s; /* wait_s: up to the answer */
};

struct team {
    int people, busy;
    uint16_t *roster;  /* owned, by quarter */
    uint8_t *short_by; /* the same */
};

/* One person from free to free; somebody else afterwards. */
struct person {
    int team;
    uint64_t first; /* the first call */
    double since_s;
    bool busy;
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
    struct person *persons;
    size_t person_count, person_capacity;
    uint8_t *down; /* owned: [outage][quarter] */
    struct arrivals arrivals;
    double now_s;
    int quarter;
};

/* ---- reference_world.c ---- */

void reference_later(struct ref *r, struct event event);
/* Out of the list. */
struct event reference_take_first(struct ref *r);
/* An event of a caller's present stay. */
struct event reference_event(const struct ref *r, uint64_t call, double at_s,
                             enum kind kind);
/* Appends to the trace, at r->now_s. */
void reference_tell(struct ref *r, enum world_happening what, uint64_t call, int place,
                    int team, double wait_s);
/* The caller goes to a stage; what they did until now is over. */
void reference_goes(struct ref *r, uint64_t call, int stage, double at_s,
                    enum coming coming);
/* The caller is at an end. */
void reference_end_journey(struct ref *r, uint64_t call);

/* ---- reference_end.c ---- */

/* Counts who is still there. */
void reference_finish(struct ref *r);

/* ---- reference_luck.c ---- */

uint64_t reference_luck(const struct caller *caller, enum chance_purpose purpose);
uint64_t reference_luck_more(const struct caller *caller, enum chance_further further);
uint64_t reference_luck_try(const struct caller *caller, enum chance_try what);
/* Index of the way out of the caller's stage. */
int reference_way(const struct ref *r, const struct caller *caller);
double reference_patience(const struct ref *r, const struct caller *caller);
/* Of a team that starts now, and answers after this wait. */
double reference_talk(const struct ref *r, const struct caller *caller, int team,
                      double wait_s);
double reference_wrap_up(const struct ref *r, const struct caller *caller, int team);

/* ---- reference_people.c ---- */

bool reference_is_dialled(const struct ref *r, int stage);
/* The outage by which a stage is down in a quarter hour; -1: it is up. */
int reference_outage(const struct ref *r, int stage, int quarter);
/* The team, or those of a line in order, look for something to do. */
void reference_look(struct ref *r, int team);
void reference_look_at(struct ref *r, int stage);
/* A caller who has just come to a line is taken, if somebody may. */
bool reference_take_new(struct ref *r, uint64_t call);
/* Of those who wait at a line, whoever came first and so long ago; -1: nobody. */
int64_t reference_oldest(const struct ref *r, int stage, double waited_s);
void reference_answer(struct ref *r, uint64_t call);
void reference_complete(struct ref *r, const struct event *event);
void reference_free(struct ref *r, size_t person);
/* ---- reference_leave.c ---- */

void reference_hang_up(struct ref *r, uint64_t call);
void reference_hang_up_menu(struct ref *r, uint64_t call);
void reference_offer(struct ref *r, uint64_t call);
void reference_overflow(struct ref *r, uint64_t call);
void reference_given_up(struct ref *r, uint64_t call);
void reference_cut_off(struct ref *r, uint64_t call, bool arriving, int outage);
/* Counts the way out of an answered caller; false when they will call again instead. */
bool reference_takes_way(struct ref *r, uint64_t call);
/* The talk is over: the caller goes on. */
void reference_talked(struct ref *r, uint64_t call);

/* ---- reference_count.c: at r->now_s ---- */

/* Of a stay at a line, or of a journey. */
enum outcome { ANSWERED, ABANDONED, LEFT, STILL };

struct tally_cell *reference_line_cell(const struct ref *r,
                                       const struct caller *caller);
struct tally_cell *reference_stream_cell(const struct ref *r,
                                         const struct caller *caller);
/* What is counted in a scenario with specials; a cell of no account without. */
struct tally_more *reference_line_more(const struct ref *r,
                                       const struct caller *caller);
struct tally_more *reference_stream_more(const struct ref *r,
                                         const struct caller *caller);

/* The first attempt; entering a stage; taking a way out (index in program.ways). */
void reference_count_first(struct ref *r, struct caller *caller);
void reference_count_entry(struct ref *r, struct caller *caller);
void reference_count_flow(struct ref *r, const struct caller *caller, int way);
/* At the caller's stage. */
void reference_count_moved(struct ref *r, const struct caller *caller,
                           enum tally_move move);
/* A wait at a line is over, or is cut off by the end of the run; a person is done. */
void reference_count_waiting(struct ref *r, const struct caller *caller);
void reference_count_busy(struct ref *r, const struct person *person);
/* A caller is answered at a line, hangs up there, leaves it by another way after a
 * wait, finds it closed or down.  The first three add this wait to the caller's. */
void reference_count_answer(struct ref *r, struct caller *caller);
void reference_count_hang_up(struct ref *r, struct caller *caller);
void reference_count_left(struct ref *r, struct caller *caller);
void reference_count_turned_away(struct ref *r, struct caller *caller);
/* The journey is over, at an end (the caller's stage) or nowhere (-1). */
void reference_count_end(struct ref *r, struct caller *caller, enum outcome outcome);
/* The run is over, and the caller is still there. */
void reference_count_still_waiting(struct ref *r, struct caller *caller);
void reference_count_still(struct ref *r, struct caller *caller);

/* ---- reference_clock.c: views of lines, and targets ---- */

/* The caller's stay at a line ends now. */
void reference_count_views(struct ref *r, const struct caller *caller,
                           enum outcome outcome);
void reference_count_targets(struct ref *r, const struct caller *caller,
                             enum outcome outcome);
void reference_count_journeys(struct ref *r, struct caller *caller);
/* Adds an outcome to a cell; the histograms too. */
void reference_count_outcome(struct ref *r, int subject, int quarter,
                             enum outcome outcome, double wait_s);

#endif
