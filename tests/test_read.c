#include "model/scenario/read.h"

#include "tests/read_over.h"

enum { DAY_2022_01_01 = 18993, DAY_2022_03_07 = 19058 };

static const struct scenario_stage *stage(const struct scenario *s, const char *name)
{
    const int i = scenario_stage_index(s, name);
    assert_true(i >= 0);
    return &s->stages[i];
}

/* ---- the sketch of a force, value by value ---- */

static struct read_over read_force(void)
{
    char *path = read_over_path("force.cfg");
    struct read_over over = read_over_file(path, NULL, 0);
    assert_string_equal(over.scenario.file, path);
    assert_true(over.good);
    assert_int_equal(over.diag.count, 0);
    free(path);
    return over;
}

static void a_force_is_read_from_its_top(void **state)
{
    (void) state;
    struct read_over over = read_force();
    const struct scenario *s = &over.scenario;
    assert_string_equal(s->title, "A force, 2022");
    assert_string_equal(s->marking, "OFFICIAL");
    assert_int_equal(s->period.first, DAY_2022_01_01);
    assert_int_equal(s->period.last, DAY_2022_01_01 + 364);
    assert_near(s->warm_up_s, 86400.0, 0.0);
    assert_near(s->busyness.between_streams, 0.3, 0.0);
    assert_near(s->busyness.day_to_next, 0.4, 0.0);
    assert_int_equal(s->stream_count, 2);
    assert_int_equal(s->stage_count, 6 + 4);
    assert_int_equal(s->team_count, 2);
    assert_int_equal(s->target_count, 2);
    read_over_done(&over);
}

static void streams_of_a_force(void **state)
{
    (void) state;
    struct read_over over = read_force();
    const struct scenario_stream *s = &over.scenario.streams[0];
    assert_string_equal(s->name, "public_999");
    assert_string_equal(s->label, "999");
    assert_int_equal(s->at.line, 7);
    assert_int_equal(s->enters, scenario_stage_index(&over.scenario, "bt"));
    assert_near(s->calls, 344640.0, 0.0);
    assert_int_equal(s->counted_in.first, DAY_2022_01_01);
    assert_near(s->growth_per_year, 0.085, 1e-15);
    assert_near(s->profile.month[1], 0.94, 0.0);
    assert_near(s->profile.day[4], 1.05, 0.0);
    assert_near(s->profile.day[SCENARIO_BANK], 1.03, 0.0);
    const double monday = 2.6 + 2 + 1.6 + 1.4 + 1.3 + 1.5 + 2 + 2.9 + 3.9 + 4.3 + 4.6
                          + 4.9 + 5.1 + 5.2 + 5.4 + 5.9 + 6.2 + 6.3 + 6.1 + 5.8 + 5.5
                          + 5.1 + 4.4 + 3.5;
    assert_near(s->profile.quarter[0][4], 2.0 / monday / 4.0, 1e-12);
    assert_near(s->profile.quarter[3][95], 3.5 / monday / 4.0, 1e-12);
    assert_true(s->profile.quarter[4][0] != s->profile.quarter[3][0]);
    assert_memory_equal(s->profile.quarter[SCENARIO_BANK], s->profile.quarter[6],
                        sizeof s->profile.quarter[6]);
    assert_near(s->day_to_day, 0.07, 1e-15);
    assert_int_equal(s->surge_count, 1);
    assert_string_equal(s->surges[0].name, "new_year");
    assert_near(s->surges[0].times, 2.5, 0.0);
    assert_near(s->surges[0].extra_calls, 0.0, 0.0);
    assert_true(s->surges[0].window.has_dates);
    assert_int_equal(s->surges[0].window.dates.first, DAY_2022_01_01 + 364);
    assert_int_equal(s->surges[0].window.hours.count, 1);
    assert_int_equal(s->surges[0].window.hours.spans[0].days, SCENARIO_WEEK);
    assert_int_equal(s->surges[0].window.hours.spans[0].from_min, 20 * 60);
    assert_true(s->storms.given);
    assert_near(s->storms.per_month, 0.5, 0.0);
    assert_near(s->storms.times, 3.0, 0.0);
    assert_near(s->storms.decay_s, 2400.0, 0.0);
    assert_false(over.scenario.streams[1].storms.given);
    assert_near(over.scenario.streams[1].profile.day[SCENARIO_BANK], 0.71, 0.0);
    read_over_done(&over);
}

