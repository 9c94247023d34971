/* The command line, read by tables: one row an option, so that reading, ranges, the
 * "did you mean" of a slip and --help all come from the same place.
 *
 * "--name VALUE" and "--name=VALUE" are the same, as are "-o DIR" and "-oDIR"; "--"
 * ends the options.  Numbers are read strictly: all of the text must be the number.  An
 * option that is not a list may be given once. */
#ifndef TOOLS_OPTIONS_H
#define TOOLS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "model/scenario/change.h"

/* Exit status of every command. */
enum tenfive_exit {
    TENFIVE_DONE = 0,
    TENFIVE_NOT_MET = 1,      /* done, but a target that was asked for is not met */
    TENFIVE_BAD_INPUT = 2,    /* bad input or usage */
    TENFIVE_MACHINE = 3,      /* disk full, unwritable directory, out of memory */
    TENFIVE_INTERRUPTED = 130 /* stopped by the user with nothing to show */
};

/* What an option's value is, and what lies at `offset`. */
enum options_kind {
    OPTIONS_FLAG,    /* no value; bool */
    OPTIONS_TEXT,    /* const char * */
    OPTIONS_LIST,    /* struct options_list: may be repeated */
    OPTIONS_COUNT,   /* int, a whole number from low to high */
    OPTIONS_PERHAPS, /* the same, but "--name" alone is OPTIONS_UNSAID; "--name=N" */
    OPTIONS_SEED,    /* uint64_t, a whole number from 0 to OPTIONS_MOST_SEED */
    OPTIONS_NUMBER,  /* double, low <= value <= high */
    OPTIONS_TIME,    /* double, seconds, low <= value <= high: "90 s", "5 min" */
    OPTIONS_SHARE    /* double, 0..1, low <= value <= high: "12 %" */
};

/* Of an option whose number may be left out, and was. */
enum { OPTIONS_UNSAID = -1 };

/* Whole numbers up to here survive any reader of JSON. */
#define OPTIONS_MOST_SEED ((UINT64_C(1) << 53) - 1)

struct options_row {
    const char *name; /* without its dashes; null ends a table */
    char letter;      /* 'o' for -o; 0: none */
    enum options_kind kind;
    size_t offset;
    double low, high; /* COUNT, PERHAPS, NUMBER, TIME, SHARE */
    const char *form; /* "N", "DIR", for the help; null: no value */
    const char *help;
};

/* Texts in order; `words` is owned, the texts are the program's arguments. */
struct options_list {
    const char **words;
    int count;
};

/* Options that every command takes. */
struct options_common {
    struct options_list sets; /* --set */
    uint64_t seed;
    bool has_seed; /* --seed was given; seed is its default else */
    int threads;
    bool quiet, help;
    const char *json;      /* path, "-" for stdout, or null */
    const char *directory; /* of -o, or null */
};

/* Default threads are the cores that this process may use. */
struct options_common options_common_default(void);
extern const struct options_row options_common_rows[];

/* The sets as the reader of scenarios wants them; borrows the list. */
struct scenario_change_list options_changes(const struct options_common *common);

struct options_command {
    const char *name; /* "simulate", for complaints */
    const char *help; /* what it does, usage and examples: printed before the options */
    const char *after;              /* printed after them, or null */
    const struct options_row *rows; /* own; offsets into `own` */
    bool takes_common;              /* offsets of those go into `common` */
    int least_words, most_words;    /* arguments that are no options */
    const char *word;               /* what they are: "a scenario file" */
};

/* Where the values go; lists grow, the rest is overwritten. */
struct options_values {
    struct options_common *common; /* null if the command does not take them */
    void *own;
    struct options_list words;
};

enum options_outcome { OPTIONS_GO, OPTIONS_HELP, OPTIONS_BAD };

/* Reads argv[1..].  BAD: every mistake was told on stderr, exit with
 * TENFIVE_BAD_INPUT.  HELP: --help was among them, whatever else was; print
 * options_help(). */
enum options_outcome options_read(const struct options_command *command, int argc,
                                  char **argv, struct options_values *out);

void options_values_done(struct options_values *values);

/* Prints help, options by table and what comes after; does not end the program. */
void options_help(const struct options_command *command, FILE *to);

#endif
