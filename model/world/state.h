/* The state of a world: what world.c changes and lane by lane copies.  Private to
 * model/world/. */
#ifndef MODEL_WORLD_STATE_H
#define MODEL_WORLD_STATE_H

#include "model/world/arrivals.h"
#include "model/world/world.h"
#include "sim/agenda.h"
#include "sim/ends.h"

#define WORLD_NO_CALL UINT32_MAX

/* A caller under way; one cache line.  In the pool only while they wait, or are on
 * their way to another stage. */
struct world_call {
    double born_s;   /* first attempt */
    double waited_s; /* in all lines so far */
    double mark_s[PROGRAM_MARKS];
    uint64_t key, serial;
    int32_t quarter;          /* of the first attempt */
    uint16_t visit, next;     /* stages entered; stage to enter when the time comes */
    uint8_t stream, answered; /* answered by the last line visited */
    uint8_t counted;          /* 1: the first attempt is in the period */
    uint8_t visits[PROGRAM_CAPPED];
};

/* A place in a line. */
struct world_place {
    double arrived_s, gives_up_s;
    uint32_t call;   /* in the pool */
    int32_t quarter; /* of arrival at the line */
};

/* A first-in-first-out ring.  Who has given up is found when their turn comes: an event
 * that nobody waits for need not happen. */
struct world_line {
    struct world_place *places; /* owned; capacity is a power of two */
    uint32_t head, tail, capacity;
};

struct world_team {
    struct sim_ends ends;
    int people, busy;
    int idle_count;
    double over_from_s; /* since when busy > people is booked */
    uint16_t *idle;     /* owned: a stack of idle slots */
    uint32_t *call;     /* owned, by slot: who moves on when talk ends, or no call */
    double *wrap_up_s;  /* owned, by slot: what follows then */
    uint64_t *serial;   /* owned, by slot: of the call, to order simultaneous ends */
    uint16_t *roster;   /* owned: people by quarter hour in this replication */
};

struct world {
    const struct program *program;
    struct tally *tally;
    struct tally_cell *cells; /* of this quarter hour */
    struct world_line *lines;
    struct world_team *teams;
    uint32_t waiting; /* bit l: somebody may wait in line l */
    int quarter;
    double tick_s;      /* end of this quarter hour */
    double first_end_s; /* of all teams */
    int first_team;
    bool tied;       /* another team may have an end at first_end_s */
    bool counts;     /* first attempts of this quarter hour are in the period */
    bool keeps_open; /* first attempts now keep the run open */
    bool over;
    double end_s;    /* of the period */
    int64_t open;    /* journeys begun before end_s that have not ended */
    uint64_t serial; /* of the next first attempt */
    struct sim_agenda agenda;
    struct arrivals arrivals;
    struct world_call *calls; /* the pool, owned */
    uint32_t *spare;          /* free places of the pool, owned */
    size_t call_capacity, spare_capacity;
    uint32_t spare_count;
    void (*trace)(void *to, const struct world_event *);
    void *trace_to;
};

/* Kinds in the agenda; the order is that of simultaneous events. */
enum world_kind { WORLD_TIMER = 3, WORLD_ARRIVE = 5 };

/* Events of one quarter hour, in world_run.c. */
void world_begin_quarter(struct world *w);
void world_run_quarter(struct world *w);
/* Books everyone who gave up before `now_s` and still has a place in a line. */
void world_clear_lines(struct world *w, double now_s);
/* Counts those who are there at the end of the run. */
void world_close(struct world *w, double now_s);

#endif