static void stages_of_a_force(void **state)
{
    (void) state;
    struct read_over over = read_force();
    const struct scenario *s = &over.scenario;
    const struct scenario_stage *bt = stage(s, "bt"), *ivr = stage(s, "ivr");
    const struct scenario_stage *line = stage(s, "line_999");
    const struct scenario_stage *board = stage(s, "switchboard");
    assert_int_equal(bt->kind, SCENARIO_DELAY);
    assert_int_equal(bt->way_count, 1);
    assert_int_equal(bt->ways[0].time.law, SIM_DIST_FIXED);
    assert_near(bt->ways[0].time.mean_s, 5.0, 0.0);
    assert_int_equal(bt->ways[0].next, scenario_stage_index(s, "line_999"));
    assert_int_equal(ivr->kind, SCENARIO_MENU);
    assert_int_equal(ivr->way_count, 4);
    assert_string_equal(ivr->ways[1].name, "departments");
    assert_near(ivr->ways[1].share, 0.098, 1e-12);
    assert_near(ivr->ways[1].time.mean_s, 40.0, 0.0);
    assert_int_equal(ivr->ways[1].next, scenario_stage_index(s, "department"));
    assert_int_equal(line->kind, SCENARIO_LINE);
    assert_string_equal(line->label, "999");
    assert_int_equal(line->talk.law, SIM_DIST_EXPONENTIAL);
    assert_near(line->talk.mean_s, 360.0, 0.0);
    assert_near(line->wrap_up.mean_s, 120.0, 0.0);
    assert_near(line->patience.mean_s, 500.0, 0.0);
    assert_near(line->offered_again_s, 10.0, 0.0);
    assert_false(line->patient);
    assert_int_equal(line->way_count, 1);
    assert_string_equal(s->stages[line->ways[0].next].name, "resolved");
    assert_int_equal(board->talk.law, SIM_DIST_LOGNORMAL);
    assert_near(board->talk.given[1], 0.8, 0.0);
    assert_int_equal(board->way_count, 4);
    assert_near(board->ways[2].share, 0.58, 1e-12);
    assert_string_equal(s->stages[board->ways[2].next].name, "secondary_101");
    assert_true(stage(s, "emergency_101")->patient);
    assert_near(stage(s, "secondary_101")->at_once, 0.03, 1e-15);
    assert_int_equal(stage(s, "left")->kind, SCENARIO_END);
    read_over_done(&over);
}

static void teams_and_targets_of_a_force(void **state)
{
    (void) state;
    struct read_over over = read_force();
    const struct scenario *s = &over.scenario;
    const struct scenario_team *team = &s->teams[1];
    assert_string_equal(team->name, "handlers");
    assert_int_equal(team->serves_count, 3);
    assert_string_equal(s->stages[team->serves[2]].name, "secondary_101");
    assert_int_equal(team->keep_free[0], 0);
    assert_int_equal(team->keep_free[1], 3);
    assert_int_equal(team->keep_free[2], 4);
    assert_int_equal(team->counts, SCENARIO_ON_DUTY);
    assert_near(team->less[SCENARIO_BREAKS], 0.12, 1e-15);
    assert_near(team->less[SCENARIO_NOT_READY], 0.06, 1e-15);
    assert_int_equal(team->shift_count, 4);
    assert_int_equal(team->shifts[2].people, 4);
    assert_int_equal(team->shifts[2].span.days, 1 << 4 | 1 << 5);
    assert_int_equal(team->shifts[2].span.to_min, 27 * 60);
    assert_false(team->shifts[2].has_dates || team->shifts[2].minus);
    assert_near(team->hours_per_fte, 37.0, 0.0);
    assert_near(team->cost_per_hour, 24.0, 0.0);
    const struct scenario_target *t = &s->targets[0];
    assert_int_equal(t->grade, SCENARIO_ANSWERED_WITHIN);
    assert_int_equal(t->line, scenario_stage_index(s, "line_999"));
    assert_int_equal(t->clock, scenario_stage_index(s, "bt"));
    assert_near(t->within_s, 10.0, 0.0);
    assert_near(t->limit, 0.9, 1e-15);
    assert_true(t->at_least);
    assert_int_equal(t->of, SCENARIO_OF_ANSWERED);
    assert_int_equal(t->each, SCENARIO_EACH_MONTH);
    assert_near(t->in_share, 0.9, 1e-15);
    t++;
    assert_int_equal(t->grade, SCENARIO_ABANDONED);
    assert_int_equal(t->journey, 1);
    assert_int_equal(t->line, -1);
    assert_int_equal(t->out_of_count, 0);
    assert_int_equal(t->abandoned_at_count, 0);
    assert_near(t->hung_up_after_s, 60.0, 0.0);
    assert_int_equal(t->of, SCENARIO_OF_CALLERS);
    assert_false(t->at_least);
    assert_near(t->limit, 0.05, 1e-15);
    read_over_done(&over);
}

