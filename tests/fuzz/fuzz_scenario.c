/* Any bytes as a scenario file: no crash, no leak, and a refusal comes with a
 * complaint. A comment `# --set PATH=VALUE` in the first lines is applied as the
 * command line would. The file is written to the working directory, where run.sh has
 * put tables and a base that it may name. */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read.h"

enum { MOST_SETS = 4 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_file(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert(file != NULL && fwrite(data, 1, size, file) == size);
    assert(fclose(file) == 0);
}

/* Cuts the leading `# --set` lines out of a copy of the file. */
static int take_sets(char *copy, const char *sets[MOST_SETS])
{
    static const char mark[] = "# --set ";
    int count = 0;
    while (count < MOST_SETS && strncmp(copy, mark, sizeof mark - 1) == 0) {
        sets[count++] = copy + sizeof mark - 1;
        char *end = strchr(copy, '\n');
        if (end == NULL)
            break;
        *end = '\0';
        copy = end + 1;
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    write_file("fuzz.cfg", data, size);
    char *copy = calloc(size + 1, 1);
    assert(copy != NULL);
    memcpy(copy, data, size);
    const char *sets[MOST_SETS];
    const struct scenario_change_list changes = { sets, take_sets(copy, sets) };
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    const bool ok = scenario_read("fuzz.cfg", &changes, &diag, &scenario);
    assert(ok == (diag.errors == 0));
    sim_diag_sort(&diag);
    for (size_t i = 0; i < diag.count; i++)
        free(sim_diag_line(&diag.items[i]));
    sim_diag_done(&diag);
    scenario_done(&scenario);
    free(copy);
    return 0;
}
