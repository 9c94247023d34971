/* What tenfive erlang found, as a table and as JSON. */
#ifndef TOOLS_ERLANG_REPORT_H
#define TOOLS_ERLANG_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "model/theory/erlang.h"

struct erlang_report_row {
    int people;
    bool is_steady; /* else there is no grade */
    bool meets;     /* all that is asked; true if nothing is */
    struct erlang_grade grade;
};

struct erlang_report {
    const struct erlang_model *model;
    struct erlang_load load;     /* its agents are not looked at */
    struct erlang_target target; /* with within_s, whether or not a share is asked */
    bool is_asked;               /* the target asks something */
    int required; /* fewest people that meet it; 0: none was looked for */
    struct erlang_report_row *rows; /* owned by the caller */
    size_t count;
};

void erlang_report_table(const struct erlang_report *report, FILE *to);

/* "tenfive-erlang-1": times in seconds, shares 0..1; what the model does not have is
 * left out, a row without a steady state has people and steady only. */
void erlang_report_json(const struct erlang_report *report, FILE *to);

/* "90 % of calls answered in 10 s and at most 5 % given up", in fresh memory. */
char *erlang_report_target(const struct erlang_report *report);

#endif