static const struct scenario_input *input(const struct scenario *s, const char *path)
{
    for (int i = 0; i < s->input_count; i++)
        if (strcmp(s->inputs[i].path, path) == 0)
            return &s->inputs[i];
    fail_msg("no input %s", path);
    return NULL;
}

static void basis_and_inputs_of_a_force(void **state)
{
    (void) state;
    struct read_over over = read_force();
    const struct scenario *s = &over.scenario;
    assert_int_equal(s->basis_count, 2);
    assert_string_equal(s->basis[1].path, "teams.handlers.keep_free");
    assert_int_equal(s->basis[1].kind, SCENARIO_FITTED);
    assert_string_equal(s->basis[1].note, "to 999 in 10 s and the 101 waits");
    assert_string_equal(input(s, "streams.public_999.calls")->value, "344640");
    assert_int_equal(input(s, "streams.public_999.calls")->at.line, 7);
    assert_string_equal(input(s, "stages.switchboard.talk.mean")->value, "100 s");
    assert_string_equal(input(s, "teams.switchboard.serves")->value,
                        "( \"switchboard\" )");
    assert_false(input(s, "teams.handlers.keep_free.secondary_101")->changed);
    const char *times = input(s, "streams.public_101.profile.times")->value;
    assert_memory_equal(times, "( 0.8, 0.5, 0.4, ", 17);
    assert_string_equal(times + strlen(times) - 5, "1.4 )");
    read_over_done(&over);
}

/* ---- one setting at a time ---- */

static void what_is_left_out_has_its_default(void **state)
{
    (void) state;
    struct read_over over = read_over("");
    const struct scenario *s = &over.scenario;
    const struct scenario_stream *stream = &s->streams[0];
    assert_string_equal(s->marking, "");
    assert_string_equal(stream->label, "calls_in");
    assert_int_equal(stream->counted_in.first, DAY_2022_03_07);
    assert_int_equal(stream->counted_in.last, DAY_2022_03_07 + 6);
    assert_near(stream->growth_per_year, 0.0, 0.0);
    assert_near(stream->profile.quarter[7][95], 1.0 / 96.0, 1e-15);
    assert_near(stream->profile.month[11], stream->profile.month[0], 0.0);
    assert_int_equal(stream->open.count, 0);
    const struct scenario_stage *back = stage(s, "back");
    assert_true(back->patient);
    assert_near(back->wrap_up.mean_s, 0.0, 0.0);
    assert_int_equal(back->wrap_up.law, SIM_DIST_FIXED);
    assert_near(back->pick_up.mean_s, 0.0, 0.0);
    assert_int_equal(back->closed_to, -1);
    assert_int_equal(back->then_to, -1);
    assert_near(s->teams[0].hours_per_fte, 37.0, 0.0);
    assert_near(s->teams[0].takes_after_s[1], 0.0, 0.0);
    const struct scenario_target *t = &s->targets[0];
    assert_int_equal(t->each, SCENARIO_EACH_PERIOD);
    assert_near(t->in_share, 0.0, 0.0);
    assert_int_equal(t->clock, -1);
    read_over_done(&over);
}

static void laws_are_read_by_their_rows(void **state)
{
    (void) state;
    for (int law = 0; law < SIM_DIST_TABLE; law++) {
        const struct sim_dist_type *type = &sim_dist_types[law];
        char *params = sim_mem_text("");
        for (int i = 0; i < SIM_DIST_PARAMS && type->params[i].name != NULL; i++) {
            char *longer = sim_mem_print("%s %s = %.17g;", params, type->params[i].name,
                                         type->params[i].example);
            free(params);
            params = longer;
        }
        char *text = sim_mem_print(
            "stages: { desk: { talk = { law = \"%s\";%s }; }; };", type->name, params);
        struct read_over over = read_over(text);
        const struct sim_dist *got = &stage(&over.scenario, "desk")->talk;
        struct sim_dist want;
        const double given[SIM_DIST_PARAMS] = { type->params[0].example,
                                                type->params[1].example };
        assert_true(sim_dist_init((enum sim_dist_law) law, given, &want));
        assert_int_equal(got->law, want.law);
        assert_near(got->mean_s, want.mean_s, 1e-15);
        assert_near(got->a, want.a, 1e-15);
        assert_near(got->b, want.b, 1e-15);
        read_over_done(&over);
        free(text);
        free(params);
    }
}

