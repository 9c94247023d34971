/* What runs: a scenario compiled to indices and flat arrays.  Const once made and
 * shared by every thread.  Times are seconds since quarter 0 of the calendar.
 *
 * A *subject* is something that is measured like a queue: the lines come first, then
 * the streams (a stream's wait is the sum of a journey's waits in lines), then the
 * *views*: lines once more with another clock. */
#ifndef MODEL_PROGRAM_H
#define MODEL_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "model/demand/calendar.h"
#include "model/people/staffing.h"
#include "model/scenario/scenario.h"
#include "sim/dist.h"

enum {
    PROGRAM_MARKS = 2,    /* stages whose entry starts a clock; more is refused */
    PROGRAM_SLOTS = 5,    /* counted thresholds of one subject; more is refused */
    PROGRAM_CAPPED = 4,   /* stages with visits_at_most; more is refused */
    PROGRAM_JOURNEYS = 8, /* targets over a whole journey; more is refused */
    /* Each line has at most two clocks and two views of its call-backs. */
    PROGRAM_MOST_VIEWS = (PROGRAM_MARKS + 2) * SCENARIO_MOST_LINES
};

/* A threshold that is counted exactly, call by call. */
enum program_slot_kind {
    PROGRAM_SLOT_NONE,
    PROGRAM_SLOT_ANSWERED_WITHIN, /* answered, and clock to answer <= limit_s */
    PROGRAM_SLOT_HUNG_UP_AFTER    /* abandoned, and clock to hanging up > limit_s */
};

struct program_slot {
    enum program_slot_kind kind;
    double limit_s;
};

/* How long a person works, where it is not the line's own. */
struct program_handling {
    bool has_talk, has_wrap_up;
    struct sim_dist talk, wrap_up;
};

/* One way out, with the cumulative share for drawing: the way is the first whose
 * `up_to` exceeds the uniform. */
struct program_way {
    double up_to;
    struct sim_dist time;
    int next;      /* of those who hang up too: `left`, where they are lost */
    bool ends;     /* next is an end, or they hang up */
    bool hangs_up; /* of a menu */
    int closed_to; /* when not open */
    int handling;  /* into program.handlings, or -1 */
    uint8_t *open; /* owned, by quarter hour; null when always open */
};

/* What becomes of those who hang up. */
enum program_hang_up {
    PROGRAM_NEUTRAL,
    PROGRAM_POSITIVE,
    PROGRAM_NEGATIVE,
    PROGRAM_RECALLED
};

/* A redial: rows of ways by attempt, the last way of each row being those who are lost.
 * The ways stand in program.ways and are counted in the flow like all others. */
struct program_redial {
    int first_row, row_count; /* into program.rows */
    struct sim_dist after;
    int attempts_at_most;
};

struct program_row {
    int first_way, way_count;
};

struct program_stage {
    enum scenario_stage_kind kind;
    int first_way, way_count; /* into program.ways; also the index of flow counts */
    int line;                 /* line index, or -1 */
    int mark;                 /* a clock starts here: index of the mark, or -1 */
    int cap;                  /* index of the visit counter, or -1 */
    int visits_at_most, then_to;
    int closed_to;
    int redial;       /* into program.redials, or -1 */
    uint32_t outages; /* bit o: goes down in outage o */
    bool positive;    /* an end: hanging up to get here found another channel */
    bool watched;     /* it has hours, a cap, a clock, outages, or is a journey's
                         denominator */
    bool plain; /* delay, menu or split without hours, cap, outages, options with hours
                   or a redial: what happens to a caller there depends on nobody else
                   and not on when */
    uint32_t out_of; /* bit j: an entrant is in the denominator of journey j */
    uint8_t *open;   /* owned, by quarter hour; null when always open */
};

/* A team that answers a line. */
struct program_server {
    int team, keep_free;
    uint32_t yielding; /* bit l: the team's work on line l counts as free */
    double takes_after_s;
};

/* How a person rings out. */
struct program_dial {
    struct sim_dist set_up, no_answer;
    double reached, try_again_after_s;
    int tries_at_most, then_to;
};

