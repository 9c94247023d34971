/* What is sound though it looks wrong, and what is sound but warned of. */
#include "tests/read_over.h"

/* ---- what is allowed though it looks like a loop ---- */

static void new_attempts_are_no_endless_loop(void **state)
{
    (void) state;
    static const char *const sound[] = {
        "desk: { redial: { then: { ivr = 1; }; after = 60; attempts_at_most = 50; }; "
        "};",
        "desk: { overflow: { after = 60; to = \"back\"; }; };",
        "desk: { redial: { then: { back = 1; }; }; }; back: { dial: { reached = 0; }; "
        "};",
        /* Nobody is missed, so nobody comes back to the line in this way. */
        "desk: { call_back: { offered_after = 60; accepted = 1; then_to = \"ivr\"; }; "
        "};",
        /* Nobody goes there. */
        "desk: { then: { resolved = 0.9; back = 0.1; ivr = 0; }; };",
        /* A cap ends it. */
        "desk: { overflow: { after = 60; to = \"ivr\"; }; visits_at_most = 3; then_to "
        "= "
        "\"left\"; };",
        "desk: { redial: { then: { back = 1; }; }; visits_at_most = 3; then_to = "
        "\"left\"; }; back: { dial: { reached = 0.5; then_to = \"desk\"; }; };",
        "back: { dial: { reached = 0.5; then_to = \"ivr\"; }; visits_at_most = 2; "
        "then_to = \"left\"; };",
    };
    for (size_t i = 0; i < sizeof sound / sizeof sound[0]; i++) {
        char *text = sim_mem_print("stages: { %s };", sound[i]);
        struct read_over over = read_over(text);
        read_over_done(&over);
        free(text);
    }
    struct read_over over = read_over(
        "outages: { down: { stages = \"ivr\"; dates = \"2022-03-08\";\n"
        "  redial: { then: { ivr = 1; }; after = 60; attempts_at_most = 9; }; "
        "}; };");
    read_over_done(&over);
}

static void stages_are_reached_by_every_mechanism(void **state)
{
    (void) state;
    static const char *const ways[] = {
        "desk: { redial: { then: { more = 0.1; }; after = 60; attempts_at_most = 2; }; "
        "};",
        "desk: { calls_again: { share = 0.1; to = \"more\"; after = 60; "
        "attempts_at_most "
        "= 2; }; };",
        "desk: { overflow: { after = 60; to = \"more\"; }; };",
        "desk: { call_back: { offered_after = 60; accepted = 1; then_to = \"more\"; }; "
        "};",
        "ivr: { options: { ask: { open = \"Mon\"; closed_to = \"more\"; }; }; };",
    };
    static const char more[] =
        "more: { type = \"delay\"; time = 5; next = \"left\"; }; };\n";
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        char *text =
            sim_mem_print("stages: { %s %s targets: { t: { journey = "
                          "\"calls_in\"; out_of = \"more\"; at_most = 0.1; }; };",
                          ways[i], more);
        struct read_over over = read_over(text);
        read_over_done(&over);
        free(text);
    }
    char *text = sim_mem_print("outages: { down: { stages = \"desk\"; days = \"Mon\"; "
                               "redial: { then: { more = 0.1; }; after = 60; "
                               "attempts_at_most = 2; }; }; };\nstages: { %s",
                               more);
    struct read_over over = read_over(text);
    read_over_done(&over);
    free(text);
}

/* ---- warnings ---- */

/* small.cfg with these settings has this one warning. */
static void warns(const char *settings, const char *warning)
{
    char *base = read_over_path("small.cfg");
    char *text = sim_mem_print("base = \"%s\";\n%s", base, settings);
    const struct scratch file = scratch_text(text);
    struct read_over over = read_over_file(file.path, NULL, 0);
    const bool one = over.good && over.diag.count == 1;
    char *said = scratch_said(&over.diag);
    if (!one || strstr(said, warning) == NULL)
        fail_msg("wanted one warning, %s, got:\n%s", warning, said);
    free(said);
    read_over_done(&over);
    scratch_done(&file);
    free(text);
    free(base);
}

