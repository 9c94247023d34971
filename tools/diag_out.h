/* Complaints on stderr. */
#ifndef TOOLS_DIAG_OUT_H
#define TOOLS_DIAG_OUT_H

#include <stdbool.h>

#include "sim/diag.h"

/* Sorts and prints all; `quiet` leaves warnings out. */
void diag_out(struct sim_diag *diag, bool quiet);

#endif
