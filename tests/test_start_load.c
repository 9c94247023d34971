#include "model/planner/start.h"

#include "model/pathway/load.h"
#include "sim/ends.h"
#include "tests/made_question.h"

static const double PI = 3.14159265358979323846;

static double line_erlangs(const struct made *made, int stage, int slot)
{
    const int of = made->question.program.stages[stage].line;
    return made->load.erlangs[(size_t) of * (size_t) made->load.slots + (size_t) slot];
}

static double line_calls(const struct made *made, int stage, int slot)
{
    const int of = made->question.program.stages[stage].line;
    return made->load.calls[(size_t) of * (size_t) made->load.slots + (size_t) slot];
}

/* Integral of sin(g t - phase) over quarter i, over its length. */
static double mean_sine(double g, double phase, int i)
{
    const double a = g * i * 900.0 - phase, b = a + g * 900.0;
    return (cos(a) - cos(b)) / (b - a);
}

/* Eick, Massey and Whitt, "M(t)/G/infinity queues with sinusoidal arrival rates",
 * Management Science 39 (1993) 241: with exponential service of mean m and the rate
 * r (1 + b sin g t) the mean is r m (1 + b (sin g t - g m cos g t) / (1 + g^2 m^2)).
 * The first quarter of Monday goes on from Sunday. */
static void a_sinusoidal_rate_lags_as_the_closed_form_says(void **state)
{
    (void) state;
    const double g = 2.0 * PI / 86400.0, b = 0.83, calls_a_day = 1931.0;
    double weight[QUESTION_DAY];
    for (int i = 0; i < QUESTION_DAY; i++)
        weight[i] = 1.0 + b * mean_sine(g, 0.0, i);
    struct made made;
    made_begin(&made);
    const int desk = made_line(&made, "desk", 2387.0, 0.0);
    made_ends(&made, desk);
    made_day(&made, build_stream(&made.scenario, "calls", desk, calls_a_day), weight);
    const int team = made_team(&made, "room");
    build_serves(&made.scenario, team, (struct build_serves){ .line = desk });
    made_asks(&made, SCENARIO_MEAN_WAIT, desk, 60.0);
    made_compile(&made);
    const double m = 2387.0, mean = calls_a_day / 86400.0 * m;
    for (int slot = 0; slot < MADE_WEEK; slot++) {
        const double size = b / sqrt(1.0 + g * g * m * m);
        const double want = mean * (1.0 + size * mean_sine(g, atan(g * m), slot));
        assert_within(line_erlangs(&made, desk, slot), want,
                      3e-4 * mean); /* a quarter's rate is taken as even */
    }
    assert_near(made.load.handling_s[0], m, 1e-9);
    assert_true(made.load.patience_s[0] == SIM_NEVER);
    made_finish(&made);
}

/* Delay, first line, its wrap-up, and 61 % who go on to a second line: by Euler's
 * method in steps of half a second, over and over until the day comes again. */
