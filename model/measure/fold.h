/* Replications summed up: tallies go in one by one, in order, and only sums, squares,
 * cross-products, histograms and outcomes of targets stay, so memory does not grow with
 * calls or replications.
 *
 * result.c reads what stands here; nobody else needs more than the functions. */
#ifndef MODEL_FOLD_H
#define MODEL_FOLD_H

#include "model/measure/grade.h"
#include "sim/estimate.h"

enum {
    FOLD_CROSS = (MEASURE_Q_COUNT - 1) * MEASURE_Q_COUNT / 2,
    FOLD_TEAM_CROSS = (MEASURE_Q_TEAM_COUNT - 1) * MEASURE_Q_TEAM_COUNT / 2,
    FOLD_SHARES = 8000, /* steps of a histogram of shares, 0 .. 1 */
    FOLD_VALUES = FOLD_SHARES + 1
};

/* Sums over replications of one line or stream in one unit, and of all products of two
 * quantities: row by row of the lower triangle, from MEASURE_Q_OFFERED on. */
struct fold_cell {
    double sums[MEASURE_Q_COUNT], cross[FOLD_CROSS];
    double longest_s, longest2_s2;
};

struct fold_team {
    double sums[MEASURE_Q_TEAM_COUNT], cross[FOLD_TEAM_CROSS];
};

/* One line or stream over the whole period. */
struct fold_period {
    struct sim_moments quantiles[MEASURE_COUNT]; /* of single replications */
    uint32_t longest[TALLY_BINS];                /* of replications */
    double most_s;                               /* of all replications */
};

/* Outcomes of one target. */
struct fold_target {
    struct grade_place place;
    struct sim_moments *units;    /* [units.total]: numerator, denominator; or values */
    struct sim_moments *quarters; /* [quarters of the period], or null */
    uint32_t *met, *counted;      /* by interval of `each`: replications */
    double met_sum, counted_sum, empty_sum; /* intervals */
    struct sim_moments share;               /* of intervals met, by replication */
    uint64_t *values;                       /* [FOLD_VALUES] of single intervals */
    bool has_ceiling;
    struct sim_moments ceiling; /* of the period: reached the line in time, answered */
};

struct fold {
    const struct scenario *scenario; /* borrowed, as is the program */
    const struct program *program;
    struct digest digest; /* of the newest replication; also holds the units */
    int done;
    char *fault; /* owned; what did not balance, first of all; null: nothing */
    double callers, events;

    struct fold_cell *cells;     /* [units][subjects], owned as all below */
    struct fold_team *teams;     /* [units][teams] */
    struct fold_period *periods; /* [subjects] */
    uint32_t *day_waits;         /* [days][subjects][TALLY_BINS] */
    uint64_t *day_waited;        /* [days][subjects]: sum of the bins */
    uint64_t *hour_waits;        /* [168][subjects][TALLY_BINS] */
    struct sim_moments *flow;    /* [ways]: taken a replication, of those who entered */
    struct sim_moments *entered; /* [stages] */
    struct fold_target *targets;
    struct digest_cell
        *quarters; /* [quarters of the period][subjects], or null: sums */
    struct digest_team *quarter_teams; /* [quarters of the period][teams], or null */
    struct fold_more *more;            /* null without specials: see fold_more.h */
    struct fold_detail *detail;        /* owned: see fold_detail.h */
    struct fold_short *shorts; /* null unless staffing is random: see fold_short.h */
    uint64_t *waits;           /* scratch: one histogram */
    uint32_t *whole; /* [subjects][TALLY_BINS], scratch: the newest replication's */
};

/* `measured` as program_compile() filled it; `quarters` keeps sums of every quarter
 * hour of the period too.  Scenario and program are borrowed. */
void fold_init(struct fold *fold, const struct scenario *scenario,
               const struct program *program, const struct program_measured *measured,
               bool quarters);
void fold_done(struct fold *fold);

/* Adds the next replication, closed by tally_close(), after checking that it balances.
 * The same tallies in the same order give the same bits.  O(cells + histograms). */
void fold_add(struct fold *fold, const struct tally *tally);

/* Moments of the ratio of two sums of quantities, over all replications; `per` null
 * means 1 a replication.  cross as above, of `count` quantities. */
struct sim_moments fold_moments(double n, const double *sums, const double *cross,
                                const struct measure_term *of,
                                const struct measure_term *per);

/* Pooled histogram of one subject over these days into bins[TALLY_BINS]. */
void fold_pooled(const struct fold *fold, int subject, struct digest_days days,
                 uint64_t *bins);

#endif
