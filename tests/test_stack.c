/* What-ifs put together. */
#include "model/scenario/read.h"

#include "tests/read_over.h"

enum { MOST = 4 };

/* Scratch files; the first is a what-if of small.cfg, and so are others, unless they
 * name a base. */
struct files {
    struct scratch files[MOST];
    const char *paths[MOST];
    int count;
};

static void add(struct files *files, const char *base, const char *settings)
{
    char *const small = read_over_path("small.cfg");
    char *const text = base != NULL && *base == '\0'
                           ? sim_mem_text(settings)
                           : sim_mem_print("base = \"%s\";\n%s",
                                           base != NULL ? base : small, settings);
    files->files[files->count] = scratch_text(text);
    files->paths[files->count] = files->files[files->count].path;
    files->count++;
    free(text);
    free(small);
}

static void files_done(struct files *files)
{
    for (int i = 0; i < files->count; i++)
        scratch_done(&files->files[i]);
}

static struct read_over stack(struct files *files, const char *set)
{
    struct read_over over = { .good = false };
    const struct scenario_change_list list = { &set, set != NULL };
    for (int i = 0; i < files->count; i++)
        files->paths[i] = files->files[i].path;
    over.good = scenario_read_stack(files->paths, files->count, &list, &over.diag,
                                    &over.scenario);
    return over;
}

/* Complaints of the stack, with "A", "B" ... for its files. */
static char *said(struct files *files)
{
    struct read_over over = stack(files, NULL);
    assert_false(over.good);
    char *text = scratch_said(&over.diag);
    for (int i = 0; i < files->count; i++)
        for (char *at; (at = strstr(text, files->files[i].path)) != NULL;) {
            char *const shorter =
                sim_mem_print("%.*s%c%s", (int) (at - text), text, 'A' + i,
                              at + strlen(files->files[i].path));
            free(text);
            text = shorter;
        }
    read_over_done(&over);
    return text;
}

static void assert_sound(const struct read_over *over)
{
    for (size_t i = 0; i < over->diag.count; i++)
        print_error("%s\n", over->diag.items[i].text);
    assert_true(over->good);
}

static const struct scenario_stage *desk_of(const struct scenario *scenario)
{
    return &scenario->stages[scenario_stage_index(scenario, "desk")];
}

static const char more_calls[] =
    "title = \"more calls\";\n"
    "changes = ( { at = \"streams.calls_in.calls\"; times = 1.5; },\n"
    "  { at = \"stages.desk.talk\"; plus = \"7 s\"; },\n"
    "  { at = \"teams.staff.shifts\"; add = \"Mon-Fri 09:00-10:00 1\"; } );\n"
    "basis = ( ( \"streams.calls_in.calls\", \"ours\", \"a guess\" ) );";
static const char other_talk[] =
    "title = \"other talk\"; stages: { desk: { wrap_up = \"11 s\"; }; };\n"
    "changes = ( { at = \"streams.calls_in.calls\"; times = 1.2; },\n"
    "  { at = \"teams.staff.shifts\"; add = \"Mon-Fri 10:00-11:00 2\"; } );\n"
    "basis = ( ( \"stages.desk.wrap_up\", \"ours\", \"a guess\" ) );";

static void changes_of_both_are_applied_in_order(void **state)
{
    (void) state;
    struct files files = { 0 };
    add(&files, NULL, more_calls);
    struct read_over one = stack(&files, NULL);
    add(&files, NULL, other_talk);
    struct read_over both = stack(&files, "streams.calls_in.calls*=2");
    assert_sound(&one);
    assert_sound(&both);
    const struct scenario *const a = &one.scenario, *const b = &both.scenario;
    assert_near(b->streams[0].calls, a->streams[0].calls * 1.2 * 2.0, 1e-12);
    assert_near(desk_of(b)->talk.mean_s, desk_of(a)->talk.mean_s, 0.0);
    assert_near(desk_of(b)->wrap_up.mean_s, 11.0, 1e-12);
    assert_int_equal(b->teams[0].shift_count, a->teams[0].shift_count + 1);
    assert_int_equal(b->basis_count, a->basis_count + 1);
    assert_string_equal(b->title, "more calls + other talk");
    assert_non_null(strchr(b->file, '+'));
    assert_int_equal(strncmp(b->file, a->file, strlen(a->file)), 0);
    read_over_done(&one);
    read_over_done(&both);
    files_done(&files);
}

