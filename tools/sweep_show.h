/* A whole sweep brought to the user: files, then the table or JSON on stdout. */
#ifndef TOOLS_SWEEP_SHOW_H
#define TOOLS_SWEEP_SHOW_H

#include "tools/sweep_table.h"
#include "tools/sweep_text.h"

/* Where to; null: not asked for.  JSON "-": stdout, instead of the table. */
struct sweep_show {
    const char *json, *directory;
};

/* Whether the files can be begun; complains on stderr. */
bool sweep_show_is_possible(const struct sweep_show *show);

/* Every text is there.  Gives the exit status. */
int sweep_show(const struct sweep_show *show, const struct sweep_texts *texts);

/* The terminal's page, at most REPORT_WIDTH columns wide. */
void sweep_report(struct stored *stored, const struct sweep_table *table, FILE *to);

/* points.csv: a row a point, the base first. */
void sweep_csv(const struct sweep_table *table, FILE *to);

#endif
