/* `tenfive new`: some questions, and from the answers a scenario with its tables. */
#ifndef TOOLS_NEW_H
#define TOOLS_NEW_H

int new_main(int argc, char **argv);

#endif
