/* What is sound in a scenario but hardly meant: overloaded days, lines that are shut by
 * their reserve. */
#ifndef TOOLS_WARNINGS_H
#define TOOLS_WARNINGS_H

#include <stdbool.h>

#include "model/scenario/scenario.h"
#include "sim/diag.h"

/* Adds warnings to *diag; false when staffing turns out to be wrong, which is an error
 * there.  The scenario was read without a mistake.  O(quarters). */
bool warnings_add(const struct scenario *scenario, struct sim_diag *diag);

#endif