/* What few lines have: a line without any of it has none of this at all. */
struct program_special {
    bool is_dialled; /* everyone who enters is rung by a person */
    bool offers;     /* call-backs */
    double offered_after_s, offered_above_s; /* SIM_NEVER: not so */
    double accepted;
    struct program_dial dial;
    int again_way; /* into program.ways: calls again, or -1 */
    double again_share, again_more_a_s, again_at_most;
    struct sim_dist again_after;
    int again_attempts;
    double overflow_after_s; /* SIM_NEVER: never */
    int overflow_to;
    double talk_more_a_s, talk_at_most; /* 0: a wait does not matter */
    int *handling_of;    /* owned: by stream, into program.handlings or -1; or null */
    uint32_t interrupts; /* bit l: may interrupt the work of line l */
    bool yields;         /* its work may be interrupted */
    int at_a_time;
};

/* A line with another clock, as a subject of its own. */
enum program_view_kind {
    PROGRAM_VIEW_MARK,   /* from the entry of a stage */
    PROGRAM_VIEW_OFFER,  /* accepting a call-back answers */
    PROGRAM_VIEW_WITHOUT /* calls that accepted a call-back are left out */
};

struct program_view {
    enum program_view_kind kind;
    int line;
    int mark;    /* VIEW_MARK: index of the clock */
    int stage;   /* VIEW_MARK: that starts it, else -1 */
    int subject; /* line_count + stream_count + index */
    int next;    /* view of the same line, or -1 */
};

struct program_line {
    struct program_special *special; /* owned, or null */
    int stage;
    int first_server, server_count; /* into program.servers, in the order of teams */
    struct sim_dist talk, wrap_up, pick_up, patience;
    int first_view;  /* into program.views, or -1 */
    bool is_viewed;  /* has views */
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
    uint32_t yielding; /* as in program_server */
    double takes_after_s;
};

struct program_team {
    int first_service, service_count; /* into program.services */
    int slots;                        /* most people who can be busy at once */
    uint32_t lines;                   /* bit l: serves line l */
    double talk_times;                /* talk and wrap-up; 1 as a rule */
    bool yields;                      /* some of its work may be interrupted */
};

/* A target over a whole journey: counted in the quarter of the first attempt. */
struct program_journey {
    int stream;
    uint64_t lines;         /* bit l: hang-ups at line l count */
    double hung_up_after_s; /* waits up to this do not count; below 0: all count, even
                               those who leave at once */
    bool of_callers;        /* the denominator is first attempts, and a journey counts
                               once; else entries into stages, see program_stage.out_of */
};

/* Stages that are down. */
struct program_outage {
    uint8_t *planned; /* owned, by quarter hour; null: at random */
    double per_quarter;
    struct sim_dist lasts;
    int redial; /* into program.redials, or -1 */
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
    int view_count, outage_count, redial_count, row_count, handling_count;
    int subject_count; /* line_count + stream_count + view_count */
    bool has_special;  /* some line has, or there is a redial or an outage: calls carry
                          more state, and tally.more is counted */
    int left;          /* the stage `left`, or -1 */
    struct program_stage *stages;
    struct program_way *ways;
    struct program_line *lines;
    struct program_server *servers;
    struct program_team *teams;
    struct program_service *services;
    struct program_stream *streams;
    struct program_journey *journeys;
    struct program_slot *slots; /* [subject][PROGRAM_SLOTS] */
    struct program_view *views;
    struct program_outage *outages;
    struct program_redial *redials;
    struct program_row *rows;
    struct program_handling *handlings;
    double *rates; /* [stream][quarter], mean first attempts */
    double between_streams, day_to_next;
};

/* Where a target finds its counts. */
struct program_measured {
    int subject;      /* line or view, or -1 */
    int slot;         /* of the subject, or -1 */
    bool has_ceiling; /* tally.reached counts its ceiling in the same slot */
    int journey;      /* index of the journey, or -1 */
};

/* Compiles a checked scenario.  What the engine cannot carry (too many clocks, too many
 * thresholds on a line) is complained about; returns false then, with *out zeroed.
 * measured has scenario->target_count rows.  O(quarters x streams). */
bool program_compile(const struct scenario *scenario, struct sim_diag *diag,
                     struct program *out, struct program_measured *measured);

void program_done(struct program *program);

#endif
