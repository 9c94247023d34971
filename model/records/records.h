/* An interval export of a telephone system: for each line (queue) and hour, half hour
 * or quarter hour what was offered, answered and abandoned, after what time, and how
 * long the talking took.
 *
 * Times are local civil time.  In October the hour from 01:00 comes twice: its rows may
 * come twice as well, or once with both hours in them; either way they are added up. In
 * March it is missing: rows for it must be empty.  A call counts in the interval of its
 * arrival; exports that count it when it ends are taken as they are. */
#ifndef MODEL_RECORDS_H
#define MODEL_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/records/records_map.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"

/* One row; several queues of one line have a cell each. */
struct records_cell {
    int32_t date;
    int step; /* interval of the local day by the clock */
    int line;
    double offered, answered, abandoned;
    double talk_s, wrap_up_s, wait_s, lost_wait_s; /* sums over its calls */
    uint32_t answered_in[RECORDS_MOST_BANDS], abandoned_in[RECORDS_MOST_BANDS];
};

struct records {
    char *lines[SCENARIO_MOST_LINES]; /* owned: names, in order of first mention */
    struct sim_where line_at[SCENARIO_MOST_LINES]; /* of its first row */
    int line_count;
    struct records_cell *cells; /* owned, in the order of the file */
    size_t cell_count, capacity;
    int minutes;                              /* of an interval: 15, 30 or 60 */
    struct scenario_dates dates;              /* of the first and the last row */
    int first_step, last_step;                /* of these dates */
    struct records_bands answered, abandoned; /* without names of columns */
    bool has_talk, has_wrap_up, has_wait, has_lost_wait;
    int twice;     /* rows of the hour that comes twice, its second time */
    int skipped;   /* empty rows of the hour that is missing */
    int left_out;  /* rows of queues that the map leaves out */
    bool *has_day; /* owned: [days], whether any line has a row */
};

/* Reads an export.  `map` null: it has our own headings.  All mistakes are told, each
 * with its line; returns true when there was none, else leaves *out alone.  Both said
 * paths are borrowed by *diag. */
bool records_read(const char *path, const char *said_path,
                  const struct records_map *map, struct sim_diag *diag,
                  struct records *out);
void records_done(struct records *records);

/* Index of a line, or -1. */
int records_line(const struct records *records, const char *name);

/* How often interval `step` of the clock comes on this date: 1, or 0 or 2 in the hour
 * of a change of the clocks. */
int records_times(int32_t date, int step, int minutes);

/* Whether the export covers an interval: between its first and last, and on a day with
 * any row at all. */
bool records_covers(const struct records *records, int32_t date, int step);

/* Days between the first and the last that have no row. */
int records_gaps(const struct records *records);

/* Sums of one line over some dates. */
struct records_sum {
    double offered, answered, abandoned, talk_s, wrap_up_s, wait_s, lost_wait_s;
    double answered_in[RECORDS_MOST_BANDS], abandoned_in[RECORDS_MOST_BANDS];
};
void records_add(struct records_sum *sum, const struct records_cell *cell);
struct records_sum records_total(const struct records *records, int line,
                                 struct scenario_dates dates);

#endif
