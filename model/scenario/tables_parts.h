/* What the readers of tables share; only model/scenario/tables*.c use this. */
#ifndef MODEL_SCENARIO_TABLES_PARTS_H
#define MODEL_SCENARIO_TABLES_PARTS_H

#include "model/scenario/csv.h"

enum { TABLES_QUARTERS = 96 };

/* The file as a whole, as the place of a complaint. */
struct sim_where tables_whole(const struct csv *csv);

/* The quarter hours from one row to the next: 4, 2 or 1, the coarsest that reaches
 * every quarter with a line.  4 without any. */
int tables_step(const unsigned line[TABLES_QUARTERS]);

/* Complains unless every step of the day has a line.  `whose` begins the complaint. */
void tables_check_complete(struct csv *csv, const char *whose,
                           const unsigned line[TABLES_QUARTERS], int step);

#endif
