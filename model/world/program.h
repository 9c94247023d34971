/* What runs: a scenario compiled to indices and flat arrays.  Const once made and
 * shared by every thread.  Times are seconds since quarter 0 of the calendar.
 *
 * A *subject* is something that is measured like a queue: the lines come first, then
 * the streams (a stream's wait is the sum of a journey's waits in lines). */
#ifndef MODEL_PROGRAM_H
#define MODEL_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "model/demand/calendar.h"
#include "model/people/staffing.h"
#include "model/scenario/scenario.h"
#include "sim/dist.h"

enum {
    PROGRAM_MARKS = 2,   /* clocks that start at a stage's entry; more is refused */
    PROGRAM_SLOTS = 5,   /* counted thresholds of one subject; more is refused */
    PROGRAM_CAPPED = 4,  /* stages with visits_at_most; more is refused */
    PROGRAM_JOURNEYS = 8 /* targets over a whole journey; more is refused */
};

/* A threshold that is counted exactly, call by call. */
enum program_slot_kind {
    PROGRAM_SLOT_NONE,
    PROGRAM_SLOT_ANSWERED_WITHIN, /* answered, and clock to answer <= limit_s */
    PROGRAM_SLOT_HUNG_UP_AFTER    /* abandoned, and waited > limit_s at this line */
};

struct program_slot {
    enum program_slot_kind kind;
    int mark; /* clock: -1 the line's own arrival, else index of a mark */
    double limit_s;
};

/* One way out, with the cumulative share for drawing: the way is the first whose
 * `up_to` exceeds the uniform. */
struct program_way {
    double up_to;
    struct sim_dist time;
    int next;
    bool ends; /* next is an end */
};

struct program_stage {
    enum scenario_stage_kind kind;
    int first_way, way_count; /* into program.ways; also the index of flow counts */
    int line;                 /* line index, or -1 */
    int mark;                 /* a clock starts here: index of the mark, or -1 */
    int cap;                  /* index of the visit counter, or -1 */
    int visits_at_most, then_to;
    int closed_to;
    bool watched; /* it has hours, a cap, a clock, or a journey's denominator */
    bool plain;   /* delay, menu or split without hours or cap: what happens to a caller
                     there depends on nobody else and not on when */
    uint32_t out_of; /* bit j: an entrant is in the denominator of journey j */
    uint8_t *open;   /* owned, by quarter hour; null when always open */
};

/* A team that answers a line. */
struct program_server {
    int team, keep_free;
    double takes_after_s;
};

struct program_line {
    int stage;
    int first_server, server_count; /* into program.servers, in the order of teams */
    struct sim_dist talk, wrap_up, pick_up, patience;
    bool patient;    /* never gives up */
    bool rings;      /* pick_up is not always 0 */
    bool wraps;      /* wrap_up is not always 0 */
    bool moves_on;   /* some way out of an answered call is not an end */
    bool is_delayed; /* some team takes its calls only after a delay */
    double at_once;
    double offered_again_s;
    double hung_up_after_s; /* longest threshold asked for, 0: none */
    double *talk_factor, *wrap_up_factor,
        *patience_factor; /* owned, by quarter, or null */
};

/* A line as a team sees it, most urgent first. */
struct program_service {
    int line, keep_free;
    double takes_after_s;
};

struct program_team {
    int first_service, service_count; /* into program.services */
    int slots;                        /* most people who can be busy at once */
    uint32_t lines;                   /* bit l: serves line l */
};

/* A target over a whole journey: counted in the quarter of the first attempt. */
struct program_journey {
    int stream;
    uint64_t lines;         /* bit l: hang-ups at line l count */
    double hung_up_after_s; /* waits up to this do not count; below 0: all count, even
                               those who leave at once */
    int out_of;             /* stage whose entrants are the denominator, -1: callers */
};

struct program_stream {
    int enters;
    double busyness_shape; /* of the gamma law with mean 1; 0: no busyness */
    struct scenario_storms storms;
};

struct program {
    struct calendar calendar;
    struct staffing staffing;
    int stage_count, way_count, line_count, team_count, stream_count;
    int server_count, service_count, journey_count;
    int subject_count; /* line_count + stream_count */
    struct program_stage *stages;
    struct program_way *ways;
    struct program_line *lines;
    struct program_server *servers;
    struct program_team *teams;
    struct program_service *services;
    struct program_stream *streams;
    struct program_journey *journeys;
    struct program_slot *slots; /* [subject][PROGRAM_SLOTS] */
    double *rates;              /* [stream][quarter], mean first attempts */
    double between_streams, day_to_next;
};

/* Where a target finds its counts. */
struct program_measured {
    int slot;    /* of the target's line, or -1 */
    int journey; /* index of the journey, or -1 */
};

/* Compiles a checked scenario.  What the engine cannot carry (too many clocks, too many
 * thresholds on a line) is complained about; returns false then, with *out zeroed.
 * measured has scenario->target_count rows.  O(quarters x streams). */
bool program_compile(const struct scenario *scenario, struct sim_diag *diag,
                     struct program *out, struct program_measured *measured);

void program_done(struct program *program);

#endif
