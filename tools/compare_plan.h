/* What is compared: scenarios read from the command line, A first, and the contrasts of
 * them that are looked at.
 *
 * A word is a scenario file, or several joined by "+": what-ifs put on top of one
 * another (scenario_read_stack).  A scenario put together from files that are compared
 * each by itself, as what-ifs of A, has an interplay: what it does less the sum of what
 * each does alone. */
#ifndef TOOLS_COMPARE_PLAN_H
#define TOOLS_COMPARE_PLAN_H

#include "model/scenario/change.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"

enum { COMPARE_MOST = 8, COMPARE_LETTER = 2 };

struct compare_scenario {
    char letter[COMPARE_LETTER]; /* "A" */
    char *word;                  /* owned: as on the command line */
    char **paths;                /* owned, with its texts: the files that it names */
    int path_count;
    struct scenario scenario;
};

/* A contrast: the sum over scenarios of weight times figure. */
struct compare_item {
    int scenario;                 /* B against A, or the one put together */
    bool is_interplay;            /* else a difference */
    double weights[COMPARE_MOST]; /* by scenario; they sum to 0 */
    int parts[COMPARE_MOST];      /* of an interplay: scenarios */
    int part_count;
};

struct compare_plan {
    struct compare_scenario scenarios[COMPARE_MOST];
    int count;
    struct compare_item items[2 * COMPARE_MOST]; /* differences, then interplays */
    int item_count;
};

struct compare_ask {
    const char *const *words; /* at least two, at most COMPARE_MOST, with the stack */
    int count;
    const struct scenario_change_list *sets; /* of every scenario */
    bool stack; /* adds all what-ifs of the first word put together */
};

/* Reads every scenario.  False after complaints, which borrow from *out: print them
 * before compare_plan_done(), which is called either way. */
bool compare_plan_make(const struct compare_ask *ask, struct sim_diag *diag,
                       struct compare_plan *out);
void compare_plan_done(struct compare_plan *plan);

#endif
