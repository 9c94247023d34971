/* tenfive report RESULT: page and workbook of a stored result. */
#ifndef TOOLS_REPORT_COMMAND_H
#define TOOLS_REPORT_COMMAND_H

/* argv[0] is the word "report".  Returns the exit status, enum tenfive_exit. */
int report_command_main(int argc, char **argv);

#endif