static void a_bare_time_is_exponential_or_exact(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "stages: { desk: { talk = 187.5; wrap_up = 0; pick_up = \"6 s\"; }; };");
    const struct scenario_stage *desk = stage(&over.scenario, "desk");
    assert_int_equal(desk->talk.law, SIM_DIST_EXPONENTIAL);
    assert_near(desk->talk.mean_s, 187.5, 0.0);
    assert_int_equal(desk->wrap_up.law, SIM_DIST_FIXED);
    assert_int_equal(desk->pick_up.law, SIM_DIST_FIXED);
    assert_near(desk->pick_up.mean_s, 6.0, 0.0);
    read_over_done(&over);
}

static void a_law_may_be_a_table(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "stages: { desk: { talk = { law = \"table\"; points = ( ( \"30 s\", \"25 %\" ),"
        " ( \"2 min\", 0.5 ), ( 600, 1 ) ); }; }; };");
    const struct sim_dist *talk = &stage(&over.scenario, "desk")->talk;
    assert_int_equal(talk->law, SIM_DIST_TABLE);
    assert_int_equal(talk->points, 3);
    assert_near(talk->time_s[1], 120.0, 0.0);
    assert_near(talk->below[0], 0.25, 0.0);
    assert_near(talk->mean_s, 0.25 * 30.0 + 0.25 * 75.0 + 0.5 * 360.0, 1e-12);
    read_over_done(&over);
}

static void tables_may_be_files(void **state)
{
    (void) state;
    const struct scratch law = scratch_text("seconds,share_below\n30,0.25\n600,1\n");
    const struct scratch staff =
        scratch_text("team,date,start,end,people\nstaff,2022-03-08,07:00,15:00,3\n");
    char *text = sim_mem_print(
        "stages: { desk: { talk = { law = \"table\"; file = \"%s\"; }; }; };\n"
        "teams: { staff: { staff = \"%s\"; }; };\n",
        law.path, staff.path);
    struct read_over over = read_over(text);
    const struct scenario *s = &over.scenario;
    assert_int_equal(stage(s, "desk")->talk.points, 2);
    assert_near(stage(s, "desk")->talk.time_s[1], 600.0, 0.0);
    const struct scenario_team *team = &s->teams[0];
    assert_int_equal(team->shift_count, 3);
    assert_int_equal(team->shifts[2].people, 3);
    assert_true(team->shifts[2].has_dates);
    assert_int_equal(team->shifts[2].dates.first, DAY_2022_03_07 + 1);
    assert_string_equal(team->shifts[2].at.file, staff.path);
    read_over_done(&over);
    free(text);
    scratch_done(&law);
    scratch_done(&staff);
}

static void a_profile_may_be_a_file(void **state)
{
    (void) state;
    char *root = sim_mem_text(getenv("SOURCE_ROOT"));
    char *text = sim_mem_print("when,all\n");
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    for (int i = 0; i < 12 + 1 + 24; i++) {
        char *longer = i < 12    ? sim_mem_print("%s%s,%d\n", text, months[i], 10 + i)
                       : i == 12 ? sim_mem_print("%sday,1\n", text)
                                 : sim_mem_print("%s%02d:00,%d\n", text, i - 13, i);
        free(text);
        text = longer;
    }
    const struct scratch file = scratch_text(text);
    char *over_text =
        sim_mem_print("streams: { calls_in: { profile = \"%s\"; }; };", file.path);
    struct read_over over = read_over(over_text);
    const struct scenario_profile *profile = &over.scenario.streams[0].profile;
    assert_near(profile->month[11] / profile->month[0], 2.1, 1e-12);
    assert_near(profile->quarter[2][5] / profile->quarter[2][0], 14.0 / 13.0, 1e-12);
    read_over_done(&over);
    free(over_text);
    free(text);
    free(root);
    scratch_done(&file);
}

static void times_of_a_day_may_be_halves_and_quarters(void **state)
{
    (void) state;
    static const int counts[] = { 24, 48, 96 };
    for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++) {
        char *list = sim_mem_text("2");
        for (int i = 1; i < counts[c]; i++) {
            char *longer = sim_mem_print("%s, 1", list);
            free(list);
            list = longer;
        }
        char *text = sim_mem_print(
            "streams: { calls_in: { profile: { times = ( %s ); }; }; };", list);
        struct read_over over = read_over(text);
        const double *quarter = over.scenario.streams[0].profile.quarter[5];
        const int each = 96 / counts[c];
        double sum = 0.0;
        for (int i = 0; i < 96; i++)
            sum += quarter[i];
        assert_near(sum, 1.0, 1e-12);
        assert_near(quarter[each - 1], 2.0 / (counts[c] + 1) / each, 1e-12);
        assert_near(quarter[each], 1.0 / (counts[c] + 1) / each, 1e-12);
        read_over_done(&over);
        free(text);
        free(list);
    }
}

