/* tenfive backtest: does a scenario give what the telephone system reported? */
#ifndef TOOLS_BACKTEST_H
#define TOOLS_BACKTEST_H

int backtest_main(int argc, char **argv);

#endif
