/* Reads the scenario that is named, with --set arguments after it, and prints the
 * complaints; exit status 2 when one is an error.  With --keys: the manual. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/keys.h"
#include "model/scenario/read.h"

static void print_manual(void)
{
    char *manual = keys_manual();
    fputs(manual, stdout);
    free(manual);
}

static void print_diag(struct sim_diag *diag)
{
    sim_diag_sort(diag);
    for (size_t i = 0; i < diag->count; i++) {
        char *line = sim_diag_line(&diag->items[i]);
        puts(line);
        free(line);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--keys") == 0) {
        print_manual();
        return 0;
    }
    if (argc < 2)
        return 3;
    const struct scenario_change_list sets = { (const char *const *) argv + 2,
                                               argc - 2 };
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    const bool good = scenario_read(argv[1], &sets, &diag, &scenario);
    print_diag(&diag);
    sim_diag_done(&diag);
    scenario_done(&scenario);
    return good ? 0 : 2;
}
