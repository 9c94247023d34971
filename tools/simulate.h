/* tenfive simulate FILE: what callers would meet. */
#ifndef TOOLS_SIMULATE_H
#define TOOLS_SIMULATE_H

/* argv[0] is the word "simulate".  Returns the exit status, enum tenfive_exit. */
int simulate_main(int argc, char **argv);

#endif
