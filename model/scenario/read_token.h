/* The words of the scenario language, as libconfig 1.5 has them, less what it takes for
 * a number and nobody means: a lone point, hexadecimal, digits that run into letters.
 */
#ifndef MODEL_SCENARIO_READ_TOKEN_H
#define MODEL_SCENARIO_READ_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/diag.h"

/* A text that is being read, and where in it. */
struct read_source {
    const char *from, *to;
    struct sim_where at;
    const struct read_source *includer; /* null: none */
    int depth;                          /* of includes; below 0: none are allowed */
};

struct read_token {
    char kind; /* 'a' name, '"' text, '1' number, 't' flag, '\0' end, or the sign itself
                */
    const char *text; /* in the source */
    size_t length;
    struct sim_where at;
};

/* The next word, blanks and comments skipped; at the end it is of kind '\0'.  Returns
 * false after a complaint. */
bool read_next_token(struct sim_diag *diag, struct read_source *file,
                     struct read_token *out);

#endif
