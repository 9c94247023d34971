#include "model/calibrate/calibration.h"

#include "tests/scratch.h"

/* ---- values as they are written ---- */

static void a_value_is_written_with_six_digits(void **state)
{
    (void) state;
    static const struct {
        enum calibration_kind kind;
        double value;
        const char *text;
        double rounded;
    } rows[] = {
        { CALIBRATION_TIME, 2104.36789, "2104.37 s", 2104.37 },
        { CALIBRATION_TIME, 90.0, "90 s", 90.0 },
        { CALIBRATION_SHARE, 0.125, "12.5 %", 0.125 },
        { CALIBRATION_SHARE, 0.03120714, "3.12071 %", 0.0312071 },
        { CALIBRATION_POINTS, 0.068, "6.8 points", 0.068 },
        { CALIBRATION_NUMBER, 0.000012345678, "0.0000123457", 0.0000123457 },
        { CALIBRATION_NUMBER, 654729.6, "654730", 654730.0 },
        { CALIBRATION_NUMBER, 3141592653.0, "3141592653", 3141592653.0 },
        { CALIBRATION_NUMBER, -0.5, "-0.5", -0.5 },
        { CALIBRATION_NUMBER, 0.0, "0", 0.0 },
        { CALIBRATION_NUMBER, 700.0, "700", 700.0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *const text = calibration_text(rows[i].kind, rows[i].value);
        assert_string_equal(text, rows[i].text);
        free(text);
        assert_near(calibration_rounded(rows[i].kind, rows[i].value), rows[i].rounded,
                    1e-15);
    }
}

/* ---- files ---- */

static const char good[] =
    "title = \"Two months\"; scenarios = ( \"march.cfg\", \"sub/august.cfg\" );\n"
    "replications = 12; seed = 77; evaluations = 90; write = \"done\";\n"
    "inputs: {\n"
    "  patience: { at = \"stages.l.gives_up_after\"; from = \"10 min\"; "
    "to = \"4000 s\"; start = \"0.5 h\"; };\n"
    "};\n"
    "figures: {\n"
    "  wait: { of = \"march.cfg\"; figure = \"line.l.mean_wait\"; value = 724;\n"
    "    tolerance = \"10 %\"; source = \"es-1\"; };\n"
    "};\n";

/* The good file with its line n (from 1) replaced. */
static struct scratch with_line(int n, const char *line)
{
    char *text = sim_mem_text("");
    const char *rest = good;
    for (int i = 1; *rest != '\0'; i++) {
        const size_t length = strcspn(rest, "\n") + 1;
        char *const longer = i == n ? sim_mem_print("%s%s\n", text, line)
                                    : sim_mem_print("%s%.*s", text, (int) length, rest);
        free(text);
        text = longer;
        rest += length;
    }
    const struct scratch file = scratch_text(text);
    free(text);
    return file;
}

static void reads_all_that_is_said(void **state)
{
    (void) state;
    const struct scratch file = scratch_text(good);
    struct sim_diag diag = { 0 };
    struct calibration got = { 0 };
    assert_true(calibration_read(file.path, &diag, &got));
    assert_int_equal(diag.count, 0);
    assert_string_equal(got.title, "Two months");
    assert_string_equal(got.write, "done");
    assert_int_equal(got.replications, 12);
    assert_int_equal(got.evaluations, 90);
    assert_int_equal(got.seed, 77);
    assert_int_equal(got.scenario_count, 2);
    assert_string_equal(got.scenarios[0].path, "/tmp/march.cfg");
    assert_string_equal(got.scenarios[1].path, "/tmp/sub/august.cfg");
    assert_int_equal(got.input_count, 1);
    assert_string_equal(got.inputs[0].name, "patience");
    assert_string_equal(got.inputs[0].path, "stages.l.gives_up_after");
    assert_int_equal(got.inputs[0].how, CHANGE_SET);
    assert_int_equal(got.inputs[0].kind, CALIBRATION_TIME);
    assert_near(got.inputs[0].from, 600.0, 0.0);
    assert_near(got.inputs[0].to, 4000.0, 0.0);
    assert_near(got.inputs[0].start, 1800.0, 0.0);
    assert_false(got.inputs[0].is_whole);
    assert_int_equal(got.inputs[0].of, 0);
    assert_int_equal(got.inputs[0].at.line, 4);
    assert_int_equal(got.figure_count, 1);
    assert_int_equal(got.fitted_count, 1);
    assert_string_equal(got.figures[0].path, "line.l.mean_wait");
    assert_string_equal(got.figures[0].source, "es-1");
    assert_int_equal(got.figures[0].scenario, 0);
    assert_near(got.figures[0].value, 724.0, 0.0);
    assert_near(got.figures[0].tolerance, 72.4, 1e-12);
    assert_false(got.figures[0].is_checked_only);
    calibration_done(&got);
    scratch_done(&file);
}

/* What a line makes of the good file: the input if it is line 4, else the figure. */
static struct calibration read_line(int n, const char *line, struct scratch *file)
{
    struct sim_diag diag = { 0 };
    struct calibration got = { 0 };
    *file = with_line(n, line);
    if (!calibration_read(file->path, &diag, &got)) {
        char *const said = scratch_said(&diag);
        print_error("%s", said);
        free(said);
        fail();
    }
    return got;
}

static void what_is_left_out_has_its_default(void **state)
{
    (void) state;
    struct scratch file;
    struct calibration got = read_line(
        4,
        "p: { at = \"a.b\"; from = \"1 %\"; to = \"4 %\"; of = \"sub/august.cfg\"; };",
        &file);
    assert_near(got.inputs[0].start, 0.025, 1e-12);
    assert_int_equal(got.inputs[0].kind, CALIBRATION_SHARE);
    assert_int_equal(got.inputs[0].of, 2);
    calibration_done(&got);
    scratch_done(&file);
    got =
        read_line(4,
                  "p: { at = \"a.b\"; from = 2; to = 7; whole = true; how = \"plus\"; "
                  "of = ( \"march.cfg\", \"sub/august.cfg\" ); };",
                  &file);
    assert_near(got.inputs[0].start, 4.0, 0.0);
    assert_true(got.inputs[0].is_whole);
    assert_int_equal(got.inputs[0].how, CHANGE_PLUS);
    assert_int_equal(got.inputs[0].of, 3);
    calibration_done(&got);
    scratch_done(&file);
}

static void tolerances_are_parts_or_differences(void **state)
{
    (void) state;
    static const struct {
        const char *value, *tolerance;
        double want;
    } rows[] = {
        { "\"12 min\"", "\"5 %\"", 36.0 },
        { "\"12 min\"", "\"25 s\"", 25.0 },
        { "\"12 min\"", "30", 30.0 },
        { "\"37.5 %\"", "\"2 points\"", 0.02 },
        { "\"37.5 %\"", "0.01", 0.01 },
        { "\"40 %\"", "\"10 %\"", 0.04 },
        { "0.375", "\"1.5 points\"", 0.015 },
        { "-8", "\"25 %\"", 2.0 },
        { "0", "3.5", 3.5 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sim_diag diag = { 0 };
        struct calibration got = { 0 };
        char *const text = sim_mem_print(
            "scenarios = ( \"march.cfg\" );\n"
            "inputs: { p: { at = \"a\"; from = 1; to = 2; }; };\n"
            "figures: { w: { figure = \"f\"; value = %s; tolerance = %s; }; };\n",
            rows[i].value, rows[i].tolerance);
        const struct scratch file = scratch_text(text);
        assert_true(calibration_read(file.path, &diag, &got));
        assert_int_equal(got.figures[0].scenario, 0);
        assert_near(got.figures[0].tolerance, rows[i].want, 1e-12);
        calibration_done(&got);
        scratch_done(&file);
        free(text);
    }
}

/* ---- mistakes ---- */

static void every_mistake_names_its_line_rule_and_value(void **state)
{
    (void) state;
    static const struct {
        int line;
        const char *text, *complaint; /* the complaint behind "FILE:" */
    } rows[] = {
        { 1, "scenarios = ( );", "1: error: scenarios: 1 to 32 are possible, got 0" },
        { 1, "scenarios = \"march.cfg\";",
          "1: error: scenarios must be a list of file "
          "names in quotes, got \"march.cfg\"" },
        { 1, "scenarios = ( \"march.cfg\", \"march.cfg\" );",
          "1: error: scenarios: \"march.cfg\" is there twice" },
        { 2, "replication = 12;",
          "2: error: unknown setting \"replication\", did you mean \"replications\"?" },
        { 2, "replications = 0;", "2: error: replications must be > 0, got 0" },
        { 2, "seed = 1.5;", "2: error: seed must be a whole number, got 1.5" },
        { 4, "p: { at = \"a.b\"; from = 1; };",
          "4: error: input \"p\": to is missing (the most it can be)" },
        { 4, "p: { at = \"a.b\"; from = \"x\"; to = 2; };",
          "4: error: input \"p\": from must be a number, a time such as \"90 s\" or a "
          "share such as \"12 %\", got \"x\"" },
        { 4, "p: { at = \"a.b\"; from = 2; to = 2; };",
          "4: error: input \"p\": to must be more than `from`, got 2" },
        { 4, "p: { at = \"a.b\"; from = 1; to = 2; start = 3; };",
          "4: error: input \"p\": start must be between `from` and `to`, got 3" },
        { 4, "p: { at = \"a.b\"; from = \"1 %\"; to = 2; };",
          "4: error: input \"p\": from, to and start must be written alike" },
        { 4, "p: { at = \"a.b\"; from = 1; to = 2; start = \"90 s\"; };",
          "4: error: input \"p\": from, to and start must be written alike" },
        { 4, "p: { at = \"a.b\"; from = 1.5; to = 4; whole = true; };",
          "4: error: input \"p\": from, to and start must be whole numbers" },
        { 4, "p: { at = \"a.b\"; from = \"1 s\"; to = \"3 s\"; whole = true; };",
          "4: error: input \"p\": from, to and start must be whole numbers" },
        { 4, "p: { at = \"a.b\"; from = 1; to = 102; whole = true; };",
          "4: error: input \"p\": at most 100 whole numbers are possible" },
        { 4, "p: { at = \"a.b\"; from = 1; to = 2; whole = \"yes\"; };",
          "4: error: input \"p\": whole must be true or false, got \"yes\"" },
        { 4, "p: { at = \"a.b\"; from = 1; to = 2; how = \"time\"; };",
          "4: error: input \"p\": how must be \"set\", \"times\", \"plus\" or "
          "\"minus\", "
          "got \"time\": did you mean \"times\"?" },
        { 4, "p: { at = \"a.b\"; from = 1; to = 2; of = \"marsh.cfg\"; };",
          "4: error: input \"p\": no file of `scenarios` is called \"marsh.cfg\", did "
          "you mean \"march.cfg\"?" },
        { 4, "p: { at = \"a.b\"; from = 1; to = 2; of = (); };",
          "4: error: input \"p\": of must be at least one scenario" },
        { 4,
          "p: { at = \"a.b\"; from = 1; to = 2; }; q: { at = \"a.c\"; from = 1; to = "
          "2; };",
          "3: error: inputs: 2 unknown inputs cannot be fitted to 1 figure: there must "
          "be at least as many figures that are not only checked" },
        { 4, "", "3: error: inputs: 1 to 32 are possible, got 0" },
        { 7, "  wait: { figure = \"line.l.mean_wait\"; value = 724;",
          "7: error: figure \"wait\": of is missing (which of the scenarios)" },
        { 7, "  wait: { of = \"march.cfg\"; figure = \"f\"; value = 0;",
          "8: error: figure \"wait\": tolerance must be a difference, for the value is "
          "0, got \"10 %\"" },
        { 8, "  tolerance = 0; };",
          "8: error: figure \"wait\": tolerance must be > 0, got 0" },
        { 8, "  tolerance = \"much\"; };",
          "8: error: figure \"wait\": tolerance must be a part of the value such as "
          "\"10 %\", or a difference" },
        { 8, "  tolerance = 1; only_checked = true; };",
          "3: error: inputs: 1 unknown inputs cannot be fitted to 0 figures" },
        { 8, "  tolerance = 1; sorce = \"x\"; };",
          "8: error: figure \"wait\": unknown setting \"sorce\", did you mean "
          "\"source\"?" },
        { 9, "", "6: error: syntax error: this { lacks its }" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sim_diag diag = { 0 };
        struct calibration got = { 0 };
        const struct scratch file = with_line(rows[i].line, rows[i].text);
        assert_false(calibration_read(file.path, &diag, &got));
        char *const said = scratch_said(&diag);
        char *const want = sim_mem_print("%s:%s", file.path, rows[i].complaint);
        if (strstr(said, want) == NULL) {
            print_error("said:\n%swanted:\n%s\n", said, want);
            fail();
        }
        free(want);
        free(said);
        calibration_done(&got);
        scratch_done(&file);
    }
}

static void a_file_that_is_not_there_is_refused(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    struct calibration got = { 0 };
    assert_false(calibration_read("/nowhere/x.cfg", &diag, &got));
    char *const said = scratch_said(&diag);
    assert_string_equal(
        said,
        "tenfive: error: cannot read /nowhere/x.cfg: No such file or directory\n");
    free(said);
    calibration_done(&got);
}

static void the_manual_names_every_setting(void **state)
{
    (void) state;
    static const char *const keys[] = {
        "scenarios", "replications", "seed",      "evaluations",  "inputs", "figures",
        "write",     "at",           "how",       "from",         "start",  "whole",
        "of",        "figure",       "tolerance", "only_checked", "source"
    };
    char *const manual = calibration_manual();
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char *const line = sim_mem_print("\n  %s", keys[i]);
        assert_non_null(strstr(manual, line));
        free(line);
    }
    assert_non_null(strstr(manual, "Settings of a calibration file."));
    free(manual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_written_with_six_digits),
        cmocka_unit_test(reads_all_that_is_said),
        cmocka_unit_test(what_is_left_out_has_its_default),
        cmocka_unit_test(tolerances_are_parts_or_differences),
        cmocka_unit_test(every_mistake_names_its_line_rule_and_value),
        cmocka_unit_test(a_file_that_is_not_there_is_refused),
        cmocka_unit_test(the_manual_names_every_setting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