static void a_file_alone_is_read_as_ever(void **state)
{
    (void) state;
    struct files files = { 0 };
    add(&files, NULL, more_calls);
    struct read_over stacked = stack(&files, NULL);
    struct read_over alone = read_over_file(files.paths[0], NULL, 0);
    assert_sound(&stacked);
    assert_true(stacked.scenario.hash == alone.scenario.hash);
    assert_string_equal(stacked.scenario.title, "more calls");
    read_over_done(&stacked);
    read_over_done(&alone);
    files_done(&files);
}

/* On its own base, and on a what-if whose what-if it is. */
static void a_what_if_goes_on_its_base_alone(void **state)
{
    (void) state;
    struct files files = { 0 };
    add(&files, NULL, more_calls);
    add(&files, files.files[0].path, "streams: { calls_in: { calls = 77; }; };");
    struct read_over stacked = stack(&files, NULL);
    struct read_over alone = read_over_file(files.files[1].path, NULL, 0);
    assert_sound(&stacked);
    assert_near(stacked.scenario.streams[0].calls, 77.0, 0.0);
    assert_near(alone.scenario.streams[0].calls, 77.0, 0.0);
    assert_near(desk_of(&stacked.scenario)->talk.mean_s,
                desk_of(&alone.scenario)->talk.mean_s, 0.0);
    read_over_done(&stacked);
    read_over_done(&alone);
    files_done(&files);
}

static void what_would_be_lost_is_refused(void **state)
{
    (void) state;
    static const struct {
        const char *first, *second, *complaint;
    } rows[] = {
        { more_calls, "streams: { calls_in: { calls = 99; }; };",
          "B:2: error: \"streams.calls_in.calls\" is set here and changed by another "
          "what-if (A:3): only one of them can hold" },
        { more_calls,
          "changes = ( { at = \"teams.staff.shifts\"; set = \"Mon-Sun 00:00-24:00 9\"; "
          "} "
          ");",
          "B:2: error: \"teams.staff.shifts\" is set here and changed" },
        { "streams: { calls_in: { calls = 98; }; };",
          "changes = ( { at = \"streams:calls_in:calls\"; set = 99; } );",
          "B:2: error: \"streams:calls_in:calls\" is set here and changed" },
        { more_calls, "", "" },
        { "streams: { calls_in: { calls = 98; }; };",
          "streams: { calls_in: { calls = 98; }; };", "" },
        { "streams: { calls_in: { calls = 98; }; };",
          "changes = ( { at = \"streams.calls_in.calls\"; set = 98; } );", "" },
        { more_calls, "title = \"x\"; marking = \"y\"; run: { seed = 4; };", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct files files = { 0 };
        add(&files, NULL, rows[i].first);
        add(&files, NULL, rows[i].second);
        if (*rows[i].complaint == '\0') {
            struct read_over over = stack(&files, NULL);
            assert_sound(&over);
            read_over_done(&over);
        } else {
            char *const text = said(&files);
            if (strncmp(text, rows[i].complaint, strlen(rows[i].complaint)) != 0) {
                print_error("%s\n", text);
                fail();
            }
            free(text);
        }
        files_done(&files);
    }
}

static void what_stands_elsewhere_is_refused(void **state)
{
    (void) state;
    struct files files = { 0 };
    char *const data = read_over_path("force.cfg");
    add(&files, NULL, more_calls);
    add(&files, data, "title = \"of another base\";");
    char *text = said(&files);
    assert_non_null(strstr(text, "B:1: error: B is a what-if of "));
    assert_non_null(strstr(text, "force.cfg, on which"));
    free(text);
    scratch_done(&files.files[1]);
    files.count = 1;
    add(&files, "", "title = \"no base\";");
    text = said(&files);
    assert_non_null(strstr(text, "only a what-if, which has a base, can be put"));
    free(text);
    scratch_done(&files.files[1]);
    files.count = 1;
    add(&files, "", "base = 7;");
    text = said(&files);
    assert_non_null(strstr(text, "base must be the name of a scenario file"));
    free(text);
    files_done(&files);
    free(data);
}

/* Where a mistake is made by both together, both have their part in it. */
static void the_whole_is_checked(void **state)
{
    (void) state;
    struct files files = { 0 };
    add(&files, NULL, "teams: { staff: { less: { breaks = \"60 %\"; }; }; };");
    add(&files, NULL, "teams: { staff: { less: { not_ready = \"55 %\"; }; }; };");
    char *const text = said(&files);
    assert_non_null(strstr(text, "less"));
    free(text);
    files_done(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_of_both_are_applied_in_order),
        cmocka_unit_test(a_file_alone_is_read_as_ever),
        cmocka_unit_test(a_what_if_goes_on_its_base_alone),
        cmocka_unit_test(what_would_be_lost_is_refused),
        cmocka_unit_test(what_stands_elsewhere_is_refused),
        cmocka_unit_test(the_whole_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