static void two_lines_in_a_row_lag_as_their_equations_say(void **state)
{
    (void) state;
    enum { STEPS = 1800, DAYS = 3 };
    double weight[QUESTION_DAY], want[2][QUESTION_DAY] = { { 0.0 } };
    for (int i = 0; i < QUESTION_DAY; i++)
        weight[i] = i >= 32 && i < 72 ? 3.7 : 0.4;
    double sum = 0.0, on_way = 0.0, talking = 0.0, busy = 0.0, second = 0.0;
    for (int i = 0; i < QUESTION_DAY; i++)
        sum += weight[i];
    const double dt = 900.0 / STEPS;
    for (int i = 0; i < DAYS * QUESTION_DAY; i++) {
        const double rate = 2011.0 * weight[i % QUESTION_DAY] / sum / 900.0;
        want[0][i % QUESTION_DAY] = want[1][i % QUESTION_DAY] = 0.0;
        for (int k = 0; k < STEPS; k++) {
            const double arrive = on_way / 743.0, over = talking / 391.0;
            want[0][i % QUESTION_DAY] += busy / STEPS;
            want[1][i % QUESTION_DAY] += second / STEPS;
            on_way += dt * (rate - arrive);
            talking += dt * (arrive - over);
            busy += dt * (arrive - busy / (391.0 + 211.0));
            second += dt * (0.61 * over - second / 1103.0);
        }
    }
    struct made made;
    made_begin(&made);
    const int wait = build_stage(&made.scenario, SCENARIO_DELAY, "delay");
    const int first = made_line(&made, "first", 391.0, 211.0);
    const int next = made_line(&made, "next", 1103.0, 0.0);
    build_way(
        &made.scenario, wait,
        (struct build_way){ 1.0, build_law(SIM_DIST_EXPONENTIAL, 743.0, 0.0), first });
    build_way(&made.scenario, first, (struct build_way){ .share = 0.61, .next = next });
    build_way(&made.scenario, first,
              (struct build_way){ .share = 0.39, .next = made.end });
    made_ends(&made, next);
    made_day(&made, build_stream(&made.scenario, "calls", wait, 2011.0), weight);
    const int team = made_team(&made, "room");
    build_serves(&made.scenario, team, (struct build_serves){ .line = first });
    build_serves(&made.scenario, team, (struct build_serves){ .line = next });
    made_asks(&made, SCENARIO_MEAN_WAIT, first, 60.0);
    made_compile(&made);
    double most[2] = { 0.0 };
    for (int i = 0; i < QUESTION_DAY; i++) {
        most[0] = fmax(most[0], want[0][i]);
        most[1] = fmax(most[1], want[1][i]);
    }
    for (int slot = 0; slot < MADE_WEEK; slot++) {
        assert_within(line_erlangs(&made, first, slot), want[0][slot % QUESTION_DAY],
                      0.01 * most[0]);
        assert_within(line_erlangs(&made, next, slot), want[1][slot % QUESTION_DAY],
                      0.01 * most[1]);
    }
    made_finish(&made);
}

/* Menu with an option that is closed at night, capped loop, redirected line. */
static void without_a_rhythm_the_load_is_that_of_the_same_quarter(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int menu = build_stage(&made.scenario, SCENARIO_MENU, "menu");
    const int desk = made_line(&made, "desk", 391.0, 211.0);
    const int later = made_line(&made, "later", 97.0, 13.0);
    build_way(&made.scenario, menu, (struct build_way){ 0.7, build_fixed(47.0), desk });
    build_way(&made.scenario, menu,
              (struct build_way){ 0.3, build_fixed(31.0), later });
    build_way(&made.scenario, desk, (struct build_way){ .share = 0.6, .next = menu });
    build_way(&made.scenario, desk, (struct build_way){ .share = 0.4, .next = later });
    made.scenario.stages[desk].visits_at_most = 3;
    made.scenario.stages[desk].then_to = later;
    made_ends(&made, later);
    build_stream(&made.scenario, "calls", menu, 1013.0);
    const int team = made_team(&made, "room");
    build_serves(&made.scenario, team, (struct build_serves){ .line = desk });
    build_serves(&made.scenario, team, (struct build_serves){ .line = later });
    made_asks(&made, SCENARIO_MEAN_WAIT, desk, 60.0);
    made_compile(&made);
    const struct program *program = &made.question.program;
    struct load load;
    load_compile(&made.scenario, &program->calendar, program->rates, &load);
    const struct load_hour hour =
        load_pool_hour(&load, &program->calendar, &program->staffing, 0, 11);
    for (int slot = 0; slot < MADE_WEEK; slot++) {
        assert_near(line_erlangs(&made, desk, slot) + line_erlangs(&made, later, slot),
                    hour.erlangs, 1e-9);
        assert_near(line_calls(&made, desk, slot) + line_calls(&made, later, slot),
                    hour.calls_per_h, 1e-9);
    }
    load_done(&load);
    made_finish(&made);
}

/* What was open at eight in the evening and shuts then still keeps people busy: two
 * calls a person, and those who are through go on to the next line.  New calls go to
 * the night. */
