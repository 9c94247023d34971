/* tenfive verify: the test of a plan once more, on callers that it never met. */
#ifndef TOOLS_VERIFY_H
#define TOOLS_VERIFY_H

/* argv[0] is the word "verify".  Returns the exit status: 0 when all targets hold; 1
 * when one does not, or the test was stopped; 2 on bad input or usage; 3 when something
 * cannot be written. */
int verify_main(int argc, char **argv);

#endif
