/* What an edge or a change costs: which variants are made, and limit cases. */
#include "tools/attribute_plan.h"

#include "model/measure/paired.h"
#include "model/scenario/read.h"
#include "tests/scratch.h"
#include "tools/attribute_edit.h"
#include "tools/attribute_text.h"

/* Two days of an emergency line and a desk whose callers spill into it.  The parts that
 * a test leaves out or puts differently are arguments: redial, surges, less, outages.
 */
static const char force[] =
    "title = \"Force\"; period = \"2022-03-07..2022-03-08\";\n"
    "streams: { public_999: { enters = \"bt\"; calls = 700; %s };\n"
    "  public_101: { enters = \"menu\"; calls = 1300; }; };\n"
    "stages: {\n"
    "  bt: { type = \"delay\"; mean = \"5 s\"; next = \"line_999\"; };\n"
    "  menu: { type = \"menu\"; options: {\n"
    "    on: { share = \"90 %%\"; time = \"20 s\"; next = \"desk\"; };\n"
    "    away: { share = \"10 %%\"; time = \"9 s\"; hangs_up = true; }; };\n"
    "    redial: { then: { bt = \"31 %%\"; }; after = \"4 min\"; attempts_at_most = 3; "
    "}; };\n"
    "  line_999: { type = \"line\"; talk = \"6 min\"; wrap_up = \"2 min\"; "
    "gives_up_after = \"500 s\"; };\n"
    "  desk: { type = \"line\"; talk = \"8 min\"; gives_up_after = \"7 min\";\n"
    "    %s };\n"
    "};\n"
    "teams: { staff: { serves = ( \"line_999\", \"desk\" ); counts = \"posted\";\n"
    "  keep_free: { desk = 2; }; shifts = ( \"Mon-Sun 07:00-19:00 11\", "
    "\"Mon-Sun 19:00-07:00 9\" );\n"
    "  %s }; };\n"
    "targets: { t999: { line = \"line_999\"; within = \"10 s\"; at_least = \"90 %%\"; "
    "};\n"
    "  lost: { line = \"desk\"; measure = \"abandoned\"; at_most = \"5 %%\"; }; };\n"
    "%s\n";

static const char spill[] =
    "redial: { then: { menu = \"40 %\"; bt = \"25 %\"; }; after = \"10 min\"; "
    "attempts_at_most = 4; };";
static const char no_spill[] = "redial: { then: { menu = \"40 %\"; }; after = \"10 "
                               "min\"; attempts_at_most = 4; };";
static const char nobody_spills[] =
    "redial: { then: { menu = \"40 %\"; bt = \"0 %\"; }; after = \"10 min\"; "
    "attempts_at_most = 4; };";
#define COME_AGAIN \
    "calls_again: { share = \"12 %\"; to = \"bt\"; after = \"50 min\"; " \
    "attempts_at_most = 3; };"

static const char surges[] =
    "surges: { fair: { dates = \"2022-03-07\"; times = 1.3; }; };"
    "storms: { per_month = 20; times = 2; decay = \"1 h\"; };";
static const char less[] =
    "absences: { course: { dates = \"2022-03-07\"; share = \"20 %\"; "
    "}; exam: { dates = \"2022-03-08\"; people = 1; }; };"
    "less: { sickness = \"9 %\"; breaks = \"11 %\"; };"
    "called_away: { silver: { per_month = 30; people = 2; lasts "
    "= \"1 h\"; }; };";
static const char outages[] =
    "outages: { lines: { stages = ( \"desk\" ); per_month = 40; lasts = \"20 min\"; "
    "redial: { then: { bt = \"50 %\"; }; after = \"5 min\"; attempts_at_most = 3; }; "
    "}; "
    "};";

static struct scratch force_file(const char *more_999, const char *redial,
                                 const char *team, const char *rest)
{
    char *text = sim_mem_print(force, more_999, redial, team, rest);
    const struct scratch file = scratch_text(text);
    free(text);
    return file;
}

/* ---- a run ---- */

enum { FIGURES = 4, REPLICATIONS = 6 };

static const struct paired_figure figures[FIGURES] = {
    { PAIRED_TARGET, "t999", 0, 0 },
    { PAIRED_TARGET, "lost", 0, 0 },
    { PAIRED_MEASURE, "line_999", MEASURE_LINE, MEASURE_ID_OFFERED },
    { PAIRED_MEASURE, "staff", MEASURE_TEAM, MEASURE_ID_BUSY_HOURS },
};