static void doors_and_caps(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "stages: { desk: { open = ( \"Mon-Fri 08:00-20:00\", \"Bank 10:00-16:00\" );\n"
        "    closed_to = \"shut\"; visits_at_most = 3; then_to = \"left\";\n"
        "    then: { resolved = \"80 %\"; ivr = \"10 %\"; }; };\n"
        "  shut: { type = \"split\"; then: { left = \"40 %\"; back = \"60 %\"; }; }; "
        "};\n"
        "streams: { calls_in: { open = \"06:30-23:15\"; }; };");
    const struct scenario *s = &over.scenario;
    const struct scenario_stage *desk = stage(s, "desk");
    assert_int_equal(desk->open.count, 2);
    assert_int_equal(desk->open.spans[0].days, 0x1f);
    assert_int_equal(desk->open.spans[1].days, 1 << SCENARIO_BANK);
    assert_int_equal(desk->open.spans[1].to_min, 16 * 60);
    assert_string_equal(s->stages[desk->closed_to].name, "shut");
    assert_int_equal(desk->visits_at_most, 3);
    assert_string_equal(s->stages[desk->then_to].name, "left");
    assert_int_equal(stage(s, "shut")->kind, SCENARIO_SPLIT);
    assert_near(stage(s, "shut")->ways[1].share, 0.6, 1e-15);
    assert_int_equal(s->streams[0].open.spans[0].days, SCENARIO_WEEK);
    assert_int_equal(s->streams[0].open.spans[0].from_min, 390);
    read_over_done(&over);
}

static void teams_that_help_out(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "teams: { help: { label = \"Helpers\"; serves = \"desk\";\n"
        "    takes_after: { desk = \"30 s\"; }; counts = \"posted\";\n"
        "    less: { leave = 0.11; sickness = 0.02; training = 0.03; abstraction = "
        "0.04;\n"
        "      breaks = 0.05; briefing = 0.06; not_ready = 0.07; };\n"
        "    shifts = ( { add = \"Mon 08:00-12:00 4\"; dates = \"2022-03\"; },\n"
        "      { minus = \"Mon 09:00-10:00 1\"; } ); }; };");
    const struct scenario_team *help = &over.scenario.teams[1];
    assert_string_equal(help->label, "Helpers");
    assert_int_equal(help->serves_count, 1);
    assert_near(help->takes_after_s[0], 30.0, 0.0);
    assert_int_equal(help->counts, SCENARIO_POSTED);
    const double less[] = { 0.11, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07 };
    for (int i = 0; i < SCENARIO_LESS_COUNT; i++)
        assert_near(help->less[i], less[i], 0.0);
    assert_int_equal(help->shift_count, 2);
    assert_true(help->shifts[0].has_dates && !help->shifts[0].minus);
    assert_int_equal(help->shifts[0].dates.last, DAY_2022_01_01 + 89);
    assert_true(help->shifts[1].minus && !help->shifts[1].has_dates);
    assert_int_equal(help->shifts[1].people, 1);
    read_over_done(&over);
}

static void surges_in_calls_rather_than_times(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "streams: { calls_in: { surges: { game: { dates = \"2022-03-08..2022-03-09\";\n"
        "      days = \"Tue\"; extra_calls = 50; }; };\n"
        "    storms: { per_month = 2; extra_calls = 20; decay = 1800; }; }; };");
    const struct scenario_stream *stream = &over.scenario.streams[0];
    assert_near(stream->surges[0].times, 1.0, 0.0);
    assert_near(stream->surges[0].extra_calls, 50.0, 0.0);
    assert_int_equal(stream->surges[0].window.hours.spans[0].days, 1 << 1);
    assert_int_equal(stream->surges[0].window.hours.spans[0].from_min, 0);
    assert_int_equal(stream->surges[0].window.hours.spans[0].to_min, 1440);
    assert_near(stream->storms.times, 1.0, 0.0);
    assert_near(stream->storms.extra_calls, 20.0, 0.0);
    read_over_done(&over);
}

