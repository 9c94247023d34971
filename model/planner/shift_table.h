/* Planned people as a manager of shifts asks for them: the least, the mean and the most
 * in each shift. */
#ifndef MODEL_SHIFT_TABLE_H
#define MODEL_SHIFT_TABLE_H

#include "model/planner/question.h"

/* Of all the times of the pattern that lie in such a shift. */
struct shift_table_row {
    struct scenario_span span;
    int least, most;
    double mean;
};

struct shift_table {
    struct shift_table_row *rows; /* owned; in the order of the scenario's lines */
    int count;
    bool is_own; /* the team's own shifts; else 07:00-15:00, 15:00-23:00, 23:00-07:00 */
};

/* `own` is the team as the scenario that was planned has it; its shift lines for all
 * dates that add people for two hours or more are its shifts, each once.  Without any,
 * or with more than 24 of them, standard ones stand for them.  people[slots] of the
 * pattern.  O(rows * slots). */
void shift_table_make(const struct question *question, const struct scenario_team *own,
                      const int *people, struct shift_table *out);
void shift_table_done(struct shift_table *table);

#endif