static void work_goes_on_after_a_line_shuts(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int desk = made_line(&made, "desk", 1500.0, 0.0),
              after = made_line(&made, "after", 100.0, 0.0),
              night = made_line(&made, "night", 100.0, 0.0);
    build_way(&made.scenario, desk, (struct build_way){ .share = 1.0, .next = after });
    made_ends(&made, after);
    made_ends(&made, night);
    build_open(&made.scenario.stages[desk].open, 480, 1200);
    made.scenario.stages[desk].closed_to = night;
    made.scenario.stages[desk].at_a_time = 2;
    build_stream(&made.scenario, "calls", desk, 960.0);
    const int team = made_team(&made, "room");
    build_serves(&made.scenario, team, (struct build_serves){ .line = desk });
    build_serves(&made.scenario, team, (struct build_serves){ .line = after });
    build_serves(&made.scenario, team, (struct build_serves){ .line = night });
    made_asks(&made, SCENARIO_MEAN_WAIT, desk, 60.0);
    made_compile(&made);
    const double all = 960.0 / 86400.0 * 750.0;
    /* The mean of exp(-t / 1500) over the next quarter hour. */
    const double still = 1500.0 / 900.0 * -expm1(-0.6);
    assert_near(line_calls(&made, desk, 79), 40.0, 1e-9);
    assert_within(line_calls(&made, desk, 80), 0.0, 1e-12);
    assert_within(line_calls(&made, night, 79), 0.0, 1e-12);
    assert_near(line_calls(&made, night, 80), 40.0, 1e-9);
    assert_near(line_erlangs(&made, desk, 79), all, 1e-9);
    assert_near(line_erlangs(&made, desk, 80), all * still, 1e-9);
    assert_near(line_calls(&made, after, 80), 40.0 * still, 1e-9);
    made_finish(&made);
}

/* Who listens to the menu when an option shuts is sent elsewhere too. */
static void an_option_that_is_shut_leads_elsewhere(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int menu = build_stage(&made.scenario, SCENARIO_MENU, "menu");
    const int day = made_line(&made, "day", 100.0, 0.0),
              night = made_line(&made, "night", 100.0, 0.0);
    made_ends(&made, day);
    made_ends(&made, night);
    build_way(&made.scenario, menu, (struct build_way){ 1.0, build_fixed(300.0), day });
    build_open(&made.scenario.stages[menu].ways[0].open, 480, 1200);
    made.scenario.stages[menu].ways[0].closed_to = night;
    build_stream(&made.scenario, "calls", menu, 960.0);
    const int team = made_team(&made, "room");
    build_serves(&made.scenario, team, (struct build_serves){ .line = day });
    build_serves(&made.scenario, team, (struct build_serves){ .line = night });
    made_asks(&made, SCENARIO_MEAN_WAIT, day, 60.0);
    made_compile(&made);
    for (int slot = 0; slot < MADE_WEEK; slot++) {
        const bool is_day = slot % QUESTION_DAY >= 32 && slot % QUESTION_DAY < 80;
        assert_near(line_calls(&made, day, slot), is_day ? 40.0 : 0.0, 1e-9);
        assert_near(line_calls(&made, night, slot), is_day ? 0.0 : 40.0, 1e-9);
    }
    made_finish(&made);
}

/* A quarter of those rung are never reached; the two tries and the pause between them
 * take 900 seconds. */