static void every_grade_can_be_asked_for(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        enum scenario_grade grade;
        enum scenario_of of;
        double limit;
    } rows[] = {
        { "line = \"desk\"; within = 20; at_least = 0.8;", SCENARIO_ANSWERED_WITHIN,
          SCENARIO_OF_ANSWERED, 0.8 },
        { "line = \"desk\"; within = 20; hung_up_after = 5; of = "
          "\"offered_less_short\"; "
          "at_least = \"85 %\";",
          SCENARIO_ANSWERED_WITHIN, SCENARIO_OF_OFFERED_LESS_SHORT, 0.85 },
        { "line = \"desk\"; measure = \"abandoned\"; at_most = 0.05;",
          SCENARIO_ABANDONED, SCENARIO_OF_OFFERED, 0.05 },
        { "journey = \"calls_in\"; abandoned_at = ( \"desk\", \"back\" ); out_of = "
          "\"desk\"; at_most = \"3 %\";",
          SCENARIO_ABANDONED, SCENARIO_OF_CALLERS, 0.03 },
        { "line = \"desk\"; measure = \"mean_wait\"; at_most = \"40 s\";",
          SCENARIO_MEAN_WAIT, SCENARIO_OF_OFFERED, 40.0 },
        { "line = \"desk\"; percentile = \"95 %\"; at_most = \"2 min\";",
          SCENARIO_WAIT_PERCENTILE, SCENARIO_OF_OFFERED, 120.0 },
        { "line = \"desk\"; measure = \"longest_wait\"; at_most = 600;",
          SCENARIO_LONGEST_WAIT, SCENARIO_OF_OFFERED, 600.0 },
        { "team = \"staff\"; at_most = \"85 %\"; each = \"interval\";",
          SCENARIO_OCCUPANCY, SCENARIO_OF_OFFERED, 0.85 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text = sim_mem_print("targets: { other: { %s }; };", rows[i].text);
        struct read_over over = read_over(text);
        const struct scenario_target *t = &over.scenario.targets[1];
        assert_int_equal(t->grade, rows[i].grade);
        assert_int_equal(t->of, rows[i].of);
        assert_near(t->limit, rows[i].limit, 1e-15);
        if (t->journey >= 0) {
            assert_int_equal(t->abandoned_at_count, 2);
            assert_int_equal(t->abandoned_at[1],
                             scenario_stage_index(&over.scenario, "back"));
            assert_int_equal(t->out_of[0],
                             scenario_stage_index(&over.scenario, "desk"));
        }
        if (t->grade == SCENARIO_WAIT_PERCENTILE)
            assert_near(t->percentile, 0.95, 1e-15);
        if (t->grade == SCENARIO_OCCUPANCY)
            assert_true(t->team == 0 && t->each == SCENARIO_EACH_INTERVAL);
        read_over_done(&over);
        free(text);
    }
}

static void expected_figures_have_units(void **state)
{
    (void) state;
    struct read_over over = read_over(
        "expect = ( ( \"line.desk.mean_wait\", \"38.5 s\", 2 ),\n"
        "  ( \"line.desk.abandoned\", \"3.6 %\", \"1 %\" ), ( \"a.b\", -5, 0.5 ) );");
    const struct scenario_expect *rows = over.scenario.expects;
    assert_int_equal(over.scenario.expect_count, 3);
    assert_string_equal(rows[0].path, "line.desk.mean_wait");
    assert_near(rows[0].value, 38.5, 0.0);
    assert_near(rows[0].tolerance, 2.0, 0.0);
    assert_near(rows[1].value, 0.036, 1e-15);
    assert_near(rows[1].tolerance, 0.01, 1e-15);
    assert_near(rows[2].value, -5.0, 0.0);
    read_over_done(&over);
}

static void rounding_in_shares_is_taken_off(void **state)
{
    (void) state;
    struct read_over over =
        read_over("stages: { desk: { then: { resolved = 0.3333333;\n"
                  "  back = 0.3333333; left = 0.3333333; }; }; };");
    const struct scenario_stage *desk = stage(&over.scenario, "desk");
    assert_near(desk->ways[0].share, 1.0 / 3.0, 1e-15);
    read_over_done(&over);
}

/* ---- the language ---- */

static void slips_of_the_pen_are_forgiven(void **state)
{
    (void) state;
    struct read_over over =
        read_over("period: { from = 2022; to = \"31/12/2022\"; },\n"
                  "warm_up = +1.728e+5\n"
                  "streams = { calls_in = { calls = 123456785.0E-1, "
                  "profile = { days = [1, 2.5, 1, 1,"
                  " 1, 1, 1,]; } } } // done");
    const struct scenario *s = &over.scenario;
    assert_int_equal(s->period.first, DAY_2022_01_01);
    assert_int_equal(s->period.last, DAY_2022_01_01 + 364);
    assert_near(s->warm_up_s, 172800.0, 0.0);
    assert_near(s->streams[0].profile.day[1], 2.5, 0.0);
    assert_near(s->streams[0].calls, 12345678.5, 0.0);
    read_over_done(&over);
}

