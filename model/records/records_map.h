/* Which column of an interval export holds what, and which of its queues is which line
 * of a scenario.  A map is a table of its own:
 *
 *   means,column,from,to,line
 *   date,Interval Date               date, time, line, offered, answered, abandoned
 *   answered_in,Ans 0-10,0,10        calls answered after more than 0 up to 10 s; the
 *                                    first band has those answered at once as well
 *   abandoned_in,Abn over 600,600    the last band has no end
 *   talk_total,Talk Time             or talk_mean, a call; wrap_up, wait (of the
 *                                    answered) and lost_wait (of the abandoned) alike
 *   queue,101 SWBD,,,switchboard     without a line: rows of this queue are left out
 *
 * `start` in place of date and time is a column with both.  Without any row "queue" the
 * names in the file are those of the lines.  A column that no row names is dropped as
 * it is read, so names and numbers of callers go no further. */
#ifndef MODEL_RECORDS_MAP_H
#define MODEL_RECORDS_MAP_H

#include <stdbool.h>

#include "model/scenario/csv.h"
#include "sim/diag.h"

enum { RECORDS_MOST_BANDS = 16, RECORDS_MOST_QUEUES = 256 };

enum records_column {
    RECORDS_DATE,
    RECORDS_TIME,
    RECORDS_START,
    RECORDS_LINE,
    RECORDS_OFFERED,
    RECORDS_ANSWERED,
    RECORDS_ABANDONED,
    RECORDS_TALK_TOTAL,
    RECORDS_TALK_MEAN,
    RECORDS_WRAP_UP_TOTAL,
    RECORDS_WRAP_UP_MEAN,
    RECORDS_WAIT_TOTAL,
    RECORDS_WAIT_MEAN,
    RECORDS_LOST_WAIT_TOTAL,
    RECORDS_LOST_WAIT_MEAN,
    RECORDS_COLUMNS
};

/* Times after which calls were answered or given up: band i is (from, to], the first
 * with its beginning.  They join, and the last may be open. */
struct records_bands {
    int count;
    double from_s[RECORDS_MOST_BANDS], to_s[RECORDS_MOST_BANDS]; /* INFINITY: open */
    char *column[RECORDS_MOST_BANDS];                            /* owned */
};

struct records_queue {
    struct sim_where at;
    char *name, *line; /* owned; line null: left out */
};

struct records_map {
    char *column[RECORDS_COLUMNS]; /* owned; null: not there */
    struct records_bands answered, abandoned;
    struct records_queue *queues; /* owned */
    int queue_count;
};

/* Reads a map.  `said_path` is borrowed, as by csv_open().  Complains about rows that
 * mean nothing, columns mapped twice, bands that overlap or leave gaps, and what is
 * missing; returns true when there was no mistake, else leaves *out alone. */
bool records_map_read(const char *path, const char *said_path, struct sim_diag *diag,
                      struct records_map *out);

/* The map of an export that has our own headings: date, time, line, offered, answered,
 * abandoned, "answered 0-10" to "answered 1800+", "abandoned 0-10" and so on, and
 * "talk total" to "lost wait mean".  `csv` has been opened.  Returns false after a
 * complaint about bands. */
bool records_map_own(struct csv *csv, struct records_map *out);

void records_map_done(struct records_map *map);

/* The heading that stands for a column in our own exports. */
extern const char *const records_map_headings[RECORDS_COLUMNS];

#endif