struct priced {
    struct scratch files[2]; /* the file, and its base if it has one */
    struct scenario whole;
    struct scenario_change_list sets;
    struct attribute_plan plan;
    struct sim_diag diag;
    struct paired paired;
    bool is_sound;
};

static struct paired run(const struct scenario *const *variants, int count)
{
    const struct paired_options options = { .replications = REPLICATIONS,
                                            .threads = 2,
                                            .seed = 99 };
    struct sim_diag diag = { 0 };
    struct paired paired;
    if (!paired_run(variants, count, figures, FIGURES, &options, &diag, &paired)) {
        char *said = scratch_said(&diag);
        print_error("%s", said);
        free(said);
        fail();
    }
    assert_null(paired.fault);
    return paired;
}

static void plan(struct priced *p, const char *file, const char *const *words,
                 int count)
{
    const struct attribute_ask ask = { file, &p->sets, words, count, &p->whole };
    struct sim_diag diag = { 0 };
    if (!scenario_read(file, &p->sets, &diag, &p->whole)) {
        char *said = scratch_said(&diag);
        print_error("%s", said);
        free(said);
        fail();
    }
    sim_diag_done(&diag);
    p->is_sound = attribute_plan_make(&ask, &p->diag, &p->plan);
}

static void run_plan(struct priced *p)
{
    const struct scenario *variants[64];
    if (!p->is_sound) {
        char *said = scratch_said(&p->diag);
        print_error("%s", said);
        free(said);
        fail();
    }
    assert_true(p->plan.variant_count <= 64);
    for (int i = 0; i < p->plan.variant_count; i++)
        variants[i] = &p->plan.variants[i]->scenario;
    p->paired = run(variants, p->plan.variant_count);
}

static void priced_done(struct priced *p)
{
    sim_diag_done(&p->diag);
    paired_done(&p->paired);
    attribute_plan_done(&p->plan);
    scenario_done(&p->whole);
    for (int i = 0; i < 2; i++)
        if (p->files[i].path[0] != '\0')
            scratch_done(&p->files[i]);
}

/* The force with all that can be taken out. */
static void price_full(struct priced *p, const char *redial, const char *const *words,
                       int count)
{
    *p = (struct priced){ .files = { force_file(surges, redial, less, outages) } };
    plan(p, p->files[0].path, words, count);
}

/* A what-if on the plain force. */
static void price_what_if(struct priced *p, const char *over, const char *const *words,
                          int count)
{
    *p = (struct priced){ .files = { { "" }, force_file("", spill, less, "") } };
    char *text = sim_mem_print("base = \"%s\";\n%s", p->files[1].path, over);
    p->files[0] = scratch_text(text);
    free(text);
    plan(p, p->files[0].path, words, count);
}

static const struct attribute_item *item(const struct priced *p, const char *name,
                                         enum attribute_role role)
{
    for (int i = 0; i < p->plan.item_count; i++)
        if (strcmp(p->plan.items[i].name, name) == 0 && p->plan.items[i].role == role)
            return &p->plan.items[i];
    print_error("no item %s\n", name);
    fail();
    return NULL;
}

static struct sim_estimate cost(const struct priced *p, const struct attribute_item *of,
                                int figure)
{
    return paired_contrast(&p->paired, of->weights, figure);
}

/* The bits of a variant's figures are those of the scenario in this file. */
static void assert_as_file(const struct priced *p, int variant, const char *path)
{
    struct scenario s = { 0 };
    struct sim_diag diag = { 0 };
    assert_true(scenario_read(path, NULL, &diag, &s));
    sim_diag_done(&diag);
    const struct scenario *const one[] = { &s };
    struct paired alone = run(one, 1);
    const int variants = p->plan.variant_count;
    for (int r = 0; r < REPLICATIONS; r++)
        for (int i = 0; i < FIGURES * 2; i++)
            assert_near(p->paired.values[(r * variants + variant) * FIGURES * 2 + i],
                        alone.values[r * FIGURES * 2 + i], 0.0);
    paired_done(&alone);
    scenario_done(&s);
}

/* ---- kinds ---- */

