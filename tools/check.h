/* tenfive check FILE: is the scenario sound, and does it say what was meant? */
#ifndef TOOLS_CHECK_H
#define TOOLS_CHECK_H

/* argv[0] is the word "check".  Prints the scenario in English on stdout, complaints
 * and warnings on stderr; with --keys the manual of settings instead.  Returns the exit
 * status: 0, or 2 on a mistake in the scenario or the command line, 3 when stdout
 * cannot be written. */
int check_main(int argc, char **argv);

#endif
