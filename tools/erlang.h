/* tenfive erlang: what a steady queue gives, or how many people a target takes. */
#ifndef TOOLS_ERLANG_H
#define TOOLS_ERLANG_H

/* argv[0] is the word "erlang".  Prints a table on stdout.  Returns the exit status:
 * 0; 1 when the target is not met, or the queue has no steady state, with the people
 * asked for; 2 on a mistake in the command line; 3 when the output cannot be written.
 */
int erlang_main(int argc, char **argv);

#endif
