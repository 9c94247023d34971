/* One replication by interval: a tally summed over the quarter hours of the period, the
 * months, weeks, days and hours of the week.  Units of all levels stand in one row, the
 * period first, then months, weeks, days and hours. */
#ifndef MODEL_DIGEST_H
#define MODEL_DIGEST_H

#include "model/measure/measure.h"
#include "model/measure/tally.h"

enum { DIGEST_LEVELS = MEASURE_QUARTER }; /* quarter hours stay in the tally */

/* Where the units of each level stand in the row. */
struct digest_units {
    int first[DIGEST_LEVELS], count[DIGEST_LEVELS], total;
};

/* Days of the period, from <= day < to. */
struct digest_days {
    int from, to;
};

/* A line or a stream in one interval. */
struct digest_cell {
    double sums[MEASURE_Q_COUNT];
    double slots[PROGRAM_SLOTS];
    double longest_s;
};

struct digest_team {
    double sums[MEASURE_Q_TEAM_COUNT];
};

struct digest_journey {
    double hung_up, entered;
};

struct digest {
    struct digest_units units;
    struct digest_days *days;        /* [units], owned as all below; hours: empty */
    struct digest_cell *cells;       /* [units][subjects] */
    struct digest_team *teams;       /* [units][teams] */
    struct digest_journey *journeys; /* [units][journeys] */
    /* First cell of the tally that does not balance, or -1: quarter * subjects +
     * subject.  All cells are looked at, warm-up and run-on included. */
    int64_t unbalanced;
};

struct digest_units digest_units(const struct calendar *calendar);

void digest_init(struct digest *digest, const struct program *program);
void digest_done(struct digest *digest);

/* Everything but MEASURE_Q_WAITED, which needs the histograms (see fold.c).  Sums in
 * the order of time, so the same tally gives the same bits.  O(cells). */
void digest_make(struct digest *digest, const struct program *program,
                 const struct tally *tally);

/* Number of MEASURE_Q_WAITED of one day; goes to its week, month and the period too. */
void digest_add_waited(struct digest *digest, const struct program *program, int day,
                       int subject, double waited);

/* One quarter hour as a cell and as a team. */
struct digest_cell digest_quarter(const struct tally_cell *from);
struct digest_team digest_quarter_team(const struct tally_team *from);

/* Quarter hours under way, counted in whole numbers: of one line or stream, at most
 * 2^31 calls. */
enum { DIGEST_COUNTS = 6 + PROGRAM_SLOTS + 1, DIGEST_SUMS = 4 }; /* with the step */
struct digest_sums {
    uint32_t counts[DIGEST_COUNTS];
    double sums[DIGEST_SUMS];
    double longest_s;
};

void digest_sums_add(struct digest_sums *to, const struct tally_cell *from);
/* Adds them to a cell, all but MEASURE_Q_WAITED. */
void digest_sums_end(struct digest_cell *to, const struct digest_sums *from);

/* Adds all sums; the longest wait is that of both. */
void digest_add(struct digest_cell *to, const struct digest_cell *from);
void digest_add_team(struct digest_team *to, const struct digest_team *from);

#endif