static void a_path_tells_its_kind_and_object(void **state)
{
    (void) state;
    static const struct {
        const char *path;
        enum attribute_kind kind;
        const char *object;
    } rows[] = {
        { "streams.a.calls", ATTRIBUTE_VOLUME, "a" },
        { "streams:a/profile.month[3]", ATTRIBUTE_VOLUME, "a" },
        { "streams.a", ATTRIBUTE_VOLUME, "a" },
        { "busyness.day_to_next", ATTRIBUTE_VOLUME, "day_to_next" },
        { "busyness", ATTRIBUTE_VOLUME, "" },
        { "streams.a.surges.fair.times", ATTRIBUTE_SURGE, "a" },
        { "streams.a.storms", ATTRIBUTE_SURGE, "a" },
        { "streams.a.enters", ATTRIBUTE_OTHER, "a" },
        { "stages.desk.talk.mean", ATTRIBUTE_HANDLING, "desk" },
        { "stages.desk.then.ok.wrap_up", ATTRIBUTE_HANDLING, "desk" },
        { "stages.desk.then.talk", ATTRIBUTE_OTHER, "desk" },
        { "stages.desk", ATTRIBUTE_OTHER, "desk" },
        { "teams.b.shifts[2]", ATTRIBUTE_PEOPLE, "b" },
        { "teams.b.net", ATTRIBUTE_PEOPLE, "b" },
        { "teams.b", ATTRIBUTE_PEOPLE, "b" },
        { "teams.b.less.leave", ATTRIBUTE_ABSENCE, "b" },
        { "teams.b.called_away", ATTRIBUTE_ABSENCE, "b" },
        { "teams.b.cost_per_hour", ATTRIBUTE_OTHER, "b" },
        { "outages.all", ATTRIBUTE_OUTAGES, "all" },
        { "period", ATTRIBUTE_OTHER, "" },
        { "targets.t.limit", ATTRIBUTE_MEASURED, "t" },
        { "expect", ATTRIBUTE_NOTED, "" },
        { "run.seed", ATTRIBUTE_NOTED, "seed" },
        { "plan.teams", ATTRIBUTE_NOTED, "teams" },
        { "certificate", ATTRIBUTE_NOTED, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char object[ATTRIBUTE_NAME];
        assert_int_equal(attribute_kind_of(rows[i].path, object), rows[i].kind);
        assert_string_equal(object, rows[i].object);
    }
    for (int i = 0; i < ATTRIBUTE_KINDS; i++)
        assert_int_equal(attribute_kind_named(attribute_kinds[i].name), i);
    assert_int_equal(attribute_kind_named("weather"), ATTRIBUTE_KINDS);
}

/* ---- edges ---- */

static void an_edge_that_nobody_takes_costs_exactly_nothing(void **state)
{
    (void) state;
    static const char *const words[] = { "desk->public_999" };
    struct priced p;
    price_full(&p, nobody_spills, words, 1);
    run_plan(&p);
    const struct attribute_item *const edge = item(&p, words[0], ATTRIBUTE_EDGE);
    assert_int_not_equal(edge->with, edge->without);
    for (int i = 0; i < FIGURES; i++) {
        const struct sim_estimate c = cost(&p, edge, i);
        assert_int_equal(c.kind, SIM_ESTIMATE_INTERVAL);
        assert_true(c.value == 0.0 && c.low == 0.0 && c.high == 0.0);
    }
    priced_done(&p);
}

/* The spill is the last way of its redial: without it the others choose as before. */
static void without_an_edge_is_as_if_it_were_never_written(void **state)
{
    (void) state;
    static const char *const words[] = { "desk->bt", "menu->bt", "lines->bt" };
    struct priced p;
    price_full(&p, spill, words, 3);
    run_plan(&p);
    const struct scratch plain = force_file(surges, no_spill, less, outages);
    assert_as_file(&p, item(&p, "desk->bt", ATTRIBUTE_EDGE)->without, plain.path);
    assert_as_file(&p, p.plan.whole, p.files[0].path);
    for (int w = 0; w < 3; w++) {
        const struct attribute_item *const edge = item(&p, words[w], ATTRIBUTE_EDGE);
        assert_true(cost(&p, edge, 2).low > 0.0); /* more calls at line_999 */
        assert_true(cost(&p, edge, 0).value < 0.0);
        const int line = scenario_stage_index(&p.whole, "line_999");
        assert_true(edge->is_near[line]);
        assert_false(edge->is_near[scenario_stage_index(&p.whole, "desk")]);
    }
    scratch_done(&plain);
    priced_done(&p);
}

/* Failure demand, with and without a redial that leads to the same stage. */
static void who_was_served_and_comes_again_is_an_edge(void **state)
{
    (void) state;
    static const char *const words[] = { "desk->public_999" };
    char *const both = sim_mem_print("%s %s", spill, COME_AGAIN);
    char *const again = sim_mem_print("%s %s", no_spill, COME_AGAIN);
    const struct {
        const char *desk, *words, *without;
    } rows[] = {
        { again, "calls again from desk to bt", "no calls again from desk to bt" },
        { both, "redials and calls again from desk to bt",
          "no redials and calls again from desk to bt" },
    };
    const struct scratch plain = force_file(surges, no_spill, less, outages);
    for (int i = 0; i < 2; i++) {
        struct priced p;
        price_full(&p, rows[i].desk, words, 1);
        run_plan(&p);
        const struct attribute_item *const edge = item(&p, words[0], ATTRIBUTE_EDGE);
        assert_string_equal(edge->words, rows[i].words);
        assert_string_equal(p.plan.variants[edge->without]->words, rows[i].without);
        char *const edges = attribute_edit_edges(&p.whole);
        assert_string_equal(edges, "menu->bt, desk->menu, desk->bt, lines->bt");
        free(edges);
        assert_as_file(&p, edge->without, plain.path);
        assert_as_file(&p, p.plan.whole, p.files[0].path);
        assert_true(cost(&p, edge, 2).low > 0.0); /* more calls at line_999 */
        assert_true(cost(&p, edge, 3).low > 0.0); /* and more work */
        assert_true(edge->is_near[scenario_stage_index(&p.whole, "line_999")]);
        priced_done(&p);
    }
    scratch_done(&plain);
    free(again);
    free(both);
}

static void assert_edge(struct attribute_edge edge, int redials, bool again)
{
    assert_int_equal(edge.redials, redials);
    assert_int_equal(edge.again, again);
}

static void all_rows_and_ways_of_an_edge_are_lost(void **state)
{
    (void) state;
    static const char by_attempt[] =
        "redial: { by_attempt = ( { bt = \"10 %\"; menu = \"5 %\"; }, { menu = \"5 "
        "%\"; "
        "}, { bt = \"9 %\"; } ); after = \"1 min\"; attempts_at_most = 5; };";
    char *const desk_more = sim_mem_print("%s %s", by_attempt, COME_AGAIN);
    const struct scratch file = force_file("", desk_more, less, outages);
    free(desk_more);
    struct scenario s = { 0 };
    struct sim_diag diag = { 0 };
    assert_true(scenario_read(file.path, NULL, &diag, &s));
    const int bt = scenario_stage_index(&s, "bt"),
              left = scenario_stage_index(&s, "left");
    const int desk = scenario_stage_index(&s, "desk");
    char *edges = attribute_edit_edges(&s);
    assert_string_equal(edges, "menu->bt, desk->bt, desk->menu, lines->bt");
    free(edges);
    assert_int_equal(attribute_edit_stage(&s, "public_999"), bt);
    assert_int_equal(attribute_edit_stage(&s, "nowhere"), -1);
    const int menu = scenario_stage_index(&s, "menu");
    assert_edge(attribute_edit_edge(&s, "desk", desk), 0, false);
    assert_edge(attribute_edit_find(&s, "desk", menu), 2, false);
    assert_edge(attribute_edit_find(&s, "menu", bt), 1, false);
    assert_edge(attribute_edit_find(&s, "desk", bt), 2, true);
    assert_edge(attribute_edit_edge(&s, "desk", bt), 2, true);
    assert_edge(attribute_edit_edge(&s, "desk", bt), 0, false);
    assert_edge(attribute_edit_edge(&s, "lines", bt), 1, false);
    const struct scenario_redial *const redial = &s.stages[desk].redial;
    assert_int_equal(redial->rows[0].ways[0].next, left);
    assert_near(redial->rows[0].ways[0].share, 0.1, 0.0);
    assert_int_not_equal(redial->rows[0].ways[1].next, left);
    assert_int_equal(redial->rows[2].ways[0].next, left);
    sim_diag_done(&diag);
    scenario_done(&s);
    scratch_done(&file);
}

/* ---- all of a kind ---- */

static void without_a_kind_is_as_if_it_were_never_written(void **state)
{
    (void) state;
    static const char *const words[] = { "surge", "absence", "outages" };
    struct priced p;
    price_full(&p, spill, words, 3);
    run_plan(&p);
    const struct scratch files[] = { force_file("", spill, less, outages),
                                     force_file(surges, spill, "", outages),
                                     force_file(surges, spill, less, "") };
    for (int w = 0; w < 3; w++) {
        const struct attribute_item *const one = item(&p, words[w], ATTRIBUTE_WITHOUT);
        assert_int_equal(one->with, p.plan.whole);
        assert_as_file(&p, one->without, files[w].path);
        scratch_done(&files[w]);
        assert_true(cost(&p, one, 0).value != 0.0);
    }
    priced_done(&p);
}

/* ---- changes ---- */

#define TWO_MORE \
    "changes = ( { at = \"teams.staff.shifts\"; add = \"Mon-Sun 10:00-16:00 2\"; } );"

static const char four_changes[] =
    "title = \"more\"; expect = ( ( \"line.desk.offered\", 1, 0 ) );\n"
    "streams: { public_999: { calls = 800; }; public_101: { calls = 1350; }; };\n"
    "changes = ( { at = \"stages.desk.talk\"; times = 1.2; },\n"
    "  { at = \"teams.staff.shifts\"; add = \"Mon-Sun 10:00-16:00 2\"; },\n"
    "  { at = \"teams.staff.less.breaks\"; set = \"15 %\"; },\n"
    "  { at = \"stages.desk.gives_up_after\"; set = \"5 min\"; } );";

static void parts_in_turn_add_up_to_the_whole(void **state)
{
    (void) state;
    static const char *const words[] = { "changes" };
    static const char *const kinds[] = { "volume", "handling", "people", "absence",
                                         "other" };
    struct priced p;
    price_what_if(&p, four_changes, words, 1);
    run_plan(&p);
    assert_int_equal(p.plan.item_count, 12);
    /* base, whole, five alone (of which the first also begins the turn), three more. */
    assert_int_equal(p.plan.variant_count, 10);
    for (int f = 0; f < FIGURES; f++) {
        double in_turn = 0.0, alone = 0.0;
        for (int k = 0; k < 5; k++) {
            in_turn += cost(&p, item(&p, kinds[k], ATTRIBUTE_IN_TURN), f).value;
            alone += cost(&p, item(&p, kinds[k], ATTRIBUTE_ALONE), f).value;
        }
        const double all = cost(&p, item(&p, "all together", ATTRIBUTE_ALL), f).value;
        assert_true(all != 0.0);
        assert_near(in_turn, all, 1e-10);
        assert_within(cost(&p, item(&p, "interplay", ATTRIBUTE_INTERPLAY), f).value,
                      all - alone, 1e-10);
    }
    assert_as_file(&p, p.plan.whole, p.files[0].path);
    assert_as_file(&p, item(&p, "volume", ATTRIBUTE_ALONE)->without, p.files[1].path);
    priced_done(&p);
}

/* Each variant is the file that has these changes alone. */
static void a_kind_alone_is_the_file_with_it_alone(void **state)
{
    (void) state;
    static const char *const words[] = { "volume", "volume:public_101", "handling:desk",
                                         "people", "absence",           "other" };
    static const char *const settings[] = {
        "streams: { public_999: { calls = 800; }; public_101: { calls = 1350; }; };",
        "streams: { public_101: { calls = 1350; }; };",
        "changes = ( { at = \"stages.desk.talk\"; times = 1.2; } );",
        TWO_MORE,
        "teams: { staff: { less: { breaks = \"15 %\"; }; }; };",
        "stages: { desk: { gives_up_after = \"5 min\"; }; };",
    };
    struct priced p;
    price_what_if(&p, four_changes, words, 6);
    run_plan(&p);
    assert_int_equal(p.plan.item_count, 6);
    for (int w = 0; w < 6; w++) {
        const struct attribute_item *const one = item(&p, words[w], ATTRIBUTE_ALONE);
        char *text = sim_mem_print("base = \"%s\";\n%s", p.files[1].path, settings[w]);
        const struct scratch file = scratch_text(text);
        assert_as_file(&p, one->with, file.path);
        assert_as_file(&p, one->without, p.files[1].path);
        scratch_done(&file);
        free(text);
    }
    priced_done(&p);
}

static void a_what_if_of_volume_alone_is_all_volume(void **state)
{
    (void) state;
    static const char *const words[] = { "volume", "changes" };
    struct priced p;
    price_what_if(&p,
                  "streams: { public_999: { calls = 800; }; };"
                  "targets: { t999: { within = \"40 s\"; }; };",
                  words, 2);
    run_plan(&p);
    for (int v = 0; v < 2; v++) /* both are measured alike */
        assert_near(p.plan.variants[v]->scenario.targets[0].within_s, 40.0, 0.0);
    assert_int_equal(p.plan.variant_count, 2);
    for (int f = 0; f < FIGURES; f++) {
        const struct sim_estimate all =
            cost(&p, item(&p, "all together", ATTRIBUTE_ALL), f);
        const struct attribute_item *const same[] = {
            &p.plan.items[0], item(&p, "volume", ATTRIBUTE_IN_TURN)
        };
        assert_true(all.value != 0.0);
        for (int i = 0; i < 2; i++) {
            const struct sim_estimate one = cost(&p, same[i], f);
            assert_true(one.value == all.value && one.low == all.low
                        && one.high == all.high);
        }
        const struct sim_estimate none =
            cost(&p, item(&p, "interplay", ATTRIBUTE_INTERPLAY), f);
        assert_true(none.value == 0.0 && none.low == 0.0 && none.high == 0.0);
    }
    priced_done(&p);
}

/* On a file without a base the sets are the changes, and absence is all absence. */
static void sets_are_changes(void **state)
{
    (void) state;
    static const char *const words[] = { "volume", "absence" };
    static const char *const sets[] = { "streams.public_999.calls*=1.2",
                                        "teams.staff.less.breaks=20 %" };
    struct priced p = { .files = { force_file("", spill, less, "") },
                        .sets = { sets, 2 } };
    plan(&p, p.files[0].path, words, 2);
    run_plan(&p);
    const struct attribute_item *const volume = item(&p, "volume", ATTRIBUTE_ALONE);
    assert_as_file(&p, volume->without, p.files[0].path);
    assert_near(p.plan.variants[volume->with]->scenario.streams[0].calls, 840.0, 1e-12);
    assert_near(p.plan.variants[volume->with]->scenario.teams[0].less[SCENARIO_BREAKS],
                0.11, 1e-12);
    const struct attribute_item *const absence = item(&p, "absence", ATTRIBUTE_WITHOUT);
    const struct scenario *const without = &p.plan.variants[absence->without]->scenario;
    assert_near(without->streams[0].calls, 840.0, 1e-12);
    assert_near(without->teams[0].less[SCENARIO_BREAKS], 0.0, 0.0);
    priced_done(&p);
}

/* ---- words ---- */

static void a_change_is_said_no_finer_than_its_noise(void **state)
{
    (void) state;
    static const struct {
        double value, half;
        enum measure_unit unit;
        const char *change, *noise, *told;
    } rows[] = {
        { -0.005213, 0.00044, MEASURE_SHARE, "-0.52", "±0.05",
          "fast: 0.52 ±0.05 points lower" },
        { 0.0213, 0.0061, MEASURE_SHARE, "+2", "±1", "fast: 2 ±1 points higher" },
        { 0.0213, 0.05, MEASURE_SHARE, "+2", "±5",
          "fast: no difference above the noise of ±5 points" },
        { 12.13, 0.23, MEASURE_CALLS, "+12.1", "±0.3",
          "fast: 12.1 ±0.3 calls a day more" },
        { -1512.13, 0.23, MEASURE_HOURS, "-1,512.1", "±0.3",
          "fast: 1,512.1 ±0.3 busy hours a day fewer" },
        { 3.07, 0.04, MEASURE_SECONDS, "+3.1", "±0.1", "fast: 3.1 ±0.1 s longer" },
        { -0.0001, 0.0, MEASURE_CALLS, "0.00", "±0.00",
          "fast: 0.00 ±0.00 calls a day fewer" },
        { 0.0, 0.0, MEASURE_CALLS, "0", "±0",
          "fast: no difference at all in calls a day" },
    };
    char label[] = "fast", name[] = "t";
    struct scenario_target target = { .name = name, .label = label };
    const struct scenario s = { .targets = &target, .target_count = 1 };
    const struct paired_figure figure = { .kind = PAIRED_TARGET, .name = name };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct sim_estimate e = { SIM_ESTIMATE_INTERVAL, rows[i].value,
                                        rows[i].value - rows[i].half,
                                        rows[i].value + rows[i].half };
        char *const change = attribute_text_change(&e, rows[i].unit);
        char *const noise = attribute_text_noise(&e, rows[i].unit);
        char *const told = attribute_text_tell(&s, &figure, rows[i].unit, &e);
        assert_string_equal(change, rows[i].change);
        assert_string_equal(noise, rows[i].noise);
        assert_string_equal(told, rows[i].told);
        free(change);
        free(noise);
        free(told);
    }
    const struct sim_estimate none = { .kind = SIM_ESTIMATE_NONE };
    char *const change = attribute_text_change(&none, MEASURE_SHARE);
    assert_string_equal(change, "-");
    free(change);
}