static void texts_are_utf8_with_excels_mark_or_without(void **state)
{
    (void) state;
    const struct scratch file =
        scratch_text("\xef\xbb\xbftitle = \"Caf\xc3\xa9 \xe2\x80\x93 "
                     "\xf0\x9f\x93\x9e \\\"999\\\"\";\n");
    struct read_over over = read_over_file(file.path, NULL, 0);
    assert_string_equal(over.scenario.title,
                        "Caf\xc3\xa9 \xe2\x80\x93 \xf0\x9f\x93\x9e \"999\"");
    read_over_done(&over);
    scratch_done(&file);
}

static void long_values_are_cut_between_letters(void **state)
{
    (void) state;
    for (int shift = 0; shift < 3; shift++) {
        char name[500] = "";
        for (int i = 0; i < shift; i++)
            strcat(name, "x");
        for (int i = 0; i < 80; i++)
            strcat(name, "\xe2\x80\x93"); /* a dash of three bytes */
        char *set = sim_mem_print("streams.calls_in.calls=%s", name);
        struct read_over over = read_over_set(set);
        const char *value = input(&over.scenario, "streams.calls_in.calls")->value;
        const size_t length = strlen(value);
        assert_false(over.good);
        assert_true(length <= 200 && length >= 190);
        assert_string_equal(value + length - 3, "...");
        assert_int_equal((length - 3 - (size_t) shift) % 3, 0);
        read_over_done(&over);
        free(set);
    }
}

static void large_integers_are_what_they_say(void **state)
{
    (void) state;
    /* 4294967297 is 2^32 + 1, which libconfig 1.5 reads as 1. */
    struct read_over over = read_over(
        "expect = ( ( \"a\", 4294967297, 3000000000 ), ( \"b\", "
        "123456789012345678901234567890, 0000000001 ), ( \"c\", -3000000000L, "
        "0 ) );");
    const struct scenario_expect *rows = over.scenario.expects;
    assert_near(rows[0].value, 4294967297.0, 0.0);
    assert_near(rows[0].tolerance, 3e9, 0.0);
    assert_near(rows[1].value, 123456789012345678901234567890.0, 1e-15);
    assert_near(rows[1].tolerance, 1.0, 0.0);
    assert_near(rows[2].value, -3e9, 0.0);
    read_over_done(&over);
}

static void complaints_name_lines_of_long_files(void **state)
{
    (void) state;
    enum { BLANK = 70000 };
    char *text = sim_mem_array(BLANK + 100, 1);
    memset(text, '\n', BLANK);
    strcpy(text + BLANK, "title = 5;\n");
    const struct scratch file = scratch_text(text);
    struct read_over over = read_over_file(file.path, NULL, 0);
    char *said = scratch_said(&over.diag);
    assert_false(over.good);
    assert_non_null(strstr(said, ":70001: error: title must be a text"));
    read_over_done(&over);
    free(said);
    free(text);
    scratch_done(&file);
}

static void includes_stand_where_they_are_named(void **state)
{
    (void) state;
    const struct scratch inner = scratch_text("talk = 77;\n\nwrap_upp = 3;\n");
    char *name = sim_mem_text(strrchr(inner.path, '/') + 1);
    char *base = read_over_path("small.cfg");
    char *text = sim_mem_print(
        "base = \"%s\"; stages: { desk: {\n@include \"%s\"\n}; };\nx = 1;\n", base,
        name);
    const struct scratch outer = scratch_text(text);
    struct read_over over = read_over_file(outer.path, NULL, 0);
    assert_false(over.good);
    assert_near(stage(&over.scenario, "desk")->talk.mean_s, 77.0, 0.0);
    char *said = scratch_said(&over.diag);
    char *want =
        sim_mem_print("%s:4: error: unknown setting \"x\"\n"
                      "%s:3: error: line \"desk\": unknown setting \"wrap_upp\", "
                      "did you mean \"wrap_up\"?\n",
                      outer.path, inner.path);
    assert_string_equal(said, want);
    read_over_done(&over);
    free(want);
    free(said);
    free(text);
    free(base);
    free(name);
    scratch_done(&inner);
    scratch_done(&outer);
}

/* ---- warnings and the hash ---- */

