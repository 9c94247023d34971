/* A plan's people as the shift lines of a team, and as a program that runs them. */
#ifndef MODEL_ROSTER_H
#define MODEL_ROSTER_H

#include "model/planner/question.h"

/* Beside a seat an hour (or pound) hardly counts, but settles ties. */
#define ROSTER_PEAK_TIE 1e-5

/* A plan, or one that differs from it a little. */
struct roster {
    const int *columns;  /* [column_count]: people */
    const int *policies; /* [policy_count]: choices; null: as they are now */
    /* [teams * slots]: people more or fewer on the phones, or null.  Where that is
     * below 0 people, 0. */
    const int8_t *change;
};

/* The team's lines, in fresh memory, *count of them: people on the phones from slot to
 * slot, or, posted, its shifts.  The same lines read from a file staff the team to the
 * same bits. `change` is not looked at for a posted team. */
struct scenario_shift *roster_shifts(const struct question *question, int team,
                                     const struct roster *roster, int *count);

/* People of a team by pattern slot: out[slots].  For a posted team as rostered. */
void roster_people(const struct question *question, int team,
                   const struct roster *roster, int *out);

/* question->program with the roster's people and policies.  It shares all else with it
 * and must be freed by roster_program_done(), not by program_done(). */
void roster_program(const struct question *question, const struct roster *roster,
                    struct program *out);
void roster_program_done(const struct question *question, struct program *program);

/* What the people cost by the question's objective: pounds, hours, or seats and a
 * little of the hours; of BEST_SERVICE: pounds or hours as its budget is. */
double roster_cost(const struct question *question, const int *columns);

#endif