static void those_rung_in_vain_go_on_later(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int rung = made_line(&made, "rung", 200.0, 0.0),
              letters = made_line(&made, "letters", 100.0, 0.0);
    made_ends(&made, rung);
    made_ends(&made, letters);
    made.scenario.stages[rung].dial =
        (struct scenario_dial){ .given = true,
                                .set_up = build_fixed(15.0),
                                .reached = 0.5,
                                .no_answer = build_fixed(40.0),
                                .tries_at_most = 2,
                                .try_again_after_s = 820.0,
                                .then_to = letters };
    build_open(&made.scenario.stages[rung].open, 480, 1200);
    made.scenario.stages[rung].closed_to = made.end;
    build_stream(&made.scenario, "calls", rung, 960.0);
    const int team = made_team(&made, "room");
    build_serves(&made.scenario, team, (struct build_serves){ .line = rung });
    build_serves(&made.scenario, team, (struct build_serves){ .line = letters });
    made_asks(&made, SCENARIO_MEAN_WAIT, rung, 60.0);
    made_compile(&made);
    assert_near(line_calls(&made, letters, 79), 10.0, 1e-6);
    assert_near(line_calls(&made, letters, 80), 10.0 * -expm1(-1.0), 1e-6);
    made_finish(&made);
}

/* ---- the bound ---- */

enum { BOUND_ABANDONED, BOUND_WITHIN, BOUND_PATIENT, BOUND_NOTHING, BOUND_CASES };

/* 10 erlangs at one line, and half of those answered there for 10 more at the next. */
static double bound_of(int which, double *next)
{
    struct made made;
    made_begin(&made);
    const int desk = made_line(&made, "desk", 600.0, 0.0);
    const int after = made_line(&made, "after", 1200.0, 0.0);
    build_way(&made.scenario, desk, (struct build_way){ .share = 0.5, .next = after });
    build_way(&made.scenario, desk,
              (struct build_way){ .share = 0.5, .next = made.end });
    made_ends(&made, after);
    build_stream(&made.scenario, "calls", desk, 10.0 / 600.0 * 86400.0);
    const int room = made_team(&made, "room"), other = made_team(&made, "other");
    build_serves(&made.scenario, room, (struct build_serves){ .line = desk });
    build_serves(&made.scenario, other, (struct build_serves){ .line = after });
    const double tau_s = 60.0;
    if (which != BOUND_PATIENT)
        made_patience(&made, desk, 500.0);
    if (which == BOUND_WITHIN)
        made_asks(&made, SCENARIO_ANSWERED_WITHIN, desk, 0.8)->within_s = 10.0;
    else if (which == BOUND_ABANDONED)
        made_asks(&made, SCENARIO_ABANDONED, desk, 0.07)->hung_up_after_s = tau_s;
    else
        made_asks(&made, SCENARIO_MEAN_WAIT, desk, 60.0);
    made_compile(&made);
    double hours[2];
    start_bound(&made.question, hours);
    *next = hours[1];
    made_finish(&made);
    return hours[0];
}

static void the_bound_counts_work_that_no_plan_escapes(void **state)
{
    (void) state;
    const double share[BOUND_CASES] = {
        [BOUND_ABANDONED] = 1.0 - 0.07 - (1.0 - exp(-60.0 / 500.0)),
        [BOUND_WITHIN] = 0.8,
        [BOUND_PATIENT] = 1.0,
    };
    for (int which = 0; which < BOUND_CASES; which++) {
        double next;
        assert_within(bound_of(which, &next), share[which] * 1680.0, 1e-6);
        assert_within(next, share[which] * 1680.0, 1e-6);
    }
}

/* Whoever leaves at once, or is cut off, takes nobody's time. */
static void the_bound_leaves_out_those_who_may_leave(void **state)
{
    (void) state;
    for (int which = 0; which < 4; which++) {
        struct made made;
        made_begin(&made);
        const int desk = made_plain_line(&made, "desk");
        build_serves(&made.scenario, made_team(&made, "room"),
                     (struct build_serves){ .line = desk });
        struct scenario_stage *stage = &made.scenario.stages[desk];
        struct scenario_outage outage = { .name = "fire", .per_month = 1.0 };
        int stages[] = { desk };
        if (which == 1)
            stage->at_once = 0.1;
        if (which == 2) {
            stage->overflow = (struct scenario_overflow){ true, 60.0, made.end };
        }
        made_asks(&made, SCENARIO_MEAN_WAIT, desk, 60.0);
        made_compile(&made);
        struct scenario with = *made.question.scenario;
        if (which == 3) {
            outage.stages = stages;
            outage.stage_count = 1;
            with.outages = &outage;
            with.outage_count = 1;
        }
        struct question question = made.question;
        question.scenario = &with;
        double hours;
        start_bound(&question, &hours);
        assert_within(hours, which == 0 ? 15.0 * 168.0 : 0.0, 1e-6);
        made_finish(&made);
    }
}

