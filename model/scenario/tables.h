/* Tables that users keep in Excel: profiles, staffing, laws.  CSV as
 * model/scenario/csv.h reads it; column names in any case and order.
 * scenarios/templates/ has one of each to start from.
 *
 * Every reader reports all mistakes of its file, each with line and column, and returns
 * true only when there was none; otherwise *out is left alone.  `path` is opened,
 * `said_path` is what complaints and `at` say: it is borrowed and must outlive both.  A
 * column that is no part of the table is warned about, or refused when its name looks
 * like a slip of one that is missing. */
#ifndef MODEL_SCENARIO_TABLES_H
#define MODEL_SCENARIO_TABLES_H

#include <stdbool.h>

#include "model/scenario/scenario.h"
#include "sim/diag.h"

/* Demand over time, as a sheet:
 *
 *   when,all,Mon,Tue,Wed,Thu,Fri,Sat,Sun,Bank
 *   Jan,0.95                       twelve months, in the column `all`
 *   day,,1.02,1,0.99,...,0.9,0.9   how busy each kind of day is
 *   00:00,,12,11,...               from when on: hours, half hours or quarter hours
 *
 * Weights are relative: calls on a day of that month, on a day of that kind, in that
 * part of the day.  In the rows after the months a cell under a day stands for that day
 * and `all` for every day whose cell is empty; an empty Bank is Sunday's, and so is
 * every Bank if there is no such column.  Refused: missing, repeated or unknown rows,
 * negative weights, months, days or a day's hours that are all 0. */
bool tables_profile(const char *path, const char *said_path, struct sim_diag *diag,
                    struct scenario_profile *out);

/* The teams that rows may be for, and the one that is asked for. */
struct tables_teams {
    const char *const *names; /* of all teams of the scenario */
    int count;
    int team; /* index of the one asked for */
};

/* The lines of staffing that a file has for one team. */
struct tables_shifts {
    struct scenario_shift *shifts; /* owned by the caller: free() */
    int count;
};

/* Staffing, in one of two layouts told apart by their columns:
 *
 *   day,time,people
 *   date,start,end,people
 *
 * In the first, day is as in text_days(), with quotes around "Fri,Sat", and time is the
 * start of an hour, half hour or quarter hour; all of these must be there for a kind of
 * day, 0 or not, if one of them is.  The second has the rows of a duty system; an end
 * before the start is on the next day, and without `people` a row is one person.
 *
 * Either may have a column `team`: rows of other teams are then left out, and a name
 * that is no team is an error.  A dated row becomes a shift with has_dates, a single
 * date, and span.days SCENARIO_WEEK: it holds on that date whatever kind of day it is.
 * *out is filled, not added to.  O(rows). */
bool tables_staff(const char *path, const char *said_path, struct sim_diag *diag,
                  const struct tables_teams *teams, struct tables_shifts *out);

/* Points of an empirical law, ready for sim_dist_table_init(). */
struct tables_points {
    double *time_s, *below; /* owned by the caller: free() */
    int count;
};

/* An empirical law: `seconds,share_below`, times rising, shares not falling and ending
 * at 1 (100 %), at least two rows. */
bool tables_law(const char *path, const char *said_path, struct sim_diag *diag,
                struct tables_points *out);

#endif
