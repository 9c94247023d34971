/* What start.c and its helpers share: what the formulas are asked, and how many people
 * they say it takes. */
#ifndef MODEL_START_PARTS_H
#define MODEL_START_PARTS_H

#include "model/planner/start.h"
#include "model/theory/erlang.h"

/* Most work an agent may be given where no target says less. */
#define START_MOST_LOAD 0.95

/* A target as one line hears it. */
struct start_ask {
    int line;
    struct erlang_target target;
    double hung_up_after_s; /* earlier hang-ups do not count; LAGGED alone knows this */
};

struct start_asks {
    struct start_ask *rows; /* owned */
    int count;
    double occupancy[SCENARIO_MOST_TEAMS]; /* greatest that is allowed; 1: all */
};

/* The needs of a question, by line.  A clock that starts before the line takes the mean
 * time from there to the line off the limit, down to 0.  A share abandoned of a journey
 * becomes that share of the calls at each of its lines which comes to as many callers
 * in all. */
void start_asks_init(const struct question *question, const struct start_load *load,
                     struct start_asks *out);
void start_asks_done(struct start_asks *asks);

/* Marks in reached[stages] where callers who enter a stage can get to; what is marked
 * already is not looked at again. */
void start_mark_reached(const struct scenario *scenario, int stage, bool *reached);

/* One line as a team sees it. */
struct start_line {
    int line;
    double erlangs;    /* > 0 */
    double handling_s; /* > 0; arrivals are erlangs / handling_s */
    double patience_s; /* SIM_NEVER: patient */
    int keep_free;
};

/* The people that each method says a pool takes; its lines stand most urgent first,
 * count >= 1.  A guess that is near makes it quicker. */
int start_pool_lagged(const struct start_line *lines, int count,
                      const struct start_asks *asks, int guess);
int start_pool_a(const struct start_line *lines, int count,
                 const struct start_asks *asks, int guess);
int start_separate_c(const struct start_line *lines, int count,
                     const struct start_asks *asks, int guess);

#endif
