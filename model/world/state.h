/* The state of a world: what world.c changes and lane by lane copies.  Private to
 * model/world/. */
#ifndef MODEL_WORLD_STATE_H
#define MODEL_WORLD_STATE_H

#include "model/world/arrivals.h"
#include "model/world/world.h"
#include "sim/ends.h"

#define WORLD_NO_CALL UINT32_MAX
/* Never entered the stage: the line's own arrival counts. */
#define WORLD_NO_MARK -1.0

/* A caller under way, in the pool. */
struct world_call {
    double born_s;   /* first attempt */
    double waited_s; /* in all lines so far */
    double mark_s[PROGRAM_MARKS];
    uint64_t key, serial;
    int32_t quarter;      /* of the first attempt */
    uint16_t visit, next; /* stages entered; stage to enter when the time comes */
    uint16_t stream;
    bool answered; /* by the last line visited */
    bool counted;  /* the first attempt is in the period */
    uint8_t visits[PROGRAM_CAPPED];
};

/* A caller on the way from a first attempt to the first stage where somebody else, or
 * the time of day, matters. */
struct world_coming {
    double at_s;
    uint32_t call;
    uint32_t bucket; /* for sorting */
};

/* What a caller carries besides where anything special may happen to them: beside the
 * call in the pool, when program.has_special. */
struct world_more {
    double arrived_s, gives_up_s; /* at the line where they are, or were last */
    double accepted_s;            /* the call-back; below 0: none */
    double remaining_s;           /* of interrupted work; below 0: none */
    double began_s;               /* work that may be interrupted */
    double again_s;  /* comes again so long after the talk; below 0: does not */
    int32_t quarter; /* of arrival at the line */
    int32_t slot;    /* where it is planned that they leave the line, or -1 */
    uint16_t line, attempt, tries;
    uint8_t hits; /* bit j: has hung up for journey j */
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
    int people, busy;
    int idle;          /* first idle slot of the team, a list through next_idle */
    double booked_s;   /* up to when busy time is booked */
    uint16_t *roster;  /* owned: people by quarter hour in this replication */
    uint8_t *short_by; /* owned: how many fewer present than expected, likewise */
};

/* What happens when a slot's time comes.  The order is that of simultaneous events. */
enum world_what {
    WORLD_DONE,       /* a person is done */
    WORLD_TALKED,     /* talk is over: the person is done, the caller moves on */
    WORLD_TALKED_OUT, /* talk is over: the person wraps up, the caller moves on */
    WORLD_IN_VAIN,    /* a dial is over, nobody answered: the person is done */
    WORLD_CHATTED,    /* one of a person's calls at a time is over */
    WORLD_TIMER,      /* a waiting call may now be taken by a further team */
    WORLD_OFFER,      /* a waiting caller is offered a call-back */
    WORLD_OVERFLOW,   /* a waiting caller leaves for another stage */
    WORLD_RETRY,      /* a further try returns to its line */
    WORLD_LOST,       /* the caller hung up while it rang: the person is done */
    WORLD_HANG_UP,    /* a waiting caller hangs up, and that has consequences */
    WORLD_ARRIVE,     /* a caller under way arrives at the next stage */
    WORLD_CHATS       /* a person with several calls: nothing happens to the person */
};

/* One person of a team, or one caller under way, or one timer.  No field is a character
 * type: a store to one would make the compiler reload every pointer. */
struct world_slot {
    double wrap_up_s; /* what follows the talk; WORLD_CHATS: since when */
    uint64_t serial;  /* of the call, to order simultaneous events */
    uint32_t call;    /* in the pool: who moves on or arrives; WORLD_CHATS: the line */
    int32_t next_idle;
    int32_t person; /* WORLD_CHATTED: whose; WORLD_CHATS: how many calls */
    uint16_t team;
    uint16_t what; /* enum world_what */
};

struct world {
    const struct program *program;
    struct tally *tally;
    struct tally_cell *cells;          /* of this quarter hour */
    struct tally_team *staffed;        /* of this quarter hour */
    const struct world_coming *coming; /* the next first arrival at a stage that is not
                                          plain, or one at SIM_NEVER */
    struct sim_ends ends;     /* by slot: people of the teams, then the others */
    struct world_slot *slots; /* owned, as the arrays below */
    struct world_team *teams;
    struct world_line *lines;
    struct world_call *calls; /* the pool */
    struct world_more *more;  /* of the same places; null without specials */
    uint8_t *down;            /* [outage][quarter] */
    int *working;             /* [team][line]: people on work that may be interrupted */
    uint32_t *spare;          /* free places of the pool */
    uint32_t spare_count;
    uint32_t waiting; /* bit l: somebody may wait in line l, and it is not down */
    uint32_t outages; /* bit o: holds in this quarter hour */
    uint32_t shut;    /* bit l: line l is down */
    int quarter;
    int idle;        /* first idle slot that is no person's */
    double tick_s;   /* end of this quarter hour */
    bool counts;     /* first attempts of this quarter hour are in the period */
    bool keeps_open; /* first attempts now keep the run open */
    bool over;
    double end_s;    /* of the period */
    int64_t open;    /* journeys begun before end_s that have not ended */
    uint64_t serial; /* of the next first attempt */
    size_t call_capacity, more_capacity, spare_capacity;
    struct arrivals arrivals;
    struct world_coming *sorted; /* of this quarter hour, then one at SIM_NEVER */
    struct world_coming *drawn;  /* the same before they are sorted */
    struct world_coming *later;  /* who come after this quarter hour */
    uint32_t *bucket;            /* for sorting */
    size_t sorted_capacity, drawn_capacity, later_capacity, bucket_capacity;
    int later_count;
    void (*trace)(void *to, const struct world_event *);
    void *trace_to;
};

/* Slots of people: team i has program->teams[i].slots of them, in order of teams. */
int world_people_slots(const struct program *program);

/* Puts drawn[count] in order into sorted[], in coming.c.  O(count). */
void world_sort_coming(struct world *w, int count);

/* Lets in the callers of arrivals.list, and changes the staffing, in run.c. */
void world_begin_quarter(struct world *w);
/* Events of the quarter hour, in run.c. */
void world_run_quarter(struct world *w);
/* Books everyone who gave up before `now_s` and still has a place in a line. */
void world_clear_lines(struct world *w, double now_s);
/* Counts those who are there at the end of the run, in close.h. */
void world_close(struct world *w, double now_s);

#endif
