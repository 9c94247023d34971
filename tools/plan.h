/* tenfive plan: the least staffing that meets the targets, tested on fresh callers. */
#ifndef TOOLS_PLAN_H
#define TOOLS_PLAN_H

/* argv[0] is the word "plan".  Returns the exit status: 0 when every plan passed its
 * test; 1 when one did not, cannot be or was stopped; 2 on bad input or usage; 3 when
 * something cannot be written; 130 when stopped before there was any plan. */
int plan_main(int argc, char **argv);

#endif
