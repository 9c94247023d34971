/* tenfive compare: the same callers through several scenarios, and what differs. */
#ifndef TOOLS_COMPARE_H
#define TOOLS_COMPARE_H

/* argv[0] is the command's name.  Returns the exit status. */
int compare_main(int argc, char **argv);

#endif
