/* tenfive: one command with sub-commands.  Each has a row in the table below. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_version.h>
#include <libconfig.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "model/scenario/text.h"
#include "tools/backtest.h"
#include "tools/calibrate.h"
#include "tools/check.h"
#include "tools/compare.h"
#include "tools/erlang.h"
#include "tools/fit.h"
#include "tools/new.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/plan.h"
#include "tools/report_command.h"
#include "tools/simulate.h"
#include "tools/sweep.h"
#include "tools/verify.h"

struct command {
    const char *name;
    const char *help;
    int (*run)(int argc, char **argv); /* argv[0] is the command's name */
};

static const struct command commands[] = {
    { "new", "a scenario of your force from about fifteen questions", new_main },
    { "simulate", "what callers would meet: waits, abandonment, targets, staffing",
      simulate_main },
    { "compare", "the same callers through several scenarios: what differs",
      compare_main },
    { "sweep", "the same callers under many settings: curves, maps, what matters most",
      sweep_main },
    { "merge", "parts of a sweep that ran apart, joined", merge_main },
    { "plan", "the least staffing that meets every target, tested on fresh callers",
      plan_main },
    { "verify", "does a plan still hold, on callers that it never met?", verify_main },
    { "check", "is a scenario sound, and does it say what was meant?", check_main },
    { "calibrate", "fit unknown inputs of scenarios to published figures",
      calibrate_main },
    { "fit", "settings of a scenario from an interval export of the telephone system",
      fit_main },
    { "backtest", "what the telephone system reported, beside what the scenario gives",
      backtest_main },
    { "report", "the page and the workbook of a stored result", report_command_main },
    { "erlang", "the formulas of Erlang B, C and A: one queue in steady state",
      erlang_main },
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static const char examples[] =
    "tenfive simulates how a police force's 999 and 101 calls reach a call handler.\n"
    "\n"
    "Examples:\n"
    "  tenfive new ours                     a scenario from some questions\n"
    "  tenfive check force.cfg              read a scenario back in English\n"
    "  tenfive simulate force.cfg           simulate it and print what callers met\n"
    "  tenfive simulate force.cfg --set 'streams.public_999.calls*=1.05'\n"
    "                                       the same callers, and 5 % more of them\n"
    "  tenfive simulate force.cfg -o results\n"
    "                                       with tables for a spreadsheet\n"
    "  tenfive plan force.cfg -o plan       the least staffing that meets its targets\n"
    "  tenfive check --keys                 the manual of all settings\n"
    "\n"
    "Commands (tenfive COMMAND --help says more):\n";

static int print_help(void)
{
    fputs(examples, stdout);
    for (int i = 0; i < COMMANDS; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].help);
    printf("  %-10s this text, or that of a command\n", "help");
    fputs(
        "\nExit status: 0 done; 1 done, but a target that was asked for is not met;\n"
        "2 bad input or usage; 3 failure of the machine (disk full, out of memory).\n",
        stdout);
    return output_stdout();
}

static int print_version(void)
{
    printf("tenfive %s (GSL %s, libconfig %d.%d.%d)\n", TENFIVE_VERSION, gsl_version,
           LIBCONFIG_VER_MAJOR, LIBCONFIG_VER_MINOR, LIBCONFIG_VER_REVISION);
    return output_stdout();
}

static int refuse(const char *word)
{
    const char *names[COMMANDS + 1];
    for (int i = 0; i < COMMANDS; i++)
        names[i] = commands[i].name;
    names[COMMANDS] = "help";
    const char *const meant =
        text_suggest(word + strspn(word, "-"), names, COMMANDS + 1);
    const char *const what = *word == '-' ? "option" : "command";
    if (meant != NULL)
        fprintf(stderr, "tenfive: unknown %s \"%s\": did you mean \"%s\"?\n", what,
                word, meant);
    else
        fprintf(stderr, "tenfive: unknown %s \"%s\": see tenfive --help\n", what, word);
    return TENFIVE_BAD_INPUT;
}

static int run(int argc, char **argv)
{
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].name, argv[0]) == 0)
            return commands[i].run(argc, argv);
    return refuse(argv[0]);
}

int main(int argc, char **argv)
{
    /* How the terminal writes letters is the user's; numbers always have a point. */
    setlocale(LC_CTYPE, "");
    gsl_set_error_handler_off();
    if (argc < 2) {
        fputs("tenfive: which command?  See tenfive --help\n", stderr);
        return TENFIVE_BAD_INPUT;
    }
    const char *const word = argv[1];
    if (strcmp(word, "--version") == 0)
        return print_version();
    const bool is_help = strcmp(word, "help") == 0;
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0
        || (is_help && argc == 2))
        return print_help();
    if (is_help) {
        char help[] = "--help", *const words[] = { argv[2], help, NULL };
        return run(2, (char **) words);
    }
    return run(argc - 1, argv + 1);
}