/* ---- mistakes ---- */

static void says(struct priced *p, const char *text)
{
    char *said = scratch_said(&p->diag);
    assert_false(p->is_sound);
    if (strstr(said, text) == NULL) {
        print_error("not there: %s\nin: %s", text, said);
        fail();
    }
    free(said);
    priced_done(p);
}

static void what_is_not_there_is_refused_with_what_is(void **state)
{
    (void) state;
    static const struct {
        const char *words[2], *text;
    } plain[] = {
        { { "desk->menus" },
          "--attribute desk->menus: error: after \"->\" comes a stage" },
        { { "desk->menu", "desk->line_999" },
          "there is no redial and no calls_again from \"desk\" to \"line_999\"; there "
          "are menu->bt, desk->menu, "
          "desk->bt" },
        { { "bt->menu" }, "there is no redial and no calls_again from \"bt\"" },
        { { "surge" }, "the scenario has no surges; it has absence" },
        { { "absence:stuff" },
          "no team \"stuff\" has any absence; the scenario has absence" },
        { { "volume" }, "nothing is changed" },
        { { "changes" }, "nothing is changed" },
        { { "volumes" }, "must be LINE->STAGE, changes or one of volume, surge, " },
        { { "volumes" }, "did you mean \"volume\"?" },
        { { "absence", "absence" }, "--attribute absence: error: is given twice" },
    };
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        struct priced p = { .files = { force_file("", spill, less, "") } };
        plan(&p, p.files[0].path, plain[i].words, plain[i].words[1] != NULL ? 2 : 1);
        says(&p, plain[i].text);
    }
    static const struct {
        const char *word, *over, *text;
    } over[] = {
        { "surge", four_changes,
          "no change of surge is there; what is changed: volume "
          "(streams.public_999.calls, streams.public_101.calls), handling "
          "(stages.desk.talk), people (teams.staff.shifts), absence "
          "(teams.staff.less.breaks), other (stages.desk.gives_up_after)" },
        { "people:desk", four_changes, "no change of people:desk is there" },
        { "other:desk", four_changes, "\"other\" takes no name" },
        { "people",
          "stages: { more: { type = \"line\"; talk = \"1 min\"; }; };\n"
          "teams: { staff: { serves = ( \"line_999\", \"desk\", \"more\" ); keep_free: "
          "{ more = 2; }; }; };",
          "with the changes of people alone there is no sound scenario: " },
    };
    for (size_t i = 0; i < sizeof over / sizeof over[0]; i++) {
        struct priced p;
        price_what_if(&p, over[i].over, &over[i].word, 1);
        says(&p, over[i].text);
    }
    struct priced p;
    static const char *const twice[] = { "changes", "changes" };
    price_what_if(&p, four_changes, twice, 2);
    says(&p, "is given twice");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_tells_its_kind_and_object),
        cmocka_unit_test(an_edge_that_nobody_takes_costs_exactly_nothing),
        cmocka_unit_test(without_an_edge_is_as_if_it_were_never_written),
        cmocka_unit_test(who_was_served_and_comes_again_is_an_edge),
        cmocka_unit_test(all_rows_and_ways_of_an_edge_are_lost),
        cmocka_unit_test(without_a_kind_is_as_if_it_were_never_written),
        cmocka_unit_test(parts_in_turn_add_up_to_the_whole),
        cmocka_unit_test(a_kind_alone_is_the_file_with_it_alone),
        cmocka_unit_test(a_what_if_of_volume_alone_is_all_volume),
        cmocka_unit_test(sets_are_changes),
        cmocka_unit_test(a_change_is_said_no_finer_than_its_noise),
        cmocka_unit_test(what_is_not_there_is_refused_with_what_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
