/* The part of a fold that looks closer than hours and means: people by half hour of the
 * week, and the single days, of all replications, that stand out. */
#ifndef MODEL_FOLD_DETAIL_H
#define MODEL_FOLD_DETAIL_H

#include "model/measure/fold.h"

enum {
    FOLD_WEEK_HALVES = 2 * CALENDAR_WEEK_HOURS, /* Monday 00:00 is 0, local time */
    FOLD_DAYS = 10,        /* single days of a kind that are kept, of each line */
    FOLD_DAY_ANSWERED = 10 /* answered calls below which a mean wait says nothing */
};

/* A line on one day of one replication. */
struct fold_day {
    int day, replication; /* of the period; both from 0 */
    double offered, answered, abandoned;
    double wait_s; /* sum, of the answered */
    double longest_s;
};

/* The days that come first by one figure, in falling order; of equals the lower
 * replication, then the lower day. */
struct fold_days {
    struct fold_day days[FOLD_DAYS];
    double by[FOLD_DAYS];
    int count;
};

struct fold_detail {
    struct digest_team *halves; /* [FOLD_WEEK_HALVES][teams], owned as all below */
    struct fold_days *busiest;  /* [lines], by calls offered */
    struct fold_days *worst; /* [lines], by mean wait of the answered; days with fewer
                                than FOLD_DAY_ANSWERED of them, or on which none of
                                them waited, are left out */
};

struct fold_detail *fold_detail_new(const struct program *program);
void fold_detail_free(struct fold_detail *detail);

/* Adds the replication in fold->digest and `tally`.  O(quarters x teams + days x
 * lines). */
void fold_detail_add(struct fold *fold, const struct tally *tally);

/* Half hour of the week of a quarter of the period. */
int fold_detail_half(const struct calendar *calendar, int quarter);

#endif
