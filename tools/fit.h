/* tenfive fit: settings of a scenario from an interval export. */
#ifndef TOOLS_FIT_H
#define TOOLS_FIT_H

int fit_main(int argc, char **argv);

#endif
