#include "tools/diag_out.h"

#include <stdio.h>
#include <stdlib.h>

#include "tools/utf8.h"

void diag_out(struct sim_diag *diag, bool quiet)
{
    sim_diag_sort(diag);
    size_t errors = 0;
    for (size_t i = 0; i < diag->count; i++) {
        const struct sim_diag_item *const item = &diag->items[i];
        errors += item->level == SIM_DIAG_ERROR;
        if (quiet && item->level == SIM_DIAG_WARNING)
            continue;
        char *const line = sim_diag_line(item);
        char *const shown = utf8_harmless(line, "");
        fprintf(stderr, "%s\n", shown);
        free(shown);
        free(line);
    }
    if (diag->errors > errors)
        fprintf(stderr, "tenfive: and %zu more errors\n", diag->errors - errors);
}
