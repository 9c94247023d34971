/* A world whose first attempts come at times that the test writes down, and a trace
 * that can be compared as text.  The scenario's own demand must be 0. */
#ifndef TESTS_WORLD_SCRIPT_H
#define TESTS_WORLD_SCRIPT_H

#include "model/world/world.h"

struct script_call {
    double at_s; /* since quarter 0, rising, before the end of the period */
    int stream;
};

struct script {
    struct program program;
    struct program_measured measured[SCENARIO_MOST_TARGETS];
    struct tally tally;
    char *text; /* owned: what happened, a line each, by time and call */
};

/* Runs the calls, numbered from 0, to the end of the run.  The text leaves out entering
 * a stage; its lines are, times in seconds:
 *     10 #0 answered desk by day after 0
 *     20 #1 waits desk
 *     45 #1 hangs up desk after 25
 *     70 #2 turned away from desk
 *     70 #0 ends resolved */
void script_run(const struct scenario *scenario, const struct script_call *calls,
                int count, struct script *out);
void script_done(struct script *script);

/* Sums over all quarter hours. */
struct tally_cell script_sum(const struct script *script, int subject);
/* The first team in one quarter hour. */
const struct tally_team *script_team(const struct script *script, int quarter);

/* Compares line by line, blanks at the start of a line left out. */
#define assert_happens(script, want) \
    script_compare((script)->text, (want), __FILE__, __LINE__)
void script_compare(const char *got, const char *want, const char *file, int line);

/* The scenario that most tests begin with: 1 January 2022, one stream "public" to one
 * line "desk", talk 60 s, nobody gives up, then "resolved"; one team, "day", all day.
 */
struct desk {
    struct scenario scenario;
    int line, resolved, team;
};

struct desk desk_new(int people);
/* A second line of the same kind with a stream of its own; nobody serves it yet. */
int desk_add_line(struct desk *desk, const char *name, double talk_s);
/* At the desk. */
void desk_set_patience(struct desk *desk, double time_s);
/* Holds the run against Little's law and frees both. */
void desk_done(struct desk *desk, struct script *script);

#define DESK_RUN(desk, script, ...) \
    do { \
        const struct script_call calls[] = { __VA_ARGS__ }; \
        script_run(&(desk)->scenario, calls, (int) (sizeof calls / sizeof calls[0]), \
                   (script)); \
    } while (0)

#endif
