/* Documents of a comparison and of sweeps, made of what the commands write for a small
 * scenario: they look as documents must, every member that is missing or of another
 * kind is refused or shown, and their headline figures are those of the JSON. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tests/of_stored.h"
#include "tools/compare.h"
#include "tools/sweep.h"

enum { MOST_WORDS = 16 };

/* Files of one test. */
struct files {
    char *small, *more, *json;
};

static struct files files_made(void)
{
    const char *const root = getenv("SOURCE_ROOT");
    char directory[] = "/tmp/test_of_many.XXXXXX";
    assert_non_null(root);
    assert_non_null(mkdtemp(directory));
    const struct files files = {
        .small = sim_mem_print("%s/tests/data/small.cfg", root),
        .more = sim_mem_print("%s/more.cfg", directory),
        .json = sim_mem_print("%s/result.json", directory),
    };
    FILE *const to = fopen(files.more, "w");
    assert_non_null(to);
    fprintf(to,
            "base = \"%s\"; title = \"More\"; changes = (\n"
            "  { at = \"streams.calls_in.calls\"; times = 1.1; },\n"
            "  { at = \"teams.staff.shifts\"; add = \"Mon-Fri 09:00-17:00 1\"; } );\n",
            files.small);
    assert_int_equal(fclose(to), 0);
    return files;
}

static void files_done(struct files *files)
{
    char *const end = strrchr(files->more, '/');
    remove(files->more);
    remove(files->json);
    *end = '\0';
    rmdir(files->more);
    free(files->small);
    free(files->more);
    free(files->json);
}

/* What a command prints would be taken for results of the test. */
static int say_nothing(void)
{
    fflush(stdout);
    const int kept = dup(STDOUT_FILENO), nothing = open("/dev/null", O_WRONLY);
    assert_true(kept >= 0 && nothing >= 0);
    dup2(nothing, STDOUT_FILENO);
    close(nothing);
    return kept;
}

static void say_again(int kept)
{
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
}

/* Runs a command, "-n 3 -q --json FILE" after its words, and reads what it wrote. */
static void run(int (*command)(int argc, char **argv), const char *const *words,
                const char *json, struct stored *stored)
{
    const char *all[MOST_WORDS] = { NULL };
    int count = 0;
    for (; words[count] != NULL; count++)
        all[count] = words[count];
    static const char *const last[] = { "-n", "3", "-q", "--json" };
    for (int i = 0; i < 4; i++)
        all[count++] = last[i];
    all[count++] = json;
    assert_true(count < MOST_WORDS);
    const int kept = say_nothing();
    const int status = command(count, (char **) all);
    say_again(kept);
    assert_int_equal(status, 0);
    json_error_t error;
    *stored = (struct stored){ .root = json_load_file(json, 0, &error) };
    assert_non_null(stored->root);
}

/* A headline whose path leads to a number has that number. */
static void look_at_headlines(const struct stored *stored,
                              const struct document *document, int least)
{
    int seen = 0;
    for (int i = 0; i < document->headline_count; i++) {
        const struct document_headline *const headline = &document->headlines[i];
        json_t *const at =
            headline->path == NULL ? NULL : of_stored_at(stored->root, headline->path);
        if (!json_is_number(at) || !isfinite(headline->value))
            continue;
        assert_true(json_number_value(at) == headline->value);
        seen++;
    }
    assert_true(seen >= least);
}

static void check(struct stored *stored, const char *schema, int least, int headlines)
{
    struct document document = { 0 };
    of_stored_make(stored, &document);
    of_stored_look(&document);
    look_at_headlines(stored, &document, headlines);
    document_done(&document);
    of_stored_walk(stored, schema, least, false);
    stored_done(stored);
}

static void a_comparison_is_looked_at_and_taken_apart(void **state)
{
    (void) state;
    struct files files = files_made();
    struct stored stored;
    const char *const words[] = { "compare", files.small, files.more, NULL };
    run(compare_main, words, files.json, &stored);
    check(&stored, "tools/comparison.schema.json", 100, 0);
    files_done(&files);
}

static void sweep(const char *const *words, struct files *files)
{
    struct stored stored;
    run(sweep_main, words, files->json, &stored);
    check(&stored, "tools/sweep.schema.json", 50, 0);
    files_done(files);
}

static void a_grid_is_looked_at_and_taken_apart(void **state)
{
    (void) state;
    struct files files = files_made();
    const char *const words[] = { "sweep",  files.small,
                                  "--vary", "streams.calls_in.calls*=1:1.2:0.1",
                                  "--vary", "stages.desk.talk=2 min:4 min:1 min",
                                  NULL };
    sweep(words, &files);
}

static void a_tornado_is_looked_at_and_taken_apart(void **state)
{
    (void) state;
    struct files files = files_made();
    const char *const words[] = { "sweep",
                                  files.small,
                                  "--design=tornado",
                                  "--vary",
                                  "streams.calls_in.calls*=0.9:1.1:0.1",
                                  "--vary",
                                  "stages.desk.talk=2 min:4 min:1 min",
                                  NULL };
    sweep(words, &files);
}

static void a_hypercube_is_looked_at_and_taken_apart(void **state)
{
    (void) state;
    struct files files = files_made();
    const char *const words[] = { "sweep",
                                  files.small,
                                  "--design=lhs",
                                  "--points=6",
                                  "--vary",
                                  "streams.calls_in.calls*=0.9:1.1:0.1",
                                  "--vary",
                                  "stages.desk.talk=2 min:4 min:1 min",
                                  NULL };
    sweep(words, &files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comparison_is_looked_at_and_taken_apart),
        cmocka_unit_test(a_grid_is_looked_at_and_taken_apart),
        cmocka_unit_test(a_tornado_is_looked_at_and_taken_apart),
        cmocka_unit_test(a_hypercube_is_looked_at_and_taken_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
