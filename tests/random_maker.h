/* The parts of random_scenario(). */
#ifndef TESTS_RANDOM_MAKER_H
#define TESTS_RANDOM_MAKER_H

#include "model/scenario/scenario.h"

enum { RANDOM_HALF_MINUTE_S = 30, RANDOM_QUARTER_MIN = 15 };

/* Everything that a scenario may have, or not, as a whole. */
enum random_mechanism {
    RANDOM_REDIAL,
    RANDOM_CALLS_AGAIN,
    RANDOM_CALL_BACK,
    RANDOM_DIAL,
    RANDOM_OVERFLOW,
    RANDOM_CHAT,
    RANDOM_YIELDS,
    RANDOM_OUTAGES,
    RANDOM_HANDLING, /* laws of ways and streams, growing talk, hours, slow teams */
    RANDOM_OPTIONS,  /* menus: hanging up, hours */
    RANDOM_MECHANISMS
};

struct random_maker {
    struct scenario *scenario;
    uint64_t key, drawn;
    bool on_grid; /* all times are multiples of half a minute */
    int inner;    /* stages that are not ends: 0 .. inner - 1 */
    int streams;  /* as many as will be made */
    int caps;     /* used up so far, see program.h */
    bool has[RANDOM_MECHANISMS];
};

int random_below(struct random_maker *m, int n);
int random_between(struct random_maker *m, int low, int high);
bool random_chance(struct random_maker *m, int percent);
/* The scenario has the mechanism, and it comes here by chance. */
bool random_has(struct random_maker *m, enum random_mechanism what, int percent);
/* One of a few numbers; those with few bits keep sums of times exact. */
double random_pick(struct random_maker *m, int count, const double *of);
/* A law with a mean of up to `most` half minutes. */
struct sim_dist random_time(struct random_maker *m, int most);
void random_hours(struct random_maker *m, struct scenario_hours *hours);
int random_later_stage(struct random_maker *m, int stage);

/* Stages with all their ways; outages, which need them. */
void random_flow(struct random_maker *m);
void random_outages(struct random_maker *m);
/* Adds ways to those who hang up at a stage, and are not rung but at later ones. */
void random_redial(struct random_maker *m, int stage, struct scenario_redial *to);

#endif
