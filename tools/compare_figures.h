/* The figures that are compared: every target, and a few measures of each line, stream
 * and team of any scenario. */
#ifndef TOOLS_COMPARE_FIGURES_H
#define TOOLS_COMPARE_FIGURES_H

#include "model/measure/paired.h"
#include "tools/compare_plan.h"

/* Figures of one object stand together. */
struct compare_figures {
    struct paired_figure *rows; /* owned; names are borrowed from the scenarios */
    size_t count, capacity;
};

void compare_figures_make(const struct compare_plan *plan, struct compare_figures *out);
void compare_figures_done(struct compare_figures *figures);

/* "target.t999.value", "line.switchboard.offered", in fresh memory. */
char *compare_figures_path(const struct paired_figure *figure);

/* The label of its object in the first scenario that has it; the scenarios' own. */
const char *compare_figures_label(const struct compare_plan *plan,
                                  const struct paired_figure *figure);

/* Whether a scenario has the object. */
bool compare_figures_has(const struct scenario *scenario,
                         const struct paired_figure *figure);

/* Index of the target of that name, or -1. */
int compare_figures_target(const struct scenario *scenario, const char *name);

/* Whether a figure is said in words and held to a precision: targets, and where no
 * scenario has any, the share abandoned and the mean wait of lines. */
bool compare_figures_is_told(const struct compare_figures *figures, int figure);

#endif
