/* Scenarios for tests, put together in memory without files.  Everything made here is
 * owned by the scenario: scenario_done() frees it.  Pointers into it are good until the
 * next object of the kind is made.  Nothing is checked. */
#ifndef TESTS_BUILD_SCENARIO_H
#define TESTS_BUILD_SCENARIO_H

#include "model/scenario/scenario.h"
#include "model/world/program.h"

enum { BUILD_DAY_MIN = 1440 };

/* Days `first` .. first + days - 1, no warm-up. */
void build_init(struct scenario *out, int32_t first, int days);

struct sim_dist build_law(enum sim_dist_law law, double a, double b);
struct sim_dist build_fixed(double time_s);
/* An empirical law whose points the scenario owns from now on. */
struct sim_dist build_table(struct scenario *scenario, int points, const double *time_s,
                            const double *below);

/* Each gives the index of the new object, good for ever.  A line talks for a fixed
 * minute, nobody gives up, and it has no way out yet. */
int build_stage(struct scenario *scenario, enum scenario_stage_kind kind,
                const char *name);
int build_line(struct scenario *scenario, const char *name, struct sim_dist talk);
int build_stream(struct scenario *scenario, const char *name, int enters,
                 double calls_a_day);
int build_team(struct scenario *scenario, const char *name);
/* Over the whole period, at least 0, of nothing yet: the caller fills in the rest
 * before another is made. */
struct scenario_target *build_target(struct scenario *scenario,
                                     enum scenario_grade grade);

struct build_way {
    double share;
    struct sim_dist time; /* zeroed: no time */
    int next;
};
void build_way(struct scenario *scenario, int stage, struct build_way way);

struct build_serves {
    int line, keep_free;
    double takes_after_s;
};
void build_serves(struct scenario *scenario, int team, struct build_serves serves);

/* Minutes of the local day; all days. */
void build_shift(struct scenario *scenario, int team, int people, int from_min,
                 int to_min);
void build_open(struct scenario_hours *hours, int from_min, int to_min);

/* Compiles, or fails the test.  program_done() frees it. */
struct program build_program(const struct scenario *scenario,
                             struct program_measured *measured);

#endif
