/* A scenario in English, for a planner to see whether it says what was meant. */
#ifndef TOOLS_READBACK_H
#define TOOLS_READBACK_H

#include <stdbool.h>
#include <stdio.h>

#include "model/demand/calendar.h"
#include "model/pathway/load.h"
#include "model/people/staffing.h"
#include "model/scenario/scenario.h"

/* A scenario with what follows from it; all borrowed. */
struct readback {
    const struct scenario *scenario;
    const struct calendar *calendar;
    const struct staffing *staffing;
    const struct load *load;
    const double *rates; /* as made by rates_compile() */
};

/* Period, calls, call flow, work and people, teams, targets, and where the inputs come
 * from. */
void readback_print(const struct readback *readback, FILE *out);

/* Whether a setting is a figure that comes from somewhere; others say how the parts
 * hang together. */
bool readback_is_figure(const char *path);

/* The row of `basis` that speaks of a setting most closely, or null. */
const struct scenario_basis *readback_basis(const struct scenario *scenario,
                                            const char *path);

/* Its last two parts, in a file of their own. */
void readback_targets(const struct scenario *scenario, FILE *out);
void readback_inputs(const struct scenario *scenario, FILE *out);

#endif
