/* What one replication counts: integers and sums by quarter hour, no averages.
 *
 * A call counts in the quarter hour of its arrival at the line, a journey in that of
 * its first attempt; time-weighted quantities count when they happen.  Quarter indices
 * are those of the calendar; index `quarters` gathers what happens after the last one,
 * and one further row takes its steps.
 *
 * offered = answered + abandoned + left + still, in every cell, once the run is over.
 */
#ifndef MODEL_TALLY_H
#define MODEL_TALLY_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "model/world/program.h"

/* One line, or one stream, in one quarter hour. */
struct tally_cell {
    uint32_t offered;   /* arrivals at the line; first attempts of a stream */
    uint32_t answered;  /* stream: the last line visited answered */
    uint32_t abandoned; /* hung up while waiting, balking included */
    uint32_t left;  /* line: found it closed.  Stream: ended without joining a line */
    uint32_t still; /* there at the end of the run */
    uint32_t presented;           /* line: presentations, the first included */
    uint32_t slot[PROGRAM_SLOTS]; /* thresholds, see program_slot */
    int32_t queue_step;           /* callers who wait from here on; see queue_s */
    double wait_s;                /* of the answered, arrival to answer */
    double wait2_s2;              /* its squares */
    double lost_wait_s;           /* of the abandoned, arrival to hanging up */
    double queue_s;   /* caller-seconds waited inside this quarter hour, after
                         tally_close(): the area under the queue length */
    double longest_s; /* of answered and abandoned alike */
};

/* What only some scenarios have, of one line or stream in one quarter hour; a line's by
 * arrival, a stream's by first attempt. */
struct tally_more {
    uint32_t asked;       /* line: accepted a call-back */
    uint32_t called_back; /* line: answered by a call-back; part of answered */
    uint32_t not_reached; /* line: all tries in vain; part of left */
    uint32_t overflowed;  /* line: part of left */
    uint32_t cut_off;     /* line: by an outage; part of left */
    uint32_t positive;    /* line: hung up and found another channel */
    uint32_t negative;    /* line: hung up and called again */
    uint32_t attempts;    /* stream: of journeys, the first included */
    uint32_t resolved;    /* stream: journeys that ended elsewhere than at `left` */
    uint32_t again; /* line: answered and came back later; stream: such attempts */
    uint32_t interrupted; /* line: pieces of work, each time */
    double dialled_s;     /* line: person-seconds dialled in vain */
    double worked_s;      /* line: person-seconds of talk and wrap-up, in full when they
                             begin */
};

/* One team in one quarter hour. */
struct tally_team {
    double busy_s;    /* ringing, talking, wrapping up */
    double over_s;    /* of it, beyond the end of staffing */
    int32_t people;   /* on the phones */
    int32_t short_by; /* fewer present than expected, 0 .. 3; 3 stands for more too */
};

/* Histograms of the waits of answered calls: TALLY_PER_OCTAVE bins between one power of
 * two and the next, from 1/4 s to 2^17 s (36 h); shorter waits above 0 fall in the
 * first bin, longer ones in the last.  Calls answered without waiting are in no bin. */
enum {
    TALLY_PER_OCTAVE = 32,
    TALLY_OCTAVES = 19,
    TALLY_BINS = 608,
    TALLY_LOW_EXP = -2
};

enum {
    TALLY_MOST_SUBJECTS =
        SCENARIO_MOST_LINES + SCENARIO_MOST_STREAMS + PROGRAM_MOST_VIEWS
};

/* Bin of a wait > 0: the exponent and the first five bits of the mantissa. */
static inline int tally_bin(double wait_s)
{
    uint64_t bits;
    memcpy(&bits, &wait_s, sizeof bits);
    const int64_t bin =
        (int64_t) (bits >> 47) - ((int64_t) (1023 + TALLY_LOW_EXP) << 5);
    return bin < 0 ? 0 : bin >= TALLY_BINS ? TALLY_BINS - 1 : (int) bin;
}

/* Lower edge of a bin, seconds; bin TALLY_BINS gives the upper edge of the last.  The
 * first bin starts at 0. */
static inline double tally_edge(int bin)
{
    if (bin == 0)
        return 0.0;
    return ldexp(1.0 + (double) (bin & 31) / 32.0, TALLY_LOW_EXP + (bin >> 5));
}

/* Who did not enter a stage that they were sent to, or left a line by time. */
enum tally_move {
    TALLY_FULL,     /* there too often: go to then_to */
    TALLY_CLOSED,   /* go to closed_to */
    TALLY_DOWN,     /* cut off on arrival */
    TALLY_CUT_OFF,  /* line: cut off while waiting */
    TALLY_OVERFLOW, /* line */
    TALLY_GIVEN_UP, /* line: rung in vain for the last time */
    TALLY_MOVES
};

struct tally {
    int quarters, subjects, teams, days;
    int queues;               /* lines and streams: subjects without the views */
    struct tally_cell *cells; /* [quarters + 2][subjects], owned as all below */
    struct tally_more
        *more;         /* [quarters + 1][lines + streams]; null without specials */
    uint32_t *reached; /* [quarters + 1][views][PROGRAM_SLOTS]: answered calls that
                          reached the line within the limit; null without views */
    struct tally_team *staffed; /* [quarters][teams] */
    uint32_t *day_waits;        /* [days][subjects][TALLY_BINS], days of the period */
    uint32_t *hour_waits; /* [168][subjects][TALLY_BINS]; lean: [subjects][bins] */
    size_t hour_stride;   /* of hour_waits; lean: 0, all hours in one */
    uint32_t *journeys; /* [quarters + 1][journeys][2]: hang-ups that count, entrants */
    int journey_count;
    uint64_t *flow; /* [way_count]: journeys of the period that took this way out */
    uint64_t
        *entered; /* [stage_count]: journeys of the period that entered, each visit */
    uint64_t (*moved)[TALLY_MOVES]; /* [stage_count]: the same, see enum tally_move */
    uint64_t *shut;                 /* [way_count]: of flow, went to closed_to */
    int way_count, stage_count;
    /* Identities of the run, filled by the world and by tally_close(). */
    uint64_t events;    /* handled in all */
    uint64_t callers;   /* first attempts in all, warm-up and run-on included */
    uint64_t in_system; /* journeys under way when the run ended */
    double waited_s;    /* sum of all waits, call by call, cut at the end of the run */
    double queued_s;    /* the same from the areas: Little's law says they are equal */
};

void tally_init(struct tally *tally, const struct program *program);
/* The same without histograms by hour of the week, which are most of what a run of a
 * week has to clear. */
void tally_init_lean(struct tally *tally, const struct program *program);
void tally_done(struct tally *tally);
void tally_clear(struct tally *tally);
/* Both of the same program. */
void tally_copy(struct tally *to, const struct tally *from);

static inline struct tally_cell *tally_at(const struct tally *tally, int quarter,
                                          int subject)
{
    return &tally->cells[(size_t) quarter * tally->subjects + subject];
}

static inline struct tally_more *tally_more_at(const struct tally *tally, int quarter,
                                               int subject)
{
    return &tally->more[(size_t) quarter * tally->queues + subject];
}

/* The counts of a view, PROGRAM_SLOTS of them. */
static inline uint32_t *tally_reached(const struct tally *tally, int quarter,
                                      int subject)
{
    const int views = tally->subjects - tally->queues;
    return &tally->reached[((size_t) quarter * views + (subject - tally->queues))
                           * PROGRAM_SLOTS];
}

/* Turns the steps of queue lengths into areas by quarter hour: call once, when
 * the run is over.  O(cells). */
void tally_close(struct tally *tally);

#endif