/* 95 % quantiles: mean x ln 20 = 2.9957 means of an exponential; the time itself of a
 * fixed one; 0.95 of the way for a uniform one. */
static void late_returns_are_warned_of(void **state)
{
    (void) state;
    warns(
        "stages: { desk: { redial: { then: { ivr = 0.1; }; after = \"9 h\"; "
        "attempts_at_most = 2; }; }; };",
        "line \"desk\": redial: 5 % come back after more than 27 h, but warm_up is 24 "
        "h: the period begins with too few of them");
    warns("stages: { desk: { calls_again: { share = 0.1; to = \"ivr\"; after = { law = "
          "\"uniform\"; from = \"20 h\"; to = \"30 h\"; }; attempts_at_most = 2; }; }; "
          "};",
          "calls_again: 5 % come back after more than 29.5 h, but warm_up is 24 h");
    warns("warm_up = \"10 days\"; stages: { desk: { redial: { then: { ivr = 0.1; }; "
          "after "
          "= \"3 days\"; attempts_at_most = 2; }; }; };",
          "5 % come back after more than 8.99 days, but the run ends 7 days after the "
          "period: the last of them are cut off");
    warns(
        "outages: { down: { stages = \"desk\"; days = \"Mon\"; redial: { then: { ivr = "
        "0.1; }; after = \"3 days\"; attempts_at_most = 2; }; }; };",
        "outage \"down\": redial: 5 % come back after more than 8.99 days");
    struct read_over over = read_over(
        "stages: { desk: { redial: { then: { ivr = 0.1; }; after = { law = \"fixed\"; "
        "time = \"24 h\"; }; attempts_at_most = 2; }; }; };");
    read_over_done(&over);
    over =
        read_over("stages: { desk: { redial: { then: { ivr = 0; online = 0.5; }; after "
                  "= \"20 h\"; attempts_at_most = 2; }; }; };");
    read_over_done(&over);
    over =
        read_over("stages: { desk: { calls_again: { share = 0; to = \"ivr\"; after = "
                  "\"20 h\"; attempts_at_most = 2; }; }; };");
    read_over_done(&over);
}

static void settings_without_effect_are_warned_of(void **state)
{
    (void) state;
    warns("stages: { back: { redial: { then: { online = 0.1; }; }; }; };",
          "line \"back\": redial has no effect: nobody hangs up there without "
          "gives_up_after or at_once");
    /* Nor is anybody recalled, so that this is no endless loop. */
    warns("stages: { back: { redial: { then: { ring = 1; }; }; };\n"
          "  ring: { type = \"line\"; talk = 60; dial: { reached = 0.5; then_to = "
          "\"back\"; }; }; };\n"
          "teams: { staff: { serves = ( \"desk\", \"back\", \"ring\" ); keep_free: { "
          "ring = 1; }; }; };",
          "line \"back\": redial has no effect");
    warns("stages: { ivr: { redial: { then: { online = 0.1; }; }; }; };",
          "menu \"ivr\": redial has no effect: nobody hangs up there without an option "
          "with hangs_up");
    warns(
        "stages: { desk: { call_back: { offered_after = \"3 min\"; accepted = 1; }; "
        "overflow: { after = \"2 min\"; to = \"left\"; }; }; };",
        "line \"desk\": nobody waits until offered_after, since overflow comes first");
    warns("outages: { down: { stages = \"desk\"; dates = \"2022-03-14\"; }; };",
          "outage \"down\" is outside the period");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_attempts_are_no_endless_loop),
        cmocka_unit_test(stages_are_reached_by_every_mechanism),
        cmocka_unit_test(late_returns_are_warned_of),
        cmocka_unit_test(settings_without_effect_are_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