/* 5 % of all callers may be lost, which is 10 % of the half who come to the desk; with
 * a need for some days only, with probability, or with other callers there: nobody
 * knows.
 */
static void the_bound_takes_a_journey_as_it_stands(void **state)
{
    (void) state;
    for (int which = 0; which < 4; which++) {
        struct made made;
        made_begin(&made);
        const int split = build_stage(&made.scenario, SCENARIO_SPLIT, "split");
        const int desk = made_line(&made, "desk", 600.0, 0.0);
        made_patience(&made, desk, 500.0);
        made_ends(&made, desk);
        build_way(&made.scenario, split,
                  (struct build_way){ .share = 0.5, .next = desk });
        build_way(&made.scenario, split,
                  (struct build_way){ .share = 0.5, .next = made.end });
        const int stream = build_stream(&made.scenario, "calls", split, 2880.0);
        if (which == 3)
            build_stream(&made.scenario, "others", desk, 1.0);
        build_serves(&made.scenario, made_team(&made, "room"),
                     (struct build_serves){ .line = desk });
        struct scenario_target *target = made_asks(&made, SCENARIO_ABANDONED, -1, 0.05);
        target->journey = stream;
        target->of = SCENARIO_OF_CALLERS;
        made_compile(&made);
        struct question_need *need = &made.question.needs[0];
        if (which == 1)
            need->unit[made.question.program.calendar.from + 5] = -1;
        if (which == 2)
            need->in_share = 0.9;
        double hours;
        start_bound(&made.question, &hours);
        assert_within(hours, which == 0 ? 0.9 * 1680.0 : 0.0, 1e-6);
        made_finish(&made);
    }
}

static void the_bound_leaves_out_what_others_may_do(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int shared = made_plain_line(&made, "shared"),
              dear = made_plain_line(&made, "dear");
    const int room = made_team(&made, "room"), cheap = made_team(&made, "cheap");
    made.scenario.plan.teams[0].cost_per_hour = 23.0;
    made.scenario.plan.teams[1].cost_per_hour = 19.0;
    made.scenario.teams[room].talk_times = 0.8;
    build_serves(&made.scenario, room, (struct build_serves){ .line = dear });
    build_serves(&made.scenario, cheap, (struct build_serves){ .line = dear });
    build_serves(&made.scenario, room, (struct build_serves){ .line = shared });
    const int fixed = build_team(&made.scenario, "fixed");
    build_serves(&made.scenario, fixed, (struct build_serves){ shared, 0, 60.0 });
    build_shift(&made.scenario, fixed, 1, 0, 1440);
    made_asks(&made, SCENARIO_MEAN_WAIT, dear, 60.0);
    made_compile(&made);
    double hours[2];
    start_bound(&made.question, hours);
    assert_within(hours[0], 0.0, 0.0);
    assert_near(hours[1], 15.0 * 168.0 * 0.8, 1e-9); /* if the room does it all */
    made_finish(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sinusoidal_rate_lags_as_the_closed_form_says),
        cmocka_unit_test(two_lines_in_a_row_lag_as_their_equations_say),
        cmocka_unit_test(without_a_rhythm_the_load_is_that_of_the_same_quarter),
        cmocka_unit_test(work_goes_on_after_a_line_shuts),
        cmocka_unit_test(an_option_that_is_shut_leads_elsewhere),
        cmocka_unit_test(those_rung_in_vain_go_on_later),
        cmocka_unit_test(the_bound_leaves_out_those_who_may_leave),
        cmocka_unit_test(the_bound_takes_a_journey_as_it_stands),
        cmocka_unit_test(the_bound_counts_work_that_no_plan_escapes),
        cmocka_unit_test(the_bound_leaves_out_what_others_may_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