static void odd_scenarios_are_warned_of(void **state)
{
    (void) state;
    static const char *const rows[][2] = {
        { "stages.lost={type=\"delay\";time=5;next=\"left\";}",
          "stage \"lost\": no call can reach it" },
        { "stages.desk.gives_up_after=\"8 days\"",
          "line \"desk\": gives_up_after is longer than the period" },
        { "streams.calls_in.surges={late={dates=\"2022-04\";times=2;};}",
          "stream \"calls_in\": surge \"late\" is outside the period" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct read_over over = read_over_set(rows[i][0]);
        assert_true(over.good);
        assert_int_equal(over.diag.count, 1);
        assert_int_equal(over.diag.items[0].level, SIM_DIAG_WARNING);
        assert_string_equal(over.diag.items[0].text, rows[i][1]);
        read_over_done(&over);
    }
}

static void no_calls_at_all_are_fine(void **state)
{
    (void) state;
    struct read_over over = read_over("streams: { calls_in: { calls = 0; }; };");
    assert_near(over.scenario.streams[0].calls, 0.0, 0.0);
    read_over_done(&over);
}

/* Files of fixed names, since names are part of what is hashed. */
static uint64_t hash_of(const char *more, const char *table, const char *set)
{
    char directory[] = "/tmp/tenfive-test-XXXXXX";
    assert_non_null(mkdtemp(directory));
    char *base = read_over_path("small.cfg");
    char *csv = sim_mem_print("%s/law.csv", directory);
    char *path = sim_mem_print("%s/main.cfg", directory);
    FILE *file = fopen(csv, "w");
    assert_true(fputs(table, file) >= 0 && fclose(file) == 0);
    file = fopen(path, "w");
    fprintf(file,
            "base = \"%s\"; stages: { desk: { talk = { law = \"table\"; file = "
            "\"law.csv\"; }; }; };%s",
            base, more);
    assert_int_equal(fclose(file), 0);
    struct read_over over = read_over_file(path, &set, set != NULL);
    assert_true(over.good);
    const uint64_t hash = over.scenario.hash;
    read_over_done(&over);
    assert_true(unlink(csv) == 0 && unlink(path) == 0 && rmdir(directory) == 0);
    free(path);
    free(csv);
    free(base);
    return hash;
}

static void the_hash_is_of_every_byte(void **state)
{
    (void) state;
    static const char table[] = "seconds,share_below\n30,0.25\n600,1\n";
    const uint64_t first = hash_of("", table, NULL);
    assert_true(first != 0);
    assert_true(hash_of("", table, NULL) == first);
    assert_true(hash_of("#", table, NULL) != first);
    assert_true(hash_of("", "seconds,share_below\n31,0.25\n600,1\n", NULL) != first);
    assert_true(hash_of("", table, "title=x") != first);
    assert_true(hash_of("", table, "title=x") != hash_of("", table, "title=y"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_force_is_read_from_its_top),
        cmocka_unit_test(streams_of_a_force),
        cmocka_unit_test(stages_of_a_force),
        cmocka_unit_test(teams_and_targets_of_a_force),
        cmocka_unit_test(basis_and_inputs_of_a_force),
        cmocka_unit_test(what_is_left_out_has_its_default),
        cmocka_unit_test(laws_are_read_by_their_rows),
        cmocka_unit_test(a_bare_time_is_exponential_or_exact),
        cmocka_unit_test(a_law_may_be_a_table),
        cmocka_unit_test(tables_may_be_files),
        cmocka_unit_test(a_profile_may_be_a_file),
        cmocka_unit_test(times_of_a_day_may_be_halves_and_quarters),
        cmocka_unit_test(doors_and_caps),
        cmocka_unit_test(teams_that_help_out),
        cmocka_unit_test(surges_in_calls_rather_than_times),
        cmocka_unit_test(every_grade_can_be_asked_for),
        cmocka_unit_test(expected_figures_have_units),
        cmocka_unit_test(rounding_in_shares_is_taken_off),
        cmocka_unit_test(slips_of_the_pen_are_forgiven),
        cmocka_unit_test(texts_are_utf8_with_excels_mark_or_without),
        cmocka_unit_test(long_values_are_cut_between_letters),
        cmocka_unit_test(large_integers_are_what_they_say),
        cmocka_unit_test(complaints_name_lines_of_long_files),
        cmocka_unit_test(includes_stand_where_they_are_named),
        cmocka_unit_test(odd_scenarios_are_warned_of),
        cmocka_unit_test(no_calls_at_all_are_fine),
        cmocka_unit_test(the_hash_is_of_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
