/* tenfive calibrate: fits unknown inputs of scenarios to published figures. */
#ifndef TOOLS_CALIBRATE_H
#define TOOLS_CALIBRATE_H

/* argv[0] is the word "calibrate".  Returns the exit status: 0 when every fitted figure
 * is met; 1 when one is missed; 2 on bad input or usage; 3 when something cannot be
 * written; 130 when stopped before anything was simulated. */
int calibrate_main(int argc, char **argv);

#endif
