/* Scenarios for tests of the reader: small.cfg with a few settings over it. */
#ifndef TESTS_READ_OVER_H
#define TESTS_READ_OVER_H

#include "model/scenario/read.h"
#include "tests/scratch.h"

struct read_over {
    struct scenario scenario;
    struct sim_diag diag;
    bool good;
};

/* A file of tests/data. */
static inline char *read_over_path(const char *name)
{
    const char *root = getenv("SOURCE_ROOT");
    assert_non_null(root);
    return sim_mem_print("%s/tests/data/%s", root, name);
}

static inline void read_over_done(struct read_over *over)
{
    sim_diag_done(&over->diag);
    scenario_done(&over->scenario);
}

static inline struct read_over read_over_file(const char *path, const char *const *sets,
                                              int count)
{
    struct read_over over = { .good = false };
    const struct scenario_change_list list = { sets, count };
    over.good = scenario_read(path, &list, &over.diag, &over.scenario);
    return over;
}

/* small.cfg with these settings over it, which must be sound and unwarned of. */
static inline struct read_over read_over(const char *settings)
{
    char *base = read_over_path("small.cfg");
    char *text = sim_mem_print("base = \"%s\";\n%s", base, settings);
    const struct scratch file = scratch_text(text);
    struct read_over over = read_over_file(file.path, NULL, 0);
    if (!over.good || over.diag.count > 0) {
        char *said = scratch_said(&over.diag);
        print_error("%s", said);
        free(said);
        fail();
    }
    scratch_done(&file);
    free(text);
    free(base);
    return over;
}

/* everything.cfg with one --set or, for null, none; sound and unwarned of. */
static inline struct read_over read_over_everything(const char *set)
{
    char *path = read_over_path("everything.cfg");
    struct read_over over = read_over_file(path, &set, set != NULL);
    if (!over.good || over.diag.count > 0) {
        char *said = scratch_said(&over.diag);
        print_error("%s", said);
        free(said);
        fail();
    }
    free(path);
    return over;
}

/* small.cfg with one --set. */
static inline struct read_over read_over_set(const char *set)
{
    char *path = read_over_path("small.cfg");
    struct read_over over = read_over_file(path, &set, 1);
    free(path);
    return over;
}

#endif
